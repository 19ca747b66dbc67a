//! Account assumption as rows: each permission of an account's to let the operator's support staff in, from when and until when, by whom,
//! and how it ended (spec.md §3.1). At most one is open; whether it still lives is asked of the clock, whatever the sweep has done.

use chrono::{Days, Months, TimeDelta, TimeZone as _};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::audit::Entry;
use crate::db::schema::grants;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, Tx};
use crate::mail::{self, AccessLetter, Letter};
use crate::operator::visits::requests;
use crate::policy::{self, Plan, Right};
use crate::state::State;
use crate::text_enum;

/// Hours before its end at which a grant of a week or more is reminded of.
pub const REMINDER_HOURS: i64 = 24;
/// Grants that one round of the sweep looks at.
const AT_ONCE: i64 = 1_000;

text_enum! {
    /// For how long.
    pub enum Duration {
        /// Until the same time tomorrow.
        Day = "day",
        /// Of seven days.
        Week = "week",
        /// Until the same day of the next month, or that month's last.
        Month = "month",
        /// Until the same day of the next year.
        Year = "year",
        /// Until somebody turns it off.
        Indefinite = "indefinite",
    }
}

text_enum! {
    /// How a grant ended.
    pub enum GrantEnd {
        /// Another duration took its place.
        Replaced = "replaced",
        /// Somebody turned it off.
        TurnedOff = "turned_off",
        /// Its time was up.
        Expired = "expired",
        /// The account, a trial until then, was bought.
        Converted = "converted",
    }
}

impl Duration {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "grant-day",
            Self::Week => "grant-week",
            Self::Month => "grant-month",
            Self::Year => "grant-year",
            Self::Indefinite => "grant-indefinite",
        }
    }

    /// When it would end if it began at a moment, by the calendar of a time zone: at the same time of day.
    pub fn end(self, from: Moment, zone: &str) -> Option<Moment> {
        let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let here = from.utc().with_timezone(&zone).naive_local();
        let then = match self {
            Self::Day => here.checked_add_days(Days::new(1)),
            Self::Week => here.checked_add_days(Days::new(7)),
            Self::Month => here.checked_add_months(Months::new(1)),
            Self::Year => here.checked_add_months(Months::new(12)),
            Self::Indefinite => return None,
        }?;
        // An hour that the clock skips is made up for after it.
        let found = zone.from_local_datetime(&then).earliest();
        let found = found.or_else(|| zone.from_local_datetime(&(then + TimeDelta::hours(1))).earliest())?;
        Some(Moment(found.timestamp_millis()))
    }

    /// Whether its end is reminded of.
    fn reminds(self) -> bool {
        matches!(self, Self::Week | Self::Month | Self::Year)
    }
}

/// A permission.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = grants)]
pub struct Grant {
    /// Its id.
    pub id: i64,
    /// Whose account it opens.
    pub account_id: i64,
    /// Who gave it.
    pub granted_by: i64,
    /// For how long.
    pub duration: Duration,
    /// Since when.
    pub created_at: Moment,
    /// Until when; for good if none.
    pub ends_at: Option<Moment>,
    /// When its end was reminded of.
    pub warned_at: Option<Moment>,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Who ended it, unless it ended by itself.
    pub ended_by: Option<i64>,
    /// How it ended.
    pub end_cause: Option<GrantEnd>,
}

impl Grant {
    /// Whether it lets anybody in at a moment. What has ended is over, whatever the clock says later.
    pub fn lives(&self, now: Moment) -> bool {
        self.ended_at.is_none() && self.ends_at.is_none_or(|end| now < end)
    }

    fn told(&self) -> Value {
        json!({ "duration": self.duration.as_str(), "until": self.ends_at.map(|at| at.0) })
    }
}

/// Whether the operator's support staff may be in an account, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A trial, which they may always enter.
    Trial,
    /// Until then; for good if none.
    Granted(Option<Moment>),
    /// They may not.
    Off,
}

impl Access {
    /// That of an account of this plan with this grant, at a moment.
    pub fn of(plan: Plan, grant: Option<&Grant>, now: Moment) -> Self {
        match grant {
            _ if plan == Plan::Trial => Self::Trial,
            Some(grant) if grant.lives(now) => Self::Granted(grant.ends_at),
            _ => Self::Off,
        }
    }

    /// Whether they may enter.
    pub fn open(self) -> bool {
        self != Self::Off
    }
}

/// The grant of an account that is not ended yet. Whether it lives is another question.
pub fn open(c: &mut Conn, account: i64) -> Result<Option<Grant>> {
    let one = grants::table.filter(grants::account_id.eq(account).and(grants::ended_at.is_null()));
    Ok(one.select(Grant::as_select()).first(c).optional()?)
}

/// The grant of an account that lives at a moment.
pub fn live(c: &mut Conn, account: i64, now: Moment) -> Result<Option<Grant>> {
    Ok(open(c, account)?.filter(|grant| grant.lives(now)))
}

/// Turns account assumption on, or gives it another duration, which begins now. `seen` is the id of the grant that the form showed, 0 for
/// none: whoever saw something else meanwhile than what there is gets [`Error::Conflict`], and nothing is turned on again behind their back.
pub fn grant(tx: &mut Tx<'_>, duration: Duration, zone: &str, seen: i64) -> Result<i64> {
    let account = allowed(tx)?;
    let (now, by) = (tx.now(), tx.identity().root().clone());
    let before = present(tx, &account)?;
    if before.as_ref().map_or(0, |grant| grant.id) != seen {
        return Err(Error::Conflict);
    }
    if let Some(before) = &before {
        close(tx, before, now, GrantEnd::Replaced, Some(by.id))?;
    }
    let ends_at = duration.end(now, zone);
    if ends_at.is_none() && duration != Duration::Indefinite {
        return Err(Error::internal("no such day"));
    }
    let id: i64 = diesel::insert_into(grants::table)
        .values((
            grants::account_id.eq(account.id),
            grants::granted_by.eq(by.id),
            grants::duration.eq(duration),
            grants::created_at.eq(now.0),
            grants::ends_at.eq(ends_at.map(|at| at.0)),
        ))
        .returning(grants::id)
        .get_result(tx.conn())?;
    let made: Grant = grants::table.find(id).select(Grant::as_select()).first(tx.conn())?;
    let details = json!({ "before": before.as_ref().map(Grant::told), "after": made.told() });
    let (by, until) = (by.name, ends_at);
    requests::answer(tx, true, until)?;
    match before {
        None => {
            tx.record(Entry::new("access.granted", "grant", made.id).with(details))?;
            tell(tx, &account, &[made.granted_by], AccessLetter::Granted { by, until })?;
        }
        Some(before) => {
            tx.record(Entry::new("access.changed", "grant", made.id).with(details))?;
            tell(tx, &account, &[made.granted_by, before.granted_by], AccessLetter::Changed { by, until })?;
        }
    }
    Ok(made.id)
}

/// Turns it off. With `seen`, as in [`grant`], only if that is what there is; without, whatever there is. Answers whether anything was on.
pub fn turn_off(tx: &mut Tx<'_>, seen: Option<i64>) -> Result<bool> {
    let account = allowed(tx)?;
    let (now, by) = (tx.now(), tx.identity().root().clone());
    let Some(grant) = present(tx, &account)? else { return Ok(false) };
    if seen.is_some_and(|seen| seen != grant.id) {
        return Err(Error::Conflict);
    }
    close(tx, &grant, now, GrantEnd::TurnedOff, Some(by.id))?;
    ended(tx, &account, &grant, GrantEnd::TurnedOff, Some(by.name))?;
    Ok(true)
}

/// Declines what the operator's staff have asked for. Answers whether anything was.
pub fn decline(tx: &mut Tx<'_>) -> Result<bool> {
    allowed(tx)?;
    requests::answer(tx, false, None)
}

/// A trial was bought: it begins with account assumption off, whatever there was before.
pub fn convert(tx: &mut Tx<'_>) -> Result<()> {
    let account = tx.identity().account().clone();
    let (now, by) = (tx.now(), tx.identity().effective_id());
    if let Some(grant) = open(tx.conn(), account.id)? {
        close(tx, &grant, now, GrantEnd::Converted, by)?;
        ended(tx, &account, &grant, GrantEnd::Converted, None)?;
    }
    identity::end_visits(tx, EndCause::AccessEnded).map(drop)
}

/// Ends what is over, and reminds of what soon will be. Answers how many of either.
pub fn round(state: &State) -> Result<usize> {
    let now = state.clock.now();
    let soon = now.plus_minutes(REMINDER_HOURS * 60);
    let due: Vec<Grant> = state.db.read_now(|c| {
        Ok(grants::table
            .filter(grants::ended_at.is_null().and(grants::ends_at.le(soon.0)))
            .filter(grants::warned_at.is_null().or(grants::ends_at.le(now.0)))
            .order((grants::ends_at, grants::id))
            .limit(AT_ONCE)
            .select(Grant::as_select())
            .load(c)?)
    })?;
    let mut done = 0;
    for grant in due.into_iter().filter(|grant| !grant.lives(now) || grant.duration.reminds()) {
        let account = state.db.read_now(|c| identity::account(c, grant.account_id))?;
        let one = identity::write_as_system(state, &account, "sweep", "system", |tx| sweep(tx, &account, grant.id));
        match one {
            Ok(()) => done += 1,
            Err(Error::Conflict) => {}
            // What goes wrong with one must not keep the others open.
            Err(error) => log::error!("account assumption of account {}: {error}", account.id),
        }
    }
    Ok(done)
}

fn sweep(tx: &mut Tx<'_>, account: &Account, id: i64) -> Result<()> {
    let now = tx.now();
    // Somebody may have been quicker.
    let Some(grant) = open(tx.conn(), account.id)?.filter(|grant| grant.id == id) else { return Err(Error::Conflict) };
    if !grant.lives(now) {
        return expire(tx, account, &grant);
    }
    let until = grant.ends_at.filter(|end| *end <= now.plus_minutes(REMINDER_HOURS * 60));
    let Some(until) = until.filter(|_| grant.warned_at.is_none()) else { return Err(Error::Conflict) };
    diesel::update(grants::table.find(id)).set(grants::warned_at.eq(Some(now.0))).execute(tx.conn())?;
    tx.record(Entry::new("access.reminder_sent", "grant", id).with(json!({ "until": until.0 })))?;
    tell(tx, account, &[grant.granted_by], AccessLetter::Ending { until })
}

/// The account, if whoever acts may switch it, as themselves. A trial has nothing to switch.
fn allowed(tx: &Tx<'_>) -> Result<Account> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::SwitchAccountAssumption)?;
    let account = tx.identity().account();
    if account.plan == Plan::Trial { Err(Error::NotFound) } else { Ok((**account).clone()) }
}

/// The live grant. What has run out is ended on the way.
fn present(tx: &mut Tx<'_>, account: &Account) -> Result<Option<Grant>> {
    let now = tx.now();
    match open(tx.conn(), account.id)? {
        Some(over) if !over.lives(now) => expire(tx, account, &over).map(|()| None),
        other => Ok(other),
    }
}

fn expire(tx: &mut Tx<'_>, account: &Account, grant: &Grant) -> Result<()> {
    let at = grant.ends_at.unwrap_or(tx.now());
    close(tx, grant, at, GrantEnd::Expired, None)?;
    ended(tx, account, grant, GrantEnd::Expired, None)
}

fn close(tx: &mut Tx<'_>, grant: &Grant, at: Moment, cause: GrantEnd, by: Option<i64>) -> Result<()> {
    let one = grants::table.filter(grants::id.eq(grant.id).and(grants::ended_at.is_null()));
    let changed = diesel::update(one)
        .set((grants::ended_at.eq(Some(at.0)), grants::ended_by.eq(by), grants::end_cause.eq(Some(cause.as_str()))))
        .execute(tx.conn())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

fn ended(tx: &mut Tx<'_>, account: &Account, grant: &Grant, cause: GrantEnd, by: Option<String>) -> Result<()> {
    // Broken glass stays broken; whoever came by it comes again.
    identity::end_visits(tx, EndCause::AccessEnded)?;
    let details = json!({ "cause": cause.as_str(), "before": grant.told(), "after": null });
    tx.record(Entry::new("access.ended", "grant", grant.id).with(details))?;
    tell(tx, account, &[grant.granted_by], AccessLetter::Ended { by })
}

/// Tells the owner, and whoever had a hand in it, if they still may have.
fn tell(tx: &mut Tx<'_>, account: &Account, others: &[i64], letter: AccessLetter) -> Result<()> {
    let mut told = vec![];
    for id in std::iter::once(&account.owner_id).chain(others) {
        if told.contains(id) {
            continue;
        }
        told.push(*id);
        let person = identity::person(tx.conn(), account, *id)?;
        if policy::of(&person.standing).has(Right::SwitchAccountAssumption) {
            mail::queue(tx, &person, None, &Letter::Access(letter.clone()))?;
        }
    }
    Ok(())
}
