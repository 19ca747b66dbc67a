//! Erasing deleted people: what goes, what stays, the receipt, and a scan of every file for what should be gone.

use std::collections::BTreeSet;

use stead::people::erasure::{self, receipt, stores};

use crate::on_both;
use crate::support::App;

/// Deletes somebody as far as the database is concerned.
pub(crate) fn delete(app: &App, user: i64) {
    app.sql(&format!("DELETE FROM links WHERE user_id = {user}"));
    app.sql(&format!("DELETE FROM addresses WHERE user_id = {user}"));
    app.sql(&format!(
        "UPDATE users SET deleted_at = {}, email = NULL, epoch = epoch + 1 WHERE id = {user}",
        app.state.clock.now().0
    ));
}

pub(crate) async fn erase(app: &App, tab: &crate::support::Tab, user: i64) -> i64 {
    let name = app.text(&format!("SELECT name FROM users WHERE id = {user}"));
    let page = tab.post(&format!("/admin/people/deleted-users/{user}/erase"), &[("confirm", &name)]).await;
    let path = page.location();
    path.rsplit('/').next().unwrap().parse().unwrap()
}

fn file(app: &App, erasure: i64) -> String {
    let (body, seal) = (
        app.text(&format!("SELECT body FROM erasures WHERE id = {erasure}")),
        app.text(&format!("SELECT seal FROM erasures WHERE id = {erasure}")),
    );
    format!("{{\"receipt\":{body},\"seal\":\"{seal}\"}}\n")
}

#[test]
fn every_text_of_the_schema_has_a_rule() {
    let source = concat!(
        include_str!("../../src/db/schema/mod.rs"),
        include_str!("../../src/db/schema/operator.rs"),
        include_str!("../../src/db/schema/people.rs"),
        include_str!("../../src/db/schema/signing_in.rs"),
        include_str!("../../src/db/schema/team.rs")
    );
    let mut texts = BTreeSet::new();
    for table in source.split("diesel::table! {").skip(1) {
        let name = table.split_whitespace().next().unwrap();
        for line in table.split("\n}").next().unwrap().lines().filter(|l| l.contains("->")) {
            let (column, kind) = line.trim().trim_end_matches(',').split_once(" -> ").unwrap();
            if kind.contains("Text") || kind.contains("Binary") {
                texts.insert((name.to_owned(), column.to_owned()));
            }
        }
    }
    let rules: BTreeSet<(String, String)> = stores::TABLES
        .iter()
        .flat_map(|t| t.columns.iter().map(|(column, _)| (t.name.to_owned(), (*column).to_owned())))
        .collect();
    let without: Vec<_> = texts.difference(&rules).collect();
    assert!(without.is_empty(), "say in src/people/erasure/stores.rs what an erasure does with {without:?}");
    let unknown: Vec<_> = rules.difference(&texts).collect();
    assert!(unknown.is_empty(), "no such texts: {unknown:?}");
    assert!(texts.len() > 90);
}

on_both! {
    async fn a_deleted_person_is_erased_and_tickets_stay(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let number = bob.submit("Bob Brown asks about bob@acme.example").await;
        bob.sign_out().await;
        let tom = app.sign_in(w.tom).await;
        let page = tom.post(&format!("/agent/tickets/{number}/comments"), &[("body", "Dear Bob, BOB BROWN <Bob@Acme.example> it is."), ("kind", "public"), ("status", "open"), ("status_was", "new")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let theirs = app.sign_in(w.eve).await.submit("Ask BÓB  Brown, BOB@acme.example, not bob").await;
        app.sql(&format!("UPDATE users SET notes = 'Knows Bob Brown' WHERE id = {}", w.eve));
        let ann = app.sign_in(w.ann).await;
        let assumed = ann.assume(w.bob).await;
        assumed.submit("In his name").await;
        assumed.revert().await;
        let tickets = app.number("SELECT count(*) FROM tickets");
        let comments = app.number("SELECT count(*) FROM comments");
        let path = format!("/admin/people/deleted-users/{}/erase", w.bob);
        assert_eq!(ann.get(&path).await.status, 404, "not deleted");
        delete(&app, w.bob);

        // What it says beforehand, and who may.
        let page = ann.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("Delete Bob Brown permanently?"));
        for (user, status) in [(w.tom, 403), (w.eve, 403), (w.lea, 403)] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get(&path).await.status, status);
            assert_eq!(tab.post(&path, &[("confirm", "Bob Brown")]).await.status, status);
        }
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert_eq!(gil.get(&path).await.status, 404);
        assert_eq!(gil.post(&path, &[("confirm", "Bob Brown")]).await.status, 404);
        let olga = app.sign_in(w.olga).await;
        let as_ann = olga.assume(w.ann).await;
        assert_eq!(as_ann.get(&path).await.status, 403);
        assert_eq!(as_ann.post(&path, &[("confirm", "Bob Brown")]).await.status, 403);
        for wrong in ["", "Bob", "<script>", "Eve Evans"] {
            let page = ann.post(&path, &[("confirm", wrong)]).await;
            assert_eq!(page.status, 422);
            assert!(page.has("#confirm-error"));
        }
        assert_eq!(app.number("SELECT count(*) FROM erasures"), 0);

        let erasure = erase(&app, &ann, w.bob).await;
        assert_eq!(app.text("SELECT state FROM erasures"), "done");
        let report = ann.get(&format!("/admin/people/erasures/{erasure}")).await;
        assert_eq!(report.status, 200);
        assert!(report.says("Everything was erased") && report.says("User 109") && !report.body.contains("Bob"), "{}", report.body);
        assert_eq!(gil.get(&format!("/admin/people/erasures/{erasure}")).await.status, 404);
        assert_eq!(gil.get(&format!("/admin/people/erasures/{erasure}/receipt.json")).await.status, 404);

        // Nothing left, but everything that others need.
        let name = app.text(&format!("SELECT name FROM users WHERE id = {}", w.bob));
        assert!(name.starts_with("Deleted user ") && name.len() == 17, "{name}");
        for (table, n) in [("addresses", 0), ("sessions", 1), ("former_identifiers", 0)] {
            assert_eq!(app.number(&format!("SELECT count(*) FROM {table} WHERE user_id = {}", w.bob)), n, "{table}");
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets"), tickets);
        assert_eq!(app.number("SELECT count(*) FROM comments"), comments);
        let subject = |n: i64| app.text(&format!("SELECT subject FROM tickets WHERE number = {n} AND account_id = 1"));
        assert_eq!(subject(number), "[removed] asks about [removed]");
        assert_eq!(subject(theirs), "Ask BÓB Brown, [removed], not bob", "a name in somebody else's request could be anybody's");
        assert_eq!(app.text("SELECT body FROM comments WHERE author_id = 104"), "Dear [removed], [removed] <[removed]> it is.");
        assert_eq!(app.text(&format!("SELECT notes FROM users WHERE id = {}", w.eve)), "Knows [removed]");
        assert_eq!(app.number("SELECT count(*) FROM audit_values WHERE body LIKE '%Bob%' OR body LIKE '%bob@%'"), 0);
        assert_eq!(app.audit().faults, []);

        // Not to be found, assumed, erased again.
        let found = ann.get("/agent/people?q=Brown").await;
        assert!(!found.body.contains("Bob Brown"));
        assert_eq!(ann.get(&format!("/agent/users/{}", w.bob)).await.status, 404);
        assert_ne!(ann.try_assume(w.bob).await.status, 303);
        assert_eq!(ann.get(&path).await.location(), format!("/admin/people/erasures/{erasure}"));
        assert_eq!(ann.post(&path, &[("confirm", "x")]).await.location(), format!("/admin/people/erasures/{erasure}"));
        assert!(erasure::round(&app.state).unwrap() == 0);
    }

    async fn receipts_verify_until_somebody_touches_them(app: App) {
        let w = app.world.clone();
        app.sign_in(w.eve).await.submit("Eve Evans here").await;
        let ann = app.sign_in(w.ann).await;
        delete(&app, w.eve);
        let erasure = erase(&app, &ann, w.eve).await;
        let answer = ann.get(&format!("/admin/people/erasures/{erasure}/receipt.json")).await;
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\"E-2026-"));
        let genuine = answer.body;
        assert_eq!(genuine, file(&app, erasure));
        assert!(!genuine.replace("everywhere", "").to_lowercase().contains("eve"));
        let check = receipt::check(&app.state, &genuine).unwrap();
        assert_eq!((check.faults, check.later), (vec![], 0));
        assert!(check.looked_for >= 3);
        // Written otherwise it is still the same.
        let value: serde_json::Value = serde_json::from_str(&genuine).unwrap();
        assert_eq!(receipt::check(&app.state, &serde_json::to_string_pretty(&value).unwrap()).unwrap().faults, Vec::<String>::new());
        for (from, to) in [("\"left\":0", "\"left\":1"), ("\"person\":110", "\"person\":109"), ("\"after\":1", "\"after\":2"), ("\"everywhere\":true", "\"everywhere\":false")] {
            assert!(genuine.contains(from), "{from} in {genuine}");
            assert_eq!(receipt::check(&app.state, &genuine.replacen(from, to, 1)).unwrap().faults.len(), 1, "{to}");
        }
        assert!(receipt::check(&app.state, "{}").is_err() && receipt::check(&app.state, "").is_err());
        let other = stead::state::State { secrets: stead::secrets::Secrets::derive(&[8; 32]).unwrap(), ..app.state.clone() };
        assert_eq!(receipt::check(&other, &genuine).unwrap().faults.len(), 1, "another deployment's");
        // The person comes back into a text: told apart by when it was written.
        app.state.clock.forward(60);
        app.sign_in(w.bob).await.submit("Where is eve@acme.example?").await;
        let check = receipt::check(&app.state, &genuine).unwrap();
        assert_eq!(check.faults, Vec::<String>::new());
        assert!(check.later >= 1);
        app.sql("UPDATE comments SET body = 'by eve@acme.example', created_at = 1 WHERE id = (SELECT min(id) FROM comments)");
        assert_eq!(receipt::check(&app.state, &genuine).unwrap().faults, ["requests: 1 records speak of the person again"]);
        // The row is not the one that was sealed.
        app.sql("UPDATE erasures SET body = '{}'");
        assert!(receipt::check(&app.state, &genuine).unwrap().faults.iter().any(|f| f.contains("does not know")));
    }

    async fn the_log_tells_erased_details_from_stolen_ones(app: App) {
        let w = app.world.clone();
        app.sign_in(w.eve).await.submit("One").await;
        app.sign_in(w.bob).await.submit("Two").await;
        let ann = app.sign_in(w.ann).await;
        let (entry, salt, body) = (
            app.number(&format!("SELECT min(id) FROM audit_entries WHERE root_user_id = {}", w.eve)),
            "SELECT salt FROM audit_values WHERE entry_id =", "SELECT body FROM audit_values WHERE entry_id =",
        );
        let (salt, body) = (app.text(&format!("{salt} {entry}")), app.text(&format!("{body} {entry}")));
        delete(&app, w.eve);
        erase(&app, &ann, w.eve).await;
        assert_eq!(app.number(&format!("SELECT count(*) FROM audit_values WHERE entry_id = {entry}")), 0);
        assert_eq!(app.audit().faults, []);
        let other = app.number(&format!("SELECT min(id) FROM audit_entries WHERE root_user_id = {}", w.bob));
        let kept = (app.text(&format!("SELECT salt FROM audit_values WHERE entry_id = {other}")), app.text(&format!("SELECT body FROM audit_values WHERE entry_id = {other}")));
        app.sql(&format!("DELETE FROM audit_values WHERE entry_id = {other}"));
        assert_eq!(app.audit().faults.iter().map(|f| f.what).collect::<Vec<_>>(), ["its details are missing"]);
        let put = |entry: i64, salt: &str, body: &str| {
            app.sql(&format!("INSERT INTO audit_values (entry_id, salt, body) VALUES ({entry}, '{salt}', '{body}')"));
        };
        put(other, &kept.0, &kept.1);
        assert_eq!(app.audit().faults, []);
        put(entry, &salt, &body);
        assert_eq!(app.audit().faults.iter().map(|f| f.what).collect::<Vec<_>>(), ["its details were erased and have come back"]);
        app.sql(&format!("DELETE FROM audit_values WHERE entry_id = {entry}"));
        // The list itself cannot go unnoticed.
        let list = app.number("SELECT min(id) FROM audit_entries WHERE act = 'person.traces_erased'");
        let kept = (app.text(&format!("SELECT salt FROM audit_values WHERE entry_id = {list}")), app.text(&format!("SELECT body FROM audit_values WHERE entry_id = {list}")));
        app.sql(&format!("DELETE FROM audit_values WHERE entry_id = {list}"));
        assert!(!app.audit().faults.is_empty());
        put(list, &kept.0, &kept.1);
        assert_eq!(app.audit().faults, []);
    }

    async fn a_crash_on_the_way_is_gone_on_with(app: App) {
        let w = app.world.clone();
        app.sign_in(w.bob).await.submit("Bob Brown speaking").await;
        delete(&app, w.bob);
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        let ids = stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| erasure::begin(tx, w.bob)).unwrap();
        assert!(app.text("SELECT name FROM users WHERE id = 109").starts_with("Deleted user"), "gone from the first moment");
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE subject LIKE '%Bob%'"), 1);
        // The page says so, and another process that died holds it for some minutes.
        let ann = app.sign_in(w.ann).await;
        assert!(ann.get(&format!("/admin/people/erasures/{}", ids[0])).await.says("under way"));
        assert_eq!(ann.get(&format!("/admin/people/erasures/{}/receipt.json", ids[0])).await.status, 404);
        app.sql(&format!("UPDATE erasures SET lease_until = {}", app.state.clock.now().plus_minutes(10).0));
        assert_eq!(erasure::round(&app.state).unwrap(), 0);
        app.state.clock.forward(11 * 60);
        assert_eq!(erasure::round(&app.state).unwrap(), 1);
        assert_eq!(app.text("SELECT subject FROM tickets"), "[removed] speaking");
        assert_eq!(receipt::check(&app.state, &file(&app, ids[0])).unwrap().faults, Vec::<String>::new());
        // Between the halves: the identifiers are gone, the files have not forgotten yet.
        delete(&app, w.eve);
        let ids = stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| erasure::begin(tx, w.eve)).unwrap();
        let twice = stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| erasure::begin(tx, w.eve));
        assert!(matches!(twice, Err(stead::error::Error::Conflict)));
        let both = [ids.clone(), ids.clone()].concat();
        assert_eq!(erasure::carry_out(&app.state, &both).unwrap(), 1);
        assert_eq!(erasure::carry_out(&app.state, &both).unwrap(), 0);
    }

    async fn after_thirty_days_it_happens_by_itself(app: App) {
        let w = app.world.clone();
        delete(&app, w.bob);
        // The world's own deleted person, and somebody who was merged into Bob.
        app.sql(&format!("UPDATE users SET merged_into_id = {} WHERE id = {}", w.bob, w.del));
        let day = 24 * 60 * 60;
        app.state.clock.forward(30 * day - 60);
        assert_eq!(erasure::round(&app.state).unwrap(), 0);
        app.state.clock.forward(120);
        assert_eq!(erasure::round(&app.state).unwrap(), 2);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE erased_at IS NOT NULL"), 2);
        assert_eq!(app.number("SELECT count(*) FROM erasures WHERE asked_by_id IS NULL AND state = 'done'"), 2);
        assert_eq!(app.number("SELECT n FROM people_counts WHERE account_id = 1 AND category = 'deleted'"), 0);
        let ann = app.sign_in(w.ann).await;
        let list = ann.get("/admin/people/erasures").await;
        assert_eq!(list.texts("tbody tr").len(), 2, "{}", list.body);
        assert!(app.sign_in_at("globex.localhost", w.gil).await.get("/admin/people/erasures").await.says("Nobody has been"));
    }

    async fn several_are_erased_at_once(app: App) {
        let w = app.world.clone();
        for user in [w.bob, w.eve] {
            delete(&app, user);
        }
        let ann = app.sign_in(w.ann).await;
        let path = "/admin/people/deleted-users/erasure";
        let (bob, eve) = (w.bob.to_string(), w.eve.to_string());
        // Who is not deleted, or another account's, is not among them.
        let page = ann.get(&format!("{path}?id={bob}&id={eve}&id={}&id={}", w.zoe, w.hal)).await;
        assert_eq!(page.texts("main .list li"), ["Bob Brown", "Eve Evans"]);
        assert_eq!(ann.get(path).await.status, 303);
        for wrong in ["", "3", "two"] {
            assert_eq!(ann.post(path, &[("id", &bob), ("id", &eve), ("confirm", wrong)]).await.status, 422);
        }
        assert_eq!(app.sign_in(w.tom).await.post(path, &[("id", &bob), ("confirm", "1")]).await.status, 403);
        let as_abel = app.sign_in(w.olga).await.assume(w.abel).await;
        assert_eq!(as_abel.post(path, &[("id", &bob), ("confirm", "1")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM erasures"), 0);
        let page = ann.post(path, &[("id", &bob), ("id", &eve), ("confirm", "2")]).await;
        assert!(page.location().starts_with("/admin/people/erasures"));
        assert_eq!(app.number("SELECT count(*) FROM users WHERE erased_at IS NOT NULL"), 2, "gone at once");
        for _ in 0..400 {
            if app.number("SELECT count(*) FROM erasures WHERE state = 'done'") == 2 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the background does the rest");
    }

    async fn others_keep_their_texts_whatever_somebody_calls_themselves(app: App) {
        let w = app.world.clone();
        // What anybody can put into their own profile, unproved.
        app.sql("UPDATE users SET name = 'Printer Problem' WHERE id = 109");
        app.sql("UPDATE users SET name = 'Bob Brown', alias = 'Acme Example' WHERE id = 109");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 109, 'email', 'ceo@partner.example', 'ceo@partner.example', FALSE, 1), (1, 109, 'phone', '555 010 0200', '5550100200', FALSE, 1)");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 109, 'email', 'bob@old.example', 'bob@old.example', FALSE, 1, 1)");
        app.sql("DELETE FROM addresses WHERE value = 'bob@old.example'");
        let unproved = "Printer Problem 555-010-0200 ceo@partner.example";
        let theirs = app.sign_in(w.eve).await.submit(&format!("{unproved} bob@old.example")).await;
        let own = app.sign_in(w.bob).await.submit(&format!("{unproved} bob@old.example")).await;
        app.sql("UPDATE end_user_settings SET allowlist = 'acme.example bob@acme.example printer problem', blocklist = 'ceo@partner.example old.example', welcome_text = 'Printer Problem?' WHERE account_id = 1");
        app.sql("UPDATE users SET notes = 'Printer Problem, 555 010 0200' WHERE id = 110");
        let ann = app.sign_in(w.ann).await;
        let assume = async |reason: &str| {
            let page = ann.post(&format!("/agent/users/{}/assumption", w.eve), &[("understood", "1"), ("reason", reason)]).await;
            assert_eq!(page.status, 303, "{}", page.body);
            app.sql("UPDATE frames SET ended_at = 1, end_cause = 'reverted' WHERE ended_at IS NULL");
            app.number("SELECT max(id) FROM audit_entries WHERE act = 'assumption.started'")
        };
        let (kept, mentions) = (assume(unproved).await, assume("For bob@old.example, bob@acme.example").await);
        // What strangers asked for is counted by hashes of addresses.
        app.visitor().tab().post("/access/forgot-password", &[("email", "bob@acme.example")]).await;
        let hash = |what: &str, address: &str| stead::secrets::sha256(format!("{what}\n1\n{address}").as_bytes());
        for (what, address) in [("request", "bob@acme.example"), ("mail", "bob@old.example"), ("mail", "eve@acme.example")] {
            app.sql(&format!("INSERT INTO sign_in_failures (account_id, address_hash, failures, locked_until, updated_at) VALUES (1, '{}', 1, 1, 1)", hash(what, address)));
        }
        let counted = |what: &str, address: &str| app.number(&format!("SELECT count(*) FROM sign_in_failures WHERE address_hash = '{}'", hash(what, address)));
        assert_eq!(counted("mail", "bob@acme.example"), 1);
        delete(&app, w.bob);
        let erasure = erase(&app, &ann, w.bob).await;

        let subject = |n: i64| app.text(&format!("SELECT subject FROM tickets WHERE number = {n} AND account_id = 1"));
        assert_eq!(subject(theirs), format!("{unproved} [removed]"), "only what was proved to be theirs");
        assert_eq!(subject(own), "[removed] [removed] [removed] [removed]", "their own has no trace");
        let setting = |column: &str| app.text(&format!("SELECT {column} FROM end_user_settings WHERE account_id = 1"));
        assert_eq!(setting("allowlist"), "acme.example  printer problem");
        assert_eq!(setting("blocklist"), "ceo@partner.example old.example");
        assert_eq!(setting("welcome_text"), "Printer Problem?");
        assert_eq!(app.text("SELECT notes FROM users WHERE id = 110"), "[removed], 555 010 0200", "notes are about people");
        let reasons: Vec<String> = ["min", "max"].iter().map(|m| app.text(&format!("SELECT reason FROM frames WHERE id = (SELECT {m}(id) FROM frames)"))).collect();
        assert_eq!(reasons, [unproved, "For [removed], [removed]"]);
        let details = |entry: i64| app.number(&format!("SELECT count(*) FROM audit_values WHERE entry_id = {entry}"));
        assert_eq!((details(kept), details(mentions)), (1, 0));
        assert_eq!([("mail", "bob@acme.example"), ("request", "bob@acme.example"), ("mail", "bob@old.example"), ("mail", "eve@acme.example")].map(|(what, address)| counted(what, address)), [0, 0, 0, 1]);
        assert_eq!(receipt::check(&app.state, &file(&app, erasure)).unwrap().faults, Vec::<String>::new());
        assert_eq!(app.audit().faults, []);
    }

    async fn waiting_mail_never_goes(app: App) {
        let w = app.world.clone();
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| {
            let bob = stead::identity::person(tx.conn(), &account, w.bob)?;
            stead::mail::queue(tx, &bob, None, &stead::mail::Letter::PasswordChanged)?;
            tx.record(stead::audit::Entry::new("person.created", "user", w.bob))
        })
        .unwrap();
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE state = 'queued' AND address = 'bob@acme.example'"), 1);
        delete(&app, w.bob);
        let ann = app.sign_in(w.ann).await;
        erase(&app, &ann, w.bob).await;
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE state = 'suppressed' AND reason = 'deleted' AND address = '' AND text IS NULL"), 1);
        assert_eq!(ann.get("/admin/account/logs/emails").await.status, 200);
    }

    async fn what_somebody_else_has_too_stays_theirs(app: App) {
        let w = app.world.clone();
        app.sql(&format!("UPDATE users SET name = 'Bob Brown', folded_name = 'bob brown' WHERE id = {}", w.eve));
        app.sign_in(w.eve).await.submit("Bob Brown, the other one").await;
        app.sign_in(w.bob).await.submit("Bob Brown, this one").await;
        delete(&app, w.bob);
        // The address found another person meanwhile.
        app.sql(&format!("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, {}, 'email', 'bob@acme.example', 'bob@acme.example', FALSE, 1)", w.eve));
        app.sql(&format!("UPDATE users SET notes = 'Now bob@acme.example' WHERE id = {}", w.eve));
        let ann = app.sign_in(w.ann).await;
        let erasure = erase(&app, &ann, w.bob).await;
        assert_eq!(app.text(&format!("SELECT subject FROM tickets WHERE requester_id = {}", w.eve)), "Bob Brown, the other one");
        assert_eq!(app.text(&format!("SELECT subject FROM tickets WHERE requester_id = {}", w.bob)), "[removed], this one");
        assert_eq!(app.text(&format!("SELECT notes FROM users WHERE id = {}", w.eve)), "Now bob@acme.example");
        assert_eq!(receipt::check(&app.state, &file(&app, erasure)).unwrap().faults, Vec::<String>::new());
    }
}

mod parts;
mod proof;
