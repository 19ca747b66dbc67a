# Compte > Sécurité.

nav-security = Sécurité
nav-overview = Vue d’ensemble
nav-advanced = Avancé
advanced-title = Sécurité avancée
tab-authentication = Authentification
tab-passwords = Mots de passe
tab-ip = Restrictions IP
tab-assuming = Adoption d’identité
tab-access = Adoption du compte
who-switches-access = Réservé aux administrateurs de Support, Chat ou Sell et au propriétaire du compte.
