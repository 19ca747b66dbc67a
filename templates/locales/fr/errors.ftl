# Les pages d’erreur.

error-request-id = Si cela se répète, donnez ce numéro à votre administrateur :
error-typed-title = Ce que vous aviez saisi
error-typed-hint = Rien n’a été enregistré. Copiez-le d’ici.
error-typed-label = Texte { $n }

error-400-title = Cette requête est illisible
error-400-text = Rien n’a été modifié. Revenez en arrière, rechargez la page et réessayez.
error-401-title = Votre session est fermée
error-401-text = Rien n’a été enregistré. Connectez-vous, puis recommencez.
error-403-title = Vous n’y avez pas accès
error-403-signed-in-as = Votre identité ici : { $name } ({ $role }).
error-403-form-title = Ce formulaire ne peut pas être accepté
error-403-form-text = Il est trop ancien, ou vient d’un autre site. Rien n’a été enregistré. Ouvrez la page à nouveau et envoyez le formulaire depuis celle-ci.
error-404-title = Il n’y a rien à cette adresse
error-404-text = La page a peut-être été supprimée, elle ne vous est peut-être pas destinée, ou il manque un bout du lien.
error-405-title = Cette adresse ne s’ouvre pas ainsi
error-405-text = Rien n’a été modifié. Revenez en arrière et utilisez les boutons de la page.
error-409-title = Quelque chose a changé entre-temps
error-409-text = Rien n’a été enregistré. Ouvrez la page à nouveau pour voir où en sont les choses.
error-413-title = C’est trop à la fois
error-413-text = Rien n’a été enregistré. Revenez en arrière, raccourcissez et envoyez à nouveau.
error-500-title = Cela n’a pas marché, et c’est notre faute
error-500-text = Rien n’a été enregistré. Réessayez dans un instant.
error-503-title = Trop de choses se passent en même temps
error-503-text = Rien n’a été enregistré. Réessayez dans un instant.

## Un formulaire destiné à quelqu’un d’autre

error-409-identity-title = Ce formulaire était destiné à une autre identité
error-409-identity-text = Rien n’a été enregistré. L’identité de cet onglet est maintenant : { $name }. Ouvrez la page à nouveau et envoyez le formulaire depuis celle-ci.

## Refusé sous une identité adoptée

error-while-assumed-title = Cela ne peut pas se faire sous une identité adoptée
error-while-assumed-text = Personne ne fait cela au nom d’autrui : seule la personne elle-même le peut ({ $subject }). Sous votre identité ({ $root }), vous pouvez le faire pour vous.
error-while-assumed-open = Ouvrir sous votre identité dans un autre onglet

## Une identité adoptée qui a pris fin

error-410-title = Vous êtes à nouveau { $name }
error-410-was = Identité adoptée dans cet onglet : { $subject }. Fin : { $time }.
error-410-lost = Identité adoptée dans cet onglet : { $subject }. Adoptée par { $root }.
error-410-signed-out-title = Votre session est fermée
error-410-bare-title = Cette identité adoptée a pris fin
error-410-nested-title = Cette adoption a pris fin
error-410-back = Retour au profil
error-410-open-as = Ouvrir cette page sous votre identité : { $name }
ended-reverted = Identité rétablie dans l’onglet adopté.
ended-reverted-by-actor = Identité rétablie dans l’onglet de départ.
ended-parent-ended = L’identité de départ a pris fin.
ended-expired = Le temps prévu était écoulé.
ended-idle = Rien n’y a été fait pendant trop longtemps.
ended-signed-out = La personne qui l’avait adoptée s’est déconnectée.
ended-session-ended = La session correspondante a pris fin.
ended-root-changed = La personne qui l’avait adoptée a été modifiée : rôle, statut, mot de passe ou authentification à deux facteurs.
ended-subject-changed = La personne adoptée a été modifiée : rôle, statut, mot de passe ou adresse.
ended-right-lost = Le droit d’adopter cette identité n’est plus valable.

## Qui le peut

who-administrators = Réservé aux administrateurs et au propriétaire du compte.
who-owner = Réservé au propriétaire du compte.
who-billing = Réservé au propriétaire du compte et aux administrateurs de facturation.
who-agents = Réservé aux agents, aux administrateurs et au propriétaire du compte.
who-team-members = Réservé aux membres de l’équipe.
who-everybody = Réservé aux personnes dont le compte est actif.
