//! The account's side of a visit: the one-time link that the console leads to, and the page of who has left.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::db::schema::grants;
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Identity, Person, Tx, Visit};
use crate::mail::{self, AccessLetter, Letter};
use crate::policy::{self, Right};
use crate::security::advanced::ACCESS;
use crate::security::visits;
use crate::web::{Cx, Form, carry};
use diesel::prelude::*;

#[derive(Template)]
#[template(path = "operator/landing.html")]
struct Landing<'a> {
    cx: &'a Cx,
    token: String,
    /// The visit and whose it is; nothing when the link is over.
    found: Option<(Visit, Person)>,
}

#[derive(Template)]
#[template(path = "operator/left.html")]
struct Left<'a> {
    cx: &'a Cx,
}

/// `GET /access/visit/{token}`: says what is about to be entered, by whom and why.
pub async fn show(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    draw(&cx, token.into_inner()).await
}

async fn draw(cx: &Cx, token: String) -> Result<HttpResponse> {
    let (account, asked, now) = (cx.account.clone(), token.clone(), cx.now());
    let found = cx.read(move |c| identity::open_visit(c, &account, &asked, now)).await?;
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::GONE };
    cx.show_with(status, Landing { cx, token, found })
}

/// `POST /access/visit/{token}`: enters. Whoever was signed in here in this browser is signed out.
pub async fn update(
    cx: Cx,
    token: web::Path<String>,
    _form: Form,
    session: Session,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let token = token.into_inner();
    if cx.frame().is_some() {
        return Err(Error::OtherIdentity);
    }
    let agent = req.headers().get("user-agent").and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned();
    let visit = Identity::system(cx.account.clone(), "visit");
    let before = cx.signed_in().map(Identity::session_id);
    let asked = token.clone();
    let entered = cx
        .write_as(visit, move |tx| {
            let account = tx.identity().account().clone();
            let (visit, visitor, key) = identity::enter_visit(tx, &asked, &agent)?;
            if let Some(session) = before {
                identity::end_session(tx, &account, session, EndCause::SignedOut)?;
            }
            tell(tx, &visit, &visitor)?;
            Ok(key)
        })
        .await;
    match entered {
        Ok(key) => {
            carry(&session, Some(key))?;
            cx.see("/agent/tickets")
        }
        Err(Error::NotFound) => draw(&cx, token).await,
        Err(error) => Err(error),
    }
}

/// Tells the owner, and whoever let the operator's staff in.
fn tell(tx: &mut Tx<'_>, visit: &Visit, visitor: &Person) -> Result<()> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let by: Option<i64> = match visit.grant {
        Some(grant) => grants::table.find(grant).select(grants::granted_by).first(tx.conn()).optional()?,
        None => None,
    };
    let mut told = vec![account.owner_id];
    told.extend(by.filter(|by| *by != account.owner_id));
    for id in told {
        let person = identity::person(tx.conn(), &account, id)?;
        let rights = policy::of(&person.standing);
        if !rights.has(Right::SwitchAccountAssumption) {
            continue;
        }
        // Whoever manages Chat or Sell alone has no logs.
        let path = if rights.has(Right::ReadLogs) { visits::PATH } else { ACCESS };
        let letter = AccessLetter::Entered {
            by: visitor.name.clone(),
            at: now,
            until: visit.expires_at,
            case: visit.case,
            reason: visit.reason.clone(),
            read_only: visit.read_only,
            path,
        };
        mail::queue(tx, &person, None, &Letter::Access(letter))?;
    }
    Ok(())
}

/// `GET /access/left`
pub async fn left(cx: Cx) -> Result<HttpResponse> {
    if cx.signed_in().is_some() {
        return cx.see("/");
    }
    cx.show(Left { cx: &cx })
}
