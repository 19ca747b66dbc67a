//! The work on an import, a batch at a time: first the check, later the writing. Each batch keeps how far it came in the
//! transaction that does it, so that no row is taken twice, whoever goes on after a crash.

use diesel::prelude::*;

use super::cells::{self, Wish};
use super::columns::Header;
use super::faults::{FileFault, RowFault, Told};
use super::matching::{Outcome, Planned, Seen, Wishes, plan};
use super::pieces::{self, Kept};
use super::reader::{Cells, Records, separator};
use super::{Import, ROWS_MAX, State as Stage, writing};
use crate::audit::Entry;
use crate::db::schema::{import_faults, imports};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Identity, Origin};
use crate::people::fields::{self, Definition};
use crate::people::settings::EndUserSettings;
use crate::policy::{Refusal, Right};
use crate::state::State;

/// Rows that are checked at once.
const CHECK_ROWS: usize = 1_000;
/// Rows that are written in one transaction.
const WRITE_ROWS: usize = 250;
/// Bytes of rows after which a batch is full in any case.
const BATCH_BYTES: usize = 1024 * 1024;

/// Rows as they were read, each with its line.
type Batch = Vec<(i64, Cells)>;

/// An import that this process works on.
pub struct Job {
    import: Import,
    account: Account,
    records: Records,
    header: Header,
    definitions: Vec<Definition>,
    settings: EndUserSettings,
    seen: Seen,
}

/// Works off everything that waits; for commands and tests.
pub fn work(state: &State) -> Result<usize> {
    let mut done = 0;
    while let Some(mut job) = Job::take(state)? {
        while job.step(state)? {}
        done += 1;
    }
    Ok(done)
}

impl Job {
    /// Takes an import that waits. A file that can't be read ends here; then there is nothing to work on.
    pub fn take(state: &State) -> Result<Option<Self>> {
        while let Some(import) = pieces::claim(state)? {
            match Self::open(state, import.clone()) {
                Ok(Ok(job)) => return Ok(Some(job)),
                Ok(Err(fault)) => fail(state, &import, &fault)?,
                Err(error) => {
                    log::error!("import {}: {error}", import.id);
                    fail(state, &import, &FileFault::Internal.told(""))?;
                }
            }
        }
        Ok(None)
    }

    fn open(state: &State, mut import: Import) -> Result<Result<Self, Told<FileFault>>> {
        let (account, definitions, settings, first) = state.db.read_now(|c| {
            Ok((
                identity::account(c, import.account_id)?,
                fields::definitions(c, import.account_id)?,
                EndUserSettings::of(c, import.account_id)?,
                pieces::get(c, import.id, 0)?.unwrap_or_default(),
            ))
        })?;
        let separator = separator(first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first));
        let mut records = Records::at(separator, 0, 1);
        let cells = match next(state, &import, &mut records)? {
            None => return Ok(Err(FileFault::Empty.told(""))),
            Some((_, Cells::Texts(cells))) => cells,
            Some((line, Cells::NotText)) => return Ok(Err(FileFault::NotText.told(line.to_string()))),
            Some((_, Cells::TooLong | Cells::TooMany)) => {
                return Ok(Err(FileFault::ColumnsTooMany.told(super::reader::COLUMNS_MAX.to_string())));
            }
        };
        let header = match Header::read(&cells, &definitions, import.mode) {
            Ok(header) => header,
            Err(fault) => return Ok(Err(fault)),
        };
        if import.state == Stage::Checking {
            // An interrupted check begins anew: it wrote nothing but what it found.
            pieces::begin_check(state, &import, &header.names)?;
            import = Import { rows_total: 0, rows_done: 0, created: 0, updated: 0, faulty: 0, ..import };
        } else if import.position > 0 {
            records = Records::at(separator, import.position, import.line);
        }
        Ok(Ok(Self { import, account, records, header, definitions, settings, seen: Seen::default() }))
    }

    /// Does one batch; answers whether there is more. A fault of ours ends the import: what was written stays, and is told.
    pub fn step(&mut self, state: &State) -> Result<bool> {
        let done = match self.import.state {
            Stage::Checking => self.check(state),
            _ => self.run(state),
        };
        match done {
            Ok(more) => Ok(more),
            // Cancelled, or another node works on it by now.
            Err(Error::Conflict) if !pieces::held(state, &self.import)? => Ok(false),
            // It waits until the account is open again.
            Err(Error::Forbidden(Refusal::AccountSuspended)) => Ok(false),
            // The lease runs out, and somebody goes on.
            Err(error @ (Error::Busy | Error::Repeat)) => Err(error),
            Err(Error::SignedOut | Error::Forbidden(_)) => {
                fail(state, &self.import, &FileFault::RightLost.told("")).map(|()| false)
            }
            Err(error) => {
                log::error!("import {}: {error}", self.import.id);
                fail(state, &self.import, &FileFault::Internal.told("")).map(|()| false)
            }
        }
    }

    fn check(&mut self, state: &State) -> Result<bool> {
        let batch = match self.batch(state, CHECK_ROWS)? {
            Ok(batch) => batch,
            Err(fault) => return fail(state, &self.import, &fault).map(|()| false),
        };
        let ended = batch.is_empty();
        let count = batch.len() as i64;
        let (rows, texts) = self.wishes(batch);
        let (account, header, mode) = (&self.account, &self.header, self.import.mode);
        let mut planned = state.db.read_now(|c| plan(c, account, header, mode, rows))?;
        for row in &mut planned {
            self.seen.look(row, &self.header);
        }
        let faults = kept(&planned, &texts);
        for row in &planned {
            match &row.outcome {
                Outcome::Create(..) => self.import.created += 1,
                Outcome::Update(..) => self.import.updated += 1,
                Outcome::Faulty(_) => self.import.faulty += 1,
            }
        }
        self.import.rows_done += count;
        self.import.rows_total = self.import.rows_done;
        self.mark();
        if self.import.rows_total > ROWS_MAX {
            let fault = FileFault::RowsTooMany.told(ROWS_MAX.to_string());
            return fail(state, &self.import, &fault).map(|()| false);
        }
        self.import.lease_until = pieces::keep_check(state, &self.import, &faults)?;
        if !ended {
            return Ok(true);
        }
        if self.import.rows_total == 0 {
            return fail(state, &self.import, &FileFault::NoRows.told("")).map(|()| false);
        }
        let import = &self.import;
        identity::write_as_system(state, &self.account, "imports", "system", |tx| {
            let now = tx.now();
            pieces::hold(tx.conn(), import, now)?;
            diesel::update(imports::table.find(import.id))
                .set((imports::state.eq(Stage::Checked), imports::lease_until.eq(0)))
                .execute(tx.conn())?;
            let counts = serde_json::json!({
                "rows": import.rows_total, "create": import.created, "update": import.updated, "faulty": import.faulty,
            });
            tx.record(Entry::new("import.checked", "import", import.id).with(counts))
        })?;
        Ok(false)
    }

    fn run(&mut self, state: &State) -> Result<bool> {
        let batch = match self.batch(state, WRITE_ROWS)? {
            Ok(batch) => batch,
            Err(fault) => return fail(state, &self.import, &fault).map(|()| false),
        };
        let ended = batch.is_empty();
        if ended && self.import.rows_done != self.import.rows_total {
            return Err(Error::internal("the file has become shorter"));
        }
        let lines = (batch.first().map_or(0, |b| b.0), batch.last().map_or(0, |b| b.0));
        let count = batch.len() as i64;
        let (rows, texts) = self.wishes(batch);
        let before = self.import.clone();
        self.import.rows_done += count;
        self.mark();
        let person = state.db.read_now(|c| identity::person(c, &self.account, self.import.user_id))?;
        let by = Identity::queued(self.account.clone().into(), person.into());
        let (header, import) = (&self.header, &self.import);
        let after = identity::write(state, &by, &Origin::local("system"), |tx| {
            tx.identity().ensure(Right::ImportAndExport)?;
            let (now, account) = (tx.now(), tx.identity().account().clone());
            let mut after = Import { lease_until: pieces::hold(tx.conn(), &before, now)?, ..import.clone() };
            // What the check refused stays refused.
            let refused: Vec<i64> = import_faults::table
                .filter(import_faults::import_id.eq(import.id).and(import_faults::line.between(lines.0, lines.1)))
                .select(import_faults::line)
                .load(tx.conn())?;
            let mut fine = rows.clone();
            fine.retain(|(line, _)| !refused.contains(line));
            let planned = plan(tx.conn(), &account, header, import.mode, fine)?;
            let faults = kept(&planned, &texts);
            pieces::put_faults(tx.conn(), import.id, &faults)?;
            after.faulty += planned.iter().filter(|p| matches!(p.outcome, Outcome::Faulty(_))).count() as i64;
            let tally = writing::write(tx, import, &planned)?;
            after.created += tally.created;
            after.updated += tally.updated;
            pieces::save(tx.conn(), &after)?;
            if ended {
                pieces::end(tx.conn(), import.id, Stage::Running, Stage::Done, "", now)?;
                let counts = serde_json::json!({
                    "rows": after.rows_total, "created": after.created, "updated": after.updated, "faulty": after.faulty,
                });
                tx.record(Entry::new("import.finished", "import", import.id).with(counts))?;
            } else {
                let counts = serde_json::json!({ "lines": [lines.0, lines.1], "created": tally.created, "updated": tally.updated });
                tx.record(Entry::new("import.rows_taken", "import", import.id).with(counts))?;
            }
            Ok(after)
        })?;
        self.import = after;
        Ok(!ended)
    }

    /// The next rows, without empty ones; none at the end of the file.
    fn batch(&mut self, state: &State, most: usize) -> Result<Result<Batch, Told<FileFault>>> {
        let (mut batch, mut bytes) = (vec![], 0);
        while batch.len() < most && bytes < BATCH_BYTES {
            let Some((line, cells)) = next(state, &self.import, &mut self.records)? else { break };
            match &cells {
                Cells::Texts(texts) if texts.iter().all(|t| t.trim().is_empty()) => continue,
                Cells::Texts(texts) => bytes += texts.iter().map(String::len).sum::<usize>(),
                Cells::NotText => return Ok(Err(FileFault::NotText.told(line.to_string()))),
                Cells::TooLong | Cells::TooMany => {}
            }
            batch.push((line, cells));
        }
        Ok(Ok(batch))
    }

    /// What the rows wish for, and their texts as they are.
    fn wishes(&self, batch: Batch) -> (Wishes, Vec<(i64, Vec<String>)>) {
        let (mut rows, mut texts): (Wishes, _) = (vec![], vec![]);
        for (line, cells) in batch {
            let refuse = |fault: Told<RowFault>| Err::<Wish, _>(vec![(String::new(), fault)]);
            let (wish, row) = match cells {
                Cells::Texts(row) => {
                    let clears = self.import.empty_clears;
                    (cells::read(&self.header, &row, &self.definitions, clears, &self.settings), row)
                }
                Cells::TooMany => (refuse(RowFault::CellsTooMany.told(self.header.columns.len().to_string())), vec![]),
                Cells::TooLong | Cells::NotText => (refuse(RowFault::RowTooLong.told("128")), vec![]),
            };
            rows.push((line, wish));
            texts.push((line, row));
        }
        (rows, texts)
    }

    /// Notes where the next row begins.
    fn mark(&mut self) {
        self.import.position = self.records.position();
        self.import.line = self.records.line();
    }
}

fn next(state: &State, import: &Import, records: &mut Records) -> Result<Option<(i64, Cells)>> {
    let id = import.id;
    let mut from = |piece: i64| state.db.read_now(|c| pieces::get(c, id, piece));
    Ok(records.next(&mut from)?.map(|record| (record.line, record.cells)))
}

/// The faults of a batch as they are kept; the row's own text with the first fault of its line.
fn kept(planned: &[Planned], texts: &[(i64, Vec<String>)]) -> Vec<Kept> {
    let mut found = vec![];
    for row in planned {
        let Outcome::Faulty(faults) = &row.outcome else { continue };
        for (at, (field, fault)) in faults.iter().enumerate() {
            let text = texts.iter().find(|(line, _)| at == 0 && *line == row.line);
            let text = text.map(|(_, cells)| serde_json::json!(cells).to_string()).unwrap_or_default();
            found.push((row.line, field.clone(), fault.kept(), text));
        }
    }
    found
}

/// Ends an import as a whole.
fn fail(state: &State, import: &Import, fault: &Told<FileFault>) -> Result<()> {
    let account = state.db.read_now(|c| identity::account(c, import.account_id))?;
    let ended = identity::write_as_system(state, &account, "imports", "system", |tx| {
        let now = tx.now();
        pieces::end(tx.conn(), import.id, import.state, Stage::Failed, &fault.kept(), now)?;
        let details = serde_json::json!({ "reason": fault.fault.as_str() });
        tx.record(Entry::new("import.failed", "import", import.id).with(details))
    });
    match ended {
        // Cancelled meanwhile.
        Err(Error::Conflict) => Ok(()),
        ended => ended,
    }
}
