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
deletion-at-once = { $name } ne peut plus se connecter. Les adresses e-mail, les numéros de téléphone, l’identifiant externe et le mot de passe sont retirés.
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
restore-gone = Les adresses, les numéros de téléphone, l’identifiant externe et le mot de passe ont disparu et doivent être saisis à nouveau.
restore-email = Adresse e-mail
restore-email-hint = Sans adresse, cette personne ne peut pas se connecter et ne reçoit pas d’e-mail. Vous pouvez l’ajouter plus tard.
restore-mail = Avec une adresse, un e-mail de bienvenue part, qui permet à la personne de choisir un mot de passe.
restore-mail-team = Avec une adresse, un e-mail de bienvenue part, qui permet au membre de l’équipe de choisir un mot de passe.
restore-mail-suspended = Aucun e-mail ne part : la personne était suspendue et l’est toujours.
restore-mail-help-center-off = Aucun e-mail ne part : le centre d’aide n’est pas actif.
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
