//! What a role may be called. Somebody who is given «Admin», or a second «Billing», by mistake has what nobody meant to give.

use super::model::{self, CustomRole};
use crate::db::Conn;
use crate::error::Result;
use crate::i18n::Lang;
use crate::identity::Locale;
use crate::text;

/// Longest name, and longest description, in characters.
pub const NAME_MAX: usize = 80;
/// See [`NAME_MAX`].
pub const DESCRIPTION_MAX: usize = 500;

/// What Stead itself calls people, in both languages.
const STANDARD: &[&str] = &[
    "Admin",
    "Administrator",
    "Administrateur",
    "Administratrice",
    "Owner",
    "Account owner",
    "Propriétaire",
    "Propriétaire du compte",
    "Billing admin",
    "Administrateur de facturation",
    "Agent",
    "Legacy agent",
    "Ancien agent",
    "Light agent",
    "Agent light",
    "Contributor",
    "Contributeur",
    "End user",
    "Utilisateur final",
    "Team member",
    "Membre de l’équipe",
    "Operator",
    "Opérateur",
];

/// What is wrong with a name. Each says which other name stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Another role has it.
    Taken(String),
    /// It would be taken for this one.
    Alike(String),
}

impl Fault {
    /// What to tell whoever typed it.
    pub fn text(&self, lang: &Lang) -> String {
        let (key, name) = match self {
            Self::Taken(name) => ("fault-role-name-taken", name),
            Self::Alike(name) => ("fault-role-name-alike", name),
        };
        lang.with(key, &[("name", name.as_str().into())])
    }
}

/// Whether a name has anything to read in it.
pub fn readable(name: &str) -> bool {
    text::fold(name).chars().any(char::is_alphanumeric)
}

/// Whether two names would be taken for each other: they differ by no more than signs, accents, or one letter (two in a long
/// word). Names that a number or a short word tells apart, such as «Tier 1» and «Tier 2», do not.
pub fn alike(one: &str, other: &str) -> bool {
    let (a, b) = (letters(one), letters(other));
    if a == b {
        return true;
    }
    let shorter = a.chars().count().min(b.chars().count());
    let most = match shorter {
        0..=3 => 0,
        4..=11 => 1,
        _ => 2,
    };
    marks(one) == marks(other) && strsim::osa_distance(&a, &b) <= most
}

fn letters(name: &str) -> String {
    text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn marks(name: &str) -> Vec<String> {
    let folded = text::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let tells = |w: &&str| !w.is_empty() && (w.chars().count() <= 2 || w.contains(|c: char| c.is_numeric()));
    words.filter(tells).map(str::to_owned).collect()
}

/// What is wrong with a name in an account; `but` is the role that is to have it.
pub fn fault(c: &mut Conn, account: i64, but: Option<i64>, name: &str) -> Result<Option<Fault>> {
    let others = model::all(c, account)?;
    Ok(among(others.iter().filter(|role| Some(role.id) != but), name))
}

/// [`fault`] among these roles.
pub fn among<'a>(others: impl Iterator<Item = &'a CustomRole>, name: &str) -> Option<Fault> {
    let mut close = STANDARD.iter().find(|standard| alike(name, standard)).map(|s| (*s).to_owned());
    for role in others {
        // In whatever language somebody reads the names of roles.
        let names = [Locale::En, Locale::Fr].map(|locale| role.name(Lang::of(locale)));
        if text::fold(&role.called.given) == text::fold(name) || names.iter().any(|n| text::fold(n) == text::fold(name))
        {
            return Some(Fault::Taken(
                names
                    .iter()
                    .find(|n| text::fold(n) == text::fold(name))
                    .map_or_else(|| role.called.given.clone(), |n| (*n).to_owned()),
            ));
        }
        close = close.or_else(|| names.iter().find(|n| alike(name, n)).map(|n| (*n).to_owned()));
    }
    close.map(Fault::Alike)
}

/// What a copy of a role is called at first.
pub fn of_copy(lang: &'static Lang, roles: &[CustomRole], role: &CustomRole) -> String {
    let base = lang.with("roles-copy-name", &[("name", role.name(lang).into())]);
    let numbered = (2..).map(|n| format!("{base} {n}"));
    let mut all = std::iter::once(base.clone()).chain(numbered);
    all.find(|name| among(roles.iter(), name).is_none()).unwrap_or(base)
}
