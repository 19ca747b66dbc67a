//! Accounts in the operator's console: found, made, looked at, changed, suspended; and what the console never shows or does.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use stead::accounts::create::{self, NewAccount};
use stead::audit::Entry;
use stead::billing::prices::Currency;
use stead::error::Error;
use stead::identity::{self, Identity, Locale, Origin};
use stead::mail::worker::Worker;
use stead::mail::{self, Held, Letter};
use stead::operator::CHECKS;
use stead::policy::Refusal;
use stead::state::State;
use stead::web::Mark;

use crate::integrations::{authorize, call, me, register};
use crate::on_both;
use crate::support::app::NOON;
use crate::support::smtp::Smtp;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};
use crate::visits::{allow, arrive, begin, case};

const PATH: &str = "/operator/accounts";
const DAY: i64 = 24 * 60 * 60;

/// The names in the list that an address of it shows.
async fn found(tab: &Tab, query: &str) -> Vec<String> {
    let page = tab.get(&format!("{PATH}?{query}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.texts("tbody th a")
}

/// How often an act is in the log of an account.
fn acts(app: &App, account: i64, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE account_id = {account} AND act = '{act}'"))
}

/// Nothing of the language files shows as its key, and French pages answer.
async fn in_french(tab: &Tab, paths: &[String]) {
    for path in paths {
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = tab.get(&format!("{path}{sign}lang=fr")).await;
        assert!(page.status == 200 && page.has("html[lang='fr']"), "{path}: {}", page.status);
        for key in [">accounts-", ">console-", ">act-", ">subscription-", ">mail-"] {
            assert!(!page.body.contains(key), "{path}: {key}");
        }
    }
}

/// A form of the console, sent with a token of its page.
async fn send(tab: &Tab, path: &str, fields: &[(&str, &str)]) -> Page {
    tab.post(path, fields).await
}

/// Sends what waits; answers how many mails have been sent by now.
async fn deliver(app: &App, smtp: &Smtp) -> i64 {
    let mut settings = (*app.state.settings).clone();
    settings.smtp = Some(smtp.server().within(Duration::from_millis(1500)));
    Worker::new(State { settings: Arc::new(settings), ..app.state.clone() }).drain().await.unwrap();
    app.number("SELECT count(*) FROM mails WHERE state = 'sent'")
}

fn queue(app: &App, to: i64) -> Option<Held> {
    let (account, person) = app
        .state
        .db
        .read_now(|c| {
            let account = identity::account(c, 1)?;
            let person = identity::person(c, &account, to)?;
            Ok((account, person))
        })
        .unwrap();
    identity::write_as_system(&app.state, &account, "test", "command", |tx| {
        tx.record(Entry::new("account.created", "account", 1))?;
        mail::queue(tx, &person, None, &Letter::PasswordChanged)
    })
    .unwrap()
}

on_both! {
    async fn accounts_are_found_by_name_owner_and_addresses_of_the_team(app: App) {
        let staff = app.staffed();
        let otto = app.at_console(staff.otto).await;
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 2");
        app.sql(&format!("UPDATE subscriptions SET trial_ends_at = {} WHERE account_id = 2", NOON.plus_seconds(9 * DAY - 3600).0));
        assert_eq!(found(&otto, "").await, ["Acme Tools", "Globex"]);
        let rows = otto.get(PATH).await.texts("tbody tr");
        assert!(rows[0].contains("acme.localhost") && rows[0].contains("Professional") && rows[0].contains("Olga Olsen") && rows[0].contains("6 of 10") && rows[0].ends_with("Off"), "{rows:?}");
        assert!(rows[1].contains("Trial, 9 days left") && rows[1].contains("Always, during the trial"), "{rows:?}");
        for (q, names) in [
            ("ACME", vec!["Acme Tools"]), ("tools", vec!["Acme Tools"]), ("olga+ols", vec!["Acme Tools"]), ("grant", vec!["Globex"]),
            ("tom@acme.example", vec!["Acme Tools"]), ("TOM@Acme.Example", vec!["Acme Tools"]), ("om@acme.example", vec![]),
            // Nobody learns from here that somebody is a customer, nor that somebody was.
            ("bob@acme.example", vec![]), ("hal@globex.example", vec![]), ("zoe@acme.example", vec![]), ("bob", vec![]), ("tom", vec![]),
            ("acme.localhost", vec!["Acme Tools"]), ("https%3A%2F%2FAcme.localhost%3A8080%2Fadmin%3Fx", vec!["Acme Tools"]), ("globex.localhost%2F", vec!["Globex"]), ("cme.localhost", vec![]), ("localhost", vec![]),
            ("%25", vec![]), ("_", vec![]), ("%5C", vec![]), ("harbourlight", vec![]), ("_operator", vec![]),
        ] {
            assert_eq!(found(&otto, &format!("q={q}")).await, names, "{q}");
        }
        let none = otto.get(&format!("{PATH}?q=bob%40acme.example")).await;
        assert!(none.says("An address is found only if it is a team member’s.") && !none.says("Acme"), "{}", none.body);
        app.sql("UPDATE accounts SET name = 'École des lampes' WHERE id = 2");
        assert_eq!(found(&otto, "q=%C3%89cole").await, ["École des lampes"]);
        app.sql("UPDATE accounts SET name = 'Globex' WHERE id = 2");
        // An address is a check: counted with the others, and a line without it.
        let searched = acts(&app, staff.realm, "account.searched");
        assert!(searched == 7 && app.number("SELECT count(*) FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'account.searched' AND v.body LIKE '%acme%'") == 0, "{searched}");
        let row = stead::secrets::sha256(format!("contact\n{}\n{}", staff.realm, staff.otto).as_bytes());
        assert_eq!(app.number(&format!("SELECT failures FROM sign_in_failures WHERE address_hash = '{row}'")), searched);
        app.sql(&format!("UPDATE sign_in_failures SET failures = {} WHERE address_hash = '{row}'", CHECKS - 1));
        assert_eq!(found(&otto, "q=tom@acme.example").await.len(), 1);
        let page = otto.get(&format!("{PATH}?q=tom@acme.example")).await;
        assert!(page.status == 429 && page.says("You have checked very many contacts") && page.has("#q[value='tom@acme.example']") && !page.says("Acme Tools") && !page.has("tbody"), "{}", page.body);
        assert_eq!(otto.post("/operator/cases/new", &[("email", "tom@acme.example"), ("about", "information")]).await.status, 429, "neither here nor there");
        assert_eq!((found(&otto, "q=tools").await.len(), acts(&app, staff.realm, "account.searched")), (1, searched + 1));
        app.sql(&format!("DELETE FROM sign_in_failures WHERE address_hash = '{row}'"));
        // By whether staff get in.
        let grant = |id: i64, end: &str| app.sql(&format!("INSERT INTO grants (id, account_id, granted_by, duration, created_at, ends_at) VALUES ({id}, 1, 102, 'day', {}, {end})", NOON.0));
        assert_eq!((found(&otto, "a=allowed").await, found(&otto, "a=off").await, found(&otto, "a=trial").await), (vec!["Globex".into()], vec!["Acme Tools".into()], vec!["Globex".into()]));
        grant(1, &NOON.plus_seconds(600).0.to_string());
        app.state.clock.set(NOON.plus_seconds(599));
        assert_eq!((found(&otto, "a=allowed").await.len(), found(&otto, "a=off").await.len()), (2, 0));
        assert!(otto.get(PATH).await.texts("tbody tr")[0].ends_with("Until Today, 12:10"));
        app.state.clock.forward(1);
        assert_eq!((found(&otto, "a=allowed").await.len(), found(&otto, "a=off").await.len()), (1, 1));
        assert_eq!(found(&otto, "a=suspended").await, Vec::<String>::new());
        assert_eq!(found(&otto, "a=nonsense&q=").await.len(), 2);
        // Page by page, in the order of names.
        for n in 10..40 {
            let new = NewAccount {
                subdomain: format!("more{n}"), name: format!("More {n}"), locale: Locale::En, time_zone: "UTC".into(), plan: "team".into(),
                currency: Currency::Eur, owner_name: "Otis Ono".into(), owner_email: format!("otis@more{n}.example"), owner_verified: true,
            };
            create::create(&app.state, &new, None).unwrap();
        }
        let (mut path, mut all) = (PATH.to_owned(), vec![]);
        loop {
            let page = otto.get(&path).await;
            assert!(page.says("32 accounts"), "{}", page.body);
            all.extend(page.texts("tbody th a"));
            let html = page.html();
            let next = html.select(&scraper::Selector::parse("a[rel='next']").unwrap()).next();
            match next.and_then(|a| a.value().attr("href")) { Some(next) => path = next.to_owned(), None => break }
        }
        assert_eq!(all.len(), 32);
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
        assert_eq!(found(&otto, "q=otis@more20.example").await, ["More 20"]);
        in_french(&otto, &[PATH.into(), format!("{PATH}?q=nobody"), format!("{PATH}?a=trial")]).await;
    }

    async fn an_account_is_made_and_its_owner_gets_in(app: App) {
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        let new = format!("{PATH}/new");
        assert_eq!((otto.get(&new).await.status.as_u16(), send(&otto, &new, &[]).await.status.as_u16()), (403, 403));
        assert!(!otto.get(PATH).await.has("a[href$='/new']") && nadia.get(PATH).await.has("a[href$='/new']"));
        let wrong = send(&nadia, &new, &[("name", " "), ("subdomain", "-Lumen"), ("owner", ""), ("email", "support@lumen"), ("plan", "gold"), ("seats", "0"), ("time_zone", "Mars"), ("language", "de"), ("currency", "XXX"), ("cycle", "")]).await;
        assert_eq!(wrong.status, 422);
        for field in ["name", "subdomain", "owner", "email", "plan", "seats", "cycle", "currency", "language", "time_zone"] {
            assert!(wrong.has(&format!("#{field}-error")) && wrong.has(&format!(".alert a[href='#{field}']")), "{field}");
        }
        assert!(wrong.has("#subdomain[value='-lumen']") && wrong.has("#email[value='support@lumen']"));
        let fields = |subdomain: &'static str| [("name", "Lumen Studio"), ("subdomain", subdomain), ("owner", "Ruben Vos"), ("email", "ruben@lumen.example"), ("plan", "trial"), ("seats", "7"), ("cycle", "annual"), ("currency", "GBP"), ("language", "en"), ("time_zone", "Europe/Paris")];
        let taken = send(&nadia, &new, &fields("acme")).await;
        assert!(taken.status == 422 && taken.has("#subdomain-error") && taken.says("Another account has this subdomain."), "{}", taken.body);
        for reserved in ["www", "operator", "localhost", "xn--cole-9oa"] {
            let page = send(&nadia, &new, &fields(reserved)).await;
            assert!(page.status == 422 && page.has("#subdomain-error") && page.says("No account can have this subdomain."), "{reserved}: {}", page.body);
            let wish = NewAccount {
                subdomain: reserved.into(), name: "Lumen".into(), locale: Locale::En, time_zone: "UTC".into(), plan: "team".into(),
                currency: Currency::Eur, owner_name: "Ruben Vos".into(), owner_email: "ruben@lumen.example".into(), owner_verified: false,
            };
            let refused = create::create(&app.state, &wish, None).unwrap_err().to_string();
            assert!(refused.contains(reserved) && refused.contains("any but www, mail,"), "{refused}");
        }
        assert_eq!(app.number("SELECT count(*) FROM accounts"), 3);

        let made = send(&nadia, &new, &fields("lumen")).await;
        let page = nadia.get(&made.location()).await;
        assert!(page.says("A letter to its owner is on its way.") && page.says("Lumen Studio") && page.says("The owner has not chosen a password yet."), "{}", page.body);
        assert_eq!(page.texts("main code"), ["stead account invite --subdomain lumen --email ruben@lumen.example"], "without a mail server");
        let id = app.number("SELECT id FROM accounts WHERE subdomain = 'lumen'");
        let of = app.text(&format!("SELECT a.plan || ' ' || a.locale || ' ' || a.time_zone || ' ' || s.seats || ' ' || s.cycle || ' ' || s.currency || ' ' || s.trial_ends_at FROM accounts a JOIN subscriptions s ON s.account_id = a.id WHERE a.id = {id}"));
        assert_eq!(of, format!("trial en Europe/Paris 7 annual GBP {}", NOON.plus_seconds(14 * DAY).0));
        assert_eq!((acts(&app, id, "account.created"), acts(&app, staff.realm, "account.created"), acts(&app, id, "person.invited")), (1, 1, 1));
        assert_eq!(app.text(&format!("SELECT channel || ' ' || (SELECT name FROM users WHERE id = root_user_id) FROM audit_entries WHERE account_id = {id} AND act = 'account.created'")), "console Nadia Rossi (operator)");
        // Once more: the link before is void. Whoever opens the new one is the owner, on their own host.
        let link = |app: &App| {
            let text = app.text(&format!("SELECT text FROM mails WHERE account_id = {id} ORDER BY id DESC LIMIT 1"));
            text.split_whitespace().find(|word| word.contains("/access/invitation/")).unwrap().to_owned()
        };
        let first = link(&app);
        assert!(first.starts_with(&format!("http://lumen.localhost:{}/", app.address.port())), "{first}");
        assert_eq!(send(&otto, &format!("{PATH}/{id}/invitation"), &[]).await.status, 403);
        let again = send(&nadia, &format!("{PATH}/{id}/invitation"), &[]).await;
        assert!(nadia.get(&again.location()).await.says("Another letter to the owner is on its way."));
        // Ten letters an hour are enough.
        let row = stead::secrets::sha256(format!("owner invitation\n{id}\n{}", app.number(&format!("SELECT owner_id FROM accounts WHERE id = {id}"))).as_bytes());
        app.sql(&format!("UPDATE sign_in_failures SET failures = failures + 8 WHERE address_hash = '{row}'"));
        let letters = || app.number(&format!("SELECT count(*) FROM mails WHERE account_id = {id}"));
        assert_eq!((send(&nadia, &format!("{PATH}/{id}/invitation"), &[]).await.status.as_u16(), letters()), (303, 3));
        assert_eq!((send(&nadia, &format!("{PATH}/{id}/invitation"), &[]).await.status.as_u16(), letters()), (429, 3));
        app.sql(&format!("DELETE FROM sign_in_failures WHERE address_hash = '{row}'"));
        let path = |link: &str| format!("/access/invitation/{}", link.rsplit('/').next().unwrap());
        let ruben = app.visitor_at("lumen.localhost").tab();
        assert_eq!(ruben.get(&path(&first)).await.status, 404);
        let second = path(&link(&app));
        let token = ruben.get(&second).await.token();
        let entered = ruben.post_with_token(&second, &token, &[("password", "Lamps-and-4-shades!")]).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        assert_eq!(ruben.get("/admin").await.status, 200);
        assert_eq!(app.number(&format!("SELECT count(*) FROM users WHERE account_id = {id} AND verified_at IS NOT NULL AND staff_id IS NULL")), 1);
        assert_eq!(send(&nadia, &format!("{PATH}/{id}/invitation"), &[]).await.status, 409, "they have a password");
        assert!(!nadia.get(&format!("{PATH}/{id}")).await.has("form[action$='/invitation']"));
        // A paid one begins with account assumption off.
        let paid = send(&nadia, &new, &fields("lumen2").map(|(n, v)| (n, if n == "plan" { "team" } else { v }))).await;
        assert!(nadia.get(&paid.location()).await.texts("#access + .tag").concat().contains("Off"));
        in_french(&nadia, &[new]).await;
    }

    async fn a_look_is_a_line_a_minute_and_shows_nothing_of_customers(app: App) {
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        let w = &app.world;
        app.sql(&format!("INSERT INTO grants (account_id, granted_by, duration, created_at, ends_at, ended_at, ended_by, end_cause) VALUES (1, 102, 'week', {0}, {0} + 9, {0} + 5, 101, 'turned_off')", NOON.0));
        app.sql("UPDATE accounts SET ip_ranges = '192.0.2.0/24 2001:db8::/32', ip_restricted = TRUE WHERE id = 1");
        app.sql(&format!("INSERT INTO factors (user_id, account_id, seed, last_step, confirmed_at) VALUES ({}, 1, 'x', 0, 1)", w.tom));
        app.sql(&format!("UPDATE users SET suspended_at = 1 WHERE id = {}", w.tess));
        let sight = format!("{PATH}/1");
        let page = otto.get(&sight).await;
        assert_eq!(page.status, 200, "{}", page.body);
        for words in ["Acme Tools", "acme.localhost", "Professional", "6 of 10 seats used.", "Olga Olsen", "Turned off by Olga Olsen", "192.0.2.0/24", "2001:db8::/32", "Europe/London", "Anybody, without signing up", "Cory Cole", "1 hour"] {
            assert!(page.says(words), "{words}: {}", page.body);
        }
        let row = |page: &Page, name: &str| page.texts("tbody tr").into_iter().find(|row| row.contains(name)).unwrap();
        assert!(row(&page, "Tom Turner").contains("On") && row(&page, "Tess Tanner").contains("Suspended") && !row(&page, "Tom Turner").contains("Suspended"), "{}", page.body);
        assert!(row(&page, "Lea Light").contains("Light agent") && row(&page, "Lea Light").contains("None"));
        for hidden in ["Bob Brown", "bob@", "Eve Evans", "Zoe", "Del Gone"] {
            assert!(!page.body.contains(hidden), "{hidden}");
        }
        assert!(!page.has("a[href$='/plan']") && !page.has("a[href$='/suspension']"), "support staff only look");
        // A line in both logs, of this page; the same look within a minute adds none.
        let lines = || (acts(&app, 1, "account.viewed"), acts(&app, staff.realm, "account.viewed"));
        assert_eq!(lines(), (1, 1));
        let line = app.text("SELECT e.channel || ' ' || u.name || ' ' || v.body FROM audit_entries e JOIN users u ON u.id = e.root_user_id JOIN audit_values v ON v.entry_id = e.id WHERE e.account_id = 1 AND e.act = 'account.viewed'");
        assert!(line.starts_with("console Otto Okoye (operator)") && line.contains("\"page\":\"overview\""), "{line}");
        app.state.clock.forward(59);
        otto.get(&sight).await;
        assert_eq!(lines(), (1, 1));
        app.state.clock.forward(1);
        otto.get(&sight).await;
        assert_eq!(lines(), (2, 2), "a minute later it is another look");
        let activity = otto.get(&format!("{sight}/activity")).await;
        nadia.get(&sight).await;
        assert_eq!(lines(), (4, 4), "another page, and somebody else");
        assert!(activity.says("Otto Okoye (operator)") && activity.says("Looked at the account in the operator console") && activity.says("Overview"), "{}", activity.body);
        // What was done in a visit is told without naming whom it was done to.
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        app.sql("UPDATE accounts SET ip_restricted = FALSE WHERE id = 1");
        let number = app.sign_in(w.bob).await.submit("My secret lamp").await;
        identity::write_as_system(&app.state, &account, "test", "console", |tx| {
            tx.record(Entry::new("ticket.replied", "ticket", number))?;
            tx.record(Entry::new("person.edited", "user", w.bob))?;
            tx.record(Entry::new("person.edited", "user", w.tom))
        }).unwrap();
        let page = otto.get(&format!("{sight}/activity")).await;
        assert!(page.says("Tom Turner") && !page.says("Bob Brown") && !page.says("secret lamp"), "{}", page.body);
        assert!(app.sign_in(w.ann).await.get("/admin/account/logs/audit").await.says("Otto Okoye (operator)"), "the customer reads it too");
        for path in ["/operator/accounts/99", &format!("/operator/accounts/{}", staff.realm), "/operator/accounts/x", "/operator/accounts/99/activity"] {
            assert_eq!(otto.get(path).await.status, 404, "{path}");
        }
        // So are the forms that change it, and what comes back of them.
        app.sql(&format!("INSERT INTO temporary_seats (id, account_id, seats, until, reason, created_at) VALUES (1, 1, 2, {}, 'More', 1)", NOON.plus_seconds(30 * DAY).0));
        let token = nadia.token().await;
        for (page, path) in [("plan", "plan"), ("lend", "lend"), ("lend", "lent/1"), ("suspension", "suspension")] {
            app.state.clock.forward(60);
            let lines = || app.number(&format!("SELECT count(*) FROM audit_entries e JOIN audit_values v ON v.entry_id = e.id WHERE e.act = 'account.viewed' AND v.body LIKE '%\"page\":\"{page}\"%'"));
            let (path, before) = (format!("{sight}/{path}"), lines());
            assert_eq!(nadia.get(&path).await.status, 200);
            assert_eq!(lines(), before + 2, "{path}");
            assert_eq!(nadia.post_with_token(&path, &token, &[]).await.status, 422);
            assert_eq!(lines(), before + 2, "{path}");
            app.state.clock.forward(60);
            assert_eq!(nadia.post_with_token(&path, &token, &[]).await.status, 422);
            assert_eq!(lines(), before + 4, "{path}");
        }
        let page = otto.get(&format!("{sight}/activity")).await;
        assert!(page.says("Plan and seats") && page.says("Lend seats") && page.says("Suspension"), "{}", page.body);
        // Imports that failed lately are counted, and no more is told of them.
        for (state, ago) in [("failed", DAY - 1), ("failed", DAY), ("done", 5)] {
            app.sql(&format!(
                "INSERT INTO imports (account_id, user_id, chain, file_name, mode, send_welcome, empty_clears, state, reason, bytes, rows_total, rows_done, created, updated, faulty, position, line, lease_until, created_at, finished_at) \
                 VALUES (1, 102, '[]', 'needles.csv', 'create', FALSE, FALSE, '{state}', '', 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, {})",
                app.state.clock.now().plus_seconds(-ago).0
            ));
        }
        let page = otto.get(&sight).await;
        assert!(page.texts("dl.kv").concat().contains("Imports failed in the last 24 hours1"), "{:?}", page.texts("dl.kv"));
        assert!(!page.says("needles.csv"));
        in_french(&nadia, &[sight.clone(), format!("{sight}/activity"), format!("{sight}/plan"), format!("{sight}/lend"), format!("{sight}/suspension")]).await;
    }

    async fn plan_and_seats_change_as_they_were_shown_and_the_owner_is_told(app: App) {
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 2");
        let path = format!("{PATH}/2/plan");
        assert_eq!((otto.get(&path).await.status.as_u16(), send(&otto, &path, &[]).await.status.as_u16()), (403, 403));
        assert!(nadia.get(&format!("{PATH}/2")).await.says("Convert to a paid account"));
        let page = nadia.get(&format!("{path}?plan=team&seats=a&sell_seats=0&cycle=monthly")).await;
        assert!(page.status == 422 && page.has("#seats-error"), "{}", page.body);
        let asked = format!("{path}?plan=team&seats=6&sell_seats=0&cycle=monthly");
        let page = nadia.get(&asked).await;
        assert!(page.status == 200 && page.says("It starts with account assumption off"), "{}", page.body);
        in_french(&nadia, std::slice::from_ref(&asked)).await;
        let seen = |page: &Page| page.html().select(&scraper::Selector::parse("[name='seen']").unwrap()).next().unwrap().value().attr("value").unwrap().to_owned();
        let state = seen(&page);
        let form = |seen: &str, reason: &str| ["plan", "seats", "sell_seats", "cycle", "seen", "reason"].into_iter().zip(["team", "6", "0", "monthly", seen, reason].map(str::to_owned)).collect::<Vec<_>>();
        let post = async |fields: Vec<(&str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            send(&nadia, &path, &fields).await
        };
        let page = post(form(&state, " ")).await;
        assert!(page.status == 422 && page.has("#reason-error"), "{}", page.body);
        let page = post(form("something else", "Signed")).await;
        assert!(page.status == 422 && page.says("Something changed in the meantime") && page.has("#reason[value='Signed']"), "{}", page.body);
        let done = post(form(&state, "They signed")).await;
        assert!(nadia.get(&done.location()).await.says("The owner is told."));
        assert_eq!(app.text("SELECT a.plan || ' ' || s.seats FROM accounts a JOIN subscriptions s ON s.account_id = a.id WHERE a.id = 2"), "team 6");
        assert_eq!((acts(&app, 2, "subscription.changed"), acts(&app, staff.realm, "subscription.changed")), (1, 1));
        let text = app.text("SELECT text FROM mails WHERE account_id = 2 AND letter = 'subscription_changed'");
        assert!(text.contains("Nadia Rossi (operator)") && text.contains("They signed"), "{text}");
        assert!(nadia.get(&format!("{PATH}/2")).await.texts("#access + .tag").concat().contains("Off"), "converted, it lets nobody in");
        // What cannot be says why.
        let page = nadia.get(&format!("{PATH}/1/plan?plan=team&seats=3&sell_seats=0&cycle=monthly")).await;
        assert!(page.status == 422 && page.says("6 seats are in use, and there would be 3."), "{}", page.body);

        // Lending.
        let lend = format!("{PATH}/2/lend");
        for (seats, until, reason, field) in [("0", "2026-12-01", "x", "seats"), ("2", "soon", "x", "until"), ("2", "2026-11-19", "x", "until"), ("2", "2026-12-01", "", "reason")] {
            let page = send(&nadia, &lend, &[("seats", seats), ("until", until), ("reason", reason)]).await;
            assert!(page.status == 422 && page.has(&format!("#{field}-error")), "{field}: {}", page.body);
        }
        let fields = [("seats", "2"), ("until", "2026-11-20"), ("reason", "While they hire")];
        assert_eq!(send(&otto, &lend, &fields).await.status, 403);
        assert_eq!(send(&nadia, &lend, &fields).await.status, 303);
        assert_eq!(app.number("SELECT until FROM temporary_seats"), NOON.plus_seconds(12 * 3600).0 - 1, "the end of today in London");
        let sight = nadia.get(&format!("{PATH}/2")).await;
        assert!(sight.says("While they hire") && sight.says("1 of 8 seats used."), "{}", sight.body);
        let lent = app.number("SELECT id FROM temporary_seats");
        let end = format!("{PATH}/2/lent/{lent}");
        in_french(&nadia, std::slice::from_ref(&end)).await;
        // The day is the account's, wherever whoever looks is.
        app.sql("UPDATE accounts SET time_zone = 'Asia/Tokyo' WHERE id = 2");
        for path in [&end, &format!("{PATH}/2")] {
            let page = nadia.get(path).await;
            assert!(page.says("2 seats until 21 November 2026") && page.says("In the account’s time zone, Asia/Tokyo."), "{}", page.body);
        }
        app.sql("UPDATE accounts SET time_zone = 'Europe/London' WHERE id = 2");
        assert_eq!(nadia.get(&format!("{PATH}/1/lent/{lent}")).await.status, 404, "another account's");
        assert!(send(&nadia, &end, &[]).await.has("#reason-error"));
        assert_eq!(send(&nadia, &end, &[("reason", "They hired")]).await.status, 303);
        assert_eq!(send(&nadia, &end, &[("reason", "They hired")]).await.status, 404, "over");
        assert_eq!((acts(&app, 2, "seats.lent"), acts(&app, 2, "seats.lending_ended"), acts(&app, staff.realm, "seats.lent"), acts(&app, staff.realm, "seats.lending_ended")), (1, 1, 1, 1));
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE account_id = 2 AND letter = 'seats_lent'"), 2);
    }

    async fn a_suspended_account_is_closed_to_everybody_until_it_is_resumed(app: App) {
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        let w = app.world.clone();
        let (olga, bob) = (app.sign_in(w.olga).await, app.sign_in(w.bob).await);
        let hal = app.sign_in_at("globex.localhost", w.hal).await;
        let (token, guest) = (bob.token().await, app.visitor().tab());
        let entry = guest.get("/access/sign-in").await.token();
        let number = bob.submit("Before").await;
        app.sql("DELETE FROM mails");
        assert_eq!(queue(&app, w.bob), None);
        // Somebody of the staff is in it.
        nadia.get(&format!("{PATH}/1")).await;
        let (visitor, session) = (app.number("SELECT max(id) FROM users WHERE account_id = 1"), app.number(&format!("SELECT max(id) FROM sessions WHERE user_id = {}", staff.nadia)));
        app.sql(&format!("INSERT INTO cases (id, realm_id, staff_id, account_id, address, folded, about, contact, answer, state, created_at, updated_at) VALUES (1, {}, {}, 1, 'a', 'a', '', '', '', 'open', 1, 1)", staff.realm, staff.nadia));
        app.sql(&format!("INSERT INTO visits (account_id, user_id, staff_id, staff_epoch, staff_session_id, case_id, reason, basis, read_only, token_hash, token_until, created_at, expires_at) VALUES (1, {visitor}, {}, 0, {session}, 1, 'x', 'trial', FALSE, 'x', 1, 1, {})", staff.nadia, NOON.plus_seconds(600).0));

        let path = format!("{PATH}/1/suspension");
        assert_eq!((otto.get(&path).await.status.as_u16(), send(&otto, &path, &[("reason", "x")]).await.status.as_u16()), (403, 403));
        assert!(send(&nadia, &path, &[("reason", "")]).await.has("#reason-error"));
        assert_eq!(send(&nadia, &format!("{PATH}/1/resumption"), &[("reason", "x")]).await.status, 409, "it is open");
        let done = send(&nadia, &path, &[("reason", "Not paid for three months")]).await;
        let sight = nadia.get(&done.location()).await;
        assert!(sight.says("The account is suspended. Its owner is told.") && sight.says("Not paid for three months") && sight.says("Tom Turner"), "{}", sight.body);
        assert_eq!(send(&nadia, &path, &[("reason", "Again")]).await.status, 409);
        assert_eq!(found(&nadia, "a=suspended").await, ["Acme Tools"]);

        // Every page of its host, whoever asks, and its API.
        for tab in [&olga, &bob, &app.visitor().tab(), &app.visitor_at("acme.localhost").tab()] {
            for path in ["/", "/admin", "/agent/tickets", "/hc", "/hc/requests", &format!("/hc/requests/{number}"), "/access/sign-in", "/access/sign-up", "/access/sessions", "/nowhere", "/~aaaaaaaaaaaaaaaaaaaaaa/hc"] {
                let page = tab.get(path).await;
                assert!(page.status == 403 && page.says("This account is suspended") && page.says("Harbourlight has suspended it."), "{path}: {}", page.body);
                for hidden in ["Olga", "Bob", "Before", "three months"] {
                    assert!(!page.body.contains(hidden), "{path}: {hidden}");
                }
            }
        }
        assert!(bob.get("/hc?lang=fr").await.says("Ce compte est suspendu"));
        let api = app.visitor().send(Method::GET, "/api/v2/users/me.json", &[("authorization", "Bearer x")], None).await;
        assert_eq!((api.status.as_u16(), api.body.as_str()), (403, "{\"error\":{\"title\":\"Forbidden\",\"message\":\"This account is suspended.\"}}"));
        assert_eq!(hal.get("/hc/requests").await.status, 200, "another account is open");
        // What was on its way in is kept out as well, and handed back.
        let page = bob.post_with_token(&format!("/hc/requests/{number}/comments"), &token, &[("body", "My long words")]).await;
        assert!(page.status == 403 && page.says("My long words"), "{}", page.body);
        assert_eq!(guest.post_with_token("/access/sign-in", &entry, &[("email", "ann@acme.example"), ("password", PASSWORD)]).await.status, 403);
        let refused = |identity: Identity, channel: &'static str| {
            let done = identity::write(&app.state, &identity, &Origin { channel, ..Origin::local("web") }, |tx| tx.record(Entry::new("account.created", "account", 1)));
            matches!(done, Err(Error::Forbidden(Refusal::AccountSuspended)))
        };
        let (account, ann) = app.state.db.read_now(|c| { let a = identity::account(c, 1)?; let p = identity::person(c, &a, w.ann)?; Ok((a, p)) }).unwrap();
        let stale = Arc::new(stead::identity::Account { suspended_at: None, ..account.clone() });
        assert!(refused(Identity::queued(stale.clone(), ann.into()), "system"), "an import");
        assert!(refused(Identity::system(stale.clone(), "sign-up"), "web") && refused(Identity::system(stale.clone(), "sign-in"), "web"));
        assert!(!refused(Identity::system(stale, "sweep"), "system"), "time goes on");
        // Visits are over, and no mail goes, but the owner's.
        assert_eq!(app.text("SELECT end_cause FROM visits"), "account_suspended");
        assert_eq!((queue(&app, w.bob), queue(&app, w.olga)), (Some(Held::AccountSuspended), Some(Held::AccountSuspended)));
        let smtp = Smtp::start();
        assert_eq!(deliver(&app, &smtp).await, 1);
        assert_eq!(app.text("SELECT letter || ' ' || address FROM mails WHERE state = 'sent'"), "account_suspended olga@acme.example");
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE state = 'suppressed' AND reason = 'account_suspended'"), 3);
        assert!(smtp.mails()[0].text.contains("Not paid for three months"));

        // Open again: whoever was signed in still is.
        app.state.clock.forward(600);
        let done = send(&nadia, &format!("{PATH}/1/resumption"), &[("reason", "Paid")]).await;
        assert!(nadia.get(&done.location()).await.says("The account is open again. Its owner is told."));
        assert_eq!((olga.get("/admin").await.status.as_u16(), bob.get("/hc/requests").await.status.as_u16()), (200, 200));
        assert_eq!((queue(&app, w.bob), deliver(&app, &smtp).await), (None, 3));
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'account_resumed' AND state = 'sent' AND address = 'olga@acme.example'"), 1);
        assert_eq!(app.number("SELECT count(*) FROM accounts WHERE suspended_at IS NOT NULL OR suspended_why <> ''"), 0);
        for realm in [1, staff.realm] {
            assert_eq!((acts(&app, realm, "account.suspended"), acts(&app, realm, "account.resumed")), (1, 1));
        }
        in_french(&nadia, &[format!("{PATH}/1/activity")]).await;
    }

    async fn a_suspended_account_is_in_nobodys_use_and_its_owner_is_told_what_changes(app: App) {
        let staff = app.staffed();
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        let token = authorize(&ann, register(&ann, "Till").await).await;
        me(&app, &token).await.unwrap();
        let nadia = app.at_console(staff.nadia).await;
        let done = send(&nadia, &format!("{PATH}/1/suspension"), &[("reason", "Not paid")]).await;
        assert_eq!(done.status, 303);
        // Whoever reloads the page that says so idles all the same.
        let seen = || app.text(&format!("SELECT (SELECT max(last_seen_at) FROM sessions WHERE user_id = {}) || ' ' || (SELECT max(last_used_at) FROM authorizations)", w.olga));
        let before = seen();
        app.state.clock.forward(120);
        assert_eq!((olga.get("/admin").await.status.as_u16(), call(&app, "/api/v2/users/me.json", &token).await.status.as_u16()), (403, 403));
        assert_eq!(seen(), before);
        // What the operator changes nevertheless, the owner is told nevertheless.
        app.sql("DELETE FROM mails");
        let plan = format!("{PATH}/1/plan");
        let page = nadia.get(&format!("{plan}?plan=professional&seats=14&sell_seats=0&cycle=monthly")).await;
        let seen = page.html().select(&scraper::Selector::parse("[name='seen']").unwrap()).next().unwrap().value().attr("value").unwrap().to_owned();
        let done = send(&nadia, &plan, &[("plan", "professional"), ("seats", "14"), ("sell_seats", "0"), ("cycle", "monthly"), ("seen", &seen), ("reason", "They paid half")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(send(&nadia, &format!("{PATH}/1/lend"), &[("seats", "2"), ("until", "2026-11-25"), ("reason", "For a week")]).await.status, 303);
        let smtp = Smtp::start();
        deliver(&app, &smtp).await;
        for letter in ["subscription_changed", "seats_lent"] {
            assert_eq!(app.text(&format!("SELECT state FROM mails WHERE letter = '{letter}' AND address = 'olga@acme.example'")), "sent", "{letter}");
        }
        assert_eq!(queue(&app, w.bob), Some(Held::AccountSuspended));
        // Resumed too late, a session is over.
        app.state.clock.forward(600);
        send(&nadia, &format!("{PATH}/1/resumption"), &[("reason", "Paid")]).await;
        app.state.clock.forward(60);
        assert_eq!(olga.get("/admin").await.status, 200);
        assert_ne!(app.number(&format!("SELECT max(last_seen_at) FROM sessions WHERE user_id = {}", w.olga)), NOON.0, "in use again");
    }

    async fn no_page_of_the_console_shows_customers_or_tickets_and_none_changes_an_owner(app: App) {
        let w = app.world.clone();
        // What must not be seen, each in every place there is for it.
        let bob = app.sign_in(w.bob).await;
        let number = bob.submit("needle-subject").await;
        let tom = app.sign_in(w.tom).await;
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("body", "needle-comment"), ("kind", "public"), ("status", "open"), ("status_was", "new")]).await;
        for sql in [
            "UPDATE users SET name = 'needle-name', folded_name = 'needle-name', notes = 'needle-notes', details = 'needle-details', external_id = 'needle-external' WHERE id = 109",
            "UPDATE users SET email = 'needle-mail@needle.example' WHERE id = 109",
            "UPDATE addresses SET value = 'needle-mail@needle.example', folded = 'needle-mail@needle.example' WHERE user_id = 109",
            "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 109, 'phone', '+44needle', '+44needle', FALSE, 1)",
            "INSERT INTO organizations (id, account_id, name, folded_name, created_at, updated_at, search_text) VALUES (77, 1, 'needle-organization', 'needle-organization', 1, 1, '')",
            "UPDATE users SET organization_id = 77 WHERE id = 109",
            "UPDATE mails SET subject = 'needle-letter' WHERE account_id = 1",
        ] {
            app.sql(sql);
        }
        let staff = app.staffed();
        let (nadia, otto) = (app.at_console(staff.nadia).await, app.at_console(staff.otto).await);
        app.sql("INSERT INTO temporary_seats (id, account_id, seats, until, reason, created_at) VALUES (1, 1, 2, 9795176000000, 'More', 1)");
        nadia.get(&format!("{PATH}/1")).await;
        // A case of an administrator's, with an authorization, a request to be let in and a visit; and one of a customer's.
        let (first, second) = (case(&app, staff.otto), case(&app, staff.nadia));
        app.sql(&format!("UPDATE cases SET user_id = {}, contact = 'end_user', answer = 'not_entitled', address = 'bob@acme.example', folded = 'bob@acme.example' WHERE id = {second}", w.bob));
        app.sql(&format!("UPDATE cases SET user_id = {} WHERE id = {first}", w.ann));
        for (number, words) in [(first, "They called again"), (second, "A customer")] {
            assert_eq!(otto.post(&format!("/operator/cases/{number}/notes"), &[("note", words)]).await.status, 303);
        }
        app.sql(&format!(
            "INSERT INTO approvals (account_id, case_id, contact_id, needed, staff_id, user_id, what, token_hash, created_at, expires_at, answered_at, answer, comment) VALUES (1, {first}, {}, 'needs_administrator', {}, {}, 'Open the settings', 'x', {now}, {now} + 9, {now} + 5, 'approved', 'Go on')",
            w.ann, staff.otto, w.ann, now = NOON.0
        ));
        assert_eq!(otto.post("/operator/accounts/1/access", &[("ask_case", &first.to_string()), ("ask_reason", "Only there")]).await.status, 303);
        let ann = app.sign_in(w.ann).await;
        assert_eq!(allow(&app, &ann, "day").await.status, 303);
        let visit = arrive(&app, &begin(&otto, first, "agent").await).await;
        let seen = visit.get(&format!("/agent/tickets/{number}")).await;
        assert!(seen.says("needle-subject") && seen.says("needle-name"), "{}", seen.body);
        visit.assume(w.bob).await.submit("needle-subject").await;
        for (path, words) in [(format!("/operator/cases/{first}"), "They called again"), (format!("/operator/cases/{first}"), "Ann Archer"), (format!("/operator/cases/{second}"), "bob@acme.example"), ("/operator/accounts/1/activity".into(), "Otto Okoye (operator)")] {
            let page = nadia.get(&path).await;
            assert!(page.says(words), "{path} {words}: {}", page.body);
        }
        // Lines about them, as a visit writes them.
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        identity::write_as_system(&app.state, &account, "test", "console", |tx| {
            tx.record(Entry::new("ticket.replied", "ticket", 1).with(serde_json::json!({ "subject": "needle-subject" })))?;
            tx.record(Entry::new("person.edited", "user", w.bob).with(serde_json::json!({ "name": ["needle-name", "needle-other"] })))?;
            tx.record(Entry::new("organization.edited", "organization", 77).with(serde_json::json!({ "name": "needle-organization" })))
        }).unwrap();
        let routes: Vec<_> = stead::app::routes().table().into_iter().filter(|route| route.mark == Mark::Operator).collect();
        let ids = |path: &str| -> Vec<i64> {
            let accounts = path.starts_with("/operator/accounts/");
            if accounts { vec![1, 2, staff.realm] } else { vec![1, 2, w.bob, w.tom, staff.nadia, staff.otto, number] }
        };
        let spell = |path: &str, id: i64| path.replace("{id}", &id.to_string()).replace("{number}", "1").replace("{seq}", "1").replace("{token}", "junk");
        let mut asked = 0;
        for tab in [&nadia, &otto] {
            for route in routes.iter().filter(|route| route.method == "GET") {
                for id in if route.path.contains("{id}") { ids(route.path) } else { vec![0] } {
                    for query in ["", "?q=needle-name", "?q=needle-mail%40needle.example&address=needle-mail%40needle.example", "?q=needle-organization"] {
                        let page = tab.get(&format!("{}{query}", spell(route.path, id))).await;
                        // What was typed is in the field, and in the links to the other language.
                        let mut shown = page.body.clone();
                        for typed in ["needle-name", "needle-mail@needle.example", "needle-mail%40needle.example", "needle-organization"] {
                            for echo in [format!("value=\"{typed}\""), format!("q={typed}"), format!("address={typed}")] {
                                shown = shown.replace(&echo, "");
                            }
                        }
                        assert!(!shown.contains("needle"), "{} {id} {query}: {}", route.path, page.body);
                        assert!(page.status != 500, "{} {id}", route.path);
                        asked += usize::from(page.status == 200);
                    }
                }
            }
        }
        assert!(asked > 60, "{asked} pages were read");
        // Nor does any form of it name another owner.
        let owners = || (app.number("SELECT owner_id FROM accounts WHERE id = 1"), app.number("SELECT owner_id FROM accounts WHERE id = 2"));
        let before = owners();
        let (ann, ann_mail) = (w.ann.to_string(), "ann@acme.example");
        let ann = ann.as_str();
        let fields = [
            ("owner", ann), ("owner_id", ann), ("user", ann), ("user_id", ann), ("person", ann), ("to", ann), ("email", ann_mail), ("address", ann_mail), ("name", "Ann Archer"),
            ("reason", "Because"), ("plan", "growth"), ("seats", "12"), ("sell_seats", "0"), ("cycle", "monthly"), ("until", "2026-12-01"), ("role", "owner"), ("what", "owner"), ("about", "owner"), ("confirm", "1"), ("understood", "1"),
        ];
        let token = nadia.token().await;
        let mut sent = 0;
        for route in routes.iter().filter(|route| route.method == "POST") {
            for id in if route.path.contains("{id}") { ids(route.path) } else { vec![0] } {
                let page = nadia.post_with_token(&spell(route.path, id), &token, &fields).await;
                assert!(page.status != 500, "{}: {}", route.path, page.body);
                assert_eq!(owners(), before, "{}", route.path);
                assert!(!page.body.contains("needle"), "{} {id}: {}", route.path, page.body);
                let next = page.header("location");
                if next.starts_with("/operator/") {
                    assert!(!nadia.get(&next).await.body.contains("needle"), "{} {id}, {next}", route.path);
                }
                sent += 1;
            }
        }
        assert!(sent >= 15, "{sent} forms were sent");
    }
}
