//! Suspending, deleting and restoring people: who may, what goes and what stays, and what happens at the same moment.

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

async fn suspend(tab: &Tab, user: i64) -> Page {
    tab.post(&format!("/agent/users/{user}/suspension"), &[("reason", "abuse"), ("text", "Twice in one day.")]).await
}

async fn unsuspend(tab: &Tab, user: i64) -> Page {
    tab.post(&format!("/agent/users/{user}/suspension/end"), &[]).await
}

async fn delete(tab: &Tab, user: i64) -> Page {
    tab.post(&format!("/agent/users/{user}/delete"), &[("delete", "1")]).await
}

async fn restore(tab: &Tab, user: i64, email: &str) -> Page {
    tab.post(&format!("/admin/people/deleted-users/{user}/restore"), &[("email", email)]).await
}

fn acts(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

fn count(app: &App, category: &str) -> i64 {
    app.number(&format!("SELECT n FROM people_counts WHERE account_id = 1 AND category = '{category}'"))
}

/// That nothing leads to a person any more.
fn cut_off(app: &App, user: i64) {
    for query in [
        "SELECT count(*) FROM addresses WHERE user_id =",
        "SELECT count(*) FROM links WHERE user_id =",
        "SELECT count(*) FROM sessions WHERE ended_at IS NULL AND user_id =",
        "SELECT count(*) FROM frames WHERE ended_at IS NULL AND subject_user_id =",
        "SELECT count(*) FROM mails WHERE state = 'queued' AND user_id =",
    ] {
        assert_eq!(app.number(&format!("{query} {user}")), 0, "{query} {user}");
    }
    let left = format!(
        "SELECT count(*) FROM users WHERE id = {user} AND email IS NULL AND verified_at IS NULL AND password_hash IS NULL \
         AND external_id IS NULL AND deleted_at IS NOT NULL"
    );
    assert_eq!(app.number(&left), 1);
}

on_both! {
    async fn a_suspended_person_is_shut_out_and_comes_back_whole(app: App) {
        let w = app.world.clone();
        let (ann, bob, tom) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        let number = bob.submit("Lights flicker").await;
        let framed = ann.assume(w.bob).await;
        let page = tom.get(&format!("/agent/users/{}/suspension", w.bob)).await;
        assert!(page.says("The person isn’t told."), "{}", page.body);

        let done = suspend(&tom, w.bob).await;
        let profile = tom.get(&done.location()).await;
        for words in ["The person is suspended.", "by Tom Turner", "Insults or threats", "Twice in one day.", "Unsuspend"] {
            assert!(profile.says(words), "{words}: {}", profile.body);
        }
        assert_eq!(bob.get("/hc/requests").await.status, 303, "signed out");
        assert_eq!(framed.get("/hc/requests").await.status, 410, "nobody stands in for them");
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0, "ended at once, not at the next visit");
        assert_ne!(app.visitor().tab().sign_in("bob@acme.example", PASSWORD).await.status, 303);
        assert_eq!(ann.try_assume(w.bob).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter <> 'request_received'"), 0, "never told");
        let ticket = tom.get(&format!("/agent/tickets/{number}")).await;
        assert!(ticket.says("Requester suspended"), "{}", ticket.body);
        assert!(ann.get("/agent/people?category=suspended").await.says("Bob Brown"));
        assert_eq!((count(&app, "suspended"), acts(&app, "person.suspended")), (2, 1));
        assert_eq!(suspend(&ann, w.bob).await.status, 409, "the first reason stays");
        assert_eq!(app.text("SELECT suspension_reason FROM users WHERE id = 109"), "abuse\nTwice in one day.");

        let profile = ann.get(&unsuspend(&ann, w.bob).await.location()).await;
        assert!(profile.says("The suspension is lifted.") && !profile.says("Twice in one day."));
        assert_eq!(count(&app, "suspended"), 1);
        let bob = app.sign_in(w.bob).await;
        assert!(bob.get("/hc/requests").await.says("Lights flicker"));
        assert_eq!(unsuspend(&ann, w.bob).await.status, 409);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND suspended_by_id IS NULL AND suspension_reason = ''"), 1);
    }

    async fn who_suspends_whom(app: App) {
        let w = app.world.clone();
        for (by, whom, status) in [
            (w.tom, w.tess, 403), (w.tom, w.ann, 403), (w.tom, w.tom, 403), (w.sam, w.bob, 403), (w.lea, w.bob, 403), (w.bob, w.eve, 403),
            (w.ann, w.olga, 403), (w.ann, w.abel, 403), (w.ann, w.ann, 403), (w.ann, w.hal, 404), (w.ann, w.del, 404), (w.ann, 99_999, 404),
            (w.tom, w.eve, 303), (w.ann, w.tom, 303), (w.olga, w.abel, 303),
        ] {
            let tab = app.sign_in(by).await;
            let page = tab.get(&format!("/agent/users/{whom}/suspension")).await.status;
            assert_eq!(page.as_u16(), if status == 303 { 200 } else { status }, "{by} {whom}");
            assert_eq!(suspend(&tab, whom).await.status, status, "{by} {whom}");
        }
        // An agent who is assumed may what the agent may.
        app.sql("UPDATE users SET suspended_at = NULL WHERE account_id = 1");
        let framed = app.sign_in(w.ann).await.assume(w.tom).await;
        assert_eq!(suspend(&framed, w.bob).await.status, 303);
        assert_eq!(app.number("SELECT suspended_by_id FROM users WHERE id = 109"), w.tom);
        let (root, effective) = (
            app.number("SELECT root_user_id FROM audit_entries WHERE act = 'person.suspended' ORDER BY id DESC LIMIT 1"),
            app.number("SELECT effective_user_id FROM audit_entries WHERE act = 'person.suspended' ORDER BY id DESC LIMIT 1"),
        );
        assert_eq!((root, effective), (w.ann, w.tom));
    }

    async fn a_suspension_needs_a_reason(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let long = "é".repeat(501);
        for (language, words) in [("en", "Choose a reason."), ("fr", "Choisissez un motif.")] {
            tom.post("/access/language", &[("language", language)]).await;
            let page = tom.post("/agent/users/109/suspension", &[("reason", "<script>"), ("text", "kept \u{202e}")]).await;
            assert_eq!(page.status, 422);
            assert!(page.says(words) && page.says("kept") && page.has("#reason[aria-invalid='true']"), "{}", page.body);
            let page = tom.post("/agent/users/109/suspension", &[("reason", "spam"), ("text", &long)]).await;
            assert_eq!(page.status, 422);
            assert!(page.has("#text[aria-invalid='true']") && page.has("#reason option[value='spam'][selected]"));
        }
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND suspended_at IS NOT NULL"), 0);
    }

    async fn nobody_with_an_unclosed_request_is_deleted_unless_an_administrator_closes_it_too(app: App) {
        let w = app.world.clone();
        let (ann, bob, tom) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        for n in 0..30 {
            bob.submit(&format!("Question {n}")).await;
        }
        app.sql("UPDATE tickets SET status = 'solved' WHERE number = 30");
        app.sql("UPDATE tickets SET status = 'closed' WHERE number = 1");
        let page = tom.get("/agent/users/109/delete").await;
        assert!(page.says("29 requests have to be closed first") && page.says("and 4 more"), "{}", page.body);
        assert_eq!(page.texts(".alert.bad li a").len(), 25);
        assert!(page.has(".alert.bad a[href='/agent/tickets/30']"), "solved is not enough");
        assert!(page.says("An administrator can close them") && page.has("button[aria-disabled='true'][aria-describedby='why']"));
        for fields in [vec![("delete", "1")], vec![], vec![("close", "0")], vec![("close", "x"), ("delete", "1")]] {
            let page = tom.post("/agent/users/109/delete", &fields).await;
            assert_eq!(page.status, 422, "{fields:?}");
            assert!(page.says("29 requests"), "{fields:?}");
        }
        assert_eq!(tom.post("/agent/users/109/delete", &[("close", "29")]).await.status, 403, "an agent closes nothing with it");
        assert_eq!(ann.post("/agent/users/109/delete", &[("delete", "1")]).await.status, 422, "not without saying so");

        // What was not seen is not closed.
        let page = ann.get("/agent/users/109/delete").await;
        assert!(page.has("button[name='close'][value='29']"), "{}", page.body);
        bob.submit("One more").await;
        let page = ann.post("/agent/users/109/delete", &[("close", "29")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("The list has changed") && page.says("30 requests"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE status = 'closed'"), 1, "nothing happened");

        let before = [app.number("SELECT count(*) FROM tickets"), app.number("SELECT count(*) FROM comments"), app.number("SELECT requests_count FROM users WHERE id = 109")];
        let listed = ann.get(&ann.post("/agent/users/109/delete", &[("close", "30")]).await.location()).await;
        assert!(listed.says("The user is deleted.") && !listed.says("Bob Brown"), "{}", listed.body);
        let after = [app.number("SELECT count(*) FROM tickets"), app.number("SELECT count(*) FROM comments"), app.number("SELECT requests_count FROM users WHERE id = 109")];
        assert_eq!(before, after, "reports count the same");
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE status = 'closed'"), 31);
        assert_eq!((acts(&app, "ticket.closed"), acts(&app, "person.deleted")), (30, 1));
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE state = 'queued' AND user_id = 109"), 0);
        cut_off(&app, w.bob);
        assert_eq!(bob.get("/hc/requests").await.status, 303);
        assert_eq!(ann.get("/agent/users/109").await.status, 404);
        assert_ne!(app.visitor().tab().sign_in("bob@acme.example", PASSWORD).await.status, 303);

        // The name still labels what they wrote.
        let ticket = ann.get("/agent/tickets/5").await;
        assert!(ticket.says("Bob Brown") && ticket.says("(deleted)"), "{}", ticket.body);
        assert!(!ticket.has("a[href='/agent/users/109']"), "no link that leads nowhere");
    }

    async fn who_deletes_whom(app: App) {
        let w = app.world.clone();
        for (by, whom, status) in [
            (w.tom, w.tess, 403), (w.sam, w.bob, 403), (w.lea, w.bob, 403), (w.bob, w.eve, 403), (w.bob, w.bob, 403),
            (w.ann, w.olga, 403), (w.olga, w.olga, 403), (w.ann, w.ann, 403), (w.ann, w.hal, 404), (w.ann, w.del, 404), (w.ann, 99_999, 404),
            (w.tom, w.zoe, 303), (w.ann, w.cory, 303), (w.ann, w.abel, 303),
        ] {
            let tab = app.sign_in(by).await;
            let page = tab.get(&format!("/agent/users/{whom}/delete")).await.status;
            assert_eq!(page.as_u16(), if status == 303 { 200 } else { status }, "{by} {whom}");
            assert_eq!(delete(&tab, whom).await.status, status, "{by} {whom}");
        }
        // The account may leave it to administrators, and says so.
        app.sql("UPDATE end_user_settings SET deletion_by = 'administrators' WHERE account_id = 1");
        let tom = app.sign_in(w.tom).await;
        let refused = delete(&tom, w.eve).await;
        assert!(refused.status == 403 && refused.says("only administrators delete or merge end users"), "{}", refused.body);
        let profile = tom.get("/agent/users/110").await;
        assert!(profile.has("#options button.danger[aria-disabled='true']") && profile.says("only administrators delete or merge end users"));
        let ann = app.sign_in(w.ann).await;
        // Never while assumed, not even by somebody who may.
        for tab in [ann.assume(w.tom).await, app.sign_in(w.olga).await.assume(w.ann).await] {
            for path in ["/agent/users/110/delete", "/admin/people/deleted-users/112/restore", "/admin/people/deleted-users/restoration"] {
                assert_eq!(tab.get(path).await.status, 403, "{path}");
                assert_eq!(tab.post(path, &[("delete", "1"), ("id", "112")]).await.status, 403, "{path}");
            }
        }
        assert_eq!(delete(&ann, w.eve).await.status, 303);
    }

    async fn a_deleted_team_member_leaves_their_tickets_to_nobody(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        for n in 1..=3 {
            bob.submit(&format!("Question {n}")).await;
        }
        app.sql("UPDATE tickets SET assignee_id = 105, status = 'open' WHERE number <= 2");
        app.sql("UPDATE tickets SET assignee_id = 105, status = 'closed' WHERE number = 3");
        let tess = app.sign_in(w.tess).await;
        let framed = tess.assume(w.bob).await;
        let ann = app.sign_in(w.ann).await;
        let page = ann.get("/agent/users/105/delete").await;
        assert!(page.says("2 tickets are assigned to nobody then."), "{}", page.body);
        assert_eq!(delete(&ann, w.tess).await.status, 303);
        cut_off(&app, w.tess);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE assignee_id = 105"), 1, "the closed one says who did it");
        assert_eq!(acts(&app, "ticket.unassigned"), 2);
        assert_eq!(tess.get("/agent").await.status, 303);
        assert_ne!(framed.get("/hc/requests").await.status, 200, "nor do their frames go on");
    }

    async fn a_billing_admin_who_is_restored_is_none(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        let ann = app.sign_in(w.ann).await;
        assert_eq!(delete(&ann, w.abel).await.status, 303);
        assert_eq!(restore(&ann, w.abel, "mine@acme.example").await.status, 303);
        assert_eq!(app.text("SELECT role FROM users WHERE id = 103 AND NOT billing_admin"), "administrator");
        assert_eq!(acts(&app, "billing_admin.removed"), 1);
    }

    async fn deleted_people_are_listed_searched_and_restored(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, 109, 'vip')");
        app.sql("UPDATE users SET notes = 'Keeps bees', external_id = 'B-1' WHERE id = 109");
        app.sql("UPDATE users SET deleted_at = deleted_at - 86400000 WHERE id = 112");
        assert_eq!(delete(&ann, w.bob).await.status, 303);
        let page = ann.get("/admin/people/deleted-users").await;
        assert_eq!(page.texts("tbody th b"), ["Bob Brown", "Del Gone"]);
        assert!(page.says("by Ann Archer") && page.says("2 deleted users") && page.says("30 days left"), "{}", page.body);
        assert!(ann.get("/agent/people").await.says("Deleted 2"));
        assert_eq!(ann.get("/admin/people/deleted-users?q=DEL%20g").await.texts("tbody th b"), ["Del Gone"]);
        assert!(ann.get("/admin/people/deleted-users?q=gone").await.texts("tbody th b").is_empty(), "the beginning only");
        assert_eq!(ann.get("/admin/people/deleted-users?q=%25_%5C%22").await.status, 200);
        for user in [w.tom, w.lea, w.bob] {
            if user != w.bob {
                let tab = app.sign_in(user).await;
                assert_eq!(tab.get("/admin/people/deleted-users").await.status, 403);
                assert_eq!(restore(&tab, w.bob, "").await.status, 403);
                assert!(!tab.get("/agent/people").await.has("a[href='/admin/people/deleted-users']"));
            }
        }
        // Another account sees none of it.
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert!(gil.get("/admin/people/deleted-users").await.says("Nobody is deleted"));
        assert_eq!(restore(&gil, w.bob, "").await.status, 404);

        // Addresses have to be given again, and nobody else's.
        let page = ann.get("/admin/people/deleted-users/109/restore").await;
        assert!(page.says("a welcome mail goes out"), "{}", page.body);
        for (typed, words) in [("eve@acme.example", "already taken"), ("EVE@acme.example ", "already taken"), ("nonsense", "such as name@example.com"), ("a b@c.example", "such as name@example.com")] {
            let page = restore(&ann, w.bob, typed).await;
            assert!(page.status == 422 && page.says(words) && page.has("#email[aria-invalid='true']"), "{typed}: {}", page.body);
        }
        // A team member is led to by no group's mailbox.
        app.sql("UPDATE users SET role = 'agent' WHERE id = 109");
        let page = restore(&ann, w.bob, "support@acme.example").await;
        assert!(page.status == 422 && page.has("#email[aria-invalid='true']"), "{}", page.body);
        app.sql("UPDATE users SET role = 'end_user' WHERE id = 109");
        let page = restore(&ann, w.bob, &format!("{}@x.example", "y".repeat(300))).await;
        assert_eq!(page.status, 422);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND deleted_at IS NOT NULL"), 1);
        let profile = ann.get(&restore(&ann, w.bob, "bob.new@acme.example").await.location()).await;
        for words in ["The user is restored.", "Bob Brown", "bob.new@acme.example"] {
            assert!(profile.says(words), "{words}: {}", profile.body);
        }
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE user_id = 109 AND letter = 'welcome' AND state <> 'suppressed'"), 1);
        assert_eq!(app.number("SELECT count(*) FROM user_tags WHERE user_id = 109 AND tag = 'vip'"), 1);
        assert_eq!(app.text("SELECT notes FROM users WHERE id = 109"), "Keeps bees");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND password_hash IS NULL AND verified_at IS NULL AND deleted_by_id IS NULL"), 1);
        assert_eq!((count(&app, "deleted"), count(&app, "end_users")), (1, 3));
        assert!(ann.get("/agent/people?q=bob.new").await.says("Bob Brown"), "searches find them again");
        assert_eq!(restore(&ann, w.bob, "").await.status, 403, "nobody is restored twice");
    }

    async fn restoring_says_which_mail_goes(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for (n, (change, words, state)) in [
            ("UPDATE end_user_settings SET welcome_on_creation = FALSE", "sends no welcome mail", "welcome_off"),
            ("UPDATE accounts SET help_center_active = FALSE", "the Help Center is not active", "help_center_off"),
        ].into_iter().enumerate() {
            app.sql("UPDATE end_user_settings SET welcome_on_creation = TRUE");
            app.sql(change);
            let page = ann.get("/admin/people/deleted-users/112/restore").await;
            assert!(page.says(words), "{words}: {}", page.body);
            assert_eq!(restore(&ann, w.del, &format!("del{n}@acme.example")).await.status, 303);
            assert_eq!(app.text("SELECT reason FROM mails ORDER BY id DESC LIMIT 1"), state);
            assert_eq!(delete(&ann, w.del).await.status, 303);
        }
    }

    async fn several_are_restored_at_once_and_only_in_time(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        assert_eq!(delete(&ann, w.bob).await.status, 303);
        assert_eq!(delete(&ann, w.eve).await.status, 303);
        let month = 30 * 24 * 60 * 60 * 1_000_i64;
        app.sql(&format!("UPDATE users SET deleted_at = deleted_at - {month} WHERE id = 112"));
        let nobody = ann.get("/admin/people/deleted-users/restoration").await;
        assert!(ann.get(&nobody.location()).await.says("Choose somebody in the list first."));
        let page = ann.get("/admin/people/deleted-users/restoration?id=109&id=110&id=112&id=152&id=x").await;
        assert!(page.says("Restore 2 users") && page.says("The time to restore this person is over.") && !page.says("Hal Hart"), "{}", page.body);
        assert_eq!(restore(&ann, w.del, "").await.status, 403);
        let page = ann.post("/admin/people/deleted-users/restoration", &[("id", "109"), ("id", "110"), ("id", "112"), ("id", "152")]).await;
        assert_eq!(page.status, 422, "what was left is said");
        assert!(page.says("Del Gone") && !page.says("Bob Brown"), "{}", page.body);
        assert_eq!((count(&app, "deleted"), count(&app, "end_users")), (1, 3));
        assert_eq!(acts(&app, "person.restored"), 2);
    }

    async fn deleted_people_are_paged_by_key(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for i in 0..60_i64 {
            // Some at the same moment, as after deleting several at once.
            app.sql(&format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, search_text, deleted_at, created_at, updated_at) VALUES \
                 ({}, 1, 'end_user', 'Crowd {i:02}', 'crowd {i:02}', 'crowd {i:02}', {}, 1, 1)", 2_000 + i, 1_795_000_000_000 + i / 7));
        }
        let names = |page: &Page| page.texts("tbody th b");
        let (mut path, mut forth, mut paths) = ("/admin/people/deleted-users?q=crowd".to_owned(), vec![], vec![]);
        loop {
            let page = ann.get(&path).await;
            forth.push(names(&page));
            paths.push(path.clone());
            match link(&page, "next") { Some(next) => path = next, None => break }
        }
        assert_eq!(forth.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
        let mut sorted = forth.concat();
        sorted.sort();
        sorted.reverse();
        assert_eq!(forth.concat(), sorted, "the last deleted first");
        for expected in forth.iter().rev().skip(1) {
            path = link(&ann.get(&path).await, "prev").expect("a way back");
            assert_eq!(&names(&ann.get(&path).await), expected);
        }
        assert!(link(&ann.get(&path).await, "prev").is_none());
    }

    async fn a_request_and_a_deletion_at_once_never_leave_an_open_request_of_nobody(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for round in 0..12 {
            let id = 3_000 + round;
            app.sql(&format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, password_hash, verified_at, created_at, updated_at) \
                 SELECT {id}, 1, role, 'Pat {round}', 'pat {round}', 'pat{round}@acme.example', 'pat {round}', password_hash, 1, 1, 1 FROM users WHERE id = 109"));
            app.sql(&format!("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, {id}, 'email', 'pat{round}@acme.example', 'pat{round}@acme.example', TRUE, 1, 1)"));
            let pat = app.sign_in(id).await;
            let (theirs, ours) = (pat.token().await, ann.token().await);
            let path = format!("/agent/users/{id}/delete");
            let (asked, deleted) = tokio::join!(
                pat.post_with_token("/hc/requests", &theirs, &[("subject", "Now"), ("body", "Words.")]),
                ann.post_with_token(&path, &ours, &[("delete", "1")]),
            );
            let (is_deleted, open) = (
                app.number(&format!("SELECT count(*) FROM users WHERE id = {id} AND deleted_at IS NOT NULL")),
                app.number(&format!("SELECT count(*) FROM tickets WHERE requester_id = {id} AND status <> 'closed'")),
            );
            assert_eq!(is_deleted + open, 1, "round {round}: {} {}", asked.status, deleted.status);
            assert_eq!(deleted.status == 303, is_deleted == 1);
        }
    }

    async fn acts_on_one_person_at_once_take_turns(app: App) {
        let w = app.world.clone();
        let (ann, abel, tom) = (app.sign_in(w.ann).await, app.sign_in(w.abel).await, app.sign_in(w.tom).await);
        let answers = tokio::join!(delete(&ann, w.bob), delete(&abel, w.bob), suspend(&tom, w.bob), suspend(&ann, w.bob), delete(&tom, w.bob));
        for page in [&answers.0, &answers.1, &answers.2, &answers.3, &answers.4] {
            assert!([303, 404, 409].contains(&page.status.as_u16()), "{}", page.status);
        }
        assert_eq!((acts(&app, "person.deleted"), count(&app, "deleted")), (1, 2));
        cut_off(&app, w.bob);
        let answers = tokio::join!(restore(&ann, w.bob, "bob@acme.example"), restore(&abel, w.bob, "bob@acme.example"), restore(&ann, w.del, "bob@acme.example"));
        let done = [&answers.0, &answers.1, &answers.2].iter().filter(|p| p.status == 303).count();
        assert!(done >= 1);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE folded = 'bob@acme.example'"), 1, "one address, one person");
    }

    async fn a_merge_shows_what_will_happen_and_does_that(app: App) {
        let w = app.world.clone();
        furnish(&app);
        let (tom, bob, eve) = (app.sign_in(w.tom).await, app.sign_in(w.bob).await, app.sign_in(w.eve).await);
        let (asked, _) = (bob.submit("From Bob").await, eve.submit("From Eve").await);
        bob.post(&format!("/hc/requests/{asked}/comments"), &[("body", "Bob again")]).await;
        app.sql("UPDATE tickets SET status = 'closed' WHERE number = 1");

        // Find the other one, by name or by address.
        for q in ["evans", "eve@acme.example", "EVE@acme.example"] {
            let page = tom.get(&format!("/agent/users/109/merge?q={q}")).await;
            assert!(page.says("Eve Evans") && page.has("a[href='/agent/users/109/merge/110']"), "{q}: {}", page.body);
        }
        let page = tom.get("/agent/users/109/merge?q=o").await;
        assert!(!page.has("a[href*='/merge/109']") && !page.has("a[href*='/merge/104']"), "neither oneself nor the team");
        let page = tom.get("/agent/users/109/merge/110").await;
        for words in ["Merge Bob Brown into Eve Evans", "1 request moves to Eve Evans", "bob@acme.example", "bob@home.example", "+441234", "can’t be undone", "Confirm and Merge", "Shirt size"] {
            assert!(page.says(words), "{words}: {}", page.body);
        }
        let picked = |name: &str| page.html().select(&scraper::Selector::parse(&format!("input[name='{name}'][checked]")).unwrap()).map(|e| e.attr("value").unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(picked("pick_name"), ["kept"]);
        assert_eq!(picked("pick_tags"), ["both"]);
        assert_eq!(picked("pick_notes"), ["both"]);
        assert_eq!(picked("pick_external_id"), ["taken"], "nothing is lost by itself");
        assert!(picked("pick_locale").len() == 1);

        let mails = app.number("SELECT count(*) FROM mails");
        let seen = seen(&page);
        let done = tom.post("/agent/users/109/merge/110", &[("seen", &seen), ("pick_name", "taken"), ("pick_notes", "taken"), ("pick_primary", "taken"), ("pick_field_1", "taken")]).await;
        let profile = tom.get(&done.location()).await;
        assert!(done.location().starts_with("/agent/users/110?"));
        for words in ["The profiles are merged.", "Bob Brown", "bob@home.example", "eve@acme.example", "From Bob", "From Eve"] {
            assert!(profile.says(words), "{words}: {}", profile.body);
        }
        assert_eq!(app.text("SELECT email FROM users WHERE id = 110"), "bob@acme.example", "as picked");
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 110 AND is_primary"), 1);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 110"), 4);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 110 AND verified_at IS NOT NULL AND kind = 'email'"), 2, "verified stays verified");
        assert_eq!(app.text("SELECT notes FROM users WHERE id = 110"), "Bob's notes");
        assert_eq!(app.text("SELECT external_id FROM users WHERE id = 110"), "B-1");
        assert_eq!(app.number("SELECT count(*) FROM user_tags WHERE user_id = 110"), 3, "both");
        assert_eq!(app.number("SELECT count(*) FROM memberships WHERE user_id = 110"), 2);
        assert_eq!(app.text("SELECT value FROM user_field_values WHERE user_id = 110"), "large");
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE requester_id = 110 AND submitter_id = 110"), 2, "closed ones too");
        assert_eq!(app.number("SELECT count(*) FROM comments WHERE author_id = 110"), 3);
        assert_eq!((app.number("SELECT requests_count FROM users WHERE id = 110"), app.number("SELECT requests_count FROM users WHERE id = 109")), (2, 0));
        assert_eq!((acts(&app, "ticket.requester_changed"), acts(&app, "person.merged"), acts(&app, "person.merge_received")), (1, 1, 1));
        assert_eq!(app.number("SELECT count(*) FROM mails"), mails, "nobody is mailed");
        assert_eq!(app.number("SELECT count(*) FROM former_identifiers WHERE user_id = 110 AND value = 'Eve Evans'"), 1, "for their erasure");
        for left in ["memberships", "user_tags", "user_field_values"] {
            assert_eq!(app.number(&format!("SELECT count(*) FROM {left} WHERE user_id = 109")), 0, "{left}");
        }
        cut_off(&app, w.bob);
        assert_eq!(bob.get("/hc/requests").await.status, 303);
        // The old profile leads on; it is listed as merged, and does not come back.
        let on = tom.get("/agent/users/109").await;
        assert!(on.location().starts_with("/agent/users/110?"));
        assert!(tom.get(&on.location()).await.says("was merged into this one"));
        let ann = app.sign_in(w.ann).await;
        let listed = ann.get("/admin/people/deleted-users").await;
        assert!(listed.says("into Bob Brown") && !listed.has("a[href$='/109/restore']"), "{}", listed.body);
        let refused = restore(&ann, w.bob, "x@acme.example").await;
        assert!(refused.status == 403 && refused.says("was merged into another one"), "{}", refused.body);
        // Both addresses sign in to the one profile now, with its password.
        let again = app.visitor().tab();
        assert_eq!(again.sign_in("eve@acme.example", PASSWORD).await.status, 303);
        assert!(again.get("/hc/requests").await.says("From Bob"));
    }

    async fn a_merge_keeps_what_was_picked_to_be_kept(app: App) {
        let w = app.world.clone();
        furnish(&app);
        let tom = app.sign_in(w.tom).await;
        let seen = seen(&tom.get("/agent/users/109/merge/110").await);
        let kept = ["name", "primary", "notes", "external_id", "tags", "organizations", "field_1", "locale"].map(|n| format!("pick_{n}"));
        let mut fields = vec![("seen", seen.as_str())];
        fields.extend(kept.iter().map(|n| (n.as_str(), "kept")));
        assert_eq!(tom.post("/agent/users/109/merge/110", &fields).await.status, 303);
        assert_eq!(app.text("SELECT name || email || notes || coalesce(external_id, '-') FROM users WHERE id = 110"), "Eve Evanseve@acme.exampleEve's notes-");
        assert_eq!(app.number("SELECT count(*) FROM user_tags WHERE user_id = 110"), 2);
        assert_eq!(app.number("SELECT count(*) FROM memberships WHERE user_id = 110"), 1);
        assert_eq!(app.text("SELECT value FROM user_field_values WHERE user_id = 110"), "small");
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 110"), 4, "addresses move in any case");
    }

    async fn who_merges_whom_and_when_not(app: App) {
        let w = app.world.clone();
        for (by, goes, stays, status) in [
            (w.sam, w.bob, w.eve, 403), (w.lea, w.bob, w.eve, 403), (w.bob, w.bob, w.eve, 403),
            (w.tom, w.tess, w.eve, 403), (w.tom, w.bob, w.tess, 403), (w.ann, w.bob, w.olga, 403), (w.tom, w.bob, w.tom, 403),
            (w.tom, w.bob, w.hal, 404), (w.tom, w.hal, w.bob, 404), (w.tom, w.bob, w.del, 404), (w.tom, w.del, w.bob, 404), (w.tom, w.bob, w.bob, 404), (w.tom, w.bob, 99_999, 404),
        ] {
            let tab = app.sign_in(by).await;
            assert_eq!(tab.get(&format!("/agent/users/{goes}/merge/{stays}")).await.status, status, "{by} {goes} {stays}");
            assert_eq!(tab.post(&format!("/agent/users/{goes}/merge/{stays}"), &[("seen", "x")]).await.status, status, "{by} {goes} {stays}");
        }
        let framed = app.sign_in(w.ann).await.assume(w.tom).await;
        for path in ["/agent/users/109/merge", "/agent/users/109/merge/110"] {
            assert_eq!(framed.get(path).await.status, 403);
        }
        assert_eq!(framed.post("/agent/users/109/merge/110", &[]).await.status, 403);
        assert!(framed.get("/agent/users/109").await.has("#merge-off"), "and says so");
        // More requests than are moved in one go, and nobody whom a mail could reach.
        let tom = app.sign_in(w.tom).await;
        app.sql("UPDATE users SET requests_count = 10001 WHERE id = 110");
        let page = tom.get("/agent/users/109/merge/110").await;
        assert!(page.says("more than 10,000 requests") && page.has("button[aria-disabled='true']"), "{}", page.body);
        assert_eq!(tom.post("/agent/users/109/merge/110", &[("seen", &seen(&page))]).await.status, 422);
        app.sql("UPDATE users SET requests_count = 0 WHERE id = 110");
        app.sql("UPDATE users SET verified_at = NULL, email = NULL WHERE id = 109");
        app.sql("DELETE FROM addresses WHERE user_id = 109");
        let page = tom.get("/agent/users/109/merge/110").await;
        assert!(page.says("is unverified and has no e-mail address"), "{}", page.body);
        assert_eq!(tom.post("/agent/users/109/merge/110", &[("seen", &seen(&page))]).await.status, 422);
        // Whoever may not delete may not merge either.
        app.sql("UPDATE end_user_settings SET deletion_by = 'administrators' WHERE account_id = 1");
        let page = tom.get("/agent/users/109/merge/110").await;
        assert!(page.status == 403 && page.says("only administrators delete or merge end users"), "{}", page.body);
        assert_eq!(tom.get("/agent/users/109/merge").await.status, 403);
        assert_eq!(tom.post("/agent/users/109/merge/110", &[("seen", "x")]).await.status, 403);
        assert!(tom.get("/agent/users/109").await.has("#merge-off"));
        assert_eq!(app.sign_in(w.ann).await.get("/agent/users/109/merge/110").await.status, 200);
        assert_eq!(acts(&app, "person.merged"), 0);
    }

    async fn a_merge_of_what_has_changed_meanwhile_is_shown_again(app: App) {
        let w = app.world.clone();
        furnish(&app);
        let tom = app.sign_in(w.tom).await;
        let before = seen(&tom.get("/agent/users/109/merge/110").await);
        app.sql("UPDATE users SET notes = 'Changed', updated_at = updated_at + 1 WHERE id = 110");
        let page = tom.post("/agent/users/109/merge/110", &[("seen", &before), ("pick_name", "taken")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("One of the profiles has changed") && page.says("Changed"), "{}", page.body);
        assert!(page.has("input[name='pick_name'][value='taken'][checked]"), "what was picked stays picked");
        assert_eq!(tom.post("/agent/users/109/merge/110", &[("seen", &seen(&page))]).await.status, 303);
    }

    async fn ten_thousand_requests_move_in_one_go(app: App) {
        let w = app.world.clone();
        app.sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO tickets \
             (account_id, number, subject, status, requester_id, submitter_id, created_at, updated_at) \
             SELECT 1, i, 'Many', 'closed', 109, 109, 1, 1 FROM n");
        let tom = app.sign_in(w.tom).await;
        let page = tom.get("/agent/users/109/merge/110").await;
        assert!(page.says("10000 requests move"), "{}", page.body);
        let begun = std::time::Instant::now();
        assert_eq!(tom.post("/agent/users/109/merge/110", &[("seen", &seen(&page))]).await.status, 303);
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
        assert_eq!(app.number("SELECT requests_count FROM users WHERE id = 110"), 10_000);
        assert_eq!(acts(&app, "ticket.requester_changed"), 10_000);
    }

    async fn merges_at_once_leave_a_sane_state(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 111");
        let (tom, tess, ann) = (app.sign_in(w.tom).await, app.sign_in(w.tess).await, app.sign_in(w.ann).await);
        let bob = app.sign_in(w.bob).await;
        bob.submit("From Bob").await;
        app.sql("UPDATE tickets SET status = 'closed'");
        let (a, b, c) = (
            seen(&tom.get("/agent/users/109/merge/110").await),
            seen(&tom.get("/agent/users/110/merge/109").await),
            seen(&tom.get("/agent/users/109/merge/111").await),
        );
        let (one, two, three) = ([("seen", a.as_str())], [("seen", b.as_str())], [("seen", c.as_str())]);
        let answers = tokio::join!(
            tom.post("/agent/users/109/merge/110", &one),
            tess.post("/agent/users/110/merge/109", &two),
            ann.post("/agent/users/109/merge/111", &three),
            delete(&ann, w.eve),
        );
        for page in [&answers.0, &answers.1, &answers.2, &answers.3] {
            assert!([303, 404, 422].contains(&page.status.as_u16()), "{}: {}", page.status, page.body);
        }
        assert_eq!(app.number("SELECT count(*) FROM users u JOIN users t ON t.id = u.merged_into_id WHERE t.merged_into_id = u.id"), 0, "no circle");
        assert_eq!(app.number("SELECT count(*) FROM tickets t JOIN users u ON u.id = t.requester_id WHERE u.merged_into_id IS NOT NULL"), 0, "no request of somebody merged away");
        assert_eq!(app.number("SELECT count(*) FROM addresses a JOIN users u ON u.id = a.user_id WHERE u.deleted_at IS NOT NULL"), 0, "no address of somebody deleted");
        assert_eq!(acts(&app, "person.merged"), app.number("SELECT count(*) FROM users WHERE merged_into_id IS NOT NULL"));
        assert!(acts(&app, "person.merged") + acts(&app, "person.deleted") >= 1);
    }

    async fn whoever_took_somebody_in_and_was_merged_or_deleted_is_followed(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 111");
        let tom = app.sign_in(w.tom).await;
        for (goes, stays) in [(109, 110), (110, 111)] {
            let path = format!("/agent/users/{goes}/merge/{stays}");
            let seen = seen(&tom.get(&path).await);
            assert_eq!(tom.post(&path, &[("seen", &seen)]).await.status, 303);
        }
        assert!(tom.get("/agent/users/109").await.location().starts_with("/agent/users/111?"));
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 111"), 3);
        assert_eq!(delete(&tom, w.zoe).await.status, 303);
        assert_eq!(tom.get("/agent/users/109").await.status, 404);
        // Another account is told nothing.
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert_eq!(gil.get("/agent/users/109").await.status, 404);
    }

    async fn administrators_delete_several_and_see_who_stays(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        bob.submit("Still open").await;
        let list = ann.get("/agent/people").await;
        assert_eq!(list.texts("tbody input[name='id']").len(), 3);
        assert!(!ann.get("/agent/people?category=agents").await.has("input[name='id']"));
        assert!(!app.sign_in(w.tom).await.get("/agent/people").await.has("input[name='id']"));
        assert!(!app.sign_in(w.olga).await.assume(w.ann).await.get("/agent/people").await.has("input[name='id']"));
        assert_eq!(app.sign_in(w.tom).await.get("/agent/people/deletion?id=109").await.status, 403);
        let nobody = ann.get("/agent/people/deletion").await;
        assert!(ann.get(&nobody.location()).await.says("Choose somebody in the list first."));

        let page = ann.get("/agent/people/deletion?id=109&id=110&id=111&id=101&id=152&id=112").await;
        assert!(page.says("Delete 2 users") && page.says("1 request isn’t closed") && page.has("a[href='/agent/users/109/delete']"), "{}", page.body);
        assert!(!page.says("Hal Hart") && !page.says("Del Gone") && page.says("Olga Olsen"));
        let page = ann.post("/agent/people/deletion", &[("id", "109"), ("id", "110"), ("id", "111"), ("id", "101"), ("id", "152")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("2 users are deleted") && page.says("Bob Brown") && page.has("a[href='/agent/users/109/delete']"), "{}", page.body);
        assert_eq!((count(&app, "deleted"), acts(&app, "person.deleted")), (3, 2));
        app.sql("UPDATE tickets SET status = 'closed'");
        let done = ann.post("/agent/people/deletion", &[("id", "109"), ("id", "110")]).await;
        assert!(ann.get(&done.location()).await.says("The users are deleted."));
        // A hundred at once, no more.
        for id in 5_000..5_120 {
            app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, search_text, created_at, updated_at) VALUES ({id}, 1, 'end_user', 'N {id}', 'n {id}', 'n {id}', 1, 1)"));
        }
        let ids: Vec<String> = (5_000..5_120).map(|id| id.to_string()).collect();
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
        assert_eq!(ann.post("/agent/people/deletion", &fields).await.status, 303);
        assert_eq!(count(&app, "deleted"), 4 + 100);
    }
}

/// Makes Bob and Eve differ in everything that can be picked.
fn furnish(app: &App) {
    for statement in [
        "INSERT INTO organizations (id, account_id, name, folded_name, created_at, updated_at) VALUES (1, 1, 'Bakery', 'bakery', 1, 1), (2, 1, 'Mill', 'mill', 1, 1)",
        "INSERT INTO memberships (account_id, user_id, organization_id, created_at) VALUES (1, 109, 1, 1), (1, 110, 2, 1)",
        "UPDATE users SET organization_id = 1, notes = 'Bob''s notes', external_id = 'B-1', locale = 'fr' WHERE id = 109",
        "UPDATE users SET organization_id = 2, notes = 'Eve''s notes', details = 'Kept', locale = 'en' WHERE id = 110",
        "INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, 109, 'vip'), (1, 109, 'wholesale'), (1, 110, 'vip'), (1, 110, 'news')",
        "INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (1, 1, 'shirt', 'Shirt size', 'text', 1, 1)",
        "INSERT INTO user_field_values (account_id, user_id, field_id, value) VALUES (1, 109, 1, 'large'), (1, 110, 1, 'small')",
        "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 109, 'email', 'bob@home.example', 'bob@home.example', FALSE, 1), (1, 109, 'phone', '+441234', '+441234', FALSE, 1)",
    ] {
        app.sql(statement);
    }
}

/// What the page of a merge says it has seen.
fn seen(page: &Page) -> String {
    let at = page.body.find("name=\"seen\" value=\"").unwrap_or_else(|| panic!("{}", page.body)) + 19;
    page.body[at..].split('"').next().unwrap().to_owned()
}

/// The address of the pager's link to the next or previous page.
fn link(page: &Page, rel: &str) -> Option<String> {
    let html = page.html();
    let found = html.select(&scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap()).next();
    found.and_then(|a| a.attr("href")).map(str::to_owned)
}
