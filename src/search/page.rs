//! Support > search: people and organizations at once.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{Context, Panel, Results, Scope, organizations, people};
use crate::db::paging::{Cursor, Keys};
use crate::error::Result;
use crate::people::model;
use crate::text;
use crate::web::Cx;

const PATH: &str = "/agent/search";

#[derive(Template)]
#[template(path = "search/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    panel: Panel,
    people: Option<(Results, Vec<model::Row>)>,
    organizations: Option<(Results, Vec<organizations::Row>)>,
}

/// What the address asks for. Anything unreadable counts as not asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /agent/search`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let (q, keys) = (text::line(&asked.q), asked.keys.cursor());
    let (account, now, zone) = (cx.account().id, cx.now(), cx.zone());
    let (panel, people, organizations) = cx
        .read(move |c| {
            let panel = Panel::of(PATH, &q, &Context::of(c, account, Scope::Everything, now, zone)?);
            let (mut of_people, mut of_organizations) = (None, None);
            if let Ok(query) = &panel.read
                && !query.is_empty()
            {
                // Pages are of one kind; of both, the first of each is shown.
                let cursor = if query.people() && query.organizations() { Cursor::Start } else { keys };
                if query.people() {
                    let found = people::page(c, account, query, cursor)?;
                    let rows = model::rows(c, account, &found.page.rows)?;
                    of_people = Some((found, rows));
                }
                if query.organizations() {
                    let found = organizations::page(c, account, query, cursor)?;
                    let rows = organizations::rows(c, account, &found.page.rows)?;
                    of_organizations = Some((found, rows));
                }
            }
            Ok((panel, of_people, of_organizations))
        })
        .await?;
    let status = if panel.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, Index { cx: &cx, panel, people, organizations })
}

impl Index<'_> {
    /// Whether people and organizations are shown side by side.
    fn both(&self) -> bool {
        self.people.is_some() && self.organizations.is_some()
    }

    /// Whether nothing was found.
    fn nothing(&self) -> bool {
        let people = self.people.as_ref().is_none_or(|(_, rows)| rows.is_empty());
        people && self.organizations.as_ref().is_none_or(|(_, rows)| rows.is_empty())
    }

    /// The same search of one kind, where there is more of it than is shown.
    fn all(&self, results: &Results, kind: &str) -> Option<String> {
        let more = self.both() && results.page.next.is_some();
        more.then(|| self.panel.to(self.cx, &format!("{} type:{kind}", self.panel.q)))
    }

    /// The address of the page after.
    fn next(&self, results: &Results) -> Option<String> {
        self.panel.paged(self.cx, "after", results.page.next.filter(|_| !self.both()))
    }

    /// The address of the page before.
    fn previous(&self, results: &Results) -> Option<String> {
        self.panel.paged(self.cx, "before", results.page.previous.filter(|_| !self.both()))
    }
}
