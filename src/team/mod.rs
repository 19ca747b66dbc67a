//! The team of an account: its owner, administrators, agents, light agents and contributors.
//!
//! Administrators see the list under Admin Center > People > Team > Team members, open a profile from there and assume
//! whom the policy allows (spec.md §3.2).

pub mod seats;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::people::model::{self, Row};
use crate::policy::Right;
use crate::web::{Cx, Mark, Routes, query};

/// The routes of the team.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/people/team-members", Mark::Subject, Right::SeeTeamMembers, index);
}

#[derive(Template)]
#[template(path = "team/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Row>,
}

async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let account = cx.account().id;
    let page = cx.read(move |c| model::team(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page })
}

impl Index<'_> {
    /// The key of a member's role; the owner's says so.
    fn role_key(&self, row: &Row) -> &'static str {
        if row.id == self.cx.account().owner_id { "role-owner" } else { row.role_key() }
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
