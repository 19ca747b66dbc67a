//! IP restrictions: from which addresses people are let in (spec.md §3.13). Asked at the door of every request, and again in
//! every write; in an assumed identity it is the root's address that counts, and nothing of the subject.
//!
//! * `ranges` reads what an administrator types; `page` is the tab of Security > Advanced; [`switch_off`] is the rescue.

mod page;
pub mod ranges;

pub use page::{edit, update};

use std::net::IpAddr;

use diesel::prelude::*;
use serde_json::json;

use crate::audit::Entry;
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::identity::{Account, Tx};
use crate::policy::{Kind, Standing};

/// Who wants to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A member of the team.
    Team,
    /// An end user.
    EndUser,
    /// Somebody who is not signed in, at the pages for customers.
    Stranger,
    /// The operator's staff, let into the account by it.
    Operator,
}

impl Who {
    /// What somebody who signed in is. Of an identity that is assumed, ask the root.
    pub fn of(standing: &Standing) -> Self {
        match standing.kind {
            Kind::Visitor => Self::Operator,
            _ if standing.is_end_user() => Self::EndUser,
            _ => Self::Team,
        }
    }
}

/// Whether an account lets somebody in from an address. An address that is not known is let in only where none are asked.
pub fn admits(account: &Account, address: &str, who: Who) -> bool {
    if !account.ip_restricted {
        return true;
    }
    match who {
        // They are let in to repair what locks everybody else out.
        Who::Operator => true,
        Who::EndUser | Who::Stranger if account.ip_customers_bypass => true,
        Who::Team | Who::EndUser | Who::Stranger => {
            address.parse::<IpAddr>().is_ok_and(|address| ranges::contain(&account.ip_ranges, address))
        }
    }
}

/// Switches an account's restrictions off from the command line, for somebody whom they have locked out. The ranges stay.
pub fn switch_off(tx: &mut Tx<'_>, reason: &str) -> Result<()> {
    let account = tx.identity().account().clone();
    if !account.ip_restricted {
        return Err(Error::Conflict);
    }
    diesel::update(accounts::table.find(account.id)).set(accounts::ip_restricted.eq(false)).execute(tx.conn())?;
    let details = json!({ "before": { "ip_restricted": true }, "after": { "ip_restricted": false }, "reason": reason });
    tx.record(Entry::new("settings.ip_switched_off", "account", account.id).with(details))
}
