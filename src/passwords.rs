//! Hashing of passwords: argon2id, bounded to the cores, with a short queue.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

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
    /// The hash of nobody's password, compared with when an address is unknown.
    decoy: Arc<str>,
}

/// A place among those who may hash.
pub struct Place(#[allow(dead_code, reason = "held, never read")] OwnedSemaphorePermit);

impl Passwords {
    /// A hasher that uses at most so many cores at once.
    pub fn new(cores: usize, cost: Cost) -> Self {
        let cores = cores.max(1);
        let decoy = hash("nobody's password", cost).unwrap_or_default().into();
        Self { cores: Arc::new(Semaphore::new(cores)), queue: Arc::new(Semaphore::new(cores + QUEUE)), cost, decoy }
    }

    /// A place among those who hash or wait to; `Busy` when there is none.
    pub fn place(&self) -> Result<Place> {
        self.queue.clone().try_acquire_owned().map(Place).map_err(|_| Error::Busy)
    }

    /// The hash of a new password, with its parameters.
    pub async fn hash(&self, password: String) -> Result<String> {
        let cost = self.cost;
        self.in_turn(self.place()?, move || hash(&password, cost)).await
    }

    /// Whether the password is the one behind `hash`. Without a hash it takes as long and answers no.
    pub async fn verify(&self, place: Place, password: String, hash: Option<String>) -> Result<bool> {
        let decoy = self.decoy.clone();
        self.in_turn(place, move || {
            let known = hash.is_some();
            let right = argon2::verify_encoded(hash.as_deref().unwrap_or(&decoy), password.as_bytes());
            Ok(right.unwrap_or(false) && known)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        _place: Place,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let core = tokio::time::timeout(Duration::from_secs(10), self.cores.acquire());
        let _core = core.await.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
        // On a thread of its own: the few blocking threads are the database's.
        let (done, result) = tokio::sync::oneshot::channel();
        std::thread::Builder::new()
            .name("password".to_owned())
            .spawn(move || drop(done.send(work())))
            .map_err(|e| Error::internal(format!("no thread to hash on: {e}")))?;
        result.await.map_err(|_| Error::internal("hashing panicked"))?
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
