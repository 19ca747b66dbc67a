//! One role: what it permits, and who has it.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::PATH;
use super::model::{self, CustomRole, InUse};
use crate::error::{Error, Result};
use crate::policy::{Refusal, Right};
use crate::team::access::why;
use crate::team::picking::{self, Asked, Members, Whom};
use crate::web::{Cx, routes};

#[derive(Template)]
#[template(path = "team/roles/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    role: CustomRole,
    own: bool,
    in_use: InUse,
    members: Members,
    edit_off: Option<Refusal>,
    copy_off: Option<Refusal>,
}

/// `GET /admin/people/roles/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let (id, account, me) = (routes::id(&id)?, cx.account().id, cx.identity()?.clone());
    cx.identity()?.may_manage_roles().map_err(Error::Forbidden)?;
    let cursor = asked.cursor();
    let (role, own, in_use, members) = cx
        .read(move |c| {
            let role = model::find(c, account, id)?;
            let members = picking::page(c, account, Whom::OfRole(id), "", cursor)?;
            let in_use = InUse::of(c, account, id)?;
            Ok((role, model::own(c, &me)?, in_use, members))
        })
        .await?;
    let (facts, identity) = (role.facts(own), cx.identity()?);
    let (edit_off, copy_off) = (identity.may_edit_role(&facts).err(), identity.may_copy_role(&facts).err());
    cx.show(Show { cx: &cx, role, own: facts.own, in_use, members, edit_off, copy_off })
}

impl Show<'_> {
    fn name(&self) -> &str {
        self.role.name(self.cx.lang())
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.role.id)
    }

    fn edit_why(&self) -> Option<&'static str> {
        self.edit_off.as_ref().map(why)
    }

    fn copy_why(&self) -> Option<&'static str> {
        self.copy_off.as_ref().map(why)
    }

    fn delete_why(&self) -> Option<&'static str> {
        self.edit_why().or(self.in_use.why())
    }

    fn assigns(&self) -> bool {
        self.cx.may(Right::ManageTeam)
    }

    /// Whether the pages of the members' roles are open to whoever looks.
    fn leads_on(&self) -> bool {
        self.cx.may(Right::SetProductRoles)
    }

    fn previous(&self) -> Option<String> {
        self.members.previous(self.cx, &self.path(), "")
    }

    fn next(&self) -> Option<String> {
        self.members.next(self.cx, &self.path(), "")
    }
}
