//! Writing the rows of a batch: new people with one audit line each, changes of those who exist by the functions that
//! pages use.

use diesel::prelude::*;
use serde_json::{Map, json};

use super::Import;
use super::cells::Wish;
use super::matching::{Outcome, Planned};
use crate::audit::Entry;
use crate::db::Moment;
use crate::db::schema::{
    addresses, memberships, organization_domains, organizations, user_field_values, user_tags, users,
};
use crate::error::Result;
use crate::identity::{self, Locale, Tx};
use crate::mail::{self, Held, Letter};
use crate::people::addresses::Kind;
use crate::people::settings::EndUserSettings;
use crate::people::{fields, identities, index, memberships as belonging, suspension, tags};
use crate::policy::Role;
use crate::security::links;
use crate::{on_either, text};

/// What a batch came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// People created.
    pub created: i64,
    /// People updated.
    pub updated: i64,
}

/// Writes what comes of the rows; faulty ones are passed over.
pub fn write(tx: &mut Tx<'_>, import: &Import, rows: &[Planned]) -> Result<Tally> {
    let (mut tally, mut lines, mut made) = (Tally::default(), vec![], vec![]);
    // What the account allows when the batch is written counts, not what it allowed when the file came.
    let welcome = import.send_welcome && EndUserSettings::of(tx.conn(), import.account_id)?.welcome_on_creation;
    let new = rows.iter().filter_map(|row| if let Outcome::Create(wish, _) = &row.outcome { Some(wish) } else { None });
    let emails: Vec<String> = new.flat_map(|wish| wish.emails.iter().map(|email| text::fold_address(email))).collect();
    crate::people::addresses::make_way(tx, &emails, None)?;
    for row in rows {
        match &row.outcome {
            Outcome::Create(wish, organizations) => {
                let (id, line) = create(tx, import, row.line, wish, organizations, welcome)?;
                made.push(id);
                lines.push(line);
                tally.created += 1;
            }
            Outcome::Update(id, wish, organizations) => {
                update(tx, import, row.line, *id, wish, organizations.as_deref())?;
                tally.updated += 1;
            }
            Outcome::Faulty(_) => {}
        }
    }
    index::refresh_all(tx.conn(), &made)?;
    tx.record_all(&lines)?;
    Ok(tally)
}

/// Makes a person, whom searches don't find yet; answers their id and the line that tells of it.
fn create(
    tx: &mut Tx<'_>,
    import: &Import,
    line: i64,
    wish: &Wish,
    organizations: &[i64],
    welcomes: bool,
) -> Result<(i64, Entry)> {
    let (account, now, by) = (import.account_id, tx.now(), tx.identity().effective_id());
    let name = wish.name.clone().unwrap_or_default();
    let full = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
    let mine = homes(tx, account, wish, organizations)?;
    let verified = wish.verified.then_some(now);
    let suspended = wish.suspended == Some(true);
    let values = (
        (
            users::account_id.eq(account),
            users::role.eq(Role::EndUser),
            users::folded_name.eq(text::fold(&name)),
            users::name.eq(&name),
            users::search_text.eq(""),
            users::email.eq(wish.emails.first()),
            users::verified_at.eq(verified.filter(|_| !wish.emails.is_empty())),
            users::organization_id.eq(mine.first().copied()),
        ),
        (
            users::external_id.eq(full(&wish.external_id)),
            users::details.eq(full(&wish.details).unwrap_or_default()),
            users::notes.eq(full(&wish.notes).unwrap_or_default()),
            users::locale.eq(wish.locale.flatten()),
            users::time_zone.eq(wish.time_zone.clone().flatten()),
            users::suspended_at.eq(suspended.then_some(now)),
            users::suspended_by_id.eq(by.filter(|_| suspended)),
            users::suspension_reason.eq(if suspended { suspension::Reason::Other.as_str() } else { "" }),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ),
    );
    let id: i64 =
        on_either!(tx.conn(), |c| diesel::insert_into(users::table).values(values).returning(users::id).get_result(c))?;
    for (at, email) in wish.emails.iter().enumerate() {
        put_address(tx, account, id, Kind::Email, email, at == 0, verified)?;
    }
    for phone in &wish.phones {
        put_address(tx, account, id, Kind::Phone, phone, false, None)?;
    }
    for organization in &mine {
        on_either!(tx.conn(), |c| diesel::insert_into(memberships::table)
            .values((
                memberships::account_id.eq(account),
                memberships::user_id.eq(id),
                memberships::organization_id.eq(organization),
                memberships::created_at.eq(now.0),
            ))
            .execute(c))?;
    }
    for tag in wish.tags.iter().flatten() {
        on_either!(tx.conn(), |c| diesel::insert_into(user_tags::table)
            .values((user_tags::account_id.eq(account), user_tags::user_id.eq(id), user_tags::tag.eq(tag)))
            .execute(c))?;
    }
    for (field, value) in wish.fields.iter().filter(|(_, value)| !value.is_empty()) {
        on_either!(tx.conn(), |c| diesel::insert_into(user_field_values::table)
            .values((
                user_field_values::account_id.eq(account),
                user_field_values::user_id.eq(id),
                user_field_values::field_id.eq(field),
                user_field_values::value.eq(value),
            ))
            .execute(c))?;
    }
    if !wish.emails.is_empty() {
        welcome(tx, id, welcomes && !wish.verified)?;
    }
    let entry = Entry::new("person.created", "user", id).with(json!({
        "channel": "import", "import": import.id, "line": line, "by": by, "address": wish.emails.first(),
    }));
    Ok((id, entry))
}

/// The organizations of a new person, the default first: the first by name of those that the row names, or the one that
/// the address's domain leads to.
fn homes(tx: &mut Tx<'_>, account: i64, wish: &Wish, given: &[i64]) -> Result<Vec<i64>> {
    if wish.organizations.is_none() {
        let domain = wish.emails.first().and_then(|e| e.rsplit_once('@')).map(|(_, d)| text::fold_address(d));
        let Some(domain) = domain else { return Ok(vec![]) };
        let by_domain: Option<i64> = on_either!(tx.conn(), |c| organization_domains::table
            .find((account, &domain))
            .select(organization_domains::organization_id)
            .first(c)
            .optional())?;
        return Ok(by_domain.into_iter().collect());
    }
    if given.len() < 2 {
        return Ok(given.to_vec());
    }
    Ok(organizations::table
        .filter(organizations::account_id.eq(account).and(organizations::id.eq_any(given)))
        .order((organizations::folded_name, organizations::id))
        .select(organizations::id)
        .load(tx.conn())?)
}

fn put_address(
    tx: &mut Tx<'_>,
    account: i64,
    user: i64,
    kind: Kind,
    value: &str,
    primary: bool,
    verified: Option<Moment>,
) -> Result<()> {
    let now = tx.now();
    on_either!(tx.conn(), |c| diesel::insert_into(addresses::table)
        .values((
            addresses::account_id.eq(account),
            addresses::user_id.eq(user),
            addresses::kind.eq(kind),
            addresses::value.eq(value),
            addresses::folded.eq(text::fold_address(value)),
            addresses::is_primary.eq(primary),
            addresses::verified_at.eq(verified),
            addresses::created_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

/// The welcome mail of a new person, or the line that says why there is none.
fn welcome(tx: &mut Tx<'_>, user: i64, wanted: bool) -> Result<()> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, user)?;
    let nowhere = Letter::Welcome { path: String::new() };
    if !wanted {
        return mail::suppress(tx, &person, None, &nowhere, Held::WelcomeOff);
    }
    if mail::held(&person, account.help_center_active).is_some() {
        return mail::queue(tx, &person, None, &nowhere).map(drop);
    }
    links::send_welcome(tx, &person).map(drop)
}

/// What a row may change of a person.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = users, treat_none_as_null = true)]
struct Kept {
    name: String,
    external_id: Option<String>,
    details: String,
    notes: String,
    locale: Option<Locale>,
    time_zone: Option<String>,
}

/// Changes a person as a row says.
fn update(
    tx: &mut Tx<'_>,
    import: &Import,
    line: i64,
    user: i64,
    wish: &Wish,
    organizations: Option<&[i64]>,
) -> Result<()> {
    let (account, now) = (import.account_id, tx.now());
    let person = users::table.filter(users::account_id.eq(account).and(users::id.eq(user)));
    let (before, was_suspended): (Kept, Option<Moment>) =
        person.select((Kept::as_select(), users::suspended_at)).first(tx.conn())?;
    let mut after = before.clone();
    if let Some(name) = &wish.name {
        after.name.clone_from(name);
    }
    if let Some(id) = &wish.external_id {
        after.external_id = Some(id.clone()).filter(|id| !id.is_empty());
    }
    if let Some(details) = &wish.details {
        after.details.clone_from(details);
    }
    if let Some(notes) = &wish.notes {
        after.notes.clone_from(notes);
    }
    if let Some(locale) = wish.locale {
        after.locale = locale;
    }
    if let Some(zone) = &wish.time_zone {
        after.time_zone.clone_from(zone);
    }
    let mut changes = changes(&before, &after);
    if !changes.is_empty() {
        diesel::update(person)
            .set((&after, users::folded_name.eq(text::fold(&after.name)), users::updated_at.eq(now.0)))
            .execute(tx.conn())?;
        index::refresh(tx.conn(), user)?;
    }
    if wish.suspended.is_some_and(|suspended| suspended != was_suspended.is_some()) {
        match was_suspended {
            None => suspension::suspend(tx, user, suspension::Reason::Other, "")?,
            Some(_) => suspension::unsuspend(tx, user)?,
        }
        changes.insert("suspended".to_owned(), json!([was_suspended.is_some(), was_suspended.is_none()]));
    }
    let known = crate::people::addresses::of(tx.conn(), account, user)?;
    let mut added = vec![];
    for (kind, values) in [(Kind::Email, &wish.emails), (Kind::Phone, &wish.phones)] {
        for value in values {
            let folded = text::fold_address(value);
            if !known.iter().any(|a| a.kind == kind && text::fold_address(&a.value) == folded) {
                if wish.verified {
                    identities::add_verified(tx, user, kind, value)?;
                } else {
                    identities::add(tx, user, kind, value)?;
                }
                added.push(value.as_str());
            }
        }
    }
    if !added.is_empty() {
        changes.insert("addresses".to_owned(), json!(added.len()));
    }
    let mut more = |name: &str, changed: bool| {
        if changed {
            changes.insert(name.to_owned(), json!(true));
        }
    };
    if let Some(organizations) = organizations {
        more("organizations", belonging::set(tx, user, organizations, None)?);
    }
    if let Some(wanted) = &wish.tags {
        more("tags", tags::set(tx, user, wanted)?);
    }
    if !wish.fields.is_empty() {
        more("fields", fields::set(tx, user, &wish.fields)?);
    }
    if changes.is_empty() {
        return Ok(());
    }
    let by = tx.identity().effective_id();
    // Each change beside the others, as its own pair of before and after.
    changes.extend(
        [("import", json!(import.id)), ("line", json!(line)), ("by", json!(by))].map(|(k, v)| (k.to_owned(), v)),
    );
    tx.record(Entry::new("person.imported", "user", user).with(changes.into()))
}

fn changes(before: &Kept, after: &Kept) -> Map<String, serde_json::Value> {
    let mut found = Map::new();
    let mut note = |name: &str, before: Option<&str>, after: Option<&str>| {
        if before != after {
            found.insert(name.to_owned(), json!([before, after]));
        }
    };
    note("name", Some(&before.name), Some(&after.name));
    note("external_id", before.external_id.as_deref(), after.external_id.as_deref());
    note("details", Some(&before.details), Some(&after.details));
    note("notes", Some(&before.notes), Some(&after.notes));
    note("language", before.locale.map(Locale::as_str), after.locale.map(Locale::as_str));
    note("time_zone", before.time_zone.as_deref(), after.time_zone.as_deref());
    found
}
