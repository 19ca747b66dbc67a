//! A person and their account, as far as identity and policy need them.

use diesel::prelude::*;

use crate::db::Moment;
use crate::db::schema::{accounts, users};
use crate::policy::{Kind, Permissions, Plan, ProductRole, ProductRoles, Role, Standing, TicketAccess};
use crate::text_enum;

text_enum! {
    /// A language of the product.
    pub enum Locale {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
    }
}

text_enum! {
    /// When an assumed person is told by mail that somebody stood in for them.
    pub enum FrameNotice {
        /// Not at all; they can look it up.
        Never = "never",
        /// When it is over.
        AtEnd = "at_end",
        /// When it begins and when it is over.
        Always = "always",
    }
}

/// A customer company of the deployment.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    /// Its id.
    pub id: i64,
    /// The label of its host name.
    pub subdomain: String,
    /// Its name.
    pub name: String,
    /// Its plan.
    pub plan: Plan,
    /// The language of whoever has chosen none.
    pub locale: Locale,
    /// The time zone of whoever has chosen none.
    pub time_zone: String,
    /// The one owner.
    pub owner_id: i64,
    /// Whether end users can sign in and be assumed.
    pub help_center_active: bool,
    /// The longest a frame lasts, in minutes.
    pub frame_max_minutes: i32,
    /// How long a frame may idle, in minutes.
    pub frame_idle_minutes: i32,
    /// Whether an assumption needs a reason.
    pub reason_required: bool,
    /// Whether anybody may be assumed.
    pub frames_allowed: bool,
    /// Whether a frame begins read-only.
    pub frames_read_only: bool,
    /// When an assumed person is told of it.
    pub frame_notice: FrameNotice,
    /// Whether an assumption needs the actor's password anew.
    pub frame_password: bool,
    /// Minutes without a request after which a team member is signed out.
    pub staff_idle_minutes: i32,
    /// Minutes after which a team member is signed out in any case.
    pub staff_max_minutes: i32,
    /// Minutes without a request after which an end user is signed out.
    pub end_user_idle_minutes: i32,
    /// Minutes after which an end user is signed out in any case.
    pub end_user_max_minutes: i32,
    /// Whether people come from the listed addresses only.
    pub ip_restricted: bool,
    /// Those addresses, as they were typed.
    pub ip_ranges: String,
    /// Whether end users come from anywhere nevertheless.
    pub ip_customers_bypass: bool,
    /// Whether it is the operator's realm, and its people the operator's staff.
    pub operator: bool,
    /// Since when the operator keeps everybody out of it, if so.
    pub suspended_at: Option<Moment>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub(crate) struct PersonRow {
    id: i64,
    account_id: i64,
    role: Role,
    name: String,
    email: Option<String>,
    ticket_access: TicketAccess,
    locale: Option<Locale>,
    time_zone: Option<String>,
    epoch: i64,
    explained_at: Option<Moment>,
    suspended_at: Option<Moment>,
    deleted_at: Option<Moment>,
    guide_role: Option<ProductRole>,
    explore_role: Option<ProductRole>,
    talk_role: Option<ProductRole>,
    chat_role: Option<ProductRole>,
    sell_role: Option<ProductRole>,
    billing_admin: bool,
    custom_role_id: Option<i64>,
    permissions: i64,
    staff_id: Option<i64>,
}

/// A person in an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their primary e-mail address.
    pub email: Option<String>,
    /// The language they chose.
    pub locale: Option<Locale>,
    /// The time zone they chose.
    pub time_zone: Option<String>,
    /// Raised whenever their role, status, password or address changes.
    pub epoch: i64,
    /// Whether the first-time explanation of assuming has been confirmed.
    pub explained: bool,
    /// What the policy knows of them.
    pub standing: Standing,
}

impl PersonRow {
    pub(crate) fn of(self, account: &Account) -> Person {
        Person {
            id: self.id,
            standing: Standing {
                user: self.id,
                account: self.account_id,
                kind: match self.staff_id {
                    Some(_) => Kind::Visitor,
                    None if account.operator => Kind::Staff,
                    None => Kind::Member,
                },
                role: self.role,
                owner: account.owner_id == self.id,
                tickets: self.ticket_access,
                custom: self.custom_role_id.map(|_| Permissions::of_bits(self.permissions)),
                products: ProductRoles {
                    guide: self.guide_role,
                    explore: self.explore_role,
                    talk: self.talk_role,
                    chat: self.chat_role,
                    sell: self.sell_role,
                },
                billing_admin: self.billing_admin,
                suspended: self.suspended_at.is_some(),
                deleted: self.deleted_at.is_some(),
            },
            name: self.name,
            email: self.email,
            locale: self.locale,
            time_zone: self.time_zone,
            epoch: self.epoch,
            explained: self.explained_at.is_some(),
        }
    }
}

impl Person {
    /// The key of the name of their role in the language files.
    pub fn role_key(&self) -> &'static str {
        match (self.standing.kind, self.standing.role) {
            (Kind::Member, _) => {}
            (Kind::Staff, Role::Administrator) => return "role-operator-administrator",
            (Kind::Staff | Kind::Visitor, _) => return "role-operator-staff",
        }
        if self.standing.owner && self.standing.role == Role::Administrator {
            return "role-owner";
        }
        role_key(self.standing.role)
    }

    /// Two letters for the picture.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Which of the six tints the picture has.
    pub fn hue(&self) -> i64 {
        self.id.rem_euclid(6)
    }
}

/// The key of a role's name in the language files.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::EndUser => "role-end-user",
        Role::LightAgent => "role-light-agent",
        Role::Contributor => "role-contributor",
        Role::Agent => "role-agent",
        Role::Administrator => "role-administrator",
    }
}

/// First letters of the first and last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).take(2).collect()
}

/// One account by id.
pub fn account(conn: &mut crate::db::Conn, id: i64) -> crate::error::Result<Account> {
    Ok(accounts::table.find(id).select(Account::as_select()).first(conn)?)
}

/// One person of an account, deleted ones included.
pub fn person(conn: &mut crate::db::Conn, account: &Account, id: i64) -> crate::error::Result<Person> {
    let row: PersonRow = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq(id)))
        .select(PersonRow::as_select())
        .first(conn)?;
    Ok(row.of(account))
}
