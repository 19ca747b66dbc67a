//! Signing in with e-mail and password, and signing out.

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::browsers;
use super::entering::{self, Arrival};
use super::password_rules::{self, About};
use super::settings::SignInSettings;
use crate::accounts::home;
use crate::audit::Entry;
use crate::demo::{self, Card};
use crate::error::{Error, Result};
use crate::identity::{self, Attempt, EndCause, Identity, Tx, limits};
use crate::operator::visits;
use crate::passwords::{self, Passwords};
use crate::policy::Refusal;
use crate::text;
use crate::web::{Cx, Field, Form, local_path};

/// Longest e-mail address, in characters.
pub const EMAIL_MAX: usize = 254;

/// Tries of one source in an hour, right or wrong: a whole office may stand behind it.
pub const TRIES: i32 = 600;

#[derive(Template)]
#[template(path = "access/sign-in.html")]
struct New<'a> {
    cx: &'a Cx,
    email: Field,
    password: Field,
    /// What is wrong with the two together: a title and a sentence.
    fault: Option<(&'a str, String)>,
    /// Where to go on to.
    to: &'a str,
    /// Whether people may sign up by themselves.
    sign_up: bool,
    /// Whether strangers may submit requests.
    submit: bool,
    /// In the demo, whom one can sign in as.
    cards: Vec<Card>,
    /// In the demo, where the operator's console is.
    console: Option<String>,
}

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    to: String,
}

/// `GET /access/sign-in`
pub async fn new(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    if let Some(person) = cx.me() {
        return cx.see(home::of(&person.standing));
    }
    draw(&cx, StatusCode::OK, Field::default(), Field::default(), None, &asked.to).await
}

async fn draw(
    cx: &Cx,
    status: StatusCode,
    email: Field,
    password: Field,
    fault: Option<(&str, String)>,
    to: &str,
) -> Result<HttpResponse> {
    let (cards, realm) = if cx.demo() {
        let account = cx.account.clone();
        cx.read(move |c| Ok((demo::cards(c, &account)?, identity::realm(c)?))).await?
    } else {
        (vec![], None)
    };
    let console = realm.filter(|_| !cx.realm()).map(|realm| cx.state().settings.address(&realm));
    let to = local_path(to).unwrap_or_default();
    let settings = super::sign_up::settings(cx).await?;
    let sign_up = super::sign_up::open(cx, &settings);
    let submit = sign_up && settings.open_to_strangers();
    cx.show_with(status, New { cx, email, password, fault, to, sign_up, submit, cards, console })
}

/// `POST /access/sign-in`
pub async fn create(
    cx: Cx,
    form: Form,
    session: Session,
    passwords: web::Data<Passwords>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    if cx.signed_in().is_some() {
        return Err(Error::OtherIdentity);
    }
    let (mut email, mut password) = (Field::of(text::line(form.get("email"))), Field::default());
    check_email(&cx, &mut email);
    let typed = form.get("password");
    if typed.is_empty() {
        password.fault(cx.t("fault-password-empty"));
    }
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if email.faulty() || password.faulty() {
        return draw(&cx, wrong, email, password, None, form.get("to")).await;
    }
    let source = limits::source(&cx.origin().address);
    if let Err(minutes) = limits::take(cx.state(), cx.account().id, "sign-in", &source, TRIES).await? {
        let fault = (cx.t("sign-in-locked-title"), cx.t1("fault-too-many-forms", "minutes", minutes));
        return draw(&cx, StatusCode::TOO_MANY_REQUESTS, email, password, Some(fault), form.get("to")).await;
    }
    // What is too long to be anybody's password is not hashed, and not right.
    let typed = if typed.chars().count() > passwords::MAX { "" } else { typed };
    let arrival = Arrival::of(&cx, &req, form.get("to"))?;
    let proof = (email.value.as_str(), typed.to_owned());
    let browser = browsers::hashes(&arrival.keys);
    let tried =
        identity::check_sign_in(cx.state(), &passwords, cx.account.clone(), cx.origin(), browser, proof).await?;
    let person = match tried {
        Attempt::Proved(person) => *person,
        Attempt::Wrong { left } => {
            let text = cx.t2("sign-in-wrong-text", "left", i64::from(left), "minutes", identity::LOCK_MINUTES);
            return draw(&cx, wrong, email, password, Some((cx.t("sign-in-wrong-title"), text)), form.get("to")).await;
        }
        Attempt::Locked { minutes } => {
            let text = cx.t1("sign-in-locked-text", "minutes", minutes);
            return draw(&cx, wrong, email, password, Some((cx.t("sign-in-locked-title"), text)), form.get("to")).await;
        }
    };
    let about = About::of(cx.account(), person.root());
    let (typed, user) = (typed.to_owned(), person.root().id);
    let entered = cx
        .write_as(person, move |tx| {
            let person = tx.identity().root().clone();
            let (level, _) = SignInSettings::of(tx.conn(), person.standing.account)?.level(&person.standing);
            let weak = password_rules::check(level, &about, &typed).is_some();
            entering::enter(tx, &person, &arrival, weak)
        })
        .await;
    if let Err(Error::Forbidden(Refusal::Elsewhere)) = &entered {
        // Somebody knows the password, and where they are is not allowed: that is worth a line.
        let system = Identity::system(cx.account.clone(), "sign-in");
        cx.write_as(system, move |tx| tx.record(Entry::new("sign_in.elsewhere", "user", user))).await?;
    }
    entering::answer(&cx, &session, entered?)
}

/// Says what is wrong with an address that somebody should have.
pub(super) fn check_email(cx: &Cx, email: &mut Field) {
    if email.value.is_empty() {
        email.fault(cx.t("fault-email-empty"));
    } else if email.value.chars().count() > EMAIL_MAX {
        email.fault(cx.t1("fault-too-long", "max", EMAIL_MAX as i64));
    }
}

/// `POST /access/sign-out`: ends the session and all its frames. In an assumed tab it ends that tab's frame only, and
/// never touches the root; only where the root may not be any more, everything ends.
pub async fn destroy(cx: Cx, form: Form, session: Session) -> Result<HttpResponse> {
    let Some(identity) = cx.signed_in().cloned() else { return cx.see("/access/sign-in") };
    if cx.frame().is_some() {
        return crate::people::assumption::back(cx, form, session).await;
    }
    let (account, id) = (identity.account().clone(), identity.session_id());
    let leave = move |tx: &mut Tx<'_>| identity::end_session(tx, &account, id, EndCause::SignedOut);
    match identity.visit() {
        // One that is read-only is left as well.
        Some(_) => cx.write_on_stack(identity.clone(), leave).await?,
        None => cx.write(leave).await?,
    };
    session.purge();
    cx.see(if identity.visit().is_some() { visits::LEFT } else { "/access/sign-in" })
}
