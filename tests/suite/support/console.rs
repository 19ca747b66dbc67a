//! The operator's realm in tests: an administrator of it and one of the support staff, and how they get to their console.

use stead::identity::Locale;
use stead::operator::staff::{self, NewStaff};

use super::world::PASSWORD;
use super::{App, Tab};

/// The staff of the operator's.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    pub realm: i64,
    /// Nadia Rossi, operator administrator.
    pub nadia: i64,
    /// Otto Okoye, support staff.
    pub otto: i64,
}

impl App {
    /// Founds the realm. Codes are not asked for, so that a test need not make any; what asks for them has tests of its own.
    pub fn staffed(&self) -> Staff {
        let new = |name: &str, email: &str, administrator| NewStaff {
            name: name.into(),
            email: email.into(),
            administrator,
            locale: Locale::En,
        };
        let nadia = new("Nadia Rossi", "nadia@harbourlight.example", true);
        let (realm, nadia) = staff::create(&self.state, "Harbourlight", &nadia).unwrap();
        let (_, otto) = staff::create(&self.state, "", &new("Otto Okoye", "otto@harbourlight.example", false)).unwrap();
        self.sql(&format!(
            "UPDATE users SET password_hash = (SELECT u.password_hash FROM users u WHERE u.id = 101) WHERE account_id = {}",
            realm.id
        ));
        self.sql(&format!("UPDATE sign_in_settings SET staff_factor = FALSE WHERE account_id = {}", realm.id));
        Staff { realm: realm.id, nadia, otto }
    }

    /// One of the staff, signed in to the console, in a tab of their own.
    pub async fn at_console(&self, user: i64) -> Tab {
        let email = self.text(&format!("SELECT email FROM users WHERE id = {user}"));
        let tab = self.visitor().tab();
        let path = "/operator/access/sign-in";
        let token = tab.get(path).await.token();
        let page = tab.post_with_token(path, &token, &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!((page.status.as_u16(), page.location().as_str()), (303, "/operator/accounts"), "{}", page.body);
        tab
    }
}
