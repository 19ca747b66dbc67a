//! Writing CSV that no spreadsheet takes for formulas.

use std::borrow::Cow;

/// What a cell must not begin with, since a spreadsheet would run it.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// After what a spreadsheet may begin another cell, if it reads the file in its own way.
const BREAKS: [char; 3] = [';', '\n', '\r'];

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub const MARK: &str = "\u{feff}";

/// Adds a row. What looks like a formula gets a quote before it; imports take that away again.
pub fn put_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', ';', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&guarded(cell).replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&guarded(cell));
        }
    }
    out.push_str("\r\n");
}

/// A cell with a quote before everything that would be run.
pub fn guarded(cell: &str) -> String {
    let (mut out, mut first) = (String::with_capacity(cell.len() + 1), true);
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        // Two signs of one end of a line stay together.
        let line_end = sign == '\r' && signs.peek() == Some(&'\n');
        if first && FORMULA.contains(&sign) && (out.is_empty() || !line_end) {
            out.push('\'');
        }
        out.push(sign);
        first = BREAKS.contains(&sign) && !line_end;
    }
    out
}

/// A cell without the quotes that [`put_row`] put before what would be run.
pub fn plain(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\'') {
        return Cow::Borrowed(cell);
    }
    let (mut out, mut first) = (String::with_capacity(cell.len()), true);
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        let guard = first && sign == '\'' && signs.peek().is_some_and(|next| FORMULA.contains(next));
        if !guard {
            out.push(sign);
        }
        first = BREAKS.contains(&sign);
    }
    Cow::Owned(out)
}
