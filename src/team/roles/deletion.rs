//! Deleting a role: only when nobody has it, and after asking.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, CustomRole, InUse};
use super::{PATH, writing};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::policy::{Refusal, Right};
use crate::team::picking::{self, Members, Whom};
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/roles/deletion.html")]
struct New<'a> {
    cx: &'a Cx,
    role: CustomRole,
    in_use: InUse,
    /// The first of those who have it.
    members: Members,
}

/// `GET /admin/people/roles/{id}/deletion`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let page = New::of(&cx, routes::id(&id)?).await?;
    cx.show(page)
}

/// `POST /admin/people/roles/{id}/deletion`
pub async fn create(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    match cx.write(move |tx| writing::delete(tx, id)).await {
        Ok(()) => cx.see_saying(PATH, "notice-role-deleted"),
        Err(Error::Forbidden(Refusal::RoleInUse)) => {
            let page = New::of(&cx, id).await?;
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, id: i64) -> Result<Self> {
        let (account, me) = (cx.account().id, cx.identity()?.clone());
        let (role, own, in_use, members) = cx
            .read(move |c| {
                let (role, own) = (model::find(c, account, id)?, model::own(c, &me)?);
                let members = picking::page(c, account, Whom::OfRole(id), "", Cursor::Start)?;
                Ok((role, own, InUse::of(c, account, id)?, members))
            })
            .await?;
        cx.identity()?.may_edit_role(&role.facts(own)).map_err(Error::Forbidden)?;
        Ok(Self { cx, role, in_use, members })
    }

    fn name(&self) -> &str {
        self.role.name(self.cx.lang())
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.role.id)
    }

    /// Whether the pages of the members' roles are open to whoever looks.
    fn leads_on(&self) -> bool {
        self.cx.may(Right::SetProductRoles)
    }

    /// Whether more have it than are listed.
    fn more(&self) -> bool {
        self.members.page.next.is_some()
    }
}
