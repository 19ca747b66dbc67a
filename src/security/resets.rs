//! `Reset`: an administrator sends somebody a link to choose another password.

use actix_web::{HttpResponse, web};

use super::links;
use crate::error::{Error, Result};
use crate::identity;
use crate::people::{model, settings::EndUserSettings};
use crate::policy::Act;
use crate::web::{Cx, routes};

/// `POST /agent/users/{id}/password-reset`
pub async fn create(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (id, account) = (routes::id(&id)?, cx.account.clone());
    cx.read(move |c| model::profile(c, &account, id).map(drop)).await?;
    let held = cx
        .write(move |tx| {
            let account = tx.identity().account().clone();
            let settings = EndUserSettings::of(tx.conn(), account.id)?;
            let person = identity::person(tx.conn(), &account, id)?;
            tx.identity()
                .may_do(Act::ResetPassword, &person, settings.administrators_delete())
                .map_err(Error::Forbidden)?;
            links::send_reset(tx, &person)
        })
        .await?;
    let notice = if held.is_some() { "notice-reset-held" } else { "notice-reset-sent" };
    cx.see_saying(&format!("/agent/users/{id}/security"), notice)
}
