//! The API's door: who calls, by the token in `Authorization: Bearer` and by nothing else, and errors as JSON.
//!
//! No cookie is looked at, so no other site can make a browser call in somebody's name; no scope leads here, and no form
//! token is asked for. A path below `/api/` comes by this door and no other path does; [`super::cx`] lets through only what
//! came by the door of its route's mark.

use std::future::{Ready, ready};

use actix_web::body::BoxBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use serde_json::{Value, json};

use super::cx::{Cx, enter};
use super::door::Visitor;
use super::errors::{self, of_status, owner_to_ask, who_can};
use super::front::{Pattern, RequestId};
use crate::error::{Error, Result};
use crate::identity::{Gate, Identity, TokenFault, limits};
use crate::policy::Refusal;
use crate::security::ip;
use crate::state::State;

/// Where every route of the API begins.
pub const ROOT: &str = "/api/v2/";
/// Wrong tokens that one source may send in an hour.
const WRONG_MAX: i32 = 60;
/// Seconds after which to try again what there was no time for.
const BUSY_SECONDS: i64 = 1;

/// That a request came by this door.
#[derive(Clone)]
struct Came {
    /// Where the caller reaches us: `http://acme.help.example`.
    base: String,
    /// Why its token leads to nobody, if so.
    fault: Option<TokenFault>,
}

/// What a handler of the API gets.
pub struct Api {
    /// Who calls, in which account.
    pub cx: Cx,
    /// The address that the caller used, without a path.
    pub base: String,
}

impl Api {
    /// Answers with JSON.
    pub fn json(&self, value: &Value) -> Result<HttpResponse> {
        Ok(written(StatusCode::OK, value))
    }
}

impl FromRequest for Api {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let base = req.extensions().get::<Came>().map(|came| came.base.clone()).unwrap_or_default();
        ready(enter(req).map(|cx| Self { cx, base }))
    }
}

/// Whether a path is the API's.
pub(super) fn is_one(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Whether a request came by this door.
pub(super) fn came(req: &HttpRequest) -> bool {
    req.extensions().get::<Came>().is_some()
}

/// Why a request that came by this door is nobody's.
pub(super) fn fault(req: &HttpRequest) -> TokenFault {
    req.extensions().get::<Came>().and_then(|came| came.fault).unwrap_or(TokenFault::Missing)
}

/// Puts the context into the request. Who has no token gets one too: unknown paths are told first.
pub(super) async fn admit(req: &mut ServiceRequest, state: &State, gate: &Gate, scoped: bool) -> Result<()> {
    let host = req.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let scheme = if state.settings.tls { "https" } else { "http" };
    let came = Came { base: format!("{scheme}://{host}"), fault: None };
    req.extensions_mut().insert(came.clone());
    if scoped {
        return Err(Error::NotFound);
    }
    let label = state.settings.label(&host).map(str::to_owned);
    let (account, found) = gate.look_by_token(label, bearer(req)).await?;
    let mut visitor = Visitor::new(req, state, host);
    visitor.origin.channel = "api";
    if account.suspended_at.is_some() {
        let cx = visitor.cx(req, state, account, None, vec![], false);
        req.extensions_mut().insert(cx);
        return Err(Error::Forbidden(Refusal::AccountSuspended));
    }
    let source = limits::source(&visitor.origin.address);
    let (identity, fault) = match found {
        Ok(identity) => (Some(identity), None),
        Err(fault) => (None, Some(fault)),
    };
    let address = visitor.origin.address.as_str();
    let let_in = |i: &Identity| ip::admits(i.account(), address, ip::Who::of(&i.root().standing));
    let elsewhere = identity.as_ref().is_some_and(|i| !let_in(i));
    let cx = visitor.cx(req, state, account.clone(), identity.filter(|_| !elsewhere), vec![], elsewhere);
    req.extensions_mut().insert(cx);
    req.extensions_mut().insert(Came { fault, ..came });
    if elsewhere {
        return Err(Error::Forbidden(Refusal::Elsewhere));
    }
    if fault == Some(TokenFault::Unknown)
        && let Err(minutes) = limits::take(state, account.id, "token", &source, WRONG_MAX).await?
    {
        return Err(Error::TooMany(minutes));
    }
    Ok(())
}

/// The token that a request carries: in one header of the one kind there is.
fn bearer(req: &ServiceRequest) -> Option<String> {
    let mut given = req.headers().get_all(header::AUTHORIZATION);
    let (Some(only), None) = (given.next(), given.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= 200).then(|| token.to_owned())
}

/// Writes the error of an answer as JSON.
pub(super) async fn draw(res: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = res.status();
    if !status.is_client_error() && !status.is_server_error() {
        return res;
    }
    let req = res.request().clone();
    let cx = req.extensions().get::<Cx>().cloned();
    let routed = req.extensions().get::<Pattern>().is_some();
    let id = req.extensions().get::<RequestId>().map(|id| id.0.to_string()).unwrap_or_default();
    let by_status = of_status(status);
    let error = res.response().error().and_then(|e| e.as_error::<Error>()).unwrap_or(&by_status);
    let owner = match &cx {
        Some(cx) => owner_to_ask(cx, error).await,
        None => None,
    };
    let mut drawn = written(status_of(error), &body(cx.as_ref(), error, owner.as_deref(), routed, &id));
    let headers = drawn.headers_mut();
    if let Error::Token(fault) = error {
        let challenge = match fault {
            TokenFault::Missing => "Bearer realm=\"Stead\"",
            _ => "Bearer realm=\"Stead\", error=\"invalid_token\"",
        };
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    let seconds = match error {
        Error::TooMany(minutes) => Some(minutes * 60),
        Error::Busy | Error::Repeat => Some(BUSY_SECONDS),
        _ => None,
    };
    if let Some(seconds) = seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    errors::in_place_of(res, drawn)
}

/// Clients take any status that they do not know for success.
fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Ended(_) => StatusCode::CONFLICT,
        Error::TooLarge => StatusCode::UNPROCESSABLE_ENTITY,
        other => other.status_code(),
    }
}

fn body(cx: Option<&Cx>, error: &Error, owner: Option<&str>, routed: bool, id: &str) -> Value {
    let t = |key: &'static str| cx.map_or("", |cx| cx.t(key)).to_owned();
    let plain = |name: &str, text: String| json!({ "error": name, "description": text });
    let titled = |title: &str, text: String| json!({ "error": { "title": title, "message": text } });
    match error {
        Error::Token(TokenFault::Missing) | Error::SignedOut => json!({ "error": "Couldn't authenticate you" }),
        Error::Token(fault) => json!({ "error": "invalid_token", "error_description": t(why(*fault)) }),
        Error::Forbidden(Refusal::Right(right)) => {
            let who = t(who_can(*right));
            let ask = cx.zip(owner).map(|(cx, name)| cx.t1("error-403-owner", "name", name)).unwrap_or_default();
            titled("Forbidden", format!("{who} {ask}").trim_end().to_owned())
        }
        Error::Forbidden(refusal) => titled("Forbidden", t(refusal.key())),
        Error::Forged => titled("Forbidden", t("error-403-form-text")),
        Error::NotFound if routed => plain("RecordNotFound", "Not found".to_owned()),
        Error::NotFound => plain("InvalidEndpoint", "Not found".to_owned()),
        Error::MethodNotAllowed => plain("MethodNotAllowed", t("api-method")),
        Error::TooMany(minutes) => {
            let text = cx.map(|cx| cx.t1("api-too-many", "minutes", *minutes)).unwrap_or_default();
            plain("APIRateLimitExceeded", text)
        }
        Error::Malformed => titled("Invalid attribute", t("error-400-title")),
        Error::NoRoom(no) => json!({
            "error": "RecordInvalid", "description": "Record validation errors",
            "details": { "base": [{ "description": t(no.key()) }] },
        }),
        Error::TooLarge => json!({
            "error": "RecordInvalid", "description": "Record validation errors",
            "details": { "base": [{ "description": t("error-413-title") }] },
        }),
        Error::Ended(_) | Error::OtherIdentity | Error::Conflict => plain("Conflict", t("error-409-title")),
        Error::Busy | Error::Repeat => plain("ServiceUnavailable", t("error-503-title")),
        Error::Internal(_) => plain("InternalError", format!("{} ({id})", t("error-500-title"))),
    }
}

/// The key of why a token leads to nobody.
fn why(fault: TokenFault) -> &'static str {
    match fault {
        TokenFault::Missing | TokenFault::Unknown => "token-unknown",
        TokenFault::NewOwner => "token-new-owner",
        TokenFault::Stopped => "token-stopped",
        TokenFault::Revoked => "token-revoked",
        TokenFault::Suspended => "token-suspended",
        TokenFault::Deleted => "token-deleted",
    }
}

fn written(status: StatusCode, value: &Value) -> HttpResponse {
    HttpResponse::build(status).content_type("application/json; charset=utf-8").body(value.to_string())
}

/// What every answer of the API carries.
pub(super) fn seal(res: &mut ServiceResponse<BoxBody>) {
    let headers = res.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Authorization, Accept-Language"));
}
