### Les lettres, et le journal des e-mails.

## Dans chaque lettre

mail-greeting = Bonjour { $name },
mail-greeting-nobody = Bonjour,
mail-link-until = Le lien sert une seule fois, jusqu’au { $day } à { $time } (fuseau { $zone }).
mail-help-center = Centre d’aide : { $account }
mail-not-you = Si ce n’était pas vous, ne donnez votre mot de passe à personne et écrivez aussitôt à l’équipe : { $account }.

## Les lettres

mail-welcome-subject = Bienvenue chez { $account }
mail-welcome-lead = Un profil a été créé pour vous chez { $account }. Confirmez votre adresse et définissez un mot de passe : vous pourrez suivre vos demandes dans le Centre d’aide.
mail-welcome-link = Confirmer votre adresse et définir un mot de passe
mail-welcome-after = Si vous n’attendiez pas cet e-mail, vous n’avez rien à faire.
mail-verification-subject = Vérifiez votre adresse e-mail chez { $account }
mail-verification-lead = Cette adresse a été ajoutée à votre profil chez { $account }. Si c’est bien votre souhait, confirmez-la.
mail-verification-link = Vérifier cette adresse e-mail
mail-verification-after = Sinon, vous n’avez rien à faire : sans votre confirmation, l’adresse ne peut pas servir.
mail-address-added-subject = Une adresse a été ajoutée à votre profil chez { $account }
mail-address-added-lead = L’adresse { $address } a été ajoutée à votre profil chez { $account }. Une fois vérifiée, elle mènera à vous.
mail-password-reset-subject = Définissez un nouveau mot de passe chez { $account }
mail-password-reset-lead = Quelqu’un a demandé un lien pour définir un nouveau mot de passe pour votre profil chez { $account }.
mail-password-reset-link = Définir un nouveau mot de passe
mail-password-reset-after = Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.
mail-password-changed-subject = Votre mot de passe chez { $account } a été changé
mail-password-changed-lead = Le mot de passe de votre profil chez { $account } a été changé. Vos sessions dans les autres navigateurs ont été fermées.
mail-password-changed-link = Si ce n’était pas vous, définissez un nouveau mot de passe
mail-sign-up-known-subject = Vous avez déjà un profil chez { $account }
mail-sign-up-known-lead = Quelqu’un a voulu s’inscrire chez { $account } avec cette adresse. Elle mène déjà à votre profil : rien n’a été créé.
mail-sign-up-known-link = Se connecter
mail-sign-up-known-after = Si ce n’était pas vous, vous n’avez rien à faire.
mail-request-received-subject = Demande reçue : { $subject } (#{ $number })
mail-request-received-number-subject = Demande reçue (#{ $number })
mail-request-received-number-lead = Votre demande a été reçue. Son numéro est le #{ $number }.
mail-request-received-lead = Votre demande « { $subject } » a été reçue. Son numéro est le #{ $number }.
mail-request-link = Voir votre demande
mail-request-reply-subject = Re: { $subject } (#{ $number })
mail-request-reply-lead = { $author } a répondu à votre demande « { $subject } » (#{ $number }) :
mail-request-reply-link = Lire et répondre dans le Centre d’aide

## Les noms des lettres, dans le journal

letter-welcome = Bienvenue
letter-verification = Vérification d’une adresse
letter-address-added = Adresse ajoutée
letter-password-reset = Lien pour définir un nouveau mot de passe
letter-password-changed = Mot de passe changé
letter-sign-up-known = Inscription avec une adresse connue
letter-request-received = Demande reçue
letter-request-reply = Réponse à une demande

## Le journal des e-mails

nav-email-log = Journal des e-mails
mails-purpose = Tous les e-mails de ce compte : envoyés, en attente, en échec, ou retenus et pourquoi. Leurs textes ne sont pas conservés.
mails-purpose-demo = Tous les e-mails de ce compte : envoyés, en attente, en échec, ou retenus et pourquoi. Dans la démonstration, leurs textes se lisent.
mails-no-server-title = Aucun serveur de messagerie n’est configuré
mails-no-server = Les e-mails attendent ici et personne ne les reçoit. Une fois un serveur configuré (SMTP_URL), ceux de moins de { $days } jours sont envoyés ; les plus anciens sont abandonnés.
mails-no-server-demo = Dans cette démonstration, les e-mails restent ici. Ouvrez-en un pour le lire et suivre son lien.
mails-search = Début d’une adresse, ou mots d’un objet
mails-search-label = Rechercher des e-mails
mails-any-state = Tous les états
mails-state = État
mails-filter = Filtrer
mails-caption = E-mails, les plus récents d’abord
mails-subject = Objet
mails-to = À
mails-made = Quand
mails-empty-title = Aucun e-mail pour l’instant
mails-empty-text = Dès que quelqu’un est accueilli, vérifié ou reçoit une réponse, l’e-mail apparaît ici.
mails-none-title = Aucun e-mail de ce genre
mails-none-text = Aucun e-mail n’a cet état et ce début d’adresse ou ces mots dans son objet.
mails-clear = Afficher tous les e-mails
mail-no-address = Aucune adresse
mail-state-queued = En attente
mail-state-sending = Envoi en cours
mail-state-sent = Envoyé
mail-state-failed = Échec
mail-state-suppressed = Retenu

## Pourquoi un e-mail a été retenu, en une phrase

mail-held-help-center-off = Le Centre d’aide n’est pas actif : les utilisateurs finaux ne reçoivent aucun e-mail.
mail-held-welcome-off = Ce compte n’envoie pas d’e-mail de bienvenue aux personnes que son équipe ajoute.
mail-held-suspended = La personne est suspendue.
mail-held-deleted = La personne est supprimée.
mail-held-no-address = La personne n’a pas d’adresse e-mail.
person-held-help-center-off = Pas d’e-mail « { $letter } » : le Centre d’aide n’est pas actif.
person-held-welcome-off = Pas d’e-mail « { $letter } » : ce compte n’envoie pas d’e-mail de bienvenue aux personnes que son équipe ajoute.
person-held-suspended = Pas d’e-mail « { $letter } » : la personne était suspendue.
person-held-deleted = Pas d’e-mail « { $letter } » : la personne était supprimée.
person-held-no-address = Pas d’e-mail « { $letter } » : la personne n’avait pas d’adresse e-mail.

## Pourquoi un e-mail a échoué, quand le serveur n’a rien dit

mail-failed-too-old = Il a attendu trop longtemps : aucun serveur de messagerie ne l’a accepté en { $days } jours.
mail-failed-bad-address = Aucun serveur de messagerie ne peut livrer à cette adresse.

## Un e-mail

mail-details = Détails
mail-kind = Type
mail-from = De
mail-to = À
mail-person = Personne
mail-cause = Causé par
mail-cause-as = identité adoptée par { $root }
mail-root = Connecté en tant que
mail-cause-system = Stead
mail-request = Demande
mail-made-at = Rédigé
mail-sent-at = Envoyé
mail-failed-at = Abandonné
mail-reason = Pourquoi
mail-server-said = Ce que le serveur a dit
mail-attempts = Tentatives
mail-next-try = Prochaine tentative
mail-message-id = Message-ID
mail-request-id = ID de la requête
mail-assumption = Adoption
mail-text = Texte
mail-text-none = Le texte d’un e-mail n’est pas conservé : il peut contenir un lien qui ouvre le profil de quelqu’un.

## L’onglet E-mail d’un profil

person-mail = E-mail
person-mail-caption = E-mails à cette personne, les plus récents d’abord
person-mail-empty-title = Aucun e-mail à cette personne
person-mail-empty-text = Ce qui lui est envoyé, ou retenu, figure ici.
