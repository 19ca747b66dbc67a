//! `/operator/staff/new`: somebody joins the staff, by a link that is mailed to them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::{NewStaff, acts};
use crate::error::{Error, Result};
use crate::identity::Locale;
use crate::people::{adding, addresses, shapes};
use crate::text;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "operator/staff-new.html")]
struct New<'a> {
    cx: &'a Cx,
    full_name: Field,
    email: Field,
    role: Field,
    language: Field,
}

impl<'a> New<'a> {
    fn of(cx: &'a Cx, form: &Form) -> Self {
        let field = |name: &str| Field::of(text::line(form.get(name)));
        Self { cx, full_name: field("name"), email: field("email"), role: field("role"), language: field("language") }
    }

    fn faulty(&self) -> bool {
        self.full_name.faulty() || self.email.faulty() || self.role.faulty() || self.language.faulty()
    }

    fn roles(&self) -> [(&'static str, &'static str); 2] {
        ROLES
    }

    /// Whether a language is the one to choose first: that of whoever invites, unless another was picked.
    fn speaks(&self, code: &str) -> bool {
        if self.language.value.is_empty() { self.cx.code() == code } else { self.language.value == code }
    }

    async fn taken(&mut self) -> Result<()> {
        let (realm, email) = (self.cx.account().id, self.email.value.clone());
        if self.cx.read(move |c| addresses::keeper(c, realm, &email)).await?.is_some() {
            self.email.fault(self.cx.t("fault-email-taken"));
        }
        Ok(())
    }
}

/// What a form calls the roles, with the keys of their names.
pub(super) const ROLES: [(&str, &str); 2] =
    [("staff", "role-operator-staff"), ("administrator", "role-operator-administrator")];

/// Whether a form asks for an administrator; nothing if it names no role.
pub(super) fn administrator(typed: &str) -> Option<bool> {
    ROLES.iter().position(|(name, _)| *name == typed).map(|at| at == 1)
}

/// `GET /operator/staff/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    cx.show(New::of(&cx, &Form::default()))
}

/// `POST /operator/staff/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &form);
    adding::check_name(&cx, &mut page.full_name);
    match shapes::email(&page.email.value) {
        // Whoever reads a group's mailbox would be that one person.
        Ok(email) if shapes::shared(&email) => page.email.fault(cx.t("fault-contact-shared")),
        Ok(email) => page.email.value = email,
        Err(fault) => page.email.fault(fault.text(cx.lang())),
    }
    let role = administrator(&page.role.value);
    if role.is_none() {
        page.role.fault(cx.t("fault-role-missing"));
    }
    let locale = Locale::parse(&page.language.value);
    if locale.is_none() {
        page.language.fault(cx.t("fault-staff-language"));
    }
    if !page.email.faulty() {
        page.taken().await?;
    }
    let (Some(administrator), Some(locale), false) = (role, locale, page.faulty()) else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let new = NewStaff { name: page.full_name.value.clone(), email: page.email.value.clone(), administrator, locale };
    match cx.write(move |tx| acts::add(tx, &new)).await {
        Ok(id) => cx.see_saying(&format!("/operator/staff/{id}"), "notice-staff-invited"),
        // Somebody was given the address in the same moment.
        Err(Error::Conflict) => {
            page.email.fault(cx.t("fault-email-taken"));
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}
