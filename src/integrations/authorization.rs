//! Letting a program act in one's own name, and putting an end to it.
//!
//! The token is on the page that answers the form, and nowhere else: only its hash is kept. The form carries the newest
//! authorization that it was drawn for, so sending it again makes no second token.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::model::{self, Integration};
use crate::audit::Entry;
use crate::db::schema::authorizations;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Identity, TOKEN_PREFIX, Tx};
use crate::mail::{self, Letter};
use crate::passwords::Passwords;
use crate::policy::{self, Authorization};
use crate::secrets;
use crate::security::password;
use crate::web::{Cx, Field, Form, routes};

/// Minutes after signing in for which the owner authorizes again without the password.
pub const FRESH_MINUTES: i64 = 120;

#[derive(Template)]
#[template(path = "integrations/authorize.html")]
struct New<'a> {
    cx: &'a Cx,
    integration: Integration,
    current: Field,
}

#[derive(Template)]
#[template(path = "integrations/token.html")]
struct Made<'a> {
    cx: &'a Cx,
    integration: Integration,
    token: String,
    /// Where the program calls.
    call: String,
}

/// Whether whoever looks authorizes it again by one click.
pub fn by_one_click(cx: &Cx, integration: &Integration) -> bool {
    cx.identity().is_ok_and(|identity| may_renew(identity, integration))
}

fn may_renew(identity: &Identity, integration: &Integration) -> bool {
    let present = integration.present().map(|(state, by)| (state, &by.standing));
    identity.as_oneself().is_ok() && policy::may_renew(&identity.root().standing, present)
}

/// `GET /admin/apps/integrations/{id}/authorize`: what the program will be able to do, before anybody agrees.
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let integration = find(&cx, &id).await?;
    cx.identity()?.may_authorize(integration.present()).map_err(Error::Forbidden)?;
    cx.show(New { cx: &cx, integration, current: Field::default() })
}

/// `POST /admin/apps/integrations/{id}/authorize`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let integration = find(&cx, &id).await?;
    cx.identity()?.may_authorize(integration.present()).map_err(Error::Forbidden)?;
    // Nor is the password tried for a form that was sent already.
    if form.get("seen") != integration.seen().to_string() {
        return cx.see_saying(&integration.path(), "notice-integration-changed");
    }
    let mut page = New { cx: &cx, integration, current: Field::default() };
    password::confirm(&cx, &hasher, &mut page.current, form.get("current_password")).await?;
    if page.current.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    make(&cx, page.integration).await
}

/// `POST /admin/apps/integrations/{id}/renewal`: the owner authorizes by one click what stopped with the owner before. The
/// password is not asked for, since which programs these are was settled under one: the old owner's, handing over. Whoever
/// has been signed in for long is asked all the same.
pub async fn renew(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let integration = find(&cx, &id).await?;
    cx.identity()?.may_authorize(integration.present()).map_err(Error::Forbidden)?;
    if form.get("seen") != integration.seen().to_string() || !by_one_click(&cx, &integration) {
        return cx.see_saying(&integration.path(), "notice-integration-changed");
    }
    let (session, now) = (cx.identity()?.session_id(), cx.now());
    if !cx.read(move |c| fresh(c, session, now)).await? {
        return cx.see_saying(&format!("{}/authorize", integration.path()), "notice-integration-password");
    }
    make(&cx, integration).await
}

/// `POST /admin/apps/integrations/{id}/revocation`
pub async fn destroy(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, seen) = (routes::id(&id)?, form.get("seen").to_owned());
    let path = format!("{}/{id}", super::PATH);
    match cx.write(move |tx| revoke(tx, id, &seen)).await {
        Ok(()) => cx.see_saying(&path, "notice-integration-revoked"),
        Err(Error::Conflict) => cx.see_saying(&path, "notice-integration-changed"),
        Err(error) => Err(error),
    }
}

async fn make(cx: &Cx, integration: Integration) -> Result<HttpResponse> {
    let (id, seen) = (integration.row.id, integration.seen());
    // Made once, not whenever the database asks to repeat.
    let token = format!("{TOKEN_PREFIX}{}", secrets::token::<32>()?);
    let given = token.clone();
    match cx.write(move |tx| authorize(tx, id, seen, &given)).await {
        Ok(()) => {
            let base = cx.state().settings.base_of(&cx.account().subdomain);
            cx.show(Made { cx, integration, token, call: format!("{base}/api/v2/users/me.json") })
        }
        // Somebody was quicker.
        Err(Error::Conflict) => cx.see_saying(&integration.path(), "notice-integration-changed"),
        Err(error) => Err(error),
    }
}

/// Whether a session began so lately that whoever has it need not prove again who they are.
fn fresh(c: &mut Conn, session: i64, now: Moment) -> Result<bool> {
    Ok(identity::signed_in_at(c, session)?.is_some_and(|since| since.plus_minutes(FRESH_MINUTES) > now))
}

async fn find(cx: &Cx, id: &str) -> Result<Integration> {
    let (id, account) = (routes::id(id)?, cx.account.clone());
    cx.read(move |c| model::find(c, &account, id)).await
}

/// Lets a program act in the name of whoever acts, by a token. What it had before ends. [`Error::Conflict`] unless its newest
/// authorization is the one that was seen.
pub fn authorize(tx: &mut Tx<'_>, id: i64, seen: i64, token: &str) -> Result<()> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let integration = model::find(tx.conn(), &account, id)?;
    tx.identity().may_authorize(integration.present()).map_err(Error::Forbidden)?;
    if integration.seen() != seen {
        return Err(Error::Conflict);
    }
    let before = end(tx, &integration)?;
    let me = tx.identity().root().clone();
    let end: String = token.chars().skip(token.chars().count().saturating_sub(4)).collect();
    diesel::insert_into(authorizations::table)
        .values((
            authorizations::account_id.eq(account.id),
            authorizations::integration_id.eq(id),
            authorizations::user_id.eq(me.id),
            authorizations::state.eq(Authorization::Active),
            authorizations::token_hash.eq(secrets::sha256(token.as_bytes())),
            authorizations::token_end.eq(end),
            authorizations::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let details = serde_json::json!({ "user": me.id, "before": before });
    tx.record(Entry::new("integration.authorized", "integration", id).with(details))?;
    // Whoever has a stranger at their browser learns of it.
    mail::queue(tx, &me, None, &Letter::IntegrationAuthorized { integration: integration.row.name })?;
    Ok(())
}

/// Puts an end to what a program may do. [`Error::Conflict`] unless that is what was seen.
fn revoke(tx: &mut Tx<'_>, id: i64, seen: &str) -> Result<()> {
    let account = tx.identity().account().clone();
    let integration = model::find(tx.conn(), &account, id)?;
    tx.identity().may_authorize(integration.present()).map_err(Error::Forbidden)?;
    if integration.seen().to_string() != seen {
        return Err(Error::Conflict);
    }
    let Some(user) = end(tx, &integration)? else { return Err(Error::Conflict) };
    let details = serde_json::json!({ "user": user, "cause": "asked" });
    tx.record(Entry::new("integration.revoked", "integration", id).with(details))
}

/// Ends the newest authorization unless it has ended; answers in whose name it was.
fn end(tx: &mut Tx<'_>, integration: &Integration) -> Result<Option<i64>> {
    let now = tx.now();
    let Some(grant) = integration.grant.as_ref().filter(|g| g.state != Authorization::Revoked) else { return Ok(None) };
    diesel::update(authorizations::table.find(grant.id))
        .set((authorizations::state.eq(Authorization::Revoked), authorizations::ended_at.eq(Some(now.0))))
        .execute(tx.conn())?;
    Ok(Some(grant.person.id))
}

impl New<'_> {
    /// In whose name it acts by now, if that ends.
    fn replaced(&self) -> Option<&identity::Person> {
        self.integration.grant.as_ref().filter(|_| self.integration.is_active()).map(|grant| &grant.person)
    }

    fn oneself(&self, person: &identity::Person) -> bool {
        self.cx.me().is_some_and(|me| me.id == person.id)
    }
}
