//! The first step of an erasure: all that is the person's own goes, in one transaction.

use diesel::prelude::*;

use super::progress::Progress;
use super::pseudonym_code;
use super::stores::{Store, TABLES, Table};
use crate::audit::Entry;
use crate::db::schema::{comments, erasures, mails, tickets, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::identity::{self, Account, EndCause, Tx};
use crate::text;

/// Whether the erasure of a person was begun: nothing brings them back then.
pub fn asked(c: &mut Conn, person: i64) -> Result<bool> {
    Ok(erasures::table.filter(erasures::user_id.eq(person)).count().get_result::<i64>(c)? > 0)
}

/// Begins to erase a deleted person, and whoever was merged into them; answers the erasures, theirs first. Whether somebody
/// may is asked before. Nobody who is not deleted, and nobody twice: [`Error::Conflict`].
pub fn begin(tx: &mut Tx<'_>, person: i64) -> Result<Vec<i64>> {
    let account = tx.identity().account().clone();
    let mut all = vec![one(tx, &account, person)?];
    let merged: Vec<i64> = users::table
        .filter(users::account_id.eq(account.id).and(users::merged_into_id.eq(Some(person))))
        .filter(users::deleted_at.is_not_null().and(users::erased_at.is_null()))
        .select(users::id)
        .load(tx.conn())?;
    for other in merged {
        all.extend(begin(tx, other)?);
    }
    Ok(all)
}

fn one(tx: &mut Tx<'_>, account: &Account, person: i64) -> Result<i64> {
    let now = tx.now();
    let (deleted_at, erased_at): (Option<Moment>, Option<Moment>) = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq(person)).and(users::staff_id.is_null()))
        .select((users::deleted_at, users::erased_at))
        .first(tx.conn())?;
    let (Some(deleted_at), None) = (deleted_at, erased_at) else { return Err(Error::Conflict) };
    if person == account.owner_id {
        return Err(Error::Conflict);
    }
    let c = tx.conn();
    let sent = mails::table.filter(mails::user_id.eq(Some(person)).and(mails::state.eq("sent")));
    let mut progress = Progress {
        deleted_at: deleted_at.0,
        tickets: tickets::table.filter(tickets::requester_id.eq(person)).count().get_result(c)?,
        comments: comments::table.filter(comments::author_id.eq(person)).count().get_result(c)?,
        mails_sent: sent.count().get_result(c)?,
        ..Progress::default()
    };
    identity::end_sessions(tx, account, person, None, EndCause::RootChanged)?;
    progress.count(Store::Requests, tags_of_tickets(tx.conn(), person)?);
    for table in TABLES {
        progress.count(table.store, own_rows(tx.conn(), table, person)?);
    }
    // Waiting letters never go.
    let waiting = mails::user_id.eq(Some(person)).and(mails::state.eq_any(["queued", "sending"]));
    diesel::update(mails::table.filter(waiting))
        .set((mails::state.eq("suppressed"), mails::reason.eq("deleted"), mails::finished_at.eq(Some(now.0))))
        .execute(tx.conn())?;
    // The names that stood here are remembered by a trigger, until the sweep is done.
    let name = pseudonym(tx.state(), account, person);
    diesel::update(users::table.find(person))
        .set((
            users::folded_name.eq(text::fold(&name)),
            users::name.eq(name),
            users::organization_id.eq(None::<i64>),
            users::explained_at.eq(None::<i64>),
            users::last_sign_in_at.eq(None::<i64>),
            users::verified_at.eq(None::<i64>),
            users::epoch.eq(users::epoch + 1),
            users::erased_at.eq(Some(now.0)),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let body = serde_json::to_string(&progress).map_err(Error::internal)?;
    let by = tx.identity().effective_id();
    let id: i64 = diesel::insert_into(erasures::table)
        .values((
            erasures::account_id.eq(account.id),
            erasures::user_id.eq(person),
            erasures::asked_by_id.eq(by),
            erasures::asked_at.eq(now.0),
            erasures::state.eq("running"),
            erasures::body.eq(body),
        ))
        .returning(erasures::id)
        .get_result(tx.conn())?;
    tx.record(Entry::new("person.erasure_asked", "user", person).with(serde_json::json!({ "erasure": id })))?;
    Ok(id)
}

/// What is the person's own in one table; answers how many rows.
fn own_rows(c: &mut Conn, table: &Table, person: i64) -> Result<i64> {
    if table.whose.is_empty() || table.name == "former_identifiers" {
        return Ok(0);
    }
    let (name, whose) = (table.name, table.whose(person));
    let sql = if table.rows_go() {
        format!("DELETE FROM {name} WHERE {whose}")
    } else {
        let blanks: Vec<String> = table.blanks().map(|(column, with)| format!("{column} = {with}")).collect();
        format!("UPDATE {name} SET {} WHERE {whose}", blanks.join(", "))
    };
    Ok(diesel::sql_query(sql).execute(c)? as i64)
}

/// Tags that only this person bore go from their tickets; others tell nothing about them.
fn tags_of_tickets(c: &mut Conn, person: i64) -> Result<i64> {
    let sql = format!(
        "DELETE FROM ticket_tags WHERE ticket_id IN (SELECT id FROM tickets WHERE requester_id = {person}) \
         AND tag IN (SELECT tag FROM user_tags WHERE user_id = {person}) \
         AND NOT EXISTS (SELECT 1 FROM user_tags o WHERE o.account_id = ticket_tags.account_id AND o.tag = ticket_tags.tag AND o.user_id <> {person}) \
         AND NOT EXISTS (SELECT 1 FROM organization_tags o WHERE o.account_id = ticket_tags.account_id AND o.tag = ticket_tags.tag)"
    );
    Ok(diesel::sql_query(sql).execute(c)? as i64)
}

/// The name that an erased person has from then on, always the same one.
pub fn pseudonym(state: &crate::state::State, account: &Account, person: i64) -> String {
    let code = pseudonym_code(&state.secrets, account.id, person);
    Lang::of(account.locale).with("erasure-pseudonym", &[("code", code.as_str().into())])
}
