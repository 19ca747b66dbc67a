//! Searches of people: the typed form as a condition on their rows.

use diesel::dsl::{exists, not};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::dates::DayBounds;
use super::fragments::{Found, finds_few, has};
use super::query::{Absent, By, Cond, Order, Query, Test};
use super::results::{self, Hit, Results};
use super::words::Lead;
use crate::db::paging::Cursor;
use crate::db::schema::{addresses, memberships, organizations, user_field_values, user_tags, users};
use crate::db::{Backend, Conn};
use crate::error::Result;

type Condition = Box<dyn BoxableExpression<users::table, Backend, SqlType = Bool>>;
/// A query for people, in the making.
type Boxed<'a> = users::BoxedQuery<'a, Backend>;

/// Everybody of an account whom a query finds; the deleted never. Every text of the query is bound.
pub fn asked<'a>(account: i64, query: &Query) -> Boxed<'a> {
    users::table
        .filter(users::account_id.eq(account).and(users::deleted_at.is_null()))
        .filter(condition(account, &query.cond))
        .into_boxed()
}

/// The next people whom a query finds, by id: `after` is 0 at first, then the last id that was answered.
pub fn batch(c: &mut Conn, account: i64, query: &Query, after: i64, most: i64) -> Result<Vec<i64>> {
    let query = asked(account, query).filter(users::id.gt(after)).order(users::id).limit(most);
    Ok(query.select(users::id).load(c)?)
}

/// A page of the people whom a query finds, and how many there are.
pub fn page(c: &mut Conn, account: i64, query: &Query, cursor: Cursor) -> Result<Results> {
    let lead = query.cond.lead().map(|lead| lead.within(account));
    let few = match &lead {
        _ if query.cond.narrow() => true,
        Some(lead) => finds_few::<users::table>(c, lead, results::FEW)?,
        None => false,
    };
    if few && let Some(hits) = gather(c, account, query, lead.filter(|_| !query.cond.narrow()))? {
        return Ok(results::of(hits, query.order, cursor));
    }
    let total: Vec<i64> = asked(account, query).select(users::id).limit(results::COUNTED + 1).load(c)?;
    let at = match cursor.row() {
        Some(id) => users::table
            .filter(users::id.eq(id).and(users::account_id.eq(account)))
            .select((users::id, users::folded_name, users::created_at, users::updated_at))
            .first::<Hit>(c)
            .optional()?,
        None => None,
    };
    let cursor = if at.is_some() { cursor } else { Cursor::Start };
    let rows = walk(asked(account, query), query.order, cursor, at).select(users::id).load(c)?;
    Ok(Results::walked(rows, cursor, total.len()))
}

/// All hits, unless they are many.
fn gather(c: &mut Conn, account: i64, query: &Query, lead: Option<Lead>) -> Result<Option<Vec<Hit>>> {
    let mut people = asked(account, query);
    if let Some(lead) = &lead {
        people = people.filter(Found::by(lead));
    }
    let hits: Vec<Hit> = people
        .select((users::id, users::folded_name, users::created_at, users::updated_at))
        .limit(results::FEW + 1)
        .load(c)?;
    Ok((hits.len() <= results::FEW as usize).then_some(hits))
}

/// Goes along an order from a row on.
fn walk<'a>(query: Boxed<'a>, order: Order, cursor: Cursor, at: Option<Hit>) -> Boxed<'a> {
    let down = order.descending != cursor.backwards();
    let query = match order.by {
        By::Name => super::along!(query, users, users::folded_name, at, down, |at: &Hit| at.1.clone()),
        By::Created => super::along!(query, users, users::created_at, at, down, |at: &Hit| at.2),
        By::Updated => super::along!(query, users, users::updated_at, at, down, |at: &Hit| at.3),
    };
    query.limit(crate::db::paging::ROWS as i64 + 1)
}

fn condition(account: i64, cond: &Cond) -> Condition {
    match cond {
        Cond::Is(test) => is(account, test),
        Cond::Not(cond) => Box::new(not(condition(account, cond))),
        Cond::All(all) => {
            let mut each = all.iter().map(|cond| condition(account, cond));
            let first = each.next().unwrap_or_else(|| truth(true));
            each.fold(first, |all, next| Box::new(all.and(next)))
        }
        Cond::Any(any) => {
            let mut each = any.iter().map(|cond| condition(account, cond));
            let first = each.next().unwrap_or_else(|| truth(false));
            each.fold(first, |any, next| Box::new(any.or(next)))
        }
    }
}

/// What always or never holds.
fn truth(holds: bool) -> Condition {
    if holds { Box::new(users::id.is_not_null()) } else { Box::new(users::id.is_null()) }
}

fn is(account: i64, test: &Test) -> Condition {
    match test {
        Test::Words(row) => Box::new(has(users::search_text, row.text())),
        Test::Id(id) => Box::new(users::id.eq(*id)),
        Test::Role(role) => Box::new(users::role.eq(*role)),
        Test::Verified => Box::new(users::verified_at.is_not_null()),
        Test::Suspended => Box::new(users::suspended_at.is_not_null()),
        Test::Created(bounds) => super::between!(users::created_at, bounds),
        Test::Updated(bounds) => super::between!(users::updated_at, bounds),
        Test::Address(address) => Box::new(
            users::id.eq_any(
                addresses::table
                    .filter(addresses::account_id.eq(account).and(addresses::kind.eq("email")))
                    .filter(addresses::folded.eq(address.clone()))
                    .select(addresses::user_id),
            ),
        ),
        Test::Member(id, name) => Box::new(
            users::id.eq_any(
                memberships::table
                    .inner_join(organizations::table)
                    .filter(memberships::account_id.eq(account))
                    .filter(organizations::id.eq(id.unwrap_or(0)).or(has(organizations::search_text, name.text())))
                    .select(memberships::user_id),
            ),
        ),
        Test::Ticked(field) => Box::new(
            users::id.eq_any(
                user_field_values::table
                    .filter(user_field_values::account_id.eq(account).and(user_field_values::field_id.eq(*field)))
                    .filter(user_field_values::value.eq("true"))
                    .select(user_field_values::user_id),
            ),
        ),
        Test::Day(field, bounds) => day(account, *field, bounds),
        Test::Without(absent) => lacks(*absent),
    }
}

fn day(account: i64, field: i64, bounds: &DayBounds) -> Condition {
    // Days are kept as `2026-11-20`, so that their order is that of their text; `:` comes after every digit.
    let text =
        |day: Option<chrono::NaiveDate>, else_: &str| day.map_or_else(|| else_.to_owned(), |day| day.to_string());
    Box::new(
        users::id.eq_any(
            user_field_values::table
                .filter(user_field_values::account_id.eq(account).and(user_field_values::field_id.eq(field)))
                .filter(user_field_values::value.ge(text(bounds.from, "")))
                .filter(user_field_values::value.lt(text(bounds.until, ":")))
                .select(user_field_values::user_id),
        ),
    )
}

fn lacks(absent: Absent) -> Condition {
    match absent {
        Absent::Email => Box::new(users::email.is_null()),
        Absent::Organization => Box::new(users::organization_id.is_null()),
        Absent::ExternalId => Box::new(users::external_id.is_null()),
        Absent::Phone => Box::new(not(exists(
            addresses::table.filter(addresses::user_id.eq(users::id).and(addresses::kind.eq("phone"))),
        ))),
        Absent::Tags => Box::new(not(exists(user_tags::table.filter(user_tags::user_id.eq(users::id))))),
        Absent::Field(field) => {
            let values = user_field_values::table
                .filter(user_field_values::user_id.eq(users::id).and(user_field_values::field_id.eq(field)));
            Box::new(not(exists(values)))
        }
    }
}
