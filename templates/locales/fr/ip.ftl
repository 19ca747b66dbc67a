# Restrictions IP.

ip-on = Activées
ip-purpose = Les membres de l’équipe, et les utilisateurs finaux s’ils n’en sont pas dispensés, n’ont accès que depuis ces adresses : pages, connexion et API. Qui se trouve ailleurs perd l’accès au prochain clic. Quand une identité est adoptée, c’est l’adresse de la personne réellement connectée qui compte.
act-sign-in-elsewhere = Mot de passe correct depuis une adresse non autorisée
ip-enable = Activer les restrictions IP
ip-enable-hint = Les intégrations qui viennent d’autres adresses cessent de fonctionner.
ip-ranges = Plages IP autorisées
ip-ranges-hint = Séparées par des espaces ou des retours à la ligne : adresses (192.0.2.7), réseaux (192.0.2.0/24, 2001:db8::/32) ou * pour des octets (192.0.2.*).
ip-yours = Votre adresse actuelle est { $address }.
ip-bypass = Autoriser les clients à contourner les restrictions IP
ip-bypass-hint = Les utilisateurs finaux se connectent, s’inscrivent et envoient des demandes de partout. Les membres de l’équipe ne les contournent jamais.
fault-ip-range = « { $entry } » n’est ni une adresse ni une plage.
fault-ip-everything = « { $entry } » laisserait entrer tout le monde.
fault-ip-many = Il peut y avoir { $max } plages au plus.
fault-ip-none = Saisissez au moins une plage.
fault-ip-yourself = Votre adresse actuelle, { $address }, n’est pas dans la liste. Vous perdriez l’accès.
fault-ip-unknown = Votre propre adresse n’est pas connue ; vous perdriez l’accès.
act-settings-ip-changed = Modification des restrictions IP
act-settings-ip-switched-off = Désactivation des restrictions IP depuis la ligne de commande

## La page de qui se trouve ailleurs

refusal-elsewhere = Le compte n’est pas ouvert depuis cette adresse IP.
elsewhere-title = Pas depuis ce réseau
elsewhere-text = Ce compte ne s’utilise que depuis certaines adresses IP.
elsewhere-address = Votre adresse est { $address }.
elsewhere-unknown = Votre adresse n’est pas connue.
elsewhere-ask = Connectez-vous depuis un réseau autorisé, ou demandez à un administrateur.
