//! Admin Center > People > Bulk actions: the form, the history, and one import with its report.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::columns::TEMPLATE;
use super::faults::{FileFault, Told};
use super::{
    BYTES_MAX, FAULT_DAYS, Import, Mode, ROWS_MAX, State as Stage, WAIT_DAYS, at_work, errors, find, list, pieces,
};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{import_faults, imports, users};
use crate::error::{Error, Result};
use crate::people::settings::EndUserSettings;
use crate::policy::Right;
use crate::web::{Cx, Field, Form, query, routes};

/// Seconds after which a page of an import at work shows how far it is by itself.
const LOOK_AGAIN: &str = "3";

/// What the form was filled in with.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The file. What is wrong with it is told, but no page can put it back.
    pub file: Field,
    /// Create, update, or both.
    pub mode: String,
    /// Whether new people get a welcome mail.
    pub welcome: bool,
    /// Whether empty cells empty what people have.
    pub clears: bool,
}

#[derive(Template)]
#[template(path = "imports/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    asked: Asked,
    settings: EndUserSettings,
    at_work: Option<Import>,
    page: Page<(Import, String)>,
    columns: String,
    /// What the file may be.
    limits: String,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
struct Show<'a> {
    cx: &'a Cx,
    import: &'a Import,
    by: &'a str,
    /// Whether another import is at work, so that this one can't be started.
    busy: bool,
    faults: Page<Row>,
}

/// A fault in the report.
struct Row {
    line: i64,
    field: String,
    fault: String,
}

/// `GET /admin/people/bulk-actions`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let account = cx.account().id;
    let welcome = cx.read(move |c| Ok(EndUserSettings::of(c, account)?.welcome_on_creation)).await?;
    // As the product that Stead mirrors does: empty cells overwrite, and both is what most people want.
    let form = Asked { file: Field::default(), mode: Mode::Both.as_str().to_owned(), welcome, clears: true };
    draw(&cx, StatusCode::OK, form, asked.cursor()).await
}

pub(super) async fn draw(cx: &Cx, status: StatusCode, asked: Asked, cursor: Cursor) -> Result<HttpResponse> {
    let account = cx.account().id;
    let (settings, at_work, page, fields) = cx
        .read(move |c| {
            let fields = crate::people::fields::definitions(c, account)?;
            Ok((EndUserSettings::of(c, account)?, at_work(c, account)?, list(c, account, cursor)?, fields))
        })
        .await?;
    let own = fields.iter().map(super::cells::own_column);
    let columns: Vec<String> = TEMPLATE.iter().map(|c| (*c).to_owned()).chain(own).collect();
    let limits = cx.t2("import-file-hint", "megabytes", &cx.n(BYTES_MAX / 1024 / 1024), "rows", &cx.n(ROWS_MAX));
    cx.show_with(status, Index { cx, asked, settings, at_work, page, columns: columns.join(", "), limits })
}

/// `GET /admin/people/bulk-actions/{id}`
pub async fn show(cx: Cx, id: web::Path<String>, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (id, account, cursor) = (routes::id(&id)?, cx.account().id, asked.cursor());
    let (import, by, faults, busy) = cx
        .read(move |c| {
            let import = find(c, account, id)?;
            let by: String = users::table
                .filter(users::account_id.eq(account).and(users::id.eq(import.user_id)))
                .select(users::name)
                .first(c)?;
            let faults = faults(c, id, cursor)?;
            let busy = at_work(c, account)?.is_some_and(|other| other.id != id);
            Ok((import, by, faults, busy))
        })
        .await?;
    let mut answer = cx.show(Show { cx: &cx, import: &import, by: &by, busy, faults })?;
    if import.at_work() {
        answer.headers_mut().insert(header::REFRESH, header::HeaderValue::from_static(LOOK_AGAIN));
    }
    Ok(answer)
}

fn faults(c: &mut Conn, import: i64, cursor: Cursor) -> Result<Page<Row>> {
    let query =
        import_faults::table.filter(import_faults::import_id.eq(import).and(import_faults::line.gt(0))).into_boxed();
    let query = match cursor {
        Cursor::Start => query.order(import_faults::id.asc()),
        Cursor::After(id) => query.filter(import_faults::id.gt(id)).order(import_faults::id.asc()),
        Cursor::Before(id) => query.filter(import_faults::id.lt(id)).order(import_faults::id.desc()),
    };
    let rows: Vec<(i64, i64, String, String)> = query
        .limit(ROWS as i64 + 1)
        .select((import_faults::id, import_faults::line, import_faults::field, import_faults::fault))
        .load(c)?;
    let page = Page::of(rows, cursor, |row| row.0);
    let rows = page.rows.into_iter().map(|(_, line, field, fault)| Row { line, field, fault }).collect();
    Ok(Page { rows, previous: page.previous, next: page.next })
}

/// `POST /admin/people/bulk-actions/{id}/run`
pub async fn run(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let path = format!("/admin/people/bulk-actions/{id}");
    let started = cx
        .write(move |tx| {
            tx.identity().ensure(Right::ImportAndExport)?;
            let account = tx.identity().account().id;
            let import = find(tx.conn(), account, id)?;
            let started =
                diesel::update(imports::table.filter(imports::id.eq(id).and(imports::state.eq(Stage::Checked))))
                    .set((
                        imports::state.eq(Stage::Running),
                        imports::lease_until.eq(0),
                        (imports::position.eq(0), imports::line.eq(1), imports::rows_done.eq(0)),
                        (imports::created.eq(0), imports::updated.eq(0)),
                        // Whoever starts it answers for it.
                        imports::user_id.eq(tx.identity().effective().id),
                        imports::chain.eq(tx.identity().stack_text()),
                    ))
                    .execute(tx.conn())?;
            if started == 0 || import.created + import.updated == 0 {
                return Err(Error::Conflict);
            }
            let counts =
                serde_json::json!({ "create": import.created, "update": import.updated, "faulty": import.faulty });
            tx.record(Entry::new("import.started", "import", id).with(counts))
        })
        .await;
    match started {
        Ok(()) => cx.see(&path),
        // Started or cancelled meanwhile, or another one is at work: the page says which.
        Err(Error::Conflict) => cx.see_saying(&path, "notice-import-not-started"),
        Err(error) => Err(error),
    }
}

/// `POST /admin/people/bulk-actions/{id}/cancel`
pub async fn cancel(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let path = format!("/admin/people/bulk-actions/{id}");
    let cancelled = cx
        .write(move |tx| {
            tx.identity().ensure(Right::ImportAndExport)?;
            let (account, now) = (tx.identity().account().id, tx.now());
            let import = find(tx.conn(), account, id)?;
            if !matches!(import.state, Stage::Checking | Stage::Checked | Stage::Running) {
                return Err(Error::Conflict);
            }
            pieces::end(tx.conn(), id, import.state, Stage::Cancelled, "", now)?;
            let counts = serde_json::json!({ "was": import.state.as_str(), "rows": import.rows_done });
            tx.record(Entry::new("import.cancelled", "import", id).with(counts))
        })
        .await;
    match cancelled {
        Ok(()) => cx.see_saying(&path, "notice-import-cancelled"),
        Err(Error::Conflict) => cx.see_saying(&path, "notice-import-over"),
        Err(error) => Err(error),
    }
}

impl Import {
    /// The key of where it stands.
    fn state_key(&self) -> &'static str {
        match self.state {
            Stage::Uploading | Stage::Checking => "import-state-checking",
            Stage::Checked => "import-state-checked",
            Stage::Running => "import-state-running",
            Stage::Done => "import-state-done",
            Stage::Cancelled => "import-state-cancelled",
            Stage::Failed => "import-state-failed",
        }
    }

    /// The tint of where it stands.
    fn tint(&self) -> &'static str {
        match self.state {
            Stage::Checked => " warn",
            Stage::Failed => " bad",
            Stage::Done => " ok",
            _ => "",
        }
    }

    /// The key of whom it is for.
    fn mode_key(&self) -> &'static str {
        match self.mode {
            Mode::Create => "import-mode-create",
            Mode::Update => "import-mode-update",
            Mode::Both => "import-mode-both",
        }
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
        self.cx.url(&format!("/admin/people/bulk-actions{}", query(&[(which, &id.to_string())])))
    }

    /// What will happen with welcome mails.
    fn welcome_key(&self) -> &'static str {
        if !self.settings.welcome_on_creation {
            "import-welcome-off"
        } else if !self.cx.account().help_center_active {
            "import-welcome-help-center-off"
        } else {
            "import-welcome-on"
        }
    }

    fn modes(&self) -> [(Mode, &'static str); 3] {
        [(Mode::Both, "import-mode-both"), (Mode::Create, "import-mode-create"), (Mode::Update, "import-mode-update")]
    }

    fn picks(&self, mode: &Mode) -> bool {
        self.asked.mode == mode.as_str()
    }
}

impl Show<'_> {
    fn next(&self) -> Option<String> {
        self.faults.next.map(|id| self.list("after", id))
    }

    fn previous(&self) -> Option<String> {
        self.faults.previous.map(|id| self.list("before", id))
    }

    fn list(&self, which: &str, id: i64) -> String {
        self.cx.url(&format!("{}{}", self.import.path(), query(&[(which, &id.to_string())])))
    }

    fn act(&self, act: &str) -> String {
        self.cx.url(&format!("{}/{act}", self.import.path()))
    }

    fn told(&self, row: &Row) -> String {
        errors::told(self.cx.lang(), "", &row.fault)
    }

    /// Why the file as a whole was refused, or the import ended before its end.
    fn reason(&self) -> Option<String> {
        Told::<FileFault>::read(&self.import.reason).map(|fault| fault.text(self.cx.lang()))
    }

    fn takes(&self) -> i64 {
        self.import.created + self.import.updated
    }

    fn stands(&self, state: &str) -> bool {
        self.import.state.as_str() == state
    }

    /// Steps done and steps in all, for the bar.
    fn progress(&self) -> (i64, i64) {
        match self.import.state {
            Stage::Checking => (self.import.position, self.import.bytes.max(1)),
            _ => (self.import.rows_done, self.import.rows_total.max(1)),
        }
    }

    fn has_faults(&self) -> bool {
        !self.faults.rows.is_empty()
    }

    fn days_kept(&self) -> i64 {
        FAULT_DAYS
    }

    fn days_waiting(&self) -> i64 {
        WAIT_DAYS
    }
}
