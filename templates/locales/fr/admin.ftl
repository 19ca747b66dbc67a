# L’accueil du Centre d’administration.

admin-home-log-text = Qui a adopté quelle identité, quand et pourquoi
admin-home-administrators = { $count ->
    [one] { $shown } administrateur
   *[other] { $shown } administrateurs
}
admin-home-agents = { $count ->
    [one] { $shown } agent
   *[other] { $shown } agents
}
admin-home-end-users = { $count ->
    [one] { $shown } utilisateur final
   *[other] { $shown } utilisateurs finaux
}
admin-home-suspended = { $count ->
    [one] { $shown } suspendu
   *[other] { $shown } suspendus
}
admin-home-tickets-text = Ce qui vous a été demandé, et où en est chaque ticket
admin-home-mail-text = Tous les e-mails : envoyés, en attente, en échec ou retenus
admin-home-settings-text = Inscription, e-mails, profils et mots de passe
admin-home-import-text = Importer de nombreuses personnes à partir d’un fichier CSV
admin-home-deleted = { $count ->
    [one] { $shown } personne
   *[other] { $shown } personnes
}
