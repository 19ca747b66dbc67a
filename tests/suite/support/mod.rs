//! What the tests stand on: the real application on a port of its own, a small world of named people, and browsers.

pub mod app;
pub mod browser;
pub mod console;
pub mod http;
pub mod smtp;
pub mod world;

pub use app::{App, Database};

pub use http::{Page, Tab};

/// Runs an `async fn(App)` as a test on SQLite and as another on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: App) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                #[allow(unused_imports)]
                use super::*;

                async fn story($app: $crate::support::App) $body

                #[tokio::test(flavor = "multi_thread")]
                async fn on_sqlite() {
                    story($crate::support::App::start($crate::support::Database::Sqlite)).await;
                }

                #[tokio::test(flavor = "multi_thread")]
                async fn on_postgres() {
                    story($crate::support::App::start($crate::support::Database::Postgres)).await;
                }
            }
        )+
    };
}
