//! Account > Security > Overview: the state of each setting, and the way to it.

use actix_web::HttpResponse;
use askama::Template;
use diesel::prelude::*;

use super::grants::{self, Access};
use super::password_rules::Level;
use super::settings::SignInSettings;
use crate::db::schema::{authorizations, factors, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::Account;
use crate::policy::{Authorization, Role};
use crate::web::Cx;

/// Days without a sign-in after which an administrator, and without use after which a token, is better ended.
pub const UNUSED_DAYS: i64 = 90;
/// Minutes for which a frame may last without being remarked on.
const LONG_FRAME: i32 = 120;
/// The same of a team member's session without a request.
const LONG_IDLE: i32 = 8 * 60;

#[derive(Template)]
#[template(path = "security/overview.html")]
struct Show<'a> {
    cx: &'a Cx,
    findings: Vec<Finding>,
}

/// How a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Mend it now.
    Critical,
    /// It could be better.
    Recommended,
    /// Nothing to do.
    Healthy,
}

/// One setting and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The key of its name.
    pub name: &'static str,
    /// How it stands.
    pub state: State,
    /// The key of what is so.
    pub says: &'static str,
    /// How many it is about, if that is told.
    pub count: i64,
    /// Where to change it.
    pub path: &'static str,
}

/// What the findings are made of.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What the account asks of whoever signs in.
    pub sign_in: SignInSettings,
    /// Administrators without two-factor authentication.
    pub bare_administrators: i64,
    /// Administrators who have not signed in for [`UNUSED_DAYS`].
    pub idle_administrators: i64,
    /// Authorizations of other programs not used for as long.
    pub idle_tokens: i64,
    /// Whether support staff may be in the account, and until when.
    pub access: Access,
    /// Whether it is open without an end.
    pub account: Account,
}

/// `GET /admin/account/security/overview`
pub async fn show(cx: Cx) -> Result<HttpResponse> {
    let (account, now) = (cx.account().clone(), cx.now());
    let facts = cx.read(move |c| Facts::of(c, account, now)).await?;
    let mut findings = findings(&facts);
    // What is worst comes first; the rest in the order of the pages.
    findings.sort_by_key(|finding| finding.state);
    cx.show(Show { cx: &cx, findings })
}

impl Facts {
    fn of(c: &mut Conn, account: Account, now: Moment) -> Result<Self> {
        let long_ago = now.plus_minutes(-UNUSED_DAYS * 24 * 60);
        let administrators = || {
            users::table
                .filter(users::account_id.eq(account.id).and(users::role.eq(Role::Administrator)))
                .filter(users::deleted_at.is_null().and(users::suspended_at.is_null()))
        };
        let with_factor = factors::table.filter(factors::account_id.eq(account.id)).select(factors::user_id);
        let unused = authorizations::last_used_at.is_null().or(authorizations::last_used_at.lt(long_ago.0));
        Ok(Self {
            sign_in: SignInSettings::of(c, account.id)?,
            bare_administrators: administrators().filter(users::id.ne_all(with_factor)).count().get_result(c)?,
            idle_administrators: administrators()
                .filter(users::created_at.lt(long_ago.0))
                .filter(users::last_sign_in_at.is_null().or(users::last_sign_in_at.lt(long_ago.0)))
                .count()
                .get_result(c)?,
            idle_tokens: authorizations::table
                .filter(authorizations::account_id.eq(account.id))
                .filter(authorizations::state.eq(Authorization::Active).and(authorizations::created_at.lt(long_ago.0)))
                .filter(unused)
                .count()
                .get_result(c)?,
            access: Access::of(account.plan, grants::live(c, account.id, now)?.as_ref(), now),
            account,
        })
    }
}

/// Everything that the page tells, in the order of the pages.
pub fn findings(facts: &Facts) -> Vec<Finding> {
    use State::{Critical, Healthy, Recommended};
    let (sign_in, account) = (&facts.sign_in, &facts.account);
    let mut all = vec![];
    let mut say = |name, (state, says), count, path| all.push(Finding { name, state, says, count, path });
    let factor = match (sign_in.staff_factor, facts.bare_administrators) {
        (true, 0) => (Healthy, "overview-factor-required"),
        (true, _) => (Recommended, "overview-factor-missing"),
        (false, 0) => (Recommended, "overview-factor-optional"),
        (false, _) => (Critical, "overview-factor-bare"),
    };
    say("overview-factor", factor, facts.bare_administrators, "/admin/account/security/advanced/sign-in");
    let idle = match account.staff_idle_minutes {
        ..=LONG_IDLE => (Healthy, "overview-sessions-short"),
        _ => (Recommended, "overview-sessions-long"),
    };
    say("overview-sessions", idle, i64::from(account.staff_idle_minutes), "/admin/account/security/advanced/sign-in");
    let staff = match sign_in.staff_level {
        Level::Recommended | Level::High => (Healthy, "overview-level-strong"),
        Level::Medium => (Recommended, "overview-level-medium"),
        Level::Low => (Critical, "overview-level-low"),
    };
    say("overview-staff-passwords", staff, 0, "/admin/account/security/advanced/password");
    let customers = match sign_in.customer_level {
        Level::Recommended | Level::High => (Healthy, "overview-level-strong"),
        Level::Medium => (Recommended, "overview-level-medium"),
        Level::Low => (Recommended, "overview-level-low"),
    };
    say("overview-customer-passwords", customers, 0, "/admin/account/security/advanced/password");
    let set = match sign_in.admins_set_passwords {
        true => (Recommended, "overview-set-on"),
        false => (Healthy, "overview-set-off"),
    };
    say("overview-set", set, 0, "/admin/account/security/advanced/password");
    let ip = match account.ip_restricted {
        true => (Healthy, "overview-ip-on"),
        false => (Recommended, "overview-ip-off"),
    };
    say("tab-ip", ip, 0, "/admin/account/security/advanced/ip");
    let frames = match account {
        a if !a.frames_allowed => (Healthy, "overview-assuming-off"),
        a if !a.reason_required => (Recommended, "overview-assuming-no-reason"),
        a if a.frame_max_minutes > LONG_FRAME => (Recommended, "overview-assuming-long"),
        _ => (Healthy, "overview-assuming-fine"),
    };
    say("tab-assuming", frames, 0, "/admin/account/security/advanced/assuming");
    match facts.access {
        // It cannot be switched.
        Access::Trial => {}
        Access::Off => say("tab-access", (Healthy, "overview-access-off"), 0, super::advanced::ACCESS),
        Access::Granted(Some(_)) => say("tab-access", (Recommended, "overview-access-on"), 0, super::advanced::ACCESS),
        Access::Granted(None) => say("tab-access", (Critical, "overview-access-open"), 0, super::advanced::ACCESS),
    }
    let members = match facts.idle_administrators {
        0 => (Healthy, "overview-administrators-fine"),
        _ => (Recommended, "overview-administrators-idle"),
    };
    let list = "/admin/people/team-members?support=administrator&last=not90days";
    say("overview-administrators", members, facts.idle_administrators, list);
    let tokens = match facts.idle_tokens {
        0 => (Healthy, "overview-tokens-fine"),
        _ => (Recommended, "overview-tokens-idle"),
    };
    say("integrations", tokens, facts.idle_tokens, "/admin/apps/integrations");
    all
}

impl Finding {
    /// The key of its state, and the class it is shown in.
    pub fn shown(&self) -> (&'static str, &'static str) {
        match self.state {
            State::Critical => ("overview-critical", "bad"),
            State::Recommended => ("overview-recommended", "warn"),
            State::Healthy => ("overview-healthy", "ok"),
        }
    }
}

impl Show<'_> {
    fn count(&self, state: &str) -> i64 {
        self.findings.iter().filter(|finding| finding.shown().1 == state).count() as i64
    }

    fn text(&self, finding: &Finding) -> String {
        self.cx.t1(finding.says, "count", finding.count)
    }
}
