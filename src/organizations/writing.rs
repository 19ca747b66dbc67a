//! The functions that write organizations: new ones, changes, deletion.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::json;

use super::model;
use crate::audit::Entry;
use crate::db::schema::{memberships, organization_domains, organization_tags, organizations};
use crate::db::{Backend, Conn};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::people::{index, tags};
use crate::policy::Right;
use crate::{on_either, text};

/// An organization as a form describes it, checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// Its number or name elsewhere.
    pub external_id: Option<String>,
    /// Its mail domains, in order.
    pub domains: Vec<String>,
    /// Its tags, in order; `None` leaves them as they are.
    pub tags: Option<Vec<String>>,
    /// What it is.
    pub details: String,
    /// What the team should know.
    pub notes: String,
    /// Whether its people see each other's requests.
    pub requests_shared: bool,
}

/// What of a draft another organization of the account has already.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Whether the name.
    pub name: bool,
    /// Who has the external id.
    pub external_id: Option<String>,
    /// The first domain that is taken, and who has it.
    pub domain: Option<(String, String)>,
}

impl Taken {
    /// Whether anything is.
    pub fn any(&self) -> bool {
        self.name || self.external_id.is_some() || self.domain.is_some()
    }
}

/// Looks for what of a draft is taken by another organization than `own`.
pub fn taken(c: &mut Conn, account: i64, own: Option<i64>, draft: &Draft) -> Result<Taken> {
    let others = || {
        let query = organizations::table.filter(organizations::account_id.eq(account)).into_boxed::<Backend>();
        query.filter(organizations::id.ne(own.unwrap_or(0)))
    };
    let name = others()
        .filter(organizations::folded_name.eq(text::fold(&draft.name)))
        .select(organizations::id)
        .first::<i64>(c)
        .optional()?
        .is_some();
    let external_id = match &draft.external_id {
        Some(id) => others()
            .filter(organizations::external_id.eq(id))
            .select(organizations::name)
            .first::<String>(c)
            .optional()?,
        None => None,
    };
    let domain = organization_domains::table
        .inner_join(organizations::table.on(organizations::id.eq(organization_domains::organization_id)))
        .filter(organization_domains::account_id.eq(account))
        .filter(organization_domains::domain.eq_any(&draft.domains))
        .filter(organization_domains::organization_id.ne(own.unwrap_or(0)))
        .order(organization_domains::domain)
        .select((organization_domains::domain, organizations::name))
        .first(c)
        .optional()?;
    Ok(Taken { name, external_id, domain })
}

/// Makes an organization; answers its id. What is taken already is [`Error::Conflict`].
pub fn create(tx: &mut Tx<'_>, draft: &Draft) -> Result<i64> {
    tx.identity().ensure(Right::ManageOrganizations)?;
    let (account, now) = (tx.identity().account().id, tx.now());
    if taken(tx.conn(), account, None, draft)?.any() {
        return Err(Error::Conflict);
    }
    let id: i64 = diesel::insert_into(organizations::table)
        .values((
            organizations::account_id.eq(account),
            organizations::name.eq(&draft.name),
            organizations::folded_name.eq(text::fold(&draft.name)),
            organizations::external_id.eq(&draft.external_id),
            organizations::details.eq(&draft.details),
            organizations::notes.eq(&draft.notes),
            organizations::requests_shared.eq(draft.requests_shared),
            organizations::created_at.eq(now.0),
            organizations::updated_at.eq(now.0),
        ))
        .returning(organizations::id)
        .get_result(tx.conn())?;
    put_domains(tx, id, &draft.domains)?;
    tx.record(
        Entry::new("organization.created", "organization", id)
            .with(json!({ "name": draft.name, "domains": draft.domains })),
    )?;
    if let Some(list) = &draft.tags {
        tags::set_of_organization(tx, id, list)?;
    }
    index::refresh_organization(tx.conn(), id)?;
    Ok(id)
}

/// Makes an organization what the draft says; answers whether anything changed. What another one has already is
/// [`Error::Conflict`].
pub fn update(tx: &mut Tx<'_>, id: i64, draft: &Draft) -> Result<bool> {
    tx.identity().ensure(Right::ManageOrganizations)?;
    let (account, now) = (tx.identity().account().id, tx.now());
    let was = model::organization(tx.conn(), account, id)?;
    if taken(tx.conn(), account, Some(id), draft)?.any() {
        return Err(Error::Conflict);
    }
    let row = &was.row;
    let mut changes = serde_json::Map::new();
    let mut note = |name: &str, before: serde_json::Value, after: serde_json::Value| {
        if before != after {
            changes.insert(name.to_owned(), json!([before, after]));
        }
    };
    note("name", json!(row.name), json!(draft.name));
    note("external_id", json!(row.external_id), json!(draft.external_id));
    note("domains", json!(was.domains), json!(draft.domains));
    note("details", json!(row.details), json!(draft.details));
    note("notes", json!(row.notes), json!(draft.notes));
    note("requests_shared", json!(row.requests_shared), json!(draft.requests_shared));
    let changed = !changes.is_empty();
    if changed {
        diesel::update(organizations::table.find(id))
            .set((
                organizations::name.eq(&draft.name),
                organizations::folded_name.eq(text::fold(&draft.name)),
                organizations::external_id.eq(&draft.external_id),
                organizations::details.eq(&draft.details),
                organizations::notes.eq(&draft.notes),
                organizations::requests_shared.eq(draft.requests_shared),
                organizations::updated_at.eq(now.0),
            ))
            .execute(tx.conn())?;
        diesel::delete(organization_domains::table.filter(organization_domains::organization_id.eq(id)))
            .execute(tx.conn())?;
        put_domains(tx, id, &draft.domains)?;
        tx.record(Entry::new("organization.changed", "organization", id).with(changes.into()))?;
    }
    let tagged = match &draft.tags {
        Some(list) => tags::set_of_organization(tx, id, list)?,
        None => false,
    };
    index::refresh_organization(tx.conn(), id)?;
    Ok(changed || tagged)
}

/// Deletes an organization. Its people leave it: whose default it was get another of theirs, the first by name. Its
/// tickets stay, and belong to none. Its domains are free again.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.identity().ensure(Right::ManageOrganizations)?;
    let (account, now) = (tx.identity().account().id, tx.now());
    let row = model::row(tx.conn(), account, id)?;
    diesel::sql_query(
        "UPDATE users SET organization_id = (SELECT m.organization_id FROM memberships m \
         JOIN organizations o ON o.id = m.organization_id WHERE m.user_id = users.id AND m.organization_id <> $1 \
         ORDER BY o.folded_name, o.id LIMIT 1), updated_at = $2 \
         WHERE organization_id = $1 AND id IN (SELECT user_id FROM memberships WHERE organization_id = $1)",
    )
    .bind::<BigInt, _>(id)
    .bind::<BigInt, _>(now.0)
    .execute(tx.conn())?;
    let people = diesel::delete(memberships::table.filter(memberships::organization_id.eq(id))).execute(tx.conn())?;
    diesel::delete(organization_domains::table.filter(organization_domains::organization_id.eq(id)))
        .execute(tx.conn())?;
    diesel::delete(organization_tags::table.filter(organization_tags::organization_id.eq(id))).execute(tx.conn())?;
    let tickets = crate::tickets::leave_organization(tx, id)?;
    diesel::delete(organizations::table.find(id)).execute(tx.conn())?;
    let details = json!({ "name": row.name, "people": people, "tickets": tickets });
    tx.record(Entry::new("organization.deleted", "organization", id).with(details))
}

fn put_domains(tx: &mut Tx<'_>, id: i64, domains: &[String]) -> Result<()> {
    let account = tx.identity().account().id;
    let rows: Vec<_> = domains
        .iter()
        .map(|domain| {
            (
                organization_domains::account_id.eq(account),
                organization_domains::domain.eq(domain),
                organization_domains::organization_id.eq(id),
            )
        })
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(organization_domains::table).values(&rows).execute(c))?;
    Ok(())
}
