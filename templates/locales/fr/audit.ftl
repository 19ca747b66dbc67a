# Centre d’administration > Compte > Journaux > Journal d’audit.

nav-audit-log = Journal d’audit
audit-purpose = Tout ce qui a été fait, par qui et sous quelle identité. Les entrées ne peuvent être ni modifiées ni supprimées.
audit-export = Exporter en CSV
audit-filter-label = Filtrer le journal d’audit
audit-from = Du
audit-to = Au
audit-actor = Acteur
audit-actor-hint = Nom ou adresse e-mail
audit-activity = Activité
audit-kind = Type d’élément
audit-any = Indifférent
audit-apply = Appliquer les filtres
audit-assumed-only = Seulement ce qui a été fait sous une identité adoptée
audit-all = Toutes les entrées
audit-caption = Journal d’audit, du plus récent au plus ancien
audit-time = Heure
audit-about = Élément
audit-kind-of-act = Type d’activité
audit-address = Adresse IP
audit-none-title = Aucune entrée
audit-none-text = Rien dans le journal ne correspond à votre demande. Retirez un filtre ou choisissez d’autres jours.
audit-of-person = Par { $name }, en son nom ou à son sujet
audit-of-root = Personne connectée : { $name }
audit-of-effective = Au nom de { $name }
audit-of-item = Élément : { $item }
audit-of-frame = Adoption nº { $number }
audit-item = { $kind } : { $name }
audit-person-lines = Journal d’audit de cette personne
audit-frame-lines = Tout ce qui y a été fait
audit-item-lines = Tout ce qui le concerne
audit-value = Valeur
audit-cause = Cause
audit-through = En tant que
audit-frame = Adoption d’identité
audit-channel = Canal
channel-web = Navigateur
channel-api = API
channel-command = Ligne de commande du serveur
channel-console = Console de l’opérateur
channel-system = Stead lui-même
audit-line = Ligne
audit-hash = Empreinte
audit-values = Avant et après
audit-what = Quoi
audit-before = Avant
audit-after = Après
audit-no-values-title = Aucune valeur
audit-no-values-text = L’entrée dit tout ce qu’il y a à en dire.
audit-erased-title = Effacé
audit-erased-text = Les détails de cette entrée ont été effacés avec une personne. L’entrée elle-même reste vérifiable.
fault-day = Saisissez un jour, par exemple 2026-11-20.
fault-days-turned = Le dernier jour précède le premier.

## Types d’activité

activity-created = Créé
activity-updated = Modifié
activity-deleted = Supprimé
activity-exported = Exporté
activity-signed-in = Connexion ou déconnexion
activity-assumption = Adoption d’identité ou du compte

## Types d’éléments

item-account = Compte
item-user = Personne
item-organization = Organisation
item-ticket = Ticket
item-session = Session
item-frame = Adoption d’identité
item-role = Rôle
item-group = Groupe
item-user-field = Champ d’utilisateur
item-import = Importation
item-integration = Intégration
item-device = Appareil
item-invoice = Facture

act-audit-log-exported = Journal d’audit exporté
