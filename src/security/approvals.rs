//! Written authorizations that the operator's staff ask for: the page that the letter's link opens, where the one who was asked answers, as
//! themselves; and the list of them all.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::by_link::unreferred;
use crate::db::paging::{Cursor, Keys, Page};
use crate::db::schema::users;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity;
use crate::operator::approvals::{self, Approval, Verdict};
use crate::operator::cases::TEXT_MAX;
use crate::text;
use crate::web::{Cx, Field, Form, query};

/// The list.
pub const PATH: &str = "/admin/account/logs/authorizations";

#[derive(Template)]
#[template(path = "access/authorization.html")]
struct Edit<'a> {
    cx: &'a Cx,
    one: Approval,
    token: String,
    /// Who asks, and for which company.
    by: String,
    company: String,
    comment: Field,
    choice: Field,
}

/// `GET /access/authorization/{token}`
pub async fn edit(cx: Cx, token: web::Path<String>) -> Result<HttpResponse> {
    let page = Edit::of(&cx, token.into_inner()).await?;
    Ok(unreferred(cx.show(page)?))
}

/// `POST /access/authorization/{token}`: approve or refuse.
pub async fn update(cx: Cx, token: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let mut page = Edit::of(&cx, token.into_inner()).await?;
    page.comment.value = text::lines(form.get("comment"));
    if page.comment.value.chars().count() > TEXT_MAX {
        page.comment.fault(cx.t1("fault-text-long", "max", TEXT_MAX as i64));
    }
    let approve = match form.get("choice") {
        "approve" => true,
        "refuse" => false,
        _ => {
            page.choice.fault(cx.t("fault-authorization-choice"));
            false
        }
    };
    page.choice.value = form.get("choice").to_owned();
    if page.waits() && page.faulty() {
        return Ok(unreferred(cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)?));
    }
    let (token, comment) = (page.token.clone(), page.comment.value.clone());
    let done = cx.write(move |tx| approvals::answer(tx, &token, approve, &comment)).await;
    match done {
        Ok(()) => cx.see_saying(&format!("/access/authorization/{}", page.token), "notice-authorization-answered"),
        // The page tells what came first.
        Err(Error::Conflict) => {
            let page = Edit::of(&cx, page.token).await?;
            Ok(unreferred(cx.show_with(StatusCode::CONFLICT, page)?))
        }
        Err(error) => Err(error),
    }
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx, token: String) -> Result<Self> {
        let me = cx.identity()?.root().clone();
        let asked = token.clone();
        let (one, by, company) = cx
            .read(move |c| {
                let one = approvals::find(c, &me, &asked)?;
                let realm = identity::realm(c)?.ok_or(Error::NotFound)?;
                let by = identity::person(c, &realm, one.staff_id)?.name;
                Ok((one, by, realm.name))
            })
            .await?;
        Ok(Self { cx, one, token, by, company, comment: Field::default(), choice: Field::default() })
    }

    fn waits(&self) -> bool {
        self.one.waits(self.cx.now())
    }

    fn faulty(&self) -> bool {
        self.comment.faulty() || self.choice.faulty()
    }

    /// What became of it, in words.
    fn over(&self) -> String {
        let verdict = self.one.verdict(self.cx.now());
        let at = self.cx.long(self.one.answered_at.unwrap_or(self.one.expires_at));
        let key = match verdict {
            Some(Verdict::Approved) => "authorization-you-approved",
            Some(Verdict::Refused) => "authorization-you-refused",
            Some(Verdict::Withdrawn) => "authorization-was-withdrawn",
            Some(Verdict::Expired) | None => "authorization-ran-out",
        };
        self.cx.t1(key, "time", at.as_str())
    }

    fn icon(&self) -> &'static str {
        match self.one.verdict(self.cx.now()) {
            Some(Verdict::Approved) => "check",
            Some(Verdict::Refused) => "close",
            _ => "clock",
        }
    }
}

#[derive(Template)]
#[template(path = "security/authorizations.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Approval>,
    names: HashMap<i64, String>,
    company: String,
}

/// `GET /admin/account/logs/authorizations`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (account, cursor) = (cx.account().id, asked.cursor());
    let (page, names, company) = cx.read(move |c| list(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page, names, company })
}

type List = (Page<Approval>, HashMap<i64, String>, String);

fn list(c: &mut Conn, account: i64, cursor: Cursor) -> Result<List> {
    let page = approvals::of_account(c, account, cursor)?;
    // People of the account, and those of the realm who asked them.
    let ids: Vec<i64> = page.rows.iter().flat_map(|one| [one.user_id, one.staff_id]).collect();
    let names = users::table.filter(users::id.eq_any(ids)).select((users::id, users::name));
    let names = names.load::<(i64, String)>(c)?.into_iter().collect();
    Ok((page, names, identity::realm(c)?.map(|realm| realm.name).unwrap_or_default()))
}

impl Index<'_> {
    fn name(&self, id: &i64) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    fn shown(&self, one: &Approval) -> (&'static str, &'static str) {
        Verdict::shown(one.verdict(self.cx.now()))
    }

    /// When it ended.
    fn ended(&self, one: &Approval) -> Option<Moment> {
        one.verdict(self.cx.now()).map(|_| one.answered_at.unwrap_or(one.expires_at))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.at("before", id))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.at("after", id))
    }

    fn at(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{PATH}{}", query(&[(which, &id.to_string())])))
    }
}
