//! What the account lets end users do, and which mail they get (spec.md §3.9–3.10).

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::end_user_settings;
use crate::error::Result;
use crate::text_enum;

text_enum! {
    /// Who may delete end users.
    pub enum DeletionBy {
        /// Agents with access to all tickets, and administrators.
        Agents = "agents",
        /// Administrators only.
        Administrators = "administrators",
    }
}

/// The settings of an account's end users.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = end_user_settings)]
pub struct EndUserSettings {
    /// `Anybody can submit tickets`: off, only added and verified people may.
    pub anybody_can_submit: bool,
    /// `Ask users to register`.
    pub ask_to_register: bool,
    /// The text of the sign-up page.
    pub registration_message: String,
    /// Addresses and domains that may always write, separated by blanks.
    pub allowlist: String,
    /// Addresses and domains that may not; `*` is everybody else.
    pub blocklist: String,
    /// `Also send a welcome email when a new user is created by an agent or administrator`.
    pub welcome_on_creation: bool,
    /// The text of the welcome mail; empty for the product's own.
    pub welcome_text: String,
    /// The text of the verification mail; empty for the product's own.
    pub verification_text: String,
    /// `Include a list of active Help Centers in account emails`.
    pub list_help_centers: bool,
    /// `Allow users to view and edit their profile data`.
    pub profile_editable: bool,
    /// `Allow users to change their password`.
    pub password_changeable: bool,
    /// `Validate user phone numbers`.
    pub validate_phones: bool,
    /// `Tags on users and organizations`.
    pub tags_on_people: bool,
    /// `Allow users to belong to multiple organizations`.
    pub multiple_organizations: bool,
    /// Who may delete end users.
    pub deletion_by: DeletionBy,
}

impl EndUserSettings {
    /// The settings of an account.
    pub fn of(c: &mut Conn, account: i64) -> Result<Self> {
        Ok(end_user_settings::table.find(account).select(Self::as_select()).first(c)?)
    }

    /// Whether only administrators delete end users.
    pub fn administrators_delete(&self) -> bool {
        self.deletion_by == DeletionBy::Administrators
    }
}
