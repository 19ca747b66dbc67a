//! Which organizations a person belongs to. One of them is the default: `users.organization_id`, where new tickets go.

use diesel::prelude::*;

use super::index;
use super::settings::EndUserSettings;
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{memberships, organizations, users};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::on_either;

/// Most organizations of a person.
pub const MAX: usize = 300;

/// One organization of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The organization.
    pub organization_id: i64,
    /// Its name.
    pub name: String,
    /// Whether it is the person's default one.
    pub is_default: bool,
}

/// The organizations of a person: the default first, the others by name.
pub fn of(c: &mut Conn, user: i64) -> Result<Vec<Membership>> {
    let default: Option<i64> = users::table.find(user).select(users::organization_id).first(c)?;
    let rows: Vec<(i64, String)> = memberships::table
        .inner_join(organizations::table)
        .filter(memberships::user_id.eq(user))
        .order((organizations::folded_name, organizations::id))
        .select((organizations::id, organizations::name))
        .load(c)?;
    let mut found: Vec<Membership> = rows
        .into_iter()
        .map(|(id, name)| Membership { organization_id: id, name, is_default: Some(id) == default })
        .collect();
    found.sort_by_key(|m| !m.is_default);
    Ok(found)
}

/// How many organizations a person may have: [`MAX`], or one.
pub fn most(c: &mut Conn, account: i64) -> Result<usize> {
    Ok(if EndUserSettings::of(c, account)?.multiple_organizations { MAX } else { 1 })
}

/// Makes these the person's organizations, and no others. Without a default (or with one that is not among them) the
/// one they had stays, else it is the first by name. More than the account allows is [`Error::Conflict`], another
/// account's is [`Error::NotFound`]. Nothing happens if nothing changes; answers whether something did.
pub fn set(tx: &mut Tx<'_>, user: i64, organizations: &[i64], default: Option<i64>) -> Result<bool> {
    let account = tx.identity().account().id;
    let mut after = organizations.to_vec();
    after.sort_unstable();
    after.dedup();
    let found = of(tx.conn(), user)?;
    let mut before: Vec<i64> = found.iter().map(|m| m.organization_id).collect();
    let default_before = found.iter().find(|m| m.is_default).map(|m| m.organization_id);
    before.sort_unstable();
    if after != before && after.len() > most(tx.conn(), account)? {
        return Err(Error::Conflict);
    }
    let by_name: Vec<i64> = self::organizations::table
        .filter(self::organizations::account_id.eq(account).and(self::organizations::id.eq_any(&after)))
        .order((self::organizations::folded_name, self::organizations::id))
        .select(self::organizations::id)
        .load(tx.conn())?;
    if by_name.len() != after.len() {
        return Err(Error::NotFound);
    }
    let among = |id: &i64| after.contains(id);
    let default = default.filter(among).or(default_before.filter(among)).or(by_name.first().copied());
    if after == before && default == default_before {
        return Ok(false);
    }
    write(tx, user, &before, &after, default)?;
    Ok(true)
}

/// Adds one organization to a person. Where an account allows one only, somebody who has one keeps it. Answers whether
/// the person got it.
pub fn add(tx: &mut Tx<'_>, user: i64, organization: i64) -> Result<bool> {
    let account = tx.identity().account().id;
    let mut after: Vec<i64> = of(tx.conn(), user)?.iter().map(|m| m.organization_id).collect();
    if after.contains(&organization) || after.len() >= most(tx.conn(), account)? {
        return Ok(false);
    }
    after.push(organization);
    set(tx, user, &after, None)
}

fn write(tx: &mut Tx<'_>, user: i64, before: &[i64], after: &[i64], default: Option<i64>) -> Result<()> {
    let (account, now) = (tx.identity().account().id, tx.now());
    diesel::delete(
        memberships::table.filter(memberships::user_id.eq(user)).filter(memberships::organization_id.ne_all(after)),
    )
    .execute(tx.conn())?;
    let rows: Vec<_> = after
        .iter()
        .filter(|id| !before.contains(id))
        .map(|id| {
            (
                memberships::account_id.eq(account),
                memberships::user_id.eq(user),
                memberships::organization_id.eq(*id),
                memberships::created_at.eq(now.0),
            )
        })
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(memberships::table).values(&rows).execute(c))?;
    diesel::update(users::table.find(user))
        .set((users::organization_id.eq(default), users::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    index::refresh(tx.conn(), user)?;
    let details = serde_json::json!({ "before": before, "after": after, "default": default });
    tx.record(Entry::new("person.organizations_changed", "user", user).with(details))
}
