# Signing in, passwords, invitations.

email-address = E-mail address
password = Password
sign-in-wrong-title = That e-mail address and password don’t match
sign-in-wrong-text = Check both and try again. { $left ->
    [one] After one more wrong try
   *[other] After { $left } more wrong tries
}, signing in pauses for { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
}
sign-in-locked-title = Signing in is paused
sign-in-locked-text = { $minutes ->
    [one] There were too many wrong tries. Try again in { $minutes } minute.
   *[other] There were too many wrong tries. Try again in { $minutes } minutes.
}
fault-email-empty = Enter your e-mail address.
fault-password-empty = Enter your password.

## The demo

demo-people = People of this demo
demo-password-is = They all have the same password:

## Changing one’s password

current-password = Current password
new-password = New password
password-hint = At least { $min } characters. A few unrelated words are good.
password-ends-sessions = You stay signed in here; all your other sessions end.
fault-current-password = This isn’t your current password. Type it again.
fault-password-short = Use at least { $min } characters.
fault-password-is-address = Leave your e-mail address out of the password.
fault-too-many-tries = { $minutes ->
    [one] Too many wrong passwords. Try again in { $minutes } minute.
   *[other] Too many wrong passwords. Try again in { $minutes } minutes.
}
notice-password-changed = Password changed. Your other sessions have ended.

## An invitation

set-password = Set your password
set-password-and-sign-in = Set password and sign in
invitation-for = For { $name }. This link works once.
invitation-signed-in = You are signed in as { $name }
invitation-sign-out-first = Sign out, then open the link again.
