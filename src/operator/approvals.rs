//! Written authorizations: what an administrator or the owner is asked to approve, by a one-time link to their primary address. Only they
//! themselves answer, signed in, once, and within [`HOURS`].

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::json;

use super::cases::{self, Case};
use crate::audit::Entry;
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{accounts, addresses, approvals, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, PersonRow, Tx};
use crate::mail::{self, ApprovalLetter, Letter};
use crate::people::shapes;
use crate::policy::{self, Answer, Refusal};
use crate::state::State;
use crate::{secrets, text_enum};

/// Hours for which it can be answered.
pub const HOURS: i64 = 72;
/// Most that one round ends.
const AT_ONCE: i64 = 100;
/// Most people that a list offers.
const PEOPLE: i64 = 200;

text_enum! {
    /// What became of it.
    pub enum Verdict {
        /// It was approved.
        Approved = "approved",
        /// It was refused.
        Refused = "refused",
        /// Nobody answered in time.
        Expired = "expired",
        /// Whoever asked does not ask any more.
        Withdrawn = "withdrawn",
    }
}

/// A written authorization that was asked for.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = approvals)]
pub struct Approval {
    /// Its id.
    pub id: i64,
    /// The account.
    pub account_id: i64,
    /// The case.
    pub case_id: i64,
    /// Who of the staff asks.
    pub staff_id: i64,
    /// Who of the account is asked.
    pub user_id: i64,
    /// For whom: the contact of the case at that time.
    pub contact_id: i64,
    /// Whose authorization it is that was needed.
    pub needed: Answer,
    /// What, in the words of whoever asks.
    pub what: String,
    /// When it was asked.
    pub created_at: Moment,
    /// Until when it can be answered.
    pub expires_at: Moment,
    /// When it was.
    pub answered_at: Option<Moment>,
    /// How.
    pub answer: Option<Verdict>,
    /// What they said to it.
    pub comment: String,
}

impl Approval {
    /// Whether it can be answered.
    pub fn waits(&self, now: Moment) -> bool {
        self.answer.is_none() && now < self.expires_at
    }

    /// What became of it, whether or not that was written down yet; nothing as long as it waits.
    pub fn verdict(&self, now: Moment) -> Option<Verdict> {
        self.answer.or((!self.waits(now)).then_some(Verdict::Expired))
    }
}

/// All of a case, the newest first.
pub fn of_case(c: &mut Conn, case: i64) -> Result<Vec<Approval>> {
    let all = approvals::table.filter(approvals::case_id.eq(case)).order(approvals::id.desc());
    Ok(all.select(Approval::as_select()).load(c)?)
}

/// Those of an account, the newest first.
pub fn of_account(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Approval>> {
    let all = approvals::table.filter(approvals::account_id.eq(account)).into_boxed::<Backend>();
    let all = match cursor {
        Cursor::Start => all.order(approvals::id.desc()),
        Cursor::After(id) => all.filter(approvals::id.lt(id)).order(approvals::id.desc()),
        Cursor::Before(id) => all.filter(approvals::id.gt(id)).order(approvals::id.asc()),
    };
    let rows = all.limit(ROWS as i64 + 1).select(Approval::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |approval: &Approval| approval.id))
}

/// Those of these cases whose authorization counts, each with the newest that does. It is for the contact it was asked for and for no more
/// than was asked, and counts as long as whoever gave it may still give it.
pub(super) fn given(c: &mut Conn, all: &[Case]) -> Result<HashMap<i64, i64>> {
    let ids: Vec<i64> = all.iter().filter(|case| case.needs_authorization()).map(|case| case.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Approval, PersonRow, Account)> = approvals::table
        .inner_join(users::table.on(users::id.eq(approvals::user_id)))
        .inner_join(accounts::table.on(accounts::id.eq(approvals::account_id)))
        .filter(approvals::case_id.eq_any(ids).and(approvals::answer.eq(Some(Verdict::Approved))))
        .order(approvals::id)
        .select((Approval::as_select(), PersonRow::as_select(), Account::as_select()))
        .load(c)?;
    let mut counts = HashMap::new();
    for (one, approver, account) in rows {
        let Some(case) = all.iter().find(|case| case.id == one.case_id) else { continue };
        let (needed, approver) = (case.needed(), approver.of(&account));
        let same = case.user_id == Some(one.contact_id) && case.account_id == Some(one.account_id);
        if same && one.needed.covers(needed) && policy::may_authorize_in_writing(&approver.standing, needed) {
            counts.insert(case.id, one.id);
        }
    }
    Ok(counts)
}

/// Who of an account can be asked: whoever may authorize it and reads their own primary address. The owner comes first.
pub fn people(c: &mut Conn, account: &Account, needed: Answer) -> Result<Vec<Person>> {
    let rows: Vec<(PersonRow, Option<Moment>)> = users::table
        .inner_join(addresses::table.on(addresses::user_id.eq(users::id).and(addresses::is_primary.eq(true))))
        .filter(users::account_id.eq(account.id).and(users::deleted_at.is_null()).and(users::suspended_at.is_null()))
        .filter(users::role.eq("administrator"))
        .order((users::folded_name, users::id))
        .limit(PEOPLE)
        .select((PersonRow::as_select(), addresses::verified_at))
        .load(c)?;
    let people = rows.into_iter().map(|(row, verified)| (row.of(account), verified.is_some()));
    let mut fit: Vec<Person> = people.filter(|(p, verified)| fits(p, *verified, needed)).map(|(p, _)| p).collect();
    fit.sort_by_key(|person| !person.standing.owner);
    Ok(fit)
}

fn fits(person: &Person, verified: bool, needed: Answer) -> bool {
    let own = person.email.as_deref().is_some_and(|email| !shapes::shared(email));
    verified && own && policy::may_authorize_in_writing(&person.standing, needed)
}

/// Asks somebody of the account, in place of whoever was asked before.
pub fn ask(tx: &mut Tx<'_>, number: i64, user: i64, what: &str) -> Result<()> {
    let case = cases::open_case(tx, number)?;
    let about = case.account_id.zip(case.user_id).filter(|_| case.may_be_authorized());
    let (account, contact) = about.ok_or(Error::Conflict)?;
    withdraw(tx, number)?;
    let (staff, company) = (tx.identity().root().clone(), tx.identity().account().name.clone());
    let id = tx.in_account(account, |there| {
        let (here, now) = (there.identity().account().clone(), there.now());
        // Nobody could open the link.
        if here.suspended_at.is_some() {
            return Err(Error::Forbidden(Refusal::AccountSuspended));
        }
        let people = people(there.conn(), &here, case.needed())?;
        let person = people.into_iter().find(|person| person.id == user).ok_or(Error::Conflict)?;
        let (token, until) = (secrets::token::<32>()?, now.plus_minutes(HOURS * 60));
        let id: i64 = diesel::insert_into(approvals::table)
            .values((
                approvals::account_id.eq(account),
                approvals::case_id.eq(number),
                approvals::staff_id.eq(staff.id),
                approvals::user_id.eq(user),
                approvals::contact_id.eq(contact),
                approvals::needed.eq(case.needed()),
                approvals::what.eq(what),
                approvals::token_hash.eq(secrets::sha256(token.as_bytes())),
                approvals::created_at.eq(now.0),
                approvals::expires_at.eq(until.0),
            ))
            .returning(approvals::id)
            .get_result(there.conn())?;
        there.record(Entry::new("approval.asked", "case", number).with(json!({ "user": user, "until": until.0 })))?;
        let letter = ApprovalLetter::Asked {
            by: staff.name.clone(),
            company: company.clone(),
            case: number,
            what: what.to_owned(),
            until,
            path: format!("/access/authorization/{token}"),
        };
        mail::queue(there, &person, None, &Letter::Approval(letter))?;
        Ok(id)
    })?;
    cases::add(tx, number, Some(staff.id), "approval_asked", &id.to_string())?;
    tx.record(Entry::new("approval.asked", "case", number).with(json!({ "account": account })))
}

/// Withdraws what is asked in a case; answers whether anything was.
pub fn withdraw(tx: &mut Tx<'_>, number: i64) -> Result<bool> {
    let (now, me) = (tx.now(), tx.identity().root().id);
    let Some(one) = of_case(tx.conn(), number)?.into_iter().find(|one| one.answer.is_none()) else { return Ok(false) };
    // What has run out was not withdrawn; it is only told late.
    let (verdict, at, by) = match one.waits(now) {
        true => (Verdict::Withdrawn, now, Some(me)),
        false => (Verdict::Expired, one.expires_at, None),
    };
    tx.in_account(one.account_id, |there| end(there, &one, verdict, at, ""))?;
    tell(tx, &one, verdict, by)?;
    Ok(true)
}

/// Withdraws what is asked in a case unless it is what is needed, and for whom.
pub(super) fn withdraw_unless(tx: &mut Tx<'_>, number: i64, contact: Option<i64>, needed: Answer) -> Result<()> {
    let open = of_case(tx.conn(), number)?.into_iter().find(|one| one.answer.is_none());
    if open.is_some_and(|one| Some(one.contact_id) != contact || one.needed != needed) {
        withdraw(tx, number)?;
    }
    Ok(())
}

/// What a link leads to, for the one person it was sent to, as long as they may answer. Anybody else finds nothing.
pub fn find(c: &mut Conn, me: &Person, token: &str) -> Result<Approval> {
    let one: Approval = approvals::table
        .filter(approvals::account_id.eq(me.standing.account).and(approvals::user_id.eq(me.id)))
        .filter(approvals::token_hash.eq(secrets::sha256(token.as_bytes())))
        .select(Approval::as_select())
        .first(c)?;
    let done = one.answer.is_some() && policy::may_authorize_in_writing(&me.standing, Answer::NeedsAdministrator);
    if done || policy::may_authorize_in_writing(&me.standing, one.needed) { Ok(one) } else { Err(Error::NotFound) }
}

/// Answers, as the one who was asked.
///
/// Errors: `NotFound` for whoever was not asked, or may not authorize it any more; `Conflict` when it does not wait any more.
pub fn answer(tx: &mut Tx<'_>, token: &str, approve: bool, comment: &str) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    let (me, account, now) = (tx.identity().root().clone(), tx.identity().account().clone(), tx.now());
    let one = find(tx.conn(), &me, token)?;
    if !one.waits(now) {
        return Err(Error::Conflict);
    }
    let verdict = if approve { Verdict::Approved } else { Verdict::Refused };
    end(tx, &one, verdict, now, comment)?;
    if !me.standing.owner {
        let owner = identity::person(tx.conn(), &account, account.owner_id)?;
        let letter =
            ApprovalLetter::Told { by: me.name.clone(), case: one.case_id, what: one.what.clone(), approved: approve };
        mail::queue(tx, &owner, None, &Letter::Approval(letter))?;
    }
    tx.in_realm("authorization", |realm| {
        let here = realm.identity().account().clone();
        let case = cases::case(realm.conn(), one.case_id)?;
        if approve && case.is_open() && case.answered() == Some(Answer::Authorized) {
            cases::authorized(realm, one.case_id)?;
        }
        let staff = identity::person(realm.conn(), &here, one.staff_id)?;
        mail::queue(
            realm,
            &staff,
            None,
            &Letter::Approval(ApprovalLetter::Answered { case: one.case_id, approved: approve }),
        )?;
        tell(realm, &one, verdict, None)
    })
}

/// Writes down what nobody answered in time. Answers how many there were.
pub fn round(state: &State) -> Result<usize> {
    let now = state.clock.now();
    let due: Vec<Approval> = state.db.read_now(|c| {
        Ok(approvals::table
            .filter(approvals::answered_at.is_null().and(approvals::expires_at.le(now.0)))
            .order((approvals::expires_at, approvals::id))
            .limit(AT_ONCE)
            .select(Approval::as_select())
            .load(c)?)
    })?;
    let mut done = 0;
    for one in due {
        let account = state.db.read_now(|c| identity::account(c, one.account_id))?;
        let ended = identity::write_as_system(state, &account, "sweep", "system", |tx| {
            end(tx, &one, Verdict::Expired, one.expires_at, "")?;
            tx.in_realm("sweep", |realm| tell(realm, &one, Verdict::Expired, None))
        });
        match ended {
            Ok(()) => done += 1,
            // Somebody was quicker.
            Err(Error::Conflict) => {}
            Err(error) => log::error!("the authorization {} of account {}: {error}", one.id, account.id),
        }
    }
    Ok(done)
}

/// Ends it in the account, once.
fn end(tx: &mut Tx<'_>, one: &Approval, verdict: Verdict, at: Moment, comment: &str) -> Result<()> {
    let open = approvals::table.filter(approvals::id.eq(one.id).and(approvals::answered_at.is_null()));
    let changed = diesel::update(open)
        .set((
            approvals::answered_at.eq(Some(at.0)),
            approvals::answer.eq(Some(verdict)),
            approvals::comment.eq(comment),
        ))
        .execute(tx.conn())?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    tx.record(verdict.entry(one.case_id).with(json!({ "user": one.user_id })))
}

/// Tells the case of it, in the realm.
fn tell(realm: &mut Tx<'_>, one: &Approval, verdict: Verdict, by: Option<i64>) -> Result<()> {
    cases::add(realm, one.case_id, by, verdict.event(), &one.id.to_string())?;
    realm.record(verdict.entry(one.case_id).with(json!({ "account": one.account_id })))
}

impl Verdict {
    /// The line that tells of it.
    fn entry(self, case: i64) -> Entry {
        match self {
            Self::Approved => Entry::new("approval.approved", "case", case),
            Self::Refused => Entry::new("approval.refused", "case", case),
            Self::Expired => Entry::new("approval.expired", "case", case),
            Self::Withdrawn => Entry::new("approval.withdrawn", "case", case),
        }
    }

    /// What it is in the history of a case.
    fn event(self) -> &'static str {
        match self {
            Self::Approved => "approval_approved",
            Self::Refused => "approval_refused",
            Self::Expired => "approval_expired",
            Self::Withdrawn => "approval_withdrawn",
        }
    }

    /// The key of its name, and how it is shown.
    pub fn shown(verdict: Option<Self>) -> (&'static str, &'static str) {
        match verdict {
            None => ("approval-waits", "warn"),
            Some(Self::Approved) => ("approval-approved", "ok"),
            Some(Self::Refused) => ("approval-refused", "bad"),
            Some(Self::Expired) => ("approval-expired", "plain"),
            Some(Self::Withdrawn) => ("approval-withdrawn", "plain"),
        }
    }
}
