//! The members of a team: those whom a list asks for, a page of them, and what it says of each.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::filter::{Filter, Pair, Sort};
use super::roles::model::{RoleName, names_of};
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{agent_groups, group_memberships, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::people::model::{Boxed, Row};
use crate::policy::{Product, ProductRole, Role};
use crate::search::{self, By, Panel};
use crate::text;
use crate::web::query;

/// The path of the list.
pub(super) const PATH: &str = "/admin/people/team-members";

/// What the list says of a member beside their row.
pub(super) struct Facts {
    /// Who it is.
    pub user: i64,
    /// Their custom role, by name.
    pub custom: Option<RoleName>,
    /// Their roles in the products beside Support.
    pub products: [(Product, Option<ProductRole>); 5],
    /// Their default group.
    pub group: Option<String>,
    /// In how many groups they are besides.
    pub more_groups: usize,
}

/// What an address asks for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The search, as it is typed.
    pub q: String,
    /// The order that is chosen by a link.
    pub sort: Sort,
    /// The filters.
    pub filter: Filter,
}

impl Asked {
    /// Reads it. Anything unreadable counts as not asked.
    pub fn read(pairs: &[Pair]) -> Self {
        let get = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default();
        Self {
            q: text::line(get("q")),
            sort: Sort::parse(get("sort")).unwrap_or(Sort::Name),
            filter: Filter::read(pairs),
        }
    }

    /// The address of the same list, with something else besides.
    pub fn with(&self, more: &[(&str, &str)]) -> String {
        let kept = self.filter.pairs();
        let sort = if self.sort == Sort::Name { "" } else { self.sort.as_str() };
        let own = [("q", self.q.as_str()), ("sort", sort)];
        let filters = kept.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        let all: Vec<(&str, &str)> = own.into_iter().chain(filters).chain(more.iter().copied()).collect();
        format!("{PATH}{}", query(&all))
    }

    /// The members it lets through, if the search can be read.
    pub fn members<'a>(&self, account: i64, panel: &Panel, now: Moment) -> Option<Boxed<'a>> {
        let found = match &panel.read {
            Ok(query) => search::people::asked(account, query),
            Err(_) if self.q.is_empty() => {
                users::table.filter(users::account_id.eq(account).and(users::deleted_at.is_null())).into_boxed()
            }
            Err(_) => return None,
        };
        Some(self.filter.apply(found.filter(users::role.eq_any(Role::TEAM)), now))
    }

    /// The order of the list: what the search asks for goes before what a link has chosen.
    pub fn order(&self, panel: &Panel) -> Sort {
        let (by, down) = panel.read.as_ref().map_or((None, None), search::Query::own_order);
        if by.is_none() && down.is_none() {
            return self.sort;
        }
        match (by.unwrap_or(By::Name), down.unwrap_or(false)) {
            (By::Name, false) => Sort::Name,
            (By::Name, true) => Sort::NameDown,
            (By::Created, false) => Sort::Created,
            (By::Created, true) => Sort::CreatedDown,
            (By::Updated, false) => Sort::Updated,
            (By::Updated, true) => Sort::UpdatedDown,
        }
    }
}

/// A page of the list, and how many there are in all.
pub(super) fn page(
    c: &mut Conn,
    account: i64,
    asked: &Asked,
    panel: &Panel,
    cursor: Cursor,
    now: Moment,
) -> Result<(Page<Row>, i64)> {
    let (Some(all), Some(members)) = (asked.members(account, panel, now), asked.members(account, panel, now)) else {
        return Ok((Page::of(vec![], Cursor::Start, |row: &Row| row.id), 0));
    };
    let count = all.count().get_result(c)?;
    // Who never signed in has done so before everybody else.
    let signed_in = || sql::<BigInt>("coalesce(users.last_sign_in_at, 0)");
    let at: Option<(i64, String, i64, i64, i64)> = match cursor.row() {
        Some(id) => users::table
            .filter(users::id.eq(id).and(users::account_id.eq(account)))
            .filter(users::role.eq_any(Role::TEAM).and(users::deleted_at.is_null()))
            .select((users::id, users::folded_name, users::created_at, users::updated_at, signed_in()))
            .first(c)
            .optional()?,
        None => None,
    };
    // Nobody to go on from: the first page.
    let cursor = if at.is_some() { cursor } else { Cursor::Start };
    type At = (i64, String, i64, i64, i64);
    let sort = asked.order(panel);
    let down = matches!(sort, Sort::NameDown | Sort::SignInDown | Sort::CreatedDown | Sort::UpdatedDown);
    let down = down != cursor.backwards();
    let members = match sort {
        Sort::Name | Sort::NameDown => {
            search::along!(members, users, users::folded_name, at, down, |at: &At| at.1.clone())
        }
        Sort::Created | Sort::CreatedDown => {
            search::along!(members, users, users::created_at, at, down, |at: &At| at.2)
        }
        Sort::Updated | Sort::UpdatedDown => {
            search::along!(members, users, users::updated_at, at, down, |at: &At| at.3)
        }
        Sort::SignIn | Sort::SignInDown => search::along!(members, users, signed_in(), at, down, |at: &At| at.4),
    };
    let rows = members.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok((Page::of(rows, cursor, |row| row.id), count))
}

/// What is to be said of these members: a few questions for all of them.
pub(super) fn facts(c: &mut Conn, rows: &[Row]) -> Result<Vec<Facts>> {
    type Found =
        (i64, Option<ProductRole>, Option<ProductRole>, Option<ProductRole>, Option<ProductRole>, Option<ProductRole>);
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let found: Vec<Found> = users::table
        .filter(users::id.eq_any(&ids))
        .select((
            users::id,
            users::guide_role,
            users::explore_role,
            users::talk_role,
            users::chat_role,
            users::sell_role,
        ))
        .load(c)?;
    let groups = groups_of(c, &ids)?;
    let mut custom = names_of(c, &ids)?;
    let of = |(user, guide, explore, talk, chat, sell): Found| {
        let mut own = groups.iter().filter(|(member, _)| *member == user).map(|(_, name)| name.clone());
        Facts {
            user,
            custom: custom.remove(&user),
            products: [
                (Product::Guide, guide),
                (Product::Explore, explore),
                (Product::Talk, talk),
                (Product::Chat, chat),
                (Product::Sell, sell),
            ],
            group: own.next(),
            more_groups: own.count(),
        }
    };
    Ok(found.into_iter().map(of).collect())
}

/// The groups of these members, by name, the default of each first.
pub(super) fn groups_of(c: &mut Conn, members: &[i64]) -> Result<Vec<(i64, String)>> {
    Ok(group_memberships::table
        .inner_join(agent_groups::table.on(agent_groups::id.eq(group_memberships::group_id)))
        .filter(group_memberships::user_id.eq_any(members))
        .order((group_memberships::is_default.desc(), agent_groups::folded_name))
        .select((group_memberships::user_id, agent_groups::name))
        .load(c)?)
}
