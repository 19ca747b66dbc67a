# Compte > Sécurité > Avancé, l’adoption du compte, et l’adoption d’identité.

## Adoption du compte

access-title = Accès de l’équipe d’assistance
access-purpose = Permet à l’équipe d’assistance de ce service de travailler dans votre compte comme agent, pour examiner un problème que vous avez signalé. Aucune de vos licences d’agent n’est utilisée.
access-enable = Activer l’adoption du compte
access-enable-hint = Désactivée par défaut. Vous pouvez la désactiver à tout moment.
access-duration = Durée
access-duration-text = Elle prend fin d’elle-même. Choisissez à nouveau à tout moment pour la prolonger ou l’écourter ; la nouvelle période commence à l’enregistrement.
access-mailed = Le propriétaire du compte et la personne qui l’a activée sont prévenus par e-mail.
access-on-until = Activée jusqu’à : { $time }
access-on-indefinitely = Activée jusqu’à ce que vous la désactiviez
access-since = Activée par { $name } : { $time }.
access-turn-off = Désactiver maintenant
access-off = Désactivée
access-off-text = L’équipe d’assistance de ce service ne peut pas travailler dans votre compte.
access-changed-meanwhile = Quelqu’un d’autre l’a modifiée entre-temps. Rien n’a été enregistré. Voyez ce qu’il en est, puis enregistrez à nouveau si vous le voulez toujours.
access-past = Ce qui avait été choisi
access-past-none = Rien n’avait été choisi
access-past-none-text = Chaque autorisation apparaît ici une fois terminée : depuis quand, jusqu’à quand, par qui, et comment elle a pris fin.
access-past-from = Début
access-past-until = Fin
access-past-how = Comment
access-when = Quand est-ce utile ?
access-when-text = Donnez cette autorisation quand décrire à l’équipe d’assistance ce que vous voyez ne suffit pas :
access-when-levels = Le problème doit passer par plusieurs niveaux d’assistance.
access-when-here = Il ne se produit que dans votre compte.
access-when-console = Il n’apparaît que dans la console du navigateur.
access-when-ip = Un réglage IP bloque des personnes.
access-when-tickets = Il faut créer des tickets de test.
grant-day = Un jour
grant-week = Une semaine
grant-month = Un mois
grant-year = Un an
grant-indefinite = Indéfiniment
grant-option = { $duration } – fin : { $time }
grant-option-indefinite = { $duration } – jusqu’à ce que vous la désactiviez
grant-replaced = Remplacée par { $name }
grant-turned-off = Désactivée par { $name }
grant-expired = La durée était écoulée
grant-converted = L’essai est devenu un compte payant
fault-grant-duration = Choisissez une durée.
notice-access-on = L’adoption du compte est activée.
notice-access-changed = La nouvelle période a commencé.
notice-access-off = L’adoption du compte est désactivée.
act-access-granted = Adoption du compte activée
act-access-changed = Autre durée donnée à l’adoption du compte
act-access-ended = Fin de l’adoption du compte
act-access-reminder-sent = Rappel envoyé avant la fin de l’adoption du compte

## Adoption d’identité

assuming-purpose = La façon dont les personnes de votre compte adoptent d’autres identités. Qui peut adopter laquelle dépend des rôles, et chaque adoption figure dans le journal :
assuming-whether = Autorisation
assuming-whether-text = Si vous la retirez, personne n’adopte plus d’identité, et celles qui sont adoptées prennent fin aussitôt.
assuming-allowed = Permettre d’adopter des identités
assuming-allowed-hint = Seules les personnes d’un rôle inférieur sont concernées, jamais le propriétaire du compte.
assuming-running = { $count ->
    [one] Une identité est adoptée en ce moment.
   *[other] { $count } identités sont adoptées en ce moment.
}
assuming-how-long = Durée
assuming-how-long-text = S’applique aux identités adoptées à partir de maintenant. Celles qui le sont déjà gardent leur durée initiale.
assuming-max = Durée maximale, en minutes
assuming-max-hint = Entre 5 et 480.
assuming-idle = Durée maximale sans activité, en minutes
assuming-idle-hint = Entre 1 et 480, sans dépasser la durée maximale.
assuming-start = Avant de commencer
assuming-start-text = Ce que doit donner la personne qui adopte une identité.
assuming-reason = Exiger un motif
assuming-reason-hint = Il est gardé dans le journal. Sinon, il est facultatif.
assuming-password = Redemander le mot de passe
assuming-password-hint = La personne connectée saisit son propre mot de passe à chaque fois. Après cinq erreurs, elle doit attendre dix minutes.
assuming-what = Ce qui est possible
assuming-what-text = Tout ce que les deux personnes peuvent faire, ou seulement regarder.
assuming-read-only = Commencer en lecture seule
assuming-read-only-hint = Rien ne peut être modifié, sauf si « Autoriser les modifications » est choisi au départ. Le journal garde ce choix.
assuming-notice = Prévenir la personne
assuming-notice-text = Par e-mail : qui, quand, combien de temps, et le motif.
assuming-notice-when = Prévenir la personne dont l’identité est adoptée
assuming-notice-hint = Les utilisateurs finaux ne reçoivent d’e-mails que si le Centre d’aide est actif.
frame-notice-never = Jamais
frame-notice-at-end = À la fin
frame-notice-always = Au début et à la fin
assuming-changed-meanwhile = Quelqu’un d’autre a enregistré ces réglages entre-temps. Rien de votre part n’est encore enregistré ; enregistrez à nouveau pour remplacer ce qui diffère :
setting-is = { $setting } : { $value }
setting-on = activé
setting-off = désactivé
fault-frame-max = Saisissez la durée maximale : un nombre entier entre { $from } et { $to }.
fault-frame-idle = Saisissez la durée sans activité : un nombre entier entre { $from } et { $to }.
fault-frame-idle-longer = La durée sans activité ne peut pas dépasser la durée maximale.
act-settings-assuming-changed = Réglages de l’adoption d’identité modifiés

## À l’usage

refusal-assuming-off = Dans ce compte, aucune identité ne peut être adoptée. Un administrateur peut changer cela sous Sécurité.
refusal-read-only = Cette identité est adoptée en lecture seule.
ended-switched-off = Un administrateur a désactivé l’adoption d’identité.
error-read-only-title = Cette identité est adoptée en lecture seule
error-read-only-text = Rien n’a été enregistré. Vous ({ $root }) pouvez regarder tout ce que voit { $subject }, sans rien modifier.
error-read-only-how = Pour modifier quelque chose, rétablissez votre identité, adoptez de nouveau celle-ci et choisissez « Autoriser les modifications ».
strip-read-only = Lecture seule.
strip-read-only-text = Vous pouvez tout regarder ici, sans rien modifier.
assume-changes = Autoriser les modifications
assume-changes-hint = Sinon, l’identité est adoptée en lecture seule : vous pouvez tout regarder, sans rien modifier.
assume-read-only-below = Votre onglet est en lecture seule : cette identité le sera aussi.
assume-password = Votre mot de passe
assume-password-hint = Celui de { $name } : ce compte le demande avant d’adopter une identité.
log-entry-mode = Modifications
log-read-only = Lecture seule
log-changes = Autorisées

## Les lettres

mail-access-when = { $day } à { $time }
mail-access-until = Elle prend fin d’elle-même le { $until } (fuseau { $zone }). Elle peut être désactivée à tout moment.
mail-access-indefinitely = Elle n’a pas de fin : elle reste activée jusqu’à ce que quelqu’un la désactive.
mail-access-link = La voir et la modifier
mail-access-granted-subject = L’adoption du compte est activée : { $account }
mail-access-granted-lead = { $by } a activé l’adoption du compte ({ $account }) : l’équipe d’assistance de ce service peut y travailler comme agent.
mail-access-changed-subject = L’adoption du compte a une autre durée : { $account }
mail-access-changed-lead = { $by } a donné une autre durée à l’adoption du compte ({ $account }).
mail-access-ended-subject = L’adoption du compte est désactivée : { $account }
mail-access-turned-off-lead = { $by } a désactivé l’adoption du compte ({ $account }). L’équipe d’assistance de ce service ne peut plus y travailler.
mail-access-expired-lead = L’adoption du compte ({ $account }) a pris fin d’elle-même. L’équipe d’assistance de ce service ne peut plus y travailler.
mail-access-ending-subject = L’adoption du compte prend bientôt fin : { $account }
mail-access-ending-lead = L’adoption du compte ({ $account }) prend fin d’elle-même le { $until } (fuseau { $zone }). Si l’équipe d’assistance en a encore besoin, donnez-lui une autre durée d’ici là.
mail-frame-started-subject = { $by } a adopté votre identité chez { $account }
mail-frame-started-lead = { $by } a adopté votre identité chez { $account } le { $from } (fuseau { $zone }), pour { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} au plus : jusqu’au { $until }.
mail-frame-ended-subject = { $by } avait adopté votre identité chez { $account }
mail-frame-ended-lead = { $by } avait adopté votre identité chez { $account } du { $from } au { $until } (fuseau { $zone }) : { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
mail-frame-looks = Cette personne voit ce que vous voyez, sans rien pouvoir modifier.
mail-frame-acts = Cette personne voit ce que vous voyez, et ce qu’elle fait porte votre nom. Le journal de { $account } garde qui l’a fait.
mail-frame-looked = Cette personne a vu ce que vous voyez, sans rien pouvoir modifier.
mail-frame-acted = Cette personne a vu ce que vous voyez, et ce qu’elle a fait porte votre nom. Le journal de { $account } garde qui l’a fait.
mail-frame-reason = Son motif :
mail-frame-link = Voir qui a utilisé votre compte
mail-frame-after = Si cela vous surprend, écrivez à { $account }.
letter-access-granted = Adoption du compte activée
letter-access-changed = Autre durée de l’adoption du compte
letter-access-ended = Fin de l’adoption du compte
letter-access-ending = L’adoption du compte prend bientôt fin
letter-frame-started = Identité adoptée
letter-frame-ended = Fin de l’identité adoptée
