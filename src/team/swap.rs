//! Somebody of the team becomes administrator and owner in one, and the owner what there is a seat for: no more seats are
//! taken than there are, or than before (spec.md §3.7). Who is handed the account, and when, is [`crate::billing`]'s.

use diesel::prelude::*;

use super::membership::{self, Member, SupportRole};
use super::seats::Seats;
use crate::db::Conn;
use crate::db::schema::users;
use crate::error::Result;
use crate::identity::{self, Account, Person, PersonRow, Tx};
use crate::people::model;
use crate::policy::{Product, Role, Standing};

/// Most people that the form offers.
const OFFERED: i64 = 200;

/// What both are afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The next owner, an administrator.
    pub next: Standing,
    /// The old owner.
    pub old: Standing,
    /// The old owner's role in Support.
    pub role: SupportRole,
}

impl Swap {
    /// Works it out. The old owner stays an administrator if that takes no seat beyond those there are; else they take
    /// none, and give up what would take one in other products too.
    pub fn of(seats: &Seats, owner: &Standing, next: &Standing) -> Self {
        let after = Standing { role: Role::Administrator, custom: None, billing_admin: false, ..*next };
        let stays = Standing { owner: false, billing_admin: false, ..*owner };
        let more = after.seats() - next.seats() + stays.seats() - owner.seats();
        if more <= 0 || seats.used + more <= seats.limit() {
            return Self { next: after, old: stays, role: SupportRole::Administrator };
        }
        let light = |s: &Standing| i64::from(s.role == Role::LightAgent);
        let room = seats.light_agents - light(next) < seats.light_agents_most;
        let (role, support) = match room {
            true => (Role::LightAgent, SupportRole::LightAgent),
            false => (Role::Contributor, SupportRole::Contributor),
        };
        let taking = |p: &&Product| stays.products.of(**p).is_some_and(|role| p.takes_seat(role));
        let products = Product::ALL.iter().filter(taking).fold(stays.products, |all, p| all.with(*p, None));
        Self { next: after, old: Standing { role, custom: None, products, ..stays }, role: support }
    }

    /// Whether the old owner stays an administrator.
    pub fn stays(&self) -> bool {
        self.role == SupportRole::Administrator
    }

    /// The key of the old owner's role.
    pub fn role_key(&self) -> &'static str {
        identity::role_key(self.old.role)
    }

    /// The products in which the old owner loses their role.
    pub fn lost(&self, owner: &Standing) -> Vec<Product> {
        Product::ALL.iter().copied().filter(|p| owner.products.of(*p) != self.old.products.of(*p)).collect()
    }
}

/// Whoever can be made owner and administrator in one, by name, with whether each has confirmed their address.
pub fn candidates(c: &mut Conn, account: &Account) -> Result<Vec<(Person, bool)>> {
    let rows: Vec<(PersonRow, Option<i64>)> = model::below_administrators(account.id)
        .filter(users::suspended_at.is_null())
        .order((users::folded_name, users::id))
        .limit(OFFERED)
        .select((PersonRow::as_select(), users::verified_at))
        .load(c)?;
    Ok(rows.into_iter().map(|(row, verified)| (row.of(account), verified.is_some())).collect())
}

/// Makes the next owner an administrator, while the old one still is both.
pub fn promote(tx: &mut Tx<'_>, next: &Member, swap: &Swap) -> Result<()> {
    membership::put(tx, next, Some(SupportRole::Administrator), swap.next, None)
}

/// Gives the old owner, who is none any more, the role that is left. Their open tickets go to the new one.
pub fn step_down(tx: &mut Tx<'_>, old: &Member, swap: &Swap, heir: i64) -> Result<()> {
    if swap.stays() {
        return Ok(());
    }
    membership::put(tx, old, Some(swap.role), swap.old, Some(heir))
}
