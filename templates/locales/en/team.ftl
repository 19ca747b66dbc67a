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
