//! Security > Advanced > Authentication.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::session_settings::Card;
use crate::error::Result;
use crate::web::Cx;

/// The page's path.
pub const PATH: &str = "/admin/account/security/advanced/sign-in";

#[derive(Template)]
#[template(path = "security/authentication.html")]
struct Edit<'a> {
    cx: &'a Cx,
    sessions: Card,
}

/// `GET /admin/account/security/advanced/sign-in`
pub async fn edit(cx: Cx) -> Result<HttpResponse> {
    let sessions = Card::of(cx.account());
    draw(&cx, StatusCode::OK, sessions)
}

/// The page with a card as it is.
pub fn draw(cx: &Cx, status: StatusCode, sessions: Card) -> Result<HttpResponse> {
    cx.show_with(status, Edit { cx, sessions })
}
