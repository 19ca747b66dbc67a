//! What a check found, in words: what is so, and what to do next.

use super::approvals::Approval;
use super::cases::Case;
use super::contact::Sender;
use super::lists;
use crate::db::Moment;
use crate::identity::{Account, Person};
use crate::policy::{Answer, Ask, Contact};
use crate::web::Cx;

/// Something that is so, and whether it speaks for the contact.
#[derive(Clone, Debug)]
pub struct Bullet {
    /// Whether it does.
    pub good: bool,
    /// What is so.
    pub text: String,
}

/// All that the words are made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its account.
    pub account: Option<&'a Account>,
    /// Whoever of the team writes.
    pub person: Option<&'a Person>,
    /// Since when their address is verified.
    pub verified: Option<Moment>,
    /// The name of the account's owner.
    pub owner: &'a str,
    /// The authorizations of the case, each with the name of whoever was asked.
    pub asked: &'a [(Approval, String)],
    /// The one of them that counts.
    pub given: Option<i64>,
}

/// What is so.
pub fn bullets(cx: &Cx, facts: &Facts<'_>) -> Vec<Bullet> {
    let Some(sender) = facts.case.sender() else { return vec![] };
    let good = |text: String| Bullet { good: true, text };
    let bad = |text: String| Bullet { good: false, text };
    let account = facts.account.map_or("", |account| account.name.as_str());
    let about_account = |key: &str| cx.t1(key, "account", account);
    let mut all = match sender.contact {
        Contact::NotFound if facts.account.is_none() => vec![bad(cx.t("found-nowhere").to_owned())],
        Contact::NotFound => vec![bad(about_account("found-not"))],
        Contact::Several => vec![bad(cx.t("found-several").to_owned())],
        Contact::SupportAddress => vec![bad(cx.t("found-support").to_owned()), bad(cx.t("found-anybody").to_owned())],
        Contact::GroupMailbox => vec![bad(cx.t("found-group").to_owned()), bad(cx.t("found-anybody").to_owned())],
        Contact::EndUser => vec![bad(about_account("found-end-user"))],
        Contact::Suspended => vec![bad(about_account("found-suspended"))],
        Contact::Deleted => vec![bad(about_account("found-deleted"))],
        Contact::Unverified => vec![bad(about_account("found-unverified"))],
        registered => {
            let role = registered.as_str();
            vec![good(cx.t2("found-registered", "account", account, "role", role)), good(address(cx, sender, facts))]
        }
    };
    if sender.contact.is_registered() {
        all.push(good(cx.t("found-personal").to_owned()));
        let what = lists::asked(cx, facts.case);
        match facts.case.answered() {
            Some(Answer::Entitled) => all.push(good(cx.t1("found-entitled", "what", what))),
            Some(Answer::NeedsAdministrator) => all.push(bad(cx.t1("found-needs-administrator", "what", what))),
            Some(Answer::NeedsOwner) => all.push(bad(cx.t1("found-needs-owner", "what", what))),
            Some(Answer::Authorized) => all.extend(authorized(cx, facts).map(good)),
            Some(Answer::NotEntitled) => all.push(bad(cx.t1("found-stays-with-owner", "what", what))),
            None => {}
        }
    }
    all
}

fn address(cx: &Cx, sender: Sender, facts: &Facts<'_>) -> String {
    let day = facts.verified.map(|at| cx.day(at)).unwrap_or_default();
    cx.t1(if sender.secondary { "found-secondary" } else { "found-primary" }, "day", day.as_str())
}

/// `Authorized by NAME on DATE.`
fn authorized(cx: &Cx, facts: &Facts<'_>) -> Option<String> {
    let (one, name) = facts.asked.iter().find(|(one, _)| Some(one.id) == facts.given)?;
    let day = cx.day(one.answered_at?);
    Some(cx.t2("found-authorized", "name", name.as_str(), "day", day.as_str()))
}

/// What to do next.
pub fn next(cx: &Cx, facts: &Facts<'_>) -> Vec<String> {
    let Some((sender, ask)) = facts.case.sender().zip(facts.case.ask()) else { return vec![] };
    let key = match sender.contact {
        Contact::NotFound => "next-not-found",
        Contact::Several => "next-several",
        Contact::SupportAddress | Contact::GroupMailbox => "next-shared",
        Contact::EndUser => "next-end-user",
        Contact::Suspended => "next-suspended",
        Contact::Deleted => "next-deleted",
        Contact::Unverified => "next-unverified",
        _ => return vec![todo(cx, facts, sender, ask), reply(cx, facts, sender)],
    };
    vec![cx.t(key).to_owned()]
}

fn todo(cx: &Cx, facts: &Facts<'_>, sender: Sender, ask: Ask) -> String {
    let own = sender.contact == Contact::Owner;
    match (facts.case.answered(), ask) {
        (_, Ask::ChangeOwner) if own => cx.t("next-change-owner-own").to_owned(),
        (_, Ask::ChangeOwner) => cx.t1("next-change-owner", "owner", facts.owner),
        (Some(Answer::NeedsAdministrator), _) => cx.t("next-needs-administrator").to_owned(),
        (Some(Answer::NeedsOwner), _) => cx.t1("next-needs-owner", "owner", facts.owner),
        (Some(Answer::Authorized), Ask::Enter) => cx.t("next-authorized-enter").to_owned(),
        (Some(Answer::Authorized), _) => cx.t("next-authorized").to_owned(),
        (_, Ask::FindOwner) if own => cx.t("next-find-owner-own").to_owned(),
        (_, Ask::FindOwner) => cx.t1("next-find-owner", "owner", facts.owner),
        (_, Ask::Use) => cx.t("next-use").to_owned(),
        (_, Ask::Information) => cx.t("next-information").to_owned(),
        (_, Ask::Settings) => cx.t("next-settings").to_owned(),
        (_, Ask::Subscription) => cx.t("next-subscription").to_owned(),
        (_, Ask::Payments) => cx.t("next-payments").to_owned(),
        (_, Ask::Enter) => cx.t("next-enter").to_owned(),
        (_, Ask::Security) => cx.t("next-security").to_owned(),
        (_, Ask::Deletion) => cx.t("next-deletion").to_owned(),
    }
}

fn reply(cx: &Cx, facts: &Facts<'_>, sender: Sender) -> String {
    let primary = facts.person.and_then(|person| person.email.as_deref()).unwrap_or(facts.case.address.as_str());
    cx.t1(if sender.secondary { "next-reply-secondary" } else { "next-reply-primary" }, "address", primary)
}
