//! Writing tickets: new ones, comments, and what a comment changes.

use diesel::prelude::*;

use super::model::{self, Status};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{accounts, comments, memberships, tickets, users};
use crate::error::{Error, Result};
use crate::identity::{self, Identity, Person, Tx};
use crate::mail::{self, Letter};
use crate::people::settings::EndUserSettings;
use crate::people::tags;
use crate::policy::{Refusal, Right};
use crate::text;

/// Longest subject, in characters.
pub const SUBJECT_MAX: usize = 150;
/// Longest comment, in characters.
pub const BODY_MAX: usize = 65_536;

/// What a comment does to its ticket.
#[derive(Clone, Debug)]
pub enum Change {
    /// The requester writes: a waiting or solved ticket opens again.
    Reply,
    /// The requester is content.
    Solve,
    /// A team member writes.
    Work {
        /// Whether the requester sees the comment.
        public: bool,
        /// The status it leaves the ticket in; `None` keeps it.
        status: Option<Status>,
    },
}

/// Submits a request in the effective user's name, for one of their organizations; answers its number. Without one, or
/// with one that they have left, it is for their default one.
pub fn create(tx: &mut Tx<'_>, subject: &str, body: &str, organization: Option<i64>) -> Result<i64> {
    let identity = tx.identity().clone();
    ensure_may_submit(tx.conn(), &identity)?;
    make(tx, identity.effective(), subject, body, organization, false)
}

/// Submits a request for somebody who did not sign in: it is theirs, and marked.
pub(super) fn create_for(tx: &mut Tx<'_>, requester: &Person, subject: &str, body: &str) -> Result<i64> {
    make(tx, requester, subject, body, None, true)
}

/// Whether whoever acts may submit requests: in a closed account only people with a verified address may.
pub(super) fn ensure_may_submit(c: &mut Conn, identity: &Identity) -> Result<()> {
    identity.ensure(Right::SubmitRequests)?;
    let me = identity.effective();
    if !me.standing.is_end_user() || EndUserSettings::of(c, me.standing.account)?.anybody_can_submit {
        return Ok(());
    }
    let verified: Option<i64> = users::table.find(me.id).select(users::verified_at).first(c)?;
    if verified.is_some() { Ok(()) } else { Err(Error::Forbidden(Refusal::Unverified)) }
}

fn make(
    tx: &mut Tx<'_>,
    requester: &Person,
    subject: &str,
    body: &str,
    organization: Option<i64>,
    unproved: bool,
) -> Result<i64> {
    let (account, me, now) = (requester.standing.account, requester.id, tx.now());
    let number: i64 = accounts::table.find(account).select(accounts::next_ticket).first(tx.conn())?;
    diesel::update(accounts::table.find(account)).set(accounts::next_ticket.eq(number + 1)).execute(tx.conn())?;
    let organization = match organization {
        Some(chosen) => memberships::table
            .find((me, chosen))
            .select(memberships::organization_id)
            .first::<i64>(tx.conn())
            .optional()?,
        None => None,
    };
    let organization = match organization {
        None => users::table.find(me).select(users::organization_id).first(tx.conn())?,
        chosen => chosen,
    };
    let id: i64 = diesel::insert_into(tickets::table)
        .values((
            tickets::account_id.eq(account),
            tickets::number.eq(number),
            tickets::subject.eq(subject),
            tickets::status.eq(Status::New),
            tickets::requester_id.eq(me),
            tickets::submitter_id.eq(me),
            tickets::organization_id.eq(organization),
            tickets::created_at.eq(now.0),
            tickets::updated_at.eq(now.0),
        ))
        .returning(tickets::id)
        .get_result(tx.conn())?;
    say(tx, id, me, body, true, unproved)?;
    tags::put_on_ticket(tx, id, me, organization)?;
    let letter = Letter::RequestReceived { number, subject: (!unproved).then(|| subject.to_owned()) };
    mail::queue(tx, requester, None, &letter)?;
    tx.record(Entry::new("ticket.created", "ticket", id))?;
    Ok(number)
}

/// Adds a comment in the effective user's name, and changes the ticket accordingly. The ticket is looked up among
/// those that the identity may see.
pub fn comment(tx: &mut Tx<'_>, number: i64, body: &str, change: &Change) -> Result<()> {
    let identity = tx.identity().clone();
    let staff = matches!(change, Change::Work { .. });
    identity.ensure(if staff { Right::CommentInternally } else { Right::SubmitRequests })?;
    let ticket = model::row(tx.conn(), &identity, number, staff)?;
    let (was, mut assignee) = (ticket.status, ticket.assignee_id);
    if was == Status::Closed {
        return Err(Error::Conflict);
    }
    let (public, status, act) = match change {
        Change::Reply if matches!(was, Status::Pending | Status::Solved) => (true, Status::Open, "ticket.replied"),
        Change::Reply => (true, was, "ticket.replied"),
        // Only what somebody works on can be called solved by the requester.
        Change::Solve if assignee.is_none() || was == Status::Solved => return Err(Error::Conflict),
        Change::Solve => (true, Status::Solved, "ticket.solved"),
        Change::Work { public, status } => {
            if (*public || status.is_some()) && !identity.may(Right::WorkTickets) {
                return Err(Error::Forbidden(Refusal::Right(Right::WorkTickets)));
            }
            // Visitors leave again, and nobody takes a ticket from them.
            if identity.may(Right::WorkTickets) && assignee.is_none() && identity.visit().is_none() {
                assignee = Some(identity.effective().id);
            }
            let next = status.unwrap_or(if was == Status::New { Status::Open } else { was });
            let next = if identity.may(Right::WorkTickets) { next } else { was };
            (*public, next, if *public { "ticket.answered" } else { "ticket.noted" })
        }
    };
    if !body.is_empty() {
        say(tx, ticket.id, identity.effective().id, body, public, false)?;
        if staff && public {
            tell_requester(tx, ticket.id, number, body)?;
        }
    }
    let now = tx.now();
    diesel::update(tickets::table.find(ticket.id))
        .set((tickets::status.eq(status), tickets::assignee_id.eq(assignee), tickets::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    tx.record(
        Entry::new(act, "ticket", ticket.id)
            .with(serde_json::json!({ "status": [was.as_str(), status.as_str()], "assignee": assignee })),
    )
}

/// Tells the requester of a public reply, unless it is their own.
fn tell_requester(tx: &mut Tx<'_>, ticket: i64, number: i64, body: &str) -> Result<()> {
    let identity = tx.identity().clone();
    let (requester, subject): (i64, String) =
        tickets::table.find(ticket).select((tickets::requester_id, tickets::subject)).first(tx.conn())?;
    if requester == identity.effective().id {
        return Ok(());
    }
    let requester = identity::person(tx.conn(), identity.account(), requester)?;
    let (author, body) = (identity.effective().name.clone(), text::without_scopes(body));
    mail::queue(tx, &requester, None, &Letter::RequestReply { number, subject, author, body }).map(drop)
}

/// Takes an organization off its tickets; answers how many. Part of its deletion, whose line covers it.
pub(crate) fn leave_organization(tx: &mut Tx<'_>, organization: i64) -> Result<usize> {
    let account = tx.identity().account().id;
    let of = tickets::table.filter(tickets::account_id.eq(account).and(tickets::organization_id.eq(organization)));
    Ok(diesel::update(of).set(tickets::organization_id.eq(None::<i64>)).execute(tx.conn())?)
}

fn say(tx: &mut Tx<'_>, ticket: i64, author: i64, body: &str, public: bool, unproved: bool) -> Result<()> {
    let identity = tx.identity().clone();
    let now = tx.now();
    let frame = identity.frame().map(|f| f.id);
    diesel::insert_into(comments::table)
        .values((
            comments::account_id.eq(identity.account().id),
            comments::ticket_id.eq(ticket),
            comments::author_id.eq(author),
            comments::root_id.eq(frame.map(|_| identity.root().id)),
            comments::frame_id.eq(frame),
            comments::body.eq(text::without_scopes(body)),
            comments::is_public.eq(public),
            comments::unproved.eq(unproved),
            comments::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    Ok(())
}
