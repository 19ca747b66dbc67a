# Organizations, tags and the fields of people.

tags = Tags

## What is wrong with a field

fault-tags-many = Use { $max } tags at most.
fault-tag-long = “{ $tag }” is too long for a tag. Use { $max } characters at most.
fault-tag-sign = “{ $tag }” has a sign that tags don’t have. Use letters, digits, hyphens, underscores, dots and slashes.
fault-not-yes-or-no = Write true or false.
fault-not-a-day = Write a day of the calendar as year, month and day, like 2026-11-25.
fault-not-an-option = Choose one of the options.
fault-organization-name-empty = Enter a name.
fault-organization-name-taken = Another organization has this name already.
fault-external-id-of = { $name } has this external ID already.
fault-domains-many = Use { $max } domains at most.
fault-domain-shape = “{ $domain }” isn’t a mail domain. Write what stands after the @, like example.com.
fault-domain-public = Anybody can get an address at { $domain }, so it can’t lead to an organization.
fault-domain-taken = { $domain } leads to { $name } already. Take it out there first.
fault-name-typed = Type the name as it is written here: { $name }

## The list of organizations

organizations-purpose = The companies and groups that your people belong to.
organization-add = Add organization
organizations-search = Search organizations
organizations-found = { $count ->
    [one] { $count } organization found
   *[other] { $count } organizations found
}
organizations-caption = Organizations, by name
organizations-empty-title = No organizations yet
organizations-empty-text = An organization brings the people of one company together, with their requests.
organizations-none-title = No organization matches
organizations-none-text = No organization fits all of this. Take a term out, or try the beginning of a word.
organizations-nobody = Looking for people who belong to none?
organizations-people-without = People without an organization
more-than = more than { $shown }

## One organization

organization-since = Since { $day }
organization-edit-button = Edit
organization-options = Organization options
organization-people = People
organization-domains = Domains
organization-external-id = External ID
organization-requests-sight = Requests
organization-requests-shared = Everybody here sees them all
organization-requests-own = Everybody sees their own
organization-tabs = { $name }: people and tickets
organization-people-caption = People of this organization, newest first
organization-no-people-title = Nobody belongs to it yet
organization-no-people-text = People join by their profile, or by themselves when their address is at one of its domains.
organization-tickets-caption = Tickets of this organization, newest first
organization-no-tickets-title = No tickets
organization-no-tickets-text = What its people ask from now on is listed here.
organization-tickets-assigned = Only tickets that are assigned to you are listed here.

## The form of an organization

organization-new = Add organization
organization-edit = Edit { $name }
organization-domains-hint = New people with an address at one of these join by themselves. Separate several with blanks. Whoever is here already is added separately.
organization-tags-hint = Separate several with blanks. They go on new tickets of this organization.
organization-external-id-hint = What this organization is called in another system.
organization-details-hint = What it is. For the team only.
organization-notes-hint = What to know when working for it. For the team only.
organization-share = People of this organization see each other’s requests
organization-share-hint = In the Help Center they can read them all, and add to their own.
organization-save = Save
notice-organization-saved = Organization saved.
notice-organization-saved-domains = Organization saved. New people from its domains join by themselves. To add those who are here already, use Organization options.

## People who are here already

organization-add-people = Add people by domain
organization-add-people-purpose = Domains lead new people to the organization. Here you add those who came before.
organization-add-count = { $count ->
    [one] { $shown } end user isn’t in this organization yet and has an address at:
   *[other] { $shown } end users aren’t in this organization yet and have an address at:
}
organization-add-first-ones = These are the first of them.
organization-add-default = Whoever belongs to another organization keeps it as the default one.
organization-add-n = { $count ->
    [one] Add { $shown } person
   *[other] Add { $shown } people
}
organization-add-nobody-title = Nobody to add
organization-add-nobody-text = Every end user with an address at its domains belongs to it, or has another organization and can have one only.
organization-add-no-domain = This organization has no domains.
organization-back = Back to the organization
notice-people-added = People added to the organization.
notice-people-partly-added = A first part was added. Go on with the others.

## Deleting an organization

organization-delete = Delete organization
organization-delete-itself = The organization goes with its domains, tags, details and notes. This can’t be undone.
organization-delete-people = { $count ->
    [0] Nobody belongs to it.
    [one] { $shown } person leaves it. If it was their default organization, another of theirs takes its place.
   *[other] { $shown } people leave it. If it was their default organization, another of theirs takes its place.
}
organization-delete-tickets = { $count ->
    [0] No ticket belongs to it.
    [one] { $shown } ticket stays, without an organization.
   *[other] { $shown } tickets stay, without an organization.
}
organization-delete-type = Name of the organization
organization-delete-type-hint = To confirm, type: { $name }
notice-organization-deleted = Organization deleted.

## A new request of somebody with several organizations

new-request-organization = Organization
new-request-organization-hint = For which of your organizations you ask.
fault-organization-choice = Choose one of your organizations.

## Admin Center > People > Configuration > Tags

nav-configuration = Configuration
tags-purpose = Every tag in use. Tags of people and organizations go on their new tickets; end users never see them.
tags-off-title = Tags on users and organizations are off
tags-off-text = Those of people and organizations are kept, but nobody sees them, and new tickets get none. End users settings switch them on again.
tags-caption = Tags in use, by name
tags-tag = Tag
tags-empty-title = No tag is in use
tags-empty-text = Give a tag to a person or an organization, and it shows up here.
tags-remove = Remove
tag-remove = Remove tag everywhere
tag-remove-title = Remove the tag { $tag }
tag-remove-text = It goes from everything that has it now. Whoever wants it back has to add it again, one by one.
notice-tag-removed = Tag removed everywhere.
notice-tag-partly-removed = A first part was removed. Go on with the rest.

## Admin Center > People > Configuration > User fields

user-fields = User fields
user-fields-purpose = What you keep of your people beside what everybody has. Team members see them on profiles, in this order.
user-fields-caption = User fields, in the order of profiles
user-fields-empty-title = No fields yet
user-fields-empty-text = Add one for what you want to know of people, such as their plan or since when they are customers.
field-add = Add field
field-edit = Edit the field { $title }
field-title = Title
field-title-hint = What team members read on profiles.
field-key = Key
field-key-hint = The field’s word in searches and imports, like plan_type. Lower-case letters, digits and underscores. It can’t be changed later.
field-kind = Kind
field-kind-text = Text
field-kind-checkbox = Checkbox
field-kind-date = Date
field-kind-drop-down = Drop-down
field-choices = Options of a drop-down
field-choices-hint = One a line, as tag and title, like gold: Gold plan. People who have an option that you take out keep its tag.
field-fixed = Key and kind stay as they are, since people, searches and imports rely on them.
field-options = Options
field-up = Up
field-down = Down
field-active = Active
field-inactive = Inactive
field-activate = Activate
field-deactivate = Deactivate
field-delete-short = Delete
field-delete = Delete field
field-delete-people = { $count ->
    [0] Nobody has anything in it.
    [one] What { $shown } person has in it is deleted too. This can’t be undone.
   *[other] What { $shown } people have in it is deleted too. This can’t be undone.
}
field-delete-instead = To only hide the field, deactivate it.
notice-field-saved = Field saved.
notice-field-moved = Field moved.
notice-field-activated = Field activated. Profiles show it again.
notice-field-deactivated = Field deactivated. What people have in it is kept.
notice-field-deleted = Field deleted, with what people had in it.
notice-field-partly-deleted = A first part was deleted. Go on with the rest.
fault-title-empty = Enter a title.
fault-key-shape = Begin with a lower-case letter, and use only lower-case letters, digits and underscores.
fault-key-reserved = Searches have a meaning for { $key } already. Choose another key.
fault-key-taken = Another field has this key already.
fault-key-typed = Type the key as it is written here: { $key }
fault-fields-many = There are { $max } fields already, and no room for more.
fault-kind-choice = Choose a kind.
fault-options-empty = Enter at least one option.
fault-options-many = Use 100 options at most.
fault-option-line = Write each option as tag and title, like gold: Gold plan. Tags have letters, digits, hyphens and underscores; titles have 100 characters at most.
fault-option-twice = Two options have the same tag.
