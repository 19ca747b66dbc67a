//! Organizations, tags and user fields, from the first organization to its deletion, in both languages.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, axe, click, exists, fill, follow, text};
use crate::support::{App, Database};

async fn said(d: &WebDriver) {
    assert!(text(d, "[role='status']").await.len() > 3, "the page says what happened");
}

async fn from_first_to_last(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let d = driver.open(Options { language, javascript }).await;
    sign_in(&d, &app, "ann@acme.example").await;
    d.goto(app.url("/agent/people")).await.unwrap();
    follow(&d, ".nav a[href$='/agent/organizations']").await;
    assert!(exists(&d, ".empty").await);

    // The first try is wrong, and nothing typed is lost.
    follow(&d, "a[href$='/organizations/new']").await;
    fill(&d, "#name", "Brown & Sons").await;
    fill(&d, "#domains", "gmail.com").await;
    fill(&d, "#notes", "Ask for Bob.").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "#domains-error").await.contains("gmail.com"));
    fill(&d, "#domains", "acme.example").await;
    fill(&d, "#tags", "partner").await;
    click(&d, "#requests_shared").await;
    follow(&d, "main form .primary").await;
    said(&d).await;
    assert!(text(&d, "h1").await.contains("Brown & Sons") && text(&d, "main dl").await.contains("Ask for Bob."));

    // Whoever is here already joins by one act.
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/domain-people']").await;
    follow(&d, "main form .primary").await;
    said(&d).await;
    assert!(text(&d, "tbody").await.contains("Bob Brown"));
    assert!(!text(&d, "tbody").await.contains("Tom Turner"), "the team does not");

    // Their requests are the organization's, and carry its tags.
    let bob = app.sign_in(app.world.bob).await;
    bob.submit("The saw is dull").await;
    follow(&d, ".tabs a[href$='/tickets']").await;
    follow(&d, "tbody th a").await;
    assert!(text(&d, "aside.card").await.contains("partner"));
    let eve = driver.open(Options { language, javascript }).await;
    sign_in(&eve, &app, "eve@acme.example").await;
    follow(&eve, "main .tabs a[href$='/hc/requests/organization']").await;
    follow(&eve, "tbody th a").await;
    assert!(text(&eve, "main .alert").await.contains("Bob Brown") && !exists(&eve, "main form").await);
    if javascript {
        assert_eq!(axe(&eve).await, Vec::<String>::new());
    }
    eve.quit().await.unwrap();

    // A field, found to be badly keyed first, moved, and deleted again.
    d.goto(app.url("/admin/people/user-fields")).await.unwrap();
    for (title, key, kind) in [("Plan", "plan", "drop_down"), ("Member since", "since", "date")] {
        follow(&d, "a[href$='/user-fields/new']").await;
        fill(&d, "#title", title).await;
        fill(&d, "#key", "organization").await;
        follow(&d, "main form .primary").await;
        assert!(exists(&d, "#key-error").await);
        fill(&d, "#key", key).await;
        let option = format!("#kind option[value='{kind}']");
        click(&d, &option).await;
        fill(&d, "#options", "gold: Gold").await;
        follow(&d, "main form .primary").await;
        said(&d).await;
    }
    follow(&d, "tbody tr:nth-child(2) button[value='up']").await;
    assert!(text(&d, "tbody tr:first-child th").await.contains("Member since"));
    follow(&d, "tbody tr:first-child button[name='active']").await;
    follow(&d, "tbody tr:first-child a[href$='/deletion']").await;
    fill(&d, "#key", "since").await;
    follow(&d, "main form .danger").await;
    said(&d).await;
    assert!(!text(&d, "tbody").await.contains("Member since"));

    // The tag goes everywhere.
    follow(&d, ".nav a[href$='/admin/people/tags']").await;
    follow(&d, "tbody a.btn").await;
    follow(&d, "main form .danger").await;
    said(&d).await;
    assert_eq!(app.number("SELECT (SELECT count(*) FROM organization_tags) + (SELECT count(*) FROM ticket_tags)"), 0);

    // And so does the organization.
    d.goto(app.url("/agent/organizations?q=bro")).await.unwrap();
    follow(&d, "tbody th a").await;
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/deletion']").await;
    fill(&d, "#name", "Brown & Sons").await;
    follow(&d, "main form .danger").await;
    said(&d).await;
    assert!(exists(&d, ".empty").await);
    assert_eq!(app.number("SELECT count(*) FROM tickets WHERE organization_id IS NULL"), 1);
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_organization_to_its_deletion() {
    from_first_to_last("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_organization_to_its_deletion_in_french_without_scripts() {
    from_first_to_last("fr", false, Database::Postgres).await;
}

/// Organizations, tags and fields with something on every page.
fn furnish(app: &App) {
    for (id, name) in [(1, "Brown & Sons"), (2, "Éclair Works of the Riverside and the Upper Town"), (3, "Gamma")] {
        app.sql(&format!("INSERT INTO organizations (id, account_id, name, folded_name, details, notes, requests_shared, created_at) VALUES ({id}, 1, '{name}', '{id}', 'Two workshops', 'Ask for Bob', TRUE, 1)"));
        app.sql(&format!("INSERT INTO organization_domains (account_id, domain, organization_id) VALUES (1, 'branch{id}-of-the-company.example', {id})"));
        app.sql(&format!(
            "INSERT INTO organization_tags (account_id, organization_id, tag) VALUES (1, {id}, 'partner')"
        ));
    }
    app.sql("INSERT INTO memberships (account_id, user_id, organization_id, created_at) VALUES (1, 103, 1, 1), (1, 103, 2, 1), (1, 109, 1, 1), (1, 111, 1, 1)");
    app.sql("UPDATE users SET organization_id = 1 WHERE id IN (103, 109, 111)");
    app.sql("INSERT INTO organization_domains (account_id, domain, organization_id) VALUES (1, 'acme.example', 2)");
    app.sql("INSERT INTO tickets (id, account_id, number, subject, status, requester_id, submitter_id, organization_id, created_at, updated_at) VALUES (1, 1, 1, 'Saw is dull', 'open', 109, 109, 1, 1, 1)");
    app.sql("INSERT INTO comments (account_id, ticket_id, author_id, body, is_public, created_at) VALUES (1, 1, 109, 'Very dull.', TRUE, 1)");
    app.sql("INSERT INTO ticket_tags (account_id, ticket_id, tag) VALUES (1, 1, 'partner')");
    for (id, key, kind, active) in
        [(1, "plan", "drop_down", true), (2, "member_since_the_day", "date", false), (3, "vip", "checkbox", true)]
    {
        app.sql(&format!("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, is_active, created_at) VALUES ({id}, 1, '{key}', '{key}', '{kind}', {id}, {active}, 1)"));
    }
    app.sql(
        "INSERT INTO user_field_options (account_id, field_id, tag, title, position) VALUES (1, 1, 'gold', 'Gold', 1)",
    );
}

async fn every_page(language: &'static str) {
    let app = App::start(Database::Sqlite);
    furnish(&app);
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    sign_in(&d, &app, "abel@acme.example").await;
    let mut faults = vec![];
    for (name, path) in [
        ("organizations", "/agent/organizations"),
        ("organizations-none", "/agent/organizations?q=zzz"),
        ("organization", "/agent/organizations/1"),
        ("organization-empty", "/agent/organizations/3"),
        ("organization-tickets", "/agent/organizations/1/tickets"),
        ("organization-form", "/agent/organizations/2/edit"),
        ("organization-domain-people", "/agent/organizations/2/domain-people"),
        ("organization-deletion", "/agent/organizations/1/deletion"),
        ("tags", "/admin/people/tags"),
        ("tag-removal", "/admin/people/tags/removal?tag=partner"),
        ("fields", "/admin/people/user-fields"),
        ("field-new", "/admin/people/user-fields/new"),
        ("field-edit", "/admin/people/user-fields/1"),
        ("field-deletion", "/admin/people/user-fields/1/deletion"),
        ("new-request-organization", "/hc/requests/new"),
        ("ticket-tags", "/agent/tickets/1"),
    ] {
        d.goto(app.url(path)).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    d.goto(app.url("/agent/organizations/new")).await.unwrap();
    follow(&d, "main form .primary").await;
    look(&d, "organization-form-wrong", language, &mut faults).await;
    d.goto(app.url("/admin/people/user-fields/new")).await.unwrap();
    follow(&d, "main form .primary").await;
    look(&d, "field-wrong", language, &mut faults).await;
    d.goto(app.url("/agent/organizations/1")).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    look(&d, "organization-options", language, &mut faults).await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_organizations_is_accessible_in_english() {
    every_page("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_organizations_is_accessible_in_french() {
    every_page("fr").await;
}
