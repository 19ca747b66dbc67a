//! Starting and ending: forged, replayed, guessed, or asked for by the wrong person.

use reqwest::Method;

use crate::on_both;

on_both! {
    async fn f1_revert_takes_no_target_and_makes_nobody_somebody_else(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (w.olga.to_string(), w.ann.to_string());
        let extra = [("id", &*olga), ("user_id", &*olga), ("to", &*ann), ("target", &*olga), ("scope", "self")];
        for user in [w.bob, w.lea, w.tom, w.ann] {
            let tab = app.sign_in(user).await;
            for path in ["/assumption/back", "/assumption/revert", "/assumption/started/revert"] {
                let answer = tab.post(path, &extra).await;
                assert!(answer.status == 404 || answer.status == 303, "{path}: {}", answer.status);
                tab.is(user).await;
            }
        }
        let nobody = app.visitor().tab();
        for path in ["/assumption/back", "/assumption/revert", "/assumption/started/revert"] {
            let answer = nobody.post(path, &extra).await;
            assert_eq!(answer.status, 401, "{path}");
            assert_eq!(answer.header("x-effective-user"), "none");
        }
        let bob = app.sign_in(w.ann).await.assume(w.bob).await;
        bob.post("/assumption/back", &extra).await;
        let plain = crate::support::Tab { prefix: String::new(), ..bob };
        plain.is(w.ann).await;
    }

    async fn f4_nobody_in_the_stack_is_assumed_again(app: App) {
        let w = app.world.clone();
        let owner = app.sign_in(w.olga).await;
        let agent = owner.assume(w.ann).await.assume(w.tom).await;
        for ancestor in [w.olga, w.ann, w.tom] {
            let answer = agent.try_assume(ancestor).await;
            assert_eq!(answer.status, 403, "{ancestor}");
        }
        assert_eq!(app.number("SELECT count(*) FROM frames"), 2);
    }

    async fn f10_a_start_from_another_site_or_session_makes_no_frame(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let path = format!("/agent/users/{}/assumption", w.bob);
        let token = ann.token().await;
        let form = [("form_token", &*token), ("understood", "1")];
        for site in ["cross-site", "same-site"] {
            let answer = ann.person.send(Method::POST, &path, &[("sec-fetch-site", site)], Some(&form)).await;
            assert_eq!(answer.status, 403, "{site}");
        }
        for origin in ["https://evil.example", "null", "http://globex.localhost"] {
            let answer = ann.person.send(Method::POST, &path, &[("origin", origin)], Some(&form)).await;
            assert_eq!(answer.status, 403, "{origin}");
        }
        // A token of somebody else's session is worth nothing here, and theirs of ours neither.
        let other = app.sign_in(w.ann).await;
        let answer = other.post_with_token(&path, &token, &[("understood", "1")]).await;
        assert_eq!(answer.status, 409);
        assert_eq!(app.number("SELECT count(*) FROM frames"), 0);
    }

    async fn f11_only_a_form_of_ours_starts_or_ends_anything(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let start = format!("/agent/users/{}/assumption", w.bob);
        for path in ["/assumption/back", "/assumption/revert", "/assumption/started/revert", "/access/sign-out"] {
            for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
                let purpose = [("sec-purpose", "prefetch")];
                let form: Option<&[(&str, &str)]> = if method == Method::GET || method == Method::HEAD { None } else { Some(&[]) };
                let answer = ann.person.send(method.clone(), path, &purpose, form).await;
                assert!([403, 405].contains(&answer.status.as_u16()), "{method} {path}: {}", answer.status);
            }
        }
        let bob = ann.assume(w.bob).await;
        let (own, framed) = (ann.token().await, bob.token().await);
        let started = app.number("SELECT count(*) FROM frames");
        for (tab, token) in [(&ann, ""), (&ann, "1.2.3.forged"), (&ann, &*framed), (&bob, &*own)] {
            for path in [&*start, "/assumption/revert", "/assumption/started/revert", "/assumption/back"] {
                let answer = tab.post_with_token(path, token, &[("understood", "1")]).await;
                assert!([403, 409].contains(&answer.status.as_u16()), "{path} with «{token}»: {}", answer.status);
            }
        }
        // A token that is ours, with anything in it changed, is forged.
        let parts: Vec<&str> = own.split('.').collect();
        for (at, other) in [(0, "1"), (1, "7"), (2, "101")] {
            let mut changed = parts.clone();
            changed[at] = other;
            let changed = changed.join(".");
            if changed != own {
                assert_eq!(ann.post_with_token(&start, &changed, &[]).await.status, 403, "{changed}");
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), started);
        bob.is(w.bob).await;
    }

    async fn f12_unknown_forbidden_and_foreign_people_are_answered_alike(app: App) {
        let w = app.world.clone();
        let unknown = 999_999;
        for user in [w.bob, w.lea, w.tom, w.ann] {
            let tab = app.sign_in(user).await;
            let mut answers = vec![];
            for id in [unknown, w.hal, w.gil, w.del] {
                for path in [format!("/agent/users/{id}"), format!("/agent/users/{id}/assumption")] {
                    let page = tab.get(&path).await;
                    let body = page.body.replace(&id.to_string(), "ID").replace(&page.header("x-request-id"), "");
                    answers.push((page.status, body.replace(&tab.token_in(&page), "")));
                }
                let page = tab.try_assume(id).await;
                answers.push((page.status, page.body.replace(&id.to_string(), "ID").replace(&tab.token_in(&page), "")));
            }
            let (first, rest) = answers.split_at(3);
            assert_eq!(first[0].0, if user == w.bob { 403 } else { 404 }, "{user}");
            for three in rest.chunks(3) {
                assert!(three.iter().zip(first).all(|(a, b)| a == b), "{user} can tell them apart");
            }
        }
        // Whom an end user may not see is answered like whom nobody knows.
        let bob = app.sign_in(w.bob).await;
        let (known, nobody) = (bob.try_assume(w.eve).await, bob.try_assume(unknown).await);
        assert_eq!((known.status, known.body), (nobody.status, nobody.body));
        assert_eq!(app.number("SELECT count(*) FROM frames"), 0);
    }

    async fn f15_nobody_without_the_right_starts_anything_on_a_fresh_install(app: App) {
        let w = app.world.clone();
        for (user, status) in [(w.bob, 403), (w.lea, 403), (w.cory, 403), (w.sam, 403)] {
            let tab = app.sign_in(user).await;
            for subject in [w.eve, w.tom, w.ann, w.olga] {
                assert_eq!(tab.try_assume(subject).await.status, status, "{user} assumes {subject}");
            }
        }
        let tom = app.sign_in(w.tom).await;
        for subject in [w.tess, w.lea, w.ann, w.olga] {
            assert_eq!(tom.try_assume(subject).await.status, 403, "an agent assumes {subject}");
        }
        let ann = app.sign_in(w.ann).await;
        for subject in [w.abel, w.olga, w.ann] {
            assert_eq!(ann.try_assume(subject).await.status, 403, "an administrator assumes {subject}");
        }
        assert_eq!(app.number("SELECT count(*) FROM frames"), 0);
    }

    async fn refusals_say_why(app: App) {
        let w = app.world.clone();
        let lea = app.sign_in(w.lea).await;
        let page = lea.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(page.has("[aria-disabled='true'][aria-describedby]"), "the control is off with a reason: {}", page.body);
        let key = stead::i18n::Lang::of(stead::identity::Locale::En);
        for (user, subject, refusal) in [
            (w.lea, w.bob, "refusal-role-assumes-nobody"),
            (w.sam, w.bob, "refusal-needs-all-tickets"),
            (w.tom, w.tess, "refusal-not-lower"),
            (w.ann, w.olga, "refusal-owner"),
            (w.ann, w.ann, "refusal-oneself"),
            (w.ann, w.zoe, "refusal-suspended"),
        ] {
            let answer = app.sign_in(user).await.try_assume(subject).await;
            assert_eq!(answer.status, 403);
            assert!(answer.says(key.t(refusal)), "{refusal}: {}", answer.body);
        }
    }

    async fn f24_nobody_who_is_gone_or_shut_out_is_assumed(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for (subject, status) in [(w.zoe, 403), (w.del, 404), (w.hal, 404), (w.gil, 404), (0, 404), (-1, 404)] {
            assert_eq!(ann.try_assume(subject).await.status, status, "{subject}");
        }
        for nonsense in ["abc", "9223372036854775808", "1;DROP", "%00"] {
            assert_eq!(ann.get(&format!("/agent/users/{nonsense}")).await.status, 404, "{nonsense}");
        }
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        assert_eq!(ann.try_assume(w.bob).await.status, 403, "no Help Center, nowhere to go");
        assert_eq!(ann.try_assume(w.tom).await.status, 303, "agents need none");
        assert_eq!(app.number(&format!("SELECT count(*) FROM frames WHERE subject_user_id <> {}", w.tom)), 0);
    }

    async fn no_way_of_writing_a_path_leads_around_the_form_token(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let own = ann.token().await;
        let lines = app.number("SELECT count(*) FROM audit_entries");
        for route in stead::app::routes().table().iter().filter(|r| r.method == "POST") {
            let path = route.path.replace("{id}", "109").replace("{number}", "1").replace("{token}", "x");
            // Each letter in turn written as its code.
            for (at, letter) in path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
                let odd = format!("{}%{:02X}{}", &path[..at], u32::from(letter), &path[at + 1..]);
                for (tab, token) in [(&ann, ""), (&bob, &*own)] {
                    let answer = tab.post_with_token(&odd, token, &[("understood", "1"), ("subject", "S"), ("body", "B"), ("language", "fr")]).await;
                    assert!([403, 404, 405, 409].contains(&answer.status.as_u16()), "{odd}: {}", answer.status);
                }
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), lines, "nothing was done");
    }

    async fn a_start_asks_the_policy_itself_whoever_calls_it(app: App) {
        use stead::error::Error;
        use stead::identity::{self, Asked, Gate, Origin, Resolution, Start};
        let w = app.world.clone();
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        let key = identity::write_as_system(&app.state, &account, "test", "command", |tx| {
            let tom = identity::person(tx.conn(), &account, w.tom)?;
            identity::create_session(tx, &tom, "", None)
        }).unwrap();
        let asked = Asked { key: Some(key), ..Asked::default() };
        let (_, Resolution::Live(tom, _)) = Gate::new(app.state.clone()).look(asked).await.unwrap() else { panic!() };
        for (subject, allowed) in [(w.ann, false), (w.tess, false), (w.tom, false), (w.zoe, false), (w.bob, true)] {
            let ask = Start { subject, reason: String::new(), return_path: "/".into(), changes: true, proved: true };
            let done = identity::write(&app.state, &tom, &Origin::local("web"), |tx| identity::start(tx, &ask));
            assert_eq!(done.is_ok(), allowed, "{subject}");
            assert!(allowed || matches!(done, Err(Error::Forbidden(_))));
        }
        assert_eq!(app.number("SELECT count(*) FROM frames"), 1);
    }

    async fn the_way_back_from_a_dead_tab_takes_a_form_of_this_session(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        bob.back().await;
        let other = app.sign_in(w.ann).await.token().await;
        for token in ["", "1.2.3.forged", &*other] {
            let answer = bob.post_with_token("/assumption/revert", token, &[]).await;
            assert!([403, 409].contains(&answer.status.as_u16()), "«{token}»: {}", answer.status);
        }
        tom.is(w.tom).await;
    }
}
