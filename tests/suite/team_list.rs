//! The list of team members: what can be asked of it, that its address is all there is to ask, the file it can be had as;
//! and the tab `Account`.

use crate::on_both;
use crate::support::{App, Page};

const LIST: &str = "/admin/people/team-members";
const DAY: i64 = 86_400_000;

/// First names in the order of the list.
fn names(page: &Page) -> String {
    let names = page.texts("tbody th a");
    names.iter().map(|name| name.split(' ').next().unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

/// A team with roles in products, two more groups, people who signed in at times, and one suspended.
fn arrange(app: &App) {
    let now = app.state.clock.now().0;
    for (user, ago) in [(101, 1), (102, 8), (103, 31), (104, 91)] {
        app.sql(&format!("UPDATE users SET last_sign_in_at = {} WHERE id = {user}", now - ago * DAY - 1));
    }
    app.sql("UPDATE users SET guide_role = 'admin', explore_role = 'viewer' WHERE id = 107");
    app.sql("UPDATE users SET guide_role = 'viewer', explore_role = 'editor', talk_role = 'admin' WHERE id = 104");
    app.sql("UPDATE users SET guide_role = 'agent' WHERE id = 108");
    app.sql(&format!("UPDATE users SET suspended_at = {now} WHERE id = 106"));
    app.sql("UPDATE users SET created_at = created_at + id, updated_at = updated_at - id WHERE account_id = 1");
    for (id, name) in [(501, "Tills"), (502, "Workshop")] {
        app.sql(&format!("INSERT INTO agent_groups (id, account_id, name, folded_name, is_default, created_at, updated_at) VALUES ({id}, 1, '{name}', '{}', FALSE, 1, 1)", name.to_lowercase()));
    }
    for (group, user) in [(501, 104), (501, 105), (502, 104), (502, 102)] {
        app.sql(&format!("INSERT INTO group_memberships (account_id, group_id, user_id, is_default, created_at) VALUES (1, {group}, {user}, FALSE, 1)"));
    }
}

on_both! {
    async fn the_address_says_who_is_listed(app: App) {
        arrange(&app);
        let ann = app.sign_in(102).await;
        app.sql(&format!("UPDATE users SET last_sign_in_at = {} WHERE id = 102", app.state.clock.now().0 - 8 * DAY));
        const ALL: &str = "Abel Ann Cory Lea Olga Sam Tess Tom";
        for (asked, listed) in [
            ("", ALL),
            // Nonsense is not asked for; another account's group is nobody's.
            ("?support=king&guide=editor&last=soon&sort=colour&suspended=2&group=x&after=zz", ALL),
            ("?group=999999", ""),
            // Searches: names, parts, addresses, keywords; only the team is searched.
            ("?q=tes", "Tess"), ("?q=olga%40acme.example", "Olga"), ("?q=turner+tom", "Tom"), ("?q=bob", ""), ("?q=email%3Abob%40acme.example", ""),
            ("?q=is_suspended%3Atrue", "Sam"), ("?q=role%3Aagent", "Sam Tess Tom"), ("?q=-role%3Aagent", "Abel Ann Cory Lea Olga"),
            // Orders: a search's own is the stronger, and goes up unless it says otherwise.
            ("?sort=-name", "Tom Tess Sam Olga Lea Cory Ann Abel"), ("?sort=-sign_in", "Olga Ann Abel Tom Cory Lea Sam Tess"),
            ("?sort=sign_in&q=role%3Aadmin", "Abel Ann Olga"), ("?sort=created", "Olga Ann Abel Tom Tess Sam Lea Cory"),
            ("?sort=-sign_in&q=order_by%3Acreated", "Olga Ann Abel Tom Tess Sam Lea Cory"),
            ("?q=order_by%3Acreated+sort%3Adesc", "Cory Lea Sam Tess Tom Abel Ann Olga"),
            ("?q=order_by%3Aupdated", "Cory Lea Sam Tess Tom Abel Ann Olga"), ("?q=sort%3Adesc", "Tom Tess Sam Olga Lea Cory Ann Abel"),
            // Roles of one product are alternatives, products have to hold together.
            ("?support=administrator", "Abel Ann Olga"), ("?support=light_agent&support=contributor", "Cory Lea"), ("?support=end_user", ALL),
            ("?guide=admin", "Lea"), ("?guide=admin&guide=viewer", "Lea Tom"), ("?guide=any", "Cory Lea Tom"), ("?guide=none", "Abel Ann Olga Sam Tess"),
            ("?guide=any&explore=any", "Lea Tom"), ("?guide=any&explore=editor&support=agent", "Tom"), ("?guide=admin&support=agent", ""), ("?talk=admin", "Tom"),
            // Groups hold together too.
            ("?group=501", "Tess Tom"), ("?group=501&group=502", "Tom"), ("?group=502&support=administrator", "Ann"),
            ("?last=7days", "Olga"), ("?last=30days", "Ann Olga"), ("?last=not30days", "Abel Cory Lea Sam Tess Tom"),
            ("?last=not90days", "Cory Lea Sam Tess Tom"), ("?last=never", "Cory Lea Sam Tess"),
            ("?suspended=yes", "Sam"), ("?suspended=no&support=agent", "Tess Tom"),
            // A light agent and a contributor who take seats, by their roles in Guide.
            ("?seat=yes&support=light_agent&support=contributor", "Cory Lea"), ("?seat=no", ""), ("?q=tom&guide=viewer&group=501&suspended=no&seat=yes", "Tom"),
        ] {
            let page = ann.get(&format!("{LIST}{asked}")).await;
            assert_eq!((page.status.as_u16(), names(&page).as_str()), (200, listed), "{asked}");
        }
        app.sql("UPDATE users SET guide_role = 'viewer' WHERE id = 107");
        assert_eq!(names(&ann.get(&format!("{LIST}?seat=no")).await), "Lea", "viewers take none");
        // A search that can't be read says so and lists nobody; what is asked besides stays in the form.
        let page = ann.get(&format!("{LIST}?q=roel%3Aagent&guide=admin")).await;
        assert!(page.status == 422 && page.has("#q-error") && !page.has("tbody") && page.has("[name='guide'][value='admin'][checked]"), "{}", page.body);
        // Each filter can be taken out alone.
        let page = ann.get(&format!("{LIST}?q=t&support=agent&guide=viewer&group=501&last=not90days&suspended=no&seat=yes&sort=-name")).await;
        assert_eq!(page.texts(".chip").len(), 6, "{}", page.body);
        let without = page.html().select(&scraper::Selector::parse(".chip").unwrap()).nth(1).unwrap().attr("href").unwrap().to_owned();
        assert_eq!(without, format!("{LIST}?q=t&sort=-name&support=agent&group=501&last=not90days&suspended=no&seat=yes"));
        // Roles in products, the default group, and how many more.
        let page = ann.get(&format!("{LIST}?q=tom")).await;
        assert!(page.says("Guide: Viewer") && page.says("Explore: Editor") && page.says("Talk: Admin") && page.says("Support + 2"), "{}", page.body);
    }

    async fn whoever_may_not_open_profiles_does_not_search_them(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET plan = 'enterprise' WHERE id = 1");
        app.sql("INSERT INTO roles (id, account_id, name, folded_name, permissions, created_at, updated_at) VALUES (900, 1, 'Few', 'few', 2, 1, 1)");
        app.sql("UPDATE users SET custom_role_id = 900, explore_role = 'admin' WHERE id = 105");
        app.sql("UPDATE users SET notes = 'severance', search_text = '' WHERE id = 104");
        stead::people::index::fill(&mut app.conn()).unwrap();
        assert_eq!(names(&app.sign_in(w.ann).await.get(&format!("{LIST}?q=notes:severance")).await), "Tom");
        let tess = app.sign_in(w.tess).await;
        let page = tess.get(&format!("{LIST}?q=notes:severance&support=contributor")).await;
        assert!(names(&page) == "Cory" && !page.has("#q"), "{}", page.body);
        // Nor does a cursor tell where an end user's name would stand.
        assert_eq!(names(&tess.get(&format!("{LIST}?after={}", w.eve)).await), names(&tess.get(LIST).await));
        for path in [format!("{LIST}/104/account"), "/agent/users/104".to_owned()] {
            assert_eq!(tess.get(&path).await.status, 403, "{path}");
        }
    }

    async fn pages_of_the_list_follow_each_other_in_every_order(app: App) {
        let now = app.state.clock.now().0;
        app.sql("UPDATE subscriptions SET seats = 1000 WHERE account_id = 1");
        for n in 0..60 {
            let last = if n % 3 == 0 { "NULL".to_owned() } else { (now - (n / 2) * DAY).to_string() };
            app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, search_text, ticket_access, last_sign_in_at, created_at, updated_at) \
                VALUES ({}, 1, 'agent', 'Agent {n:02}', 'agent {n:02}', '', 'all', {last}, {}, {now})", 2000 + n, now - n % 7));
        }
        stead::people::index::fill(&mut app.conn()).unwrap();
        let ann = app.sign_in(102).await;
        for sort in ["name", "-name", "sign_in", "-sign_in", "created", "-created"] {
            let (mut path, mut seen, mut pages) = (format!("{LIST}?sort={sort}&q=agent&support=agent"), vec![], vec![]);
            loop {
                let page = ann.get(&path).await;
                seen.extend(page.texts("tbody th a"));
                pages.push(page.texts("tbody th a"));
                match page.html().select(&scraper::Selector::parse("a[rel='next']").unwrap()).next() {
                    Some(next) => path = next.attr("href").unwrap().to_owned(),
                    None => break,
                }
            }
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!((seen.len(), once.len(), pages.len()), (60, 60, 3), "{sort}");
            let back = ann.get(&path).await;
            let previous = back.html().select(&scraper::Selector::parse("a[rel='prev']").unwrap()).next().unwrap().attr("href").unwrap().to_owned();
            assert_eq!(ann.get(&previous).await.texts("tbody th a"), pages[1], "{sort}");
        }
    }

    async fn the_list_as_a_file(app: App) {
        arrange(&app);
        let ann = app.sign_in(102).await;
        app.sql("UPDATE users SET name = '=cmd()', notes = 'one; two' WHERE id = 104");
        app.sql("INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, 104, 'blue'), (1, 104, 'amber')");
        let page = ann.post(&format!("{LIST}/export"), &[("guide", "any"), ("explore", "any")]).await;
        assert_eq!((page.status.as_u16(), page.header("content-disposition").as_str()), (200, "attachment; filename=\"team-members.csv\""));
        let lines: Vec<&str> = page.body.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "ID,Name,Email,Suspended,Date created,Last updated,Last sign-in,Time zone,Language,Primary Group,Groups,Tags,Organization,Notes,Details,Chat role,Explore role,Guide role,Support role,Talk role,Sell role");
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("104,'=cmd(),tom@acme.example,FALSE,"), "{}", lines[1]);
        assert!(lines[1].ends_with(",,,Support,Support|Tills|Workshop,amber|blue,,\"one; two\",,No role,editor,viewer,agent,admin,No role"), "{}", lines[1]);
        assert!(lines[2].starts_with("107,Lea Light,") && lines[2].contains("No role,viewer,admin,light_agent,No role"), "{}", lines[2]);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'team_members.exported'"), 1);
        let all = ann.post(&format!("{LIST}/export"), &[]).await;
        assert!(all.body.lines().count() == 9 && all.body.contains(",owner,") && !all.body.contains("bob@"), "{}", all.body);
        // A search that can't be read leads back to the list, which says why.
        assert_eq!(ann.post(&format!("{LIST}/export"), &[("q", "roel:x")]).await.location(), format!("{LIST}?q=roel%3Ax"));
        // Only administrators, and as themselves.
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        let cory = app.sign_in(108).await;
        assert!(!cory.get(LIST).await.has("form[action$='/export']"));
        for tab in [&cory, &app.sign_in(104).await, &app.sign_in(101).await.assume(102).await] {
            assert_eq!(tab.post(&format!("{LIST}/export"), &[]).await.status, 403);
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'team_members.exported'"), 2);
    }

    async fn the_tab_account(app: App) {
        let w = app.world.clone();
        let (ann, path) = (app.sign_in(w.ann).await, |user: i64| format!("{LIST}/{user}/account"));
        let page = ann.get(&path(w.tess)).await;
        let was = page.html().select(&scraper::Selector::parse("[name='was']").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        assert!(page.says("tess@acme.example") && page.has("form[action$='/password-reset']") && page.has("a[href$='/team-members/105']"), "{}", page.body);
        assert_eq!(ann.post(&path(w.tess), &[("was", &was), ("name", " ")]).await.status, 422);
        assert_eq!(ann.post(&path(w.tess), &[("was", &was), ("name", "Tess Tailor")]).await.status, 303);
        assert_eq!(app.text("SELECT name FROM users WHERE id = 105"), "Tess Tailor");
        // Drawn from the old name: what somebody wrote meanwhile is said, and a second save writes over it.
        let late = ann.post(&path(w.tess), &[("was", &was), ("name", "Tess Thatcher")]).await;
        assert!(late.status == 409 && late.says("Tess Tailor") && late.has("#name[value='Tess Thatcher']"), "{}", late.body);
        let was = late.html().select(&scraper::Selector::parse("[name='was']").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        assert_eq!(ann.post(&path(w.tess), &[("was", &was), ("name", "Tess Thatcher")]).await.status, 303);
        // The owner's is the owner's own; an end user has no such page; another account's neither.
        let owner = ann.get(&path(w.olga)).await;
        assert!(owner.status == 200 && !owner.has("#name") && owner.has("#name-off"), "{}", owner.body);
        let token = ann.token().await;
        assert_eq!(ann.post_with_token(&path(w.olga), &token, &[("was", ""), ("name", "Nobody")]).await.status, 403);
        for user in [w.bob, w.hal, w.gil, w.del, 99_999] {
            assert_eq!(ann.get(&path(user)).await.status, 404, "{user}");
        }
        // Whoever manages another product only has no such page.
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        let cory = app.sign_in(w.cory).await;
        assert_eq!(cory.get(&path(w.tess)).await.status, 403);
        assert_eq!(cory.post(&path(w.tess), &[("was", &was), ("name", "X")]).await.status, 403);
        assert_eq!(app.sign_in(w.tom).await.get(&path(w.tess)).await.status, 403);
        assert_eq!(app.sign_in(w.olga).await.assume(w.ann).await.get(&path(w.tess)).await.status, 403);
        assert_eq!(app.text("SELECT name FROM users WHERE id = 101"), "Olga Olsen");
    }
}
