//! Account > Security > Advanced > Authentication: of whom a code is asked, how often (reference §9.2), and how long sessions last.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::session_settings::Card;
use super::settings::{self, SignInSettings};
use crate::audit::Entry;
use crate::error::{Error, Result};
use crate::web::{Cx, Form};

/// The page's path.
pub const PATH: &str = "/admin/account/security/advanced/sign-in";

#[derive(Template)]
#[template(path = "security/authentication.html")]
struct Edit<'a> {
    cx: &'a Cx,
    settings: SignInSettings,
    sessions: Card,
}

/// `GET /admin/account/security/advanced/sign-in`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let sessions = Card::of(cx.account());
    draw(&cx, StatusCode::OK, sessions).await
}

/// The page with a card as it is.
pub async fn draw(cx: &Cx, status: StatusCode, sessions: Card) -> Result<HttpResponse> {
    let account = cx.account().id;
    let settings = cx.read(move |c| SignInSettings::of(c, account)).await?;
    cx.show_with(status, Edit { cx, settings, sessions })
}

/// `POST /admin/account/security/advanced/sign-in`
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let every_time = match form.get("how_often") {
        "always" => true,
        "device" => false,
        // A form without it is not the whole form, and would switch everything off.
        _ => return Err(Error::Malformed),
    };
    let (staff, customers) = (form.has("staff_factor"), form.has("customer_factor"));
    let saved = cx
        .write(move |tx| {
            let entry = Entry::new("settings.authentication_changed", "account", tx.identity().account().id);
            settings::save(tx, entry, |s| {
                (s.staff_factor, s.customer_factor, s.factor_every_time) = (staff, customers, every_time);
            })
        })
        .await;
    match saved {
        // Nothing has changed.
        Ok(()) | Err(Error::Conflict) => cx.see_saying(PATH, "notice-settings-saved"),
        Err(error) => Err(error),
    }
}
