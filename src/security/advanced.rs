//! Account > Security > Advanced: one page a tab, each listed for those who may open it.

use actix_web::HttpResponse;

use crate::error::{Error, Result};
use crate::policy::{Plan, Right};
use crate::web::Cx;

/// One tab.
#[derive(Debug)]
pub struct Tab {
    /// Its path.
    pub path: &'static str,
    /// The key of its name.
    pub key: &'static str,
    right: Right,
}

/// Where the tab of account assumption is.
pub const ACCESS: &str = "/admin/account/security/advanced/access";

/// The tabs, in order.
pub const TABS: &[Tab] = &[
    Tab { path: "/admin/account/security/advanced/sign-in", key: "tab-authentication", right: Right::ManageSecurity },
    Tab { path: "/admin/account/security/advanced/password", key: "tab-passwords", right: Right::ManageSecurity },
    Tab { path: "/admin/account/security/advanced/ip", key: "tab-ip", right: Right::ManageIpRestrictions },
    Tab { path: "/admin/account/security/advanced/assuming", key: "tab-assuming", right: Right::ManageSecurity },
    Tab { path: ACCESS, key: "tab-access", right: Right::SwitchAccountAssumption },
];

/// The tabs that are open to whoever looks. A trial has none for account assumption: it cannot be switched (spec.md §3.1).
pub fn tabs(cx: &Cx) -> impl Iterator<Item = &'static Tab> {
    let trial = cx.account().plan == Plan::Trial;
    TABS.iter().filter(move |tab| cx.may(tab.right) && !(trial && tab.path == ACCESS))
}

/// `GET /admin/account/security/advanced`: goes on to the first tab that is open.
pub async fn go(cx: Cx) -> Result<HttpResponse> {
    let first = tabs(&cx).next().ok_or(Error::NotFound)?;
    cx.see(first.path)
}
