//! Suspending a person, and lifting it: they cannot sign in, be assumed or get mail about tickets, and are never told.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::lookup;
use crate::audit::Entry;
use crate::db::schema::users;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::policy::Act;
use crate::web::{Cx, Field, Form};
use crate::{text, text_enum};

/// Longest text beside the reason, in characters.
pub const TEXT_MAX: usize = 500;

text_enum! {
    /// Why somebody is suspended.
    pub enum Reason {
        /// Unwanted advertising, or the like.
        Spam = "spam",
        /// Insults or threats.
        Abuse = "abuse",
        /// Somebody else's name, or deceit.
        Fraud = "fraud",
        /// Somebody who is no customer, or has left the team.
        Gone = "gone",
        /// Anything else.
        Other = "other",
    }
}

impl Reason {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spam => "suspension-spam",
            Self::Abuse => "suspension-abuse",
            Self::Fraud => "suspension-fraud",
            Self::Gone => "suspension-gone",
            Self::Other => "suspension-other",
        }
    }
}

/// That somebody is suspended: since when, by whom, why.
#[derive(Clone, Debug)]
pub struct Suspension {
    /// Since when.
    pub at: Moment,
    /// Who suspended them, if it was a person who is still known.
    pub by: Option<String>,
    /// The reason that was picked.
    pub reason: Option<Reason>,
    /// What was written beside it.
    pub text: String,
}

impl Suspension {
    /// The suspension of a person of the account, if they are suspended.
    pub fn of(c: &mut Conn, account: i64, user: i64) -> Result<Option<Self>> {
        type Found = (Option<Moment>, Option<String>, String);
        let by = diesel::alias!(users as by_whom);
        let (at, by, kept): Found = users::table
            .left_join(by.on(by.field(users::id).nullable().eq(users::suspended_by_id)))
            .filter(users::id.eq(user).and(users::account_id.eq(account)))
            .select((users::suspended_at, by.field(users::name).nullable(), users::suspension_reason))
            .first(c)?;
        let (reason, text) = kept.split_once('\n').unwrap_or((&kept, ""));
        Ok(at.map(|at| Self { at, by, reason: Reason::parse(reason), text: text.to_owned() }))
    }
}

#[derive(Template)]
#[template(path = "people/suspension.html")]
struct New<'a> {
    cx: &'a Cx,
    person: &'a Person,
    reason: Field,
    text: Field,
}

/// `GET /agent/users/{id}/suspension`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let person = lookup::person(&cx, &id, Act::Suspend).await?;
    if person.standing.suspended {
        return cx.see(&format!("/agent/users/{}", person.id));
    }
    cx.show(New { cx: &cx, person: &person, reason: Field::default(), text: Field::default() })
}

/// `POST /agent/users/{id}/suspension`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let person = lookup::person(&cx, &id, Act::Suspend).await?;
    let mut reason = Field::of(form.get("reason"));
    let mut text = Field::of(text::without_scopes(&text::lines(form.get("text"))));
    let picked = Reason::parse(&reason.value);
    if picked.is_none() {
        reason.fault(cx.t("fault-suspension-reason"));
    }
    if text.value.chars().count() > TEXT_MAX {
        text.fault(cx.t1("fault-too-long", "max", TEXT_MAX as i64));
    }
    let Some(picked) = picked.filter(|_| !text.faulty()) else {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, New { cx: &cx, person: &person, reason, text });
    };
    let user = person.id;
    cx.write(move |tx| suspend(tx, user, picked, &text.value)).await?;
    cx.see_saying(&format!("/agent/users/{user}"), "notice-person-suspended")
}

/// `POST /agent/users/{id}/suspension/end`: `Unsuspend`.
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let user = lookup::person(&cx, &id, Act::Suspend).await?.id;
    cx.write(move |tx| unsuspend(tx, user)).await?;
    cx.see_saying(&format!("/agent/users/{user}"), "notice-person-unsuspended")
}

/// Suspends a person: their sessions end, and every frame that stands in for them. Who is suspended already stays so, for
/// the reason given first.
pub fn suspend(tx: &mut Tx<'_>, user: i64, reason: Reason, text: &str) -> Result<()> {
    let person = lookup::again(tx, user, Act::Suspend)?;
    let account = tx.identity().account().clone();
    if person.standing.suspended {
        return Err(Error::Conflict);
    }
    let (now, by) = (tx.now(), tx.identity().effective_id());
    let kept = format!("{reason}\n{text}");
    diesel::update(users::table.find(user))
        .set((
            users::suspended_at.eq(Some(now.0)),
            users::suspended_by_id.eq(by),
            users::suspension_reason.eq(kept),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    identity::end_sessions(tx, &account, user, None, EndCause::RootChanged)?;
    identity::end_frames_of(tx, &account, user, EndCause::SubjectChanged)?;
    let details = serde_json::json!({ "reason": reason.as_str(), "text": text });
    tx.record(Entry::new("person.suspended", "user", user).with(details))
}

/// Lifts a suspension; everything is as it was before.
pub fn unsuspend(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let person = lookup::again(tx, user, Act::Suspend)?;
    if !person.standing.suspended {
        return Err(Error::Conflict);
    }
    let now = tx.now();
    diesel::update(users::table.find(user))
        .set((
            users::suspended_at.eq(None::<i64>),
            users::suspended_by_id.eq(None::<i64>),
            users::suspension_reason.eq(""),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    tx.record(Entry::new("person.unsuspended", "user", user))
}

impl New<'_> {
    fn reasons(&self) -> &'static [Reason] {
        Reason::ALL
    }

    fn picked(&self, reason: &Reason) -> bool {
        self.reason.value == reason.as_str()
    }

    fn path(&self) -> String {
        format!("/agent/users/{}", self.person.id)
    }
}
