//! Two-factor authentication: codes of an app that the tests are, and every way around it.

use hmac::{Hmac, KeyInit, Mac};
use stead::db::Moment;
use stead::security::two_factor::codes;

use crate::on_both;
use crate::support::app::NOON;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

const PATH: &str = "/access/two-factor";

/// The app on somebody's phone: a key as a page shows it.
#[derive(Clone)]
pub struct Phone(Vec<u8>);

impl Phone {
    /// Learns a key that was typed, or scanned.
    pub fn of(key: &str) -> Self {
        let (mut bytes, mut held, mut bits) = (vec![], 0_u64, 0);
        for letter in key.chars().filter(|c| !c.is_whitespace()) {
            held = (held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("a letter") as u64) & 0xffff;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push((held >> bits) as u8);
            }
        }
        assert_eq!(bytes.len(), 20, "160 bits");
        Self(bytes)
    }

    /// The code at a moment, as RFC 6238 has it.
    pub fn at(&self, now: Moment) -> String {
        let mut mac = <Hmac<sha1::Sha1> as KeyInit>::new_from_slice(&self.0).unwrap();
        mac.update(&((now.0 / 30_000) as u64).to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = (hash[19] & 15) as usize;
        let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }

    pub fn now(&self, app: &App) -> String {
        self.at(app.state.clock.now())
    }
}

pub fn shown_codes(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("cache-control"), "no-store");
    let html = page.html();
    let pre = html.select(&scraper::Selector::parse("pre").unwrap()).next().unwrap().text().collect::<String>();
    let codes: Vec<String> = pre.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    assert_eq!(codes.len(), 10);
    codes
}

pub fn key(page: &Page) -> Phone {
    let html = page.html();
    let key = html.select(&scraper::Selector::parse("#key").unwrap()).next().unwrap();
    assert!(page.has("svg.qr path"), "a drawing");
    Phone::of(&key.text().collect::<String>())
}

/// Sets it up for oneself.
pub async fn set_up(app: &App, tab: &Tab) -> (Phone, Vec<String>) {
    assert_eq!(tab.post(PATH, &[("current_password", PASSWORD)]).await.location(), "/access/two-factor/set-up");
    let phone = key(&tab.get("/access/two-factor/set-up").await);
    let done = tab.post("/access/two-factor/set-up", &[("code", &phone.now(app))]).await;
    (phone, shown_codes(&done))
}

async fn half_in(app: &App, email: &str) -> Tab {
    let tab = app.visitor().tab();
    let page = tab.sign_in(email, PASSWORD).await;
    assert_eq!(page.location(), "/access/code", "{}", page.body);
    tab
}

async fn code(tab: &Tab, code: &str) -> Page {
    tab.post("/access/code", &[("code", code)]).await
}

fn letters(app: &App, letter: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}'"))
}

fn lines(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

#[test]
fn codes_are_those_of_the_standard() {
    let seed = b"12345678901234567890";
    for (seconds, expected) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        let at = Moment(seconds * 1_000);
        assert_eq!(codes::code(seed, codes::step(at)).unwrap(), expected);
        assert_eq!(Phone(seed.to_vec()).at(at), expected);
        assert_eq!(
            codes::matching(seed, &format!(" {} {}", &expected[..3], &expected[3..]), at, 0).unwrap(),
            Some(codes::step(at))
        );
    }
    assert_eq!(Phone::of(&codes::grouped(&codes::letters(seed))).0, seed);
    let address = codes::address(seed, "Acme & Co", "a@b.example");
    assert!(address.starts_with("otpauth://totp/Acme%20%26%20Co:a%40b%2Eexample?secret=GEZDGNBVGY3TQOJQ"), "{address}");
}

on_both! {
    async fn it_is_set_up_and_asked_for_and_turned_off(app: App) {
        let w = app.world.clone();
        let (tom, elsewhere) = (app.sign_in(w.tom).await, app.sign_in(w.tom).await);
        assert!(tom.get("/agent/tickets").await.has("#me a[href='/access/two-factor']"));
        assert_eq!(tom.post(PATH, &[("current_password", "wrong")]).await.status, 422);
        assert_eq!(tom.post(PATH, &[("current_password", PASSWORD)]).await.status, 303);
        let phone = key(&tom.get("/access/two-factor/set-up").await);
        let wrong = tom.post("/access/two-factor/set-up", &[("code", "00000x")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(app.number("SELECT count(*) FROM factors"), 0, "only a code makes it so");
        elsewhere.is(w.tom).await;
        let done = tom.post("/access/two-factor/set-up", &[("code", &phone.now(&app))]).await;
        let recovery = shown_codes(&done);
        tom.is(w.tom).await;
        assert_eq!(elsewhere.get("/agent/tickets").await.status, 303, "other sessions end");
        let seed = app.text("SELECT seed FROM factors");
        assert!(!seed.contains(&codes::letters(&phone.0)) && stead::secrets::Secrets::derive(&[7; 32]).unwrap().open_seed(w.tess, &seed).is_err(), "sealed, and for tom");
        assert_eq!((letters(&app, "two_factor_on"), lines(&app, "factor.turned_on")), (1, 1));
        assert_eq!(tom.post(PATH, &[("current_password", PASSWORD)]).await.status, 409, "once");
        tom.sign_out().await;

        // Half signed in is nothing.
        app.state.clock.forward(30);
        let tom = half_in(&app, "tom@acme.example").await;
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE user_id = 104 AND ended_at IS NULL"), 0);
        assert_eq!(tom.get("/agent/tickets").await.status, 303);
        assert_eq!(tom.get("/access/code").await.status, 200);
        assert_eq!(tom.get("/access/set-up").await.location(), "/access/code");
        assert_eq!(tom.get("/access/new-password").await.location(), "/access/code");
        let other = app.visitor().tab();
        assert!(code(&other, &phone.now(&app)).await.location().starts_with("/access/sign-in"), "another browser");
        // Empty is no try; the next step's code is none yet, nor is the one that set it up again.
        assert_eq!(code(&tom, "").await.status, 422);
        let early = Moment(app.state.clock.now().0 + 30_000);
        for wrong in [phone.at(early), phone.at(NOON), "12345".into()] {
            assert_eq!(code(&tom, &wrong).await.status, 422);
        }
        assert_eq!((letters(&app, "wrong_codes"), lines(&app, "sign_in.code_wrong")), (1, 4), "the third tells");
        let right = phone.now(&app);
        assert_eq!(code(&tom, &format!("{} {}", &right[..3], &right[3..])).await.location(), "/agent/tickets");
        tom.is(w.tom).await;
        // The same code again is none, whatever the clock says.
        for at in [app.state.clock.now(), Moment(app.state.clock.now().0 - 30_000)] {
            app.state.clock.set(at);
            let again = half_in(&app, "tom@acme.example").await;
            assert_eq!(code(&again, &right).await.status, 422);
        }
        // A code works in its own half minute and the next.
        app.state.clock.set(Moment(NOON.0 + 120_000));
        let late = phone.now(&app);
        app.state.clock.forward(60);
        let again = half_in(&app, "tom@acme.example").await;
        assert_eq!(code(&again, &late).await.status, 422, "at its end");
        app.state.clock.set(Moment(NOON.0 + 179_000));
        let again = half_in(&app, "tom@acme.example").await;
        assert_eq!(code(&again, &late).await.location(), "/agent/tickets", "a second before");

        // A recovery code, however it is spaced, once.
        let typed = recovery[3].to_lowercase().replace(' ', "-");
        for (at_once, expected) in [(true, 303), (false, 422)] {
            let tab = half_in(&app, "tom@acme.example").await;
            let page = tab.post("/access/code", &[("recovery", &typed)]).await;
            assert_eq!(page.status, expected, "{at_once}");
        }
        assert_eq!((letters(&app, "recovery_code_used"), lines(&app, "factor.recovery_used")), (1, 1));
        assert!(again.get(PATH).await.says("9 left"));

        // New ones make the old ones void; both ask for password and code.
        app.state.clock.forward(60);
        let now = phone.now(&app);
        assert_eq!(again.post("/access/two-factor/codes", &[("current_password", "wrong"), ("code", &now)]).await.status, 422);
        let fresh = shown_codes(&again.post("/access/two-factor/codes", &[("current_password", PASSWORD), ("code", &now)]).await);
        assert!(fresh.iter().all(|c| !recovery.contains(c)) && letters(&app, "recovery_codes_made") == 1);
        assert_eq!(code(&half_in(&app, "tom@acme.example").await, &recovery[0]).await.status, 422);
        let off = again.post("/access/two-factor/off", &[("current_password", PASSWORD), ("code", &now)]).await;
        assert_eq!(off.status, 422, "used");
        let off = again.post("/access/two-factor/off", &[("current_password", PASSWORD), ("code", &fresh[0])]).await;
        assert!(off.location().starts_with(PATH), "{}", off.body);
        assert_eq!((letters(&app, "two_factor_off"), app.number("SELECT count(*) FROM recovery_codes")), (1, 0));
        assert_eq!(app.visitor().tab().sign_in("tom@acme.example", PASSWORD).await.location(), "/agent/tickets");
    }

    async fn of_many_at_once_exactly_one_gets_in(app: App) {
        let w = app.world.clone();
        let (tom, ann) = (app.sign_in(w.tom).await, app.sign_in(w.ann).await);
        let (phone, recovery) = set_up(&app, &tom).await;
        app.state.clock.forward(900);
        let shown = ann.post(&format!("/admin/people/team-members/{}/recovery", w.tom), &[("current_password", PASSWORD)]).await;
        let html = shown.html();
        let shown = html.select(&scraper::Selector::parse("#recovery").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        drop(html);
        for typed in [phone.now(&app), recovery[0].clone(), shown] {
            let mut tabs = vec![];
            for _ in 0..8 {
                tabs.push(half_in(&app, "tom@acme.example").await);
            }
            let mut running = vec![];
            for tab in &tabs {
                let token = tab.get("/access/code").await.token();
                for _ in 0..8 {
                    let (tab, token, typed) = (tab.clone(), token.clone(), typed.clone());
                    running.push(tokio::spawn(async move {
                        let page = tab.post_with_token("/access/code", &token, &[("code", &typed)]).await;
                        (page.status.as_u16(), page.header("location"))
                    }));
                }
            }
            let mut done = 0;
            for one in running {
                let (status, location) = one.await.unwrap();
                assert!([303, 401, 409, 422].contains(&status), "{status}");
                done += u32::from(status == 303 && location == "/agent/tickets");
            }
            assert_eq!(done, 1);
            app.state.clock.forward(600);
            // The code that was shown has gone with the time; a fresh one for the last round.
            if app.number("SELECT count(*) FROM recovery_codes WHERE expires_at IS NOT NULL") == 1 {
                app.sql("UPDATE recovery_codes SET expires_at = expires_at + 900000 WHERE expires_at IS NOT NULL");
            }
        }
    }

    async fn half_a_sign_in_ends_in_time_and_a_device_is_trusted_for_its_time(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let (phone, recovery) = set_up(&app, &tom).await;
        tom.sign_out().await;
        app.state.clock.forward(60);
        let pending = half_in(&app, "tom@acme.example").await;
        app.state.clock.forward(10 * 60 - 1);
        assert_eq!(pending.get("/access/code").await.status, 200);
        app.state.clock.forward(1);
        let over = pending.get("/access/code").await;
        assert!(over.location().starts_with("/access/sign-in?notice="));
        app.state.clock.forward(-60);
        assert_eq!(pending.get("/access/code").await.status, 303, "no clock brings it back");
        assert_eq!(lines(&app, "sign_in.given_up"), 1);
        app.state.clock.forward(120);
        // Wrong codes lock, for ten minutes, and only codes.
        let pending = half_in(&app, "tom@acme.example").await;
        for _ in 0..5 {
            assert_eq!(code(&pending, "000000").await.status, 422);
        }
        assert!(code(&pending, &recovery[0]).await.says("10 minutes"));
        app.state.clock.forward(599);
        assert!(code(&pending, &recovery[0]).await.says("1 minute"));
        app.state.clock.forward(1);
        let pending = half_in(&app, "tom@acme.example").await;

        // Trusted: not asked for thirty days.
        let page = pending.post("/access/code", &[("code", &phone.now(&app)), ("trust", "1")]).await;
        assert_eq!(page.location(), "/agent/tickets");
        pending.sign_out().await;
        let day = 86_400;
        app.state.clock.forward(30 * day - 1);
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/agent/tickets");
        pending.sign_out().await;
        app.state.clock.forward(1);
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        app.state.clock.forward(-day);
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        app.state.clock.forward(2 * day);
        let trust = async || {
            app.state.clock.forward(60);
            pending.sign_in("tom@acme.example", PASSWORD).await;
            let page = pending.post("/access/code", &[("code", &phone.now(&app)), ("trust", "1")]).await;
            assert_eq!(page.location(), "/agent/tickets");
            pending.sign_out().await;
        };
        // Not for others who use the browser, not where the account asks every time, not after the epoch was raised.
        trust().await;
        let tess = app.sign_in(w.tess).await;
        let (_, _) = set_up(&app, &tess).await;
        assert_eq!(pending.sign_in("tess@acme.example", PASSWORD).await.location(), "/access/code");
        app.sql("UPDATE sign_in_settings SET factor_every_time = TRUE WHERE account_id = 1");
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        assert!(!pending.get("/access/code").await.has("#trust"));
        app.sql("UPDATE sign_in_settings SET factor_every_time = FALSE WHERE account_id = 1");
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/agent/tickets");
        pending.sign_out().await;
        app.sql("UPDATE users SET epoch = epoch + 1 WHERE id = 104");
        assert_eq!(pending.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        // Nor does a sign-in that had begun before.
        app.sql("UPDATE users SET epoch = epoch + 1 WHERE id = 104");
        assert!(code(&pending, &phone.now(&app)).await.location().starts_with("/access/sign-in"));
    }

    async fn only_who_began_a_set_up_sees_it_and_a_removed_device_is_trusted_no_longer(app: App) {
        let w = app.world.clone();
        let own = [("current_password", PASSWORD)];
        // Another session of the same person, such as a stolen one, learns nothing of the key and confirms nothing.
        let (mine, other) = (app.sign_in(w.tom).await, app.sign_in(w.tom).await);
        assert_eq!(mine.post(PATH, &own).await.location(), "/access/two-factor/set-up");
        let page = mine.get("/access/two-factor/set-up").await;
        assert_eq!(page.status, 200);
        let phone = key(&page);
        assert_eq!(other.get("/access/two-factor/set-up").await.status, 303);
        other.post("/access/two-factor/set-up", &[("code", &phone.now(&app))]).await;
        assert_eq!(app.number("SELECT count(*) FROM factors"), 0);
        shown_codes(&mine.post("/access/two-factor/set-up", &[("code", &phone.now(&app))]).await);
        // A browser that is trusted, and then removed among the devices.
        app.state.clock.forward(60);
        let browser = half_in(&app, "tom@acme.example").await;
        assert_eq!(browser.post("/access/code", &[("code", &phone.now(&app)), ("trust", "1")]).await.status, 303);
        browser.sign_out().await;
        assert_eq!(browser.sign_in("tom@acme.example", PASSWORD).await.location(), "/agent/tickets", "no code is asked for");
        let device = app.number("SELECT max(id) FROM devices WHERE user_id = 104");
        browser.post(&format!("/access/sessions/devices/{device}/removal"), &[]).await;
        assert_eq!(browser.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        // Administrators help whoever is below them, not their peers.
        let (ann, _) = (app.sign_in(w.ann).await, set_up(&app, &app.sign_in(w.abel).await).await);
        assert_eq!(ann.post(&format!("/agent/users/{}/two-factor-off", w.abel), &[("off_current_password", PASSWORD)]).await.status, 403);
        assert_eq!(ann.post(&format!("/admin/people/team-members/{}/recovery", w.abel), &own).await.status, 403);
    }

    async fn the_account_requires_it(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        let tab = "/admin/account/security/advanced/sign-in";
        assert_eq!(app.sign_in(w.tom).await.get(tab).await.status, 403);
        assert_eq!(ann.post(tab, &[("staff_factor", "1")]).await.status, 400, "half a form");
        let frame = ann.assume(w.tom).await;
        assert_eq!(frame.get(tab).await.status, 403);
        assert_eq!(frame.get(PATH).await.status, 403);
        assert_eq!(frame.post(PATH, &[("current_password", PASSWORD)]).await.status, 403);
        let on = [("staff_factor", "1"), ("customer_factor", "1"), ("how_often", "device")];
        for _ in 0..2 {
            assert!(ann.post(tab, &on).await.location().starts_with(tab));
        }
        assert_eq!(lines(&app, "settings.authentication_changed"), 1, "what changes nothing leaves no line");
        assert!(ann.get(tab).await.has("#staff_factor[checked]") && ann.get(tab).await.has("#how-often-device[checked]"));
        assert!(app.text("SELECT body FROM audit_values ORDER BY entry_id DESC LIMIT 1").contains("\"customer_factor\":false"));
        bob.is(w.bob).await;
        // The next sign-in leads to the set-up and nowhere else.
        let tom = app.visitor().tab();
        assert_eq!(tom.sign_in("tom@acme.example", PASSWORD).await.location(), "/access/set-up");
        assert_eq!(tom.get("/agent/tickets").await.status, 303);
        assert_eq!(tom.get("/access/code").await.location(), "/access/set-up");
        let page = tom.get("/access/set-up").await;
        let phone = key(&page);
        assert_eq!(tom.post("/access/set-up", &[("code", "000000")]).await.status, 422);
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE user_id = 104 AND ended_at IS NULL AND idle_until > 0"), 1, "the one at the beginning");
        let codes = shown_codes(&tom.post("/access/set-up", &[("code", &phone.now(&app))]).await);
        tom.is(w.tom).await;
        let off = tom.post("/access/two-factor/off", &[("current_password", PASSWORD), ("code", &codes[0])]).await;
        assert_eq!(off.status, 403);
        assert!(!tom.get(PATH).await.has("[formaction]"));
        // Turned off again, it leaves what there is.
        assert_eq!(ann.post(tab, &[("how_often", "always")]).await.status, 303);
        assert_eq!(app.visitor().tab().sign_in("tom@acme.example", PASSWORD).await.location(), "/access/code");
        assert_eq!(app.visitor().tab().sign_in("bob@acme.example", PASSWORD).await.location(), "/hc/requests");
        // A link from a mail is no way around it.
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        let link = stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| stead::security::links::invite(tx, 104)).unwrap();
        let mailed = app.visitor().tab();
        assert_eq!(mailed.post(&link, &[("password", "Chosen from a mail 1")]).await.location(), "/access/code");
        assert_eq!(mailed.get("/agent/tickets").await.status, 303);
        assert_eq!(mailed.post("/access/code", &[("recovery", &codes[1])]).await.location(), "/agent/tickets");

        // The report, and its line.
        let report = ann.post("/admin/account/security/factor-report", &[]).await;
        assert_eq!(report.status, 200);
        let row = |name: &str| report.body.lines().find(|l| l.contains(name)).unwrap_or_default().to_owned();
        assert!(row("Tom Turner").contains("TRUE,2026-"), "{}", report.body);
        assert!(row("Ann Archer").contains(",FALSE,") && row("Bob").is_empty() && row("Gil").is_empty());
        assert_eq!(lines(&app, "two_factor.reported"), 1);
        assert_eq!(app.sign_in(w.tess).await.post("/admin/account/security/factor-report", &[]).await.status, 403);
    }

    async fn an_administrator_helps_whoever_lost_their_app(app: App) {
        let w = app.world.clone();
        let (olga, ann, tess, gil) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.tess).await, app.sign_in_at("globex.localhost", w.gil).await);
        let recovery = |id: i64| format!("/admin/people/team-members/{id}/recovery");
        let off = |id: i64| format!("/agent/users/{id}/two-factor-off");
        let (right, own) = ([("current_password", PASSWORD)], [("off_current_password", PASSWORD)]);
        for id in [w.tom, w.bob] {
            let _ = set_up(&app, &app.sign_in(id).await).await;
        }
        let _ = set_up(&app, &olga).await;
        assert_eq!(ann.post(&recovery(w.tess), &right).await.status, 409, "nothing to stand in for");
        for (tab, path) in [(&ann, recovery(w.olga)), (&ann, recovery(w.ann)), (&tess, recovery(w.tom)), (&ann.assume(w.tess).await, recovery(w.tom))] {
            assert_eq!(tab.post(&path, &right).await.status, 403, "{path}");
        }
        for (tab, path) in [(&ann, off(w.olga)), (&ann, off(w.ann)), (&tess, off(w.bob)), (&tess, off(w.tom))] {
            assert_eq!(tab.post(&path, &own).await.status, 403, "{path}");
        }
        assert_eq!((gil.post(&recovery(w.tom), &right).await.status, gil.post(&off(w.tom), &own).await.status), (reqwest::StatusCode::NOT_FOUND, reqwest::StatusCode::NOT_FOUND));
        assert_eq!(ann.post(&recovery(w.bob), &right).await.status, 404, "no team member");
        assert_eq!(ann.post(&recovery(w.tom), &[("current_password", "wrong")]).await.status, 422);
        assert_eq!(ann.post(&off(w.tom), &[("off_current_password", "wrong")]).await.status, 422);
        assert_eq!(app.number("SELECT count(*) FROM recovery_codes WHERE expires_at IS NOT NULL"), 0);
        let show = async || {
            let page = ann.post(&recovery(w.tom), &right).await;
            assert_eq!((page.status.as_u16(), page.header("cache-control").as_str()), (200, "no-store"));
            page.html().select(&scraper::Selector::parse("#recovery").unwrap()).next().unwrap().attr("value").unwrap().to_owned()
        };
        let (void, shown) = (show().await, show().await);
        assert_eq!((letters(&app, "recovery_code_shown"), lines(&app, "factor.recovery_shown")), (2, 2));
        app.state.clock.forward(15 * 60 - 1);
        let tab = half_in(&app, "tom@acme.example").await;
        assert_eq!(code(&tab, &void).await.status, 422, "a newer one was shown");
        assert_eq!(code(&tab, &shown).await.location(), "/agent/tickets");
        let late = show().await;
        app.state.clock.forward(15 * 60);
        assert_eq!(code(&half_in(&app, "tom@acme.example").await, &late).await.status, 422);
        app.state.clock.forward(-600);
        assert_eq!(code(&half_in(&app, "tom@acme.example").await, &late).await.status, 422, "no clock brings it back");
        // Off, for team members and end users; their sessions end and they are told.
        for (by, id) in [(&ann, w.tom), (&olga, w.bob)] {
            assert!(by.get(&format!("/agent/users/{id}/security")).await.has("form[action$='/two-factor-off']"));
            assert!(by.post(&off(id), &own).await.location().contains("/security?notice="));
        }
        assert_eq!((letters(&app, "two_factor_off"), lines(&app, "factor.turned_off")), (2, 2));
        assert_eq!(tab.get("/agent/tickets").await.status, 303);
        assert_eq!(app.visitor().tab().sign_in("bob@acme.example", PASSWORD).await.location(), "/hc/requests");
        // Who is deleted loses it.
        let _ = set_up(&app, &app.sign_in(w.eve).await).await;
        assert_eq!(ann.post(&format!("/agent/users/{}/delete", w.eve), &[("delete", "1")]).await.status, 303);
        for table in ["factors", "recovery_codes", "browsers", "pending_sign_ins", "former_passwords", "password_states"] {
            assert_eq!(app.number(&format!("SELECT count(*) FROM {table} WHERE user_id = 110")), 0, "{table}");
        }
    }
}
