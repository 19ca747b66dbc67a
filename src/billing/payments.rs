//! Account > Billing > Payments, the owner's alone: how invoices are paid, and who is billed. No form here takes the number of a card.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;

use super::invoices;
use super::prices::{like_a_card, written};
use super::subscription::{self, Subscription};
use crate::audit::Entry;
use crate::db::schema::payment_methods;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Right;
use crate::web::{Cx, Field, Form};
use crate::{on_either, text, text_enum};

/// Longest name of who is billed, in characters.
const NAME_MAX: usize = 200;
/// Longest address, in characters.
const ADDRESS_MAX: usize = 500;

const PATH: &str = "/admin/account/billing/payments";

text_enum! {
    /// How invoices are paid.
    pub enum Kind {
        /// By a card that the provider knows.
        Card = "card",
        /// By bank transfer.
        BankTransfer = "bank_transfer",
    }
}

/// What is kept of how invoices are paid: of a card only what tells it from another.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = payment_methods)]
struct Method {
    kind: Kind,
    brand: String,
    last_four: String,
    expiry_month: Option<i32>,
    expiry_year: Option<i32>,
}

fn method(c: &mut Conn, account: i64) -> Result<Option<Method>> {
    Ok(payment_methods::table.find(account).select(Method::as_select()).first(c).optional()?)
}

#[derive(Template)]
#[template(path = "billing/payments.html")]
struct Show<'a> {
    cx: &'a Cx,
    of: Subscription,
    method: Option<Method>,
    open: (i64, i64),
    next: Option<(Moment, i64)>,
    billed_name: Field,
    address: Field,
}

impl<'a> Show<'a> {
    async fn of(cx: &'a Cx) -> Result<Self> {
        let (account, plan) = (cx.account.id, cx.account.plan);
        let (of, method, open) = cx
            .read(move |c| Ok((Subscription::of(c, account)?, method(c, account)?, invoices::open(c, account)?)))
            .await?;
        let (billed_name, address) = (Field::of(of.billing_name.as_str()), Field::of(of.billing_address.as_str()));
        let next = of.next_invoice(plan).filter(|_| cx.state().settings.collection.provider.bills());
        Ok(Self { cx, next, of, method, open, billed_name, address })
    }

    fn money(&self, amount: &i64) -> String {
        written(self.cx.lang(), *amount, self.of.currency)
    }

    fn faulty(&self) -> bool {
        self.billed_name.faulty() || self.address.faulty()
    }

    fn by_transfer(&self) -> bool {
        self.method.as_ref().is_some_and(|m| m.kind == Kind::BankTransfer)
    }

    fn card(&self) -> Option<&Method> {
        self.method.as_ref().filter(|m| m.kind == Kind::Card)
    }

    fn expiry(&self, card: &Method) -> Option<String> {
        Some(format!("{:02}/{}", card.expiry_month?, card.expiry_year?))
    }

    fn pay_to(&self) -> Option<&str> {
        self.cx.state().settings.collection.pay_to.as_deref()
    }

    fn card_page(&self) -> Option<String> {
        self.cx.state().settings.collection.provider.card_page(self.cx.account())
    }
}

/// `GET /admin/account/billing/payments`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    cx.show(Show::of(&cx).await?)
}

/// `POST /admin/account/billing/payments`: bank transfer from now on. There is nothing else to choose by a form.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    if form.get("kind") != Kind::BankTransfer.as_str() {
        return Err(Error::Malformed);
    }
    match cx.write(choose_transfer).await {
        Ok(()) | Err(Error::Conflict) => cx.see_saying(PATH, "notice-payment-method"),
        Err(error) => Err(error),
    }
}

fn choose_transfer(tx: &mut Tx<'_>) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManagePayments)?;
    let (account, now) = (tx.identity().account().id, tx.now());
    if method(tx.conn(), account)?.is_some_and(|m| m.kind == Kind::BankTransfer) {
        return Err(Error::Conflict);
    }
    // What was kept of a card goes.
    diesel::delete(payment_methods::table.find(account)).execute(tx.conn())?;
    let new = (
        payment_methods::account_id.eq(account),
        payment_methods::kind.eq(Kind::BankTransfer),
        payment_methods::updated_at.eq(now.0),
    );
    on_either!(tx.conn(), |c| diesel::insert_into(payment_methods::table).values(new).execute(c))?;
    tx.record(Entry::new("payment_method.changed", "account", account))
}

/// `POST /admin/account/billing/payments/address`
pub async fn address(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Show::of(&cx).await?;
    page.billed_name = Field::of(text::line(form.get("name")));
    page.address = Field::of(text::lines(form.get("address")));
    for (field, most) in [(&mut page.billed_name, NAME_MAX), (&mut page.address, ADDRESS_MAX)] {
        if like_a_card(&field.value) {
            // Nor is it given back.
            field.value.clear();
            field.fault(cx.t("fault-card-number"));
        }
        if field.value.chars().count() > most {
            field.fault(cx.t1("fault-too-long", "max", i64::try_from(most).unwrap_or(0)));
        }
    }
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    if (page.billed_name.value.as_str(), page.address.value.as_str())
        == (page.of.billing_name.as_str(), page.of.billing_address.as_str())
    {
        return cx.see_saying(PATH, "notice-billing-address");
    }
    let (name, address) = (page.billed_name.value.clone(), page.address.value.clone());
    cx.write(move |tx| subscription::address(tx, &name, &address)).await?;
    cx.see_saying(PATH, "notice-billing-address")
}
