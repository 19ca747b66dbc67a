# The Help Center: one's own requests.

## Statuses, as the requester sees them

request-status-open = Open
request-status-pending = Awaiting your reply
request-status-solved = Solved

## My requests

requests-caption = Your requests, newest first
requests-subject = Subject
requests-created = Created
requests-updated = Last activity
requests-status = Status
requests-empty-title = No requests yet
requests-empty-text = What you ask shows up here, with the answers and how far they are.

## Submit a request

new-request-subject = Subject
new-request-subject-hint = What it is about, in a few words.
new-request-description = Description
new-request-description-hint = What happened, what you expected, and what you have tried.
new-request-submit = Submit

## One request

request-crumb = Request #{ $number }
request-conversation = Conversation
request-reply = Your reply
request-reply-hint-solved = A reply opens the request again.
request-solve = Mark as solved
request-solve-not-assigned = You can mark it as solved once somebody works on it.
request-solve-already = The request is solved.
request-send = Send reply
request-closed-title = This request is closed
request-closed-text = Nothing can be added to it any more. To go on, submit a new request.
request-closed-new = Submit a new request
request-kept = What you wrote
request-kept-hint = It was not sent. Copy it into a new request.
request-details = Request details
request-details-request = Request
request-details-status = Status
request-details-created = Created
request-details-assignee = Assigned to
request-details-nobody = Nobody yet
request-details-updated = Last activity

## Requests of one’s organizations

requests-lists = Requests
requests-requester = Requester
organization-requests = Organization requests
organization-requests-caption = Requests of your organizations, newest first
organization-requests-empty = What members of your organizations ask shows up here.
request-of-organization = You see this request as a member of its organization. Only { $name } can reply and mark it as solved.

## What a page says after a save

notice-request-submitted = Request submitted. The answer will show up on this page.
notice-request-solved = Request marked as solved. A reply opens it again.
notice-reply-sent = Reply sent.

## What is wrong with a field

fault-subject-empty = Say in a few words what it is about.
fault-description-empty = Say what happened.
fault-reply-empty = Write your reply before sending it.
fault-cannot-solve = A request can be marked as solved once somebody works on it, and only until it is solved. Nothing was sent.
fault-request-closed = The request was closed in the meantime. Nothing was sent.
