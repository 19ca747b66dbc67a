# Support: tickets, for team members.

## Statuses

status-new = New
status-open = Open
status-pending = Pending
status-hold = On-hold
status-solved = Solved
status-closed = Closed

## Views

view-mine = Your unsolved tickets
view-unsolved = All unsolved tickets
view-new = New tickets
view-pending = Pending tickets
view-solved = Solved tickets

## Tickets

tickets-purpose = What people have asked, and how far it is.
tickets-purpose-assigned = The tickets that are assigned to you.
tickets-views = Views
tickets-caption = { $view }, newest first
tickets-ticket = Ticket
tickets-requester = Requester
tickets-assignee = Assignee
tickets-nobody = Nobody
tickets-status = Status
tickets-updated = Updated
tickets-empty-title = No tickets in this view
tickets-empty-text = Tickets show up here as soon as they fit the view.
tickets-empty-unsolved-title = Everything is solved
tickets-empty-unsolved-text = New requests show up here, and solved tickets that a requester opens again.

## One ticket

ticket-number = #{ $number }
ticket-crumb = Ticket #{ $number }
ticket-conversation = Conversation
ticket-internal-note = Internal note
ticket-assumed = Assumed identity
ticket-written-by = written by { $name }, as { $author }
ticket-kind = Kind of comment
ticket-kind-public = Public reply
ticket-kind-public-hint = The requester sees it.
ticket-kind-note = Internal note
ticket-kind-note-hint = Only team members see it.
ticket-notes-only-title = You can add internal notes
ticket-notes-only = Public replies and the status are for agents and administrators.
ticket-comment = Comment
ticket-note = Internal note
ticket-status = Status
ticket-status-hint = The ticket has this status once you send. A new status needs no comment.
ticket-status-hint-assign = The ticket has this status, and is assigned to you, once you send. A new status needs no comment.
ticket-send = Send
ticket-add-note = Add note
ticket-closed-title = This ticket is closed
ticket-closed-text = Nothing can be added to it or changed any more. The requester can submit a new request.
ticket-kept = What you wrote
ticket-kept-hint = It was not sent. Copy it to keep it.
ticket-details = Ticket details
ticket-details-requester = Requester
ticket-details-status = Status
ticket-details-assignee = Assignee
ticket-details-nobody = Nobody
ticket-details-ticket = Ticket
ticket-details-created = Created
ticket-details-updated = Updated

## What a page says after a save

notice-ticket-updated = Ticket updated.
notice-note-added = Internal note added.

## What is wrong with a field

fault-comment-empty = Write a comment before sending it.
fault-ticket-closed = The ticket was closed in the meantime. Nothing was sent or changed.
ticket-unproved = Not signed in
ticket-unproved-text = Sent without signing in, by somebody who gave this address. It need not have been { $name }.
