//! The database: one code path for the embedded SQLite and for PostgreSQL.
//!
//! Reads share a pool whose connections cannot write; writes queue for the one connection that may (SQLite) or for a
//! pool of them (PostgreSQL). Nothing outside `identity::tx` opens a write, see [`Db::raw_write`].

mod conn;
pub mod deployment;
pub mod forget;
mod migrate;
pub mod paging;
pub mod schema;
mod sqlite;
pub mod types;

pub use conn::{Conn, Db as Backend, Location, Manager};
pub use migrate::{migrate, pending, revert_all};
pub use types::Moment;

use std::sync::Arc;
use std::time::Duration;

use diesel::Connection;
use diesel::r2d2::Pool;

use crate::error::{Error, Result};

/// How often a write is tried when PostgreSQL asks to repeat it.
const TRIES: u32 = 8;

/// The two pools of the configured database.
#[derive(Clone)]
pub struct Db {
    reads: Pool<Manager>,
    writes: Pool<Manager>,
    location: Arc<Location>,
}

impl Db {
    /// Opens the pools. `readers` is the number of reading connections.
    pub fn open(location: &Location, readers: u32) -> Result<Self> {
        let pool = |writes: bool, size: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(matches!(location, Location::Postgres(_)))
                .connection_timeout(Duration::from_secs(5))
                .build(Manager { location: location.clone(), writes })
                .map_err(|e| Error::internal(format!("cannot open the database: {e}")))
        };
        // The writer opens first: it switches a new SQLite file to WAL.
        let writes = pool(true, if matches!(location, Location::Sqlite(_)) { 1 } else { readers.max(4) })?;
        let reads = pool(false, readers)?;
        Ok(Self { reads, writes, location: Arc::new(location.clone()) })
    }

    /// Where the data is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Runs `work` off the event loop against one snapshot of the data.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        off_the_loop(move || db.read_now(work)).await
    }

    /// For a few look-ups by key. From the embedded database they take less time than the way to another thread and back,
    /// so they run where they are asked for, unless no connection is free at once; and one by one, not from one
    /// snapshot: whoever writes by what they find asks again.
    pub async fn look_up<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let free = match *self.location {
            Location::Sqlite(_) => self.reads.try_get(),
            Location::Postgres(_) => None,
        };
        match free {
            Some(mut conn) => work(&mut conn),
            None => self.read(work).await,
        }
    }

    /// [`Db::read`] on the calling thread.
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let conn: &mut Conn = &mut *self.reads.get()?;
        conn.transaction(work)
    }

    /// A write transaction without identity or audit. Only `identity::tx`, which adds both, and the commands that
    /// make and measure data may call it; a test looks for others.
    pub(crate) fn raw_write<T>(&self, mut work: impl FnMut(&mut Conn) -> Result<T>) -> Result<T> {
        let conn: &mut Conn = &mut *self.writes.get()?;
        let mut tries = 1;
        loop {
            match conn.in_write(&mut work) {
                Err(error) if error.asks_to_repeat() && tries < TRIES => {
                    std::thread::sleep(Duration::from_millis(5 << tries));
                    tries += 1;
                }
                outcome => return outcome,
            }
        }
    }

    /// Whether the database answers.
    pub fn ping(&self) -> Result<()> {
        self.read_now(|c| {
            use diesel::RunQueryDsl;
            diesel::sql_query("SELECT 1").execute(c)?;
            Ok(())
        })
    }
}

/// Runs blocking work on the pool of blocking threads.
pub async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    actix_web::web::block(work).await.map_err(|_| Error::internal("a database task panicked or was cancelled"))?
}
