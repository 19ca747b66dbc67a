//! The list of team members as a CSV file, as it is filtered: an act with its audit line, then rows in batches.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use diesel::prelude::*;
use futures_util::stream;

use super::members::{Asked, PATH, groups_of};
use crate::audit::Entry;
use crate::db::schema::{organizations, roles, user_tags, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Locale;
use crate::people::csv;
use crate::people::imports::errors::file;
use crate::policy::{ProductRole, Right, Role, TicketAccess};
use crate::search::{Context, Panel, Scope};
use crate::web::{Cx, Form};

/// Members in one batch.
const BATCH: i64 = 500;
/// What stands where somebody has no role (reference §4.1).
const NO_ROLE: &str = "No role";
/// The columns, with the names that scripts know them by, in every language.
const COLUMNS: &[&str] = &[
    "ID",
    "Name",
    "Email",
    "Suspended",
    "Date created",
    "Last updated",
    "Last sign-in",
    "Time zone",
    "Language",
    "Primary Group",
    "Groups",
    "Tags",
    "Organization",
    "Notes",
    "Details",
    "Chat role",
    "Explore role",
    "Guide role",
    "Support role",
    "Talk role",
    "Sell role",
];

/// `POST /admin/people/team-members/export`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let asked = Asked::read(form.pairs());
    let (account, now, zone, owner) = (cx.account().id, cx.now(), cx.zone(), cx.account().owner_id);
    let q = asked.q.clone();
    let panel = cx
        .read(move |c| {
            let context = Context::of(c, account, Scope::People, now, zone)?;
            Ok(if q.is_empty() { Panel::blank(PATH) } else { Panel::of(PATH, &q, &context) })
        })
        .await?;
    if asked.members(account, &panel, now).is_none() {
        // The list says what is wrong with the search.
        return cx.see(&asked.with(&[]));
    }
    let details = serde_json::json!({ "query": asked.q, "filters": asked.filter.pairs() });
    cx.write(move |tx| {
        tx.identity().ensure(Right::ImportAndExport)?;
        tx.record(Entry::new("team_members.exported", "account", account).with(details.clone()))
    })
    .await?;
    let mut head = csv::MARK.to_owned();
    csv::put_row(&mut head, COLUMNS.iter().copied());
    let (state, list) = (cx.state().clone(), std::sync::Arc::new((asked, panel)));
    let rows = stream::unfold(Some((Some(head), 0)), move |at| {
        let (state, list) = (state.clone(), list.clone());
        async move {
            match at? {
                (Some(head), after) => Some((Ok::<_, Error>(Bytes::from(head)), Some((None, after)))),
                (None, after) => {
                    let read = state.db.read(move |c| batch(c, account, owner, &list.0, &list.1, now, after)).await;
                    match read {
                        Ok((_, None)) => None,
                        Ok((text, Some(last))) => Some((Ok(Bytes::from(text)), Some((None, last)))),
                        Err(error) => Some((Err(error), None)),
                    }
                }
            }
        }
    });
    Ok(file("team-members.csv").streaming(rows))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Member {
    id: i64,
    name: String,
    email: Option<String>,
    role: Role,
    ticket_access: TicketAccess,
    suspended_at: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
    last_sign_in_at: Option<Moment>,
    time_zone: Option<String>,
    locale: Option<Locale>,
    notes: String,
    details: String,
    custom_role_id: Option<i64>,
    chat_role: Option<ProductRole>,
    explore_role: Option<ProductRole>,
    guide_role: Option<ProductRole>,
    talk_role: Option<ProductRole>,
    sell_role: Option<ProductRole>,
}

/// The rows after a member, and the last of them.
fn batch(
    c: &mut Conn,
    account: i64,
    owner: i64,
    asked: &Asked,
    panel: &Panel,
    now: Moment,
    after: i64,
) -> Result<(String, Option<i64>)> {
    let Some(members) = asked.members(account, panel, now) else { return Ok((String::new(), None)) };
    let rows: Vec<Member> =
        members.filter(users::id.gt(after)).order(users::id.asc()).limit(BATCH).select(Member::as_select()).load(c)?;
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let groups = groups_of(c, &ids)?;
    let tags: Vec<(i64, String)> = user_tags::table
        .filter(user_tags::account_id.eq(account).and(user_tags::user_id.eq_any(&ids)))
        .order(user_tags::tag)
        .select((user_tags::user_id, user_tags::tag))
        .load(c)?;
    let organizations: Vec<(i64, String)> = users::table
        .inner_join(organizations::table.on(users::organization_id.eq(organizations::id.nullable())))
        .filter(users::account_id.eq(account).and(users::id.eq_any(&ids)))
        .select((users::id, organizations::name))
        .load(c)?;
    let custom: HashMap<i64, String> = roles::table
        .filter(roles::account_id.eq(account))
        .select((roles::id, roles::name))
        .load::<(i64, String)>(c)?
        .into_iter()
        .collect();
    let mut text = String::with_capacity(rows.len() * 200);
    for row in &rows {
        let of = |many: &[(i64, String)]| -> Vec<String> {
            many.iter().filter(|(user, _)| *user == row.id).map(|(_, name)| name.clone()).collect()
        };
        let own_groups = of(&groups);
        let product = |role: Option<ProductRole>| role.map_or(NO_ROLE, ProductRole::as_str).to_owned();
        let cells = [
            row.id.to_string(),
            row.name.clone(),
            row.email.clone().unwrap_or_default(),
            if row.suspended_at.is_some() { "TRUE" } else { "FALSE" }.to_owned(),
            row.created_at.iso(),
            row.updated_at.iso(),
            row.last_sign_in_at.map(Moment::iso).unwrap_or_default(),
            row.time_zone.clone().unwrap_or_default(),
            row.locale.map_or("", Locale::as_str).to_owned(),
            own_groups.first().cloned().unwrap_or_default(),
            own_groups.join("|"),
            of(&tags).join("|"),
            of(&organizations).into_iter().next().unwrap_or_default(),
            row.notes.clone(),
            row.details.clone(),
            product(row.chat_role),
            product(row.explore_role),
            product(row.guide_role),
            support(row, owner, &custom),
            product(row.talk_role),
            product(row.sell_role),
        ];
        csv::put_row(&mut text, cells.iter().map(String::as_str));
    }
    Ok((text, ids.last().copied()))
}

/// A role in Support: the name of a custom one, else the word that addresses and forms have for it.
fn support(row: &Member, owner: i64, custom: &HashMap<i64, String>) -> String {
    if let Some(name) = row.custom_role_id.and_then(|id| custom.get(&id)) {
        return name.clone();
    }
    match row.role {
        Role::Administrator if row.id == owner => "owner",
        Role::Agent if row.ticket_access == TicketAccess::Assigned => "agent_assigned",
        role => role.as_str(),
    }
    .to_owned()
}
