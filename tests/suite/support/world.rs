//! The small world that every test shares: two accounts and the people in them.

use diesel::RunQueryDsl;
use stead::db::Conn;
use stead::passwords::{Cost, hash};

use super::app::NOON;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// The ids of the people. Acme is the default account; Globex is another.
#[derive(Clone, Debug)]
pub struct World {
    /// Acme's owner.
    pub olga: i64,
    /// Administrators.
    pub ann: i64,
    pub abel: i64,
    /// Agents.
    pub tom: i64,
    pub tess: i64,
    /// An agent who sees assigned tickets only.
    pub sam: i64,
    /// A light agent and a contributor.
    pub lea: i64,
    pub cory: i64,
    /// End users.
    pub bob: i64,
    pub eve: i64,
    /// A suspended end user, and a deleted one.
    pub zoe: i64,
    pub del: i64,
    /// Globex's owner and end user.
    pub gil: i64,
    pub hal: i64,
}

pub fn make(c: &mut Conn) -> World {
    let password = hash(PASSWORD, Cost::Trivial).unwrap();
    diesel::connection::SimpleConnection::batch_execute(c, "BEGIN").unwrap();
    let acme = account(c, 1, "acme", "Acme Tools", 101);
    let globex = account(c, 2, "globex", "Globex", 151);
    let mut person = |id: i64, account: i64, role: &str, name: &str, more: &str| {
        let address = format!(
            "{}@{}.example",
            name.split(' ').next().unwrap().to_lowercase(),
            if account == 1 { "acme" } else { "globex" }
        );
        let deleted = more.contains("deleted");
        let (email, at) = (if deleted { "NULL".into() } else { format!("'{address}'") }, NOON.0);
        let folded = name.to_lowercase();
        let flag = |word: &str| if more.contains(word) { at.to_string() } else { "NULL".into() };
        let access = if more.contains("assigned") { "assigned" } else { "all" };
        run(
            c,
            &format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, ticket_access, password_hash, \
             explained_at, verified_at, suspended_at, deleted_at, created_at, updated_at) VALUES \
             ({id}, {account}, '{role}', '{name}', '{folded}', {email}, '', '{access}', '{password}', \
             {}, {at}, {}, {}, {at}, {at})",
                if role == "end_user" || more.contains("unexplained") { "NULL".into() } else { at.to_string() },
                flag("suspended"),
                flag("deleted"),
            ),
        );
        if !deleted {
            run(
                c,
                &format!(
                    "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) \
                 VALUES ({account}, {id}, 'email', '{address}', '{address}', TRUE, {at}, {at})"
                ),
            );
        }
        id
    };
    let world = World {
        olga: person(101, acme, "administrator", "Olga Olsen", ""),
        ann: person(102, acme, "administrator", "Ann Archer", ""),
        abel: person(103, acme, "administrator", "Abel Adams", "unexplained"),
        tom: person(104, acme, "agent", "Tom Turner", ""),
        tess: person(105, acme, "agent", "Tess Tanner", ""),
        sam: person(106, acme, "agent", "Sam Short", "assigned"),
        lea: person(107, acme, "light_agent", "Lea Light", ""),
        cory: person(108, acme, "contributor", "Cory Cole", ""),
        bob: person(109, acme, "end_user", "Bob Brown", ""),
        eve: person(110, acme, "end_user", "Eve Evans", ""),
        zoe: person(111, acme, "end_user", "Zoe Zola", "suspended"),
        del: person(112, acme, "end_user", "Del Gone", "deleted"),
        gil: person(151, globex, "administrator", "Gil Grant", ""),
        hal: person(152, globex, "end_user", "Hal Hart", ""),
    };
    diesel::connection::SimpleConnection::batch_execute(c, "COMMIT").unwrap();
    stead::people::index::fill(c).unwrap();
    if let Conn::Postgres(_) = c {
        for table in ["accounts", "users"] {
            run(c, &format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000)"));
        }
    }
    world
}

fn account(c: &mut Conn, id: i64, subdomain: &str, name: &str, owner: i64) -> i64 {
    run(
        c,
        &format!(
            "INSERT INTO accounts (id, subdomain, name, plan, locale, time_zone, owner_id, help_center_active, created_at) \
         VALUES ({id}, '{subdomain}', '{name}', 'professional', 'en', 'Europe/London', {owner}, TRUE, {})",
            NOON.0
        ),
    );
    id
}

fn run(c: &mut Conn, sql: &str) {
    diesel::sql_query(sql).execute(c).unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// Every account's log begins with the line that tells of its making.
pub fn first_lines(state: &stead::state::State) {
    for id in [1, 2] {
        let account = state.db.read_now(|c| stead::identity::account(c, id)).unwrap();
        stead::identity::write_as_system(state, &account, "test", "command", |tx| {
            tx.record(stead::audit::Entry::new("account.created", "account", id))
        })
        .unwrap();
    }
}
