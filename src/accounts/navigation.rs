//! The Admin Center's pages as its sidebar lists them: areas, groups, pages, each with the right that opens it. A page that is
//! not open to whoever looks is not listed, nor is a group or an area without pages.

use crate::policy::Right;
use crate::security::advanced;
use crate::web::Cx;

/// A page.
#[derive(Debug)]
pub struct Item {
    /// Its path.
    pub path: &'static str,
    /// The key of its name.
    pub key: &'static str,
    /// What opens it.
    pub right: Right,
}

/// Pages under one heading.
#[derive(Debug)]
pub struct Group {
    /// The key of the heading.
    pub key: &'static str,
    /// Its pages.
    pub items: &'static [Item],
}

/// A part of the Admin Center.
#[derive(Debug)]
pub struct Area {
    /// The key of its name.
    pub key: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// What is in it.
    pub groups: &'static [Group],
}

const fn item(path: &'static str, key: &'static str, right: Right) -> Item {
    Item { path, key, right }
}

/// All of it, in order.
pub const AREAS: &[Area] = &[
    Area {
        key: "nav-account",
        icon: "building",
        groups: &[
            Group {
                key: "nav-billing",
                items: &[
                    item("/admin/account/billing/subscription", "nav-subscription", Right::ManageSubscription),
                    item("/admin/account/billing/payments", "nav-payments", Right::ManagePayments),
                    item("/admin/account/billing/invoices", "nav-invoices", Right::ManagePayments),
                    item("/admin/account/billing/contacts", "nav-contacts", Right::SeeContacts),
                ],
            },
            Group {
                key: "nav-security",
                items: &[
                    item("/admin/account/security/overview", "nav-overview", Right::ManageSecurity),
                    item("/admin/account/security/advanced", "nav-advanced", Right::SwitchAccountAssumption),
                ],
            },
            Group {
                key: "nav-logs",
                items: &[
                    item("/admin/account/logs/audit", "nav-audit-log", Right::ReadLogs),
                    item("/admin/account/logs/assumptions", "nav-assumption-log", Right::ReadLogs),
                    item("/admin/account/logs/visits", "nav-visits", Right::ReadLogs),
                    item("/admin/account/logs/emails", "nav-email-log", Right::ReadLogs),
                    item("/admin/account/logs/authorizations", "nav-authorizations", Right::ReadLogs),
                ],
            },
        ],
    },
    Area {
        key: "nav-people",
        icon: "people",
        groups: &[
            Group {
                key: "nav-team",
                items: &[
                    item("/admin/people/team-members", "nav-team-members", Right::SeeTeamMembers),
                    item("/admin/people/roles", "nav-roles", Right::ManageRoles),
                    item("/admin/people/groups", "nav-groups", Right::ManageGroups),
                ],
            },
            Group {
                key: "nav-configuration",
                items: &[
                    item("/admin/people/end-users", "nav-end-users", Right::ManageEndUserSettings),
                    item("/admin/people/tags", "tags", Right::ManageUserFields),
                    item("/admin/people/user-fields", "user-fields", Right::ManageUserFields),
                ],
            },
            Group {
                key: "nav-users",
                items: &[
                    item("/admin/people/bulk-actions", "nav-bulk-actions", Right::ImportAndExport),
                    item("/agent/people", "people", Right::SeePeople),
                    item("/admin/people/deleted-users", "deleted-users", Right::ErasePeople),
                    item("/admin/people/erasures", "erasures", Right::ErasePeople),
                ],
            },
        ],
    },
    Area {
        key: "nav-apps",
        icon: "key",
        groups: &[Group {
            key: "integrations",
            items: &[item("/admin/apps/integrations", "integrations", Right::ManageIntegrations)],
        }],
    },
];

impl Item {
    /// Whether the page is open to whoever looks. Of the tabs behind one name at least one has to be.
    fn open_to(&self, cx: &Cx) -> bool {
        cx.may(self.right) && (self.key != "nav-advanced" || advanced::tabs(cx).next().is_some())
    }
}

impl Group {
    /// The pages that are open to whoever looks.
    pub fn open_to(&self, cx: &Cx) -> Vec<&'static Item> {
        self.items.iter().filter(|item| item.open_to(cx)).collect()
    }
}

impl Area {
    /// Whether any of its pages is open to whoever looks.
    pub fn open_to(&self, cx: &Cx) -> bool {
        self.groups.iter().flat_map(|group| group.items).any(|item| item.open_to(cx))
    }
}
