//! The pages: what will be erased, confirmed by typing the name; the receipt; all receipts.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::receipt::{self, Receipt};
use super::stores::{Store, TABLES};
use super::{begin, carry_out, several};
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{erasures, users};
use crate::db::{Conn, Moment, off_the_loop};
use crate::error::{Error, Result};
use crate::identity::{self, Person};
use crate::policy::Act;
use crate::web::{Cx, Field, Form, query, routes};
use crate::{people, text};

#[derive(Template)]
#[template(path = "people/erase.html")]
struct New<'a> {
    cx: &'a Cx,
    person: &'a Person,
    /// When it would happen by itself.
    due: Moment,
    counts: &'a [Count],
    confirm: Field,
}

/// How much of the person a store has; unknown where counting would take as long as erasing.
struct Count {
    store: Store,
    records: Option<i64>,
}

#[derive(Template)]
#[template(path = "people/erasure.html")]
struct Show<'a> {
    cx: &'a Cx,
    row: &'a Row,
    receipt: Option<&'a Receipt>,
}

#[derive(Template)]
#[template(path = "people/erasures.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Row>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = erasures)]
struct Row {
    id: i64,
    user_id: i64,
    asked_by_id: Option<i64>,
    asked_at: Moment,
    done_at: Option<Moment>,
    body: String,
    seal: String,
}

impl Row {
    fn number(&self) -> String {
        receipt::number(self.id, self.asked_at)
    }

    /// Seconds it took, to one place.
    fn seconds(&self, cx: &Cx) -> String {
        let tenths = self.done_at.map_or(0, |done| (done.0 - self.asked_at.0).max(100) / 100);
        format!("{}{}{}", cx.n(tenths / 10), cx.t("decimal-point"), tenths % 10)
    }
}

/// `GET /admin/people/deleted-users/{id}/erase`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    match find(&cx, &id).await? {
        Found::Erased(erasure) => cx.see(&format!("/admin/people/erasures/{erasure}")),
        Found::Deleted(person, at, counts) => draw(&cx, StatusCode::OK, &person, at, &counts, Field::default()),
    }
}

/// `POST /admin/people/deleted-users/{id}/erase`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (person, at, counts) = match find(&cx, &id).await? {
        Found::Erased(erasure) => return cx.see(&format!("/admin/people/erasures/{erasure}")),
        Found::Deleted(person, at, counts) => (person, at, counts),
    };
    let mut confirm = Field::of(text::line(form.get("confirm")));
    if text::fold(&confirm.value) != text::fold(&person.name) {
        confirm.fault(cx.t1("fault-erase-confirm", "name", &person.name));
        return draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &person, at, &counts, confirm);
    }
    let user = person.id;
    let begun = cx
        .write(move |tx| {
            several::may(tx, user)?;
            begin(tx, user)
        })
        .await;
    let ids = match begun {
        Ok(ids) => ids,
        // Somebody else was quicker.
        Err(Error::Conflict) => return cx.see("/admin/people/erasures"),
        Err(error) => return Err(error),
    };
    let (state, first) = (cx.state().clone(), ids.first().copied().unwrap_or(0));
    // What cannot be done at once, the background goes on with.
    if let Err(error) = off_the_loop(move || carry_out(&state, &ids)).await {
        log::warn!("erasure {first} goes on in the background: {error}");
    }
    cx.see(&format!("/admin/people/erasures/{first}"))
}

/// `GET /admin/people/erasures`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (account, cursor) = (cx.account().id, asked.cursor());
    let page = cx.read(move |c| list(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page })
}

/// `GET /admin/people/erasures/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let row = one(&cx, &id).await?;
    let receipt = row.done_at.map(|_| Receipt::read(&row.body)).transpose()?;
    cx.show(Show { cx: &cx, row: &row, receipt: receipt.as_ref() })
}

/// `GET /admin/people/erasures/{id}/receipt.json`
pub async fn file(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let row = one(&cx, &id).await?;
    if row.done_at.is_none() {
        return Err(Error::NotFound);
    }
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.json\"", row.number())))
        .body(receipt::file(&row.body, &row.seal)))
}

enum Found {
    /// Deleted, and since when.
    Deleted(Person, Moment, Vec<Count>),
    /// Erased already, or about to be.
    Erased(i64),
}

async fn find(cx: &Cx, id: &str) -> Result<Found> {
    let (id, account, identity) = (routes::id(id)?, cx.account.clone(), cx.identity()?.clone());
    cx.read(move |c| {
        let person = identity::person(c, &account, id)?;
        let erasure = erasures::table.filter(erasures::user_id.eq(id)).select(erasures::id).first(c).optional()?;
        if let Some(erasure) = erasure {
            return Ok(Found::Erased(erasure));
        }
        let at: Option<Moment> = users::table.find(id).select(users::deleted_at).first(c)?;
        let settings = people::settings::EndUserSettings::of(c, account.id)?;
        // Whoever is not deleted has no such page.
        let at = at.ok_or(Error::NotFound)?;
        identity.may_do(Act::Erase, &person, settings.administrators_delete()).map_err(Error::Forbidden)?;
        Ok(Found::Deleted(person, at, counts(c, id)?))
    })
    .await
}

/// How many records each store has of the person, as far as an index tells.
fn counts(c: &mut Conn, person: i64) -> Result<Vec<Count>> {
    #[derive(QueryableByName)]
    struct N {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let mut counts = vec![];
    for store in Store::ALL {
        let mut records = match store {
            Store::Audit | Store::Elsewhere | Store::Imports => None,
            _ => Some(0),
        };
        if let Some(n) = &mut records {
            for table in TABLES.iter().filter(|t| t.store == *store && !t.whose.is_empty()) {
                let sql = format!("SELECT count(*) AS n FROM {} WHERE {}", table.name, table.whose(person));
                *n += diesel::sql_query(sql).get_result::<N>(c)?.n;
            }
            if *store == Store::Requests {
                *n = users::table.find(person).select(users::requests_count).first(c)?;
            }
        }
        counts.push(Count { store: *store, records });
    }
    Ok(counts)
}

fn draw(
    cx: &Cx,
    status: StatusCode,
    person: &Person,
    at: Moment,
    counts: &[Count],
    confirm: Field,
) -> Result<HttpResponse> {
    let due = at.plus_minutes(people::deletion::KEPT_DAYS * 24 * 60);
    cx.show_with(status, New { cx, person, due, counts, confirm })
}

async fn one(cx: &Cx, id: &str) -> Result<Row> {
    let (id, account) = (routes::id(id)?, cx.account().id);
    cx.read(move |c| {
        Ok(erasures::table
            .filter(erasures::id.eq(id).and(erasures::account_id.eq(account)))
            .select(Row::as_select())
            .first(c)?)
    })
    .await
}

fn list(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Row>> {
    let query = erasures::table.filter(erasures::account_id.eq(account)).into_boxed();
    let query = match cursor {
        Cursor::Start => query.order(erasures::id.desc()),
        Cursor::After(id) => query.filter(erasures::id.lt(id)).order(erasures::id.desc()),
        Cursor::Before(id) => query.filter(erasures::id.gt(id)).order(erasures::id.asc()),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |row| row.id))
}

impl New<'_> {
    fn path(&self) -> String {
        format!("/admin/people/deleted-users/{}/erase", self.person.id)
    }
}

impl Show<'_> {
    fn path(&self) -> String {
        format!("/admin/people/erasures/{}", self.row.id)
    }

    fn store(&self, name: &str) -> Store {
        Store::parse(name).unwrap_or(Store::Elsewhere)
    }

    /// The seal in groups of four, short enough to compare by eye.
    fn check_sum(&self) -> String {
        let signs: Vec<char> = self.row.seal.chars().take(20).collect();
        signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

impl Index<'_> {
    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.at("before", id))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.at("after", id))
    }

    fn at(&self, key: &str, id: i64) -> String {
        format!("{}{}", self.cx.url("/admin/people/erasures"), query(&[(key, &id.to_string())]))
    }
}
