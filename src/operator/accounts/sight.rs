//! One account, read-only: plan, owner, team, settings, security, account assumption, mail and background work.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::facts::{FAILED_HOURS, Facts, Member};
use super::{lending, look, path};
use crate::billing::lending::Lent;
use crate::billing::plan::{bills, cycle_key, next_cycle_key, per_period};
use crate::billing::prices::written;
use crate::db::Moment;
use crate::db::paging::Keys;
use crate::error::Result;
use crate::identity::Account;
use crate::policy::{Plan, Right, Role};
use crate::security::grants::{Access, Grant, GrantEnd};
use crate::security::session_settings::words;
use crate::team::{product_key, product_role_key};
use crate::text;
use crate::web::{Cx, query, routes};

#[derive(Template)]
#[template(path = "operator/accounts/sight.html")]
struct Show<'a> {
    cx: &'a Cx,
    account: Account,
    facts: Facts,
}

/// `GET /operator/accounts/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let (cursor, now) = (keys.cursor(), cx.now());
    let account = look(&cx, routes::id(&id)?, "overview").await?;
    let of = account.clone();
    let facts = cx.read(move |c| Facts::of(c, &of, cursor, now)).await?;
    cx.show(Show { cx: &cx, account, facts })
}

/// What is said of account assumption, and the class of its tag.
pub(crate) fn access_said(cx: &Cx, access: &Access) -> (&'static str, String) {
    match *access {
        Access::Trial => ("", cx.t("accounts-access-trial").to_owned()),
        Access::Granted(Some(end)) => ("ok", cx.t1("accounts-access-until", "time", &cx.long(end))),
        Access::Granted(None) => ("warn", cx.t("accounts-access-indefinitely").to_owned()),
        Access::Off => ("plain", cx.t("accounts-access-off").to_owned()),
    }
}

impl Show<'_> {
    fn manages(&self) -> bool {
        self.cx.may(Right::ManageAccounts)
    }

    /// The command that prints the owner's link, for want of a mail server.
    fn command(&self) -> Option<String> {
        let email = self.facts.owner.email.as_deref().filter(|_| self.cx.state().settings.smtp.is_none())?;
        let (subdomain, email) = (&self.account.subdomain, text::shell_word(email));
        Some(format!("stead account invite --subdomain {subdomain} --email {email}"))
    }

    fn path(&self) -> String {
        self.cx.url(&path(&self.account))
    }

    fn address(&self) -> String {
        self.cx.state().settings.address(&self.account)
    }

    fn lent_until(&self, lent: &Lent) -> String {
        lending::day(self.cx, &self.account, lent.until)
    }

    fn trial(&self) -> bool {
        self.account.plan == Plan::Trial
    }

    /// The plan; of a trial also its end, if that is known.
    fn plan(&self) -> String {
        let name = self.cx.t(self.account.plan.key());
        match self.facts.of.trial_ends_at.filter(|_| self.trial()) {
            Some(end) => self.cx.t2("accounts-trial-until", "plan", name, "day", &self.cx.day(end)),
            None => name.to_owned(),
        }
    }

    fn products(&self) -> String {
        let names = self.facts.products.iter().map(|product| self.cx.t(product_key(*product)));
        std::iter::once(self.cx.t("product-support")).chain(names).collect::<Vec<_>>().join(", ")
    }

    fn cycle(&self) -> String {
        let now = self.cx.t(cycle_key(&self.facts.of.cycle));
        match self.facts.of.next_cycle {
            Some(next) => format!("{now}. {}", self.cx.t(next_cycle_key(&next))),
            None => now.to_owned(),
        }
    }

    fn price(&self) -> String {
        let terms = self.facts.of.terms(self.account.plan);
        per_period(self.cx, terms.price(self.facts.of.currency), terms.cycle, &self.facts.of)
    }

    /// Day and amount of the next invoice, where any are made.
    fn next_invoice(&self) -> Option<(String, String)> {
        let (at, amount) = self.facts.of.next_invoice(self.account.plan).filter(|_| bills(self.cx))?;
        Some((self.cx.day(at), written(self.cx.lang(), amount, self.facts.of.currency)))
    }

    fn role(&self, member: &Member) -> String {
        match &member.custom {
            Some(name) => name.in_lang(self.cx.lang()),
            None if member.person.standing.role == Role::Agent && self.account.plan.custom_roles() => {
                self.cx.t("role-legacy-agent")
            }
            None => self.cx.t(member.person.role_key()),
        }
        .to_owned()
    }

    /// The roles of a member in the products that the account has, the right to change the subscription among them.
    fn in_products(&self, member: &Member) -> Vec<String> {
        let standing = &member.person.standing;
        let open = self.facts.products.iter().filter_map(|product| Some((*product, standing.products.of(*product)?)));
        let mut all: Vec<String> = open
            .map(|(product, role)| {
                let (product, role) = (self.cx.t(product_key(product)), self.cx.t(product_role_key(role)));
                self.cx.t2("team-product-role", "product", product, "role", role)
            })
            .collect();
        all.extend(standing.billing_admin.then(|| self.cx.t("accounts-billing-admin").to_owned()));
        all
    }

    fn yes(&self, on: &bool) -> &str {
        self.cx.t(if *on { "setting-on" } else { "setting-off" })
    }

    fn required(&self, yes: &bool) -> &str {
        self.cx.t(if *yes { "accounts-required" } else { "accounts-optional" })
    }

    fn minutes(&self, minutes: &i32) -> String {
        words(self.cx, *minutes)
    }

    fn language(&self) -> &str {
        self.cx.t(super::new::language_key(self.account.locale))
    }

    /// The keys of what customers may do.
    fn customers(&self) -> &str {
        let of = &self.facts.end_users;
        self.cx.t(match (self.account.help_center_active, of.anybody_can_submit, of.ask_to_register) {
            (false, ..) => "accounts-sign-up-help-center-off",
            (true, true, false) => "accounts-sign-up-anybody",
            (true, true, true) => "accounts-sign-up-registered",
            (true, false, _) => "accounts-sign-up-added",
        })
    }

    fn deletion(&self) -> &str {
        let administrators = self.facts.end_users.administrators_delete();
        self.cx.t(if administrators { "set-delete-administrators" } else { "set-delete-agents" })
    }

    fn staff_level(&self) -> &str {
        self.cx.t(self.facts.sign_in.staff_level.key())
    }

    fn customer_level(&self) -> &str {
        self.cx.t(self.facts.sign_in.customer_level.key())
    }

    /// The ranges, one by one.
    fn ranges(&self) -> Vec<&str> {
        self.account.ip_ranges.split_whitespace().collect()
    }

    fn access(&self) -> (&'static str, String) {
        access_said(self.cx, &self.facts.access)
    }

    fn name(&self, id: &i64) -> &str {
        self.facts.names.get(id).map_or("–", String::as_str)
    }

    /// When a grant ended, and how; nothing for the one that lives.
    fn end(&self, grant: &Grant) -> Option<(Moment, String)> {
        if grant.lives(self.cx.now()) {
            return None;
        }
        let name = grant.ended_by.map_or("–", |id| self.name(&id));
        let how = match grant.end_cause {
            Some(GrantEnd::Replaced) => self.cx.t1("grant-replaced", "name", name),
            Some(GrantEnd::TurnedOff) => self.cx.t1("grant-turned-off", "name", name),
            Some(GrantEnd::Converted) => self.cx.t("grant-converted").to_owned(),
            Some(GrantEnd::Expired) | None => self.cx.t("grant-expired").to_owned(),
        };
        Some((grant.ended_at.or(grant.ends_at).unwrap_or(grant.created_at), how))
    }

    /// When the grant that lives ends.
    fn until(&self, grant: &Grant) -> String {
        match grant.ends_at {
            Some(end) => self.cx.long(end),
            None => self.cx.t("accounts-access-indefinitely").to_owned(),
        }
    }

    fn failed_hours(&self) -> i64 {
        FAILED_HOURS
    }

    fn next(&self) -> Option<String> {
        self.facts.team.next.map(|id| self.at("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.facts.team.previous.map(|id| self.at("before", id))
    }

    fn at(&self, which: &str, id: i64) -> String {
        format!("{}{}", self.path(), query(&[(which, &id.to_string())]))
    }
}
