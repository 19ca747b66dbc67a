//! The audit log: a line for each write, a chain that shows every change.

use diesel::RunQueryDsl;

use crate::on_both;
use crate::support::App;

/// Some work by several people, so that there is a log to tamper with.
async fn work(app: &App) {
    let w = app.world.clone();
    let ann = app.sign_in(w.ann).await;
    let bob = ann.assume(w.bob).await;
    for n in 0..4 {
        bob.submit(&format!("Request {n}")).await;
    }
    bob.revert().await;
    let gil = app.sign_in_at("globex.localhost", w.gil).await;
    gil.submit("Theirs").await;
}

/// Runs statements without the triggers that keep the log as it is: what somebody with the database could do.
fn tamper(app: &App, statements: &[&str]) {
    let mut all = vec![];
    if app.postgres() {
        all.push("ALTER TABLE audit_entries DISABLE TRIGGER USER".to_owned());
        all.push("SET session_replication_role = replica".to_owned());
    } else {
        all.push("PRAGMA foreign_keys = OFF".to_owned());
        all.push("DROP TRIGGER audit_entries_stay".to_owned());
        all.push("DROP TRIGGER audit_entries_kept".to_owned());
    }
    all.extend(statements.iter().map(|s| (*s).to_owned()));
    if app.postgres() {
        all.push("ALTER TABLE audit_entries ENABLE TRIGGER USER".to_owned());
    } else {
        all.push(
            "CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'no'); END"
                .to_owned(),
        );
        all.push(
            "CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'no'); END"
                .to_owned(),
        );
    }
    let mut conn = app.conn();
    for statement in all {
        diesel::sql_query(&statement).execute(&mut conn).unwrap_or_else(|e| panic!("{statement}: {e}"));
    }
}

on_both! {
    async fn the_log_verifies_and_every_tampering_shows(app: App) {
        work(&app).await;
        let good = app.audit();
        assert_eq!(good.faults, []);
        assert_eq!(i64::try_from(good.lines).unwrap(), app.number("SELECT count(*) FROM audit_entries"));
        assert!(good.lines >= 9, "{} lines", good.lines);
        // Each is undone afterwards, so that the next starts from a good log.
        let id = app.number("SELECT id FROM audit_entries WHERE account_id = 1 AND seq = 5");
        let last = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1");
        let mut edits: Vec<(String, String)> = vec![];
        for (column, other) in [
            ("at", "at + 1"), ("root_user_id", "101"), ("effective_user_id", "110"), ("frame_id", "frame_id + 1"), ("chain", "'[]'"),
            ("act", "'ticket.solved'"), ("object_kind", "'user'"), ("object_id", "object_id + 1"), ("channel", "'system'"),
            ("request_id", "'other'"), ("commitment", "'0'"), ("previous", "'0'"), ("hash", "'0'"),
        ] {
            let kept = if ["chain", "act", "object_kind", "channel", "request_id", "commitment", "previous", "hash"].contains(&column) {
                format!("'{}'", app.text(&format!("SELECT {column} FROM audit_entries WHERE id = {id}")))
            } else {
                app.number(&format!("SELECT {column} FROM audit_entries WHERE id = {id}")).to_string()
            };
            edits.push((format!("UPDATE audit_entries SET {column} = {other} WHERE id = {id}"), format!("UPDATE audit_entries SET {column} = {kept} WHERE id = {id}")));
        }
        edits.push((format!("UPDATE audit_values SET body = body || ' ' WHERE entry_id = {id}"), format!("UPDATE audit_values SET body = rtrim(body) WHERE entry_id = {id}")));
        edits.push(("UPDATE audit_heads SET seq = seq - 1 WHERE account_id = 1".into(), "UPDATE audit_heads SET seq = seq + 1 WHERE account_id = 1".into()));
        edits.push(("UPDATE audit_entries SET seq = 900 WHERE account_id = 1 AND seq = 5".into(), "UPDATE audit_entries SET seq = 5 WHERE account_id = 1 AND seq = 900".into()));
        // Two lines change places.
        let swap = |a: &str, b: &str| format!("UPDATE audit_entries SET seq = CASE seq WHEN 1005 THEN {a} WHEN 1006 THEN {b} ELSE seq END WHERE account_id = 1 AND seq > 1000");
        let lift = "UPDATE audit_entries SET seq = seq + 1000 WHERE account_id = 1 AND seq IN (5, 6)";
        for (edit, undo) in &edits {
            tamper(&app, &[edit]);
            assert_ne!(app.audit().faults, [], "{edit}");
            tamper(&app, &[undo]);
            assert_eq!(app.audit().faults, [], "{undo}");
        }
        tamper(&app, &[lift, &swap("6", "5")]);
        assert_ne!(app.audit().faults, [], "swapped");
        tamper(&app, &[lift, &swap("6", "5")]);
        assert_eq!(app.audit().faults, []);
        // A line in the middle goes, and the tail goes, with the record of the end mended to fit.
        let copy = "CREATE TABLE kept AS SELECT * FROM audit_entries";
        let restore = "INSERT INTO audit_entries SELECT * FROM kept WHERE id NOT IN (SELECT id FROM audit_entries)";
        for gone in [5, last] {
            tamper(&app, &[copy, &format!("DELETE FROM audit_entries WHERE account_id = 1 AND seq = {gone}")]);
            assert_ne!(app.audit().faults, [], "line {gone} removed");
            tamper(&app, &[restore, "DROP TABLE kept"]);
            assert_eq!(app.audit().faults, []);
        }
        // The tail goes, and the record of the end is moved back to fit; or it goes as well.
        let head = app.text("SELECT seal FROM audit_heads WHERE account_id = 1");
        let (hash, before) = (
            app.text(&format!("SELECT hash FROM audit_entries WHERE account_id = 1 AND seq = {last}")),
            app.text(&format!("SELECT hash FROM audit_entries WHERE account_id = 1 AND seq = {}", last - 1)),
        );
        tamper(&app, &[copy, &format!("DELETE FROM audit_entries WHERE account_id = 1 AND seq = {last}"),
            &format!("UPDATE audit_heads SET seq = {}, hash = '{before}' WHERE account_id = 1", last - 1)]);
        assert_ne!(app.audit().faults, [], "the tail and the record of it");
        tamper(&app, &[restore, "DROP TABLE kept", &format!("UPDATE audit_heads SET seq = {last}, hash = '{hash}' WHERE account_id = 1")]);
        assert_eq!(app.audit().faults, []);
        assert!(diesel::sql_query("DELETE FROM audit_heads").execute(&mut app.conn()).is_err(), "the record of the end stays");
        assert!(!head.is_empty());
        // What pages show of an assumption is what the log tells of it.
        let frame = app.number("SELECT min(id) FROM frames");
        for (column, other, kept) in [("root_user_id", "101", "102"), ("subject_user_id", "110", "109"), ("actor_user_id", "101", "102"), ("reason", "'other'", "''")] {
            app.sql(&format!("UPDATE frames SET {column} = {other} WHERE id = {frame}"));
            assert_ne!(app.audit().faults, [], "{column}");
            app.sql(&format!("UPDATE frames SET {column} = {kept} WHERE id = {frame}"));
        }
        assert_eq!(app.audit().faults, []);
        // The chain is keyed: with another secret nothing verifies, so it cannot be rebuilt from the database alone.
        let other = stead::secrets::Secrets::derive(&[8; 32]).unwrap();
        let report = app.state.db.read_now(|c| stead::audit::verify(c, &other)).unwrap();
        assert!(report.faults.len() >= report.lines);
    }

    async fn the_database_refuses_to_change_the_log(app: App) {
        work(&app).await;
        for statement in ["UPDATE audit_entries SET act = 'x'", "DELETE FROM audit_entries", "DELETE FROM audit_entries WHERE seq = 1"] {
            let refused = diesel::sql_query(statement).execute(&mut app.conn());
            assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "{statement}");
        }
    }

    async fn a_write_without_a_line_is_rolled_back(app: App) {
        use diesel::prelude::*;
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        let silent = stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| {
            diesel::sql_query("UPDATE users SET name = 'Nobody noticed' WHERE id = 109").execute(tx.conn())?;
            Ok(())
        });
        assert!(matches!(silent, Err(stead::error::Error::Internal(_))));
        assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Bob Brown");
        let refused = app.state.db.read_now(|c| Ok(diesel::sql_query("UPDATE users SET name = 'x' WHERE id = 109").execute(c)?));
        assert!(refused.is_err(), "what reads cannot write");
    }
}
