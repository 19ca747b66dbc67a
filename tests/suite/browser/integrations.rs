//! A program's life in a browser, in both languages: registered, authorized, called for, stopped by a new owner, authorized
//! again by one click. With a look at every page on the way.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::integrations::me;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

async fn shown(d: &WebDriver) -> String {
    d.find(By::Css("#token")).await.unwrap().prop("value").await.unwrap().unwrap_or_default()
}

async fn life(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let options = || Options { language, javascript };
    let (owner, next) = (driver.open(options()).await, driver.open(options()).await);
    sign_in(&owner, &app, "olga@acme.example").await;
    sign_in(&next, &app, "ann@acme.example").await;
    let mut faults = vec![];

    // Registered, after a first try without a name.
    follow(&owner, ".nav a[href$='/admin/apps/integrations']").await;
    follow(&owner, "main .head .primary").await;
    follow(&owner, "main form .primary").await;
    assert!(exists(&owner, "#name-error").await);
    if javascript {
        look(&owner, "integration-new-wrong", language, &mut faults).await;
    }
    fill(&owner, "#name", "Till").await;
    fill(&owner, "#description", "Looks customers up").await;
    follow(&owner, "main form .primary").await;
    assert!(text(&owner, "[role='status']").await.len() > 3);
    if javascript {
        look(&owner, "integration-never", language, &mut faults).await;
    }

    // Authorized: the page says what that means, and the token is there once.
    follow(&owner, "main footer a.primary").await;
    fill(&owner, "#current_password", "guessed wrong").await;
    follow(&owner, "main form .primary").await;
    assert!(exists(&owner, "#current_password-error").await);
    if javascript {
        look(&owner, "integration-authorize", language, &mut faults).await;
    }
    fill(&owner, "#current_password", PASSWORD).await;
    follow(&owner, "main form .primary").await;
    let token = shown(&owner).await;
    if javascript {
        look(&owner, "integration-token", language, &mut faults).await;
    }
    assert_eq!(me(&app, &token).await, Ok(101));
    follow(&owner, "main footer a.primary").await;
    assert!(!text(&owner, "main").await.contains(&token) && text(&owner, "main").await.contains(&token[45..]));
    if javascript {
        look(&owner, "integration-active", language, &mut faults).await;
    }

    // Handed over: the form says beforehand what stops, and it does.
    follow(&owner, ".nav a[href$='/billing/contacts']").await;
    assert!(text(&owner, ".alert.warn").await.contains("Till"));
    if javascript {
        look(&owner, "contacts-stopping", language, &mut faults).await;
    }
    click(&owner, "#owner option[value='102']").await;
    fill(&owner, "#current_password", PASSWORD).await;
    owner.find(By::Css("#sure")).await.unwrap().send_keys(" ").await.unwrap();
    follow(&owner, ".savebar .primary").await;
    let why = me(&app, &token).await.unwrap_err();
    assert!(why.starts_with("Needs authorization"), "{why}");
    owner.goto(app.url("/admin/apps/integrations/1")).await.unwrap();
    assert!(
        exists(&owner, "main footer button[aria-disabled='true']").await
            && !exists(&owner, "form[action$='/renewal']").await
    );
    if javascript {
        look(&owner, "integration-awaits", language, &mut faults).await;
    }

    // The new owner: one click.
    next.goto(app.url("/admin/account/billing/contacts")).await.unwrap();
    if javascript {
        look(&next, "contacts-waiting", language, &mut faults).await;
    }
    next.goto(app.url("/admin/apps/integrations")).await.unwrap();
    if javascript {
        look(&next, "integrations-waiting", language, &mut faults).await;
    }
    follow(&next, "form[action$='/renewal'] button").await;
    let new = shown(&next).await;
    assert!(new != token && me(&app, &new).await == Ok(102) && me(&app, &token).await.is_err());

    // And on to somebody of the team who is no administrator, though no seat is free.
    app.sql("UPDATE subscriptions SET seats = 6 WHERE account_id = 1");
    follow(&next, ".nav a[href$='/billing/contacts']").await;
    follow(&next, "main a[href$='/billing/handover']").await;
    click(&next, "#to option[value='107']").await;
    follow(&next, "form[method='get'][action$='/handover'] button").await;
    follow(&next, "form[method='post'][action$='/handover'] .primary").await;
    assert!(exists(&next, "#sure-error").await);
    if javascript {
        look(&next, "handover", language, &mut faults).await;
    }
    next.find(By::Css("#sure")).await.unwrap().send_keys(" ").await.unwrap();
    fill(&next, "#current_password", PASSWORD).await;
    follow(&next, "form[method='post'][action$='/handover'] .primary").await;
    assert!(text(&next, "main").await.contains("Lea Light"));
    assert_eq!(
        app.text("SELECT owner_id || ' ' || role FROM accounts, users WHERE accounts.id = 1 AND users.id = 102"),
        "107 light_agent"
    );

    // Removed, by the owner there is now.
    let third = driver.open(options()).await;
    sign_in(&third, &app, "lea@acme.example").await;
    third.goto(app.url("/admin/apps/integrations/1/removal")).await.unwrap();
    if javascript {
        look(&third, "integration-removal", language, &mut faults).await;
    }
    follow(&third, "main form .primary").await;
    assert!(!text(&third, "main").await.contains("Till"));
    for d in [owner, next, third] {
        d.quit().await.unwrap();
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_and_its_owners() {
    life("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_and_its_owners_in_french() {
    life("fr", true, Database::Postgres).await;
}
