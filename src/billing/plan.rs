//! Account > Billing > Subscription: what the account has bought; the form that changes it, and what would change, shown before it does.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::lending::{self, Lent};
use super::prices::{self, Cycle, SEATS_MOST, Terms, like_a_card, number, written};
use super::subscription::{self, Fault, Review, Subscription};
use crate::error::{Error, Result};
use crate::policy::{Plan, Product, Right};
use crate::team::product_key;
use crate::team::seats::Seats;
use crate::web::{Cx, Field, Form, query};

const PATH: &str = "/admin/account/billing/subscription";
/// Everybody who takes a seat.
const SEATED: &str = "/admin/people/team-members?seat=yes";

#[derive(Template)]
#[template(path = "billing/subscription.html")]
struct Show<'a> {
    cx: &'a Cx,
    of: Subscription,
    terms: Terms,
    seats: Seats,
    lent: Vec<Lent>,
}

/// `GET /admin/account/billing/subscription`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    let (account, now) = (cx.account.clone(), cx.now());
    let (of, seats, lent) = cx
        .read(move |c| {
            let of = Subscription::of(c, account.id)?;
            Ok((of, Seats::of(c, &account, now)?, lending::live(c, account.id, now)?))
        })
        .await?;
    cx.show(Show { cx: &cx, terms: of.terms(cx.account().plan), of, seats, lent })
}

impl Show<'_> {
    /// Day and amount of the next invoice.
    fn next(&self) -> Option<(String, String)> {
        let (at, amount) = self.of.next_invoice(self.terms.plan).filter(|_| bills(self.cx))?;
        Some((self.cx.day(at), written(self.cx.lang(), amount, self.of.currency)))
    }

    fn trial(&self) -> bool {
        self.terms.plan == Plan::Trial
    }

    /// When a trial ends, and whether that is over.
    fn trial_end(&self) -> Option<(&'static str, String)> {
        let at = self.of.trial_ends_at?;
        let key = if at <= self.cx.now() { "subscription-trial-ended" } else { "subscription-trial-ends" };
        Some((key, self.cx.day(at)))
    }

    fn products(&self) -> String {
        let all = self.terms.plan.products(self.of.sell_seats > 0);
        let names = all.into_iter().map(|p| self.cx.t(product_key(p)));
        std::iter::once(self.cx.t("product-support")).chain(names).collect::<Vec<_>>().join(", ")
    }

    fn price(&self) -> String {
        per_period(self.cx, self.terms.price(self.of.currency), self.terms.cycle, &self.of)
    }

    /// The list of those who take a seat, for whoever may see it.
    fn seated(&self) -> Option<String> {
        self.cx.may(Right::SeeTeamMembers).then(|| self.cx.url(SEATED))
    }
}

/// Whether invoices are made on this server.
pub(crate) fn bills(cx: &Cx) -> bool {
    cx.state().settings.collection.provider.bills()
}

/// `€12.00 per month`.
pub(crate) fn per_period(cx: &Cx, amount: i64, cycle: Cycle, of: &Subscription) -> String {
    let amount = written(cx.lang(), amount, of.currency);
    match cycle {
        Cycle::Monthly => cx.t1("price-per-month", "amount", &amount),
        Cycle::Annual => cx.t1("price-per-year", "amount", &amount),
    }
}

/// Why a subscription cannot change like that, in words.
pub(crate) fn told(cx: &Cx, fault: Fault) -> String {
    let numbers = |key: &'static str, used: i64, limit: i64| {
        let (used_said, limit_said, over) = (cx.n(used), cx.n(limit), cx.n(used - limit));
        let said = [
            ("used", (&used_said).into()),
            ("limit", (&limit_said).into()),
            ("over", (&over).into()),
            ("count", (used - limit).into()),
            ("number", used.into()),
        ];
        cx.lang().with(key, &said)
    };
    match fault {
        Fault::Same => cx.t("subscription-same").to_owned(),
        Fault::Seats { used, limit } => numbers("subscription-seats-in-use", used, limit),
        Fault::SellSeats { used, limit } => numbers("subscription-sell-seats-in-use", used, limit),
        Fault::LightAgents { used, limit } => numbers("subscription-light-agents", used, limit),
        Fault::CustomRoles { people } => cx.t2("subscription-custom-roles", "count", people, "shown", &cx.n(people)),
    }
}

/// The key of a cycle's name.
pub(crate) fn cycle_key(cycle: &Cycle) -> &'static str {
    match cycle {
        Cycle::Monthly => "cycle-monthly",
        Cycle::Annual => "cycle-annual",
    }
}

/// The key of what is said of a cycle that begins with the next period.
pub(crate) fn next_cycle_key(cycle: &Cycle) -> &'static str {
    match cycle {
        Cycle::Monthly => "cycle-monthly-next",
        Cycle::Annual => "cycle-annual-next",
    }
}

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

impl Asked {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.get(name).to_owned();
        Self {
            plan: text("plan"),
            seats: text("seats"),
            sell_seats: text("sell_seats"),
            cycle: text("cycle"),
            again: String::new(),
        }
    }

    fn empty(&self) -> bool {
        [&self.plan, &self.seats, &self.sell_seats, &self.cycle].iter().all(|text| text.is_empty())
    }

    fn terms(terms: &Terms) -> Self {
        let plan = if terms.plan == Plan::Trial { "" } else { terms.plan.as_str() };
        Self {
            plan: plan.to_owned(),
            seats: terms.seats.to_string(),
            sell_seats: terms.sell_seats.to_string(),
            cycle: terms.cycle.as_str().to_owned(),
            again: String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "billing/subscription-edit.html")]
struct Edit<'a> {
    cx: &'a Cx,
    of: Subscription,
    seats_now: Seats,
    plan: Field,
    seats: Field,
    sell_seats: Field,
    cycle: Field,
    review: Option<Review>,
    /// Whether something else than what was agreed to would happen.
    changed: bool,
}

#[derive(Template)]
#[template(path = "billing/subscription-change.html")]
struct Confirm<'a> {
    cx: &'a Cx,
    of: Subscription,
    review: Review,
    changed: bool,
}

/// `GET /admin/account/billing/subscription/edit`: the form; with its fields in the address, what would change.
pub async fn edit(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let asked = asked.into_inner();
    draw(&cx, asked, false).await
}

/// `POST /admin/account/billing/subscription/edit`: changes it, as it was shown.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let asked = Asked::of(&form);
    let mut page = Edit::of(&cx, asked.clone()).await?;
    let Some(terms) = page.read() else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let seen = form.get("seen").to_owned();
    if seen.is_empty() {
        // Nothing was shown yet.
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    match cx.write(move |tx| subscription::change(tx, terms, &seen)).await {
        Ok(()) => cx.see_saying(PATH, "notice-subscription-changed"),
        Err(Error::Conflict) => draw(&cx, asked, true).await,
        Err(error) => Err(error),
    }
}

async fn draw(cx: &Cx, asked: Asked, changed: bool) -> Result<HttpResponse> {
    let blank = !changed && (asked.empty() || !asked.again.is_empty());
    let mut page = Edit::of(cx, asked).await?;
    if blank {
        return cx.show(page);
    }
    let Some(terms) = page.read() else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let (account, now) = (cx.account.clone(), cx.now());
    let review = cx.read(move |c| Review::of(c, &account, terms, now)).await?;
    if review.faults.is_empty() {
        let status = if changed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return cx.show_with(status, Confirm { cx, of: page.of, review, changed });
    }
    // The same form, sent twice: it is as it was wanted.
    if changed && review.faults == [Fault::Same] {
        return cx.see_saying(PATH, "notice-subscription-changed");
    }
    (page.review, page.changed) = (Some(review), changed);
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx, asked: Asked) -> Result<Self> {
        let (account, now) = (cx.account.clone(), cx.now());
        let (of, seats_now) =
            cx.read(move |c| Ok((Subscription::of(c, account.id)?, Seats::of(c, &account, now)?))).await?;
        let asked = if asked.empty() { Asked::terms(&of.terms(cx.account().plan)) } else { asked };
        let field = |text: String| if like_a_card(&text) { Field::default() } else { Field::of(text) };
        Ok(Self {
            cx,
            of,
            seats_now,
            plan: field(asked.plan),
            seats: field(asked.seats),
            sell_seats: field(asked.sell_seats),
            cycle: field(asked.cycle),
            review: None,
            changed: false,
        })
    }

    /// What is asked for, if it can be read; each field says what is wrong with it.
    fn read(&mut self) -> Option<Terms> {
        let plan = Plan::parse(&self.plan.value).filter(|plan| Plan::PAID.contains(plan));
        if plan.is_none() {
            self.plan.fault(self.cx.t("fault-plan"));
        }
        let cycle = Cycle::parse(&self.cycle.value);
        if cycle.is_none() {
            self.cycle.fault(self.cx.t("fault-cycle"));
        }
        let most = self.cx.n(SEATS_MOST);
        let seats = number(&self.seats.value, 1, SEATS_MOST);
        if seats.is_none() {
            self.seats.fault(self.cx.t1("fault-seats", "most", &most));
        }
        let sell_seats = number(&self.sell_seats.value, 0, SEATS_MOST);
        if sell_seats.is_none() {
            self.sell_seats.fault(self.cx.t1("fault-sell-seats", "most", &most));
        }
        Some(Terms { plan: plan?, seats: seats?, sell_seats: sell_seats?, cycle: cycle? })
    }

    fn faulty(&self) -> bool {
        [&self.plan, &self.seats, &self.sell_seats, &self.cycle].iter().any(|field| field.faulty())
    }

    fn faults(&self) -> &[Fault] {
        self.review.as_ref().map(|review| review.faults.as_slice()).unwrap_or_default()
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

    fn told(&self, fault: &Fault) -> String {
        told(self.cx, *fault)
    }

    /// Where what stands in the way can be changed, and the key of that link.
    fn way(&self, fault: &Fault) -> Option<(String, &'static str)> {
        let (path, key) = match fault {
            Fault::Same => return None,
            Fault::Seats { .. } => (SEATED, "subscription-who"),
            Fault::SellSeats { .. } => ("/admin/people/team-members?sell=any", "subscription-who"),
            Fault::LightAgents { .. } => {
                ("/admin/people/team-members?support=light_agent", "subscription-who-light-agents")
            }
            Fault::CustomRoles { .. } => ("/admin/people/roles", "subscription-see-roles"),
        };
        Some((self.cx.url(path), key))
    }
}

impl Confirm<'_> {
    fn bills(&self) -> bool {
        bills(self.cx)
    }

    fn money(&self, amount: &i64) -> String {
        written(self.cx.lang(), *amount, self.review.currency)
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

    /// Products beside Support that are lost.
    fn lost(&self) -> Vec<&str> {
        let (before, after) = (&self.review.before, &self.review.after);
        let kept = after.plan.products(after.sell_seats > 0);
        let lost = before.plan.products(before.sell_seats > 0).into_iter().filter(|p| !kept.contains(p));
        lost.map(|p: Product| self.cx.t(product_key(p))).collect()
    }

    fn lower(&self) -> bool {
        let at = |terms: &Terms| Terms { cycle: self.review.before.cycle, ..*terms }.price(self.review.currency);
        !self.review.first && at(&self.review.after) < at(&self.review.before)
    }

    /// Whether the plan gets roles of the account's own in place of the one of agents.
    fn gets_custom_roles(&self) -> bool {
        self.review.after.plan.custom_roles() && !self.review.before.plan.custom_roles()
    }

    fn loses_custom_roles(&self) -> bool {
        self.review.before.plan.custom_roles() && !self.review.after.plan.custom_roles()
    }

    fn other_cycle(&self) -> bool {
        !self.review.first && self.review.before.cycle != self.review.after.cycle && self.of.billed_until.is_some()
    }

    /// Fewer light agents than before, by the plan.
    fn light_agents(&self) -> Option<i64> {
        let most = self.review.after.plan.light_agents();
        (most < self.review.before.plan.light_agents()).then_some(most)
    }

    fn asked(&self) -> Asked {
        Asked::terms(&self.review.after)
    }

    /// The form, with what was asked for.
    fn back(&self) -> String {
        let Asked { plan, seats, sell_seats, cycle, .. } = self.asked();
        let pairs =
            [("again", "1"), ("plan", &plan), ("seats", &seats), ("sell_seats", &sell_seats), ("cycle", &cycle)];
        self.cx.url(&format!("{PATH}/edit{}", query(&pairs)))
    }
}
