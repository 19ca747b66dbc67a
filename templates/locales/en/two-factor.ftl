# Two-factor authentication.

two-factor = Two-factor authentication
two-factor-text = Besides your password, a code of an app on your phone is asked for when you sign in. Whoever has only your password stays out.
two-factor-app = Authenticator app
two-factor-is-on = On
two-factor-is-off = Off
two-factor-since = On since
two-factor-on-since = On since { $day }
two-factor-last-used = Code last used
two-factor-change = Change it
two-factor-change-text = For new recovery codes, or to turn it off, enter your password and a code. Your other sessions end. New recovery codes make the old ones void.
two-factor-move = To move to another phone, turn it off and set it up again.
two-factor-move-required = To move to another phone, ask an administrator to turn it off; you set it up again when you sign in next.
two-factor-begin-text = You need an authenticator app, such as the one in your password manager.
two-factor-set-up = Set up
two-factor-turn-off = Turn off
two-factor-turn-off-for = Turn off two-factor
two-factor-off-for-text = For somebody who lost their app and their recovery codes. They are told by mail, and all their sessions end. Make sure that it is really them who ask.
two-factor-back = Back to where you work
notice-two-factor-off = Two-factor authentication is off. Your other sessions have ended.
notice-two-factor-off-for = Two-factor authentication is off for this person. Their sessions have ended.
refusal-factor-required = This account requires two-factor authentication, so it can’t be turned off.
refusal-codes-for-team = Recovery codes are shown only for team members.

## Setting it up

set-up-title = Set up your authenticator app
set-up-required = This account asks everybody like you for a code. Once this is done you are signed in.
set-up-text = Scan the drawing with the app, or type the key. Then enter the code that the app shows.
set-up-drawing = A drawing that tells the app your key
set-up-key = Key
set-up-key-hint = If the drawing can’t be scanned. Based on time, 6 digits.
set-up-code-hint = So we know that the app has the key.
set-up-confirm = Turn on

## Recovery codes

recovery-title = Save your recovery codes
recovery-text = Two-factor authentication is on. Your other sessions have ended.
recovery-once = They are shown only now
recovery-once-text = Each stands in for your app once, if you lose it. Keep them where your password is not: print them, or put them into a safe.
recovery-codes = Recovery codes
recovery-code = Recovery code
recovery-saved = I have saved them
recovery-new = New recovery codes
recovery-use = Use recovery code
recovery-left = { $count ->
    [0] None left
    [one] { $count } left
   *[other] { $count } left
}
recovery-show = Show recovery code
recovery-show-text = For somebody who lost their app: a code that stands in for it once, within { $minutes } minutes. They are told by mail that you saw it.
recovery-no-factor = This person has not set it up, so no code is asked of them.
recovery-for = Recovery code for { $name }
recovery-shown-once = It is shown only now
recovery-shown-text = It works once, for { $minutes } minutes. One that was shown before is void.
recovery-shown-how = Give it to the person by a safe way, once you are sure that it is them. They sign in with their password, open “No access to your app?” and enter it. For another phone, turn two-factor authentication off for them; they set it up again.
recovery-done = Back to their account

## Signing in

code-title = Enter your code
code-text = Open your authenticator app and type the 6 digits it shows for { $account }.
code-label = 6-digit code
code-hint = You can paste the code. It changes every 30 seconds.
code-or-recovery = Code of your app, or a recovery code
code-trust = Don’t ask on this device for { $days } days
code-verify = Verify
code-no-app = No access to your app?
code-no-app-text = Use one of the ten recovery codes you saved, or ask an administrator of your account for a new one.
code-other-account = Use a different account
fault-code-empty = Enter the code.
fault-code-wrong = This code isn’t right, or it has been used. Wait for the next one and type that.
fault-too-many-codes = { $minutes ->
    [one] Too many wrong codes. Try again in { $minutes } minute.
   *[other] Too many wrong codes. Try again in { $minutes } minutes.
}
notice-sign-in-again = That took too long, or it was done already. Sign in again.

## Advanced security, the tab Authentication

factor-staff = Require two-factor authentication (2FA) for team members
factor-staff-hint = Whoever has not set it up does so when they sign in next. Turning this off leaves everybody’s as it is.
factor-customers = Require two-factor authentication (2FA) for end users
factor-customers-hint = They need an authenticator app. An administrator can turn it off for somebody who lost theirs.
factor-how-often = When a code is asked for
factor-by-device = At most every { $days } days on a device, if the person says so
factor-always = At every sign-in
factor-report-title = 2FA status report
factor-report-text = A CSV file of all team members: who has two-factor authentication, since when, and when they last used it.
factor-report = Generate 2FA status report

## Mails

mail-two-factor-link = See your two-factor authentication
mail-password-own-link = Change your password
mail-two-factor-on-subject = Two-factor authentication is on at { $account }
mail-two-factor-on-lead = Two-factor authentication was turned on for your profile at { $account }. When you sign in, a code of your app is asked for.
mail-two-factor-off-subject = Two-factor authentication is off at { $account }
mail-two-factor-off-lead = Two-factor authentication was turned off for your profile at { $account }. Your password alone is enough to sign in.
mail-two-factor-off-by-lead = { $by } turned two-factor authentication off for your profile at { $account }. Your password alone is enough to sign in, and your sessions have ended.
mail-recovery-codes-made-subject = New recovery codes at { $account }
mail-recovery-codes-made-lead = New recovery codes were made for your profile at { $account }. The old ones no longer work.
mail-recovery-code-used-subject = A recovery code was used at { $account }
mail-recovery-code-used-lead = { $left ->
    [0] A recovery code was used instead of your app, for your profile at { $account }. None of your own is left: make new ones.
    [one] A recovery code was used instead of your app, for your profile at { $account }. { $left } of your own is left.
   *[other] A recovery code was used instead of your app, for your profile at { $account }. { $left } of your own are left.
}
mail-recovery-code-shown-subject = An administrator was shown a recovery code for you at { $account }
mail-recovery-code-shown-lead = { $by } was shown a recovery code for your profile at { $account }, to help you in. It works once, with your password, until { $day } at { $time } ({ $zone }).
mail-wrong-codes-subject = Somebody knows your password at { $account }
mail-wrong-codes-lead = For your profile at { $account }, the right password was entered and then a wrong code, three times. If that was not you, change your password now.

letter-two-factor-on = Two-factor authentication turned on
letter-two-factor-off = Two-factor authentication turned off
letter-recovery-codes-made = New recovery codes
letter-recovery-code-used = Recovery code used
letter-recovery-code-shown = Recovery code shown to an administrator
letter-wrong-codes = Right password, wrong codes

## The audit log

act-factor-begun = Began to set up two-factor authentication
act-factor-turned-on = Two-factor authentication turned on
act-factor-turned-off = Two-factor authentication turned off
act-factor-recovery-made = New recovery codes
act-factor-recovery-used = Recovery code used
act-factor-recovery-shown = Recovery code shown
act-two-factor-reported = 2FA status report generated
act-sign-in-begun = Sign-in begun, with something left to do
act-sign-in-given-up = Sign-in not finished in time
act-sign-in-code-wrong = Wrong code
act-settings-authentication-changed = Authentication settings changed
