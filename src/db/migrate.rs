//! Embedded migrations: the same steps with the same names for both databases, run at start.

use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, Location, Manager};
use crate::error::{Error, Result};
use diesel::r2d2::ManageConnection;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Brings the database up to date; answers the names of the steps that ran.
pub fn migrate(location: &Location) -> Result<Vec<String>> {
    with(location, |conn| {
        let waiting = waiting(conn)?;
        let ran = match conn {
            Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|ran| ran.len()),
            Conn::Postgres(c) => {
                // Nodes that start together take turns; the lock goes with the connection.
                diesel::sql_query("SELECT pg_advisory_lock(20261124)").execute(c)?;
                c.run_pending_migrations(POSTGRES).map(|ran| ran.len())
            }
        };
        let ran = ran.map_err(|e| Error::internal(format!("migration failed: {e}")))?;
        if ran > 0 {
            // Steps cannot make documents of words; only what has none is looked at.
            crate::people::index::fill(conn)?;
        }
        // Another node may have run some of them while this one waited.
        Ok(waiting.into_iter().rev().take(ran).rev().collect())
    })
}

/// The names of the steps that have not run yet.
pub fn pending(location: &Location) -> Result<Vec<String>> {
    with(location, waiting)
}

fn waiting(conn: &mut Conn) -> Result<Vec<String>> {
    let steps = match conn {
        Conn::Sqlite(c) => c.pending_migrations(SQLITE).map(|m| m.iter().map(|s| s.name().to_string()).collect()),
        Conn::Postgres(c) => c.pending_migrations(POSTGRES).map(|m| m.iter().map(|s| s.name().to_string()).collect()),
    };
    steps.map_err(|e| Error::internal(format!("cannot read the migrations: {e}")))
}

/// Takes every step back, newest first; the data is lost.
pub fn revert_all(location: &Location) -> Result<()> {
    with(location, |conn| {
        let reverted = match conn {
            Conn::Sqlite(c) => c.revert_all_migrations(SQLITE).map(drop),
            Conn::Postgres(c) => c.revert_all_migrations(POSTGRES).map(drop),
        };
        reverted.map_err(|e| Error::internal(format!("cannot take the migrations back: {e}")))
    })
}

fn with<T>(location: &Location, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let mut conn = Manager { location: location.clone(), writes: true }
        .connect()
        .map_err(|e| Error::internal(format!("cannot open the database: {e}")))?;
    work(&mut conn)
}
