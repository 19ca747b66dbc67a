//! What actix-session stores for us: one opaque key in a signed cookie.
//!
//! Everything else of a session lives in our tables and changes inside a `Tx`, so this store never makes, renews or
//! revives a session; it only carries the key that a transaction made. `load` does not ask the database: the one
//! lookup of a request is `gate`'s.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use diesel::prelude::*;

use crate::db::schema::sessions;
use crate::secrets::sha256;
use crate::state::State;

/// The one entry of the session: the key. Whoever changes it, after a commit, also renews the session.
pub const SESSION_KEY: &str = "key";

/// The session store.
#[derive(Clone)]
pub struct Store(pub State);

impl Store {
    /// Whether a transaction made this key. `live` asks for a session that has not ended, under its present key.
    async fn known(&self, key: &str, live: bool) -> anyhow::Result<bool> {
        let hash = sha256(key.as_bytes());
        let found: Option<i64> = self
            .0
            .db
            .read(move |c| {
                let present =
                    sessions::table.filter(sessions::key_hash.eq(&hash)).select((sessions::id, sessions::ended_at));
                if let Some((id, ended)) = present.first::<(i64, Option<i64>)>(c).optional()? {
                    return Ok((!live || ended.is_none()).then_some(id));
                }
                let before = sessions::table.filter(sessions::old_key_hash.eq(&hash)).select(sessions::id);
                Ok(if live { None } else { before.first(c).optional()? })
            })
            .await?;
        Ok(found.is_some())
    }
}

fn key_of(state: &HashMap<String, String>) -> Option<String> {
    serde_json::from_str(state.get(SESSION_KEY)?).ok()
}

impl SessionStore for Store {
    async fn load(&self, key: &SessionKey) -> Result<Option<HashMap<String, String>>, LoadError> {
        let key = key.as_ref();
        let plausible = key.len() == 43 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        Ok(plausible.then(|| HashMap::from([(SESSION_KEY.to_owned(), serde_json::json!(key).to_string())])))
    }

    async fn save(&self, state: HashMap<String, String>, _: &Duration) -> Result<SessionKey, SaveError> {
        let key = key_of(&state).ok_or_else(|| SaveError::Other(anyhow::anyhow!("a session without a key")))?;
        // The session may have ended or rotated since; its key then leads to nothing, which is for the gate to say.
        match self.known(&key, false).await {
            Ok(true) => key.try_into().map_err(|e| SaveError::Other(anyhow::anyhow!("{e}"))),
            Ok(false) => Err(SaveError::Other(anyhow::anyhow!("no session has this key"))),
            Err(e) => Err(SaveError::Other(e)),
        }
    }

    async fn update(
        &self,
        key: SessionKey,
        _: HashMap<String, String>,
        _: &Duration,
    ) -> Result<SessionKey, UpdateError> {
        match self.known(key.as_ref(), true).await {
            Ok(true) => Ok(key),
            Ok(false) => Err(UpdateError::Other(anyhow::anyhow!("the session has ended"))),
            Err(e) => Err(UpdateError::Other(e)),
        }
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    // Sign-out ends the row in its own transaction, with its audit line; a rotation keeps it.
    async fn delete(&self, _: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}
