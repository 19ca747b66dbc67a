//! The card `Session expiration` on the tab Authentication: how long sessions of the team and of end users last.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use diesel::prelude::*;
use serde_json::Value;

use super::authentication;
use crate::audit::{self, Entry};
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::identity::{self, Account, Tx};
use crate::policy::Right;
use crate::web::{Cx, Field, Form};

const HOUR: i32 = 60;
const DAY: i32 = 24 * HOUR;

/// A limit: its field, its choices in minutes.
#[derive(Debug)]
pub struct Limit {
    /// The name of its field, and of its column.
    pub name: &'static str,
    label: &'static str,
    group: Option<&'static str>,
    choices: &'static [i32],
}

/// The four limits, in the order of [`minutes`].
pub static LIMITS: [Limit; 4] = [
    Limit {
        name: "staff_idle_minutes",
        label: "session-staff-idle",
        group: Some("session-staff"),
        choices: &[5, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY],
    },
    Limit {
        name: "staff_max_minutes",
        label: "session-staff-max",
        group: None,
        choices: &[HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 7 * DAY, 14 * DAY, 30 * DAY],
    },
    Limit {
        name: "end_user_idle_minutes",
        label: "session-end-user-idle",
        group: Some("session-end-users"),
        choices: &[5, 15, 30, HOUR, 4 * HOUR, 8 * HOUR, DAY, 7 * DAY, 14 * DAY],
    },
    Limit {
        name: "end_user_max_minutes",
        label: "session-end-user-max",
        group: None,
        choices: &[HOUR, 8 * HOUR, DAY, 7 * DAY, 14 * DAY, 30 * DAY],
    },
];

fn minutes(account: &Account) -> [i32; 4] {
    [account.staff_idle_minutes, account.staff_max_minutes, account.end_user_idle_minutes, account.end_user_max_minutes]
}

/// The card's four fields.
#[derive(Debug)]
pub struct Card {
    /// For each limit its field, which holds minutes.
    pub fields: [Field; 4],
}

impl Card {
    /// The card as the account has it.
    pub fn of(account: &Account) -> Self {
        Self { fields: minutes(account).map(|minutes| Field::of(minutes.to_string())) }
    }

    /// Whether something is wrong with it.
    pub fn faulty(&self) -> bool {
        self.fields.iter().any(Field::faulty)
    }

    /// The fields, as the page shows them.
    pub fn rows(&self, cx: &Cx) -> Vec<Row<'_>> {
        let rows = LIMITS.iter().zip(&self.fields).zip(minutes(cx.account()));
        rows.map(|((limit, field), kept)| Row {
            name: limit.name,
            label: limit.label,
            group: limit.group,
            choices: choices(limit, kept)
                .into_iter()
                .map(|m| (m, words(cx, m), field.value == m.to_string()))
                .collect(),
            field,
        })
        .collect()
    }
}

/// A field of the card.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its name.
    pub name: &'static str,
    /// The key of its label.
    pub label: &'static str,
    /// The key of the group that begins with it, if one does.
    pub group: Option<&'static str>,
    /// What can be chosen: minutes, in words, whether it is.
    pub choices: Vec<(i32, String, bool)>,
    /// Its value and what is wrong with it.
    pub field: &'a Field,
}

/// What can be chosen for a limit; what the account has is among it.
fn choices(limit: &Limit, kept: i32) -> Vec<i32> {
    let mut all: Vec<i32> = limit.choices.iter().copied().chain([kept]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A number of minutes in words.
pub(crate) fn words(cx: &Cx, minutes: i32) -> String {
    let minutes = i64::from(minutes);
    match minutes {
        m if m % 1440 == 0 => cx.t1("session-days", "count", m / 1440),
        m if m % 60 == 0 => cx.t1("session-hours", "count", m / 60),
        m => cx.t1("session-minutes", "count", m),
    }
}

/// `POST /admin/account/security/sessions`
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut card = Card { fields: LIMITS.each_ref().map(|limit| Field::of(form.get(limit.name))) };
    let mut wished = minutes(cx.account());
    for ((limit, field), wish) in LIMITS.iter().zip(&mut card.fields).zip(&mut wished) {
        match field.value.parse::<i32>().ok().filter(|minutes| choices(limit, *wish).contains(minutes)) {
            Some(minutes) => *wish = minutes,
            None => field.fault(cx.t("fault-session-choice")),
        }
    }
    let [staff_idle, staff_max, end_user_idle, end_user_max] = wished;
    if !card.faulty() {
        let [_, staff, _, end_users] = &mut card.fields;
        for (field, idle, max) in [(staff, staff_idle, staff_max), (end_users, end_user_idle, end_user_max)] {
            if max < idle {
                field.fault(cx.t("fault-session-order"));
            }
        }
    }
    if card.faulty() {
        return authentication::draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, card).await;
    }
    if wished != minutes(cx.account()) {
        cx.write(move |tx| save(tx, wished)).await?;
    }
    cx.see_saying(authentication::PATH, "notice-settings-saved")
}

/// Limits with their names.
fn named(minutes: [i32; 4]) -> [(&'static str, Value); 4] {
    let mut at = LIMITS.iter().zip(minutes).map(|(limit, minutes)| (limit.name, Value::from(minutes)));
    std::array::from_fn(|_| at.next().unwrap_or_default())
}

/// Saves the limits. Sessions that run are brought under them; none lasts longer than it was going to.
fn save(tx: &mut Tx<'_>, wished: [i32; 4]) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageSecurity)?;
    let was = tx.identity().account().clone();
    let [staff_idle_minutes, staff_max_minutes, end_user_idle_minutes, end_user_max_minutes] = wished;
    diesel::update(accounts::table.find(was.id))
        .set((
            accounts::staff_idle_minutes.eq(staff_idle_minutes),
            accounts::staff_max_minutes.eq(staff_max_minutes),
            accounts::end_user_idle_minutes.eq(end_user_idle_minutes),
            accounts::end_user_max_minutes.eq(end_user_max_minutes),
        ))
        .execute(tx.conn())?;
    let account = Account {
        staff_idle_minutes,
        staff_max_minutes,
        end_user_idle_minutes,
        end_user_max_minutes,
        ..Account::clone(&was)
    };
    identity::shorten_sessions(tx, &account, false)?;
    identity::shorten_sessions(tx, &account, true)?;
    let details = audit::before_and_after(named(minutes(&was)), named(wished));
    tx.record(Entry::new("settings.sessions_changed", "account", was.id).with(details))
}
