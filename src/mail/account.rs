//! The letters about the account itself: that the operator has suspended it, and that it is open again. They go out although it is.

use super::letters::{Desk, Html, paragraphs};
use crate::i18n::Lang;
use crate::text;

/// What became of an account.
#[derive(Clone, Debug)]
pub enum AccountLetter {
    /// Nobody gets into it any more.
    Suspended {
        /// What the operator is called.
        operator: String,
        /// Why, in the operator's words.
        reason: String,
    },
    /// It is open again.
    Resumed {
        /// What the operator is called.
        operator: String,
        /// Why, in the operator's words.
        reason: String,
    },
}

impl AccountLetter {
    /// The names of both.
    pub(super) const NAMES: [&'static str; 2] = ["account_suspended", "account_resumed"];

    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Suspended { .. } => "account_suspended",
            Self::Resumed { .. } => "account_resumed",
        }
    }
}

impl Desk<'_> {
    /// Writes what a letter about the account says.
    pub(super) fn of_account(&self, letter: &AccountLetter, lang: &'static Lang, parts: &mut Html) {
        let (AccountLetter::Suspended { operator, reason } | AccountLetter::Resumed { operator, reason }) = letter;
        let (account, operator) = (text::line(&self.account.name), text::line(operator));
        let said = [("account", (&account).into()), ("operator", (&operator).into())];
        let (subject, lead, after) = match letter {
            AccountLetter::Suspended { .. } => {
                ("mail-account-suspended-subject", "mail-account-suspended-lead", "mail-account-suspended-after")
            }
            AccountLetter::Resumed { .. } => {
                parts.link = Some((lang.t("mail-account-resumed-link").to_owned(), format!("{}/", self.base)));
                ("mail-account-resumed-subject", "mail-account-resumed-lead", "mail-account-resumed-after")
            }
        };
        parts.subject = lang.with(subject, &said);
        parts.lead = paragraphs(&lang.with(lead, &said));
        parts.quote = paragraphs(reason);
        parts.after.push(lang.with(after, &said));
    }
}
