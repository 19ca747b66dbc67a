//! `/operator/staff/{id}`: one of the staff, and what is done to them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::acts;
use super::invitation::{ROLES, administrator};
use super::list::{Member, members};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::passwords::Passwords;
use crate::people::suspension::{Suspension, TEXT_MAX};
use crate::policy::StaffAct;
use crate::security::password;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "operator/staff-member.html")]
struct Show<'a> {
    cx: &'a Cx,
    one: &'a Member,
    suspension: Option<Suspension>,
    typed: Typed,
}

/// What came with a form of the page.
#[derive(Debug, Default)]
struct Typed {
    role: Field,
    /// The present password of whoever wants to see a recovery code.
    current: Field,
    /// The same of whoever takes the app away.
    off_current: Field,
    why: Field,
}

impl Typed {
    fn faulty(&self) -> bool {
        self.role.faulty() || self.current.faulty() || self.off_current.faulty() || self.why.faulty()
    }
}

#[derive(Template)]
#[template(path = "operator/staff-recovery.html")]
struct Shown<'a> {
    cx: &'a Cx,
    one: &'a Member,
    code: String,
}

/// `GET /operator/staff/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let one = find(&cx, &id).await?;
    draw(&cx, StatusCode::OK, &one, Typed::default()).await
}

async fn find(cx: &Cx, id: &str) -> Result<Member> {
    let (id, realm) = (routes::id(id)?, cx.account.clone());
    cx.read(move |c| members(c, &realm, Cursor::Start, Some(id))?.pop().ok_or(Error::NotFound)).await
}

/// Whom a form is about, if this may be done to them.
async fn found(cx: &Cx, id: &str, act: StaffAct) -> Result<Member> {
    let one = find(cx, id).await?;
    cx.identity()?.may_manage(act, &one.person).map_err(Error::Forbidden)?;
    Ok(one)
}

async fn draw(cx: &Cx, status: StatusCode, one: &Member, typed: Typed) -> Result<HttpResponse> {
    let (realm, user) = (cx.account().id, one.person.id);
    let suspension = cx.read(move |c| Suspension::of(c, realm, user)).await?;
    cx.show_with(status, Show { cx, one, suspension, typed })
}

async fn wrong(cx: &Cx, one: &Member, typed: Typed) -> Result<HttpResponse> {
    draw(cx, StatusCode::UNPROCESSABLE_ENTITY, one, typed).await
}

/// `POST /operator/staff/{id}/invitation`
pub async fn invite(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::Invite).await?;
    let user = one.person.id;
    cx.write(move |tx| acts::invite(tx, user)).await?;
    cx.see_saying(&one.path(), "notice-staff-invited")
}

/// `POST /operator/staff/{id}/role`
pub async fn set_role(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::SetRole).await?;
    let user = one.person.id;
    let Some(administrator) = administrator(form.get("role")) else {
        let mut typed = Typed::default();
        typed.role.fault(cx.t("fault-role-missing"));
        return wrong(&cx, &one, typed).await;
    };
    match cx.write(move |tx| acts::set_role(tx, user, administrator)).await {
        // They have it already: the wish is met.
        Ok(()) | Err(Error::Conflict) => cx.see_saying(&one.path(), "notice-staff-role"),
        Err(error) => Err(error),
    }
}

/// `POST /operator/staff/{id}/recovery`: shows a fresh recovery code, this once.
pub async fn show_recovery(
    cx: Cx,
    id: web::Path<String>,
    form: Form,
    hasher: web::Data<Passwords>,
) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::ShowRecovery).await?;
    let (user, mut typed) = (one.person.id, Typed::default());
    password::confirm(&cx, &hasher, &mut typed.current, form.get("current_password")).await?;
    if typed.faulty() {
        return wrong(&cx, &one, typed).await;
    }
    let code = cx.write(move |tx| acts::show_recovery(tx, user)).await?;
    cx.show(Shown { cx: &cx, one: &one, code })
}

/// `POST /operator/staff/{id}/two-factor-off`
pub async fn turn_off_factor(
    cx: Cx,
    id: web::Path<String>,
    form: Form,
    hasher: web::Data<Passwords>,
) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::TurnOffFactor).await?;
    let (user, mut typed) = (one.person.id, Typed::default());
    password::confirm(&cx, &hasher, &mut typed.off_current, form.get("off_current_password")).await?;
    if typed.faulty() {
        return wrong(&cx, &one, typed).await;
    }
    cx.write(move |tx| acts::turn_off_factor(tx, user)).await?;
    cx.see_saying(&one.path(), "notice-staff-factor-off")
}

/// `POST /operator/staff/{id}/suspension`
pub async fn suspend(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::Suspend).await?;
    let (user, mut typed) = (one.person.id, Typed::default());
    typed.why = Field::of(text::line(form.get("why")));
    if typed.why.value.is_empty() {
        typed.why.fault(cx.t("fault-staff-why"));
    } else if typed.why.value.chars().count() > TEXT_MAX {
        typed.why.fault(cx.t1("fault-too-long", "max", TEXT_MAX as i64));
    }
    if typed.faulty() {
        return wrong(&cx, &one, typed).await;
    }
    let why = typed.why.value;
    cx.write(move |tx| acts::suspend(tx, user, &why)).await?;
    cx.see_saying(&one.path(), "notice-staff-suspended")
}

/// `POST /operator/staff/{id}/suspension/end`
pub async fn resume(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let one = found(&cx, &id, StaffAct::Suspend).await?;
    let user = one.person.id;
    cx.write(move |tx| acts::resume(tx, user)).await?;
    cx.see_saying(&one.path(), "notice-staff-resumed")
}

impl Show<'_> {
    fn roles(&self) -> [(&'static str, &'static str); 2] {
        ROLES
    }

    fn has(&self, role_key: &str) -> bool {
        self.one.person.role_key() == role_key
    }

    /// Whether it is whoever looks.
    fn own(&self) -> bool {
        self.cx.root().is_some_and(|me| me.id == self.one.person.id)
    }

    /// The command that prints a link, for want of a mail server.
    fn command(&self) -> Option<String> {
        let email = self.one.person.email.as_deref().filter(|_| self.cx.state().settings.smtp.is_none())?;
        Some(format!("stead operator invite --email {}", text::shell_word(email)))
    }

    /// Whether an invitation can be sent again.
    fn invitable(&self) -> bool {
        !self.one.password && !self.one.person.standing.suspended && !self.own()
    }

    /// The key of why nobody is helped past their code from here, if so.
    fn help_off(&self) -> Option<&'static str> {
        let identity = self.cx.signed_in()?;
        identity.may_manage(StaffAct::ShowRecovery, &self.one.person).err().map(crate::policy::Refusal::key)
    }

    /// The console's log, of what they did and what was done to them.
    fn log(&self) -> String {
        self.cx.url(&format!("/operator/log?person={}", self.one.person.id))
    }
}
