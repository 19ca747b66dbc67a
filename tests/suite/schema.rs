//! The database: migrations there and back, the schema as the code knows it, and what the database itself refuses.

use diesel::RunQueryDsl;
use stead::db::{self, Location};

use crate::on_both;
use crate::support::app::{FreshPostgres, connect};
use crate::support::{App, world};

/// The names of everything that migrations make; extensions and what they bring belong to the whole database.
fn objects(location: &Location) -> Vec<String> {
    #[derive(diesel::QueryableByName)]
    struct Object {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let query = match location {
        Location::Sqlite(_) => {
            "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '%diesel%' ORDER BY name"
        }
        Location::Postgres(_) => {
            "SELECT name FROM ( \
             SELECT oid, relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION ALL \
             SELECT oid, proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace UNION ALL \
             SELECT oid, tgname::text FROM pg_trigger WHERE NOT tgisinternal) o \
             WHERE name NOT LIKE '%diesel%' AND NOT EXISTS \
             (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e') ORDER BY name"
        }
    };
    diesel::sql_query(query).load::<Object>(&mut connect(location)).unwrap().into_iter().map(|o| o.name).collect()
}

on_both! {
    async fn migrations_run_forth_and_back_and_forth(app: App) {
        assert_eq!(db::pending(app.state.db.location()).unwrap(), Vec::<String>::new());
        // In a database of its own, since everything goes.
        let fresh = app.postgres().then(FreshPostgres::make);
        let other = match (app.state.db.location(), &fresh) {
            (Location::Sqlite(path), _) => Location::Sqlite(path.with_file_name("other.sqlite3")),
            (Location::Postgres(_), fresh) => fresh.as_ref().unwrap().location(),
        };
        let steps = db::pending(&other).unwrap();
        assert!(!steps.is_empty());
        let before = objects(&other);
        assert_eq!(db::migrate(&other).unwrap().len(), steps.len());
        assert_eq!(db::pending(&other).unwrap(), Vec::<String>::new());
        assert_eq!(db::migrate(&other).unwrap(), Vec::<String>::new(), "once is enough");
        let made = objects(&other);
        assert!(made.iter().any(|o| o == "accounts"), "{made:?}");
        // What is there does not stand in the way.
        world::make(&mut connect(&other));
        db::revert_all(&other).unwrap();
        assert_eq!(objects(&other), before, "nothing stays behind");
        assert_eq!(db::pending(&other).unwrap(), steps);
        assert_eq!(db::migrate(&other).unwrap().len(), steps.len());
        assert_eq!(objects(&other), made);
        world::make(&mut connect(&other));
    }

    async fn the_code_knows_every_column(app: App) {
        use stead::db::schema::*;
        macro_rules! read_all {
            ($($table:ident),+) => {$({
                // What diesel itself would ask for, column by column.
                let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&diesel::QueryDsl::select($table::table, $table::all_columns)).to_string();
                let sql = sql.split(" -- ").next().unwrap_or_default().replace('`', "\"");
                diesel::sql_query(&sql).execute(&mut app.conn()).unwrap_or_else(|e| panic!("{sql}: {e}"));
            })+};
        }
        read_all!(accounts, organizations, users, addresses, people_counts, sessions, devices, sign_in_failures, frames, audit_entries, audit_values, audit_heads, tickets, comments, links, end_user_settings, memberships, organization_domains, user_tags, organization_tags, ticket_tags, user_fields, user_field_options, user_field_values, mails, imports, import_pieces, import_faults, erasures, former_identifiers, subscriptions, temporary_seats, roles, agent_groups, group_memberships, invoices, invoice_lines, payment_methods, integrations, authorizations, grants, sign_in_settings, factors, factor_drafts, recovery_codes, pending_sign_ins, browsers, password_states, former_passwords, cases, case_events, approvals, access_requests, emergencies, visits);
    }

    async fn the_database_itself_refuses_what_must_not_be(app: App) {
        let refused = |statement: &str| {
            let outcome = diesel::sql_query(statement).execute(&mut app.conn());
            assert!(outcome.is_err(), "{statement}");
        };
        refused("UPDATE accounts SET owner_id = 0 WHERE id = 1");
        refused("UPDATE accounts SET owner_id = 151 WHERE id = 1");
        refused("UPDATE accounts SET owner_id = NULL WHERE id = 1");
        refused("UPDATE accounts SET frame_max_minutes = 4 WHERE id = 1");
        refused("UPDATE accounts SET frame_max_minutes = 481 WHERE id = 1");
        refused("UPDATE users SET role = 'root' WHERE id = 109");
        refused("UPDATE addresses SET folded = 'eve@acme.example' WHERE user_id = 109");
        refused("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (2, 109, 'email', 'x', 'x', FALSE, 1)");
        let frame = |subject: i64, actor: i64, depth: i64, parent: &str| format!(
            "INSERT INTO frames (scope, account_id, root_session_id, root_user_id, parent_id, depth, actor_user_id, subject_user_id, subject_epoch, reason, return_path, started_at, last_seen_at, idle_until, expires_at) \
             VALUES ('s{subject}{depth}', 1, 1, 102, {parent}, {depth}, {actor}, {subject}, 1, '', '/', 1, 1, 1, 1)"
        );
        app.sign_in(app.world.ann).await;
        assert_eq!(app.number("SELECT id FROM sessions"), 1);
        refused(&frame(102, 104, 1, "NULL"));
        refused(&frame(104, 104, 1, "NULL"));
        refused(&frame(109, 102, 2, "NULL"));
        refused(&frame(152, 102, 1, "NULL"));
        refused(&frame(109, 102, 4, "1"));
        app.sql(&frame(109, 102, 1, "NULL"));
        refused(&frame(109, 102, 1, "NULL"));
        app.sql("DELETE FROM frames");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sqlite_connection_is_durable_and_leaves_no_trace() {
    let app = App::start(crate::support::Database::Sqlite);
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
    ] {
        for _ in 0..4 {
            let table = if pragma == "busy_timeout" { "timeout" } else { pragma };
            let query = format!("SELECT {table} AS n FROM pragma_{pragma}");
            let read = app.state.db.read_now(|c| Ok(diesel::sql_query(&query).get_result::<Row>(c)?.n)).unwrap();
            assert_eq!(read, value, "{pragma}");
        }
    }
    assert_eq!(app.number("SELECT query_only FROM pragma_query_only"), 0);
    assert_eq!(app.text("SELECT journal_mode FROM pragma_journal_mode"), "wal");
}
