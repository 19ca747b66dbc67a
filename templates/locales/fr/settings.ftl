### Réglages des utilisateurs finaux, inscription, vérification d’une adresse, ajout de personnes.

## Centre d’administration > Utilisateurs > Configuration > Utilisateurs finaux

nav-end-users = Utilisateurs finaux
end-users-purpose = Ce que les clients peuvent faire eux-mêmes, et les e-mails qu’ils reçoivent.
save-tab = Enregistrer l’onglet
notice-settings-saved = Réglages enregistrés.
help-center-active = Actif
help-center-inactive = Inactif
set-help-center = Le Centre d’aide est actif
set-help-center-hint = Sa désactivation ne concerne que les clients ; pour les membres de l’équipe, rien ne change.
help-center-off-follows-sign-in = Tant qu’il n’est pas actif, les clients ne peuvent ni se connecter ni s’inscrire, et les sessions ouvertes prennent fin. Les liens de leurs e-mails le disent, et fonctionnent à nouveau dès qu’il est actif.
help-center-off-follows-mail = Ils ne reçoivent aucun e-mail : ni bienvenue, ni vérification, ni réinitialisation, ni nouvelles de leurs demandes. Le journal des e-mails indique ce qui a été retenu. Les e-mails aux membres de l’équipe partent quand même.
help-center-off-follows-assume = Personne ne peut adopter l’identité d’un client ni vérifier une adresse à la main.
set-who = Qui peut écrire
set-anybody = Tout le monde peut envoyer des tickets
set-anybody-hint = Désactivé : seules les personnes ajoutées par l’équipe et dont l’adresse est vérifiée le peuvent, et personne ne peut s’inscrire.
set-register = Demander aux utilisateurs de s’inscrire
set-register-hint = Activé : les personnes s’inscrivent ou se connectent avant d’envoyer un ticket.
set-message = Message d’inscription des utilisateurs
set-message-hint = Le texte de la page d’inscription. Vide : celui du produit.
set-allowlist = Liste autorisée
set-allowlist-hint = Les adresses et domaines qui peuvent toujours écrire, séparés par des espaces. Un domaine vaut aussi pour ses sous-domaines. Elle l’emporte sur la liste de blocage.
set-blocklist = Liste de blocage
set-blocklist-hint = Les adresses et domaines qui ne peuvent ni écrire ni s’inscrire. Un astérisque (*) bloque tout ce qui n’est pas dans la liste autorisée.
set-mail = E-mails du compte
set-list = Inclure une liste des Centres d’aide actifs dans les e-mails du compte
set-welcome = Texte de l’e-mail de bienvenue
set-text-hint = Il précède le lien. Vide : celui du produit.
set-welcome-too = Envoyer aussi un e-mail de bienvenue quand un utilisateur est créé par un agent ou un administrateur
set-welcome-too-hint = Le formulaire d’ajout dit d’avance si un e-mail partira.
set-verification = Texte de l’e-mail de vérification d’adresse
set-own = Ce que peuvent faire les utilisateurs
set-profile = Autoriser les utilisateurs à voir et modifier leur profil
set-password-own = Autoriser les utilisateurs à changer leur mot de passe
set-password-own-hint = Dans tous les cas, un mot de passe oublié se remplace par un lien envoyé par e-mail.
set-phones = Valider les numéros de téléphone des utilisateurs
set-phones-hint = Seuls les numéros avec + et l’indicatif du pays sont acceptés.
set-tags = Marqueurs sur les utilisateurs et les organisations
set-tags-hint = Ils sont ajoutés aux nouveaux tickets de ces utilisateurs.
set-organizations = Autoriser les utilisateurs à appartenir à plusieurs organisations
set-delete = Suppression des utilisateurs finaux
set-delete-who = Qui peut supprimer des utilisateurs finaux
set-delete-agents = Les agents qui ont accès à tous les tickets, et les administrateurs
set-delete-administrators = Les administrateurs seulement
fault-list-entry = « { $entry } » n’est ni une adresse ni un domaine. Séparez les entrées par des espaces, comme nom@example.com example.org.

## Ajouter un utilisateur

add-user = Ajouter un utilisateur
add-user-purpose = Une personne qui vous écrit : un client, avec un nom et une adresse.
add-user-organization-hint = Le nom d’une de vos organisations. Sans lui, le domaine de l’adresse peut en décider.
add-user-role-hint = Un administrateur peut plus tard en faire un membre de l’équipe, sur la page Membres de l’équipe.
add-user-mail = Un e-mail de bienvenue sera envoyé à cette adresse : il invite à la confirmer et à choisir un mot de passe.
add-user-mail-off = Aucun e-mail ne sera envoyé : le Centre d’aide n’est pas actif. L’invitation pourra partir du profil dès qu’il le sera.
add-user-mail-welcome-off = Aucun e-mail ne sera envoyé : ce compte n’envoie pas d’e-mail de bienvenue aux utilisateurs ajoutés par l’équipe. Il peut être envoyé depuis le profil.
add-user-open-other = Ouvrir le profil de la personne qui a cette adresse
notice-user-added = Utilisateur ajouté. Un e-mail de bienvenue est en route.
notice-user-added-no-mail = Utilisateur ajouté. Aucun e-mail n’a été envoyé : le Centre d’aide n’est pas actif.
notice-user-added-welcome-off = Utilisateur ajouté. Aucun e-mail n’a été envoyé : ce compte n’envoie pas d’e-mail de bienvenue aux utilisateurs ajoutés par l’équipe.
fault-email-taken = Cette adresse e-mail est déjà prise. Essayez-en une autre.

## L’inscription

sign-up = S’inscrire
sign-up-text = Remplissez ce formulaire. Vous recevrez un e-mail de bienvenue pour confirmer votre adresse et vous connecter.
sign-up-closed-title = Les inscriptions ne sont pas ouvertes
sign-up-closed-text = Ce compte reçoit les demandes des personnes que son équipe d’assistance a ajoutées. Si vous en êtes, demandez un mot de passe avec votre adresse.
your-name = Votre nom
notice-signed-up = Un e-mail est en route vers l’adresse indiquée. Ouvrez son lien pour continuer.
fault-email-blocked = Ce compte ne reçoit pas de demandes de cette adresse. Essayez-en une autre.

## Envoyer une demande sans se connecter

stranger-submit = Envoyer une demande
stranger-sign-in-text = Vous avez un mot de passe ici ? Connectez-vous d’abord, pour suivre votre demande.
stranger-email-hint = La réponse y sera envoyée.
stranger-register-title = Connectez-vous ou inscrivez-vous d’abord
stranger-register-text = Ce compte demande à tout le monde de s’inscrire avant d’écrire. Il faut un nom, une adresse et un mot de passe.
stranger-closed-title = Seules les personnes inscrites peuvent écrire
stranger-closed-text = Ce compte reçoit les demandes des personnes que son équipe d’assistance a ajoutées. Connectez-vous pour en envoyer une.
notice-request-of-stranger = Demande envoyée. La réponse arrivera à l’adresse indiquée.
refusal-unverified = Ce compte ne reçoit que les demandes des personnes qui ont confirmé leur adresse e-mail. Ouvrez le lien de l’e-mail qui vous le demandait.
help-center-off-team = Seuls les membres de l’équipe voient cette page. Les clients lisent que le Centre d’aide n’est pas actif.
