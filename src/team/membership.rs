//! What a team member is: their role in Support and in each product beside it. Every change of it is made here.

use diesel::prelude::*;
use serde_json::{Map, json};

use super::roles::model::{RoleName, SystemRole};
use super::seats;
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{roles, subscriptions, users};
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, Person, PersonRow, Tx};
use crate::mail::{self, Letter};
use crate::people::{index, model, shapes};
use crate::policy::{self, Permissions, Product, ProductRole, ProductRoles, Right, Role, Standing, TicketAccess};
use crate::tickets::requesters;

/// A team member's role in Support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportRole {
    /// Manages the account.
    Administrator,
    /// Answers tickets: all, or those assigned to them.
    Agent(TicketAccess),
    /// What a custom role permits; by its id.
    Custom(i64),
    /// Sees tickets, comments internally.
    LightAgent,
    /// The same under another name.
    Contributor,
}

impl SupportRole {
    /// Reads what a form sends.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "administrator" => Some(Self::Administrator),
            "agent" => Some(Self::Agent(TicketAccess::All)),
            "agent_assigned" => Some(Self::Agent(TicketAccess::Assigned)),
            "light_agent" => Some(Self::LightAgent),
            "contributor" => Some(Self::Contributor),
            _ => text.strip_prefix("custom-")?.parse().ok().map(Self::Custom),
        }
    }

    /// What a form sends for it.
    pub fn value(self) -> String {
        match self {
            Self::Administrator => "administrator".to_owned(),
            Self::Agent(TicketAccess::All) => "agent".to_owned(),
            Self::Agent(TicketAccess::Assigned) => "agent_assigned".to_owned(),
            Self::Custom(id) => format!("custom-{id}"),
            Self::LightAgent => "light_agent".to_owned(),
            Self::Contributor => "contributor".to_owned(),
        }
    }

    fn of(standing: &Standing, custom: Option<i64>) -> Option<Self> {
        match (standing.role, custom) {
            (Role::EndUser, _) => None,
            (Role::Agent, Some(id)) => Some(Self::Custom(id)),
            (Role::Agent, None) => Some(Self::Agent(standing.tickets)),
            (Role::Administrator, _) => Some(Self::Administrator),
            (Role::LightAgent, _) => Some(Self::LightAgent),
            (Role::Contributor, _) => Some(Self::Contributor),
        }
    }

    fn role(self) -> Role {
        match self {
            Self::Administrator => Role::Administrator,
            Self::Agent(_) | Self::Custom(_) => Role::Agent,
            Self::LightAgent => Role::LightAgent,
            Self::Contributor => Role::Contributor,
        }
    }
}

/// A person with the role they have in Support.
#[derive(Clone, Debug)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// Their role in Support; none for an end user.
    pub support: Option<SupportRole>,
}

impl Member {
    /// A person of the account who is not deleted.
    pub fn of(c: &mut Conn, account: &Account, id: i64) -> Result<Self> {
        let person = identity::person(c, account, id)?;
        if person.standing.deleted {
            return Err(Error::NotFound);
        }
        let custom: Option<i64> = users::table.find(id).select(users::custom_role_id).first(c)?;
        Ok(Self { support: SupportRole::of(&person.standing, custom), person })
    }

    /// All their roles in one text: a form carries it, so that it never overwrites what it has not shown.
    pub fn state(&self) -> String {
        named(self.support, &self.person.standing).into_iter().map(|(_, role)| role).collect::<Vec<_>>().join(" ")
    }
}

/// The roles somebody has, by what each is in.
fn named(support: Option<SupportRole>, standing: &Standing) -> Vec<(&'static str, String)> {
    let product = |p: &Product| (p.as_str(), standing.products.of(*p).map_or("-", ProductRole::as_str).to_owned());
    let support = ("support", support.map_or_else(|| "end_user".to_owned(), SupportRole::value));
    std::iter::once(support).chain(Product::ALL.iter().map(product)).collect()
}

/// The roles that somebody is to have; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// In Support.
    pub support: Option<SupportRole>,
    /// In other products.
    pub products: Vec<(Product, Option<ProductRole>)>,
    /// [`Member::state`] as whoever wishes has seen it.
    pub seen: Option<String>,
}

/// The products beside Support that an account has.
pub fn products(c: &mut Conn, account: &Account) -> Result<Vec<Product>> {
    let sell: i64 = subscriptions::table.find(account.id).select(subscriptions::sell_seats).first(c)?;
    Ok(account.plan.products(sell > 0))
}

/// The account's roles, and those that every account has, by name; none without a plan for them.
pub fn custom_roles(c: &mut Conn, account: &Account) -> Result<Vec<(i64, RoleName)>> {
    if !account.plan.custom_roles() {
        return Ok(vec![]);
    }
    let found: Vec<(i64, Option<SystemRole>, String)> = roles::table
        .filter(roles::account_id.eq(account.id))
        .order((roles::folded_name, roles::id))
        .select((roles::id, roles::system_key, roles::name))
        .load(c)?;
    Ok(found.into_iter().map(|(id, system, given)| (id, RoleName { system, given })).collect())
}

/// Gives a person roles, each by the policy. Nothing happens without a seat for them ([`Error::NoRoom`]), nor when the
/// roles are not those that were seen, or those already, or an end user has no address to work from ([`Error::Conflict`]).
pub fn set(tx: &mut Tx<'_>, user: i64, wish: &Wish) -> Result<()> {
    let account = tx.identity().account().clone();
    let member = Member::of(tx.conn(), &account, user)?;
    let before = member.person.standing;
    let open = products(tx.conn(), &account)?;
    let mut after = before;
    for (product, role) in &wish.products {
        if before.products.of(*product) == *role {
            continue;
        }
        tx.identity().may_set_product(&member.person, *product).map_err(Error::Forbidden)?;
        if !open.contains(product) || role.is_some_and(|role| !product.roles().contains(&role)) {
            return Err(Error::Malformed);
        }
        after.products = after.products.with(*product, *role);
    }
    let support = wish.support.filter(|role| Some(*role) != member.support);
    if let Some(role) = support {
        tx.identity().may_set_role(&member.person).map_err(Error::Forbidden)?;
        after = standing(tx.conn(), &account, after, role)?;
        // Nobody works from an address that is a group's or a list's.
        if before.is_end_user() && member.person.email.as_deref().is_none_or(shapes::shared) {
            return Err(Error::Conflict);
        }
    }
    if after == before && support.is_none() || wish.seen.as_ref().is_some_and(|seen| *seen != member.state()) {
        return Err(Error::Conflict);
    }
    change(tx, &member, support.or(member.support), after)
}

/// Makes a team member an end user, who has no role in any product, nor the name by which they signed.
pub fn downgrade(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let account = tx.identity().account().clone();
    let member = Member::of(tx.conn(), &account, user)?;
    tx.identity().may_set_role(&member.person).map_err(Error::Forbidden)?;
    if member.support.is_none() {
        return Err(Error::Conflict);
    }
    let after = Standing {
        role: Role::EndUser,
        custom: None,
        products: ProductRoles::default(),
        billing_admin: false,
        ..member.person.standing
    };
    diesel::update(users::table.find(user)).set(users::alias.eq("")).execute(tx.conn())?;
    change(tx, &member, None, after)
}

/// A standing with another role in Support.
fn standing(c: &mut Conn, account: &Account, standing: Standing, role: SupportRole) -> Result<Standing> {
    let (mut tickets, mut custom) = (standing.tickets, None);
    match role {
        // The plan has either the one role of agents, or roles of the account's own.
        SupportRole::Agent(_) if account.plan.custom_roles() => return Err(Error::Malformed),
        SupportRole::Custom(_) if !account.plan.custom_roles() => return Err(Error::Malformed),
        SupportRole::Agent(access) => tickets = access,
        SupportRole::Custom(id) => {
            let bits: Option<i64> = roles::table
                .filter(roles::id.eq(id).and(roles::account_id.eq(account.id)))
                .select(roles::permissions)
                .first(c)
                .optional()?;
            custom = Some(Permissions::of_bits(bits.ok_or(Error::Conflict)?));
        }
        _ => {}
    }
    let billing_admin = standing.billing_admin && role == SupportRole::Administrator;
    Ok(Standing { role: role.role(), tickets, custom, billing_admin, ..standing })
}

/// Makes a person what they are to be, if there is a seat for it. Tickets of theirs go to whoever does it.
fn change(tx: &mut Tx<'_>, member: &Member, support: Option<SupportRole>, after: Standing) -> Result<()> {
    seats::room(tx, &member.person.standing, &after)?.map_err(Error::NoRoom)?;
    let heir = tx.identity().effective_id();
    put(tx, member, support, after, heir)
}

/// Writes what a person is from now on. Who becomes a team member or an end user is signed out; tickets of somebody who no
/// longer works on any go to `heir`. Every administrator is told of a new one.
pub(super) fn put(
    tx: &mut Tx<'_>,
    member: &Member,
    support: Option<SupportRole>,
    after: Standing,
    heir: Option<i64>,
) -> Result<()> {
    let (user, before, now) = (member.person.id, member.person.standing, tx.now());
    let custom = match support {
        Some(SupportRole::Custom(id)) => Some(id),
        _ => None,
    };
    let crosses = before.is_team() != after.is_team();
    diesel::update(users::table.find(user))
        .set((
            users::role.eq(after.role),
            users::ticket_access.eq(after.tickets),
            users::custom_role_id.eq(custom),
            users::guide_role.eq(after.products.guide),
            users::explore_role.eq(after.products.explore),
            users::talk_role.eq(after.products.talk),
            users::chat_role.eq(after.products.chat),
            users::sell_role.eq(after.products.sell),
            users::billing_admin.eq(after.billing_admin),
            users::epoch.eq(users::epoch + i64::from(crosses)),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    let (mut was, mut is) = (Map::new(), Map::new());
    let both = named(member.support, &before).into_iter().zip(named(support, &after));
    for ((name, old), (_, new)) in both.filter(|(old, new)| old != new) {
        was.insert(name.to_owned(), json!(old));
        is.insert(name.to_owned(), json!(new));
    }
    let details = json!({ "before": was, "after": is });
    tx.record(Entry::new("team_member.role_changed", "user", user).with(details))?;
    if works(&before) && !works(&after) {
        requesters::reassign(tx, user, heir)?;
    }
    let account = tx.identity().account().clone();
    if crosses {
        identity::end_sessions(tx, &account, user, None, EndCause::RootChanged)?;
    }
    // No program goes on in the name of somebody who could not let it.
    if !policy::of(&Standing { suspended: false, ..after }).has(Right::ManageIntegrations) {
        identity::revoke_tokens(tx, user, "role")?;
    }
    identity::end_frames_of(tx, &account, user, EndCause::SubjectChanged)?;
    index::refresh(tx.conn(), user)?;
    if after.role == Role::Administrator && before.role != Role::Administrator {
        tell_administrators(tx, &account, &member.person)?;
    }
    Ok(())
}

/// Tells every other administrator of a new one (reference §3.8), but whoever makes them one.
fn tell_administrators(tx: &mut Tx<'_>, account: &Account, new: &Person) -> Result<()> {
    let by = tx.identity().effective_id().unwrap_or(0);
    let others: Vec<PersonRow> = model::administrators(account.id)
        .filter(users::suspended_at.is_null().and(users::id.ne(new.id)).and(users::id.ne(by)))
        .order(users::id)
        .select(PersonRow::as_select())
        .load(tx.conn())?;
    let letter = Letter::NewAdministrator { name: new.name.clone(), by: tx.identity().effective().name.clone() };
    for person in others {
        mail::queue(tx, &person.of(account), None, &letter)?;
    }
    Ok(())
}

/// Whether tickets can be somebody's to work on, whatever they are suspended for.
fn works(standing: &Standing) -> bool {
    policy::of(&Standing { suspended: false, ..*standing }).has(Right::WorkTickets)
}
