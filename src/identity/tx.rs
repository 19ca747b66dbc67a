//! `Tx`: the only way to write. It is opened with an identity, which is asked again under the transaction's locks, and
//! it refuses to commit without an audit line.

use std::sync::Arc;

use super::resolve::{Resolution, Selector, admitted, resolve};
use super::{Identity, Principal, person, session, token};
use crate::audit::{self, Entry};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::policy::{Refusal, Right};
use crate::security::ip;
use crate::state::State;

/// Where a write comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The request's id.
    pub request: Arc<str>,
    /// The peer's address, perhaps empty.
    pub address: String,
    /// `web`, `api`, `command` or `system`.
    pub channel: &'static str,
}

impl Origin {
    /// A command or a background job.
    pub fn local(channel: &'static str) -> Self {
        Self { request: Arc::from("-"), address: String::new(), channel }
    }
}

/// An open write transaction in somebody's name.
pub struct Tx<'a> {
    conn: &'a mut Conn,
    state: &'a State,
    identity: Identity,
    origin: &'a Origin,
    now: Moment,
    lines: usize,
}

impl<'a> Tx<'a> {
    /// The connection, within the transaction.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// Who acts, as the transaction read it.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// When; the same for everything in the transaction.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Where the request came from.
    pub fn address(&self) -> &str {
        &self.origin.address
    }

    /// Where the write comes from.
    pub fn origin(&self) -> &Origin {
        self.origin
    }

    /// Settings, keys and clock of the program.
    pub fn state(&self) -> &State {
        self.state
    }

    /// Adds a line to the audit log, in the identity's name.
    pub fn record(&mut self, entry: Entry) -> Result<()> {
        self.record_all(&[entry])
    }

    /// Adds many lines at once, in the identity's name.
    pub fn record_all(&mut self, entries: &[Entry]) -> Result<()> {
        if !entries.is_empty() {
            let by = self.identity.by(self.origin);
            audit::append(self.conn, &self.state.secrets, &by, self.now, entries)?;
            self.lines += entries.len();
        }
        Ok(())
    }

    /// Goes on in an account of the deployment, in the same transaction, for whoever acts in the operator's console: as the person that
    /// they are in that account. Both logs get a line. Rights are asked of the one who acts, before.
    ///
    /// Errors: `NotFound` for what is no customer's account.
    pub fn in_account<T>(&mut self, account: i64, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        self.identity.as_oneself().map_err(Error::Forbidden)?;
        self.identity.ensure(Right::UseConsole)?;
        self.conn.lock_account(account)?;
        let account = person::account(self.conn, account)?;
        if account.operator {
            return Err(Error::NotFound);
        }
        let visitor = super::visit::visitor(self.conn, &account, self.identity.root(), self.now)?;
        self.go_on(Identity::console(Arc::new(account), Arc::new(visitor)), "console", work)
    }

    /// Goes on in the operator's realm, in the same transaction and in the program's own name: for what somebody in an account answers to
    /// the operator's staff. Both logs get a line.
    pub fn in_realm<T>(&mut self, part: &'static str, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let realm = super::visit::realm(self.conn)?.ok_or(Error::NotFound)?;
        self.conn.lock_account(realm.id)?;
        self.go_on(Identity::system(Arc::new(realm), part), "system", work)
    }

    /// [`Tx::in_account`] in the program's own name: for what the end of something in the console ends in accounts.
    pub(super) fn in_account_by_itself<T>(
        &mut self,
        account: i64,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.conn.lock_account(account)?;
        let account = person::account(self.conn, account)?;
        self.go_on(Identity::system(Arc::new(account), "console"), "system", work)
    }

    fn go_on<T>(
        &mut self,
        identity: Identity,
        channel: &'static str,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        // Where somebody sits is told to their own log only.
        let origin = Origin { channel, address: String::new(), ..self.origin.clone() };
        let mut there =
            Tx { conn: &mut *self.conn, state: self.state, identity, origin: &origin, now: self.now, lines: 0 };
        let value = work(&mut there)?;
        if there.lines == 0 {
            return Err(Error::internal("a write without an audit line"));
        }
        Ok(value)
    }

    /// Adds a line in the name of a person who has just been let in.
    pub(super) fn record_as(&mut self, person: &super::Person, entry: Entry) -> Result<()> {
        let by = Identity::proved(self.identity.account.clone(), Arc::new(person.clone())).by(self.origin);
        audit::append(self.conn, &self.state.secrets, &by, self.now, &[entry])?;
        self.lines += 1;
        Ok(())
    }

    pub(super) fn came_with_old_key(&self) -> bool {
        self.identity.session.as_ref().is_some_and(|s| s.old_key)
    }

    fn open(conn: &'a mut Conn, state: &'a State, identity: &Identity, origin: &'a Origin, what: What) -> Result<Self> {
        let now = state.clock.now();
        conn.lock_account(identity.account.id)?;
        let identity = ask_again(conn, identity, now)?;
        // Here, so that no handler can forget it.
        if what != What::Leaving && !comes_from(&identity, &origin.address) {
            return Err(Error::Forbidden(Refusal::Elsewhere));
        }
        if identity.account.suspended_at.is_some() && at_the_door(&identity, origin) {
            return Err(Error::Forbidden(Refusal::AccountSuspended));
        }
        if what == What::Anything && identity.read_only() {
            return Err(Error::Forbidden(Refusal::ReadOnly));
        }
        Ok(Self { conn, state, identity, origin, now, lines: 0 })
    }
}

/// Whether it is somebody of the account who writes, or a stranger: by its pages or its API, or in the background. The operator goes on
/// from the realm, and the program by itself does what time brings.
fn at_the_door(identity: &Identity, origin: &Origin) -> bool {
    match &identity.principal {
        Principal::Person(_) | Principal::Queued(_) => true,
        Principal::System(..) => matches!(origin.channel, "web" | "api"),
        Principal::Console(_) => false,
    }
}

/// What the program does at the wish of strangers, who have to be let in like anybody else.
const FOR_STRANGERS: [&str; 2] = ["sign-up", "request form"];

fn comes_from(identity: &Identity, address: &str) -> bool {
    match &identity.principal {
        Principal::Person(_) => admitted(identity, address),
        Principal::System(_, part) if FOR_STRANGERS.contains(part) => {
            ip::admits(identity.account(), address, ip::Who::Stranger)
        }
        Principal::System(..) | Principal::Queued(_) | Principal::Console(_) => true,
    }
}

/// Reads the identity anew. The account's lock is held, so what it stands on stays as it is until the transaction ends.
fn ask_again(conn: &mut Conn, identity: &Identity, now: Moment) -> Result<Identity> {
    let root = match &identity.principal {
        Principal::Person(root) => root,
        Principal::Console(_) => return Ok(identity.clone()),
        Principal::Queued(_) | Principal::System(..) => {
            let account = Arc::new(person::account(conn, identity.account.id)?);
            return Ok(Identity { account, ..identity.clone() });
        }
    };
    if let Some(held) = &identity.token {
        let account = Arc::new(person::account(conn, identity.account.id)?);
        return token::resolve(conn, account, &token::By::Id(held.id))?.map_err(Error::Token);
    }
    let Some(held) = &identity.session else {
        let account = person::account(conn, identity.account.id)?;
        let again = person::person(conn, &account, root.id)?;
        if again.epoch != root.epoch || !again.standing.active() {
            return Err(Error::SignedOut);
        }
        return Ok(Identity::proved(Arc::new(account), Arc::new(again)));
    };
    let selector = identity.frame().map_or(Selector::Own, |f| Selector::Id(f.id));
    match resolve(conn, &session::By::Id(held.id), &selector, now)? {
        Resolution::Live(mut again, _) if again.root().id == root.id => {
            if let Some(session) = &mut again.session {
                // Another request may have rotated since this one was let in.
                session.old_key = held.old_key || session.key_hash != held.key_hash;
            }
            Ok(again)
        }
        Resolution::MustEnd(_, _, cause) => Err(Error::Ended(cause)),
        Resolution::Ended(_, ended) => Err(Error::Ended(ended.cause)),
        Resolution::Foreign(_) => match identity.frame() {
            Some(frame) => Err(Error::Ended(ended_cause(conn, frame.id)?)),
            None => Err(Error::NotFound),
        },
        Resolution::Live(..) | Resolution::Lost(_) | Resolution::Nobody | Resolution::Elsewhere(_) => {
            Err(Error::SignedOut)
        }
    }
}

fn ended_cause(conn: &mut Conn, frame: i64) -> Result<super::EndCause> {
    use crate::db::schema::frames;
    use diesel::prelude::*;
    let cause: Option<super::EndCause> =
        frames::table.find(frame).select(frames::end_cause).first(conn).optional()?.flatten();
    Ok(cause.unwrap_or(super::EndCause::Reverted))
}

/// Runs `work` in one transaction in the identity's name. Everything it writes is committed together with at least
/// one audit line, or not at all. On PostgreSQL it may run again, so it must not change what it captures for good.
pub fn write<T>(
    state: &State,
    identity: &Identity,
    origin: &Origin,
    work: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    run(state, identity, origin, What::Anything, work)
}

/// [`write`] for whoever leaves: signing out is not refused from anywhere.
pub fn write_leaving<T>(
    state: &State,
    identity: &Identity,
    origin: &Origin,
    work: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    run(state, identity, origin, What::Leaving, work)
}

/// [`write`] for what concerns the stack itself, which a read-only identity does as well: starting frames and ending them.
pub fn write_on_stack<T>(
    state: &State,
    identity: &Identity,
    origin: &Origin,
    work: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    run(state, identity, origin, What::Stack, work)
}

/// What a transaction is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Whatever the identity may do.
    Anything,
    /// The stack of identities, and nothing else.
    Stack,
    /// Going away, from wherever.
    Leaving,
}

fn run<T>(
    state: &State,
    identity: &Identity,
    origin: &Origin,
    what: What,
    mut work: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    state.db.raw_write(|conn| {
        let mut tx = Tx::open(conn, state, identity, origin, what)?;
        let value = work(&mut tx)?;
        if tx.lines == 0 {
            return Err(Error::internal("a write without an audit line"));
        }
        Ok(value)
    })
}

/// [`write`] in the program's own name.
pub fn write_as_system<T>(
    state: &State,
    account: &super::Account,
    part: &'static str,
    channel: &'static str,
    work: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let identity = Identity::system(Arc::new(account.clone()), part);
    write(state, &identity, &Origin::local(channel), work)
}
