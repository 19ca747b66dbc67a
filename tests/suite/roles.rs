//! Custom roles: who makes, changes, gives and deletes them, and what they are worth a moment later.

use futures_util::future::join_all;
use stead::policy::{Permission, Permissions};
use stead::team::roles::names::alike;

use crate::on_both;
use crate::support::{App, Page, Tab};

const PATH: &str = "/admin/people/roles";

fn enterprise(app: &App) {
    app.sql("UPDATE accounts SET plan = 'enterprise'");
}

/// A role of Acme's own, as the database has it.
fn role(app: &App, name: &str, permits: &[Permission]) -> i64 {
    let bits = permits.iter().copied().collect::<Permissions>().bits();
    app.sql(&format!(
        "INSERT INTO roles (account_id, name, folded_name, permissions, created_at, updated_at) VALUES (1, '{name}', '{}', {bits}, 1, 1)",
        name.to_lowercase()
    ));
    app.number(&format!("SELECT id FROM roles WHERE account_id = 1 AND name = '{name}'"))
}

fn system(app: &App, key: &str) -> i64 {
    app.number(&format!("SELECT id FROM roles WHERE account_id = 1 AND system_key = '{key}'"))
}

fn give(app: &App, user: i64, role: i64) {
    app.sql(&format!("UPDATE users SET custom_role_id = {role} WHERE id = {user}"));
}

fn count(app: &App) -> i64 {
    app.number("SELECT count(*) FROM roles WHERE account_id = 1 AND system_key IS NULL")
}

fn acts(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}'"))
}

fn told(app: &App, act: &str) -> String {
    app.text(&format!("SELECT v.body FROM audit_entries a JOIN audit_values v ON v.entry_id = a.id WHERE act = '{act}' ORDER BY a.id DESC LIMIT 1"))
}

async fn create(tab: &Tab, name: &str, permits: &[&str]) -> Page {
    save(tab, "new", name, permits).await
}

async fn save(tab: &Tab, at: &str, name: &str, permits: &[&str]) -> Page {
    let mut fields = vec![("name", name), ("description", "For tests.")];
    fields.extend(permits.iter().map(|p| ("permission", *p)));
    tab.post(&format!("{PATH}/{at}"), &fields).await
}

fn made(page: &Page) -> i64 {
    page.location().split(['/', '?']).filter_map(|part| part.parse().ok()).next_back().expect("a role")
}

#[test]
fn names_that_would_be_taken_for_each_other() {
    for (one, other) in [
        ("Admin", "admins"),
        ("Ádmin", "Admin"),
        ("Аdmin", "Admin"),
        ("A-d-m-i-n", "Admin"),
        ("Agents", "Agent"),
        ("Administrators", "Administrator"),
        ("Aministrateur", "Administrateur"),
        ("Light  agents", "Light agent"),
        ("Billing", "Biling"),
        ("Team-lead", "Team lead"),
        ("Proprietaire", "Propriétaire"),
    ] {
        assert!(alike(one, other) && alike(other, one), "{one} {other}");
    }
    for (one, other) in [
        ("Tier 1", "Tier 2"),
        ("Team A", "Team B"),
        ("Billing EN", "Billing FR"),
        ("Agents", "Agenda"),
        ("Copy of Staff", "Staff"),
        ("Agent L2", "Agent"),
        ("Billing", "Shipping"),
    ] {
        assert!(!alike(one, other), "{one} {other}");
    }
}

on_both! {
    async fn a_role_from_its_making_to_its_end(app: App) {
        let w = app.world.clone();
        enterprise(&app);
        let ann = app.sign_in(w.ann).await;
        let page = ann.get(PATH).await;
        assert_eq!(page.texts("tbody th a"), ["Advisor", "Staff", "Team lead"]);
        assert!(page.has(".nav a[href='/admin/people/roles'][aria-current='page']") && page.says("System role"));

        // What is wrong comes back with what was typed and ticked; nothing is made.
        for (name, words) in [("  ", "Enter a name."), ("\u{200b}", "Enter a name."), ("STAFF", "Another role has this name already: Staff"), ("Conseillère", "too close to another one: Conseiller"), ("Administrateurs", "too close"), ("Team Leads", "too close to another one: Team lead"), ("x".repeat(81).as_str(), "80 characters")] {
            let page = create(&ann, name, &["see_people", "work_tickets"]).await;
            assert!(page.status == 422 && page.says(words), "{name}: {}", page.body);
            assert!(page.has("#see_people[checked]") && page.has("#work_tickets[checked]") && !page.has("#read_logs[checked]"));
        }
        assert_eq!(create(&ann, "Night shift", &["everything"]).await.status, 400);
        assert_eq!(count(&app), 0);
        let page = create(&ann, "Night shift", &["see_people", "work_tickets"]).await;
        let id = made(&page);
        let page = ann.get(&page.location()).await;
        assert!(page.says("Role created.") && page.says("For tests.") && page.texts("li.yes").len() == 2, "{}", page.body);
        assert!(told(&app, "role.created").contains(r#""permissions":["work_tickets","see_people"]"#));

        // A copy has what it has, and a name of its own.
        let page = ann.get(&format!("{PATH}/{id}/clone")).await;
        assert!(page.has("#name[value='Copy of Night shift']") && page.has("#see_people[checked]") && !page.has("#read_logs[checked]"), "{}", page.body);
        let copy = made(&save(&ann, &format!("{id}/clone"), "Copy of Night shift", &["see_people"]).await);
        assert!(ann.get(&format!("{PATH}/{id}/clone")).await.has("#name[value='Copy of Night shift 2']"));
        assert!(told(&app, "role.created").contains(&format!(r#""copied_from":{id}"#)));
        ann.post("/access/language", &[("language", "fr")]).await;
        let advisor = system(&app, "advisor");
        let page = ann.get(&format!("{PATH}/{advisor}/clone")).await;
        assert!(page.has("#name[value='Copie de Conseiller']") && page.says("Dupliquer le rôle Conseiller"), "{}", page.body);
        assert!(ann.get("/admin/people/team-members/105").await.texts("select[name='support'] option").contains(&"Chef d’équipe".to_owned()));
        ann.post("/access/language", &[("language", "en")]).await;

        // What was not seen is not overwritten; what is so already is no change.
        let form = ann.get(&format!("{PATH}/{id}/edit")).await;
        let seen = form.html().select(&scraper::Selector::parse("[name='seen']").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        assert_eq!(save(&ann, &format!("{id}/edit"), "Night shift", &["see_people", "work_tickets"]).await.status, 303);
        assert_eq!(acts(&app, "role.changed"), 0);
        assert_eq!(save(&ann, &format!("{id}/edit"), "Night shift", &["see_people", "work_tickets", "read_logs"]).await.status, 303);
        let told_of = told(&app, "role.changed");
        assert!(told_of.contains(r#""before":{"name":"Night shift","description":"For tests.","permissions":["work_tickets","see_people"]}"#) && told_of.contains(r#""permissions":["work_tickets","see_people","read_logs"]"#), "{told_of}");
        let typed = |name: &'static str| [("seen", seen.as_str()), ("name", name), ("description", "Late"), ("permission", "see_people")];
        let at = format!("{PATH}/{id}/edit");
        // A name that cannot be comes first, and does not make what was not seen seen.
        let wrong = ann.post(&at, &typed(" ")).await;
        assert!(wrong.status == 422 && wrong.has(&format!("[name='seen'][value='{seen}']")), "{}", wrong.body);
        let late = ann.post(&at, &typed("Late shift")).await;
        assert!(late.status == 409 && late.says("Something changed in the meantime") && late.has("#see_people[checked]") && !late.has("#read_logs[checked]") && late.has("#name[value='Late shift']"), "{}", late.body);
        assert_eq!((late.texts(".alert b"), late.texts(".alert li").len(), acts(&app, "role.changed")), (vec!["Night shift".to_owned()], 3, 1), "and says what it is now");
        assert_eq!(save(&ann, &format!("{id}/edit"), "Copy of Night shifts", &[]).await.status, 422);

        // Given to two: by the page of the role, and by their own.
        let page = ann.get(&format!("{PATH}/{id}/assignment")).await;
        assert!(page.has("input[name='id'][value='101'][disabled]") && page.has("input[name='id'][value='102'][disabled]") && page.says("Nobody changes their own role."), "{}", page.body);
        assert_eq!(ann.get(&format!("{PATH}/{id}/assignment?q=t%25")).await.texts("tbody th").len(), 0, "a sign stands for itself");
        assert_eq!(ann.get(&format!("{PATH}/{id}/assignment?q=tURn")).await.texts("tbody th b, tbody th a"), ["Tom Turner"]);
        let empty = ann.post(&format!("{PATH}/{id}/assignment"), &[]).await;
        assert!(empty.status == 422 && empty.says("Choose at least one"));
        for (whom, status) in [(w.bob, 404), (w.hal, 404), (w.del, 404), (w.olga, 403), (w.ann, 403)] {
            let both = [("id", "104".to_owned()), ("id", whom.to_string())];
            let page = ann.post(&format!("{PATH}/{id}/assignment"), &both.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await;
            assert_eq!(page.status, status, "{whom}");
        }
        app.sql("UPDATE subscriptions SET seats = 6 WHERE account_id = 1");
        let page = ann.post(&format!("{PATH}/{id}/assignment"), &[("id", "104"), ("id", "107")]).await;
        assert!(page.status == 422 && page.says("No seat is free.") && page.has("input[value='107'][checked]"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE custom_role_id IS NOT NULL"), 0, "all of them or none");
        assert_eq!(ann.post(&format!("{PATH}/{id}/assignment"), &[("id", "104"), ("id", "105")]).await.status, 303);
        assert_eq!(ann.post(&format!("{PATH}/{id}/assignment"), &[("id", "104"), ("id", "105")]).await.status, 422, "they have it");
        assert_eq!(acts(&app, "team_member.role_changed"), 2);
        let page = ann.get(&format!("{PATH}/{id}")).await;
        assert!(page.has("a[href='/admin/people/team-members/104']") && page.says("Tess Tanner"));
        assert!(ann.get("/admin/people/team-members/104").await.has(&format!("main a[href='{PATH}/{id}']")));

        // Lists in order.
        assert_eq!(ann.get(&format!("{PATH}?sort=members")).await.texts("tbody th a")[0], "Night shift");
        assert_eq!(ann.get(&format!("{PATH}?sort=members&order=asc")).await.texts("tbody th a").last().unwrap(), "Night shift");
        assert_eq!(ann.get(&format!("{PATH}?sort=name&order=desc")).await.texts("tbody th a")[0], "Team lead");

        // Not deleted while somebody has it, nor while somebody deleted may come back to it; then it is.
        for whom in [w.tom, w.tess] {
            let page = ann.post(&format!("{PATH}/{id}/deletion"), &[]).await;
            assert!(page.status == 422 && page.says("Somebody has this role.") && page.has(&format!("a[href='/admin/people/team-members/{}']", w.tess)), "{}", page.body);
            ann.post(&format!("/admin/people/team-members/{whom}"), &[("support", &format!("custom-{copy}"))]).await;
        }
        ann.post(&format!("/admin/people/team-members/{}", w.tess), &[("support", &format!("custom-{id}"))]).await;
        ann.post(&format!("/agent/users/{}/delete", w.tess), &[("delete", "1")]).await;
        let page = ann.post(&format!("{PATH}/{id}/deletion"), &[]).await;
        assert!(page.status == 422 && page.says("One deleted user had it") && page.says("Nobody has this role, but") && page.has("main a[href='/admin/people/deleted-users']"), "{}", page.body);
        for (at, off) in [("", format!("#role-{id}-delete-off")), (format!("/{id}").as_str(), "#delete-off".to_owned())] {
            assert!(ann.get(&format!("{PATH}{at}")).await.has(&off), "what would be refused is not offered: {at}");
        }
        app.sql("UPDATE users SET erased_at = 1 WHERE id = 105");
        assert!(ann.get(&format!("{PATH}/{id}/deletion")).await.has("form.card.danger"));
        assert_eq!(count(&app), 2, "looking changes nothing");
        assert_eq!(ann.post(&format!("{PATH}/{id}/deletion"), &[]).await.status, 303);
        assert_eq!((count(&app), acts(&app, "role.deleted")), (1, 1));
        assert_eq!(ann.get(&format!("{PATH}/{id}")).await.status, 404);

        // The system's stay; another account's are unknown.
        let foreign = app.number("SELECT id FROM roles WHERE account_id = 2 AND system_key = 'staff'");
        for at in ["edit", "deletion"] {
            assert_eq!(ann.get(&format!("{PATH}/{advisor}/{at}")).await.status, 403);
            assert_eq!(save(&ann, &format!("{advisor}/{at}"), "Mine now", &[]).await.status, 403);
        }
        for at in ["edit", "clone", "deletion", "assignment"] {
            assert_eq!(ann.get(&format!("{PATH}/{foreign}/{at}")).await.status, 404, "{at}");
            assert_eq!(ann.post(&format!("{PATH}/{foreign}/{at}"), &[("name", "Mine now"), ("id", "104")]).await.status, 404, "{at}");
        }
        assert_eq!(ann.post(&format!("{PATH}/{advisor}/assignment"), &[("id", "104")]).await.status, 303, "the system's can be given");
    }

    async fn on_another_plan_nothing_is_made(app: App) {
        let w = app.world.clone();
        let staff = system(&app, "staff");
        for (by, link) in [(w.ann, "/agent/account-owner"), (w.olga, "/admin/account/billing/subscription/edit")] {
            let tab = app.sign_in(by).await;
            let page = tab.get(PATH).await;
            assert!(page.status == 200 && page.says("need the Enterprise plan") && page.has(&format!("main a[href='{link}']")), "{}", page.body);
            assert_eq!(tab.get(link).await.status, 200, "{link}");
            assert!(page.says("View customer lists") && page.says("Team lead") && page.has("button[aria-disabled='true'][aria-describedby='plan-off']"));
            for at in ["new", &format!("{staff}/clone"), &format!("{staff}/edit"), &format!("{staff}/deletion"), &format!("{staff}/assignment")] {
                let page = tab.get(&format!("{PATH}/{at}")).await;
                assert!(page.status == 403 && page.says("need the Enterprise plan"), "{at}: {}", page.body);
                assert_eq!(tab.post(&format!("{PATH}/{at}"), &[("name", "Night shift"), ("id", "104")]).await.status, 403, "{at}");
            }
            assert_eq!(tab.get(&format!("{PATH}/{staff}")).await.status, 403);
        }
        // Somebody whose role is from a plan before may look, and asks the owner.
        let manager = role(&app, "Manager of roles", &[Permission::ManageRoles]);
        give(&app, w.tom, manager);
        assert!(app.sign_in(w.tom).await.get(PATH).await.has("main a[href='/agent/account-owner']"));
        assert_eq!((count(&app), acts(&app, "role.created")), (1, 0));
    }

    async fn nobody_gives_more_than_they_have(app: App) {
        use Permission::{ManageRoles, ReadLogs, SeePeople, WorkTickets};
        let w = app.world.clone();
        enterprise(&app);
        for by in [w.tom, w.lea, w.cory, w.bob] {
            let tab = app.sign_in(by).await;
            assert_eq!((tab.get(PATH).await.status.as_u16(), create(&tab, "Night shift", &[]).await.status.as_u16()), (403, 403));
        }
        let own = role(&app, "Manager of roles", &[ManageRoles, SeePeople, WorkTickets]);
        let below = role(&app, "Helper", &[SeePeople]);
        let above = role(&app, "Auditor", &[SeePeople, ReadLogs]);
        give(&app, w.tom, own);
        give(&app, w.tess, below);
        let tom = app.sign_in(w.tom).await;
        let page = tom.get(PATH).await;
        assert!(page.says("Your role") && page.has(&format!("#role-{own} button[aria-disabled='true']")) && page.has(&format!("#role-{below} a[href$='/edit']")), "{}", page.body);
        assert!(page.has(&format!("#role-{above}-clone-off")) && !page.has("a[href$='/assignment']") && !page.says("Auditor (") , "{}", page.body);
        let form = tom.get(&format!("{PATH}/new")).await;
        assert!(form.has("#read_logs[disabled][aria-describedby~='not-held']") && form.has("#see_people:not([disabled])") && form.says("A role permits no more than you may do yourself."), "{}", form.body);

        // By a new one, a copy, a change, their own: never a permission that they lack.
        for permission in Permission::ALL.iter().filter(|p| ![ManageRoles, SeePeople, WorkTickets].contains(p)) {
            let more = ["see_people", permission.as_str()];
            for at in ["new".to_owned(), format!("{below}/clone"), format!("{below}/edit")] {
                assert_eq!(save(&tom, &at, "Night shift", &more).await.status, 403, "{at} {more:?}");
            }
        }
        for at in ["edit", "deletion"] {
            let page = tom.get(&format!("{PATH}/{own}/{at}")).await;
            assert!(page.status == 403 && page.says("This is your own role."), "{at}");
            assert_eq!(save(&tom, &format!("{own}/{at}"), "Mine", &["manage_roles"]).await.status, 403);
        }
        for at in ["edit", "deletion", "clone"] {
            let page = tom.get(&format!("{PATH}/{above}/{at}")).await;
            assert!(page.status == 403 && page.says("permits something that you may not do"), "{at}: {}", page.body);
            assert_eq!(save(&tom, &format!("{above}/{at}"), "Lowered", &["see_people"]).await.status, 403, "nor is it taken from those who have it");
        }
        for at in ["", "/edit"] {
            assert_eq!(tom.get(&format!("{PATH}/{below}{at}")).await.status, 200);
        }
        for whom in ["104", "105"] {
            assert_eq!(tom.post(&format!("{PATH}/{below}/assignment"), &[("id", whom)]).await.status, 403, "administrators give roles");
        }
        assert_eq!((acts(&app, "role.created"), acts(&app, "role.changed"), acts(&app, "role.deleted")), (0, 0, 0));
        // What they hold they may give, to those below as well; and a copy of their own is one more role, which others have to give.
        assert_eq!(save(&tom, &format!("{below}/edit"), "Helper", &["see_people", "work_tickets"]).await.status, 303);
        assert_eq!(app.number("SELECT permissions FROM users WHERE id = 105"), 6);
        let copy = made(&save(&tom, &format!("{own}/clone"), "Managers too", &["manage_roles", "see_people", "work_tickets"]).await);
        assert_eq!(tom.post(&format!("{PATH}/{copy}/deletion"), &[]).await.status, 303);
        // Who loses a permission no longer gives it, from the next request on.
        app.sql(&format!("UPDATE roles SET permissions = {} WHERE id = {own}", [ManageRoles, SeePeople].into_iter().collect::<Permissions>().bits()));
        assert_eq!(create(&tom, "Night shift", &["work_tickets"]).await.status, 403);
        assert_eq!(tom.get(&format!("{PATH}/{below}/edit")).await.status, 403, "it permits more than theirs now");
        // In a frame nobody manages roles, not even an administrator's.
        let framed = app.sign_in(w.olga).await.assume(w.ann).await;
        for path in [PATH.to_owned(), format!("{PATH}/new"), format!("{PATH}/{below}/edit"), format!("{PATH}/{below}/assignment")] {
            assert_eq!(framed.get(&path).await.status, 403, "{path}");
        }
        assert_eq!(create(&framed, "Night shift", &[]).await.status, 403);
    }

    async fn what_a_role_permits_counts_from_the_next_request_on(app: App) {
        use Permission::{EditEndUsers, SeeAllTickets, SeePeople, WorkTickets};
        let w = app.world.clone();
        enterprise(&app);
        let helper = role(&app, "Helper", &[SeePeople, SeeAllTickets, WorkTickets, EditEndUsers]);
        give(&app, w.tom, helper);
        let (ann, tom, bob) = (app.sign_in(w.ann).await, app.sign_in(w.tom).await, app.sign_in(w.bob).await);
        bob.submit("Question").await;
        // Tom's own tab, Tom as Bob, Ann as Tom, Ann as Tom as Bob.
        let as_bob = tom.assume(w.bob).await;
        let as_tom = ann.assume(w.tom).await;
        let deep = as_tom.assume(w.bob).await;
        for tab in [&tom, &as_tom] {
            assert_eq!(tab.get("/agent/people").await.status, 200);
            assert_eq!(tab.get("/agent/tickets/1").await.status, 200);
        }
        assert_eq!(save(&ann, &format!("{helper}/edit"), "Helper", &["see_people", "see_all_tickets", "work_tickets"]).await.status, 303);
        for tab in [&as_bob, &deep] {
            assert_eq!(tab.get("/hc/requests").await.status, 410, "nobody in the stack may assume Bob any more");
        }
        for tab in [&tom, &as_tom] {
            assert_eq!(tab.post("/agent/users/109/assumption", &[("understood", "1"), ("reason", "")]).await.status, 403);
        }
        assert_eq!(save(&ann, &format!("{helper}/edit"), "Helper", &["see_all_tickets"]).await.status, 303);
        for tab in [&tom, &as_tom] {
            assert_eq!(tab.get("/agent/people").await.status, 403);
            assert_eq!(tab.post("/agent/tickets/1/comments", &[("kind", "public"), ("body", "Hello")]).await.status, 403);
        }
        assert_eq!(save(&ann, &format!("{helper}/edit"), "Helper", &[]).await.status, 303);
        assert_eq!((tom.get("/agent/tickets/1").await.status.as_u16(), as_tom.get("/agent/tickets/1").await.status.as_u16()), (404, 404));
        // And another way round, by giving them another role.
        assert_eq!(ann.post(&format!("{PATH}/{}/assignment", system(&app, "team_lead")), &[("id", "104")]).await.status, 303);
        assert_eq!(as_tom.get("/agent/tickets").await.status, 410, "they are another now");
        assert_eq!(tom.get("/agent/tickets/1").await.status, 200);
    }

    async fn an_account_makes_no_more_roles_than_it_may(app: App) {
        let w = app.world.clone();
        enterprise(&app);
        app.sql("INSERT INTO roles (account_id, name, folded_name, permissions, created_at, updated_at) \
                 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 195) SELECT 1, 'Shift ' || i, 'shift ' || i, 0, 1, 1 FROM n");
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        assert_eq!(count(&app), 195);
        // Two places, and of those who ask for one and the same name one has it.
        let tokens = [ann.token().await, olga.token().await];
        let names = ["Red", "Blue", "Blue", "Green", "Yellow", "Yelow", "White", "Black"];
        let answers = join_all(names.iter().enumerate().map(|(n, name)| {
            let (tab, token) = if n % 2 == 0 { (&ann, &tokens[0]) } else { (&olga, &tokens[1]) };
            async move {
                loop {
                    let page = tab.post_with_token(&format!("{PATH}/new"), token, &[("name", *name)]).await;
                    if page.status != 503 {
                        break page.status.as_u16();
                    }
                }
            }
        }))
        .await;
        assert!(answers.iter().all(|status| [303, 422].contains(status)), "{answers:?}");
        assert_eq!((answers.iter().filter(|status| **status == 303).count(), count(&app)), (2, 197));
        let page = create(&ann, "Purple", &[]).await;
        assert!(page.status == 422 && page.says("197 roles of its own at most"), "{}", page.body);
        assert!(ann.get(PATH).await.has("button[aria-disabled='true'][aria-describedby='create-off']"));
        assert_eq!(app.number("SELECT count(*) FROM roles WHERE folded_name IN ('yellow', 'yelow')").max(1), 1, "not both");
    }
}
