//! Hashing of passwords: argon2id, bounded to the cores, with a short queue.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::db::off_the_loop;
use crate::error::{Error, Result};
use crate::secrets;

/// Longest password that is hashed, in characters; anything longer is refused before hashing.
pub const MAX: usize = 256;
/// Shortest password that can be set, in characters.
pub const MIN: usize = 12;
/// How many may wait for a free core before the next is turned away.
const QUEUE: usize = 64;

/// Cost of one hash.
#[derive(Clone, Copy, Debug)]
pub enum Cost {
    /// 19 MiB, 2 passes: OWASP's figure.
    Standard,
    /// Almost nothing, for tests.
    Trivial,
}

/// Hashes and compares passwords.
#[derive(Clone)]
pub struct Passwords {
    cores: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    cost: Cost,
    decoy: Arc<OnceLock<String>>,
}

impl Passwords {
    /// A hasher that uses at most so many cores at once.
    pub fn new(cores: usize, cost: Cost) -> Self {
        let cores = cores.max(1);
        Self {
            cores: Arc::new(Semaphore::new(cores)),
            queue: Arc::new(Semaphore::new(cores + QUEUE)),
            cost,
            decoy: Arc::default(),
        }
    }

    /// The hash of a new password, with its parameters.
    pub async fn hash(&self, password: String) -> Result<String> {
        let cost = self.cost;
        self.in_turn(move || hash(&password, cost)).await
    }

    /// Whether the password is the one behind `hash`. Without a hash it takes as long and answers no.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let (cost, decoy) = (self.cost, self.decoy.clone());
        self.in_turn(move || match hash {
            Some(hash) => Ok(argon2::verify_encoded(&hash, password.as_bytes()).unwrap_or(false)),
            None => {
                if decoy.get().is_none() {
                    let _ = decoy.set(self::hash("nobody's password", cost)?);
                }
                let decoy = decoy.get().map(String::as_str).unwrap_or_default();
                let _ = argon2::verify_encoded(decoy, password.as_bytes());
                Ok(false)
            }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _place = self.queue.try_acquire().map_err(|_| Error::Busy)?;
        let core = tokio::time::timeout(Duration::from_secs(10), self.cores.acquire());
        let _core = core.await.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
        off_the_loop(work).await
    }
}

/// Hashes on the calling thread, for commands that make data.
pub fn hash(password: &str, cost: Cost) -> Result<String> {
    let config = argon2::Config {
        variant: argon2::Variant::Argon2id,
        mem_cost: if matches!(cost, Cost::Standard) { 19_456 } else { 64 },
        time_cost: if matches!(cost, Cost::Standard) { 2 } else { 1 },
        lanes: 1,
        ..argon2::Config::default()
    };
    let salt = secrets::random::<16>()?;
    argon2::hash_encoded(password.as_bytes(), &salt, &config).map_err(|e| Error::internal(format!("argon2: {e}")))
}
