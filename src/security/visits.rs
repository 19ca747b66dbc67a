//! Account > Logs > Support visits: who of the operator's staff is in the account, and every visit there was, whoever let them in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::advanced::ACCESS;
use crate::db::paging::{Keys, Page};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause};
use crate::operator::visits::emergencies::{self, Emergency};
use crate::operator::visits::log::{self, Listed};
use crate::policy::{Plan, Right};
use crate::web::{Cx, Form, query, routes};

/// The page.
pub const PATH: &str = "/admin/account/logs/visits";

#[derive(Template)]
#[template(path = "security/visits.html")]
struct Index<'a> {
    cx: &'a Cx,
    /// To whom the operator has opened the account by force.
    forced: Vec<(Emergency, String)>,
    live: Vec<Listed>,
    page: Page<Listed>,
}

/// `GET /admin/account/logs/visits`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (account, now, cursor) = (cx.account().id, cx.now(), asked.cursor());
    let (forced, live, page) = cx
        .read(move |c| {
            Ok((emergencies::live(c, account, now)?, log::live(c, account, now)?, log::page(c, account, cursor)?))
        })
        .await?;
    cx.show(Index { cx: &cx, forced, live, page })
}

/// `POST /admin/account/security/visits/{id}/end`: `End now`.
pub async fn destroy(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let done = cx
        .write(move |tx| {
            tx.identity().as_oneself().map_err(Error::Forbidden)?;
            tx.identity().ensure(Right::SwitchAccountAssumption)?;
            match identity::end_visit(tx, id, EndCause::EndedByAccount)? {
                true => Ok(()),
                false => Err(Error::Conflict),
            }
        })
        .await;
    let back = if form.get("to") == ACCESS && cx.account().plan != Plan::Trial { ACCESS } else { PATH };
    match done {
        // It was over already.
        Ok(()) | Err(Error::Conflict) => cx.see_saying(back, "notice-visit-ended"),
        Err(error) => Err(error),
    }
}

impl Index<'_> {
    fn ends(&self) -> bool {
        self.cx.may(Right::SwitchAccountAssumption) && self.cx.frame().is_none()
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.keyed("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.keyed("before", id))
    }

    fn keyed(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{PATH}{}", query(&[(which, &id.to_string())])))
    }
}
