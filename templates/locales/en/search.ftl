# Search of people and organizations.

search-purpose = People and organizations of this account.
search-nothing-title = Nothing found
search-nothing-text = Nobody and no organization fits all of this. Take a term out, or try the beginning of a word.
search-all-people = All people found
search-all-organizations = All organizations found
search-organizations-more = More than { $count } organizations found
search-terms-hint = Words, names, addresses, or keywords such as organization:none. Each further term narrows the list.
search-organizations-hint = Words, or keywords such as tags:vip or created>30days. Each further term narrows the list.
search-filters = Saved filters:
search-filter-no-organization = Without organization
search-filter-unverified = Unverified
search-filter-suspended = Suspended
search-filter-recent = Created in the last 7 days
search-filter-no-email = Without e-mail address
search-filter-no-tags = Without tags
search-remove-term = Remove term:
search-sort-changed = Sort by last change
search-did-you-mean = Did you mean this?
search-to-tickets = Go to tickets
search-everywhere = People and organizations

## Help

search-help = Search tips
search-help-words = A word finds whole words and beginnings of words, in upper or lower case and with or without accents, never the middle of a word.
search-help-keywords = Keywords:
search-help-rules = Write operators without blanks. Different terms narrow the list; the same keyword again widens it. At most 64 words.
search-example-word = The word, or words that begin with it
search-example-phrase = These words, in this order
search-example-domain = Addresses of a domain
search-example-user = By id, name or e-mail address alone
search-example-and = Both have to fit
search-example-or = One of them has to fit
search-example-tags = All of these tags
search-example-not = A minus leaves out what follows
search-example-star = A star lets the value of a keyword go on
search-example-none = Nothing there; also for email, phone, tags, external_id and your own fields
search-example-phone = A number with its leading +
search-example-relative = Within the last 4 hours; also minutes, days, weeks, months, years
search-example-range = From one day until before another
search-example-order = In another order: created, updated or name

## What is wrong

search-faults = This search can’t be read
search-fault-too-long = The search is too long. Shorten it to 2,000 characters.
search-fault-too-many-words = From here on there are more than 64 words. Take some out.
search-fault-lone-operator = “{ $word }” stands alone. Write it right between a keyword and a value, without blanks: created>2026-01-01
search-fault-no-value = “{ $word }” has no value to search for. Write one right after it, without a blank.
search-fault-unknown-keyword = There is no keyword “{ $word }”. Put the text in quotes to search for its words.
search-fault-ticket-keyword = “{ $word }” is a keyword of tickets. This search covers people and organizations.
search-fault-user-keyword = Organizations have no “{ $word }”. It is a keyword of people.
search-fault-other-type = This search covers people and organizations, not “{ $word }”.
search-fault-people-only = This list holds people only.
search-fault-organizations-only = This list holds organizations only.
search-fault-bad-date = “{ $word }” is no date. Write 2026-11-20, 2026-11-20T12:00:00+01:00, or a time before now such as 4hours or 30days.
search-fault-bad-value = “{ $word }” doesn’t fit here. What fits: { $hint }
search-fault-bad-operator = “{ $word }” compares, and only dates can be compared. Write { $hint }
search-fault-star-on-email = Addresses are searched without a star. Write the beginning as a word, without “email:”.
