//! `Enter account`, in the console: beginning a visit, the visits that are on, and asking to be let in.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::emergencies::{self, Emergency};
use super::log::{self, Listed};
use super::requests::{self, Request};
use crate::audit::Entry;
use crate::db::Moment;
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, REASON_MAX};
use crate::operator::accounts;
use crate::operator::cases::{self, Case};
use crate::operator::lists::answer_tag;
use crate::policy::{self, Answer, Refusal, Right};
use crate::security::grants::{self, Access};
use crate::text;
use crate::web::{Cx, Field, Form, routes};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/enter.html")]
struct Edit<'a> {
    cx: &'a Cx,
    account: Account,
    /// Whether the account lets the operator's staff in.
    access: Access,
    /// Who let them in, where somebody did.
    granted: Option<(String, Moment)>,
    emergency: Option<Emergency>,
    live: Vec<Listed>,
    cases: Vec<Case>,
    request: Option<Request>,
    case: Field,
    reason: Field,
    read_only: bool,
    /// The form of asking to be let in.
    ask_case: Field,
    ask_reason: Field,
}

/// For which case.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    case: String,
}

/// `GET /operator/accounts/{id}/enter`
pub async fn edit(cx: Cx, id: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    accounts::look(&cx, id, "enter").await?;
    let mut page = page(&cx, id).await?;
    let number = asked.case.parse().unwrap_or_default();
    if let Some(case) = cx.read(move |c| cases::of_account(c, id, number)).await? {
        (page.case, page.ask_case) = (Field::of(case.id.to_string()), Field::of(case.id.to_string()));
        if !page.cases.iter().any(|one| one.id == case.id) {
            page.cases.insert(0, case);
        }
    }
    let action = page.account_origin();
    Ok(posting_to(cx.show(page)?, &action))
}

/// `POST /operator/accounts/{id}/enter`: begins a visit, and goes on to the account's own host to enter it.
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    // What is wrong comes back with the whole page.
    accounts::look(&cx, id, "enter").await?;
    let mut page = page(&cx, id).await?;
    (page.case, page.reason) = (Field::of(form.get("case")), Field::of(text::line(form.get("reason"))));
    page.read_only = form.get("mode") == "look";
    if !page.open() {
        return Err(Error::Forbidden(Refusal::NotLetIn));
    }
    let case = check(&cx, id, &mut page.case, &mut page.reason).await?;
    let Some(case) = case else {
        let action = page.account_origin();
        return Ok(posting_to(cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)?, &action));
    };
    let (reason, read_only) = (page.reason.value.clone(), page.read_only);
    let address = cx.state().settings.address(&page.account);
    let token = cx
        .write(move |tx| {
            tx.identity().ensure(Right::UseConsole)?;
            // It may have been closed, or moved, since the form was drawn.
            if cases::of_account(tx.conn(), id, case)?.is_none() {
                return Err(Error::Conflict);
            }
            let by = tx.identity().clone();
            let now = tx.now();
            let emergency = emergencies::of(tx.conn(), id, by.root().id, now)?.map(|emergency| emergency.id);
            let (visit, token) =
                tx.in_account(id, |there| identity::begin_visit(there, &by, case, &reason, read_only, emergency))?;
            cases::add(tx, case, Some(by.root().id), "visit", &visit.to_string())?;
            let details = serde_json::json!({ "account": id, "case": case });
            tx.record(Entry::new("visit.begun", "visit", visit).with(details))?;
            Ok(token)
        })
        .await?;
    let there = format!("{address}/access/visit/{token}");
    let answer = HttpResponse::SeeOther().insert_header((header::LOCATION, there)).finish();
    Ok(posting_to(answer, &address))
}

/// `POST /operator/visits/{id}/end`: one's own, or as an operator administrator anybody's.
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let visit = cx.read(move |c| log::one(c, id)).await?;
    if policy::may_answer_for_staff(&cx.identity()?.root().standing, visit.staff).is_err() {
        return Err(Error::NotFound);
    }
    let account = visit.account;
    let done = cx
        .write(move |tx| {
            policy::may_answer_for_staff(&tx.identity().root().standing, visit.staff).map_err(Error::Forbidden)?;
            let ended =
                tx.in_account(account, |there| match identity::end_visit(there, id, EndCause::EndedInConsole)? {
                    true => Ok(()),
                    false => Err(Error::Conflict),
                });
            ended?;
            tx.record(Entry::new("visit.ended", "visit", id).with(serde_json::json!({ "account": account })))
        })
        .await;
    match done {
        // It was over already.
        Ok(()) | Err(Error::Conflict) => {
            cx.see_saying(&format!("/operator/accounts/{account}/enter"), "notice-visit-ended")
        }
        Err(error) => Err(error),
    }
}

/// Reads the number of an open case of an account, and a reason; answers the number if both are in order.
pub(super) async fn check(cx: &Cx, account: i64, case: &mut Field, reason: &mut Field) -> Result<Option<i64>> {
    let typed = case.value.parse().unwrap_or_default();
    let number = cx.read(move |c| cases::of_account(c, account, typed)).await?.map(|case| case.id);
    if number.is_none() {
        case.fault(cx.t("fault-visit-case"));
    }
    if reason.value.is_empty() {
        reason.fault(cx.t("fault-visit-reason"));
    } else if reason.value.chars().count() > REASON_MAX {
        reason.fault(cx.t1("fault-too-long", "max", REASON_MAX as i64));
    }
    Ok(number.filter(|_| !reason.faulty()))
}

/// The page with what was typed to be let in, which is wrong.
pub(super) async fn refused(cx: &Cx, id: i64, case: Field, reason: Field) -> Result<HttpResponse> {
    let page = Edit { ask_case: case, ask_reason: reason, ..page(cx, id).await? };
    let action = page.account_origin();
    Ok(posting_to(cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)?, &action))
}

/// A page's form may go to one other host: browsers hold what a form is answered with to that too.
fn posting_to(mut answer: HttpResponse, origin: &str) -> HttpResponse {
    let policy = crate::web::policy_posting_to(origin);
    if let Ok(value) = header::HeaderValue::from_str(&policy) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    answer
}

async fn page(cx: &Cx, id: i64) -> Result<Edit<'_>> {
    let (me, now) = (cx.identity()?.root().id, cx.now());
    let (account, grant, granted, emergency, live, cases, request) = cx
        .read(move |c| {
            let account = accounts::account(c, id)?;
            let grant = grants::live(c, id, now)?;
            let granted = match &grant {
                Some(grant) => {
                    let person = identity::person(c, &account, grant.granted_by)?;
                    // Whoever became a customer since is nobody to the console.
                    Some((person.name, grant.created_at)).filter(|_| person.standing.is_team())
                }
                None => None,
            };
            let emergency = emergencies::of(c, id, me, now)?;
            let cases = cases::open_of_account(c, id)?;
            Ok((account, grant, granted, emergency, log::live(c, id, now)?, cases, requests::open(c, id)?))
        })
        .await?;
    let access = Access::of(account.plan, grant.as_ref(), now);
    let case = Field::of(cases.first().map(|case| case.id.to_string()).unwrap_or_default());
    Ok(Edit {
        cx,
        account,
        access,
        granted,
        emergency,
        live,
        request,
        ask_case: case.clone(),
        case,
        cases,
        reason: Field::default(),
        read_only: false,
        ask_reason: Field::default(),
    })
}

impl Edit<'_> {
    fn open(&self) -> bool {
        self.account.suspended_at.is_none() && (self.access.open() || self.emergency.is_some())
    }

    fn account_origin(&self) -> String {
        self.cx.state().settings.address(&self.account)
    }

    /// What whoever wrote is entitled to, by the case.
    fn entitlement(&self, case: &Case) -> String {
        Answer::parse(&case.answer).map_or_else(String::new, |answer| self.cx.t(answer_tag(answer).0).to_owned())
    }

    fn path(&self, rest: &str) -> String {
        self.cx.url(&format!("/operator/accounts/{}/{rest}", self.account.id))
    }

    /// Whether whoever looks may end a visit.
    fn ends(&self, visit: &Listed) -> bool {
        self.answers_for(visit.staff)
    }

    /// Whether whoever looks may take a request back.
    fn answers(&self, request: &Request) -> bool {
        self.answers_for(request.staff)
    }

    fn answers_for(&self, staff: i64) -> bool {
        self.cx.root().is_some_and(|me| policy::may_answer_for_staff(&me.standing, staff).is_ok())
    }
}
