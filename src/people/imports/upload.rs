//! `Import users`: the file is kept in pieces as it arrives, after the form's token was checked.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use diesel::prelude::*;

use super::pages::{self, Asked};
use super::{BYTES_MAX, Mode, State as Stage, at_work, pieces};
use crate::audit::Entry;
use crate::db::off_the_loop;
use crate::db::schema::imports;
use crate::error::{Error, Result};
use crate::policy::Right;
use crate::text;
use crate::web::{Cx, Field, File, Part, Upload};

/// Longest name of a file that is kept, in characters.
const FILE_NAME_MAX: usize = 120;

/// What arrived.
struct Arrived {
    import: i64,
    file_name: String,
    bytes: i64,
}

/// `POST /admin/people/bulk-actions`
pub async fn create(cx: Cx, mut form: Upload) -> Result<HttpResponse> {
    form.open(&cx).await?;
    let account = cx.account().id;
    if let Some(other) = cx.read(move |c| at_work(c, account)).await? {
        return cx.see_saying(&other.path(), "notice-import-at-work");
    }
    let mut asked = Asked { file: Field::default(), mode: String::new(), welcome: false, clears: false };
    let mut arrived: Option<Arrived> = None;
    let read = read(&cx, &mut form, &mut asked, &mut arrived).await;
    let mode = Mode::parse(&asked.mode);
    let kept = match (read, &arrived, mode) {
        (Ok(()), Some(file), Some(mode)) => keep(&cx, file, mode, &asked).await,
        (Ok(()), None, Some(_)) => {
            asked.file.fault(cx.t("fault-import-no-file"));
            Err(Error::Malformed)
        }
        (Ok(()), _, None) => Err(Error::Malformed),
        (Err(error), ..) => Err(error),
    };
    let Some(file) = arrived else { return refused(&cx, kept, asked).await };
    if kept.is_err() {
        let (state, import) = (cx.state().clone(), file.import);
        off_the_loop(move || pieces::discard(&state, import)).await?;
        return refused(&cx, kept, asked).await;
    }
    cx.see(&format!("/admin/people/bulk-actions/{}", file.import))
}

async fn refused(cx: &Cx, kept: Result<()>, asked: Asked) -> Result<HttpResponse> {
    match kept {
        Err(Error::Conflict) => cx.see_saying("/admin/people/bulk-actions", "notice-import-at-work"),
        Err(_) if asked.file.faulty() => {
            pages::draw(cx, StatusCode::UNPROCESSABLE_ENTITY, asked, Default::default()).await
        }
        Err(error) => Err(error),
        Ok(()) => Err(Error::Malformed),
    }
}

/// Reads the form to its end, and keeps the file as it comes.
async fn read(cx: &Cx, form: &mut Upload, asked: &mut Asked, arrived: &mut Option<Arrived>) -> Result<()> {
    while let Some(part) = form.next().await? {
        match part {
            Part::Text(name, value) => match name.as_str() {
                "mode" => asked.mode = value,
                "welcome" => asked.welcome = true,
                "clears" => asked.clears = true,
                _ => {}
            },
            Part::File(name, file_name, mut file) if name == "file" && arrived.is_none() => {
                take(cx, &file_name, &mut file, asked, arrived).await?;
            }
            Part::File(..) => {}
        }
    }
    Ok(())
}

async fn take(cx: &Cx, name: &str, file: &mut File, asked: &mut Asked, arrived: &mut Option<Arrived>) -> Result<()> {
    let name: String = text::line(name).chars().take(FILE_NAME_MAX).collect();
    let (mut piece, mut number, mut bytes) = (Vec::with_capacity(pieces::PIECE), 0, 0);
    while let Some(chunk) = file.next().await? {
        bytes += chunk.len() as i64;
        if bytes > BYTES_MAX {
            asked.file.fault(cx.t1("fault-import-too-large", "max", BYTES_MAX / 1024 / 1024));
            return Err(Error::TooLarge);
        }
        let import = match arrived {
            Some(known) => known.import,
            None => {
                let import = begin(cx, name.clone()).await?;
                *arrived = Some(Arrived { import, file_name: name.clone(), bytes: 0 });
                import
            }
        };
        let mut rest = &chunk[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(pieces::PIECE - piece.len()));
            piece.extend_from_slice(now);
            rest = later;
            if piece.len() == pieces::PIECE {
                piece = put(cx, import, number, piece).await?;
                number += 1;
            }
        }
    }
    if let Some(arrived) = arrived {
        put(cx, arrived.import, number, piece).await?;
        arrived.bytes = bytes;
    }
    Ok(())
}

async fn begin(cx: &Cx, name: String) -> Result<i64> {
    let (state, identity) = (cx.state().clone(), cx.identity()?.clone());
    off_the_loop(move || {
        let (account, user) = (identity.account().id, identity.effective().id);
        pieces::begin(&state, account, user, &identity.stack_text(), &name)
    })
    .await
}

/// Keeps a piece; answers its memory, emptied, for the next.
async fn put(cx: &Cx, import: i64, number: i64, mut piece: Vec<u8>) -> Result<Vec<u8>> {
    let state = cx.state().clone();
    off_the_loop(move || {
        if !piece.is_empty() {
            pieces::put(&state, import, number, &piece)?;
        }
        piece.clear();
        Ok(piece)
    })
    .await
}

/// Makes what arrived an import, to be checked.
async fn keep(cx: &Cx, file: &Arrived, mode: Mode, asked: &Asked) -> Result<()> {
    let (import, bytes, welcome, clears) = (file.import, file.bytes, asked.welcome, asked.clears);
    let name = file.file_name.clone();
    cx.write(move |tx| {
        tx.identity().ensure(Right::ImportAndExport)?;
        let kept = diesel::update(
            imports::table
                .filter(imports::id.eq(import).and(imports::account_id.eq(tx.identity().account().id)))
                .filter(imports::state.eq(Stage::Uploading)),
        )
        .set((
            imports::mode.eq(mode),
            imports::send_welcome.eq(welcome),
            imports::empty_clears.eq(clears),
            imports::bytes.eq(bytes),
            imports::state.eq(Stage::Checking),
        ))
        .execute(tx.conn())?;
        if kept == 0 {
            return Err(Error::NotFound);
        }
        let details = serde_json::json!({
            "file": name, "bytes": bytes, "mode": mode.as_str(), "welcome": welcome, "empty_clears": clears,
        });
        tx.record(Entry::new("import.uploaded", "import", import).with(details))
    })
    .await
}
