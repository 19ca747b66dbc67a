//! The letters about somebody's way in: codes and passwords.

use super::letters::{Desk, Html, Letter, paragraphs};
use crate::i18n::Lang;
use crate::text;

impl Desk<'_> {
    /// Writes what a letter of security says; of any other nothing.
    pub(super) fn of_security(&self, letter: &Letter, lang: &'static Lang, parts: &mut Html) {
        let account = text::line(&self.account.name);
        let account = account.as_str();
        let dates = self.dates(lang);
        let (title, lead, by, until, left, path) = match letter {
            Letter::TwoFactorOn => ("mail-two-factor-on-subject", "mail-two-factor-on-lead", None, None, 0, FACTOR),
            Letter::TwoFactorOff { by: None } => {
                ("mail-two-factor-off-subject", "mail-two-factor-off-lead", None, None, 0, FACTOR)
            }
            Letter::TwoFactorOff { by: Some(by) } => {
                ("mail-two-factor-off-subject", "mail-two-factor-off-by-lead", Some(by), None, 0, FACTOR)
            }
            Letter::RecoveryCodesMade => {
                ("mail-recovery-codes-made-subject", "mail-recovery-codes-made-lead", None, None, 0, FACTOR)
            }
            Letter::RecoveryCodeUsed { left } => {
                ("mail-recovery-code-used-subject", "mail-recovery-code-used-lead", None, None, *left, FACTOR)
            }
            Letter::RecoveryCodeShown { by, until } => {
                let (title, lead) = ("mail-recovery-code-shown-subject", "mail-recovery-code-shown-lead");
                (title, lead, Some(by), Some(until), 0, FACTOR)
            }
            Letter::WrongCodes => ("mail-wrong-codes-subject", "mail-wrong-codes-lead", None, None, 0, PASSWORD),
            Letter::PasswordSetByAdmin { by } => {
                ("mail-password-set-subject", "mail-password-set-lead", Some(by), None, 0, PASSWORD)
            }
            Letter::PasswordWillExpire { until } => {
                ("mail-password-expires-subject", "mail-password-expires-lead", None, Some(until), 0, PASSWORD)
            }
            _ => return,
        };
        let by = by.map(|by| text::line(by)).unwrap_or_default();
        let (day, time) = until.map(|at| (dates.day(*at), dates.time(*at))).unwrap_or_default();
        let said = [
            ("account", account.into()),
            ("by", (&by).into()),
            ("day", (&day).into()),
            ("time", (&time).into()),
            ("zone", dates.zone().into()),
            ("left", left.into()),
        ];
        parts.subject = lang.with(title, &said);
        parts.lead = paragraphs(&lang.with(lead, &said));
        let name = if path == FACTOR { "mail-two-factor-link" } else { "mail-password-own-link" };
        parts.link = Some((lang.t(name).to_owned(), format!("{}{path}", self.base)));
        if !matches!(letter, Letter::PasswordWillExpire { .. }) {
            parts.after.push(lang.with("mail-not-you", &[("account", account.into())]));
        }
    }
}

const FACTOR: &str = "/access/two-factor";
const PASSWORD: &str = "/access/password";
