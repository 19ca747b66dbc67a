//! What is wrong with a search, and where.

use std::ops::Range;

use super::grammar::Slip;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Longer than is read.
    TooLong,
    /// More words than are searched for.
    TooManyWords,
    /// An operator without a keyword right before it.
    LoneOperator,
    /// A keyword without a value right after it.
    NoValue,
    /// No such keyword.
    UnknownKeyword,
    /// A keyword of tickets.
    TicketKeyword,
    /// A keyword of people where organizations are searched for.
    UserKeyword,
    /// Tickets or groups, which this search does not cover.
    OtherType,
    /// Organizations, in the list of people.
    PeopleOnly,
    /// People, in the list of organizations.
    OrganizationsOnly,
    /// Not a date.
    BadDate,
    /// Not a value of this keyword.
    BadValue,
    /// A keyword that takes `:` only.
    BadOperator,
    /// A star after an address.
    StarOnEmail,
}

impl Trouble {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong => "search-fault-too-long",
            Self::TooManyWords => "search-fault-too-many-words",
            Self::LoneOperator => "search-fault-lone-operator",
            Self::NoValue => "search-fault-no-value",
            Self::UnknownKeyword => "search-fault-unknown-keyword",
            Self::TicketKeyword => "search-fault-ticket-keyword",
            Self::UserKeyword => "search-fault-user-keyword",
            Self::OtherType => "search-fault-other-type",
            Self::PeopleOnly => "search-fault-people-only",
            Self::OrganizationsOnly => "search-fault-organizations-only",
            Self::BadDate => "search-fault-bad-date",
            Self::BadValue => "search-fault-bad-value",
            Self::BadOperator => "search-fault-bad-operator",
            Self::StarOnEmail => "search-fault-star-on-email",
        }
    }

    /// Whether tickets are what somebody looks for.
    pub fn about_tickets(self) -> bool {
        matches!(self, Self::TicketKeyword | Self::OtherType)
    }

    /// Whether the search of everything can answer it.
    pub fn answered_elsewhere(self) -> bool {
        matches!(self, Self::PeopleOnly | Self::OrganizationsOnly)
    }
}

impl From<Slip> for Trouble {
    fn from(slip: Slip) -> Self {
        match slip {
            Slip::LoneOperator => Self::LoneOperator,
            Slip::NoValue => Self::NoValue,
            Slip::TooManyWords => Self::TooManyWords,
        }
    }
}

/// Something wrong in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub what: Trouble,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// The word it is about.
    pub word: String,
    /// The keyword that may have been meant, or the values that there are.
    pub hint: Option<String>,
}

impl Fault {
    pub(super) fn of(what: Trouble, span: Range<usize>, text: &str) -> Self {
        let word = text.get(span.clone()).unwrap_or_default().to_owned();
        Self { what, span, word, hint: None }
    }

    pub(super) fn hinting(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}
