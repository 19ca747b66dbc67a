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
role-in-support = Role in Support
role-in = Role in { $product }
access-to = Access to { $product }
role-agent-all = Agent (all tickets)
role-agent-assigned = Agent (assigned tickets only)
role-legacy-agent = Legacy agent
role-of-another-plan = Custom role (not in this plan)
notice-roles-saved = The roles are saved.
