//! Settings, read once at start from flags and environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;

use crate::billing::provider::Collection;
use crate::db::Location;
use crate::identity::Account;
use crate::mail::server::Server;

/// How the program runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens.
    pub bind: SocketAddr,
    /// The folder of the embedded database and the secret.
    pub data: PathBuf,
    /// Where the database is.
    pub location: Location,
    /// The deployment's own host name; labels before it name accounts.
    pub host: String,
    /// The subdomain of the account served where the host names none; the oldest account when unset.
    pub default_account: Option<String>,
    /// The proxies, by their networks, that may say for whom they ask.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether browsers reach Stead over TLS, by a proxy in front.
    pub tls: bool,
    /// Whether pages are compressed here, not by a proxy.
    pub compress: bool,
    /// Whether demo people are named on the sign-in page.
    pub demo: bool,
    /// The mail server; without one, mail stays in the E-mail log.
    pub smtp: Option<Server>,
    /// The address that mail comes from, if it is not the host's own.
    pub mail_from: Option<String>,
    /// The port that browsers use, if it is neither the one listened on nor, with TLS, the usual one.
    pub public_port: Option<u16>,
    /// Who collects the money of invoices, and how.
    pub collection: Collection,
    /// The folder of the audit log's checkpoints.
    pub checkpoints: PathBuf,
    /// The operator's own file of passwords that nobody may have.
    pub breached_passwords: Option<PathBuf>,
    /// Milliseconds for which a worker holds a mail; longer than handing it over can last.
    pub mail_lease: i64,
}

/// [`Settings::mail_lease`] of every installation; tests of crashes have less time.
pub const MAIL_LEASE: i64 = 120_000;

impl Settings {
    /// The embedded database's file in a data folder.
    pub fn embedded(data: &std::path::Path) -> Location {
        Location::Sqlite(data.join("stead.sqlite3"))
    }

    /// An error when the data folder or the embedded database is not there.
    pub fn must_exist(&self) -> crate::error::Result<()> {
        let missing = |path: &std::path::Path| {
            crate::error::Error::internal(format!("{} does not exist (STEAD_DATA, DATABASE_URL)", path.display()))
        };
        if !self.data.is_dir() {
            return Err(missing(&self.data));
        }
        match &self.location {
            Location::Sqlite(path) if !path.is_file() => Err(missing(path)),
            _ => Ok(()),
        }
    }

    /// Where browsers reach an account, or the operator's realm: what stands before a path of ours.
    pub fn address(&self, account: &Account) -> String {
        if account.operator {
            return self.console();
        }
        self.base_of(&account.subdomain)
    }

    /// Where the operator's console is.
    pub fn console(&self) -> String {
        format!("{}{}", self.base_of("").replacen("://.", "://", 1), crate::web::realm::ROOT)
    }

    /// Whether a host header names the deployment's own host, and no account's.
    pub fn is_own(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        name.eq_ignore_ascii_case(&self.host)
    }

    /// Where browsers reach an account: `https://acme.help.example`, without a slash at the end.
    pub fn base_of(&self, subdomain: &str) -> String {
        let (scheme, usual) = if self.tls { ("https", 443) } else { ("http", 80) };
        // Behind TLS there is a proxy, and the port listened on is its business.
        let port = self.public_port.unwrap_or(if self.tls { usual } else { self.bind.port() });
        let port = if port == usual { String::new() } else { format!(":{port}") };
        format!("{scheme}://{subdomain}.{}{port}", self.host)
    }

    /// The address that mail comes from.
    pub fn mail_from(&self) -> String {
        self.mail_from.clone().unwrap_or_else(|| format!("noreply@{}", self.host))
    }

    /// The label that a host header names, if it stands before our own host name.
    pub fn label<'h>(&self, host: &'h str) -> Option<&'h str> {
        let name = host
            .rsplit_once(':')
            .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
        let label = name.strip_suffix(self.host.as_str())?.strip_suffix('.')?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        (!label.is_empty() && label.len() <= 63 && label.bytes().all(plain)).then_some(label)
    }
}
