//! Who gets through to what: every route of the product asked by everybody, as themselves and while they stand in for somebody.
//! The answers are held against `matrix.txt`, which is reviewed by hand.

use reqwest::Method;

use crate::on_both;
use crate::support::{App, Database, Tab};

/// The person that acts on people are tried on, the same for acts on the team, and whom nobody else is.
const EVE: i64 = 110;
const SPARE: i64 = 120;
/// Of roles, groups and whatever else is made here for that.
const MADE: i64 = 900;

/// A custom role's permissions: people's fields, groups, roles and logs, beside tickets and people.
const MANAGER: &[&str] = &[
    "see_all_tickets",
    "work_tickets",
    "see_people",
    "manage_user_fields",
    "manage_groups",
    "manage_roles",
    "read_logs",
];

/// The columns, in order.
async fn cast(app: &App) -> Vec<(&'static str, Tab)> {
    use stead::policy::{Permission, Permissions};
    let bits =
        Permission::ALL.iter().copied().filter(|p| MANAGER.contains(&p.as_str())).collect::<Permissions>().bits();
    app.sql("UPDATE accounts SET plan = 'enterprise' WHERE id = 1");
    app.sql(&format!("INSERT INTO roles (id, account_id, name, folded_name, permissions, created_at, updated_at) VALUES ({MADE}, 1, 'Manager', 'manager', {bits}, 1, 1)"));
    app.sql(&format!("UPDATE users SET custom_role_id = {MADE} WHERE id = 105"));
    app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
    app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
    app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, email, search_text, ticket_access, created_at, updated_at) VALUES ({SPARE}, 1, 'agent', 'Spare Sue', 'spare sue', 'sue@acme.example', '', 'all', 1, 1)"));
    app.sql(&format!("INSERT INTO roles (id, account_id, name, folded_name, permissions, created_at, updated_at) VALUES ({}, 1, 'Unused', 'unused', 2, 1, 1)", MADE + 1));
    app.sql(&format!("INSERT INTO agent_groups (id, account_id, name, folded_name, is_default, created_at, updated_at) VALUES ({}, 1, 'Unused', 'unused', FALSE, 1, 1)", MADE + 1));
    stead::people::index::fill(&mut app.conn()).unwrap();
    let w = app.world.clone();
    let olga = app.sign_in(w.olga).await;
    let as_admin = olga.assume(w.ann).await;
    let tom = app.sign_in(w.tom).await;
    // The operator's staff: at home, in a visit, and as a customer in it.
    let staff = app.staffed();
    let (otto, nadia) = (app.at_console(staff.otto).await, app.at_console(staff.nadia).await);
    let case = super::visits::case(app, staff.otto);
    // By broken glass, which nobody who is asked here can make whole.
    super::visits::break_glass(app, &staff);
    let visitor = super::visits::arrive(app, &super::visits::begin(&otto, case, "agent").await).await;
    vec![
        ("nobody", app.visitor().tab()),
        ("end user", app.sign_in(w.bob).await),
        ("light agent", app.sign_in(w.lea).await),
        ("Explore admin", app.sign_in(w.cory).await),
        ("assigned", app.sign_in(w.sam).await),
        ("agent", tom.clone()),
        ("custom role", app.sign_in(w.tess).await),
        ("admin", app.sign_in(w.ann).await),
        ("billing admin", app.sign_in(w.abel).await),
        ("owner", olga),
        ("agent>user", tom.assume(w.bob).await),
        ("owner>admin", as_admin.clone()),
        ("o>a>agent", as_admin.assume(w.tom).await),
        ("visitor>user", visitor.assume(w.bob).await),
        ("visitor", visitor),
        ("staff", otto),
        ("staff admin", nadia),
    ]
}

/// The id that a route is asked with.
fn id_for(path: &str) -> i64 {
    match path {
        // What is asked of the console leaves Acme as it is, and who is in it.
        _ if path.contains("/visits/")
            || path.starts_with("/operator/staff")
            || path.starts_with("/operator/cases") =>
        {
            MADE
        }
        _ if path.starts_with("/operator/accounts/") => 2,
        _ if path.contains("/team-members/promotion/") => EVE,
        _ if path.contains("/team-members/") || path.contains("/billing/") => SPARE,
        _ if path.contains("/roles/") || path.contains("/groups/") => MADE + 1,
        _ if path.contains("/agent/users/") => EVE,
        _ if path.contains("/deleted-users/") => 112,
        // Sessions, devices and frames of one's own: what the others stand on stays.
        _ if path.starts_with("/access/") => MADE,
        _ => 1,
    }
}

/// What one tab is answered on one route: let through, refused, or asked to sign in.
async fn ask(tab: &Tab, token: &str, method: &str, path: &str) -> &'static str {
    let page = match method {
        "GET" => tab.get(path).await,
        _ => tab.post_with_token(path, token, &[]).await,
    };
    match page.status.as_u16() {
        403 => "-",
        // No scope leads to the API.
        404 if path.starts_with("/api/") => "-",
        // Elsewhere than in its realm there is no console.
        404 if path.starts_with("/operator") && tab.person.cookie("stead_operator").is_none() => "none",
        303 if page.location().contains("/access/sign-in") => "sign in",
        401 => "sign in",
        500.. => panic!("{method} {path}: {}", page.body),
        _ => "yes",
    }
}

/// What the table says is no matter of the database, and it is long.
#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_of_roles_and_routes() {
    let app = App::start(Database::Sqlite);
    app.sign_in(app.world.bob).await.submit("S").await;
    let cast = cast(&app).await;
    let mut tokens = vec![];
    for (_, tab) in &cast {
        tokens.push(tab.token().await);
    }
    let head: String = cast.iter().map(|(name, _)| format!("{name:<15}")).collect();
    let mut now = format!("{:<48}{}\n", "", head.trim_end());
    // Who may sign in, out or go back is no question of roles.
    for route in stead::app::routes().table().iter().filter(|route| route.right.is_some()) {
        let path = route.path.replace("{id}", &id_for(route.path).to_string());
        let contact = app.text(&format!("SELECT CAST(min(id) AS TEXT) FROM addresses WHERE user_id = {EVE}"));
        let path = path.replace("{n}", &contact).replace("{token}", "junk");
        let path: String =
            path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
        let mut row = format!("{:<5}{:<43}", route.method.as_str(), route.path);
        for ((_, tab), token) in cast.iter().zip(&tokens) {
            // Whom somebody before has restored is deleted again, and what the row is about is as it was.
            app.sql(&format!(
                "UPDATE users SET deleted_at = {} WHERE id = 112 AND deleted_at IS NULL",
                app.state.clock.now().0
            ));
            row.push_str(&format!("{:<15}", ask(tab, token, route.method.as_str(), &path).await));
        }
        now.push_str(row.trim_end());
        now.push('\n');
    }
    if std::env::var_os("STEAD_WRITE").is_some() {
        std::fs::write("tests/suite/matrix.txt", &now).unwrap();
    }
    let reviewed = include_str!("matrix.txt");
    let changed: Vec<String> =
        now.lines().filter(|line| !reviewed.lines().any(|l| l == *line)).map(str::to_owned).collect();
    assert!(
        now == reviewed,
        "tests/suite/matrix.txt is reviewed by hand; these rows are others now:\n{}",
        changed.join("\n")
    );
}

on_both! {
    async fn nothing_is_reachable_beside_the_routes(app: App) {
        let w = app.world.clone();
        let (olga, gil) = (app.sign_in(w.olga).await, app.sign_in_at("globex.localhost", w.gil).await);
        app.staffed();
        let (token, others) = (olga.token().await, gil.token().await);
        let table = stead::app::routes().table();
        for route in &table {
            let path: String = route.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
            // Other methods than the table's, and other spellings of the path, lead to nothing.
            for method in [Method::PUT, Method::PATCH, Method::DELETE] {
                let status = olga.person.send(method.clone(), &path, &[("sec-fetch-site", "same-origin")], Some(&[("form_token", &token)])).await.status;
                assert_eq!(status, 405, "{method} {path}");
            }
            if route.method == "GET" && !table.iter().any(|r| r.path == route.path && r.method == "POST") {
                assert_eq!(olga.post_with_token(&path, &token, &[]).await.status, 405, "POST {path}");
            }
            for spelt in [format!("{path}/x-nowhere"), format!("/x-nowhere{path}"), path.replacen('/', "//", 1)] {
                let status = olga.get(&spelt).await.status;
                // The realm tells nothing of its pages to whoever is not signed in there.
                let told = path == "/" || spelt.starts_with("/operator/");
                assert!([404, 405].contains(&status.as_u16()) || status == 303 && told, "{spelt}: {status}");
            }
            // The owner of another account finds nobody of this one.
            if route.path.contains("/users/{id}") || route.path.contains("/team-members/{id}") || route.path.contains("/promotion/{id}") {
                let path = route.path.replace("{id}", &w.tess.to_string());
                let path: String = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
                let page = match route.method.as_str() {
                    "GET" => gil.get(&path).await,
                    _ => gil.post_with_token(&path, &others, &[]).await,
                };
                assert!(page.status == 404 && !page.body.contains("Tess"), "{path}: {} {}", page.status, page.body);
            }
        }
    }
}
