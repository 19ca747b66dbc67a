//! Account > Billing > Contacts, tab `Account owner`: read by every administrator, changed by the owner.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::ownership::{self, WhyNot};
use crate::error::{Error, Result};
use crate::identity::{self, Person};
use crate::integrations::authorization;
use crate::integrations::model::{self as integrations, Integration};
use crate::passwords::Passwords;
use crate::policy::Right;
use crate::security::password;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "billing/contacts.html")]
struct Index<'a> {
    cx: &'a Cx,
    owner: Person,
    others: Vec<(Person, bool)>,
    /// The integrations that would stop, and those that have.
    stopping: Vec<String>,
    waiting: Vec<Integration>,
    to: Field,
    current: Field,
}

impl<'a> Index<'a> {
    async fn of(cx: &'a Cx) -> Result<Self> {
        let account = cx.account.clone();
        let (owner, others, all) = cx
            .read(move |c| {
                let owner = identity::person(c, &account, account.owner_id)?;
                Ok((owner, super::administrators(c, &account)?, integrations::all(c, &account)?))
            })
            .await?;
        let acts = |one: &&Integration| one.is_active() && one.present().is_some_and(|(_, by)| by.id == owner.id);
        let stopping = all.iter().filter(acts).map(|one| one.row.name.clone()).collect();
        let waiting = all.into_iter().filter(|one| authorization::by_one_click(cx, one)).collect();
        Ok(Self { cx, owner, others, stopping, waiting, to: Field::default(), current: Field::default() })
    }

    fn is_owner(&self) -> bool {
        self.cx.may(Right::HandOver)
    }

    fn picked(&self, person: &Person) -> bool {
        self.to.value == person.id.to_string()
    }

    fn faulty(&self) -> bool {
        self.to.faulty() || self.current.faulty()
    }
}

/// `GET /admin/account/billing/contacts`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    cx.show(Index::of(&cx).await?)
}

/// `POST /admin/account/billing/contacts`
pub async fn hand_over(cx: Cx, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let mut page = Index::of(&cx).await?;
    page.to = Field::of(form.get("owner"));
    let found = page.others.iter().find(|(p, _)| page.picked(p)).map(|(p, verified)| (p.id, *verified));
    let to = found.map(|(id, _)| id);
    match found {
        None => page.to.fault(cx.t("fault-owner")),
        Some((_, false)) => page.to.fault(cx.t(WhyNot::Unverified.key())),
        Some(_) => {}
    }
    if form.get("sure") != "yes" && !page.to.faulty() {
        page.to.fault(cx.t("fault-owner-sure"));
    }
    // The password is tried only when there is something to confirm with it.
    if !page.to.faulty() {
        password::confirm(&cx, &hasher, &mut page.current, form.get("current_password")).await?;
    }
    let Some(to) = to.filter(|_| !page.faulty()) else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    match cx.write(move |tx| ownership::hand_over(tx, to)).await {
        Ok(()) => cx.see_saying("/admin/account/billing/contacts", "notice-owner-changed"),
        // They were suspended or stopped being an administrator in the same moment.
        Err(Error::Conflict) => {
            page.to.fault(cx.t(WhyNot::NoAdministrator.key()));
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}
