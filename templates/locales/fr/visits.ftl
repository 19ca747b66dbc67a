### Les visites de l’opérateur dans un compte.

role-operator-staff = Équipe d’assistance
role-operator-administrator = Administrateur de l’opérateur
refusal-while-visiting = L’équipe d’assistance ne fait pas cela dans un compte qu’elle visite.
refusal-not-let-in = Le compte n’admet pas l’équipe d’assistance.
who-staff = Réservé à l’équipe d’assistance de ce service.
who-staff-administrators = Réservé aux administrateurs de l’opérateur.
ended-access-ended = Le compte n’admet plus l’équipe d’assistance.
ended-ended-by-account = Un administrateur du compte y a mis fin.
ended-ended-in-console = Il y a été mis fin dans la console de l’opérateur.
ended-console-left = La connexion à la console de l’opérateur est terminée.
ended-account-suspended = Le compte est suspendu.
error-410-visit-title = Cette visite est terminée
error-410-visit = Vous étiez dans { $account } en tant qu’équipe d’assistance. Plus rien ne s’y fait en votre nom.
