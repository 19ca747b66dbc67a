# Import and export of people: Admin Center > People > Bulk actions.

nav-bulk-actions = Bulk actions

## The form and the history

import-purpose = Add and update many end users at once, from a CSV file.
import-users = Import users
import-users-text = Every row is checked first. Nothing is imported until you say so.
import-template = Download a CSV template
import-file = CSV file
import-file-hint = UTF-8, with a header row; comma or semicolon between cells. At most { $megabytes } MB and { $rows } rows.
import-mode = What to do
import-mode-create = Create only
import-mode-update = Update only
import-mode-both = Create and update
import-clears = Empty cells clear what is there
import-clears-hint = Where a cell is empty, an existing user’s value is emptied too. Names, e-mail addresses and phone numbers stay in any case.
import-welcome = Send a welcome email to each new user
import-welcome-on = Each new user with an e-mail address gets one, unless the row says skip_verify_email.
import-welcome-off = The account doesn’t send welcome emails to users who are added by the team (Configuration > End users).
import-welcome-help-center-off = The Help Center isn’t active, so no email goes to end users. The E-mail log will say so for each of them.
import-columns-title = Columns that can be imported
import-columns-text = Users are found by external_id or by e-mail address. Several e-mail addresses, phone numbers or organizations in a cell are separated by |, tags by blanks. Organizations must exist. E-mail addresses and phone numbers are added to those that a user has; everything else replaces what is there.
import-check = Upload and check
import-at-work-title = An import is being worked on
import-at-work-text = One file at a time: the next can follow when it is done.
import-at-work-open = Open it
import-while-assumed = Users can’t be imported while you are { $subject }. Revert first.
import-history = History
import-history-caption = Imports, newest first
import-history-empty-title = Nothing has been imported yet
import-history-empty-text = Each import is listed here with its report.
import-state = Status
import-rows = Rows
import-created = Created
import-updated = Updated
import-faulty = Rows with errors
import-by = Imported by
import-when = Uploaded
import-ended = Ended
import-nameless = File without a name
import-state-checking = Being checked
import-state-checked = Waiting for you
import-state-running = Being imported
import-state-done = Done
import-state-cancelled = Cancelled
import-state-failed = Failed
import-yes = Yes
import-no = No

## One import

import-title = Import of { $file }
import-checking-title = Every row is being checked
import-running-title = Users are being imported
import-progress-text = You can leave this page; the work goes on. It looks again by itself every few seconds.
import-checked-so-far = { $count ->
    [0] No rows checked so far.
    [one] { $count } row checked so far.
   *[other] { $count } rows checked so far.
}
import-done-so-far = { $done } of { $total } rows done.
import-look-again = Look again
import-cancel = Cancel import
import-discard = Discard file
import-decide-title = Checked. Nothing has been imported yet.
import-decide-text = Rows with errors are left out. You can import the others now, or put the file right and upload it again.
import-will-create = Users to create
import-will-update = Users to update
import-run = { $count ->
    [0] Import rows
    [one] Import { $count } row
   *[other] Import { $count } rows
}
import-waits = Without a decision, the file is thrown away after { $days } days.
import-other-at-work = Another import is being worked on. This one can start when it is done.
import-nothing-to-take = No row can be imported.
import-result = Result
import-stopped-title = The import stopped before its end
import-failed-title = This file can’t be imported
import-about = About this import
import-faults = Rows with errors
import-faults-text = Kept for { $days } days. The error file has these rows with the reason in a column of its own, to be put right and imported again.
import-faults-caption = What is wrong, by line of the file
import-error-file = Download error file
import-error-of = { $column }: { $words }
import-line = Line
import-column = Column
import-what = What is wrong
notice-import-at-work = An import is being worked on already. The file was not taken.
notice-import-not-started = The import couldn’t be started: it stands differently by now, or another one is being worked on.
notice-import-cancelled = Cancelled. What had been imported stays; the file is deleted.
notice-import-over = There was nothing left to cancel.
fault-import-no-file = Choose a file that isn’t empty.
fault-import-too-large = The file is larger than { $max } MB. Split it and choose one of the parts.

## What is wrong with a file

import-file-empty = The file is empty. The first row must name the columns.
import-file-no-rows = The file has a header and no rows.
import-file-rows-too-many = The file has more than { $with } rows. Split it.
import-file-not-text = Line { $with } isn’t UTF-8 text. Save the file as “CSV UTF-8” and upload it again.
import-file-columns-too-many = The header has more than { $with } columns or is longer than a row may be.
import-file-column-nameless = Column { $with } has no name.
import-file-column-unknown = “{ $with }” is not a column that can be imported. The template names those that can.
import-file-column-like = “{ $with }” is not a column that can be imported. Is it meant to be “{ $and }”?
import-file-column-twice = The column “{ $with }” is there twice.
import-file-column-missing = The column “{ $with }” is missing.
import-file-key-missing = There is no column to find users by. Add “external_id” or “email”.
import-file-right-lost = Whoever started the import may not import users any more. What had been imported stays.
import-file-expired = Nobody started it within { $with } days, so the file was thrown away.
import-file-erasure = The file was deleted because somebody in it was erased. What had been imported stays; the file can be uploaded again without that row.
import-file-internal = Something failed on our side. What had been imported stays; the file can be uploaded again.

## What is wrong with a row

import-row-too-long = The row is longer than { $with } KB. Is there a quotation mark that isn’t closed?
import-cells-too-many = The row has more cells than the header’s { $with }.
import-name-missing = A new user needs a name.
import-email-shape = “{ $with }” is not an e-mail address.
import-addresses-too-many = Use { $with } at most.
import-contacts-too-many = With what the user has already, these would be more than { $with } contacts.
import-phone-shape = “{ $with }” is not a phone number.
import-organization-unknown = There is no organization “{ $with }”. Add it first.
import-organizations-too-many = Name { $with } organizations at most.
import-organizations-one = In this account a user belongs to one organization.
import-locale-unknown = “{ $with }” is not a language of this account. Use en or fr.
import-time-zone-unknown = “{ $with }” is not a time zone. Write it as Europe/Paris.
import-role-other = Only end users are imported, not “{ $with }”. Leave the cell empty or write end-user.
import-several-people = The row leads to more than one user.
import-team-member = The row leads to a team member. Only end users are updated here.
import-deleted-person = A deleted user has this external ID. Restore or erase that user first.
import-exists = The user exists already.
import-unknown-person = There is no such user to update.
import-duplicate = Line { $with } is about the same user.
import-no-key = The row has neither an external ID nor an e-mail address to find a user by.

## The list of people

people-export = Export CSV
