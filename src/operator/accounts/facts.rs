//! What the console knows of an account without a grant: never a ticket, a mail's text, or an end user.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::billing::lending::{self, Lent};
use crate::billing::subscription::Subscription;
use crate::db::paging::{Cursor, Page};
use crate::db::schema::{accounts, erasures, factors, grants, imports, mails, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow};
use crate::mail;
use crate::people::imports::State as Import;
use crate::people::model;
use crate::people::settings::EndUserSettings;
use crate::policy::{Product, Role};
use crate::security::grants::{Access, Grant};
use crate::security::settings::SignInSettings;
use crate::team::membership;
use crate::team::roles::model::{RoleName, names_of};
use crate::team::seats::Seats;
use crate::web::Cx;

/// Grants that the page lists; the account's own page has them all.
const GRANTS: i64 = 10;
/// Hours in which what failed is counted.
pub(super) const FAILED_HOURS: i64 = 24;

/// Where browsers reach an account, without the scheme.
pub(super) fn host(cx: &Cx, account: &Account) -> String {
    let address = cx.state().settings.address(account);
    address.split_once("://").map_or(address.clone(), |(_, host)| host.to_owned())
}

/// A member of the team.
pub(super) struct Member {
    /// Who it is.
    pub person: Person,
    /// Their custom role.
    pub custom: Option<RoleName>,
    /// Whether they have an authenticator app.
    pub factor: bool,
}

/// Mail and background work, in numbers.
pub(super) struct Health {
    /// Mails that wait, and since when the oldest does.
    pub queued: i64,
    pub oldest: Option<Moment>,
    /// Mails given up lately.
    pub failed: i64,
    /// Imports under way.
    pub imports: i64,
    /// Imports that failed lately.
    pub imports_failed: i64,
    /// Erasures under way.
    pub erasures: i64,
}

/// All that the page shows.
pub(super) struct Facts {
    pub of: Subscription,
    pub seats: Seats,
    pub lent: Vec<Lent>,
    pub owner: Person,
    /// Whether the owner has a password.
    pub owner_ready: bool,
    pub team: Page<Member>,
    pub products: Vec<Product>,
    pub end_users: EndUserSettings,
    pub sign_in: SignInSettings,
    pub access: Access,
    pub grants: Vec<Grant>,
    /// The names of those who gave and ended grants, as far as they are of the team.
    pub names: HashMap<i64, String>,
    pub health: Health,
    pub suspended_why: String,
}

impl Facts {
    /// Reads them; of the team the page that is asked for.
    pub fn of(c: &mut Conn, account: &Account, cursor: Cursor, now: Moment) -> Result<Self> {
        let id = account.id;
        let grants: Vec<Grant> = grants::table
            .filter(grants::account_id.eq(id))
            .order(grants::id.desc())
            .limit(GRANTS)
            .select(Grant::as_select())
            .load(c)?;
        let open = grants.iter().find(|grant| grant.ended_at.is_none());
        let access = Access::of(account.plan, open, now);
        let named = grants.iter().flat_map(|grant| [Some(grant.granted_by), grant.ended_by]).flatten().collect();
        let row = users::table.filter(users::account_id.eq(id).and(users::id.eq(account.owner_id)));
        let (owner, password): (PersonRow, Option<String>) =
            row.select((PersonRow::as_select(), users::password_hash)).first(c)?;
        Ok(Self {
            of: Subscription::of(c, id)?,
            seats: Seats::of(c, account, now)?,
            lent: lending::live(c, id, now)?,
            owner: owner.of(account),
            owner_ready: password.is_some(),
            team: team(c, account, cursor)?,
            products: membership::products(c, account)?,
            end_users: EndUserSettings::of(c, id)?,
            sign_in: SignInSettings::of(c, id)?,
            access,
            names: team_names(c, id, named)?,
            grants,
            health: health(c, id, now)?,
            suspended_why: accounts::table.find(id).select(accounts::suspended_why).first(c)?,
        })
    }
}

/// The names of these people of an account, as far as they are of its team or of the operator's staff.
pub(crate) fn team_names(c: &mut Conn, account: i64, mut ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    ids.sort_unstable();
    ids.dedup();
    let rows = users::table.filter(users::account_id.eq(account).and(users::id.eq_any(ids)));
    let named = rows.filter(users::role.eq_any(Role::TEAM)).select((users::id, users::name));
    Ok(named.load::<(i64, String)>(c)?.into_iter().collect())
}

fn team(c: &mut Conn, account: &Account, cursor: Cursor) -> Result<Page<Member>> {
    let members = users::table
        .filter(users::account_id.eq(account.id).and(users::deleted_at.is_null()))
        .filter(users::role.eq_any(Role::TEAM))
        .into_boxed::<Backend>();
    let page = model::page_by_name(c, members, account.id, cursor)?;
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let people: Vec<PersonRow> = users::table.filter(users::id.eq_any(&ids)).select(PersonRow::as_select()).load(c)?;
    let mut people: HashMap<i64, Person> =
        people.into_iter().map(|row| row.of(account)).map(|person| (person.id, person)).collect();
    let with: Vec<i64> = factors::table.filter(factors::user_id.eq_any(&ids)).select(factors::user_id).load(c)?;
    let with: HashSet<i64> = with.into_iter().collect();
    let mut custom = names_of(c, &ids)?;
    let member = |id: i64| {
        let person = people.remove(&id)?;
        Some(Member { person, custom: custom.remove(&id), factor: with.contains(&id) })
    };
    Ok(Page { rows: ids.into_iter().filter_map(member).collect(), previous: page.previous, next: page.next })
}

fn health(c: &mut Conn, account: i64, now: Moment) -> Result<Health> {
    let mine = || mails::table.filter(mails::account_id.eq(account));
    let waiting = || mine().filter(mails::state.eq_any([mail::State::Queued, mail::State::Sending]));
    let since = now.plus_minutes(-FAILED_HOURS * 60);
    let failed = mine().filter(mails::state.eq(mail::State::Failed)).filter(mails::finished_at.gt(since.0));
    let imported = || imports::table.filter(imports::account_id.eq(account));
    let broken = imported().filter(imports::state.eq(Import::Failed)).filter(imports::finished_at.gt(since.0));
    let running = imported().filter(imports::state.eq_any([Import::Checking, Import::Running]));
    let erasing = erasures::table.filter(erasures::account_id.eq(account).and(erasures::state.eq("running")));
    Ok(Health {
        queued: waiting().count().get_result(c)?,
        oldest: waiting().order(mails::created_at).select(mails::created_at).first(c).optional()?,
        failed: failed.count().get_result(c)?,
        imports: running.count().get_result(c)?,
        imports_failed: broken.count().get_result(c)?,
        erasures: erasing.count().get_result(c)?,
    })
}
