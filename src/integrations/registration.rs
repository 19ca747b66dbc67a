//! Registering an integration, editing it, removing it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::model::{self, Integration};
use crate::audit::Entry;
use crate::db::schema::{authorizations, integrations};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Right;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Longest name, in characters.
const NAME_MAX: usize = 80;
/// Longest description, in characters.
const DESCRIPTION_MAX: usize = 500;

#[derive(Template)]
#[template(path = "integrations/form.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// The one that is edited; none when a new one is registered.
    was: Option<Integration>,
    called: Field,
    description: Field,
    /// The state of the integration that the form was drawn from.
    seen: Option<String>,
    /// Whether it is another by now.
    changed: bool,
}

#[derive(Template)]
#[template(path = "integrations/removal.html")]
struct Removal<'a> {
    cx: &'a Cx,
    integration: Integration,
}

/// `GET /admin/apps/integrations/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    let [called, description] = [Field::default(), Field::default()];
    cx.show(Edit { cx: &cx, was: None, called, description, seen: None, changed: false })
}

/// `POST /admin/apps/integrations/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Edit::read(&cx, None, &form);
    if !page.faulty() {
        let (name, description) = page.values();
        match cx.write(move |tx| register(tx, &name, &description)).await {
            Ok(id) => return cx.see_saying(&format!("{}/{id}", super::PATH), "notice-integration-registered"),
            Err(Error::TooLarge) => page.called.fault(cx.t1("fault-integrations-many", "max", model::MOST)),
            Err(Error::Conflict) => page.called.fault(cx.t("fault-integration-name-taken")),
            Err(error) => return Err(error),
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// `GET /admin/apps/integrations/{id}/edit`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let was = find(&cx, &id).await?;
    cx.identity()?.may_authorize(was.present()).map_err(Error::Forbidden)?;
    let (called, description) = (Field::of(&was.row.name), Field::of(&was.row.description));
    cx.show(Edit { cx: &cx, called, description, seen: Some(was.row.state()), was: Some(was), changed: false })
}

/// `POST /admin/apps/integrations/{id}/edit`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let was = find(&cx, &id).await?;
    let (key, path, now) = (was.row.id, was.path(), was.row.state());
    let mut page = Edit::read(&cx, Some(was), &form);
    if !page.faulty() {
        let (name, description) = page.values();
        let same = |was: &Integration| was.row.name == name && was.row.description == description;
        if page.seen.as_ref().is_none_or(|seen| *seen == now) && page.was.as_ref().is_some_and(same) {
            return cx.see(&path);
        }
        let seen = page.seen.clone();
        match cx.write(move |tx| change(tx, key, &name, &description, seen.as_deref())).await {
            Ok(()) => return cx.see_saying(&path, "notice-integration-saved"),
            Err(Error::Conflict) => {
                let now = find(&cx, &id).await?;
                if page.seen.as_ref().is_some_and(|seen| *seen != now.row.state()) {
                    // Somebody was faster. What they wrote is said; a second save writes over it.
                    page.seen = Some(now.row.state());
                    let page = Edit { was: Some(now), changed: true, ..page };
                    return cx.show_with(StatusCode::CONFLICT, page);
                }
                page.called.fault(cx.t("fault-integration-name-taken"));
            }
            Err(error) => return Err(error),
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// `GET /admin/apps/integrations/{id}/removal`
pub async fn confirm(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let integration = find(&cx, &id).await?;
    cx.identity()?.may_authorize(integration.present()).map_err(Error::Forbidden)?;
    cx.show(Removal { cx: &cx, integration })
}

/// `POST /admin/apps/integrations/{id}/removal`
pub async fn destroy(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    cx.write(move |tx| remove(tx, id)).await?;
    cx.see_saying(super::PATH, "notice-integration-removed")
}

async fn find(cx: &Cx, id: &str) -> Result<Integration> {
    let (id, account) = (routes::id(id)?, cx.account.clone());
    cx.read(move |c| model::find(c, &account, id)).await
}

/// Registers a program; answers its id. A name that is taken is [`Error::Conflict`], one program too many [`Error::TooLarge`].
fn register(tx: &mut Tx<'_>, name: &str, description: &str) -> Result<i64> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageIntegrations)?;
    let (account, by, now) = (tx.identity().account().id, tx.identity().effective_id(), tx.now());
    let there: i64 = integrations::table.filter(integrations::account_id.eq(account)).count().get_result(tx.conn())?;
    if there >= model::MOST {
        return Err(Error::TooLarge);
    }
    free(tx, name, None)?;
    let id: i64 = diesel::insert_into(integrations::table)
        .values((
            integrations::account_id.eq(account),
            integrations::name.eq(name),
            integrations::folded_name.eq(text::fold(name)),
            integrations::description.eq(description),
            integrations::created_by_id.eq(by),
            integrations::created_at.eq(now.0),
        ))
        .returning(integrations::id)
        .get_result(tx.conn())?;
    tx.record(Entry::new("integration.registered", "integration", id).with(serde_json::json!({ "name": name })))?;
    Ok(id)
}

/// Changes a program's name and description. [`Error::Conflict`] when it is not as it was `seen`, or the name is another's.
fn change(tx: &mut Tx<'_>, id: i64, name: &str, description: &str, seen: Option<&str>) -> Result<()> {
    let account = tx.identity().account().clone();
    let integration = model::find(tx.conn(), &account, id)?;
    // Whoever authorizes it agrees to its name.
    tx.identity().may_authorize(integration.present()).map_err(Error::Forbidden)?;
    let was = integration.row;
    if seen.is_some_and(|seen| seen != was.state()) {
        return Err(Error::Conflict);
    }
    free(tx, name, Some(id))?;
    diesel::update(integrations::table.find(id))
        .set((
            integrations::name.eq(name),
            integrations::folded_name.eq(text::fold(name)),
            integrations::description.eq(description),
        ))
        .execute(tx.conn())?;
    let details = serde_json::json!({ "name": [was.name, name], "description": [was.description, description] });
    tx.record(Entry::new("integration.changed", "integration", id).with(details))
}

/// Removes a program with its authorizations: its token leads to nobody from then on.
fn remove(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let account = tx.identity().account().clone();
    let integration = model::find(tx.conn(), &account, id)?;
    tx.identity().may_authorize(integration.present()).map_err(Error::Forbidden)?;
    let authorized = integration.grant.as_ref().map(|grant| grant.person.id);
    diesel::delete(authorizations::table.filter(authorizations::integration_id.eq(id))).execute(tx.conn())?;
    diesel::delete(integrations::table.find(id)).execute(tx.conn())?;
    let details = serde_json::json!({ "name": integration.row.name, "user": authorized });
    tx.record(Entry::new("integration.removed", "integration", id).with(details))
}

/// [`Error::Conflict`] when another integration of the account has the name, however it is written.
fn free(tx: &mut Tx<'_>, name: &str, but: Option<i64>) -> Result<()> {
    let account = tx.identity().account().id;
    let holder: Option<i64> = integrations::table
        .filter(integrations::account_id.eq(account).and(integrations::folded_name.eq(text::fold(name))))
        .select(integrations::id)
        .first(tx.conn())
        .optional()?;
    if holder.is_some_and(|id| Some(id) != but) { Err(Error::Conflict) } else { Ok(()) }
}

impl<'a> Edit<'a> {
    fn read(cx: &'a Cx, was: Option<Integration>, form: &Form) -> Self {
        let mut called = Field::of(text::line(form.get("name")));
        let mut description = Field::of(text::lines(form.get("description")));
        if text::fold(&called.value).is_empty() {
            called.fault(cx.t("fault-integration-name"));
        }
        for (field, max) in [(&mut called, NAME_MAX), (&mut description, DESCRIPTION_MAX)] {
            if field.value.chars().count() > max {
                field.fault(cx.t1("fault-too-long", "max", max as i64));
            }
        }
        let seen = form.has("seen").then(|| form.get("seen").to_owned());
        Self { cx, was, called, description, seen, changed: false }
    }

    fn values(&self) -> (String, String) {
        (self.called.value.clone(), self.description.value.clone())
    }

    fn faulty(&self) -> bool {
        self.called.faulty() || self.description.faulty()
    }

    /// The integration as somebody else has made it since the form was drawn.
    fn made_meanwhile(&self) -> Option<&model::Row> {
        self.was.as_ref().filter(|_| self.changed).map(|was| &was.row)
    }

    fn heading(&self) -> &str {
        self.cx.t(if self.was.is_some() { "integration-edit" } else { "integration-register" })
    }

    fn action(&self) -> String {
        match &self.was {
            Some(was) => format!("{}/edit", was.path()),
            None => format!("{}/new", super::PATH),
        }
    }

    fn back(&self) -> String {
        self.was.as_ref().map_or_else(|| super::PATH.to_owned(), Integration::path)
    }
}
