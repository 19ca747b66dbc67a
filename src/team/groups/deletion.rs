//! Deleting a group, after asking. Its members stay in the others that they are in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Counts, Group};
use super::{PATH, writing};
use crate::error::{Error, Result};
use crate::policy::Refusal;
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/groups/deletion.html")]
struct New<'a> {
    cx: &'a Cx,
    group: Group,
    counts: Counts,
}

/// `GET /admin/people/groups/{id}/deletion`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let page = New::of(&cx, routes::id(&id)?).await?;
    cx.show(page)
}

/// `POST /admin/people/groups/{id}/deletion`
pub async fn create(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    match cx.write(move |tx| writing::delete(tx, id)).await {
        Ok(()) => cx.see_saying(PATH, "notice-group-deleted"),
        Err(Error::Forbidden(Refusal::DefaultGroup)) => {
            let page = New::of(&cx, id).await?;
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, id: i64) -> Result<Self> {
        let account = cx.account().id;
        let (group, counts) = cx.read(move |c| Ok((model::find(c, account, id)?, model::counts(c, &[id])?))).await?;
        Ok(Self { cx, counts: counts.get(&id).copied().unwrap_or_default(), group })
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.group.id)
    }

    fn kept(&self) -> bool {
        writing::kept(&self.group, self.counts)
    }
}
