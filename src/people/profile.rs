//! A person's profile: who they are, and what may be done with them. [`Shell`] is what its pages share: the head with
//! `User options`, the panel with contacts and details, and the tabs. The first tab, their requests, is shown here.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, Profile};
use super::settings::EndUserSettings;
use super::suspension::Suspension;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::identity::{Frame, Identity};
use crate::mail::{Held, held};
use crate::policy::{Act, Refusal, Right};
use crate::tickets::model::{Summary, requested_by};
use crate::web::{Cx, routes, who_can};

#[derive(Template)]
#[template(path = "people/profile.html")]
struct Show<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    tickets: &'a [Summary],
}

/// What every page of a person's profile shows around its tab.
pub struct Shell {
    /// The person.
    pub profile: Profile,
    /// What the account lets end users do.
    pub settings: EndUserSettings,
    /// That the person is suspended, if they are.
    pub suspension: Option<Suspension>,
    refused: Vec<(Act, Refusal)>,
    role_off: Option<Refusal>,
    assume: Assume,
    in_help_center: bool,
}

/// What the profile offers about assuming this person.
enum Assume {
    /// Already assumed from this tab.
    Live(Box<Frame>),
    /// At once, by a button.
    Now,
    /// By way of the page that explains, or asks for a reason, the password, or whether to change things.
    Ask,
    /// Refused, with the reason.
    No(Refusal),
}

impl Assume {
    fn of(cx: &Cx, profile: &Profile) -> Result<Self> {
        let identity = cx.identity()?;
        if let Some(frame) = cx.started_for(profile.person.id) {
            return Ok(Self::Live(Box::new(frame.clone())));
        }
        if let Err(refusal) = identity.may_assume(&profile.person) {
            return Ok(Self::No(refusal));
        }
        let account = cx.account();
        let ask = !identity.root().explained
            || account.reason_required
            || account.frame_password
            || account.frames_read_only && !identity.read_only();
        Ok(if ask { Self::Ask } else { Self::Now })
    }
}

impl Shell {
    /// The shell of a person whose id is in the path.
    pub async fn load(cx: &Cx, id: &str) -> Result<Self> {
        Ok(Self::load_with(cx, id, |_, _, _| Ok(())).await?.0)
    }

    /// The shell of whoever acts, for the profile in the Help Center.
    pub async fn of_oneself(cx: &Cx) -> Result<Self> {
        Ok(Self::of_oneself_with(cx, |_, _, _| Ok(())).await?.0)
    }

    /// [`Shell::of_oneself`], and what else a page reads from the same snapshot.
    pub async fn of_oneself_with<T: Send + 'static>(
        cx: &Cx,
        more: impl FnOnce(&mut Conn, &Identity, &Profile) -> Result<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        let me = cx.identity()?.effective().id.to_string();
        let (shell, more) = Self::load_with(cx, &me, more).await?;
        Ok((Self { in_help_center: true, ..shell }, more))
    }

    /// The shell, and what else a page reads from the same snapshot.
    pub async fn load_with<T: Send + 'static>(
        cx: &Cx,
        id: &str,
        more: impl FnOnce(&mut Conn, &Identity, &Profile) -> Result<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        let (id, identity) = (routes::id(id)?, cx.identity()?.clone());
        let (profile, settings, suspension, more) = cx
            .read(move |c| {
                let profile = model::profile(c, identity.account(), id)?;
                let suspension = match profile.person.standing.suspended {
                    true => Suspension::of(c, identity.account().id, id)?,
                    false => None,
                };
                let settings = EndUserSettings::of(c, identity.account().id)?;
                let more = more(c, &identity, &profile)?;
                Ok((profile, settings, suspension, more))
            })
            .await?;
        let identity = cx.identity()?;
        let mut refused = vec![];
        for act in Act::ALL {
            if let Err(refusal) = identity.may_do(*act, &profile.person, settings.administrators_delete()) {
                refused.push((*act, refusal));
            } else if matches!(act, Act::Edit | Act::EditAddresses)
                && profile.is_end_user()
                && identity.effective().id == profile.person.id
                && !settings.profile_editable
            {
                refused.push((*act, Refusal::SettingOff));
            }
        }
        let (assume, role_off) = (Assume::of(cx, &profile)?, identity.may_set_role(&profile.person).err());
        Ok((Self { profile, settings, suspension, refused, role_off, assume, in_help_center: false }, more))
    }

    /// The path of the profile.
    pub fn path(&self) -> String {
        if self.in_help_center { "/hc/profile".to_owned() } else { self.profile.path() }
    }

    /// Whether it is shown in the Help Center, to the person themselves.
    pub fn in_help_center(&self) -> bool {
        self.in_help_center
    }

    /// The path of one of its tabs.
    pub fn tab(&self, name: &str) -> String {
        format!("{}/{name}", self.path())
    }

    /// Why whoever looks may not do this, if so.
    pub fn refusal(&self, act: Act) -> Option<Refusal> {
        self.refused.iter().find(|(a, _)| *a == act).map(|(_, refusal)| *refusal)
    }

    /// The key of why whoever looks may not do this, or of who may, for the sentence beside a control that is off.
    pub fn off(&self, act: Act) -> Option<&'static str> {
        self.refusal(act).map(|refusal| match refusal {
            Refusal::Right(right) => who_can(right),
            other => other.key(),
        })
    }

    /// The key of why whoever looks may not make an end user of the person, or a team member, if so.
    pub fn role_off(&self) -> Option<&'static str> {
        self.role_off.map(Refusal::key)
    }

    /// The key of why no mail goes to the person, if so.
    pub fn mail_off(&self, cx: &Cx) -> Option<&'static str> {
        let person = &self.profile.person;
        let held = held(person, cx.account().help_center_active).or(person.email.is_none().then_some(Held::NoAddress));
        held.map(|held| match held {
            Held::HelpCenterOff | Held::WelcomeOff => "no-mail-help-center-off",
            Held::Suspended | Held::Deleted | Held::AccountSuspended => "no-mail-suspended",
            Held::NoAddress => "no-mail-no-address",
        })
    }

    /// Whether whoever looks sees what was changed: of team members only administrators do, and each their own.
    pub fn shows_history(&self, cx: &Cx) -> bool {
        self.profile.is_end_user() || self.own(cx) || cx.may(Right::ReadLogs)
    }

    /// `Ok` when whoever looks may do this, else the error whose page says why not.
    pub fn ensure(&self, act: Act) -> Result<()> {
        self.refusal(act).map_or(Ok(()), |refusal| Err(Error::Forbidden(refusal)))
    }

    /// Whether it is the profile of whoever looks.
    pub fn own(&self, cx: &Cx) -> bool {
        cx.me().is_some_and(|me| me.id == self.profile.person.id)
    }

    /// The key of why the person cannot be assumed, if so.
    pub fn assume_off(&self) -> Option<&'static str> {
        match self.assume {
            Assume::No(refusal) => Some(refusal.key()),
            _ => None,
        }
    }

    /// The frame that stands in for the person, if one was started from this tab.
    pub fn live(&self) -> Option<&Frame> {
        match &self.assume {
            Assume::Live(frame) => Some(frame),
            _ => None,
        }
    }

    /// Whether the person is assumed at once, by a button.
    pub fn assume_now(&self) -> bool {
        matches!(self.assume, Assume::Now)
    }
}

/// `GET /agent/users/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let asked = Shell::load_with(&cx, &id, |c, identity, profile| requested_by(c, identity, profile.person.id)).await;
    if let Err(Error::NotFound) = asked {
        return super::merging::lead_on(&cx, &id).await;
    }
    let (shell, tickets) = asked?;
    cx.show(Show { cx: &cx, shell: &shell, tickets: &tickets })
}
