//! The list of roles; on a plan without them, what there would be.

use std::cmp::Reverse;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::PATH;
use super::model::{self, CustomRole, InUse, SystemRole};
use crate::error::Result;
use crate::identity::Identity;
use crate::policy::{Refusal, Right, RoleFacts};
use crate::team::access::why;
use crate::text;
use crate::web::{Cx, query};

/// How the list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Name,
    Members,
}

#[derive(Template)]
#[template(path = "team/roles/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    lines: Vec<Line>,
    sort: Sort,
    descending: bool,
    full: bool,
}

/// A role in the list.
struct Line {
    role: CustomRole,
    in_use: InUse,
    own: bool,
    edit_off: Option<Refusal>,
    copy_off: Option<Refusal>,
}

#[derive(Template)]
#[template(path = "team/roles/plan.html")]
struct Plan<'a> {
    cx: &'a Cx,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    order: String,
}

/// `GET /admin/people/roles`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    if !cx.account().plan.custom_roles() {
        return cx.show(Plan { cx: &cx });
    }
    let (account, me) = (cx.account().id, cx.identity()?.clone());
    let (roles, counts, own) =
        cx.read(move |c| Ok((model::all(c, account)?, model::counts(c, account)?, model::own(c, &me)?))).await?;
    let sort = if asked.sort == "members" { Sort::Members } else { Sort::Name };
    let descending = match asked.order.as_str() {
        "asc" => false,
        "desc" => true,
        _ => sort == Sort::Members,
    };
    let full = roles.iter().filter(|role| !role.is_system()).count() >= super::MOST;
    let identity = cx.identity()?;
    let mut lines: Vec<Line> = roles
        .into_iter()
        .map(|role| {
            let (facts, in_use) = (role.facts(own), counts.get(&role.id).copied().unwrap_or_default());
            Line::of(identity, role, facts, in_use)
        })
        .collect();
    lines.sort_by_cached_key(|line| (text::fold(line.role.name(cx.lang())), line.role.id));
    match (sort, descending) {
        (Sort::Name, true) => lines.reverse(),
        (Sort::Members, true) => lines.sort_by_key(|line| Reverse(line.in_use.members)),
        (Sort::Members, false) => lines.sort_by_key(|line| line.in_use.members),
        (Sort::Name, false) => {}
    }
    cx.show(Index { cx: &cx, lines, sort, descending, full })
}

impl Line {
    fn of(identity: &Identity, role: CustomRole, facts: RoleFacts, in_use: InUse) -> Self {
        Self {
            edit_off: identity.may_edit_role(&facts).err(),
            copy_off: identity.may_copy_role(&facts).err(),
            own: facts.own,
            role,
            in_use,
        }
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.role.id)
    }

    /// The key of why it cannot be changed.
    fn edit_why(&self) -> Option<&'static str> {
        self.edit_off.as_ref().map(why)
    }

    fn copy_why(&self) -> Option<&'static str> {
        self.copy_off.as_ref().map(why)
    }

    /// The key of why it cannot be deleted.
    fn delete_why(&self) -> Option<&'static str> {
        self.edit_why().or(self.in_use.why())
    }
}

impl Index<'_> {
    /// The `aria-sort` of a column.
    fn sorted(&self, column: Sort) -> Option<&'static str> {
        (self.sort == column).then_some(if self.descending { "descending" } else { "ascending" })
    }

    fn name_sorted(&self) -> Option<&'static str> {
        self.sorted(Sort::Name)
    }

    fn members_sorted(&self) -> Option<&'static str> {
        self.sorted(Sort::Members)
    }

    /// The address of the list by a column: the other way round, if it is by that one already.
    fn by(&self, column: Sort) -> String {
        let descending = if self.sort == column { !self.descending } else { column == Sort::Members };
        let sort = if column == Sort::Members { "members" } else { "name" };
        self.cx.url(&format!("{PATH}{}", query(&[("sort", sort), ("order", if descending { "desc" } else { "asc" })])))
    }

    fn by_name(&self) -> String {
        self.by(Sort::Name)
    }

    fn by_members(&self) -> String {
        self.by(Sort::Members)
    }

    fn assigns(&self) -> bool {
        self.cx.may(Right::ManageTeam)
    }

    fn most(&self) -> i64 {
        super::MOST as i64
    }
}

impl Plan<'_> {
    fn system(&self) -> &'static [SystemRole] {
        SystemRole::ALL
    }
}
