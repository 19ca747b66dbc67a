//! Random work of two roots in three tabs each, with people demoted, suspended and deleted in between and the clock
//! moving: whatever the order, the invariants hold. A failure prints the seed and the steps that led to it.

use std::collections::HashSet;

use stead::identity::{self, Asked, EndCause, Gate, Identity, Origin, Resolution, Start};
use stead::policy::{self, Standing};
use stead::state::State;

use crate::support::{App, Database};

/// Interleavings on each database, and steps in each.
const ON_SQLITE: u64 = 10_000;
const ON_POSTGRES: u64 = 300;
const STEPS: u64 = 9;
/// Interleavings in one database, before it is made anew.
const BATCH: u64 = 500;

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

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.next() % choices.len() as u64).unwrap()]
    }
}

struct Root {
    user: i64,
    key: Option<String>,
    /// The scope of each tab; `None` is the root as itself.
    tabs: [Option<String>; 3],
}

struct Run<'a> {
    state: &'a State,
    gate: Gate,
    conn: stead::db::Conn,
    roots: [Root; 2],
    /// Scopes that were seen to be over; they must never live again.
    over: HashSet<String>,
    trace: Vec<String>,
}

impl Run<'_> {
    async fn look(&mut self, root: usize, tab: usize) -> Option<Identity> {
        let asked = Asked {
            label: None,
            key: self.roots[root].key.clone(),
            scope: self.roots[root].tabs[tab].clone(),
            ..Asked::default()
        };
        let scope = asked.scope.clone();
        let (_, found) = self.gate.look(asked).await.unwrap();
        let identity = match found {
            Resolution::Live(identity, _) => Some(identity),
            _ => None,
        };
        match (&identity, scope) {
            (Some(identity), scope) => self.check(root, identity, scope.as_deref()),
            (None, Some(scope)) => drop(self.over.insert(scope)),
            (None, None) => {}
        }
        identity
    }

    /// What must be true of every identity that is let through.
    fn check(&self, root: usize, identity: &Identity, scope: Option<&str>) {
        let now = self.state.clock.now();
        assert_eq!(identity.root().id, self.roots[root].user, "the root is who signed in");
        assert_eq!(identity.frame().map(|f| f.scope.as_str()), scope, "the frame is the one that was named");
        if let Some(scope) = scope {
            assert!(!self.over.contains(scope), "what is over stays over");
        }
        let chain: Vec<Standing> = identity.chain().map(|p| p.standing).collect();
        assert!(chain.len() <= policy::MAX_DEPTH + 1);
        assert!(chain.iter().all(Standing::active), "nobody who is shut out");
        assert!(chain.windows(2).all(|w| w[1].rank() < w[0].rank()), "strictly downwards");
        let distinct: HashSet<i64> = chain.iter().map(|s| s.user).collect();
        assert_eq!(distinct.len(), chain.len(), "nobody twice");
        for (n, frame) in identity.frames().iter().enumerate() {
            assert!(frame.expires_at > now && frame.idle_until > now, "in time");
            assert_eq!(frame.actor, chain[n].user, "started by whoever stands below");
        }
        assert!(
            identity.frames().windows(2).all(|w| w[1].expires_at <= w[0].expires_at && w[1].parent == Some(w[0].id))
        );
        for standing in &chain {
            assert!(identity.rights().within(policy::of(standing)), "never more than anybody below");
        }
    }

    fn sql(&mut self, statement: &str) {
        use diesel::RunQueryDsl;
        diesel::sql_query(statement).execute(&mut self.conn).unwrap();
    }

    fn number(&mut self, query: &str) -> i64 {
        use diesel::RunQueryDsl;
        #[derive(diesel::QueryableByName)]
        struct One {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        diesel::sql_query(format!("SELECT CAST(({query}) AS BIGINT) AS n")).get_result::<One>(&mut self.conn).unwrap().n
    }

    fn sign_in(&mut self, root: usize) {
        let user = self.roots[root].user;
        let account = self.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        let person = self.state.db.read_now(|c| identity::person(c, &account, user)).unwrap();
        if person.standing.active() {
            let key = identity::write_as_system(self.state, &account, "test", "command", |tx| {
                identity::create_session(tx, &person, "", None)
            })
            .unwrap();
            self.roots[root].key = Some(key);
        }
    }

    async fn step(&mut self, dice: &mut Dice) {
        let (root, tab) = (dice.of(&[0, 1]), dice.of(&[0, 1, 2]));
        let origin = Origin::local("web");
        let kind = dice.next() % 100;
        if kind < 58 {
            let Some(identity) = self.look(root, tab).await else { return };
            let outcome = match kind {
                0..38 => {
                    let subject = dice.of(&[101, 102, 104, 105, 107, 109, 110, 152]);
                    self.trace.push(format!("root {root} tab {tab} assumes {subject}"));
                    let ask =
                        Start { subject, reason: String::new(), return_path: "/".into(), changes: true, proved: true };
                    let expected = self
                        .state
                        .db
                        .read_now(|c| identity::person(c, identity.account(), subject))
                        .ok()
                        .map(|p| identity.may_assume(&p));
                    let done = identity::write(self.state, &identity, &origin, |tx| identity::start(tx, &ask));
                    assert_eq!(
                        done.is_ok(),
                        expected == Some(Ok(())),
                        "a start succeeds exactly when the policy says so"
                    );
                    done.map(|started| {
                        let next = (tab + 1) % 3;
                        self.roots[root].tabs[next] = Some(started.frame.scope.clone());
                        started.key
                    })
                }
                38..44 => {
                    self.trace.push(format!("root {root} tab {tab} back"));
                    identity::write(self.state, &identity, &origin, identity::back).map(|r| r.key)
                }
                44..50 => {
                    self.trace.push(format!("root {root} tab {tab} revert"));
                    identity::write(self.state, &identity, &origin, identity::revert).map(|r| r.key)
                }
                50..55 => {
                    self.trace.push(format!("root {root} tab {tab} reverts what it started"));
                    identity::write(self.state, &identity, &origin, identity::revert_started).map(|r| r.key)
                }
                _ => {
                    self.trace.push(format!("root {root} signs out"));
                    let account = identity.account().clone();
                    identity::write(self.state, &identity, &origin, |tx| {
                        identity::end_session(tx, &account, identity.session_id(), EndCause::SignedOut)
                    })
                    .map(|_| None)
                }
            };
            if let Ok(Some(key)) = outcome {
                self.roots[root].key = Some(key);
            }
            return;
        }
        match kind {
            58..68 => {
                let minutes = dice.of(&[1, 9, 16, 31, 61]);
                self.trace.push(format!("{minutes} minutes pass"));
                self.state.clock.forward(minutes * 60);
            }
            68..72 => {
                self.trace.push("the sweep runs".into());
                identity::close_overdue(self.state).unwrap();
            }
            72..90 => {
                let user = dice.of(&[101, 102, 104, 105, 109, 110]);
                let change = match user {
                    // The owner stays one: the account's own column says so.
                    101 => {
                        dice.of(&["suspended_at = 1", "suspended_at = NULL, deleted_at = NULL", "epoch = epoch + 1"])
                    }
                    102 => dice.of(&[
                        "role = 'agent', epoch = epoch + 1",
                        "role = 'administrator'",
                        "suspended_at = 1",
                        "deleted_at = 1",
                        "suspended_at = NULL, deleted_at = NULL",
                    ]),
                    104 | 105 => dice.of(&[
                        "role = 'light_agent'",
                        "role = 'agent', ticket_access = 'all'",
                        "ticket_access = 'assigned'",
                        "suspended_at = 1",
                        "suspended_at = NULL, deleted_at = NULL",
                        "role = 'administrator', epoch = epoch + 1",
                    ]),
                    _ => dice.of(&[
                        "suspended_at = 1",
                        "deleted_at = 1",
                        "suspended_at = NULL, deleted_at = NULL",
                        "epoch = epoch + 1",
                        "role = 'agent'",
                        "role = 'end_user'",
                    ]),
                };
                self.trace.push(format!("user {user}: {change}"));
                self.sql(&format!("UPDATE users SET {change} WHERE id = {user}"));
            }
            _ => {
                self.trace.push(format!("root {root} signs in"));
                self.sign_in(root);
                self.roots[root].tabs = [None, None, None];
            }
        }
    }

    /// What must be true of the tables once everybody has looked.
    fn tables(&mut self) {
        for (what, query) in [
            (
                "no live child of a dead parent",
                "SELECT count(*) FROM frames c JOIN frames p ON p.id = c.parent_id WHERE c.ended_at IS NULL AND p.ended_at IS NOT NULL",
            ),
            (
                "no live frame of a dead session",
                "SELECT count(*) FROM frames f JOIN sessions s ON s.id = f.root_session_id WHERE f.ended_at IS NULL AND s.ended_at IS NOT NULL",
            ),
            (
                "no child outlives its parent",
                "SELECT count(*) FROM frames c JOIN frames p ON p.id = c.parent_id WHERE c.expires_at > p.expires_at",
            ),
            (
                "no cycle",
                "SELECT count(*) FROM frames c JOIN frames p ON p.id = c.parent_id WHERE c.depth <> p.depth + 1 OR c.root_session_id <> p.root_session_id OR c.subject_user_id = p.actor_user_id",
            ),
        ] {
            assert_eq!(self.number(query), 0, "{what}");
        }
    }

    /// Every frame has its two lines, no more and no fewer.
    fn log_is_complete(&mut self) {
        for (act, query) in [
            ("started", "SELECT count(*) FROM frames"),
            ("ended", "SELECT count(*) FROM frames WHERE ended_at IS NOT NULL"),
        ] {
            let lines = format!(
                "SELECT count(DISTINCT object_id) * 1000000 + count(*) FROM audit_entries WHERE act = 'assumption.{act}'"
            );
            let frames = self.number(query);
            assert_eq!(self.number(&lines), frames * 1_000_000 + frames, "{act}");
        }
    }
}

/// Plays the interleavings with these seeds.
async fn play(database: Database, seeds: std::ops::Range<u64>) {
    let mut started = 0;
    let mut from = seeds.start;
    while from < seeds.end {
        let app = App::start(database);
        let until = (from + BATCH).min(seeds.end);
        let mut run = Run {
            state: &app.state,
            gate: Gate::new(app.state.clone()),
            conn: app.conn(),
            roots: [
                Root { user: 101, key: None, tabs: Default::default() },
                Root { user: 102, key: None, tabs: Default::default() },
            ],
            over: HashSet::new(),
            trace: vec![],
        };
        for seed in from..until {
            run.trace.clear();
            run.sql("UPDATE users SET suspended_at = NULL, deleted_at = NULL, ticket_access = 'all', role = CASE WHEN id IN (101, 102) THEN 'administrator' WHEN id IN (104, 105) THEN 'agent' ELSE 'end_user' END WHERE id IN (101, 102, 104, 105, 109, 110)");
            let mut dice = Dice(seed);
            for root in [0, 1] {
                run.sign_in(root);
                run.roots[root].tabs = [None, None, None];
            }
            let story = async {
                for _ in 0..STEPS {
                    run.step(&mut dice).await;
                }
                for root in [0, 1] {
                    for tab in [0, 1, 2] {
                        run.look(root, tab).await;
                    }
                }
            };
            let outcome = futures_util::FutureExt::catch_unwind(std::panic::AssertUnwindSafe(story)).await;
            if outcome.is_err() {
                panic!("seed {seed} on {database:?}:\n{}", run.trace.join("\n"));
            }
            if seed % 10 == 0 {
                run.tables();
            }
        }
        run.log_is_complete();
        started += run.number("SELECT count(*) FROM frames");
        assert_eq!(app.audit().faults, []);
        from = until;
    }
    assert!(started > 0, "something was assumed");
}

#[tokio::test(flavor = "multi_thread")]
async fn first_half_of_the_interleavings_on_sqlite() {
    play(Database::Sqlite, 0..ON_SQLITE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn second_half_of_the_interleavings_on_sqlite() {
    play(Database::Sqlite, ON_SQLITE..2 * ON_SQLITE + 1_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn interleavings_on_postgres() {
    play(Database::Postgres, 0..ON_POSTGRES).await;
}
