//! Builds the actix application: middleware in order, then every capability's routes.

use std::net::TcpListener;
use std::time::Duration;

use actix_session::SessionMiddleware;
use actix_session::config::{BrowserSession, CookieContentSecurity};
use actix_web::cookie::SameSite;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, Condition, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};

use crate::error::Error;
use crate::identity::{Gate, Store};
use crate::passwords::Passwords;
use crate::state::State;
use crate::web::{Routes, assets, door, front, realm};
use crate::{
    accounts, api, audit, billing, integrations, mail, operator, organizations, people, search, security, team, tickets,
};

/// Connections a worker holds at most; each needs a file descriptor.
const CONNECTIONS: usize = 1_000;
/// Threads of each worker that wait for the database; more only queue on its connections.
pub const BLOCKING_THREADS: usize = 2;
/// Open files that a process wants to be allowed: a few workers' connections and some to spare.
pub const DESCRIPTORS: u64 = 4_096;

/// Every route of the product.
pub fn routes() -> Routes {
    let mut routes = Routes::default();
    security::routes(&mut routes);
    accounts::routes(&mut routes);
    audit::log::routes(&mut routes);
    billing::routes(&mut routes);
    team::routes(&mut routes);
    people::routes(&mut routes);
    search::routes(&mut routes);
    organizations::routes(&mut routes);
    tickets::routes(&mut routes);
    mail::routes(&mut routes);
    integrations::routes(&mut routes);
    operator::routes(&mut routes);
    api::routes(&mut routes);
    routes
}

/// Serves on an open socket until told to stop. Workers and blocking threads fit the machine's cores.
pub fn serve(listener: TcpListener, state: State, passwords: Passwords, workers: usize) -> std::io::Result<Server> {
    let gate = Gate::new(state.clone());
    let key = state.secrets.cookie_key();
    let (tls, compress) = (state.settings.tls, state.settings.compress);
    let server = HttpServer::new(move || {
        let sessions = SessionMiddleware::builder(Store, key.clone())
            .cookie_name(realm::cookie_name(tls).to_owned())
            .cookie_secure(tls)
            .cookie_http_only(true)
            .cookie_same_site(SameSite::Lax)
            .cookie_path("/".to_owned())
            .cookie_content_security(CookieContentSecurity::Signed)
            .session_lifecycle(BrowserSession::default())
            .build();
        App::new()
            .app_data(web::Data::new(state.clone()))
            .app_data(web::Data::new(gate.clone()))
            .app_data(web::Data::new(passwords.clone()))
            .app_data(web::QueryConfig::default().error_handler(|_, _| Error::Malformed.into()))
            .service(web::resource("/static/{file}").route(web::get().to(assets::show)))
            .service(web::resource("/health").route(web::get().to(health)).route(web::head().to(health)))
            .configure(|cfg| routes().install(cfg))
            // The first is the innermost.
            .wrap(from_fn(door))
            .wrap(sessions)
            .wrap(from_fn(realm::cookies))
            .wrap(from_fn(front))
            .wrap(Condition::new(compress, Compress::default()))
    })
    .workers(workers)
    .worker_max_blocking_threads(BLOCKING_THREADS)
    .max_connections(CONNECTIONS)
    .client_request_timeout(Duration::from_secs(10))
    .keep_alive(Duration::from_secs(30))
    .shutdown_timeout(20)
    // Without it, an answer in two writes waits 40 ms for the other side.
    .tcp_nodelay(true)
    .listen(listener)?
    .run();
    Ok(server)
}

/// `GET /health`: whether the database answers.
async fn health(state: web::Data<State>) -> HttpResponse {
    let db = state.db.clone();
    match crate::db::off_the_loop(move || db.ping()).await {
        Ok(()) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n"),
        Err(error) => {
            log::error!("health: {error}");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("the database is away\n")
        }
    }
}
