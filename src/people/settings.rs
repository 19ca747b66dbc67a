//! Admin Center > People > Configuration > End users: what the account lets end users do, and which mail they get
//! (spec.md §3.9–3.10, reference §7).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::admission;
use crate::audit::{self, Entry};
use crate::db::Conn;
use crate::db::schema::{accounts, end_user_settings};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Right;
use crate::web::{Cx, Field, Form};
use crate::{text, text_enum};

/// Longest text of a page or mail, in characters.
pub const TEXT_MAX: usize = 2_000;
/// Longest allowlist or blocklist, in characters.
pub const LIST_MAX: usize = 10_000;

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
#[derive(Clone, Debug, Queryable, Selectable, AsChangeset)]
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

    /// Whether strangers may submit requests without signing in.
    pub fn open_to_strangers(&self) -> bool {
        self.anybody_can_submit && !self.ask_to_register
    }

    /// Everything by name, for the audit line.
    fn named(&self, help_center: bool) -> [(&'static str, Value); 16] {
        [
            ("help_center_active", json!(help_center)),
            ("anybody_can_submit", json!(self.anybody_can_submit)),
            ("ask_to_register", json!(self.ask_to_register)),
            ("registration_message", json!(self.registration_message)),
            ("allowlist", json!(self.allowlist)),
            ("blocklist", json!(self.blocklist)),
            ("welcome_on_creation", json!(self.welcome_on_creation)),
            ("welcome_text", json!(self.welcome_text)),
            ("verification_text", json!(self.verification_text)),
            ("list_help_centers", json!(self.list_help_centers)),
            ("profile_editable", json!(self.profile_editable)),
            ("password_changeable", json!(self.password_changeable)),
            ("validate_phones", json!(self.validate_phones)),
            ("tags_on_people", json!(self.tags_on_people)),
            ("multiple_organizations", json!(self.multiple_organizations)),
            ("deletion_by", json!(self.deletion_by.as_str())),
        ]
    }
}

#[derive(Template)]
#[template(path = "people/end-users.html")]
struct Edit<'a> {
    cx: &'a Cx,
    settings: EndUserSettings,
    help_center: bool,
    message: Field,
    allowlist: Field,
    blocklist: Field,
    welcome: Field,
    verification: Field,
}

/// `GET /admin/people/end-users`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let settings = cx.read(move |c| EndUserSettings::of(c, account)).await?;
    let help_center = cx.account().help_center_active;
    cx.show(Edit::of(&cx, settings, help_center))
}

/// `POST /admin/people/end-users`: `Save tab`.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let on = |name: &str| form.has(name);
    let asked = EndUserSettings {
        anybody_can_submit: on("anybody_can_submit"),
        ask_to_register: on("ask_to_register"),
        registration_message: text::lines(form.get("registration_message")),
        allowlist: form.get("allowlist").to_owned(),
        blocklist: form.get("blocklist").to_owned(),
        welcome_on_creation: on("welcome_on_creation"),
        welcome_text: text::lines(form.get("welcome_text")),
        verification_text: text::lines(form.get("verification_text")),
        list_help_centers: on("list_help_centers"),
        profile_editable: on("profile_editable"),
        password_changeable: on("password_changeable"),
        validate_phones: on("validate_phones"),
        tags_on_people: on("tags_on_people"),
        multiple_organizations: on("multiple_organizations"),
        // A form without it is not the whole form, and would switch everything off.
        deletion_by: DeletionBy::parse(form.get("deletion_by")).ok_or(Error::Malformed)?,
    };
    let help_center = on("help_center_active");
    let mut page = Edit::of(&cx, asked, help_center);
    for field in [&mut page.message, &mut page.welcome, &mut page.verification] {
        if field.value.chars().count() > TEXT_MAX {
            field.fault(cx.t1("fault-too-long", "max", TEXT_MAX as i64));
        }
    }
    for (field, star) in [(&mut page.allowlist, false), (&mut page.blocklist, true)] {
        if field.value.chars().count() > LIST_MAX {
            field.fault(cx.t1("fault-too-long", "max", LIST_MAX as i64));
            continue;
        }
        match admission::clean(&field.value, star) {
            Ok(list) => field.value = list,
            Err(entry) => field.fault(cx.t1("fault-list-entry", "entry", &entry)),
        }
    }
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let mut asked = page.settings;
    (asked.allowlist, asked.blocklist) = (page.allowlist.value, page.blocklist.value);
    let account = cx.account().id;
    let before = cx.read(move |c| EndUserSettings::of(c, account)).await?;
    if before.named(cx.account().help_center_active) != asked.named(help_center) {
        cx.write(move |tx| save(tx, &asked, help_center)).await?;
    }
    cx.see_saying("/admin/people/end-users", "notice-settings-saved")
}

/// Saves the settings, and whether the Help Center is active; the line tells what was and what is.
fn save(tx: &mut Tx<'_>, asked: &EndUserSettings, help_center: bool) -> Result<()> {
    tx.identity().ensure(Right::ManageEndUserSettings)?;
    let account = tx.identity().account().clone();
    let was = EndUserSettings::of(tx.conn(), account.id)?.named(account.help_center_active);
    diesel::update(end_user_settings::table.find(account.id)).set(asked).execute(tx.conn())?;
    diesel::update(accounts::table.find(account.id))
        .set(accounts::help_center_active.eq(help_center))
        .execute(tx.conn())?;
    let details = audit::before_and_after(was, asked.named(help_center));
    tx.record(Entry::new("settings.end_users_changed", "account", account.id).with(details))
}

impl<'a> Edit<'a> {
    fn of(cx: &'a Cx, settings: EndUserSettings, help_center: bool) -> Self {
        Self {
            cx,
            help_center,
            message: Field::of(&settings.registration_message),
            allowlist: Field::of(&settings.allowlist),
            blocklist: Field::of(&settings.blocklist),
            welcome: Field::of(&settings.welcome_text),
            verification: Field::of(&settings.verification_text),
            settings,
        }
    }

    fn faulty(&self) -> bool {
        [&self.message, &self.allowlist, &self.blocklist, &self.welcome, &self.verification].iter().any(|f| f.faulty())
    }
}
