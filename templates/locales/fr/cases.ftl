### Les dossiers, et qui est un contact.

item-case = Dossier
