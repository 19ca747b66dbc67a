//! Making, changing and deleting groups; who joins and leaves; defaults. The account's lock is held from the beginning of each
//! write, so what is counted here stays so until it is committed.

use diesel::prelude::*;
use serde_json::json;

use super::model::{self, Counts, Group};
use crate::audit::Entry;
use crate::db::schema::{agent_groups, group_memberships};
use crate::error::{Error, Result};
use crate::identity::{self, Tx};
use crate::policy::{self, Refusal, Right};
use crate::text;

/// A group as a form describes it, with a name of the right length.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub name: String,
    pub description: String,
}

/// Nobody manages groups while assumed.
fn ensure(tx: &Tx<'_>) -> Result<i64> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageGroups)?;
    Ok(tx.identity().account().id)
}

/// Makes a group; a name that another has is [`Error::Conflict`], a group too many [`Error::TooLarge`].
pub(super) fn create(tx: &mut Tx<'_>, draft: &Draft) -> Result<i64> {
    let (account, now) = (ensure(tx)?, tx.now());
    let there: i64 = agent_groups::table.filter(agent_groups::account_id.eq(account)).count().get_result(tx.conn())?;
    if there >= super::MOST {
        return Err(Error::TooLarge);
    }
    let id: i64 = diesel::insert_into(agent_groups::table)
        .values((
            agent_groups::account_id.eq(account),
            agent_groups::name.eq(&draft.name),
            agent_groups::folded_name.eq(text::fold(&draft.name)),
            agent_groups::description.eq(&draft.description),
            agent_groups::is_default.eq(false),
            agent_groups::created_at.eq(now.0),
            agent_groups::updated_at.eq(now.0),
        ))
        .returning(agent_groups::id)
        .get_result(tx.conn())?;
    tx.record(Entry::new("group.created", "group", id).with(draft.details()))?;
    Ok(id)
}

/// Changes a group's name and description. [`Error::Conflict`] when it is not as it was `seen`, or so already, or the name is
/// another's.
pub(super) fn update(tx: &mut Tx<'_>, id: i64, draft: &Draft, seen: Option<&str>) -> Result<()> {
    let (account, now) = (ensure(tx)?, tx.now());
    let group = model::find(tx.conn(), account, id)?;
    if seen.is_some_and(|seen| seen != group.state()) || group.details() == draft.details() {
        return Err(Error::Conflict);
    }
    diesel::update(agent_groups::table.find(id))
        .set((
            agent_groups::name.eq(&draft.name),
            agent_groups::folded_name.eq(text::fold(&draft.name)),
            agent_groups::description.eq(&draft.description),
            agent_groups::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let details = json!({ "before": group.details(), "after": draft.details() });
    tx.record(Entry::new("group.changed", "group", id).with(details))
}

/// Makes a group the account's default; [`Error::Conflict`] if it is.
pub(super) fn make_default(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let account = ensure(tx)?;
    let group = model::find(tx.conn(), account, id)?;
    if group.is_default {
        return Err(Error::Conflict);
    }
    let default = agent_groups::table.filter(agent_groups::account_id.eq(account).and(agent_groups::is_default));
    let before: Option<i64> = default.select(agent_groups::id).first(tx.conn()).optional()?;
    diesel::update(default).set(agent_groups::is_default.eq(false)).execute(tx.conn())?;
    diesel::update(agent_groups::table.find(id)).set(agent_groups::is_default.eq(true)).execute(tx.conn())?;
    tx.record(Entry::new("group.made_default", "group", id).with(json!({ "before": before, "after": id })))
}

/// Deletes a group that is nobody's default, nor the account's.
pub(super) fn delete(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let account = ensure(tx)?;
    let group = model::find(tx.conn(), account, id)?;
    if kept(&group, model::counts(tx.conn(), &[id])?.get(&id).copied().unwrap_or_default()) {
        return Err(Error::Forbidden(Refusal::DefaultGroup));
    }
    let within = group_memberships::table.filter(group_memberships::group_id.eq(id));
    let members: Vec<i64> =
        within.order(group_memberships::user_id).select(group_memberships::user_id).load(tx.conn())?;
    diesel::delete(within).execute(tx.conn())?;
    diesel::delete(agent_groups::table.find(id)).execute(tx.conn())?;
    let details = json!({ "name": group.name, "description": group.description, "members": members });
    tx.record(Entry::new("group.deleted", "group", id).with(details))
}

/// Whether a group cannot be deleted.
pub(super) fn kept(group: &Group, counts: Counts) -> bool {
    group.is_default || counts.defaults > 0
}

/// Adds people to a group; for who is in none it is their default. [`Error::Conflict`] when all of them are in it already.
pub(super) fn add(tx: &mut Tx<'_>, id: i64, people: &[i64]) -> Result<()> {
    let (account, now) = (ensure(tx)?, tx.now());
    let group = model::find(tx.conn(), account, id)?;
    let mut added = 0;
    for person in people {
        let of = tx.identity().account().clone();
        let member = identity::person(tx.conn(), &of, *person)?;
        policy::may_join_group(&member.standing).map_err(|_| Error::NotFound)?;
        let groups = model::of_person(tx.conn(), account, *person)?;
        if groups.iter().any(|g| g.id == id) {
            continue;
        }
        diesel::insert_into(group_memberships::table)
            .values((
                group_memberships::account_id.eq(account),
                group_memberships::group_id.eq(id),
                group_memberships::user_id.eq(*person),
                group_memberships::is_default.eq(groups.is_empty()),
                group_memberships::created_at.eq(now.0),
            ))
            .execute(tx.conn())?;
        let details = json!({ "group": id, "name": group.name });
        tx.record(Entry::new("team_member.group_joined", "user", *person).with(details))?;
        added += 1;
    }
    if added == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// Takes somebody out of a group. If it was their default, the one that they have been in the longest is. Whoever is not in it
/// is [`Error::Conflict`].
pub(super) fn remove(tx: &mut Tx<'_>, id: i64, person: i64) -> Result<()> {
    let account = ensure(tx)?;
    let group = model::find(tx.conn(), account, id)?;
    let of = tx.identity().account().clone();
    let member = identity::person(tx.conn(), &of, person)?;
    let groups = model::of_person(tx.conn(), account, person)?;
    let Some(left) = groups.iter().find(|g| g.id == id) else { return Err(Error::Conflict) };
    policy::may_leave_group(&member.standing, groups.len() as i64).map_err(Error::Forbidden)?;
    diesel::delete(group_memberships::table.find((id, person))).execute(tx.conn())?;
    let mut next = None;
    if left.is_default {
        next = group_memberships::table
            .filter(group_memberships::user_id.eq(person))
            .order((group_memberships::created_at, group_memberships::group_id))
            .select(group_memberships::group_id)
            .first::<i64>(tx.conn())
            .optional()?;
        if let Some(next) = next {
            set_default(tx, next, person)?;
        }
    }
    let details = json!({ "group": id, "name": group.name, "default_from_now_on": next });
    tx.record(Entry::new("team_member.group_left", "user", person).with(details))
}

/// Makes one of somebody's groups their default; [`Error::Conflict`] if it is.
pub(super) fn choose_default(tx: &mut Tx<'_>, id: i64, person: i64) -> Result<()> {
    let account = ensure(tx)?;
    model::find(tx.conn(), account, id)?;
    let groups = model::of_person(tx.conn(), account, person)?;
    let before = groups.iter().find(|g| g.is_default).map(|g| g.id);
    if !groups.iter().any(|g| g.id == id) {
        return Err(Error::NotFound);
    }
    if before == Some(id) {
        return Err(Error::Conflict);
    }
    diesel::update(group_memberships::table.filter(group_memberships::user_id.eq(person)))
        .set(group_memberships::is_default.eq(false))
        .execute(tx.conn())?;
    set_default(tx, id, person)?;
    let details = json!({ "before": before, "after": id });
    tx.record(Entry::new("team_member.default_group_chosen", "user", person).with(details))
}

fn set_default(tx: &mut Tx<'_>, id: i64, person: i64) -> Result<()> {
    diesel::update(group_memberships::table.find((id, person)))
        .set(group_memberships::is_default.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

impl Draft {
    /// What the audit log says of it.
    pub(super) fn details(&self) -> serde_json::Value {
        model::details(&self.name, &self.description)
    }
}
