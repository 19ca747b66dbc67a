//! An operator administrator makes an account, its owner comes by the mailed link to its own host, and the account is looked at,
//! suspended and resumed.

use super::look;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_from_its_making_to_its_suspension() {
    let app = App::start(Database::Sqlite);
    app.staffed();
    let driver = Driver::start();
    let d = driver.open(Options::default()).await;
    let mut faults = vec![];
    // The console is the deployment's own host's, and accounts have theirs.
    let base = format!("http://localhost:{}", app.address.port());
    d.goto(format!("{base}/operator/access/sign-in")).await.unwrap();
    fill(&d, "#email", "nadia@harbourlight.example").await;
    fill(&d, "#password", PASSWORD).await;
    follow(&d, "main form button").await;
    look(&d, "console-accounts", "en", &mut faults).await;
    follow(&d, "main .head a.primary").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#subdomain-error").await && exists(&d, "#email-error").await);
    look(&d, "console-new-wrong", "en", &mut faults).await;
    fill(&d, "#name", "Lumen Studio").await;
    fill(&d, "#subdomain", "lumen").await;
    fill(&d, "#owner", "Ruben Vos").await;
    fill(&d, "#email", "ruben@lumen.example").await;
    fill(&d, "#seats", "7").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.contains("letter"));
    look(&d, "console-sight", "en", &mut faults).await;
    let console = d.current_url().await.unwrap().to_string();

    // The owner's link.
    let letter = app.text("SELECT text FROM mails WHERE address = 'ruben@lumen.example'");
    let link = letter.split_whitespace().find(|word| word.starts_with("http")).unwrap();
    let owner = driver.open(Options::default()).await;
    owner.goto(link).await.unwrap();
    fill(&owner, "#password", "Lamps-and-4-shades!").await;
    follow(&owner, "main form button").await;
    let admin = format!("http://lumen.localhost:{}/admin", app.address.port());
    owner.goto(&admin).await.unwrap();
    assert!(text(&owner, ".brand").await.contains("Lumen Studio"));

    // Suspended, and open again.
    d.goto(&console).await.unwrap();
    follow(&d, "main a[href$='/suspension']").await;
    look(&d, "console-suspension", "en", &mut faults).await;
    fill(&d, "#reason", "Not paid").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, ".alert.bad").await.contains("Not paid"));
    look(&d, "console-suspended", "en", &mut faults).await;
    owner.goto(&admin).await.unwrap();
    assert!(text(&owner, "h1").await.contains("This account is suspended"));
    look(&owner, "suspended-account", "en", &mut faults).await;
    follow(&d, ".alert.bad a").await;
    fill(&d, "#reason", "Paid").await;
    follow(&d, "main form .primary").await;
    owner.goto(&admin).await.unwrap();
    assert!(text(&owner, ".brand").await.contains("Lumen Studio"), "and still signed in");

    follow(&d, "main a[href$='/plan']").await;
    click(&d, "#plan option[value='team']").await;
    look(&d, "console-plan", "en", &mut faults).await;
    follow(&d, "main form .primary").await;
    look(&d, "console-plan-change", "en", &mut faults).await;
    fill(&d, "#reason", "They signed").await;
    follow(&d, "main form .primary").await;
    follow(&d, "main a[href$='/lend']").await;
    look(&d, "console-lend", "en", &mut faults).await;
    let path = console.split('?').next().unwrap();
    d.goto(format!("{path}/activity")).await.unwrap();
    assert!(text(&d, "tbody").await.contains("Nadia Rossi (operator)"));
    look(&d, "console-activity", "en", &mut faults).await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    owner.quit().await.unwrap();
    d.quit().await.unwrap();
}
