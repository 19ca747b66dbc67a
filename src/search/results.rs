//! What a search has found: a page of it, in order, and how many there are.

use super::query::{By, Order};
use crate::db::paging::{Cursor, Page, ROWS};

/// So many hits are read and put in order at once; where there are more, the order is walked.
pub(super) const FEW: i64 = 2_000;
/// How far hits are counted.
pub(super) const COUNTED: i64 = 1_000;

/// A hit: id, folded name, when it was made, when it was changed.
pub(super) type Hit = (i64, String, i64, i64);

/// A page of what was found.
#[derive(Clone, Debug)]
pub struct Results {
    /// The ids, in order.
    pub page: Page<i64>,
    /// How many there are, as far as they are counted.
    pub count: i64,
    /// Whether there are more than that.
    pub more: bool,
}

impl Results {
    /// Nothing.
    pub fn none() -> Self {
        Self { page: Page { rows: vec![], previous: None, next: None }, count: 0, more: false }
    }

    pub(super) fn walked(rows: Vec<i64>, cursor: Cursor, total: usize) -> Self {
        let total = i64::try_from(total).unwrap_or(COUNTED);
        Self { page: Page::of(rows, cursor, |id| *id), count: total.min(COUNTED), more: total > COUNTED }
    }
}

/// A page of hits that are all there.
pub(super) fn of(mut hits: Vec<Hit>, order: Order, cursor: Cursor) -> Results {
    hits.sort_by(|a, b| {
        let by = match order.by {
            By::Name => a.1.cmp(&b.1),
            By::Created => a.2.cmp(&b.2),
            By::Updated => a.3.cmp(&b.3),
        };
        let by = by.then(a.0.cmp(&b.0));
        if order.descending { by.reverse() } else { by }
    });
    let place = cursor.row().and_then(|id| hits.iter().position(|hit| hit.0 == id));
    // Whoever is not among them any more leads to the first page.
    let (cursor, rows): (Cursor, Vec<i64>) = match (cursor, place) {
        (Cursor::After(_), Some(at)) => (cursor, hits.iter().skip(at + 1).take(ROWS + 1).map(|hit| hit.0).collect()),
        (Cursor::Before(_), Some(at)) => (cursor, hits.iter().take(at).rev().take(ROWS + 1).map(|hit| hit.0).collect()),
        _ => (Cursor::Start, hits.iter().take(ROWS + 1).map(|hit| hit.0).collect()),
    };
    Results::walked(rows, cursor, hits.len())
}
