//! The form of a group, and the account's default.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::PATH;
use super::model::{self, Group};
use super::writing::{self, Draft};
use crate::error::{Error, Result};
use crate::team::roles::names::{DESCRIPTION_MAX, NAME_MAX, readable};
use crate::text;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "team/groups/form.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// The group that is changed; none for a new one.
    group: Option<Group>,
    called: Field,
    description: Field,
    /// The state of the group that the form was drawn from.
    seen: Option<String>,
    /// Whether the group is another by now.
    changed: bool,
}

/// `GET /admin/people/groups/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    cx.show(Edit::blank(&cx))
}

/// `POST /admin/people/groups/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Edit::blank(&cx);
    page.read(&form);
    if !page.faulty() {
        let draft = page.draft();
        match cx.write(move |tx| writing::create(tx, &draft)).await {
            Ok(id) => return cx.see_saying(&format!("{PATH}/{id}"), "notice-group-created"),
            Err(Error::TooLarge) => page.called.fault(cx.t1("fault-groups-many", "max", super::MOST)),
            Err(Error::Conflict) => page.called.fault(cx.t("fault-group-name-taken")),
            Err(error) => return Err(error),
        }
    }
    page.come_back()
}

/// `GET /admin/people/groups/{id}/edit`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    cx.show(Edit::of(&cx, routes::id(&id)?).await?)
}

/// `POST /admin/people/groups/{id}/edit`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let mut page = Edit::of(&cx, id).await?;
    page.read(&form);
    let (draft, path, now) = (page.draft(), format!("{PATH}/{id}"), page.seen.clone());
    if form.has("seen") {
        page.seen = Some(form.get("seen").to_owned());
    }
    if page.faulty() {
        return page.come_back();
    }
    if page.seen == now && page.group.as_ref().is_some_and(|group| group.details() == draft.details()) {
        return cx.see_saying(&path, "notice-group-saved");
    }
    let asked = page.seen.clone();
    match cx.write(move |tx| writing::update(tx, id, &draft, asked.as_deref())).await {
        Ok(()) => cx.see_saying(&path, "notice-group-saved"),
        Err(Error::Conflict) => {
            let Edit { group, seen, .. } = Edit::of(&cx, id).await?;
            if seen == page.seen {
                page.called.fault(cx.t("fault-group-name-taken"));
                return page.come_back();
            }
            // Somebody was faster. What they made of it is said; a second save writes over it.
            cx.show_with(StatusCode::CONFLICT, Edit { group, seen, changed: true, ..page })
        }
        Err(error) => Err(error),
    }
}

/// `POST /admin/people/groups/{id}/default`
pub async fn make_default(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    match cx.write(move |tx| writing::make_default(tx, id)).await {
        Ok(()) | Err(Error::Conflict) => cx.see_saying(&format!("{PATH}/{id}"), "notice-group-default"),
        Err(error) => Err(error),
    }
}

impl<'a> Edit<'a> {
    fn blank(cx: &'a Cx) -> Self {
        let [called, description] = [Field::default(), Field::default()];
        Self { cx, group: None, called, description, seen: None, changed: false }
    }

    async fn of(cx: &'a Cx, id: i64) -> Result<Self> {
        let account = cx.account().id;
        let group = cx.read(move |c| model::find(c, account, id)).await?;
        let (called, description) = (Field::of(&group.name), Field::of(&group.description));
        Ok(Self { called, description, seen: Some(group.state()), group: Some(group), ..Self::blank(cx) })
    }

    /// What a form says, with what is wrong with it by itself.
    fn read(&mut self, form: &Form) {
        let cx = self.cx;
        self.called = Field::of(text::without_scopes(&text::line(form.get("name"))));
        self.description = Field::of(text::without_scopes(&text::lines(form.get("description"))));
        if !readable(&self.called.value) {
            self.called.fault(cx.t("fault-name-empty"));
        } else if self.called.value.chars().count() > NAME_MAX {
            self.called.fault(cx.t1("fault-too-long", "max", NAME_MAX as i64));
        }
        if self.description.value.chars().count() > DESCRIPTION_MAX {
            self.description.fault(cx.t1("fault-too-long", "max", DESCRIPTION_MAX as i64));
        }
    }

    fn draft(&self) -> Draft {
        Draft { name: self.called.value.clone(), description: self.description.value.clone() }
    }

    fn come_back(self) -> Result<HttpResponse> {
        self.cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    fn faulty(&self) -> bool {
        self.called.faulty() || self.description.faulty()
    }

    /// The group as somebody else has made it since the form was drawn.
    fn made_meanwhile(&self) -> Option<&Group> {
        self.group.as_ref().filter(|_| self.changed)
    }

    fn heading(&self) -> String {
        match &self.group {
            Some(group) => self.cx.t1("group-edit-title", "name", group.name.as_str()),
            None => self.cx.t("group-create").to_owned(),
        }
    }

    fn action(&self) -> String {
        self.group.as_ref().map_or_else(|| format!("{PATH}/new"), |group| format!("{PATH}/{}/edit", group.id))
    }

    /// Where `Cancel` leads.
    fn back(&self) -> String {
        self.group.as_ref().map_or_else(|| PATH.to_owned(), |group| format!("{PATH}/{}", group.id))
    }
}
