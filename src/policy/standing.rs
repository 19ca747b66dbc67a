//! What the policy knows of a person.

use super::{Permission, Permissions, ProductRoles};
use crate::text_enum;

text_enum! {
    /// A person's role in Support. The owner is an administrator whom the account names.
    pub enum Role {
        /// Customer.
        EndUser = "end_user",
        /// Team member without a seat: sees tickets, comments internally.
        LightAgent = "light_agent",
        /// Like a light agent, on plans that call it so.
        Contributor = "contributor",
        /// Answers tickets.
        Agent = "agent",
        /// Manages the account.
        Administrator = "administrator",
    }
}

impl Role {
    /// Everybody of a team.
    pub const TEAM: [Self; 4] = [Self::Administrator, Self::Agent, Self::LightAgent, Self::Contributor];
}

text_enum! {
    /// Which tickets an agent may see.
    pub enum TicketAccess {
        /// All tickets of the account.
        All = "all",
        /// Only those assigned to them.
        Assigned = "assigned",
    }
}

/// Whose somebody is: the account's, or the operator's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Of the account: its team or its customers.
    Member,
    /// Of the operator's staff, at home in the operator's realm.
    Staff,
    /// Of the operator's staff, in an account. Active in a visit, and as good as deleted otherwise.
    Visitor,
}

/// Order of power: owner > administrator > agent > light agent, contributor > end user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Rank {
    EndUser,
    LightAgent,
    Agent,
    Administrator,
    Owner,
}

/// A column of the table of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Column {
    EndUser,
    LightAgent,
    AgentOfAssigned,
    Agent,
    Administrator,
    Owner,
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: &'static [Self] =
        &[Self::EndUser, Self::LightAgent, Self::AgentOfAssigned, Self::Agent, Self::Administrator, Self::Owner];
}

/// All that decides what a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub user: i64,
    /// The account they belong to.
    pub account: i64,
    /// Whose they are.
    pub kind: Kind,
    /// Their role. Staff of the operator's are agents or, if they administer it, administrators of its realm.
    pub role: Role,
    /// Whether the account names them as its owner.
    pub owner: bool,
    /// Which tickets they may see, if they are an agent.
    pub tickets: TicketAccess,
    /// What their custom role permits, if they are an agent who has one.
    pub custom: Option<Permissions>,
    /// Their roles in the products beside Support.
    pub products: ProductRoles,
    /// Whether they may change the subscription beside the owner.
    pub billing_admin: bool,
    /// Whether they are suspended.
    pub suspended: bool,
    /// Whether they are deleted.
    pub deleted: bool,
}

impl Standing {
    /// Whether the person may do anything at all.
    pub fn active(&self) -> bool {
        !self.suspended && !self.deleted
    }

    /// Whether they are of the account itself, so that its people may do something to them.
    pub fn is_member(&self) -> bool {
        self.kind == Kind::Member
    }

    /// Whether they are a customer, not of the team.
    pub fn is_end_user(&self) -> bool {
        self.role == Role::EndUser
    }

    /// Whether they are of the team.
    pub fn is_team(&self) -> bool {
        !self.is_end_user()
    }

    /// What their custom role permits, if it is that which counts.
    pub fn permissions(&self) -> Option<Permissions> {
        self.custom.filter(|_| self.role == Role::Agent)
    }

    /// Which tickets they may see.
    pub fn ticket_access(&self) -> TicketAccess {
        match self.permissions() {
            Some(set) if set.has(Permission::SeeAllTickets) => TicketAccess::All,
            Some(_) => TicketAccess::Assigned,
            None => self.tickets,
        }
    }

    /// Seats of the account that they take: one or none, whatever they are suspended for.
    pub fn seats(&self) -> i64 {
        let counted = matches!(self.role, Role::Administrator | Role::Agent);
        i64::from(!self.deleted && self.is_team() && (counted || self.products.takes_seat()))
    }

    /// Seats of Sell that they take.
    pub fn sell_seats(&self) -> i64 {
        i64::from(!self.deleted && self.is_team() && self.products.sell.is_some())
    }

    /// Their place in the order of power.
    pub fn rank(&self) -> Rank {
        match self.role {
            Role::Administrator if self.owner => Rank::Owner,
            Role::Administrator => Rank::Administrator,
            Role::Agent => Rank::Agent,
            Role::LightAgent | Role::Contributor => Rank::LightAgent,
            Role::EndUser => Rank::EndUser,
        }
    }
}
