//! Whom the rows of a batch lead to, and what is wrong with them: some queries for the whole batch.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::Mode;
use super::cells::{Fault, Wish};
use super::columns::{Column, Header};
use super::faults::RowFault;
use crate::db::Conn;
use crate::db::schema::{addresses, organizations, users};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow};
use crate::people::addresses::{Kind, claims, stands};
use crate::people::identities::CONTACTS_MAX;
use crate::text;

/// A row with what comes of it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The line it begins on.
    pub line: i64,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A new person.
    Create(Wish, Vec<i64>),
    /// A change of this one.
    Update(i64, Wish, Option<Vec<i64>>),
    /// Nothing.
    Faulty(Vec<Fault>),
}

/// The rows of a batch, each with its line.
pub type Wishes = Vec<(i64, Result<Wish, Vec<Fault>>)>;

/// Looks up everybody and every organization that the rows of a batch name.
pub fn plan(c: &mut Conn, account: &Account, header: &Header, mode: Mode, rows: Wishes) -> Result<Vec<Planned>> {
    let known = Known::of(c, account, rows.iter().filter_map(|(_, row)| row.as_ref().ok()))?;
    Ok(rows
        .into_iter()
        .map(|(line, row)| {
            let outcome = match row {
                Ok(wish) => known.outcome(wish, header, mode),
                Err(faults) => Outcome::Faulty(faults),
            };
            Planned { line, outcome }
        })
        .collect())
}

struct Known {
    by_email: HashMap<String, i64>,
    by_external_id: HashMap<String, i64>,
    people: HashMap<i64, Person>,
    /// What each of the people is reached by.
    contacts: HashMap<i64, HashSet<(Kind, String)>>,
    organizations: HashMap<String, i64>,
}

impl Known {
    fn of<'w>(c: &mut Conn, account: &Account, wishes: impl Iterator<Item = &'w Wish> + Clone) -> Result<Self> {
        let emails: BTreeSet<String> =
            wishes.clone().flat_map(|w| w.emails.iter().map(|e| text::fold_address(e))).collect();
        let ids: BTreeSet<&str> = wishes.clone().filter_map(|w| w.external_id.as_deref()).collect();
        let names: BTreeSet<String> =
            wishes.flat_map(|w| w.organizations.iter().flatten().map(|name| text::fold(name))).collect();
        // An address that somebody only says is theirs leads to nobody: it will be whose the row is about.
        let emails: Vec<String> = emails.into_iter().collect();
        let by_email: HashMap<String, i64> = claims(c, account.id, &emails)?
            .into_iter()
            .filter(|(address, role)| stands(address, *role))
            .map(|(address, _)| (text::fold_address(&address.value), address.user_id))
            .collect();
        let by_external_id: HashMap<String, i64> = users::table
            .filter(users::account_id.eq(account.id).and(users::external_id.eq_any(ids)))
            .select((users::external_id.assume_not_null(), users::id))
            .load::<(String, i64)>(c)?
            .into_iter()
            .collect();
        let found: BTreeSet<i64> = by_email.values().chain(by_external_id.values()).copied().collect();
        let rows: Vec<PersonRow> = users::table
            .filter(users::account_id.eq(account.id).and(users::id.eq_any(&found)))
            .select(PersonRow::as_select())
            .load(c)?;
        let mut contacts: HashMap<i64, HashSet<(Kind, String)>> = HashMap::new();
        let reached: Vec<(i64, Kind, String)> = addresses::table
            .filter(addresses::account_id.eq(account.id).and(addresses::user_id.eq_any(&found)))
            .select((addresses::user_id, addresses::kind, addresses::folded))
            .load(c)?;
        for (user, kind, folded) in reached {
            contacts.entry(user).or_default().insert((kind, folded));
        }
        let people = rows.into_iter().map(|row| row.of(account)).map(|person| (person.id, person)).collect();
        let organizations: HashMap<String, i64> = organizations::table
            .filter(organizations::account_id.eq(account.id).and(organizations::folded_name.eq_any(names)))
            .order(organizations::id.desc())
            .select((organizations::folded_name, organizations::id))
            .load::<(String, i64)>(c)?
            .into_iter()
            .collect();
        Ok(Self { by_email, by_external_id, people, contacts, organizations })
    }

    fn outcome(&self, wish: Wish, header: &Header, mode: Mode) -> Outcome {
        let (mut faults, mut organizations) = (vec![], None);
        match self.organizations_of(&wish) {
            Ok(ids) => organizations = ids,
            Err(name) => faults.push((
                header.name(Column::Organizations).to_owned(),
                RowFault::OrganizationUnknown.told(name.chars().take(100).collect::<String>()),
            )),
        }
        match self.person(&wish, header, mode) {
            Ok(found) if faults.is_empty() => match found {
                Some(id) => Outcome::Update(id, wish, organizations),
                None => Outcome::Create(wish, organizations.unwrap_or_default()),
            },
            Ok(_) => Outcome::Faulty(faults),
            Err(fault) => {
                faults.push(fault);
                Outcome::Faulty(faults)
            }
        }
    }

    fn organizations_of(&self, wish: &Wish) -> Result<Option<Vec<i64>>, String> {
        let Some(names) = &wish.organizations else { return Ok(None) };
        let id = |name: &String| self.organizations.get(&text::fold(name)).copied().ok_or_else(|| name.clone());
        names.iter().map(id).collect::<Result<Vec<i64>, _>>().map(Some)
    }

    /// Whom a row leads to; nobody if it makes a new person.
    fn person(&self, wish: &Wish, header: &Header, mode: Mode) -> Result<Option<i64>, Fault> {
        let given = wish.external_id.as_deref().filter(|id| !id.is_empty());
        let by_id = given.and_then(|id| self.by_external_id.get(id).copied());
        let by_email = wish.emails.iter().filter_map(|e| self.by_email.get(&text::fold_address(e)).copied());
        let key = |column| header.name(column).to_owned();
        let first = if by_id.is_some() { key(Column::ExternalId) } else { key(Column::Emails) };
        let mut found: Vec<i64> = by_id.into_iter().chain(by_email).collect();
        found.sort_unstable();
        found.dedup();
        if found.len() > 1 {
            return Err((first, RowFault::SeveralPeople.told("")));
        }
        let Some(person) = found.first().and_then(|id| self.people.get(id)) else {
            if given.is_none() && wish.emails.is_empty() && mode == Mode::Update {
                return Err((String::new(), RowFault::NoKey.told("")));
            }
            if mode == Mode::Update {
                let missing = if given.is_some() { key(Column::ExternalId) } else { key(Column::Emails) };
                return Err((missing, RowFault::UnknownPerson.told("")));
            }
            return match wish.name {
                Some(_) => Ok(None),
                None => Err((key(Column::Name), RowFault::NameMissing.told(""))),
            };
        };
        if person.standing.deleted {
            return Err((first, RowFault::DeletedPerson.told("")));
        }
        if !person.standing.is_end_user() {
            return Err((first, RowFault::TeamMember.told("")));
        }
        if mode == Mode::Create {
            return Err((first, RowFault::Exists.told("")));
        }
        let added = self.added(person.id, wish);
        if !added.is_empty() && self.contacts.get(&person.id).map_or(0, HashSet::len) + added.len() > CONTACTS_MAX {
            let emails = added.contains(&Kind::Email);
            let column = if emails { Column::Emails } else { Column::Phones };
            return Err((key(column), RowFault::ContactsTooMany.told(CONTACTS_MAX.to_string())));
        }
        Ok(Some(person.id))
    }

    /// The kinds of what a row gives a person that they don't have yet.
    fn added(&self, person: i64, wish: &Wish) -> Vec<Kind> {
        let known = self.contacts.get(&person);
        let all = wish.emails.iter().map(|e| (Kind::Email, e)).chain(wish.phones.iter().map(|p| (Kind::Phone, p)));
        let new = |(kind, value): &(Kind, &String)| {
            known.is_none_or(|known| !known.contains(&(*kind, text::fold_address(value))))
        };
        all.filter(new).map(|(kind, _)| kind).collect()
    }
}

/// Which lines of a file were about whom, to find a line that is about the same person again. Of each key only a hash is
/// kept, so that a large file needs little memory.
#[derive(Default)]
pub struct Seen {
    lines: HashMap<u64, u32>,
    hasher: std::hash::RandomState,
}

impl Seen {
    /// Adds a row; if an earlier one was about the same person, makes it faulty.
    pub fn look(&mut self, row: &mut Planned, header: &Header) {
        let (wish, id) = match &row.outcome {
            Outcome::Create(wish, _) => (wish, None),
            Outcome::Update(id, wish, _) => (wish, Some(*id)),
            Outcome::Faulty(_) => return,
        };
        let mut keys = vec![];
        if let Some(id) = id {
            keys.push((Column::Name, self.hash("person", &id.to_string())));
        }
        if let Some(id) = wish.external_id.as_deref().filter(|id| !id.is_empty()) {
            keys.push((Column::ExternalId, self.hash("id", id)));
        }
        for email in &wish.emails {
            keys.push((Column::Emails, self.hash("email", &text::fold_address(email))));
        }
        let earlier = keys.iter().find_map(|(column, key)| self.lines.get(key).map(|line| (*column, *line)));
        match earlier {
            Some((column, line)) => {
                let name = if column == Column::Name { String::new() } else { header.name(column).to_owned() };
                row.outcome = Outcome::Faulty(vec![(name, RowFault::Duplicate.told(line.to_string()))]);
            }
            None => {
                let line = u32::try_from(row.line).unwrap_or(u32::MAX);
                self.lines.extend(keys.into_iter().map(|(_, key)| (key, line)));
            }
        }
    }

    fn hash(&self, kind: &str, key: &str) -> u64 {
        use std::hash::BuildHasher as _;
        self.hasher.hash_one((kind, key))
    }
}
