//! New people: the form that adds an end user; and the one function that makes people, whether by that form, by
//! themselves or by an import.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;

use super::settings::EndUserSettings;
use super::{addresses, index, shapes};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{memberships, organization_domains, organizations, users};
use crate::error::{Error, Result};
use crate::identity::{self, Tx};
use crate::mail::{self, Held, Letter};
use crate::policy::{Right, Role};
use crate::security::links;
use crate::text;
use crate::web::{Cx, Field, Form};

/// Longest name of a person, in characters.
pub const NAME_MAX: usize = 200;

/// A person to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their name, cleaned.
    pub name: String,
    /// Their address, cleaned; the primary contact.
    pub email: Option<String>,
    /// Whether the address counts as verified.
    pub verified: bool,
    /// Their organization; without one, the address's domain may name it.
    pub organization: Option<i64>,
    /// Where the person came from, for the audit line: `form`, `sign_up`, `import`, `request`.
    pub channel: &'static str,
}

/// Makes an end user with their address and organization; answers their id. A taken address is [`Error::Conflict`]; one that
/// somebody only said is theirs becomes this person's.
/// Sends nothing: which mail goes is the caller's to decide.
pub fn create(tx: &mut Tx<'_>, new: &NewPerson) -> Result<i64> {
    let (account, now) = (tx.identity().account().id, tx.now());
    if let Some(email) = &new.email {
        if addresses::keeper(tx.conn(), account, email)?.is_some() {
            return Err(Error::Conflict);
        }
        addresses::make_way(tx, &[text::fold_address(email)], None)?;
    }
    let organization = match (new.organization, &new.email) {
        (None, Some(email)) => by_domain(tx, account, email)?,
        (given, _) => given,
    };
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::account_id.eq(account),
            users::role.eq(Role::EndUser),
            users::name.eq(&new.name),
            users::folded_name.eq(text::fold(&new.name)),
            users::search_text.eq(""),
            users::organization_id.eq(organization),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .returning(users::id)
        .get_result(tx.conn())?;
    if let Some(organization) = organization {
        diesel::insert_into(memberships::table)
            .values((
                memberships::account_id.eq(account),
                memberships::user_id.eq(id),
                memberships::organization_id.eq(organization),
                memberships::created_at.eq(now.0),
            ))
            .execute(tx.conn())?;
    }
    tx.record(Entry::new("person.created", "user", id).with(serde_json::json!({ "channel": new.channel })))?;
    match &new.email {
        Some(email) => addresses::add(tx, id, addresses::Kind::Email, email, new.verified).map(drop)?,
        None => index::refresh(tx.conn(), id)?,
    }
    Ok(id)
}

/// The organization that an address's domain leads to.
pub fn by_domain(tx: &mut Tx<'_>, account: i64, email: &str) -> Result<Option<i64>> {
    let Some((_, domain)) = email.rsplit_once('@') else { return Ok(None) };
    Ok(organization_domains::table
        .find((account, text::fold_address(domain)))
        .select(organization_domains::organization_id)
        .first(tx.conn())
        .optional()?)
}

/// Organizations whose names the form offers.
const OFFERED: i64 = 100;

#[derive(Template)]
#[template(path = "people/new.html")]
struct New<'a> {
    cx: &'a Cx,
    full_name: Field,
    email: Field,
    organization: Field,
    offered: Vec<String>,
    /// Why no welcome mail will go, if so.
    held: Option<Held>,
    /// Who has the address already.
    other: Option<i64>,
}

/// Why nobody whom the team adds gets a welcome mail, if so.
fn welcome_held(c: &mut Conn, account: &identity::Account) -> Result<Option<Held>> {
    Ok(if !account.help_center_active {
        Some(Held::HelpCenterOff)
    } else {
        (!EndUserSettings::of(c, account.id)?.welcome_on_creation).then_some(Held::WelcomeOff)
    })
}

impl<'a> New<'a> {
    async fn of(cx: &'a Cx, form: &Form) -> Result<Self> {
        let account = cx.account.clone();
        let (offered, held) = cx
            .read(move |c| {
                let names = organizations::table
                    .filter(organizations::account_id.eq(account.id))
                    .order((organizations::folded_name, organizations::id))
                    .limit(OFFERED)
                    .select(organizations::name)
                    .load(c)?;
                Ok((names, welcome_held(c, &account)?))
            })
            .await?;
        let field = |name: &str| Field::of(text::line(form.get(name)));
        let (full_name, email, organization) = (field("name"), field("email"), field("organization"));
        Ok(Self { cx, full_name, email, organization, offered, held, other: None })
    }

    fn faulty(&self) -> bool {
        self.full_name.faulty() || self.email.faulty() || self.organization.faulty()
    }

    fn off(&self) -> bool {
        self.held == Some(Held::HelpCenterOff)
    }
}

/// `GET /agent/users/new`: `Add user`.
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    cx.show(New::of(&cx, &Form::default()).await?)
}

/// `POST /agent/users`
pub async fn add(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = New::of(&cx, &form).await?;
    check_name(&cx, &mut page.full_name);
    match shapes::email(&page.email.value) {
        Ok(email) => page.email.value = email,
        Err(fault) => page.email.fault(fault.text(cx.lang())),
    }
    let (account, email, named) = (cx.account().id, page.email.value.clone(), text::fold(&page.organization.value));
    let (other, organization) = cx
        .read(move |c| {
            let organization: Option<i64> = organizations::table
                .filter(organizations::account_id.eq(account).and(organizations::folded_name.eq(&named)))
                .order(organizations::id)
                .select(organizations::id)
                .first(c)
                .optional()?;
            Ok((addresses::keeper(c, account, &email)?, organization))
        })
        .await?;
    if !page.organization.value.is_empty() && organization.is_none() {
        page.organization.fault(cx.t1("fault-organization-unknown", "name", &page.organization.value));
    }
    if other.is_some() && !page.email.faulty() {
        page.taken(other);
    }
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let person = NewPerson {
        name: page.full_name.value.clone(),
        email: Some(page.email.value.clone()),
        verified: false,
        organization,
        channel: "form",
    };
    match cx.write(move |tx| welcome(tx, &person)).await {
        Ok((id, held)) => {
            let notice = match held {
                None => "notice-user-added",
                Some(Held::WelcomeOff) => "notice-user-added-welcome-off",
                Some(_) => "notice-user-added-no-mail",
            };
            cx.see_saying(&format!("/agent/users/{id}"), notice)
        }
        // Somebody else was given the address in the same moment.
        Err(Error::Conflict) => {
            let email = page.email.value.clone();
            let other = cx.read(move |c| addresses::keeper(c, account, &email)).await?;
            page.taken(other);
            cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Err(error),
    }
}

/// Adds somebody in a team member's name, and sends the welcome mail unless it is held back.
fn welcome(tx: &mut Tx<'_>, new: &NewPerson) -> Result<(i64, Option<Held>)> {
    tx.identity().ensure(Right::AddEndUsers)?;
    let account = tx.identity().account().clone();
    let id = create(tx, new)?;
    let person = identity::person(tx.conn(), &account, id)?;
    let held = match welcome_held(tx.conn(), &account)? {
        None => links::send_welcome(tx, &person)?,
        Some(why) => {
            // No link is made that nobody gets.
            mail::suppress(tx, &person, None, &Letter::Welcome { path: String::new() }, why)?;
            Some(why)
        }
    };
    Ok((id, held))
}

impl New<'_> {
    fn taken(&mut self, other: Option<i64>) {
        self.email.fault(self.cx.t("fault-email-taken"));
        self.other = other;
    }
}

/// Says what is wrong with a name.
pub fn check_name(cx: &Cx, name: &mut Field) {
    if name.value.is_empty() {
        name.fault(cx.t("fault-name-empty"));
    } else if name.value.chars().count() > NAME_MAX {
        name.fault(cx.t1("fault-too-long", "max", NAME_MAX as i64));
    }
}
