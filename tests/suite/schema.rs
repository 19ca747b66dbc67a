//! The database: migrations there and back, the schema as the code knows it, and what the database itself refuses.

use diesel::RunQueryDsl;
use stead::db::{self, Location};

use crate::on_both;
use crate::support::App;

on_both! {
    async fn migrations_run_forth_and_back_and_forth(app: App) {
        let location = app.state.db.location().clone();
        assert_eq!(db::pending(&location).unwrap(), Vec::<String>::new());
        if let Location::Sqlite(path) = &location {
            // In a copy of its own, since everything goes.
            let copy = Location::Sqlite(path.with_file_name("other.sqlite3"));
            assert_eq!(db::migrate(&copy).unwrap().len(), db::pending(&copy).unwrap().len() + 1);
            db::revert_all(&copy).unwrap();
            assert_eq!(db::migrate(&copy).unwrap().len(), 1);
        }
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
        read_all!(accounts, organizations, users, addresses, people_counts, sessions, sign_in_failures, frames, audit_entries, audit_values, audit_heads, tickets, comments, links, users_search);
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
