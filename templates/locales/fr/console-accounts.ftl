### Les comptes du déploiement, dans la console de l’opérateur.

console-accounts-purpose = Voyez qui vous écrit, et entrez dans un compte quand ses administrateurs le permettent.

## La liste

accounts-search = Rechercher des comptes
accounts-search-hint = Nom, sous-domaine, propriétaire, ou adresse e-mail d’un membre de l’équipe
accounts-apply = Appliquer
accounts-all = Afficher tous les comptes
accounts-new = Nouveau compte
accounts-filter-any = Adoption du compte : tous les réglages
accounts-filter-allowed = Activée maintenant
accounts-filter-off = Désactivée
accounts-filter-trial = Essai
accounts-filter-suspended = Suspendu
accounts-none-title = Aucun compte trouvé
accounts-none-found = Aucun compte ne correspond à cette recherche et à ce réglage. Une adresse n’est trouvée que si c’est celle d’un membre de l’équipe.
accounts-none-text = Créez le premier.
accounts-owner = Propriétaire du compte
accounts-trial-left = { $days ->
    [0] { $plan }, terminé
    [one] { $plan }, encore { $days } jour
   *[other] { $plan }, encore { $days } jours
}
accounts-access-trial = Toujours, pendant l’essai
accounts-access-until = Fin : { $time }
accounts-access-indefinitely = Indéfiniment
accounts-access-off = Désactivée
accounts-found = { $count ->
    [one] { $shown } compte
   *[other] { $shown } comptes
}

## Un nouveau compte

accounts-new-purpose = Il est ouvert aussitôt. Son propriétaire reçoit une lettre avec un lien pour choisir un mot de passe.
accounts-name = Nom du compte
accounts-subdomain = Sous-domaine
accounts-subdomain-hint = Minuscules, chiffres et traits d’union. L’adresse du compte est formée de ce nom et de { $domain }
accounts-owner-mail = La lettre y est envoyée. Le lien qu’elle contient fonctionne une fois, pendant 72 heures.
accounts-plan-hint = Un essai dure 14 jours et ne coûte rien ; l’équipe d’assistance peut toujours y entrer. Un compte payant commence avec l’adoption du compte désactivée.
accounts-currency-hint = Elle ne change plus.
accounts-habits = Langue et heure
accounts-language-hint = Celle des personnes qui n’en ont pas choisi, et de la lettre au propriétaire.
accounts-english = Anglais
accounts-french = Français
accounts-make = Créer le compte
fault-subdomain = Utilisez de 1 à 63 minuscules, chiffres et traits d’union, sans trait d’union au début ni à la fin.
fault-subdomain-taken = Un autre compte a ce sous-domaine. Choisissez-en un autre.
fault-subdomain-reserved = Aucun compte ne peut avoir ce sous-domaine. Choisissez-en un autre.
fault-currency = Choisissez une monnaie.
fault-language = Choisissez une langue.
fault-time-zone = Choisissez un fuseau horaire.
notice-account-created = Le compte est créé. Une lettre à son propriétaire est en route.
notice-owner-invited = Une autre lettre au propriétaire est en route. Le lien de la précédente ne fonctionne plus.
act-account-searched = Adresse e-mail recherchée parmi tous les comptes
act-account-owner-invited = Propriétaire du compte invité à nouveau

## Un compte

accounts-active = Actif
accounts-trial-until = { $plan }, fin : { $day }
accounts-lent = Licences prêtées
accounts-lent-end = Mettre fin à ce prêt
accounts-change-plan = Modifier le forfait et les licences
accounts-convert = Convertir en compte payant
accounts-lend = Prêter des licences
accounts-suspend = Suspendre le compte
accounts-resume = Rouvrir le compte
accounts-suspended-since = Suspendu : { $time }
accounts-owner-only = Seul le propriétaire peut céder le compte. Rien ici ne le fait.
accounts-owner-no-password = Le propriétaire n’a pas encore choisi de mot de passe.
accounts-invite-again = Renvoyer la lettre
accounts-health = E-mails et travaux en arrière-plan
accounts-mail-queued = E-mails en attente
accounts-mail-oldest = le plus ancien : { $time }
accounts-mail-failed = E-mails échoués en { $hours } h
accounts-imports = Importations en cours
accounts-imports-failed = { $hours ->
    [one] Importations échouées dans la dernière heure
   *[other] Importations échouées dans les { $hours } dernières heures
}
accounts-erasures = Effacements en cours
accounts-settings = Paramètres
accounts-address = Adresse
accounts-sign-up-anybody = Tout le monde, sans inscription
accounts-sign-up-registered = Toute personne qui s’inscrit
accounts-sign-up-added = Les personnes que l’équipe a ajoutées
accounts-sign-up-help-center-off = Personne tant que le Centre d’aide n’est pas actif
accounts-welcome = E-mails de bienvenue
accounts-security = Sécurité
accounts-factor-staff = 2FA de l’équipe
accounts-factor-customers = 2FA des utilisateurs finaux
accounts-admins-set = Définis par les admins
accounts-staff-idle = Équipe, sans activité
accounts-staff-max = Équipe, au plus
accounts-end-user-idle = Utilisateurs, sans activité
accounts-end-user-max = Utilisateurs, au plus
accounts-ip-bypass = Clients exemptés
accounts-required = Exigée
accounts-optional = Facultative
accounts-level-staff = Mots de passe, équipe
accounts-level-customers = Mots de passe, utilisateurs
accounts-billing-admin = Administrateur de facturation
accounts-seat = Une
accounts-sell-seat = Une de Sell
accounts-sight-logged = Le journal d’audit du compte indique que vous avez consulté cette page.
accounts-page-seen = Page
accounts-page-plan = Forfait et licences
accounts-page-suspension = Suspension
act-account-viewed = Compte consulté dans la console de l’opérateur

## Le modifier

accounts-reason-hint = Le propriétaire du compte le lit, et il reste dans les deux journaux.
accounts-owner-told = Le propriétaire du compte est prévenu par e-mail, avec le motif.
accounts-convert-access = Il commence avec l’adoption du compte désactivée : l’équipe d’assistance n’entre qu’une fois que ses administrateurs le permettent.
accounts-loses-explore = { $count ->
    [one] { $shown } personne perd son rôle dans Explore.
   *[other] { $shown } personnes perdent leur rôle dans Explore.
}
accounts-lend-purpose = Sans frais, jusqu’à la fin d’un jour. Le prêt prend fin de lui-même.
accounts-lend-until = Dernier jour
accounts-lend-until-hint = Dans le fuseau horaire du compte, { $zone }.
accounts-lent-nobody-loses = Personne n’y perd de rôle ; la prochaine personne à qui il faut une licence devra en attendre une.
fault-console-reason = Indiquez pourquoi.
fault-day-over = Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.
notice-account-plan-changed = L’abonnement a été modifié. Le propriétaire est prévenu.
notice-seats-lent = Les licences sont prêtées. Le propriétaire est prévenu.
notice-lending-ended = Le prêt a pris fin. Le propriétaire est prévenu.

## Le suspendre

accounts-suspend-nobody = Plus personne du compte n’y entre, ni par ses pages ni par son API. Quiconque s’y présente apprend qu’il est suspendu.
accounts-suspend-mail = Aucun e-mail n’en part, et ceux qui attendent sont retenus.
accounts-suspend-visits = L’équipe d’assistance qui s’y trouve en sort aussitôt.
accounts-suspend-owner = Le propriétaire est prévenu par e-mail, avec le motif.
accounts-suspend-undone = Rien n’est supprimé. Vous pouvez le rouvrir à tout moment.
accounts-resume-all = Tout fonctionne à nouveau comme avant. Les sessions dont le temps n’est pas écoulé continuent.
accounts-resume-mail = Les e-mails retenus le restent.
accounts-resume-owner = Le propriétaire est prévenu par e-mail, avec le motif.
accounts-suspension-meanwhile = Quelqu’un d’autre de l’équipe l’a fait entre-temps. Voyez où en est le compte.
notice-account-suspended = Le compte est suspendu. Son propriétaire est prévenu.
notice-account-resumed = Le compte est rouvert. Son propriétaire est prévenu.
act-account-suspended = Compte suspendu
act-account-resumed = Compte rouvert

## Activité

accounts-activity-title = Activité : { $account }
accounts-activity-purpose = Ce que l’équipe d’assistance a fait ici, et ce qui a été décidé de son accès. Les tickets, les clients et les organisations ne sont pas nommés.
accounts-activity-none = Rien encore
accounts-in-assumed = sous une identité adoptée

## La page d’un compte suspendu

refusal-account-suspended = Ce compte est suspendu.
account-suspended-title = Ce compte est suspendu
account-suspended-by = { $operator } l’a suspendu. Personne ne peut s’y connecter, y écrire ni y lire tant qu’il n’est pas rouvert.
account-suspended-text = L’opérateur de ce service d’assistance l’a suspendu. Personne ne peut s’y connecter, y écrire ni y lire tant qu’il n’est pas rouvert.
account-suspended-ask = Le propriétaire du compte en connaît le motif par e-mail : adressez-vous à lui. Si c’est vous, adressez-vous à votre contact chez l’opérateur.

## Les lettres

letter-account-suspended = Compte suspendu
letter-account-resumed = Compte rouvert
mail-held-account-suspended = L’opérateur avait suspendu le compte.
person-held-account-suspended = Pas d’e-mail « { $letter } » : l’opérateur avait suspendu le compte.
mail-account-suspended-subject = { $account } est suspendu
mail-account-suspended-lead = { $operator } a suspendu le compte { $account }. Tant qu’il n’est pas rouvert, personne ne peut s’y connecter, vos clients ne peuvent pas vous écrire par ce compte et aucun e-mail n’en part. Le motif indiqué est le suivant.
mail-account-suspended-after = Rien n’a été supprimé. Pour le faire rouvrir, adressez-vous à { $operator }.
mail-account-resumed-subject = { $account } est rouvert
mail-account-resumed-lead = { $operator } a rouvert le compte { $account }. Tout fonctionne comme avant. Le motif indiqué est le suivant.
mail-account-resumed-link = Ouvrir votre compte
mail-account-resumed-after = Les e-mails qui devaient partir pendant la suspension de { $account } n’ont pas été envoyés et ne le seront pas.
