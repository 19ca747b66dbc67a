//! Assuming a person, and the ways back.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Profile};
use crate::error::{Error, Result};
use crate::identity::{self, REASON_MAX, Reverted, Start, Tx};
use crate::passwords::Passwords;
use crate::security::password;
use crate::text;
use crate::web::{Cx, Field, Form, Urls, carry, routes};

#[derive(Template)]
#[template(path = "people/assumption.html")]
struct New<'a> {
    cx: &'a Cx,
    profile: &'a Profile,
    reason: Field,
    current: Field,
    /// Whether things are to be changed, where that has to be chosen.
    changes: bool,
    /// Whether this is the first time ever, and the explanation is shown.
    first: bool,
}

/// `GET /agent/users/{id}/assumption`: the dialog as a page.
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let profile = find(&cx, &id).await?;
    let page = New::of(&cx, &profile)?;
    cx.show(page)
}

/// `POST /agent/users/{id}/assumption`: opens the assumed tab.
pub async fn create(
    cx: Cx,
    id: web::Path<String>,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
) -> Result<HttpResponse> {
    let profile = find(&cx, &id).await?;
    let mut page = New { changes: form.has("changes"), ..New::of(&cx, &profile)? };
    page.reason = Field::of(text::without_scopes(&text::line(form.get("reason"))));
    if page.reason.value.chars().count() > REASON_MAX {
        page.reason.fault(cx.t1("fault-too-long", "max", REASON_MAX as i64));
    } else if page.reason.value.is_empty() && page.required() {
        page.reason.fault(cx.t("fault-reason-required"));
    }
    // What was never shown was not left out: by the button of a profile drawn before, say.
    let unexplained = page.first && !form.has("understood");
    let unasked = page.proof() && !form.has("current_password");
    // The password is tried only when there is something to confirm with it.
    if page.proof() && !page.faulty() && !unexplained && !unasked {
        password::confirm_root(&cx, &hasher, &mut page.current, form.get("current_password")).await?;
    }
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    if unexplained || unasked {
        return cx.show(page);
    }
    let ask = Start {
        changes: page.changes,
        proved: page.proof() || cx.visit().is_some(),
        subject: profile.person.id,
        reason: page.reason.value,
        return_path: Urls::default().to(&format!("/agent/users/{}", profile.person.id)),
    };
    let started = cx.write_on_stack(cx.identity()?.clone(), move |tx| identity::start(tx, &ask)).await?;
    carry(&session, started.key)?;
    let home = crate::accounts::home::of(&started.frame.subject.standing);
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
    let done = cx.write_on_stack(identity.clone(), how).await?;
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

impl<'a> New<'a> {
    fn of(cx: &'a Cx, profile: &'a Profile) -> Result<Self> {
        let first = !cx.identity()?.root().explained;
        Ok(Self { cx, profile, reason: Field::default(), current: Field::default(), changes: false, first })
    }

    fn faulty(&self) -> bool {
        self.reason.faulty() || self.current.faulty()
    }

    /// Whether a reason is needed.
    fn required(&self) -> bool {
        self.cx.account().reason_required
    }

    /// Whether the password is. Visitors have none here: they have given theirs, and a code, in the console.
    fn proof(&self) -> bool {
        self.cx.account().frame_password && self.cx.visit().is_none()
    }

    /// Whether one may choose to change things. On what is read-only itself, everything is.
    fn offers_changes(&self) -> bool {
        self.cx.account().frames_read_only && !self.cx.read_only()
    }

    /// Whose password: in an assumed identity it is still that of whoever signed in.
    fn proof_hint(&self) -> String {
        self.cx.t1("assume-password-hint", "name", self.cx.root().map_or("", |root| root.name.as_str()))
    }

    fn path(&self) -> String {
        self.profile.path()
    }
}
