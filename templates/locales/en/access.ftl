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
choose-password = Choose a new password
change-password-and-sign-in = Change password and sign in
reset-ends-sessions = All your sessions end, and you are signed in here.

## Links from mails

link-over-title = This link doesn’t work any more
link-over-unknown = It may be missing a piece, or the address that it was sent to is no longer in use here.
link-over-used = It has been used, or a newer one was sent. Links work once.
link-over-late = Its time is up.
link-over-new = Ask for a new link
link-confirmed-title = Nothing is left to do
link-confirmed-text = This address has been confirmed already.
verify-title = Confirm an e-mail address
verify-for = For { $name }.
verify-text = Confirm that this address is yours. Whatever concerns your requests and your account can then be sent there.
verify-button = Confirm address
notice-address-verified = E-mail address confirmed.

## A forgotten password

forgot-password = Forgot your password?
forgot-text = Enter your e-mail address. If somebody here has it, a link to choose a new password goes there.
forgot-send = Send link
fault-too-many-forms = { $minutes ->
    [one] Too many forms were sent from your network. Try again in { $minutes } minute.
   *[other] Too many forms were sent from your network. Try again in { $minutes } minutes.
}
notice-reset-asked = If somebody here has this address, a mail with a link is on its way to it. Look into your inbox.
notice-reset-sent = A link to choose a new password is on its way.
notice-reset-held = No mail was sent. The person’s e-mail log says why.

## While the Help Center is not active

help-center-off-title = The Help Center isn’t active
help-center-off-text = Customers can’t sign in or sign up for now, and get no mail about their account. Team members sign in as ever.
help-center-off-link = Until the support team activates it, customers can’t sign in, and this link leads nowhere. It may work later.
