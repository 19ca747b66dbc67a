//! Plan and seats of an account, changed by an operator administrator by the rules that hold for the owner: what would change is shown
//! first, and the owner is told why. A trial becomes a paid account like that too, with account assumption off.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::{look, path, reason};
use crate::audit::Entry;
use crate::billing::plan::{bills, cycle_key, per_period, told};
use crate::billing::prices::{self, Cycle, SEATS_MOST, Terms, number, written};
use crate::billing::subscription::{self, Fault, Review, Subscription};
use crate::db::Moment;
use crate::error::{Error, Result};
use crate::identity::Account;
use crate::policy::{Plan, Right};
use crate::team::seats::Seats;
use crate::web::{Cx, Field, Form, query, routes};

/// What is asked for, as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    plan: String,
    seats: String,
    sell_seats: String,
    cycle: String,
    /// Something, to come back to the form with what was typed.
    again: String,
}

#[derive(Template)]
#[template(path = "operator/accounts/plan.html")]
struct Edit<'a> {
    cx: &'a Cx,
    account: Account,
    of: Subscription,
    seats_now: Seats,
    plan: Field,
    seats: Field,
    sell_seats: Field,
    cycle: Field,
    faults: Vec<Fault>,
}

#[derive(Template)]
#[template(path = "operator/accounts/plan-change.html")]
struct Confirm<'a> {
    cx: &'a Cx,
    account: Account,
    of: Subscription,
    review: Review,
    reason: Field,
    /// Whether something else than what was shown would happen.
    changed: bool,
}

/// `GET /operator/accounts/{id}/plan`: the form; with its fields in the address, what would change.
pub async fn edit(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let asked = asked.into_inner();
    let blank = !asked.again.is_empty() || [&asked.plan, &asked.seats, &asked.cycle].iter().all(|text| text.is_empty());
    let page = Edit::of(&cx, routes::id(&id)?, asked).await?;
    if !blank {
        return page.review(Field::default(), false).await;
    }
    look(&cx, page.account.id, "plan").await?;
    cx.show(page)
}

/// `POST /operator/accounts/{id}/plan`: changes it, as it was shown.
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let text = |name: &str| form.get(name).to_owned();
    let asked = Asked {
        plan: text("plan"),
        seats: text("seats"),
        sell_seats: text("sell_seats"),
        cycle: text("cycle"),
        again: String::new(),
    };
    let mut page = Edit::of(&cx, id, asked).await?;
    let (reason, seen) = (reason::read(&cx, &form), text("seen"));
    let terms = page.read().filter(|_| !reason.faulty() && !seen.is_empty());
    let Some(terms) = terms else { return page.review(reason, false).await };
    let (to, why) = (path(&page.account), reason.value.clone());
    match cx.write(move |tx| change(tx, id, terms, &seen, &why)).await {
        Ok(()) => cx.see_saying(&to, "notice-account-plan-changed"),
        Err(Error::Conflict) => Edit::again(&cx, id, &form).await?.review(reason, true).await,
        Err(error) => Err(error),
    }
}

fn change(tx: &mut crate::identity::Tx<'_>, id: i64, terms: Terms, seen: &str, why: &str) -> Result<()> {
    tx.identity().ensure(Right::ManageAccounts)?;
    let review = tx.in_account(id, |there| subscription::change_by_operator(there, terms, seen, why))?;
    let of = |t: &Terms| json!({ "plan": t.plan.as_str(), "seats": t.seats, "sell_seats": t.sell_seats, "cycle": t.cycle.as_str() });
    let details = json!({ "before": of(&review.before), "after": of(&review.after), "reason": why });
    tx.record(Entry::new("subscription.changed", "account", id).with(details))
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx, id: i64, asked: Asked) -> Result<Self> {
        let now = cx.now();
        let (account, of, seats_now) = cx
            .read(move |c| {
                let account = super::account(c, id)?;
                let (of, seats) = (Subscription::of(c, id)?, Seats::of(c, &account, now)?);
                Ok((account, of, seats))
            })
            .await?;
        let terms = of.terms(account.plan);
        let or = |typed: String, now: String| Field::of(if typed.is_empty() { now } else { typed });
        let plan = if terms.plan == Plan::Trial { "" } else { terms.plan.as_str() };
        Ok(Self {
            cx,
            plan: or(asked.plan, plan.to_owned()),
            seats: or(asked.seats, terms.seats.to_string()),
            sell_seats: or(asked.sell_seats, terms.sell_seats.to_string()),
            cycle: or(asked.cycle, terms.cycle.as_str().to_owned()),
            account,
            of,
            seats_now,
            faults: vec![],
        })
    }

    async fn again(cx: &'a Cx, id: i64, form: &Form) -> Result<Self> {
        let text = |name: &str| form.get(name).to_owned();
        let (plan, seats, sell_seats, cycle) = (text("plan"), text("seats"), text("sell_seats"), text("cycle"));
        Self::of(cx, id, Asked { plan, seats, sell_seats, cycle, again: String::new() }).await
    }

    /// Answers with what would change, or with the form if that cannot be.
    async fn review(mut self, reason: Field, changed: bool) -> Result<HttpResponse> {
        let (cx, now) = (self.cx, self.cx.now());
        look(cx, self.account.id, "plan").await?;
        let Some(terms) = self.read() else { return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, self) };
        let account = self.account.clone();
        let review = cx.read(move |c| Review::of(c, &account, terms, now)).await?;
        // The same form, sent twice: it is as it was wanted.
        if changed && review.faults == [Fault::Same] {
            return cx.see_saying(&path(&self.account), "notice-account-plan-changed");
        }
        if !review.faults.is_empty() {
            self.faults = review.faults;
            return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, self);
        }
        let status = if changed || reason.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let (account, of) = (self.account, self.of);
        cx.show_with(status, Confirm { cx, account, of, review, reason, changed })
    }

    /// What is asked for, if it can be read; each field says what is wrong with it.
    fn read(&mut self) -> Option<Terms> {
        let cx = self.cx;
        let plan = Plan::parse(&self.plan.value).filter(|plan| Plan::PAID.contains(plan));
        if plan.is_none() {
            self.plan.fault(cx.t("fault-plan"));
        }
        let cycle = Cycle::parse(&self.cycle.value);
        if cycle.is_none() {
            self.cycle.fault(cx.t("fault-cycle"));
        }
        let most = cx.n(SEATS_MOST);
        let seats = number(&self.seats.value, 1, SEATS_MOST);
        if seats.is_none() {
            self.seats.fault(cx.t1("fault-seats", "most", &most));
        }
        let sell_seats = number(&self.sell_seats.value, 0, SEATS_MOST);
        if sell_seats.is_none() {
            self.sell_seats.fault(cx.t1("fault-sell-seats", "most", &most));
        }
        Some(Terms { plan: plan?, seats: seats?, sell_seats: sell_seats?, cycle: cycle? })
    }

    fn faulty(&self) -> bool {
        [&self.plan, &self.seats, &self.sell_seats, &self.cycle].iter().any(|field| field.faulty())
    }

    fn trial(&self) -> bool {
        self.account.plan == Plan::Trial
    }

    fn title(&self) -> &str {
        self.cx.t(if self.trial() { "accounts-convert" } else { "accounts-change-plan" })
    }

    fn path(&self) -> String {
        path(&self.account)
    }

    /// The plans that can be bought, each with what a seat costs.
    fn plans(&self) -> Vec<(Plan, String)> {
        let cycle = Cycle::parse(&self.cycle.value).unwrap_or(self.of.cycle);
        let option = |plan: &Plan| {
            let price = per_period(self.cx, prices::seat(*plan, cycle, self.of.currency), cycle, &self.of);
            (*plan, self.cx.t2("plan-option", "plan", self.cx.t(plan.key()), "price", &price))
        };
        Plan::PAID.iter().map(option).collect()
    }

    fn cycles(&self) -> Vec<(&'static str, &'static str)> {
        Cycle::ALL.iter().map(|cycle| (cycle.as_str(), cycle_key(cycle))).collect()
    }

    fn told(&self, fault: &Fault) -> String {
        told(self.cx, *fault)
    }
}

impl Confirm<'_> {
    fn title(&self) -> &str {
        self.cx.t(if self.review.first { "accounts-convert" } else { "subscription-will-change" })
    }

    fn path(&self) -> String {
        path(&self.account)
    }

    fn bills(&self) -> bool {
        bills(self.cx)
    }

    fn money(&self, amount: &i64) -> String {
        written(self.cx.lang(), *amount, self.review.currency)
    }

    fn day(&self, at: &Moment) -> String {
        self.cx.day(*at)
    }

    fn price(&self, terms: &Terms) -> String {
        per_period(self.cx, terms.price(self.review.currency), terms.cycle, &self.of)
    }

    /// Before and after, and the key of each one's name: only what changes.
    fn lines(&self) -> Vec<(&'static str, String, String)> {
        let (before, after) = (&self.review.before, &self.review.after);
        let text = |key: &'static str| self.cx.t(key).to_owned();
        let lines = vec![
            ("subscription-plan", text(before.plan.key()), text(after.plan.key())),
            ("subscription-seats", self.cx.n(before.seats), self.cx.n(after.seats)),
            ("subscription-sell-seats", self.cx.n(before.sell_seats), self.cx.n(after.sell_seats)),
            ("subscription-cycle", text(cycle_key(&before.cycle)), text(cycle_key(&after.cycle))),
            ("subscription-price", self.price(before), self.price(after)),
        ];
        lines.into_iter().filter(|(_, before, after)| before != after).collect()
    }

    /// The fields, for the form to send on.
    fn asked(&self) -> [(&'static str, String); 4] {
        let after = &self.review.after;
        [
            ("plan", after.plan.as_str().to_owned()),
            ("seats", after.seats.to_string()),
            ("sell_seats", after.sell_seats.to_string()),
            ("cycle", after.cycle.as_str().to_owned()),
        ]
    }

    /// The form, with what was asked for.
    fn back(&self) -> String {
        let asked = self.asked();
        let mut pairs: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pairs.push(("again", "1"));
        self.cx.url(&format!("{}/plan{}", self.path(), query(&pairs)))
    }
}
