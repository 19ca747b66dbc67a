//! Sessions: what may cross between identities (nothing), and what outlives what (nothing).

use crate::on_both;
use crate::support::{App, Tab};

/// Everything of the root's session row but its keys and times of use.
fn bag(app: &App, user: i64) -> String {
    app.text(&format!(
        "SELECT id || '|' || user_id || '|' || epoch || '|' || address || '|' || agent || '|' || created_at || '|' || expires_at \
         FROM sessions WHERE user_id = {user} AND ended_at IS NULL"
    ))
}

on_both! {
    async fn f2_nothing_put_into_a_session_while_assumed_stays_after_it(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let (row, cookies) = (bag(&app, w.ann), ann.person.jar.lock().unwrap().keys().cloned().collect::<Vec<_>>());
        let people = "SELECT name || coalesce(locale, '-') || epoch FROM users WHERE id = 102";
        let person = app.text(people);
        let bob = ann.assume(w.bob).await;
        bob.submit("One").await;
        bob.post("/access/language", &[("language", "fr")]).await;
        bob.get("/hc/requests?lang=fr").await;
        bob.revert().await;
        assert_eq!(bag(&app, w.ann), row);
        assert_eq!(ann.person.jar.lock().unwrap().keys().cloned().collect::<Vec<_>>(), cookies);
        assert_eq!(app.text(people), person);
        assert!(ann.get("/admin").await.has("html[lang='en']"), "the subject's language stays the subject's");
        // And the other way round: Bob finds only what he himself has.
        assert_eq!(app.number(&format!("SELECT count(*) FROM sessions WHERE user_id = {}", w.bob)), 0);
    }

    async fn f5_losing_the_root_ends_the_frame_at_the_next_request(app: App) {
        let w = app.world.clone();
        for (what, undo) in [
            ("UPDATE users SET role = 'agent', epoch = epoch + 1 WHERE id = 102", "UPDATE users SET role = 'administrator' WHERE id = 102"),
            ("UPDATE users SET suspended_at = 1, epoch = epoch + 1 WHERE id = 102", "UPDATE users SET suspended_at = NULL WHERE id = 102"),
            ("UPDATE users SET suspended_at = 1 WHERE id = 102", "UPDATE users SET suspended_at = NULL WHERE id = 102"),
            ("UPDATE users SET deleted_at = 1, epoch = epoch + 1 WHERE id = 102", "UPDATE users SET deleted_at = NULL WHERE id = 102"),
            ("signed out everywhere", "UPDATE users SET epoch = epoch WHERE id = 102"),
        ] {
            let ann = app.sign_in(w.ann).await;
            let bob = ann.assume(w.bob).await;
            let (token, own) = (bob.token().await, ann.token().await);
            if what == "signed out everywhere" {
                let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
                stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| {
                    stead::identity::end_sessions(tx, &account, w.ann, None, stead::identity::EndCause::SignedOut)
                }).unwrap();
            } else {
                app.sql(what);
            }
            let write = bob.post_with_token("/hc/requests", &token, &[("subject", "Late"), ("body", "Late")]).await;
            assert_eq!(write.status, 410, "{what}: {}", write.body);
            assert!(write.body.contains("Late"), "the text is given back");
            let own = ann.post_with_token("/hc/requests", &own, &[("subject", "Late"), ("body", "Late")]).await;
            assert_eq!(own.status, 401, "{what}");
            assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
            assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0, "{what}");
            app.sql(undo);
        }
    }

    async fn f5_a_demoted_actor_in_the_middle_loses_what_stands_on_them(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        // Without an epoch: the policy itself is asked again.
        app.sql("UPDATE users SET ticket_access = 'assigned' WHERE id = 104");
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        tom.is(w.tom).await;
        let bob = ann.assume(w.bob).await;
        app.sql("UPDATE users SET role = 'agent' WHERE id = 109");
        assert_eq!(bob.get("/hc/requests").await.status, 200, "an agent is still lower than an administrator");
        app.sql("UPDATE users SET role = 'administrator' WHERE id = 109");
        assert_eq!(bob.get("/hc/requests").await.status, 410, "a peer is not");
        ann.is(w.ann).await;
        let cause = app.text("SELECT end_cause FROM frames ORDER BY id DESC LIMIT 1");
        assert_eq!(cause, "right_lost");
    }

    async fn f5_a_changed_subject_ends_the_frame(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for what in [
            "UPDATE users SET epoch = epoch + 1 WHERE id = 109",
            "UPDATE users SET suspended_at = 1 WHERE id = 109",
            "UPDATE users SET suspended_at = NULL, deleted_at = 1 WHERE id = 109",
        ] {
            app.sql("UPDATE users SET suspended_at = NULL, deleted_at = NULL WHERE id = 109");
            let bob = ann.assume(w.bob).await;
            app.sql(what);
            assert_eq!(bob.get("/hc/requests").await.status, 410, "{what}");
            assert_eq!(app.text("SELECT end_cause FROM frames ORDER BY id DESC LIMIT 1"), "subject_changed");
            ann.is(w.ann).await;
        }
        app.sql("UPDATE users SET deleted_at = NULL WHERE id = 109");
        let bob = ann.assume(w.bob).await;
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        assert_eq!(bob.get("/hc/requests").await.status, 410, "the Help Center went");
    }

    async fn f6_fifty_cycles_leave_as_many_sessions_and_frames_as_before(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for _ in 0..50 {
            ann.assume(w.bob).await.revert().await;
        }
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE ended_at IS NULL"), 1);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
        assert_eq!(app.number("SELECT count(*) FROM frames"), 50);
        ann.is(w.ann).await;
    }

    async fn f7_nothing_of_the_subject_stands_in_the_way_back(app: App) {
        let w = app.world.clone();
        let gates = [
            "UPDATE users SET suspended_at = 1 WHERE id = 109",
            "UPDATE users SET deleted_at = 1 WHERE id = 109",
            "UPDATE users SET epoch = epoch + 1 WHERE id = 109",
            "UPDATE users SET verified_at = NULL, password_hash = NULL WHERE id = 109",
            "UPDATE users SET role = 'administrator' WHERE id = 109",
            "UPDATE accounts SET help_center_active = FALSE WHERE id = 1",
            "UPDATE accounts SET reason_required = TRUE WHERE id = 1",
            "UPDATE users SET explained_at = NULL WHERE id = 102",
        ];
        for gate in gates {
            let ann = app.sign_in(w.ann).await;
            let bob = ann.assume(w.bob).await;
            let token = bob.token().await;
            app.sql(gate);
            let back = bob.post_with_token("/assumption/revert", &token, &[]).await;
            assert_eq!(back.status, 303, "{gate}: {}", back.body);
            assert!(back.location().starts_with("/agent/users/109"), "{gate}: {}", back.location());
            ann.is(w.ann).await;
            app.sql("UPDATE users SET suspended_at = NULL, deleted_at = NULL, role = 'end_user' WHERE id = 109");
            app.sql("UPDATE accounts SET help_center_active = TRUE, reason_required = FALSE WHERE id = 1");
            app.sql("UPDATE users SET explained_at = 1 WHERE id = 102");
        }
    }

    async fn f14_the_subject_stays_signed_in_and_is_not_touched(app: App) {
        let w = app.world.clone();
        let (phone, laptop) = (app.sign_in(w.bob).await, app.sign_in(w.bob).await);
        let seen = "SELECT coalesce(last_sign_in_at, 0) || '|' || updated_at || '|' || epoch FROM users WHERE id = 109";
        let before = app.text(seen);
        app.state.clock.forward(120);
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        bob.get("/hc/requests").await;
        bob.revert().await;
        assert_eq!(app.text(seen), before, "last sign-in and the like are the person's own");
        phone.is(w.bob).await;
        laptop.is(w.bob).await;
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE user_id = 109 AND ended_at IS NULL"), 2);
    }

    async fn f21_the_subject_gains_nothing_from_being_assumed(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let framed = ann.assume(w.bob).await;
        let bob = app.sign_in(w.bob).await;
        let page = bob.get("/hc/requests").await;
        assert!(!page.has(".strip") && !page.has("form[action*='/assumption/']"), "no banner, no way to revert");
        for path in ["/assumption/back", "/assumption/revert"] {
            assert_eq!(bob.post(path, &[]).await.status, 404);
        }
        // The scope, if they ever saw it, is worth nothing to them.
        let stolen = Tab { person: bob.person.clone(), prefix: framed.prefix.clone() };
        assert_eq!(stolen.get("/hc/requests").await.status, 404);
        assert_eq!(bob.get("/admin").await.status, 403);
        framed.is(w.bob).await;
    }

    async fn f25_sign_out_ends_everything_and_nothing_sticks_to_the_next_person(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        // Saving a form of "oneself" in a frame signs nobody in for good.
        bob.post("/access/language", &[("language", "fr")]).await;
        ann.is(w.ann).await;
        assert_eq!(ann.sign_out().await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
        assert_eq!(bob.get("/hc/requests").await.location(), "/access/sign-in?to=%2Fhc%2Frequests");
        let tom = ann.person.tab();
        assert_eq!(tom.sign_in("tom@acme.example", crate::support::world::PASSWORD).await.status, 303);
        tom.is(w.tom).await;
        assert_eq!(bob.get("/hc/requests").await.status, 404, "the old prefix is nothing to the next person");
    }

    async fn f27_what_one_identity_was_told_no_other_is_shown(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let sent = bob.post("/hc/requests", &[("subject", "S"), ("body", "B")]).await.location();
        let plain = sent.strip_prefix(&bob.prefix).unwrap().to_owned();
        assert!(bob.get(&plain).await.has("[role='status']"), "told where it was done");
        let query = plain.split_once('?').unwrap().1;
        for _ in 0..3 {
            let page = ann.get(&format!("/admin?{query}")).await;
            assert!(!page.has("main > .alert.ok"), "and nowhere else: {}", page.body);
        }
        // Every answer for a person is nobody else's to keep.
        for tab in [&ann, &bob] {
            let page = tab.get("/hc/requests").await;
            assert_eq!(page.header("cache-control"), "no-store");
            assert!(page.header("vary").contains("Cookie"));
        }
    }

    async fn f40_the_session_id_changes_at_sign_in_and_at_every_start_and_end(app: App) {
        let w = app.world.clone();
        let person = app.visitor();
        let tab = person.tab();
        tab.get("/access/sign-in").await;
        // A made-up or planted id is never adopted.
        person.jar.lock().unwrap().insert("stead".into(), "planted".into());
        assert_eq!(tab.get("/admin").await.status, 303);
        let mut seen = vec![];
        let mut note = |what: &str| {
            let now = person.cookie("stead").unwrap();
            assert!(!seen.contains(&now), "{what}: the id did not change");
            seen.push(now);
        };
        tab.sign_in("ann@acme.example", crate::support::world::PASSWORD).await;
        note("sign-in");
        let bob = tab.assume(w.bob).await;
        note("start");
        bob.revert().await;
        note("end");
        let tom = tab.assume(w.tom).await;
        note("start");
        tom.assume(w.bob).await;
        note("nested start");
        tab.revert_started().await;
        note("end of all");
        // The one before works for requests in flight, and no longer.
        let [.., before, _] = &seen[..] else { panic!() };
        let late = app.visitor();
        late.jar.lock().unwrap().insert("stead".into(), before.clone());
        assert_eq!(late.tab().get("/admin").await.status, 200);
        app.state.clock.forward(stead::identity::ROTATION_GRACE_SECONDS);
        late.jar.lock().unwrap().insert("stead".into(), before.clone());
        assert_eq!(late.tab().get("/admin").await.status, 303);
        assert_eq!(tab.get("/admin").await.status, 200);
        // The frame's id or scope, or any token, is no session.
        for other in [bob.prefix.trim_start_matches("/~").to_owned(), tab.token().await] {
            let thief = app.visitor();
            thief.jar.lock().unwrap().insert("stead".into(), other);
            assert_eq!(thief.tab().get("/admin").await.status, 303);
        }
    }

    async fn a_signed_out_session_never_comes_back(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let old = ann.person.cookie("stead").unwrap();
        let token = ann.token().await;
        ann.sign_out().await;
        ann.person.jar.lock().unwrap().insert("stead".into(), old);
        assert_eq!(ann.get("/admin").await.status, 303);
        ann.person.jar.lock().unwrap().remove("stead");
        let late = ann.post_with_token("/hc/requests", &token, &[("subject", "x"), ("body", "x")]).await;
        assert!([401, 403, 409].contains(&late.status.as_u16()), "{}", late.status);
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE ended_at IS NULL"), 0);
        assert_eq!(app.number("SELECT count(*) FROM sessions"), 1);
    }

    async fn the_store_never_makes_or_revives_a_session(app: App) {
        use actix_session::storage::{SessionKey, SessionStore};
        use std::collections::HashMap;
        let store = stead::identity::Store;
        let ttl = actix_web::cookie::time::Duration::hours(1);
        let state = |key: &str| HashMap::from([(stead::identity::SESSION_KEY.to_owned(), format!("\"{key}\""))]);
        let key = "A".repeat(43);
        let session_key = |key: &str| SessionKey::try_from(key.to_owned()).unwrap();
        assert!(store.save(HashMap::new(), &ttl).await.is_err());
        assert!(store.save(state("short"), &ttl).await.is_err());
        assert!(store.update(session_key(&key), state(&key), &ttl).await.is_err(), "nothing is ever updated here");
        for odd in ["", "short", &"!".repeat(43), &"A".repeat(44)] {
            assert!(store.load(&session_key(odd)).await.unwrap().is_none(), "{odd}");
        }
        assert_eq!(app.number("SELECT count(*) FROM sessions"), 0, "sessions are made by transactions only");
    }

    async fn what_does_not_fit_together_is_not_followed(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        // The child says that somebody else started it.
        app.sql("UPDATE frames SET actor_user_id = 105 WHERE subject_user_id = 109");
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        // The child lives, its parent does not.
        let bob = tom.assume(w.bob).await;
        app.sql("UPDATE frames SET ended_at = 1, end_cause = 'reverted' WHERE subject_user_id = 104");
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        assert_eq!(tom.get("/hc/requests").await.status, 410);
        ann.is(w.ann).await;
        // Undone, since the log tells of it as it was.
        app.sql("UPDATE frames SET actor_user_id = 104 WHERE actor_user_id = 105");
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
    }

    async fn a_write_asks_again_whether_its_identity_still_holds(app: App) {
        use stead::error::Error;
        use stead::identity::{self, Asked, Gate, Origin, Resolution};
        let w = app.world.clone();
        let origin = Origin::local("web");
        for (what, undo, as_root) in [
            ("UPDATE users SET epoch = epoch + 1 WHERE id = 102", "UPDATE users SET epoch = epoch WHERE id = 102", true),
            ("UPDATE users SET suspended_at = 1 WHERE id = 102", "UPDATE users SET suspended_at = NULL WHERE id = 102", true),
            ("UPDATE sessions SET ended_at = 1, end_cause = 'signed_out'", "UPDATE users SET epoch = epoch WHERE id = 102", true),
            ("UPDATE users SET suspended_at = 1 WHERE id = 109", "UPDATE users SET suspended_at = NULL WHERE id = 109", false),
            ("UPDATE users SET epoch = epoch + 1 WHERE id = 109", "UPDATE users SET epoch = epoch WHERE id = 109", false),
            ("UPDATE users SET role = 'administrator' WHERE id = 109", "UPDATE users SET role = 'end_user' WHERE id = 109", false),
            ("UPDATE frames SET ended_at = 1, end_cause = 'reverted' WHERE ended_at IS NULL", "UPDATE users SET epoch = epoch WHERE id = 109", false),
            ("UPDATE frames SET expires_at = 1 WHERE ended_at IS NULL", "UPDATE users SET epoch = epoch WHERE id = 109", false),
        ] {
            let ann = app.sign_in(w.ann).await;
            let bob = ann.assume(w.bob).await;
            // Let in before, writing after.
            let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
            let key = identity::write_as_system(&app.state, &account, "test", "command", |tx| {
                let session = app.number("SELECT max(id) FROM sessions");
                Ok(identity::rotate_session(tx, session)?.map(|k| (k, tx.record(stead::audit::Entry::new("session.created", "session", session)))))
            }).unwrap().map(|(k, _)| k);
            let asked = Asked { label: None, key, scope: bob.prefix.strip_prefix("/~").map(str::to_owned), ..Asked::default() };
            let (_, Resolution::Live(framed, _)) = Gate::new(app.state.clone()).look(asked.clone()).await.unwrap() else { panic!("{what}") };
            let (_, Resolution::Live(own, _)) = Gate::new(app.state.clone()).look(Asked { scope: None, ..asked }).await.unwrap() else { panic!("{what}") };
            app.sql(what);
            let late = identity::write(&app.state, &framed, &origin, |tx| stead::tickets::create(tx, "Late", "Late", None));
            assert!(matches!(late, Err(Error::Ended(_) | Error::SignedOut)), "{what}: {late:?}");
            let own = identity::write(&app.state, &own, &origin, |tx| stead::tickets::create(tx, "Own", "Own", None));
            assert_eq!(own.is_err(), as_root, "{what}");
            app.sql(undo);
            app.sql("UPDATE frames SET ended_at = 1, end_cause = 'expired' WHERE ended_at IS NULL");
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE subject = 'Late'"), 0);
    }

    async fn a_new_password_shuts_out_whoever_has_a_copy_of_the_cookie(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let copy = app.visitor();
        *copy.jar.lock().unwrap() = ann.person.jar.lock().unwrap().clone();
        let password = crate::support::world::PASSWORD;
        let fields = [("current_password", password), ("password", "A whole new password 2")];
        assert_eq!(ann.post("/access/password", &fields).await.status, 303);
        assert_eq!(copy.tab().get("/admin").await.status, 303, "at once, without grace");
        ann.is(w.ann).await;
        // Guessing the present password is bounded too.
        let mut last = String::new();
        for _ in 0..6 {
            last = ann.post("/access/password", &[("current_password", "a guess"), ("password", "Yet another password 8")]).await.body;
        }
        assert!(last.contains("10 minutes"), "{last}");
    }

    async fn end_users_go_when_the_help_center_goes(app: App) {
        let w = app.world.clone();
        let (bob, tom) = (app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        assert_eq!(bob.get("/hc/requests").await.status, 303);
        assert_eq!(app.visitor().tab().sign_in("bob@acme.example", crate::support::world::PASSWORD).await.status, 422);
        tom.is(w.tom).await;
    }

    async fn revert_to_your_identity_leads_there_even_when_the_top_has_ended(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let token = bob.token().await;
        app.sql("UPDATE users SET epoch = epoch + 1 WHERE id = 109");
        let gone = bob.get("/hc/requests").await;
        assert_eq!(gone.status, 410);
        assert!(!gone.says("You are Ann Archer again"), "the agent is still assumed");
        assert!(gone.has(&format!("a[href^='{}/agent/users/']", tom.prefix)), "{}", gone.body);
        tom.is(w.tom).await;
        let done = bob.post_with_token("/assumption/revert", &token, &[]).await;
        assert!(done.location().starts_with("/agent/users/104?notice="), "{}", done.location());
        assert_eq!(tom.get("/").await.status, 410, "all of the stack has ended");
        ann.is(w.ann).await;
    }
}
