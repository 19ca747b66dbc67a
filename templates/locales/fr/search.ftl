### Recherche de personnes et d’organisations.
