# La connexion, les mots de passe, les invitations.

email-address = Adresse e-mail
password = Mot de passe
sign-in-wrong-title = Cette adresse e-mail et ce mot de passe ne vont pas ensemble
sign-in-wrong-text = Vérifiez les deux et réessayez. { $left ->
    [one] Après encore une erreur
   *[other] Après encore { $left } erreurs
}, la connexion est suspendue pendant { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
}
sign-in-locked-title = La connexion est suspendue
sign-in-locked-text = { $minutes ->
    [one] Il y a eu trop d’erreurs. Réessayez dans { $minutes } minute.
   *[other] Il y a eu trop d’erreurs. Réessayez dans { $minutes } minutes.
}
fault-email-empty = Saisissez votre adresse e-mail.
fault-password-empty = Saisissez votre mot de passe.

## La démo

demo-people = Les personnes de cette démo
demo-password-is = Un seul mot de passe pour tout le monde :

## Changer son mot de passe

current-password = Mot de passe actuel
new-password = Nouveau mot de passe
password-hint = Au moins { $min } caractères. Quelques mots sans rapport entre eux conviennent bien.
password-ends-sessions = Votre session reste ouverte ici ; toutes les autres prennent fin.
fault-current-password = Ce n’est pas votre mot de passe actuel. Saisissez-le à nouveau.
fault-password-short = Au moins { $min } caractères.
fault-password-is-address = N’utilisez pas votre adresse e-mail dans le mot de passe.
fault-too-many-tries = { $minutes ->
    [one] Trop de mots de passe erronés. Réessayez dans { $minutes } minute.
   *[other] Trop de mots de passe erronés. Réessayez dans { $minutes } minutes.
}
notice-password-changed = Mot de passe changé. Vos autres sessions ont pris fin.

## Une invitation

set-password = Choisir votre mot de passe
set-password-and-sign-in = Choisir le mot de passe et se connecter
invitation-for = Pour { $name }. Ce lien ne sert qu’une fois.
invitation-signed-in = Une session est déjà ouverte : { $name }
invitation-sign-out-first = Déconnectez-vous, puis ouvrez le lien à nouveau.
