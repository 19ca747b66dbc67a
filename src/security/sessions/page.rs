//! One's own list, `/access/sessions`. Signing one session out asks for nothing; signing all others out asks for the present
//! password, so that whoever finds a browser open cannot shut its person out everywhere else.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::Shown;
use super::devices::{self, Device};
use crate::audit::Entry;
use crate::db::schema::{sessions, users};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, MAX_SESSIONS, Tx};
use crate::passwords::Passwords;
use crate::security::stand_ins::{self, StandIn};
use crate::security::{browsers, password};
use crate::web::{Cx, Field, Form, carry, routes};

const PATH: &str = "/access/sessions";
/// Days for which sessions that ended are told of.
const PAST_DAYS: i64 = 30;
/// Most of them.
const PAST: i64 = 10;

/// What the page shows, in whichever layout.
struct Lists {
    sessions: Vec<Shown>,
    ended: Vec<Shown>,
    live: Vec<StandIn>,
    devices: Vec<Device>,
    mail: bool,
    current: Field,
}

#[derive(Template)]
#[template(path = "security/sessions-desk.html")]
struct AtDesk<'a> {
    cx: &'a Cx,
    page: &'a Lists,
}

#[derive(Template)]
#[template(path = "security/sessions-hc.html")]
struct InHelpCenter<'a> {
    cx: &'a Cx,
    page: &'a Lists,
}

#[derive(Template)]
#[template(path = "security/sessions-console.html")]
struct AtConsole<'a> {
    cx: &'a Cx,
    page: &'a Lists,
}

/// `GET /access/sessions`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    draw(&cx, StatusCode::OK, Field::default()).await
}

async fn draw(cx: &Cx, status: StatusCode, current: Field) -> Result<HttpResponse> {
    let (identity, now) = (cx.identity()?.clone(), cx.now());
    let page = cx
        .read(move |c| {
            let (account, me) = (identity.account(), identity.root());
            let running = identity::sessions_of(c, account, me, now)?;
            let since = now.plus_minutes(-PAST_DAYS * 24 * 60);
            let ended = identity::sessions_ended_since(c, account.id, me.id, since, PAST)?;
            Ok(Lists {
                sessions: running.into_iter().map(Shown::of).collect(),
                ended: ended.into_iter().map(Shown::of).collect(),
                live: stand_ins::live(c, account.id, me.id, now)?,
                devices: devices::all(c, account.id, me.id)?,
                mail: users::table.find(me.id).select(users::device_mail).first(c)?,
                current,
            })
        })
        .await?;
    if cx.realm() {
        cx.show_with(status, AtConsole { cx, page: &page })
    } else if cx.may_support() {
        cx.show_with(status, AtDesk { cx, page: &page })
    } else {
        cx.show_with(status, InHelpCenter { cx, page: &page })
    }
}

/// `POST /access/sessions/{id}/end`: signs one session out; one's own leads to the sign-in page.
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form, session: Session) -> Result<HttpResponse> {
    let (id, own) = (routes::id(&id)?, cx.identity()?.session_id());
    let cause = if id == own { EndCause::SignedOut } else { EndCause::SignedOutElsewhere };
    let ended = cx.write(move |tx| end(tx, id, cause)).await;
    if id == own {
        ended?;
        session.purge();
        return cx.see("/access/sign-in");
    }
    match ended {
        Ok(()) => cx.see_saying(PATH, "notice-session-ended"),
        // It was over already: the wish is met.
        Err(Error::Conflict) => cx.see_saying(PATH, "notice-session-over"),
        Err(error) => Err(error),
    }
}

fn end(tx: &mut Tx<'_>, id: i64, cause: EndCause) -> Result<()> {
    let identity = tx.identity().clone();
    identity.as_oneself().map_err(Error::Forbidden)?;
    let account = identity.account().clone();
    let mine = sessions::table
        .filter(sessions::id.eq(id).and(sessions::account_id.eq(account.id)))
        .filter(sessions::user_id.eq(identity.root().id));
    if mine.count().get_result::<i64>(tx.conn())? == 0 {
        return Err(Error::NotFound);
    }
    if identity::end_session(tx, &account, id, cause)? { Ok(()) } else { Err(Error::Conflict) }
}

/// `POST /access/sessions/others/end`: signs all others out, after the present password; this one goes on under a new key.
pub async fn destroy_others(
    cx: Cx,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
) -> Result<HttpResponse> {
    let mut current = Field::default();
    password::confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    if current.faulty() {
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, current).await;
    }
    let key = cx
        .write(move |tx| {
            let identity = tx.identity().clone();
            identity.as_oneself().map_err(Error::Forbidden)?;
            let (account, own) = (identity.account().clone(), identity.session_id());
            let me = identity.root().id;
            let ended = identity::end_sessions(tx, &account, me, Some(own), EndCause::SignedOutElsewhere)?;
            browsers::distrust(tx, me)?;
            let details = serde_json::json!({ "sessions": ended });
            tx.record(Entry::new("person.other_sessions_ended", "user", me).with(details))?;
            identity::rotate_session(tx, own)
        })
        .await?;
    carry(&session, key)?;
    cx.see_saying(PATH, "notice-sessions-ended")
}

/// `POST /access/sessions/mail`: whether a sign-in with a new device is told by mail.
pub async fn notify(cx: Cx, form: Form) -> Result<HttpResponse> {
    let wanted = form.has("device_mail");
    let me = cx.identity()?.root().id;
    let was: bool = cx.read(move |c| Ok(users::table.find(me).select(users::device_mail).first(c)?)).await?;
    if was != wanted {
        cx.write(move |tx| {
            tx.identity().as_oneself().map_err(Error::Forbidden)?;
            diesel::update(users::table.find(me)).set(users::device_mail.eq(wanted)).execute(tx.conn())?;
            let details = serde_json::json!({ "device_mail": wanted });
            tx.record(Entry::new("person.device_mail_changed", "user", me).with(details))
        })
        .await?;
    }
    cx.see_saying(PATH, "notice-settings-saved")
}

/// `POST /access/sessions/devices/{id}/removal`
pub async fn remove(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    cx.write(move |tx| devices::remove(tx, id)).await?;
    // If it was this one, that leads to the sign-in page.
    cx.see_saying(PATH, "notice-device-removed")
}

/// Whether a session is the one that looks.
fn here(cx: &Cx, one: &Shown) -> bool {
    cx.signed_in().is_some_and(|identity| identity.session_id() == one.row.id)
}

impl AtDesk<'_> {
    fn here(&self, one: &Shown) -> bool {
        here(self.cx, one)
    }
}

impl AtConsole<'_> {
    fn here(&self, one: &Shown) -> bool {
        here(self.cx, one)
    }
}

impl InHelpCenter<'_> {
    fn here(&self, one: &Shown) -> bool {
        here(self.cx, one)
    }
}

impl Lists {
    fn most(&self) -> i64 {
        MAX_SESSIONS as i64
    }

    fn past_days(&self) -> i64 {
        PAST_DAYS
    }
}
