### Suspendre, fusionner, supprimer, restaurer et effacer des personnes.
