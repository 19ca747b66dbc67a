//! Account > Security > Advanced > Passwords: the level of team members and of end users, and, for the owner, whether
//! administrators set passwords (reference §9.4).

use actix_web::HttpResponse;
use askama::Template;

use super::Level;
use crate::audit::Entry;
use crate::error::{Error, Result};
use crate::policy::Refusal;
use crate::security::settings::{self, SignInSettings};
use crate::web::{Cx, Form};

const PATH: &str = "/admin/account/security/advanced/password";

#[derive(Template)]
#[template(path = "security/passwords.html")]
struct Edit<'a> {
    cx: &'a Cx,
    settings: SignInSettings,
    owner: bool,
}

/// The levels, the strongest first.
const LEVELS: [Level; 4] = [Level::Recommended, Level::High, Level::Medium, Level::Low];

/// `GET /admin/account/security/advanced/password`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let settings = cx.read(move |c| SignInSettings::of(c, account)).await?;
    let owner = owns(&cx);
    cx.show(Edit { cx: &cx, settings, owner })
}

/// `POST /admin/account/security/advanced/password`
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let level = |name: &str| Level::parse(form.get(name)).ok_or(Error::Malformed);
    let (staff, customers) = (level("staff_level")?, level("customer_level")?);
    let sets = form.has("admins_set_passwords");
    let owner = owns(&cx);
    if sets && !owner {
        return Err(Error::Forbidden(Refusal::OwnersOwn));
    }
    let saved = cx
        .write(move |tx| {
            let entry = Entry::new("settings.passwords_changed", "account", tx.identity().account().id);
            settings::save(tx, entry, |s| {
                (s.staff_level, s.customer_level) = (staff, customers);
                if owner {
                    s.admins_set_passwords = sets;
                }
            })
        })
        .await;
    match saved {
        // Nothing has changed.
        Ok(()) | Err(Error::Conflict) => cx.see_saying(PATH, "notice-settings-saved"),
        Err(error) => Err(error),
    }
}

fn owns(cx: &Cx) -> bool {
    cx.root().is_some_and(|me| me.standing.owner)
}

impl Edit<'_> {
    /// The two lists: their name, their heading, and the level that is chosen.
    fn lists(&self) -> [(&'static str, &'static str, Level); 2] {
        [
            ("staff_level", "passwords-staff", self.settings.staff_level),
            ("customer_level", "passwords-customers", self.settings.customer_level),
        ]
    }
}
