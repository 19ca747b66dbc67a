//! Seats: how many the account has, and who takes them. A write holds the account's lock from its beginning, so that what it
//! counts here stays true until it is committed.

use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use crate::db::schema::{subscriptions, temporary_seats};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Tx};
use crate::policy::{Role, Standing};

/// The seats of an account at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Bought.
    pub bought: i64,
    /// Lent by the operator, and not over yet.
    pub lent: i64,
    /// When the next of those ends.
    pub lent_until: Option<Moment>,
    /// Taken.
    pub used: i64,
    /// Seats of Sell, bought; none without Sell.
    pub sell_bought: i64,
    /// Seats of Sell, taken.
    pub sell_used: i64,
    /// Light agents there are.
    pub light_agents: i64,
    /// Light agents there may be.
    pub light_agents_most: i64,
}

/// Why a person cannot have the roles they are to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoom {
    /// No seat is free.
    Seat,
    /// No seat of Sell is free.
    SellSeat,
    /// The plan has no place for another light agent.
    LightAgent,
}

impl NoRoom {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Seat => "no-room-seat",
            Self::SellSeat => "no-room-sell-seat",
            Self::LightAgent => "no-room-light-agent",
        }
    }
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = BigInt)]
    seats: i64,
    #[diesel(sql_type = BigInt)]
    sell: i64,
    #[diesel(sql_type = BigInt)]
    light: i64,
}

/// [`Standing::seats`] as SQL. A test holds both against each other.
const TAKES_SEAT: &str = "(role IN ('administrator', 'agent') OR guide_role <> 'viewer' OR explore_role <> 'viewer' \
     OR talk_role <> 'admin' OR chat_role IS NOT NULL)";

impl Seats {
    /// Counts them.
    pub fn of(c: &mut Conn, account: &Account, now: Moment) -> Result<Self> {
        let sql = format!(
            "SELECT coalesce(sum(CASE WHEN {TAKES_SEAT} THEN 1 ELSE 0 END), 0) AS seats, \
             coalesce(sum(CASE WHEN sell_role IS NOT NULL THEN 1 ELSE 0 END), 0) AS sell, \
             coalesce(sum(CASE WHEN role = 'light_agent' THEN 1 ELSE 0 END), 0) AS light \
             FROM users WHERE account_id = $1 AND role IN ('administrator', 'agent', 'light_agent', 'contributor') \
             AND deleted_at IS NULL"
        );
        let taken: Taken = diesel::sql_query(sql).bind::<BigInt, _>(account.id).get_result(c)?;
        let (bought, sell_bought): (i64, i64) =
            subscriptions::table.find(account.id).select((subscriptions::seats, subscriptions::sell_seats)).first(c)?;
        let lent: Vec<(i64, i64)> = temporary_seats::table
            .filter(temporary_seats::account_id.eq(account.id).and(temporary_seats::until.gt(now.0)))
            .select((temporary_seats::seats, temporary_seats::until))
            .load(c)?;
        Ok(Self {
            bought,
            lent: lent.iter().map(|(n, _)| n).sum(),
            lent_until: lent.iter().map(|(_, until)| Moment(*until)).min(),
            used: taken.seats,
            sell_bought,
            sell_used: taken.sell,
            light_agents: taken.light,
            light_agents_most: account.plan.light_agents(),
        })
    }

    /// All there are.
    pub fn limit(&self) -> i64 {
        self.bought + self.lent
    }

    /// Those that nobody takes. Never below none, though more may be taken than there are since a lent one has ended.
    pub fn free(&self) -> i64 {
        (self.limit() - self.used).max(0)
    }

    /// Whether somebody may stand otherwise than before. Whoever takes no more than before always may.
    pub fn room(&self, before: &Standing, after: &Standing) -> std::result::Result<(), NoRoom> {
        let light = |s: &Standing| i64::from(!s.deleted && s.role == Role::LightAgent);
        for (old, new, used, limit, no) in [
            (before.seats(), after.seats(), self.used, self.limit(), NoRoom::Seat),
            (before.sell_seats(), after.sell_seats(), self.sell_used, self.sell_bought, NoRoom::SellSeat),
            (light(before), light(after), self.light_agents, self.light_agents_most, NoRoom::LightAgent),
        ] {
            if new > old && used + new - old > limit {
                return Err(no);
            }
        }
        Ok(())
    }
}

/// [`Seats::room`] under the transaction's lock.
pub fn room(tx: &mut Tx<'_>, before: &Standing, after: &Standing) -> Result<std::result::Result<(), NoRoom>> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    Ok(Seats::of(tx.conn(), &account, now)?.room(before, after))
}

/// Whether a row of `users` takes a seat.
pub fn taken() -> SqlLiteral<Bool> {
    diesel::dsl::sql(&format!("(coalesce({TAKES_SEAT}, FALSE) AND role <> 'end_user' AND deleted_at IS NULL)"))
}
