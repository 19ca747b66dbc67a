//! `stead doctor`: checks what an installation stands on. Exit code 0 when everything needed is in order.

use diesel::prelude::*;

use super::Common;
use crate::audit::checkpoint::Seen;
use crate::config::Settings;
use crate::db::schema::{accounts, audit_entries};
use crate::db::{self, Db, Location, Moment, deployment};
use crate::error::{Error, Result};
use crate::mail::{self, server::Trouble};
use crate::secrets::{self, Secrets};

/// Lines of the report, and whether any of them is a failure.
#[derive(Default)]
struct Report {
    failures: usize,
}

impl Report {
    fn good(&self, what: &str, text: impl std::fmt::Display) {
        println!("ok    {what:<14} {text}");
    }

    fn warn(&self, what: &str, text: impl std::fmt::Display) {
        println!("warn  {what:<14} {text}");
    }

    fn bad(&mut self, what: &str, text: impl std::fmt::Display) {
        self.failures += 1;
        println!("FAIL  {what:<14} {text}");
    }
}

pub(super) fn run(common: &Common) -> Result<()> {
    let mut report = Report::default();
    let settings = match common.settings() {
        Ok(settings) => settings,
        Err(error) => {
            report.bad("configuration", text(&error));
            return Err(Error::internal("configuration is not usable"));
        }
    };
    report.good("configuration", format!("host {}, listens on {}", settings.host, settings.bind));
    if !settings.bind.ip().is_loopback() && !settings.tls {
        report.warn("tls", "listens beyond this machine without STEAD_TLS: cookies would travel in the clear");
    }
    match settings.must_exist() {
        Err(error) => report.warn("data", format!("{}; serving makes it", text(&error))),
        Ok(()) => {
            report.good("data", settings.data.display());
            match Secrets::of_folder(&settings.data) {
                Ok(Some(secrets)) => {
                    secret(&mut report, &settings.data);
                    database(&mut report, &settings, &secrets);
                }
                Ok(None) => no_secret(&mut report, &settings.location),
                Err(error) => report.bad("secret", text(&error)),
            }
        }
    }
    match Seen::read(&settings.checkpoints, &Secrets::derive(&[0; 32])?) {
        Ok(seen) if settings.checkpoints.starts_with(&settings.data) => {
            let where_ = "in the data folder: set STEAD_CHECKPOINTS to one where whoever has the database cannot write";
            report.good("checkpoints", format!("{} of the audit log, {where_}", seen.count));
        }
        Ok(seen) => report.good("checkpoints", format!("{}, {}", seen.count, settings.checkpoints.display())),
        Err(error) => report.bad("checkpoints", text(&error)),
    }
    mail_server(&mut report, &settings);
    descriptors(&mut report);
    if report.failures == 0 { Ok(()) } else { Err(Error::internal(format!("{} checks failed", report.failures))) }
}

fn text(error: &Error) -> String {
    match error {
        Error::Internal(text) => text.clone(),
        other => other.to_string(),
    }
}

fn secret(report: &mut Report, folder: &std::path::Path) {
    let path = folder.join(secrets::FILE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).map(|m| m.permissions().mode() & 0o777).unwrap_or(0o777);
        if mode(&path) & 0o077 != 0 {
            report.bad("secret", format!("{} can be read by others; make its mode 600", path.display()));
            return;
        }
        if mode(folder) & 0o077 != 0 {
            report.warn("data", format!("others can look into {}; make its mode 700", folder.display()));
        }
    }
    report.good("secret", path.display());
}

/// A secret is missing only if the data was made with one.
fn no_secret(report: &mut Report, location: &Location) {
    let made = db::pending(location).and_then(|steps| match steps.is_empty() {
        true => Db::open(location, 1).and_then(|db| deployment::has_secret(&db)),
        false => Ok(false),
    });
    match made {
        Ok(false) => report.warn("secret", "none yet; serving makes one"),
        Ok(true) => report.bad("secret", "secret.key is missing, and the database was made with it"),
        Err(error) => report.bad("database", text(&error)),
    }
}

fn database(report: &mut Report, settings: &Settings, secrets: &Secrets) {
    let location = &settings.location;
    let kind = match location {
        Location::Sqlite(path) => format!("SQLite, {}", path.display()),
        Location::Postgres(_) => "PostgreSQL".to_owned(),
    };
    match db::pending(location) {
        Err(error) => report.bad("database", format!("{kind}: {}", text(&error))),
        Ok(steps) if !steps.is_empty() => {
            report.warn("database", format!("{kind}: {} steps to migrate; serving runs them", steps.len()));
        }
        Ok(_) => {
            report.good("database", kind);
            let checked = Db::open(location, 1).and_then(|db| {
                deployment::check_secret(&db, secrets)?;
                default_account(&db, settings)?;
                Ok((db.read_now(contents)?, db))
            });
            match checked {
                Ok(((0, _), _)) => report.warn("accounts", "none yet; make one with `stead account create`"),
                Ok(((n, last), db)) => {
                    report.good("accounts", n);
                    clock(report, last);
                    outbox(report, &db);
                }
                Err(error) => report.bad("database", text(&error)),
            }
        }
    }
}

/// An error when the account to serve by default does not exist.
pub(super) fn default_account(db: &Db, settings: &Settings) -> Result<()> {
    let Some(name) = &settings.default_account else { return Ok(()) };
    let known: Vec<String> = db.read_now(|c| {
        let customers = accounts::table.filter(accounts::operator.eq(false)).order(accounts::id);
        Ok(customers.limit(20).select(accounts::subdomain).load(c)?)
    })?;
    let named = accounts::operator.eq(false).and(accounts::subdomain.eq(name));
    let found: i64 = db.read_now(|c| Ok(accounts::table.filter(named).count().get_result(c)?))?;
    if found > 0 {
        return Ok(());
    }
    Err(Error::internal(format!("STEAD_DEFAULT_ACCOUNT is «{name}»; there are: {}", known.join(", "))))
}

fn contents(c: &mut db::Conn) -> Result<(i64, Option<Moment>)> {
    let n: i64 = accounts::table.filter(accounts::operator.eq(false)).count().get_result(c)?;
    let last: Option<Moment> =
        audit_entries::table.order(audit_entries::id.desc()).select(audit_entries::at).first(c).optional()?;
    Ok((n, last))
}

/// Whether the mail server is there, and takes us.
fn mail_server(report: &mut Report, settings: &Settings) {
    let Some(server) = &settings.smtp else {
        let days = mail::DAYS;
        report.warn("mail", format!("no SMTP_URL: mail waits in the E-mail log, and is given up after {days} days"));
        return;
    };
    let met = actix_web::rt::System::new().block_on(async {
        server.connect(&settings.host).await.map(|connection| connection.close())?.await;
        Ok::<(), Trouble>(())
    });
    match met {
        Ok(()) => report.good("mail", format!("{server}, from {}", settings.mail_from())),
        Err(Trouble::Server(said) | Trouble::Later(said) | Trouble::Never(said)) => {
            report.bad("mail", format!("{server}: {said}"));
        }
    }
}

/// Mail that waits for long, and mail that failed lately.
fn outbox(report: &mut Report, db: &Db) {
    let now = Moment(chrono::Utc::now().timestamp_millis());
    match db.read_now(|c| mail::standing(c, now)) {
        Ok((0, 0)) => {}
        Ok((late, failed)) => report.warn(
            "outbox",
            format!("{late} mails wait for more than an hour, {failed} failed in the last 7 days; see the E-mail log"),
        ),
        Err(error) => report.bad("outbox", text(&error)),
    }
}

/// A clock that stands before the newest audit line was set back.
fn clock(report: &mut Report, last: Option<Moment>) {
    let now = chrono::Utc::now();
    match last {
        Some(last) if last.0 > now.timestamp_millis() + 1_000 => report.bad(
            "clock",
            format!("it is {}, before the newest audit line ({})", now.to_rfc3339(), last.utc().to_rfc3339()),
        ),
        _ => report.good("clock", now.format("%Y-%m-%d %H:%M:%S UTC")),
    }
}

fn descriptors(report: &mut Report) {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft = limits
        .lines()
        .find_map(|l| l.strip_prefix("Max open files"))
        .and_then(|l| l.split_whitespace().next())
        .and_then(|n| n.parse::<u64>().ok());
    match soft {
        Some(n) if n < crate::app::DESCRIPTORS => {
            report
                .warn("descriptors", format!("{n} open files allowed; {} or more are wanted", crate::app::DESCRIPTORS));
        }
        Some(n) => report.good("descriptors", format!("{n} open files allowed")),
        None => report.warn("descriptors", "the limit of open files cannot be read here"),
    }
}
