//! What one-time links do: first passwords, other passwords, confirmed addresses; and what they do not do.

use stead::error::Result;
use stead::identity::{self, Tx};
use stead::security::links::{self, Purpose};

use crate::on_both;
use crate::support::App;
use crate::support::world::PASSWORD;

/// Runs something as the program itself.
pub fn by_itself<T>(app: &App, work: impl FnMut(&mut Tx<'_>) -> Result<T>) -> T {
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    identity::write_as_system(&app.state, &account, "test", "command", work).unwrap()
}

pub fn make(app: &App, user: i64, purpose: Purpose, address: Option<i64>, hours: i64) -> String {
    by_itself(app, |tx| {
        tx.record(stead::audit::Entry::new("person.invited", "user", user))?;
        links::make(tx, user, purpose, address, hours)
    })
}

/// A second, unverified address of a person; its id.
fn second_address(app: &App, user: i64) -> i64 {
    by_itself(app, |tx| {
        stead::people::addresses::add(tx, user, stead::people::addresses::Kind::Email, "second@acme.example", false)
    })
}

on_both! {
    async fn an_address_is_confirmed_by_the_button_and_never_by_the_link_alone(app: App) {
        let w = app.world.clone();
        let id = second_address(&app, w.bob);
        let verified = || app.number(&format!("SELECT count(*) FROM addresses WHERE id = {id} AND verified_at IS NOT NULL"));
        let path = format!("/access/verify/{}", make(&app, w.bob, Purpose::VerifyAddress, Some(id), 72));
        let tab = app.visitor().tab();
        let lines = app.number("SELECT count(*) FROM audit_entries");
        for _ in 0..3 {
            let page = tab.get(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.says("second@acme.example") && page.says("Bob Brown"), "{}", page.body);
            assert_eq!(page.header("referrer-policy"), "strict-origin");
        }
        assert_eq!((verified(), app.number("SELECT count(*) FROM audit_entries")), (0, lines), "looking changes nothing");
        assert_eq!(app.visitor_at("globex.localhost").tab().get(&path).await.status, 404, "another account's host");

        // Nobody confirms in somebody else's name.
        let bob = app.sign_in(w.ann).await.assume(w.bob).await;
        assert_eq!(bob.get(&path).await.status, 403);
        assert_eq!(bob.post(&path, &[]).await.status, 403);

        let done = tab.post(&path, &[]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(verified(), 1);
        assert_eq!(app.text("SELECT act FROM audit_entries WHERE account_id = 1 ORDER BY id DESC LIMIT 1"), "address.verified");
        assert_eq!(app.number("SELECT effective_user_id FROM audit_entries WHERE account_id = 1 ORDER BY id DESC LIMIT 1"), w.bob);
        let again = tab.get(&path).await;
        assert_eq!(again.status, 404);
        assert!(again.says("used"), "{}", again.body);
        assert_eq!(tab.post(&path, &[]).await.status, 404);
    }

    async fn a_link_dies_with_its_time_its_address_and_the_help_center(app: App) {
        let w = app.world.clone();
        let id = second_address(&app, w.bob);
        let path = || format!("/access/verify/{}", make(&app, w.bob, Purpose::VerifyAddress, Some(id), 72));
        let tab = app.visitor().tab();
        let (old, new) = (path(), path());
        assert_eq!((tab.get(&old).await.status.as_u16(), tab.get(&new).await.status.as_u16()), (404, 200), "a newer one voids it");
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        let off = tab.get(&new).await;
        assert_eq!(off.status, 404);
        assert!(off.says("The Help Center isn’t active"), "{}", off.body);
        assert_eq!(tab.post(&new, &[]).await.status, 404);
        app.sql("UPDATE accounts SET help_center_active = TRUE WHERE id = 1");
        assert_eq!(tab.get(&new).await.status, 200, "it works again");
        app.state.clock.forward(72 * 3600 - 1);
        assert_eq!(tab.get(&new).await.status, 200);
        app.state.clock.forward(1);
        assert!(tab.get(&new).await.says("time is up"));
        let fresh = path();
        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 109");
        assert_eq!(tab.get(&fresh).await.status, 404);
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 109");
        by_itself(&app, |tx| {
            let address = stead::people::addresses::find(tx.conn(), 1, 109, id)?;
            stead::people::addresses::remove(tx, &address)
        });
        assert_eq!(tab.get(&fresh).await.status, 404, "with the address the link goes");
        assert_eq!(tab.get("/access/verify/nonsense").await.status, 404);
    }

    async fn a_reset_sets_a_password_once_and_ends_every_session(app: App) {
        let w = app.world.clone();
        let (thief, framed) = (app.sign_in(w.ann).await, app.sign_in(w.ann).await.assume(w.bob).await);
        let address = app.number("SELECT id FROM addresses WHERE user_id = 102");
        let path = format!("/access/reset/{}", make(&app, w.ann, Purpose::ResetPassword, Some(address), 24));
        let tab = app.visitor().tab();
        let page = tab.get(&path).await;
        assert_eq!(page.status, 200);
        assert_eq!(thief.post(&path, &[("password", "a stolen password")]).await.status, 409, "sign out first");
        for weak in ["short", "ann@acme.example-1"] {
            assert_eq!(tab.post(&path, &[("password", weak)]).await.status, 422);
        }
        let mut running = vec![];
        for _ in 0..64 {
            let (tab, path, token) = (tab.clone(), path.clone(), page.token());
            running.push(tokio::spawn(async move { tab.post_with_token(&path, &token, &[("password", "Quite another password 6")]).await.status.as_u16() }));
        }
        let mut done = 0;
        for one in running {
            done += u32::from(one.await.unwrap() == 303);
        }
        assert_eq!(done, 1, "exactly one of many at once");
        tab.is(w.ann).await;
        assert_eq!(thief.get("/admin").await.status, 303, "signed out");
        assert_eq!(framed.get("/hc/requests").await.status, 410);
        assert_eq!(app.visitor().tab().sign_in("ann@acme.example", PASSWORD).await.status, 422);
        assert_eq!(app.visitor().tab().sign_in("ann@acme.example", "Quite another password 6").await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'password_changed' AND user_id = 102"), 1, "and is told");
        let path = format!("/access/reset/{}", make(&app, w.ann, Purpose::ResetPassword, Some(address), 24));
        app.state.clock.forward(24 * 3600 - 1);
        assert_eq!(app.visitor().tab().get(&path).await.status, 200);
        app.state.clock.forward(1);
        assert_eq!(app.visitor().tab().get(&path).await.status, 404, "after a day");
    }

    async fn a_link_to_a_password_goes_with_the_primary_address(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET password_hash = NULL, verified_at = NULL WHERE id = 109");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 109");
        let path = by_itself(&app, |tx| links::invite(tx, 109));
        let tab = app.visitor().tab();
        assert_eq!(tab.get(&path).await.status, 200);
        // Another address becomes the primary one: what went to the old one is void.
        let id = second_address(&app, w.bob);
        by_itself(&app, |tx| {
            let address = stead::people::addresses::find(tx.conn(), 1, 109, id)?;
            stead::people::addresses::verify(tx, &address)?;
            let address = stead::people::addresses::find(tx.conn(), 1, 109, id)?;
            stead::people::addresses::make_primary(tx, &address)
        });
        assert_eq!(tab.get(&path).await.status, 404);
        assert_eq!(tab.post(&path, &[("password", "a stolen password")]).await.status, 404);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND password_hash IS NULL"), 1);
    }

    async fn an_invitation_verifies_the_address_it_went_to(app: App) {
        app.sql("UPDATE users SET password_hash = NULL, verified_at = NULL WHERE id = 109");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 109");
        let path = by_itself(&app, |tx| links::invite(tx, 109));
        let tab = app.visitor().tab();
        assert_eq!(tab.post(&path, &[("password", "My first password 1")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND verified_at IS NOT NULL"), 1);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 109 AND verified_at IS NOT NULL"), 1);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'password_changed'"), 0, "a first password is no change");
    }

    async fn forgetting_a_password_tells_nobody_who_is_here(app: App) {
        let sent = |letter: &str| app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}' AND state = 'queued'"));
        app.sql("UPDATE users SET password_hash = NULL, verified_at = NULL WHERE id = 110");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 110");
        let mut answers = vec![];
        for email in ["bob@acme.example", "nobody@acme.example", "eve@acme.example", "zoe@acme.example", "hal@globex.example", "BOB@acme.example"] {
            let tab = app.visitor().tab();
            let began = std::time::Instant::now();
            let asked = tab.post("/access/forgot-password", &[("email", email)]).await;
            assert!(began.elapsed().as_millis() >= 250, "no faster for the unknown");
            assert_eq!(asked.status, 303, "{}", asked.body);
            let page = tab.get(&asked.location()).await;
            answers.push((asked.location(), page.body.replace(&page.token(), "")));
        }
        assert!(answers.iter().all(|a| *a == answers[0]), "the same for everybody");
        assert!(answers[0].1.contains("is on its way"));
        assert_eq!((sent("password_reset"), sent("welcome")), (2, 1), "whoever is unverified gets the welcome mail");
        assert_eq!(app.text("SELECT reason FROM mails WHERE user_id = 111"), "suspended");
        // At most three an hour, however often somebody asks.
        for _ in 0..5 {
            assert_eq!(app.visitor().tab().post("/access/forgot-password", &[("email", "bob@acme.example")]).await.status, 303);
        }
        assert_eq!(sent("password_reset"), 3);
        app.state.clock.forward(3600);
        app.visitor().tab().post("/access/forgot-password", &[("email", "bob@acme.example")]).await;
        assert_eq!(sent("password_reset"), 4);
        // And a source gives up before its mails become a nuisance.
        let tab = app.visitor().tab();
        let mut last = 0;
        for n in 0..31 {
            last = tab.post("/access/forgot-password", &[("email", &format!("somebody{n}@acme.example"))]).await.status.as_u16();
        }
        assert_eq!(last, 429);
        assert_eq!(tab.post("/access/forgot-password", &[("email", "")]).await.status, 422);
    }

    async fn nobody_asks_for_a_password_in_somebody_elses_name(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.ann).await.assume(w.bob).await;
        assert_eq!(bob.post("/access/forgot-password", &[("email", "bob@acme.example")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM links") + app.number("SELECT count(*) FROM mails"), 0);
    }

    async fn a_new_password_voids_every_link_that_sets_one(app: App) {
        let w = app.world.clone();
        let address = app.number("SELECT id FROM addresses WHERE user_id = 102");
        let second = second_address(&app, w.ann);
        let reset = format!("/access/reset/{}", make(&app, w.ann, Purpose::ResetPassword, Some(address), 24));
        let invitation = format!("/access/invitation/{}", make(&app, w.ann, Purpose::SetPassword, Some(address), 72));
        let verify = format!("/access/verify/{}", make(&app, w.ann, Purpose::VerifyAddress, Some(second), 72));
        let toms = app.number("SELECT id FROM addresses WHERE user_id = 104");
        let toms = format!("/access/reset/{}", make(&app, w.tom, Purpose::ResetPassword, Some(toms), 24));
        let (ann, tab) = (app.sign_in(w.ann).await, app.visitor().tab());
        let form = [("current_password", PASSWORD), ("password", "Quite another password 6")];
        assert_eq!(ann.post("/access/password", &form).await.status, 303);
        for (path, status) in [(&reset, 404), (&invitation, 404), (&verify, 200), (&toms, 200)] {
            assert_eq!(tab.get(path).await.status, status, "{path}");
        }
        assert_eq!(tab.post(&reset, &[("password", "the thief’s password")]).await.status, 404);
    }

    async fn administrators_send_resets_as_themselves_only(app: App) {
        let w = app.world.clone();
        let path = |id: i64| format!("/agent/users/{id}/password-reset");
        let ann = app.sign_in(w.ann).await;
        let done = ann.post(&path(w.bob), &[]).await;
        assert!(done.location().starts_with("/agent/users/109/security?notice=notice-reset-sent"), "{}", done.location());
        assert_eq!(ann.post(&path(w.tom), &[]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'password_reset' AND state = 'queued' AND cause_user_id = 102"), 2);
        for (id, status) in [(w.olga, 403), (w.ann, 403), (w.del, 404), (w.hal, 404), (9999, 404)] {
            assert_eq!(ann.post(&path(id), &[]).await.status, status, "{id}");
        }
        assert_eq!(app.sign_in(w.tom).await.post(&path(w.bob), &[]).await.status, 403, "agents cannot");
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        assert_eq!(framed.post(&path(w.bob), &[]).await.status, 403, "nor anybody in somebody else's name");
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        let held = ann.post(&path(w.bob), &[]).await;
        assert!(held.location().contains("notice-reset-held"));
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE state = 'suppressed' AND reason = 'help_center_off'"), 1);
    }

    async fn the_account_may_keep_end_users_from_changing_passwords(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE end_user_settings SET password_changeable = FALSE WHERE account_id = 1");
        let bob = app.sign_in(w.bob).await;
        let page = bob.get("/access/password").await;
        assert_eq!(page.status, 403);
        assert!(page.says("doesn’t let end users change this"), "{}", page.body);
        assert_eq!(bob.post("/access/password", &[("current_password", PASSWORD), ("password", "A whole new password 2")]).await.status, 403);
        assert_eq!(app.sign_in(w.tom).await.get("/access/password").await.status, 200, "team members may");
    }
}
