### Cases, and who a contact is.

item-case = Case
