//! `add contact` and what is done with a contact: on a person's profile for team members, and the same on one's own in
//! the Help Center. The rules are in [`super::identities`].

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::addresses::{self, Address, Kind};
use super::identities::{self, CONTACTS_MAX, Outcome};
use super::profile::Shell;
use super::shapes;
use crate::error::{Error, Result};
use crate::identity::{Person, Tx, limits};
use crate::mail::held;
use crate::policy::Act;
use crate::text;
use crate::web::{Cx, Field, Form, carry, routes};

/// Mails to contacts of one's own that somebody may ask for in an hour, and addresses that they may try.
const MAILS_MAX: i32 = 10;

#[derive(Template)]
#[template(path = "people/contact.html")]
struct New<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    contact: &'a Contact,
}

#[derive(Template)]
#[template(path = "help-center/contact.html")]
struct NewOwn<'a> {
    cx: &'a Cx,
    shell: &'a Shell,
    contact: &'a Contact,
}

/// A contact that is being typed.
#[derive(Clone, Debug)]
pub struct Contact {
    /// What it is.
    pub kind: Kind,
    /// The address or number.
    pub value: Field,
    /// The contact that is changed, if it is not a new one.
    pub was: Option<Address>,
    /// Who has the address already: id and name.
    pub holder: Option<(i64, String)>,
}

impl Contact {
    /// A new one, as a form has it.
    fn new(form: &Form) -> Self {
        let kind = if form.get("kind") == Kind::Phone.as_str() { Kind::Phone } else { Kind::Email };
        Self { kind, value: Field::of(text::line(form.get("value"))), was: None, holder: None }
    }

    /// One that a person has.
    fn of(was: Address) -> Self {
        Self { kind: was.kind, value: Field::of(was.value.clone()), was: Some(was), holder: None }
    }

    /// Whether it is an e-mail address.
    pub fn is_email(&self) -> bool {
        self.kind == Kind::Email
    }

    /// The key of the page's heading.
    pub fn heading(&self) -> &'static str {
        match &self.was {
            None => "contact-new-title",
            Some(_) if self.is_email() => "contact-edit-email-title",
            Some(_) => "contact-edit-phone-title",
        }
    }

    /// Where the form is sent.
    pub fn action(&self, shell: &Shell) -> String {
        match &self.was {
            Some(was) => shell.contact_path(was),
            None => shell.tab("contacts"),
        }
    }

    /// The profile of whoever has the address already, for those who may open it.
    pub fn holder_seen(&self, cx: &Cx) -> Option<(String, &str)> {
        let holder = self.holder.as_ref().filter(|_| cx.may_people())?;
        Some((format!("/agent/users/{}", holder.0), &holder.1))
    }

    /// Says what is wrong with it, as far as can be told from it and the person alone.
    fn check(&mut self, cx: &Cx, person: &Person, known: &[Address], international: bool) {
        let shaped = match self.kind {
            Kind::Email => shapes::email(&self.value.value),
            Kind::Phone => shapes::phone(&self.value.value, international),
        };
        match shaped {
            Ok(value) => self.value.value = value,
            Err(fault) => {
                self.value.fault(fault.text(cx.lang()));
                return;
            }
        }
        let value = self.value.value.clone();
        let same = |a: &&Address| a.kind == self.kind && text::fold_address(&a.value) == text::fold_address(&value);
        let others = known.iter().filter(|a| self.was.as_ref().is_none_or(|was| was.id != a.id));
        if others.clone().any(|a| same(&a)) {
            self.value.fault(cx.t("fault-contact-known"));
        } else if self.was.is_none() && known.len() >= CONTACTS_MAX {
            self.value.fault(cx.t1("fault-contact-many", "max", CONTACTS_MAX as i64));
        }
        let leads = self.was.as_ref().map_or(person.email.is_none(), |was| was.is_primary);
        if self.is_email() && !self.value.faulty() && leads && !identities::may_lead(person, &value) {
            self.value.fault(cx.t("fault-contact-shared"));
        }
    }

    /// Says if somebody else has the address.
    async fn check_holder(&mut self, cx: &Cx, person: &Person, own: bool) -> Result<()> {
        let (account, value) = (cx.account.clone(), self.value.value.clone());
        let holds = if own || self.was.is_some() { addresses::holder } else { addresses::keeper };
        let holder = cx
            .read(move |c| match holds(c, account.id, &value)? {
                Some(id) => Ok(Some((id, crate::identity::person(c, &account, id)?.name))),
                None => Ok(None),
            })
            .await?;
        self.holder = holder.filter(|(id, _)| *id != person.id);
        if self.holder.is_some() {
            self.value.fault(cx.t("fault-contact-taken"));
        }
        Ok(())
    }
}

/// `GET /agent/users/{id}/contacts/new`
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    draw_new(&cx, &Shell::load(&cx, &id).await?)
}

/// `GET /hc/profile/contacts/new`
pub async fn new_own(cx: Cx) -> Result<HttpResponse> {
    draw_new(&cx, &Shell::of_oneself(&cx).await?)
}

/// `POST /agent/users/{id}/contacts`
pub async fn create(cx: Cx, id: web::Path<String>, form: Form, session: Session) -> Result<HttpResponse> {
    let shell = Shell::load(&cx, &id).await?;
    add(cx, shell, &form, &session).await
}

/// `POST /hc/profile/contacts`
pub async fn create_own(cx: Cx, form: Form, session: Session) -> Result<HttpResponse> {
    let shell = Shell::of_oneself(&cx).await?;
    add(cx, shell, &form, &session).await
}

/// `GET /agent/users/{id}/contacts/{n}/edit`
pub async fn edit(cx: Cx, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let (shell, address) = find(&cx, &path).await?;
    draw_edit(&cx, &shell, address)
}

/// `GET /hc/profile/contacts/{n}/edit`
pub async fn edit_own(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (shell, address) = find_own(&cx, &id).await?;
    draw_edit(&cx, &shell, address)
}

/// `POST /agent/users/{id}/contacts/{n}`
pub async fn update(cx: Cx, path: web::Path<(String, String)>, form: Form, session: Session) -> Result<HttpResponse> {
    let (shell, address) = find(&cx, &path).await?;
    change(cx, shell, address, &form, &session).await
}

/// `POST /hc/profile/contacts/{n}`
pub async fn update_own(cx: Cx, id: web::Path<String>, form: Form, session: Session) -> Result<HttpResponse> {
    let (shell, address) = find_own(&cx, &id).await?;
    change(cx, shell, address, &form, &session).await
}

/// `POST /agent/users/{id}/contacts/{n}/verified`: `Verify now`. Nobody vouches for their own.
pub async fn verify(cx: Cx, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let (shell, address) = find(&cx, &path).await?;
    shell.ensure(Act::Verify)?;
    cx.write(move |tx| identities::vouch(tx, address.user_id, address.id)).await?;
    cx.see_saying(&shell.path(), "notice-contact-verified")
}

/// `POST /agent/users/{id}/contacts/{n}/reminder`: `Resend verification email`.
pub async fn remind(cx: Cx, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let found = find(&cx, &path).await?;
    send_again(&cx, found).await
}

/// `POST /hc/profile/contacts/{n}/reminder`
pub async fn remind_own(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let found = find_own(&cx, &id).await?;
    send_again(&cx, found).await
}

/// `POST /agent/users/{id}/contacts/{n}/primary`: `Make primary contact`.
pub async fn promote(cx: Cx, path: web::Path<(String, String)>, session: Session) -> Result<HttpResponse> {
    let found = find(&cx, &path).await?;
    make_primary(&cx, found, &session).await
}

/// `POST /hc/profile/contacts/{n}/primary`
pub async fn promote_own(cx: Cx, id: web::Path<String>, session: Session) -> Result<HttpResponse> {
    let found = find_own(&cx, &id).await?;
    make_primary(&cx, found, &session).await
}

/// `POST /agent/users/{id}/contacts/{n}/removal`: `Remove`.
pub async fn destroy(cx: Cx, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let found = find(&cx, &path).await?;
    remove(&cx, found).await
}

/// `POST /hc/profile/contacts/{n}/removal`
pub async fn destroy_own(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let found = find_own(&cx, &id).await?;
    remove(&cx, found).await
}

fn draw_new(cx: &Cx, shell: &Shell) -> Result<HttpResponse> {
    shell.ensure(Act::EditAddresses)?;
    let contact = Contact { kind: Kind::Email, value: Field::default(), was: None, holder: None };
    draw(cx, StatusCode::OK, shell, &contact)
}

async fn add(cx: Cx, shell: Shell, form: &Form, session: &Session) -> Result<HttpResponse> {
    shell.ensure(Act::EditAddresses)?;
    let contact = Contact::new(form);
    let (user, kind) = (shell.profile.person.id, contact.kind);
    save(cx, shell, contact, session, move |tx, value| Ok((identities::add(tx, user, kind, value)?, None))).await
}

fn draw_edit(cx: &Cx, shell: &Shell, address: Address) -> Result<HttpResponse> {
    if shell.edit_off(cx, &address).is_some() {
        return Err(Error::Conflict);
    }
    draw(cx, StatusCode::OK, shell, &Contact::of(address))
}

async fn change(cx: Cx, shell: Shell, address: Address, form: &Form, session: &Session) -> Result<HttpResponse> {
    if shell.edit_off(&cx, &address).is_some() {
        return Err(Error::Conflict);
    }
    let (user, id) = (address.user_id, address.id);
    let mut contact = Contact::of(address);
    contact.value = Field::of(text::line(form.get("value")));
    save(cx, shell, contact, session, move |tx, value| identities::change(tx, user, id, value)).await
}

async fn send_again(cx: &Cx, (shell, address): (Shell, Address)) -> Result<HttpResponse> {
    if too_many(cx, &shell).await?.is_some() {
        return cx.see_saying(&shell.path(), "notice-contact-too-many");
    }
    let outcome = cx.write(move |tx| identities::remind(tx, address.user_id, address.id)).await?;
    let sent = outcome == Outcome::Mailed;
    cx.see_saying(&shell.path(), if sent { "notice-contact-resent" } else { "notice-contact-unmailed" })
}

async fn make_primary(cx: &Cx, (shell, address): (Shell, Address), session: &Session) -> Result<HttpResponse> {
    let shared = shapes::shared(&address.value);
    let key = cx.write(move |tx| identities::promote(tx, address.user_id, address.id)).await?;
    carry(session, key)?;
    cx.see_saying(&shell.path(), if shared { "notice-contact-primary-shared" } else { "notice-contact-primary" })
}

async fn remove(cx: &Cx, (shell, address): (Shell, Address)) -> Result<HttpResponse> {
    cx.write(move |tx| identities::take_away(tx, address.user_id, address.id)).await?;
    cx.see_saying(&shell.path(), "notice-contact-removed")
}

async fn find(cx: &Cx, path: &(String, String)) -> Result<(Shell, Address)> {
    among(Shell::load(cx, &path.0).await?, &path.1)
}

async fn find_own(cx: &Cx, id: &str) -> Result<(Shell, Address)> {
    among(Shell::of_oneself(cx).await?, id)
}

fn among(shell: Shell, id: &str) -> Result<(Shell, Address)> {
    let id = routes::id(id)?;
    let address = shell.profile.addresses.iter().find(|a| a.id == id).cloned().ok_or(Error::NotFound)?;
    shell.ensure(Act::EditAddresses)?;
    Ok((shell, address))
}

/// Counts a mail that somebody asks for to an address which they only say is theirs; answers the minutes to wait when
/// there were too many.
async fn too_many(cx: &Cx, shell: &Shell) -> Result<Option<i64>> {
    if !shell.own(cx) {
        return Ok(None);
    }
    let whom = shell.profile.person.id.to_string();
    let taken = limits::take(cx.state(), cx.account().id, "mail to a contact", &whom, MAILS_MAX).await?;
    Ok(taken.err())
}

async fn save(
    cx: Cx,
    shell: Shell,
    mut contact: Contact,
    session: &Session,
    write: impl Fn(&mut Tx<'_>, &str) -> Result<(Outcome, Option<String>)> + Send + 'static,
) -> Result<HttpResponse> {
    let Shell { profile, settings, .. } = &shell;
    if contact.was.as_ref().is_some_and(|was| was.value == contact.value.value) {
        return cx.see(&shell.path());
    }
    contact.check(&cx, &profile.person, &profile.addresses, settings.validate_phones);
    if !contact.value.faulty() && contact.is_email() {
        // Counted first, whatever comes of it: the answer tells whether somebody has the address.
        match too_many(&cx, &shell).await? {
            Some(minutes) => contact.value.fault(cx.t1("fault-contact-mails", "minutes", minutes)),
            None => contact.check_holder(&cx, &profile.person, shell.own(&cx)).await?,
        }
    }
    if !contact.value.faulty() {
        let value = contact.value.value.clone();
        match cx.write(move |tx| write(tx, &value)).await {
            Ok((outcome, key)) => {
                carry(session, key)?;
                return cx.see_saying(&shell.path(), notice(contact.was.is_some(), outcome));
            }
            // Somebody else was faster.
            Err(Error::Conflict) => contact.value.fault(cx.t("fault-contact-taken")),
            Err(error) => return Err(error),
        }
    }
    draw(&cx, StatusCode::UNPROCESSABLE_ENTITY, &shell, &contact)
}

fn draw(cx: &Cx, status: StatusCode, shell: &Shell, contact: &Contact) -> Result<HttpResponse> {
    if shell.in_help_center() {
        cx.show_with(status, NewOwn { cx, shell, contact })
    } else {
        cx.show_with(status, New { cx, shell, contact })
    }
}

/// What the next page says.
fn notice(changed: bool, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept if changed => "notice-contact-changed",
        Outcome::Kept => "notice-contact-added",
        Outcome::Mailed => "notice-contact-mailed",
        Outcome::Unmailed(_) => "notice-contact-unmailed",
    }
}

impl Shell {
    /// The path of one of the contacts.
    pub fn contact_path(&self, address: &Address) -> String {
        self.tab(&format!("contacts/{}", address.id))
    }

    /// The key of why an address cannot be made the primary contact, if so.
    pub fn primary_off(&self, address: &Address) -> Option<&'static str> {
        if address.verified_at.is_none() {
            Some("contact-verify-first")
        } else {
            (!identities::may_lead(&self.profile.person, &address.value)).then_some("contact-shared-refused")
        }
    }

    /// Whether making an address the primary contact deserves a warning.
    pub fn warns_of(&self, address: &Address) -> bool {
        self.primary_off(address).is_none() && shapes::shared(&address.value)
    }

    /// The key of why an address cannot be changed, if so.
    pub fn edit_off(&self, cx: &Cx, address: &Address) -> Option<&'static str> {
        let vouched = self.profile.is_end_user() && !self.own(cx);
        (address.is_primary && address.verified_at.is_some() && !vouched).then_some("contact-primary-fixed")
    }

    /// The key of what follows from adding or changing an e-mail address.
    pub fn contact_hint(&self, cx: &Cx) -> &'static str {
        let person = &self.profile.person;
        if person.standing.is_end_user() && !self.own(cx) && self.profile.row.verified_at.is_some() {
            "contact-hint-verified"
        } else if held(person, cx.account().help_center_active).is_some() {
            "contact-hint-unmailed"
        } else {
            "contact-hint-mailed"
        }
    }
}
