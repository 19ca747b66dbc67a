//! A person's profile: who they are, their requests, and `User options`.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Profile};
use crate::error::Result;
use crate::identity::Frame;
use crate::policy::{Refusal, Role};
use crate::tickets::model::{Summary, requested_by};
use crate::web::Cx;

#[derive(Template)]
#[template(path = "people/profile.html")]
struct Show<'a> {
    cx: &'a Cx,
    profile: &'a Profile,
    tickets: &'a [Summary],
    /// How `Assume identity` stands for whoever looks.
    assume: Assume<'a>,
}

/// What the profile offers about assuming this person.
pub(super) enum Assume<'a> {
    /// Already assumed from this tab.
    Live(&'a Frame),
    /// At once, by a button.
    Now,
    /// By way of the page that explains or asks for a reason.
    Ask,
    /// Refused, with the reason.
    No(Refusal),
}

impl<'a> Assume<'a> {
    pub(super) fn of(cx: &'a Cx, profile: &Profile) -> Result<Self> {
        let identity = cx.identity()?;
        if let Some(frame) = cx.started_for(profile.person.id) {
            return Ok(Self::Live(frame));
        }
        if let Err(refusal) = identity.may_assume(&profile.person) {
            return Ok(Self::No(refusal));
        }
        let ask = !identity.root().explained || cx.account().reason_required;
        Ok(if ask { Self::Ask } else { Self::Now })
    }
}

/// `GET /agent/users/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let id = crate::web::routes::id(&id)?;
    let (account, identity) = (cx.account.clone(), cx.identity()?.clone());
    let (profile, tickets) = cx
        .read(move |c| {
            let profile = model::profile(c, &account, id)?;
            let tickets = requested_by(c, &identity, id)?;
            Ok((profile, tickets))
        })
        .await?;
    let assume = Assume::of(&cx, &profile)?;
    cx.show(Show { cx: &cx, profile: &profile, tickets: &tickets, assume })
}

impl Show<'_> {
    fn path(&self) -> String {
        format!("/agent/users/{}", self.profile.person.id)
    }

    fn refusal(&self) -> Option<&'static str> {
        match self.assume {
            Assume::No(refusal) => Some(refusal.key()),
            _ => None,
        }
    }

    fn live(&self) -> Option<&Frame> {
        match self.assume {
            Assume::Live(frame) => Some(frame),
            _ => None,
        }
    }

    fn now(&self) -> bool {
        matches!(self.assume, Assume::Now)
    }

    fn is_end_user(&self) -> bool {
        self.profile.person.standing.role == Role::EndUser
    }
}
