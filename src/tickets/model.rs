//! Reading tickets. Every list and every ticket is read for somebody, and shows what they may see.

use diesel::prelude::*;

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{comments, memberships, organizations, tickets, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{Identity, initials};
use crate::people::model::RequestAccess;
use crate::people::tags;
use crate::policy::{Right, Role};
use crate::text_enum;

text_enum! {
    /// How far a ticket is.
    pub enum Status {
        /// Nobody has looked at it.
        New = "new",
        /// Somebody works on it.
        Open = "open",
        /// It waits for the requester.
        Pending = "pending",
        /// It waits for somebody else; the requester sees it as open.
        Hold = "hold",
        /// Done, unless the requester writes again.
        Solved = "solved",
        /// Done for good.
        Closed = "closed",
    }
}

impl Status {
    /// The key of its name for team members.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "status-new",
            Self::Open => "status-open",
            Self::Pending => "status-pending",
            Self::Hold => "status-hold",
            Self::Solved => "status-solved",
            Self::Closed => "status-closed",
        }
    }

    /// The key of its name for the requester.
    pub fn requester_key(self) -> &'static str {
        match self {
            Self::New | Self::Open | Self::Hold => "request-status-open",
            Self::Pending => "request-status-pending",
            Self::Solved | Self::Closed => "request-status-solved",
        }
    }

    /// The class of its tag.
    pub fn class(self) -> &'static str {
        match self {
            Self::New | Self::Open | Self::Hold => "",
            Self::Pending => "warn",
            Self::Solved => "ok",
            Self::Closed => "plain",
        }
    }
}

text_enum! {
    /// A list of tickets in Support.
    pub enum View {
        /// Assigned to the reader, not solved.
        Mine = "mine",
        /// Everything not solved.
        Unsolved = "unsolved",
        /// Not looked at yet.
        New = "new",
        /// Waiting for the requester.
        Pending = "pending",
        /// Solved.
        Solved = "solved",
    }
}

/// A ticket in a list.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its number in the account.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// How far it is.
    pub status: Status,
    /// Who asked: id and name.
    pub requester: (i64, String),
    /// Who works on it.
    pub assignee: Option<String>,
    /// When it was made.
    pub created_at: Moment,
    /// When something last happened.
    pub updated_at: Moment,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub(super) struct Row {
    pub id: i64,
    pub number: i64,
    pub subject: String,
    pub status: Status,
    pub requester_id: i64,
    pub assignee_id: Option<i64>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// A ticket with its conversation.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Its row id.
    pub id: i64,
    /// What a list shows of it.
    pub summary: Summary,
    /// Who works on it.
    pub assignee_id: Option<i64>,
    /// Its tags, for team members only.
    pub tags: Vec<String>,
    /// Whether the requester is suspended.
    pub requester_suspended: bool,
    /// Whether the requester is deleted; only the name is left then.
    pub requester_deleted: bool,
    /// Whether not even their name is left.
    pub requester_erased: bool,
    /// The conversation, oldest first.
    pub comments: Vec<Comment>,
}

/// One comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// In whose name: id and name.
    pub author: (i64, String),
    /// Whether the author is a team member.
    pub staff: bool,
    /// Whether the author is deleted and not erased yet.
    pub deleted: bool,
    /// Who really wrote it, if the author was assumed. Shown to team members only.
    pub written_by: Option<String>,
    /// The text, as typed.
    pub body: String,
    /// Whether the requester sees it.
    pub public: bool,
    /// When.
    pub created_at: Moment,
    /// Whether it came from somebody who had not signed in; team members are told.
    pub unproved: bool,
}

impl Comment {
    /// Two letters for the picture.
    pub fn initials(&self) -> String {
        initials(&self.author.1)
    }

    /// Which of the six tints the picture has.
    pub fn hue(&self) -> i64 {
        self.author.0.rem_euclid(6)
    }

    /// The paragraphs of the text.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.split("\n\n").map(str::trim).filter(|p| !p.is_empty())
    }
}

type Boxed<'a> = tickets::BoxedQuery<'a, Backend>;

/// The tickets that this identity may see in Support.
fn visible<'a>(identity: &Identity) -> Boxed<'a> {
    let all = tickets::table.filter(tickets::account_id.eq(identity.account().id)).into_boxed();
    if identity.may(Right::SeeAllTickets) { all } else { all.filter(tickets::assignee_id.eq(identity.effective().id)) }
}

/// The organizations whose requests whoever acts sees in the Help Center: all of their own if their profile says so, else
/// those that share their requests. None until they have proved that their address is theirs: a domain alone, which anybody
/// can type, makes members.
fn shared(c: &mut Conn, identity: &Identity) -> Result<Vec<i64>> {
    let me = identity.effective().id;
    let (access, verified): (RequestAccess, Option<i64>) =
        users::table.find(me).select((users::request_access, users::verified_at)).first(c)?;
    if verified.is_none() {
        return Ok(vec![]);
    }
    let theirs = memberships::table
        .inner_join(organizations::table)
        .filter(memberships::user_id.eq(me).and(memberships::account_id.eq(identity.account().id)))
        .select(organizations::id)
        .into_boxed::<Backend>();
    Ok(match access {
        RequestAccess::Organization => theirs.load(c)?,
        RequestAccess::Own => theirs.filter(organizations::requests_shared.eq(true)).load(c)?,
    })
}

/// The requests of some organizations.
fn of_organizations<'a>(identity: &Identity, organizations: Vec<i64>) -> Boxed<'a> {
    tickets::table
        .filter(tickets::account_id.eq(identity.account().id).and(tickets::organization_id.eq_any(organizations)))
        .into_boxed()
}

/// The requests of whoever acts.
fn own<'a>(identity: &Identity) -> Boxed<'a> {
    tickets::table
        .filter(tickets::account_id.eq(identity.account().id).and(tickets::requester_id.eq(identity.effective().id)))
        .into_boxed()
}

fn page(c: &mut Conn, query: Boxed<'_>, cursor: Cursor) -> Result<Page<Summary>> {
    let query = match cursor {
        Cursor::Start => query.order(tickets::number.desc()),
        Cursor::After(n) => query.filter(tickets::number.lt(n)).order(tickets::number.desc()),
        Cursor::Before(n) => query.filter(tickets::number.gt(n)).order(tickets::number.asc()),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    let page = Page::of(rows, cursor, |row| row.number);
    Ok(Page { rows: with_names(c, page.rows)?, previous: page.previous, next: page.next })
}

pub(super) fn with_names(c: &mut Conn, rows: Vec<Row>) -> Result<Vec<Summary>> {
    let mut ids: Vec<i64> = rows.iter().flat_map(|r| [Some(r.requester_id), r.assignee_id]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let names: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(c)?;
    let name = |id: i64| names.iter().find(|(i, _)| *i == id).map(|(_, n)| n.clone()).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|r| Summary {
            number: r.number,
            subject: r.subject,
            status: r.status,
            requester: (r.requester_id, name(r.requester_id)),
            assignee: r.assignee_id.map(name),
            created_at: r.created_at,
            updated_at: r.updated_at,
        })
        .collect())
}

/// A page of a view, newest first.
pub fn view(c: &mut Conn, identity: &Identity, view: View, cursor: Cursor) -> Result<Page<Summary>> {
    let unsolved = [Status::New, Status::Open, Status::Pending, Status::Hold];
    let query = visible(identity);
    let query = match view {
        View::Mine => {
            query.filter(tickets::assignee_id.eq(identity.effective().id)).filter(tickets::status.eq_any(unsolved))
        }
        View::Unsolved => query.filter(tickets::status.eq_any(unsolved)),
        View::New => query.filter(tickets::status.eq(Status::New)),
        View::Pending => query.filter(tickets::status.eq_any([Status::Pending, Status::Hold])),
        View::Solved => query.filter(tickets::status.eq_any([Status::Solved, Status::Closed])),
    };
    page(c, query, cursor)
}

/// A page of one's own requests, newest first.
pub fn requests(c: &mut Conn, identity: &Identity, cursor: Cursor) -> Result<Page<Summary>> {
    page(c, own(identity), cursor)
}

/// A page of the requests of one's organizations, newest first; `None` for whoever sees only their own.
pub fn organization_requests(c: &mut Conn, identity: &Identity, cursor: Cursor) -> Result<Option<Page<Summary>>> {
    let organizations = shared(c, identity)?;
    if organizations.is_empty() {
        return Ok(None);
    }
    page(c, of_organizations(identity, organizations), cursor).map(Some)
}

/// Whether whoever acts sees requests of their organizations.
pub fn sees_organization_requests(c: &mut Conn, identity: &Identity) -> Result<bool> {
    Ok(!shared(c, identity)?.is_empty())
}

/// The newest requests of a person, as far as whoever looks may see them.
pub fn requested_by(c: &mut Conn, identity: &Identity, user: i64) -> Result<Vec<Summary>> {
    let rows: Vec<Row> = visible(identity)
        .filter(tickets::requester_id.eq(user))
        .order(tickets::number.desc())
        .limit(ROWS as i64)
        .select(Row::as_select())
        .load(c)?;
    with_names(c, rows)
}

/// A page of an organization's tickets, newest first, as far as whoever looks may see them.
pub fn of_organization(c: &mut Conn, identity: &Identity, id: i64, cursor: Cursor) -> Result<Page<Summary>> {
    page(c, visible(identity).filter(tickets::organization_id.eq(id)), cursor)
}

/// How many tickets an organization has, counted no further than `most`.
pub fn count_of_organization(c: &mut Conn, account: i64, id: i64, most: i64) -> Result<i64> {
    let of = tickets::table.filter(tickets::account_id.eq(account).and(tickets::organization_id.eq(id)));
    let found: Vec<i64> = of.select(tickets::id).limit(most).load(c)?;
    Ok(found.len() as i64)
}

/// A ticket as team members see it.
pub fn ticket(c: &mut Conn, identity: &Identity, number: i64) -> Result<Ticket> {
    read(c, visible(identity), number, true)
}

/// A ticket as its requester sees it, or a member of its organization: public comments only.
pub fn request(c: &mut Conn, identity: &Identity, number: i64) -> Result<Ticket> {
    match read(c, own(identity), number, false) {
        Err(Error::NotFound) => {
            let organizations = shared(c, identity)?;
            read(c, of_organizations(identity, organizations), number, false)
        }
        found => found,
    }
}

/// A ticket's row alone, as a team member (`staff`) or its requester finds it.
pub(super) fn row(c: &mut Conn, identity: &Identity, number: i64, staff: bool) -> Result<Row> {
    let query = if staff { visible(identity) } else { own(identity) };
    Ok(query.filter(tickets::number.eq(number)).select(Row::as_select()).first(c)?)
}

fn read(c: &mut Conn, query: Boxed<'_>, number: i64, internal: bool) -> Result<Ticket> {
    let row: Row = query.filter(tickets::number.eq(number)).select(Row::as_select()).first(c)?;
    let (id, assignee_id) = (row.id, row.assignee_id);
    let summary = with_names(c, vec![row])?.pop().ok_or(Error::NotFound)?;
    let roots = diesel::alias!(users as roots);
    let mut query = comments::table
        .inner_join(users::table)
        .left_join(roots.on(roots.field(users::id).nullable().eq(comments::root_id)))
        .filter(comments::ticket_id.eq(id))
        .into_boxed::<Backend>();
    if !internal {
        query = query.filter(comments::is_public.eq(true));
    }
    type Standing = (Option<Moment>, Option<Moment>, Option<Moment>);
    let (suspended, deleted, erased): Standing = users::table
        .find(summary.requester.0)
        .select((users::suspended_at, users::deleted_at, users::erased_at))
        .first(c)?;
    type Found = (i64, String, Role, Option<Moment>, Option<Moment>, Option<String>, String, bool, Moment, bool);
    let found: Vec<Found> = query
        .order(comments::id)
        .select((
            users::id,
            users::name,
            users::role,
            users::deleted_at,
            users::erased_at,
            roots.field(users::name).nullable(),
            comments::body,
            comments::is_public,
            comments::created_at,
            comments::unproved,
        ))
        .load(c)?;
    let comments = found
        .into_iter()
        .map(|(author, name, role, deleted, erased, root, body, public, created_at, unproved)| Comment {
            author: (author, name),
            staff: role != Role::EndUser,
            deleted: deleted.is_some() && erased.is_none(),
            written_by: root.filter(|_| internal),
            body,
            public,
            created_at,
            unproved: unproved && internal,
        })
        .collect();
    let tags = if internal { tags::of_ticket(c, id)? } else { vec![] };
    let (requester_suspended, requester_deleted) = (suspended.is_some() && deleted.is_none(), deleted.is_some());
    Ok(Ticket {
        id,
        summary,
        assignee_id,
        tags,
        requester_suspended,
        requester_deleted,
        requester_erased: erased.is_some(),
        comments,
    })
}
