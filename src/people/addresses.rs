//! The addresses that lead to a person: adding, verifying, choosing the primary one, removing (spec.md §3.8).
//!
//! The functions write rows and their audit lines, and keep `users.email` and `users.verified_at` in step with the primary
//! e-mail. Whether somebody may is asked before, of the policy; forms check the shape before.

use diesel::prelude::*;

use super::index;
use crate::audit::Entry;
use crate::db::schema::{addresses, links, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Tx;
use crate::policy::Role;
use crate::{text, text_enum};

text_enum! {
    /// What an address is.
    pub enum Kind {
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
    }
}

/// An address that leads to a person.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = addresses)]
pub struct Address {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub user_id: i64,
    /// What it is.
    pub kind: Kind,
    /// The address.
    pub value: String,
    /// Whether it is the primary contact.
    pub is_primary: bool,
    /// When it was verified.
    pub verified_at: Option<Moment>,
}

impl Address {
    /// Whether it is an e-mail address.
    pub fn is_email(&self) -> bool {
        self.kind == Kind::Email
    }
}

/// One address of a person of the account.
pub fn find(c: &mut Conn, account: i64, user: i64, id: i64) -> Result<Address> {
    Ok(addresses::table
        .filter(addresses::id.eq(id).and(addresses::user_id.eq(user)).and(addresses::account_id.eq(account)))
        .select(Address::as_select())
        .first(c)?)
}

/// All addresses of a person, the primary first.
pub fn of(c: &mut Conn, account: i64, user: i64) -> Result<Vec<Address>> {
    Ok(addresses::table
        .filter(addresses::user_id.eq(user).and(addresses::account_id.eq(account)))
        .order((addresses::is_primary.desc(), addresses::id))
        .select(Address::as_select())
        .load(c)?)
}

/// Who has an e-mail address in the account.
pub fn holder(c: &mut Conn, account: i64, email: &str) -> Result<Option<i64>> {
    Ok(addresses::table
        .filter(addresses::account_id.eq(account).and(addresses::kind.eq(Kind::Email)))
        .filter(addresses::folded.eq(text::fold_address(email)))
        .select(addresses::user_id)
        .first(c)
        .optional()?)
}

/// Who keeps an e-mail address when somebody else comes with it. See [`make_way`].
pub fn keeper(c: &mut Conn, account: i64, email: &str) -> Result<Option<i64>> {
    let found = claims(c, account, &[text::fold_address(email)])?;
    Ok(found.into_iter().find(|(address, role)| stands(address, *role)).map(|(address, _)| address.user_id))
}

/// Takes e-mail addresses (folded) from end users other than `but` who only said that they are theirs: further ones that
/// nobody verified. Whoever comes with one now gets it, so that nobody can occupy what belongs to others.
pub fn make_way(tx: &mut Tx<'_>, emails: &[String], but: Option<i64>) -> Result<()> {
    let account = tx.identity().account().id;
    for (address, role) in claims(tx.conn(), account, emails)? {
        if !stands(&address, role) && Some(address.user_id) != but {
            take(tx, &address, Entry::new("address.gave_way", "user", address.user_id))?;
        }
    }
    Ok(())
}

/// Whether an address stays with its holder when somebody else comes with it.
pub fn stands(address: &Address, role: Role) -> bool {
    address.is_primary || address.verified_at.is_some() || role != Role::EndUser
}

/// Some e-mail addresses (folded), each with its holder's role.
pub fn claims(c: &mut Conn, account: i64, emails: &[String]) -> Result<Vec<(Address, Role)>> {
    Ok(addresses::table
        .inner_join(users::table)
        .filter(addresses::account_id.eq(account).and(addresses::kind.eq(Kind::Email)))
        .filter(addresses::folded.eq_any(emails.to_vec()))
        .order(addresses::id)
        .select((Address::as_select(), users::role))
        .load(c)?)
}

/// Adds an address to a person; answers its id. A taken e-mail address is [`Error::Conflict`]. A person's first e-mail
/// becomes the primary contact.
pub fn add(tx: &mut Tx<'_>, user: i64, kind: Kind, value: &str, verified: bool) -> Result<i64> {
    let (account, now) = (tx.identity().account().id, tx.now());
    if kind == Kind::Email && holder(tx.conn(), account, value)?.is_some() {
        return Err(Error::Conflict);
    }
    let primary = kind == Kind::Email
        && addresses::table
            .filter(addresses::user_id.eq(user).and(addresses::kind.eq(Kind::Email)))
            .count()
            .get_result::<i64>(tx.conn())?
            == 0;
    let id: i64 = diesel::insert_into(addresses::table)
        .values((
            addresses::account_id.eq(account),
            addresses::user_id.eq(user),
            addresses::kind.eq(kind),
            addresses::value.eq(value),
            addresses::folded.eq(text::fold_address(value)),
            addresses::is_primary.eq(primary),
            addresses::verified_at.eq(verified.then_some(now)),
            addresses::created_at.eq(now),
        ))
        .returning(addresses::id)
        .get_result(tx.conn())?;
    changed(tx, user)?;
    tx.record(Entry::new("address.added", "user", user).with(serde_json::json!({ "address": value, "id": id })))?;
    Ok(id)
}

/// Takes an address as verified; nothing happens if it is already. Answers whether something did.
pub fn verify(tx: &mut Tx<'_>, address: &Address) -> Result<bool> {
    let now = tx.now();
    let done = diesel::update(addresses::table.find(address.id).filter(addresses::verified_at.is_null()))
        .set(addresses::verified_at.eq(Some(now)))
        .execute(tx.conn())?;
    if done == 1 {
        changed(tx, address.user_id)?;
        let details = serde_json::json!({ "address": address.value, "id": address.id });
        tx.record(Entry::new("address.verified", "user", address.user_id).with(details))?;
    }
    Ok(done == 1)
}

/// Makes a verified e-mail address the primary contact. Sessions of an assumed person end, since they lead by it.
pub fn make_primary(tx: &mut Tx<'_>, address: &Address) -> Result<()> {
    if address.kind != Kind::Email || address.verified_at.is_none() {
        return Err(Error::Conflict);
    }
    let user = address.user_id;
    diesel::update(addresses::table.filter(addresses::user_id.eq(user).and(addresses::is_primary.eq(true))))
        .set(addresses::is_primary.eq(false))
        .execute(tx.conn())?;
    diesel::update(addresses::table.find(address.id)).set(addresses::is_primary.eq(true)).execute(tx.conn())?;
    diesel::update(users::table.find(user)).set(users::epoch.eq(users::epoch + 1)).execute(tx.conn())?;
    changed(tx, user)?;
    let details = serde_json::json!({ "address": address.value, "id": address.id });
    tx.record(Entry::new("address.made_primary", "user", user).with(details))
}

/// Removes an address with the links that lead by it. The primary contact stays while there is another e-mail.
pub fn remove(tx: &mut Tx<'_>, address: &Address) -> Result<()> {
    if address.is_primary {
        return Err(Error::Conflict);
    }
    take(tx, address, Entry::new("address.removed", "user", address.user_id))
}

fn take(tx: &mut Tx<'_>, address: &Address, entry: Entry) -> Result<()> {
    diesel::delete(links::table.filter(links::address_id.eq(address.id))).execute(tx.conn())?;
    diesel::delete(addresses::table.find(address.id)).execute(tx.conn())?;
    changed(tx, address.user_id)?;
    let details = serde_json::json!({ "address": address.value, "id": address.id });
    tx.record(entry.with(details))
}

/// Keeps the person's row in step with their addresses.
pub(crate) fn changed(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let now = tx.now();
    let primary: Option<(String, Option<Moment>)> = addresses::table
        .filter(addresses::user_id.eq(user).and(addresses::is_primary.eq(true)))
        .select((addresses::value, addresses::verified_at))
        .first(tx.conn())
        .optional()?;
    let (email, verified) = primary.unzip();
    diesel::update(users::table.find(user))
        .set((users::email.eq(email), users::verified_at.eq(verified.flatten()), users::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    index::refresh(tx.conn(), user)
}
