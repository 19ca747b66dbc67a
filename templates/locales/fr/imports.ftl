### Importation et exportation de personnes.
