//! Signing in, passwords, accounts by host.

use crate::on_both;
use crate::support::App;
use crate::support::world::PASSWORD;

on_both! {
    async fn everybody_lands_where_they_work(app: App) {
        let w = app.world.clone();
        for (user, home) in [(w.olga, "/admin"), (w.ann, "/admin"), (w.tom, "/agent/tickets"), (w.lea, "/agent/tickets"), (w.bob, "/hc/requests")] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get("/").await.location(), home);
            assert_eq!(tab.get(home).await.status, 200);
            assert_eq!(tab.get("/access/sign-in").await.location(), home, "already signed in");
        }
        assert_eq!(app.visitor().tab().get("/").await.location(), "/access/sign-in");
    }

    async fn known_and_unknown_addresses_get_the_same_answer(app: App) {
        let answers = [
            app.visitor().tab().sign_in("bob@acme.example", "wrong").await,
            app.visitor().tab().sign_in("nobody@acme.example", "wrong").await,
            app.visitor().tab().sign_in("zoe@acme.example", PASSWORD).await,
            app.visitor().tab().sign_in("hal@globex.example", PASSWORD).await,
        ];
        let clean = |p: &crate::support::Page| {
            let typed: Vec<String> = vec![p.token()];
            let mut body = p.body.replace(&typed[0], "");
            for address in ["bob@acme.example", "nobody@acme.example", "zoe@acme.example", "hal@globex.example"] {
                body = body.replace(address, "ADDRESS");
            }
            (p.status, body)
        };
        for answer in &answers {
            assert_eq!(answer.status, 422);
            assert_eq!(clean(answer), clean(&answers[0]));
        }
        assert!(answers[0].has("[role='alert']") && answers[0].body.contains("bob@acme.example"), "the address stays");
        assert!(!answers[0].body.contains("wrong\""), "the password does not");
    }

    async fn a_source_that_tries_address_after_address_has_to_wait(app: App) {
        let tab = app.visitor().tab();
        assert_eq!(tab.sign_in("bob@acme.example", "wrong").await.status, 422);
        let row = stead::secrets::sha256(b"sign-in\n1\n127.0.0.1");
        let row = format!("sign_in_failures WHERE account_id = 1 AND address_hash = '{row}'");
        assert_eq!(app.number(&format!("SELECT failures FROM {row}")), 1);
        app.sql(&format!("UPDATE {} SET failures = 599 WHERE {}", row.split_once(" WHERE ").unwrap().0, row.split_once(" WHERE ").unwrap().1));
        assert_eq!(tab.sign_in("eve@acme.example", "wrong").await.status, 422);
        for (email, password) in [("tom@acme.example", "wrong"), ("nobody@acme.example", "wrong"), ("tess@acme.example", PASSWORD)] {
            let page = tab.sign_in(email, password).await;
            assert_eq!(page.status, 429);
            assert!(page.says("Too many forms were sent from your network. Try again in 60 minutes."), "{}", page.body);
        }
        assert_eq!(app.number(&format!("SELECT failures FROM {row}")), 600);
        app.state.clock.forward(3600);
        assert_eq!(tab.sign_in("tess@acme.example", PASSWORD).await.status, 303);
    }

    async fn five_failures_lock_an_address_for_ten_minutes(app: App) {
        let tab = app.visitor().tab();
        for left in (0..5).rev() {
            let page = tab.sign_in("Bob@ACME.example", "wrong").await;
            assert_eq!(page.status, 422, "{left} left");
        }
        let locked = tab.sign_in("bob@acme.example", PASSWORD).await;
        assert_eq!(locked.status, 422);
        assert!(locked.says("10 minutes"), "{:?}", locked.texts("[role='alert']"));
        app.state.clock.forward(10 * 60 - 1);
        assert_eq!(tab.sign_in("bob@acme.example", PASSWORD).await.status, 422);
        app.state.clock.forward(1);
        assert_eq!(tab.sign_in("bob@acme.example", PASSWORD).await.status, 303);
        // An unknown address is locked in the same way.
        let tab = app.visitor().tab();
        for _ in 0..5 {
            tab.sign_in("nobody@acme.example", "wrong").await;
        }
        assert!(tab.sign_in("nobody@acme.example", "wrong").await.says("10 minutes"));
    }

    async fn one_goes_on_to_where_one_wanted_and_never_elsewhere(app: App) {
        let nobody = app.visitor().tab();
        let asked = nobody.get("/agent/people?q=bob").await;
        assert_eq!(asked.location(), "/access/sign-in?to=%2Fagent%2Fpeople%3Fq%3Dbob");
        for (to, leads) in [
            ("/agent/people?q=bob", "/agent/people?q=bob"),
            ("//evil.example", "/admin"), ("https://evil.example", "/admin"), ("/\\evil.example", "/admin"),
            ("/~AAAAAAAAAAAAAAAAAAAAAA/x", "/admin"), ("javascript:alert(1)", "/admin"), ("/x\r\nX-Evil: 1", "/admin"), ("", "/admin"),
        ] {
            let tab = app.visitor().tab();
            let token = tab.get("/access/sign-in").await.token();
            let fields = [("email", "ann@acme.example"), ("password", PASSWORD), ("to", to)];
            assert_eq!(tab.post_with_token("/access/sign-in", &token, &fields).await.location(), leads, "{to:?}");
        }
    }

    async fn changing_the_password_ends_the_other_sessions(app: App) {
        let w = app.world.clone();
        let (here, there) = (app.sign_in(w.ann).await, app.sign_in(w.ann).await);
        let framed = there.assume(w.bob).await;
        for (current, new, field) in [
            ("wrong", "A whole new password 2", "#current_password"),
            (PASSWORD, "short", "#password"),
            (PASSWORD, "ann@acme.example-1", "#password"),
        ] {
            let refused = here.post("/access/password", &[("current_password", current), ("password", new)]).await;
            assert_eq!(refused.status, 422, "{new}");
            assert!(refused.has(&format!("{field}[aria-invalid='true']")), "{field}: {}", refused.body);
        }
        there.is(w.ann).await;
        let done = here.post("/access/password", &[("current_password", PASSWORD), ("password", "A whole new password 2")]).await;
        assert_eq!(done.status, 303);
        here.is(w.ann).await;
        assert_eq!(framed.get("/hc/requests").await.status, 410);
        assert_eq!(there.get("/admin").await.status, 303);
        assert_eq!(app.visitor().tab().sign_in("ann@acme.example", PASSWORD).await.status, 422);
        assert_eq!(app.visitor().tab().sign_in("ann@acme.example", "A whole new password 2").await.status, 303);
    }

    async fn an_account_is_found_by_its_host_and_shows_nothing_of_another(app: App) {
        let w = app.world.clone();
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert!(gil.get("/admin").await.says("Globex"));
        assert!(gil.get("/agent/people?q=bob").await.texts("tbody tr").is_empty());
        for id in [w.bob, w.ann, w.del] {
            assert_eq!(gil.get(&format!("/agent/users/{id}")).await.status, 404);
        }
        let ann = app.sign_in(w.ann).await;
        let number = ann.assume(w.bob).await.submit("Acme's own").await;
        assert_eq!(gil.get(&format!("/agent/tickets/{number}")).await.status, 404);
        let frame = app.number("SELECT id FROM frames");
        assert_eq!(gil.get(&format!("/admin/account/logs/assumptions/{frame}")).await.status, 404);
        // A cookie of one account is nothing at another's host.
        let crossed = app.visitor_at("globex.localhost");
        *crossed.jar.lock().unwrap() = ann.person.jar.lock().unwrap().clone();
        assert_eq!(crossed.tab().get("/admin").await.status, 303);
        // The default account serves hosts that name none, with the same cookie.
        for host in ["127.0.0.1", "nobody.localhost", "acme.localhost", "example.org"] {
            let same = app.visitor_at(host);
            *same.jar.lock().unwrap() = ann.person.jar.lock().unwrap().clone();
            assert_eq!(same.tab().get("/admin").await.status, 200, "{host}");
        }
    }

    async fn an_invitation_sets_the_first_password_once(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET password_hash = NULL WHERE id = 109");
        let invite = || {
            let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
            stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| stead::security::links::invite(tx, 109)).unwrap()
        };
        let (old, path) = (invite(), invite());
        let tab = app.visitor().tab();
        assert_eq!(tab.get(&old).await.status, 404, "void since there is a newer one");
        assert_eq!(app.visitor_at("globex.localhost").tab().get(&path).await.status, 404, "another account's host");
        let page = tab.get(&path).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("referrer-policy"), "strict-origin");
        assert_eq!(tab.post_with_token(&path, &page.token(), &[("password", "short")]).await.status, 422);
        let mut running = vec![];
        for _ in 0..8 {
            let (tab, path, token) = (tab.clone(), path.clone(), page.token());
            running.push(tokio::spawn(async move { tab.post_with_token(&path, &token, &[("password", "My first password 1")]).await.status.as_u16() }));
        }
        let mut done = 0;
        for one in running {
            let status = one.await.unwrap();
            assert!([303, 404, 409, 401].contains(&status), "{status}");
            done += u32::from(status == 303);
        }
        assert_eq!(done, 1, "exactly one of many at once");
        tab.is(w.bob).await;
        app.state.clock.forward(73 * 3600);
        assert_eq!(app.visitor().tab().get(&invite()).await.status, 200);
        let late = invite();
        app.state.clock.forward(72 * 3600 - 1);
        assert_eq!(app.visitor().tab().get(&late).await.status, 200);
        app.state.clock.forward(1);
        assert_eq!(app.visitor().tab().get(&late).await.status, 404, "after three days");
    }

    async fn every_answer_carries_the_security_headers(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let css = ann.get("/admin").await.html().select(&scraper::Selector::parse("link[rel='stylesheet']").unwrap()).next().unwrap().attr("href").unwrap().to_owned();
        for path in ["/admin", "/access/sign-in", "/nowhere", "/health", &css, "/static/none", "/hc/requests/999"] {
            let page = ann.get(path).await;
            assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
            assert!(!page.header("content-security-policy").contains("unsafe"), "{path}");
            assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(page.header("x-request-id").len(), 16, "{path}");
            assert_eq!(page.header("server"), "", "{path}");
        }
        let styles = ann.get(&css).await;
        assert!(styles.header("cache-control").contains("immutable"));
        let cookie = app.visitor().tab().get("/access/sign-in").await.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_tls_cookies_are_secure_and_bound_to_the_host() {
    let app = App::start_with(crate::support::Database::Sqlite, |s| s.tls = true);
    let tab = app.visitor().tab();
    let page = tab.sign_in("ann@acme.example", PASSWORD).await;
    let cookies: Vec<_> = page.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|c| c.starts_with("__Host-stead=")), "{cookies:?}");
    assert!(cookies.iter().any(|c| c.starts_with("__Host-stead-device=")), "{cookies:?}");
    assert!(cookies.iter().any(|c| c.starts_with("stead_browsers=") && c.contains("Path=/access")), "{cookies:?}");
    for cookie in cookies {
        assert!(
            cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
    }
    assert!(page.header("strict-transport-security").contains("max-age=63072000"));
    assert_eq!(tab.get("/admin").await.status, 200);
}
