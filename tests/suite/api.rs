//! The API's door: who calls by a token and by nothing else, errors as JSON, and rights asked again at every call.

use reqwest::Method;
use serde_json::Value;
use stead::audit::Entry;
use stead::error::Error;
use stead::identity::{self, Gate, Origin, TokenFault};
use stead::web::{Mark, api};

use crate::integrations::{authorize, call, me, register};
use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{Page, Tab};

const ME: &str = "/api/v2/users/me.json";
const SUBSCRIPTION: &str = "/api/v2/account/subscription.json";

fn json(page: &Page) -> Value {
    assert!(page.header("content-type").starts_with("application/json"), "{}: {}", page.path, page.body);
    assert_eq!(
        (page.header("cache-control").as_str(), page.header("set-cookie").as_str()),
        ("no-store", ""),
        "{}",
        page.path
    );
    assert!(!page.header("x-request-id").is_empty());
    assert_eq!(page.headers.contains_key("retry-after"), page.status == 429, "on nothing else");
    serde_json::from_str(&page.body).unwrap_or_else(|e| panic!("{e}: {}", page.body))
}

/// A program that a person has authorized.
async fn program(tab: &Tab, name: &str) -> String {
    authorize(tab, register(tab, name).await).await
}

#[test]
fn what_the_api_is_marks_and_paths_say_alike() {
    for route in stead::app::routes().table() {
        assert_eq!(route.mark == Mark::Api, route.path.starts_with(api::ROOT), "{}", route.path);
        assert!(route.mark != Mark::Api || !route.path.ends_with(".json"), "both ways are made of one");
    }
}

on_both! {
    async fn who_calls_is_whose_token_it_is_and_nothing_else(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let token = program(&ann, "Till").await;
        let bearer = format!("Bearer {token}");
        for path in [ME, "/api/v2/users/me", "/api/v2/users/me?include=None&page[size]=100"] {
            let page = call(&app, path, &token).await;
            let user = &json(&page)["user"];
            assert_eq!((page.status.as_u16(), user["id"].as_i64(), &user["email"], &user["role"]), (200, Some(w.ann), &"ann@acme.example".into(), &"admin".into()));
            assert_eq!(user["url"], format!("http://localhost:{}/api/v2/users/102.json", app.address.port()));
            assert_eq!(user["created_at"], "2026-11-20T12:00:00Z");
            assert_eq!(user.as_object().unwrap().len(), 37, "every key is there: {user}");
        }
        let head = app.visitor().send(Method::HEAD, ME, &[("authorization", &bearer)], None).await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));

        // No token, a cookie, a frame, another kind of credentials, two at once, ids and other secrets in a token's place.
        let missing = app.visitor().tab().get(ME).await;
        assert_eq!((missing.status.as_u16(), json(&missing)["error"].as_str()), (401, Some("Couldn't authenticate you")));
        assert_eq!(missing.header("www-authenticate"), "Bearer realm=\"Stead\"");
        assert_eq!(ann.get(ME).await.status, 401, "a cookie is nobody here");
        assert_eq!(ann.get_with(ME, &[("authorization", "Basic YW5uOng=")]).await.status, 401);
        let framed = ann.assume(w.tom).await;
        for headers in [vec![], vec![("authorization", bearer.as_str())]] {
            let page = framed.get_with(ME, &headers).await;
            assert_eq!((page.status.as_u16(), json(&page)["error"].as_str()), (404, Some("InvalidEndpoint")));
        }
        let session = ann.person.cookie("stead").unwrap();
        let hash = app.text("SELECT token_hash FROM authorizations");
        for wrong in [session.as_str(), hash.as_str(), &ann.token().await, "1", "stead_", &token[..48], &format!("{token}x"), &token.to_uppercase()] {
            let page = call(&app, ME, wrong).await;
            assert_eq!((page.status.as_u16(), json(&page)["error"].as_str()), (401, Some("invalid_token")), "{wrong}");
            assert_eq!(page.header("www-authenticate"), "Bearer realm=\"Stead\", error=\"invalid_token\"");
        }
        // Another account's is none; the label says which account it is.
        let elsewhere = app.visitor_at("globex.localhost").send(Method::GET, ME, &[("authorization", &bearer)], None).await;
        assert_eq!((elsewhere.status.as_u16(), json(&elsewhere)["error"].as_str()), (401, Some("invalid_token")));
        let named = app.visitor_at("acme.localhost").send(Method::GET, ME, &[("authorization", &bearer)], None).await;
        assert_eq!(json(&named)["user"]["url"], format!("http://acme.localhost:{}/api/v2/users/102.json", app.address.port()));

        // A token opens no page and sends no form, however the path is written.
        for path in ["/admin", "/agent/people", "/hc/requests", "/access/password"] {
            let page = app.visitor().send(Method::GET, path, &[("authorization", &bearer)], None).await;
            assert!(page.status == 303 && page.location().starts_with("/access/sign-in"), "{path}: {}", page.status);
        }
        for path in ["/%61pi/v2/users/me", "/api/v2/users%2Fme", "//api/v2/users/me", "/API/v2/users/me", "/api/v2/admin"] {
            for tab in [ann.clone(), app.visitor().tab()] {
                let page = tab.get_with(path, &[("authorization", &bearer)]).await;
                assert!([404, 303].contains(&page.status.as_u16()), "{path}: {} {}", page.status, page.body);
            }
        }
        // What is not there is told before anybody is looked at.
        for (method, path, status, error) in [
            (Method::GET, "/api/v2/nothing.json", 404, "InvalidEndpoint"), (Method::GET, "/api/v2", 404, "InvalidEndpoint"),
            (Method::GET, "/api/v1/users/me", 404, "InvalidEndpoint"), (Method::POST, ME, 405, "MethodNotAllowed"), (Method::DELETE, SUBSCRIPTION, 405, "MethodNotAllowed"),
        ] {
            for headers in [vec![], vec![("authorization", bearer.as_str()), ("content-type", "application/json")]] {
                let page = app.visitor().send(method.clone(), path, &headers, None).await;
                assert_eq!((page.status.as_u16(), json(&page)["error"].as_str()), (status, Some(error)), "{method} {path}");
            }
        }
        assert_eq!(me(&app, &token).await, Ok(w.ann));
    }

    async fn what_the_person_may_is_asked_at_every_call(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        let (owners, anns) = (program(&olga, "Till").await, program(&ann, "Depot").await);
        let subscription = json(&call(&app, SUBSCRIPTION, &owners).await)["subscription"].clone();
        assert_eq!((&subscription["plan"], &subscription["seats"]["limit"], &subscription["seats"]["used"]), (&"professional".into(), &10.into(), &6.into()));
        let refused = |page: &Page| {
            assert_eq!(page.status, 403, "{}", page.body);
            assert_eq!(json(page)["error"]["title"], "Forbidden");
            json(page)["error"]["message"].as_str().unwrap().to_owned()
        };
        assert_eq!(refused(&call(&app, SUBSCRIPTION, &anns).await), "This is for the account owner and billing admins. The account owner is Olga Olsen.");
        // A billing admin, until she is none.
        let admins = "/admin/account/billing/admins";
        olga.post(admins, &[("person", "102")]).await;
        let page = call(&app, SUBSCRIPTION, &anns).await;
        assert_eq!((page.status.as_u16(), json(&call(&app, ME, &anns).await)["user"]["role_type"].as_i64()), (200, Some(5)));
        olga.post(&format!("{admins}/102/end"), &[]).await;
        refused(&call(&app, SUBSCRIPTION, &anns).await);
        // The owner, until somebody else is: the next call is nobody's, and says why.
        olga.post("/admin/account/billing/contacts", &[("owner", "102"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        for path in [SUBSCRIPTION, ME] {
            let page = call(&app, path, &owners).await;
            assert_eq!((page.status.as_u16(), json(&page)["error"].as_str()), (401, Some("invalid_token")));
            assert!(json(&page)["error_description"].as_str().unwrap().starts_with("Needs authorization: the account has a new owner"), "{}", page.body);
        }
        assert_eq!(call(&app, SUBSCRIPTION, &anns).await.status, 200, "the new owner's goes on, with her rights");
        // In the language of whoever it acts for, or that is asked for.
        app.sql("UPDATE users SET locale = 'fr' WHERE id = 103");
        let french = call(&app, SUBSCRIPTION, &program(&app.sign_in(w.abel).await, "Camion").await).await;
        assert_eq!(refused(&french), "Réservé au propriétaire du compte et aux administrateurs de facturation. Le propriétaire du compte\u{a0}: Ann Archer.");
        let asked = app.visitor().send(Method::GET, ME, &[("authorization", &format!("Bearer {owners}")), ("accept-language", "fr")], None).await;
        assert!(json(&asked)["error_description"].as_str().unwrap().starts_with("Autorisation requise"), "{}", asked.body);
    }

    async fn a_write_reads_the_authorization_again_and_names_it(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let id = register(&ann, "Till").await;
        let token = authorize(&ann, id).await;
        let gate = Gate::new(app.state.clone());
        let (_, identity) = gate.look_by_token(None, Some(token.clone())).await.unwrap();
        let identity = identity.unwrap();
        assert_eq!((identity.effective().id, identity.by_token(), identity.frame().is_none()), (w.ann, Some(app.number("SELECT id FROM authorizations")), true));
        let origin = Origin { channel: "api", ..Origin::local("api") };
        let write = || identity::write(&app.state, &identity, &origin, |tx| {
            tx.identity().ensure(stead::policy::Right::ManageTeam)?;
            tx.record(Entry::new("person.edited", "user", w.ann))
        });
        write().unwrap();
        let body = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'person.edited' AND e.channel = 'api' AND e.root_user_id = 102");
        assert!(body.contains("\"authorization\":1"), "{body}");
        app.sql("UPDATE users SET role = 'agent' WHERE id = 102");
        assert!(matches!(write(), Err(Error::Forbidden(_))));
        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 102");
        assert!(matches!(write(), Err(Error::Token(TokenFault::Suspended))));
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 102");
        app.sql("UPDATE authorizations SET state = 'revoked'");
        assert!(matches!(write(), Err(Error::Token(TokenFault::Revoked))));
    }

    async fn use_is_recorded_once_a_minute_and_floods_of_wrong_tokens_end(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let id = register(&ann, "Till").await;
        let token = authorize(&ann, id).await;
        let used = || app.number("SELECT coalesce(max(last_used_at), 0) FROM authorizations");
        let lines = app.number("SELECT count(*) FROM audit_entries");
        assert_eq!(used(), 0);
        me(&app, &token).await.unwrap();
        let first = used();
        assert_eq!(first, app.state.clock.now().0);
        app.state.clock.forward(59);
        me(&app, &token).await.unwrap();
        assert_eq!(used(), first);
        app.state.clock.forward(1);
        me(&app, &token).await.unwrap();
        assert_eq!(used(), first + 60_000);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), lines, "like a session's use, it is no act");

        let row = stead::secrets::sha256(b"token\n1\n127.0.0.1");
        assert_eq!(call(&app, ME, "stead_wrong").await.status, 401);
        app.sql(&format!("UPDATE sign_in_failures SET failures = 59 WHERE address_hash = '{row}'"));
        assert_eq!(call(&app, ME, "stead_wrong").await.status, 401);
        let page = call(&app, ME, "stead_wrong").await;
        assert_eq!((page.status.as_u16(), json(&page)["error"].as_str()), (429, Some("APIRateLimitExceeded")));
        assert_eq!(page.header("retry-after"), "3600");
        assert_eq!(me(&app, &token).await, Ok(w.ann), "who has one is not shut out");
        app.state.clock.forward(3600);
        assert_eq!(call(&app, ME, "stead_wrong").await.status, 401);
    }
}
