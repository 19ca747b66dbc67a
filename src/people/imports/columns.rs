//! The columns that an import knows, and the header that names them.

use super::faults::{FileFault, Told};
use super::reader::COLUMNS_MAX;
use super::{Mode, text_of};
use crate::people::fields::Definition;

/// What a column of the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// `name`
    Name,
    /// `email`, `emails`
    Emails,
    /// `external_id`
    ExternalId,
    /// `details`
    Details,
    /// `notes`
    Notes,
    /// `phone`, `phones`
    Phones,
    /// `organization`, `organizations`
    Organizations,
    /// `tags`
    Tags,
    /// `locale`
    Locale,
    /// `time_zone`
    TimeZone,
    /// `suspended`
    Suspended,
    /// `role`
    Role,
    /// `skip_verify_email`
    SkipVerify,
    /// `custom_fields.KEY`: the field with this id.
    Field(i64),
    /// What exports and error files have besides.
    Passed,
}

/// The columns by the names that headers give them.
const NAMES: &[(&str, Column)] = &[
    ("name", Column::Name),
    ("email", Column::Emails),
    ("emails", Column::Emails),
    ("external_id", Column::ExternalId),
    ("phone", Column::Phones),
    ("phones", Column::Phones),
    ("organization", Column::Organizations),
    ("organizations", Column::Organizations),
    ("tags", Column::Tags),
    ("details", Column::Details),
    ("notes", Column::Notes),
    ("locale", Column::Locale),
    ("time_zone", Column::TimeZone),
    ("suspended", Column::Suspended),
    ("role", Column::Role),
    ("skip_verify_email", Column::SkipVerify),
    ("alias", Column::Passed),
    ("id", Column::Passed),
    ("created", Column::Passed),
    ("updated", Column::Passed),
    ("last_sign_in", Column::Passed),
    ("verified", Column::Passed),
    ("error", Column::Passed),
];

/// The columns of the template, before the account's own fields.
pub const TEMPLATE: &[&str] = &[
    "name",
    "email",
    "external_id",
    "phone",
    "organization",
    "tags",
    "details",
    "notes",
    "locale",
    "time_zone",
    "suspended",
    "role",
    "skip_verify_email",
];

/// What stands before the key of an account's own field.
pub const FIELD: &str = "custom_fields.";

/// The header of a file.
#[derive(Clone, Debug)]
pub struct Header {
    /// What each column is for.
    pub columns: Vec<Column>,
    /// Their names as the file has them.
    pub names: Vec<String>,
}

impl Header {
    /// Reads a header. Columns that nobody knows, or that come twice, are a fault of the whole file.
    pub fn read(cells: &[String], fields: &[Definition], mode: Mode) -> Result<Self, Told<FileFault>> {
        let mut header = Self { columns: vec![], names: vec![] };
        if cells.len() > COLUMNS_MAX {
            return Err(FileFault::ColumnsTooMany.told(COLUMNS_MAX.to_string()));
        }
        for cell in cells {
            let name = text_of(cell).to_lowercase().replace(' ', "_");
            let Some(column) = column(&name, fields) else {
                let like = nearest(&name, fields);
                let shown: String = text_of(cell).chars().take(60).collect();
                return Err(match like {
                    _ if shown.is_empty() => FileFault::ColumnNameless.told((header.columns.len() + 1).to_string()),
                    Some(like) => FileFault::ColumnLike.told(shown).and(like),
                    None => FileFault::ColumnUnknown.told(shown),
                });
            };
            if column != Column::Passed && header.columns.contains(&column) {
                return Err(FileFault::ColumnTwice.told(name));
            }
            header.columns.push(column);
            header.names.push(name);
        }
        let has = |column| header.columns.contains(&column);
        if mode != Mode::Update && !has(Column::Name) {
            return Err(FileFault::ColumnMissing.told("name"));
        }
        if mode != Mode::Create && !has(Column::Emails) && !has(Column::ExternalId) {
            return Err(FileFault::KeyMissing.told(""));
        }
        Ok(header)
    }

    /// The name of a column as the file has it.
    pub fn name(&self, column: Column) -> &str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| self.names.get(at)).map_or("", String::as_str)
    }
}

fn column(name: &str, fields: &[Definition]) -> Option<Column> {
    if let Some(key) = name.strip_prefix(FIELD) {
        return fields.iter().find(|f| f.field.field_key == key).map(|f| Column::Field(f.field.id));
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// The known name that a header most likely meant.
fn nearest(name: &str, fields: &[Definition]) -> Option<String> {
    let own = fields.iter().map(|f| format!("{FIELD}{}", f.field.field_key));
    let known = NAMES.iter().filter(|(_, c)| *c != Column::Passed).map(|(n, _)| (*n).to_owned()).chain(own);
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = plain(name);
    let (distance, like) = known
        .map(|known| {
            let (plain, bare) = (plain(&known), plain(known.trim_start_matches(FIELD)));
            (distance(&wanted, &plain).min(distance(&wanted, &bare)), known)
        })
        .min()?;
    (distance <= 2 && distance < wanted.chars().count().max(1)).then_some(like)
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    if a.len() > 80 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(&b) {
            let changed = diagonal + usize::from(left != *right);
            diagonal = *cell;
            before = changed.min(*cell + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}
