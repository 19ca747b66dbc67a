//! Handing the account over to somebody of the team who is no administrator yet: one transaction makes them administrator and
//! owner, and the old owner what there is a seat for (spec.md §3.7).

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::Deserialize;

use super::ownership::{self, WhyNot};
use crate::db::Conn;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, Tx};
use crate::integrations::model as integrations;
use crate::passwords::Passwords;
use crate::policy::{self, Refusal, Right};
use crate::security::password;
use crate::team::membership::{Member, SupportRole};
use crate::team::seats::Seats;
use crate::team::swap::{self, Swap};
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "billing/handover.html")]
struct New<'a> {
    cx: &'a Cx,
    owner: Member,
    others: Vec<(Person, bool)>,
    seats: Seats,
    stopping: Vec<String>,
    /// Whom it is about, and what both are afterwards.
    chosen: Option<(Person, Swap)>,
    to: Field,
    sure: Field,
    current: Field,
}

/// The person that an address asks about.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    to: String,
}

/// `GET /admin/account/billing/handover`: first whom, then what both will be.
pub async fn new(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &asked.to).await?;
    page.choose();
    let status = if page.to.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, page)
}

/// `POST /admin/account/billing/handover`
pub async fn create(cx: Cx, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let mut page = New::of(&cx, form.get("to")).await?;
    page.choose();
    let Some((to, seen)) = page.chosen.as_ref().map(|(person, swap)| (person.id, swap.role)) else {
        if !page.to.faulty() {
            page.to.fault(cx.t("fault-owner"));
        }
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    if form.get("role") != seen.value() {
        // Somebody took the last seat meanwhile, or freed one: what was agreed to is not what would happen.
        page.sure.fault(cx.t("fault-handover-changed"));
    } else if form.get("sure") != "yes" {
        page.sure.fault(cx.t("fault-owner-sure"));
    } else {
        password::confirm(&cx, &hasher, &mut page.current, form.get("current_password")).await?;
    }
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    match cx.write(move |tx| hand_over(tx, to, seen)).await {
        Ok(()) => cx.see_saying(page.afterwards(), "notice-owner-changed"),
        Err(Error::Conflict) => {
            let mut page = New::of(&cx, form.get("to")).await?;
            page.choose();
            page.sure.fault(cx.t("fault-handover-changed"));
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

/// The owner hands the account over, as themselves, to somebody who becomes an administrator with it. `seen` is the role that
/// the owner has agreed to have then. [`Error::Conflict`] if it is another by now, or the person cannot be the owner.
pub fn hand_over(tx: &mut Tx<'_>, to: i64, seen: SupportRole) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::HandOver)?;
    let (account, now) = (tx.identity().account().clone(), tx.now());
    if tx.identity().root().id != account.owner_id {
        return Err(Error::Forbidden(Refusal::Right(Right::HandOver)));
    }
    let next = match Member::of(tx.conn(), &account, to) {
        Ok(member) if policy::may_take_over(&member.person.standing) => member,
        Ok(_) | Err(Error::NotFound) => return Err(Error::Conflict),
        Err(error) => return Err(error),
    };
    if !verified(tx.conn(), to)? {
        return Err(Error::Conflict);
    }
    let old = Member::of(tx.conn(), &account, account.owner_id)?;
    let swap = Swap::of(&Seats::of(tx.conn(), &account, now)?, &old.person.standing, &next.person.standing);
    if swap.role != seen {
        return Err(Error::Conflict);
    }
    // The database wants an administrator for an owner at every moment.
    swap::promote(tx, &next, &swap)?;
    let new = identity::person(tx.conn(), &account, to)?;
    let changed = ownership::change(tx, &new, None)?;
    swap::step_down(tx, &old, &swap, to)?;
    let role = (!swap.stays()).then(|| swap.role_key());
    ownership::tell(tx, &changed, &new, role)
}

fn verified(c: &mut Conn, user: i64) -> Result<bool> {
    let at: Option<i64> = users::table.find(user).select(users::verified_at).first(c)?;
    Ok(at.is_some())
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, to: &str) -> Result<Self> {
        let (account, now) = (cx.account.clone(), cx.now());
        let read = move |c: &mut Conn, account: &Account| {
            let owner = Member::of(c, account, account.owner_id)?;
            let stopping = integrations::acting_for(c, account.id, account.owner_id)?;
            Ok((owner, swap::candidates(c, account)?, Seats::of(c, account, now)?, stopping))
        };
        let (owner, others, seats, stopping) = cx.read(move |c| read(c, &account)).await?;
        let (sure, current) = (Field::default(), Field::default());
        Ok(Self { cx, owner, others, seats, stopping, chosen: None, to: Field::of(to), sure, current })
    }

    /// Finds whom it is about, and what both would be.
    fn choose(&mut self) {
        if self.to.value.is_empty() {
            return;
        }
        let found = routes::id(&self.to.value).ok();
        match self.others.iter().find(|(person, _)| Some(person.id) == found) {
            None => self.to.fault(self.cx.t("fault-owner")),
            Some((_, false)) => self.to.fault(self.cx.t(WhyNot::Unverified.key())),
            Some((person, true)) => {
                let swap = Swap::of(&self.seats, &self.owner.person.standing, &person.standing);
                self.chosen = Some((person.clone(), swap));
            }
        }
    }

    fn faulty(&self) -> bool {
        self.to.faulty() || self.sure.faulty() || self.current.faulty()
    }

    fn picked(&self, person: &Person) -> bool {
        self.to.value == person.id.to_string()
    }

    /// The old owner's role afterwards.
    fn role(&self, swap: &Swap) -> &str {
        self.cx.t(swap.role_key())
    }

    /// The products in which the old owner loses their role, by name.
    fn lost(&self, swap: &Swap) -> String {
        let lost = swap.lost(&self.owner.person.standing);
        lost.into_iter().map(|p| self.cx.t(crate::team::product_key(p))).collect::<Vec<_>>().join(", ")
    }

    /// Where the old owner goes: Contacts are for administrators.
    fn afterwards(&self) -> &'static str {
        match &self.chosen {
            Some((_, swap)) if !swap.stays() => "/agent/account-owner",
            _ => "/admin/account/billing/contacts",
        }
    }
}
