//! Profiles in a real browser: contacts from `add contact` to `Remove`, editing, the history, one's own profile.

use stead::security::links;
use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, new_tab, text};
use crate::support::{App, Database};

/// The link that the verification mail of an address has. The mail itself goes to nobody here, so a newer one is made.
fn link(app: &App, user: i64, value: &str) -> String {
    let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
    let id = app.number(&format!("SELECT id FROM addresses WHERE value = '{value}'"));
    stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| {
        let token = links::make(tx, user, links::Purpose::VerifyAddress, Some(id), 1)?;
        tx.record(stead::audit::Entry::new("address.verification_sent", "user", user))?;
        Ok(format!("/access/verify/{token}"))
    })
    .unwrap()
}

/// Opens the menu of a contact.
async fn menu(d: &WebDriver, app: &App, value: &str) -> String {
    let id = app.number(&format!("SELECT id FROM addresses WHERE value = '{value}'"));
    click(d, &format!("[popovertarget='contact-{id}']")).await;
    format!("#contact-{id}")
}

/// The owner's swap: add contact, verify, make primary, remove the old one, then the name.
async fn swap(javascript: bool, language: &'static str, database: Database) {
    let app = App::start(database);
    let w = app.world.clone();
    let driver = Driver::start();
    let d = driver.open(Options { javascript, language }).await;
    let mut faults = vec![];
    sign_in(&d, &app, "olga@acme.example").await;
    d.goto(app.url(&format!("/agent/users/{}", w.olga))).await.unwrap();
    follow(&d, "a[href$='/contacts/new']").await;
    fill(&d, "#value", "not an address").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#value[aria-invalid='true']").await);
    if javascript {
        look(&d, "contact-wrong", language, &mut faults).await;
    }
    fill(&d, "#value", "next@acme.example").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.len() > 3);

    let open = menu(&d, &app, "next@acme.example").await;
    assert!(exists(&d, &format!("{open} [aria-disabled='true'] + .hint")).await, "off, with the reason");
    if javascript {
        look(&d, "contact-menu", language, &mut faults).await;
    }
    follow(&d, &format!("{open} form[action$='/reminder'] button")).await;
    d.goto(app.url(&link(&app, w.olga, "next@acme.example"))).await.unwrap();
    follow(&d, "main form button").await;

    d.goto(app.url(&format!("/agent/users/{}", w.olga))).await.unwrap();
    let open = menu(&d, &app, "next@acme.example").await;
    follow(&d, &format!("{open} form[action$='/primary'] button")).await;
    assert!(text(&d, "[role='status']").await.len() > 3, "still signed in");
    let open = menu(&d, &app, "olga@acme.example").await;
    follow(&d, &format!("{open} form[action$='/removal'] button")).await;
    assert_eq!(app.text("SELECT email FROM users WHERE id = 101"), "next@acme.example");
    assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 101"), 1);

    follow(&d, "a[href$='/edit']").await;
    fill(&d, "#name", "Nora Next").await;
    if javascript {
        look(&d, "profile-edit", language, &mut faults).await;
    }
    follow(&d, "main form .primary").await;
    assert_eq!(text(&d, "h1").await, "Nora Next");
    follow(&d, ".tabs a[href$='/security']").await;
    if javascript {
        look(&d, "profile-security", language, &mut faults).await;
    }
    follow(&d, ".tabs a[href$='/history']").await;
    assert!(text(&d, "tbody").await.contains("Olga Olsen → Nora Next"));
    if javascript {
        look(&d, "profile-history", language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_handed_over_by_its_addresses() {
    swap(true, "en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_handed_over_by_its_addresses_in_french() {
    swap(true, "fr", Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_handed_over_by_its_addresses_without_scripts() {
    swap(false, "fr", Database::Sqlite).await;
}

/// An end user's own profile, and the same in an assumed tab, where addresses are off with a reason.
async fn own(language: &'static str) {
    let app = App::start(Database::Sqlite);
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    let mut faults = vec![];
    sign_in(&d, &app, "bob@acme.example").await;
    click(&d, "[popovertarget='me']").await;
    follow(&d, "#me a[href$='/hc/profile']").await;
    look(&d, "own-profile", language, &mut faults).await;
    fill(&d, "#name", "Bobby Brown").await;
    follow(&d, "main form .primary").await;
    assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Bobby Brown");
    follow(&d, "main a[href$='/contacts/new']").await;
    look(&d, "own-contact", language, &mut faults).await;
    fill(&d, "#value", "bob@home.example").await;
    follow(&d, "main form .primary").await;
    d.goto(app.url(&link(&app, 109, "bob@home.example"))).await.unwrap();
    follow(&d, "main form button").await;
    d.goto(app.url("/hc/profile")).await.unwrap();
    let open = menu(&d, &app, "bob@home.example").await;
    follow(&d, &format!("{open} form[action$='/primary'] button")).await;
    let open = menu(&d, &app, "bob@acme.example").await;
    follow(&d, &format!("{open} form[action$='/removal'] button")).await;
    assert_eq!(app.text("SELECT email FROM users WHERE id = 109"), "bob@home.example");

    let other = driver.open(Options { language, ..Options::default() }).await;
    sign_in(&other, &app, "ann@acme.example").await;
    other.goto(app.url("/agent/users/109")).await.unwrap();
    let tab = new_tab(&other, async || {
        click(&other, "[popovertarget='options']").await;
        click(&other, "#options form button").await;
    })
    .await;
    let _ = tab;
    let base = other.current_url().await.unwrap();
    let scope = format!("/{}", base.path_segments().unwrap().next().unwrap());
    other.goto(app.url(&format!("{scope}/hc/profile"))).await.unwrap();
    assert!(exists(&other, "#contacts-off").await && !exists(&other, "form[action*='/contacts']").await);
    look(&other, "assumed-own-profile", language, &mut faults).await;
    other.goto(app.url(&format!("{scope}/hc/profile/contacts/new"))).await.unwrap();
    assert!(text(&other, "main").await.contains("Bobby Brown"), "it says who can");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    other.quit().await.unwrap();
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_profile_in_english() {
    own("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_profile_in_french() {
    own("fr").await;
}
