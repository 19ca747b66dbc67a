//! Reading people: lists by category and by search, counts, one profile.

use diesel::prelude::*;

use super::addresses::{self, Address};
use super::fields::Definition;
use super::memberships::{self, Membership};
use super::{draft, tags};
use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{people_counts, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow, initials, role_key};
use crate::policy::Role;
use crate::text_enum;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
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
    let kept: Vec<(Category, i64)> = crate::on_either!(c, |c| people_counts::table
        .filter(people_counts::account_id.eq(account).and(people_counts::category.ne("deleted")))
        .select((people_counts::category, people_counts::n))
        .load(c))?;
    let n = |category| kept.iter().find(|(c, _)| *c == category).map_or(0, |(_, n)| *n);
    Ok(Category::ALL.iter().map(|c| (*c, n(*c))).collect())
}

/// A query for people, in the making.
pub type Boxed<'a> = users::BoxedQuery<'a, Backend>;

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
    let query = in_category(living(account), category);
    match sort {
        Sort::Name => page_by_name(c, query, account, cursor),
        Sort::Newest => {
            let query = match cursor {
                Cursor::Start => query.order(users::id.desc()),
                Cursor::After(id) => query.filter(users::id.lt(id)).order(users::id.desc()),
                Cursor::Before(id) => query.filter(users::id.gt(id)).order(users::id.asc()),
            };
            let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
            Ok(Page::of(rows, cursor, |row| row.id))
        }
    }
}

/// One living person's row, if there is such a person.
pub fn row(c: &mut Conn, account: i64, id: i64) -> Result<Option<Row>> {
    Ok(living(account).filter(users::id.eq(id)).select(Row::as_select()).first(c).optional()?)
}

/// Everybody of a category, for lists that are read to their end.
pub(super) fn all_in<'a>(account: i64, category: Category) -> Boxed<'a> {
    in_category(living(account), category)
}

/// The account's administrators, the owner among them.
pub fn administrators<'a>(account: i64) -> Boxed<'a> {
    in_category(living(account), Category::Administrators)
}

/// Whoever is of the team and no administrator.
pub fn below_administrators<'a>(account: i64) -> Boxed<'a> {
    in_category(living(account), Category::Agents)
}

/// Everybody of an account who is not deleted.
fn living<'a>(account: i64) -> Boxed<'a> {
    users::table.filter(users::account_id.eq(account).and(users::deleted_at.is_null())).into_boxed()
}

/// A page of these people, by name.
pub fn page_by_name(c: &mut Conn, query: Boxed<'_>, account: i64, cursor: Cursor) -> Result<Page<Row>> {
    let at: Option<(i64, String)> = match cursor {
        Cursor::Start => None,
        Cursor::After(id) | Cursor::Before(id) => users::table
            .filter(users::id.eq(id).and(users::account_id.eq(account)))
            .select((users::id, users::folded_name))
            .first(c)
            .optional()?,
    };
    // «name ≥ x and (name > x or id > y)» lets both databases start in the index at x.
    let (query, cursor) = match (cursor, at) {
        (Cursor::After(_), Some((id, name))) => (
            query
                .filter(users::folded_name.ge(name.clone()))
                .filter(users::folded_name.gt(name).or(users::id.gt(id)))
                .order((users::folded_name.asc(), users::id.asc())),
            cursor,
        ),
        (Cursor::Before(_), Some((id, name))) => (
            query
                .filter(users::folded_name.le(name.clone()))
                .filter(users::folded_name.lt(name).or(users::id.lt(id)))
                .order((users::folded_name.desc(), users::id.desc())),
            cursor,
        ),
        // Nobody to go on from: the first page.
        _ => (query.order((users::folded_name.asc(), users::id.asc())), Cursor::Start),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

/// The rows of these people, in this order.
pub fn rows(c: &mut Conn, account: i64, ids: &[i64]) -> Result<Vec<Row>> {
    let found: Vec<Row> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select(Row::as_select())
        .load(c)?;
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id).cloned()).collect())
}

/// The first text after all that begin with this one.
pub(super) fn after_prefix(prefix: &str) -> Option<String> {
    let last = prefix.chars().next_back()?;
    let head = prefix.strip_suffix(last)?;
    Some(format!("{head}{}", char::from_u32(last as u32 + 1)?))
}

text_enum! {
    /// Whose requests an end user sees in the Help Center.
    pub enum RequestAccess {
        /// `View and edit own tickets only`.
        Own = "own",
        /// `Can view tickets from user's org`.
        Organization = "organization",
    }
}

/// What else is kept of a person.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Card {
    /// How a team member signs, if not by their name.
    pub alias: String,
    /// Facts about the person, for the team.
    pub details: String,
    /// Working remarks of the team.
    pub notes: String,
    /// Their id in another system.
    pub external_id: Option<String>,
    /// Whose requests they see.
    pub request_access: RequestAccess,
    /// Their default organization.
    pub organization_id: Option<i64>,
    /// Since when.
    pub created_at: Moment,
    /// When something of it last changed.
    pub updated_at: Moment,
}

/// All that a profile shows.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The person.
    pub person: Person,
    /// Their row.
    pub row: Row,
    /// What else is kept of them.
    pub card: Card,
    /// Their addresses, the primary first.
    pub addresses: Vec<Address>,
    /// Their organizations, the default one first.
    pub memberships: Vec<Membership>,
    /// Their tags.
    pub tags: Vec<String>,
    /// The account's fields, with what they have in them.
    pub fields: Vec<(Definition, String)>,
}

impl Profile {
    /// The path of its page.
    pub fn path(&self) -> String {
        format!("/agent/users/{}", self.person.id)
    }

    /// Whether it is a customer's.
    pub fn is_end_user(&self) -> bool {
        self.person.standing.is_end_user()
    }
}

/// One person's profile. Deleted people, other accounts' people and unknown ones are all not found.
pub fn profile(c: &mut Conn, account: &Account, id: i64) -> Result<Profile> {
    let (person, row, card): (PersonRow, Row, Card) = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq(id)).and(users::deleted_at.is_null()))
        .select((PersonRow::as_select(), Row::as_select(), Card::as_select()))
        .first(c)?;
    Ok(Profile {
        person: person.of(account),
        row,
        card,
        addresses: addresses::of(c, account.id, id)?,
        memberships: memberships::of(c, id)?,
        tags: tags::of(c, id)?,
        fields: draft::fields_of(c, account.id, id)?,
    })
}
