# Account > Security.

nav-security = Security
nav-overview = Overview
nav-advanced = Advanced
advanced-title = Advanced security
tab-authentication = Authentication
tab-passwords = Passwords
tab-ip = IP restrictions
tab-assuming = Assuming identities
tab-access = Account assumption
who-switches-access = This is for administrators of Support, Chat or Sell and the account owner.
