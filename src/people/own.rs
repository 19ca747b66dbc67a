//! One's own profile in the Help Center: name, language, time zone, and the contacts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::draft::{self, Draft, Item};
use super::profile::Shell;
use crate::error::{Error, Result};
use crate::policy::Act;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "help-center/profile.html")]
struct Show<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    draft: &'a Draft,
}

/// `GET /hc/profile`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx).await?;
    let draft = Draft::of(&shell, &cx, &kept);
    cx.show(Show { cx: &cx, shell: &shell, draft: &draft })
}

/// `POST /hc/profile`
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx).await?;
    shell.ensure(Act::Edit)?;
    let mut draft = Draft::of(&shell, &cx, &kept);
    draft.type_in(&form);
    draft.check(&cx, &shell).await?;
    let status = if draft.faulty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else if draft.collides(form.get("was"), &kept) {
        StatusCode::CONFLICT
    } else if draft.changes(&kept).is_empty() {
        return cx.see("/hc/profile");
    } else {
        let (user, was, values) = (shell.profile.person.id, draft.was.clone(), draft.values());
        match cx.write(move |tx| draft::write(tx, user, &was, &values)).await {
            Ok(()) => return cx.see_saying("/hc/profile", "notice-profile-saved"),
            Err(Error::Conflict) => {
                let (_, kept) = find(&cx).await?;
                draft.collides("", &kept);
                StatusCode::CONFLICT
            }
            Err(error) => return Err(error),
        }
    };
    cx.show_with(status, Show { cx: &cx, shell: &shell, draft: &draft })
}

async fn find(cx: &Cx) -> Result<(Shell, Vec<Item>)> {
    Shell::of_oneself_with(cx, |c, identity, profile| draft::kept(c, identity.account().id, profile.person.id)).await
}

impl Show<'_> {
    fn field(&self, name: &str) -> Field {
        self.draft.field(name)
    }
}
