//! Made-up data: three companies to look around in, the same every time.
//!
//! * `script`: what is told of a company, read from `tidewater.txt`, `lumiere.txt` and `heron.txt`; to change the demo, edit those.
//! * `people`, `belonging`, `tickets`: who there is, what they belong to, and what they write; `dice`: chance that repeats itself.
//! * `subscription`: what they have bought, their invoices, and the team's further roles.
//! * `integrations`: programs that it works with.
//! * `operator`: the company that runs it all, and its staff.
//! * `bulk`: any number of people and tickets, for measurements; `rows`: how many rows are written at once.

mod belonging;
pub(crate) mod bulk;
mod dice;
mod integrations;
mod operator;
mod people;
pub(crate) mod rows;
mod script;
mod subscription;
mod tickets;

use diesel::prelude::*;

use crate::accounts::create::{self, NewAccount};
use crate::audit::{self, By, Entry};
use crate::billing::prices::{Currency, Cycle};
use crate::db::schema::{accounts, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{Account, Locale, PersonRow};
use crate::passwords::{self, Cost};
use crate::people::index;
use crate::policy::{Role, TicketAccess};
use crate::state::State;
use dice::Dice;
use script::Script;

/// The password of everybody in the demo.
pub const PASSWORD: &str = "Stand-in-Safely-7";

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A company of the demo.
#[derive(Debug)]
struct Plan {
    subdomain: &'static str,
    name: &'static str,
    plan: &'static str,
    locale: Locale,
    time_zone: &'static str,
    customers: usize,
    tickets: usize,
    /// For how many days it has been here, and for how many it has had customers.
    days: i64,
    customer_days: i64,
    seats: i64,
    sell_seats: i64,
    cycle: Cycle,
    currency: Currency,
    /// In how many days its trial ends, if it has one.
    trial_days: Option<i64>,
    script: &'static str,
    seed: u64,
}

const PLANS: [Plan; 3] = [
    Plan {
        subdomain: "tidewater",
        name: "Tidewater Cycles",
        plan: "professional",
        locale: Locale::En,
        time_zone: "Europe/London",
        customers: 400,
        tickets: 900,
        days: 500,
        customer_days: 420,
        seats: 15,
        sell_seats: 2,
        cycle: Cycle::Monthly,
        currency: Currency::Gbp,
        trial_days: None,
        script: include_str!("tidewater.txt"),
        seed: 7,
    },
    Plan {
        subdomain: "lumiere",
        name: "Cafés Lumière",
        plan: "enterprise",
        locale: Locale::Fr,
        time_zone: "Europe/Paris",
        customers: 60,
        tickets: 120,
        days: 500,
        customer_days: 420,
        seats: 6,
        sell_seats: 0,
        cycle: Cycle::Annual,
        currency: Currency::Eur,
        trial_days: None,
        script: include_str!("lumiere.txt"),
        seed: 11,
    },
    // Whoever joins this one finds no seat.
    Plan {
        subdomain: "heron",
        name: "Heron & Daughter",
        plan: "trial",
        locale: Locale::En,
        time_zone: "Europe/London",
        customers: 4,
        tickets: 0,
        days: 5,
        customer_days: 4,
        seats: 3,
        sell_seats: 0,
        cycle: Cycle::Monthly,
        currency: Currency::Gbp,
        trial_days: Some(9),
        script: include_str!("heron.txt"),
        seed: 13,
    },
];

/// An account while it is filled.
#[derive(Debug)]
struct Made<'a> {
    plan: &'a Plan,
    account: i64,
    now: i64,
    password_hash: &'a str,
}

impl Made<'_> {
    /// When the account was made.
    fn opened_at(&self) -> i64 {
        opened_at(self.plan, self.now)
    }
}

fn opened_at(plan: &Plan, now: i64) -> i64 {
    now - plan.days * DAY
}

/// Somebody to sign in as.
#[derive(Clone, Debug)]
pub struct Card {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The key of their role's name in the language files.
    pub role_key: &'static str,
}

/// Makes the demo's accounts unless there are accounts already; answers whether it did.
pub fn ensure(state: &State) -> Result<bool> {
    if state.db.read_now(any)? {
        return Ok(false);
    }
    let mut hashed = Vec::with_capacity(PLANS.len());
    for plan in &PLANS {
        hashed.push((plan, passwords::hash(PASSWORD, Cost::Standard)?));
    }
    let staff = passwords::hash(PASSWORD, Cost::Standard)?;
    let now = state.clock.now();
    state.db.raw_write(|c| {
        if any(c)? {
            return Ok(false);
        }
        for (plan, hash) in &hashed {
            make(c, state, plan, hash, now)?;
        }
        operator::make(c, state, &staff, now)?;
        Ok(true)
    })
}

fn any(c: &mut Conn) -> Result<bool> {
    Ok(accounts::table.select(accounts::id).first::<i64>(c).optional()?.is_some())
}

fn make(c: &mut Conn, state: &State, plan: &Plan, password_hash: &str, now: Moment) -> Result<()> {
    let script = Script::parse(plan.script);
    let owner = script.staff.first().ok_or_else(|| Error::internal("the demo has no owner"))?;
    let text = |index: usize| owner.get(index).copied().unwrap_or_default().to_owned();
    let new = NewAccount {
        subdomain: plan.subdomain.to_owned(),
        name: plan.name.to_owned(),
        locale: plan.locale,
        time_zone: plan.time_zone.to_owned(),
        plan: plan.plan.to_owned(),
        currency: plan.currency,
        owner_name: text(1),
        owner_email: text(2),
        owner_verified: true,
    };
    let (account, owner) = create::insert(c, &new, Moment(opened_at(plan, now.0)), Some(password_hash))?;
    let made = Made { plan, account: account.id, now: now.0, password_hash };
    let mut dice = Dice::new(plan.seed);
    let cast = people::make(c, &made, &script, &mut dice)?;
    tickets::make(c, &made, &script, &cast, &mut dice)?;
    belonging::tickets(c, &made)?;
    subscription::make(c, &made, &script, &account)?;
    integrations::make(c, &made, owner)?;
    index::refresh_account(c, account.id)?;
    let next_ticket = i64::try_from(plan.tickets).unwrap_or(0) + 1;
    diesel::update(accounts::table.find(account.id)).set(accounts::next_ticket.eq(next_ticket)).execute(c)?;
    let seen = Moment(now.0 - 3 * HOUR);
    diesel::update(users::table.find(owner)).set(users::last_sign_in_at.eq(Some(seen))).execute(c)?;
    record(c, state, account.id, now, serde_json::json!({ "people": plan.customers, "tickets": plan.tickets }))
}

/// The one line that the audit log has of made-up data.
pub(crate) fn record(c: &mut Conn, state: &State, account: i64, now: Moment, details: serde_json::Value) -> Result<()> {
    let by = By {
        account,
        chain: serde_json::json!(["demo"]).to_string(),
        channel: "command",
        request: "-".to_owned(),
        ..By::default()
    };
    audit::append(c, &state.secrets, &by, now, &[Entry::new("demo.made", "account", account).with(details)])
}

/// Whom one can sign in as in an account of the demo: the first active person of each role. Accounts made otherwise
/// name nobody.
pub fn cards(c: &mut Conn, account: &Account) -> Result<Vec<Card>> {
    if !PLANS.iter().any(|plan| plan.subdomain == account.subdomain) && !operator::made(account) {
        return Ok(vec![]);
    }
    let mut cards = Vec::with_capacity(5);
    let owner = users::id.eq(account.owner_id);
    for (role, owns) in [
        (Role::Administrator, true),
        (Role::Administrator, false),
        (Role::Agent, false),
        (Role::LightAgent, false),
        (Role::EndUser, false),
    ] {
        let mut query = users::table
            .filter(users::account_id.eq(account.id).and(users::role.eq(role)).and(users::deleted_at.is_null()))
            .filter(users::suspended_at.is_null().and(users::verified_at.is_not_null()))
            .filter(users::ticket_access.eq(TicketAccess::All))
            .into_boxed::<crate::db::Backend>();
        query = if owns { query.filter(owner) } else { query.filter(users::id.ne(account.owner_id)) };
        let row: Option<PersonRow> = query.order(users::id).select(PersonRow::as_select()).first(c).optional()?;
        if let Some(person) = row.map(|row| row.of(account)) {
            let role_key = person.role_key();
            cards.extend(person.email.map(|email| Card { name: person.name, email, role_key }));
        }
    }
    Ok(cards)
}
