//! Rows as bulk data writes them: ids known beforehand, many in one statement.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::db::Conn;
use crate::db::schema::{
    addresses, comments, memberships, organization_domains, organization_tags, organizations, tickets, user_tags, users,
};
use crate::error::Result;
use crate::identity::Locale;
use crate::on_either;
use crate::people::index;
use crate::policy::{Role, TicketAccess};
use crate::text;
use crate::tickets::model::Status;

/// Rows in one statement. SQLite binds at most 32 766 values, and the widest row has 20.
pub(crate) const CHUNK: usize = 1_000;

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = organizations, treat_none_as_default_value = false)]
pub(crate) struct Organization {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) name: String,
    pub(crate) folded_name: String,
    pub(crate) search_text: String,
    pub(crate) details: String,
    pub(crate) requests_shared: bool,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) role: Role,
    pub(crate) name: String,
    pub(crate) folded_name: String,
    pub(crate) email: Option<String>,
    pub(crate) search_text: String,
    pub(crate) organization_id: Option<i64>,
    pub(crate) ticket_access: TicketAccess,
    pub(crate) locale: Option<Locale>,
    pub(crate) time_zone: Option<String>,
    pub(crate) notes: String,
    pub(crate) requests_count: i64,
    pub(crate) password_hash: Option<String>,
    pub(crate) explained_at: Option<i64>,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) verified_at: Option<i64>,
    pub(crate) suspended_at: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = addresses, treat_none_as_default_value = false)]
pub(crate) struct Address {
    pub(crate) account_id: i64,
    pub(crate) user_id: i64,
    pub(crate) kind: &'static str,
    pub(crate) value: String,
    pub(crate) folded: String,
    pub(crate) is_primary: bool,
    pub(crate) verified_at: Option<i64>,
    pub(crate) created_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = tickets, treat_none_as_default_value = false)]
pub(crate) struct Ticket {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) number: i64,
    pub(crate) subject: String,
    pub(crate) status: Status,
    pub(crate) requester_id: i64,
    pub(crate) submitter_id: i64,
    pub(crate) assignee_id: Option<i64>,
    pub(crate) organization_id: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = comments, treat_none_as_default_value = false)]
pub(crate) struct Comment {
    pub(crate) account_id: i64,
    pub(crate) ticket_id: i64,
    pub(crate) author_id: i64,
    pub(crate) body: String,
    pub(crate) is_public: bool,
    pub(crate) created_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = memberships)]
pub(crate) struct Membership {
    pub(crate) account_id: i64,
    pub(crate) user_id: i64,
    pub(crate) organization_id: i64,
    pub(crate) created_at: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = organization_domains)]
pub(crate) struct OrganizationDomain {
    pub(crate) account_id: i64,
    pub(crate) domain: String,
    pub(crate) organization_id: i64,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = organization_tags)]
pub(crate) struct OrganizationTag {
    pub(crate) account_id: i64,
    pub(crate) organization_id: i64,
    pub(crate) tag: String,
}

#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = user_tags)]
pub(crate) struct UserTag {
    pub(crate) account_id: i64,
    pub(crate) user_id: i64,
    pub(crate) tag: String,
}

impl Organization {
    pub(crate) fn new(account_id: i64, id: i64, name: &str, created_at: i64) -> Self {
        Self {
            id,
            account_id,
            name: name.to_owned(),
            folded_name: text::fold(name),
            search_text: index::first_text_of_organization(account_id, name),
            details: String::new(),
            requests_shared: false,
            created_at,
            updated_at: created_at,
        }
    }
}

impl User {
    /// A verified person with nothing special.
    pub(crate) fn new(account_id: i64, id: i64, role: Role, name: String, email: String, created_at: i64) -> Self {
        Self {
            id,
            account_id,
            role,
            folded_name: text::fold(&name),
            search_text: index::first_text(account_id, &name, &email),
            name,
            email: Some(email),
            organization_id: None,
            ticket_access: TicketAccess::All,
            locale: None,
            time_zone: None,
            notes: String::new(),
            requests_count: 0,
            password_hash: None,
            explained_at: None,
            last_sign_in_at: None,
            verified_at: Some(created_at),
            suspended_at: None,
            created_at,
            updated_at: created_at,
        }
    }

    /// That they belong to their default organization, if they have one.
    pub(crate) fn membership(&self) -> Option<Membership> {
        let (account_id, user_id, created_at) = (self.account_id, self.id, self.created_at);
        self.organization_id.map(|organization_id| Membership { account_id, user_id, organization_id, created_at })
    }

    /// Their primary address.
    pub(crate) fn address(&self) -> Address {
        let value = self.email.clone().unwrap_or_default();
        Address {
            account_id: self.account_id,
            user_id: self.id,
            kind: "email",
            folded: text::fold_address(&value),
            value,
            is_primary: true,
            verified_at: self.verified_at,
            created_at: self.created_at,
        }
    }
}

macro_rules! put {
    ($(#[$meta:meta])* $name:ident, $table:ident, $row:ty) => {
        $(#[$meta])*
        pub(crate) fn $name(c: &mut Conn, rows: &[$row]) -> Result<()> {
            for chunk in rows.chunks(CHUNK) {
                on_either!(c, |c| diesel::insert_into($table::table).values(chunk).execute(c))?;
            }
            Ok(())
        }
    };
}

put!(put_organizations, organizations, Organization);
put!(put_users, users, User);
put!(put_memberships, memberships, Membership);
put!(put_organization_domains, organization_domains, OrganizationDomain);
put!(put_organization_tags, organization_tags, OrganizationTag);
put!(put_user_tags, user_tags, UserTag);
put!(put_addresses, addresses, Address);
put!(put_tickets, tickets, Ticket);
put!(put_comments, comments, Comment);

/// A table whose ids are handed out beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Numbered {
    Organizations,
    Users,
    Tickets,
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = BigInt)]
    first: i64,
}

/// Takes the next `n` ids of a table; answers the first of them.
pub(crate) fn reserve(c: &mut Conn, table: Numbered, n: i64) -> Result<i64> {
    let name = match table {
        Numbered::Organizations => "organizations",
        Numbered::Users => "users",
        Numbered::Tickets => "tickets",
    };
    let row: First = match c {
        // SQLite has one writer, and remembers the highest id by itself.
        Conn::Sqlite(c) => {
            diesel::sql_query("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = $1), 0) + 1 AS first")
                .bind::<Text, _>(name)
                .get_result(c)?
        }
        // The lock keeps others from drawing an id in between.
        Conn::Postgres(c) => {
            diesel::sql_query(format!("LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")).execute(c)?;
            diesel::sql_query(
                "SELECT setval(pg_get_serial_sequence($1, 'id'), nextval(pg_get_serial_sequence($1, 'id')) + $2 - 1) \
                 - $2 + 1 AS first",
            )
            .bind::<Text, _>(name)
            .bind::<BigInt, _>(n.max(1))
            .get_result(c)?
        }
    };
    Ok(row.first)
}
