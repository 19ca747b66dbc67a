//! Tags: lower-case words on people and organizations, which go on the new tickets that they cause. End users never see them.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::index;
use crate::audit::Entry;
use crate::db::schema::{organization_tags, organizations, ticket_tags, user_tags, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::identity::Tx;
use crate::{on_either, text};

/// Most tags of a person or organization.
pub const TAGS_MAX: usize = 100;
/// Longest tag, in characters.
pub const TAG_MAX: usize = 50;

/// What is wrong with a list of tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// More than [`TAGS_MAX`].
    TooMany,
    /// A tag that is longer than [`TAG_MAX`].
    TooLong(String),
    /// A tag with a sign that tags don't have.
    Sign(String),
}

impl Fault {
    /// What to tell whoever typed it.
    pub fn text(&self, lang: &Lang) -> String {
        match self {
            Self::TooMany => lang.with("fault-tags-many", &[("max", (TAGS_MAX as i64).into())]),
            Self::TooLong(tag) => {
                lang.with("fault-tag-long", &[("tag", tag.as_str().into()), ("max", (TAG_MAX as i64).into())])
            }
            Self::Sign(tag) => lang.with("fault-tag-sign", &[("tag", tag.as_str().into())]),
        }
    }
}

/// Reads tags as people type them: separated by blanks or commas, in any case, each counted once; in order.
pub fn parse(typed: &str) -> Result<Vec<String>, Fault> {
    let mut tags = BTreeSet::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()) {
        let tag = word.to_lowercase();
        if tag.chars().count() > TAG_MAX {
            return Err(Fault::TooLong(text::line(&tag).chars().take(TAG_MAX).collect()));
        }
        if !tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.')) {
            return Err(Fault::Sign(text::line(&tag)));
        }
        tags.insert(tag);
        if tags.len() > TAGS_MAX {
            return Err(Fault::TooMany);
        }
    }
    Ok(tags.into_iter().collect())
}

/// The tags of a person, in order. Whether the account shows tags at all is `tags_on_people` of its settings.
pub fn of(c: &mut Conn, user: i64) -> Result<Vec<String>> {
    Ok(user_tags::table.filter(user_tags::user_id.eq(user)).order(user_tags::tag).select(user_tags::tag).load(c)?)
}

/// The tags of an organization, in order.
pub fn of_organization(c: &mut Conn, organization: i64) -> Result<Vec<String>> {
    Ok(organization_tags::table
        .filter(organization_tags::organization_id.eq(organization))
        .order(organization_tags::tag)
        .select(organization_tags::tag)
        .load(c)?)
}

/// The tags of a ticket, in order.
pub fn of_ticket(c: &mut Conn, ticket: i64) -> Result<Vec<String>> {
    Ok(ticket_tags::table
        .filter(ticket_tags::ticket_id.eq(ticket))
        .order(ticket_tags::tag)
        .select(ticket_tags::tag)
        .load(c)?)
}

/// Gives a person these tags, as [`parse`] made them, and no others. Nothing happens if they have just these; answers
/// whether something did.
pub fn set(tx: &mut Tx<'_>, user: i64, tags: &[String]) -> Result<bool> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let (before, after) = (of(tx.conn(), user)?, tidy(tags)?);
    if before == after {
        return Ok(false);
    }
    diesel::delete(user_tags::table.filter(user_tags::user_id.eq(user))).execute(tx.conn())?;
    let rows: Vec<_> = after
        .iter()
        .map(|tag| (user_tags::account_id.eq(account), user_tags::user_id.eq(user), user_tags::tag.eq(tag)))
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(user_tags::table).values(&rows).execute(c))?;
    touch_person(tx, user, now)?;
    let details = serde_json::json!({ "before": before, "after": after });
    tx.record(Entry::new("person.tags_changed", "user", user).with(details))?;
    Ok(true)
}

/// The same for an organization.
pub fn set_of_organization(tx: &mut Tx<'_>, organization: i64, tags: &[String]) -> Result<bool> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let (before, after) = (of_organization(tx.conn(), organization)?, tidy(tags)?);
    if before == after {
        return Ok(false);
    }
    diesel::delete(organization_tags::table.filter(organization_tags::organization_id.eq(organization)))
        .execute(tx.conn())?;
    let rows: Vec<_> = after
        .iter()
        .map(|tag| {
            (
                organization_tags::account_id.eq(account),
                organization_tags::organization_id.eq(organization),
                organization_tags::tag.eq(tag),
            )
        })
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(organization_tags::table).values(&rows).execute(c))?;
    diesel::update(organizations::table.find(organization))
        .set(organizations::updated_at.eq(now.0))
        .execute(tx.conn())?;
    index::refresh_organization(tx.conn(), organization)?;
    let details = serde_json::json!({ "before": before, "after": after });
    tx.record(Entry::new("organization.tags_changed", "organization", organization).with(details))?;
    Ok(true)
}

/// Puts the tags of the requester and of the ticket's organization on a new ticket, if the account has tags on people.
/// Part of the ticket's making, so its line covers it.
pub(crate) fn put_on_ticket(tx: &mut Tx<'_>, ticket: i64, requester: i64, organization: Option<i64>) -> Result<()> {
    let account = tx.identity().account().id;
    if !super::settings::EndUserSettings::of(tx.conn(), account)?.tags_on_people {
        return Ok(());
    }
    let mut tags = of(tx.conn(), requester)?;
    if let Some(organization) = organization {
        tags.extend(of_organization(tx.conn(), organization)?);
    }
    tags.sort_unstable();
    tags.dedup();
    let rows: Vec<_> = tags
        .iter()
        .map(|tag| (ticket_tags::account_id.eq(account), ticket_tags::ticket_id.eq(ticket), ticket_tags::tag.eq(tag)))
        .collect();
    on_either!(tx.conn(), |c| diesel::insert_into(ticket_tags::table).values(&rows).execute(c))?;
    Ok(())
}

fn tidy(tags: &[String]) -> Result<Vec<String>> {
    let mut tags = tags.to_vec();
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > TAGS_MAX { Err(Error::Conflict) } else { Ok(tags) }
}

fn touch_person(tx: &mut Tx<'_>, user: i64, now: Moment) -> Result<()> {
    diesel::update(users::table.find(user)).set(users::updated_at.eq(now.0)).execute(tx.conn())?;
    index::refresh(tx.conn(), user)
}
