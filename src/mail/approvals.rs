//! The letters of written authorizations: to whoever is asked, to the owner, and to whoever of the operator's staff asked.

use super::letters::{Desk, Html, paragraphs};
use crate::db::Moment;
use crate::i18n::Lang;
use crate::text;

/// A letter of a written authorization.
#[derive(Clone, Debug)]
pub enum ApprovalLetter {
    /// Asks for it.
    Asked {
        /// Who of the staff asks.
        by: String,
        /// For which company.
        company: String,
        /// The case's number.
        case: i64,
        /// What is to be authorized.
        what: String,
        /// Until when.
        until: Moment,
        /// The one-time path.
        path: String,
    },
    /// Tells the owner what an administrator answered.
    Told {
        /// Who answered.
        by: String,
        /// The case's number.
        case: i64,
        /// What was to be authorized.
        what: String,
        /// Whether it is.
        approved: bool,
    },
    /// Tells whoever asked. Who answered, and what they said, stands in the case and is erased with them; so it is not in here.
    Answered {
        /// The case's number.
        case: i64,
        /// Whether it is authorized.
        approved: bool,
    },
}

impl ApprovalLetter {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "approval_asked",
            Self::Told { .. } => "approval_told",
            Self::Answered { .. } => "approval_answered",
        }
    }
}

impl Desk<'_> {
    /// Writes what a letter of a written authorization says.
    pub(super) fn of_approvals(&self, letter: &ApprovalLetter, lang: &'static Lang, parts: &mut Html) {
        let mut said = vec![("account", text::line(&self.account.name))];
        let link = |key: &str, path: &str| Some((lang.t(key).to_owned(), format!("{}{path}", self.base)));
        let (subject, lead, number) = match letter {
            ApprovalLetter::Asked { by, company, case, what, path, .. } => {
                said.extend([("by", text::line(by)), ("company", text::line(company))]);
                parts.quote = paragraphs(what);
                parts.link = link("mail-approval-asked-link", path);
                parts.after.push(lang.t("mail-approval-asked-after").to_owned());
                ("mail-approval-asked-subject", "mail-approval-asked-lead", case)
            }
            ApprovalLetter::Told { by, case, what, approved } => {
                said.push(("by", text::line(by)));
                parts.quote = paragraphs(what);
                parts.link = link("mail-approval-told-link", crate::security::approvals::PATH);
                let lead = if *approved { "mail-approval-told-approved" } else { "mail-approval-told-refused" };
                ("mail-approval-told-subject", lead, case)
            }
            ApprovalLetter::Answered { case, approved } => {
                parts.link = link("mail-approval-answered-link", &format!("/cases/{case}"));
                let lead = if *approved { "mail-approval-answered-approved" } else { "mail-approval-answered-refused" };
                ("mail-approval-answered-subject", lead, case)
            }
        };
        said.push(("case", number.to_string()));
        let args: Vec<_> = said.iter().map(|(name, value)| (*name, value.into())).collect();
        parts.subject = lang.with(subject, &args);
        parts.lead = paragraphs(&lang.with(lead, &args));
    }
}
