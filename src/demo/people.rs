//! The demo's people: team, organizations, customers and their addresses.

use std::collections::HashSet;

use super::belonging;
use super::dice::Dice;
use super::rows::{self, Address, Numbered, Organization, User};
use super::script::Script;
use super::{DAY, HOUR, MINUTE, Made};
use crate::db::Conn;
use crate::error::Result;
use crate::identity::Locale;
use crate::policy::{Role, TicketAccess};
use crate::text;

/// Whoever can appear in a ticket.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) organization: Option<i64>,
    pub(super) created_at: i64,
}

/// All the people of an account, in the order of their making.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) agents: Vec<Actor>,
    /// Whoever may add a note to any ticket.
    pub(super) colleagues: Vec<Actor>,
    pub(super) customers: Vec<Actor>,
    /// How many customers have a name of their own in the script.
    pub(super) known: usize,
}

/// Makes everybody but the owner.
pub(super) fn make(c: &mut Conn, made: &Made<'_>, script: &Script<'_>, dice: &mut Dice) -> Result<Cast> {
    let organizations = organizations(c, made, script)?;
    let second = organizations.get(1).map(|(id, _)| *id);
    let staff = script.staff.get(1..).unwrap_or_default();
    let total = staff.len() + made.plan.customers;
    let mut ids = rows::reserve(c, Numbered::Users, i64::try_from(total).unwrap_or(0))?..;
    let (mut cast, mut users) = (Cast { known: script.people.len(), ..Cast::default() }, Vec::with_capacity(total));
    for (fields, id) in staff.iter().zip(&mut ids) {
        let user = member(made, fields, id, dice);
        if user.role == Role::Agent {
            cast.agents.push(Actor::of(&user));
        }
        if user.role != Role::Administrator && user.ticket_access == TicketAccess::All {
            cast.colleagues.push(Actor::of(&user));
        }
        users.push(user);
    }
    let mut taken = HashSet::new();
    for (index, id) in (0..made.plan.customers).zip(&mut ids) {
        let user = customer(made, script, &organizations, &mut taken, index, id, dice);
        cast.customers.push(Actor::of(&user));
        users.push(user);
    }
    rows::put_users(c, &users)?;
    belonging::people(c, made, script, &users, second)?;
    let mut addresses: Vec<Address> = users.iter().map(User::address).collect();
    for user in users.iter().filter(|u| u.role == Role::EndUser) {
        if dice.chance(20) {
            let value = script.word(dice, "phone");
            addresses.push(Address { kind: "phone", folded: text::fold_address(&value), value, ..further(user) });
        }
        if dice.chance(6) {
            let value = format!("{}@{}", local_part(&user.name, "."), script.word(dice, "mail"));
            if taken.insert(value.clone()) {
                addresses.push(Address { folded: text::fold_address(&value), value, ..further(user) });
            }
        }
    }
    rows::put_addresses(c, &addresses)?;
    Ok(cast)
}

impl Actor {
    fn of(user: &User) -> Self {
        Self { id: user.id, name: user.name.clone(), organization: user.organization_id, created_at: user.created_at }
    }

    pub(super) fn first_name(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }
}

fn further(user: &User) -> Address {
    Address { is_primary: false, ..user.address() }
}

/// Id and mail domain of each organization.
fn organizations<'a>(c: &mut Conn, made: &Made<'_>, script: &Script<'a>) -> Result<Vec<(i64, &'a str)>> {
    let n = script.organizations.len();
    let first = rows::reserve(c, Numbered::Organizations, i64::try_from(n).unwrap_or(0))?;
    let (mut new, mut known) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for (fields, id) in script.organizations.iter().zip(first..) {
        let (name, domain) = (field(fields, 0), field(fields, 1));
        new.push(Organization {
            details: field(fields, 3).to_owned(),
            requests_shared: field(fields, 4) == "shared",
            ..Organization::new(made.account, id, name, made.opened_at())
        });
        known.push((id, domain));
    }
    rows::put_organizations(c, &new)?;
    belonging::organizations(c, made, script, first)?;
    Ok(known)
}

fn member(made: &Made<'_>, fields: &[&str], id: i64, dice: &mut Dice) -> User {
    let role = Role::parse(field(fields, 0)).unwrap_or(Role::LightAgent);
    let (name, email) = (field(fields, 1).to_owned(), field(fields, 2).to_owned());
    let joined = (made.opened_at() + dice.between(1, 60) * DAY).min(made.now - 3 * DAY);
    let mut user = User::new(made.account, id, role, name, email, joined);
    if field(fields, 3) == "assigned" {
        user.ticket_access = TicketAccess::Assigned;
    }
    user.password_hash = Some(made.password_hash.to_owned());
    user.last_sign_in_at = Some(made.now - dice.between(10 * MINUTE, 60 * HOUR));
    user
}

fn customer(
    made: &Made<'_>,
    script: &Script<'_>,
    organizations: &[(i64, &str)],
    taken: &mut HashSet<String>,
    index: usize,
    id: i64,
    dice: &mut Dice,
) -> User {
    // Ids and moments rise together, with whom the script names first.
    let days = made.plan.customer_days;
    let span = days * DAY / i64::try_from(made.plan.customers.max(1)).unwrap_or(1);
    let at = made.now - days * DAY + i64::try_from(index).unwrap_or(0) * span + dice.between(0, span - HOUR);
    let known = script.people.get(index).map(Vec::as_slice).unwrap_or_default();
    let is = |word: &str| field(known, 3).split(' ').any(|w| w == word);
    let (name, email, organization) = if known.is_empty() {
        someone(script, organizations, taken, dice)
    } else {
        let email = field(known, 1);
        taken.insert(email.to_owned());
        let domain = email.split_once('@').map_or("", |(_, domain)| domain);
        let organization = organizations.iter().find(|(_, d)| *d == domain).map(|(id, _)| *id);
        (field(known, 0).to_owned(), email.to_owned(), organization)
    };
    let mut user = User::new(made.account, id, Role::EndUser, name, email, at);
    user.organization_id = organization;
    user.password_hash = Some(made.password_hash.to_owned());
    user.notes = match known.is_empty() {
        true if dice.chance(10) => script.word(dice, "note"),
        true => String::new(),
        false => field(known, 2).to_owned(),
    };
    let french = if known.is_empty() { dice.chance(4) } else { is("fr") };
    if french && made.plan.locale != Locale::Fr {
        user.locale = Some(Locale::Fr);
        user.time_zone = Some("Europe/Paris".to_owned());
    }
    let unverified = if known.is_empty() { index % 13 == 5 } else { is("unverified") };
    let suspended = if known.is_empty() { index % 97 == 40 } else { is("suspended") };
    user.verified_at = if unverified { None } else { Some((at + dice.between(2, 90) * MINUTE).min(made.now)) };
    if !unverified && (!known.is_empty() || dice.chance(65)) {
        let since = (made.now - at).min(dice.between(1, 90) * DAY);
        user.last_sign_in_at = Some(made.now - dice.between(0, since));
    }
    if suspended {
        let latest = user.last_sign_in_at.or(user.verified_at).unwrap_or(at);
        user.suspended_at = Some(made.now - dice.between(0, made.now - latest));
    }
    user
}

/// A name, an address nobody has yet, and perhaps an organization.
fn someone(
    script: &Script<'_>,
    organizations: &[(i64, &str)],
    taken: &mut HashSet<String>,
    dice: &mut Dice,
) -> (String, String, Option<i64>) {
    let organization = if dice.chance(15) { None } else { dice.pick(organizations).copied() };
    let domain = organization.map_or_else(|| script.word(dice, "mail"), |(_, domain)| domain.to_owned());
    let mut tries = 0;
    loop {
        let name = format!("{} {}", script.word(dice, "first"), script.word(dice, "last"));
        let local = if dice.chance(25) { initial(&name) } else { local_part(&name, ".") };
        // A name is told once, so that lists do not look made up; with more people than names it may come again.
        let (fresh, local) =
            if tries < 20 { (!taken.contains(&name), local) } else { (true, format!("{local}{tries}")) };
        let email = format!("{local}@{domain}");
        if fresh && taken.insert(email.clone()) {
            taken.insert(name.clone());
            return (name, email, organization.map(|(id, _)| id));
        }
        tries += 1;
    }
}

/// The first letter and the last word of a name.
fn initial(name: &str) -> String {
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let letter: String = first.chars().take(1).collect();
    local_part(&format!("{letter} {last}"), ".")
}

/// What stands before the @ for a name.
fn local_part(name: &str, between: &str) -> String {
    let folded = text::fold(name);
    let words = folded.split(' ').map(|w| w.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
    words.collect::<Vec<String>>().join(between)
}

pub(super) fn field<'a>(fields: &[&'a str], index: usize) -> &'a str {
    fields.get(index).copied().unwrap_or_default()
}
