//! The list of the log, and one line whole.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::Activity;
use super::details::Change;
use super::filter::{Asked, Pair};
use super::lines::{self, Item, KINDS, Line};
use crate::db::Conn;
use crate::db::paging::{Keys, Page};
use crate::db::schema::users;
use crate::error::Result;
use crate::identity::{Basis, EndCause};
use crate::operator::accounts::page_key;
use crate::operator::said;
use crate::operator::visits::log as visits;
use crate::people::draft;
use crate::policy::Right;
use crate::web::{Cx, query, routes};

#[derive(Template)]
#[template(path = "audit/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    asked: Asked,
    page: Page<Line>,
    chips: Vec<Chip>,
}

#[derive(Template)]
#[template(path = "audit/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    line: &'a Line,
}

/// A filter that has no field of its own, and can be taken out.
pub struct Chip {
    /// What it lets through.
    pub text: String,
    /// The log without it.
    pub path: String,
}

/// `GET /admin/account/logs/audit`
pub async fn index(cx: Cx, pairs: web::Query<Vec<Pair>>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let mut asked = Asked::read(&pairs, cx.zone());
    let faulty = asked.check(&cx);
    let (account, cursor, wanted) = (cx.account().id, keys.cursor(), asked.clone());
    let (page, names) = cx
        .read(move |c| {
            let names = names(c, account, &wanted)?;
            if faulty {
                return Ok((Page { rows: vec![], previous: None, next: None }, names));
            }
            let lines = wanted.lines(c, account)?;
            Ok((lines::page(c, account, lines, cursor)?, names))
        })
        .await?;
    let chips = chips(&cx, &asked, &names);
    let status = if faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, Index { cx: &cx, asked, page, chips })
}

/// `GET /admin/account/logs/audit/{seq}`
pub async fn show(cx: Cx, seq: web::Path<String>) -> Result<HttpResponse> {
    let (seq, account) = (routes::id(&seq)?, cx.account().id);
    let line = cx.read(move |c| lines::one(c, account, seq)).await?;
    cx.show(Show { cx: &cx, line: &line })
}

/// The names of the people whom the address filters by id.
fn names(c: &mut Conn, account: i64, asked: &Asked) -> Result<HashMap<i64, String>> {
    let item = asked.item.filter(|_| asked.kind == "user");
    let ids: Vec<i64> = [asked.root, asked.effective, asked.person, item].into_iter().flatten().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(i64, String)> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select((users::id, users::name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

fn chips(cx: &Cx, asked: &Asked, names: &HashMap<i64, String>) -> Vec<Chip> {
    let name = |id: i64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let mut chips = vec![];
    let mut chip = |filter: &str, text: String| chips.push(Chip { text, path: cx.url(&asked.path(filter, &[])) });
    if let Some(id) = asked.person {
        chip("person", cx.t1("audit-of-person", "name", &name(id)));
    }
    if let Some(id) = asked.root {
        chip("root", cx.t1("audit-of-root", "name", &name(id)));
    }
    if let Some(id) = asked.effective {
        chip("effective", cx.t1("audit-of-effective", "name", &name(id)));
    }
    if let Some(id) = asked.item {
        let text = if asked.kind == "user" { name(id) } else { format!("#{id}") };
        chip("item", cx.t1("audit-of-item", "item", &text));
    }
    if let Some(id) = asked.frame {
        chip("frame", cx.t1("audit-of-frame", "number", id));
    }
    chips
}

impl Index<'_> {
    /// Whether a line is the first of its day.
    fn new_day(&self, at: &usize) -> bool {
        let day = |at: usize| self.page.rows.get(at).map(|line| self.cx.day(line.row.at));
        *at == 0 || day(*at) != day(*at - 1)
    }

    fn filtered(&self) -> bool {
        !self.asked.pairs().is_empty()
    }

    fn activities(&self) -> &'static [Activity] {
        Activity::ALL
    }

    fn asks(&self, one: &Activity) -> bool {
        self.asked.activity == Some(*one)
    }

    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        KINDS
    }

    /// The filters that have no field, for the form to keep.
    fn kept(&self) -> Vec<Pair> {
        const FIELDS: &[&str] = &["from", "to", "actor", "activity", "kind", "assumed"];
        self.asked.pairs().into_iter().filter(|(name, _)| !FIELDS.contains(&name.as_str())).collect()
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|seq| self.cx.url(&self.asked.path("", &[("after", &seq.to_string())])))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|seq| self.cx.url(&self.asked.path("", &[("before", &seq.to_string())])))
    }
}

impl Show<'_> {
    /// The log filtered by one thing.
    fn of(&self, filter: &str, id: &i64) -> String {
        format!("{}{}", super::PATH, query(&[(filter, &id.to_string())]))
    }

    /// The log of the line's item.
    fn of_item(&self) -> String {
        let item = &self.line.item;
        format!("{}{}", super::PATH, query(&[("kind", &item.kind), ("item", &item.id.to_string())]))
    }
}

/// The key of the way by which a line came.
pub fn channel(line: &Line) -> &'static str {
    match line.row.channel.as_str() {
        "web" => "channel-web",
        "api" => "channel-api",
        "command" => "channel-command",
        "console" => "channel-console",
        _ => "channel-system",
    }
}

/// What an item is called.
pub fn item(cx: &Cx, item: &Item) -> String {
    let kind = item.key.map_or(item.kind.as_str(), |key| cx.t(key));
    match &item.name {
        Some(name) => cx.t2("audit-item", "kind", kind, "name", name.as_str()),
        None if item.kind == "account" => kind.to_owned(),
        None => cx.t2("audit-item", "kind", kind, "name", &format!("#{}", item.id)),
    }
}

/// The path of an item's page, if it is open to whoever looks.
pub fn leads(cx: &Cx, item: &Item) -> Option<String> {
    let right = match item.kind.as_str() {
        "user" => Right::SeePeople,
        "ticket" => Right::UseSupport,
        "organization" => Right::SeeOrganizations,
        _ => Right::ReadLogs,
    };
    item.path.as_deref().filter(|_| cx.may(right)).map(|path| cx.url(path))
}

/// What a value is of, as people read it.
pub fn label<'b>(cx: &'b Cx, change: &'b Change) -> &'b str {
    cx.t(match change.of.as_str() {
        "" => "audit-value",
        "reason" => "log-reason",
        "subject" => "log-subject",
        "cause" => "audit-cause",
        "address" => "history-address",
        "staff_factor" => "factor-staff",
        "customer_factor" => "factor-customers",
        "factor_every_time" => "factor-always",
        "staff_level" => "passwords-staff",
        "customer_level" => "passwords-customers",
        "admins_set_passwords" => "passwords-enable-admins",
        "ip_restricted" => "ip-enable",
        "ip_ranges" => "ip-ranges",
        "ip_customers_bypass" => "ip-bypass",
        "staff_idle_minutes" => "session-staff-idle",
        "staff_max_minutes" => "session-staff-max",
        "end_user_idle_minutes" => "session-end-user-idle",
        "end_user_max_minutes" => "session-end-user-max",
        "allowed" => "assuming-allowed",
        "reason_required" => "assuming-reason",
        "max_minutes" => "assuming-max",
        "idle_minutes" => "assuming-idle",
        "read_only" => "assuming-read-only",
        "fresh_proof" => "assuming-password",
        "notice" => "assuming-notice-when",
        "user" => "item-user",
        "account" => "item-account",
        "case" => "item-case",
        "administrator" => "role-operator-administrator",
        "duration" => "access-duration",
        "until" => "access-past-until",
        "basis" => "visits-let-in",
        "ended" => "audit-cause",
        "ask" => "verify-about",
        "contact" => "case-contact",
        "answer" => "case-answer",
        "plan" => "subscription-plan",
        "seats" => "subscription-seats",
        "sell_seats" => "subscription-sell-seats",
        "cycle" => "subscription-cycle",
        "subdomain" => "accounts-subdomain",
        "page" => "accounts-page-seen",
        "suspended" => "suspended",
        name => match draft::label(name) {
            Some(key) => key,
            None => return name,
        },
    })
}

/// A value as people read it.
pub fn value(cx: &Cx, change: &Change, text: &str) -> String {
    match text {
        "" => cx.t("history-nothing").to_owned(),
        "true" => cx.t("setting-on").to_owned(),
        "false" => cx.t("setting-off").to_owned(),
        cause if change.of == "cause" && EndCause::parse(cause).is_some() => {
            cx.t(&format!("ended-{}", cause.replace('_', "-"))).to_owned()
        }
        ended if change.of == "ended" => cx.t(visits::end_key(EndCause::parse(ended))).to_owned(),
        basis if change.of == "basis" => {
            Basis::parse(basis).map_or(basis, |basis| cx.t(visits::basis_key(basis))).to_owned()
        }
        code if ["ask", "contact", "answer"].contains(&change.of.as_str()) => said(cx, &change.of, code).to_owned(),
        page if change.of == "page" => page_key(page).map_or(page, |key| cx.t(key)).to_owned(),
        other => other.to_owned(),
    }
}
