//! Groups of the team (reference §4.9): agents and administrators are in one at least; light agents and contributors may be in
//! some, or in none; end users never are.

use super::{Refusal, Role, Standing};

/// Whether somebody can be in a group.
pub fn may_join_group(member: &Standing) -> Result<(), Refusal> {
    if member.deleted {
        return Err(Refusal::Deleted);
    }
    if member.is_team() { Ok(()) } else { Err(Refusal::TeamOnly) }
}

/// Whether somebody who is in this many groups can leave one of them.
pub fn may_leave_group(member: &Standing, groups: i64) -> Result<(), Refusal> {
    let needs_one = matches!(member.role, Role::Administrator | Role::Agent) && !member.deleted;
    if needs_one && groups <= 1 { Err(Refusal::LastGroup) } else { Ok(()) }
}
