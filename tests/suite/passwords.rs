//! What passwords have to be: the levels, what no password may be, their time, and administrators who set them.

use stead::security::password_rules::{About, Fault, Level, check};

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Database, Tab};

const TAB: &str = "/admin/account/security/advanced/password";
const DAY: i64 = 86_400;

fn letters(app: &App, letter: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}'"))
}

fn lines(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

async fn choose(tab: &Tab, staff: &str, customers: &str) {
    let page = tab.post(TAB, &[("staff_level", staff), ("customer_level", customers)]).await;
    assert!(page.location().starts_with(TAB), "{}", page.body);
}

#[test]
fn every_level_says_what_is_wrong() {
    let about = About::new("Tidewater Cycles", "tide", "Bob O’Brown", Some("bobby.b@tidewater.example"));
    let word = |w: &str| Some(Fault::Word(w.into()));
    for (level, typed, expected) in [
        (Level::Low, "zq8k", Some(Fault::Short(5))),
        (Level::Low, "zq8kv", None),
        (Level::Low, "DRAGON", Some(Fault::Common)),
        (Level::Medium, "Zq8-k", Some(Fault::Short(6))),
        (Level::Medium, "zq8-kv", Some(Fault::Mix)),
        (Level::High, "ZQ8-KV", Some(Fault::Mix)),
        (Level::High, "Zqu-kv", Some(Fault::Mix)),
        (Level::High, "Zq8kvw", Some(Fault::Mix)),
        (Level::Medium, "Zq8-kv", None),
        (Level::Recommended, "Zq8-kvmtpr4", Some(Fault::Short(12))),
        (Level::Recommended, "Zq8-kvmtpr4x", None),
        (Level::Recommended, "Four plain words 2", None),
        (Level::Recommended, "Éé8 été à la mer", None),
        (Level::Recommended, "Password1234!", Some(Fault::Common)),
        (Level::Recommended, "Mein Tidewater-8", word("tidewater")),
        (Level::Recommended, "12-Bobby-34-xyz", word("bobby")),
        (Level::Recommended, "Instead of that 9", word("stead")),
        (Level::Recommended, "x8 Bobby.B@Tidewater.example", Some(Fault::Address)),
        (Level::Low, &"x".repeat(257), Some(Fault::Long)),
    ] {
        assert_eq!(check(level, &about, typed), expected, "{level:?} {typed}");
    }
}

on_both! {
    async fn the_level_is_chosen_and_asked(app: App) {
        let w = app.world.clone();
        let (olga, ann, tom) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.tom).await);
        let page = ann.get(TAB).await;
        assert!(page.has("#staff_level-recommended[checked]") && page.has("#customer_level-recommended[checked]"));
        assert!(!page.has("#admins_set_passwords") && olga.get(TAB).await.has("#admins_set_passwords"), "the owner only");
        assert_eq!((tom.get(TAB).await.status.as_u16(), ann.assume(w.tom).await.get(TAB).await.status.as_u16()), (403, 403));
        assert_eq!(ann.post(TAB, &[("staff_level", "none"), ("customer_level", "low")]).await.status, 400);
        for (new, says) in [
            ("Too short 1", "at least 12"),
            ("all small letters 1", "capital and small"),
            ("Password1234!", "everybody tries first"),
            ("With Turner in it 1", "“turner”"),
            ("With acme in it 11", "“acme”"),
            (PASSWORD, "capital and small"),
        ] {
            let page = tom.post("/access/password", &[("current_password", PASSWORD), ("password", new)]).await;
            assert_eq!(page.status, 422, "{new}");
            assert!(page.texts("#password-error").concat().contains(says), "{new}: {:?}", page.texts("#password-error"));
        }
        choose(&ann, "recommended", "low").await;
        choose(&ann, "recommended", "low").await;
        assert_eq!(lines(&app, "settings.passwords_changed"), 1);
        assert!(ann.get(TAB).await.has("#customer_level-low[checked]"));
        let bob = app.sign_in(w.bob).await;
        assert!(bob.get("/access/password").await.says("At least 5 characters"));
        assert!(bob.post("/access/password", &[("current_password", PASSWORD), ("password", PASSWORD)]).await.says("already"));
        assert_eq!(bob.post("/access/password", &[("current_password", PASSWORD), ("password", "zq8kv")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM former_passwords WHERE user_id = 109"), 1);
    }

    async fn a_raised_level_leaves_five_days(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = app.visitor().tab();
        let sign_in = async || bob.sign_in("bob@acme.example", PASSWORD).await.location();
        assert_eq!(sign_in().await, "/hc/requests", "nobody is asked while no level was chosen");
        bob.sign_out().await;
        choose(&ann, "recommended", "medium").await;
        assert_eq!(sign_in().await, "/access/password");
        assert!(bob.get("/access/password").await.says("has to be changed"));
        bob.is(w.bob).await;
        bob.sign_out().await;
        assert_eq!((letters(&app, "password_will_expire"), lines(&app, "person.password_weak")), (1, 1));
        app.state.clock.forward(5 * DAY - 1);
        assert_eq!(sign_in().await, "/access/password");
        bob.sign_out().await;
        app.state.clock.forward(1);
        assert_eq!(sign_in().await, "/access/new-password");
        assert_eq!(bob.get("/hc/requests").await.status, 303, "no session");
        app.state.clock.forward(-DAY);
        assert_eq!(sign_in().await, "/access/new-password", "no clock makes it good again");
        for weak in ["short", PASSWORD, "Qwerty"] {
            assert_eq!(bob.post("/access/new-password", &[("password", weak)]).await.status, 422, "{weak}");
        }
        let link = bob.get("/access/new-password").await;
        assert_eq!(bob.post("/access/new-password", &[("password", "Zq8-kv")]).await.location(), "/hc/requests");
        bob.is(w.bob).await;
        assert_eq!(bob.post_with_token("/access/new-password", &link.token(), &[("password", "Zq8-kw")]).await.status, 409, "once");
        assert_eq!(letters(&app, "password_changed"), 1);
        assert_eq!(letters(&app, "password_will_expire"), 1);
        // Who is let off: lowered again, nothing is due.
        let eve = app.visitor().tab();
        assert_eq!(eve.sign_in("eve@acme.example", PASSWORD).await.location(), "/access/password");
        eve.sign_out().await;
        choose(&app.sign_in(w.ann).await, "recommended", "low").await;
        app.state.clock.forward(30 * DAY);
        assert_eq!(eve.sign_in("eve@acme.example", PASSWORD).await.location(), "/hc/requests");
    }

    async fn at_the_high_level_a_password_lasts_ninety_days_and_does_not_come_back(app: App) {
        let w = app.world.clone();
        choose(&app.sign_in(w.ann).await, "high", "high").await;
        let tom = app.sign_in(w.tom).await;
        let mut present = PASSWORD.to_owned();
        for n in 1..=6 {
            let new = format!("Zq8-kv{n}");
            let page = tom.post("/access/password", &[("current_password", &present), ("password", &new)]).await;
            assert_eq!(page.status, 303, "{n}: {}", page.body);
            present = new;
        }
        for n in 1..=6 {
            let old = format!("Zq8-kv{n}");
            let page = tom.post("/access/password", &[("current_password", &present), ("password", &old)]).await;
            assert!(page.says("lately"), "{n}");
        }
        assert_eq!(app.number("SELECT count(*) FROM former_passwords WHERE user_id = 104"), 5);
        app.state.clock.forward(90 * DAY - 1);
        let tab = app.visitor().tab();
        assert_eq!(tab.sign_in("tom@acme.example", &present).await.location(), "/agent/tickets");
        app.state.clock.forward(1);
        let tab = app.visitor().tab();
        assert_eq!(tab.sign_in("tom@acme.example", &present).await.location(), "/access/new-password");
        app.state.clock.forward(-DAY);
        assert_eq!(app.visitor().tab().sign_in("tom@acme.example", &present).await.location(), "/access/new-password");
        let tab = app.visitor().tab();
        tab.sign_in("tom@acme.example", &present).await;
        assert!(tab.post("/access/new-password", &[("password", "Zq8-kv4")]).await.says("lately"));
        assert_eq!(tab.post("/access/new-password", &[("password", "Zq8-kv7")]).await.location(), "/agent/tickets");
    }

    async fn administrators_set_passwords_where_the_owner_allows_it(app: App) {
        let w = app.world.clone();
        let (olga, ann, tom, tess) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.tom).await, app.sign_in(w.tess).await);
        let new = [("password", "Chosen for you 12"), ("current_password", PASSWORD)];
        let path = |id: i64| format!("/agent/users/{id}/password");
        let shown = async |tab: &Tab, id: i64| tab.get(&format!("/agent/users/{id}/security")).await.has(&format!("form[action='{}']", path(id)));
        assert!(!shown(&ann, w.tom).await);
        assert!(ann.post(&path(w.tom), &new).await.says("owner has not enabled"));
        let on = [("staff_level", "recommended"), ("customer_level", "recommended"), ("admins_set_passwords", "1")];
        assert_eq!(ann.post(TAB, &on).await.status, 403, "only the owner");
        assert_eq!(olga.post(TAB, &on).await.status, 303);
        choose(&ann, "recommended", "low").await;
        assert_eq!(app.number("SELECT count(*) FROM sign_in_settings WHERE admins_set_passwords"), 1, "what others save leaves it");
        for (tab, id) in [(&ann, w.abel), (&ann, w.olga), (&ann, w.ann), (&tess, w.bob), (&ann.assume(w.tess).await, w.bob)] {
            assert_eq!(tab.post(&path(id), &new).await.status, 403, "{id}");
        }
        assert_eq!(app.sign_in_at("globex.localhost", w.gil).await.post(&path(w.tom), &new).await.status, 404);
        assert!(shown(&ann, w.tom).await && shown(&olga, w.abel).await && !shown(&ann, w.abel).await);
        assert_eq!(ann.post(&path(w.tom), &[("password", "weak"), new[1]]).await.status, 422);
        assert_eq!(ann.post(&path(w.tom), &[new[0], ("current_password", "wrong")]).await.status, 422);
        tom.is(w.tom).await;
        assert!(ann.post(&path(w.tom), &new).await.location().contains("/security?notice="));
        assert_eq!(tom.get("/agent/tickets").await.status, 303, "all sessions end");
        assert_eq!((letters(&app, "password_set_by_admin"), letters(&app, "password_changed"), lines(&app, "person.password_set")), (1, 0, 1));
        assert_eq!(app.visitor().tab().sign_in("tom@acme.example", "Chosen for you 12").await.status, 303);
    }

    async fn strangers_lock_nobody_out_of_a_browser_they_know(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        bob.sign_out().await;
        let stranger = app.visitor().tab();
        let before = app.number("SELECT count(*) FROM audit_entries");
        for email in ["bob@acme.example", "nobody@acme.example", "hal@globex.example"] {
            for _ in 0..7 {
                assert_eq!(stranger.sign_in(email, "wrong").await.status, 422);
            }
        }
        assert_eq!((lines(&app, "sign_in.failed"), lines(&app, "sign_in.locked")), (5, 1), "of whom we know, each try once");
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), before + 6);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'sign_in.failed' AND object_id = 109 AND root_user_id IS NULL"), 5);
        assert_eq!(stranger.sign_in("bob@acme.example", PASSWORD).await.status, 422);
        assert_eq!(app.visitor().tab().sign_in("bob@acme.example", PASSWORD).await.status, 422);
        assert_eq!(bob.sign_in("bob@acme.example", PASSWORD).await.location(), "/hc/requests");
        bob.sign_out().await;
        // The browser has a count of its own, and is nobody else's.
        for _ in 0..5 {
            assert_eq!(bob.sign_in("bob@acme.example", "wrong").await.status, 422);
        }
        assert!(bob.sign_in("bob@acme.example", PASSWORD).await.says("10 minutes"));
        app.state.clock.forward(599);
        assert_eq!(bob.sign_in("bob@acme.example", PASSWORD).await.status, 422);
        app.state.clock.forward(1);
        for _ in 0..5 {
            stranger.sign_in("eve@acme.example", "wrong").await;
        }
        assert_eq!(bob.sign_in("eve@acme.example", PASSWORD).await.status, 422);
        assert_eq!(bob.sign_in("bob@acme.example", PASSWORD).await.status, 303);
        let report = app.state.db.read_now(|c| stead::audit::verify(c, &app.state.secrets)).unwrap();
        assert!(report.faults.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_adds_breached_passwords() {
    use sha1::Digest as _;
    let hash = |text: &str| sha1::Sha1::digest(text.as_bytes()).iter().map(|b| format!("{b:02X}")).collect::<String>();
    let listed: Vec<String> = (0..300).map(|n| format!("Breached once {n}")).collect();
    let mut hashes: Vec<String> = listed.iter().map(|p| format!("{}:{}", hash(p), p.len())).collect();
    hashes.sort();
    let folder = std::env::temp_dir();
    // Lines of one length begin where the search looks first more often than others.
    let bare: Vec<String> = hashes.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect();
    for (name, text) in
        [("hashes", hashes.join("\r\n")), ("bare", bare.join("\n")), ("plain", listed.join("\n").to_lowercase())]
    {
        let path = folder.join(format!("stead-breached-{name}-{}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let app = App::start_with(Database::Sqlite, |s| s.breached_passwords = Some(path.clone()));
        let tom = app.sign_in(app.world.tom).await;
        let mut refused = 0;
        for new in listed.iter().step_by(37) {
            let page = tom.post("/access/password", &[("current_password", PASSWORD), ("password", new)]).await;
            refused += u32::from(page.status == 422 && page.says("everybody tries first"));
        }
        assert_eq!(refused, 9, "{name}");
        let page =
            tom.post("/access/password", &[("current_password", PASSWORD), ("password", "Breached never 1")]).await;
        assert_eq!(page.status, 303, "{name}");
        std::fs::remove_file(&path).unwrap();
    }
}
