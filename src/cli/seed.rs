//! `stead seed`: any amount of made-up data in an account of its own, for measurements.

use std::time::Instant;

use clap::Args;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::r2d2::ManageConnection as _;
use diesel::sql_types::{BigInt, Text};

use super::Common;
use crate::accounts::create::{self, NewAccount};
use crate::billing::prices::Currency;
use crate::db::schema::{accounts, users};
use crate::db::{Conn, Location, Manager, Moment};
use crate::demo::bulk::{Bulk, STAFF};
use crate::demo::{self, DAY};
use crate::error::{Error, Result};
use crate::identity::Locale;
use crate::on_either;
use crate::passwords::{self, Cost};
use crate::secrets;
use crate::state::State;

/// Label of the account's host name.
const SUBDOMAIN: &str = "bench";

/// How much to make.
#[derive(Debug, Args)]
pub struct SeedArgs {
    /// End users
    #[arg(long, default_value_t = 10_000)]
    users: u64,
    /// Organizations
    #[arg(long, default_value_t = 100)]
    organizations: u64,
    /// Tickets, with one comment each
    #[arg(long, default_value_t = 10_000)]
    tickets: u64,
}

/// Runs the command.
pub fn run(args: &SeedArgs, common: &Common) -> Result<()> {
    let state = common.state()?;
    let started = Instant::now();
    // A fresh one each time: these people exist in whatever database this runs on.
    let password = secrets::token::<12>()?;
    fill(&state, &password, args.users, args.organizations, args.tickets)?;
    let (took, last) = (started.elapsed().as_secs_f64(), STAFF - 1);
    println!(
        "Made {} end users, {} organizations and {} tickets in {took:.1} s, in the account «{SUBDOMAIN}».\n\
         Owner:          owner@bench.example\n\
         Administrators: admin0@bench.example to admin{last}@bench.example\n\
         Agents:         agent0@bench.example to agent{last}@bench.example\n\
         Their password: {}",
        args.users, args.organizations, args.tickets, password
    );
    Ok(())
}

/// Makes the account `bench` with so many end users, organizations and tickets. Fails if there is one.
pub fn fill(state: &State, password: &str, users: u64, organizations: u64, tickets: u64) -> Result<()> {
    if users == 0 && tickets > 0 {
        return Err(Error::internal("--users is 0; tickets need at least one end user to ask for them"));
    }
    let count = |n: u64| i64::try_from(n).map_err(|_| Error::internal(format!("{n} is too many")));
    let (users, organizations, tickets) = (count(users)?, count(organizations)?, count(tickets)?);
    let password_hash = passwords::hash(password, Cost::Standard)?;
    let now = state.clock.now();
    let new = NewAccount {
        subdomain: SUBDOMAIN.to_owned(),
        name: "Bench".to_owned(),
        locale: Locale::En,
        time_zone: "UTC".to_owned(),
        plan: "enterprise".to_owned(),
        currency: Currency::Eur,
        owner_name: "Olive Owner".to_owned(),
        owner_email: "owner@bench.example".to_owned(),
        owner_verified: true,
    };
    let made = state.db.raw_write(|c| {
        let (account, owner) = create::insert(c, &new, Moment(now.0 - 1_000 * DAY), Some(&password_hash))?;
        let quiet = Quiet::begin(c)?;
        let password_hash = password_hash.clone();
        let account = account.id;
        Bulk { account, now: now.0, password_hash, users, organizations, tickets }.fill(c)?;
        quiet.end(c, account)?;
        diesel::update(accounts::table.find(account)).set(accounts::next_ticket.eq(tickets + 1)).execute(c)?;
        diesel::update(users::table.find(owner)).set(users::explained_at.eq(Some(now))).execute(c)?;
        demo::record(c, state, account, now, serde_json::json!({ "people": users, "tickets": tickets }))?;
        on_either!(c, |c| c.batch_execute("ANALYZE"))?;
        Ok(())
    });
    let made = made.map_err(|error| if matches!(error, Error::Conflict) { create::taken(SUBDOMAIN) } else { error });
    let tidied = tidy(state);
    made.and(tidied)
}

/// Triggers that would run for each row are off while this exists. SQLite has to do without them altogether, so they
/// are kept as text, and the transaction brings them back whatever happens.
struct Quiet {
    triggers: Vec<Trigger>,
}

#[derive(QueryableByName)]
struct Trigger {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// What the triggers would have counted.
const COUNT: &str = "UPDATE people_counts SET n = (SELECT count(*) FROM users u \
    WHERE u.account_id = people_counts.account_id AND u.deleted_at IS NULL AND CASE people_counts.category \
    WHEN 'end_users' THEN u.role = 'end_user' \
    WHEN 'agents' THEN u.role IN ('agent', 'light_agent', 'contributor') \
    WHEN 'administrators' THEN u.role = 'administrator' \
    WHEN 'suspended' THEN u.suspended_at IS NOT NULL \
    WHEN 'deleted' THEN FALSE \
    ELSE u.verified_at IS NULL END) WHERE account_id = $1";

impl Quiet {
    fn begin(c: &mut Conn) -> Result<Self> {
        match c {
            Conn::Sqlite(c) => {
                let triggers: Vec<Trigger> = diesel::sql_query(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('users', 'tickets')",
                )
                .load(c)?;
                for trigger in &triggers {
                    c.batch_execute(&format!("DROP TRIGGER {}", trigger.name))?;
                }
                // Indexes grow all over: with a small cache most of the time goes into writing their pages again.
                c.batch_execute("PRAGMA cache_size = -1048576")?;
                Ok(Self { triggers })
            }
            Conn::Postgres(c) => {
                c.batch_execute(
                    "SET LOCAL statement_timeout = 0; SET CONSTRAINTS ALL IMMEDIATE; \
                     ALTER TABLE users DISABLE TRIGGER USER; ALTER TABLE tickets DISABLE TRIGGER USER",
                )?;
                Ok(Self { triggers: vec![] })
            }
        }
    }

    /// Brings the triggers back and does what they would have done. Requests are counted in the rows already.
    fn end(self, c: &mut Conn, account: i64) -> Result<()> {
        match c {
            Conn::Sqlite(c) => {
                for trigger in &self.triggers {
                    c.batch_execute(&trigger.sql)?;
                }
                c.batch_execute("INSERT INTO users_search (users_search) VALUES ('rebuild')")?;
            }
            Conn::Postgres(c) => c.batch_execute(
                "SET CONSTRAINTS ALL IMMEDIATE; \
                 ALTER TABLE users ENABLE TRIGGER USER; ALTER TABLE tickets ENABLE TRIGGER USER",
            )?,
        }
        diesel::sql_query(COUNT).bind::<BigInt, _>(account).execute(c)?;
        Ok(())
    }
}

/// Gives the writer its small cache back, and the write-ahead log its size: readers slow down while it is long.
fn tidy(state: &State) -> Result<()> {
    let location = state.db.location();
    if matches!(location, Location::Sqlite(_)) {
        state.db.raw_write(|c| Ok(on_either!(c, |c| c.batch_execute("PRAGMA cache_size = -16384"))?))?;
        let mut own = Manager { location: location.clone(), writes: true }
            .connect()
            .map_err(|e| Error::internal(format!("cannot open the database: {e}")))?;
        on_either!(&mut own, |c| c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"))?;
    }
    Ok(())
}
