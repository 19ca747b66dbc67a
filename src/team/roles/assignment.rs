//! `Assign role`: gives a role to team members who have another.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, CustomRole};
use super::{PATH, writing};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::identity::Person;
use crate::people::model::Row;
use crate::policy::Refusal;
use crate::team::access::why;
use crate::team::picking::{self, Asked, Members, Whom};
use crate::team::seats::{NoRoom, Seats};
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/roles/assignment.html")]
struct New<'a> {
    cx: &'a Cx,
    role: CustomRole,
    members: Members,
    people: HashMap<i64, Person>,
    seats: Seats,
    part: String,
    cursor: Cursor,
    /// Who was ticked in the form that comes back.
    ticked: Vec<i64>,
    /// The key of what is wrong with it.
    error: Option<&'static str>,
    no_room: Option<NoRoom>,
}

/// `GET /admin/people/roles/{id}/assignment`
pub async fn new(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let page = New::of(&cx, routes::id(&id)?, &asked).await?;
    cx.show(page)
}

/// `POST /admin/people/roles/{id}/assignment`
pub async fn create(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let ticked = picking::ticked(&form)?;
    let mut page = New::of(&cx, id, &asked).await?;
    page.ticked.clone_from(&ticked);
    if ticked.is_empty() {
        page.error = Some("fault-choose-members");
    } else {
        match cx.write(move |tx| writing::assign(tx, id, &ticked)).await {
            Ok(()) => return cx.see_saying(&format!("{PATH}/{id}"), "notice-role-assigned"),
            Err(Error::NoRoom(no)) => page.no_room = Some(no),
            // Somebody else has done it meanwhile.
            Err(Error::Conflict) => page.error = Some("fault-members-have-role"),
            Err(error) => return Err(error),
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, id: i64, asked: &Asked) -> Result<Self> {
        if !cx.account().plan.custom_roles() {
            return Err(Error::Forbidden(Refusal::PlanLacksRoles));
        }
        let (account, cursor, part, now) = (cx.account.clone(), asked.cursor(), asked.part(), cx.now());
        let looked_for = part.clone();
        let (role, members, people, seats) = cx
            .read(move |c| {
                let role = model::find(c, account.id, id)?;
                let members = picking::page(c, account.id, Whom::NotOfRole(id), &looked_for, cursor)?;
                let people = picking::people(c, &account, &members.page.rows)?;
                Ok((role, members, people, Seats::of(c, &account, now)?))
            })
            .await?;
        Ok(Self { cx, role, members, people, seats, part, cursor, ticked: vec![], error: None, no_room: None })
    }

    fn name(&self) -> &str {
        self.role.name(self.cx.lang())
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.role.id)
    }

    fn here(&self) -> String {
        format!("{}/assignment", self.path())
    }

    /// Where the form goes: it comes back with the same people.
    fn action(&self) -> String {
        picking::address(self.cx, &self.here(), &self.part, self.cursor)
    }

    /// The key of why somebody cannot be given it.
    fn off(&self, row: &Row) -> Option<&'static str> {
        let person = self.people.get(&row.id)?;
        self.cx.identity().ok()?.may_set_role(person).err().as_ref().map(why)
    }

    fn ticked(&self, row: &Row) -> bool {
        self.ticked.contains(&row.id)
    }

    fn faulty(&self) -> bool {
        self.error.is_some() || self.no_room.is_some()
    }

    fn previous(&self) -> Option<String> {
        self.members.previous(self.cx, &self.here(), &self.part)
    }

    fn next(&self) -> Option<String> {
        self.members.next(self.cx, &self.here(), &self.part)
    }
}
