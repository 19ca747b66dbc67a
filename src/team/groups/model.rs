//! Reading groups, and who is in them.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{agent_groups, group_memberships};
use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::secrets;

/// A group.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agent_groups)]
pub struct Group {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// What it is for, perhaps empty.
    pub description: String,
    /// Whether new agents join it.
    pub is_default: bool,
}

impl Group {
    /// What can be edited of it in one short text: a form carries it, so that it never overwrites what it has not shown.
    pub fn state(&self) -> String {
        secrets::sha256(self.details().to_string().as_bytes()).chars().take(16).collect()
    }

    /// What the audit log says of it.
    pub(super) fn details(&self) -> Value {
        details(&self.name, &self.description)
    }
}

/// What the audit log says of a group.
pub(super) fn details(name: &str, description: &str) -> Value {
    json!({ "name": name, "description": description })
}

/// One group of an account.
pub fn find(c: &mut Conn, account: i64, id: i64) -> Result<Group> {
    let of_account = agent_groups::table.filter(agent_groups::id.eq(id).and(agent_groups::account_id.eq(account)));
    Ok(of_account.select(Group::as_select()).first(c)?)
}

/// A page of the account's groups, by name.
pub fn page(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Group>> {
    let all = agent_groups::table.filter(agent_groups::account_id.eq(account)).into_boxed::<Backend>();
    let at: Option<(i64, String)> = match cursor.row() {
        None => None,
        Some(id) => agent_groups::table
            .filter(agent_groups::id.eq(id).and(agent_groups::account_id.eq(account)))
            .select((agent_groups::id, agent_groups::folded_name))
            .first(c)
            .optional()?,
    };
    let (query, cursor) = match (cursor, at) {
        // Names are unique, so the name alone is where to go on.
        (Cursor::After(_), Some((_, name))) => {
            (all.filter(agent_groups::folded_name.gt(name)).order(agent_groups::folded_name.asc()), cursor)
        }
        (Cursor::Before(_), Some((_, name))) => {
            (all.filter(agent_groups::folded_name.lt(name)).order(agent_groups::folded_name.desc()), cursor)
        }
        _ => (all.order(agent_groups::folded_name.asc()), Cursor::Start),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Group::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |group| group.id))
}

/// How many are in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub members: i64,
    /// Those whose default it is.
    pub defaults: i64,
}

/// How many are in each of these groups.
pub fn counts(c: &mut Conn, groups: &[i64]) -> Result<HashMap<i64, Counts>> {
    let counted: Vec<(i64, bool, i64)> = group_memberships::table
        .filter(group_memberships::group_id.eq_any(groups))
        .group_by((group_memberships::group_id, group_memberships::is_default))
        .select((group_memberships::group_id, group_memberships::is_default, diesel::dsl::count_star()))
        .load(c)?;
    let mut all: HashMap<i64, Counts> = HashMap::new();
    for (group, default, n) in counted {
        let counts = all.entry(group).or_default();
        counts.members += n;
        counts.defaults += if default { n } else { 0 };
    }
    Ok(all)
}

/// A group that somebody is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// The group.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Whether it is their default.
    pub is_default: bool,
}

/// The groups of a person, by name.
pub fn of_person(c: &mut Conn, account: i64, person: i64) -> Result<Vec<Belonging>> {
    let found: Vec<(i64, String, bool)> = group_memberships::table
        .inner_join(agent_groups::table.on(agent_groups::id.eq(group_memberships::group_id)))
        .filter(group_memberships::user_id.eq(person).and(agent_groups::account_id.eq(account)))
        .order(agent_groups::folded_name)
        .select((agent_groups::id, agent_groups::name, group_memberships::is_default))
        .load(c)?;
    Ok(found.into_iter().map(|(id, name, is_default)| Belonging { id, name, is_default }).collect())
}

/// In how many groups each of these people is, and whether this one is their default.
pub fn standings(c: &mut Conn, group: i64, people: &[i64]) -> Result<HashMap<i64, (i64, bool)>> {
    let found: Vec<(i64, i64, bool)> = group_memberships::table
        .filter(group_memberships::user_id.eq_any(people))
        .select((group_memberships::user_id, group_memberships::group_id, group_memberships::is_default))
        .load(c)?;
    let mut all: HashMap<i64, (i64, bool)> = HashMap::new();
    for (person, of, default) in found {
        let (groups, own) = all.entry(person).or_default();
        *groups += 1;
        *own |= default && of == group;
    }
    Ok(all)
}
