//! Who may do what, and who may assume whom: the whole of it, as data and pure functions.
//!
//! * [`rights`] is the table of rights; a frame has what every identity of its stack has ([`intersection`]).
//! * [`assumption`] says who may assume whom (spec.md §3.2), [`people`] who may do what to whom (spec.md §3.8–3.9).
//! * [`Plan`] says what an account has, [`Product`] which roles there are beside Support's, [`Permission`] what a custom
//!   role permits; [`may_set_role`] and [`may_set_product`] who gives whom a role (reference §4.3).
//! * [`roles`] says who makes and changes custom roles, and what a role may permit; [`groups`] who is in groups.
//! * [`may_manage`] says what the operator's administrators may do to its staff.
//! * [`entitlement`] says what somebody who asks the operator for help is entitled to.
//! * [`may_answer_for_staff`] says who ends what one of the operator's staff has begun.
//! * [`may_authorize`] says who lets other programs act in their name.
//! * [`Refusal`] is every reason a page can show for a "no".
//!
//! Nothing here reads the database or the clock, so that every cell of both tables is enumerated by a test.

mod assumption;
mod contact;
mod groups;
mod integrations;
mod people;
mod permissions;
mod plans;
mod products;
mod rights;
mod roles;
mod staff;
mod standing;
mod team;
mod visits;

pub use assumption::{MAX_DEPTH, may_all_assume, may_assume, right_to_assume};
pub use contact::{Answer, Ask, Contact, Mailbox, entitlement, may_authorize_in_writing};
pub use groups::{may_join_group, may_leave_group};
pub use integrations::{Authorization, may_authorize, may_renew};
pub use people::{Act, House, may_all_do, may_do, may_set_password};
pub use permissions::{BASE, Permission, Permissions};
pub use plans::Plan;
pub use products::{Product, ProductRole, ProductRoles};
pub use rights::{
    ALSO_IN_VISITS, OF_BILLING_ADMINISTRATORS, OF_CHAT_AND_SELL_ADMINISTRATORS, OF_PRODUCT_ADMINISTRATORS, OF_STAFF,
    OF_STAFF_ADMINISTRATORS, OF_VISITORS, Right, Rights, TABLE, column, intersection, of,
};
pub use roles::{RoleFacts, held, may_copy_role, may_edit_role, may_grant, may_manage_roles};
pub use staff::{StaffAct, may_manage};
pub use standing::{Column, Kind, Rank, Role, Standing, TicketAccess};
pub use team::{may_administer_billing, may_own, may_set_product, may_set_role, may_take_over};
pub use visits::may_answer_for_staff;

/// Why the policy says no. Each has a text in the language files, under `refusal-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The right is not held, or not by everyone in the stack.
    Right(Right),
    /// The act is refused in every assumed identity.
    WhileAssumed,
    /// The act is refused in every visit of the operator's staff.
    WhileVisiting,
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
    /// Only the owner changes the owner's profile, and nobody shuts the owner out.
    OwnersOwn,
    /// Nobody does this to themselves.
    NotOnOneself,
    /// Only end users are merged.
    EndUsersOnly,
    /// Only somebody of a lower rank is suspended.
    NotBelow,
    /// The account lets only administrators delete end users.
    AdministratorsDelete,
    /// Addresses are verified only while the Help Center is active.
    HelpCenterOffVerify,
    /// Only a deleted person is restored or erased.
    NotDeleted,
    /// Who was merged into somebody is not restored.
    Merged,
    /// Nobody is restored after the time for it, or once their erasure has been asked for.
    RestoredTooLate,
    /// The account's settings do not let end users do this.
    SettingOff,
    /// The account takes requests from people with a verified address only.
    Unverified,
    /// Only whoever manages the product, Support or the account gives roles in it.
    OtherProduct,
    /// Roles are the team's.
    TeamOnly,
    /// Nobody but the owner changes their own role in Support.
    OwnRole,
    /// Only the owner takes a team member's address as verified.
    TeamVerifies,
    /// The plan has no custom roles.
    PlanLacksRoles,
    /// The roles that every account has stay as they are.
    SystemRole,
    /// Nobody changes the custom role they have.
    OwnCustomRole,
    /// The role permits more than whoever asks holds.
    RoleAbove,
    /// Nobody gives a role what they do not hold.
    NotHeld,
    /// Somebody has the role, or had it when they were deleted.
    RoleInUse,
    /// Agents and administrators are in one group at least.
    LastGroup,
    /// The group is the account's default, or somebody's.
    DefaultGroup,
    /// Nobody ends what somebody of a higher rank has authorized.
    AuthorizedAbove,
    /// What stopped with the old owner, only the owner authorizes again.
    AwaitsOwner,
    /// The account lets nobody be assumed.
    AssumingOff,
    /// The identity is assumed read-only.
    ReadOnly,
    /// The owner does not let administrators set passwords.
    PasswordsNotSet,
    /// Administrators set passwords only of people below them.
    PasswordsBelow,
    /// Administrators show recovery codes only of team members.
    CodesForTeam,
    /// The account asks everybody like this person for a code.
    FactorRequired,
    /// The account is closed to the address that this comes from.
    Elsewhere,
    /// The account lets no staff of the operator's in.
    NotLetIn,
    /// The operator keeps everybody out of the account.
    AccountSuspended,
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
            Self::OwnersOwn => "refusal-owners-own",
            Self::NotOnOneself => "refusal-not-on-oneself",
            Self::EndUsersOnly => "refusal-end-users-only",
            Self::NotBelow => "refusal-not-below",
            Self::AdministratorsDelete => "refusal-administrators-delete",
            Self::HelpCenterOffVerify => "refusal-help-center-off-verify",
            Self::NotDeleted => "refusal-not-deleted",
            Self::Merged => "refusal-merged",
            Self::RestoredTooLate => "refusal-restored-too-late",
            Self::SettingOff => "refusal-setting-off",
            Self::Unverified => "refusal-unverified",
            Self::OtherProduct => "refusal-other-product",
            Self::TeamOnly => "refusal-team-only",
            Self::OwnRole => "refusal-own-role",
            Self::TeamVerifies => "refusal-team-verifies",
            Self::PlanLacksRoles => "refusal-plan-lacks-roles",
            Self::SystemRole => "refusal-system-role",
            Self::OwnCustomRole => "refusal-own-custom-role",
            Self::RoleAbove => "refusal-role-above",
            Self::NotHeld => "refusal-not-held",
            Self::RoleInUse => "refusal-role-in-use",
            Self::LastGroup => "refusal-last-group",
            Self::DefaultGroup => "refusal-default-group",
            Self::AuthorizedAbove => "refusal-authorized-above",
            Self::AwaitsOwner => "refusal-awaits-owner",
            Self::AssumingOff => "refusal-assuming-off",
            Self::ReadOnly => "refusal-read-only",
            Self::PasswordsNotSet => "refusal-passwords-not-set",
            Self::PasswordsBelow => "refusal-passwords-below",
            Self::CodesForTeam => "refusal-codes-for-team",
            Self::FactorRequired => "refusal-factor-required",
            Self::Elsewhere => "refusal-elsewhere",
            Self::WhileVisiting => "refusal-while-visiting",
            Self::NotLetIn => "refusal-not-let-in",
            Self::AccountSuspended => "refusal-account-suspended",
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
        Self::AssumingOff,
    ];
}
