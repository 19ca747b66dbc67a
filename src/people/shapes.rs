//! What addresses look like: whether a text can be one, and whether a mailbox seems to be read by several people.

use crate::error::Result;
use crate::i18n::Lang;
use crate::text;

/// Longest e-mail address, in characters.
pub const EMAIL_MAX: usize = 254;
/// Longest phone number, in characters.
pub const PHONE_MAX: usize = 40;

/// What is wrong with an address or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Empty,
    /// Longer than [`EMAIL_MAX`] or [`PHONE_MAX`].
    TooLong(usize),
    /// Has not the shape of an e-mail address.
    NotAnEmail,
    /// Has not the shape of a phone number.
    NotAPhone,
    /// Is not written as `+` and digits, which this account asks for.
    NotInternational,
}

impl Fault {
    /// What to tell whoever typed it.
    pub fn text(self, lang: &Lang) -> String {
        match self {
            Self::Empty => lang.t("fault-contact-empty").to_owned(),
            Self::TooLong(max) => lang.with("fault-too-long", &[("max", (max as i64).into())]),
            Self::NotAnEmail => lang.t("fault-contact-email").to_owned(),
            Self::NotAPhone => lang.t("fault-contact-phone").to_owned(),
            Self::NotInternational => lang.t("fault-contact-international").to_owned(),
        }
    }
}

/// Cleans an e-mail address and says what is wrong with it. Only a message to it tells whether somebody reads it.
pub fn email(typed: &str) -> Result<String, Fault> {
    let value = text::line(typed);
    let plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')');
    let hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}');
    if value.is_empty() {
        return Err(Fault::Empty);
    }
    if value.chars().count() > EMAIL_MAX {
        return Err(Fault::TooLong(EMAIL_MAX));
    }
    let Some((name, domain)) = value.split_once('@') else { return Err(Fault::NotAnEmail) };
    let labels = domain.split('.').all(|label| {
        let inner = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    });
    let named = !name.is_empty() && !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    let fine = named && labels && domain.contains('.') && value.chars().all(plain) && !value.contains(hidden);
    if fine { Ok(value) } else { Err(Fault::NotAnEmail) }
}

/// Cleans a phone number and says what is wrong with it. `international` is the account's `Validate user phone numbers`:
/// the number must be, and is kept, in the form E.164.
pub fn phone(typed: &str, international: bool) -> Result<String, Fault> {
    let value = text::line(typed);
    if value.is_empty() {
        return Err(Fault::Empty);
    }
    if value.chars().count() > PHONE_MAX {
        return Err(Fault::TooLong(PHONE_MAX));
    }
    if !international {
        let signs =
            |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/' | '#' | '*' | 'x');
        let digits = value.chars().filter(char::is_ascii_digit).count();
        return if digits >= 2 && value.chars().all(signs) { Ok(value) } else { Err(Fault::NotAPhone) };
    }
    let bare: String = value.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/')).collect();
    match bare.strip_prefix('+') {
        Some(digits)
            if (7..=15).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
                && !digits.starts_with('0') =>
        {
            Ok(bare)
        }
        _ => Err(Fault::NotInternational),
    }
}

/// Mailbox names that seldom are one person's.
const SHARED: &[&str] = &[
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administration",
    "administrator",
    "aide",
    "all",
    "assistance",
    "billing",
    "bonjour",
    "bot",
    "careers",
    "commercial",
    "compta",
    "comptabilite",
    "contact",
    "contacts",
    "customercare",
    "customerservice",
    "customersupport",
    "desk",
    "direction",
    "donotreply",
    "enquiries",
    "enquiry",
    "equipe",
    "everyone",
    "facturation",
    "feedback",
    "finance",
    "group",
    "groupe",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "information",
    "infos",
    "inquiries",
    "it",
    "itsupport",
    "jobs",
    "legal",
    "list",
    "mail",
    "mailerdaemon",
    "mailinglist",
    "marketing",
    "newsletter",
    "nepasrepondre",
    "noc",
    "noreply",
    "notification",
    "notifications",
    "office",
    "ops",
    "orders",
    "postmaster",
    "press",
    "privacy",
    "recrutement",
    "reply",
    "rh",
    "root",
    "sales",
    "secretariat",
    "security",
    "serviceclient",
    "serviceclients",
    "service",
    "services",
    "staff",
    "support",
    "sysadmin",
    "team",
    "technique",
    "tous",
    "ventes",
    "webmaster",
];

/// Whether an e-mail address looks like a group's or a list's: whoever reads such a mailbox could act as the person.
pub fn shared(email: &str) -> bool {
    let folded = text::fold(email);
    let name = folded.split('@').next().unwrap_or_default();
    let name = name.split('+').next().unwrap_or_default();
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    // `support-fr` and `info.paris` are as shared as `support` and `info`.
    let first = name.split(['-', '.', '_']).next().unwrap_or_default();
    let lead = ["support", "info", "help", "helpdesk", "noreply", "contact", "sales", "billing"];
    SHARED.contains(&bare.as_str()) || (name != first && lead.contains(&first))
}
