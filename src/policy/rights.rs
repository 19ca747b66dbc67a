//! The table of rights. A row a right, a column a standing.

use super::permissions::BASE;
use super::products::Product;
use super::standing::{Column, Kind, Rank, Standing, TicketAccess};

macro_rules! rights {
    ($($(#[$meta:meta])* $name:ident: $($yes:literal)+;)+) => {
        /// Something a person may do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Right { $($(#[$meta])* $name),+ }

        impl Right {
            /// Every right, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }

        /// The table: for each right, whether each of [`Column::ALL`] holds it.
        pub const TABLE: &[(Right, [bool; 6])] = &[$((Right::$name, [$($yes == 1),+])),+];
    };
}

rights! {
    //                             end user
    //                             | light agent, contributor
    //                             | | agent with assigned tickets only
    //                             | | | agent
    //                             | | | | administrator
    //                             | | | | | owner
    /// Open the Help Center and one's own requests.
    UseHelpCenter:                 1 1 1 1 1 1;
    /// Submit a request, reply to it, mark it as solved.
    SubmitRequests:                1 1 1 1 1 1;
    /// Choose one's own language.
    ChooseLanguage:                1 1 1 1 1 1;
    /// Change one's own password (never while assumed).
    ChangePassword:                1 1 1 1 1 1;
    /// Open Support and the tickets one may see.
    UseSupport:                    0 1 1 1 1 1;
    /// Add an internal note to a ticket.
    CommentInternally:             0 1 1 1 1 1;
    /// Reply publicly, change status and assignee.
    WorkTickets:                   0 0 1 1 1 1;
    /// See tickets that are not assigned to oneself.
    SeeAllTickets:                 0 1 0 1 1 1;
    /// Open People and profiles.
    SeePeople:                     0 1 1 1 1 1;
    /// Change one's own profile; addresses never while assumed.
    EditOwnProfile:                1 1 1 1 1 1;
    /// Add end users.
    AddEndUsers:                   0 0 0 1 1 1;
    /// Edit, verify, suspend and merge end users.
    EditEndUsers:                  0 0 0 1 1 1;
    /// Delete end users, unless the account leaves that to administrators.
    DeleteEndUsers:                0 0 0 1 1 1;
    /// Open organizations.
    SeeOrganizations:              0 1 1 1 1 1;
    /// Assume the identity of an end user.
    AssumeEndUsers:                0 0 0 1 1 1;
    /// Assume the identity of an agent, light agent or contributor.
    AssumeAgents:                  0 0 0 0 1 1;
    /// Assume the identity of an administrator.
    AssumeAdministrators:          0 0 0 0 0 1;
    /// Add, edit and remove organizations.
    ManageOrganizations:           0 0 0 0 1 1;
    /// Edit the profiles and addresses of other team members.
    EditTeamMembers:               0 0 0 0 1 1;
    /// Send somebody a link to set another password.
    ResetPasswords:                0 0 0 0 1 1;
    /// Open the deleted users, restore them and delete them for good.
    ErasePeople:                   0 0 0 0 1 1;
    /// Import people from a file, and export lists of them.
    ImportAndExport:               0 0 0 0 1 1;
    /// Change what end users may do, the fields of people, and tags.
    ManageEndUserSettings:         0 0 0 0 1 1;
    /// Change the fields of people, and remove tags.
    ManageUserFields:              0 0 0 0 1 1;
    /// Open the Admin Center.
    UseAdminCenter:                0 0 0 0 1 1;
    /// See the list of team members.
    SeeTeamMembers:                0 0 0 0 1 1;
    /// Read the logs of the account.
    ReadLogs:                      0 0 0 0 1 1;
    /// Add team members, make end users into them and the other way, and set their role in Support.
    ManageTeam:                    0 0 0 0 1 1;
    /// Set the roles of team members in products beside Support.
    SetProductRoles:               0 0 0 0 1 1;
    /// Add, edit and remove custom roles.
    ManageRoles:                   0 0 0 0 1 1;
    /// Add, edit and remove groups, and say who is in them.
    ManageGroups:                  0 0 0 0 1 1;
    /// See who the owner and the billing administrators are.
    SeeContacts:                   0 0 0 0 1 1;
    /// Change plan and seats.
    ManageSubscription:            0 0 0 0 0 1;
    /// See invoices, change how they are paid.
    ManagePayments:                0 0 0 0 0 1;
    /// Name billing administrators, and hand the account over.
    HandOver:                      0 0 0 0 0 1;
    /// Register integrations, and let them act in one's own name.
    ManageIntegrations:            0 0 0 0 1 1;
    /// Open and change the security settings of the account.
    ManageSecurity:                0 0 0 0 1 1;
    /// Let the operator's support staff into the account, and end it.
    SwitchAccountAssumption:       0 0 0 0 1 1;
    /// Change from which addresses people are let in.
    ManageIpRestrictions:          0 0 0 0 1 1;
    /// Open the operator's console: see accounts read-only, verify contacts, enter where one is let in.
    UseConsole:                    0 0 0 0 0 0;
    /// Make accounts, change their plan and seats, suspend and resume them.
    ManageAccounts:                0 0 0 0 0 0;
    /// Invite the operator's staff, change their roles, suspend them.
    ManageStaff:                   0 0 0 0 0 0;
    /// Read the console's own log.
    ReadConsoleLog:                0 0 0 0 0 0;
}

/// What somebody who manages a product beside Support has besides.
pub const OF_PRODUCT_ADMINISTRATORS: &[Right] =
    &[Right::UseAdminCenter, Right::SeeTeamMembers, Right::SetProductRoles, Right::SeeContacts];

/// What somebody who manages Chat or Sell has besides (spec.md §3.1).
pub const OF_CHAT_AND_SELL_ADMINISTRATORS: &[Right] = &[Right::SwitchAccountAssumption];

/// What a billing administrator has besides.
pub const OF_BILLING_ADMINISTRATORS: &[Right] = &[Right::ManageSubscription];

/// What the operator's staff have, and nothing of the table.
pub const OF_STAFF: &[Right] =
    &[Right::UseConsole, Right::ChooseLanguage, Right::ChangePassword, Right::EditOwnProfile];

/// What administrators of the operator's realm have besides.
pub const OF_STAFF_ADMINISTRATORS: &[Right] = &[Right::ManageAccounts, Right::ManageStaff, Right::ReadConsoleLog];

/// What the operator's staff have in a visit, and nothing of the table: an agent's work, and the repair of what locks people out.
/// They change nobody's profile, nor anything that is theirs in the account, since nothing is.
pub const OF_VISITORS: &[Right] = &[
    Right::ChooseLanguage,
    Right::UseHelpCenter,
    Right::SubmitRequests,
    Right::UseSupport,
    Right::CommentInternally,
    Right::WorkTickets,
    Right::SeeAllTickets,
    Right::SeePeople,
    Right::SeeOrganizations,
    Right::AssumeEndUsers,
    Right::UseAdminCenter,
    Right::ManageIpRestrictions,
];

/// What is refused in every assumed identity, and done in a visit all the same.
pub const ALSO_IN_VISITS: &[Right] = &[Right::ManageIpRestrictions];

/// A set of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Rights(u64);

impl Rights {
    /// Whether the set has this right.
    pub fn has(self, right: Right) -> bool {
        self.0 & (1 << right as u64) != 0
    }

    /// Whether everything in this set is in the other too.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

impl<'a> FromIterator<&'a Right> for Rights {
    fn from_iter<I: IntoIterator<Item = &'a Right>>(all: I) -> Self {
        Self(all.into_iter().fold(0, |set, right| set | 1 << *right as u64))
    }
}

impl Rights {
    fn and(self, more: &[Right]) -> Self {
        Self(self.0 | more.iter().collect::<Self>().0)
    }
}

/// The column of the table that a standing reads. Who has a custom role reads none.
pub fn column(standing: &Standing) -> Column {
    match (standing.rank(), standing.ticket_access()) {
        (Rank::EndUser, _) => Column::EndUser,
        (Rank::LightAgent, _) => Column::LightAgent,
        (Rank::Agent, TicketAccess::Assigned) => Column::AgentOfAssigned,
        (Rank::Agent, TicketAccess::All) => Column::Agent,
        (Rank::Administrator, _) => Column::Administrator,
        (Rank::Owner, _) => Column::Owner,
    }
}

/// What one person may do as themselves. Suspended and deleted people may do nothing.
pub fn of(standing: &Standing) -> Rights {
    if !standing.active() {
        return Rights::default();
    }
    match standing.kind {
        Kind::Member => {}
        Kind::Visitor => return OF_VISITORS.iter().collect(),
        Kind::Staff if standing.rank() >= Rank::Administrator => {
            return Rights::default().and(OF_STAFF).and(OF_STAFF_ADMINISTRATORS);
        }
        Kind::Staff => return OF_STAFF.iter().collect(),
    }
    let mut rights = match standing.permissions() {
        Some(set) => set.iter().fold(Rights::default().and(BASE), |all, p| all.and(p.rights())),
        None => {
            let column = column(standing) as usize;
            TABLE.iter().filter(|(_, row)| row.get(column) == Some(&true)).map(|(right, _)| right).collect()
        }
    };
    if standing.is_team() && standing.products.manages_any() {
        rights = rights.and(OF_PRODUCT_ADMINISTRATORS);
    }
    if standing.is_team() && [Product::Chat, Product::Sell].iter().any(|p| standing.products.manages(*p)) {
        rights = rights.and(OF_CHAT_AND_SELL_ADMINISTRATORS);
    }
    if standing.rank() == Rank::Administrator && standing.billing_admin {
        rights = rights.and(OF_BILLING_ADMINISTRATORS);
    }
    rights
}

/// What a stack of identities may do: what each of them may do. The only place where rights along a chain meet.
pub fn intersection<'a>(stack: impl IntoIterator<Item = &'a Standing>) -> Rights {
    stack.into_iter().map(of).reduce(|all, next| Rights(all.0 & next.0)).unwrap_or_default()
}
