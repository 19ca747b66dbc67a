//! `Access to my account`: who stood in for whoever looks, when, why, what was done, and how it ended; what still goes on can
//! be stopped at once. Of the others it tells names and nothing more.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{audit_entries, frames, tickets, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{self, EndCause};
use crate::web::{Cx, Form, local_path, query, routes};

/// Acts that are told of one page's assumptions together; of more, the number is told.
const ACTS: i64 = 500;

/// One assumption of whoever looks.
#[derive(Debug)]
pub struct StandIn {
    /// The frame's id.
    pub id: i64,
    /// Who really signed in.
    pub root: String,
    /// In whose name it was started, if not in the root's.
    pub through: Option<String>,
    /// Why; perhaps empty.
    pub reason: String,
    /// When it started.
    pub started_at: Moment,
    /// Until when it lasts at most.
    pub expires_at: Moment,
    /// When it ended; `None` while it lives.
    pub ended_at: Option<Moment>,
    /// Why it ended.
    pub end_cause: Option<EndCause>,
    /// What was done in it, oldest first.
    pub acts: Vec<Act>,
    more: i64,
}

/// One thing done.
#[derive(Debug)]
pub struct Act {
    /// When.
    pub at: Moment,
    /// The key of what.
    pub key: String,
    /// The request's number, if it was about one.
    pub ticket: Option<i64>,
}

struct Index {
    live: Vec<StandIn>,
    past: Page<StandIn>,
    /// The path of the page.
    path: &'static str,
}

#[derive(Template)]
#[template(path = "security/stand-ins-desk.html")]
struct AtDesk<'a> {
    cx: &'a Cx,
    page: &'a Index,
}

#[derive(Template)]
#[template(path = "security/stand-ins-hc.html")]
struct InHelpCenter<'a> {
    cx: &'a Cx,
    page: &'a Index,
}

const OF_THE_TEAM: &str = "/access/stand-ins";
const OF_CUSTOMERS: &str = "/hc/profile/access";

/// The path of the page for whoever looks.
pub fn path(cx: &Cx) -> &'static str {
    if cx.may_support() { OF_THE_TEAM } else { OF_CUSTOMERS }
}

/// `GET /access/stand-ins` and `GET /hc/profile/access`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (cursor, account, me, now) = (asked.cursor(), cx.account().id, cx.identity()?.root().id, cx.now());
    let path = path(&cx);
    if !cx.at(path) {
        return cx.see(path);
    }
    let page = cx
        .read(move |c| Ok(Index { live: live(c, account, me, now)?, past: past(c, account, me, cursor, now)?, path }))
        .await?;
    if path == OF_THE_TEAM {
        cx.show(AtDesk { cx: &cx, page: &page })
    } else {
        cx.show(InHelpCenter { cx: &cx, page: &page })
    }
}

/// `POST /access/stand-ins/{id}/stop`: `Stop now`.
pub async fn stop(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let stopped = cx
        .write(move |tx| {
            // Refused rather than empty, as nothing is written.
            if identity::stop_frame(tx, id)? { Ok(()) } else { Err(crate::error::Error::Conflict) }
        })
        .await;
    let back = local_path(form.get("to")).filter(|to| *to == "/access/sessions").unwrap_or_else(|| path(&cx));
    match stopped {
        Ok(()) => cx.see_saying(back, "notice-stand-in-stopped"),
        Err(crate::error::Error::Conflict) => cx.see_saying(back, "notice-stand-in-over"),
        Err(error) => Err(error),
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = frames)]
struct Row {
    id: i64,
    root_user_id: i64,
    actor_user_id: i64,
    reason: String,
    started_at: Moment,
    idle_until: Moment,
    expires_at: Moment,
    ended_at: Option<Moment>,
    end_cause: Option<EndCause>,
}

/// Those that go on now, newest first.
pub fn live(c: &mut Conn, account: i64, me: i64, now: Moment) -> Result<Vec<StandIn>> {
    let rows: Vec<Row> = frames::table
        .filter(frames::subject_user_id.eq(me).and(frames::account_id.eq(account)))
        .filter(frames::ended_at.is_null().and(frames::idle_until.gt(now.0)).and(frames::expires_at.gt(now.0)))
        .order(frames::id.desc())
        .select(Row::as_select())
        .load(c)?;
    told(c, account, rows, now)
}

/// Those that are over, newest first.
fn past(c: &mut Conn, account: i64, me: i64, cursor: Cursor, now: Moment) -> Result<Page<StandIn>> {
    let over = frames::ended_at.is_not_null().or(frames::idle_until.le(now.0)).or(frames::expires_at.le(now.0));
    let query = frames::table
        .filter(frames::subject_user_id.eq(me).and(frames::account_id.eq(account)))
        .filter(over)
        .into_boxed::<crate::db::Backend>();
    let query = match cursor {
        Cursor::Start => query.order(frames::id.desc()),
        Cursor::After(id) => query.filter(frames::id.lt(id)).order(frames::id.desc()),
        Cursor::Before(id) => query.filter(frames::id.gt(id)).order(frames::id.asc()),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    let page = Page::of(rows, cursor, |row| row.id);
    Ok(Page { rows: told(c, account, page.rows, now)?, previous: page.previous, next: page.next })
}

/// Adds names and acts, each with one query for all rows.
fn told(c: &mut Conn, account: i64, rows: Vec<Row>, now: Moment) -> Result<Vec<StandIn>> {
    let people: Vec<i64> = rows.iter().flat_map(|r| [r.root_user_id, r.actor_user_id]).collect();
    let names: HashMap<i64, String> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(people)))
        .select((users::id, users::name))
        .load::<(i64, String)>(c)?
        .into_iter()
        .collect();
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let lines = || {
        audit_entries::table
            .filter(audit_entries::account_id.eq(account).and(audit_entries::frame_id.eq_any(ids.clone())))
            // How it ended is told besides.
            .filter(audit_entries::act.ne("assumption.ended"))
    };
    let counts: HashMap<Option<i64>, i64> = lines()
        .group_by(audit_entries::frame_id)
        .select((audit_entries::frame_id, diesel::dsl::count_star()))
        .load::<(Option<i64>, i64)>(c)?
        .into_iter()
        .collect();
    type Line = (Option<i64>, Moment, String, String, i64);
    let acts: Vec<Line> = lines()
        .order((audit_entries::frame_id.desc(), audit_entries::seq.asc()))
        .limit(ACTS)
        .select((
            audit_entries::frame_id,
            audit_entries::at,
            audit_entries::act,
            audit_entries::object_kind,
            audit_entries::object_id,
        ))
        .load(c)?;
    let about: Vec<i64> = acts.iter().filter(|line| line.3 == "ticket").map(|line| line.4).collect();
    let numbers: HashMap<i64, i64> = tickets::table
        .filter(tickets::account_id.eq(account).and(tickets::id.eq_any(about)))
        .select((tickets::id, tickets::number))
        .load::<(i64, i64)>(c)?
        .into_iter()
        .collect();
    let mut of: HashMap<i64, Vec<Act>> = HashMap::new();
    for (frame, at, act, kind, object) in acts {
        let ticket = (kind == "ticket").then(|| numbers.get(&object).copied()).flatten();
        let key = format!("act-{}", act.replace(['.', '_'], "-"));
        of.entry(frame.unwrap_or_default()).or_default().push(Act { at, key, ticket });
    }
    let name = |id: i64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let one = |row: Row| {
        let acts = of.remove(&row.id).unwrap_or_default();
        // What is over by the clock is over, whether or not its row says so yet.
        let limit = row.idle_until.min(row.expires_at);
        let by_clock = if row.expires_at <= row.idle_until { EndCause::Expired } else { EndCause::Idle };
        let over = row.ended_at.is_none() && limit <= now;
        StandIn {
            id: row.id,
            more: counts.get(&Some(row.id)).copied().unwrap_or(0) - acts.len() as i64,
            acts,
            root: name(row.root_user_id),
            through: (row.actor_user_id != row.root_user_id).then(|| name(row.actor_user_id)),
            reason: row.reason,
            started_at: row.started_at,
            expires_at: row.expires_at,
            ended_at: row.ended_at.or(over.then_some(limit)),
            end_cause: row.end_cause.or(over.then_some(by_clock)),
        }
    };
    Ok(rows.into_iter().map(one).collect())
}

impl StandIn {
    /// Whole minutes that it lasted, or has lasted; an unfinished one counts as one.
    pub fn minutes(&self, cx: &Cx) -> i64 {
        self.started_at.minutes_until(self.ended_at.unwrap_or_else(|| cx.now())).max(1)
    }

    /// How many more things were done than are told.
    pub fn further(&self) -> i64 {
        self.more
    }

    /// The key of why it ended.
    pub fn cause_key(&self) -> String {
        format!("ended-{}", self.end_cause.unwrap_or(EndCause::Reverted).as_str().replace('_', "-"))
    }

    /// Where one reads the request of an act.
    pub fn ticket_path(&self, cx: &Cx, number: &i64) -> String {
        cx.url(&format!("{}/{number}", if cx.may_support() { "/agent/tickets" } else { "/hc/requests" }))
    }
}

impl Index {
    fn next(&self, cx: &Cx) -> Option<String> {
        self.past.next.map(|id| cx.url(&format!("{}{}", self.path, query(&[("after", &id.to_string())]))))
    }

    fn previous(&self, cx: &Cx) -> Option<String> {
        self.past.previous.map(|id| cx.url(&format!("{}{}", self.path, query(&[("before", &id.to_string())]))))
    }
}
