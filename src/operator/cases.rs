//! Cases: who asked for help, from which address, about what, and what became of it. The id is the number.
//!
//! What a case answers is read as it is by now ([`as_they_are`]): a team member who has left since is entitled to nothing any more.

use diesel::prelude::*;
use serde_json::json;

use super::approvals;
use super::contact::{self, Found, Sender};
use super::visits::requests;
use crate::audit::Entry;
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{case_events, cases};
use crate::db::{Backend, Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Tx};
use crate::policy::{self, Answer, Ask, Right};
use crate::text;

/// Open cases of one account that a form offers.
const CHOICES: i64 = 50;
/// Longest note, reason or comment, in characters.
pub const TEXT_MAX: usize = 2_000;

/// A case.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = cases)]
pub struct Case {
    /// Its number.
    pub id: i64,
    /// Who of the staff opened it.
    pub staff_id: i64,
    /// The account it is about, if that is known.
    pub account_id: Option<i64>,
    /// Whoever of the account wrote, if they are of it.
    pub user_id: Option<i64>,
    /// From which address.
    pub address: String,
    /// What they ask for.
    pub about: String,
    /// What the address turned out to be.
    pub contact: String,
    /// What they are entitled to.
    pub answer: String,
    /// `open` or `closed`.
    pub state: String,
    /// Since when.
    pub created_at: Moment,
    /// When something was last done to it.
    pub updated_at: Moment,
}

impl Case {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }

    /// What is asked for, unless it is in words of its own.
    pub fn ask(&self) -> Option<Ask> {
        Ask::parse(&self.about)
    }

    /// Who writes, if their address was looked up.
    pub fn sender(&self) -> Option<Sender> {
        Sender::parse(&self.contact)
    }

    /// What they are entitled to, if that was asked.
    pub fn answered(&self) -> Option<Answer> {
        Answer::parse(&self.answer)
    }

    /// What they are entitled to as long as nobody has authorized anything.
    pub fn needed(&self) -> Answer {
        let known = self.sender().zip(self.ask());
        known.map_or(Answer::NotEntitled, |(sender, ask)| policy::entitlement(sender.contact, ask))
    }

    /// Whether it takes an authorization in writing, given or not.
    pub fn needs_authorization(&self) -> bool {
        matches!(self.needed(), Answer::NeedsAdministrator | Answer::NeedsOwner)
    }

    /// Whether an authorization in writing would change anything.
    pub fn may_be_authorized(&self) -> bool {
        self.needs_authorization() && self.is_open() && self.account_id.is_some()
    }
}

/// A case that is to be opened.
#[derive(Clone, Debug, Default)]
pub struct NewCase {
    /// The account.
    pub account: Option<i64>,
    /// Whoever of the account wrote.
    pub user: Option<i64>,
    /// From which address.
    pub address: String,
    /// What they ask for.
    pub about: String,
    /// What the address turned out to be.
    pub contact: String,
    /// What they are entitled to.
    pub answer: String,
}

/// Opens a case, in the realm; answers its number.
pub fn open(tx: &mut Tx<'_>, new: &NewCase) -> Result<i64> {
    let (realm, by, now) = (tx.identity().account().id, tx.identity().root().id, tx.now());
    let id: i64 = diesel::insert_into(cases::table)
        .values((
            cases::realm_id.eq(realm),
            cases::staff_id.eq(by),
            cases::account_id.eq(new.account),
            cases::user_id.eq(new.user),
            cases::address.eq(&new.address),
            cases::folded.eq(text::fold_address(&new.address)),
            cases::about.eq(&new.about),
            cases::contact.eq(&new.contact),
            cases::answer.eq(&new.answer),
            cases::state.eq("open"),
            cases::created_at.eq(now.0),
            cases::updated_at.eq(now.0),
        ))
        .returning(cases::id)
        .get_result(tx.conn())?;
    tx.record(Entry::new("case.opened", "case", id).with(serde_json::json!({ "account": new.account })))?;
    Ok(id)
}

/// Adds to the history of a case. `staff` is nobody where the program or the account does it.
pub fn add(tx: &mut Tx<'_>, case: i64, staff: Option<i64>, kind: &'static str, body: &str) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(case_events::table)
        .values((
            case_events::case_id.eq(case),
            case_events::staff_id.eq(staff),
            case_events::kind.eq(kind),
            case_events::body.eq(body),
            case_events::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    diesel::update(cases::table.find(case)).set(cases::updated_at.eq(now.0)).execute(tx.conn())?;
    Ok(())
}

/// The open cases of an account, the newest first; some at most.
pub fn open_of_account(c: &mut Conn, account: i64) -> Result<Vec<Case>> {
    let open = cases::table.filter(cases::account_id.eq(Some(account)).and(cases::state.eq("open")));
    Ok(open.order(cases::id.desc()).limit(CHOICES).select(Case::as_select()).load(c)?)
}

/// An open case of an account.
pub fn of_account(c: &mut Conn, account: i64, number: i64) -> Result<Option<Case>> {
    let one = cases::table.filter(cases::id.eq(number).and(cases::account_id.eq(Some(account))));
    Ok(one.filter(cases::state.eq("open")).select(Case::as_select()).first(c).optional()?)
}

/// One case, as it is by now.
pub fn case(c: &mut Conn, number: i64) -> Result<Case> {
    let case = cases::table.find(number).select(Case::as_select()).first(c)?;
    as_they_are(c, vec![case])?.pop().ok_or(Error::NotFound)
}

/// Cases with what their contacts are by now, and what they are entitled to by now.
pub fn as_they_are(c: &mut Conn, mut all: Vec<Case>) -> Result<Vec<Case>> {
    let today = contact::today(c, &all)?;
    for case in &mut all {
        let (Some(sender), Some(ask)) = (today.get(&case.id), case.ask()) else { continue };
        case.contact = sender.code();
        case.answer = policy::entitlement(sender.contact, ask).as_str().to_owned();
    }
    let given = approvals::given(c, &all)?;
    for case in all.iter_mut().filter(|case| given.contains_key(&case.id)) {
        case.answer = Answer::Authorized.as_str().to_owned();
    }
    Ok(all)
}

/// Looks up who writes and opens a case of it, with a note if there is one; answers its number. The account has a line of it, too.
pub fn check(tx: &mut Tx<'_>, account: Option<i64>, address: &str, ask: Ask, note: &str) -> Result<i64> {
    tx.identity().ensure(Right::UseConsole)?;
    let settings = tx.state().settings.clone();
    let found = contact::look(tx.conn(), &settings, account, address, ask)?;
    let new = NewCase {
        account: found.account,
        user: found.user,
        address: address.to_owned(),
        about: ask.as_str().to_owned(),
        contact: found.sender.code(),
        answer: found.answer.as_str().to_owned(),
    };
    let number = open(tx, &new)?;
    checked(tx, number, &found, found.answer, ask)?;
    if !note.is_empty() {
        let me = tx.identity().root().id;
        add(tx, number, Some(me), "note", note)?;
    }
    Ok(number)
}

/// Looks once more, since things may have changed; in an account that is known by now.
pub fn check_again(tx: &mut Tx<'_>, number: i64, account: Option<i64>) -> Result<()> {
    let case = open_case(tx, number)?;
    let ask = case.ask().ok_or(Error::Conflict)?;
    let settings = tx.state().settings.clone();
    // An account that a case is of stays.
    let account = case.account_id.or(account);
    let found = contact::look(tx.conn(), &settings, account, &case.address, ask)?;
    approvals::withdraw_unless(tx, number, found.user, found.answer)?;
    diesel::update(cases::table.find(number))
        .set((
            cases::account_id.eq(found.account),
            cases::user_id.eq(found.user),
            cases::contact.eq(found.sender.code()),
            cases::answer.eq(found.answer.as_str()),
        ))
        .execute(tx.conn())?;
    let answer = self::case(tx.conn(), number)?.answered().unwrap_or(found.answer);
    if answer == Answer::Authorized {
        authorized(tx, number)?;
    }
    checked(tx, number, &found, answer, ask)
}

/// Writes down what a look found, here and in the account. There nobody but the team's own is named.
fn checked(tx: &mut Tx<'_>, number: i64, found: &Found, answer: Answer, ask: Ask) -> Result<()> {
    let me = tx.identity().root().id;
    add(tx, number, Some(me), "check", &format!("{} {answer}", found.sender.code()))?;
    let contact = found.sender.contact;
    let details = json!({ "ask": ask.as_str(), "contact": found.sender.code(), "answer": answer.as_str() });
    tx.record(Entry::new("contact.verified", "case", number).with(details.clone()))?;
    let Some(account) = found.account else { return Ok(()) };
    let mut details = details;
    if let (Some(user), true, Some(details)) = (found.user, contact.is_team(), details.as_object_mut()) {
        details.insert("user".to_owned(), json!(user));
    }
    tx.in_account(account, |there| there.record(Entry::new("contact.verified", "case", number).with(details)))
}

/// Adds a note.
pub fn note(tx: &mut Tx<'_>, number: i64, body: &str) -> Result<()> {
    tx.identity().ensure(Right::UseConsole)?;
    case(tx.conn(), number)?;
    let me = tx.identity().root().id;
    add(tx, number, Some(me), "note", body)?;
    tx.record(Entry::new("case.noted", "case", number))
}

/// Closes a case. What is still asked of the account is withdrawn.
pub fn close(tx: &mut Tx<'_>, number: i64) -> Result<()> {
    let case = open_case(tx, number)?;
    approvals::withdraw(tx, number)?;
    if let Some(account) = case.account_id {
        requests::withdraw_of_case(tx, account, number)?;
    }
    identity::end_visits_of_case(tx, number, EndCause::EndedInConsole)?;
    turn(tx, number, "closed")?;
    tx.record(Entry::new("case.closed", "case", number))
}

/// Opens a closed case again.
pub fn reopen(tx: &mut Tx<'_>, number: i64) -> Result<()> {
    tx.identity().ensure(Right::UseConsole)?;
    if case(tx.conn(), number)?.is_open() {
        return Err(Error::Conflict);
    }
    turn(tx, number, "open")?;
    tx.record(Entry::new("case.reopened", "case", number))
}

fn turn(tx: &mut Tx<'_>, number: i64, state: &'static str) -> Result<()> {
    diesel::update(cases::table.find(number)).set(cases::state.eq(state)).execute(tx.conn())?;
    let me = tx.identity().root().id;
    add(tx, number, Some(me), if state == "open" { "reopened" } else { "closed" }, "")
}

/// A case that something is to be done to, by one of the staff.
pub(super) fn open_case(tx: &mut Tx<'_>, number: i64) -> Result<Case> {
    tx.identity().ensure(Right::UseConsole)?;
    let case = case(tx.conn(), number)?;
    if case.is_open() { Ok(case) } else { Err(Error::Conflict) }
}

/// What was authorized is what the contact is entitled to.
pub(super) fn authorized(tx: &mut Tx<'_>, number: i64) -> Result<()> {
    let answer = cases::answer.eq(Answer::Authorized.as_str());
    diesel::update(cases::table.find(number)).set(answer).execute(tx.conn())?;
    Ok(())
}

/// Which cases a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `open` or `closed`; either, if empty.
    pub state: &'static str,
    /// Opened by this one of the staff.
    pub by: Option<i64>,
    /// Of this account.
    pub account: Option<i64>,
    /// With this number, or with an address that has this in it.
    pub words: String,
}

/// A page of cases, the newest first.
pub fn page(c: &mut Conn, filter: &Filter, cursor: Cursor) -> Result<Page<Case>> {
    let mut all = cases::table.into_boxed::<Backend>();
    if !filter.state.is_empty() {
        all = all.filter(cases::state.eq(filter.state));
    }
    if let Some(by) = filter.by {
        all = all.filter(cases::staff_id.eq(by));
    }
    if let Some(account) = filter.account {
        all = all.filter(cases::account_id.eq(Some(account)));
    }
    let words = text::fold_address(&filter.words);
    match words.trim_start_matches('#').parse::<i64>() {
        Ok(number) => all = all.filter(cases::id.eq(number)),
        Err(_) if words.is_empty() => {}
        Err(_) => {
            let plain = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            all = all.filter(cases::folded.like(format!("%{plain}%")).escape('\\'));
        }
    }
    let all = match cursor {
        Cursor::Start => all.order(cases::id.desc()),
        Cursor::After(id) => all.filter(cases::id.lt(id)).order(cases::id.desc()),
        Cursor::Before(id) => all.filter(cases::id.gt(id)).order(cases::id.asc()),
    };
    let rows = all.limit(ROWS as i64 + 1).select(Case::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |case: &Case| case.id))
}
