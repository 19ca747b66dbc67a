//! One error for the whole program: what went wrong decides the status, the page says it in the reader's language.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::identity::{EndCause, TokenFault};
use crate::policy::Refusal;
use crate::team::seats::NoRoom;

/// `Result` with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request or command did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in (303 to the sign-in page, or 401).
    SignedOut,
    /// Another program has no token, or one that leads to nobody (401).
    Token(TokenFault),
    /// Too often from one source; the minutes to wait (429).
    TooMany(i64),
    /// The policy refused, and says why (403).
    Forbidden(Refusal),
    /// No seat is free for the roles that somebody is to have (422).
    NoRoom(NoRoom),
    /// A form without a token, with a forged one, or sent from another site (403).
    Forged,
    /// Unknown, out of sight, or another account's (404).
    NotFound,
    /// The method does not exist here (405).
    MethodNotAllowed,
    /// The assumed identity of this address has ended (410).
    Ended(EndCause),
    /// The form was drawn for another identity than the one that sends it now (409).
    OtherIdentity,
    /// The thing changed or exists already (409).
    Conflict,
    /// The body is too large (413).
    TooLarge,
    /// The request cannot be read (400).
    Malformed,
    /// Too many at once; try again (503).
    Busy,
    /// Our fault (500); the text goes to the log only.
    Internal(String),
    /// PostgreSQL asks to repeat the transaction.
    Repeat,
}

impl Error {
    /// Our fault, with a text for the log.
    pub fn internal(text: impl fmt::Display) -> Self {
        Self::Internal(text.to_string())
    }

    /// Whether the same transaction may succeed when run again.
    pub fn asks_to_repeat(&self) -> bool {
        matches!(self, Self::Repeat)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(text) => write!(f, "internal error: {text}"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl std::error::Error for Error {}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignedOut | Self::Token(_) => StatusCode::UNAUTHORIZED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Forbidden(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::NoRoom(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Ended(_) => StatusCode::GONE,
            Self::OtherIdentity | Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Busy | Self::Repeat => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    // The page is drawn by `web::errors`, which has the request.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::DatabaseErrorKind::{SerializationFailure, UniqueViolation};
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            diesel::result::Error::DatabaseError(UniqueViolation, _) => Self::Conflict,
            diesel::result::Error::DatabaseError(SerializationFailure, _) => Self::Repeat,
            diesel::result::Error::DatabaseError(_, ref info)
                if info.message().contains("deadlock detected") || info.message().contains("lock timeout") =>
            {
                Self::Repeat
            }
            diesel::result::Error::DatabaseError(_, ref info) if info.message().contains("database is locked") => {
                Self::Busy
            }
            other => Self::Internal(format!("database: {other}")),
        }
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        log::warn!("no database connection free: {error}");
        Self::Busy
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("template: {error}"))
    }
}
