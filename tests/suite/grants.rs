//! Account assumption: who lets the operator's support staff in, until when to the second, and what becomes of each permission.

use std::sync::Arc;

use stead::billing::prices::{Cycle, Terms};
use stead::billing::subscription::{self, Review};
use stead::db::Moment;
use stead::error::Error;
use stead::identity::{self, Identity, Origin};
use stead::policy::Plan;
use stead::security::grants::{self, Access, Duration};

use crate::on_both;
use crate::support::app::NOON;
use crate::support::{App, Page, Tab};

const PAGE: &str = "/admin/account/security/advanced/access";
const END: &str = "/admin/account/security/access/end";
const DAY: i64 = 24 * 60 * 60;

async fn save(tab: &Tab, seen: i64, duration: &str) -> Page {
    tab.post(PAGE, &[("enabled", "1"), ("duration", duration), ("seen", &seen.to_string())]).await
}

/// The id of the grant that is not ended; 0 for none.
fn open(app: &App) -> i64 {
    app.number("SELECT coalesce(max(id), 0) FROM grants WHERE account_id = 1 AND ended_at IS NULL")
}

fn access(app: &App) -> Access {
    let now = app.state.clock.now();
    let read = |c: &mut stead::db::Conn| Ok((identity::account(c, 1)?.plan, grants::open(c, 1)?));
    let (plan, grant) = app.state.db.read_now(read).unwrap();
    Access::of(plan, grant.as_ref(), now)
}

/// Letters and acts of account assumption since the last time, in order.
fn told(app: &App) -> (Vec<String>, Vec<String>) {
    let list = |table: &str, what: &str, filter: &str| {
        let n = app.number(&format!("SELECT count(*) FROM {table} WHERE {filter}"));
        let one = |i| app.text(&format!("SELECT {what} FROM {table} WHERE {filter} ORDER BY id LIMIT 1 OFFSET {i}"));
        (0..n).map(one).collect::<Vec<_>>()
    };
    let mails = list("mails", "substr(letter, 8) || ' ' || substr(address, 1, 4)", "letter LIKE 'access%'");
    app.sql("DELETE FROM mails");
    (mails, list("audit_entries", "substr(act, 8)", "act LIKE 'access.%'"))
}

#[test]
fn durations_go_by_the_calendar_of_whoever_reads() {
    let at = |text: &str| Moment(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
    for (from, zone, duration, end) in [
        ("2026-11-20T12:00:00Z", "Europe/Paris", Duration::Day, "2026-11-21T12:00:00Z"),
        ("2026-11-20T12:00:00Z", "Europe/Paris", Duration::Week, "2026-11-27T12:00:00Z"),
        ("2026-01-31T23:30:00Z", "Europe/Paris", Duration::Month, "2026-02-28T23:30:00Z"),
        ("2026-01-31T22:30:00Z", "Europe/Paris", Duration::Month, "2026-02-28T22:30:00Z"),
        ("2028-02-29T08:00:00Z", "UTC", Duration::Year, "2029-02-28T08:00:00Z"),
        // The same time of day on the other side of a change of the clock; what is skipped comes an hour later.
        ("2026-03-28T12:00:00Z", "Europe/Paris", Duration::Day, "2026-03-29T11:00:00Z"),
        ("2026-03-28T01:30:00Z", "Europe/Paris", Duration::Day, "2026-03-29T01:30:00Z"),
        ("2026-10-24T00:30:00Z", "Europe/Paris", Duration::Day, "2026-10-25T00:30:00Z"),
    ] {
        assert_eq!(duration.end(at(from), zone), Some(at(end)), "{from} {zone} {duration}");
    }
    assert_eq!(Duration::Indefinite.end(NOON, "UTC"), None);
}

on_both! {
    async fn it_is_turned_on_extended_shortened_and_turned_off(app: App) {
        let w = app.world.clone();
        let (ann, abel) = (app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let page = ann.get(PAGE).await;
        assert!(page.says("The support staff of this help desk can’t work in your account.") && page.says("Nothing was chosen before"), "{}", page.body);
        assert_eq!(page.texts("#duration option"), [
            "One day – ends 21 November, 12:00", "One week – ends 27 November, 12:00", "One month – ends 20 December, 12:00",
            "One year – ends 20 November 2027, 12:00", "Indefinitely – until you turn it off",
        ]);
        assert_eq!(access(&app), Access::Off);
        for wrong in ["", "fortnight"] {
            let page = save(&ann, 0, wrong).await;
            assert!(page.status == 422 && page.says("Choose for how long.") && page.has("#on[checked]"), "{}", page.body);
        }
        assert_eq!(ann.post(PAGE, &[("enabled", "1"), ("duration", "day")]).await.status, 400, "not the whole form");

        let done = save(&ann, 0, "week").await;
        let page = ann.get(&done.location()).await;
        assert!(page.says("Account assumption is on.") && page.says("On until 27 November, 12:00") && page.says("Turned on by Ann Archer"), "{}", page.body);
        assert_eq!(access(&app), Access::Granted(Some(NOON.plus_seconds(7 * DAY))));
        assert_eq!(told(&app), (vec!["granted olga".into(), "granted ann@".into()], vec!["granted".into()]));
        let first = open(&app);

        // A day later a month begins; then abel makes it a day.
        app.state.clock.forward(DAY);
        let (ann, abel_again) = (app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let _ = abel;
        assert_eq!(save(&ann, first, "month").await.status, 303);
        assert_eq!(access(&app), Access::Granted(Some(NOON.plus_seconds(31 * DAY))));
        let second = open(&app);
        assert_eq!(save(&abel_again, second, "day").await.status, 303);
        assert_eq!(access(&app), Access::Granted(Some(NOON.plus_seconds(2 * DAY))));
        let third = open(&app);
        let (mails, acts) = told(&app);
        assert_eq!(mails, ["changed olga", "changed ann@", "changed olga", "changed abel", "changed ann@"]);
        assert_eq!(acts, ["granted", "changed", "changed"]);
        let details = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'access.changed' ORDER BY e.id DESC LIMIT 1");
        assert!(details.contains("\"before\":{\"duration\":\"month\"") && details.contains("\"after\":{\"duration\":\"day\""), "{details}");

        // What ann's form showed is not what there is; nothing happens behind abel's back.
        for fields in [vec![("enabled", "1")], vec![]] {
            let seen = second.to_string();
            let page = ann.post(PAGE, &[fields, vec![("duration", "year"), ("seen", &seen)]].concat()).await;
            assert!(page.status == 409 && page.says("Somebody else has switched it in the meantime.") && page.has("#duration option[value='year'][selected]"), "{}", page.body);
        }
        assert_eq!(ann.post(PAGE, &[("seen", "0"), ("duration", "day")]).await.status, 409, "nor is turned off what was not seen to be on");
        assert_eq!(open(&app), third);
        // Turning off now is for whatever there is; twice is once.
        for _ in 0..2 {
            let off = ann.post(END, &[]).await;
            assert!(ann.get(&off.location()).await.says("Account assumption is off."));
        }
        assert_eq!((open(&app), access(&app)), (0, Access::Off));
        assert_eq!(told(&app), (vec!["ended olga".into(), "ended abel".into()], ["granted", "changed", "changed", "ended"].map(String::from).into()));
        // A form from before turns nothing on again, and off stays off.
        assert_eq!(save(&abel_again, third, "indefinite").await.status, 409);
        assert_eq!(abel_again.post(PAGE, &[("seen", &third.to_string()), ("duration", "day")]).await.status, 303);
        assert_eq!(open(&app), 0);
        let rows = ann.get(PAGE).await.texts("tbody tr");
        assert_eq!(rows.len(), 3);
        assert!(rows[0].contains("Abel Adams") && rows[0].contains("One day") && rows[0].contains("Turned off by Ann Archer"), "{rows:?}");
        assert!(rows[1].contains("One month") && rows[1].contains("Replaced by Abel Adams") && rows[2].contains("Replaced by Ann Archer"), "{rows:?}");
        // For good: until somebody saves the form without it.
        save(&ann, 0, "indefinite").await;
        assert!(ann.get(PAGE).await.says("On until you turn it off") && access(&app) == Access::Granted(None));
        ann.post(PAGE, &[("seen", &open(&app).to_string()), ("duration", "day")]).await;
        assert_eq!(access(&app), Access::Off);
    }

    async fn it_ends_by_the_clock_to_the_second_and_is_reminded_of_once(app: App) {
        let w = app.world.clone();
        let clock = &app.state.clock;
        let round = || grants::round(&app.state).unwrap();
        let ann = app.sign_in(w.ann).await;
        save(&ann, 0, "week").await;
        told(&app);
        let end = NOON.plus_seconds(7 * DAY);
        clock.set(end.plus_seconds(-DAY - 1));
        assert_eq!(round(), 0, "too early");
        clock.forward(1);
        assert_eq!((round(), round()), (1, 0), "once");
        let text = app.text("SELECT text FROM mails WHERE letter = 'access_ending' AND address = 'ann@acme.example'");
        assert!(text.contains("ends by itself on 27 November 2026, 12:00 (Europe/London)") && text.contains(PAGE), "{text}");
        assert_eq!(told(&app).0, ["ending olga", "ending ann@"]);
        clock.set(end.plus_seconds(-1));
        assert_eq!((round(), access(&app).open()), (0, true));
        clock.set(end);
        assert!(!access(&app).open(), "whatever the sweep has done");
        let tab = app.sign_in(w.ann).await;
        let page = tab.get(PAGE).await;
        assert!(page.says("can’t work in your account") && page.says("Its time was up"), "{}", page.body);
        assert_eq!((round(), round(), open(&app)), (1, 0, 0));
        assert_eq!(app.number("SELECT ended_at FROM grants"), end.0);
        assert_eq!(told(&app), (vec!["ended olga".into(), "ended ann@".into()], ["granted", "reminder_sent", "ended"].map(String::from).into()));
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'access.ended' AND root_user_id IS NULL"), 1);
        // The clock set back revives nothing.
        clock.set(NOON.plus_seconds(60));
        assert!(!access(&app).open());

        // A day is not reminded of; what the sweep has missed, the next who saves ends first.
        let ann = app.sign_in(w.ann).await;
        save(&ann, 0, "day").await;
        clock.forward(DAY - 1);
        assert_eq!((round(), access(&app).open()), (0, true));
        clock.forward(1);
        assert!(!access(&app).open());
        let ann = app.sign_in(w.ann).await;
        assert_eq!(ann.post(END, &[]).await.status, 303, "off already");
        let late = save(&ann, open(&app), "week").await;
        assert_eq!(late.status, 409, "it was on when the form was drawn");
        assert_eq!(save(&ann, 0, "week").await.status, 303);
        assert_eq!(told(&app).1, ["granted", "reminder_sent", "ended", "granted", "ended", "granted"]);
        // Down for a month: it is over, and nobody is reminded of what was to be.
        clock.forward(30 * DAY);
        app.sql("UPDATE users SET role = 'agent' WHERE id = 102");
        assert_eq!((round(), round()), (1, 0));
        assert_eq!(told(&app).0, ["ended olga"], "nor is told whoever could not turn it on any more");
    }

    async fn a_trial_is_always_open_and_a_bought_account_begins_with_it_off(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 1");
        let olga = app.sign_in(w.olga).await;
        assert_eq!(access(&app), Access::Trial);
        assert_eq!(olga.get(PAGE).await.status, 404);
        for path in [PAGE, END] {
            assert_eq!(olga.post(path, &[("enabled", "1"), ("duration", "day"), ("seen", "0")]).await.status, 404);
        }
        assert!(!olga.get("/admin/account/security/advanced/assuming").await.has(&format!("a[href='{PAGE}']")), "no tab");
        // Whatever was left from before.
        app.sql("INSERT INTO grants (account_id, granted_by, duration, created_at) VALUES (1, 102, 'indefinite', 1)");
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        identity::write_as_system(&app.state, &account, "test", "command", |tx| {
            let after = Terms { plan: Plan::Professional, seats: 10, sell_seats: 0, cycle: Cycle::Monthly };
            let now = tx.now();
            let seen = Review::of(tx.conn(), &account, after, now)?.state();
            subscription::change_by_operator(tx, after, &seen, "Bought by telephone")
        })
        .unwrap();
        assert_eq!(access(&app), Access::Off);
        assert_eq!(app.text("SELECT end_cause FROM grants"), "converted");
        assert_eq!(told(&app).1, ["ended"]);
        assert!(olga.get(PAGE).await.says("The trial became a paid account"));
        assert_eq!(save(&olga, 0, "day").await.status, 303);
        assert!(access(&app).open());
    }

    async fn only_the_right_products_administrators_switch_it_as_themselves(app: App) {
        let w = app.world.clone();
        let pages = [("GET", PAGE), ("POST", PAGE), ("POST", END)];
        let ask = async |tab: &Tab, method: &str, path: &str| match method {
            "GET" => tab.get(path).await.status.as_u16(),
            _ => tab.post(path, &[("duration", "day"), ("seen", "0")]).await.status.as_u16(),
        };
        for (column, may) in [("chat_role", true), ("sell_role", true), ("explore_role", false), ("guide_role", false), ("talk_role", false)] {
            app.sql(&format!("UPDATE users SET {column} = 'admin' WHERE id = 104"));
            let tom = app.sign_in(w.tom).await;
            for (method, path) in pages {
                assert_eq!(ask(&tom, method, path).await != 403, may, "{column} {method} {path}");
            }
            assert_eq!(save(&tom, open(&app), "day").await.status, if may { 303 } else { 403 }, "{column}");
            if may {
                // The right goes, and what it gave stays until somebody ends it.
                let seen = open(&app);
                app.sql("UPDATE users SET chat_role = NULL, sell_role = NULL WHERE id = 104");
                assert_eq!(save(&tom, seen, "year").await.status, 403);
                assert_eq!(open(&app), seen);
                let olga = app.sign_in(w.olga).await;
                assert_eq!(olga.post(END, &[]).await.status, 303);
            }
            app.sql(&format!("UPDATE users SET {column} = NULL WHERE id = 104"));
        }
        // Asked in the write as well.
        let account = Arc::new(app.state.db.read_now(|c| identity::account(c, 1)).unwrap());
        let tom = Arc::new(app.state.db.read_now(|c| identity::person(c, &account, w.tom)).unwrap());
        let tom = Identity::queued(account, tom);
        let refused = |done: Result<(), Error>| assert!(matches!(done, Err(Error::Forbidden(_))), "{done:?}");
        refused(identity::write(&app.state, &tom, &Origin::local("web"), |tx| grants::grant(tx, Duration::Day, "UTC", 0).map(drop)));
        refused(identity::write(&app.state, &tom, &Origin::local("web"), |tx| grants::turn_off(tx, None).map(drop)));
        app.sql("UPDATE users SET sell_role = 'agent', chat_role = 'agent' WHERE id = 105");
        let olga = app.sign_in(w.olga).await;
        let as_ann = olga.assume(w.ann).await;
        for tab in [app.sign_in(w.tom).await, app.sign_in(w.tess).await, app.sign_in(w.sam).await, app.sign_in(w.lea).await, app.sign_in(w.cory).await, app.sign_in(w.bob).await, as_ann.assume(w.tom).await, as_ann] {
            for (method, path) in pages {
                assert_eq!(ask(&tab, method, path).await, 403, "{method} {path}");
            }
        }
        for user in [w.olga, w.ann] {
            let tab = app.sign_in(user).await;
            assert_eq!(save(&tab, 0, "day").await.status, 303);
            assert_eq!(tab.post(END, &[]).await.status, 303);
        }
        // Each account has its own, and another's is nothing of theirs.
        save(&olga, 0, "year").await;
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        let page = gil.get(PAGE).await;
        assert!(page.status == 200 && page.says("Nothing was chosen before") && !page.says("Olga"), "{}", page.body);
        assert_eq!(gil.post(END, &[]).await.status, 303);
        assert_eq!(save(&gil, open(&app), "day").await.status, 409);
        assert!(access(&app).open());
        // The database knows as well.
        for statement in [
            "INSERT INTO grants (account_id, granted_by, duration, created_at) VALUES (1, 101, 'indefinite', 1)",
            "INSERT INTO grants (account_id, granted_by, duration, created_at) VALUES (2, 101, 'indefinite', 1)",
            "UPDATE grants SET ends_at = NULL",
            "UPDATE grants SET ended_at = 5",
        ] {
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.sql(statement))).is_err(), "{statement}");
        }
    }

    async fn of_many_who_switch_at_once_one_after_another_does(app: App) {
        let account = Arc::new(app.state.db.read_now(|c| identity::account(c, 1)).unwrap());
        let who = |id: i64| {
            let person = app.state.db.read_now(|c| identity::person(c, &account, id)).unwrap();
            Identity::queued(account.clone(), Arc::new(person))
        };
        let people = [who(101), who(102), who(103)];
        std::thread::scope(|threads| {
            for client in 0..16_usize {
                let (state, identity) = (&app.state, &people[client % 3]);
                threads.spawn(move || {
                    for round in 0..20_usize {
                        let seen = state.db.read_now(|c| grants::open(c, 1)).unwrap().map_or(0, |grant| grant.id);
                        let duration = Duration::ALL[(client + round) % 5];
                        loop {
                            let done = identity::write(state, identity, &Origin::local("web"), |tx| match (client + round) % 3 {
                                0 => match grants::turn_off(tx, None)? { true => Ok(()), false => Err(Error::Conflict) },
                                _ => grants::grant(tx, duration, "Europe/London", seen).map(drop),
                            });
                            match done {
                                Ok(()) | Err(Error::Conflict) => break,
                                Err(Error::Busy | Error::Repeat) => {}
                                Err(error) => panic!("{error}"),
                            }
                        }
                    }
                });
            }
        });
        // The log tells it in the order in which it took effect.
        let (mut on, mut made, lines) = (false, 0, told(&app).1);
        for act in &lines {
            match act.as_str() {
                "granted" => assert!(!std::mem::replace(&mut on, true)),
                "changed" => assert!(on),
                "ended" => assert!(std::mem::replace(&mut on, false)),
                other => panic!("{other}"),
            }
            made += i64::from(act != "ended");
        }
        assert!(lines.len() > 20, "{lines:?}");
        assert_eq!(app.number("SELECT count(*) FROM grants"), made);
        assert_eq!(app.number("SELECT count(*) FROM grants WHERE ended_at IS NULL"), i64::from(on));
        assert_eq!(access(&app).open(), on);
        // Each that was replaced was so by the next one, in the moment that it began.
        assert_eq!(app.number("SELECT count(*) FROM grants g WHERE g.end_cause = 'replaced' AND NOT EXISTS (SELECT 1 FROM grants n WHERE n.id > g.id AND n.created_at = g.ended_at)"), 0);
    }
}
