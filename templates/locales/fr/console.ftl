### La console de l’opérateur : son cadre, son équipe, son journal.

console = Console de l’opérateur
console-pages = Pages de la console de l’opérateur
console-accounts = Comptes
console-find = Trouver un compte
console-find-hint = Compte, sous-domaine ou adresse e-mail
console-cases = Dossiers
console-staff = Équipe
console-log = Journal
console-tab-sight = Vue d’ensemble
console-tab-enter = Entrer dans le compte
console-tab-verify = Vérifier un contact
console-tab-activity = Activité
channel-console = Console de l’opérateur
demo-console = Vers la console de l’opérateur

staff-purpose = Qui travaille pour l’opérateur : se connecte à cette console, vérifie les contacts et entre dans les comptes qui l’autorisent.
staff-invite = Inviter quelqu’un
staff-invite-purpose = La personne reçoit un e-mail avec un lien, définit un mot de passe et une application d’authentification, puis fait partie de l’équipe.
staff-invite-mail = Le lien de l’e-mail fonctionne une fois, pendant { $hours } heures. Vous pourrez en envoyer un autre.
staff-invite-send = Envoyer l’invitation
staff-invite-again = Envoyer une autre invitation
staff-invite-again-hint = Le lien envoyé auparavant ne fonctionnera plus.
staff-role = Rôle
staff-role-hint = L’équipe d’assistance vérifie les contacts et entre dans les comptes. Les administrateurs de l’opérateur gèrent aussi les comptes et l’équipe, et lisent le journal.
staff-role-ends = La personne qui change de rôle est déconnectée, et ses visites dans les comptes prennent fin.
staff-role-save = Enregistrer le rôle
staff-language = Langue
staff-email-hint = Sa propre adresse professionnelle, pas une boîte lue par plusieurs personnes.
staff-state = État
staff-active = Actif
staff-invited = Invité
staff-you = Vous
staff-kept = Personne n’est supprimé : ce que quelqu’un a fait reste dans les journaux sous son nom. Suspendez les personnes qui partent.
staff-sign-in = Connexion
staff-in-log = Dans le journal
staff-own-title = C’est vous
staff-own-text = Personne ne change son propre rôle ni ne se suspend soi-même : la console a ainsi toujours un administrateur. Un autre administrateur peut le faire.
staff-factor-later = Pas encore configurée
staff-factor-later-text = Elle sera configurée à la prochaine connexion ; personne n’entre sans elle.
staff-factor-off-text = Pour une personne qui a perdu son application et ses codes de récupération. Elle en configurera une autre à la prochaine connexion. Elle est prévenue par e-mail, et ses sessions et ses visites prennent fin. Assurez-vous que c’est bien elle qui le demande.
staff-factor-peers = Un administrateur qui a perdu son application rejoint d’abord l’équipe d’assistance, puis redevient administrateur.
staff-suspend-text = Ses sessions dans cette console et ses visites dans les comptes prennent fin aussitôt, et la connexion lui est refusée. La personne n’est pas prévenue.
staff-why-hint = Le motif reste dans le journal.
staff-resume = Lever la suspension
staff-resume-text = La personne pourra se reconnecter, avec le mot de passe et l’application qu’elle avait.
fault-staff-language = Choisissez une langue.
fault-staff-why = Indiquez pourquoi.
notice-staff-invited = L’invitation est en route.
notice-staff-role = Le rôle est enregistré.
notice-staff-factor-off = La personne configurera de nouveau l’authentification à deux facteurs à sa prochaine connexion. Ses sessions ont pris fin.
notice-staff-suspended = La personne est suspendue. Ses sessions et ses visites ont pris fin.
notice-staff-resumed = La suspension est levée.

console-log-purpose = Ce qui a été fait dans cette console : connexions, équipe, comptes, dossiers. Ce qui a été fait dans un compte figure dans le journal d’audit de ce compte.
console-log-by = Fait par

act-staff-created = Membre ajouté à l’équipe de l’opérateur
act-staff-role-changed = Rôle changé dans l’équipe de l’opérateur
act-staff-suspended = Membre de l’équipe de l’opérateur suspendu
act-staff-resumed = Suspension levée dans l’équipe de l’opérateur

letter-staff-invited = Invitation à la console de l’opérateur
mail-staff-invited-subject = Vous êtes invité à la console de l’opérateur de { $account }
mail-staff-invited-lead = { $by } vous a ajouté à l’équipe de { $account }. Définissez un mot de passe, puis une application d’authentification sur votre téléphone : la console demande les deux à chaque connexion.
mail-staff-invited-link = Définir un mot de passe
mail-staff-invited-after = Si vous n’attendiez pas cet e-mail, vous n’avez rien à faire.
