//! The list of integrations.

use actix_web::HttpResponse;
use askama::Template;

use super::model::{self, Integration};
use crate::error::Result;
use crate::web::Cx;

#[derive(Template)]
#[template(path = "integrations/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    all: Vec<Integration>,
}

/// `GET /admin/apps/integrations`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account.clone();
    let all = cx.read(move |c| model::all(c, &account)).await?;
    cx.show(Index { cx: &cx, all })
}

impl Index<'_> {
    /// How many wait for the owner, if it is the owner who looks.
    fn waiting(&self) -> i64 {
        let mine = self.all.iter().filter(|one| super::authorization::by_one_click(self.cx, one));
        i64::try_from(mine.count()).unwrap_or(0)
    }

    fn one_click(&self, one: &Integration) -> bool {
        super::authorization::by_one_click(self.cx, one)
    }

    /// Whether whoever looks may authorize it.
    fn open(&self, one: &Integration) -> bool {
        self.cx.identity().is_ok_and(|i| i.may_authorize(one.present()).is_ok())
    }

    fn full(&self) -> bool {
        self.all.len() >= usize::try_from(model::MOST).unwrap_or(0)
    }
}
