### The letters, and the E-mail log.

## In every letter

mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-link-until = The link works once, until { $day }, { $time } ({ $zone } time).
mail-help-center = Help Center of { $account }
mail-not-you = If this wasn’t you, answer nobody who asks for your password, and write to { $account } at once.

## The letters

mail-welcome-subject = Welcome to { $account }
mail-welcome-lead = A profile was made for you at { $account }. Confirm your address and set a password, and you can follow your requests in the Help Center.
mail-welcome-link = Confirm your address and set a password
mail-welcome-after = If you expected no such mail, you need do nothing.
mail-verification-subject = Verify your e-mail address at { $account }
mail-verification-lead = This address was added to your profile at { $account }. If you wanted that, confirm it.
mail-verification-link = Verify this e-mail address
mail-verification-after = If not, you need do nothing: without your confirmation the address can’t be used.
mail-address-added-subject = An address was added to your profile at { $account }
mail-address-added-lead = The address { $address } was added to your profile at { $account }. Once it is verified, it leads to you.
mail-password-reset-subject = Set a new password at { $account }
mail-password-reset-lead = Somebody asked for a link to set a new password for your profile at { $account }.
mail-password-reset-link = Set a new password
mail-password-reset-after = If it wasn’t you, you need do nothing: your password stays as it is.
mail-password-changed-subject = Your password at { $account } was changed
mail-password-changed-lead = The password of your profile at { $account } was changed. Everywhere else you are signed out.
mail-password-changed-link = If it wasn’t you, set a new password
mail-sign-up-known-subject = You have a profile at { $account } already
mail-sign-up-known-lead = Somebody tried to sign up at { $account } with this address. It leads to your profile already, so nothing was made.
mail-sign-up-known-link = Sign in
mail-sign-up-known-after = If it wasn’t you, you need do nothing.
mail-request-received-subject = Request received: { $subject } (#{ $number })
mail-request-received-number-subject = Request received (#{ $number })
mail-request-received-number-lead = Your request was received. Its number is #{ $number }.
mail-request-received-lead = Your request “{ $subject }” was received. Its number is #{ $number }.
mail-request-link = See your request
mail-request-reply-subject = Re: { $subject } (#{ $number })
mail-request-reply-lead = { $author } replied to your request “{ $subject }” (#{ $number }):
mail-request-reply-link = Read and answer in the Help Center

## The names of the letters, in the log

letter-welcome = Welcome
letter-verification = Verification of an address
letter-address-added = Address added
letter-password-reset = Link to set a new password
letter-password-changed = Password changed
letter-sign-up-known = Sign-up with a known address
letter-request-received = Request received
letter-request-reply = Reply to a request

## The E-mail log

nav-email-log = E-mail log
mails-purpose = Every mail of this account: sent, waiting, failed, or held back and why. The texts are not kept.
mails-purpose-demo = Every mail of this account: sent, waiting, failed, or held back and why. In the demo the texts can be read.
mails-no-server-title = No mail server is configured
mails-no-server = Mail waits here and nobody gets it. When a server is configured (SMTP_URL), what is younger than { $days } days is sent; what is older is given up.
mails-no-server-demo = This is the demo, so mail stays here. Open one to read it and to follow its link.
mails-search = Beginning of an address, or words of a subject
mails-search-label = Search mail
mails-any-state = Any state
mails-state = State
mails-filter = Filter
mails-caption = Mail, newest first
mails-subject = Subject
mails-to = To
mails-made = When
mails-empty-title = No mail yet
mails-empty-text = As soon as somebody is welcomed, verified or answered, the mail shows up here.
mails-none-title = No such mail
mails-none-text = No mail has this state and this beginning of an address or these words in its subject.
mails-clear = Show all mail
mail-no-address = No address
mail-state-queued = Waiting
mail-state-sending = Being sent
mail-state-sent = Sent
mail-state-failed = Failed
mail-state-suppressed = Held back

## Why a mail was held back, as a sentence

mail-held-help-center-off = The Help Center is not active, so end users get no mail.
mail-held-welcome-off = This account sends no welcome mail to people whom its team adds.
mail-held-suspended = The person is suspended.
mail-held-deleted = The person is deleted.
mail-held-no-address = The person has no e-mail address.
person-held-help-center-off = No mail “{ $letter }”: the Help Center is not active.
person-held-welcome-off = No mail “{ $letter }”: this account sends no welcome mail to people whom its team adds.
person-held-suspended = No mail “{ $letter }”: the person was suspended.
person-held-deleted = No mail “{ $letter }”: the person was deleted.
person-held-no-address = No mail “{ $letter }”: the person had no e-mail address.

## Why a mail failed, where the server said nothing

mail-failed-too-old = It waited too long: no mail server took it in { $days } days.
mail-failed-bad-address = No mail server can be asked to deliver to this address.

## One mail

mail-details = Details
mail-kind = Kind
mail-from = From
mail-to = To
mail-person = Person
mail-cause = Caused by
mail-cause-as = as an identity that { $root } had assumed
mail-root = Signed in as
mail-cause-system = Stead itself
mail-request = Request
mail-made-at = Written
mail-sent-at = Sent
mail-failed-at = Given up
mail-reason = Why
mail-server-said = What the server said
mail-attempts = Attempts
mail-next-try = Next attempt
mail-message-id = Message-ID
mail-request-id = Request ID
mail-assumption = Assumption
mail-text = Text
mail-text-none = The text of a mail is not kept: it may hold a link that opens somebody’s profile.

## The tab E-mail of a profile

person-mail = E-mail
person-mail-caption = Mail to this person, newest first
person-mail-empty-title = No mail to this person
person-mail-empty-text = What is sent to this person, or held back, is listed here.
