//! Two-factor authentication and passwords in a real browser, in both languages: set up, used, lost, turned off; a level chosen and
//! a weak password refused.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, exists, fill, follow, text};
use crate::support::world::PASSWORD;
use crate::support::{App, Database};
use crate::two_factor::Phone;

async fn life(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let options = || Options { language, javascript };
    let (d, admin) = (driver.open(options()).await, driver.open(options()).await);
    let mut faults = vec![];
    sign_in(&d, &app, "tom@acme.example").await;
    d.goto(app.url("/access/two-factor")).await.unwrap();
    if javascript {
        look(&d, "two-factor", language, &mut faults).await;
    }
    fill(&d, "#current_password", PASSWORD).await;
    follow(&d, "main form .primary").await;
    let phone = Phone::of(&text(&d, "#key").await);
    let drawn = d.find(By::Css("svg.qr")).await.unwrap().rect().await.unwrap();
    assert!(drawn.width > 180.0 && drawn.height > 180.0, "{drawn:?}");
    if javascript {
        look(&d, "two-factor-set-up", language, &mut faults).await;
    }
    fill(&d, "#code", &phone.now(&app)).await;
    follow(&d, "main form .primary").await;
    let recovery = text(&d, "pre").await.lines().next().unwrap().to_owned();
    if javascript {
        look(&d, "recovery-codes", language, &mut faults).await;
    }
    follow(&d, "main footer a.primary").await;
    if javascript {
        look(&d, "two-factor-on", language, &mut faults).await;
    }

    // Out, and in with a code; the first is wrong.
    let out = async || {
        d.delete_all_cookies().await.unwrap();
        app.state.clock.forward(60);
        sign_in(&d, &app, "tom@acme.example").await;
        assert!(d.current_url().await.unwrap().path().ends_with("/access/code"));
    };
    out().await;
    fill(&d, "#code", "123").await;
    follow(&d, "main form .primary").await;
    assert!(exists(&d, "#code-error").await);
    if javascript {
        look(&d, "code-wrong", language, &mut faults).await;
    }
    fill(&d, "#code", &phone.now(&app)).await;
    follow(&d, "main form .primary").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/agent/tickets"));
    out().await;
    d.find(By::Css("summary")).await.unwrap().click().await.unwrap();
    fill(&d, "#recovery", &recovery).await;
    follow(&d, "details form button").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/agent/tickets"));

    // An administrator shows a code, requires it of all, turns it off for one, and chooses a level.
    sign_in(&admin, &app, "ann@acme.example").await;
    admin.goto(app.url("/admin/people/team-members/104/account")).await.unwrap();
    fill(&admin, "#current_password", PASSWORD).await;
    follow(&admin, "form[action$='/recovery'] .primary").await;
    if javascript {
        look(&admin, "recovery-shown", language, &mut faults).await;
    }
    admin.goto(app.url("/agent/users/104/security")).await.unwrap();
    if javascript {
        look(&admin, "security-factor", language, &mut faults).await;
    }
    fill(&admin, "#off_current_password", PASSWORD).await;
    follow(&admin, "form[action$='/two-factor-off'] .danger").await;
    assert!(text(&admin, "[role='status']").await.len() > 3);
    assert_eq!(app.number("SELECT count(*) FROM factors"), 0);
    admin.goto(app.url("/admin/account/security/advanced/sign-in")).await.unwrap();
    if javascript {
        look(&admin, "authentication", language, &mut faults).await;
    }
    admin.find(By::Css("#staff_factor")).await.unwrap().send_keys(" ").await.unwrap();
    follow(&admin, "main form .primary").await;
    follow(&admin, ".tabs a[href$='/password']").await;
    if javascript {
        look(&admin, "passwords", language, &mut faults).await;
    }
    admin.find(By::Css("#staff_level-high")).await.unwrap().send_keys(" ").await.unwrap();
    follow(&admin, "main .row .primary").await;
    assert!(exists(&admin, "#staff_level-high[checked]").await);
    admin.goto(app.url("/access/password")).await.unwrap();
    fill(&admin, "#current_password", PASSWORD).await;
    fill(&admin, "#password", "Dragon1!").await;
    follow(&admin, "main form .primary").await;
    assert!(exists(&admin, "#password-error").await, "one that everybody tries");
    d.quit().await.unwrap();
    admin.quit().await.unwrap();
    assert_eq!(faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_factor_is_set_up_used_lost_and_turned_off() {
    life("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_factor_is_set_up_used_lost_and_turned_off_in_french_without_scripts() {
    life("fr", false, Database::Postgres).await;
}
