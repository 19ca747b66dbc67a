### La console de l’opérateur : son cadre, son équipe, son journal.

console = Console de l’opérateur
console-pages = Pages de la console de l’opérateur
console-accounts = Comptes
console-find = Trouver un compte
console-find-hint = Compte, sous-domaine ou adresse e-mail
console-cases = Dossiers
console-staff = Équipe
console-log = Journal
console-tab-sight = Vue d’ensemble
console-tab-enter = Entrer dans le compte
console-tab-verify = Vérifier un contact
console-tab-activity = Activité
