### Cases, and who a contact is.

item-case = Case

## Verify a contact

verify-anywhere = Verify a contact
verify-anywhere-purpose = When you don’t know which account somebody writes about.
verify-who = Who is writing?
verify-who-text = Support is for people registered in the account.
verify-address = E-mail address the request came from
verify-address-hint = As the mail shows it, not as its text says.
verify-account = Account
verify-account-hint = Its subdomain or its address, if they say it. Left empty, all teams are looked through.
verify-about = Asking about
verify-about-choose = Choose what they ask for
verify-check = Check
verify-recorded = A case is opened, and the account’s audit log has a line of it.
verify-teams = All accounts
verify-teams-text = Without an account, the address is looked for among team members only. Whose customer somebody is, the console never says.
cases-of-account = Latest cases
cases-of-account-none = Nobody of this account has asked for anything yet.
cases-of-account-all = All cases of this account
fault-ask = Choose what they ask for.
fault-no-such-account = There is no such account.
fault-text-long = Write no more than { $max } characters.
fault-too-many-checks = You have checked very many contacts. Go on in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
notice-contact-checked = The contact is checked.

## What they ask for

ask-use = How to use the product
ask-information = Account information: plan, settings, team
ask-settings = A change of settings
ask-subscription = Plan or seats
ask-payments = Invoices and payments
ask-enter = That support enters the account
ask-find-owner = Who the account owner is
ask-change-owner = A change of the account owner
ask-security = A lock-out: two-factor, password or IP address
ask-deletion = Deletion of data

## What the address is

contact-not-found = Nobody of the team
contact-several = In several accounts
contact-support-address = Support address
contact-group-mailbox = Group mailbox
contact-end-user = End user
contact-suspended = Suspended team member
contact-deleted = Former team member
contact-unverified = Unverified address
contact-contributor = Contributor
contact-light-agent = Light agent
contact-agent = Agent
contact-administrator = Administrator
contact-billing-admin = Billing admin
contact-owner = Account owner

## What they are entitled to

answer-entitled = Entitled
answer-needs-administrator = Needs authorization
answer-needs-owner = Needs the owner’s authorization
answer-authorized = Authorized
answer-not-entitled = Not entitled
answer-unknown = Not checked

## What is so

found-nowhere = Not registered to any team member
found-not = Not registered to any team member of { $account }
found-several = Registered to team members of several accounts
found-support = This is the account’s own support address
found-group = This looks like a list, an alias or a mailbox of many
found-anybody = Anybody could be writing from it
found-end-user = An end user of { $account }: not entitled
found-suspended = Registered in { $account }, but suspended
found-deleted = Once registered in { $account }, but deleted
found-unverified = On a profile of { $account }, but never verified
found-registered = Registered in { $account } as { $role ->
    [owner] the account owner
    [billing_admin] an administrator and billing admin
    [administrator] an administrator
    [agent] an agent
    [light_agent] a light agent
   *[other] a contributor
}
found-primary = Primary address, verified { $day }
found-secondary = Secondary address, verified { $day }
found-personal = A person’s mailbox, not a list or a support address
found-entitled = Entitled to: { $what }
found-needs-administrator = Needs written authorization of an administrator or the owner: { $what }
found-needs-owner = Needs written authorization of the owner: { $what }
found-authorized = Entitled, authorized by { $name } on { $day }
found-stays-with-owner = Stays with the account owner: { $what }

## What to do next

next-not-found = Disclose nothing about any account. Ask the person to write from the primary address on their profile.
next-several = Disclose nothing. Ask which account they write about, and check again in that account.
next-shared = Disclose nothing. Ask the person to write from their own address, as it stands on their profile.
next-end-user = Disclose nothing. Their questions are answered by the account’s own support.
next-suspended = Disclose nothing. An administrator of their account can lift the suspension.
next-deleted = Disclose nothing. Somebody who is registered in the account has to write.
next-unverified = Disclose nothing. Ask the person to verify this address on their profile, and to write again.
next-reply-primary = Reply to { $address } only.
next-reply-secondary = Reply to the primary address only: { $address }. Not to the address they wrote from.
next-change-owner = Changing the account owner stays with { $owner }, who does it in Admin Center, under Billing > Contacts. Support staff can’t, whoever asks.
next-change-owner-own = They change the owner themselves in Admin Center, under Billing > Contacts. Support staff can’t, whoever asks.
next-find-owner = The account owner is { $owner }. Team members find it by themselves under their profile.
next-find-owner-own = They are the account owner themselves.
next-needs-administrator = Disclose and do nothing of it yet. Request the authorization of an administrator or the owner; how to use the product you may explain meanwhile.
next-needs-owner = Disclose and do nothing of it yet. Request the authorization of { $owner }, the account owner; how to use the product you may explain meanwhile.
next-authorized = You may do what was authorized, in the words it was asked in, and no more.
next-authorized-enter = It was authorized. To enter, an administrator still has to turn on account assumption: ask for it under “Enter account”.
next-use = You may explain how the product is used.
next-information = You may give account information.
next-settings = You may help with the change. They make it in Admin Center; no setting is changed from here without being let in.
next-subscription = You may give information about plan and seats, and change them as they ask.
next-payments = You may give information about invoices and payments.
next-enter = Ask for account assumption under “Enter account”. An administrator turns it on; nothing replaces that.
next-security = You may help them back in: recovery codes and other administrators first. An IP restriction is repaired by entering the account.
next-deletion = They delete people themselves in Admin Center, under Deleted users. What they ask beyond that, note it and hand it to an operator administrator.

## Cases

cases-purpose = Who asked for what, and what they are entitled to.
cases-search = Search cases
cases-search-hint = Number or e-mail address
cases-open = Open
cases-closed = Closed
cases-all = Open and closed
cases-mine = Mine only
cases-only-account = Cases of { $account }
cases-show-all = Show all cases
cases-caption = Cases, the newest first
cases-none = No open cases
cases-none-text = Whenever a contact is verified, a case is opened.
cases-none-found = No such cases
cases-none-found-text = Try another number or address, or look among closed ones too.
case-title = Case { $number }
case-state = State
case-is-open = Open
case-is-closed = Closed
case-account = Account
case-no-account = Unknown
case-contact = Contact
case-asked-for = Asked for
case-answer = Answer
case-by = By
case-by-account = From the account
case-updated = Last change
case-opened = Opened
case-checked = Last checked
case-facts = Facts
case-result = Result
case-next = Next step
case-check-again = Check again
case-account-first = What needs an account can go on once it is known.
case-which-account = Which account is it?
case-which-account-text = Ask the person, then check again in that account.
case-account-hint = Its subdomain or its address. Left empty, all teams are looked through again.
case-close = Close case
case-reopen = Reopen case
case-note = Note
case-note-hint = For support staff. Nothing of it goes to the account.
case-add-note = Add note
case-history = History
case-history-caption = What was done in this case, the latest first
case-history-none = Nothing yet
case-what = What
case-when = When
fault-note-empty = Write a note.
notice-case-noted = The note is added.
notice-case-closed = The case is closed.
notice-case-reopened = The case is open again.
event-check = Checked: { $contact }. { $answer }.
event-note = Note
event-closed = Closed
event-reopened = Reopened
event-approval-asked = Authorization requested of { $name }
event-approval-approved = { $name } approved
event-approval-refused = { $name } refused
event-approval-expired = { $name } did not answer in time
event-approval-withdrawn = The request to { $name } was withdrawn
event-access-asked = Asked to be let in
event-access-withdrawn = No longer asks to be let in
event-access-granted = { $name } let support in
event-access-declined = { $name } declined to let support in
event-visit = Began a visit to the account

## Written authorization, in the console

approval-request = Request authorization
approval-what = What they are to authorize
approval-what-hint = In full, in words they understand: only this will be authorized.
approval-to = To
approval-to-hint = The link goes to the primary address on their profile, and nowhere else.
approval-to-owner = Only the owner can authorize this. The link goes to the primary address on their profile, and nowhere else.
approval-to-choose = Choose whom to ask
approval-hours = The link works once, for { $hours } hours.
approval-replaces = Somebody is asked already. This request replaces that one.
approval-nobody = Nobody can be asked
approval-nobody-text = Whoever could authorize this has no verified primary address of their own on their profile.
approval-back = Back to the case
approval-waits = Waiting
approval-approved = Approved
approval-refused = Refused
approval-expired = Not answered in time
approval-withdrawn = Withdrawn
approval-asked-at = Requested: { $time }.
approval-until = Until: { $time }.
approval-ended-at = Ended: { $time }.
approval-withdraw = Withdraw
approvals-title = Written authorizations
fault-what-empty = Write what they are to authorize.
fault-approver = Choose somebody who can authorize this.
notice-approval-asked = The authorization is requested.
notice-approval-withdrawn = The request is withdrawn.

## Written authorization, in the account

nav-authorizations = Support authorizations
authorizations-purpose = What support staff asked administrators to authorize in writing, and the answers.
authorizations-none = Nothing was asked
authorizations-none-text = When somebody asks support for what only you may decide, support asks you first. Such requests stand here.
authorizations-caption = Requested authorizations, the newest first
authorizations-by = Requested by
authorizations-of = Of whom
authorizations-asked = Requested
authorizations-from-to = { $by } asks { $name }
authorizations-answer-by-mail = They are answered by the link in the mail, by whom it was sent to.
authorization-title = Authorization for support
authorization-from = { $name } of { $company } asks you.
authorization-case = Case { $number }.
authorization-what = What is asked
authorization-choice = Your answer
authorization-approve = Approve
authorization-approve-hint = Support may do just this, and nothing else.
authorization-refuse = Refuse
authorization-refuse-hint = Support does nothing of it.
authorization-comment = Comment
authorization-comment-hint = For support staff and the administrators of this account.
authorization-until = It can be answered until: { $time }.
authorization-once = Your answer is final.
authorization-send = Send answer
authorization-you-approved = You approved this: { $time }.
authorization-you-refused = You refused this: { $time }.
authorization-was-withdrawn = Support withdrew this request: { $time }.
authorization-ran-out = The time to answer is over: { $time }.
fault-authorization-choice = Approve or refuse.
notice-authorization-answered = Your answer is sent.

## The letters

mail-approval-asked-subject = Authorization needed: case { $case }
mail-approval-asked-lead = { $by } of { $company }, the support of this help desk, asks you to authorize something for { $account } in writing (case { $case }):
mail-approval-asked-link = Read it and answer
mail-approval-asked-after = You sign in as yourself to answer. If you don’t know what this is about, refuse it.
mail-approval-told-subject = Authorization answered: case { $case }
mail-approval-told-approved = { $by } has authorized something for { $account } that support staff had asked for in case { $case }:
mail-approval-told-refused = { $by } has refused to authorize something for { $account } that support staff had asked for in case { $case }:
mail-approval-told-link = See all authorizations
mail-approval-answered-subject = Authorization answered: case { $case }
mail-approval-answered-approved = What you asked for in case { $case } is authorized. Who did it, and what they said, stands in the case.
mail-approval-answered-refused = What you asked for in case { $case } was refused. Who did it, and what they said, stands in the case.
mail-approval-answered-link = Open the case
letter-approval-asked = Authorization requested by support
letter-approval-told = Authorization answered by an administrator
letter-approval-answered = Answer to a requested authorization

## The logs

act-case-opened = Opened a case
act-case-noted = Added a note to a case
act-case-closed = Closed a case
act-case-reopened = Reopened a case
act-contact-verified = Verified who a contact is
act-approval-asked = Requested a written authorization
act-approval-approved = Approved what support asked for
act-approval-refused = Refused what support asked for
act-approval-expired = A requested authorization was not answered in time
act-approval-withdrawn = Withdrew a requested authorization
