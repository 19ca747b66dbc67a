//! What can be wrong with a file and with a row, and how it is told.

use crate::i18n::Lang;
use crate::people::{fields, shapes, tags};
use crate::text_enum;

text_enum! {
    /// Why a whole file is refused.
    pub enum FileFault {
        /// Nothing in it.
        Empty = "empty",
        /// A header, and no row.
        NoRows = "no_rows",
        /// More rows than an import takes.
        RowsTooMany = "rows_too_many",
        /// Not UTF-8, or no text at all.
        NotText = "not_text",
        /// The header is too long, or has too many cells.
        ColumnsTooMany = "columns_too_many",
        /// A column without a name.
        ColumnNameless = "column_nameless",
        /// A column that nobody knows.
        ColumnUnknown = "column_unknown",
        /// The same, and the column that was most likely meant.
        ColumnLike = "column_like",
        /// A column that is there twice.
        ColumnTwice = "column_twice",
        /// A column that must be there.
        ColumnMissing = "column_missing",
        /// Nothing to find people by.
        KeyMissing = "key_missing",
        /// Whoever started it may not import any more.
        RightLost = "right_lost",
        /// It waited too long for a decision.
        Expired = "expired",
        /// It held somebody who was erased.
        Erasure = "erasure",
        /// Our fault.
        Internal = "internal",
    }
}

text_enum! {
    /// Why a row is refused.
    pub enum RowFault {
        /// Longer than a row may be.
        RowTooLong = "row_too_long",
        /// More cells than the header.
        CellsTooMany = "cells_too_many",
        /// No name.
        NameMissing = "name_missing",
        /// More characters than the field takes.
        TooLong = "too_long",
        /// No e-mail address.
        EmailShape = "email_shape",
        /// Too many addresses.
        AddressesTooMany = "addresses_too_many",
        /// More addresses and numbers than a person may have, together with those they have.
        ContactsTooMany = "contacts_too_many",
        /// No phone number.
        PhoneShape = "phone_shape",
        /// Not as `+` and digits, which this account asks for.
        PhoneInternational = "phone_international",
        /// An organization that does not exist.
        OrganizationUnknown = "organization_unknown",
        /// More organizations than a row may name.
        OrganizationsTooMany = "organizations_too_many",
        /// The account allows one organization a person.
        OrganizationsOne = "organizations_one",
        /// Too many tags.
        TagsTooMany = "tags_too_many",
        /// A tag that is too long.
        TagTooLong = "tag_too_long",
        /// A tag with a sign that tags don't have.
        TagSign = "tag_sign",
        /// No language of the product.
        LocaleUnknown = "locale_unknown",
        /// No time zone.
        TimeZoneUnknown = "time_zone_unknown",
        /// Neither `true` nor `false`.
        NotYesOrNo = "not_yes_or_no",
        /// Not the role `end-user`.
        RoleOther = "role_other",
        /// No day.
        NotADay = "not_a_day",
        /// None of a field's options.
        NotAnOption = "not_an_option",
        /// Its keys lead to more than one person.
        SeveralPeople = "several_people",
        /// It leads to a team member.
        TeamMember = "team_member",
        /// It leads to a deleted person.
        DeletedPerson = "deleted_person",
        /// The person exists, and nobody is to be updated.
        Exists = "exists",
        /// Nobody is found, and nobody is to be created.
        UnknownPerson = "unknown_person",
        /// An earlier line is about the same person.
        Duplicate = "duplicate",
        /// Nothing to find the person by.
        NoKey = "no_key",
    }
}

/// A fault with what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<F> {
    /// What is wrong.
    pub fault: F,
    /// The word, number or line that it speaks of.
    pub with: String,
    /// One more.
    pub and: String,
}

impl<F> Told<F> {
    /// The same with one word more.
    #[must_use]
    pub fn and(self, and: impl Into<String>) -> Self {
        Self { and: and.into(), ..self }
    }
}

macro_rules! told {
    ($fault:ident) => {
        impl $fault {
            /// This fault of something.
            pub fn told(self, with: impl Into<String>) -> Told<Self> {
                Told { fault: self, with: with.into(), and: String::new() }
            }
        }

        impl Told<$fault> {
            /// As it is kept.
            pub fn kept(&self) -> String {
                format!("{}\n{}\n{}", self.fault, self.with.replace('\n', " "), self.and.replace('\n', " "))
            }

            /// Reads what was kept.
            pub fn read(kept: &str) -> Option<Self> {
                let mut parts = kept.splitn(3, '\n');
                let fault = $fault::parse(parts.next()?)?;
                let mut more = || parts.next().unwrap_or_default().to_owned();
                Some(Self { fault, with: more(), and: more() })
            }
        }
    };
}

told!(FileFault);
told!(RowFault);

impl Told<FileFault> {
    /// What to tell the reader.
    pub fn text(&self, lang: &Lang) -> String {
        let key = match self.fault {
            FileFault::Empty => "import-file-empty",
            FileFault::NoRows => "import-file-no-rows",
            FileFault::RowsTooMany => "import-file-rows-too-many",
            FileFault::NotText => "import-file-not-text",
            FileFault::ColumnsTooMany => "import-file-columns-too-many",
            FileFault::ColumnNameless => "import-file-column-nameless",
            FileFault::ColumnUnknown => "import-file-column-unknown",
            FileFault::ColumnLike => "import-file-column-like",
            FileFault::ColumnTwice => "import-file-column-twice",
            FileFault::ColumnMissing => "import-file-column-missing",
            FileFault::KeyMissing => "import-file-key-missing",
            FileFault::RightLost => "import-file-right-lost",
            FileFault::Expired => "import-file-expired",
            FileFault::Erasure => "import-file-erasure",
            FileFault::Internal => "import-file-internal",
        };
        say(lang, key, &self.with, &self.and)
    }
}

impl Told<RowFault> {
    /// What to tell the reader.
    pub fn text(&self, lang: &Lang) -> String {
        let key = match self.fault {
            RowFault::RowTooLong => "import-row-too-long",
            RowFault::CellsTooMany => "import-cells-too-many",
            RowFault::NameMissing => "import-name-missing",
            RowFault::TooLong => {
                return lang.with("fault-too-long", &[("max", self.with.parse::<i64>().unwrap_or(0).into())]);
            }
            RowFault::EmailShape => "import-email-shape",
            RowFault::AddressesTooMany => "import-addresses-too-many",
            RowFault::ContactsTooMany => "import-contacts-too-many",
            RowFault::PhoneShape => "import-phone-shape",
            RowFault::PhoneInternational => return shapes::Fault::NotInternational.text(lang),
            RowFault::OrganizationUnknown => "import-organization-unknown",
            RowFault::OrganizationsTooMany => "import-organizations-too-many",
            RowFault::OrganizationsOne => "import-organizations-one",
            RowFault::TagsTooMany => return tags::Fault::TooMany.text(lang),
            RowFault::TagTooLong => return tags::Fault::TooLong(self.with.clone()).text(lang),
            RowFault::TagSign => return tags::Fault::Sign(self.with.clone()).text(lang),
            RowFault::LocaleUnknown => "import-locale-unknown",
            RowFault::TimeZoneUnknown => "import-time-zone-unknown",
            RowFault::NotYesOrNo => return fields::Fault::NotYesOrNo.text(lang),
            RowFault::RoleOther => "import-role-other",
            RowFault::NotADay => return fields::Fault::NotADay.text(lang),
            RowFault::NotAnOption => return fields::Fault::NotAnOption.text(lang),
            RowFault::SeveralPeople => "import-several-people",
            RowFault::TeamMember => "import-team-member",
            RowFault::DeletedPerson => "import-deleted-person",
            RowFault::Exists => "import-exists",
            RowFault::UnknownPerson => "import-unknown-person",
            RowFault::Duplicate => "import-duplicate",
            RowFault::NoKey => "import-no-key",
        };
        say(lang, key, &self.with, &self.and)
    }
}

fn say(lang: &Lang, key: &str, with: &str, and: &str) -> String {
    lang.with(key, &[("with", with.into()), ("and", and.into())])
}
