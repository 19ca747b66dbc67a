//! Who the account belongs to: Admin Center > Account > Billing > Contacts, and where everybody finds the owner (spec.md §3.6).
//!
//! * `contacts`: the tab `Account owner`, and the form that hands the account over.
//! * `ownership`: handing over, the one way there is to change the owner; also by the command line, for an owner who is lost.
//! * [`handover`]: the same to somebody of the team who is no administrator yet, with both roles changed in one.
//! * `admins`: the tab `Billing admins`, whom the owner names.
//! * `owner`: `Who is my account owner?`, for the whole team.
//! * `plan`: Subscription, for the owner and billing administrators; `subscription` is how it changes, whoever does it.
//! * `invoices` and `payments`: the owner's alone. `invoicing` makes the invoices, by what `prices` says, and `provider` collects the money.
//! * `lending`: seats that the operator lends.
//!
//! All but `owner` is in no assumed identity, at any depth.

mod admins;
mod contacts;
pub mod handover;
pub mod invoices;
pub mod invoicing;
pub mod lending;
mod owner;
pub mod ownership;
pub mod payments;
pub(crate) mod plan;
pub mod prices;
pub mod provider;
pub mod subscription;

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::users;
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow};
use crate::people::model;
use crate::policy::Right;
use crate::web::{Mark, Routes};

/// Most administrators that the forms offer.
const OFFERED: i64 = 200;

/// The routes of ownership and billing.
pub fn routes(routes: &mut Routes) {
    let path = "/admin/account/billing/subscription";
    routes.page(path, Mark::Never, Right::ManageSubscription, plan::show);
    let path = "/admin/account/billing/subscription/edit";
    routes.page(path, Mark::Never, Right::ManageSubscription, plan::edit);
    routes.act(path, Mark::Never, Right::ManageSubscription, plan::update);
    let path = "/admin/account/billing/payments";
    routes.page(path, Mark::Never, Right::ManagePayments, payments::show);
    routes.act(path, Mark::Never, Right::ManagePayments, payments::update);
    routes.act("/admin/account/billing/payments/address", Mark::Never, Right::ManagePayments, payments::address);
    routes.page("/admin/account/billing/invoices", Mark::Never, Right::ManagePayments, invoices::index);
    routes.page("/admin/account/billing/invoices.csv", Mark::Never, Right::ManagePayments, invoices::export);
    routes.page("/admin/account/billing/invoices/{number}", Mark::Never, Right::ManagePayments, invoices::show);
    let path = "/admin/account/billing/contacts";
    routes.page(path, Mark::Never, Right::SeeContacts, contacts::index);
    routes.act(path, Mark::Never, Right::HandOver, contacts::hand_over);
    let path = "/admin/account/billing/handover";
    routes.page(path, Mark::Never, Right::HandOver, handover::new);
    routes.act(path, Mark::Never, Right::HandOver, handover::create);
    let path = "/admin/account/billing/admins";
    routes.page(path, Mark::Never, Right::SeeContacts, admins::index);
    routes.act(path, Mark::Never, Right::HandOver, admins::create);
    routes.act("/admin/account/billing/admins/{id}/end", Mark::Never, Right::HandOver, admins::destroy);
    routes.page("/agent/account-owner", Mark::Subject, Right::UseSupport, owner::show);
}

/// The active administrators of an account besides its owner, by name, with whether each has confirmed their address.
fn administrators(c: &mut Conn, account: &Account) -> Result<Vec<(Person, bool)>> {
    let rows: Vec<(PersonRow, Option<i64>)> = model::administrators(account.id)
        .filter(users::suspended_at.is_null().and(users::id.ne(account.owner_id)))
        .order((users::folded_name, users::id))
        .limit(OFFERED)
        .select((PersonRow::as_select(), users::verified_at))
        .load(c)?;
    Ok(rows.into_iter().map(|(row, verified)| (row.of(account), verified.is_some())).collect())
}
