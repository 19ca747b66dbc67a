//! `Merge into another user`: find the other, see everything that will happen, confirm. It cannot be undone.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::identities::CONTACTS_MAX;
use super::merger::{self, Choice, Pair, Pick, WhyNot};
use super::model::{self, Row};
use super::{addresses, lookup};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::identity::Person;
use crate::policy::{Act, Role};
use crate::search::{self, Query};
use crate::web::{Cx, Form};

/// Longest search term, in characters.
const TERM_MAX: usize = 100;

#[derive(Template)]
#[template(path = "people/merge-search.html")]
struct Index<'a> {
    cx: &'a Cx,
    person: &'a Person,
    q: &'a str,
    found: Vec<Row>,
    /// Whether there are more.
    more: bool,
}

#[derive(Template)]
#[template(path = "people/merge.html")]
struct New<'a> {
    cx: &'a Cx,
    pair: &'a Pair,
    choices: Vec<Choice>,
    why_not: Option<WhyNot>,
    /// Whether a profile has changed since the page was first shown.
    changed: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /agent/users/{id}/merge`: whom to merge this person into.
pub async fn index(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let person = lookup::person(&cx, &id, Act::Merge).await?;
    let q: String = asked.q.trim().chars().take(TERM_MAX).collect();
    let (account, goes, term) = (cx.account().id, person.id, q.clone());
    let (found, more) = cx
        .read(move |c| {
            if term.is_empty() {
                return Ok((vec![], false));
            }
            let query = Query::of_words(&term).of_role(Role::EndUser).but(goes);
            let page = search::people::page(c, account, &query, Cursor::Start)?.page;
            let mut found = model::rows(c, account, &page.rows)?;
            if let Some(holder) = addresses::holder(c, account, &term)?
                && !found.iter().any(|row| row.id == holder)
            {
                found.extend(model::row(c, account, holder)?);
            }
            found.retain(|row| row.id != goes && row.role == Role::EndUser);
            Ok((found, page.next.is_some()))
        })
        .await?;
    cx.show(Index { cx: &cx, person: &person, q: &q, found, more })
}

/// `GET /agent/users/{id}/merge/{into}`: what will happen.
pub async fn new(cx: Cx, ids: web::Path<(String, String)>) -> Result<HttpResponse> {
    let pair = find(&cx, &ids).await?;
    draw(&cx, StatusCode::OK, &pair, pair.choices(), false)
}

/// `POST /agent/users/{id}/merge/{into}`: `Confirm and Merge`.
pub async fn create(cx: Cx, ids: web::Path<(String, String)>, form: Form) -> Result<HttpResponse> {
    let pair = find(&cx, &ids).await?;
    let (goes, stays) = (pair.goes.person.id, pair.stays.person.id);
    let mut choices = pair.choices();
    let mut picks = BTreeMap::new();
    for choice in &mut choices {
        if let Some(pick) = Pick::parse(form.get(&choice.name)).filter(|p| *p != Pick::Both || choice.both) {
            choice.pick = pick;
            picks.insert(choice.name.clone(), pick);
        }
    }
    let seen = form.get("seen").to_owned();
    match cx.write(move |tx| merger::merge(tx, goes, stays, &seen, &picks)).await {
        Ok(()) => cx.see_saying(&format!("/agent/users/{stays}"), "notice-merged"),
        Err(Error::Conflict) => {
            let pair = find(&cx, &ids).await?;
            draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &pair, choices, true)
        }
        Err(error) => Err(error),
    }
}

fn draw(cx: &Cx, status: StatusCode, pair: &Pair, picked: Vec<Choice>, changed: bool) -> Result<HttpResponse> {
    let mut choices = pair.choices();
    for choice in &mut choices {
        let before = picked.iter().find(|p| p.name == choice.name).map(|p| p.pick);
        choice.pick = before.filter(|p| *p != Pick::Both || choice.both).unwrap_or(choice.pick);
    }
    let why_not = pair.why_not();
    cx.show_with(status, New { cx, pair, choices, changed: changed && why_not.is_none(), why_not })
}

async fn find(cx: &Cx, ids: &(String, String)) -> Result<Pair> {
    let goes = lookup::person(cx, &ids.0, Act::Merge).await?;
    let stays = lookup::person(cx, &ids.1, Act::Merge).await?;
    if goes.id == stays.id {
        return Err(Error::NotFound);
    }
    let account = cx.account.clone();
    cx.read(move |c| Pair::of(c, &account, stays, goes)).await
}

/// Where the profile of somebody who was merged leads on to, if that is why it is not found.
pub(super) async fn lead_on(cx: &Cx, id: &str) -> Result<HttpResponse> {
    let (id, account) = (crate::web::routes::id(id)?, cx.account().id);
    let to = cx.read(move |c| merger::leads_to(c, account, id)).await?.ok_or(Error::NotFound)?;
    cx.see_saying(&format!("/agent/users/{to}"), "notice-merged-person")
}

impl Index<'_> {
    fn path(&self) -> String {
        format!("/agent/users/{}", self.person.id)
    }
}

impl New<'_> {
    fn goes(&self) -> &Person {
        &self.pair.goes.person
    }

    fn stays(&self) -> &Person {
        &self.pair.stays.person
    }

    fn picked(&self, choice: &Choice, pick: &str) -> bool {
        choice.pick.as_str() == pick
    }

    fn label<'a>(&'a self, choice: &'a Choice) -> &'a str {
        match &choice.label {
            Ok(key) => self.cx.t(key),
            Err(title) => title,
        }
    }

    fn why_not_key(&self) -> Option<&'static str> {
        Some(match self.why_not? {
            WhyNot::TooMany => "merge-too-many",
            WhyNot::NoAddress => "merge-no-address",
            WhyNot::ContactsTooMany => "merge-contacts-too-many",
        })
    }

    /// The most that [`Self::why_not_key`] speaks of.
    fn most(&self) -> i64 {
        match self.why_not {
            Some(WhyNot::ContactsTooMany) => CONTACTS_MAX as i64,
            _ => merger::REQUESTS_MAX,
        }
    }
}
