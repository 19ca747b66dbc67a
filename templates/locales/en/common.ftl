# What is on every page.

## Places

admin-center = Admin Center
admin-center-pages = Admin Center pages
support = Support
support-pages = Support pages
help-center = Help Center
people = People
nav-home = Home
nav-account = Account
nav-logs = Logs
nav-assumption-log = Assumption log
nav-people = People
nav-team = Team
nav-team-members = Team members
nav-users = Users
nav-support-tickets = Support tickets
nav-tickets = Tickets
nav-manage = Manage
nav-my-requests = My requests
nav-submit-request = Submit a request

## Around every page

skip-to-content = Skip to content
menu = Menu
you-are-here = You are here
pages = Pages
previous = Previous
next = Next
search = Search
search-people = Search people
search-people-anywhere = Search people and organizations, from any page
search-shortcut = Ctrl K
your-profile = Your profile
your-profile-name = Your profile: { $name }
sign-in = Sign in
sign-out = Sign out
change-password = Change password
change-password-off = Passwords can’t be changed in an assumed identity. Revert first.
title-error = Error: { $title }
go-home = Go to your start page

## An assumed identity, in its own tab

assumed-identity = Assumed identity
strip-as = You are signed in as
strip-chain = You are acting through these identities:
strip-explained = Whatever you do here is done as { $name }. { $names ->
    [1] The audit log keeps both names.
    [2] The audit log keeps all three names.
   *[other] The audit log keeps all the names.
}
strip-ends = { $minutes ->
    [0] It ends in less than a minute.
    [one] It ends in { $minutes } minute.
   *[other] It ends in { $minutes } minutes.
}
back-to = Back to { $name }
revert-to = Revert to { $name }
revert-to-your-identity = Revert to your identity

## An assumed identity, in the tab it was started from

assumed-elsewhere = Identities assumed in other tabs
assumed-in-a-tab = In another tab you are
minutes-left = { $minutes ->
    [0] less than a minute left
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
go-to-that-tab = Go to that tab
revert-identity = Revert identity
notice-reverted = Identity reverted. What was assumed has ended.
notice-nothing-to-revert = There was nothing left to revert. The assumed identity had ended already.

## Roles

role-owner = Administrator (owner)
role-administrator = Administrator
role-agent = Agent
role-light-agent = Light agent
role-contributor = Contributor
role-end-user = End user
role-in-list = { $role ->
    [role-owner] administrator (owner)
    [role-administrator] administrator
    [role-agent] agent
    [role-light-agent] light agent
    [role-contributor] contributor
    [role-operator-staff] support staff
   *[other] end user
}
role-with-article = { $role ->
    [role-owner] the account owner
    [role-administrator] an administrator
    [role-agent] an agent
    [role-light-agent] a light agent
    [role-contributor] a contributor
    [role-operator-staff] support staff
   *[other] an end user
}

## Words used in many places

save = Save
cancel = Cancel
close = Close
optional = optional
none = None
never = Never
nobody = Nobody

## Dates and numbers

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# The number of the day in its month.
date-day-number = { $day }
date-day = { $day } { $month }
date-day-and-year = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
date-today = Today
date-yesterday = Yesterday
times-in-zone = Times are in { $zone } time.
# What stands between thousands.
number-separator = ,

## Forms

problems-title = Put this right first
fault-too-long = Use { $max } characters at most.
