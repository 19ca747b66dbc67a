# Le centre d’aide : ses propres demandes.

## Les statuts, tels que le demandeur les voit

request-status-open = Ouverte
request-status-pending = En attente de votre réponse
request-status-solved = Résolue

## Mes demandes

requests-caption = Vos demandes, de la plus récente à la plus ancienne
requests-subject = Objet
requests-created = Créée le
requests-updated = Dernière activité
requests-status = Statut
requests-empty-title = Aucune demande pour le moment
requests-empty-text = Ce que vous demandez apparaît ici, avec les réponses et leur avancement.

## Envoyer une demande

new-request-subject = Objet
new-request-subject-hint = De quoi il s’agit, en quelques mots.
new-request-description = Description
new-request-description-hint = Ce qui s’est passé, ce que vous attendiez et ce que vous avez essayé.
new-request-submit = Envoyer

## Une demande

request-crumb = Demande n° { $number }
request-conversation = Conversation
request-reply = Votre réponse
request-reply-hint-solved = Une réponse rouvre la demande.
request-solve = Marquer comme résolue
request-solve-not-assigned = Vous pourrez la marquer comme résolue dès qu’une personne s’en occupera.
request-solve-already = La demande est résolue.
request-send = Envoyer la réponse
request-closed-title = Cette demande est close
request-closed-text = Plus rien ne peut y être ajouté. Pour continuer, envoyez une nouvelle demande.
request-closed-new = Envoyer une nouvelle demande
request-kept = Ce que vous avez écrit
request-kept-hint = Ce texte n’a pas été envoyé. Copiez-le dans une nouvelle demande.
request-details = Détails de la demande
request-details-request = Demande
request-details-status = Statut
request-details-created = Créée le
request-details-assignee = Assignée à
request-details-nobody = Personne pour le moment
request-details-updated = Dernière activité

## Les demandes de ses organisations

requests-lists = Demandes
requests-requester = Demandeur
organization-requests = Demandes de l’organisation
organization-requests-caption = Demandes de vos organisations, de la plus récente à la plus ancienne
organization-requests-empty = Ce que demandent les membres de vos organisations apparaît ici.
request-of-organization = Vous voyez cette demande comme membre de son organisation. Seule la personne qui l’a envoyée peut y répondre et la marquer comme résolue : { $name }.

## Ce qu’une page dit après un enregistrement

notice-request-submitted = Demande envoyée. La réponse apparaîtra sur cette page.
notice-request-solved = Demande marquée comme résolue. Une réponse la rouvre.
notice-reply-sent = Réponse envoyée.

## Ce qui ne va pas dans un champ

fault-subject-empty = Dites en quelques mots de quoi il s’agit.
fault-description-empty = Dites ce qui s’est passé.
fault-reply-empty = Écrivez votre réponse avant de l’envoyer.
fault-cannot-solve = Une demande peut être marquée comme résolue dès qu’une personne s’en occupe, et tant qu’elle n’est pas résolue. Rien n’a été envoyé.
fault-request-closed = La demande a été close entre-temps. Rien n’a été envoyé.
