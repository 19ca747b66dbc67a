//! What a row wishes for, read from its cells.

use std::borrow::Cow;

use chrono_tz::Tz;

use super::columns::{Column, FIELD, Header};
use super::faults::{RowFault, Told};
use super::text_of;
use crate::identity::Locale;
use crate::people::adding::NAME_MAX;
use crate::people::fields::{self, Definition};
use crate::people::settings::EndUserSettings;
use crate::people::{shapes, tags};
use crate::text;

/// Longest external id, in characters.
const EXTERNAL_ID_MAX: usize = 255;
/// Longest details and notes, in characters.
const LINES_MAX: usize = 10_000;
/// Most e-mail addresses, and most phone numbers, of a row.
const ADDRESSES_MAX: usize = 20;
/// Most organizations of a row.
const ORGANIZATIONS_MAX: usize = 50;

/// What is wrong with a row: the column's name in the file, and what.
pub type Fault = (String, Told<RowFault>);

/// What a row says of a person. `None` leaves what is there; empty clears it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Their name.
    pub name: Option<String>,
    /// Their e-mail addresses.
    pub emails: Vec<String>,
    /// Their id in another system.
    pub external_id: Option<String>,
    /// Details.
    pub details: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Their phone numbers.
    pub phones: Vec<String>,
    /// The names of their organizations.
    pub organizations: Option<Vec<String>>,
    /// Their tags.
    pub tags: Option<Vec<String>>,
    /// Their language.
    pub locale: Option<Option<Locale>>,
    /// Their time zone.
    pub time_zone: Option<Option<String>>,
    /// Whether they are suspended.
    pub suspended: Option<bool>,
    /// Whether their addresses count as verified.
    pub verified: bool,
    /// Their values of the account's own fields.
    pub fields: Vec<(i64, String)>,
}

/// Reads the cells of a row. All that is wrong with them is told at once.
pub fn read(
    header: &Header,
    cells: &[String],
    definitions: &[Definition],
    clears: bool,
    settings: &EndUserSettings,
) -> Result<Wish, Vec<Fault>> {
    let (mut wish, mut faults) = (Wish::default(), vec![]);
    if cells.iter().skip(header.columns.len()).any(|c| !c.trim().is_empty()) {
        faults.push((String::new(), RowFault::CellsTooMany.told(header.columns.len().to_string())));
    }
    for (at, column) in header.columns.iter().enumerate() {
        let cell = cells.get(at).map_or(Cow::Borrowed(""), |c| text_of(c));
        let cell = cell.as_ref();
        let given = !cell.is_empty() || clears;
        let read = match column {
            Column::Name if cell.is_empty() => Ok(()),
            Column::Name => line(cell, NAME_MAX).map(|name| wish.name = Some(name)),
            Column::Emails => many(cell, ADDRESSES_MAX, email).map(|emails| wish.emails = emails),
            Column::Phones => many(cell, ADDRESSES_MAX, |part| phone(part, settings.validate_phones))
                .map(|phones| wish.phones = phones),
            Column::SkipVerify => yes(cell).map(|verified| wish.verified = verified.unwrap_or(false)),
            Column::Suspended => yes(cell).map(|suspended| wish.suspended = suspended),
            Column::Role => role(cell),
            Column::Passed => Ok(()),
            _ if !given => Ok(()),
            Column::ExternalId => line(cell, EXTERNAL_ID_MAX).map(|id| wish.external_id = Some(id)),
            Column::Details => lines(cell).map(|details| wish.details = Some(details)),
            Column::Notes => lines(cell).map(|notes| wish.notes = Some(notes)),
            Column::Organizations => organizations(cell, settings.multiple_organizations)
                .map(|organizations| wish.organizations = Some(organizations)),
            Column::Tags => words(cell).map(|tags| wish.tags = Some(tags)),
            Column::Locale => locale(cell).map(|locale| wish.locale = Some(locale)),
            Column::TimeZone => zone(cell).map(|zone| wish.time_zone = Some(zone)),
            Column::Field(id) => own(*id, cell, definitions).map(|value| wish.fields.push((*id, value))),
        };
        if let Err(fault) = read {
            faults.push((header.names.get(at).cloned().unwrap_or_default(), fault));
        }
    }
    if faults.is_empty() { Ok(wish) } else { Err(faults) }
}

fn line(cell: &str, max: usize) -> Result<String, Told<RowFault>> {
    let line = text::line(cell);
    if line.chars().count() > max { Err(RowFault::TooLong.told(max.to_string())) } else { Ok(line) }
}

fn lines(cell: &str) -> Result<String, Told<RowFault>> {
    let lines = text::without_scopes(&text::lines(cell));
    if lines.chars().count() > LINES_MAX { Err(RowFault::TooLong.told(LINES_MAX.to_string())) } else { Ok(lines) }
}

/// Several values between upright strokes; one that comes twice counts once.
fn many(
    cell: &str,
    max: usize,
    read: impl Fn(&str) -> Result<String, Told<RowFault>>,
) -> Result<Vec<String>, Told<RowFault>> {
    let mut found: Vec<String> = vec![];
    for part in cell.split('|').map(str::trim).filter(|p| !p.is_empty()) {
        let value = read(&text_of(part))?;
        if !found.iter().any(|f| text::fold_address(f) == text::fold_address(&value)) {
            found.push(value);
        }
    }
    if found.len() > max { Err(RowFault::AddressesTooMany.told(max.to_string())) } else { Ok(found) }
}

fn email(part: &str) -> Result<String, Told<RowFault>> {
    let shown = || text::line(part).chars().take(100).collect::<String>();
    shapes::email(part).map_err(|_| RowFault::EmailShape.told(shown()))
}

fn phone(part: &str, international: bool) -> Result<String, Told<RowFault>> {
    let shown = || text::line(part).chars().take(60).collect::<String>();
    shapes::phone(part, international).map_err(|fault| match fault {
        shapes::Fault::NotInternational => RowFault::PhoneInternational.told(""),
        _ => RowFault::PhoneShape.told(shown()),
    })
}

fn yes(cell: &str) -> Result<Option<bool>, Told<RowFault>> {
    match cell.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "true" => Ok(Some(true)),
        "false" => Ok(Some(false)),
        _ => Err(RowFault::NotYesOrNo.told("")),
    }
}

fn role(cell: &str) -> Result<(), Told<RowFault>> {
    let role = cell.to_ascii_lowercase().replace(['_', ' '], "-");
    if role.is_empty() || role == "end-user" {
        return Ok(());
    }
    Err(RowFault::RoleOther.told(text::line(cell).chars().take(60).collect::<String>()))
}

fn organizations(cell: &str, multiple: bool) -> Result<Vec<String>, Told<RowFault>> {
    let names: Vec<String> = cell.split('|').map(text::line).filter(|n| !n.is_empty()).collect();
    match names.len() {
        n if n > ORGANIZATIONS_MAX => Err(RowFault::OrganizationsTooMany.told(ORGANIZATIONS_MAX.to_string())),
        n if n > 1 && !multiple => Err(RowFault::OrganizationsOne.told("")),
        _ => Ok(names),
    }
}

fn words(cell: &str) -> Result<Vec<String>, Told<RowFault>> {
    tags::parse(cell).map_err(|fault| match fault {
        tags::Fault::TooMany => RowFault::TagsTooMany.told(""),
        tags::Fault::TooLong(tag) => RowFault::TagTooLong.told(tag),
        tags::Fault::Sign(tag) => RowFault::TagSign.told(tag),
    })
}

fn locale(cell: &str) -> Result<Option<Locale>, Told<RowFault>> {
    let primary = cell.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match Locale::parse(&primary) {
        None if !primary.is_empty() => {
            Err(RowFault::LocaleUnknown.told(text::line(cell).chars().take(60).collect::<String>()))
        }
        locale => Ok(locale),
    }
}

fn zone(cell: &str) -> Result<Option<String>, Told<RowFault>> {
    match cell.parse::<Tz>() {
        Ok(zone) => Ok(Some(zone.name().to_owned())),
        Err(_) if cell.is_empty() => Ok(None),
        Err(_) => Err(RowFault::TimeZoneUnknown.told(text::line(cell).chars().take(60).collect::<String>())),
    }
}

fn own(id: i64, cell: &str, definitions: &[Definition]) -> Result<String, Told<RowFault>> {
    let Some(definition) = definitions.iter().find(|d| d.field.id == id) else { return Ok(String::new()) };
    let short = |text: &str| text::line(text).chars().take(60).collect::<String>();
    fields::check(definition.field.kind, &definition.options, cell).map_err(|fault| match fault {
        fields::Fault::TooLong => RowFault::TooLong.told(fields::VALUE_MAX.to_string()),
        fields::Fault::NotYesOrNo => RowFault::NotYesOrNo.told(""),
        fields::Fault::NotADay => RowFault::NotADay.told(""),
        fields::Fault::NotAnOption => RowFault::NotAnOption.told(short(cell)),
    })
}

/// The name of the column of an account's own field.
pub fn own_column(definition: &Definition) -> String {
    format!("{FIELD}{}", definition.field.field_key)
}
