# Support : les tickets, pour les membres de l’équipe.

## Les statuts

status-new = Nouveau
status-open = Ouvert
status-pending = En attente
status-hold = En pause
status-solved = Résolu
status-closed = Clos

## Les vues

view-mine = Vos tickets non résolus
view-unsolved = Tous les tickets non résolus
view-new = Nouveaux tickets
view-pending = Tickets en attente
view-solved = Tickets résolus

## Les tickets

tickets-purpose = Ce qui vous a été demandé, et où en est chaque ticket.
tickets-purpose-assigned = Les tickets qui vous sont assignés.
tickets-views = Vues
tickets-caption = { $view }, du plus récent au plus ancien
tickets-ticket = Ticket
tickets-requester = Demandeur
tickets-assignee = Assigné à
tickets-nobody = Personne
tickets-status = Statut
tickets-updated = Mis à jour
tickets-empty-title = Aucun ticket dans cette vue
tickets-empty-text = Les tickets apparaissent ici dès qu’ils correspondent à la vue.
tickets-empty-unsolved-title = Tout est résolu
tickets-empty-unsolved-text = Les nouvelles demandes apparaissent ici, ainsi que les tickets résolus qu’un demandeur rouvre.

## Un ticket

ticket-number = n° { $number }
ticket-crumb = Ticket n° { $number }
ticket-conversation = Conversation
ticket-internal-note = Note interne
ticket-assumed = Identité adoptée
ticket-written-by = écrit par { $name }, identité adoptée : { $author }
ticket-kind = Type de commentaire
ticket-kind-public = Réponse publique
ticket-kind-public-hint = Le demandeur la voit.
ticket-kind-note = Note interne
ticket-kind-note-hint = Seuls les membres de l’équipe la voient.
ticket-notes-only-title = Vous pouvez ajouter des notes internes
ticket-notes-only = Les réponses publiques et le statut sont réservés aux agents et aux administrateurs.
ticket-comment = Commentaire
ticket-note = Note interne
ticket-status = Statut
ticket-status-hint = Le ticket prend ce statut dès que vous envoyez. Un nouveau statut se passe de commentaire.
ticket-status-hint-assign = Le ticket prend ce statut et vous est assigné dès que vous envoyez. Un nouveau statut se passe de commentaire.
ticket-send = Envoyer
ticket-add-note = Ajouter la note
ticket-closed-title = Ce ticket est clos
ticket-closed-text = Plus rien ne peut y être ajouté ni modifié. Le demandeur peut envoyer une nouvelle demande.
ticket-kept = Ce que vous avez écrit
ticket-kept-hint = Ce texte n’a pas été envoyé. Copiez-le pour le garder.
ticket-details = Détails du ticket
ticket-details-requester = Demandeur
ticket-details-status = Statut
ticket-details-assignee = Assigné à
ticket-details-nobody = Personne
ticket-details-ticket = Ticket
ticket-details-created = Créé le
ticket-details-updated = Mis à jour

## Ce qu’une page dit après un enregistrement

notice-ticket-updated = Ticket mis à jour.
notice-note-added = Note interne ajoutée.

## Ce qui ne va pas dans un champ

fault-comment-empty = Écrivez un commentaire avant de l’envoyer.
fault-ticket-closed = Le ticket a été clos entre-temps. Rien n’a été envoyé ni modifié.
ticket-unproved = Sans connexion
ticket-unproved-text = Envoyé sans connexion, avec cette adresse. Ce n’est pas forcément { $name }.
