//! The tab `Account` of a team member: their name, their addresses, the link to choose another password (reference §4.1), and a
//! recovery code for whoever lost their authenticator app (reference §9.2).

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::{Error, Result};
use crate::identity;
use crate::passwords::Passwords;
use crate::people::draft::{self, Draft, Item};
use crate::people::profile::Shell;
use crate::policy::{Act, Right};
use crate::security::password;
use crate::security::two_factor::store::{self, Factor};
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "team/account.html")]
struct Edit<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    typed: Field,
    was: String,
    factor: Option<Factor>,
    current: Field,
}

#[derive(Template)]
#[template(path = "team/recovery-code.html")]
struct Shown<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    code: String,
}

/// `GET /admin/people/team-members/{id}/account`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (shell, kept, factor) = find(&cx, &id).await?;
    let (typed, was) = drawn(&kept);
    cx.show(Edit { cx: &cx, shell: &shell, typed, was, factor, current: Field::default() })
}

/// `POST /admin/people/team-members/{id}/recovery`: shows a fresh recovery code, this once.
pub async fn recovery(cx: Cx, id: web::Path<String>, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let (shell, kept, factor) = find(&cx, &id).await?;
    shell.ensure(Act::ShowRecovery)?;
    let mut current = Field::default();
    password::confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    if current.faulty() {
        let (typed, was) = drawn(&kept);
        let page = Edit { cx: &cx, shell: &shell, typed, was, factor, current };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let user = shell.profile.person.id;
    let code = cx
        .write(move |tx| {
            let account = tx.identity().account().clone();
            let person = identity::person(tx.conn(), &account, user)?;
            tx.identity().may_do(Act::ShowRecovery, &person, false).map_err(Error::Forbidden)?;
            store::show(tx, &person)
        })
        .await?;
    cx.show(Shown { cx: &cx, shell: &shell, code })
}

/// `POST /admin/people/team-members/{id}/account`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (shell, kept, factor) = find(&cx, &id).await?;
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
        let page = Edit { cx: &cx, shell: &shell, typed, was, factor, current: Field::default() };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    // Somebody was faster. What they wrote is said; a second save writes over it.
    let (shell, kept, factor) = find(&cx, &id).await?;
    let now = drawn(&kept);
    was = now.1;
    typed.fault(cx.t1("team-name-changed", "name", &now.0.value));
    let page = Edit { cx: &cx, shell: &shell, typed, was, factor, current: Field::default() };
    cx.show_with(StatusCode::CONFLICT, page)
}

/// A team member's profile, what is kept of it, and their authenticator app.
async fn find(cx: &Cx, id: &str) -> Result<(Shell, Vec<Item>, Option<Factor>)> {
    let (shell, (kept, factor)) = Shell::load_with(cx, id, |c, identity, profile| {
        let user = profile.person.id;
        Ok((draft::kept(c, identity.account().id, user)?, Factor::of(c, user)?))
    })
    .await?;
    if shell.profile.is_end_user() { Err(Error::NotFound) } else { Ok((shell, kept, factor)) }
}

/// The name as the form is drawn with it, and what that was drawn from.
fn drawn(kept: &[Item]) -> (Field, String) {
    let draft = Draft::only(&["name"], kept);
    (draft.field("name"), draft.was)
}

impl Shown<'_> {
    fn path(&self) -> String {
        format!("/admin/people/team-members/{}", self.shell.profile.person.id)
    }
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
