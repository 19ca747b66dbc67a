# Ce qui figure sur chaque page.

## Les lieux

admin-center = Centre d’administration
admin-center-pages = Pages du Centre d’administration
support = Support
support-pages = Pages de Support
help-center = Centre d’aide
people = Personnes
nav-home = Accueil
nav-account = Compte
nav-logs = Journaux
nav-assumption-log = Journal des adoptions d’identité
nav-people = Utilisateurs
nav-team = Équipe
nav-team-members = Membres de l’équipe
nav-users = Personnes
nav-support-tickets = Tickets de Support
nav-tickets = Tickets
nav-manage = Gérer
nav-my-requests = Mes demandes
nav-submit-request = Envoyer une demande

## Autour de chaque page

skip-to-content = Aller au contenu
menu = Menu
you-are-here = Vous êtes ici
pages = Pages
previous = Précédent
next = Suivant
search = Rechercher
search-people = Rechercher une personne
search-people-anywhere = Rechercher des personnes et des organisations, depuis toute page
search-shortcut = Ctrl K
your-profile = Votre profil
your-profile-name = Votre profil : { $name }
sign-in = Se connecter
sign-out = Se déconnecter
change-password = Changer le mot de passe
change-password-off = Un mot de passe ne se change pas sous une identité adoptée. Rétablissez d’abord la vôtre.
title-error = Erreur : { $title }
go-home = Aller à votre page d’accueil

## Une identité adoptée, dans son onglet

assumed-identity = Identité adoptée
strip-as = Identité adoptée :
strip-chain = Vous agissez à travers ces identités :
strip-explained = Tout ce que vous faites ici porte ce nom : { $name }. { $names ->
    [1] Le journal d’audit garde les deux noms.
    [2] Le journal d’audit garde les trois noms.
   *[other] Le journal d’audit garde tous les noms.
}
strip-ends = { $minutes ->
    [0] Fin dans moins d’une minute.
    [one] Fin dans { $minutes } minute.
   *[other] Fin dans { $minutes } minutes.
}
back-to = Revenir à { $name }
revert-to = Redevenir { $name }
revert-to-your-identity = Rétablir votre identité

## Une identité adoptée, dans l’onglet de départ

assumed-elsewhere = Identités adoptées dans d’autres onglets
assumed-in-a-tab = Identité adoptée dans un autre onglet :
minutes-left = { $minutes ->
    [0] encore moins d’une minute
    [one] encore { $minutes } minute
   *[other] encore { $minutes } minutes
}
go-to-that-tab = Aller à cet onglet
revert-identity = Rétablir l’identité
notice-reverted = Identité rétablie. L’identité adoptée a pris fin.
notice-nothing-to-revert = Il n’y avait plus rien à rétablir. L’identité adoptée avait déjà pris fin.

## Les rôles

role-owner = Administrateur (propriétaire)
role-administrator = Administrateur
role-agent = Agent
role-light-agent = Agent light
role-contributor = Contributeur
role-end-user = Utilisateur final
role-in-list = { $role ->
    [role-owner] administrateur (propriétaire)
    [role-administrator] administrateur
    [role-agent] agent
    [role-light-agent] agent light
    [role-contributor] contributeur
    [role-operator-staff] équipe d’assistance
   *[other] utilisateur final
}
role-with-article = { $role ->
    [role-owner] propriétaire du compte
    [role-administrator] administrateur
    [role-agent] agent
    [role-light-agent] agent light
    [role-contributor] contributeur
    [role-operator-staff] membre de l’équipe d’assistance
   *[other] utilisateur final
}

## Des mots qui reviennent

save = Enregistrer
cancel = Annuler
close = Fermer
optional = facultatif
none = Aucun
never = Jamais
nobody = Personne

## Les dates et les nombres

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
# Le numéro du jour dans son mois.
date-day-number = { $day ->
    [1] 1er
   *[other] { $day }
}
date-day = { $day } { $month }
date-day-and-year = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
date-today = Aujourd’hui
date-yesterday = Hier
times-in-zone = Fuseau horaire : { $zone }.
# Ce qui sépare les milliers.
number-separator = { "\u202F" }

## Les formulaires

problems-title = À corriger d’abord
fault-too-long = { $max } caractères au maximum.
