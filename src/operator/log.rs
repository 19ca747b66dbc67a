//! `/operator/log`: what was done in the operator's realm, newest first, and one line whole. What its staff did in an account is in that
//! account's log.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::audit::log::Activity;
use crate::audit::log::filter::{Asked, Pair};
use crate::audit::log::lines::{self, Line};
use crate::db::paging::{Keys, Page};
use crate::db::schema::users;
use crate::error::Result;
use crate::policy::Right;
use crate::web::{Cx, Mark, Routes, routes};

const PATH: &str = "/operator/log";

/// The routes of the log.
pub(super) fn routes(routes: &mut Routes) {
    routes.page("/operator/log", Mark::Operator, Right::ReadConsoleLog, index);
    routes.page("/operator/log/{seq}", Mark::Operator, Right::ReadConsoleLog, show);
}

#[derive(Template)]
#[template(path = "operator/log.html")]
struct Index<'a> {
    cx: &'a Cx,
    asked: Asked,
    page: Page<Line>,
    /// Whom the address asks for by id.
    person: Option<String>,
}

#[derive(Template)]
#[template(path = "operator/log-line.html")]
struct Show<'a> {
    cx: &'a Cx,
    line: &'a Line,
}

/// `GET /operator/log`
pub async fn index(cx: Cx, pairs: web::Query<Vec<Pair>>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    let mut asked = Asked::read(&pairs, cx.zone());
    let faulty = asked.check(&cx);
    let (realm, cursor, wanted) = (cx.account().id, keys.cursor(), asked.clone());
    let (page, person) = cx
        .read(move |c| {
            let person = match wanted.person {
                Some(id) => {
                    let one = users::table.filter(users::id.eq(id).and(users::account_id.eq(realm)));
                    one.select(users::name).first::<String>(c).optional()?
                }
                None => None,
            };
            if faulty {
                return Ok((Page { rows: vec![], previous: None, next: None }, person));
            }
            let wanted = wanted.lines(c, realm)?;
            Ok((lines::page(c, realm, wanted, cursor)?, person))
        })
        .await?;
    let status = if faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, Index { cx: &cx, asked, page, person })
}

/// `GET /operator/log/{seq}`
pub async fn show(cx: Cx, seq: web::Path<String>) -> Result<HttpResponse> {
    let (seq, realm) = (routes::id(&seq)?, cx.account().id);
    let line = cx.read(move |c| lines::one(c, realm, seq)).await?;
    cx.show(Show { cx: &cx, line: &line })
}

impl Index<'_> {
    /// Whether a line is the first of its day.
    fn new_day(&self, at: &usize) -> bool {
        let day = |at: usize| self.page.rows.get(at).map(|line| self.cx.day(line.row.at));
        *at == 0 || day(*at) != day(*at - 1)
    }

    fn activities(&self) -> &'static [Activity] {
        Activity::ALL
    }

    fn asks(&self, one: &Activity) -> bool {
        self.asked.activity == Some(*one)
    }

    fn filtered(&self) -> bool {
        !self.asked.pairs().is_empty()
    }

    fn line(&self, line: &Line) -> String {
        self.cx.url(&format!("{PATH}/{}", line.row.seq))
    }

    fn without_person(&self) -> String {
        self.cx.url(&self.asked.path_at(PATH, "person", &[]))
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|seq| self.cx.url(&self.asked.path_at(PATH, "", &[("after", &seq.to_string())])))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|seq| self.cx.url(&self.asked.path_at(PATH, "", &[("before", &seq.to_string())])))
    }
}

impl Show<'_> {
    fn of_person(&self, id: &i64) -> String {
        self.cx.url(&format!("{PATH}?person={id}"))
    }
}
