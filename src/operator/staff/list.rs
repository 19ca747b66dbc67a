//! `/operator/staff`: who they are, and how they stand.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{factors, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Account, Person, PersonRow};
use crate::web::Cx;

/// One of the staff, as the pages show them.
#[derive(Clone, Debug)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// Since when they have an authenticator app, if they have.
    pub factor: Option<Moment>,
    /// When they signed in last.
    pub last: Option<Moment>,
    /// Whether they have set a password.
    pub password: bool,
}

impl Member {
    /// The class and the key of how they stand.
    pub fn state(&self) -> (&'static str, &'static str) {
        match self {
            Self { person, .. } if person.standing.suspended => ("bad", "suspended"),
            Self { password: false, .. } => ("warn", "staff-invited"),
            _ => ("ok", "staff-active"),
        }
    }

    /// The path of their page.
    pub fn path(&self) -> String {
        format!("/operator/staff/{}", self.person.id)
    }
}

#[derive(Template)]
#[template(path = "operator/staff.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Member>,
}

/// `GET /operator/staff`
pub async fn index(cx: Cx, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let (realm, cursor) = (cx.account.clone(), keys.cursor());
    let page = cx
        .read(move |c| {
            let rows = members(c, &realm, cursor, None)?;
            Ok(Page::of(rows, cursor, |one| one.person.id))
        })
        .await?;
    cx.show(Index { cx: &cx, page })
}

/// The staff in the order in which they came, from a cursor on; or the one who is asked for.
pub(super) fn members(c: &mut Conn, realm: &Account, cursor: Cursor, only: Option<i64>) -> Result<Vec<Member>> {
    type Row = (PersonRow, Option<Moment>, Option<Moment>, bool);
    let mut all = users::table
        .left_join(factors::table.on(factors::user_id.eq(users::id)))
        .filter(users::account_id.eq(realm.id).and(users::deleted_at.is_null()))
        .into_boxed::<crate::db::Backend>();
    if let Some(id) = only {
        all = all.filter(users::id.eq(id));
    }
    all = match cursor {
        Cursor::Start => all.order(users::id.asc()),
        Cursor::After(id) => all.filter(users::id.gt(id)).order(users::id.asc()),
        Cursor::Before(id) => all.filter(users::id.lt(id)).order(users::id.desc()),
    };
    let rows: Vec<Row> = all
        .limit(ROWS as i64 + 1)
        .select((
            PersonRow::as_select(),
            factors::confirmed_at.nullable(),
            users::last_sign_in_at,
            users::password_hash.is_not_null(),
        ))
        .load(c)?;
    let member = |(row, factor, last, password): Row| Member { person: row.of(realm), factor, last, password };
    Ok(rows.into_iter().map(member).collect())
}

impl Index<'_> {
    fn me(&self, one: &Member) -> bool {
        self.cx.root().is_some_and(|me| me.id == one.person.id)
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.cx.url(&format!("/operator/staff?after={id}")))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.cx.url(&format!("/operator/staff?before={id}")))
    }
}
