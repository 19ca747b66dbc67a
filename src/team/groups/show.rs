//! One group: who is in it, who leaves it, and whose default it is.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Counts, Group};
use super::{PATH, writing};
use crate::error::{Error, Result};
use crate::identity::Person;
use crate::people::model::Row;
use crate::policy::{self, Refusal, Right};
use crate::team::access::why;
use crate::team::picking::{self, Asked, Members, Whom};
use crate::web::{Cx, Form, routes};

#[derive(Template)]
#[template(path = "team/groups/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    group: Group,
    counts: Counts,
    members: Members,
    people: HashMap<i64, Person>,
    /// In how many groups each is, and whether this one is their default.
    standings: HashMap<i64, (i64, bool)>,
    /// Why somebody stays in it.
    trouble: Option<Refusal>,
}

/// `GET /admin/people/groups/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let page = Show::of(&cx, routes::id(&id)?, &asked).await?;
    cx.show(page)
}

/// `POST /admin/people/groups/{id}/removal`
pub async fn remove(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, person) = (routes::id(&id)?, routes::id(form.get("id"))?);
    match cx.write(move |tx| writing::remove(tx, id, person)).await {
        Ok(()) | Err(Error::Conflict) => cx.see_saying(&format!("{PATH}/{id}"), "notice-group-left"),
        Err(Error::Forbidden(refusal @ Refusal::LastGroup)) => {
            let page = Show::of(&cx, id, &Asked::default()).await?;
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Show { trouble: Some(refusal), ..page })
        }
        Err(error) => Err(error),
    }
}

/// `POST /admin/people/groups/{id}/member-default`
pub async fn member_default(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, person) = (routes::id(&id)?, routes::id(form.get("id"))?);
    match cx.write(move |tx| writing::choose_default(tx, id, person)).await {
        // What is so already is what was asked for.
        Ok(()) | Err(Error::Conflict) => cx.see_saying(&format!("{PATH}/{id}"), "notice-group-member-default"),
        Err(error) => Err(error),
    }
}

impl<'a> Show<'a> {
    async fn of(cx: &'a Cx, id: i64, asked: &Asked) -> Result<Self> {
        let (account, cursor) = (cx.account.clone(), asked.cursor());
        let (group, counts, members, people, standings) = cx
            .read(move |c| {
                let group = model::find(c, account.id, id)?;
                let members = picking::page(c, account.id, Whom::InGroup(id), "", cursor)?;
                let people = picking::people(c, &account, &members.page.rows)?;
                let ids: Vec<i64> = people.keys().copied().collect();
                let standings = model::standings(c, id, &ids)?;
                Ok((group, model::counts(c, &[id])?, members, people, standings))
            })
            .await?;
        let counts = counts.get(&id).copied().unwrap_or_default();
        Ok(Self { cx, group, counts, members, people, standings, trouble: None })
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.group.id)
    }

    fn kept(&self) -> bool {
        writing::kept(&self.group, self.counts)
    }

    /// Whether it is a member's default.
    fn is_default_of(&self, row: &Row) -> bool {
        self.standings.get(&row.id).is_some_and(|(_, default)| *default)
    }

    /// The key of why a member cannot leave it.
    fn off(&self, row: &Row) -> Option<&'static str> {
        let groups = self.standings.get(&row.id).map_or(0, |(groups, _)| *groups);
        policy::may_leave_group(&self.people.get(&row.id)?.standing, groups).err().as_ref().map(why)
    }

    fn trouble_key(&self) -> Option<&'static str> {
        self.trouble.as_ref().map(why)
    }

    /// Whether the pages of the members' roles are open to whoever looks.
    fn leads_on(&self) -> bool {
        self.cx.may(Right::SetProductRoles)
    }

    fn previous(&self) -> Option<String> {
        self.members.previous(self.cx, &self.path(), "")
    }

    fn next(&self) -> Option<String> {
        self.members.next(self.cx, &self.path(), "")
    }
}
