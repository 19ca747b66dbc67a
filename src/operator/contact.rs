//! Who is writing: what an address is in an account, or in any. In all accounts at once it is looked up among team members only, so that
//! the console tells nobody whose customer somebody is.

use std::collections::HashMap;

use diesel::prelude::*;

use super::cases::Case;
use crate::config::Settings;
use crate::db::schema::{accounts, addresses, former_identifiers, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, PersonRow};
use crate::people::{addresses::Kind, shapes};
use crate::policy::{self, Answer, Ask, Contact, Mailbox};
use crate::text;

/// Accounts of one address that are told apart.
const ACCOUNTS: i64 = 20;

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    /// What their address is.
    pub contact: Contact,
    /// Whether it is another one than the primary one of their profile.
    pub secondary: bool,
}

const SECONDARY: &str = "_secondary";

impl Sender {
    fn plain(contact: Contact) -> Self {
        Self { contact, secondary: false }
    }

    /// As it is stored.
    pub fn code(self) -> String {
        format!("{}{}", self.contact, if self.secondary { SECONDARY } else { "" })
    }

    /// Reads what was stored.
    pub fn parse(code: &str) -> Option<Self> {
        let secondary = code.ends_with(SECONDARY);
        Contact::parse(code.trim_end_matches(SECONDARY)).map(|contact| Self { contact, secondary })
    }
}

/// What came of a look.
#[derive(Clone, Debug)]
pub struct Found {
    /// The account it is about, if that is known.
    pub account: Option<i64>,
    /// Whoever of the account has the address.
    pub user: Option<i64>,
    /// What the address is.
    pub sender: Sender,
    /// What they are entitled to.
    pub answer: Answer,
}

/// Looks an address up: in an account, or among the team members of all.
pub fn look(c: &mut Conn, settings: &Settings, account: Option<i64>, address: &str, ask: Ask) -> Result<Found> {
    let own = match account {
        Some(id) => Some(id),
        None => at_host(c, settings, address)?,
    };
    let (account, user, sender) = match own {
        Some(id) => {
            let account = super::accounts::account(c, id)?;
            let (sender, user) = in_account(c, settings, &account, address)?;
            (Some(id), user, sender)
        }
        None => match *among_teams(c, address)?.as_slice() {
            // Nobody's in particular, wherever it stands.
            _ if shapes::shared(address) => (None, None, Sender::plain(Contact::GroupMailbox)),
            [] => (None, None, Sender::plain(Contact::NotFound)),
            [one] => {
                let account = super::accounts::account(c, one)?;
                let (sender, user) = in_account(c, settings, &account, address)?;
                (Some(one), user, sender)
            }
            [..] => (None, None, Sender::plain(Contact::Several)),
        },
    };
    Ok(Found { account, user, sender, answer: policy::entitlement(sender.contact, ask) })
}

/// The account at whose own host an address is: its support address, whoever's it would be elsewhere.
fn at_host(c: &mut Conn, settings: &Settings, address: &str) -> Result<Option<i64>> {
    let folded = text::fold_address(address);
    let host =
        folded.rsplit_once('@').map(|(_, host)| host).filter(|host| host.ends_with(&format!(".{}", settings.host)));
    let Some(host) = host else { return Ok(None) };
    match named(c, settings, host) {
        Ok(id) => Ok(Some(id)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the contacts of these cases are by now, as far as they are, or were, team members; by the cases' ids.
pub(super) fn today(c: &mut Conn, all: &[Case]) -> Result<HashMap<i64, Sender>> {
    let known = |case: &Case| case.sender().filter(|sender| sender.contact.is_team()).and(case.user_id);
    let ids: Vec<i64> = all.iter().filter_map(known).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(PersonRow, Account)> = users::table
        .inner_join(accounts::table.on(accounts::id.eq(users::account_id)))
        .filter(users::id.eq_any(&ids))
        .select((PersonRow::as_select(), Account::as_select()))
        .load(c)?;
    let people: HashMap<i64, Person> =
        rows.into_iter().map(|(row, account)| row.of(&account)).map(|person| (person.id, person)).collect();
    let held: Vec<(i64, String, bool, Option<Moment>)> = addresses::table
        .filter(addresses::user_id.eq_any(&ids).and(addresses::kind.eq(Kind::Email)))
        .select((addresses::user_id, addresses::folded, addresses::is_primary, addresses::verified_at))
        .load(c)?;
    let one = |case: &Case| {
        let person = people.get(&known(case)?)?;
        let folded = text::fold_address(&case.address);
        let held = held.iter().find(|(user, theirs, ..)| *user == person.id && *theirs == folded);
        let contact = match held {
            // It is no longer theirs.
            None if !person.standing.deleted => Contact::NotFound,
            _ => {
                let verified = held.is_some_and(|(.., at)| at.is_some());
                Contact::of(Mailbox::Personal, Some((&person.standing, verified)))
            }
        };
        let secondary = contact.is_registered() && held.is_some_and(|(_, _, primary, _)| !primary);
        Some((case.id, Sender { contact, secondary }))
    };
    Ok(all.iter().filter_map(one).collect())
}

/// What an address is in one account, and whose.
fn in_account(c: &mut Conn, settings: &Settings, account: &Account, address: &str) -> Result<(Sender, Option<i64>)> {
    let mailbox = mailbox(settings, account, address);
    let folded = text::fold_address(address);
    let held: Option<(i64, bool, Option<Moment>)> = addresses::table
        .filter(addresses::account_id.eq(account.id).and(addresses::kind.eq(Kind::Email)))
        .filter(addresses::folded.eq(&folded))
        .select((addresses::user_id, addresses::is_primary, addresses::verified_at))
        .first(c)
        .optional()?;
    let (person, primary, verified) = match held {
        Some((user, primary, verified)) => (Some(identity::person(c, account, user)?), primary, verified.is_some()),
        None => (former(c, account, &[address.to_owned(), folded])?, true, true),
    };
    let contact = Contact::of(mailbox, person.as_ref().map(|person| (&person.standing, verified)));
    let known = !matches!(contact, Contact::NotFound | Contact::SupportAddress | Contact::GroupMailbox);
    let user = person.map(|person| person.id).filter(|_| known);
    Ok((Sender { contact, secondary: contact.is_registered() && !primary }, user))
}

/// Whoever had an address and is deleted, as long as that is remembered.
fn former(c: &mut Conn, account: &Account, spelt: &[String]) -> Result<Option<Person>> {
    let theirs = former_identifiers::table
        .filter(former_identifiers::account_id.eq(account.id).and(former_identifiers::kind.eq("email")))
        .filter(former_identifiers::value.eq_any(spelt))
        .select(former_identifiers::user_id);
    let row: Option<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::deleted_at.is_not_null()).and(users::staff_id.is_null()))
        .filter(users::id.eq_any(theirs))
        .order(users::id.desc())
        .select(PersonRow::as_select())
        .first(c)
        .optional()?;
    Ok(row.map(|row| row.of(account)))
}

/// What kind of mailbox an address leads to, as far as that can be told.
fn mailbox(settings: &Settings, account: &Account, address: &str) -> Mailbox {
    let folded = text::fold_address(address);
    let host = format!("@{}.{}", account.subdomain, settings.host);
    if folded.ends_with(&host) || folded == text::fold_address(&settings.mail_from()) {
        Mailbox::Support
    } else if shapes::shared(address) {
        Mailbox::Group
    } else {
        Mailbox::Personal
    }
}

/// The accounts that have a team member with this address.
pub fn among_teams(c: &mut Conn, address: &str) -> Result<Vec<i64>> {
    let rows: Vec<(Account, PersonRow)> = users::table
        .inner_join(addresses::table.on(addresses::user_id.eq(users::id)))
        .inner_join(accounts::table.on(accounts::id.eq(users::account_id)))
        // So that each account's index is used.
        .filter(
            accounts::operator.eq(false).and(users::role.ne("end_user")).and(addresses::account_id.eq(accounts::id)),
        )
        .filter(addresses::kind.eq(Kind::Email).and(addresses::folded.eq(text::fold_address(address))))
        .order(users::account_id)
        .select((Account::as_select(), PersonRow::as_select()))
        .limit(ACCOUNTS)
        .load(c)?;
    let team = |person: &Person| person.standing.is_team() && person.standing.is_member() && !person.standing.deleted;
    let people = rows.into_iter().map(|(account, row)| row.of(&account));
    Ok(people.filter(team).map(|person| person.standing.account).collect())
}

/// The subdomain in what somebody types or pastes: as it is, in a host, or in the address of a page.
pub fn label(settings: &Settings, typed: &str) -> String {
    let folded = text::fold_address(typed);
    let bare = folded.trim_start_matches("https://").trim_start_matches("http://");
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    settings.label(host).unwrap_or(host).to_owned()
}

/// The account that somebody names by its subdomain or its host.
pub fn named(c: &mut Conn, settings: &Settings, typed: &str) -> Result<i64> {
    let name = label(settings, typed);
    let found: Option<i64> = accounts::table
        .filter(accounts::subdomain.eq(name).and(accounts::operator.eq(false)))
        .select(accounts::id)
        .first(c)
        .optional()?;
    found.ok_or(Error::NotFound)
}
