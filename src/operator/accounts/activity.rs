//! What the operator's staff did to an account, from the account's own log. What they did it to is named as long as it is the account's
//! team or its set-up: of a ticket, a customer or an organization no more than that it was one.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde_json::Value;

use super::facts::team_names;
use super::{look, page_key, path};
use crate::audit::log::item_key;
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{audit_entries, audit_values, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::identity::Account;
use crate::web::{Cx, query, routes};

/// What lines are about that are shown whoever's they are.
const KINDS: [&str; 6] = ["visit", "grant", "case", "approval", "access_request", "emergency"];

#[derive(Clone, Debug, Queryable)]
struct Line {
    seq: i64,
    at: Moment,
    root: Option<i64>,
    frame: Option<i64>,
    act: String,
    kind: String,
    object: i64,
    body: Option<String>,
}

#[derive(Template)]
#[template(path = "operator/accounts/activity.html")]
struct Index<'a> {
    cx: &'a Cx,
    account: Account,
    page: Page<Line>,
    names: HashMap<i64, String>,
}

/// `GET /operator/accounts/{id}/activity`
pub async fn index(cx: Cx, id: web::Path<String>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let account = look(&cx, routes::id(&id)?, "activity").await?;
    let (id, cursor) = (account.id, keys.cursor());
    let (page, names) = cx
        .read(move |c| {
            let page = lines(c, id, cursor)?;
            let of_people = page.rows.iter().filter(|line| line.kind == "user").map(|line| line.object);
            let named = page.rows.iter().filter_map(|line| line.root).chain(of_people).collect();
            let names = team_names(c, id, named)?;
            Ok((page, names))
        })
        .await?;
    cx.show(Index { cx: &cx, account, page, names })
}

type Boxed<'a> = audit_entries::BoxedQuery<'a, Backend>;

/// The numbers of the lines of a page among `$all`, as `$seq` orders them.
macro_rules! numbers {
    ($c:ident, $all:expr, $cursor:expr, $seq:expr) => {{
        let all: Boxed<'_> = $all;
        let all = match $cursor {
            Cursor::Start => all.order($seq.desc()),
            Cursor::After(at) => all.filter($seq.lt(at)).order($seq.desc()),
            Cursor::Before(at) => all.filter($seq.gt(at)).order($seq.asc()),
        };
        all.limit(ROWS as i64 + 1).select(audit_entries::seq).load::<i64>($c)?
    }};
}

/// Each kind of line by an index of its own: asked for all of them at once, both databases read down the account's whole log.
fn lines(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Line>> {
    let staff = users::table.filter(users::account_id.eq(account).and(users::staff_id.is_not_null()));
    let staff: Vec<i64> = staff.select(users::id).load(c)?;
    let of = || audit_entries::table.filter(audit_entries::account_id.eq(account)).into_boxed::<Backend>();
    // As the partial index has it: a bound value would not lead there.
    let here = of().filter(sql::<Bool>("audit_entries.channel = 'console'"));
    let mut seqs = numbers!(c, here, cursor, audit_entries::seq);
    // By a sum, lest the order alone decide which index is read.
    let by_staff = audit_entries::root_user_id.assume_not_null().eq_any(staff);
    let theirs = of().filter(by_staff.and(audit_entries::root_user_id.is_not_null()));
    seqs.extend(numbers!(c, theirs, cursor, audit_entries::seq + 0_i64));
    let about = of().filter(audit_entries::object_kind.eq_any(KINDS));
    seqs.extend(numbers!(c, about, cursor, audit_entries::seq + 0_i64));
    seqs.sort_unstable_by_key(|seq| if cursor.backwards() { *seq } else { -*seq });
    seqs.dedup();
    seqs.truncate(ROWS + 1);
    let columns = (
        audit_entries::seq,
        audit_entries::at,
        audit_entries::root_user_id,
        audit_entries::frame_id,
        audit_entries::act,
        audit_entries::object_kind,
        audit_entries::object_id,
        audit_values::body.nullable(),
    );
    let mut rows: Vec<Line> = audit_entries::table
        .left_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
        .filter(audit_entries::account_id.eq(account).and(audit_entries::seq.eq_any(seqs)))
        .select(columns)
        .load(c)?;
    rows.sort_unstable_by_key(|line| if cursor.backwards() { line.seq } else { -line.seq });
    Ok(Page::of(rows, cursor, |line| line.seq))
}

impl Line {
    /// The key of what was done.
    fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }

    /// A detail of the line that is a number, such as the case it was done for.
    fn detail(&self, name: &str) -> Option<Value> {
        let body: Value = serde_json::from_str(self.body.as_deref()?).ok()?;
        body.get("details")?.get(name).cloned()
    }

    /// The number of the case it belongs to.
    fn case(&self) -> Option<i64> {
        if self.kind == "case" { Some(self.object) } else { self.detail("case")?.as_i64() }
    }
}

impl Index<'_> {
    fn who(&self, line: &Line) -> Option<&str> {
        line.root.map(|id| self.names.get(&id).map_or("–", String::as_str))
    }

    /// What it was done to: the kind, and the name if that is nobody's secret.
    fn about(&self, line: &Line) -> String {
        let kind = item_key(&line.kind).map_or(line.kind.as_str(), |key| self.cx.t(key));
        match self.names.get(&line.object).filter(|_| line.kind == "user") {
            Some(name) => self.cx.t2("audit-item", "kind", kind, "name", name),
            None => kind.to_owned(),
        }
    }

    /// The page that was looked at.
    fn page_seen(&self, line: &Line) -> Option<&str> {
        let page = line.detail("page").filter(|_| line.act == "account.viewed")?;
        page_key(page.as_str()?).map(|key| self.cx.t(key))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|seq| self.at("after", seq))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|seq| self.at("before", seq))
    }

    fn at(&self, which: &str, seq: i64) -> String {
        self.cx.url(&format!("{}/activity{}", path(&self.account), query(&[(which, &seq.to_string())])))
    }
}
