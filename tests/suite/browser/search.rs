//! Searching in a real browser: terms that come off, a mistake that is pointed at and mended by a link, saved filters,
//! examples, and the field above every page.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

/// The names on the page.
async fn names(d: &WebDriver) -> Vec<String> {
    let mut names = vec![];
    for link in d.find_all(By::Css("tbody th a")).await.unwrap() {
        names.push(link.text().await.unwrap());
    }
    names
}

async fn search(javascript: bool, language: &'static str, database: Database) {
    let app = App::start(database);
    app.sql("UPDATE users SET verified_at = NULL WHERE id = 110");
    let driver = Driver::start();
    let d = driver.open(Options { javascript, language }).await;
    sign_in(&d, &app, "ann@acme.example").await;
    d.goto(app.url("/agent/people")).await.unwrap();
    fill(&d, ".bar input[name='q']", "role:end-user -bob order_by:name").await;
    follow(&d, ".bar button").await;
    assert_eq!(names(&d).await, ["Eve Evans", "Zoe Zola"]);
    assert_eq!(d.find_all(By::Css(".chip")).await.unwrap().len(), 3);

    // One term comes off; the others stay.
    follow(&d, ".chip:nth-of-type(2)").await;
    assert_eq!(names(&d).await, ["Bob Brown", "Eve Evans", "Zoe Zola"]);

    // A mistake is pointed at, and one link mends it.
    fill(&d, ".bar input[name='q']", "organisation:none role:end-user").await;
    follow(&d, ".bar button").await;
    assert_eq!(text(&d, "mark").await, "organisation");
    assert!(exists(&d, ".bar input[aria-invalid='true']").await);
    let mut faults = vec![];
    // axe needs scripts.
    if javascript {
        look(&d, "search-mistake", language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    follow(&d, "[role='alert'] a").await;
    assert_eq!(names(&d).await.len(), 3);

    // A saved filter is a link like any other.
    follow(&d, ".hint + p a[href*='is_verified']").await;
    assert_eq!(names(&d).await, ["Eve Evans"]);

    // Help is there without a script, and its examples can be followed.
    click(&d, "details.more > summary").await;
    if javascript {
        look(&d, "search-help", language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    follow(&d, "details.more dl a[href*='organization%3Anone']").await;
    assert!(names(&d).await.len() > 5);

    // The field above every page searches everything.
    d.goto(app.url("/agent/tickets")).await.unwrap();
    fill(&d, ".topbar input[name='q']", "user:bob@acme.example").await;
    d.find(By::Css(".topbar input[name='q']")).await.unwrap().send_keys(Key::Enter).await.unwrap();
    for _ in 0..50 {
        if d.current_url().await.unwrap().path().ends_with("/agent/search") && exists(&d, "tbody").await {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(names(&d).await, ["Bob Brown"]);
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_come_off_and_mistakes_are_mended_by_a_link() {
    search(true, "en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_come_off_and_mistakes_are_mended_by_a_link_in_french() {
    search(true, "fr", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_come_off_and_mistakes_are_mended_by_a_link_in_french_without_scripts() {
    search(false, "fr", Database::Postgres).await;
}
