### The operator's console: its frame, its staff, its log.

console = Operator console
console-pages = Operator console pages
console-accounts = Accounts
console-find = Find an account
console-find-hint = Account, subdomain or e-mail address
console-cases = Cases
console-staff = Staff
console-log = Log
console-tab-sight = Overview
console-tab-enter = Enter account
console-tab-verify = Verify a contact
console-tab-activity = Activity
