//! One's own two-factor authentication: set it up, turn it off, make new recovery codes. Each asks for the password, and what
//! exists already for a code besides.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::challenge::{Codes, draw_set_up, wrong};
use super::store::{self, Factor};
use crate::error::{Error, Result};
use crate::identity::{self, Person, Tx};
use crate::passwords::Passwords;
use crate::policy::Refusal;
use crate::security::password;
use crate::web::{Cx, Field, Form, carry};

const PATH: &str = "/access/two-factor";
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[derive(Template)]
#[template(path = "access/two-factor.html")]
struct Show<'a> {
    cx: &'a Cx,
    factor: Option<Factor>,
    /// Recovery codes that are left.
    left: i64,
    required: bool,
    current: Field,
    code: Field,
}

/// `GET /access/two-factor`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    draw(&cx, StatusCode::OK, Field::default(), Field::default()).await
}

async fn draw(cx: &Cx, status: StatusCode, current: Field, code: Field) -> Result<HttpResponse> {
    let me = cx.identity()?.effective().clone();
    let (factor, left, required) =
        cx.read(move |c| Ok((Factor::of(c, me.id)?, store::left(c, me.id)?, store::required(c, &me)?))).await?;
    // In the operator's realm nobody turns it off for themselves, whatever is set.
    let required = required || cx.realm();
    cx.show_with(status, Show { cx, factor, left, required, current, code })
}

/// `POST /access/two-factor`: begins the set-up.
pub async fn begin(cx: Cx, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let mut current = Field::default();
    password::confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    if current.faulty() {
        return draw(&cx, WRONG, current, Field::default()).await;
    }
    cx.write(move |tx| {
        tx.identity().as_oneself().map_err(Error::Forbidden)?;
        let me = tx.identity().effective().id;
        match Factor::of(tx.conn(), me)? {
            Some(_) => Err(Error::Conflict),
            None => {
                let holder = tx.identity().session_id();
                store::draft(tx, me, holder)
            }
        }
    })
    .await?;
    cx.see("/access/two-factor/set-up")
}

/// `GET /access/two-factor/set-up`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    match draw_set_up(&cx, StatusCode::OK, cx.identity()?.effective(), Field::default(), None).await? {
        Some(page) => Ok(page),
        None => cx.see(PATH),
    }
}

/// `POST /access/two-factor/set-up`: confirms it by a code, and shows the recovery codes, this once.
pub async fn create(cx: Cx, form: Form, session: Session) -> Result<HttpResponse> {
    let typed = form.get("code").to_owned();
    let mut field = Field::default();
    let holder = cx.identity()?.session_id();
    let changed = try_code(&cx, &mut field, move |tx, me| match store::confirm(tx, me, holder, &typed)? {
        Some(codes) => Ok(codes),
        None => Err(Error::NotFound),
    })
    .await?;
    if let Some((codes, key)) = changed {
        carry(&session, Some(key))?;
        return cx.show(Codes { cx: &cx, codes, to: PATH.to_owned() });
    }
    match draw_set_up(&cx, WRONG, cx.identity()?.effective(), field, None).await? {
        Some(page) => Ok(page),
        None => cx.see(PATH),
    }
}

/// `POST /access/two-factor/off`
pub async fn turn_off(cx: Cx, form: Form, session: Session, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let typed = form.get("code").to_owned();
    let (mut current, mut code) = (Field::default(), Field::default());
    password::confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    if !current.faulty() {
        let changed = try_code(&cx, &mut code, move |tx, me| {
            if store::required(tx.conn(), me)? {
                return Err(Error::Forbidden(Refusal::FactorRequired));
            }
            if !store::use_code(tx, me, &typed)? {
                return Err(Error::NotFound);
            }
            store::turn_off(tx, me, None)
        })
        .await?;
        if let Some(((), key)) = changed {
            carry(&session, Some(key))?;
            return cx.see_saying(PATH, "notice-two-factor-off");
        }
    }
    draw(&cx, WRONG, current, code).await
}

/// `POST /access/two-factor/codes`: new recovery codes.
pub async fn renew(cx: Cx, form: Form, session: Session, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let typed = form.get("code").to_owned();
    let (mut current, mut code) = (Field::default(), Field::default());
    password::confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    if !current.faulty() {
        let changed = try_code(&cx, &mut code, move |tx, me| {
            if !store::use_code(tx, me, &typed)? {
                return Err(Error::NotFound);
            }
            store::renew(tx, me)
        })
        .await?;
        if let Some((codes, key)) = changed {
            carry(&session, Some(key))?;
            return cx.show(Codes { cx: &cx, codes, to: PATH.to_owned() });
        }
    }
    draw(&cx, WRONG, current, code).await
}

/// Does what a code of one's own allows, and goes on under a new key while all other sessions end. Nothing when the code is wrong,
/// which `work` says by [`Error::NotFound`]; wrong ones are counted.
async fn try_code<T: Send + 'static>(
    cx: &Cx,
    field: &mut Field,
    work: impl Fn(&mut Tx<'_>, &Person) -> Result<T> + Send + 'static,
) -> Result<Option<(T, String)>> {
    let (me, account) = (cx.identity()?.effective().id, cx.account().id);
    let left = match identity::try_code(cx.state(), account, me).await? {
        Ok(left) => left,
        Err(minutes) => {
            field.fault(cx.t1("fault-too-many-codes", "minutes", minutes));
            return Ok(None);
        }
    };
    let own = cx.identity()?.session_id();
    let done = cx
        .write(move |tx| {
            tx.identity().as_oneself().map_err(Error::Forbidden)?;
            let person = tx.identity().effective().clone();
            let value = work(tx, &person)?;
            let epoch = store::changed(tx, me, Some(own))?;
            Ok((value, identity::renew_session(tx, own, epoch)?))
        })
        .await;
    match done {
        Ok(done) => {
            identity::code_was_right(cx.state(), account, me).await?;
            Ok(Some(done))
        }
        Err(Error::NotFound) => {
            wrong(cx, me, left, true).await?;
            field.fault(cx.t("fault-code-wrong"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
