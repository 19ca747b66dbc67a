# Team: plans, seats, roles.

plan-trial = Essai
plan-team = Team
plan-growth = Growth
plan-professional = Professional
plan-enterprise = Enterprise

no-room-seat = Aucune licence n’est libre. Le propriétaire du compte ou un administrateur de facturation peut en ajouter.
no-room-sell-seat = Aucune licence Sell n’est libre. Le propriétaire du compte ou un administrateur de facturation peut en ajouter.
no-room-light-agent = Le forfait ne permet pas d’autre agent light.
no-room-title = Il n’y a plus de place dans le compte

team-seats = { $used } licences utilisées sur { $limit }.
team-seats-free = { $count ->
    [0] Aucune restante.
    [1] { $shown } restante.
   *[other] { $shown } restantes.
}
team-seats-lent = { $count ->
    [one] L’une d’elles est prêtée jusqu’au { $day }.
   *[other] { $count } d’entre elles sont prêtées, la première jusqu’au { $day }.
}
team-seats-sell = Sell : { $used } utilisées sur { $limit }.

# Rôles et accès
roles-and-access = Rôles et accès
roles-short = Rôles
roles-title = Rôles et accès : { $name }
roles-caption = Produits, accès et rôle de { $name }
roles-seat-hint = Les administrateurs et les agents prennent une licence ; les agents light et les contributeurs n’en prennent une que si leur rôle dans un autre produit l’exige. Sans accès à un produit, sa licence redevient libre.
roles-tickets-hint = Qui ne traite plus de tickets vous remet ceux qui sont ouverts.
roles-nothing-open = Vous ne pouvez modifier aucun de ces rôles.
roles-changed-meanwhile = Rien n’a été enregistré. Les rôles affichés ici sont ceux que la personne a maintenant.
open-profile = Ouvrir le profil
product = Produit
product-access = Accès
product-support = Support
product-guide = Guide
product-explore = Explore
product-talk = Talk
product-chat = Chat
product-sell = Sell
product-role-admin = Administrateur
product-role-editor = Éditeur
product-role-team-lead = Chef d’équipe
product-role-manager = Responsable
product-role-agent = Agent
product-role-limited-agent = Agent (limité)
product-role-viewer = Lecteur
product-no-role = Aucun rôle
role-in-support = Rôle dans Support
role-in = Rôle dans { $product }
access-to = Accès à { $product }
role-agent-all = Agent (tous les tickets)
role-agent-assigned = Agent (tickets assignés uniquement)
role-legacy-agent = Ancien agent
role-of-another-plan = Rôle personnalisé (hors de ce forfait)
notice-roles-saved = Les rôles sont enregistrés.

# Ajouter, promouvoir, rétrograder
team-add = Ajouter un membre de l’équipe
team-add-mail = Un e-mail de bienvenue sera envoyé à cette adresse : il invite le membre de l’équipe à la confirmer et à choisir un mot de passe.
team-role-hint = Les administrateurs et les agents prennent une licence ; les agents light et les contributeurs, non.
role-choose = Choisissez un rôle
fault-role-missing = Choisissez un rôle.
fault-no-address-to-work = Ajoutez d’abord une adresse e-mail au profil : les membres de l’équipe se connectent avec la leur.
notice-team-member-added = Membre de l’équipe ajouté. Un e-mail de bienvenue est en route.
promote = Intégrer à l’équipe
promotion-title = Intégrer { $name } à l’équipe
promotion-keeps = La personne garde son profil, ses adresses, son mot de passe et ses demandes.
promotion-signs-out = Elle est déconnectée, puis se reconnecte comme membre de l’équipe.
notice-person-promoted = La personne est maintenant membre de l’équipe.
downgrade = Rétrograder en utilisateur final
downgrade-title = Rétrograder { $name } en utilisateur final
downgrade-text = Un utilisateur final ne voit que les demandes qu’il a faites.
downgrade-lost = Ce qui est perdu
downgrade-role = Le rôle { $role } dans Support
downgrade-products = Les rôles dans { $products }
downgrade-billing = Le droit de modifier l’abonnement
downgrade-groups = L’appartenance aux groupes : { $groups }
downgrade-alias = L’alias { $alias } : le vrai nom le remplace
downgrade-tickets = { $count ->
    [one] Un ticket ouvert, qui vous est assigné
   *[other] { $shown } tickets ouverts, qui vous sont assignés
}
downgrade-signs-out = La personne est déconnectée partout.
downgrade-kept = Les commentaires, les tickets clos et l’historique gardent son nom. Ses propres demandes restent les siennes.
downgrade-yes = Oui, rétrograder cet utilisateur
notice-person-downgraded = La personne est maintenant un utilisateur final.

# La liste
team-search = Rechercher des membres de l’équipe
team-search-hint = Noms, parties de noms et adresses, ou mots-clés :
team-filters = Filtres
team-groups = Groupes
team-seat = Licence
team-any = Indifférent
team-any-time = N’importe quand
team-apply = Appliquer les filtres
team-all = Afficher toute l’équipe
team-export = Exporter en CSV
team-remove-filter = Retirer le filtre
team-filter-any-role = N’importe quel rôle
team-filter-suspended = Suspendu
team-filter-not-suspended = Non suspendu
team-filter-seat = Occupe une licence
team-filter-no-seat = N’occupe pas de licence
team-filter-in-group = Groupe : { $group }
team-filter-rules = Les rôles d’un même produit sont des alternatives ; les produits, les groupes et tout le reste doivent s’appliquer ensemble. L’adresse de la page garde les filtres : mettez-la dans vos favoris pour les conserver.
team-product-role = { $product } : { $role }
team-last-7days = Au cours des 7 derniers jours
team-last-30days = Au cours des 30 derniers jours
team-last-not30days = Pas au cours des 30 derniers jours
team-last-not90days = Pas au cours des 90 derniers jours
team-last-never = Jamais connecté
team-found = { $count ->
    [one] Un membre de l’équipe
   *[other] { $shown } membres de l’équipe
}
team-more-groups = + { $count }
team-none-title = Aucun membre de l’équipe trouvé
team-none-text = Personne dans l’équipe ne correspond à cette recherche et à ces filtres.

# L’onglet Compte
team-tabs = Pages de { $name }
team-account = Compte
team-account-title = Compte : { $name }
team-edit-more = Modifier le profil
team-name-changed = Entre-temps, quelqu’un d’autre a remplacé le nom par « { $name } ». Enregistrez de nouveau pour l’écraser.
