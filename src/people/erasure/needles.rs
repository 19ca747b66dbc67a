//! What to look for: the names, addresses and numbers that lead to one person, and where a text has them.
//!
//! A text is cut into words (letters and digits) for names, and into chunks (what an address is made of) for addresses
//! and external ids; both are compared folded, so case and accents do not matter, and whole, so that `ann@acme.example`
//! is not found in `joann@acme.example`. The same look works with nothing but keyed hashes ([`Mark`]): that is how a receipt
//! can be checked later without knowing whom it is about.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::secrets::Secrets;
use crate::text;

/// Shortest single word of a name, and shortest external id, that is looked for.
const PART_MIN: usize = 3;
const ID_MIN: usize = 6;
/// Fewest digits of a number that is looked for.
const DIGITS_MIN: usize = 7;
/// A name of one word is looked for everywhere only when it is as long as nobody's first name.
const ALONE_MIN: usize = 12;
/// Most words of a name that somebody else is recognized by.
const NAME_WORDS: usize = 4;
/// Most signs between two words of a name, or two groups of a number.
const GAP: usize = 3;

/// How a needle is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole name.
    Name,
    /// A single word of a name; only where it is written like one.
    Part,
    /// An e-mail address or an external id.
    Address,
    /// A phone number, however it is grouped.
    Phone,
}

/// Where a text stands, which says what is taken for a mention there. A name or a number that somebody gave themselves could
/// be any words; only in their own tickets, and in what the team notes about people, it is sure enough to be theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A ticket that the person asked for, submitted or wrote in.
    OwnTicket,
    /// A note about a person or an organization, a letter, the report of an import.
    Note,
    /// A file of many people, that goes as a whole.
    File,
    /// What is neither by the person nor about them.
    Foreign,
}

/// How far a needle is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// In the person's own tickets.
    Own,
    /// In notes too.
    Notes,
    /// In the whole account.
    Everywhere,
}

/// A needle, or its keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    kind: Kind,
    /// Of how many words or chunks it is made.
    words: usize,
    /// Its length in signs.
    length: usize,
    /// Whether it is looked for in the whole account.
    everywhere: bool,
    /// The folded needle itself, or its hash.
    value: String,
    /// Whether it is looked for in notes. Older receipts do not say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    notes: bool,
}

impl Mark {
    fn counts_in(&self, place: Place) -> bool {
        let noted = self.everywhere || self.notes;
        match place {
            Place::OwnTicket => true,
            Place::Note => noted,
            Place::File => noted && self.kind == Kind::Address,
            Place::Foreign => self.everywhere,
        }
    }
}

/// All needles of one person.
#[derive(Clone, Default)]
pub struct Needles {
    marks: Vec<Mark>,
    /// With it, the marks are hashes.
    key: Option<(Secrets, String)>,
}

impl Needles {
    /// Nothing to look for yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a receipt keeps.
    pub fn of_marks(marks: Vec<Mark>, secrets: &Secrets, salt: &str) -> Self {
        Self { marks, key: Some((secrets.clone(), salt.to_owned())) }
    }

    /// The same as keyed hashes under a salt, in no telling order.
    pub fn hashed(&self, secrets: &Secrets, salt: &str) -> Vec<Mark> {
        let hash = |m: &Mark| Mark { value: mac(secrets, salt, m.kind, &m.value), ..m.clone() };
        let mut marks: Vec<Mark> = self.marks.iter().map(hash).collect();
        marks.sort();
        marks
    }

    /// Adds a name. Its single words are looked for in the person's own tickets.
    pub fn name(&mut self, name: &str, reach: Reach) {
        let mut words: Vec<String> = words(name).into_iter().map(|w| w.folded).collect();
        let long = words.len() > 1 || words.first().is_some_and(|w| w.chars().count() >= ALONE_MIN);
        let reach = if long { reach } else { Reach::Own };
        for word in words.iter().filter(|w| words.len() > 1 && w.chars().count() >= PART_MIN) {
            self.add(Kind::Part, 1, word.clone(), Reach::Own);
        }
        if words.iter().map(|w| w.chars().count()).sum::<usize>() >= PART_MIN {
            self.add(Kind::Name, words.len(), words.join(" "), reach);
            // As lists have it: Brown, Bob.
            if words.len() > 1 {
                for _ in 1..words.len() {
                    words.rotate_right(1);
                    self.add(Kind::Name, words.len(), words.join(" "), reach);
                }
            }
        }
    }

    /// Adds an e-mail address.
    pub fn address(&mut self, address: &str, reach: Reach) {
        let chunks: Vec<String> = chunks(address).into_iter().map(|w| w.folded).collect();
        if !chunks.is_empty() {
            self.add(Kind::Address, chunks.len(), chunks.join(" "), reach);
        }
    }

    /// Adds an external id; short ones could be any number.
    pub fn external_id(&mut self, id: &str) {
        let signs = id.chars().count();
        let long = signs >= ID_MIN && (signs > ID_MIN + 2 || id.chars().any(char::is_alphabetic));
        self.address(id, if long { Reach::Notes } else { Reach::Own });
    }

    /// Adds a phone number. Any number of as many digits may look like it.
    pub fn phone(&mut self, number: &str) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= DIGITS_MIN {
            self.add(Kind::Phone, 1, digits, Reach::Own);
        }
    }

    fn add(&mut self, kind: Kind, words: usize, value: String, reach: Reach) {
        let (everywhere, notes) = (reach == Reach::Everywhere, reach == Reach::Notes);
        let mark = Mark { kind, words, length: value.chars().count(), everywhere, value, notes };
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    /// Where a text has them, without overlaps. `others`: whether one of these folded names is somebody else's; a single
    /// word of a name is left to them then.
    pub fn find(&self, text: &str, place: Place, others: &mut dyn FnMut(Vec<String>) -> bool) -> Vec<Range<usize>> {
        if !self.possible(text) {
            return vec![];
        }
        let mut found = vec![];
        let shapes = |kinds: &[Kind]| -> HashSet<(Kind, usize, usize)> {
            let wanted = self.marks.iter().filter(|m| m.counts_in(place) && kinds.contains(&m.kind));
            wanted.map(|m| (m.kind, m.words, m.length)).collect()
        };
        let (names, addresses, phones) = (shapes(&[Kind::Name]), shapes(&[Kind::Address]), shapes(&[Kind::Phone]));
        if place == Place::OwnTicket || !names.is_empty() || !phones.is_empty() {
            let words = words(text);
            self.windows(text, &words, &names, place, &mut found);
            self.parts(text, &words, place, others, &mut found);
            self.numbers(text, &words, &phones, place, &mut found);
        }
        if !addresses.is_empty() {
            self.windows(text, &chunks(text), &addresses, place, &mut found);
        }
        found.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        found.retain(|r: &Range<usize>| {
            let fresh = r.start >= end;
            end = if fresh { r.end } else { end };
            fresh
        });
        found
    }

    /// The text without them; `None` when it has none.
    pub fn redact(
        &self,
        text: &str,
        place: Place,
        instead: &str,
        others: &mut dyn FnMut(Vec<String>) -> bool,
    ) -> Option<String> {
        let found = self.find(text, place, others);
        if found.is_empty() {
            return None;
        }
        let (mut clean, mut at) = (String::with_capacity(text.len()), 0);
        for range in found {
            clean.push_str(text.get(at..range.start).unwrap_or_default());
            clean.push_str(instead);
            at = range.end;
        }
        clean.push_str(text.get(at..).unwrap_or_default());
        Some(clean)
    }

    /// A quick no, for the many texts that have nothing of the person.
    pub fn possible(&self, text: &str) -> bool {
        if self.key.is_some() {
            return !text.is_empty();
        }
        let folded = text::fold(text);
        self.marks.iter().any(|m| match m.kind {
            Kind::Phone => folded.bytes().filter(u8::is_ascii_digit).count() >= m.length,
            _ => m.value.split(' ').next().is_some_and(|first| folded.contains(first)),
        })
    }

    fn has(&self, kind: Kind, value: &str, place: Place) -> bool {
        let given = match &self.key {
            Some((secrets, salt)) => &mac(secrets, salt, kind, value),
            None => value,
        };
        self.marks.iter().any(|m| m.kind == kind && m.counts_in(place) && m.value == given)
    }

    /// Looks at every run of words that has the shape of a needle.
    fn windows(
        &self,
        text: &str,
        words: &[Word],
        shapes: &HashSet<(Kind, usize, usize)>,
        place: Place,
        found: &mut Vec<Range<usize>>,
    ) {
        for (kind, count, length) in shapes {
            for window in words.windows(*count) {
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                let signs = window.iter().map(|w| w.signs).sum::<usize>() + count - 1;
                if signs != *length || !near(text, window) {
                    continue;
                }
                let joined = window.iter().map(|w| w.folded.as_str()).collect::<Vec<_>>().join(" ");
                if self.has(*kind, &joined, place) {
                    found.push(first.start..last.end);
                }
            }
        }
    }

    /// Looks at every single word that is written like a name.
    fn parts(
        &self,
        text: &str,
        words: &[Word],
        place: Place,
        others: &mut dyn FnMut(Vec<String>) -> bool,
        found: &mut Vec<Range<usize>>,
    ) {
        let lengths: HashSet<usize> = self.marks.iter().filter(|m| m.kind == Kind::Part).map(|m| m.length).collect();
        for (at, word) in words
            .iter()
            .enumerate()
            .filter(|(_, w)| place == Place::OwnTicket && w.like_a_name && lengths.contains(&w.signs))
        {
            if !self.has(Kind::Part, &word.folded, place) {
                continue;
            }
            // Every name of a few words that it could belong to.
            let mut names = vec![];
            for first in at.saturating_sub(NAME_WORDS - 1)..=at {
                for last in at..(at + NAME_WORDS).min(words.len()) {
                    let window = words.get(first..=last).unwrap_or_default();
                    if first < last
                        && window.len() <= NAME_WORDS
                        && near(text, window)
                        && let (Some(a), Some(b)) = (window.first(), window.last())
                    {
                        names.push(text::fold(text.get(a.start..b.end).unwrap_or_default()));
                    }
                }
            }
            if names.is_empty() || !others(names) {
                found.push(word.start..word.end);
            }
        }
    }

    /// Looks at every run of groups of digits that has the length of a number.
    fn numbers(
        &self,
        text: &str,
        words: &[Word],
        shapes: &HashSet<(Kind, usize, usize)>,
        place: Place,
        found: &mut Vec<Range<usize>>,
    ) {
        for (_, _, length) in shapes {
            for (at, first) in words.iter().enumerate() {
                let mut digits = String::new();
                let groups = words.get(at..).unwrap_or_default();
                for (n, group) in groups.iter().enumerate() {
                    if !group.folded.bytes().all(|b| b.is_ascii_digit())
                        || !near(text, groups.get(n.saturating_sub(1)..=n).unwrap_or_default())
                    {
                        break;
                    }
                    digits.push_str(&group.folded);
                    if digits.len() >= *length {
                        if digits.len() == *length && self.has(Kind::Phone, &digits, place) {
                            found.push(first.start..group.end);
                        }
                        break;
                    }
                }
            }
        }
    }
}

fn mac(secrets: &Secrets, salt: &str, kind: Kind, value: &str) -> String {
    // A word of a name and a name of one word are the same to look for.
    let kind = if kind == Kind::Part { Kind::Name } else { kind };
    secrets.erasure_mac(&[b"needle", salt.as_bytes(), format!("{kind:?}").as_bytes(), value.as_bytes()])
}

/// A word of a text, or a chunk.
struct Word {
    start: usize,
    end: usize,
    folded: String,
    signs: usize,
    /// Whether it begins with a capital, or in a script without them.
    like_a_name: bool,
}

/// Signs that belong to a word without being seen.
fn unseen(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn words(text: &str) -> Vec<Word> {
    cut(text, |c| c.is_alphanumeric() || unseen(c), |_| false)
}

fn chunks(text: &str) -> Vec<Word> {
    let joins = |c: char| matches!(c, '.' | '-' | '_' | '+');
    cut(text, |c| c.is_alphanumeric() || unseen(c) || c == '@' || joins(c), joins)
}

/// Cuts a text into runs of signs that belong together; `edge` tells those that only do between others.
fn cut(text: &str, inside: impl Fn(char) -> bool, edge: impl Fn(char) -> bool + Copy) -> Vec<Word> {
    let mut found = vec![];
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let run = text.get(from..at).unwrap_or_default();
                let trimmed = run.trim_end_matches(edge);
                let core = trimmed.trim_start_matches(edge);
                let from = from + trimmed.len() - core.len();
                let folded = text::fold(core).replace('\u{ad}', "");
                if !folded.is_empty() {
                    let first = core.chars().find(|c| !unseen(*c)).unwrap_or(' ');
                    let signs = folded.chars().count();
                    found.push(Word {
                        start: from,
                        end: from + core.len(),
                        folded,
                        signs,
                        like_a_name: !first.is_lowercase(),
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether nothing long stands between the words.
fn near(text: &str, words: &[Word]) -> bool {
    words.windows(2).all(|pair| match pair {
        [a, b] => text.get(a.end..b.start).is_some_and(|gap| gap.chars().count() <= GAP),
        _ => true,
    })
}
