//! What somebody who asks the operator for help is entitled to (spec.md §3.14): by what the address they write from is in the account, and
//! by what they ask for. Support is the registered team's; what the table of rights keeps to administrators or to the owner needs their
//! written authorization, and another owner nobody gets here.

use super::{Rank, Role, Standing};
use crate::text_enum;

text_enum! {
    /// What an address is in an account.
    pub enum Contact {
        /// Nobody of the team has it.
        NotFound = "not_found",
        /// Team members of more than one account have it; which account it is about is not known.
        Several = "several",
        /// The account's own support address, which its customers write to.
        SupportAddress = "support_address",
        /// A list, an alias, or a mailbox of many.
        GroupMailbox = "group_mailbox",
        /// A customer's.
        EndUser = "end_user",
        /// A team member's who is suspended.
        Suspended = "suspended",
        /// A former team member's.
        Deleted = "deleted",
        /// A team member's who has not shown that they read it.
        Unverified = "unverified",
        /// A contributor's.
        Contributor = "contributor",
        /// A light agent's.
        LightAgent = "light_agent",
        /// An agent's, with a custom role or without.
        Agent = "agent",
        /// An administrator's.
        Administrator = "administrator",
        /// An administrator's who looks after billing.
        BillingAdmin = "billing_admin",
        /// The owner's.
        Owner = "owner",
    }
}

text_enum! {
    /// What somebody asks for.
    pub enum Ask {
        /// How to use the product.
        Use = "use",
        /// What plan, settings and team the account has.
        Information = "information",
        /// Another setting.
        Settings = "settings",
        /// Another plan, more or fewer seats.
        Subscription = "subscription",
        /// Invoices, and how they are paid.
        Payments = "payments",
        /// That support staff enter the account.
        Enter = "enter",
        /// Who the owner is.
        FindOwner = "find_owner",
        /// Another owner.
        ChangeOwner = "change_owner",
        /// A way in again: two-factor authentication, a password, an IP restriction.
        Security = "security",
        /// That data are deleted.
        Deletion = "deletion",
    }
}

text_enum! {
    /// What they are entitled to.
    pub enum Answer {
        /// To what they ask for.
        Entitled = "entitled",
        /// To it once an administrator or the owner has authorized it in writing.
        NeedsAdministrator = "needs_administrator",
        /// To it once the owner has.
        NeedsOwner = "needs_owner",
        /// To it, since that was done.
        Authorized = "authorized",
        /// Not to it.
        NotEntitled = "not_entitled",
    }
}

impl Answer {
    /// Whether what was authorized as this is enough for what is needed.
    pub fn covers(self, needed: Self) -> bool {
        match needed {
            Self::NeedsAdministrator => matches!(self, Self::NeedsAdministrator | Self::NeedsOwner),
            Self::NeedsOwner => self == Self::NeedsOwner,
            Self::Entitled | Self::Authorized | Self::NotEntitled => false,
        }
    }
}

/// What kind of mailbox an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// A person's, as far as can be told.
    Personal,
    /// A list's, an alias, or one of many.
    Group,
    /// The account's own, for its customers.
    Support,
}

impl Contact {
    /// What an address is: by its mailbox, and by who has it, if they have shown that they read it.
    pub fn of(mailbox: Mailbox, holder: Option<(&Standing, bool)>) -> Self {
        match (mailbox, holder) {
            // Whoever reads such a mailbox could be anybody, whosever profile it stands on.
            (Mailbox::Support, _) => Self::SupportAddress,
            (Mailbox::Group, _) => Self::GroupMailbox,
            (_, None) => Self::NotFound,
            (_, Some((s, _))) if !s.is_member() || s.deleted && s.is_end_user() => Self::NotFound,
            (_, Some((s, _))) if s.is_end_user() => Self::EndUser,
            (_, Some((s, _))) if s.deleted => Self::Deleted,
            (_, Some((s, _))) if s.suspended => Self::Suspended,
            (_, Some((_, false))) => Self::Unverified,
            (_, Some((s, true))) => match s.rank() {
                Rank::Owner => Self::Owner,
                Rank::Administrator if s.billing_admin => Self::BillingAdmin,
                Rank::Administrator => Self::Administrator,
                Rank::Agent => Self::Agent,
                _ if s.role == Role::Contributor => Self::Contributor,
                _ => Self::LightAgent,
            },
        }
    }

    /// Whether it is somebody of the team whom support talks to at all.
    pub fn is_registered(self) -> bool {
        self.level().is_some()
    }

    /// Whether it is, or was, somebody of the team, so that their name may be shown.
    pub fn is_team(self) -> bool {
        self.is_registered() || matches!(self, Self::Suspended | Self::Deleted | Self::Unverified)
    }

    fn level(self) -> Option<usize> {
        match self {
            Self::Contributor | Self::LightAgent => Some(0),
            Self::Agent => Some(1),
            Self::Administrator => Some(2),
            Self::BillingAdmin => Some(3),
            Self::Owner => Some(4),
            _ => None,
        }
    }
}

/// What a contact who asks for something is entitled to, as long as nobody has authorized anything.
pub fn entitlement(contact: Contact, ask: Ask) -> Answer {
    use Answer::{Entitled as Y, NeedsAdministrator as A, NeedsOwner as O, NotEntitled as N};
    let Some(level) = contact.level() else { return N };
    //                        light agent, contributor
    //                        |  agent
    //                        |  |  administrator
    //                        |  |  |  billing administrator
    //                        |  |  |  |  owner
    let row = match ask {
        Ask::Use => [Y, Y, Y, Y, Y],
        Ask::FindOwner => [Y, Y, Y, Y, Y],
        Ask::Information => [A, A, Y, Y, Y],
        Ask::Settings => [A, A, Y, Y, Y],
        Ask::Enter => [A, A, Y, Y, Y],
        Ask::Subscription => [O, O, O, Y, Y],
        Ask::Payments => [O, O, O, O, Y],
        // Somebody else than whoever has lost their way in has to say so.
        Ask::Security => [A, A, O, O, Y],
        // What is deleted does not come back.
        Ask::Deletion => [O, O, O, O, Y],
        // It stays with the owner, who does it themselves.
        Ask::ChangeOwner => [N, N, N, N, N],
    };
    row.get(level).copied().unwrap_or(N)
}

/// Whether somebody can be asked for a written authorization of this kind, and give it.
pub fn may_authorize_in_writing(subject: &Standing, needed: Answer) -> bool {
    let rank = match needed {
        Answer::NeedsAdministrator => Rank::Administrator,
        Answer::NeedsOwner => Rank::Owner,
        Answer::Entitled | Answer::Authorized | Answer::NotEntitled => return false,
    };
    subject.active() && subject.is_member() && subject.rank() >= rank
}
