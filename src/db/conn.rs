//! One connection type for both databases, and how it is opened.

use std::path::Path;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::r2d2::ManageConnection;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, ConnectionError, ConnectionResult, RunQueryDsl};

use crate::error::{Error, Result};

/// A connection to whichever database is configured.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// The database server of a large installation.
    Postgres(PgConnection),
}

/// The backend of [`Conn`], for boxed queries.
pub type Db = MultiBackend;

/// Runs one diesel expression against whichever database is open, where the common subset refuses it.
#[macro_export]
macro_rules! on_either {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}

/// Where the data is, told apart by the scheme of `DATABASE_URL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A file of the embedded database.
    Sqlite(std::path::PathBuf),
    /// A PostgreSQL address.
    Postgres(String),
}

impl Location {
    /// Reads `sqlite:PATH`, a bare path, or `postgres://…`.
    pub fn parse(url: &str) -> Result<Self, String> {
        match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(url.to_owned())),
            Some(("sqlite", path)) => Ok(Self::Sqlite(Path::new(path.trim_start_matches("//")).to_owned())),
            Some((scheme, _)) if scheme.len() > 1 && url.contains("://") => {
                Err(format!("DATABASE_URL begins with «{scheme}:»; accepted are postgres://… and sqlite:PATH"))
            }
            _ => Ok(Self::Sqlite(Path::new(url).to_owned())),
        }
    }
}

/// Opens connections for a pool.
#[derive(Clone, Debug)]
pub struct Manager {
    /// Where to connect.
    pub location: Location,
    /// Whether connections of this pool may write.
    pub writes: bool,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        open(&self.location, self.writes).map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(c) => {
                diesel::sql_query("SELECT 1").execute(c).map(drop).map_err(diesel::r2d2::Error::QueryError)
            }
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || <Conn as Connection>::TransactionManager::is_broken_transaction_manager(conn)
    }
}

fn open(location: &Location, writes: bool) -> ConnectionResult<Conn> {
    match location {
        Location::Sqlite(path) => {
            super::sqlite::prepare();
            let path = path.to_str().ok_or_else(|| ConnectionError::BadConnection("path is not UTF-8".into()))?;
            let mut c = SqliteConnection::establish(path)?;
            c.batch_execute(super::sqlite::settings(writes)).map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(Conn::Sqlite(c))
        }
        Location::Postgres(url) => {
            let mut c = PgConnection::establish(url)?;
            let settings = if writes {
                "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET statement_timeout = '30s'"
            } else {
                "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET default_transaction_read_only = on; \
                 SET default_transaction_isolation = 'repeatable read'"
            };
            c.batch_execute(settings).map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(Conn::Postgres(c))
        }
    }
}

impl Conn {
    /// Runs `work` in a transaction that holds SQLite's write lock from its first statement.
    /// Commits on `Ok`, rolls back on `Err`.
    pub(super) fn in_write<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        match self {
            Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
            Conn::Postgres(c) => AnsiTransactionManager::begin_transaction(c)?,
        }
        match work(self) {
            Ok(value) => {
                <Self as Connection>::TransactionManager::commit_transaction(self)?;
                Ok(value)
            }
            Err(error) => {
                // A failed rollback leaves the manager broken, and the pool then drops the connection.
                if let Err(e) = <Self as Connection>::TransactionManager::rollback_transaction(self) {
                    log::error!("rollback failed: {e}");
                }
                Err(error)
            }
        }
    }

    /// Puts the writes of an account in order: each waits for the one before to commit. The audit chain needs that in any
    /// case; taken first, it also makes every check-then-write of the account safe and deadlocks impossible, but between the operator's
    /// realm and an account, where either may come first: then the database ends one of the two, which runs again. SQLite has
    /// one writer, so there it does nothing.
    pub fn lock_account(&mut self, account: i64) -> Result<()> {
        if let Conn::Postgres(c) = self {
            diesel::sql_query("SELECT 1 FROM audit_heads WHERE account_id = $1 FOR NO KEY UPDATE")
                .bind::<diesel::sql_types::BigInt, _>(account)
                .execute(c)
                .map_err(Error::from)?;
        }
        Ok(())
    }
}
