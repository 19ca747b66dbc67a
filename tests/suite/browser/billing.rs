//! Subscription, invoices and payments in a browser: what the owner changes and sees before, what a billing admin may, and whom everybody else
//! has to ask. In both languages, with a look at every page on the way, and at an invoice as it is printed.

use serde_json::json;
use stead::billing::invoicing;
use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

const SUBSCRIPTION: &str = "/admin/account/billing/subscription";

async fn billing(language: &'static str, database: Database) {
    let app = App::start(database);
    app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
    app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
    app.sql("UPDATE users SET role = 'contributor' WHERE id = 107");
    invoicing::round(&app.state).unwrap();
    let driver = Driver::start();
    let open = || driver.open(Options { language, ..Options::default() });
    let (owner, other) = (open().await, open().await);
    let mut faults = vec![];

    // The owner: two seats more, first too few and then nonsense.
    sign_in(&owner, &app, "olga@acme.example").await;
    follow(&owner, ".nav a[href$='/billing/subscription']").await;
    look(&owner, "subscription", language, &mut faults).await;
    follow(&owner, "main .head a.primary").await;
    look(&owner, "subscription-edit", language, &mut faults).await;
    fill(&owner, "#seats", "3").await;
    follow(&owner, "main form .primary").await;
    assert!(exists(&owner, ".alert.bad a[href$='/team-members?seat=yes']").await);
    look(&owner, "subscription-seats-in-use", language, &mut faults).await;
    fill(&owner, "#seats", "a few").await;
    follow(&owner, "main form .primary").await;
    assert!(exists(&owner, "#seats-error").await);
    look(&owner, "subscription-edit-wrong", language, &mut faults).await;
    fill(&owner, "#seats", "12").await;
    click(&owner, "#plan option[value='team']").await;
    follow(&owner, "main form .primary").await;
    assert!(text(&owner, "main").await.contains("Cory Cole"), "who loses a role in Explore");
    look(&owner, "subscription-change", language, &mut faults).await;
    follow(&owner, "main form a.btn").await;
    assert!(exists(&owner, "#seats[value='12']").await, "what was asked for is still there");
    click(&owner, "#plan option[value='professional']").await;
    follow(&owner, "main form .primary").await;
    follow(&owner, "main form .primary").await;
    assert!(text(&owner, "[role='status']").await.len() > 3);
    assert_eq!(
        app.text(
            "SELECT seats || ' ' || (SELECT plan FROM accounts WHERE id = 1) FROM subscriptions WHERE account_id = 1"
        ),
        "12 professional"
    );

    // Their invoices, one of them on paper.
    follow(&owner, ".nav a[href$='/billing/invoices']").await;
    look(&owner, "invoices", language, &mut faults).await;
    follow(&owner, "tbody th a").await;
    look(&owner, "invoice", language, &mut faults).await;
    owner.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.unwrap();
    for (css, there) in [(".topbar", false), (".nav", false), ("main table", true), ("main .kv", true)] {
        let shown = owner.find(By::Css(css)).await.unwrap().is_displayed().await.unwrap();
        assert_eq!(shown, there, "{css} on paper");
    }
    owner.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "" })).await.unwrap();

    // How they are paid.
    follow(&owner, ".nav a[href$='/billing/payments']").await;
    fill(&owner, "#name", "4111 1111 1111 1111").await;
    follow(&owner, "form[action$='/address'] .primary").await;
    assert!(exists(&owner, "#name-error").await);
    look(&owner, "payments-card-number", language, &mut faults).await;
    fill(&owner, "#name", "Acme Holding").await;
    fill(&owner, "#address", "1 Quay Road").await;
    follow(&owner, "form[action$='/address'] .primary").await;
    follow(&owner, "form[action$='/payments'] button").await;
    assert!(text(&owner, "[role='status']").await.len() > 3);
    look(&owner, "payments", language, &mut faults).await;
    assert_eq!(
        app.text(
            "SELECT billing_name || ' ' || (SELECT kind FROM payment_methods) FROM subscriptions WHERE account_id = 1"
        ),
        "Acme Holding bank_transfer"
    );

    // A billing admin has the subscription, and no more of it; an administrator, an agent, and whoever manages Explore only learn whom to ask.
    sign_in(&other, &app, "abel@acme.example").await;
    follow(&other, ".nav a[href$='/billing/subscription']").await;
    assert!(
        !exists(&other, ".nav a[href$='/billing/invoices']").await
            && !exists(&other, ".nav a[href$='/billing/payments']").await
    );
    other.goto(app.url("/admin/account/billing/invoices")).await.unwrap();
    assert!(text(&other, "main").await.contains("Olga Olsen"));
    look(&other, "invoices-refused", language, &mut faults).await;
    follow(&other, "main a[href$='/agent/account-owner']").await;
    for email in ["ann@acme.example", "tom@acme.example", "cory@acme.example"] {
        other.delete_all_cookies().await.unwrap();
        sign_in(&other, &app, email).await;
        other.goto(app.url(SUBSCRIPTION)).await.unwrap();
        assert!(text(&other, "main").await.contains("Olga Olsen"), "{email}");
        follow(&other, "main a[href$='/agent/account-owner']").await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    owner.quit().await.unwrap();
    other.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn billing_in_english() {
    billing("en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn billing_in_french() {
    billing("fr", Database::Postgres).await;
}
