//! A person's profile: its tabs, what each shows to whom.

use crate::on_both;

on_both! {
    async fn the_history_tells_what_was_changed_by_whom(app: App) {
        let w = app.world.clone();
        let (ann, tom) = (app.sign_in(w.ann).await, app.sign_in(w.tom).await);
        let path = format!("/agent/users/{}/history", w.bob);
        let page = tom.get(&path).await;
        assert!(page.says("Nothing was changed yet"), "{:?}", page.texts("main"));
        assert_eq!(page.texts(".tabs [aria-current='page']"), ["History"]);
        let bob = ann.assume(w.bob).await;
        bob.post("/access/language", &[("language", "en")]).await;
        let lines = tom.get(&path).await.texts("tbody tr");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("Chose a language") && lines[0].contains("Bob Brown"), "{lines:?}");
        assert!(lines[0].contains("Done by Ann Archer in an assumed identity"), "{lines:?}");
        // Page by page, forth and back.
        for n in 0..60 {
            bob.post("/access/language", &[("language", if n % 2 == 0 { "fr" } else { "en" })]).await;
        }
        let first = tom.get(&path).await;
        let second = tom.get(&next(&first, "next")).await;
        let third = tom.get(&next(&second, "next")).await;
        assert_eq!([&first, &second, &third].map(|p| p.texts("tbody tr").len()), [25, 25, 11]);
        assert!(!third.has(".pager a[rel='next']"));
        assert_eq!(tom.get(&next(&third, "prev")).await.texts("tbody tr"), second.texts("tbody tr"));
        // Others' lines are not among them, nor another account's person found.
        assert!(tom.get(&format!("/agent/users/{}/history", w.eve)).await.says("Nothing was changed yet"));
        for id in [w.hal, w.gil, w.del, 0, 99_999] {
            for tab in ["", "/security", "/history"] {
                assert_eq!(ann.get(&format!("/agent/users/{id}{tab}")).await.status, 404, "{id}{tab}");
            }
        }
        // Of team members, administrators see it, and each their own.
        let of_tess = format!("/agent/users/{}/history", w.tess);
        assert_eq!(ann.get(&of_tess).await.status, 200);
        assert_eq!(app.sign_in(w.tess).await.get(&of_tess).await.status, 200);
        assert_eq!(tom.get(&of_tess).await.status, 403);
        assert!(!tom.get(&format!("/agent/users/{}", w.tess)).await.has(".tabs a[href$='/history']"));
    }

    async fn a_profile_is_edited_and_the_history_tells_before_and_after(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (1, 1, 'Acme West', 'acme west', 1), (2, 1, 'Éclair', 'eclair', 1), (3, 2, 'Globex', 'globex', 1)");
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (1, 1, 'vip', 'VIP', 'checkbox', 1, 1), (2, 1, 'since', 'Customer day', 'date', 2, 1), (3, 1, 'plan', 'Plan', 'drop_down', 3, 1), (4, 1, 'code', 'Code', 'text', 4, 1)");
        app.sql("INSERT INTO user_field_options (account_id, field_id, tag, title, position) VALUES (1, 3, 'gold', 'Gold plan', 1)");
        let tom = app.sign_in(w.tom).await;
        let path = format!("/agent/users/{}/edit", w.bob);
        let form = tom.get(&path).await;
        assert!(!form.has("#alias"), "end users have none");
        let was = hidden(&form, "was");
        let all = [
            ("was", was.as_str()), ("name", " Robert  Brown\u{202e} "), ("language", "fr"), ("time_zone", "Europe/Paris"), ("request_access", "organization"),
            ("organizations", "éclair\nAcme West\neclair"), ("tags", "VIP paris, vip"), ("details", "Customer 77"), ("notes", "Likes\r\nbikes <b>"),
            ("external_id", "crm-1"), ("field-1", "true"), ("field-2", "2026-02-28"), ("field-3", "gold"), ("field-4", "x"),
        ];
        let page = tom.post(&path, &all).await;
        assert_eq!(page.status, 303, "{:?}", page.texts("[role='alert']"));
        let profile = tom.get(&format!("/agent/users/{}", w.bob)).await;
        for words in ["Robert Brown", "Français", "Europe/Paris", "Can view tickets from user’s org", "Éclair Default", "Acme West", "paris", "Customer 77", "Likesbikes <b>", "crm-1", "VIP", "Yes", "2026-02-28", "Gold plan"] {
            assert!(profile.says(words) || profile.texts("dd").iter().any(|t| t.contains(words)), "{words}: {:?}", profile.texts("dd"));
        }
        let lines = tom.get(&format!("/agent/users/{}/history", w.bob)).await.texts("tbody tr").join("\n");
        for words in ["Name: Bob Brown → Robert Brown", "Language: The account’s → Français", "Access: View and edit own tickets only → Can view tickets from user’s org", "Organizations: nothing → ", "Tags: nothing → paris, vip", "Code: nothing → x", "VIP: nothing → Yes", "Plan: nothing → Gold plan", "Customer day: nothing → 2026-02-28", "Notes: nothing → Likes bikes <b>"] {
            assert!(lines.contains(words), "{words}: {lines}");
        }
        assert!(tom.get("/agent/people?q=robert").await.says("Robert Brown"));
        // The same again changes nothing, and writes nothing.
        let before = app.number("SELECT count(*) FROM audit_entries");
        let form = tom.get(&path).await;
        let mut again = all;
        let was = hidden(&form, "was");
        again[0].1 = &was;
        assert_eq!(tom.post(&path, &again).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), before);
        // A box that is off is a no; another account's organization is none.
        let off: Vec<_> = again.iter().copied().filter(|(n, _)| *n != "field-1").collect();
        assert_eq!(tom.post(&path, &off).await.status, 303);
        assert_eq!(app.text("SELECT value FROM user_field_values WHERE user_id = 109 AND field_id = 1"), "false");
    }

    async fn the_history_speaks_of_suspensions_and_fields_as_people_do(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (1, 1, 'vip', 'Good customer', 'checkbox', 1, 1), (3, 1, 'plan', 'Plan of theirs', 'drop_down', 3, 1), (5, 1, 'gone', 'Later gone', 'text', 5, 1)");
        app.sql("INSERT INTO user_field_options (account_id, field_id, tag, title, position) VALUES (1, 3, 'gold', 'Gold plan', 1), (1, 3, 'tin', 'Tin plan', 2)");
        let ann = app.sign_in(w.ann).await;
        let history = format!("/agent/users/{}/history", w.bob);
        let edit = format!("/agent/users/{}/edit", w.bob);
        for fields in [&[("field-3", "gold"), ("field-5", "first")][..], &[("field-1", "true"), ("field-3", "tin"), ("field-5", "second")], &[("field-3", "tin"), ("field-5", "third")]] {
            let was = hidden(&ann.get(&edit).await, "was");
            let form: Vec<_> = [("was", was.as_str()), ("name", "Bob Brown"), ("request_access", "own")].iter().chain(fields).copied().collect();
            let page = ann.post(&edit, &form).await;
            assert_eq!(page.status, 303, "{:?}", page.texts("[role='alert']"));
        }
        // One field is off, another is gone: the history still tells of both.
        app.sql("UPDATE user_fields SET is_active = FALSE WHERE id = 3");
        app.sql("DELETE FROM user_field_values WHERE field_id = 5");
        app.sql("DELETE FROM user_fields WHERE id = 5");
        let suspension = format!("/agent/users/{}/suspension", w.bob);
        assert_eq!(ann.post(&suspension, &[("reason", "spam"), ("text", "Sold <b>tea</b>")]).await.status, 303);
        crate::imports::import(&app, &ann, &[("mode", "update")], "email,suspended\nbob@acme.example,FALSE\n").await;
        assert_eq!(ann.post(&suspension, &[("reason", "gone"), ("text", "")]).await.status, 303);
        for (language, expected) in [
            ("en", ["Plan of theirs: nothing → Gold plan", "Good customer: nothing → Yes", "Plan of theirs: Gold plan → Tin plan", "Good customer: Yes → No", "gone: second → third", "Reason: Spam or advertising", "What happened: Sold <b>tea</b>", "Suspended: Yes → No"]),
            ("fr", ["Plan of theirs : rien → Gold plan", "Good customer : rien → Oui", "Plan of theirs : Gold plan → Tin plan", "Good customer : Oui → Non", "gone : second → third", "Motif : Spam ou publicité", "Ce qui s’est passé : Sold <b>tea</b>", "Suspendu : Oui → Non"]),
        ] {
            ann.post("/access/language", &[("language", language)]).await;
            let rows = ann.get(&history).await.texts("tbody tr");
            let lines = rows.join("\n");
            for words in expected {
                assert!(lines.contains(words), "{words}: {lines}");
            }
            assert!(!lines.contains(": spam") && !lines.contains("true") && !lines.contains("vip"), "{lines}");
            // A suspension without words beside its reason tells of none.
            assert_eq!(lines.matches("Sold").count(), 1, "{lines}");
            assert_eq!(lines.matches(if language == "en" { "What happened" } else { "Ce qui s’est passé" }).count(), 1, "{lines}");
        }
    }

    async fn wrong_values_of_a_profile_come_back(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (1, 1, 'Acme West', 'acme west', 1), (2, 1, 'Acme East', 'acme east', 1), (3, 2, 'Globex', 'globex', 1)");
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (2, 1, 'since', 'Since', 'date', 2, 1)");
        app.sql("UPDATE users SET external_id = 'crm-9' WHERE id = 110");
        app.sql("UPDATE end_user_settings SET multiple_organizations = FALSE WHERE account_id = 1");
        let tom = app.sign_in(w.tom).await;
        let path = format!("/agent/users/{}/edit", w.bob);
        let was = hidden(&tom.get(&path).await, "was");
        let long = "n".repeat(20_000);
        for (name, value) in [
            ("name", ""), ("name", "\u{0}\t"), ("name", &*long), ("language", "xx"), ("time_zone", "Mars/Olympus"), ("request_access", "all"),
            ("organizations", "Globex"), ("organizations", "Acme West\nAcme East"), ("tags", "a b <c>"), ("details", &*long), ("notes", &*long),
            ("external_id", "crm-9"), ("external_id", &*long), ("field-2", "2026-02-30"),
        ] {
            let mut fields = vec![("was", was.as_str()), ("name", "Bob Brown"), ("request_access", "own"), ("notes", "kept <script>alert(1)</script>")];
            fields.retain(|(n, _)| *n != name);
            fields.push((name, value));
            let page = tom.post(&path, &fields).await;
            assert_eq!(page.status, 422, "{name} {value:.20}");
            assert!(page.has(&format!("[name='{name}'][aria-invalid='true']")) && page.has("[role='alert']"), "{name} {value:.20}");
            assert!(name == "notes" || page.body.contains("kept &#60;script"), "{name}: what was typed stays");
            assert!(!page.body.contains("<script>alert"));
            if value == "crm-9" {
                assert!(page.has(&format!("main a[href='/agent/users/{}']", w.eve)));
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'person.%'"), 0);
    }

    async fn what_somebody_else_changed_meanwhile_is_not_lost(app: App) {
        let w = app.world.clone();
        let (tom, ann) = (app.sign_in(w.tom).await, app.sign_in(w.ann).await);
        let path = format!("/agent/users/{}/edit", w.bob);
        let (toms, anns) = (hidden(&tom.get(&path).await, "was"), hidden(&ann.get(&path).await, "was"));
        let fields = |was: &str, notes: &str| [("was", was.to_owned()), ("name", "Bob Brown".to_owned()), ("request_access", "own".to_owned()), ("notes", notes.to_owned())];
        let post = async |tab: &crate::support::Tab, was: &str, notes: &str| {
            let all = fields(was, notes);
            tab.post(&path, &all.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await
        };
        assert_eq!(post(&ann, &anns, "Ann’s words").await.status, 303);
        let page = post(&tom, &toms, "Tom’s words").await;
        assert_eq!(page.status, 409);
        assert!(page.says("Ann’s words") && page.texts("#notes")[0].contains("Tom’s words"), "both are shown");
        assert_eq!(app.text("SELECT notes FROM users WHERE id = 109"), "Ann’s words");
        assert_eq!(post(&tom, &hidden(&page, "was"), "Tom’s words").await.status, 303, "a second save is meant");
        assert_eq!(app.text("SELECT notes FROM users WHERE id = 109"), "Tom’s words");
    }

    async fn who_may_edit_what(app: App) {
        let w = app.world.clone();
        for (actor, subject, may, all) in [
            (w.tom, w.bob, true, true), (w.tom, w.tess, false, false), (w.tom, w.tom, true, false), (w.ann, w.tom, true, true),
            (w.ann, w.olga, false, false), (w.olga, w.olga, true, true), (w.lea, w.lea, true, false), (w.lea, w.bob, false, false), (w.sam, w.bob, false, false),
        ] {
            let tab = app.sign_in(actor).await;
            let page = tab.get(&format!("/agent/users/{subject}/edit")).await;
            assert_eq!(page.status, if may { 200 } else { 403 }, "{actor} of {subject}");
            assert_eq!(page.has("#notes"), all, "{actor} of {subject}");
            assert_eq!(tab.get(&format!("/agent/users/{subject}")).await.has("#profile-edit-off"), !may);
            if may {
                // Naming a value that the form does not have gets nowhere.
                let name = app.text(&format!("SELECT name FROM users WHERE id = {subject}"));
                let was = hidden(&page, "was");
                let answer = tab.post(&format!("/agent/users/{subject}/edit"), &[("was", &was), ("name", &name), ("notes", "mine"), ("request_access", "own")]).await;
                assert_eq!(answer.status, 303);
                assert_eq!(app.text(&format!("SELECT notes FROM users WHERE id = {subject}")), if all { "mine" } else { "" }, "{actor} of {subject}");
            }
        }
        // In an assumed tab it is done, and told in both names.
        let tom = app.sign_in(w.ann).await.assume(w.tom).await;
        let path = format!("/agent/users/{}/edit", w.eve);
        let was = hidden(&tom.get(&path).await, "was");
        assert_eq!(tom.post(&path, &[("was", &was), ("name", "Eve Else"), ("request_access", "own")]).await.status, 303);
        let lines = tom.get(&format!("/agent/users/{}/history", w.eve)).await.texts("tbody tr").join(" ");
        assert!(lines.contains("Tom Turner") && lines.contains("Done by Ann Archer"), "{lines}");
        assert_eq!(app.sign_in(w.ann).await.get(&format!("/agent/users/{}/edit", w.hal)).await.status, 404);
    }

    async fn end_users_edit_their_own_profile(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let page = bob.get("/hc/profile").await;
        assert!(page.has("#name") && page.has("#language") && !page.has("#notes") && !page.has("#tags"));
        assert!(bob.get("/hc/requests").await.has("#me a[href='/hc/profile']"));
        let was = hidden(&page, "was");
        assert_eq!(bob.post("/hc/profile", &[("was", &was), ("name", ""), ("language", "")]).await.status, 422);
        assert_eq!(bob.post("/hc/profile", &[("was", &was), ("name", "Bobby"), ("language", "fr"), ("time_zone", "UTC"), ("notes", "x"), ("tags", "vip")]).await.status, 303);
        assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Bobby");
        assert_eq!(app.number("SELECT count(*) FROM user_tags"), 0);
        assert!(bob.get("/hc/profile").await.says("Votre profil"));
    }

    async fn requests_of_the_organization_are_seen_by_whom_they_are_shared_with(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (1, 1, 'Acme West', 'acme west', 1)");
        app.sql("INSERT INTO memberships (account_id, user_id, organization_id, created_at) VALUES (1, 109, 1, 1), (1, 110, 1, 1)");
        app.sql("UPDATE users SET organization_id = 1 WHERE id IN (109, 110)");
        let (bob, eve, tom) = (app.sign_in(w.bob).await, app.sign_in(w.eve).await, app.sign_in(w.tom).await);
        let number = bob.submit("From Bob").await;
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("kind", "note"), ("body", "Internal words")]).await;
        let one = format!("/hc/requests/{number}");
        let sees = async || {
            let list = eve.get("/hc/requests/organization").await;
            let listed = list.status == 200 && list.says("From Bob") && list.says("Bob Brown");
            let page = eve.get(&one).await;
            assert_eq!(page.status, if listed { 200 } else { 404 });
            assert!(!page.says("Internal words") && !page.has("form[action$='/comments']"));
            assert_eq!(eve.post(&format!("{one}/comments"), &[("body", "Me too")]).await.status, 404, "seen, not answered");
            assert_eq!(eve.get("/hc/requests").await.has("a[href$='/hc/requests/organization']"), listed);
            listed
        };
        assert!(!sees().await);
        app.sql("UPDATE users SET request_access = 'organization' WHERE id = 110");
        assert!(sees().await, "as the profile says");
        app.sql("UPDATE users SET request_access = 'own' WHERE id = 110");
        app.sql("UPDATE organizations SET requests_shared = TRUE WHERE id = 1");
        assert!(sees().await, "as the organization says");
        app.sql("DELETE FROM memberships WHERE user_id = 110");
        assert!(!sees().await);
        assert_eq!(app.sign_in_at("globex.localhost", w.hal).await.get(&one).await.status, 404);
    }

    async fn the_security_tab_says_how_somebody_signs_in(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let path = format!("/agent/users/{}/security", w.bob);
        assert!(ann.get(&path).await.says("Not signed in anywhere"));
        app.sign_in(w.bob).await;
        app.sign_in(w.bob).await;
        assert!(ann.get(&path).await.says("Signed in in 2 browsers"));
        app.sql("UPDATE users SET password_hash = NULL, epoch = epoch + 1 WHERE id = 109");
        let page = ann.get(&path).await;
        assert!(page.says("Not signed in anywhere") && page.says("None set yet"));
        assert_eq!(app.sign_in(w.eve).await.get(&path).await.status, 403);
    }
}

fn next(page: &crate::support::Page, rel: &str) -> String {
    let html = page.html();
    let selector = scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap();
    html.select(&selector).next().and_then(|a| a.attr("href")).unwrap_or_else(|| panic!("no {rel}")).to_owned()
}

/// The value of a hidden field.
fn hidden(page: &crate::support::Page, name: &str) -> String {
    let html = page.html();
    let selector = scraper::Selector::parse(&format!("main input[name='{name}']")).unwrap();
    html.select(&selector)
        .next()
        .and_then(|i| i.attr("value"))
        .unwrap_or_else(|| panic!("no {name}: {}", page.body))
        .to_owned()
}
