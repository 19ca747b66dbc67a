//! Choosing one's language.

use actix_web::HttpResponse;
use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::users;
use crate::error::{Error, Result};
use crate::identity::Locale;
use crate::web::{Cx, Form, local_path};

/// `POST /access/language`
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let locale = Locale::parse(form.get("language")).ok_or(Error::Malformed)?;
    cx.write(move |tx| {
        let me = tx.identity().effective().id;
        diesel::update(users::table.find(me)).set(users::locale.eq(Some(locale))).execute(tx.conn())?;
        tx.record(
            Entry::new("person.language_chosen", "user", me).with(serde_json::json!({ "locale": locale.as_str() })),
        )
    })
    .await?;
    cx.see(local_path(form.get("to")).unwrap_or("/"))
}
