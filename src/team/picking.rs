//! Team members on pages of their own: who has a role or is in a group, and who could. By name, a part of which can be looked
//! for.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde::Deserialize;

use super::access::role_name;
use super::roles::model::{RoleName, names_of};
use crate::db::paging::{Cursor, Keys, Page};
use crate::db::schema::{group_memberships, users};
use crate::db::{Backend, Conn};
use crate::error::{Error, Result};
use crate::identity::{Account, Person, PersonRow};
use crate::people::model::{self, Row};
use crate::policy::Role;
use crate::text;
use crate::web::{Cx, Form, query};

/// Longest part of a name to look for.
const PART_MAX: usize = 100;

/// What the address of a page asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    keys: Keys,
}

impl Asked {
    pub fn cursor(&self) -> Cursor {
        self.keys.cursor()
    }

    /// The part of a name to look for, as it was typed.
    pub fn part(&self) -> String {
        text::line(&self.q).chars().take(PART_MAX).collect()
    }
}

/// Whom a page lists.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whom {
    /// Those who have this role.
    OfRole(i64),
    /// The rest of the team.
    NotOfRole(i64),
    /// Those who are in this group.
    InGroup(i64),
    /// The rest of the team.
    NotInGroup(i64),
}

/// Team members, with what their roles are called.
#[derive(Clone, Debug)]
pub(super) struct Members {
    pub page: Page<Row>,
    custom: HashMap<i64, RoleName>,
}

/// A page of them.
pub(super) fn page(c: &mut Conn, account: i64, whom: Whom, part: &str, cursor: Cursor) -> Result<Members> {
    let living = users::table.filter(users::account_id.eq(account).and(users::deleted_at.is_null()));
    let within = |group: i64| {
        group_memberships::table
            .filter(group_memberships::user_id.eq(users::id).and(group_memberships::group_id.eq(group)))
    };
    let mut found = living.filter(users::role.eq_any(Role::TEAM)).into_boxed::<Backend>();
    found = match whom {
        Whom::OfRole(role) => found.filter(users::custom_role_id.eq(role)),
        Whom::NotOfRole(role) => found.filter(users::custom_role_id.is_null().or(users::custom_role_id.ne(role))),
        Whom::InGroup(group) => found.filter(exists(within(group))),
        Whom::NotInGroup(group) => found.filter(not(exists(within(group)))),
    };
    let part = text::fold(part);
    if !part.is_empty() {
        let part = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        found = found.filter(users::folded_name.like(format!("%{part}%")).escape('\\'));
    }
    let page = model::page_by_name(c, found, account, cursor)?;
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    Ok(Members { custom: names_of(c, &ids)?, page })
}

/// These people, for the policy to judge.
pub(super) fn people(c: &mut Conn, account: &Account, rows: &[Row]) -> Result<HashMap<i64, Person>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let found: Vec<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq_any(ids)))
        .select(PersonRow::as_select())
        .load(c)?;
    Ok(found.into_iter().map(|row| row.of(account)).map(|person| (person.id, person)).collect())
}

impl Members {
    /// What a member's role in Support is called.
    pub fn role(&self, cx: &Cx, row: &Row) -> String {
        role_name(cx, row, self.custom.get(&row.id))
    }

    /// The address of the page before.
    pub fn previous(&self, cx: &Cx, path: &str, part: &str) -> Option<String> {
        self.page.previous.map(|id| address(cx, path, part, Cursor::Before(id)))
    }

    /// The address of the page after.
    pub fn next(&self, cx: &Cx, path: &str, part: &str) -> Option<String> {
        self.page.next.map(|id| address(cx, path, part, Cursor::After(id)))
    }
}

/// The address of a page of people.
pub(super) fn address(cx: &Cx, path: &str, part: &str, cursor: Cursor) -> String {
    let id = cursor.row().map(|id| id.to_string()).unwrap_or_default();
    let which = if cursor.backwards() { "before" } else { "after" };
    cx.url(&format!("{path}{}", query(&[("q", part), (which, &id)])))
}

/// The people who were ticked in a form.
pub(super) fn ticked(form: &Form) -> Result<Vec<i64>> {
    let ids: Option<Vec<i64>> = form.all("id").map(|one| one.parse().ok()).collect();
    ids.ok_or(Error::Malformed)
}
