//! Security > Overview: how each setting stands.

use stead::identity;
use stead::security::grants::Access;
use stead::security::overview::{Facts, State, findings};
use stead::security::password_rules::Level;
use stead::security::settings::SignInSettings;

use crate::on_both;

const OVERVIEW: &str = "/admin/account/security/overview";

on_both! {
    async fn each_setting_has_a_state_and_the_way_to_it(app: App) {
        let ann = app.sign_in(102).await;
        let page = ann.get(OVERVIEW).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.texts("tbody tr").len(), 10, "{}", page.body);
        for link in page.texts("tbody a") {
            assert!(link.starts_with("Go to setting"), "{link}");
        }
        let paths: Vec<String> = page.html().select(&scraper::Selector::parse("tbody a").unwrap()).map(|a| a.attr("href").unwrap().to_owned()).collect();
        for path in &paths {
            assert_eq!(ann.get(path).await.status, 200, "{path}");
        }
        // Critical ones come first; what is changed is told at once.
        let first = |page: &crate::support::Page| page.texts("tbody tr")[0].clone();
        assert!(first(&page).contains("Critical") && first(&page).contains("go without it"), "{}", first(&page));
        app.sql("UPDATE sign_in_settings SET staff_factor = TRUE, staff_level = 'low' WHERE account_id = 1");
        let page = ann.get(OVERVIEW).await;
        assert!(first(&page).contains("The level is Low"), "{}", first(&page));
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 1");
        assert_eq!(ann.get(OVERVIEW).await.texts("tbody tr").len(), 9, "a trial has no account assumption to set");
        // Another account's people and settings are its own.
        let gil = app.sign_in_at("globex.localhost", 151).await;
        assert!(gil.get(OVERVIEW).await.says("0 critical") || gil.get(OVERVIEW).await.says("1 critical"));
        app.sql("UPDATE sign_in_settings SET staff_factor = FALSE WHERE account_id = 1");
        for person in [104, 107, 109] {
            assert_eq!(app.sign_in(person).await.get(OVERVIEW).await.status, 403, "{person}");
        }
    }

    async fn the_states_are_the_reviewed_ones(app: App) {
        let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
        let sign_in = app.state.db.read_now(|c| SignInSettings::of(c, 1)).unwrap();
        let good = Facts {
            sign_in: SignInSettings { staff_factor: true, staff_level: Level::Recommended, customer_level: Level::Recommended, admins_set_passwords: false, ..sign_in },
            bare_administrators: 0,
            idle_administrators: 0,
            idle_tokens: 0,
            access: Access::Off,
            account: identity::Account { reason_required: true, ip_restricted: true, ..account },
        };
        assert!(findings(&good).iter().all(|f| f.state == State::Healthy), "{:?}", findings(&good));
        let state = |facts: &Facts, says: &str| findings(facts).iter().find(|f| f.says == says).map(|f| f.state);
        let sign_in = |change: fn(&mut SignInSettings)| { let mut facts = good.clone(); change(&mut facts.sign_in); facts };
        let account = |change: fn(&mut identity::Account)| { let mut facts = good.clone(); change(&mut facts.account); facts };
        for (facts, says, expected) in [
            (Facts { bare_administrators: 2, ..good.clone() }, "overview-factor-missing", State::Recommended),
            (sign_in(|s| s.staff_factor = false), "overview-factor-optional", State::Recommended),
            (Facts { bare_administrators: 1, ..sign_in(|s| s.staff_factor = false) }, "overview-factor-bare", State::Critical),
            (sign_in(|s| s.staff_level = Level::Low), "overview-level-low", State::Critical),
            (sign_in(|s| s.staff_level = Level::Medium), "overview-level-medium", State::Recommended),
            (sign_in(|s| s.customer_level = Level::Low), "overview-level-low", State::Recommended),
            (sign_in(|s| s.admins_set_passwords = true), "overview-set-on", State::Recommended),
            (account(|a| a.staff_idle_minutes = 480), "overview-sessions-short", State::Healthy),
            (account(|a| a.staff_idle_minutes = 481), "overview-sessions-long", State::Recommended),
            (account(|a| a.ip_restricted = false), "overview-ip-off", State::Recommended),
            (account(|a| a.reason_required = false), "overview-assuming-no-reason", State::Recommended),
            (account(|a| a.frame_max_minutes = 121), "overview-assuming-long", State::Recommended),
            (account(|a| a.frames_allowed = false), "overview-assuming-off", State::Healthy),
            (Facts { access: Access::Granted(Some(app.state.clock.now())), ..good.clone() }, "overview-access-on", State::Recommended),
            (Facts { access: Access::Granted(None), ..good.clone() }, "overview-access-open", State::Critical),
            (Facts { idle_administrators: 1, ..good.clone() }, "overview-administrators-idle", State::Recommended),
            (Facts { idle_tokens: 1, ..good.clone() }, "overview-tokens-idle", State::Recommended),
        ] {
            assert_eq!(state(&facts, says), Some(expected), "{says}");
        }
    }
}
