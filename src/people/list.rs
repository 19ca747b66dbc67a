//! Support > Manage > People: everyone, by category, searched by part of a name or an address.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::model::{self, Category, Row, Sort};
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::policy::{Right, Role};
use crate::web::{Cx, query};

/// Longest search term, in characters.
pub const TERM_MAX: usize = 100;

#[derive(Template)]
#[template(path = "people/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    counts: Vec<(Category, i64)>,
    /// `None` while searching everybody.
    category: Option<Category>,
    sort: Sort,
    q: &'a str,
    /// Whether the term was longer than is searched for.
    cut: bool,
    page: Page<Row>,
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
    let q: String = asked.q.trim().chars().take(TERM_MAX).collect();
    let cut = asked.q.trim().chars().count() > TERM_MAX;
    let sort = if asked.sort == "newest" { Sort::Newest } else { Sort::Name };
    let category = q.is_empty().then(|| Category::parse(&asked.category).unwrap_or(Category::EndUsers));
    let cursor = asked.keys.cursor();
    let (account, words) = (cx.account().id, model::words(&q));
    let sees_deleted = cx.may(Right::ErasePeople);
    let (counts, page, deleted) = cx
        .read(move |c| {
            let page = match category {
                Some(category) => model::page(c, account, category, sort, cursor)?,
                None => model::search(c, account, &words, cursor)?,
            };
            let deleted = if sees_deleted { Some(super::deleted::count(c, account)?) } else { None };
            Ok((model::counts(c, account)?, page, deleted))
        })
        .await?;
    cx.show(Index { cx: &cx, counts, category, sort, q: &q, cut, page, deleted })
}

impl Index<'_> {
    /// The address of this list in another order or on another page.
    fn list(&self, sort: Sort, more: &[(&str, String)]) -> String {
        let mut pairs = vec![
            ("q", self.q),
            ("category", self.category.filter(|c| *c != Category::EndUsers).map_or("", Category::as_str)),
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

    /// Whether the search is for so few letters that it goes by the beginning of names, and lists people by name.
    fn short(&self) -> bool {
        model::words(self.q).first().is_none_or(|longest| longest.chars().count() < 3)
    }

    /// The address of the page after.
    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list(self.sort, &[("after", id.to_string())]))
    }

    /// The address of the page before.
    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list(self.sort, &[("before", id.to_string())]))
    }

    /// The address of a category.
    fn in_category(&self, category: &Category) -> String {
        let name = if *category == Category::EndUsers { "" } else { category.as_str() };
        self.cx.url(&format!("/agent/people{}", query(&[("category", name)])))
    }

    /// The key of a category's name.
    fn category_key(&self, category: &Category) -> String {
        format!("category-{}", category.as_str().replace('_', "-"))
    }

    /// Whether this category is shown.
    fn shows(&self, category: &Category) -> bool {
        self.category == Some(*category)
    }

    /// Whether the newest come first.
    fn newest(&self) -> bool {
        self.sort == Sort::Newest
    }

    /// Whether several people can be ticked, to be deleted: never in an assumed identity.
    fn chooses(&self) -> bool {
        let end_users = !matches!(self.category, Some(Category::Agents | Category::Administrators));
        end_users && self.cx.may(Right::ErasePeople) && self.cx.frame().is_none()
    }

    /// Whether a person in the list can be ticked.
    fn choosable(&self, row: &Row) -> bool {
        row.role == Role::EndUser
    }
}
