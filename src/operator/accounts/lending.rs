//! Seats that the operator lends an account until the end of a day, and the end of that before its time.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde_json::json;

use super::{look, path, reason};
use crate::audit::Entry;
use crate::billing::lending::{self, Lent, SEATS_MOST};
use crate::billing::prices::number;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::i18n::Dates;
use crate::identity::Account;
use crate::policy::Right;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "operator/accounts/lend.html")]
struct New<'a> {
    cx: &'a Cx,
    account: Account,
    seats: Field,
    until: Field,
    reason: Field,
}

#[derive(Template)]
#[template(path = "operator/accounts/lent.html")]
struct Edit<'a> {
    cx: &'a Cx,
    account: Account,
    lent: Lent,
    reason: Field,
}

/// What the log calls these pages.
const PAGE: &str = "lend";

/// `GET /operator/accounts/{id}/lend`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let account = look(&cx, routes::id(&id)?, PAGE).await?;
    let blank = Field::default;
    cx.show(New { cx: &cx, account, seats: Field::of("1"), until: blank(), reason: blank() })
}

/// `POST /operator/accounts/{id}/lend`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let account = cx.read(move |c| super::account(c, id)).await?;
    let (mut seats, mut until) = (Field::of(text::line(form.get("seats"))), Field::of(text::line(form.get("until"))));
    let reason = reason::read(&cx, &form);
    let wanted = number(&seats.value, 1, SEATS_MOST);
    if wanted.is_none() {
        seats.fault(cx.t1("fault-seats", "most", &cx.n(SEATS_MOST)));
    }
    let end = lending::end_of_day(&until.value, &account.time_zone);
    match end {
        None => until.fault(cx.t("fault-day")),
        Some(end) if end <= cx.now() => until.fault(cx.t("fault-day-over")),
        Some(_) => {}
    }
    let faulty = until.faulty() || reason.faulty();
    let Some((wanted, end)) = wanted.zip(end).filter(|_| !faulty) else {
        let account = look(&cx, id, PAGE).await?;
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, New { cx: &cx, account, seats, until, reason });
    };
    let why = reason.value;
    cx.write(move |tx| {
        tx.identity().ensure(Right::ManageAccounts)?;
        if end <= tx.now() {
            return Err(Error::Malformed);
        }
        tx.in_account(id, |there| lending::lend(there, wanted, end, &why))?;
        let details = json!({ "seats": wanted, "until": end.0, "reason": why });
        tx.record(Entry::new("seats.lent", "account", id).with(details))
    })
    .await?;
    cx.see_saying(&path(&account), "notice-seats-lent")
}

/// The last day of a loan: it ends with a day of the account's, which is another one elsewhere.
pub(super) fn day(cx: &Cx, account: &Account, until: Moment) -> String {
    Dates::new(cx.lang(), &account.time_zone, cx.now()).day(until)
}

fn find(c: &mut Conn, account: i64, number: i64, now: Moment) -> Result<Lent> {
    lending::live(c, account, now)?.into_iter().find(|lent| lent.id == number).ok_or(Error::NotFound)
}

async fn one<'a>(cx: &'a Cx, ids: &(String, String)) -> Result<Edit<'a>> {
    let (id, number, now) = (routes::id(&ids.0)?, routes::id(&ids.1)?, cx.now());
    let (account, lent) = cx.read(move |c| Ok((super::account(c, id)?, find(c, id, number, now)?))).await?;
    Ok(Edit { cx, account, lent, reason: Field::default() })
}

/// `GET /operator/accounts/{id}/lent/{number}`
pub async fn edit(cx: Cx, ids: web::Path<(String, String)>) -> Result<HttpResponse> {
    let page = one(&cx, &ids).await?;
    look(&cx, page.account.id, PAGE).await?;
    cx.show(page)
}

/// `POST /operator/accounts/{id}/lent/{number}`: ends it now.
pub async fn destroy(cx: Cx, ids: web::Path<(String, String)>, form: Form) -> Result<HttpResponse> {
    let mut page = one(&cx, &ids).await?;
    page.reason = reason::read(&cx, &form);
    if page.reason.faulty() {
        look(&cx, page.account.id, PAGE).await?;
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let (id, number, why) = (page.account.id, page.lent.id, page.reason.value.clone());
    cx.write(move |tx| {
        tx.identity().ensure(Right::ManageAccounts)?;
        let lent = tx.in_account(id, |there| lending::end(there, number, &why))?;
        let details = json!({ "seats": lent.seats, "reason": why });
        tx.record(Entry::new("seats.lending_ended", "account", id).with(details))
    })
    .await?;
    cx.see_saying(&path(&page.account), "notice-lending-ended")
}

impl New<'_> {
    fn faulty(&self) -> bool {
        self.seats.faulty() || self.until.faulty() || self.reason.faulty()
    }

    fn path(&self) -> String {
        path(&self.account)
    }
}

impl Edit<'_> {
    /// The last day, as the account counts days.
    fn day(&self) -> String {
        day(self.cx, &self.account, self.lent.until)
    }

    fn path(&self) -> String {
        path(&self.account)
    }
}
