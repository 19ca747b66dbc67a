//! The heart: who acts, in whose name, and why that still holds.
//!
//! * `session`: the root signs in and gets a session; the cookie carries its opaque key.
//! * `frames`: one row per assumption, a tree per session. The path segment `/~scope/` selects one.
//! * `resolve`: cookie and scope → [`Identity`]; all guards, run on every request and again in every write.
//! * `assumption`, `reversion`: how a frame starts and ends; `notice`: what the assumed person is told of it.
//! * `tx`: the only way to write, opened with an identity, closed with an audit line.
//! * `gate`: looks a request's identity up and keeps sessions and frames awake.
//! * `limits`: how often nobody in particular may ask for something.
//! * `visit`: how the operator's staff are in an account, and for how long.
//! * `token`: how another program acts in somebody's name, by the API.
//! * `store`: what actix-session stores, which is one opaque key.
//!
//! [`Identity`] has private fields and is made here only: a handler cannot invent one, and a write without one does
//! not compile. The rules are spec.md §3.2–3.5 and §4.

mod assumption;
mod frames;
mod gate;
pub mod limits;
mod notice;
mod person;
mod resolve;
mod reversion;
mod session;
mod sign_in;
mod store;
mod token;
mod tx;
mod visit;

pub use assumption::{REASON_MAX, Start, Started, start};
pub use frames::{
    EndCause, Ended, Frame, count as count_frames, end_of_account as end_all_frames, end_of_subject as end_frames_of,
    stop as stop_frame,
};
pub use gate::{Asked, Gate, close_overdue};
pub(crate) use person::PersonRow;
pub use person::{Account, FrameNotice, Locale, Person, account, initials, person, role_key};
pub use resolve::{Lost, Resolution};
pub use reversion::{Reverted, back, revert, revert_started};
pub use session::{
    END_USER_IDLE_MINUTES, END_USER_MAX_MINUTES, Listed, MAX_SESSIONS, ROTATION_GRACE_SECONDS, STAFF_IDLE_MINUTES,
    STAFF_MAX_MINUTES, create as create_session, end as end_session, end_all as end_sessions,
    ended_since as sessions_ended_since, listed as sessions_of, renew as renew_session, rotate as rotate_session,
    shorten as shorten_sessions, since as signed_in_at,
};
pub use sign_in::{
    Attempt, LOCK_MINUTES, MAX_FAILURES, check as check_sign_in, code_was_right, forget_old_failures, may_sign_in,
    password_was_right, person_by_address, try_code, try_present_password,
};
pub(crate) use sign_in::{failures_of_address, failures_of_code, failures_of_user};
pub use store::{SESSION_KEY, Store};
pub use token::{PREFIX as TOKEN_PREFIX, TokenFault, revoke as revoke_tokens, stop as stop_tokens};
pub use tx::{Origin, Tx, write, write_as_system, write_leaving, write_on_stack};
pub use visit::{
    Basis, IDLE_MINUTES as VISIT_IDLE_MINUTES, MAX_MINUTES as VISIT_MAX_MINUTES, TOKEN_SECONDS as VISIT_TOKEN_SECONDS,
    Visit, admitted as visit_admitted, begin as begin_visit, end as end_visit, end_of_account as end_visits,
    end_of_case as end_visits_of_case, end_of_session as end_visits_of_session, end_of_staff as end_visits_of_staff,
    enter as enter_visit, open as open_visit, realm, visitors,
};

use std::sync::Arc;

use crate::audit;
use crate::policy::{self, Right, Rights, Standing};

/// Who acts: the person who really signed in, whoever stands between, and in whose name.
#[derive(Clone, Debug)]
pub struct Identity {
    account: Arc<Account>,
    principal: Principal,
    frames: Arc<[Frame]>,
    rights: Rights,
    session: Option<SessionRef>,
    token: Option<token::Held>,
    visit: Option<Arc<Visit>>,
}

#[derive(Clone, Debug)]
enum Principal {
    Person(Arc<Person>),
    Queued(Arc<Person>),
    /// One of the operator's staff, from the console.
    Console(Arc<Person>),
    System(Arc<Person>, &'static str),
}

#[derive(Clone, Debug)]
struct SessionRef {
    id: i64,
    /// The hash of the key that the request came with.
    key_hash: Arc<str>,
    last_seen_at: crate::db::Moment,
    expires_at: crate::db::Moment,
    old_key: bool,
}

/// Whether somebody acts as themselves or in an assumed identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As oneself.
    Own,
    /// In a frame.
    Assumed,
}

impl Identity {
    fn root_of(
        account: Arc<Account>,
        root: Arc<Person>,
        row: &session::Row,
        old_key: bool,
        visit: Option<Visit>,
    ) -> Self {
        let session = SessionRef {
            id: row.id,
            key_hash: row.key_hash.as_str().into(),
            last_seen_at: row.last_seen_at,
            expires_at: row.expires_at,
            old_key,
        };
        let (rights, visit) = (policy::of(&root.standing), visit.map(Arc::new));
        Self { rights, session: Some(session), visit, ..Self::proved(account, root) }
    }

    /// Somebody who has just proved who they are, before they have a session. Rights: none but to get one.
    fn proved(account: Arc<Account>, root: Arc<Person>) -> Self {
        Self {
            account,
            principal: Principal::Person(root),
            frames: Arc::new([]),
            rights: Rights::default(),
            session: None,
            token: None,
            visit: None,
        }
    }

    /// The program itself, for what happens by time or from the command line.
    pub fn system(account: Arc<Account>, part: &'static str) -> Self {
        let nobody = Person {
            id: 0,
            name: "Stead".to_owned(),
            email: None,
            locale: None,
            time_zone: None,
            epoch: 0,
            explained: true,
            standing: Standing {
                user: 0,
                account: account.id,
                kind: policy::Kind::Member,
                role: policy::Role::EndUser,
                owner: false,
                tickets: policy::TicketAccess::Assigned,
                custom: None,
                products: policy::ProductRoles::default(),
                billing_admin: false,
                suspended: false,
                deleted: true,
            },
        };
        Self {
            account,
            principal: Principal::System(Arc::new(nobody), part),
            frames: Arc::new([]),
            rights: Rights::default(),
            session: None,
            token: None,
            visit: None,
        }
    }

    /// Somebody whose work goes on in the background, without their session: as themselves, with the rights they have
    /// whenever it writes.
    pub fn queued(account: Arc<Account>, person: Arc<Person>) -> Self {
        Self {
            account,
            rights: policy::of(&person.standing),
            principal: Principal::Queued(person),
            frames: Arc::new([]),
            session: None,
            token: None,
            visit: None,
        }
    }

    /// One of the operator's staff, who does something to an account from the console. It is theirs in the account's log.
    fn console(account: Arc<Account>, person: Arc<Person>) -> Self {
        Self { principal: Principal::Console(person.clone()), ..Self::proved(account, person) }
    }

    fn with_frames(self, frames: Vec<Frame>) -> Self {
        let stack = std::iter::once(&self.root().standing).chain(frames.iter().map(|f| &f.subject.standing));
        let rights = policy::intersection(stack);
        Self { frames: frames.into(), rights, ..self }
    }

    /// The account everything happens in.
    pub fn account(&self) -> &Arc<Account> {
        &self.account
    }

    /// Who really signed in.
    pub fn root(&self) -> &Person {
        match &self.principal {
            Principal::Person(person)
            | Principal::Queued(person)
            | Principal::Console(person)
            | Principal::System(person, _) => person,
        }
    }

    /// In whose name things are done: the top of the stack.
    pub fn effective(&self) -> &Person {
        self.frames.last().map_or_else(|| self.root(), |frame| &frame.subject)
    }

    /// The whole stack, root first.
    pub fn chain(&self) -> impl Iterator<Item = &Person> {
        std::iter::once(self.root()).chain(self.frames.iter().map(|f| &f.subject))
    }

    /// The frames of the stack, lowest first; empty as oneself.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The frame at the top, if assumed.
    pub fn frame(&self) -> Option<&Frame> {
        self.frames.last()
    }

    /// As oneself, or assumed.
    pub fn mode(&self) -> Mode {
        if self.frames.is_empty() { Mode::Own } else { Mode::Assumed }
    }

    /// Whether everyone in the stack holds this right.
    pub fn may(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// All rights that everyone in the stack holds.
    pub fn rights(&self) -> Rights {
        self.rights
    }

    /// `Ok`, or the refusal that a page can show.
    pub fn ensure(&self, right: Right) -> crate::error::Result<()> {
        if self.may(right) { Ok(()) } else { Err(crate::error::Error::Forbidden(policy::Refusal::Right(right))) }
    }

    /// Whether this stack may assume `subject`.
    pub fn may_assume(&self, subject: &Person) -> Result<(), policy::Refusal> {
        let stack: Vec<Standing> = self.chain().map(|p| p.standing).collect();
        policy::may_all_assume(&stack, &subject.standing, self.account.help_center_active)?;
        if self.account.frames_allowed { Ok(()) } else { Err(policy::Refusal::AssumingOff) }
    }

    /// Whether nothing is written under this identity but what concerns the stack itself: a frame of it is read-only.
    pub fn read_only(&self) -> bool {
        self.frames.iter().any(|frame| frame.read_only) || self.visit.as_ref().is_some_and(|visit| visit.read_only)
    }

    /// The visit that whoever acts is on, if they are of the operator's staff and not at home.
    pub fn visit(&self) -> Option<&Visit> {
        self.visit.as_deref()
    }

    /// Whether this stack may do something to `subject`. `administrators_delete` is the account's setting.
    pub fn may_do(
        &self,
        act: policy::Act,
        subject: &Person,
        administrators_delete: bool,
    ) -> Result<(), policy::Refusal> {
        let stack: Vec<Standing> = self.chain().map(|p| p.standing).collect();
        let house = policy::House { help_center: self.account.help_center_active, administrators_delete };
        policy::may_all_do(act, &stack, &subject.standing, house)
    }

    /// Whether whoever acts may set the password of `subject`. Nobody does while assumed.
    pub fn may_set_password(&self, subject: &Person, allowed: bool) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_set_password(&self.root().standing, &subject.standing, allowed)
    }

    /// Whether whoever acts may give `subject` another role in Support. Nobody does while assumed.
    pub fn may_set_role(&self, subject: &Person) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_set_role(&self.root().standing, &subject.standing)
    }

    /// Whether whoever acts may give `subject` another role in a product beside Support. Nobody does while assumed.
    pub fn may_set_product(&self, subject: &Person, product: policy::Product) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_set_product(&self.root().standing, &subject.standing, product)
    }

    /// Whether whoever acts may make custom roles at all. Nobody does while assumed.
    pub fn may_manage_roles(&self) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_manage_roles(&self.root().standing, self.account.plan)
    }

    /// Whether whoever acts may make a role that permits all this. Nobody does while assumed.
    pub fn may_grant(&self, set: policy::Permissions) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_grant(&self.root().standing, self.account.plan, set)
    }

    /// Whether whoever acts may make another role of this one. Nobody does while assumed.
    pub fn may_copy_role(&self, role: &policy::RoleFacts) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_copy_role(&self.root().standing, self.account.plan, role)
    }

    /// Whether whoever acts may change or delete this role. Nobody does while assumed.
    pub fn may_edit_role(&self, role: &policy::RoleFacts) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_edit_role(&self.root().standing, self.account.plan, role)
    }

    /// Whether whoever acts may do something to one of the operator's staff.
    pub fn may_manage(&self, act: policy::StaffAct, subject: &Person) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_manage(act, &self.root().standing, &subject.standing)
    }

    /// `Ok` unless this is an assumed identity, or a visit.
    pub fn as_oneself(&self) -> Result<(), policy::Refusal> {
        self.unassumed()?;
        if self.visit.is_none() { Ok(()) } else { Err(policy::Refusal::WhileVisiting) }
    }

    /// `Ok` unless this is an assumed identity; in a visit too, for what [`policy::ALSO_IN_VISITS`] lists.
    pub fn unassumed(&self) -> Result<(), policy::Refusal> {
        if self.frames.is_empty() { Ok(()) } else { Err(policy::Refusal::WhileAssumed) }
    }

    /// The id of the root session; 0 without one.
    pub fn session_id(&self) -> i64 {
        self.session.as_ref().map_or(0, |s| s.id)
    }

    /// The authorization by which another program acts in the person's name, if it is not the person at a browser.
    pub fn by_token(&self) -> Option<i64> {
        self.token.as_ref().map(|held| held.id)
    }

    /// Whether whoever acts may change what an integration may do; see [`policy::may_authorize`]. Nobody does while assumed.
    pub fn may_authorize(&self, present: Option<(policy::Authorization, &Person)>) -> Result<(), policy::Refusal> {
        self.as_oneself()?;
        policy::may_authorize(&self.root().standing, present.map(|(state, by)| (state, &by.standing)))
    }

    /// The effective user's id, unless the program itself acts.
    pub fn effective_id(&self) -> Option<i64> {
        match self.principal {
            Principal::Person(_) | Principal::Queued(_) | Principal::Console(_) => Some(self.effective().id),
            Principal::System(..) => None,
        }
    }

    /// The whole stack as text, root first: `[user, frame, user]`; for the program itself its part that acts.
    pub fn stack_text(&self) -> String {
        match &self.principal {
            Principal::Person(root) | Principal::Queued(root) | Principal::Console(root) => {
                let mut chain = vec![root.id];
                chain.extend(self.frames.iter().flat_map(|f| [f.id, f.subject.id]));
                serde_json::json!(chain).to_string()
            }
            Principal::System(_, part) => serde_json::json!([part]).to_string(),
        }
    }

    /// What the audit log says of this identity.
    fn by(&self, origin: &Origin) -> audit::By {
        let root = (!matches!(self.principal, Principal::System(..))).then(|| self.root().id);
        audit::By {
            account: self.account.id,
            root,
            effective: self.effective_id(),
            frame: self.frame().map(|f| f.id),
            chain: self.stack_text(),
            channel: origin.channel,
            request: origin.request.to_string(),
            address: origin.address.clone(),
            authorization: self.by_token(),
        }
    }
}
