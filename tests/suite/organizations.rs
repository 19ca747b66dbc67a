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
