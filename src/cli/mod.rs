//! The command line: one file per command. Scripts rely on the names, flags and exit codes: 0 is done, 1 is a failure
//! told on standard error, 2 is a wrong call.

mod account;
mod audit;
mod demo;
mod doctor;
mod erasure;
mod migrate;
mod operator;
pub mod seed;
mod serve;
mod subscription;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;

use crate::app;
use crate::billing::provider::{self, Collection};
use crate::clock::Clock;
use crate::config::Settings;
use crate::db::{self, Db, Location, deployment};
use crate::error::{Error, Result};
use crate::mail::server::Server;
use crate::secrets::Secrets;
use crate::state::State;

/// A help desk and Admin Center in one binary.
#[derive(Debug, Parser)]
#[command(name = "stead", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Settings that every command takes, as flags or from the environment.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Where to listen
    #[arg(long, global = true, env = "STEAD_BIND", default_value = "127.0.0.1:8080")]
    bind: SocketAddr,
    /// Folder of the embedded database and of the deployment's secret
    #[arg(long, global = true, env = "STEAD_DATA", default_value = "data")]
    data: PathBuf,
    /// Database: postgres://… or sqlite:PATH [default: stead.sqlite3 in the data folder]
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Host name of the deployment; a label before it names an account
    #[arg(long, global = true, env = "STEAD_HOST", default_value = "localhost")]
    host: String,
    /// Subdomain of the account served where the host names none [default: the oldest account]
    #[arg(long, global = true, env = "STEAD_DEFAULT_ACCOUNT")]
    default_account: Option<String>,
    /// Addresses and networks (CIDR) of proxies whose X-Forwarded-For or Forwarded counts, separated by commas
    #[arg(long, global = true, env = "STEAD_TRUSTED_PROXIES", value_delimiter = ',', value_parser = crate::web::forwarded::proxy)]
    trusted_proxies: Vec<IpNet>,
    /// Browsers come over TLS (a proxy in front speaks it): secure cookies, HSTS
    #[arg(long, global = true, env = "STEAD_TLS")]
    tls: bool,
    /// Leave compression of pages to a proxy in front
    #[arg(long, global = true, env = "STEAD_NO_COMPRESSION")]
    no_compression: bool,
    /// Mail server: smtps://USER:PASSWORD@HOST or smtp://…, which means STARTTLS or nothing (?tls=opportunistic or
    /// ?tls=none asks for less; this machine itself needs none) [default: mail stays in the E-mail log]
    #[arg(long, global = true, env = "SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Address that mail comes from [default: noreply@ and the host name]
    #[arg(long, global = true, env = "STEAD_MAIL_FROM")]
    mail_from: Option<String>,
    /// Port in the links of mail [default: 443 with TLS, else the one listened on]
    #[arg(long, global = true, env = "STEAD_PUBLIC_PORT")]
    public_port: Option<u16>,
    /// Who collects the money of invoices: manual (by bank transfer; `stead account invoice` marks them as paid) or none (no invoices are
    /// made)
    #[arg(long, global = true, env = "STEAD_PAYMENT_PROVIDER", default_value = "manual")]
    payment_provider: String,
    /// Where a bank transfer goes, as invoices name it: one line, such as the name of a bank and an account
    #[arg(long, global = true, env = "STEAD_PAY_TO")]
    pay_to: Option<String>,
    /// Folder of the audit log's checkpoints, best where whoever has the database cannot write [default: checkpoints in the
    /// data folder]
    #[arg(long, global = true, env = "STEAD_CHECKPOINTS")]
    checkpoints: Option<PathBuf>,
    /// File of passwords that nobody may choose: one a line, or SHA-1 hashes in order, as Pwned Passwords come
    #[arg(long, global = true, env = "STEAD_BREACHED_PASSWORDS")]
    breached_passwords: Option<PathBuf>,
    /// Milliseconds for which a worker holds a mail
    #[arg(long, global = true, env = "STEAD_MAIL_LEASE", hide = true, default_value_t = crate::config::MAIL_LEASE)]
    mail_lease: i64,
    /// Threads that serve [default: one per core]
    #[arg(long, global = true, env = "STEAD_WORKERS")]
    workers: Option<usize>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve on the embedded database with made-up people, and say whom one can sign in as
    Demo,
    /// Serve
    Serve,
    /// Make bulk data for measurements, in an account of its own
    Seed(seed::SeedArgs),
    /// Bring the database up to date (serving does so too)
    Migrate(migrate::MigrateArgs),
    /// Accounts of the deployment
    #[command(subcommand)]
    Account(account::Account),
    /// The operator's staff, and their console
    #[command(subcommand)]
    Operator(operator::Operator),
    /// The audit log
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Erasures of people
    #[command(subcommand)]
    Erasure(erasure::Erasure),
    /// Check configuration, database, mail, clock and limits
    Doctor,
}

/// Runs the command that the process was called with.
pub fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::new().filter_or("STEAD_LOG", "warn,stead=info,access=info"))
        .format_timestamp_millis()
        .init();
    let Cli { common, command } = Cli::parse();
    let done = match &command {
        Command::Demo => demo::run(&common),
        Command::Serve => serve::run(&common),
        Command::Seed(args) => seed::run(args, &common),
        Command::Migrate(args) => migrate::run(args, &common),
        Command::Account(command) => account::run(command, &common),
        Command::Operator(command) => operator::run(command, &common),
        Command::Audit(command) => audit::run(command, &common),
        Command::Erasure(command) => erasure::run(command, &common),
        Command::Doctor => doctor::run(&common),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Internal(text)) => {
            eprintln!("stead: {text}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("stead: {error}");
            ExitCode::FAILURE
        }
    }
}

impl Common {
    /// The settings that flags and environment make.
    pub fn settings(&self) -> Result<Settings> {
        let location = match &self.database_url {
            Some(url) => Location::parse(url).map_err(Error::Internal)?,
            None => Settings::embedded(&self.data),
        };
        let host = self.host.trim().trim_end_matches('.').to_ascii_lowercase();
        if host.is_empty() || host.contains(['/', ':', ' ']) {
            return Err(Error::internal(format!(
                "STEAD_HOST is «{}»; accepted is a host name without scheme and port, such as help.example.org",
                self.host
            )));
        }
        Ok(Settings {
            bind: self.bind,
            data: self.data.clone(),
            location,
            host,
            default_account: self.default_account.clone(),
            trusted_proxies: self.trusted_proxies.clone(),
            tls: self.tls,
            compress: !self.no_compression,
            demo: false,
            smtp: self.smtp()?,
            mail_from: self.mail_from()?,
            public_port: self.public_port,
            collection: self.collection()?,
            checkpoints: self.checkpoints.clone().unwrap_or_else(|| self.data.join("checkpoints")),
            breached_passwords: self.breached_passwords()?,
            mail_lease: self.mail_lease,
        })
    }

    fn smtp(&self) -> Result<Option<Server>> {
        match self.smtp_url.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(url) => Server::parse(url).map(Some).map_err(Error::Internal),
        }
    }

    fn breached_passwords(&self) -> Result<Option<PathBuf>> {
        match self.breached_passwords.as_deref() {
            Some(path) if std::fs::File::open(path).is_err() => {
                Err(Error::internal(format!("STEAD_BREACHED_PASSWORDS is «{}», which cannot be read", path.display())))
            }
            path => Ok(path.map(Into::into)),
        }
    }

    fn mail_from(&self) -> Result<Option<String>> {
        match &self.mail_from {
            Some(from) if from.parse::<lettre::Address>().is_err() => {
                Err(Error::internal(format!("STEAD_MAIL_FROM is «{from}»; it is an address, such as help@example.org")))
            }
            from => Ok(from.clone()),
        }
    }

    fn collection(&self) -> Result<Collection> {
        let provider = provider::named(&self.payment_provider).ok_or_else(|| {
            Error::internal(format!(
                "STEAD_PAYMENT_PROVIDER is «{}»; accepted: {}",
                self.payment_provider,
                provider::NAMES.join(", ")
            ))
        })?;
        let pay_to = self.pay_to.as_deref().map(crate::text::line).filter(|line| !line.is_empty());
        Ok(Collection { provider, pay_to })
    }

    /// The state for a command that may make things: folder, secret, database brought up to date.
    pub fn state(&self) -> Result<State> {
        open(self.settings()?, self.readers())
    }

    /// The state for a command that looks at what exists, and makes nothing.
    pub fn existing_state(&self) -> Result<State> {
        let settings = self.settings()?;
        settings.must_exist()?;
        let steps = db::pending(&settings.location)?;
        if !steps.is_empty() {
            return Err(Error::internal(format!(
                "the database is not up to date ({}); run `stead migrate`",
                steps.len()
            )));
        }
        let secrets = Secrets::of_folder(&settings.data)?.ok_or_else(|| no_secret(&settings))?;
        let db = Db::open(&settings.location, 1)?;
        deployment::check_secret(&db, &secrets)?;
        Ok(State { db, secrets, clock: Clock::system(), settings: Arc::new(settings) })
    }

    /// Database connections for reading: one for each thread that may wait for the database.
    pub fn readers(&self) -> u32 {
        u32::try_from(self.workers() * app::BLOCKING_THREADS).unwrap_or(u32::MAX).max(4)
    }

    /// How many workers serve.
    pub fn workers(&self) -> usize {
        self.workers
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
            .clamp(1, 64)
    }
}

/// Makes the data folder and its secret if there are none, brings the database up to date and opens it.
pub fn open(settings: Settings, readers: u32) -> Result<State> {
    make_folder(&settings)?;
    for step in db::migrate(&settings.location)? {
        log::info!("migrated: {step}");
    }
    let db = Db::open(&settings.location, readers)?;
    let secrets = match Secrets::of_folder(&settings.data)? {
        Some(secrets) => secrets,
        None if deployment::has_secret(&db)? => return Err(no_secret(&settings)),
        None => Secrets::make_in(&settings.data)?,
    };
    deployment::keep_secret(&db, &secrets)?;
    Ok(State { db, secrets, clock: Clock::system(), settings: Arc::new(settings) })
}

fn no_secret(settings: &Settings) -> Error {
    Error::internal(format!(
        "{} is missing, and the database was made with it; put it back (a new one could check no audit line)",
        settings.data.join(crate::secrets::FILE).display()
    ))
}

/// Makes the data folder. Password hashes and tickets are in it: nobody else on the machine looks in.
fn make_folder(settings: &Settings) -> Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
        .create(&settings.data)
        .map_err(|e| Error::internal(format!("cannot make the data folder {}: {e}", settings.data.display())))
}
