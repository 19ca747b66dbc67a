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
people-search-hint = Une partie du nom ou de l’adresse e-mail. Chaque mot de plus restreint la liste. Si tous les mots n’ont qu’une ou deux lettres, le nom doit commencer par l’un d’eux.
people-search-cut = Seuls les { $max } premiers caractères ont été recherchés.
people-found = { $count ->
    [0] Aucune personne trouvée
    [one] { $count } personne trouvée
   *[other] { $count } personnes trouvées
}
people-found-many = Plus de personnes trouvées qu’une page n’en montre
people-remove-search = Retirer la recherche :
people-clear-search = Effacer la recherche
people-caption-found = Personnes trouvées, de la plus récente à la plus ancienne
people-caption-found-name = Personnes trouvées, par nom
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
people-none-text = Personne n’a tous ces mots dans son nom ou son adresse e-mail. Essayez avec moins de mots ou de lettres.
people-none-text-short = Avec des mots aussi courts, seul le début des noms est recherché. Essayez avec un mot de trois lettres ou plus.
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
refusal-while-assumed = Cela ne peut pas se faire sous une identité adoptée.
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
refusal-not-below = Vous pouvez suspendre seulement des personnes d’un rôle inférieur au vôtre.
refusal-administrators-delete = Dans ce compte, seuls les administrateurs suppriment des utilisateurs finaux.
refusal-help-center-off-verify = Les adresses ne peuvent être vérifiées que si le centre d’aide est actif.
refusal-not-deleted = Cette personne n’est pas supprimée.
refusal-setting-off = Ce compte ne laisse pas les utilisateurs finaux modifier cela eux-mêmes. Son équipe d’assistance le peut.
