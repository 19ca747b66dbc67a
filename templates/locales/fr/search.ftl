# La recherche de personnes et d’organisations.

search-purpose = Les personnes et les organisations de ce compte.
search-nothing-title = Aucun résultat
search-nothing-text = Aucune personne ni organisation ne correspond à tout cela. Retirez un terme, ou essayez le début d’un mot.
search-all-people = Toutes les personnes trouvées
search-all-organizations = Toutes les organisations trouvées
search-organizations-more = Plus de { $count } organisations trouvées
search-terms-hint = Des mots, des noms, des adresses, ou des mots-clés comme organization:none. Chaque terme de plus restreint la liste.
search-organizations-hint = Des mots, ou des mots-clés comme tags:vip ou created>30days. Chaque terme de plus restreint la liste.
search-filters = Filtres enregistrés :
search-filter-no-organization = Sans organisation
search-filter-unverified = Non vérifiés
search-filter-suspended = Suspendus
search-filter-recent = Créés ces 7 derniers jours
search-filter-no-email = Sans adresse e-mail
search-filter-no-tags = Sans marqueurs
search-remove-term = Retirer le terme :
search-sort-changed = Trier par date de modification
search-did-you-mean = Vouliez-vous dire ceci ?
search-to-tickets = Aller aux tickets
search-everywhere = Personnes et organisations

## L’aide

search-help = Conseils de recherche
search-help-words = Un mot trouve les mots entiers et les débuts de mots, en majuscules ou minuscules, avec ou sans accents, jamais le milieu d’un mot.
search-help-keywords = Mots-clés :
search-help-rules = Écrivez les opérateurs sans espaces. Des termes différents restreignent la liste ; le même mot-clé répété l’élargit. 64 mots au plus.
search-example-word = Le mot, ou les mots qui commencent ainsi
search-example-phrase = Ces mots, dans cet ordre
search-example-domain = Les adresses d’un domaine
search-example-user = Par identifiant, nom ou adresse e-mail seulement
search-example-and = Les deux doivent correspondre
search-example-or = L’un des deux doit correspondre
search-example-tags = Tous ces marqueurs
search-example-not = Un moins exclut ce qui suit
search-example-star = Une étoile laisse la valeur d’un mot-clé se poursuivre
search-example-none = Rien ; aussi pour email, phone, tags, external_id et vos propres champs
search-example-phone = Un numéro avec son + initial
search-example-relative = Dans les 4 dernières heures ; aussi minutes, days, weeks, months, years
search-example-range = D’un jour jusqu’avant un autre
search-example-order = Dans un autre ordre : created, updated ou name

## Ce qui ne va pas

search-faults = Cette recherche est illisible
search-fault-too-long = La recherche est trop longue. Raccourcissez-la à 2 000 caractères.
search-fault-too-many-words = À partir d’ici, il y a plus de 64 mots. Retirez-en.
search-fault-lone-operator = « { $word } » est isolé. Placez-le entre un mot-clé et une valeur, sans espaces : created>2026-01-01
search-fault-no-value = « { $word } » n’a pas de valeur à rechercher. Écrivez-la juste après, sans espace.
search-fault-unknown-keyword = Il n’y a pas de mot-clé « { $word } ». Mettez le texte entre guillemets pour en rechercher les mots.
search-fault-ticket-keyword = « { $word } » est un mot-clé des tickets. Cette recherche porte sur les personnes et les organisations.
search-fault-user-keyword = Les organisations n’ont pas « { $word } ». C’est un mot-clé des personnes.
search-fault-other-type = Cette recherche porte sur les personnes et les organisations, pas sur « { $word } ».
search-fault-people-only = Cette liste ne contient que des personnes.
search-fault-organizations-only = Cette liste ne contient que des organisations.
search-fault-bad-date = « { $word } » n’est pas une date. Écrivez 2026-11-20, 2026-11-20T12:00:00+01:00, ou une durée avant maintenant comme 4hours ou 30days.
search-fault-bad-value = « { $word } » ne convient pas ici. Ce qui convient : { $hint }
search-fault-bad-operator = « { $word } » compare, et seules les dates se comparent. Écrivez { $hint }
search-fault-star-on-email = Les adresses se recherchent sans étoile. Écrivez-en le début comme un mot, sans « email: ».
