//! The letters: what each says, in the receiver's language, as plain text and as HTML.

use askama::Template;
use diesel::prelude::*;

use super::access::AccessLetter;
use super::account::AccountLetter;
use super::approvals::ApprovalLetter;
use crate::billing::prices::Currency;
use crate::db::schema::links;
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::i18n::{Dates, Lang};
use crate::identity::{Account, Person};
use crate::people::settings::EndUserSettings;
use crate::policy::Plan;
use crate::{secrets, text};

/// Longest subject of a mail, in characters.
const SUBJECT_MAX: usize = 200;

/// A letter, with what its text needs. Paths are of this product, without host and scope.
#[derive(Clone, Debug)]
pub enum Letter {
    /// Welcome: verifies the address and asks for a password.
    Welcome {
        /// The one-time path.
        path: String,
    },
    /// Asks whoever reads an added address to confirm it.
    Verification {
        /// The one-time path.
        path: String,
    },
    /// Tells a person (at their primary address) that an address was added to their profile.
    AddressAdded {
        /// The address.
        address: String,
    },
    /// A link to choose another password.
    PasswordReset {
        /// The one-time path.
        path: String,
    },
    /// Tells a person that their password was changed.
    PasswordChanged,
    /// Tells a person that their two-factor authentication is on.
    TwoFactorOn,
    /// Tells a person that it is off.
    TwoFactorOff {
        /// Who turned it off, if they did not themselves.
        by: Option<String>,
    },
    /// Tells a person that they have new recovery codes.
    RecoveryCodesMade,
    /// Tells a person that one of them was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: i64,
    },
    /// Tells a person that an administrator was shown a recovery code of theirs.
    RecoveryCodeShown {
        /// Who.
        by: String,
        /// Until when it works.
        until: Moment,
    },
    /// Tells a person that somebody knows their password, but not their code.
    WrongCodes,
    /// Tells a person that an administrator set their password.
    PasswordSetByAdmin {
        /// Who.
        by: String,
    },
    /// Tells a person that the account asks for stronger passwords.
    PasswordWillExpire {
        /// Until when theirs works.
        until: Moment,
    },
    /// Tells a person of a sign-in with a device that is new to them.
    NewDevice {
        /// Browser and system; empty when they cannot be told.
        device: String,
        /// The network it came from; empty when it cannot be told.
        network: String,
        /// When.
        at: Moment,
    },
    /// Tells a person that an administrator signed them out.
    SessionsEnded {
        /// Who did.
        by: String,
    },
    /// Tells the holder of an address that somebody tried to sign up with it.
    SignUpKnown,
    /// Tells an administrator that the account is theirs now.
    OwnerNow {
        /// Whose it was.
        before: String,
        /// How many integrations wait for the new owner.
        integrations: i64,
    },
    /// Tells whoever handed the account over that they did.
    OwnerBefore {
        /// Whose it is now.
        now: String,
        /// The key of what the old owner is now, if no administrator.
        role: Option<&'static str>,
    },
    /// Tells an administrator that the operator named another owner.
    OwnerNamed {
        /// Whose it is now.
        now: String,
        /// Why, in the words of whoever did it.
        reason: String,
    },
    /// Tells the owner of a new invoice.
    InvoiceNew {
        /// Its number.
        number: i64,
        /// How much it is, in minor units.
        total: i64,
        /// Of what.
        currency: Currency,
        /// Until when it is to be paid.
        due: Moment,
    },
    /// Tells the owner that an invoice is paid or void.
    InvoiceSettled {
        /// Its number.
        number: i64,
        /// Paid, or else void.
        paid: bool,
        /// Why, in the words of whoever did it.
        reason: String,
    },
    /// Tells the owner that somebody else changed the subscription.
    SubscriptionChanged {
        /// Who; the operator, if nobody of the account.
        by: Option<String>,
        /// Why, in the words of the operator.
        reason: Option<String>,
        /// The plan there is now.
        plan: Plan,
        /// The seats there are now.
        seats: i64,
        /// The next invoice, where any are made.
        next: Option<(Moment, i64, Currency)>,
    },
    /// Tells the owner that the operator has lent seats, or ended that before its time.
    SeatsLent {
        /// How many.
        seats: i64,
        /// Until when.
        until: Moment,
        /// Whether that is over now.
        ended: bool,
        /// Why, in the words of whoever did it.
        reason: String,
    },
    /// Tells an administrator of a new one.
    NewAdministrator {
        /// Who it is.
        name: String,
        /// Who made them one.
        by: String,
    },
    /// Somebody is of the operator's staff now, and sets a password.
    StaffInvited {
        /// The one-time path.
        path: String,
        /// Who invited them.
        by: String,
    },
    /// Tells a person that another program acts in their name from now on.
    IntegrationAuthorized {
        /// The program.
        integration: String,
    },
    /// Tells of somebody's access to the account, or to a person's identity.
    Access(AccessLetter),
    /// Tells the owner that the account is suspended, or open again.
    Account(AccountLetter),
    /// Asks for a written authorization, or tells of one.
    Approval(ApprovalLetter),
    /// Tells the requester that their request was received.
    RequestReceived {
        /// The request's number.
        number: i64,
        /// Its subject; none if nobody proved to have written it, so that nobody makes us mail their words to others.
        subject: Option<String>,
    },
    /// Tells the requester of a public reply.
    RequestReply {
        /// The request's number.
        number: i64,
        /// Its subject.
        subject: String,
        /// Who replied.
        author: String,
        /// What they wrote.
        body: String,
    },
}

/// A letter as it is sent.
#[derive(Clone, Debug)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// For whom, from whom and about what a letter is written.
pub(super) struct Desk<'a> {
    pub(super) account: &'a Account,
    /// Where browsers reach the account: `https://acme.help.example`.
    pub(super) base: String,
    pub(super) to: &'a Person,
    pub(super) settings: EndUserSettings,
    /// Until when the letter's one-time link works.
    pub(super) until: Option<Moment>,
    pub(super) now: Moment,
}

/// The parts of a letter, in the order in which they are read.
#[derive(Template, Default)]
#[template(path = "mail/letter.html")]
pub(super) struct Html {
    lang: &'static str,
    pub(super) subject: String,
    greeting: String,
    /// Paragraphs of lines.
    pub(super) lead: Vec<Vec<String>>,
    pub(super) quote: Vec<Vec<String>>,
    /// What the link is called, and where it leads.
    pub(super) link: Option<(String, String)>,
    pub(super) after: Vec<String>,
    /// The Help Center's name and address.
    help_center: Option<(String, String)>,
    account: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    parts: &'a Html,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        c: &mut Conn,
        account: &'a Account,
        base: String,
        to: &'a Person,
        letter: &Letter,
        now: Moment,
    ) -> Result<Self> {
        let until = match letter.one_time().and_then(|path| path.rsplit('/').next()) {
            Some(token) => links::table
                .filter(links::token_hash.eq(secrets::sha256(token.as_bytes())))
                .select(links::expires_at)
                .first(c)
                .optional()?
                .map(Moment),
            None => match letter {
                Letter::Approval(ApprovalLetter::Asked { until, .. }) => Some(*until),
                _ => None,
            },
        };
        Ok(Self { account, base, to, settings: EndUserSettings::of(c, account.id)?, until, now })
    }

    pub(super) fn write(&self, letter: &Letter) -> Result<Written> {
        let lang = Lang::of(self.to.locale.unwrap_or(self.account.locale));
        let account = text::line(&self.account.name);
        let account = account.as_str();
        let about = |key: &str| lang.with(key, &[("account", account.into())]);
        let link = |key: &str, path: &str| Some((lang.t(key).to_owned(), format!("{}{path}", self.base)));
        let mut parts = Html {
            lang: lang.locale.as_str(),
            greeting: match self.name().as_str() {
                "" => lang.t("mail-greeting-nobody").to_owned(),
                name => lang.with("mail-greeting", &[("name", name.into())]),
            },
            account: account.to_owned(),
            ..Html::default()
        };
        match letter {
            Letter::Welcome { path } => {
                parts.subject = about("mail-welcome-subject");
                parts.lead = self.own_or(&self.settings.welcome_text, about("mail-welcome-lead"));
                parts.link = link("mail-welcome-link", path);
                parts.after.push(lang.t("mail-welcome-after").to_owned());
            }
            Letter::Verification { path } => {
                parts.subject = about("mail-verification-subject");
                parts.lead = self.own_or(&self.settings.verification_text, about("mail-verification-lead"));
                parts.link = link("mail-verification-link", path);
                parts.after.push(lang.t("mail-verification-after").to_owned());
            }
            Letter::AddressAdded { address } => {
                let said = [("account", account.into()), ("address", address.into())];
                parts.subject = about("mail-address-added-subject");
                parts.lead = paragraphs(&lang.with("mail-address-added-lead", &said));
                parts.after.push(about("mail-not-you"));
            }
            Letter::PasswordReset { path } => {
                parts.subject = about("mail-password-reset-subject");
                parts.lead = paragraphs(&about("mail-password-reset-lead"));
                parts.link = link("mail-password-reset-link", path);
                parts.after.push(lang.t("mail-password-reset-after").to_owned());
            }
            Letter::PasswordChanged => {
                parts.subject = about("mail-password-changed-subject");
                parts.lead = paragraphs(&about("mail-password-changed-lead"));
                parts.link = link("mail-password-changed-link", "/access/forgot-password");
                parts.after.push(about("mail-not-you"));
            }
            Letter::NewDevice { .. } | Letter::SessionsEnded { .. } => self.of_sessions(letter, lang, &mut parts),
            Letter::SignUpKnown => {
                parts.subject = about("mail-sign-up-known-subject");
                parts.lead = paragraphs(&about("mail-sign-up-known-lead"));
                parts.link = link("mail-sign-up-known-link", "/access/sign-in");
                parts.after.push(lang.t("mail-sign-up-known-after").to_owned());
            }
            Letter::OwnerNow { before, integrations } => {
                let before = text::line(before);
                let said = [("account", account.into()), ("before", (&before).into())];
                parts.subject = about("mail-owner-now-subject");
                parts.lead = paragraphs(&lang.with("mail-owner-now-lead", &said));
                parts.link = link("mail-owner-link", "/admin/account/billing/contacts");
                if *integrations > 0 {
                    let said = [("count", (*integrations).into())];
                    parts.lead.extend(paragraphs(&lang.with("mail-owner-now-integrations", &said)));
                }
            }
            Letter::OwnerBefore { now, role } => {
                let now = text::line(now);
                let said = [("account", account.into()), ("now", (&now).into())];
                parts.subject = about("mail-owner-before-subject");
                parts.lead = paragraphs(&match role {
                    None => lang.with("mail-owner-before-lead", &said),
                    Some(role) => {
                        let [account, now] = said;
                        lang.with("mail-owner-before-role-lead", &[account, now, ("role", lang.t(role).into())])
                    }
                });
                parts.link = match role {
                    None => link("mail-owner-link", "/admin/account/billing/contacts"),
                    Some(_) => link("mail-owner-who-link", "/agent/account-owner"),
                };
                parts.after.push(about("mail-owner-not-you"));
            }
            Letter::OwnerNamed { now, reason } => {
                let now = text::line(now);
                let said = [("account", account.into()), ("now", (&now).into())];
                parts.subject = about("mail-owner-named-subject");
                parts.lead = paragraphs(&lang.with("mail-owner-named-lead", &said));
                parts.quote = paragraphs(reason);
                parts.link = link("mail-owner-link", "/admin/account/billing/contacts");
            }
            Letter::TwoFactorOn
            | Letter::TwoFactorOff { .. }
            | Letter::RecoveryCodesMade
            | Letter::RecoveryCodeUsed { .. }
            | Letter::RecoveryCodeShown { .. }
            | Letter::WrongCodes
            | Letter::PasswordSetByAdmin { .. }
            | Letter::PasswordWillExpire { .. } => self.of_security(letter, lang, &mut parts),
            Letter::InvoiceNew { .. }
            | Letter::InvoiceSettled { .. }
            | Letter::SubscriptionChanged { .. }
            | Letter::SeatsLent { .. } => self.of_billing(letter, lang, &mut parts),
            Letter::Access(letter) => self.of_access(letter, lang, &mut parts),
            Letter::Account(letter) => self.of_account(letter, lang, &mut parts),
            Letter::Approval(letter) => self.of_approvals(letter, lang, &mut parts),
            Letter::NewAdministrator { name, by } => {
                let (name, by) = (text::line(name), text::line(by));
                let said = [("account", account.into()), ("name", (&name).into()), ("by", (&by).into())];
                parts.subject = about("mail-new-administrator-subject");
                parts.lead = paragraphs(&lang.with("mail-new-administrator-lead", &said));
                parts.link = link("mail-new-administrator-link", "/admin/people/team-members");
            }
            Letter::StaffInvited { path, by } => {
                let by = text::line(by);
                let said = [("account", account.into()), ("by", (&by).into())];
                parts.subject = about("mail-staff-invited-subject");
                parts.lead = paragraphs(&lang.with("mail-staff-invited-lead", &said));
                parts.link = link("mail-staff-invited-link", path);
                parts.after.push(lang.t("mail-staff-invited-after").to_owned());
            }
            Letter::IntegrationAuthorized { integration } => {
                let integration = text::line(integration);
                let said = [("account", account.into()), ("integration", (&integration).into())];
                parts.subject = about("mail-integration-authorized-subject");
                parts.lead = paragraphs(&lang.with("mail-integration-authorized-lead", &said));
                parts.link = link("mail-integration-authorized-link", "/admin/apps/integrations");
                parts.after.push(about("mail-not-you"));
            }
            Letter::RequestReceived { number, subject } => {
                let (number_said, known) = (number.to_string(), subject.as_deref().map(text::line));
                let said =
                    [("number", (&number_said).into()), ("subject", known.as_deref().unwrap_or_default().into())];
                let (title, lead) = match known {
                    Some(_) => ("mail-request-received-subject", "mail-request-received-lead"),
                    None => ("mail-request-received-number-subject", "mail-request-received-number-lead"),
                };
                parts.subject = lang.with(title, &said);
                parts.lead = paragraphs(&lang.with(lead, &said));
                parts.link = link("mail-request-link", &format!("/hc/requests/{number}"));
            }
            Letter::RequestReply { number, subject, author, body } => {
                let (subject, author) = (text::line(subject), text::line(author));
                let said = [("number", number.to_string()), ("subject", subject), ("author", author)];
                let said = said.each_ref().map(|(name, value)| (*name, value.into()));
                parts.subject = lang.with("mail-request-reply-subject", &said);
                parts.lead = paragraphs(&lang.with("mail-request-reply-lead", &said));
                parts.quote = paragraphs(body);
                parts.link = link("mail-request-reply-link", &format!("/hc/requests/{number}"));
            }
        }
        if let Some(until) = self.until {
            let dates = self.dates(lang);
            let (day, time) = (dates.day(until), dates.time(until));
            let said = [("day", (&day).into()), ("time", (&time).into()), ("zone", dates.zone().into())];
            parts.after.insert(0, lang.with("mail-link-until", &said));
        }
        if self.settings.list_help_centers && self.account.help_center_active && letter.request().is_none() {
            parts.help_center = Some((about("mail-help-center"), format!("{}/hc", self.base)));
        }
        parts.subject = text::line(&parts.subject).chars().take(SUBJECT_MAX).collect();
        Ok(Written { text: Plain { parts: &parts }.render()?, html: parts.render()?, subject: parts.subject })
    }

    /// How the receiver reads dates.
    pub(super) fn dates(&self, lang: &'static Lang) -> Dates {
        Dates::new(lang, self.to.time_zone.as_deref().unwrap_or(&self.account.time_zone), self.now)
    }

    /// The name to call the person by. People name themselves when they sign up, so a name could be somebody's way to send a
    /// link to strangers in our name; one that looks like it is left out.
    fn name(&self) -> String {
        let name = text::line(&self.to.name);
        let lures = name.contains(['/', '@', '\\']) || name.to_lowercase().contains("www.");
        if lures { String::new() } else { name }
    }

    /// The account's own text if it has one, else the product's.
    fn own_or(&self, own: &str, product: String) -> Vec<Vec<String>> {
        let own = own.trim();
        paragraphs(&if own.is_empty() { product } else { filled(own, &self.name(), &text::line(&self.account.name)) })
    }
}

/// Puts the two placeholders there are into an account's own text. It is gone through once, so that a name which looks like
/// a placeholder stays as it is; whatever else stands in braces is no business of ours.
fn filled(own: &str, name: &str, account: &str) -> String {
    let mut out = String::with_capacity(own.len() + name.len());
    let mut rest = own;
    while let Some(at) = rest.find("{{") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let known = [("{{name}}", name), ("{{account}}", account)];
        match known.iter().find_map(|(mark, value)| Some((tail.strip_prefix(mark)?, value))) {
            Some((after, value)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Paragraphs are parted by blank lines.
pub(super) fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let text = text::lines(text);
    let lines = text.lines().map(str::trim_end).collect::<Vec<_>>();
    lines
        .split(|line| line.is_empty())
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| paragraph.iter().map(|line| (*line).to_owned()).collect())
        .collect()
}
