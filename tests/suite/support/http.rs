//! People at browsers without a screen: one cookie jar a person, any number of tabs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reqwest::{Method, StatusCode, redirect};
use scraper::{Html, Selector};

use super::App;
use super::world::PASSWORD;

/// Somebody at a browser: a cookie jar, shared by all their tabs.
#[derive(Clone)]
pub struct Person {
    base: String,
    host: String,
    client: reqwest::Client,
    pub jar: Arc<Mutex<BTreeMap<String, String>>>,
}

/// One tab: a scope, or none.
#[derive(Clone)]
pub struct Tab {
    pub person: Person,
    /// `/~scope`, or empty.
    pub prefix: String,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
    /// The path that was asked for.
    pub path: String,
}

impl App {
    /// Somebody at a browser, not signed in, at Acme.
    pub fn visitor(&self) -> Person {
        self.visitor_at("localhost")
    }

    /// Somebody at a browser, at the account that a host name names.
    pub fn visitor_at(&self, host: &str) -> Person {
        let client = reqwest::Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let host = format!("{host}:{}", self.address.port());
        Person { base: format!("http://{}", self.address), host, client, jar: Arc::default() }
    }

    /// A person of Acme, signed in, in a tab of their own.
    pub async fn sign_in(&self, user: i64) -> Tab {
        self.sign_in_at("localhost", user).await
    }

    /// A person signed in at the account that a host name names.
    pub async fn sign_in_at(&self, host: &str, user: i64) -> Tab {
        let email = self.text(&format!("SELECT email FROM users WHERE id = {user}"));
        let tab = self.visitor_at(host).tab();
        let page = tab.sign_in(&email, PASSWORD).await;
        assert_eq!(page.status, 303, "{email} signs in: {}", page.body);
        tab
    }
}

impl Person {
    pub fn tab(&self) -> Tab {
        Tab { person: self.clone(), prefix: String::new() }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar.lock().unwrap().get(name).cloned()
    }

    /// A request with the jar's cookies, and the answer's cookies into the jar.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        form: Option<&[(&str, &str)]>,
    ) -> Page {
        let jar: String =
            self.jar.lock().unwrap().iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut request = self.client.request(method, format!("{}{path}", self.base)).header("host", &self.host);
        if !jar.is_empty() {
            request = request.header("cookie", jar);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(form) = form {
            let body = form.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect::<Vec<_>>().join("&");
            request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        }
        let answer = request.send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut jar = self.jar.lock().unwrap();
            if attributes.contains("Max-Age=0") {
                jar.remove(name)
            } else {
                jar.insert(name.into(), value.into())
            };
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        Page { status, headers, body: answer.text().await.unwrap(), path: path.to_owned() }
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl Tab {
    /// This tab's address of a plain path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    pub async fn get(&self, path: &str) -> Page {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        self.person.send(Method::GET, &self.at(path), headers, None).await
    }

    /// A form token drawn in this tab.
    pub async fn token(&self) -> String {
        let console = self.person.cookie("stead_operator").map(|_| "/operator/accounts");
        for path in console.into_iter().chain(["/hc/requests/new", "/hc/requests"]) {
            let page = self.get(path).await;
            if page.has("[name='form_token']") {
                return page.token();
            }
        }
        self.get("/access/sign-in").await.token()
    }

    /// The form token of a page, empty when it has none.
    pub fn token_in(&self, page: &Page) -> String {
        if page.body.contains("name=\"form_token\"") { page.token() } else { "\u{0}".into() }
    }

    /// Sends a form that was drawn in this tab.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        self.post_with_token(path, &token, fields).await
    }

    pub async fn post_with_token(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = vec![("form_token", token)];
        form.extend_from_slice(fields);
        self.person.send(Method::POST, &self.at(path), &[("sec-fetch-site", "same-origin")], Some(&form)).await
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Page {
        let token = self.get("/access/sign-in").await.token();
        self.post_with_token("/access/sign-in", &token, &[("email", email), ("password", password)]).await
    }

    /// Asks to assume somebody; the answer as it comes.
    pub async fn try_assume(&self, user: i64) -> Page {
        self.post(&format!("/agent/users/{user}/assumption"), &[("understood", "1"), ("reason", "")]).await
    }

    /// Assumes somebody: the tab that opens.
    pub async fn assume(&self, user: i64) -> Tab {
        let page = self.try_assume(user).await;
        assert_eq!(page.status, 303, "{user} can be assumed: {}", page.body);
        let location = page.location();
        let scope = location.strip_prefix("/~").and_then(|l| l.split('/').next()).expect("a scope");
        Tab { person: self.person.clone(), prefix: format!("/~{scope}") }
    }

    pub async fn back(&self) -> Page {
        self.post("/assumption/back", &[]).await
    }

    pub async fn revert(&self) -> Page {
        self.post("/assumption/revert", &[]).await
    }

    pub async fn revert_started(&self) -> Page {
        self.post("/assumption/started/revert", &[]).await
    }

    pub async fn sign_out(&self) -> Page {
        self.post("/access/sign-out", &[]).await
    }

    /// Submits a request; answers its number.
    pub async fn submit(&self, subject: &str) -> i64 {
        let page = self.post("/hc/requests", &[("subject", subject), ("body", "Words.")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let path = page.location();
        path.split(['/', '?']).filter_map(|part| part.parse().ok()).next_back().expect("a number")
    }

    /// The effective user and frame that the server says this tab has.
    pub async fn who(&self) -> (String, String) {
        let page = self.get("/hc/requests").await;
        (page.header("x-effective-user"), page.header("x-frame"))
    }

    /// Asserts whom the server takes this tab for, by header and by page.
    pub async fn is(&self, user: i64) {
        let page = self.get("/hc/requests").await;
        assert_eq!(page.status, 200, "{}: {}", self.prefix, page.body);
        assert_eq!(page.header("x-effective-user"), user.to_string(), "{}", self.prefix);
        assert_eq!(page.header("x-frame") == "self", self.prefix.is_empty());
    }
}

impl Page {
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    pub fn location(&self) -> String {
        assert_eq!(self.status, 303, "{}: {}", self.path, self.body);
        self.header("location")
    }

    /// The first form token of the page.
    pub fn token(&self) -> String {
        let at =
            self.body.find("name=\"form_token\" value=\"").unwrap_or_else(|| panic!("{}: {}", self.path, self.body));
        self.body[at + 25..].split('"').next().unwrap_or_default().to_owned()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The texts of all elements that a selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let selector = Selector::parse(css).unwrap();
        let text =
            |e: scraper::ElementRef<'_>| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        self.html().select(&selector).map(text).collect()
    }

    pub fn has(&self, css: &str) -> bool {
        self.html().select(&Selector::parse(css).unwrap()).next().is_some()
    }

    pub fn says(&self, words: &str) -> bool {
        self.texts("body").concat().contains(words)
    }
}
