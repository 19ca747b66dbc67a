//! The tab Security settings of a profile: how the person signs in, and the link to choose another password.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::profile::Shell;
use crate::db::schema::{sessions, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "people/security.html")]
struct Show<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    password: bool,
    sessions: i64,
}

/// `GET /agent/users/{id}/security`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let now = cx.now();
    let (shell, (password, sessions)) = Shell::load_with(&cx, &id, move |c, _, profile| {
        let user = profile.person.id;
        let hash: Option<String> = users::table.find(user).select(users::password_hash).first(c)?;
        Ok((hash.is_some(), live_sessions(c, user, profile.person.epoch, now)?))
    })
    .await?;
    cx.show(Show { cx: &cx, shell: &shell, password, sessions })
}

/// In how many browsers the person is signed in.
fn live_sessions(c: &mut Conn, user: i64, epoch: i64, now: Moment) -> Result<i64> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user).and(sessions::ended_at.is_null()).and(sessions::epoch.eq(epoch)))
        .filter(sessions::idle_until.gt(now.0).and(sessions::expires_at.gt(now.0)))
        .count()
        .get_result(c)?)
}
