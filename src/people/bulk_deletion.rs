//! Deleting several end users from the People list: who has requests that are not closed is left out and listed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use diesel::prelude::*;

use super::deletion::{Requests, delete};
use super::several;
use crate::db::Conn;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::{Identity, PersonRow};
use crate::policy::{Act, Refusal};
use crate::tickets::requesters;
use crate::web::{Cx, Form};

#[derive(Template)]
#[template(path = "people/bulk-deletion.html")]
struct New<'a> {
    cx: &'a Cx,
    people: Vec<Chosen>,
    /// How many were deleted just now; `None` before anything was done.
    deleted: Option<i64>,
}

/// Somebody who was ticked.
struct Chosen {
    id: i64,
    name: String,
    /// Requests that are not closed.
    unclosed: i64,
    refusal: Option<Refusal>,
}

/// `GET /agent/people/deletion?id=…`
pub async fn new(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    let ids = several::of_query(req.query_string());
    if ids.is_empty() {
        return cx.see_saying("/agent/people", "notice-nobody-chosen");
    }
    draw(&cx, StatusCode::OK, ids, None).await
}

/// `POST /agent/people/deletion`: each in a transaction of their own.
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let (mut left, mut deleted, chosen) = (vec![], 0, several::of_form(&form));
    if chosen.is_empty() {
        return cx.see_saying("/agent/people", "notice-nobody-chosen");
    }
    for user in chosen {
        match cx.write(move |tx| delete(tx, user, Requests::Keep)).await {
            Ok(()) => deleted += 1,
            // Gone already: the wish is met.
            Err(Error::NotFound) => {}
            Err(Error::Conflict | Error::Forbidden(_)) => left.push(user),
            Err(error) => return Err(error),
        }
    }
    if left.is_empty() {
        return cx.see_saying("/agent/people", "notice-people-deleted");
    }
    draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, left, Some(deleted)).await
}

async fn draw(cx: &Cx, status: StatusCode, ids: Vec<i64>, deleted: Option<i64>) -> Result<HttpResponse> {
    let identity = cx.identity()?.clone();
    let people = cx.read(move |c| chosen(c, &identity, &ids)).await?;
    cx.show_with(status, New { cx, people, deleted })
}

fn chosen(c: &mut Conn, identity: &Identity, ids: &[i64]) -> Result<Vec<Chosen>> {
    let account = identity.account();
    let rows: Vec<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq_any(ids.to_vec())))
        .filter(users::deleted_at.is_null())
        .order((users::folded_name, users::id))
        .select(PersonRow::as_select())
        .load(c)?;
    let unclosed = requesters::unclosed_of_each(c, account.id, ids)?;
    let only = super::settings::EndUserSettings::of(c, account.id)?.administrators_delete();
    Ok(rows
        .into_iter()
        .map(|row| {
            let person = row.of(account);
            Chosen {
                unclosed: unclosed.iter().find(|(id, _)| *id == person.id).map_or(0, |(_, n)| *n),
                refusal: identity.may_do(Act::Delete, &person, only).err(),
                id: person.id,
                name: person.name,
            }
        })
        .collect())
}

impl Chosen {
    fn deletable(&self) -> bool {
        self.refusal.is_none() && self.unclosed == 0
    }

    fn refusal_key(&self) -> Option<&'static str> {
        self.refusal.map(Refusal::key)
    }
}

impl New<'_> {
    fn deletable(&self) -> i64 {
        self.people.iter().filter(|p| p.deletable()).count() as i64
    }
}
