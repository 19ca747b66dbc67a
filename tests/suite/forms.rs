//! Wrong input on every form: 422, fields kept, errors in the reader's language, nothing saved.

use crate::on_both;

on_both! {
    async fn wrong_input_comes_back_filled_in(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        let number = bob.submit("A request").await;
        app.sql("UPDATE accounts SET reason_required = TRUE WHERE id = 1");
        let lines = app.number("SELECT count(*) FROM audit_entries");
        let huge = "e".repeat(2 * 1024 * 1024);
        let hostile = "\"><script>alert(1)</script>\u{0}\u{7}\u{202e}evil\u{200b}";
        let comments = format!("/hc/requests/{number}/comments");
        let answer = format!("/agent/tickets/{number}/comments");
        let start = format!("/agent/users/{}/assumption", w.bob);
        for language in ["en", "fr"] {
            app.sql(&format!("UPDATE users SET locale = '{language}' WHERE id IN (102, 109)"));
            for (tab, path, field, value) in [
                (&bob, "/hc/requests", "subject", ""), (&bob, "/hc/requests", "subject", " \t\r\n "), (&bob, "/hc/requests", "subject", &*huge),
                (&bob, "/hc/requests", "body", ""), (&bob, "/hc/requests", "body", &*huge),
                (&bob, &*comments, "body", ""), (&bob, &*comments, "body", &*huge),
                (&ann, &*answer, "body", ""), (&ann, &*answer, "body", &*huge),
                (&ann, &*start, "reason", ""), (&ann, &*start, "reason", &*huge),
                (&ann, "/access/password", "password", ""), (&ann, "/access/password", "password", &*huge), (&ann, "/access/password", "current_password", "wrong"),
            ] {
                let other = if field == "subject" { ("body", hostile) } else { ("subject", hostile) };
                let mut fields = vec![other, (field, value), ("kind", "note")];
                if path == "/access/password" {
                    fields = vec![("current_password", crate::support::world::PASSWORD), ("password", "A whole new password 2")];
                    fields.retain(|(n, _)| *n != field);
                    fields.push((field, value));
                }
                let page = tab.post(path, &fields).await;
                assert_eq!(page.status, 422, "{path} {field}: {}", page.body.chars().take(300).collect::<String>());
                assert!(page.has(&format!("[name='{field}'][aria-invalid='true'][aria-describedby]")), "{path} {field}");
                assert!(page.has("[role='alert']"), "{path} {field}");
                assert!(page.has(&format!("html[lang='{language}']")), "{path}");
                assert!(!page.body.contains("<script>alert"), "{path} {field}");
                if path == "/hc/requests" && field == "subject" {
                    assert!(page.body.contains("evil"), "the other field keeps what was typed");
                }
            }
        }
        let signed_out = app.visitor().tab();
        for (email, password) in [("", "x"), ("ann@acme.example", ""), (&*huge, "x"), ("ann@acme.example", &*huge), (hostile, "x")] {
            let page = signed_out.sign_in(email, password).await;
            assert_eq!(page.status, 422);
            assert!(!page.body.contains("<script>alert"));
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act <> 'sign_in.failed'"), lines, "nothing was written");
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 1);
    }

    async fn odd_text_is_kept_and_shown_inert(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let scope = "/~AAAAAAAAAAAAAAAAAAAAAA";
        let body = format!("One\r\n\r\n<b>two</b> & \"three\" שלום %41 {{{{7*7}}}} http://localhost{scope}/hc/requests/1 /~short/x");
        let number = bob.post("/hc/requests", &[("subject", " a \u{0} b\tc "), ("body", &body)]).await;
        assert_eq!(number.status, 303);
        assert_eq!(app.text("SELECT subject FROM tickets"), "a b c");
        let kept = app.text("SELECT body FROM comments");
        assert_eq!(kept, body.replace("\r\n", "\n").replace(scope, ""), "a link into somebody's frame is made plain");
        let page = bob.get("/hc/requests/1").await;
        assert!(page.says("<b>two</b> & \"three\" שלום %41 {{7*7}}"), "{}", page.body);
    }

    async fn what_is_no_form_is_refused(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let token = bob.token().await;
        let too_much = "x".repeat(5 * 1024 * 1024);
        let answer = bob.post_with_token("/hc/requests", &token, &[("body", &too_much)]).await;
        assert_eq!(answer.status, 413);
        assert!(answer.has("main h1") && answer.header("x-effective-user") == w.bob.to_string(), "{}", answer.body);
        for query in ["?after=1&after=2", "?after=%FF", "?after="] {
            let page = bob.get(&format!("/hc/requests{query}")).await;
            assert!(page.status == 200 || page.status == 400 && page.has("main h1"), "{query}: {}", page.status);
        }
        let client = reqwest::Client::new();
        let many = "a&".repeat(500);
        for (kind, body) in [
            ("application/json", "{}"),
            ("text/plain", "{}"),
            ("multipart/form-data; boundary=x", "{}"),
            ("application/x-www-form-urlencoded", many.as_str()),
        ] {
            let cookie = bob.person.jar.lock().unwrap().iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
            let answer = client.post(app.url("/hc/requests")).header("cookie", cookie).header("content-type", kind).body(body.to_owned()).send().await.unwrap();
            assert_eq!(answer.status(), 400, "{kind}");
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
    }
}
