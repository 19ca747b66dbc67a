# Account > Security > Advanced: account assumption, and how identities are assumed.

## Account assumption

access-title = Support access
access-purpose = Lets the support staff of this help desk work in your account as an agent, to look into a problem you reported. It takes none of your agent seats.
access-enable = Enable account assumption
access-enable-hint = Off by default. You can turn it off at any time.
access-duration = Duration
access-duration-text = Access ends by itself. Choose again at any time to extend or shorten it; the new period starts when you save.
access-mailed = The account owner and whoever turned it on are told by mail.
access-on-until = On until { $time }
access-on-indefinitely = On until you turn it off
access-since = Turned on by { $name }: { $time }.
access-turn-off = Turn off now
access-off = Off
access-off-text = The support staff of this help desk can’t work in your account.
access-changed-meanwhile = Somebody else has switched it in the meantime. Nothing was saved. See how it is now, and save again if you still want to.
access-past = What was chosen before
access-past-none = Nothing was chosen before
access-past-none-text = Every permission is listed here once it is over: from when, until when, by whom, and how it ended.
access-past-from = From
access-past-until = Until
access-past-how = How it ended
access-when = When is it worth it?
access-when-text = Give this permission when telling support what you see isn’t enough:
access-when-levels = The problem has to go through several levels of support.
access-when-here = It happens nowhere but in your account.
access-when-console = It only shows in the browser’s console.
access-when-ip = An IP setting keeps people out.
access-when-tickets = Test tickets have to be created.
grant-day = One day
grant-week = One week
grant-month = One month
grant-year = One year
grant-indefinite = Indefinitely
grant-option = { $duration } – ends { $time }
grant-option-indefinite = { $duration } – until you turn it off
grant-replaced = Replaced by { $name }
grant-turned-off = Turned off by { $name }
grant-expired = Its time was up
grant-converted = The trial became a paid account
fault-grant-duration = Choose for how long.
notice-access-on = Account assumption is on.
notice-access-changed = The new period has started.
notice-access-off = Account assumption is off.
act-access-granted = Account assumption turned on
act-access-changed = Account assumption given another duration
act-access-ended = Account assumption ended
act-access-reminder-sent = Reminder sent that account assumption is about to end

## Assuming identities

assuming-purpose = How people of your account stand in for others. Who may assume whom depends on their roles, and every assumption is in the log:
assuming-whether = Whether
assuming-whether-text = Switched off, nobody stands in for anybody, and whatever identity is assumed ends at once.
assuming-allowed = Let people assume identities
assuming-allowed-hint = Only people with a lower role can be assumed, the account owner never.
assuming-running = { $count ->
    [one] One identity is assumed right now.
   *[other] { $count } identities are assumed right now.
}
assuming-how-long = How long
assuming-how-long-text = Applies to identities that are assumed from now on. What is assumed already keeps the time it began with.
assuming-max = Longest time, in minutes
assuming-max-hint = Between 5 and 480.
assuming-idle = Longest time without use, in minutes
assuming-idle-hint = Between 1 and 480, and no longer than the longest time.
assuming-start = Before it starts
assuming-start-text = What whoever assumes an identity has to give first.
assuming-reason = Require a reason
assuming-reason-hint = It is kept in the assumption log. Otherwise it is optional.
assuming-password = Ask for the password again
assuming-password-hint = Whoever signed in types their own password before each start. After five wrong ones they have to wait for ten minutes.
assuming-what = What can be done
assuming-what-text = Everything that both people may do, or nothing but looking.
assuming-read-only = Start read-only
assuming-read-only-hint = Nothing can be changed, unless “Allow changes” is chosen at the start. The log keeps which.
assuming-notice = Telling the person
assuming-notice-text = By mail, with who it was, when, for how long, and the reason.
assuming-notice-when = Tell the assumed person
assuming-notice-hint = End users get mail only while the Help Center is active.
frame-notice-never = Never
frame-notice-at-end = When it ends
frame-notice-always = When it starts and when it ends
assuming-changed-meanwhile = Somebody else has saved these settings in the meantime. Nothing of yours was saved yet; save again to replace what is different now:
setting-is = { $setting }: { $value }
setting-on = on
setting-off = off
fault-frame-max = Enter the longest time, a whole number between { $from } and { $to }.
fault-frame-idle = Enter the time without use, a whole number between { $from } and { $to }.
fault-frame-idle-longer = The time without use can’t be longer than the longest time.
act-settings-assuming-changed = Changed how identities are assumed

## In use

refusal-assuming-off = In this account nobody can be assumed. An administrator can change that under Security.
refusal-read-only = This identity is assumed read-only.
ended-switched-off = An administrator switched off assuming identities.
error-read-only-title = This identity is assumed read-only
error-read-only-text = Nothing was saved. You, { $root }, can look at everything that { $subject } sees, and change nothing.
error-read-only-how = To change something, revert to your identity, assume this one again and choose “Allow changes”.
strip-read-only = Read-only.
strip-read-only-text = You can look at everything here, and change nothing.
assume-changes = Allow changes
assume-changes-hint = Otherwise the identity is assumed read-only: you can look at everything, and change nothing.
assume-read-only-below = Your own tab is read-only, so this identity will be read-only too.
assume-password = Your password
assume-password-hint = That of { $name }: this account asks for it before an identity is assumed.
log-entry-mode = Changes
log-read-only = Read-only
log-changes = Allowed

## Letters

mail-access-when = { $day }, { $time }
mail-access-until = It ends by itself on { $until } ({ $zone }). It can be turned off at any time.
mail-access-indefinitely = It has no end: it stays on until somebody turns it off.
mail-access-link = See and change it
mail-access-granted-subject = Account assumption is on for { $account }
mail-access-granted-lead = { $by } has turned on account assumption for { $account }: the support staff of this help desk can work in the account as an agent.
mail-access-changed-subject = Account assumption has another duration for { $account }
mail-access-changed-lead = { $by } has given account assumption for { $account } another duration.
mail-access-ended-subject = Account assumption is off for { $account }
mail-access-turned-off-lead = { $by } has turned off account assumption for { $account }. The support staff of this help desk can’t work in the account any more.
mail-access-expired-lead = Account assumption for { $account } has ended by itself. The support staff of this help desk can’t work in the account any more.
mail-access-ending-subject = Account assumption ends soon for { $account }
mail-access-ending-lead = Account assumption for { $account } ends by itself on { $until } ({ $zone }). If support still needs it, give it another duration before then.
mail-frame-started-subject = { $by } has assumed your identity at { $account }
mail-frame-started-lead = { $by } has assumed your identity at { $account } on { $from } ({ $zone }), for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} at the most: until { $until }.
mail-frame-ended-subject = { $by } had assumed your identity at { $account }
mail-frame-ended-lead = { $by } had assumed your identity at { $account } from { $from } until { $until } ({ $zone }): { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
mail-frame-looks = They see what you see, and can change nothing.
mail-frame-acts = They see what you see, and what they do is done in your name. The log of { $account } keeps who did it.
mail-frame-looked = They saw what you see, and could change nothing.
mail-frame-acted = They saw what you see, and what they did was done in your name. The log of { $account } keeps who did it.
mail-frame-reason = Their reason:
mail-frame-link = See who used your account
mail-frame-after = If this surprises you, write to { $account }.
letter-access-granted = Account assumption turned on
letter-access-changed = Account assumption given another duration
letter-access-ended = Account assumption ended
letter-access-ending = Account assumption ends soon
letter-frame-started = Identity assumed
letter-frame-ended = Assumed identity ended
