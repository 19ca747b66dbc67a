//! The pages between a right password and a session: the code, another password, the set-up that the account requires.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::codes::{self, Drawing};
use super::store;
use crate::audit::Entry;
use crate::error::{Error, Result};
use crate::identity::{self, Identity, Person};
use crate::mail::{self, Letter};
use crate::passwords::Passwords;
use crate::security::entering::{self, Arrival, Pending, Step};
use crate::security::settings::SignInSettings;
use crate::security::{password, password_rules};
use crate::web::{Cx, Field, Form};

/// Wrong codes after which the person is told by mail.
const TOLD_AFTER: i32 = 3;

#[derive(Template)]
#[template(path = "access/code.html")]
struct Code<'a> {
    cx: &'a Cx,
    code: Field,
    recovery: Field,
    /// Whether the browser may be left alone for a while.
    trust: bool,
}

#[derive(Template)]
#[template(path = "access/set-up.html")]
pub(super) struct SetUp<'a> {
    pub(super) cx: &'a Cx,
    pub(super) code: Field,
    pub(super) key: String,
    pub(super) drawing: Drawing,
    /// Whether it is asked for before a session.
    pub(super) pending: bool,
}

#[derive(Template)]
#[template(path = "access/recovery-codes.html")]
pub(super) struct Codes<'a> {
    pub(super) cx: &'a Cx,
    pub(super) codes: Vec<String>,
    /// Where to go on to.
    pub(super) to: String,
}

#[derive(Template)]
#[template(path = "access/new-password.html")]
struct NewPassword<'a> {
    cx: &'a Cx,
    password: Field,
    hint: String,
}

impl SetUp<'_> {
    fn action(&self) -> &'static str {
        if self.pending { "/access/set-up" } else { "/access/two-factor/set-up" }
    }

    fn back(&self) -> &'static str {
        if self.pending { "/access/sign-in" } else { "/access/two-factor" }
    }
}

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The pending sign-in of this browser at this step; else where to go.
async fn at(cx: &Cx, req: &HttpRequest, step: Step) -> Result<std::result::Result<(Pending, Person), HttpResponse>> {
    if cx.signed_in().is_some() {
        return Ok(Err(cx.see("/")?));
    }
    let Some((pending, person)) = entering::find(cx, req).await? else {
        return Ok(Err(cx.see_saying("/access/sign-in", "notice-sign-in-again")?));
    };
    match pending.next() {
        Some(next) if next == step => Ok(Ok((pending, person))),
        Some(next) => Ok(Err(cx.see(next.page())?)),
        None => Ok(Err(cx.see("/access/sign-in")?)),
    }
}

/// `GET /access/code`
pub async fn edit(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    match at(&cx, &req, Step::Code).await? {
        Ok(_) => draw(&cx, StatusCode::OK, Field::default(), Field::default()).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

async fn draw(cx: &Cx, status: StatusCode, code: Field, recovery: Field) -> Result<HttpResponse> {
    let account = cx.account().id;
    let settings = cx.read(move |c| SignInSettings::of(c, account)).await?;
    cx.show_with(status, Code { cx, code, recovery, trust: !settings.factor_every_time })
}

/// `POST /access/code`
pub async fn update(cx: Cx, form: Form, session: Session, req: HttpRequest) -> Result<HttpResponse> {
    let (pending, person) = match at(&cx, &req, Step::Code).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let recovery = form.has("recovery");
    let typed = form.get(if recovery { "recovery" } else { "code" }).to_owned();
    let mut field = Field::default();
    let user = person.id;
    if typed.trim().is_empty() {
        field.fault(cx.t("fault-code-empty"));
    } else {
        match identity::try_code(cx.state(), cx.account().id, user).await? {
            Err(minutes) => field.fault(cx.t1("fault-too-many-codes", "minutes", minutes)),
            Ok(left) => {
                let (arrival, trusts) = (Arrival::of(&cx, &req, "")?, form.has("trust"));
                let again = (pending, person.clone(), typed);
                let done = cx
                    .write_as(Identity::by_link(cx.account.clone(), person), move |tx| {
                        let (pending, person, typed) = &again;
                        let settings = SignInSettings::of(tx.conn(), person.standing.account)?;
                        if !store::use_code(tx, person, typed)? {
                            return Err(Error::NotFound);
                        }
                        entering::advance(tx, pending, Step::Code, &arrival, trusts && !settings.factor_every_time)
                    })
                    .await;
                match done {
                    Ok(entered) => {
                        identity::code_was_right(cx.state(), cx.account().id, user).await?;
                        return entering::answer(&cx, &session, entered);
                    }
                    Err(Error::NotFound) => wrong(&cx, user, left, true).await?,
                    Err(Error::SignedOut) => return cx.see_saying("/access/sign-in", "notice-sign-in-again"),
                    Err(error) => return Err(error),
                }
                field.fault(cx.t("fault-code-wrong"));
            }
        }
    }
    let other = Field::default();
    let (code, recovery) = if recovery { (other, field) } else { (field, other) };
    draw(&cx, WRONG, code, recovery).await
}

/// Adds the line of a wrong code to the log, and tells the person when it is not the first. `left`: tries that are left.
pub(super) async fn wrong(cx: &Cx, user: i64, left: i32, tells: bool) -> Result<()> {
    let tells = tells && identity::MAX_FAILURES - left == TOLD_AFTER;
    cx.write_as(Identity::system(cx.account.clone(), "sign-in"), move |tx| {
        let account = tx.identity().account().clone();
        store::forget_late(tx, user)?;
        tx.record(Entry::new("sign_in.code_wrong", "user", user))?;
        if tells {
            let person = identity::person(tx.conn(), &account, user)?;
            mail::queue(tx, &person, None, &Letter::WrongCodes)?;
        }
        Ok(())
    })
    .await
}

/// The page on which an app learns the key that was begun; nothing when its time is up.
pub(super) async fn draw_set_up(
    cx: &Cx,
    status: StatusCode,
    person: &Person,
    code: Field,
    pending: Option<&Pending>,
) -> Result<Option<HttpResponse>> {
    let (user, now) = (person.id, cx.now());
    let holder = match pending {
        Some(pending) => pending.holder(),
        None => cx.identity()?.session_id(),
    };
    let Some(sealed) = cx.read(move |c| store::drafted(c, user, holder, now)).await? else { return Ok(None) };
    let seed = cx.state().secrets.open_seed(user, &sealed)?;
    let whose = person.email.as_deref().unwrap_or(&person.name);
    let drawing = Drawing::of(&codes::address(&seed, &cx.account().name, whose))?;
    let key = codes::grouped(&codes::letters(&seed));
    cx.show_with(status, SetUp { cx, code, key, drawing, pending: pending.is_some() }).map(Some)
}

/// `GET /access/set-up`
pub async fn set_up(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    let (pending, person) = match at(&cx, &req, Step::Factor).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match draw_set_up(&cx, StatusCode::OK, &person, Field::default(), Some(&pending)).await? {
        Some(page) => Ok(page),
        None => cx.see_saying("/access/sign-in", "notice-sign-in-again"),
    }
}

/// `POST /access/set-up`
pub async fn confirm(cx: Cx, form: Form, session: Session, req: HttpRequest) -> Result<HttpResponse> {
    let (pending, person) = match at(&cx, &req, Step::Factor).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (user, typed, arrival) = (person.id, form.get("code").to_owned(), Arrival::of(&cx, &req, "")?);
    let mut field = Field::default();
    match identity::try_code(cx.state(), cx.account().id, user).await? {
        Err(minutes) => field.fault(cx.t1("fault-too-many-codes", "minutes", minutes)),
        Ok(left) => {
            let (again, pending) = (person.clone(), pending.clone());
            let done = cx
                .write_as(Identity::by_link(cx.account.clone(), person.clone()), move |tx| {
                    let Some(codes) = store::confirm(tx, &again, pending.holder(), &typed)? else {
                        return Err(Error::NotFound);
                    };
                    store::changed(tx, again.id, None)?;
                    Ok((codes, entering::advance(tx, &pending, Step::Factor, &arrival, false)?))
                })
                .await;
            match done {
                Ok((codes, entered)) => {
                    identity::code_was_right(cx.state(), cx.account().id, user).await?;
                    let to = match &entered {
                        entering::Entered::In { to, .. } => to.clone(),
                        entering::Entered::Left { page, .. } => (*page).to_owned(),
                    };
                    let page = cx.show(Codes { cx: &cx, codes, to })?;
                    return entering::dress(&cx, &session, page, entered);
                }
                Err(Error::NotFound) => wrong(&cx, user, left, false).await?,
                Err(Error::SignedOut | Error::Conflict) => {
                    return cx.see_saying("/access/sign-in", "notice-sign-in-again");
                }
                Err(error) => return Err(error),
            }
            field.fault(cx.t("fault-code-wrong"));
        }
    }
    match draw_set_up(&cx, WRONG, &person, field, Some(&pending)).await? {
        Some(page) => Ok(page),
        None => cx.see_saying("/access/sign-in", "notice-sign-in-again"),
    }
}

/// `GET /access/new-password`
pub async fn new_password(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    match at(&cx, &req, Step::Password).await? {
        Ok((_, person)) => draw_password(&cx, StatusCode::OK, &person, Field::default()).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

async fn draw_password(cx: &Cx, status: StatusCode, person: &Person, password: Field) -> Result<HttpResponse> {
    let hint = password_rules::level(cx, person).await?.0.hint(cx);
    cx.show_with(status, NewPassword { cx, password, hint })
}

/// `POST /access/new-password`
pub async fn change_password(
    cx: Cx,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let (pending, person) = match at(&cx, &req, Step::Password).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut field = Field::default();
    password_rules::check_new(&cx, &hasher, &mut field, form.get("password"), &person).await?;
    if field.faulty() {
        return draw_password(&cx, WRONG, &person, field).await;
    }
    let hash = hasher.hash(form.get("password").to_owned()).await?;
    let (user, arrival) = (person.id, Arrival::of(&cx, &req, "")?);
    let done = cx
        .write_as(Identity::by_link(cx.account.clone(), person), move |tx| {
            password::set(tx, user, &hash, None)?;
            entering::advance(tx, &pending, Step::Password, &arrival, false)
        })
        .await;
    match done {
        Err(Error::SignedOut) => cx.see_saying("/access/sign-in", "notice-sign-in-again"),
        done => entering::answer(&cx, &session, done?),
    }
}
