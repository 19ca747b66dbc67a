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
        assert_eq!(app.number("SELECT count(*) FROM mails"), 0, "never told");
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
        assert!(refused.status == 403 && refused.says("only administrators delete end users"), "{}", refused.body);
        let profile = tom.get("/agent/users/110").await;
        assert!(profile.has("#options button.danger[aria-disabled='true']") && profile.says("only administrators delete end users"));
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
        for (typed, words) in [("eve@acme.example", "already taken"), ("EVE@acme.example ", "already taken"), ("nonsense", "like name@example.com"), ("a b@c.example", "like name@example.com")] {
            let page = restore(&ann, w.bob, typed).await;
            assert!(page.status == 422 && page.says(words) && page.has("#email[aria-invalid='true']"), "{typed}: {}", page.body);
        }
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
}

/// The address of the pager's link to the next or previous page.
fn link(page: &Page, rel: &str) -> Option<String> {
    let html = page.html();
    let found = html.select(&scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap()).next();
    found.and_then(|a| a.attr("href")).map(str::to_owned)
}
