//! Deleting an organization: a page that says what goes and what stays, and the name typed out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::list::counted;
use super::model::{self, COUNTED, Organization};
use super::writing;
use crate::error::Result;
use crate::text;
use crate::tickets::model::count_of_organization;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "organizations/deletion.html")]
struct New<'a> {
    cx: &'a Cx,
    organization: &'a Organization,
    tickets: i64,
    typed: Field,
}

/// `GET /agent/organizations/{id}/deletion`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (organization, tickets) = find(&cx, &id).await?;
    cx.show(New { cx: &cx, organization: &organization, tickets, typed: Field::default() })
}

/// `POST /agent/organizations/{id}/deletion`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (organization, tickets) = find(&cx, &id).await?;
    let mut typed = Field::of(text::line(form.get("name")));
    if text::fold(&typed.value) != text::fold(&organization.row.name) {
        typed.fault(cx.t1("fault-name-typed", "name", organization.row.name.as_str()));
        let page = New { cx: &cx, organization: &organization, tickets, typed };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let id = organization.row.id;
    cx.write(move |tx| writing::delete(tx, id)).await?;
    cx.see_saying("/agent/organizations", "notice-organization-deleted")
}

async fn find(cx: &Cx, id: &str) -> Result<(Organization, i64)> {
    let (id, account) = (routes::id(id)?, cx.account().id);
    cx.read(move |c| Ok((model::organization(c, account, id)?, count_of_organization(c, account, id, COUNTED + 1)?)))
        .await
}

impl New<'_> {
    fn path(&self) -> String {
        self.organization.row.path()
    }

    fn people_shown(&self) -> String {
        counted(self.cx, &self.organization.people)
    }

    fn tickets_shown(&self) -> String {
        counted(self.cx, &self.tickets)
    }
}
