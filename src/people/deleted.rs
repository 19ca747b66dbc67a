//! Admin Center > People > Deleted users: who can still be restored, until when, and who deleted them.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::Deserialize;

use super::deletion::KEPT_DAYS;
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{people_counts, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{initials, role_key};
use crate::policy::Role;
use crate::text;
use crate::web::{Cx, query};

/// Longest beginning of a name that is searched for, in characters.
pub const TERM_MAX: usize = 100;

/// A deleted person in the list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Deleted {
    /// Their id, which they keep when restored.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// What they were.
    pub role: Role,
    deleted_at: Option<Moment>,
    deleted_by_id: Option<i64>,
    merged_into_id: Option<i64>,
}

impl Deleted {
    /// When they were deleted.
    pub fn at(&self) -> Moment {
        self.deleted_at.unwrap_or(Moment(0))
    }

    /// When they are erased by themselves.
    pub fn until(&self) -> Moment {
        self.at().plus_minutes(KEPT_DAYS * 24 * 60)
    }

    /// Whole days until then, rounded up.
    pub fn days_left(&self, now: Moment) -> i64 {
        (now.minutes_until(self.until()) + 24 * 60 - 1).div_euclid(24 * 60)
    }

    /// Whether they were merged into somebody, and so cannot be restored.
    pub fn merged(&self) -> bool {
        self.merged_into_id.is_some()
    }

    /// Two letters for the picture.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Which of the six tints the picture has.
    pub fn hue(&self) -> i64 {
        self.id.rem_euclid(6)
    }

    /// The key of the role's name.
    pub fn role_key(&self) -> &'static str {
        role_key(self.role)
    }
}

#[derive(Template)]
#[template(path = "people/deleted.html")]
struct Index<'a> {
    cx: &'a Cx,
    q: &'a str,
    count: i64,
    page: Page<Deleted>,
    names: Vec<(i64, String)>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /admin/people/deleted-users`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let q: String = asked.q.trim().chars().take(TERM_MAX).collect();
    let (account, cursor, beginning) = (cx.account().id, asked.keys.cursor(), text::fold(&q));
    let (count, page, names) = cx
        .read(move |c| {
            let page = page(c, account, &beginning, cursor)?;
            let ids: Vec<i64> = page.rows.iter().flat_map(|r| [r.deleted_by_id, r.merged_into_id]).flatten().collect();
            let names = users::table
                .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
                .select((users::id, users::name))
                .load(c)?;
            Ok((count(c, account)?, page, names))
        })
        .await?;
    cx.show(Index { cx: &cx, q: &q, count, page, names })
}

/// How many people of an account are deleted and not erased.
pub fn count(c: &mut Conn, account: i64) -> Result<i64> {
    let found = people_counts::table.find((account, "deleted")).select(people_counts::n).first(c).optional()?;
    Ok(found.unwrap_or(0))
}

/// A page of deleted people whose name begins like this, the last deleted first.
fn page(c: &mut Conn, account: i64, beginning: &str, cursor: Cursor) -> Result<Page<Deleted>> {
    let mut query = users::table
        .filter(users::account_id.eq(account).and(users::deleted_at.is_not_null()).and(users::erased_at.is_null()))
        .into_boxed();
    if !beginning.is_empty() {
        query = query.filter(users::folded_name.ge(beginning.to_owned()));
        if let Some(end) = super::model::after_prefix(beginning) {
            query = query.filter(users::folded_name.lt(end));
        }
    }
    let at: Option<(i64, Option<i64>)> = match cursor {
        Cursor::Start => None,
        Cursor::After(id) | Cursor::Before(id) => users::table
            .filter(users::id.eq(id).and(users::account_id.eq(account)))
            .select((users::id, users::deleted_at))
            .first(c)
            .optional()?,
    };
    let (query, cursor) = match (cursor, at) {
        (Cursor::After(_), Some((id, Some(at)))) => (
            query
                .filter(users::deleted_at.le(at))
                .filter(users::deleted_at.lt(at).or(users::id.nullable().lt(id)))
                .order((users::deleted_at.desc(), users::id.desc())),
            cursor,
        ),
        (Cursor::Before(_), Some((id, Some(at)))) => (
            query
                .filter(users::deleted_at.ge(at))
                .filter(users::deleted_at.gt(at).or(users::id.nullable().gt(id)))
                .order((users::deleted_at.asc(), users::id.asc())),
            cursor,
        ),
        // Nobody to go on from: the first page.
        _ => (query.order((users::deleted_at.desc(), users::id.desc())), Cursor::Start),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Deleted::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

impl Index<'_> {
    fn name_of(&self, id: &Option<i64>) -> Option<&str> {
        let id = (*id)?;
        self.names.iter().find(|(i, _)| *i == id).map(|(_, name)| name.as_str())
    }

    fn by(&self, row: &Deleted) -> Option<&str> {
        self.name_of(&row.deleted_by_id)
    }

    fn into(&self, row: &Deleted) -> Option<&str> {
        self.name_of(&row.merged_into_id)
    }

    /// Whether these acts are refused here because the identity is assumed.
    fn assumed(&self) -> bool {
        self.cx.frame().is_some()
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("/admin/people/deleted-users{}", query(&[("q", self.q), (which, &id.to_string())])))
    }
}
