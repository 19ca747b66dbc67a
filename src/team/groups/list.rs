//! The list of groups.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Counts, Group};
use super::{PATH, writing};
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::web::{Cx, query};

#[derive(Template)]
#[template(path = "team/groups/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Group>,
    counts: HashMap<i64, Counts>,
}

/// `GET /admin/people/groups`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (account, cursor) = (cx.account().id, asked.cursor());
    let (page, counts) = cx
        .read(move |c| {
            let page = model::page(c, account, cursor)?;
            let ids: Vec<i64> = page.rows.iter().map(|group| group.id).collect();
            Ok((page, model::counts(c, &ids)?))
        })
        .await?;
    cx.show(Index { cx: &cx, page, counts })
}

impl Index<'_> {
    fn path(&self, group: &Group) -> String {
        format!("{PATH}/{}", group.id)
    }

    fn counts(&self, group: &Group) -> Counts {
        self.counts.get(&group.id).copied().unwrap_or_default()
    }

    fn kept(&self, group: &Group) -> bool {
        writing::kept(group, self.counts(group))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{PATH}{}", query(&[(which, &id.to_string())])))
    }
}
