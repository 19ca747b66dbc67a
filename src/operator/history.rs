//! What has been done in a case, as people read it: checks, notes, authorizations, requests to be let in, visits.

use std::collections::HashMap;

use diesel::prelude::*;

use super::accounts::team_names;
use super::approvals::Approval;
use super::cases::Case;
use super::contact::Sender;
use super::lists;
use crate::db::schema::{case_events, visits};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::Answer;
use crate::web::Cx;

/// Most that is read of one case; the latest of it.
const MOST: i64 = 500;

/// One thing done.
#[derive(Clone, Debug, Queryable)]
pub struct Event {
    /// Who of the staff did it; nobody where the account or the program did.
    staff: Option<i64>,
    kind: String,
    body: String,
    at: Moment,
}

/// What happened in a case, the latest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    events: Vec<Event>,
    staff: HashMap<i64, String>,
    visits: HashMap<i64, String>,
    /// Who of the account's team answered a request to be let in.
    team: HashMap<i64, String>,
}

/// One thing done, as a page shows it.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// Who of the staff did it.
    pub who: Option<String>,
    /// What.
    pub text: String,
    /// In somebody's words.
    pub words: String,
}

impl History {
    /// That of a case.
    pub fn of(c: &mut Conn, case: &Case) -> Result<Self> {
        let (account, case) = (case.account_id, case.id);
        let events: Vec<Event> = case_events::table
            .filter(case_events::case_id.eq(case))
            .order(case_events::id.desc())
            .limit(MOST)
            .select((case_events::staff_id, case_events::kind, case_events::body, case_events::created_at))
            .load(c)?;
        let staff = lists::staff(c, events.iter().filter_map(|event| event.staff).collect())?;
        let reasons = visits::table.filter(visits::case_id.eq(case)).select((visits::id, visits::reason));
        let visits = reasons.load::<(i64, String)>(c)?.into_iter().collect();
        let answered = events.iter().filter(|event| event.is_answer()).filter_map(|event| event.body.parse().ok());
        let team = match account {
            Some(account) => team_names(c, account, answered.collect())?,
            None => HashMap::new(),
        };
        Ok(Self { events, staff, visits, team })
    }

    /// When the contact was looked up last.
    pub fn checked_at(&self) -> Option<Moment> {
        self.events.iter().find(|event| event.kind == "check").map(|event| event.at)
    }

    /// Who answered a request, if they are, or were, of the team. Older events have the name itself.
    fn answerer<'a>(&'a self, event: &'a Event) -> &'a str {
        match event.body.parse::<i64>() {
            Ok(id) => self.team.get(&id).map_or("–", String::as_str),
            Err(_) => &event.body,
        }
    }

    /// Its lines. `asked` are the authorizations of the case, each with the name of whoever was asked.
    pub fn lines(&self, cx: &Cx, asked: &[(Approval, String)]) -> Vec<Line> {
        self.events.iter().map(|event| self.line(cx, event, asked)).collect()
    }

    fn line(&self, cx: &Cx, event: &Event, asked: &[(Approval, String)]) -> Line {
        let number = event.body.parse::<i64>().ok();
        let approval = asked.iter().find(|(one, _)| Some(one.id) == number);
        let name = approval.map(|(_, name)| name.as_str()).unwrap_or_default();
        let what = approval.map(|(one, _)| one.what.clone()).unwrap_or_default();
        let comment = approval.map(|(one, _)| one.comment.clone()).unwrap_or_default();
        let plain = |key: &str| (cx.t(key).to_owned(), String::new());
        let named = |key: &str, words: String| (cx.t1(key, "name", name), words);
        let (text, words) = match event.kind.as_str() {
            "check" => (check(cx, &event.body), String::new()),
            "note" => (cx.t("event-note").to_owned(), event.body.clone()),
            "closed" => plain("event-closed"),
            "reopened" => plain("event-reopened"),
            "approval_asked" => named("event-approval-asked", what),
            "approval_approved" => named("event-approval-approved", comment),
            "approval_refused" => named("event-approval-refused", comment),
            "approval_expired" => named("event-approval-expired", String::new()),
            "approval_withdrawn" => named("event-approval-withdrawn", String::new()),
            "access_asked" => (cx.t("event-access-asked").to_owned(), event.body.clone()),
            "access_withdrawn" => plain("event-access-withdrawn"),
            "access_over" => plain("event-access-over"),
            "access_granted" => (cx.t1("event-access-granted", "name", self.answerer(event)), String::new()),
            "access_declined" => (cx.t1("event-access-declined", "name", self.answerer(event)), String::new()),
            "visit" => {
                let reason = number.and_then(|id| self.visits.get(&id).cloned());
                (cx.t("event-visit").to_owned(), reason.unwrap_or_default())
            }
            _ => (event.body.clone(), String::new()),
        };
        Line { at: event.at, who: event.staff.and_then(|id| self.staff.get(&id).cloned()), text, words }
    }
}

impl Event {
    /// Whether it is the account's answer to a request to be let in.
    fn is_answer(&self) -> bool {
        matches!(self.kind.as_str(), "access_granted" | "access_declined")
    }
}

fn check(cx: &Cx, body: &str) -> String {
    let (contact, answer) = body.split_once(' ').unwrap_or((body, ""));
    match (Sender::parse(contact), Answer::parse(answer)) {
        (Some(sender), Some(answer)) => {
            let (contact, answer) = (cx.t(lists::contact_key(sender.contact)), cx.t(lists::answer_tag(answer).0));
            cx.t2("event-check", "contact", contact, "answer", answer)
        }
        _ => body.to_owned(),
    }
}
