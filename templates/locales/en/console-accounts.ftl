### The accounts of the deployment, in the operator's console.

console-accounts-purpose = Look up who is writing, and enter an account when its administrators allow it.

## The list

accounts-search = Search accounts
accounts-search-hint = Name, subdomain, owner, or a team member’s e-mail address
accounts-apply = Apply
accounts-all = Show all accounts
accounts-new = New account
accounts-filter-any = Any assumption setting
accounts-filter-allowed = Allowed now
accounts-filter-off = Off
accounts-filter-trial = Trial
accounts-filter-suspended = Suspended
accounts-none-title = No accounts found
accounts-none-found = No account fits this search and this setting. An address is found only if it is a team member’s.
accounts-none-text = Make the first one.
accounts-owner = Account owner
accounts-trial-left = { $days ->
    [0] { $plan }, over
    [one] { $plan }, 1 day left
   *[other] { $plan }, { $days } days left
}
accounts-access-trial = Always, during the trial
accounts-access-until = Until { $time }
accounts-access-indefinitely = Indefinitely
accounts-access-off = Off
accounts-found = { $count ->
    [one] 1 account
   *[other] { $shown } accounts
}

## A new account

accounts-new-purpose = It is open at once. Its owner gets a letter with a link to choose a password.
accounts-name = Name of the account
accounts-subdomain = Subdomain
accounts-subdomain-hint = Small letters, digits and hyphens. The account’s address is this and { $domain }
accounts-owner-mail = The letter goes there. The link in it works once, for 72 hours.
accounts-plan-hint = A trial lasts 14 days and costs nothing; support staff can always enter it. A paid account begins with account assumption off.
accounts-currency-hint = It stays so.
accounts-habits = Language and time
accounts-language-hint = Of whoever has chosen none, and of the letter to the owner.
accounts-english = English
accounts-french = French
accounts-make = Make the account
fault-subdomain = Use 1 to 63 small letters, digits and hyphens, with no hyphen at either end.
fault-subdomain-taken = Another account has this subdomain. Choose another.
fault-subdomain-reserved = No account can have this subdomain. Choose another.
fault-currency = Choose a currency.
fault-language = Choose a language.
fault-time-zone = Choose a time zone.
notice-account-created = The account is there. A letter to its owner is on its way.
notice-owner-invited = Another letter to the owner is on its way. The link in the one before no longer works.
act-account-searched = Looked up an e-mail address among all accounts
act-account-owner-invited = Invited the account owner again

## One account

accounts-active = Active
accounts-trial-until = { $plan }, until { $day }
accounts-lent = Lent seats
accounts-lent-end = End this lending
accounts-change-plan = Change plan and seats
accounts-convert = Convert to a paid account
accounts-lend = Lend seats
accounts-suspend = Suspend the account
accounts-resume = Resume the account
accounts-suspended-since = Suspended: { $time }
accounts-owner-only = Only the owner can hand the account over. Nothing here does.
accounts-owner-no-password = The owner has not chosen a password yet.
accounts-invite-again = Send the letter again
accounts-health = Mail and background work
accounts-mail-queued = Mail waiting
accounts-mail-oldest = the oldest: { $time }
accounts-mail-failed = Mail failed in { $hours } h
accounts-imports = Imports running
accounts-imports-failed = { $hours ->
    [one] Imports failed in the last hour
   *[other] Imports failed in the last { $hours } hours
}
accounts-erasures = Erasures running
accounts-settings = Settings
accounts-address = Address
accounts-sign-up-anybody = Anybody, without signing up
accounts-sign-up-registered = Anybody who signs up
accounts-sign-up-added = People whom the team has added
accounts-sign-up-help-center-off = Nobody while the Help Center is not active
accounts-welcome = Welcome mails
accounts-security = Security
accounts-factor-staff = 2FA of team members
accounts-factor-customers = 2FA of end users
accounts-admins-set = Set by administrators
accounts-staff-idle = Team, without use
accounts-staff-max = Team, at the longest
accounts-end-user-idle = End users, without use
accounts-end-user-max = End users, at the longest
accounts-ip-bypass = Customers bypass it
accounts-required = Required
accounts-optional = Optional
accounts-level-staff = Passwords of the team
accounts-level-customers = Passwords of end users
accounts-billing-admin = Billing admin
accounts-seat = One
accounts-sell-seat = One of Sell
accounts-sight-logged = The account’s own audit log says that you looked at this page.
accounts-page-seen = Page
accounts-page-plan = Plan and seats
accounts-page-suspension = Suspension
act-account-viewed = Looked at the account in the operator console

## Changing it

accounts-reason-hint = The account owner reads it, and it stays in both logs.
accounts-owner-told = The account owner is told by mail, with the reason.
accounts-convert-access = It starts with account assumption off: support staff get in once its administrators let them.
accounts-loses-explore = { $count ->
    [one] One person loses their role in Explore.
   *[other] { $shown } people lose their roles in Explore.
}
accounts-lend-purpose = Without charge, until the end of a day. They end by themselves.
accounts-lend-until = Last day
accounts-lend-until-hint = In the account’s time zone, { $zone }.
accounts-lent-nobody-loses = Nobody loses a role by that; the next person who needs a seat has to wait for one.
fault-console-reason = Say why.
fault-day-over = That day is over. Choose today or a later day.
notice-account-plan-changed = The subscription has been changed. The owner is told.
notice-seats-lent = The seats are lent. The owner is told.
notice-lending-ended = The lending has ended. The owner is told.

## Suspending it

accounts-suspend-nobody = Nobody of it gets in any more, neither by its pages nor by its API. Whoever comes is told that it is suspended.
accounts-suspend-mail = No mail goes out of it, and what waits is held back.
accounts-suspend-visits = Support staff who are in it are out at once.
accounts-suspend-owner = The owner is told by mail, with the reason.
accounts-suspend-undone = Nothing is deleted. You can resume it at any time.
accounts-resume-all = Everything works again as before. Whoever was signed in and has not been away for too long still is.
accounts-resume-mail = Mail that was held back stays so.
accounts-resume-owner = The owner is told by mail, with the reason.
accounts-suspension-meanwhile = Somebody else of the staff has done it in the meantime. See how the account is now.
notice-account-suspended = The account is suspended. Its owner is told.
notice-account-resumed = The account is open again. Its owner is told.
act-account-suspended = Suspended the account
act-account-resumed = Resumed the account

## Activity

accounts-activity-title = Activity: { $account }
accounts-activity-purpose = What support staff did here, and what was decided about their access. Tickets, customers and organizations are not named.
accounts-activity-none = Nothing yet
accounts-in-assumed = in an assumed identity

## The page of a suspended account

refusal-account-suspended = This account is suspended.
account-suspended-title = This account is suspended
account-suspended-by = { $operator } has suspended it. Nobody can sign in, write or read here until it is open again.
account-suspended-text = The operator of this help desk has suspended it. Nobody can sign in, write or read here until it is open again.
account-suspended-ask = The account owner was told why by mail: ask them. If you are the owner, ask your contact at the operator.

## Letters

letter-account-suspended = Account suspended
letter-account-resumed = Account resumed
mail-held-account-suspended = The operator had suspended the account.
person-held-account-suspended = No mail “{ $letter }”: the operator had suspended the account.
mail-account-suspended-subject = { $account } is suspended
mail-account-suspended-lead = { $operator } has suspended the account { $account }. Until it is open again nobody can sign in to it, customers can’t write to you through it, and no mail goes out of it. The reason given is:
mail-account-suspended-after = Nothing has been deleted. To have it opened again, ask { $operator }.
mail-account-resumed-subject = { $account } is open again
mail-account-resumed-lead = { $operator } has opened the account { $account } again. Everything works as before. The reason given is:
mail-account-resumed-link = Open your account
mail-account-resumed-after = Mail that was due while { $account } was suspended has not been sent and will not be.
