//! Suspend and lift it, merge, delete in one confirmed act, restore and delete again: in both languages, with a look at
//! every page on the way.

use thirtyfour::prelude::*;

use super::sign_in;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

/// Looks at a page; axe needs scripts, so a browser without them only goes the way.
async fn look(d: &WebDriver, name: &str, language: &str, faults: &mut Option<Vec<String>>) {
    if let Some(faults) = faults {
        super::look(d, name, language, faults).await;
    }
}

/// An entry among the user options.
async fn option(d: &WebDriver, css: &str) {
    click(d, "[popovertarget='options']").await;
    follow(d, &format!("#options {css}")).await;
}

async fn life(language: &'static str, javascript: bool) {
    let app = App::start(Database::Sqlite);
    let w = app.world.clone();
    let bob = app.sign_in(w.bob).await;
    for subject in ["Charged twice for October", "Helmet strap broken on arrival"] {
        bob.submit(subject).await;
    }
    for statement in [
        "UPDATE users SET notes = 'Rides a cargo bike', time_zone = 'Europe/Paris' WHERE id = 110",
        "UPDATE users SET notes = 'Pays by invoice', external_id = 'B-1' WHERE id = 109",
        "INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, 109, 'vip'), (1, 110, 'wholesale')",
        "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, verified_at, created_at) VALUES (1, 110, 'email', 'eve@home.example', 'eve@home.example', FALSE, 1, 1)",
    ] {
        app.sql(statement);
    }
    let driver = Driver::start();
    let d = driver.open(Options { language, javascript }).await;
    let mut faults = javascript.then(Vec::new);
    let profile = |id: i64| app.url(&format!("/agent/users/{id}"));
    sign_in(&d, &app, "ann@acme.example").await;

    // Suspended, for a reason, and back.
    d.goto(profile(w.bob)).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    look(&d, "lifecycle-options", language, &mut faults).await;
    d.goto(profile(w.bob)).await.unwrap();
    option(&d, "a[href$='/suspension']").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#reason[aria-invalid='true']").await);
    look(&d, "suspension-wrong", language, &mut faults).await;
    click(&d, "#reason option[value='abuse']").await;
    fill(&d, "#text", "Twice in one day.").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "main").await.contains("Twice in one day."));
    look(&d, "profile-suspended", language, &mut faults).await;
    d.goto(app.url("/agent/tickets/1")).await.unwrap();
    assert!(exists(&d, "main .alert.warn").await);
    look(&d, "ticket-suspended", language, &mut faults).await;
    d.goto(profile(w.bob)).await.unwrap();
    option(&d, "form[action$='/suspension/end'] button").await;
    assert!(!text(&d, "main").await.contains("Twice in one day."));

    // Eve's second profile goes into Bob's.
    d.goto(profile(w.eve)).await.unwrap();
    option(&d, "a[href$='/merge']").await;
    fill(&d, "#q", "brown").await;
    follow(&d, ".bar button").await;
    look(&d, "merge-search", language, &mut faults).await;
    follow(&d, "main .list a.btn").await;
    look(&d, "merge", language, &mut faults).await;
    click(&d, "#pick_notes_taken").await;
    follow(&d, "main footer .primary").await;
    let page = text(&d, "main").await;
    assert!(page.contains("Rides a cargo bike") && page.contains("eve@home.example"), "{page}");
    assert!(d.current_url().await.unwrap().path().ends_with("/109"));
    d.goto(profile(w.eve)).await.unwrap();
    assert!(d.current_url().await.unwrap().path().ends_with("/109"), "the old profile leads on");

    // Deleting: refused, then closed and deleted in one act.
    d.goto(profile(w.bob)).await.unwrap();
    option(&d, "a[href$='/delete']").await;
    assert!(text(&d, ".alert.bad").await.contains("Helmet strap"));
    look(&d, "deletion-blocked", language, &mut faults).await;
    follow(&d, "main footer .primary").await;
    assert_eq!(app.number("SELECT count(*) FROM tickets WHERE status = 'closed'"), 2);
    d.goto(app.url("/agent/tickets/1")).await.unwrap();
    look(&d, "ticket-deleted", language, &mut faults).await;
    d.goto(app.url("/agent/people")).await.unwrap();
    follow(&d, ".cats a[href$='/deleted-users']").await;
    assert!(text(&d, "tbody").await.contains("Bob Brown"));
    look(&d, "deleted-users", language, &mut faults).await;

    // Restored with a new address, and deleted once more: nothing is in the way now.
    follow(&d, "td.lo a[href$='/109/restore']").await;
    fill(&d, "#email", "zoe@acme.example").await;
    follow(&d, "main form .primary").await;
    look(&d, "restoration-taken", language, &mut faults).await;
    fill(&d, "#email", "bob@new.example").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "main").await.contains("bob@new.example"));
    option(&d, "a[href$='/delete']").await;
    assert!(!exists(&d, ".alert.bad").await);
    look(&d, "deletion", language, &mut faults).await;
    follow(&d, "main footer .primary").await;
    assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND deleted_at IS NOT NULL"), 1);

    // Several at once, and several back.
    app.sign_in(w.zoe_unsuspended(&app)).await.submit("Still open").await;
    d.goto(app.url("/agent/people")).await.unwrap();
    look(&d, "people-ticked", language, &mut faults).await;
    click(&d, "tbody input[value='111']").await;
    follow(&d, "main .card footer .danger").await;
    look(&d, "bulk-deletion", language, &mut faults).await;
    d.goto(app.url("/admin/people/deleted-users")).await.unwrap();
    click(&d, "tbody input[value='109']").await;
    click(&d, "tbody input[value='110']").await;
    follow(&d, "main .card footer .btn").await;
    look(&d, "restorations", language, &mut faults).await;
    follow(&d, "main footer .primary").await;
    assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND deleted_at IS NULL"), 1);
    assert!(exists(&d, "main").await);
    let faults = faults.unwrap_or_default();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

impl crate::support::world::World {
    /// Zoe, whom nobody keeps out any more.
    fn zoe_unsuspended(&self, app: &App) -> i64 {
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 111");
        self.zoe
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_a_person_in_english() {
    life("en", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_a_person_in_french() {
    life("fr", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_a_person_in_french_without_scripts() {
    life("fr", false).await;
}
