//! One case: what was found of the contact, what to do next, what was authorized, and what was done.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::accounts::{look, team_names};
use super::approvals::{self, Approval, Verdict};
use super::cases::{self, Case};
use super::checking::{short_enough, too_many};
use super::contact;
use super::history::{History, Line};
use super::lists::{self, Tag};
use super::result::{self, Bullet, Facts};
use crate::db::schema::{accounts, addresses};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person};
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// A case with everything that its page tells of it.
struct Whole {
    case: Case,
    account: Option<Account>,
    /// The name of the account's owner.
    owner: String,
    /// Whoever of the team writes.
    person: Option<Person>,
    /// Since when their address is verified.
    verified: Option<Moment>,
    by: String,
    /// The authorizations, each with the name of whoever was asked.
    asked: Vec<(Approval, String)>,
    /// The one that counts.
    given: Option<i64>,
    /// The accounts to choose from, if more than one has such a team member.
    choices: Vec<(String, String)>,
    history: History,
}

#[derive(Template)]
#[template(path = "operator/case.html")]
struct Show<'a> {
    cx: &'a Cx,
    whole: Whole,
    note: Field,
    /// The account, for whoever finds out.
    named: Field,
}

/// `GET /operator/cases/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let page = Show::of(&cx, routes::id(&id)?).await?;
    cx.show(page)
}

/// `POST /operator/cases/{id}/notes`
pub async fn note(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    let mut note = Field::of(text::lines(form.get("note")));
    if note.value.is_empty() {
        note.fault(cx.t("fault-note-empty"));
    }
    short_enough(&cx, &mut note);
    if note.faulty() {
        let page = Show { note, ..Show::of(&cx, number).await? };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    cx.write(move |tx| cases::note(tx, number, &note.value)).await?;
    cx.see_saying(&path(number), "notice-case-noted")
}

/// `POST /operator/cases/{id}/check`: `Check again`, in an account that is known by now.
pub async fn check(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    let mut named = Field::of(text::line(form.get("account")));
    let mut account = None;
    if !named.value.is_empty() {
        let (typed, settings) = (named.value.clone(), cx.state().settings.clone());
        match cx.read(move |c| contact::named(c, &settings, &typed)).await {
            Ok(id) => account = Some(id),
            Err(Error::NotFound) => {
                named.fault(cx.t("fault-no-such-account"));
                let page = Show { named, ..Show::of(&cx, number).await? };
                return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(minutes) = too_many(&cx).await? {
        return Err(Error::TooMany(minutes));
    }
    done(&cx, number, cx.write(move |tx| cases::check_again(tx, number, account)).await, "notice-contact-checked")
}

/// `POST /operator/cases/{id}/close`
pub async fn close(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    done(&cx, number, cx.write(move |tx| cases::close(tx, number)).await, "notice-case-closed")
}

/// `POST /operator/cases/{id}/reopen`
pub async fn reopen(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let number = routes::id(&id)?;
    done(&cx, number, cx.write(move |tx| cases::reopen(tx, number)).await, "notice-case-reopened")
}

/// Back to the case. What somebody else did in the meantime is told instead.
pub(super) fn done(cx: &Cx, number: i64, outcome: Result<()>, notice: &'static str) -> Result<HttpResponse> {
    match outcome {
        Ok(()) => cx.see_saying(&path(number), notice),
        Err(Error::Conflict) => cx.see_saying(&path(number), "notice-case-meanwhile"),
        Err(error) => Err(error),
    }
}

/// The path of a case.
pub(super) fn path(number: i64) -> String {
    format!("/operator/cases/{number}")
}

impl Whole {
    fn of(c: &mut Conn, number: i64) -> Result<Self> {
        let case = cases::case(c, number)?;
        let account = match case.account_id {
            Some(id) => Some(identity::account(c, id)?),
            None => None,
        };
        // Nobody is named who is of the team no longer.
        let team = case.sender().is_some_and(|sender| sender.contact.is_team());
        let (mut owner, mut person, mut verified) = (String::new(), None, None);
        if let Some(account) = &account {
            owner = identity::person(c, account, account.owner_id)?.name;
            if let Some(user) = case.user_id.filter(|_| team) {
                person = Some(identity::person(c, account, user)?).filter(|person| person.standing.is_team());
                let theirs = addresses::user_id.eq(user).and(addresses::folded.eq(text::fold_address(&case.address)));
                let at: Option<Option<Moment>> =
                    addresses::table.filter(theirs).select(addresses::verified_at).first(c).optional()?;
                verified = at.flatten();
            }
        }
        let by = lists::staff(c, vec![case.staff_id])?.remove(&case.staff_id).unwrap_or_default();
        let asked = approvals::of_case(c, number)?;
        let given = approvals::given(c, std::slice::from_ref(&case))?.remove(&number);
        let names = match case.account_id {
            Some(account) => team_names(c, account, asked.iter().map(|one| one.user_id).collect())?,
            None => HashMap::new(),
        };
        let name = |id: i64| names.get(&id).cloned().unwrap_or_else(|| "–".to_owned());
        let asked = asked.into_iter().map(|one| (name(one.user_id), one)).map(|(name, one)| (one, name)).collect();
        let choices = match account {
            None => {
                let ids = contact::among_teams(c, &case.address)?;
                let named = accounts::table.filter(accounts::id.eq_any(ids)).order((accounts::name, accounts::id));
                named.select((accounts::subdomain, accounts::name)).load(c)?
            }
            Some(_) => vec![],
        };
        let history = History::of(c, &case)?;
        Ok(Self { history, case, account, owner, person, verified, by, asked, given, choices })
    }
}

impl<'a> Show<'a> {
    async fn of(cx: &'a Cx, number: i64) -> Result<Self> {
        if let Some(account) = cx.read(move |c| Ok(cases::case(c, number)?.account_id)).await? {
            look(cx, account, "case").await?;
        }
        let whole = cx.read(move |c| Whole::of(c, number)).await?;
        Ok(Self { cx, whole, note: Field::default(), named: Field::default() })
    }

    fn faulty(&self) -> bool {
        self.note.faulty() || self.named.faulty()
    }

    fn facts(&self) -> Facts<'_> {
        let Whole { case, account, owner, person, verified, asked, given, .. } = &self.whole;
        let (account, person) = (account.as_ref(), person.as_ref());
        Facts { case, account, person, verified: *verified, owner, asked, given: *given }
    }

    fn bullets(&self) -> Vec<Bullet> {
        result::bullets(self.cx, &self.facts())
    }

    fn next(&self) -> Vec<String> {
        result::next(self.cx, &self.facts())
    }

    fn lines(&self) -> Vec<Line> {
        self.whole.history.lines(self.cx, &self.whole.asked)
    }

    fn tag(&self) -> Tag {
        lists::tag(&self.whole.case)
    }

    fn about(&self) -> &str {
        lists::asked(self.cx, &self.whole.case)
    }

    fn contact(&self) -> &'static str {
        self.whole.case.sender().map_or("answer-unknown", |sender| lists::contact_key(sender.contact))
    }

    /// What became of an authorization, and how that looks.
    fn verdict(&self, one: &Approval) -> Tag {
        Verdict::shown(one.verdict(self.cx.now()))
    }

    fn path(&self) -> String {
        self.cx.url(&path(self.whole.case.id))
    }
}
