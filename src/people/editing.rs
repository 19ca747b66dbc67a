//! `Edit profile`: everything on a person but their addresses. What somebody else changed meanwhile is shown beside
//! what was typed, and overwritten only by a second save.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::draft::{self, Draft, Item};
use super::profile::Shell;
use crate::error::{Error, Result};
use crate::policy::Act;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "people/edit.html")]
struct Edit<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    draft: &'a Draft,
}

/// `GET /agent/users/{id}/edit`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx, &id).await?;
    let draft = Draft::of(&shell, &cx, &kept);
    cx.show(Edit { cx: &cx, shell: &shell, draft: &draft })
}

/// `POST /agent/users/{id}/edit`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx, &id).await?;
    let mut draft = Draft::of(&shell, &cx, &kept);
    draft.type_in(&form);
    draft.check(&cx, &shell).await?;
    let status = if draft.faulty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else if draft.collides(form.get("was"), &kept) {
        StatusCode::CONFLICT
    } else if draft.changes(&kept).is_empty() {
        return cx.see(&shell.path());
    } else {
        let (user, was, values) = (shell.profile.person.id, draft.was.clone(), draft.values());
        match cx.write(move |tx| draft::write(tx, user, &was, &values)).await {
            Ok(()) => return cx.see_saying(&shell.path(), "notice-profile-saved"),
            // Somebody was faster: drawn anew from what is kept now.
            Err(Error::Conflict) => {
                let (_, kept) = find(&cx, &id).await?;
                draft.check(&cx, &shell).await?;
                draft.collides("", &kept);
                StatusCode::CONFLICT
            }
            Err(error) => return Err(error),
        }
    };
    cx.show_with(status, Edit { cx: &cx, shell: &shell, draft: &draft })
}

async fn find(cx: &Cx, id: &str) -> Result<(Shell, Vec<Item>)> {
    let (shell, kept) =
        Shell::load_with(cx, id, |c, identity, profile| draft::kept(c, identity.account().id, profile.person.id))
            .await?;
    shell.ensure(Act::Edit)?;
    Ok((shell, kept))
}

impl Edit<'_> {
    fn field(&self, name: &str) -> Field {
        self.draft.field(name)
    }
}
