# The Admin Center's home.

admin-home-log-text = Who assumed whose identity, when and why
admin-home-administrators = { $count ->
    [one] { $shown } administrator
   *[other] { $shown } administrators
}
admin-home-agents = { $count ->
    [one] { $shown } agent
   *[other] { $shown } agents
}
admin-home-end-users = { $count ->
    [one] { $shown } end user
   *[other] { $shown } end users
}
admin-home-suspended = { $count ->
    [one] { $shown } suspended
   *[other] { $shown } suspended
}
admin-home-tickets-text = What people have asked, and how far it is
admin-home-mail-text = Every mail: sent, waiting, failed or held back
admin-home-settings-text = Sign-up, mail, profiles and passwords
admin-home-import-text = Import many people from a CSV file
admin-home-deleted = { $count ->
    [one] { $shown } person
   *[other] { $shown } people
}
