//! Security > Advanced > Account assumption: letting the operator's support staff in, for how long, and what was chosen before.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::advanced::ACCESS;
use super::grants::{self, Duration, Grant, GrantEnd};
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{grants as table, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::operator::visits::log::{self, Listed};
use crate::operator::visits::requests::{self, Request};
use crate::policy::Plan;
use crate::web::{Cx, Field, Form, query};

/// Where it is turned off at once.
pub(super) const END: &str = "/admin/account/security/access/end";

#[derive(Template)]
#[template(path = "security/access.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// What is on.
    live: Option<Grant>,
    /// Who is in the account.
    visits: Vec<Listed>,
    /// Who asks to be.
    request: Option<Request>,
    past: Page<Grant>,
    names: HashMap<i64, String>,
    enabled: bool,
    duration: Field,
    /// Whether it was switched by somebody else while the form was open.
    changed: bool,
}

/// `GET /admin/account/security/advanced/access`
pub async fn edit(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    cx.show(Edit::of(&cx, asked.cursor()).await?)
}

/// `POST /admin/account/security/advanced/access`: `Save`.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    not_of_a_trial(&cx)?;
    let enabled = form.has("enabled");
    // A form without it is not the whole form.
    let seen: i64 = form.get("seen").parse().map_err(|_| Error::Malformed)?;
    let asked: i64 = form.get("asked").parse().unwrap_or_default();
    let duration = Duration::parse(form.get("duration"));
    if enabled && duration.is_none() {
        let mut page = Edit::of(&cx, Cursor::Start).await?;
        page.enabled = true;
        page.duration.fault(cx.t("fault-grant-duration"));
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let zone = cx.zone();
    let (done, notice) = match duration.filter(|_| enabled) {
        Some(duration) => {
            let notice = if seen == 0 { "notice-access-on" } else { "notice-access-changed" };
            let save = move |tx: &mut Tx<'_>| {
                // Whom it lets in is whom the form named.
                requests::shown(tx, asked)?;
                grants::grant(tx, duration, zone, seen).map(drop)
            };
            (cx.write(save).await, notice)
        }
        None => (off(&cx, Some(seen)).await, "notice-access-off"),
    };
    match done {
        Ok(()) => cx.see_saying(ACCESS, notice),
        Err(Error::Conflict) => {
            let mut page = Edit::of(&cx, Cursor::Start).await?;
            (page.enabled, page.changed) = (enabled, true);
            page.duration.value = form.get("duration").to_owned();
            cx.show_with(StatusCode::CONFLICT, page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /admin/account/security/access/end`: `Turn off now`, whoever turned it on, and whatever was shown.
pub async fn destroy(cx: Cx, _form: Form) -> Result<HttpResponse> {
    not_of_a_trial(&cx)?;
    off(&cx, None).await?;
    cx.see_saying(ACCESS, "notice-access-off")
}

/// `POST /admin/account/security/access/decline`: nobody is let in, says whoever was asked.
pub async fn decline(cx: Cx, form: Form) -> Result<HttpResponse> {
    not_of_a_trial(&cx)?;
    let asked: i64 = form.get("asked").parse().map_err(|_| Error::Malformed)?;
    let done = cx.write(move |tx| {
        requests::shown(tx, asked)?;
        if grants::decline(tx)? { Ok(()) } else { Err(Error::Conflict) }
    });
    match done.await {
        Ok(()) => cx.see_saying(ACCESS, "notice-access-declined"),
        // It was taken back, or answered: the page tells how it is now.
        Err(Error::Conflict) => cx.see(ACCESS),
        Err(error) => Err(error),
    }
}

/// Turns it off, if it is on.
async fn off(cx: &Cx, seen: Option<i64>) -> Result<()> {
    let (account, now) = (cx.account().id, cx.now());
    // Nothing to turn off is nothing to write, unless it ran out a moment ago, which the sweep writes down.
    if cx.read(move |c| grants::live(c, account, now)).await?.is_none() {
        return Ok(());
    }
    // In between somebody may have been quicker: what is off stays off.
    match cx.write(move |tx| if grants::turn_off(tx, seen)? { Ok(()) } else { Err(Error::NotFound) }).await {
        Ok(()) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A trial is always open, so it has no such page.
fn not_of_a_trial(cx: &Cx) -> Result<()> {
    if cx.account().plan == Plan::Trial { Err(Error::NotFound) } else { Ok(()) }
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx, cursor: Cursor) -> Result<Self> {
        not_of_a_trial(cx)?;
        let (account, now) = (cx.account().id, cx.now());
        let (live, past, names, visits, request) = cx
            .read(move |c| {
                let (live, past) = (grants::live(c, account, now)?, past(c, account, now, cursor)?);
                let names = names(c, account, live.iter().chain(&past.rows))?;
                let request = requests::waiting(c, account, now)?;
                Ok((live, past, names, log::live(c, account, now)?, request))
            })
            .await?;
        let duration = Field::of(live.as_ref().map_or(Duration::Day, |grant| grant.duration).as_str());
        // Whoever is asked lets them in by saving what is there.
        let enabled = live.is_some() || request.is_some();
        Ok(Self { cx, enabled, live, visits, request, past, names, duration, changed: false })
    }

    fn faulty(&self) -> bool {
        self.duration.faulty()
    }

    /// The id of the request that the page shows.
    fn asked(&self) -> i64 {
        self.request.as_ref().map_or(0, |request| request.id)
    }

    /// The id of the grant that the page shows.
    fn seen(&self) -> i64 {
        self.live.as_ref().map_or(0, |grant| grant.id)
    }

    fn name(&self, id: &i64) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// The durations, each with when it would end if saved now.
    fn durations(&self) -> Vec<(&'static str, String)> {
        let option = |duration: &Duration| {
            let name = self.cx.t(duration.key());
            let text = match duration.end(self.cx.now(), self.cx.zone()) {
                Some(end) => self.cx.t2("grant-option", "duration", name, "time", &self.cx.long(end)),
                None => self.cx.t1("grant-option-indefinite", "duration", name),
            };
            (duration.as_str(), text)
        };
        Duration::ALL.iter().map(option).collect()
    }

    /// When a past grant ended, and how.
    fn end(&self, grant: &Grant) -> (Moment, String) {
        let name = grant.ended_by.map(|id| self.name(&id)).unwrap_or_default();
        let how = match grant.end_cause {
            Some(GrantEnd::Replaced) => self.cx.t1("grant-replaced", "name", name),
            Some(GrantEnd::TurnedOff) => self.cx.t1("grant-turned-off", "name", name),
            Some(GrantEnd::Converted) => self.cx.t("grant-converted").to_owned(),
            Some(GrantEnd::Expired) | None => self.cx.t("grant-expired").to_owned(),
        };
        (grant.ended_at.or(grant.ends_at).unwrap_or(grant.created_at), how)
    }

    fn previous(&self) -> Option<String> {
        self.past.previous.map(|id| self.page("before", id))
    }

    fn next(&self) -> Option<String> {
        self.past.next.map(|id| self.page("after", id))
    }

    fn page(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{ACCESS}{}", query(&[(which, &id.to_string())])))
    }
}

/// The grants that are over, the newest first.
fn past(c: &mut Conn, account: i64, now: Moment, cursor: Cursor) -> Result<Page<Grant>> {
    let over =
        table::ended_at.is_not_null().or(table::ends_at.is_not_null().and(table::ends_at.assume_not_null().le(now.0)));
    let all = table::table.filter(table::account_id.eq(account)).filter(over).into_boxed();
    let all = match cursor {
        Cursor::Start => all.order(table::id.desc()),
        Cursor::After(id) => all.filter(table::id.lt(id)).order(table::id.desc()),
        Cursor::Before(id) => all.filter(table::id.gt(id)).order(table::id.asc()),
    };
    let rows: Vec<Grant> = all.limit(ROWS as i64 + 1).select(Grant::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |grant| grant.id))
}

fn names<'g>(c: &mut Conn, account: i64, all: impl Iterator<Item = &'g Grant>) -> Result<HashMap<i64, String>> {
    let mut ids: Vec<i64> = all.flat_map(|grant| [Some(grant.granted_by), grant.ended_by]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = users::table.filter(users::account_id.eq(account).and(users::id.eq_any(ids)));
    Ok(rows.select((users::id, users::name)).load::<(i64, String)>(c)?.into_iter().collect())
}
