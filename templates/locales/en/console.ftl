### The operator's console: its frame, its staff, its log.

console = Operator console
console-pages = Operator console pages
console-accounts = Accounts
console-find = Find an account
console-find-hint = Account, subdomain or e-mail address
