//! Admin Center > Account > Logs > E-mail log: every mail there ever was, what became of it and why, and who caused it.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Deserialize;

use super::{DAYS, Failure, Held, State};
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{mails, users};
use crate::db::{Backend, Conn, Moment};
use crate::error::Result;
use crate::web::{Cx, query, routes};

/// Longest search term, in characters.
const TERM_MAX: usize = 100;
const PATH: &str = "/admin/account/logs/emails";

#[derive(Template)]
#[template(path = "mail/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Line>,
    q: &'a str,
    state: Option<State>,
    /// Whether a mail server is configured.
    server: bool,
}

#[derive(Template)]
#[template(path = "mail/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    line: &'a Line,
    /// The address that mail comes from.
    from: String,
    /// The lines of the text, where it may be read: in the demo.
    text: Vec<&'a str>,
    /// What a link of this account begins with.
    base: String,
}

/// Somebody whom a line names.
#[derive(Clone, Debug)]
pub struct Named {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Whether there is a profile to lead to.
    pub here: bool,
}

/// A mail, as the log tells it.
#[derive(Clone, Debug)]
pub struct Line {
    /// What its row says.
    pub row: Row,
    /// To whom.
    pub person: Option<Named>,
    /// In whose name it was caused; nobody's when Stead did it by itself.
    pub cause: Option<Named>,
    /// Who stood behind that name, if it was an assumed one.
    pub root: Option<Named>,
}

/// A row of the log.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Row {
    /// Its id.
    pub id: i64,
    /// To whom.
    pub user_id: Option<i64>,
    /// The letter's name.
    pub letter: String,
    /// The address.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// Where it stands.
    pub state: State,
    /// Why, as text or as a key; see [`State`].
    pub reason: String,
    /// The request it is about.
    pub ticket_number: Option<i64>,
    /// Its id on its way.
    pub message_id: String,
    /// In whose name it was caused.
    pub cause_user_id: Option<i64>,
    /// Who really did it.
    pub cause_root_id: Option<i64>,
    /// In which assumption.
    pub cause_frame_id: Option<i64>,
    /// In which request to us.
    pub request_id: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_try_at: Moment,
    /// When it was written.
    pub created_at: Moment,
    /// When nothing more happens to it.
    pub finished_at: Option<Moment>,
}

/// What the address asks for. Anything unreadable counts as not asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(flatten)]
    keys: Keys,
}

/// `GET /admin/account/logs/emails`
pub async fn index(cx: Cx, asked: web::Query<Asked>) -> Result<HttpResponse> {
    let q: String = asked.q.trim().chars().take(TERM_MAX).collect();
    let (state, cursor, account, term) = (State::parse(&asked.state), asked.keys.cursor(), cx.account().id, q.clone());
    let page = cx
        .read(move |c| {
            let query = matching(c, mails::table.filter(mails::account_id.eq(account)).into_boxed(), state, &term);
            page(c, account, query, cursor)
        })
        .await?;
    cx.show(Index { cx: &cx, page, q: &q, state, server: cx.state().settings.smtp.is_some() })
}

/// `GET /admin/account/logs/emails/{id}`
pub async fn show(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (id, account, demo) = (routes::id(&id)?, cx.account().id, cx.demo());
    let (line, text) = cx
        .read(move |c| {
            let found = mails::table.filter(mails::account_id.eq(account).and(mails::id.eq(id)));
            let row: Row = found.select(Row::as_select()).first(c)?;
            // Nowhere but in the demo does a text leave the database by a page.
            let text: Option<String> = if demo { found.select(mails::text).first(c)? } else { None };
            Ok((with_names(c, account, vec![row])?.into_iter().next(), text))
        })
        .await?;
    let line = line.ok_or(crate::error::Error::NotFound)?;
    let settings = &cx.state().settings;
    cx.show(Show {
        cx: &cx,
        line: &line,
        from: settings.mail_from(),
        text: text.as_deref().unwrap_or_default().lines().collect(),
        base: settings.address(cx.account()),
    })
}

type Boxed<'a> = mails::BoxedQuery<'a, Backend>;

fn matching<'a>(c: &Conn, query: Boxed<'a>, state: Option<State>, term: &str) -> Boxed<'a> {
    let query = match state {
        Some(state) => query.filter(mails::state.eq(state)),
        None => query,
    };
    if term.is_empty() {
        return query;
    }
    // Both databases fold the letters A to Z, and no others: what one finds, the other does.
    let (address, subject) = match c {
        Conn::Sqlite(_) => ("lower(mails.address)", "lower(mails.subject)"),
        Conn::Postgres(_) => ("lower(mails.address COLLATE \"C\")", "lower(mails.subject COLLATE \"C\")"),
    };
    let term = term.to_ascii_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let begins = sql::<Text>(address).like(format!("{term}%")).escape('\\');
    let has = sql::<Text>(subject).like(format!("%{term}%")).escape('\\');
    query.filter(begins.or(has))
}

/// A page of the log, newest first.
fn page(c: &mut Conn, account: i64, query: Boxed<'_>, cursor: Cursor) -> Result<Page<Line>> {
    let query = match cursor {
        Cursor::Start => query.order(mails::id.desc()),
        Cursor::After(id) => query.filter(mails::id.lt(id)).order(mails::id.desc()),
        Cursor::Before(id) => query.filter(mails::id.gt(id)).order(mails::id.asc()),
    };
    let rows: Vec<Row> = query.limit(ROWS as i64 + 1).select(Row::as_select()).load(c)?;
    let page = Page::of(rows, cursor, |row| row.id);
    Ok(Page { rows: with_names(c, account, page.rows)?, previous: page.previous, next: page.next })
}

/// A page of the mail to one person, newest first.
pub fn of_person(c: &mut Conn, account: i64, user: i64, cursor: Cursor) -> Result<Page<Line>> {
    let query = mails::table.filter(mails::user_id.eq(user).and(mails::account_id.eq(account))).into_boxed();
    page(c, account, query, cursor)
}

/// Adds names, with one query for all rows.
fn with_names(c: &mut Conn, account: i64, rows: Vec<Row>) -> Result<Vec<Line>> {
    let ids = rows.iter().flat_map(|r| [r.user_id, r.cause_user_id, r.cause_root_id]).flatten();
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let names: HashMap<i64, (String, Option<Moment>)> = users::table
        .filter(users::account_id.eq(account).and(users::id.eq_any(ids)))
        .select((users::id, (users::name, users::deleted_at)))
        .load::<(i64, (String, Option<Moment>))>(c)?
        .into_iter()
        .collect();
    let named = |id: i64| {
        let found = names.get(&id);
        Named {
            id,
            name: found.map_or_else(|| format!("#{id}"), |(name, _)| name.clone()),
            here: found.is_some_and(|(_, deleted)| deleted.is_none()),
        }
    };
    let line = |row: Row| Line {
        person: row.user_id.map(named),
        cause: row.cause_user_id.map(named),
        root: row.cause_root_id.filter(|root| Some(*root) != row.cause_user_id).map(named),
        row,
    };
    Ok(rows.into_iter().map(line).collect())
}

impl Line {
    /// The path of its own page.
    pub fn path(&self) -> String {
        format!("{PATH}/{}", self.row.id)
    }

    /// The key of the letter's name.
    pub fn letter_key(&self) -> String {
        format!("letter-{}", self.row.letter.replace('_', "-"))
    }

    /// The key of its state's name.
    pub fn state_key(&self) -> String {
        format!("mail-state-{}", self.row.state)
    }

    /// The class of its state's tag.
    pub fn state_class(&self) -> &'static str {
        match self.row.state {
            State::Sent => "ok",
            State::Failed => "bad",
            State::Suppressed => "plain",
            State::Queued | State::Sending => "warn",
        }
    }

    /// Why it stands as it does, as a sentence in the reader's language.
    pub fn why(&self, cx: &Cx) -> Option<String> {
        let key = |prefix: &str, name: &str| format!("{prefix}{}", name.replace('_', "-"));
        match self.row.state {
            State::Suppressed => {
                Held::parse(&self.row.reason).map(|why| cx.t(&key("mail-held-", why.as_str())).to_owned())
            }
            State::Failed => {
                Failure::parse(&self.row.reason).map(|why| cx.t1(&key("mail-failed-", why.as_str()), "days", DAYS))
            }
            State::Queued | State::Sending | State::Sent => None,
        }
    }

    /// A sentence in place of the state of a mail that was held back: which it was, and why nobody got it.
    pub fn held(&self, cx: &Cx) -> Option<String> {
        let why = Held::parse(&self.row.reason).filter(|_| self.row.state == State::Suppressed)?;
        let key = format!("person-held-{}", why.as_str().replace('_', "-"));
        Some(cx.t1(&key, "letter", cx.t(&self.letter_key())))
    }

    /// What the server said, in its own words.
    pub fn said(&self) -> Option<&str> {
        let own = match self.row.state {
            State::Failed => Failure::parse(&self.row.reason).is_none(),
            State::Queued | State::Sending => true,
            State::Suppressed | State::Sent => false,
        };
        (own && !self.row.reason.is_empty()).then_some(self.row.reason.as_str())
    }

    /// Whether it waits for another attempt.
    pub fn waits(&self) -> bool {
        self.row.state == State::Queued && self.row.attempts > 0
    }
}

impl Index<'_> {
    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        let state = self.state.map_or("", State::as_str);
        self.cx.url(&format!("{PATH}{}", query(&[("q", self.q), ("state", state), (which, &id.to_string())])))
    }

    fn filtered(&self) -> bool {
        !self.q.is_empty() || self.state.is_some()
    }

    /// The states one can ask for; a mail is being sent only for a moment.
    fn states(&self) -> [State; 4] {
        [State::Queued, State::Sent, State::Failed, State::Suppressed]
    }

    fn asks(&self, state: &State) -> bool {
        self.state == Some(*state)
    }

    fn key_of(&self, state: &State) -> String {
        format!("mail-state-{state}")
    }
}

impl Show<'_> {
    /// Whether a line of the text is a link of this account.
    fn link(&self, line: &str) -> bool {
        line.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.starts_with('/') && !rest.contains(' '))
    }
}
