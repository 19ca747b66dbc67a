//! `Add team member`: a name, an address, a role in Support. It needs a seat, if the role takes one; the welcome mail
//! always goes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::access::choices;
use super::membership::{self, SupportRole, Wish};
use super::seats::{NoRoom, Seats};
use crate::error::{Error, Result};
use crate::identity::{self, Tx};
use crate::people::adding::{self, NewPerson};
use crate::people::{addresses, shapes};
use crate::policy::Right;
use crate::security::links;
use crate::text;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "team/new.html")]
struct New<'a> {
    cx: &'a Cx,
    full_name: Field,
    email: Field,
    role: Field,
    choices: Vec<(SupportRole, String)>,
    seats: Seats,
    /// Who has the address already.
    other: Option<i64>,
    no_room: Option<NoRoom>,
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, form: &Form) -> Result<Self> {
        let (account, now) = (cx.account.clone(), cx.now());
        let (roles, seats) =
            cx.read(move |c| Ok((membership::custom_roles(c, &account)?, Seats::of(c, &account, now)?))).await?;
        let field = |name: &str| Field::of(text::line(form.get(name)));
        Ok(Self {
            cx,
            full_name: field("name"),
            email: field("email"),
            role: field("support"),
            choices: choices(cx, roles, None),
            seats,
            other: None,
            no_room: None,
        })
    }

    fn faulty(&self) -> bool {
        self.full_name.faulty() || self.email.faulty() || self.role.faulty()
    }

    fn chosen(&self, role: &SupportRole) -> bool {
        self.role.value == role.value()
    }

    /// Says that somebody has the address, and who.
    async fn taken(&mut self) -> Result<bool> {
        let (account, email) = (self.cx.account().id, self.email.value.clone());
        self.other = self.cx.read(move |c| addresses::keeper(c, account, &email)).await?;
        if self.other.is_some() {
            self.email.fault(self.cx.t("fault-email-taken"));
        }
        Ok(self.other.is_some())
    }
}

/// `GET /admin/people/team-members/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    cx.show(New::of(&cx, &Form::default()).await?)
}

/// `POST /admin/people/team-members/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &form).await?;
    adding::check_name(&cx, &mut page.full_name);
    match shapes::email(&page.email.value) {
        Ok(email) if shapes::shared(&email) => page.email.fault(cx.t("fault-contact-shared")),
        Ok(email) => page.email.value = email,
        Err(fault) => page.email.fault(fault.text(cx.lang())),
    }
    let chosen = page.choices.iter().map(|(role, _)| *role).find(|role| page.chosen(role));
    if chosen.is_none() {
        page.role.fault(cx.t("fault-role-missing"));
    }
    if !page.email.faulty() {
        page.taken().await?;
    }
    let Some(role) = chosen.filter(|_| !page.faulty()) else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let person = NewPerson {
        name: page.full_name.value.clone(),
        email: Some(page.email.value.clone()),
        verified: false,
        organization: None,
        channel: "form",
    };
    match cx.write(move |tx| add(tx, &person, role)).await {
        Ok(id) => return cx.see_saying(&format!("/admin/people/team-members/{id}"), "notice-team-member-added"),
        Err(Error::NoRoom(no)) => page.no_room = Some(no),
        // Somebody was given the address in the same moment; or the role is no more.
        Err(Error::Conflict) => {
            if !page.taken().await? {
                page.role.fault(cx.t("fault-role-missing"));
            }
        }
        Err(error) => return Err(error),
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Adds a team member, and sends the welcome mail: whoever works in the account gets it whatever its settings say.
fn add(tx: &mut Tx<'_>, new: &NewPerson, role: SupportRole) -> Result<i64> {
    tx.identity().ensure(Right::ManageTeam)?;
    let id = adding::create(tx, new)?;
    membership::set(tx, id, &Wish { support: Some(role), ..Wish::default() })?;
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, id)?;
    links::send_welcome(tx, &person)?;
    Ok(id)
}
