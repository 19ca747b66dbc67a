//! Integrations as pages show them.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::db::schema::{authorizations, integrations, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow};
use crate::policy::Authorization;
use crate::secrets;

/// Most integrations of an account.
pub const MOST: i64 = 200;
/// Authorizations of an integration that its page lists.
const LISTED: i64 = 25;

/// A program that an account has registered.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = integrations)]
pub struct Row {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// When it was registered.
    pub created_at: Moment,
}

/// That a program may, or might, act in somebody's name.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: Authorization,
    /// In whose name.
    pub person: Person,
    /// The end of the token.
    pub token_end: String,
    /// Since when.
    pub created_at: Moment,
    /// When the token was used last.
    pub last_used_at: Option<Moment>,
    /// When it stopped.
    pub ended_at: Option<Moment>,
}

/// An integration with its newest authorization.
#[derive(Clone, Debug)]
pub struct Integration {
    /// The program.
    pub row: Row,
    /// The newest authorization, if there ever was one.
    pub grant: Option<Grant>,
}

impl Row {
    /// What can be edited of it in one short text: a form carries it, so that it never overwrites what it has not shown.
    pub fn state(&self) -> String {
        let edited = serde_json::json!([self.name, self.description]).to_string();
        secrets::sha256(edited.as_bytes()).chars().take(16).collect()
    }
}

impl Grant {
    /// Whether its person is suspended, so that the token leads to nobody meanwhile.
    pub fn held(&self) -> bool {
        self.state == Authorization::Active && !self.person.standing.active()
    }

    /// The key of how it stands, and the look of its tag.
    pub fn shown(&self) -> (&'static str, &'static str) {
        match self.state {
            Authorization::Active if self.held() => ("integration-state-held", "warn"),
            Authorization::Active => ("integration-state-active", "ok"),
            Authorization::NeedsAuthorization => ("integration-state-needs", "warn"),
            Authorization::Revoked => ("integration-state-revoked", "plain"),
        }
    }
}

impl Integration {
    /// What the policy asks for.
    pub fn present(&self) -> Option<(Authorization, &Person)> {
        self.grant.as_ref().map(|grant| (grant.state, &grant.person))
    }

    /// The id of the newest authorization, 0 before the first: a form carries it, so that it acts on what it has shown.
    pub fn seen(&self) -> i64 {
        self.grant.as_ref().map_or(0, |grant| grant.id)
    }

    /// The path of its page.
    pub fn path(&self) -> String {
        format!("{}/{}", super::PATH, self.row.id)
    }

    /// The key of how it stands, and the look of its tag.
    pub fn shown(&self) -> (&'static str, &'static str) {
        self.grant.as_ref().map_or(("integration-state-never", "plain"), Grant::shown)
    }

    /// Whether it waits for the account's owner.
    pub fn waits(&self) -> bool {
        self.grant.as_ref().is_some_and(|grant| grant.state == Authorization::NeedsAuthorization)
    }

    /// Whether a program acts in somebody's name, or would if they were not suspended.
    pub fn is_active(&self) -> bool {
        self.grant.as_ref().is_some_and(|grant| grant.state == Authorization::Active)
    }
}

/// All of an account's, by name.
pub fn all(c: &mut Conn, account: &Account) -> Result<Vec<Integration>> {
    let rows: Vec<Row> = integrations::table
        .filter(integrations::account_id.eq(account.id))
        .order((integrations::folded_name, integrations::id))
        .limit(MOST)
        .select(Row::as_select())
        .load(c)?;
    let newest: Vec<Option<i64>> = authorizations::table
        .filter(authorizations::account_id.eq(account.id))
        .group_by(authorizations::integration_id)
        .select(diesel::dsl::max(authorizations::id))
        .load(c)?;
    let newest: Vec<i64> = newest.into_iter().flatten().collect();
    let found = grants(c, account, authorizations::table.filter(authorizations::id.eq_any(newest)).into_boxed())?;
    let mut found: HashMap<i64, Grant> = found.into_iter().collect();
    Ok(rows.into_iter().map(|row| Integration { grant: found.remove(&row.id), row }).collect())
}

/// One of an account's, with its newest authorization.
pub fn find(c: &mut Conn, account: &Account, id: i64) -> Result<Integration> {
    let row: Row = integrations::table
        .filter(integrations::id.eq(id).and(integrations::account_id.eq(account.id)))
        .select(Row::as_select())
        .first(c)?;
    let newest = authorizations::table
        .filter(authorizations::integration_id.eq(id))
        .order(authorizations::id.desc())
        .limit(1)
        .into_boxed();
    Ok(Integration { row, grant: grants(c, account, newest)?.into_iter().next().map(|(_, grant)| grant) })
}

/// The authorizations of one integration, the newest first.
pub fn of(c: &mut Conn, account: &Account, integration: i64) -> Result<Vec<Grant>> {
    let all = authorizations::table
        .filter(authorizations::integration_id.eq(integration))
        .order(authorizations::id.desc())
        .limit(LISTED)
        .into_boxed();
    Ok(grants(c, account, all)?.into_iter().map(|(_, grant)| grant).collect())
}

/// The names of the integrations that act in a person's name, by name.
pub fn acting_for(c: &mut Conn, account: i64, user: i64) -> Result<Vec<String>> {
    Ok(integrations::table
        .inner_join(authorizations::table.on(authorizations::integration_id.eq(integrations::id)))
        .filter(authorizations::account_id.eq(account).and(authorizations::user_id.eq(user)))
        .filter(authorizations::state.eq(Authorization::Active))
        .order((integrations::folded_name, integrations::id))
        .select(integrations::name)
        .load(c)?)
}

type Chosen<'a> = authorizations::BoxedQuery<'a, crate::db::Backend>;
type Read = (i64, i64, i64, Authorization, String, Moment, Option<Moment>, Option<Moment>);

/// What a query chooses, each with its integration's id.
fn grants(c: &mut Conn, account: &Account, chosen: Chosen<'_>) -> Result<Vec<(i64, Grant)>> {
    let rows: Vec<Read> = chosen
        .filter(authorizations::account_id.eq(account.id))
        .select((
            authorizations::id,
            authorizations::integration_id,
            authorizations::user_id,
            authorizations::state,
            authorizations::token_end,
            authorizations::created_at,
            authorizations::last_used_at,
            authorizations::ended_at,
        ))
        .load(c)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let people: Vec<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq_any(ids)))
        .select(PersonRow::as_select())
        .load(c)?;
    let people: HashMap<i64, Person> = people.into_iter().map(|row| row.of(account)).map(|p| (p.id, p)).collect();
    let grant = |(id, integration, user, state, token_end, created_at, last_used_at, ended_at): Read| {
        let person = people.get(&user)?.clone();
        Some((integration, Grant { id, state, person, token_end, created_at, last_used_at, ended_at }))
    };
    Ok(rows.into_iter().filter_map(grant).collect())
}
