//! Search of people and organizations.
mod build;
mod dates;
mod faults;
mod fragments;
mod grammar;
mod panel;
pub mod people;
mod query;
mod results;
pub(crate) mod words;

pub use faults::{Fault, Trouble};
pub use panel::Panel;
pub use query::{By, Context, Order, Query, Scope, TEXT_MAX};
pub use results::Results;
