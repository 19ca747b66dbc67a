//! Security > Advanced > Assuming identities: whether and how people of the account stand in for others (spec.md §3.3).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::audit::{self, Entry};
use crate::db::schema::accounts;
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, FrameNotice, Tx};
use crate::policy::Right;
use crate::web::{Cx, Field, Form};

const PATH: &str = "/admin/account/security/advanced/assuming";
/// How long a frame lasts at the most, in minutes: from, to.
const MAX_MINUTES: (i32, i32) = (5, 480);
/// How long it may idle.
const IDLE_MINUTES: (i32, i32) = (1, 480);

/// The policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Policy {
    allowed: bool,
    reason_required: bool,
    max_minutes: i32,
    idle_minutes: i32,
    read_only: bool,
    password: bool,
    notice: FrameNotice,
}

impl Policy {
    fn of(account: &Account) -> Self {
        Self {
            allowed: account.frames_allowed,
            reason_required: account.reason_required,
            max_minutes: account.frame_max_minutes,
            idle_minutes: account.frame_idle_minutes,
            read_only: account.frames_read_only,
            password: account.frame_password,
            notice: account.frame_notice,
        }
    }

    /// Everything by name, for the audit line.
    fn named(&self) -> [(&'static str, Value); 7] {
        [
            ("allowed", json!(self.allowed)),
            ("reason_required", json!(self.reason_required)),
            ("max_minutes", json!(self.max_minutes)),
            ("idle_minutes", json!(self.idle_minutes)),
            ("read_only", json!(self.read_only)),
            ("fresh_proof", json!(self.password)),
            ("notice", json!(self.notice.as_str())),
        ]
    }

    /// All of it in one text: a form carries what it showed.
    fn state(&self) -> String {
        let Self { allowed, reason_required, max_minutes, idle_minutes, read_only, password, notice } = self;
        format!("{allowed} {reason_required} {max_minutes} {idle_minutes} {read_only} {password} {notice}")
    }
}

#[derive(Template)]
#[template(path = "security/assuming.html")]
struct Edit<'a> {
    cx: &'a Cx,
    asked: Policy,
    /// As it stands now.
    present: Policy,
    /// How many identities are assumed now.
    running: i64,
    max: Field,
    idle: Field,
    /// Whether somebody else saved something while the form was open.
    changed: bool,
}

/// `GET /admin/account/security/advanced/assuming`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let page = Edit::of(&cx).await?;
    cx.show(page)
}

/// `POST /admin/account/security/advanced/assuming`: `Save`.
pub async fn update(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Edit::of(&cx).await?;
    // A form without these is not the whole form, and would switch everything off.
    let notice = FrameNotice::parse(form.get("notice")).ok_or(Error::Malformed)?;
    let seen = form.get("seen").to_owned();
    if seen.is_empty() {
        return Err(Error::Malformed);
    }
    (page.max, page.idle) = (Field::of(form.get("max_minutes").trim()), Field::of(form.get("idle_minutes").trim()));
    let max = minutes(&cx, &mut page.max, "fault-frame-max", MAX_MINUTES);
    let idle = minutes(&cx, &mut page.idle, "fault-frame-idle", IDLE_MINUTES);
    if let (Some(max), Some(idle)) = (max, idle)
        && idle > max
    {
        page.idle.fault(cx.t("fault-frame-idle-longer"));
    }
    page.asked = Policy {
        allowed: form.has("allowed"),
        reason_required: form.has("reason_required"),
        max_minutes: max.unwrap_or(page.present.max_minutes),
        idle_minutes: idle.unwrap_or(page.present.idle_minutes),
        read_only: form.has("read_only"),
        password: form.has("fresh_proof"),
        notice,
    };
    if page.faulty() {
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let asked = page.asked;
    // What is so already needs no line.
    if asked == page.present {
        return cx.see_saying(PATH, "notice-settings-saved");
    }
    match cx.write(move |tx| save(tx, &asked, &seen)).await {
        Ok(()) => cx.see_saying(PATH, "notice-settings-saved"),
        Err(Error::Conflict) => {
            let again = Edit::of(&cx).await?;
            cx.show_with(StatusCode::CONFLICT, Edit { changed: true, max: page.max, idle: page.idle, asked, ..again })
        }
        Err(error) => Err(error),
    }
}

/// Saves the policy; the line tells what was and what is. Switched off, every identity that is assumed ends with it. What was not as it was
/// shown is [`Error::Conflict`].
fn save(tx: &mut Tx<'_>, asked: &Policy, seen: &str) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageSecurity)?;
    let account = tx.identity().account().clone();
    let was = Policy::of(&account);
    if was.state() != seen {
        return Err(Error::Conflict);
    }
    diesel::update(accounts::table.find(account.id))
        .set((
            accounts::frames_allowed.eq(asked.allowed),
            accounts::reason_required.eq(asked.reason_required),
            accounts::frame_max_minutes.eq(asked.max_minutes),
            accounts::frame_idle_minutes.eq(asked.idle_minutes),
            accounts::frames_read_only.eq(asked.read_only),
            accounts::frame_password.eq(asked.password),
            accounts::frame_notice.eq(asked.notice),
        ))
        .execute(tx.conn())?;
    let details = audit::before_and_after(was.named(), asked.named());
    tx.record(Entry::new("settings.assuming_changed", "account", account.id).with(details))?;
    if !asked.allowed {
        identity::end_all_frames(tx, &account, EndCause::SwitchedOff)?;
    }
    Ok(())
}

fn minutes(cx: &Cx, field: &mut Field, fault: &'static str, (from, to): (i32, i32)) -> Option<i32> {
    let digits = !field.value.is_empty() && field.value.len() <= 4 && field.value.bytes().all(|b| b.is_ascii_digit());
    let read = field.value.parse().ok().filter(|n| digits && (from..=to).contains(n));
    if read.is_none() {
        field.fault(cx.t2(fault, "from", i64::from(from), "to", i64::from(to)));
    }
    read
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx) -> Result<Self> {
        let (id, now) = (cx.account().id, cx.now());
        let (present, running) =
            cx.read(move |c| Ok((Policy::of(&identity::account(c, id)?), identity::count_frames(c, id, now)?))).await?;
        let (max, idle) = (present.max_minutes.to_string(), present.idle_minutes.to_string());
        Ok(Self { cx, asked: present, present, running, max: Field::of(max), idle: Field::of(idle), changed: false })
    }

    fn faulty(&self) -> bool {
        self.max.faulty() || self.idle.faulty()
    }

    fn notices(&self) -> [(FrameNotice, &'static str); 3] {
        [
            (FrameNotice::Never, "frame-notice-never"),
            (FrameNotice::AtEnd, "frame-notice-at-end"),
            (FrameNotice::Always, "frame-notice-always"),
        ]
    }

    /// What is saved now otherwise than this form has it: the key of each name, and how it is.
    fn differences(&self) -> Vec<(&'static str, String)> {
        let (now, asked) = (&self.present, &self.asked);
        let yes = |on: bool| self.cx.t(if on { "setting-on" } else { "setting-off" }).to_owned();
        let notice = self.notices().into_iter().find(|(notice, _)| *notice == now.notice).map_or("", |(_, key)| key);
        let all = [
            ("assuming-allowed", now.allowed != asked.allowed, yes(now.allowed)),
            ("assuming-max", now.max_minutes != asked.max_minutes, self.cx.n(i64::from(now.max_minutes))),
            ("assuming-idle", now.idle_minutes != asked.idle_minutes, self.cx.n(i64::from(now.idle_minutes))),
            ("assuming-reason", now.reason_required != asked.reason_required, yes(now.reason_required)),
            ("assuming-password", now.password != asked.password, yes(now.password)),
            ("assuming-read-only", now.read_only != asked.read_only, yes(now.read_only)),
            ("assuming-notice", now.notice != asked.notice, self.cx.t(notice).to_owned()),
        ];
        all.into_iter().filter(|(_, differs, _)| *differs).map(|(key, _, text)| (key, text)).collect()
    }
}
