//! What permissions are called, and under which heading they stand (reference §4.6).

use crate::policy::Permission;

/// A heading of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// End users, organizations, fields, the team.
    People,
    /// Tickets.
    Tickets,
    /// Logs.
    Security,
}

impl Area {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "roles-area-people",
            Self::Tickets => "roles-area-tickets",
            Self::Security => "roles-area-security",
        }
    }

    fn of(permission: Permission) -> Self {
        use Permission as P;
        match permission {
            P::SeePeople | P::AddEndUsers | P::EditEndUsers | P::DeleteEndUsers => Self::People,
            P::ManageOrganizations | P::ManageUserFields | P::ManageGroups | P::ManageRoles => Self::People,
            P::SeeAllTickets | P::WorkTickets => Self::Tickets,
            P::ReadLogs => Self::Security,
        }
    }
}

/// Every permission under its heading.
pub fn areas() -> Vec<(Area, Vec<Permission>)> {
    let of = |area: Area| (area, Permission::ALL.iter().copied().filter(|p| Area::of(*p) == area).collect());
    [Area::People, Area::Tickets, Area::Security].into_iter().map(of).collect()
}

/// The keys of a permission's name, and of the line that explains it.
pub fn label(permission: Permission) -> (&'static str, &'static str) {
    match permission {
        Permission::SeeAllTickets => ("permission-see-all-tickets", "permission-see-all-tickets-hint"),
        Permission::WorkTickets => ("permission-work-tickets", "permission-work-tickets-hint"),
        Permission::SeePeople => ("permission-see-people", "permission-see-people-hint"),
        Permission::AddEndUsers => ("permission-add-end-users", "permission-add-end-users-hint"),
        Permission::EditEndUsers => ("permission-edit-end-users", "permission-edit-end-users-hint"),
        Permission::DeleteEndUsers => ("permission-delete-end-users", "permission-delete-end-users-hint"),
        Permission::ManageOrganizations => ("permission-manage-organizations", "permission-manage-organizations-hint"),
        Permission::ManageUserFields => ("permission-manage-user-fields", "permission-manage-user-fields-hint"),
        Permission::ManageGroups => ("permission-manage-groups", "permission-manage-groups-hint"),
        Permission::ManageRoles => ("permission-manage-roles", "permission-manage-roles-hint"),
        Permission::ReadLogs => ("permission-read-logs", "permission-read-logs-hint"),
    }
}
