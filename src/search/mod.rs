//! Search of people and organizations.
//!
//! * `words`: documents, which are what searches look through; the row of words that one term asks for.
//! * `grammar`: text → terms with their places. `build`: terms → `query`, the typed form, or `faults`. `dates`: moments.
//! * `people`, `organizations`: the typed form → a condition, by binding only. `fragments`: where the databases differ.
//! * `results`: a page in order, and how many there are. `panel`: what pages show around a search. `page`: the search of
//!   everything; the lists of people and of organizations are with those.
//!
//! The grammar is that of the domain reference, §8: bare words are whole words or beginnings of words, all of which have
//! to be there; quotes hold words in their order; the same keyword again is an alternative, but `<` and `>` of one date
//! are a range; `-` excludes; a star ends the value of a keyword; `none` is what is not there.
//!
//! What is decided here where the reference is silent, or otherwise:
//! * Results are not cut at a thousand: every page can be reached. They are counted up to a thousand.
//! * There is no stemming, and no delay: a change is found at once. The usual order is the newest first.
//! * A bare word of several (`tip-top`) is those words in a row; a star after a bare word is punctuation.
//! * Bare words that look like addresses or domains are alternatives to each other.
//! * An operator with blanks around it is an error that says so, not a word. A missing last quote is added.
//! * `email:` with a whole address is exact, quoted or not. `phone:` goes by digits. `is_verified` is about the primary
//!   address. Tags, external ids and drop-downs are whole values, in which case, accents and punctuation do not count.
//! * Days are written `2026-11-20` only, and last from midnight to midnight where the reader is. `created:4hours` is
//!   `created>4hours`. `order_by` takes created, updated and name (which goes upwards unless told otherwise).
//! * A keyword that only people have leaves organizations out. Tickets and groups are somewhere else, and it is said where.

mod build;
mod dates;
mod faults;
mod fragments;
mod grammar;
pub mod organizations;
mod page;
mod panel;
pub mod people;
mod query;
mod results;
pub(crate) mod words;

pub use faults::{Fault, Trouble};
pub use panel::Panel;
pub use query::{By, Context, CustomField, Order, Query, Scope, TEXT_MAX};
pub use results::Results;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of the search of everything. The lists of people and of organizations have their own.
pub fn routes(routes: &mut Routes) {
    routes.page("/agent/search", Mark::Subject, Right::SeePeople, page::index);
}

/// Orders a query by a column and then by id, and starts at a row: «x ≤ at and (x < at or id < at)» lets both databases
/// go into the index there.
macro_rules! along {
    ($query:expr, $table:ident, $column:expr, $at:expr, $down:expr, $value:expr) => {
        match ($at, $down) {
            (Some(at), true) => $query
                .filter($column.le($value(&at)))
                .filter($column.lt($value(&at)).or($table::id.lt(at.0)))
                .order(($column.desc(), $table::id.desc())),
            (Some(at), false) => $query
                .filter($column.ge($value(&at)))
                .filter($column.gt($value(&at)).or($table::id.gt(at.0)))
                .order(($column.asc(), $table::id.asc())),
            (None, true) => $query.order(($column.desc(), $table::id.desc())),
            (None, false) => $query.order(($column.asc(), $table::id.asc())),
        }
    };
}

/// A column within bounds.
macro_rules! between {
    ($column:expr, $bounds:expr) => {
        match ($bounds.from, $bounds.until) {
            (Some(from), Some(until)) => Box::new($column.ge(from).and($column.lt(until))),
            (Some(from), None) => Box::new($column.ge(from)),
            (None, Some(until)) => Box::new($column.lt(until)),
            (None, None) => truth(true),
        }
    };
}

pub(crate) use along;
use between;

/// The first moment of a day, such as `2026-11-20`, and that of the next, in a time zone.
pub(crate) fn day_of(value: &str, zone: &str) -> Option<(crate::db::Moment, crate::db::Moment)> {
    dates::span_of_day(value, zone.parse().unwrap_or(chrono_tz::Tz::UTC))
}
