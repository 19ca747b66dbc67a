//! The operator's staff: the people of the realm. The first one founds it.
//!
//! * `acts`: what administrators of the realm do to the others, in its transactions.
//! * `list`, `invitation`, `member`: the pages of it.
//!
//! Nobody is ever removed: what they did stands in the logs of the realm and of accounts. Who leaves is suspended.

mod acts;
mod invitation;
mod list;
mod member;

use diesel::prelude::*;

use crate::accounts::create::{self, NewAccount};
use crate::audit::{self, By, Entry};
use crate::billing::prices::Currency;
use crate::db::Conn;
use crate::db::Moment;
use crate::db::schema::{accounts, addresses, sign_in_settings, users};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::identity::{self, Account, Locale};
use crate::people::adding::NAME_MAX;
use crate::people::shapes;
use crate::policy::{Right, Role};
use crate::state::State;
use crate::text;
use crate::web::{Mark, Routes};

/// What no host name can be: labels have no underscore.
const SUBDOMAIN: &str = "_operator";
/// Minutes without a request after which staff are signed out.
pub const IDLE_MINUTES: i32 = 15;
/// Minutes after which they are signed out in any case.
pub const MAX_MINUTES: i32 = 8 * 60;

/// Somebody who is to be of the staff.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Their name.
    pub name: String,
    /// Their address, taken as verified.
    pub email: String,
    /// Whether they administer the realm.
    pub administrator: bool,
    /// Their language.
    pub locale: Locale,
}

/// The routes of the staff's pages.
pub(super) fn routes(routes: &mut Routes) {
    let (mark, right) = (Mark::Operator, Right::ManageStaff);
    routes.page("/operator/staff", mark, right, list::index);
    routes.page("/operator/staff/new", mark, right, invitation::new);
    routes.act("/operator/staff/new", mark, right, invitation::create);
    routes.page("/operator/staff/{id}", mark, right, member::show);
    routes.act("/operator/staff/{id}/invitation", mark, right, member::invite);
    routes.act("/operator/staff/{id}/role", mark, right, member::set_role);
    routes.act("/operator/staff/{id}/recovery", mark, right, member::show_recovery);
    routes.act("/operator/staff/{id}/two-factor-off", mark, right, member::turn_off_factor);
    routes.act("/operator/staff/{id}/suspension", mark, right, member::suspend);
    routes.act("/operator/staff/{id}/suspension/end", mark, right, member::resume);
}

/// The role of somebody who administers the realm, or does not.
fn role_of(administrator: bool) -> Role {
    if administrator { Role::Administrator } else { Role::Agent }
}

impl NewStaff {
    /// The same as it is kept, or what is wrong with it.
    fn checked(&self) -> Result<Self> {
        let name = text::line(&self.name);
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(Error::internal(format!("the name is «{name}»; accepted: 1 to {NAME_MAX} characters")));
        }
        let email = shapes::email(&self.email).map_err(|fault| {
            Error::internal(format!("the address is «{}»: {}", self.email, fault.text(Lang::of(Locale::En))))
        })?;
        Ok(Self { name, email, ..self.clone() })
    }
}

/// Adds somebody to the staff from the command line, and founds the realm, named `company`, if there is none. Answers the realm and
/// their id there.
pub fn create(state: &State, company: &str, new: &NewStaff) -> Result<(Account, i64)> {
    let (now, company, new) = (state.clock.now(), text::line(company), &new.checked()?);
    let made = state.db.raw_write(|c| {
        let (realm, id) = match identity::realm(c)? {
            Some(realm) => {
                c.lock_account(realm.id)?;
                if !company.is_empty() {
                    let text =
                        format!("the console is that of {} already; its name is given to the first only", realm.name);
                    return Err(Error::internal(text));
                }
                let id = insert(c, realm.id, new, now)?;
                (realm, id)
            }
            None if !new.administrator => {
                return Err(Error::internal(
                    "the first of the staff has to be an operator administrator (--administrator)",
                ));
            }
            None => found(c, &company, new, now)?,
        };
        let by = By {
            account: realm.id,
            chain: serde_json::json!(["operator create"]).to_string(),
            channel: "command",
            request: "-".to_owned(),
            ..By::default()
        };
        let details = serde_json::json!({ "administrator": new.administrator });
        audit::append(c, &state.secrets, &by, now, &[Entry::new("staff.created", "user", id).with(details)])?;
        Ok((realm, id))
    });
    made.map_err(|error| match error {
        Error::Conflict => Error::internal(format!("somebody of the staff has the address {} already", new.email)),
        other => other,
    })
}

/// Founds the realm with its first administrator. Codes are asked for at every sign-in, and nobody stays signed in for long.
pub fn found(c: &mut Conn, company: &str, first: &NewStaff, now: Moment) -> Result<(Account, i64)> {
    let realm = NewAccount {
        subdomain: SUBDOMAIN.to_owned(),
        name: if company.is_empty() { "Operator".to_owned() } else { company.to_owned() },
        locale: first.locale,
        time_zone: "UTC".to_owned(),
        plan: "trial".to_owned(),
        currency: Currency::Eur,
        owner_name: text::line(&first.name),
        owner_email: first.email.clone(),
        owner_verified: true,
    };
    let (account, owner) = create::insert(c, &realm, now, None)?;
    diesel::update(users::table.find(owner)).set(users::locale.eq(Some(first.locale))).execute(c)?;
    diesel::update(accounts::table.find(account.id))
        .set((
            accounts::operator.eq(true),
            accounts::help_center_active.eq(false),
            accounts::frames_allowed.eq(false),
            accounts::staff_idle_minutes.eq(IDLE_MINUTES),
            accounts::staff_max_minutes.eq(MAX_MINUTES),
        ))
        .execute(c)?;
    diesel::update(sign_in_settings::table.find(account.id))
        .set((sign_in_settings::staff_factor.eq(true), sign_in_settings::factor_every_time.eq(true)))
        .execute(c)?;
    Ok((identity::account(c, account.id)?, owner))
}

/// Adds somebody to the staff; whoever calls it writes the line.
pub(crate) fn insert(c: &mut Conn, realm: i64, new: &NewStaff, now: Moment) -> Result<i64> {
    let (role, name) = (role_of(new.administrator), text::line(&new.name));
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::account_id.eq(realm),
            users::role.eq(role),
            users::name.eq(&name),
            users::folded_name.eq(text::fold(&name)),
            users::email.eq(Some(&new.email)),
            users::search_text.eq(""),
            users::locale.eq(Some(new.locale)),
            users::verified_at.eq(Some(now)),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .returning(users::id)
        .get_result(c)?;
    diesel::insert_into(addresses::table)
        .values((
            addresses::account_id.eq(realm),
            addresses::user_id.eq(id),
            addresses::kind.eq("email"),
            addresses::value.eq(&new.email),
            addresses::folded.eq(text::fold_address(&new.email)),
            addresses::is_primary.eq(true),
            addresses::verified_at.eq(Some(now)),
            addresses::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(id)
}
