//! Error pages, in the layout and language of whoever asked.

use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use super::cx::{Cx, redirect};
use super::door::{Over, sign_in_for};
use super::forms::Form;
use super::front::RequestId;
use super::urls::Urls;
use crate::error::Error;
use crate::identity::{self, EndCause};
use crate::policy::{Refusal, Right};

#[derive(Template)]
#[template(path = "errors/error.html")]
struct Page<'a> {
    cx: &'a Cx,
    icon: &'static str,
    title: String,
    lines: Vec<String>,
    links: Vec<Link>,
    /// Whether the page has a button to sign out.
    leave: bool,
    typed: Vec<&'a str>,
    request_id: Option<&'a str>,
}

struct Link {
    to: String,
    text: String,
    /// Leaves the assumed identity: opens another tab and does not say where from.
    leave: bool,
}

/// The name of the account's owner, where a page says whom to ask.
#[derive(Clone)]
struct Owner(String);

/// Whom a team member has to ask for what is the owner's. Customers are told nothing of the team.
pub(super) async fn owner_to_ask(cx: &Cx, error: &Error) -> Option<String> {
    let Error::Forbidden(Refusal::Right(right)) = error else { return None };
    if !asks_the_owner(*right) || !cx.may_support() {
        return None;
    }
    let account = cx.account.clone();
    let found = cx.state.db.look_up(move |c| identity::person(c, &account, account.owner_id)).await;
    // Without the name the answer is still one.
    found.inspect_err(|error| log::warn!("the owner's name: {error}")).ok().map(|person| person.name)
}

fn asks_the_owner(right: Right) -> bool {
    matches!(right, Right::ManageSubscription | Right::ManagePayments | Right::HandOver)
}

/// Draws the page of whatever error a handler or the router answered with.
pub(super) async fn draw(res: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = res.status();
    let drawn = res.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if !status.is_client_error() && !status.is_server_error() || drawn {
        return res;
    }
    let error = res.response().error().and_then(|e| e.as_error::<Error>());
    let cx = res.request().extensions().get::<Cx>().cloned();
    if let (Some(cx), Some(error)) = (&cx, error)
        && let Some(owner) = owner_to_ask(cx, error).await
    {
        res.request().extensions_mut().insert(Owner(owner));
    }
    let drawn = match error {
        Some(error) => page(res.request(), error),
        None => page(res.request(), &of_status(status)),
    };
    in_place_of(res, drawn)
}

/// Answers with what was drawn. The error stays with the response: the log wants its text.
pub(super) fn in_place_of(res: ServiceResponse<BoxBody>, drawn: HttpResponse) -> ServiceResponse<BoxBody> {
    let (req, old) = res.into_parts();
    let (head, body) = drawn.into_parts();
    let mut answer = old.set_body(body);
    *answer.status_mut() = head.status();
    for (name, value) in head.headers() {
        answer.headers_mut().insert(name.clone(), value.clone());
    }
    ServiceResponse::new(req, answer)
}

pub(super) fn of_status(status: StatusCode) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Error::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        s if s.is_client_error() => Error::Malformed,
        other => Error::internal(format!("an answer of {other}")),
    }
}

/// The answer to an error.
pub(super) fn page(req: &HttpRequest, error: &Error) -> HttpResponse {
    let Some(cx) = req.extensions().get::<Cx>().cloned() else {
        // Before the account is known there is no look and no language.
        let id = req.extensions().get::<RequestId>().map(|id| id.0.to_string()).unwrap_or_default();
        return HttpResponse::build(error.status_code())
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("text/plain; charset=utf-8")
            .body(format!("{}\n{id}\n", error.status_code()));
    };
    let get = req.method() == actix_web::http::Method::GET;
    if matches!(error, Error::SignedOut) && get {
        let plain = req.uri().path_and_query().map_or("/", |p| p.as_str());
        return redirect(&sign_in_for(&cx.root_urls(), plain));
    }
    let form = req.extensions().get::<Form>().cloned().unwrap_or_default();
    let id = req.extensions().get::<RequestId>().map(|id| id.0.clone());
    let over = req.extensions().get::<Over>().cloned();
    let (icon, title, mut lines) = words(&cx, error, over.as_ref());
    let mut links = links(&cx, error, over.as_ref(), get);
    if let Some(Owner(name)) = req.extensions().get::<Owner>() {
        lines.insert(1.min(lines.len()), cx.t1("error-403-owner", "name", name));
        links.push(Link { to: cx.url("/agent/account-owner"), text: cx.t("who-is-owner").to_owned(), leave: false });
    }
    let html = Page {
        icon,
        title,
        lines,
        links,
        leave: cx.elsewhere() && cx.me().is_some(),
        // What somebody types to sign in is no text to be kept.
        typed: if cx.below("/access") { vec![] } else { form.typed() },
        request_id: matches!(error, Error::Internal(_) | Error::Repeat).then_some(id.as_deref()).flatten(),
        cx: &cx,
    }
    .render();
    match html {
        Ok(html) => HttpResponse::build(error.status_code()).content_type("text/html; charset=utf-8").body(html),
        Err(e) => {
            log::error!("the error page itself fails: {e}");
            HttpResponse::InternalServerError().content_type("text/plain; charset=utf-8").body("500\n")
        }
    }
}

fn words(cx: &Cx, error: &Error, over: Option<&Over>) -> (&'static str, String, Vec<String>) {
    let me = cx.me().map(|p| p.name.clone()).unwrap_or_default();
    let key = match error {
        Error::Forbidden(Refusal::WhileAssumed) => {
            let root = cx.root().map(|p| p.name.clone()).unwrap_or_default();
            return (
                "lock",
                cx.t("error-while-assumed-title").to_owned(),
                vec![cx.t2("error-while-assumed-text", "subject", &me, "root", &root)],
            );
        }
        Error::Forbidden(Refusal::ReadOnly) => {
            let root = cx.root().map(|p| p.name.clone()).unwrap_or_default();
            return (
                "lock",
                cx.t("error-read-only-title").to_owned(),
                vec![
                    cx.t2("error-read-only-text", "subject", &me, "root", &root),
                    cx.t("error-read-only-how").to_owned(),
                ],
            );
        }
        Error::Forbidden(Refusal::Elsewhere) => {
            let from = match cx.origin().address.as_str() {
                "" => cx.t("elsewhere-unknown").to_owned(),
                address => cx.t1("elsewhere-address", "address", address),
            };
            let lines = vec![cx.t("elsewhere-text").to_owned(), from, cx.t("elsewhere-ask").to_owned()];
            return ("lock", cx.t("elsewhere-title").to_owned(), lines);
        }
        Error::Forbidden(Refusal::AccountSuspended) => {
            let by = match over {
                Some(Over::Suspended(Some(operator))) => cx.t1("account-suspended-by", "operator", operator),
                _ => cx.t("account-suspended-text").to_owned(),
            };
            let lines = vec![by, cx.t("account-suspended-ask").to_owned()];
            return ("suspended", cx.t("account-suspended-title").to_owned(), lines);
        }
        Error::Forbidden(refusal) => {
            let mut lines = vec![cx.t(refusal.key()).to_owned()];
            if let Refusal::Right(right) = refusal {
                lines = vec![cx.t(who_can(*right)).to_owned()];
            }
            if let Some(person) = cx.me() {
                lines.push(cx.t2("error-403-signed-in-as", "name", &me, "role", cx.t(person.role_key())));
            }
            return ("lock", cx.t("error-403-title").to_owned(), lines);
        }
        Error::NoRoom(no) => {
            return ("people", cx.t("no-room-title").to_owned(), vec![cx.t(no.key()).to_owned()]);
        }
        Error::Ended(cause) => return ended(cx, *cause, over),
        Error::OtherIdentity => {
            return (
                "swap",
                cx.t("error-409-identity-title").to_owned(),
                vec![cx.t1("error-409-identity-text", "name", &me)],
            );
        }
        Error::SignedOut | Error::Token(_) => "error-401",
        Error::Forged => "error-403-form",
        Error::NotFound => "error-404",
        Error::MethodNotAllowed => "error-405",
        Error::Conflict => "error-409",
        Error::TooLarge => "error-413",
        Error::Malformed => "error-400",
        Error::Busy | Error::Repeat | Error::TooMany(_) => "error-503",
        Error::Internal(_) => "error-500",
    };
    let icon = if matches!(error, Error::NotFound) { "search" } else { "warning" };
    (icon, cx.t(&format!("{key}-title")).to_owned(), vec![cx.t(&format!("{key}-text")).to_owned()])
}

fn ended(cx: &Cx, cause: EndCause, over: Option<&Over>) -> (&'static str, String, Vec<String>) {
    let reason = cx.t(&format!("ended-{}", cause.as_str().replace('_', "-"))).to_owned();
    match over {
        Some(Over::Ended(ended)) if ended.parent_scope.is_some() => {
            let was = cx.t2("error-410-was", "subject", &ended.subject, "time", &cx.long(ended.at));
            ("swap", cx.t("error-410-nested-title").to_owned(), vec![was, reason])
        }
        Some(Over::Ended(ended)) => {
            let root = cx.root().map(|p| p.name.clone()).unwrap_or_default();
            let was = cx.t2("error-410-was", "subject", &ended.subject, "time", &cx.long(ended.at));
            ("swap", cx.t1("error-410-title", "name", &root), vec![was, reason])
        }
        Some(Over::Lost { subject, root }) => {
            let was = cx.t2("error-410-lost", "subject", subject, "root", root);
            ("swap", cx.t("error-410-signed-out-title").to_owned(), vec![was, reason])
        }
        Some(Over::Visit) => {
            let why = match cause {
                EndCause::SignedOut => cx.t("visit-ended-left").to_owned(),
                EndCause::RootChanged => cx.t("visit-ended-staff").to_owned(),
                EndCause::SessionEnded => cx.t("visit-ended-time").to_owned(),
                _ => reason,
            };
            let account = cx.account().name.as_str();
            ("leave", cx.t("error-410-visit-title").to_owned(), vec![cx.t1("error-410-visit", "account", account), why])
        }
        Some(Over::Suspended(_)) | None => ("swap", cx.t("error-410-bare-title").to_owned(), vec![reason]),
    }
}

/// The key of the sentence that says who may use a right.
pub(crate) fn who_can(right: Right) -> &'static str {
    match right {
        Right::UseAdminCenter
        | Right::SeeTeamMembers
        | Right::ReadLogs
        | Right::AssumeAgents
        | Right::ManageOrganizations
        | Right::EditTeamMembers
        | Right::ResetPasswords
        | Right::ErasePeople
        | Right::ImportAndExport
        | Right::ManageEndUserSettings
        | Right::ManageUserFields
        | Right::ManageTeam
        | Right::SetProductRoles
        | Right::SeeContacts
        | Right::ManageSecurity
        | Right::ManageIpRestrictions
        | Right::ManageIntegrations => "who-administrators",
        Right::UseConsole => "who-staff",
        Right::ManageAccounts | Right::ManageStaff | Right::ReadConsoleLog => "who-staff-administrators",
        Right::SwitchAccountAssumption => "who-switches-access",
        Right::ManageRoles | Right::ManageGroups => "who-permitted",
        Right::AssumeAdministrators | Right::ManagePayments | Right::HandOver => "who-owner",
        Right::ManageSubscription => "who-billing",
        Right::AssumeEndUsers
        | Right::WorkTickets
        | Right::SeeAllTickets
        | Right::AddEndUsers
        | Right::EditEndUsers
        | Right::DeleteEndUsers => "who-agents",
        Right::UseSupport | Right::SeePeople | Right::CommentInternally | Right::SeeOrganizations => "who-team-members",
        Right::UseHelpCenter
        | Right::SubmitRequests
        | Right::ChooseLanguage
        | Right::ChangePassword
        | Right::EditOwnProfile => "who-everybody",
    }
}

fn links(cx: &Cx, error: &Error, over: Option<&Over>, get: bool) -> Vec<Link> {
    let here = |to: &str, key: &str| Link { to: cx.url(to), text: cx.t(key).to_owned(), leave: false };
    let plain = |to: &str, key: &str| Link { to: cx.plain(to), text: cx.t(key).to_owned(), leave: false };
    match (error, over) {
        (Error::SignedOut, _) => vec![plain("/access/sign-in", "sign-in")],
        (Error::Ended(_), Some(Over::Ended(ended))) => {
            let scope = ended.parent_scope.as_deref();
            let back = Urls::new(scope).to(&ended.return_path);
            let mut links = vec![Link { to: back, text: cx.t("error-410-back").to_owned(), leave: false }];
            if get {
                let name = cx.root().map(|p| p.name.clone()).unwrap_or_default();
                links.push(Link {
                    to: cx.plain(&cx.path),
                    text: cx.t1("error-410-open-as", "name", &name),
                    leave: false,
                });
            }
            links
        }
        // The console has the way back in, if there is one.
        (Error::Ended(_), Some(Over::Visit)) => {
            let to = cx.state.settings.console();
            let console = Link { to, text: cx.t("visit-to-console").to_owned(), leave: false };
            vec![console, plain("/access/sign-in", "visit-sign-in")]
        }
        (Error::Ended(_), _) => vec![plain("/access/sign-in", "sign-in")],
        // Who is signed in has the button to sign out.
        (Error::Forbidden(Refusal::Elsewhere), _) => match cx.me() {
            Some(_) => vec![],
            None => vec![plain("/access/sign-in", "sign-in")],
        },
        (Error::Forbidden(Refusal::AccountSuspended), _) => vec![],
        (Error::Forbidden(Refusal::WhileAssumed), _) => vec![
            Link { to: cx.plain(&cx.path), text: cx.t("error-while-assumed-open").to_owned(), leave: true },
            here("/", "go-home"),
        ],
        _ if cx.me().is_some() => vec![here("/", "go-home")],
        _ => vec![plain("/access/sign-in", "sign-in")],
    }
}
