//! Verifying a contact, cases, and written authorizations: who is entitled to what, who may say so, until when to the second.

use std::sync::Arc;

use stead::identity::{self, Identity, Origin, limits};
use stead::operator::{CHECKS, approvals, cases};
use stead::people::erasure;
use stead::policy::{
    Answer, Ask, Column, Contact, Mailbox, ProductRoles, Role, Standing, TicketAccess, entitlement,
    may_authorize_in_writing,
};

use crate::on_both;
use crate::support::{App, Page, Tab};

const HOURS: i64 = 60 * 60;

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
async fn case(tab: &Tab, account: Option<i64>, email: &str, about: &str) -> (i64, Page) {
    let to = check(tab, account, email, about).await.location();
    let number = to.trim_start_matches("/operator/cases/").split('?').next().unwrap().parse().unwrap();
    (number, tab.get(&to).await)
}

async fn request(tab: &Tab, case: i64, to: i64, what: &str) -> Page {
    tab.post(&format!("/operator/cases/{case}/authorization"), &[("what", what), ("to", &to.to_string())]).await
}

/// The path of the newest letter's link.
fn link(app: &App) -> String {
    let text = app.text("SELECT text FROM mails WHERE letter = 'approval_asked' ORDER BY id DESC LIMIT 1");
    let at = text.find("/access/authorization/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

fn stored(app: &App, case: i64) -> String {
    app.text(&format!("SELECT contact || ' ' || answer FROM cases WHERE id = {case}"))
}

fn verdicts(app: &App) -> String {
    let n = app.number("SELECT count(*) FROM approvals");
    (0..n)
        .map(|i| app.text(&format!("SELECT coalesce(answer, 'waits') FROM approvals ORDER BY id LIMIT 1 OFFSET {i}")))
        .collect::<Vec<_>>()
        .join(" ")
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
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'contact.verified' AND account_id = 1 AND channel = 'console'"), 20);
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
        assert_eq!(nadia.post(&format!("{path}/check"), &[]).await.status, 409, "nothing is done to what is closed");
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
