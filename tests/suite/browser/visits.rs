//! The operator's staff and a customer, each in a browser of their own, over two hosts: a trial entered at once; a paid account refused,
//! asked, let in, worked in, repaired, and left in each of the three ways.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::app::NOON;
use crate::support::browser::{Driver, Options, click, exists, fill, follow, new_tab, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

const ACCESS: &str = "/admin/account/security/advanced/access";
const ENTER: &str = "/operator/accounts/1/enter";

async fn at_console(d: &WebDriver, app: &App, email: &str) {
    d.goto(console(app, "/operator")).await.unwrap();
    fill(d, "#email", email).await;
    fill(d, "#password", PASSWORD).await;
    follow(d, "main form button").await;
}

fn console(app: &App, path: &str) -> String {
    format!("http://localhost:{}{path}", app.address.port())
}

/// From the console's page of Acme into a second tab on its own host.
async fn enter(d: &WebDriver, app: &App, reason: &str) -> WindowHandle {
    d.goto(console(app, ENTER)).await.unwrap();
    fill(d, "#reason", reason).await;
    let tab = new_tab(d, async || click(d, "form[action$='/enter'] .primary").await).await;
    assert_eq!(d.current_url().await.unwrap().host_str(), Some("acme.localhost"));
    follow(d, "main form .primary").await;
    assert!(text(d, ".strip").await.contains("Otto Okoye (operator)"));
    tab
}

async fn over_two_hosts(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let staff = app.staffed();
    let realm = staff.realm;
    app.sql(&format!(
        "INSERT INTO cases (realm_id, staff_id, account_id, address, folded, about, contact, answer, state, created_at, updated_at) \
         VALUES ({realm}, {0}, 1, 'ann@acme.example', 'ann@acme.example', 'account', 'administrator', 'entitled', 'open', {1}, {1})",
        staff.otto, NOON.0
    ));
    let french = language == "fr";
    let driver = Driver::start();
    let (d, c) =
        (driver.open(Options { language, javascript }).await, driver.open(Options { language, javascript }).await);
    let mut faults = vec![];
    at_console(&d, &app, "otto@harbourlight.example").await;
    // What was chosen when they were added goes before what the browser asks for.
    if french {
        follow(&d, ".topbar form button[lang='fr']").await;
    }
    let own = d.window().await.unwrap();
    // A trial lets them in at once.
    app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 1");
    enter(&d, &app, "Threading").await;
    if javascript {
        look(&d, "visit-trial", language, &mut faults).await;
    }
    follow(&d, ".strip.readonly form button").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/access/left"));
    d.close_window().await.unwrap();
    d.switch_to_window(own.clone()).await.unwrap();
    // A paid account does not, until it is asked and says yes.
    app.sql("UPDATE accounts SET plan = 'professional' WHERE id = 1");
    d.goto(console(&app, ENTER)).await.unwrap();
    assert!(!exists(&d, "#reason").await);
    if javascript {
        look(&d, "console-enter-off", language, &mut faults).await;
    }
    fill(&d, "#ask_reason", "It happens nowhere else").await;
    follow(&d, "form[action$='/access'] .primary").await;
    sign_in(&c, &app, "ann@acme.example").await;
    c.goto(app.url(ACCESS)).await.unwrap();
    assert!(text(&c, ".alert.warn").await.contains("Otto Okoye"));
    if javascript {
        look(&c, "access-asked", language, &mut faults).await;
    }
    // One save: it is ticked already, for a day.
    follow(&c, ".savebar .primary").await;
    app.sql("UPDATE accounts SET ip_restricted = TRUE, ip_ranges = '203.0.113.0/24' WHERE id = 1");
    enter(&d, &app, "Threading").await;
    if javascript {
        look(&d, "visit", language, &mut faults).await;
    }
    // A test ticket; then what locks everybody out is repaired.
    let base = format!("http://acme.localhost:{}", app.address.port());
    d.goto(format!("{base}/hc/requests/new")).await.unwrap();
    fill(&d, "#subject", "A test by support").await;
    fill(&d, "#body", "Not to be answered.").await;
    follow(&d, "main form .primary").await;
    c.goto(app.url("/admin")).await.unwrap();
    assert!(text(&c, "body").await.contains("127.0.0.1"), "ann is locked out");
    d.goto(format!("{base}/admin/account/security/advanced/ip")).await.unwrap();
    fill(&d, "#ip_ranges", "203.0.113.0/24\n127.0.0.0/8").await;
    follow(&d, "main form .primary").await;
    c.goto(app.url("/agent/tickets/1")).await.unwrap();
    assert!(text(&c, "main").await.contains("Otto Okoye (operator)"));
    // Left from the tab, ended from the console, and by the customer while inside.
    follow(&d, ".strip.readonly form button").await;
    d.close_window().await.unwrap();
    d.switch_to_window(own.clone()).await.unwrap();
    let tab = enter(&d, &app, "Once more").await;
    d.switch_to_window(own.clone()).await.unwrap();
    d.goto(console(&app, ENTER)).await.unwrap();
    if javascript {
        look(&d, "console-enter-on", language, &mut faults).await;
    }
    follow(&d, ".list form button").await;
    d.switch_to_window(tab).await.unwrap();
    d.goto(format!("{base}/agent/tickets")).await.unwrap();
    let over = if french { "Cette visite est terminée" } else { "This visit is over" };
    assert_eq!(text(&d, "h1").await, over);
    if javascript {
        look(&d, "visit-over", language, &mut faults).await;
    }
    d.close_window().await.unwrap();
    d.switch_to_window(own.clone()).await.unwrap();
    enter(&d, &app, "And again").await;
    c.goto(app.url(ACCESS)).await.unwrap();
    if javascript {
        look(&c, "access-visited", language, &mut faults).await;
    }
    follow(&c, ".list form button").await;
    c.goto(app.url("/admin/account/logs/visits")).await.unwrap();
    if javascript {
        look(&c, "visits", language, &mut faults).await;
    }
    assert_eq!(c.find_all(By::Css("tbody tr")).await.unwrap().len(), 4);
    d.goto(format!("{base}/agent/tickets")).await.unwrap();
    assert_eq!(text(&d, "h1").await, over);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(app.audit().faults, []);
}

mod operators_come_and_go_over_two_hosts {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn in_english_on_sqlite() {
        over_two_hosts("en", true, Database::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn in_french_without_scripts_on_postgres() {
        over_two_hosts("fr", false, Database::Postgres).await;
    }
}
