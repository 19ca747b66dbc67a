# Organizations, tags and the fields of people.

tags = Marqueurs

## What is wrong with a field

fault-tags-many = Indiquez { $max } marqueurs au maximum.
fault-tag-long = « { $tag } » est trop long pour un marqueur. Utilisez { $max } caractères au maximum.
fault-tag-sign = « { $tag } » contient un signe que les marqueurs n’ont pas. Utilisez des lettres, des chiffres, des tirets, des traits de soulignement, des points et des barres obliques.
fault-not-yes-or-no = Écrivez true ou false.
fault-not-a-day = Écrivez un jour du calendrier sous la forme année, mois et jour, comme 2026-11-25.
fault-not-an-option = Choisissez une des options.
