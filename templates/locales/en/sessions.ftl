# One's own sessions and devices, who stood in for one, and how long sessions last.

## The list

sessions-title = Devices and sessions
sessions-purpose = Where you’re signed in. Sign out what you don’t recognize, then change your password.
sessions-running = Signed in now
session-device = Device
session-network = Network
session-signed-in = Signed in
session-last-use = Last use
session-this = This one
sessions-others = Everywhere else
sessions-others-hint = All other sessions end at once, and with them every identity assumed in them.
sessions-end-others = Sign out everywhere else
sessions-most = You can be signed in { $most } times at once; one more ends the oldest session.
sessions-ended-title = Ended in the last { $days } days
sessions-none = Not signed in anywhere
device-unknown = Unknown browser
network-unknown = Unknown network

## Devices

devices-mine = My devices
devices-purpose = Browsers you’ve signed in with. Removing one ends its sessions, and all of them are asked for a code again.
devices-none = No devices yet
device-first = First sign-in
device-last = Last sign-in
device-remove = Remove
device-mail-title = Email notifications
device-mail = Tell me when somebody signs in with a new device
device-mail-hint = The mail goes to your primary address.

## Who stood in for one

stand-ins-title = Access to my account
stand-ins-purpose = Who used this account in your name, when, why, and what they did. You can stop them at any time.
stand-ins-none = Nobody has used your account
stand-ins-none-before = Nobody had used your account before
stand-ins-none-text = When somebody of the team assumes your identity, it’s listed here.
stand-in-now = { $name } is using your account now
stand-in-now-through = { $name }, as { $through }, is using your account now
stand-in-through = { $name }, as { $through }
stand-in-since = Started: { $time }.
stand-in-until = Ends by itself at the latest: { $time }.
stand-in-reason = Reason: { $reason }
stand-in-no-reason = No reason was given.
stand-in-stop = Stop now
stand-in-lasted = How long
stand-in-nothing-done = Nothing was done.
stand-in-more = { $count ->
    [one] and one more action
   *[other] and { $count } more actions
}

## Sessions of others

session-end = End
sessions-end-all = End all sessions
sessions-end-all-hint = The person is told by mail and can sign in again.

## Session expiration

session-expiration = Session expiration
session-expiration-text = When people are signed out by themselves. Shorter times apply to running sessions at their next click.
session-staff = Team members
session-end-users = End users
session-staff-idle = Team members, after no use for
session-staff-max = Team members, in any case after
session-end-user-idle = End users, after no use for
session-end-user-max = End users, in any case after
session-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
session-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
session-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
fault-session-choice = Choose one of the times.
fault-session-order = This can’t be shorter than the time without use.

## Notices

notice-session-ended = The session has ended.
notice-session-over = That was over already.
notice-sessions-ended = You’re signed out everywhere else.
notice-all-sessions-ended = All sessions have ended. The person is told by mail.
notice-device-removed = Device removed. Its sessions have ended.
notice-stand-in-stopped = Stopped. Nobody uses your account in that tab any more.
notice-stand-in-over = That had ended already.

## Why sessions and assumed identities end

ended-stopped-by-subject = The person whose identity it was stopped it.
ended-signed-out-elsewhere = Signed out from another browser.
ended-device-removed = The device was removed.
ended-ended-by-administrator = An administrator ended the session.
ended-too-many = There were too many sessions at once, so the oldest ended.

## The logs

act-device-added = Signed in with a new device
act-device-removed = Removed a device
act-person-other-sessions-ended = Signed out everywhere else
act-person-sessions-ended = Ended a person’s sessions
act-person-device-mail-changed = Changed the mail about new devices
act-settings-sessions-changed = Changed how long sessions last

## Mail

letter-new-device = New device
letter-sessions-ended = Sessions ended
mail-new-device-subject = { $account }: sign-in with a new device
mail-new-device-lead = Somebody signed in to { $account } as you, with a device that hasn’t been used for it before.
mail-new-device-device = Device: { $device }
mail-new-device-network = Network: { $network }
mail-new-device-time = Time: { $day }, { $time } ({ $zone })
mail-new-device-link = See where you’re signed in
mail-new-device-after = If it was you, there’s nothing to do. If not, sign that session out and change your password.
mail-sessions-ended-subject = { $account }: you’ve been signed out
mail-sessions-ended-lead = { $by } has ended your sessions at { $account }.
mail-sessions-ended-link = Sign in again
mail-sessions-ended-after = If you don’t know why, ask an administrator.
session-over-left = Signed out there.
session-over-changed = Password, two-factor authentication, role or status was changed.
session-over-time = Its time was up.
