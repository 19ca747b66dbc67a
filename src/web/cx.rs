//! `Cx`: who asks, in which account, in which language, and where links lead.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::sync::Arc;

use actix_web::http::{Method, StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev::Payload};
use askama::Template;

use super::forms::Form;
use super::front::Pattern;
use super::icons::Icon;
use super::plain::Plain;
use super::routes::{Guards, Mark};
use super::upload::Unread;
use super::urls::Urls;
use super::{api, assets, forms, realm};
use crate::db::{Conn, Moment, off_the_loop};
use crate::error::{Error, Result};
use crate::i18n::{Arg, Dates, Lang};
use crate::identity::{self, Account, Frame, Identity, Mode, Origin, Person, Tx, Visit};
use crate::policy::{ALSO_IN_VISITS, Refusal, Right};
use crate::state::State;

/// The context of one request. Cheap to clone; every template has it as its first field.
#[derive(Clone)]
pub struct Cx(pub(super) Arc<Inner>);

/// What the door found out.
pub struct Inner {
    pub(super) state: State,
    pub(crate) account: Arc<Account>,
    pub(super) identity: Option<Identity>,
    /// Whether nobody is let in from where this comes.
    pub(super) elsewhere: bool,
    pub(super) started: Vec<Frame>,
    pub(super) lang: &'static Lang,
    pub(super) dates: Dates,
    pub(super) urls: Urls,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) origin: Origin,
    pub(super) now: Moment,
    pub(super) notice: Option<String>,
    pub(super) guest: String,
    pub(super) get: bool,
    pub(super) token: std::sync::OnceLock<String>,
}

impl Deref for Cx {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Cx {
    /// The account everything happens in.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Who acts; an error when nobody is signed in.
    pub fn identity(&self) -> Result<&Identity> {
        self.identity.as_ref().ok_or(Error::SignedOut)
    }

    /// Who acts, if anybody is signed in.
    pub fn signed_in(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// In whose name, if anybody is signed in.
    pub fn me(&self) -> Option<&Person> {
        self.identity.as_ref().map(Identity::effective)
    }

    /// Who really signed in, if anybody.
    pub fn root(&self) -> Option<&Person> {
        self.identity.as_ref().map(Identity::root)
    }

    /// Whether whoever asks may not come from where they are: then a page tells nothing.
    pub fn elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// The frame of this tab, if it is an assumed one and may be told of.
    pub fn frame(&self) -> Option<&Frame> {
        self.identity.as_ref().filter(|_| !self.elsewhere).and_then(Identity::frame)
    }

    /// Whether nothing can be changed in this tab.
    pub fn read_only(&self) -> bool {
        self.identity.as_ref().is_some_and(Identity::read_only)
    }

    /// The identity stack of an assumed tab, root first; empty as oneself.
    pub fn chain(&self) -> Vec<&Person> {
        match &self.identity {
            Some(i) if i.frame().is_some() => i.chain().collect(),
            _ => vec![],
        }
    }

    /// Who `Back to NAME` leads to, shown when assumptions are nested.
    pub fn back_to(&self) -> Option<&Person> {
        let chain = self.chain();
        (chain.len() > 2).then(|| chain.iter().rev().nth(1).copied()).flatten()
    }

    /// The live frames that were started from this tab's identity.
    pub fn started(&self) -> &[Frame] {
        &self.started
    }

    /// The frame started from here that stands in for this person, if any.
    pub fn started_for(&self, user: i64) -> Option<&Frame> {
        self.started.iter().find(|f| f.subject.id == user)
    }

    /// Whole minutes until a frame ends in any case.
    pub fn minutes_left(&self, frame: &Frame) -> i64 {
        self.now.minutes_until(frame.expires_at)
    }

    /// Whether everyone in the stack holds a right.
    pub fn may(&self, right: Right) -> bool {
        self.identity.as_ref().is_some_and(|i| i.may(right))
    }

    /// Whether the Admin Center is open to whoever acts.
    pub fn may_admin(&self) -> bool {
        self.may(Right::UseAdminCenter)
    }

    /// Whether Support is open to whoever acts.
    pub fn may_support(&self) -> bool {
        self.may(Right::UseSupport)
    }

    /// Whether People is open to whoever acts.
    pub fn may_people(&self) -> bool {
        self.may(Right::SeePeople)
    }

    /// Whether whoever acts may add users.
    pub fn may_add_users(&self) -> bool {
        self.may(Right::AddEndUsers)
    }

    /// The one password of the demo.
    pub fn demo_password(&self) -> &'static str {
        crate::demo::PASSWORD
    }

    /// The address that opens the tab of a frame started from here.
    pub fn in_scope(&self, frame: &Frame) -> String {
        Urls::new(Some(&frame.scope)).to("/")
    }

    /// Whether this is the demo.
    pub fn demo(&self) -> bool {
        self.state.settings.demo
    }

    /// The state of the program.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Where a write comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// When the request came.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The language of the page.
    pub fn lang(&self) -> &'static Lang {
        self.lang
    }

    /// The language's code, for `lang` attributes.
    pub fn code(&self) -> &'static str {
        self.lang.locale.as_str()
    }

    /// A text.
    pub fn t<'k>(&self, key: &'k str) -> &'k str {
        self.lang.t(key)
    }

    /// A text with one argument.
    pub fn t1<'a>(&self, key: &str, name: &'static str, value: impl Into<Arg<'a>>) -> String {
        self.lang.with(key, &[(name, value.into())])
    }

    /// A text with two arguments.
    pub fn t2<'a, 'b>(
        &self,
        key: &str,
        name: &'static str,
        value: impl Into<Arg<'a>>,
        name2: &'static str,
        value2: impl Into<Arg<'b>>,
    ) -> String {
        self.lang.with(key, &[(name, value.into()), (name2, value2.into())])
    }

    /// A whole number as the reader writes it.
    pub fn n(&self, n: impl Plain<i64>) -> String {
        self.lang.number(n.plain())
    }

    /// `Today, 09:44`, `Yesterday`, `18 November`.
    pub fn short(&self, at: impl Plain<Moment>) -> String {
        self.dates.short(at.plain())
    }

    /// `Today, 09:44`, `18 November, 10:12`.
    pub fn long(&self, at: impl Plain<Moment>) -> String {
        self.dates.long(at.plain())
    }

    /// `2 March 2026`.
    pub fn day(&self, at: impl Plain<Moment>) -> String {
        self.dates.day(at.plain())
    }

    /// How the reader has dates written.
    pub fn dates(&self) -> Dates {
        self.dates
    }

    /// `10:41`.
    pub fn time(&self, at: impl Plain<Moment>) -> String {
        self.dates.time(at.plain())
    }

    /// For a `datetime` attribute.
    pub fn machine(&self, at: impl Plain<Moment>) -> String {
        self.dates.machine(at.plain())
    }

    /// The reader's time zone.
    pub fn zone(&self) -> &'static str {
        self.dates.zone()
    }

    /// The address of one of our paths, in this tab's scope.
    pub fn url(&self, path: &str) -> String {
        self.urls.to(path)
    }

    /// The plain address of one of our paths: leaves an assumed identity.
    pub fn plain(&self, path: &str) -> String {
        self.root_urls().to(path)
    }

    /// Addresses outside of every frame.
    pub(super) fn root_urls(&self) -> Urls {
        if self.account.operator { Urls::of_realm() } else { Urls::default() }
    }

    /// Whether this is the operator's realm.
    pub fn realm(&self) -> bool {
        self.account.operator
    }

    /// Whole minutes until the visit of this tab ends in any case.
    pub fn visit_minutes(&self) -> i64 {
        self.visit().map_or(0, |visit| self.now.minutes_until(visit.expires_at))
    }

    /// The visit of this tab, if whoever acts is of the operator's staff.
    pub fn visit(&self) -> Option<&Visit> {
        self.identity.as_ref().filter(|_| !self.elsewhere).and_then(Identity::visit)
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::path(name)
    }

    /// The path that was asked for, without scope.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path to come back to after another form: this one if it is a page, else the start.
    pub fn here(&self) -> &str {
        if self.get { &self.path } else { "/" }
    }

    /// Whether this answers a GET: only then may the page be asked for again by itself.
    pub fn is_get(&self) -> bool {
        self.get
    }

    /// Whether the path asked for is this one.
    pub fn at(&self, path: &str) -> bool {
        self.path == path
    }

    /// Whether the path asked for is below this one, or it.
    pub fn below(&self, path: &str) -> bool {
        self.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The address of this page in another language, for one answer (and for later, if nobody is signed in).
    pub fn in_language(&self, code: &str) -> String {
        let path = if self.get { self.path.as_str() } else { "/" };
        let mut pairs: Vec<(&str, &str)> = vec![];
        let decoded = forms::pairs(self.query.as_bytes());
        if self.get {
            pairs.extend(decoded.iter().filter(|(n, _)| n != "lang" && n != "notice").map(|(n, v)| (&**n, &**v)));
        }
        pairs.push(("lang", code));
        format!("{}{}", self.url(path), super::query(&pairs))
    }

    /// A drawing.
    pub fn icon(&self, name: &str) -> Icon {
        Icon::named(name)
    }

    /// The token that binds a form to whoever it is drawn for.
    pub fn token(&self) -> &str {
        self.token.get_or_init(|| forms::token(self))
    }

    /// What the page before has to say, such as "Reply sent".
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref().map(|key| self.lang.t(key))
    }

    /// The same as a query, to be handed on by a page that only leads on.
    pub fn notice_query(&self) -> String {
        self.query.split('&').find(|p| p.starts_with("notice=")).map(|p| format!("?{p}")).unwrap_or_default()
    }

    /// Reads from one snapshot.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.state.db.read(work).await
    }

    /// Writes in the name of whoever acts, in one transaction with its audit line.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let identity = self.identity()?.clone();
        self.write_as(identity, work).await
    }

    /// [`Cx::write`] for somebody who has just proved who they are.
    pub async fn write_as<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (state, origin) = (self.state.clone(), self.origin.clone());
        // Who is signed in and may not be here gets as far as this only to sign out.
        let leaving = self.elsewhere && self.identity.is_some();
        off_the_loop(move || match leaving {
            true => identity::write_leaving(&state, &identity, &origin, work),
            false => identity::write(&state, &identity, &origin, work),
        })
        .await
    }

    /// Writes what concerns the stack of identities itself; see [`identity::write_on_stack`].
    pub async fn write_on_stack<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (state, origin) = (self.state.clone(), self.origin.clone());
        off_the_loop(move || identity::write_on_stack(&state, &identity, &origin, work)).await
    }

    /// Answers with a page.
    pub fn show(&self, page: impl Template) -> Result<HttpResponse> {
        self.show_with(StatusCode::OK, page)
    }

    /// Answers with a page and a status: 422 for a form that comes back.
    pub fn show_with(&self, status: StatusCode, page: impl Template) -> Result<HttpResponse> {
        // Room for a page of rows, so that it is not moved while it grows.
        let mut html = String::with_capacity(32 * 1024);
        page.render_into(&mut html)?;
        Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
    }

    /// Goes on to one of our paths, in this tab's scope.
    pub fn see(&self, path: &str) -> Result<HttpResponse> {
        Ok(redirect(&self.urls.to(path)))
    }

    /// [`Cx::see`], and that page says something.
    pub fn see_saying(&self, path: &str, notice: &'static str) -> Result<HttpResponse> {
        Ok(redirect(&self.urls.to(&forms::with_notice(self, self.frame().map(|f| f.id), path, notice))))
    }

    /// Goes on in another scope, or plainly with `None`; that page says something.
    pub fn see_elsewhere(&self, scope: Option<&Frame>, path: &str, notice: Option<&'static str>) -> HttpResponse {
        let path = match notice {
            Some(notice) => forms::with_notice(self, scope.map(|f| f.id), path, notice),
            None => path.to_owned(),
        };
        let urls = scope.map_or_else(|| self.root_urls(), |frame| Urls::new(Some(&frame.scope)));
        redirect(&urls.to(&path))
    }
}

pub(super) fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

impl FromRequest for Cx {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(enter(req))
    }
}

/// Lets a request through to its handler, if the route's mark and right allow whoever acts.
pub(super) fn enter(req: &HttpRequest) -> Result<Cx> {
    let cx = req.extensions().get::<Cx>().cloned().ok_or_else(|| Error::internal("no identity was looked up"))?;
    let guard = req
        .app_data::<Guards>()
        .and_then(|guards| guards.of(req.method()))
        .ok_or_else(|| Error::internal(format!("{} {} has no mark", req.method(), req.path())))?;
    req.extensions_mut().insert(Pattern(guard.path));
    // Pages are not reached by the API's door, nor the API by the one of browsers, however the path is written.
    if api::came(req) != (guard.mark == Mark::Api) {
        return Err(Error::NotFound);
    }
    // The realm has the console's pages and those of signing in; nothing else has the console's.
    let at_home = guard.mark == Mark::Operator || realm::shares(guard.path);
    if cx.realm() && !at_home || !cx.realm() && guard.mark == Mark::Operator {
        return Err(Error::NotFound);
    }
    if cx.elsewhere && !open_from_anywhere(guard, cx.identity.is_some()) {
        return Err(Error::Forbidden(Refusal::Elsewhere));
    }
    match (&cx.identity, guard.mark) {
        (None, Mark::Api) => return Err(Error::Token(api::fault(req))),
        (_, Mark::Public) => {}
        (None, _) => return Err(Error::SignedOut),
        (Some(identity), Mark::Never) if identity.mode() == Mode::Assumed => {
            return Err(Error::Forbidden(Refusal::WhileAssumed));
        }
        (Some(identity), Mark::Never)
            if identity.visit().is_some() && !guard.right.is_some_and(|right| ALSO_IN_VISITS.contains(&right)) =>
        {
            return Err(Error::Forbidden(Refusal::WhileVisiting));
        }
        (Some(identity), _) => {
            if let Some(right) = guard.right {
                identity.ensure(right)?;
            }
        }
    }
    // Asked here, where the router has found the route, so that no way of writing a path leads around it.
    if guard.mark != Mark::Api && !matches!(*req.method(), Method::GET | Method::HEAD) {
        if req.extensions().get::<Unread>().is_some() {
            // The handler reads it; nothing is kept before its token is checked.
            return if guard.file { Ok(cx) } else { Err(Error::Malformed) };
        }
        let form = req.extensions().get::<Form>().cloned().unwrap_or_default();
        forms::check(&cx, &form)?;
    }
    Ok(cx)
}

/// What somebody gets who may not come from where they are: the way out, and who is not signed in the pages that lead in.
/// Whether they are let in is asked once it is known who they are.
fn open_from_anywhere(guard: &super::routes::Route, signed_in: bool) -> bool {
    let path = guard.path;
    if signed_in {
        return path == super::door::LEAVE && guard.method == Method::POST;
    }
    guard.mark != Mark::Public || path == "/" || path.starts_with("/access/") && path != "/access/sign-up"
}
