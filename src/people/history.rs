//! The tab History of a profile: what was changed on it, by whom, before and after.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde_json::Value;

use super::draft;
use super::fields::{self, Definition, Kind};
use super::profile::Shell;
use super::suspension::Reason;
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{audit_entries, audit_values, organizations, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::policy::Right;
use crate::web::{Cx, query};

#[derive(Template)]
#[template(path = "people/history.html")]
struct Index<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    page: Page<Line>,
}

/// The act whose details are by the keys of the account's own fields.
const FIELDS_CHANGED: &str = "person.fields_changed";

/// A line of the history.
pub struct Line {
    /// Its number in the account.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// `noun.verb`.
    pub act: String,
    /// In whose name; `None` for the program itself.
    pub effective: Option<String>,
    /// Who really did it, if in somebody else's name.
    pub root: Option<String>,
    /// What changed.
    pub changes: Vec<Change>,
}

/// One value that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is of: a word of ours, or the key of a field of the account's own.
    pub of: String,
    /// That field, while the account has it.
    pub field: Option<Definition>,
    /// What it was; `None` where only the new value is known.
    pub before: Option<String>,
    /// What it became.
    pub after: String,
}

/// `GET /agent/users/{id}/history`
pub async fn index(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let (shell, page) = Shell::load_with(&cx, &id, move |c, identity, profile| {
        lines(c, identity.account().id, profile.person.id, cursor)
    })
    .await?;
    if !shell.shows_history(&cx) {
        cx.identity()?.ensure(Right::ReadLogs)?;
    }
    cx.show(Index { cx: &cx, shell: &shell, page })
}

type Row = (i64, Moment, String, Option<i64>, Option<i64>, Option<String>);

fn lines(c: &mut Conn, account: i64, person: i64, cursor: Cursor) -> Result<Page<Line>> {
    let query = audit_entries::table
        .left_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
        .filter(audit_entries::account_id.eq(account).and(audit_entries::object_kind.eq("user")))
        .filter(audit_entries::object_id.eq(person))
        .into_boxed::<Backend>();
    let query = match cursor {
        Cursor::Start => query.order(audit_entries::seq.desc()),
        Cursor::After(seq) => query.filter(audit_entries::seq.lt(seq)).order(audit_entries::seq.desc()),
        Cursor::Before(seq) => query.filter(audit_entries::seq.gt(seq)).order(audit_entries::seq.asc()),
    };
    let rows: Vec<Row> = query
        .limit(ROWS as i64 + 1)
        .select((
            audit_entries::seq,
            audit_entries::at,
            audit_entries::act,
            audit_entries::effective_user_id,
            audit_entries::root_user_id,
            audit_values::body.nullable(),
        ))
        .load(c)?;
    let page = Page::of(rows, cursor, |row| row.0);
    let details: Vec<Value> = page.rows.iter().map(|row| details(row.5.as_deref())).collect();
    let people = names_of_people(c, account, page.rows.iter().flat_map(|r| [r.3, r.4]).flatten().collect())?;
    let belongs = page.rows.iter().zip(&details).filter(|(r, _)| r.2 == "person.organizations_changed");
    let places = names_of_organizations(c, account, belongs.flat_map(|(_, d)| ids(d)).collect())?;
    let own = match page.rows.iter().any(|row| row.2 == FIELDS_CHANGED) {
        true => fields::all(c, account)?,
        false => vec![],
    };
    let name = |id: i64| people.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let line = |((seq, at, act, effective, root, _), details): (Row, Value)| Line {
        seq,
        at,
        changes: changes(&act, &details, &places, &own),
        act,
        root: root.filter(|r| Some(*r) != effective).map(name),
        effective: effective.map(name),
    };
    let rows = page.rows.into_iter().zip(details).map(line).collect();
    Ok(Page { rows, previous: page.previous, next: page.next })
}

/// The details of a line; what was erased, or is of another shape, is nothing.
fn details(body: Option<&str>) -> Value {
    let body: Value = body.and_then(|b| serde_json::from_str(b).ok()).unwrap_or_default();
    body.get("details").cloned().unwrap_or_default()
}

fn ids(details: &Value) -> Vec<i64> {
    let list = |key: &str| details.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_i64);
    list("before").chain(list("after")).collect()
}

fn names_of_people(c: &mut Conn, account: i64, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let found: Vec<(i64, String)> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select((users::id, users::name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

fn names_of_organizations(c: &mut Conn, account: i64, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(i64, String)> = organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::id.eq_any(ids)))
        .select((organizations::id, organizations::name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

/// What a line's details tell of values, where it is simple.
fn changes(act: &str, details: &Value, places: &HashMap<i64, String>, own: &[Definition]) -> Vec<Change> {
    let Some(map) = details.as_object() else { return vec![] };
    let lists = map.get("before").and_then(Value::as_array).zip(map.get("after").and_then(Value::as_array));
    if let Some((before, after)) = lists {
        let word = |value: &Value| match value.as_i64() {
            Some(id) => places.get(&id).cloned().unwrap_or_else(|| format!("#{id}")),
            None => words(value),
        };
        let all = |values: &[Value]| values.iter().map(word).collect::<Vec<_>>().join(", ");
        let of = if act == "person.tags_changed" { "tags" } else { "organizations" };
        return vec![Change { of: of.to_owned(), field: None, before: Some(all(before)), after: all(after) }];
    }
    let pair = |(key, value): (&String, &Value)| {
        let one = |of: &str| Some(Change { of: of.to_owned(), field: None, before: None, after: words(value) });
        match (act, key.as_str(), value.as_array().map(Vec::as_slice)) {
            (.., Some([before, after])) => {
                let field = own.iter().find(|d| act == FIELDS_CHANGED && d.field.field_key == *key).cloned();
                Some(Change { of: key.clone(), field, before: Some(words(before)), after: words(after) })
            }
            ("person.suspended", "reason", _) => one("suspension"),
            ("person.suspended", "text", _) if value.as_str().is_some_and(|text| !text.is_empty()) => {
                one("suspension_text")
            }
            (_, "address" | "reason", _) if value.is_string() => one(key),
            _ => None,
        }
    };
    map.iter().filter_map(pair).collect()
}

/// A value as a page shows it.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Line {
    /// The key of what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }
}

impl Change {
    /// The key of what the value is of, if it is one of ours.
    pub fn key(&self) -> Option<&'static str> {
        match self.of.as_str() {
            "address" => Some("history-address"),
            "reason" | "suspension" => Some("history-reason"),
            "suspension_text" => Some("suspension-text"),
            "suspended" => Some("suspended"),
            name => draft::label(name),
        }
    }
}

impl Index<'_> {
    /// What a value is of, as people read it.
    fn label<'b>(&'b self, change: &'b Change) -> &'b str {
        match (&change.field, change.key()) {
            (Some(definition), _) => &definition.field.title,
            (None, Some(key)) => self.cx.t(key),
            (None, None) => &change.of,
        }
    }

    /// A value as people read it.
    fn shown(&self, change: &Change, value: &str) -> String {
        let cx = self.cx;
        let shown = match (&change.field, change.of.as_str(), value) {
            (Some(d), _, "true") if d.field.kind == Kind::Checkbox => cx.t("yes").to_owned(),
            (Some(d), _, "false") if d.field.kind == Kind::Checkbox => cx.t("no").to_owned(),
            (Some(d), ..) => d.shown(value).to_owned(),
            (None, "suspended", "true") => cx.t("yes").to_owned(),
            (None, "suspended", "false") => cx.t("no").to_owned(),
            (None, "suspension", _) => Reason::parse(value).map_or(value, |r| cx.t(r.key())).to_owned(),
            _ => self.shell.profile.shown(cx, &change.of, value),
        };
        if shown.is_empty() { self.cx.t("history-nothing").to_owned() } else { shown }
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|seq| self.at("after", seq))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|seq| self.at("before", seq))
    }

    fn at(&self, which: &str, seq: i64) -> String {
        self.cx.url(&format!("{}/history{}", self.shell.path(), query(&[(which, &seq.to_string())])))
    }
}
