//! The outermost layer: request id, security headers, access log.

use std::sync::Arc;
use std::time::Instant;

use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;

use crate::error::{Error, Result};
use crate::secrets;
use crate::state::State;

/// The id of a request, in its answer, the log and the audit log.
#[derive(Clone)]
pub(super) struct RequestId(pub Arc<str>);

/// The pattern of the route that a request found.
#[derive(Clone, Copy)]
pub(super) struct Pattern(pub &'static str);

/// The policy of a page whose form leads on to one other host.
pub fn policy_posting_to(origin: &str) -> String {
    POLICY.replacen("form-action 'self'", &format!("form-action 'self' {origin}"), 1)
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Wraps everything, static files included.
pub async fn front<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let began = Instant::now();
    let id: Arc<str> = secrets::token::<12>()?.into();
    req.extensions_mut().insert(RequestId(id.clone()));
    let (method, tls) = (req.method().clone(), req.app_data::<web::Data<State>>().is_some_and(|s| s.settings.tls));
    let served = next.call(req).await;
    let mut res = match served {
        Ok(res) => res.map_into_boxed_body(),
        Err(error) => return Err(error),
    };
    let status = res.status();
    if let Some(Error::Internal(text)) = res.response().error().and_then(|e| e.as_error::<Error>()) {
        log::error!("{id} {text}");
    }
    let pattern = res.request().extensions().get::<Pattern>().map_or("-", |p| p.0);
    let headers = res.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if tls {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    if !headers.contains_key(header::REFERRER_POLICY) {
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    // The pattern instead of the path: no id, scope, search word or address gets into the log.
    log::info!(
        target: "access", "{id} {method} {} {} {}ms",
        pattern, status.as_u16(), began.elapsed().as_millis()
    );
    Ok(res)
}
