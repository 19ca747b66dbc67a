### End-user settings, sign-up, verifying an address, adding people.

## Admin Center > People > Configuration > End users

nav-configuration = Configuration
nav-end-users = End users
end-users-purpose = What customers may do by themselves, and which mail they get.
save-tab = Save tab
notice-settings-saved = Settings saved.
help-center-active = Active
help-center-inactive = Not active
set-help-center = Help Center is active
set-help-center-hint = Switching it off concerns customers only; team members go on as ever.
help-center-off-follows-sign-in = While it is not active, customers can’t sign in or sign up, and whoever is signed in is signed out. The links in their mails say so, and work again once it is active.
help-center-off-follows-mail = They get no mail at all: no welcome, no verification, no reset, no word about their requests. The E-mail log lists what was held back. Mail to team members goes out all the same.
help-center-off-follows-assume = Nobody can assume the identity of a customer or verify an address by hand.
set-who = Who may write
set-anybody = Anybody can submit tickets
set-anybody-hint = Off: only people whom the team has added and whose address is verified may, and nobody can sign up.
set-register = Ask users to register
set-register-hint = On: people sign up or sign in before they submit a ticket.
set-message = User registration message
set-message-hint = The text of the sign-up page. Empty: the product’s own.
set-allowlist = Allowlist
set-allowlist-hint = Addresses and domains that may always write, separated by blanks. A domain stands for its subdomains too. It wins over the blocklist.
set-blocklist = Blocklist
set-blocklist-hint = Addresses and domains that may neither write nor sign up. An asterisk (*) blocks everybody who is not on the allowlist.
set-mail = Account emails
set-list = Include a list of active Help Centers in account emails
set-welcome = User welcome email text
set-text-hint = It comes before the link. Empty: the product’s own.
set-welcome-too = Also send a welcome email when a new user is created by an agent or administrator
set-welcome-too-hint = The form that adds a user says beforehand whether a mail will go.
set-verification = Email verification email text
set-own = What users may do
set-profile = Allow users to view and edit their profile data
set-password-own = Allow users to change their password
set-password-own-hint = A forgotten password can be replaced by a mailed link in either case.
set-phones = Validate user phone numbers
set-phones-hint = Only numbers with + and the country code are taken.
set-tags = Tags on users and organizations
set-tags-hint = They are put on the new tickets of these users.
set-organizations = Allow users to belong to multiple organizations
set-delete = Deleting end users
set-delete-who = Who may delete end users
set-delete-agents = Agents with access to all tickets, and administrators
set-delete-administrators = Administrators only
fault-list-entry = “{ $entry }” is neither an address nor a domain. Separate entries by blanks, such as name@example.com example.org.

## Adding a user

add-user = Add user
add-user-purpose = Somebody who writes to you: a customer with a name and an address.
add-user-organization-hint = The name of one of your organizations. Without it, the domain of the address may decide.
add-user-role-hint = An administrator can make a team member of somebody later, on the page Team members.
add-user-mail = A welcome mail will be sent to this address: it asks the user to confirm it and to choose a password.
add-user-mail-off = No mail will be sent: the Help Center isn’t active. The user can be invited from their profile once it is.
add-user-mail-welcome-off = No mail will be sent: this account sends no welcome mail to users whom the team adds. It can be sent from their profile.
add-user-open-other = Open the profile of whoever has this address
notice-user-added = User added. A welcome mail is on its way.
notice-user-added-no-mail = User added. No mail was sent: the Help Center isn’t active.
notice-user-added-welcome-off = User added. No mail was sent: this account sends no welcome mail to users whom the team adds.
fault-name-empty = Enter a name.
fault-email-taken = This email is already taken. Try another email.
fault-organization-unknown = No organization has this name. Choose one of the list, or leave it empty.
fault-email-taken = This email is already taken. Try another email.

## Signing up

sign-up = Sign up
sign-up-text = Fill out this form. We’ll send you a welcome mail, so that you can confirm your address and sign in.
sign-up-closed-title = Signing up is not open
sign-up-closed-text = This account takes requests from people whom its support team has added. If you are one of them, ask for a password with your address.
your-name = Your name
notice-signed-up = A mail is on its way to the address you entered. Open its link to go on.
fault-email-blocked = This account takes no requests from this address. Try another one.

## Submitting a request without signing in

stranger-submit = Submit a request
stranger-sign-in-text = Do you have a password here? Then sign in first, to follow your request.
stranger-email-hint = The answer goes there.
stranger-register-title = Sign in or sign up first
stranger-register-text = This account asks everybody to register before writing. It takes a name, an address and a password.
stranger-closed-title = Only registered people may write
stranger-closed-text = This account takes requests from people whom its support team has added. Sign in to submit one.
notice-request-of-stranger = Request submitted. The answer goes to the address you entered.
refusal-unverified = This account takes requests only from people who have confirmed their e-mail address. Open the link in the mail that asked you to.
help-center-off-team = Only team members see this page. Customers are told that the Help Center isn’t active.
