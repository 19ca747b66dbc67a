//! What searches look through: a document of words on the row of every person and organization, made anew after every
//! change of what it is made of (see `search::words`). The deleted have none.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{
    addresses, organization_tags, organizations, user_field_values, user_fields, user_tags, users,
};
use crate::error::Result;
use crate::search::words::{Document, Part};

/// Rows whose documents are made at once.
const CHUNK: i64 = 500;

/// Makes a person's document anew. Whoever changes a name, an alias, an address, a tag, notes, details, an external id
/// or a field of a person, deletes or restores them, calls it in the same transaction.
pub(crate) fn refresh(c: &mut Conn, user: i64) -> Result<()> {
    refresh_all(c, &[user])
}

/// [`refresh`] for many people.
pub(crate) fn refresh_all(c: &mut Conn, people: &[i64]) -> Result<()> {
    type Found = (i64, i64, String, String, String, String, Option<String>);
    let found: Vec<Found> = users::table
        .filter(users::id.eq_any(people).and(users::deleted_at.is_null()))
        .select((
            users::id,
            users::account_id,
            users::name,
            users::alias,
            users::notes,
            users::details,
            users::external_id,
        ))
        .load(c)?;
    let known: Vec<(i64, String, String)> = addresses::table
        .filter(addresses::user_id.eq_any(people))
        .order((addresses::is_primary.desc(), addresses::id))
        .select((addresses::user_id, addresses::kind, addresses::value))
        .load(c)?;
    let tags: Vec<(i64, String)> = user_tags::table
        .filter(user_tags::user_id.eq_any(people))
        .order(user_tags::tag)
        .select((user_tags::user_id, user_tags::tag))
        .load(c)?;
    let values: Vec<(i64, i64, String)> = user_field_values::table
        .inner_join(user_fields::table)
        .filter(user_field_values::user_id.eq_any(people).and(user_fields::kind.eq_any(["text", "drop_down"])))
        .order(user_field_values::field_id)
        .select((user_field_values::user_id, user_field_values::field_id, user_field_values::value))
        .load(c)?;
    for (id, account, name, alias, notes, details, external_id) in found {
        let mut document = Document::new();
        document.add(Part::Name, &name);
        document.add(Part::Alias, &alias);
        for (_, kind, value) in known.iter().filter(|(user, ..)| *user == id) {
            document.add(if kind == "email" { Part::Email } else { Part::Phone }, value);
        }
        for (_, tag) in tags.iter().filter(|(user, _)| *user == id) {
            document.add(Part::Tag, tag);
        }
        document.add(Part::External, &external_id.unwrap_or_default());
        for (_, field, value) in values.iter().filter(|(user, ..)| *user == id) {
            document.add(Part::Field(*field), value);
        }
        document.add(Part::Notes, &notes);
        document.add(Part::Details, &details);
        let text = document.finish(account);
        diesel::update(users::table.find(id)).set(users::search_text.eq(text)).execute(c)?;
    }
    diesel::update(users::table.filter(users::id.eq_any(people).and(users::deleted_at.is_not_null())))
        .set(users::search_text.eq(""))
        .execute(c)?;
    Ok(())
}

/// The document of somebody of whom only name and address are known yet.
pub(crate) fn first_text(account: i64, name: &str, email: &str) -> String {
    let mut document = Document::new();
    document.add(Part::Name, name);
    document.add(Part::Email, email);
    document.finish(account)
}

/// Makes an organization's document anew: whoever changes its name, notes, details, external id, tags or domains calls it.
pub(crate) fn refresh_organization(c: &mut Conn, organization: i64) -> Result<()> {
    type Found = (i64, String, String, String, Option<String>);
    let (account, name, notes, details, external_id): Found = organizations::table
        .find(organization)
        .select((
            organizations::account_id,
            organizations::name,
            organizations::notes,
            organizations::details,
            organizations::external_id,
        ))
        .first(c)?;
    let tags: Vec<String> = organization_tags::table
        .filter(organization_tags::organization_id.eq(organization))
        .order(organization_tags::tag)
        .select(organization_tags::tag)
        .load(c)?;
    let mut document = Document::new();
    document.add(Part::Name, &name);
    for tag in &tags {
        document.add(Part::Tag, tag);
    }
    document.add(Part::External, &external_id.unwrap_or_default());
    document.add(Part::Notes, &notes);
    document.add(Part::Details, &details);
    let text = document.finish(account);
    diesel::update(organizations::table.find(organization)).set(organizations::search_text.eq(text)).execute(c)?;
    Ok(())
}

/// The document of an organization of which only the name is known yet.
pub(crate) fn first_text_of_organization(account: i64, name: &str) -> String {
    let mut document = Document::new();
    document.add(Part::Name, name);
    document.finish(account)
}

/// Makes the documents of everybody and of every organization of an account anew.
pub(crate) fn refresh_account(c: &mut Conn, account: i64) -> Result<()> {
    let people: Vec<i64> = users::table.filter(users::account_id.eq(account)).select(users::id).load(c)?;
    for some in people.chunks(CHUNK as usize) {
        refresh_all(c, some)?;
    }
    let known = organizations::table.filter(organizations::account_id.eq(account)).select(organizations::id);
    known.load::<i64>(c)?.iter().try_for_each(|id| refresh_organization(c, *id))
}

/// Makes every document that is not there yet: after a step that changed what they look like.
pub fn fill(c: &mut Conn) -> Result<()> {
    let mut after = 0;
    loop {
        let next: Vec<i64> = users::table
            .filter(users::id.gt(after).and(users::search_text.eq("")).and(users::deleted_at.is_null()))
            .order(users::id)
            .select(users::id)
            .limit(CHUNK)
            .load(c)?;
        let Some(last) = next.last() else { break };
        after = *last;
        c.transaction(|c| refresh_all(c, &next))?;
    }
    let organizations: Vec<i64> =
        organizations::table.filter(organizations::search_text.eq("")).select(organizations::id).load(c)?;
    c.transaction(|c| organizations.iter().try_for_each(|id| refresh_organization(c, *id)))
}
