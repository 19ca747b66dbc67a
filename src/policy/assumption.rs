//! Who may assume whom (spec.md §3.2): a strictly lower rank, active, of the same account, not in the stack, never the owner.

use super::{Kind, Rank, Refusal, Right, Role, Standing, of};

/// How many frames a stack may have.
pub const MAX_DEPTH: usize = 3;

/// The right that assuming somebody of this role takes.
pub fn right_to_assume(role: Role) -> Right {
    match role {
        Role::EndUser => Right::AssumeEndUsers,
        Role::LightAgent | Role::Contributor | Role::Agent => Right::AssumeAgents,
        Role::Administrator => Right::AssumeAdministrators,
    }
}

/// Whether `actor` may assume `subject`. `help_center` tells whether the account's Help Center is active.
///
/// Another account's person is refused like an unknown one by whoever looked them up; here it counts as deleted.
pub fn may_assume(actor: &Standing, subject: &Standing, help_center: bool) -> Result<(), Refusal> {
    if subject.deleted || !subject.is_member() || subject.account != actor.account {
        return Err(Refusal::Deleted);
    }
    if actor.user == subject.user {
        return Err(Refusal::Oneself);
    }
    if !actor.active() || actor.rank() <= Rank::LightAgent || actor.kind == Kind::Staff {
        return Err(Refusal::RoleAssumesNobody);
    }
    if subject.owner {
        return Err(Refusal::Owner);
    }
    if subject.rank() >= actor.rank() {
        return Err(Refusal::NotLower);
    }
    if subject.suspended {
        return Err(Refusal::Suspended);
    }
    if !of(actor).has(right_to_assume(subject.role)) {
        return Err(match subject.role {
            Role::EndUser if actor.permissions().is_none() => Refusal::NeedsAllTickets,
            _ => Refusal::Right(right_to_assume(subject.role)),
        });
    }
    if subject.role == Role::EndUser && !help_center {
        return Err(Refusal::HelpCenterOff);
    }
    Ok(())
}

/// Whether a whole stack may assume `subject`: its top, and everyone below, each by their own right.
/// The answer for the top comes first, since that is who asks.
pub fn may_all_assume(stack: &[Standing], subject: &Standing, help_center: bool) -> Result<(), Refusal> {
    let Some(top) = stack.last() else { return Err(Refusal::RoleAssumesNobody) };
    if top.user != subject.user && stack.iter().any(|s| s.user == subject.user) {
        return Err(Refusal::InStack);
    }
    may_assume(top, subject, help_center)?;
    // The stack holds the root as well, so its length is the depth the new frame would have.
    if stack.len() > MAX_DEPTH {
        return Err(Refusal::TooDeep);
    }
    stack.iter().try_for_each(|below| may_assume(below, subject, help_center))
}
