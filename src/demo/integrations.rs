//! Programs that the first company works with, authorized by its owner. Nobody has their tokens.

use diesel::prelude::*;

use super::{DAY, HOUR, Made};
use crate::db::Conn;
use crate::db::schema::{authorizations, integrations};
use crate::error::Result;
use crate::identity::Locale;
use crate::policy::Authorization;
use crate::{secrets, text};

/// Name, description, and how many hours ago it called last.
const PROGRAMS: [(&str, &str, i64); 2] = [
    ("Shop till", "Looks customers up when they collect a bicycle", 3),
    ("Warehouse", "Opens a request when a part runs out", 26),
];

/// Makes them, in the account of the demo that speaks English.
pub(super) fn make(c: &mut Conn, made: &Made<'_>, owner: i64) -> Result<()> {
    if made.plan.locale != Locale::En {
        return Ok(());
    }
    for (days, (name, description, hours)) in (200..).zip(PROGRAMS) {
        let since = made.now - days * DAY;
        let id: i64 = diesel::insert_into(integrations::table)
            .values((
                integrations::account_id.eq(made.account),
                integrations::name.eq(name),
                integrations::folded_name.eq(text::fold(name)),
                integrations::description.eq(description),
                integrations::created_by_id.eq(Some(owner)),
                integrations::created_at.eq(since),
            ))
            .returning(integrations::id)
            .get_result(c)?;
        let token = secrets::token::<32>()?;
        diesel::insert_into(authorizations::table)
            .values((
                authorizations::account_id.eq(made.account),
                authorizations::integration_id.eq(id),
                authorizations::user_id.eq(owner),
                authorizations::state.eq(Authorization::Active),
                authorizations::token_hash.eq(secrets::sha256(token.as_bytes())),
                authorizations::token_end.eq(token.chars().skip(39).collect::<String>()),
                authorizations::created_at.eq(since),
                authorizations::last_used_at.eq(Some(made.now - hours * HOUR)),
            ))
            .execute(c)?;
    }
    Ok(())
}
