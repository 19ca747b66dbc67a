//! Reading people: lists by category and by search, counts, one profile.

use diesel::prelude::*;
use serde::Deserialize;

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{addresses, organizations, people_counts, users, users_search};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow, initials, role_key};
use crate::policy::Role;
use crate::{text, text_enum};

text_enum! {
    /// A category of the People page.
    pub enum Category {
        /// Customers.
        EndUsers = "end_users",
        /// Agents, light agents and contributors.
        Agents = "agents",
        /// Administrators, the owner among them.
        Administrators = "administrators",
        /// Suspended people.
        Suspended = "suspended",
        /// People without a verified address.
        Unverified = "unverified",
    }
}

/// How the list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// By name, A to Z.
    #[default]
    Name,
    /// Newest first.
    Newest,
}

/// A person in a list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Row {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their primary address.
    pub email: Option<String>,
    /// Their role.
    pub role: Role,
    /// How many requests they have made.
    pub requests_count: i64,
    /// When they last signed in themselves.
    pub last_sign_in_at: Option<Moment>,
    /// When their primary address was verified.
    pub verified_at: Option<Moment>,
    /// When they were suspended, if they are.
    pub suspended_at: Option<Moment>,
}

impl Row {
    /// Two letters for the picture.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Which of the six tints the picture has.
    pub fn hue(&self) -> i64 {
        self.id.rem_euclid(6)
    }

    /// The key of the role's name.
    pub fn role_key(&self) -> &'static str {
        role_key(self.role)
    }
}

/// How many people each category has.
pub fn counts(c: &mut Conn, account: i64) -> Result<Vec<(Category, i64)>> {
    let kept: Vec<(Category, i64)> = people_counts::table
        .filter(people_counts::account_id.eq(account))
        .select((people_counts::category, people_counts::n))
        .load(c)?;
    let n = |category| kept.iter().find(|(c, _)| *c == category).map_or(0, |(_, n)| *n);
    Ok(Category::ALL.iter().map(|c| (*c, n(*c))).collect())
}

type Boxed<'a> = users::BoxedQuery<'a, Backend>;

fn in_category<'a>(query: Boxed<'a>, category: Category) -> Boxed<'a> {
    match category {
        Category::EndUsers => query.filter(users::role.eq(Role::EndUser)),
        Category::Administrators => query.filter(users::role.eq(Role::Administrator)),
        Category::Agents => query.filter(users::role.eq_any([Role::Agent, Role::LightAgent, Role::Contributor])),
        Category::Suspended => query.filter(users::suspended_at.is_not_null()),
        Category::Unverified => query.filter(users::verified_at.is_null()),
    }
}

/// A page of a category.
pub fn page(c: &mut Conn, account: i64, category: Category, sort: Sort, cursor: Cursor) -> Result<Page<Row>> {
    let query = users::table.filter(users::account_id.eq(account).and(users::deleted_at.is_null())).into_boxed();
    let query = in_category(query, category);
    let query = match sort {
        Sort::Name => by_name(c, query, account, cursor)?,
        Sort::Newest => match cursor {
            Cursor::Start => query.order(users::id.desc()),
            Cursor::After(id) => query.filter(users::id.lt(id)).order(users::id.desc()),
            Cursor::Before(id) => query.filter(users::id.gt(id)).order(users::id.asc()),
        },
    };
    let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

fn by_name<'a>(c: &mut Conn, query: Boxed<'a>, account: i64, cursor: Cursor) -> Result<Boxed<'a>> {
    let at = |c: &mut Conn, id: i64| -> Result<Option<String>> {
        let own = users::table.filter(users::id.eq(id).and(users::account_id.eq(account)));
        Ok(own.select(users::folded_name).first(c).optional()?)
    };
    // «name ≥ x and (name > x or id > y)» lets both databases start in the index at x.
    Ok(match cursor {
        Cursor::Start => query.order((users::folded_name.asc(), users::id.asc())),
        Cursor::After(id) => {
            let name = at(c, id)?.unwrap_or_default();
            query
                .filter(users::folded_name.ge(name.clone()))
                .filter(users::folded_name.gt(name).or(users::id.gt(id)))
                .order((users::folded_name.asc(), users::id.asc()))
        }
        Cursor::Before(id) => {
            let name = at(c, id)?.unwrap_or_default();
            query
                .filter(users::folded_name.le(name.clone()))
                .filter(users::folded_name.lt(name).or(users::id.lt(id)))
                .order((users::folded_name.desc(), users::id.desc()))
        }
    })
}

/// A page of everybody whose name or address has all the words of `term` in it, newest first.
pub fn search(c: &mut Conn, account: i64, term: &str, cursor: Cursor) -> Result<Page<Row>> {
    let folded = text::fold(term).replace('%', "");
    let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).take(8).collect();
    // The longest word leads: it is the one the index is asked for.
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    let Some(lead) = words.first().copied() else { return Ok(Page { rows: vec![], previous: None, next: None }) };
    if lead.chars().count() < 3 {
        return short_search(c, account, lead, cursor);
    }
    let mut query = users_search::table
        .inner_join(users::table.on(users::id.eq(users_search::rowid)))
        .filter(users::account_id.eq(account).and(users::deleted_at.is_null()))
        .filter(users_search::search_text.like(format!("%{lead}%")))
        .into_boxed::<Backend>();
    for word in words.iter().skip(1) {
        query = query.filter(users::search_text.like(format!("%{word}%")));
    }
    let query = match cursor {
        Cursor::Start => query.order(users_search::rowid.desc()),
        Cursor::After(id) => query.filter(users_search::rowid.lt(id)).order(users_search::rowid.desc()),
        Cursor::Before(id) => query.filter(users_search::rowid.gt(id)).order(users_search::rowid.asc()),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

/// One or two letters: whose name begins with them, in any role.
fn short_search(c: &mut Conn, account: i64, word: &str, cursor: Cursor) -> Result<Page<Row>> {
    let end = word.chars().next_back().and_then(|last| {
        let head = word.strip_suffix(last)?;
        Some(format!("{head}{}", char::from_u32(last as u32 + 1)?))
    });
    let mut query = users::table
        .filter(users::account_id.eq(account).and(users::deleted_at.is_null()))
        .filter(users::role.eq_any(Role::ALL.to_vec()))
        .filter(users::folded_name.ge(word.to_owned()))
        .into_boxed::<Backend>();
    if let Some(end) = end {
        query = query.filter(users::folded_name.lt(end));
    }
    let query = by_name(c, query, account, cursor)?;
    let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

/// An address that leads to a person.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = addresses)]
pub struct Address {
    /// `email` or `phone`.
    pub kind: String,
    /// The address.
    pub value: String,
    /// Whether it is the primary contact.
    pub is_primary: bool,
    /// When it was verified.
    pub verified_at: Option<Moment>,
}

/// All that a profile shows.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The person.
    pub person: Person,
    /// Their row.
    pub row: Row,
    /// Their organization.
    pub organization: Option<String>,
    /// Notes of the team.
    pub notes: String,
    /// Since when.
    pub created_at: Moment,
    /// Their addresses, the primary first.
    pub addresses: Vec<Address>,
}

/// One person's profile. Deleted people, other accounts' people and unknown ones are all not found.
pub fn profile(c: &mut Conn, account: &Account, id: i64) -> Result<Profile> {
    type Found = (PersonRow, Row, Option<String>, String, Moment);
    let (person, row, organization, notes, created_at): Found = users::table
        .left_join(organizations::table)
        .filter(users::account_id.eq(account.id).and(users::id.eq(id)).and(users::deleted_at.is_null()))
        .select((
            PersonRow::as_select(),
            Row::as_select(),
            organizations::name.nullable(),
            users::notes,
            users::created_at,
        ))
        .first(c)?;
    let addresses = addresses::table
        .filter(addresses::user_id.eq(id).and(addresses::account_id.eq(account.id)))
        .order((addresses::is_primary.desc(), addresses::id))
        .select(Address::as_select())
        .load(c)?;
    Ok(Profile { person: person.of(account), row, organization, notes, created_at, addresses })
}
