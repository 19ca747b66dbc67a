//! Support > Manage > Organizations: all of them by name, searched by the beginning of a word.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::model::{self, COUNTED, Listed};
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::policy::Right;
use crate::web::{Cx, query};

/// Longest search term, in characters.
const TERM_MAX: usize = 100;

#[derive(Template)]
#[template(path = "organizations/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    q: &'a str,
    page: Page<Listed>,
}

/// What the address asks for. Anything unreadable counts as not asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /agent/organizations`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let q: String = asked.q.trim().chars().take(TERM_MAX).collect();
    let (account, words, cursor) = (cx.account().id, model::words(&q), asked.keys.cursor());
    let page = cx.read(move |c| model::page(c, account, &words, cursor)).await?;
    cx.show(Index { cx: &cx, q: &q, page })
}

impl Index<'_> {
    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("/agent/organizations{}", query(&[("q", self.q), (which, &id.to_string())])))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn people(&self, row: &Listed) -> String {
        counted(self.cx, &row.people)
    }

    fn manages(&self) -> bool {
        self.cx.may(Right::ManageOrganizations)
    }
}

/// A count that stopped at [`COUNTED`], as it is shown.
pub fn counted(cx: &Cx, n: &i64) -> String {
    if *n > COUNTED { cx.t1("more-than", "shown", cx.n(COUNTED).as_str()) } else { cx.n(*n) }
}
