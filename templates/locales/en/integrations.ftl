# Other programs, and who lets them act; handing the account over with them; what the API says.

nav-apps = Apps and integrations
integrations = Integrations
admin-home-integrations-text = Other programs, and in whose name they act
integrations-purpose = Other programs that work with this account by its API. Each acts in the name of one person, who authorizes it.
integrations-caption = Integrations, by name
integrations-empty-title = No integrations yet
integrations-empty-text = Register the first program, then authorize it: it gets a token with which it calls the API in your name.
integrations-waiting = { $count ->
    [one] One integration waits for you to authorize it again
   *[other] { $count } integrations wait for you to authorize them again
}
integrations-waiting-text = Programs stop when the account is handed over or the owner’s password is reset. Authorizing again makes a new token, which you then give to the program.
integration-register = Register integration
integration-register-text = Registering alone lets the program do nothing. You authorize it afterwards.
integration-name-hint = What your team calls the program. Each integration has its own name.
integration-description = Description
integration-description-hint = What it is for, and who looks after it.
integration-edit = Edit integration
integration-changed-meanwhile = Nothing was saved. Your form below keeps what you entered; save again to overwrite what somebody else has made of the integration meanwhile:
integration-remove = Remove integration
integration-remove-title = Remove { $name }
integration-remove-acts = Its token stops working at once.
integration-remove-idle = The program can’t be authorized any more.
integration-remove-log = The audit log keeps what was done with it.
integration-remove-final = It can be registered again, but not with the same token.
integration-state = State
integration-state-active = Active
integration-state-held = Person suspended
integration-state-needs = Needs authorization
integration-state-revoked = Revoked
integration-state-never = Never authorized
integration-by = Authorized by
integration-since = Since
integration-until = Until
integration-last-used = Last used
integration-token = Token
integration-authorization = Authorization
integration-authorizations = Authorizations
integration-authorizations-caption = Authorizations, newest first
integration-active-text = The program may do in the API whatever { $name } may.
integration-held-text = { $name } is suspended. Until that is lifted the token leads to nobody.
integration-needs-text = It has stopped. The account owner can authorize it again; it then gets a new token.
integration-revoked-text = The program may do nothing until somebody authorizes it again.
integration-never-text = The program may do nothing until somebody authorizes it.
integration-authorize = Authorize
integration-authorize-new = Authorize with a new token
integration-again = Authorize again
integration-revoke = Revoke
integration-history = History
integration-history-caption = What was done to this integration, newest first
integration-what = What
integration-who = Who
integration-when = When

# Authorizing
integration-authorize-title = Authorize { $name }
integration-authorize-text = The program will act in your name. What it does counts as done by you.
integration-may = What the program may do
integration-may-everything = Everything that you may do through the API, in this account.
integration-may-role = No more than your role allows at that moment: if your role changes, so does what the program may do.
integration-may-not-assume = It never assumes another identity. It acts as you and as nobody else.
integration-may-not-sign-in = It can’t sign in, change your password or open these pages.
integration-may-until = Until somebody revokes it, the account is handed over, or you are suspended, deleted, downgraded to end user or given another password by a mailed link.
integration-replaces = It acts in the name of { $name } now
integration-replaces-own = It acts in your name already
integration-replaces-text = That authorization ends with this one: the token that the program has stops working at once.
integration-once-hint = The token is shown once, on the next page.
integration-made-title = { $name } is authorized
integration-made-once = Copy the token now
integration-made-once-text = It is shown only here and can’t be shown again. Whoever has it can do in the API what you may do.
integration-made-label = Token for the program
integration-made-how = The program sends it with every call:
integration-made-done = I have copied it
fault-integration-name = Enter a name.
fault-integration-name-taken = Another integration has this name.
fault-integrations-many = An account has { $max } integrations at most.
notice-integration-registered = The integration is registered. Authorize it, and it gets its token.
notice-integration-saved = The integration is saved.
notice-integration-removed = The integration is removed. Its token no longer works.
notice-integration-revoked = The authorization is revoked. Its token no longer works.
notice-integration-changed = Nothing was done: the authorization is another by now. A token is shown only once.
notice-integration-password = You signed in a while ago. Confirm with your password.
refusal-authorized-above = The account owner authorized this. Only the owner can change that.
refusal-awaits-owner = This has stopped. Only the account owner can authorize it again.

# In the audit log
act-integration-registered = Integration registered
act-integration-changed = Integration changed
act-integration-removed = Integration removed
act-integration-authorized = Integration authorized
act-integration-revoked = Authorization of an integration revoked
act-integration-stopped = Integration stopped until the owner authorizes it again

# Handing the account over
owner-integrations = These integrations stop until the new owner authorizes them again:
owner-integrations-none = No integration acts in your name, so none stops.
handover-not-yet = The new owner isn’t an administrator yet?
handover-not-yet-text = In one step you can make somebody of the team administrator and owner, even if no seat is free.
handover-open = Hand over to somebody else of the team
handover-own = Hand over your own profile
handover-own-profile = On your profile, choose “add contact” and enter the new owner’s address. You get a mail about it.
handover-own-verify = The new owner confirms the address by the link in their mail.
handover-own-primary = Open the menu beside the new address and choose “Make primary contact”.
handover-own-remove = Remove your old address.
handover-own-password = The new owner chooses “Forgot password?” on the sign-in page, sets a password, and puts the name right. That signs you out; integrations wait until they are authorized again.
handover-title = Hand the account over to somebody of the team
handover-text = They become administrator and owner in one step. You keep the administrator’s role if there is a seat for it.
handover-nobody = There is nobody to choose
handover-nobody-text = Everybody else of the team is an administrator, suspended, or there is nobody.
handover-choose = Choose a team member
handover-option = { $name } – { $role }
handover-who-hint = Active agents, light agents and contributors who have confirmed their address.
handover-see = See what changes
handover-after = Afterwards
handover-lowered = No seat is free, so you give up yours: your role is { $role } from then on.
handover-products = You lose your roles in { $products }.
handover-tickets = Open tickets assigned to you go to { $name }.
handover-sure = I hand this account over to { $name }, with the roles shown above
fault-handover-changed = Seats or roles have changed meanwhile. Look at what would happen now, and confirm again.

# Mail
mail-owner-now-integrations = { $count ->
    [one] One integration has stopped with the change and waits for your authorization: see Contacts.
   *[other] { $count } integrations have stopped with the change and wait for your authorization: see Contacts.
}
mail-owner-before-role-lead = The account { $account } now belongs to { $now }. Your role is now: { $role }.
mail-owner-who-link = See who the owner is
letter-new-administrator = New administrator
mail-new-administrator-subject = { $account } has a new administrator
mail-new-administrator-lead = { $by } has made { $name } an administrator of { $account }. Administrators manage people, settings and the team.
mail-new-administrator-link = See the team members
letter-integration-authorized = Integration authorized
mail-integration-authorized-subject = A program may now act in your name at { $account }
mail-integration-authorized-lead = The integration { $integration } has been authorized with your profile at { $account }. It can do in the API what you may do.
mail-integration-authorized-link = See the integrations

# What the API says
token-unknown = This token is not known here. Another may have taken its place, or its integration was removed.
token-new-owner = Needs authorization: the account has a new owner, who can authorize the integration again in the Admin Center.
token-stopped = Needs authorization: the integration was stopped, and the account owner can authorize it again in the Admin Center.
token-revoked = The authorization was revoked.
token-suspended = The person who authorized the integration is suspended.
token-deleted = The person who authorized the integration is deleted.
api-method = This method does not exist here.
api-too-many = Too many wrong tokens came from your network. Try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
