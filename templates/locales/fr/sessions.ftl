# Ses propres sessions et appareils, qui a agi à sa place, et combien de temps durent les sessions.

## La liste

sessions-title = Appareils et sessions
sessions-purpose = Là où vous êtes connecté. Déconnectez ce que vous ne reconnaissez pas, puis changez votre mot de passe.
sessions-running = Connexions en cours
session-device = Appareil
session-network = Réseau
session-signed-in = Connexion
session-last-use = Dernière utilisation
session-this = Celle-ci
sessions-others = Partout ailleurs
sessions-others-hint = Toutes les autres sessions prennent fin aussitôt, et avec elles chaque identité qui y est adoptée.
sessions-end-others = Se déconnecter partout ailleurs
sessions-most = Vous pouvez être connecté { $most } fois à la fois ; une de plus met fin à la plus ancienne session.
sessions-ended-title = Terminées ces { $days } derniers jours
sessions-none = Connecté nulle part
device-unknown = Navigateur inconnu
network-unknown = Réseau inconnu

## Appareils

devices-mine = Mes appareils
devices-purpose = Les navigateurs avec lesquels vous vous êtes connecté. En supprimer un met fin à ses sessions, et un code est redemandé sur tous.
devices-none = Pas encore d’appareil
device-first = Première connexion
device-last = Dernière connexion
device-remove = Supprimer
device-mail-title = Notifications par e-mail
device-mail = M’avertir quand quelqu’un se connecte avec un nouvel appareil
device-mail-hint = L’e-mail part à votre adresse principale.

## Qui a agi à sa place

stand-ins-title = Accès à mon compte
stand-ins-purpose = Qui a utilisé ce compte en votre nom, quand, pourquoi et pour quoi faire. Vous pouvez y mettre fin à tout moment.
stand-ins-none = Personne n’a utilisé votre compte
stand-ins-none-before = Personne n’avait utilisé votre compte auparavant
stand-ins-none-text = Quand un membre de l’équipe adopte votre identité, cela figure ici.
stand-in-now = { $name } utilise votre compte en ce moment
stand-in-now-through = { $name }, en tant que { $through }, utilise votre compte en ce moment
stand-in-through = { $name }, en tant que { $through }
stand-in-since = Début : { $time }.
stand-in-until = Fin au plus tard : { $time }.
stand-in-reason = Motif : { $reason }
stand-in-no-reason = Aucun motif n’a été donné.
stand-in-stop = Arrêter maintenant
stand-in-lasted = Durée
stand-in-nothing-done = Rien n’a été fait.
stand-in-more = { $count ->
    [one] et une autre action
   *[other] et { $count } autres actions
}

## Sessions d’autres personnes

session-end = Mettre fin
sessions-end-all = Mettre fin à toutes les sessions
sessions-end-all-hint = La personne en est avertie par e-mail et peut se reconnecter.

## Expiration de la session

session-expiration = Expiration de la session
session-expiration-text = Quand les personnes sont déconnectées d’elles-mêmes. Une durée plus courte vaut pour les sessions en cours dès le prochain clic.
session-staff = Membres de l’équipe
session-end-users = Utilisateurs finaux
session-staff-idle = Membres de l’équipe, après une inactivité de
session-staff-max = Membres de l’équipe, dans tous les cas après
session-end-user-idle = Utilisateurs finaux, après une inactivité de
session-end-user-max = Utilisateurs finaux, dans tous les cas après
session-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
session-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
session-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
fault-session-choice = Choisissez l’une des durées.
fault-session-order = Cette durée ne peut pas être plus courte que celle d’inactivité.

## Avis

notice-session-ended = La session a pris fin.
notice-session-over = C’était déjà terminé.
notice-sessions-ended = Vous êtes déconnecté partout ailleurs.
notice-all-sessions-ended = Toutes les sessions ont pris fin. La personne en est avertie par e-mail.
notice-device-removed = Appareil supprimé. Ses sessions ont pris fin.
notice-stand-in-stopped = Arrêté. Plus personne n’utilise votre compte dans cet onglet.
notice-stand-in-over = C’était déjà terminé.

## Pourquoi sessions et identités adoptées prennent fin

ended-stopped-by-subject = La personne dont c’était l’identité y a mis fin.
ended-signed-out-elsewhere = Déconnexion depuis un autre navigateur.
ended-device-removed = L’appareil a été supprimé.
ended-ended-by-administrator = Un administrateur a mis fin à la session.
ended-too-many = Il y avait trop de sessions à la fois ; la plus ancienne a pris fin.

## Les journaux

act-device-added = Connexion avec un nouvel appareil
act-device-removed = Suppression d’un appareil
act-person-other-sessions-ended = Déconnexion partout ailleurs
act-person-sessions-ended = Fin des sessions d’une personne
act-person-device-mail-changed = Modification de l’e-mail sur les nouveaux appareils
act-settings-sessions-changed = Modification de la durée des sessions

## E-mails

letter-new-device = Nouvel appareil
letter-sessions-ended = Fin de sessions
mail-new-device-subject = { $account } : connexion avec un nouvel appareil
mail-new-device-lead = Quelqu’un s’est connecté à { $account } en votre nom, avec un appareil jamais utilisé pour cela.
mail-new-device-device = Appareil : { $device }
mail-new-device-network = Réseau : { $network }
mail-new-device-time = Heure : { $day }, { $time } ({ $zone })
mail-new-device-link = Voir où vous êtes connecté
mail-new-device-after = Si c’était vous, il n’y a rien à faire. Sinon, déconnectez cette session et changez votre mot de passe.
mail-sessions-ended-subject = { $account } : vous avez été déconnecté
mail-sessions-ended-lead = { $by } a mis fin à vos sessions chez { $account }.
mail-sessions-ended-link = Se reconnecter
mail-sessions-ended-after = Si vous ne savez pas pourquoi, demandez à un administrateur.
session-over-left = Déconnexion depuis cet appareil.
session-over-changed = Mot de passe, authentification à deux facteurs, rôle ou statut modifiés.
session-over-time = Le temps prévu était écoulé.
