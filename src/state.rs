//! What every request and command works with: database, keys, clock, settings.

use crate::clock::Clock;
use crate::config::Settings;
use crate::db::Db;
use crate::secrets::Secrets;

/// The state of the running program. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    /// Keys derived from the deployment's secret.
    pub secrets: Secrets,
    /// The time.
    pub clock: Clock,
    /// Settings read once at start.
    pub settings: std::sync::Arc<Settings>,
}
