//! Words as the index keeps them, and what is asked of them.
//!
//! A document is all that a person (or organization) is found by: words of letters and digits between single blanks, `.`
//! where a value begins or ends. Every word is there plainly and once more with the mark of its property in front
//! (`_n` name, `_e` e-mail, …); `_` is in no word itself, so a mark is never found by a bare word. Both databases split
//! documents at blanks and nowhere else, and whether one fits is asked of its text in the end, so both find the same.

use std::fmt::Write as _;

use crate::text;

/// Longest word that is told apart, in characters; longer ones are cut, when they are kept and when they are asked for.
const WORD_MAX: usize = 64;
/// Most words of one value that are kept; a longer text is found by its beginning.
const VALUE_MAX: usize = 2_000;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name.
    Name,
    /// The alias.
    Alias,
    /// An e-mail address.
    Email,
    /// A phone number, as its digits.
    Phone,
    /// A tag.
    Tag,
    /// The notes.
    Notes,
    /// The details.
    Details,
    /// The external id.
    External,
    /// The value of a field that the account has added.
    Field(i64),
}

impl Part {
    /// What the words of the part begin with. No mark is the beginning of another.
    fn mark(self) -> String {
        match self {
            Self::Name => "_n".to_owned(),
            Self::Alias => "_a".to_owned(),
            Self::Email => "_e".to_owned(),
            Self::Phone => "_p".to_owned(),
            Self::Tag => "_t".to_owned(),
            Self::Notes => "_o".to_owned(),
            Self::Details => "_d".to_owned(),
            Self::External => "_x".to_owned(),
            Self::Field(id) => format!("_f{id}_"),
        }
    }
}

/// The words of a text: runs of letters and digits, folded.
pub fn split(text: &str) -> Vec<String> {
    let folded = text::fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(WORD_MAX).collect())
        .collect()
}

/// The digits of a phone number, as one word; none when there are none.
pub fn digits(phone: &str) -> Vec<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).take(WORD_MAX).collect();
    if digits.is_empty() { vec![] } else { vec![digits] }
}

/// A document in the making.
#[derive(Debug)]
pub struct Document {
    plain: String,
    marked: String,
}

impl Document {
    /// An empty one.
    pub fn new() -> Self {
        Self { plain: ". .".to_owned(), marked: String::new() }
    }

    /// Adds a value of a part.
    pub fn add(&mut self, part: Part, value: &str) {
        let mut words = split(value);
        words.truncate(VALUE_MAX);
        self.put(&words, None);
        if part == Part::Phone {
            words = digits(value);
            self.put(&words, None);
        }
        self.put(&words, Some(part));
    }

    fn put(&mut self, words: &[String], part: Option<Part>) {
        if words.is_empty() {
            return;
        }
        let mark = part.map(Part::mark).unwrap_or_default();
        let text = if part.is_some() { &mut self.marked } else { &mut self.plain };
        for word in words {
            let _ = write!(text, " {mark}{word}");
        }
        text.push_str(" .");
    }

    /// The text that is kept. The account is a word too, so that the index of all accounts is asked for one's own.
    pub fn finish(self, account: i64) -> String {
        format!("{}{} _k{account} . .", self.plain, self.marked)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

/// Words in a row, somewhere in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// In which part; anywhere without one.
    pub part: Option<Part>,
    /// The words, at least one.
    pub words: Vec<String>,
    /// Whether they have to be a whole value.
    pub whole: bool,
    /// Whether the last may go on.
    pub open: bool,
}

impl Row {
    /// The piece of text that a document has exactly if it has the words.
    pub fn text(&self) -> String {
        let mark = self.part.map(Part::mark).unwrap_or_default();
        let mut text = if self.whole { " .".to_owned() } else { String::new() };
        for word in &self.words {
            let _ = write!(text, " {mark}{word}");
        }
        text.push_str(match (self.open, self.whole) {
            (true, _) => "",
            (false, true) => " . ",
            (false, false) => " ",
        });
        text
    }

    /// What the index is asked, to have few documents to look at.
    pub fn lead(&self) -> Lead {
        let mark = self.part.map(Part::mark).unwrap_or_default();
        let last = self.words.len().saturating_sub(1);
        Lead::All(
            self.words
                .iter()
                .enumerate()
                .map(|(n, word)| Lead::Word { word: format!("{mark}{word}"), open: self.open && n == last })
                .collect(),
        )
    }
}

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A word, or with `open` all that begin with it.
    Word {
        /// The word with its mark.
        word: String,
        /// Whether it may go on.
        open: bool,
    },
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
}

impl Lead {
    /// The same, of one account.
    pub fn within(self, account: i64) -> Self {
        Self::All(vec![Self::Word { word: format!("_k{account}"), open: false }, self])
    }

    /// As FTS5 reads it. Words are letters, digits and `_`, so quotes hold them.
    pub fn sqlite(&self) -> String {
        match self {
            Self::Word { word, open: false } => format!("\"{word}\""),
            Self::Word { word, open: true } => format!("\"{word}\" *"),
            Self::All(all) => join(all, " AND ", Self::sqlite),
            Self::Any(any) => join(any, " OR ", Self::sqlite),
        }
    }

    /// As PostgreSQL's `tsquery` reads it.
    pub fn postgres(&self) -> String {
        match self {
            Self::Word { word, open: false } => format!("'{word}'"),
            Self::Word { word, open: true } => format!("'{word}':*"),
            Self::All(all) => join(all, " & ", Self::postgres),
            Self::Any(any) => join(any, " | ", Self::postgres),
        }
    }
}

fn join(parts: &[Lead], between: &str, write: fn(&Lead) -> String) -> String {
    format!("({})", parts.iter().map(write).collect::<Vec<_>>().join(between))
}
