# Admin Center > Account > Logs > Assumption log.

## The list

log-purpose = Who assumed whose identity, when and why, and what was done. Entries can’t be changed or removed.
log-caption = Assumed identities, newest first
log-who = Who
log-as = as { $name }
log-subject = Assumed identity
log-started = Started
log-ended = Ended
log-live = Live
log-until = until { $time }
log-reason = Reason
log-no-reason = None given
log-acts = Actions
log-empty-title = No identity has been assumed yet
log-empty-text = Whenever somebody assumes a person’s identity, it is listed here with the reason and what was done.
log-empty-people = Open People

## One assumption

log-entry-title = { $root } as { $subject }
log-entry-details = Details
log-entry-root = Signed in as
log-entry-actor = Started as
log-entry-subject = Assumed identity
log-entry-reason = Reason
log-entry-started = Started
log-entry-ended = Ended
log-entry-latest = Ends at the latest
log-entry-acts = Actions
log-entry-done = What was done
log-entry-caption = Actions in this assumed identity, oldest first
log-entry-time = Time
log-entry-what = Action
log-entry-ticket = Ticket
log-entry-request = Request ID
log-entry-empty-title = Nothing was done
log-entry-empty-text = Whatever is done in this assumed identity is listed here.

## Everything that the audit log records

act-session-created = Signed in
act-session-ended = Session ended
act-assumption-started = Assumption started
act-assumption-ended = Assumption ended
act-assumption-reopened = Assumed identity opened again
act-ticket-created = Submitted a request
act-ticket-replied = Replied to a request
act-ticket-solved = Marked a request as solved
act-ticket-answered = Replied publicly on a ticket
act-ticket-noted = Added an internal note
act-person-language-chosen = Chose a language
act-person-password-changed = Changed the password
act-person-invited = Invited a person
act-account-created = Created the account
act-demo-made = Demo data made
act-address-added = Address added
act-address-made-primary = Address made the primary contact
act-address-removed = Address removed
act-address-verified = Address verified
act-person-created = Person added
act-import-uploaded = File for an import uploaded
act-import-checked = Import checked
act-import-started = Import started
act-import-rows-taken = Rows of an import taken
act-import-finished = Import finished
act-import-cancelled = Import cancelled
act-import-failed = Import failed
act-person-imported = Updated by an import
act-people-exported = List of people exported
act-person-organizations-changed = Organizations changed
act-person-tags-changed = Tags changed
act-person-fields-changed = User fields changed
act-organization-tags-changed = Tags of an organization changed
act-person-reset-sent = Link to choose a new password sent
act-address-verification-sent = Link to confirm an address sent
act-person-edited = Profile edited
act-address-gave-way = Unverified address given to somebody else
act-address-changed = Address changed
act-organization-created = Organization added
act-organization-changed = Organization changed
act-organization-deleted = Organization deleted
act-organization-people-added = People added to an organization by domain
act-user-field-created = User field added
act-user-field-changed = User field changed
act-user-field-moved = User field moved
act-user-field-activated = User field activated
act-user-field-deactivated = User field deactivated
act-user-field-emptied = User field emptied before its deletion
act-user-field-deleted = User field deleted
act-tag-removed = Tag removed
act-person-suspended = Suspended a person
act-person-unsuspended = Lifted a suspension
act-person-deleted = Deleted a person
act-person-restored = Restored a person
act-ticket-closed = Closed a request together with its requester’s deletion
act-ticket-unassigned = Took a ticket from a deleted team member
act-ticket-requester-changed = Gave a request to the person its requester was merged into
act-person-merged = Merged into another profile
act-person-merge-received = Took over another profile
act-settings-end-users-changed = Changed the settings of end users
act-person-signed-up-again = Signed up with an address that is known
act-person-erasure-asked = Permanent deletion asked for
act-person-traces-erased = Traces of a deleted person erased
act-person-erased = Person erased
