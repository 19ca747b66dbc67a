//! What the operator's administrators may do to the staff: anything but to themselves, so that there is always one left who administers
//! the realm; and to help somebody past their code, only somebody below them. Who founded the realm is one of them, and nothing more.

use super::{Kind, Refusal, Right, Role, Standing, of};

/// Something done to one of the operator's staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaffAct {
    /// Send another invitation.
    Invite,
    /// Give another role.
    SetRole,
    /// Suspend, or lift a suspension.
    Suspend,
    /// Show a code that stands in for their authenticator app once.
    ShowRecovery,
    /// Turn their two-factor authentication off: they set it up again.
    TurnOffFactor,
}

impl StaffAct {
    /// Every act.
    pub const ALL: &'static [Self] =
        &[Self::Invite, Self::SetRole, Self::Suspend, Self::ShowRecovery, Self::TurnOffFactor];
}

/// Whether `actor` may do this to `subject`.
pub fn may_manage(act: StaffAct, actor: &Standing, subject: &Standing) -> Result<(), Refusal> {
    let staff = |one: &Standing| one.kind == Kind::Staff && one.account == actor.account && !one.deleted;
    if !staff(actor) || !staff(subject) {
        return Err(Refusal::Deleted);
    }
    if !of(actor).has(Right::ManageStaff) {
        return Err(Refusal::Right(Right::ManageStaff));
    }
    if actor.user == subject.user {
        return Err(Refusal::NotOnOneself);
    }
    if matches!(act, StaffAct::ShowRecovery | StaffAct::TurnOffFactor) && subject.role == Role::Administrator {
        return Err(Refusal::NotBelow);
    }
    Ok(())
}
