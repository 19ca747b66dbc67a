//! A member's default group, chosen on their own page, `Roles and access`.

use actix_web::{HttpResponse, web};

use super::writing;
use crate::error::{Error, Result};
use crate::web::{Cx, Form, routes};

/// `POST /admin/people/team-members/{id}/group`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (person, group) = (routes::id(&id)?, routes::id(form.get("group"))?);
    match cx.write(move |tx| writing::choose_default(tx, group, person)).await {
        // What is so already is what was asked for.
        Ok(()) | Err(Error::Conflict) => {
            cx.see_saying(&format!("/admin/people/team-members/{person}"), "notice-group-member-default")
        }
        Err(error) => Err(error),
    }
}
