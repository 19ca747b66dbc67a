//! Assuming a person, and the ways back.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Profile};
use crate::error::{Error, Result};
use crate::identity::{self, REASON_MAX, Reverted, Start, Tx};
use crate::text;
use crate::web::{Cx, Field, Form, Urls, carry, routes};

#[derive(Template)]
#[template(path = "people/assumption.html")]
struct New<'a> {
    cx: &'a Cx,
    profile: &'a Profile,
    reason: Field,
    /// Whether this is the first time ever, and the explanation is shown.
    first: bool,
    required: bool,
}

/// `GET /agent/users/{id}/assumption`: the dialog as a page.
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let profile = find(&cx, &id).await?;
    draw(&cx, &profile, StatusCode::OK, Field::default())
}

/// `POST /agent/users/{id}/assumption`: opens the assumed tab.
pub async fn create(cx: Cx, id: web::Path<String>, form: Form, session: Session) -> Result<HttpResponse> {
    let profile = find(&cx, &id).await?;
    let mut reason = Field::of(text::without_scopes(&text::line(form.get("reason"))));
    if reason.value.chars().count() > REASON_MAX {
        reason.fault(cx.t1("fault-too-long", "max", REASON_MAX as i64));
    } else if reason.value.is_empty() && cx.account().reason_required {
        reason.fault(cx.t("fault-reason-required"));
    }
    let unexplained = !cx.identity()?.root().explained && !form.has("understood");
    if reason.faulty() || unexplained {
        let status = if reason.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return draw(&cx, &profile, status, reason);
    }
    let ask = Start {
        subject: profile.person.id,
        reason: reason.value,
        return_path: Urls::default().to(&format!("/agent/users/{}", profile.person.id)),
    };
    let started = cx.write(move |tx| identity::start(tx, &ask)).await?;
    carry(&session, started.key)?;
    let home = crate::accounts::home::of(started.frame.subject.standing.role);
    Ok(cx.see_elsewhere(Some(&started.frame), home, None))
}

/// `POST /assumption/back`: `Back to NAME`.
pub async fn back(cx: Cx, _form: Form, session: Session) -> Result<HttpResponse> {
    end(&cx, &session, identity::back).await
}

/// `POST /assumption/revert`: `Revert to your identity`.
pub async fn revert(cx: Cx, _form: Form, session: Session) -> Result<HttpResponse> {
    end(&cx, &session, identity::revert).await
}

/// `POST /assumption/started/revert`: `Revert identity`.
pub async fn revert_started(cx: Cx, _form: Form, session: Session) -> Result<HttpResponse> {
    match end(&cx, &session, identity::revert_started).await {
        // Nothing was left to end: the wish is met already.
        Err(Error::NotFound) => cx.see_saying("/", "notice-nothing-to-revert"),
        done => done,
    }
}

async fn end(cx: &Cx, session: &Session, how: fn(&mut Tx<'_>) -> Result<Reverted>) -> Result<HttpResponse> {
    let identity = cx.identity()?.clone();
    let done = cx.write(how).await?;
    carry(session, done.key)?;
    let to = identity.frames().iter().find(|f| Some(&f.scope) == done.scope.as_ref());
    Ok(cx.see_elsewhere(to, &done.return_path, Some("notice-reverted")))
}

async fn find(cx: &Cx, id: &str) -> Result<Profile> {
    let (id, account) = (routes::id(id)?, cx.account.clone());
    let profile = cx.read(move |c| model::profile(c, &account, id)).await?;
    cx.identity()?.may_assume(&profile.person).map_err(Error::Forbidden)?;
    Ok(profile)
}

fn draw(cx: &Cx, profile: &Profile, status: StatusCode, reason: Field) -> Result<HttpResponse> {
    let first = !cx.identity()?.root().explained;
    cx.show_with(status, New { cx, profile, reason, first, required: cx.account().reason_required })
}

impl New<'_> {
    fn path(&self) -> String {
        self.profile.path()
    }
}
