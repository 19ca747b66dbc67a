//! Verifying a contact, and cases: who is entitled to what, and to whom that is told. What is authorized in writing: `approvals`.

use std::sync::Arc;

use stead::identity::{self, Identity, Origin, limits};
use stead::operator::{CHECKS, cases};
use stead::people::erasure;
use stead::policy::{
    Answer, Ask, Column, Contact, Mailbox, ProductRoles, Role, Standing, TicketAccess, entitlement,
    may_authorize_in_writing,
};

use crate::approvals::{link, request};
use crate::on_both;
use crate::support::{App, Page, Tab};

pub const HOURS: i64 = 60 * 60;

fn standing(column: Column) -> Standing {
    let (role, owner, tickets) = match column {
        Column::EndUser => (Role::EndUser, false, TicketAccess::All),
        Column::LightAgent => (Role::LightAgent, false, TicketAccess::All),
        Column::AgentOfAssigned => (Role::Agent, false, TicketAccess::Assigned),
        Column::Agent => (Role::Agent, false, TicketAccess::All),
        Column::Administrator => (Role::Administrator, false, TicketAccess::All),
        Column::Owner => (Role::Administrator, true, TicketAccess::All),
    };
    Standing {
        kind: stead::policy::Kind::Member,
        user: 1,
        account: 1,
        role,
        owner,
        tickets,
        custom: None,
        products: ProductRoles::default(),
        billing_admin: false,
        suspended: false,
        deleted: false,
    }
}

#[test]
fn what_every_contact_is_entitled_to_is_the_reviewed_table() {
    let row = |name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<16}")).collect();
        format!("{name:<21}{}\n", cells.trim_end())
    };
    let word = |answer: Answer| match answer {
        Answer::Entitled => "yes",
        Answer::NeedsAdministrator => "administrator",
        Answer::NeedsOwner => "owner",
        Answer::Authorized => "never here",
        Answer::NotEntitled => "-",
    };
    let mut text = "What a contact is entitled to: yes, by the written authorization of an administrator or of the owner, or not (-).\n\n".to_owned();
    text += &row("", Ask::ALL.iter().map(|ask| ask.to_string()).collect());
    for contact in Contact::ALL {
        text +=
            &row(contact.as_str(), Ask::ALL.iter().map(|ask| word(entitlement(*contact, *ask)).to_owned()).collect());
    }
    text += "\nWhat an address is, by its mailbox and by who has it.\n\n";
    let columns = Column::ALL.iter().map(|column| (format!("{column:?}"), standing(*column)));
    let billing = Standing { billing_admin: true, ..standing(Column::Administrator) };
    let contributor = Standing { role: Role::Contributor, ..standing(Column::LightAgent) };
    let visitor = Standing { kind: stead::policy::Kind::Visitor, ..standing(Column::Agent) };
    let more = [("Contributor", contributor), ("BillingAdmin", billing), ("OperatorsStaff", visitor)];
    let more = more.map(|(name, standing)| (name.to_owned(), standing));
    text +=
        &row("", ["personal", "unverified", "suspended", "deleted", "group", "support"].map(str::to_owned).to_vec());
    for (name, s) in columns.chain(more) {
        let of = |mailbox, s: Standing, verified| Contact::of(mailbox, Some((&s, verified))).to_string();
        let cells = vec![
            of(Mailbox::Personal, s, true),
            of(Mailbox::Personal, s, false),
            of(Mailbox::Personal, Standing { suspended: true, ..s }, true),
            of(Mailbox::Personal, Standing { deleted: true, ..s }, true),
            of(Mailbox::Group, s, true),
            of(Mailbox::Support, s, true),
        ];
        text += &row(&name, cells);
    }
    let nobody = [Mailbox::Personal, Mailbox::Group, Mailbox::Support].map(|m| Contact::of(m, None).to_string());
    text +=
        &row("nobody", vec![nobody[0].clone(), "".into(), "".into(), "".into(), nobody[1].clone(), nobody[2].clone()]);
    text += "\nWho may give a written authorization.\n\n";
    text += &row("", Column::ALL.iter().map(|column| format!("{column:?}")).collect());
    for needed in Answer::ALL {
        let may = |column: &Column| if may_authorize_in_writing(&standing(*column), *needed) { "yes" } else { "-" };
        text += &row(needed.as_str(), Column::ALL.iter().map(|column| may(column).to_owned()).collect());
    }
    if std::env::var_os("STEAD_WRITE").is_some() {
        std::fs::write("tests/suite/verification.txt", &text).unwrap();
    }
    assert_eq!(text, include_str!("verification.txt"), "tests/suite/verification.txt is reviewed by hand");
    // What holds of every cell.
    for ask in Ask::ALL {
        for contact in Contact::ALL {
            let answer = entitlement(*contact, *ask);
            assert!(contact.is_registered() || answer == Answer::NotEntitled, "{contact} {ask}");
            assert!(*ask != Ask::ChangeOwner || answer == Answer::NotEntitled, "it stays with the owner");
            assert_ne!(answer, Answer::Authorized);
        }
    }
    for gone in
        [Standing { suspended: true, ..standing(Column::Owner) }, Standing { deleted: true, ..standing(Column::Owner) }]
    {
        assert!(!Answer::ALL.iter().any(|needed| may_authorize_in_writing(&gone, *needed)));
    }
}

async fn check(tab: &Tab, account: Option<i64>, email: &str, about: &str) -> Page {
    let path = account.map_or("/operator/cases/new".to_owned(), |id| format!("/operator/accounts/{id}/verify"));
    tab.post(&path, &[("email", email), ("about", about), ("note", ""), ("account", "")]).await
}

/// Checks, and answers the case's number and its page.
pub async fn case(tab: &Tab, account: Option<i64>, email: &str, about: &str) -> (i64, Page) {
    let to = check(tab, account, email, about).await.location();
    let number = to.trim_start_matches("/operator/cases/").split('?').next().unwrap().parse().unwrap();
    (number, tab.get(&to).await)
}

pub fn stored(app: &App, case: i64) -> String {
    app.text(&format!("SELECT contact || ' ' || answer FROM cases WHERE id = {case}"))
}

on_both! {
    async fn whoever_writes_is_told_apart_and_customers_are_nobodys(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let nadia = app.at_console(staff.nadia).await;
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 104, 'email', 'Tom@Home.example', 'tom@home.example', FALSE, 1, 1), (1, 105, 'email', 'tess@home.example', 'tess@home.example', FALSE, NULL, 1), (1, 107, 'email', 'helpdesk@acme.example', 'helpdesk@acme.example', FALSE, 1, 1)");
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 106");
        app.sql("INSERT INTO former_identifiers (account_id, user_id, kind, value) VALUES (1, 112, 'email', 'del@acme.example')");
        app.sql("UPDATE users SET role = 'agent' WHERE id = 112");
        for (email, about, expected, says) in [
            ("olga@acme.example", "payments", "owner entitled", "Registered in Acme Tools as the account owner"),
            ("Ann@ACME.example", "settings", "administrator entitled", "Reply to ann@acme.example only."),
            ("ann@acme.example", "subscription", "administrator needs_owner", "Request the authorization of Olga Olsen"),
            ("abel@acme.example", "subscription", "billing_admin entitled", "an administrator and billing admin"),
            ("tom@acme.example", "use", "agent entitled", "You may explain how the product is used."),
            ("tom@acme.example", "settings", "agent needs_administrator", "Needs written authorization of an administrator or the owner: A change of settings"),
            ("tom@home.example", "find_owner", "agent_secondary entitled", "Reply to the primary address only: tom@acme.example."),
            ("tess@home.example", "use", "unverified not_entitled", "Ask the person to verify this address"),
            ("lea@acme.example", "information", "light_agent needs_administrator", "as a light agent"),
            ("cory@acme.example", "deletion", "contributor needs_owner", "as a contributor"),
            ("olga@acme.example", "change_owner", "owner not_entitled", "They change the owner themselves"),
            ("ann@acme.example", "change_owner", "administrator not_entitled", "Changing the account owner stays with Olga Olsen"),
            ("ann@acme.example", "security", "administrator needs_owner", "Olga Olsen, the account owner"),
            ("sam@acme.example", "use", "suspended not_entitled", "Registered in Acme Tools, but suspended"),
            ("del@acme.example", "use", "deleted not_entitled", "Once registered in Acme Tools, but deleted"),
            ("bob@acme.example", "use", "end_user not_entitled", "An end user of Acme Tools: not entitled"),
            ("nobody@acme.example", "use", "not_found not_entitled", "Not registered to any team member of Acme Tools"),
            ("gil@globex.example", "use", "not_found not_entitled", "Not registered to any team member of Acme Tools"),
            ("helpdesk@acme.example", "use", "group_mailbox not_entitled", "This looks like a list, an alias or a mailbox of many"),
            ("anything@acme.localhost", "use", "support_address not_entitled", "This is the account’s own support address"),
        ] {
            let (number, page) = case(&nadia, Some(1), email, about).await;
            assert_eq!(stored(&app, number), expected, "{email} {about}");
            assert!(page.status == 200 && page.says(says), "{email} {about} «{says}»: {}", page.texts("main").concat());
            assert!(!page.body.contains("Bob Brown") && !page.body.contains("Lea Light") || email.starts_with("lea"), "{}", page.body);
            assert_eq!(page.has(".card .avatar"), !["bob", "nob", "gil", "hel", "any"].contains(&&email[..3]), "{email}");
        }
        // Over all accounts, teams only; a customer's address is as good as unknown.
        let strip = |page: &Page, email: &str, number: i64| {
            let text = page.texts("main").concat().replace(email, "ADDRESS");
            text.replace(&format!("Case {number}"), "CASE")
        };
        let (n1, bob) = case(&nadia, None, "bob@acme.example", "use").await;
        let (n2, unknown) = case(&nadia, None, "who@nowhere.example", "use").await;
        assert_eq!(strip(&bob, "bob@acme.example", n1), strip(&unknown, "who@nowhere.example", n2));
        assert_eq!(app.number(&format!("SELECT count(*) FROM cases WHERE id IN ({n1}, {n2}) AND account_id IS NULL AND user_id IS NULL")), 2);
        let (number, page) = case(&nadia, None, "gil@globex.example", "use").await;
        assert!(stored(&app, number) == "owner entitled" && page.says("Globex"), "{}", page.body);
        // What is at an account's own host is its support address, whether or not the account is chosen.
        let (number, page) = case(&nadia, None, "sales@acme.localhost", "settings").await;
        assert!(stored(&app, number) == "support_address not_entitled" && page.says("Acme Tools"), "{}", page.body);
        let (number, page) = case(&nadia, None, "sales@nowhere.localhost", "settings").await;
        assert!(!stored(&app, number).starts_with("support_address") && page.says("Unknown"), "{}", page.body);
        let (number, _) = case(&nadia, None, "nadia@harbourlight.example", "use").await;
        assert_eq!(stored(&app, number), "not_found not_entitled", "the staff are no contacts");
        // In two teams: which account, is asked; a check in one of them goes on with the same case.
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (2, 151, 'email', 'tess@acme.example', 'tess@acme.example', FALSE, 1, 1)");
        let (number, page) = case(&nadia, None, "tess@acme.example", "settings").await;
        assert_eq!((stored(&app, number).as_str(), page.texts("#account option")), ("several not_entitled", vec!["Acme Tools".to_owned(), "Globex".to_owned()]));
        let again = format!("/operator/cases/{number}/check");
        assert_eq!(nadia.post(&again, &[("account", "initech")]).await.status, 422);
        nadia.post(&again, &[("account", "globex")]).await.location();
        assert_eq!(stored(&app, number), "owner_secondary entitled");
        // An account that is known stays, whatever a form says.
        nadia.post(&again, &[("account", "acme")]).await.location();
        assert_eq!(app.number(&format!("SELECT account_id FROM cases WHERE id = {number}")), 2);

        // Both logs tell of it; the account's names nobody but its team, the console's not even those.
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'contact.verified' AND account_id = 1 AND channel = 'console'"), 21);
        assert_eq!(app.number("SELECT count(*) FROM audit_values WHERE body LIKE '%bob@%' OR body LIKE '%nobody@%'"), 0);
        assert_eq!(app.number("SELECT count(*) FROM audit_values WHERE body LIKE '%\"user\":109%'"), 0);
        let log = app.sign_in(w.ann).await.get("/admin/account/logs/audit").await;
        assert!(log.says("Verified who a contact is") && log.says("Nadia Rossi (operator)"), "{}", log.body);
        // What is missing, said in the form; nothing is kept of it.
        let before = app.number("SELECT count(*) FROM cases");
        for (fields, says) in [
            ([("email", "nonsense"), ("about", "use"), ("account", "")], "email"),
            ([("email", "ann@acme.example"), ("about", "anything"), ("account", "")], "about"),
            ([("email", "ann@acme.example"), ("about", "use"), ("account", "initech")], "account"),
            ([("email", "ann@acme.example"), ("about", "use"), ("account", "_operator")], "account"),
        ] {
            let page = nadia.post("/operator/cases/new", &fields).await;
            assert!(page.status == 422 && page.has(&format!("#{says}[aria-invalid='true']")), "{}", page.body);
            assert!(page.has(&format!("#email[value='{}']", fields[0].1)), "kept");
        }
        assert_eq!(app.number("SELECT count(*) FROM cases"), before);
        let long = "x".repeat(cases::TEXT_MAX + 1);
        assert_eq!(nadia.post("/operator/accounts/1/verify", &[("email", "ann@acme.example"), ("about", "use"), ("note", &long)]).await.status, 422);
        for (path, status) in [("/operator/accounts/99/verify", 404), (&format!("/operator/accounts/{}/verify", staff.realm), 404), ("/operator/cases/99999", 404), ("/operator/cases?account=99", 404)] {
            assert_eq!(nadia.get(path).await.status, status, "{path}");
        }
        // Not without end, and each of the staff by themselves.
        for _ in 0..CHECKS {
            let _ = limits::take(&app.state, staff.realm, "contact", &staff.nadia.to_string(), CHECKS).await.unwrap();
        }
        let page = check(&nadia, Some(1), "ann@acme.example", "use").await;
        assert!(page.status == 429 && page.says("You have checked very many contacts. Go on in 60 minutes."), "{}", page.body);
        assert_eq!(nadia.post(&again, &[]).await.status, 429);
        let otto = app.at_console(staff.otto).await;
        assert_eq!(check(&otto, Some(1), "ann@acme.example", "use").await.status, 303);
        app.state.clock.forward(HOURS);
        let nadia = app.at_console(staff.nadia).await;
        assert_eq!(check(&nadia, Some(1), "ann@acme.example", "use").await.status, 303);
        assert_eq!(app.audit().faults, []);
    }

    async fn cases_are_found_noted_closed_and_opened_again(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        assert!(nadia.get("/operator/cases").await.says("No open cases"));
        let (first, _) = case(&nadia, Some(1), "tom@acme.example", "use").await;
        let (second, _) = case(&otto, Some(2), "gil@globex.example", "settings").await;
        for _ in 0..26 {
            case(&otto, None, "who_knows@nowhere.example", "use").await;
        }
        let rows = async |query: &str| nadia.get(&format!("/operator/cases{query}")).await.texts("tbody th a");
        assert_eq!(rows("").await.len(), 25);
        let next = nadia.get("/operator/cases").await;
        let next = next.html().select(&scraper::Selector::parse(".pager a[rel='next']").unwrap()).next().unwrap().attr("href").unwrap().to_owned();
        assert_eq!(nadia.get(&next).await.texts("tbody th a"), ["Case 3", "Case 2", "Case 1"]);
        assert_eq!(rows("?mine=1").await, [format!("Case {first}")]);
        assert_eq!(rows("?q=GIL%40").await, [format!("Case {second}")]);
        assert_eq!(rows(&format!("?q=%23{second}")).await, [format!("Case {second}")]);
        assert_eq!(rows("?q=whoXknows").await.len(), 0, "a sign is a sign, not any");
        assert_eq!(rows("?account=1&state=all").await, [format!("Case {first}")]);
        let path = format!("/operator/cases/{first}");
        assert_eq!(otto.post(&format!("{path}/notes"), &[("note", " \n ")]).await.status, 422);
        let done = otto.post(&format!("{path}/notes"), &[("note", "Called back, <b>twice</b>.")]).await.location();
        let page = otto.get(&done).await;
        assert!(page.says("Called back, <b>twice</b>.") && page.says("Checked: Agent. Entitled.") && page.says("Otto Okoye") && page.says("Nadia Rossi"), "{}", page.body);
        otto.post(&format!("{path}/close"), &[]).await.location();
        assert_eq!(app.state.db.read_now(|c| cases::of_account(c, 1, first)).unwrap().map(|c| c.id), None);
        assert_eq!((rows("?state=closed").await.len(), rows(&format!("?q={first}")).await.len()), (1, 1));
        let page = nadia.get(&path).await;
        assert!(!page.has("form[action$='/check']") && page.has("form[action$='/reopen']"), "{}", page.body);
        let late = nadia.post(&format!("{path}/check"), &[]).await;
        assert!(nadia.get(&late.location()).await.says("Nothing was changed"), "nothing is done to what is closed");
        assert_eq!(nadia.get(&format!("{path}/authorization")).await.location(), path);
        nadia.post(&format!("{path}/reopen"), &[]).await.location();
        nadia.post(&format!("{path}/reopen"), &[]).await.location();
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'case.%' AND act <> 'case.opened'"), 3);
        // No account has such pages.
        for user in [w.olga, w.bob] {
            let tab = app.sign_in_at("acme.localhost", user).await;
            assert_eq!(tab.get("/operator/cases").await.status, 404);
            assert_eq!(tab.get(&path).await.status, 404);
        }
        for page in ["/operator/cases", "/operator/cases/new", "/operator/accounts/1/verify", &path] {
            let french = nadia.get(&format!("{page}{}lang=fr", if page.contains('?') { "&" } else { "?" })).await;
            assert!(french.status == 200 && french.has("html[lang='fr']") && french.says("Dossier"), "{}", french.body);
        }
        assert_eq!(app.audit().faults, []);
    }

    async fn whoever_has_left_the_team_is_entitled_to_nothing_and_named_no_more(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let otto = app.at_console(staff.otto).await;
        let (number, _) = case(&otto, Some(1), "tom@acme.example", "settings").await;
        let path = format!("/operator/cases/{number}");
        request(&otto, number, w.ann, "Business hours").await.location();
        let tag = async |path: &str| otto.get(path).await.texts("main .tag.bad").concat();
        for (done, shown) in [
            ("suspended_at = 1", "Registered in Acme Tools, but suspended"),
            ("suspended_at = NULL, deleted_at = 1", "Once registered in Acme Tools, but deleted"),
        ] {
            app.sql(&format!("UPDATE users SET {done} WHERE id = 104"));
            assert!(otto.get(&path).await.says(shown), "{shown}");
            for page in [path.as_str(), "/operator/cases", "/operator/accounts/1/verify"] {
                assert!(tag(page).await.contains("Not entitled"), "{done} {page}: {}", otto.get(page).await.body);
            }
            assert_eq!(otto.get(&format!("{path}/authorization")).await.location(), path);
        }
        // An agent again, with another address: the one they wrote from is nobody's now.
        app.sql("UPDATE users SET deleted_at = NULL, name = 'Needle Name', email = 'needle@acme.example' WHERE id = 104");
        app.sql("UPDATE addresses SET value = 'needle@acme.example', folded = 'needle@acme.example' WHERE user_id = 104");
        assert!(otto.get(&path).await.says("Not registered to any team member of Acme Tools"));
        // An end user, as whoever was asked.
        app.sql("UPDATE users SET role = 'end_user' WHERE id = 104");
        app.sql("UPDATE users SET role = 'end_user', name = 'Needle Asked', email = 'needle-asked@acme.example' WHERE id = 102");
        app.sql("UPDATE addresses SET value = 'needle-asked@acme.example', folded = 'needle-asked@acme.example' WHERE user_id = 102");
        for held in ["needle@acme.example", "tom@acme.example"] {
            app.sql(&format!("UPDATE addresses SET value = '{held}', folded = '{held}' WHERE user_id = 104"));
            for page in [path.clone(), "/operator/cases?state=all".into(), "/operator/accounts/1/verify".into(), format!("{path}/authorization")] {
                let page = otto.get(&page).await;
                assert!(!page.body.to_lowercase().contains("needle"), "{}", page.body);
            }
        }
        // Who let support in is named in the case as long as they are of the team; what older events say stays.
        for body in ["101", "104", "999", "Old Words"] {
            app.sql(&format!("INSERT INTO case_events (case_id, kind, body, created_at) VALUES ({number}, 'access_granted', '{body}', 1)"));
        }
        let page = otto.get(&path).await;
        assert!(page.says("Olga Olsen let support in") && page.says("– let support in") && page.says("Old Words let support in") && !page.body.contains("Needle"), "{}", page.body);
        assert_eq!(app.audit().faults, []);
    }

    async fn every_look_at_a_case_is_in_the_accounts_log(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let otto = app.at_console(staff.otto).await;
        let (number, _) = case(&otto, Some(1), "tom@acme.example", "settings").await;
        let path = format!("/operator/cases/{number}");
        let looks = |page: &str| {
            let seen = |account: i64| app.number(&format!("SELECT count(*) FROM audit_entries e JOIN audit_values v ON v.entry_id = e.id WHERE e.account_id = {account} AND e.act = 'account.viewed' AND v.body LIKE '%\"page\":\"{page}\"%'"));
            assert_eq!(seen(1), seen(staff.realm), "both logs tell of it");
            seen(1)
        };
        // The case was shown already; every other page once, whether it was asked for or came back with faults.
        assert_eq!((looks("case"), looks("authorization"), looks("verify")), (1, 0, 0));
        for (form, page) in [(format!("{path}/notes"), "case"), (format!("{path}/authorization"), "authorization"), ("/operator/accounts/1/verify".into(), "verify")] {
            app.state.clock.forward(61);
            let before = looks(page);
            assert_eq!(otto.post(&form, &[]).await.status, 422, "{form}");
            assert_eq!(looks(page), before + 1, "{form}");
        }
        app.state.clock.forward(61);
        otto.get(&path).await;
        otto.get(&format!("{path}/authorization")).await;
        assert_eq!((looks("case"), looks("authorization")), (3, 2));
        let activity = otto.get("/operator/accounts/1/activity").await;
        assert!(activity.says("Request authorization"), "{}", activity.body);
        // A case of no account is a look at none.
        let (number, _) = case(&otto, None, "who@nowhere.example", "use").await;
        app.state.clock.forward(61);
        otto.get(&format!("/operator/cases/{number}")).await;
        assert_eq!(looks("case"), 3);
        let log = app.sign_in(w.ann).await.get("/admin/account/logs/audit").await;
        assert!(log.says("Otto Okoye (operator)"), "{}", log.body);
        assert_eq!(app.audit().faults, []);
    }

    async fn a_case_of_an_erased_person_forgets_them_and_keeps_its_number(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let nadia = app.at_console(staff.nadia).await;
        let note = "Bob Brown, bob@acme.example, rang about Order 7";
        let fields = [("email", "bob@acme.example"), ("about", "settings"), ("note", note)];
        nadia.post("/operator/accounts/1/verify", &fields).await.location();
        nadia.post("/operator/cases/new", &fields).await.location();
        let (other, _) = case(&nadia, Some(1), "tom@acme.example", "settings").await;
        nadia.post(&format!("/operator/cases/{other}/notes"), &[("note", note)]).await.location();
        request(&nadia, other, w.ann, note).await.location();
        let path = link(&app);
        app.sign_in(w.ann).await.post(&path, &[("choice", "refuse"), ("comment", note)]).await.location();
        app.sql("DELETE FROM mails");
        let by = "SELECT 1, 1, id, 'Bob Brown, bob@acme.example', 1";
        app.sql(&format!("INSERT INTO access_requests (account_id, case_id, staff_id, reason, created_at) {by} FROM users WHERE email = 'otto@harbourlight.example'"));
        app.sql("UPDATE accounts SET suspended_why = 'Asked by bob@acme.example' WHERE id = 1");
        let ann = app.sign_in(w.ann).await;
        crate::erasure::delete(&app, w.bob);
        crate::erasure::erase(&app, &ann, w.bob).await;
        erasure::round(&app.state).unwrap();
        for (column, table) in [("address || folded || about", "cases"), ("body", "case_events"), ("what || comment", "approvals"), ("reason", "access_requests"), ("suspended_why", "accounts")] {
            let left = format!("SELECT count(*) FROM {table} WHERE lower({column}) LIKE '%bob%' OR {column} LIKE '%Brown%'");
            assert_eq!(app.number(&left), 0, "{table}");
        }
        assert_eq!(app.number("SELECT count(*) FROM case_events WHERE body LIKE '%rang about Order 7'"), 3, "what else it says stays");
        assert_eq!((stored(&app, 1).as_str(), stored(&app, 2).as_str()), ("end_user not_entitled", "not_found not_entitled"));
        let page = nadia.get("/operator/cases/1").await;
        assert!(page.status == 200 && page.says("Case 1") && page.says("An end user of Acme Tools"), "{}", page.body);
        // Whoever was asked, too: their words go, what they answered stays.
        app.sql("UPDATE accounts SET owner_id = 101 WHERE id = 1");
        crate::erasure::delete(&app, w.ann);
        let olga = app.sign_in(w.olga).await;
        crate::erasure::erase(&app, &olga, w.ann).await;
        erasure::round(&app.state).unwrap();
        assert_eq!(app.text("SELECT answer || '.' || comment FROM approvals"), "refused.");
        assert!(!nadia.get(&format!("/operator/cases/{other}")).await.body.contains("Ann Archer"));
        assert_eq!(app.audit().faults, []);
    }

    async fn nobody_without_the_console_opens_a_case(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let origin = Origin::local("test");
        let as_person = |account: i64, user: i64| {
            let read = |c: &mut stead::db::Conn| {
                let account = identity::account(c, account)?;
                let person = identity::person(c, &account, user)?;
                Ok(Identity::queued(Arc::new(account), Arc::new(person)))
            };
            app.state.db.read_now(read).unwrap()
        };
        for who in [as_person(1, w.olga), as_person(1, w.tom)] {
            let tried = identity::write(&app.state, &who, &origin, |tx| cases::check(tx, Some(1), "ann@acme.example", Ask::Use, ""));
            assert!(tried.is_err());
        }
        let otto = as_person(staff.realm, staff.otto);
        assert!(identity::write(&app.state, &otto, &origin, |tx| cases::check(tx, Some(1), "ann@acme.example", Ask::Use, "")).is_ok());
        assert_eq!(app.number("SELECT count(*) FROM cases"), 1);
    }
}
