# People and profiles, team members, and assuming somebody.

## The list

people-purpose = Everyone who can write to you or work with you.
people-categories = Categories
category-end-users = End users
category-agents = Agents
category-administrators = Administrators
category-suspended = Suspended
category-unverified = Unverified
people-search-label = Name or e-mail address
people-search-hint = Part of a name or an e-mail address. Each further word narrows the list. If every word has only one or two letters, the name has to begin with one of them.
people-search-cut = Only the first { $max } characters were searched for.
people-found = { $count ->
    [one] { $count } person found
   *[other] { $count } people found
}
people-found-many = More people found than fit on a page
people-remove-search = Remove search:
people-clear-search = Clear search
people-caption-found = People found, newest first
people-caption-found-name = People found, by name
people-order-name = by name
people-order-newest = newest first
people-sort-name = Sort by name
people-sort-newest = Sort by newest
people-name = Name
people-role = Role
people-requests = Requests
people-last-sign-in = Last signed in
people-status = Status
people-empty-title = Nobody is in this category
people-empty-text = People show up here as soon as they fit the category.
people-none-title = Nobody found
people-none-text = Nobody has all of these words in their name or e-mail address. Try fewer words or letters.
people-none-text-short = With words this short, only the beginning of names is searched. Try a word of three letters or more.
verified = Verified
unverified = Unverified
suspended = Suspended

## Team members

team-purpose = Everyone who works in this account: administrators, agents, light agents and contributors.
team-caption = Team members, by name

## A profile

customer-since = Customer since { $day }
member-since = Team member since { $day }
profile-tabs = Profile: { $name }
user-options = User options
contacts = Contacts
contacts-none = No address is known.
primary = Primary
verified-on = Verified { $day }
details = Details
organization = Organization
language = Language
time-zone = Time zone
as-the-account = The account’s
added-on = Added on
notes = Notes
profile-requests-caption = Requests, newest first
profile-request = Request
profile-assignee = Assignee
profile-updated = Updated
profile-no-requests = No requests to show
profile-no-requests-text = What this person asks shows up here.
profile-requests-hidden = You see only the requests that are assigned to you.

security-settings = Security settings
security-password = Password
security-password-set = Set
security-password-none = None set yet
security-sessions = Sessions
security-sessions-count = { $count ->
    [0] Not signed in anywhere
    [one] Signed in in { $count } browser
   *[other] Signed in in { $count } browsers
}
no-mail-help-center-off = End users get no mail while the Help Center is not active. An administrator can activate it.
no-mail-suspended = Suspended people get no mail. Lift the suspension first.
no-mail-no-address = There is no e-mail address to send it to. Add one first.

## The history of a profile

history = History
history-purpose = What was changed on this profile, newest first. Entries can’t be changed or removed.
history-caption = Changes to this profile, newest first
history-what = What
history-who = Who
history-when = When
history-of = { $what }:
history-nothing = nothing
history-by-root = Done by { $name } in an assumed identity
history-by-itself = By itself
history-address = Address
history-reason = Reason
history-empty-title = Nothing was changed yet
history-empty-text = Whatever is changed on this profile shows up here.

## The fields of a profile

alias = Alias
person-details = Details
external-id = External ID
request-access = Access
organizations = Organizations

## What is wrong with a contact

fault-contact-empty = Enter the address or the number.
fault-contact-email = Enter an e-mail address, such as name@example.com.
fault-contact-phone = Enter a phone number: digits, blanks and the signs + - . ( ) /.
fault-contact-international = Enter the number with + and the country code, such as +33 6 55 01 24 77. This account asks for it.

## Assuming

assume-identity = Assume identity
assume-user = Assume user
assume-title = Assume { $name }’s identity
assume-opens = { $role ->
    [role-end-user] A new tab opens where you are signed in as { $name } and see what an end user sees.
    [role-light-agent] A new tab opens where you are signed in as { $name } and see what a light agent sees.
    [role-contributor] A new tab opens where you are signed in as { $name } and see what a contributor sees.
    [role-agent] A new tab opens where you are signed in as { $name } and see what an agent sees.
   *[other] A new tab opens where you are signed in as { $name } and see what an administrator sees.
}
assume-done-as-end-user = Whatever you do there, such as submitting a request or adding a comment, is done as { $name }.
assume-done-as = Whatever you do there, such as answering a ticket or adding a note, is done as { $name }.
assume-logged = The audit log keeps your name as well.
assume-ends = It ends by itself after { $minutes } minutes, or sooner when nothing is done in it for { $idle } minutes.
assume-to-stop = To stop, choose “Revert to your identity” in the new tab or “Revert identity” in this one.
assume-reason = Reason
assume-reason-hint = It is kept in the assumption log, for administrators.
assume-first-time = This explanation appears only the first time.
assume-reload = Reload this tab afterwards to see “Revert identity”.
assumed-title = You are { $name } in another tab
assumed-since = Started: { $time }.
assumed-stays = In this tab you go on as yourself.
fault-reason-required = Give a reason. This account asks for one.

## Why somebody can’t be assumed

refusal-right = Your role doesn’t include this.
refusal-while-assumed = This can’t be done in an assumed identity.
refusal-oneself = This is you. Only somebody else can be assumed.
refusal-in-stack = This person is in your chain of identities already.
refusal-owner = The account owner can’t be assumed.
refusal-not-lower = Only people with a lower role than yours can be assumed.
refusal-role-assumes-nobody = Identities are assumed by agents, administrators and the account owner only.
refusal-needs-all-tickets = Assuming end users takes access to all tickets. An administrator can grant it.
refusal-suspended = Suspended people can’t be assumed.
refusal-deleted = Deleted people can’t be assumed.
refusal-help-center-off = End users can be assumed only while the Help Center is active.
refusal-too-deep = Three identities are assumed on top of one another already. Go back one first.
refusal-owners-own = Only the account owner changes the account owner’s profile.
refusal-not-on-oneself = You can’t do this to your own profile.
refusal-end-users-only = Only end users can be merged.
refusal-not-below = You can suspend only people of a lower role than yours.
refusal-administrators-delete = In this account only administrators delete end users.
refusal-help-center-off-verify = Addresses can be verified only while the Help Center is active.
refusal-not-deleted = This person isn’t deleted.
refusal-setting-off = This account doesn’t let end users change this themselves. Its support team can.
