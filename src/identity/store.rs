//! What actix-session stores for us: one opaque key in a signed cookie.
//!
//! Everything else of a session lives in our tables and changes inside a `Tx`, so this store never makes, renews or
//! revives a session; it only carries the key that a transaction made. `load` does not ask the database: the one
//! lookup of a request is `gate`'s.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;

/// The one entry of the session: the key. Whoever changes it, after a commit, also renews the session.
pub const SESSION_KEY: &str = "key";

/// The session store. It holds nothing: the table is the transactions', and the lookup is the gate's.
#[derive(Clone, Copy, Debug)]
pub struct Store;

fn plausible(key: &str) -> bool {
    key.len() == 43 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn key_of(state: &HashMap<String, String>) -> Option<String> {
    serde_json::from_str(state.get(SESSION_KEY)?).ok()
}

impl SessionStore for Store {
    async fn load(&self, key: &SessionKey) -> Result<Option<HashMap<String, String>>, LoadError> {
        let key = key.as_ref();
        Ok(plausible(key).then(|| HashMap::from([(SESSION_KEY.to_owned(), serde_json::json!(key).to_string())])))
    }

    async fn save(&self, state: HashMap<String, String>, _: &Duration) -> Result<SessionKey, SaveError> {
        match key_of(&state).filter(|key| plausible(key)) {
            Some(key) => key.try_into().map_err(|e| SaveError::Other(anyhow::anyhow!("{e}"))),
            None => Err(SaveError::Other(anyhow::anyhow!("a session without a key"))),
        }
    }

    // A session's key changes by renewal only; nothing else of it is here to be updated, let alone made again.
    async fn update(&self, _: SessionKey, _: HashMap<String, String>, _: &Duration) -> Result<SessionKey, UpdateError> {
        Err(UpdateError::Other(anyhow::anyhow!("sessions are changed in transactions only")))
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    // Sign-out ends the row in its own transaction, with its audit line; a rotation keeps it.
    async fn delete(&self, _: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}
