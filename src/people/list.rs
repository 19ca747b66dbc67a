//! Support > Manage > People: everyone, by category, and searches of them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::model::{self, Category, Row, Sort};
use crate::db::Conn;
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::policy::{Right, Role};
use crate::search::{self, Context, Panel, Results, Scope};
use crate::text;
use crate::web::{Cx, query};

const PATH: &str = "/agent/people";

#[derive(Template)]
#[template(path = "people/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    counts: Vec<(Category, i64)>,
    category: Category,
    sort: Sort,
    page: Page<Row>,
    /// How many people are deleted, for those who may see them.
    deleted: Option<i64>,
    /// What is there to search by, beside the category.
    panel: Panel,
}

#[derive(Template)]
#[template(path = "people/found.html")]
struct Found<'a> {
    cx: &'a Cx,
    counts: Vec<(Category, i64)>,
    panel: Panel,
    rows: Vec<Row>,
    results: Results,
    /// How many people are deleted, for those who may see them.
    deleted: Option<i64>,
}

/// What the address asks for. Anything unreadable counts as not asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    sort: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /agent/people`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let asked = asked.into_inner();
    let q = text::line(&asked.q);
    let cursor = asked.keys.cursor();
    let (account, sees_deleted) = (cx.account().id, cx.may(Right::ErasePeople));
    let (now, zone) = (cx.now(), cx.zone());
    if !q.is_empty() {
        let (counts, panel, results, rows, deleted) = cx
            .read(move |c| {
                let context = Context::of(c, account, Scope::People, now, zone)?;
                let panel = Panel::of(PATH, &q, &context);
                let results = match &panel.read {
                    Ok(query) => search::people::page(c, account, query, cursor)?,
                    Err(_) => Results::none(),
                };
                let rows = model::rows(c, account, &results.page.rows)?;
                Ok((model::counts(c, account)?, panel, results, rows, deleted(c, account, sees_deleted)?))
            })
            .await?;
        let status = if panel.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return cx.show_with(status, Found { cx: &cx, counts, panel, rows, results, deleted });
    }
    let sort = if asked.sort == "newest" { Sort::Newest } else { Sort::Name };
    let category = Category::parse(&asked.category).unwrap_or(Category::EndUsers);
    let (counts, page, deleted, panel) = cx
        .read(move |c| {
            let page = model::page(c, account, category, sort, cursor)?;
            let panel = Panel::blank_in(PATH, &Context::of(c, account, Scope::People, now, zone)?);
            Ok((model::counts(c, account)?, page, deleted(c, account, sees_deleted)?, panel))
        })
        .await?;
    cx.show(Index { cx: &cx, counts, category, sort, page, deleted, panel })
}

fn deleted(c: &mut Conn, account: i64, sees: bool) -> Result<Option<i64>> {
    if sees { super::deleted::count(c, account).map(Some) } else { Ok(None) }
}

/// Whether several people can be ticked, to be deleted: never in an assumed identity.
fn chooses(cx: &Cx) -> bool {
    cx.may(Right::ErasePeople) && cx.frame().is_none()
}

/// Whether the list can be had as a file.
fn exports(cx: &Cx) -> bool {
    cx.may(Right::ImportAndExport) && cx.frame().is_none()
}

/// The address of a category.
fn in_category(cx: &Cx, category: Category) -> String {
    let name = if category == Category::EndUsers { "" } else { category.as_str() };
    cx.url(&format!("/agent/people{}", query(&[("category", name)])))
}

/// The key of a category's name.
fn category_key(category: Category) -> String {
    format!("category-{}", category.as_str().replace('_', "-"))
}

impl Index<'_> {
    /// The address of this list in another order or on another page.
    fn list(&self, sort: Sort, more: &[(&str, String)]) -> String {
        let mut pairs = vec![
            ("category", if self.category == Category::EndUsers { "" } else { self.category.as_str() }),
            ("sort", if sort == Sort::Newest { "newest" } else { "" }),
        ];
        pairs.extend(more.iter().map(|(n, v)| (*n, v.as_str())));
        self.cx.url(&format!("/agent/people{}", query(&pairs)))
    }

    /// The address of the list by name.
    fn by_name(&self) -> String {
        self.list(Sort::Name, &[])
    }

    /// The address of the list, newest first.
    fn by_age(&self) -> String {
        self.list(Sort::Newest, &[])
    }

    /// The address of the page after.
    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list(self.sort, &[("after", id.to_string())]))
    }

    /// The address of the page before.
    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list(self.sort, &[("before", id.to_string())]))
    }

    fn in_category(&self, category: &Category) -> String {
        in_category(self.cx, *category)
    }

    fn category_key(&self, category: &Category) -> String {
        category_key(*category)
    }

    /// Whether this category is shown.
    fn shows(&self, category: &Category) -> bool {
        self.category == *category
    }

    /// Whether roles differ in this list.
    fn mixed(&self) -> bool {
        !matches!(self.category, Category::EndUsers | Category::Administrators)
    }

    /// Whether the newest come first.
    fn newest(&self) -> bool {
        self.sort == Sort::Newest
    }

    /// Whether people of this list can be ticked.
    fn chooses(&self) -> bool {
        let end_users = !matches!(self.category, Category::Agents | Category::Administrators);
        end_users && !self.page.rows.is_empty() && chooses(self.cx)
    }

    /// Whether a person in the list can be ticked.
    fn choosable(&self, row: &Row) -> bool {
        row.role == Role::EndUser
    }

    fn exports(&self) -> bool {
        exports(self.cx) && !self.page.rows.is_empty()
    }

    /// What the file is made of.
    fn listed(&self) -> &'static str {
        self.category.as_str()
    }
}

impl Found<'_> {
    fn in_category(&self, category: &Category) -> String {
        in_category(self.cx, *category)
    }

    fn category_key(&self, category: &Category) -> String {
        category_key(*category)
    }

    /// A search is about everybody.
    fn shows(&self, _: &Category) -> bool {
        false
    }

    /// The address of the page after.
    fn next(&self) -> Option<String> {
        self.panel.paged(self.cx, "after", self.results.page.next)
    }

    /// The address of the page before.
    fn previous(&self) -> Option<String> {
        self.panel.paged(self.cx, "before", self.results.page.previous)
    }

    /// Whether people who were found can be ticked.
    fn chooses(&self) -> bool {
        !self.rows.is_empty() && chooses(self.cx)
    }

    /// Whether a person in the list can be ticked.
    fn choosable(&self, row: &Row) -> bool {
        row.role == Role::EndUser
    }

    fn exports(&self) -> bool {
        exports(self.cx) && !self.rows.is_empty()
    }

    /// A search says itself what the file is made of.
    fn listed(&self) -> &'static str {
        ""
    }
}
