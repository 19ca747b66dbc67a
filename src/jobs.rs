//! What runs in the background: every minute, whatever is overdue is ended, so that no expired frame waits for a visit.

use std::time::Duration;

use crate::audit::checkpoint::Keeper;
use crate::billing::invoicing;
use crate::db::off_the_loop;
use crate::error::Result;
use crate::identity::{close_overdue, forget_old_failures};
use crate::operator::approvals;
use crate::operator::visits::requests;
use crate::people::erasure;
use crate::people::imports::{self, worker::Job};
use crate::security::grants;
use crate::state::State;

/// Seconds between two rounds.
const PAUSE: u64 = 60;
/// Seconds after which waiting imports are looked for again.
const IMPORT_PAUSE: u64 = 1;

/// Starts the background work on the running system; it ends with it.
pub fn start(state: State) {
    actix_web::rt::spawn(import_people(state.clone()));
    actix_web::rt::spawn(keep_checkpoints(state.clone()));
    actix_web::rt::spawn(async move {
        loop {
            let round = state.clone();
            match off_the_loop(move || close_overdue(&round)).await {
                Ok(0) => {}
                Ok(n) => log::info!("ended {n} overdue frames and sessions"),
                Err(error) => log::error!("ending what is overdue: {error}"),
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || requests::round(&round)).await {
                log::error!("ending requests for access: {error}");
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || grants::round(&round)).await {
                log::error!("ending account assumption: {error}");
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || approvals::round(&round)).await {
                log::error!("ending authorizations: {error}");
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || forget_old_failures(&round)).await {
                log::error!("forgetting old failures: {error}");
            }
            let round = state.clone();
            if let Err(error) = off_the_loop(move || imports::forget_old(&round)).await {
                log::error!("forgetting old imports: {error}");
            }
            let round = state.clone();
            match off_the_loop(move || invoicing::round(&round)).await {
                Ok(0) => {}
                Ok(n) => log::info!("made {n} invoices"),
                Err(error) => log::error!("making invoices: {error}"),
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

/// Works off imports, a batch at a time, so that the program can stop between two of them.
async fn import_people(state: State) {
    loop {
        if let Err(error) = next_import(&state).await {
            log::error!("importing: {error}");
        }
        tokio::time::sleep(Duration::from_secs(IMPORT_PAUSE)).await;
    }
}

async fn next_import(state: &State) -> Result<()> {
    let round = state.clone();
    let mut found = off_the_loop(move || Job::take(&round)).await?;
    while let Some(mut job) = found {
        let round = state.clone();
        found = off_the_loop(move || job.step(&round).map(|more| more.then_some(job))).await?;
    }
    Ok(())
}

/// Keeps a checkpoint of the audit log a minute, while there is anything new in it.
async fn keep_checkpoints(state: State) {
    let mut keeper: Option<Keeper> = None;
    loop {
        let (round, before) = (state.clone(), keeper.take());
        let kept = off_the_loop(move || {
            let mut keeper = match before {
                Some(keeper) => keeper,
                None => Keeper::open(&round.settings.checkpoints)?,
            };
            keeper.keep(&round)?;
            Ok(keeper)
        });
        match kept.await {
            Ok(kept) => keeper = Some(kept),
            Err(error) => log::error!("keeping a checkpoint: {error}"),
        }
        tokio::time::sleep(Duration::from_secs(PAUSE)).await;
    }
}
