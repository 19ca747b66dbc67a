//! People: categories, counts, search, pages by key, and the team.

use crate::on_both;
use crate::support::{App, Page};

fn names(page: &Page) -> Vec<String> {
    page.texts("tbody th a")
}

/// Adds end users `First Last000`… so that there are pages.
fn crowd(app: &App, n: i64) {
    for i in 0..n {
        let id = 2_000 + i;
        app.sql(&format!(
            "INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, verified_at, created_at, updated_at) VALUES \
             ({id}, 1, 'end_user', 'Crowd Number{i:03}', 'crowd number{i:03}', 'crowd{i:03}@many.example', '', \
             {}, {id}, {id})",
            if i % 10 == 0 { "NULL".to_owned() } else { "1".to_owned() }
        ));
        app.sql(&format!(
            "INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES \
             (1, {id}, 'email', 'crowd{i:03}@many.example', 'crowd{i:03}@many.example', TRUE, {id})"
        ));
    }
    stead::people::index::fill(&mut app.conn()).unwrap();
}

on_both! {
    async fn categories_and_counts_follow_the_people(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let counts = |page: &Page| page.texts(".cats a");
        let page = ann.get("/agent/people").await;
        assert_eq!(counts(&page), ["End users 3", "Agents 5", "Administrators 3", "Suspended 1", "Unverified 0", "Deleted 1"]);
        assert_eq!(names(&page), ["Bob Brown", "Eve Evans", "Zoe Zola"]);
        assert_eq!(names(&ann.get("/agent/people?category=agents").await), ["Cory Cole", "Lea Light", "Sam Short", "Tess Tanner", "Tom Turner"]);
        assert_eq!(names(&ann.get("/agent/people?category=administrators").await), ["Abel Adams", "Ann Archer", "Olga Olsen"]);
        assert_eq!(names(&ann.get("/agent/people?category=suspended").await), ["Zoe Zola"]);
        app.sql("UPDATE users SET suspended_at = 1, verified_at = NULL WHERE id = 109");
        app.sql("UPDATE users SET role = 'agent' WHERE id = 110");
        app.sql("UPDATE users SET deleted_at = 1 WHERE id = 107");
        let page = ann.get("/agent/people?category=unverified").await;
        assert_eq!(counts(&page), ["End users 2", "Agents 5", "Administrators 3", "Suspended 2", "Unverified 1", "Deleted 2"]);
        assert_eq!(names(&page), ["Bob Brown"]);
        assert_eq!(names(&ann.get("/agent/people?category=nonsense&sort=nonsense&after=x").await).len(), 2);
    }

    async fn pages_go_on_and_back_by_key_in_both_orders(app: App) {
        crowd(&app, 60);
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for sort in ["name", "newest"] {
            let mut path = format!("/agent/people?sort={sort}");
            let (mut forth, mut pages) = (vec![], vec![]);
            loop {
                let page = ann.get(&path).await;
                forth.push(names(&page));
                pages.push(path.clone());
                let Some(next) = link(&page, "next") else { break };
                path = next;
            }
            assert_eq!(forth.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 13]);
            let all = forth.concat();
            let mut sorted = all.clone();
            if sort == "name" { sorted.sort() } else { sorted.sort_by_key(|n| std::cmp::Reverse(app.number(&format!("SELECT id FROM users WHERE name = '{n}'")))) }
            assert_eq!(all, sorted, "{sort}");
            // And back again, to the same pages.
            for expected in forth.iter().rev().skip(1) {
                path = link(&ann.get(&path).await, "prev").expect("a way back");
                assert_eq!(&names(&ann.get(&path).await), expected, "{sort}");
            }
            assert!(link(&ann.get(&path).await, "prev").is_none(), "the first page");
        }
    }

    async fn search_finds_words_of_names_and_addresses_page_by_page(app: App) {
        crowd(&app, 40);
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for (q, found) in [
            ("bob", vec!["Bob Brown"]), ("BOB", vec!["Bob Brown"]), ("rown", vec![]), ("brown+bob", vec!["Bob Brown"]),
            ("bob@acme", vec!["Bob Brown"]), ("bo", vec!["Bob Brown"]), ("z", vec!["Zoe Zola"]), ("number039", vec!["Crowd Number039"]),
            ("nobody at all", vec![]), ("gil", vec![]), ("hal%40globex", vec![]), ("gone", vec![]), ("%25%25%25", vec![]), ("___", vec![]), ("bob%25brown%27", vec!["Bob Brown"]),
        ] {
            assert_eq!(names(&ann.get(&format!("/agent/people?q={q}")).await), found, "{q}");
        }
        let many = ann.get("/agent/people?q=crowd+order_by:name").await;
        assert_eq!(names(&many).len(), 25);
        assert_eq!(names(&many)[0], "Crowd Number000");
        assert!(many.says("40 people found"));
        let rest = ann.get(&link(&many, "next").unwrap()).await;
        assert_eq!(names(&rest).len(), 15);
        assert_eq!(names(&ann.get(&link(&rest, "prev").unwrap()).await), names(&many));
        assert_eq!(ann.get(&format!("/agent/people?q={}", "x".repeat(1_000))).await.status, 200);
        assert_eq!(ann.get(&format!("/agent/people?q={}", "x".repeat(10_000))).await.status, 422, "nobody types that much");
    }

    async fn the_profile_shows_who_it_is_and_what_they_asked(app: App) {
        let w = app.world.clone();
        app.sign_in(w.bob).await.submit("My only request").await;
        let tom = app.sign_in(w.tom).await;
        let page = tom.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(page.says("Bob Brown") && page.says("bob@acme.example") && page.says("My only request"));
        assert_eq!(app.number("SELECT requests_count FROM users WHERE id = 109"), 1);
        let sam = app.sign_in(w.sam).await.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(!sam.says("My only request"), "an agent of assigned tickets sees no other tickets here either");
        assert_eq!(app.sign_in(w.bob).await.get(&format!("/agent/users/{}", w.eve)).await.status, 403);
    }

    async fn the_help_names_the_accounts_own_fields_before_and_after_a_search(app: App) {
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (1, 1, 'plan_type', 'Plan', 'text', 1, 1), (2, 2, 'globex_only', 'Theirs', 'text', 1, 1)");
        let ann = app.sign_in(app.world.ann).await;
        for path in ["/agent/people", "/agent/people?q=bob"] {
            let keywords = ann.get(path).await.texts("code");
            assert!(keywords.iter().any(|k| k == "plan_type"), "{path}: {keywords:?}");
            assert!(!keywords.iter().any(|k| k == "globex_only"), "{path}: {keywords:?}");
        }
    }

    async fn the_admin_centers_home_leads_to_what_there_is(app: App) {
        let w = app.world.clone();
        for (user, language, deleted) in [(w.olga, "en", "1 person"), (w.ann, "fr", "1 personne")] {
            let tab = app.sign_in(user).await;
            tab.post("/access/language", &[("language", language)]).await;
            let home = tab.get("/admin").await;
            for path in ["/admin/account/logs/emails", "/agent/organizations", "/admin/people/end-users", "/admin/people/bulk-actions", "/admin/people/deleted-users"] {
                assert!(home.has(&format!(".tiles a[href='{path}']")), "{path}");
                assert_eq!(tab.get(path).await.status, 200, "{path}");
            }
            let tile = home.texts(".tiles a[href$='/deleted-users'] span").join("");
            assert!(tile == deleted, "{tile}");
        }
    }

    async fn administrators_see_the_team_and_assume_agents_from_there(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let page = ann.get("/admin/people/team-members").await;
        assert_eq!(names(&page), ["Abel Adams", "Ann Archer", "Cory Cole", "Lea Light", "Olga Olsen", "Sam Short", "Tess Tanner", "Tom Turner"]);
        assert!(page.says("Administrator (owner)"));
        for user in [w.tom, w.lea, w.bob] {
            assert_eq!(app.sign_in(user).await.get("/admin/people/team-members").await.status, 403);
        }
        let tom = ann.assume(w.tom).await;
        assert_eq!(tom.get("/admin/people/team-members").await.status, 403, "an assumed agent is no administrator");
    }
}

/// The address of the pager's link to the next or previous page.
fn link(page: &Page, rel: &str) -> Option<String> {
    let html = page.html();
    let found = html.select(&scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap()).next();
    found.and_then(|a| a.attr("href")).map(str::to_owned)
}
