### Suspending, merging, deleting, restoring and erasing people.

## Suspending

suspend = Suspend
unsuspend = Unsuspend
suspend-user = Suspend user
suspension-title = Suspend { $name }?
suspension-signs-out = All sessions end at once. This person can’t sign in, and nobody can assume their identity.
suspension-no-mail = They get no mail about their requests.
suspension-never-told = The person isn’t told.
suspension-undone = You can lift the suspension at any time. Everything is as before then.
suspension-reason = Reason
suspension-reason-hint = Only your team sees it.
suspension-choose = Choose a reason
suspension-spam = Spam or advertising
suspension-abuse = Insults or threats
suspension-fraud = Fraud or a false name
suspension-gone = No longer a customer or colleague
suspension-other = Another reason
suspension-text = What happened
suspension-banner = Suspended
suspension-banner-by = Since: { $day }, by { $name }.
suspension-banner-on = Since: { $day }.
suspension-banner-why = Reason: { $reason }.
suspension-banner-text = This person can’t sign in and gets no mail about requests.
fault-suspension-reason = Choose a reason.
notice-person-suspended = The person is suspended.
notice-person-unsuspended = The suspension is lifted.
requester-suspended = Requester suspended
requester-suspended-text = This person gets no mail about the ticket and doesn’t see the answer until the suspension is lifted.
deleted-hint = (deleted)

## Deleting

delete = Delete
delete-user = Delete user
keep-user = Keep user
what-happens = What happens
at-once = At once:
for-days = For { $days } days:
after-days = After { $days } days:
kept = Kept:
deletion-title = Delete { $name }?
deletion-blocked = { $count ->
    [one] { $count } request has to be closed first
   *[other] { $count } requests have to be closed first
}
deletion-blocked-many = More than { $count } requests have to be closed first
deletion-blocked-text = Nobody whose requests are still being worked on can be deleted. You can close them in the same step.
deletion-blocked-ask = Nobody whose requests are still being worked on can be deleted. An administrator can close them and delete the person in one step.
deletion-changed = The list has changed since you opened this page.
deletion-further = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
deletion-many-more = and many more
deletion-closes = { $count ->
    [one] { $count } request is closed, without a mail to anybody.
   *[other] { $count } requests are closed, without a mail to anybody.
}
deletion-closes-all = all requests are closed.
deletion-at-once = { $name } can’t sign in any more. E-mail addresses, phone numbers, the external ID and the password are removed.
deletion-unassigns = { $count ->
    [one] { $count } ticket is assigned to nobody then.
   *[other] { $count } tickets are assigned to nobody then.
}
deletion-restorable = an administrator can restore the profile; addresses have to be given again.
deletion-later = name, notes and everything else that could identify this person is erased, and can’t be brought back.
deletion-kept = { $count ->
    [0] the record of this deletion in the audit log.
    [one] { $count } request, for your reports. All numbers stay as they are.
   *[other] { $count } requests, for your reports. All numbers stay as they are.
}
deletion-too-many = Close some of the requests first: this many can’t be closed in one step.
deletion-who-can = An administrator can close these requests and delete the person.
close-and-delete = { $count ->
    [one] Close { $count } request and delete
   *[other] Close { $count } requests and delete
}
notice-person-deleted = The user is deleted. Administrators can restore the profile for 30 days.

## Deleted users

category-deleted = Deleted
deleted-users = Deleted users
deleted-purpose = Their contact details are gone already. After { $days } days everything else that could identify them is erased too.
deleted-search = Search deleted users
deleted-search-label = Beginning of a name
deleted-count = { $count ->
    [one] { $count } deleted user
   *[other] { $count } deleted users
}
deleted-empty-title = Nobody is deleted
deleted-empty-text = Whoever is deleted can be restored here for { $days } days.
deleted-none-text = No deleted user’s name begins like this.
deleted-caption = Deleted users, last deleted first
deleted-erased-on = Erased on
deleted-days-left = Days left
deleted-acts = Actions
deleted-by = Deleted: { $day }, by { $name }
deleted-on = Deleted: { $day }
deleted-merged = Merged: { $day }, into { $name }
deleted-left = { $days ->
    [0] Erased within the day
    [one] { $days } day left
   *[other] { $days } days left
}
choose = Choose
choose-person = Choose { $name }
of-person = : { $name }

## Restoring

restore = Restore
restore-user = Restore user
restore-chosen = Restore chosen users…
restore-title = Restore { $name }
restore-comes-back = Name, organizations, tags, notes, fields and requests come back, under the same ID.
restore-gone = Addresses, phone numbers, the external ID and the password are gone and have to be given again.
restore-email = E-mail address
restore-email-hint = Without one this person can’t sign in and gets no mail. You can add it later.
restore-mail = With an address, a welcome mail goes out that lets the person choose a password.
restore-mail-team = With an address, a welcome mail goes out that lets the team member choose a password.
restore-mail-suspended = No mail goes out: the person was suspended before and still is.
restore-mail-help-center-off = No mail goes out: the Help Center is not active.
restore-mail-welcome-off = No mail goes out: this account sends no welcome mail to people whom the team adds.
restore-several-title = Restore several users
restore-several-text = They come back without addresses. Add those on each profile afterwards.
restore-several = { $count ->
    [one] Restore { $count } user
   *[other] Restore { $count } users
}
restore-nobody = Nobody to restore
fault-address-taken = This e-mail address is already taken. Try another one.
notice-person-restored = The user is restored.
notice-people-restored = The users are restored.
notice-nobody-chosen = Choose somebody in the list first.
refusal-merged = This person was merged into another one and can’t be restored.
refusal-restored-too-late = The time to restore this person is over.

## Merging
merge = Merge into another user
merge-title = Merge { $name } into another user
merge-purpose = Find the profile that stays. The profile of { $name } goes.
merge-search = Search the profile that stays
merge-choose = Choose
merge-more = More were found; type more of the name or the address.
merge-none-text = No other end user has these words in their name or e-mail address.
merge-into-title = Merge { $name } into { $into }
merge-cannot = These profiles can’t be merged
merge-too-many = One of them has more than { $max } requests.
merge-contacts-too-many = Together they have more than { $max } contacts. Remove some first.
merge-no-address = The profile that goes is unverified and has no e-mail address. Add one first.
merge-changed = One of the profiles has changed
merge-changed-text = Nothing was merged. Look again at what will happen, and confirm.
merge-choices = What the merged profile has
merge-choices-text = The profiles differ in these points. Everything else stays as it is.
merge-from = From { $name }
merge-empty = Nothing
merge-both = Both
merge-name = Name
merge-primary = Primary contact
merge-alias = Alias
merge-details = Details
merge-notes = Notes
merge-external-id = External ID
merge-language = Language
merge-time-zone = Time zone
merge-organizations = Organizations
merge-tags = Tags
merge-requests = { $count ->
    [0] { $name } keeps their own requests; there are none to take over.
    [one] { $count } request moves to { $name }. Nobody is mailed.
   *[other] { $count } requests move to { $name }. Nobody is mailed.
}
merge-addresses = These lead to { $name } from now on, as further contacts unless chosen as the primary one above:
merge-password = The password of { $name } stays.
merge-stays-suspended = The merged profile is suspended, as the one that stays is.
merge-goes-suspended = The merged profile is not suspended, although the one that goes is.
merge-deleted = The profile of { $name } is deleted, and can’t sign in any more. Its address leads on to the merged one.
merge-final = Merging can’t be undone.
merge-confirm = Confirm and Merge
notice-merged = The profiles are merged.
notice-merged-person = The profile you asked for was merged into this one.

## Deleting several
bulk-deletion-title = Delete these users?
bulk-deletion-text = They can’t sign in any more, and their addresses are removed at once. Administrators can restore them for { $days } days.
bulk-deletion-left = These were not deleted. Close their requests first.
bulk-deletion-nobody = Nobody to delete
bulk-deletion-kept = Stays
notice-people-deleted = The users are deleted. Administrators can restore them for 30 days.
delete-chosen = Delete chosen users…
bulk-deletion-done = { $count ->
    [0] Nobody was deleted
    [one] { $count } user is deleted
   *[other] { $count } users are deleted
}
bulk-deletion-unclosed = { $count ->
    [one] { $count } request isn’t closed
   *[other] { $count } requests aren’t closed
}
bulk-deletion = { $count ->
    [one] Delete { $count } user
   *[other] Delete { $count } users
}
