//! Suspending an account, and opening it again. While it is suspended nobody of it gets in, by its pages or its API, nothing is written
//! in it but by the operator and by time, and no mail goes out of it but the owner's about just that. Nothing is lost: sessions go on
//! afterwards as far as their own limits let them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde_json::json;

use super::{look, path, reason};
use crate::audit::Entry;
use crate::db::Moment;
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, Tx};
use crate::mail::{self, AccountLetter, Letter};
use crate::policy::Right;
use crate::web::{Cx, Field, Form, routes};

/// What the log calls the page.
const PAGE: &str = "suspension";

#[derive(Template)]
#[template(path = "operator/accounts/suspension.html")]
struct Page<'a> {
    cx: &'a Cx,
    account: Account,
    reason: Field,
    /// Whether it was done meanwhile.
    changed: bool,
}

async fn page<'a>(cx: &'a Cx, id: &str) -> Result<Page<'a>> {
    let id = routes::id(id)?;
    let account = cx.read(move |c| super::account(c, id)).await?;
    Ok(Page { cx, account, reason: Field::default(), changed: false })
}

/// `GET /operator/accounts/{id}/suspension`: of a suspended account the form that opens it again.
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let page = page(&cx, &id).await?;
    look(&cx, page.account.id, PAGE).await?;
    cx.show(page)
}

/// `POST /operator/accounts/{id}/suspension`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    act(cx, id, form, suspend, "notice-account-suspended").await
}

/// `POST /operator/accounts/{id}/resumption`
pub async fn destroy(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    act(cx, id, form, resume, "notice-account-resumed").await
}

async fn act(
    cx: Cx,
    id: web::Path<String>,
    form: Form,
    change: fn(&mut Tx<'_>, i64, &str) -> Result<()>,
    notice: &'static str,
) -> Result<HttpResponse> {
    let mut shown = page(&cx, &id).await?;
    shown.reason = reason::read(&cx, &form);
    if shown.reason.faulty() {
        look(&cx, shown.account.id, PAGE).await?;
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, shown);
    }
    let (account, why) = (shown.account.id, shown.reason.value.clone());
    match cx.write(move |tx| change(tx, account, &why)).await {
        Ok(()) => cx.see_saying(&path(&shown.account), notice),
        Err(Error::Conflict) => {
            let mut again = page(&cx, &id).await?;
            look(&cx, account, PAGE).await?;
            (again.reason.value, again.changed) = (shown.reason.value, true);
            cx.show_with(StatusCode::CONFLICT, again)
        }
        Err(error) => Err(error),
    }
}

/// Suspends an account, in the realm's transaction: every visit in it ends, and its owner is told why. [`Error::Conflict`] if it is already.
pub fn suspend(tx: &mut Tx<'_>, id: i64, why: &str) -> Result<()> {
    switch(tx, id, true, why)
}

/// Opens a suspended account again. [`Error::Conflict`] if it is open.
pub fn resume(tx: &mut Tx<'_>, id: i64, why: &str) -> Result<()> {
    switch(tx, id, false, why)
}

fn switch(tx: &mut Tx<'_>, id: i64, off: bool, why: &str) -> Result<()> {
    tx.identity().ensure(Right::ManageAccounts)?;
    let (operator, reason) = (tx.identity().account().name.clone(), why.to_owned());
    let letter = match off {
        true => AccountLetter::Suspended { operator, reason },
        false => AccountLetter::Resumed { operator, reason },
    };
    let line = |was: Option<Moment>| {
        let details = json!({ "before": { "suspended": was.is_some() }, "after": { "suspended": off }, "reason": why });
        match off {
            true => Entry::new("account.suspended", "account", id).with(details),
            false => Entry::new("account.resumed", "account", id).with(details),
        }
    };
    let was = tx.in_account(id, |there| {
        let (account, now) = (there.identity().account().clone(), there.now());
        if account.suspended_at.is_some() == off {
            return Err(Error::Conflict);
        }
        diesel::update(accounts::table.find(id))
            .set((
                accounts::suspended_at.eq(off.then_some(now.0)),
                accounts::suspended_why.eq(if off { why } else { "" }),
            ))
            .execute(there.conn())?;
        there.record(line(account.suspended_at))?;
        if off {
            identity::end_visits(there, EndCause::AccountSuspended)?;
        }
        let owner = identity::person(there.conn(), &account, account.owner_id)?;
        mail::queue(there, &owner, None, &Letter::Account(letter))?;
        Ok(account.suspended_at)
    })?;
    tx.record(line(was))
}

impl Page<'_> {
    fn suspended(&self) -> bool {
        self.account.suspended_at.is_some()
    }

    fn title(&self) -> &str {
        self.cx.t(if self.suspended() { "accounts-resume" } else { "accounts-suspend" })
    }

    fn path(&self) -> String {
        path(&self.account)
    }

    fn action(&self) -> String {
        format!("{}/{}", self.path(), if self.suspended() { "resumption" } else { "suspension" })
    }

    /// What happens: an icon's class, the icon, a key.
    fn consequences(&self) -> &'static [(&'static str, &'static str, &'static str)] {
        match self.suspended() {
            false => &[
                ("no", "close", "accounts-suspend-nobody"),
                ("no", "close", "accounts-suspend-mail"),
                ("no", "close", "accounts-suspend-visits"),
                ("", "info", "accounts-suspend-owner"),
                ("yes", "check", "accounts-suspend-undone"),
            ],
            true => &[
                ("yes", "check", "accounts-resume-all"),
                ("", "info", "accounts-resume-mail"),
                ("", "info", "accounts-resume-owner"),
            ],
        }
    }
}
