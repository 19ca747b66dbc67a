//! `stead serve`: serves until SIGTERM or SIGINT, then lets running requests finish.

use std::fs::File;
use std::net::TcpListener;
use std::sync::Arc;

use super::Common;
use crate::config::Settings;
use crate::db::Location;
use crate::error::{Error, Result};
use crate::passwords::{Cost, Passwords};
use crate::state::State;
use crate::{app, jobs, mail};

pub(super) fn run(common: &Common) -> Result<()> {
    let _lock = lock(&common.settings()?)?;
    let state = common.state()?;
    super::doctor::default_account(&state.db, &state.settings)?;
    let bound = state.settings.bind;
    match &state.settings.smtp {
        Some(server) => log::info!("mail goes by {server}"),
        None => log::warn!("no SMTP_URL: mail waits in the E-mail log"),
    }
    start(common, state, |address| log::info!("serving on http://{address} (asked for {bound})"))
}

/// Serves a state; `ready` is told the address once the socket is open.
pub(super) fn start(common: &Common, mut state: State, ready: impl FnOnce(std::net::SocketAddr)) -> Result<()> {
    let listener = TcpListener::bind(state.settings.bind)
        .map_err(|e| Error::internal(format!("cannot listen on {} (STEAD_BIND): {e}", state.settings.bind)))?;
    let address = listener.local_addr().map_err(Error::internal)?;
    // Links in mail name the port, which may have been the system's to choose.
    state.settings = Arc::new(Settings { bind: address, ..Settings::clone(&state.settings) });
    let workers = common.workers();
    let passwords = Passwords::new(workers, Cost::Standard);
    actix_web::rt::System::new().block_on(async move {
        jobs::start(state.clone());
        let mail = mail::worker::start(state.clone());
        let server = app::serve(listener, state.clone(), passwords, workers).map_err(Error::internal)?;
        ready(address);
        server.await.map_err(Error::internal)?;
        mail.stop().await;
        log::info!("stopped");
        Ok(())
    })
}

/// One process per embedded database: a second would write beside the first one's back.
pub(super) fn lock(settings: &Settings) -> Result<Option<File>> {
    let Location::Sqlite(path) = &settings.location else { return Ok(None) };
    super::make_folder(settings)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| Error::internal(format!("cannot make the folder {}: {e}", folder.display())))?;
    }
    let path = path.with_extension("lock");
    let file = File::create(&path).map_err(|e| Error::internal(format!("cannot make {}: {e}", path.display())))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(_) => Err(Error::internal(format!("another process serves this database ({} is locked)", path.display()))),
    }
}
