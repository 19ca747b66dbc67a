//! Custom roles: who makes, changes and deletes them (reference §4.6). Nobody gives a role more than they hold themselves, and
//! nobody changes the role that they have.
//!
//! A role with anything in it that whoever asks lacks is out of their reach as a whole: they neither change nor delete nor
//! copy it. So nobody takes from others, by way of a role, what they could not give back.

use super::{Permission, Permissions, Plan, Refusal, Right, Standing, of};

/// A role, as whoever wants to do something with it finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleFacts {
    /// Whether every account has it: it can be copied and given, nothing else.
    pub system: bool,
    /// Whether whoever asks has it.
    pub own: bool,
    /// What it permits.
    pub permissions: Permissions,
}

/// The permissions that somebody holds: those whose every right they have.
pub fn held(actor: &Standing) -> Permissions {
    let rights = of(actor);
    Permission::ALL.iter().copied().filter(|p| p.rights().iter().all(|right| rights.has(*right))).collect()
}

/// Whether `actor` may make roles at all, in an account of this plan.
pub fn may_manage_roles(actor: &Standing, plan: Plan) -> Result<(), Refusal> {
    if !of(actor).has(Right::ManageRoles) {
        return Err(Refusal::Right(Right::ManageRoles));
    }
    if plan.custom_roles() { Ok(()) } else { Err(Refusal::PlanLacksRoles) }
}

/// Whether `actor` may make a role that permits all this.
pub fn may_grant(actor: &Standing, plan: Plan, set: Permissions) -> Result<(), Refusal> {
    may_manage_roles(actor, plan)?;
    if set.within(held(actor)) { Ok(()) } else { Err(Refusal::NotHeld) }
}

/// Whether `actor` may make another role of this one.
pub fn may_copy_role(actor: &Standing, plan: Plan, role: &RoleFacts) -> Result<(), Refusal> {
    may_manage_roles(actor, plan)?;
    if role.permissions.within(held(actor)) { Ok(()) } else { Err(Refusal::RoleAbove) }
}

/// Whether `actor` may change or delete this role. What it becomes is for [`may_grant`] to judge.
pub fn may_edit_role(actor: &Standing, plan: Plan, role: &RoleFacts) -> Result<(), Refusal> {
    may_manage_roles(actor, plan)?;
    if role.system {
        return Err(Refusal::SystemRole);
    }
    if role.own {
        return Err(Refusal::OwnCustomRole);
    }
    may_copy_role(actor, plan, role)
}
