//! Passwords that everybody tries first. The built-in list is the 29,706 of five characters and more among the 30,000 most
//! frequent ones that the library zxcvbn ranks (MIT; see the README); the operator can add a file of their own, such as one of
//! breached passwords.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek, SeekFrom};
use std::path::Path;
use std::sync::OnceLock;

use sha1::{Digest, Sha1};

use crate::db::off_the_loop;
use crate::error::{Error, Result};
use crate::state::State;

/// Shortest password of the list.
const SHORTEST: usize = 5;
/// Longest line of a file that is read.
const LINE_MAX: u64 = 1_024;

/// The list: sorted lines, unpacked when it is first needed.
fn list() -> &'static [&'static str] {
    static LIST: OnceLock<Vec<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut text = String::new();
        let packed: &[u8] = include_bytes!("common.txt.gz");
        if let Err(error) = flate2::read::GzDecoder::new(packed).read_to_string(&mut text) {
            log::error!("the list of common passwords: {error}");
        }
        String::leak(text).lines().collect()
    })
}

/// Whether a password, in small letters, is one of the list, as a whole or without the digits and signs around it.
pub fn is_common(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    let listed = |word: &str| list().binary_search(&word).is_ok();
    listed(folded) || (bare.len() >= SHORTEST && listed(bare))
}

/// Whether a password is in the operator's file.
pub async fn is_breached(state: &State, typed: &str) -> Result<bool> {
    let Some(path) = state.settings.breached_passwords.clone() else { return Ok(false) };
    let typed = typed.to_owned();
    off_the_loop(move || search(&path, &typed).map_err(|e| Error::internal(format!("{}: {e}", path.display())))).await
}

/// A file has passwords, one a line, or SHA-1 hashes in capitals and in order (`HASH` or `HASH:COUNT`, as Pwned Passwords come),
/// however large.
fn search(path: &Path, typed: &str) -> std::io::Result<bool> {
    let mut file = BufReader::new(File::open(path)?);
    let first = line(&mut file)?.unwrap_or_default();
    if is_hash(&first) {
        let hash: String = Sha1::digest(typed.as_bytes()).iter().map(|byte| format!("{byte:02X}")).collect();
        return among(&mut file, &hash);
    }
    let folded = typed.to_lowercase();
    file.rewind()?;
    while let Some(line) = line(&mut file)? {
        if line.trim_end_matches(['\r', '\n']).to_lowercase() == folded {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_hash(line: &str) -> bool {
    line.trim_end().split(':').next().is_some_and(|h| h.len() == 40 && h.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Halves the file until the line is found.
fn among(file: &mut BufReader<File>, hash: &str) -> std::io::Result<bool> {
    let (mut from, mut to) = (0, file.get_ref().metadata()?.len());
    while from < to {
        let middle = from + (to - from) / 2;
        // From the byte before the middle, so that a line that begins there is not taken for the rest of another.
        file.seek(SeekFrom::Start(middle - u64::from(middle > from)))?;
        if middle > from {
            line(file)?;
        }
        let at = file.stream_position()?;
        let found = if at < to { line(file)? } else { None };
        let Some(found) = found else {
            to = middle;
            continue;
        };
        match found.trim_end().split(':').next().unwrap_or_default().to_ascii_uppercase().as_str().cmp(hash) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => from = at + found.len() as u64,
            std::cmp::Ordering::Greater => to = middle,
        }
    }
    Ok(false)
}

fn line(file: &mut BufReader<File>) -> std::io::Result<Option<String>> {
    let mut bytes = vec![];
    file.take(LINE_MAX).read_until(b'\n', &mut bytes)?;
    Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}
