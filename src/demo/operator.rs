//! The company that runs the demo: an administrator of its console, and one of its support staff. Neither has an authenticator app yet, so
//! that whoever signs in as them sets one up, as it is with a new console.

use diesel::prelude::*;

use crate::db::schema::users;
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Locale};
use crate::operator::staff::{self, NewStaff};
use crate::state::State;

const COMPANY: &str = "Harbourlight";

/// Founds the console with its two people.
pub(super) fn make(c: &mut Conn, state: &State, password_hash: &str, now: Moment) -> Result<()> {
    let new = |name: &str, email: &str, administrator| NewStaff {
        name: name.to_owned(),
        email: email.to_owned(),
        administrator,
        locale: Locale::En,
    };
    let nadia = new("Nadia Rossi", "nadia@harbourlight.example", true);
    let (realm, _) = staff::found(c, COMPANY, &nadia, now)?;
    staff::insert(c, realm.id, &new("Otto Okoye", "otto@harbourlight.example", false), now)?;
    let everybody = users::table.filter(users::account_id.eq(realm.id));
    diesel::update(everybody).set(users::password_hash.eq(Some(password_hash))).execute(c)?;
    super::record(c, state, realm.id, now, serde_json::json!({ "people": 2 }))
}

/// Whether an account is the console of the demo.
pub(super) fn made(account: &Account) -> bool {
    account.operator && account.name == COMPANY
}
