//! The team at work in a browser: roles and access, what a full account says, who joins and who leaves. In both languages, with a look at every
//! page on the way.

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

async fn team(language: &'static str) {
    let app = App::start(Database::Sqlite);
    let w = app.world.clone();
    app.sql("UPDATE subscriptions SET seats = 6, sell_seats = 2 WHERE account_id = 1");
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    let mut faults = vec![];
    sign_in(&d, &app, "ann@acme.example").await;

    // Found by words and filters; the address keeps both, and each can be taken out.
    d.goto(app.url("/admin/people/team-members")).await.unwrap();
    fill(&d, "#q", "acme").await;
    click(&d, "details.more > summary").await;
    click(&d, "#support-light_agent").await;
    look(&d, "team-filters", language, &mut faults).await;
    follow(&d, "details.more footer .primary").await;
    assert!(d.current_url().await.unwrap().query().unwrap().contains("support=light_agent"));
    assert!(text(&d, "tbody").await.contains("Lea Light") && !text(&d, "tbody").await.contains("Olga"));
    follow(&d, "main a.chip").await;
    assert!(text(&d, "tbody").await.contains("Olga"));

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

    // Her name, from the tab Account.
    d.goto(app.url(&format!("/admin/people/team-members/{}", w.lea))).await.unwrap();
    follow(&d, "main .tabs a[href$='/account']").await;
    fill(&d, "#name", "Lea Lightfoot").await;
    follow(&d, "form.card .primary").await;
    assert!(text(&d, "main h1").await.contains("Lea Lightfoot"));
    look(&d, "team-account", language, &mut faults).await;

    // One's own role, and the owner's.
    for (name, user) in [("roles-own", w.ann), ("roles-owner", w.olga)] {
        d.goto(app.url(&format!("/admin/people/team-members/{user}"))).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }

    // Somebody new, first with somebody else's address.
    d.goto(app.url("/admin/people/team-members")).await.unwrap();
    follow(&d, "main .head a.primary").await;
    look(&d, "team-new", language, &mut faults).await;
    fill(&d, "#name", "Nina North").await;
    fill(&d, "#email", "bob@acme.example").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "main a[href$='/agent/users/109']").await);
    look(&d, "team-new-wrong", language, &mut faults).await;
    fill(&d, "#email", "nina@acme.example").await;
    click(&d, "#support option[value='agent']").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "main h1").await.contains("Nina North"));

    // Bob joins the team, and leaves it again.
    let profile = app.url(&format!("/agent/users/{}", w.bob));
    d.goto(&profile).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    look(&d, "team-options", language, &mut faults).await;
    d.goto(&profile).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href*='/promotion/']").await;
    look(&d, "promotion", language, &mut faults).await;
    follow(&d, "main form .primary").await;
    look(&d, "promotion-wrong", language, &mut faults).await;
    click(&d, "#support option[value='agent_assigned']").await;
    follow(&d, "main form .primary").await;
    assert_eq!(app.text("SELECT role || ' ' || ticket_access FROM users WHERE id = 109"), "agent assigned");
    d.goto(&profile).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/downgrade']").await;
    look(&d, "downgrade", language, &mut faults).await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.len() > 3);
    assert_eq!(app.text("SELECT role FROM users WHERE id = 109"), "end_user");
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
