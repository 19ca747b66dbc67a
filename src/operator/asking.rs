//! Asking for a written authorization, from a case, and withdrawing that.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::accounts;
use super::approvals;
use super::case_page::{done, path};
use super::cases::{self, Case};
use super::checking::short_enough;
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, limits};
use crate::policy::Answer;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Authorizations that one of the staff asks for in an hour: each is mailed to somebody who has asked for nothing.
pub const ASKED: i32 = 20;

#[derive(Template)]
#[template(path = "operator/authorization.html")]
struct New<'a> {
    cx: &'a Cx,
    case: Case,
    account: Account,
    people: Vec<Person>,
    /// Whether somebody is asked already, whom this replaces.
    waits: bool,
    what: Field,
    to: Field,
}

/// `GET /operator/cases/{id}/authorization`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    match New::of(&cx, number, &Form::default()).await? {
        Some(page) => page.show(StatusCode::OK).await,
        None => cx.see(&path(number)),
    }
}

/// `POST /operator/cases/{id}/authorization`: `Request authorization`.
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    let Some(mut page) = New::of(&cx, number, &form).await? else { return cx.see(&path(number)) };
    if page.what.value.is_empty() {
        page.what.fault(cx.t("fault-what-empty"));
    }
    short_enough(&cx, &mut page.what);
    let to = page.to.value.parse::<i64>().ok().filter(|id| page.people.iter().any(|person| person.id == *id));
    let Some(to) = to.filter(|_| !page.what.faulty()) else {
        if to.is_none() {
            page.to.fault(cx.t("fault-approver"));
        }
        return page.show(StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let me = cx.identity()?.root().id.to_string();
    if let Err(minutes) = limits::take(cx.state(), cx.account().id, "approval", &me, ASKED).await? {
        return Err(Error::TooMany(minutes));
    }
    let what = page.what.value.clone();
    match cx.write(move |tx| approvals::ask(tx, number, to, &what)).await {
        Ok(()) => cx.see_saying(&path(number), "notice-approval-asked"),
        // In the meantime they became somebody who cannot be asked, or there is nothing to ask any more.
        Err(Error::Conflict) => match New::of(&cx, number, &form).await? {
            Some(mut page) => {
                page.to.fault(cx.t("fault-approver"));
                page.show(StatusCode::CONFLICT).await
            }
            None => cx.see(&path(number)),
        },
        Err(error) => Err(error),
    }
}

/// `POST /operator/cases/{id}/withdrawal`
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    let withdrawn = cx
        .write(move |tx| {
            cases::open_case(tx, number)?;
            if approvals::withdraw(tx, number)? { Ok(()) } else { Err(Error::Conflict) }
        })
        .await;
    done(&cx, number, withdrawn, "notice-approval-withdrawn")
}

impl<'a> New<'a> {
    /// Nothing, where nothing can be authorized.
    async fn of(cx: &'a Cx, number: i64, form: &Form) -> Result<Option<Self>> {
        let now = cx.now();
        let read = cx.read(move |c| {
            let case = cases::case(c, number)?;
            let Some(id) = case.account_id.filter(|_| case.may_be_authorized()) else { return Ok(None) };
            let account = identity::account(c, id)?;
            let people = approvals::people(c, &account, case.needed())?;
            let waits = approvals::of_case(c, number)?.iter().any(|one| one.waits(now));
            Ok(Some((case, account, people, waits)))
        });
        let (what, to) = (Field::of(text::lines(form.get("what"))), Field::of(form.get("to")));
        Ok(read.await?.map(|(case, account, people, waits)| Self { cx, case, account, people, waits, what, to }))
    }

    /// Shows it, which is a look at the account.
    async fn show(self, status: StatusCode) -> Result<HttpResponse> {
        accounts::look(self.cx, self.account.id, "authorization").await?;
        let cx = self.cx;
        cx.show_with(status, self)
    }

    fn faulty(&self) -> bool {
        self.what.faulty() || self.to.faulty()
    }

    fn picked(&self, person: &Person) -> bool {
        self.to.value == person.id.to_string()
    }

    /// The key of what is said of whom to ask.
    fn hint(&self) -> &'static str {
        if self.case.needed() == Answer::NeedsOwner { "approval-to-owner" } else { "approval-to-hint" }
    }

    fn hours(&self) -> i64 {
        approvals::HOURS
    }

    fn path(&self) -> String {
        self.cx.url(&path(self.case.id))
    }
}
