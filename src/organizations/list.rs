//! Support > Manage > Organizations: all of them by name, and searches of them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::model::{self, COUNTED, Listed};
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::policy::Right;
use crate::search::{self, Context, Panel, Results, Scope};
use crate::text;
use crate::web::Cx;

const PATH: &str = "/agent/organizations";

#[derive(Template)]
#[template(path = "organizations/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    panel: Panel,
    page: Page<Listed>,
    /// How many a search has found; none without one.
    found: Option<Results>,
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
    let (q, cursor) = (text::line(&asked.q), asked.keys.cursor());
    let (account, now, zone) = (cx.account().id, cx.now(), cx.zone());
    let (panel, page, found) = cx
        .read(move |c| {
            if q.is_empty() {
                return Ok((Panel::blank(PATH), model::page(c, account, cursor)?, None));
            }
            let panel = Panel::of(PATH, &q, &Context::of(c, account, Scope::Organizations, now, zone)?);
            let found = match &panel.read {
                Ok(query) => search::organizations::page(c, account, query, cursor)?,
                Err(_) => Results::none(),
            };
            let rows = model::rows(c, account, &found.page.rows)?;
            let page = Page { rows, previous: found.page.previous, next: found.page.next };
            Ok((panel, page, Some(found)))
        })
        .await?;
    let status = if panel.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, Index { cx: &cx, panel, page, found })
}

impl Index<'_> {
    fn next(&self) -> Option<String> {
        self.panel.paged(self.cx, "after", self.page.next)
    }

    fn previous(&self) -> Option<String> {
        self.panel.paged(self.cx, "before", self.page.previous)
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
