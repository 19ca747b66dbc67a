//! The proof: two hundred people with random words in everything the product keeps, twenty erased under traffic, and a
//! look at every byte for what should be gone (and for what should not).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection as _;
use stead::db::Conn;
use stead::db::Location;
use stead::identity::{self, Tx};
use stead::people::addresses::{self, Kind};
use stead::people::erasure::{self, receipt, scan};
use stead::people::{adding, fields, memberships, tags};
use stead::{mail, secrets};

use super::{delete, erase, file};
use crate::on_both;
use crate::support::App;
use crate::support::app::scratch;
use crate::support::world::PASSWORD;

const PEOPLE: usize = 200;
const ERASED: usize = 20;

/// Twenty random signs out of some.
fn word(signs: &[u8]) -> String {
    secrets::random::<20>().unwrap().iter().map(|b| char::from(signs[usize::from(*b) % signs.len()])).collect()
}

/// A person, and a word for each thing that is known of them.
struct Somebody {
    id: i64,
    name: String,
    email: String,
    needles: Vec<String>,
}

impl Somebody {
    /// Adds a word nobody else has.
    fn word(&mut self) -> String {
        let word = word(b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789");
        self.needles.push(word.clone());
        word
    }

    fn lower(&mut self) -> String {
        let word = word(b"abcdefghijkmnopqrstuvwxyz23456789");
        self.needles.push(word.clone());
        word
    }
}

fn as_system<T>(app: &App, work: impl FnMut(&mut Tx<'_>) -> stead::error::Result<T>) -> T {
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    identity::write_as_system(&app.state, &account, "test", "system", work).unwrap()
}

/// Makes somebody through the product's own functions, as far as they reach.
fn make(app: &App, conn: &mut Conn, field: i64, organization: i64) -> Somebody {
    let mut somebody = Somebody { id: 0, name: String::new(), email: String::new(), needles: vec![] };
    let (name, local, second) = (format!("Nadia {}", somebody.word()), somebody.lower(), somebody.lower());
    let phone = word(b"0123456789");
    somebody.needles.push(phone.clone());
    somebody.email = format!("{local}@people.example");
    let (tag, value) = (somebody.lower(), somebody.word());
    let new = adding::NewPerson {
        name: name.clone(),
        email: Some(somebody.email.clone()),
        verified: true,
        organization: Some(organization),
        channel: "form",
    };
    somebody.id = as_system(app, |tx| {
        let id = adding::create(tx, &new)?;
        let second = addresses::add(tx, id, Kind::Email, &format!("{second}@people.example"), true)?;
        addresses::add(tx, id, Kind::Phone, &phone, false)?;
        let account = tx.identity().account().clone();
        // One address that was removed long ago.
        let second = addresses::find(tx.conn(), account.id, id, second)?;
        addresses::remove(tx, &second)?;
        tags::set(tx, id, std::slice::from_ref(&tag))?;
        memberships::set(tx, id, &[organization], None)?;
        fields::set(tx, id, &[(field, value.clone())])?;
        let person = identity::person(tx.conn(), &account, id)?;
        mail::queue(
            tx,
            &person,
            None,
            &mail::Letter::AddressAdded { address: format!("{name} <{local}@people.example>") },
        )?;
        Ok(id)
    });
    let words: Vec<String> = (0..5).map(|_| somebody.word()).collect();
    let (subject, text, html, reason) = (somebody.word(), somebody.word(), somebody.word(), somebody.word());
    let (id, email) = (somebody.id, &somebody.email);
    let mut run = |sql: String| match conn {
        Conn::Sqlite(c) => c.batch_execute(&sql).unwrap(),
        Conn::Postgres(c) => c.batch_execute(&sql).unwrap(),
    };
    run(format!(
        "UPDATE users SET alias = 'Nad {}', notes = '{}', details = '{}', external_id = '{}', suspension_reason = '{}', \
         password_hash = (SELECT password_hash FROM users WHERE id = 109) WHERE id = {id}",
        words[0], words[1], words[2], words[3], words[4]
    ));
    // Others speak of them, in all places where one can.
    run(format!(
        "UPDATE mails SET subject = '{subject}', text = 'Dear {text}', html = '<p>{html}</p>', reason = '550 {reason}', state = 'sent' WHERE user_id = {id}; \
         INSERT INTO mails (account_id, user_id, letter, address, locale, subject, state, reason, message_id, request_id, next_try_at, created_at) \
         VALUES (1, 104, 'request_reply', 'tom@acme.example', 'en', 'From {name}', 'sent', '{email}', 'm{id}', '-', 1, 1); \
         UPDATE organizations SET notes = notes || ' {name}' WHERE id = {organization}"
    ));
    somebody.name = name;
    somebody
}

async fn use_it(app: &App, somebody: &mut Somebody) {
    let name = somebody.name.clone();
    let tab = app.visitor().tab();
    let token = tab.get("/access/sign-in").await.token();
    let agent = format!("Browser/{}", somebody.word());
    let headers = [("user-agent", agent.as_str()), ("sec-fetch-site", "same-origin")];
    for password in ["not this one", PASSWORD] {
        let form = [("form_token", token.as_str()), ("email", &somebody.email), ("password", password)];
        tab.person.send(reqwest::Method::POST, "/access/sign-in", &headers, Some(&form)).await;
    }
    let body = format!("I am {name}, write to {} or call.", somebody.email);
    let page = tab.post("/hc/requests", &[("subject", &format!("Help {name}")), ("body", &body)]).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

fn full(folder: &Path, needles: &[String]) -> Vec<scan::Hit> {
    scan::folder(folder, needles).unwrap()
}

/// How many of the words stand somewhere, as they are.
fn present(folder: &Path, needles: &[String]) -> usize {
    let machine = AhoCorasick::new(needles).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        seen.extend(machine.find_overlapping_iter(&bytes).map(|m| m.pattern().as_usize()));
    }
    seen.len()
}

/// The folder of the data; of PostgreSQL, one with a dump of it.
fn bytes(app: &App) -> PathBuf {
    let Location::Postgres(url) = app.state.db.location() else { return app.state.settings.data.clone() };
    let folder = scratch();
    let dumped =
        std::process::Command::new("pg_dump").args(["--dbname", url, "--file"]).arg(folder.join("dump.sql")).output();
    if !dumped.is_ok_and(|d| d.status.success()) {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            t: String,
        }
        let mut all = String::new();
        let tables = "SELECT tablename::text AS t FROM pg_tables WHERE schemaname = 'public'";
        for table in diesel::sql_query(tables).load::<Row>(&mut app.conn()).unwrap() {
            let rows = format!("SELECT x::text AS t FROM {} x", table.t);
            diesel::sql_query(rows).load::<Row>(&mut app.conn()).unwrap().iter().for_each(|row| all += &row.t);
        }
        std::fs::write(folder.join("dump.txt"), all).unwrap();
    }
    folder
}

on_both! {
    async fn twenty_of_two_hundred_leave_no_byte_behind(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (account_id, name, folded_name, created_at) VALUES (1, 'Harbour', 'harbour', 1)");
        let organization = app.number("SELECT id FROM organizations WHERE name = 'Harbour'");
        app.sql("INSERT INTO user_fields (account_id, field_key, title, kind, position, created_at) VALUES (1, 'plan', 'Plan', 'text', 1, 1)");
        let field = app.number("SELECT id FROM user_fields");
        let mut conn = app.conn();
        let mut people: Vec<Somebody> = (0..PEOPLE).map(|_| make(&app, &mut conn, field, organization)).collect();
        for somebody in &mut people {
            use_it(&app, somebody).await;
        }
        // Team members act for them and write about them.
        let ann = app.sign_in(w.ann).await;
        ann.try_assume(w.eve).await;
        let number = app.number("SELECT min(number) FROM tickets WHERE account_id = 1");
        for somebody in &mut people[..ERASED] {
            let reason = somebody.word();
            let page = ann.post(&format!("/agent/users/{}/assumption", somebody.id), &[("understood", "1"), ("reason", &reason)]).await;
            assert_eq!(page.status, 303, "{}", page.body);
            let name = &somebody.name;
            // By name in the person's own ticket; in another one by address, since a name there could be anybody's.
            let own = app.number(&format!("SELECT max(number) FROM tickets WHERE requester_id = {}", somebody.id));
            for (number, body) in [(own, format!("Asked {name}, see {}", somebody.email)), (number, format!("Same as {}", somebody.email))] {
                let page = ann.post(&format!("/agent/tickets/{number}/comments"), &[("body", &body), ("kind", "note")]).await;
                assert_eq!(page.status, 303, "{}", page.body);
            }
        }
        as_system(&app, |tx| {
            diesel::sql_query("INSERT INTO imports (account_id, user_id, chain, file_name, mode, state, created_at) VALUES (1, 102, '[102]', 'people.csv', 'both', 'checked', 1)").execute(tx.conn())?;
            tx.record(stead::audit::Entry::new("person.created", "import", 1))
        });
        let row = format!("name,email\n{},{}\n", "x", people[3].email);
        app.sql(&format!("INSERT INTO import_faults (import_id, line, field, fault, row_text) SELECT max(id), 1, 'email', 'taken', '{}' FROM imports", people[4].email));
        let blob = if app.postgres() { format!("'{row}'::bytea") } else { format!("CAST('{row}' AS BLOB)") };
        app.sql(&format!("INSERT INTO import_pieces (import_id, piece, body) SELECT max(id), 0, {blob} FROM imports"));
        // Samples of indexed values, where a database takes them.
        app.sql("ANALYZE");

        let gone: Vec<String> = people[..ERASED].iter().flat_map(|p| p.needles.clone()).collect();
        let kept: Vec<String> = people[ERASED..].iter().flat_map(|p| p.needles.clone()).collect();
        let before = bytes(&app);
        let mut seen: Vec<usize> = full(&before, &gone).into_iter().map(|h| h.needle).collect();
        seen.dedup();
        assert_eq!(seen.len(), gone.len(), "the scan finds everything before, or proves nothing: {:?}", (0..gone.len()).filter(|n| !seen.contains(n)).map(|n| n % (gone.len() / ERASED)).collect::<Vec<_>>());
        assert_eq!(present(&before, &kept), kept.len());
        let tickets = app.number("SELECT count(*) FROM tickets");

        // Twenty go while others work.
        let stop = Arc::new(AtomicBool::new(false));
        let served = Arc::new(AtomicUsize::new(0));
        let mut others = vec![];
        for user in [w.tom, w.tess, w.eve, w.bob] {
            let (tab, stop, served) = (app.sign_in(user).await, stop.clone(), served.clone());
            others.push(tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    assert_ne!(tab.get("/agent/people?q=nadia").await.status, 500);
                    let page = tab.post("/hc/requests", &[("subject", "Traffic"), ("body", "Words")]).await;
                    assert_eq!(page.status, 303, "{}", page.body);
                    served.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(150)).await;
                }
            }));
        }
        let (started, mut receipts, mut slowest) = (Instant::now(), vec![], Duration::ZERO);
        for somebody in &people[..ERASED] {
            delete(&app, somebody.id);
            let confirmed = Instant::now();
            receipts.push(erase(&app, &ann, somebody.id).await);
            while app.number("SELECT count(*) FROM erasures WHERE state = 'running'") > 0 {
                assert!(confirmed.elapsed() < Duration::from_secs(60));
                let state = app.state.clone();
                tokio::task::spawn_blocking(move || erasure::round(&state).unwrap()).await.unwrap();
            }
            slowest = slowest.max(confirmed.elapsed());
        }
        let took = started.elapsed();
        assert!(slowest < Duration::from_secs(60), "{slowest:?}");
        let after = bytes(&app);
        let left = full(&after, &gone);
        stop.store(true, Ordering::Relaxed);
        for other in others {
            other.await.unwrap();
        }
        let of = gone.len() / ERASED;
        assert!(left.is_empty(), "{} traces left: {:?}", left.len(), left.iter().take(12).map(|h| (h.needle % of, h.form, &h.file)).collect::<Vec<_>>());
        assert_eq!(present(&after, &kept), kept.len(), "nobody else lost anything");
        let requests = served.load(Ordering::Relaxed) as i64;
        assert!(requests > 20, "{requests} requests meanwhile");
        assert!(app.number("SELECT count(*) FROM tickets") >= tickets + requests);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE subject LIKE 'Help%'"), PEOPLE as i64);
        for erasure in receipts {
            assert_eq!(receipt::check(&app.state, &file(&app, erasure)).unwrap().faults, Vec::<String>::new());
        }
        eprintln!("{ERASED} people erased in {took:?}, one in {slowest:?} at most, beside {requests} requests");
    }
}
