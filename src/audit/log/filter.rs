//! What an address of the log asks for. Everything is in the address, so that a filtered log can be passed on.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{Activity, PATH};
use crate::db::schema::{addresses, audit_entries, audit_values, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::search;
use crate::text;
use crate::web::{Cx, Field, query};

/// Longest text to look people up by, in characters.
const TERM_MAX: usize = 100;
/// People whom such a text may find; whoever has more namesakes is looked up by another word.
const PEOPLE_MAX: i64 = 200;

/// The names of the filters, in the order of the address.
const NAMES: [&str; 11] =
    ["from", "to", "actor", "activity", "kind", "item", "root", "effective", "person", "frame", "assumed"];

/// A field of a form or an address.
pub type Pair = (String, String);

/// The filters, as they were typed; what cannot be read has a fault.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// Who did it, by name or e-mail address: as themselves or in whosever name.
    pub actor: Field,
    /// The kind of act.
    pub activity: Option<Activity>,
    /// The kind of item.
    pub kind: String,
    /// The item's id, with its kind.
    pub item: Option<i64>,
    /// Who really did it.
    pub root: Option<i64>,
    /// In whose name.
    pub effective: Option<i64>,
    /// Somebody who did it, in whose name it was done, or to whom.
    pub person: Option<i64>,
    /// The frame it was done in, and that frame's own lines.
    pub frame: Option<i64>,
    /// Only what was done in assumed identities.
    pub assumed: bool,
    since: Option<Moment>,
    until: Option<Moment>,
}

/// Lines with their details.
pub type Boxed<'a> = diesel::helper_types::IntoBoxed<
    'a,
    diesel::dsl::LeftJoinOn<
        audit_entries::table,
        audit_values::table,
        diesel::dsl::Eq<audit_values::entry_id, audit_entries::id>,
    >,
    Backend,
>;

impl Asked {
    /// Reads the filters; days are the reader's.
    pub fn read(pairs: &[Pair], zone: &str) -> Self {
        let get = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default();
        let id = |name: &str| get(name).parse::<i64>().ok().filter(|id| *id > 0);
        let (from, to) = (Field::of(text::line(get("from"))), Field::of(text::line(get("to"))));
        let (first, last) = (search::day_of(&from.value, zone), search::day_of(&to.value, zone));
        let actor = text::line(get("actor")).chars().take(TERM_MAX).collect::<String>();
        let known = super::lines::KINDS.iter().any(|(kind, _)| *kind == get("kind"));
        Self {
            since: first.map(|day| day.0),
            until: last.map(|day| day.1),
            from,
            to,
            actor: Field::of(actor),
            activity: Activity::parse(get("activity")),
            kind: if known { get("kind").to_owned() } else { String::new() },
            item: id("item").filter(|_| known),
            root: id("root"),
            effective: id("effective"),
            person: id("person"),
            frame: id("frame"),
            assumed: get("assumed") == "1",
        }
    }

    /// Whether a day was typed that is none, or the last is before the first.
    pub fn misread(&self) -> (bool, bool, bool) {
        let bad = |field: &Field, read: Option<Moment>| !field.value.is_empty() && read.is_none();
        let (from, to) = (bad(&self.from, self.since), bad(&self.to, self.until));
        let turned = self.since.zip(self.until).is_some_and(|(since, until)| since >= until);
        (from, to, turned)
    }

    /// Says what is wrong with the days; answers whether anything is.
    pub fn check(&mut self, cx: &Cx) -> bool {
        let (from, to, turned) = self.misread();
        if from {
            self.from.fault(cx.t("fault-day"));
        }
        if to {
            self.to.fault(cx.t("fault-day"));
        }
        if turned {
            self.to.fault(cx.t("fault-days-turned"));
        }
        self.from.faulty() || self.to.faulty()
    }

    /// The filters as the address has them.
    pub fn pairs(&self) -> Vec<Pair> {
        let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let values = [
            self.from.value.clone(),
            self.to.value.clone(),
            self.actor.value.clone(),
            self.activity.map(|a| a.as_str().to_owned()).unwrap_or_default(),
            self.kind.clone(),
            id(self.item),
            id(self.root),
            id(self.effective),
            id(self.person),
            id(self.frame),
            if self.assumed { "1".to_owned() } else { String::new() },
        ];
        let all = NAMES.iter().map(|n| (*n).to_owned()).zip(values);
        all.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The path of the log with these filters, but one, and something else besides.
    pub fn path(&self, without: &str, more: &[(&str, &str)]) -> String {
        self.path_at(PATH, without, more)
    }

    /// The same of another log.
    pub fn path_at(&self, log: &str, without: &str, more: &[(&str, &str)]) -> String {
        let kept = self.pairs();
        let own = kept.iter().map(|(n, v)| (n.as_str(), v.as_str())).filter(|(n, _)| *n != without);
        let all: Vec<(&str, &str)> = own.chain(more.iter().copied()).collect();
        format!("{log}{}", query(&all))
    }

    /// The lines of an account that they let through.
    pub fn lines<'a>(&self, c: &mut Conn, account: i64) -> Result<Boxed<'a>> {
        let mut lines: Boxed<'a> = audit_entries::table
            .left_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
            .filter(audit_entries::account_id.eq(account))
            .into_boxed::<Backend>();
        if let Some(since) = self.since {
            lines = lines.filter(audit_entries::at.ge(since.0));
        }
        if let Some(until) = self.until {
            lines = lines.filter(audit_entries::at.lt(until.0));
        }
        if !self.actor.value.is_empty() {
            let ids = people(c, account, &self.actor.value)?;
            let did = audit_entries::root_user_id.eq_any(ids.clone());
            lines = lines.filter(did.or(audit_entries::effective_user_id.eq_any(ids)));
        }
        if let Some(activity) = self.activity {
            lines = lines.filter(sql::<Bool>(&activity.condition()));
        }
        if !self.kind.is_empty() {
            lines = lines.filter(audit_entries::object_kind.eq(self.kind.clone()));
        }
        if let Some(item) = self.item {
            lines = lines.filter(audit_entries::object_id.eq(item));
        }
        if let Some(root) = self.root {
            lines = lines.filter(audit_entries::root_user_id.eq(root));
        }
        if let Some(effective) = self.effective {
            lines = lines.filter(audit_entries::effective_user_id.eq(effective));
        }
        if let Some(person) = self.person {
            let to_them = audit_entries::object_kind.eq("user").and(audit_entries::object_id.eq(person));
            let did = audit_entries::root_user_id.eq(person).or(audit_entries::effective_user_id.eq(person));
            lines = lines.filter(to_them.or(did));
        }
        if let Some(frame) = self.frame {
            let own = audit_entries::object_kind.eq("frame").and(audit_entries::object_id.eq(frame));
            lines = lines.filter(own.or(audit_entries::frame_id.eq(frame)));
        }
        if self.assumed {
            lines = lines.filter(audit_entries::frame_id.is_not_null());
        }
        Ok(lines)
    }
}

/// The people of an account whom a text means: by part of the name, or by an e-mail address.
fn people(c: &mut Conn, account: i64, typed: &str) -> Result<Vec<i64>> {
    let part = text::fold(typed).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let mut ids: Vec<i64> = users::table
        .filter(users::account_id.eq(account).and(users::folded_name.like(format!("%{part}%")).escape('\\')))
        .order(users::id)
        .limit(PEOPLE_MAX)
        .select(users::id)
        .load(c)?;
    let by_address: Vec<i64> = addresses::table
        .filter(addresses::account_id.eq(account).and(addresses::folded.eq(text::fold_address(typed))))
        .select(addresses::user_id)
        .load(c)?;
    ids.extend(by_address);
    Ok(ids)
}
