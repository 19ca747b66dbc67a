//! Admin Center > Account > Logs > Assumption log: who stood in for whom, when, why, and what was done.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{audit_entries, frames, tickets, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::EndCause;
use crate::web::{Cx, query, routes};

#[derive(Template)]
#[template(path = "admin/assumption-log.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Entry>,
}

#[derive(Template)]
#[template(path = "admin/assumption.html")]
struct Show<'a> {
    cx: &'a Cx,
    entry: &'a Entry,
    acts: Page<Act>,
}

/// One assumption, as the log tells it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The frame's id.
    pub id: i64,
    /// Who really signed in.
    pub root: (i64, String),
    /// Who started it: the root, or whom the root had assumed.
    pub actor: (i64, String),
    /// Who was assumed.
    pub subject: (i64, String),
    /// Why.
    pub reason: String,
    /// When it started.
    pub started_at: Moment,
    /// Until when it may last.
    pub expires_at: Moment,
    /// When it ended; `None` while it lives.
    pub ended_at: Option<Moment>,
    /// Why it ended.
    pub end_cause: Option<EndCause>,
    /// Whether nothing could be changed in it.
    pub read_only: bool,
    /// How many things were done in it.
    pub acts: i64,
}

/// One thing done in an assumed identity.
#[derive(Clone, Debug)]
pub struct Act {
    /// When.
    pub at: Moment,
    /// `noun.verb`.
    pub act: String,
    /// The ticket's number, if it was about a ticket.
    pub ticket: Option<i64>,
    /// The request that did it.
    pub request_id: String,
}

/// `GET /admin/account/logs/assumptions`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let account = cx.account().id;
    let page = cx.read(move |c| list(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page })
}

/// `GET /admin/account/logs/assumptions/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let (id, account) = (routes::id(&id)?, cx.account().id);
    let (entry, acts) = cx
        .read(move |c| {
            let rows: Vec<Row> = frames::table
                .filter(frames::account_id.eq(account).and(frames::id.eq(id)))
                .select(Row::as_select())
                .load(c)?;
            let entry = with_names(c, account, rows)?.into_iter().next().ok_or(Error::NotFound)?;
            Ok((entry, acts(c, account, id, cursor)?))
        })
        .await?;
    cx.show(Show { cx: &cx, entry: &entry, acts })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = frames)]
struct Row {
    id: i64,
    root_user_id: i64,
    actor_user_id: i64,
    subject_user_id: i64,
    reason: String,
    started_at: Moment,
    expires_at: Moment,
    ended_at: Option<Moment>,
    end_cause: Option<EndCause>,
    read_only: bool,
}

fn list(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Entry>> {
    let query = frames::table.filter(frames::account_id.eq(account)).into_boxed();
    let query = match cursor {
        Cursor::Start => query.order(frames::id.desc()),
        Cursor::After(id) => query.filter(frames::id.lt(id)).order(frames::id.desc()),
        Cursor::Before(id) => query.filter(frames::id.gt(id)).order(frames::id.asc()),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    let page = Page::of(rows, cursor, |row| row.id);
    Ok(Page { rows: with_names(c, account, page.rows)?, previous: page.previous, next: page.next })
}

/// Adds names and counts, each with one query for all rows.
fn with_names(c: &mut Conn, account: i64, rows: Vec<Row>) -> Result<Vec<Entry>> {
    let mut ids: Vec<i64> = rows.iter().flat_map(|r| [r.root_user_id, r.actor_user_id, r.subject_user_id]).collect();
    ids.sort_unstable();
    ids.dedup();
    let names: HashMap<i64, String> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select((users::id, users::name))
        .load::<(i64, String)>(c)?
        .into_iter()
        .collect();
    let frame_ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let acts: HashMap<Option<i64>, i64> = audit_entries::table
        .filter(audit_entries::account_id.eq(account).and(audit_entries::frame_id.eq_any(frame_ids)))
        .filter(audit_entries::act.ne("assumption.ended"))
        .group_by(audit_entries::frame_id)
        .select((audit_entries::frame_id, diesel::dsl::count_star()))
        .load::<(Option<i64>, i64)>(c)?
        .into_iter()
        .collect();
    let name = |id: i64| (id, names.get(&id).cloned().unwrap_or_else(|| format!("#{id}")));
    Ok(rows
        .into_iter()
        .map(|r| Entry {
            id: r.id,
            root: name(r.root_user_id),
            actor: name(r.actor_user_id),
            subject: name(r.subject_user_id),
            reason: r.reason,
            started_at: r.started_at,
            expires_at: r.expires_at,
            ended_at: r.ended_at,
            end_cause: r.end_cause,
            read_only: r.read_only,
            acts: acts.get(&Some(r.id)).copied().unwrap_or(0),
        })
        .collect())
}

fn acts(c: &mut Conn, account: i64, frame: i64, cursor: Cursor) -> Result<Page<Act>> {
    let query = audit_entries::table
        .filter(audit_entries::account_id.eq(account).and(audit_entries::frame_id.eq(frame)))
        // How it ended is told above.
        .filter(audit_entries::act.ne("assumption.ended"))
        .into_boxed();
    let query = match cursor {
        Cursor::Start => query.order(audit_entries::seq.asc()),
        Cursor::After(seq) => query.filter(audit_entries::seq.gt(seq)).order(audit_entries::seq.asc()),
        Cursor::Before(seq) => query.filter(audit_entries::seq.lt(seq)).order(audit_entries::seq.desc()),
    };
    let rows: Vec<(i64, Moment, String, String, i64, String)> = query
        .limit(ROWS as i64 + 1)
        .select((
            audit_entries::seq,
            audit_entries::at,
            audit_entries::act,
            audit_entries::object_kind,
            audit_entries::object_id,
            audit_entries::request_id,
        ))
        .load(c)?;
    let page = Page::of(rows, cursor, |row| row.0);
    let ids: Vec<i64> = page.rows.iter().filter(|r| r.3 == "ticket").map(|r| r.4).collect();
    let numbers: HashMap<i64, i64> = tickets::table
        .filter(tickets::account_id.eq(account).and(tickets::id.eq_any(ids)))
        .select((tickets::id, tickets::number))
        .load::<(i64, i64)>(c)?
        .into_iter()
        .collect();
    let rows = page.rows.into_iter().map(|(_, at, act, kind, object, request_id)| Act {
        at,
        act,
        ticket: (kind == "ticket").then(|| numbers.get(&object).copied()).flatten(),
        request_id,
    });
    Ok(Page { rows: rows.collect(), previous: page.previous, next: page.next })
}

impl Entry {
    /// Whether it was started from inside another assumption.
    pub fn nested(&self) -> bool {
        self.root.0 != self.actor.0
    }

    /// The key of why it ended.
    pub fn cause_key(&self) -> Option<String> {
        self.end_cause.map(|cause| format!("ended-{}", cause.as_str().replace('_', "-")))
    }

    /// The path of its own page.
    pub fn path(&self) -> String {
        format!("/admin/account/logs/assumptions/{}", self.id)
    }
}

impl Act {
    /// The key of what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }
}

impl Show<'_> {
    fn next(&self) -> Option<String> {
        self.acts.next.map(|seq| self.page("after", seq))
    }

    fn previous(&self) -> Option<String> {
        self.acts.previous.map(|seq| self.page("before", seq))
    }

    fn page(&self, which: &str, seq: i64) -> String {
        self.cx.url(&format!("{}{}", self.entry.path(), query(&[(which, &seq.to_string())])))
    }
}

impl Index<'_> {
    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("/admin/account/logs/assumptions{}", query(&[(which, &id.to_string())])))
    }
}
