//! What searches look through: kept on the person's row, made anew after every change of it.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{addresses, organizations, users};
use crate::error::Result;
use crate::text;

/// Makes a person's search text anew, from everything that searches find them by. Whoever changes a name, an address, a
/// tag, notes, details, an external id or a field of a person calls it in the same transaction.
pub(crate) fn refresh(c: &mut Conn, user: i64) -> Result<()> {
    let name: String = users::table.find(user).select(users::name).first(c)?;
    let found: Vec<String> = addresses::table
        .filter(addresses::user_id.eq(user))
        .order((addresses::is_primary.desc(), addresses::id))
        .select(addresses::value)
        .load(c)?;
    let text = text::fold(&format!("{name} {}", found.join(" ")));
    diesel::update(users::table.find(user)).set(users::search_text.eq(text)).execute(c)?;
    Ok(())
}

/// Makes an organization's search text anew. Whoever changes one calls it in the same transaction.
pub(crate) fn refresh_organization(c: &mut Conn, organization: i64) -> Result<()> {
    let name: String = organizations::table.find(organization).select(organizations::name).first(c)?;
    diesel::update(organizations::table.find(organization))
        .set(organizations::search_text.eq(text::fold(&name)))
        .execute(c)?;
    Ok(())
}
