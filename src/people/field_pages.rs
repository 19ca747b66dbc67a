//! Admin Center > People > Configuration > User fields: what an account keeps of its people beside what everybody has.

use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::field_writing::{self as writing, Draft};
use super::fields::{self, Choice, Definition, FIELDS_MAX, Kind};
use super::tags;
use crate::error::{Error, Result};
use crate::text;
use crate::web::{Cx, Field, Form, routes};

/// Where the pages are.
const PATH: &str = "/admin/people/user-fields";
/// Longest key and title, in characters.
const KEY_MAX: usize = 50;
const TITLE_MAX: usize = 100;
/// Most choices of a drop-down.
const OPTIONS_MAX: usize = 100;
/// Counts go no further than this.
const COUNTED: i64 = 1_000;
/// For how long one click goes on deleting.
const PATIENCE: Duration = Duration::from_secs(3);

/// Words that searches have a meaning for already.
const RESERVED: &[&str] = &[
    "alias",
    "assignee",
    "brand",
    "cc",
    "comment",
    "commenter",
    "created",
    "created_at",
    "description",
    "details",
    "due_date",
    "email",
    "external_id",
    "fieldvalue",
    "form",
    "group",
    "has_attachment",
    "id",
    "is_suspended",
    "is_verified",
    "me",
    "name",
    "none",
    "notes",
    "order_by",
    "organization",
    "phone",
    "priority",
    "recipient",
    "requester",
    "role",
    "satisfaction",
    "solved",
    "sort",
    "status",
    "subject",
    "submitter",
    "tags",
    "ticket",
    "ticket_type",
    "type",
    "updated",
    "updated_at",
    "user",
    "via",
    "whatsapp",
];

#[derive(Template)]
#[template(path = "people/fields.html")]
struct Index<'a> {
    cx: &'a Cx,
    fields: &'a [Definition],
}

#[derive(Template)]
#[template(path = "people/field-form.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// What is edited; `None` for a new one.
    definition: Option<&'a Definition>,
    title: Field,
    key: Field,
    kind: Field,
    options: Field,
}

#[derive(Template)]
#[template(path = "people/field-deletion.html")]
struct Deletion<'a> {
    cx: &'a Cx,
    definition: &'a Definition,
    people: i64,
    typed: Field,
}

/// `GET /admin/people/user-fields`
pub async fn index(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account().id;
    let fields = cx.read(move |c| fields::all(c, account)).await?;
    cx.show(Index { cx: &cx, fields: &fields })
}

/// `GET /admin/people/user-fields/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    let [title, key, options] = [Field::default(), Field::default(), Field::default()];
    cx.show(Edit { cx: &cx, definition: None, title, key, kind: Field::of(Kind::Text.as_str()), options })
}

/// `POST /admin/people/user-fields`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let account = cx.account().id;
    let mut page = Edit::read(&cx, &form, None);
    let known = cx.read(move |c| fields::all(c, account)).await?;
    page.check_key(&known);
    if let Some(draft) = page.draft() {
        match cx.write(move |tx| writing::create(tx, &draft)).await {
            Ok(()) => return cx.see_saying(PATH, "notice-field-saved"),
            Err(Error::Conflict) => page.key.fault(cx.t("fault-key-taken")),
            Err(error) => return Err(error),
        }
    }
    cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// `GET /admin/people/user-fields/{id}`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let definition = find(&cx, &id).await?;
    let field = &definition.field;
    let lines: Vec<String> = definition.options.iter().map(|o| format!("{}: {}", o.tag, o.title)).collect();
    cx.show(Edit {
        cx: &cx,
        definition: Some(&definition),
        title: Field::of(&field.title),
        key: Field::of(&field.field_key),
        kind: Field::of(field.kind.as_str()),
        options: Field::of(lines.join("\n")),
    })
}

/// `POST /admin/people/user-fields/{id}`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let definition = find(&cx, &id).await?;
    let id = definition.field.id;
    let mut page = Edit::read(&cx, &form, Some(&definition));
    match page.draft() {
        Some(draft) => {
            cx.write(move |tx| writing::update(tx, id, &draft)).await?;
            cx.see_saying(PATH, "notice-field-saved")
        }
        None => cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page),
    }
}

/// `POST /admin/people/user-fields/{id}/place`: one up or down.
pub async fn place(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, up) = (routes::id(&id)?, form.get("to") == "up");
    cx.write(move |tx| writing::move_by_one(tx, id, up)).await?;
    cx.see_saying(PATH, "notice-field-moved")
}

/// `POST /admin/people/user-fields/{id}/activation`: on or off.
pub async fn activation(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let (id, on) = (routes::id(&id)?, form.get("active") == "1");
    cx.write(move |tx| writing::activate(tx, id, on)).await?;
    cx.see_saying(PATH, if on { "notice-field-activated" } else { "notice-field-deactivated" })
}

/// `GET /admin/people/user-fields/{id}/deletion`
pub async fn deletion(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let definition = find(&cx, &id).await?;
    let id = definition.field.id;
    let people = cx.read(move |c| writing::people(c, id, COUNTED + 1)).await?;
    cx.show(Deletion { cx: &cx, definition: &definition, people, typed: Field::default() })
}

/// `POST /admin/people/user-fields/{id}/deletion`: with everybody's values, a part at a time; a large rest waits for
/// another click.
pub async fn delete(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let definition = find(&cx, &id).await?;
    let id = definition.field.id;
    let mut typed = Field::of(text::line(form.get("key")));
    if typed.value != definition.field.field_key {
        typed.fault(cx.t1("fault-key-typed", "key", definition.field.field_key.as_str()));
        let people = cx.read(move |c| writing::people(c, id, COUNTED + 1)).await?;
        let page = Deletion { cx: &cx, definition: &definition, people, typed };
        return cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let started = Instant::now();
    while !cx.write(move |tx| writing::delete_some(tx, id)).await? {
        if started.elapsed() > PATIENCE {
            return cx.see_saying(&format!("{PATH}/{id}/deletion"), "notice-field-partly-deleted");
        }
    }
    cx.see_saying(PATH, "notice-field-deleted")
}

async fn find(cx: &Cx, id: &str) -> Result<Definition> {
    let (id, account) = (routes::id(id)?, cx.account().id);
    cx.read(move |c| writing::find(c, account, id)).await
}

/// Reads choices as people type them: a line each, tag and title, or a title alone, which makes its tag.
fn choices(typed: &str) -> Result<Vec<Choice>, &'static str> {
    let mut options: Vec<Choice> = vec![];
    for line in typed.lines().map(text::line).filter(|l| !l.is_empty()) {
        let (tag, title) = match line.split_once(':') {
            Some((tag, title)) => (tag.trim().to_lowercase(), title.trim().to_owned()),
            None => (slug(&line), line),
        };
        let fine = tags::parse(&tag).is_ok_and(|tags| tags == [tag.clone()]);
        if !fine || title.is_empty() || title.chars().count() > TITLE_MAX {
            return Err("fault-option-line");
        }
        if options.iter().any(|o| o.tag == tag) {
            return Err("fault-option-twice");
        }
        options.push(Choice { tag, title });
    }
    match options.len() {
        0 => Err("fault-options-empty"),
        n if n > OPTIONS_MAX => Err("fault-options-many"),
        _ => Ok(options),
    }
}

fn slug(title: &str) -> String {
    let folded = text::fold(title);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("_")
}

impl<'a> Edit<'a> {
    /// The form as it was typed, with what is wrong with it. A field that is there keeps its key and kind.
    fn read(cx: &'a Cx, form: &Form, definition: Option<&'a Definition>) -> Self {
        let kept = definition.map(|d| &d.field);
        let mut page = Self {
            cx,
            definition,
            title: Field::of(text::without_scopes(&text::line(form.get("title")))),
            key: Field::of(kept.map_or_else(|| text::line(form.get("key")), |f| f.field_key.clone())),
            kind: Field::of(kept.map_or(form.get("kind"), |f| f.kind.as_str())),
            options: Field::of(text::without_scopes(&text::lines(form.get("options")))),
        };
        if page.title.value.is_empty() {
            page.title.fault(cx.t("fault-title-empty"));
        } else if page.title.value.chars().count() > TITLE_MAX {
            page.title.fault(cx.t1("fault-too-long", "max", TITLE_MAX as i64));
        }
        match Kind::parse(&page.kind.value) {
            None => page.kind.fault(cx.t("fault-kind-choice")),
            Some(Kind::DropDown) => {
                if let Err(fault) = choices(&page.options.value) {
                    page.options.fault(cx.t(fault));
                }
            }
            Some(_) => {}
        }
        page
    }

    fn check_key(&mut self, known: &[Definition]) {
        let (cx, key) = (self.cx, self.key.value.clone());
        let shaped = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if key.chars().count() > KEY_MAX {
            self.key.fault(cx.t1("fault-too-long", "max", KEY_MAX as i64));
        } else if !shaped {
            self.key.fault(cx.t("fault-key-shape"));
        } else if RESERVED.contains(&key.as_str()) || key.starts_with("custom_field_") {
            self.key.fault(cx.t1("fault-key-reserved", "key", key.as_str()));
        } else if known.iter().any(|d| d.field.field_key == key) {
            self.key.fault(cx.t("fault-key-taken"));
        } else if known.len() >= FIELDS_MAX {
            self.key.fault(cx.t1("fault-fields-many", "max", FIELDS_MAX as i64));
        }
    }

    fn draft(&mut self) -> Option<Draft> {
        if self.faulty() {
            return None;
        }
        let kind = Kind::parse(&self.kind.value)?;
        let options = if kind == Kind::DropDown { choices(&self.options.value).ok()? } else { vec![] };
        Some(Draft { key: self.key.value.clone(), title: self.title.value.clone(), kind, options })
    }

    fn faulty(&self) -> bool {
        [&self.title, &self.key, &self.kind, &self.options].iter().any(|field| field.faulty())
    }

    fn action(&self) -> String {
        self.definition.map_or_else(|| PATH.to_owned(), |d| format!("{PATH}/{}", d.field.id))
    }

    fn heading(&self) -> String {
        match self.definition {
            Some(definition) => self.cx.t1("field-edit", "title", definition.field.title.as_str()),
            None => self.cx.t("field-add").to_owned(),
        }
    }

    /// Whether choices can be given: not for a field that is there and holds something else.
    fn has_options(&self) -> bool {
        self.definition.is_none_or(|d| d.field.kind == Kind::DropDown)
    }

    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn kind_key(&self, kind: &Kind) -> &'static str {
        kind_key(*kind)
    }

    fn chosen(&self, kind: &Kind) -> bool {
        self.kind.value == kind.as_str()
    }
}

/// The key of a kind's name.
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "field-kind-text",
        Kind::Checkbox => "field-kind-checkbox",
        Kind::Date => "field-kind-date",
        Kind::DropDown => "field-kind-drop-down",
    }
}

impl Index<'_> {
    fn path(&self, definition: &Definition) -> String {
        format!("{PATH}/{}", definition.field.id)
    }

    fn kind(&self, definition: &Definition) -> &'static str {
        kind_key(definition.field.kind)
    }
}

impl Deletion<'_> {
    fn path(&self) -> String {
        format!("{PATH}/{}", self.definition.field.id)
    }

    fn counted(&self) -> String {
        let cx = self.cx;
        if self.people > COUNTED { cx.t1("more-than", "shown", cx.n(COUNTED).as_str()) } else { cx.n(self.people) }
    }
}
