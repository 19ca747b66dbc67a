//! The real binary, command by command: what it prints, what it refuses, its exit codes, what it leaves behind.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use diesel::RunQueryDsl;
use stead::db::Location;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use crate::support::Database;
use crate::support::app::{FreshPostgres, connect, scratch};

/// Longest that any command here may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine on which nothing of Stead is yet: a data folder that does not exist, and an empty database.
pub struct Machine {
    folder: PathBuf,
    postgres: Option<FreshPostgres>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Machine {
    pub fn new(database: Database) -> Self {
        let postgres = (database == Database::Postgres).then(FreshPostgres::make);
        Self { folder: scratch(), postgres }
    }

    fn both() -> [Self; 2] {
        [Self::new(Database::Sqlite), Self::new(Database::Postgres)]
    }

    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn location(&self) -> Location {
        match &self.postgres {
            Some(fresh) => fresh.location(),
            None => Location::Sqlite(self.data().join("stead.sqlite3")),
        }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stead"));
        // Whatever happens to the test, the process goes with it.
        command.args(arguments).current_dir(&self.folder).kill_on_drop(true);
        for (name, _) in
            std::env::vars().filter(|(n, _)| n.starts_with("STEAD_") || n == "DATABASE_URL" || n == "SMTP_URL")
        {
            command.env_remove(name);
        }
        command.env("STEAD_BIND", "127.0.0.1:0").env("STEAD_WORKERS", "2");
        // No letter but those that a test is about.
        command.env("STEAD_PAYMENT_PROVIDER", "none");
        if let Location::Postgres(url) = self.location() {
            command.env("DATABASE_URL", url);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub async fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, "").await
    }

    async fn run_with(&self, arguments: &[&str], input: &str) -> Done {
        let mut child = self.command(arguments).spawn().unwrap();
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes()).await;
        let ended = tokio::time::timeout(PATIENCE, child.wait_with_output());
        let output = ended.await.unwrap_or_else(|_| panic!("{arguments:?} does not end")).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Done { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub async fn done(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments).await;
        assert_eq!(done.code, Some(0), "{arguments:?}: {done:?}");
        done.out
    }

    /// Runs what must be refused: exit code 1, nothing on standard output, each of the words on standard error.
    async fn refused(&self, arguments: &[&str], words: &[&str]) {
        let done = self.run(arguments).await;
        assert_eq!(done.code, Some(1), "{arguments:?}: {done:?}");
        assert_eq!(done.out, "", "{arguments:?}");
        for word in words {
            assert!(done.err.contains(word), "{arguments:?}: «{word}» is not in {}", done.err);
        }
    }

    pub async fn create(&self, subdomain: &str) -> String {
        self.done(&creation(subdomain)).await
    }

    pub fn sql(&self, statements: &[&str]) {
        let mut conn = connect(&self.location());
        for statement in statements {
            diesel::sql_query(*statement).execute(&mut conn).unwrap_or_else(|e| panic!("{statement}: {e}"));
        }
    }

    pub fn number(&self, query: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct One {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let query = format!("SELECT CAST(({query}) AS BIGINT) AS n");
        diesel::sql_query(&query).get_result::<One>(&mut connect(&self.location())).unwrap().n
    }

    /// Starts a command that serves, and waits until it says where.
    async fn start(&self, arguments: &[&str]) -> Server {
        let mut child = self.command(arguments).spawn().unwrap();
        let said: Arc<Mutex<String>> = Arc::default();
        let (sender, mut lines) = mpsc::unbounded_channel();
        listen(child.stdout.take().unwrap(), said.clone(), sender.clone());
        listen(child.stderr.take().unwrap(), said.clone(), sender);
        let ready = async {
            while let Some(line) = lines.recv().await {
                let told = line
                    .split("serving on ")
                    .nth(1)
                    .or(line.strip_suffix(" serves the first of them. Ctrl-C ends the demo."));
                if let Some(url) = told.and_then(|t| t.split("http://").nth(1)) {
                    return url.split([' ', '/']).next().unwrap_or_default().to_owned();
                }
            }
            panic!("{arguments:?} ended: {}", said.lock().unwrap())
        };
        let address = tokio::time::timeout(PATIENCE, ready).await.unwrap_or_else(|_| panic!("{arguments:?} is silent"));
        Server { child, address, said, jar: BTreeMap::new() }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn creation(subdomain: &str) -> Vec<&str> {
    vec![
        "account",
        "create",
        "--subdomain",
        subdomain,
        "--name",
        "Acme Tools",
        "--owner-name",
        "Amira Haddad",
        "--owner-email",
        "amira@acme.example",
    ]
}

/// Keeps everything a process says, line by line, so that it never waits for a reader.
fn listen(from: impl AsyncRead + Unpin + Send + 'static, said: Arc<Mutex<String>>, to: mpsc::UnboundedSender<String>) {
    tokio::spawn(async move {
        let mut lines = BufReader::new(from).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            *said.lock().unwrap() += &format!("{line}\n");
            let _ = to.send(line);
        }
    });
}

/// A process that serves, and a browser at it.
struct Server {
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
    jar: BTreeMap<String, String>,
}

impl Server {
    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    async fn ask(&mut self, method: &str, host: &str, path: &str, form: &[(&str, &str)]) -> (u16, String) {
        let (_, port) = self.address.split_once(':').unwrap();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let jar = self.jar.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut request = client
            .request(method.parse().unwrap(), format!("http://{}{path}", self.address))
            .header("host", format!("{host}:{port}"))
            .header("cookie", jar);
        if method == "POST" {
            let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
            let body = form.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect::<Vec<_>>().join("&");
            request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        }
        let answer = request.send().await.unwrap_or_else(|e| panic!("{path}: {e}: {}", self.said()));
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.jar.insert(name.to_owned(), value.to_owned());
        }
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn get(&mut self, host: &str, path: &str) -> (u16, String) {
        self.ask("GET", host, path, &[]).await
    }

    /// Sends the form of a page; answers the status.
    async fn submit(&mut self, host: &str, path: &str, fields: &[(&str, &str)]) -> u16 {
        let (_, page) = self.get(host, path).await;
        let token = page.split("name=\"form_token\" value=\"").nth(1).unwrap_or_else(|| panic!("{path}: {page}"));
        let mut form = vec![("form_token", token.split('"').next().unwrap())];
        form.extend_from_slice(fields);
        self.ask("POST", host, path, &form).await.0
    }

    /// Asks the process to end, as a service manager does; answers its exit code.
    async fn stop(&mut self) -> Option<i32> {
        let id = self.child.id().expect("the process runs").to_string();
        let asked = std::process::Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status().unwrap();
        assert!(asked.success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        ended.unwrap_or_else(|_| panic!("SIGTERM does not end it: {}", self.said())).unwrap().code()
    }
}

/// The path of the one-time link that a command printed.
fn link(out: &str) -> String {
    let at = out.find("/access/invitation/").unwrap_or_else(|| panic!("no link: {out}"));
    let path = out[at..].split_whitespace().next().unwrap();
    assert_eq!(path.len(), "/access/invitation/".len() + 43, "256 bits: {path}");
    path.to_owned()
}

#[tokio::test]
async fn every_command_explains_itself() {
    let machine = Machine::new(Database::Sqlite);
    let (mut left, mut seen) = (vec![String::new()], vec![]);
    while let Some(command) = left.pop() {
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        arguments.push("--help");
        let help = machine.done(&arguments).await;
        assert!(help.contains("Usage: stead"), "{command}: {help}");
        assert!(!help.lines().next().unwrap().is_empty());
        let options = help.split("\nOptions:\n").nth(1).unwrap_or_else(|| panic!("{command}: {help}"));
        for option in format!("\n{options}").split("\n      --").skip(1) {
            let words = option.split_whitespace().filter(|w| !w.starts_with(['<', '[']));
            assert!(words.count() > 2, "--{option} of stead {command} says what it does");
        }
        let commands = help.split("\nCommands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap_or_default();
        for line in commands.lines().filter(|l| !l.trim_start().starts_with("help ")) {
            let (name, text) = line.trim_start().split_once(' ').unwrap();
            assert!(!text.trim().is_empty(), "{line}");
            left.push(format!("{command} {name}").trim().to_owned());
        }
        seen.push(command);
    }
    seen.sort();
    let known = [
        "",
        "account",
        "account create",
        "account invite",
        "account invoice",
        "account ip-off",
        "account owner",
        "account plan",
        "account seat",
        "audit",
        "audit checkpoint",
        "audit restored",
        "audit verify",
        "demo",
        "doctor",
        "erasure",
        "erasure rewrite",
        "erasure verify",
        "migrate",
        "operator",
        "operator break-glass",
        "operator create",
        "operator invite",
        "seed",
        "serve",
    ];
    assert_eq!(seen, known);
    assert!(machine.done(&["--version"]).await.starts_with("stead "));
    for wrong in [
        &[][..],
        &["fly"],
        &["serve", "--fly"],
        &["--bind", "nowhere", "serve"],
        &["serve", "--trusted-proxies", "0.0.0.0/0"],
        &["account"],
    ] {
        assert_eq!(machine.run(wrong).await.code, Some(2), "{wrong:?}");
    }
    assert!(!machine.data().exists(), "explaining makes nothing");
}

#[tokio::test]
async fn what_only_looks_makes_nothing() {
    let machine = Machine::new(Database::Sqlite);
    let doctor = machine.run(&["doctor"]).await;
    assert!(!machine.data().exists(), "{doctor:?}");
    assert!(doctor.out.contains("data"), "{doctor:?}");
    machine.refused(&["audit", "verify"], &["data"]).await;
    assert!(!machine.data().exists());
    machine.refused(&["account", "invite", "--subdomain", "acme", "--email", "amira@acme.example"], &["data"]).await;
    assert!(!machine.data().exists());
    machine.refused(&["migrate", "--pending"], &["data"]).await;
    assert!(!machine.data().exists());
}

#[tokio::test]
async fn the_doctor_finds_an_installation_in_order_and_names_what_is_not() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let good = machine.done(&["doctor"]).await;
        for part in ["configuration", "data", "secret", "database", "accounts", "clock", "descriptors"] {
            assert!(good.lines().any(|l| l.contains(part) && !l.starts_with("FAIL")), "{part}: {good}");
        }
        assert!(!good.contains("FAIL"), "{good}");

        // A clock that was set back would put new lines of the log before old ones.
        let kept = machine.number("SELECT max(created_at) FROM accounts");
        let (off, on) = if machine.postgres.is_some() {
            ("ALTER TABLE audit_entries DISABLE TRIGGER USER", "ALTER TABLE audit_entries ENABLE TRIGGER USER")
        } else {
            ("DROP TRIGGER audit_entries_stay", "SELECT 1")
        };
        machine.sql(&[off, &format!("UPDATE audit_entries SET at = {}", kept + 3_600_000), on]);
        let bad = machine.run(&["doctor"]).await;
        assert_eq!(bad.code, Some(1));
        assert!(bad.out.lines().any(|l| l.starts_with("FAIL") && l.contains("clock")), "{bad:?}");

        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let secret = machine.data().join("secret.key");
            assert_eq!(std::fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
            std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).unwrap();
            let bad = machine.run(&["doctor"]).await;
            assert_eq!(bad.code, Some(1));
            assert!(bad.out.lines().any(|l| l.starts_with("FAIL") && l.contains("secret")), "{bad:?}");
        }
    }
}

#[tokio::test]
async fn an_account_is_made_and_its_owner_comes_in() {
    for machine in Machine::both() {
        let out = machine.create("acme").await;
        assert!(
            out.contains("Acme Tools") && out.contains("acme.localhost") && out.contains("amira@acme.example"),
            "{out}"
        );
        let first = link(&out);

        let mut other = creation("globex");
        other.extend(["--password-stdin", "--locale", "fr", "--time-zone", "Europe/Paris", "--plan", "enterprise"]);
        let short = machine.run_with(&other, "short\n").await;
        assert_eq!(short.code, Some(1), "{short:?}");
        assert!(short.err.contains("accepted: "), "{}", short.err);
        assert_eq!(machine.number("SELECT count(*) FROM accounts"), 1, "a password that cannot be makes no account");
        let made = machine.run_with(&other, "A long enough password 3\n").await;
        assert_eq!(made.code, Some(0), "{made:?}");
        assert!(!made.out.contains("/access/invitation/") && !made.out.contains("long enough"), "{}", made.out);
        assert!(
            made.out.contains("fr") && made.out.contains("Europe/Paris") && made.out.contains("enterprise"),
            "{}",
            made.out
        );

        // A fresh link takes the place of the first.
        let invite = ["account", "invite", "--subdomain", "acme", "--email", "amira@acme.example"];
        let second = link(&machine.done(&invite).await);
        assert_ne!(first, second);
        machine
            .refused(
                &["account", "invite", "--subdomain", "acme", "--email", "nobody@acme.example"],
                &["nobody@acme.example"],
            )
            .await;
        machine
            .refused(&["account", "invite", "--subdomain", "nowhere", "--email", "amira@acme.example"], &["nowhere"])
            .await;

        let mut server = machine.start(&["serve"]).await;
        let host = "acme.localhost";
        assert_eq!(server.get(host, &first).await.0, 404, "a newer link was made");
        assert_eq!(server.get("globex.localhost", &second).await.0, 404, "the link is of another account");
        assert_eq!(server.get(host, &second).await.0, 200);
        assert_eq!(server.submit(host, &second, &[("password", "Chosen by the owner 4")]).await, 303);
        let (status, page) = server.get(host, "/admin").await;
        assert!(status == 200 && page.contains("Amira Haddad"), "{status}: {page}");
        server.jar.clear();
        assert_eq!(server.get(host, &second).await.0, 404, "once");
        let entry = [("email", "amira@acme.example"), ("password", "A long enough password 3")];
        assert_eq!(server.submit("globex.localhost", "/access/sign-in", &entry).await, 303);
        assert_eq!(server.get("globex.localhost", "/admin").await.0, 200);
        assert_eq!(server.stop().await, Some(0));
    }
}

#[tokio::test]
async fn the_operator_console_is_founded_and_its_first_administrator_comes_in() {
    let created = |name: &'static str, email: &'static str| ["operator", "create", "--name", name, "--email", email];
    for machine in Machine::both() {
        machine.create("acme").await;
        let nadia = created("Nadia Rossi", "nadia@harbourlight.example");
        machine.refused(&nadia, &["--administrator"]).await;
        machine.refused(&["operator", "invite", "--email", "nadia@harbourlight.example"], &["nadia@"]).await;
        let first = [&nadia[..], &["--administrator", "--company", "Harbourlight", "--locale", "fr"]].concat();
        let out = machine.done(&first).await;
        assert!(out.contains("Harbourlight") && out.contains("/operator/") && out.contains("administrator"), "{out}");
        let link = format!("/operator{}", link(&out));
        machine.refused(&first, &["Harbourlight"]).await;
        machine.refused(&[&nadia[..], &["--administrator"]].concat(), &["nadia@harbourlight.example already"]).await;
        machine.refused(&created("Otto Okoye", "otto"), &["«otto»"]).await;
        machine.refused(&created(" ", "otto@harbourlight.example"), &["1 to 200"]).await;
        let otto = machine.done(&created("Otto Okoye", "otto@harbourlight.example")).await;
        assert!(otto.contains("support staff"), "{otto}");
        // The realm is no account: no command on accounts reaches it, and nobody else finds it.
        machine
            .refused(
                &["account", "invite", "--subdomain", "_operator", "--email", "otto@harbourlight.example"],
                &["_operator"],
            )
            .await;
        machine
            .refused(
                &["account", "plan", "--subdomain", "_operator", "--plan", "team", "--reason", "x"],
                &["_operator"],
            )
            .await;
        let doctor = machine.run(&["doctor"]).await;
        assert!(doctor.out.lines().any(|line| line.contains("accounts") && line.contains('1')), "{doctor:?}");

        let mut server = machine.start(&["serve"]).await;
        let host = "localhost";
        assert_eq!(server.get("acme.localhost", &link).await.0, 404, "on its own host only");
        let (status, page) = server.get(host, &link).await;
        assert!(status == 200 && page.contains("Harbourlight") && page.contains("lang=\"fr\""), "{status}: {page}");
        assert_eq!(server.submit(host, &link, &[("password", "Lantern on the quay 9")]).await, 303);
        let (status, page) = server.get(host, "/operator/access/set-up").await;
        assert!(status == 200 && page.contains("id=\"key\""), "an app is set up first: {page}");
        assert_eq!(server.get(host, "/operator/accounts").await.0, 303, "and nobody is in before");
        assert_eq!(server.stop().await, Some(0));

        let again = machine.done(&["operator", "invite", "--email", "nadia@harbourlight.example"]).await;
        assert!(again.contains("/operator/access/invitation/"), "{again}");
        // Broken glass needs an account, one of the staff, a reason, and an hour at most.
        let glass = |subdomain: &'static str, email: &'static str, reason: &'static str, minutes: &'static str| {
            [
                "operator",
                "break-glass",
                "--subdomain",
                subdomain,
                "--email",
                email,
                "--reason",
                reason,
                "--minutes",
                minutes,
            ]
        };
        let nadia = "nadia@harbourlight.example";
        machine.refused(&glass("acme", "olga@acme.example", "Mails loop", "10"), &["olga@acme.example"]).await;
        machine.refused(&glass("nowhere", nadia, "Mails loop", "10"), &["nowhere"]).await;
        machine.refused(&glass("acme", nadia, " ", "10"), &["reason"]).await;
        machine.refused(&glass("acme", nadia, "Mails loop", "61"), &["1 to 60"]).await;
        let opened = machine.done(&glass("acme", nadia, "Mails loop", "10")).await;
        assert!(opened.contains("Nadia Rossi") && opened.contains("The owner is told by mail"), "{opened}");
        let verified = machine.done(&["audit", "verify"]).await;
        assert!(verified.contains("2 accounts") && verified.contains("as it was written"), "{verified}");
        machine.sql(&["UPDATE users SET suspended_at = 1 WHERE name = 'Otto Okoye'"]);
        machine.refused(&["operator", "invite", "--email", "otto@harbourlight.example"], &["suspended"]).await;
    }
}

#[tokio::test]
async fn a_lost_owner_is_replaced_with_a_reason() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let owner = |email: &'static str, reason: &'static str| {
            ["account", "owner", "--subdomain", "acme", "--email", email, "--reason", reason]
        };
        machine.refused(&owner("amira@acme.example", "Gone"), &["Amira Haddad", "already"]).await;
        machine.refused(&owner("nobody@acme.example", "Gone"), &["nobody@acme.example"]).await;
        machine.refused(&owner("nobody@acme.example", "  "), &["reason", "accepted: 1 to 500"]).await;
        let known = machine.number("SELECT id FROM users");
        for (role, verified) in [("agent", "1"), ("administrator", "NULL")] {
            let (id, email) = (known + 10 + i64::from(role == "agent"), format!("{role}@acme.example"));
            machine.sql(&[&format!(
                "INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, verified_at, created_at, updated_at) \
                 SELECT {id}, account_id, '{role}', 'Rosa {role}', 'rosa {role}', '{email}', '', {verified}, 1, 1 FROM users WHERE id = {known}"
            )]);
            machine.sql(&[&format!(
                "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) \
                 SELECT account_id, id, 'email', email, email, TRUE, 1, 1 FROM users WHERE id = {id}"
            )]);
        }
        machine.refused(&owner("agent@acme.example", "Gone"), &["no active administrator"]).await;
        machine.refused(&owner("administrator@acme.example", "Gone"), &["has not confirmed"]).await;
        machine.sql(&["UPDATE users SET verified_at = 1"]);
        let out = machine.done(&owner("administrator@acme.example", "Amira has left the company")).await;
        assert!(out.contains("Rosa administrator (it was Amira Haddad)"), "{out}");
        assert_eq!(machine.number("SELECT owner_id FROM accounts"), known + 10);
        assert_eq!(
            machine.number(
                "SELECT count(*) FROM audit_entries WHERE act = 'account.owner_changed' AND channel = 'command'"
            ),
            1
        );
        assert_eq!(
            machine.number("SELECT count(*) FROM audit_values WHERE body LIKE '%Amira has left the company%'"),
            1
        );
        assert_eq!(
            machine.number(
                "SELECT count(*) FROM mails WHERE letter = 'owner_named' AND text LIKE '%Amira has left the company%'"
            ),
            2,
            "every administrator"
        );
        machine.done(&["audit", "verify"]).await;
    }
}

#[tokio::test]
async fn restrictions_that_lock_everybody_out_are_switched_off() {
    let machine = Machine::new(Database::Sqlite);
    machine.create("acme").await;
    let off =
        |account: &'static str, reason: &'static str| ["account", "ip-off", "--subdomain", account, "--reason", reason];
    machine.refused(&off("acme", "The office moved"), &["acme", "off already"]).await;
    machine.sql(&["UPDATE accounts SET ip_restricted = TRUE, ip_ranges = '192.0.2.1'"]);
    machine.refused(&off("acme", " "), &["reason", "accepted: 1 to 500"]).await;
    machine.refused(&off("nobody", "The office moved"), &["there is no account «nobody»"]).await;
    let out = machine.done(&off("acme", "The office moved")).await;
    assert!(out.contains("IP restrictions are off"), "{out}");
    let kept = "SELECT count(*) FROM accounts WHERE NOT ip_restricted AND ip_ranges = '192.0.2.1'";
    assert_eq!(machine.number(kept), 1, "the ranges stay");
    let told = "SELECT count(*) FROM audit_values WHERE body LIKE '%The office moved%'";
    assert_eq!(machine.number(told), 1);
    machine.done(&["audit", "verify"]).await;
}

#[tokio::test]
async fn the_operator_changes_a_plan_lends_seats_and_settles_invoices() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let on = |command: &'static str, more: &[&'static str]| {
            [&["account", command, "--subdomain", "acme"], more].concat()
        };
        let why = |more: &[&'static str]| [more, &["--reason", "Asked by telephone"]].concat();
        for (more, words) in [
            (why(&[]), vec!["nothing would change"]),
            (why(&["--plan", "professional"]), vec!["nothing would change"]),
            (why(&["--seats", "0"]), vec!["the number of seats is 0", "1 to 100000"]),
            (vec!["--seats", "5", "--reason", " "], vec!["accepted: 1 to 500"]),
        ] {
            machine.refused(&on("plan", &more), &words).await;
        }
        machine
            .refused(
                &["account", "plan", "--subdomain", "nobody", "--reason", "x", "--seats", "3"],
                &["no account «nobody»"],
            )
            .await;
        assert_eq!(machine.run(&on("plan", &why(&["--plan", "trial"]))).await.code, Some(2));

        // On Enterprise somebody gets a role that no other plan has.
        let out = machine
            .done(&on(
                "plan",
                &why(&["--plan", "enterprise", "--seats", "12", "--sell-seats", "1", "--cycle", "annual"]),
            ))
            .await;
        assert!(
            out.contains("enterprise (it was professional)")
                && out.contains("12 (it was 10)")
                && out.contains("€18,130.00 annual (it was €890.00 monthly)"),
            "{out}"
        );
        assert_eq!(
            machine.number(
                "SELECT count(*) FROM mails WHERE letter = 'subscription_changed' AND text LIKE '%Asked by telephone%'"
            ),
            1
        );
        assert_eq!(machine.number("SELECT count(*) FROM audit_entries WHERE act = 'subscription.changed' AND channel = 'command' AND root_user_id IS NULL"), 1);
        machine.sql(&[
            "INSERT INTO users (account_id, role, name, folded_name, email, search_text, verified_at, created_at, updated_at, custom_role_id) \
             SELECT account_id, 'agent', 'Rosa Roe', 'rosa roe', 'rosa@acme.example', '', 1, 1, 1, (SELECT id FROM roles WHERE system_key = 'staff') FROM users",
        ]);
        machine.refused(&on("plan", &why(&["--plan", "growth"])), &["1 person has a custom role", "Rosa Roe"]).await;
        machine
            .refused(
                &on("plan", &why(&["--seats", "1"])),
                &["2 seats are in use and there would be 1", "1 person first"],
            )
            .await;

        // Lent, listed, ended before their time.
        assert!(machine.done(&on("seat", &[])).await.contains("No seats are lent."));
        machine
            .refused(
                &on("seat", &["--seats", "2", "--until", "yesterday", "--reason", "x"]),
                &["«yesterday»", "2026-12-31"],
            )
            .await;
        machine.refused(&on("seat", &["--seats", "2", "--until", "2020-02-29", "--reason", "x"]), &["is over"]).await;
        machine
            .refused(&on("seat", &["--seats", "1001", "--until", "2199-12-31", "--reason", "x"]), &["1 to 1000"])
            .await;
        for wrong in [
            &["--seats", "2"][..],
            &["--until", "2199-12-31"],
            &["--end", "1"],
            &["--end", "1", "--seats", "2", "--until", "2199-12-31", "--reason", "x"],
        ] {
            assert_eq!(machine.run(&on("seat", wrong)).await.code, Some(2), "{wrong:?}");
        }
        let out = machine.done(&on("seat", &["--seats", "2", "--until", "2199-12-31", "--reason", "A handover"])).await;
        assert!(out.contains("2 seats until the end of 2199-12-31 (number 1)"), "{out}");
        let list = machine.done(&on("seat", &[])).await;
        assert!(list.contains("2 seats until 31 December 2199, 23:59 (UTC): A handover"), "{list}");
        machine.done(&on("plan", &why(&["--seats", "2"]))).await;
        machine.refused(&on("seat", &["--end", "7", "--reason", "Done"]), &["no lending 7"]).await;
        assert!(machine.done(&on("seat", &["--end", "1", "--reason", "Done"])).await.contains("2 seats (number 1)"));
        machine.refused(&on("seat", &["--end", "1", "--reason", "Done"]), &["has ended already"]).await;
        assert_eq!(
            machine.number("SELECT count(*) FROM mails WHERE letter = 'seats_lent' AND text LIKE '%has lent%until 31 December 2199, without%A handover%'"),
            1
        );
        assert_eq!(
            machine.number("SELECT count(*) FROM mails WHERE letter = 'seats_lent' AND text LIKE '%taken back%Done%'"),
            1
        );

        // The server makes the invoice by itself.
        let mut server = machine.start(&["--payment-provider", "manual", "serve"]).await;
        let until = std::time::Instant::now() + PATIENCE;
        while machine.number("SELECT count(*) FROM invoices") == 0 && std::time::Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.stop().await, Some(0));
        machine.refused(&on("invoice", &why(&["--number", "2", "--paid"])), &["no invoice 2"]).await;
        assert_eq!(machine.run(&on("invoice", &why(&["--number", "1"]))).await.code, Some(2), "paid or void");
        assert_eq!(machine.run(&on("invoice", &why(&["--number", "1", "--paid", "--void"]))).await.code, Some(2));
        assert!(machine.done(&on("invoice", &why(&["--number", "1", "--paid"]))).await.contains("1 is paid"));
        machine.refused(&on("invoice", &why(&["--number", "1", "--void"])), &["paid or void already"]).await;
        assert_eq!(
            machine.number(
                "SELECT count(*) FROM mails WHERE letter = 'invoice_settled' AND text LIKE '%Asked by telephone%'"
            ),
            1
        );
        assert_eq!(machine.number("SELECT total FROM invoices WHERE state = 'paid' AND paid_at IS NOT NULL"), 323_000);
        machine.done(&["audit", "verify"]).await;
        machine.refused(&["--payment-provider", "barter", "serve"], &["«barter»", "manual, none"]).await;

        // What is bought on trial is billed at once, in the account's currency, and not where nothing is billed.
        for (subdomain, more, billed) in
            [("beta", ["--payment-provider", "manual"], true), ("gamma", ["--payment-provider", "none"], false)]
        {
            machine.done(&[&creation(subdomain)[..], &["--plan", "trial", "--currency", "GBP"]].concat()).await;
            let buy =
                ["account", "plan", "--subdomain", subdomain, "--plan", "team", "--seats", "2", "--reason", "Bought"];
            let out = machine.done(&[&more[..], &buy[..]].concat()).await;
            assert_eq!(out.contains("£34.00 at once, for the first period"), billed, "{out}");
            let made = format!(
                "SELECT count(*) FROM invoices WHERE account_id = (SELECT id FROM accounts WHERE subdomain = '{subdomain}')"
            );
            assert_eq!(machine.number(&made), i64::from(billed));
        }
        assert_eq!(machine.number("SELECT count(*) FROM mails WHERE text LIKE '%It is now Team with 2 seats. The next invoice is £34.00 on %'"), 1);
    }
}

#[tokio::test]
async fn what_no_account_can_have_is_refused_with_what_can() {
    for machine in Machine::both() {
        machine.create("acme").await;
        machine.refused(&creation("acme"), &["acme", "another subdomain"]).await;
        let with = |flag: &'static str, value: &'static str| {
            let mut arguments = creation("other");
            match arguments.iter().position(|a| *a == flag) {
                Some(at) => arguments[at + 1] = value,
                None => arguments.extend([flag, value]),
            }
            arguments
        };
        for (flag, values, accepted) in [
            (
                "--subdomain",
                &[
                    "",
                    "Acme",
                    "a b",
                    "-a",
                    "a-",
                    "a.b",
                    "é",
                    "0123456789012345678901234567890123456789012345678901234567890123",
                ][..],
                "letters, digits and hyphens",
            ),
            ("--owner-email", &["", "amira", "@acme.example", "amira@", "a b@acme.example", "a@b@c"], "name@domain"),
            ("--time-zone", &["", "Paris", "Europe/Nowhere", "+01:00"], "Europe/Paris"),
            ("--name", &["", "  "], "1 to 200 characters"),
            ("--owner-name", &["", "  "], "1 to 200 characters"),
        ] {
            for value in values {
                // As one word, or a value that begins with a hyphen would be taken for a flag.
                let mut arguments = with(flag, value);
                let at = arguments.iter().position(|a| *a == flag).unwrap();
                let joined = format!("{flag}={value}");
                arguments.splice(at..at + 2, [&*joined]);
                machine.refused(&arguments, &["accepted: ", accepted]).await;
            }
        }
        for (flag, value) in [("--locale", "de"), ("--plan", "gold")] {
            let done = machine.run(&with(flag, value)).await;
            assert_eq!(done.code, Some(2), "{done:?}");
            assert!(done.err.contains("possible values: "), "{}", done.err);
        }
        assert_eq!(machine.number("SELECT count(*) FROM accounts"), 1);
        assert!(machine.done(&["audit", "verify"]).await.contains("1 accounts"));
    }
}

#[tokio::test]
async fn migrations_are_listed_and_run_once() {
    for machine in Machine::both() {
        machine.refused(&["migrate", "--pending"], &["data"]).await;
        assert!(machine.done(&["migrate"]).await.contains("ran: "));
        for again in [&["migrate"][..], &["migrate", "--pending"]] {
            assert_eq!(machine.done(again).await, "The database is up to date.\n");
        }
        assert_eq!(machine.number("SELECT count(*) FROM accounts"), 0);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_looks_into_the_data_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    for first in [&["migrate"][..], &creation("acme"), &["seed", "--users", "1", "--tickets", "0"]] {
        let machine = Machine::new(Database::Sqlite);
        machine.done(first).await;
        let mode = std::fs::metadata(machine.data()).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{first:?} makes a folder of mode {mode:o}");
    }
}

#[tokio::test]
async fn an_edited_log_does_not_verify() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let good = machine.done(&["audit", "verify"]).await;
        assert!(good.contains("as it was written") && good.contains("no checkpoints"), "{good}");
        assert!(machine.done(&["audit", "checkpoint"]).await.contains("Kept"));
        assert!(machine.done(&["audit", "checkpoint"]).await.contains("Nothing has changed"));
        assert!(machine.done(&["audit", "verify"]).await.contains("1 checkpoints compared"));
        machine.refused(&["audit", "restored", "--reason", " "], &["--reason"]).await;
        machine.done(&["audit", "restored", "--reason", "The disk broke"]).await;
        assert!(machine.done(&["audit", "verify"]).await.contains("The disk broke"));
        assert!(machine.number("SELECT count(*) FROM audit_entries") >= 2);
        let off = if machine.postgres.is_some() {
            "ALTER TABLE audit_entries DISABLE TRIGGER USER"
        } else {
            "DROP TRIGGER audit_entries_stay"
        };
        machine.sql(&[off, "UPDATE audit_entries SET act = 'account.other' WHERE seq = 1"]);
        let bad = machine.run(&["audit", "verify"]).await;
        assert_eq!(bad.code, Some(1), "{bad:?}");
        assert!(bad.out.contains("line 1: "), "{bad:?}");
        assert!(!bad.out.contains("as it was written") && bad.err.contains("fault"), "{bad:?}");
    }
}

#[tokio::test]
async fn a_database_is_used_with_its_own_secret_only() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let (path, lines) = (machine.data().join("secret.key"), machine.number("SELECT count(*) FROM audit_entries"));
        let right = std::fs::read(&path).unwrap();
        for wrong in [None, Some(vec![7; 32]), Some(vec![7; 3]), Some(vec![])] {
            match &wrong {
                None => std::fs::remove_file(&path).unwrap(),
                Some(bytes) => std::fs::write(&path, bytes).unwrap(),
            }
            for command in [&["serve"][..], &["audit", "verify"], &creation("other")] {
                machine.refused(command, &["secret"]).await;
            }
            let doctor = machine.run(&["doctor"]).await;
            assert_eq!(doctor.code, Some(1));
            assert!(doctor.out.lines().any(|l| l.starts_with("FAIL") && l.contains("secret")), "{doctor:?}");
            assert_eq!(std::fs::read(&path).ok(), wrong, "no other secret takes its place");
        }
        if machine.postgres.is_some() {
            // A second node that was not given the file.
            machine.refused(&["--data", "second", "serve"], &["secret.key"]).await;
            assert!(!machine.folder.join("second/secret.key").exists());
        }
        assert_eq!(machine.number("SELECT count(*) FROM audit_entries"), lines);
        std::fs::write(&path, right).unwrap();
        machine.done(&["audit", "verify"]).await;
    }
}

#[tokio::test]
async fn bulk_data_is_counted_searched_and_verified() {
    for machine in Machine::both() {
        let seed = ["seed", "--users", "40", "--organizations", "3", "--tickets", "20"];
        let out = machine.done(&seed).await;
        assert!(out.contains("40 end users") && out.contains("admin0@bench.example"), "{out}");
        assert_eq!(machine.number("SELECT count(*) FROM users WHERE role = 'end_user'"), 40);
        assert_eq!(machine.number("SELECT n FROM people_counts WHERE category = 'end_users'"), 40);
        assert_eq!(machine.number("SELECT count(*) FROM tickets"), 20);
        machine.done(&["audit", "verify"]).await;
        machine.refused(&seed, &["bench"]).await;

        let mut server = machine.start(&["serve"]).await;
        let password = out.split_once("password: ").unwrap().1.split_whitespace().next().unwrap();
        let entry = [("email", "admin0@bench.example"), ("password", password)];
        assert_eq!(server.submit("bench.localhost", "/access/sign-in", &entry).await, 303);
        let (status, page) = server.get("bench.localhost", "/agent/people?q=bench").await;
        assert!(status == 200 && page.contains("<tbody>"), "{page}");
        assert_eq!(server.stop().await, Some(0));
    }
}

#[tokio::test]
async fn it_serves_until_it_is_told_to_stop() {
    for machine in Machine::both() {
        machine.create("acme").await;
        let mut server = machine.start(&["serve"]).await;
        assert_eq!(server.get("localhost", "/health").await, (200, "ok\n".to_owned()));
        assert_eq!(server.ask("HEAD", "localhost", "/health", &[]).await, (200, String::new()));
        assert_eq!(server.get("localhost", "/").await.0, 303);
        if machine.postgres.is_none() {
            machine.refused(&["serve"], &["another process"]).await;
            assert_eq!(server.get("localhost", "/health").await.0, 200, "the first goes on");
        }
        assert_eq!(server.stop().await, Some(0));
        assert!(server.said().contains("stopped"), "{}", server.said());
        assert!(!server.said().contains("ERROR"), "{}", server.said());
        // What it held is free again.
        let mut next = machine.start(&["serve"]).await;
        assert_eq!(next.get("localhost", "/health").await.0, 200);
        assert_eq!(next.stop().await, Some(0));
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_told() {
    let machine = Machine::new(Database::Sqlite);
    machine.create("acme").await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    machine.refused(&["--bind", &address, "serve"], &[&address, "STEAD_BIND"]).await;
    for (flag, value, accepted) in [
        ("--database-url", "mysql://localhost/x", "postgres://"),
        ("--host", "https://help.example.org", "help.example.org"),
    ] {
        machine.refused(&[flag, value, "serve"], &[accepted]).await;
    }
}

#[tokio::test]
async fn the_demo_names_its_people_and_nobody_else_does() {
    let machine = Machine::new(Database::Sqlite);
    let mut demo = machine.start(&["demo"]).await;
    let said = demo.said();
    let password = said.split_once("for everybody: ").unwrap().1.lines().next().unwrap().to_owned();
    for (account, host, people_there) in [
        ("Tidewater Cycles", "tidewater.localhost", 5),
        ("Cafés Lumière", "lumiere.localhost", 5),
        ("Heron & Daughter", "heron.localhost", 4),
    ] {
        let block = said.split(account).nth(1).unwrap_or_else(|| panic!("{account}: {said}"));
        assert!(block.contains(host), "{said}");
        let people: Vec<&str> = block.lines().skip(1).take_while(|l| l.starts_with("  ")).collect();
        assert_eq!(people.len(), people_there, "{said}");
        let (status, page) = demo.get(host, "/access/sign-in").await;
        assert_eq!(status, 200);
        for person in &people {
            assert!(page.contains(person.split_whitespace().next().unwrap()), "{person}: {page}");
        }
        let email = people[1].split_whitespace().next().unwrap();
        assert_eq!(demo.submit(host, "/access/sign-in", &[("email", email), ("password", &password)]).await, 303);
        assert_eq!(demo.get(host, "/admin").await.0, 200);
        demo.jar.clear();
        // The owner finds what has been billed, and who uses the seats.
        let owner = people[0].split_whitespace().next().unwrap();
        assert_eq!(demo.submit(host, "/access/sign-in", &[("email", owner), ("password", &password)]).await, 303);
        for path in ["subscription", "invoices", "payments"] {
            assert_eq!(demo.get(host, &format!("/admin/account/billing/{path}")).await.0, 200, "{path}");
        }
        demo.jar.clear();
    }
    // The operator's console, which every account's sign-in page leads to; its people set up an authenticator app first.
    assert!(said.contains("Harbourlight (operator console)") && said.contains("nadia@harbourlight.example"), "{said}");
    assert!(demo.get("tidewater.localhost", "/access/sign-in").await.1.contains("/operator\""));
    let (status, page) = demo.get("localhost", "/operator/access/sign-in").await;
    assert!(
        status == 200 && page.contains("Nadia Rossi") && page.contains("Otto Okoye") && !page.contains("Tidewater"),
        "{page}"
    );
    let entry = [("email", "nadia@harbourlight.example"), ("password", password.as_str())];
    assert_eq!(demo.submit("localhost", "/operator/access/sign-in", &entry).await, 303);
    assert_eq!(demo.get("localhost", "/operator/access/set-up").await.0, 200);
    demo.jar.clear();
    machine.refused(&["demo"], &["another process"]).await;
    assert_eq!(demo.stop().await, Some(0));
    assert!(!machine.data().join("stead.sqlite3").exists(), "the demo keeps to a folder of its own");

    // Neither on an account that is called like one of the demo's, nor on the demo's own data.
    machine.create("tidewater").await;
    let demo_data = machine.data().join("demo").display().to_string();
    for arguments in [&["serve"][..], &["--data", &demo_data, "serve"]] {
        let mut server = machine.start(arguments).await;
        let (status, page) = server.get("tidewater.localhost", "/access/sign-in").await;
        assert_eq!(status, 200);
        assert!(!page.contains(&password) && !page.contains("@tidewater"), "{page}");
        assert_eq!(server.stop().await, Some(0));
    }

    let postgres = Machine::new(Database::Postgres);
    postgres.refused(&["demo"], &["DATABASE_URL"]).await;
}

#[tokio::test]
async fn the_receipt_of_an_erasure_is_checked_by_a_command() {
    let machine = Machine::new(Database::Sqlite);
    let mut demo = machine.start(&["demo"]).await;
    let password = demo.said().split_once("for everybody: ").unwrap().1.lines().next().unwrap().to_owned();
    let (host, email) = ("tidewater.localhost", "amira.haddad@tidewater.example");
    assert_eq!(demo.submit(host, "/access/sign-in", &[("email", email), ("password", &password)]).await, 303);
    let (_, found) = demo.get(host, "/agent/people?q=hana@sato.example").await;
    let id = found.split("/agent/users/").find_map(|part| part.split_once("\">Hana Sato").map(|(id, _)| id.to_owned()));
    let id = id.unwrap_or_else(|| panic!("{found}"));
    let (_, page) = demo.get(host, &format!("/agent/users/{id}/delete")).await;
    let close = page.split("name=\"close\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
    let fields = [("close", close), ("delete", "1")];
    assert_eq!(demo.submit(host, &format!("/agent/users/{id}/delete"), &fields).await, 303);
    let erase = format!("/admin/people/deleted-users/{id}/erase");
    assert_eq!(demo.submit(host, &erase, &[("confirm", "Hana Sato")]).await, 303);
    let mut receipt = String::new();
    for _ in 0..600 {
        let (status, body) = demo.get(host, "/admin/people/erasures/1/receipt.json").await;
        if status == 200 {
            receipt = body;
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(receipt.contains("\"seal\"") && !receipt.contains("Hana"), "{receipt}");
    assert_eq!(demo.stop().await, Some(0));

    let data = machine.data().join("demo").display().to_string();
    let write = |name: &str, text: &str| {
        let path = machine.folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let file = write("receipt.json", &receipt);
    // Every file of the data folder is looked through for words that one brings along.
    let gone = write("gone", "hana@sato.example\nHana Sato\n");
    let said = machine.done(&["--data", &data, "erasure", "verify", &file, "--needles", &gone]).await;
    assert!(said.contains("genuine"), "{said}");
    let there = write("there", "amira.haddad@tidewater.example\n");
    let found = machine.run(&["--data", &data, "erasure", "verify", &file, "--needles", &there]).await;
    assert!(found.code == Some(1) && found.out.contains("line 1 of the needles"), "{found:?}");
    let touched = write("touched.json", &receipt.replacen("\"before\":1", "\"before\":2", 1));
    let found = machine.run(&["--data", &data, "erasure", "verify", &touched]).await;
    assert_eq!(found.code, Some(1), "{found:?}");
    assert!(machine.done(&["--data", &data, "audit", "verify"]).await.contains("account"));
}
