//! What a search asks for, checked: the typed form between what somebody types and what the database is asked.

use std::ops::Range;

use chrono_tz::Tz;
use diesel::prelude::*;

use super::build::Builder;
use super::dates::{Bounds, DayBounds};
use super::faults::{Fault, Trouble};
use super::grammar::{self, Term};
use super::words::{Lead, Row};
use crate::db::schema::user_fields;
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::Role;

/// Longest search, in characters.
pub const TEXT_MAX: usize = 2_000;

/// What is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// People only: the list of People.
    People,
    /// Organizations only: their list.
    Organizations,
    /// Both, unless `type:` says.
    Everything,
}

/// A field that the account has added to its people.
#[derive(Clone, Debug, Queryable)]
pub struct CustomField {
    /// Its id.
    pub id: i64,
    /// Its word in searches.
    pub key: String,
    /// `text`, `checkbox`, `date` or `drop_down`.
    pub kind: String,
}

/// What a search is read by.
#[derive(Clone, Debug)]
pub struct Context {
    /// What is searched for.
    pub scope: Scope,
    /// When.
    pub now: Moment,
    /// The reader's time zone.
    pub zone: Tz,
    /// The account's own fields.
    pub fields: Vec<CustomField>,
}

impl Context {
    /// The context of an account and a reader.
    pub fn of(c: &mut Conn, account: i64, scope: Scope, now: Moment, zone: &str) -> Result<Self> {
        let fields = crate::on_either!(c, |c| user_fields::table
            .filter(user_fields::account_id.eq(account))
            .order((user_fields::position, user_fields::id))
            .select((user_fields::id, user_fields::field_key, user_fields::kind))
            .load(c))?;
        Ok(Self { scope, now, zone: zone.parse().unwrap_or(Tz::UTC), fields })
    }
}

/// What can be empty, and is found with `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No e-mail address.
    Email,
    /// In no organization.
    Organization,
    /// No external id.
    ExternalId,
    /// No phone number.
    Phone,
    /// No tags.
    Tags,
    /// No value of a field.
    Field(i64),
}

/// One thing that is asked of a person or an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Words, somewhere or in one property.
    Words(Row),
    /// The id.
    Id(i64),
    /// An e-mail address, folded.
    Address(String),
    /// The role.
    Role(Role),
    /// A member of the organization with this id, or of those with these words in their name.
    Member(Option<i64>, Row),
    /// Nothing there.
    Without(Absent),
    /// When they were added.
    Created(Bounds),
    /// When they were changed last.
    Updated(Bounds),
    /// A field that holds a day.
    Day(i64, DayBounds),
    /// A box that is ticked.
    Ticked(i64),
    /// The primary address is verified.
    Verified,
    /// Suspended.
    Suspended,
}

/// What has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cond {
    /// One thing.
    Is(Test),
    /// Everything; holds when there is nothing.
    All(Vec<Self>),
    /// Something; does not hold when there is nothing.
    Any(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
}

impl Cond {
    /// What the index can be asked so that nothing that fits is left out; none when it is of no help.
    pub fn lead(&self) -> Option<Lead> {
        match self {
            Self::Is(Test::Words(row)) => Some(row.lead()),
            Self::Is(Test::Address(address)) => {
                let words = super::words::split(address);
                let row = Row { part: Some(super::words::Part::Email), words, whole: false, open: false };
                (!row.words.is_empty()).then(|| row.lead())
            }
            Self::Is(_) | Self::Not(_) => None,
            Self::All(all) => {
                let leads: Vec<Lead> = all.iter().filter_map(Self::lead).collect();
                (!leads.is_empty()).then_some(Lead::All(leads))
            }
            Self::Any(any) => {
                let leads: Option<Vec<Lead>> = any.iter().map(Self::lead).collect();
                leads.filter(|leads| !leads.is_empty()).map(Lead::Any)
            }
        }
    }

    /// Whether few fit beside the words, so that those are looked at one by one.
    pub fn narrow(&self) -> bool {
        match self {
            Self::Is(Test::Role(role)) => *role != Role::EndUser,
            Self::Is(test) => {
                matches!(test, Test::Id(_) | Test::Address(_) | Test::Member(..) | Test::Suspended | Test::Ticked(_))
            }
            Self::All(all) => all.iter().any(Self::narrow),
            Self::Any(any) => any.iter().all(Self::narrow),
            Self::Not(_) => false,
        }
    }
}

/// By what a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the moment they were added.
    Created,
    /// By the last change.
    Updated,
    /// By name.
    Name,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: By,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A search that can be run.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) text: String,
    pub(super) terms: Vec<Term>,
    pub(super) people: bool,
    pub(super) organizations: bool,
    pub(super) cond: Cond,
    pub(super) order: Order,
}

impl Query {
    /// Reads a search, or says everything that is wrong with it.
    pub fn parse(text: &str, context: &Context) -> Result<Self, Vec<Fault>> {
        if text.chars().count() > TEXT_MAX {
            return Err(vec![Fault::of(Trouble::TooLong, 0..0, text)]);
        }
        let (terms, slips) = grammar::parse(text);
        let mut builder = Builder::new(text, context);
        for (slip, span) in slips {
            builder.slip(slip, span);
        }
        for term in &terms {
            builder.term(term);
        }
        builder.finish(terms)
    }

    /// A search of people for words, whatever they look like: nothing in them is a keyword or an operator. Nothing is
    /// found without a word.
    pub fn of_words(text: &str) -> Self {
        let words = |text: &str| {
            let words = super::words::split(text);
            (!words.is_empty()).then_some(Cond::Is(Test::Words(Row { part: None, words, whole: false, open: true })))
        };
        let all: Vec<Cond> = text.split_whitespace().filter_map(words).take(grammar::WORDS_MAX).collect();
        let cond = if all.is_empty() { Cond::Any(all) } else { Cond::All(all) };
        let order = Order { by: By::Created, descending: true };
        Self { text: text.to_owned(), terms: vec![], people: true, organizations: false, cond, order }
    }

    /// The same search, of people of one role only.
    #[must_use]
    pub fn of_role(self, role: Role) -> Self {
        self.and(Cond::Is(Test::Role(role)))
    }

    /// The same search, without one person.
    #[must_use]
    pub fn but(self, person: i64) -> Self {
        self.and(Cond::Not(Box::new(Cond::Is(Test::Id(person)))))
    }

    fn and(self, cond: Cond) -> Self {
        Self { cond: Cond::All(vec![self.cond, cond]), ..self }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether people are searched for.
    pub fn people(&self) -> bool {
        self.people
    }

    /// Whether organizations are.
    pub fn organizations(&self) -> bool {
        self.organizations
    }

    /// The order that is asked for; the newest first when none is.
    pub fn order(&self) -> Order {
        self.order
    }

    /// By what it asks to be ordered, and whether downwards, as far as it says so itself.
    pub fn own_order(&self) -> (Option<By>, Option<bool>) {
        let says = |name: &str| self.terms.iter().any(|t| t.key.as_ref().is_some_and(|k| k.name == name));
        (says("order_by").then_some(self.order.by), says("sort").then_some(self.order.descending))
    }

    /// The terms as they were typed, each with the search that is left without it.
    pub fn chips(&self) -> Vec<(&str, String)> {
        let piece = |span: &Range<usize>| self.text.get(span.clone()).unwrap_or_default();
        let without = |n: usize| {
            let rest = self.terms.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, t)| piece(&t.span));
            rest.collect::<Vec<_>>().join(" ")
        };
        self.terms.iter().enumerate().map(|(n, t)| (piece(&t.span), without(n))).collect()
    }

    /// The same search in another order, as text; an empty one is the usual order.
    pub fn in_order(&self, order: &str) -> String {
        let orders = |t: &&Term| t.key.as_ref().is_some_and(|k| k.name == "order_by" || k.name == "sort");
        let rest = self.terms.iter().filter(|t| !orders(t)).map(|t| self.text.get(t.span.clone()).unwrap_or_default());
        let rest = rest.collect::<Vec<_>>().join(" ");
        if order.is_empty() { rest } else { format!("{rest} {order}").trim_start().to_owned() }
    }
}
