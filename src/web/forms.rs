//! Forms: read once, bound to the identity they were drawn for, given back when they cannot be saved.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::cx::{Cx, Inner};
use crate::error::{Error, Result};
use crate::secrets::{Secrets, same};

/// The hidden field that carries the token.
pub(super) const TOKEN: &str = "form_token";

/// More fields than any form has.
const FIELDS_MAX: usize = 150;

/// The fields that came with the request, in order.
#[derive(Clone, Debug, Default)]
pub struct Form(pub(super) Arc<[(String, String)]>);

impl Form {
    /// A field's text; empty when it did not come.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default()
    }

    /// The texts of every field of this name, such as of ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every field, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether a button or a box of this name came with it.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// What a person typed, to give back; never passwords, nor what only the page put there.
    pub(super) fn typed(&self) -> Vec<&str> {
        const OURS: &[&str] = &[
            TOKEN,
            "to",
            "language",
            "kind",
            "status",
            "status_was",
            "was",
            "solve",
            "understood",
            "id",
            "close",
            "delete",
            "seen",
            "asked",
            "session",
        ];
        self.0
            .iter()
            .filter(|(n, v)| {
                !OURS.contains(&n.as_str())
                    && !n.contains("password")
                    && !n.starts_with("pick_")
                    && !v.trim().is_empty()
            })
            .map(|(_, v)| v.as_str())
            .collect()
    }
}

impl FromRequest for Form {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(req.extensions().get::<Form>().cloned().ok_or(Error::Malformed))
    }
}

/// A field of a page: what was typed, and the key of what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The text in the field.
    pub value: String,
    /// The error in the reader's language.
    pub error: Option<String>,
}

impl Field {
    /// A field that holds this text.
    pub fn of(value: impl Into<String>) -> Self {
        Self { value: value.into(), error: None }
    }

    /// Says what is wrong with it; the first fault stays.
    pub fn fault(&mut self, error: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(error.into());
        }
    }

    /// Whether something is wrong with it.
    pub fn faulty(&self) -> bool {
        self.error.is_some()
    }
}

/// Decodes `a=1&b=2`.
pub(super) fn pairs(text: &[u8]) -> Vec<(String, String)> {
    serde_urlencoded::from_bytes(text).unwrap_or_default()
}

/// Decodes a form. More fields than any form of ours has are not worth the memory.
pub(super) fn read(body: &[u8]) -> Result<Form> {
    if body.iter().filter(|b| **b == b'&').count() > FIELDS_MAX {
        return Err(Error::Malformed);
    }
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(body).map(|p| Form(p.into())).map_err(|_| Error::Malformed)
}

/// Whether a form was drawn in this very session, for whichever of its identities.
pub(super) fn of_session(cx: &Inner, form: &Form) -> Result<()> {
    let at = bound_to(cx, form)?;
    if at.session == bound(cx).session { Ok(()) } else { Err(Error::OtherIdentity) }
}

/// For whom a form was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bound {
    session: i64,
    frame: i64,
    user: i64,
}

fn bound(cx: &Inner) -> Bound {
    match &cx.identity {
        Some(i) => Bound { session: i.session_id(), frame: i.frame().map_or(0, |f| f.id), user: i.effective().id },
        None => Bound { session: 0, frame: 0, user: 0 },
    }
}

fn mac(secrets: &Secrets, at: Bound, guest: &str) -> String {
    let guest = if at.session == 0 { guest } else { "" };
    secrets.form_mac(
        "form",
        &[&at.session.to_be_bytes(), &at.frame.to_be_bytes(), &at.user.to_be_bytes(), guest.as_bytes()],
    )
}

/// The token of a form drawn now: `session.frame.user.mac`.
pub(super) fn token(cx: &Cx) -> String {
    let at = bound(cx);
    format!("{}.{}.{}.{}", at.session, at.frame, at.user, mac(&cx.state.secrets, at, &cx.guest))
}

/// `Ok` when the form was drawn for whoever sends it now; `OtherIdentity` when it was drawn for another identity by
/// us; `Forged` otherwise.
pub(super) fn check(cx: &Inner, form: &Form) -> Result<()> {
    let at = bound_to(cx, form)?;
    match &cx.identity {
        _ if at == bound(cx) => Ok(()),
        // Nobody is there to have become somebody else: the session behind the form is over.
        None if at.session != 0 => Err(Error::SignedOut),
        _ => Err(Error::OtherIdentity),
    }
}

/// Whom a form's token names, if the token is ours.
fn bound_to(cx: &Inner, form: &Form) -> Result<Bound> {
    let mut parts = form.get(TOKEN).splitn(4, '.');
    let mut number = || parts.next().and_then(|p| p.parse::<i64>().ok()).ok_or(Error::Forged);
    let at = Bound { session: number()?, frame: number()?, user: number()? };
    let given = parts.next().unwrap_or_default();
    if same(given, &mac(&cx.state.secrets, at, &cx.guest)) { Ok(at) } else { Err(Error::Forged) }
}

/// Adds what the next page has to say to its address. It is signed for that tab, so nobody else can make it speak.
pub(super) fn with_notice(cx: &Inner, frame: Option<i64>, path: &str, notice: &'static str) -> String {
    let session = cx.identity.as_ref().map_or(0, |i| i.session_id());
    let seal = cx
        .state
        .secrets
        .form_mac("notice", &[&session.to_be_bytes(), &frame.unwrap_or(0).to_be_bytes(), notice.as_bytes()]);
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{path}{sign}notice={notice}.{seal}")
}

/// Reads what the page before has to say from the query.
pub(super) fn notice(secrets: &Secrets, session: i64, frame: i64, query: &str) -> Option<String> {
    if !query.contains("notice=") {
        return None;
    }
    let all: HashMap<String, String> = pairs(query.as_bytes()).into_iter().collect();
    let (key, seal) = all.get("notice")?.split_once('.')?;
    let right = secrets.form_mac("notice", &[&session.to_be_bytes(), &frame.to_be_bytes(), key.as_bytes()]);
    same(seal, &right).then(|| key.to_owned())
}
