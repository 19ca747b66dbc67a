//! Paging by key, never by offset: a page costs the same wherever it stands.

use serde::Deserialize;

/// Rows on a page.
pub const ROWS: usize = 25;

/// Which page is asked for: the one after a row, the one before it, or the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Cursor {
    /// The first page.
    #[default]
    Start,
    /// The page after the row with this id.
    After(i64),
    /// The page before it.
    Before(i64),
}

impl Cursor {
    /// The row that it stands at.
    pub fn row(self) -> Option<i64> {
        match self {
            Self::Start => None,
            Self::After(id) | Self::Before(id) => Some(id),
        }
    }

    /// Whether rows are read against the order of the list.
    pub fn backwards(self) -> bool {
        matches!(self, Self::Before(_))
    }
}

/// The `after` and `before` of an address.
#[derive(Debug, Default, Deserialize)]
pub struct Keys {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

impl Keys {
    /// The page they ask for; nonsense is the first.
    pub fn cursor(&self) -> Cursor {
        match (self.after.parse(), self.before.parse()) {
            (Ok(id), _) => Cursor::After(id),
            (_, Ok(id)) => Cursor::Before(id),
            _ => Cursor::Start,
        }
    }
}

/// A page of rows, with the ids that lead on and back.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// The id to go back before, if there is a page before.
    pub previous: Option<i64>,
    /// The id to go on after, if there is a page after.
    pub next: Option<i64>,
}

impl<T> Page<T> {
    /// Makes a page of up to [`ROWS`] + 1 rows as they were read; `id` names a row.
    pub fn of(mut rows: Vec<T>, cursor: Cursor, id: impl Fn(&T) -> i64) -> Self {
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        if cursor.backwards() {
            rows.reverse();
        }
        let (first, last) = (rows.first().map(&id), rows.last().map(&id));
        let (previous, next) = match cursor {
            Cursor::Start => (None, more.then_some(last).flatten()),
            Cursor::After(_) => (first, more.then_some(last).flatten()),
            Cursor::Before(_) => (more.then_some(first).flatten(), last),
        };
        Self { rows, previous, next }
    }
}
