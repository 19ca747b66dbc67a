# Centre d’administration > Compte > Journaux > Journal des adoptions d’identité.

## La liste

log-purpose = Qui a adopté quelle identité, quand et pourquoi, et ce qui a été fait. Les entrées ne peuvent être ni modifiées ni supprimées.
log-caption = Identités adoptées, de la plus récente à la plus ancienne
log-who = Qui
log-as = identité adoptée : { $name }
log-subject = Identité adoptée
log-started = Début
log-ended = Fin
log-live = En cours
log-until = jusqu’à { $time }
log-reason = Motif
log-no-reason = Aucun motif
log-acts = Actions
log-empty-title = Aucune identité n’a encore été adoptée
log-empty-text = Chaque identité adoptée apparaît ici, avec le motif et ce qui a été fait.
log-empty-people = Ouvrir la page Personnes

## Une adoption

log-entry-title = { $root }, identité adoptée : { $subject }
log-entry-details = Détails
log-entry-root = Personne connectée
log-entry-actor = Démarrée sous l’identité
log-entry-subject = Identité adoptée
log-entry-reason = Motif
log-entry-started = Début
log-entry-ended = Fin
log-entry-latest = Fin au plus tard
log-entry-acts = Actions
log-entry-done = Ce qui a été fait
log-entry-caption = Actions sous cette identité adoptée, de la plus ancienne à la plus récente
log-entry-time = Heure
log-entry-what = Action
log-entry-ticket = Ticket
log-entry-request = ID de requête
log-entry-empty-title = Rien n’a été fait
log-entry-empty-text = Tout ce qui est fait sous cette identité adoptée apparaît ici.

## Tout ce que le journal d’audit enregistre

act-session-created = Connexion
act-session-ended = Fin de session
act-assumption-started = Début de l’adoption
act-assumption-ended = Fin de l’adoption
act-assumption-reopened = Identité adoptée rouverte
act-ticket-created = Demande envoyée
act-ticket-replied = Réponse à une demande
act-ticket-solved = Demande marquée comme résolue
act-ticket-answered = Réponse publique à un ticket
act-ticket-noted = Note interne ajoutée
act-person-language-chosen = Langue choisie
act-person-password-changed = Mot de passe modifié
act-person-invited = Personne invitée
act-account-created = Compte créé
act-demo-made = Données de démonstration créées
act-address-added = Adresse ajoutée
act-address-made-primary = Adresse définie comme contact principal
act-address-removed = Adresse supprimée
act-address-verified = Adresse vérifiée
act-person-created = Personne ajoutée
act-person-organizations-changed = Organisations modifiées
act-person-tags-changed = Marqueurs modifiés
act-person-fields-changed = Champs d’utilisateur modifiés
act-organization-tags-changed = Marqueurs d’une organisation modifiés
act-person-reset-sent = Lien pour choisir un nouveau mot de passe envoyé
act-address-verification-sent = Lien pour confirmer une adresse envoyé
act-person-edited = Profil modifié
act-address-changed = Adresse modifiée
act-person-suspended = Personne suspendue
act-person-unsuspended = Suspension levée
act-person-deleted = Personne supprimée
act-person-restored = Personne restaurée
act-ticket-closed = Demande close avec la suppression du demandeur
act-ticket-unassigned = Ticket retiré à un membre de l’équipe supprimé
act-ticket-requester-changed = Demande transmise à la personne issue de la fusion
act-person-merged = Fusionné avec un autre profil
act-person-merge-received = Autre profil repris
