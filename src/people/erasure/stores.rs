//! Every table that holds text, column by column: whose it is, and what an erasure does with it. Nothing else decides; a
//! test fails when the schema has a text without a rule.

use super::needles::Place;
use crate::text_enum;

text_enum! {
    /// What people know the data as; a row of the receipt.
    pub enum Store {
        /// The person's own row.
        Profile = "profile",
        /// Addresses, past and present, and one-time links.
        Contacts = "contacts",
        /// Organizations, tags and fields.
        Belongings = "belongings",
        /// Sessions, wrong passwords, assumed identities.
        Sessions = "sessions",
        /// Texts of tickets.
        Requests = "requests",
        /// The E-mail log.
        Mails = "mails",
        /// Details of the audit log.
        Audit = "audit",
        /// Files of people, while they wait to be imported.
        Imports = "imports",
        /// Notes about others, organizations, settings.
        Elsewhere = "elsewhere",
    }
}

impl Store {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Profile => "erasure-store-profile",
            Self::Contacts => "erasure-store-contacts",
            Self::Belongings => "erasure-store-belongings",
            Self::Sessions => "erasure-store-sessions",
            Self::Requests => "erasure-store-requests",
            Self::Mails => "erasure-store-mails",
            Self::Audit => "erasure-store-audit",
            Self::Imports => "erasure-store-imports",
            Self::Elsewhere => "erasure-store-elsewhere",
        }
    }

    /// The key of what happens to it.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Requests | Self::Elsewhere => "erasure-outcome-replaced",
            Self::Mails => "erasure-outcome-blanked",
            Self::Audit => "erasure-outcome-kept",
            _ => "erasure-outcome-erased",
        }
    }
}

/// What an erasure does with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Nothing: what is in it is not of a person.
    Keep,
    /// The person's rows go.
    Gone,
    /// The person's rows keep the column with this in it.
    Blank(&'static str),
    /// Mentions of the person are taken out, whosever row it is; the person's own rows besides. The place says what counts as
    /// one.
    Redact(Own, Trace, Place),
    /// A stable pseudonym stands in it.
    Pseudonym,
    /// Made anew from the other columns whenever one of them changes.
    Derived,
    /// A function of its own, in `begin` or `sweep`.
    Apart,
}

/// What becomes of the person's own rows where mentions are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Nothing more: they stay, for reporting.
    Stays,
    /// The column keeps this.
    Blank(&'static str),
    /// They go.
    Gone,
}

/// Whether it shows that something was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// A mark stands in its place.
    Mark,
    /// Nothing does.
    None,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The row of the receipt that counts it.
    pub store: Store,
    /// Which rows are the person's; `{id}` is their id. Empty when none are.
    pub whose: &'static str,
    /// Which rows are the account's; `{account}` is its id.
    pub account: &'static str,
    /// The two numbers that find a row; `0` when one does.
    pub keys: [&'static str; 2],
    /// The ticket that a row belongs to; `0` when it belongs to none.
    pub ticket: &'static str,
    /// When a row was written last, to tell what came after an erasure.
    pub at: &'static str,
    /// Its columns of text.
    pub columns: &'static [(&'static str, Rule)],
}

const fn table(name: &'static str, store: Store, columns: &'static [(&'static str, Rule)]) -> Table {
    Table {
        name,
        store,
        whose: "",
        account: "account_id = {account}",
        keys: ["id", "0"],
        ticket: "0",
        at: "0",
        columns,
    }
}

use Rule::{Apart, Blank, Derived, Gone, Keep, Pseudonym};

/// A note that may mention the person.
const NOTE: Rule = Rule::Redact(Own::Stays, Trace::Mark, Place::Note);
/// Somebody else's text. In the person's own tickets more counts as a mention.
const FOREIGN: Rule = Rule::Redact(Own::Stays, Trace::Mark, Place::Foreign);
/// The same of settings, where no mark may stand.
const TAKE_OUT: Rule = Rule::Redact(Own::Stays, Trace::None, Place::Foreign);

const fn blank(with: &'static str, place: Place) -> Rule {
    Rule::Redact(Own::Blank(with), Trace::Mark, place)
}

/// All tables that have text. Those whose rows go come before those they point to.
pub const TABLES: &[Table] = &[
    Table { whose: "user_id = {id}", ..table("links", Store::Contacts, &[("purpose", Gone), ("token_hash", Gone)]) },
    Table {
        whose: "user_id = {id}",
        keys: ["user_id", "field_id"],
        at: "(SELECT updated_at FROM users WHERE users.id = user_id)",
        ..table(
            "user_field_values",
            Store::Belongings,
            &[("value", Rule::Redact(Own::Gone, Trace::Mark, Place::Foreign))],
        )
    },
    Table {
        whose: "user_id = {id}",
        ..table("authorizations", Store::Contacts, &[("state", Gone), ("token_hash", Gone), ("token_end", Gone)])
    },
    Table { whose: "user_id = {id}", ..table("user_tags", Store::Belongings, &[("tag", Gone)]) },
    // No text, but it tells where the person belonged.
    Table { whose: "user_id = {id}", ..table("memberships", Store::Belongings, &[]) },
    Table {
        whose: "user_id = {id}",
        ..table(
            "sessions",
            Store::Sessions,
            &[
                ("key_hash", Keep),
                ("old_key_hash", Blank("NULL")),
                ("address", Blank("''")),
                ("agent", Blank("''")),
                ("end_cause", Keep),
            ],
        )
    },
    Table { whose: "user_id = {id}", keys: ["user_id", "0"], ..table("factors", Store::Sessions, &[("seed", Gone)]) },
    Table {
        whose: "user_id = {id}",
        keys: ["user_id", "0"],
        ..table("factor_drafts", Store::Sessions, &[("seed", Gone)])
    },
    Table { whose: "user_id = {id}", ..table("recovery_codes", Store::Sessions, &[("code_hash", Gone)]) },
    Table {
        whose: "user_id = {id}",
        ..table("pending_sign_ins", Store::Sessions, &[("token_hash", Gone), ("return_path", Gone)])
    },
    Table { whose: "user_id = {id}", ..table("browsers", Store::Sessions, &[("token_hash", Gone)]) },
    // No text, but it tells when the person chose a password.
    Table { whose: "user_id = {id}", keys: ["user_id", "0"], ..table("password_states", Store::Sessions, &[]) },
    Table { whose: "user_id = {id}", ..table("former_passwords", Store::Sessions, &[("password_hash", Gone)]) },
    Table { whose: "user_id = {id}", ..table("devices", Store::Sessions, &[("key_hash", Gone), ("name", Gone)]) },
    // Kept by a hash of the address.
    table("sign_in_failures", Store::Sessions, &[("address_hash", Apart)]),
    Table {
        whose: "{id} IN (root_user_id, actor_user_id, subject_user_id)",
        at: "started_at",
        ..table(
            "frames",
            Store::Sessions,
            &[
                ("scope", Keep),
                ("reason", blank("''", Place::Foreign)),
                ("return_path", blank("'/'", Place::Foreign)),
                ("end_cause", Keep),
            ],
        )
    },
    Table {
        whose: "user_id = {id}",
        at: "created_at",
        ..table(
            "mails",
            Store::Mails,
            &[
                ("letter", Keep),
                ("address", blank("''", Place::Note)),
                ("locale", Keep),
                ("subject", blank("''", Place::Note)),
                ("text", blank("NULL", Place::Note)),
                ("html", blank("NULL", Place::Note)),
                ("state", Keep),
                ("reason", blank("''", Place::Note)),
                ("message_id", Keep),
                ("request_id", Keep),
            ],
        )
    },
    Table {
        whose: "user_id = {id}",
        ..table("addresses", Store::Contacts, &[("kind", Gone), ("value", Gone), ("folded", Gone)])
    },
    // Last to go: what else there is of the person is found by it.
    Table {
        whose: "user_id = {id}",
        ..table("former_identifiers", Store::Contacts, &[("kind", Apart), ("value", Apart)])
    },
    Table {
        whose: "id = {id}",
        at: "updated_at",
        ..table(
            "users",
            Store::Profile,
            &[
                ("role", Keep),
                ("name", Pseudonym),
                ("folded_name", Pseudonym),
                ("email", Blank("NULL")),
                ("search_text", Blank("''")),
                ("ticket_access", Keep),
                ("locale", Blank("NULL")),
                ("time_zone", Blank("NULL")),
                ("notes", blank("''", Place::Note)),
                ("password_hash", Blank("NULL")),
                ("alias", Blank("''")),
                ("details", blank("''", Place::Note)),
                ("external_id", Blank("NULL")),
                ("request_access", Keep),
                ("suspension_reason", blank("''", Place::Note)),
                ("guide_role", Keep),
                ("explore_role", Keep),
                ("talk_role", Keep),
                ("chat_role", Keep),
                ("sell_role", Keep),
            ],
        )
    },
    Table {
        ticket: "id",
        at: "created_at",
        ..table("tickets", Store::Requests, &[("subject", FOREIGN), ("status", Keep)])
    },
    Table { ticket: "ticket_id", at: "created_at", ..table("comments", Store::Requests, &[("body", FOREIGN)]) },
    table("ticket_tags", Store::Requests, &[("tag", Apart)]),
    // The chain verifies without the details; whose they are is asked apart.
    table(
        "audit_entries",
        Store::Audit,
        &[
            ("chain", Keep),
            ("act", Keep),
            ("object_kind", Keep),
            ("channel", Keep),
            ("request_id", Keep),
            ("commitment", Keep),
            ("previous", Keep),
            ("hash", Keep),
        ],
    ),
    table("audit_values", Store::Audit, &[("salt", Apart), ("body", Apart)]),
    table("audit_heads", Store::Audit, &[("hash", Keep), ("seal", Keep)]),
    Table {
        at: "created_at",
        ..table(
            "imports",
            Store::Imports,
            &[("chain", Keep), ("file_name", NOTE), ("mode", Keep), ("state", Keep), ("reason", NOTE)],
        )
    },
    table("import_pieces", Store::Imports, &[("body", Apart)]),
    Table {
        account: "import_id IN (SELECT i.id FROM imports i WHERE i.account_id = {account})",
        at: "(SELECT i.created_at FROM imports i WHERE i.id = import_id)",
        ..table("import_faults", Store::Imports, &[("field", Keep), ("fault", NOTE), ("row_text", NOTE)])
    },
    // An organization's own name and domains are not the person's.
    Table {
        at: "updated_at",
        ..table(
            "organizations",
            Store::Elsewhere,
            &[
                ("name", Keep),
                ("folded_name", Keep),
                ("details", NOTE),
                ("notes", NOTE),
                ("external_id", Keep),
                ("search_text", Derived),
            ],
        )
    },
    table("organization_domains", Store::Elsewhere, &[("domain", Keep)]),
    table("organization_tags", Store::Elsewhere, &[("tag", Keep)]),
    Table {
        keys: ["account_id", "0"],
        ..table(
            "end_user_settings",
            Store::Elsewhere,
            &[
                ("registration_message", TAKE_OUT),
                ("allowlist", TAKE_OUT),
                ("blocklist", TAKE_OUT),
                ("welcome_text", TAKE_OUT),
                ("verification_text", TAKE_OUT),
                ("deletion_by", Keep),
            ],
        )
    },
    Table {
        keys: ["account_id", "0"],
        ..table("sign_in_settings", Store::Elsewhere, &[("staff_level", Keep), ("customer_level", Keep)])
    },
    table("user_fields", Store::Elsewhere, &[("field_key", Keep), ("title", Keep), ("kind", Keep)]),
    table("user_field_options", Store::Elsewhere, &[("tag", Keep), ("title", Keep)]),
    table("erasures", Store::Elsewhere, &[("state", Keep), ("body", Keep), ("seal", Keep)]),
    table("people_counts", Store::Elsewhere, &[("category", Keep)]),
    Table {
        account: "id = {account}",
        ..table(
            "accounts",
            Store::Elsewhere,
            &[
                ("subdomain", Keep),
                ("name", Keep),
                ("plan", Keep),
                ("locale", Keep),
                ("time_zone", Keep),
                ("frame_notice", Keep),
                ("ip_ranges", Keep),
                ("suspended_why", FOREIGN),
            ],
        )
    },
    // What the operator's staff write down of those who ask for help. A case keeps its number, what was asked for, and the answer. Cases
    // of no account could be anybody's.
    Table {
        whose: "user_id = {id}",
        account: "(account_id = {account} OR account_id IS NULL)",
        at: "updated_at",
        ..table(
            "cases",
            Store::Elsewhere,
            &[
                ("address", blank("''", Place::Note)),
                ("folded", Rule::Redact(Own::Blank("''"), Trace::None, Place::Note)),
                ("about", NOTE),
                ("contact", Keep),
                ("answer", Keep),
                ("state", Keep),
            ],
        )
    },
    Table {
        account: "case_id IN (SELECT c.id FROM cases c WHERE c.account_id = {account} OR c.account_id IS NULL)",
        at: "created_at",
        ..table("case_events", Store::Elsewhere, &[("kind", Keep), ("body", NOTE)])
    },
    Table {
        whose: "user_id = {id}",
        at: "created_at",
        ..table(
            "approvals",
            Store::Elsewhere,
            &[
                ("needed", Keep),
                ("what", NOTE),
                ("token_hash", Keep),
                ("answer", Keep),
                ("comment", blank("''", Place::Note)),
            ],
        )
    },
    Table { at: "created_at", ..table("access_requests", Store::Elsewhere, &[("reason", NOTE), ("answer", Keep)]) },
    Table { at: "created_at", ..table("emergencies", Store::Elsewhere, &[("reason", NOTE)]) },
    Table {
        at: "created_at",
        ..table(
            "visits",
            Store::Elsewhere,
            &[("reason", NOTE), ("basis", Keep), ("token_hash", Keep), ("end_cause", Keep)],
        )
    },
    // What the team and the account's owner name themselves, and what is billed.
    table(
        "roles",
        Store::Elsewhere,
        &[("system_key", Keep), ("name", Keep), ("folded_name", Keep), ("description", FOREIGN)],
    ),
    table("agent_groups", Store::Elsewhere, &[("name", Keep), ("folded_name", Keep), ("description", FOREIGN)]),
    table("integrations", Store::Elsewhere, &[("name", Keep), ("folded_name", Keep), ("description", FOREIGN)]),
    Table { at: "created_at", ..table("temporary_seats", Store::Elsewhere, &[("reason", FOREIGN)]) },
    Table {
        keys: ["account_id", "0"],
        ..table(
            "subscriptions",
            Store::Elsewhere,
            &[
                ("cycle", Keep),
                ("currency", Keep),
                ("next_cycle", Keep),
                ("billing_name", TAKE_OUT),
                ("billing_address", TAKE_OUT),
            ],
        )
    },
    Table {
        at: "issued_at",
        ..table("invoices", Store::Elsewhere, &[("state", Keep), ("currency", Keep), ("billed_to", FOREIGN)])
    },
    table("invoice_lines", Store::Elsewhere, &[("item", Keep)]),
    table("payment_methods", Store::Elsewhere, &[("kind", Keep), ("brand", Keep), ("last_four", Keep)]),
    table("grants", Store::Elsewhere, &[("duration", Keep), ("end_cause", Keep)]),
    table("deployment", Store::Elsewhere, &[("name", Keep), ("value", Keep)]),
];

impl Table {
    /// The condition for the person's rows.
    pub fn whose(&self, person: i64) -> String {
        self.whose.replace("{id}", &person.to_string())
    }

    /// The condition for the account's rows.
    pub fn in_account(&self, account: i64) -> String {
        self.account.replace("{account}", &account.to_string())
    }

    /// Whether the person's rows go as a whole.
    pub fn rows_go(&self) -> bool {
        let goes = |rule: &Rule| matches!(rule, Gone | Rule::Redact(Own::Gone, ..));
        !self.whose.is_empty() && self.columns.iter().all(|(_, rule)| goes(rule))
    }

    /// The columns of the person's rows that are blanked, with what.
    pub fn blanks(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.columns.iter().filter_map(|(name, rule)| match rule {
            Blank(with) | Rule::Redact(Own::Blank(with), ..) => Some((*name, *with)),
            _ => None,
        })
    }

    /// The columns that are looked through for mentions, whether a mark takes their place, and what counts as one.
    pub fn redacted(&self) -> impl Iterator<Item = (&'static str, Trace, Place)> {
        self.columns.iter().filter_map(|(name, rule)| match rule {
            Rule::Redact(_, trace, place) => Some((*name, *trace, *place)),
            _ => None,
        })
    }
}

/// The tables whose content an erasure can change.
pub fn touched() -> Vec<&'static str> {
    let changes = |t: &&Table| t.columns.iter().any(|(_, rule)| *rule != Keep);
    let mut names: Vec<&str> = TABLES.iter().filter(changes).map(|t| t.name).collect();
    names.extend(["memberships", "password_states"]);
    names
}
