//! Signing up by oneself, while the account is open. Whoever asks gets the same answer whether or not somebody has the
//! address; only its mailbox is told.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;
use tokio::time::{Instant, sleep_until};

use super::forgotten::{FLOOR, may_mail, too_many};
use super::links;
use crate::accounts::home;
use crate::db::schema::users;
use crate::error::Result;
use crate::identity::{self, Identity, Locale, Tx};
use crate::mail::{self, Letter};
use crate::people::adding::{NewPerson, check_name, create as add};
use crate::people::settings::EndUserSettings;
use crate::people::{addresses, admission, shapes};
use crate::text;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "access/sign-up.html")]
struct New<'a> {
    cx: &'a Cx,
    /// Whether the account is open.
    open: bool,
    message: String,
    full_name: Field,
    email: Field,
}

/// Whether people may sign up by themselves.
pub(super) fn open(cx: &Cx, settings: &EndUserSettings) -> bool {
    settings.anybody_can_submit && cx.account().help_center_active
}

/// `GET /access/sign-up`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    if let Some(person) = cx.me() {
        return cx.see(home::of(&person.standing));
    }
    let settings = settings(&cx).await?;
    let status = if open(&cx, &settings) { StatusCode::OK } else { StatusCode::FORBIDDEN };
    draw(&cx, status, &settings, Field::default(), Field::default())
}

/// `POST /access/sign-up`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let until = Instant::now() + Duration::from_millis(FLOOR);
    let settings = settings(&cx).await?;
    let (mut name, mut email) = (Field::of(text::line(form.get("name"))), Field::of(text::line(form.get("email"))));
    if !open(&cx, &settings) {
        return draw(&cx, StatusCode::FORBIDDEN, &settings, name, email);
    }
    check_name(&cx, &mut name);
    check_sender(&cx, &settings, &mut email);
    if name.faulty() || email.faulty() {
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &settings, name, email);
    }
    if let Some(minutes) = too_many(&cx).await? {
        email.fault(cx.t1("fault-too-many-forms", "minutes", minutes));
        return draw(&cx, StatusCode::TOO_MANY_REQUESTS, &settings, name, email);
    }
    if may_mail(&cx, &email.value).await? {
        let (name, email, locale) = (name.value, email.value, cx.lang().locale);
        cx.write_as(Identity::system(cx.account.clone(), "sign-up"), move |tx| sign_up(tx, &name, &email, locale))
            .await?;
    }
    sleep_until(until).await;
    cx.see_saying("/access/sign-in", "notice-signed-up")
}

/// Says what is wrong with the address of somebody who is not signed in.
pub(crate) fn check_sender(cx: &Cx, settings: &EndUserSettings, email: &mut Field) {
    match shapes::email(&email.value) {
        Ok(clean) if admission::admits(settings, &clean) => email.value = clean,
        Ok(_) => email.fault(cx.t("fault-email-blocked")),
        Err(fault) => email.fault(fault.text(cx.lang())),
    }
}

/// Mails whoever reads the address: the welcome mail, unless they can sign in already.
fn sign_up(tx: &mut Tx<'_>, name: &str, email: &str, locale: Locale) -> Result<()> {
    let account = tx.identity().account().clone();
    if let Some(user) = addresses::keeper(tx.conn(), account.id, email)? {
        let person = identity::person(tx.conn(), &account, user)?;
        let verified: Option<i64> = users::table.find(user).select(users::verified_at).first(tx.conn())?;
        // The welcome mail goes to the primary address; the address that was typed may be another of theirs.
        let primary = person.email.as_deref().map(text::fold_address) == Some(text::fold_address(email));
        if verified.is_none() && primary {
            return links::send_welcome(tx, &person).map(drop);
        }
        tx.record(crate::audit::Entry::new("person.signed_up_again", "user", user))?;
        return mail::queue(tx, &person, Some(email), &Letter::SignUpKnown).map(drop);
    }
    let person = stranger(tx, name, email, locale, "sign_up")?;
    links::send_welcome(tx, &person).map(drop)
}

/// Makes an unverified end user who came by themselves, and speaks the language of the page they came from.
pub(crate) fn stranger(
    tx: &mut Tx<'_>,
    name: &str,
    email: &str,
    locale: Locale,
    channel: &'static str,
) -> Result<identity::Person> {
    let account = tx.identity().account().clone();
    let new = NewPerson {
        name: name.to_owned(),
        email: Some(email.to_owned()),
        verified: false,
        organization: None,
        channel,
    };
    let id = add(tx, &new)?;
    diesel::update(users::table.find(id)).set(users::locale.eq(Some(locale))).execute(tx.conn())?;
    identity::person(tx.conn(), &account, id)
}

/// The account's settings of end users.
pub(crate) async fn settings(cx: &Cx) -> Result<EndUserSettings> {
    let account = cx.account().id;
    cx.read(move |c| EndUserSettings::of(c, account)).await
}

fn draw(cx: &Cx, status: StatusCode, settings: &EndUserSettings, name: Field, email: Field) -> Result<HttpResponse> {
    let message = match settings.registration_message.as_str() {
        "" => cx.t("sign-up-text").to_owned(),
        own => own.to_owned(),
    };
    cx.show_with(status, New { cx, open: open(cx, settings), message, full_name: name, email })
}
