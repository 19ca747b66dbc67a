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
people-found = { $count ->
    [one] { $count } person found
   *[other] { $count } people found
}
people-remove-search = Remove search:
people-clear-search = Clear search
people-found-more = More than { $count } people found
people-caption-found = People found
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
people-none-text = Nobody fits all of this. Take a term out, or try the beginning of a word.
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
security-reset = Reset
security-reset-hint = A mail with a link to choose a password goes to the primary address.
security-reset-own = You change your own password in the menu of your picture.
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

profile-panel = Profile
edit-profile = Edit profile
edit-internal-off = Organizations, tags, details, notes and the external ID are changed by administrators.
alias-hint = How a team member signs, if not by name.
request-access-own = View and edit own tickets only
request-access-organization = Can view tickets from user’s org
request-access-hint = What this person sees in the Help Center. If the organization shares its requests, its members see them in any case.
organization-default = Default
organizations-hint = One a line. The first is the default one: new requests go there.
organization-hint = This account lets a person belong to one organization.
person-tags-hint = Separate tags with spaces. They go on this person’s new requests, and the person never sees them.
person-details-hint = Facts about the person, such as a customer number. Only your team sees them.
person-notes-hint = Working remarks of your team. Only your team sees them.
external-id-hint = What another system calls this person. Each ID belongs to one person.
external-id-holder = It belongs to
yes = Yes
no = No
clash-title = Somebody else changed this profile in the meantime
clash-text = Nothing was saved yet. The form has what you typed; saving puts it in place of what is there now.
clash-now = Now:
clash-typed = You typed:
clash-save = Save anyway
notice-profile-saved = Profile saved.
fault-name-empty = Enter a name.
fault-choose-one = Choose one of the list.
fault-external-id-taken = Another person has this external ID.
fault-organization-unknown = There is no organization “{ $name }”.
fault-organization-one = Name one organization only.
fault-organization-many = Name { $max } organizations at most.

## Contacts

contact-add = add contact
contact-new-title = Add contact
contact-edit-email-title = Edit e-mail address
contact-edit-phone-title = Edit phone number
contact-add-button = Add contact
contact-kind = Kind
contact-email = E-mail address
contact-phone = Phone number
contact-value = Address or number
contact-options = Options for { $address }
contact-verify = Verify now
contact-resend = Resend verification email
contact-make-primary = Make primary contact
contact-edit = Edit
contact-remove = Remove
contact-verify-first = The address has to be verified first.
contact-shared-refused = This looks like the mailbox of a group. Whoever reads it could act as this team member, so it can’t be the primary contact.
contact-shared-warning = This looks like the mailbox of a group. Whoever reads it can act as this person.
contact-primary-fixed = A verified primary contact is replaced, not edited: add the new address, verify it, make it the primary contact, then remove this one.
contact-primary-stays = Make another address the primary contact first.
contact-hint-verified = A new e-mail address counts as verified at once. The person is told about it at the primary address.
contact-hint-mailed = A new e-mail address gets a mail that asks to confirm it. The primary address is told about it.
contact-hint-unmailed = A new e-mail address has to be verified. No mail goes out now: end users get mail only while the Help Center is active, and suspended people get none.
contact-holder = It belongs to
notice-contact-added = Contact added.
notice-contact-changed = Contact changed.
notice-contact-mailed = Saved. A mail asks whoever reads the address to confirm it.
notice-contact-unmailed = The address has to be verified, but no mail was sent: end users get mail only while the Help Center is active, and suspended people get none.
notice-contact-resent = The verification email is on its way again.
notice-contact-too-many = Those were many mails in a short time. Try again in an hour.
notice-contact-verified = Address verified.
notice-contact-primary = This is the primary contact now.
notice-contact-primary-shared = This is the primary contact now. It looks like the mailbox of a group: whoever reads it can act as this person.
notice-contact-removed = Contact removed.
fault-contact-known = This contact is in the profile already.
fault-contact-taken = This email is already taken. Try another email.
fault-contact-shared = This looks like the mailbox of a group. A team member’s primary contact has to be a mailbox of their own.
fault-contact-many = A profile has { $max } contacts at most. Remove one first.
fault-contact-mails = { $minutes ->
    [one] Those were many mails in a short time. Try again in { $minutes } minute.
   *[other] Those were many mails in a short time. Try again in { $minutes } minutes.
}

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
refusal-while-assumed = This can’t be done in an assumed identity. Revert first.
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
refusal-not-below = You can do this only to people of a lower role than yours.
refusal-administrators-delete = In this account only administrators delete or merge end users.
refusal-help-center-off-verify = Addresses can be verified only while the Help Center is active.
refusal-not-deleted = This person isn’t deleted.
refusal-other-product = You manage another product. Whoever manages this one, an administrator or the account owner can.
refusal-team-only = Roles in products are for team members.
refusal-own-role = Nobody changes their own role. Another administrator or the account owner can.
refusal-team-verifies = A team member confirms their own address by the link in the mail. The account owner can also mark it as verified.
refusal-setting-off = This account doesn’t let end users change this themselves. Its support team can.
