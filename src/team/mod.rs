//! The team of an account: its owner, administrators, agents, light agents and contributors.
//!
//! Administrators see the list under Admin Center > People > Team > Team members, open a profile from there and assume
//! whom the policy allows (spec.md §3.2).

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::Deserialize;

use crate::db::Conn;
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::users;
use crate::error::Result;
use crate::people::model::Row;
use crate::policy::{Right, Role};
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

/// Which page is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let cursor = Cursor::read(asked.after.parse().ok(), asked.before.parse().ok());
    let account = cx.account().id;
    let page = cx.read(move |c| members(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page })
}

/// A page of team members, by name.
fn members(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Row>> {
    let team = || {
        users::table
            .filter(users::account_id.eq(account).and(users::deleted_at.is_null()))
            .filter(users::role.eq_any([Role::Administrator, Role::Agent, Role::LightAgent, Role::Contributor]))
    };
    let name = match cursor {
        Cursor::Start => None,
        Cursor::After(id) | Cursor::Before(id) => {
            team().filter(users::id.eq(id)).select(users::folded_name).first::<String>(c).optional()?
        }
    };
    let query = team().into_boxed();
    let query = match (cursor, name) {
        (Cursor::After(id), Some(name)) => query
            .filter(users::folded_name.gt(name.clone()).or(users::folded_name.eq(name).and(users::id.gt(id))))
            .order((users::folded_name.asc(), users::id.asc())),
        (Cursor::Before(id), Some(name)) => query
            .filter(users::folded_name.lt(name.clone()).or(users::folded_name.eq(name).and(users::id.lt(id))))
            .order((users::folded_name.desc(), users::id.desc())),
        _ => query.order((users::folded_name.asc(), users::id.asc())),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
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
