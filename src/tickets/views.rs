//! Support's pages of tickets, for team members.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::model::{self, Status, Summary, Ticket, View};
use super::requests::check;
use super::{BODY_MAX, Change, writing};
use crate::db::paging::{Keys, Page};
use crate::error::{Error, Result};
use crate::policy::Right;
use crate::text;
use crate::web::{Cx, Field, Form, query, routes};

#[derive(Template)]
#[template(path = "support/tickets.html")]
struct Index<'a> {
    cx: &'a Cx,
    view: View,
    page: Page<Summary>,
}

#[derive(Template)]
#[template(path = "support/ticket.html")]
struct Show<'a> {
    cx: &'a Cx,
    ticket: &'a Ticket,
    body: Field,
    /// Whether the comment being written is public.
    public: bool,
    /// The status chosen for the ticket.
    status: Status,
    /// The status it had when the form was drawn.
    was: Status,
}

/// Which view and page is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    view: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /agent`
pub async fn home(cx: Cx) -> Result<HttpResponse> {
    cx.see("/agent/tickets")
}

/// `GET /agent/tickets`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let cursor = asked.keys.cursor();
    let view = View::parse(&asked.view).unwrap_or(View::Unsolved);
    let identity = cx.identity()?.clone();
    let page = cx.read(move |c| model::view(c, &identity, view, cursor)).await?;
    cx.show(Index { cx: &cx, view, page })
}

/// `GET /agent/tickets/{number}`
pub async fn show(cx: Cx, number: web::Path<String>) -> Result<HttpResponse> {
    let ticket = find(&cx, &number).await?;
    let public = cx.may(Right::WorkTickets);
    let was = ticket.summary.status;
    let status = after_reading(was);
    cx.show(Show { cx: &cx, ticket: &ticket, body: Field::default(), public, status, was })
}

/// `POST /agent/tickets/{number}/comments`: a public reply or an internal note, and the ticket's new status.
pub async fn comment(cx: Cx, number: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let ticket = find(&cx, &number).await?;
    let works = cx.may(Right::WorkTickets);
    let public = form.get("kind") == "public";
    let chosen = Status::parse(form.get("status")).filter(|s| !matches!(s, Status::New | Status::Closed));
    // Only what the agent changed counts: meanwhile the requester may have moved the ticket on.
    let was = Status::parse(form.get("status_was")).unwrap_or(ticket.summary.status);
    let status = chosen.filter(|s| works && *s != after_reading(was));
    let mut body = Field::of(text::lines(form.get("body")));
    if body.value.is_empty() && status.is_some() {
        // A new status needs no words.
    } else {
        check(&cx, &mut body, BODY_MAX, "fault-comment-empty");
    }
    let shown = chosen.unwrap_or(after_reading(ticket.summary.status));
    if body.faulty() {
        let page = Show { cx: &cx, ticket: &ticket, body, public, status: shown, was };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let number = ticket.summary.number;
    let (kept, change) = (body.value.clone(), Change::Work { public, status });
    match cx.write(move |tx| writing::comment(tx, number, &body.value, &change)).await {
        Ok(()) => {
            let notice = match (kept.is_empty(), public) {
                (true, _) => "notice-ticket-updated",
                (false, true) => "notice-reply-sent",
                (false, false) => "notice-note-added",
            };
            cx.see_saying(&format!("/agent/tickets/{number}"), notice)
        }
        Err(Error::Conflict) => {
            let ticket = find(&cx, &number.to_string()).await?;
            let mut body = Field::of(kept);
            body.fault(cx.t("fault-ticket-closed"));
            let page = Show { cx: &cx, ticket: &ticket, body, public, status: shown, was };
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

/// A new ticket opens with the first answer.
fn after_reading(status: Status) -> Status {
    if status == Status::New { Status::Open } else { status }
}

async fn find(cx: &Cx, number: &str) -> Result<Ticket> {
    let (number, identity) = (routes::id(number)?, cx.identity()?.clone());
    cx.read(move |c| model::ticket(c, &identity, number)).await
}

impl Index<'_> {
    fn views(&self) -> &'static [View] {
        View::ALL
    }

    fn view_key(&self, view: &View) -> String {
        format!("view-{view}")
    }

    fn view_url(&self, view: &View) -> String {
        let name = if *view == View::Unsolved { "" } else { view.as_str() };
        self.cx.url(&format!("/agent/tickets{}", query(&[("view", name)])))
    }

    fn shows(&self, view: &View) -> bool {
        self.view == *view
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|n| self.list("after", n))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|n| self.list("before", n))
    }

    fn list(&self, which: &str, n: i64) -> String {
        let pairs = [("view", self.view.as_str()), (which, &n.to_string())];
        self.cx.url(&format!("/agent/tickets{}", query(&pairs)))
    }
}

impl Show<'_> {
    fn path(&self) -> String {
        format!("/agent/tickets/{}", self.ticket.summary.number)
    }

    fn closed(&self) -> bool {
        self.ticket.summary.status == Status::Closed
    }

    /// Whether the reader may reply publicly and change the ticket.
    fn works(&self) -> bool {
        self.cx.may(Right::WorkTickets)
    }

    /// Whether the reader may open profiles.
    fn sees_people(&self) -> bool {
        self.cx.may(Right::SeePeople)
    }

    /// What the status can be set to.
    fn choices(&self) -> [Status; 4] {
        [Status::Open, Status::Pending, Status::Hold, Status::Solved]
    }

    fn chosen(&self, status: &Status) -> bool {
        self.status == *status
    }
}
