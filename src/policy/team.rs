//! Who gives whom a role (reference §4.3): the owner and administrators any, whoever manages another product in that one.
//!
//! Nobody changes their own role in Support, so that no administrator locks themselves out by mistake; and the owner stays an
//! administrator until somebody else is the owner.

use super::{Product, Refusal, Right, Role, Standing, of};

/// Whether `actor` may give `subject` another role in Support, make them a team member or an end user.
pub fn may_set_role(actor: &Standing, subject: &Standing) -> Result<(), Refusal> {
    if subject.deleted || !subject.is_member() || subject.account != actor.account {
        return Err(Refusal::Deleted);
    }
    if !of(actor).has(Right::ManageTeam) {
        return Err(Refusal::Right(Right::ManageTeam));
    }
    if subject.owner {
        return Err(Refusal::OwnersOwn);
    }
    if actor.user == subject.user {
        return Err(Refusal::OwnRole);
    }
    Ok(())
}

/// Whether `actor` may give `subject` another role in a product beside Support, or take it.
pub fn may_set_product(actor: &Standing, subject: &Standing, product: Product) -> Result<(), Refusal> {
    if subject.deleted || !subject.is_member() || subject.account != actor.account {
        return Err(Refusal::Deleted);
    }
    if !of(actor).has(Right::SetProductRoles) {
        return Err(Refusal::Right(Right::SetProductRoles));
    }
    if subject.owner && actor.user != subject.user {
        return Err(Refusal::OwnersOwn);
    }
    if subject.is_end_user() {
        return Err(Refusal::TeamOnly);
    }
    // Support's administrators give roles in every product.
    if actor.role != Role::Administrator && !actor.products.manages(product) {
        return Err(Refusal::OtherProduct);
    }
    Ok(())
}

/// Whether somebody can be the next owner, if they have confirmed their address: any other active administrator.
pub fn may_own(subject: &Standing) -> bool {
    subject.active() && subject.is_member() && subject.role == Role::Administrator && !subject.owner
}

/// Whether somebody can be made administrator and owner in one: any other active team member who is no administrator yet.
pub fn may_take_over(subject: &Standing) -> bool {
    subject.active() && subject.is_member() && subject.is_team() && subject.role != Role::Administrator
}

/// Whether somebody can be, or stay, a billing administrator.
pub fn may_administer_billing(subject: &Standing) -> bool {
    subject.role == Role::Administrator && !subject.deleted && !subject.owner
}
