//! New people: one function makes them, whether by the Add form, by themselves or by an import.

use diesel::prelude::*;

use super::{addresses, index};
use crate::audit::Entry;
use crate::db::schema::{memberships, organization_domains, users};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Role;
use crate::text;

/// Longest name of a person, in characters.
pub const NAME_MAX: usize = 200;

/// A person to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their name, cleaned.
    pub name: String,
    /// Their address, cleaned; the primary contact.
    pub email: Option<String>,
    /// Whether the address counts as verified.
    pub verified: bool,
    /// Their organization; without one, the address's domain may name it.
    pub organization: Option<i64>,
    /// Where the person came from, for the audit line: `form`, `sign_up`, `import`, `request`.
    pub channel: &'static str,
}

/// Makes an end user with their address and organization; answers their id. A taken address is [`Error::Conflict`].
/// Sends nothing: which mail goes is the caller's to decide.
pub fn create(tx: &mut Tx<'_>, new: &NewPerson) -> Result<i64> {
    let (account, now) = (tx.identity().account().id, tx.now());
    if let Some(email) = &new.email
        && addresses::holder(tx.conn(), account, email)?.is_some()
    {
        return Err(Error::Conflict);
    }
    let organization = match (new.organization, &new.email) {
        (None, Some(email)) => by_domain(tx, account, email)?,
        (given, _) => given,
    };
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::account_id.eq(account),
            users::role.eq(Role::EndUser),
            users::name.eq(&new.name),
            users::folded_name.eq(text::fold(&new.name)),
            users::search_text.eq(""),
            users::organization_id.eq(organization),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .returning(users::id)
        .get_result(tx.conn())?;
    if let Some(organization) = organization {
        diesel::insert_into(memberships::table)
            .values((
                memberships::account_id.eq(account),
                memberships::user_id.eq(id),
                memberships::organization_id.eq(organization),
                memberships::created_at.eq(now.0),
            ))
            .execute(tx.conn())?;
    }
    tx.record(Entry::new("person.created", "user", id).with(serde_json::json!({ "channel": new.channel })))?;
    match &new.email {
        Some(email) => addresses::add(tx, id, addresses::Kind::Email, email, new.verified).map(drop)?,
        None => index::refresh(tx.conn(), id)?,
    }
    Ok(id)
}

/// The organization that an address's domain leads to.
pub fn by_domain(tx: &mut Tx<'_>, account: i64, email: &str) -> Result<Option<i64>> {
    let Some((_, domain)) = email.rsplit_once('@') else { return Ok(None) };
    Ok(organization_domains::table
        .find((account, text::fold_address(domain)))
        .select(organization_domains::organization_id)
        .first(tx.conn())
        .optional()?)
}
