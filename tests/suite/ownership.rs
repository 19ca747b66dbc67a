//! The account's owner: handing over, what the old owner loses at once, billing admins, and where everybody finds the owner.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use stead::billing::{handover, ownership};
use stead::error::Error;
use stead::identity::{self, Identity, Origin};
use stead::policy::{Product, ProductRole, ProductRoles, Role, Standing, TicketAccess};
use stead::team::membership::SupportRole;
use stead::team::seats::Seats;
use stead::team::swap::Swap;

use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};
use crate::{integrations, on_both};

const CONTACTS: &str = "/admin/account/billing/contacts";
const ADMINS: &str = "/admin/account/billing/admins";
const HANDOVER: &str = "/admin/account/billing/handover";

async fn hand_over(tab: &Tab, to: i64) -> Page {
    tab.post(CONTACTS, &[("owner", &to.to_string()), ("sure", "yes"), ("current_password", PASSWORD)]).await
}

/// The same to somebody who is no administrator; `role` is what the page said that the owner would be.
async fn take_over(tab: &Tab, to: i64, role: &str) -> Page {
    let to = to.to_string();
    tab.post(HANDOVER, &[("to", &to), ("role", role), ("sure", "yes"), ("current_password", PASSWORD)]).await
}

fn seats(app: &App) -> i64 {
    let read = |c: &mut stead::db::Conn| {
        let account = identity::account(c, 1)?;
        Seats::of(c, &account, app.state.clock.now())
    };
    app.state.db.read_now(read).unwrap().used
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

#[test]
fn whoever_takes_over_no_more_seats_are_taken_than_there_are_or_were() {
    let plain = Standing {
        user: 1,
        account: 1,
        kind: stead::policy::Kind::Member,
        role: Role::Administrator,
        owner: true,
        tickets: TicketAccess::All,
        custom: None,
        products: ProductRoles::default(),
        billing_admin: false,
        suspended: false,
        deleted: false,
    };
    let guide = ProductRoles::default().with(Product::Guide, Some(ProductRole::Administrator));
    let sets = [ProductRoles::default(), guide, guide.with(Product::Sell, Some(ProductRole::Agent))];
    let (mut stayed, mut lowered) = (0, 0);
    for (owners, others) in sets.into_iter().flat_map(|a| sets.map(|b| (a, b))) {
        for role in [Role::Agent, Role::LightAgent, Role::Contributor] {
            let owner = Standing { products: owners, ..plain };
            let next = Standing { user: 2, role, owner: false, products: others, ..plain };
            for (used, bought, most) in
                [(6, 5), (6, 6), (6, 7)].into_iter().flat_map(|(u, b)| [0, 1, 9].map(|m| (u, b, m)))
            {
                let (sold, light) = (9, i64::from(role == Role::LightAgent));
                let seats = Seats {
                    bought,
                    lent: 0,
                    lent_until: None,
                    used,
                    sell_bought: sold,
                    sell_used: 2,
                    light_agents: light,
                    light_agents_most: most,
                };
                let swap = Swap::of(&seats, &owner, &next);
                let after = used + swap.next.seats() - next.seats() + swap.old.seats() - owner.seats();
                assert!(after <= used.max(seats.limit()), "{seats:?} {owner:?} {next:?}");
                let lights = light - i64::from(role == Role::LightAgent) + i64::from(swap.old.role == Role::LightAgent);
                assert!(lights <= most.max(light), "{seats:?} {next:?}");
                assert!(swap.next.role == Role::Administrator && !swap.old.owner && swap.old.is_team());
                assert_eq!(swap.stays(), next.seats() == 1 || used < bought, "{seats:?} {next:?}");
                if swap.stays() { stayed += 1 } else { lowered += 1 }
            }
        }
    }
    assert!(stayed > 50 && lowered > 20, "{stayed} {lowered}");
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

    async fn the_owner_turns_their_own_profile_over(app: App) {
        // Reference §3.4, the way without another seat: only the mails lead on.
        let w = app.world.clone();
        app.sql("UPDATE subscriptions SET seats = 6 WHERE account_id = 1");
        let (olga, phone) = (app.sign_in(w.olga).await, app.sign_in(w.olga).await);
        let till = integrations::register(&olga, "Till").await;
        let token = integrations::authorize(&olga, till).await;
        let profile = format!("/agent/users/{}", w.olga);
        for step in ["add contact", "Make primary contact", "Forgot password?"] {
            assert!(olga.get(CONTACTS).await.says(step), "{step}");
        }
        let done = olga.post(&format!("{profile}/contacts"), &[("kind", "email"), ("value", "nina@acme.example")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(mails(&app)[1..], ["address_added olga@acme.example", "verification nina@acme.example"]);
        let n = app.number("SELECT id FROM addresses WHERE value = 'nina@acme.example'");
        let contact = format!("{profile}/contacts/{n}");
        assert_eq!(olga.post(&format!("{contact}/primary"), &[]).await.status, 409, "not before it is verified");
        let nina = app.visitor().tab();
        let path = integrations::mailed(&app, "/access/verify/");
        assert_eq!(nina.post(&path, &[]).await.status, 303);
        // Only the owner touches the owner's addresses.
        assert_eq!(app.sign_in(w.ann).await.post(&format!("{contact}/primary"), &[]).await.status, 403);
        let done = olga.post(&format!("{contact}/primary"), &[]).await;
        assert!(olga.get(&done.location()).await.says("nina@acme.example"));
        assert_eq!(phone.get("/admin").await.status, 303, "other sessions are over");
        let old = app.number("SELECT id FROM addresses WHERE value = 'olga@acme.example'");
        assert_eq!(olga.post(&format!("{profile}/contacts/{old}/removal"), &[]).await.status, 303);
        assert_eq!(integrations::me(&app, &token).await, Ok(w.olga), "until the password is another's");

        // The password, by the new address and by no other.
        nina.post("/access/forgot-password", &[("email", "olga@acme.example")]).await;
        assert!(!mails(&app).iter().any(|mail| mail.starts_with("password_reset")));
        nina.post("/access/forgot-password", &[("email", "nina@acme.example")]).await;
        assert_eq!(mails(&app).last().unwrap(), "password_reset nina@acme.example");
        let path = integrations::mailed(&app, "/access/reset/");
        assert_eq!(nina.post(&path, &[("password", "Her very own password 5")]).await.status, 303);
        assert_eq!(olga.get("/admin").await.status, 303, "whoever it was is signed out");
        assert_eq!(app.visitor().tab().sign_in("olga@acme.example", PASSWORD).await.status, 422);
        assert_eq!(app.visitor().tab().sign_in("nina@acme.example", PASSWORD).await.status, 422);
        let why = integrations::me(&app, &token).await.unwrap_err();
        assert!(why.starts_with("Needs authorization: the integration was stopped"), "{why}");
        // It is hers: the account, its pages, its programs.
        let page = nina.get(CONTACTS).await;
        assert!(page.says("nina@acme.example") && page.has("#owner") && page.says("One integration waits for you"), "{}", page.body);
        let made = nina.post(&format!("{}/{till}/renewal", integrations::LIST), &[("seen", "1")]).await;
        assert_eq!(integrations::me(&app, &integrations::token(&made)).await, Ok(w.olga));
        assert_eq!((owner(&app), seats(&app)), (w.olga, 6));
    }

    async fn without_a_seat_both_roles_change_in_one(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE subscriptions SET seats = 6 WHERE account_id = 1");
        app.sql("UPDATE users SET guide_role = 'admin', explore_role = 'viewer' WHERE id = 101");
        let (olga, lea) = (app.sign_in(w.olga).await, app.sign_in(w.lea).await);
        app.sign_in(w.bob).await.submit("Broken").await;
        app.sql("UPDATE tickets SET assignee_id = 101");
        assert!(olga.get(CONTACTS).await.has(&format!("a[href='{HANDOVER}']")));
        let page = olga.get(HANDOVER).await;
        assert_eq!(page.texts("#to option"), ["Choose a team member", "Cory Cole – Contributor", "Lea Light – Light agent", "Sam Short – Agent", "Tess Tanner – Agent", "Tom Turner – Agent"]);
        // An agent's seat is enough for an administrator: the owner stays one.
        let page = olga.get(&format!("{HANDOVER}?to=104")).await;
        assert!(page.texts("dl.kv dd") == ["Agent → Administrator (owner)", "Administrator (owner) → Administrator"], "{}", page.body);
        let page = olga.get(&format!("{HANDOVER}?to=107")).await;
        assert!(page.texts("dl.kv dd") == ["Light agent → Administrator (owner)", "Administrator (owner) → Light agent"], "{}", page.body);
        assert!(page.says("You lose your roles in Guide.") && page.says("No integration acts in your name"), "{}", page.body);

        // Not without saying so, nor with another outcome than the one shown, nor to others.
        for (to, role, sure, password, why) in [
            ("107", "light_agent", "", PASSWORD, "Confirm that you hand the account over."),
            ("107", "administrator", "yes", PASSWORD, "Seats or roles have changed meanwhile."),
            ("107", "light_agent", "yes", "guessed wrong", "This isn’t your current password."),
            ("102", "administrator", "yes", PASSWORD, "Choose who the new owner is."), ("109", "light_agent", "yes", PASSWORD, "Choose who the new owner is."),
            ("151", "light_agent", "yes", PASSWORD, "Choose who the new owner is."), ("", "light_agent", "yes", PASSWORD, "Choose who the new owner is."),
        ] {
            let page = olga.post(HANDOVER, &[("to", to), ("role", role), ("sure", sure), ("current_password", password)]).await;
            assert!(page.status == 422 && page.says(why), "{to} {role}: {}", page.body);
        }
        for (statement, why) in [("UPDATE users SET verified_at = NULL WHERE id = 107", "has not confirmed their address"), ("UPDATE users SET verified_at = 1, suspended_at = 1 WHERE id = 107", "Choose who the new owner is.")] {
            app.sql(statement);
            let page = take_over(&olga, w.lea, "light_agent").await;
            assert!(page.status == 422 && page.says(why), "{why}: {}", page.body);
        }
        app.sql("UPDATE users SET suspended_at = NULL WHERE id = 107");
        let framed = olga.assume(w.ann).await;
        for tab in [app.sign_in(w.ann).await, app.sign_in(w.tom).await, framed] {
            assert_eq!((tab.get(HANDOVER).await.status.as_u16(), take_over(&tab, w.lea, "light_agent").await.status.as_u16()), (403, 403));
        }
        assert_eq!((owner(&app), mails(&app).len()), (w.olga, 1));

        let done = take_over(&olga, w.lea, "light_agent").await;
        assert_eq!((done.status.as_u16(), owner(&app), seats(&app)), (303, w.lea, 6), "{}", done.body);
        assert!(olga.get(&done.location()).await.says("The account has been handed over."));
        let is = |id: i64| app.text(&format!("SELECT role || ' ' || coalesce(guide_role, '-') || ' ' || coalesce(explore_role, '-') FROM users WHERE id = {id}"));
        assert_eq!((is(w.lea), is(w.olga)), ("administrator - -".into(), "light_agent - viewer".into()));
        assert_eq!(app.number("SELECT assignee_id FROM tickets"), w.lea);
        let told = mails(&app);
        assert_eq!(told[1..], ["new_administrator ann@acme.example", "new_administrator abel@acme.example", "owner_now lea@acme.example", "owner_before olga@acme.example"]);
        assert!(app.text("SELECT text FROM mails WHERE letter = 'owner_before'").contains("Your role is now: Light agent."));
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'team_member.role_changed'"), 2);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'account.owner_changed'"), 1);
        // At the next request each is what they are.
        assert!(lea.get(CONTACTS).await.has("#owner") && olga.get("/admin").await.status == 403);
        assert_eq!(take_over(&olga, w.lea, "light_agent").await.status, 403);
    }

    async fn no_race_takes_a_seat_or_leaves_two_owners(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE subscriptions SET seats = 6 WHERE account_id = 1");
        let state = app.state.clone();
        let all = [w.olga, w.lea, w.cory];
        for round in 0..12_usize {
            let account = state.db.read_now(|c| identity::account(c, 1)).unwrap();
            let before = account.owner_id;
            let person = state.db.read_now(|c| identity::person(c, &account, before)).unwrap();
            let who = Identity::queued(Arc::new(account), Arc::new(person));
            let others: Vec<i64> = all.into_iter().filter(|id| *id != before).collect();
            let (done, last) = (AtomicI64::new(0), AtomicI64::new(0));
            std::thread::scope(|threads| {
                for client in 0..16_usize {
                    let (state, who, done, last) = (&state, &who, &done, &last);
                    let to = others[(client + round) % others.len()];
                    threads.spawn(move || loop {
                        match identity::write(state, who, &Origin::local("web"), |tx| handover::hand_over(tx, to, SupportRole::LightAgent)) {
                            Ok(()) => {
                                done.fetch_add(1, Ordering::SeqCst);
                                last.store(to, Ordering::SeqCst);
                                return;
                            }
                            // Whose account it is no more has nothing to hand over.
                            Err(Error::Conflict | Error::Forbidden(_)) => return,
                            Err(Error::Busy | Error::Repeat) => {}
                            Err(error) => panic!("{error}"),
                        }
                    });
                }
            });
            assert_eq!(done.into_inner(), 1, "round {round}");
            assert_eq!((owner(&app), seats(&app)), (last.into_inner(), 6), "round {round}");
        }
        assert_eq!(app.number("SELECT count(*) FROM users WHERE account_id = 1 AND role = 'administrator'"), 3);
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
                            // Whose account it is no more has nothing to hand over.
                            Err(Error::Conflict | Error::Forbidden(_)) => return,
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
