//! The policy of assuming identities: switched off, limited, read-only, with a reason or a password, and who is told of it.

use stead::identity::close_overdue;
use stead::passwords::{Cost, hash};

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

const PAGE: &str = "/admin/account/security/advanced/assuming";

/// Sends the form as it was drawn, but for some fields; `-name` unticks a box.
async fn save(tab: &Tab, changes: &[(&str, &str)]) -> Page {
    let page = tab.get(PAGE).await;
    let seen = attribute(&page, "input[name='seen']").unwrap();
    save_seen(tab, &page, &seen, changes).await
}

async fn save_seen(tab: &Tab, page: &Page, seen: &str, changes: &[(&str, &str)]) -> Page {
    let value = |name: &str, css: &str| {
        let asked = changes.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        (name.to_owned(), asked.or_else(|| attribute(page, css)).unwrap_or_default())
    };
    let mut fields = vec![
        ("seen".to_owned(), seen.to_owned()),
        value("max_minutes", "#max_minutes"),
        value("idle_minutes", "#idle_minutes"),
        value("notice", "#notice option[selected]"),
    ];
    for name in ["allowed", "reason_required", "read_only", "fresh_proof"] {
        let untick = changes.iter().any(|(n, _)| n.strip_prefix('-') == Some(name));
        if !untick && (page.has(&format!("#{name}[checked]")) || changes.iter().any(|(n, _)| *n == name)) {
            fields.push((name.to_owned(), "1".to_owned()));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    tab.post(PAGE, &fields).await
}

fn attribute(page: &Page, css: &str) -> Option<String> {
    let selector = scraper::Selector::parse(css).unwrap();
    page.html().select(&selector).next().and_then(|e| e.attr("value")).map(str::to_owned)
}

/// Starts with more fields than the reason; the tab, if one opened.
async fn start(tab: &Tab, user: i64, fields: &[(&str, &str)]) -> Result<Tab, Page> {
    let page = tab
        .post(&format!("/agent/users/{user}/assumption"), &[&[("understood", "1"), ("reason", "")], fields].concat())
        .await;
    if page.status != 303 {
        return Err(page);
    }
    let scope = page.location().strip_prefix("/~").and_then(|l| l.split('/').next().map(str::to_owned)).unwrap();
    Ok(Tab { person: tab.person.clone(), prefix: format!("/~{scope}") })
}

/// The newest frame's cause of ending.
fn cause(app: &App) -> String {
    app.text("SELECT end_cause FROM frames WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT 1")
}

/// Letters to assumed people since the last time: letter, to whom, and why not, if not.
fn letters(app: &App) -> Vec<String> {
    let n = app.number("SELECT count(*) FROM mails");
    let one = |i| {
        app.text(&format!("SELECT substr(letter, 7) || ' ' || substr(address, 1, 3) || reason FROM mails ORDER BY id LIMIT 1 OFFSET {i}"))
    };
    let all = (0..n).map(one).collect();
    app.sql("DELETE FROM mails");
    all
}

on_both! {
    async fn the_policy_is_saved_with_what_was_and_what_is(app: App) {
        let w = app.world.clone();
        let (ann, abel) = (app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let page = ann.get(PAGE).await;
        let defaults = [attribute(&page, "#max_minutes"), attribute(&page, "#idle_minutes"), attribute(&page, "#notice option[selected]")];
        assert_eq!(defaults.map(Option::unwrap), ["60", "15", "never"]);
        assert!(page.has("#allowed[checked]") && !page.has("#reason_required[checked], #read_only[checked], #fresh_proof[checked]"));
        for (name, value, why) in [
            ("max_minutes", "4", "a whole number between 5 and 480"), ("max_minutes", "481", "between 5 and 480"), ("max_minutes", "", "between 5 and 480"),
            ("max_minutes", "+60", "between 5 and 480"), ("max_minutes", "99999999999", "between 5 and 480"), ("idle_minutes", "0", "between 1 and 480"),
            ("idle_minutes", "x", "between 1 and 480"), ("idle_minutes", "61", "can’t be longer than the longest time"),
        ] {
            let page = save(&ann, &[(name, value), ("reason_required", "1")]).await;
            assert!(page.status == 422 && page.says(why) && page.has("#reason_required[checked]"), "{name}={value}: {}", page.body);
            assert_eq!(attribute(&page, &format!("#{name}")).unwrap(), value);
        }
        assert_eq!(ann.post(PAGE, &[("allowed", "1")]).await.status, 400, "not the whole form");
        assert_eq!(save(&ann, &[("notice", "sometimes")]).await.status, 400);
        let old = abel.get(PAGE).await;
        assert_eq!(save(&ann, &[]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'settings.assuming_changed'"), 0, "nothing changed, nothing written");

        let done = save(&ann, &[("max_minutes", "480"), ("idle_minutes", "1"), ("read_only", "1"), ("notice", "always")]).await;
        assert!(ann.get(&done.location()).await.says("Settings saved"));
        let details = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'settings.assuming_changed'");
        let details: serde_json::Value = serde_json::from_str(&details).unwrap();
        assert_eq!(details["details"], serde_json::json!({
            "before": { "max_minutes": 60, "idle_minutes": 15, "read_only": false, "notice": "never" },
            "after": { "max_minutes": 480, "idle_minutes": 1, "read_only": true, "notice": "always" },
        }));
        // A form from before overwrites nothing unseen; sent again it does.
        let seen = attribute(&old, "input[name='seen']").unwrap();
        let late = save_seen(&abel, &old, &seen, &[("reason_required", "1")]).await;
        assert!(late.status == 409 && late.has("#reason_required[checked]") && late.says("Start read-only: on") && late.says("Longest time, in minutes: 480"), "{}", late.body);
        assert_eq!(app.number("SELECT frame_max_minutes FROM accounts WHERE id = 1"), 480);
        let seen = attribute(&late, "input[name='seen']").unwrap();
        assert_eq!(save_seen(&abel, &late, &seen, &[("-reason_required", "")]).await.status, 303);
        assert_eq!(app.text("SELECT frame_max_minutes || ' ' || frame_notice FROM accounts WHERE id = 1"), "60 never");

        // Nobody else, nobody in a frame, and no other account.
        app.sql("UPDATE users SET chat_role = 'admin' WHERE id = 104");
        let as_ann = app.sign_in(w.olga).await.assume(w.ann).await;
        for tab in [app.sign_in(w.tom).await, app.sign_in(w.sam).await, app.sign_in(w.lea).await, app.sign_in(w.bob).await, as_ann] {
            assert_eq!(tab.get(PAGE).await.status, 403);
            assert_eq!(tab.post(PAGE, &[("notice", "never"), ("seen", &seen)]).await.status, 403);
        }
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert_eq!(save(&gil, &[("-allowed", "")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM accounts WHERE frames_allowed"), 1);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 1, "theirs is not ours");
    }

    async fn switched_off_it_ends_at_once_and_nobody_starts(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        let tom = olga.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let eve = ann.assume(w.eve).await;
        assert!(ann.get(PAGE).await.says("3 identities are assumed right now."));
        assert_eq!(save(&ann, &[("-allowed", "")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0, "in the same write");
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE end_cause = 'switched_off'"), 2);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE end_cause = 'parent_ended'"), 1);
        for tab in [&tom, &bob, &eve] {
            assert_eq!(tab.get("/hc/requests").await.status, 410);
        }
        assert!(tom.get("/hc/requests").await.says("An administrator switched off assuming identities."));
        let profile = ann.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(profile.has("#assume-off") && profile.says("In this account nobody can be assumed."), "{}", profile.body);
        let refused = ann.try_assume(w.bob).await;
        assert!(refused.status == 403 && refused.says("In this account nobody can be assumed."), "{}", refused.body);
        assert_eq!(ann.get(&format!("/agent/users/{}/assumption", w.bob)).await.status, 403);
        ann.is(w.ann).await;
        assert_eq!(save(&ann, &[("allowed", "1")]).await.status, 303);
        assert_eq!(eve.get("/hc/requests").await.status, 410, "what is over stays over");

        // However it came about: it is asked on every request, and in every write.
        let bob = ann.assume(w.bob).await;
        let token = bob.token().await;
        app.sql("UPDATE accounts SET frames_allowed = FALSE WHERE id = 1");
        let late = bob.post_with_token("/hc/requests", &token, &[("subject", "Too late"), ("body", "Words.")]).await;
        assert_eq!((late.status.as_u16(), cause(&app).as_str()), (410, "switched_off"));
        assert!(late.body.contains("Too late"), "handed back");
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
    }

    async fn other_limits_are_for_what_starts_afterwards(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let old = ann.assume(w.bob).await;
        save(&ann, &[("max_minutes", "5"), ("idle_minutes", "2")]).await;
        let new = ann.assume(w.eve).await;
        let by_itself = ann.assume(w.tom).await;
        for _ in 0..4 {
            app.state.clock.forward(60);
            new.is(w.eve).await;
        }
        assert_eq!(by_itself.get("/hc/requests").await.status, 410);
        assert_eq!(cause(&app), "idle");
        app.state.clock.forward(59);
        new.is(w.eve).await;
        app.state.clock.forward(1);
        assert_eq!(new.get("/hc/requests").await.status, 410);
        assert_eq!(cause(&app), "expired");
        // The old one goes on by the limits that it began with.
        app.state.clock.forward(9 * 60);
        old.is(w.bob).await;
        app.state.clock.forward(15 * 60 - 1);
        old.is(w.bob).await;
        app.state.clock.forward(15 * 60);
        assert_eq!(old.get("/hc/requests").await.status, 410);
        assert_eq!(cause(&app), "idle");
    }

    async fn read_only_is_nothing_saved_but_the_way_back(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let before = ann.assume(w.eve).await;
        save(&ann, &[("read_only", "1")]).await;
        before.submit("Began before").await;
        before.revert().await;
        let dialog = ann.get(&format!("/agent/users/{}/assumption", w.bob)).await;
        assert!(dialog.has("#changes:not([checked])"), "{}", dialog.body);
        assert!(!ann.get(&format!("/agent/users/{}", w.bob)).await.has("#options form[action$='/assumption']"), "not by a button alone");

        let tom = ann.assume(w.tom).await;
        let page = tom.get("/agent/tickets/1").await;
        assert!(page.status == 200 && page.texts(".strip small")[0].starts_with("Read-only."), "{}", page.body);
        for path in ["/agent/tickets", "/agent/people", "/agent/people?q=b", "/hc/requests", "/hc/profile", "/agent/account-owner"] {
            assert_eq!(tom.get(path).await.status, 200, "{path}: looking is free");
        }
        assert_eq!(tom.get(&format!("/agent/users/{}", w.bob)).await.status, 200);
        let audit = app.number("SELECT count(*) FROM audit_entries");
        let note = [("kind", "note"), ("body", "A thought"), ("status", "open")];
        for (path, fields) in [
            ("/agent/tickets/1/comments", &note[..]), ("/hc/requests", &[("subject", "A thought"), ("body", "x")]),
            ("/access/language", &[("language", "fr")]),
        ] {
            let page = tom.post(path, fields).await;
            assert!(page.status == 403 && page.says("This identity is assumed read-only") && page.says("Nothing was saved."), "{path}: {}", page.body);
            assert!(fields.len() == 1 || page.body.contains("A thought"), "typed text comes back");
        }
        // What stands on it is read-only too, whatever is asked for.
        assert!(tom.get(&format!("/agent/users/{}/assumption", w.bob)).await.says("Your own tab is read-only"));
        let bob = start(&tom, w.bob, &[("changes", "1")]).await.unwrap();
        assert_eq!(bob.post("/hc/requests", &[("subject", "S"), ("body", "B")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), audit + 1);
        assert_eq!((app.number("SELECT count(*) FROM comments"), app.number("SELECT count(*) FROM tickets")), (1, 1));
        // The policy is for what starts afterwards, in either direction.
        save(&ann, &[("-read_only", "")]).await;
        assert_eq!(bob.post("/hc/requests", &[("subject", "S"), ("body", "B")]).await.status, 403);
        save(&ann, &[("read_only", "1")]).await;
        // Back, and away, and by signing out of the tab.
        assert_eq!(bob.back().await.status, 303);
        let bob = start(&tom, w.bob, &[]).await.unwrap();
        assert_eq!(bob.sign_out().await.status, 303);
        let bob = start(&tom, w.bob, &[]).await.unwrap();
        assert_eq!(tom.revert_started().await.status, 303);
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        assert_eq!(tom.revert().await.status, 303);

        // With leave to change, everything goes; asked for in the other mode, it begins anew.
        let looks = ann.assume(w.bob).await;
        let acts = start(&ann, w.bob, &[("changes", "1")]).await.unwrap();
        assert_ne!(looks.prefix, acts.prefix);
        assert_eq!(looks.get("/hc/requests").await.status, 410);
        acts.submit("Done").await;
        let modes = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'assumption.started' ORDER BY e.id DESC LIMIT 1");
        assert!(modes.contains("\"read_only\":false"), "{modes}");
        let rows = ann.get("/admin/account/logs/assumptions").await.texts("tbody tr");
        assert!(!rows[0].contains("Read-only") && rows[1].contains("Read-only"), "{rows:?}");
        let id = app.number("SELECT max(id) FROM frames WHERE read_only");
        assert!(ann.get(&format!("/admin/account/logs/assumptions/{id}")).await.texts("dl dd").contains(&"Read-only".to_owned()));
    }

    async fn a_password_is_asked_of_whoever_signed_in(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        // Ann's own is another than everybody's.
        let own = hash("ann's own long words", Cost::Trivial).unwrap();
        app.sql(&format!("UPDATE users SET password_hash = '{own}' WHERE id = 102", own = own.replace('\'', "''")));
        save(&ann, &[("fresh_proof", "1")]).await;
        let unasked = start(&ann, w.tom, &[]).await.err().unwrap();
        assert!(unasked.status == 200 && unasked.has("dialog #current_password") && unasked.says("That of Ann Archer"), "{}", unasked.body);
        for wrong in ["", PASSWORD] {
            let page = start(&ann, w.tom, &[("current_password", wrong)]).await.err().unwrap();
            assert!(page.status == 422 && page.says("This isn’t your current password.") && !page.body.contains(PASSWORD), "{}", page.body);
        }
        assert_eq!(app.number("SELECT count(*) FROM frames"), 0);
        let right = [("current_password", "ann's own long words")];
        let tom = start(&ann, w.tom, &right).await.unwrap();
        // Nested it is still the root's.
        assert_eq!(start(&tom, w.bob, &[("current_password", PASSWORD)]).await.err().unwrap().status, 422);
        let bob = start(&tom, w.bob, &right).await.unwrap();
        bob.is(w.bob).await;
        bob.revert().await;
        // Counted and locked.
        for n in 1..=5 {
            let page = start(&ann, w.eve, &[("current_password", "guess")]).await.err().unwrap();
            assert_eq!(page.status, 422, "{n}");
        }
        let locked = start(&ann, w.eve, &right).await.err().unwrap();
        assert!(locked.status == 422 && locked.says("10 minutes"), "{}", locked.body);
        app.state.clock.forward(10 * 60 - 1);
        assert!(start(&ann, w.eve, &right).await.is_err());
        app.state.clock.forward(1);
        start(&ann, w.eve, &right).await.unwrap();
        // A reason that is missing is said first, and the password not tried.
        save(&ann, &[("reason_required", "1")]).await;
        let page = start(&ann, w.bob, &[("current_password", "guess")]).await.err().unwrap();
        assert!(page.status == 422 && page.has("#reason-error") && !page.has("#current_password-error"), "{}", page.body);
    }

    async fn the_assumed_person_is_told_however_it_ends(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        ann.assume(w.bob).await.revert().await;
        assert_eq!(letters(&app), Vec::<String>::new());
        save(&ann, &[("notice", "at_end"), ("idle_minutes", "15")]).await;
        let bob = start(&ann, w.bob, &[("reason", "")]).await.unwrap();
        app.state.clock.forward(7 * 60);
        assert_eq!(letters(&app), Vec::<String>::new());
        bob.revert().await;
        let text = app.text("SELECT text FROM mails");
        assert!(text.contains("Ann Archer had assumed your identity at Acme Tools from 20 November 2026, 12:00 until 20 November 2026, 12:07 (Europe/London): 7 minutes."), "{text}");
        assert_eq!(letters(&app), ["ended bob"]);
        save(&ann, &[("notice", "always")]).await;
        let path = format!("/agent/users/{}/assumption", w.bob);
        ann.post(&path, &[("reason", "Order 7 <b>is</b> lost")]).await;
        let (text, html) = (app.text("SELECT text FROM mails"), app.text("SELECT html FROM mails"));
        assert!(text.contains("12:07 (Europe/London), for 60 minutes at the most: until 20 November 2026, 13:07.") && text.contains("Order 7 <b>is</b> lost") && text.contains("done in your name"), "{text}");
        assert!(!html.contains("<b>is</b>"));
        assert_eq!(letters(&app), ["started bob"]);
        // Idle, and noticed by the sweep.
        app.state.clock.forward(15 * 60);
        assert_eq!((close_overdue(&app.state).unwrap(), letters(&app)), (1, vec!["ended bob".to_owned()]));
        // Nested: by the name of whoever really is there, to each.
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let all = app.text("SELECT text FROM mails WHERE address LIKE 'bob%'");
        assert!(all.contains("Ann Archer has assumed your identity") && !all.contains("Tom"), "{all}");
        assert_eq!(letters(&app), ["started tom", "started bob"]);
        tom.back().await;
        assert_eq!(letters(&app), ["ended tom", "ended bob"]);
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        // Signing out.
        let second = app.sign_in(w.ann).await;
        second.assume(w.eve).await;
        second.sign_out().await;
        assert_eq!(letters(&app), ["started eve", "ended eve"]);
        // Switched off.
        ann.assume(w.eve).await;
        save(&ann, &[("-allowed", "")]).await;
        save(&ann, &[("allowed", "1")]).await;
        assert_eq!(letters(&app), ["started eve", "ended eve"]);
        // Who is suspended or deleted hears nothing of it; nor do end users while the Help Center is off, but the team does.
        ann.assume(w.eve).await;
        let olga = app.sign_in(w.olga).await;
        let done = olga.post(&format!("/agent/users/{}/suspension", w.eve), &[("reason", "spam"), ("text", "")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(letters(&app), ["started eve", "ended evesuspended"]);
        ann.assume(w.bob).await;
        let done = olga.post(&format!("/agent/users/{}/delete", w.bob), &[("delete", "1")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(letters(&app), ["started bobdeleted", "ended no_address"], "nor does what has not left yet leave");
        let tess = ann.assume(w.tess).await;
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        tess.revert().await;
        assert_eq!(letters(&app), ["started tes", "ended tes"]);
        app.sql("UPDATE accounts SET help_center_active = TRUE WHERE id = 1");
        app.sql(&format!("UPDATE users SET suspended_at = NULL WHERE id = {}", w.eve));
        let eve = ann.assume(w.eve).await;
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        assert_eq!(eve.get("/hc/requests").await.status, 410);
        assert_eq!((letters(&app), cause(&app).as_str()), (vec!["started eve".to_owned(), "ended evehelp_center_off".to_owned()], "right_lost"));
    }
}
