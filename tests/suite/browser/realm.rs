//! The operator's console in a browser, from its founding on the command line: a password by the link, an authenticator app, the staff, the
//! log, out again.

use super::look;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};
use crate::two_factor::Phone;

#[tokio::test(flavor = "multi_thread")]
async fn the_console_is_founded_and_staffed() {
    use stead::identity::{self, Locale};
    use stead::operator::staff::{self, NewStaff};
    let (language, database) = ("en", Database::Postgres);
    let app = App::start(database);
    // What `stead operator create` does; the command itself is tried in `commands`.
    let nadia = NewStaff {
        name: "Nadia Rossi".into(),
        email: "nadia@harbourlight.example".into(),
        administrator: true,
        locale: Locale::En,
    };
    let (realm, id) = staff::create(&app.state, "Harbourlight", &nadia).unwrap();
    let path = identity::write_as_system(&app.state, &realm, "account", "command", |tx| {
        stead::security::links::invite(tx, id)
    })
    .unwrap();
    let driver = Driver::start();
    let d = driver.open(Options { language, javascript: true }).await;
    let mut faults = vec![];

    // A password by the link, an app, recovery codes, in.
    let base = app.url("/operator").replace("127.0.0.1", "localhost");
    d.goto(format!("{base}{path}")).await.unwrap();
    look(&d, "console-invitation", language, &mut faults).await;
    fill(&d, "#password", "Lantern on the quay 9").await;
    follow(&d, "main form .primary").await;
    let phone = Phone::of(&text(&d, "#key").await);
    look(&d, "console-set-up", language, &mut faults).await;
    fill(&d, "#code", &phone.now(&app)).await;
    follow(&d, "main form .primary").await;
    assert_eq!(text(&d, "pre").await.lines().count(), 10);
    follow(&d, "main footer a.primary").await;
    assert!(text(&d, ".topbar.operator .brand").await.contains("Harbourlight"));

    // Somebody is invited, after a mistake.
    follow(&d, "nav.tabs a[href$='/operator/staff']").await;
    follow(&d, ".head a.primary").await;
    fill(&d, "#name", "Otto Okoye").await;
    fill(&d, "#email", "otto@").await;
    click(&d, "#role option[value='staff']").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#email[aria-invalid='true']").await);
    look(&d, "console-staff-new", language, &mut faults).await;
    fill(&d, "#email", "otto@harbourlight.example").await;
    follow(&d, "main form .primary").await;
    assert!(text(&d, "[role='status']").await.contains("invitation"));
    look(&d, "console-staff-member", language, &mut faults).await;
    follow(&d, ".crumbs a").await;
    assert_eq!(d.find_all(thirtyfour::By::Css("tbody tr")).await.unwrap().len(), 2);
    look(&d, "console-staff", language, &mut faults).await;

    // The log, what one has of oneself, an error, and out.
    follow(&d, "nav.tabs a[href$='/operator/log']").await;
    look(&d, "console-log", language, &mut faults).await;
    follow(&d, "tbody tr:not(.group) th a").await;
    look(&d, "console-log-line", language, &mut faults).await;
    for (page, name) in [
        ("/access/password", "console-password"),
        ("/access/two-factor", "console-two-factor"),
        ("/access/sessions", "console-sessions"),
        ("/nowhere", "console-404"),
    ] {
        d.goto(format!("{base}{page}")).await.unwrap();
        assert!(exists(&d, ".topbar.operator").await, "{page}");
        look(&d, name, language, &mut faults).await;
    }
    click(&d, "[popovertarget='me']").await;
    follow(&d, "#me form[action$='/access/sign-out'] button").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/operator/access/sign-in"));
    look(&d, "console-sign-in", language, &mut faults).await;
    d.quit().await.unwrap();
    assert_eq!(faults, Vec::<String>::new());
}
