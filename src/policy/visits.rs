//! Who ends and takes back what one of the operator's staff has begun.

use super::{Kind, Refusal, Right, Standing, of};

/// Whether `actor`, of the staff, may end a visit of `staff`, or take back what they asked for: their own, or as whoever manages the staff.
pub fn may_answer_for_staff(actor: &Standing, staff: i64) -> Result<(), Refusal> {
    if actor.kind != Kind::Staff || !of(actor).has(Right::UseConsole) {
        return Err(Refusal::Right(Right::UseConsole));
    }
    if actor.user == staff || of(actor).has(Right::ManageStaff) {
        Ok(())
    } else {
        Err(Refusal::Right(Right::ManageStaff))
    }
}
