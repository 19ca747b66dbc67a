# Custom roles, and groups of the team.

nav-roles = Roles
nav-groups = Groups
who-permitted = This is for administrators, the account owner, and agents whose role permits it.

# Refusals
refusal-plan-lacks-roles = Custom roles need the Enterprise plan.
refusal-system-role = Every account has this role. It can be cloned and assigned, not edited or deleted.
refusal-own-custom-role = This is your own role. Somebody else has to change it.
refusal-role-above = This role permits something that you may not do yourself.
refusal-not-held = A role permits no more than you may do yourself. What you may not do is off here.
refusal-role-in-use = Somebody has this role. Give them another one first.
refusal-last-group = Agents and administrators belong to at least one group. Add this person to another group first.
refusal-default-group = This is the default group for one or more agents and cannot be deleted.

# Roles
roles-purpose = What agents may see and do in Support. Each agent has one role.
roles-list-caption = Roles, each with how many team members have it
roles-system-note = Administrators give roles to team members, here or on the page of each of them. System roles can be assigned and cloned, not edited or deleted.
roles-plan-now = This account has the plan { $plan }: its agents all have the one role Agent.
roles-plan-who = The account owner and billing admins can change the plan.
roles-ready = Roles that are ready to use
roles-ready-text = They can be assigned as they are, or cloned and changed.
roles-permissions = Permissions
roles-permissions-text = What each role of your own can permit.
roles-area-people = People
roles-area-tickets = Tickets
roles-area-security = Security and privacy
roles-everybody-may = Everybody with a custom role may open Support and organizations, add internal notes to the tickets they see, and edit their own profile.
roles-copy-name = Copy of { $name }
role-create = Create role
role-view = View role
role-edit = Edit role
role-clone = Clone role
role-assign = Assign role
role-delete = Delete role
role-options = Role options
role-options-of = Options for the role { $name }
role-system = System role
role-yours = Your role
role-clone-title = Clone the role { $name }
role-edit-title = Edit the role { $name }
role-edit-members = { $count ->
    [one] One team member has this role. A change counts from their next click on.
   *[other] { $shown } team members have this role. A change counts from their next click on.
}
role-changed-meanwhile = Nothing was saved. Your form below keeps what you entered; save again to overwrite what somebody else has made of the role meanwhile:
role-nobody = Nobody has this role
role-assign-who = Administrators assign roles.
role-members-caption = Team members with the role { $name }
role-members-all = Everybody with this role
role-back = Back to the role
role-delete-title = Delete the role { $name }
role-delete-text = Nobody has this role. It can’t be brought back.
role-in-use-members = { $count ->
    [one] One team member has it.
   *[other] { $shown } team members have it.
}
role-in-use-deleted = { $count ->
    [one] One deleted user had it, and can still be restored.
   *[other] { $shown } deleted users had it, and can still be restored.
}
role-kept-restorable = Nobody has this role, but somebody deleted could be restored with it.
role-kept-advice = Restore them and give them another role, erase them, or wait until they are erased.
role-assign-title = Assign the role { $name }
role-assign-text = Choose team members. It takes the place of the role they have now.
fault-role-name-taken = Another role has this name already: { $name }
fault-role-name-alike = This name is too close to another one: { $name }
fault-roles-many = An account has { $max } roles of its own at most. Delete one first.
fault-choose-members = Choose at least one team member.
fault-members-have-role = They have this role by now.
notice-role-created = Role created.
notice-role-saved = Role saved.
notice-role-deleted = Role deleted.
notice-role-assigned = Role assigned.

system-role-advisor = Advisor
system-role-advisor-text = Sets up user fields and groups, sees all tickets, adds internal notes only.
system-role-staff = Staff
system-role-staff-text = Works on the tickets that are assigned to them, and sees customers.
system-role-team-lead = Team lead
system-role-team-lead-text = Works on all tickets, and looks after end users, organizations and groups.

permission-see-all-tickets = See all tickets
permission-see-all-tickets-hint = Without it, only tickets that are assigned to the agent.
permission-work-tickets = Public and private comments
permission-work-tickets-hint = Reply publicly, and change status and assignee. Without it, internal notes only.
permission-see-people = View customer lists
permission-see-people-hint = Open the page People and profiles.
permission-add-end-users = Add end users
permission-add-end-users-hint = On the page People, which needs “View customer lists”.
permission-edit-end-users = Edit and assume end users
permission-edit-end-users-hint = Change, verify and suspend end users, and assume their identity.
permission-delete-end-users = Delete and merge end users
permission-delete-end-users-hint = Unless the account leaves that to administrators.
permission-manage-organizations = Add, update and delete organizations
permission-manage-organizations-hint = With their domains, tags, details and notes.
permission-manage-user-fields = Manage user fields and tags
permission-manage-user-fields-hint = Decide what is kept of end users, and remove tags everywhere.
permission-manage-groups = Manage groups
permission-manage-groups-hint = Create, edit and delete groups, and say who belongs to them.
permission-manage-roles = Create, edit and delete roles
permission-manage-roles-hint = But not their own role, and none that permits more than it. Roles are assigned by administrators.
permission-read-logs = View audit logs
permission-read-logs-hint = The assumption log and the e-mail log.

# Team members to choose from
members-search = Search team members
members-search-label = Part of a name
members-all-have = There is nobody left to choose

# Groups
groups-purpose = Who of the team works together.
groups-caption = Groups by name, each with how many belong to it
groups-rules = Agents and administrators belong to at least one group; light agents and contributors may belong to some. Whoever leaves their default group has the one they have been in the longest as their default.
groups-manage = Manage groups
group-create = Create group
group-edit = Edit group
group-delete = Delete group
group-options = Group options
group-options-of = Options for { $name }
group-default = Default group of the account
group-default-text = New agents join it.
group-own-default = Default group
group-make-default = Make default for new agents
group-make-own-default = Make default group
group-members = Members
group-members-caption = Members of the group { $name }
group-nobody = Nobody belongs to this group
group-add-members = Add members
group-add-title = Add members to the group { $name }
group-remove = Remove from group
group-not-updated = Group not updated
group-back = Back to the group
group-edit-title = Edit the group { $name }
group-changed-meanwhile = Nothing was saved. Your form below keeps what you entered; save again to overwrite what somebody else has made of the group meanwhile:
group-delete-title = Delete the group { $name }
group-delete-text = { $count ->
    [0] Nobody belongs to it. It can’t be brought back.
    [one] One member stays in their other groups. The group can’t be brought back.
   *[other] { $shown } members stay in their other groups. The group can’t be brought back.
}
group-kept-account = This is the default group of the account and cannot be deleted. Make another group the default first.
group-kept-members = { $count ->
    [one] Choose another default group for one member first.
   *[other] Choose another default group for { $shown } members first.
}
member-no-groups = No groups
fault-group-name-taken = Another group has this name already.
fault-groups-many = An account has { $max } groups at most.
notice-group-created = Group created.
notice-group-saved = Group saved.
notice-group-deleted = Group deleted.
notice-group-default = New agents join this group from now on.
notice-group-joined = Members added.
notice-group-left = Removed from the group.
notice-group-member-default = Default group saved.

# The log
act-role-created = Role created
act-role-changed = Role changed
act-role-deleted = Role deleted
act-group-created = Group created
act-group-changed = Group changed
act-group-made-default = Default group of the account changed
act-group-deleted = Group deleted
act-team-member-group-joined = Added to a group
act-team-member-group-left = Removed from a group
act-team-member-default-group-chosen = Default group changed
