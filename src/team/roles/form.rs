//! The form of a role: a new one, a copy of another, or one that is changed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{self, CustomRole};
use super::names::{self, DESCRIPTION_MAX, NAME_MAX};
use super::writing::{self, Draft};
use super::{MOST, PATH};
use crate::error::{Error, Result};
use crate::policy::{self, Permission, Permissions};
use crate::text;
use crate::web::{Cx, Field, Form, routes};

#[derive(Template)]
#[template(path = "team/roles/form.html")]
struct Edit<'a> {
    cx: &'a Cx,
    /// The role that is changed, or copied; none for a new one.
    role: Option<CustomRole>,
    copies: bool,
    /// How many have it.
    members: i64,
    called: Field,
    description: Field,
    chosen: Permissions,
    /// What whoever looks holds, and so can give.
    held: Permissions,
    /// The state of the role that the form was drawn from, of one that is changed.
    seen: Option<String>,
    /// Whether the role is another by now.
    changed: bool,
}

/// `GET /admin/people/roles/new`
pub async fn new(cx: Cx) -> Result<HttpResponse> {
    cx.show(Edit::blank(&cx)?)
}

/// `POST /admin/people/roles/new`
pub async fn create(cx: Cx, form: Form) -> Result<HttpResponse> {
    let mut page = Edit::blank(&cx)?;
    page.read(&form)?;
    page.save(None).await
}

/// `GET /admin/people/roles/{id}/clone`
pub async fn copy(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    cx.show(Edit::copy_of(&cx, routes::id(&id)?).await?)
}

/// `POST /admin/people/roles/{id}/clone`
pub async fn create_copy(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let mut page = Edit::copy_of(&cx, id).await?;
    page.read(&form)?;
    page.save(Some(id)).await
}

/// `GET /admin/people/roles/{id}/edit`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    cx.show(Edit::of(&cx, routes::id(&id)?).await?)
}

/// `POST /admin/people/roles/{id}/edit`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let mut page = Edit::of(&cx, id).await?;
    page.read(&form)?;
    let (draft, path, now) = (page.draft(), format!("{PATH}/{id}"), page.seen.clone());
    if form.has("seen") {
        page.seen = Some(form.get("seen").to_owned());
    }
    if page.faulty() {
        return page.come_back();
    }
    if page.seen == now && page.role.as_ref().is_some_and(|role| role.details() == draft.details()) {
        return cx.see_saying(&path, "notice-role-saved");
    }
    let seen = page.seen.clone();
    match cx.write(move |tx| writing::update(tx, id, &draft, seen.as_deref())).await {
        Ok(()) => cx.see_saying(&path, "notice-role-saved"),
        Err(Error::Conflict) => {
            page.find_faults(Some(id)).await?;
            if page.faulty() {
                return page.come_back();
            }
            // Somebody was faster. What they made of it is said; a second save writes over it.
            let Edit { role, seen, members, .. } = Edit::of(&cx, id).await?;
            cx.show_with(StatusCode::CONFLICT, Edit { role, seen, members, changed: true, ..page })
        }
        Err(error) => Err(error),
    }
}

impl<'a> Edit<'a> {
    fn blank(cx: &'a Cx) -> Result<Self> {
        let identity = cx.identity()?;
        identity.may_manage_roles().map_err(Error::Forbidden)?;
        let [called, description] = [Field::default(), Field::default()];
        let (held, chosen) = (policy::held(&identity.root().standing), Permissions::default());
        Ok(Self {
            cx,
            role: None,
            copies: false,
            members: 0,
            called,
            description,
            chosen,
            held,
            seen: None,
            changed: false,
        })
    }

    /// The form that changes a role.
    async fn of(cx: &'a Cx, id: i64) -> Result<Self> {
        let (account, me) = (cx.account().id, cx.identity()?.clone());
        let blank = Self::blank(cx)?;
        let (role, own, in_use) = cx
            .read(move |c| {
                let role = model::find(c, account, id)?;
                Ok((role, model::own(c, &me)?, model::InUse::of(c, account, id)?))
            })
            .await?;
        cx.identity()?.may_edit_role(&role.facts(own)).map_err(Error::Forbidden)?;
        Ok(Self {
            called: Field::of(role.name(cx.lang())),
            description: Field::of(role.description(cx.lang())),
            chosen: role.permissions,
            members: in_use.members,
            seen: Some(role.state()),
            role: Some(role),
            ..blank
        })
    }

    /// The form that makes another role of one.
    async fn copy_of(cx: &'a Cx, id: i64) -> Result<Self> {
        let (account, me) = (cx.account().id, cx.identity()?.clone());
        let blank = Self::blank(cx)?;
        let (role, own, all) =
            cx.read(move |c| Ok((model::find(c, account, id)?, model::own(c, &me)?, model::all(c, account)?))).await?;
        cx.identity()?.may_copy_role(&role.facts(own)).map_err(Error::Forbidden)?;
        Ok(Self {
            called: Field::of(names::of_copy(cx.lang(), &all, &role)),
            description: Field::of(role.description(cx.lang())),
            chosen: role.permissions,
            copies: true,
            role: Some(role),
            ..blank
        })
    }

    /// What a form says, with what is wrong with it by itself.
    fn read(&mut self, form: &Form) -> Result<()> {
        let cx = self.cx;
        self.called = Field::of(text::without_scopes(&text::line(form.get("name"))));
        self.description = Field::of(text::without_scopes(&text::lines(form.get("description"))));
        let chosen: Option<Permissions> = form.all("permission").map(Permission::parse).collect();
        self.chosen = chosen.ok_or(Error::Malformed)?;
        if !names::readable(&self.called.value) {
            self.called.fault(cx.t("fault-name-empty"));
        } else if self.called.value.chars().count() > NAME_MAX {
            self.called.fault(cx.t1("fault-too-long", "max", NAME_MAX as i64));
        }
        if self.description.value.chars().count() > DESCRIPTION_MAX {
            self.description.fault(cx.t1("fault-too-long", "max", DESCRIPTION_MAX as i64));
        }
        Ok(())
    }

    fn draft(&self) -> Draft {
        Draft { name: self.called.value.clone(), description: self.description.value.clone(), permissions: self.chosen }
    }

    async fn save(mut self, copied: Option<i64>) -> Result<HttpResponse> {
        if self.faulty() {
            return self.come_back();
        }
        let draft = self.draft();
        match self.cx.write(move |tx| writing::create(tx, &draft, copied)).await {
            Ok(id) => self.cx.see_saying(&format!("{PATH}/{id}"), "notice-role-created"),
            Err(Error::Conflict) => {
                self.find_faults(None).await?;
                if !self.faulty() {
                    self.called.fault(self.cx.t1("fault-roles-many", "max", MOST as i64));
                }
                self.come_back()
            }
            Err(error) => Err(error),
        }
    }

    /// What is wrong with the name among those of the others.
    async fn find_faults(&mut self, but: Option<i64>) -> Result<()> {
        let (account, name) = (self.cx.account().id, self.called.value.clone());
        if let Some(fault) = self.cx.read(move |c| names::fault(c, account, but, &name)).await? {
            self.called.fault(fault.text(self.cx.lang()));
        }
        Ok(())
    }

    fn come_back(self) -> Result<HttpResponse> {
        self.cx.show_with(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    fn faulty(&self) -> bool {
        self.called.faulty() || self.description.faulty()
    }

    fn heading(&self) -> String {
        match &self.role {
            Some(role) if self.copies => self.cx.t1("role-clone-title", "name", role.name(self.cx.lang())),
            Some(role) => self.cx.t1("role-edit-title", "name", role.name(self.cx.lang())),
            None => self.cx.t("role-create").to_owned(),
        }
    }

    fn action(&self) -> String {
        match &self.role {
            Some(role) if self.copies => format!("{PATH}/{}/clone", role.id),
            Some(role) => format!("{PATH}/{}/edit", role.id),
            None => format!("{PATH}/new"),
        }
    }

    /// Where `Cancel` leads.
    fn back(&self) -> String {
        self.role.as_ref().map_or_else(|| PATH.to_owned(), |role| format!("{PATH}/{}", role.id))
    }

    /// The role as somebody else has made it since the form was drawn.
    fn made_meanwhile(&self) -> Option<&CustomRole> {
        self.role.as_ref().filter(|_| self.changed)
    }

    fn ticked(&self, permission: &Permission) -> bool {
        self.chosen.has(*permission)
    }

    fn gives(&self, permission: &Permission) -> bool {
        self.held.has(*permission)
    }

    /// Whether anything cannot be ticked.
    fn limited(&self) -> bool {
        self.held != Permissions::all()
    }
}
