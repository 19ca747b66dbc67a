### Suspending, merging, deleting, restoring and erasing people.
