### Suspendre, fusionner, supprimer, restaurer et effacer des personnes.

## Suspendre

suspend = Suspendre
unsuspend = Lever la suspension
suspend-user = Suspendre l’utilisateur
suspension-title = Suspendre { $name } ?
suspension-signs-out = Toutes les sessions prennent fin aussitôt. Cette personne ne peut plus se connecter, et personne ne peut adopter son identité.
suspension-no-mail = Elle ne reçoit plus d’e-mail au sujet de ses demandes.
suspension-never-told = La personne n’en est pas informée.
suspension-undone = Vous pouvez lever la suspension à tout moment. Tout redevient alors comme avant.
suspension-reason = Motif
suspension-reason-hint = Seule votre équipe le voit.
suspension-choose = Choisissez un motif
suspension-spam = Spam ou publicité
suspension-abuse = Insultes ou menaces
suspension-fraud = Fraude ou faux nom
suspension-gone = N’est plus client ou collègue
suspension-other = Autre motif
suspension-text = Ce qui s’est passé
suspension-banner = Suspension
suspension-banner-by = Depuis : { $day }, par { $name }.
suspension-banner-on = Depuis : { $day }.
suspension-banner-why = Motif : { $reason }.
suspension-banner-text = Cette personne ne peut pas se connecter et ne reçoit pas d’e-mail au sujet de ses demandes.
fault-suspension-reason = Choisissez un motif.
notice-person-suspended = La personne est suspendue.
notice-person-unsuspended = La suspension est levée.
requester-suspended = Demandeur suspendu
requester-suspended-text = Cette personne ne reçoit pas d’e-mail au sujet de ce ticket et ne voit pas la réponse tant que la suspension n’est pas levée.
deleted-hint = (supprimé)

## Supprimer

delete = Supprimer
delete-user = Supprimer l’utilisateur
keep-user = Garder l’utilisateur
what-happens = Ce qui se passe
at-once = Tout de suite :
for-days = Pendant { $days } jours :
after-days = Après { $days } jours :
kept = Conservé :
deletion-title = Supprimer { $name } ?
deletion-blocked = { $count ->
    [one] { $count } demande doit d’abord être close
   *[other] { $count } demandes doivent d’abord être closes
}
deletion-blocked-many = Plus de { $count } demandes doivent d’abord être closes
deletion-blocked-text = Une personne dont les demandes sont encore en cours ne peut pas être supprimée. Vous pouvez les clore dans la même étape.
deletion-blocked-ask = Une personne dont les demandes sont encore en cours ne peut pas être supprimée. Un administrateur peut les clore et supprimer la personne en une étape.
deletion-changed = La liste a changé depuis que vous avez ouvert cette page.
deletion-further = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
deletion-many-more = et beaucoup d’autres
deletion-closes = { $count ->
    [one] { $count } demande est close, sans e-mail à quiconque.
   *[other] { $count } demandes sont closes, sans e-mail à quiconque.
}
deletion-closes-all = toutes les demandes sont closes.
deletion-at-once = { $name } ne peut plus se connecter. Les adresses e-mail, les numéros de téléphone, l’ID externe et le mot de passe sont retirés.
deletion-unassigns = { $count ->
    [one] { $count } ticket n’est alors plus assigné à personne.
   *[other] { $count } tickets ne sont alors plus assignés à personne.
}
deletion-restorable = un administrateur peut restaurer le profil ; les adresses doivent être saisies à nouveau.
deletion-later = le nom, les notes et tout ce qui permettrait d’identifier cette personne sont effacés, sans retour possible.
deletion-kept = { $count ->
    [0] la trace de cette suppression dans le journal d’audit.
    [one] { $count } demande, pour vos rapports. Tous les chiffres restent les mêmes.
   *[other] { $count } demandes, pour vos rapports. Tous les chiffres restent les mêmes.
}
deletion-too-many = Clôturez d’abord une partie des demandes : un si grand nombre ne peut pas être clos en une étape.
deletion-who-can = Un administrateur peut clore ces demandes et supprimer la personne.
close-and-delete = { $count ->
    [one] Clore { $count } demande et supprimer
   *[other] Clore { $count } demandes et supprimer
}
notice-person-deleted = L’utilisateur est supprimé. Les administrateurs peuvent restaurer le profil pendant 30 jours.

## Utilisateurs supprimés

category-deleted = Supprimés
deleted-users = Utilisateurs supprimés
deleted-purpose = Leurs coordonnées ont déjà disparu. Après { $days } jours, tout ce qui permettrait de les identifier est effacé aussi.
deleted-search = Rechercher parmi les utilisateurs supprimés
deleted-search-label = Début d’un nom
deleted-count = { $count ->
    [one] { $count } utilisateur supprimé
   *[other] { $count } utilisateurs supprimés
}
deleted-empty-title = Personne n’est supprimé
deleted-empty-text = Une personne supprimée peut être restaurée ici pendant { $days } jours.
deleted-none-text = Aucun nom d’utilisateur supprimé ne commence ainsi.
deleted-caption = Utilisateurs supprimés, les derniers d’abord
deleted-erased-on = Effacement le
deleted-days-left = Jours restants
deleted-acts = Actions
deleted-by = Suppression : { $day }, par { $name }
deleted-on = Suppression : { $day }
deleted-merged = Fusion : { $day }, avec { $name }
deleted-left = { $days ->
    [0] Effacement dans la journée
    [one] { $days } jour restant
   *[other] { $days } jours restants
}
choose = Choisir
choose-person = Choisir { $name }
of-person =  : { $name }

## Restaurer

restore = Restaurer
restore-user = Restaurer l’utilisateur
restore-chosen = Restaurer les utilisateurs choisis…
restore-title = Restaurer { $name }
restore-comes-back = Le nom, les organisations, les marqueurs, les notes, les champs et les demandes reviennent, sous le même identifiant.
restore-gone = Les adresses, les numéros de téléphone, l’ID externe et le mot de passe ont disparu et doivent être saisis à nouveau.
restore-email = Adresse e-mail
restore-email-hint = Sans adresse, cette personne ne peut pas se connecter et ne reçoit pas d’e-mail. Vous pouvez l’ajouter plus tard.
restore-mail = Si vous saisissez une adresse, un e-mail de bienvenue est envoyé. Il permet à la personne de choisir un mot de passe.
restore-mail-team = Si vous saisissez une adresse, un e-mail de bienvenue est envoyé. Il permet au membre de l’équipe de choisir un mot de passe.
restore-mail-suspended = Aucun e-mail ne part : la personne était suspendue et l’est toujours.
restore-mail-help-center-off = Aucun e-mail ne part : le Centre d’aide n’est pas actif.
restore-mail-welcome-off = Aucun e-mail ne part : ce compte n’envoie pas d’e-mail de bienvenue aux personnes ajoutées par l’équipe.
restore-several-title = Restaurer plusieurs utilisateurs
restore-several-text = Ils reviennent sans adresse. Ajoutez-la ensuite sur chaque profil.
restore-several = { $count ->
    [one] Restaurer { $count } utilisateur
   *[other] Restaurer { $count } utilisateurs
}
restore-nobody = Personne à restaurer
fault-address-taken = Cette adresse e-mail est déjà utilisée. Essayez-en une autre.
notice-person-restored = L’utilisateur est restauré.
notice-people-restored = Les utilisateurs sont restaurés.
notice-nobody-chosen = Choisissez d’abord quelqu’un dans la liste.
refusal-merged = Cette personne a été fusionnée avec une autre et ne peut pas être restaurée.
refusal-restored-too-late = Le délai pour restaurer cette personne est passé.

## Fusionner
merge = Fusionner avec un autre utilisateur
merge-title = Fusionner { $name } avec un autre utilisateur
merge-purpose = Trouvez le profil qui reste. Le profil suivant disparaît : { $name }.
merge-search = Rechercher le profil qui reste
merge-choose = Choisir
merge-more = D’autres ont été trouvés ; précisez le nom ou l’adresse.
merge-none-text = Aucun autre utilisateur final n’a ces mots dans son nom ou son adresse e-mail.
merge-into-title = Fusionner { $name } avec { $into }
merge-cannot = Ces profils ne peuvent pas être fusionnés
merge-too-many = L’un d’eux compte plus de { $max } demandes.
merge-contacts-too-many = Ensemble, ils ont plus de { $max } contacts. Supprimez-en d’abord.
merge-no-address = Le profil qui disparaît n’est pas vérifié et n’a pas d’adresse e-mail. Ajoutez-en une d’abord.
merge-changed = L’un des profils a changé
merge-changed-text = Rien n’a été fusionné. Vérifiez ce qui va se passer, puis confirmez.
merge-choices = Ce que contient le profil fusionné
merge-choices-text = Les profils diffèrent sur ces points. Tout le reste demeure.
merge-from = Profil : { $name }
merge-empty = Rien
merge-both = Les deux
merge-name = Nom
merge-primary = Contact principal
merge-alias = Alias
merge-details = Détails
merge-notes = Notes
merge-external-id = ID externe
merge-language = Langue
merge-time-zone = Fuseau horaire
merge-organizations = Organisations
merge-tags = Marqueurs
merge-requests = { $count ->
    [0] Aucune demande à reprendre. Profil qui reste : { $name }.
    [one] { $count } demande est reprise par : { $name }. Personne ne reçoit d’e-mail.
   *[other] { $count } demandes sont reprises par : { $name }. Personne ne reçoit d’e-mail.
}
merge-addresses = Celles-ci mènent désormais à { $name }, comme contacts supplémentaires, sauf choix contraire ci-dessus :
merge-password = Mot de passe conservé : celui du profil { $name }.
merge-stays-suspended = Le profil fusionné est suspendu, comme celui qui reste.
merge-goes-suspended = Le profil fusionné n’est pas suspendu, alors que celui qui disparaît l’est.
merge-deleted = Le profil suivant est supprimé et ne peut plus se connecter : { $name }. Son adresse mène au profil fusionné.
merge-final = La fusion est définitive.
merge-confirm = Confirmer et fusionner
notice-merged = Les profils sont fusionnés.
notice-merged-person = Le profil demandé a été fusionné avec celui-ci.

## Supprimer plusieurs personnes
bulk-deletion-title = Supprimer ces utilisateurs ?
bulk-deletion-text = Ils ne peuvent plus se connecter, et leurs adresses sont retirées tout de suite. Les administrateurs peuvent les restaurer pendant { $days } jours.
bulk-deletion-left = Ceux-ci n’ont pas été supprimés. Clôturez d’abord leurs demandes.
bulk-deletion-nobody = Personne à supprimer
bulk-deletion-kept = Reste
notice-people-deleted = Les utilisateurs sont supprimés. Les administrateurs peuvent les restaurer pendant 30 jours.
delete-chosen = Supprimer les utilisateurs choisis…
bulk-deletion-done = { $count ->
    [0] Personne n’a été supprimé
    [one] { $count } utilisateur est supprimé
   *[other] { $count } utilisateurs sont supprimés
}
bulk-deletion-unclosed = { $count ->
    [one] { $count } demande n’est pas close
   *[other] { $count } demandes ne sont pas closes
}
bulk-deletion = { $count ->
    [one] Supprimer { $count } utilisateur
   *[other] Supprimer { $count } utilisateurs
}
