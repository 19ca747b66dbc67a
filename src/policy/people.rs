//! What one person may do to another: edit, suspend, merge, delete, erase (spec.md §3.8–3.9).

use super::{Rank, Refusal, Right, Role, Standing, of};

/// Something done to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Change name, notes, tags, organizations, fields.
    Edit,
    /// Add, edit, remove or promote an address, or send its verification again.
    EditAddresses,
    /// Take an address as verified without asking its owner.
    Verify,
    /// Send a link to set another password.
    ResetPassword,
    /// Show a code that stands in for the person's authenticator app once.
    ShowRecovery,
    /// Turn the person's two-factor authentication off.
    TurnOffFactor,
    /// See where the person is signed in, and sign them out.
    EndSessions,
    /// Suspend, or lift a suspension.
    Suspend,
    /// Merge into another end user.
    Merge,
    /// Delete, so that it can be undone for 30 days.
    Delete,
    /// Undo a deletion.
    Restore,
    /// Delete for good.
    Erase,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::Edit,
        Self::EditAddresses,
        Self::Verify,
        Self::ResetPassword,
        Self::ShowRecovery,
        Self::TurnOffFactor,
        Self::EndSessions,
        Self::Suspend,
        Self::Merge,
        Self::Delete,
        Self::Restore,
        Self::Erase,
    ];

    /// Whether the act is refused in every assumed identity (spec.md §3.5).
    pub fn never_assumed(self) -> bool {
        !matches!(self, Self::Edit | Self::Suspend)
    }
}

/// The account's rules that these questions depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct House {
    /// Whether the Help Center is active: without it an address cannot be verified by hand.
    pub help_center: bool,
    /// Whether only administrators delete and merge end users.
    pub administrators_delete: bool,
}

/// Whether `actor` may do this to `subject`, as themselves.
pub fn may_do(act: Act, actor: &Standing, subject: &Standing, house: House) -> Result<(), Refusal> {
    if subject.account != actor.account
        || !subject.is_member()
        || (subject.deleted && !matches!(act, Act::Restore | Act::Erase))
    {
        return Err(Refusal::Deleted);
    }
    let oneself = actor.user == subject.user;
    let needs = |right| if of(actor).has(right) { Ok(()) } else { Err(Refusal::Right(right)) };
    match act {
        Act::Restore | Act::Erase => {
            needs(Right::ErasePeople)?;
            return if subject.deleted && !subject.owner { Ok(()) } else { Err(Refusal::NotDeleted) };
        }
        // Everybody's own; what the account lets end users do is asked besides.
        Act::Edit if oneself => return needs(Right::EditOwnProfile),
        Act::EditAddresses if oneself => return needs(Right::EditOwnProfile),
        Act::Verify
        | Act::ResetPassword
        | Act::ShowRecovery
        | Act::TurnOffFactor
        | Act::EndSessions
        | Act::Suspend
        | Act::Merge
        | Act::Delete
            if oneself =>
        {
            return Err(Refusal::NotOnOneself);
        }
        _ => {}
    }
    if subject.owner {
        return Err(Refusal::OwnersOwn);
    }
    if subject.role != Role::EndUser {
        if act == Act::Merge {
            return Err(Refusal::EndUsersOnly);
        }
        needs(Right::EditTeamMembers)?;
        // Who could vouch for an address that they gave a peer could sign in as them.
        if act == Act::Verify && !actor.owner {
            return Err(Refusal::TeamVerifies);
        }
        // Peers are edited and deleted; only somebody below is shut out, or let in without their app.
        if matches!(act, Act::Suspend | Act::EndSessions | Act::ShowRecovery | Act::TurnOffFactor)
            && subject.rank() >= actor.rank()
        {
            return Err(Refusal::NotBelow);
        }
        return Ok(());
    }
    needs(match act {
        // One of the two profiles ends, so merging asks the same as deleting.
        Act::Delete | Act::Merge => Right::DeleteEndUsers,
        Act::ShowRecovery => return Err(Refusal::CodesForTeam),
        Act::ResetPassword | Act::TurnOffFactor | Act::EndSessions => Right::ResetPasswords,
        _ => Right::EditEndUsers,
    })?;
    if matches!(act, Act::Delete | Act::Merge) && house.administrators_delete && actor.rank() < Rank::Administrator {
        return Err(Refusal::AdministratorsDelete);
    }
    if act == Act::Verify && !house.help_center {
        return Err(Refusal::HelpCenterOffVerify);
    }
    Ok(())
}

/// Whether `actor` may set the password of `subject`, who is told of it: administrators that of somebody below them, where the
/// owner allows it.
pub fn may_set_password(actor: &Standing, subject: &Standing, allowed: bool) -> Result<(), Refusal> {
    if subject.account != actor.account || !subject.is_member() || subject.deleted {
        return Err(Refusal::Deleted);
    }
    if actor.user == subject.user {
        return Err(Refusal::NotOnOneself);
    }
    if subject.owner {
        return Err(Refusal::OwnersOwn);
    }
    for right in [Right::ResetPasswords, Right::EditTeamMembers] {
        if !of(actor).has(right) {
            return Err(Refusal::Right(right));
        }
    }
    if subject.rank() >= actor.rank() {
        return Err(Refusal::PasswordsBelow);
    }
    if allowed { Ok(()) } else { Err(Refusal::PasswordsNotSet) }
}

/// Whether a whole stack may: its top, and everyone below, each by their own right; and some acts never while assumed.
pub fn may_all_do(act: Act, stack: &[Standing], subject: &Standing, house: House) -> Result<(), Refusal> {
    let Some(top) = stack.last() else { return Err(Refusal::Right(Right::UseSupport)) };
    if stack.len() > 1 && act.never_assumed() {
        return Err(Refusal::WhileAssumed);
    }
    may_do(act, top, subject, house)?;
    stack.iter().try_for_each(|below| may_do(act, below, subject, house))
}
