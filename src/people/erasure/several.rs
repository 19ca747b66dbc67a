//! Erasing several deleted people at once: each begins in a transaction of their own, and the background does the rest.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use diesel::prelude::*;

use super::{begin, carry_out};
use crate::db::off_the_loop;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::{self, PersonRow};
use crate::people::{settings::EndUserSettings, several};
use crate::policy::Act;
use crate::text;
use crate::web::{Cx, Field, Form};

const LIST: &str = "/admin/people/deleted-users";

#[derive(Template)]
#[template(path = "people/erase-several.html")]
struct New<'a> {
    cx: &'a Cx,
    people: Vec<(i64, String)>,
    confirm: Field,
}

/// `GET /admin/people/deleted-users/erasure?id=…`
pub async fn new(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    let people = chosen(&cx, several::of_query(req.query_string())).await?;
    if people.is_empty() {
        return cx.see_saying(LIST, "notice-nobody-chosen");
    }
    cx.show(New { cx: &cx, people, confirm: Field::default() })
}

/// `POST /admin/people/deleted-users/erasure`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let people = chosen(&cx, several::of_form(&form)).await?;
    if people.is_empty() {
        return cx.see_saying(LIST, "notice-nobody-chosen");
    }
    let mut confirm = Field::of(text::line(form.get("confirm")));
    if confirm.value != people.len().to_string() {
        confirm.fault(cx.t1("fault-erase-count", "count", people.len() as i64));
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, New { cx: &cx, people, confirm });
    }
    let (mut begun, mut failed) = (vec![], None);
    for (user, _) in people {
        let one = cx
            .write(move |tx| {
                may(tx, user)?;
                begin(tx, user)
            })
            .await;
        match one {
            Ok(ids) => begun.extend(ids),
            // Erased already: the wish is met.
            Err(Error::Conflict | Error::NotFound) => {}
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    // Those that were begun are carried out whatever became of the next.
    let state = cx.state().clone();
    actix_web::rt::spawn(async move {
        if let Err(error) = off_the_loop(move || carry_out(&state, &begun)).await {
            log::error!("erasures go on in the next round: {error}");
        }
    });
    match failed {
        Some(error) => Err(error),
        None => cx.see_saying("/admin/people/erasures", "notice-erasures-begun"),
    }
}

/// Asks the policy under the transaction's locks.
pub(super) fn may(tx: &mut identity::Tx<'_>, user: i64) -> Result<()> {
    let account = tx.identity().account().clone();
    let settings = EndUserSettings::of(tx.conn(), account.id)?;
    let person = identity::person(tx.conn(), &account, user)?;
    tx.identity().may_do(Act::Erase, &person, settings.administrators_delete()).map_err(Error::Forbidden)
}

/// Those of the ids who are deleted, not erased, and whom one may erase.
async fn chosen(cx: &Cx, ids: Vec<i64>) -> Result<Vec<(i64, String)>> {
    let (account, identity) = (cx.account.clone(), cx.identity()?.clone());
    cx.read(move |c| {
        let only = EndUserSettings::of(c, account.id)?.administrators_delete();
        let rows: Vec<PersonRow> = users::table
            .filter(users::account_id.eq(account.id).and(users::id.eq_any(ids)))
            .filter(users::deleted_at.is_not_null().and(users::erased_at.is_null()))
            .order((users::folded_name, users::id))
            .select(PersonRow::as_select())
            .load(c)?;
        let people = rows.into_iter().map(|row| row.of(&account));
        let may = |p: &identity::Person| identity.may_do(Act::Erase, p, only).is_ok();
        Ok(people.filter(may).map(|p| (p.id, p.name)).collect())
    })
    .await
}

impl New<'_> {
    fn count(&self) -> i64 {
        self.people.len() as i64
    }
}
