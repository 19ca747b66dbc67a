//! Mail in the demo: it stays in the E-mail log, where one reads it and follows its link.

use thirtyfour::prelude::*;

use super::{look, sign_in, submit};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, new_tab, text};
use crate::support::{App, Database};

const LOG: &str = ".nav a[href$='/admin/account/logs/emails']";

async fn read_in_the_log(language: &'static str, database: Database) {
    let app = App::start_with(database, |settings| settings.demo = true);
    app.sql(&format!("UPDATE accounts SET locale = '{language}'"));
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    sign_in(&d, &app, "ann@acme.example").await;
    d.goto(app.url("/admin")).await.unwrap();
    follow(&d, LOG).await;
    assert!(exists(&d, ".empty").await && exists(&d, ".alert").await, "no mail, and no server");
    let bob = driver.open(Options { language, ..Options::default() }).await;
    sign_in(&bob, &app, "bob@acme.example").await;
    submit(&bob, "The lamp is dark").await;
    app.sql("INSERT INTO mails (account_id, user_id, letter, address, locale, subject, state, reason, message_id, request_id, next_try_at, created_at) \
         SELECT 1, 110, 'password_changed', 'eve@acme.example', 'en', 'Changed', 'failed', '550 5.1.1 No such person', 'x@localhost', '-', 1, created_at FROM mails");

    // By state, by the beginning of an address.
    follow(&d, LOG).await;
    let rows = async || d.find_all(By::Css("tbody tr")).await.unwrap().len();
    assert_eq!(rows().await, 2);
    click(&d, "#state option[value='failed']").await;
    follow(&d, ".bar button").await;
    assert_eq!(rows().await, 1);
    assert!(text(&d, "tbody").await.contains("550 5.1.1 No such person"));
    follow(&d, "tbody th > a").await;
    assert!(!exists(&d, "#text ~ * a").await);
    follow(&d, LOG).await;
    fill(&d, "#q", "bob@").await;
    follow(&d, ".bar button").await;
    assert_eq!(rows().await, 1);

    // The text, and where its link leads: to the request, once signed in.
    follow(&d, "tbody th > a").await;
    let heading = text(&d, "h1").await;
    assert!(heading.contains("The lamp is dark (#1)"), "{heading}");
    let main = text(&d, "main").await;
    assert!(main.contains(if language == "fr" { "Bonjour Bob Brown," } else { "Hello Bob Brown," }), "{main}");
    let mut faults = vec![];
    look(&d, "email-in-the-demo", language, &mut faults).await;
    assert!(faults.is_empty(), "{faults:?}");
    new_tab(&d, async || click(&d, "main a[href^='http://acme.localhost']").await).await;
    fill(&d, "#email", "bob@acme.example").await;
    fill(&d, "#password", crate::support::world::PASSWORD).await;
    follow(&d, "main form button").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/hc/requests/1"));
    assert!(text(&d, "h1").await.contains("The lamp is dark"));

    // The same lines on the profiles.
    d.goto(app.url("/agent/users/109")).await.unwrap();
    follow(&d, "main .tabs a[href$='/email']").await;
    assert!(text(&d, "main tbody").await.contains("The lamp is dark"));
    bob.quit().await.unwrap();
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demo_mail_is_read_in_the_log_in_english() {
    read_in_the_log("en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demo_mail_is_read_in_the_log_in_french() {
    read_in_the_log("fr", Database::Postgres).await;
}
