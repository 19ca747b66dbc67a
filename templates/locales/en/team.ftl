# Team: plans, seats, roles.

plan-trial = Trial
plan-team = Team
plan-growth = Growth
plan-professional = Professional
plan-enterprise = Enterprise

no-room-seat = No seat is free. The account owner or a billing admin can add seats.
no-room-sell-seat = No Sell seat is free. The account owner or a billing admin can add seats.
no-room-light-agent = The plan has no place for another light agent.
no-room-title = There is no room in the account

team-seats = { $used } of { $limit } seats used.
team-seats-free = { $count ->
    [0] None remaining.
   *[other] { $shown } remaining.
}
team-seats-lent = { $count ->
    [one] One of them is lent until { $day }.
   *[other] { $count } of them are lent, the first until { $day }.
}
team-seats-sell = Sell: { $used } of { $limit } used.

# Roles and access
roles-and-access = Roles and access
roles-short = Roles
roles-title = Roles and access: { $name }
roles-caption = Products, access and role of { $name }
roles-seat-hint = Administrators and agents take a seat; light agents and contributors take one only if a role in another product needs it. Without access to a product the seat for it is free again.
roles-tickets-hint = Whoever no longer works on tickets hands their open ones to you.
roles-nothing-open = You can’t change any of these roles.
roles-changed-meanwhile = Nothing was saved. The roles shown here are those the person has now.
open-profile = Open profile
product = Product
product-access = Access
product-support = Support
product-guide = Guide
product-explore = Explore
product-talk = Talk
product-chat = Chat
product-sell = Sell
product-role-admin = Admin
product-role-editor = Editor
product-role-team-lead = Team lead
product-role-manager = Manager
product-role-agent = Agent
product-role-limited-agent = Agent (limited)
product-role-viewer = Viewer
product-no-role = No role
role-in-support = Role in Support
role-in = Role in { $product }
access-to = Access to { $product }
role-agent-all = Agent (all tickets)
role-agent-assigned = Agent (assigned tickets only)
role-legacy-agent = Legacy agent
role-of-another-plan = Custom role (not in this plan)
notice-roles-saved = The roles are saved.

# Adding, promoting, downgrading
team-add = Add team member
team-add-mail = A welcome mail will be sent to this address: it asks the team member to confirm it and to choose a password.
team-role-hint = Administrators and agents take a seat; light agents and contributors don’t.
role-choose = Choose a role
fault-role-missing = Choose a role.
fault-no-address-to-work = Add an e-mail address to the profile first: team members sign in with theirs.
notice-team-member-added = Team member added. A welcome mail is on its way.
promote = Make a team member
promotion-title = Make { $name } a team member
promotion-keeps = The person keeps their profile, addresses, password and requests.
promotion-signs-out = They are signed out, and sign in again as a team member.
notice-person-promoted = The person is a team member now.
downgrade = Downgrade to end user
downgrade-title = Downgrade { $name } to end user
downgrade-text = An end user sees only the requests they have made.
downgrade-lost = What is lost
downgrade-role = The role { $role } in Support
downgrade-products = The roles in { $products }
downgrade-billing = The right to change the subscription
downgrade-groups = Belonging to the groups: { $groups }
downgrade-alias = The alias { $alias }: the real name takes its place
downgrade-tickets = { $count ->
    [one] One open ticket, which is assigned to you
   *[other] { $shown } open tickets, which are assigned to you
}
downgrade-signs-out = The person is signed out everywhere.
downgrade-kept = Comments, closed tickets and the history keep their name. Their own requests stay theirs.
downgrade-yes = Yes, downgrade this user
notice-person-downgraded = The person is an end user now.

# The list
team-search = Search team members
team-search-hint = Names, parts of names and addresses, or keywords:
team-filters = Filters
team-groups = Groups
team-seat = Seat
team-any = Any
team-any-time = Any time
team-apply = Apply filters
team-all = Show all team members
team-export = Export as CSV
team-remove-filter = Remove filter
team-filter-any-role = Any role
team-filter-suspended = Suspended
team-filter-not-suspended = Not suspended
team-filter-seat = Takes a seat
team-filter-no-seat = Takes no seat
team-filter-in-group = Group: { $group }
team-filter-rules = Roles of one product are alternatives; products, groups and everything else must all apply. The address of the page keeps the filters: bookmark it to save them.
team-product-role = { $product }: { $role }
team-last-7days = In the last 7 days
team-last-30days = In the last 30 days
team-last-not30days = Not in the last 30 days
team-last-not90days = Not in the last 90 days
team-last-never = Never signed in
team-found = { $count ->
    [one] One team member
   *[other] { $shown } team members
}
team-more-groups = + { $count }
team-none-title = No team members found
team-none-text = Nobody in the team fits this search and these filters.

# The tab Account
team-tabs = Pages of { $name }
team-account = Account
team-account-title = Account: { $name }
team-edit-more = Edit profile
team-name-changed = Meanwhile somebody else changed the name to “{ $name }”. Save again to overwrite it.
