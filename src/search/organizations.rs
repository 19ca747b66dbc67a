//! Searches of organizations: the typed form as a condition on their rows.

use diesel::dsl::{exists, not};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::fragments::{Found, finds_few, has};
use super::query::{Absent, By, Cond, Order, Query, Test};
use super::results::{self, Hit, Results};
use crate::db::paging::{Cursor, ROWS};
use crate::db::schema::{organization_tags, organizations};
use crate::db::{Backend, Conn};
use crate::error::Result;

type Condition = Box<dyn BoxableExpression<organizations::table, Backend, SqlType = Bool>>;
/// A query for organizations, in the making.
type Boxed<'a> = organizations::BoxedQuery<'a, Backend>;

/// An organization that was found.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct Row {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Since when it is there.
    pub created_at: crate::db::Moment,
}

/// The rows of these organizations, in this order.
pub fn rows(c: &mut Conn, account: i64, ids: &[i64]) -> Result<Vec<Row>> {
    let found: Vec<Row> = organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::id.eq_any(ids)))
        .select(Row::as_select())
        .load(c)?;
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id).cloned()).collect())
}

/// All organizations of an account that a query finds. Every text of the query is bound.
pub fn asked<'a>(account: i64, query: &Query) -> Boxed<'a> {
    organizations::table.filter(organizations::account_id.eq(account)).filter(condition(&query.cond)).into_boxed()
}

/// A page of the organizations that a query finds, and how many there are.
pub fn page(c: &mut Conn, account: i64, query: &Query, cursor: Cursor) -> Result<Results> {
    let mut few = asked(account, query);
    if let Some(lead) = query.cond.lead() {
        let lead = lead.within(account);
        if finds_few::<organizations::table>(c, &lead, results::FEW)? {
            few = few.filter(Found::by(&lead));
        }
    }
    let columns = (organizations::id, organizations::folded_name, organizations::created_at, organizations::updated_at);
    let hits: Vec<Hit> = few.select(columns).limit(results::FEW + 1).load(c)?;
    if hits.len() <= results::FEW as usize {
        return Ok(results::of(hits, query.order, cursor));
    }
    let at = match cursor.row() {
        Some(id) => {
            let here = organizations::table.filter(organizations::id.eq(id).and(organizations::account_id.eq(account)));
            here.select(columns).first::<Hit>(c).optional()?
        }
        None => None,
    };
    let cursor = if at.is_some() { cursor } else { Cursor::Start };
    let rows = walk(asked(account, query), query.order, cursor, at).select(organizations::id).load(c)?;
    Ok(Results::walked(rows, cursor, hits.len()))
}

/// Goes along an order from a row on.
fn walk<'a>(query: Boxed<'a>, order: Order, cursor: Cursor, at: Option<Hit>) -> Boxed<'a> {
    let down = order.descending != cursor.backwards();
    let query = match order.by {
        By::Name => super::along!(query, organizations, organizations::folded_name, at, down, |at: &Hit| at.1.clone()),
        By::Created => super::along!(query, organizations, organizations::created_at, at, down, |at: &Hit| at.2),
        By::Updated => super::along!(query, organizations, organizations::updated_at, at, down, |at: &Hit| at.3),
    };
    query.limit(ROWS as i64 + 1)
}

fn condition(cond: &Cond) -> Condition {
    match cond {
        Cond::Is(test) => is(test),
        Cond::Not(cond) => Box::new(not(condition(cond))),
        Cond::All(all) => {
            let mut each = all.iter().map(condition);
            let first = each.next().unwrap_or_else(|| truth(true));
            each.fold(first, |all, next| Box::new(all.and(next)))
        }
        Cond::Any(any) => {
            let mut each = any.iter().map(condition);
            let first = each.next().unwrap_or_else(|| truth(false));
            each.fold(first, |any, next| Box::new(any.or(next)))
        }
    }
}

/// What always or never holds.
fn truth(holds: bool) -> Condition {
    if holds { Box::new(organizations::id.is_not_null()) } else { Box::new(organizations::id.is_null()) }
}

fn is(test: &Test) -> Condition {
    match test {
        Test::Words(row) => Box::new(has(organizations::search_text, row.text())),
        Test::Created(bounds) => super::between!(organizations::created_at, bounds),
        Test::Updated(bounds) => super::between!(organizations::updated_at, bounds),
        Test::Without(Absent::ExternalId) => Box::new(organizations::external_id.is_null()),
        Test::Without(Absent::Tags) => Box::new(not(exists(
            organization_tags::table.filter(organization_tags::organization_id.eq(organizations::id)),
        ))),
        // What only people have; `type:` keeps such searches away from here.
        _ => truth(false),
    }
}
