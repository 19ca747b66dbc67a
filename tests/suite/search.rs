//! Search: the rules of the grammar case by case, the same on both databases; where errors point; and that whatever is
//! typed reaches the database as a bind and never as a part of a statement.

use diesel::query_builder::{QueryBuilder as _, QueryFragment};
use stead::db::paging::Cursor;
use stead::search::{self, Context, Fault, Query, Scope, Trouble};

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

/// Fills the account `search` with the people of the file; answers it.
fn furnish(app: &App) -> i64 {
    app.sql(
        "INSERT INTO accounts (id, subdomain, name, plan, locale, time_zone, owner_id, help_center_active, created_at) \
         SELECT 3, 'search', 'Search', 'professional', 'en', 'Europe/Paris', 151, TRUE, 0 WHERE 1 = 0",
    );
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
    1
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
