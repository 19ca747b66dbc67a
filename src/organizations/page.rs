//! One organization: what is known of it, and its people or tickets.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::list::counted;
use super::model::{self, Organization};
use crate::db::paging::{Keys, Page};
use crate::error::Result;
use crate::people::model::Row;
use crate::people::settings::EndUserSettings;
use crate::policy::Right;
use crate::tickets::model::{Summary, of_organization};
use crate::web::{Cx, query, routes};

#[derive(Template)]
#[template(path = "organizations/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    organization: &'a Organization,
    /// Whether the account shows tags of people and organizations.
    tags_shown: bool,
    list: List,
}

/// What is listed: the tab.
enum List {
    People(Page<Row>),
    Tickets(Page<Summary>),
}

/// `GET /agent/organizations/{id}`: its people.
pub async fn people(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (id, account, cursor) = (routes::id(&id)?, cx.account().id, asked.cursor());
    let (organization, tags_shown, page) = cx
        .read(move |c| {
            let organization = model::organization(c, account, id)?;
            let tags_shown = EndUserSettings::of(c, account)?.tags_on_people;
            Ok((organization, tags_shown, model::members(c, account, id, cursor)?))
        })
        .await?;
    cx.show(Show { cx: &cx, organization: &organization, tags_shown, list: List::People(page) })
}

/// `GET /agent/organizations/{id}/tickets`: its tickets, as far as whoever looks may see them.
pub async fn tickets(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (id, identity, cursor) = (routes::id(&id)?, cx.identity()?.clone(), asked.cursor());
    let (organization, tags_shown, page) = cx
        .read(move |c| {
            let account = identity.account().id;
            let organization = model::organization(c, account, id)?;
            let tags_shown = EndUserSettings::of(c, account)?.tags_on_people;
            Ok((organization, tags_shown, of_organization(c, &identity, id, cursor)?))
        })
        .await?;
    cx.show(Show { cx: &cx, organization: &organization, tags_shown, list: List::Tickets(page) })
}

impl Show<'_> {
    fn path(&self) -> String {
        self.organization.row.path()
    }

    fn tickets_path(&self) -> String {
        format!("{}/tickets", self.path())
    }

    fn manages(&self) -> bool {
        self.cx.may(Right::ManageOrganizations)
    }

    fn sees_all_tickets(&self) -> bool {
        self.cx.may(Right::SeeAllTickets)
    }

    fn people_count(&self) -> String {
        counted(self.cx, &self.organization.people)
    }

    fn link(&self, which: &str, id: i64) -> String {
        let path = match self.list {
            List::People(_) => self.path(),
            List::Tickets(_) => self.tickets_path(),
        };
        self.cx.url(&format!("{path}{}", query(&[(which, &id.to_string())])))
    }

    fn next(&self) -> Option<String> {
        let next = match &self.list {
            List::People(page) => page.next,
            List::Tickets(page) => page.next,
        };
        next.map(|id| self.link("after", id))
    }

    fn previous(&self) -> Option<String> {
        let previous = match &self.list {
            List::People(page) => page.previous,
            List::Tickets(page) => page.previous,
        };
        previous.map(|id| self.link("before", id))
    }
}
