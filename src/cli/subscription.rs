//! `stead account plan`, `seat` and `invoice`: what the operator does with an account's subscription.

use clap::Args;
use diesel::prelude::*;

use super::Common;
use crate::billing::invoices::State;
use crate::billing::prices::{Cycle, SEATS_MOST, Terms, written};
use crate::billing::subscription::{self, Fault, Review, Subscription};
use crate::billing::{invoicing, lending};
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::i18n::{Dates, Lang};
use crate::identity::{self, Account, Locale};
use crate::policy::Plan;
use crate::state::State as Program;

/// What an account is to have bought.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// The plan from now on [default: the one it has]
    #[arg(long, value_parser = ["team", "growth", "professional", "enterprise"])]
    plan: Option<String>,
    /// Seats from now on [default: those it has]
    #[arg(long)]
    seats: Option<i64>,
    /// Seats of Sell from now on [default: those it has]
    #[arg(long)]
    sell_seats: Option<i64>,
    /// How it is paid, from the next period on [default: as before]
    #[arg(long, value_parser = ["monthly", "annual"])]
    cycle: Option<String>,
    /// Why; the owner reads it, and it stays in the audit log
    #[arg(long)]
    reason: String,
}

/// Seats that are lent: without more, those there are.
#[derive(Debug, Args)]
pub struct SeatArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// Lend so many seats, 1 to 1000
    #[arg(long, requires_all = ["until", "reason"], conflicts_with = "end")]
    seats: Option<i64>,
    /// The last day on which they are lent, in the account's time zone: 2026-12-31
    #[arg(long, requires = "seats")]
    until: Option<String>,
    /// End this lending now, by the number that the list shows
    #[arg(long, requires = "reason")]
    end: Option<i64>,
    /// Why; the owner reads it, and it stays in the audit log
    #[arg(long)]
    reason: Option<String>,
}

/// What becomes of an invoice.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("outcome").required(true))]
pub struct InvoiceArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// Number of the invoice
    #[arg(long)]
    number: i64,
    /// The money has arrived
    #[arg(long, group = "outcome")]
    paid: bool,
    /// It need not be paid any more
    #[arg(long, group = "outcome")]
    void: bool,
    /// Why, or a note such as the date of the transfer; the owner reads it, and it stays in the audit log
    #[arg(long)]
    reason: String,
}

pub(super) fn account(state: &Program, subdomain: &str) -> Result<Account> {
    state.db.read_now(|c| {
        let named = accounts::subdomain.eq(subdomain).and(accounts::operator.eq(false));
        let found = accounts::table.filter(named).select(Account::as_select());
        found.first(c).optional()?.ok_or_else(|| Error::internal(format!("there is no account «{subdomain}»")))
    })
}

fn number(what: &str, found: i64, from: i64, to: i64) -> Result<i64> {
    match (from..=to).contains(&found) {
        true => Ok(found),
        false => Err(Error::internal(format!("the number of {what} is {found}; accepted: {from} to {to}"))),
    }
}

pub(super) fn plan(args: &PlanArgs, common: &Common) -> Result<()> {
    let reason = super::account::reason(&args.reason)?;
    let state = common.existing_state()?;
    let (account, now) = (account(&state, &args.subdomain)?, state.clock.now());
    let of = state.db.read_now(|c| Subscription::of(c, account.id))?;
    let before = of.terms(account.plan);
    let after = Terms {
        plan: args.plan.as_deref().and_then(Plan::parse).unwrap_or(before.plan),
        seats: number("seats", args.seats.unwrap_or(before.seats), 1, SEATS_MOST)?,
        sell_seats: number("Sell seats", args.sell_seats.unwrap_or(before.sell_seats), 0, SEATS_MOST)?,
        cycle: args.cycle.as_deref().and_then(Cycle::parse).unwrap_or(before.cycle),
    };
    if after.plan == Plan::Trial {
        return Err(Error::internal("the account is on trial; name a plan (--plan)"));
    }
    let review = state.db.read_now(|c| Review::of(c, &account, after, now))?;
    if !review.faults.is_empty() {
        let told: Vec<String> = review.faults.iter().map(|fault| told(*fault, &review)).collect();
        return Err(Error::internal(told.join("; ")));
    }
    let done = identity::write_as_system(&state, &account, "account", "command", |tx| {
        subscription::change_by_operator(tx, after, &review.state(), &reason)
    });
    let review = match done {
        Err(Error::Conflict) => return Err(Error::internal("something changed in the same moment; try again")),
        done => done?,
    };
    let lang = Lang::of(Locale::En);
    let price =
        |terms: Terms| format!("{} {}", written(lang, terms.price(review.currency), review.currency), terms.cycle);
    println!("Account:  {}", account.name);
    println!("Plan:     {} (it was {})", after.plan, review.before.plan);
    println!("Seats:    {} (it was {})", after.seats, review.before.seats);
    println!("Sell:     {} (it was {})", after.sell_seats, review.before.sell_seats);
    println!("Price:    {} (it was {})", price(after), price(review.before));
    if let Some((amount, days, of)) = review.charge {
        println!("Billed:   {} at once, for {days} of {of} days", written(lang, amount, review.currency));
    }
    if review.first && state.settings.collection.provider.bills() {
        println!("Billed:   {} at once, for the first period", written(lang, review.next.1, review.currency));
    }
    if review.losing_count > 0 {
        println!("Taken:    the role in Explore of {}", people(review.losing_count));
    }
    println!("The owner is told by mail, with the reason. It is in the audit log.");
    Ok(())
}

fn people(n: i64) -> String {
    counted(n, "person", "people")
}

fn counted(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn told(fault: Fault, review: &Review) -> String {
    match fault {
        Fault::Same => "nothing would change".to_owned(),
        Fault::Seats { used, limit } => {
            let (used_said, over) = (counted(used, "seat is", "seats are"), people(used - limit));
            format!("{used_said} in use and there would be {limit}; take those of {over} first")
        }
        Fault::SellSeats { used, limit } => {
            let (used_said, over) = (counted(used, "Sell seat is", "Sell seats are"), people(used - limit));
            format!("{used_said} in use and there would be {limit}; take those of {over} first")
        }
        Fault::LightAgents { used, limit } => {
            let used = counted(used, "light agent has a place", "light agents have places");
            format!("{used} and the plan has {limit}")
        }
        Fault::CustomRoles { people } => {
            let names: Vec<&str> = review.in_the_way.iter().map(|(_, name)| name.as_str()).collect();
            let having = counted(people, "person has a custom role", "people have custom roles");
            format!("{having}, which the plan has not ({}); give them other roles first", names.join(", "))
        }
    }
}

pub(super) fn seat(args: &SeatArgs, common: &Common) -> Result<()> {
    let reason = args.reason.as_deref().map(super::account::reason).transpose()?.unwrap_or_default();
    let seats = args.seats.map(|n| number("seats", n, 1, lending::SEATS_MOST)).transpose()?;
    let state = common.existing_state()?;
    let (account, now) = (account(&state, &args.subdomain)?, state.clock.now());
    if let (Some(seats), Some(day)) = (seats, args.until.as_deref()) {
        let wrong = || Error::internal(format!("the day is «{day}»; accepted is one such as 2026-12-31"));
        let until = lending::end_of_day(day, &account.time_zone).ok_or_else(wrong)?;
        if until <= now {
            return Err(Error::internal(format!("{day} is over; accepted is today or a later day")));
        }
        let id = identity::write_as_system(&state, &account, "account", "command", |tx| {
            lending::lend(tx, seats, until, &reason)
        })?;
        println!("Account:  {}", account.name);
        println!("Lent:     {} until the end of {day} (number {id})", counted(seats, "seat", "seats"));
        println!("The owner is told by mail, with the reason. They end by themselves.");
        return Ok(());
    }
    if let Some(id) = args.end {
        let done =
            identity::write_as_system(&state, &account, "account", "command", |tx| lending::end(tx, id, &reason));
        let lent = match done {
            Err(Error::NotFound) => return Err(Error::internal(format!("{} has no lending {id}", account.subdomain))),
            Err(Error::Conflict) => return Err(Error::internal(format!("lending {id} has ended already"))),
            done => done?,
        };
        println!("Account:  {}", account.name);
        println!("Ended:    {} (number {id})", counted(lent.seats, "seat", "seats"));
        println!("The owner is told by mail, with the reason.");
        return Ok(());
    }
    let dates = Dates::new(Lang::of(Locale::En), &account.time_zone, now);
    let live = state.db.read_now(|c| lending::live(c, account.id, now))?;
    println!("Account:  {}", account.name);
    for one in &live {
        let (seats, until) = (counted(one.seats, "seat", "seats"), dates.long(one.until));
        println!("{:>8}  {seats} until {until} ({}): {}", one.id, dates.zone(), one.reason);
    }
    if live.is_empty() {
        println!("No seats are lent.");
    }
    Ok(())
}

pub(super) fn invoice(args: &InvoiceArgs, common: &Common) -> Result<()> {
    let reason = super::account::reason(&args.reason)?;
    let state = common.existing_state()?;
    let account = account(&state, &args.subdomain)?;
    let to = if args.paid { State::Paid } else { State::Void };
    let done = identity::write_as_system(&state, &account, "account", "command", |tx| {
        invoicing::settle(tx, args.number, to, &reason)
    });
    match done {
        Ok(()) => {}
        Err(Error::NotFound) => {
            return Err(Error::internal(format!("{} has no invoice {}", account.subdomain, args.number)));
        }
        Err(Error::Conflict) => {
            return Err(Error::internal(format!("invoice {} is paid or void already, and stays so", args.number)));
        }
        Err(error) => return Err(error),
    }
    println!("Account:  {}", account.name);
    println!("Invoice:  {} is {to}", args.number);
    println!("The owner is told by mail, with the reason. It is in the audit log.");
    Ok(())
}
