//! The working data of imports: the file in pieces, how far it is, who works on it. None of it is an act of anybody, so
//! none of it has a line in the audit log; what people start, and what is written for them, has.

use diesel::prelude::*;

use super::faults::FileFault;
use super::{FAULT_DAYS, Import, State, WAIT_DAYS};
use crate::audit::Entry;
use crate::db::schema::{accounts, import_faults, import_pieces, imports};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, write_as_system};

/// Bytes of a piece; only the last has fewer.
pub const PIECE: usize = 256 * 1024;

/// Seconds for which whoever works on an import has it for themselves. Each batch asks for them anew.
const LEASE_SECONDS: i64 = 60;
/// Minutes after which a file that stopped arriving is thrown away.
const ARRIVAL_MINUTES: i64 = 60;

/// Begins to keep a file; answers the import's id.
pub fn begin(state: &crate::state::State, account: i64, user: i64, chain: &str, file_name: &str) -> Result<i64> {
    let now = state.clock.now();
    state.db.raw_write(|c| {
        Ok(diesel::insert_into(imports::table)
            .values((
                imports::account_id.eq(account),
                imports::user_id.eq(user),
                imports::chain.eq(chain),
                imports::file_name.eq(file_name),
                imports::mode.eq(super::Mode::Both),
                imports::state.eq(State::Uploading),
                imports::created_at.eq(now),
            ))
            .returning(imports::id)
            .get_result(c)?)
    })
}

/// Keeps a piece.
pub fn put(state: &crate::state::State, import: i64, piece: i64, body: &[u8]) -> Result<()> {
    state.db.raw_write(|c| {
        diesel::insert_into(import_pieces::table)
            .values((import_pieces::import_id.eq(import), import_pieces::piece.eq(piece), import_pieces::body.eq(body)))
            .execute(c)?;
        Ok(())
    })
}

/// Reads a piece.
pub fn get(c: &mut Conn, import: i64, piece: i64) -> Result<Option<Vec<u8>>> {
    Ok(import_pieces::table.find((import, piece)).select(import_pieces::body).first(c).optional()?)
}

/// Throws the pieces of a file away.
pub fn clear(c: &mut Conn, import: i64) -> Result<()> {
    diesel::delete(import_pieces::table.filter(import_pieces::import_id.eq(import))).execute(c)?;
    Ok(())
}

/// Throws a file away that has not become an import.
pub fn discard(state: &crate::state::State, import: i64) -> Result<()> {
    state.db.raw_write(|c| {
        clear(c, import)?;
        diesel::delete(imports::table.filter(imports::id.eq(import).and(imports::state.eq(State::Uploading))))
            .execute(c)?;
        Ok(())
    })
}

/// Takes an import that waits for work, or whose worker has not been heard of: exactly one of many nodes gets it.
pub fn claim(state: &crate::state::State) -> Result<Option<Import>> {
    let now = state.clock.now();
    let waits = move || {
        imports::table
            .filter(imports::state.eq_any([State::Checking, State::Running]))
            .filter(imports::lease_until.lt(now.0))
            .filter(
                imports::account_id
                    .ne_all(accounts::table.filter(accounts::suspended_at.is_not_null()).select(accounts::id)),
            )
            .order(imports::id)
            .select(Import::as_select())
            .limit(1)
    };
    let Some(found) = state.db.read_now(|c| Ok(waits().first(c).optional()?))? else { return Ok(None) };
    state.db.raw_write(|c| {
        let lease = now.plus_seconds(LEASE_SECONDS);
        let taken = diesel::update(
            imports::table
                .filter(imports::id.eq(found.id).and(imports::state.eq(found.state)))
                .filter(imports::lease_until.eq(found.lease_until)),
        )
        .set(imports::lease_until.eq(lease))
        .execute(c)?;
        if taken == 0 {
            return Ok(None);
        }
        Ok(Some(imports::table.find(found.id).select(Import::as_select()).first(c)?))
    })
}

/// Goes on holding an import, if it is still ours to work on: [`Error::Conflict`] if not.
pub fn hold(c: &mut Conn, import: &Import, now: Moment) -> Result<Moment> {
    let lease = now.plus_seconds(LEASE_SECONDS);
    let held = diesel::update(
        imports::table
            .filter(imports::id.eq(import.id).and(imports::state.eq(import.state)))
            .filter(imports::lease_until.eq(import.lease_until)),
    )
    .set(imports::lease_until.eq(lease))
    .execute(c)?;
    if held == 1 { Ok(lease) } else { Err(Error::Conflict) }
}

/// Whether an import is still ours to work on.
pub fn held(state: &crate::state::State, import: &Import) -> Result<bool> {
    state.db.read_now(|c| {
        let ours = imports::table
            .filter(imports::id.eq(import.id).and(imports::state.eq(import.state)))
            .filter(imports::lease_until.eq(import.lease_until));
        Ok(ours.count().get_result::<i64>(c)? == 1)
    })
}

/// Begins a check, perhaps anew: what an earlier one found is forgotten. The header is kept for the error file, as the
/// fault of line 0.
pub fn begin_check(state: &crate::state::State, import: &Import, names: &[String]) -> Result<()> {
    let header = (0, String::new(), String::new(), serde_json::json!(names).to_string());
    state.db.raw_write(|c| {
        diesel::delete(import_faults::table.filter(import_faults::import_id.eq(import.id))).execute(c)?;
        put_faults(c, import.id, std::slice::from_ref(&header))
    })
}

/// Keeps how far a check has come, and the faults it found.
pub fn keep_check(state: &crate::state::State, import: &Import, faults: &[Kept]) -> Result<Moment> {
    let now = state.clock.now();
    state.db.raw_write(|c| {
        let lease = hold(c, import, now)?;
        put_faults(c, import.id, faults)?;
        save(c, import)?;
        Ok(lease)
    })
}

/// A fault as it is kept: line, column, what is wrong, and the row (with the first fault of a line only).
pub type Kept = (i64, String, String, String);

/// Keeps faults.
pub fn put_faults(c: &mut Conn, import: i64, faults: &[Kept]) -> Result<()> {
    for (line, field, fault, row) in faults {
        diesel::insert_into(import_faults::table)
            .values((
                import_faults::import_id.eq(import),
                import_faults::line.eq(line),
                import_faults::field.eq(field),
                import_faults::fault.eq(fault),
                import_faults::row_text.eq(row),
            ))
            .execute(c)?;
    }
    Ok(())
}

/// Keeps the counts of an import, and where its next row begins.
pub fn save(c: &mut Conn, import: &Import) -> Result<()> {
    diesel::update(imports::table.find(import.id))
        .set((
            imports::position.eq(import.position),
            imports::line.eq(import.line),
            imports::rows_total.eq(import.rows_total),
            imports::rows_done.eq(import.rows_done),
            imports::created.eq(import.created),
            imports::updated.eq(import.updated),
            imports::faulty.eq(import.faulty),
        ))
        .execute(c)?;
    Ok(())
}

/// Every minute: files that stopped arriving go, files that wait for nobody are cancelled, old faults are forgotten.
pub fn forget_old(state: &crate::state::State) -> Result<()> {
    let now = state.clock.now();
    let days = |days: i64| now.plus_minutes(-days * 24 * 60).0;
    let (stuck, waiting) = state.db.read_now(|c| {
        let stuck: Vec<i64> = imports::table
            .filter(imports::state.eq(State::Uploading))
            .filter(imports::created_at.lt(now.plus_minutes(-ARRIVAL_MINUTES).0))
            .select(imports::id)
            .limit(100)
            .load(c)?;
        let waiting: Vec<Import> = imports::table
            .filter(imports::state.eq(State::Checked).and(imports::created_at.lt(days(WAIT_DAYS))))
            .select(Import::as_select())
            .limit(100)
            .load(c)?;
        Ok((stuck, waiting))
    })?;
    for import in stuck {
        discard(state, import)?;
    }
    for import in waiting {
        let account = state.db.read_now(|c| identity::account(c, import.account_id))?;
        let reason = FileFault::Expired.told(WAIT_DAYS.to_string()).kept();
        let ended = write_as_system(state, &account, "imports", "system", |tx| {
            end(tx.conn(), import.id, State::Checked, State::Cancelled, &reason, now)?;
            tx.record(Entry::new("import.cancelled", "import", import.id))
        });
        // Somebody may have decided meanwhile.
        if !matches!(ended, Ok(()) | Err(Error::Conflict)) {
            ended?;
        }
    }
    let old = imports::table.filter(imports::finished_at.lt(days(FAULT_DAYS))).select(imports::id);
    let found: Option<i64> = state.db.read_now(|c| {
        let faults = import_faults::table.filter(import_faults::import_id.eq_any(old));
        Ok(faults.select(import_faults::id).first(c).optional()?)
    })?;
    if found.is_some() {
        state.db.raw_write(|c| {
            diesel::delete(import_faults::table.filter(import_faults::import_id.eq_any(old))).execute(c)?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Ends an import that stands as it was: its pieces go. [`Error::Conflict`] if it stands otherwise by now.
pub fn end(c: &mut Conn, import: i64, was: State, state: State, reason: &str, now: Moment) -> Result<()> {
    let ended = diesel::update(imports::table.filter(imports::id.eq(import).and(imports::state.eq(was))))
        .set((
            imports::state.eq(state),
            imports::reason.eq(reason),
            imports::lease_until.eq(0),
            imports::finished_at.eq(Some(now.0)),
        ))
        .execute(c)?;
    if ended == 0 {
        return Err(Error::Conflict);
    }
    if was != State::Running {
        // What would have been is not.
        diesel::update(imports::table.find(import)).set((imports::created.eq(0), imports::updated.eq(0))).execute(c)?;
    }
    clear(c, import)
}
