//! Fields that an account adds to its people: what they are, and what people have in them.

use diesel::prelude::*;

use super::index;
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{user_field_options, user_field_values, user_fields, users};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::identity::Tx;
use crate::{text, text_enum};

/// Most fields of an account.
pub const FIELDS_MAX: usize = 40;
/// Longest text in a field, in characters.
pub const VALUE_MAX: usize = 500;

text_enum! {
    /// What a field holds.
    pub enum Kind {
        /// A line of text.
        Text = "text",
        /// Yes or no: `true` or `false`.
        Checkbox = "checkbox",
        /// A day: `2026-11-25`.
        Date = "date",
        /// One of some options, kept by its tag.
        DropDown = "drop_down",
    }
}

/// A field as the account defined it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = user_fields)]
pub struct Field {
    /// Its id.
    pub id: i64,
    /// Its word in searches and imports.
    pub field_key: String,
    /// Its name on pages.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
    /// Where it stands among the others.
    pub position: i32,
    /// Whether it is shown.
    pub is_active: bool,
}

/// One choice of a drop-down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub tag: String,
    /// What is shown.
    pub title: String,
}

/// A field with its choices, in order; only drop-downs have some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The field.
    pub field: Field,
    /// Its choices.
    pub options: Vec<Choice>,
}

impl Definition {
    /// A kept value as it is shown: a choice by its title, anything else as it is. A choice that is gone shows its tag.
    pub fn shown<'a>(&'a self, value: &'a str) -> &'a str {
        self.options.iter().find(|o| o.tag == value).map_or(value, |o| o.title.as_str())
    }
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Longer than [`VALUE_MAX`].
    TooLong,
    /// Neither `true` nor `false`.
    NotYesOrNo,
    /// No day as `2026-11-25`.
    NotADay,
    /// None of the options.
    NotAnOption,
}

impl Fault {
    /// What to tell whoever typed it.
    pub fn text(self, lang: &Lang) -> String {
        match self {
            Self::TooLong => lang.with("fault-too-long", &[("max", (VALUE_MAX as i64).into())]),
            Self::NotYesOrNo => lang.t("fault-not-yes-or-no").to_owned(),
            Self::NotADay => lang.t("fault-not-a-day").to_owned(),
            Self::NotAnOption => lang.t("fault-not-an-option").to_owned(),
        }
    }
}

/// The active fields of an account, in their order: what profiles show and imports know.
pub fn definitions(c: &mut Conn, account: i64) -> Result<Vec<Definition>> {
    Ok(all(c, account)?.into_iter().filter(|d| d.field.is_active).collect())
}

/// All fields of an account, in their order.
pub fn all(c: &mut Conn, account: i64) -> Result<Vec<Definition>> {
    let fields: Vec<Field> = user_fields::table
        .filter(user_fields::account_id.eq(account))
        .order((user_fields::position, user_fields::id))
        .select(Field::as_select())
        .load(c)?;
    let options: Vec<(i64, String, String)> = user_field_options::table
        .filter(user_field_options::account_id.eq(account))
        .order((user_field_options::field_id, user_field_options::position))
        .select((user_field_options::field_id, user_field_options::tag, user_field_options::title))
        .load(c)?;
    let of = |id| {
        let own = options.iter().filter(move |(field, ..)| *field == id);
        own.map(|(_, tag, title)| Choice { tag: tag.clone(), title: title.clone() }).collect()
    };
    Ok(fields.into_iter().map(|field| Definition { options: of(field.id), field }).collect())
}

/// What a person has in the account's fields: field id and value, active fields or not.
pub fn values(c: &mut Conn, user: i64) -> Result<Vec<(i64, String)>> {
    Ok(user_field_values::table
        .filter(user_field_values::user_id.eq(user))
        .order(user_field_values::field_id)
        .select((user_field_values::field_id, user_field_values::value))
        .load(c)?)
}

/// Cleans a value and says what is wrong with it. Nothing typed is fine for every kind, and means no value.
pub fn check(kind: Kind, options: &[Choice], typed: &str) -> Result<String, Fault> {
    let value = text::without_scopes(&text::line(typed));
    if value.is_empty() {
        return Ok(value);
    }
    match kind {
        Kind::Text if value.chars().count() > VALUE_MAX => Err(Fault::TooLong),
        Kind::Text => Ok(value),
        Kind::Checkbox => match value.to_lowercase().as_str() {
            word @ ("true" | "false") => Ok(word.to_owned()),
            _ => Err(Fault::NotYesOrNo),
        },
        Kind::Date => {
            let shaped = value.len() == 10
                && value
                    .bytes()
                    .enumerate()
                    .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
            match chrono::NaiveDate::parse_from_str(&value, "%Y-%m-%d") {
                Ok(_) if shaped => Ok(value),
                _ => Err(Fault::NotADay),
            }
        }
        Kind::DropDown => {
            let tag = value.to_lowercase();
            if options.iter().any(|o| o.tag == tag) { Ok(tag) } else { Err(Fault::NotAnOption) }
        }
    }
}

/// Puts values into some fields of a person: field id and value as [`check`] made it; an empty one takes the value out.
/// Fields that are not named stay as they are. A field of another account is [`Error::NotFound`], a value that its field
/// refuses [`Error::Conflict`]. Answers whether something changed.
pub fn set(tx: &mut Tx<'_>, user: i64, given: &[(i64, String)]) -> Result<bool> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let (definitions, before) = (all(tx.conn(), account)?, values(tx.conn(), user)?);
    let mut changes = serde_json::Map::new();
    for (id, value) in given {
        let definition = definitions.iter().find(|d| d.field.id == *id).ok_or(Error::NotFound)?;
        let had = before.iter().find(|(field, _)| field == id).map(|(_, value)| value.as_str()).unwrap_or_default();
        if had == value {
            continue;
        }
        if check(definition.field.kind, &definition.options, value).as_ref() != Ok(value) {
            return Err(Error::Conflict);
        }
        diesel::delete(user_field_values::table.find((user, *id))).execute(tx.conn())?;
        if !value.is_empty() {
            diesel::insert_into(user_field_values::table)
                .values((
                    user_field_values::account_id.eq(account),
                    user_field_values::user_id.eq(user),
                    user_field_values::field_id.eq(*id),
                    user_field_values::value.eq(value),
                ))
                .execute(tx.conn())?;
        }
        changes.insert(definition.field.field_key.clone(), serde_json::json!([had, value]));
    }
    if changes.is_empty() {
        return Ok(false);
    }
    diesel::update(users::table.find(user)).set(users::updated_at.eq(now.0)).execute(tx.conn())?;
    index::refresh(tx.conn(), user)?;
    tx.record(Entry::new("person.fields_changed", "user", user).with(changes.into()))?;
    Ok(true)
}
