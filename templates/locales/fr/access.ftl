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
choose-password = Choisir un nouveau mot de passe
change-password-and-sign-in = Changer le mot de passe et se connecter
reset-ends-sessions = Toutes vos sessions prennent fin, et une nouvelle s’ouvre ici.

## Les liens des e-mails

link-over-title = Ce lien ne fonctionne plus
link-over-unknown = Il en manque peut-être un bout, ou l’adresse à laquelle il a été envoyé n’est plus utilisée ici.
link-over-used = Il a déjà servi, ou un plus récent a été envoyé. Un lien ne sert qu’une fois.
link-over-late = Son délai est écoulé.
link-over-new = Demander un nouveau lien
link-confirmed-title = Il ne reste rien à faire
link-confirmed-text = Cette adresse est déjà confirmée.
verify-title = Confirmer une adresse e-mail
verify-for = Pour { $name }.
verify-text = Confirmez que cette adresse est la vôtre. Ce qui concerne vos demandes et votre compte pourra alors y être envoyé.
verify-button = Confirmer l’adresse
notice-address-verified = Adresse e-mail confirmée.

## Un mot de passe oublié

forgot-password = Mot de passe oublié ?
forgot-text = Saisissez votre adresse e-mail. Si quelqu’un l’utilise ici, un lien pour choisir un nouveau mot de passe y est envoyé.
forgot-send = Envoyer le lien
fault-too-many-forms = { $minutes ->
    [one] Trop de formulaires viennent de votre réseau. Réessayez dans { $minutes } minute.
   *[other] Trop de formulaires viennent de votre réseau. Réessayez dans { $minutes } minutes.
}
notice-reset-asked = Si quelqu’un utilise cette adresse ici, un e-mail avec un lien est en route. Regardez dans votre boîte de réception.
notice-reset-sent = Un lien pour choisir un nouveau mot de passe est en route.
notice-reset-held = Aucun e-mail n’a été envoyé. Le journal des e-mails de la personne dit pourquoi.

## Tant que le Centre d’aide n’est pas actif

help-center-off-title = Le Centre d’aide n’est pas actif
help-center-off-text = Pour l’instant, les clients ne peuvent ni se connecter ni s’inscrire, et ne reçoivent aucun e-mail au sujet de leur compte. Les membres de l’équipe se connectent comme toujours.
help-center-off-link = Tant que l’équipe d’assistance ne l’active pas, les clients ne peuvent pas se connecter, et ce lien ne mène nulle part. Il fonctionnera peut-être plus tard.
