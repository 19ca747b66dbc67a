//! Security > Advanced > IP restrictions.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::ranges::{self, Fault};
use super::{Who, admits};
use crate::audit::{self, Entry};
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::identity::{Account, Tx};
use crate::policy::{Refusal, Right};
use crate::web::{Cx, Field, Form};

const PATH: &str = "/admin/account/security/advanced/ip";

#[derive(Template)]
#[template(path = "security/ip.html")]
struct Edit<'a> {
    cx: &'a Cx,
    enabled: bool,
    bypass: bool,
    ranges: Field,
}

/// `GET /admin/account/security/advanced/ip`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account();
    let (enabled, bypass, ranges) = (account.ip_restricted, account.ip_customers_bypass, Field::of(&account.ip_ranges));
    cx.show(Edit { cx: &cx, enabled, bypass, ranges })
}

/// `POST /admin/account/security/advanced/ip`: `Save tab`.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let (enabled, bypass) = (form.has("ip_restricted"), form.has("ip_customers_bypass"));
    let mut ranges = Field::of(form.get("ip_ranges").replace('\r', ""));
    match ranges::clean(&ranges.value) {
        Ok(list) => ranges.value = list,
        Err(Fault::Nonsense(entry)) => ranges.fault(cx.t1("fault-ip-range", "entry", &entry)),
        Err(Fault::Everything(entry)) => ranges.fault(cx.t1("fault-ip-everything", "entry", &entry)),
        Err(Fault::TooMany) => ranges.fault(cx.t1("fault-ip-many", "max", ranges::MAX as i64)),
    }
    let wished = Account {
        ip_restricted: enabled,
        ip_ranges: ranges.value.clone(),
        ip_customers_bypass: bypass,
        ..cx.account().clone()
    };
    let here = cx.origin().address.as_str();
    if enabled && !ranges.faulty() && ranges.value.is_empty() {
        ranges.fault(cx.t("fault-ip-none"));
    } else if !ranges.faulty()
        && !admits(&wished, here, cx.root().map_or(Who::Stranger, |root| Who::of(&root.standing)))
    {
        ranges.fault(match here {
            "" => cx.t("fault-ip-unknown").to_owned(),
            address => cx.t1("fault-ip-yourself", "address", address),
        });
    }
    if cx.visit().is_some() && !ranges.faulty() && !loosens(cx.account(), &wished) {
        ranges.fault(cx.t("fault-ip-visitor"));
    }
    if ranges.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, Edit { cx: &cx, enabled, bypass, ranges });
    }
    if named(cx.account()) != named(&wished) {
        cx.write(move |tx| save(tx, &wished)).await?;
    }
    cx.see_saying(PATH, "notice-settings-saved")
}

fn named(account: &Account) -> [(&'static str, Value); 3] {
    [
        ("ip_restricted", json!(account.ip_restricted)),
        ("ip_ranges", json!(account.ip_ranges)),
        ("ip_customers_bypass", json!(account.ip_customers_bypass)),
    ]
}

/// Whether more people come in by it than before, or the same: all that is for visitors, who repair what keeps others out.
fn loosens(was: &Account, wished: &Account) -> bool {
    let kept = |old: &str| wished.ip_ranges.lines().any(|new| new == old);
    !wished.ip_restricted
        || was.ip_restricted
            && was.ip_ranges.lines().all(kept)
            && (wished.ip_customers_bypass || !was.ip_customers_bypass)
}

fn save(tx: &mut Tx<'_>, wished: &Account) -> Result<()> {
    tx.identity().unassumed().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageIpRestrictions)?;
    if !admits(wished, tx.address(), Who::of(&tx.identity().root().standing)) {
        return Err(Error::Forbidden(Refusal::Elsewhere));
    }
    let was = tx.identity().account().clone();
    if tx.identity().visit().is_some() && !loosens(&was, wished) {
        return Err(Error::Forbidden(Refusal::WhileVisiting));
    }
    diesel::update(accounts::table.find(was.id))
        .set((
            accounts::ip_restricted.eq(wished.ip_restricted),
            accounts::ip_ranges.eq(&wished.ip_ranges),
            accounts::ip_customers_bypass.eq(wished.ip_customers_bypass),
        ))
        .execute(tx.conn())?;
    let details = audit::before_and_after(named(&was), named(wished));
    tx.record(Entry::new("settings.ip_changed", "account", was.id).with(details))
}
