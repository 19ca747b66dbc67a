### Organisations, marqueurs et champs des personnes.
