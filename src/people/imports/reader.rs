//! Reading a CSV file record by record, from pieces: never more than one piece and one row in memory, and able to go on
//! from any row.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::pieces::PIECE;
use crate::error::Result;

/// Longest row, in bytes.
pub const ROW_MAX: usize = 128 * 1024;
/// Most columns.
pub const COLUMNS_MAX: usize = 200;

/// One record of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line of the file it begins on, from 1.
    pub line: i64,
    /// Its cells.
    pub cells: Cells,
}

/// What a record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Its texts.
    Texts(Vec<String>),
    /// It is longer than [`ROW_MAX`] bytes.
    TooLong,
    /// It has more than [`COLUMNS_MAX`] cells.
    TooMany,
    /// It is no text: not UTF-8, or with zero bytes.
    NotText,
}

/// Where the pieces of a file come from: by number, `None` after the last.
pub type Pieces<'a> = dyn FnMut(i64) -> Result<Option<Vec<u8>>> + 'a;

/// Reads records.
pub struct Records {
    parser: Reader,
    piece: Vec<u8>,
    at: usize,
    position: i64,
    line: i64,
    after_return: bool,
    out: Vec<u8>,
    ends: Vec<usize>,
}

impl Records {
    /// Begins at a byte of the file that begins a record, on a line.
    pub fn at(separator: u8, position: i64, line: i64) -> Self {
        Self {
            parser: ReaderBuilder::new().delimiter(separator).build(),
            piece: vec![],
            at: 0,
            position,
            line,
            after_return: false,
            out: vec![0; ROW_MAX],
            ends: vec![0; COLUMNS_MAX],
        }
    }

    /// The byte that the next record begins at.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// The line that the next record begins on.
    pub fn line(&self) -> i64 {
        self.line
    }

    /// The next record.
    pub fn next(&mut self, pieces: &mut Pieces<'_>) -> Result<Option<Record>> {
        while let Some(byte) = self.peek(pieces)? {
            if byte != b'\n' && byte != b'\r' {
                break;
            }
            self.pass(1);
        }
        let line = self.line;
        let (mut filled, mut cells, mut cut) = (0, 0, None);
        loop {
            // At the end of the file this is empty, which ends the record.
            self.peek(pieces)?;
            let input = self.piece.get(self.at..).unwrap_or_default();
            let (out, ends) = (self.out.get_mut(filled..), self.ends.get_mut(cells..));
            let (read, passed, wrote, ended_cells) =
                self.parser.read_record(input, out.unwrap_or_default(), ends.unwrap_or_default());
            self.pass(passed);
            filled += wrote;
            cells += ended_cells;
            match read {
                ReadRecordResult::Record => break,
                ReadRecordResult::End if cut.is_none() => return Ok(None),
                ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty => {}
                // What is read on is thrown away, up to the record's end.
                ReadRecordResult::OutputFull => {
                    cut.get_or_insert(Cells::TooLong);
                    (filled, cells) = (0, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    cut.get_or_insert(Cells::TooMany);
                    (filled, cells) = (0, 0);
                }
            }
        }
        if self.after_return && self.peek(pieces)? == Some(b'\n') {
            self.pass(1);
        }
        let cells = match cut {
            Some(cut) => cut,
            None => self.texts(cells),
        };
        Ok(Some(Record { line, cells }))
    }

    fn texts(&self, cells: usize) -> Cells {
        let mut from = 0;
        let mut texts = Vec::with_capacity(cells);
        for end in self.ends.iter().take(cells) {
            let bytes = self.out.get(from..*end).unwrap_or_default();
            match std::str::from_utf8(bytes) {
                Ok(text) if !bytes.contains(&0) => texts.push(text.to_owned()),
                _ => return Cells::NotText,
            }
            from = *end;
        }
        Cells::Texts(texts)
    }

    /// The next byte, without passing it.
    fn peek(&mut self, pieces: &mut Pieces<'_>) -> Result<Option<u8>> {
        if self.at >= self.piece.len() {
            let size = PIECE as i64;
            self.piece = pieces(self.position.div_euclid(size))?.unwrap_or_default();
            self.at = usize::try_from(self.position.rem_euclid(size)).unwrap_or(0);
        }
        Ok(self.piece.get(self.at).copied())
    }

    /// Goes on by so many bytes, counting lines however they end.
    fn pass(&mut self, bytes: usize) {
        for byte in self.piece.get(self.at..self.at + bytes).unwrap_or_default() {
            let ends = *byte == b'\r' || (*byte == b'\n' && !self.after_return);
            self.line += i64::from(ends);
            self.after_return = *byte == b'\r';
        }
        self.at += bytes;
        self.position += bytes as i64;
    }
}

/// What stands between the cells: the comma, or the semicolon if the first line has more of those.
pub fn separator(first: &[u8]) -> u8 {
    let (mut commas, mut semicolons, mut quoted) = (0, 0, false);
    for byte in first.iter().skip_while(|b| matches!(b, b'\n' | b'\r')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}
