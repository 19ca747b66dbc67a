# Import et export des utilisateurs, Centre d’administration > Utilisateurs > Actions en masse.

nav-bulk-actions = Actions en masse

## The form and the history

import-purpose = Ajoutez et mettez à jour de nombreux utilisateurs finaux en une fois, à partir d’un fichier CSV.
import-users = Importer des utilisateurs
import-users-text = Chaque ligne est d’abord vérifiée. Rien n’est importé avant que vous ne le demandiez.
import-template = Télécharger un modèle CSV
import-file = Fichier CSV
import-file-hint = UTF-8, avec une ligne d’en-tête ; virgule ou point-virgule entre les cellules. { $megabytes } Mo et { $rows } lignes au plus.
import-mode = Que faire
import-mode-create = Créer uniquement
import-mode-update = Mettre à jour uniquement
import-mode-both = Créer et mettre à jour
import-clears = Les cellules vides effacent ce qui existe
import-clears-hint = Quand une cellule est vide, la valeur de l’utilisateur existant est vidée aussi. Les noms, les adresses e-mail et les numéros de téléphone restent dans tous les cas.
import-welcome = Envoyer un e-mail de bienvenue à chaque nouvel utilisateur
import-welcome-on = Chaque nouvel utilisateur ayant une adresse e-mail en reçoit un, sauf si la ligne indique skip_verify_email.
import-welcome-off = Le compte n’envoie pas d’e-mail de bienvenue aux utilisateurs ajoutés par l’équipe (Configuration > Utilisateurs finaux).
import-welcome-help-center-off = Le Centre d’aide n’est pas actif : aucun e-mail n’est envoyé aux utilisateurs finaux. Le journal des e-mails l’indiquera pour chacun.
import-columns-title = Colonnes qui peuvent être importées
import-columns-text = Les utilisateurs sont retrouvés par external_id ou par adresse e-mail. Plusieurs adresses e-mail, numéros de téléphone ou organisations dans une cellule sont séparés par |, les marqueurs par des espaces. Les organisations doivent exister. Les adresses e-mail et les numéros de téléphone s’ajoutent à ceux de l’utilisateur ; tout le reste remplace ce qui existe.
import-check = Charger et vérifier
import-at-work-title = Un import est en cours
import-at-work-text = Un fichier à la fois : le suivant pourra venir quand il sera terminé.
import-at-work-open = L’ouvrir
import-while-assumed = L’import est impossible sous cette identité : { $subject }. Rétablissez d’abord la vôtre.
import-history = Historique
import-history-caption = Imports, les plus récents d’abord
import-history-empty-title = Rien n’a encore été importé
import-history-empty-text = Chaque import figure ici avec son rapport.
import-state = État
import-rows = Lignes
import-created = Créés
import-updated = Mis à jour
import-faulty = Lignes avec des erreurs
import-by = Importé par
import-when = Chargé
import-ended = Terminé
import-nameless = Fichier sans nom
import-state-checking = En cours de vérification
import-state-checked = En attente de votre décision
import-state-running = En cours d’import
import-state-done = Terminé
import-state-cancelled = Annulé
import-state-failed = Échec
import-yes = Oui
import-no = Non

## One import

import-title = Import : { $file }
import-checking-title = Chaque ligne est en cours de vérification
import-running-title = Les utilisateurs sont en cours d’import
import-progress-text = Vous pouvez quitter cette page ; le travail continue. Elle s’actualise toutes les quelques secondes.
import-checked-so-far = { $count ->
    [0] Aucune ligne vérifiée pour l’instant.
    [one] { $count } ligne vérifiée pour l’instant.
   *[other] { $count } lignes vérifiées pour l’instant.
}
import-done-so-far = { $done } lignes traitées sur { $total }.
import-look-again = Actualiser
import-cancel = Annuler l’import
import-discard = Supprimer le fichier
import-decide-title = Vérifié. Rien n’a encore été importé.
import-decide-text = Les lignes avec des erreurs sont laissées de côté. Vous pouvez importer les autres maintenant, ou corriger le fichier et le charger à nouveau.
import-will-create = Utilisateurs à créer
import-will-update = Utilisateurs à mettre à jour
import-run = { $count ->
    [0] Importer les lignes
    [one] Importer { $count } ligne
   *[other] Importer { $count } lignes
}
import-waits = Sans décision, le fichier est supprimé après { $days } jours.
import-other-at-work = Un autre import est en cours. Celui-ci pourra commencer quand il sera terminé.
import-nothing-to-take = Aucune ligne ne peut être importée.
import-result = Résultat
import-stopped-title = L’import s’est arrêté avant la fin
import-failed-title = Ce fichier ne peut pas être importé
import-about = À propos de cet import
import-faults = Lignes avec des erreurs
import-faults-text = Conservées { $days } jours. Le fichier d’erreurs contient ces lignes avec la raison dans une colonne à part, pour les corriger et les importer à nouveau.
import-faults-caption = Ce qui ne va pas, par ligne du fichier
import-error-file = Télécharger le fichier d’erreurs
import-error-of = { $column } : { $words }
import-line = Ligne
import-column = Colonne
import-what = Ce qui ne va pas
notice-import-at-work = Un import est déjà en cours. Le fichier n’a pas été pris.
notice-import-not-started = L’import n’a pas pu commencer : son état a changé, ou un autre import est en cours.
notice-import-cancelled = Annulé. Ce qui a été importé reste ; le fichier est supprimé.
notice-import-over = Il n’y avait plus rien à annuler.
fault-import-no-file = Choisissez un fichier qui n’est pas vide.
fault-import-too-large = Le fichier dépasse { $max } Mo. Divisez-le et choisissez l’une des parties.

## What is wrong with a file

import-file-empty = Le fichier est vide. La première ligne doit nommer les colonnes.
import-file-no-rows = Le fichier a un en-tête et aucune ligne.
import-file-rows-too-many = Le fichier a plus de { $with } lignes. Divisez-le.
import-file-not-text = La ligne { $with } n’est pas du texte UTF-8. Enregistrez le fichier au format « CSV UTF-8 » et chargez-le à nouveau.
import-file-columns-too-many = L’en-tête a plus de { $with } colonnes ou dépasse la longueur permise pour une ligne.
import-file-column-nameless = La colonne { $with } n’a pas de nom.
import-file-column-unknown = « { $with } » n’est pas une colonne qui peut être importée. Le modèle nomme celles qui le peuvent.
import-file-column-like = « { $with } » n’est pas une colonne qui peut être importée. Faut-il lire « { $and } » ?
import-file-column-twice = La colonne « { $with } » figure deux fois.
import-file-column-missing = La colonne « { $with } » manque.
import-file-key-missing = Aucune colonne ne permet de retrouver les utilisateurs. Ajoutez « external_id » ou « email ».
import-file-right-lost = La personne qui a lancé l’import ne peut plus importer d’utilisateurs. Ce qui a été importé reste.
import-file-expired = Personne ne l’a lancé en { $with } jours : le fichier a été supprimé.
import-file-erasure = Le fichier a été supprimé, car une personne qui y figurait a été effacée. Ce qui a été importé reste ; le fichier peut être chargé à nouveau sans cette ligne.
import-file-internal = Une erreur s’est produite de notre côté. Ce qui a été importé reste ; le fichier peut être chargé à nouveau.

## What is wrong with a row

import-row-too-long = La ligne dépasse { $with } Ko. Un guillemet n’est-il pas fermé ?
import-cells-too-many = La ligne a plus de cellules que les { $with } de l’en-tête.
import-name-missing = Un nouvel utilisateur a besoin d’un nom.
import-email-shape = « { $with } » n’est pas une adresse e-mail.
import-addresses-too-many = Utilisez-en { $with } au plus.
import-contacts-too-many = Avec ceux qu’il a déjà, l’utilisateur aurait plus de { $with } contacts.
import-phone-shape = « { $with } » n’est pas un numéro de téléphone.
import-organization-unknown = Il n’existe pas d’organisation « { $with } ». Ajoutez-la d’abord.
import-organizations-too-many = Nommez { $with } organisations au plus.
import-organizations-one = Dans ce compte, un utilisateur appartient à une seule organisation.
import-locale-unknown = « { $with } » n’est pas une langue de ce compte. Utilisez en ou fr.
import-time-zone-unknown = « { $with } » n’est pas un fuseau horaire. Écrivez-le comme Europe/Paris.
import-role-other = Seuls des utilisateurs finaux sont importés, pas « { $with } ». Laissez la cellule vide ou écrivez end-user.
import-several-people = La ligne mène à plusieurs utilisateurs.
import-team-member = La ligne mène à un membre de l’équipe. Seuls les utilisateurs finaux sont mis à jour ici.
import-deleted-person = Un utilisateur supprimé a cet ID externe. Restaurez-le ou supprimez-le définitivement d’abord.
import-exists = L’utilisateur existe déjà.
import-unknown-person = Il n’existe pas d’utilisateur à mettre à jour.
import-duplicate = La ligne { $with } concerne le même utilisateur.
import-no-key = La ligne n’a ni ID externe ni adresse e-mail pour retrouver un utilisateur.

## The list of people

people-export = Exporter en CSV
