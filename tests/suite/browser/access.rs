//! How an end user comes, in a real browser and in both languages: added with and without a welcome mail, signing up,
//! opening the mailed link, forgetting the password.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

/// The path of the link in the newest letter of a kind.
fn mailed(app: &App, letter: &str) -> String {
    let body = app.text(&format!("SELECT text FROM mails WHERE letter = '{letter}' ORDER BY id DESC LIMIT 1"));
    let at = body.find("/access/").unwrap_or_else(|| panic!("{letter} has no link: {body}"));
    body[at..].split_whitespace().next().unwrap().to_owned()
}

async fn says(d: &WebDriver, css: &str, french: bool, en: &str, fr: &str) {
    let (found, expected) = (text(d, css).await, if french { fr } else { en });
    assert!(found.contains(expected), "«{expected}» is not in «{found}»");
}

async fn coming(language: &'static str, database: Database) {
    let app = App::start(database);
    let french = language == "fr";
    if french {
        app.sql("UPDATE users SET locale = 'fr' WHERE id IN (102, 104)");
    }
    let driver = Driver::start();
    let d = driver.open(Options { language, ..Options::default() }).await;
    let mut faults = vec![];

    // Added by an agent, with a welcome mail.
    sign_in(&d, &app, "tom@acme.example").await;
    d.goto(app.url("/agent/people")).await.unwrap();
    follow(&d, "main a[href$='/agent/users/new']").await;
    says(&d, "main .alert", french, "A welcome mail will be sent", "Un e-mail de bienvenue sera envoyé").await;
    look(&d, "user-new", language, &mut faults).await;
    fill(&d, "#name", "Nina New").await;
    fill(&d, "#email", "bob@acme.example").await;
    follow(&d, "main form .primary").await;
    says(&d, "#email-error", french, "already taken", "déjà prise").await;
    look(&d, "user-new-taken", language, &mut faults).await;
    fill(&d, "#email", "nina@client.example").await;
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "A welcome mail is on its way", "Un e-mail de bienvenue est en route").await;
    click(&d, "[popovertarget='me']").await;
    follow(&d, "#me form[action$='/access/sign-out'] button").await;

    // She opens the link, chooses a password, and is in.
    d.goto(app.url(&mailed(&app, "welcome"))).await.unwrap();
    look(&d, "invitation", language, &mut faults).await;
    fill(&d, "#password", "Her very own words 1").await;
    follow(&d, "main form .primary").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/hc/requests"));
    assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'Nina New' AND verified_at IS NOT NULL"), 1);
    click(&d, "[popovertarget='me']").await;
    follow(&d, "#me form[action$='/access/sign-out'] button").await;

    // She forgets it.
    follow(&d, "a[href$='/access/forgot-password']").await;
    look(&d, "forgotten", language, &mut faults).await;
    fill(&d, "#email", "nina@client.example").await;
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "is on its way", "est en route").await;
    let reset = mailed(&app, "password_reset");
    d.goto(app.url(&reset)).await.unwrap();
    look(&d, "reset", language, &mut faults).await;
    fill(&d, "#password", "Another four plain words 2").await;
    follow(&d, "main form .primary").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/hc/requests"));
    d.goto(app.url(&reset)).await.unwrap();
    says(&d, "h1", french, "doesn’t work any more", "ne fonctionne plus").await;
    look(&d, "link-over", language, &mut faults).await;
    d.delete_all_cookies().await.unwrap();

    // Somebody signs up by themselves.
    d.goto(app.url("/access/sign-in")).await.unwrap();
    look(&d, "sign-in-open", language, &mut faults).await;
    follow(&d, "a[href$='/access/sign-up']").await;
    look(&d, "sign-up", language, &mut faults).await;
    fill(&d, "#name", "Sigrid Self").await;
    fill(&d, "#email", "sigrid@client.example").await;
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "A mail is on its way", "Un e-mail est en route").await;
    d.goto(app.url(&mailed(&app, "welcome"))).await.unwrap();
    fill(&d, "#password", "Her very own words 1").await;
    follow(&d, "main form .primary").await;
    assert!(d.current_url().await.unwrap().path().ends_with("/hc/requests"));
    assert_eq!(app.text("SELECT locale FROM users WHERE name = 'Sigrid Self'"), language);
    d.delete_all_cookies().await.unwrap();

    // Somebody just writes.
    d.goto(app.url("/hc/requests/new")).await.unwrap();
    look(&d, "stranger", language, &mut faults).await;
    for (field, value) in
        [("#name", "Stefan"), ("#email", "bob@acme.example"), ("#subject", "Is it me?"), ("#body", "Guess.")]
    {
        fill(&d, field, value).await;
    }
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "Request submitted", "Demande envoyée").await;
    let address = app.number("SELECT id FROM addresses WHERE user_id = 110");
    app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 110");
    let token = crate::links::make(&app, 110, stead::security::links::Purpose::VerifyAddress, Some(address), 72);
    d.goto(app.url(&format!("/access/verify/{token}"))).await.unwrap();
    look(&d, "verify", language, &mut faults).await;
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "confirmed", "confirmée").await;

    // The administrator switches the welcome mail off, then the Help Center.
    sign_in(&d, &app, "ann@acme.example").await;
    d.goto(app.url("/agent/tickets/1")).await.unwrap();
    look(&d, "ticket-unproved", language, &mut faults).await;
    d.goto(app.url("/admin/people/end-users")).await.unwrap();
    look(&d, "end-users", language, &mut faults).await;
    fill(&d, "#blocklist", "not_a_domain").await;
    follow(&d, "main form button.primary").await;
    assert!(exists(&d, "#blocklist[aria-invalid='true']").await);
    look(&d, "end-users-wrong", language, &mut faults).await;
    fill(&d, "#blocklist", "spam.example").await;
    click(&d, "#welcome_on_creation").await;
    follow(&d, "main form button.primary").await;
    says(&d, "[role='status']", french, "Settings saved", "Réglages enregistrés").await;
    d.goto(app.url("/agent/users/new")).await.unwrap();
    says(&d, "main .alert", french, "sends no welcome mail", "n’envoie pas d’e-mail de bienvenue").await;
    d.goto(app.url("/admin/people/end-users")).await.unwrap();
    click(&d, "#help_center_active").await;
    follow(&d, "main form button.primary").await;
    d.goto(app.url("/agent/users/new")).await.unwrap();
    says(&d, "main .alert", french, "the Help Center isn’t active", "le Centre d’aide n’est pas actif").await;
    fill(&d, "#name", "Otto Off").await;
    fill(&d, "#email", "otto@client.example").await;
    follow(&d, "main form .primary").await;
    says(&d, "[role='status']", french, "No mail was sent", "Aucun e-mail n’a été envoyé").await;
    d.goto(app.url("/hc/requests")).await.unwrap();
    look(&d, "help-center-off-team", language, &mut faults).await;
    d.delete_all_cookies().await.unwrap();
    for (name, path) in [
        ("help-center-off-sign-in", "/access/sign-in"),
        ("help-center-off-sign-up", "/access/sign-up"),
        ("help-center-off-request", "/hc/requests/new"),
    ] {
        d.goto(app.url(path)).await.unwrap();
        says(&d, "main", french, "The Help Center isn’t active", "Le Centre d’aide n’est pas actif").await;
        look(&d, name, language, &mut faults).await;
    }
    app.sql("UPDATE accounts SET help_center_active = TRUE WHERE id = 1");
    for (name, sql, path) in [
        ("stranger-register", "UPDATE end_user_settings SET ask_to_register = TRUE", "/hc/requests/new"),
        ("stranger-closed", "UPDATE end_user_settings SET anybody_can_submit = FALSE", "/hc/requests/new"),
        ("sign-up-closed", "UPDATE end_user_settings SET ask_to_register = FALSE", "/access/sign-up"),
    ] {
        app.sql(sql);
        d.goto(app.url(path)).await.unwrap();
        look(&d, name, language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_user_comes_in_english() {
    coming("en", Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_user_comes_in_french() {
    coming("fr", Database::Postgres).await;
}
