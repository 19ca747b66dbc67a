//! The gate: every request's identity is looked up here, once, and what is overdue is ended on the way.

use std::sync::{Arc, OnceLock};

use diesel::prelude::*;

use super::frames::{self, EndCause, Ended, Frame};
use super::person::Account;
use super::resolve::{Lost, Resolution, Selector, admitted, resolve};
use super::tx::write_as_system;
use super::{Identity, TokenFault, session, token, visit};
use crate::db::schema::{accounts, frames as frame_rows, sessions};
use crate::db::{Conn, Moment, off_the_loop};
use crate::error::{Error, Result};
use crate::security::ip;
use crate::state::State;

/// Seconds between two records of a frame's use.
const FRAME_TOUCH_SECONDS: i64 = 15;

/// What a request says of itself.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The label before the deployment's host name, if any.
    pub label: Option<String>,
    /// The key from the cookie.
    pub key: Option<String>,
    /// The scope from the path.
    pub scope: Option<String>,
    /// From which address it comes, perhaps empty.
    pub address: String,
    /// Whether it is for the operator's realm, whatever the label.
    pub realm: bool,
}

/// Looks identities up.
#[derive(Clone)]
pub struct Gate {
    state: State,
    default_account: Arc<OnceLock<String>>,
}

impl Gate {
    /// A gate over this state.
    pub fn new(state: State) -> Self {
        Self { state, default_account: Arc::default() }
    }

    /// The account that the host names, and what the cookie and the scope lead to in it.
    pub async fn look(&self, asked: Asked) -> Result<(Arc<Account>, Resolution)> {
        let (gate, now) = (self.clone(), self.state.clock.now());
        let scope = asked.scope.clone();
        let (account, found) = self.state.db.look_up(move |c| gate.read(c, &asked, now)).await?;
        let state = self.state.clone();
        match found {
            Resolution::MustEnd(root, frame, cause) => {
                off_the_loop(move || {
                    end_frame(&state, &root, &frame, cause)?;
                    let ended = match scope {
                        Some(scope) => state.db.read_now(|c| frames::ended(c, root.session_id(), &scope))?,
                        None => None,
                    };
                    let ended = ended.unwrap_or(Ended {
                        cause,
                        at: now,
                        subject: frame.subject.name.clone(),
                        return_path: frame.return_path.clone(),
                        parent_scope: None,
                    });
                    Ok((account, Resolution::Ended(root, ended)))
                })
                .await
            }
            Resolution::Lost(lost) if lost.open => {
                off_the_loop(move || {
                    end_session(&state, &lost)?;
                    Ok((account, Resolution::Lost(lost)))
                })
                .await
            }
            Resolution::Live(identity, children) if due(&identity, now) => {
                off_the_loop(move || {
                    // A busy writer must not cost a reader the page; the next request records the use.
                    let live = state.db.raw_write(|c| touch(c, &identity, now)).unwrap_or_else(|error| {
                        log::warn!("the use of a session was not recorded: {error}");
                        true
                    });
                    let found = if live { Resolution::Live(identity, children) } else { Resolution::Nobody };
                    Ok((account, found))
                })
                .await
            }
            other => Ok((account, other)),
        }
    }

    /// The account that the host names, and the identity that a token leads to in it, or why it leads to none.
    pub async fn look_by_token(
        &self,
        label: Option<String>,
        token: Option<String>,
    ) -> Result<(Arc<Account>, std::result::Result<Identity, TokenFault>)> {
        let (gate, now) = (self.clone(), self.state.clock.now());
        let (account, found) = self
            .state
            .db
            .look_up(move |c| {
                let default = gate.default(c)?;
                let account = Arc::new(by_host(c, label.as_deref().unwrap_or(&default), &default)?);
                let found = match token {
                    Some(token) => token::resolve(c, account.clone(), &token::By::Token(token))?,
                    None => Err(TokenFault::Missing),
                };
                Ok((account, found))
            })
            .await?;
        let in_use = found.as_ref().ok().filter(|identity| identity.account().suspended_at.is_none());
        if let Some(due) = in_use.and_then(|identity| token::due(identity, now)) {
            let state = self.state.clone();
            // As with sessions: a busy writer must not cost the caller the answer.
            let kept = off_the_loop(move || state.db.raw_write(|c| token::touch(c, due, now))).await;
            if let Err(error) = kept {
                log::warn!("the use of a token was not recorded: {error}");
            }
        }
        Ok((account, found))
    }

    fn read(&self, c: &mut Conn, asked: &Asked, now: Moment) -> Result<(Arc<Account>, Resolution)> {
        let selector = asked.scope.clone().map_or(Selector::Own, Selector::Scope);
        let found = match &asked.key {
            Some(key) => resolve(c, &session::By::Key(key.clone()), &selector, now)?,
            None => Resolution::Nobody,
        };
        let found = where_from(found, &asked.address);
        let of_session = match &found {
            Resolution::Live(i, _)
            | Resolution::Ended(i, _)
            | Resolution::Foreign(i)
            | Resolution::MustEnd(i, ..)
            | Resolution::Elsewhere(i) => Some(i.account().clone()),
            Resolution::Lost(lost) => Some(Arc::new(lost.account.clone())),
            Resolution::Nobody => None,
        };
        if asked.realm {
            let realm = Arc::new(visit::realm(c)?.ok_or(Error::NotFound)?);
            let at_home = of_session.is_some_and(|account| account.id == realm.id);
            return Ok((realm, if at_home { found } else { Resolution::Nobody }));
        }
        let default = self.default(c)?;
        let wanted = asked.label.as_deref().unwrap_or(&default);
        if let Some(account) = of_session {
            if account.subdomain == wanted {
                return Ok((account, found));
            }
            // The label may name no account, and then it is the default one's.
            let of_host = by_host(c, wanted, &default)?;
            let found = if of_host.id == account.id { found } else { Resolution::Nobody };
            return Ok((Arc::new(of_host), found));
        }
        Ok((Arc::new(by_host(c, wanted, &default)?), Resolution::Nobody))
    }

    /// The subdomain of the account that is served where the host names none.
    fn default(&self, c: &mut Conn) -> Result<String> {
        if let Some(known) = self.default_account.get() {
            return Ok(known.clone());
        }
        let configured = self.state.settings.default_account.clone();
        let subdomain: Option<String> = match configured {
            Some(name) => Some(name),
            None => {
                let customers = accounts::table.filter(accounts::operator.eq(false));
                customers.order(accounts::id).select(accounts::subdomain).first(c).optional()?
            }
        };
        match subdomain {
            Some(name) => Ok(self.default_account.get_or_init(|| name).clone()),
            None => Err(Error::NotFound),
        }
    }
}

fn by_host(c: &mut Conn, label: &str, default: &str) -> Result<Account> {
    let find = |subdomain: &str| {
        let named =
            accounts::table.filter(accounts::subdomain.eq(subdomain.to_owned()).and(accounts::operator.eq(false)));
        named.select(Account::as_select())
    };
    match find(label).first(c).optional()? {
        Some(account) => Ok(account),
        None => Ok(find(default).first(c)?),
    }
}

/// Tells nothing to whoever may not come from this address, not even that a frame has ended.
fn where_from(found: Resolution, address: &str) -> Resolution {
    match found {
        Resolution::Live(identity, children) if admitted(&identity, address) => Resolution::Live(identity, children),
        Resolution::Ended(root, ended) if admitted(&root, address) => Resolution::Ended(root, ended),
        Resolution::Foreign(root) if admitted(&root, address) => Resolution::Foreign(root),
        Resolution::MustEnd(root, frame, cause) if admitted(&root, address) => Resolution::MustEnd(root, frame, cause),
        Resolution::Live(identity, _) => Resolution::Elsewhere(identity),
        Resolution::Ended(root, _) | Resolution::Foreign(root) | Resolution::MustEnd(root, ..) => {
            Resolution::Elsewhere(root)
        }
        Resolution::Lost(lost) => {
            let known = ip::admits(&lost.account, address, ip::Who::of(&lost.person.standing));
            Resolution::Lost(Lost { subject: lost.subject.filter(|_| known), ..lost })
        }
        other => other,
    }
}

/// Whether the use of a session has to be recorded. Of a suspended account there is none: whoever reloads the page that says so goes
/// on idling.
fn due(identity: &Identity, now: Moment) -> bool {
    if identity.account().suspended_at.is_some() {
        return false;
    }
    let session = identity.session.as_ref().is_some_and(|s| s.last_seen_at.plus_seconds(session::TOUCH_SECONDS) <= now);
    let frame = identity.frame().is_some_and(|f| f.last_seen_at.plus_seconds(FRAME_TOUCH_SECONDS) <= now);
    session || frame
}

/// Records that the session, and every frame of this stack, is in use. Answers whether the session still lives.
fn touch(c: &mut Conn, identity: &Identity, now: Moment) -> Result<bool> {
    let Some(held) = &identity.session else { return Ok(true) };
    let limits = match identity.visit() {
        Some(visit) => {
            visit::touch(c, visit, now)?;
            session::Limits::of_visit()
        }
        None => session::Limits::of(identity.account(), identity.root()),
    };
    let until = limits.idle_from(now).min(held.expires_at);
    let live = diesel::update(sessions::table.filter(sessions::id.eq(held.id).and(sessions::ended_at.is_null())))
        .set((sessions::last_seen_at.eq(now.0), sessions::idle_until.eq(until.0)))
        .execute(c)?;
    for frame in identity.frames() {
        let until = now.plus_minutes(i64::from(frame.idle_minutes)).min(frame.expires_at);
        diesel::update(frame_rows::table.filter(frame_rows::id.eq(frame.id).and(frame_rows::ended_at.is_null())))
            .set((frame_rows::last_seen_at.eq(now.0), frame_rows::idle_until.eq(until.0)))
            .execute(c)?;
    }
    Ok(live == 1)
}

fn end_frame(state: &State, root: &Identity, frame: &Frame, cause: EndCause) -> Result<()> {
    let (account, session, id) = (root.account().clone(), root.session_id(), frame.id);
    let done = write_as_system(state, &account.clone(), "limits", "system", |tx| {
        let tree = frames::live(tx.conn(), &account, session)?;
        // Somebody else may have been quicker; then there is nothing to write.
        if frames::end(tx, &tree, id, cause)? == 0 { Err(Error::Conflict) } else { Ok(()) }
    });
    match done {
        Ok(()) | Err(Error::Conflict) => Ok(()),
        Err(error) => Err(error),
    }
}

fn end_session(state: &State, lost: &Lost) -> Result<()> {
    let done = write_as_system(state, &lost.account, "limits", "system", |tx| {
        if session::end(tx, &lost.account, lost.session, lost.cause)? { Ok(()) } else { Err(Error::Conflict) }
    });
    match done {
        Ok(()) | Err(Error::Conflict) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Ends every frame and session whose time is up, on behalf of the clock. Answers how many it ended.
pub fn close_overdue(state: &State) -> Result<usize> {
    let now = state.clock.now();
    let (frames, sessions, visits) = state.db.read_now(|c| {
        use frame_rows as f;
        let frames: Vec<(i64, i64, i64, Moment)> = f::table
            .filter(f::ended_at.is_null().and(f::expires_at.le(now.0).or(f::idle_until.le(now.0))))
            .order(f::id)
            .limit(1_000)
            .select((f::account_id, f::root_session_id, f::id, f::expires_at))
            .load(c)?;
        let sessions: Vec<(i64, i64)> = sessions::table
            .filter(sessions::ended_at.is_null())
            .filter(sessions::idle_until.le(now.0).or(sessions::expires_at.le(now.0)))
            .order(sessions::id)
            .limit(1_000)
            .select((sessions::account_id, sessions::id))
            .load(c)?;
        Ok((frames, sessions, visit::overdue(c, now)?))
    })?;
    let accounts: Vec<Account> = state.db.read_now(|c| Ok(accounts::table.select(Account::as_select()).load(c)?))?;
    let of = |id: i64| accounts.iter().find(|a| a.id == id);
    let mut ended = 0;
    // What goes wrong with one must not keep the others open.
    let mut count = |done: Result<usize>| match done {
        Ok(n) => ended += n,
        Err(Error::Conflict) => {}
        Err(error) => log::error!("ending what is overdue: {error}"),
    };
    for (account_id, session, id, expires_at) in frames {
        let cause = if expires_at <= now { EndCause::Expired } else { EndCause::Idle };
        let Some(account) = of(account_id) else { continue };
        count(write_as_system(state, account, "sweep", "system", |tx| {
            let tree = frames::live(tx.conn(), account, session)?;
            match frames::end(tx, &tree, id, cause)? {
                0 => Err(Error::Conflict),
                n => Ok(n),
            }
        }));
    }
    for (account_id, id) in sessions {
        let Some(account) = of(account_id) else { continue };
        count(write_as_system(state, account, "sweep", "system", |tx| {
            if session::end(tx, account, id, EndCause::SessionEnded)? { Ok(1) } else { Err(Error::Conflict) }
        }));
    }
    for (account_id, id) in visits {
        let Some(account) = of(account_id) else { continue };
        count(write_as_system(state, account, "sweep", "system", |tx| {
            if visit::end(tx, id, EndCause::SessionEnded)? { Ok(1) } else { Err(Error::Conflict) }
        }));
    }
    Ok(ended)
}
