//! Confirming an address by the link that was mailed to it. Opening the link changes nothing: mail servers open links
//! too. The button does.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::by_link::{find, gone, unreferred};
use super::links::{self, Found, Over, Purpose};
use crate::error::{Error, Result};
use crate::identity::{Identity, Person};
use crate::people::addresses::{self, Address};
use crate::policy::Refusal;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "access/verification.html")]
struct Edit<'a> {
    cx: &'a Cx,
    person: &'a Person,
    address: &'a str,
    token: &'a str,
}

/// `GET /access/verify/{token}`
pub async fn edit(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    match look(&cx, &token).await? {
        Ok((person, address)) => {
            let page = Edit { cx: &cx, person: &person, address: &address.value, token: &token };
            Ok(unreferred(cx.show(page)?))
        }
        Err(over) => gone(&cx, over, false),
    }
}

/// `POST /access/verify/{token}`
pub async fn update(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    let (person, address) = match look(&cx, &token).await? {
        Ok(found) => found,
        Err(over) => return gone(&cx, over, false),
    };
    let (token, user, id) = (token.into_inner(), person.id, address.id);
    let done = cx
        .write_as(Identity::by_link(cx.account.clone(), person), move |tx| {
            links::use_up(tx, &token)?;
            let account = tx.identity().account().id;
            let address = addresses::find(tx.conn(), account, user, id)?;
            if addresses::verify(tx, &address)? { Ok(()) } else { Err(Error::Conflict) }
        })
        .await;
    match done {
        Ok(()) => cx.see_saying("/", "notice-address-verified"),
        Err(Error::Conflict) => gone(&cx, Over::Confirmed, false),
        Err(Error::NotFound) => gone(&cx, Over::Used, false),
        Err(error) => Err(error),
    }
}

/// Whose address the link confirms, or why it does not.
async fn look(cx: &Cx, token: &str) -> Result<std::result::Result<(Person, Address), Over>> {
    // Addresses are nobody's to confirm in somebody else's name.
    if cx.frame().is_some() {
        return Err(Error::Forbidden(Refusal::WhileAssumed));
    }
    Ok(match find(cx, Purpose::VerifyAddress, token).await? {
        Found::Over(over) => Err(over),
        Found::Live(found) => match *found {
            (_, Some(address)) if address.verified_at.is_some() => Err(Over::Confirmed),
            (person, Some(address)) => Ok((person, address)),
            (_, None) => Err(Over::Unknown),
        },
    })
}
