//! Who may do what, and who may assume whom: the whole of it, as data and pure functions.
//!
//! * [`rights`] is the table of rights; a frame has what every identity of its stack has ([`intersection`]).
//! * [`assumption`] says who may assume whom (spec.md §3.2).
//! * [`Refusal`] is every reason a page can show for a "no".
//!
//! Nothing here reads the database or the clock, so that every cell of both tables is enumerated by a test.

mod assumption;
mod rights;
mod standing;

pub use assumption::{MAX_DEPTH, may_all_assume, may_assume, right_to_assume};
pub use rights::{Right, Rights, TABLE, column, intersection, of};
pub use standing::{Column, Rank, Role, Standing, TicketAccess};

/// Why the policy says no. Each has a text in the language files, under `refusal-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The right is not held, or not by everyone in the stack.
    Right(Right),
    /// The act is refused in every assumed identity.
    WhileAssumed,
    /// Nobody assumes themselves.
    Oneself,
    /// The person is already in this identity stack.
    InStack,
    /// The owner is never assumed.
    Owner,
    /// Only a strictly lower rank can be assumed.
    NotLower,
    /// This role assumes nobody.
    RoleAssumesNobody,
    /// Assuming end users needs access to all tickets.
    NeedsAllTickets,
    /// The person is suspended.
    Suspended,
    /// The person is deleted.
    Deleted,
    /// End users can only be assumed while the Help Center is active.
    HelpCenterOff,
    /// The stack is as deep as it may get.
    TooDeep,
}

impl Refusal {
    /// The key of its text in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Right(_) => "refusal-right",
            Self::WhileAssumed => "refusal-while-assumed",
            Self::Oneself => "refusal-oneself",
            Self::InStack => "refusal-in-stack",
            Self::Owner => "refusal-owner",
            Self::NotLower => "refusal-not-lower",
            Self::RoleAssumesNobody => "refusal-role-assumes-nobody",
            Self::NeedsAllTickets => "refusal-needs-all-tickets",
            Self::Suspended => "refusal-suspended",
            Self::Deleted => "refusal-deleted",
            Self::HelpCenterOff => "refusal-help-center-off",
            Self::TooDeep => "refusal-too-deep",
        }
    }

    /// Every refusal to assume, for tests and for the language files.
    pub const TO_ASSUME: &'static [Self] = &[
        Self::Oneself,
        Self::InStack,
        Self::Owner,
        Self::NotLower,
        Self::RoleAssumesNobody,
        Self::NeedsAllTickets,
        Self::Suspended,
        Self::Deleted,
        Self::HelpCenterOff,
        Self::TooDeep,
    ];
}
