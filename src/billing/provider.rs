//! Who collects the money. Stead itself takes no card number, in no form: a card gets on file on the provider's own page, and what is kept of
//! it is what tells it from another.

use super::invoices::State;
use crate::identity::Account;

/// A way to collect money. Built in is [`Manual`], and [`Nobody`]; another is a type beside them and a line in [`named`].
pub trait Provider: std::fmt::Debug + Send + Sync {
    /// Its name in the configuration.
    fn name(&self) -> &'static str;

    /// Whether invoices are made at all.
    fn bills(&self) -> bool {
        true
    }

    /// The address of its own page on which the account's owner enters a card, if it takes cards.
    fn card_page(&self, account: &Account) -> Option<String>;

    /// What becomes of an invoice of so many minor units that is made now: open, or paid already.
    fn collect(&self, account: &Account, number: i64, total: i64) -> State;
}

/// Invoices are paid by bank transfer, and the operator marks them as paid (`stead account invoice`).
#[derive(Clone, Copy, Debug)]
pub struct Manual;

impl Provider for Manual {
    fn name(&self) -> &'static str {
        "manual"
    }

    fn card_page(&self, _: &Account) -> Option<String> {
        None
    }

    fn collect(&self, _: &Account, _: i64, _: i64) -> State {
        State::Open
    }
}

/// Nobody collects anything: no invoices are made.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Provider for Nobody {
    fn name(&self) -> &'static str {
        "none"
    }

    fn bills(&self) -> bool {
        false
    }

    fn card_page(&self, _: &Account) -> Option<String> {
        None
    }

    fn collect(&self, _: &Account, _: i64, _: i64) -> State {
        State::Open
    }
}

/// The names of all providers.
pub const NAMES: [&str; 2] = ["manual", "none"];

/// The provider of a name.
pub fn named(name: &str) -> Option<&'static dyn Provider> {
    match name {
        "manual" => Some(&Manual),
        "none" => Some(&Nobody),
        _ => None,
    }
}

/// How money is collected, as configured.
#[derive(Clone, Debug)]
pub struct Collection {
    /// By whom.
    pub provider: &'static dyn Provider,
    /// Where a bank transfer goes: a line that invoices name.
    pub pay_to: Option<String>,
}

impl Default for Collection {
    fn default() -> Self {
        Self { provider: &Manual, pay_to: None }
    }
}
