//! The form of an organization, new or changed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::mapping;
use super::model::{self, Organization};
use super::writing::{self, Draft, Taken};
use crate::error::{Error, Result};
use crate::people::settings::EndUserSettings;
use crate::people::tags;
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Longest name and external id, in characters.
const NAME_MAX: usize = 200;
/// Longest details and notes, in characters.
const TEXT_MAX: usize = 5_000;

#[derive(Template)]
#[template(path = "organizations/form.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// What is edited; `None` for a new one.
    organization: Option<&'a Organization>,
    fields: Fields,
    /// Whether the account shows tags of people and organizations.
    tags_shown: bool,
}

/// The form's fields.
#[derive(Clone, Debug, Default)]
struct Fields {
    name: Field,
    domains: Field,
    tags: Field,
    external_id: Field,
    details: Field,
    notes: Field,
    shared: bool,
}

/// `GET /agent/organizations/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let tags_shown = cx.read(move |c| Ok(EndUserSettings::of(c, account)?.tags_on_people)).await?;
    cx.show(Edit { cx: &cx, organization: None, fields: Fields::default(), tags_shown })
}

/// `POST /agent/organizations`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let account = cx.account().id;
    let tags_shown = cx.read(move |c| Ok(EndUserSettings::of(c, account)?.tags_on_people)).await?;
    let (mut fields, draft) = Fields::read(&cx, &form, tags_shown);
    if let Some(draft) = draft {
        let given = draft.clone();
        match cx.write(move |tx| writing::create(tx, &given)).await {
            Ok(id) => {
                let notice = said(&draft, &[]);
                return cx.see_saying(&format!("/agent/organizations/{id}"), notice);
            }
            Err(Error::Conflict) => fields.taken(&cx, None, draft).await?,
            Err(error) => return Err(error),
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Edit { cx: &cx, organization: None, fields, tags_shown })
}

/// `GET /agent/organizations/{id}/edit`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (organization, tags_shown) = find(&cx, &id).await?;
    let fields = Fields::of(&organization);
    cx.show(Edit { cx: &cx, organization: Some(&organization), fields, tags_shown })
}

/// `POST /agent/organizations/{id}`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (organization, tags_shown) = find(&cx, &id).await?;
    let id = organization.row.id;
    let (mut fields, draft) = Fields::read(&cx, &form, tags_shown);
    if let Some(draft) = draft {
        let given = draft.clone();
        // Nothing to save is saved, too: a write that changes nothing is not one.
        let saved = if Fields::same(&organization, &draft) {
            Ok(())
        } else {
            cx.write(move |tx| writing::update(tx, id, &given).map(drop)).await
        };
        match saved {
            Ok(()) => return cx.see_saying(&organization.row.path(), said(&draft, &organization.domains)),
            Err(Error::Conflict) => fields.taken(&cx, Some(id), draft).await?,
            Err(error) => return Err(error),
        }
    }
    let page = Edit { cx: &cx, organization: Some(&organization), fields, tags_shown };
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// What the page says after a save: with new domains, for whom they are.
fn said(draft: &Draft, before: &[String]) -> &'static str {
    let further = draft.domains.iter().any(|domain| !before.contains(domain));
    if further { "notice-organization-saved-domains" } else { "notice-organization-saved" }
}

async fn find(cx: &Cx, id: &str) -> Result<(Organization, bool)> {
    let (id, account) = (routes::id(id)?, cx.account().id);
    cx.read(move |c| Ok((model::organization(c, account, id)?, EndUserSettings::of(c, account)?.tags_on_people))).await
}

impl Fields {
    fn of(organization: &Organization) -> Self {
        let row = &organization.row;
        Self {
            name: Field::of(&row.name),
            domains: Field::of(organization.domains.join(" ")),
            tags: Field::of(organization.tags.join(" ")),
            external_id: Field::of(row.external_id.clone().unwrap_or_default()),
            details: Field::of(&row.details),
            notes: Field::of(&row.notes),
            shared: row.requests_shared,
        }
    }

    /// The fields as they were typed, and what they say if nothing is wrong.
    fn read(cx: &Cx, form: &Form, tags_shown: bool) -> (Self, Option<Draft>) {
        let line = |name: &str| Field::of(text::without_scopes(&text::line(form.get(name))));
        let lines = |name: &str| Field::of(text::without_scopes(&text::lines(form.get(name))));
        let mut fields = Self {
            name: line("name"),
            domains: Field::of(text::line(form.get("domains"))),
            tags: Field::of(text::line(form.get("tags"))),
            external_id: line("external_id"),
            details: lines("details"),
            notes: lines("notes"),
            shared: form.has("requests_shared"),
        };
        if text::fold(&fields.name.value).is_empty() {
            fields.name.fault(cx.t("fault-organization-name-empty"));
        }
        for (field, max) in [
            (&mut fields.name, NAME_MAX),
            (&mut fields.external_id, NAME_MAX),
            (&mut fields.details, TEXT_MAX),
            (&mut fields.notes, TEXT_MAX),
        ] {
            if field.value.chars().count() > max {
                field.fault(cx.t1("fault-too-long", "max", max as i64));
            }
        }
        let domains = mapping::parse(&fields.domains.value).map_err(|f| fields.domains.fault(f.text(cx.lang())));
        let tags = tags::parse(&fields.tags.value).map_err(|f| fields.tags.fault(f.text(cx.lang())));
        let (Ok(domains), Ok(tags), false) = (domains, tags, fields.faulty()) else { return (fields, None) };
        let draft = Draft {
            name: fields.name.value.clone(),
            external_id: Some(fields.external_id.value.clone()).filter(|id| !id.is_empty()),
            domains,
            tags: tags_shown.then_some(tags),
            details: fields.details.value.clone(),
            notes: fields.notes.value.clone(),
            requests_shared: fields.shared,
        };
        (fields, Some(draft))
    }

    /// Says beside the fields what another organization has already.
    async fn taken(&mut self, cx: &Cx, own: Option<i64>, draft: Draft) -> Result<()> {
        let account = cx.account().id;
        let found: Taken = cx.read(move |c| writing::taken(c, account, own, &draft)).await?;
        if !found.any() {
            return Err(Error::Conflict);
        }
        if found.name {
            self.name.fault(cx.t("fault-organization-name-taken"));
        }
        if let Some(other) = found.external_id {
            self.external_id.fault(cx.t1("fault-external-id-of", "name", other.as_str()));
        }
        if let Some((domain, other)) = found.domain {
            self.domains.fault(cx.t2("fault-domain-taken", "domain", domain.as_str(), "name", other.as_str()));
        }
        Ok(())
    }

    fn faulty(&self) -> bool {
        [&self.name, &self.domains, &self.tags, &self.external_id, &self.details, &self.notes]
            .iter()
            .any(|field| field.faulty())
    }

    /// Whether a draft says what is there already.
    fn same(organization: &Organization, draft: &Draft) -> bool {
        let row = &organization.row;
        row.name == draft.name
            && row.external_id == draft.external_id
            && organization.domains == draft.domains
            && draft.tags.as_ref().is_none_or(|tags| *tags == organization.tags)
            && row.details == draft.details
            && row.notes == draft.notes
            && row.requests_shared == draft.requests_shared
    }
}

impl Edit<'_> {
    /// Where the form goes.
    fn action(&self) -> String {
        self.organization.map_or_else(|| "/agent/organizations".to_owned(), |o| o.row.path())
    }

    fn heading(&self) -> String {
        match self.organization {
            Some(organization) => self.cx.t1("organization-edit", "name", organization.row.name.as_str()),
            None => self.cx.t("organization-new").to_owned(),
        }
    }
}
