//! A form that comes with a file: read by its handler, part by part, so that no file is ever in memory as a whole.
//!
//! Only routes declared with [`super::Routes::upload`] take one. The form's token comes first, and is checked before
//! anything behind it is read.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use futures_util::StreamExt as _;

use super::cx::Cx;
use super::forms::{self, Form, TOKEN};
use crate::error::{Error, Result};

/// Seconds that may pass without another byte.
const PAUSE_SECONDS: u64 = 30;
/// Seconds for a whole form with its file.
const WHOLE_SECONDS: u64 = 15 * 60;
/// Longest text beside the file, in bytes.
const TEXT_MAX: usize = 4 * 1024;
/// Most parts of a form.
const PARTS_MAX: usize = 20;

/// The request's body has been left for its handler.
pub(super) struct Unread;

/// Whether a body is a form with a file.
pub(super) fn is_one(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|h| h.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// A form with a file, not read yet.
pub struct Upload {
    body: Multipart,
    until: tokio::time::Instant,
    parts: usize,
}

/// One part of it.
pub enum Part {
    /// A field of text.
    Text(String, String),
    /// The file: its field, its name on the sender's machine, and its bytes to come.
    File(String, String, Box<File>),
}

/// The bytes of a file, as they arrive.
pub struct File {
    field: Field,
    until: tokio::time::Instant,
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if req.extensions().get::<Unread>().is_none() {
            return ready(Err(Error::Malformed));
        }
        ready(Ok(Self {
            body: Multipart::new(req.headers(), payload.take()),
            until: tokio::time::Instant::now() + Duration::from_secs(WHOLE_SECONDS),
            parts: 0,
        }))
    }
}

impl Upload {
    /// Reads and checks the form's token, which comes before everything else.
    pub async fn open(&mut self, cx: &Cx) -> Result<()> {
        match self.next().await? {
            Some(Part::Text(name, token)) if name == TOKEN => forms::check(cx, &Form([(name, token)].into())),
            _ => Err(Error::Forged),
        }
    }

    /// The next part. A file that was not read to its end is passed over.
    pub async fn next(&mut self) -> Result<Option<Part>> {
        self.parts += 1;
        if self.parts > PARTS_MAX {
            return Err(Error::Malformed);
        }
        let Some(field) = within(self.until, self.body.next()).await? else { return Ok(None) };
        let mut field = field.map_err(|_| Error::Malformed)?;
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.content_disposition().and_then(|d| d.get_filename()).map(str::to_owned);
        if let Some(file) = file {
            return Ok(Some(Part::File(name, file, Box::new(File { field, until: self.until }))));
        }
        let text = within(self.until, field.bytes(TEXT_MAX)).await?;
        let text = text.map_err(|_| Error::TooLarge)?.map_err(|_| Error::Malformed)?;
        let text = String::from_utf8(text.to_vec()).map_err(|_| Error::Malformed)?;
        Ok(Some(Part::Text(name, text)))
    }
}

impl File {
    /// The next bytes.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        within(self.until, self.field.next()).await?.transpose().map_err(|_| Error::Malformed)
    }
}

/// Waits for bytes, but not for ever.
async fn within<T>(until: tokio::time::Instant, bytes: impl Future<Output = T>) -> Result<T> {
    let pause = tokio::time::Instant::now() + Duration::from_secs(PAUSE_SECONDS);
    tokio::time::timeout_at(until.min(pause), bytes).await.map_err(|_| Error::Malformed)
}
