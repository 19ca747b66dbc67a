//! Real Chromium, real tabs: the flows of a first release, with scripts and without, and every page under axe-core.

use thirtyfour::prelude::*;

use crate::support::browser::{
    Driver, Options, axe, click, exists, fill, follow, new_tab, screenshot, set_dark, set_viewport, text, title,
};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

async fn sign_in(d: &WebDriver, app: &App, email: &str) {
    d.goto(app.url("/access/sign-in")).await.unwrap();
    fill(d, "#email", email).await;
    fill(d, "#password", PASSWORD).await;
    follow(d, "main form button").await;
}

/// From People to the profile of somebody, by searching.
async fn find(d: &WebDriver, words: &str) {
    fill(d, ".bar input[name='q']", words).await;
    follow(d, ".bar button:not([popovertarget])").await;
    follow(d, "tbody th a").await;
}

/// `Assume identity` among the user options, for somebody to whom it has been explained.
async fn assume(d: &WebDriver) -> WindowHandle {
    click(d, "[popovertarget='options']").await;
    new_tab(d, async || click(d, "#options form button").await).await
}

async fn submit(d: &WebDriver, subject: &str) {
    follow(d, ".topbar .tabs a[href$='/hc/requests/new']").await;
    fill(d, "#subject", subject).await;
    fill(d, "#body", "It broke this morning.").await;
    follow(d, "main form .primary").await;
    assert!(text(d, "[role='status']").await.len() > 3);
}

async fn two_tabs(javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let d = driver.open(Options { javascript, ..Options::default() }).await;
    sign_in(&d, &app, "abel@acme.example").await;
    let own = d.window().await.unwrap();
    d.goto(app.url("/agent/people")).await.unwrap();
    find(&d, "brown").await;

    // The first time ever it is explained.
    click(&d, "[popovertarget='options']").await;
    follow(&d, "#options a[href$='/assumption']").await;
    assert!(text(&d, "dialog[open]").await.contains("Bob Brown"));
    let tab = new_tab(&d, async || click(&d, "dialog .primary").await).await;
    assert!(title(&d).await.starts_with("⇄ Bob Brown"));
    assert!(text(&d, ".strip").await.contains("Bob Brown"));
    submit(&d, "The first from tab two").await;

    // The first tab is still the administrator's, and says what is open.
    d.switch_to_window(own.clone()).await.unwrap();
    d.goto(app.url("/hc/requests")).await.unwrap();
    assert!(!exists(&d, ".strip").await);
    assert!(text(&d, ".alert.assumed").await.contains("Bob Brown"));
    submit(&d, "From tab one").await;
    let by = |subject: &str| app.number(&format!("SELECT requester_id FROM tickets WHERE subject = '{subject}'"));
    assert_eq!((by("The first from tab two"), by("From tab one")), (app.world.bob, app.world.abel));

    // Revert from the second tab.
    d.switch_to_window(tab).await.unwrap();
    follow(&d, ".strip form button:not(.ghost)").await;
    assert!(!exists(&d, ".strip").await);
    assert!(d.current_url().await.unwrap().path().starts_with("/agent/users/"));
    assert!(text(&d, "[role='status']").await.len() > 3, "it says so");

    // Again, by one button now; and this time revert from the first tab.
    d.switch_to_window(own.clone()).await.unwrap();
    d.goto(app.url(&format!("/agent/users/{}", app.world.bob))).await.unwrap();
    let tab = assume(&d).await;
    assert!(text(&d, ".strip").await.contains("Bob Brown"));
    d.switch_to_window(own.clone()).await.unwrap();
    d.goto(app.url(&format!("/agent/users/{}", app.world.bob))).await.unwrap();
    follow(&d, "form[action$='/assumption/started/revert'] button").await;
    d.switch_to_window(tab).await.unwrap();
    d.goto(d.current_url().await.unwrap().as_str()).await.unwrap();
    assert!(text(&d, "h1").await.contains("Abel Adams"), "you are yourself again");
    assert!(!exists(&d, ".strip").await && !exists(&d, "tbody").await);
    assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn assume_in_a_second_tab_and_revert_from_either() {
    two_tabs(true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn assume_in_a_second_tab_and_revert_from_either_without_scripts() {
    two_tabs(false, Database::Postgres).await;
}

/// Three tabs at once: administrator, agent, end user.
async fn three_tabs(javascript: bool) {
    let app = App::start(Database::Sqlite);
    let driver = Driver::start();
    let d = driver.open(Options { javascript, ..Options::default() }).await;
    sign_in(&d, &app, "ann@acme.example").await;
    let admin = d.window().await.unwrap();
    d.goto(app.url("/admin/people/team-members")).await.unwrap();
    d.find(By::LinkText("Tom Turner")).await.unwrap().click().await.unwrap();
    let agent = assume(&d).await;
    assert!(text(&d, ".strip").await.contains("Tom Turner"));
    follow(&d, ".nav a[href$='/agent/people']").await;
    find(&d, "brown").await;
    let customer = assume(&d).await;
    let strip = text(&d, ".strip").await;
    for name in ["Ann Archer", "Tom Turner", "Bob Brown"] {
        assert!(strip.contains(name), "{strip}");
    }
    submit(&d, "From three deep").await;
    assert_eq!(app.number("SELECT requester_id FROM tickets"), app.world.bob);

    // One level at a time: the third tab becomes the agent's.
    follow(&d, ".strip .ghost").await;
    let strip = text(&d, ".strip").await;
    assert!(strip.contains("Tom Turner") && !strip.contains("Bob Brown"), "{strip}");
    d.goto(app.url("/hc/requests")).await.unwrap();
    d.switch_to_window(agent.clone()).await.unwrap();
    d.refresh().await.unwrap();
    assert!(text(&d, ".strip").await.contains("Tom Turner"));

    // Again, and now the agent's frame ends: the end user's goes with it.
    let third = assume(&d).await;
    assert!(text(&d, ".strip").await.contains("Bob Brown"));
    d.switch_to_window(admin).await.unwrap();
    d.goto(app.url("/admin")).await.unwrap();
    assert!(text(&d, ".alert.assumed").await.contains("Tom Turner"));
    follow(&d, "form[action$='/assumption/started/revert'] button").await;
    for tab in [agent, third] {
        d.switch_to_window(tab).await.unwrap();
        d.goto(d.current_url().await.unwrap().as_str()).await.unwrap();
        assert!(text(&d, "h1").await.contains("Ann Archer"));
    }
    let _ = customer;
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn three_tabs_unwind_one_level_at_a_time() {
    three_tabs(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_tabs_unwind_one_level_at_a_time_without_scripts() {
    three_tabs(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_leads_to_a_first_password_and_a_later_one() {
    let app = App::start(Database::Sqlite);
    app.sql("UPDATE users SET password_hash = NULL WHERE id = 109");
    let account = app.state.db.read_now(|c| stead::identity::account(c, 1)).unwrap();
    let path = stead::identity::write_as_system(&app.state, &account, "test", "command", |tx| {
        stead::security::links::invite(tx, 109)
    })
    .unwrap();
    let driver = Driver::start();
    let d = driver.open(Options::default()).await;
    d.goto(app.url(&path)).await.unwrap();
    fill(&d, "#password", "short").await;
    follow(&d, "main form button").await;
    assert!(exists(&d, "[aria-invalid='true']").await);
    fill(&d, "#password", "My very first password 1").await;
    follow(&d, "main form button").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/hc/requests"), "{}", text(&d, "h1").await);
    d.goto(app.url("/access/password")).await.unwrap();
    fill(&d, "#current_password", "My very first password 1").await;
    fill(&d, "#password", "My second password 2").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.len() > 3);
    d.quit().await.unwrap();
}

/// Everything there is to see, with something on every page.
async fn furnish(app: &App) -> (String, String) {
    let w = app.world.clone();
    let ann = app.sign_in(w.ann).await;
    let bob = ann.assume(w.tom).await.assume(w.bob).await;
    for subject in ["Charged twice for October", "Helmet strap broken on arrival", "Change of delivery address"] {
        bob.submit(subject).await;
    }
    let tom = app.sign_in(w.tom).await;
    tom.post(
        "/agent/tickets/1/comments",
        &[("kind", "public"), ("body", "The second charge is ours to put right."), ("status", "pending")],
    )
    .await;
    tom.post("/agent/tickets/1/comments", &[("kind", "note"), ("body", "Refund asked for.")]).await;
    bob.revert().await;
    let frame = app.number("SELECT max(id) FROM frames");
    (format!("/admin/account/logs/assumptions/{frame}"), "/agent/tickets/1".into())
}

/// Looks at a page under axe: on a desk in light and on a phone in dark, and in French the other way round, so that both
/// languages together see all four. When a folder is named, looks at all and keeps the pictures.
async fn look(d: &WebDriver, name: &str, language: &str, faults: &mut Vec<String>) {
    let folder = std::env::var("STEAD_SHOTS").ok();
    // In a hurry one of the two views is enough: each page has its own.
    let hurry = std::env::var_os("STEAD_HURRY").is_some() && folder.is_none();
    let first = name.bytes().fold(0_u8, |sum, byte| sum.wrapping_add(byte)) % 2 == 0;
    for (width, height) in [(1280, 800), (390, 844)] {
        if hurry && (width == 1280) != first {
            continue;
        }
        set_viewport(d, width, height).await;
        for dark in [false, true] {
            let crossed = (width == 1280) == dark;
            if folder.is_none() && crossed != (language == "fr") {
                continue;
            }
            set_dark(d, dark).await;
            let scheme = if dark { "dark" } else { "light" };
            faults.extend(axe(d).await.into_iter().map(|fault| format!("{name} {language} {width} {scheme}: {fault}")));
            let wide = d
                .execute("return document.documentElement.scrollWidth > document.documentElement.clientWidth", [])
                .await
                .unwrap();
            if wide.json().as_bool() == Some(true) {
                faults.push(format!("{name} {language} {width}: scrolls sideways"));
            }
            if let Some(folder) = &folder {
                screenshot(d, format!("{folder}/{name}-{language}-{width}-{scheme}.png")).await;
            }
        }
    }
    set_dark(d, false).await;
    set_viewport(d, 1280, 800).await;
}

async fn every_page(language: &'static str) {
    let app = App::start(Database::Sqlite);
    let (log_entry, ticket) = furnish(&app).await;
    let w = app.world.clone();
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    let mut faults = vec![];
    for (name, path) in [("sign-in", "/access/sign-in"), ("signed-out-404", "/nowhere")] {
        d.goto(app.url(path)).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    d.goto(app.url("/access/sign-in")).await.unwrap();
    fill(&d, "#email", "ann@acme.example").await;
    fill(&d, "#password", "not this one").await;
    follow(&d, "main form button").await;
    look(&d, "sign-in-wrong", language, &mut faults).await;
    sign_in(&d, &app, "abel@acme.example").await;
    let profile = format!("/agent/users/{}", w.bob);
    let dialog = format!("{profile}/assumption");
    for (name, path) in [
        ("admin", "/admin"),
        ("people", "/agent/people"),
        ("people-search", "/agent/people?q=o"),
        ("people-search-terms", "/agent/people?q=type:user+-eve+created>2020-01-01+order_by:name"),
        ("people-search-wrong", "/agent/people?q=organisation:none+created:soon"),
        ("search", "/agent/search"),
        ("search-found", "/agent/search?q=example"),
        ("search-nothing", "/agent/search?q=nobody+here"),
        ("search-wrong", "/agent/search?q=status:open"),
        ("people-empty", "/agent/people?q=nobody+here"),
        ("people-suspended", "/agent/people?category=suspended"),
        ("profile", &profile),
        ("dialog", &dialog),
        ("team", "/admin/people/team-members"),
        ("team-filtered", "/admin/people/team-members?q=t&support=agent&guide=none&last=never&suspended=no&sort=-name"),
        ("team-wrong", "/admin/people/team-members?q=roel:agent"),
        ("team-none", "/admin/people/team-members?guide=admin"),
        ("team-account", &format!("/admin/people/team-members/{}/account", w.tom)),
        ("team-new", "/admin/people/team-members/new"),
        ("team-promotion", &format!("/admin/people/team-members/promotion/{}", w.bob)),
        ("team-downgrade", &format!("/admin/people/team-members/{}/downgrade", w.tom)),
        ("team-roles", &format!("/admin/people/team-members/{}", w.tom)),
        ("roles-plan", "/admin/people/roles"),
        ("groups", "/admin/people/groups"),
        ("group-new", "/admin/people/groups/new"),
        ("group", "/admin/people/groups/1"),
        ("contacts", "/admin/account/billing/contacts"),
        ("billing-admins", "/admin/account/billing/admins"),
        ("billing-refused", "/admin/account/billing/subscription"),
        ("account-owner", "/agent/account-owner"),
        ("access", "/admin/account/security/advanced/access"),
        ("assuming", "/admin/account/security/advanced/assuming"),
        ("integrations", "/admin/apps/integrations"),
        ("integration-new", "/admin/apps/integrations/new"),
        ("bulk-actions", "/admin/people/bulk-actions"),
        ("log", "/admin/account/logs/assumptions"),
        ("support-visits", "/admin/account/logs/visits"),
        ("team-operator", "/admin/people/team-members?operator=yes"),
        ("audit", "/admin/account/logs/audit"),
        ("audit-filtered", "/admin/account/logs/audit?person=1&assumed=1&activity=created&from=soon"),
        ("audit-line", "/admin/account/logs/audit/2"),
        ("log-entry", &log_entry),
        ("emails", "/admin/account/logs/emails"),
        ("emails-none", "/admin/account/logs/emails?q=nobody&state=failed"),
        ("email", "/admin/account/logs/emails/1"),
        ("profile-email", &format!("{profile}/email")),
        ("tickets", "/agent/tickets"),
        ("tickets-empty", "/agent/tickets?view=mine"),
        ("ticket", &ticket),
        ("password", "/access/password"),
        ("two-factor-off", "/access/two-factor"),
        ("overview", "/admin/account/security/overview"),
        ("authentication", "/admin/account/security/advanced/sign-in"),
        ("passwords", "/admin/account/security/advanced/password"),
        ("sessions", "/access/sessions"),
        ("stand-ins", "/access/stand-ins"),
        ("ip", "/admin/account/security/advanced/ip"),
        ("profile-security", &format!("{profile}/security")),
        ("requests-empty", "/hc/requests"),
        ("new-request", "/hc/requests/new"),
        ("not-found", "/nowhere"),
        ("refused", &format!("/agent/users/{}/assumption", w.olga)),
    ] {
        d.goto(app.url(path)).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    d.goto(app.url(&profile)).await.unwrap();
    click(&d, "[popovertarget='options']").await;
    look(&d, "profile-options", language, &mut faults).await;
    d.goto(app.url("/hc/requests/new")).await.unwrap();
    follow(&d, "main form .primary").await;
    look(&d, "new-request-wrong", language, &mut faults).await;

    // In a frame, and beside one.
    d.goto(app.url(&dialog)).await.unwrap();
    let own = d.window().await.unwrap();
    let framed = new_tab(&d, async || click(&d, "dialog .primary").await).await;
    let base = d.current_url().await.unwrap();
    let scope = format!("/{}", base.path_segments().unwrap().next().unwrap());
    for (name, path) in [
        ("assumed-requests", "/hc/requests"),
        ("assumed-request", "/hc/requests/1"),
        ("assumed-new-request", "/hc/requests/new"),
        ("assumed-refused", "/access/password"),
        ("assumed-403", "/admin"),
        ("assumed-404", "/nowhere"),
    ] {
        d.goto(app.url(&format!("{scope}{path}"))).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    d.switch_to_window(own).await.unwrap();
    for (name, path) in
        [("beside-profile", &*profile), ("beside-people", "/agent/people"), ("beside-requests", "/hc/requests")]
    {
        d.goto(app.url(path)).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    // Nested, and over.
    d.goto(app.url(&format!("/agent/users/{}", w.tom))).await.unwrap();
    assume(&d).await;
    let agent = d.current_url().await.unwrap();
    let scope_of_agent = format!("/{}", agent.path_segments().unwrap().next().unwrap());
    d.goto(app.url(&format!("{scope_of_agent}/agent/users/{}", w.eve))).await.unwrap();
    look(&d, "assumed-profile", language, &mut faults).await;
    assume(&d).await;
    look(&d, "nested", language, &mut faults).await;
    follow(&d, ".strip form button:not(.ghost)").await;
    d.goto(app.url(&format!("{scope_of_agent}/agent/tickets"))).await.unwrap();
    look(&d, "ended", language, &mut faults).await;
    let _ = framed;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_accessible_in_english() {
    every_page("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_accessible_in_french() {
    every_page("fr").await;
}

mod access;
mod audit;
mod billing;
mod cases;
mod console_accounts;
mod erasure;
mod grants;
mod imports;
mod integrations;
mod lifecycle;
mod mail;
mod organizations;
mod ownership;
mod profile;
mod realm;
mod roles;
mod search;
mod sessions;
mod team;
mod two_factor;
mod visits;
