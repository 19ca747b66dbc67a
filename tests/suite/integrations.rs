//! Integrations: registering, authorizing by a token that is shown once, who ends what, and what stops a program.

use std::sync::Arc;

use reqwest::Method;
use stead::identity::{self, Identity, Origin};
use stead::secrets;

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

pub const LIST: &str = "/admin/apps/integrations";

/// Registers a program; answers its id.
pub async fn register(tab: &Tab, name: &str) -> i64 {
    let done = tab.post(&format!("{LIST}/new"), &[("name", name), ("description", "")]).await;
    done.location().split(['/', '?']).filter_map(|part| part.parse().ok()).next().expect("an id")
}

/// Sends the form that authorizes a program, as its page draws it.
pub async fn try_authorize(tab: &Tab, id: i64, password: &str) -> Page {
    let path = format!("{LIST}/{id}/authorize");
    let seen = field(&tab.get(&path).await, "seen");
    tab.post(&path, &[("seen", &seen), ("current_password", password)]).await
}

/// Authorizes a program; answers its token.
pub async fn authorize(tab: &Tab, id: i64) -> String {
    token(&try_authorize(tab, id, PASSWORD).await)
}

/// The token that a page shows.
pub fn token(page: &Page) -> String {
    assert_eq!(page.status, 200, "{}: {}", page.path, page.body);
    attribute(page, "#token", "value").expect("a token")
}

/// What a hidden field of a page holds.
fn field(page: &Page, name: &str) -> String {
    attribute(page, &format!("input[name='{name}']"), "value").unwrap_or_default()
}

pub fn attribute(page: &Page, css: &str, name: &str) -> Option<String> {
    let selector = scraper::Selector::parse(css).unwrap();
    page.html().select(&selector).next().and_then(|e| e.attr(name)).map(str::to_owned)
}

/// Mails a person the link to another password; answers its path, out of the mail.
async fn reset_link(app: &App, user: i64) -> String {
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    identity::write_as_system(&app.state, &account, "test", "command", |tx| {
        let person = identity::person(tx.conn(), &account, user)?;
        stead::security::links::send_reset(tx, &person)
    })
    .unwrap();
    mailed(app, "/access/reset/")
}

/// The path of the newest mail that leads below another.
pub fn mailed(app: &App, below: &str) -> String {
    let text = app.text(&format!("SELECT text FROM mails WHERE text LIKE '%{below}%' ORDER BY id DESC LIMIT 1"));
    let path = &text[text.find(below).unwrap()..];
    path.split_whitespace().next().unwrap().to_owned()
}

/// Calls the API as a program does.
pub async fn call(app: &App, path: &str, token: &str) -> Page {
    app.visitor().send(Method::GET, path, &[("authorization", &format!("Bearer {token}"))], None).await
}

/// Who the API takes the token for, or why for nobody.
pub async fn me(app: &App, token: &str) -> Result<i64, String> {
    let page = call(app, "/api/v2/users/me.json", token).await;
    let json: serde_json::Value = serde_json::from_str(&page.body).unwrap();
    match page.status.as_u16() {
        200 => Ok(json["user"]["id"].as_i64().unwrap()),
        401 => Err(json["error_description"].as_str().unwrap_or_default().to_owned()),
        other => panic!("{other}: {}", page.body),
    }
}

fn acts(app: &App) -> String {
    let query = match app.postgres() {
        true => "SELECT string_agg(act, ' ' ORDER BY id) FROM audit_entries WHERE act LIKE 'integration.%'",
        false => {
            "SELECT group_concat(act, ' ') FROM (SELECT act FROM audit_entries WHERE act LIKE 'integration.%' ORDER BY id)"
        }
    };
    app.text(query).replace("integration.", "")
}

on_both! {
    async fn programs_are_registered_edited_and_removed(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        assert!(ann.get("/admin").await.has(&format!("main a[href='{LIST}']")), "a tile of the home page");
        assert!(ann.get(LIST).await.says("No integrations yet"));
        let id = register(&ann, " Till ").await;
        let page = ann.get(LIST).await;
        assert!(page.says("Till") && page.says("Never authorized") && page.says("Nobody"), "{}", page.body);
        let new = format!("{LIST}/new");
        let long = "x".repeat(81);
        for (name, why) in [("", "Enter a name."), ("\u{200b} ", "Enter a name."), ("TÍLL", "Another integration has this name."), (long.as_str(), "Use 80 characters at most.")] {
            let page = ann.post(&new, &[("name", name), ("description", "Of the shop")]).await;
            assert!(page.status == 422 && page.says(why) && page.body.contains("Of the shop"), "{name}: {}", page.body);
        }
        let other = register(&ann, "Warehouse").await;
        let edit = format!("{LIST}/{other}/edit");
        assert_eq!(ann.post(&edit, &[("name", "till"), ("description", "")]).await.status, 422);
        ann.post(&edit, &[("name", "Depot"), ("description", "Counts parts")]).await;
        let page = ann.get(&format!("{LIST}/{other}")).await;
        assert!(page.says("Depot") && page.says("Counts parts") && page.says("Integration registered") && page.says("Integration changed"), "{}", page.body);
        assert_eq!(ann.post(&edit, &[("name", "Depot"), ("description", "Counts parts")]).await.status, 303);
        // What was not seen is not overwritten, and what was typed is kept.
        let seen = field(&ann.get(&edit).await, "seen");
        let fields = |name: &'static str| [("seen", seen.as_str()), ("name", name), ("description", "")];
        assert_eq!(ann.post(&edit, &fields("till")).await.status, 422);
        assert_eq!(ann.post(&edit, &fields("Store")).await.status, 303);
        let late = ann.post(&edit, &fields("Barn")).await;
        assert!(late.status == 409 && late.has("#name[value='Barn']") && late.texts(".alert b") == ["Store"], "{}", late.body);
        let again = ann.post(&edit, &[("seen", &field(&late, "seen")), ("name", "Depot"), ("description", "Counts parts")]).await;
        assert_eq!(again.status, 303, "{}", again.body);

        // Nobody else, nobody elsewhere, nobody in a frame.
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        for path in ["", "/edit", "/removal", "/authorize"] {
            assert_eq!(gil.get(&format!("{LIST}/{id}{path}")).await.status, 404, "{path}");
        }
        assert_eq!(gil.post(&format!("{LIST}/{id}/removal"), &[]).await.status, 404);
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        for tab in [app.sign_in(w.tom).await, app.sign_in(w.lea).await, app.sign_in(w.bob).await, framed] {
            for path in [LIST.to_owned(), new.clone(), format!("{LIST}/{id}"), format!("{LIST}/{id}/authorize")] {
                assert_eq!(tab.get(&path).await.status, 403, "{path}");
            }
            for path in ["edit", "removal", "authorize", "renewal", "revocation"] {
                let answer = tab.post(&format!("{LIST}/{id}/{path}"), &[("name", "x"), ("current_password", PASSWORD), ("seen", "0")]).await;
                assert_eq!(answer.status, 403, "{path}");
            }
        }
        assert!(ann.get(&format!("{LIST}/{other}/removal")).await.says("Remove Depot"));
        ann.post(&format!("{LIST}/{other}/removal"), &[]).await;
        assert_eq!(ann.get(&format!("{LIST}/{other}")).await.status, 404);
        assert_eq!(app.number("SELECT count(*) FROM integrations"), 1);
        assert_eq!(acts(&app), "registered registered changed changed changed removed");
    }

    async fn a_token_is_shown_once_and_acts_as_whoever_authorized_it(app: App) {
        let w = app.world.clone();
        let (olga, ann, abel) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let id = register(&ann, "Till").await;
        let (path, form) = (format!("{LIST}/{id}"), format!("{LIST}/{id}/authorize"));
        let page = ann.get(&form).await;
        assert!(page.says("The program will act in your name.") && page.says("It never assumes another identity."), "{}", page.body);
        let wrong = try_authorize(&ann, id, "guessed wrong").await;
        assert!(wrong.status == 422 && wrong.says("This isn’t your current password.") && !wrong.has("#token"), "{}", wrong.body);
        assert_eq!(app.number("SELECT count(*) FROM authorizations"), 0);

        let made = try_authorize(&ann, id, PASSWORD).await;
        let first = token(&made);
        assert_eq!(made.header("cache-control"), "no-store");
        assert!(first.starts_with("stead_") && first.len() == 49, "{first}");
        assert_eq!(app.text("SELECT token_hash FROM authorizations"), secrets::sha256(first.as_bytes()));
        assert_eq!(app.text("SELECT token_end FROM authorizations"), first[45..]);
        assert_eq!(me(&app, &first).await, Ok(w.ann));
        assert_eq!(app.text("SELECT letter || ' ' || address FROM mails ORDER BY id DESC LIMIT 1"), "integration_authorized ann@acme.example");
        // Reloading sends the same form again: no second token, and this one goes on.
        let again = ann.post(&form, &[("seen", "0"), ("current_password", PASSWORD)]).await;
        let after = ann.get(&again.location()).await;
        assert!(after.says("A token is shown only once.") && !after.body.contains(&first), "{}", after.body);
        assert!(after.says("Active") && after.says("Ann Archer") && after.says(&format!("…{}", &first[45..])));
        assert_eq!(me(&app, &first).await, Ok(w.ann));
        for query in ["SELECT count(*) FROM audit_values WHERE body LIKE '%stead\\_%' ESCAPE '\\'", "SELECT count(*) FROM mails WHERE text LIKE '%stead\\_%' ESCAPE '\\'"] {
            assert_eq!(app.number(query), 0, "{query}");
        }

        // Another takes its place, after saying so.
        assert!(abel.get(&form).await.says("It acts in the name of Ann Archer now"));
        let second = authorize(&abel, id).await;
        assert_eq!(me(&app, &first).await, Err("The authorization was revoked.".into()));
        assert_eq!(me(&app, &second).await, Ok(w.abel));
        // And the owner's place nobody takes.
        let third = authorize(&olga, id).await;
        let page = ann.get(&path).await;
        assert!(page.says("The account owner authorized this.") && !page.has(&format!("form[action='{path}/revocation']")), "{}", page.body);
        let seen = app.text("SELECT max(id) FROM authorizations");
        for end in ["authorize", "revocation", "removal"] {
            let answer = ann.post(&format!("{path}/{end}"), &[("seen", &seen), ("current_password", PASSWORD)]).await;
            assert!(answer.status == 403 && answer.says("The account owner authorized this."), "{end}: {}", answer.body);
        }
        assert_eq!(me(&app, &third).await, Ok(w.olga));
        // Whoever it is ends their own; of two at once one does.
        for expected in ["The authorization is revoked.", "Nothing was done"] {
            let done = olga.post(&format!("{path}/revocation"), &[("seen", &seen)]).await;
            assert!(olga.get(&done.location()).await.says(expected), "{expected}");
        }
        assert_eq!(me(&app, &third).await, Err("The authorization was revoked.".into()));
        let fourth = authorize(&ann, id).await;
        abel.post(&format!("{path}/removal"), &[]).await;
        assert!(me(&app, &fourth).await.unwrap_err().contains("not known here"));
        assert_eq!(acts(&app), "registered authorized authorized authorized revoked authorized removed");
    }

    async fn with_a_new_owner_programs_stop_until_one_click(app: App) {
        let w = app.world.clone();
        let (olga, ann, abel) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let (till, depot) = (register(&olga, "Till").await, register(&olga, "Depot").await);
        let (old, anns) = (authorize(&olga, till).await, authorize(&ann, depot).await);
        let contacts = "/admin/account/billing/contacts";
        let page = olga.get(contacts).await;
        assert!(page.says("These integrations stop until the new owner authorizes them again:") && page.texts(".alert.warn ul ul li") == ["Till"], "{}", page.body);
        olga.post(contacts, &[("owner", "102"), ("sure", "yes"), ("current_password", PASSWORD)]).await;

        let why = me(&app, &old).await.unwrap_err();
        assert!(why.starts_with("Needs authorization: the account has a new owner"), "{why}");
        assert_eq!(me(&app, &anns).await, Ok(w.ann), "hers goes on, with what is the owner's");
        assert!(app.text("SELECT text FROM mails WHERE letter = 'owner_now'").contains("One integration has stopped"));
        // Neither the old owner nor anybody else brings it back.
        let path = format!("{LIST}/{till}");
        let seen = app.text(&format!("SELECT max(id) FROM authorizations WHERE integration_id = {till}"));
        for tab in [&olga, &abel] {
            assert!(tab.get(&path).await.says("Only the account owner can authorize it again."));
            for end in ["renewal", "authorize", "revocation", "removal", "edit"] {
                assert_eq!(tab.post(&format!("{path}/{end}"), &[("seen", &seen), ("current_password", PASSWORD), ("name", "Shop")]).await.status, 403, "{end}");
            }
        }
        for page in [LIST.to_owned(), path.clone(), contacts.to_owned()] {
            assert!(ann.get(&page).await.has(&format!("form[action='{path}/renewal']")), "{page}");
        }
        // By one click, once.
        let made = ann.post(&format!("{path}/renewal"), &[("seen", &seen)]).await;
        let new = token(&made);
        assert!(new != old && me(&app, &new).await == Ok(w.ann));
        assert!(me(&app, &old).await.is_err(), "the old token never acts as the new owner");
        let again = ann.post(&format!("{path}/renewal"), &[("seen", &seen)]).await;
        assert!(ann.get(&again.location()).await.says("A token is shown only once."));
        assert_eq!(me(&app, &new).await, Ok(w.ann));

        // Back again; whoever has been signed in for long is asked for the password.
        ann.post(contacts, &[("owner", "101"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        for _ in 0..3 {
            app.state.clock.forward(50 * 60);
            olga.get(LIST).await;
        }
        let seen = app.text(&format!("SELECT max(id) FROM authorizations WHERE integration_id = {till}"));
        let asked = olga.post(&format!("{path}/renewal"), &[("seen", &seen)]).await;
        assert!(olga.get(&asked.location()).await.says("You signed in a while ago. Confirm with your password."));
        let last = authorize(&olga, till).await;
        assert_eq!(me(&app, &last).await, Ok(w.olga));
        // To another and back: it waits for the same owner, and nothing is said of a password.
        olga.post(contacts, &[("owner", "102"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        let ann = app.sign_in(w.ann).await;
        ann.post(contacts, &[("owner", "101"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        let why = me(&app, &last).await.unwrap_err();
        assert!(why.starts_with("Needs authorization: the integration was stopped"), "{why}");
        assert_eq!(acts(&app), "registered registered authorized authorized stopped authorized stopped stopped authorized stopped");
    }

    async fn what_waits_for_the_owner_goes_on_waiting(app: App) {
        let w = app.world.clone();
        let (olga, abel) = (app.sign_in(w.olga).await, app.sign_in(w.abel).await);
        let till = register(&olga, "Till").await;
        authorize(&olga, till).await;
        olga.post("/admin/account/billing/contacts", &[("owner", "102"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        let state = || app.text(&format!("SELECT state FROM authorizations WHERE integration_id = {till}"));
        // Whatever becomes of the old owner: another password, another role, deletion.
        let path = reset_link(&app, w.olga).await;
        assert_eq!(app.visitor().tab().post(&path, &[("password", "Another long password 7")]).await.status, 303);
        assert_eq!(state(), "needs_authorization");
        let roles = format!("/admin/people/team-members/{}", w.olga);
        assert_eq!(abel.post(&roles, &[("support", "agent")]).await.status, 303);
        assert_eq!(abel.post(&format!("/agent/users/{}/delete", w.olga), &[("delete", "1")]).await.status, 303);
        assert_eq!(state(), "needs_authorization");
        let path = format!("{LIST}/{till}/authorize");
        let seen = app.text(&format!("SELECT CAST(max(id) AS TEXT) FROM authorizations WHERE integration_id = {till}"));
        assert_eq!(abel.post(&path, &[("seen", &seen), ("current_password", PASSWORD)]).await.status, 403);
        let made = app.sign_in(w.ann).await.post(&format!("{LIST}/{till}/renewal"), &[("seen", &seen)]).await;
        assert_eq!(me(&app, &token(&made)).await, Ok(w.ann));
    }

    async fn a_program_stops_with_its_person(app: App) {
        let w = app.world.clone();
        let (olga, ann, abel) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await, app.sign_in(w.abel).await);
        let (till, depot) = (register(&ann, "Till").await, register(&ann, "Depot").await);
        let (anns, abels) = (authorize(&ann, till).await, authorize(&abel, depot).await);
        // Suspended: nobody meanwhile.
        let suspension = format!("/agent/users/{}/suspension", w.abel);
        let done = olga.post(&suspension, &[("reason", "other"), ("text", "On leave")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(me(&app, &abels).await, Err("The person who authorized the integration is suspended.".into()));
        assert!(ann.get(LIST).await.says("Person suspended"));
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 103");
        assert_eq!(me(&app, &abels).await, Ok(w.abel));
        // Whoever could not authorize it any more has no program act for them, nor later.
        let roles = format!("/admin/people/team-members/{}", w.abel);
        assert_eq!(olga.post(&roles, &[("support", "agent")]).await.status, 303);
        assert_eq!(me(&app, &abels).await, Err("The authorization was revoked.".into()));
        assert_eq!(olga.post(&roles, &[("support", "administrator")]).await.status, 303);
        assert_eq!(me(&app, &abels).await, Err("The authorization was revoked.".into()));
        // A new password by a link: whoever knew the old one may know the token.
        let path = reset_link(&app, w.ann).await;
        let anybody = app.visitor().tab();
        assert_eq!(anybody.post(&path, &[("password", "Another long password 7")]).await.status, 303);
        assert_eq!(me(&app, &anns).await, Err("The authorization was revoked.".into()));
        // Deleted: revoked in the same transaction, and said so.
        let abels = authorize(&app.sign_in(w.abel).await, depot).await;
        assert_eq!(olga.post(&format!("/agent/users/{}/delete", w.abel), &[("delete", "1")]).await.status, 303);
        assert_eq!(me(&app, &abels).await, Err("The person who authorized the integration is deleted.".into()));
        let page = olga.get(&format!("{LIST}/{depot}")).await;
        assert!(page.says("Revoked") && page.says("Abel Adams") && page.says("Authorization of an integration revoked"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM authorizations WHERE state <> 'revoked'"), 0);
    }

    async fn of_many_at_once_one_authorizes(app: App) {
        use std::sync::atomic::{AtomicI64, Ordering};
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let id = register(&ann, "Till").await;
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        let person = app.state.db.read_now(|c| identity::person(c, &account, w.ann)).unwrap();
        let identity = Identity::queued(Arc::new(account), Arc::new(person));
        for round in 0..20_i64 {
            let seen = app.number("SELECT coalesce(max(id), 0) FROM authorizations");
            let done = AtomicI64::new(0);
            std::thread::scope(|threads| {
                for client in 0..16 {
                    let (state, identity, done) = (&app.state, &identity, &done);
                    threads.spawn(move || loop {
                        let token = format!("stead_{round}_{client}");
                        match stead::identity::write(state, identity, &Origin::local("web"), |tx| stead::integrations::authorization::authorize(tx, id, seen, &token)) {
                            Ok(()) => { done.fetch_add(1, Ordering::SeqCst); return; }
                            Err(stead::error::Error::Conflict) => return,
                            Err(stead::error::Error::Busy | stead::error::Error::Repeat) => {}
                            Err(error) => panic!("{error}"),
                        }
                    });
                }
            });
            assert_eq!(done.into_inner(), 1, "round {round}");
            assert_eq!(app.number("SELECT count(*) FROM authorizations WHERE state = 'active'"), 1);
        }
    }
}
