//! Every address of the product is built here, scope included. Templates never write a root-absolute path.

use std::fmt::Write as _;

/// Builds addresses for one tab.
#[derive(Clone, Debug, Default)]
pub struct Urls {
    prefix: String,
}

impl Urls {
    /// Addresses within the frame that `scope` selects, or plain ones.
    pub fn new(scope: Option<&str>) -> Self {
        Self { prefix: scope.map(|s| format!("/~{s}")).unwrap_or_default() }
    }

    /// Addresses within the operator's realm.
    pub fn of_realm() -> Self {
        Self { prefix: super::realm::ROOT.to_owned() }
    }

    /// The address of a path of ours in this tab.
    pub fn to(&self, path: &str) -> String {
        if self.prefix == super::realm::ROOT && super::realm::is_below(path) {
            return path.to_owned();
        }
        format!("{}{path}", self.prefix)
    }
}

/// A query string: `?a=1&b=2`, percent-encoded; pairs with an empty value are left out.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs.iter().filter(|(_, v)| !v.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        encode(&mut text, value);
    }
    text
}

fn encode(text: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
}

/// A path of ours that a form or query names to go on to: on this host, without a scope, nothing else.
pub fn local_path(path: &str) -> Option<&str> {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/~")
        && !path.contains("/.")
        && path.len() <= 500
        && !path.contains(['\\', '#', '\u{7f}'])
        && path.chars().all(|c| c > ' ' && c.is_ascii());
    fine.then_some(path)
}
