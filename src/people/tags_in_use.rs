//! Admin Center > People > Configuration > Tags: every tag in use, where, and taking one away everywhere.

use std::time::{Duration, Instant};

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde::Deserialize;

use super::index;
use super::settings::EndUserSettings;
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::paging::ROWS;
use crate::db::schema::{organization_tags, ticket_tags, user_tags};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Right;
use crate::web::{Cx, Form, query};

/// Counts go no further than this.
const COUNTED: i64 = 1_000;
/// Rows of each kind that one transaction takes away.
const BATCH: i64 = 500;
/// For how long one click goes on.
const PATIENCE: Duration = Duration::from_secs(3);

/// A tag and how often it is in use; one more than [`COUNTED`] means more.
#[derive(Clone, Debug, QueryableByName)]
struct Used {
    #[diesel(sql_type = Text)]
    tag: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    organizations: i64,
    #[diesel(sql_type = BigInt)]
    tickets: i64,
}

#[derive(Template)]
#[template(path = "people/tags.html")]
struct Index<'a> {
    cx: &'a Cx,
    shown: bool,
    tags: &'a [Used],
    /// Whether there are tags before and after these.
    before: bool,
    after: bool,
}

#[derive(Template)]
#[template(path = "people/tag-removal.html")]
struct Removal<'a> {
    cx: &'a Cx,
    used: &'a Used,
}

/// Which page, or which tag, is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    tag: String,
}

/// `GET /admin/people/tags`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let asked = asked.into_inner();
    let account = cx.account().id;
    let (shown, tags, before, after) = cx
        .read(move |c| {
            let shown = EndUserSettings::of(c, account)?.tags_on_people;
            let back = !asked.before.is_empty();
            let mut tags = page(c, account, if back { &asked.before } else { &asked.after }, back)?;
            let more = tags.len() > ROWS;
            tags.truncate(ROWS);
            if back {
                tags.reverse();
            }
            let (before, after) = if back { (more, true) } else { (!asked.after.is_empty(), more) };
            Ok((shown, tags, before, after))
        })
        .await?;
    cx.show(Index { cx: &cx, shown, tags: &tags, before, after })
}

/// `GET /admin/people/tags/removal`: what goes, asked once more.
pub async fn removal(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let (account, tag) = (cx.account().id, asked.into_inner().tag);
    let used = cx.read(move |c| used(c, account, &tag)).await?;
    cx.show(Removal { cx: &cx, used: &used })
}

/// `POST /admin/people/tags/removal`: takes it away, a part at a time; a large rest waits for another click.
pub async fn remove(cx: Cx, form: Form) -> Result<HttpResponse> {
    let (account, tag) = (cx.account().id, form.get("tag").to_owned());
    let started = Instant::now();
    loop {
        let asked = tag.clone();
        // Somebody else may have taken it away meanwhile.
        match cx.read(move |c| used(c, account, &asked)).await {
            Ok(_) => {}
            Err(Error::NotFound) => return cx.see_saying("/admin/people/tags", "notice-tag-removed"),
            Err(error) => return Err(error),
        }
        if started.elapsed() > PATIENCE {
            let path = format!("/admin/people/tags/removal{}", query(&[("tag", &tag)]));
            return cx.see_saying(&path, "notice-tag-partly-removed");
        }
        let asked = tag.clone();
        cx.write(move |tx| take_away(tx, &asked)).await?;
    }
}

/// The first tags after (or, going back, before) a text, and one more. Each is looked up from the one before it, so that
/// a tag in use a million times costs no more than another.
fn page(c: &mut Conn, account: i64, from: &str, back: bool) -> Result<Vec<Used>> {
    let (pick, than) = if back { ("max", "<") } else { ("min", ">") };
    let next = |from: &str| {
        let of =
            |table: &str| format!("SELECT {pick}(tag) AS tag FROM {table} WHERE account_id = $1 AND tag {than} {from}");
        let all = ["user_tags", "organization_tags", "ticket_tags"].map(of).join(" UNION ALL ");
        format!("(SELECT {pick}(tag) FROM ({all}) x)")
    };
    // The order of the bytes on both databases.
    let collate = if matches!(c, Conn::Postgres(_)) { " COLLATE \"C\"" } else { "" };
    let (first, later) = (next(&format!("$2{collate}")), next("found.tag"));
    let sql = format!(
        "WITH RECURSIVE found (tag) AS (SELECT {first} UNION ALL SELECT {later} FROM found WHERE found.tag IS NOT NULL) \
         SELECT found.tag, {COUNTS} FROM (SELECT tag FROM found WHERE tag IS NOT NULL LIMIT {}) found",
        ROWS + 1
    );
    let mut rows: Vec<Used> = diesel::sql_query(sql).bind::<BigInt, _>(account).bind::<Text, _>(from).load(c)?;
    rows.sort_by(|a, b| if back { b.tag.cmp(&a.tag) } else { a.tag.cmp(&b.tag) });
    Ok(rows)
}

const COUNTS: &str = "(SELECT count(*) FROM (SELECT 1 FROM user_tags t JOIN users u ON u.id = t.user_id \
     WHERE t.account_id = $1 AND t.tag = found.tag AND u.deleted_at IS NULL LIMIT 1001) x) AS people, \
     (SELECT count(*) FROM (SELECT 1 FROM organization_tags t WHERE t.account_id = $1 AND t.tag = found.tag LIMIT 1001) x) \
     AS organizations, \
     (SELECT count(*) FROM (SELECT 1 FROM ticket_tags t WHERE t.account_id = $1 AND t.tag = found.tag LIMIT 1001) x) \
     AS tickets";

/// How often a tag is in use; one that is not is not found.
fn used(c: &mut Conn, account: i64, tag: &str) -> Result<Used> {
    let has = |table: &str| format!("SELECT tag FROM {table} WHERE account_id = $1 AND tag = $2");
    let all = ["user_tags", "organization_tags", "ticket_tags"].map(has).join(" UNION ");
    let sql = format!("SELECT found.tag, {COUNTS} FROM ({all}) found");
    let found = diesel::sql_query(sql).bind::<BigInt, _>(account).bind::<Text, _>(tag);
    Ok(found.get_result(c)?)
}

/// Takes a tag off the next [`BATCH`] of people, organizations and tickets.
fn take_away(tx: &mut Tx<'_>, tag: &str) -> Result<()> {
    tx.identity().ensure(Right::ManageUserFields)?;
    let account = tx.identity().account().id;
    let people: Vec<i64> = user_tags::table
        .filter(user_tags::account_id.eq(account).and(user_tags::tag.eq(tag)))
        .order(user_tags::user_id)
        .select(user_tags::user_id)
        .limit(BATCH)
        .load(tx.conn())?;
    diesel::delete(user_tags::table.filter(user_tags::tag.eq(tag)).filter(user_tags::user_id.eq_any(&people)))
        .execute(tx.conn())?;
    for user in &people {
        index::refresh(tx.conn(), *user)?;
    }
    let organizations: Vec<i64> = organization_tags::table
        .filter(organization_tags::account_id.eq(account).and(organization_tags::tag.eq(tag)))
        .order(organization_tags::organization_id)
        .select(organization_tags::organization_id)
        .limit(BATCH)
        .load(tx.conn())?;
    let gone = organization_tags::table.filter(organization_tags::tag.eq(tag));
    diesel::delete(gone.filter(organization_tags::organization_id.eq_any(&organizations))).execute(tx.conn())?;
    for organization in &organizations {
        index::refresh_organization(tx.conn(), *organization)?;
    }
    let tickets: Vec<i64> = ticket_tags::table
        .filter(ticket_tags::account_id.eq(account).and(ticket_tags::tag.eq(tag)))
        .order(ticket_tags::ticket_id)
        .select(ticket_tags::ticket_id)
        .limit(BATCH)
        .load(tx.conn())?;
    diesel::delete(ticket_tags::table.filter(ticket_tags::tag.eq(tag)).filter(ticket_tags::ticket_id.eq_any(&tickets)))
        .execute(tx.conn())?;
    let details = serde_json::json!({
        "tag": tag, "people": people.len(), "organizations": organizations.len(), "tickets": tickets.len(),
    });
    tx.record(Entry::new("tag.removed", "account", account).with(details))
}

fn counted(cx: &Cx, n: i64) -> String {
    if n > COUNTED { cx.t1("more-than", "shown", cx.n(COUNTED).as_str()) } else { cx.n(n) }
}

impl Index<'_> {
    fn removal(&self, used: &Used) -> String {
        self.cx.url(&format!("/admin/people/tags/removal{}", query(&[("tag", &used.tag)])))
    }

    fn people(&self, used: &Used) -> String {
        self.cx.url(&format!("/agent/people{}", query(&[("q", &format!("tags:{}", used.tag))])))
    }

    fn counted(&self, n: &i64) -> String {
        counted(self.cx, *n)
    }

    fn previous(&self) -> Option<String> {
        let first = self.tags.first().filter(|_| self.before)?;
        Some(self.cx.url(&format!("/admin/people/tags{}", query(&[("before", &first.tag)]))))
    }

    fn next(&self) -> Option<String> {
        let last = self.tags.last().filter(|_| self.after)?;
        Some(self.cx.url(&format!("/admin/people/tags{}", query(&[("after", &last.tag)]))))
    }
}

impl Removal<'_> {
    fn counted(&self, n: &i64) -> String {
        counted(self.cx, *n)
    }
}
