//! Which team members a list shows. A filter is read from the address and written to it, so that a bookmark keeps it. Roles of
//! one product are alternatives; everything else has to hold together (reference §4.1).

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::seats;
use crate::db::schema::{group_memberships, users};
use crate::db::{Backend, Moment};
use crate::people::model::Boxed;
use crate::policy::{Product, ProductRole, Role};
use crate::text_enum;

/// Most values of one kind that an address is read for.
const MOST: usize = 100;

text_enum! {
    /// When people have signed in last.
    pub enum LastSignIn {
        /// In the last 7 days.
        Week = "7days",
        /// In the last 30 days.
        Month = "30days",
        /// Not in the last 30 days, or never.
        NotForAMonth = "not30days",
        /// Not in the last 90 days, or never.
        NotForAQuarter = "not90days",
        /// Never.
        Never = "never",
    }
}

text_enum! {
    /// The order of the list.
    pub enum Sort {
        /// By name, A to Z.
        Name = "name",
        /// By name, Z to A.
        NameDown = "-name",
        /// Who signed in last comes first.
        SignInDown = "-sign_in",
        /// Who signed in last comes last, after those who never did.
        SignIn = "sign_in",
        /// The oldest profile first.
        Created = "created",
        /// The newest profile first.
        CreatedDown = "-created",
        /// Changed longest ago first.
        Updated = "updated",
        /// Changed last first.
        UpdatedDown = "-updated",
    }
}

/// A role in Support that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InSupport {
    /// The role; of agents, those without a custom one.
    Role(Role),
    /// A custom role, by its id.
    Custom(i64),
}

impl InSupport {
    fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("custom-") {
            Some(id) => id.parse().ok().filter(|id| *id > 0).map(Self::Custom),
            None => Role::parse(text).filter(|role| *role != Role::EndUser).map(Self::Role),
        }
    }

    /// What an address has for it.
    pub fn value(self) -> String {
        match self {
            Self::Role(role) => role.as_str().to_owned(),
            Self::Custom(id) => format!("custom-{id}"),
        }
    }
}

/// What is asked of a role in a product beside Support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InProduct {
    /// Some role.
    Any,
    /// None.
    None,
    /// This one.
    Role(ProductRole),
}

impl InProduct {
    fn parse(product: Product, text: &str) -> Option<Self> {
        match text {
            "any" => Some(Self::Any),
            "none" => Some(Self::None),
            _ => ProductRole::parse(text).filter(|role| product.roles().contains(role)).map(Self::Role),
        }
    }

    /// What an address has for it.
    pub fn value(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::None => "none",
            Self::Role(role) => role.as_str(),
        }
    }
}

/// What is asked of the members of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Their role in Support is one of these.
    pub support: Vec<InSupport>,
    /// Their role in a product is one of these.
    pub products: Vec<(Product, InProduct)>,
    /// They are in each of these groups.
    pub groups: Vec<i64>,
    /// When they signed in last.
    pub last: Option<LastSignIn>,
    /// Whether they are suspended.
    pub suspended: Option<bool>,
    /// Whether they take a seat.
    pub seat: Option<bool>,
}

/// A name and a value of an address.
pub type Pair = (String, String);

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn said(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn put<T: PartialEq>(all: &mut Vec<T>, one: Option<T>) {
    all.extend(one.filter(|one| all.len() < MOST && !all.contains(one)));
}

impl Filter {
    /// Reads the address. What means nothing is not asked for.
    pub fn read(pairs: &[Pair]) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "support" => put(&mut filter.support, InSupport::parse(value)),
                "group" => put(&mut filter.groups, value.parse().ok().filter(|id| *id > 0)),
                "last" => filter.last = LastSignIn::parse(value),
                "suspended" => filter.suspended = yes_or_no(value),
                "seat" => filter.seat = yes_or_no(value),
                _ => {
                    if let Some(product) = Product::parse(name) {
                        put(&mut filter.products, InProduct::parse(product, value).map(|role| (product, role)));
                    }
                }
            }
        }
        filter
    }

    /// The same as an address has it.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut all: Vec<Pair> = vec![];
        let mut add = |name: &str, value: String| all.push((name.to_owned(), value));
        self.support.iter().for_each(|role| add("support", role.value()));
        self.products.iter().for_each(|(product, role)| add(product.as_str(), role.value().to_owned()));
        self.groups.iter().for_each(|id| add("group", id.to_string()));
        self.last.iter().for_each(|last| add("last", last.as_str().to_owned()));
        self.suspended.iter().for_each(|yes| add("suspended", said(*yes).to_owned()));
        self.seat.iter().for_each(|yes| add("seat", said(*yes).to_owned()));
        all
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Those of a query whom it lets through.
    pub fn apply<'a>(&self, mut query: Boxed<'a>, now: Moment) -> Boxed<'a> {
        if let Some(any) = any_of(self.support.iter().map(|role| in_support(*role))) {
            query = query.filter(any);
        }
        for product in Product::ALL {
            let asked = self.products.iter().filter(|(p, _)| p == product).map(|(_, role)| *role);
            if let Some(any) = any_of(asked.map(|role| in_product(*product, role))) {
                query = query.filter(any);
            }
        }
        for group in &self.groups {
            let members = group_memberships::table.filter(group_memberships::group_id.eq(*group));
            query = query.filter(users::id.eq_any(members.select(group_memberships::user_id)));
        }
        let ago = |days: i64| now.plus_minutes(-days * 24 * 60).0;
        let signed_in = users::last_sign_in_at;
        query = match self.last {
            None => query,
            Some(LastSignIn::Week) => query.filter(signed_in.ge(ago(7))),
            Some(LastSignIn::Month) => query.filter(signed_in.ge(ago(30))),
            Some(LastSignIn::NotForAMonth) => query.filter(signed_in.lt(ago(30)).or(signed_in.is_null().nullable())),
            Some(LastSignIn::NotForAQuarter) => query.filter(signed_in.lt(ago(90)).or(signed_in.is_null().nullable())),
            Some(LastSignIn::Never) => query.filter(signed_in.is_null()),
        };
        query = match self.suspended {
            None => query,
            Some(true) => query.filter(users::suspended_at.is_not_null()),
            Some(false) => query.filter(users::suspended_at.is_null()),
        };
        match self.seat {
            None => query,
            Some(yes) => query.filter(seats::taken().eq(yes)),
        }
    }
}

type Condition = Box<dyn diesel::expression::BoxableExpression<users::table, Backend, SqlType = Nullable<Bool>>>;

fn any_of(conditions: impl Iterator<Item = Condition>) -> Option<Condition> {
    conditions.reduce(|any, next| Box::new(any.or(next)))
}

fn in_support(role: InSupport) -> Condition {
    match role {
        InSupport::Role(Role::Agent) => {
            Box::new(users::role.eq(Role::Agent).and(users::custom_role_id.is_null()).nullable())
        }
        InSupport::Role(role) => Box::new(users::role.eq(role).nullable()),
        InSupport::Custom(id) => Box::new(users::custom_role_id.eq(id)),
    }
}

fn in_product(product: Product, role: InProduct) -> Condition {
    macro_rules! of {
        ($column:expr) => {
            match role {
                InProduct::Any => Box::new($column.is_not_null().nullable()),
                InProduct::None => Box::new($column.is_null().nullable()),
                InProduct::Role(role) => Box::new($column.eq(role)),
            }
        };
    }
    match product {
        Product::Guide => of!(users::guide_role),
        Product::Explore => of!(users::explore_role),
        Product::Talk => of!(users::talk_role),
        Product::Chat => of!(users::chat_role),
        Product::Sell => of!(users::sell_role),
    }
}
