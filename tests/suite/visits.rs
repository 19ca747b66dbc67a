//! Visits: the operator's staff in an account, only while it lets them in, by name, without a seat, and out again to the second.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use stead::audit::Entry;
use stead::db::Db;
use stead::identity::{self, Asked, Gate, Origin, Resolution};
use stead::operator::visits::{emergencies, requests};
use stead::security::grants;
use stead::state::State;

use crate::on_both;
use crate::support::app::NOON;
use crate::support::{App, Database, Page, Tab};

const ACCESS: &str = "/admin/account/security/advanced/access";
const ENTER: &str = "/operator/accounts/1/enter";
const IP: &str = "/admin/account/security/advanced/ip";

/// A case of Acme's, as a check of who is writing opens it.
pub fn case(app: &App, staff: i64) -> i64 {
    let realm = app.number("SELECT id FROM accounts WHERE subdomain = '_operator'");
    app.sql(&format!(
        "INSERT INTO cases (realm_id, staff_id, account_id, address, folded, about, contact, answer, state, created_at, updated_at) \
         VALUES ({realm}, {staff}, 1, 'ann@acme.example', 'ann@acme.example', 'account', 'administrator', 'entitled', 'open', {0}, {0})",
        NOON.0
    ));
    app.number("SELECT max(id) FROM cases")
}

pub async fn allow(app: &App, tab: &Tab, duration: &str) -> Page {
    let seen =
        app.number("SELECT coalesce(max(id), 0) FROM grants WHERE account_id = 1 AND ended_at IS NULL").to_string();
    let asked = app
        .number("SELECT coalesce(max(id), 0) FROM access_requests WHERE account_id = 1 AND answered_at IS NULL")
        .to_string();
    tab.post(ACCESS, &[("enabled", "1"), ("duration", duration), ("seen", &seen), ("asked", &asked)]).await
}

pub async fn begin(console: &Tab, case: i64, mode: &str) -> Page {
    console.post(ENTER, &[("case", &case.to_string()), ("reason", "Mails do not thread"), ("mode", mode)]).await
}

/// The link of a visit that was begun, in a browser of its own on the account's host.
pub async fn arrive(app: &App, begun: &Page) -> Tab {
    assert_eq!(begun.status, 303, "{}", begun.body);
    let (host, path) = begun
        .location()
        .split_once("/access/")
        .map(|(host, rest)| (host.to_owned(), format!("/access/{rest}")))
        .unwrap();
    assert_eq!(host, format!("http://acme.localhost:{}", app.address.port()));
    let tab = app.visitor_at("acme.localhost").tab();
    let landing = tab.get(&path).await;
    assert!(
        landing.status == 200 && landing.says("(operator)") && landing.says("Mails do not thread"),
        "{}",
        landing.body
    );
    let entered = tab.post_with_token(&path, &landing.token(), &[]).await;
    assert_eq!((entered.status.as_u16(), entered.location().as_str()), (303, "/agent/tickets"), "{}", entered.body);
    tab
}

/// Opens Acme to Otto for an hour, from the command line.
pub fn break_glass(app: &App, staff: &crate::support::console::Staff) {
    let read = |c: &mut stead::db::Conn| Ok((identity::realm(c)?.unwrap(), identity::account(c, 1)?));
    let (realm, account) = app.state.db.read_now(read).unwrap();
    let otto = app.state.db.read_now(|c| identity::person(c, &realm, staff.otto)).unwrap();
    emergencies::open(&app.state, &account, &otto, 60, "For the matrix").unwrap();
}

async fn gone(tab: &Tab, words: &str) {
    for _ in 0..2 {
        let page = tab.get("/agent/tickets").await;
        let said = page.says("This visit is over") && page.says(words);
        assert!(page.status == 410 && said, "{} {}", page.status, page.body);
    }
    assert_eq!(tab.get("/access/sign-in").await.status, 200, "and the browser is free for somebody else");
    assert_eq!(tab.get("/agent/tickets").await.status, 303);
}

fn seats(app: &App) -> String {
    let now = app.state.clock.now();
    app.state
        .db
        .read_now(|c| {
            let account = identity::account(c, 1)?;
            Ok(format!("{:?}", stead::team::seats::Seats::of(c, &account, now)?))
        })
        .unwrap()
}

on_both! {
    async fn nobody_enters_without_permission_and_whoever_does_is_named_and_told(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let (otto, ann) = (app.at_console(staff.otto).await, app.sign_in(w.ann).await);
        let page = otto.get(ENTER).await;
        assert!(page.says("Not allowed") && page.says("Verify a contact first"), "{}", page.body);
        let number = case(&app, staff.otto);
        assert_eq!(begin(&otto, number, "agent").await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM visits"), 0);
        // Asked for, and granted with one save.
        app.state.clock.forward(61);
        for (case, reason, words) in [("77", "x", "Choose an open case"), (&*number.to_string(), "", "Say why")] {
            let page = otto.post("/operator/accounts/1/access", &[("ask_case", case), ("ask_reason", reason)]).await;
            assert!(page.status == 422 && page.says(words), "{}", page.body);
        }
        let looks = "SELECT count(*) FROM audit_entries WHERE act = 'account.viewed' AND account_id = 1";
        assert_eq!(app.number(looks), 2, "a form that comes back shows the account again");
        let asked = otto.post("/operator/accounts/1/access", &[("ask_case", &number.to_string()), ("ask_reason", "Only there")]).await;
        assert!(otto.get(&asked.location()).await.says("The administrators have been asked."));
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'access_asked' AND account_id = 1"), 3, "olga, ann, abel");
        let page = ann.get(ACCESS).await;
        assert!(page.says("Otto Okoye asks for access") && page.has("#on[checked]"), "{}", page.body);
        let before = seats(&app);
        assert_eq!(allow(&app, &ann, "day").await.status, 303);
        assert_eq!(app.text("SELECT address FROM mails WHERE letter = 'access_allowed'"), "otto@harbourlight.example");
        assert!(!ann.get(ACCESS).await.says("asks for access"));

        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        assert_eq!(seats(&app), before, "no seat");
        let page = tab.get("/agent/tickets").await;
        assert!(page.status == 200 && page.says("as Otto Okoye (operator)") && page.says(&format!("Case {number}")) && page.has("aside.strip.readonly"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'access_entered' AND address IN ('olga@acme.example', 'ann@acme.example')"), 2);
        // Listed by name, in the account and in the log.
        for (path, words) in [(ACCESS, "In the account now"), ("/admin/account/logs/visits", "Otto Okoye (operator)"), ("/admin/people/team-members?operator=yes", "In the account now")] {
            let page = ann.get(path).await;
            assert!(page.says(words) && page.says("Otto Okoye (operator)"), "{path} {}", page.body);
        }
        assert!(!ann.get("/admin/people/team-members").await.says("Otto") && !ann.get("/admin/people/deleted-users").await.says("Otto"));
        assert!(!ann.get("/agent/people?q=Otto").await.says("Otto Okoye"));
        // A test ticket, in one's own name and in a customer's.
        let own = tab.submit("A test by support").await;
        assert!(ann.get(&format!("/agent/tickets/{own}")).await.says("Otto Okoye (operator)"));
        // A note takes no ticket from the team.
        let note = [("kind", "note"), ("body", "Looked at it")];
        assert_eq!(tab.post(&format!("/agent/tickets/{own}/comments"), &note).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE assignee_id IS NOT NULL"), 0);
        let bob = tab.assume(w.bob).await;
        bob.is(w.bob).await;
        let ticket = bob.submit("A test as Bob").await;
        assert!(ann.get(&format!("/agent/tickets/{ticket}")).await.says("Otto Okoye (operator)"));
        assert!(ann.get("/admin/account/logs/assumptions").await.says("Otto Okoye (operator)"));
        for user in [w.tom, w.lea, w.ann, w.olga] {
            assert_eq!(tab.try_assume(user).await.status, 403, "{user}: end users only");
        }
        // Whatever is one's own in an account, a visitor has none of.
        for path in ["/access/password", "/access/two-factor", "/access/sessions", "/admin/account/security/overview", ACCESS, "/admin/account/billing/contacts"] {
            assert_eq!(tab.get(path).await.status, 403, "{path}");
        }
        // Left: the tab of the customer goes too, and the other end is told so.
        let left = tab.sign_out().await;
        assert_eq!(left.location(), "/access/left");
        assert!(tab.get("/access/left").await.says("You have left Acme Tools"));
        assert_eq!(bob.get("/hc/requests").await.status, 303);
        let log = ann.get("/admin/account/logs/visits").await;
        assert!(log.says("Left the account"));
        let acts = log.html().select(&scraper::Selector::parse("tbody th a").unwrap()).next().unwrap().attr("href").unwrap().to_owned();
        let acts = ann.get(&acts).await;
        assert!(acts.says("Entered by support staff") && acts.says("Otto Okoye (operator)"), "{}", acts.body);
        assert_eq!(seats(&app), before);
        assert_eq!(app.audit().faults, []);
    }

    async fn it_ends_from_the_account_the_console_and_with_the_permission(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let (otto, nadia, olga) = (app.at_console(staff.otto).await, app.at_console(staff.nadia).await, app.sign_in(w.olga).await);
        let number = case(&app, staff.otto);
        allow(&app, &olga, "week").await;
        let last = |app: &App| app.number("SELECT max(id) FROM visits");
        // By the customer while inside.
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        let bob = tab.assume(w.bob).await;
        olga.post(&format!("/admin/account/security/visits/{}/end", last(&app)), &[("to", ACCESS)]).await;
        let page = bob.get("/hc/requests").await;
        assert!(page.status == 410, "{}", page.body);
        // From the console: one's own; another's as an operator administrator only.
        let tab = arrive(&app, &begin(&nadia, number, "agent").await).await;
        let end = format!("/operator/visits/{}/end", last(&app));
        assert_eq!(otto.post(&end, &[]).await.status, 404);
        assert_eq!(nadia.post(&end, &[]).await.status, 303);
        gone(&tab, "It was ended in the operator console.").await;
        // With the permission; another duration keeps it.
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        allow(&app, &olga, "day").await;
        assert_eq!(tab.get("/agent/tickets").await.status, 200);
        // In another process too, at its next question.
        let other = State { db: Db::open(app.state.db.location(), 2).unwrap(), ..app.state.clone() };
        assert!(matches!(looked(&other, &tab).await, Resolution::Live(..)));
        olga.post("/admin/account/security/access/end", &[]).await;
        assert!(matches!(looked(&other, &tab).await, Resolution::Lost(lost) if lost.visit));
        gone(&tab, "no longer lets support staff in").await;
        assert_eq!(begin(&otto, number, "agent").await.status, 403);
        // With the sign-in to the console, and with the staff member.
        allow(&app, &olga, "indefinite").await;
        let tab = arrive(&app, &begin(&nadia, number, "agent").await).await;
        let token = nadia.token().await;
        nadia.post_with_token("/operator/access/sign-out", &token, &[]).await;
        gone(&tab, "The sign-in to the operator console is over.").await;
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        app.sql(&format!("UPDATE users SET suspended_at = {} WHERE id = {}", NOON.0, staff.otto));
        assert_eq!(tab.get("/agent/tickets").await.status, 410);
        app.sql(&format!("UPDATE users SET suspended_at = NULL WHERE id = {}", staff.otto));
        // A link works once, and for two minutes.
        let otto = app.at_console(staff.otto).await;
        // With its case; and with another password of one's own, in the same write.
        let second = case(&app, staff.otto);
        let tab = arrive(&app, &begin(&otto, second, "agent").await).await;
        otto.post(&format!("/operator/cases/{second}/close"), &[]).await;
        gone(&tab, "It was ended in the operator console.").await;
        arrive(&app, &begin(&otto, number, "agent").await).await;
        let changed = [("current_password", crate::support::world::PASSWORD), ("password", "A whole new password 2")];
        let token = otto.token().await;
        assert_eq!(otto.post_with_token("/operator/access/password", &token, &changed).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM visits WHERE ended_at IS NULL"), 0);
        let begun = begin(&otto, number, "agent").await;
        arrive(&app, &begun).await;
        let path = begun.location().split_once("/access/").map(|(_, rest)| format!("/access/{rest}")).unwrap();
        assert_eq!(app.visitor_at("acme.localhost").tab().get(&path).await.status, 410);
        let late = begin(&otto, number, "agent").await;
        let path = late.location().split_once("/access/").map(|(_, rest)| format!("/access/{rest}")).unwrap();
        assert_eq!(app.visitor_at("globex.localhost").tab().get(&path).await.status, 410, "another account's");
        app.state.clock.forward(119);
        assert_eq!(app.visitor_at("acme.localhost").tab().get(&path).await.status, 200);
        app.state.clock.forward(1);
        assert_eq!(app.visitor_at("acme.localhost").tab().get(&path).await.status, 410);
        identity::close_overdue(&app.state).unwrap();
        assert!(olga.get("/admin/account/logs/visits").await.says("Never entered"));
        assert_eq!(app.audit().faults, []);
    }

    async fn a_visit_ends_by_the_clock_and_with_its_grant_to_the_second(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let clock = &app.state.clock;
        let olga = app.sign_in(w.olga).await;
        let number = case(&app, staff.otto);
        allow(&app, &olga, "day").await;
        // Without use, after a quarter of an hour.
        let otto = app.at_console(staff.otto).await;
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        clock.forward(15 * 60 - 1);
        assert_eq!(tab.get("/agent/tickets").await.status, 200);
        clock.forward(15 * 60);
        gone(&tab, "Time was up").await;
        // In use, after an hour; being at work keeps the console open.
        let otto = app.at_console(staff.otto).await;
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        for _ in 0..5 {
            clock.forward(10 * 60);
            assert_eq!(tab.get("/agent/tickets").await.status, 200);
        }
        assert_eq!(otto.get(ENTER).await.status, 200, "the console goes on");
        clock.forward(10 * 60 - 1);
        assert_eq!(tab.get("/agent/tickets").await.status, 200);
        clock.forward(1);
        gone(&tab, "Time was up").await;
        // With the grant.
        clock.set(NOON.plus_seconds(24 * 3600 - 300));
        let otto = app.at_console(staff.otto).await;
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        clock.set(NOON.plus_seconds(24 * 3600 - 1));
        assert_eq!(tab.get("/agent/tickets").await.status, 200);
        clock.forward(1);
        assert_eq!(tab.get("/agent/tickets").await.status, 410);
        grants::round(&app.state).unwrap();
        assert_eq!(app.number("SELECT count(*) FROM visits WHERE ended_at IS NULL"), 0);
    }

    async fn a_trial_is_entered_at_once_until_it_is_bought_and_what_is_read_only_stays_so(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 1");
        let otto = app.at_console(staff.otto).await;
        let number = case(&app, staff.otto);
        let tab = arrive(&app, &begin(&otto, number, "look").await).await;
        let page = tab.get("/agent/tickets").await;
        assert!(page.says("Read-only"), "{}", page.body);
        assert_eq!(tab.post("/hc/requests", &[("subject", "x"), ("body", "y")]).await.status, 403);
        let bob = tab.assume(w.bob).await;
        assert_eq!(bob.post("/hc/requests", &[("subject", "x"), ("body", "y")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
        // It can be left, and entered again.
        assert_eq!(tab.sign_out().await.location(), "/access/left");
        let tab = arrive(&app, &begin(&otto, number, "look").await).await;
        // Bought: off, and out, in the log too.
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        identity::write_as_system(&app.state, &account, "test", "command", |tx| {
            tx.record(Entry::new("account.created", "account", 1))?;
            grants::convert(tx)
        }).unwrap();
        assert_eq!(app.text("SELECT end_cause FROM visits ORDER BY id DESC LIMIT 1"), "access_ended");
        assert_eq!(tab.get("/agent/tickets").await.status, 410);
    }

    async fn a_visitor_repairs_what_locks_everybody_out(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let olga = app.sign_in(w.olga).await;
        allow(&app, &olga, "day").await;
        app.sql("UPDATE accounts SET ip_restricted = TRUE, ip_ranges = '203.0.113.0/24' WHERE id = 1");
        assert_eq!(olga.get("/admin").await.status, 403, "locked out");
        let otto = app.at_console(staff.otto).await;
        let number = case(&app, staff.otto);
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        let page = tab.get(IP).await;
        assert!(page.status == 200 && page.says("203.0.113.0/24"), "{}", page.body);
        let saved = tab.post(IP, &[("ip_restricted", "1"), ("ip_ranges", "127.0.0.0/8\n203.0.113.0/24")]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert_eq!(olga.get("/admin").await.status, 200, "in again");
        let line = app.text("SELECT u.name FROM audit_entries e JOIN users u ON u.id = e.root_user_id WHERE e.act = 'settings.ip_changed'");
        assert_eq!(line, "Otto Okoye (operator)");
        // To let more people in is all there is: nobody is kept out by it.
        for tighter in [vec![("ip_restricted", "1"), ("ip_ranges", "127.0.0.0/8")], vec![("ip_restricted", "1"), ("ip_ranges", "198.51.100.7/32")]] {
            let page = tab.post(IP, &tighter).await;
            assert!(page.status == 422 && page.says("only let more people in"), "{}", page.body);
        }
        assert_eq!(tab.post(IP, &[("ip_ranges", "")]).await.status, 303);
        assert_eq!(tab.post(IP, &[("ip_restricted", "1"), ("ip_ranges", "127.0.0.0/8")]).await.status, 422, "nor switched on");
        assert_eq!(olga.get("/admin").await.status, 200);
        // Nothing else of security, and none of it as a customer.
        assert_eq!(tab.post("/admin/account/security/advanced/assuming", &[("allowed", "1")]).await.status, 403);
        assert_eq!(tab.assume(w.bob).await.get(IP).await.status, 403);
        assert_eq!(app.audit().faults, []);
    }

    async fn broken_glass_opens_one_account_to_one_person_for_an_hour_and_says_so(app: App) {
        let staff = app.staffed();
        let number = case(&app, staff.otto);
        let (realm, account) = app.state.db.read_now(|c| Ok((identity::realm(c)?.unwrap(), identity::account(c, 1)?))).unwrap();
        let person = app.state.db.read_now(|c| identity::person(c, &realm, staff.otto)).unwrap();
        assert!(emergencies::open(&app.state, &account, &person, 61, "x").is_err());
        assert!(emergencies::open(&app.state, &realm, &person, 10, "x").is_err());
        emergencies::open(&app.state, &account, &person, 10, "The owner is unreachable, mail loops").unwrap();
        assert_eq!(app.text("SELECT address FROM mails WHERE letter = 'access_forced'"), "olga@acme.example");
        let (otto, nadia) = (app.at_console(staff.otto).await, app.at_console(staff.nadia).await);
        assert_eq!(begin(&nadia, number, "agent").await.status, 403, "to him alone");
        assert!(otto.get(ENTER).await.says("Emergency access until"));
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        app.state.clock.forward(599);
        assert_eq!(tab.get("/agent/tickets").await.status, 200);
        app.state.clock.forward(1);
        assert_eq!(tab.get("/agent/tickets").await.status, 410);
        assert_eq!(begin(&otto, number, "agent").await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'access.forced'"), 2, "in both logs");
        // Whoever is put out by the account does not come back by the same glass.
        emergencies::open(&app.state, &account, &person, 60, "Mails loop again").unwrap();
        let olga = app.sign_in(app.world.olga).await;
        assert!(olga.get("/admin/account/logs/visits").await.says("Emergency access: open to Otto Okoye"));
        arrive(&app, &begin(&otto, number, "agent").await).await;
        let last = app.number("SELECT max(id) FROM visits");
        olga.post(&format!("/admin/account/security/visits/{last}/end"), &[]).await;
        assert_eq!(begin(&otto, number, "agent").await.status, 403);
        app.sql("UPDATE accounts SET suspended_at = 1 WHERE id = 1");
        let closed = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        assert!(emergencies::open(&app.state, &closed, &person, 10, "x").is_err(), "nobody would be told");
        assert_eq!(app.audit().faults, []);
    }

    async fn a_request_is_declined_withdrawn_or_over_after_a_week(app: App) {
        let (w, staff) = (app.world.clone(), app.staffed());
        let (otto, olga) = (app.at_console(staff.otto).await, app.sign_in(w.olga).await);
        let number = case(&app, staff.otto).to_string();
        let ask = async |tab: &Tab| tab.post("/operator/accounts/1/access", &[("ask_case", &number), ("ask_reason", "Only there")]).await;
        ask(&otto).await;
        assert!(otto.get(&ask(&otto).await.location()).await.says("Nothing was asked"), "one at a time");
        let waits = |app: &App| app.number("SELECT coalesce(max(id), 0) FROM access_requests WHERE answered_at IS NULL").to_string();
        // What was shown is what is answered: another than that, or none any more, is not.
        let decline = async |id: &str| olga.post("/admin/account/security/access/decline", &[("asked", id)]).await;
        decline("77").await;
        assert_eq!(olga.post(ACCESS, &[("enabled", "1"), ("duration", "day"), ("seen", "0"), ("asked", "77")]).await.status, 409);
        assert_ne!(waits(&app), "0");
        let page = decline(&waits(&app)).await;
        assert!(olga.get(&page.location()).await.says("You have declined."));
        assert_eq!(app.text("SELECT address FROM mails WHERE letter = 'access_declined'"), "otto@harbourlight.example");
        ask(&otto).await;
        let withdraw = async |tab: &Tab, id: &str| tab.post("/operator/accounts/1/withdrawal", &[("id", id)]).await;
        withdraw(&otto, "77").await;
        assert!(olga.get(ACCESS).await.says("asks for access"), "another than that");
        assert_eq!(withdraw(&otto, &waits(&app)).await.status, 303);
        // Whose form still showed it lets nobody in.
        assert_eq!(olga.post(ACCESS, &[("enabled", "1"), ("duration", "day"), ("seen", "0"), ("asked", "2")]).await.status, 409);
        assert!(!olga.get(ACCESS).await.says("asks for access"));
        ask(&otto).await;
        app.state.clock.forward(7 * 24 * 3600 - 1);
        let olga = app.sign_in(w.olga).await;
        assert!(olga.get(ACCESS).await.says("asks for access"));
        app.state.clock.forward(1);
        assert!(!olga.get(ACCESS).await.says("asks for access"));
        assert_eq!((requests::round(&app.state).unwrap(), requests::round(&app.state).unwrap()), (1, 0));
        let otto = app.at_console(staff.otto).await;
        ask(&otto).await;
        assert_eq!(app.number("SELECT count(*) FROM access_requests WHERE answer = 'expired'"), 1);
        assert_eq!(app.number("SELECT count(*) FROM access_requests WHERE answered_at IS NULL"), 1);
        assert_eq!(app.audit().faults, []);
    }
}

/// Sixty-four writes of a visitor's against the end of the permission: what commits, commits before it.
async fn races(database: Database, rounds: usize) {
    let app = App::start(database);
    let (w, staff) = (app.world.clone(), app.staffed());
    let (otto, olga) = (app.at_console(staff.otto).await, app.sign_in(w.olga).await);
    let number = case(&app, staff.otto);
    let mut refused = 0;
    for round in 0..rounds {
        allow(&app, &olga, "day").await;
        let tab = arrive(&app, &begin(&otto, number, "agent").await).await;
        let visitor = visitor(&app, &tab).await;
        let left = Arc::new(AtomicI64::new(64));
        let first = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1");
        let writers: Vec<_> = (0..8)
            .map(|_| {
                let (state, visitor, left) = (app.state.clone(), visitor.clone(), left.clone());
                std::thread::spawn(move || {
                    let mut done = 0;
                    while left.fetch_sub(1, Ordering::SeqCst) > 0 {
                        let line = Entry::new("race.written", "account", 1);
                        let write =
                            identity::write(&state, &visitor, &Origin::local("web"), |tx| tx.record(line.clone()));
                        done += i64::from(write.is_ok());
                    }
                    done
                })
            })
            .collect();
        // Somewhere among them.
        while left.load(Ordering::SeqCst) > 64 - i64::try_from(round % 60).unwrap() {
            std::thread::yield_now();
        }
        let end = olga.post("/admin/account/security/access/end", &[]).await;
        assert_eq!(end.status, 303);
        refused += 64 - writers.into_iter().map(|writer| writer.join().unwrap()).sum::<i64>();
        let over = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1 AND act = 'access.ended'");
        assert!(over > first);
        let late = app.number(&format!(
            "SELECT count(*) FROM audit_entries WHERE account_id = 1 AND act = 'race.written' AND seq > {over}"
        ));
        assert_eq!(late, 0, "round {round}");
    }
    assert!(refused > 0, "the end came while there was something left to refuse");
    assert_eq!(app.audit().faults, []);
}

/// What a tab's cookie leads to, in this process or another on the same database.
async fn looked(state: &State, tab: &Tab) -> Resolution {
    // The cookie is signed; its key is the last 43 characters.
    let cookie = tab.person.cookie("stead").unwrap();
    let key = Some(cookie[cookie.len() - 43..].to_owned());
    let asked = Asked { label: Some("acme".into()), key, ..Asked::default() };
    Gate::new(state.clone()).look(asked).await.unwrap().1
}

async fn visitor(app: &App, tab: &Tab) -> identity::Identity {
    match looked(&app.state, tab).await {
        Resolution::Live(identity, _) => identity,
        _ => panic!("no visit"),
    }
}

/// Two hundred rounds on each database; fewer where time is short.
fn rounds() -> usize {
    if std::env::var_os("STEAD_HURRY").is_some() { 15 } else { 200 }
}

mod of_sixty_four_writes_none_commits_after_the_end {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn on_sqlite() {
        races(Database::Sqlite, rounds()).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn on_postgres() {
        races(Database::Postgres, rounds()).await;
    }
}
