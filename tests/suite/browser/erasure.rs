//! From deleting somebody to the receipt: refused, closed and deleted in one act, erased with the name typed out, the
//! receipt read, downloaded and checked. In both languages.

use std::time::Duration;

use stead::people::erasure::{self, receipt};

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

async fn to_the_receipt(javascript: bool, language: &'static str, database: Database) {
    let app = App::start(database);
    let w = app.world.clone();
    app.sign_in(w.bob).await.submit("Bob Brown wants a refund").await;
    let driver = Driver::start();
    let d = driver.open(Options { javascript, language }).await;
    let mut faults = vec![];
    sign_in(&d, &app, "ann@acme.example").await;

    d.goto(app.url(&format!("/agent/users/{}", w.bob))).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/delete']").await;
    assert!(text(&d, ".alert.bad").await.contains("refund"), "refused, with the request that stands in the way");
    follow(&d, "main footer button.primary").await;
    d.goto(app.url("/admin/people/deleted-users")).await.unwrap();
    follow(&d, &format!("td.lo a[href$='/{}/erase']", w.bob)).await;
    let stores = text(&d, "main table").await;
    assert!(stores.lines().count() > 8, "{stores}");

    // Not by a slip: the name has to be typed.
    fill(&d, "#confirm", "bob").await;
    follow(&d, "main footer .primary").await;
    assert!(exists(&d, "#confirm[aria-invalid='true']").await);
    if javascript {
        look(&d, "erase", language, &mut faults).await;
    }
    fill(&d, "#confirm", "Bob Brown").await;
    follow(&d, "main footer .primary").await;

    // Done at once, or by the next round.
    let id = app.number("SELECT max(id) FROM erasures");
    for _ in 0..100 {
        if app.number("SELECT count(*) FROM erasures WHERE state = 'running'") == 0 {
            break;
        }
        let state = app.state.clone();
        tokio::task::spawn_blocking(move || erasure::round(&state).unwrap()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    d.goto(app.url(&format!("/admin/people/erasures/{id}"))).await.unwrap();
    assert!(exists(&d, ".alert.ok").await);
    let page = text(&d, "main").await;
    assert!(
        !page.contains("Bob") && !page.contains("Brown") && !page.contains("bob@"),
        "the receipt names nobody: {page}"
    );
    if javascript {
        look(&d, "erasure-receipt", language, &mut faults).await;
    }
    assert!(exists(&d, &format!("main a[href$='/erasures/{id}/receipt.json']")).await);
    d.goto(app.url("/admin/people/erasures")).await.unwrap();
    if javascript {
        look(&d, "erasures", language, &mut faults).await;
    }
    follow(&d, "tbody a").await;
    d.goto(app.url("/agent/people?q=bob")).await.unwrap();
    assert!(!text(&d, "main").await.contains("Bob Brown"));
    d.quit().await.unwrap();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));

    // The file is what the command checks.
    let file = app.sign_in(w.ann).await.get(&format!("/admin/people/erasures/{id}/receipt.json")).await;
    assert_eq!(file.status, 200);
    assert_eq!(receipt::check(&app.state, &file.body).unwrap().faults, Vec::<String>::new());
    assert_eq!(app.number("SELECT count(*) FROM tickets WHERE requester_id = 109"), 1, "the ticket stays");
    assert!(!app.text("SELECT subject FROM tickets WHERE requester_id = 109").contains("Bob"));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_erased_and_the_receipt_is_true() {
    to_the_receipt(true, "en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_erased_and_the_receipt_is_true_in_french() {
    to_the_receipt(true, "fr", Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_erased_and_the_receipt_is_true_without_scripts() {
    to_the_receipt(false, "fr", Database::Sqlite).await;
}
