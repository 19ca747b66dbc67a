//! Reading organizations: the list, one of them, its people, and counts that stop at a number.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{memberships, organization_domains, organizations, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::people::{model as people, tags};

/// Counts go no further than this, so that a page costs the same however large an organization is.
pub const COUNTED: i64 = 1_000;

/// An organization in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its mail domains, in order.
    pub domains: Vec<String>,
    /// How many people it has; one more than [`COUNTED`] means more.
    pub people: i64,
    /// Since when it is there.
    pub created_at: Moment,
}

/// Everything that is known of an organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its row.
    pub row: Row,
    /// Its mail domains, in order.
    pub domains: Vec<String>,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// How many people it has; one more than [`COUNTED`] means more.
    pub people: i64,
}

/// An organization's row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct Row {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its number or name elsewhere.
    pub external_id: Option<String>,
    /// What it is.
    pub details: String,
    /// What the team should know.
    pub notes: String,
    /// Whether its people see each other's requests.
    pub requests_shared: bool,
    /// Since when it is there.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

impl Row {
    /// The path of its page.
    pub fn path(&self) -> String {
        format!("/agent/organizations/{}", self.id)
    }
}

/// One organization of the account.
pub fn row(c: &mut Conn, account: i64, id: i64) -> Result<Row> {
    Ok(organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::id.eq(id)))
        .select(Row::as_select())
        .first(c)?)
}

/// One organization of the account, with all that its page shows beside its people and tickets.
pub fn organization(c: &mut Conn, account: i64, id: i64) -> Result<Organization> {
    let row = row(c, account, id)?;
    let domains = domains(c, &[id])?.remove(&id).unwrap_or_default();
    let people = counts(c, &[id])?.get(&id).copied().unwrap_or(0);
    Ok(Organization { row, domains, tags: tags::of_organization(c, id)?, people })
}

/// The mail domains of some organizations.
pub fn domains(c: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = organization_domains::table
        .filter(organization_domains::organization_id.eq_any(ids))
        .order(organization_domains::domain)
        .select((organization_domains::organization_id, organization_domains::domain))
        .load(c)?;
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, domain) in rows {
        found.entry(id).or_default().push(domain);
    }
    Ok(found)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many people each of some organizations has, deleted ones not among them.
fn counts(c: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let list = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let rows: Vec<Count> = diesel::sql_query(format!(
        "SELECT o.id, (SELECT count(*) FROM (SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id \
         WHERE m.organization_id = o.id AND u.deleted_at IS NULL LIMIT {}) x) AS n FROM organizations o WHERE o.id IN ({list})",
        COUNTED + 1
    ))
    .load(c)?;
    Ok(rows.into_iter().map(|row| (row.id, row.n)).collect())
}

/// A page of all organizations, by name.
pub fn page(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Listed>> {
    let query = organizations::table.filter(organizations::account_id.eq(account)).into_boxed::<Backend>();
    let at: Option<(i64, String)> = match cursor {
        Cursor::Start => None,
        Cursor::After(id) | Cursor::Before(id) => organizations::table
            .filter(organizations::id.eq(id).and(organizations::account_id.eq(account)))
            .select((organizations::id, organizations::folded_name))
            .first(c)
            .optional()?,
    };
    // No two of an account have the same name, so the name alone leads on.
    let (query, cursor) = match (cursor, at) {
        (Cursor::After(_), Some((_, name))) => {
            (query.filter(organizations::folded_name.gt(name)).order(organizations::folded_name.asc()), cursor)
        }
        (Cursor::Before(_), Some((_, name))) => {
            (query.filter(organizations::folded_name.lt(name)).order(organizations::folded_name.desc()), cursor)
        }
        _ => (query.order(organizations::folded_name.asc()), Cursor::Start),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    let page = Page::of(rows, cursor, |row| row.id);
    Ok(Page { rows: listed(c, page.rows)?, previous: page.previous, next: page.next })
}

/// These organizations as a list shows them, in this order.
pub fn rows(c: &mut Conn, account: i64, ids: &[i64]) -> Result<Vec<Listed>> {
    let found: Vec<Row> = organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::id.eq_any(ids)))
        .select(Row::as_select())
        .load(c)?;
    let ordered = ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id).cloned()).collect();
    listed(c, ordered)
}

fn listed(c: &mut Conn, rows: Vec<Row>) -> Result<Vec<Listed>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let (mut domains, counts) = (domains(c, &ids)?, counts(c, &ids)?);
    let listed = |row: Row| Listed {
        domains: domains.remove(&row.id).unwrap_or_default(),
        people: counts.get(&row.id).copied().unwrap_or(0),
        id: row.id,
        name: row.name,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// A page of an organization's people, the newest first.
pub fn members(c: &mut Conn, account: i64, id: i64, cursor: Cursor) -> Result<Page<people::Row>> {
    let query = memberships::table
        .inner_join(users::table)
        .filter(memberships::organization_id.eq(id).and(memberships::account_id.eq(account)))
        .filter(users::deleted_at.is_null())
        .into_boxed::<Backend>();
    let query = match cursor {
        Cursor::Start => query.order(memberships::user_id.desc()),
        Cursor::After(id) => query.filter(memberships::user_id.lt(id)).order(memberships::user_id.desc()),
        Cursor::Before(id) => query.filter(memberships::user_id.gt(id)).order(memberships::user_id.asc()),
    };
    let rows = query.limit(ROWS as i64 + 1).select(people::Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}
