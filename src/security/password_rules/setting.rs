//! `Set`: an administrator sets somebody's password, where the owner allows it (reference §9.4). The person is told, and all their
//! sessions end.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::check_new;
use crate::audit::Entry;
use crate::error::{Error, Result};
use crate::identity;
use crate::mail::Letter;
use crate::passwords::Passwords;
use crate::people::model;
use crate::people::security::{Typed, draw};
use crate::security::password;
use crate::security::settings::SignInSettings;
use crate::web::{Cx, Form, routes};

/// `POST /agent/users/{id}/password`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let (user, account) = (routes::id(&id)?, cx.account.clone());
    let (person, allowed) = cx
        .read(move |c| {
            let person = model::profile(c, &account, user)?.person;
            Ok((person, SignInSettings::of(c, account.id)?.admins_set_passwords))
        })
        .await?;
    cx.identity()?.may_set_password(&person, allowed).map_err(Error::Forbidden)?;
    let mut typed = Typed::default();
    // First, so that nobody tries out somebody's passwords without their own.
    password::confirm(&cx, &hasher, &mut typed.current, form.get("current_password")).await?;
    if !typed.current.faulty() {
        check_new(&cx, &hasher, &mut typed.password, form.get("password"), &person).await?;
    }
    if typed.faulty() {
        return draw(&cx, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    let hash = hasher.hash(form.get("password").to_owned()).await?;
    cx.write(move |tx| {
        let account = tx.identity().account().clone();
        let person = identity::person(tx.conn(), &account, user)?;
        let allowed = SignInSettings::of(tx.conn(), account.id)?.admins_set_passwords;
        tx.identity().may_set_password(&person, allowed).map_err(Error::Forbidden)?;
        let by = tx.identity().effective().name.clone();
        password::set_telling(tx, user, &hash, None, &Letter::PasswordSetByAdmin { by })?;
        tx.record(Entry::new("person.password_set", "user", user))
    })
    .await?;
    cx.see_saying(&format!("/agent/users/{user}/security"), "notice-password-set")
}
