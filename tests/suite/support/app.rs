//! The real application: its own port, its own database, a clock that stands until it is moved.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::RunQueryDsl;
use diesel::r2d2::ManageConnection;
use stead::clock::Clock;
use stead::config::Settings;
use stead::db::{self, Conn, Db, Location, Manager, Moment};
use stead::passwords::{Cost, Passwords};
use stead::secrets::Secrets;
use stead::state::State;

use super::world::{self, World};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// Noon of an ordinary Friday.
pub const NOON: Moment = Moment(1_795_176_000_000);

/// The running application. Dropping it stops the server and removes the database.
pub struct App {
    pub state: State,
    pub address: SocketAddr,
    pub world: World,
    files: PathBuf,
    stop: Option<actix_web::dev::ServerHandle>,
    postgres: Option<FreshPostgres>,
}

impl App {
    pub fn start(database: Database) -> Self {
        Self::start_with(database, |_| {})
    }

    pub fn start_with(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        let files = scratch();
        let (location, postgres) = match database {
            Database::Sqlite => (Location::Sqlite(files.join("stead.sqlite3")), None),
            Database::Postgres => {
                let fresh = FreshPostgres::migrated();
                (fresh.location(), Some(fresh))
            }
        };
        db::migrate(&location).unwrap();
        let mut settings = Settings {
            bind: "127.0.0.1:0".parse().unwrap(),
            data: files.clone(),
            location: location.clone(),
            host: "localhost".into(),
            default_account: None,
            trusted_proxies: vec![],
            tls: false,
            compress: false,
            demo: false,
            smtp: None,
            mail_from: None,
            public_port: None,
            collection: Default::default(),
            checkpoints: files.join("checkpoints"),
            breached_passwords: None,
            mail_lease: stead::config::MAIL_LEASE,
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        settings.bind = address;
        change(&mut settings);
        let state = State {
            db: Db::open(&location, 4).unwrap(),
            secrets: Secrets::derive(&[7; 32]).unwrap(),
            clock: Clock::fixed(NOON),
            settings: Arc::new(settings),
        };
        let world = world::make(&mut connect(&location));
        world::first_lines(&state);
        let (sender, receiver) = std::sync::mpsc::channel();
        let serving = state.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = stead::app::serve(listener, serving, Passwords::new(2, Cost::Trivial), 2).unwrap();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        let stop = Some(receiver.recv().unwrap());
        Self { state, address, world, files, stop, postgres }
    }

    /// A connection beside the application's, to arrange what no page can, and to look behind the pages.
    pub fn conn(&self) -> Conn {
        connect(self.state.db.location())
    }

    /// Runs one statement.
    pub fn sql(&self, statement: &str) -> usize {
        diesel::sql_query(statement).execute(&mut self.conn()).unwrap_or_else(|e| panic!("{statement}: {e}"))
    }

    /// Runs one query for one number.
    pub fn number(&self, query: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct One {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let query = format!("SELECT CAST(({query}) AS BIGINT) AS n");
        diesel::sql_query(query.as_str())
            .get_result::<One>(&mut self.conn())
            .unwrap_or_else(|e| panic!("{query}: {e}"))
            .n
    }

    /// Runs one query for one text.
    pub fn text(&self, query: &str) -> String {
        #[derive(diesel::QueryableByName)]
        struct One {
            #[diesel(sql_type = diesel::sql_types::Text)]
            t: String,
        }
        let query = format!("SELECT CAST(({query}) AS TEXT) AS t");
        diesel::sql_query(query.as_str())
            .get_result::<One>(&mut self.conn())
            .unwrap_or_else(|e| panic!("{query}: {e}"))
            .t
    }

    pub fn postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// The address a browser goes to.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Checks the audit log of every account.
    pub fn audit(&self) -> stead::audit::Report {
        self.state.db.read_now(|c| stead::audit::verify(c, &self.state.secrets)).unwrap()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // Every story ends with a log that verifies.
        if !std::thread::panicking() {
            let report = self.audit();
            assert_eq!(report.faults, [], "the audit log verifies at the end of every test");
        }
        if let Some(stop) = self.stop.take() {
            let _ = std::thread::spawn(move || actix_web::rt::System::new().block_on(stop.stop(false))).join();
        }
        drop(self.postgres.take());
        let _ = std::fs::remove_dir_all(&self.files);
    }
}

pub fn connect(location: &Location) -> Conn {
    Manager { location: location.clone(), writes: true }.connect().unwrap()
}

/// A new, empty folder.
pub fn scratch() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("stead-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    // Memory-backed where there is such a folder: the tests make thousands of commits.
    let base = PathBuf::from("/dev/shm");
    let folder = if base.is_dir() { base } else { std::env::temp_dir() }.join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A new, empty database on the server that `tests/run` started. Dropping it removes it.
pub struct FreshPostgres {
    maintenance: String,
    name: String,
}

impl FreshPostgres {
    /// An empty database.
    pub fn make() -> Self {
        Self::copied("template0")
    }

    /// A database in which every step of today's migrations has run: a copy of the first that did, which takes a quarter
    /// of the time.
    pub fn migrated() -> Self {
        let mut steps = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres"))
            .unwrap()
            .map(|step| std::fs::read_to_string(step.unwrap().path().join("up.sql")).unwrap())
            .collect::<Vec<_>>();
        steps.sort();
        let name = format!("migrated_{}", &stead::secrets::sha256(steps.concat().as_bytes())[..16].to_lowercase());
        let name = name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "0");
        let maintenance =
            std::env::var("STEAD_TEST_POSTGRES").expect("STEAD_TEST_POSTGRES names a server: use tests/run");
        let mut conn = connect(&Location::Postgres(maintenance));
        // The lock goes with the connection; whoever is second finds the first one's work.
        diesel::sql_query("SELECT pg_advisory_lock(1)").execute(&mut conn).unwrap();
        let there = diesel::sql_query(format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"));
        if there.execute(&mut conn).unwrap() == 0 {
            let first = Self::make();
            db::migrate(&first.location()).unwrap();
            let rename = format!("ALTER DATABASE {} RENAME TO {name}", first.name);
            diesel::sql_query(rename).execute(&mut conn).unwrap();
        }
        drop(conn);
        Self::copied(&name)
    }

    fn copied(template: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let maintenance =
            std::env::var("STEAD_TEST_POSTGRES").expect("STEAD_TEST_POSTGRES names a server: use tests/run");
        let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut conn = connect(&Location::Postgres(maintenance.clone()));
        diesel::sql_query(format!("DROP DATABASE IF EXISTS {name}")).execute(&mut conn).unwrap();
        diesel::sql_query(format!("CREATE DATABASE {name} TEMPLATE {template}")).execute(&mut conn).unwrap();
        Self { maintenance, name }
    }

    pub fn location(&self) -> Location {
        let at = self.maintenance.rfind('/').unwrap();
        Location::Postgres(format!("{}/{}", &self.maintenance[..at], self.name))
    }
}

impl Drop for FreshPostgres {
    fn drop(&mut self) {
        // A second panic while one is under way would abort the whole run.
        let location = Location::Postgres(self.maintenance.clone());
        if let Ok(mut conn) = (Manager { location, writes: true }).connect() {
            let _ = diesel::sql_query(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).execute(&mut conn);
        }
    }
}
