//! `Add members`: team members who are not in the group yet.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Group};
use super::{PATH, writing};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::people::model::Row;
use crate::team::picking::{self, Asked, Members, Whom};
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/groups/addition.html")]
struct New<'a> {
    cx: &'a Cx,
    group: Group,
    members: Members,
    part: String,
    cursor: Cursor,
    /// Who was ticked in the form that comes back.
    ticked: Vec<i64>,
    /// The key of what is wrong with it.
    error: Option<&'static str>,
}

/// `GET /admin/people/groups/{id}/addition`
pub async fn new(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let page = New::of(&cx, routes::id(&id)?, &asked).await?;
    cx.show(page)
}

/// `POST /admin/people/groups/{id}/addition`
pub async fn create(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>, form: Form) -> Result<HttpResponse> {
    let (id, ticked) = (routes::id(&id)?, picking::ticked(&form)?);
    if !ticked.is_empty() {
        return match cx.write(move |tx| writing::add(tx, id, &ticked)).await {
            // Who is in it already is what was asked for.
            Ok(()) | Err(Error::Conflict) => cx.see_saying(&format!("{PATH}/{id}"), "notice-group-joined"),
            Err(error) => Err(error),
        };
    }
    let page = New::of(&cx, id, &asked).await?;
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, New { ticked, error: Some("fault-choose-members"), ..page })
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, id: i64, asked: &Asked) -> Result<Self> {
        let (account, cursor, part) = (cx.account().id, asked.cursor(), asked.part());
        let looked_for = part.clone();
        let (group, members) = cx
            .read(move |c| {
                let group = model::find(c, account, id)?;
                Ok((group, picking::page(c, account, Whom::NotInGroup(id), &looked_for, cursor)?))
            })
            .await?;
        Ok(Self { cx, group, members, part, cursor, ticked: vec![], error: None })
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.group.id)
    }

    fn here(&self) -> String {
        format!("{}/addition", self.path())
    }

    /// Where the form goes: it comes back with the same people.
    fn action(&self) -> String {
        picking::address(self.cx, &self.here(), &self.part, self.cursor)
    }

    fn ticked(&self, row: &Row) -> bool {
        self.ticked.contains(&row.id)
    }

    fn off(&self, _row: &Row) -> Option<&'static str> {
        None
    }

    fn previous(&self) -> Option<String> {
        self.members.previous(self.cx, &self.here(), &self.part)
    }

    fn next(&self) -> Option<String> {
        self.members.next(self.cx, &self.here(), &self.part)
    }
}
