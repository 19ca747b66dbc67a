### The operator's console: its frame, its staff, its log.

console = Operator console
console-pages = Operator console pages
console-accounts = Accounts
console-find = Find an account
console-find-hint = Account, subdomain or e-mail address
console-cases = Cases
console-staff = Staff
console-log = Log
console-tab-sight = Overview
console-tab-enter = Enter account
console-tab-verify = Verify a contact
console-tab-activity = Activity
channel-console = Operator console
demo-console = To the operator console

staff-purpose = Who works for the operator: who signs in to this console, verifies contacts and visits accounts that let them in.
staff-invite = Invite somebody
staff-invite-purpose = They get a mail with a link, set a password and an authenticator app, and are of the staff.
staff-invite-mail = The link in the mail works once, for { $hours } hours. You can send another afterwards.
staff-invite-send = Send the invitation
staff-invite-again = Send another invitation
staff-invite-again-hint = The link that was sent before no longer works then.
staff-role = Role
staff-role-hint = Support staff verify contacts and visit accounts. Operator administrators manage accounts and staff too, and read the log.
staff-role-ends = Whoever gets another role is signed out, and their visits in accounts end.
staff-role-save = Save the role
staff-language = Language
staff-email-hint = Their own address at work, not a mailbox that several people read.
staff-state = State
staff-active = Active
staff-invited = Invited
staff-you = You
staff-kept = Nobody is removed: what somebody did stays in the logs under their name. Suspend whoever leaves.
staff-sign-in = How they sign in
staff-in-log = In the log
staff-own-title = This is you
staff-own-text = Nobody changes their own role or suspends themselves, so the console always has an administrator. Another administrator can.
staff-factor-later = Not set up yet
staff-factor-later-text = It is set up at the next sign-in; nobody gets in without it.
staff-factor-off-text = For somebody who lost their app and their recovery codes. They set up another at the next sign-in. They are told by mail, and their sessions and visits end. Make sure that it is really them who ask.
staff-factor-peers = An administrator who lost their app is made support staff first, and an administrator again afterwards.
staff-suspend-text = Their sessions in this console and their visits in accounts end at once, and they can’t sign in. They aren’t told.
staff-why-hint = It stays in the log.
staff-resume = Lift the suspension
staff-resume-text = They can sign in again, with the password and the app they had.
fault-staff-language = Choose a language.
fault-staff-why = Say why.
notice-staff-invited = The invitation is on its way.
notice-staff-role = The role is saved.
notice-staff-factor-off = They set up two-factor authentication anew at their next sign-in. Their sessions have ended.
notice-staff-suspended = They are suspended. Their sessions and visits have ended.
notice-staff-resumed = The suspension is lifted.

console-log-purpose = What was done in this console: signing in, staff, accounts, cases. What was done in an account is in that account’s audit log.
console-log-by = Who did it

act-staff-created = Added somebody to the staff
act-staff-role-changed = Changed a role of the staff
act-staff-suspended = Suspended somebody of the staff
act-staff-resumed = Lifted a suspension of the staff

letter-staff-invited = Invitation to the operator console
mail-staff-invited-subject = You are invited to the operator console of { $account }
mail-staff-invited-lead = { $by } has added you to the staff of { $account }. Set a password, and then an authenticator app on your phone: the console asks for both each time you sign in.
mail-staff-invited-link = Set a password
mail-staff-invited-after = If you expected no such mail, you need do nothing.
