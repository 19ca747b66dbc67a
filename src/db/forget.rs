//! Makes the files of the database forget what was removed from its tables (docs/erasure.md).
//!
//! **SQLite** overwrites what is deleted (`secure_delete`), but older pages stand in the write-ahead log until they are
//! written over. So the log is written back and then filled with zeros in place. It is never cut short: blocks that a file
//! gives up keep their content on the disk.
//!
//! **PostgreSQL** is asked to vacuum the tables at once; what it still keeps in its own log is told in the document.

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection as _;
use diesel::r2d2::ManageConnection as _;
use diesel::sql_types::BigInt;
use diesel::sqlite::SqliteConnection;
use diesel::{QueryableByName, RunQueryDsl};

use super::{Conn, Db, Location, Manager};
use crate::error::{Error, Result};

/// Tables whose columns an index has samples of, if somebody ran ANALYZE.
const SAMPLED: &str = "DELETE FROM sqlite_stat4 WHERE tbl NOT IN ('accounts', 'audit_entries', 'audit_heads')";

/// Bytes of zeros written at once.
const ZEROS: usize = 64 * 1024;

#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = BigInt)]
    busy: i64,
    #[diesel(sql_type = BigInt)]
    log: i64,
    #[diesel(sql_type = BigInt)]
    checkpointed: i64,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl Db {
    /// Makes the files forget what was removed from these tables. `false`: somebody was reading an older state all the
    /// while; it has to be asked again. Waits for other writes, and they wait for it.
    pub fn forget(&self, tables: &[&str]) -> Result<bool> {
        match &*self.location {
            Location::Sqlite(path) => {
                let log = with_ending(path, "-wal");
                let conn: &mut Conn = &mut *self.writes.get()?;
                match conn {
                    Conn::Sqlite(c) => zero_the_log(c, &log),
                    Conn::Postgres(_) => Err(Error::internal("a file was opened as a server")),
                }
            }
            Location::Postgres(_) => {
                self.vacuum(tables, "VACUUM")?;
                Ok(true)
            }
        }
    }

    /// Rewrites the tables without what was removed from them, their indexes too. Nobody reads or writes a table meanwhile.
    pub fn rewrite(&self, tables: &[&str]) -> Result<()> {
        match &*self.location {
            Location::Sqlite(_) => Ok(()),
            Location::Postgres(_) => self.vacuum(tables, "VACUUM FULL"),
        }
    }

    fn vacuum(&self, tables: &[&str], how: &str) -> Result<()> {
        // Outside of any transaction, so on a connection of its own.
        let mut own = Manager { location: (*self.location).clone(), writes: true }
            .connect()
            .map_err(|e| Error::internal(format!("cannot open the database: {e}")))?;
        if let Conn::Postgres(c) = &mut own {
            c.batch_execute("SET statement_timeout = 0; SET lock_timeout = '30s'")?;
            for table in tables {
                c.batch_execute(&format!("{how} {table}"))?;
            }
        }
        Ok(())
    }
}

/// Takes away the samples of indexed values that ANALYZE leaves on SQLite; on PostgreSQL none are taken.
pub fn drop_samples(conn: &mut Conn) -> Result<()> {
    if let Conn::Sqlite(c) = conn {
        let there = "SELECT count(*) AS data_version FROM sqlite_master WHERE name = 'sqlite_stat4'";
        if diesel::sql_query(there).get_result::<Version>(c)?.data_version > 0 {
            diesel::sql_query(SAMPLED).execute(c)?;
        }
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Writes the log back and overwrites it. Only what is safe whoever else has the file open: the write lock is held while
/// zeros are written, and nobody wrote between the checkpoint and the lock, or nothing is done.
fn zero_the_log(c: &mut SqliteConnection, log: &Path) -> Result<bool> {
    let version = |c: &mut SqliteConnection| -> Result<i64> {
        Ok(diesel::sql_query("PRAGMA data_version").get_result::<Version>(c)?.data_version)
    };
    let before = version(c)?;
    // After it no reader needs the log, and the next writer starts it anew.
    let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(RESTART)").get_result(c)?;
    if done.busy != 0 || done.log != done.checkpointed {
        return Ok(false);
    }
    c.batch_execute("BEGIN IMMEDIATE")?;
    let zeroed = version(c).and_then(|after| if after == before { overwrite(log).map(|()| true) } else { Ok(false) });
    c.batch_execute("ROLLBACK")?;
    zeroed
}

fn overwrite(log: &Path) -> Result<()> {
    let failed = |e: std::io::Error| Error::internal(format!("cannot overwrite {}: {e}", log.display()));
    let mut file = match std::fs::OpenOptions::new().write(true).open(log) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed(e)),
    };
    let mut left = file.metadata().map_err(failed)?.len();
    file.rewind().map_err(failed)?;
    let zeros = [0_u8; ZEROS];
    while left > 0 {
        let now = left.min(ZEROS as u64);
        let piece = zeros.get(..usize::try_from(now).unwrap_or(ZEROS)).unwrap_or(&zeros);
        file.write_all(piece).map_err(failed)?;
        left -= now;
    }
    file.sync_data().map_err(failed)
}
