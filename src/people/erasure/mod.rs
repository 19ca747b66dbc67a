//! Erasing a deleted person for good, with a receipt (spec.md §3.9, docs/erasure.md).
//!
//! * [`begin`]: one transaction takes away all that is the person's own. From then on the product shows a pseudonym, and
//!   nothing brings the person back. By what they were known is kept apart (`former_identifiers`) for the next step.
//! * [`carry_out`]: mentions in all texts of the account go ([`sweep`]), then the identifiers, then what files remember
//!   (`db::forget`); a second look, by hashes only, is what the [`receipt`] says.
//! * [`round`]: goes on with what a crash left, and begins what is due 30 days after deletion. Any node may.
//!
//! [`stores`] says for every column of the database what happens to it.

mod begin;
pub mod needles;
mod pages;
mod progress;
pub mod receipt;
pub mod scan;
mod several;
pub mod stores;
mod sweep;

use std::time::{Duration, Instant};

use diesel::prelude::*;

pub use begin::{asked, begin, pseudonym};
use needles::{Needles, Reach};
use progress::Stage;
use receipt::Receipt;
use stores::Store;
use sweep::Sweep;

use crate::audit::Entry;
use crate::db::schema::{addresses, erasures, former_identifiers, sign_in_failures, users};
use crate::db::{Conn, Moment, forget};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Tx};
use crate::people::deletion::KEPT_DAYS;
use crate::policy::Right;
use crate::state::State;
use crate::web::{Mark, Routes};
use crate::{secrets, text};

/// Somebody asked for an erasure.
pub(crate) const ASKED: &str = "person.erasure_asked";
/// Traces were erased; of the audit log, the numbers of the lines.
pub(crate) use crate::audit::ERASED;
/// All was erased; the line holds the hash of the receipt.
pub(crate) const DONE: &str = "person.erased";

/// People erased by the clock in one round.
const BATCH: i64 = 50;
/// Minutes for which a process keeps an erasure to itself.
const LEASE: i64 = 10;
/// Looks at a text until one must find nothing.
const PASSES: usize = 8;
/// How long readers of an older state are waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The routes of erasure.
pub fn routes(routes: &mut Routes) {
    let right = Right::ErasePeople;
    routes.page("/admin/people/deleted-users/{id}/erase", Mark::Never, right, pages::new);
    routes.act("/admin/people/deleted-users/{id}/erase", Mark::Never, right, pages::create);
    routes.page("/admin/people/deleted-users/erasure", Mark::Never, right, several::new);
    routes.act("/admin/people/deleted-users/erasure", Mark::Never, right, several::create);
    routes.page("/admin/people/erasures", Mark::Never, right, pages::index);
    routes.page("/admin/people/erasures/{id}", Mark::Never, right, pages::show);
    routes.page("/admin/people/erasures/{id}/receipt.json", Mark::Never, right, pages::file);
}

#[derive(Clone, Copy, Queryable)]
struct Running {
    id: i64,
    account: i64,
    person: i64,
}

/// Carries out erasures that have begun; answers how many are done. What cannot be done now, the next round does.
pub fn carry_out(state: &State, ids: &[i64]) -> Result<usize> {
    let now = state.clock.now();
    let mut mine = vec![];
    for id in ids {
        if state.db.raw_write(|c| progress::claim(c, *id, now, LEASE))? {
            mine.push(*id);
        }
    }
    let done = all(state, &mine);
    for id in &mine {
        state.db.raw_write(|c| progress::release(c, *id))?;
    }
    done
}

fn all(state: &State, ids: &[i64]) -> Result<usize> {
    let mut swept = vec![];
    for id in ids {
        let running: Running = state.db.read_now(|c| {
            let columns = (erasures::id, erasures::account_id, erasures::user_id);
            Ok(erasures::table.find(*id).select(columns).first(c)?)
        })?;
        let account = state.db.read_now(|c| identity::account(c, running.account))?;
        if state.db.read_now(|c| progress::read(c, *id))?.stage == Stage::Sweep {
            sweep(state, &account, running)?;
        }
        swept.push((account, running));
    }
    // The files forget all of them at once.
    if swept.is_empty() || !forget(state)? {
        return Ok(0);
    }
    let mut done = 0;
    for (account, running) in swept {
        done += usize::from(finish(state, &account, running)?);
    }
    Ok(done)
}

/// Takes out every mention, and then by what the person was known.
fn sweep(state: &State, account: &Account, running: Running) -> Result<()> {
    let needles = state.db.read_now(|c| needles_of(c, account.id, running.person))?;
    let Running { id, person, .. } = running;
    let sweep = Sweep { state, account, erasure: id, person, needles };
    let mut passes = 0;
    while sweep.pass()? > 0 {
        passes += 1;
        if passes >= PASSES {
            return Err(Error::internal(format!("erasure {id}: new mentions come as fast as they go")));
        }
    }
    let salt = secrets::token::<16>()?;
    identity::write_as_system(state, account, "erasure", "system", |tx| {
        let failures = hashes(tx.conn(), account.id, person)?;
        let failures = sign_in_failures::table
            .filter(sign_in_failures::account_id.eq(account.id).and(sign_in_failures::address_hash.eq_any(failures)));
        let failures = diesel::delete(failures).execute(tx.conn())?;
        let known = former_identifiers::table.filter(former_identifiers::user_id.eq(person));
        diesel::delete(known).execute(tx.conn())?;
        forget::drop_samples(tx.conn())?;
        let mut progress = progress::read(tx.conn(), id)?;
        progress.count(Store::Sessions, failures as i64);
        progress.stage = Stage::Forget;
        progress.marks = sweep.needles.hashed(&state.secrets, &salt);
        progress.salt.clone_from(&salt);
        progress::write(tx, id, &progress)?;
        tx.record(
            Entry::new("person.traces_erased", "user", person)
                .with(serde_json::json!({ "erasure": id, "store": "contacts" })),
        )
    })
}

/// A second look by hashes, and the receipt.
fn finish(state: &State, account: &Account, running: Running) -> Result<bool> {
    let Running { id, person, .. } = running;
    let progress = state.db.read_now(|c| progress::read(c, id))?;
    let needles = Needles::of_marks(progress.marks.clone(), &state.secrets, &progress.salt);
    let sweep = Sweep { state, account, erasure: id, person, needles };
    for _ in 0..PASSES {
        let (found, _) = sweep.look(Moment(i64::MAX))?;
        if found.values().sum::<i64>() == 0 {
            return seal(state, account, id).map(|()| true);
        }
        // Written between the last pass and the look.
        sweep.pass()?;
        if !forget(state)? {
            return Ok(false);
        }
    }
    Ok(false)
}

fn seal(state: &State, account: &Account, id: i64) -> Result<()> {
    let sealed = identity::write_as_system(state, account, "erasure", "system", |tx| {
        let progress = progress::read(tx.conn(), id)?;
        let receipt = Receipt::make(tx, id, &progress)?;
        let body = receipt.body()?;
        let now = tx.now();
        let done = diesel::update(erasures::table.find(id).filter(erasures::state.eq("running")))
            .set((
                erasures::state.eq("done"),
                erasures::done_at.eq(Some(now.0)),
                erasures::seal.eq(receipt::seal(&state.secrets, &body)),
                erasures::body.eq(&body),
            ))
            .execute(tx.conn())?;
        if done == 0 {
            return Err(Error::Conflict);
        }
        let details = serde_json::json!({ "erasure": id, "receipt": secrets::sha256(body.as_bytes()) });
        tx.record(Entry::new("person.erased", "user", receipt.person).with(details))
    });
    match sealed {
        // Another process was quicker.
        Err(Error::Conflict) => Ok(()),
        sealed => sealed,
    }
}

/// Makes the files forget, however often it has to ask.
fn forget(state: &State) -> Result<bool> {
    let until = Instant::now() + PATIENCE;
    loop {
        if state.db.forget(&stores::touched())? {
            return Ok(true);
        }
        if Instant::now() > until {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// By what the person was known. Names and addresses that somebody else has too are looked for in the person's own
/// tickets only, and so are addresses that nobody ever proved to read.
fn needles_of(c: &mut Conn, account: i64, person: i64) -> Result<Needles> {
    let known: Vec<(String, String, bool)> = former_identifiers::table
        .filter(former_identifiers::user_id.eq(person))
        .order((former_identifiers::kind, former_identifiers::value))
        .select((former_identifiers::kind, former_identifiers::value, former_identifiers::verified))
        .load(c)?;
    let mut needles = Needles::new();
    for (kind, value, verified) in known {
        match kind.as_str() {
            "email" => {
                let shared: i64 = addresses::table
                    .filter(addresses::account_id.eq(account).and(addresses::user_id.ne(person)))
                    .filter(addresses::kind.eq(&kind).and(addresses::folded.eq(text::fold_address(&value))))
                    .count()
                    .get_result(c)?;
                needles.address(&value, if verified && shared == 0 { Reach::Everywhere } else { Reach::Own });
            }
            "phone" => needles.phone(&value),
            "external_id" => needles.external_id(&value),
            _ => {
                let shared: i64 = users::table
                    .filter(users::account_id.eq(account).and(users::id.ne(person)).and(users::deleted_at.is_null()))
                    .filter(users::folded_name.eq(text::fold(&value)))
                    .count()
                    .get_result(c)?;
                needles.name(&value, if shared == 0 { Reach::Notes } else { Reach::Own });
            }
        }
    }
    Ok(needles)
}

/// The hashes under which the person's addresses are counted: wrong passwords, mails asked for, requests.
fn hashes(c: &mut Conn, account: i64, person: i64) -> Result<Vec<String>> {
    let emails: Vec<String> = former_identifiers::table
        .filter(former_identifiers::user_id.eq(person).and(former_identifiers::kind.eq("email")))
        .select(former_identifiers::value)
        .load(c)?;
    let mut hashes = vec![identity::failures_of_user(person), identity::failures_of_code(person)];
    for email in emails {
        let folded = text::fold_address(&email);
        hashes.push(identity::failures_of_address(account, &folded));
        hashes.extend(identity::limits::OF_ADDRESSES.map(|what| identity::limits::hash(what, account, &folded)));
    }
    Ok(hashes)
}

/// Goes on with erasures that were begun, and begins those that are due. Answers how many were finished.
pub fn round(state: &State) -> Result<usize> {
    let now = state.clock.now();
    let due = Moment(now.0 - KEPT_DAYS * 24 * 60 * 60_000);
    let found: Vec<(i64, i64)> = state.db.read_now(|c| {
        Ok(users::table
            .filter(users::deleted_at.le(Some(due)).and(users::erased_at.is_null()).and(users::staff_id.is_null()))
            .order(users::deleted_at)
            .limit(BATCH)
            .select((users::account_id, users::id))
            .load(c)?)
    })?;
    for (account, person) in found {
        let account = state.db.read_now(|c| identity::account(c, account))?;
        let begun =
            identity::write_as_system(state, &account, "erasure", "system", |tx: &mut Tx<'_>| begin(tx, person));
        match begun {
            Ok(_) | Err(Error::Conflict | Error::NotFound) => {}
            Err(error) => log::error!("erasing what is due: {error}"),
        }
    }
    let running: Vec<i64> = state.db.read_now(|c| {
        Ok(erasures::table
            .filter(erasures::state.eq("running").and(erasures::lease_until.le(now.0)))
            .order(erasures::id)
            .limit(BATCH)
            .select(erasures::id)
            .load(c)?)
    })?;
    carry_out(state, &running)
}

/// Four signs that tell erased people apart.
fn pseudonym_code(secrets: &secrets::Secrets, account: i64, person: i64) -> String {
    let mac = secrets.erasure_mac(&[b"pseudonym", &account.to_be_bytes(), &person.to_be_bytes()]);
    mac.chars().take(4).collect::<String>().to_uppercase()
}
