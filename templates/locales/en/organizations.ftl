# Organizations, tags and the fields of people.

tags = Tags

## What is wrong with a field

fault-tags-many = Use { $max } tags at most.
fault-tag-long = “{ $tag }” is too long for a tag. Use { $max } characters at most.
fault-tag-sign = “{ $tag }” has a sign that tags don’t have. Use letters, digits, hyphens, underscores, dots and slashes.
fault-not-yes-or-no = Write true or false.
fault-not-a-day = Write a day of the calendar as year, month and day, like 2026-11-25.
fault-not-an-option = Choose one of the options.
