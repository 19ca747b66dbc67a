//! The page of the audit log, its file, and the checkpoints outside the database.

use std::collections::HashSet;

use diesel::RunQueryDsl as _;
use stead::audit::checkpoint::{Keeper, Seen};
use stead::audit::log::Activity;
use stead::audit::verify_against;
use stead::db::Conn;

use crate::on_both;
use crate::support::{App, Page};

const LOG: &str = "/admin/account/logs/audit";

/// What each line of a page says was done, newest first.
fn acts(page: &Page) -> String {
    page.texts("tbody th[scope='row'] > a").join(" | ")
}

/// Everything that a page says of who did it, a line each.
fn by(page: &Page) -> Vec<String> {
    page.texts("tbody tr:not(.group) td:nth-of-type(2)")
        .iter()
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

on_both! {
    async fn the_log_tells_who_did_what_as_whom(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        let tom = olga.assume(w.tom).await;
        let bob = tom.assume(w.bob).await;
        let number = bob.submit("A broken bell").await;
        olga.get(LOG).await;
        let ann = app.sign_in(w.ann).await;
        ann.post("/admin/people/end-users", &[("help_center_active", "1"), ("deletion_by", "administrators"), ("welcome_text", "Hello =1+1")]).await;
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        gil.submit("Theirs").await;
        // Newest first, with the whole stack: who really did it, and through whom.
        let page = ann.get(LOG).await;
        assert_eq!(page.status, 200);
        assert!(acts(&page).starts_with("Changed the settings of end users | Signed in | Signed in with a new device | Submitted a request | Assumption started | Assumption started | Signed in"), "{}", acts(&page));
        assert_eq!(by(&page)[3], "Olga Olsenas Tom Turneras Bob Brown");
        assert!(!page.says("Theirs") && !page.says("Gil"), "another account's log is its own");
        let first = page.texts("tbody tr.group");
        assert_eq!(first.len(), 1, "one day: {first:?}");
        // Each filter by itself, and together.
        let day = app.state.clock.now().iso()[..10].to_owned();
        for (asked, told) in [
            (format!("?from={day}&to={day}&actor=olga&activity=created"), "Submitted a request | Signed in with a new device"),
            ("?actor=olga%40acme.example&kind=ticket".into(), "Submitted a request"),
            ("?actor=turner&assumed=1".into(), "Assumption started"),
            (format!("?effective={}", w.bob), "Submitted a request"),
            (format!("?root={}&activity=assumption", w.olga), "Assumption started | Assumption started"),
            (format!("?root={}&activity=signed_in", w.olga), "Signed in"),
            ("?activity=exported".into(), ""),
            ("?actor=nobody+of+that+name".into(), ""),
            ("?to=2001-01-01".into(), ""),
            ("?actor=%25".into(), ""),
            ("?activity=updated&actor=ann".into(), "Changed the settings of end users"),
        ] {
            let page = ann.get(&format!("{LOG}{asked}")).await;
            assert_eq!((page.status.as_u16(), acts(&page).as_str()), (200, told), "{asked}");
        }
        // A frame's lines are its start, what was done in it, and its end; those of a person what they did, and what was done to them.
        let frame = app.number("SELECT max(id) FROM frames");
        bob.revert().await;
        assert_eq!(acts(&ann.get(&format!("{LOG}?frame={frame}")).await), "Assumption ended | Assumption ended | Submitted a request | Assumption started", "the whole stack is ended from here");
        let person = ann.get(&format!("{LOG}?person={}", w.bob)).await;
        assert!(acts(&person).contains("Submitted a request") && person.says("By, as or about Bob Brown") && !acts(&person).contains("Signed in"), "{}", acts(&person));
        assert!(ann.get(&format!("/agent/users/{}/history", w.bob)).await.has(&format!("a[href='{LOG}?person={}']", w.bob)));
        assert!(ann.get(&format!("/admin/account/logs/assumptions/{frame}")).await.has(&format!("a[href='{LOG}?frame={frame}']")));
        let item = app.number(&format!("SELECT id FROM tickets WHERE account_id = 1 AND number = {number}"));
        assert_eq!(acts(&ann.get(&format!("{LOG}?kind=ticket&item={item}")).await), "Submitted a request");
        // Days that are none, and days in the wrong order, are named at their fields; nothing is listed.
        for (asked, field) in [("?from=yesterday", "#from-error"), ("?to=2026-02-30", "#to-error"), ("?from=2026-11-20&to=2026-11-19", "#to-error")] {
            let page = ann.get(&format!("{LOG}{asked}")).await;
            assert!(page.status == 422 && page.has(field) && !page.has("tbody"), "{asked}: {}", page.body);
        }
        // One line whole: before and after, the way it came, its hash.
        let seq = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1 AND act = 'settings.end_users_changed'");
        let line = ann.get(&format!("{LOG}/{seq}")).await;
        let hash = app.text(&format!("SELECT hash FROM audit_entries WHERE account_id = 1 AND seq = {seq}"));
        assert!(line.says("Hello =1+1") && line.says(&hash) && line.says("127.0.0.1") && line.says("Browser"), "{}", line.body);
        let seq = app.number("SELECT seq FROM audit_entries WHERE account_id = 1 AND act = 'ticket.created' ORDER BY seq DESC LIMIT 1");
        let line = ann.get(&format!("{LOG}/{seq}")).await;
        for path in [format!("{LOG}?root={}", w.olga), format!("{LOG}?effective={}", w.tom), format!("{LOG}?effective={}", w.bob), format!("{LOG}?frame={frame}"), format!("{LOG}?kind=ticket&item={item}"), format!("/agent/tickets/{number}")] {
            assert!(line.has(&format!("a[href='{path}']")), "{path}: {}", line.body);
        }
        assert_eq!(ann.get(&format!("{LOG}/999999")).await.status, 404);
        assert_eq!(ann.get(&format!("{LOG}/nonsense")).await.status, 404);
        // Those who may read it: in a frame it is what the whole stack may; the file is nobody's there.
        for (person, status) in [(w.tess, 403), (w.lea, 403), (w.bob, 403)] {
            assert_eq!(app.sign_in(person).await.get(LOG).await.status.as_u16(), status, "{person}");
        }
        let as_ann = olga.assume(w.ann).await;
        let page = as_ann.get(LOG).await;
        assert!(page.status == 200 && !page.body.contains("audit/export"), "{}", page.status);
        assert_eq!(as_ann.post(&format!("{LOG}/export"), &[]).await.status, 403);
        assert_eq!(olga.assume(w.tess).await.get(LOG).await.status, 403);
    }

    async fn the_log_as_a_file(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        bob.submit("One").await;
        app.sql("UPDATE users SET name = '=HYPERLINK(1)' WHERE id = 109");
        let file = ann.post(&format!("{LOG}/export"), &[("effective", "109"), ("activity", "created")]).await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-disposition").contains("audit-log.csv"));
        let lines: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "Line,Time,Actor,Actor ID,Effective user,Effective user ID,Identity stack,Assumption,IP address,Item type,Item ID,Item,Activity type,Activity,Details,Channel,Request ID,Hash");
        assert_eq!(lines.len(), 2, "{}", file.body);
        assert!(lines[1].contains(",Ann Archer,102,'=HYPERLINK(1),109,") && lines[1].contains(",ticket,") && lines[1].contains(",created,ticket.created,"), "{}", lines[1]);
        let details = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'audit_log.exported'");
        assert!(details.contains("effective") && details.contains("109"), "{details}");
        // Everything, in more than one batch.
        for n in 0..510 {
            app.state.db.read_now(|c| stead::identity::account(c, 1)).map(|account| {
                stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| tx.record(stead::audit::Entry::new("demo.made", "account", n + 1))).unwrap();
            }).unwrap();
        }
        let all = ann.post(&format!("{LOG}/export"), &[]).await;
        let rows = all.body.lines().skip(1).map(|l| l.split(',').next().unwrap_or_default().to_owned()).collect::<HashSet<_>>();
        assert_eq!(rows.len() as i64, app.number("SELECT count(*) FROM audit_entries WHERE account_id = 1"));
        assert!(app.sign_in(w.tess).await.post(&format!("{LOG}/export"), &[]).await.status == 403);
        // What cannot be read leads back to where it is said.
        assert_eq!(ann.post(&format!("{LOG}/export"), &[("from", "soon")]).await.status, 303);
    }

    async fn changed_settings_are_told_in_words(app: App) {
        let ann = app.sign_in(102).await;
        let seen = |page: &Page| page.html().select(&scraper::Selector::parse("[name='seen']").unwrap()).next().map(|f| f.attr("value").unwrap_or_default().to_owned()).unwrap_or_default();
        const ACCESS: &str = "/admin/account/security/advanced/access";
        let page = ann.get(ACCESS).await;
        assert_eq!(ann.post(ACCESS, &[("enabled", "1"), ("duration", "week"), ("seen", &seen(&page))]).await.status, 303);
        ann.post("/admin/account/security/advanced/sign-in", &[("staff_factor", "1"), ("how_often", "device")]).await;
        let line = |act: &str| app.number(&format!("SELECT max(seq) FROM audit_entries WHERE account_id = 1 AND act = '{act}'"));
        let granted = ann.get(&format!("{LOG}/{}", line("access.granted"))).await;
        assert!(granted.says("Duration") && granted.says("week") && granted.says("Until") && !granted.body.contains("&quot;"), "{}", granted.body);
        let factor = ann.get(&format!("{LOG}/{}", line("settings.authentication_changed"))).await;
        assert!(factor.says("Require two-factor authentication (2FA) for team members"), "{}", factor.body);
        let bob = ann.assume(109).await;
        bob.revert().await;
        let ended = ann.get(&format!("{LOG}/{}", line("assumption.ended"))).await;
        assert!(!ended.says("reverted"), "the cause in words: {}", ended.body);
    }

    async fn every_kind_of_act_is_found_by_its_filter(app: App) {
        let acts = ["ticket.created", "address.added", "person.deleted", "tag.removed", "person.traces_erased", "people.exported", "audit_log.exported",
            "session.created", "session.ended", "sign_in.failed", "assumption.reopened", "access.removed", "person.edited", "subscription.changed", "signXin.failed"];
        let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
        stead::identity::write_as_system(&app.state, &account, "test", "system", |tx| {
            for act in acts {
                tx.record(stead::audit::Entry::new(act, "account", 1))?;
            }
            Ok(())
        }).unwrap();
        let ann = app.sign_in(102).await;
        let mut found = HashSet::new();
        for activity in Activity::ALL {
            let file = ann.post(&format!("{LOG}/export"), &[("activity", activity.as_str())]).await;
            for line in file.body.lines().skip(1) {
                let act = acts.iter().find(|act| line.contains(&format!(",{act},")));
                if let Some(act) = act {
                    assert_eq!(Activity::of(act), *activity, "{act}");
                    found.insert(*act);
                }
            }
        }
        assert_eq!(found.len(), acts.len());
    }

    async fn six_hundred_tamperings_are_found_with_the_checkpoints(app: App) {
        let w = app.world.clone();
        let folder = app.state.settings.checkpoints.clone();
        let mut keeper = Keeper::open(&folder).unwrap();
        let mut attacker = Attacker { number: 7, heads: vec![] };
        let ann = app.sign_in(w.ann).await;
        for n in 0..12 {
            ann.submit(&format!("Request {n}")).await;
            attacker.look(&app);
            if n % 3 == 0 {
                assert!(keeper.keep(&app.state).unwrap());
            }
        }
        keeper.keep(&app.state).unwrap();
        assert!(!keeper.keep(&app.state).unwrap(), "nothing new, no checkpoint");
        let seen = Seen::read(&folder, &app.state.secrets).unwrap();
        assert!(seen.faults.is_empty() && seen.count == 5, "{seen:?}");
        let mut c = app.conn();
        let check = |c: &mut Conn| {
            let without = stead::audit::verify(c, &app.state.secrets).unwrap().faults.len();
            (without, verify_against(c, &app.state.secrets, &seen).unwrap().faults.len())
        };
        assert_eq!(check(&mut c), (0, 0));
        // On PostgreSQL the same code reads the same rows: a tenth of them shows that it does.
        let rounds = if app.postgres() { 10 } else { 100 };
        let mut found = [(0, 0); 6];
        for round in 0..rounds {
            for (kind, found) in found.iter_mut().enumerate() {
                run(&mut c, "BEGIN");
                attacker.strike(&mut c, &app, kind, round);
                let (without, with) = check(&mut c);
                run(&mut c, "ROLLBACK");
                found.0 += i32::from(without > 0);
                found.1 += i32::from(with > 0);
            }
        }
        assert_eq!(check(&mut c), (0, 0));
        // Edited, deleted, swapped; tail cut, rebuilt with the secret, an old copy put back.
        assert_eq!(found.map(|f| f.1), [rounds; 6], "found with the checkpoints; without: {found:?}");
        assert_eq!(found.map(|f| f.0), [rounds, rounds, rounds, 0, 0, 0], "whoever has the secret too is found by the checkpoints alone");
    }

    async fn checkpoints_are_a_chain_of_their_own(app: App) {
        let folder = app.state.settings.checkpoints.clone();
        let mut keeper = Keeper::open(&folder).unwrap();
        let ann = app.sign_in(102).await;
        for n in 0..4 {
            ann.submit(&format!("Request {n}")).await;
            keeper.keep(&app.state).unwrap();
        }
        let file = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "jsonl")).unwrap();
        let good = std::fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = good.lines().collect();
        let faults = |text: String| {
            std::fs::write(&file, text).unwrap();
            Seen::read(&folder, &app.state.secrets).unwrap().faults.len()
        };
        assert_eq!(faults(good.clone()), 0);
        assert!(!good.contains("acme.example") && !good.contains("Request"), "nothing personal is in it: {good}");
        // One taken out of the middle, one edited, two in each other's place.
        assert!(faults(format!("{}\n{}\n{}\n", lines[0], lines[2], lines[3])) > 0);
        assert!(faults(good.replacen("\"at\":", "\"at\":1", 1)) > 0);
        assert!(faults(format!("{}\n{}\n{}\n{}\n", lines[0], lines[2], lines[1], lines[3])) > 0);
        // A line that a crash cut short is passed over, and the next stands on a line of its own.
        std::fs::write(&file, format!("{}\n{}\n{}", lines[0], lines[1], &lines[2][..20])).unwrap();
        assert!(Keeper::open(&folder).unwrap().keep(&app.state).unwrap());
        let seen = Seen::read(&folder, &app.state.secrets).unwrap();
        assert_eq!((seen.count, seen.faults.len()), (3, 0));
        // Whoever puts an earlier copy back says so, and from then on the log as it is counts.
        app.sql("UPDATE accounts SET next_ticket = next_ticket WHERE id = 1");
        let mut c = app.conn();
        run(&mut c, "BEGIN");
        let mut attacker = Attacker { number: 1, heads: vec![] };
        attacker.look(&app);
        ann_rebuilds(&mut c, &app);
        let before = verify_against(&mut c, &app.state.secrets, &Seen::read(&folder, &app.state.secrets).unwrap()).unwrap();
        run(&mut c, "ROLLBACK");
        assert!(!before.faults.is_empty());
        Keeper::open(&folder).unwrap().accept(&app.state, "the disk broke").unwrap();
        let seen = Seen::read(&folder, &app.state.secrets).unwrap();
        assert!(seen.restored.len() == 1 && seen.restored[0].1 == "the disk broke" && seen.faults.is_empty());
        // A clock that is set back makes no earlier file.
        app.state.clock.set(stead::db::Moment(app.state.clock.now().0 - 90 * 86_400_000));
        app.sign_in(102).await;
        assert!(Keeper::open(&folder).unwrap().keep(&app.state).unwrap());
        let seen = Seen::read(&folder, &app.state.secrets).unwrap();
        assert!(seen.faults.is_empty() && seen.count == 5, "{seen:?}");
    }
}

fn run(c: &mut Conn, statement: &str) {
    diesel::sql_query(statement).execute(c).unwrap_or_else(|e| panic!("{statement}: {e}"));
}

/// The last line, rewritten and sealed with the secret.
fn ann_rebuilds(c: &mut Conn, app: &App) {
    lay_open(c, app);
    let last = app.number("SELECT max(seq) FROM audit_entries WHERE account_id = 1");
    run(c, &format!("UPDATE audit_entries SET request_id = 'other' WHERE account_id = 1 AND seq = {last}"));
    rebuild(c, app, last);
}

/// Takes away what keeps the log as it is.
fn lay_open(c: &mut Conn, app: &App) {
    if app.postgres() {
        run(c, "ALTER TABLE audit_entries DISABLE TRIGGER USER");
        run(c, "SET LOCAL session_replication_role = replica");
    } else {
        run(c, "PRAGMA defer_foreign_keys = ON");
        run(c, "DROP TRIGGER audit_entries_stay");
        run(c, "DROP TRIGGER audit_entries_kept");
    }
}

#[derive(diesel::QueryableByName)]
struct Whole {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    seq: i64,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    at: i64,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::BigInt>)]
    root_user_id: Option<i64>,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::BigInt>)]
    effective_user_id: Option<i64>,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::BigInt>)]
    frame_id: Option<i64>,
    #[diesel(sql_type = diesel::sql_types::Text)]
    chain: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    act: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    object_kind: String,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    object_id: i64,
    #[diesel(sql_type = diesel::sql_types::Text)]
    channel: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    request_id: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    commitment: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    previous: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    hash: String,
}

/// Links every line of the first account from `first` on anew, and seals the end, as only who has the secret can.
fn rebuild(c: &mut Conn, app: &App, first: i64) {
    let lines: Vec<Whole> = diesel::sql_query(format!(
        "SELECT * FROM audit_entries WHERE account_id = 1 AND seq >= {} ORDER BY seq",
        first - 1
    ))
    .load(c)
    .unwrap();
    let mut hash = lines[0].hash.clone();
    let mac = |parts: &[&[u8]]| app.state.secrets.audit_mac(parts);
    let maybe = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    for line in &lines[1..] {
        let previous = std::mem::take(&mut hash);
        assert!(!line.previous.is_empty());
        hash = mac(&[
            &1_i64.to_be_bytes(),
            &line.seq.to_be_bytes(),
            &line.at.to_be_bytes(),
            maybe(line.root_user_id).as_bytes(),
            maybe(line.effective_user_id).as_bytes(),
            maybe(line.frame_id).as_bytes(),
            line.chain.as_bytes(),
            line.act.as_bytes(),
            line.object_kind.as_bytes(),
            &line.object_id.to_be_bytes(),
            line.channel.as_bytes(),
            line.request_id.as_bytes(),
            line.commitment.as_bytes(),
            previous.as_bytes(),
        ]);
        run(
            c,
            &format!(
                "UPDATE audit_entries SET previous = '{previous}', hash = '{hash}' WHERE account_id = 1 AND seq = {}",
                line.seq
            ),
        );
    }
    let last = lines.last().unwrap().seq;
    let seal = mac(&[b"head", &1_i64.to_be_bytes(), &last.to_be_bytes(), hash.as_bytes()]);
    run(c, &format!("UPDATE audit_heads SET seq = {last}, hash = '{hash}', seal = '{seal}' WHERE account_id = 1"));
}

/// Somebody who may write to the database, and who has kept every end of the chain with its seal.
struct Attacker {
    number: u64,
    heads: Vec<(i64, String, String)>,
}

impl Attacker {
    fn look(&mut self, app: &App) {
        let of = |column: &str| format!("SELECT {column} FROM audit_heads WHERE account_id = 1");
        self.heads.push((app.number(&of("seq")), app.text(&of("hash")), app.text(&of("seal"))));
    }

    /// A number below `below`, another each time, the same in every run.
    fn pick(&mut self, below: usize) -> usize {
        self.number = self.number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.number >> 33) as usize % below
    }

    fn strike(&mut self, c: &mut Conn, app: &App, kind: usize, round: i32) {
        lay_open(c, app);
        let last = self.heads.last().unwrap().0;
        // Any line but the first, which has none before it, and the last.
        let seq = 2 + self.pick(last as usize - 2) as i64;
        let line = format!("account_id = 1 AND seq = {seq}");
        match kind {
            0 => {
                let columns = [
                    "at = at + 1",
                    "act = 'ticket.solved'",
                    "object_id = object_id + 1",
                    "chain = '[]'",
                    "root_user_id = 103, effective_user_id = 103",
                    "request_id = 'x'",
                    "channel = 'api'",
                ];
                let column = columns[self.pick(columns.len())];
                run(c, &format!("UPDATE audit_entries SET {column} WHERE {line}"));
            }
            1 => {
                run(
                    c,
                    &format!("DELETE FROM audit_values WHERE entry_id = (SELECT id FROM audit_entries WHERE {line})"),
                );
                run(c, &format!("DELETE FROM audit_entries WHERE {line}"));
            }
            2 => {
                let other = if seq == last { seq - 1 } else { seq + 1 };
                run(c, &format!("UPDATE audit_entries SET seq = -1 WHERE {line}"));
                run(c, &format!("UPDATE audit_entries SET seq = {seq} WHERE account_id = 1 AND seq = {other}"));
                run(c, &format!("UPDATE audit_entries SET seq = {other} WHERE account_id = 1 AND seq = -1"));
            }
            4 => {
                run(c, &format!("UPDATE audit_entries SET request_id = 'forged {round}' WHERE {line}"));
                rebuild(c, app, seq);
            }
            _ => {
                let at = self.pick(self.heads.len() - 1);
                let (seq, hash, seal) = self.heads[at].clone();
                run(
                    c,
                    &format!(
                        "DELETE FROM audit_values WHERE entry_id IN (SELECT id FROM audit_entries WHERE account_id = 1 AND seq > {seq})"
                    ),
                );
                run(c, &format!("DELETE FROM audit_entries WHERE account_id = 1 AND seq > {seq}"));
                run(
                    c,
                    &format!(
                        "UPDATE audit_heads SET seq = {seq}, hash = '{hash}', seal = '{seal}' WHERE account_id = 1"
                    ),
                );
                if kind == 5 {
                    // The copy is used for a while, so that its log is as long as the one before.
                    run(
                        c,
                        &format!(
                            "INSERT INTO audit_entries (account_id, seq, at, chain, act, object_kind, object_id, channel, request_id, commitment, previous, hash) \
                        SELECT 1, {seq} + n.k, 1, '[\"copy\"]', 'demo.made', 'account', 1, 'system', '-', '{}', '-', '-' FROM (SELECT row_number() OVER (ORDER BY id) AS k FROM audit_entries LIMIT {}) n",
                            stead::secrets::sha256(b"s\n{}"),
                            last - seq
                        ),
                    );
                    run(
                        c,
                        &format!(
                            "INSERT INTO audit_values (entry_id, salt, body) SELECT id, 's', '{{}}' FROM audit_entries WHERE account_id = 1 AND seq > {seq}"
                        ),
                    );
                    rebuild(c, app, seq + 1);
                }
            }
        }
    }
}
