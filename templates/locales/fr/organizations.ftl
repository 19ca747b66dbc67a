# Organizations, tags and the fields of people.

tags = Marqueurs

## What is wrong with a field

fault-tags-many = Indiquez { $max } marqueurs au maximum.
fault-tag-long = « { $tag } » est trop long pour un marqueur. Utilisez { $max } caractères au maximum.
fault-tag-sign = « { $tag } » contient un signe que les marqueurs n’ont pas. Utilisez des lettres, des chiffres, des tirets, des traits de soulignement, des points et des barres obliques.
fault-not-yes-or-no = Écrivez true ou false.
fault-not-a-day = Écrivez un jour du calendrier sous la forme année, mois et jour, comme 2026-11-25.
fault-not-an-option = Choisissez une des options.
fault-organization-name-empty = Indiquez un nom.
fault-organization-name-taken = Une autre organisation porte déjà ce nom.
fault-external-id-of = Une autre organisation a déjà cet ID externe : { $name }
fault-domains-many = Indiquez { $max } domaines au maximum.
fault-domain-shape = « { $domain } » n’est pas un domaine de messagerie. Écrivez ce qui suit le @, comme example.com.
fault-domain-public = N’importe qui peut obtenir une adresse chez { $domain } : ce domaine ne peut pas mener à une organisation.
fault-domain-taken = { $domain } mène déjà à une autre organisation : { $name }. Retirez-le d’abord là-bas.
fault-name-typed = Saisissez le nom tel qu’il est écrit ici : { $name }

## La liste des organisations

organizations-purpose = Les entreprises et les groupes dont vos utilisateurs font partie.
organization-add = Ajouter une organisation
organizations-search = Rechercher des organisations
organizations-found = { $count ->
    [one] { $count } organisation trouvée
   *[other] { $count } organisations trouvées
}
organizations-caption = Organisations, par nom
organizations-empty-title = Pas encore d’organisation
organizations-empty-text = Une organisation rassemble les personnes d’une même entreprise, avec leurs demandes.
organizations-none-title = Aucune organisation ne correspond
organizations-none-text = Aucune organisation ne correspond à tout cela. Retirez un terme, ou essayez le début d’un mot.
organizations-nobody = Vous cherchez les personnes qui ne font partie d’aucune ?
organizations-people-without = Personnes sans organisation
more-than = plus de { $shown }

## Une organisation

organization-since = Depuis le { $day }
organization-edit-button = Modifier
organization-options = Options de l’organisation
organization-people = Personnes
organization-domains = Domaines
organization-external-id = ID externe
organization-requests-sight = Demandes
organization-requests-shared = Chacun ici les voit toutes
organization-requests-own = Chacun voit les siennes
organization-tabs = { $name } : personnes et tickets
organization-people-caption = Personnes de cette organisation, de la plus récente à la plus ancienne
organization-no-people-title = Personne n’en fait encore partie
organization-no-people-text = On en fait partie par son profil, ou automatiquement quand son adresse est dans un de ses domaines.
organization-tickets-caption = Tickets de cette organisation, du plus récent au plus ancien
organization-no-tickets-title = Aucun ticket
organization-no-tickets-text = Ce que ses membres demandent désormais apparaît ici.
organization-tickets-assigned = Seuls les tickets qui vous sont assignés apparaissent ici.

## Le formulaire d’une organisation

organization-new = Ajouter une organisation
organization-edit = Modifier l’organisation : { $name }
organization-domains-hint = Les nouvelles personnes dont l’adresse est dans un de ces domaines en font partie automatiquement. Séparez-les par des espaces. Les personnes déjà présentes s’ajoutent à part.
organization-tags-hint = Séparez-les par des espaces. Ils sont mis sur les nouveaux tickets de cette organisation.
organization-external-id-hint = Ce qui désigne cette organisation dans un autre système.
organization-details-hint = Ce qu’elle est. Visible par l’équipe seulement.
organization-notes-hint = Ce qu’il faut savoir quand on travaille pour elle. Visible par l’équipe seulement.
organization-share = Les personnes de cette organisation voient les demandes des autres
organization-share-hint = Dans le Centre d’aide, elles peuvent toutes les lire et compléter les leurs.
organization-save = Enregistrer
notice-organization-saved = Organisation enregistrée.
notice-organization-saved-domains = Organisation enregistrée. Les nouvelles personnes de ses domaines en font partie automatiquement. Pour ajouter celles qui sont déjà là, utilisez les options de l’organisation.

## Les personnes déjà présentes

organization-add-people = Ajouter des personnes par domaine
organization-add-people-purpose = Les domaines mènent les nouvelles personnes à l’organisation. Ajoutez ici celles qui étaient là avant.
organization-add-count = { $count ->
    [one] { $shown } utilisateur final ne fait pas encore partie de cette organisation et a une adresse dans :
   *[other] { $shown } utilisateurs finaux ne font pas encore partie de cette organisation et ont une adresse dans :
}
organization-add-first-ones = Ce sont les premiers.
organization-add-default = Qui fait partie d’une autre organisation la garde par défaut.
organization-add-n = { $count ->
    [one] Ajouter { $shown } personne
   *[other] Ajouter { $shown } personnes
}
organization-add-nobody-title = Personne à ajouter
organization-add-nobody-text = Tous les utilisateurs finaux qui ont une adresse dans ses domaines en font partie, ou ont une autre organisation et ne peuvent en avoir qu’une.
organization-add-no-domain = Cette organisation n’a pas de domaine.
organization-back = Retour à l’organisation
notice-people-added = Personnes ajoutées à l’organisation.
notice-people-partly-added = Une première partie a été ajoutée. Continuez avec les autres.

## La suppression d’une organisation

organization-delete = Supprimer l’organisation
organization-delete-itself = L’organisation disparaît avec ses domaines, ses marqueurs, ses détails et ses notes. Cette action est irréversible.
organization-delete-people = { $count ->
    [0] Personne n’en fait partie.
    [one] { $shown } personne la quitte. Si c’était son organisation par défaut, une autre des siennes la remplace.
   *[other] { $shown } personnes la quittent. Si c’était leur organisation par défaut, une autre des leurs la remplace.
}
organization-delete-tickets = { $count ->
    [0] Aucun ticket n’en fait partie.
    [one] { $shown } ticket reste, sans organisation.
   *[other] { $shown } tickets restent, sans organisation.
}
organization-delete-type = Nom de l’organisation
organization-delete-type-hint = Pour confirmer, saisissez : { $name }
notice-organization-deleted = Organisation supprimée.

## Une nouvelle demande de quelqu’un qui a plusieurs organisations

new-request-organization = Organisation
new-request-organization-hint = Pour laquelle de vos organisations vous faites la demande.
fault-organization-choice = Choisissez une de vos organisations.

## Centre d’administration > Utilisateurs > Configuration > Marqueurs

nav-configuration = Configuration
tags-purpose = Tous les marqueurs utilisés. Ceux des personnes et des organisations sont mis sur leurs nouveaux tickets ; les utilisateurs finaux ne les voient jamais.
tags-off-title = Les marqueurs sur les utilisateurs et les organisations sont désactivés
tags-off-text = Ceux des personnes et des organisations sont conservés, mais personne ne les voit et les nouveaux tickets n’en reçoivent pas. Les paramètres des utilisateurs finaux permettent de les réactiver.
tags-caption = Marqueurs utilisés, par nom
tags-tag = Marqueur
tags-empty-title = Aucun marqueur n’est utilisé
tags-empty-text = Donnez un marqueur à une personne ou à une organisation, et il apparaît ici.
tags-remove = Retirer
tag-remove = Retirer le marqueur partout
tag-remove-title = Retirer le marqueur : { $tag }
tag-remove-text = Il disparaît de tout ce qui le porte actuellement. Pour le retrouver, il faut l’ajouter à nouveau, un par un.
notice-tag-removed = Marqueur retiré partout.
notice-tag-partly-removed = Une première partie a été retirée. Continuez avec le reste.

## Centre d’administration > Utilisateurs > Configuration > Champs d’utilisateur

user-fields = Champs d’utilisateur
user-fields-purpose = Ce que vous conservez de vos utilisateurs en plus de ce que chacun a. L’équipe les voit sur les profils, dans cet ordre.
user-fields-caption = Champs d’utilisateur, dans l’ordre des profils
user-fields-empty-title = Pas encore de champ
user-fields-empty-text = Ajoutez-en un pour ce que vous voulez savoir des personnes, comme leur forfait ou depuis quand elles sont clientes.
field-add = Ajouter un champ
field-edit = Modifier le champ : { $title }
field-title = Titre
field-title-hint = Ce que l’équipe lit sur les profils.
field-key = Clé
field-key-hint = Le mot du champ dans les recherches et les imports, comme plan_type. Des lettres minuscules sans accent, des chiffres et des traits de soulignement. Elle ne pourra plus être modifiée.
field-kind = Type
field-kind-text = Texte
field-kind-checkbox = Case à cocher
field-kind-date = Date
field-kind-drop-down = Liste déroulante
field-choices = Options d’une liste déroulante
field-choices-hint = Une par ligne, marqueur et titre, comme « or: Forfait or ». Qui a une option que vous retirez garde son marqueur.
field-fixed = La clé et le type restent tels quels, car les personnes, les recherches et les imports en dépendent.
field-options = Options
field-up = Monter
field-down = Descendre
field-active = Actif
field-inactive = Inactif
field-activate = Activer
field-deactivate = Désactiver
field-delete-short = Supprimer
field-delete = Supprimer le champ
field-delete-people = { $count ->
    [0] Ce champ est vide chez tout le monde.
    [one] Ce que { $shown } personne y a est également supprimé. Cette action est irréversible.
   *[other] Ce que { $shown } personnes y ont est également supprimé. Cette action est irréversible.
}
field-delete-instead = Pour seulement masquer le champ, désactivez-le.
notice-field-saved = Champ enregistré.
notice-field-moved = Champ déplacé.
notice-field-activated = Champ activé. Les profils l’affichent à nouveau.
notice-field-deactivated = Champ désactivé. Ce que les personnes y ont est conservé.
notice-field-deleted = Champ supprimé, avec ce que les personnes y avaient.
notice-field-partly-deleted = Une première partie a été supprimée. Continuez avec le reste.
fault-title-empty = Indiquez un titre.
fault-key-shape = Commencez par une lettre minuscule, et n’utilisez que des lettres minuscules sans accent, des chiffres et des traits de soulignement.
fault-key-reserved = Les recherches donnent déjà un sens à { $key }. Choisissez une autre clé.
fault-key-taken = Un autre champ a déjà cette clé.
fault-key-typed = Saisissez la clé telle qu’elle est écrite ici : { $key }
fault-fields-many = Il y a déjà { $max } champs, et pas de place pour d’autres.
fault-kind-choice = Choisissez un type.
fault-options-empty = Indiquez au moins une option.
fault-options-many = Indiquez 100 options au maximum.
fault-option-line = Écrivez chaque option avec son marqueur et son titre, comme « or: Forfait or ». Les marqueurs ont des lettres, des chiffres, des tirets et des traits de soulignement ; les titres ont 100 caractères au maximum.
fault-option-twice = Deux options ont le même marqueur.
