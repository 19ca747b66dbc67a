//! Handing the account over in a real browser, in both languages: what the owner sees, and what is left of it a moment later.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

const CONTACTS: &str = "/admin/account/billing/contacts";

async fn hand_over(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let options = || Options { language, javascript };
    let (owner, next) = (driver.open(options()).await, driver.open(options()).await);
    sign_in(&owner, &app, "olga@acme.example").await;
    sign_in(&next, &app, "ann@acme.example").await;
    let mut faults = vec![];

    // The next owner looks who it is, from the menu that every page has, and may only read.
    click(&next, "[popovertarget='me']").await;
    follow(&next, "#me a[href$='/agent/account-owner']").await;
    assert!(text(&next, "main").await.contains("Olga Olsen"));
    follow(&next, "main a[href$='/billing/contacts']").await;
    assert!(exists(&next, "button[aria-disabled='true']").await && !exists(&next, "#owner").await);
    if javascript {
        look(&next, "contacts-administrator", language, &mut faults).await;
    }

    // The owner names a billing admin, then hands over; the first try comes back with what was chosen.
    follow(&owner, ".nav a[href$='/billing/contacts']").await;
    follow(&owner, ".tabs a[href$='/billing/admins']").await;
    click(&owner, "#person option[value='102']").await;
    follow(&owner, "main form .primary").await;
    assert!(text(&owner, "main").await.contains("Ann Archer"));
    if javascript {
        look(&owner, "billing-admins-owner", language, &mut faults).await;
    }
    follow(&owner, ".tabs a[href$='/billing/contacts']").await;
    click(&owner, "#owner option[value='102']").await;
    fill(&owner, "#current_password", "guessed wrong").await;
    follow(&owner, ".savebar .primary").await;
    assert!(exists(&owner, "#owner-error").await);
    if javascript {
        look(&owner, "contacts-wrong", language, &mut faults).await;
    }
    // The bar that saves stays in sight and may lie over the box.
    fill(&owner, "#current_password", PASSWORD).await;
    owner.find(By::Css("#sure")).await.unwrap().send_keys(" ").await.unwrap();
    follow(&owner, ".savebar .primary").await;
    assert!(text(&owner, "[role='status']").await.len() > 3, "the page says what happened");
    assert!(!exists(&owner, "#owner").await && text(&owner, "main").await.contains("Ann Archer"));
    assert_eq!(app.number("SELECT owner_id FROM accounts WHERE id = 1"), 102);

    // What was open goes on as what they are now.
    next.goto(app.url(CONTACTS)).await.unwrap();
    assert!(exists(&next, "#owner").await);
    if javascript {
        look(&next, "contacts-owner", language, &mut faults).await;
    }
    owner.quit().await.unwrap();
    next.quit().await.unwrap();
    assert_eq!(faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_is_handed_over() {
    hand_over("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_is_handed_over_in_french_without_scripts() {
    hand_over("fr", false, Database::Postgres).await;
}
