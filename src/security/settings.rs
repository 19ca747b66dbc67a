//! What an account asks of whoever signs in: codes and passwords.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::password_rules::Level;
use crate::audit::{self, Entry};
use crate::db::schema::sign_in_settings as s;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::{Refusal, Right, Standing};

/// The settings of an account.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = s)]
pub struct SignInSettings {
    /// `Require two-factor authentication (2FA) for team members`.
    pub staff_factor: bool,
    /// `Require two-factor authentication (2FA) for end users`.
    pub customer_factor: bool,
    /// Whether a code is asked for at every sign-in, whatever the browser.
    pub factor_every_time: bool,
    /// The level of team members' passwords.
    pub staff_level: Level,
    /// The level of end users' passwords.
    pub customer_level: Level,
    /// Since when the level of team members is what it is; nothing while it was never chosen.
    pub staff_level_at: Option<Moment>,
    /// The same of end users.
    pub customer_level_at: Option<Moment>,
    /// `Enable admins to set passwords`.
    pub admins_set_passwords: bool,
}

impl SignInSettings {
    /// The settings of an account.
    pub fn of(c: &mut Conn, account: i64) -> Result<Self> {
        Ok(s::table.find(account).select(Self::as_select()).first(c)?)
    }

    /// Whether a code is asked of everybody like this.
    pub fn requires_factor(&self, standing: &Standing) -> bool {
        if standing.is_team() { self.staff_factor } else { self.customer_factor }
    }

    /// The level of passwords of everybody like this, and since when it was chosen.
    pub fn level(&self, standing: &Standing) -> (Level, Option<Moment>) {
        match standing.is_team() {
            true => (self.staff_level, self.staff_level_at),
            false => (self.customer_level, self.customer_level_at),
        }
    }

    fn named(&self) -> [(&'static str, Value); 6] {
        [
            ("staff_factor", json!(self.staff_factor)),
            ("customer_factor", json!(self.customer_factor)),
            ("factor_every_time", json!(self.factor_every_time)),
            ("staff_level", json!(self.staff_level.as_str())),
            ("customer_level", json!(self.customer_level.as_str())),
            ("admins_set_passwords", json!(self.admins_set_passwords)),
        ]
    }
}

/// Changes the settings of the account of whoever acts; the line, `entry`, tells what was and what is. Nothing is written when nothing changes: that is
/// [`Error::Conflict`].
pub fn save(tx: &mut Tx<'_>, entry: Entry, change: impl Fn(&mut SignInSettings)) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageSecurity)?;
    let (account, now) = (tx.identity().account().id, tx.now());
    let owner = tx.identity().root().standing.owner;
    let was = SignInSettings::of(tx.conn(), account)?;
    let mut asked = was.clone();
    change(&mut asked);
    if asked == was {
        return Err(Error::Conflict);
    }
    if asked.admins_set_passwords != was.admins_set_passwords && !owner {
        return Err(Error::Forbidden(Refusal::OwnersOwn));
    }
    if asked.staff_level != was.staff_level {
        asked.staff_level_at = Some(now);
    }
    if asked.customer_level != was.customer_level {
        asked.customer_level_at = Some(now);
    }
    diesel::update(s::table.find(account))
        .set((
            s::staff_factor.eq(asked.staff_factor),
            s::customer_factor.eq(asked.customer_factor),
            s::factor_every_time.eq(asked.factor_every_time),
            s::staff_level.eq(asked.staff_level),
            s::customer_level.eq(asked.customer_level),
            s::staff_level_at.eq(asked.staff_level_at.map(|at| at.0)),
            s::customer_level_at.eq(asked.customer_level_at.map(|at| at.0)),
            s::admins_set_passwords.eq(asked.admins_set_passwords),
        ))
        .execute(tx.conn())?;
    tx.record(entry.with(audit::before_and_after(was.named(), asked.named())))
}
