//! Where one is signed in, who stands in for one, and from which addresses people come, in a browser: in English with scripts, in
//! French without.

use super::{assume, look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};

async fn sessions(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let french = language == "fr";
    let driver = Driver::start();
    let open = async || driver.open(Options { language, javascript }).await;
    let (bob, there, ann) = (open().await, open().await, open().await);
    let mut faults = vec![];
    sign_in(&bob, &app, "bob@acme.example").await;
    sign_in(&there, &app, "bob@acme.example").await;
    sign_in(&ann, &app, "ann@acme.example").await;
    ann.goto(app.url(&format!("/agent/users/{}", app.world.bob))).await.unwrap();
    let framed = assume(&ann).await;

    // From the profile to the list: two sign-ins, and somebody who is in the account.
    bob.goto(app.url("/hc/profile")).await.unwrap();
    follow(&bob, "main a[href$='/access/sessions']").await;
    assert_eq!(
        bob.find_all(thirtyfour::By::Css("section[aria-labelledby='running'] tbody tr")).await.unwrap().len(),
        2
    );
    assert!(text(&bob, "section[aria-labelledby='running'] .tag").await.len() > 3);
    assert!(text(&bob, ".alert.assumed h2").await.contains("Ann Archer"));
    if javascript {
        look(&bob, "sessions-own", language, &mut faults).await;
    }
    fill(&bob, "#current_password", "not this one").await;
    follow(&bob, "form[action$='/others/end'] button").await;
    assert!(exists(&bob, "#current_password[aria-invalid='true']").await);
    fill(&bob, "#current_password", PASSWORD).await;
    follow(&bob, "form[action$='/others/end'] button").await;
    assert!(text(&bob, "[role='status']").await.len() > 3);
    there.goto(app.url("/hc/requests")).await.unwrap();
    assert!(there.current_url().await.unwrap().path().ends_with("/access/sign-in"));
    there.quit().await.unwrap();
    click(&bob, "#device_mail").await;
    follow(&bob, "form[action$='/access/sessions/mail'] button").await;
    assert!(exists(&bob, "#device_mail[checked]").await);

    // What Ann does is told, and stopped.
    ann.switch_to_window(framed).await.unwrap();
    super::submit(&ann, "In his name").await;
    bob.goto(app.url("/hc/profile")).await.unwrap();
    follow(&bob, "main a[href$='/hc/profile/access']").await;
    let told = text(&bob, ".alert.assumed").await;
    let submitted = if french { "Demande envoyée" } else { "Submitted a request" };
    assert!(told.contains("Ann Archer") && told.contains(submitted) || french && told.contains("#1"), "{told}");
    if javascript {
        look(&bob, "stand-in-now", language, &mut faults).await;
    }
    follow(&bob, ".alert.assumed form button").await;
    assert!(text(&bob, "[role='status']").await.len() > 3 && !exists(&bob, ".alert.assumed").await);
    if javascript {
        look(&bob, "stand-in-past", language, &mut faults).await;
    }
    ann.goto(ann.current_url().await.unwrap().as_str()).await.unwrap();
    let why = if french { "y a mis fin" } else { "stopped it" };
    assert!(text(&ann, "main").await.contains(why), "{}", text(&ann, "main").await);

    // Ann ends Bob's last session, from his profile.
    ann.goto(app.url(&format!("/agent/users/{}/security", app.world.bob))).await.unwrap();
    follow(&ann, "section[aria-labelledby='sessions'] footer button").await;
    assert!(text(&ann, "[role='status']").await.len() > 3);
    bob.goto(app.url("/hc/requests")).await.unwrap();
    assert!(bob.current_url().await.unwrap().path().ends_with("/access/sign-in"));

    // How long sessions last, and from where people come: not so that she locks herself out.
    ann.goto(app.url("/admin/account/security/advanced/sign-in")).await.unwrap();
    click(&ann, "#staff_idle_minutes option[value='1440']").await;
    follow(&ann, "form[action$='/admin/account/security/sessions'] .primary").await;
    assert!(exists(&ann, "#staff_max_minutes[aria-invalid='true']").await);
    click(&ann, "#staff_idle_minutes option[value='15']").await;
    follow(&ann, "form[action$='/admin/account/security/sessions'] .primary").await;
    assert_eq!(app.number("SELECT staff_idle_minutes FROM accounts WHERE id = 1"), 15);
    follow(&ann, "main .tabs a[href$='/ip']").await;
    click(&ann, "#ip_restricted").await;
    fill(&ann, "#ip_ranges", "192.0.2.0/24").await;
    follow(&ann, "main form .primary").await;
    assert!(text(&ann, "#ip_ranges-error").await.contains("127.0.0.1"));
    if javascript {
        look(&ann, "ip-wrong", language, &mut faults).await;
    }
    fill(&ann, "#ip_ranges", "192.0.2.0/24 127.0.0.*").await;
    follow(&ann, "main form .primary").await;
    assert!(text(&ann, "[role='status']").await.len() > 3 && exists(&ann, "#ip_restricted[checked]").await);
    app.sql("UPDATE accounts SET ip_ranges = '192.0.2.0/24' WHERE id = 1");
    ann.goto(app.url("/admin")).await.unwrap();
    assert!(text(&ann, "main").await.contains("127.0.0.1"));
    if javascript {
        look(&ann, "elsewhere", language, &mut faults).await;
    }
    follow(&ann, "main form button").await;
    assert!(ann.current_url().await.unwrap().path().ends_with("/access/sign-in"));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    bob.quit().await.unwrap();
    ann.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_and_stand_ins_are_seen_and_ended_in_english() {
    sessions("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_and_stand_ins_are_seen_and_ended_in_french_without_scripts() {
    sessions("fr", false, Database::Postgres).await;
}
