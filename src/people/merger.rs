//! What a merge does: the profile that stays takes over requests, comments and addresses of the other, and of everything
//! else what was picked; the other one is deleted, and leads on to it.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::addresses::{self, Address};
use super::identities::CONTACTS_MAX;
use super::memberships::{self, Membership};
use super::settings::EndUserSettings;
use super::{deletion, fields, index, lookup, tags};
use crate::audit::Entry;
use crate::db::schema::{addresses as address_rows, former_identifiers, memberships as member_rows};
use crate::db::schema::{user_field_values, user_tags, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{Account, Locale, Person, Tx};
use crate::policy::Act;
use crate::tickets::requesters;
use crate::{on_either, text, text_enum};

/// Most requests of each side.
pub const REQUESTS_MAX: i64 = 10_000;
/// Longest notes that come of both sides', in characters.
const BOTH_MAX: usize = 10_000;

text_enum! {
    /// Whose value the merged profile has.
    pub enum Pick {
        /// That of the profile that stays.
        Kept = "kept",
        /// That of the profile that goes.
        Taken = "taken",
        /// Both together.
        Both = "both",
    }
}

/// One of the two profiles.
#[derive(Clone, Debug)]
pub struct Side {
    /// Whose it is.
    pub person: Person,
    /// How many requests they made.
    pub requests: i64,
    /// Their addresses, the primary first.
    pub addresses: Vec<Address>,
    updated_at: Moment,
    verified: bool,
    texts: Texts,
    organizations: Vec<Membership>,
    tags: Vec<String>,
    values: Vec<(i64, String)>,
}

#[derive(Clone, Debug, Queryable)]
struct Texts {
    alias: String,
    details: String,
    notes: String,
    external_id: Option<String>,
    updated_at: Moment,
    requests: i64,
    verified_at: Option<Moment>,
}

impl Side {
    /// A person's side of a merge.
    pub fn of(c: &mut Conn, account: &Account, person: Person) -> Result<Self> {
        let texts: Texts = users::table
            .find(person.id)
            .select((
                users::alias,
                users::details,
                users::notes,
                users::external_id,
                users::updated_at,
                users::requests_count,
                users::verified_at,
            ))
            .first(c)?;
        Ok(Self {
            addresses: addresses::of(c, account.id, person.id)?,
            organizations: memberships::of(c, person.id)?,
            tags: tags::of(c, person.id)?,
            values: fields::values(c, person.id)?,
            requests: texts.requests,
            updated_at: texts.updated_at,
            verified: texts.verified_at.is_some(),
            person,
            texts,
        })
    }

    fn primary(&self) -> Option<&Address> {
        self.addresses.iter().find(|a| a.is_primary)
    }

    fn names(&self) -> String {
        self.organizations.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn value(&self, field: i64) -> &str {
        self.values.iter().find(|(id, _)| *id == field).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// Both profiles.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The profile that stays.
    pub stays: Side,
    /// The profile that goes.
    pub goes: Side,
    settings: EndUserSettings,
    definitions: Vec<fields::Definition>,
}

/// Something in which the profiles differ.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name in the form.
    pub name: String,
    /// Its name on the page: a key, or the title of the account's own field.
    pub label: Result<&'static str, String>,
    /// What the profile that stays has.
    pub kept: String,
    /// What the other has.
    pub taken: String,
    /// What is picked unless somebody picks otherwise.
    pub pick: Pick,
    /// Whether both can be kept together.
    pub both: bool,
}

/// Why two profiles are not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// One of them has more than [`REQUESTS_MAX`] requests.
    TooMany,
    /// The one that goes is unverified and has no e-mail address.
    NoAddress,
    /// Together they have more addresses and numbers than a person may have.
    ContactsTooMany,
}

impl Pair {
    /// Reads two profiles.
    pub fn of(c: &mut Conn, account: &Account, stays: Person, goes: Person) -> Result<Self> {
        Ok(Self {
            stays: Side::of(c, account, stays)?,
            goes: Side::of(c, account, goes)?,
            settings: EndUserSettings::of(c, account.id)?,
            definitions: fields::all(c, account.id)?,
        })
    }

    /// Why they are not merged, if so.
    pub fn why_not(&self) -> Option<WhyNot> {
        if self.stays.requests.max(self.goes.requests) > REQUESTS_MAX {
            Some(WhyNot::TooMany)
        } else if !self.goes.verified && !self.goes.addresses.iter().any(Address::is_email) {
            Some(WhyNot::NoAddress)
        } else if self.stays.addresses.len() + self.moving().len() > CONTACTS_MAX {
            Some(WhyNot::ContactsTooMany)
        } else {
            None
        }
    }

    /// The addresses of the profile that goes that the other one doesn't have yet.
    pub fn moving(&self) -> Vec<&Address> {
        let same =
            |a: &Address, b: &Address| a.kind == b.kind && text::fold_address(&a.value) == text::fold_address(&b.value);
        self.goes.addresses.iter().filter(|a| !self.stays.addresses.iter().any(|b| same(a, b))).collect()
    }

    /// What tells whether either profile has changed since it was shown.
    pub fn seen(&self) -> String {
        let side = |s: &Side| format!("{}.{}.{}", s.person.id, s.person.epoch, s.updated_at.0);
        format!("{}.{}", side(&self.stays), side(&self.goes))
    }

    /// Everything in which they differ, and what is picked unless somebody picks otherwise: nothing is lost by itself.
    pub fn choices(&self) -> Vec<Choice> {
        let (a, b) = (&self.stays, &self.goes);
        let mut all = vec![];
        let mut offer = |name: String, label, kept: String, taken: String, both: bool| {
            if kept == taken || taken.is_empty() {
                return;
            }
            let pick = match (kept.is_empty(), both) {
                (true, _) => Pick::Taken,
                (_, true) => Pick::Both,
                _ => Pick::Kept,
            };
            let both = both && !kept.is_empty();
            all.push(Choice { name, label, kept, taken, pick, both });
        };
        let mut text = |name: &str, label, kept: &str, taken: &str, both: bool| {
            offer(format!("pick_{name}"), Ok(label), kept.to_owned(), taken.to_owned(), both);
        };
        let fits = |a: &str, b: &str| a.chars().count() + b.chars().count() < BOTH_MAX;
        text("name", "merge-name", &a.person.name, &b.person.name, false);
        if let (Some(kept), Some(taken)) = (a.primary(), b.primary())
            && taken.verified_at.is_some()
        {
            text("primary", "merge-primary", &kept.value, &taken.value, false);
        }
        text("alias", "merge-alias", &a.texts.alias, &b.texts.alias, false);
        text("details", "merge-details", &a.texts.details, &b.texts.details, fits(&a.texts.details, &b.texts.details));
        text("notes", "merge-notes", &a.texts.notes, &b.texts.notes, fits(&a.texts.notes, &b.texts.notes));
        let id = |side: &Side| side.texts.external_id.clone().unwrap_or_default();
        text("external_id", "merge-external-id", &id(a), &id(b), false);
        let language = |side: &Side| match side.person.locale {
            Some(Locale::En) => "English",
            Some(Locale::Fr) => "Français",
            None => "",
        };
        text("locale", "merge-language", language(a), language(b), false);
        let zone = |side: &Side| side.person.time_zone.clone().unwrap_or_default();
        text("time_zone", "merge-time-zone", &zone(a), &zone(b), false);
        let fit =
            self.settings.multiple_organizations && a.organizations.len() + b.organizations.len() <= memberships::MAX;
        text("organizations", "merge-organizations", &a.names(), &b.names(), fit);
        if self.settings.tags_on_people {
            let fit = a.tags.len() + b.tags.len() <= tags::TAGS_MAX;
            text("tags", "merge-tags", &a.tags.join(" "), &b.tags.join(" "), fit);
        }
        for one in &self.definitions {
            let shown = |side: &Side| one.shown(side.value(one.field.id)).to_owned();
            offer(format!("pick_field_{}", one.field.id), Err(one.field.title.clone()), shown(a), shown(b), false);
        }
        all
    }
}

/// Merges one person into another. [`Error::Conflict`] when either has changed since, or cannot be merged.
pub fn merge(tx: &mut Tx<'_>, goes: i64, stays: i64, seen: &str, picks: &BTreeMap<String, Pick>) -> Result<()> {
    if goes == stays {
        return Err(Error::Conflict);
    }
    let account = tx.identity().account().clone();
    let (one, other) = (lookup::again(tx, stays, Act::Merge)?, lookup::again(tx, goes, Act::Merge)?);
    let pair = Pair::of(tx.conn(), &account, one, other)?;
    if pair.why_not().is_some() || pair.seen() != seen {
        return Err(Error::Conflict);
    }
    let choices = pair.choices();
    let picked: BTreeMap<&str, Pick> = choices
        .iter()
        .map(|choice| {
            let pick = picks.get(&choice.name).copied().filter(|p| *p != Pick::Both || choice.both);
            (choice.name.as_str(), pick.unwrap_or(choice.pick))
        })
        .collect();
    let moved = requesters::hand_over(tx, goes, stays)?;
    move_addresses(tx, &pair, picked.get("pick_primary") == Some(&Pick::Taken))?;
    remember_names(tx, &pair)?;
    take(tx, &pair, &picked)?;
    let kept: BTreeMap<_, _> = picked.iter().map(|(name, pick)| (*name, pick.as_str())).collect();
    tx.record(Entry::new("person.merge_received", "user", stays).with(serde_json::json!({
        "from": goes, "requests": moved, "addresses": pair.moving().len(), "picked": kept,
    })))?;
    tx.record(Entry::new("person.merged", "user", goes).with(serde_json::json!({ "into": stays })))?;
    dissolve(tx, goes, stays)?;
    addresses::changed(tx, stays)
}

/// The person whom a merged one leads on to, if any.
pub fn leads_to(c: &mut Conn, account: i64, merged: i64) -> Result<Option<i64>> {
    let mut at = merged;
    // Whoever took somebody in may have been merged since; a way of more steps than this leads nowhere.
    for _ in 0..16 {
        let row: Option<(Option<i64>, Option<Moment>)> = users::table
            .filter(users::id.eq(at).and(users::account_id.eq(account)))
            .select((users::merged_into_id, users::deleted_at))
            .first(c)
            .optional()?;
        match row {
            Some((_, None)) if at != merged => return Ok(Some(at)),
            Some((Some(next), Some(_))) => at = next,
            _ => return Ok(None),
        }
    }
    Ok(None)
}

/// The addresses lead to the profile that stays, as further ones, unless it had no e-mail or the other's was picked.
fn move_addresses(tx: &mut Tx<'_>, pair: &Pair, picked: bool) -> Result<()> {
    let (goes, stays) = (pair.goes.person.id, pair.stays.person.id);
    let moving = pair.moving().iter().map(|a| a.id).collect::<Vec<i64>>();
    // A number that both have is there once.
    diesel::delete(address_rows::table.filter(address_rows::user_id.eq(goes).and(address_rows::id.ne_all(moving))))
        .execute(tx.conn())?;
    diesel::update(address_rows::table.filter(address_rows::user_id.eq(goes)))
        .set((address_rows::is_primary.eq(false), address_rows::user_id.eq(stays)))
        .execute(tx.conn())?;
    let Some(primary) = pair.goes.primary() else { return Ok(()) };
    if pair.stays.primary().is_none() || (picked && primary.verified_at.is_some()) {
        diesel::update(address_rows::table.filter(address_rows::user_id.eq(stays)))
            .set(address_rows::is_primary.eq(false))
            .execute(tx.conn())?;
        diesel::update(address_rows::table.find(primary.id))
            .set(address_rows::is_primary.eq(true))
            .execute(tx.conn())?;
        diesel::update(users::table.find(stays)).set(users::epoch.eq(users::epoch + 1)).execute(tx.conn())?;
    }
    Ok(())
}

/// What the other was known by stands in requests that are this person's now, and goes when this person is erased.
fn remember_names(tx: &mut Tx<'_>, pair: &Pair) -> Result<()> {
    use former_identifiers as f;
    let (goes, stays) = (&pair.goes.person, pair.stays.person.id);
    let account = goes.standing.account;
    let mut known: Vec<(String, String, bool)> =
        f::table.filter(f::user_id.eq(goes.id)).select((f::kind, f::value, f::verified)).load(tx.conn())?;
    known.push(("name".to_owned(), goes.name.clone(), false));
    known.push(("alias".to_owned(), pair.goes.texts.alias.clone(), false));
    known.push(("external_id".to_owned(), pair.goes.texts.external_id.clone().unwrap_or_default(), false));
    for (kind, value, verified) in known.iter().filter(|(_, value, _)| !value.is_empty()) {
        on_either!(tx.conn(), |c| diesel::insert_into(f::table)
            .values((f::account_id.eq(account), f::user_id.eq(stays), f::kind.eq(kind), f::value.eq(value)))
            .on_conflict_do_nothing()
            .execute(c))?;
        if *verified {
            let row = f::table.find((stays, kind, value));
            diesel::update(row).set(f::verified.eq(true)).execute(tx.conn())?;
        }
    }
    Ok(())
}

/// Gives the profile that stays what was picked of the other.
fn take(tx: &mut Tx<'_>, pair: &Pair, picked: &BTreeMap<&str, Pick>) -> Result<()> {
    let (a, b, now) = (&pair.stays, &pair.goes, tx.now());
    let (stays, goes) = (a.person.id, b.person.id);
    let pick = |name: &str| picked.get(name).copied().unwrap_or(Pick::Kept);
    let choose = |name: &str, kept: &str, taken: &str| match pick(name) {
        Pick::Kept => kept.to_owned(),
        Pick::Taken => taken.to_owned(),
        Pick::Both => format!("{kept}\n\n{taken}"),
    };
    let name = choose("pick_name", &a.person.name, &b.person.name);
    let locale = if pick("pick_locale") == Pick::Taken { b.person.locale } else { a.person.locale };
    let zone = if pick("pick_time_zone") == Pick::Taken { &b.person.time_zone } else { &a.person.time_zone };
    let external = if pick("pick_external_id") == Pick::Taken { &b.texts.external_id } else { &a.texts.external_id };
    // Two people never have one external id.
    diesel::update(users::table.find(goes)).set(users::external_id.eq(None::<String>)).execute(tx.conn())?;
    diesel::update(users::table.find(stays))
        .set((
            users::folded_name.eq(text::fold(&name)),
            users::name.eq(name),
            users::alias.eq(choose("pick_alias", &a.texts.alias, &b.texts.alias)),
            users::details.eq(choose("pick_details", &a.texts.details, &b.texts.details)),
            users::notes.eq(choose("pick_notes", &a.texts.notes, &b.texts.notes)),
            users::locale.eq(locale),
            users::time_zone.eq(zone),
            users::external_id.eq(external),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let most = if pair.settings.multiple_organizations { memberships::MAX } else { 1 };
    let ids = |side: &Side| side.organizations.iter().map(|m| m.organization_id).take(most).collect::<Vec<_>>();
    match pick("pick_organizations") {
        Pick::Kept => false,
        Pick::Taken => memberships::set(tx, stays, &ids(b), b.person_default())?,
        Pick::Both => memberships::set(tx, stays, &[ids(a), ids(b)].concat(), None)?,
    };
    match pick("pick_tags") {
        Pick::Kept => false,
        Pick::Taken => tags::set(tx, stays, &b.tags)?,
        Pick::Both => tags::set(tx, stays, &[a.tags.clone(), b.tags.clone()].concat())?,
    };
    for (field, _) in &b.values {
        if pick(&format!("pick_field_{field}")) == Pick::Taken {
            // As it is, even if the field would not take it any more.
            diesel::delete(user_field_values::table.find((stays, *field))).execute(tx.conn())?;
            diesel::update(user_field_values::table.find((goes, *field)))
                .set(user_field_values::user_id.eq(stays))
                .execute(tx.conn())?;
        }
    }
    Ok(())
}

/// Leaves nothing of the other profile but its name, and where it leads.
fn dissolve(tx: &mut Tx<'_>, goes: i64, stays: i64) -> Result<()> {
    let (now, by) = (tx.now(), tx.identity().effective_id());
    diesel::delete(member_rows::table.filter(member_rows::user_id.eq(goes))).execute(tx.conn())?;
    diesel::delete(user_tags::table.filter(user_tags::user_id.eq(goes))).execute(tx.conn())?;
    diesel::delete(user_field_values::table.filter(user_field_values::user_id.eq(goes))).execute(tx.conn())?;
    deletion::cut_off(tx, goes)?;
    diesel::update(users::table.find(goes))
        .set((
            users::organization_id.eq(None::<i64>),
            users::alias.eq(""),
            users::details.eq(""),
            users::notes.eq(""),
            users::deleted_at.eq(Some(now.0)),
            users::deleted_by_id.eq(by),
            users::merged_into_id.eq(Some(stays)),
        ))
        .execute(tx.conn())?;
    index::refresh(tx.conn(), goes)
}

impl Side {
    fn person_default(&self) -> Option<i64> {
        self.organizations.iter().find(|m| m.is_default).map(|m| m.organization_id)
    }
}
