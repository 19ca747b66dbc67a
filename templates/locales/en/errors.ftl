# Error pages.

error-request-id = Tell your administrator this number if it keeps happening:
error-typed-title = What you had typed
error-typed-hint = It was not saved. Copy it from here.
error-typed-label = Text { $n }

error-400-title = This request can’t be read
error-400-text = Nothing was changed. Go back, reload the page and try again.
error-401-title = You are signed out
error-401-text = Nothing was saved. Sign in, then do it again.
error-403-title = You don’t have access to this
error-403-signed-in-as = You are signed in as { $name } ({ $role }).
error-403-form-title = This form can’t be accepted
error-403-form-text = It is too old, or was sent from another site. Nothing was saved. Open the page again and send the form from there.
error-404-title = There is nothing at this address
error-404-text = It may have been deleted, it may not be yours to see, or the link is missing a piece.
error-405-title = This address can’t be opened like that
error-405-text = Nothing was changed. Go back and use the buttons of the page.
error-409-title = Something changed in the meantime
error-409-text = Nothing was saved. Open the page again to see how it stands now.
error-413-title = That is too much at once
error-413-text = Nothing was saved. Go back, shorten it and send it again.
error-500-title = That didn’t work, and it’s our fault
error-500-text = Nothing was saved. Try again in a moment.
error-503-title = Too much is going on at once
error-503-text = Nothing was saved. Try again in a moment.

## A form that was drawn for somebody else

error-409-identity-title = This form was for another identity
error-409-identity-text = Nothing was saved. This tab is now { $name }; open the page again and send the form from there.

## Refused in an assumed identity

error-while-assumed-title = This can’t be done in an assumed identity
error-while-assumed-text = Nobody does this in somebody else’s name: only { $subject } can do it for { $subject }. As { $root } you can do it for yourself.
error-while-assumed-open = Open as yourself in another tab

## An assumed identity that has ended

error-410-title = You are { $name } again
error-410-was = This tab was signed in as { $subject }. That ended: { $time }.
error-410-lost = This tab was signed in as { $subject }, assumed by { $root }.
error-410-signed-out-title = You are signed out
error-410-bare-title = This assumed identity has ended
error-410-nested-title = This assumption has ended
error-410-back = Back to the profile
error-410-open-as = Open this page as { $name }
ended-reverted = Reverted in the assumed tab.
ended-reverted-by-actor = Reverted in the tab it was started from.
ended-parent-ended = The identity it was started from has ended.
ended-expired = Its time was up.
ended-idle = Nothing was done in it for too long.
ended-signed-out = The person who had assumed it signed out.
ended-session-ended = The session it belonged to has ended.
ended-root-changed = The person who had assumed it was changed: role, status, password or two-factor authentication.
ended-subject-changed = The assumed person was changed: role, status, password or address.
ended-right-lost = The right to assume this person no longer holds.

## Who can

who-administrators = This is for administrators and the account owner.
who-owner = This is for the account owner.
who-billing = This is for the account owner and billing admins.
who-agents = This is for agents, administrators and the account owner.
who-team-members = This is for team members.
who-everybody = This is for everyone whose account is active.
