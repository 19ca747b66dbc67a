//! One-time links to set a first password: 256 random bits, kept as a hash, used once, void after three days or when
//! a newer one is made.

use actix_session::Session;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::password::{check_new, set};
use crate::accounts::home;
use crate::audit::Entry;
use crate::db::schema::links;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Identity, Person, Tx};
use crate::passwords::Passwords;
use crate::secrets;
use crate::text_enum;
use crate::web::{Cx, Field, Form, carry};

/// Hours for which an invitation works.
pub const HOURS: i64 = 72;

#[derive(Template)]
#[template(path = "access/invitation.html")]
struct Edit<'a> {
    cx: &'a Cx,
    person: &'a Person,
    token: &'a str,
    password: Field,
}

text_enum! {
    /// What a one-time link is for.
    pub enum Purpose {
        /// To choose a first password; it verifies the primary address.
        SetPassword = "set_password",
        /// To choose another password.
        ResetPassword = "reset_password",
        /// To verify an address.
        VerifyAddress = "verify_address",
    }
}

/// Makes a one-time link for a person; answers its token. Older ones for the same purpose (and address) are void from
/// then on. The caller records why.
pub fn make(tx: &mut Tx<'_>, user: i64, purpose: Purpose, address: Option<i64>, hours: i64) -> Result<String> {
    let (token, account, now) = (secrets::token::<32>()?, tx.identity().account().id, tx.now());
    let older = links::user_id.eq(user).and(links::used_at.is_null()).and(links::purpose.eq(purpose));
    let void = links::used_at.eq(Some(now.0));
    match address {
        Some(id) => {
            diesel::update(links::table.filter(older.and(links::address_id.eq(id)))).set(void).execute(tx.conn())
        }
        None => diesel::update(links::table.filter(older)).set(void).execute(tx.conn()),
    }?;
    diesel::insert_into(links::table)
        .values((
            links::account_id.eq(account),
            links::user_id.eq(user),
            links::purpose.eq(purpose),
            links::address_id.eq(address),
            links::token_hash.eq(secrets::sha256(token.as_bytes())),
            links::created_at.eq(now.0),
            links::expires_at.eq(now.plus_minutes(hours * 60).0),
        ))
        .execute(tx.conn())?;
    Ok(token)
}

/// Makes an invitation for a person; answers its path. Older ones are void from then on.
pub fn invite(tx: &mut Tx<'_>, user: i64) -> Result<String> {
    let token = make(tx, user, Purpose::SetPassword, None, HOURS)?;
    tx.record(Entry::new("person.invited", "user", user))?;
    Ok(format!("/access/invitation/{token}"))
}

/// `GET /access/invitation/{token}`
pub async fn edit(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    let person = find(&cx, &token).await?;
    draw(&cx, StatusCode::OK, &person, &token, Field::default())
}

/// `POST /access/invitation/{token}`: sets the password and signs in.
pub async fn update(
    cx: Cx,
    token: web::Path<String>,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let person = find(&cx, &token).await?;
    if cx.signed_in().is_some() {
        return Err(Error::OtherIdentity);
    }
    let mut password = Field::default();
    check_new(&cx, &mut password, form.get("password"), person.email.as_deref());
    if password.faulty() {
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, &token, password);
    }
    let hash = hasher.hash(form.get("password").to_owned()).await?;
    let agent = req.headers().get("user-agent").and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned();
    let (user, role) = (person.id, person.standing.role);
    let key = cx
        .write_as(Identity::by_link(cx.account.clone(), person), move |tx| {
            use_up(tx, &token)?;
            set(tx, user, &hash, None)?;
            let account = tx.identity().account().clone();
            let person = identity::person(tx.conn(), &account, user)?;
            identity::create_session(tx, &person, &agent)
        })
        .await?;
    carry(&session, Some(key))?;
    cx.see(home::of(role))
}

fn draw(cx: &Cx, status: StatusCode, person: &Person, token: &str, password: Field) -> Result<HttpResponse> {
    let mut answer = cx.show_with(status, Edit { cx, person, token, password })?;
    // The address is a secret while the link works, so its path is not told; the origin is, or the form would count
    // as one from elsewhere.
    answer.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("strict-origin"));
    Ok(answer)
}

async fn find(cx: &Cx, token: &str) -> Result<Person> {
    let (account, token, now) = (cx.account.clone(), token.to_owned(), cx.now());
    cx.read(move |c| holder(c, &account, &token, now)).await
}

fn holder(c: &mut Conn, account: &Account, token: &str, now: Moment) -> Result<Person> {
    let user: i64 = links::table
        .filter(links::token_hash.eq(secrets::sha256(token.as_bytes())).and(links::account_id.eq(account.id)))
        .filter(links::purpose.eq(Purpose::SetPassword).and(links::used_at.is_null()).and(links::expires_at.gt(now.0)))
        .select(links::user_id)
        .first(c)?;
    let person = identity::person(c, account, user)?;
    if identity::may_sign_in(account, &person) { Ok(person) } else { Err(Error::NotFound) }
}

/// Takes the link; exactly one of many at once succeeds.
fn use_up(tx: &mut Tx<'_>, token: &str) -> Result<()> {
    let now = tx.now();
    let taken = diesel::update(
        links::table
            .filter(links::token_hash.eq(secrets::sha256(token.as_bytes())))
            .filter(links::used_at.is_null().and(links::expires_at.gt(now.0))),
    )
    .set(links::used_at.eq(Some(now.0)))
    .execute(tx.conn())?;
    if taken == 1 { Ok(()) } else { Err(Error::NotFound) }
}
