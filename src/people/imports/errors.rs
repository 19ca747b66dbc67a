//! Files to download: the rows that an import refused, to be put right and imported again, and an empty template.

use std::collections::VecDeque;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use futures_util::stream;

use super::columns::TEMPLATE;
use super::faults::{RowFault, Told};
use super::{Import, cells, find};
use crate::db::Conn;
use crate::db::schema::import_faults;
use crate::error::Result;
use crate::i18n::Lang;
use crate::people::{csv, fields};
use crate::web::{Cx, routes};

/// Faults that are read at once.
const CHUNK: i64 = 500;

/// Answers with a CSV file.
pub(crate) fn file(name: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/csv; charset=utf-8");
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        answer.insert_header((header::CONTENT_DISPOSITION, value));
    }
    answer
}

/// `GET /admin/people/bulk-actions/template`
pub async fn template(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let own = cx.read(move |c| fields::definitions(c, account)).await?;
    let own: Vec<String> = own.iter().map(cells::own_column).collect();
    let mut text = csv::MARK.to_owned();
    csv::put_row(&mut text, TEMPLATE.iter().copied().chain(own.iter().map(String::as_str)));
    Ok(file("users-template.csv").body(text))
}

/// `GET /admin/people/bulk-actions/{id}/errors`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (id, account) = (routes::id(&id)?, cx.account().id);
    let (import, names) = cx
        .read(move |c| {
            let import = find(c, account, id)?;
            let names = names(c, &import)?;
            Ok((import, names))
        })
        .await?;
    let mut head = csv::MARK.to_owned();
    csv::put_row(&mut head, names.iter().map(String::as_str).chain(["error"]));
    let (state, lang, width) = (cx.state().clone(), cx.lang(), names.len());
    let rows = stream::unfold(Some((Some(head), 0)), move |at| {
        let state = state.clone();
        async move {
            match at? {
                (Some(head), after) => Some((Ok::<_, crate::error::Error>(Bytes::from(head)), Some((None, after)))),
                (None, after) => {
                    let read = state.db.read(move |c| chunk(c, import.id, after, width, lang)).await;
                    match read {
                        Ok((text, Some(after))) => Some((Ok(Bytes::from(text)), Some((None, after)))),
                        Ok((text, None)) if text.is_empty() => None,
                        Ok((text, None)) => Some((Ok(Bytes::from(text)), None)),
                        Err(error) => Some((Err(error), None)),
                    }
                }
            }
        }
    });
    Ok(file(&format!("import-{}-errors.csv", import.id)).streaming(rows))
}

/// The columns that the rows had: kept as the fault of line 0, since the file itself is gone.
fn names(c: &mut Conn, import: &Import) -> Result<Vec<String>> {
    let kept: Option<String> = import_faults::table
        .filter(import_faults::import_id.eq(import.id).and(import_faults::line.eq(0)))
        .select(import_faults::row_text)
        .first(c)
        .optional()?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
}

type Row = (i64, i64, String, String, String);

/// Some more rows; and where the next begin, if there are any.
fn chunk(c: &mut Conn, import: i64, after: i64, width: usize, lang: &Lang) -> Result<(String, Option<i64>)> {
    let rows: Vec<Row> = import_faults::table
        .filter(import_faults::import_id.eq(import).and(import_faults::id.gt(after)).and(import_faults::line.gt(0)))
        .order(import_faults::id)
        .limit(CHUNK)
        .select((
            import_faults::id,
            import_faults::line,
            import_faults::field,
            import_faults::fault,
            import_faults::row_text,
        ))
        .load(c)?;
    let full = rows.len() as i64 == CHUNK;
    let mut rows: VecDeque<Row> = rows.into();
    // The last line may have more faults than were read; it comes again with the next rows, unless it is alone.
    let last = rows.back().map(|r| r.1);
    if full && rows.front().map(|r| r.1) != last {
        while rows.back().is_some_and(|r| Some(r.1) == last) {
            rows.pop_back();
        }
    }
    let next = rows.back().map(|r| r.0).filter(|_| full);
    let mut text = String::new();
    while let Some((_, line, field, fault, row)) = rows.pop_front() {
        let mut faults = vec![told(lang, &field, &fault)];
        while rows.front().is_some_and(|r| r.1 == line) {
            faults.extend(rows.pop_front().map(|(_, _, field, fault, _)| told(lang, &field, &fault)));
        }
        let mut cells: Vec<String> = serde_json::from_str(&row).unwrap_or_default();
        cells.resize(width.max(cells.len()), String::new());
        cells.push(faults.join(" "));
        let cells: Vec<_> = cells.iter().map(|cell| super::text_of(cell)).collect();
        csv::put_row(&mut text, cells.iter().map(AsRef::as_ref));
    }
    Ok((text, next))
}

/// A fault in words, with its column.
pub(super) fn told(lang: &Lang, field: &str, kept: &str) -> String {
    let words = Told::<RowFault>::read(kept).map(|fault| fault.text(lang)).unwrap_or_default();
    if field.is_empty() {
        words
    } else {
        lang.with("import-error-of", &[("column", field.into()), ("words", words.as_str().into())])
    }
}
