# Rôles personnalisés et groupes de l’équipe.

nav-roles = Rôles
nav-groups = Groupes
who-permitted = Cette page est réservée aux administrateurs, au propriétaire du compte et aux agents dont le rôle le permet.

# Refus
refusal-plan-lacks-roles = Les rôles personnalisés exigent le forfait Enterprise.
refusal-system-role = Chaque compte possède ce rôle. Il peut être dupliqué et attribué, mais ni modifié ni supprimé.
refusal-own-custom-role = C’est votre propre rôle. Quelqu’un d’autre doit le modifier.
refusal-role-above = Ce rôle permet quelque chose qui ne vous est pas permis.
refusal-not-held = Un rôle ne permet pas plus que ce qui vous est permis. Le reste est désactivé ici.
refusal-role-in-use = Quelqu’un a ce rôle. Donnez-lui d’abord un autre rôle.
refusal-last-group = Les agents et les administrateurs appartiennent à un groupe au moins. Ajoutez d’abord cette personne à un autre groupe.
refusal-default-group = C’est le groupe par défaut d’un ou de plusieurs agents, il ne peut pas être supprimé.

# Rôles
roles-purpose = Ce que les agents peuvent voir et faire dans Support. Chaque agent a un rôle.
roles-list-caption = Rôles, avec le nombre de membres de l’équipe qui les ont
roles-system-note = Les administrateurs attribuent les rôles, ici ou sur la page de chaque membre de l’équipe. Les rôles système peuvent être attribués et dupliqués, mais ni modifiés ni supprimés.
roles-plan-now = Ce compte a le forfait { $plan } : ses agents ont tous le même rôle, Agent.
roles-plan-who = Le propriétaire du compte et les administrateurs de facturation peuvent changer de forfait.
roles-ready = Des rôles prêts à l’emploi
roles-ready-text = Ils peuvent être attribués tels quels, ou dupliqués puis modifiés.
roles-permissions = Permissions
roles-permissions-text = Ce que chacun de vos propres rôles peut permettre.
roles-area-people = Utilisateurs
roles-area-tickets = Tickets
roles-area-security = Sécurité et confidentialité
roles-everybody-may = Quiconque a un rôle personnalisé peut ouvrir Support et les organisations, ajouter des notes internes aux tickets qu’il voit et modifier son propre profil.
roles-copy-name = Copie de { $name }
role-create = Créer un rôle
role-view = Voir le rôle
role-edit = Modifier le rôle
role-clone = Dupliquer le rôle
role-assign = Attribuer le rôle
role-delete = Supprimer le rôle
role-options = Options du rôle
role-options-of = Options du rôle { $name }
role-system = Rôle système
role-yours = Votre rôle
role-clone-title = Dupliquer le rôle { $name }
role-edit-title = Modifier le rôle { $name }
role-edit-members = { $count ->
    [one] Un membre de l’équipe a ce rôle. Toute modification compte dès son prochain clic.
   *[other] { $shown } membres de l’équipe ont ce rôle. Toute modification compte dès leur prochain clic.
}
role-changed-meanwhile = Rien n’a été enregistré. Le formulaire ci-dessous garde votre saisie ; enregistrez de nouveau pour écraser ce que quelqu’un d’autre a fait du rôle entre-temps :
role-nobody = Personne n’a ce rôle
role-assign-who = Les rôles sont attribués par les administrateurs.
role-members-caption = Membres de l’équipe qui ont le rôle { $name }
role-members-all = Tous ceux qui ont ce rôle
role-back = Revenir au rôle
role-delete-title = Supprimer le rôle { $name }
role-delete-text = Personne n’a ce rôle. La suppression est définitive.
role-in-use-members = { $count ->
    [one] Un membre de l’équipe l’a.
   *[other] { $shown } membres de l’équipe l’ont.
}
role-in-use-deleted = { $count ->
    [one] Un utilisateur supprimé l’avait et peut encore être restauré.
   *[other] { $shown } utilisateurs supprimés l’avaient et peuvent encore être restaurés.
}
role-kept-restorable = Ce rôle est encore celui d’au moins un profil supprimé qui peut être restauré.
role-kept-advice = Il se libère par une restauration suivie d’un autre rôle, par l’effacement, ou de lui-même après le délai de restauration.
role-assign-title = Attribuer le rôle { $name }
role-assign-text = Choisissez des membres de l’équipe. Ce rôle remplace celui qu’ils ont.
fault-role-name-taken = Un autre rôle porte déjà ce nom : { $name }
fault-role-name-alike = Ce nom ressemble trop à un autre : { $name }
fault-roles-many = Un compte a au plus { $max } rôles à lui. Supprimez-en d’abord un.
fault-choose-members = Choisissez au moins un membre de l’équipe.
fault-members-have-role = Ces personnes ont maintenant ce rôle.
notice-role-created = Rôle créé.
notice-role-saved = Rôle enregistré.
notice-role-deleted = Rôle supprimé.
notice-role-assigned = Rôle attribué.

system-role-advisor = Conseiller
system-role-advisor-text = Configure les champs d’utilisateur et les groupes, voit tous les tickets, n’ajoute que des notes internes.
system-role-staff = Personnel
system-role-staff-text = Traite les tickets qui lui sont assignés et voit les clients.
system-role-team-lead = Chef d’équipe
system-role-team-lead-text = Traite tous les tickets et s’occupe des utilisateurs finaux, des organisations et des groupes.

permission-see-all-tickets = Voir tous les tickets
permission-see-all-tickets-hint = Sinon, seulement les tickets assignés à l’agent.
permission-work-tickets = Commentaires publics et privés
permission-work-tickets-hint = Répondre publiquement, changer l’état et l’assigné. Sinon, seulement des notes internes.
permission-see-people = Voir les listes de clients
permission-see-people-hint = Ouvrir la page Personnes et les profils.
permission-add-end-users = Ajouter des utilisateurs finaux
permission-add-end-users-hint = Sur la page Personnes, qui demande « Voir les listes de clients ».
permission-edit-end-users = Modifier les utilisateurs finaux et adopter leur identité
permission-edit-end-users-hint = Modifier, vérifier et suspendre les utilisateurs finaux, et adopter leur identité.
permission-delete-end-users = Supprimer et fusionner des utilisateurs finaux
permission-delete-end-users-hint = Sauf si le compte le réserve aux administrateurs.
permission-manage-organizations = Ajouter, modifier et supprimer des organisations
permission-manage-organizations-hint = Avec leurs domaines, marqueurs, détails et notes.
permission-manage-user-fields = Gérer les champs d’utilisateur et les marqueurs
permission-manage-user-fields-hint = Choisir ce qui est conservé des utilisateurs finaux, et retirer un marqueur partout.
permission-manage-groups = Gérer les groupes
permission-manage-groups-hint = Créer, modifier et supprimer des groupes, et dire qui en fait partie.
permission-manage-roles = Créer, modifier et supprimer des rôles
permission-manage-roles-hint = Mais pas le sien, ni un rôle qui permet davantage. Les rôles sont attribués par les administrateurs.
permission-read-logs = Voir les journaux d’audit
permission-read-logs-hint = Le journal des identités adoptées et le journal des e-mails.

# Membres de l’équipe à choisir
members-search = Rechercher des membres de l’équipe
members-search-label = Partie d’un nom
members-all-have = Il n’y a plus personne à choisir

# Groupes
groups-purpose = Qui travaille ensemble dans l’équipe.
groups-caption = Groupes par nom, avec le nombre de leurs membres
groups-rules = Les agents et les administrateurs appartiennent à un groupe au moins ; les agents light et les contributeurs peuvent en avoir. Pour qui quitte son groupe par défaut, celui dont il fait partie depuis le plus longtemps le remplace.
groups-manage = Gérer les groupes
group-create = Créer un groupe
group-edit = Modifier le groupe
group-delete = Supprimer le groupe
group-options = Options du groupe
group-options-of = Options : { $name }
group-default = Groupe par défaut du compte
group-default-text = Les nouveaux agents le rejoignent.
group-own-default = Groupe par défaut
group-make-default = Choisir par défaut pour les nouveaux agents
group-make-own-default = Choisir comme groupe par défaut
group-members = Membres
group-members-caption = Membres du groupe { $name }
group-nobody = Ce groupe n’a aucun membre
group-add-members = Ajouter des membres
group-add-title = Ajouter des membres au groupe { $name }
group-remove = Retirer du groupe
group-not-updated = Le groupe n’a pas été mis à jour
group-back = Revenir au groupe
group-edit-title = Modifier le groupe { $name }
group-changed-meanwhile = Rien n’a été enregistré. Le formulaire ci-dessous garde votre saisie ; enregistrez de nouveau pour écraser ce que quelqu’un d’autre a fait du groupe entre-temps :
group-delete-title = Supprimer le groupe { $name }
group-delete-text = { $count ->
    [0] Il n’a aucun membre. La suppression est définitive.
    [one] Un membre reste dans ses autres groupes. La suppression est définitive.
   *[other] { $shown } membres restent dans leurs autres groupes. La suppression est définitive.
}
group-kept-account = C’est le groupe par défaut du compte, il ne peut pas être supprimé. Choisissez d’abord un autre groupe par défaut.
group-kept-members = { $count ->
    [one] Choisissez d’abord un autre groupe par défaut pour un membre.
   *[other] Choisissez d’abord un autre groupe par défaut pour { $shown } membres.
}
member-no-groups = Aucun groupe
fault-group-name-taken = Un autre groupe porte déjà ce nom.
fault-groups-many = Un compte a { $max } groupes au plus.
notice-group-created = Groupe créé.
notice-group-saved = Groupe enregistré.
notice-group-deleted = Groupe supprimé.
notice-group-default = Les nouveaux agents rejoignent désormais ce groupe.
notice-group-joined = Membres ajoutés.
notice-group-left = Retiré du groupe.
notice-group-member-default = Groupe par défaut enregistré.

# Le journal
act-role-created = Rôle créé
act-role-changed = Rôle modifié
act-role-deleted = Rôle supprimé
act-group-created = Groupe créé
act-group-changed = Groupe modifié
act-group-made-default = Groupe par défaut du compte changé
act-group-deleted = Groupe supprimé
act-team-member-group-joined = Ajouté à un groupe
act-team-member-group-left = Retiré d’un groupe
act-team-member-default-group-chosen = Groupe par défaut changé
