//! The operator's realm on the deployment's own host, under [`ROOT`]: an account of its own kind with a cookie of its own, so that a browser
//! may be signed in there and to the default account, and neither leads to the other.
//!
//! Its pages are those of `operator`, under their own paths, and the pages of signing in, which stand below [`ROOT`] here and nowhere else.

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{RequestHead, ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;

use crate::config::Settings;
use crate::state::State;

/// What every path of the realm begins with.
pub const ROOT: &str = "/operator";
/// The pages of signing in, which the realm shares with accounts.
const ACCESS: &str = "/access/";
/// Those of them that it shares: nobody signs up here, and nobody stands in for anybody.
const SHARED: &[&str] = &[
    "/access/sign-in",
    "/access/sign-out",
    "/access/language",
    "/access/password",
    "/access/invitation/{token}",
    "/access/forgot-password",
    "/access/reset/{token}",
    "/access/two-factor",
    "/access/two-factor/set-up",
    "/access/two-factor/codes",
    "/access/code",
    "/access/set-up",
    "/access/new-password",
    "/access/sessions",
    "/access/sessions/others/end",
    "/access/sessions/mail",
    "/access/sessions/devices/{id}/removal",
    "/access/sessions/{id}/end",
];

/// Whether a route that is not the console's is served in the realm too.
pub(super) fn shares(path: &str) -> bool {
    SHARED.contains(&path)
}

/// Whether a path is the realm's.
pub(super) fn is_below(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a request is for the realm: below [`ROOT`], on the deployment's own host and on no account's.
pub(super) fn asked(head: &RequestHead, settings: &Settings) -> bool {
    let host = head.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    is_below(head.uri.path()) && settings.is_own(host)
}

/// Takes [`ROOT`] off the pages of signing in, so that their routes know nothing of it. Answers whether the request is for the realm.
pub(super) fn take(req: &mut ServiceRequest, settings: &Settings) -> bool {
    if !asked(req.head(), settings) {
        return false;
    }
    let inner = req.path().strip_prefix(ROOT).filter(|rest| rest.starts_with(ACCESS)).map(str::to_owned);
    if let Some(path) = inner {
        let query = req.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
        if let Ok(uri) = format!("{path}{query}").parse::<Uri>() {
            req.match_info_mut().get_mut().update(&uri);
            req.head_mut().uri = uri;
        }
    }
    true
}

/// The cookie of sessions.
pub fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-stead" } else { "stead" }
}

/// The realm's.
fn own_cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-stead-operator" } else { "stead_operator" }
}

/// Takes out cookies that cannot be read, which would keep all others from being read, and those whose name would be decoded to another's:
/// no browser keeps the promise of a `__Host-` that is spelt otherwise.
fn clean(req: &mut ServiceRequest) {
    let bad = |pair: &str| {
        pair.split_once('=').is_none_or(|(name, _)| name.contains('%')) || Cookie::parse(pair.to_owned()).is_err()
    };
    let sent: Vec<String> = pairs(req).collect();
    if !sent.iter().any(|pair| bad(pair)) {
        return;
    }
    let kept: Vec<String> = sent.into_iter().filter(|pair| !bad(pair)).collect();
    put(req, &kept);
}

/// The cookies of a request, as they came.
fn pairs(req: &ServiceRequest) -> impl Iterator<Item = String> {
    let headers = req.headers().get_all(header::COOKIE).filter_map(|header| header.to_str().ok());
    headers.flat_map(|header| header.split(';')).map(|pair| pair.trim().to_owned()).filter(|pair| !pair.is_empty())
}

fn put(req: &mut ServiceRequest, cookies: &[String]) {
    req.headers_mut().remove(header::COOKIE);
    if let (false, Ok(value)) = (cookies.is_empty(), HeaderValue::from_str(&cookies.join("; "))) {
        req.headers_mut().insert(header::COOKIE, value);
    }
}

/// Gives the session middleware, which knows one cookie, the realm's in its place, and its answer the realm's name again.
pub async fn cookies<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    clean(&mut req);
    let state = req.app_data::<web::Data<State>>().cloned();
    let Some(state) = state.filter(|state| asked(req.head(), &state.settings)) else { return next.call(req).await };
    let (known, own) = (cookie_name(state.settings.tls), own_cookie_name(state.settings.tls));
    let named = |pair: String| match pair.split_once('=') {
        Some((name, _)) if name == known => None,
        Some((name, value)) if name == own => Some(format!("{known}={value}")),
        _ => Some(pair),
    };
    let sent: Vec<String> = pairs(&req).filter_map(named).collect();
    put(&mut req, &sent);
    let mut res = next.call(req).await?;
    let given: Vec<HeaderValue> = res.headers_mut().remove(header::SET_COOKIE).collect();
    for value in given {
        let cookie = value.to_str().ok().and_then(|text| Cookie::parse_encoded(text.to_owned()).ok());
        let renamed = cookie.filter(|cookie| cookie.name() == known).and_then(|mut cookie| {
            cookie.set_name(own);
            HeaderValue::from_str(&cookie.encoded().to_string()).ok()
        });
        res.headers_mut().append(header::SET_COOKIE, renamed.unwrap_or(value));
    }
    Ok(res)
}
