//! Routes with their marks. A route is declared here or not at all: the builder takes the mark and the right with the
//! handler, and [`super::Cx`] refuses to enter a handler whose route has none.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use actix_web::http::Method;
use actix_web::{FromRequest, Handler, HttpResponse, web};
use futures_util::FutureExt as _;

use crate::error::{Error, Result};
use crate::policy::Right;

/// Whose act a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Anybody's, signed in or not.
    Public,
    /// The effective user's: in a frame it is done as the assumed person.
    Subject,
    /// The actor's: it is about the stack itself, such as starting or ending an assumption.
    Actor,
    /// Refused in every assumed identity (spec.md §3.5).
    Never,
    /// The operator's staff's, at home in their realm.
    Operator,
    /// Another program's, in the name of whoever gave it a token. Its path begins with [`super::api::ROOT`], as no other does.
    Api,
}

/// One route, as the table of routes lists it.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path pattern, without scope.
    pub path: &'static str,
    /// Whose act it is.
    pub mark: Mark,
    /// The right that everyone in the stack needs.
    pub right: Option<Right>,
    /// Whether its form comes with a file, and the handler reads it.
    pub file: bool,
}

/// The guards of one path, by method.
#[derive(Clone, Debug)]
pub(super) struct Guards(Vec<Route>);

impl Guards {
    pub(super) fn of(&self, method: &Method) -> Option<&Route> {
        self.0.iter().find(|r| r.method == method)
    }
}

/// A handler whose panic is an error like others, with its page and its line in the log. Left to itself, actix would cut
/// the connection.
#[derive(Clone)]
struct Caught<F>(F);

impl<F, A> Handler<A> for Caught<F>
where
    F: Handler<A, Output = Result<HttpResponse>>,
    A: 'static,
{
    type Output = Result<HttpResponse>;
    type Future = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn call(&self, args: A) -> Self::Future {
        let running = AssertUnwindSafe(self.0.call(args)).catch_unwind();
        Box::pin(running.map(|done| done.unwrap_or_else(|_| Err(Error::internal("a handler panicked")))))
    }
}

/// Collects the routes of all capabilities.
#[derive(Default)]
pub struct Routes {
    resources: Vec<(&'static str, Vec<(Route, actix_web::Route)>)>,
}

impl Routes {
    /// A page.
    pub fn page<F, A>(&mut self, path: &'static str, mark: Mark, right: impl Into<Option<Right>>, handler: F)
    where
        F: Handler<A, Output = Result<HttpResponse>>,
        A: FromRequest + 'static,
    {
        let route = Route { method: Method::GET, path, mark, right: right.into(), file: false };
        self.add(Route { method: Method::HEAD, ..route.clone() }, web::head().to(Caught(handler.clone())));
        self.add(route, web::get().to(Caught(handler)));
    }

    /// An act: a form sent by POST.
    pub fn act<F, A>(&mut self, path: &'static str, mark: Mark, right: impl Into<Option<Right>>, handler: F)
    where
        F: Handler<A, Output = Result<HttpResponse>>,
        A: FromRequest + 'static,
    {
        let route = Route { method: Method::POST, path, mark, right: right.into(), file: false };
        self.add(route, web::post().to(Caught(handler)));
    }

    /// An act whose form comes with a file: the handler reads it from an [`super::Upload`], which checks the form's token.
    pub fn upload<F, A>(&mut self, path: &'static str, mark: Mark, right: impl Into<Option<Right>>, handler: F)
    where
        F: Handler<A, Output = Result<HttpResponse>>,
        A: FromRequest + 'static,
    {
        let route = Route { method: Method::POST, path, mark, right: right.into(), file: true };
        self.add(route, web::post().to(Caught(handler)));
    }

    /// What another program may ask for, with `.json` at the end of its path or without.
    pub fn api<F, A>(&mut self, method: Method, path: &'static str, right: impl Into<Option<Right>>, handler: F)
    where
        F: Handler<A, Output = Result<HttpResponse>>,
        A: FromRequest + 'static,
    {
        let route = Route { method, path, mark: Mark::Api, right: right.into(), file: false };
        if route.method == Method::GET {
            self.add(Route { method: Method::HEAD, ..route.clone() }, web::head().to(Caught(handler.clone())));
        }
        let handled = web::method(route.method.clone()).to(Caught(handler));
        self.add(route, handled);
    }

    fn add(&mut self, route: Route, handler: actix_web::Route) {
        match self.resources.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, routes)) => routes.push((route, handler)),
            None => self.resources.push((route.path, vec![(route, handler)])),
        }
    }

    /// The table, for tests and for the page × role matrix.
    pub fn table(&self) -> Vec<Route> {
        let all = self.resources.iter().flat_map(|(_, routes)| routes.iter().map(|(r, _)| r));
        all.filter(|r| r.method != Method::HEAD).cloned().collect()
    }

    /// Hands the routes to actix.
    pub fn install(self, cfg: &mut web::ServiceConfig) {
        for (path, routes) in self.resources {
            let guards = Guards(routes.iter().map(|(r, _)| r.clone()).collect());
            let api = routes.iter().any(|(r, _)| r.mark == Mark::Api);
            let paths = if api { vec![format!("{path}.json"), path.to_owned()] } else { vec![path.to_owned()] };
            let resource = web::resource(paths)
                .app_data(guards)
                .default_service(web::to(|| async { Err::<&str, _>(Error::MethodNotAllowed) }));
            cfg.service(routes.into_iter().fold(resource, |resource, (_, handler)| resource.route(handler)));
        }
    }
}

/// Reads an id from a path. Anything else is not found, like an id that nobody has.
pub fn id(text: &str) -> Result<i64> {
    text.parse().ok().filter(|id| *id > 0).ok_or(Error::NotFound)
}
