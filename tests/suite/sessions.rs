//! How long sessions last, one's own list of them with its devices, administrators who end them, and who stood in for one.

use std::sync::Arc;

use reqwest::Method;
use stead::db::Moment;
use stead::security::sessions::agent;

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

const LIST: &str = "/access/sessions";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

/// Signs in with a browser that says this of itself.
async fn sign_in_with(app: &App, email: &str, agent: &str) -> Tab {
    let tab = app.visitor().tab();
    again(&tab, email, agent).await;
    tab
}

async fn again(tab: &Tab, email: &str, agent: &str) {
    let token = tab.get("/access/sign-in").await.token();
    let form = [("form_token", &*token), ("email", email), ("password", PASSWORD)];
    let headers = [("user-agent", agent), ("sec-fetch-site", "same-origin")];
    let page = tab.person.send(Method::POST, "/access/sign-in", &headers, Some(&form)).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

/// What the rows of a table under a heading say.
fn rows(page: &Page, heading: &str) -> Vec<String> {
    page.texts(&format!("section[aria-labelledby='{heading}'] tbody tr"))
}

async fn set_limits(tab: &Tab, values: [&str; 4]) -> Page {
    let names = ["staff_idle_minutes", "staff_max_minutes", "end_user_idle_minutes", "end_user_max_minutes"];
    let fields: Vec<(&str, &str)> = names.into_iter().zip(values).collect();
    tab.post("/admin/account/security/sessions", &fields).await
}

fn newest(app: &App, user: i64) -> i64 {
    app.number(&format!("SELECT max(id) FROM sessions WHERE user_id = {user}"))
}

fn cause(app: &App, session: i64) -> String {
    app.text(&format!("SELECT coalesce(end_cause, '-') FROM sessions WHERE id = {session}"))
}

#[test]
fn browsers_are_called_what_people_call_them() {
    for (said, called) in [
        (FIREFOX, "Firefox · Windows"),
        (SAFARI, "Safari · iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
            "Chrome · Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36",
            "Chrome · Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
            "Safari · macOS",
        ),
        ("curl/8.5.0", "curl"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ] {
        assert_eq!(agent::name(said), called, "{said}");
    }
}

on_both! {
    async fn sessions_last_as_long_as_the_account_says_to_the_second(app: App) {
        let w = app.world.clone();
        let clock = &app.state.clock;
        let ann = app.sign_in(w.ann).await;
        for (values, field) in [
            (["0", "720", "480", "10080"], "staff_idle_minutes"), (["5", "720", "480", ""], "end_user_max_minutes"),
            (["5", "720", "-5", "10080"], "end_user_idle_minutes"), (["120", "60", "480", "10080"], "staff_max_minutes"),
            (["5", "999999999999", "5", "60"], "staff_max_minutes"),
        ] {
            let page = set_limits(&ann, values).await;
            assert_eq!(page.status, 422, "{values:?}");
            assert!(page.has(&format!("#{field}[aria-invalid='true']")), "{values:?}: {}", page.body);
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'settings.sessions_changed'"), 0);
        // Idle and absolute, of the team and of end users; none is used for a minute before each look.
        for (user, path, values, idle, max) in [
            (w.tom, "/agent/tickets", ["5", "60", "480", "10080"], 300, 3_600),
            (w.bob, "/hc/requests", ["60", "720", "15", "480"], 900, 8 * 3_600),
        ] {
            let ann = app.sign_in(w.ann).await;
            assert_eq!(set_limits(&ann, values).await.status, 303);
            let (kept, idling) = (app.sign_in(user).await, app.sign_in(user).await);
            clock.forward(idle - 1);
            assert_eq!(kept.get(path).await.status, 200, "a second before");
            clock.forward(1);
            assert_eq!(idling.get(path).await.status, 303, "at the second");
            // The clock set back revives nothing.
            let now = clock.now();
            clock.set(now.plus_seconds(-600));
            assert_eq!(idling.get(path).await.status, 303, "over is over");
            clock.set(now);
            let mut left = max - idle;
            while left > 240 {
                clock.forward(240);
                left -= 240;
                assert_eq!(kept.get(path).await.status, 200, "{left} seconds before the end");
            }
            clock.forward(left - 1);
            assert_eq!(kept.get(path).await.status, 200, "a second before the end");
            clock.forward(1);
            assert_eq!(kept.get(path).await.status, 303, "in any case");
        }
        // A shorter time holds for what runs, a longer one does not bring back nor draw out what has its end.
        let ann = app.sign_in(w.ann).await;
        assert_eq!(set_limits(&ann, ["60", "720", "480", "10080"]).await.status, 303);
        let tom = app.sign_in(w.tom).await;
        let until = || Moment(app.number(&format!("SELECT expires_at FROM sessions WHERE id = {}", newest(&app, w.tom))));
        let end = until();
        assert_eq!(set_limits(&ann, ["5", "720", "480", "10080"]).await.status, 303);
        clock.forward(299);
        assert_eq!(tom.get("/agent/tickets").await.status, 200);
        // The same where nothing but the setting says so.
        app.sql(&format!("UPDATE sessions SET idle_until = {0}, expires_at = {0}", i64::MAX / 2));
        clock.forward(300);
        assert_eq!(tom.get("/agent/tickets").await.status, 303);
        assert_eq!(cause(&app, newest(&app, w.tom)), "session_ended");
        let ann = app.sign_in(w.ann).await;
        let tom = app.sign_in(w.tom).await;
        assert_eq!(set_limits(&ann, ["480", "43200", "480", "10080"]).await.status, 303);
        assert_eq!(tom.get("/agent/tickets").await.status, 200);
        assert_eq!(until().0 - clock.now().0, 720 * 60_000, "it ends when it was going to");
        assert!(end < until());
        let details = app.text("SELECT body FROM audit_values WHERE entry_id = (SELECT max(id) FROM audit_entries WHERE act = 'settings.sessions_changed')");
        assert!(details.contains("\"before\":{") && details.contains("\"staff_max_minutes\":720") && details.contains("\"staff_max_minutes\":43200"), "{details}");
        // Nobody but administrators, and nobody in an assumed identity.
        for (tab, status) in [(tom, 403), (app.sign_in(w.olga).await.assume(w.ann).await, 403)] {
            assert_eq!(tab.get("/admin/account/security/advanced/sign-in").await.status, status);
            assert_eq!(set_limits(&tab, ["60", "720", "480", "10080"]).await.status, status);
        }
    }

    async fn one_sees_where_one_is_signed_in_and_signs_out_from_there(app: App) {
        let w = app.world.clone();
        let here = sign_in_with(&app, "bob@acme.example", FIREFOX).await;
        let there = sign_in_with(&app, "bob@acme.example", SAFARI).await;
        let third = app.sign_in(w.bob).await;
        let page = here.get(LIST).await;
        let running = rows(&page, "running");
        assert_eq!(running.len(), 3, "{running:?}");
        assert!(running.iter().any(|r| r.contains("Safari · iPhone") && r.contains("127.0.0.0/24")), "{running:?}");
        assert!(running.iter().any(|r| r.contains("Firefox · Windows") && r.contains("This one")), "{running:?}");
        assert!(running.iter().any(|r| r.contains("Unknown browser")), "{running:?}");
        assert!(!page.body.contains("127.0.0.1<"), "a network, no address");
        assert!(here.get("/hc/profile").await.has("a[href='/access/sessions']"));
        // One.
        let safari = app.number("SELECT id FROM sessions WHERE agent LIKE '%iPhone%'");
        assert!(here.post(&format!("{LIST}/{safari}/end"), &[]).await.location().starts_with("/access/sessions?notice=notice-session-ended"));
        assert_eq!(there.get("/hc/requests").await.status, 303);
        assert_eq!(cause(&app, safari), "signed_out_elsewhere");
        assert!(here.post(&format!("{LIST}/{safari}/end"), &[]).await.location().contains("notice-session-over"), "twice is no fault");
        assert!(rows(&here.get(LIST).await, "ended").iter().any(|r| r.contains("Signed out from another browser")));
        // Another's is not found, nor another account's.
        let anns = app.sign_in(w.ann).await;
        let gils = app.sign_in_at("globex.localhost", w.gil).await;
        for user in [w.ann, w.gil] {
            assert_eq!(here.post(&format!("{LIST}/{}/end", newest(&app, user)), &[]).await.status, 404);
        }
        assert_eq!((anns.get("/admin").await.status.as_u16(), gils.get("/admin").await.status.as_u16()), (200, 200));
        // All others, with the password.
        for wrong in ["", "not this one"] {
            let page = here.post(&format!("{LIST}/others/end"), &[("current_password", wrong)]).await;
            assert_eq!(page.status, 422);
            assert!(page.has("#current_password[aria-invalid='true']"));
        }
        third.is(w.bob).await;
        let cookie = here.person.cookie("stead");
        assert_eq!(here.post(&format!("{LIST}/others/end"), &[("current_password", PASSWORD)]).await.status, 303);
        assert_ne!(here.person.cookie("stead"), cookie, "under a new key");
        here.is(w.bob).await;
        assert_eq!(third.get("/hc/requests").await.status, 303);
        // Never in somebody's name.
        let framed = anns.assume(w.bob).await;
        assert_eq!(framed.get(LIST).await.status, 403);
        assert_eq!(framed.post(&format!("{LIST}/others/end"), &[("current_password", PASSWORD)]).await.status, 403);
        // One's own leads to the sign-in page.
        let own = app.number("SELECT max(id) FROM sessions WHERE user_id = 109 AND ended_at IS NULL");
        assert_eq!(here.post(&format!("{LIST}/{own}/end"), &[]).await.location(), "/access/sign-in");
        assert_eq!(here.get("/hc/requests").await.status, 303);

        // The eleventh ends the oldest, and says so.
        let mut tabs = vec![];
        for _ in 0..11 {
            tabs.push(app.sign_in(w.tom).await);
            app.state.clock.forward(1);
        }
        assert_eq!(tabs[0].get("/agent/tickets").await.status, 303);
        assert_eq!(tabs[1].get("/agent/tickets").await.status, 200);
        let page = tabs[10].get(LIST).await;
        assert_eq!(rows(&page, "running").len(), 10);
        assert!(rows(&page, "ended").concat().contains("There were too many sessions at once"), "{}", page.body);
    }

    async fn administrators_end_the_sessions_of_those_below(app: App) {
        let w = app.world.clone();
        let (olga, ann, tess) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.tess).await);
        let end = |user: i64| format!("/agent/users/{user}/sessions/end");
        let bob = app.sign_in(w.bob).await;
        for (tab, user, status) in [
            (&tess, w.bob, 403), (&ann, w.olga, 403), (&ann, w.abel, 403), (&ann, w.ann, 403), (&ann, w.hal, 404), (&ann, w.del, 404),
        ] {
            assert_eq!(tab.post(&end(user), &[]).await.status, status, "{user}");
        }
        assert_eq!(olga.assume(w.ann).await.post(&end(w.bob), &[]).await.status, 403, "not in an assumed identity");
        let tab = format!("/agent/users/{}/security", w.bob);
        assert!(rows(&tess.get(&tab).await, "sessions").is_empty(), "an agent sees how many, not where");
        assert_eq!(rows(&ann.get(&tab).await, "sessions").len(), 1);
        bob.is(w.bob).await;
        let two = app.sign_in(w.bob).await;
        let one = newest(&app, w.bob).to_string();
        assert!(ann.post(&end(w.bob), &[("session", &one)]).await.location().contains("notice-session-ended"));
        assert_eq!(two.get("/hc/requests").await.status, 303);
        bob.is(w.bob).await;
        let toms = newest(&app, w.tess).to_string();
        assert_eq!(ann.post(&end(w.bob), &[("session", &toms)]).await.status, 404, "nobody else's");

        // 64 requests at once meanwhile: afterwards not one of the sessions can be used, nor a frame in it.
        let mut tabs = vec![];
        for _ in 0..4 {
            let tom = app.sign_in(w.tom).await;
            tabs.push(tom.assume(w.eve).await);
            tabs.push(tom);
        }
        let tabs = Arc::new(tabs);
        let mut running = vec![];
        for n in 0..64 {
            let tabs = tabs.clone();
            running.push(tokio::spawn(async move { tabs[n % 8].get("/hc/requests").await.status.as_u16() }));
        }
        assert_eq!(ann.post(&end(w.tom), &[]).await.status, 303);
        for one in running {
            let status = one.await.unwrap();
            assert!([200, 303, 410].contains(&status), "{status}");
        }
        for tab in tabs.iter() {
            assert!([303, 410].contains(&tab.get("/hc/requests").await.status.as_u16()));
        }
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE user_id = 104 AND ended_at IS NULL"), 0);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE root_user_id = 104 AND ended_at IS NULL"), 0);
        assert_eq!(cause(&app, newest(&app, w.tom)), "ended_by_administrator");
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'sessions_ended' AND user_id = 104"), 1);
        assert!(ann.post(&end(w.tom), &[]).await.location().contains("notice-session-over"));
        assert_eq!(olga.post(&end(w.ann), &[]).await.status, 303, "the owner ends everybody's");
        assert_eq!(ann.get("/admin").await.status, 303);
    }

    async fn a_device_is_known_again_and_told_of_if_wanted(app: App) {
        let w = app.world.clone();
        let tab = sign_in_with(&app, "bob@acme.example", FIREFOX).await;
        let mails = || app.number("SELECT count(*) FROM mails WHERE letter = 'new_device'");
        assert_eq!((mails(), app.number("SELECT count(*) FROM devices WHERE user_id = 109")), (0, 1), "off by default");
        assert_eq!(tab.post(&format!("{LIST}/mail"), &[("device_mail", "1")]).await.status, 303);
        tab.sign_out().await;
        again(&tab, "bob@acme.example", FIREFOX).await;
        assert_eq!((mails(), app.number("SELECT count(*) FROM devices WHERE user_id = 109")), (0, 1), "the same");
        let other = sign_in_with(&app, "bob@acme.example", SAFARI).await;
        assert_eq!((mails(), app.number("SELECT count(*) FROM devices WHERE user_id = 109")), (1, 2));
        let mail = app.text("SELECT text FROM mails WHERE letter = 'new_device'");
        assert!(mail.contains("Safari · iPhone") && mail.contains("127.0.0.0/24") && mail.contains("/access/sessions"), "{mail}");
        // Somebody else at the same browser is another device, by another hash.
        other.sign_out().await;
        again(&other, "eve@acme.example", SAFARI).await;
        assert_eq!(app.number("SELECT count(DISTINCT key_hash) FROM devices"), 3);
        other.sign_out().await;
        again(&other, "bob@acme.example", SAFARI).await;
        assert_eq!((mails(), app.number("SELECT count(*) FROM devices WHERE user_id = 109")), (1, 2));
        // Removed, its sessions end, and it is new again. Another's device is not found.
        let device = |like: &str| app.number(&format!("SELECT max(id) FROM devices WHERE name LIKE '%{like}%' AND user_id = 109"));
        let removal = |id: i64| format!("{LIST}/devices/{id}/removal");
        let eves = app.number("SELECT id FROM devices WHERE user_id = 110");
        assert_eq!(tab.post(&removal(eves), &[]).await.status, 404);
        assert!(tab.post(&removal(device("iPhone")), &[]).await.location().contains("notice-device-removed"));
        assert_eq!(other.get("/hc/requests").await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE end_cause = 'device_removed'"), 1);
        again(&other, "bob@acme.example", SAFARI).await;
        assert_eq!(mails(), 2);
        assert_eq!(tab.post(&format!("{LIST}/mail"), &[]).await.status, 303);
        let _ = sign_in_with(&app, "bob@acme.example", SAFARI).await;
        assert_eq!(mails(), 2, "off again");
        // They go with the person.
        let ann = app.sign_in(w.ann).await;
        assert_eq!(ann.post(&format!("/agent/users/{}/delete", w.bob), &[("delete", "1")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM devices WHERE user_id = 109"), 0);
    }

    async fn one_sees_who_stood_in_for_one_and_stops_it(app: App) {
        let w = app.world.clone();
        let (ann, bob, eve) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await, app.sign_in(w.eve).await);
        assert!(bob.get("/hc/profile/access").await.says("Nobody has used your account"));
        assert_eq!(bob.get("/access/stand-ins").await.location(), "/hc/profile/access");
        // One that is over, one that goes on through an agent.
        let page = ann.post(&format!("/agent/users/{}/assumption", w.bob), &[("understood", "1"), ("reason", "A <b>parcel</b> got lost")]).await;
        let framed = Tab { person: ann.person.clone(), prefix: page.location().split_once("/hc").unwrap().0.to_owned() };
        framed.submit("In his name").await;
        framed.revert().await;
        let agent = ann.assume(w.tom).await;
        let through = agent.assume(w.bob).await;
        let page = bob.get("/hc/profile/access").await;
        assert!(page.says("Ann Archer, as Tom Turner, is using your account now") && page.says("A <b>parcel</b> got lost"), "{}", page.body);
        assert!(page.says("Submitted a request") && page.says("Reverted in the assumed tab."), "{}", page.body);
        assert!(!page.body.contains("@acme.example") || page.texts("main").concat().contains("@").eq(&false), "names and nothing more");
        assert!(bob.get(LIST).await.says("Ann Archer, as Tom Turner, is using your account now"));
        let frame = app.number("SELECT max(id) FROM frames");
        let stop = format!("/access/stand-ins/{frame}/stop");
        // Nobody else's, and not in an assumed identity.
        assert_eq!(eve.post(&stop, &[]).await.status, 404);
        assert_eq!(ann.post(&stop, &[]).await.status, 404);
        assert_eq!(through.post(&stop, &[]).await.status, 403);
        assert_eq!(through.get("/hc/profile/access").await.status, 403);
        assert!(bob.post(&stop, &[]).await.location().contains("notice-stand-in-stopped"));
        let gone = through.get("/hc/requests").await;
        assert!(gone.status == 410 && gone.says("The person whose identity it was stopped it."), "{}", gone.body);
        agent.is(w.tom).await;
        assert!(bob.post(&stop, &[]).await.location().contains("notice-stand-in-over"));
        assert_eq!(app.text(&format!("SELECT end_cause FROM frames WHERE id = {frame}")), "stopped_by_subject");
        assert_eq!(app.number(&format!("SELECT ended_by_user_id FROM frames WHERE id = {frame}")), w.bob);
        // A team member stops what stands in for them, and what stands on it goes too.
        let above = agent.assume(w.eve).await;
        let tom = app.sign_in(w.tom).await;
        assert_eq!(tom.get("/hc/profile/access").await.location(), "/access/stand-ins");
        let below = app.number("SELECT max(id) FROM frames WHERE subject_user_id = 104");
        assert_eq!(tom.post(&format!("/access/stand-ins/{below}/stop"), &[("to", "https://evil.example")]).await.location().split('?').next(), Some("/access/stand-ins"));
        assert_eq!((agent.get("/hc/requests").await.status.as_u16(), above.get("/hc/requests").await.status.as_u16()), (410, 410));
        ann.is(w.ann).await;
        // Paged by key.
        for _ in 0..27 {
            ann.assume(w.bob).await.revert().await;
        }
        let first = bob.get("/hc/profile/access").await;
        assert_eq!(first.texts("section[aria-labelledby^='past-']").len(), 25);
        let next = crate::integrations::attribute(&first, "a[rel='next']", "href").unwrap();
        assert_eq!(bob.get(&next).await.texts("section[aria-labelledby^='past-']").len(), 4);
    }
}
