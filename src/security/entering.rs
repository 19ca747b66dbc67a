//! From a right password to a session: at once, or after what is left to do.
//!
//! Somebody of whom a code, another password or the set-up of an authenticator app is asked gets no session, but a row of
//! [`Pending`]: for ten minutes, for one browser (by a cookie of its own), for the epoch they had. Each step is taken once.

use actix_session::Session;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;

use super::browsers;
use super::password_rules::state::{self, Due};
use super::sessions::{self, Browser};
use super::settings::SignInSettings;
use super::two_factor::store::{self, Factor};
use crate::accounts::home;
use crate::audit::Entry;
use crate::db::schema::pending_sign_ins as p;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Identity, Person, Tx};
use crate::people::settings::EndUserSettings;
use crate::secrets;
use crate::web::{Cx, carry, local_path};

/// Minutes in which a sign-in is to be finished.
pub const MINUTES: i64 = 10;
/// The cookie that leads to it.
const COOKIE: &str = "stead_pending";

/// Where somebody comes from, and where to.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The browser, as the list of devices knows it.
    browser: Browser,
    /// The keys by which the browser may be trusted.
    pub keys: Vec<String>,
    to: String,
}

impl Arrival {
    /// Of a request that wants to go on to a path.
    pub fn of(cx: &Cx, req: &HttpRequest, to: &str) -> Result<Self> {
        let to = local_path(to).unwrap_or_default().to_owned();
        Ok(Self { browser: Browser::of(cx, req)?, keys: browsers::keys(req), to })
    }
}

/// What came of a right password.
pub enum Entered {
    /// A session.
    In {
        /// Its key.
        session: String,
        /// The browser.
        browser: Browser,
        /// The keys by which it may be trusted.
        keys: String,
        /// Where to go on to.
        to: String,
    },
    /// Something is left to do.
    Left {
        /// The key of the pending sign-in, if it is new.
        key: Option<String>,
        /// The page of the next step.
        page: &'static str,
    },
}

/// A sign-in that is not done yet.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = p)]
pub struct Pending {
    id: i64,
    user_id: i64,
    epoch: i64,
    asks_code: bool,
    asks_password: bool,
    asks_factor: bool,
    trusts: bool,
    return_path: String,
    expires_at: Moment,
    used_at: Option<Moment>,
}

/// One thing that is asked before a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A code.
    Code,
    /// Another password.
    Password,
    /// The set-up of an authenticator app.
    Factor,
}

impl Pending {
    /// Who sees and confirms the key that is set up in this sign-in.
    pub fn holder(&self) -> i64 {
        -self.id
    }

    /// What comes next, if anything does.
    pub fn next(&self) -> Option<Step> {
        match self {
            Self { asks_code: true, .. } => Some(Step::Code),
            Self { asks_password: true, .. } => Some(Step::Password),
            Self { asks_factor: true, .. } => Some(Step::Factor),
            _ => None,
        }
    }
}

impl Step {
    /// Its page.
    pub fn page(self) -> &'static str {
        match self {
            Self::Code => "/access/code",
            Self::Password => "/access/new-password",
            Self::Factor => "/access/set-up",
        }
    }
}

/// Lets somebody in who has just proved to know their password, or says what is left to do. `weak`: the password is below what
/// the account's level asks.
pub fn enter(tx: &mut Tx<'_>, person: &Person, at: &Arrival, weak: bool) -> Result<Entered> {
    let settings = SignInSettings::of(tx.conn(), person.standing.account)?;
    let factor = Factor::of(tx.conn(), person.id)?.is_some();
    let trusted = !settings.factor_every_time && browsers::trusts(tx, person, &at.keys)?;
    let due = state::ask(tx, &settings, person, weak)?;
    let mut pending = Pending {
        id: 0,
        user_id: person.id,
        epoch: person.epoch,
        asks_code: factor && !trusted,
        asks_password: due == Due::Now,
        asks_factor: !factor && settings.requires_factor(&person.standing),
        trusts: false,
        return_path: at.to.clone(),
        expires_at: tx.now().plus_minutes(MINUTES),
        used_at: None,
    };
    let Some(step) = pending.next() else {
        if matches!(due, Due::By(_)) && changes_password(tx.conn(), person)? {
            pending.return_path = "/access/password".to_owned();
        }
        return let_in(tx, person, at, &pending);
    };
    let key = secrets::token::<32>()?;
    pending.id = diesel::insert_into(p::table)
        .values((
            p::account_id.eq(person.standing.account),
            p::user_id.eq(person.id),
            p::epoch.eq(person.epoch),
            p::token_hash.eq(secrets::sha256(key.as_bytes())),
            (p::asks_code.eq(pending.asks_code), p::asks_password.eq(pending.asks_password)),
            p::asks_factor.eq(pending.asks_factor),
            p::return_path.eq(&pending.return_path),
            p::created_at.eq(tx.now().0),
            p::expires_at.eq(pending.expires_at.0),
        ))
        .returning(p::id)
        .get_result(tx.conn())?;
    if pending.asks_factor {
        store::draft(tx, person.id, pending.holder())?;
    }
    // What is over leads nowhere and need not stay.
    let over = p::user_id.eq(person.id).and(p::expires_at.le(tx.now().0).or(p::used_at.is_not_null()));
    diesel::delete(p::table.filter(over)).execute(tx.conn())?;
    tx.record(Entry::new("sign_in.begun", "user", person.id))?;
    Ok(Entered::Left { key: Some(key), page: step.page() })
}

/// Whether a person may change their own password.
fn changes_password(c: &mut Conn, person: &Person) -> Result<bool> {
    Ok(person.standing.is_team() || EndUserSettings::of(c, person.standing.account)?.password_changeable)
}

fn let_in(tx: &mut Tx<'_>, person: &Person, at: &Arrival, pending: &Pending) -> Result<Entered> {
    let session = sessions::begin(tx, person, &at.browser)?;
    let keys = browsers::know(tx, person, &at.keys, pending.trusts)?;
    let to = match pending.return_path.as_str() {
        "" => home::of(&person.standing).to_owned(),
        path => path.to_owned(),
    };
    Ok(Entered::In { session, browser: at.browser.clone(), keys, to })
}

/// A step is done: goes on to the next, or lets the person in. `trusts`: the browser is not to be asked for a code for a while.
/// A step that was taken already, or whose time is up, is [`Error::SignedOut`].
pub fn advance(tx: &mut Tx<'_>, pending: &Pending, step: Step, at: &Arrival, trusts: bool) -> Result<Entered> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, pending.user_id)?;
    let mut next = Pending { epoch: person.epoch, ..pending.clone() };
    match step {
        Step::Code => (next.asks_code, next.trusts) = (false, trusts),
        Step::Password => next.asks_password = false,
        Step::Factor => next.asks_factor = false,
    }
    let done = next.next().is_none();
    let now = tx.now();
    let as_it_was = p::asks_code
        .eq(pending.asks_code)
        .and(p::asks_password.eq(pending.asks_password))
        .and(p::asks_factor.eq(pending.asks_factor));
    let live = p::id.eq(pending.id).and(p::used_at.is_null()).and(p::expires_at.gt(now.0));
    let taken = diesel::update(p::table.filter(live.and(as_it_was)))
        .set((
            p::asks_code.eq(next.asks_code),
            p::asks_password.eq(next.asks_password),
            p::asks_factor.eq(next.asks_factor),
            p::trusts.eq(next.trusts),
            p::epoch.eq(next.epoch),
            p::used_at.eq(done.then_some(now.0)),
        ))
        .execute(tx.conn())?;
    if taken != 1 {
        return Err(Error::SignedOut);
    }
    match next.next() {
        Some(step) => Ok(Entered::Left { key: None, page: step.page() }),
        None => let_in(tx, &person, at, &next),
    }
}

/// The pending sign-in of a browser and whose it is, if it goes on. One whose time is up is closed, so that no clock opens it
/// again.
pub async fn find(cx: &Cx, req: &HttpRequest) -> Result<Option<(Pending, Person)>> {
    let Some(key) = req.cookie(COOKIE) else { return Ok(None) };
    let (account, hash, now) = (cx.account.clone(), secrets::sha256(key.value().as_bytes()), cx.now());
    let Some((pending, person)) = cx.read(move |c| lookup(c, &account, &hash)).await? else { return Ok(None) };
    if pending.used_at.is_some() {
        return Ok(None);
    }
    let fit = person.standing.active() && identity::may_sign_in(cx.account(), &person);
    if pending.expires_at > now && pending.epoch == person.epoch && fit {
        return Ok(Some((pending, person)));
    }
    cx.write_as(Identity::system(cx.account.clone(), "sign-in"), move |tx| {
        let now = tx.now();
        diesel::update(p::table.find(pending.id)).set(p::used_at.eq(Some(now.0))).execute(tx.conn())?;
        store::forget_late(tx, pending.user_id)?;
        tx.record(Entry::new("sign_in.given_up", "user", pending.user_id))
    })
    .await?;
    Ok(None)
}

fn lookup(c: &mut Conn, account: &Account, hash: &str) -> Result<Option<(Pending, Person)>> {
    let row = p::table.filter(p::account_id.eq(account.id).and(p::token_hash.eq(hash)));
    let Some(pending) = row.select(Pending::as_select()).first(c).optional()? else { return Ok(None) };
    let person = identity::person(c, account, pending.user_id)?;
    Ok(Some((pending, person)))
}

/// Goes on to where `entered` leads.
pub fn answer(cx: &Cx, session: &Session, entered: Entered) -> Result<HttpResponse> {
    match &entered {
        Entered::In { to, .. } => {
            let answer = cx.see(to)?;
            dress(cx, session, answer, entered)
        }
        Entered::Left { page, .. } => {
            let answer = cx.see(page)?;
            dress(cx, session, answer, entered)
        }
    }
}

/// Gives an answer the cookies of what came of it.
pub fn dress(cx: &Cx, session: &Session, mut answer: HttpResponse, entered: Entered) -> Result<HttpResponse> {
    match entered {
        Entered::In { session: key, browser, keys, .. } => {
            carry(session, Some(key))?;
            browser.mark(&mut answer)?;
            add(cx, &mut answer, browsers::COOKIE, keys, Duration::days(browsers::KNOWN_DAYS))?;
            add(cx, &mut answer, COOKIE, String::new(), Duration::ZERO)?;
        }
        Entered::Left { key: Some(key), .. } => add(cx, &mut answer, COOKIE, key, Duration::minutes(MINUTES))?,
        Entered::Left { key: None, .. } => {}
    }
    Ok(answer)
}

fn add(cx: &Cx, answer: &mut HttpResponse, name: &'static str, value: String, age: Duration) -> Result<()> {
    let cookie = Cookie::build(name, value)
        .path(cx.url("/access"))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(cx.state().settings.tls)
        .max_age(age)
        .finish();
    answer.add_cookie(&cookie).map_err(Error::internal)
}
