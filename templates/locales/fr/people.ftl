# Les personnes et leurs profils, l’équipe, et l’adoption d’une identité.

## La liste

people-purpose = Toutes les personnes qui peuvent vous écrire ou travailler avec vous.
people-categories = Catégories
category-end-users = Utilisateurs finaux
category-agents = Agents
category-administrators = Administrateurs
category-suspended = Suspendus
category-unverified = Non vérifiés
people-search-label = Nom ou adresse e-mail
people-found = { $count ->
    [0] Aucune personne trouvée
    [one] { $count } personne trouvée
   *[other] { $count } personnes trouvées
}
people-remove-search = Retirer la recherche :
people-clear-search = Effacer la recherche
people-found-more = Plus de { $count } personnes trouvées
people-caption-found = Personnes trouvées
people-order-name = par nom
people-order-newest = de la plus récente à la plus ancienne
people-sort-name = Trier par nom
people-sort-newest = Trier par date d’ajout
people-name = Nom
people-role = Rôle
people-requests = Demandes
people-last-sign-in = Dernière connexion
people-status = Statut
people-empty-title = Personne dans cette catégorie
people-empty-text = Les personnes apparaissent ici dès qu’elles entrent dans la catégorie.
people-none-title = Personne ne correspond
people-none-text = Personne ne correspond à tout cela. Retirez un terme, ou essayez le début d’un mot.
verified = Vérifié
unverified = Non vérifié
suspended = Suspendu

## Les membres de l’équipe

team-purpose = Toutes les personnes qui travaillent dans ce compte : administrateurs, agents, agents light et contributeurs.
team-caption = Membres de l’équipe, par nom

## Un profil

customer-since = Client depuis le { $day }
member-since = Membre de l’équipe depuis le { $day }
profile-tabs = Profil : { $name }
user-options = Options utilisateur
contacts = Contacts
contacts-none = Aucune adresse connue.
primary = Principal
verified-on = Vérifié le { $day }
details = Détails
organization = Organisation
language = Langue
time-zone = Fuseau horaire
as-the-account = Comme le compte
added-on = Date d’ajout
notes = Notes
profile-requests-caption = Demandes, de la plus récente à la plus ancienne
profile-request = Demande
profile-assignee = Assignée à
profile-updated = Mise à jour
profile-no-requests = Aucune demande à afficher
profile-no-requests-text = Les demandes de cette personne apparaissent ici.
profile-requests-hidden = Vous ne voyez que les demandes qui vous sont assignées.

security-settings = Paramètres de sécurité
security-password = Mot de passe
security-password-set = Défini
security-password-none = Pas encore défini
security-sessions = Sessions
security-sessions-count = { $count ->
    [0] Aucune session ouverte
    [one] Session ouverte dans { $count } navigateur
   *[other] Sessions ouvertes dans { $count } navigateurs
}
security-reset = Réinitialiser
security-reset-hint = Un e-mail avec un lien pour choisir un mot de passe part à l’adresse principale.
security-reset-own = Votre propre mot de passe se change dans votre menu de profil.
no-mail-help-center-off = Les utilisateurs finaux ne reçoivent aucun e-mail tant que le Centre d’aide n’est pas actif. Un administrateur peut l’activer.
no-mail-suspended = Les personnes suspendues ne reçoivent aucun e-mail. Levez d’abord la suspension.
no-mail-no-address = Il n’y a aucune adresse e-mail où l’envoyer. Ajoutez-en d’abord une.

## L’historique d’un profil

history = Historique
history-purpose = Ce qui a été modifié dans ce profil, du plus récent au plus ancien. Les entrées ne peuvent être ni modifiées ni supprimées.
history-caption = Modifications de ce profil, de la plus récente à la plus ancienne
history-what = Quoi
history-who = Qui
history-when = Quand
history-of = { $what } :
history-nothing = rien
history-by-root = Fait par { $name } sous une identité adoptée
history-by-itself = Automatique
history-address = Adresse
history-reason = Motif
history-empty-title = Rien n’a encore été modifié
history-empty-text = Tout ce qui est modifié dans ce profil apparaît ici.

## Les champs d’un profil

alias = Alias
person-details = Détails
external-id = ID externe
request-access = Accès
organizations = Organisations

## Ce qui ne va pas avec un contact

fault-contact-empty = Saisissez l’adresse ou le numéro.
fault-contact-email = Saisissez une adresse e-mail, comme nom@example.com.
fault-contact-phone = Saisissez un numéro de téléphone : des chiffres, des espaces et les signes + - . ( ) /.
fault-contact-international = Saisissez le numéro avec + et l’indicatif du pays, comme +33 6 55 01 24 77. Ce compte le demande.

profile-panel = Profil
edit-profile = Modifier le profil
edit-internal-off = Les organisations, les marqueurs, les détails, les notes et l’ID externe sont modifiés par les administrateurs.
alias-hint = La signature d’un membre de l’équipe, si ce n’est pas son nom.
request-access-own = Afficher et modifier ses propres tickets uniquement
request-access-organization = Peut afficher les tickets de son organisation
request-access-hint = Ce que cette personne voit dans le Centre d’aide. Si l’organisation partage ses demandes, ses membres les voient de toute façon.
organization-default = Par défaut
organizations-hint = Une par ligne. La première est celle par défaut : les nouvelles demandes y vont.
organization-hint = Dans ce compte, une personne appartient à une seule organisation.
person-tags-hint = Séparez les marqueurs par des espaces. Ils sont ajoutés aux nouvelles demandes de cette personne, qui ne les voit jamais.
person-details-hint = Des faits sur la personne, comme un numéro de client. Seule votre équipe les voit.
person-notes-hint = Des remarques de travail de votre équipe. Seule votre équipe les voit.
external-id-hint = Le nom de cette personne dans un autre système. Chaque ID appartient à une seule personne.
external-id-holder = Il appartient à
yes = Oui
no = Non
clash-title = Ce profil a été modifié entre-temps par quelqu’un d’autre
clash-text = Rien n’a encore été enregistré. Le formulaire contient votre saisie ; l’enregistrer remplace ce qui s’y trouve maintenant.
clash-now = Maintenant :
clash-typed = Votre saisie :
clash-save = Enregistrer quand même
notice-profile-saved = Profil enregistré.
fault-name-empty = Saisissez un nom.
fault-choose-one = Choisissez un élément de la liste.
fault-external-id-taken = Une autre personne a cet ID externe.
fault-organization-unknown = Il n’y a aucune organisation « { $name } ».
fault-organization-one = Indiquez une seule organisation.
fault-organization-many = { $max } organisations au maximum.

## Les contacts

contact-add = ajouter un contact
contact-new-title = Ajouter un contact
contact-edit-email-title = Modifier l’adresse e-mail
contact-edit-phone-title = Modifier le numéro de téléphone
contact-add-button = Ajouter le contact
contact-kind = Type
contact-email = Adresse e-mail
contact-phone = Numéro de téléphone
contact-value = Adresse ou numéro
contact-options = Options pour { $address }
contact-verify = Vérifier maintenant
contact-resend = Renvoyer l’e-mail de vérification
contact-make-primary = Définir comme contact principal
contact-edit = Modifier
contact-remove = Supprimer
contact-verify-first = L’adresse doit d’abord être vérifiée.
contact-shared-refused = Cette adresse semble être celle d’un groupe. Quiconque la lit pourrait agir à la place de ce membre de l’équipe : elle ne peut pas être le contact principal.
contact-shared-warning = Cette adresse semble être celle d’un groupe. Quiconque la lit peut agir à la place de cette personne.
contact-primary-fixed = Un contact principal vérifié se remplace, il ne se modifie pas : ajoutez la nouvelle adresse, vérifiez-la, définissez-la comme contact principal, puis supprimez celle-ci.
contact-primary-stays = Définissez d’abord une autre adresse comme contact principal.
contact-hint-verified = Une nouvelle adresse e-mail est vérifiée d’emblée. La personne en est informée à son adresse principale.
contact-hint-mailed = Une nouvelle adresse e-mail reçoit un e-mail qui demande de la confirmer. L’adresse principale en est informée.
contact-hint-unmailed = Une nouvelle adresse e-mail doit être vérifiée. Aucun e-mail ne part pour l’instant : les utilisateurs finaux n’en reçoivent que si le Centre d’aide est actif, et les personnes suspendues n’en reçoivent pas.
contact-holder = Elle appartient à
notice-contact-added = Contact ajouté.
notice-contact-changed = Contact modifié.
notice-contact-mailed = Enregistré. Un e-mail demande de confirmer l’adresse.
notice-contact-unmailed = L’adresse doit être vérifiée, mais aucun e-mail n’a été envoyé : les utilisateurs finaux n’en reçoivent que si le Centre d’aide est actif, et les personnes suspendues n’en reçoivent pas.
notice-contact-resent = L’e-mail de vérification a été renvoyé.
notice-contact-too-many = Beaucoup d’e-mails en peu de temps. Réessayez dans une heure.
notice-contact-verified = Adresse vérifiée.
notice-contact-primary = C’est maintenant le contact principal.
notice-contact-primary-shared = C’est maintenant le contact principal. Cette adresse semble être celle d’un groupe : quiconque la lit peut agir à la place de cette personne.
notice-contact-removed = Contact supprimé.
fault-contact-known = Ce contact figure déjà dans le profil.
fault-contact-taken = Cette adresse e-mail est déjà utilisée. Essayez-en une autre.
fault-contact-shared = Cette adresse semble être celle d’un groupe. Le contact principal d’un membre de l’équipe doit être sa propre boîte.
fault-contact-many = Un profil a { $max } contacts au maximum. Supprimez-en un d’abord.
fault-contact-mails = { $minutes ->
    [one] Beaucoup d’e-mails en peu de temps. Réessayez dans { $minutes } minute.
   *[other] Beaucoup d’e-mails en peu de temps. Réessayez dans { $minutes } minutes.
}

## Adopter une identité

assume-identity = Adopter l’identité
assume-user = Adopter l’identité de l’utilisateur
assume-title = Adopter une identité : { $name }
assume-opens = { $role ->
    [role-end-user] Un nouvel onglet s’ouvre sous cette identité : { $name }. Vous y voyez ce que voit un utilisateur final.
    [role-light-agent] Un nouvel onglet s’ouvre sous cette identité : { $name }. Vous y voyez ce que voit un agent light.
    [role-contributor] Un nouvel onglet s’ouvre sous cette identité : { $name }. Vous y voyez ce que voit un contributeur.
    [role-agent] Un nouvel onglet s’ouvre sous cette identité : { $name }. Vous y voyez ce que voit un agent.
   *[other] Un nouvel onglet s’ouvre sous cette identité : { $name }. Vous y voyez ce que voit un administrateur.
}
assume-done-as-end-user = Tout ce que vous y faites, comme envoyer une demande ou ajouter un commentaire, porte ce nom : { $name }.
assume-done-as = Tout ce que vous y faites, comme répondre à un ticket ou ajouter une note, porte ce nom : { $name }.
assume-logged = Le journal d’audit garde aussi votre nom.
assume-ends = L’adoption prend fin d’elle-même après { $minutes } minutes, ou plus tôt si rien n’y est fait pendant { $idle } minutes.
assume-to-stop = Pour arrêter, choisissez « Rétablir votre identité » dans le nouvel onglet ou « Rétablir l’identité » dans celui-ci.
assume-reason = Motif
assume-reason-hint = Il est gardé dans le journal des adoptions d’identité, pour les administrateurs.
assume-first-time = Cette explication n’apparaît que la première fois.
assume-reload = Rechargez ensuite cet onglet pour voir « Rétablir l’identité ».
assumed-title = Identité adoptée dans un autre onglet : { $name }
assumed-since = Début : { $time }.
assumed-stays = Dans cet onglet, vous gardez votre identité.
fault-reason-required = Donnez un motif. Ce compte en demande un.

## Pourquoi une identité ne peut pas être adoptée

refusal-right = Votre rôle ne le permet pas.
refusal-while-assumed = Cela ne peut pas se faire sous une identité adoptée. Rétablissez d’abord la vôtre.
refusal-oneself = C’est vous. Seule l’identité d’une autre personne peut être adoptée.
refusal-in-stack = Cette personne fait déjà partie de votre chaîne d’identités.
refusal-owner = L’identité du propriétaire du compte ne peut pas être adoptée.
refusal-not-lower = Seules les identités des personnes dont le rôle est inférieur au vôtre peuvent être adoptées.
refusal-role-assumes-nobody = Seuls les agents, les administrateurs et le propriétaire du compte adoptent des identités.
refusal-needs-all-tickets = Pour adopter l’identité des utilisateurs finaux, il faut l’accès à tous les tickets. Un administrateur peut l’accorder.
refusal-suspended = L’identité des personnes suspendues ne peut pas être adoptée.
refusal-deleted = L’identité des personnes supprimées ne peut pas être adoptée.
refusal-help-center-off = L’identité des utilisateurs finaux ne peut être adoptée que si le Centre d’aide est actif.
refusal-too-deep = Trois identités sont déjà adoptées l’une sur l’autre. Revenez d’abord à la précédente.
refusal-owners-own = Seul le propriétaire du compte modifie le profil du propriétaire du compte.
refusal-not-on-oneself = Vous ne pouvez pas le faire sur votre propre profil.
refusal-end-users-only = Seuls les utilisateurs finaux peuvent être fusionnés.
refusal-not-below = Vous ne pouvez faire cela qu’à des personnes d’un rôle inférieur au vôtre.
refusal-administrators-delete = Dans ce compte, seuls les administrateurs suppriment ou fusionnent des utilisateurs finaux.
refusal-help-center-off-verify = Les adresses ne peuvent être vérifiées que si le Centre d’aide est actif.
refusal-not-deleted = Cette personne n’est pas supprimée.
refusal-other-product = Vous gérez un autre produit. La personne qui gère celui-ci, un administrateur ou le propriétaire du compte le peut.
refusal-team-only = Les rôles dans les produits sont réservés aux membres de l’équipe.
refusal-own-role = Personne ne change son propre rôle. Un autre administrateur ou le propriétaire du compte le peut.
refusal-team-verifies = Un membre de l’équipe confirme lui-même son adresse par le lien de l’e-mail. Le propriétaire du compte peut aussi la marquer comme vérifiée.
refusal-setting-off = Ce compte ne laisse pas les utilisateurs finaux modifier cela eux-mêmes. Son équipe d’assistance le peut.
