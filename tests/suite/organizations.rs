//! Organizations, tags and the fields of people.

use stead::audit::Entry;
use stead::error::{Error, Result};
use stead::identity::{Tx, account, write_as_system};
use stead::people::fields::{self, Choice, Kind};
use stead::people::{memberships, tags};

use crate::on_both;
use crate::support::App;

/// Writes in the program's own name, with a line of its own besides.
fn write<T>(app: &App, mut work: impl FnMut(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    let acme = app.state.db.read_now(|c| account(c, 1)).unwrap();
    write_as_system(&app.state, &acme, "test", "system", |tx| {
        tx.record(Entry::new("demo.made", "account", 1))?;
        work(tx)
    })
}

/// Organizations of Acme, 1 to 3, and of Globex, 9.
fn organizations(app: &App) {
    for (id, account, name) in [(1, 1, "Beta"), (2, 1, "Alpha"), (3, 1, "Gamma"), (9, 2, "Foreign")] {
        app.sql(&format!(
            "INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES ({id}, {account}, '{name}', '{}', 1)",
            name.to_lowercase()
        ));
    }
    if app.postgres() {
        app.sql("SELECT setval(pg_get_serial_sequence('organizations', 'id'), 100)");
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn tags_are_read_as_people_type_them() {
    assert_eq!(tags::parse("").unwrap(), words(&[]));
    assert_eq!(
        tags::parse(" VIP,gold  gold;été_2026\n a/b-c.d ").unwrap(),
        words(&["a/b-c.d", "gold", "vip", "été_2026"])
    );
    for bad in ["a#b", "a@b", "x y\"z", "«x»", "a:b", "a\u{0}b", "a\u{202e}b", "<script>", "a*"] {
        assert!(matches!(tags::parse(bad), Err(tags::Fault::Sign(_))), "{bad}");
    }
    assert!(tags::parse(&"x".repeat(50)).is_ok());
    assert!(matches!(tags::parse(&"x".repeat(51)), Err(tags::Fault::TooLong(_))));
    let many = |n: usize| (0..n).map(|i| format!("t{i}")).collect::<Vec<_>>().join(" ");
    assert_eq!(tags::parse(&many(100)).unwrap().len(), 100);
    assert_eq!(tags::parse(&many(101)), Err(tags::Fault::TooMany));
}

#[test]
fn values_are_checked_by_the_kind_of_their_field() {
    let options = [Choice { tag: "gold".into(), title: "Gold plan".into() }];
    for (kind, typed, kept) in [
        (Kind::Text, "  a\u{202e}  b\n", Some("a b")),
        (Kind::Text, "", Some("")),
        (Kind::Checkbox, "TRUE", Some("true")),
        (Kind::Checkbox, "false", Some("false")),
        (Kind::Checkbox, "yes", None),
        (Kind::Date, "2026-11-25", Some("2026-11-25")),
        (Kind::Date, "2024-02-29", Some("2024-02-29")),
        (Kind::Date, "2026-02-29", None),
        (Kind::Date, "25/11/2026", None),
        (Kind::Date, "2026-1-5", None),
        (Kind::Date, "+26-01-05x", None),
        (Kind::DropDown, "Gold", Some("gold")),
        (Kind::DropDown, "Gold plan", None),
        (Kind::DropDown, "", Some("")),
    ] {
        assert_eq!(fields::check(kind, &options, typed).ok().as_deref(), kept, "{kind} {typed}");
    }
    assert!(fields::check(Kind::Text, &[], &"é".repeat(500)).is_ok());
    assert!(fields::check(Kind::Text, &[], &"é".repeat(501)).is_err());
}

on_both! {
    async fn tags_of_the_requester_and_of_the_organization_go_on_new_tickets(app: App) {
        let w = app.world.clone();
        organizations(&app);
        let bob = app.sign_in(w.bob).await;
        let before = bob.submit("Before").await;
        assert!(write(&app, |tx| tags::set(tx, w.bob, &words(&["vip", "gold"]))).unwrap());
        assert!(!write(&app, |tx| tags::set(tx, w.bob, &words(&["gold", "vip"]))).unwrap(), "nothing to change");
        write(&app, |tx| tags::set_of_organization(tx, 1, &words(&["partner", "gold"]))).unwrap();
        write(&app, |tx| memberships::set(tx, w.bob, &[1], None)).unwrap();
        let number = bob.submit("After").await;
        let on = |number: i64| app.text(&format!(
            "SELECT coalesce(string_agg(tag, ' '), '') FROM (SELECT tag FROM ticket_tags JOIN tickets ON id = ticket_id WHERE number = {number} AND tickets.account_id = 1 ORDER BY tag) x"
        ));
        assert_eq!((on(before), on(number)), (String::new(), "gold partner vip".to_owned()));
        assert_eq!(app.number(&format!("SELECT organization_id FROM tickets WHERE account_id = 1 AND number = {number}")), 1);
        let page = app.sign_in(w.tom).await.get(&format!("/agent/tickets/{number}")).await;
        assert!(["gold", "partner", "vip"].iter().all(|tag| page.texts("aside .tag").contains(&(*tag).to_owned())), "{}", page.body);
        assert!(!bob.get(&format!("/hc/requests/{number}")).await.says("vip"), "who asked never sees tags");
        // Later changes leave tickets alone; switched off, new tickets get none.
        write(&app, |tx| tags::set(tx, w.bob, &[])).unwrap();
        assert_eq!(on(number), "gold partner vip");
        app.sql("UPDATE end_user_settings SET tags_on_people = FALSE WHERE account_id = 1");
        assert_eq!(on(bob.submit("Off").await), "");
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.tags_changed' AND object_id = 109"), 2);
    }

    async fn the_default_organization_is_always_one_of_a_persons(app: App) {
        let w = app.world.clone();
        organizations(&app);
        let of = || {
            let found = app.state.db.read_now(|c| memberships::of(c, w.bob)).unwrap();
            found.iter().map(|m| format!("{}{}", m.name, if m.is_default { "*" } else { "" })).collect::<Vec<_>>().join(" ")
        };
        let set = |ids: &[i64], default| write(&app, |tx| memberships::set(tx, w.bob, ids, default));
        assert!(set(&[3, 1, 2, 1], None).unwrap());
        assert_eq!(of(), "Alpha* Beta Gamma", "the first by name");
        assert!(set(&[1, 2, 3], Some(3)).unwrap());
        assert_eq!(of(), "Gamma* Alpha Beta");
        assert!(!set(&[1, 2, 3], None).unwrap(), "the default stays, so nothing changes");
        assert!(set(&[1, 2], Some(3)).unwrap());
        assert_eq!(of(), "Alpha* Beta", "one that is no longer among them gives way");
        assert!(matches!(set(&[9], None), Err(Error::NotFound)), "another account's");
        assert!(matches!(set(&[77], None), Err(Error::NotFound)));
        assert_eq!(of(), "Alpha* Beta");
        assert!(write(&app, |tx| memberships::add(tx, w.bob, 3)).unwrap());
        assert_eq!(of(), "Alpha* Beta Gamma");
        // Where one is allowed only, several that are there stay until they are changed.
        app.sql("UPDATE end_user_settings SET multiple_organizations = FALSE WHERE account_id = 1");
        assert!(matches!(set(&[1, 2], None), Err(Error::Conflict)));
        assert!(set(&[1, 2, 3], Some(1)).unwrap());
        assert!(set(&[2], None).unwrap());
        assert!(!write(&app, |tx| memberships::add(tx, w.bob, 1)).unwrap(), "the one they have stays");
        assert_eq!(of(), "Alpha*");
        assert!(set(&[], None).unwrap());
        assert_eq!(of(), "");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND organization_id IS NULL"), 1);
        assert!(write(&app, |tx| memberships::add(tx, w.bob, 1)).unwrap());
        assert_eq!(of(), "Beta*");
    }

    async fn a_person_has_three_hundred_organizations_at_most(app: App) {
        let w = app.world.clone();
        let (ids, rows): (Vec<i64>, Vec<String>) =
            (1..=301).map(|i| (i, format!("({i}, 1, 'O{i}', 'o{i}', 1)"))).unzip();
        app.sql(&format!("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES {}", rows.join(",")));
        let set = |ids: &[i64]| write(&app, |tx| memberships::set(tx, w.bob, ids, None));
        assert!(matches!(set(&ids), Err(Error::Conflict)));
        assert!(set(&ids[..300]).unwrap());
        assert!(!write(&app, |tx| memberships::add(tx, w.bob, 301)).unwrap());
    }

    async fn values_of_fields_are_kept_by_person(app: App) {
        let w = app.world.clone();
        for (id, account, key, kind) in [(1, 1, "plan", "drop_down"), (2, 1, "since", "date"), (3, 1, "vip", "checkbox"), (9, 2, "theirs", "text")] {
            app.sql(&format!(
                "INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES ({id}, {account}, '{key}', '{key}', '{kind}', {id}, 1)"
            ));
        }
        app.sql("INSERT INTO user_field_options (account_id, field_id, tag, title, position) VALUES (1, 1, 'gold', 'Gold plan', 1)");
        let set = |given: &[(i64, &str)]| {
            let given: Vec<(i64, String)> = given.iter().map(|(id, v)| (*id, (*v).to_owned())).collect();
            write(&app, |tx| fields::set(tx, w.bob, &given))
        };
        let values = || app.state.db.read_now(|c| fields::values(c, w.bob)).unwrap();
        assert!(set(&[(1, "gold"), (2, "2026-11-25"), (3, "true")]).unwrap());
        assert!(!set(&[(1, "gold")]).unwrap());
        assert!(set(&[(2, "")]).unwrap());
        assert_eq!(values(), [(1, "gold".to_owned()), (3, "true".to_owned())]);
        assert!(matches!(set(&[(1, "silver")]), Err(Error::Conflict)));
        assert!(matches!(set(&[(9, "x")]), Err(Error::NotFound)), "another account's field");
        assert_eq!(values().len(), 2);
        let definitions = app.state.db.read_now(|c| fields::definitions(c, 1)).unwrap();
        assert_eq!(definitions.iter().map(|d| d.field.field_key.as_str()).collect::<Vec<_>>(), ["plan", "since", "vip"]);
        assert_eq!(definitions[0].shown("gold"), "Gold plan");
        app.sql("UPDATE user_fields SET is_active = FALSE WHERE id = 1");
        assert_eq!(app.state.db.read_now(|c| fields::definitions(c, 1)).unwrap().len(), 2);
    }
}

const NEW: &str = "/agent/organizations";

/// What a form of an organization sends.
fn form<'a>(name: &'a str, domains: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("name", name), ("domains", domains), ("tags", ""), ("external_id", ""), ("details", ""), ("notes", "")]
}

/// The same with other values.
fn with<'a>(form: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<_> = form.iter().copied().filter(|(n, _)| !changes.iter().any(|(c, _)| c == n)).collect();
    all.extend_from_slice(changes);
    all
}

/// An administrator lets the people of an organization see each other's requests.
async fn ann_shares(app: &App, id: i64) {
    let ann = app.sign_in(app.world.ann).await;
    let fields = with(&form("Beta", ""), &[("requests_shared", "1")]);
    assert_eq!(ann.post(&format!("/agent/organizations/{id}"), &fields).await.status, 303);
}

fn link(page: &crate::support::Page, rel: &str) -> Option<String> {
    let html = page.html();
    let found = html.select(&scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap()).next();
    found.and_then(|a| a.attr("href")).map(str::to_owned)
}

on_both! {
    async fn an_administrator_adds_changes_and_deletes_an_organization(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let made = ann.post(NEW, &with(&form("  Éclair \u{202e} Works ", "@Eclair.example  works.example"), &[
            ("tags", "Gold partner"), ("external_id", "E-7"), ("details", "Lines\r\nof details"), ("notes", "<b>odd</b>"), ("requests_shared", "1"),
        ])).await;
        let path = made.location().split('?').next().unwrap().to_owned();
        let page = ann.get(&made.location()).await;
        assert_eq!(page.texts("h1"), ["Éclair Works"]);
        assert!(page.says("New people from its domains join by themselves"), "{}", page.body);
        for words in ["eclair.example", "works.example", "gold", "partner", "E-7", "Lines", "<b>odd</b>", "Everybody here sees them all"] {
            assert!(page.says(words), "{words}");
        }
        // Nothing changed: saved, without a line.
        let lines = app.number("SELECT count(*) FROM audit_entries");
        let same = with(&form("Éclair Works", "works.example eclair.example"), &[
            ("tags", "partner gold"), ("external_id", "E-7"), ("details", "Lines\nof details"), ("notes", "<b>odd</b>"), ("requests_shared", "1"),
        ]);
        assert_eq!(ann.post(&path, &same).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), lines);
        // The form keeps what is there, and a change is in the log.
        let edit = ann.get(&format!("{path}/edit")).await;
        assert!(edit.has("input[name='name'][value='Éclair Works']") && edit.has("input[name='requests_shared'][checked]"));
        assert_eq!(ann.post(&path, &with(&same, &[("name", "Éclair"), ("domains", "works.example"), ("tags", "gold")])).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act IN ('organization.changed', 'organization.tags_changed')"), 3);
        assert_eq!(app.text("SELECT domain FROM organization_domains"), "works.example");

        // People and tickets, and what becomes of them.
        let id = app.number("SELECT id FROM organizations");
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (900, 1, 'Other', 'other', 1), (901, 1, 'Another', 'another', 1)");
        write(&app, |tx| memberships::set(tx, w.bob, &[id, 900, 901], Some(id))).unwrap();
        write(&app, |tx| memberships::set(tx, w.eve, &[id], None)).unwrap();
        let number = app.sign_in(w.eve).await.submit("Of the organization").await;
        assert!(ann.get(&path).await.says("Bob Brown"));
        assert!(ann.get(&format!("{path}/tickets")).await.says("Of the organization"));
        assert!(!app.sign_in(w.sam).await.get(&format!("{path}/tickets")).await.says("Of the organization"), "not assigned to Sam");
        let asked = ann.get(&format!("{path}/deletion")).await;
        assert!(asked.says("2 people leave it") && asked.says("1 ticket stays"), "{}", asked.body);
        let wrong = ann.post(&format!("{path}/deletion"), &[("name", "Something")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.has("#name[aria-invalid='true']"));
        assert_eq!(ann.post(&format!("{path}/deletion"), &[("name", "éclair")]).await.status, 303);
        assert_eq!(ann.get(&path).await.status, 404);
        assert_eq!(app.number(&format!("SELECT organization_id FROM users WHERE id = {}", w.bob)), 901, "the first of the others by name");
        assert_eq!(app.number(&format!("SELECT count(*) FROM users WHERE id = {} AND organization_id IS NULL", w.eve)), 1);
        assert_eq!(app.number(&format!("SELECT count(*) FROM tickets WHERE number = {number} AND organization_id IS NULL")), 1);
        assert_eq!(app.number("SELECT count(*) FROM organization_domains") + app.number("SELECT count(*) FROM organization_tags"), 0);
        assert_eq!(app.number("SELECT count(*) FROM memberships WHERE user_id = 109"), 2);
    }

    async fn wrong_input_of_an_organization_comes_back(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        ann.post(NEW, &with(&form("Taken", "taken.example"), &[("external_id", "X1")])).await;
        let lines = app.number("SELECT count(*) FROM audit_entries");
        let (long, longer) = ("x".repeat(201), "y".repeat(5_001));
        for language in ["en", "fr"] {
            app.sql(&format!("UPDATE users SET locale = '{language}' WHERE id = 102"));
            for (field, value) in [
                ("name", ""), ("name", " \u{202e} "), ("name", "TAKEN"), ("name", &*long), ("external_id", "X1"), ("external_id", &*long),
                ("domains", "taken.example"), ("domains", "gmail.com"), ("domains", "a@b.example"), ("domains", "localhost"), ("domains", "-a.example"),
                ("domains", "1.2.3.4"), ("domains", "x_y.example"), ("domains", "http://a.example"), ("tags", "a#b"), ("details", &*longer), ("notes", &*longer),
            ] {
                let page = ann.post(NEW, &with(&form("Fresh", "fresh.example"), &[(if field == "notes" { "details" } else { "notes" }, "<script>alert(1)</script>"), (field, value)])).await;
                assert_eq!(page.status, 422, "{field} {value}");
                assert!(page.has(&format!("[name='{field}'][aria-invalid='true'][aria-describedby]")) && page.has("[role='alert']"), "{field} {value}");
                assert!(page.has(&format!("html[lang='{language}']")) && !page.body.contains("<script>alert"));
            }
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries"), lines);
        assert_eq!(app.number("SELECT count(*) FROM organizations"), 1);
    }

    async fn organizations_are_for_the_team_and_changed_by_administrators(app: App) {
        let w = app.world.clone();
        organizations(&app);
        for (user, sees, manages) in [(w.olga, 200, 200), (w.ann, 200, 200), (w.tom, 200, 403), (w.sam, 200, 403), (w.lea, 200, 403), (w.bob, 403, 403)] {
            let tab = app.sign_in(user).await;
            for path in [NEW, "/agent/organizations/1", "/agent/organizations/1/tickets"] {
                assert_eq!(tab.get(path).await.status, sees, "{user} {path}");
            }
            for path in ["/agent/organizations/new", "/agent/organizations/1/edit", "/agent/organizations/1/deletion", "/agent/organizations/1/domain-people"] {
                assert_eq!(tab.get(path).await.status, manages, "{user} {path}");
            }
            assert_eq!(tab.get(NEW).await.has("a[href$='/organizations/new']"), manages == 200, "{user}");
            if manages == 403 {
                for (path, fields) in [(NEW, form("Mine", "")), ("/agent/organizations/1", form("Mine", "")), ("/agent/organizations/1/deletion", vec![("name", "Beta")])] {
                    assert_eq!(tab.post(path, &fields).await.status, 403, "{user} {path}");
                }
            }
        }
        // In a frame it takes both.
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        assert_eq!(tom.get("/agent/organizations/1").await.status, 200);
        assert_eq!(tom.get("/agent/organizations/1/edit").await.status, 403);
        // Another account's are not there.
        for path in ["/agent/organizations/9", "/agent/organizations/9/tickets", "/agent/organizations/9/edit", "/agent/organizations/9/deletion", "/agent/organizations/x"] {
            assert_eq!(ann.get(path).await.status, 404, "{path}");
        }
        assert_eq!(ann.post("/agent/organizations/9", &form("Theirs", "")).await.status, 404);
        assert_eq!(ann.post("/agent/organizations/9/deletion", &[("name", "Foreign")]).await.status, 404);
        assert_eq!(app.number("SELECT count(*) FROM organizations"), 4);
    }

    async fn the_list_goes_by_key_and_finds_beginnings_of_words(app: App) {
        let w = app.world.clone();
        for i in 0..60 {
            app.sql(&format!("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES ({}, 1, 'Org {i:02} Tip-Top 100%', 'org {i:02} tip-top 100%', 1)", 100 + i));
        }
        stead::people::index::fill(&mut app.conn()).unwrap();
        let lea = app.sign_in(w.lea).await;
        let names = |page: &crate::support::Page| page.texts("tbody th a");
        let (mut path, mut all, mut paths) = (NEW.to_owned(), vec![], vec![]);
        loop {
            let page = lea.get(&path).await;
            all.push(names(&page));
            paths.push(path);
            let Some(next) = link(&page, "next") else { path = paths.last().unwrap().clone(); break };
            path = next;
        }
        assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
        assert!(all.concat().is_sorted());
        for expected in all.iter().rev().skip(1) {
            path = link(&lea.get(&path).await, "prev").unwrap();
            assert_eq!(&names(&lea.get(&path).await), expected);
        }
        for (q, found) in [("org+07", 1), ("07+ORG", 1), ("top+0", 10), ("tip+59", 1), ("op", 0), ("100%25+12", 1), ("_", 0), ("%25", 0), ("o%5C", 25), ("zzz", 0)] {
            assert_eq!(names(&lea.get(&format!("{NEW}?q={q}")).await).len(), found, "{q}");
        }
        assert_eq!(lea.get(&format!("{NEW}?q={}", "x".repeat(5_000))).await.status, 422);
    }

    async fn people_come_by_domain_newly_and_by_one_act(app: App) {
        let w = app.world.clone();
        organizations(&app);
        for i in 0..450 {
            let id = 3_000 + i;
            app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, created_at, updated_at) VALUES ({id}, 1, 'end_user', 'P{i}', 'p{i}', 'p{i}@many.example', '', 1, 1)"));
            app.sql(&format!("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, {id}, 'email', 'p{i}@many.example', 'p{i}@many.example', TRUE, 1, 1)"));
        }
        // Near misses, somebody with a second address, a team member, and somebody with another organization.
        app.sql("UPDATE addresses SET value = 'x@notmany.example', folded = 'x@notmany.example' WHERE user_id = 3000");
        app.sql("UPDATE addresses SET value = 'x@many.example.org', folded = 'x@many.example.org' WHERE user_id = 3001");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 109, 'email', 'bob@many.example', 'bob@many.example', FALSE, 1, 1), (1, 104, 'email', 'tom@many.example', 'tom@many.example', FALSE, 1, 1)");
        // What somebody only says is theirs doesn't count.
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 110, 'email', 'eve@many.example', 'eve@many.example', FALSE, 1)");
        write(&app, |tx| memberships::set(tx, 3_002, &[2], None)).unwrap();
        let ann = app.sign_in(w.ann).await;
        ann.post("/agent/organizations/1", &form("Beta", "many.example")).await;
        assert_eq!(app.number("SELECT count(*) FROM memberships WHERE organization_id = 1"), 0, "domains are for new people");
        let asked = ann.get("/agent/organizations/1/domain-people").await;
        assert!(asked.says("449 end users") && asked.texts("main .list li").len() == 10, "{}", asked.body);
        app.sql("UPDATE end_user_settings SET multiple_organizations = FALSE WHERE account_id = 1");
        assert!(ann.get("/agent/organizations/1/domain-people").await.says("448 end users"), "whoever has one keeps it");
        app.sql("UPDATE end_user_settings SET multiple_organizations = TRUE WHERE account_id = 1");
        ann.post("/agent/organizations/3", &form("Gamma", "some.example")).await;
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 109, 'email', 'bob@some.example', 'bob@some.example', FALSE, 1, 1)");
        let asked = ann.get("/agent/organizations/3/domain-people").await;
        assert!(asked.says("bob@some.example") && !asked.says("bob@acme.example"), "the address that matched: {}", asked.body);
        // One click, unless the machine is slow: then the rest waits for another.
        while ann.post("/agent/organizations/1/domain-people", &[]).await.location().contains("/domain-people") {}
        assert_eq!(app.number("SELECT count(*) FROM memberships WHERE organization_id = 1"), 449);
        assert_eq!(app.number("SELECT organization_id FROM users WHERE id = 3002"), 2, "the default stays");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE organization_id = 1"), 448);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.organizations_changed' AND object_id = 3100"), 1);
        assert!(ann.get("/agent/organizations/1/domain-people").await.says("Nobody to add"));
        // Pages of the people.
        let first = ann.get("/agent/organizations/1").await;
        assert_eq!(first.texts("tbody th a").len(), 25);
        assert_eq!(first.texts("tbody th a")[0], "P449");
        assert_eq!(ann.get(&link(&first, "next").unwrap()).await.texts("tbody th a")[0], "P424");
        app.sql("UPDATE users SET deleted_at = 1 WHERE id >= 3100");
        assert!(ann.get(NEW).await.texts("tbody td.num").contains(&"99".to_owned()), "deleted people are not counted");
    }

    async fn whoever_has_several_organizations_chooses_and_one_that_shares_shows_requests(app: App) {
        let w = app.world.clone();
        organizations(&app);
        write(&app, |tx| memberships::set(tx, w.bob, &[1, 2], Some(1))).unwrap();
        write(&app, |tx| memberships::set(tx, w.eve, &[1], None)).unwrap();
        let (bob, eve) = (app.sign_in(w.bob).await, app.sign_in(w.eve).await);
        // Somebody of several organizations chooses; the default is chosen already.
        let page = bob.get("/hc/requests/new").await;
        assert!(page.has("select[name='organization'] option[value='1'][selected]"), "{}", page.body);
        assert!(!eve.get("/hc/requests/new").await.has("select[name='organization']"));
        for odd in ["", "9", "3", "x"] {
            let page = bob.post("/hc/requests", &[("subject", "S"), ("body", "B"), ("organization", odd)]).await;
            assert_eq!(page.status, 422, "{odd}");
            assert!(page.has("select[aria-invalid='true']"));
        }
        for (subject, organization) in [("For Beta", "1"), ("For Alpha", "2")] {
            assert_eq!(bob.post("/hc/requests", &[("subject", subject), ("body", "B"), ("organization", organization)]).await.status, 303);
        }
        assert_eq!(app.text("SELECT string_agg(organization_id || '', ' ') FROM (SELECT organization_id FROM tickets ORDER BY number) x"), "1 2");
        let tom = app.sign_in(w.tom).await;
        tom.post("/agent/tickets/1/comments", &[("kind", "note"), ("body", "Between us")]).await;

        // Own requests only, until the organization shares.
        assert_eq!(eve.get("/hc/requests/1").await.status, 404);
        ann_shares(&app, 1).await;
        assert!(eve.get("/hc/requests/organization").await.says("For Beta"));
        let read = eve.get("/hc/requests/1").await;
        assert!(read.status == 200 && !read.says("Between us"), "{}", read.body);
        assert_eq!(eve.get("/hc/requests/2").await.status, 404);
        // Only while their address is proved theirs: a domain that anybody can type makes members.
        for access in ["own", "organization"] {
            app.sql(&format!("UPDATE users SET verified_at = NULL, request_access = '{access}' WHERE id = 110"));
            assert_eq!(eve.get("/hc/requests/1").await.status, 404, "{access}");
            assert_eq!(eve.get("/hc/requests/organization").await.status, 404, "{access}");
            app.sql("UPDATE users SET verified_at = 1 WHERE id = 110");
            assert_eq!(eve.get("/hc/requests/1").await.status, 200, "{access}");
        }
        app.sql("UPDATE users SET request_access = 'own' WHERE id = 110");
        // Not any more when they have left.
        write(&app, |tx| memberships::set(tx, w.eve, &[], None)).unwrap();
        assert_eq!(eve.get("/hc/requests/1").await.status, 404);
    }

    async fn tags_in_use_are_counted_and_removed_everywhere(app: App) {
        let w = app.world.clone();
        organizations(&app);
        let ann = app.sign_in(w.ann).await;
        assert!(ann.get("/admin/people/tags").await.says("No tag is in use"));
        let many: Vec<String> = (0..60).map(|i| format!("tag{i:02}")).collect();
        write(&app, |tx| tags::set(tx, w.bob, &many)).unwrap();
        write(&app, |tx| tags::set(tx, w.eve, &words(&["tag07", "été"]))).unwrap();
        write(&app, |tx| tags::set_of_organization(tx, 1, &words(&["tag07", "a-partner"]))).unwrap();
        app.sql("INSERT INTO user_tags (account_id, user_id, tag) VALUES (2, 152, 'theirs'), (2, 152, 'tag07')");
        app.sign_in(w.bob).await.submit("S").await;
        let row = |page: &crate::support::Page| page.texts("tbody th a");
        let first = ann.get("/admin/people/tags").await;
        let second = ann.get(&link(&first, "next").unwrap()).await;
        let third = ann.get(&link(&second, "next").unwrap()).await;
        assert_eq!([row(&first), row(&second), row(&third)].map(|r| r.len()), [25, 25, 12]);
        assert_eq!(row(&first)[0], "a-partner");
        assert_eq!(row(&third)[11], "été");
        assert!(link(&third, "next").is_none());
        assert_eq!(row(&ann.get(&link(&third, "prev").unwrap()).await), row(&second));
        assert_eq!(row(&ann.get(&link(&second, "prev").unwrap()).await), row(&first));
        assert!(first.texts("tbody tr").iter().any(|r| r.starts_with("tag07211")), "{:?}", first.texts("tbody tr"));
        let asked = ann.get("/admin/people/tags/removal?tag=tag07").await;
        assert_eq!(asked.texts("main dd"), ["2", "1", "1"]);
        assert_eq!(ann.get("/admin/people/tags/removal?tag=theirs").await.status, 404);
        assert_eq!(ann.get("/admin/people/tags/removal?tag=%22%27").await.status, 404);
        assert_eq!(ann.post("/admin/people/tags/removal", &[("tag", "tag07")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM user_tags WHERE tag = 'tag07'"), 1, "the other account’s stays");
        assert_eq!(app.number("SELECT count(*) FROM ticket_tags WHERE tag = 'tag07'"), 0);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'tag.removed'"), 1);
        for user in [w.tom, w.lea, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get("/admin/people/tags").await.status, 403);
            assert_eq!(tab.post("/admin/people/tags/removal", &[("tag", "tag01")]).await.status, 403);
        }
        app.sql("UPDATE end_user_settings SET tags_on_people = FALSE WHERE account_id = 1");
        assert!(ann.get("/admin/people/tags").await.says("are off"));
        assert!(!ann.get("/agent/organizations/1").await.says("a-partner"));
        // Hidden tags are kept when the organization is saved.
        ann.post("/agent/organizations/1", &form("Beta Two", "")).await;
        assert_eq!(app.number("SELECT count(*) FROM organization_tags WHERE organization_id = 1"), 1);
    }

    async fn fields_are_added_changed_moved_and_deleted(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let path = "/admin/people/user-fields";
        let field = |key: &'static str, kind: &'static str| vec![("title", "Plan <b>"), ("key", key), ("kind", kind), ("options", "gold: Gold plan\r\nSilver plan")];
        assert_eq!(ann.post(path, &field("plan", "drop_down")).await.status, 303);
        for (key, kind) in [("since", "date"), ("vip_2", "checkbox"), ("note", "text")] {
            assert_eq!(ann.post(path, &field(key, kind)).await.status, 303);
        }
        let definitions = || app.state.db.read_now(|c| fields::all(c, 1)).unwrap();
        let order = || definitions().iter().map(|d| d.field.field_key.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(order(), "plan since vip_2 note");
        assert_eq!(definitions()[0].options.iter().map(|o| format!("{}={}", o.tag, o.title)).collect::<Vec<_>>(), ["gold=Gold plan", "silver_plan=Silver plan"]);
        assert!(definitions()[1].options.is_empty());
        for (changes, at) in [
            (vec![("title", "")], "title"), (vec![("key", "")], "key"), (vec![("key", "Plan")], "key"), (vec![("key", "1a")], "key"), (vec![("key", "a-b")], "key"),
            (vec![("key", "plan")], "key"), (vec![("key", "organization")], "key"), (vec![("key", "order_by")], "key"), (vec![("kind", "lookup")], "kind"),
            (vec![("options", "")], "options"), (vec![("options", "a b: x")], "options"), (vec![("options", "a: x\na: y")], "options"), (vec![("options", "a:")], "options"),
        ] {
            let page = ann.post(path, &with(&field("fresh", "drop_down"), &changes)).await;
            assert_eq!(page.status, 422, "{changes:?}");
            assert!(page.has(&format!("[name='{at}'][aria-invalid='true']")), "{changes:?}");
        }
        let ids: Vec<i64> = definitions().iter().map(|d| d.field.id).collect();
        write(&app, |tx| fields::set(tx, w.bob, &[(ids[0], "gold".into())])).unwrap();
        // Key and kind stay, whatever a form says; an option that goes leaves its tag with people.
        assert_eq!(ann.post(&format!("{path}/{}", ids[0]), &[("title", "Plan"), ("key", "other"), ("kind", "text"), ("options", "silver: Silver")]).await.status, 303);
        assert_eq!((definitions()[0].field.kind, definitions()[0].field.field_key.as_str()), (Kind::DropDown, "plan"));
        assert_eq!(definitions()[0].shown("gold"), "gold");
        ann.post(&format!("{path}/{}/place", ids[3]), &[("to", "up")]).await;
        assert_eq!(order(), "plan since note vip_2");
        ann.post(&format!("{path}/{}/place", ids[0]), &[("to", "up")]).await;
        ann.post(&format!("{path}/{}/place", ids[0]), &[("to", "down")]).await;
        assert_eq!(order(), "since plan note vip_2");
        ann.post(&format!("{path}/{}/activation", ids[1]), &[("active", "0")]).await;
        assert_eq!(app.state.db.read_now(|c| fields::definitions(c, 1)).unwrap().len(), 3);
        assert!(ann.get(path).await.says("Inactive"));
        ann.post(&format!("{path}/{}/activation", ids[1]), &[("active", "1")]).await;
        let asked = ann.get(&format!("{path}/{}/deletion", ids[0])).await;
        assert!(asked.says("What 1 person has in it"), "{}", asked.body);
        assert_eq!(ann.post(&format!("{path}/{}/deletion", ids[0]), &[("key", "since")]).await.status, 422);
        assert_eq!(ann.post(&format!("{path}/{}/deletion", ids[0]), &[("key", "plan")]).await.status, 303);
        assert_eq!(order(), "since note vip_2");
        assert_eq!(app.number("SELECT count(*) FROM user_field_values"), 0);
        // Another account's field, and whoever may not.
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (990, 2, 'x', 'X', 'text', 1, 1)");
        assert_eq!(ann.get(&format!("{path}/990")).await.status, 404);
        for (act, fields) in [("", vec![("title", "T")]), ("/place", vec![("to", "up")]), ("/activation", vec![("active", "0")]), ("/deletion", vec![("key", "x")])] {
            assert_eq!(ann.post(&format!("{path}/990{act}"), &fields).await.status, 404, "{act}");
        }
        let tom = app.sign_in(w.tom).await;
        assert_eq!(tom.get(path).await.status, 403);
        assert_eq!(tom.post(path, &field("mine", "text")).await.status, 403);
    }
}
