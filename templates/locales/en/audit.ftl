# Admin Center > Account > Logs > Audit log.

nav-audit-log = Audit log
audit-purpose = Everything that was done, who did it and as whom. Entries can’t be changed or removed.
audit-export = Export CSV
audit-filter-label = Filter the audit log
audit-from = From
audit-to = To
audit-actor = Actor
audit-actor-hint = Name or email address
audit-activity = Activity
audit-kind = Item type
audit-any = Any
audit-apply = Apply filters
audit-assumed-only = Only what was done in an assumed identity
audit-all = All entries
audit-caption = Audit log, newest first
audit-time = Time
audit-about = Item
audit-kind-of-act = Activity type
audit-address = IP address
audit-none-title = No entries
audit-none-text = Nothing in the log is as you asked. Take a filter out, or choose other days.
audit-of-person = By, as or about { $name }
audit-of-root = Really signed in: { $name }
audit-of-effective = In the name of { $name }
audit-of-item = Item: { $item }
audit-of-frame = Assumption #{ $number }
audit-item = { $kind }: { $name }
audit-person-lines = Audit log of this person
audit-frame-lines = Everything done in it
audit-item-lines = Everything about it
audit-value = Value
audit-cause = Cause
audit-through = As
audit-frame = Assumption
audit-channel = Channel
channel-web = Browser
channel-api = API
channel-command = Command line of the server
channel-console = Operator console
channel-system = Stead itself
audit-line = Line
audit-hash = Hash
audit-values = Before and after
audit-what = What
audit-before = Before
audit-after = After
audit-no-values-title = No values
audit-no-values-text = The entry says all there is to say of it.
audit-erased-title = Erased
audit-erased-text = The details of this entry were erased with a person. The entry itself still verifies.
fault-day = Enter a day, such as 2026-11-20.
fault-days-turned = The last day is before the first.

## Kinds of acts

activity-created = Created
activity-updated = Updated
activity-deleted = Deleted
activity-exported = Exported
activity-signed-in = Signed in or out
activity-assumption = Assumption or account access

## Kinds of items

item-account = Account
item-user = Person
item-organization = Organization
item-ticket = Ticket
item-session = Session
item-frame = Assumption
item-role = Role
item-group = Group
item-user-field = User field
item-import = Import
item-integration = Integration
item-device = Device
item-invoice = Invoice

act-audit-log-exported = Audit log exported
