//! Written authorizations: who is asked for them, who answers, until when to the second, and for what they count.

use stead::identity::limits;
use stead::operator::{ASKED, approvals};

use crate::cases::{HOURS, case, stored};
use crate::on_both;
use crate::support::{App, Page, Tab};

pub async fn request(tab: &Tab, case: i64, to: i64, what: &str) -> Page {
    tab.post(&format!("/operator/cases/{case}/authorization"), &[("what", what), ("to", &to.to_string())]).await
}

/// The path of the newest letter's link.
pub fn link(app: &App) -> String {
    let text = app.text("SELECT text FROM mails WHERE letter = 'approval_asked' ORDER BY id DESC LIMIT 1");
    let at = text.find("/access/authorization/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

fn verdicts(app: &App) -> String {
    let n = app.number("SELECT count(*) FROM approvals");
    (0..n)
        .map(|i| app.text(&format!("SELECT coalesce(answer, 'waits') FROM approvals ORDER BY id LIMIT 1 OFFSET {i}")))
        .collect::<Vec<_>>()
        .join(" ")
}

on_both! {
    async fn an_administrator_authorizes_in_writing_what_an_agent_asks_for(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let nadia = app.at_console(staff.nadia).await;
        let (number, page) = case(&nadia, Some(1), "tom@acme.example", "settings").await;
        let form = format!("/operator/cases/{number}/authorization");
        assert!(page.has(&format!("main a[href='{form}']")), "{}", page.body);
        app.sql("INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, verified_at, created_at, updated_at) VALUES (113, 1, 'administrator', 'Shared', 'shared', 'support@acme.example', '', 1, 1, 1), (114, 1, 'administrator', 'Unproved', 'unproved', 'unproved@acme.example', '', NULL, 1, 1)");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 113, 'email', 'support@acme.example', 'support@acme.example', TRUE, 1, 1), (1, 114, 'email', 'unproved@acme.example', 'unproved@acme.example', TRUE, NULL, 1)");
        let choices = nadia.get(&form).await.texts("#to option");
        assert_eq!(choices[1..], ["Olga Olsen · Administrator (owner) · olga@acme.example", "Abel Adams · Administrator · abel@acme.example", "Ann Archer · Administrator · ann@acme.example"]);
        for (to, what, field) in [(w.tom, "x", "to"), (113, "x", "to"), (114, "x", "to"), (w.gil, "x", "to"), (w.ann, " ", "what")] {
            let page = request(&nadia, number, to, what).await;
            assert!(page.status == 422 && page.has(&format!("#{field}[aria-invalid='true']")), "{to} {what}: {}", page.body);
        }
        let what = "Let Tom change the <b>business hours</b>.";
        let done = request(&nadia, number, w.ann, what).await.location();
        assert!(nadia.get(&done).await.says("The authorization is requested."));
        assert_eq!(app.text("SELECT letter || ' ' || address FROM mails WHERE account_id = 1"), "approval_asked ann@acme.example");
        let path = link(&app);
        // Whoever is not signed in comes back to it; whoever else is finds nothing.
        let stranger = app.visitor_at("acme.localhost").tab();
        assert_eq!(stranger.get(&path).await.location(), format!("/access/sign-in?to={}", path.replace('/', "%2F")));
        for user in [w.olga, w.abel, w.tom, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!((tab.get(&path).await.status.as_u16(), tab.post(&path, &[("choice", "approve")]).await.status.as_u16()), (404, 404), "{user}");
        }
        assert_eq!(app.sign_in_at("globex.localhost", w.gil).await.get(&path).await.status, 404);
        let assumed = app.sign_in(w.olga).await.assume(w.ann).await;
        assert_eq!((assumed.get(&path).await.status.as_u16(), assumed.post(&path, &[("choice", "approve")]).await.status.as_u16()), (403, 403));
        let ann = app.sign_in(w.ann).await;
        let page = ann.get(&path).await;
        assert!(page.says("Nadia Rossi of Harbourlight asks you.") && page.says(&format!("Case {number}.")) && page.says(what), "{}", page.body);
        assert_eq!(page.header("referrer-policy"), "strict-origin");
        assert!(ann.get(&format!("{path}?lang=fr")).await.says("Nadia Rossi (Harbourlight) vous le demande."));
        let page = ann.post(&path, &[("comment", "Only mornings")]).await;
        assert!(page.status == 422 && page.says("Approve or refuse.") && page.says("Only mornings"), "{}", page.body);
        assert_eq!(verdicts(&app), "waits");
        let done = ann.post(&path, &[("choice", "approve"), ("comment", "Only <i>mornings</i>")]).await.location();
        assert!(ann.get(&done).await.says("You approved this: Today, 12:00."));
        let again = ann.post(&path, &[("choice", "refuse")]).await;
        assert!(again.status == 409 && again.says("You approved this"), "once: {}", again.body);

        assert_eq!(stored(&app, number), "agent authorized");
        let page = nadia.get(&format!("/operator/cases/{number}")).await;
        for says in ["Entitled, authorized by Ann Archer on 20 November 2026", "Only <i>mornings</i>", "Ann Archer approved", "You may do what was authorized"] {
            assert!(page.says(says), "{says}: {}", page.body);
        }
        assert!(nadia.get(&format!("/operator/cases/{number}?lang=fr")).await.says("Autorisé par écrit par Ann Archer le 20 novembre 2026"));
        // Checked again it stays, as long as he is an agent.
        nadia.post(&format!("/operator/cases/{number}/check"), &[]).await.location();
        assert_eq!(stored(&app, number), "agent authorized");
        let letters = |account: i64| app.text(&format!("SELECT letter || ' ' || address FROM mails WHERE account_id = {account} ORDER BY id DESC LIMIT 1"));
        assert_eq!((letters(1).as_str(), letters(staff.realm).as_str()), ("approval_told olga@acme.example", "approval_answered nadia@harbourlight.example"));
        assert_eq!(app.number(&format!("SELECT count(*) FROM mails WHERE account_id = {} AND (text LIKE '%Ann Archer%' OR text LIKE '%mornings%')", staff.realm)), 0, "what is erased in the account is in no mail of the console's");
        let acts = |account: i64| app.number(&format!("SELECT count(*) FROM audit_entries WHERE account_id = {account} AND act IN ('approval.asked', 'approval.approved')"));
        assert_eq!((acts(1), acts(staff.realm)), (2, 2));
        // The list of the account, for those who read its logs.
        for user in [w.olga, w.abel] {
            let page = app.sign_in(user).await.get("/admin/account/logs/authorizations").await;
            assert!(page.says(what) && page.says("Approved") && page.says("Nadia Rossi") && page.says("Harbourlight"), "{}", page.body);
        }
        assert!(ann.get("/admin/account/logs/authorizations?lang=fr").await.says("Approuvée"));
        assert_eq!(app.sign_in(w.tom).await.get("/admin/account/logs/authorizations").await.status, 403);
        assert!(app.sign_in_at("globex.localhost", w.gil).await.get("/admin/account/logs/authorizations").await.says("Nothing was asked"));
        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 104");
        nadia.post(&format!("/operator/cases/{number}/check"), &[]).await.location();
        assert_eq!(stored(&app, number), "suspended not_entitled", "an authorization is no entitlement of whoever is none of the team");
        assert_eq!(app.audit().faults, []);
    }

    async fn an_authorization_waits_72_hours_for_one_person_who_still_may(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let mut nadia = app.at_console(staff.nadia).await;
        let (number, _) = case(&nadia, Some(1), "tom@acme.example", "settings").await;
        let ask = async |tab: &Tab, to: i64| {
            request(tab, number, to, "Business hours").await.location();
            link(&app)
        };
        let answer = async |user: i64, path: &str, choice: &str| {
            let page = app.sign_in(user).await.post(path, &[("choice", choice)]).await;
            page.status.as_u16()
        };
        // A second before its end it is answered; at its end it is not.
        let path = ask(&nadia, w.ann).await;
        app.state.clock.forward(72 * HOURS - 1);
        assert_eq!(approvals::round(&app.state).unwrap(), 0);
        assert_eq!(answer(w.ann, &path, "refuse").await, 303);
        assert_eq!((stored(&app, number).as_str(), verdicts(&app).as_str()), ("agent needs_administrator", "refused"));
        nadia = app.at_console(staff.nadia).await;
        let path = ask(&nadia, w.ann).await;
        app.state.clock.forward(72 * HOURS);
        let page = app.sign_in(w.ann).await.get(&path).await;
        assert!(page.status == 200 && page.says("The time to answer is over") && !page.has("[name='choice']"), "{}", page.body);
        assert_eq!(answer(w.ann, &path, "approve").await, 409);
        assert_eq!(verdicts(&app), "refused waits");
        assert_eq!((approvals::round(&app.state).unwrap(), approvals::round(&app.state).unwrap()), (1, 0));
        assert_eq!(verdicts(&app), "refused expired");
        assert_eq!(app.number("SELECT count(*) FROM approvals WHERE answered_at = expires_at"), 1, "it ended when it was over");
        // What has run out unnoticed is not called withdrawn.
        nadia = app.at_console(staff.nadia).await;
        ask(&nadia, w.ann).await;
        app.state.clock.forward(72 * HOURS);
        nadia = app.at_console(staff.nadia).await;
        // Replaced, withdrawn, closed.
        let old = ask(&nadia, w.ann).await;
        let new = ask(&nadia, w.abel).await;
        assert_eq!(verdicts(&app), "refused expired expired withdrawn waits");
        assert_eq!(answer(w.ann, &old, "approve").await, 409);
        let withdraw = format!("/operator/cases/{number}/withdrawal");
        nadia.post(&withdraw, &[]).await.location();
        nadia.post(&withdraw, &[]).await.location();
        assert!(app.sign_in(w.abel).await.get(&new).await.says("Support withdrew this request"));
        let path = ask(&nadia, w.abel).await;
        nadia.post(&format!("/operator/cases/{number}/close"), &[]).await.location();
        assert_eq!(answer(w.abel, &path, "approve").await, 409);
        nadia.post(&format!("/operator/cases/{number}/reopen"), &[]).await.location();
        assert_eq!(verdicts(&app), "refused expired expired withdrawn withdrawn withdrawn");
        // Who is no administrator any more, or suspended, answers nothing.
        let path = ask(&nadia, w.abel).await;
        let abel = app.sign_in(w.abel).await;
        app.sql("UPDATE users SET role = 'agent' WHERE id = 103");
        assert_eq!((abel.get(&path).await.status.as_u16(), abel.post(&path, &[("choice", "approve")]).await.status.as_u16()), (404, 404));
        app.sql("UPDATE users SET role = 'administrator', suspended_at = 1 WHERE id = 103");
        assert_ne!(abel.post(&path, &[("choice", "approve")]).await.status, 303);
        assert_eq!(request(&nadia, number, w.abel, "x").await.status, 422);
        assert!(verdicts(&app).ends_with("waits"));
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 103");
        // What the owner has to say, only the owner is asked; a later owner does not say it for them.
        let (locked, _) = case(&nadia, Some(1), "ann@acme.example", "security").await;
        let form = format!("/operator/cases/{locked}/authorization");
        assert_eq!(nadia.get(&form).await.texts("#to option").len(), 2);
        assert_eq!(request(&nadia, locked, w.abel, "x").await.status, 422);
        request(&nadia, locked, w.olga, "Help Ann in").await.location();
        let path = link(&app);
        app.sql("UPDATE accounts SET owner_id = 103 WHERE id = 1");
        assert_eq!(answer(w.olga, &path, "approve").await, 404);
        app.sql("UPDATE accounts SET owner_id = 101 WHERE id = 1");
        assert_eq!(answer(w.olga, &path, "approve").await, 303);
        assert_eq!(stored(&app, locked), "administrator authorized");
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'approval_told' AND user_id = 101"), 1, "the owner is told of others’ answers");
        // What needs none cannot be asked.
        let (plain, _) = case(&nadia, Some(1), "tom@acme.example", "use").await;
        assert_eq!(request(&nadia, plain, w.ann, "x").await.location(), format!("/operator/cases/{plain}"));
        assert_eq!(app.audit().faults, []);
    }

    async fn of_two_answers_at_once_one_counts(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let nadia = app.at_console(staff.nadia).await;
        let (number, _) = case(&nadia, Some(1), "tom@acme.example", "settings").await;
        request(&nadia, number, w.ann, "Business hours").await.location();
        let (path, ann) = (link(&app), app.sign_in(w.ann).await);
        let token = ann.get(&path).await.token();
        let one = async |choice: &str| ann.post_with_token(&path, &token, &[("choice", choice)]).await.status.as_u16();
        // A withdrawal comes between; whichever is first, the case and both logs tell the same.
        let withdrawal = format!("/operator/cases/{number}/withdrawal");
        let (yes, no, _) = tokio::join!(one("approve"), one("refuse"), nadia.post(&withdrawal, &[]));
        let won = [yes, no].iter().filter(|status| **status == 303).count();
        assert!(won <= 1, "{yes} {no}");
        let verdict = verdicts(&app);
        assert_eq!(won, usize::from(verdict != "withdrawn"), "{verdict} {yes} {no}");
        for account in [1, staff.realm] {
            assert_eq!(app.number(&format!("SELECT count(*) FROM audit_entries WHERE account_id = {account} AND act LIKE 'approval.%' AND act <> 'approval.asked'")), 1);
        }
        assert_eq!(app.number(&format!("SELECT count(*) FROM case_events WHERE kind = 'approval_{verdict}'")), 1);
        assert_eq!(stored(&app, number), if verdict == "approved" { "agent authorized" } else { "agent needs_administrator" });
        assert_eq!(app.audit().faults, []);
    }

    async fn an_authorization_is_for_whom_and_for_what_it_was_asked(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let nadia = app.at_console(staff.nadia).await;
        let (number, _) = case(&nadia, Some(1), "tom@acme.example", "security").await;
        request(&nadia, number, w.abel, "Help Tom in").await.location();
        let path = link(&app);
        app.sign_in(w.abel).await.post(&path, &[("choice", "approve")]).await.location();
        let shown = async || nadia.get(&format!("/operator/cases/{number}")).await.texts("section[aria-labelledby='result'] header .tag").concat();
        let again = async || nadia.post(&format!("/operator/cases/{number}/check"), &[]).await.location();
        assert_eq!(shown().await, "Authorized");
        // Nothing of it counts when more is needed, or whoever gave it may not any more; it does when that is so again.
        for (done, undone, then) in [
            ("UPDATE users SET role = 'administrator' WHERE id = 104", "UPDATE users SET role = 'agent' WHERE id = 104", "Needs the owner’s authorization"),
            ("UPDATE users SET suspended_at = 1 WHERE id = 103", "UPDATE users SET suspended_at = NULL WHERE id = 103", "Needs authorization"),
            ("UPDATE users SET role = 'agent' WHERE id = 103", "UPDATE users SET role = 'administrator' WHERE id = 103", "Needs authorization"),
            ("UPDATE users SET role = 'end_user' WHERE id = 104", "UPDATE users SET role = 'agent' WHERE id = 104", "Not entitled"),
        ] {
            app.sql(done);
            assert_eq!(shown().await, then, "{done}");
            app.sql(undone);
            assert_eq!(shown().await, "Authorized", "{undone}");
        }
        // The address is somebody else's by now: it was not for them.
        app.sql("DELETE FROM addresses WHERE user_id = 105");
        app.sql("UPDATE addresses SET value = 'gone@acme.example', folded = 'gone@acme.example' WHERE user_id = 104");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 105, 'email', 'tom@acme.example', 'tom@acme.example', TRUE, 1, 1)");
        assert_eq!(shown().await, "Not entitled");
        again().await;
        assert_eq!((stored(&app, number).as_str(), shown().await.as_str()), ("agent needs_administrator", "Needs authorization"));
        // What is asked of somebody for one of them is withdrawn when it is the other.
        request(&nadia, number, w.abel, "Help Tess in").await.location();
        app.sql("DELETE FROM addresses WHERE user_id = 105");
        app.sql("UPDATE addresses SET value = 'tom@acme.example', folded = 'tom@acme.example' WHERE user_id = 104");
        again().await;
        assert_eq!((verdicts(&app).as_str(), stored(&app, number).as_str()), ("approved withdrawn", "agent authorized"));
        assert_eq!(app.audit().faults, []);
    }

    async fn each_of_the_staff_asks_for_twenty_in_an_hour(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        let (number, _) = case(&nadia, Some(1), "tom@acme.example", "settings").await;
        // What comes back with faults mails nobody, and counts as none.
        assert_eq!(request(&nadia, number, w.ann, " ").await.status, 422);
        for _ in 1..ASKED {
            let _ = limits::take(&app.state, staff.realm, "approval", &staff.nadia.to_string(), ASKED).await.unwrap();
        }
        request(&nadia, number, w.ann, "Business hours").await.location();
        assert_eq!(request(&nadia, number, w.ann, "Business hours").await.status, 429);
        assert_eq!((verdicts(&app).as_str(), app.number("SELECT count(*) FROM mails WHERE letter = 'approval_asked'")), ("waits", 1));
        request(&otto, number, w.ann, "Business hours").await.location();
        app.state.clock.forward(HOURS);
        let nadia = app.at_console(staff.nadia).await;
        request(&nadia, number, w.ann, "Business hours").await.location();
        assert_eq!(app.audit().faults, []);
    }
}
