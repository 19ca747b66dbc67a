//! The operator's staff: invited, given roles, helped past their code, suspended and let in again; and the console's own log.

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};
use crate::two_factor::{key, shown_codes};

const LIST: &str = "/operator/staff";

async fn act(tab: &Tab, user: i64, what: &str, fields: &[(&str, &str)]) -> Page {
    let token = tab.get("/operator/accounts").await.token();
    tab.post_with_token(&format!("{LIST}/{user}/{what}"), &token, fields).await
}

fn acts(app: &App, realm: i64) -> Vec<String> {
    let n =
        app.number(&format!("SELECT count(*) FROM audit_entries WHERE account_id = {realm} AND act LIKE 'staff.%'"));
    let line = |i| {
        app.text(&format!("SELECT act FROM audit_entries WHERE account_id = {realm} AND act LIKE 'staff.%' ORDER BY id LIMIT 1 OFFSET {i}"))
    };
    (0..n).map(line).collect()
}

/// The path of the link in the last mail.
fn link(app: &App) -> String {
    let mail = app.text("SELECT text FROM mails ORDER BY id DESC LIMIT 1");
    let at = mail.find("/operator/access/").unwrap_or_else(|| panic!("{mail}"));
    mail[at..].split_whitespace().next().unwrap().to_owned()
}

#[test]
fn an_address_in_a_command_is_a_word_and_nothing_else() {
    let words = [
        ("lea@harbourlight.example", "lea@harbourlight.example"),
        ("o'neil$(id)@a.example", "'o'\\''neil$(id)@a.example'"),
    ];
    for (address, word) in words {
        assert_eq!(stead::text::shell_word(address), word);
    }
}

on_both! {
    async fn somebody_is_invited_and_comes_in(app: App) {
        let staff = app.staffed();
        let nadia = app.at_console(staff.nadia).await;
        let form = nadia.get("/operator/staff/new").await;
        let token = form.token();
        // What is wrong comes back filled in.
        for (fields, faulty) in [
            ([("name", ""), ("email", "léa@harbourlight.example"), ("role", "staff"), ("language", "fr")], "name"),
            ([("name", "Léa Roy"), ("email", "lea@"), ("role", "staff"), ("language", "fr")], "email"),
            ([("name", "Léa Roy"), ("email", "support@harbourlight.example"), ("role", "staff"), ("language", "fr")], "email"),
            ([("name", "Léa Roy"), ("email", "OTTO@harbourlight.example"), ("role", "staff"), ("language", "fr")], "email"),
            ([("name", "Léa Roy"), ("email", "lea@harbourlight.example"), ("role", "owner"), ("language", "fr")], "role"),
            ([("name", "Léa Roy"), ("email", "lea@harbourlight.example"), ("role", "staff"), ("language", "de")], "language"),
        ] {
            let page = nadia.post_with_token("/operator/staff/new", &token, &fields).await;
            assert_eq!(page.status, 422, "{fields:?}");
            assert!(page.has(&format!("#{faulty}[aria-invalid='true']")) && page.has(".alert.bad"), "{faulty}: {}", page.body);
            assert!(page.body.contains(fields[1].1), "{}", page.body);
        }
        assert_eq!(app.number(&format!("SELECT count(*) FROM users WHERE account_id = {}", staff.realm)), 2);
        let fields = [("name", "Léa Roy"), ("email", "lea@harbourlight.example"), ("role", "staff"), ("language", "fr")];
        let done = nadia.post_with_token("/operator/staff/new", &token, &fields).await;
        let lea: i64 = done.location().split(['/', '?']).nth(3).unwrap().parse().unwrap();
        let page = nadia.get(&done.location()).await;
        assert!(page.says("The invitation is on its way") && page.says("Invited") && page.says("Support staff"), "{}", page.body);
        assert_eq!(page.texts(".alert.warn code"), ["stead operator invite --email lea@harbourlight.example"], "without a mail server");
        let mail = app.text("SELECT text FROM mails ORDER BY id DESC LIMIT 1");
        assert!(mail.contains("Nadia Rossi vous ouvre la console de l’opérateur (Harbourlight)"), "{mail}");

        // Another link voids the first; the second sets a password, then an app.
        let first = link(&app);
        assert_eq!(act(&nadia, lea, "invitation", &[]).await.status, 303);
        let second = link(&app);
        app.sql(&format!("UPDATE sign_in_settings SET staff_factor = TRUE WHERE account_id = {}", staff.realm));
        let new = app.visitor().tab();
        assert_eq!(new.get(&first).await.status, 404);
        let page = new.get(&second).await;
        assert!(page.says("Harbourlight") && page.says("Léa Roy"), "{}", page.body);
        let set = new.post_with_token(&second, &page.token(), &[("password", "Lantern on the quay 9")]).await;
        assert_eq!(set.location(), "/operator/access/set-up");
        let page = new.get("/operator/access/set-up").await;
        let phone = key(&page);
        let done = new.post_with_token("/operator/access/set-up", &page.token(), &[("code", &phone.now(&app))]).await;
        shown_codes(&done);
        assert!(new.get("/operator/accounts").await.says("Console de l’opérateur"), "in her language");
        assert_eq!(new.get(LIST).await.status, 403);
        // Whoever has a password needs no invitation.
        assert_eq!(act(&nadia, lea, "invitation", &[]).await.status, 409);
        let page = nadia.get(LIST).await;
        assert_eq!(page.texts("tbody tr").len(), 3);
        assert!(page.says("lea@harbourlight.example") && page.says("Nobody is removed"), "{}", page.body);
        assert_eq!(app.text(&format!("SELECT letter FROM mails WHERE user_id = {lea} ORDER BY id LIMIT 1")), "staff_invited");
        assert_eq!(acts(&app, staff.realm), ["staff.created", "staff.created", "staff.created"]);

        // She lost her app: a code that is shown once, or another app; with one's own password, and only for somebody below.
        assert_eq!(act(&nadia, lea, "recovery", &[("current_password", "not mine")]).await.status, 422);
        let shown = act(&nadia, lea, "recovery", &[("current_password", PASSWORD)]).await;
        assert!(shown.status == 200 && shown.has("#recovery[readonly]"), "{}", shown.body);
        assert_eq!(act(&nadia, lea, "two-factor-off", &[("off_current_password", "")]).await.status, 422);
        assert_eq!(act(&nadia, lea, "two-factor-off", &[("off_current_password", PASSWORD)]).await.status, 303);
        assert_eq!(new.get("/operator/accounts").await.status, 303, "her sessions are over");
        let page = new.get("/operator/access/sign-in").await;
        let entry = [("email", "lea@harbourlight.example"), ("password", "Lantern on the quay 9")];
        assert_eq!(new.post_with_token("/operator/access/sign-in", &page.token(), &entry).await.location(), "/operator/access/set-up");
        assert_eq!(act(&nadia, lea, "role", &[("role", "administrator")]).await.status, 303);
        assert_eq!(act(&nadia, lea, "recovery", &[("current_password", PASSWORD)]).await.status, 403, "a peer");
        assert_eq!(act(&nadia, lea, "two-factor-off", &[("off_current_password", PASSWORD)]).await.status, 403);
        // In French, unscripted.
        app.sql(&format!("UPDATE users SET locale = 'fr' WHERE id = {}", staff.nadia));
        for path in [LIST.to_owned(), format!("{LIST}/new"), format!("{LIST}/{lea}"), "/operator/log".into(), "/operator/access/sessions".into()] {
            let page = nadia.get(&path).await;
            assert!(page.status == 200 && page.has("html[lang='fr']") && page.says("Équipe"), "{path}: {}", page.body);
        }
        assert_eq!(app.audit().faults, []);
    }

    async fn roles_and_suspensions_reach_everybody_but_oneself(app: App) {
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        // Support staff manage nobody, and nobody oneself.
        for (what, fields) in [("role", [("role", "administrator")]), ("suspension", [("why", "Left")]), ("suspension/end", [("x", "")]), ("invitation", [("x", "")])] {
            assert_eq!(act(&otto, staff.nadia, what, &fields).await.status, 403, "{what}");
            assert_eq!(act(&nadia, staff.nadia, what, &fields).await.status, 403, "{what}");
            assert_eq!(act(&nadia, app.world.olga, what, &fields).await.status, 404, "{what}: somebody of an account");
            assert_eq!(act(&nadia, 999_999, what, &fields).await.status, 404, "{what}");
        }
        let own = nadia.get(&format!("{LIST}/{}", staff.nadia)).await;
        assert!(own.says("This is you") && !own.has("main form"), "{}", own.body);

        // Suspended: out at once, with a reason that stays, and not told.
        assert_eq!(act(&nadia, staff.otto, "suspension", &[("why", " ")]).await.status, 422);
        assert_eq!(act(&nadia, staff.otto, "suspension", &[("why", "Left the company")]).await.status, 303);
        assert_eq!(otto.get("/operator/accounts").await.status, 303);
        let page = nadia.get(&format!("{LIST}/{}", staff.otto)).await;
        assert!(page.says("Left the company") && page.says("Nadia Rossi") && page.says("Suspended"), "{}", page.body);
        assert_eq!(act(&nadia, staff.otto, "suspension", &[("why", "Twice")]).await.status, 409);
        let tab = app.visitor().tab();
        let token = tab.get("/operator/access/sign-in").await.token();
        let entry = [("email", "otto@harbourlight.example"), ("password", PASSWORD)];
        assert_eq!(tab.post_with_token("/operator/access/sign-in", &token, &entry).await.status, 422);
        assert_eq!(app.number("SELECT count(*) FROM mails"), 0);
        assert_eq!(act(&nadia, staff.otto, "suspension/end", &[]).await.status, 303);
        assert_eq!(act(&nadia, staff.otto, "suspension/end", &[]).await.status, 409);

        // Another role is another sign-in. The founder is no more than any other administrator.
        let otto = app.at_console(staff.otto).await;
        assert_eq!(act(&nadia, staff.otto, "role", &[("role", "emperor")]).await.status, 422);
        assert_eq!(act(&nadia, staff.otto, "role", &[("role", "administrator")]).await.status, 303);
        assert_eq!(act(&nadia, staff.otto, "role", &[("role", "administrator")]).await.status, 303, "met already");
        assert_eq!(otto.get("/operator/accounts").await.status, 303);
        let otto = app.at_console(staff.otto).await;
        assert_eq!(act(&otto, staff.nadia, "role", &[("role", "staff")]).await.status, 303);
        let nadia = app.at_console(staff.nadia).await;
        assert_eq!(nadia.get(LIST).await.status, 403);
        assert_eq!(act(&otto, staff.nadia, "suspension", &[("why", "On leave")]).await.status, 303);
        assert_eq!(nadia.get("/operator/accounts").await.status, 303);
        for path in [LIST, "/operator/log", "/operator/accounts", "/operator/access/sessions"] {
            assert_eq!(otto.get(path).await.status, 200, "{path} without the founder");
        }
        assert_eq!(act(&otto, staff.nadia, "suspension/end", &[]).await.status, 303);
        let expected = [
            "staff.created", "staff.created", "staff.suspended", "staff.resumed", "staff.role_changed", "staff.role_changed", "staff.suspended", "staff.resumed",
        ];
        assert_eq!(acts(&app, staff.realm), expected);
        assert_eq!(app.audit().faults, []);
    }

    /// Whatever puts somebody out of the console puts them out of every account in the same write.
    async fn whoever_is_put_out_is_out_of_accounts_too(app: App) {
        let staff = app.staffed();
        let nadia = app.at_console(staff.nadia).await;
        app.sql(&format!(
            "INSERT INTO cases (id, realm_id, staff_id, address, folded, about, contact, answer, state, created_at, updated_at) \
             VALUES (70, {}, {}, 'bob@acme.example', 'bob@acme.example', 'Lost', '', '', 'open', 1, 1)",
            staff.realm, staff.otto
        ));
        for account in [1, 2] {
            app.sql(&format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, search_text, staff_id, deleted_at, erased_at, created_at, updated_at) \
                 VALUES ({}, {account}, 'agent', 'Otto Okoye (operator)', 'otto okoye (operator)', '', {}, 1, 1, 1, 1)",
                800 + account, staff.otto
            ));
        }
        let visiting = || async {
            app.at_console(staff.otto).await;
            let end = i64::MAX / 2;
            let session = app.number(&format!("SELECT max(id) FROM sessions WHERE user_id = {}", staff.otto));
            for account in [1, 2] {
                app.sql(&format!(
                    "INSERT INTO visits (account_id, user_id, staff_id, staff_epoch, staff_session_id, case_id, reason, basis, read_only, token_hash, token_until, created_at, expires_at) \
                     SELECT {account}, {}, u.id, u.epoch, {session}, 70, 'Case 70', 'trial', FALSE, 'hash {session} {account}', {end}, 1, {end} FROM users u WHERE u.id = {}",
                    800 + account, staff.otto
                ));
            }
        };
        let open = || app.number("SELECT count(*) FROM visits WHERE ended_at IS NULL");
        for (what, fields) in [
            ("role", [("role", "administrator")]),
            ("role", [("role", "staff")]),
            ("suspension", [("why", "Left")]),
        ] {
            visiting().await;
            assert_eq!(open(), 2);
            assert_eq!(act(&nadia, staff.otto, what, &fields).await.status, 303, "{what}");
            assert_eq!(open(), 0, "{what}");
        }
        assert_eq!(app.number("SELECT count(*) FROM visits WHERE end_cause = 'root_changed'"), 6);
        for account in [1, 2] {
            let lines = format!("SELECT count(*) FROM audit_entries WHERE account_id = {account} AND act = 'visit.ended' AND channel = 'system'");
            assert_eq!(app.number(&lines), 3, "in the account's own log");
        }
        assert_eq!(app.audit().faults, []);
    }

    /// Two administrators who suspend each other in the same moment: one is left, each time.
    async fn an_administrator_is_always_left(app: App) {
        let staff = app.staffed();
        app.sql(&format!("UPDATE users SET role = 'administrator' WHERE id = {}", staff.otto));
        for round in 0..6 {
            let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
            let (what, fields) = if round % 2 == 0 { ("suspension", [("why", "x")]) } else { ("role", [("role", "staff")]) };
            let (mine, theirs) = (nadia.token().await, otto.token().await);
            let (there, here) = (format!("{LIST}/{}/{what}", staff.otto), format!("{LIST}/{}/{what}", staff.nadia));
            let (a, b) = tokio::join!(nadia.post_with_token(&there, &mine, &fields), otto.post_with_token(&here, &theirs, &fields));
            let active = format!("SELECT count(*) FROM users WHERE account_id = {} AND role = 'administrator' AND suspended_at IS NULL", staff.realm);
            assert_eq!(app.number(&active), 1, "round {round}: {} {}", a.status, b.status);
            app.sql(&format!("UPDATE users SET role = 'administrator', suspended_at = NULL, suspension_reason = '' WHERE account_id = {}", staff.realm));
        }
        assert_eq!(app.audit().faults, []);
    }

    async fn the_log_tells_who_did_what(app: App) {
        let staff = app.staffed();
        let nadia = app.at_console(staff.nadia).await;
        let olga = app.sign_in(app.world.olga).await;
        assert_eq!(act(&nadia, staff.otto, "role", &[("role", "administrator")]).await.status, 303);
        app.state.clock.forward(600);
        assert_eq!(act(&nadia, staff.otto, "suspension", &[("why", "Phone lost")]).await.status, 303);
        let page = nadia.get("/operator/log").await;
        let rows = page.texts("tbody tr:not(.group)");
        assert!(rows[0].contains("Suspended somebody of the staff") && rows[0].contains("Nadia Rossi") && rows[0].contains("Otto Okoye"), "{rows:?}");
        assert!(!page.says("Olga") && !page.says("Acme"), "no line of an account: {}", page.body);
        let selector = "tbody tr:not(.group) th a";
        let html = page.html();
        let first = html.select(&scraper::Selector::parse(selector).unwrap()).next().unwrap().attr("href").unwrap().to_owned();
        let line = nadia.get(&first).await;
        assert!(line.says("Phone lost") && line.says("Reason") && line.says("Browser"), "{}", line.body);
        // Filtered by person, by day, by kind; what can't be read is said.
        let by = nadia.get(&format!("/operator/log?person={}&activity=updated", staff.otto)).await;
        let rows = by.texts("tbody tr:not(.group)");
        assert!(rows.len() >= 2 && rows.iter().any(|row| row.contains("Operator administrator: off → on")), "{rows:?}");
        assert!(by.says("By, as or about Otto Okoye"), "{}", by.body);
        assert_eq!(nadia.get("/operator/log?actor=nobody").await.texts("tbody tr").len(), 0);
        assert!(nadia.get("/operator/log?actor=rossi").await.texts("tbody tr").len() > 2);
        assert_eq!(nadia.get("/operator/log?from=2026-11-21").await.texts("tbody tr").len(), 0);
        assert!(nadia.get("/operator/log?from=2026-11-20&to=2026-11-20").await.texts("tbody tr").len() > 2);
        for wrong in ["from=yesterdayish", "from=2026-11-21&to=2026-11-20"] {
            assert_eq!(nadia.get(&format!("/operator/log?{wrong}")).await.status, 422, "{wrong}");
        }
        // By pages, and no line of anybody else's.
        app.state.clock.forward(60);
        for _ in 0..8 {
            app.at_console(staff.nadia).await;
        }
        for _ in 0..4 {
            assert_eq!(act(&nadia, staff.otto, "suspension/end", &[]).await.status, 303);
            assert_eq!(act(&nadia, staff.otto, "suspension", &[("why", "Again")]).await.status, 303);
        }
        let page = nadia.get("/operator/log").await;
        assert_eq!(page.texts("tbody tr:not(.group)").len(), 25);
        let html = page.html();
        let next = html.select(&scraper::Selector::parse("a[rel='next']").unwrap()).next().unwrap().attr("href").unwrap();
        let before = nadia.get(next).await;
        assert!(!before.texts("tbody tr").is_empty() && before.has("a[rel='prev']"), "{}", before.body);
        let acmes = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1") + 900;
        assert_eq!(nadia.get(&format!("/operator/log/{acmes}")).await.status, 404);
        assert_eq!(olga.get("/operator/log").await.status, 303);
        // The chain of the realm is verified with the others, and a line that was edited is found.
        assert_eq!(app.audit().faults, []);
        assert!(app.audit().accounts >= 3);
    }
}
