//! The letters of billing.

use super::letters::{Desk, Html, Letter, paragraphs};
use crate::billing::prices::written;
use crate::i18n::Lang;
use crate::text;

impl Desk<'_> {
    /// Writes what a letter of billing says; of any other nothing.
    pub(super) fn of_billing(&self, letter: &Letter, lang: &'static Lang, parts: &mut Html) {
        let (account, dates) = (text::line(&self.account.name), self.dates(lang));
        let account = account.as_str();
        let link = |key: &str, path: &str| Some((lang.t(key).to_owned(), format!("{}{path}", self.base)));
        match letter {
            Letter::InvoiceNew { number, total, currency, due } => {
                let said = [
                    ("account", account.to_owned()),
                    ("number", number.to_string()),
                    ("total", written(lang, *total, *currency)),
                    ("day", dates.day(*due)),
                ];
                let said = said.each_ref().map(|(name, value)| (*name, value.into()));
                parts.subject = lang.with("mail-invoice-new-subject", &said);
                parts.lead = paragraphs(&lang.with("mail-invoice-new-lead", &said));
                parts.link = link("mail-invoice-link", &format!("/admin/account/billing/invoices/{number}"));
            }
            Letter::InvoiceSettled { number, paid, reason } => {
                let number = number.to_string();
                let said = [("account", account.into()), ("number", (&number).into())];
                let (title, lead) = match paid {
                    true => ("mail-invoice-paid-subject", "mail-invoice-paid-lead"),
                    false => ("mail-invoice-void-subject", "mail-invoice-void-lead"),
                };
                parts.subject = lang.with(title, &said);
                parts.lead = paragraphs(&lang.with(lead, &said));
                parts.quote = paragraphs(reason);
                parts.link = link("mail-invoice-link", &format!("/admin/account/billing/invoices/{number}"));
            }
            Letter::SubscriptionChanged { by, reason, plan, seats, next } => {
                let by = by.as_deref().map(text::line);
                let said = [
                    ("account", account.into()),
                    ("by", by.as_deref().unwrap_or_default().into()),
                    ("plan", lang.t(plan.key()).into()),
                    ("seats", (*seats).into()),
                ];
                parts.subject = lang.with("mail-subscription-changed-subject", &said);
                let lead = match by {
                    Some(_) => "mail-subscription-changed-lead",
                    None => "mail-subscription-changed-operator-lead",
                };
                parts.lead = paragraphs(&lang.with(lead, &said));
                let mut now = lang.with("mail-subscription-changed-now", &said);
                if let Some((at, total, currency)) = next {
                    let (total, day) = (written(lang, *total, *currency), dates.day(*at));
                    let said = [("total", (&total).into()), ("day", (&day).into())];
                    now = format!("{now} {}", lang.with("mail-subscription-changed-next", &said));
                }
                parts.lead.extend(paragraphs(&now));
                parts.quote = reason.as_deref().map(paragraphs).unwrap_or_default();
                parts.link = link("mail-subscription-link", "/admin/account/billing/subscription");
            }
            Letter::SeatsLent { seats, until, ended, reason } => {
                let day = dates.day(*until);
                let said = [("account", account.into()), ("seats", (*seats).into()), ("day", (&day).into())];
                let (title, lead) = match ended {
                    true => ("mail-seats-ended-subject", "mail-seats-ended-lead"),
                    false => ("mail-seats-lent-subject", "mail-seats-lent-lead"),
                };
                parts.subject = lang.with(title, &said);
                parts.lead = paragraphs(&lang.with(lead, &said));
                parts.quote = paragraphs(reason);
                parts.link = link("mail-subscription-link", "/admin/account/billing/subscription");
            }
            _ => {}
        }
    }
}
