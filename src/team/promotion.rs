//! Making an end user a team member: the same person, with what they have asked for, in a role of the team.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::access::choices;
use super::membership::{self, Member, SupportRole, Wish};
use super::seats::{NoRoom, Seats};
use crate::error::{Error, Result};
use crate::people::shapes;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "team/promotion.html")]
struct New<'a> {
    cx: &'a Cx,
    member: Member,
    role: Field,
    choices: Vec<(SupportRole, String)>,
    seats: Seats,
    no_room: Option<NoRoom>,
}

/// `GET /admin/people/team-members/promotion/{id}`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let page = New::of(&cx, &id, &Form::default()).await?;
    if page.member.support.is_some() {
        return cx.see(&format!("/admin/people/team-members/{}", page.member.person.id));
    }
    cx.show(page)
}

/// `POST /admin/people/team-members/promotion/{id}`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &id, &form).await?;
    if page.member.support.is_some() {
        return Err(Error::Conflict);
    }
    let chosen = page.choices.iter().map(|(role, _)| *role).find(|role| page.chosen(role));
    let (user, seen) = (page.member.person.id, page.member.state());
    match (page.address_fault(), chosen) {
        (Some(key), _) => page.role.fault(cx.t(key)),
        (None, None) => page.role.fault(cx.t("fault-role-missing")),
        (None, Some(role)) => {
            let wish = Wish { support: Some(role), seen: Some(seen), ..Wish::default() };
            match cx.write(move |tx| membership::set(tx, user, &wish)).await {
                Ok(()) => {
                    let path = format!("/admin/people/team-members/{user}");
                    return cx.see_saying(&path, "notice-person-promoted");
                }
                Err(Error::NoRoom(no)) => page.no_room = Some(no),
                Err(error) => return Err(error),
            }
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, id: &str, form: &Form) -> Result<Self> {
        let (id, account, now) = (routes::id(id)?, cx.account.clone(), cx.now());
        let (member, roles, seats) = cx
            .read(move |c| {
                let roles = membership::custom_roles(c, &account)?;
                Ok((Member::of(c, &account, id)?, roles, Seats::of(c, &account, now)?))
            })
            .await?;
        if member.support.is_none() {
            cx.identity()?.may_set_role(&member.person).map_err(Error::Forbidden)?;
        }
        let (role, choices) = (Field::of(form.get("support")), choices(cx, roles, None));
        Ok(Self { cx, member, role, choices, seats, no_room: None })
    }

    fn chosen(&self, role: &SupportRole) -> bool {
        self.role.value == role.value()
    }

    /// The key of why the person's address is none to work with, if so.
    fn address_fault(&self) -> Option<&'static str> {
        match &self.member.person.email {
            None => Some("fault-no-address-to-work"),
            Some(email) => shapes::shared(email).then_some("fault-contact-shared"),
        }
    }
}
