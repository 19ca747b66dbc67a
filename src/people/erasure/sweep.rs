//! Looks through every text of an account for mentions of a person, and takes them out.
//!
//! Reads go in batches of their own snapshots, so that nobody waits for them; each batch of changes is one transaction that
//! reads again what it changes. A pass that finds nothing more is the proof that the last one was enough.

use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::needles::{Needles, Place};
use super::stores::{Store, TABLES, Table, Trace};
use super::{ASKED, DONE, ERASED, progress};
use crate::audit::Entry;
use crate::db::schema::{audit_entries, audit_values, comments, frames, import_pieces, imports, tickets, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::i18n::Lang;
use crate::identity::{self, Account, Tx};
use crate::people::index;
use crate::state::State;

/// Rows read at once, and rows changed at once.
const READ: i64 = 2_000;
const WRITE: usize = 200;

/// A look through an account, with what to look for.
pub struct Sweep<'a> {
    pub(super) state: &'a State,
    pub(super) account: &'a Account,
    pub(super) erasure: i64,
    pub(super) person: i64,
    pub(super) needles: Needles,
}

/// How much was found, store by store.
pub type Found = BTreeMap<&'static str, i64>;

#[derive(QueryableByName)]
struct Cell {
    #[diesel(sql_type = BigInt)]
    a: i64,
    #[diesel(sql_type = BigInt)]
    b: i64,
    #[diesel(sql_type = BigInt)]
    ticket: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    at: Option<i64>,
    #[diesel(sql_type = Text)]
    body: String,
}

/// A line of the audit log with its details.
type Line = (i64, i64, Moment, String, String, i64, Option<i64>, Option<i64>, String);

/// What the person took part in.
struct Part {
    tickets: HashSet<i64>,
    frames: HashSet<i64>,
}

impl Sweep<'_> {
    /// Takes out every mention; answers how many texts changed. None is the end.
    pub fn pass(&self) -> Result<i64> {
        let part = self.state.db.read_now(|c| self.part(c))?;
        let mut changed = 0;
        for table in TABLES {
            for (column, trace, place) in table.redacted() {
                self.cells(table, column, place, &part, |hits| {
                    for batch in hits.chunks(WRITE) {
                        changed += self.redact(table, column, (trace, place), batch)?;
                    }
                    Ok(())
                })?;
            }
        }
        self.lines(&part, |lines| {
            for batch in lines.chunks(WRITE) {
                changed += self.erase_details(batch)?;
            }
            Ok(())
        })?;
        for import in self.state.db.read_now(|c| self.imports(c))? {
            changed += self.drop_import(import)?;
        }
        Ok(changed)
    }

    /// Counts mentions, those in rows that were written since some moment apart.
    pub fn look(&self, since: Moment) -> Result<(Found, i64)> {
        let part = self.state.db.read_now(|c| self.part(c))?;
        let (mut found, mut later) = (Found::new(), 0);
        for table in TABLES {
            for (column, _, place) in table.redacted() {
                self.cells(table, column, place, &part, |hits| {
                    let new = hits.iter().filter(|h| h.at.unwrap_or(0) > since.0).count();
                    later += new as i64;
                    *found.entry(table.store.as_str()).or_default() += (hits.len() - new) as i64;
                    Ok(())
                })?;
            }
        }
        self.lines(&part, |lines| {
            let new = lines.iter().filter(|line| line.2 > since).count();
            later += new as i64;
            *found.entry(Store::Audit.as_str()).or_default() += (lines.len() - new) as i64;
            Ok(())
        })?;
        *found.entry(Store::Imports.as_str()).or_default() += self.state.db.read_now(|c| self.imports(c))?.len() as i64;
        Ok((found, later))
    }

    fn part(&self, c: &mut Conn) -> Result<Part> {
        let mut own: HashSet<i64> = tickets::table
            .filter(tickets::account_id.eq(self.account.id))
            .filter(tickets::requester_id.eq(self.person).or(tickets::submitter_id.eq(self.person)))
            .select(tickets::id)
            .load(c)?
            .into_iter()
            .collect();
        let wrote = comments::table.filter(comments::author_id.eq(self.person).or(comments::root_id.eq(self.person)));
        own.extend(wrote.select(comments::ticket_id).distinct().load::<i64>(c)?);
        let frames = frames::table.filter(frames::subject_user_id.eq(self.person)).select(frames::id).load(c)?;
        Ok(Part { tickets: own, frames: frames.into_iter().collect() })
    }

    /// Goes through one column, batch by batch, with the cells that mention the person.
    fn cells(
        &self,
        table: &Table,
        column: &str,
        place: Place,
        part: &Part,
        mut work: impl FnMut(Vec<Cell>) -> Result<()>,
    ) -> Result<()> {
        let [a, b] = table.keys;
        let (mut last_a, mut last_b) = (0, 0);
        loop {
            let sql = format!(
                "SELECT CAST({a} AS BIGINT) AS a, CAST({b} AS BIGINT) AS b, CAST({ticket} AS BIGINT) AS ticket, \
                 CAST({at} AS BIGINT) AS at, {column} AS body FROM {name} \
                 WHERE {here} AND ({a} > {last_a} OR ({a} = {last_a} AND {b} > {last_b})) AND {column} <> '' \
                 ORDER BY {order} LIMIT {READ}",
                order = if b == "0" { a.to_owned() } else { format!("{a}, {b}") },
                ticket = table.ticket,
                at = table.at,
                name = table.name,
                here = table.in_account(self.account.id),
            );
            let cells: Vec<Cell> = self.state.db.read_now(|c| Ok(diesel::sql_query(&sql).load(c)?))?;
            let Some(last) = cells.last() else { return Ok(()) };
            (last_a, last_b) = (last.a, last.b);
            let full = cells.len() as i64 == READ;
            let here = |cell: &Cell| if part.tickets.contains(&cell.ticket) { Place::OwnTicket } else { place };
            let hits: Vec<Cell> = cells.into_iter().filter(|cell| self.finds(&cell.body, here(cell))).collect();
            if !hits.is_empty() {
                work(hits)?;
            }
            if !full {
                return Ok(());
            }
        }
    }

    /// Takes the mentions out of some cells.
    fn redact(&self, table: &Table, column: &str, (trace, place): (Trace, Place), hits: &[Cell]) -> Result<i64> {
        let lang = Lang::of(self.account.locale);
        let instead = match trace {
            Trace::Mark => lang.t("erasure-mark"),
            Trace::None => "",
        };
        let [a, b] = table.keys;
        self.write(|tx| {
            let mut changed = 0;
            // A ticket that the person took part in a moment ago is one of theirs still.
            for hit in hits {
                let row = if b == "0" { format!("{a} = {}", hit.a) } else { format!("{a} = {} AND {b} = {}", hit.a, hit.b) };
                let sql = format!(
                    "SELECT {} AS a, {} AS b, {} AS ticket, CAST(0 AS BIGINT) AS at, {column} AS body FROM {} WHERE {row} AND {column} <> ''",
                    format_args!("CAST({a} AS BIGINT)"),
                    format_args!("CAST({b} AS BIGINT)"),
                    format_args!("CAST({} AS BIGINT)", table.ticket),
                    table.name
                );
                let now: Vec<Cell> = diesel::sql_query(&sql).load(tx.conn())?;
                let own = hit.ticket != 0 && self.took_part(tx.conn(), hit.ticket)?;
                let place = if own { Place::OwnTicket } else { place };
                let Some(cell) = now.first() else { continue };
                let mut others = |names| self.others(tx.conn(), names).unwrap_or(false);
                if let Some(text) = self.needles.redact(&cell.body, place, instead, &mut others) {
                    let sql = format!("UPDATE {} SET {column} = $1 WHERE {row}", table.name);
                    diesel::sql_query(&sql).bind::<Text, _>(text).execute(tx.conn())?;
                    // Searches do not find what was taken out either.
                    match table.name {
                        "users" | "user_field_values" => index::refresh(tx.conn(), hit.a)?,
                        "organizations" => index::refresh_organization(tx.conn(), hit.a)?,
                        _ => {}
                    }
                    changed += 1;
                }
            }
            progress::add(tx, self.erasure, table.store, changed)?;
            let details = serde_json::json!({ "erasure": self.erasure, "store": table.store.as_str(), "texts": changed });
            tx.record(Entry::new("person.traces_erased", "user", self.person).with(details))?;
            Ok(changed)
        })
    }

    fn finds(&self, text: &str, place: Place) -> bool {
        let mut others = |names| self.state.db.read_now(|c| self.others(c, names)).unwrap_or(false);
        !self.needles.find(text, place, &mut others).is_empty()
    }

    /// Whether one of these names is somebody else's of the account.
    fn others(&self, c: &mut Conn, names: Vec<String>) -> Result<bool> {
        let namesakes = users::table
            .filter(users::account_id.eq(self.account.id).and(users::id.ne(self.person)))
            .filter(users::erased_at.is_null().and(users::folded_name.eq_any(names)));
        Ok(namesakes.count().get_result::<i64>(c)? > 0)
    }

    fn took_part(&self, c: &mut Conn, ticket: i64) -> Result<bool> {
        let person = self.person;
        let asked = tickets::table
            .filter(tickets::id.eq(ticket).and(tickets::requester_id.eq(person).or(tickets::submitter_id.eq(person))));
        let wrote = comments::table.filter(
            comments::ticket_id.eq(ticket).and(comments::author_id.eq(person).or(comments::root_id.eq(person))),
        );
        Ok(asked.count().get_result::<i64>(c)? + wrote.count().get_result::<i64>(c)? > 0)
    }

    /// Goes through the details of the audit log, with those that are about the person, by them, or mention them.
    fn lines(&self, part: &Part, mut work: impl FnMut(Vec<Line>) -> Result<()>) -> Result<()> {
        let mut last = 0;
        loop {
            let lines: Vec<Line> = self.state.db.read_now(|c| {
                Ok(audit_entries::table
                    .inner_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
                    .filter(audit_entries::account_id.eq(self.account.id).and(audit_entries::seq.gt(last)))
                    .order(audit_entries::seq)
                    .limit(READ)
                    .select((
                        audit_entries::seq,
                        audit_entries::id,
                        audit_entries::at,
                        audit_entries::act,
                        audit_entries::object_kind,
                        audit_entries::object_id,
                        audit_entries::root_user_id,
                        audit_entries::effective_user_id,
                        audit_values::body,
                    ))
                    .load(c)?)
            })?;
            let Some(end) = lines.last() else { return Ok(()) };
            last = end.0;
            let full = lines.len() as i64 == READ;
            let theirs: Vec<Line> = lines.into_iter().filter(|line| self.concerns(line, part)).collect();
            if !theirs.is_empty() {
                work(theirs)?;
            }
            if !full {
                return Ok(());
            }
        }
    }

    fn concerns(&self, (_, _, _, act, kind, object, root, effective, body): &Line, part: &Part) -> bool {
        // These two prove the erasures, and name nobody.
        if act == ERASED || act == DONE {
            return false;
        }
        let by = *root == Some(self.person) || *effective == Some(self.person);
        let about = kind == "user" && *object == self.person && act != ASKED;
        by || about || (act == "assumption.started" && part.frames.contains(object)) || self.mentioned(body)
    }

    fn mentioned(&self, body: &str) -> bool {
        // As it was written, without the escapes of JSON.
        fn any(value: &serde_json::Value, look: &impl Fn(&str) -> bool) -> bool {
            match value {
                serde_json::Value::String(text) => look(text),
                serde_json::Value::Array(all) => all.iter().any(|v| any(v, look)),
                serde_json::Value::Object(all) => all.values().any(|v| any(v, look)),
                _ => false,
            }
        }
        self.needles.possible(body)
            && serde_json::from_str(body)
                .map_or(true, |value: serde_json::Value| any(&value, &|text| self.finds(text, Place::Foreign)))
    }

    /// Erases the details of some lines, and says which in a line of its own.
    fn erase_details(&self, lines: &[Line]) -> Result<i64> {
        self.write(|tx| {
            let ids: Vec<i64> = lines.iter().map(|line| line.1).collect();
            let there = audit_values::table.filter(audit_values::entry_id.eq_any(&ids));
            let erased = diesel::delete(there).execute(tx.conn())? as i64;
            progress::add(tx, self.erasure, Store::Audit, erased)?;
            let entries = ranges(lines.iter().map(|line| line.0));
            let details = serde_json::json!({ "erasure": self.erasure, "entries": entries });
            tx.record(Entry::new("person.traces_erased", "user", self.person).with(details))?;
            Ok(erased)
        })
    }

    /// The imports whose file mentions the person.
    fn imports(&self, c: &mut Conn) -> Result<Vec<i64>> {
        let ids: Vec<i64> = imports::table
            .filter(imports::account_id.eq(self.account.id))
            .filter(diesel::dsl::exists(import_pieces::table.filter(import_pieces::import_id.eq(imports::id))))
            .select(imports::id)
            .load(c)?;
        let mut found = vec![];
        for id in ids {
            let (mut last, mut carry) = (-1_i64, String::new());
            loop {
                let piece: Option<(i64, Vec<u8>)> = import_pieces::table
                    .filter(import_pieces::import_id.eq(id).and(import_pieces::piece.gt(last)))
                    .order(import_pieces::piece)
                    .select((import_pieces::piece, import_pieces::body))
                    .first(c)
                    .optional()?;
                let Some((piece, body)) = piece else { break };
                last = piece;
                carry.push_str(&String::from_utf8_lossy(&body));
                if self.finds(&carry, Place::File) {
                    found.push(id);
                    break;
                }
                // What may go on in the next piece.
                carry = carry.chars().rev().take(500).collect::<String>().chars().rev().collect();
            }
        }
        Ok(found)
    }

    /// An import that holds the person does not go on, and its file goes.
    fn drop_import(&self, id: i64) -> Result<i64> {
        self.write(|tx| {
            let now = tx.now();
            diesel::delete(import_pieces::table.filter(import_pieces::import_id.eq(id))).execute(tx.conn())?;
            let open = imports::table.filter(imports::id.eq(id)).filter(imports::finished_at.is_null());
            diesel::update(open)
                .set((imports::state.eq("failed"), imports::reason.eq("erasure"), imports::finished_at.eq(Some(now.0))))
                .execute(tx.conn())?;
            progress::add(tx, self.erasure, Store::Imports, 1)?;
            let details = serde_json::json!({ "erasure": self.erasure, "import": id });
            tx.record(Entry::new("person.traces_erased", "user", self.person).with(details))?;
            Ok(1)
        })
    }

    fn write<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        identity::write_as_system(self.state, self.account, "erasure", "system", work)
    }
}

/// Numbers in order as the ranges they make.
fn ranges(numbers: impl Iterator<Item = i64>) -> Vec<(i64, i64)> {
    let mut all: Vec<(i64, i64)> = vec![];
    for n in numbers {
        match all.last_mut() {
            Some((_, end)) if *end + 1 == n => *end = n,
            _ => all.push((n, n)),
        }
    }
    all
}
