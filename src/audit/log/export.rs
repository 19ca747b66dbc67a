//! The log as a CSV file, as it is filtered: an act with its audit line, then lines in batches, newest first.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use diesel::prelude::*;
use futures_util::stream;

use super::filter::Asked;
use super::lines::{self, Line};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::audit_entries;
use crate::error::{Error, Result};
use crate::people::csv;
use crate::people::imports::errors::file;
use crate::policy::Right;
use crate::web::{Cx, Form};

/// Lines in one batch.
const BATCH: i64 = 500;
/// The columns, with the names that scripts know them by, in every language.
const COLUMNS: &[&str] = &[
    "Line",
    "Time",
    "Actor",
    "Actor ID",
    "Effective user",
    "Effective user ID",
    "Identity stack",
    "Assumption",
    "IP address",
    "Item type",
    "Item ID",
    "Item",
    "Activity type",
    "Activity",
    "Details",
    "Channel",
    "Request ID",
    "Hash",
];

/// `POST /admin/account/logs/audit/export`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let asked = Asked::read(form.pairs(), cx.zone());
    if asked.misread() != (false, false, false) {
        // The list says what is wrong.
        return cx.see(&asked.path("", &[]));
    }
    let account = cx.account().id;
    let filters = asked.pairs();
    cx.write(move |tx| {
        tx.identity().as_oneself().map_err(Error::Forbidden)?;
        tx.identity().ensure(Right::ReadLogs)?;
        tx.record(Entry::new("audit_log.exported", "account", account).with(serde_json::json!({ "filters": filters })))
    })
    .await?;
    let mut head = csv::MARK.to_owned();
    csv::put_row(&mut head, COLUMNS.iter().copied());
    let state = cx.state().clone();
    let rows = stream::unfold(Some((Some(head), None)), move |at| {
        let (state, asked) = (state.clone(), asked.clone());
        async move {
            match at? {
                (Some(head), before) => Some((Ok::<_, Error>(Bytes::from(head)), Some((None, before)))),
                (None, before) => match state.db.read(move |c| batch(c, account, &asked, before)).await {
                    Ok((_, None)) => None,
                    Ok((text, Some(last))) => Some((Ok(Bytes::from(text)), Some((None, Some(last))))),
                    Err(error) => Some((Err(error), None)),
                },
            }
        }
    });
    Ok(file("audit-log.csv").streaming(rows))
}

/// The lines before a line, and the last of them.
fn batch(c: &mut Conn, account: i64, asked: &Asked, before: Option<i64>) -> Result<(String, Option<i64>)> {
    let lines = asked.lines(c, account)?.filter(audit_entries::seq.lt(before.unwrap_or(i64::MAX)));
    let rows = lines::load(c, lines.order(audit_entries::seq.desc()), BATCH)?;
    let last = rows.last().map(|row| row.seq);
    let mut out = String::new();
    for line in lines::with_names(c, account, rows)? {
        put(&mut out, &line);
    }
    Ok((out, last))
}

fn put(out: &mut String, line: &Line) {
    let row = &line.row;
    let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let root = line.root.as_ref().map(|(_, name)| name.as_str());
    let effective = line.through.last().map(|(_, name)| name.as_str()).or(root);
    let details: Option<serde_json::Value> = row.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
    let details = details.and_then(|body| body.get("details").filter(|d| !d.is_null()).map(ToString::to_string));
    csv::put_row(
        out,
        [
            row.seq.to_string().as_str(),
            &row.at.iso(),
            root.unwrap_or("Stead"),
            &id(row.root),
            effective.unwrap_or_default(),
            &id(row.effective),
            &row.chain,
            &id(row.frame),
            &line.address,
            &row.kind,
            &row.object.to_string(),
            line.item.name.as_deref().unwrap_or_default(),
            line.activity.as_str(),
            &row.act,
            &details.unwrap_or_default(),
            &row.channel,
            &row.request,
            &row.hash,
        ],
    );
}
