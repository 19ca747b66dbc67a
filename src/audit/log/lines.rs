//! Reads lines of the log, and the names of everything they name: a query a table, however many lines.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::Value;

use super::Activity;
use super::details::{self, Change};
use super::filter::{Asked, Boxed};
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{
    agent_groups, audit_entries, audit_values, frames, integrations, invoices, organizations, roles, sessions, tickets,
    user_fields, users,
};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};

/// The kinds of items, with the keys of their names.
pub const KINDS: &[(&str, &str)] = &[
    ("account", "item-account"),
    ("user", "item-user"),
    ("organization", "item-organization"),
    ("ticket", "item-ticket"),
    ("session", "item-session"),
    ("frame", "item-frame"),
    ("role", "item-role"),
    ("group", "item-group"),
    ("user_field", "item-user-field"),
    ("import", "item-import"),
    ("integration", "item-integration"),
    ("invoice", "item-invoice"),
    ("grant", "tab-access"),
    ("device", "item-device"),
    ("visit", "item-visit"),
    ("case", "item-case"),
];

/// The key of the name of a kind of items, if it has one.
pub fn item_key(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, key)| *key)
}

/// A line as the table has it, with the text of its details while they are kept.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    pub seq: i64,
    pub at: Moment,
    pub root: Option<i64>,
    pub effective: Option<i64>,
    pub frame: Option<i64>,
    pub chain: String,
    pub act: String,
    pub kind: String,
    pub object: i64,
    pub channel: String,
    pub request: String,
    pub hash: String,
    pub body: Option<String>,
}

/// What a line is about.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// The kind, and the key of its name if it has one.
    pub kind: String,
    pub key: Option<&'static str>,
    /// Its id.
    pub id: i64,
    /// What it is called, if that is known.
    pub name: Option<String>,
    /// The path of its page, if there is one.
    pub path: Option<String>,
}

/// A line as people read it.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: Row,
    pub activity: Activity,
    /// Who really did it; `None` for the program itself.
    pub root: Option<(i64, String)>,
    /// Whom they stood in for, in the order of the stack; the last is in whose name it was done.
    pub through: Vec<(i64, String)>,
    /// The part of the program that did it by itself.
    pub part: Option<String>,
    pub item: Item,
    /// Where the request came from, perhaps empty.
    pub address: String,
    /// What the details say; empty when there are none.
    pub changes: Vec<Change>,
    /// Whether the details were erased with a person.
    pub erased: bool,
}

/// A page of the log, newest first.
pub fn page(c: &mut Conn, account: i64, lines: Boxed<'_>, cursor: Cursor) -> Result<Page<Line>> {
    let lines = match cursor {
        Cursor::Start => lines.order(audit_entries::seq.desc()),
        Cursor::After(seq) => lines.filter(audit_entries::seq.lt(seq)).order(audit_entries::seq.desc()),
        Cursor::Before(seq) => lines.filter(audit_entries::seq.gt(seq)).order(audit_entries::seq.asc()),
    };
    let page = Page::of(load(c, lines, ROWS as i64 + 1)?, cursor, |row| row.seq);
    Ok(Page { rows: with_names(c, account, page.rows)?, previous: page.previous, next: page.next })
}

/// One line of an account, by its number.
pub fn one(c: &mut Conn, account: i64, seq: i64) -> Result<Line> {
    let one = Asked::default().lines(c, account)?.filter(audit_entries::seq.eq(seq));
    let rows = load(c, one, 1)?;
    with_names(c, account, rows)?.into_iter().next().ok_or(Error::NotFound)
}

/// So many of these lines, as they are ordered.
pub fn load(c: &mut Conn, lines: Boxed<'_>, most: i64) -> Result<Vec<Row>> {
    let columns = (
        audit_entries::seq,
        audit_entries::at,
        audit_entries::root_user_id,
        audit_entries::effective_user_id,
        audit_entries::frame_id,
        audit_entries::chain,
        audit_entries::act,
        audit_entries::object_kind,
        audit_entries::object_id,
        audit_entries::channel,
        audit_entries::request_id,
        audit_entries::hash,
        audit_values::body.nullable(),
    );
    Ok(lines.limit(most).select(columns).load(c)?)
}

/// Makes rows readable.
pub fn with_names(c: &mut Conn, account: i64, rows: Vec<Row>) -> Result<Vec<Line>> {
    let bodies: Vec<Value> = rows.iter().map(|row| body(row.body.as_deref())).collect();
    let names = Names::of(c, account, &rows, &bodies)?;
    Ok(rows.into_iter().zip(bodies).map(|(row, body)| names.line(row, &body)).collect())
}

fn body(text: Option<&str>) -> Value {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// The people of a stack, root first: every other number of `[user, frame, user]`.
fn stack(chain: &str) -> Vec<i64> {
    let numbers: Vec<i64> = serde_json::from_str(chain).unwrap_or_default();
    numbers.into_iter().step_by(2).collect()
}

/// The names of what a page of lines names.
#[derive(Default)]
struct Names {
    people: HashMap<i64, String>,
    /// Whose a session was, and whom a frame stood in for.
    sessions: HashMap<i64, i64>,
    frames: HashMap<i64, i64>,
    /// By kind and id.
    things: HashMap<(&'static str, i64), String>,
}

impl Names {
    fn of(c: &mut Conn, account: i64, rows: &[Row], bodies: &[Value]) -> Result<Self> {
        let of_kind = |kind: &str| -> Vec<i64> { rows.iter().filter(|r| r.kind == kind).map(|r| r.object).collect() };
        let mut names = Self::default();
        macro_rules! pairs {
            ($table:ident, $kind:literal, $value:expr) => {{
                let ids = of_kind($kind);
                match ids.is_empty() {
                    true => vec![],
                    false => $table::table
                        .filter($table::account_id.eq(account).and($table::id.eq_any(ids)))
                        .select(($table::id, $value))
                        .load(c)?,
                }
            }};
        }
        let sessions: Vec<(i64, i64)> = pairs!(sessions, "session", sessions::user_id);
        let frames: Vec<(i64, i64)> = pairs!(frames, "frame", frames::subject_user_id);
        (names.sessions, names.frames) = (sessions.into_iter().collect(), frames.into_iter().collect());
        let numbered: [(&'static str, Vec<(i64, i64)>); 2] = [
            ("ticket", pairs!(tickets, "ticket", tickets::number)),
            ("invoice", pairs!(invoices, "invoice", invoices::number)),
        ];
        for (kind, found) in numbered {
            names.things.extend(found.into_iter().map(|(id, number)| ((kind, id), number.to_string())));
        }
        let named: [(&'static str, Vec<(i64, String)>); 5] = [
            ("organization", pairs!(organizations, "organization", organizations::name)),
            ("role", pairs!(roles, "role", roles::name)),
            ("group", pairs!(agent_groups, "group", agent_groups::name)),
            ("integration", pairs!(integrations, "integration", integrations::name)),
            ("user_field", pairs!(user_fields, "user_field", user_fields::title)),
        ];
        for (kind, found) in named {
            names.things.extend(found.into_iter().map(|(id, name)| ((kind, id), name)));
        }
        let mut ids = of_kind("user");
        ids.extend(rows.iter().flat_map(|row| [row.root, row.effective]).flatten());
        ids.extend(rows.iter().flat_map(|row| stack(&row.chain)));
        ids.extend(names.sessions.values().chain(names.frames.values()));
        ids.extend(bodies.iter().flat_map(details::people));
        ids.sort_unstable();
        ids.dedup();
        names.people = users::table
            .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
            .select((users::id, users::name))
            .load::<(i64, String)>(c)?
            .into_iter()
            .collect();
        Ok(names)
    }

    fn person(&self, id: i64) -> (i64, String) {
        (id, self.people.get(&id).cloned().unwrap_or_else(|| format!("#{id}")))
    }

    fn line(&self, row: Row, body: &Value) -> Line {
        let through: Vec<_> = stack(&row.chain).into_iter().skip(1).map(|id| self.person(id)).collect();
        let parts: Vec<String> =
            if row.root.is_none() { serde_json::from_str(&row.chain).unwrap_or_default() } else { vec![] };
        Line {
            activity: Activity::of(&row.act),
            root: row.root.map(|id| self.person(id)),
            through,
            part: parts.into_iter().next(),
            item: self.item(&row.kind, row.object),
            address: body.get("address").and_then(Value::as_str).unwrap_or_default().to_owned(),
            changes: details::changes(body.get("details").unwrap_or(&Value::Null), &self.people),
            erased: row.body.is_none(),
            row,
        }
    }

    fn item(&self, kind: &str, id: i64) -> Item {
        let key = item_key(kind);
        let thing = || self.things.iter().find(|((k, i), _)| *k == kind && *i == id).map(|(_, name)| name.clone());
        let person = |id: Option<&i64>| id.map(|id| self.person(*id).1);
        let (name, path) = match kind {
            "user" => (person(Some(&id)), Some(format!("/agent/users/{id}"))),
            "session" => (person(self.sessions.get(&id)), None),
            "frame" => (person(self.frames.get(&id)), Some(format!("/admin/account/logs/assumptions/{id}"))),
            "ticket" => (thing(), thing().map(|number| format!("/agent/tickets/{number}"))),
            "organization" => (thing(), thing().map(|_| format!("/agent/organizations/{id}"))),
            _ => (thing(), None),
        };
        Item { kind: kind.to_owned(), key, id, name, path }
    }
}

impl Line {
    /// The key of what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.row.act.replace(['.', '_'], "-"))
    }

    /// The path of its own page.
    pub fn path(&self) -> String {
        format!("{}/{}", super::PATH, self.row.seq)
    }
}
