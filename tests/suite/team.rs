//! The team: who has which role, who may change it, and the seats that roles take.

use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use stead::policy::{Product, Role};

use crate::on_both;
use crate::support::{App, Page, Tab};

fn path(user: i64) -> String {
    format!("/admin/people/team-members/{user}")
}

async fn give(tab: &Tab, user: i64, fields: &[(&str, &str)]) -> Page {
    tab.post(&path(user), fields).await
}

/// What a field of a page holds.
fn value(page: &Page, css: &str) -> String {
    let html = page.html();
    let field = html.select(&scraper::Selector::parse(css).unwrap()).next();
    field.unwrap_or_else(|| panic!("{css}: {}", page.body)).attr("value").unwrap_or_default().to_owned()
}

fn role(app: &App, user: i64) -> String {
    app.text(&format!("SELECT role FROM users WHERE id = {user}"))
}

fn seats(app: &App, seats: i64) {
    app.sql(&format!("UPDATE subscriptions SET seats = {seats} WHERE account_id = 1"));
}

/// Whether Lea takes a seat, by the database's own reckoning.
fn takes_seat(c: &mut stead::db::Conn) -> bool {
    use diesel::prelude::*;
    use stead::db::schema::users;
    users::table.find(107).select(stead::team::seats::taken()).first(c).unwrap()
}

/// Seats that are taken, by the roles of people alone.
fn taken(app: &App) -> i64 {
    app.number(
        "SELECT count(*) FROM users WHERE account_id = 1 AND deleted_at IS NULL AND role IN ('administrator', 'agent')",
    )
}

fn acts(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

on_both! {
    async fn who_gives_whom_a_role(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        const ADMINISTRATOR: &[(&str, &str)] = &[("support", "administrator")];
        const AGENT: &[(&str, &str)] = &[("support", "agent")];
        const GUIDE: &[(&str, &str)] = &[("guide_access", "1"), ("guide_role", "agent")];
        const EXPLORE: &[(&str, &str)] = &[("explore_access", "1"), ("explore_role", "editor")];
        const BOTH: &[(&str, &str)] = &[("explore_access", "1"), ("explore_role", "viewer"), ("guide_access", "1"), ("guide_role", "agent")];
        for (by, whom, what, status) in [
            (w.tom, w.tess, ADMINISTRATOR, 403), (w.tom, w.tom, GUIDE, 403), (w.lea, w.tom, GUIDE, 403), (w.bob, w.tom, GUIDE, 403),
            (w.ann, w.ann, AGENT, 403), (w.ann, w.olga, AGENT, 403), (w.ann, w.olga, GUIDE, 403), (w.olga, w.olga, AGENT, 403),
            (w.ann, w.bob, AGENT, 404), (w.ann, w.hal, AGENT, 404), (w.ann, w.del, AGENT, 404), (w.ann, 99_999, AGENT, 404),
            // Whoever manages Explore gives roles in Explore, though a contributor in Support; all of a form or nothing of it.
            (w.cory, w.tess, GUIDE, 403), (w.cory, w.tess, AGENT, 303), (w.cory, w.tess, ADMINISTRATOR, 403), (w.cory, w.olga, EXPLORE, 403),
            (w.cory, w.tess, BOTH, 403), (w.cory, w.bob, EXPLORE, 404), (w.cory, w.tess, EXPLORE, 303),
            (w.ann, w.tess, GUIDE, 303), (w.ann, w.ann, GUIDE, 303), (w.olga, w.olga, GUIDE, 303),
            (w.ann, w.tom, ADMINISTRATOR, 303), (w.ann, w.abel, AGENT, 303), (w.olga, w.ann, AGENT, 303),
        ] {
            let tab = app.sign_in(by).await;
            let state = || app.text(&format!("SELECT coalesce(max(role || coalesce(guide_role, '') || coalesce(explore_role, '')), '') FROM users WHERE id = {whom}"));
            let before = state();
            let page = give(&tab, whom, what).await;
            assert_eq!(page.status, status, "{by} {whom} {what:?}: {}", page.body);
            assert!(status == 303 || state() == before);
        }
        assert_eq!((role(&app, w.tom).as_str(), role(&app, w.abel).as_str(), role(&app, w.ann).as_str()), ("administrator", "agent", "agent"));
        assert_eq!(app.text("SELECT guide_role || explore_role FROM users WHERE id = 105"), "agenteditor");
        assert_eq!(acts(&app, "team_member.role_changed"), 7, "what was so already is no change");
        let told = app.text("SELECT v.body FROM audit_entries a JOIN audit_values v ON v.entry_id = a.id WHERE act = 'team_member.role_changed' ORDER BY a.id DESC LIMIT 1");
        assert!(told.contains(r#""before":{"support":"administrator"}"#) && told.contains(r#""after":{"support":"agent"}"#), "{told}");
    }

    async fn in_a_frame_nobody_gives_a_role(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        let olga = app.sign_in(w.olga).await;
        let ann = olga.assume(w.ann).await;
        for tab in [&ann, &olga.assume(w.cory).await, &ann.assume(w.cory).await] {
            assert_eq!(tab.get(&path(w.tess)).await.status, 403);
            for fields in [[("support", "administrator")], [("explore_role", "viewer")]] {
                assert_eq!(give(tab, w.tess, &fields).await.status, 403);
            }
        }
        let list = ann.get("/admin/people/team-members").await;
        assert_eq!(list.status, 200);
        assert!(!list.body.contains("/admin/people/team-members/105"), "no way there either");
        assert_eq!(acts(&app, "team_member.role_changed"), 0);
    }

    async fn a_control_that_is_off_says_why(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        let (ann, cory) = (app.sign_in(w.ann).await, app.sign_in(w.cory).await);
        let page = ann.get(&path(w.tess)).await;
        assert!(!page.has("[aria-disabled='true']") && page.has("select[name='support'] option[value='agent'][selected]"), "{}", page.body);
        assert_eq!(page.texts("tbody th").len(), 5, "Sell is bought apart");
        let own = ann.get(&path(w.ann)).await;
        assert!(own.has("select[name='support'][aria-disabled='true'][aria-describedby='support-off']") && own.says("Nobody changes their own role."));
        let owner = ann.get(&path(w.olga)).await;
        assert_eq!(owner.texts("[aria-disabled='true']").len(), 1 + 4 + 1);
        assert!(owner.says("Administrator (owner)") && owner.has("button.primary[aria-disabled='true'][aria-describedby='save-off']"));
        let page = cory.get(&path(w.tess)).await;
        assert!(page.has("select[name='explore_role']:not([disabled])") && page.has("input[name='guide_access'][aria-describedby='guide-off']"));
        assert!(page.says("You manage another product.") && page.says("This is for administrators and the account owner."));
        let list = cory.get("/admin/people/team-members").await;
        assert!(list.has("tbody a[href='/admin/people/team-members/105']") && list.says("7 of 10 seats used. 3 remaining."), "{}", list.body);

        app.sql("UPDATE subscriptions SET sell_seats = 1 WHERE account_id = 1");
        app.sql("UPDATE accounts SET plan = 'team' WHERE id = 1");
        let page = ann.get(&path(w.tess)).await;
        assert!(page.has("select[name='sell_role']") && !page.has("select[name='explore_role']"), "only what the account has");
        assert_eq!(give(&ann, w.tess, &[("explore_access", "1"), ("explore_role", "viewer")]).await.status, 400);
        assert_eq!(give(&ann, w.tess, &[("sell_access", "1"), ("sell_role", "viewer")]).await.status, 400, "no role of Sell");
        assert_eq!(give(&ann, w.tess, &[("support", "owner")]).await.status, 400);
    }

    async fn without_a_seat_nothing_changes(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        seats(&app, 6);
        for (fields, words) in [
            (vec![("support", "agent_assigned")], "No seat is free."),
            (vec![("chat_access", "1"), ("chat_role", "agent"), ("support", "light_agent")], "No seat is free."),
            (vec![("guide_access", "1"), ("guide_role", "admin")], "No seat is free."),
        ] {
            let page = give(&ann, w.lea, &fields).await;
            assert!(page.status == 422 && page.says(words), "{fields:?}: {}", page.body);
            assert!(page.has(&format!("option[value='{}'][selected]", fields.iter().find(|(n, _)| !n.ends_with("_access")).unwrap().1)), "given back");
        }
        assert_eq!((role(&app, w.lea).as_str(), acts(&app, "team_member.role_changed")), ("light_agent", 0));
        // Those that take none, or take what they have already.
        for (user, fields) in [
            (w.lea, vec![("guide_access", "1"), ("guide_role", "viewer"), ("talk_access", "1"), ("talk_role", "admin")]),
            (w.tom, vec![("chat_access", "1"), ("chat_role", "agent"), ("support", "administrator")]),
            (w.lea, vec![("support", "contributor")]),
            (w.sam, vec![("support", "light_agent")]),
            (w.lea, vec![("support", "agent")]),
        ] {
            assert_eq!(give(&ann, user, &fields).await.status, 303, "{fields:?}");
        }
        // A seat that is lent, until it ends; who has it by then keeps it.
        app.sql(&format!("INSERT INTO temporary_seats (account_id, seats, until, reason, created_at) VALUES (1, 1, {}, 'Move', 1)", app.state.clock.now().0 + 60_000));
        let list = ann.get("/admin/people/team-members").await;
        assert!(list.says("6 of 7 seats used. 1 remaining. One of them is lent until 20 November 2026."), "{}", list.body);
        assert_eq!(give(&ann, w.sam, &[("support", "agent")]).await.status, 303);
        app.state.clock.forward(120);
        assert!(ann.get("/admin/people/team-members").await.says("7 of 6 seats used. None remaining."));
        assert_eq!(give(&ann, w.sam, &[("support", "administrator")]).await.status, 303);
        assert_eq!(give(&ann, w.cory, &[("support", "agent")]).await.status, 422);
        // A light agent needs a place in the plan.
        app.sql("UPDATE accounts SET plan = 'team' WHERE id = 1");
        let page = give(&ann, w.cory, &[("support", "light_agent")]).await;
        assert!(page.status == 422 && page.says("no place for another light agent"), "{}", page.body);
    }

    async fn what_was_not_seen_is_not_overwritten(app: App) {
        let w = app.world.clone();
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        let seen = value(&ann.get(&path(w.tom)).await, "[name='seen']");
        assert_eq!(give(&olga, w.tom, &[("support", "light_agent")]).await.status, 303);
        let page = give(&ann, w.tom, &[("seen", &seen), ("support", "agent"), ("guide_access", "1"), ("guide_role", "agent")]).await;
        assert!(page.status == 409 && page.says("Something changed in the meantime"), "{}", page.body);
        assert!(page.has("option[value='light_agent'][selected]"), "what is so now");
        assert_eq!(role(&app, w.tom), "light_agent");
    }

    async fn who_no_longer_works_hands_their_tickets_on_and_is_in_nobodys_place(app: App) {
        let w = app.world.clone();
        let (ann, bob, tom) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        for n in 0..3 {
            bob.submit(&format!("Question {n}")).await;
        }
        app.sql("UPDATE tickets SET assignee_id = 104");
        app.sql("UPDATE tickets SET status = 'closed' WHERE number = 1");
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        let framed = ann.assume(w.tom).await;
        assert_eq!(give(&ann, w.tom, &[("support", "contributor")]).await.status, 303);
        assert_eq!(framed.get("/agent/tickets").await.status, 410, "nobody stands in for somebody who is another now");
        assert_eq!(tom.get("/agent/people").await.status, 200, "still signed in");
        assert_eq!(tom.post("/agent/tickets/2/comments", &[("kind", "public"), ("body", "Hello")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE assignee_id = 102"), 2);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE assignee_id = 104 AND status = 'closed'"), 1, "history stays");
        assert_eq!(acts(&app, "ticket.reassigned"), 2);
        assert_eq!(give(&ann, w.abel, &[("support", "agent")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE billing_admin"), 0, "only administrators");
    }

    async fn enterprise_has_roles_of_its_own_in_place_of_the_one(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        assert_eq!(give(&ann, w.tess, &[("support", "custom-1")]).await.status, 400, "not on this plan");
        app.sql("UPDATE accounts SET plan = 'enterprise' WHERE id = 1");
        let id = |account: i64, key: &str| app.number(&format!("SELECT id FROM roles WHERE account_id = {account} AND system_key = '{key}'"));
        let (staff, foreign) = (id(1, "staff"), id(2, "staff"));
        let page = ann.get(&path(w.tess)).await;
        assert!(page.has("option[value='agent'][selected]") && page.says("Legacy agent"), "{}", page.body);
        assert!(page.has(&format!("option[value='custom-{staff}']")) && !page.has(&format!("option[value='custom-{foreign}']")));
        assert!(ann.get("/admin/people/team-members").await.says("Legacy agent"));
        assert!(!ann.get(&path(w.lea)).await.has("select[name='support'] option[value='agent']"), "nobody becomes one");
        assert_eq!(give(&ann, w.lea, &[("support", "agent")]).await.status, 400);
        assert_eq!(give(&ann, w.tess, &[("support", &format!("custom-{foreign}"))]).await.status, 409);
        assert_eq!(give(&ann, w.tess, &[("support", "agent"), ("guide_access", "1"), ("guide_role", "viewer")]).await.status, 303, "they keep it");
        assert_eq!(give(&ann, w.tess, &[("support", &format!("custom-{staff}"))]).await.status, 303);
        assert_eq!(app.number("SELECT custom_role_id FROM users WHERE id = 105"), staff);
        assert_eq!(app.number("SELECT u.permissions - r.permissions FROM users u JOIN roles r ON r.id = u.custom_role_id WHERE u.id = 105"), 0);
        let list = ann.get("/admin/people/team-members").await;
        assert!(list.texts("tbody .tag").contains(&"Staff".to_owned()), "{}", list.body);
        assert_eq!(give(&ann, w.tess, &[("support", "light_agent")]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE custom_role_id IS NOT NULL"), 0);
    }

    async fn a_team_member_comes_back_only_to_a_free_seat(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for user in [w.tom, w.tess] {
            assert_eq!(ann.post(&format!("/agent/users/{user}/delete"), &[("delete", "1")]).await.status, 303);
        }
        seats(&app, 5);
        let both = [("id", "104"), ("id", "105")];
        let page = ann.post("/admin/people/deleted-users/restoration", &both).await;
        assert!(page.status == 422 && page.says("No seat is free."), "{}", page.body);
        assert_eq!(page.texts("ul.list li"), ["Tess Tanner"]);
        let page = ann.post("/admin/people/deleted-users/105/restore", &[("email", "tess@new.example")]).await;
        assert!(page.status == 422 && page.says("No seat is free.") && value(&page, "#email") == "tess@new.example", "{}", page.body);
        assert_eq!((taken(&app), acts(&app, "person.restored")), (5, 1));
        seats(&app, 6);
        assert_eq!(ann.post("/admin/people/deleted-users/105/restore", &[("email", "")]).await.status, 303);
        assert_eq!(taken(&app), 6);
    }

    async fn the_database_reckons_seats_as_the_policy_does(app: App) {
        let mut conn = app.conn();
        let account = stead::identity::account(&mut conn, 1).unwrap();
        conn.batch_execute("BEGIN").unwrap();
        let mut seen = [0, 0];
        let options = |p: Product| std::iter::once("NULL".to_owned()).chain(p.roles().iter().map(|r| format!("'{r}'"))).collect::<Vec<_>>();
        for role in Role::ALL {
            for guide in options(Product::Guide) { for explore in options(Product::Explore) { for talk in options(Product::Talk) {
                for chat in options(Product::Chat) { for sell in options(Product::Sell) {
                    let any = [&guide, &explore, &talk, &chat, &sell].iter().any(|r| *r != "NULL");
                    if *role == Role::EndUser && any {
                        continue; // The database refuses it.
                    }
                    let set = format!("UPDATE users SET role = '{role}', guide_role = {guide}, explore_role = {explore}, talk_role = {talk}, chat_role = {chat}, sell_role = {sell} WHERE id = 107");
                    conn.batch_execute(&set).unwrap();
                    let standing = stead::identity::person(&mut conn, &account, 107).unwrap().standing;
                    assert_eq!(i64::from(takes_seat(&mut conn)), standing.seats(), "{set}");
                    seen[standing.seats() as usize] += 1;
                }}
            }}}
        }
        conn.batch_execute("ROLLBACK").unwrap();
        // Light agents and contributors without one: as viewers, as those who manage Talk, and whatever they are in Sell.
        assert_eq!(seen, [1 + 2 * 2 * 2 * 2 * 4, 4 * 1024 - 2 * 2 * 2 * 2 * 4]);
    }
}

/// Light agents of Acme, with ids from 2000.
fn light_agents(app: &App, n: i64) {
    for id in 2_000..2_000 + n {
        app.sql(&format!(
            "INSERT INTO users (id, account_id, role, name, folded_name, search_text, created_at, updated_at) \
             VALUES ({id}, 1, 'light_agent', 'Light {id}', 'light {id}', '', 1, 1)"
        ));
    }
}

on_both! {
    async fn seats_are_never_more_than_there_are_however_many_ask_at_once(app: App) {
        const CLIENTS: i64 = 64;
        let w = app.world.clone();
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        light_agents(&app, CLIENTS);
        let tokens = [ann.token().await, olga.token().await];
        for free in [1, 3, 0, 7] {
            seats(&app, 6 + free);
            let answers = join_all((0..CLIENTS).map(|n| {
                let (tab, token) = if n % 2 == 0 { (&ann, &tokens[0]) } else { (&olga, &tokens[1]) };
                // Half by their role in Support, half by one in Chat.
                let fields: &[(&str, &str)] = if n % 4 < 2 { &[("support", "agent")] } else { &[("chat_access", "1"), ("chat_role", "agent")] };
                let user = 2_000 + n;
                async move {
                    loop {
                        let page = tab.post_with_token(&path(user), token, fields).await;
                        if page.status != 503 {
                            break page.status.as_u16();
                        }
                    }
                }
            }))
            .await;
            let won = answers.iter().filter(|status| **status == 303).count() as i64;
            assert!(answers.iter().all(|status| [303, 422].contains(status)), "{answers:?}");
            assert_eq!(won, free, "each seat once, and none left over");
            let used = app.number("SELECT count(*) FROM users WHERE account_id = 1 AND deleted_at IS NULL AND (role IN ('administrator', 'agent') OR chat_role IS NOT NULL)");
            assert_eq!(used, 6 + free);
            app.sql("UPDATE users SET role = 'light_agent', chat_role = NULL WHERE id >= 2000");
        }
    }
}

async fn add(tab: &Tab, name: &str, email: &str, role: &str) -> Page {
    tab.post("/admin/people/team-members/new", &[("name", name), ("email", email), ("support", role)]).await
}

fn promotion(user: i64) -> String {
    format!("/admin/people/team-members/promotion/{user}")
}

fn downgrade(user: i64) -> String {
    format!("/admin/people/team-members/{user}/downgrade")
}

on_both! {
    async fn a_team_member_is_added_to_a_seat_and_welcomed_whatever_the_account_says(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        app.sql("UPDATE end_user_settings SET welcome_on_creation = FALSE WHERE account_id = 1");
        let ann = app.sign_in(w.ann).await;
        for (language, words) in [("fr", ["Saisissez", "Choisissez un rôle."]), ("en", ["Enter", "Choose a role."])] {
            ann.post("/access/language", &[("language", language)]).await;
            let page = add(&ann, "  ", "nobody", "owner").await;
            assert!(page.status == 422 && words.iter().all(|word| page.says(word)), "{}", page.body);
            assert_eq!(page.texts("[aria-invalid='true']").len(), 3);
        }
        let long = "é".repeat(201);
        assert_eq!(add(&ann, &long, "nina@acme.example", "agent").await.status, 422);
        let page = add(&ann, "<b>Nina</b>", "BOB@acme.example", "agent").await;
        assert!(page.status == 422 && page.has("main a[href='/agent/users/109']") && value(&page, "#name") == "<b>Nina</b>", "{}", page.body);
        assert_eq!(add(&ann, "Nina", "noreply@acme.example", "agent").await.status, 422, "nobody's own address");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id > 1000"), 0);

        let done = add(&ann, "Nina\u{202e} North", "nina@acme.example", "agent").await;
        let page = ann.get(&done.location()).await;
        assert!(page.says("Team member added.") && page.says("7 of 10 seats used."), "{}", page.body);
        let id = app.number("SELECT id FROM users WHERE email = 'nina@acme.example'");
        assert_eq!(role(&app, id), "agent");
        assert_eq!(app.number(&format!("SELECT count(*) FROM mails WHERE user_id = {id} AND letter = 'welcome' AND state = 'queued'")), 1);
        assert_eq!(app.number(&format!("SELECT count(*) FROM group_memberships WHERE user_id = {id}")), 1);
        assert!(ann.get("/admin/people/team-members").await.says("Nina North"));

        seats(&app, 7);
        let page = add(&ann, "Noa", "noa@acme.example", "agent").await;
        assert!(page.status == 422 && page.says("No seat is free.") && page.has("option[value='agent'][selected]"), "{}", page.body);
        assert_eq!(add(&ann, "Noa", "noa@acme.example", "light_agent").await.status, 303, "takes none");
    }

    async fn who_adds_promotes_and_downgrades(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        for by in [w.tom, w.sam, w.lea, w.cory, w.bob] {
            let tab = app.sign_in(by).await;
            assert_eq!(tab.get("/admin/people/team-members/new").await.status, 403);
            assert_eq!(add(&tab, "Nina", "nina@acme.example", "light_agent").await.status, 403);
            for path in [promotion(w.eve), downgrade(w.tess)] {
                assert_eq!(tab.get(&path).await.status, 403, "{by} {path}");
                assert_eq!(tab.post(&path, &[("support", "light_agent")]).await.status, 403, "{by} {path}");
            }
        }
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        // Never while assumed, not even by somebody who may.
        let framed = olga.assume(w.ann).await;
        for path in ["/admin/people/team-members/new".to_owned(), promotion(w.eve), downgrade(w.tess)] {
            assert_eq!(framed.get(&path).await.status, 403, "{path}");
            assert_eq!(framed.post(&path, &[("name", "N"), ("email", "n@acme.example"), ("support", "light_agent")]).await.status, 403, "{path}");
        }
        assert!(framed.get("/admin/people/team-members").await.has("button[aria-disabled='true'][aria-describedby='add-off']"));
        assert!(framed.get("/agent/users/110").await.has("#options button[aria-disabled='true'][aria-describedby='member-off']"));
        for (tab, whom, status) in [(&ann, w.ann, 403), (&ann, w.olga, 403), (&olga, w.olga, 403), (&ann, w.bob, 404), (&ann, w.hal, 404), (&ann, w.del, 404)] {
            assert_eq!(tab.get(&downgrade(whom)).await.status, status, "{whom}");
            assert_eq!(tab.post(&downgrade(whom), &[]).await.status, status, "{whom}");
        }
        for (whom, get, post) in [(w.tom, 303, 409), (w.hal, 404, 404), (w.del, 404, 404), (99_999, 404, 404)] {
            assert_eq!(ann.get(&promotion(whom)).await.status, get, "{whom}");
            assert_eq!(ann.post(&promotion(whom), &[("support", "light_agent")]).await.status, post, "{whom}");
        }
        assert_eq!((acts(&app, "team_member.role_changed"), acts(&app, "person.created")), (0, 0));
        // The profile's options say the same.
        let options = |page: &Page| page.texts("#options a").join("|");
        let (bob, tess, own) = (ann.get("/agent/users/109").await, ann.get("/agent/users/105").await, ann.get("/agent/users/102").await);
        assert!(bob.has(&format!("#options a[href='{}']", promotion(w.bob))) && !options(&bob).contains("Roles and access"));
        assert!(tess.has(&format!("#options a[href='{}']", downgrade(w.tess))) && tess.has(&format!("#options a[href='{}']", path(w.tess))));
        assert!(own.has("#options button[aria-disabled='true'][aria-describedby='member-off']"));
        let tom = app.sign_in(w.tom).await.get("/agent/users/109").await;
        assert!(!tom.says("Make a team member"), "what an agent never may is not shown");
    }

    async fn what_an_end_user_only_says_is_theirs_keeps_no_team_member_out(app: App) {
        let ann = app.sign_in(app.world.ann).await;
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 109, 'email', 'nina@acme.example', 'nina@acme.example', FALSE, 1)");
        let done = ann.post("/admin/people/team-members/new", &[("name", "Nina New"), ("email", "nina@acme.example"), ("support", "agent")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(app.text("SELECT u.name FROM addresses a JOIN users u ON u.id = a.user_id WHERE a.folded = 'nina@acme.example'"), "Nina New");
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'address.gave_way' AND object_id = 109"), 1);
    }

    async fn an_end_user_becomes_a_team_member(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        bob.submit("My own question").await;
        let framed = ann.assume(w.bob).await;
        seats(&app, 6);
        let page = ann.post(&promotion(w.bob), &[("support", "agent")]).await;
        assert!(page.status == 422 && page.says("No seat is free."), "{}", page.body);
        assert_eq!(ann.post(&promotion(w.bob), &[("support", "")]).await.status, 422);
        seats(&app, 7);
        let page = ann.get(&ann.post(&promotion(w.bob), &[("support", "agent")]).await.location()).await;
        assert!(page.says("The person is a team member now."), "{}", page.body);
        assert_eq!((role(&app, w.bob).as_str(), taken(&app)), ("agent", 7));
        assert_eq!(bob.get("/hc/requests").await.status, 303, "signed out");
        assert_eq!(framed.get("/hc/requests").await.status, 410);
        let bob = app.sign_in(w.bob).await;
        assert!(bob.get("/hc/requests").await.says("My own question") && bob.get("/agent/tickets").await.status == 200);
        // An address that is a list's, or none, is nothing to work from.
        app.sql("UPDATE users SET email = 'noreply@acme.example' WHERE id = 110");
        assert_eq!(ann.post(&promotion(w.eve), &[("support", "light_agent")]).await.status, 422);
        app.sql("UPDATE users SET email = NULL, verified_at = NULL WHERE id = 110");
        let page = ann.post(&promotion(w.eve), &[("support", "light_agent")]).await;
        assert!(page.status == 422 && page.says("Add an e-mail address to the profile first"), "{}", page.body);
        assert_eq!(role(&app, w.eve), "end_user");
    }

    async fn a_team_member_becomes_an_end_user_and_the_page_says_what_is_lost(app: App) {
        let w = app.world.clone();
        let (ann, bob) = (app.sign_in(w.ann).await, app.sign_in(w.bob).await);
        for n in 0..3 {
            bob.submit(&format!("Question {n}")).await;
        }
        app.sql("UPDATE tickets SET assignee_id = 103");
        app.sql("UPDATE tickets SET status = 'closed' WHERE number = 1");
        app.sql("UPDATE users SET alias = 'Abe', guide_role = 'admin', chat_role = 'agent', billing_admin = TRUE WHERE id = 103");
        let (abel, framed) = (app.sign_in(w.abel).await, app.sign_in(w.olga).await.assume(w.abel).await);
        let page = ann.get(&downgrade(w.abel)).await;
        for words in ["The role Administrator in Support", "The roles in Guide, Chat", "change the subscription", "Belonging to the groups: Support", "The alias Abe", "2 open tickets, which are assigned to you"] {
            assert!(page.says(words), "{words}: {}", page.body);
        }
        assert_eq!(role(&app, w.abel), "administrator", "looking changes nothing");
        let page = ann.get(&ann.post(&downgrade(w.abel), &[]).await.location()).await;
        assert!(page.says("The person is an end user now."), "{}", page.body);
        assert_eq!(abel.get("/admin").await.status, 303, "signed out");
        assert_eq!(framed.get("/agent/tickets").await.status, 410);
        let left = "SELECT count(*) FROM users WHERE id = 103 AND role = 'end_user' AND alias = '' AND guide_role IS NULL AND chat_role IS NULL AND NOT billing_admin AND custom_role_id IS NULL";
        assert_eq!(app.number(left), 1);
        assert_eq!(app.number("SELECT count(*) FROM group_memberships WHERE user_id = 103"), 0);
        assert_eq!((app.number("SELECT count(*) FROM tickets WHERE assignee_id = 102"), app.number("SELECT count(*) FROM tickets WHERE assignee_id = 103")), (2, 1));
        let abel = app.sign_in(w.abel).await;
        assert_eq!((abel.get("/hc/requests").await.status.as_u16(), abel.get("/agent/tickets").await.status.as_u16()), (200, 403));
        assert_eq!(ann.post(&downgrade(w.abel), &[]).await.status, 404, "once");
        assert_eq!(taken(&app), 5);
    }

    async fn of_many_team_members_added_at_once_no_more_come_than_there_are_seats(app: App) {
        const CLIENTS: i64 = 64;
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let token = ann.token().await;
        for (round, free) in [2, 0, 5].into_iter().enumerate() {
            let before = taken(&app);
            seats(&app, before + free);
            let answers = join_all((0..CLIENTS).map(|n| {
                let (ann, token, email) = (&ann, &token, format!("n{round}-{n}@acme.example"));
                async move {
                    loop {
                        let fields = [("name", "Nina"), ("email", email.as_str()), ("support", "agent")];
                        let page = ann.post_with_token("/admin/people/team-members/new", token, &fields).await;
                        if page.status != 503 {
                            break page.status.as_u16();
                        }
                    }
                }
            }))
            .await;
            assert!(answers.iter().all(|status| [303, 422].contains(status)), "{answers:?}");
            assert_eq!(answers.iter().filter(|status| **status == 303).count() as i64, free);
            assert_eq!(taken(&app), before + free);
            assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'Nina' AND role = 'end_user'"), 0, "nobody is left half added");
        }
    }
}
