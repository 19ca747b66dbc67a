//! Where a person is signed in: their own list with its devices, and the mail about a new one.
//!
//! * `agent` reads from a browser's header what people call it; `devices` knows a browser again by a cookie.
//! * [`begin`] is how every sign-in gets its session. The rows are `identity`'s; whoever administers the account ends
//!   sessions of others in `people::security`.

pub mod agent;
pub mod devices;
mod page;

pub use page::{destroy, destroy_others, index, notify, remove};

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use crate::error::Result;
use crate::identity::{self, EndCause, Listed, Person, Tx};
use crate::secrets;
use crate::security::ip::ranges;
use crate::web::Cx;

/// Days for which a browser keeps the cookie by which it is known.
const COOKIE_DAYS: i64 = 400;

/// The browser that somebody signs in with. It is known again, and nothing more: no right hangs on it.
#[derive(Clone, Debug)]
pub struct Browser {
    agent: String,
    key: String,
    tls: bool,
}

fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-stead-device" } else { "stead_device" }
}

impl Browser {
    /// The browser of a request; one that is not known yet gets a key.
    pub fn of(cx: &Cx, req: &HttpRequest) -> Result<Self> {
        let agent = req.headers().get("user-agent").and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned();
        let tls = cx.state().settings.tls;
        let plausible =
            |key: &String| key.len() == 43 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let known = req.cookie(cookie_name(tls)).map(|cookie| cookie.value().to_owned()).filter(plausible);
        let key = known.map_or_else(secrets::token::<32>, Ok)?;
        Ok(Self { agent, key, tls })
    }

    /// Gives the browser the cookie by which it is known again.
    pub fn mark(&self, answer: &mut HttpResponse) -> Result<()> {
        let cookie = Cookie::build(cookie_name(self.tls), self.key.clone())
            .path("/")
            .http_only(true)
            .secure(self.tls)
            .same_site(SameSite::Lax)
            .max_age(Duration::days(COOKIE_DAYS))
            .finish();
        answer.add_cookie(&cookie).map_err(crate::error::Error::internal)
    }
}

/// Makes the session of somebody who has just proved who they are, on a device that is known from now on; answers the key
/// for the cookie.
pub fn begin(tx: &mut Tx<'_>, person: &Person, browser: &Browser) -> Result<String> {
    let device = devices::recognise(tx, person, &browser.key, &browser.agent)?;
    identity::create_session(tx, person, &browser.agent, Some(device))
}

/// A session as a list shows it.
#[derive(Debug)]
pub struct Shown {
    /// Its row.
    pub row: Listed,
    /// Browser and system; empty when they cannot be told.
    pub device: String,
    /// From which network; empty when it cannot be told.
    pub network: String,
}

impl Shown {
    /// A session, as it is shown.
    pub fn of(row: Listed) -> Self {
        Self { device: agent::name(&row.agent), network: ranges::network(&row.address), row }
    }

    /// The key of why it ended, if it has.
    pub fn cause_key(&self) -> String {
        match self.row.end_cause.unwrap_or(EndCause::SessionEnded) {
            EndCause::SignedOut => "session-over-left".to_owned(),
            EndCause::RootChanged => "session-over-changed".to_owned(),
            EndCause::SessionEnded => "session-over-time".to_owned(),
            other => format!("ended-{}", other.as_str().replace('_', "-")),
        }
    }
}
