//! New accounts: the account, its owner and the owner's address, in one transaction.

use diesel::prelude::*;

use crate::audit::{self, By, Entry};
use crate::billing::prices::Currency;
use crate::db::schema::{accounts, addresses, subscriptions, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Locale};
use crate::people::index;
use crate::policy::Role;
use crate::security::sign_in::EMAIL_MAX;
use crate::state::State;
use crate::text;

/// The plans that an account can have.
pub const PLANS: [&str; 5] = ["trial", "team", "growth", "professional", "enterprise"];
/// Longest name of an account or a person, in characters.
pub const NAME_MAX: usize = 200;
/// Longest label of a host name, in characters.
const SUBDOMAIN_MAX: usize = 63;
/// Labels that lead to servers of the operator's own, or that people would take for one.
const RESERVED: [&str; 8] = ["www", "mail", "smtp", "api", "operator", "admin", "static", "localhost"];
/// How labels begin that browsers show as other letters, and so perhaps as somebody else's name.
const ENCODED: &str = "xn--";

/// What a new account needs.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The label of its host name.
    pub subdomain: String,
    /// Its name.
    pub name: String,
    /// The language of whoever has chosen none.
    pub locale: Locale,
    /// The time zone of whoever has chosen none.
    pub time_zone: String,
    /// Its plan.
    pub plan: String,
    /// In what it pays.
    pub currency: Currency,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's address.
    pub owner_email: String,
    /// Whether it is taken as verified.
    pub owner_verified: bool,
}

/// Makes an account, with the hash of the owner's first password or none; answers it and its owner's id.
pub fn create(state: &State, new: &NewAccount, password_hash: Option<&str>) -> Result<(Account, i64)> {
    let new = new.checked()?;
    let now = state.clock.now();
    let made = state.db.raw_write(|c| {
        let (account, owner) = insert(c, &new, now, password_hash)?;
        let by = By {
            account: account.id,
            chain: serde_json::json!(["account create"]).to_string(),
            channel: "command",
            request: "-".to_owned(),
            ..By::default()
        };
        let details =
            serde_json::json!({ "subdomain": account.subdomain, "owner": owner, "plan": account.plan.as_str() });
        audit::append(
            c,
            &state.secrets,
            &by,
            now,
            &[Entry::new("account.created", "account", account.id).with(details)],
        )?;
        Ok((account, owner))
    });
    // Two at once: the database let only the first in.
    made.map_err(|error| if matches!(error, Error::Conflict) { taken(&new.subdomain) } else { error })
}

/// Writes account, owner and address within an open transaction; whoever calls it writes the audit line. A subdomain that is taken is
/// [`Error::Conflict`].
pub(crate) fn insert(
    c: &mut Conn,
    new: &NewAccount,
    at: Moment,
    password_hash: Option<&str>,
) -> Result<(Account, i64)> {
    let same = accounts::table.filter(accounts::subdomain.eq(&new.subdomain)).select(accounts::id);
    if same.first::<i64>(c).optional()?.is_some() {
        return Err(Error::Conflict);
    }
    let verified = new.owner_verified.then_some(at);
    // The owner needs the account's id and the account the owner's: the constraint waits for the commit.
    let account: i64 = diesel::insert_into(accounts::table)
        .values((
            accounts::subdomain.eq(&new.subdomain),
            accounts::name.eq(&new.name),
            accounts::plan.eq(&new.plan),
            accounts::locale.eq(new.locale),
            accounts::time_zone.eq(&new.time_zone),
            accounts::owner_id.eq(0),
            accounts::help_center_active.eq(true),
            accounts::created_at.eq(at),
        ))
        .returning(accounts::id)
        .get_result(c)?;
    let owner: i64 = diesel::insert_into(users::table)
        .values((
            users::account_id.eq(account),
            users::role.eq(Role::Administrator),
            users::name.eq(&new.owner_name),
            users::folded_name.eq(text::fold(&new.owner_name)),
            users::email.eq(Some(&new.owner_email)),
            users::search_text.eq(index::first_text(account, &new.owner_name, &new.owner_email)),
            users::password_hash.eq(password_hash),
            users::verified_at.eq(verified),
            users::created_at.eq(at),
            users::updated_at.eq(at),
        ))
        .returning(users::id)
        .get_result(c)?;
    diesel::insert_into(addresses::table)
        .values((
            addresses::account_id.eq(account),
            addresses::user_id.eq(owner),
            addresses::kind.eq("email"),
            addresses::value.eq(&new.owner_email),
            addresses::folded.eq(text::fold_address(&new.owner_email)),
            addresses::is_primary.eq(true),
            addresses::verified_at.eq(verified),
            addresses::created_at.eq(at),
        ))
        .execute(c)?;
    diesel::update(accounts::table.find(account)).set(accounts::owner_id.eq(owner)).execute(c)?;
    // The database has made the subscription beside the account.
    diesel::update(subscriptions::table.find(account)).set(subscriptions::currency.eq(new.currency)).execute(c)?;
    Ok((identity::account(c, account)?, owner))
}

impl NewAccount {
    /// The same as it is kept, or what is wrong with it.
    fn checked(&self) -> Result<Self> {
        let new = Self { name: text::line(&self.name), owner_name: text::line(&self.owner_name), ..self.clone() };
        let subdomain = new.subdomain.as_str();
        if !is_label(subdomain) {
            return wrong("subdomain", subdomain, "1 to 63 lower-case letters, digits and hyphens between them");
        }
        if is_reserved(subdomain) {
            let accepted = format!("any but {}, and those that begin with {ENCODED}", RESERVED.join(", "));
            return wrong("subdomain", subdomain, &accepted);
        }
        for (what, name) in [("name", &new.name), ("owner’s name", &new.owner_name)] {
            if name.is_empty() || name.chars().count() > NAME_MAX {
                return wrong(what, name, "1 to 200 characters");
            }
        }
        if !is_address(&new.owner_email) {
            return wrong("owner’s address", &new.owner_email, "name@domain of at most 254 characters, without blanks");
        }
        if new.time_zone.parse::<chrono_tz::Tz>().is_err() {
            return wrong("time zone", &new.time_zone, "a name of the tz database, such as Europe/Paris or UTC");
        }
        if !PLANS.contains(&new.plan.as_str()) {
            return wrong("plan", &new.plan, &PLANS.join(", "));
        }
        Ok(new)
    }
}

/// Whether a text can be the label of an account's host name.
pub fn is_label(text: &str) -> bool {
    let of_label = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let plain = (1..=SUBDOMAIN_MAX).contains(&text.len()) && text.bytes().all(of_label);
    plain && !text.starts_with('-') && !text.ends_with('-')
}

/// Whether no account can have this label, since it is kept for the deployment itself or would pass for another.
pub fn is_reserved(label: &str) -> bool {
    RESERVED.contains(&label) || label.starts_with(ENCODED)
}

/// Whether a text has the shape of an e-mail address; only a message to it tells more.
fn is_address(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && !domain.is_empty() && !domain.contains('@') && !text.contains(blank)
    }) && text.chars().count() <= EMAIL_MAX
}

fn wrong<T>(what: &str, found: &str, accepted: &str) -> Result<T> {
    Err(Error::internal(format!("the {what} is «{found}»; accepted: {accepted}")))
}

/// What a command says of a subdomain that is taken.
pub(crate) fn taken(subdomain: &str) -> Error {
    Error::internal(format!("there is an account «{subdomain}» already; choose another subdomain"))
}
