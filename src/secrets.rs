//! Keys and random values: one secret of the deployment, and what is derived from it.

use std::path::Path;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead as _, Payload};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// The name of the secret's file in the data folder.
pub const FILE: &str = "secret.key";

/// The keys derived from the deployment's secret. The secret stands outside the database, so whoever can only write
/// to the database can neither forge a cookie or form token nor rebuild the audit chain.
#[derive(Clone)]
pub struct Secrets {
    cookie: [u8; 64],
    form: [u8; 32],
    audit: [u8; 32],
    erasure: [u8; 32],
    factor: [u8; 32],
}

impl Secrets {
    /// Derives the keys from a secret of at least 32 bytes.
    pub fn derive(secret: &[u8]) -> Result<Self> {
        if secret.len() < 32 {
            return Err(Error::internal("the secret is shorter than 32 bytes"));
        }
        let mut cookie = [0; 64];
        cookie[..32].copy_from_slice(&mac(secret, &[b"cookie 1"]));
        cookie[32..].copy_from_slice(&mac(secret, &[b"cookie 2"]));
        Ok(Self {
            cookie,
            form: mac(secret, &[b"form"]),
            audit: mac(secret, &[b"audit"]),
            erasure: mac(secret, &[b"erasure"]),
            factor: mac(secret, &[b"factor"]),
        })
    }

    /// Reads the secret file of a data folder; `None` when there is none.
    pub fn of_folder(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        match std::fs::read(&path) {
            Ok(bytes) => Self::derive(&bytes).map(Some),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::internal(format!("cannot read {}: {e}", path.display()))),
        }
    }

    /// Makes the secret file of a data folder, readable by its owner only. When another process is quicker, its counts.
    pub fn make_in(folder: &Path) -> Result<Self> {
        let (path, draft) = (folder.join(FILE), folder.join(format!("{FILE}.{}", std::process::id())));
        let fresh: [u8; 32] = random()?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&draft).and_then(|mut f| {
            std::io::Write::write_all(&mut f, &fresh)?;
            f.sync_all()
        });
        // A link appears whole or not at all, and never over another.
        let linked = written.and_then(|()| std::fs::hard_link(&draft, &path));
        let _ = std::fs::remove_file(&draft);
        match linked {
            Ok(()) => Self::derive(&fresh),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::of_folder(folder)?.ok_or_else(|| Error::internal(format!("{} went away", path.display())))
            }
            Err(e) => Err(Error::internal(format!("cannot write {}: {e}", path.display()))),
        }
    }

    /// What tells this secret from others without telling it.
    pub fn fingerprint(&self) -> String {
        self.form_mac("fingerprint", &[])
    }

    /// The key that signs the session cookie.
    pub fn cookie_key(&self) -> actix_web::cookie::Key {
        actix_web::cookie::Key::from(&self.cookie)
    }

    /// A MAC over form tokens, notices and the like; 22 characters.
    pub fn form_mac(&self, purpose: &str, parts: &[&[u8]]) -> String {
        let mut all: Vec<&[u8]> = vec![purpose.as_bytes()];
        all.extend_from_slice(parts);
        URL_SAFE_NO_PAD.encode(&mac(&self.form, &all)[..16])
    }

    /// Seals an erasure receipt, or hashes what it must not tell; in hex.
    pub fn erasure_mac(&self, parts: &[&[u8]]) -> String {
        hex(&mac(&self.erasure, parts))
    }

    /// Encrypts a person's seed, so that it is of no use to anybody else, nor without the secret.
    pub fn seal_seed(&self, user: i64, seed: &[u8]) -> Result<String> {
        let nonce = random::<12>()?;
        let at = Payload { msg: seed, aad: &user.to_be_bytes() };
        let sealed =
            self.cipher().encrypt(&nonce.into(), at).map_err(|_| Error::internal("a seed cannot be sealed"))?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// The seed that was sealed for this person.
    pub fn open_seed(&self, user: i64, sealed: &str) -> Result<Vec<u8>> {
        let unreadable = || Error::internal(format!("the seed of {user} is not what was sealed with this secret"));
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| unreadable())?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>().ok_or_else(unreadable)?;
        let at = Payload { msg: sealed, aad: &user.to_be_bytes() };
        self.cipher().decrypt(&(*nonce).into(), at).map_err(|_| unreadable())
    }

    fn cipher(&self) -> Aes256Gcm {
        aes_gcm::KeyInit::new(&self.factor.into())
    }

    /// A link of the audit chain, in hex.
    pub fn audit_mac(&self, parts: &[&[u8]]) -> String {
        hex(&mac(&self.audit, parts))
    }
}

/// HMAC-SHA256 over length-prefixed parts, so that no two lists of parts meet in one text.
fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    #[allow(clippy::expect_used)] // HMAC takes keys of any length
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Error::internal(format!("no randomness: {e}")))?;
    Ok(bytes)
}

/// A random token of `N` bytes, as text that fits in a URL.
pub fn token<const N: usize>() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::<N>()?))
}

/// Compares without telling by time how much was equal.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}

fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
