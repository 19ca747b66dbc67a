//! Reading roles.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::db::schema::{roles, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::i18n::Lang;
use crate::identity::Identity;
use crate::policy::{Permissions, RoleFacts};
use crate::{secrets, text_enum};

text_enum! {
    /// A role that every account has.
    pub enum SystemRole {
        /// Sets things up, comments privately.
        Advisor = "advisor",
        /// Works on the tickets they are given.
        Staff = "staff",
        /// Works on all tickets, looks after customers.
        TeamLead = "team_lead",
    }
}

impl SystemRole {
    /// The keys of its name, and of what it is.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Advisor => ("system-role-advisor", "system-role-advisor-text"),
            Self::Staff => ("system-role-staff", "system-role-staff-text"),
            Self::TeamLead => ("system-role-team-lead", "system-role-team-lead-text"),
        }
    }
}

/// What a role is called: by whoever made it, or in the reader's language.
#[derive(Clone, Debug)]
pub struct RoleName {
    /// Which of those that every account has, if it is one.
    pub system: Option<SystemRole>,
    /// What the account calls it.
    pub given: String,
}

impl RoleName {
    /// The name in a language.
    pub fn in_lang<'a>(&'a self, lang: &'static Lang) -> &'a str {
        self.system.map_or(&self.given, |system| lang.t(system.keys().0))
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = roles)]
struct Row {
    id: i64,
    system_key: Option<SystemRole>,
    name: String,
    description: String,
    permissions: i64,
    created_at: Moment,
}

/// A role.
#[derive(Clone, Debug)]
pub struct CustomRole {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub called: RoleName,
    /// What it permits.
    pub permissions: Permissions,
    /// When it was made.
    pub created_at: Moment,
    described: String,
}

impl CustomRole {
    fn of(row: Row) -> Self {
        Self {
            id: row.id,
            called: RoleName { system: row.system_key, given: row.name },
            permissions: Permissions::of_bits(row.permissions),
            created_at: row.created_at,
            described: row.description,
        }
    }

    /// Its name in a language.
    pub fn name<'a>(&'a self, lang: &'static Lang) -> &'a str {
        self.called.in_lang(lang)
    }

    /// What it is for, in a language if every account has it.
    pub fn description<'a>(&'a self, lang: &'static Lang) -> &'a str {
        self.called.system.map_or(&self.described, |system| lang.t(system.keys().1))
    }

    /// Whether every account has it.
    pub fn is_system(&self) -> bool {
        self.called.system.is_some()
    }

    /// What the policy asks of it; `own` is the role that whoever asks has.
    pub fn facts(&self, own: Option<i64>) -> RoleFacts {
        RoleFacts { system: self.is_system(), own: own == Some(self.id), permissions: self.permissions }
    }

    /// All of it in one short text: a form carries it, so that it never overwrites what it has not shown.
    pub fn state(&self) -> String {
        secrets::sha256(self.details().to_string().as_bytes()).chars().take(16).collect()
    }

    /// What the audit log says of it.
    pub(super) fn details(&self) -> Value {
        details(&self.called.given, &self.described, self.permissions)
    }
}

/// What the audit log says of a role.
pub(super) fn details(name: &str, description: &str, permissions: Permissions) -> Value {
    let permits: Vec<&str> = permissions.iter().map(|p| p.as_str()).collect();
    json!({ "name": name, "description": description, "permissions": permits })
}

/// Every role of an account, oldest first; few, so they are read whole.
pub fn all(c: &mut Conn, account: i64) -> Result<Vec<CustomRole>> {
    let rows: Vec<Row> =
        roles::table.filter(roles::account_id.eq(account)).order(roles::id).select(Row::as_select()).load(c)?;
    Ok(rows.into_iter().map(CustomRole::of).collect())
}

/// One role of an account.
pub fn find(c: &mut Conn, account: i64, id: i64) -> Result<CustomRole> {
    let of_account = roles::table.filter(roles::id.eq(id).and(roles::account_id.eq(account)));
    Ok(CustomRole::of(of_account.select(Row::as_select()).first(c)?))
}

/// The role of whoever acts, if they have one.
pub fn own(c: &mut Conn, identity: &Identity) -> Result<Option<i64>> {
    let Some(me) = identity.effective_id() else { return Ok(None) };
    Ok(users::table
        .filter(users::id.eq(me).and(users::account_id.eq(identity.account().id)))
        .select(users::custom_role_id)
        .first(c)
        .optional()?
        .flatten())
}

/// Who keeps each role from being deleted, of those that somebody has.
pub fn counts(c: &mut Conn, account: i64) -> Result<HashMap<i64, InUse>> {
    let having = || {
        users::table
            .filter(users::account_id.eq(account).and(users::custom_role_id.is_not_null()))
            .filter(users::erased_at.is_null())
            .group_by(users::custom_role_id)
            .select((users::custom_role_id, diesel::dsl::count_star()))
    };
    let members: Vec<(Option<i64>, i64)> = having().filter(users::deleted_at.is_null()).load(c)?;
    let restorable: Vec<(Option<i64>, i64)> = having().filter(users::deleted_at.is_not_null()).load(c)?;
    let mut counted: HashMap<i64, InUse> = HashMap::new();
    for (role, n) in members.into_iter().filter_map(|(role, n)| Some((role?, n))) {
        counted.entry(role).or_default().members = n;
    }
    for (role, n) in restorable.into_iter().filter_map(|(role, n)| Some((role?, n))) {
        counted.entry(role).or_default().restorable = n;
    }
    Ok(counted)
}

/// Who keeps a role from being deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InUse {
    /// How many of the team have it.
    pub members: i64,
    /// How many had it when they were deleted, and can still be restored.
    pub restorable: i64,
}

impl InUse {
    /// Counts them.
    pub fn of(c: &mut Conn, account: i64, role: i64) -> Result<Self> {
        let having = users::table
            .filter(users::account_id.eq(account).and(users::custom_role_id.eq(role)))
            .filter(users::erased_at.is_null());
        let all: i64 = having.count().get_result(c)?;
        let members: i64 = having.filter(users::deleted_at.is_null()).count().get_result(c)?;
        Ok(Self { members, restorable: all - members })
    }

    /// Whether it can be deleted.
    pub fn none(&self) -> bool {
        self.why().is_none()
    }

    /// The key of why it cannot be deleted, if so.
    pub fn why(&self) -> Option<&'static str> {
        match self {
            Self { members: 0, restorable: 0 } => None,
            Self { members: 0, .. } => Some("role-kept-restorable"),
            _ => Some("refusal-role-in-use"),
        }
    }
}

/// What the roles of these people are called, of those who have one.
pub fn names_of(c: &mut Conn, people: &[i64]) -> Result<HashMap<i64, RoleName>> {
    let found: Vec<(i64, Option<SystemRole>, String)> = users::table
        .inner_join(roles::table.on(users::custom_role_id.eq(roles::id.nullable())))
        .filter(users::id.eq_any(people))
        .select((users::id, roles::system_key, roles::name))
        .load(c)?;
    Ok(found.into_iter().map(|(person, system, given)| (person, RoleName { system, given })).collect())
}
