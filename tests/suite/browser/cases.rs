//! Support verifies an agent who asks for a change, an administrator authorizes it by the link in the mail, and the case says so: two hosts, in
//! one browser.

use super::look;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_change_is_authorized_by_an_administrator() {
    let app = App::start(Database::Sqlite);
    app.staffed();
    let driver = Driver::start();
    let d = driver.open(Options::default()).await;
    let mut faults = vec![];
    let port = app.address.port();
    let console = |path: &str| format!("http://localhost:{port}{path}");
    d.goto(console("/operator/cases")).await.unwrap();
    fill(&d, "#email", "otto@harbourlight.example").await;
    fill(&d, "#password", PASSWORD).await;
    follow(&d, "main form button").await;
    look(&d, "cases-none", "en", &mut faults).await;

    // Who is it? First without saying what they ask.
    d.goto(console("/operator/accounts/1/verify")).await.unwrap();
    fill(&d, "#email", "tom@acme.example").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#about-error").await);
    look(&d, "verify-wrong", "en", &mut faults).await;
    click(&d, "#about option[value='settings']").await;
    fill(&d, "#note", "Asks by mail for other business hours").await;
    follow(&d, "main form .primary").await;
    let result = text(&d, "main").await;
    assert!(result.contains("Tom Turner") && result.contains("Needs authorization"), "{result}");
    look(&d, "case-needs", "en", &mut faults).await;

    // Ann is asked.
    follow(&d, "main a[href$='/authorization']").await;
    look(&d, "authorization-new", "en", &mut faults).await;
    fill(&d, "#what", "Set the business hours of Acme Tools to 8:00 to 16:00, as Tom Turner asks.").await;
    click(&d, "#to option[value='102']").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "section[aria-labelledby='approvals']").await.contains("Waiting"));

    // She signs in by the link in the mail, at her account's own address.
    let mail = app.text("SELECT text FROM mails WHERE letter = 'approval_asked'");
    let link = mail.split_whitespace().find(|word| word.contains("/access/authorization/")).unwrap();
    assert!(link.starts_with(&format!("http://acme.localhost:{port}/")), "{link}");
    d.goto(link).await.unwrap();
    fill(&d, "#email", "ann@acme.example").await;
    fill(&d, "#password", PASSWORD).await;
    follow(&d, "main form button").await;
    let asked = text(&d, "main").await;
    assert!(asked.contains("Otto Okoye of Harbourlight asks you.") && asked.contains("8:00 to 16:00"), "{asked}");
    look(&d, "authorization", "en", &mut faults).await;
    click(&d, "#choice-approve").await;
    fill(&d, "#comment", "From Monday on.").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "main").await.contains("You approved this"));
    look(&d, "authorization-done", "en", &mut faults).await;
    follow(&d, "main a.btn").await;
    look(&d, "authorizations", "en", &mut faults).await;

    // And the case says so.
    d.goto(console("/operator/cases")).await.unwrap();
    look(&d, "cases", "en", &mut faults).await;
    follow(&d, "tbody th a").await;
    let result = text(&d, "main").await;
    assert!(result.contains("Entitled, authorized by Ann Archer on") && result.contains("From Monday on."), "{result}");
    look(&d, "case-authorized", "en", &mut faults).await;
    // Somebody nobody knows, about an account nobody knows.
    d.goto(console("/operator/cases/new")).await.unwrap();
    look(&d, "verify-anywhere", "en", &mut faults).await;
    fill(&d, "#email", "who@nowhere.example").await;
    click(&d, "#about option[value='use']").await;
    follow(&d, "main form .primary").await;
    look(&d, "case-unknown", "en", &mut faults).await;
    if std::env::var_os("STEAD_SHOTS").is_some() {
        for (path, name) in
            [("/operator/cases/1", "case"), ("/operator/cases/new", "verify"), ("/operator/cases", "cases")]
        {
            d.goto(console(&format!("{path}?lang=fr"))).await.unwrap();
            look(&d, name, "fr", &mut faults).await;
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}
