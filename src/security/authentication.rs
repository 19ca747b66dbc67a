//! Account > Security > Advanced > Authentication: of whom a code is asked, and how often (reference §9.2).

use actix_web::HttpResponse;
use askama::Template;

use super::settings::{self, SignInSettings};
use crate::audit::Entry;
use crate::error::{Error, Result};
use crate::web::{Cx, Form};

/// Where the tab is.
const PATH: &str = "/admin/account/security/advanced/sign-in";

#[derive(Template)]
#[template(path = "security/authentication.html")]
struct Edit<'a> {
    cx: &'a Cx,
    settings: SignInSettings,
}

/// `GET /admin/account/security/advanced/sign-in`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let settings = cx.read(move |c| SignInSettings::of(c, account)).await?;
    cx.show(Edit { cx: &cx, settings })
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
