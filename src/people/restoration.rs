//! Restoring deleted people: the same person under the same id. What deletion took away, such as their addresses, has to
//! be given again.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::deletion::KEPT_DAYS;
use super::settings::EndUserSettings;
use super::{addresses, identities, index, lookup, several, shapes};
use crate::audit::Entry;
use crate::db::schema::{erasures, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Person, Tx};
use crate::mail;
use crate::policy::{Act, Refusal, Standing};
use crate::security::links;
use crate::team::seats::{self, NoRoom};
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "people/restoration.html")]
struct New<'a> {
    cx: &'a Cx,
    person: &'a Person,
    email: Field,
    /// Whether people whom the team adds are welcomed by mail.
    welcome: bool,
    /// Why there is no seat for them, if so.
    no_room: Option<NoRoom>,
}

#[derive(Template)]
#[template(path = "people/restorations.html")]
struct Several<'a> {
    cx: &'a Cx,
    people: Vec<(Option<&'static str>, Gone)>,
    /// Why there is no seat for some of them, if so.
    no_room: Option<NoRoom>,
}

/// `GET /admin/people/deleted-users/{id}/restore`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let person = find(&cx, &id).await?;
    draw(&cx, StatusCode::OK, &person, Field::default(), None).await
}

/// `POST /admin/people/deleted-users/{id}/restore`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let person = find(&cx, &id).await?;
    let mut email = Field::of(crate::text::line(form.get("email")));
    if !email.value.is_empty()
        && let Err(fault) = shapes::email(&email.value)
    {
        email.fault(fault.text(cx.lang()));
    } else if !identities::may_lead(&person, &email.value) {
        email.fault(cx.t("fault-contact-shared"));
    }
    if !email.faulty() {
        let (user, typed) = (person.id, email.value.clone());
        match cx.write(move |tx| restore(tx, user, Some(typed.as_str()).filter(|t| !t.is_empty()))).await {
            Ok(()) => return cx.see_saying(&format!("/agent/users/{user}"), "notice-person-restored"),
            Err(Error::Conflict) => email.fault(cx.t("fault-address-taken")),
            Err(Error::NoRoom(no)) => {
                return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, email, Some(no)).await;
            }
            Err(error) => return Err(error),
        }
    }
    draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, email, None).await
}

async fn draw(
    cx: &Cx,
    status: StatusCode,
    person: &Person,
    email: Field,
    no_room: Option<NoRoom>,
) -> Result<HttpResponse> {
    let account = cx.account().id;
    let welcome = cx.read(move |c| EndUserSettings::of(c, account)).await?.welcome_on_creation;
    cx.show_with(status, New { cx, person, email, welcome, no_room })
}

/// `GET /admin/people/deleted-users/restoration?id=…`: several at once, without addresses.
pub async fn new_several(cx: Cx, req: HttpRequest) -> Result<HttpResponse> {
    let ids = several::of_query(req.query_string());
    if ids.is_empty() {
        return cx.see_saying("/admin/people/deleted-users", "notice-nobody-chosen");
    }
    draw_several(&cx, StatusCode::OK, ids, None).await
}

/// `POST /admin/people/deleted-users/restoration`
pub async fn create_several(cx: Cx, form: Form) -> Result<HttpResponse> {
    let (mut left, mut no_room, chosen) = (vec![], None, several::of_form(&form));
    if chosen.is_empty() {
        return cx.see_saying("/admin/people/deleted-users", "notice-nobody-chosen");
    }
    for user in chosen {
        match cx.write(move |tx| restore(tx, user, None)).await {
            Ok(()) => {}
            Err(Error::NotFound | Error::Conflict | Error::Forbidden(_)) => left.push(user),
            Err(Error::NoRoom(no)) => {
                no_room = Some(no);
                left.push(user);
            }
            Err(error) => return Err(error),
        }
    }
    if left.is_empty() {
        return cx.see_saying("/admin/people/deleted-users", "notice-people-restored");
    }
    draw_several(&cx, StatusCode::UNPROCESSABLE_ENTITY, left, no_room).await
}

async fn draw_several(cx: &Cx, status: StatusCode, ids: Vec<i64>, no_room: Option<NoRoom>) -> Result<HttpResponse> {
    let (account, now) = (cx.account().id, cx.now());
    let found = cx.read(move |c| Gone::of(c, account, &ids)).await?;
    let people = found.into_iter().map(|gone| (gone.why_not(now).map(Refusal::key), gone)).collect();
    cx.show_with(status, Several { cx, people, no_room })
}

/// What decides whether somebody can be restored.
#[derive(Clone, Debug, Queryable)]
struct Gone {
    id: i64,
    name: String,
    deleted_at: Option<Moment>,
    merged_into_id: Option<i64>,
    erased_at: Option<Moment>,
    erasure: Option<i64>,
}

impl Gone {
    fn of(c: &mut Conn, account: i64, ids: &[i64]) -> Result<Vec<Self>> {
        Ok(users::table
            .left_join(erasures::table)
            .filter(users::account_id.eq(account).and(users::id.eq_any(ids.to_vec())))
            .filter(users::deleted_at.is_not_null().and(users::staff_id.is_null()))
            .order((users::folded_name, users::id))
            .select((
                users::id,
                users::name,
                users::deleted_at,
                users::merged_into_id,
                users::erased_at,
                erasures::id.nullable(),
            ))
            .load(c)?)
    }

    fn why_not(&self, now: Moment) -> Option<Refusal> {
        let until = self.deleted_at.map(|at| at.plus_minutes(KEPT_DAYS * 24 * 60));
        if self.merged_into_id.is_some() {
            Some(Refusal::Merged)
        } else if self.erased_at.is_some() || self.erasure.is_some() || until.is_none_or(|until| until <= now) {
            Some(Refusal::RestoredTooLate)
        } else {
            None
        }
    }
}

/// Restores a deleted person under their old id, with an address if one is given. [`Error::Conflict`] when somebody else
/// has it, or a team member would be reached by a group's mailbox; [`Error::NoRoom`] when no seat is free for them.
pub fn restore(tx: &mut Tx<'_>, user: i64, email: Option<&str>) -> Result<()> {
    let person = lookup::again(tx, user, Act::Restore)?;
    if email.is_some_and(|email| !identities::may_lead(&person, email)) {
        return Err(Error::Conflict);
    }
    let (account, now) = (tx.identity().account().id, tx.now());
    let gone = Gone::of(tx.conn(), account, &[user])?.pop().ok_or(Error::NotFound)?;
    if let Some(refusal) = gone.why_not(now) {
        return Err(Error::Forbidden(refusal));
    }
    let back = Standing { deleted: false, ..person.standing };
    seats::room(tx, &person.standing, &back)?.map_err(Error::NoRoom)?;
    diesel::update(users::table.find(user))
        .set((
            users::deleted_at.eq(None::<i64>),
            users::deleted_by_id.eq(None::<i64>),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    tx.record(Entry::new("person.restored", "user", user))?;
    let Some(email) = email else { return index::refresh(tx.conn(), user) };
    addresses::add(tx, user, addresses::Kind::Email, email, false)?;
    greet(tx, user)
}

/// The first letter to a person who is back: they have no password any more. Who goes without one is told why in the log.
fn greet(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, user)?;
    let settings = EndUserSettings::of(tx.conn(), account.id)?;
    if person.standing.is_end_user() && !settings.welcome_on_creation {
        let letter = mail::Letter::Welcome { path: String::new() };
        return mail::suppress(tx, &person, None, &letter, mail::Held::WelcomeOff);
    }
    links::send_welcome(tx, &person).map(drop)
}

/// The person of a path, if they can still be restored.
async fn find(cx: &Cx, id: &str) -> Result<Person> {
    let person = lookup::person(cx, id, Act::Restore).await?;
    let (account, user, now) = (cx.account().id, person.id, cx.now());
    let gone = cx.read(move |c| Ok(Gone::of(c, account, &[user])?.pop())).await?.ok_or(Error::NotFound)?;
    gone.why_not(now).map_or(Ok(person), |refusal| Err(Error::Forbidden(refusal)))
}

impl New<'_> {
    fn path(&self) -> String {
        format!("/admin/people/deleted-users/{}", self.person.id)
    }

    /// The key of which letter goes, or why none.
    fn letter_key(&self) -> &'static str {
        if !self.person.standing.is_end_user() {
            "restore-mail-team"
        } else if self.person.standing.suspended {
            "restore-mail-suspended"
        } else if !self.cx.account().help_center_active {
            "restore-mail-help-center-off"
        } else if !self.welcome {
            "restore-mail-welcome-off"
        } else {
            "restore-mail"
        }
    }
}

impl Several<'_> {
    /// Those who can be restored.
    fn restorable(&self) -> Vec<&Gone> {
        self.people.iter().filter(|(off, _)| off.is_none()).map(|(_, gone)| gone).collect()
    }
}
