//! `Who is my account owner?`: for everybody of the team, since it is the owner whom they have to ask.

use actix_web::HttpResponse;
use askama::Template;

use crate::error::Result;
use crate::identity::{self, Person};
use crate::policy::Right;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "billing/owner.html")]
struct Show<'a> {
    cx: &'a Cx,
    owner: Person,
}

/// `GET /agent/account-owner`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account.clone();
    let owner = cx.read(move |c| identity::person(c, &account, account.owner_id)).await?;
    cx.show(Show { cx: &cx, owner })
}

impl Show<'_> {
    fn is_me(&self) -> bool {
        self.cx.me().is_some_and(|me| me.id == self.owner.id)
    }

    /// Contacts are in no assumed identity.
    fn sees_contacts(&self) -> bool {
        self.cx.frame().is_none() && self.cx.may(Right::SeeContacts)
    }
}
