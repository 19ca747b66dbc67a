//! A forgotten password: whoever asks gets the same answer, after the same time, whether or not anybody has the address.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use tokio::time::{Instant, sleep_until};

use super::links;
use super::sign_in::check_email;
use crate::accounts::home;
use crate::error::{Error, Result};
use crate::identity::{self, Identity, limits};
use crate::people::addresses;
use crate::policy::Refusal;
use crate::text;
use crate::web::{Cx, Field, Form};

/// Mails that an address gets in an hour because somebody typed it into a page.
pub const MAILS: i32 = 3;
/// Forms of this kind that one source sends in an hour.
pub const TRIES: i32 = 30;
/// Milliseconds that the answer takes at least, so that its time tells nothing.
pub const FLOOR: u64 = 250;

#[derive(Template)]
#[template(path = "access/forgotten.html")]
struct New<'a> {
    cx: &'a Cx,
    email: Field,
}

/// `GET /access/forgot-password`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    match cx.me() {
        Some(person) => cx.see(home::of(&person.standing)),
        None => cx.show(New { cx: &cx, email: Field::default() }),
    }
}

/// `POST /access/forgot-password`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    // Nobody asks for passwords in somebody else's name.
    if cx.frame().is_some() {
        return Err(Error::Forbidden(Refusal::WhileAssumed));
    }
    let until = Instant::now() + Duration::from_millis(FLOOR);
    let mut email = Field::of(text::line(form.get("email")));
    check_email(&cx, &mut email);
    if email.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, New { cx: &cx, email });
    }
    if let Some(minutes) = too_many(&cx).await? {
        email.fault(cx.t1("fault-too-many-forms", "minutes", minutes));
        return cx.show_with(StatusCode::TOO_MANY_REQUESTS, New { cx: &cx, email });
    }
    if may_mail(&cx, &email.value).await? {
        let (account, typed) = (cx.account().id, email.value.clone());
        if let Some(user) = cx.read(move |c| addresses::holder(c, account, &typed)).await? {
            cx.write_as(Identity::system(cx.account.clone(), "forgotten password"), move |tx| {
                let account = tx.identity().account().clone();
                let person = identity::person(tx.conn(), &account, user)?;
                links::send_reset(tx, &person)
            })
            .await?;
        }
    }
    sleep_until(until).await;
    cx.see_saying("/access/sign-in", "notice-reset-asked")
}

/// The minutes to wait, if this source has sent too many forms.
pub(crate) async fn too_many(cx: &Cx) -> Result<Option<i64>> {
    let source = limits::source(&cx.origin().address);
    Ok(limits::take(cx.state(), cx.account().id, "form", &source, TRIES).await?.err())
}

/// Whether one more mail may go to an address that somebody typed.
pub(super) async fn may_mail(cx: &Cx, email: &str) -> Result<bool> {
    let address = text::fold_address(email);
    Ok(limits::take(cx.state(), cx.account().id, "mail", &address, MAILS).await?.is_ok())
}
