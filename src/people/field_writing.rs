//! The functions that write the fields of an account: new ones, changes, their order, deletion. What people have in them
//! is [`super::fields`]'s.

use diesel::prelude::*;
use serde_json::json;

use super::fields::{self, Choice, Definition, FIELDS_MAX, Kind};
use super::index;
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{user_field_options, user_field_values, user_fields};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::on_either;
use crate::policy::Right;

/// People who lose a value in one transaction.
const BATCH: i64 = 500;

/// A field as a form describes it, checked.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its word in searches; a field keeps the one it was made with.
    pub key: String,
    /// Its name on pages.
    pub title: String,
    /// What it holds; a field keeps the kind it was made with.
    pub kind: Kind,
    /// The choices of a drop-down.
    pub options: Vec<Choice>,
}

/// One field of the account.
pub fn find(c: &mut Conn, account: i64, id: i64) -> Result<Definition> {
    fields::all(c, account)?.into_iter().find(|d| d.field.id == id).ok_or(Error::NotFound)
}

/// How many people have something in a field, counted no further than `most`.
pub fn people(c: &mut Conn, id: i64, most: i64) -> Result<i64> {
    let of = user_field_values::table.filter(user_field_values::field_id.eq(id));
    let found: Vec<i64> = of.select(user_field_values::user_id).limit(most).load(c)?;
    Ok(found.len() as i64)
}

/// Adds a field at the end. A taken key, or one field too many, is [`Error::Conflict`].
pub fn create(tx: &mut Tx<'_>, draft: &Draft) -> Result<()> {
    let account = may(tx)?;
    let now = tx.now();
    let all = fields::all(tx.conn(), account)?;
    if all.len() >= FIELDS_MAX || all.iter().any(|d| d.field.field_key == draft.key) {
        return Err(Error::Conflict);
    }
    let position = all.iter().map(|d| d.field.position).max().unwrap_or(0) + 1;
    let id: i64 = diesel::insert_into(user_fields::table)
        .values((
            user_fields::account_id.eq(account),
            user_fields::field_key.eq(&draft.key),
            user_fields::title.eq(&draft.title),
            user_fields::kind.eq(draft.kind),
            user_fields::position.eq(position),
            user_fields::is_active.eq(true),
            user_fields::created_at.eq(now.0),
        ))
        .returning(user_fields::id)
        .get_result(tx.conn())?;
    put_options(tx, id, &draft.options)?;
    let details = json!({ "key": draft.key, "title": draft.title, "kind": draft.kind.as_str() });
    tx.record(Entry::new("user_field.created", "user_field", id).with(details))
}

/// Changes a field's title and choices.
pub fn update(tx: &mut Tx<'_>, id: i64, draft: &Draft) -> Result<()> {
    let account = may(tx)?;
    let was = find(tx.conn(), account, id)?;
    diesel::update(user_fields::table.find(id)).set(user_fields::title.eq(&draft.title)).execute(tx.conn())?;
    diesel::delete(user_field_options::table.filter(user_field_options::field_id.eq(id))).execute(tx.conn())?;
    if was.field.kind == Kind::DropDown {
        put_options(tx, id, &draft.options)?;
    }
    let tags = |options: &[Choice]| options.iter().map(|o| o.tag.clone()).collect::<Vec<_>>();
    let details = json!({
        "title": [was.field.title, draft.title], "options": [tags(&was.options), tags(&draft.options)],
    });
    tx.record(Entry::new("user_field.changed", "user_field", id).with(details))
}

/// Moves a field one place up or down; the first and the last stay where they are.
pub fn move_by_one(tx: &mut Tx<'_>, id: i64, up: bool) -> Result<()> {
    let account = may(tx)?;
    let mut order: Vec<i64> = fields::all(tx.conn(), account)?.iter().map(|d| d.field.id).collect();
    let at = order.iter().position(|field| *field == id).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(order.len() - 1) };
    order.swap(at, to);
    for (position, field) in (1..).zip(&order) {
        diesel::update(user_fields::table.find(*field)).set(user_fields::position.eq(position)).execute(tx.conn())?;
    }
    tx.record(Entry::new("user_field.moved", "user_field", id).with(json!({ "place": to + 1 })))
}

/// Shows a field on profiles, or hides it; what people have in it stays.
pub fn activate(tx: &mut Tx<'_>, id: i64, active: bool) -> Result<()> {
    let account = may(tx)?;
    find(tx.conn(), account, id)?;
    diesel::update(user_fields::table.find(id)).set(user_fields::is_active.eq(active)).execute(tx.conn())?;
    tx.record(if active {
        Entry::new("user_field.activated", "user_field", id)
    } else {
        Entry::new("user_field.deactivated", "user_field", id)
    })
}

/// Takes a field out of the next [`BATCH`] people, and deletes it when nobody has it any more; answers whether it did.
pub fn delete_some(tx: &mut Tx<'_>, id: i64) -> Result<bool> {
    let account = may(tx)?;
    let definition = find(tx.conn(), account, id)?;
    let people: Vec<i64> = user_field_values::table
        .filter(user_field_values::field_id.eq(id))
        .order(user_field_values::user_id)
        .select(user_field_values::user_id)
        .limit(BATCH)
        .load(tx.conn())?;
    let gone = user_field_values::table.filter(user_field_values::field_id.eq(id));
    diesel::delete(gone.filter(user_field_values::user_id.eq_any(&people))).execute(tx.conn())?;
    for user in &people {
        index::refresh(tx.conn(), *user)?;
    }
    let done = (people.len() as i64) < BATCH;
    if done {
        diesel::delete(user_field_options::table.filter(user_field_options::field_id.eq(id))).execute(tx.conn())?;
        diesel::delete(user_fields::table.find(id)).execute(tx.conn())?;
    } else {
        // Until it is gone for everybody, nobody gets it again.
        diesel::update(user_fields::table.find(id)).set(user_fields::is_active.eq(false)).execute(tx.conn())?;
    }
    let entry = if done {
        Entry::new("user_field.deleted", "user_field", id)
    } else {
        Entry::new("user_field.emptied", "user_field", id)
    };
    tx.record(entry.with(json!({ "key": definition.field.field_key, "people": people.len() })))?;
    Ok(done)
}

fn may(tx: &Tx<'_>) -> Result<i64> {
    tx.identity().ensure(Right::ManageUserFields)?;
    Ok(tx.identity().account().id)
}

fn put_options(tx: &mut Tx<'_>, id: i64, options: &[Choice]) -> Result<()> {
    let account = tx.identity().account().id;
    let rows: Vec<_> = (1..)
        .zip(options)
        .map(|(position, option)| {
            (
                user_field_options::account_id.eq(account),
                user_field_options::field_id.eq(id),
                user_field_options::tag.eq(&option.tag),
                user_field_options::title.eq(&option.title),
                user_field_options::position.eq::<i32>(position),
            )
        })
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(user_field_options::table).values(&rows).execute(c))?;
    Ok(())
}
