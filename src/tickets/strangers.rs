//! Submitting a request without signing in, where the account lets strangers write. What comes so is marked: whoever
//! typed the address need not be the one who reads it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::requests::check;
use super::{BODY_MAX, SUBJECT_MAX, writing};
use crate::error::{Error, Result};
use crate::identity::{self, Identity, Locale, Tx, limits};
use crate::people::adding::check_name;
use crate::people::addresses;
use crate::people::settings::EndUserSettings;
use crate::policy::Refusal;
use crate::security::{check_sender, end_user_settings, stranger, too_many};
use crate::text;
use crate::web::{Cx, Field, Form};

/// Requests that one address sends in an hour without signing in.
const REQUESTS: i32 = 5;

#[derive(Template)]
#[template(path = "help-center/stranger.html")]
struct New<'a> {
    cx: &'a Cx,
    settings: EndUserSettings,
    full_name: Field,
    email: Field,
    subject: Field,
    body: Field,
}

/// The page for somebody who is not signed in: the form, or why there is none.
pub(super) async fn new(cx: &Cx) -> Result<HttpResponse> {
    New::of(cx, &Form::default()).await?.draw(StatusCode::OK)
}

/// Takes the request of somebody who is not signed in.
pub(super) async fn create(cx: &Cx, form: &Form) -> Result<HttpResponse> {
    let mut page = New::of(cx, form).await?;
    if !page.open() {
        return page.draw(StatusCode::FORBIDDEN);
    }
    check_name(cx, &mut page.full_name);
    check_sender(cx, &page.settings, &mut page.email);
    check(cx, &mut page.subject, SUBJECT_MAX, "fault-subject-empty");
    check(cx, &mut page.body, BODY_MAX, "fault-description-empty");
    if page.faulty() {
        return page.draw(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let address = text::fold_address(&page.email.value);
    let wait = match too_many(cx).await? {
        Some(minutes) => Some(minutes),
        None => limits::take(cx.state(), cx.account().id, "request", &address, REQUESTS).await?.err(),
    };
    if let Some(minutes) = wait {
        page.email.fault(cx.t1("fault-too-many-forms", "minutes", minutes));
        return page.draw(StatusCode::TOO_MANY_REQUESTS);
    }
    let locale = cx.lang().locale;
    let New { full_name: name, email, subject, body, .. } = page;
    let by = Identity::system(cx.account.clone(), "request form");
    let done =
        cx.write_as(by, move |tx| submit(tx, &name.value, &email.value, (&subject.value, &body.value), locale)).await;
    match done {
        // Whoever has only somebody's address learns nothing about them.
        Ok(()) | Err(Error::Forbidden(Refusal::Suspended)) => {}
        Err(error) => return Err(error),
    }
    cx.see_saying("/hc/requests/new", "notice-request-of-stranger")
}

/// A suspended person's request is refused, and leaves nothing behind.
fn submit(tx: &mut Tx<'_>, name: &str, email: &str, (subject, body): (&str, &str), locale: Locale) -> Result<()> {
    let account = tx.identity().account().clone();
    let requester = match addresses::keeper(tx.conn(), account.id, email)? {
        Some(user) => identity::person(tx.conn(), &account, user)?,
        None => stranger(tx, name, email, locale, "request")?,
    };
    if requester.standing.suspended {
        return Err(Error::Forbidden(Refusal::Suspended));
    }
    writing::create_for(tx, &requester, subject, body).map(drop)
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, form: &Form) -> Result<Self> {
        let settings = end_user_settings(cx).await?;
        let line = |name: &str| Field::of(text::line(form.get(name)));
        let subject = Field::of(text::without_scopes(&text::line(form.get("subject"))));
        let body = Field::of(text::lines(form.get("body")));
        Ok(Self { cx, settings, full_name: line("name"), email: line("email"), subject, body })
    }

    fn draw(self, status: StatusCode) -> Result<HttpResponse> {
        self.cx.show_with(status, self)
    }

    fn open(&self) -> bool {
        self.settings.open_to_strangers() && self.cx.account().help_center_active
    }

    fn faulty(&self) -> bool {
        self.full_name.faulty() || self.email.faulty() || self.subject.faulty() || self.body.faulty()
    }
}
