//! What the forms of a profile hold: every value as text under its name, as it is kept or as it is typed. Whoever looks
//! gets the values that they may change; what is kept is compared with what the form was drawn from.

use diesel::prelude::*;

use super::adding::NAME_MAX;
use super::fields::{self, Definition, Kind};
use super::model::{Card, Profile, RequestAccess};
use super::profile::Shell;
use super::{identities, index, memberships, tags};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{organizations, users};
use crate::error::{Error, Result};
use crate::identity::{Identity, Locale, Tx};
use crate::policy::{Act, Right};
use crate::web::{Cx, Field, Form};
use crate::{secrets, text};

/// Longest details or notes, in characters.
pub const TEXT_MAX: usize = 10_000;
/// Longest external id, in characters.
pub const EXTERNAL_ID_MAX: usize = 255;

/// A value and its name.
pub type Item = (String, String);

/// A form that is being typed.
pub struct Draft {
    items: Vec<(String, Field)>,
    /// The account's fields that it has.
    pub fields: Vec<Definition>,
    /// What the form was drawn from, in short.
    pub was: String,
    /// What somebody else changed meanwhile.
    pub clashes: Vec<Clash>,
    /// Who has the external id already.
    pub holder: Option<(i64, String)>,
    /// Whether it has what only the team may change.
    pub internal: bool,
}

/// A value that somebody else changed meanwhile.
pub struct Clash {
    /// Its name in the form.
    pub name: String,
    /// What is kept now.
    pub now: String,
    /// What was typed.
    pub typed: String,
}

/// The right that changing more of a person takes than their name, language and time zone.
fn right(profile_of_end_user: bool) -> Right {
    if profile_of_end_user { Right::EditEndUsers } else { Right::EditTeamMembers }
}

/// Everything that is kept of a person and can be changed by a form, by name.
pub fn kept(c: &mut Conn, account: i64, user: i64) -> Result<Vec<Item>> {
    type Found = (String, Option<Locale>, Option<String>, Card);
    let (name, locale, zone, card): Found = users::table
        .filter(users::id.eq(user).and(users::account_id.eq(account)))
        .select((users::name, users::locale, users::time_zone, Card::as_select()))
        .first(c)?;
    let places: Vec<String> = memberships::of(c, user)?.into_iter().map(|m| m.name).collect();
    let mut items: Vec<Item> = [
        ("name", name),
        ("alias", card.alias),
        ("language", locale.map_or("", Locale::as_str).to_owned()),
        ("time_zone", zone.unwrap_or_default()),
        ("request_access", card.request_access.as_str().to_owned()),
        ("organizations", places.join("\n")),
        ("tags", tags::of(c, user)?.join(" ")),
        ("details", card.details),
        ("notes", card.notes),
        ("external_id", card.external_id.unwrap_or_default()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let values = fields::values(c, user)?;
    for definition in fields::definitions(c, account)? {
        let value = values.iter().find(|(id, _)| *id == definition.field.id).map(|(_, v)| v.clone());
        items.push((name_of(&definition), value.unwrap_or_default()));
    }
    Ok(items)
}

fn name_of(definition: &Definition) -> String {
    format!("field-{}", definition.field.id)
}

fn value<'a>(items: &'a [Item], name: &str) -> &'a str {
    items.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default()
}

/// What some values are, in short: another answer when one of them changed.
fn version<'a>(names: impl Iterator<Item = &'a str>, kept: &[Item]) -> String {
    let all: Vec<(&str, &str)> = names.map(|name| (name, value(kept, name))).collect();
    secrets::sha256(serde_json::json!(all).to_string().as_bytes())
}

/// The key of what a value is called, if it has one of ours.
pub fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "people-name",
        "alias" => "alias",
        "details" => "person-details",
        "notes" => "notes",
        "external_id" => "external-id",
        "request_access" => "request-access",
        "language" => "language",
        "time_zone" => "time-zone",
        "tags" => "tags",
        "organizations" => "organizations",
        _ => return None,
    })
}

impl Draft {
    /// The form as it is drawn first.
    pub fn of(shell: &Shell, cx: &Cx, kept: &[Item]) -> Self {
        let profile = &shell.profile;
        let internal = !shell.in_help_center() && cx.may(right(profile.is_end_user()));
        let fields: Vec<Definition> =
            if internal { profile.fields.iter().map(|(d, _)| d.clone()).collect() } else { vec![] };
        let has = |name: &str| match name {
            "name" | "language" | "time_zone" => true,
            "alias" => !profile.is_end_user() && !shell.in_help_center(),
            "request_access" => internal && profile.is_end_user(),
            "tags" => internal && shell.settings.tags_on_people,
            _ => internal,
        };
        let items: Vec<(String, Field)> =
            kept.iter().filter(|(name, _)| has(name)).map(|(n, v)| (n.clone(), Field::of(v.as_str()))).collect();
        let was = version(items.iter().map(|(name, _)| name.as_str()), kept);
        Self { items, fields, was, clashes: vec![], holder: None, internal }
    }

    /// A form of these values only.
    pub fn only(names: &[&str], kept: &[Item]) -> Self {
        let has = |name: &str| names.contains(&name);
        let items: Vec<(String, Field)> =
            kept.iter().filter(|(name, _)| has(name)).map(|(n, v)| (n.clone(), Field::of(v.as_str()))).collect();
        let was = version(items.iter().map(|(name, _)| name.as_str()), kept);
        Self { items, fields: vec![], was, clashes: vec![], holder: None, internal: false }
    }

    /// Whether the form has a value of this name.
    pub fn has(&self, name: &str) -> bool {
        self.items.iter().any(|(n, _)| n == name)
    }

    /// A value of the form.
    pub fn field(&self, name: &str) -> Field {
        self.items.iter().find(|(n, _)| n == name).map(|(_, field)| field.clone()).unwrap_or_default()
    }

    /// The names of time zones.
    pub fn zones(&self) -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The names and values, for the summary of what is wrong.
    pub fn all(&self) -> Vec<(&str, &Field)> {
        self.items.iter().map(|(name, field)| (name.as_str(), field)).collect()
    }

    /// Whether something is wrong.
    pub fn faulty(&self) -> bool {
        self.items.iter().any(|(_, field)| field.faulty())
    }

    /// Takes what was typed.
    pub fn type_in(&mut self, form: &Form) {
        let boxes: Vec<String> = self.fields.iter().filter(|d| d.field.kind == Kind::Checkbox).map(name_of).collect();
        for (name, field) in &mut self.items {
            field.value = match name.as_str() {
                "details" | "notes" | "organizations" => text::without_scopes(&text::lines(form.get(name))),
                // A box that is off does not come with the form.
                _ if boxes.contains(name) && form.has(name) => "true".to_owned(),
                _ if boxes.contains(name) && field.value == "true" => "false".to_owned(),
                _ if boxes.contains(name) => field.value.clone(),
                _ => text::without_scopes(&text::line(form.get(name))),
            };
        }
    }

    /// Says what is wrong with it, and writes each value as it would be kept.
    pub async fn check(&mut self, cx: &Cx, shell: &Shell) -> Result<()> {
        let (account, user) = (cx.account().id, shell.profile.person.id);
        let (typed, external) = (self.field("organizations").value, self.field("external_id").value);
        let multiple = shell.settings.multiple_organizations;
        let (places, holder) =
            cx.read(move |c| Ok((places(c, account, &typed)?, external_holder(c, account, &external)?))).await?;
        self.holder = holder.filter(|(id, _)| *id != user && self.has("external_id"));
        let taken = self.holder.is_some();
        let definitions = self.fields.clone();
        for (name, field) in &mut self.items {
            let max = match name.as_str() {
                "name" | "alias" => NAME_MAX,
                "external_id" => EXTERNAL_ID_MAX,
                _ => TEXT_MAX,
            };
            if field.value.chars().count() > max {
                field.fault(cx.t1("fault-too-long", "max", max as i64));
                continue;
            }
            match name.as_str() {
                "name" if field.value.is_empty() => field.fault(cx.t("fault-name-empty")),
                "external_id" if taken => field.fault(cx.t("fault-external-id-taken")),
                "language" if !field.value.is_empty() && Locale::parse(&field.value).is_none() => {
                    field.fault(cx.t("fault-choose-one"));
                }
                "time_zone" if !field.value.is_empty() && field.value.parse::<chrono_tz::Tz>().is_err() => {
                    field.fault(cx.t("fault-choose-one"));
                }
                "request_access" if RequestAccess::parse(&field.value).is_none() => {
                    field.fault(cx.t("fault-choose-one"))
                }
                "tags" => match tags::parse(&field.value) {
                    Ok(tags) => field.value = tags.join(" "),
                    Err(fault) => field.fault(fault.text(cx.lang())),
                },
                "organizations" => match &places {
                    Err(unknown) => field.fault(cx.t1("fault-organization-unknown", "name", unknown)),
                    Ok(found) if found.len() > 1 && !multiple => field.fault(cx.t("fault-organization-one")),
                    Ok(found) if found.len() > memberships::MAX => {
                        field.fault(cx.t1("fault-organization-many", "max", memberships::MAX as i64));
                    }
                    Ok(found) => field.value = found.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>().join("\n"),
                },
                _ => {
                    let Some(d) = definitions.iter().find(|d| name_of(d) == *name) else { continue };
                    match fields::check(d.field.kind, &d.options, &field.value) {
                        Ok(value) => field.value = value,
                        Err(fault) => field.fault(fault.text(cx.lang())),
                    }
                }
            }
        }
        Ok(())
    }

    /// The values as typed.
    pub fn values(&self) -> Vec<Item> {
        self.items.iter().map(|(name, field)| (name.clone(), field.value.clone())).collect()
    }

    /// The values that are not as they are kept.
    pub fn changes(&self, kept: &[Item]) -> Vec<Item> {
        self.values().into_iter().filter(|(name, typed)| value(kept, name) != typed).collect()
    }

    /// Whether somebody else changed a value since the form was drawn, so that this one would overwrite it. The form
    /// then says what is kept and what was typed, and saves over it the next time.
    pub fn collides(&mut self, was: &str, kept: &[Item]) -> bool {
        self.was = version(self.items.iter().map(|(name, _)| name.as_str()), kept);
        if was == self.was {
            return false;
        }
        let clash = |(name, typed): Item| Clash { now: value(kept, &name).to_owned(), name, typed };
        self.clashes = self.changes(kept).into_iter().map(clash).collect();
        !self.clashes.is_empty()
    }
}

/// The organizations that lines of text name, each once, in their order; or the first name that none has.
fn places(c: &mut Conn, account: i64, typed: &str) -> Result<Result<Vec<(i64, String)>, String>> {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|l| !l.is_empty()).take(memberships::MAX + 1).collect();
    let folded: Vec<String> = lines.iter().map(|l| text::fold(l)).collect();
    let found: Vec<(i64, String, String)> = organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::folded_name.eq_any(&folded)))
        .select((organizations::id, organizations::name, organizations::folded_name))
        .load(c)?;
    let mut places: Vec<(i64, String)> = vec![];
    for (line, folded) in lines.iter().zip(&folded) {
        let Some((id, name, _)) = found.iter().find(|(.., f)| f == folded) else {
            return Ok(Err(line.chars().take(100).collect()));
        };
        if !places.iter().any(|(i, _)| i == id) {
            places.push((*id, name.clone()));
        }
    }
    // As they are kept: the default one first, the others by name.
    if let Some((_, rest)) = places.split_first_mut() {
        rest.sort_by_key(|(id, name)| (text::fold(name), *id));
    }
    Ok(Ok(places))
}

fn external_holder(c: &mut Conn, account: i64, external: &str) -> Result<Option<(i64, String)>> {
    if external.is_empty() {
        return Ok(None);
    }
    Ok(users::table
        .filter(users::account_id.eq(account).and(users::external_id.eq(external)))
        .select((users::id, users::name))
        .first(c)
        .optional()?)
}

fn may(identity: &Identity, end_user: bool, name: &str) -> bool {
    matches!(name, "name" | "alias" | "language" | "time_zone") || identity.may(right(end_user))
}

/// Writes what was typed, if what is kept is still what the form was drawn from; else [`Error::Conflict`].
pub fn write(tx: &mut Tx<'_>, user: i64, was: &str, values: &[Item]) -> Result<()> {
    let person = identities::ask(tx, user, Act::Edit)?;
    let (account, end_user, now) = (person.standing.account, person.standing.is_end_user(), tx.now());
    if let Some((name, _)) = values.iter().find(|(name, _)| !may(tx.identity(), end_user, name)) {
        log::warn!("{name} of person {user} is not for this identity");
        return Err(Error::Forbidden(crate::policy::Refusal::Right(right(end_user))));
    }
    let kept = kept(tx.conn(), account, user)?;
    if version(values.iter().map(|(name, _)| name.as_str()), &kept) != was {
        return Err(Error::Conflict);
    }
    let new = |name: &str| match values.iter().find(|(n, _)| n == name) {
        Some((_, typed)) => typed.clone(),
        None => value(&kept, name).to_owned(),
    };
    let own = ["name", "alias", "language", "time_zone", "request_access", "details", "notes", "external_id"];
    let changed: serde_json::Map<String, serde_json::Value> = own
        .iter()
        .filter(|name| value(&kept, name) != new(name))
        .map(|name| ((*name).to_owned(), serde_json::json!([value(&kept, name), new(name)])))
        .collect();
    if !changed.is_empty() {
        let some = |name: &str| Some(new(name)).filter(|v| !v.is_empty());
        diesel::update(users::table.find(user))
            .set((
                (
                    users::name.eq(new("name")),
                    users::folded_name.eq(text::fold(&new("name"))),
                    users::alias.eq(new("alias")),
                    users::locale.eq(Locale::parse(&new("language"))),
                    users::time_zone.eq(some("time_zone")),
                ),
                (
                    users::request_access.eq(new("request_access")),
                    users::details.eq(new("details")),
                    users::notes.eq(new("notes")),
                    users::external_id.eq(some("external_id")),
                    users::updated_at.eq(now.0),
                ),
            ))
            .execute(tx.conn())?;
        index::refresh(tx.conn(), user)?;
        tx.record(Entry::new("person.edited", "user", user).with(changed.into()))?;
    }
    if values.iter().any(|(name, _)| name == "organizations") {
        let found = places(tx.conn(), account, &new("organizations"))?.map_err(|_| Error::Conflict)?;
        let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
        memberships::set(tx, user, &ids, ids.first().copied())?;
    }
    if values.iter().any(|(name, _)| name == "tags") {
        tags::set(tx, user, &tags::parse(&new("tags")).map_err(|_| Error::Conflict)?)?;
    }
    let given: Vec<(i64, String)> = values
        .iter()
        .filter_map(|(name, typed)| Some((name.strip_prefix("field-")?.parse().ok()?, typed.clone())))
        .collect();
    if !given.is_empty() {
        fields::set(tx, user, &given)?;
    }
    Ok(())
}

/// The account's fields of a person, with what they have in them.
pub fn fields_of(c: &mut Conn, account: i64, user: i64) -> Result<Vec<(Definition, String)>> {
    let values = fields::values(c, user)?;
    let value = |id: i64| values.iter().find(|(field, _)| *field == id).map(|(_, v)| v.clone()).unwrap_or_default();
    Ok(fields::definitions(c, account)?.into_iter().map(|d| (d.clone(), value(d.field.id))).collect())
}

impl Shell {
    /// The name that one of the account's fields has in forms.
    pub fn field_name(&self, definition: &Definition) -> String {
        name_of(definition)
    }
}

impl Profile {
    /// A value of the form as people read it.
    pub fn shown(&self, cx: &Cx, name: &str, value: &str) -> String {
        let choice = self.fields.iter().find(|(d, _)| name_of(d) == name);
        match (name, value, choice) {
            ("language", "en", _) => "English".to_owned(),
            ("language", "fr", _) => "Français".to_owned(),
            ("language" | "time_zone", "", _) => cx.t("as-the-account").to_owned(),
            ("request_access", "own", _) => cx.t("request-access-own").to_owned(),
            ("request_access", "organization", _) => cx.t("request-access-organization").to_owned(),
            ("organizations", ..) => value.replace('\n', ", "),
            (_, "true", Some((d, _))) if d.field.kind == Kind::Checkbox => cx.t("yes").to_owned(),
            (_, "false", Some((d, _))) if d.field.kind == Kind::Checkbox => cx.t("no").to_owned(),
            (_, _, Some((d, _))) => d.shown(value).to_owned(),
            _ => value.to_owned(),
        }
    }

    /// What a value of the form is called.
    pub fn label(&self, cx: &Cx, name: &str) -> String {
        match label(name) {
            Some(key) => cx.t(key).to_owned(),
            None => {
                let choice = self.fields.iter().find(|(d, _)| name_of(d) == name);
                choice.map_or_else(|| name.to_owned(), |(d, _)| d.field.title.clone())
            }
        }
    }
}
