### Organizations, tags and the fields of people.
