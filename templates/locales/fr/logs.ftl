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
act-import-uploaded = Fichier d’import chargé
act-import-checked = Import vérifié
act-import-started = Import lancé
act-import-rows-taken = Lignes d’un import traitées
act-import-finished = Import terminé
act-import-cancelled = Import annulé
act-import-failed = Échec d’un import
act-person-imported = Mis à jour par un import
act-people-exported = Liste d’utilisateurs exportée
act-person-organizations-changed = Organisations modifiées
act-person-tags-changed = Marqueurs modifiés
act-person-fields-changed = Champs d’utilisateur modifiés
act-organization-tags-changed = Marqueurs d’une organisation modifiés
act-person-reset-sent = Lien pour choisir un nouveau mot de passe envoyé
act-address-verification-sent = Lien pour confirmer une adresse envoyé
act-person-edited = Profil modifié
act-address-gave-way = Adresse non vérifiée donnée à une autre personne
act-address-changed = Adresse modifiée
act-organization-created = Organisation ajoutée
act-organization-changed = Organisation modifiée
act-organization-deleted = Organisation supprimée
act-organization-people-added = Personnes ajoutées à une organisation par domaine
act-user-field-created = Champ d’utilisateur ajouté
act-user-field-changed = Champ d’utilisateur modifié
act-user-field-moved = Champ d’utilisateur déplacé
act-user-field-activated = Champ d’utilisateur activé
act-user-field-deactivated = Champ d’utilisateur désactivé
act-user-field-emptied = Champ d’utilisateur vidé avant sa suppression
act-user-field-deleted = Champ d’utilisateur supprimé
act-tag-removed = Marqueur retiré
act-person-suspended = Personne suspendue
act-person-unsuspended = Suspension levée
act-person-deleted = Personne supprimée
act-person-restored = Personne restaurée
act-ticket-closed = Demande close avec la suppression du demandeur
act-ticket-unassigned = Ticket retiré à un membre de l’équipe supprimé
act-ticket-requester-changed = Demande transmise à la personne issue de la fusion
act-person-merged = Fusionné avec un autre profil
act-person-merge-received = Autre profil repris
act-settings-end-users-changed = Réglages des utilisateurs finaux modifiés
act-person-signed-up-again = Inscription avec une adresse déjà connue
act-person-erasure-asked = Suppression définitive demandée
act-person-traces-erased = Traces d’une personne supprimée effacées
act-person-erased = Personne effacée
