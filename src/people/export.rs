//! A list of people as a CSV file: an act with its audit line, then rows in batches, never the whole list in memory.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use diesel::prelude::*;
use futures_util::stream;

use super::fields::{self, Definition};
use super::imports::errors::file;
use super::model::{self, Category};
use super::{addresses::Kind, csv};
use crate::audit::Entry;
use crate::db::schema::{addresses, memberships, organizations, user_field_values, user_tags, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Locale;
use crate::policy::{Right, Role};
use crate::search::{self, Context, Query, Scope};
use crate::text;
use crate::web::{Cx, Form};

/// People in one batch.
const BATCH: i64 = 500;

/// The columns, as an import knows them; the account's own fields come after.
const COLUMNS: &[&str] = &[
    "id",
    "name",
    "email",
    "role",
    "external_id",
    "phone",
    "organizations",
    "tags",
    "created",
    "updated",
    "last_sign_in",
    "suspended",
    "verified",
    "locale",
    "time_zone",
    "details",
    "notes",
];

/// Which people.
#[derive(Clone, Debug)]
enum Whom {
    Category(Category),
    Search(Query),
}

/// `POST /agent/people/export`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let q = text::line(form.get("q"));
    let category = Category::parse(form.get("category")).unwrap_or(Category::EndUsers);
    let account = cx.account().id;
    let whom = if q.is_empty() {
        Whom::Category(category)
    } else {
        let (now, zone) = (cx.now(), cx.zone());
        let context = cx.read(move |c| Context::of(c, account, Scope::People, now, zone)).await?;
        match Query::parse(&q, &context) {
            Ok(query) => Whom::Search(query),
            // The list says what is wrong with it.
            Err(_) => return cx.see(&format!("/agent/people{}", crate::web::query(&[("q", &q)]))),
        }
    };
    let details = match &whom {
        Whom::Category(category) => serde_json::json!({ "category": category.as_str() }),
        Whom::Search(_) => serde_json::json!({ "query": q }),
    };
    cx.write(move |tx| {
        tx.identity().ensure(Right::ImportAndExport)?;
        tx.record(Entry::new("people.exported", "account", account).with(details.clone()))
    })
    .await?;
    let own = cx.read(move |c| fields::definitions(c, account)).await?;
    let mut head = csv::MARK.to_owned();
    let names: Vec<String> = own.iter().map(|d| format!("custom_fields.{}", d.field.field_key)).collect();
    csv::put_row(&mut head, COLUMNS.iter().copied().chain(names.iter().map(String::as_str)));
    let state = cx.state().clone();
    let rows = stream::unfold(Some((Some(head), 0)), move |at| {
        let (state, whom, own) = (state.clone(), whom.clone(), own.clone());
        async move {
            match at? {
                (Some(head), after) => Some((Ok::<_, Error>(Bytes::from(head)), Some((None, after)))),
                (None, after) => match state.db.read(move |c| batch(c, account, &whom, &own, after)).await {
                    Ok((_, None)) => None,
                    Ok((text, Some(last))) => Some((Ok(Bytes::from(text)), Some((None, last)))),
                    Err(error) => Some((Err(error), None)),
                },
            }
        }
    });
    Ok(file("users.csv").streaming(rows))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Row {
    id: i64,
    name: String,
    role: Role,
    external_id: Option<String>,
    created_at: Moment,
    updated_at: Moment,
    last_sign_in_at: Option<Moment>,
    suspended_at: Option<Moment>,
    verified_at: Option<Moment>,
    locale: Option<Locale>,
    time_zone: Option<String>,
    details: String,
    notes: String,
}

/// What people have several of, joined by person.
type Many = HashMap<i64, Vec<String>>;

/// The rows after a person, and the last of them; one query for each kind of thing that people have several of.
fn batch(c: &mut Conn, account: i64, whom: &Whom, own: &[Definition], after: i64) -> Result<(String, Option<i64>)> {
    let people = match whom {
        Whom::Category(category) => model::all_in(account, *category),
        Whom::Search(query) => search::people::asked(account, query),
    };
    let rows: Vec<Row> =
        people.filter(users::id.gt(after)).order(users::id.asc()).limit(BATCH).select(Row::as_select()).load(c)?;
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let (Some(first), Some(last)) = (ids.first().copied(), ids.last().copied()) else {
        return Ok((String::new(), None));
    };
    let of = addresses::user_id.eq_any(&ids);
    let known: Vec<(i64, Kind, String)> = addresses::table
        .filter(addresses::account_id.eq(account).and(of))
        .order((addresses::is_primary.desc(), addresses::id))
        .select((addresses::user_id, addresses::kind, addresses::value))
        .load(c)?;
    let kind = |wanted: Kind| gather(known.iter().filter(|k| k.1 == wanted).map(|k| (k.0, k.2.clone())));
    let (emails, phones) = (kind(Kind::Email), kind(Kind::Phone));
    let belonging: Vec<(i64, String)> = memberships::table
        .inner_join(organizations::table)
        .filter(memberships::account_id.eq(account).and(memberships::user_id.eq_any(&ids)))
        .order(organizations::folded_name)
        .select((memberships::user_id, organizations::name))
        .load(c)?;
    let belonging = gather(belonging);
    let tags: Vec<(i64, String)> = user_tags::table
        .filter(user_tags::account_id.eq(account).and(user_tags::user_id.eq_any(&ids)))
        .order(user_tags::tag)
        .select((user_tags::user_id, user_tags::tag))
        .load(c)?;
    let tags = gather(tags);
    let values: HashMap<(i64, i64), String> = user_field_values::table
        .filter(user_field_values::account_id.eq(account).and(user_field_values::user_id.between(first, last)))
        .filter(user_field_values::user_id.eq_any(&ids))
        .select((user_field_values::user_id, user_field_values::field_id, user_field_values::value))
        .load::<(i64, i64, String)>(c)?
        .into_iter()
        .map(|(user, field, value)| ((user, field), value))
        .collect();
    let mut text = String::with_capacity(rows.len() * 200);
    for row in &rows {
        let joined = |many: &Many, sign: &str| many.get(&row.id).map(|m| m.join(sign)).unwrap_or_default();
        let flag = |at: Option<Moment>| if at.is_some() { "true" } else { "false" }.to_owned();
        let mut cells = vec![
            row.id.to_string(),
            row.name.clone(),
            joined(&emails, "|"),
            role_name(row.role).to_owned(),
            row.external_id.clone().unwrap_or_default(),
            joined(&phones, "|"),
            joined(&belonging, "|"),
            joined(&tags, " "),
            row.created_at.iso(),
            row.updated_at.iso(),
            row.last_sign_in_at.map(Moment::iso).unwrap_or_default(),
            flag(row.suspended_at),
            flag(row.verified_at),
            row.locale.map_or(String::new(), |l| l.as_str().to_owned()),
            row.time_zone.clone().unwrap_or_default(),
            row.details.clone(),
            row.notes.clone(),
        ];
        cells.extend(own.iter().map(|d| values.get(&(row.id, d.field.id)).cloned().unwrap_or_default()));
        csv::put_row(&mut text, cells.iter().map(String::as_str));
    }
    Ok((text, Some(last)))
}

fn gather(pairs: impl IntoIterator<Item = (i64, String)>) -> Many {
    let mut many = Many::new();
    for (id, value) in pairs {
        many.entry(id).or_default().push(value);
    }
    many
}

/// A role as imports write it.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::EndUser => "end-user",
        Role::LightAgent => "light-agent",
        Role::Contributor => "contributor",
        Role::Agent => "agent",
        Role::Administrator => "administrator",
    }
}
