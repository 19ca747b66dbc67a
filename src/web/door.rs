//! The door: from host, cookie and scope to the one identity of a request, before anything is routed.

use std::time::Duration;

use actix_session::{Session, SessionExt};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};
use futures_util::StreamExt as _;

use super::cx::{Cx, Inner, redirect};
use super::forms::{self, Form};
use super::front::RequestId;
use super::urls::Urls;
use super::{BODY_MAX, SCOPE_LENGTH, api, errors, forwarded, realm, upload};
use crate::db::Moment;
use crate::error::{Error, Result};
use crate::i18n::{Dates, Lang, accepted};
use crate::identity::{self, Account, Asked, Ended, Frame, Gate, Identity, Locale, Origin, Resolution, SESSION_KEY};
use crate::policy::Refusal;
use crate::secrets;
use crate::security::ip;
use crate::state::State;

/// Seconds for a whole form to arrive.
const BODY_SECONDS: u64 = 30;
/// The cookie that binds forms drawn for nobody in particular.
const GUEST: &str = "stead_guest";
/// The one act of whoever is signed in and may not come from where they are.
pub(super) const LEAVE: &str = "/access/sign-out";
/// The language chosen by somebody who is not signed in.
const LANGUAGE: &str = "stead_lang";

/// What the error pages need beside `Cx`.
#[derive(Clone)]
pub(super) enum Over {
    /// The path's frame has ended.
    Ended(Ended),
    /// The root's session is over, and with it the frame of this path, which stood in for this person.
    Lost { subject: String, root: String },
    /// A visit of the operator's staff is over.
    Visit,
    /// The account is suspended; by whom, if that has a name.
    Suspended(Option<String>),
}

/// Looks the identity up, refuses what must not be routed, and draws errors on the way back.
pub async fn door<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if req.path().starts_with("/static/") || req.path() == "/health" {
        return Ok(next.call(req).await?.map_into_boxed_body());
    }
    let outcome = admit(&mut req).await;
    let res = match outcome {
        Ok(None) => next.call(req).await?.map_into_boxed_body(),
        Ok(Some(answer)) => req.into_response(answer),
        // The way of a handler's errors, so that they are drawn and logged alike.
        Err(error) => req.error_response(error).map_into_boxed_body(),
    };
    if api::came(res.request()) {
        let mut res = api::draw(res).await;
        api::seal(&mut res);
        return Ok(res);
    }
    let mut res = errors::draw(res).await;
    seal(&mut res);
    Ok(res)
}

/// Puts the context into the request. `Ok(Some(_))` is an answer that needs no routing.
async fn admit(req: &mut ServiceRequest) -> Result<Option<HttpResponse>> {
    let state: web::Data<State> =
        req.app_data::<web::Data<State>>().cloned().ok_or_else(|| Error::internal("no state"))?;
    let gate: web::Data<Gate> = req.app_data::<web::Data<Gate>>().cloned().ok_or_else(|| Error::internal("no gate"))?;
    let session = req.get_session();
    let realm = realm::take(req, &state.settings);
    let scope = if realm { Scope::None } else { take_scope(req) };
    if api::is_one(req.path()) {
        return api::admit(req, &state, &gate, !matches!(scope, Scope::None)).await.map(|()| None);
    }
    let host = req.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let visitor = Visitor::new(req, &state, host.clone());
    let asked = Asked {
        address: visitor.origin.address.clone(),
        realm,
        label: state.settings.label(&host).map(str::to_owned),
        key: session.get::<String>(SESSION_KEY).ok().flatten(),
        scope: match &scope {
            Scope::Given(scope) => Some(scope.clone()),
            _ => None,
        },
    };
    let (account, found) = gate.look(asked.clone()).await?;
    let elsewhere = match &found {
        Resolution::Elsewhere(_) => true,
        Resolution::Nobody | Resolution::Lost(_) => !ip::admits(&account, &visitor.origin.address, ip::Who::Stranger),
        _ => false,
    };
    let plain = req.uri().path_and_query().map(|p| p.as_str().to_owned()).unwrap_or_else(|| "/".to_owned());
    let unsafe_method = !matches!(*req.method(), Method::GET | Method::HEAD);
    let form = if unsafe_method { read_form(req).await.map(Some) } else { Ok(None) };
    if let Ok(Some(form)) = &form {
        req.extensions_mut().insert(form.clone());
    }
    let enter = |identity: Option<Identity>, live: Vec<Frame>| {
        let cx = visitor.cx(req, &state, account.clone(), identity, live, elsewhere);
        req.extensions_mut().insert(cx.clone());
        cx
    };
    if account.suspended_at.is_some() {
        // Whoever asks, and whatever for. The cookie stays: what has not run out goes on once the account does.
        enter(None, vec![]);
        let operator = state.db.look_up(|c| Ok(identity::realm(c)?.map(|realm| realm.name))).await?;
        req.extensions_mut().insert(Over::Suspended(operator));
        return Err(Error::Forbidden(Refusal::AccountSuspended));
    }
    if matches!(scope, Scope::Malformed) {
        let identity = match found {
            Resolution::Live(identity, _) | Resolution::Elsewhere(identity) => Some(identity),
            _ => None,
        };
        enter(identity, vec![]);
        return Err(Error::NotFound);
    }
    match found {
        Resolution::Live(identity, live) => {
            let lost_prefix = match identity.frame() {
                None => leaked_from(req.headers(), &visitor.host, &live),
                Some(_) => None,
            };
            enter(Some(identity), live);
            if let Some(scope) = lost_prefix {
                log::warn!("scope_lost: {} leads out of its frame", pattern_of(req.headers()));
                let navigation =
                    !unsafe_method && fetch(req.headers(), "sec-fetch-mode").is_none_or(|m| m == "navigate");
                if !navigation {
                    return Err(Error::OtherIdentity);
                }
                return Ok(Some(redirect(&Urls::new(Some(&scope)).to(&plain))));
            }
        }
        Resolution::Ended(root, ended) => {
            let cx = enter(Some(root), vec![]);
            if unsafe_method && req.path().starts_with("/assumption/") {
                // The wish is met already, or the rest of it can be; nothing stands in the way back.
                refuse_other_sites(req.headers(), &visitor.host)?;
                forms::of_session(&cx, &form?.unwrap_or_default())?;
                let whole = req.path() == "/assumption/revert";
                return way_back(&cx, &gate, asked, ended, whole, &session).await.map(Some);
            }
            let cause = ended.cause;
            req.extensions_mut().insert(Over::Ended(ended));
            return Err(Error::Ended(cause));
        }
        Resolution::Foreign(root) => {
            enter(Some(root), vec![]);
            return Err(Error::NotFound);
        }
        Resolution::Elsewhere(identity) => {
            enter(Some(identity), vec![]);
            // Whatever is asked for, there or not, gets the same answer.
            if !(unsafe_method && req.path() == LEAVE) {
                return Err(Error::Forbidden(Refusal::Elsewhere));
            }
        }
        Resolution::Lost(lost) => {
            let was_visit = lost.visit && !req.path().starts_with("/access/");
            // A tab that was a visit says so until its browser is to sign in: a script may have asked before whoever looks.
            if !was_visit {
                session.purge();
            }
            enter(None, vec![]);
            if let Some(subject) = lost.subject {
                req.extensions_mut().insert(Over::Lost { subject, root: lost.person.name });
                return Err(Error::Ended(lost.cause));
            }
            if was_visit {
                req.extensions_mut().insert(Over::Visit);
                return Err(Error::Ended(lost.cause));
            }
        }
        // The cookie stays: what came late under an old key must not take the new one away. It leads to nothing.
        Resolution::Nobody | Resolution::MustEnd(..) => {
            enter(None, vec![]);
            if matches!(scope, Scope::Given(_)) {
                // Without the root's cookie a scope means nothing: the plain path, after signing in.
                return if unsafe_method {
                    Err(Error::SignedOut)
                } else {
                    Ok(Some(redirect(&sign_in_for(&Urls::default(), &plain))))
                };
            }
        }
    }
    // Whether the form was drawn for this identity is asked by `Cx`, once the route is known.
    if form?.is_some() {
        refuse_other_sites(req.headers(), &visitor.host)?;
    }
    Ok(None)
}

/// Answers a revert from a tab whose frame has ended: ends what is left of the stack if all of it was meant to end.
async fn way_back(
    cx: &Cx,
    gate: &Gate,
    asked: Asked,
    ended: Ended,
    whole: bool,
    session: &Session,
) -> Result<HttpResponse> {
    let Some(parent) = ended.parent_scope else { return Ok(redirect(&Urls::default().to(&ended.return_path))) };
    if !whole {
        return Ok(redirect(&Urls::new(Some(&parent)).to(&ended.return_path)));
    }
    let (_, rest) = gate.look(Asked { scope: Some(parent), ..asked }).await?;
    let path = match rest {
        Resolution::Live(identity, _) => {
            let done = cx.write_on_stack(identity, crate::identity::revert).await?;
            super::carry(session, done.key)?;
            done.return_path
        }
        Resolution::Ended(_, below) => below.return_path,
        _ => ended.return_path,
    };
    Ok(cx.see_elsewhere(None, &path, Some("notice-reverted")))
}

/// The sign-in page that leads on to a plain path.
pub(super) fn sign_in_for(urls: &Urls, plain: &str) -> String {
    // Of the pages about signing in, one is for those who are: what they are asked to authorize.
    let leads = |p: &&str| *p != "/" && (!p.starts_with("/access") || p.starts_with("/access/authorization/"));
    let to = super::local_path(plain).filter(leads).unwrap_or_default();
    urls.to(&format!("/access/sign-in{}", super::query(&[("to", to)])))
}

enum Scope {
    None,
    Given(String),
    Malformed,
}

/// Takes the scope segment out of the path, so that routes know nothing of it.
fn take_scope(req: &mut ServiceRequest) -> Scope {
    let Some(rest) = req.path().strip_prefix("/~") else { return Scope::None };
    let (scope, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    };
    let well_formed =
        scope.len() == SCOPE_LENGTH && scope.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !well_formed || path.starts_with("/~") {
        return Scope::Malformed;
    }
    let scope = scope.to_owned();
    let query = req.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
    let Ok(uri) = format!("{path}{query}").parse::<Uri>() else { return Scope::Malformed };
    req.match_info_mut().get_mut().update(&uri);
    req.head_mut().uri = uri;
    Scope::Given(scope)
}

/// Who asks, as far as the request itself tells.
pub(super) struct Visitor {
    host: String,
    now: Moment,
    pub(super) origin: Origin,
    guest: String,
    chosen: Option<Locale>,
    accepted: Option<Locale>,
}

impl Visitor {
    pub(super) fn new(req: &ServiceRequest, state: &State, host: String) -> Self {
        let peer = req.peer_addr().map(|a| a.ip());
        let address = forwarded::client(peer, req.headers(), &state.settings.trusted_proxies);
        let request = req.extensions().get::<RequestId>().map_or_else(|| "-".into(), |id| id.0.clone());
        let asked = asked_language(req.query_string());
        Self {
            host,
            now: state.clock.now(),
            origin: Origin { request, address: address.map(|a| a.to_string()).unwrap_or_default(), channel: "web" },
            guest: req.cookie(GUEST).map(|c| c.value().to_owned()).unwrap_or_default(),
            chosen: asked.or_else(|| req.cookie(LANGUAGE).and_then(|c| Locale::parse(c.value()))),
            accepted: req.headers().get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).and_then(accepted),
        }
    }

    pub(super) fn cx(
        &self,
        req: &ServiceRequest,
        state: &State,
        account: std::sync::Arc<Account>,
        identity: Option<Identity>,
        mut live: Vec<Frame>,
        elsewhere: bool,
    ) -> Cx {
        let here = identity.as_ref().and_then(|i| i.frame().map(|f| f.id));
        live.retain(|f| f.parent == here);
        let me = identity.as_ref().map(Identity::effective);
        let asked = asked_language(req.query_string());
        let locale = match me {
            Some(person) => asked.or(person.locale).or(self.accepted),
            None => self.chosen.or(self.accepted),
        };
        let lang = Lang::of(locale.unwrap_or(account.locale));
        let zone = me.and_then(|p| p.time_zone.as_deref()).unwrap_or(&account.time_zone);
        let (session, frame) = identity.as_ref().map_or((0, 0), |i| (i.session_id(), i.frame().map_or(0, |f| f.id)));
        let guest = match (&identity, self.guest.as_str()) {
            (None, "") => secrets::token::<16>().unwrap_or_default(),
            (_, known) => known.to_owned(),
        };
        Cx(std::sync::Arc::new(Inner {
            notice: forms::notice(&state.secrets, session, frame, req.query_string()),
            dates: Dates::new(lang, zone, self.now),
            urls: match account.operator {
                true => Urls::of_realm(),
                false => Urls::new(identity.as_ref().and_then(Identity::frame).map(|f| f.scope.as_str())),
            },
            state: state.clone(),
            account,
            identity,
            elsewhere,
            started: live,
            lang,
            // Links are made of it, so it must be one of ours.
            path: super::local_path(req.path()).unwrap_or("/").to_owned(),
            query: req.query_string().to_owned(),
            origin: self.origin.clone(),
            now: self.now,
            guest,
            get: req.method() == Method::GET,
            token: std::sync::OnceLock::new(),
        }))
    }
}

fn asked_language(query: &str) -> Option<Locale> {
    query.split('&').find_map(|p| p.strip_prefix("lang=")).and_then(Locale::parse)
}

/// Reads a form, within limits of size and time.
async fn read_form(req: &mut ServiceRequest) -> Result<Form> {
    if upload::is_one(req.headers()) {
        req.extensions_mut().insert(upload::Unread);
        return Ok(Form::default());
    }
    let mut payload = req.take_payload();
    let mut body = web::BytesMut::new();
    let reading = async {
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Error::Malformed)?;
            if body.len() + chunk.len() > BODY_MAX {
                return Err(Error::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(())
    };
    tokio::time::timeout(Duration::from_secs(BODY_SECONDS), reading).await.map_err(|_| Error::Malformed)??;
    req.set_payload(Payload::None);
    let kind = req.headers().get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    if !body.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::Malformed);
    }
    forms::read(&body)
}

fn fetch<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|h| h.to_str().ok())
}

/// A form comes from a page of ours on this very host, or from no page at all.
fn refuse_other_sites(headers: &HeaderMap, host: &str) -> Result<()> {
    match fetch(headers, "sec-fetch-site") {
        Some("same-origin" | "none") => {}
        Some(_) => return Err(Error::Forged),
        None => {}
    }
    match fetch(headers, "origin") {
        Some(origin) => {
            let theirs = origin.split_once("://").map_or(origin, |(_, h)| h);
            if theirs.eq_ignore_ascii_case(host) { Ok(()) } else { Err(Error::Forged) }
        }
        None => Ok(()),
    }
}

/// The scope of the live frame whose page leads here without it, if the browser says so.
fn leaked_from(headers: &HeaderMap, host: &str, live: &[Frame]) -> Option<String> {
    let referer = fetch(headers, "referer")?;
    let (_, rest) = referer.split_once("://")?;
    let (theirs, path) = rest.split_at(rest.find('/')?);
    if !theirs.eq_ignore_ascii_case(host) || fetch(headers, "sec-fetch-site").is_some_and(|s| s != "same-origin") {
        return None;
    }
    let scope: String = path.strip_prefix("/~")?.chars().take_while(|c| *c != '/' && *c != '?').collect();
    live.iter().any(|f| f.scope == scope).then_some(scope)
}

/// The page that lost its scope, without ids.
fn pattern_of(headers: &HeaderMap) -> String {
    let referer = fetch(headers, "referer").unwrap_or_default();
    let path = referer.split("/~").nth(1).and_then(|r| r.find('/').and_then(|at| r.get(at..))).unwrap_or_default();
    path.split(['?', '#'])
        .next()
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .collect()
}

/// What every answer of a person's page carries.
fn seal(res: &mut ServiceResponse<BoxBody>) {
    let Some(cx) = res.request().extensions().get::<Cx>().cloned() else { return };
    let asked = asked_language(res.request().query_string());
    let tls = cx.state.settings.tls;
    if cx.identity.is_none() {
        let mut jar: Vec<Cookie<'static>> = vec![];
        if res.request().cookie(GUEST).is_none_or(|c| c.value() != cx.guest) {
            jar.push(Cookie::new(GUEST, cx.guest.clone()));
        }
        if let Some(locale) = asked {
            jar.push(Cookie::new(LANGUAGE, locale.as_str()));
        }
        for mut cookie in jar {
            cookie.set_path("/");
            cookie.set_http_only(true);
            cookie.set_secure(tls);
            cookie.set_same_site(SameSite::Lax);
            let _ = res.response_mut().add_cookie(&cookie);
        }
    }
    let (user, frame) = match &cx.identity {
        Some(i) => (i.effective().id.to_string(), i.frame().map_or_else(|| "self".to_owned(), |f| f.id.to_string())),
        None => ("none".to_owned(), "none".to_owned()),
    };
    let headers = res.headers_mut();
    for (name, value) in [("x-effective-user", user), ("x-frame", frame)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
}
