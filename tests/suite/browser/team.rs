//! The team at work in a browser: roles and access, and what a full account says. In both languages, with a look at every
//! page on the way.

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, follow, text};
use crate::support::{App, Database};

async fn team(language: &'static str) {
    let app = App::start(Database::Sqlite);
    let w = app.world.clone();
    app.sql("UPDATE subscriptions SET seats = 6, sell_seats = 2 WHERE account_id = 1");
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    let mut faults = vec![];
    sign_in(&d, &app, "ann@acme.example").await;

    // Lea becomes an agent, once there is a seat.
    d.goto(app.url("/admin/people/team-members")).await.unwrap();
    follow(&d, &format!("tbody a[href$='/team-members/{}']", w.lea)).await;
    look(&d, "roles", language, &mut faults).await;
    click(&d, "select[name='support'] option[value='agent']").await;
    click(&d, "[name='guide_access']").await;
    click(&d, "select[name='guide_role'] option[value='admin']").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, ".alert.bad[role='alert']").await);
    assert!(exists(&d, "[name='guide_access'][checked]").await, "given back");
    look(&d, "roles-no-room", language, &mut faults).await;
    app.sql("UPDATE subscriptions SET seats = 12 WHERE account_id = 1");
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.len() > 3);
    assert_eq!(app.text("SELECT role || ' ' || guide_role FROM users WHERE id = 107"), "agent admin");

    // One's own role, and the owner's.
    for (name, user) in [("roles-own", w.ann), ("roles-owner", w.olga)] {
        d.goto(app.url(&format!("/admin/people/team-members/{user}"))).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_in_english() {
    team("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_in_french() {
    team("fr").await;
}
