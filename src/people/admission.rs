//! Who may write and sign up by themselves: the allowlist and the blocklist of the account (spec.md §1, reference §7).
//!
//! Both are addresses and domains, separated by blanks; a domain stands for its subdomains too. The allowlist wins. `*`
//! in the blocklist is everybody else.

use super::settings::EndUserSettings;
use super::shapes;
use crate::text;

/// Whether an address may write or sign up.
pub fn admits(settings: &EndUserSettings, email: &str) -> bool {
    let email = text::fold_address(email);
    let names = |list: &str| list.split_whitespace().any(|entry| covers(entry, &email));
    names(&settings.allowlist) || !names(&settings.blocklist)
}

fn covers(entry: &str, email: &str) -> bool {
    let entry = text::fold_address(entry);
    if entry == "*" || entry == email {
        return true;
    }
    if entry.contains('@') {
        return false;
    }
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.strip_suffix(entry.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Cleans a list that somebody typed, an entry a blank; `Err` with the first entry that is none. `star`: whether `*` is.
pub(super) fn clean(typed: &str, star: bool) -> Result<String, String> {
    let mut entries: Vec<String> = vec![];
    for word in text::lines(typed).split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
        let entry = text::fold_address(word.strip_prefix('@').unwrap_or(word));
        if entry.is_empty() || entries.contains(&entry) {
            continue;
        }
        let address = if entry.contains('@') { entry.clone() } else { format!("somebody@{entry}") };
        if entry != "*" && shapes::email(&address).is_err() || entry == "*" && !star {
            return Err(word.chars().take(60).collect());
        }
        entries.push(entry);
    }
    Ok(entries.join(" "))
}
