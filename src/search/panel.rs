//! What a page shows around a search: the field, what is wrong, the terms one by one, saved filters, examples.

use super::faults::{Fault, Trouble};
use super::query::{By, Context, Query};
use crate::web::{Cx, query};

/// Searches that are at hand as links: the key of the name, and the search.
pub const FILTERS: &[(&str, &str)] = &[
    ("search-filter-no-organization", "organization:none"),
    ("search-filter-unverified", "is_verified:false"),
    ("search-filter-suspended", "is_suspended:true"),
    ("search-filter-recent", "created>7days"),
    ("search-filter-no-email", "email:none"),
];

/// The same for organizations.
const OF_ORGANIZATIONS: &[(&str, &str)] =
    &[("search-filter-recent", "created>7days"), ("search-filter-no-tags", "tags:none")];

/// Examples of the help, by what they are about: a search, and the key of what it finds.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("top", "search-example-word"),
    ("\"amy moore\"", "search-example-phrase"),
    ("mondocam.com", "search-example-domain"),
    ("user:amy@mondocam.com", "search-example-user"),
    ("name:amy organization:mondocam", "search-example-and"),
    ("role:agent role:admin", "search-example-or"),
    ("tags:\"vip gold\"", "search-example-tags"),
    ("amy -tags:invoice", "search-example-not"),
    ("external_id:crm*", "search-example-star"),
    ("organization:none", "search-example-none"),
    ("phone:+33612345678", "search-example-phone"),
    ("created>4hours", "search-example-relative"),
    ("created>=2026-01-01 created<2026-02-01", "search-example-range"),
    ("is_verified:false order_by:updated sort:asc", "search-example-order"),
];

/// The same for organizations.
const EXAMPLES_OF_ORGANIZATIONS: &[(&str, &str)] = &[
    ("top", "search-example-word"),
    ("\"top ten\"", "search-example-phrase"),
    ("tags:\"vip gold\"", "search-example-tags"),
    ("top -tags:invoice", "search-example-not"),
    ("external_id:crm*", "search-example-star"),
    ("created>=2026-01-01 created<2026-02-01", "search-example-range"),
    ("tags:vip order_by:name", "search-example-order"),
];

/// A search on a page.
pub struct Panel {
    /// The path of the page.
    pub path: &'static str,
    /// What was typed.
    pub q: String,
    /// What it means, or what is wrong with it.
    pub read: Result<Query, Vec<Fault>>,
    /// The keywords of the account's own fields.
    pub fields: Vec<String>,
}

/// A term that can be taken out.
pub struct Chip {
    /// The term as it was typed.
    pub text: String,
    /// The address without it.
    pub href: String,
}

/// A fault for a page.
pub struct Said<'a> {
    /// What stands before the word.
    pub before: &'a str,
    /// The word.
    pub word: &'a str,
    /// What stands after it.
    pub after: &'a str,
    /// What is wrong.
    pub text: String,
    /// The search as it may have been meant.
    pub better: Option<String>,
    /// Whether tickets are looked for.
    pub tickets: bool,
    /// Whether the search of everything answers it.
    pub elsewhere: bool,
}

impl Panel {
    /// The panel of a search.
    pub fn of(path: &'static str, text: &str, context: &Context) -> Self {
        let read = Query::parse(text, context);
        Self { path, q: text.to_owned(), read, fields: context.fields.iter().map(|f| f.key.clone()).collect() }
    }

    /// The panel where nothing is searched for yet.
    pub fn blank(path: &'static str) -> Self {
        Self { path, q: String::new(), read: Err(vec![]), fields: vec![] }
    }

    /// The same, with the keywords of the account's own fields.
    pub fn blank_in(path: &'static str, context: &Context) -> Self {
        Self { fields: context.fields.iter().map(|f| f.key.clone()).collect(), ..Self::blank(path) }
    }

    /// Whether something is wrong with what was typed.
    pub fn faulty(&self) -> bool {
        self.read.as_ref().is_err_and(|faults| !faults.is_empty())
    }

    /// The keywords that there are, the account's own among them.
    pub fn keywords(&self) -> Vec<&str> {
        if self.of_organizations() {
            return super::build::SHARED.to_vec();
        }
        let mut all: Vec<&str> = super::build::keywords().collect();
        all.extend(self.fields.iter().map(String::as_str));
        all
    }

    /// The faults, each with where it is.
    pub fn faults(&self, cx: &Cx) -> Vec<Said<'_>> {
        let Err(faults) = &self.read else { return vec![] };
        let each =
            |fault: &Fault| {
                let part = |range: std::ops::Range<usize>| self.q.get(range).unwrap_or_default();
                let text = match &fault.hint {
                    Some(hint) => cx.t2(fault.what.key(), "word", fault.word.as_str(), "hint", hint.as_str()),
                    None => cx.t2(fault.what.key(), "word", fault.word.as_str(), "hint", ""),
                };
                Said {
                    before: part(0..fault.span.start),
                    word: part(fault.span.clone()),
                    after: part(fault.span.end..self.q.len()),
                    better: fault.hint.as_ref().filter(|_| fault.what == Trouble::UnknownKeyword).map(|hint| {
                        format!("{}{hint}{}", part(0..fault.span.start), part(fault.span.end..self.q.len()))
                    }),
                    text,
                    tickets: fault.what.about_tickets(),
                    elsewhere: fault.what.answered_elsewhere(),
                }
            };
        faults.iter().map(each).collect()
    }

    /// The terms, if nothing is wrong.
    pub fn chips(&self, cx: &Cx) -> Vec<Chip> {
        let Ok(query) = &self.read else { return vec![] };
        let chips = query.chips();
        chips.into_iter().map(|(text, rest)| Chip { text: text.to_owned(), href: self.to(cx, &rest) }).collect()
    }

    /// The address of another search on the same page.
    pub fn to(&self, cx: &Cx, q: &str) -> String {
        cx.url(&format!("{}{}", self.path, query(&[("q", q)])))
    }

    /// The address of this search on another page of ours.
    pub fn at(&self, cx: &Cx, path: &str) -> String {
        cx.url(&format!("{path}{}", query(&[("q", &self.q)])))
    }

    /// The address of this search, another page of it.
    pub fn paged(&self, cx: &Cx, name: &'static str, id: Option<i64>) -> Option<String> {
        id.map(|id| cx.url(&format!("{}{}", self.path, query(&[("q", &self.q), (name, &id.to_string())]))))
    }

    /// The address of this search in another order.
    pub fn ordered(&self, cx: &Cx, order: &str) -> String {
        self.read.as_ref().map_or_else(|_| self.to(cx, &self.q), |query| self.to(cx, &query.in_order(order)))
    }

    /// Whether the list is by name, A to Z.
    pub fn by_name(&self) -> bool {
        self.read.as_ref().is_ok_and(|q| q.order().by == By::Name && !q.order().descending)
    }

    /// Whether the last changed come first.
    pub fn by_change(&self) -> bool {
        self.read.as_ref().is_ok_and(|q| q.order().by == By::Updated && q.order().descending)
    }

    /// Whether the newest come first.
    pub fn newest(&self) -> bool {
        self.read.as_ref().is_ok_and(|q| q.order().by == By::Created && q.order().descending)
    }

    /// Saved filters.
    pub fn filters(&self) -> &'static [(&'static str, &'static str)] {
        if self.of_organizations() { OF_ORGANIZATIONS } else { FILTERS }
    }

    /// Examples.
    pub fn examples(&self) -> &'static [(&'static str, &'static str)] {
        if self.of_organizations() { EXAMPLES_OF_ORGANIZATIONS } else { EXAMPLES }
    }

    fn of_organizations(&self) -> bool {
        self.path == "/agent/organizations"
    }
}
