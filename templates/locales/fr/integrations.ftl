# Les autres programmes, et qui les laisse agir, la cession du compte, ce que dit l’API.

nav-apps = Applications et intégrations
integrations = Intégrations
admin-home-integrations-text = Les autres programmes, et au nom de qui ils agissent
integrations-purpose = D’autres programmes qui travaillent avec ce compte par son API. Chacun agit au nom d’une personne, qui l’autorise.
integrations-caption = Intégrations, par nom
integrations-empty-title = Aucune intégration pour l’instant
integrations-empty-text = Enregistrez un premier programme, puis autorisez-le : il reçoit un jeton avec lequel il appelle l’API en votre nom.
integrations-waiting = { $count ->
    [one] Une intégration attend que vous l’autorisiez de nouveau
   *[other] { $count } intégrations attendent que vous les autorisiez de nouveau
}
integrations-waiting-text = Les programmes s’arrêtent quand le compte est cédé ou que le mot de passe du propriétaire est réinitialisé. Une nouvelle autorisation crée un nouveau jeton, que vous donnez ensuite au programme.
integration-register = Enregistrer une intégration
integration-register-text = L’enregistrement seul ne permet rien au programme. Vous l’autorisez ensuite.
integration-name-hint = Le nom que votre équipe donne au programme. Chaque intégration a le sien.
integration-description = Description
integration-description-hint = À quoi elle sert, et qui s’en occupe.
integration-edit = Modifier l’intégration
integration-changed-meanwhile = Rien n’a été enregistré. Le formulaire ci-dessous garde votre saisie ; enregistrez de nouveau pour écraser ce que quelqu’un d’autre a fait de l’intégration entre-temps :
integration-remove = Supprimer l’intégration
integration-remove-title = Supprimer { $name }
integration-remove-acts = Son jeton cesse aussitôt de fonctionner.
integration-remove-idle = Le programme ne peut plus être autorisé.
integration-remove-log = Le journal d’audit garde ce qui a été fait avec elle.
integration-remove-final = Elle peut être enregistrée de nouveau, mais pas avec le même jeton.
integration-state = État
integration-state-active = Active
integration-state-held = Personne suspendue
integration-state-needs = Autorisation requise
integration-state-revoked = Révoquée
integration-state-never = Jamais autorisée
integration-by = Autorisée par
integration-since = Depuis
integration-until = Jusqu’au
integration-last-used = Dernière utilisation
integration-token = Jeton
integration-authorization = Autorisation
integration-authorizations = Autorisations
integration-authorizations-caption = Autorisations, les plus récentes d’abord
integration-active-text = Le programme peut faire par l’API tout ce que peut { $name }.
integration-held-text = { $name } : profil suspendu. Tant qu’il l’est, le jeton ne mène à personne.
integration-needs-text = Elle est arrêtée. Le propriétaire du compte peut l’autoriser de nouveau ; elle reçoit alors un nouveau jeton.
integration-revoked-text = Le programme ne peut rien faire tant que personne ne l’autorise de nouveau.
integration-never-text = Le programme ne peut rien faire tant que personne ne l’autorise.
integration-authorize = Autoriser
integration-authorize-new = Autoriser avec un nouveau jeton
integration-again = Autoriser de nouveau
integration-revoke = Révoquer
integration-history = Historique
integration-history-caption = Ce qui a été fait sur cette intégration, du plus récent au plus ancien
integration-what = Quoi
integration-who = Qui
integration-when = Quand

# Autoriser
integration-authorize-title = Autoriser { $name }
integration-authorize-text = Le programme agira en votre nom. Ce qu’il fait compte comme fait par vous.
integration-may = Ce que le programme peut faire
integration-may-everything = Tout ce que vous pouvez faire par l’API, dans ce compte.
integration-may-role = Pas plus que ce que permet votre rôle à ce moment-là : si votre rôle change, ce que peut le programme change aussi.
integration-may-not-assume = Il n’adopte jamais une autre identité. Il agit comme vous et comme personne d’autre.
integration-may-not-sign-in = Il ne peut ni se connecter, ni changer votre mot de passe, ni ouvrir ces pages.
integration-may-until = Jusqu’à ce que quelqu’un le révoque, que le compte soit cédé, ou que vous soyez suspendu, supprimé, rétrogradé en utilisateur final, ou que votre mot de passe soit réinitialisé par un lien reçu par e-mail.
integration-replaces = Elle agit actuellement au nom de { $name }
integration-replaces-own = Elle agit déjà en votre nom
integration-replaces-text = Cette autorisation prend fin avec la nouvelle : le jeton que possède le programme cesse aussitôt de fonctionner.
integration-once-hint = Le jeton s’affiche une seule fois, à la page suivante.
integration-made-title = { $name } : intégration autorisée
integration-made-once = Copiez le jeton maintenant
integration-made-once-text = Il ne s’affiche qu’ici, et plus jamais ensuite. Qui le possède peut faire par l’API ce que vous pouvez faire.
integration-made-label = Jeton pour le programme
integration-made-how = Le programme l’envoie à chaque appel :
integration-made-done = Je l’ai copié
fault-integration-name = Saisissez un nom.
fault-integration-name-taken = Une autre intégration porte ce nom.
fault-integrations-many = Un compte a { $max } intégrations au plus.
notice-integration-registered = L’intégration est enregistrée. Autorisez-la pour qu’elle reçoive son jeton.
notice-integration-saved = L’intégration est enregistrée.
notice-integration-removed = L’intégration est supprimée. Son jeton ne fonctionne plus.
notice-integration-revoked = L’autorisation est révoquée. Son jeton ne fonctionne plus.
notice-integration-changed = Rien n’a été fait : l’autorisation n’est plus la même. Un jeton ne s’affiche qu’une fois.
notice-integration-password = Votre connexion date un peu. Confirmez avec votre mot de passe.
refusal-authorized-above = Le propriétaire du compte a autorisé cette intégration. Lui seul peut y revenir.
refusal-awaits-owner = Cette intégration est arrêtée. Seul le propriétaire du compte peut l’autoriser de nouveau.

# Dans le journal d’audit
act-integration-registered = Intégration enregistrée
act-integration-changed = Intégration modifiée
act-integration-removed = Intégration supprimée
act-integration-authorized = Intégration autorisée
act-integration-revoked = Autorisation d’une intégration révoquée
act-integration-stopped = Intégration arrêtée jusqu’à ce que le propriétaire l’autorise de nouveau

# Céder le compte
owner-integrations = Ces intégrations s’arrêtent jusqu’à ce que le nouveau propriétaire les autorise de nouveau :
owner-integrations-none = Aucune intégration n’agit en votre nom : aucune ne s’arrête.
handover-not-yet = Le nouveau propriétaire n’est pas encore administrateur ?
handover-not-yet-text = En une seule étape, vous pouvez faire d’un membre de l’équipe l’administrateur et le propriétaire, même si aucune licence n’est libre.
handover-open = Céder à un autre membre de l’équipe
handover-own = Céder votre propre profil
handover-own-profile = Sur votre profil, choisissez « ajouter un contact » et saisissez l’adresse du nouveau propriétaire. Vous en êtes prévenu par e-mail.
handover-own-verify = Le nouveau propriétaire confirme l’adresse par le lien reçu dans son e-mail.
handover-own-primary = Ouvrez le menu à côté de la nouvelle adresse et choisissez « Définir comme contact principal ».
handover-own-remove = Supprimez votre ancienne adresse.
handover-own-password = Le nouveau propriétaire choisit « Mot de passe oublié ? » sur la page de connexion, définit un mot de passe et corrige le nom. Vous êtes alors déconnecté ; les intégrations attendent d’être autorisées de nouveau.
handover-title = Céder le compte à un membre de l’équipe
handover-text = Cette personne devient administrateur et propriétaire en une seule étape. Vous restez administrateur s’il y a une licence pour cela.
handover-nobody = Il n’y a personne à choisir
handover-nobody-text = Tous les autres membres de l’équipe sont administrateurs ou suspendus, ou il n’y en a pas d’autre.
handover-choose = Choisir un membre de l’équipe
handover-option = { $name } – { $role }
handover-who-hint = Les agents, agents light et contributeurs actifs qui ont confirmé leur adresse.
handover-see = Voir ce qui change
handover-after = Ensuite
handover-lowered = Aucune licence n’est libre : vous cédez la vôtre, et votre rôle devient : { $role }.
handover-products = Vous perdez vos rôles dans { $products }.
handover-tickets = Les tickets ouverts qui vous sont assignés passent à { $name }.
handover-sure = Je cède ce compte à { $name }, avec les rôles indiqués ci-dessus
fault-handover-changed = Les licences ou les rôles ont changé entre-temps. Voyez ce qui se passerait maintenant, puis confirmez de nouveau.

# Mail
mail-owner-now-integrations = { $count ->
    [one] Une intégration s’est arrêtée avec ce changement et attend votre autorisation : voyez les contacts.
   *[other] { $count } intégrations se sont arrêtées avec ce changement et attendent votre autorisation : voyez les contacts.
}
mail-owner-before-role-lead = Le compte { $account } appartient maintenant à { $now }. Votre rôle est désormais : { $role }.
mail-owner-who-link = Voir qui est le propriétaire
letter-new-administrator = Nouvel administrateur
mail-new-administrator-subject = { $account } a un nouvel administrateur
mail-new-administrator-lead = { $name } a été nommé administrateur de { $account } par { $by }. Les administrateurs gèrent les utilisateurs, les réglages et l’équipe.
mail-new-administrator-link = Voir les membres de l’équipe
letter-integration-authorized = Intégration autorisée
mail-integration-authorized-subject = Un programme peut maintenant agir en votre nom chez { $account }
mail-integration-authorized-lead = L’intégration { $integration } a été autorisée avec votre profil chez { $account }. Elle peut faire par l’API ce que vous pouvez faire.
mail-integration-authorized-link = Voir les intégrations

# Ce que dit l’API
token-unknown = Ce jeton n’est pas connu ici. Un autre l’a peut-être remplacé, ou son intégration a été supprimée.
token-new-owner = Autorisation requise : le compte a un nouveau propriétaire, qui peut autoriser de nouveau l’intégration dans le Centre d’administration.
token-stopped = Autorisation requise : l’intégration a été arrêtée, et le propriétaire du compte peut l’autoriser de nouveau dans le Centre d’administration.
token-revoked = L’autorisation a été révoquée.
token-suspended = La personne qui a autorisé l’intégration est suspendue.
token-deleted = La personne qui a autorisé l’intégration est supprimée.
api-method = Cette méthode n’existe pas ici.
api-too-many = Trop de jetons faux sont venus de votre réseau. Réessayez dans { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
