//! The tab Security settings of a profile: how the person signs in, the link to choose another password, and, for whoever may
//! end them, the person's sessions.

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
use crate::policy::Act;
use crate::security::sessions::Shown;
use crate::web::{Cx, Form};

#[derive(Template)]
#[template(path = "people/security.html")]
struct Show<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    password: bool,
    sessions: Vec<Shown>,
}

/// `GET /agent/users/{id}/security`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let now = cx.now();
    let (shell, (password, sessions)) = Shell::load_with(&cx, &id, move |c, identity, profile| {
        let user = profile.person.id;
        let hash: Option<String> = users::table.find(user).select(users::password_hash).first(c)?;
        Ok((hash.is_some(), identity::sessions_of(c, identity.account(), &profile.person, now)?))
    })
    .await?;
    let sessions = sessions.into_iter().map(Shown::of).collect();
    cx.show(Show { cx: &cx, shell: &shell, password, sessions })
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
        None => identity::end_sessions(tx, &account, user, None, EndCause::EndedByAdministrator)?,
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

    /// Whether whoever looks sees where the person is signed in.
    fn lists(&self) -> bool {
        self.shell.off(Act::EndSessions).is_none()
    }

    fn count(&self) -> i64 {
        self.sessions.len() as i64
    }
}
