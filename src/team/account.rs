//! The tab `Account` of a team member: their name, their addresses, and the link to choose another password (reference §4.1).

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::{Error, Result};
use crate::people::draft::{self, Draft, Item};
use crate::people::profile::Shell;
use crate::policy::{Act, Right};
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "team/account.html")]
struct Edit<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    typed: Field,
    was: String,
}

/// `GET /admin/people/team-members/{id}/account`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx, &id).await?;
    let (typed, was) = drawn(&kept);
    cx.show(Edit { cx: &cx, shell: &shell, typed, was })
}

/// `POST /admin/people/team-members/{id}/account`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (shell, kept) = find(&cx, &id).await?;
    shell.ensure(Act::Edit)?;
    let (kept_name, mut was) = drawn(&kept);
    let mut draft = Draft::only(&["name"], &kept);
    draft.type_in(&form);
    draft.check(&cx, &shell).await?;
    let mut typed = draft.field("name");
    let path = format!("/admin/people/team-members/{}/account", shell.profile.person.id);
    if !typed.faulty() && form.get("was") == was {
        if typed.value == kept_name.value {
            return cx.see(&path);
        }
        let (user, seen, values) = (shell.profile.person.id, was.clone(), draft.values());
        match cx.write(move |tx| draft::write(tx, user, &seen, &values)).await {
            Ok(()) => return cx.see_saying(&path, "notice-profile-saved"),
            Err(Error::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    if typed.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Edit { cx: &cx, shell: &shell, typed, was });
    }
    // Somebody was faster. What they wrote is said; a second save writes over it.
    let (shell, kept) = find(&cx, &id).await?;
    let now = drawn(&kept);
    was = now.1;
    typed.fault(cx.t1("team-name-changed", "name", &now.0.value));
    cx.show_with(StatusCode::CONFLICT, Edit { cx: &cx, shell: &shell, typed, was })
}

/// A team member's profile, and what is kept of it.
async fn find(cx: &Cx, id: &str) -> Result<(Shell, Vec<Item>)> {
    let found =
        Shell::load_with(cx, id, |c, identity, profile| draft::kept(c, identity.account().id, profile.person.id))
            .await?;
    if found.0.profile.is_end_user() {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// The name as the form is drawn with it, and what that was drawn from.
fn drawn(kept: &[Item]) -> (Field, String) {
    let draft = Draft::only(&["name"], kept);
    (draft.field("name"), draft.was)
}

impl Edit<'_> {
    fn path(&self) -> String {
        format!("/admin/people/team-members/{}", self.shell.profile.person.id)
    }

    fn roles_open(&self) -> bool {
        self.cx.may(Right::SetProductRoles)
    }

    /// The key of why the password is not reset from here, if so.
    fn reset_off(&self) -> Option<&'static str> {
        if self.shell.own(self.cx) {
            return Some("security-reset-own");
        }
        self.shell.off(Act::ResetPassword).or(self.shell.mail_off(self.cx))
    }
}
