//! People from a file: Admin Center > People > Bulk actions (reference §5.8).
//!
//! * `upload`: the form; the file is kept in pieces, never in memory as a whole.
//! * `reader`, `columns`, `cells`: from bytes to rows, from rows to what they wish.
//! * `matching`: whom a row leads to, and what is wrong with it; asked by the check and again by the import itself.
//! * `worker`: first checks every row, then, once somebody says so, writes them in batches (`writing`); either goes on
//!   after a crash, on whichever node takes it.
//! * `pieces`: the working data of an import, which no log needs: pieces, progress, who works on it.
//! * `pages`: the list, one import with its report, its error file, the template.
//!
//! Only end users are created and updated, in the name of whoever started the import, with the rights they have when each
//! batch is written. Rows that an import refuses are told with their line and column; all others are taken.

mod cells;
pub mod columns;
pub(crate) mod errors;
pub mod faults;
mod matching;
pub mod pages;
mod pieces;
pub mod reader;
mod upload;
pub mod worker;
mod writing;

use diesel::prelude::*;

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{imports, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::Right;
use crate::text_enum;
use crate::web::{Mark, Routes};

pub use pieces::forget_old;

/// Largest file, in bytes.
pub const BYTES_MAX: i64 = 100 * 1024 * 1024;
/// Most rows of a file.
pub const ROWS_MAX: i64 = 500_000;
/// Days for which the faults of an import are kept.
pub const FAULT_DAYS: i64 = 30;
/// Days for which a checked file waits to be imported.
pub const WAIT_DAYS: i64 = 7;

text_enum! {
    /// Whom an import is for.
    pub enum Mode {
        /// `Create only`
        Create = "create",
        /// `Update only`
        Update = "update",
        /// `Create and update`
        Both = "both",
    }
}

text_enum! {
    /// Where an import stands.
    pub enum State {
        /// The file is arriving.
        Uploading = "uploading",
        /// Every row is being checked.
        Checking = "checking",
        /// Checked; waits for somebody to start or cancel it.
        Checked = "checked",
        /// Its rows are being written.
        Running = "running",
        /// All rows that could be taken have been.
        Done = "done",
        /// Stopped by somebody; what was written stays.
        Cancelled = "cancelled",
        /// Refused as a whole, or stopped by the program.
        Failed = "failed",
    }
}

/// An import.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    /// Its id.
    pub id: i64,
    /// The account it is for.
    pub account_id: i64,
    /// Who started it.
    pub user_id: i64,
    /// The name of the file.
    pub file_name: String,
    /// Whom it is for.
    pub mode: Mode,
    /// Whether people whom it creates get a welcome mail.
    pub send_welcome: bool,
    /// Whether empty cells empty what people have.
    pub empty_clears: bool,
    /// Where it stands.
    pub state: State,
    /// Why it failed, as [`faults::FileFault`] keeps it.
    pub reason: String,
    /// Bytes of the file.
    pub bytes: i64,
    /// Rows of the file, once they are counted.
    pub rows_total: i64,
    /// Rows checked or written so far.
    pub rows_done: i64,
    /// People created, or to be created.
    pub created: i64,
    /// People updated, or to be updated.
    pub updated: i64,
    /// Rows that were not taken.
    pub faulty: i64,
    /// The byte that the next row begins at.
    pub position: i64,
    /// The line that the next row begins on.
    pub line: i64,
    /// Until when somebody works on it.
    pub lease_until: Moment,
    /// When the file came.
    pub created_at: Moment,
    /// When it ended.
    pub finished_at: Option<Moment>,
}

impl Import {
    /// The path of its page.
    pub fn path(&self) -> String {
        format!("/admin/people/bulk-actions/{}", self.id)
    }

    /// Whether the program works on it.
    pub fn at_work(&self) -> bool {
        matches!(self.state, State::Checking | State::Running)
    }
}

/// One import of an account.
pub fn find(c: &mut Conn, account: i64, id: i64) -> Result<Import> {
    Ok(imports::table
        .filter(imports::account_id.eq(account).and(imports::id.eq(id)).and(imports::state.ne(State::Uploading)))
        .select(Import::as_select())
        .first(c)?)
}

/// The import that the program works on, if there is one.
pub fn at_work(c: &mut Conn, account: i64) -> Result<Option<Import>> {
    Ok(imports::table
        .filter(imports::account_id.eq(account).and(imports::state.eq_any([State::Checking, State::Running])))
        .select(Import::as_select())
        .first(c)
        .optional()?)
}

/// The imports of an account, newest first, each with the name of whoever started it.
pub fn list(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<(Import, String)>> {
    let query = imports::table
        .inner_join(users::table.on(users::id.eq(imports::user_id)))
        .filter(imports::account_id.eq(account).and(imports::state.ne(State::Uploading)))
        .into_boxed();
    let query = match cursor {
        Cursor::Start => query.order(imports::id.desc()),
        Cursor::After(id) => query.filter(imports::id.lt(id)).order(imports::id.desc()),
        Cursor::Before(id) => query.filter(imports::id.gt(id)).order(imports::id.asc()),
    };
    let rows = query.limit(ROWS as i64 + 1).select((Import::as_select(), users::name)).load(c)?;
    Ok(Page::of(rows, cursor, |row: &(Import, String)| row.0.id))
}

/// The routes of bulk actions.
pub fn routes(routes: &mut Routes) {
    let right = Right::ImportAndExport;
    routes.page("/admin/people/bulk-actions", Mark::Subject, right, pages::index);
    routes.upload("/admin/people/bulk-actions", Mark::Never, right, upload::create);
    routes.page("/admin/people/bulk-actions/template", Mark::Subject, right, errors::template);
    routes.page("/admin/people/bulk-actions/{id}", Mark::Subject, right, pages::show);
    routes.page("/admin/people/bulk-actions/{id}/errors", Mark::Never, right, errors::show);
    routes.act("/admin/people/bulk-actions/{id}/run", Mark::Never, right, pages::run);
    routes.act("/admin/people/bulk-actions/{id}/cancel", Mark::Never, right, pages::cancel);
}

/// A cell as people meant it: nothing around it, and without the quotes that exports put before what a spreadsheet would
/// take for a formula.
pub(crate) fn text_of(cell: &str) -> std::borrow::Cow<'_, str> {
    crate::people::csv::plain(cell.trim())
}
