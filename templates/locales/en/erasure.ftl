# Erasing deleted people for good, and the receipts of it.

## What will be erased

erase-title = Delete { $name } permanently?
erase-purpose = Erases now what would otherwise be erased on { $day }.
erase-what = What will be erased
erase-caption = What will be erased and what stays
erase-tickets-stay = Tickets stay, so that reports stay as they are. Names and addresses are taken out of the person’s own tickets; from other people’s, addresses that were verified or primary.
erase-confirm = Type { $name } to confirm
erase-final = Nobody can bring this person back afterwards.
erase-submit = Delete permanently
fault-erase-confirm = Type the name exactly: { $name }
erasure-data = Data
erasure-records = Records
erasure-all = All
erasure-what-happens = What happens

## The data, store by store

erasure-store-profile = Profile: name, notes, details, language
erasure-store-contacts = Contacts and one-time links
erasure-store-belongings = Organizations, tags and fields
erasure-store-sessions = Sessions and sign-in history
erasure-store-requests = Texts of tickets
erasure-store-mails = E-mail log
erasure-store-audit = Details of the audit log
erasure-store-imports = Files waiting to be imported
erasure-store-elsewhere = Mentions elsewhere
erasure-outcome-erased = Erased
erasure-outcome-replaced = Replaced
erasure-outcome-blanked = Emptied
erasure-outcome-kept = Kept under an ID
erasure-outcome-stay = Stay

## The report

erasures = Erasure reports
erasures-purpose = One for each person who was deleted permanently. A report names nobody and can be checked at any time.
erasures-caption = Erasure reports, newest first
erasures-empty-title = Nobody has been deleted permanently yet
erasures-empty-text = Deleted people are erased after 30 days, or at once by an administrator. Each erasure leaves a report here.
erasure-title = Erasure report { $number }
erasure-report = Erasure report
erasure-purpose = Keep this as proof that the request was carried out. It names nobody.
erasure-everything = Everything was erased.
erasure-took = It took { $seconds } seconds. A second look found nothing left.
erasure-running = The erasure is under way.
erasure-running-text = The person can’t be found or restored any more. The report is ready when files and texts have been looked through, usually within a minute.
erasure-running-short = Under way
erasure-number = Report
erasure-person = Person
erasure-user = User { $id }
erasure-asked = Asked for
erasure-by = by user { $id }
erasure-by-clock = 30 days after deletion
erasure-done = Carried out
erasure-seal = Check sum
erasure-what = What was erased
erasure-before = Before
erasure-left = Left
erasure-outcome = Outcome
erasure-tickets = Tickets requested
erasure-comments = Comments written
erasure-mails-sent = { $count ->
    [0] No e-mail had left before.
    [one] One e-mail had left before and is out of reach.
   *[other] { $count } e-mails had left before and are out of reach.
}
erasure-check = Whoever runs Stead can check the downloaded report with the command stead erasure verify.
erasure-download = Download report (JSON)
erasure-mark = [removed]
erasure-pseudonym = Deleted user { $code }
decimal-point = .

## Several at once

erase-chosen = Delete chosen users permanently…
erase-several-title = { $count ->
    [one] Delete one user permanently?
   *[other] Delete { $count } users permanently?
}
erase-several-text = Erases now what would otherwise be erased 30 days after each was deleted.
erase-several-confirm = Type { $count } to confirm
erase-several-final = Nobody can bring these people back afterwards.
fault-erase-count = Type the number of people listed: { $count }
notice-erasures-begun = The people you chose are gone. Their reports are ready in a moment.
