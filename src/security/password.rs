//! Changing one's own password. It ends all other sessions; it is never done in somebody else's name.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::links;
use super::password_rules::{self, About, state};
use crate::accounts::home;
use crate::audit::Entry;
use crate::db::Moment;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Tx};
use crate::mail::{self, Letter};
use crate::passwords::{self, Passwords};
use crate::people::settings::EndUserSettings;
use crate::policy::Refusal;
use crate::web::{Cx, Field, Form, carry};

#[derive(Template)]
#[template(path = "access/password.html")]
struct Edit<'a> {
    cx: &'a Cx,
    current: Field,
    password: Field,
    hint: String,
    /// By when the present one has to be replaced, if it has.
    due: Option<Moment>,
}

/// `GET /access/password`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    ensure_changeable(&cx).await?;
    draw(&cx, StatusCode::OK, Field::default(), Field::default()).await
}

async fn draw(cx: &Cx, status: StatusCode, current: Field, password: Field) -> Result<HttpResponse> {
    let me = cx.identity()?.effective().id;
    let due = cx.read(move |c| state::due_at(c, me)).await?;
    let (level, _) = password_rules::level(cx, cx.identity()?.effective()).await?;
    cx.show_with(status, Edit { cx, current, password, hint: level.hint(cx), due })
}

/// `POST /access/password`
pub async fn update(cx: Cx, form: Form, session: Session, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    ensure_changeable(&cx).await?;
    let (mut current, mut password) = (Field::default(), Field::default());
    let person = cx.identity()?.effective().clone();
    let me = person.id;
    let about = About::of(cx.account(), &person);
    let (level, _) = password_rules::level(&cx, &person).await?;
    if let Some(fault) = password_rules::check(level, &about, form.get("password")) {
        password.fault(fault.text(&cx));
    }
    if !password.faulty() {
        confirm(&cx, &hasher, &mut current, form.get("current_password")).await?;
    }
    // What takes a look at hashes and files is for whoever knows the present one.
    if !current.faulty() && !password.faulty() {
        password_rules::check_new(&cx, &hasher, &mut password, form.get("password"), &person).await?;
    }
    if current.faulty() || password.faulty() {
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, current, password).await;
    }
    let hash = hasher.hash(form.get("password").to_owned()).await?;
    let own = cx.identity()?.session_id();
    let key = cx
        .write(move |tx| {
            let person = tx.identity().effective().standing;
            if person.is_end_user() && !EndUserSettings::of(tx.conn(), person.account)?.password_changeable {
                return Err(Error::Forbidden(Refusal::SettingOff));
            }
            let epoch = set(tx, me, &hash, Some(own))?;
            identity::renew_session(tx, own, epoch)
        })
        .await?;
    carry(&session, Some(key))?;
    let standing = cx.identity()?.effective().standing;
    cx.see_saying(home::of(&standing), "notice-password-changed")
}

/// Says what is wrong with the present password of whoever acts, as they typed it. Wrong ones are counted.
pub async fn confirm(cx: &Cx, hasher: &Passwords, field: &mut Field, typed: &str) -> Result<()> {
    let me = cx.identity()?.effective().id;
    confirm_of(cx, hasher, me, field, typed).await
}

/// The same of whoever really signed in, in an assumed identity too.
pub async fn confirm_root(cx: &Cx, hasher: &Passwords, field: &mut Field, typed: &str) -> Result<()> {
    let root = cx.identity()?.root().id;
    confirm_of(cx, hasher, root, field, typed).await
}

async fn confirm_of(cx: &Cx, hasher: &Passwords, me: i64, field: &mut Field, typed: &str) -> Result<()> {
    let account = cx.account().id;
    let stored: Option<String> =
        cx.read(move |c| Ok(users::table.find(me).select(users::password_hash).first(c)?)).await?;
    let typed: String = typed.chars().take(passwords::MAX + 1).collect();
    let place = hasher.place()?;
    if let Err(minutes) = identity::try_present_password(cx.state(), account, me).await? {
        field.fault(cx.t1("fault-too-many-tries", "minutes", minutes));
    } else if hasher.verify(place, typed, stored).await? {
        identity::password_was_right(cx.state(), account, me).await?;
    } else {
        field.fault(cx.t("fault-current-password"));
    }
    Ok(())
}

/// Whether the account lets whoever acts change their own password: end users may not always.
async fn ensure_changeable(cx: &Cx) -> Result<()> {
    if !cx.identity()?.effective().standing.is_end_user() {
        return Ok(());
    }
    let account = cx.account().id;
    let settings = cx.read(move |c| EndUserSettings::of(c, account)).await?;
    if settings.password_changeable { Ok(()) } else { Err(Error::Forbidden(Refusal::SettingOff)) }
}

/// Sets a person's password, raises their epoch, ends their sessions except one, voids links to set another, and tells them
/// if they had one.
pub(super) fn set(tx: &mut Tx<'_>, user: i64, hash: &str, except: Option<i64>) -> Result<i64> {
    set_telling(tx, user, hash, except, &Letter::PasswordChanged)
}

/// [`set`], with another letter.
pub(super) fn set_telling(tx: &mut Tx<'_>, user: i64, hash: &str, except: Option<i64>, letter: &Letter) -> Result<i64> {
    let account = tx.identity().account().clone();
    let now = tx.now();
    let had: Option<String> = users::table.find(user).select(users::password_hash).first(tx.conn())?;
    let epoch: i64 = diesel::update(users::table.filter(users::id.eq(user).and(users::account_id.eq(account.id))))
        .set((users::password_hash.eq(Some(hash)), users::epoch.eq(users::epoch + 1), users::updated_at.eq(now.0)))
        .returning(users::epoch)
        .get_result(tx.conn())?;
    identity::end_sessions(tx, &account, user, except, EndCause::RootChanged)?;
    links::void_passwords(tx, user)?;
    state::set(tx, user, had.as_deref())?;
    tx.record(Entry::new("person.password_changed", "user", user))?;
    if had.is_some() || !matches!(letter, Letter::PasswordChanged) {
        let person = identity::person(tx.conn(), &account, user)?;
        mail::queue(tx, &person, None, letter)?;
    }
    Ok(epoch)
}
