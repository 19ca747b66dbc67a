### Les comptes du déploiement, dans la console de l’opérateur.

console-accounts-purpose = Voyez qui vous écrit, et entrez dans un compte lorsque ses administrateurs le permettent.
