//! The Help Center's pages of requests, for whoever asked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Status, Summary, Ticket};
use super::{BODY_MAX, Change, SUBJECT_MAX, strangers, writing};
use crate::db::paging::{Keys, Page};
use crate::error::{Error, Result};
use crate::people::memberships::{self, Membership};
use crate::policy::Right;
use crate::text;
use crate::web::{Cx, Field, Form, query, routes};

#[derive(Template)]
#[template(path = "help-center/requests.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Summary>,
    /// Whether these are the requests of one's organizations.
    of_organizations: bool,
    /// Whether whoever acts sees such requests at all.
    sees_organizations: bool,
}

#[derive(Template)]
#[template(path = "help-center/new-request.html")]
struct New<'a> {
    cx: &'a Cx,
    subject: Field,
    body: Field,
    /// The organizations to choose from; nobody chooses from one.
    organizations: Vec<Membership>,
    organization: Field,
}

#[derive(Template)]
#[template(path = "help-center/request.html")]
struct Show<'a> {
    cx: &'a Cx,
    ticket: &'a Ticket,
    body: Field,
}

/// `GET /hc`
pub async fn home(cx: Cx) -> Result<HttpResponse> {
    cx.see("/hc/requests")
}

/// `GET /hc/requests`: my requests.
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let identity = cx.identity()?.clone();
    let (page, sees) = cx
        .read(move |c| Ok((model::requests(c, &identity, cursor)?, model::sees_organization_requests(c, &identity)?)))
        .await?;
    cx.show(Index { cx: &cx, page, of_organizations: false, sees_organizations: sees })
}

/// `GET /hc/requests/organization`: the requests of one's organizations, for whom they share them with.
pub async fn of_organizations(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let cursor = asked.cursor();
    let identity = cx.identity()?.clone();
    let page = cx.read(move |c| model::organization_requests(c, &identity, cursor)).await?;
    let page = page.ok_or(Error::NotFound)?;
    cx.show(Index { cx: &cx, page, of_organizations: true, sees_organizations: true })
}

/// `GET /hc/requests/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    let Some(identity) = cx.signed_in().cloned() else { return strangers::new(&cx).await };
    cx.read(move |c| writing::ensure_may_submit(c, &identity)).await?;
    let organizations = organizations(&cx).await?;
    let default = organizations.iter().find(|m| m.is_default).map(|m| m.organization_id.to_string());
    let organization = Field::of(default.unwrap_or_default());
    cx.show(New { cx: &cx, subject: Field::default(), body: Field::default(), organizations, organization })
}

/// `POST /hc/requests`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    if cx.signed_in().is_none() {
        return strangers::create(&cx, &form).await;
    }
    cx.identity()?.ensure(Right::SubmitRequests)?;
    let mut subject = Field::of(text::without_scopes(&text::line(form.get("subject"))));
    let mut body = Field::of(text::lines(form.get("body")));
    check(&cx, &mut subject, SUBJECT_MAX, "fault-subject-empty");
    check(&cx, &mut body, BODY_MAX, "fault-description-empty");
    let organizations = organizations(&cx).await?;
    let mut organization = Field::of(form.get("organization"));
    let chosen = organizations.iter().map(|m| m.organization_id).find(|id| id.to_string() == organization.value);
    if organizations.len() > 1 && chosen.is_none() {
        organization.fault(cx.t("fault-organization-choice"));
    }
    if subject.faulty() || body.faulty() || organization.faulty() {
        let page = New { cx: &cx, subject, body, organizations, organization };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let number = cx.write(move |tx| writing::create(tx, &subject.value, &body.value, chosen)).await?;
    cx.see_saying(&format!("/hc/requests/{number}"), "notice-request-submitted")
}

/// `GET /hc/requests/{number}`
pub async fn show(cx: Cx, number: web::Path<String>) -> Result<HttpResponse> {
    let ticket = find(&cx, &number).await?;
    cx.show(Show { cx: &cx, ticket: &ticket, body: Field::default() })
}

/// `POST /hc/requests/{number}/comments`: a reply, or `Mark as solved`.
pub async fn comment(cx: Cx, number: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let ticket = find(&cx, &number).await?;
    let solve = form.has("solve");
    let mut body = Field::of(text::lines(form.get("body")));
    if !(solve && body.value.is_empty()) {
        check(&cx, &mut body, BODY_MAX, "fault-reply-empty");
    }
    if body.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Show { cx: &cx, ticket: &ticket, body });
    }
    let number = ticket.summary.number;
    let change = if solve { Change::Solve } else { Change::Reply };
    let kept = body.value.clone();
    match cx.write(move |tx| writing::comment(tx, number, &body.value, &change)).await {
        Ok(()) => {
            let notice = if solve { "notice-request-solved" } else { "notice-reply-sent" };
            cx.see_saying(&format!("/hc/requests/{number}"), notice)
        }
        // The ticket moved on meanwhile: it is shown as it now stands, with what was typed.
        Err(Error::Conflict) => {
            let ticket = find(&cx, &number.to_string()).await?;
            let mut body = Field::of(kept);
            body.fault(cx.t(if solve { "fault-cannot-solve" } else { "fault-request-closed" }));
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Show { cx: &cx, ticket: &ticket, body })
        }
        Err(error) => Err(error),
    }
}

/// The organizations that a new request can be for, if there is anything to choose.
async fn organizations(cx: &Cx) -> Result<Vec<Membership>> {
    let me = cx.identity()?.effective().id;
    let found = cx.read(move |c| memberships::of(c, me)).await?;
    Ok(if found.len() > 1 { found } else { vec![] })
}

async fn find(cx: &Cx, number: &str) -> Result<Ticket> {
    let (number, identity) = (routes::id(number)?, cx.identity()?.clone());
    cx.read(move |c| model::request(c, &identity, number)).await
}

/// Says what is wrong with a required text.
pub(super) fn check(cx: &Cx, field: &mut Field, max: usize, empty: &str) {
    if field.value.is_empty() {
        field.fault(cx.t(empty));
    } else if field.value.chars().count() > max {
        field.fault(cx.t1("fault-too-long", "max", max as i64));
    }
}

impl New<'_> {
    fn chosen(&self, membership: &Membership) -> bool {
        self.organization.value == membership.organization_id.to_string()
    }

    fn faulty(&self) -> bool {
        self.subject.faulty() || self.body.faulty() || self.organization.faulty()
    }
}

impl Index<'_> {
    fn next(&self) -> Option<String> {
        self.page.next.map(|n| self.list("after", n))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|n| self.list("before", n))
    }

    fn list(&self, which: &str, n: i64) -> String {
        let path = if self.of_organizations { "/hc/requests/organization" } else { "/hc/requests" };
        self.cx.url(&format!("{path}{}", query(&[(which, &n.to_string())])))
    }
}

impl Show<'_> {
    fn path(&self) -> String {
        format!("/hc/requests/{}", self.ticket.summary.number)
    }

    /// Whether whoever looks asked for it; others see it as members of its organization.
    fn asked(&self) -> bool {
        self.cx.me().is_some_and(|me| me.id == self.ticket.summary.requester.0)
    }

    fn closed(&self) -> bool {
        self.ticket.summary.status == Status::Closed
    }

    /// Whether `Mark as solved` is on; the page says why not.
    fn solvable(&self) -> bool {
        self.ticket.assignee_id.is_some() && !matches!(self.ticket.summary.status, Status::Solved | Status::Closed)
    }

    fn solved(&self) -> bool {
        matches!(self.ticket.summary.status, Status::Solved | Status::Closed)
    }
}
