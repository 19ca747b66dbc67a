//! The list of cases, and how a case is shown in lists.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::Deserialize;

use super::cases::{self, Case, Filter};
use crate::db::Conn;
use crate::db::paging::{Cursor, Keys, Page};
use crate::db::schema::{accounts, users};
use crate::error::Result;
use crate::policy::{Answer, Ask, Contact};
use crate::text;
use crate::web::{Cx, query};

const PATH: &str = "/operator/cases";
/// Longest words that are searched for, in characters.
const WORDS_MAX: usize = 200;

/// A case with the names of what it names.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The case.
    pub case: Case,
    /// The account it is about.
    pub account: Option<String>,
    /// Who of the staff opened it.
    pub by: String,
}

/// A word about a case, and how it looks.
pub type Tag = (&'static str, &'static str);

/// Cases with their names, a query a table.
pub fn shown(c: &mut Conn, all: Vec<Case>) -> Result<Vec<Shown>> {
    let all = cases::as_they_are(c, all)?;
    let ids: Vec<i64> = all.iter().filter_map(|case| case.account_id).collect();
    let named = accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::name));
    let named: HashMap<i64, String> = named.load::<(i64, String)>(c)?.into_iter().collect();
    let staff = staff(c, all.iter().map(|case| case.staff_id).collect())?;
    let one = |case: Case| Shown {
        account: case.account_id.and_then(|id| named.get(&id).cloned()),
        by: staff.get(&case.staff_id).cloned().unwrap_or_default(),
        case,
    };
    Ok(all.into_iter().map(one).collect())
}

/// The names of some of the staff.
pub fn staff(c: &mut Conn, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows = users::table.filter(users::id.eq_any(ids)).select((users::id, users::name));
    Ok(rows.load::<(i64, String)>(c)?.into_iter().collect())
}

/// The key of what is asked for.
pub fn ask_key(ask: Ask) -> &'static str {
    match ask {
        Ask::Use => "ask-use",
        Ask::Information => "ask-information",
        Ask::Settings => "ask-settings",
        Ask::Subscription => "ask-subscription",
        Ask::Payments => "ask-payments",
        Ask::Enter => "ask-enter",
        Ask::FindOwner => "ask-find-owner",
        Ask::ChangeOwner => "ask-change-owner",
        Ask::Security => "ask-security",
        Ask::Deletion => "ask-deletion",
    }
}

/// The key of what an address is.
pub fn contact_key(contact: Contact) -> &'static str {
    match contact {
        Contact::NotFound => "contact-not-found",
        Contact::Several => "contact-several",
        Contact::SupportAddress => "contact-support-address",
        Contact::GroupMailbox => "contact-group-mailbox",
        Contact::EndUser => "contact-end-user",
        Contact::Suspended => "contact-suspended",
        Contact::Deleted => "contact-deleted",
        Contact::Unverified => "contact-unverified",
        Contact::Contributor => "contact-contributor",
        Contact::LightAgent => "contact-light-agent",
        Contact::Agent => "contact-agent",
        Contact::Administrator => "contact-administrator",
        Contact::BillingAdmin => "contact-billing-admin",
        Contact::Owner => "contact-owner",
    }
}

/// The key of an answer, and how it looks.
pub fn answer_tag(answer: Answer) -> Tag {
    match answer {
        Answer::Entitled => ("answer-entitled", "ok"),
        Answer::NeedsAdministrator => ("answer-needs-administrator", "warn"),
        Answer::NeedsOwner => ("answer-needs-owner", "warn"),
        Answer::Authorized => ("answer-authorized", "ok"),
        Answer::NotEntitled => ("answer-not-entitled", "bad"),
    }
}

/// What a case's contact is entitled to, in a word.
pub fn tag(case: &Case) -> Tag {
    case.answered().map_or(("answer-unknown", "plain"), answer_tag)
}

/// What a case asks for; some are in words of their own.
pub fn asked<'a>(cx: &'a Cx, case: &'a Case) -> &'a str {
    case.ask().map_or(case.about.as_str(), |ask| cx.t(ask_key(ask)))
}

/// What a list is asked for by its address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    account: String,
}

#[derive(Template)]
#[template(path = "operator/cases.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Shown>,
    words: String,
    state: &'static str,
    mine: bool,
    /// The one account whose cases are shown.
    account: Option<(i64, String)>,
}

/// `GET /operator/cases`
pub async fn index(cx: Cx, asked: web::Query<Asked>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let words: String = text::line(&asked.q).chars().take(WORDS_MAX).collect();
    let state = match asked.state.as_str() {
        "closed" => "closed",
        // Whoever looks for a number wants it, open or not.
        "" if !words.is_empty() => "all",
        "all" => "all",
        _ => "open",
    };
    let mine = !asked.mine.is_empty();
    let me = cx.identity()?.root().id;
    let filter = Filter {
        state: if state == "all" { "" } else { state },
        by: mine.then_some(me),
        account: asked.account.parse().ok(),
        words: words.clone(),
    };
    let cursor: Cursor = keys.cursor();
    let (page, account) = cx
        .read(move |c| {
            let page = cases::page(c, &filter, cursor)?;
            let page = Page { rows: shown(c, page.rows)?, previous: page.previous, next: page.next };
            let account = match filter.account {
                Some(id) => Some((id, super::accounts::account(c, id)?.name)),
                None => None,
            };
            Ok((page, account))
        })
        .await?;
    cx.show(Index { cx: &cx, page, words, state, mine, account })
}

impl Index<'_> {
    fn narrowed(&self) -> bool {
        !self.words.is_empty() || self.mine || self.state == "closed" || self.account.is_some()
    }

    fn is(&self, state: &str) -> bool {
        self.state == state
    }

    fn tag(&self, case: &Case) -> Tag {
        tag(case)
    }

    fn asked<'s>(&'s self, case: &'s Case) -> &'s str {
        asked(self.cx, case)
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        let (id, account) = (id.to_string(), self.account.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default());
        let mut pairs = vec![("q", self.words.as_str()), ("state", self.state)];
        if self.mine {
            pairs.push(("mine", "1"));
        }
        if !account.is_empty() {
            pairs.push(("account", account.as_str()));
        }
        pairs.push((which, id.as_str()));
        self.cx.url(&format!("{PATH}{}", query(&pairs)))
    }
}

/// What a log means by a code that a check has written: what was asked, who asked, or the answer.
pub fn said<'a>(cx: &'a Cx, of: &str, code: &'a str) -> &'a str {
    let key = match of {
        "ask" => Ask::parse(code).map(ask_key),
        "contact" => super::contact::Sender::parse(code).map(|sender| contact_key(sender.contact)),
        _ => Answer::parse(code).map(|answer| answer_tag(answer).0),
    };
    key.map_or(code, |key| cx.t(key))
}
