//! Making, changing and deleting roles, and giving them to people.

use diesel::prelude::*;
use serde_json::json;

use super::model::{self, InUse};
use super::{MOST, names};
use crate::audit::Entry;
use crate::db::schema::{roles, users};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::{Permissions, Refusal, RoleFacts};
use crate::team::membership::{self, Member, SupportRole, Wish};
use crate::text;

/// A role as a form describes it, with a name of the right length.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub name: String,
    pub description: String,
    pub permissions: Permissions,
}

/// Makes a role; of another one, if it is a copy. A name that is taken or alike, and one role more than an account makes, are
/// [`Error::Conflict`]: the account's lock is held, so what is counted here stays so.
pub(super) fn create(tx: &mut Tx<'_>, draft: &Draft, copied: Option<i64>) -> Result<i64> {
    let (account, now) = (tx.identity().account().id, tx.now());
    if let Some(id) = copied {
        let facts = facts(tx, id)?;
        tx.identity().may_copy_role(&facts).map_err(Error::Forbidden)?;
    }
    tx.identity().may_grant(draft.permissions).map_err(Error::Forbidden)?;
    let others = model::all(tx.conn(), account)?;
    let own = others.iter().filter(|role| !role.is_system()).count();
    if own >= MOST || names::among(others.iter(), &draft.name).is_some() {
        return Err(Error::Conflict);
    }
    let id: i64 = diesel::insert_into(roles::table)
        .values((
            roles::account_id.eq(account),
            roles::name.eq(&draft.name),
            roles::folded_name.eq(text::fold(&draft.name)),
            roles::description.eq(&draft.description),
            roles::permissions.eq(draft.permissions.bits()),
            roles::created_at.eq(now.0),
            roles::updated_at.eq(now.0),
        ))
        .returning(roles::id)
        .get_result(tx.conn())?;
    let mut details = draft.details();
    if let (Some(from), Some(map)) = (copied, details.as_object_mut()) {
        map.insert("copied_from".to_owned(), json!(from));
    }
    tx.record(Entry::new("role.created", "role", id).with(details))?;
    Ok(id)
}

/// Changes a role. Its people have what it permits from then on. [`Error::Conflict`] when it is not as it was `seen`, or so
/// already, or the name is another's or like another's.
pub(super) fn update(tx: &mut Tx<'_>, id: i64, draft: &Draft, seen: Option<&str>) -> Result<()> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let role = model::find(tx.conn(), account, id)?;
    let facts = facts(tx, id)?;
    tx.identity().may_edit_role(&facts).map_err(Error::Forbidden)?;
    tx.identity().may_grant(draft.permissions).map_err(Error::Forbidden)?;
    if seen.is_some_and(|seen| seen != role.state())
        || role.details() == draft.details()
        || names::fault(tx.conn(), account, Some(id), &draft.name)?.is_some()
    {
        return Err(Error::Conflict);
    }
    diesel::update(roles::table.find(id))
        .set((
            roles::name.eq(&draft.name),
            roles::folded_name.eq(text::fold(&draft.name)),
            roles::description.eq(&draft.description),
            roles::permissions.eq(draft.permissions.bits()),
            roles::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let details = json!({ "before": role.details(), "after": draft.details() });
    tx.record(Entry::new("role.changed", "role", id).with(details))
}

/// Deletes a role that nobody has.
pub(super) fn delete(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let account = tx.identity().account().id;
    let role = model::find(tx.conn(), account, id)?;
    let facts = facts(tx, id)?;
    tx.identity().may_edit_role(&facts).map_err(Error::Forbidden)?;
    if !InUse::of(tx.conn(), account, id)?.none() {
        return Err(Error::Forbidden(Refusal::RoleInUse));
    }
    // Who was erased never comes back to it.
    diesel::update(users::table.filter(users::custom_role_id.eq(id).and(users::erased_at.is_not_null())))
        .set(users::custom_role_id.eq(None::<i64>))
        .execute(tx.conn())?;
    diesel::delete(roles::table.find(id)).execute(tx.conn())?;
    tx.record(Entry::new("role.deleted", "role", id).with(role.details()))
}

/// Gives a role to people who have another, all of them or none: each by the policy, and each with a seat if it takes one.
/// [`Error::Conflict`] when all of them have it already.
pub(super) fn assign(tx: &mut Tx<'_>, id: i64, people: &[i64]) -> Result<()> {
    let account = tx.identity().account().clone();
    if !account.plan.custom_roles() {
        return Err(Error::Forbidden(Refusal::PlanLacksRoles));
    }
    let role = SupportRole::Custom(model::find(tx.conn(), account.id, id)?.id);
    let mut given = 0;
    for person in people {
        let member = Member::of(tx.conn(), &account, *person)?;
        // End users become team members on a page of their own.
        let had = member.support.ok_or(Error::NotFound)?;
        if had != role {
            membership::set(tx, *person, &Wish { support: Some(role), ..Wish::default() })?;
            given += 1;
        }
    }
    if given == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// A role as whoever acts finds it.
fn facts(tx: &mut Tx<'_>, id: i64) -> Result<RoleFacts> {
    let identity = tx.identity().clone();
    let own = model::own(tx.conn(), &identity)?;
    Ok(model::find(tx.conn(), identity.account().id, id)?.facts(own))
}

impl Draft {
    /// What the audit log says of it.
    pub(super) fn details(&self) -> serde_json::Value {
        model::details(&self.name, &self.description, self.permissions)
    }
}
