//! Invoices are made here: at the beginning of every period, and when the price rises within one. They have numbers without gaps in their account,
//! and stay what they were: but for the erasure of a person whom one names, the database refuses anything but that an open one is paid or void.

use diesel::dsl::max;
use diesel::prelude::*;

use super::invoices::State;
use super::prices::{self, Cycle, Terms};
use super::subscription::{Period, Subscription};
use crate::audit::Entry;
use crate::db::Moment;
use crate::db::schema::{accounts, invoice_lines, invoices, subscriptions};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Tx};
use crate::mail::{self, Letter};
use crate::policy::Plan;
use crate::state::State as Program;

/// Days within which an invoice is to be paid.
pub const DUE_DAYS: i64 = 30;
/// Subscriptions that are looked at together.
const BATCH: i64 = 200;

/// What a line is for, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Seats of a plan, for a period.
    Seats(Plan, Cycle),
    /// Seats of Sell, for a period.
    SellSeats(Cycle),
    /// The days left of a period of so many days, at a higher price than before.
    Rest(i64),
}

impl Item {
    /// What is stored.
    pub fn kept(self) -> String {
        match self {
            Self::Seats(plan, cycle) => format!("seats {plan} {cycle}"),
            Self::SellSeats(cycle) => format!("sell_seats {cycle}"),
            Self::Rest(days) => format!("rest {days}"),
        }
    }

    /// Reads what is stored.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split(' ').collect::<Vec<_>>().as_slice() {
            ["seats", plan, cycle] => Some(Self::Seats(Plan::parse(plan)?, Cycle::parse(cycle)?)),
            ["sell_seats", cycle] => Cycle::parse(cycle).map(Self::SellSeats),
            ["rest", days] => days.parse().ok().map(Self::Rest),
            _ => None,
        }
    }
}

/// A line of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub item: Item,
    /// How many seats or days.
    pub quantity: i64,
    /// One seat for the period; of days, the difference of two whole periods.
    pub unit_price: i64,
    /// What it comes to.
    pub amount: i64,
}

/// The lines of a whole period.
pub fn lines_of(terms: Terms, currency: prices::Currency) -> Vec<Line> {
    let line = |item, quantity, unit_price| Line { item, quantity, unit_price, amount: quantity * unit_price };
    let Terms { plan, seats, sell_seats, cycle } = terms;
    let mut lines = vec![line(Item::Seats(plan, cycle), seats, prices::seat(plan, cycle, currency))];
    if sell_seats > 0 {
        lines.push(line(Item::SellSeats(cycle), sell_seats, prices::sell_seat(plan, cycle, currency)));
    }
    lines
}

/// Who is billed, as an invoice names them for good.
pub fn billed_to(account: &Account, of: &Subscription) -> String {
    let name = if of.billing_name.is_empty() { account.name.as_str() } else { &of.billing_name };
    format!("{name}\n{}", of.billing_address).trim().to_owned()
}

/// Makes an invoice and tells the owner, where invoices are made at all.
pub(super) fn issue(
    tx: &mut Tx<'_>,
    account: &Account,
    of: &Subscription,
    (from, until): (Moment, Moment),
    lines: &[Line],
) -> Result<()> {
    let (now, provider) = (tx.now(), tx.state().settings.collection.provider);
    if !provider.bills() {
        return Ok(());
    }
    let last: Option<i64> =
        invoices::table.filter(invoices::account_id.eq(account.id)).select(max(invoices::number)).first(tx.conn())?;
    let (number, total) = (last.unwrap_or(0) + 1, lines.iter().map(|line| line.amount).sum::<i64>());
    let state = provider.collect(account, number, total);
    let due = Moment(now.0 + DUE_DAYS * prices::DAY);
    let id: i64 = diesel::insert_into(invoices::table)
        .values((
            invoices::account_id.eq(account.id),
            invoices::number.eq(number),
            invoices::state.eq(State::Open),
            invoices::currency.eq(of.currency),
            invoices::total.eq(total),
            invoices::period_start.eq(from.0),
            invoices::period_end.eq(until.0),
            invoices::issued_at.eq(now.0),
            invoices::due_at.eq(due.0),
            invoices::billed_to.eq(billed_to(account, of)),
        ))
        .returning(invoices::id)
        .get_result(tx.conn())?;
    for (position, line) in (1_i32..).zip(lines) {
        diesel::insert_into(invoice_lines::table)
            .values((
                invoice_lines::invoice_id.eq(id),
                invoice_lines::position.eq(position),
                invoice_lines::item.eq(line.item.kept()),
                invoice_lines::quantity.eq(line.quantity),
                invoice_lines::unit_price.eq(line.unit_price),
                invoice_lines::amount.eq(line.amount),
            ))
            .execute(tx.conn())?;
    }
    if state != State::Open {
        diesel::update(invoices::table.filter(invoices::id.eq(id)))
            .set((invoices::state.eq(state), invoices::paid_at.eq((state == State::Paid).then_some(now.0))))
            .execute(tx.conn())?;
    }
    let details = serde_json::json!({ "number": number, "total": total, "currency": of.currency.as_str() });
    tx.record(Entry::new("invoice.created", "invoice", id).with(details))?;
    let owner = identity::person(tx.conn(), account, account.owner_id)?;
    mail::queue(tx, &owner, None, &Letter::InvoiceNew { number, total, currency: of.currency, due })?;
    Ok(())
}

/// Bills a period.
pub(super) fn bill(tx: &mut Tx<'_>, account: &Account, of: &mut Subscription, period: &Period) -> Result<()> {
    let terms = Terms { cycle: period.cycle, ..of.terms(account.plan) };
    issue(tx, account, of, (period.start, period.end), &lines_of(terms, of.currency))?;
    of.billed(account.plan, period);
    of.keep(tx, account.id)
}

/// Bills every period that is due, each in a transaction of its own, and answers how many. Whoever comes second in the same moment finds
/// nothing due any more. Where no invoices are made, nothing is due.
pub fn round(state: &Program) -> Result<usize> {
    if !state.settings.collection.provider.bills() {
        return Ok(0);
    }
    let (now, mut last, mut made) = (state.clock.now(), 0, 0);
    loop {
        let found: Vec<i64> = state.db.read_now(|c| {
            Ok(subscriptions::table
                .inner_join(accounts::table.on(accounts::id.eq(subscriptions::account_id)))
                .filter(accounts::plan.ne(Plan::Trial).and(subscriptions::account_id.gt(last)))
                .filter(subscriptions::billed_until.is_null().or(subscriptions::billed_until.le(Some(now.0))))
                .order(subscriptions::account_id)
                .limit(BATCH)
                .select(subscriptions::account_id)
                .load(c)?)
        })?;
        let Some(end) = found.last() else { return Ok(made) };
        last = *end;
        for account in found {
            match bill_account(state, account) {
                Ok(n) => made += n,
                // What goes wrong with one must not keep the others from their invoices.
                Err(error) => log::error!("billing account {account}: {error}"),
            }
        }
    }
}

fn bill_account(state: &Program, id: i64) -> Result<usize> {
    let account = state.db.read_now(|c| identity::account(c, id))?;
    let mut made = 0;
    loop {
        let done = identity::write_as_system(state, &account, "billing", "system", |tx| {
            let (now, account) = (tx.now(), tx.identity().account().clone());
            let mut of = Subscription::of(tx.conn(), id)?;
            let period = of.due(account.plan, now).ok_or(Error::Conflict)?;
            bill(tx, &account, &mut of, &period)
        });
        match done {
            Ok(()) => made += 1,
            Err(Error::Conflict) => return Ok(made),
            Err(error) => return Err(error),
        }
    }
}

/// The operator marks an open invoice as paid or void; the owner is told. Any other is [`Error::Conflict`].
pub fn settle(tx: &mut Tx<'_>, number: i64, to: State, reason: &str) -> Result<()> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let id: i64 = invoices::table
        .filter(invoices::account_id.eq(account.id).and(invoices::number.eq(number)))
        .select(invoices::id)
        .first(tx.conn())?;
    let changed = diesel::update(invoices::table.filter(invoices::id.eq(id).and(invoices::state.eq(State::Open))))
        .set((invoices::state.eq(to), invoices::paid_at.eq((to == State::Paid).then_some(now.0))))
        .execute(tx.conn())?;
    if changed != 1 || to == State::Open {
        return Err(Error::Conflict);
    }
    let details = serde_json::json!({ "number": number, "reason": reason });
    tx.record(match to {
        State::Paid => Entry::new("invoice.paid", "invoice", id).with(details),
        _ => Entry::new("invoice.voided", "invoice", id).with(details),
    })?;
    let owner = identity::person(tx.conn(), &account, account.owner_id)?;
    let letter = Letter::InvoiceSettled { number, paid: to == State::Paid, reason: reason.to_owned() };
    mail::queue(tx, &owner, None, &letter)?;
    Ok(())
}
