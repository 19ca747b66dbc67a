//! Search of people and organizations.
pub(crate) mod words;
mod build;
mod dates;
mod faults;
mod fragments;
mod grammar;
pub mod people;
mod query;
mod results;

pub use faults::{Fault, Trouble};
pub use query::{By, Context, Order, Query, Scope, TEXT_MAX};
pub use results::Results;
