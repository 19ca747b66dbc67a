//! From the security overview to a setting, and back through the audit log to what was done.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, fill, follow, text};
use crate::support::{App, Database};

/// The bar that saves stays in sight and may lie over a box.
async fn tick(d: &WebDriver, css: &str) {
    d.find(By::Css(css)).await.unwrap().send_keys(" ").await.unwrap();
}

async fn from_overview_to_log(language: &'static str, javascript: bool) {
    let app = App::start(Database::Sqlite);
    let w = app.world.clone();
    let olga = app.sign_in(w.olga).await;
    let bob = olga.assume(w.tom).await.assume(w.bob).await;
    bob.submit("A bent wheel").await;
    let driver = Driver::start();
    let d = driver.open(Options { language, javascript }).await;
    sign_in(&d, &app, "ann@acme.example").await;
    let mut faults = vec![];
    follow(&d, ".nav a[href$='/admin/account/security/overview']").await;
    if javascript {
        look(&d, "overview", language, &mut faults).await;
    }
    // The way to a setting, which is saved, and told of.
    follow(&d, "tbody a[href$='/admin/account/security/advanced/assuming']").await;
    tick(&d, "#reason_required").await;
    follow(&d, ".savebar .primary").await;
    follow(&d, ".nav a[href$='/admin/account/logs/audit']").await;
    assert!(text(&d, "tbody").await.contains("Olga Olsen"));
    fill(&d, "#actor", "olga").await;
    tick(&d, "#assumed").await;
    follow(&d, ".bar .btn").await;
    assert!(!text(&d, "tbody").await.contains("Ann Archer"), "only what the filter asks for");
    if javascript {
        look(&d, "audit-filtered", language, &mut faults).await;
    }
    follow(&d, "tbody tr:not(.group) th a").await;
    let whole = text(&d, "main").await;
    assert!(whole.contains("Olga Olsen") && whole.contains("Tom Turner") && whole.contains("Bob Brown"), "{whole}");
    if javascript {
        look(&d, "audit-line", language, &mut faults).await;
    }
    assert_eq!(faults, Vec::<String>::new());
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_what_was_done_in_english() {
    from_overview_to_log("en", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_what_was_done_in_french_without_scripts() {
    from_overview_to_log("fr", false).await;
}
