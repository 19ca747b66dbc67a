//! The two-factor status report: the team and who has it, as a CSV file; an act with its audit line, then rows in batches.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use diesel::prelude::*;
use futures_util::stream;

use crate::audit::Entry;
use crate::db::schema::{factors, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{Account, PersonRow};
use crate::people::csv;
use crate::people::imports::errors::file;
use crate::policy::Right;
use crate::web::Cx;

/// Members in one batch.
const BATCH: i64 = 500;
/// The columns, with the names that scripts know them by, in every language.
const COLUMNS: &[&str] = &["ID", "Name", "Email", "Role", "Suspended", "Two-factor", "On since", "Last used"];

/// `POST /admin/account/security/factor-report`
pub async fn create(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account.clone();
    cx.write(move |tx| {
        tx.identity().as_oneself().map_err(Error::Forbidden)?;
        tx.identity().ensure(Right::ManageSecurity)?;
        let id = tx.identity().account().id;
        tx.record(Entry::new("two_factor.reported", "account", id))
    })
    .await?;
    let mut head = csv::MARK.to_owned();
    csv::put_row(&mut head, COLUMNS.iter().copied());
    let (state, lang) = (cx.state().clone(), cx.lang());
    let rows = stream::unfold(Some((Some(head), 0)), move |at| {
        let (state, account) = (state.clone(), account.clone());
        async move {
            match at? {
                (Some(head), after) => Some((Ok::<_, Error>(Bytes::from(head)), Some((None, after)))),
                (None, after) => match state.db.read(move |c| batch(c, &account, lang, after)).await {
                    Ok((_, None)) => None,
                    Ok((text, Some(last))) => Some((Ok(Bytes::from(text)), Some((None, last)))),
                    Err(error) => Some((Err(error), None)),
                },
            }
        }
    });
    Ok(file("two-factor.csv").streaming(rows))
}

type Row = (PersonRow, Option<Moment>, Option<Moment>);

/// The rows after a member, and the last of them.
fn batch(
    c: &mut Conn,
    account: &Account,
    lang: &'static crate::i18n::Lang,
    after: i64,
) -> Result<(String, Option<i64>)> {
    type WithFactor = (PersonRow, Option<(i64, Moment, Option<Moment>)>);
    let rows: Vec<WithFactor> = users::table
        .left_join(factors::table.on(factors::user_id.eq(users::id)))
        .filter(users::account_id.eq(account.id).and(users::deleted_at.is_null()).and(users::role.ne("end_user")))
        .filter(users::id.gt(after))
        .order(users::id.asc())
        .limit(BATCH)
        .select((PersonRow::as_select(), (factors::user_id, factors::confirmed_at, factors::last_used_at).nullable()))
        .load(c)?;
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|(person, factor)| (person, factor.map(|(_, at, _)| at), factor.and_then(|(_, _, used)| used)))
        .collect();
    let (mut text, mut last) = (String::with_capacity(rows.len() * 100), None);
    for (row, since, used) in rows {
        let person = row.of(account);
        last = Some(person.id);
        let flag = |yes: bool| if yes { "TRUE" } else { "FALSE" }.to_owned();
        let cells = [
            person.id.to_string(),
            person.name.clone(),
            person.email.clone().unwrap_or_default(),
            lang.t(person.role_key()).to_owned(),
            flag(person.standing.suspended),
            flag(since.is_some()),
            since.map(Moment::iso).unwrap_or_default(),
            used.map(Moment::iso).unwrap_or_default(),
        ];
        csv::put_row(&mut text, cells.iter().map(String::as_str));
    }
    Ok((text, last))
}
