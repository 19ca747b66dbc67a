//! Telling the truth: who acts, on every page, in every header, in the log.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use reqwest::Method;
use scraper::Selector;
use stead::db::Location;

use crate::on_both;
use crate::support::{App, Database, Tab};

/// Statements so far, by the address of the database.
static QUERIES: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

fn queries(database: &str) -> usize {
    QUERIES.lock().unwrap().get(database).copied().unwrap_or_default()
}

/// Counts the statements of every connection that opens from now on.
fn count_queries() {
    struct Counter(String);
    impl Instrumentation for Counter {
        fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
            match event {
                InstrumentationEvent::StartEstablishConnection { url, .. } => self.0 = url.to_owned(),
                InstrumentationEvent::StartQuery { .. } => {
                    *QUERIES.lock().unwrap().entry(self.0.clone()).or_default() += 1;
                }
                _ => {}
            }
        }
    }
    set_default_instrumentation(|| Some(Box::new(Counter(String::new())))).unwrap();
}

on_both! {
    async fn f13_the_effective_user_is_oneself_or_from_a_frame_of_this_session(app: App) {
        let w = app.world.clone();
        let (ann, tess) = (app.sign_in(w.ann).await, app.sign_in(w.tess).await);
        let (bob, eve) = (ann.assume(w.bob).await, tess.assume(w.eve).await);
        for (person, prefix) in [(&ann, &eve), (&tess, &bob)] {
            let crossed = Tab { person: person.person.clone(), prefix: prefix.prefix.clone() };
            let page = crossed.get("/hc/requests").await;
            assert_eq!(page.status, 404, "somebody else's frame");
            let nothing = Tab { prefix: "/~AAAAAAAAAAAAAAAAAAAAAA".into(), ..crossed.clone() };
            let none = nothing.get("/hc/requests").await;
            assert_eq!(page.body, none.body, "is answered like one that never was");
        }
        for odd in ["/~", "/~x", "/~AAAAAAAAAAAAAAAAAAAAAAA", "/~../", &format!("{}{}", bob.prefix, bob.prefix), "/%7EAAAAAAAAAAAAAAAAAAAAAA"] {
            let tab = Tab { person: ann.person.clone(), prefix: odd.to_owned() };
            assert_eq!(tab.get("/hc/requests").await.status, 404, "{odd}");
        }
        bob.is(w.bob).await;
        eve.is(w.eve).await;
    }

    async fn f16_names_are_inert_wherever_they_are_printed(app: App) {
        let w = app.world.clone();
        let evil = "\"><script>alert(1)</script>\u{202e}=1+1";
        app.sql(&format!("UPDATE users SET name = '{evil}' WHERE id IN (104, 109)"));
        app.sql(&format!("UPDATE accounts SET name = '{evil}' WHERE id = 1"));
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let number = bob.post("/hc/requests", &[("subject", evil), ("body", evil)]).await;
        assert_eq!(number.status, 303);
        let frame = app.number("SELECT max(id) FROM frames");
        for (tab, path) in [
            (&bob, "/hc/requests".to_owned()), (&bob, "/hc/requests/1".to_owned()), (&tom, "/agent/tickets".to_owned()),
            (&tom, "/agent/tickets/1".to_owned()), (&tom, "/agent/people".to_owned()), (&ann, "/admin".to_owned()),
            (&ann, format!("/agent/users/{}", w.bob)), (&ann, format!("/agent/users/{}/assumption", w.bob)),
            (&ann, "/admin/people/team-members".to_owned()), (&ann, "/admin/account/logs/assumptions".to_owned()),
            (&ann, format!("/admin/account/logs/assumptions/{frame}")), (&ann, "/nowhere".to_owned()),
            (&ann, format!("/agent/people?q={evil}")),
        ] {
            let page = tab.get(&path.replace('"', "%22").replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")).await;
            assert!(page.status == 200 || page.status == 404 || page.status == 403, "{path}: {}", page.status);
            assert!(!page.body.contains("<script>alert"), "{path}");
            assert!(!page.has("script:not([src])"), "{path}");
            assert!(page.header("content-security-policy").contains("default-src 'none'"));
        }
        let gone = { bob.revert().await; bob.get("/").await };
        assert_eq!(gone.status, 410);
        assert!(!gone.body.contains("<script>alert"));
    }

    async fn f17_nothing_that_the_browser_holds_decides_who_acts(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let ids = [w.olga.to_string(), w.ann.to_string()];
        for name in ["user_id", "user", "root", "actor", "impersonator", "original_user", "frame", "scope", "identity", "stead_guest"] {
            for id in &ids {
                bob.person.jar.lock().unwrap().insert(name.into(), id.clone());
                let headers = [("x-user", &**id), ("remote-user", id), ("x-effective-user", id), ("x-frame", id), ("x-on-behalf-of", id), ("x-forwarded-user", id)];
                let page = bob.get_with(&format!("/hc/requests?{name}={id}&as={id}"), &headers).await;
                assert_eq!(page.header("x-effective-user"), w.bob.to_string(), "{name}");
                let admin = bob.get_with(&format!("/admin?{name}={id}"), &headers).await;
                assert_eq!(admin.status, 403);
                bob.post("/hc/requests", &[("subject", "S"), ("body", "B"), (name, id), ("actor", id), ("requester_id", id), ("author_id", id)]).await;
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE requester_id <> 109 OR submitter_id <> 109"), 0);
        assert_eq!(app.number("SELECT count(*) FROM comments WHERE author_id <> 109 OR root_id IS NOT NULL"), 0);
    }

    async fn f17_nothing_that_a_framed_page_carries_can_be_changed_into_another_identity(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let page = bob.get("/hc/requests/new").await;
        let session = app.number("SELECT id FROM sessions");
        let others: Vec<String> = [w.ann, w.olga, w.tom, session].iter().map(ToString::to_string)
            .chain(["ann@acme.example", "olga@acme.example", "self", "0", ""].map(str::to_owned)).collect();
        let html = page.html();
        for element in html.select(&Selector::parse("*").unwrap()) {
            for (name, value) in element.value().attrs() {
                assert!(!value.contains("ann@") && value != w.ann.to_string(), "{name}={value} names the root");
            }
        }
        assert!(!page.body.contains("ann@acme.example"));

        // Each hidden field with each other value, and the token with each of its parts changed.
        let (forms, hidden) = (Selector::parse("form[method='post']").unwrap(), Selector::parse("input[type='hidden']").unwrap());
        let mut sent = 0;
        for form in html.select(&forms) {
            let path = form.attr("action").unwrap().strip_prefix(&bob.prefix).unwrap();
            let fields: Vec<(&str, &str)> = form.select(&hidden).map(|f| (f.attr("name").unwrap(), f.attr("value").unwrap())).collect();
            for (at, (name, value)) in fields.iter().enumerate() {
                let parts: Vec<&str> = value.split('.').collect();
                let mut changed: Vec<String> = others.clone();
                if *name == "form_token" {
                    assert_eq!(parts.len(), 4, "{value}");
                    changed.extend((0..3).flat_map(|part| others.iter().map(move |other| (part, other))).map(|(part, other)| {
                        let mut parts = parts.clone();
                        parts[part] = other;
                        parts.join(".")
                    }));
                } else if path.starts_with("/assumption/") || path == "/access/sign-out" {
                    panic!("{path} ends a frame, and takes {name} from the page");
                }
                for other in changed.iter().filter(|c| c != value) {
                    let mut form = fields.clone();
                    form[at].1 = other;
                    form.extend([("subject", "S"), ("body", "B")]);
                    let answer = bob.person.send(Method::POST, &bob.at(path), &[], Some(&form)).await;
                    assert_eq!(answer.header("x-effective-user"), w.bob.to_string(), "{path} {name}={other}");
                    assert!(*name != "form_token" || answer.status == 403, "{path} {name}={other}: {}", answer.status);
                    sent += 1;
                }
            }
        }
        assert!(sent > 100, "{sent}");
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NOT NULL OR subject_user_id <> 109"), 0);

        // Each cookie with each other value. The session's own, changed, is no session; the others change nothing.
        let jar = bob.person.jar.lock().unwrap().clone();
        for (name, kept) in &jar {
            for other in &others {
                bob.person.jar.lock().unwrap().insert(name.clone(), other.clone());
                let (framed, own) = (bob.get("/hc/requests").await, ann.get("/hc/requests").await);
                let (in_frame, as_oneself) = if name == "stead" { ("none".into(), "none".into()) } else { (w.bob.to_string(), w.ann.to_string()) };
                assert_eq!(framed.header("x-effective-user"), in_frame, "{name}={other}");
                assert_eq!(own.header("x-effective-user"), as_oneself, "{name}={other}");
                let mut held = bob.person.jar.lock().unwrap();
                held.clone_from(&jar);
                assert_eq!(held.get(name), Some(kept));
            }
        }
        bob.is(w.bob).await;
        ann.is(w.ann).await;
    }

    async fn f28_a_link_that_lost_its_scope_is_healed_or_refused(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let tom = ann.assume(w.tom).await;
        let nested = tom.assume(w.eve).await;
        for frame in [&bob, &nested] {
            let from = format!("http://localhost:{}{}/hc/requests", app.address.port(), frame.prefix);
            let navigation = [("referer", &*from), ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "navigate")];
            let healed = ann.get_with("/hc/requests/new?x=1", &navigation).await;
            assert_eq!(healed.location(), frame.at("/hc/requests/new?x=1"));
            let fetched = ann.get_with("/hc/requests/new", &[("referer", &*from), ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]).await;
            assert_eq!(fetched.status, 409);
            let token = ann.token().await;
            let written = ann.person.send(reqwest::Method::POST, "/hc/requests", &navigation, Some(&[("form_token", &*token), ("subject", "S"), ("body", "B")])).await;
            assert_eq!(written.status, 409);
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
        // Other sites' pages and other hosts heal nothing.
        for from in [format!("http://evil.example{}/x", bob.prefix), "http://localhost/~nothing/x".to_owned()] {
            assert_eq!(ann.get_with("/hc/requests/new", &[("referer", &from)]).await.status, 200, "{from}");
        }
    }

    async fn forms_are_saved_only_under_the_identity_they_were_drawn_for(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let (own, framed) = (ann.token().await, bob.token().await);
        let words = [("subject", "Long words about a drill"), ("body", "Typed for minutes")];
        for (tab, token) in [(&ann, &framed), (&bob, &own)] {
            let refused = tab.post_with_token("/hc/requests", token, &words).await;
            assert_eq!(refused.status, 409);
            assert!(refused.body.contains("Typed for minutes"), "the text is handed back: {}", refused.body);
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
        bob.revert().await;
        let dead = bob.post_with_token("/hc/requests", &framed, &words).await;
        assert_eq!(dead.status, 410);
        assert!(dead.body.contains("Typed for minutes"));
        assert_eq!(ann.post_with_token("/hc/requests", &own, &words).await.status, 303, "the right one still works");
    }

    async fn f29_every_answer_states_who_acts_and_a_start_is_followed_by_the_truth(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        assert_eq!(ann.who().await, (w.ann.to_string(), "self".into()));
        let bob = ann.assume(w.bob).await;
        let frame = app.number("SELECT id FROM frames");
        assert_eq!(bob.who().await, (w.bob.to_string(), frame.to_string()));
        assert_eq!(ann.who().await, (w.ann.to_string(), "self".into()));
        for path in ["/nowhere", "/admin", "/hc/requests/77", "/hc/requests/new"] {
            let page = bob.get(path).await;
            assert_eq!(page.header("x-effective-user"), w.bob.to_string(), "{path}");
            assert_eq!(page.header("x-frame"), frame.to_string(), "{path}");
            assert!(page.has(".strip"), "the banner is on {path} too");
        }
        assert_eq!(app.visitor().tab().get("/access/sign-in").await.header("x-effective-user"), "none");
    }

    async fn f31_the_log_blames_the_right_person_for_one_act_of_every_kind(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let number = bob.submit("S").await;
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("kind", "public"), ("body", "A"), ("status", "pending")]).await;
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("kind", "note"), ("body", "N")]).await;
        bob.post(&format!("/hc/requests/{number}/comments"), &[("body", "R")]).await;
        bob.post(&format!("/hc/requests/{number}/comments"), &[("solve", "1")]).await;
        bob.post("/access/language", &[("language", "fr")]).await;
        let (of_tom, of_bob) = (
            app.number("SELECT id FROM frames WHERE subject_user_id = 104"),
            app.number("SELECT id FROM frames WHERE subject_user_id = 109"),
        );
        for (act, user, frame) in [
            ("assumption.started", w.tom, of_tom), ("ticket.created", w.bob, of_bob), ("ticket.answered", w.tom, of_tom),
            ("ticket.noted", w.tom, of_tom), ("ticket.replied", w.bob, of_bob), ("ticket.solved", w.bob, of_bob),
            ("person.language_chosen", w.bob, of_bob),
        ] {
            let line = format!("FROM audit_entries WHERE act = '{act}' AND effective_user_id = {user} AND frame_id = {frame}");
            assert_eq!(app.number(&format!("SELECT count(*) {line}")), 1, "{act}");
            assert_eq!(app.number(&format!("SELECT root_user_id {line}")), w.ann, "{act}");
            assert_ne!(app.text(&format!("SELECT request_id {line}")), "-");
        }
        let made = app.number("SELECT count(*) FROM comments WHERE root_id = 102 AND frame_id IS NOT NULL");
        assert_eq!(made, app.number("SELECT count(*) FROM comments"));
    }

    async fn f34_at_any_depth_the_root_is_named(app: App) {
        let w = app.world.clone();
        let owner = app.sign_in(w.olga).await;
        let bob = owner.assume(w.ann).await.assume(w.tom).await.assume(w.bob).await;
        let page = bob.get("/hc/requests").await;
        let strip = page.texts(".strip").concat();
        for name in ["Olga Olsen", "Ann Archer", "Tom Turner", "Bob Brown"] {
            assert!(strip.contains(name), "{strip}");
        }
        assert!(page.texts("title").concat().starts_with("⇄ Bob Brown"), "{:?}", page.texts("title"));
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE root_user_id <> 101"), 0);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'assumption%' AND root_user_id <> 101"), 0);
        let gone = { owner.revert_started().await; bob.get("/hc/requests").await };
        assert!(gone.says("Olga Olsen"), "you are the owner again, not the middle person");
    }

    async fn a_page_in_a_frame_costs_at_most_one_query_more(app: App) {
        count_queries();
        // What was open before is not counted, so another application it is.
        let app = App::start(if app.postgres() { Database::Postgres } else { Database::Sqlite });
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let place = match app.state.db.location() {
            Location::Sqlite(path) => path.display().to_string(),
            Location::Postgres(url) => url.clone(),
        };
        let mut counts = vec![];
        for tab in [&ann, &tom] {
            // Every reading connection has prepared its statements, then.
            for _ in 0..8 {
                assert_eq!(tab.get("/agent/people").await.status, 200);
            }
            let before = queries(&place);
            assert_eq!(tab.get("/agent/people").await.status, 200);
            counts.push(queries(&place) - before);
        }
        println!("GET /agent/people: {} statements as oneself, {} in a frame", counts[0], counts[1]);
        assert!(counts[0] >= 3, "{counts:?}");
        assert!(counts[1] <= counts[0] + 1, "{counts:?}");
    }

    async fn what_is_never_done_while_assumed_is_refused_and_says_what_to_do(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for tab in [ann.assume(w.bob).await, ann.assume(w.tom).await.assume(w.eve).await] {
            for page in [
                tab.get("/access/password").await,
                tab.post("/access/password", &[("current_password", crate::support::world::PASSWORD), ("password", "A whole new password 2")]).await,
            ] {
                assert_eq!(page.status, 403);
                assert!(page.has("a[href='/access/password'][rel~='noreferrer'][target='_blank']"), "{}", page.body);
                assert!(page.has(".strip"));
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.password_changed'"), 0);
        assert_eq!(ann.get("/access/password").await.status, 200);
    }
}

#[test]
fn f30_every_route_says_whose_act_it_is() {
    use stead::web::Mark;
    let table = stead::app::routes().table();
    assert!(table.len() > 20);
    let reviewed = include_str!("../routes.txt");
    let now: String = table
        .iter()
        .map(|r| {
            format!(
                "{:<5}{:<42}{:<9}{}\n",
                r.method.as_str(),
                r.path,
                format!("{:?}", r.mark),
                r.right.map_or("-".into(), |r| format!("{r:?}"))
            )
        })
        .collect();
    if std::env::var_os("STEAD_WRITE").is_some() {
        std::fs::write("tests/suite/routes.txt", &now).unwrap();
    }
    assert_eq!(now, reviewed, "tests/suite/routes.txt is reviewed by hand; it must list every route");
    for route in &table {
        assert!(
            route.right.is_some() || matches!(route.mark, Mark::Public | Mark::Actor),
            "{} has no right",
            route.path
        );
    }
}
