//! The tab E-mail of a person's profile: the same lines as in the E-mail log, for whoever may edit that person.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::profile::Shell;
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::mail::log::{Line, of_person};
use crate::policy::{Act, Right};
use crate::web::{Cx, query};

#[derive(Template)]
#[template(path = "people/email.html")]
struct Index<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    page: Page<Line>,
}

/// `GET /agent/users/{id}/email`
pub async fn index(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let (shell, page) = Shell::load_with(&cx, &id, move |c, identity, profile| {
        of_person(c, identity.account().id, profile.person.id, cursor)
    })
    .await?;
    shell.ensure(Act::Edit)?;
    cx.show(Index { cx: &cx, shell: &shell, page })
}

impl Index<'_> {
    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{}/email{}", self.shell.path(), query(&[(which, &id.to_string())])))
    }

    /// Whether the lines lead on to the E-mail log.
    fn linked(&self) -> bool {
        self.cx.may(Right::ReadLogs)
    }
}
