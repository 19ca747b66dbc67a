//! What an account has bought, and how it changes: the one way there is, for its owner, billing administrators and the operator.

use diesel::prelude::*;

use super::invoicing::{self, Item, Line};
use super::prices::{self, Currency, Cycle, SEATS_MOST, Terms};
use crate::audit::Entry;
use crate::db::schema::{accounts, subscriptions};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Tx};
use crate::mail::{self, Letter};
use crate::policy::{Plan, Product, Right};
use crate::security::grants;
use crate::team::seats::Seats;
use crate::team::withdrawal::{self, Holder};

/// A subscription as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = subscriptions)]
pub struct Subscription {
    /// Seats bought.
    pub seats: i64,
    /// Seats of Sell bought.
    pub sell_seats: i64,
    /// The running period's length.
    pub cycle: Cycle,
    /// The length of those after it, if it is another.
    pub next_cycle: Option<Cycle>,
    /// In what is paid.
    pub currency: Currency,
    /// When the running period began, or the first will be billed from.
    pub period_start: Moment,
    /// The day of the month on which periods begin; 0 before the first.
    pub anchor_day: i32,
    /// Until when it is billed.
    pub billed_until: Option<Moment>,
    /// The price of a whole period that the running one is billed for.
    pub covered: i64,
    /// When a trial ends.
    pub trial_ends_at: Option<Moment>,
    /// Who is billed, if not the account by its name.
    pub billing_name: String,
    /// Where they are.
    pub billing_address: String,
}

/// A period that is to be billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// Its length.
    pub cycle: Cycle,
    /// The day of the month on which periods begin.
    pub anchor_day: i32,
}

impl Subscription {
    /// That of an account.
    pub fn of(c: &mut Conn, account: i64) -> Result<Self> {
        Ok(subscriptions::table.find(account).select(Self::as_select()).first(c)?)
    }

    /// What is bought, by the cycle that was chosen last.
    pub fn terms(&self, plan: Plan) -> Terms {
        let cycle = self.next_cycle.unwrap_or(self.cycle);
        Terms { plan, seats: self.seats, sell_seats: self.sell_seats, cycle }
    }

    /// The period after what is billed.
    pub fn next_period(&self) -> Period {
        let start = self.billed_until.unwrap_or(self.period_start);
        let cycle = self.next_cycle.unwrap_or(self.cycle);
        let anchor_day = if self.anchor_day == 0 { prices::day_of(start) } else { self.anchor_day };
        Period { start, end: prices::end_of(start, cycle, anchor_day), cycle, anchor_day }
    }

    /// The period that is to be billed now, if any. A trial costs nothing.
    pub fn due(&self, plan: Plan, now: Moment) -> Option<Period> {
        Some(self.next_period()).filter(|p| plan != Plan::Trial && p.start <= now)
    }

    /// When the next invoice is made, and how much it is.
    pub fn next_invoice(&self, plan: Plan) -> Option<(Moment, i64)> {
        (plan != Plan::Trial).then(|| (self.next_period().start, self.terms(plan).price(self.currency)))
    }

    /// The same with a period billed.
    pub fn billed(&mut self, plan: Plan, period: &Period) {
        self.covered = Terms { cycle: period.cycle, ..self.terms(plan) }.price(self.currency);
        (self.period_start, self.billed_until) = (period.start, Some(period.end));
        (self.cycle, self.next_cycle, self.anchor_day) = (period.cycle, None, period.anchor_day);
    }

    /// Keeps what billing changes.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, account: i64) -> Result<()> {
        diesel::update(subscriptions::table.find(account))
            .set((
                subscriptions::seats.eq(self.seats),
                subscriptions::sell_seats.eq(self.sell_seats),
                subscriptions::cycle.eq(self.cycle),
                subscriptions::next_cycle.eq(self.next_cycle),
                subscriptions::period_start.eq(self.period_start.0),
                subscriptions::anchor_day.eq(self.anchor_day),
                subscriptions::billed_until.eq(self.billed_until.map(|at| at.0)),
                subscriptions::covered.eq(self.covered),
                subscriptions::trial_ends_at.eq(self.trial_ends_at.map(|at| at.0)),
            ))
            .execute(tx.conn())?;
        Ok(())
    }
}

/// Why a subscription cannot change like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is so already.
    Same,
    /// More seats are taken than there would be.
    Seats {
        /// Taken.
        used: i64,
        /// There would be, with those that are lent.
        limit: i64,
    },
    /// More seats of Sell are taken than there would be.
    SellSeats {
        /// Taken.
        used: i64,
        /// There would be.
        limit: i64,
    },
    /// There are more light agents than the plan has places for.
    LightAgents {
        /// There are.
        used: i64,
        /// The plan has.
        limit: i64,
    },
    /// People have roles of the account's own, and the plan has none: the one role of agents could let them do more.
    CustomRoles {
        /// How many.
        people: i64,
    },
}

/// What a change would do.
#[derive(Clone, Debug)]
pub struct Review {
    /// What is bought now.
    pub before: Terms,
    /// What would be.
    pub after: Terms,
    /// In what is paid.
    pub currency: Currency,
    /// The seats as they are.
    pub seats: Seats,
    /// Why it cannot be.
    pub faults: Vec<Fault>,
    /// Who has a role that stands in the way, some of them.
    pub in_the_way: Vec<Holder>,
    /// Who would lose their role in Explore, which the plan has not; some of them.
    pub losing: Vec<Holder>,
    /// How many would.
    pub losing_count: i64,
    /// What is billed at once: an amount, for how many days, of how many.
    pub charge: Option<(i64, i64, i64)>,
    /// The next invoice: when, and how much.
    pub next: (Moment, i64),
    /// Whether this is the first that is bought.
    pub first: bool,
    /// The subscription afterwards.
    then: Subscription,
    /// The difference of two whole periods that [`Review::charge`] is for.
    difference: i64,
}

impl Review {
    /// Looks at a change as things are. Periods that nobody has billed yet count as billed: they will be, at the old price.
    pub fn of(c: &mut Conn, account: &Account, after: Terms, now: Moment) -> Result<Self> {
        let (plan, mut then) = (account.plan, Subscription::of(c, account.id)?);
        while let Some(period) = then.due(plan, now).filter(|_| then.billed_until.is_some()) {
            then.billed(plan, &period);
        }
        let (before, seats) = (then.terms(plan), Seats::of(c, account, now)?);
        let (mut faults, mut in_the_way) = (vec![], vec![]);
        if before == after {
            faults.push(Fault::Same);
        }
        let limit = after.seats + seats.lent;
        if after.seats < before.seats && seats.used > limit {
            faults.push(Fault::Seats { used: seats.used, limit });
        }
        if after.sell_seats < before.sell_seats && seats.sell_used > after.sell_seats {
            faults.push(Fault::SellSeats { used: seats.sell_used, limit: after.sell_seats });
        }
        let most = after.plan.light_agents();
        if most < plan.light_agents() && seats.light_agents > most {
            faults.push(Fault::LightAgents { used: seats.light_agents, limit: most });
        }
        if plan.custom_roles() && !after.plan.custom_roles() {
            let (people, some) = withdrawal::with_custom_role(c, account)?;
            if people > 0 {
                faults.push(Fault::CustomRoles { people });
                in_the_way = some;
            }
        }
        let (losing_count, losing) = match loses_explore(plan, after.plan) {
            true => withdrawal::with_explore(c, account)?,
            false => (0, vec![]),
        };
        let first = plan == Plan::Trial;
        (then.seats, then.sell_seats) = (after.seats, after.sell_seats);
        let (mut charge, mut difference) = (None, 0);
        match then.billed_until {
            Some(end) if !first => {
                then.next_cycle = Some(after.cycle).filter(|cycle| *cycle != then.cycle);
                let whole = Terms { cycle: then.cycle, ..after }.price(then.currency);
                difference = (whole - then.covered).max(0);
                let (days, of) = (prices::whole_days(now, end), prices::whole_days(then.period_start, end));
                let amount = prices::for_days(difference, days, of);
                charge = (amount > 0).then_some((amount, days.min(of), of));
                then.covered = then.covered.max(whole);
            }
            // Nothing is billed yet: the first period is, at the new price.
            _ => {
                (then.cycle, then.next_cycle, then.trial_ends_at) = (after.cycle, None, None);
                if first {
                    (then.period_start, then.anchor_day, then.billed_until) = (now, 0, None);
                }
            }
        }
        let next = (then.next_period().start, then.terms(after.plan).price(then.currency));
        let currency = then.currency;
        Ok(Self {
            before,
            after,
            currency,
            seats,
            faults,
            in_the_way,
            losing,
            losing_count,
            charge,
            next,
            first,
            then,
            difference,
        })
    }

    /// What was agreed to, in one text: a form carries it, so that nobody pays another price than the one they were shown.
    pub fn state(&self) -> String {
        let Terms { plan, seats, sell_seats, cycle } = self.before;
        let charge = self.charge.map_or(0, |(amount, ..)| amount);
        // A first period begins at whatever moment it is bought.
        let at = if self.first { 0 } else { self.next.0.0 };
        format!("{plan} {seats} {sell_seats} {cycle} {charge} {at} {} {}", self.next.1, self.losing_count)
    }
}

fn loses_explore(before: Plan, after: Plan) -> bool {
    let explore = |plan: Plan| plan.products(false).contains(&Product::Explore);
    explore(before) && !explore(after)
}

/// The owner or a billing administrator changes the subscription, as themselves, as they were shown it. What cannot be is
/// [`Error::Conflict`], and so is what would not be as it was shown.
pub fn change(tx: &mut Tx<'_>, after: Terms, seen: &str) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageSubscription)?;
    apply(tx, after, seen, None).map(drop)
}

/// The operator changes the subscription, by the same rules; the owner is told why.
pub fn change_by_operator(tx: &mut Tx<'_>, after: Terms, seen: &str, reason: &str) -> Result<Review> {
    apply(tx, after, seen, Some(reason))
}

fn apply(tx: &mut Tx<'_>, after: Terms, seen: &str, reason: Option<&str>) -> Result<Review> {
    let (now, account) = (tx.now(), tx.identity().account().clone());
    let id = account.id;
    let bounds = (1..=SEATS_MOST).contains(&after.seats) && (0..=SEATS_MOST).contains(&after.sell_seats);
    if !bounds || after.plan == Plan::Trial {
        return Err(Error::Malformed);
    }
    let review = Review::of(tx.conn(), &account, after, now)?;
    if !review.faults.is_empty() || seen != review.state() {
        return Err(Error::Conflict);
    }
    // What has been had is billed as it was.
    let mut kept = Subscription::of(tx.conn(), id)?;
    while let Some(period) = kept.due(account.plan, now).filter(|_| kept.billed_until.is_some()) {
        invoicing::bill(tx, &account, &mut kept, &period)?;
    }
    if after.plan != account.plan {
        diesel::update(accounts::table.find(id)).set(accounts::plan.eq(after.plan)).execute(tx.conn())?;
    }
    if loses_explore(account.plan, after.plan) {
        withdrawal::take_explore(tx)?;
    }
    if review.first {
        grants::convert(tx)?;
    }
    review.then.keep(tx, id)?;
    let told = |t: &Terms| {
        serde_json::json!({ "plan": t.plan.as_str(), "seats": t.seats, "sell_seats": t.sell_seats, "cycle": t.cycle.as_str(),
            "price": t.price(review.currency) })
    };
    let mut details = serde_json::json!({ "before": told(&review.before), "after": told(&after), "currency": review.currency.as_str() });
    if let (Some(reason), Some(details)) = (reason, details.as_object_mut()) {
        details.insert("reason".to_owned(), reason.into());
    }
    tx.record(Entry::new("subscription.changed", "account", id).with(details))?;
    let account = Account { plan: after.plan, ..(*account).clone() };
    if let (Some((amount, days, of)), Some(end)) = (review.charge, review.then.billed_until) {
        let line = Line { item: Item::Rest(of), quantity: days, unit_price: review.difference, amount };
        invoicing::issue(tx, &account, &review.then, (now, end), &[line])?;
    }
    let mut next = review.next;
    if review.first {
        let mut then = review.then.clone();
        let period = then.next_period();
        invoicing::bill(tx, &account, &mut then, &period)?;
        next = then.next_invoice(after.plan).unwrap_or(next);
    }
    let owner = identity::person(tx.conn(), &account, account.owner_id)?;
    if tx.identity().effective_id() != Some(owner.id) {
        let by = tx.identity().effective_id().map(|_| tx.identity().effective().name.clone());
        let reason = reason.map(str::to_owned);
        let bills = tx.state().settings.collection.provider.bills();
        let letter = Letter::SubscriptionChanged {
            by,
            reason,
            plan: after.plan,
            seats: after.seats,
            next: bills.then_some((next.0, next.1, review.currency)),
        };
        mail::queue(tx, &owner, None, &letter)?;
    }
    Ok(review)
}

/// The owner says who is billed, and where they are.
pub fn address(tx: &mut Tx<'_>, name: &str, address: &str) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManagePayments)?;
    let id = tx.identity().account().id;
    diesel::update(subscriptions::table.find(id))
        .set((subscriptions::billing_name.eq(name), subscriptions::billing_address.eq(address)))
        .execute(tx.conn())?;
    tx.record(Entry::new("billing_address.changed", "account", id))
}
