//! The mail server: its address, a connection to it, and a mail as it travels.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::{Host, Url};

use super::outbox::Taken;
use crate::text;

/// Longest wait for a connection that is ready to take a mail.
const CONNECT: Duration = Duration::from_secs(30);
/// Longest wait for a mail to be taken.
const SEND: Duration = Duration::from_secs(60);
/// Replies that are about us, not about the mail: who we are, or how we speak.
const ABOUT_US: [u16; 5] = [421, 530, 534, 535, 538];

/// How the connection is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    /// TLS from the first byte (`smtps://`).
    Wrapped,
    /// STARTTLS, or nothing is said.
    Required,
    /// STARTTLS if the server offers it.
    Opportunistic,
    /// Not at all.
    None,
}

/// A mail server, as `SMTP_URL` names it.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    connect_within: Duration,
    send_within: Duration,
}

// The password stays out of every log.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tls = match self.tls {
            Tls::Wrapped => "TLS",
            Tls::Required => "STARTTLS required",
            Tls::Opportunistic => "STARTTLS if offered",
            Tls::None => "not encrypted",
        };
        let signed_in = if self.credentials.is_some() { ", signed in" } else { "" };
        write!(f, "{}:{} ({tls}{signed_in})", self.host, self.port)
    }
}

/// What went wrong, in the server's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// With the server: any other mail would fare the same.
    Server(String),
    /// With this mail, for now.
    Later(String),
    /// With this mail, for good.
    Never(String),
}

impl Server {
    /// Reads `smtp://user:password@host:port?tls=…` or `smtps://…`. Without `tls`, `smtp://` means STARTTLS or nothing, except
    /// to this machine itself, where nobody listens between.
    pub fn parse(text: &str) -> Result<Self, String> {
        // The text may hold a password, so no fault repeats it.
        let url = Url::parse(text).map_err(|e| format!("SMTP_URL cannot be read ({e})"))?;
        let (host, local) = match url.host() {
            // Of a scheme that it does not know, the crate leaves the host as it is written.
            Some(Host::Domain(name)) if !name.is_empty() => match name.parse::<std::net::Ipv4Addr>() {
                Ok(ip) => (name.to_owned(), ip.is_loopback()),
                Err(_) => (name.to_owned(), name == "localhost" || name.ends_with(".localhost")),
            },
            Some(Host::Ipv4(ip)) => (ip.to_string(), ip.is_loopback()),
            Some(Host::Ipv6(ip)) => (ip.to_string(), ip.is_loopback()),
            _ => return Err("SMTP_URL names no host".to_owned()),
        };
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let tls = match (url.scheme(), asked.as_deref()) {
            ("smtps", None) => Tls::Wrapped,
            ("smtp", Some("required")) => Tls::Required,
            ("smtp", Some("opportunistic")) => Tls::Opportunistic,
            ("smtp", Some("none")) => Tls::None,
            ("smtp", None) if local => Tls::None,
            ("smtp", None) => Tls::Required,
            _ => {
                return Err(
                    "SMTP_URL is not smtp://… (with ?tls=required, opportunistic or none) or smtps://…".to_owned()
                );
            }
        };
        let port = url.port().unwrap_or(match tls {
            Tls::Wrapped => 465,
            Tls::None if local => 25,
            _ => 587,
        });
        let decoded = |part: &str| {
            let decoded = percent_decode_str(part).decode_utf8();
            decoded.map(|text| text.into_owned()).map_err(|_| "user or password of SMTP_URL is not UTF-8".to_owned())
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None if url.username().is_empty() => None,
            None => return Err("SMTP_URL names a user without a password".to_owned()),
        };
        Ok(Self { host, port, tls, credentials, connect_within: CONNECT, send_within: SEND })
    }

    /// The same server, with less patience.
    pub fn within(self, patience: Duration) -> Self {
        Self { connect_within: patience, send_within: patience, ..self }
    }

    /// Connects, encrypts and signs in as the address says.
    pub async fn connect(&self, hello: &str) -> Result<Connection, Trouble> {
        match timeout(self.connect_within, self.try_connect(hello)).await {
            Ok(Ok(smtp)) => Ok(Connection { smtp, send_within: self.send_within }),
            Ok(Err(error)) => Err(Trouble::Server(words(&error))),
            Err(_) => Err(Trouble::Server(silent(self.connect_within))),
        }
    }

    async fn try_connect(&self, hello: &str) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let hello = ClientId::Domain(hello.to_owned());
        let encryption = || TlsParameters::new(self.host.clone());
        let wrapped = if self.tls == Tls::Wrapped { Some(encryption()?) } else { None };
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.connect_within), &hello, wrapped, None).await?;
        if self.tls == Tls::Required || (self.tls == Tls::Opportunistic && connection.can_starttls()) {
            connection.starttls(encryption()?, &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// An open connection. After trouble it is of no more use.
pub struct Connection {
    smtp: AsyncSmtpConnection,
    send_within: Duration,
}

fn silent(patience: Duration) -> String {
    format!("no answer within {} seconds", patience.as_secs_f32())
}

impl Connection {
    /// Hands a mail over.
    pub(super) async fn send(&mut self, parcel: &Parcel) -> Result<(), Trouble> {
        let error = match timeout(self.send_within, self.smtp.send(&parcel.envelope, &parcel.bytes)).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => error,
            Err(_) => return Err(Trouble::Server(silent(self.send_within))),
        };
        let code = error.status().map(u16::from);
        let said = words(&error);
        Err(match code {
            Some(code) if ABOUT_US.contains(&code) => Trouble::Server(said),
            Some(_) if error.is_permanent() => Trouble::Never(said),
            Some(_) => Trouble::Later(said),
            // Such as an address with accents, where the server takes none.
            None if error.is_client() => Trouble::Never(said),
            None => Trouble::Server(said),
        })
    }

    /// Whether the server is still there.
    pub(super) async fn alive(&mut self) -> bool {
        matches!(timeout(Duration::from_secs(10), self.smtp.test_connected()).await, Ok(true))
    }

    /// Takes leave.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.smtp.quit()).await;
    }
}

/// The server's words; without any, what happened instead.
fn words(error: &lettre::transport::smtp::Error) -> String {
    use std::error::Error as _;
    let said = error.source().map(ToString::to_string);
    match (error.status(), said) {
        (Some(code), Some(said)) => text::line(&format!("{code} {said}")),
        (None, Some(said)) => text::line(&said),
        (_, None) => text::line(&error.to_string()),
    }
}

/// A mail as it travels.
pub(super) struct Parcel {
    envelope: Envelope,
    bytes: Vec<u8>,
}

/// `Auto-Submitted: auto-generated`, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Parcel {
    /// Packs a mail; `None` when nobody can be asked to deliver to its address. The builders encode every value, so nothing in
    /// a name or a subject becomes a header of its own.
    pub(super) fn pack(taken: &Taken, from: &str, at: SystemTime) -> Option<Self> {
        let to: Address = taken.address.parse().ok()?;
        let from: Address = from.parse().ok()?;
        let envelope = Envelope::new(Some(from.clone()), vec![to.clone()]).ok()?;
        let message = Message::builder()
            .from(Mailbox::new(Some(text::line(&taken.account)), from))
            .to(Mailbox::new(None, to))
            .subject(text::line(&taken.subject))
            .date(at)
            .message_id(Some(format!("<{}>", taken.message_id)))
            .header(AutoSubmitted)
            .multipart(
                MultiPart::alternative()
                    .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(taken.text.clone()))
                    .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(taken.html.clone())),
            )
            .ok()?;
        Some(Self { envelope, bytes: message.formatted() })
    }
}
