//! The operator's realm: its own people, its own cookie, its own pages, and nothing of it anywhere else.

use reqwest::Method;

use crate::integrations::{authorize, register};
use crate::on_both;
use crate::support::http::Person;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};
use crate::two_factor::{key, shown_codes};

const SIGN_IN: &str = "/operator/access/sign-in";
const HOME: &str = "/operator/accounts";

/// Sends the form of a page of the realm.
async fn send(tab: &Tab, path: &str, fields: &[(&str, &str)]) -> Page {
    let token = tab.get(path).await.token();
    tab.post_with_token(path, &token, fields).await
}

/// Half in: the password was right, and something is left to do.
async fn half_in(tab: &Tab, email: &str) -> Page {
    send(tab, SIGN_IN, &[("email", email), ("password", PASSWORD)]).await
}

fn asks_for_codes(app: &App, realm: i64) {
    app.sql(&format!("UPDATE sign_in_settings SET staff_factor = TRUE WHERE account_id = {realm}"));
}

/// What somebody is answered: the status, and where to go on to.
fn told(page: &Page) -> (u16, String) {
    (page.status.as_u16(), page.header("location"))
}

/// Every route with something in the place of what it leaves open.
fn every_path() -> Vec<(String, String)> {
    let fill = |path: &str| {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    stead::app::routes().table().iter().map(|route| (route.method.to_string(), fill(route.path))).collect()
}

/// A browser with other cookies.
fn with_cookie(app: &App, host: &str, name: &str, value: &str) -> Person {
    let person = app.visitor_at(host);
    person.jar.lock().unwrap().insert(name.to_owned(), value.to_owned());
    person
}

on_both! {
    async fn its_staff_sign_in_there_and_nowhere_else(app: App) {
        let staff = app.staffed();
        let nadia = app.at_console(staff.nadia).await;
        let page = nadia.get(HOME).await;
        assert_eq!(page.status, 200);
        assert!(page.says("Acme Tools") && page.says("Harbourlight") && !page.says("_operator"), "{}", page.body);
        // The same browser is nobody in the default account, and no host of an account has a console.
        assert_eq!(nadia.get("/admin").await.location(), "/access/sign-in?to=%2Fadmin");
        for host in ["acme.localhost", "globex.localhost", "127.0.0.1"] {
            assert_eq!(app.visitor_at(host).tab().get(HOME).await.status, 404, "{host}");
            assert_eq!(app.visitor_at(host).tab().get(SIGN_IN).await.status, 404, "{host}");
        }
        // Nobody of an account gets in, nor any of the realm's into an account.
        let olga = app.sign_in(app.world.olga).await;
        assert_eq!(olga.get(HOME).await.location(), "/operator/access/sign-in?to=%2Foperator%2Faccounts");
        assert_eq!(olga.post("/access/sign-in", &[("email", "nadia@harbourlight.example"), ("password", PASSWORD)]).await.status, 409);
        for (path, email) in [(SIGN_IN, "olga@acme.example"), ("/access/sign-in", "nadia@harbourlight.example")] {
            let tab = app.visitor().tab();
            assert_eq!(send(&tab, path, &[("email", email), ("password", PASSWORD)]).await.status, 422, "{email}");
            let unknown = send(&tab, path, &[("email", "nobody@nowhere.example"), ("password", PASSWORD)]).await;
            assert_eq!(unknown.status, 422);
        }
        // Both at once in one browser, and each goes by itself.
        let both = nadia.person.tab();
        let token = both.get("/access/sign-in").await.token();
        let entry = [("email", "olga@acme.example"), ("password", PASSWORD)];
        assert_eq!(both.post_with_token("/access/sign-in", &token, &entry).await.location(), "/admin");
        assert_eq!((both.get("/admin").await.status.as_u16(), both.get(HOME).await.status.as_u16()), (200, 200));
        let token = both.get(HOME).await.token();
        // A form of the one sent to the other is refused, and ends nothing.
        assert_eq!(both.post_with_token("/access/sign-out", &token, &[]).await.status, 409);
        let others = both.get("/admin").await.token();
        assert_eq!(both.post_with_token("/operator/access/sign-out", &others, &[]).await.status, 409);
        assert_eq!(both.post_with_token("/operator/staff/new", &others, &[("name", "Mallory")]).await.status, 409);
        assert_eq!(both.post_with_token("/operator/access/sign-out", &token, &[]).await.location(), SIGN_IN);
        assert_eq!((both.get("/admin").await.status.as_u16(), both.get(HOME).await.status.as_u16()), (200, 303));
        assert!(both.person.cookie("stead_operator").is_none() && both.person.cookie("stead").is_some());
        assert_eq!(app.audit().faults, []);
    }

    async fn a_code_is_asked_at_every_sign_in_and_nobody_turns_it_off(app: App) {
        let staff = app.staffed();
        asks_for_codes(&app, staff.realm);
        let otto = app.visitor().tab();
        for path in [SIGN_IN, "/operator/access/forgot-password", "/operator/access/invitation/x"] {
            let page = otto.get(path).await;
            assert!(page.says("Harbourlight") && page.says("Operator console"), "{path}: {}", page.body);
            for away in ["/hc", "/access/sign-up", "/agent", "/admin"] {
                assert!(!page.body.contains(&format!("href=\"{away}")) && !page.body.contains(&format!("href=\"/operator{away}")), "{path}: {away}");
            }
            assert!(!page.says("Help Center"), "{path}: {}", page.body);
        }
        assert_eq!(half_in(&otto, "otto@harbourlight.example").await.location(), "/operator/access/set-up");
        assert_eq!(otto.get(HOME).await.status, 303, "not in yet");
        let phone = key(&otto.get("/operator/access/set-up").await);
        let wrong = send(&otto, "/operator/access/set-up", &[("code", "000 000")]).await;
        assert_eq!(wrong.status, 422);
        let done = send(&otto, "/operator/access/set-up", &[("code", &phone.now(&app))]).await;
        let codes = shown_codes(&done);
        assert!(done.has("a[href='/operator/accounts']"), "{}", done.body);
        assert_eq!(otto.get(HOME).await.status, 200);

        // What one has of oneself, in the console's own look.
        for path in ["/operator/access/password", "/operator/access/two-factor", "/operator/access/sessions"] {
            let page = otto.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.has(".topbar.operator #me") && page.says("Harbourlight"), "{path}: {}", page.body);
            for link in page.html().select(&scraper::Selector::parse("a[href], form[action]").unwrap()) {
                let to = link.attr("href").or(link.attr("action")).unwrap();
                assert!(to.starts_with("/operator") || to.starts_with('#'), "{path}: {to}");
            }
        }
        let page = otto.get("/operator/access/two-factor").await;
        assert!(!page.body.contains("two-factor/off"), "{}", page.body);
        let token = page.token();
        let fields = [("current_password", PASSWORD), ("code", codes[1].as_str())];
        assert_eq!(otto.post_with_token("/operator/access/two-factor/off", &token, &fields).await.status, 404);
        // The setting lost makes no way either.
        app.sql(&format!("UPDATE sign_in_settings SET staff_factor = FALSE WHERE account_id = {}", staff.realm));
        assert!(!otto.get("/operator/access/two-factor").await.body.contains("two-factor/off"));
        asks_for_codes(&app, staff.realm);

        // Each time, whatever the browser; by an app, and by a recovery code once.
        let again = otto.person.tab();
        for n in 0..2 {
            app.state.clock.forward(60);
            let token = again.get(HOME).await.token();
            assert_eq!(again.post_with_token("/operator/access/sign-out", &token, &[]).await.location(), SIGN_IN);
            assert_eq!(half_in(&again, "otto@harbourlight.example").await.location(), "/operator/access/code", "{n}");
            let page = again.get("/operator/access/code").await;
            assert!(!page.has("#trust") && page.says("Harbourlight"), "{}", page.body);
            let entered = match n {
                0 => send(&again, "/operator/access/code", &[("code", &phone.now(&app))]).await,
                _ => send(&again, "/operator/access/code", &[("recovery", &codes[0])]).await,
            };
            assert_eq!(entered.location(), HOME);
        }
        // Who goes on from a page comes back to it, and a chosen language stays.
        let token = again.get(HOME).await.token();
        let french = again.post_with_token("/operator/access/language", &token, &[("language", "fr"), ("to", "/operator/accounts")]).await;
        assert_eq!(french.location(), HOME);
        assert!(again.get(HOME).await.says("Console de l’opérateur"));
        assert_eq!(app.audit().faults, []);
    }

    async fn a_password_is_forgotten_reset_and_changed(app: App) {
        let staff = app.staffed();
        asks_for_codes(&app, staff.realm);
        let tab = app.visitor().tab();
        let texts = || app.text("SELECT text FROM mails ORDER BY id DESC LIMIT 1");
        for email in ["nobody@harbourlight.example", "olga@acme.example", "otto@harbourlight.example"] {
            let asked = send(&tab, "/operator/access/forgot-password", &[("email", email)]).await;
            assert!(asked.location().starts_with("/operator/access/sign-in?notice="), "{email}");
        }
        assert_eq!(app.number("SELECT count(*) FROM mails"), 1, "to whom is there, and nobody else");
        let mail = texts();
        let base = format!("http://localhost:{}/operator/access/reset/", app.state.settings.bind.port());
        let at = mail.find("/operator/access/reset/").unwrap_or_else(|| panic!("{base}: {mail}"));
        let path = mail[at..].split_whitespace().next().unwrap().to_owned();
        assert!(mail.contains(&base) && !mail.contains("_operator"), "{mail}");
        assert_eq!(app.visitor_at("acme.localhost").tab().get(path.strip_prefix("/operator").unwrap()).await.status, 404);
        let weak = send(&tab, &path, &[("password", "short")]).await;
        assert_eq!(weak.status, 422);
        let set = send(&tab, &path, &[("password", "Another lantern 17")]).await;
        assert_eq!(set.location(), "/operator/access/set-up", "a link is no way around the code");
        assert_eq!(tab.get(&path).await.status, 404, "once");
        assert_eq!(half_in(&app.visitor().tab(), "otto@harbourlight.example").await.status, 422, "the old one is over");

        // Changed by oneself: the session goes on, under another key, and every other ends.
        app.sql(&format!("UPDATE sign_in_settings SET staff_factor = FALSE WHERE account_id = {}", staff.realm));
        let (nadia, other) = (app.at_console(staff.nadia).await, app.at_console(staff.nadia).await);
        let fields = [("current_password", PASSWORD), ("password", "Another lantern 18")];
        let done = send(&nadia, "/operator/access/password", &fields).await;
        assert!(done.location().starts_with("/operator/accounts?notice="), "{}", done.body);
        assert_eq!((nadia.get(HOME).await.status.as_u16(), other.get(HOME).await.status.as_u16()), (200, 303));
        // Sessions: where, ended one by one, and all others.
        let second = app.visitor().tab();
        assert_eq!(send(&second, SIGN_IN, &[("email", "nadia@harbourlight.example"), ("password", "Another lantern 18")]).await.location(), HOME);
        assert_eq!(nadia.get("/operator/access/sessions").await.texts("section[aria-labelledby='running'] tbody tr").len(), 2);
        let token = nadia.get("/operator/access/sessions").await.token();
        let ended = nadia.post_with_token("/operator/access/sessions/others/end", &token, &[("current_password", "Another lantern 18")]).await;
        assert!(ended.location().starts_with("/operator/access/sessions?notice="), "{}", ended.body);
        assert_eq!((nadia.get(HOME).await.status.as_u16(), second.get(HOME).await.status.as_u16()), (200, 303));
        let own = app.number(&format!("SELECT id FROM sessions WHERE user_id = {} AND ended_at IS NULL", staff.nadia));
        let token = nadia.get("/operator/access/sessions").await.token();
        let out = nadia.post_with_token(&format!("/operator/access/sessions/{own}/end"), &token, &[]).await;
        assert_eq!(out.location(), SIGN_IN);
        assert!(nadia.person.cookie("stead_operator").is_none());
    }

    async fn nobody_stays_for_long(app: App) {
        let staff = app.staffed();
        let clock = &app.state.clock;
        let (kept, idling) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        clock.forward(15 * 60 - 1);
        assert_eq!(kept.get(HOME).await.status, 200, "a second before");
        clock.forward(1);
        assert_eq!(idling.get(HOME).await.location(), "/operator/access/sign-in?to=%2Foperator%2Faccounts", "at the second");
        clock.forward(-1);
        assert_eq!(idling.get(HOME).await.status, 303, "over is over");
        clock.forward(1);
        let mut left = 8 * 3_600 - 15 * 60;
        while left > 600 {
            clock.forward(600);
            left -= 600;
            assert_eq!(kept.get(HOME).await.status, 200, "{left} seconds before the end");
        }
        let token = kept.get(HOME).await.token();
        clock.forward(left - 1);
        assert_eq!(kept.get(HOME).await.status, 200, "a second before the end");
        clock.forward(1);
        // A form drawn before is refused in the realm's own words, with the way in.
        let late = kept.post_with_token("/operator/staff/new", &token, &[("name", "Late Lou")]).await;
        assert_eq!(late.status, 401);
        assert!(late.has("a[href='/operator/access/sign-in']") && late.says("Operator console"), "{}", late.body);
        assert_eq!(kept.get(HOME).await.status, 303, "in any case");
    }

    async fn its_errors_stay_in_it(app: App) {
        let staff = app.staffed();
        let otto = app.at_console(staff.otto).await;
        for (path, status) in [("/operator/nowhere", 404), ("/operator/admin", 404), ("/operator/staff", 403), ("/operator/staff/999", 403), ("/operator/log", 403)] {
            let page = otto.get(path).await;
            assert_eq!(page.status.as_u16(), status, "{path}");
            assert!(page.has(".topbar.operator") && page.has("main a[href='/operator/']"), "{path}: {}", page.body);
        }
        assert!(otto.get("/operator/staff").await.says("operator administrators"));
        assert!(otto.get("/operator/staff?lang=fr").await.says("Réservé aux administrateurs"));
        let token = otto.get(HOME).await.token();
        assert_eq!(otto.post_with_token("/operator/staff/new", &token, &[("name", "Mallory")]).await.status, 403);
        assert_eq!(otto.post_with_token("/operator/staff/new", "1.0.1.x", &[]).await.status, 403, "forged");
        assert_eq!(otto.get("/operator/").await.location(), HOME);
        let nobody = app.visitor().tab().get("/operator/nowhere").await;
        assert!(nobody.status == 404 && nobody.has("a[href='/operator/access/sign-in']"), "{}", nobody.body);
    }

    /// Every route there is, asked with every wrong key: each is answered as nobody is.
    async fn neither_realm_opens_the_other(app: App) {
        let staff = app.staffed();
        let (nadia, olga, bob) = (app.at_console(staff.nadia).await, app.sign_in(app.world.olga).await, app.sign_in(app.world.bob).await);
        let tom = app.sign_in(app.world.tom).await;
        let token = authorize(&olga, register(&olga, "Till").await).await;
        let bearer = format!("Bearer {token}");
        let (ours, theirs) = (nadia.person.cookie("stead_operator").unwrap(), olga.person.cookie("stead").unwrap());
        let acme = app.visitor_at("acme.localhost");
        acme.jar.lock().unwrap().insert("stead_operator".into(), ours.clone());
        let (as_account, as_acme) = (with_cookie(&app, "localhost", "stead", &ours), with_cookie(&app, "acme.localhost", "stead", &ours));
        let as_staff = with_cookie(&app, "localhost", "stead_operator", &theirs);
        let (form, other) = (nadia.get(HOME).await.token(), olga.get("/admin").await.token());
        let (lines, people) = (app.number("SELECT count(*) FROM audit_entries"), app.number("SELECT count(*) FROM users"));
        let mut asked = 0;
        for (method, path) in every_path() {
            let inner = path.starts_with("/access/").then(|| format!("/operator{path}"));
            let below = if path.starts_with("/operator") { Some(path.clone()) } else { inner.clone() };
            let leaves = path == "/access/language" || path.contains("sign-out");
            if method == "GET" {
                if !path.starts_with("/operator") {
                    let nobody = told(&app.visitor().tab().get(&path).await);
                    for (who, person) in [("staff", &nadia.person), ("swapped", &as_account)] {
                        assert_eq!(told(&person.tab().get(&path).await), nobody, "{who} at {path}");
                    }
                    let nobody = told(&app.visitor_at("acme.localhost").tab().get(&path).await);
                    for (who, person) in [("staff", &acme), ("swapped", &as_acme)] {
                        assert_eq!(told(&person.tab().get(&path).await), nobody, "{who} at acme, {path}");
                    }
                    // Nothing of accounts is served below /operator.
                    if inner.is_none() {
                        assert_eq!(nadia.get(&format!("/operator{path}")).await.status.as_u16(), if path == "/" { 303 } else { 404 }, "{path}");
                    }
                }
                if let Some(path) = &below {
                    let nobody = told(&app.visitor().tab().get(path).await);
                    for tab in [&olga, &tom, &bob, &as_staff.tab()] {
                        assert_eq!(told(&tab.get(path).await), nobody, "{path}");
                    }
                    let by_token = app.visitor().send(Method::GET, path, &[("authorization", &bearer)], None).await;
                    assert_eq!(told(&by_token), nobody, "{path} with a token");
                    assert_eq!(told(&app.visitor_at("acme.localhost").tab().get(path).await).0, 404, "{path} at acme");
                }
            } else if method == "POST" && !leaves {
                if !path.starts_with("/operator") {
                    for tab in [nadia.person.tab(), acme.tab(), as_account.tab(), as_acme.tab()] {
                        let status = tab.post_with_token(&path, &form, &[]).await.status;
                        assert!(status.is_client_error(), "{path}: {status}");
                    }
                }
                if let Some(path) = &below {
                    for tab in [&olga, &tom, &bob, &as_staff.tab()] {
                        let status = tab.post_with_token(path, &other, &[]).await.status;
                        assert!(status.is_client_error(), "{path}: {status}");
                    }
                    let status = app.visitor().send(Method::POST, path, &[("authorization", &bearer)], Some(&[])).await.status;
                    assert!(status.is_client_error(), "{path}: {status} with a token");
                }
            }
            asked += 1;
        }
        assert!(asked > 200, "{asked} routes");
        assert_eq!((app.number("SELECT count(*) FROM audit_entries"), app.number("SELECT count(*) FROM users")), (lines, people), "nothing was written");
        // Both are who they were, and the API knows no cookie of the realm.
        assert_eq!((nadia.get(HOME).await.status.as_u16(), olga.get("/admin").await.status.as_u16()), (200, 200));
        assert_eq!(nadia.get("/api/v2/users/me").await.status, 401);
        // Known and unknown are told alike.
        for tab in [&olga, &app.visitor().tab()] {
            for pair in [["/operator/staff/1", "/operator/staff/999999"], ["/operator/accounts/1", "/operator/accounts/999999"]] {
                let [a, b] = pair.map(|path| async move { tab.get(path).await });
                let (a, b) = (a.await, b.await);
                assert_eq!((a.status, a.header("location").replace("%2F1", "")), (b.status, b.header("location").replace("%2F999999", "")));
            }
        }
        assert_eq!(app.audit().faults, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_tls_its_cookie_is_bound_to_the_host() {
    let app = App::start_with(crate::support::Database::Sqlite, |settings| settings.tls = true);
    let staff = app.staffed();
    let tab = app.visitor().tab();
    let email = app.text(&format!("SELECT email FROM users WHERE id = {}", staff.nadia));
    let token = tab.get(SIGN_IN).await.token();
    let page = tab.post_with_token(SIGN_IN, &token, &[("email", &email), ("password", PASSWORD)]).await;
    let cookies: Vec<&str> = page.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    let own = cookies.iter().find(|c| c.starts_with("__Host-stead-operator=")).unwrap_or_else(|| panic!("{cookies:?}"));
    for attribute in ["HttpOnly", "Secure", "Path=/", "SameSite=Lax"] {
        assert!(own.contains(attribute), "{own}");
    }
    assert!(!cookies.iter().any(|c| c.starts_with("__Host-stead=")), "{cookies:?}");
    // What spares a wrong password its count is kept where the realm alone sees it.
    let known = cookies.iter().find(|c| c.starts_with("stead_browsers=")).unwrap();
    assert!(known.contains("Path=/operator/access"), "{known}");
    assert_eq!(tab.get(HOME).await.status, 200);
}
