//! `Verify a contact`: which address, of which account, and what is asked for. Of every check a case is made.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::accounts;
use super::cases::{self, Case, Filter, TEXT_MAX};
use super::contact;
use super::lists::{Shown, Tag};
use crate::db::paging::Cursor;
use crate::error::{Error, Result};
use crate::identity::{Account, limits};
use crate::people::shapes;
use crate::policy::Ask;
use crate::text;
use crate::web::{Cx, Field, Form, query, routes};

/// Checks of one of the staff in an hour; more than that is no support any more.
pub const CHECKS: i32 = 60;
/// Cases of an account that stand beside the form.
const LATEST: usize = 5;

#[derive(Template)]
#[template(path = "operator/verify.html")]
struct New<'a> {
    cx: &'a Cx,
    /// The account, unless it is to be found.
    account: Option<Account>,
    latest: Vec<Shown>,
    email: Field,
    /// The account as somebody named it.
    named: Field,
    about: Field,
    note: Field,
}

/// `GET /operator/accounts/{id}/verify`
pub async fn of_account(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    accounts::look(&cx, id, "verify").await?;
    let page = New::of(&cx, Some(id), &Form::default()).await?;
    cx.show(page)
}

/// `POST /operator/accounts/{id}/verify`: `Check`.
pub async fn check_in_account(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let page = New::of(&cx, Some(routes::id(&id)?), &form).await?;
    page.check(&cx).await
}

/// `GET /operator/cases/new`: `Which account is this?`
pub async fn anywhere(cx: Cx) -> Result<HttpResponse> {
    let page = New::of(&cx, None, &Form::default()).await?;
    cx.show(page)
}

/// `POST /operator/cases/new`: `Check`.
pub async fn check_anywhere(cx: Cx, form: Form) -> Result<HttpResponse> {
    let page = New::of(&cx, None, &form).await?;
    page.check(&cx).await
}

/// The minutes to wait, if whoever asks has looked up as much as anybody needs to.
pub(super) async fn too_many(cx: &Cx) -> Result<Option<i64>> {
    let me = cx.identity()?.root().id.to_string();
    Ok(limits::take(cx.state(), cx.account().id, "contact", &me, CHECKS).await?.err())
}

/// A text that may not be longer than is kept.
pub(super) fn short_enough(cx: &Cx, field: &mut Field) {
    if field.value.chars().count() > TEXT_MAX {
        field.fault(cx.t1("fault-text-long", "max", TEXT_MAX as i64));
    }
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, account: Option<i64>, form: &Form) -> Result<Self> {
        let (account, latest) = match account {
            Some(id) => {
                let of = Filter { account: Some(id), ..Filter::default() };
                let read = cx.read(move |c| {
                    let account = super::accounts::account(c, id)?;
                    let mut latest: Vec<Case> = cases::page(c, &of, Cursor::Start)?.rows;
                    latest.truncate(LATEST);
                    Ok((account, super::lists::shown(c, latest)?))
                });
                let (account, latest) = read.await?;
                (Some(account), latest)
            }
            None => (None, vec![]),
        };
        Ok(Self {
            cx,
            account,
            latest,
            email: Field::of(text::line(form.get("email"))),
            named: Field::of(text::line(form.get("account"))),
            about: Field::of(form.get("about")),
            note: Field::of(text::lines(form.get("note"))),
        })
    }

    async fn check(mut self, cx: &Cx) -> Result<HttpResponse> {
        match shapes::email(&self.email.value) {
            Ok(email) => self.email.value = email,
            Err(fault) => self.email.fault(fault.text(cx.lang())),
        }
        let ask = Ask::parse(&self.about.value);
        if ask.is_none() {
            self.about.fault(cx.t("fault-ask"));
        }
        short_enough(cx, &mut self.note);
        let mut account = self.account.as_ref().map(|account| account.id);
        if account.is_none() && !self.named.value.is_empty() {
            let (typed, settings) = (self.named.value.clone(), cx.state().settings.clone());
            match cx.read(move |c| contact::named(c, &settings, &typed)).await {
                Ok(id) => account = Some(id),
                Err(Error::NotFound) => self.named.fault(cx.t("fault-no-such-account")),
                Err(error) => return Err(error),
            }
        }
        let Some(ask) = ask.filter(|_| !self.faulty()) else {
            return self.again(StatusCode::UNPROCESSABLE_ENTITY).await;
        };
        if let Some(minutes) = too_many(cx).await? {
            self.email.fault(cx.t1("fault-too-many-checks", "minutes", minutes));
            return self.again(StatusCode::TOO_MANY_REQUESTS).await;
        }
        let (address, note) = (self.email.value.clone(), self.note.value.clone());
        let number = cx.write(move |tx| cases::check(tx, account, &address, ask, &note)).await?;
        cx.see_saying(&format!("/operator/cases/{number}"), "notice-contact-checked")
    }

    /// Shows the form again, which is another look at the account.
    async fn again(self, status: StatusCode) -> Result<HttpResponse> {
        if let Some(account) = &self.account {
            accounts::look(self.cx, account.id, "verify").await?;
        }
        let cx = self.cx;
        cx.show_with(status, self)
    }

    fn faulty(&self) -> bool {
        [&self.email, &self.named, &self.about, &self.note].into_iter().any(Field::faulty)
    }

    fn title(&self) -> &str {
        self.cx.t(if self.account.is_some() { "console-tab-verify" } else { "verify-anywhere" })
    }

    fn action(&self) -> String {
        match &self.account {
            Some(account) => format!("/operator/accounts/{}/verify", account.id),
            None => "/operator/cases/new".to_owned(),
        }
    }

    fn asks(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Ask::ALL.iter().map(|ask| (ask.as_str(), super::lists::ask_key(*ask)))
    }

    /// Where all cases of the account are.
    fn all(&self) -> String {
        let name = self.account.as_ref().map(|account| account.id.to_string()).unwrap_or_default();
        self.cx.url(&format!("/operator/cases{}", query(&[("account", &name), ("state", "all")])))
    }

    fn tag(&self, case: &Case) -> Tag {
        super::lists::tag(case)
    }
}
