//! An administrator lets support in and out again, and sets how identities are assumed, in a real browser and in both languages; then
//! looks at what a customer sees, read-only.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, new_tab, text};
use crate::support::{App, Database};

const ADVANCED: &str = "/admin/account/security/advanced";

/// The bar that saves stays in sight and may lie over a box.
async fn tick(d: &WebDriver, css: &str) {
    d.find(By::Css(css)).await.unwrap().send_keys(" ").await.unwrap();
}

async fn policy(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let d = driver.open(Options { language, javascript }).await;
    let french = language == "fr";
    let mut faults = vec![];
    sign_in(&d, &app, "ann@acme.example").await;

    // On for a week, shortened to a day, off.
    d.goto(app.url(&format!("{ADVANCED}/access"))).await.unwrap();
    if javascript {
        look(&d, "access-off", language, &mut faults).await;
    }
    tick(&d, "#on").await;
    for (duration, until) in [
        ("week", if french { "27 novembre, 12:00" } else { "27 November, 12:00" }),
        ("day", if french { "21 novembre, 12:00" } else { "21 November, 12:00" }),
    ] {
        click(&d, &format!("#duration option[value='{duration}']")).await;
        follow(&d, ".savebar .primary").await;
        let now = text(&d, ".alert.warn").await;
        assert!(now.contains(until) && now.contains("Ann Archer"), "{now}");
        assert!(text(&d, "[role='status']").await.len() > 3);
    }
    if javascript {
        look(&d, "access-on", language, &mut faults).await;
    }
    follow(&d, ".alert.warn form button").await;
    assert!(!exists(&d, ".alert.warn").await);
    let past = text(&d, "tbody").await;
    assert!(past.contains(if french { "Désactivée par Ann Archer" } else { "Turned off by Ann Archer" }), "{past}");
    if javascript {
        look(&d, "access-past", language, &mut faults).await;
    }
    assert_eq!(app.number("SELECT count(*) FROM grants WHERE ended_at IS NULL"), 0);

    // The policy, with a mistake first.
    follow(&d, ".tabs a[href$='/assuming']").await;
    tick(&d, "#read_only").await;
    tick(&d, "#reason_required").await;
    fill(&d, "#idle_minutes", "90").await;
    follow(&d, ".savebar .primary").await;
    assert!(exists(&d, "#idle_minutes-error").await && exists(&d, "#read_only:checked").await);
    if javascript {
        look(&d, "assuming-wrong", language, &mut faults).await;
    }
    fill(&d, "#idle_minutes", "10").await;
    follow(&d, ".savebar .primary").await;
    assert!(text(&d, "[role='status']").await.len() > 3);
    if javascript {
        look(&d, "assuming", language, &mut faults).await;
    }

    // Read-only, in a second tab.
    d.goto(app.url("/agent/users/109")).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/assumption']").await;
    assert!(exists(&d, "#changes:not(:checked)").await);
    if javascript {
        look(&d, "dialog-read-only", language, &mut faults).await;
    }
    fill(&d, "#reason", "Ticket 7").await;
    new_tab(&d, async || click(&d, "dialog .primary").await).await;
    let strip = text(&d, ".strip").await;
    assert!(
        strip.contains("Bob Brown") && strip.contains(if french { "Lecture seule." } else { "Read-only." }),
        "{strip}"
    );
    follow(&d, ".topbar .tabs a[href$='/hc/requests/new']").await;
    fill(&d, "#subject", "A subject of mine").await;
    fill(&d, "#body", "It broke this morning.").await;
    follow(&d, "main form .primary").await;
    let title = text(&d, "h1").await;
    assert!(title.contains(if french { "lecture seule" } else { "read-only" }), "{title}");
    assert_eq!(
        d.find(By::Css("#typed-1")).await.unwrap().prop("value").await.unwrap().unwrap().trim(),
        "A subject of mine"
    );
    if javascript {
        look(&d, "assumed-read-only", language, &mut faults).await;
    }
    follow(&d, ".strip form button:not(.ghost)").await;
    assert!(!exists(&d, ".strip").await);
    assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NOT NULL AND read_only"), 1);
    assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn support_is_let_in_and_a_customer_looked_at_read_only() {
    policy("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn support_is_let_in_and_a_customer_looked_at_read_only_in_french_without_scripts() {
    policy("fr", false, Database::Postgres).await;
}
