# L’authentification à deux facteurs.

two-factor = Authentification à deux facteurs
two-factor-text = En plus de votre mot de passe, un code d’une application de votre téléphone est demandé à la connexion. Le mot de passe seul ne suffit plus.
two-factor-app = Application d’authentification
two-factor-is-on = Activée
two-factor-is-off = Désactivée
two-factor-since = Activée depuis
two-factor-on-since = Activée : { $day }
two-factor-last-used = Dernier code utilisé
two-factor-change = La modifier
two-factor-change-text = Pour de nouveaux codes de récupération, ou pour la désactiver, saisissez votre mot de passe et un code. Vos autres sessions prennent fin. De nouveaux codes de récupération annulent les anciens.
two-factor-move = Pour changer de téléphone, désactivez-la puis configurez-la à nouveau.
two-factor-move-required = Pour changer de téléphone, demandez à un administrateur de la désactiver ; vous la configurerez à votre prochaine connexion.
two-factor-begin-text = Il vous faut une application d’authentification, par exemple celle de votre gestionnaire de mots de passe.
two-factor-set-up = Configurer
two-factor-turn-off = Désactiver
two-factor-turn-off-for = Désactiver les deux facteurs
two-factor-off-for-text = Pour une personne qui a perdu son application et ses codes de récupération. Elle est prévenue par e-mail, et toutes ses sessions prennent fin. Assurez-vous que la demande vient bien d’elle.
two-factor-back = Revenir à votre travail
notice-two-factor-off = L’authentification à deux facteurs est désactivée. Vos autres sessions ont pris fin.
notice-two-factor-off-for = L’authentification à deux facteurs est désactivée pour cette personne. Ses sessions ont pris fin.
refusal-factor-required = Ce compte exige l’authentification à deux facteurs : elle ne peut pas être désactivée.
refusal-codes-for-team = Les codes de récupération ne s’affichent que pour les membres de l’équipe.

## La configurer

set-up-title = Configurer votre application d’authentification
set-up-required = Ce compte demande un code à toutes les personnes comme vous. Ensuite, votre session s’ouvre.
set-up-text = Scannez le dessin avec l’application, ou saisissez la clé. Puis entrez le code que l’application affiche.
set-up-drawing = Un dessin qui donne votre clé à l’application
set-up-key = Clé
set-up-key-hint = Si le dessin ne peut pas être scanné. Code temporel, 6 chiffres.
set-up-code-hint = Pour vérifier que l’application a bien la clé.
set-up-confirm = Activer

## Les codes de récupération

recovery-title = Conservez vos codes de récupération
recovery-text = L’authentification à deux facteurs est activée. Vos autres sessions ont pris fin.
recovery-once = Ils ne s’affichent que maintenant
recovery-once-text = Chacun remplace une fois votre application, si vous la perdez. Gardez-les ailleurs que votre mot de passe : imprimez-les, ou mettez-les au coffre.
recovery-codes = Codes de récupération
recovery-code = Code de récupération
recovery-saved = Mes codes sont en lieu sûr
recovery-new = Nouveaux codes de récupération
recovery-use = Utiliser le code de récupération
recovery-left = { $count ->
    [0] Il n’en reste aucun
    [one] Il en reste { $count }
   *[other] Il en reste { $count }
}
recovery-show = Afficher le code de récupération
recovery-show-text = Pour une personne qui a perdu son application : un code qui la remplace une fois, dans les { $minutes } minutes. Un e-mail lui dit que vous l’avez vu.
recovery-no-factor = Cette personne ne l’a pas configurée : aucun code ne lui est demandé.
recovery-for = Code de récupération : { $name }
recovery-shown-once = Il ne s’affiche que maintenant
recovery-shown-text = Il sert une seule fois, pendant { $minutes } minutes. Celui qui a été affiché avant est annulé.
recovery-shown-how = Transmettez-le par une voie sûre, après vous être assuré de l’identité de la personne. Elle se connecte avec son mot de passe, ouvre « Pas d’accès à votre application ? » et le saisit. Pour un autre téléphone, désactivez l’authentification à deux facteurs de cette personne ; elle la configurera à nouveau.
recovery-done = Revenir à son compte

## La connexion

code-title = Saisissez votre code
code-text = Ouvrez votre application d’authentification et saisissez les 6 chiffres qu’elle affiche pour { $account }.
code-label = Code à 6 chiffres
code-hint = Vous pouvez coller le code. Il change toutes les 30 secondes.
code-or-recovery = Code de votre application, ou code de récupération
code-trust = Ne plus demander sur cet appareil pendant { $days } jours
code-verify = Vérifier
code-no-app = Pas d’accès à votre application ?
code-no-app-text = Utilisez l’un des dix codes de récupération que vous avez conservés, ou demandez-en un nouveau à l’administration de votre compte.
code-other-account = Utiliser un autre profil
fault-code-empty = Saisissez le code.
fault-code-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et saisissez-le.
fault-too-many-codes = { $minutes ->
    [one] Trop de codes erronés. Réessayez dans { $minutes } minute.
   *[other] Trop de codes erronés. Réessayez dans { $minutes } minutes.
}
notice-sign-in-again = Le délai est écoulé, ou c’était déjà fait. Connectez-vous à nouveau.

## Sécurité avancée, l’onglet Authentification

factor-staff = Exiger l’authentification à deux facteurs (2FA) pour les membres de l’équipe
factor-staff-hint = Qui ne l’a pas configurée le fait à sa prochaine connexion. Désactiver ce réglage ne change rien pour qui l’a configurée.
factor-customers = Exiger l’authentification à deux facteurs (2FA) pour les utilisateurs finaux
factor-customers-hint = Il leur faut une application d’authentification. L’administration peut la désactiver pour qui a perdu la sienne.
factor-how-often = Quand un code est demandé
factor-by-device = Au plus tous les { $days } jours par appareil, si la personne le souhaite
factor-always = À chaque connexion
factor-report-title = Rapport d’état 2FA
factor-report-text = Un fichier CSV de tous les membres de l’équipe : qui utilise l’authentification à deux facteurs, depuis quand, et la dernière utilisation.
factor-report = Générer le rapport d’état 2FA

## Les e-mails

mail-two-factor-link = Voir votre authentification à deux facteurs
mail-password-own-link = Changer votre mot de passe
mail-two-factor-on-subject = L’authentification à deux facteurs est activée chez { $account }
mail-two-factor-on-lead = L’authentification à deux facteurs a été activée pour votre profil chez { $account }. À la connexion, un code de votre application vous est demandé.
mail-two-factor-off-subject = L’authentification à deux facteurs est désactivée chez { $account }
mail-two-factor-off-lead = L’authentification à deux facteurs a été désactivée pour votre profil chez { $account }. Votre mot de passe suffit pour vous connecter.
mail-two-factor-off-by-lead = L’authentification à deux facteurs a été désactivée pour votre profil chez { $account } par { $by }. Votre mot de passe suffit pour vous connecter, et vos sessions ont pris fin.
mail-recovery-codes-made-subject = Nouveaux codes de récupération chez { $account }
mail-recovery-codes-made-lead = De nouveaux codes de récupération ont été créés pour votre profil chez { $account }. Les anciens ne fonctionnent plus.
mail-recovery-code-used-subject = Un code de récupération a servi chez { $account }
mail-recovery-code-used-lead = { $left ->
    [0] Un code de récupération a remplacé votre application, pour votre profil chez { $account }. Il ne vous en reste aucun : créez-en de nouveaux.
    [one] Un code de récupération a remplacé votre application, pour votre profil chez { $account }. Il vous en reste { $left }.
   *[other] Un code de récupération a remplacé votre application, pour votre profil chez { $account }. Il vous en reste { $left }.
}
mail-recovery-code-shown-subject = Un code de récupération a été affiché pour vous chez { $account }
mail-recovery-code-shown-lead = Un code de récupération pour votre profil chez { $account } a été affiché à { $by }, pour vous aider à vous connecter. Il sert une fois, avec votre mot de passe, jusqu’au { $day } à { $time } ({ $zone }).
mail-wrong-codes-subject = Quelqu’un connaît votre mot de passe chez { $account }
mail-wrong-codes-lead = Pour votre profil chez { $account }, le bon mot de passe a été saisi, puis trois fois un code erroné. Si ce n’était pas vous, changez votre mot de passe maintenant.

letter-two-factor-on = Authentification à deux facteurs activée
letter-two-factor-off = Authentification à deux facteurs désactivée
letter-recovery-codes-made = Nouveaux codes de récupération
letter-recovery-code-used = Code de récupération utilisé
letter-recovery-code-shown = Code de récupération affiché à l’administration
letter-wrong-codes = Bon mot de passe, codes erronés

## Le journal d’audit

act-factor-begun = Début de configuration des deux facteurs
act-factor-turned-on = Authentification à deux facteurs activée
act-factor-turned-off = Authentification à deux facteurs désactivée
act-factor-recovery-made = Nouveaux codes de récupération
act-factor-recovery-used = Code de récupération utilisé
act-factor-recovery-shown = Code de récupération affiché
act-two-factor-reported = Rapport d’état 2FA généré
act-sign-in-begun = Connexion commencée, une étape reste à faire
act-sign-in-given-up = Connexion non terminée à temps
act-sign-in-code-wrong = Code erroné
act-settings-authentication-changed = Réglages d’authentification modifiés
