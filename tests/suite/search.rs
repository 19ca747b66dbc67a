//! Search: the rules of the grammar case by case, the same on both databases; where errors point; and that whatever is
//! typed reaches the database as a bind and never as a part of a statement.

use stead::db::paging::Cursor;
use stead::search::{self, Context, Query, Scope};

use crate::on_both;
use crate::support::App;

/// `query => names`, a case a line; `#` begins a remark.
const CASES: &str = include_str!("search.txt");

/// The people and organizations that the cases are about: the columns are explained in the file itself.
const WORLD: &str = include_str!("search-world.txt");

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn moment(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap_or_else(|e| panic!("{text}: {e}")).timestamp_millis()
}

/// Puts the people and organizations of the file in the place of Acme's, but for the owner.
fn furnish(app: &App) {
    app.sql("UPDATE users SET deleted_at = 1 WHERE account_id = 1 AND id NOT IN (101)");
    app.sql("UPDATE users SET name = 'Owner', folded_name = 'owner', created_at = 1, updated_at = 1, role = 'administrator' WHERE id = 101");
    app.sql("UPDATE accounts SET time_zone = 'Europe/Paris' WHERE id = 1");
    for (id, key, kind) in
        [(1, "plan_type", "drop_down"), (2, "favourite", "text"), (3, "newsletter", "checkbox"), (4, "renewal", "date")]
    {
        app.sql(&format!(
            "INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES ({id}, 1, '{key}', '{key}', '{kind}', {id}, 0)"
        ));
    }
    let (mut person, mut organization) = (2_000, 500);
    for line in WORLD.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        let mut parts = line.split(" | ").map(str::trim);
        let kind = parts.next().unwrap();
        let name = parts.next().unwrap();
        let more: Vec<(&str, &str)> =
            parts.map(|p| p.split_once('=').unwrap_or_else(|| panic!("{line}: {p}"))).collect();
        let one = |key: &str| more.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
        let all = |key: &'static str| more.iter().filter(move |(k, _)| *k == key).map(|(_, v)| *v);
        let text = |key: &str| quoted(one(key).unwrap_or_default());
        let at = |key: &str, or: i64| one(key).map_or(or, moment);
        let external = one("external").map_or("NULL".to_owned(), quoted);
        if kind == "organization" {
            organization += 1;
            app.sql(&format!(
                "INSERT INTO organizations (id, account_id, name, folded_name, created_at, details, notes, external_id, updated_at) VALUES \
                 ({organization}, 1, {}, {}, {}, {}, {}, {external}, {})",
                quoted(name), quoted(&name.to_lowercase()), at("created", 0), text("details"), text("notes"), at("updated", 0)
            ));
            for tag in all("tag") {
                app.sql(&format!(
                    "INSERT INTO organization_tags (account_id, organization_id, tag) VALUES (1, {organization}, {})",
                    quoted(tag)
                ));
            }
            continue;
        }
        person += 1;
        let email = all("email").next();
        let flag = |key: &str, or: &str| one(key).map_or(or.to_owned(), |v| moment(v).to_string());
        let member: Vec<i64> = all("in")
            .map(|name| app.number(&format!("SELECT id FROM organizations WHERE name = {}", quoted(name))))
            .collect();
        let deleted = if one("deleted").is_some() { "1" } else { "NULL" };
        app.sql(&format!(
            "INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, organization_id, notes, details, alias, external_id, verified_at, suspended_at, deleted_at, created_at, updated_at) VALUES \
             ({person}, 1, '{}', {}, {}, {}, '', {}, {}, {}, {}, {external}, {}, {}, {deleted}, {}, {})",
            one("role").unwrap_or("end_user"),
            quoted(name),
            quoted(&name.to_lowercase()),
            email.map_or("NULL".into(), quoted),
            member.first().map_or("NULL".into(), i64::to_string),
            text("notes"),
            text("details"),
            text("alias"),
            if one("unverified").is_some() { "NULL" } else { "1" },
            flag("suspended", "NULL"),
            at("created", i64::from(person)),
            at("updated", i64::from(person)),
        ));
        for (n, value) in all("email").enumerate() {
            app.sql(&format!(
                "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, {person}, 'email', {0}, {0}, {1}, 0)",
                quoted(value), n == 0
            ));
        }
        for value in all("phone") {
            app.sql(&format!(
                "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, {person}, 'phone', {0}, {0}, FALSE, 0)",
                quoted(value)
            ));
        }
        for tag in all("tag") {
            app.sql(&format!("INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, {person}, {})", quoted(tag)));
        }
        for organization in member {
            app.sql(&format!("INSERT INTO memberships (account_id, user_id, organization_id, created_at) VALUES (1, {person}, {organization}, 0)"));
        }
        for (id, key) in [(1, "plan_type"), (2, "favourite"), (3, "newsletter"), (4, "renewal")] {
            if let Some(value) = one(key) {
                app.sql(&format!("INSERT INTO user_field_values (account_id, user_id, field_id, value) VALUES (1, {person}, {id}, {})", quoted(value)));
            }
        }
    }
    app.sql("UPDATE users SET search_text = '' WHERE account_id = 1");
    app.sql("UPDATE organizations SET search_text = ''");
    stead::people::index::fill(&mut app.conn()).unwrap();
}

fn context(app: &App, scope: Scope) -> Context {
    let now = app.state.clock.now();
    app.state.db.read_now(|c| Context::of(c, 1, scope, now, "Europe/Paris")).unwrap()
}

/// The names that a search of everything finds: people, then organizations, each in the order of the search.
fn find(app: &App, context: &Context, text: &str) -> String {
    let query = match Query::parse(text, context) {
        Ok(query) => query,
        Err(faults) => {
            return format!(
                "! {}",
                faults.iter().map(|f| f.what.key().trim_start_matches("search-fault-")).collect::<Vec<_>>().join(" ")
            );
        }
    };
    app.state
        .db
        .read_now(|c| {
            let mut names = vec![];
            if query.people() {
                let found = search::people::page(c, 1, &query, Cursor::Start)?;
                let mut all: Vec<i64> = found.page.rows;
                assert_eq!(all.len() as i64, found.count.min(25), "{text}");
                // The batches of an export find the same.
                let mut batch = search::people::batch(c, 1, &query, 0, 100)?;
                batch.sort_unstable();
                let rows = stead::people::model::rows(c, 1, &all)?;
                all.sort_unstable();
                if all.len() < 25 {
                    assert_eq!(all, batch, "{text}");
                }
                names.extend(rows.into_iter().map(|row| row.name));
            }
            if query.organizations() {
                let found = search::organizations::page(c, 1, &query, Cursor::Start)?;
                let rows = search::organizations::rows(c, 1, &found.page.rows)?;
                names.extend(rows.into_iter().map(|row| row.name));
            }
            Ok(names)
        })
        .unwrap()
        .join(", ")
}

on_both! {
    async fn every_case_of_the_table_finds_what_it_should(app: App) {
        furnish(&app);
        let context = context(&app, Scope::Everything);
        let (mut wrong, mut cases) = (vec![], 0);
        for line in CASES.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let (query, expected) = line.split_once("=>").unwrap_or_else(|| panic!("{line}"));
            let (query, expected) = (query.trim_end(), expected.trim());
            cases += 1;
            let found = find(&app, &context, query);
            // Where no order is asked for, the order of the table is free.
            let sorted = |names: &str| { let mut n: Vec<&str> = names.split(", ").collect(); n.sort_unstable(); n.join(", ") };
            let same = if query.contains("order_by") || query.contains("sort") || found.starts_with('!') { found == expected } else { sorted(&found) == sorted(expected) };
            if !same {
                wrong.push(format!("{query} => {found}\n  expected {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
        assert!(cases >= 200, "{cases} cases");
    }
}

#[test]
fn errors_point_at_the_word() {
    let context =
        Context { scope: Scope::People, now: crate::support::app::NOON, zone: chrono_tz::Tz::UTC, fields: vec![] };
    for (text, faults) in [
        ("amy nmae:x", vec![("unknown-keyword", "nmae", Some("name"))]),
        ("-emial:none", vec![("unknown-keyword", "emial", Some("email"))]),
        ("organisation:none", vec![("unknown-keyword", "organisation", Some("organization"))]),
        ("is_verifed:true", vec![("unknown-keyword", "is_verifed", Some("is_verified"))]),
        ("zzzzzz:1", vec![("unknown-keyword", "zzzzzz", None)]),
        ("é amy created:2026-99-99 bob", vec![("bad-date", "2026-99-99", None)]),
        ("created>\"last week\"", vec![("bad-date", "\"last week\"", None)]),
        ("role:boss amy", vec![("bad-value", "boss", Some("end-user, agent, admin, light-agent, contributor"))]),
        ("amy < bob", vec![("lone-operator", "<", None)]),
        ("amy >= 4hours", vec![("lone-operator", ">=", None)]),
        ("name: amy", vec![("no-value", "name:", None)]),
        ("tags>vip", vec![("bad-operator", "tags>", Some("tags:"))]),
        ("email:a*", vec![("star-on-email", "a*", None)]),
        ("amy type:organization", vec![("people-only", "type:organization", None)]),
        ("type:ticket", vec![("other-type", "type:ticket", None)]),
        ("status:open", vec![("ticket-keyword", "status", None)]),
    ] {
        let found = Query::parse(text, &context).expect_err(text);
        let found: Vec<_> = found
            .iter()
            .map(|f| {
                assert_eq!(text.get(f.span.clone()), Some(f.word.as_str()), "{text}");
                (f.what.key().trim_start_matches("search-fault-"), f.word.as_str(), f.hint.as_deref())
            })
            .collect();
        assert_eq!(found, faults, "{text}");
    }
    let many = "word ".repeat(64);
    assert!(Query::parse(&many, &context).is_ok());
    let fault = Query::parse(&format!("{many} \"one too many\""), &context).unwrap_err();
    assert_eq!(
        (fault.len(), fault[0].what.key(), fault[0].word.as_str()),
        (1, "search-fault-too-many-words", "\"one too many\"")
    );
    assert!(Query::parse(&"x".repeat(2_000), &context).is_ok());
    assert!(Query::parse(&"x".repeat(2_001), &context).is_err());
    let organizations = Context { scope: Scope::Organizations, ..context };
    assert_eq!(Query::parse("role:agent", &organizations).unwrap_err()[0].what.key(), "search-fault-user-keyword");
    assert_eq!(Query::parse("type:user", &organizations).unwrap_err()[0].what.key(), "search-fault-organizations-only");
}

/// A small random source, so that a seed is all that a failure needs.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.next() % choices.len() as u64).unwrap()]
    }
}

/// Pieces that make searches, broken ones too; every word begins so that it is found again in a statement.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    ":",
    "<",
    ">",
    "<=",
    ">=",
    "-",
    "*",
    "\"",
    "'",
    "(",
    ")",
    "%",
    "_",
    "\\",
    ";",
    "--",
    "/*",
    "\0",
    "\u{7f}",
    "é",
    "李",
    "😀",
    "\u{301}",
    "“",
    "»",
    "xqzword",
    "XQZOther",
    "xqz'quote",
    "xqz\"; DROP TABLE users; --",
    "xqz@mail.example",
    "xqzdomain.example",
    "4hours",
    "2026-11-20",
    "9999-12-31",
    "0000-01-01",
    "99999years",
    "name",
    "role",
    "email",
    "organization",
    "tags",
    "created",
    "updated",
    "notes",
    "details",
    "external_id",
    "phone",
    "type",
    "user",
    "is_verified",
    "is_suspended",
    "order_by",
    "sort",
    "plan_type",
    "renewal",
    "newsletter",
    "favourite",
    "none",
    "true",
    "agent",
    "NULL",
    "$1",
    "?",
    "' OR 1=1 --",
    "NEAR(",
    "AND",
    "xqz OR xqz",
    "xqz:*",
    "&",
    "|",
    "!",
    "+336",
];

#[test]
fn whatever_is_typed_is_read_without_a_panic_and_only_bound() {
    use diesel::query_builder::{QueryBuilder, QueryFragment};
    use diesel::{ExpressionMethods as _, QueryDsl as _};
    use stead::db::{
        Backend,
        schema::{organizations, users},
    };
    type Writer = <Backend as diesel::backend::Backend>::QueryBuilder;
    let fields = [
        (1, "plan_type", "drop_down"),
        (2, "renewal", "date"),
        (3, "newsletter", "checkbox"),
        (4, "favourite", "text"),
    ];
    let fields = fields.map(|(id, key, kind)| search::CustomField { id, key: key.into(), kind: kind.into() }).to_vec();
    let context = Context {
        scope: Scope::Everything,
        now: crate::support::app::NOON,
        zone: chrono_tz::Tz::Europe__Paris,
        fields,
    };
    let mut dice = Dice(20_261_124);
    let (mut read, mut refused) = (0, 0);
    for round in 0..60_000 {
        let mut text = String::new();
        for _ in 0..=dice.next() % 12 {
            text.push_str(dice.of(PIECES));
        }
        match Query::parse(&text, &context) {
            Err(faults) => {
                refused += 1;
                assert!(!faults.is_empty(), "{text:?}");
                for fault in faults {
                    assert_eq!(text.get(fault.span.clone()), Some(fault.word.as_str()), "{text:?}");
                }
            }
            Ok(query) => {
                read += 1;
                for (chip, without) in query.chips() {
                    assert!(text.contains(chip) && without.len() <= text.len() + 1, "{text:?}");
                }
                if round % 10 > 0 {
                    continue;
                }
                for postgres in [false, true] {
                    let backend = if postgres {
                        Backend::Postgres(Default::default())
                    } else {
                        Backend::Sqlite(Default::default())
                    };
                    let writer = || {
                        if postgres { Writer::Postgres(Default::default()) } else { Writer::Sqlite(Default::default()) }
                    };
                    let (mut of_people, mut of_organizations) = (writer(), writer());
                    let people = search::people::asked(1, &query).order(users::id.asc());
                    let organizations = search::organizations::asked(1, &query).order(organizations::id.asc());
                    QueryFragment::<Backend>::to_sql(&people, &mut of_people, &backend).unwrap();
                    QueryFragment::<Backend>::to_sql(&organizations, &mut of_organizations, &backend).unwrap();
                    for sql in [of_people.finish(), of_organizations.finish()] {
                        let lower = sql.to_lowercase();
                        assert!(
                            !lower.contains("xqz") && !lower.contains("drop") && !sql.contains(['\'', '%', ';', '\\']),
                            "{text:?}: {sql}"
                        );
                        assert!(sql.is_ascii() && !sql.contains("--") && !sql.contains("2026"), "{text:?}: {sql}");
                    }
                }
            }
        }
    }
    assert!(read > 5_000 && refused > 5_000, "{read} read, {refused} refused");
}

on_both! {
    async fn whatever_is_typed_the_database_understands(app: App) {
        furnish(&app);
        let context = context(&app, Scope::Everything);
        let mut dice = Dice(7);
        let mut ran = 0;
        for _ in 0..600 {
            let mut text = String::new();
            for _ in 0..=dice.next() % 8 {
                text.push_str(dice.of(PIECES));
            }
            // PostgreSQL has no text with a zero in it; neither has a document.
            if !find(&app, &context, &text).starts_with('!') { ran += 1; }
        }
        assert!(ran > 100, "{ran}");
    }

    async fn the_list_of_people_shows_terms_counts_and_what_is_wrong(app: App) {
        furnish(&app);
        let olga = app.sign_in(101).await;
        let page = olga.get("/agent/people?q=organization:none+tags:invoice").await;
        assert_eq!(page.texts("tbody th a"), ["Sus Pended", "No Organization"]);
        assert!(page.says("2 people found"));
        assert_eq!(page.texts(".chip").len(), 2);
        let page = olga.get("/agent/people?q=type:user+name:amy").await;
        assert_eq!(page.texts("tbody th a"), ["Moore Amy", "Amy Adams", "Amy Moore"]);
        let wrong = olga.get("/agent/people?q=organisation:none").await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.texts("mark"), ["organisation"]);
        assert!(wrong.says("There is no keyword “organisation”") && wrong.has("a[href$='q=organization%3Anone'] b"));
        assert!(wrong.has("input[aria-invalid='true']") && !wrong.has("tbody"));
        let elsewhere = olga.get("/agent/people?q=type:organization+top").await;
        assert!(elsewhere.has("[role='alert'] a[href$='/agent/search?q=type%3Aorganization%20top']"));
        assert!(olga.get("/agent/people?q=status:open").await.has("[role='alert'] a[href$='/agent/tickets']"));
        let script = olga.get("/agent/people?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!script.body.contains("<script>alert"), "shown, not run");
        assert_ne!(olga.get("/agent/people?q=%00%FF%ED").await.status, 500, "not even text");
    }

    async fn every_page_of_a_search_is_reached_and_leads_back(app: App) {
        for i in 0..70 {
            let id = 3_000 + i;
            app.sql(&format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, search_text, created_at, updated_at) VALUES ({id}, 1, 'end_user', 'Many {:02}', 'many {:02}', '', {}, {})",
                (i * 37) % 70, (i * 37) % 70, 1_000 + (i * 11) % 35, 1_000 + (i * 13) % 7
            ));
        }
        stead::people::index::fill(&mut app.conn()).unwrap();
        let context = context(&app, Scope::People);
        for order in ["", "sort:asc", "order_by:name", "order_by:name sort:desc", "order_by:updated", "order_by:updated sort:asc"] {
            // By the index, and along the order.
            let mut seen = vec![];
            for words in ["many", "-nobody -bob -eve -zoe"] {
                let query = Query::parse(&format!("{words} {order} role:end-user"), &context).unwrap();
                let (mut all, mut pages, mut cursor) = (vec![], vec![], Cursor::Start);
                loop {
                    let found = app.state.db.read_now(|c| search::people::page(c, 1, &query, cursor)).unwrap();
                    assert_eq!((found.count, found.more), (70, false));
                    all.extend(found.page.rows.clone());
                    pages.push(found.page.rows.clone());
                    if let Some(before) = found.page.previous {
                        let back = app.state.db.read_now(|c| search::people::page(c, 1, &query, Cursor::Before(before))).unwrap();
                        assert_eq!(back.page.rows, pages[pages.len() - 2], "{order}");
                    }
                    match found.page.next { Some(id) => cursor = Cursor::After(id), None => break }
                }
                assert_eq!(all.len(), 70);
                seen.push(all);
            }
            assert_eq!(seen[0], seen[1], "{order}: both ways find the same order");
        }
    }

    async fn what_changes_is_found_at_once_and_what_is_gone_is_not(app: App) {
        let ann = app.sign_in(app.world.ann).await;
        let names = |page: &crate::support::Page| page.texts("tbody th a");
        assert_eq!(names(&ann.get("/agent/people?q=bob").await), ["Bob Brown"]);
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| {
            stead::people::addresses::add(tx, 109, stead::people::addresses::Kind::Phone, "+44 20 7946 0000", true).map(drop)
        })
        .unwrap();
        assert_eq!(names(&ann.get("/agent/people?q=phone:%2B442079460000").await), ["Bob Brown"]);
        app.sql("UPDATE users SET deleted_at = 1 WHERE id = 109");
        assert_eq!(names(&ann.get("/agent/people?q=bob").await), Vec::<String>::new());
        // Another account's search finds its own.
        let gil = app.sign_in_at("globex.localhost", app.world.gil).await;
        assert_eq!(names(&gil.get("/agent/people?q=type:user").await), ["Hal Hart", "Gil Grant"]);
        assert_eq!(names(&gil.get("/agent/people?q=user:102").await), Vec::<String>::new());
    }

    async fn the_search_of_everything_shows_people_and_organizations(app: App) {
        furnish(&app);
        let olga = app.sign_in(101).await;
        let page = olga.get("/agent/search?q=mondocam").await;
        assert_eq!(page.texts("section:nth-of-type(1) tbody th a"), ["Tamy Lane", "Amya Stone", "Amy Moore"]);
        assert_eq!(page.texts("section:nth-of-type(2) tbody th"), ["Mondocam"]);
        assert!(page.says("3 people found") && page.says("1 organization found"));
        assert_eq!(olga.get("/agent/search?q=type:organization+top+order_by:name").await.texts("tbody th"), ["Tip-Top Mops", "Top Ten", "Toppings"]);
        assert!(olga.get("/agent/search?q=nothing+like+this").await.says("Nothing found"));
        assert_eq!(olga.get("/agent/search").await.status, 200);
        let wrong = olga.get("/agent/search?q=priority:high").await;
        assert_eq!((wrong.status.as_u16(), wrong.texts("mark").join(" ")), (422, "priority".to_owned()));
        // With more people than a page holds, a link leads to all of them, page by page.
        let page = olga.get("/agent/search?q=example").await;
        assert!(page.has("a[href*='type%3Auser']") && !page.has(".pager"));
        let all = olga.get("/agent/search?q=example+type:user").await;
        assert_eq!(all.texts("tbody th a").len(), 25);
        assert!(all.has(".pager a[rel='next']"));
    }
}
