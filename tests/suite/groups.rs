//! Groups of the team: who is in which, whose default is which, and what keeps a group.

use futures_util::future::join_all;
use stead::policy::{Permission, Permissions};

use crate::on_both;
use crate::support::{App, Page, Tab};

const PATH: &str = "/admin/people/groups";

/// Acme's first group, which everybody is in.
fn first(app: &App) -> i64 {
    app.number("SELECT id FROM agent_groups WHERE account_id = 1 AND folded_name = 'support'")
}

fn acts(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

fn groups_of(app: &App, user: i64) -> i64 {
    app.number(&format!("SELECT count(*) FROM group_memberships WHERE user_id = {user}"))
}

/// A member's default group; 0 for none.
fn default_of(app: &App, user: i64) -> i64 {
    app.number(&format!(
        "SELECT coalesce(max(group_id), 0) FROM group_memberships WHERE user_id = {user} AND is_default"
    ))
}

async fn create(tab: &Tab, name: &str) -> Page {
    tab.post(&format!("{PATH}/new"), &[("name", name), ("description", "For tests.")]).await
}

async fn made(tab: &Tab, name: &str) -> i64 {
    let page = create(tab, name).await;
    page.location().split(['/', '?']).filter_map(|part| part.parse().ok()).next_back().expect("a group")
}

async fn act(tab: &Tab, group: i64, what: &str, user: i64) -> u16 {
    tab.post(&format!("{PATH}/{group}/{what}"), &[("id", &user.to_string())]).await.status.as_u16()
}

on_both! {
    async fn an_account_has_so_many_groups_and_no_more(app: App) {
        let rows: Vec<String> = (1..stead::team::groups::MOST).map(|n| format!("(1, 'Group {n}', 'group {n}', FALSE, 1, 1)")).collect();
        app.sql(&format!("INSERT INTO agent_groups (account_id, name, folded_name, is_default, created_at, updated_at) VALUES {}", rows.join(", ")));
        let page = app.sign_in(app.world.ann).await.post("/admin/people/groups/new", &[("name", "One more"), ("description", "")]).await;
        assert!(page.status == 422 && page.says("An account has 200 groups at most."), "{}", page.body);
    }

    async fn a_group_from_its_making_to_its_end(app: App) {
        let w = app.world.clone();
        let (support, ann) = (first(&app), app.sign_in(w.ann).await);
        let page = ann.get(PATH).await;
        assert!(page.texts("tbody tr").len() == 1 && page.says("Default group of the account") && page.has(&format!("#group-{support}-delete-off")), "{}", page.body);
        for (name, words) in [(" ", "Enter a name."), ("SUPPÓRT", "Another group has this name already."), ("x".repeat(81).as_str(), "80 characters")] {
            let page = create(&ann, name).await;
            assert!(page.status == 422 && page.says(words) && page.says("For tests."), "{name}: {}", page.body);
        }
        let billing = made(&ann, "Billing").await;
        let page = ann.get(&format!("{PATH}/{billing}")).await;
        assert!(page.says("Nobody belongs to this group") && page.says("For tests."), "{}", page.body);

        // Joining: the team, nobody else; all of a form or nothing of it.
        let page = ann.get(&format!("{PATH}/{billing}/addition")).await;
        assert_eq!(page.texts("tbody th").len(), 8, "{}", page.body);
        assert_eq!(ann.get(&format!("{PATH}/{billing}/addition?q=tAN")).await.texts("tbody th a"), ["Tess Tanner"]);
        assert_eq!(ann.post(&format!("{PATH}/{billing}/addition"), &[]).await.status, 422);
        for whom in [w.bob, w.del, w.gil, 99_999] {
            let page = ann.post(&format!("{PATH}/{billing}/addition"), &[("id", "104"), ("id", &whom.to_string())]).await;
            assert_eq!(page.status, 404, "{whom}");
        }
        assert_eq!(acts(&app, "team_member.group_joined"), 0);
        assert_eq!(ann.post(&format!("{PATH}/{billing}/addition"), &[("id", "104"), ("id", "107")]).await.status, 303);
        assert_eq!(ann.post(&format!("{PATH}/{billing}/addition"), &[("id", "104")]).await.status, 303, "already");
        assert_eq!((acts(&app, "team_member.group_joined"), default_of(&app, w.tom), default_of(&app, w.lea)), (2, support, billing));
        let page = ann.get(&format!("{PATH}/{billing}")).await;
        assert_eq!((page.texts("tbody th a[dir]"), page.texts("tbody td[dir]")), (vec!["Lea Light".into(), "Tom Turner".into()], vec!["Light agent".into(), "Agent".into()]));

        // Leaving: who works is in one at least; a default gives way to the group somebody has been in the longest.
        assert_eq!(act(&ann, support, "removal", w.tess).await, 422);
        let page = ann.post(&format!("{PATH}/{support}/removal"), &[("id", "105")]).await;
        assert!(page.says("Agents and administrators belong to at least one group.") && page.has("#member-105-off"), "{}", page.body);
        assert_eq!(act(&ann, support, "removal", w.tom).await, 303);
        assert_eq!((groups_of(&app, w.tom), default_of(&app, w.tom)), (1, billing));
        assert_eq!((act(&ann, support, "removal", w.tom).await, acts(&app, "team_member.group_left")), (303, 1), "once");
        assert_eq!(act(&ann, billing, "removal", w.lea).await, 303, "light agents need none");
        assert_eq!(act(&ann, billing, "addition", w.lea).await, 303);

        // Kept while it is somebody's default, or the account's.
        let page = ann.post(&format!("{PATH}/{billing}/deletion"), &[]).await;
        assert!(page.status == 422 && page.says("This is the default group for one or more agents and cannot be deleted.") && page.says("for 2 members"), "{}", page.body);
        assert_eq!(act(&ann, support, "addition", w.tom).await, 303);
        assert_eq!(act(&ann, support, "addition", w.lea).await, 303);
        assert_eq!(act(&ann, support, "member-default", w.tom).await, 303);
        assert_eq!(ann.post(&format!("/admin/people/team-members/{}/group", w.lea), &[("group", &support.to_string())]).await.status, 303);
        assert_eq!(act(&ann, support, "member-default", w.cory).await, 404, "who is not in it");
        assert_eq!((default_of(&app, w.tom), default_of(&app, w.lea), acts(&app, "team_member.default_group_chosen")), (support, support, 2));
        let page = ann.get("/admin/people/team-members/104").await;
        assert!(page.says("Support · Default group") && page.has(&format!("#group option[value='{billing}']")), "{}", page.body);
        assert_eq!(ann.post(&format!("{PATH}/{billing}/default"), &[]).await.status, 303);
        let page = ann.post(&format!("{PATH}/{billing}/deletion"), &[]).await;
        assert!(page.status == 422 && page.says("the default group of the account and cannot be deleted"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM agent_groups WHERE account_id = 1 AND is_default"), 1);
        // Whoever comes now joins it.
        ann.post("/admin/people/team-members/new", &[("name", "Nina"), ("email", "nina@acme.example"), ("support", "agent")]).await;
        let nina = app.number("SELECT id FROM users WHERE name = 'Nina'");
        assert_eq!(default_of(&app, nina), billing);
        assert_eq!(act(&ann, support, "addition", nina).await, 303);
        assert_eq!(act(&ann, support, "member-default", nina).await, 303);
        ann.post(&format!("{PATH}/{support}/default"), &[]).await;
        assert!(ann.get(&format!("{PATH}/{billing}/deletion")).await.says("3 members stay in their other groups."));
        assert_eq!(ann.post(&format!("{PATH}/{billing}/deletion"), &[]).await.status, 303);
        assert_eq!(ann.get(&format!("{PATH}/{billing}")).await.status, 404);
        assert_eq!((groups_of(&app, w.tom), default_of(&app, w.tom), acts(&app, "group.deleted")), (1, support, 1));

        // A name that changed meanwhile is not overwritten, and one that another has is not given.
        let red = made(&ann, "Red").await;
        made(&ann, "Blue").await;
        let form = ann.get(&format!("{PATH}/{red}/edit")).await;
        let seen = form.html().select(&scraper::Selector::parse("[name='seen']").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        assert_eq!(ann.post(&format!("{PATH}/{red}/edit"), &[("seen", &seen), ("name", "blue"), ("description", "")]).await.status, 422);
        assert_eq!(ann.post(&format!("{PATH}/{red}/edit"), &[("seen", &seen), ("name", "Scarlet"), ("description", "")]).await.status, 303);
        let late = ann.post(&format!("{PATH}/{red}/edit"), &[("seen", &seen), ("name", "Crimson"), ("description", "Dark")]).await;
        assert!(late.status == 409 && late.has("#name[value='Crimson']") && late.says("Something changed in the meantime") && late.texts(".alert b") == ["Scarlet"], "{}", late.body);
        assert_eq!((acts(&app, "group.changed"), acts(&app, "group.created")), (1, 3));
        // Another account's are unknown.
        let foreign = app.number("SELECT id FROM agent_groups WHERE account_id = 2");
        for (at, status) in [("", 404), ("/edit", 404), ("/deletion", 404), ("/addition", 404)] {
            assert_eq!(ann.get(&format!("{PATH}/{foreign}{at}")).await.status, status, "{at}");
        }
        for at in ["edit", "deletion", "addition", "removal", "default", "member-default"] {
            assert_eq!(ann.post(&format!("{PATH}/{foreign}/{at}"), &[("id", "104"), ("name", "Mine")]).await.status, 404, "{at}");
        }
    }

    async fn who_manages_groups(app: App) {
        let w = app.world.clone();
        let support = first(&app);
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        for by in [w.tom, w.sam, w.lea, w.cory, w.bob] {
            let tab = app.sign_in(by).await;
            assert_eq!((tab.get(PATH).await.status.as_u16(), create(&tab, "Billing").await.status.as_u16(), act(&tab, support, "addition", w.lea).await), (403, 403, 403), "{by}");
        }
        let page = app.sign_in(w.cory).await.get("/admin/people/team-members/104").await;
        assert!(page.says("Support · Default group") && !page.has("a[href='/admin/people/groups']"), "who may not is shown no way: {}", page.body);
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        assert_eq!((framed.get(PATH).await.status.as_u16(), create(&framed, "Billing").await.status.as_u16()), (403, 403));
        assert_eq!(framed.post("/admin/people/team-members/104/group", &[("group", &support.to_string())]).await.status, 403);
        // A role that permits it is enough for all of it.
        app.sql("UPDATE accounts SET plan = 'enterprise' WHERE id = 1");
        let bits = [Permission::ManageGroups].into_iter().collect::<Permissions>().bits();
        app.sql(&format!("INSERT INTO roles (account_id, name, folded_name, permissions, created_at, updated_at) VALUES (1, 'Grouper', 'grouper', {bits}, 1, 1)"));
        app.sql("UPDATE users SET custom_role_id = (SELECT id FROM roles WHERE name = 'Grouper') WHERE id = 104");
        let tom = app.sign_in(w.tom).await;
        assert!(tom.get("/admin").await.has("a[href='/admin/people/groups']"));
        let billing = made(&tom, "Billing").await;
        for (what, user) in [("addition", w.ann), ("addition", w.tom), ("member-default", w.tom), ("removal", w.ann)] {
            assert_eq!(act(&tom, billing, what, user).await, 303, "{what}");
        }
        let page = tom.get(&format!("{PATH}/{billing}")).await;
        assert!(page.says("Tom Turner") && !page.has("main a[href^='/agent/users/']") && !page.has("main a[href^='/admin/people/team-members']"), "no way to where they may not go: {}", page.body);
        assert_eq!(tom.post(&format!("{PATH}/{billing}/edit"), &[("name", "Invoices"), ("description", "")]).await.status, 303);
        assert_eq!(act(&tom, support, "member-default", w.tom).await, 303);
        assert_eq!(tom.post(&format!("{PATH}/{billing}/deletion"), &[]).await.status, 303);
        assert_eq!(tom.get("/admin/people/roles").await.status, 403);
    }

    async fn of_the_last_two_groups_one_stays(app: App) {
        let w = app.world.clone();
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        let (support, billing) = (first(&app), made(&ann, "Billing").await);
        let tokens = [ann.token().await, olga.token().await];
        for round in 0..4 {
            act(&ann, support, "addition", w.tom).await;
            act(&ann, billing, "addition", w.tom).await;
            assert_eq!(groups_of(&app, w.tom), 2);
            let answers = join_all([(&ann, &tokens[0], support), (&olga, &tokens[1], billing)].map(|(tab, token, group)| async move {
                loop {
                    let page = tab.post_with_token(&format!("{PATH}/{group}/removal"), token, &[("id", "104")]).await;
                    if page.status != 503 {
                        break page.status.as_u16();
                    }
                }
            }))
            .await;
            let mut sorted = answers.clone();
            sorted.sort_unstable();
            assert_eq!((sorted, groups_of(&app, w.tom)), (vec![303, 422], 1), "round {round}");
            assert!(default_of(&app, w.tom) > 0);
        }
        // Groups of one name, made at once.
        let answers = join_all([(&ann, &tokens[0]), (&olga, &tokens[1])].map(|(tab, token)| async move {
            tab.post_with_token(&format!("{PATH}/new"), token, &[("name", "Night")]).await.status.as_u16()
        }))
        .await;
        assert!(answers.contains(&303) && answers.iter().filter(|s| **s == 303).count() == 1, "{answers:?}");
    }

    async fn many_groups_and_members_are_paged(app: App) {
        let ann = app.sign_in(app.world.ann).await;
        for n in 0..60 {
            app.sql(&format!("INSERT INTO agent_groups (account_id, name, folded_name, is_default, created_at, updated_at) VALUES (1, 'G{n:02}', 'g{n:02}', FALSE, 1, 1)"));
            app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, search_text, created_at, updated_at) VALUES ({}, 1, 'agent', 'M{n:02}', 'm{n:02}', '', 1, 1)", 2_000 + n));
        }
        let support = first(&app);
        for (start, all) in [(PATH.to_owned(), 61), (format!("{PATH}/{support}"), 66)] {
            let (mut path, mut seen, mut last) = (start.clone(), vec![], String::new());
            loop {
                let page = ann.get(&path).await;
                seen.extend(page.texts("tbody th a[dir]"));
                last.clone_from(&path);
                let next = page.html().select(&scraper::Selector::parse("a[rel='next']").unwrap()).next().map(|a| a.attr("href").unwrap().to_owned());
                let Some(next) = next else { break };
                path = next;
            }
            let (mut once, all_seen) = (seen.clone(), seen.len());
            once.sort_unstable();
            once.dedup();
            assert_eq!((all_seen, once.len()), (all, all), "{start}");
            assert!(ann.get(&last).await.has("a[rel='prev']"));
        }
    }
}
