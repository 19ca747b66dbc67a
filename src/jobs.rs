//! What runs in the background: every minute, whatever is overdue is ended, so that no expired frame waits for a visit.

use std::time::Duration;

use crate::db::off_the_loop;
use crate::identity::{close_overdue, forget_old_failures};
use crate::people::erasure;
use crate::state::State;

/// Seconds between two rounds.
const PAUSE: u64 = 60;

/// Starts the background work on the running system; it ends with it.
pub fn start(state: State) {
    actix_web::rt::spawn(async move {
        loop {
            let round = state.clone();
            match off_the_loop(move || close_overdue(&round)).await {
                Ok(0) => {}
                Ok(n) => log::info!("ended {n} overdue frames and sessions"),
                Err(error) => log::error!("ending what is overdue: {error}"),
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || forget_old_failures(&round)).await {
                log::error!("forgetting old failures: {error}");
            }
            let round = state.clone();
            match off_the_loop(move || erasure::round(&round)).await {
                Ok(0) => {}
                Ok(n) => log::info!("erased {n} people"),
                Err(error) => log::error!("erasing people: {error}"),
            }
            tokio::time::sleep(Duration::from_secs(PAUSE)).await;
        }
    });
}
