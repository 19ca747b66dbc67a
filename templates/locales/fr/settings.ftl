### Réglages des utilisateurs finaux, inscription, vérification d’une adresse, ajout de personnes.
