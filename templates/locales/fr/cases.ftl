### Les dossiers, et qui est un contact.

item-case = Dossier

## Vérifier un contact

verify-anywhere = Vérifier un contact
verify-anywhere-purpose = Quand vous ne savez pas de quel compte il s’agit.
verify-who = Qui écrit ?
verify-who-text = L’assistance est réservée aux personnes enregistrées dans le compte.
verify-address = Adresse e-mail d’où vient la demande
verify-address-hint = Telle que le message la montre, non telle que son texte la donne.
verify-account = Compte
verify-account-hint = Son sous-domaine ou son adresse, si la personne l’indique. Laissé vide, toutes les équipes sont parcourues.
verify-about = Objet de la demande
verify-about-choose = Choisissez ce qui est demandé
verify-check = Vérifier
verify-recorded = Un dossier est ouvert, et le journal d’audit du compte en garde une ligne.
verify-teams = Tous les comptes
verify-teams-text = Sans compte, l’adresse n’est cherchée que parmi les membres des équipes. La console ne dit jamais de qui une personne est cliente.
cases-of-account = Derniers dossiers
cases-of-account-none = Personne de ce compte n’a encore rien demandé.
cases-of-account-all = Tous les dossiers de ce compte
fault-ask = Choisissez ce qui est demandé.
fault-no-such-account = Ce compte n’existe pas.
fault-text-long = N’écrivez pas plus de { $max } caractères.
fault-too-many-checks = Vous avez vérifié énormément de contacts. Continuez dans { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}.
notice-contact-checked = Le contact est vérifié.

## Ce qui est demandé

ask-use = L’utilisation du produit
ask-information = Des informations sur le compte : forfait, réglages, équipe
ask-settings = Une modification de réglages
ask-subscription = Le forfait ou les licences
ask-payments = Les factures et les paiements
ask-enter = L’entrée de l’équipe d’assistance dans le compte
ask-find-owner = Qui est le propriétaire du compte
ask-change-owner = Un changement de propriétaire du compte
ask-security = Un accès perdu : second facteur, mot de passe ou adresse IP
ask-deletion = Une suppression de données

## Ce qu’est l’adresse

contact-not-found = Personne de l’équipe
contact-several = Dans plusieurs comptes
contact-support-address = Adresse d’assistance
contact-group-mailbox = Boîte collective
contact-end-user = Utilisateur final
contact-suspended = Membre d’équipe suspendu
contact-deleted = Ancien membre d’équipe
contact-unverified = Adresse non vérifiée
contact-contributor = Contributeur
contact-light-agent = Agent light
contact-agent = Agent
contact-administrator = Administrateur
contact-billing-admin = Administrateur de facturation
contact-owner = Propriétaire du compte

## Ce à quoi la personne a droit

answer-entitled = Y a droit
answer-needs-administrator = Autorisation requise
answer-needs-owner = Autorisation du propriétaire requise
answer-authorized = Autorisé par écrit
answer-not-entitled = N’y a pas droit
answer-unknown = Non vérifié

## Ce qui est établi

found-nowhere = N’appartient à aucun membre d’équipe
found-not = N’appartient à aucun membre de l’équipe du compte ({ $account })
found-several = Appartient à des membres d’équipe de plusieurs comptes
found-support = C’est l’adresse d’assistance du compte lui-même
found-group = Ressemble à une liste, à un alias ou à une boîte collective
found-anybody = N’importe qui peut en écrire
found-end-user = Utilisateur final ({ $account }) : n’a droit à rien ici
found-suspended = Enregistrée dans { $account }, mais la personne est suspendue
found-deleted = Autrefois enregistrée dans { $account }, mais la personne est supprimée
found-unverified = Sur un profil du compte ({ $account }), mais jamais vérifiée
found-registered = Enregistrée dans { $account } : { $role ->
    [owner] propriétaire du compte
    [billing_admin] administrateur, et administrateur de facturation
    [administrator] administrateur
    [agent] agent
    [light_agent] agent light
   *[other] contributeur
}
found-primary = Adresse principale, vérifiée le { $day }
found-secondary = Adresse secondaire, vérifiée le { $day }
found-personal = La boîte d’une personne, ni une liste ni une adresse d’assistance
found-entitled = Y a droit : { $what }
found-needs-administrator = Exige l’autorisation écrite d’un administrateur ou du propriétaire : { $what }
found-needs-owner = Exige l’autorisation écrite du propriétaire : { $what }
found-authorized = Autorisé par écrit par { $name } le { $day }
found-stays-with-owner = Revient au propriétaire du compte : { $what }

## Que faire ensuite

next-not-found = Ne divulguez rien d’aucun compte. Demandez à la personne d’écrire de l’adresse principale de son profil.
next-several = Ne divulguez rien. Demandez de quel compte il s’agit, et vérifiez à nouveau dans ce compte.
next-shared = Ne divulguez rien. Demandez à la personne d’écrire de sa propre adresse, celle de son profil.
next-end-user = Ne divulguez rien. C’est l’assistance du compte lui-même qui répond à ses questions.
next-suspended = Ne divulguez rien. Un administrateur de son compte peut lever la suspension.
next-deleted = Ne divulguez rien. C’est à une personne enregistrée dans le compte d’écrire.
next-unverified = Ne divulguez rien. Demandez à la personne de vérifier cette adresse sur son profil, puis d’écrire à nouveau.
next-reply-primary = Répondez uniquement à { $address }.
next-reply-secondary = Répondez uniquement à l’adresse principale : { $address }. Non à celle d’où vient la demande.
next-change-owner = Le changement de propriétaire revient à { $owner }, dans le Centre d’administration, sous Facturation > Contacts. L’équipe d’assistance ne le peut pas, qui que ce soit qui le demande.
next-change-owner-own = C’est à cette personne de changer le propriétaire, dans le Centre d’administration, sous Facturation > Contacts. L’équipe d’assistance ne le peut pas, qui que ce soit qui le demande.
next-find-owner = Le propriétaire du compte est { $owner }. Les membres de l’équipe le trouvent eux-mêmes sous leur profil.
next-find-owner-own = C’est cette personne elle-même.
next-needs-administrator = Ne divulguez ni ne faites rien encore. Demandez l’autorisation d’un administrateur ou du propriétaire ; d’ici là, vous pouvez expliquer l’utilisation du produit.
next-needs-owner = Ne divulguez ni ne faites rien encore. Demandez l’autorisation du propriétaire du compte ({ $owner }) ; d’ici là, vous pouvez expliquer l’utilisation du produit.
next-authorized = Vous pouvez faire ce qui a été autorisé, dans les termes de la demande, et rien de plus.
next-authorized-enter = C’est autorisé. Pour entrer, il faut encore qu’un administrateur active l’adoption du compte : demandez-la sous « Entrer dans le compte ».
next-use = Vous pouvez expliquer l’utilisation du produit.
next-information = Vous pouvez donner des informations sur le compte.
next-settings = Vous pouvez aider à cette modification. Elle se fait dans le Centre d’administration ; aucun réglage n’est modifié d’ici sans qu’on vous laisse entrer.
next-subscription = Vous pouvez renseigner sur le forfait et les licences, et les modifier comme demandé.
next-payments = Vous pouvez renseigner sur les factures et les paiements.
next-enter = Demandez l’adoption du compte sous « Entrer dans le compte ». Un administrateur l’active ; rien ne la remplace.
next-security = Vous pouvez aider à retrouver l’accès : d’abord les codes de récupération et les autres administrateurs. Une restriction d’adresses IP se répare en entrant dans le compte.
next-deletion = Les personnes se suppriment dans le Centre d’administration, sous Utilisateurs supprimés. Pour le reste, notez la demande et transmettez-la à un administrateur de l’opérateur.

## Les dossiers

cases-purpose = Qui a demandé quoi, et ce à quoi la personne a droit.
cases-search = Chercher des dossiers
cases-search-hint = Numéro ou adresse e-mail
cases-open = Ouverts
cases-closed = Fermés
cases-all = Ouverts et fermés
cases-mine = Les miens seulement
cases-only-account = Dossiers : { $account }
cases-show-all = Afficher tous les dossiers
cases-caption = Dossiers, les plus récents d’abord
cases-none = Aucun dossier ouvert
cases-none-text = Chaque vérification d’un contact ouvre un dossier.
cases-none-found = Aucun dossier de ce genre
cases-none-found-text = Essayez un autre numéro ou une autre adresse, ou cherchez aussi parmi les dossiers fermés.
case-title = Dossier { $number }
case-state = État
case-is-open = Ouvert
case-is-closed = Fermé
case-account = Compte
case-no-account = Inconnu
case-contact = Contact
case-asked-for = Demande
case-answer = Réponse
case-by = Par
case-by-account = Depuis le compte
case-updated = Dernière modification
case-opened = Ouvert le
case-checked = Vérifié le
case-facts = Informations
case-result = Résultat
case-next = Étape suivante
case-check-again = Vérifier à nouveau
case-account-first = La suite demande que le compte soit connu.
case-which-account = De quel compte s’agit-il ?
case-which-account-text = Demandez à la personne, puis vérifiez à nouveau dans ce compte.
case-account-hint = Son sous-domaine ou son adresse. Laissé vide, toutes les équipes sont parcourues à nouveau.
case-close = Fermer le dossier
case-reopen = Rouvrir le dossier
case-note = Note
case-note-hint = Pour l’équipe d’assistance. Rien n’en parvient au compte.
case-add-note = Ajouter une note
case-history = Historique
case-history-caption = Ce qui a été fait dans ce dossier, le plus récent d’abord
case-history-none = Rien encore
case-what = Quoi
case-when = Quand
fault-note-empty = Écrivez une note.
notice-case-noted = La note est ajoutée.
notice-case-closed = Le dossier est fermé.
notice-case-reopened = Le dossier est rouvert.
event-check = Vérifié : { $contact }. { $answer }.
event-note = Note
event-closed = Fermé
event-reopened = Rouvert
event-approval-asked = Autorisation demandée à { $name }
event-approval-approved = Approbation : { $name }
event-approval-refused = Refus : { $name }
event-approval-expired = { $name } n’a pas répondu à temps
event-approval-withdrawn = Demande retirée : { $name }
event-access-asked = Demande d’entrée envoyée
event-access-withdrawn = Demande d’entrée retirée
event-access-granted = Entrée autorisée : { $name }
event-access-declined = Entrée refusée : { $name }
event-visit = Visite du compte commencée

## L’autorisation écrite, dans la console

approval-request = Demander une autorisation
approval-what = Ce qui est à autoriser
approval-what-hint = En entier, en termes clairs : seul cela sera autorisé.
approval-to = À
approval-to-hint = Le lien est envoyé à l’adresse principale du profil, et nulle part ailleurs.
approval-to-owner = Seul le propriétaire peut autoriser cela. Le lien est envoyé à l’adresse principale de son profil, et nulle part ailleurs.
approval-to-choose = Choisissez à qui demander
approval-hours = Le lien sert une fois, pendant { $hours } heures.
approval-replaces = Une demande attend déjà une réponse. Celle-ci la remplace.
approval-nobody = Personne à qui demander
approval-nobody-text = Aucune des personnes qui pourraient autoriser cela n’a d’adresse principale vérifiée et personnelle sur son profil.
approval-back = Retour au dossier
approval-waits = En attente
approval-approved = Approuvée
approval-refused = Refusée
approval-expired = Sans réponse à temps
approval-withdrawn = Retirée
approval-asked-at = Demande : { $time }.
approval-until = Jusqu’à : { $time }.
approval-ended-at = Fin : { $time }.
approval-withdraw = Retirer
approvals-title = Autorisations écrites
fault-what-empty = Écrivez ce qui est à autoriser.
fault-approver = Choisissez une personne qui peut autoriser cela.
notice-approval-asked = L’autorisation est demandée.
notice-approval-withdrawn = La demande est retirée.

## L’autorisation écrite, dans le compte

nav-authorizations = Autorisations à l’assistance
authorizations-purpose = Ce que l’équipe d’assistance a demandé aux administrateurs d’autoriser par écrit, et les réponses.
authorizations-none = Rien n’a été demandé
authorizations-none-text = Quand quelqu’un demande à l’équipe d’assistance ce que vous seuls décidez, elle vous le demande d’abord. Ces demandes figurent ici.
authorizations-caption = Autorisations demandées, les plus récentes d’abord
authorizations-by = Demandée par
authorizations-of = À qui
authorizations-asked = Demande
authorizations-from-to = { $by } demande à { $name }
authorizations-answer-by-mail = La réponse se donne par le lien de l’e-mail, par la personne à qui il a été envoyé.
authorization-title = Autorisation à l’assistance
authorization-from = { $name } ({ $company }) vous le demande.
authorization-case = Dossier { $number }.
authorization-what = Ce qui est demandé
authorization-choice = Votre réponse
authorization-approve = Approuver
authorization-approve-hint = L’équipe d’assistance peut faire cela, et rien d’autre.
authorization-refuse = Refuser
authorization-refuse-hint = L’équipe d’assistance n’en fait rien.
authorization-comment = Commentaire
authorization-comment-hint = Pour l’équipe d’assistance et les administrateurs de ce compte.
authorization-until = La réponse est possible jusqu’à : { $time }.
authorization-once = Elle est définitive.
authorization-send = Envoyer la réponse
authorization-you-approved = Vous avez approuvé cette demande : { $time }.
authorization-you-refused = Vous avez refusé cette demande : { $time }.
authorization-was-withdrawn = L’équipe d’assistance a retiré cette demande : { $time }.
authorization-ran-out = Le temps pour répondre est passé : { $time }.
fault-authorization-choice = Approuvez ou refusez.
notice-authorization-answered = Votre réponse est envoyée.

## Les lettres

mail-approval-asked-subject = Autorisation requise : dossier { $case }
mail-approval-asked-lead = { $by } ({ $company }), de l’équipe d’assistance de ce service, vous demande d’autoriser quelque chose par écrit pour { $account } (dossier { $case }) :
mail-approval-asked-link = Lire et répondre
mail-approval-asked-after = Pour répondre, connectez-vous vous-même. Si vous ne savez pas de quoi il s’agit, refusez.
mail-approval-told-subject = Réponse à une demande d’autorisation : dossier { $case }
mail-approval-told-approved = { $by } a autorisé pour { $account } ce que l’équipe d’assistance avait demandé dans le dossier { $case } :
mail-approval-told-refused = { $by } a refusé d’autoriser pour { $account } ce que l’équipe d’assistance avait demandé dans le dossier { $case } :
mail-approval-told-link = Voir toutes les autorisations
mail-approval-answered-subject = Réponse à une demande d’autorisation : dossier { $case }
mail-approval-answered-approved = Ce que vous demandiez dans le dossier { $case } est autorisé. Par qui, et avec quel commentaire, figure dans le dossier.
mail-approval-answered-refused = Ce que vous demandiez dans le dossier { $case } est refusé. Par qui, et avec quel commentaire, figure dans le dossier.
mail-approval-answered-link = Ouvrir le dossier
letter-approval-asked = Autorisation demandée par l’équipe d’assistance
letter-approval-told = Réponse d’un administrateur à une demande d’autorisation
letter-approval-answered = Réponse à une demande d’autorisation

## Les journaux

act-case-opened = Dossier ouvert
act-case-noted = Note ajoutée à un dossier
act-case-closed = Dossier fermé
act-case-reopened = Dossier rouvert
act-contact-verified = Identité d’un contact vérifiée
act-approval-asked = Autorisation écrite demandée
act-approval-approved = Demande de l’équipe d’assistance approuvée
act-approval-refused = Demande de l’équipe d’assistance refusée
act-approval-expired = Demande d’autorisation restée sans réponse à temps
act-approval-withdrawn = Demande d’autorisation retirée
