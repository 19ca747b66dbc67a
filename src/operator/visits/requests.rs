//! Asking to be let in: administrators of the account are told, and answer with a grant or decline. One request at a time is open.

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use super::enter;
use crate::audit::Entry;
use crate::db::schema::{access_requests as r, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, PersonRow, Tx, limits};
use crate::mail::{self, AccessLetter, Letter};
use crate::operator::{accounts, cases};
use crate::policy::{self, Plan, Right};
use crate::security::grants;
use crate::state::State;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Requests of one staff member in an hour: each is mailed to every administrator.
const ASKED_MAX: i32 = 20;
/// Requests that one round of the sweep ends.
const AT_ONCE: i64 = 100;
/// Days after which a request that nobody has answered is over.
pub const DAYS: i64 = 7;

/// A request that waits for an answer.
#[derive(Clone, Debug, Queryable)]
pub struct Request {
    /// Its id.
    pub id: i64,
    /// Who asks, at home.
    pub staff: i64,
    /// What they are called.
    pub name: String,
    /// The case's number.
    pub case: i64,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub created_at: Moment,
}

impl Request {
    /// When it is over unless it is answered.
    pub fn until(&self) -> Moment {
        self.created_at.plus_minutes(DAYS * 24 * 60)
    }
}

/// The open request for an account.
pub fn open(c: &mut Conn, account: i64) -> Result<Option<Request>> {
    Ok(r::table
        .inner_join(users::table.on(users::id.eq(r::staff_id)))
        .filter(r::account_id.eq(account).and(r::answered_at.is_null()))
        .select((r::id, r::staff_id, users::name, r::case_id, r::reason, r::created_at))
        .first(c)
        .optional()?)
}

/// [`open`], unless its time is up.
pub fn waiting(c: &mut Conn, account: i64, now: Moment) -> Result<Option<Request>> {
    Ok(open(c, account)?.filter(|request| now < request.until()))
}

/// `POST /operator/accounts/{id}/access`: asks to be let in.
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let (mut case, mut reason) = (Field::of(form.get("ask_case")), Field::of(text::line(form.get("ask_reason"))));
    accounts::look(&cx, id, "enter").await?;
    let Some(number) = enter::check(&cx, id, &mut case, &mut reason).await? else {
        return enter::refused(&cx, id, case, reason).await;
    };
    let me = cx.identity()?.root().id.to_string();
    if let Err(minutes) = limits::take(cx.state(), cx.account().id, "access", &me, ASKED_MAX).await? {
        return Err(Error::TooMany(minutes));
    }
    let reason = reason.value;
    let done = cx.write(move |tx| ask(tx, id, number, &reason)).await;
    let notice = match done {
        Ok(()) => "notice-access-asked",
        // Somebody else asked, or an administrator was quicker.
        Err(Error::Conflict) => "notice-access-asked-already",
        Err(error) => return Err(error),
    };
    cx.see_saying(&format!("/operator/accounts/{id}/enter"), notice)
}

fn ask(tx: &mut Tx<'_>, account: i64, case: i64, reason: &str) -> Result<()> {
    tx.identity().ensure(Right::UseConsole)?;
    let (by, company) = (tx.identity().root().clone(), tx.identity().account().name.clone());
    if cases::of_account(tx.conn(), account, case)?.is_none() {
        return Err(Error::Conflict);
    }
    let id = tx.in_account(account, |there| {
        let (here, now) = (there.identity().account().clone(), there.now());
        // A trial lets them in anyway; so does what is on.
        let on = here.plan == Plan::Trial || grants::live(there.conn(), here.id, now)?.is_some();
        if on || here.suspended_at.is_some() {
            return Err(Error::Conflict);
        }
        // One whose time is up is only written down late.
        if let Some(stale) = open(there.conn(), here.id)?.filter(|request| now >= request.until()) {
            close(there, stale.id, "expired", None)?;
        }
        let id: i64 = diesel::insert_into(r::table)
            .values((
                r::account_id.eq(here.id),
                r::case_id.eq(case),
                r::staff_id.eq(by.id),
                r::reason.eq(reason),
                r::created_at.eq(now.0),
            ))
            .returning(r::id)
            .get_result(there.conn())?;
        let details = serde_json::json!({ "case": case, "reason": reason });
        there.record(Entry::new("access.asked", "account", here.id).with(details))?;
        for person in who_switch(there.conn(), &here)? {
            let letter =
                AccessLetter::Asked { by: by.name.clone(), company: company.clone(), case, reason: reason.to_owned() };
            mail::queue(there, &person, None, &Letter::Access(letter))?;
        }
        Ok(id)
    })?;
    cases::add(tx, case, Some(by.id), "access_asked", reason)?;
    tx.record(Entry::new("access.asked", "case", case).with(serde_json::json!({ "account": account, "request": id })))
}

/// Whoever may let the operator's staff in.
fn who_switch(c: &mut Conn, account: &Account) -> Result<Vec<Person>> {
    let team: Vec<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::deleted_at.is_null().and(users::suspended_at.is_null())))
        .filter(users::role.ne("end_user"))
        .order(users::id)
        .select(PersonRow::as_select())
        .load(c)?;
    let people = team.into_iter().map(|row| row.of(account));
    Ok(people.filter(|person| policy::of(&person.standing).has(Right::SwitchAccountAssumption)).collect())
}

/// `POST /operator/accounts/{id}/withdrawal`: takes the request back.
pub async fn destroy(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, shown) = (routes::id(&id)?, form.get("id").parse::<i64>().map_err(|_| Error::Malformed)?);
    let back = format!("/operator/accounts/{id}/enter");
    let done = cx
        .write(move |tx| {
            let me = tx.identity().root().clone();
            let request = open(tx.conn(), id)?.filter(|request| request.id == shown).ok_or(Error::Conflict)?;
            policy::may_answer_for_staff(&me.standing, request.staff).map_err(Error::Forbidden)?;
            take_back(tx, id, &request)
        })
        .await;
    match done {
        Ok(()) => cx.see_saying(&back, "notice-access-withdrawn"),
        // It was answered in the meantime, which the page tells.
        Err(Error::Conflict) => cx.see(&back),
        Err(error) => Err(error),
    }
}

/// Takes back what is asked of an account in a case, if anything is: the case is closed.
pub fn withdraw_of_case(tx: &mut Tx<'_>, account: i64, case: i64) -> Result<()> {
    match open(tx.conn(), account)?.filter(|request| request.case == case) {
        Some(request) => take_back(tx, account, &request),
        None => Ok(()),
    }
}

fn take_back(tx: &mut Tx<'_>, account: i64, request: &Request) -> Result<()> {
    let me = tx.identity().root().id;
    tx.in_account(account, |there| {
        close(there, request.id, "withdrawn", None)?;
        there.record(Entry::new("access.asking_withdrawn", "account", account))
    })?;
    cases::add(tx, request.case, Some(me), "access_withdrawn", "")?;
    tx.record(Entry::new("access.asking_withdrawn", "case", request.case))
}

fn close(tx: &mut Tx<'_>, id: i64, answer: &'static str, by: Option<i64>) -> Result<()> {
    let now = tx.now();
    let changed = diesel::update(r::table.filter(r::id.eq(id).and(r::answered_at.is_null())))
        .set((r::answered_at.eq(Some(now.0)), r::answer.eq(Some(answer)), r::answered_by.eq(by)))
        .execute(tx.conn())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// `Conflict` unless the request that waits in the account of whoever acts is the one that they were shown, 0 for none.
pub fn shown(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let waits = waiting(tx.conn(), account, now)?.map_or(0, |request| request.id);
    if waits == id { Ok(()) } else { Err(Error::Conflict) }
}

/// Answers the request that waits in the account of whoever acts, if one does: a grant was given, or it is declined. Whoever asked is
/// told. Answers whether there was one.
pub fn answer(tx: &mut Tx<'_>, granted: bool, until: Option<Moment>) -> Result<bool> {
    let account = tx.identity().account().clone();
    let by = tx.identity().root().clone();
    let now = tx.now();
    let Some(request) = waiting(tx.conn(), account.id, now)? else { return Ok(false) };
    close(tx, request.id, if granted { "granted" } else { "declined" }, Some(by.id))?;
    if !granted {
        tx.record(
            Entry::new("access.declined", "account", account.id).with(serde_json::json!({ "case": request.case })),
        )?;
    }
    let (name, subdomain) = (account.name.clone(), account.subdomain.clone());
    tx.in_realm("account assumption", |realm| {
        let here = realm.identity().account().clone();
        let staff = identity::person(realm.conn(), &here, request.staff)?;
        let letter = match granted {
            true => {
                let link = format!("{}/accounts/{}/enter", realm.state().settings.console(), account.id);
                AccessLetter::Allowed { account: name.clone(), by: by.name.clone(), until, link }
            }
            false => AccessLetter::Declined { account: name.clone(), by: by.name.clone() },
        };
        mail::queue(realm, &staff, None, &Letter::Access(letter))?;
        let kind = if granted { "access_granted" } else { "access_declined" };
        // By number, so that an erasure needs to look for no name.
        cases::add(realm, request.case, None, kind, &by.id.to_string())?;
        let act = if granted { "access.granted" } else { "access.declined" };
        realm.record(Entry::new(act, "case", request.case).with(serde_json::json!({ "account": subdomain })))
    })?;
    Ok(true)
}

/// Writes down what nobody answered in time. Answers how many there were.
pub fn round(state: &State) -> Result<usize> {
    let due = Moment(state.clock.now().0 - DAYS * 24 * 60 * 60_000);
    let found: Vec<(i64, i64, i64)> = state.db.read_now(|c| {
        Ok(r::table
            .filter(r::answered_at.is_null().and(r::created_at.le(due.0)))
            .order(r::id)
            .limit(AT_ONCE)
            .select((r::account_id, r::id, r::case_id))
            .load(c)?)
    })?;
    let mut done = 0;
    for (account, id, case) in found {
        let account = state.db.read_now(|c| identity::account(c, account))?;
        let over = identity::write_as_system(state, &account, "sweep", "system", |tx| over(tx, id, case));
        match over {
            Ok(()) => done += 1,
            // Somebody was quicker.
            Err(Error::Conflict) => {}
            Err(error) => log::error!("the request {id} for account {}: {error}", account.id),
        }
    }
    Ok(done)
}

fn over(tx: &mut Tx<'_>, id: i64, case: i64) -> Result<()> {
    let account = tx.identity().account().id;
    close(tx, id, "expired", None)?;
    tx.record(Entry::new("access.asking_over", "account", account).with(serde_json::json!({ "case": case })))?;
    tx.in_realm("sweep", |realm| {
        cases::add(realm, case, None, "access_over", "")?;
        realm.record(Entry::new("access.asking_over", "case", case))
    })
}
