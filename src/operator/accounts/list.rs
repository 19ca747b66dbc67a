//! The list of accounts: searched, filtered, a page at a time, with a query a table however many rows.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Deserialize;

use crate::audit::Entry;
use crate::billing::prices;
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{accounts, addresses, grants, subscriptions, temporary_seats, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::identity::Account;
use crate::operator::{checking, contact};
use crate::policy::{Plan, Right, Role};
use crate::security::grants::{Access, Grant};
use crate::team::seats;
use crate::web::{Cx, query};
use crate::{search, text, text_enum};

const PATH: &str = "/operator/accounts";
/// Longest search, in characters; an address is no longer.
const SEARCH_MAX: usize = 254;

diesel::define_sql_function! {
    /// In small letters, as far as the database knows them.
    fn lower(text: Text) -> Text;
}

text_enum! {
    /// Which accounts are listed, by whether staff get in.
    pub enum Filter {
        /// Those that staff can enter now.
        Allowed = "allowed",
        /// Those that are paid for and let nobody in.
        Off = "off",
        /// Trials.
        Trial = "trial",
        /// Suspended ones.
        Suspended = "suspended",
    }
}

impl Filter {
    fn key(self) -> &'static str {
        match self {
            Self::Allowed => "accounts-filter-allowed",
            Self::Off => "accounts-filter-off",
            Self::Trial => "accounts-filter-trial",
            Self::Suspended => "accounts-filter-suspended",
        }
    }
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    a: String,
}

/// An account in the list.
struct Row {
    account: Account,
    owner: String,
    used: i64,
    /// Bought and lent.
    seats: i64,
    trial_ends_at: Option<Moment>,
    access: Access,
}

#[derive(Template)]
#[template(path = "operator/accounts/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    q: String,
    filter: Option<Filter>,
    page: Page<Row>,
    count: i64,
    /// The minutes to wait, for whoever has looked up too many addresses.
    wait: Option<i64>,
}

/// `GET /operator/accounts`. Looking up an address is a check of who somebody is: it counts as one, and is a line in the log.
pub async fn index(cx: Cx, asked: web::Query<Asked>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let q: String = text::line(&asked.q).chars().take(SEARCH_MAX).collect();
    let filter = Filter::parse(&asked.a);
    if text::fold_address(&q).contains('@') {
        if let wait @ Some(_) = checking::too_many(&cx).await? {
            let page = Page { rows: vec![], previous: None, next: None };
            let page = Index { cx: &cx, q, filter, page, count: 0, wait };
            return cx.show_with(StatusCode::TOO_MANY_REQUESTS, page);
        }
        cx.write(|tx| {
            tx.identity().ensure(Right::UseConsole)?;
            let realm = tx.identity().account().id;
            tx.record(Entry::new("account.searched", "account", realm))
        })
        .await?;
    }
    let (cursor, now) = (keys.cursor(), cx.now());
    let sought = Sought { label: contact::label(&cx.state().settings, &q), typed: q.clone(), filter };
    let (page, count) = cx
        .read(move |c| {
            let count = found(&sought, now).count().get_result(c)?;
            let page = page(c, found(&sought, now), cursor)?;
            let (previous, next) = (page.previous, page.next);
            Ok((Page { rows: rows(c, page.rows, now)?, previous, next }, count))
        })
        .await?;
    cx.show(Index { cx: &cx, q, filter, page, count, wait: None })
}

/// What accounts are looked for by.
struct Sought {
    typed: String,
    /// The subdomain in it, if it is a host or the address of a page.
    label: String,
    filter: Option<Filter>,
}

type Boxed<'a> = accounts::BoxedQuery<'a, Backend>;

/// The accounts that a search and a filter let through. An address finds the account in whose team it is; a customer's finds nothing.
fn found<'a>(sought: &Sought, now: Moment) -> Boxed<'a> {
    let q = sought.typed.as_str();
    let mut all = accounts::table.filter(accounts::operator.eq(false)).into_boxed::<Backend>();
    let live = || {
        grants::table
            .filter(grants::ended_at.is_null())
            .filter(grants::ends_at.is_null().or(grants::ends_at.gt(now.0)))
            .select(grants::account_id)
    };
    all = match sought.filter {
        None => all,
        Some(Filter::Allowed) => all
            .filter(accounts::suspended_at.is_null())
            .filter(accounts::plan.eq(Plan::Trial).or(accounts::id.eq_any(live()))),
        Some(Filter::Off) => all.filter(accounts::plan.ne(Plan::Trial)).filter(accounts::id.ne_all(live())),
        Some(Filter::Trial) => all.filter(accounts::plan.eq(Plan::Trial)),
        Some(Filter::Suspended) => all.filter(accounts::suspended_at.is_not_null()),
    };
    if q.is_empty() {
        return all;
    }
    let part = |text: &str| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let plain = part(&q.to_lowercase());
    let owned = users::table
        .filter(users::id.eq(accounts::owner_id))
        .filter(users::folded_name.like(part(&text::fold(q))).escape('\\'));
    let written = addresses::table
        .inner_join(users::table)
        .filter(addresses::account_id.eq(accounts::id).and(addresses::kind.eq("email")))
        .filter(addresses::folded.eq(text::fold_address(q)))
        .filter(users::role.eq_any(Role::TEAM).and(users::deleted_at.is_null()));
    all.filter(
        lower(accounts::name)
            .like(plain.clone())
            .escape('\\')
            // SQLite knows small letters without accents only: as it is typed, too.
            .or(accounts::name.like(part(q)).escape('\\'))
            .or(accounts::subdomain.like(plain).escape('\\'))
            .or(accounts::subdomain.eq(sought.label.clone()))
            .or(exists(owned))
            .or(exists(written)),
    )
}

fn page(c: &mut Conn, all: Boxed<'_>, cursor: Cursor) -> Result<Page<Account>> {
    let at: Option<(i64, String)> = match cursor.row() {
        Some(id) => accounts::table.find(id).select((accounts::id, accounts::name)).first(c).optional()?,
        None => None,
    };
    // Nothing to go on from: the first page.
    let cursor = if at.is_some() { cursor } else { Cursor::Start };
    let all = search::along!(all, accounts, accounts::name, at, cursor.backwards(), |at: &(i64, String)| at.1.clone());
    let rows = all.limit(ROWS as i64 + 1).select(Account::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |account: &Account| account.id))
}

/// What the list says of these accounts.
fn rows(c: &mut Conn, found: Vec<Account>, now: Moment) -> Result<Vec<Row>> {
    let ids: Vec<i64> = found.iter().map(|account| account.id).collect();
    let owners: Vec<i64> = found.iter().map(|account| account.owner_id).collect();
    let owners: HashMap<i64, String> =
        users::table.filter(users::id.eq_any(owners)).select((users::id, users::name)).load(c)?.into_iter().collect();
    let bought: Vec<(i64, i64, Option<Moment>)> = subscriptions::table
        .filter(subscriptions::account_id.eq_any(&ids))
        .select((subscriptions::account_id, subscriptions::seats, subscriptions::trial_ends_at))
        .load(c)?;
    let lent: Vec<(i64, i64)> = temporary_seats::table
        .filter(temporary_seats::account_id.eq_any(&ids).and(temporary_seats::until.gt(now.0)))
        .select((temporary_seats::account_id, temporary_seats::seats))
        .load(c)?;
    let used: HashMap<i64, i64> = users::table
        .filter(users::account_id.eq_any(&ids))
        .filter(seats::taken())
        .group_by(users::account_id)
        .select((users::account_id, count_star()))
        .load(c)?
        .into_iter()
        .collect();
    let open: Vec<Grant> = grants::table
        .filter(grants::account_id.eq_any(&ids).and(grants::ended_at.is_null()))
        .select(Grant::as_select())
        .load(c)?;
    let row = |account: Account| {
        let of = bought.iter().find(|(id, ..)| *id == account.id);
        let lent: i64 = lent.iter().filter(|(id, _)| *id == account.id).map(|(_, seats)| seats).sum();
        Row {
            owner: owners.get(&account.owner_id).cloned().unwrap_or_default(),
            used: used.get(&account.id).copied().unwrap_or(0),
            seats: of.map_or(0, |(_, seats, _)| *seats) + lent,
            trial_ends_at: of.and_then(|(.., end)| *end).filter(|_| account.plan == Plan::Trial),
            access: Access::of(account.plan, open.iter().find(|grant| grant.account_id == account.id), now),
            account,
        }
    };
    Ok(found.into_iter().map(row).collect())
}

impl Row {
    /// The host's first letter, for the picture.
    fn letter(&self) -> String {
        self.account.name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase).collect()
    }

    /// Whole days that are left of a trial.
    fn days_left(&self, cx: &Cx) -> Option<i64> {
        self.trial_ends_at.map(|end| ((end.0 - cx.now().0).max(0) + prices::DAY - 1) / prices::DAY)
    }
}

impl Index<'_> {
    fn manages(&self) -> bool {
        self.cx.may(Right::ManageAccounts)
    }

    fn filtered(&self) -> bool {
        !self.q.is_empty() || self.filter.is_some()
    }

    fn filters(&self) -> Vec<(&'static str, &'static str, bool)> {
        Filter::ALL.iter().map(|one| (one.as_str(), one.key(), self.filter == Some(*one))).collect()
    }

    fn host(&self, row: &Row) -> String {
        super::facts::host(self.cx, &row.account)
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.at("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.at("before", id))
    }

    fn at(&self, which: &str, id: i64) -> String {
        let filter = self.filter.map_or("", Filter::as_str);
        self.cx.url(&format!("{PATH}{}", query(&[("q", &self.q), ("a", filter), (which, &id.to_string())])))
    }
}
