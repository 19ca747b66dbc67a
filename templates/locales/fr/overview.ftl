# Compte > Sécurité > Vue d’ensemble.

overview-title = Vue d’ensemble de la sécurité
overview-purpose = L’état de chaque paramètre, et où le modifier.
overview-caption = Paramètres de sécurité, les plus urgents d’abord
overview-setting = Paramètre
overview-state = État
overview-what = Constat
overview-go = Accéder au paramètre
overview-critical = Critique
overview-recommended = Recommandé
overview-healthy = Sain
overview-critical-count = { $count ->
    [one] { $count } critique
   *[other] { $count } critiques
}
overview-recommended-count = { $count ->
    [one] { $count } recommandé
   *[other] { $count } recommandés
}
overview-healthy-count = { $count ->
    [one] { $count } sain
   *[other] { $count } sains
}
overview-factor = Authentification à deux facteurs des membres de l’équipe
overview-factor-required = Obligatoire, et tous les administrateurs l’ont configurée.
overview-factor-missing = { $count ->
    [one] Obligatoire ; { $count } administrateur la configurera à sa prochaine connexion.
   *[other] Obligatoire ; { $count } administrateurs la configureront à leur prochaine connexion.
}
overview-factor-optional = Tous les administrateurs l’ont configurée, mais elle n’est pas obligatoire.
overview-factor-bare = { $count ->
    [one] Facultative, et { $count } administrateur s’en passe.
   *[other] Facultative, et { $count } administrateurs s’en passent.
}
overview-sessions = Sessions des membres de l’équipe
overview-sessions-short = Elles expirent après une courte période d’inactivité.
overview-sessions-long = Elles restent ouvertes { $count } minutes sans activité. Huit heures au plus sont préférables.
overview-staff-passwords = Mots de passe des membres de l’équipe
overview-customer-passwords = Mots de passe des utilisateurs finaux
overview-level-strong = Le niveau est élevé.
overview-level-medium = Le niveau est Moyen. Le niveau Recommandé est préférable.
overview-level-low = Le niveau est Faible. Choisissez Recommandé.
overview-set = Mots de passe définis par les administrateurs
overview-set-on = Les administrateurs peuvent définir des mots de passe. Un lien est plus sûr.
overview-set-off = Chacun choisit son propre mot de passe.
overview-ip-on = Les membres de l’équipe se connectent uniquement depuis les adresses indiquées.
overview-ip-off = Les membres de l’équipe se connectent de n’importe où.
overview-assuming-off = Aucune identité ne peut être adoptée.
overview-assuming-no-reason = Aucun motif n’est exigé. Exigez-en un.
overview-assuming-long = Une identité peut rester adoptée plus de deux heures.
overview-assuming-fine = Un motif est exigé, et la durée est limitée.
overview-access-off = L’équipe d’assistance ne peut pas entrer dans le compte.
overview-access-on = L’équipe d’assistance peut entrer dans le compte jusqu’à l’échéance choisie. Désactivez l’adoption du compte dès qu’elle n’est plus nécessaire.
overview-access-open = L’équipe d’assistance peut entrer dans le compte sans limite de durée. Fixez une échéance.
overview-administrators = Administrateurs qui ne viennent plus
overview-administrators-fine = Tous les administrateurs se sont connectés au cours des 90 derniers jours.
overview-administrators-idle = { $count ->
    [one] { $count } administrateur ne s’est pas connecté depuis 90 jours.
   *[other] { $count } administrateurs ne se sont pas connectés depuis 90 jours.
}
overview-tokens-fine = Tous les programmes autorisés ont utilisé leur accès au cours des 90 derniers jours.
overview-tokens-idle = { $count ->
    [one] { $count } programme n’a pas utilisé son accès depuis 90 jours.
   *[other] { $count } programmes n’ont pas utilisé leur accès depuis 90 jours.
}
