//! Several people at once: who was ticked in a list.

use crate::web::Form;

/// How many people one act may be for.
pub const MAX: usize = 100;

/// The people that an address names: `?id=1&id=2`.
pub(super) fn of_query(query: &str) -> Vec<i64> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    of(pairs.iter().filter(|(name, _)| name == "id").map(|(_, id)| id.as_str()))
}

/// The people that a form names.
pub(super) fn of_form(form: &Form) -> Vec<i64> {
    of(form.all("id"))
}

fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<i64> {
    let mut ids: Vec<i64> = texts.filter_map(|id| id.parse().ok()).filter(|id| *id > 0).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(MAX);
    ids
}
