//! How end users come: added by the team, signing up, or just writing; and the settings that decide.

use crate::on_both;
use crate::support::{App, Page, Tab};

/// Settings as they are at first, each as the form sends it.
const FIRST: &[(&str, &str)] = &[
    ("help_center_active", "1"),
    ("anybody_can_submit", "1"),
    ("welcome_on_creation", "1"),
    ("profile_editable", "1"),
    ("password_changeable", "1"),
    ("tags_on_people", "1"),
    ("multiple_organizations", "1"),
    ("deletion_by", "agents"),
];

/// Saves the settings with some fields sent otherwise; an empty text switches a box off.
async fn save(tab: &Tab, otherwise: &[(&str, &str)]) -> Page {
    let boxes = ["registration_message", "allowlist", "blocklist", "welcome_text", "verification_text"];
    let mut fields: Vec<(&str, &str)> =
        FIRST.iter().filter(|(n, _)| !otherwise.iter().any(|(o, _)| o == n)).copied().collect();
    fields.extend(otherwise.iter().filter(|(n, v)| !v.is_empty() || boxes.contains(n)));
    tab.post("/admin/people/end-users", &fields).await
}

fn mails(app: &App, letter: &str, state: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}' AND state = '{state}'"))
}

on_both! {
    async fn settings_are_saved_with_what_was_and_what_is(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let page = ann.get("/admin/people/end-users").await;
        assert_eq!(page.status, 200);
        assert!(page.has("#anybody_can_submit[checked]") && !page.has("#ask_to_register[checked]") && page.has("#deletion-agents[checked]"));
        let lines = || app.number("SELECT count(*) FROM audit_entries WHERE act = 'settings.end_users_changed'");
        assert_eq!(save(&ann, &[]).await.status, 303);
        assert_eq!(lines(), 0, "nothing changed, nothing is written");
        let saved = save(&ann, &[("ask_to_register", "1"), ("password_changeable", ""), ("deletion_by", "administrators"), ("blocklist", " Spam.example,\n  *  spam.example bad@x.example"), ("registration_message", "Welcome.\r\nTell us who you are.")]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert!(ann.get(&saved.location()).await.says("Settings saved."));
        assert_eq!(lines(), 1);
        assert_eq!(app.text("SELECT blocklist FROM end_user_settings WHERE account_id = 1"), "spam.example * bad@x.example");
        assert_eq!(app.number("SELECT count(*) FROM end_user_settings WHERE account_id = 2 AND ask_to_register"), 0, "another account's stay");
        let line = app.text("SELECT body FROM audit_values ORDER BY entry_id DESC LIMIT 1");
        for part in ["\"before\"", "\"ask_to_register\":false", "\"ask_to_register\":true", "\"deletion_by\":\"administrators\""] {
            assert!(line.contains(part), "{part}: {line}");
        }
        assert!(!line.contains("profile_editable"), "only what changed: {line}");
        for (field, value, says) in [("allowlist", "good.example *", "“*”"), ("blocklist", "not_an entry@", "“not_an”"), ("blocklist", "ok.example two@@x.example", "“two@@x.example”")] {
            let wrong = save(&ann, &[(field, value)]).await;
            assert_eq!(wrong.status, 422, "{value}");
            assert!(wrong.says(says) && wrong.has(&format!("#{field}[aria-invalid='true']")), "{says}: {}", wrong.body);
        }
        let long = "é".repeat(2001);
        assert_eq!(save(&ann, &[("welcome_text", &long)]).await.status, 422);
        assert_eq!(ann.post("/admin/people/end-users", &[]).await.status, 400, "half a form switches nothing off");
        assert_eq!(lines(), 1);
    }

    async fn only_administrators_as_themselves_change_settings(app: App) {
        let w = app.world.clone();
        for user in [w.tom, w.lea, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get("/admin/people/end-users").await.status, 403);
            assert_eq!(save(&tab, &[]).await.status, 403);
        }
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        let page = framed.get("/admin/people/end-users").await;
        assert!(page.status == 200 && page.has("button[aria-disabled='true'][aria-describedby='save-off']"), "off, with the reason");
        assert_eq!(save(&framed, &[("anybody_can_submit", "")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM end_user_settings WHERE anybody_can_submit"), 2);
    }

    async fn without_a_help_center_nobody_gets_in_or_mail(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        bob.is(w.bob).await;
        assert_eq!(save(&ann, &[("help_center_active", "")]).await.status, 303);
        let out = bob.get("/hc/requests").await;
        assert!(out.location().starts_with("/access/sign-in"), "signed out");
        let page = bob.get(&out.location()).await;
        assert!(page.says("The Help Center isn’t active") && !page.has("a[href='/access/sign-up']"), "{}", page.body);
        assert_eq!(app.visitor().tab().sign_in("bob@acme.example", crate::support::world::PASSWORD).await.status, 422);
        let sign_up = app.visitor().tab();
        assert!(sign_up.get("/access/sign-up").await.says("The Help Center isn’t active"));
        assert_eq!(sign_up.post("/access/sign-up", &[("name", "New"), ("email", "new@x.example")]).await.status, 403);
        let writing = app.visitor().tab();
        assert!(writing.get("/hc/requests/new").await.says("The Help Center isn’t active"));
        assert_eq!(writing.post("/hc/requests", &[("name", "N"), ("email", "n@x.example"), ("subject", "s"), ("body", "b")]).await.status, 403);
        assert_eq!(ann.try_assume(w.bob).await.status, 403);
        assert!(ann.get("/hc/requests").await.says("Only team members see this page"));
        // Adding says beforehand that no mail goes, and none does.
        assert!(ann.get("/agent/users/new").await.says("No mail will be sent: the Help Center isn’t active"));
        let added = ann.post("/agent/users", &[("name", "Nina New"), ("email", "nina@x.example")]).await;
        assert!(added.location().contains("notice-user-added-no-mail"), "{}", added.location());
        assert_eq!((mails(&app, "welcome", "queued"), mails(&app, "welcome", "suppressed")), (0, 1));
        assert_eq!(app.text("SELECT reason FROM mails WHERE letter = 'welcome'"), "help_center_off");
        assert_eq!(app.number("SELECT count(*) FROM links"), 0);
    }

    async fn adding_a_user_says_which_mail_goes(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (71, 1, 'Müller & Co', 'muller & co', 1), (72, 2, 'Globex Org', 'globex org', 1)");
        let tom = app.sign_in(w.tom).await;
        assert!(tom.get("/agent/people").await.has("a[href='/agent/users/new']"));
        let page = tom.get("/agent/users/new").await;
        assert!(page.says("A welcome mail will be sent to this address") && page.has("datalist option[value='Müller & Co']") && !page.body.contains("Globex Org"));
        let added = tom.post("/agent/users", &[("name", "  Nina \u{7} New "), ("email", " Nina@Client.example "), ("organization", "MÜLLER & CO")]).await;
        let path = added.location();
        let id: i64 = path.split(['/', '?']).filter_map(|p| p.parse().ok()).next().unwrap();
        assert!(tom.get(&path).await.says("A welcome mail is on its way"));
        assert_eq!(app.text(&format!("SELECT name || '|' || email || '|' || role || '|' || organization_id FROM users WHERE id = {id}")), "Nina New|Nina@Client.example|end_user|71");
        assert_eq!(app.number(&format!("SELECT count(*) FROM memberships WHERE user_id = {id} AND organization_id = 71")), 1);
        assert_eq!(mails(&app, "welcome", "queued"), 1);
        assert_eq!(app.number("SELECT effective_user_id FROM audit_entries WHERE act = 'person.created'"), w.tom);

        // The address of somebody else, in any writing, with the way to them.
        for email in ["nina@client.example", "BOB@ACME.EXAMPLE"] {
            let taken = tom.post("/agent/users", &[("name", "Other"), ("email", email)]).await;
            assert_eq!(taken.status, 422);
            assert!(taken.says("This email is already taken. Try another email"), "{}", taken.body);
        }
        let taken = tom.post("/agent/users", &[("name", "Other"), ("email", "bob@acme.example")]).await;
        assert!(taken.has(&format!("main a[href='/agent/users/{}']", w.bob)));
        assert_eq!(tom.post("/agent/users", &[("name", "Hal"), ("email", "hal@globex.example")]).await.status, 303, "another account's address is free");
        let long = "n".repeat(201);
        for (name, email, organization, field) in [("", "a@b.example", "", "#name"), (&*long, "a@b.example", "", "#name"), ("A", "", "", "#email"), ("A", "nonsense", "", "#email"), ("A", "a@b.example", "Globex Org", "#organization"), ("A", "a@b.example", "Nobody", "#organization")] {
            let wrong = tom.post("/agent/users", &[("name", name), ("email", email), ("organization", organization)]).await;
            assert_eq!(wrong.status, 422, "{field}");
            assert!(wrong.has(&format!("{field}[aria-invalid='true']")), "{field}");
        }

        // Without the welcome mail.
        let ann = app.sign_in(w.ann).await;
        save(&ann, &[("welcome_on_creation", "")]).await;
        assert!(tom.get("/agent/users/new").await.says("this account sends no welcome mail"));
        let added = tom.post("/agent/users", &[("name", "Otto"), ("email", "otto@client.example")]).await;
        assert!(added.location().contains("notice-user-added-welcome-off"));
        assert_eq!(mails(&app, "welcome", "queued"), 2);
        assert_eq!(app.text("SELECT reason FROM mails WHERE letter = 'welcome' AND state = 'suppressed'"), "welcome_off");

        for user in [w.sam, w.lea, w.cory, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get("/agent/users/new").await.status, 403, "{user}");
            assert_eq!(tab.post("/agent/users", &[("name", "X"), ("email", "x@client.example")]).await.status, 403, "{user}");
        }
        // In an assumed tab it is the assumed person's act, if both may.
        let framed = ann.assume(w.tom).await;
        assert_eq!(framed.post("/agent/users", &[("name", "Via"), ("email", "via@client.example")]).await.status, 303);
        assert_eq!(ann.assume(w.sam).await.get("/agent/users/new").await.status, 403);
    }

    async fn one_address_is_given_once_however_many_ask_at_once(app: App) {
        let tom = app.sign_in(app.world.tom).await;
        let token = tom.token().await;
        let mut running = vec![];
        for n in 0..8 {
            let (tom, token) = (tom.clone(), token.clone());
            running.push(tokio::spawn(async move { tom.post_with_token("/agent/users", &token, &[("name", &format!("N{n}")), ("email", "one@client.example")]).await.status.as_u16() }));
        }
        let mut answers = vec![];
        for one in running {
            answers.push(one.await.unwrap());
        }
        answers.sort_unstable();
        assert_eq!(answers, [303, 422, 422, 422, 422, 422, 422, 422]);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE folded = 'one@client.example'"), 1);
    }

    async fn signing_up_tells_the_mailbox_only(app: App) {
        app.sql("UPDATE users SET password_hash = NULL, verified_at = NULL WHERE id = 110");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 110");
        assert!(app.visitor().tab().get("/access/sign-in").await.has("a[href='/access/sign-up']"));
        let mut answers = vec![];
        for email in ["new@client.example", "bob@acme.example", "eve@acme.example", "zoe@acme.example", "tom@acme.example", "NEW@client.example"] {
            let tab = app.visitor().tab();
            let done = tab.post("/access/sign-up", &[("name", "Some Body"), ("email", email)]).await;
            assert_eq!(done.status, 303, "{email}: {}", done.body);
            let page = tab.get(&done.location()).await;
            answers.push((done.location(), page.body.replace(&page.token(), "")));
        }
        assert!(answers.iter().all(|a| *a == answers[0]), "the same for everybody");
        assert_eq!(mails(&app, "welcome", "queued"), 3, "new, eve who is unverified, new again");
        assert_eq!((mails(&app, "sign_up_known", "queued"), mails(&app, "sign_up_known", "suppressed")), (2, 1));
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE folded = 'new@client.example' AND verified_at IS NULL"), 1);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'Some Body' AND role = 'end_user' AND password_hash IS NULL AND locale = 'en'"), 1);
        for _ in 0..5 {
            app.visitor().tab().post("/access/sign-up", &[("name", "Some Body"), ("email", "new@client.example")]).await;
        }
        assert_eq!(mails(&app, "welcome", "queued"), 4, "three an hour for an address");
        app.state.clock.forward(3600);
        let ann = app.sign_in(app.world.ann).await;

        // Lists decide before anybody is looked for.
        save(&ann, &[("blocklist", "client.example bob@acme.example *"), ("allowlist", "good.example eve@acme.example")]).await;
        for (email, status) in [("a@client.example", 422), ("a@sub.client.example", 422), ("bob@acme.example", 422), ("a@other.example", 422), ("a@good.example", 303), ("a@sub.good.example", 303), ("a@notgood.example", 422), ("Eve@Acme.example", 303)] {
            let page = app.visitor().tab().post("/access/sign-up", &[("name", "A"), ("email", email)]).await;
            assert_eq!(page.status.as_u16(), status, "{email}");
        }
        // Closed: no link, no form.
        save(&ann, &[("anybody_can_submit", "")]).await;
        let tab = app.visitor().tab();
        assert!(!tab.get("/access/sign-in").await.has("a[href='/access/sign-up']"));
        let page = tab.get("/access/sign-up").await;
        assert!(page.status == 403 && page.says("Signing up is not open"), "{}", page.body);
        assert_eq!(tab.post("/access/sign-up", &[("name", "A"), ("email", "late@good.example")]).await.status, 403);
        save(&ann, &[("registration_message", "Tell us <b>who</b> you are.")]).await;
        assert!(tab.get("/access/sign-up").await.says("Tell us <b>who</b> you are."));
    }

    async fn strangers_write_where_the_account_lets_them(app: App) {
        let w = app.world.clone();
        let (ann, tom) = (app.sign_in(w.ann).await, app.sign_in(w.tom).await);
        let write = |email: &'static str| {
            let tab = app.visitor().tab();
            async move { tab.post("/hc/requests", &[("name", "A Stranger"), ("email", email), ("subject", "Broken"), ("body", "It broke.")]).await }
        };
        let done = write("stranger@client.example").await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(app.visitor().tab().get("/hc/requests/new").await.has("form #email"));
        assert_eq!(app.text("SELECT name FROM users WHERE id = (SELECT requester_id FROM tickets WHERE number = 1)"), "A Stranger");
        assert_eq!((mails(&app, "welcome", "queued"), app.number("SELECT count(*) FROM users WHERE name = 'A Stranger' AND verified_at IS NULL")), (0, 1));
        // The mail says nothing that was typed: the address need not be the writer's.
        let letter = app.text("SELECT subject || ' ' || text FROM mails WHERE letter = 'request_received'");
        assert!(letter.contains("#1") && !letter.contains("Broken") && !letter.contains("It broke"), "{letter}");

        // With a known address the request is that person's, and says that nobody signed in.
        let rows = || (app.number("SELECT count(*) FROM mails"), app.number("SELECT count(*) FROM comments"), app.number("SELECT count(*) FROM audit_entries"));
        let before = rows();
        let suspended = write("zoe@acme.example").await;
        assert_eq!((suspended.status, suspended.location()), (done.status, done.location()), "the same answer");
        assert_eq!(rows(), before, "and nothing is written");
        assert_eq!(write("Bob@acme.example").await.status, 303);
        assert_eq!(app.number("SELECT requester_id FROM tickets WHERE number = 2"), w.bob);
        assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Bob Brown", "nothing of the person changes");
        assert!(tom.get("/agent/tickets/2").await.says("Sent without signing in"));
        let bob = app.sign_in(w.bob).await;
        let seen = bob.get("/hc/requests/2").await;
        assert!(seen.says("It broke.") && !seen.says("Sent without signing in"));
        bob.submit("Signed in").await;
        assert!(!tom.get("/agent/tickets/3").await.says("Sent without signing in"));

        let tab = app.visitor().tab();
        for (name, email, subject, body) in [("", "a@b.example", "s", "b"), ("N", "b.example", "s", "b"), ("N", "a@b.example", "", "b"), ("N", "a@b.example", "s", " ")] {
            let wrong = tab.post("/hc/requests", &[("name", name), ("email", email), ("subject", subject), ("body", body)]).await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.has("[role='alert'] a[href^='#']"));
        }
        save(&ann, &[("blocklist", "client.example")]).await;
        assert_eq!(write("stranger@client.example").await.status, 422);
        save(&ann, &[("ask_to_register", "1")]).await;
        let page = app.visitor().tab().get("/hc/requests/new").await;
        assert!(page.says("Sign in or sign up first") && page.has("a[href='/access/sign-up']") && !page.has("form #email"));
        assert_eq!(write("other@client.example").await.status, 403);
        save(&ann, &[("anybody_can_submit", "")]).await;
        let page = app.visitor().tab().get("/hc/requests/new").await;
        assert!(page.says("Only registered people may write") && !page.has("a[href='/access/sign-up']"));
        assert_eq!(write("other@client.example").await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 3);
    }

    async fn in_a_closed_account_only_the_verified_submit(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        app.sql("UPDATE users SET verified_at = NULL WHERE id = 109");
        bob.submit("Open to all").await;
        save(&ann, &[("anybody_can_submit", "")]).await;
        let page = bob.get("/hc/requests/new").await;
        assert!(page.status == 403 && page.says("confirmed their e-mail address"), "{}", page.body);
        assert_eq!(bob.post("/hc/requests", &[("subject", "s"), ("body", "b")]).await.status, 403);
        assert_eq!(ann.assume(w.bob).await.post("/hc/requests", &[("subject", "s"), ("body", "b")]).await.status, 403, "nor in their name");
        app.sql("UPDATE users SET verified_at = 1 WHERE id = 109");
        bob.submit("Verified").await;
        app.sign_in(w.tom).await.submit("Team members always may").await;
    }

    async fn one_address_cannot_be_bombed_with_requests(app: App) {
        let mut last = 0;
        for _ in 0..6 {
            let tab = app.visitor().tab();
            last = tab.post("/hc/requests", &[("name", "N"), ("email", "bob@acme.example"), ("subject", "s"), ("body", "kept text")]).await.status.as_u16();
        }
        assert_eq!(last, 429);
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 5);
        app.state.clock.forward(3600);
        let tab = app.visitor().tab();
        assert_eq!(tab.post("/hc/requests", &[("name", "N"), ("email", "bob@acme.example"), ("subject", "s"), ("body", "b")]).await.status, 303);
    }
}
