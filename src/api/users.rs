//! Users, as the reference shows them to agents: every key present, what is missing `null`.

use actix_web::HttpResponse;
use diesel::prelude::*;
use serde_json::{Map, Value, json};

use crate::db::schema::{addresses, group_memberships, user_field_values, user_fields, user_tags, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{self, Account, Locale};
use crate::people::addresses::Kind;
use crate::people::fields;
use crate::policy::{Rank, Standing, TicketAccess};
use crate::security::two_factor::store::Factor;
use crate::web::Api;

/// `GET /api/v2/users/me`
pub async fn me(api: Api) -> Result<HttpResponse> {
    let (account, id, base) = (api.cx.account.clone(), api.cx.identity()?.effective().id, api.base.clone());
    let user = api.cx.read(move |c| user(c, &account, id, &base)).await?;
    api.json(&json!({ "user": user }))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Row {
    organization_id: Option<i64>,
    custom_role_id: Option<i64>,
    notes: String,
    details: String,
    alias: String,
    external_id: Option<String>,
    verified_at: Option<Moment>,
    last_sign_in_at: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
}

/// One person of the account.
fn user(c: &mut Conn, account: &Account, id: i64, base: &str) -> Result<Value> {
    let person = identity::person(c, account, id)?;
    let row: Row = users::table.find(id).select(Row::as_select()).first(c)?;
    let phone: Option<String> = addresses::table
        .filter(addresses::user_id.eq(id).and(addresses::kind.eq(Kind::Phone)))
        .order(addresses::id)
        .select(addresses::value)
        .first(c)
        .optional()?;
    let tags: Vec<String> =
        user_tags::table.filter(user_tags::user_id.eq(id)).order(user_tags::tag).select(user_tags::tag).load(c)?;
    let group: Option<i64> = group_memberships::table
        .filter(group_memberships::user_id.eq(id).and(group_memberships::is_default.eq(true)))
        .select(group_memberships::group_id)
        .first(c)
        .optional()?;
    let zone = person.time_zone.as_deref().unwrap_or(&account.time_zone);
    let (locale, locale_id) = locale(person.locale.unwrap_or(account.locale));
    let standing = &person.standing;
    let end_user = standing.rank() == Rank::EndUser;
    let restriction = match standing.ticket_access() {
        _ if end_user => Some("requested"),
        TicketAccess::Assigned if standing.rank() == Rank::Agent => Some("assigned"),
        _ => None,
    };
    let own = fields_of(c, account.id, id)?;
    let factor = Factor::of(c, id)?;
    Ok(json!({
        "id": id,
        "url": format!("{base}/api/v2/users/{id}.json"),
        "name": person.name,
        "email": person.email,
        "created_at": row.created_at.iso(),
        "updated_at": row.updated_at.iso(),
        "time_zone": zone,
        "iana_time_zone": zone,
        "phone": phone,
        "shared_phone_number": Value::Null,
        "photo": Value::Null,
        "locale_id": locale_id,
        "locale": locale,
        "organization_id": row.organization_id,
        "role": role(standing),
        "verified": row.verified_at.is_some(),
        "external_id": row.external_id,
        "tags": tags,
        "alias": row.alias,
        "active": !standing.deleted,
        "shared": false,
        "shared_agent": false,
        "last_login_at": row.last_sign_in_at.map(Moment::iso),
        "two_factor_auth_enabled": factor.is_some(),
        "signature": Value::Null,
        "details": row.details,
        "notes": row.notes,
        "role_type": role_type(standing),
        "custom_role_id": row.custom_role_id,
        "moderator": standing.rank() >= Rank::Administrator,
        "ticket_restriction": restriction,
        "only_private_comments": standing.rank() == Rank::LightAgent,
        "restricted_agent": restriction.is_some(),
        "suspended": standing.suspended,
        "default_group_id": group,
        "report_csv": false,
        "user_fields": own,
    }))
}

fn role(standing: &Standing) -> &'static str {
    match standing.rank() {
        Rank::Owner | Rank::Administrator => "admin",
        Rank::Agent | Rank::LightAgent => "agent",
        Rank::EndUser => "end-user",
    }
}

/// The reference's numbers: 0 a custom role, 1 a light agent, 3 a contributor, 5 a billing administrator.
fn role_type(standing: &Standing) -> Option<i64> {
    match (standing.rank(), standing.role.as_str()) {
        (Rank::Agent, _) if standing.custom.is_some() => Some(0),
        (_, "light_agent") => Some(1),
        (_, "contributor") => Some(3),
        (Rank::Administrator, _) if standing.billing_admin => Some(5),
        _ => None,
    }
}

/// The reference's name and number of a language.
fn locale(locale: Locale) -> (&'static str, i64) {
    match locale {
        Locale::En => ("en-US", 1),
        Locale::Fr => ("fr", 16),
    }
}

/// What the person has in the account's own fields; the account's other fields are `null`.
fn fields_of(c: &mut Conn, account: i64, user: i64) -> Result<Map<String, Value>> {
    let all: Vec<(String, fields::Kind, Option<String>)> = user_fields::table
        .left_join(
            user_field_values::table
                .on(user_field_values::field_id.eq(user_fields::id).and(user_field_values::user_id.eq(user))),
        )
        .filter(user_fields::account_id.eq(account).and(user_fields::is_active.eq(true)))
        .order(user_fields::position)
        .select((user_fields::field_key, user_fields::kind, user_field_values::value.nullable()))
        .load(c)?;
    let shown = |kind: fields::Kind, value: Option<String>| match (kind, value) {
        (fields::Kind::Checkbox, value) => Value::Bool(value.as_deref() == Some("true")),
        (_, Some(value)) => Value::String(value),
        (_, None) => Value::Null,
    };
    Ok(all.into_iter().map(|(key, kind, value)| (key, shown(kind, value))).collect())
}
