//! What a handler gets and gives: context, addresses, forms, error pages, static files.
//!
//! A request passes `front` (request id, security headers, access log), then `door` (identity by host, cookie and
//! scope; form tokens; lost prefixes), then the router. Every route carries a mark and a right, see [`routes`]; the
//! one extractor [`Cx`] enforces both. Errors are drawn on the way back, by `errors`. Other programs come by [`api`]'s door. [`realm`] is
//! where the operator's staff are at home.

pub mod api;
pub mod assets;
mod cx;
mod door;
mod errors;
mod forms;
pub mod forwarded;
mod front;
mod icons;
mod plain;
pub mod realm;
pub mod routes;
mod upload;
mod urls;

pub use api::Api;
pub use cx::Cx;
pub use door::door;
pub(crate) use errors::who_can;
pub use forms::{Field, Form};
pub use front::{front, policy_posting_to};
pub use icons::Icon;
pub use routes::{Mark, Route, Routes};
pub use upload::{File, Part, Upload};
pub use urls::{Urls, local_path, query};

/// Characters of a scope: 16 random bytes.
pub const SCOPE_LENGTH: usize = 22;

/// Longest request body, in bytes.
pub const BODY_MAX: usize = 4 * 1024 * 1024;

/// Hands a session's new key to the cookie, after the transaction that made it.
pub fn carry(session: &actix_session::Session, key: Option<String>) -> crate::error::Result<()> {
    if let Some(key) = key {
        session
            .insert(crate::identity::SESSION_KEY, key)
            .map_err(|e| crate::error::Error::internal(format!("session: {e}")))?;
        session.renew();
    }
    Ok(())
}
