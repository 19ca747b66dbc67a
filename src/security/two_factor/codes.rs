//! The codes of authenticator apps: RFC 6238 with HMAC-SHA1, 30 seconds, 6 digits; and how a key is written and drawn.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use qrcodegen::{QrCode, QrCodeEcc};
use sha1::Sha1;

use crate::db::Moment;
use crate::error::{Error, Result};
use crate::secrets::same;

/// Seconds for which a code is shown.
pub const STEP_SECONDS: i64 = 30;
/// Bytes of a key.
pub const SEED: usize = 20;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The number of the 30 seconds that a moment is in.
pub fn step(now: Moment) -> i64 {
    now.0.div_euclid(STEP_SECONDS * 1_000)
}

/// The code of a key in a step.
pub fn code(seed: &[u8], step: i64) -> Result<String> {
    let mut mac = <Hmac<Sha1> as KeyInit>::new_from_slice(seed).map_err(Error::internal)?;
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash.last().copied().unwrap_or_default() & 15);
    let four: [u8; 4] =
        hash.get(at..at + 4).and_then(|four| four.try_into().ok()).ok_or_else(|| Error::internal("a short hash"))?;
    Ok(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

/// The step whose code was typed: the present one or the one before, and none up to `last`.
pub fn matching(seed: &[u8], typed: &str, now: Moment, last: i64) -> Result<Option<i64>> {
    let typed = digits(typed);
    let mut found = None;
    for step in [step(now) - 1, step(now)] {
        if same(&code(seed, step)?, &typed) && step > last {
            found = Some(step);
        }
    }
    Ok(found)
}

/// What was typed, without the blanks that apps show in a code.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).take(32).collect()
}

/// Whether what was typed looks like a code of an app, and not like one that stands in for it.
pub fn is_code(typed: &str) -> bool {
    let digits = digits(typed);
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Bytes in the letters that apps take (RFC 4648, without padding).
pub fn letters(bytes: &[u8]) -> String {
    let letter = |bits: u32| LETTERS.get(bits as usize & 31).map_or('A', |letter| char::from(*letter));
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

/// The same in groups of four, to be read.
pub fn grouped(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    all.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The address by which an app learns a key, whose it is and where.
pub fn address(seed: &[u8], account: &str, person: &str) -> String {
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let (issuer, person) = (encode(account), encode(person));
    format!(
        "otpauth://totp/{issuer}:{person}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        letters(seed)
    )
}

/// A drawing that a camera reads: its width in squares, and the path of the dark ones.
pub struct Drawing {
    /// Squares on each side, the quiet ones around included.
    pub width: i32,
    /// The dark squares.
    pub path: String,
}

impl Drawing {
    /// The drawing of a text.
    pub fn of(text: &str) -> Result<Self> {
        const QUIET: i32 = 4;
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(Error::internal)?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Ok(Self { width: code.size() + 2 * QUIET, path })
    }
}
