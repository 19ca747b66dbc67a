//! The account's owner: handing over, what the old owner loses at once, billing admins, and where everybody finds the owner.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use stead::billing::ownership;
use stead::error::Error;
use stead::identity::{self, Identity, Origin};

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

const CONTACTS: &str = "/admin/account/billing/contacts";
const ADMINS: &str = "/admin/account/billing/admins";

async fn hand_over(tab: &Tab, to: i64) -> Page {
    tab.post(CONTACTS, &[("owner", &to.to_string()), ("sure", "yes"), ("current_password", PASSWORD)]).await
}

fn owner(app: &App) -> i64 {
    app.number("SELECT owner_id FROM accounts WHERE id = 1")
}

fn mails(app: &App) -> Vec<String> {
    let n = app.number("SELECT count(*) FROM mails");
    (0..n)
        .map(|i| app.text(&format!("SELECT letter || ' ' || address FROM mails ORDER BY id LIMIT 1 OFFSET {i}")))
        .collect()
}

on_both! {
    async fn the_owner_hands_the_account_over_and_loses_what_is_the_owners_at_once(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        let other_tab = olga.clone();
        app.sql("INSERT INTO integrations (id, account_id, name, folded_name, created_at) VALUES (1, 1, 'Till', 'till', 1)");
        app.sql("INSERT INTO authorizations (account_id, integration_id, user_id, state, token_hash, token_end, created_at) VALUES (1, 1, 101, 'active', 'h', 'abcd', 1)");
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 102");
        let page = olga.get(CONTACTS).await;
        assert!(page.says("You can no longer change the subscription"), "{}", page.body);
        let offered = page.texts("#owner option");
        assert_eq!(offered, ["Choose an administrator", "Abel Adams – abel@acme.example", "Ann Archer – ann@acme.example"]);

        let done = hand_over(&olga, w.ann).await;
        assert_eq!((done.status.as_u16(), owner(&app)), (303, w.ann));
        assert!(olga.get(&done.location()).await.says("The account has been handed over."));
        assert_eq!(mails(&app), ["owner_now ann@acme.example", "owner_before olga@acme.example"]);
        let details = app.text("SELECT v.body FROM audit_values v JOIN audit_entries e ON e.id = v.entry_id WHERE e.act = 'account.owner_changed'");
        assert!(details.contains("\"from\":101") && details.contains("\"to\":102") && details.contains("\"integrations\":1"), "{details}");
        assert_eq!(app.text("SELECT state FROM authorizations"), "needs_authorization");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE billing_admin"), 0, "an owner needs no leave");

        // Any tab of the old owner, whatever page it shows.
        for tab in [&olga, &other_tab] {
            let page = tab.get(CONTACTS).await;
            assert!(page.status == 200 && !page.has("#owner") && page.says("Ask Ann Archer."), "{}", page.body);
            let refused = hand_over(tab, w.abel).await;
            assert!(refused.status == 403 && refused.says("This is for the account owner."), "{}", refused.body);
            assert_eq!(tab.post(ADMINS, &[("person", "103")]).await.status, 403);
        }
        assert_eq!(olga.get("/admin").await.status, 200, "still an administrator, still signed in");
        assert!(ann.get(CONTACTS).await.has("#owner"), "whoever was signed in goes on");
        // And back.
        hand_over(&ann, w.olga).await;
        assert_eq!(owner(&app), w.olga);
    }

    async fn nobody_else_hands_it_over_and_nobody_unfit_gets_it(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 102");
        for user in [w.ann, w.abel] {
            let tab = app.sign_in(user).await;
            let page = tab.get(CONTACTS).await;
            assert!(page.status == 200 && !page.has("#owner") && page.says("Only the owner can do this. Ask Olga Olsen."));
            assert_eq!(hand_over(&tab, user).await.status, 403);
        }
        for user in [w.tom, w.lea, w.cory, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!((tab.get(CONTACTS).await.status.as_u16(), hand_over(&tab, user).await.status.as_u16()), (403, 403));
        }
        // Whoever manages another product reads it.
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        let cory = app.sign_in(w.cory).await;
        assert!(cory.get(CONTACTS).await.says("Ask Olga Olsen."));
        assert_eq!(hand_over(&cory, w.ann).await.status, 403);

        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 103");
        app.sql("UPDATE users SET verified_at = NULL WHERE id = 102");
        for (to, why) in [
            (w.tom, "Choose who the new owner is."), (w.bob, "Choose who the new owner is."), (w.abel, "Choose who the new owner is."),
            (w.olga, "Choose who the new owner is."), (w.gil, "Choose who the new owner is."), (999_999, "Choose who the new owner is."),
            (w.ann, "This person has not confirmed their address yet."),
        ] {
            let page = hand_over(&olga, to).await;
            assert!(page.status == 422 && page.says(why), "{to}: {}", page.body);
        }
        app.sql("UPDATE users SET verified_at = 1 WHERE id = 102");
        let unsure = olga.post(CONTACTS, &[("owner", "102"), ("current_password", PASSWORD)]).await;
        assert!(unsure.status == 422 && unsure.says("Confirm that you hand the account over."));
        let wrong = olga.post(CONTACTS, &[("owner", "102"), ("sure", "yes"), ("current_password", "guessed wrong")]).await;
        assert!(wrong.status == 422 && wrong.says("This isn’t your current password."), "{}", wrong.body);
        assert_eq!((owner(&app), mails(&app).len()), (w.olga, 0));
        // Alone among administrators there is nobody to choose.
        app.sql("UPDATE users SET suspended_at = 1 WHERE id = 102");
        let page = olga.get(CONTACTS).await;
        assert!(!page.has("#owner") && page.says("There is no other active administrator"), "{}", page.body);
        // The database knows as well.
        for statement in ["UPDATE accounts SET owner_id = 104 WHERE id = 1", "UPDATE accounts SET owner_id = 102 WHERE id = 1", "UPDATE users SET role = 'agent' WHERE id = 101"] {
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.sql(statement))).is_err(), "{statement}");
        }
    }

    async fn in_no_frame_is_anything_of_it(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        let as_ann = olga.assume(w.ann).await;
        let as_tom = as_ann.assume(w.tom).await;
        for tab in [&as_ann, &as_tom] {
            for path in [CONTACTS, ADMINS] {
                let page = tab.get(path).await;
                assert!(page.status == 403 && page.says("Olga Olsen"), "{path}: {}", page.body);
            }
            assert_eq!(hand_over(tab, w.ann).await.status, 403);
            assert_eq!(tab.post(ADMINS, &[("person", "102")]).await.status, 403);
            assert_eq!(tab.post(&format!("{ADMINS}/102/end"), &[]).await.status, 403);
        }
        assert_eq!(owner(&app), w.olga);
        // Nobody stands in for the next owner.
        hand_over(&olga, w.ann).await;
        assert_eq!(as_ann.get("/admin").await.status, 410);
        assert_eq!(as_tom.get("/agent").await.status, 410);
    }

    async fn the_owner_names_billing_admins(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        assert!(olga.get(ADMINS).await.says("There are no billing admins"));
        for nobody in ["", "104", "109", "151", "x", "101"] {
            assert_eq!(olga.post(ADMINS, &[("person", nobody)]).await.status, 422, "{nobody}");
        }
        let done = olga.post(ADMINS, &[("person", "102")]).await;
        assert!(olga.get(&done.location()).await.says("The billing admin has been added."));
        let page = ann.get(ADMINS).await;
        assert!(page.says("Ann Archer") && page.says("Only the owner names billing admins. Ask Olga Olsen.") && !page.has("#person"));
        assert_eq!(ann.post(ADMINS, &[("person", "103")]).await.status, 403, "billing admins name nobody");
        assert_eq!(ann.post(&format!("{ADMINS}/102/end"), &[]).await.status, 403);
        assert_eq!(olga.post(&format!("{ADMINS}/151/end"), &[]).await.status, 404, "another account's");
        let done = olga.post(&format!("{ADMINS}/102/end"), &[]).await;
        assert!(olga.get(&done.location()).await.says("The billing admin has been removed."));
        assert_eq!(olga.post(&format!("{ADMINS}/102/end"), &[]).await.status, 409);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'billing_admin.%'"), 2);
    }

    async fn the_whole_team_finds_the_owner(app: App) {
        let w = app.world.clone();
        for user in [w.ann, w.tom, w.sam, w.lea, w.cory] {
            let tab = app.sign_in(user).await;
            assert!(tab.get("/agent/tickets").await.says("Who is my account owner?"), "in the profile's menu");
            let page = tab.get("/agent/account-owner").await;
            assert!(page.says("Olga Olsen") && page.says("olga@acme.example"));
            assert_eq!(page.has("main a[href$='/billing/contacts']"), user == w.ann);
        }
        assert!(app.sign_in(w.olga).await.get("/agent/account-owner").await.says("You are the account owner."));
        assert_eq!(app.sign_in(w.bob).await.get("/agent/account-owner").await.status, 403);
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        let page = framed.get("/agent/account-owner").await;
        assert!(page.says("Olga Olsen") && !page.has("main a[href$='/billing/contacts']"), "no link that would be refused");
    }

    async fn of_many_at_once_one_hands_it_over(app: App) {
        // 64 clients, 100 rounds: all of them the owner, all at once, to one of three administrators.
        let w = app.world.clone();
        app.sql("UPDATE users SET role = 'administrator' WHERE id = 104");
        let state = app.state.clone();
        let all = [w.olga, w.ann, w.abel, w.tom];
        for round in 0..100_usize {
            let account = state.db.read_now(|c| identity::account(c, 1)).unwrap();
            let before = account.owner_id;
            let person = state.db.read_now(|c| identity::person(c, &account, before)).unwrap();
            let who = Identity::queued(Arc::new(account), Arc::new(person));
            let others: Vec<i64> = all.into_iter().filter(|id| *id != before).collect();
            let (done, last) = (AtomicI64::new(0), AtomicI64::new(0));
            std::thread::scope(|threads| {
                for client in 0..64_usize {
                    let (state, who, done, last) = (&state, &who, &done, &last);
                    let to = others[(client + round) % others.len()];
                    threads.spawn(move || loop {
                        match identity::write(state, who, &Origin::local("web"), |tx| ownership::hand_over(tx, to)) {
                            Ok(()) => {
                                done.fetch_add(1, Ordering::SeqCst);
                                last.store(to, Ordering::SeqCst);
                                return;
                            }
                            Err(Error::Conflict) => return,
                            Err(Error::Busy | Error::Repeat) => {}
                            Err(error) => panic!("{error}"),
                        }
                    });
                }
            });
            assert_eq!(done.into_inner(), 1, "round {round}");
            assert_eq!(owner(&app), last.into_inner());
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'account.owner_changed'"), 100);
        assert_eq!(app.number("SELECT count(*) FROM mails"), 200);
    }
}
