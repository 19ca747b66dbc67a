//! What a custom role permits (reference §4.6): only what Stead has pages for, and never what only administrators do. A
//! person of a custom role has [`BASE`] and the rights of each permission.

use super::Right;

macro_rules! permissions {
    ($($(#[$meta:meta])* $name:ident = $key:literal: $($right:ident)+;)+) => {
        /// Something a custom role may permit. The order is that of the bits that are stored, so new ones come last.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Permission { $($(#[$meta])* $name),+ }

        impl Permission {
            /// Every permission, in the order of its bits.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in forms and in the audit log.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Reads its name; anything else is `None`.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($key => Some(Self::$name),)+ _ => None }
            }

            /// The rights that it gives.
            pub fn rights(self) -> &'static [Right] {
                match self { $(Self::$name => &[$(Right::$right),+]),+ }
            }
        }
    };
}

permissions! {
    /// See every ticket, not only those that are assigned to oneself.
    SeeAllTickets = "see_all_tickets": SeeAllTickets;
    /// Reply publicly, change status and assignee.
    WorkTickets = "work_tickets": WorkTickets;
    /// Open the list of people.
    SeePeople = "see_people": SeePeople;
    /// Add end users.
    AddEndUsers = "add_end_users": AddEndUsers;
    /// Edit, verify, suspend, merge and assume end users.
    EditEndUsers = "edit_end_users": EditEndUsers AssumeEndUsers;
    /// Delete end users.
    DeleteEndUsers = "delete_end_users": DeleteEndUsers;
    /// Add, edit and remove organizations.
    ManageOrganizations = "manage_organizations": ManageOrganizations;
    /// Change the fields of people, and remove tags.
    ManageUserFields = "manage_user_fields": UseAdminCenter ManageUserFields;
    /// Add, edit and remove groups, and say who is in them.
    ManageGroups = "manage_groups": UseAdminCenter ManageGroups;
    /// Add, edit and remove roles, but one's own.
    ManageRoles = "manage_roles": UseAdminCenter ManageRoles;
    /// Read the logs of the account.
    ReadLogs = "read_logs": UseAdminCenter ReadLogs;
}

/// What everybody of a custom role may do.
pub const BASE: &[Right] = &[
    Right::UseHelpCenter,
    Right::SubmitRequests,
    Right::ChooseLanguage,
    Right::ChangePassword,
    Right::UseSupport,
    Right::CommentInternally,
    Right::EditOwnProfile,
    Right::SeeOrganizations,
];

/// A set of permissions, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Permissions(u32);

impl Permissions {
    /// All there are.
    pub fn all() -> Self {
        Permission::ALL.iter().copied().collect()
    }

    /// From what is stored; bits that mean nothing are left out.
    pub fn of_bits(bits: i64) -> Self {
        Self(u32::try_from(bits).unwrap_or(0) & Self::all().0)
    }

    /// What is stored.
    pub fn bits(self) -> i64 {
        i64::from(self.0)
    }

    /// Whether the set has it.
    pub fn has(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
    }

    /// Whether everything in this set is in the other too.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The permissions in it.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |p| self.has(*p))
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(all: I) -> Self {
        Self(all.into_iter().fold(0, |set, p| set | 1 << p as u32))
    }
}
