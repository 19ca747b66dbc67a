//! Account > Billing > Contacts, tab `Billing admins`: administrators who may change the subscription. The owner names them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::{self, Person, Tx};
use crate::policy::{self, Right};
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "billing/admins.html")]
struct Index<'a> {
    cx: &'a Cx,
    owner: Person,
    admins: Vec<Person>,
    others: Vec<Person>,
    who: Field,
}

impl<'a> Index<'a> {
    async fn of(cx: &'a Cx) -> Result<Self> {
        let account = cx.account.clone();
        let (owner, all) = cx
            .read(move |c| Ok((identity::person(c, &account, account.owner_id)?, super::administrators(c, &account)?)))
            .await?;
        let (admins, others) = all.into_iter().map(|(p, _)| p).partition(|p| p.standing.billing_admin);
        Ok(Self { cx, owner, admins, others, who: Field::default() })
    }

    fn is_owner(&self) -> bool {
        self.cx.may(Right::HandOver)
    }
}

/// `GET /admin/account/billing/admins`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    cx.show(Index::of(&cx).await?)
}

/// `POST /admin/account/billing/admins`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Index::of(&cx).await?;
    page.who = Field::of(form.get("person"));
    let Some(id) = page.others.iter().find(|p| p.id.to_string() == page.who.value).map(|p| p.id) else {
        page.who.fault(cx.t("fault-billing-admin"));
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    cx.write(move |tx| set(tx, id, true)).await?;
    cx.see_saying("/admin/account/billing/admins", "notice-billing-admin-added")
}

/// `POST /admin/account/billing/admins/{id}/removal`
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    cx.write(move |tx| set(tx, id, false)).await?;
    cx.see_saying("/admin/account/billing/admins", "notice-billing-admin-removed")
}

/// Makes an administrator a billing administrator too, or takes it.
fn set(tx: &mut Tx<'_>, id: i64, to: bool) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::HandOver)?;
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let person = identity::person(tx.conn(), &account, id)?;
    let standing = person.standing;
    if !policy::may_administer_billing(&standing) || (to && standing.suspended) {
        return Err(Error::NotFound);
    }
    if standing.billing_admin == to {
        return Err(Error::Conflict);
    }
    diesel::update(users::table.find(id))
        .set((users::billing_admin.eq(to), users::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    tx.record(match to {
        true => Entry::new("billing_admin.added", "user", id),
        false => Entry::new("billing_admin.removed", "user", id),
    })
}
