//! The outbox: one row a mail, written in the transaction that causes it, taken by one worker at a time, and finished.
//!
//! A worker takes a mail by a conditional update that leases it for a while; only whoever holds the lease may finish it.
//! Whoever dies with a mail in hand leaves a lease that runs out, and the mail goes again under the same Message-ID: at
//! least once, and once more at most for each death. A worker holds one mail at a time.

use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::letters::{Desk, Letter};
use super::{AccountLetter, Held, State, held};
use crate::db::schema::mails;
use crate::db::{Db, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Person, Tx};
use crate::state::State as Program;
use crate::{secrets, text_enum};

/// Days after which a mail that no server took is given up. One-time links are void by then.
pub const DAYS: i64 = 3;
/// Minutes between one attempt and the next; the last holds on.
const PAUSES: [i64; 8] = [1, 2, 5, 15, 30, 60, 120, 240];
/// Longest of a server's words that is kept, in characters.
const WORDS_MAX: usize = 500;

text_enum! {
    /// Why a mail failed, where no server said anything.
    pub enum Failure {
        /// No server took it in time.
        TooOld = "too_old",
        /// The address cannot be written on an envelope.
        BadAddress = "bad_address",
    }
}

/// Queues a letter to a person, at their primary address or at the given one; answers why it is held back, if it is.
pub fn queue(tx: &mut Tx<'_>, to: &Person, address: Option<&str>, letter: &Letter) -> Result<Option<Held>> {
    let closed = tx.identity().account().suspended_at.is_some() && !goes_nevertheless(letter.name());
    let held = closed.then_some(Held::AccountSuspended).or(held(to, tx.identity().account().help_center_active));
    write(tx, to, address, letter, held)
}

/// Whether a letter goes out of an account that is suspended: those in which the operator tells the owner what it does to the account.
fn goes_nevertheless(letter: &str) -> bool {
    AccountLetter::NAMES.contains(&letter) || ["subscription_changed", "seats_lent"].contains(&letter)
}

/// Writes the line of a letter that does not go.
pub fn suppress(tx: &mut Tx<'_>, to: &Person, address: Option<&str>, letter: &Letter, why: Held) -> Result<()> {
    write(tx, to, address, letter, Some(why)).map(drop)
}

fn write(
    tx: &mut Tx<'_>,
    to: &Person,
    address: Option<&str>,
    letter: &Letter,
    held: Option<Held>,
) -> Result<Option<Held>> {
    let address = address.or(to.email.as_deref()).map(str::to_owned);
    let held = held.or(address.is_none().then_some(Held::NoAddress));
    let (identity, now) = (tx.identity().clone(), tx.now());
    let account = identity.account();
    let settings = tx.state().settings.clone();
    let written = Desk::new(tx.conn(), account, settings.address(account), to, letter, now)?.write(letter)?;
    // What does not go needs no text; it would only be a link that lies about.
    let (text, html) = if held.is_some() { (None, None) } else { (Some(written.text), Some(written.html)) };
    let state = if held.is_some() { State::Suppressed } else { State::Queued };
    let request = tx.origin().request.to_string();
    let message_id = format!("{}@{}", secrets::token::<16>()?, settings.host);
    diesel::insert_into(mails::table)
        .values((
            (
                mails::account_id.eq(account.id),
                mails::user_id.eq(Some(to.id)),
                mails::letter.eq(letter.name()),
                mails::address.eq(address.unwrap_or_default()),
                mails::locale.eq(to.locale.unwrap_or(account.locale)),
                mails::subject.eq(written.subject),
                mails::text.eq(text),
                mails::html.eq(html),
                mails::state.eq(state),
                mails::reason.eq(held.map_or("", Held::as_str)),
                mails::ticket_number.eq(letter.request()),
            ),
            (
                mails::message_id.eq(message_id),
                mails::cause_user_id.eq(identity.effective_id()),
                mails::cause_root_id.eq(identity.effective_id().map(|_| identity.root().id)),
                mails::cause_frame_id.eq(identity.frame().map(|f| f.id)),
                mails::request_id.eq(request),
                mails::next_try_at.eq(now.0),
                mails::created_at.eq(now.0),
                mails::finished_at.eq(held.map(|_| now.0)),
            ),
        ))
        .execute(tx.conn())?;
    Ok(held)
}

/// A mail in a worker's hands.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) id: i64,
    /// The lease, which also tells one taking from the next.
    lease: i64,
    attempts: i32,
    /// What the server said the last time.
    reason: String,
    pub(super) created_at: Moment,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) message_id: String,
    /// The name of the account, from whom the mail is.
    pub(super) account: String,
    /// Why it must not go any more, if so: what was true when it was queued may have changed.
    pub(super) held: Option<Held>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
struct Row {
    account_id: i64,
    user_id: Option<i64>,
    letter: String,
    address: String,
    subject: String,
    text: Option<String>,
    html: Option<String>,
    message_id: String,
    attempts: i32,
    reason: String,
    created_at: Moment,
}

/// What became of a mail that was taken.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// A server took it.
    Sent,
    /// Not now; the server's words.
    Later(String),
    /// Never; the server's words.
    Refused(String),
    /// Never, for a reason of our own.
    Failed(Failure),
    /// It does not go any more.
    Held(Held),
}

/// Both states of a mail under way, as the partial indexes have them: a bound value would not lead to those.
fn under_way() -> diesel::expression::SqlLiteral<Bool> {
    sql::<Bool>("mails.state IN ('queued', 'sending')")
}

/// Takes the next mail that is due, for so many milliseconds. Mails about one request keep their order: a later one waits
/// until the earlier is done.
pub(super) fn take(program: &Program, lease: i64) -> Result<Option<Taken>> {
    let db = &program.db;
    // Another node may be quicker; then there is the next one.
    for _ in 0..20 {
        let now = program.clock.now();
        let Some(id) = db.read_now(|c| next(c, now))? else { return Ok(None) };
        if let Some(taken) = take_one(db, id, now, Moment(now.0.saturating_add(lease)))? {
            return Ok(Some(taken));
        }
    }
    Ok(None)
}

fn next(c: &mut crate::db::Conn, now: Moment) -> Result<Option<i64>> {
    let earlier = diesel::alias!(mails as earlier);
    let before = earlier
        .filter(earlier.field(mails::account_id).eq(mails::account_id))
        .filter(earlier.field(mails::ticket_number).eq(mails::ticket_number))
        .filter(earlier.field(mails::id).lt(mails::id))
        .filter(sql::<Bool>("earlier.state IN ('queued', 'sending')"));
    Ok(mails::table
        .filter(under_way())
        .filter(mails::next_try_at.le(now.0).and(mails::lease_until.le(now.0)))
        .filter(not(exists(before)))
        .order((mails::next_try_at, mails::id))
        .select(mails::id)
        .first(c)
        .optional()?)
}

fn take_one(db: &Db, id: i64, now: Moment, lease: Moment) -> Result<Option<Taken>> {
    db.raw_write(|c| {
        let mine = diesel::update(mails::table.find(id))
            .filter(under_way())
            .filter(mails::next_try_at.le(now.0).and(mails::lease_until.le(now.0)))
            .set((
                mails::state.eq(State::Sending),
                mails::lease_until.eq(lease.0),
                mails::attempts.eq(mails::attempts + 1),
            ))
            .execute(c)?;
        if mine == 0 {
            return Ok(None);
        }
        let row: Row = mails::table.find(id).select(Row::as_select()).first(c)?;
        let account = identity::account(c, row.account_id)?;
        let held = match row.user_id {
            _ if account.suspended_at.is_some() && !goes_nevertheless(&row.letter) => Some(Held::AccountSuspended),
            Some(user) => match identity::person(c, &account, user) {
                Ok(person) => held(&person, account.help_center_active),
                Err(Error::NotFound) => Some(Held::Deleted),
                Err(error) => return Err(error),
            },
            None => Some(Held::Deleted),
        };
        Ok(Some(Taken {
            id,
            lease: lease.0,
            attempts: row.attempts,
            reason: row.reason,
            created_at: row.created_at,
            address: row.address,
            subject: row.subject,
            text: row.text.unwrap_or_default(),
            html: row.html.unwrap_or_default(),
            message_id: row.message_id,
            account: account.name,
            held,
        }))
    })
}

/// Writes down what became of a mail, if it is still in our hands; answers whether it was. Its text is forgotten when
/// nothing more happens to it, since it may hold a link that opens somebody's profile; the demo keeps it, to be read.
pub(super) fn finish(program: &Program, taken: &Taken, outcome: &Outcome) -> Result<bool> {
    let now = program.clock.now();
    let words = |words: &str| words.chars().take(WORDS_MAX).collect::<String>();
    let (state, reason) = match outcome {
        Outcome::Sent => (State::Sent, String::new()),
        Outcome::Later(said) => (State::Queued, words(said)),
        Outcome::Refused(said) => (State::Failed, words(said)),
        // What the server said last tells more than that it took too long.
        Outcome::Failed(Failure::TooOld) if !taken.reason.is_empty() => (State::Failed, taken.reason.clone()),
        Outcome::Failed(why) => (State::Failed, why.as_str().to_owned()),
        Outcome::Held(why) => (State::Suppressed, why.as_str().to_owned()),
    };
    let over = state != State::Queued;
    let step = usize::try_from(taken.attempts.max(1) - 1).unwrap_or(0);
    let pause = PAUSES.get(step).or(PAUSES.last()).copied().unwrap_or(1);
    program.db.raw_write(|c| {
        let mine = mails::table
            .filter(mails::id.eq(taken.id).and(mails::state.eq(State::Sending)))
            .filter(mails::lease_until.eq(taken.lease));
        let done = diesel::update(mine)
            .set((
                mails::state.eq(state),
                mails::reason.eq(&reason),
                mails::lease_until.eq(0),
                mails::next_try_at.eq(if over { now.0 } else { now.plus_minutes(pause).0 }),
                mails::finished_at.eq(over.then_some(now.0)),
            ))
            .execute(c)?;
        if done == 1 && over && !program.settings.demo {
            forget(c, taken.id)?;
        }
        Ok(done == 1)
    })
}

fn forget(c: &mut crate::db::Conn, id: i64) -> Result<()> {
    diesel::update(mails::table.find(id))
        .set((mails::text.eq(None::<String>), mails::html.eq(None::<String>)))
        .execute(c)?;
    Ok(())
}

/// When a mail is given up.
pub fn too_old(created_at: Moment) -> Moment {
    created_at.plus_minutes(DAYS * 24 * 60)
}

/// Gives up what has waited too long, a few hundred at a time; answers how many. It is the whole work of a worker without
/// a mail server, so that one configured later does not send what nobody waits for any more.
pub(super) fn give_up_old(program: &Program) -> Result<usize> {
    let now = program.clock.now();
    let before = now.plus_minutes(-DAYS * 24 * 60);
    let waiting = |now: Moment| {
        mails::table
            .filter(under_way())
            .filter(mails::created_at.le(before.0).and(mails::lease_until.le(now.0)))
            .select(mails::id)
            .limit(500)
    };
    if program.db.read_now(|c| Ok(waiting(now).first::<i64>(c).optional()?))?.is_none() {
        return Ok(0);
    }
    program.db.raw_write(|c| {
        let ids: Vec<i64> = waiting(now).load(c)?;
        let mine = mails::table.filter(mails::id.eq_any(&ids)).filter(under_way()).filter(mails::lease_until.le(now.0));
        let given_up = diesel::update(mine)
            .set((mails::state.eq(State::Failed), mails::lease_until.eq(0), mails::finished_at.eq(Some(now.0))))
            .execute(c)?;
        let silent = mails::table.filter(mails::id.eq_any(&ids)).filter(mails::reason.eq(""));
        diesel::update(silent).set(mails::reason.eq(Failure::TooOld.as_str())).execute(c)?;
        if !program.settings.demo {
            let texts = mails::table.filter(mails::id.eq_any(&ids)).filter(mails::state.eq(State::Failed));
            diesel::update(texts).set((mails::text.eq(None::<String>), mails::html.eq(None::<String>))).execute(c)?;
        }
        Ok(given_up)
    })
}

/// For whoever runs Stead: how many mails wait for more than an hour, and how many failed in the last seven days.
pub fn standing(c: &mut crate::db::Conn, now: Moment) -> Result<(i64, i64)> {
    let late = mails::table.filter(under_way()).filter(mails::created_at.lt(now.plus_minutes(-60).0));
    let since = now.plus_minutes(-7 * 24 * 60);
    let failed = mails::table.filter(mails::state.eq(State::Failed)).filter(mails::finished_at.ge(since.0));
    Ok((late.count().get_result(c)?, failed.count().get_result(c)?))
}
