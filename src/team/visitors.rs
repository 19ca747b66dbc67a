//! Team members, filtered by `Operator`: people of the operator's staff who have been in the account. They are no members of it.

use actix_web::HttpResponse;
use askama::Template;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::db::Moment;
use crate::db::schema::visits;
use crate::error::Result;
use crate::identity::{self, Person};
use crate::operator::visits::log;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "team/visitors.html")]
struct Index<'a> {
    cx: &'a Cx,
    rows: Vec<Row>,
}

/// One of them.
struct Row {
    person: Person,
    last: Option<Moment>,
    here: bool,
}

/// The list.
pub(super) async fn index(cx: Cx) -> Result<HttpResponse> {
    let (account, now) = (cx.account.clone(), cx.now());
    let rows = cx
        .read(move |c| {
            let people = identity::visitors(c, &account)?;
            let entered = visits::table.filter(visits::account_id.eq(account.id).and(visits::entered_at.is_not_null()));
            let last: Vec<(i64, Option<Moment>)> =
                entered.group_by(visits::user_id).select((visits::user_id, max(visits::entered_at))).load(c)?;
            let live = log::live(c, account.id, now)?;
            let row = |person: Person| Row {
                last: last.iter().find(|(user, _)| *user == person.id).and_then(|(_, at)| *at),
                here: live.iter().any(|visit| visit.user == person.id && visit.entered_at.is_some()),
                person,
            };
            Ok(people.into_iter().map(row).filter(|row| row.last.is_some()).collect())
        })
        .await?;
    cx.show(Index { cx: &cx, rows })
}
