//! Mail: what every letter says, what a real server gets, what becomes of mail that nobody takes, and the E-mail log.

mod real;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use stead::audit::Entry;
use stead::billing::prices::Currency;
use stead::config::Settings;
use stead::identity::{self, Person, write_as_system};
use stead::mail::worker::{Step, Worker};
use stead::mail::{self, AccessLetter, AccountLetter, ApprovalLetter, Held, Letter};
use stead::policy::Plan;
use stead::security::links::{self, Purpose};
use stead::state::State;

use crate::on_both;
use crate::support::app::NOON;
use crate::support::smtp::Smtp;
use crate::support::{App, Page};

const LOG: &str = "/admin/account/logs/emails";

fn with(app: &App, change: impl FnOnce(&mut Settings)) -> State {
    let mut settings = Settings::clone(&app.state.settings);
    change(&mut settings);
    State { settings: Arc::new(settings), ..app.state.clone() }
}

/// A worker of the application that knows a server; not more patient than a test.
fn worker(app: &App, smtp: &Smtp) -> Worker {
    Worker::new(with(app, |s| s.smtp = Some(smtp.server().within(Duration::from_millis(1500)))))
}

fn person(app: &App, id: i64) -> Person {
    app.state
        .db
        .read_now(|c| {
            let account = identity::account(c, 1)?;
            identity::person(c, &account, id)
        })
        .unwrap()
}

/// Queues letters to a person of Acme, in Stead's own name.
fn queue(app: &App, to: i64, letters: &[Letter]) -> Vec<Option<Held>> {
    let to = person(app, to);
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    write_as_system(&app.state, &account, "test", "command", |tx| {
        tx.record(Entry::new("account.created", "account", 1))?;
        letters.iter().map(|letter| mail::queue(tx, &to, None, letter)).collect()
    })
    .unwrap()
}

/// One of each letter, with links that work.
fn every_letter(app: &App, to: i64, request: i64) -> Vec<Letter> {
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    let address = app.number(&format!("SELECT id FROM addresses WHERE user_id = {to}"));
    let mut made = write_as_system(&app.state, &account, "test", "command", |tx| {
        tx.record(Entry::new("account.created", "account", 1))?;
        [Purpose::SetPassword, Purpose::VerifyAddress, Purpose::ResetPassword]
            .into_iter()
            .map(|purpose| links::make(tx, to, purpose, Some(address), 72))
            .collect::<Result<Vec<_>, _>>()
    })
    .unwrap()
    .into_iter();
    let mut path = |page: &str| format!("/access/{page}/{}", made.next().unwrap());
    let invitation = path("invitation");
    vec![
        Letter::Welcome { path: invitation.clone() },
        Letter::Verification { path: path("verify") },
        Letter::AddressAdded { address: "bob@elsewhere.example".into() },
        Letter::PasswordReset { path: path("reset") },
        Letter::PasswordChanged,
        Letter::TwoFactorOn,
        Letter::TwoFactorOff { by: Some("Ann <b>Archer</b>".into()) },
        Letter::RecoveryCodesMade,
        Letter::RecoveryCodeUsed { left: 1 },
        Letter::RecoveryCodeShown { by: "Ann & Archer".into(), until: NOON },
        Letter::WrongCodes,
        Letter::PasswordSetByAdmin { by: "Ann <i>Archer</i>".into() },
        Letter::PasswordWillExpire { until: NOON },
        Letter::NewDevice { device: "Firefox · <b>Windows</b>".into(), network: "203.0.113.0/24".into(), at: NOON },
        Letter::SessionsEnded { by: "Ann & Archer".into() },
        Letter::SignUpKnown,
        Letter::OwnerNow { before: "Olga <i>Olsen</i>".into(), integrations: 2 },
        Letter::OwnerBefore { now: "Ann & Archer".into(), role: Some("role-light-agent") },
        Letter::OwnerNamed {
            now: "Ann Archer".into(),
            reason: "Olga has left.\n\n<b>Nobody</b> has her password.".into(),
        },
        Letter::InvoiceNew { number: 7, total: 123_450, currency: Currency::Eur, due: NOON },
        Letter::InvoiceSettled { number: 7, paid: true, reason: "Transfer <b>4711</b>".into() },
        Letter::SubscriptionChanged {
            by: Some("Abel & Adams".into()),
            reason: None,
            plan: Plan::Growth,
            seats: 1,
            next: Some((NOON, 4_900, Currency::Gbp)),
        },
        Letter::SeatsLent { seats: 2, until: NOON, ended: false, reason: "While the account is handed over".into() },
        Letter::NewAdministrator { name: "Tom <b>Turner</b>".into(), by: "Olga & Olsen".into() },
        Letter::StaffInvited { path: invitation, by: "Nadia <b>Rossi</b>".into() },
        Letter::IntegrationAuthorized { integration: "Till & <till>".into() },
        Letter::Access(AccessLetter::Granted { by: "Ann & <b>Archer</b>".into(), until: Some(NOON) }),
        Letter::Access(AccessLetter::Changed { by: "Ann Archer".into(), until: None }),
        Letter::Access(AccessLetter::Ended { by: None }),
        Letter::Access(AccessLetter::Ending { until: NOON }),
        Letter::Access(AccessLetter::Asked {
            by: "Otto & Okoye".into(),
            company: "Harbour <b>light</b>".into(),
            case: 7,
            reason: "Only <i>there</i>".into(),
        }),
        Letter::Access(AccessLetter::Allowed {
            account: "Acme & Tools".into(),
            by: "Ann".into(),
            until: None,
            link: format!("{}/access/sign-in", app.state.settings.console()),
        }),
        Letter::Access(AccessLetter::Declined { account: "Acme & Tools".into(), by: "Ann <b>".into() }),
        Letter::Access(AccessLetter::Entered {
            by: "Otto Okoye (operator)".into(),
            at: NOON,
            until: NOON.plus_minutes(60),
            case: 7,
            reason: "Order <b>7</b>".into(),
            read_only: true,
            path: stead::security::visits::PATH,
        }),
        Letter::Access(AccessLetter::Forced { by: "Otto".into(), until: NOON, reason: "Nobody answers".into() }),
        Letter::Access(AccessLetter::FrameStarted {
            by: "Ann Archer".into(),
            at: NOON,
            until: NOON.plus_minutes(60),
            reason: "Order <b>7</b>".into(),
            read_only: true,
        }),
        Letter::Access(AccessLetter::FrameEnded {
            by: "Ann Archer".into(),
            at: NOON,
            until: NOON.plus_minutes(1),
            reason: String::new(),
            read_only: false,
        }),
        Letter::Approval(ApprovalLetter::Asked {
            by: "Nadia & <b>Rossi</b>".into(),
            company: "Harbourlight".into(),
            case: 12,
            what: "Reset the <b>settings</b>".into(),
            until: NOON.plus_minutes(72 * 60),
            path: "/access/authorization/x".into(),
        }),
        Letter::Approval(ApprovalLetter::Told {
            by: "Ann Archer".into(),
            case: 12,
            what: "Reset the settings".into(),
            approved: false,
        }),
        Letter::Approval(ApprovalLetter::Answered { case: 12, approved: true }),
        Letter::Account(AccountLetter::Suspended {
            operator: "Harbourlight & Sons".into(),
            reason: "Not <b>paid</b>".into(),
        }),
        Letter::Account(AccountLetter::Resumed { operator: "Harbourlight".into(), reason: "Paid".into() }),
        Letter::RequestReceived { number: request, subject: Some("Brûlée <b>&amp;".into()) },
        Letter::RequestReply {
            number: request,
            subject: "Brûlée <b>&amp;".into(),
            author: "Tom Turner".into(),
            body: "First line\nsecond <script>alert(1)</script>\n\nAnother paragraph".into(),
        },
    ]
}

fn states(app: &App) -> BTreeMap<String, i64> {
    ["queued", "sending", "sent", "failed", "suppressed"]
        .map(|s| (s.to_owned(), app.number(&format!("SELECT COUNT(*) FROM mails WHERE state = '{s}'"))))
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .collect()
}

fn only(state: &str, n: i64) -> BTreeMap<String, i64> {
    BTreeMap::from([(state.to_owned(), n)])
}

fn rows(page: &Page) -> Vec<String> {
    page.texts("tbody th > a")
}

const HEADERS: [&str; 8] =
    ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];

#[test]
fn addresses_of_servers_are_read() {
    for (text, expected) in [
        ("smtp://mail.example", "mail.example:587 (STARTTLS required)"),
        ("smtp://mail.example:25?tls=none", "mail.example:25 (not encrypted)"),
        ("smtp://mail.example?tls=opportunistic", "mail.example:587 (STARTTLS if offered)"),
        ("smtp://mail.example:2525?tls=required", "mail.example:2525 (STARTTLS required)"),
        ("smtps://me:p%40ss@mail.example", "mail.example:465 (TLS, signed in)"),
        ("smtp://127.0.0.1:1025", "127.0.0.1:1025 (not encrypted)"),
        ("smtp://localhost", "localhost:25 (not encrypted)"),
        ("smtp://[::1]:1025", "::1:1025 (not encrypted)"),
        ("smtp://127.0.0.1:1025?tls=required", "127.0.0.1:1025 (STARTTLS required)"),
    ] {
        let read = stead::mail::server::Server::parse(text).map(|server| server.to_string());
        assert_eq!(read.as_deref(), Ok(expected), "{text}");
    }
    for text in [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example?tls=maybe",
        "smtps://mail.example?tls=none",
        "smtp://me@mail.example",
        "smtp://me:%ff@mail.example",
    ] {
        let fault = stead::mail::server::Server::parse(text).err().unwrap_or_default();
        assert!(fault.contains("SMTP_URL") && !fault.contains("%ff"), "{text}: {fault}");
    }
}

on_both! {
    async fn every_letter_reaches_a_real_server_in_both_languages(app: App) {
        let smtp = Smtp::start();
        let w = app.world.clone();
        let number = app.sign_in(w.bob).await.submit("Brûlée").await;
        app.staffed();
        app.sql("DELETE FROM mails");
        app.sql(&format!("UPDATE addresses SET verified_at = NULL WHERE user_id = {}", w.bob));
        let mut worker = worker(&app, &smtp);
        for language in ["en", "fr"] {
            app.sql(&format!("UPDATE users SET locale = '{language}' WHERE id = {}", w.bob));
            let letters = every_letter(&app, w.bob, number);
            assert_eq!(letters.iter().map(Letter::name).collect::<Vec<_>>(), Letter::NAMES);
            queue(&app, w.bob, &letters);
            assert_eq!(worker.drain().await.unwrap(), letters.len());
            // A later link makes the earlier one void, so this language's are followed now.
            for link in smtp.mails().iter().rev().take(letters.len()).flat_map(|m| m.links()) {
                let path = &link[link.find("localhost").unwrap()..];
                let path = &path[path.find('/').unwrap()..];
                // The console is at the operator's own address only.
                if path.starts_with("/cases/") {
                    continue;
                }
                let host = if link.contains("//acme.") { "acme.localhost" } else { "localhost" };
                let answer = app.visitor_at(host).tab().get(path).await.status;
                // Those behind the sign-in lead there first.
                assert!(answer == 200 || answer == 303, "{link}: {answer}");
            }
        }
        let (mails, kinds) = (smtp.mails(), Letter::NAMES.len());
        assert_eq!(mails.len(), 2 * kinds);
        let base = format!("http://acme.localhost:{}/", app.address.port());
        for (i, mail) in mails.iter().enumerate() {
            let name = Letter::NAMES[i % kinds];
            let french = i >= kinds;
            let mut headers: Vec<&str> = mail.headers.iter().map(|(n, _)| n.as_str()).collect();
            headers.sort_unstable();
            let mut expected = HEADERS.to_vec();
            expected.sort_unstable();
            assert_eq!(headers, expected, "{name}: exactly these headers");
            assert_eq!((mail.from.as_str(), mail.to.as_slice()), ("noreply@localhost", &["bob@acme.example".to_owned()][..]));
            assert_eq!(mail.header("From"), "Acme Tools <noreply@localhost>");
            assert_eq!(mail.header("To"), "bob@acme.example");
            assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
            assert!(mail.header("Message-ID").ends_with("@localhost>") && mail.header("Message-ID").starts_with('<'));
            assert!(mail.header("Content-Type").starts_with("multipart/alternative"));
            assert!(mail.text.starts_with(if french { "Bonjour Bob Brown," } else { "Hello Bob Brown," }), "{}", mail.text);
            assert!(mail.html.contains(if french { "lang=\"fr\"" } else { "lang=\"en\"" }));
            assert!(mail.text.contains("Acme Tools") && mail.html.contains("Acme Tools"));
            assert!(!mail.raw.contains("/~"), "a mail leads into nobody's frame");
            assert!(!french || !mail.text.lines().any(|line| line.ends_with(':') && !line.ends_with("\u{a0}:")), "{}", mail.text);
            let links = mail.links();
            assert_eq!(links.len(), usize::from(!["address_added", "account_suspended", "access_declined"].contains(&name)), "{name}");
            for link in links {
                // Letters to the operator's staff lead to their console.
                let console = app.state.settings.console();
                assert!(link.starts_with(&base) || name == "access_allowed" && link.starts_with(&console), "{link}");
                assert!(mail.html.contains(&format!("<a href=\"{link}\">")), "{name}: the HTML leads there too");
            }
            let one_time = ["welcome", "verification", "password_reset", "staff_invited", "approval_asked"].contains(&name);
            assert_eq!(mail.text.contains("23 November 2026, 12:00 (Europe/London") || mail.text.contains("23 novembre 2026 à 12:00 (fuseau Europe/London"), one_time, "{name}: {}", mail.text);
        }
        let reply = &mails[kinds - 1];
        assert_eq!(reply.header("Subject"), format!("Re: Brûlée <b>&amp; (#{number})"));
        assert!(reply.text.contains("First line\nsecond <script>alert(1)</script>\n\nAnother paragraph"));
        assert!(reply.html.contains("First line<br>second &#60;script&#62;alert(1)&#60;/script&#62;"), "{}", reply.html);
        let said = |name: &str, words: [&str; 2]| {
            for (words, at) in words.into_iter().zip([0, kinds]) {
                let mail = &mails[at + Letter::NAMES.iter().position(|n| *n == name).unwrap()];
                assert!(format!("{} {}", mail.header("Subject"), mail.text).contains(words), "{words}: {}", mail.text);
            }
        };
        said("invoice_new", ["comes to €1,234.50 and is to be paid by 20 November 2026.", "s’élève à 1\u{202f}234,50\u{a0}€ et doit être payée au plus tard le 20 novembre 2026."]);
        said("invoice_settled", ["Transfer <b>4711</b>", "Transfer <b>4711</b>"]);
        said("subscription_changed", ["It is now Growth with one seat. The next invoice is £49.00 on 20 November 2026.", "Growth avec une licence. La prochaine facture est de 49,00\u{a0}£"]);
        said("seats_lent", ["has lent Acme Tools 2 seats until 20 November 2026", "a prêté à Acme Tools 2 licences jusqu’au 20 novembre 2026"]);
        said("access_granted", ["Ann & <b>Archer</b> has turned on account assumption", "Elle prend fin d’elle-même le 20 novembre 2026 à 12:00"]);
        said("access_changed", ["It has no end: it stays on until somebody turns it off.", "Ann Archer a donné une autre durée à l’adoption du compte (Acme Tools)."]);
        said("access_asked", ["Otto & Okoye of Harbour <b>light</b> asks to work in Acme Tools", "pour le dossier 7"]);
        said("access_entered", ["They can look, and change nothing.", "Rien ne peut y être modifié."]);
        said("access_forced", ["without your permission", "sans votre autorisation"]);
        said("frame_started", ["and can change nothing.", "pour 60 minutes au plus"]);
        said("frame_ended", ["(Europe/London): 1 minute.", "1 minute."]);
        said("approval_asked", ["Nadia & <b>Rossi</b> of Harbourlight, the support of this help desk, asks you", "(dossier 12)"]);
        said("approval_told", ["Ann Archer has refused to authorize", "Ann Archer a refusé d’autoriser"]);
        said("approval_answered", ["in case 12 is authorized.", "dossier 12 est autorisé."]);
        assert_eq!(states(&app), only("sent", 2 * i64::try_from(kinds).unwrap()));
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE text IS NOT NULL OR html IS NOT NULL"), 0, "texts are forgotten");
        assert_eq!(mails.iter().map(|m| m.header("Message-ID")).collect::<std::collections::BTreeSet<_>>().len(), 2 * kinds);
    }

    async fn an_accounts_own_texts_replace_the_products_and_help_centers_are_listed(app: App) {
        let smtp = Smtp::start();
        let bob = app.world.bob;
        app.sql(&format!("UPDATE users SET name = '{{{{account}}}}' WHERE id = {bob}"));
        app.sql("UPDATE end_user_settings SET welcome_text = 'Welcome {{name}} <b>of</b> {{account}}.\n{{7*7}} {{link}}\n\nBye', list_help_centers = TRUE WHERE account_id = 1");
        queue(&app, bob, &[Letter::Welcome { path: "/access/invitation/x".into() }, Letter::Verification { path: "/access/invitation/y".into() }]);
        worker(&app, &smtp).drain().await.unwrap();
        let [welcome, verification] = &smtp.mails()[..] else { panic!("two mails") };
        assert!(welcome.text.contains("Welcome {{account}} <b>of</b> Acme Tools.\n{{7*7}} {{link}}\n\nBye"), "{}", welcome.text);
        assert!(welcome.html.contains("Welcome {{account}} &#60;b&#62;of&#60;/b&#62; Acme Tools.<br>{{7*7}} {{link}}</p>"), "{}", welcome.html);
        assert!(welcome.links()[0].ends_with("/access/invitation/x"), "the link is there in any case");
        let help = format!("http://acme.localhost:{}/hc", app.address.port());
        assert_eq!(welcome.links()[1], help);
        assert_eq!(verification.links()[1], help);
        assert!(!verification.text.contains("Bye") && verification.text.contains("This address was added"));
        // Somebody who signs up must not make us send a link of theirs to whomever they like.
        for name in ["Win at https://evil.example", "www.evil.example", "eve@evil.example"] {
            app.sql(&format!("UPDATE users SET name = '{name}' WHERE id = {bob}"));
            queue(&app, bob, &[Letter::Welcome { path: "/access/invitation/x".into() }]);
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE text LIKE '%evil%' OR html LIKE '%evil%'"), 0);
    }

    async fn nothing_in_a_name_a_subject_or_an_address_becomes_a_header(app: App) {
        let smtp = Smtp::start();
        let bob = app.world.bob;
        let breaks = if app.postgres() { "E'\\r\\nBcc: eve@acme.example'" } else { "char(13) || char(10) || 'Bcc: eve@acme.example'" };
        app.sql(&format!("UPDATE accounts SET name = 'Acme \"Tools\" <x@y.example>, ' || {breaks} WHERE id = 1"));
        app.sql(&format!("UPDATE users SET name = 'Bob' || {breaks} WHERE id = {bob}"));
        let subject = "Broken\r\nBcc: eve@acme.example\r\n\r\nbody\u{0}\u{2028}".to_owned();
        queue(&app, bob, &[Letter::RequestReceived { number: 1, subject: Some(subject.clone()) }, Letter::RequestReply { number: 1, subject, author: "T\r\nCc: a@b.example".into(), body: ".\r\n.\r\nQUIT\r\n".into() }]);
        app.sql("UPDATE mails SET text = 'x' WHERE text IS NULL");
        let mut worker = worker(&app, &smtp);
        assert_eq!(worker.drain().await.unwrap(), 2);
        let mails = smtp.mails();
        assert_eq!(mails.len(), 2);
        for mail in &mails {
            assert_eq!(mail.headers.len(), HEADERS.len(), "{:?}", mail.headers);
            assert!(mail.headers.iter().all(|(n, _)| HEADERS.contains(&n.as_str())), "{:?}", mail.headers);
            assert_eq!(mail.to, ["bob@acme.example"]);
            assert_eq!(mail.header("To"), "bob@acme.example");
            assert!(mail.header("From").ends_with("<noreply@localhost>"), "{}", mail.header("From"));
            let head = mail.raw.split("\r\n\r\n").next().unwrap();
            assert!(!head.to_lowercase().contains("\nbcc") && !head.to_lowercase().contains("\ncc"), "{head}");
        }
        assert!(mails[1].text.contains(".\n.\nQUIT"), "{}", mails[1].text);
        // An address that is none.
        for address in ["bob@acme.example\r\nRCPT TO:<eve@acme.example>", "<bob@acme.example>", "bob@acme.example, eve@acme.example", "bob", "@", ""] {
            let to = person(&app, bob);
            let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
            write_as_system(&app.state, &account, "test", "command", |tx| {
                tx.record(Entry::new("account.created", "account", 1))?;
                mail::queue(tx, &to, Some(address), &Letter::SignUpKnown)
            }).unwrap();
        }
        worker.drain().await.unwrap();
        assert_eq!(smtp.mails().len(), 2);
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE state = 'failed' AND reason = 'bad_address' AND text IS NULL"), 6);
    }

    async fn refused_for_good_is_failed_at_once_and_for_now_is_tried_again(app: App) {
        let mut smtp = Smtp::start();
        let bob = app.world.bob;
        let mut worker = worker(&app, &smtp);
        smtp.refuses("rcpt", "550 5.1.1 No such person here");
        queue(&app, bob, &[Letter::PasswordChanged]);
        worker.drain().await.unwrap();
        assert_eq!(app.text("SELECT state || ' ' || reason FROM mails"), "failed 550 5.1.1 No such person here");
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE text IS NOT NULL OR html IS NOT NULL"), 0);
        app.sql("DELETE FROM mails");
        smtp.refuses("data", "451 4.3.2 Try later");
        queue(&app, bob, &[Letter::PasswordChanged]);
        let mut pauses = vec![];
        for attempt in 1..=10 {
            assert_eq!(worker.drain().await.unwrap(), 1, "attempt {attempt}");
            assert_eq!(worker.drain().await.unwrap(), 0, "not before its time");
            assert_eq!(app.text("SELECT state || ' ' || reason || ' ' || attempts FROM mails"), format!("queued 451 4.3.2 Try later {attempt}"));
            let pause = (app.number("SELECT next_try_at FROM mails") - app.state.clock.now().0) / 60_000;
            pauses.push(pause);
            app.state.clock.forward(pause * 60 - 1);
            assert_eq!(worker.drain().await.unwrap(), 0, "a second too early");
            app.state.clock.forward(1);
        }
        assert_eq!(pauses, [1, 2, 5, 15, 30, 60, 120, 240, 240, 240]);
        assert!(smtp.mails().is_empty());
        // A day later the server has come to itself.
        smtp.accepts();
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(states(&app), only("sent", 1));
        assert_eq!(app.text("SELECT reason FROM mails"), "");
        // Or never does.
        app.sql("DELETE FROM mails");
        smtp.refuses("data", "451 4.3.2 Try later");
        queue(&app, bob, &[Letter::PasswordChanged]);
        worker.drain().await.unwrap();
        app.state.clock.forward(mail::DAYS * 24 * 3600);
        smtp.accepts();
        worker.drain().await.unwrap();
        assert_eq!(app.text("SELECT state || ' ' || reason FROM mails"), "failed 451 4.3.2 Try later", "given up, with the server's words");
        assert_eq!(smtp.mails().len(), 1, "what is too old is not sent any more");
    }

    async fn a_server_in_trouble_holds_up_all_mail_and_none_is_lost(app: App) {
        let mut smtp = Smtp::start();
        let bob = app.world.bob;
        let mut worker = worker(&app, &smtp);
        let mut given = 0;
        for trouble in [serde_json::json!({ "do": "hang" }), serde_json::json!({ "do": "drop" }), serde_json::json!({ "do": "refuse", "at": "data", "with": "421 4.3.2 Closing down" })] {
            queue(&app, bob, &[Letter::PasswordChanged, Letter::SignUpKnown]);
            smtp.will(trouble.clone());
            assert_eq!(worker.step().await.unwrap(), Step::Trouble, "{trouble}");
            assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE state = 'queued'"), 2, "{trouble}");
            assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE attempts = 1 AND reason <> ''"), 1);
            smtp.accepts();
            app.state.clock.forward(60);
            assert_eq!(worker.drain().await.unwrap(), 2, "{trouble}");
            given += 2;
            assert_eq!(states(&app), only("sent", given));
            app.sql("UPDATE mails SET attempts = 0");
        }
        // The server had the mail in its hands twice without saying so: it came again under the same id.
        let ids = |mails: &[crate::support::smtp::Received]| mails.iter().map(|m| m.header("Message-ID").to_owned()).collect::<Vec<_>>();
        let ids = ids(&smtp.mails());
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!((ids.len(), unique.len()), (8, 6));
        // Nobody there at all.
        smtp.will(serde_json::json!({ "do": "stop listening" }));
        queue(&app, bob, &[Letter::PasswordChanged]);
        assert_eq!(worker.step().await.unwrap(), Step::Trouble);
        assert!(app.text("SELECT reason FROM mails WHERE state = 'queued'").contains("refused"));
    }

    async fn two_workers_never_send_one_mail_twice(app: App) {
        let smtp = Smtp::start();
        let bob = app.world.bob;
        for _ in 0..30 {
            queue(&app, bob, &[Letter::PasswordChanged, Letter::SignUpKnown, Letter::AddressAdded { address: "a@b.example".into() }, Letter::RequestReceived { number: 1, subject: Some("One".into()) }]);
        }
        let mut workers: Vec<Worker> = (0..4).map(|_| worker(&app, &smtp)).collect();
        let done = futures_util::future::join_all(workers.iter_mut().map(|w| async {
            let mut done = 0;
            // One that finds nothing may only have been second at every mail.
            while app.number("SELECT COUNT(*) FROM mails WHERE state <> 'sent'") > 0 {
                done += w.drain().await.unwrap();
            }
            done
        })).await;
        assert_eq!(done.iter().sum::<usize>(), 120);
        let mut ids: Vec<String> = smtp.mails().iter().map(|m| m.header("Message-ID").to_owned()).collect();
        assert_eq!(ids.len(), 120, "each of them once");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 120);
        assert!(done.iter().filter(|n| **n > 0).count() > 1, "{done:?}: more than one had a hand in it");
    }

    async fn a_lease_that_ran_out_is_taken_over_and_the_first_holder_has_no_say_any_more(app: App) {
        let smtp = Smtp::start();
        queue(&app, app.world.bob, &[Letter::PasswordChanged]);
        // Somebody took it and died.
        app.sql(&format!("UPDATE mails SET state = 'sending', attempts = 1, lease_until = {}", app.state.clock.now().0 + 120_000));
        let mut worker = worker(&app, &smtp);
        assert_eq!(worker.drain().await.unwrap(), 0);
        app.state.clock.forward(120);
        assert_eq!(worker.drain().await.unwrap(), 1);
        assert_eq!(states(&app), only("sent", 1));
        assert_eq!(app.number("SELECT attempts FROM mails"), 2);
    }

    async fn mail_about_one_request_keeps_its_order(app: App) {
        let mut smtp = Smtp::start();
        let w = app.world.clone();
        let mut worker = worker(&app, &smtp);
        let received = |n| Letter::RequestReceived { number: n, subject: Some(format!("Request {n}")) };
        let reply = |n| Letter::RequestReply { number: n, subject: format!("Request {n}"), author: "Tom".into(), body: "Yes.".into() };
        queue(&app, w.bob, &[received(1)]);
        smtp.refuses("data", "451 4.3.2 Try later");
        worker.drain().await.unwrap();
        smtp.accepts();
        queue(&app, w.bob, &[reply(1), received(2), reply(2)]);
        worker.drain().await.unwrap();
        let subjects = || smtp.mails().iter().map(|m| m.header("Subject").to_owned()).collect::<Vec<_>>();
        assert_eq!(subjects(), ["Request received: Request 2 (#2)", "Re: Request 2 (#2)"], "the reply waits for what is before it");
        app.state.clock.forward(60);
        worker.drain().await.unwrap();
        assert_eq!(subjects()[2..], ["Request received: Request 1 (#1)", "Re: Request 1 (#1)"]);
    }

    async fn who_was_suspended_or_deleted_meanwhile_gets_nothing(app: App) {
        let smtp = Smtp::start();
        let w = app.world.clone();
        assert_eq!(queue(&app, w.zoe, &[Letter::PasswordChanged]), [Some(Held::Suspended)]);
        assert_eq!(queue(&app, w.del, &[Letter::PasswordChanged]), [Some(Held::Deleted)]);
        assert_eq!(queue(&app, w.bob, &[Letter::PasswordChanged]), [None]);
        assert_eq!(queue(&app, w.eve, &[Letter::PasswordChanged]), [None]);
        assert_eq!(queue(&app, w.tom, &[Letter::PasswordChanged]), [None]);
        app.sql(&format!("UPDATE users SET suspended_at = 1 WHERE id = {}", w.bob));
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        worker(&app, &smtp).drain().await.unwrap();
        assert_eq!(smtp.mails().iter().map(|m| m.to[0].clone()).collect::<Vec<_>>(), ["tom@acme.example"], "the team gets its mail regardless");
        let why = |user: i64| app.text(&format!("SELECT state || ' ' || reason FROM mails WHERE user_id = {user}"));
        assert_eq!(why(w.zoe), "suppressed suspended");
        assert_eq!(why(w.del), "suppressed deleted");
        assert_eq!(why(w.bob), "suppressed suspended");
        assert_eq!(why(w.eve), "suppressed help_center_off");
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE text IS NOT NULL"), 0);
    }

    async fn without_a_server_mail_waits_and_is_not_sent_in_bulk_days_later(app: App) {
        let bob = app.world.bob;
        queue(&app, bob, &[Letter::PasswordChanged]);
        let mut idle = Worker::new(app.state.clone());
        assert_eq!(idle.step().await.unwrap(), Step::Idle);
        app.state.clock.forward(mail::DAYS * 24 * 3600 - 60);
        assert_eq!(idle.give_up_old().await.unwrap(), 0);
        assert_eq!(states(&app), only("queued", 1));
        queue(&app, bob, &[Letter::SignUpKnown]);
        app.state.clock.forward(60);
        assert_eq!(idle.give_up_old().await.unwrap(), 1);
        assert_eq!(app.text("SELECT state || ' ' || reason FROM mails WHERE letter = 'password_changed'"), "failed too_old");
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE text IS NOT NULL"), 1);
        // Now there is one: what is young enough goes.
        let smtp = Smtp::start();
        worker(&app, &smtp).drain().await.unwrap();
        assert_eq!(smtp.mails().len(), 1);
        assert!(smtp.mails()[0].header("Subject").starts_with("You have a profile"));
    }

    async fn requesters_hear_of_their_requests_and_of_public_replies_only(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let number = bob.submit("My lamp is dark").await;
        let letters = || app.text("SELECT COALESCE(string_agg(t, ','), '') FROM (SELECT letter || ':' || user_id || ':' || state || ':' || cause_user_id AS t FROM mails ORDER BY id) x");
        let received = format!("request_received:{0}:queued:{0}", w.bob);
        assert_eq!(letters(), received);
        let tom = app.sign_in(w.tom).await;
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("body", "Between us."), ("kind", "note")]).await;
        assert_eq!(letters(), received, "an internal note is nobody else's");
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("body", "Try the switch."), ("kind", "public")]).await;
        let replied = format!("{received},request_reply:{}:queued:{}", w.bob, w.tom);
        assert_eq!(letters(), replied);
        bob.post(&format!("/hc/requests/{number}/comments"), &[("body", "It works!")]).await;
        assert_eq!(letters(), replied, "nobody gets what they wrote themselves");
        let subject = "SELECT subject FROM mails WHERE letter = 'request_reply'";
        assert_eq!(app.text(subject), format!("Re: My lamp is dark (#{number})"));
        assert!(app.text("SELECT text FROM mails WHERE letter = 'request_reply'").contains("Tom Turner replied"));
        // Tom's own request, answered by himself and by somebody else.
        let own = tom.submit("A chair").await;
        tom.post(&format!("/agent/tickets/{own}/comments"), &[("body", "Never mind."), ("kind", "public")]).await;
        assert_eq!(app.number("SELECT COUNT(*) FROM mails WHERE letter = 'request_reply'"), 1);
        // The Help Center is not active: the line says why nobody was told.
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        tom.post(&format!("/agent/tickets/{number}/comments"), &[("body", "Good."), ("kind", "public")]).await;
        assert_eq!(app.text("SELECT reason FROM mails ORDER BY id DESC LIMIT 1"), "help_center_off");
    }

    async fn the_log_tells_what_became_of_every_mail_and_who_caused_it(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = app.sign_in(w.tom).await;
        let page = ann.get(LOG).await;
        assert!(page.says("No mail yet") && page.says("No mail server is configured") && page.says("younger than 3 days"));
        let as_bob = tom.assume(w.bob).await;
        let number = as_bob.submit("<script>alert(1)</script> %_ \u{202e}x").await;
        queue(&app, w.bob, &[Letter::PasswordChanged, Letter::SignUpKnown]);
        queue(&app, w.zoe, &[Letter::PasswordChanged]);
        app.sql("UPDATE mails SET state = 'failed', reason = '550 5.1.1 <i>No</i> such person' WHERE letter = 'sign_up_known'");
        app.sql("UPDATE mails SET state = 'sent' WHERE letter = 'password_changed' AND state = 'queued'");
        let page = ann.get(LOG).await;
        assert_eq!(page.texts("tbody .tag"), ["Held back", "Failed", "Sent", "Waiting"]);
        assert!(page.says("550 5.1.1 <i>No</i> such person") && page.says("The person is suspended."));
        assert!(page.says("as an identity that Tom Turner had assumed") && page.says("Stead itself"));
        assert_eq!(rows(&page)[3], format!("Request received: <script>alert(1)</script> %_ x (#{number})"));
        for (state, n) in [("queued", 1), ("sent", 1), ("failed", 1), ("suppressed", 1), ("sending", 0), ("nonsense", 4)] {
            assert_eq!(rows(&ann.get(&format!("{LOG}?state={state}")).await).len(), n, "{state}");
        }
        for (q, n) in [("bob%40", 3), ("BOB@ACME.example", 3), ("ob%40", 0), ("zoe", 1), ("PASSWORD", 2), ("%25_", 1), ("%25", 1), ("_", 1), ("%5C", 0), ("nobody", 0), ("bob%27%22", 0), ("", 4)] {
            assert_eq!(rows(&ann.get(&format!("{LOG}?q={q}")).await).len(), n, "{q}");
        }
        assert!(ann.get(&format!("{LOG}?q=nobody")).await.says("No such mail"));
        assert_eq!(ann.get(&format!("{LOG}?q={}", "x".repeat(5_000))).await.status, 200);
        // One mail.
        let id = app.number("SELECT id FROM mails WHERE letter = 'request_received'");
        let page = ann.get(&format!("{LOG}/{id}")).await;
        assert!(page.says("Tom Turner") && page.says("Bob Brown") && page.says("Acme Tools <noreply@localhost>"));
        assert!(page.has(&format!("a[href='/agent/tickets/{number}']")) && page.has(&format!("a[href='/agent/users/{}']", w.tom)));
        assert!(page.has(&format!("a[href='/admin/account/logs/assumptions/{}']", app.number("SELECT id FROM frames"))));
        assert!(page.says("The text of a mail is not kept") && !page.says("Hello Bob"), "outside the demo nobody reads it");
        assert!(!page.body.contains("<script>alert"));
        // Nobody else's.
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert_eq!(gil.get(&format!("{LOG}/{id}")).await.status, 404);
        assert!(rows(&gil.get(LOG).await).is_empty());
        for user in [w.tom, w.lea, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get(LOG).await.status, 403);
            assert_eq!(tab.get(&format!("{LOG}/{id}")).await.status, 403);
        }
        assert_eq!(ann.get(&format!("{LOG}/999999")).await.status, 404);
        // In French, too.
        let french = ann.get(&format!("{LOG}?lang=fr")).await;
        assert!(french.says("Journal des e-mails") && french.says("Retenu") && french.says("La personne est suspendue."));
    }

    async fn the_log_has_pages(app: App) {
        let w = app.world.clone();
        for i in 0..60 {
            queue(&app, if i % 3 == 0 { w.eve } else { w.bob }, &[Letter::RequestReceived { number: i, subject: Some(format!("Number {i:02}")) }]);
        }
        let ann = app.sign_in(w.ann).await;
        for (start, expected) in [(LOG.to_owned(), 60), (format!("{LOG}?q=eve&state=queued"), 20), (format!("/agent/users/{}/email", w.bob), 40)] {
            let (mut path, mut seen) = (start.clone(), vec![]);
            loop {
                let page = ann.get(&path).await;
                seen.extend(rows(&page));
                let html = page.html();
                let next = html.select(&scraper::Selector::parse(".pager a[rel='next']").unwrap()).next();
                let Some(next) = next.and_then(|a| a.attr("href")) else { break };
                path = next.to_owned();
            }
            assert_eq!(seen.len(), expected, "{start}");
            let mut sorted = seen.clone();
            sorted.sort_by(|a, b| b.cmp(a));
            assert_eq!(seen, sorted, "newest first");
        }
    }

    async fn the_profile_tells_which_mail_went_and_why_none_did(app: App) {
        let w = app.world.clone();
        let path = format!("/agent/users/{}/email", w.bob);
        let tom = app.sign_in(w.tom).await;
        assert!(tom.get(&path).await.says("No mail to this person"));
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        queue(&app, w.bob, &[Letter::Welcome { path: "/access/invitation/x".into() }]);
        queue(&app, w.eve, &[Letter::PasswordChanged]);
        let page = tom.get(&path).await;
        assert!(page.says("No mail “Welcome”: the Help Center is not active."), "{}", page.body);
        assert_eq!(page.texts("main tbody tr").len(), 1, "this person's only");
        assert!(!page.has("main tbody a"), "an agent does not read the logs");
        assert!(page.has(&format!(".tabs a[href='{path}'][aria-current='page']")));
        assert_eq!(rows(&app.sign_in(w.ann).await.get(&path).await).len(), 1, "an administrator does");
        let french = tom.get(&format!("{path}?lang=fr")).await;
        assert!(french.says("Pas d’e-mail « Bienvenue » : le Centre d’aide n’est pas actif."), "{}", french.body);
        app.sql("UPDATE accounts SET help_center_active = TRUE WHERE id = 1");
        for (user, status) in [(w.sam, 403), (w.lea, 403), (w.bob, 403)] {
            let tab = app.sign_in(user).await;
            assert_eq!(tab.get(&path).await.status, status, "{user}");
            assert!(!tab.get(&format!("/agent/users/{}", w.bob)).await.body.contains(&format!("href=\"{path}\"")));
        }
        assert_eq!(tom.get(&format!("/agent/users/{}/email", w.hal)).await.status, 404);
        assert_eq!(tom.get(&format!("/agent/users/{}/email", w.ann)).await.status, 403, "an agent edits no administrator");
    }
}
