//! Looks for given words in the bytes of files, in every form in which software writes text down.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::error::{Error, Result};

/// Bytes read at once.
pub const CHUNK: usize = 1 << 20;
/// Signs cut off the front: indexes keep words without what they share with the word before.
const TAILS: [usize; 3] = [0, 4, 8];
/// Shortest tail that still tells something.
const TAIL_MIN: usize = 8;

/// A word that was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The place of the word in the list.
    pub needle: usize,
    /// The file.
    pub file: PathBuf,
    /// In which form: `utf-8`, `hex`…
    pub form: &'static str,
}

/// All forms of one word, and of its tails.
fn forms(needle: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms = vec![];
    let signs = needle.chars().count();
    for cut in TAILS.into_iter().filter(|cut| *cut == 0 || signs >= cut + TAIL_MIN) {
        let tail: String = needle.chars().skip(cut).collect();
        for text in [tail.to_lowercase(), tail.to_uppercase(), tail] {
            let bytes = text.as_bytes();
            let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
            forms.push(("utf-8", bytes.to_vec()));
            forms.push(("utf-16le", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
            forms.push(("utf-16be", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
            forms.push(("hex", hex.to_uppercase().into_bytes()));
            forms.push(("hex", hex.into_bytes()));
            forms.push(("percent", bytes.iter().flat_map(|b| format!("%{b:02X}").into_bytes()).collect()));
            let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-._~".contains(b);
            let percent = bytes.iter().flat_map(|b| if plain(b) { vec![*b] } else { format!("%{b:02X}").into_bytes() });
            forms.push(("percent", percent.collect()));
            for before in 0..3 {
                forms.push((
                    "base64",
                    inner(&STANDARD_NO_PAD.encode([vec![0; before], bytes.to_vec()].concat()), before, bytes),
                ));
                forms.push((
                    "base64",
                    inner(&URL_SAFE_NO_PAD.encode([vec![0; before], bytes.to_vec()].concat()), before, bytes),
                ));
            }
        }
    }
    forms.retain(|(_, bytes)| bytes.len() >= 4);
    forms.sort_by(|a, b| (&a.1, std::cmp::Reverse(a.0)).cmp(&(&b.1, std::cmp::Reverse(b.0))));
    forms.dedup_by(|a, b| a.1 == b.1);
    forms
}

/// The part of a base64 text that depends on nothing before or after the word.
fn inner(encoded: &str, before: usize, bytes: &[u8]) -> Vec<u8> {
    let start = if before == 0 { 0 } else { before + 1 };
    let end = (before + bytes.len()) * 8 / 6;
    encoded.as_bytes().get(start..end).unwrap_or_default().to_vec()
}

/// Looks for the words in every file of a folder and the folders in it.
pub fn folder(folder: &Path, needles: &[String]) -> Result<Vec<Hit>> {
    let (mut patterns, mut names) = (vec![], vec![]);
    for (at, needle) in needles.iter().enumerate() {
        for (form, bytes) in forms(needle) {
            patterns.push(bytes);
            names.push((at, form));
        }
    }
    let longest = patterns.iter().map(Vec::len).max().unwrap_or(0);
    let machine = AhoCorasick::new(&patterns).map_err(Error::internal)?;
    let mut hits = vec![];
    for path in files(folder)? {
        let failed = |e: std::io::Error| Error::internal(format!("cannot read {}: {e}", path.display()));
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // Gone meanwhile.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            Err(e) => return Err(failed(e)),
        };
        let (mut window, mut piece) = (Vec::with_capacity(CHUNK + longest), vec![0; CHUNK]);
        loop {
            let n = file.read(&mut piece).map_err(failed)?;
            if n == 0 {
                break;
            }
            window.extend_from_slice(piece.get(..n).unwrap_or_default());
            for found in machine.find_overlapping_iter(&window) {
                if let Some((needle, form)) = names.get(found.pattern().as_usize()) {
                    hits.push(Hit { needle: *needle, file: path.clone(), form });
                }
            }
            // What may go on in the next piece.
            window.drain(..window.len().saturating_sub(longest));
        }
    }
    hits.sort();
    hits.dedup();
    Ok(hits)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (vec![], vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |e: std::io::Error| Error::internal(format!("cannot read {}: {e}", folder.display()));
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
