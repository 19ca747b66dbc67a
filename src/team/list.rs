//! The list of team members, and the seats they take.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::seats::Seats;
use crate::db::Conn;
use crate::db::paging::{Keys, Page};
use crate::db::schema::{roles, users};
use crate::error::Result;
use crate::people::model::{self, Row};
use crate::policy::{Right, Role};
use crate::web::{Cx, query};

#[derive(Template)]
#[template(path = "team/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Row>,
    /// The names of the custom roles of those who have one.
    custom: Vec<(i64, String)>,
    seats: Seats,
}

/// `GET /admin/people/team-members`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (cursor, account, now) = (asked.cursor(), cx.account.clone(), cx.now());
    let (page, custom, seats) = cx
        .read(move |c| {
            let page = model::team(c, account.id, cursor)?;
            let custom = custom_roles_of(c, &page.rows)?;
            Ok((page, custom, Seats::of(c, &account, now)?))
        })
        .await?;
    cx.show(Index { cx: &cx, page, custom, seats })
}

fn custom_roles_of(c: &mut Conn, rows: &[Row]) -> Result<Vec<(i64, String)>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    Ok(users::table
        .inner_join(roles::table.on(users::custom_role_id.eq(roles::id.nullable())))
        .filter(users::id.eq_any(ids))
        .select((users::id, roles::name))
        .load(c)?)
}

impl Index<'_> {
    fn owns(&self, row: &Row) -> bool {
        row.id == self.cx.account().owner_id
    }

    /// What a member's role is called; the owner's says so.
    fn role(&self, row: &Row) -> String {
        if let Some((_, name)) = self.custom.iter().find(|(user, _)| *user == row.id) {
            return name.clone();
        }
        let key = match row.role {
            _ if self.owns(row) => "role-owner",
            Role::Agent if self.cx.account().plan.custom_roles() => "role-legacy-agent",
            _ => row.role_key(),
        };
        self.cx.t(key).to_owned()
    }

    /// Whether the pages of the members' roles are open to whoever looks.
    fn leads_on(&self) -> bool {
        self.cx.frame().is_none() && self.cx.may(Right::SetProductRoles)
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("/admin/people/team-members{}", query(&[(which, &id.to_string())])))
    }
}
