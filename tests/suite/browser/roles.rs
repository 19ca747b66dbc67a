//! Roles and groups in a real browser: a role is cloned, changed, given and taken, and its agent sees the effect at the next click; a
//! group is filled and emptied. In English with a look at the pages that no other flow looks at, in French without scripts.

use thirtyfour::prelude::*;

use super::{look, sign_in};
use crate::support::browser::{Driver, Options, click, exists, fill, follow, text};
use crate::support::{App, Database};

/// Somebody at work, who looks at pages where there are scripts to look with.
struct Desk<'a> {
    d: WebDriver,
    app: &'a App,
    language: &'static str,
    javascript: bool,
    faults: Vec<String>,
}

impl Desk<'_> {
    async fn look(&mut self, name: &str) {
        if self.javascript {
            look(&self.d, name, self.language, &mut self.faults).await;
        }
    }

    async fn go(&self, path: &str) {
        self.d.goto(self.app.url(path)).await.unwrap();
    }

    async fn said(&self) {
        assert!(text(&self.d, "[role='status']").await.len() > 3, "the page says what happened");
    }

    /// An entry of a page's menu.
    async fn option(&self, ending: &str) {
        click(&self.d, "[popovertarget='options']").await;
        follow(&self.d, &format!("#options a[href$='{ending}']")).await;
    }
}

async fn roles_and_groups(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    app.sql("UPDATE accounts SET plan = 'enterprise'");
    let driver = Driver::start();
    let open = || driver.open(Options { language, javascript });
    let (d, tom) = (open().await, open().await);
    let mut ann = Desk { d, app: &app, language, javascript, faults: vec![] };
    sign_in(&ann.d, &app, "ann@acme.example").await;

    // Advisor is cloned; the first name is too close to another.
    ann.go("/admin").await;
    follow(&ann.d, ".nav a[href$='/people/roles']").await;
    ann.look("roles-list").await;
    let advisor = app.number("SELECT id FROM roles WHERE account_id = 1 AND system_key = 'advisor'");
    click(&ann.d, &format!("[popovertarget='role-{advisor}']")).await;
    ann.look("roles-menu").await;
    ann.go("/admin/people/roles").await;
    click(&ann.d, &format!("[popovertarget='role-{advisor}']")).await;
    follow(&ann.d, &format!("#role-{advisor} a[href$='/clone']")).await;
    fill(&ann.d, "#name", "Admins").await;
    follow(&ann.d, "main form .primary").await;
    assert!(exists(&ann.d, "#name-error").await && exists(&ann.d, "#manage_groups[checked]").await);
    ann.look("role-form-wrong").await;
    fill(&ann.d, "#name", "Night shift").await;
    fill(&ann.d, "#description", "Works from ten at night.").await;
    follow(&ann.d, "main form .primary").await;
    ann.said().await;
    ann.look("role").await;

    // And given to Tom, who sees it.
    follow(&ann.d, ".head a[href$='/assignment']").await;
    ann.look("role-assignment").await;
    fill(&ann.d, "main #q", "turner").await;
    follow(&ann.d, "main .bar button").await;
    click(&ann.d, "input[name='id'][value='104']").await;
    follow(&ann.d, "main form[method='post'] .primary").await;
    ann.said().await;
    assert!(text(&ann.d, "main tbody").await.contains("Tom Turner"));
    sign_in(&tom, &app, "tom@acme.example").await;
    tom.goto(app.url("/admin/people/groups")).await.unwrap();
    assert!(exists(&tom, "main tbody").await && !exists(&tom, ".nav a[href$='/people/roles']").await);

    // A permission less, and Tom's open page leads nowhere.
    ann.option("/edit").await;
    click(&ann.d, "#manage_groups").await;
    follow(&ann.d, "main form .primary").await;
    ann.said().await;
    follow(&tom, "main .head a.primary").await;
    assert!(!exists(&tom, "main form").await && !exists(&tom, ".nav a[href$='/people/groups']").await);

    // While Tom has it, it stays; then it goes.
    let role = app.number("SELECT id FROM roles WHERE name = 'Night shift'");
    click(&ann.d, "[popovertarget='options']").await;
    assert!(exists(&ann.d, "#options button[aria-describedby='delete-off']").await);
    ann.go(&format!("/admin/people/roles/{role}/deletion")).await;
    assert!(
        text(&ann.d, "main .list").await.contains("Tom Turner") && !exists(&ann.d, "main form[method='post']").await
    );
    ann.look("role-in-use").await;
    follow(&ann.d, "main .list a[href$='/team-members/104']").await;
    let lead = app.number("SELECT id FROM roles WHERE account_id = 1 AND system_key = 'team_lead'");
    click(&ann.d, &format!("select[name='support'] option[value='custom-{lead}']")).await;
    follow(&ann.d, "main form[data-guard] .primary").await;
    ann.said().await;
    ann.go(&format!("/admin/people/roles/{role}")).await;
    ann.option("/deletion").await;
    ann.look("role-deletion").await;
    follow(&ann.d, "main form .danger").await;
    ann.said().await;
    assert_eq!(app.number(&format!("SELECT count(*) FROM roles WHERE id = {role}")), 0);

    // A group: first nameless, then filled.
    follow(&ann.d, ".nav a[href$='/people/groups']").await;
    follow(&ann.d, ".head a.primary").await;
    follow(&ann.d, "main form .primary").await;
    assert!(exists(&ann.d, "#name-error").await);
    fill(&ann.d, "#name", "Billing").await;
    follow(&ann.d, "main form .primary").await;
    ann.said().await;
    follow(&ann.d, ".head a.primary").await;
    follow(&ann.d, "main form[method='post'] .primary").await;
    assert!(exists(&ann.d, ".alert.bad").await);
    ann.look("group-addition").await;
    for id in [105, 107] {
        click(&ann.d, &format!("input[name='id'][value='{id}']")).await;
    }
    follow(&ann.d, "main form[method='post'] .primary").await;
    ann.said().await;

    // It becomes Tess's default, and is kept for that; on her page it is another again.
    click(&ann.d, "[popovertarget='member-105']").await;
    follow(&ann.d, "#member-105 form[action$='/member-default'] button").await;
    ann.said().await;
    let group = app.number("SELECT id FROM agent_groups WHERE name = 'Billing'");
    ann.go(&format!("/admin/people/groups/{group}/deletion")).await;
    assert!(!exists(&ann.d, "main form").await);
    ann.look("group-kept").await;
    ann.go("/admin/people/team-members/105").await;
    click(&ann.d, "#group option:not([selected])").await;
    follow(&ann.d, "main form[action$='/group'] button").await;
    ann.said().await;
    ann.go(&format!("/admin/people/groups/{group}")).await;
    click(&ann.d, "[popovertarget='member-107']").await;
    follow(&ann.d, "#member-107 form[action$='/removal'] button").await;
    ann.said().await;
    ann.option("/deletion").await;
    follow(&ann.d, "main form .danger").await;
    ann.said().await;
    assert_eq!(app.number("SELECT count(*) FROM agent_groups WHERE account_id = 1"), 1);
    assert!(ann.faults.is_empty(), "{} faults:\n{}", ann.faults.len(), ann.faults.join("\n"));
    tom.quit().await.unwrap();
    ann.d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_groups_in_english() {
    roles_and_groups("en", true, Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_groups_in_french_without_scripts() {
    roles_and_groups("fr", false, Database::Postgres).await;
}
