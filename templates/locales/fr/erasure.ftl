# Effacer définitivement les personnes supprimées, et les rapports qui en restent.

## Ce qui sera effacé

erase-title = Supprimer définitivement { $name } ?
erase-purpose = Efface maintenant ce qui le serait sinon le { $day }.
erase-what = Ce qui sera effacé
erase-caption = Ce qui sera effacé et ce qui reste
erase-tickets-stay = Les tickets restent, les rapports aussi. Les noms et adresses sont retirés des tickets de la personne ; de ceux des autres, les adresses vérifiées ou principales.
erase-confirm = Saisissez { $name } pour confirmer
erase-final = Personne ne pourra ensuite restaurer cet utilisateur.
erase-submit = Supprimer définitivement
fault-erase-confirm = Saisissez exactement ce nom : { $name }
erasure-data = Données
erasure-records = Entrées
erasure-all = Toutes
erasure-what-happens = Ce qui se passe

## Les données

erasure-store-profile = Profil : nom, notes, détails, langue
erasure-store-contacts = Contacts et liens à usage unique
erasure-store-belongings = Organisations, marqueurs et champs
erasure-store-sessions = Sessions et historique de connexion
erasure-store-requests = Textes des tickets
erasure-store-mails = Journal des e-mails
erasure-store-audit = Détails du journal d’audit
erasure-store-imports = Fichiers en attente d’importation
erasure-store-elsewhere = Mentions ailleurs
erasure-outcome-erased = Effacé
erasure-outcome-replaced = Remplacé
erasure-outcome-blanked = Vidé
erasure-outcome-kept = Conservé sous un numéro
erasure-outcome-stay = Conservés

## Le rapport

erasures = Rapports d’effacement
erasures-purpose = Un par personne supprimée définitivement. Un rapport ne nomme personne et peut être vérifié à tout moment.
erasures-caption = Rapports d’effacement, les plus récents d’abord
erasures-empty-title = Personne n’a encore été supprimé définitivement
erasures-empty-text = Les personnes supprimées sont effacées après 30 jours, ou tout de suite par un administrateur. Chaque effacement laisse ici un rapport.
erasure-title = Rapport d’effacement { $number }
erasure-report = Rapport d’effacement
erasure-purpose = Conservez-le comme preuve que la demande a été exécutée. Il ne nomme personne.
erasure-everything = Tout a été effacé.
erasure-took = Cela a pris { $seconds } secondes. Un second examen n’a plus rien trouvé.
erasure-running = L’effacement est en cours.
erasure-running-text = Cette personne est désormais introuvable et ne peut plus être restaurée. Le rapport sera prêt quand les fichiers et les textes auront été parcourus, en général en moins d’une minute.
erasure-running-short = En cours
erasure-number = Rapport
erasure-person = Personne
erasure-user = Utilisateur { $id }
erasure-asked = Demandé
erasure-by = par l’utilisateur { $id }
erasure-by-clock = 30 jours après la suppression
erasure-done = Exécuté
erasure-seal = Somme de contrôle
erasure-what = Ce qui a été effacé
erasure-before = Avant
erasure-left = Restant
erasure-outcome = Résultat
erasure-tickets = Tickets demandés
erasure-comments = Commentaires écrits
erasure-mails-sent = { $count ->
    [0] Aucun e-mail n’était parti auparavant.
    [one] Un e-mail était parti auparavant et reste hors de portée.
   *[other] { $count } e-mails étaient partis auparavant et restent hors de portée.
}
erasure-check = La personne qui exploite Stead peut vérifier le rapport téléchargé avec la commande stead erasure verify.
erasure-download = Télécharger le rapport (JSON)
erasure-mark = [supprimé]
erasure-pseudonym = Utilisateur supprimé { $code }
decimal-point = ,

## Plusieurs à la fois

erase-chosen = Supprimer définitivement les utilisateurs choisis…
erase-several-title = { $count ->
    [one] Supprimer définitivement un utilisateur ?
   *[other] Supprimer définitivement { $count } utilisateurs ?
}
erase-several-text = Efface maintenant ce qui le serait sinon 30 jours après chaque suppression.
erase-several-confirm = Saisissez { $count } pour confirmer
erase-several-final = Personne ne pourra ensuite restaurer ces utilisateurs.
fault-erase-count = Saisissez le nombre de personnes de la liste : { $count }
notice-erasures-begun = Les personnes choisies ne sont plus là. Leurs rapports seront prêts dans un instant.
