//! What the details of a line say of values. Acts write them in three shapes: `{name: [before, after]}`,
//! `{"before": …, "after": …}`, and plain values; whatever else there is, is shown as it stands.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::db::Moment;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is of, as the act wrote it; empty when it is the item itself.
    pub of: String,
    /// What it was, if the act tells.
    pub before: Option<String>,
    /// What it became, or is.
    pub after: String,
}

/// Under these names a number is somebody's id.
const PEOPLE: &[&str] = &["subject", "user", "person", "owner", "into", "requester", "assignee", "actor"];
/// Under these names a list of two is no before and after.
const LISTS: &[&str] = &["lines", "entries", "domains", "filters", "links", "tags", "permissions"];

/// Everybody whom details name by id.
pub fn people(body: &Value) -> Vec<i64> {
    let Some(details) = body.get("details").and_then(Value::as_object) else { return vec![] };
    let named = details.iter().filter(|(key, _)| PEOPLE.contains(&key.as_str()));
    named
        .flat_map(|(_, value)| match value {
            Value::Array(values) => values.iter().filter_map(Value::as_i64).collect(),
            one => one.as_i64().into_iter().collect::<Vec<_>>(),
        })
        .collect()
}

/// The values of a line's details, in the order of their names. `names` are people's, by id.
pub fn changes(details: &Value, names: &HashMap<i64, String>) -> Vec<Change> {
    let Some(map) = details.as_object() else { return vec![] };
    let mut all = vec![];
    let none = Value::Object(Map::new());
    let pair = map.get("before").zip(map.get("after"));
    // What came to be had nothing before, and what went has nothing after.
    match pair.map(|(before, after)| match (before, after) {
        (Value::Null, Value::Object(_)) => (&none, after),
        (Value::Object(_), Value::Null) => (before, &none),
        other => other,
    }) {
        Some((Value::Object(before), Value::Object(after))) => all.extend(compared(before, after, names)),
        Some((before, after)) => {
            all.push(Change {
                of: String::new(),
                before: Some(words("", before, names)),
                after: words("", after, names),
            });
        }
        None => {}
    }
    for (key, value) in map.iter().filter(|(key, _)| pair.is_none() || !matches!(key.as_str(), "before" | "after")) {
        let one = match value.as_array().map(Vec::as_slice) {
            Some([before, after]) if !LISTS.contains(&key.as_str()) => {
                (Some(words(key, before, names)), words(key, after, names))
            }
            _ => (None, words(key, value, names)),
        };
        if one.0.is_some() || !one.1.is_empty() {
            all.push(Change { of: key.clone(), before: one.0, after: one.1 });
        }
    }
    all
}

/// Every value that is another afterwards.
fn compared(before: &Map<String, Value>, after: &Map<String, Value>, names: &HashMap<i64, String>) -> Vec<Change> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |of: &Map<String, Value>, key: &str| words(key, of.get(key).unwrap_or(&Value::Null), names);
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| Change { of: key.clone(), before: Some(value(before, key)), after: value(after, key) })
        .collect()
}

/// A value as it is shown.
fn words(key: &str, value: &Value, names: &HashMap<i64, String>) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(at) if key == "until" => at.as_i64().map(|at| Moment(at).iso()).unwrap_or_default(),
        Value::Number(id) if PEOPLE.contains(&key) => {
            id.as_i64().and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| format!("#{id}"))
        }
        Value::Array(values) if values.iter().all(|v| !v.is_object() && !v.is_array()) => {
            values.iter().map(|v| words(key, v, names)).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
