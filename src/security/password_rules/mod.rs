//! What a password has to be: the account's level, for team members and for end users, and what no password may be.
//!
//! * [`check`] says what is wrong with one, from what is known without the database.
//! * [`common`]: the passwords that everybody tries first, and the operator's own list of breached ones.
//! * [`state`]: since when somebody has theirs, those they had before, and by when they have to choose another.
//! * `tab`: the page of the settings.
//! * [`setting`]: an administrator sets somebody's password.

pub mod common;
pub mod setting;
pub mod state;
mod tab;

pub(super) use tab::{edit, update};

use crate::error::Result;
use crate::identity::{Account, Person};
use crate::passwords::{self, Passwords};
use crate::security::settings::SignInSettings;
use crate::text_enum;
use crate::web::{Cx, Field};

text_enum! {
    /// How strong passwords have to be.
    pub enum Level {
        /// Five characters.
        Low = "low",
        /// Six, of every kind.
        Medium = "medium",
        /// The same, another every 90 days.
        High = "high",
        /// Twelve, of every kind.
        Recommended = "recommended",
    }
}

/// Days after which a password of the level High has to be replaced.
pub const DAYS: i64 = 90;
/// Passwords that somebody had before and does not take again at the level High.
pub const FORMER: usize = 5;
/// Days that somebody has to replace a password that the level no longer admits.
pub const GRACE_DAYS: i64 = 5;
/// Shortest word of a name that no password may contain.
const WORD: usize = 4;
/// What the product is called.
const PRODUCT: &str = "stead";

impl Level {
    /// Characters that a password has at least.
    pub fn min(self) -> usize {
        match self {
            Self::Low => 5,
            Self::Medium | Self::High => 6,
            Self::Recommended => passwords::MIN,
        }
    }

    /// Whether it needs capital and small letters, a digit and a sign.
    pub fn mixed(self) -> bool {
        self != Self::Low
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "level-low",
            Self::Medium => "level-medium",
            Self::High => "level-high",
            Self::Recommended => "level-recommended",
        }
    }

    /// The key of what it asks.
    pub fn text(self) -> &'static str {
        match self {
            Self::Low => "level-low-text",
            Self::Medium => "level-medium-text",
            Self::High => "level-high-text",
            Self::Recommended => "level-recommended-text",
        }
    }

    /// What a page says beside a new password.
    pub fn hint(self, cx: &Cx) -> String {
        cx.t1(if self.mixed() { "password-hint-mixed" } else { "password-hint" }, "min", self.min() as i64)
    }
}

/// Whose password it is, and where: what nobody should find in it.
#[derive(Clone, Debug)]
pub struct About {
    email: String,
    words: Vec<String>,
}

impl About {
    /// What is known of a person of an account.
    pub fn of(account: &Account, person: &Person) -> Self {
        Self::new(&account.name, &account.subdomain, &person.name, person.email.as_deref())
    }

    /// The same, of an account that is yet to be made.
    pub fn new(account: &str, subdomain: &str, name: &str, email: Option<&str>) -> Self {
        let email = email.unwrap_or_default().to_lowercase();
        let local = email.split('@').next().unwrap_or_default();
        let texts = [PRODUCT, account, subdomain, name, local];
        let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let words = words.filter(|word| word.chars().count() >= WORD).map(str::to_lowercase).collect();
        Self { email, words }
    }
}

/// What is wrong with a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is shorter than this.
    Short(usize),
    /// It is longer than anybody's.
    Long,
    /// A kind of character is missing.
    Mix,
    /// The person's address is in it.
    Address,
    /// It is one of the common ones.
    Common,
    /// A word of the person, the account or the product is in it.
    Word(String),
}

impl Fault {
    /// Its text.
    pub fn text(&self, cx: &Cx) -> String {
        match self {
            Self::Short(min) => cx.t1("fault-password-short", "min", *min as i64),
            Self::Long => cx.t1("fault-too-long", "max", passwords::MAX as i64),
            Self::Mix => cx.t("fault-password-mix").to_owned(),
            Self::Address => cx.t("fault-password-is-address").to_owned(),
            Self::Common => cx.t("fault-password-common").to_owned(),
            Self::Word(word) => cx.t1("fault-password-word", "word", word),
        }
    }
}

/// Says what is wrong with a password, if anything is.
pub fn check(level: Level, about: &About, typed: &str) -> Option<Fault> {
    let length = typed.chars().count();
    if length < level.min() {
        return Some(Fault::Short(level.min()));
    }
    if length > passwords::MAX {
        return Some(Fault::Long);
    }
    let kinds: [fn(char) -> bool; 4] =
        [char::is_uppercase, char::is_lowercase, char::is_numeric, |c| !c.is_alphanumeric()];
    if level.mixed() && !kinds.iter().all(|kind| typed.chars().any(kind)) {
        return Some(Fault::Mix);
    }
    let folded = typed.to_lowercase();
    if !about.email.is_empty() && folded.contains(&about.email) {
        return Some(Fault::Address);
    }
    if common::is_common(&folded) {
        return Some(Fault::Common);
    }
    about.words.iter().find(|word| folded.contains(*word)).map(|word| Fault::Word(word.clone()))
}

/// The level of a person's password, and since when it was chosen.
pub async fn level(cx: &Cx, person: &Person) -> Result<(Level, Option<crate::db::Moment>)> {
    let standing = person.standing;
    cx.read(move |c| Ok(SignInSettings::of(c, standing.account)?.level(&standing))).await
}

/// Says what is wrong with a new password of a person.
pub async fn check_new(cx: &Cx, hasher: &Passwords, field: &mut Field, typed: &str, person: &Person) -> Result<()> {
    let (level, _) = level(cx, person).await?;
    if let Some(fault) = check(level, &About::of(cx.account(), person), typed) {
        field.fault(fault.text(cx));
    } else if common::is_breached(cx.state(), typed).await? {
        field.fault(Fault::Common.text(cx));
    } else if state::was_had(cx, hasher, level, person.id, typed).await? {
        field.fault(cx.t(if level == Level::High { "fault-password-had" } else { "fault-password-same" }));
    }
    Ok(())
}
