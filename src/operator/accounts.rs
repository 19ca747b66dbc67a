//! The accounts of the deployment.

use actix_web::HttpResponse;
use askama::Template;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::accounts;
use crate::error::Result;
use crate::identity::Account;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "operator/accounts.html")]
struct Index<'a> {
    cx: &'a Cx,
    accounts: Vec<Account>,
}

/// `GET /operator`: goes on to the accounts.
pub async fn go(cx: Cx) -> Result<HttpResponse> {
    cx.see("/operator/accounts")
}

/// `GET /operator/accounts`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    let accounts = cx.read(all).await?;
    cx.show(Index { cx: &cx, accounts })
}

fn all(c: &mut Conn) -> Result<Vec<Account>> {
    let customers = accounts::table.filter(accounts::operator.eq(false));
    Ok(customers.order((accounts::name, accounts::id)).limit(100).select(Account::as_select()).load(c)?)
}

/// A customer's account of the deployment. The realm is none.
pub fn account(c: &mut Conn, id: i64) -> Result<Account> {
    let one = accounts::table.filter(accounts::id.eq(id).and(accounts::operator.eq(false)));
    Ok(one.select(Account::as_select()).first(c)?)
}
