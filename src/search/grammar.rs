//! What somebody types, taken apart: words, phrases, and keywords with an operator and a value. Nothing here knows which
//! keywords there are; every part remembers where it stands, so that an error can point at it.

use std::ops::Range;

/// Most words of a search.
pub const WORDS_MAX: usize = 64;

/// What stands between a keyword and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:`
    Is,
    /// `<`
    Below,
    /// `<=`
    UpTo,
    /// `>`
    Above,
    /// `>=`
    From,
}

/// A keyword, and what it is compared to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The keyword in lower case.
    pub name: String,
    /// Where it stands, without its operator.
    pub span: Range<usize>,
    /// The operator.
    pub op: Op,
}

/// One part of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it stands, sign and all.
    pub span: Range<usize>,
    /// Whether a `-` stands before it.
    pub negated: bool,
    /// Its keyword; none for words and phrases.
    pub key: Option<Key>,
    /// The word, or the value, without quotes and a star at its end.
    pub value: String,
    /// Where the value stands, with quotes.
    pub at: Range<usize>,
    /// Whether it is in quotes.
    pub quoted: bool,
    /// Whether a star ends it.
    pub star: bool,
}

/// What is wrong with the shape of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// An operator without a keyword before it.
    LoneOperator,
    /// A keyword and an operator without a value.
    NoValue,
    /// The first word too many.
    TooManyWords,
}

/// Quotes as they are typed and as they are pasted.
fn quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Takes a search apart.
pub fn parse(text: &str) -> (Vec<Term>, Vec<(Slip, Range<usize>)>) {
    let mut reader = Reader { text, at: 0 };
    let (mut terms, mut slips, mut words) = (vec![], vec![], 0);
    loop {
        reader.skip(char::is_whitespace);
        if reader.rest().is_empty() {
            return (terms, slips);
        }
        let term = match reader.term() {
            Ok(term) => term,
            Err(slip) => {
                slips.push(slip);
                continue;
            }
        };
        let more = term.value.split_whitespace().count().max(1);
        if words <= WORDS_MAX && words + more > WORDS_MAX {
            slips.push((Slip::TooManyWords, term.span.clone()));
        }
        words += more;
        terms.push(term);
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, which: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(which).len();
    }

    fn take(&mut self, which: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        self.skip(which);
        rest.get(..rest.len() - self.rest().len()).unwrap_or_default()
    }

    fn term(&mut self) -> Result<Term, (Slip, Range<usize>)> {
        let start = self.at;
        let after = self.rest().strip_prefix('-');
        let negated = after.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || quote(c)));
        if negated {
            self.at += 1;
        }
        let key = self.key()?;
        let at = self.at;
        let (value, quoted, star) = self.value();
        let span = start..self.at;
        if value.trim().is_empty() && key.is_some() {
            return Err((Slip::NoValue, span));
        }
        Ok(Term { span, negated, key, value, at: at..self.at, quoted, star })
    }

    /// The keyword and its operator, if the text goes on with one.
    fn key(&mut self) -> Result<Option<Key>, (Slip, Range<usize>)> {
        let start = self.at;
        let name = self.take(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let (end, op) = (self.at, self.operator());
        let Some(op) = op else {
            self.at = start;
            return Ok(None);
        };
        if name.is_empty() {
            // A smile is punctuation; an operator that stands alone or before a value is a mistake.
            let value = self.rest().starts_with(|c: char| c.is_whitespace() || c.is_alphanumeric() || quote(c));
            if value || self.rest().is_empty() {
                return Err((Slip::LoneOperator, start..self.at));
            }
            self.at = start;
            return Ok(None);
        }
        // Neither a time nor an address of a page is a keyword.
        let letter = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if !letter || op == Op::Is && self.rest().starts_with("//") {
            self.at = start;
            return Ok(None);
        }
        Ok(Some(Key { name: name.to_ascii_lowercase(), span: start..end, op }))
    }

    fn operator(&mut self) -> Option<Op> {
        // `created:>2026-01-01` says the same as `created>2026-01-01`.
        let (text, colon) = match self.rest().strip_prefix(':') {
            Some(rest) if rest.starts_with(['<', '>']) => (rest, 1),
            _ => (self.rest(), 0),
        };
        let (op, length) = match text {
            t if t.starts_with("<=") => (Op::UpTo, 2),
            t if t.starts_with(">=") => (Op::From, 2),
            t if t.starts_with('<') => (Op::Below, 1),
            t if t.starts_with('>') => (Op::Above, 1),
            t if t.starts_with(':') => (Op::Is, 1),
            t if t.starts_with('=') => (Op::Is, 1),
            _ => return None,
        };
        self.at += colon + length;
        Some(op)
    }

    /// A phrase, which a missing quote lets go on to the end, or everything up to the next blank.
    fn value(&mut self) -> (String, bool, bool) {
        if let Some(open) = self.rest().chars().next().filter(|c| quote(*c)) {
            self.at += open.len_utf8();
            let value = self.take(|c| !quote(c)).to_owned();
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            let star = self.rest().starts_with('*');
            self.skip(|c| c == '*');
            return (value, true, star);
        }
        let run = self.take(|c| !c.is_whitespace());
        let value = run.trim_end_matches('*');
        (value.to_owned(), false, value.len() < run.len())
    }
}
