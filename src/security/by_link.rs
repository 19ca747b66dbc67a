//! The pages that one-time links open to set a password: an invitation, and a reset. Either signs in afterwards, like the password
//! that was set: whoever has an authenticator app is asked for a code.

use actix_session::Session;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::entering::{self, Arrival};
use super::links::{self, Found, Over, Purpose};
use super::password::set;
use super::password_rules;
use crate::error::{Error, Result};
use crate::identity::{self, Identity, Person};
use crate::passwords::Passwords;
use crate::people::addresses;
use crate::web::{Cx, Field, Form};

#[derive(Template)]
#[template(path = "access/invitation.html")]
struct Edit<'a> {
    cx: &'a Cx,
    person: &'a Person,
    path: String,
    /// Whether there is a password already.
    again: bool,
    password: Field,
    hint: String,
}

#[derive(Template)]
#[template(path = "access/link-over.html")]
struct Gone<'a> {
    cx: &'a Cx,
    over: Over,
    /// Whether a new one can be asked for on the page of forgotten passwords.
    ask: bool,
}

/// `GET /access/invitation/{token}`
pub async fn invitation(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    edit(&cx, Purpose::SetPassword, &token).await
}

/// `POST /access/invitation/{token}`: sets the first password, verifies the address, signs in.
pub async fn accept(
    cx: Cx,
    token: web::Path<String>,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    update(cx, Purpose::SetPassword, token.into_inner(), form, session, hasher, req).await
}

/// `GET /access/reset/{token}`
pub async fn reset(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    edit(&cx, Purpose::ResetPassword, &token).await
}

/// `POST /access/reset/{token}`: sets another password, ends all sessions, signs in.
pub async fn change(
    cx: Cx,
    token: web::Path<String>,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    update(cx, Purpose::ResetPassword, token.into_inner(), form, session, hasher, req).await
}

async fn edit(cx: &Cx, purpose: Purpose, token: &str) -> Result<HttpResponse> {
    match find(cx, purpose, token).await? {
        Found::Live(found) => draw(cx, StatusCode::OK, purpose, &found.0, token, Field::default()).await,
        Found::Over(over) => gone(cx, over, true),
    }
}

async fn update(
    cx: Cx,
    purpose: Purpose,
    token: String,
    form: Form,
    session: Session,
    hasher: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let (person, address) = match find(&cx, purpose, &token).await? {
        Found::Live(found) => *found,
        Found::Over(over) => return gone(&cx, over, true),
    };
    if cx.signed_in().is_some() {
        return Err(Error::OtherIdentity);
    }
    let mut password = Field::default();
    password_rules::check_new(&cx, &hasher, &mut password, form.get("password"), &person).await?;
    if password.faulty() {
        // Somebody may have used the link meanwhile: then it is their password that was compared with.
        if let Found::Over(over) = find(&cx, purpose, &token).await? {
            return gone(&cx, over, true);
        }
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, purpose, &person, &token, password).await;
    }
    let hash = hasher.hash(form.get("password").to_owned()).await?;
    let (user, arrival) = (person.id, Arrival::of(&cx, &req, "")?);
    let done = cx
        .write_as(Identity::by_link(cx.account.clone(), person), move |tx| {
            links::use_up(tx, &token)?;
            let account = tx.identity().account().clone();
            // Who opens a link that was mailed to an address can read what is mailed there. The address is read again:
            // it may have been removed, or another made the primary contact.
            if let Some(mailed) = &address {
                let address = addresses::find(tx.conn(), account.id, user, mailed.id)?;
                if !address.is_primary {
                    return Err(Error::NotFound);
                }
                addresses::verify(tx, &address)?;
            }
            set(tx, user, &hash, None)?;
            let person = identity::person(tx.conn(), &account, user)?;
            // Whoever knew the old password may know tokens as well. The owner authorizes again what has stopped, others anew.
            if person.standing.owner {
                identity::stop_tokens(tx, user, "password")?;
            } else {
                identity::revoke_tokens(tx, user, "password")?;
            }
            entering::enter(tx, &person, &arrival, false)
        })
        .await;
    match done {
        Ok(entered) => entering::answer(&cx, &session, entered),
        Err(Error::NotFound) => gone(&cx, Over::Used, true),
        Err(error) => Err(error),
    }
}

async fn draw(
    cx: &Cx,
    status: StatusCode,
    purpose: Purpose,
    person: &Person,
    token: &str,
    password: Field,
) -> Result<HttpResponse> {
    let again = purpose == Purpose::ResetPassword;
    let path = format!("/access/{}/{token}", if again { "reset" } else { "invitation" });
    let hint = password_rules::level(cx, person).await?.0.hint(cx);
    Ok(unreferred(cx.show_with(status, Edit { cx, person, path, again, password, hint })?))
}

/// The address is a secret while the link works, so its path is not told; the origin is, or the form would count as one
/// from elsewhere.
pub(super) fn unreferred(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("strict-origin"));
    answer
}

/// The page of a link that does not work. `ask`: whether to lead on to a new one.
pub(super) fn gone(cx: &Cx, over: Over, ask: bool) -> Result<HttpResponse> {
    let ask = ask && over != Over::HelpCenterOff && cx.me().is_none();
    cx.show_with(StatusCode::NOT_FOUND, Gone { cx, over, ask })
}

/// Looks a link up.
pub(super) async fn find(cx: &Cx, purpose: Purpose, token: &str) -> Result<Found> {
    let (account, token, now) = (cx.account.clone(), token.to_owned(), cx.now());
    cx.read(move |c| links::find(c, &account, purpose, &token, now)).await
}

impl Edit<'_> {
    fn heading(&self) -> &str {
        self.cx.t(if self.again { "choose-password" } else { "set-password" })
    }
}

impl Gone<'_> {
    fn title(&self) -> &str {
        self.cx.t(match self.over {
            Over::HelpCenterOff => "help-center-off-title",
            Over::Confirmed => "link-confirmed-title",
            Over::Unknown | Over::Used | Over::Late => "link-over-title",
        })
    }

    fn text(&self) -> &str {
        self.cx.t(match self.over {
            Over::HelpCenterOff => "help-center-off-link",
            Over::Confirmed => "link-confirmed-text",
            Over::Unknown => "link-over-unknown",
            Over::Used => "link-over-used",
            Over::Late => "link-over-late",
        })
    }
}
