//! `New account`: made by an operator administrator, its owner invited by mail.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde_json::json;

use super::path;
use crate::accounts::create::{self, NAME_MAX, NewAccount};
use crate::audit::Entry;
use crate::billing::plan::cycle_key;
use crate::billing::prices::{Currency, Cycle, SEATS_MOST, number};
use crate::db::schema::{subscriptions, users};
use crate::error::{Error, Result};
use crate::identity::{self, Locale, Tx, limits};
use crate::people::shapes;
use crate::policy::{Plan, Right};
use crate::security::links;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Days that a trial made here has.
pub const TRIAL_DAYS: i64 = 14;
/// Letters in an hour to an owner who has no password yet.
pub const INVITATIONS: i32 = 10;
/// Seats to begin with.
const SEATS: &str = "5";

/// The key of a language's name.
pub(super) fn language_key(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "accounts-english",
        Locale::Fr => "accounts-french",
    }
}

#[derive(Template)]
#[template(path = "operator/accounts/new.html")]
struct New<'a> {
    cx: &'a Cx,
    account: Field,
    subdomain: Field,
    plan: Field,
    seats: Field,
    cycle: Field,
    currency: Field,
    locale: Field,
    time_zone: Field,
    owner: Field,
    email: Field,
}

/// An account that is to be made, with what it has bought.
#[derive(Clone, Debug)]
struct Wish {
    new: NewAccount,
    seats: i64,
    cycle: Cycle,
}

/// `GET /operator/accounts/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    let zone = cx.zone();
    let blank = Field::default;
    cx.show(New {
        cx: &cx,
        account: blank(),
        subdomain: blank(),
        plan: Field::of(Plan::Trial.as_str()),
        seats: Field::of(SEATS),
        cycle: Field::of(Cycle::Monthly.as_str()),
        currency: Field::of(Currency::Eur.as_str()),
        locale: Field::of(cx.code()),
        time_zone: Field::of(zone),
        owner: blank(),
        email: blank(),
    })
}

/// `POST /operator/accounts/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &form);
    let Some(wish) = page.read() else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    match cx.write(move |tx| make(tx, &wish)).await {
        Ok(id) => cx.see_saying(&format!("/operator/accounts/{id}"), "notice-account-created"),
        // There is one, or somebody was quicker.
        Err(Error::Conflict) => {
            page.subdomain.fault(cx.t("fault-subdomain-taken"));
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

/// Makes an account with its owner, who gets a letter with a one-time link; answers its id.
fn make(tx: &mut Tx<'_>, wish: &Wish) -> Result<i64> {
    tx.identity().ensure(Right::ManageAccounts)?;
    let now = tx.now();
    let (account, owner) = create::insert(tx.conn(), &wish.new, now, None)?;
    let trial = account.plan == Plan::Trial;
    let trial_end = trial.then(|| now.plus_minutes(TRIAL_DAYS * 24 * 60).0);
    diesel::update(subscriptions::table.find(account.id))
        .set((
            subscriptions::seats.eq(wish.seats),
            subscriptions::cycle.eq(wish.cycle),
            subscriptions::trial_ends_at.eq(trial_end),
        ))
        .execute(tx.conn())?;
    let line = || {
        let details = json!({ "subdomain": account.subdomain, "plan": account.plan.as_str(), "seats": wish.seats });
        Entry::new("account.created", "account", account.id).with(details)
    };
    tx.in_account(account.id, |there| {
        there.record(line())?;
        let person = identity::person(there.conn(), &account, owner)?;
        links::send_welcome(there, &person).map(drop)
    })?;
    tx.record(line())?;
    Ok(account.id)
}

/// `POST /operator/accounts/{id}/invitation`: the letter once more, to an owner who has no password yet.
pub async fn invite(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let account = cx.read(move |c| super::account(c, id)).await?;
    let owner = account.owner_id.to_string();
    if let Err(minutes) = limits::take(cx.state(), id, "owner invitation", &owner, INVITATIONS).await? {
        return Err(Error::TooMany(minutes));
    }
    cx.write(move |tx| {
        tx.identity().ensure(Right::ManageAccounts)?;
        tx.in_account(id, |there| {
            let account = there.identity().account().clone();
            let owner = identity::person(there.conn(), &account, account.owner_id)?;
            let password: Option<String> =
                users::table.find(owner.id).select(users::password_hash).first(there.conn())?;
            if password.is_some() || account.suspended_at.is_some() {
                return Err(Error::Conflict);
            }
            links::send_welcome(there, &owner).map(drop)
        })?;
        tx.record(Entry::new("account.owner_invited", "account", id))
    })
    .await?;
    cx.see_saying(&path(&account), "notice-owner-invited")
}

impl<'a> New<'a> {
    fn of(cx: &'a Cx, form: &Form) -> Self {
        let field = |name: &str| Field::of(text::line(form.get(name)));
        Self {
            cx,
            account: field("name"),
            subdomain: Field::of(form.get("subdomain").trim().to_lowercase()),
            plan: field("plan"),
            seats: field("seats"),
            cycle: field("cycle"),
            currency: field("currency"),
            locale: field("language"),
            time_zone: field("time_zone"),
            owner: field("owner"),
            email: field("email"),
        }
    }

    /// What is asked for, if all of it can be; each field says what is wrong with it.
    fn read(&mut self) -> Option<Wish> {
        let cx = self.cx;
        for field in [&mut self.account, &mut self.owner] {
            if field.value.is_empty() {
                field.fault(cx.t("fault-name-empty"));
            } else if field.value.chars().count() > NAME_MAX {
                field.fault(cx.t1("fault-too-long", "max", NAME_MAX as i64));
            }
        }
        if !create::is_label(&self.subdomain.value) {
            self.subdomain.fault(cx.t("fault-subdomain"));
        } else if create::is_reserved(&self.subdomain.value) {
            self.subdomain.fault(cx.t("fault-subdomain-reserved"));
        }
        match shapes::email(&self.email.value) {
            Ok(email) if shapes::shared(&email) => self.email.fault(cx.t("fault-contact-shared")),
            Ok(email) => self.email.value = email,
            Err(shapes::Fault::Empty) => self.email.fault(cx.t("fault-contact-email")),
            Err(fault) => self.email.fault(fault.text(cx.lang())),
        }
        let plan = Plan::parse(&self.plan.value);
        if plan.is_none() {
            self.plan.fault(cx.t("fault-plan"));
        }
        let seats = number(&self.seats.value, 1, SEATS_MOST);
        if seats.is_none() {
            self.seats.fault(cx.t1("fault-seats", "most", &cx.n(SEATS_MOST)));
        }
        let cycle = Cycle::parse(&self.cycle.value);
        if cycle.is_none() {
            self.cycle.fault(cx.t("fault-cycle"));
        }
        let currency = Currency::parse(&self.currency.value);
        if currency.is_none() {
            self.currency.fault(cx.t("fault-currency"));
        }
        let locale = Locale::parse(&self.locale.value);
        if locale.is_none() {
            self.locale.fault(cx.t("fault-language"));
        }
        if self.time_zone.value.parse::<chrono_tz::Tz>().is_err() {
            self.time_zone.fault(cx.t("fault-time-zone"));
        }
        if self.faulty() {
            return None;
        }
        let text = |field: &Field| field.value.clone();
        let new = NewAccount {
            subdomain: text(&self.subdomain),
            name: text(&self.account),
            locale: locale?,
            time_zone: text(&self.time_zone),
            plan: plan?.as_str().to_owned(),
            currency: currency?,
            owner_name: text(&self.owner),
            owner_email: text(&self.email),
            owner_verified: false,
        };
        Some(Wish { new, seats: seats?, cycle: cycle? })
    }

    fn fields(&self) -> [(&'static str, &Field); 10] {
        [
            ("name", &self.account),
            ("subdomain", &self.subdomain),
            ("owner", &self.owner),
            ("email", &self.email),
            ("plan", &self.plan),
            ("seats", &self.seats),
            ("cycle", &self.cycle),
            ("currency", &self.currency),
            ("language", &self.locale),
            ("time_zone", &self.time_zone),
        ]
    }

    fn faulty(&self) -> bool {
        self.fields().iter().any(|(_, field)| field.faulty())
    }

    fn plans(&self) -> &'static [Plan] {
        Plan::ALL
    }

    fn cycles(&self) -> Vec<(&'static str, &'static str)> {
        Cycle::ALL.iter().map(|cycle| (cycle.as_str(), cycle_key(cycle))).collect()
    }

    fn languages(&self) -> Vec<(&'static str, &'static str)> {
        Locale::ALL.iter().map(|locale| (locale.as_str(), language_key(*locale))).collect()
    }

    fn zones(&self) -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// What stands behind the subdomain.
    fn domain(&self) -> String {
        format!(".{}", self.cx.state().settings.host)
    }
}
