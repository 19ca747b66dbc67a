//! Deleting a person (spec.md §3.9): refused while any request of theirs is not closed; administrators may close them in
//! the same act. Every way to reach the person goes at once, the name stays for history, and the rest for 30 days.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::{index, lookup};
use crate::audit::Entry;
use crate::db::schema::{addresses, links, mails, users};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::mail;
use crate::policy::{Act, Right};
use crate::security;
use crate::tickets::requesters::{self, Unclosed};
use crate::web::{Cx, Form};

/// Days for which a deleted person can be restored.
pub const KEPT_DAYS: i64 = 30;

/// What to do about requests that are not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// Leave them, and the person with them.
    Keep,
    /// Close them, if there are no more than this.
    Close {
        /// As many as whoever asked has seen.
        at_most: i64,
    },
}

#[derive(Template)]
#[template(path = "people/deletion.html")]
struct New<'a> {
    cx: &'a Cx,
    person: &'a Person,
    unclosed: Unclosed,
    /// Requests in all.
    requests: i64,
    /// Tickets that would find nobody to work on them.
    assigned: i64,
    /// Whether more requests came since the form was drawn.
    changed: bool,
}

/// `GET /agent/users/{id}/delete`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let person = lookup::person(&cx, &id, Act::Delete).await?;
    draw(&cx, StatusCode::OK, &person, false).await
}

/// `POST /agent/users/{id}/delete`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let person = lookup::person(&cx, &id, Act::Delete).await?;
    let requests = match form.get("close").parse() {
        Ok(at_most) if at_most > 0 => Requests::Close { at_most },
        _ => Requests::Keep,
    };
    // A form that says neither is none of ours: it deletes nobody.
    if requests == Requests::Keep && !form.has("delete") {
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, false).await;
    }
    let user = person.id;
    match cx.write(move |tx| delete(tx, user, requests)).await {
        Ok(()) => cx.see_saying("/agent/people", "notice-person-deleted"),
        // There is something to close, or more than was seen: the page says so.
        Err(Error::Conflict) => draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, requests != Requests::Keep).await,
        Err(error) => Err(error),
    }
}

async fn draw(cx: &Cx, status: StatusCode, person: &Person, changed: bool) -> Result<HttpResponse> {
    let (account, user) = (cx.account().id, person.id);
    let (unclosed, requests, assigned) = cx
        .read(move |c| {
            let unclosed = Unclosed::of(c, account, user)?;
            Ok((unclosed, requesters::requested(c, account, user)?, requesters::assigned_to(c, account, user)?))
        })
        .await?;
    cx.show_with(status, New { cx, person, unclosed, requests, assigned, changed })
}

/// Deletes a person, so that it can be undone for [`KEPT_DAYS`]. [`Error::Conflict`] while there are requests that are not
/// closed and are not to be closed with it.
pub fn delete(tx: &mut Tx<'_>, user: i64, requests: Requests) -> Result<()> {
    lookup::again(tx, user, Act::Delete)?;
    let account = tx.identity().account().clone();
    let unclosed = Unclosed::of(tx.conn(), account.id, user)?;
    let closed = match requests {
        _ if unclosed.count == 0 => 0,
        Requests::Close { at_most } if unclosed.count <= at_most => {
            tx.identity().ensure(Right::ErasePeople)?;
            requesters::close(tx, user)?
        }
        _ => return Err(Error::Conflict),
    };
    let unassigned = requesters::release(tx, user)?;
    tx.record(
        Entry::new("person.deleted", "user", user)
            .with(serde_json::json!({ "closed": closed, "unassigned": unassigned })),
    )?;
    cut_off(tx, user)?;
    let (now, by) = (tx.now(), tx.identity().effective_id());
    diesel::update(users::table.find(user))
        .set((users::deleted_at.eq(Some(now.0)), users::deleted_by_id.eq(by)))
        .execute(tx.conn())?;
    index::refresh(tx.conn(), user)
}

/// Takes away every way to reach a person and every way in: addresses, password, external id, links, sessions, tokens, frames,
/// and mail that has not left yet.
pub(super) fn cut_off(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let billing_admin: bool = users::table.find(user).select(users::billing_admin).first(tx.conn())?;
    if billing_admin {
        tx.record(Entry::new("billing_admin.removed", "user", user))?;
    }
    diesel::update(users::table.find(user))
        .set((
            users::email.eq(None::<String>),
            users::verified_at.eq(None::<i64>),
            users::external_id.eq(None::<String>),
            users::password_hash.eq(None::<String>),
            // Whoever is restored comes back to an address of another's choice.
            users::billing_admin.eq(false),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    diesel::delete(links::table.filter(links::user_id.eq(user))).execute(tx.conn())?;
    security::forget_sign_in(tx, user)?;
    diesel::delete(addresses::table.filter(addresses::user_id.eq(user))).execute(tx.conn())?;
    let waiting = mails::table.filter(mails::user_id.eq(user).and(mails::state.eq(mail::State::Queued)));
    diesel::update(waiting)
        .set((
            mails::state.eq(mail::State::Suppressed),
            mails::reason.eq(mail::Held::Deleted.as_str()),
            mails::text.eq(None::<String>),
            mails::html.eq(None::<String>),
            mails::finished_at.eq(Some(now.0)),
        ))
        .execute(tx.conn())?;
    identity::end_sessions(tx, &account, user, None, EndCause::RootChanged)?;
    crate::security::sessions::devices::forget(tx, user)?;
    identity::revoke_tokens(tx, user, "deleted")?;
    identity::end_frames_of(tx, &account, user, EndCause::SubjectChanged)?;
    Ok(())
}

impl New<'_> {
    fn path(&self) -> String {
        format!("/agent/users/{}", self.person.id)
    }

    /// Whether whoever looks may close the requests with it.
    fn may_close(&self) -> bool {
        self.cx.may(Right::ErasePeople)
    }

    fn blocked(&self) -> bool {
        self.unclosed.count > 0
    }

    /// How many requests of the person are not listed.
    fn further(&self) -> i64 {
        self.unclosed.count - self.unclosed.newest.len() as i64
    }

    fn team(&self) -> bool {
        !self.person.standing.is_end_user()
    }
}
