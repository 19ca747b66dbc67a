//! Making a team member an end user: first what is lost, then at once.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::membership::{self, Member, SupportRole};
use super::roles::model::{RoleName, names_of};
use crate::db::Conn;
use crate::db::schema::{agent_groups, group_memberships, users};
use crate::error::{Error, Result};
use crate::policy::Product;
use crate::tickets::requesters;
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/downgrade.html")]
struct New<'a> {
    cx: &'a Cx,
    member: Member,
    lost: Lost,
}

/// What a team member has that an end user has not.
struct Lost {
    /// The name of their custom role.
    custom: Option<RoleName>,
    groups: Vec<String>,
    alias: String,
    /// Tickets that go to whoever does it.
    tickets: i64,
}

impl Lost {
    fn of(c: &mut Conn, account: i64, member: &Member) -> Result<Self> {
        let user = member.person.id;
        let custom = match member.support {
            Some(SupportRole::Custom(_)) => names_of(c, &[user])?.remove(&user),
            _ => None,
        };
        let groups = group_memberships::table
            .inner_join(agent_groups::table.on(agent_groups::id.eq(group_memberships::group_id)))
            .filter(group_memberships::user_id.eq(user).and(agent_groups::account_id.eq(account)))
            .order((agent_groups::folded_name, agent_groups::id))
            .select(agent_groups::name)
            .load(c)?;
        let alias = users::table.find(user).select(users::alias).first(c)?;
        Ok(Self { custom, groups, alias, tickets: requesters::assigned_to(c, account, user)? })
    }
}

/// `GET /admin/people/team-members/{id}/downgrade`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (id, account) = (routes::id(&id)?, cx.account.clone());
    let (member, lost) = cx
        .read(move |c| {
            let member = Member::of(c, &account, id)?;
            let lost = Lost::of(c, account.id, &member)?;
            Ok((member, lost))
        })
        .await?;
    if member.support.is_none() {
        return Err(Error::NotFound);
    }
    cx.identity()?.may_set_role(&member.person).map_err(Error::Forbidden)?;
    cx.show(New { cx: &cx, member, lost })
}

/// `POST /admin/people/team-members/{id}/downgrade`
pub async fn create(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let (user, account) = (routes::id(&id)?, cx.account.clone());
    if cx.read(move |c| Member::of(c, &account, user)).await?.support.is_none() {
        return Err(Error::NotFound);
    }
    cx.write(move |tx| membership::downgrade(tx, user)).await?;
    cx.see_saying(&format!("/agent/users/{user}"), "notice-person-downgraded")
}

impl New<'_> {
    fn path(&self) -> String {
        format!("/admin/people/team-members/{}", self.member.person.id)
    }

    fn role(&self) -> &str {
        let own = self.lost.custom.as_ref().map(|name| name.in_lang(self.cx.lang()));
        own.unwrap_or_else(|| self.cx.t(self.member.person.role_key()))
    }

    /// The products in which the person has a role, by name.
    fn products(&self) -> Vec<&str> {
        let roles = &self.member.person.standing.products;
        let with = Product::ALL.iter().filter(|product| roles.of(**product).is_some());
        with.map(|product| self.cx.t(super::access::product_key(*product))).collect()
    }

    /// How many tickets, as far as they are counted.
    fn tickets(&self) -> i64 {
        self.lost.tickets.min(requesters::COUNTED)
    }
}
