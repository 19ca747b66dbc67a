//! One integration: in whose name it acts, its authorizations, its history.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::model::{self, Grant, Integration};
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{audit_entries, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::policy::Refusal;
use crate::web::{Cx, query, routes};

#[derive(Template)]
#[template(path = "integrations/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    integration: Integration,
    grants: Vec<Grant>,
    history: Page<Line>,
}

/// Something that was done to it.
struct Line {
    at: Moment,
    act: String,
    /// By whom; the program itself when nobody is named.
    by: Option<String>,
}

/// `GET /admin/apps/integrations/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (id, account, cursor) = (routes::id(&id)?, cx.account.clone(), asked.cursor());
    let (integration, grants, history) = cx
        .read(move |c| {
            let integration = model::find(c, &account, id)?;
            Ok((integration, model::of(c, &account, id)?, lines(c, account.id, id, cursor)?))
        })
        .await?;
    cx.show(Show { cx: &cx, integration, grants, history })
}

fn lines(c: &mut Conn, account: i64, id: i64, cursor: Cursor) -> Result<Page<Line>> {
    let query = audit_entries::table
        .filter(audit_entries::account_id.eq(account).and(audit_entries::object_kind.eq("integration")))
        .filter(audit_entries::object_id.eq(id))
        .into_boxed::<Backend>();
    let query = match cursor {
        Cursor::Start => query.order(audit_entries::seq.desc()),
        Cursor::After(seq) => query.filter(audit_entries::seq.lt(seq)).order(audit_entries::seq.desc()),
        Cursor::Before(seq) => query.filter(audit_entries::seq.gt(seq)).order(audit_entries::seq.asc()),
    };
    let rows: Vec<(i64, Moment, String, Option<i64>)> = query
        .limit(ROWS as i64 + 1)
        .select((audit_entries::seq, audit_entries::at, audit_entries::act, audit_entries::effective_user_id))
        .load(c)?;
    let page = Page::of(rows, cursor, |row| row.0);
    let ids: Vec<i64> = page.rows.iter().filter_map(|row| row.3).collect();
    let names: Vec<(i64, String)> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select((users::id, users::name))
        .load(c)?;
    let names: HashMap<i64, String> = names.into_iter().collect();
    let line = |(_, at, act, by): (i64, Moment, String, Option<i64>)| Line {
        at,
        act,
        by: by.map(|id| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))),
    };
    Ok(Page { rows: page.rows.into_iter().map(line).collect(), previous: page.previous, next: page.next })
}

impl Line {
    fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }
}

impl Show<'_> {
    /// Why whoever looks may not change what it may do, if so.
    fn off(&self) -> Option<Refusal> {
        self.cx.identity().ok().and_then(|i| i.may_authorize(self.integration.present()).err())
    }

    fn one_click(&self) -> bool {
        super::authorization::by_one_click(self.cx, &self.integration)
    }

    /// Whether there is an authorization to put an end to.
    fn live(&self) -> bool {
        self.integration.is_active() || self.integration.waits()
    }

    fn next(&self) -> Option<String> {
        self.history.next.map(|seq| self.at("after", seq))
    }

    fn previous(&self) -> Option<String> {
        self.history.previous.map(|seq| self.at("before", seq))
    }

    fn at(&self, which: &str, seq: i64) -> String {
        self.cx.url(&format!("{}{}", self.integration.path(), query(&[(which, &seq.to_string())])))
    }
}
