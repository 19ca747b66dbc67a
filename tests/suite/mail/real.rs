//! The real binary and a real mail server: killed between the server's yes and the mark, and what the doctor says.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::commands::Machine;
use crate::support::Database;
use crate::support::smtp::Smtp;

/// How often the program is killed with a mail in its hands.
const ROUNDS: usize = 100;
/// Mails to deliver meanwhile.
const MAILS: usize = 70;

fn now() -> i64 {
    i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn fill(machine: &Machine) {
    for n in 0..MAILS {
        machine.sql(&[&format!(
            "INSERT INTO mails (account_id, user_id, letter, address, locale, subject, text, html, state, message_id, request_id, next_try_at, created_at) \
             SELECT account_id, id, 'password_changed', email, 'en', 'Number {n:02}', 'Words', '<p>Words</p>', 'queued', 'm{n:02}@localhost', '-', {at}, {at} FROM users",
            at = now()
        )]);
    }
}

/// Serves, and waits until the mail server has killed it; answers whether that happened.
async fn serve_and_die(machine: &Machine, smtp: &mut Smtp, when: &serde_json::Value) -> bool {
    let mut command = machine.command(&["serve"]);
    command.env("SMTP_URL", smtp.url()).env("STEAD_MAIL_LEASE", "250").env("STEAD_LOG", "error");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    smtp.will(json!({ "do": "kill", "pid": child.id().unwrap(), "when": when }));
    let ended = tokio::time::timeout(Duration::from_secs(20), child.wait()).await;
    std::os::unix::process::ExitStatusExt::signal(&ended.expect("it is killed").unwrap()) == Some(9)
}

async fn kill_after_acceptance(database: Database, rounds: usize) {
    let machine = Machine::new(database);
    machine.create("acme").await;
    fill(&machine);
    let mut smtp = Smtp::start();
    smtp.will(json!({ "do": "kill" }));
    let mut deaths: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..rounds {
        // Before its answer, just after it, and at odd moments while the program writes it down.
        let when = match round % 4 {
            0 => json!("before"),
            1 => json!("after"),
            n => json!(f64::from(u32::try_from(n * (round % 11)).unwrap()) / 10.0),
        };
        let before = smtp.mails().len();
        assert!(serve_and_die(&machine, &mut smtp, &when).await, "round {round}");
        // The mail in hand when it died.
        let mails = smtp.mails();
        assert!(mails.len() > before, "round {round}");
        *deaths.entry(mails[before].header("Message-ID").to_owned()).or_default() += 1;
        if machine.number("SELECT COUNT(*) FROM mails WHERE state <> 'sent'") == 0 {
            // All delivered: some more, so that every round has one.
            machine.sql(&["UPDATE mails SET state = 'queued', text = 'Words', html = '<p>Words</p>', message_id = 'again-' || message_id, finished_at = NULL"]);
        }
    }
    smtp.accepts();
    let mut last = machine.command(&["serve"]);
    last.env("SMTP_URL", smtp.url()).env("STEAD_MAIL_LEASE", "250").env("STEAD_LOG", "error");
    let mut last = last.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while machine.number("SELECT COUNT(*) FROM mails WHERE state <> 'sent'") > 0 {
        assert!(std::time::Instant::now() < until, "everything arrives in the end");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    last.kill().await.unwrap();
    // Nothing lost, one id a mail, and no more copies than the deaths account for.
    let mut copies: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for mail in smtp.mails() {
        let entry =
            copies.entry(mail.header("Message-ID").to_owned()).or_insert((mail.header("Subject").to_owned(), 0));
        assert_eq!(entry.0, mail.header("Subject"), "one id is one mail");
        entry.1 += 1;
    }
    let mut duplicates = 0;
    for (id, (subject, n)) in &copies {
        let died = deaths.get(id).copied().unwrap_or(0);
        assert!(*n <= 1 + died, "{subject} {id}: {n} copies for {died} deaths");
        duplicates += n - 1;
    }
    let wanted = machine.number("SELECT COUNT(*) FROM mails");
    let latest = machine.number("SELECT MAX(LENGTH(message_id)) FROM mails");
    assert_eq!(wanted, i64::try_from(MAILS).unwrap());
    // Each mail's id of now and those it had before, `again-` by `again-`, are all there.
    let mut expected = 0;
    for n in 0..MAILS {
        let mut id = format!("m{n:02}@localhost");
        while i64::try_from(id.len()).unwrap() <= latest {
            assert!(copies.contains_key(&format!("<{id}>")), "{id} is lost");
            expected += 1;
            id = format!("again-{id}");
        }
    }
    assert_eq!(copies.len(), expected);
    println!("{rounds} kills, {expected} mails, {duplicates} duplicates");
    assert!(duplicates > rounds / 4, "{duplicates} of {rounds} kills fell between the server's yes and the mark");
    assert_eq!(machine.number("SELECT COUNT(*) FROM mails WHERE text IS NOT NULL"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_acceptance_no_mail_is_lost_and_one_comes_twice_at_most_on_sqlite() {
    kill_after_acceptance(Database::Sqlite, ROUNDS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_acceptance_no_mail_is_lost_and_one_comes_twice_at_most_on_postgres() {
    kill_after_acceptance(Database::Postgres, ROUNDS / 4).await;
}

/// A certificate for `localhost`, and its key.
fn certificate(folder: &Path) -> (String, String) {
    std::fs::create_dir_all(folder).unwrap();
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status();
    assert!(made.unwrap().success());
    (certificate.display().to_string(), key.display().to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_meets_the_mail_server_and_counts_what_waits() {
    let machine = Machine::new(Database::Sqlite);
    machine.create("acme").await;
    assert!(machine.done(&["doctor"]).await.contains("warn  mail           no SMTP_URL"));
    let plain = Smtp::start();
    let says = async |url: &str, trusted: &str| {
        let mut command = machine.command(&["doctor"]);
        if !trusted.is_empty() {
            command.env("SSL_CERT_FILE", trusted);
        }
        let done = command.env("SMTP_URL", url).stdin(Stdio::null()).output().await.unwrap();
        let out = String::from_utf8(done.stdout).unwrap();
        assert!(!out.contains("sesame") && !String::from_utf8(done.stderr).unwrap().contains("sesame"), "{out}");
        let line = out.lines().find(|l| l.contains(" mail ") || l.contains("configuration  ")).unwrap_or_default();
        (done.status.code(), out.lines().find(|l| l.contains(" mail ")).unwrap_or(line).to_owned())
    };
    let port = plain.port;
    let (code, line) = says(&format!("smtp://127.0.0.1:{port}"), "").await;
    assert_eq!(
        (code, line.as_str()),
        (Some(0), &*format!("ok    mail           127.0.0.1:{port} (not encrypted), from noreply@localhost"))
    );
    // A server that offers no encryption where some is asked for, nobody there, and an address that is none.
    let (code, line) = says(&format!("smtp://127.0.0.1:{port}?tls=required"), "").await;
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("STARTTLS"), "{line}");
    drop(plain);
    let (code, line) = says(&format!("smtp://127.0.0.1:{port}"), "").await;
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("refused"), "{line}");
    let (code, line) = says("smtp://me:sesame@mail.example?tls=perhaps", "").await;
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("SMTP_URL"), "{line}");
    // STARTTLS, TLS from the first byte, and a password.
    let (certificate, key) = certificate(&machine.data());
    for (arguments, scheme, query) in
        [(vec!["--tls"], "smtp", "?tls=required"), (vec!["--smtps", "--tls"], "smtps", "")]
    {
        let mut all = vec!["--auth", "me@example:sesame"];
        all.extend(arguments);
        all.extend([certificate.as_str(), key.as_str()]);
        let sealed = Smtp::start_with(&all);
        let url = |password: &str| format!("{scheme}://me%40example:{password}@localhost:{}{query}", sealed.port);
        let (code, line) = says(&url("sesame"), &certificate).await;
        assert!(code == Some(0) && line.starts_with("ok") && line.contains("signed in"), "{line}");
        let (code, line) = says(&url("sesame-not"), &certificate).await;
        assert!(code == Some(1) && line.contains("535"), "{line}");
        let (code, line) = says(&url("sesame"), "").await;
        assert!(code == Some(1) && line.contains("certificate"), "an unknown certificate is refused: {line}");
        // And a mail by that way.
        machine.sql(&["DELETE FROM mails"]);
        fill(&machine);
        machine.sql(&["DELETE FROM mails WHERE subject <> 'Number 00'"]);
        let mut serving = machine.command(&["serve"]);
        serving
            .env("SMTP_URL", url("sesame"))
            .env("SSL_CERT_FILE", &certificate)
            .env("STEAD_LOG", "debug")
            .stdin(Stdio::null());
        let serving = serving.spawn().unwrap();
        let until = std::time::Instant::now() + Duration::from_secs(20);
        while machine.number("SELECT COUNT(*) FROM mails WHERE state = 'sent'") == 0 {
            assert!(std::time::Instant::now() < until);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let stopped = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &serving.id().unwrap().to_string()]).status();
        assert!(stopped.unwrap().success());
        let done = serving.wait_with_output().await.unwrap();
        assert_eq!(done.status.code(), Some(0));
        let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        assert!(!said.contains("sesame") && !said.contains("amira@") && !said.contains("Words"), "{said}");
        let mails = sealed.mails();
        assert!(mails.len() == 1 && mails[0].tls && mails[0].user.as_deref() == Some("me@example"), "{mails:?}");
    }
    // What waits for long, and what failed.
    machine.sql(&["DELETE FROM mails"]);
    fill(&machine);
    machine.sql(&[
        "UPDATE mails SET created_at = created_at - 7200000 WHERE subject < 'Number 03'",
        &format!("UPDATE mails SET state = 'failed', finished_at = {} WHERE subject > 'Number 67'", now()),
    ]);
    let told = machine.done(&["doctor"]).await;
    assert!(told.contains("3 mails wait for more than an hour, 2 failed in the last 7 days"), "{told}");
}
