//! Settings, read once at start from flags and environment.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use crate::db::Location;

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
    /// Proxies whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether browsers reach Stead over TLS, by a proxy in front.
    pub tls: bool,
    /// Whether pages are compressed here, not by a proxy.
    pub compress: bool,
    /// Whether demo people are named on the sign-in page.
    pub demo: bool,
}

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
