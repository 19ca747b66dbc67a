//! The tab Security settings of a profile: how the person signs in, the link to choose another password, the ways out that an
//! administrator has for them, and, for whoever may end them, the person's sessions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::lookup;
use super::profile::Shell;
use crate::audit::Entry;
use crate::db::schema::{sessions, users};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Tx};
use crate::mail::{self, Letter};
use crate::passwords::Passwords;
use crate::policy::{Act, Refusal};
use crate::security::browsers;
use crate::security::password;
use crate::security::sessions::Shown;
use crate::security::settings::SignInSettings;
use crate::security::two_factor::store::{self, Factor};
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "people/security.html")]
struct Show<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    facts: Facts,
    typed: Typed,
    hint: String,
    set_off: Option<Refusal>,
}

/// What came with a form of the page.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    /// A new password for the person.
    pub(crate) password: Field,
    /// The present one of whoever sets it.
    pub(crate) current: Field,
    /// The present one of whoever turns the person's two-factor authentication off.
    pub(crate) off_current: Field,
}

impl Typed {
    /// Whether something is wrong with any.
    pub(crate) fn faulty(&self) -> bool {
        self.password.faulty() || self.current.faulty() || self.off_current.faulty()
    }
}

/// What is known of how the person signs in.
struct Facts {
    password: bool,
    sessions: Vec<Shown>,
    factor: Option<Factor>,
    settings: SignInSettings,
}

/// `GET /agent/users/{id}/security`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    draw(&cx, &id, StatusCode::OK, Typed::default()).await
}

/// The page.
pub(crate) async fn draw(cx: &Cx, id: &str, status: StatusCode, typed: Typed) -> Result<HttpResponse> {
    let now = cx.now();
    let (shell, facts) = Shell::load_with(cx, id, move |c, identity, profile| {
        let user = profile.person.id;
        let hash: Option<String> = users::table.find(user).select(users::password_hash).first(c)?;
        let sessions = identity::sessions_of(c, identity.account(), &profile.person, now)?;
        Ok(Facts {
            password: hash.is_some(),
            sessions: sessions.into_iter().map(Shown::of).collect(),
            factor: Factor::of(c, user)?,
            settings: SignInSettings::of(c, identity.account().id)?,
        })
    })
    .await?;
    let person = &shell.profile.person;
    let hint = facts.settings.level(&person.standing).0.hint(cx);
    let set_off = cx.identity()?.may_set_password(person, facts.settings.admins_set_passwords).err();
    cx.show_with(status, Show { cx, shell: &shell, facts, typed, hint, set_off })
}

/// `POST /agent/users/{id}/two-factor-off`: an administrator turns somebody's two-factor authentication off, who lost their app.
pub async fn turn_off(cx: Cx, id: web::Path<String>, form: Form, hasher: web::Data<Passwords>) -> Result<HttpResponse> {
    let user = routes::id(&id)?;
    let shell = Shell::load(&cx, &id).await?;
    shell.ensure(Act::TurnOffFactor)?;
    let mut typed = Typed::default();
    password::confirm(&cx, &hasher, &mut typed.off_current, form.get("off_current_password")).await?;
    if typed.faulty() {
        return draw(&cx, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    cx.write(move |tx| {
        let account = tx.identity().account().clone();
        let person = identity::person(tx.conn(), &account, user)?;
        tx.identity().may_do(Act::TurnOffFactor, &person, false).map_err(Error::Forbidden)?;
        let by = tx.identity().effective().name.clone();
        store::turn_off(tx, &person, Some(by))?;
        store::changed(tx, user, None).map(drop)
    })
    .await?;
    cx.see_saying(&format!("/agent/users/{user}/security"), "notice-two-factor-off-for")
}

/// `POST /agent/users/{id}/sessions/end`: `End all sessions`, or the one that is named.
pub async fn end_sessions(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let user = lookup::person(&cx, &id, Act::EndSessions).await?.id;
    let one = match form.get("session") {
        "" => None,
        number => Some(number.parse::<i64>().map_err(|_| Error::Malformed)?),
    };
    let path = format!("/agent/users/{user}/security");
    match cx.write(move |tx| end(tx, user, one)).await {
        Ok(()) if one.is_some() => cx.see_saying(&path, "notice-session-ended"),
        Ok(()) => cx.see_saying(&path, "notice-all-sessions-ended"),
        // They were over already: the wish is met.
        Err(Error::Conflict) => cx.see_saying(&path, "notice-session-over"),
        Err(error) => Err(error),
    }
}

/// Ends a person's sessions, or one of them, and tells them by mail.
fn end(tx: &mut Tx<'_>, user: i64, one: Option<i64>) -> Result<()> {
    let person = lookup::again(tx, user, Act::EndSessions)?;
    let account = tx.identity().account().clone();
    let ended = match one {
        None => {
            browsers::distrust(tx, user)?;
            identity::end_sessions(tx, &account, user, None, EndCause::EndedByAdministrator)?
        }
        Some(session) => {
            let theirs = sessions::table
                .filter(sessions::id.eq(session).and(sessions::account_id.eq(account.id)))
                .filter(sessions::user_id.eq(user));
            if theirs.count().get_result::<i64>(tx.conn())? == 0 {
                return Err(Error::NotFound);
            }
            usize::from(identity::end_session(tx, &account, session, EndCause::EndedByAdministrator)?)
        }
    };
    if ended == 0 {
        return Err(Error::Conflict);
    }
    let by = tx.identity().effective().name.clone();
    mail::queue(tx, &person, None, &Letter::SessionsEnded { by })?;
    let details = serde_json::json!({ "sessions": ended });
    tx.record(Entry::new("person.sessions_ended", "user", user).with(details))
}

impl Show<'_> {
    /// The key of why `Reset` is off, if it is: who may not, and mails that would not go.
    fn reset_off(&self) -> Option<&'static str> {
        if self.shell.own(self.cx) {
            return Some("security-reset-own");
        }
        self.shell.off(Act::ResetPassword).or(self.shell.mail_off(self.cx))
    }

    /// Whether whoever looks may set the person's password from here. Where the owner has not allowed it, nothing tells of it.
    fn may_set(&self) -> bool {
        self.set_off.is_none()
    }

    /// Whether whoever looks sees where the person is signed in.
    fn lists(&self) -> bool {
        self.shell.off(Act::EndSessions).is_none()
    }

    fn count(&self) -> i64 {
        self.facts.sessions.len() as i64
    }
}
