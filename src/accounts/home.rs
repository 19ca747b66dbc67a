//! Where everybody lands, and the Admin Center's home.

use actix_web::HttpResponse;
use askama::Template;

use crate::error::Result;
use crate::people::deleted;
use crate::people::model::{self, Category};
use crate::policy::{Kind, Right, Role, Standing};
use crate::web::Cx;

#[derive(Template)]
#[template(path = "admin/home.html")]
struct Admin<'a> {
    cx: &'a Cx,
    counts: Vec<(Category, i64)>,
    /// How many people are deleted, for those who may see them.
    deleted: Option<i64>,
}

/// The first page of somebody.
pub fn of(standing: &Standing) -> &'static str {
    if standing.kind == Kind::Staff {
        return "/operator/accounts";
    }
    match standing.role {
        Role::EndUser => "/hc/requests",
        Role::Administrator => "/admin",
        Role::Agent | Role::LightAgent | Role::Contributor => "/agent/tickets",
    }
}

/// `GET /`: goes on to the first page of whoever asks.
pub async fn go(cx: Cx) -> Result<HttpResponse> {
    match cx.me() {
        // What the page before had to say is said there.
        Some(person) => cx.see(&format!("{}{}", of(&person.standing), cx.notice_query())),
        None => cx.see(&format!("/access/sign-in{}", cx.notice_query())),
    }
}

/// `GET /admin`
pub async fn admin(cx: Cx) -> Result<HttpResponse> {
    let (account, sees_deleted) = (cx.account().id, cx.may(Right::ErasePeople));
    let (counts, deleted) = cx
        .read(move |c| {
            let deleted = if sees_deleted { Some(deleted::count(c, account)?) } else { None };
            Ok((model::counts(c, account)?, deleted))
        })
        .await?;
    cx.show(Admin { cx: &cx, counts, deleted })
}

impl Admin<'_> {
    fn count(&self, category: &str) -> i64 {
        self.counts.iter().find(|(c, _)| c.as_str() == category).map_or(0, |(_, n)| *n)
    }
}
