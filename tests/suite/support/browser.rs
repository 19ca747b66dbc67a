//! A real browser: ChromeDriver, headless Chromium, and the few things tests do with a page.
//!
//! Tests need `#[tokio::test(flavor = "multi_thread")]`: closing a session blocks its thread,
//! so after a panic a current-thread runtime would hang until the request times out.
#![allow(dead_code, reason = "a toolbox: not every helper always has a caller")]

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::json;
use thirtyfour::{
    common::capabilities::chrome::ChromeCapabilities, extensions::query::ElementPollerWithTimeout, prelude::*,
};

const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(25);

/// ChromeDriver on a port of its own. Each session opened from it is a person with a fresh profile.
pub struct Driver {
    watchdog: Child,
    url: String,
}

pub struct Options {
    pub javascript: bool,
    /// The one language the browser asks pages for: `en`, `fr`.
    pub language: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self { javascript: true, language: "en" }
    }
}

/// Waits for the test to let go of its end of standard input, then ends ChromeDriver's whole group
/// and removes its files. Killing ChromeDriver alone would leave the browser, and the browser's
/// profiles stay in any case; a test that is itself killed drops nothing.
const WATCHDOG: &str = r#"
    files=$(mktemp -d -t stead-browser.XXXXXX) || exit
    TMPDIR=$files setsid chromedriver --port=0 &
    exec >&-
    read -r _
    kill -KILL -$!
    wait
    rm -rf "$files"
"#;

impl Driver {
    pub fn start() -> Self {
        let mut watchdog = Command::new("sh")
            .args(["-c", WATCHDOG])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        let mut output = BufReader::new(watchdog.stdout.take().unwrap()).lines();
        let port = output
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned()));
        let driver = Self { watchdog, url: format!("http://127.0.0.1:{}", port.as_deref().unwrap_or_default()) };
        assert!(port.is_some(), "chromedriver told no port: is it installed? (tests/install)");
        std::thread::spawn(move || output.for_each(drop)); // a full pipe would stop ChromeDriver
        driver
    }

    pub async fn open(&self, options: Options) -> WebDriver {
        let mut capabilities = ChromeCapabilities::new();
        for arg in [
            "--headless",
            "--no-sandbox", // refused to root
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--window-size=1280,800",
        ] {
            capabilities.add_arg(arg).unwrap();
        }
        let mut preferences = json!({"intl.accept_languages": options.language});
        if !options.javascript {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        capabilities.add_experimental_option("prefs", preferences).unwrap();
        WebDriver::builder(self.url.clone(), capabilities)
            .poller(Arc::new(ElementPollerWithTimeout::new(PATIENCE, PAUSE)))
            .request_timeout(Duration::from_secs(40))
            .await
            .expect("a browser session")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _ = self.watchdog.wait();
    }
}

/// Does something that opens a tab, and goes to that tab.
///
/// What `set_viewport` and `set_dark` asked for belongs to the old tab: ask again.
pub async fn new_tab(d: &WebDriver, act: impl AsyncFnOnce()) -> WindowHandle {
    let known = d.windows().await.unwrap();
    act().await;
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(tab) = d.windows().await.unwrap().into_iter().find(|tab| !known.contains(tab)) {
            d.switch_to_window(tab.clone()).await.unwrap();
            return tab;
        }
        assert!(Instant::now() < until, "no tab was opened");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Does something to a page again and again until it works, for five seconds: an element can go
/// stale between looking it up and using it, most of all in a tab that is still loading.
pub async fn retry<T>(what: &str, mut act: impl AsyncFnMut() -> WebDriverResult<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        match act().await {
            Ok(value) => return value,
            Err(error) if Instant::now() > until => {
                let error = error.to_string();
                panic!("{what}: {}", error.split("Stacktrace:").next().unwrap_or_default());
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

pub async fn click(d: &WebDriver, css: &str) {
    retry(css, async || d.find(By::Css(css)).await?.click().await).await;
}

/// Clicks what leads to another page in this tab, and waits until the old page is gone. After a
/// mere `click`, what is read next can still come from the old page.
pub async fn follow(d: &WebDriver, css: &str) {
    let old_page = retry("html", async || d.find(By::Css("html")).await).await;
    click(d, css).await;
    let gone = old_page.wait_until().stale().await;
    assert!(gone.is_ok(), "{css}: led to no other page");
}

/// What a person can read there: hidden text is left out.
pub async fn text(d: &WebDriver, css: &str) -> String {
    retry(css, async || d.find(By::Css(css)).await?.text().await).await
}

/// Replaces what a field holds.
pub async fn fill(d: &WebDriver, css: &str, value: &str) {
    retry(css, async || {
        let field = d.find(By::Css(css)).await?;
        field.clear().await?;
        field.send_keys(value).await
    })
    .await;
}

/// Of a page that has arrived: a new tab is an empty document at first, and every page has a title.
pub async fn title(d: &WebDriver) -> String {
    retry("title", async || {
        d.find(By::Css("head > title")).await?;
        d.title().await
    })
    .await
}

/// Whether the page has such an element at this moment, seen or not.
pub async fn exists(d: &WebDriver, css: &str) -> bool {
    !d.find_all(By::Css(css)).await.unwrap().is_empty()
}

/// Of this tab: the page's size in CSS pixels, down to phones that no desktop window can be.
pub async fn set_viewport(d: &WebDriver, width: u32, height: u32) {
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    d.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.unwrap();
}

/// Of this tab: whether the person prefers dark pages.
pub async fn set_dark(d: &WebDriver, dark: bool) {
    let value = if dark { "dark" } else { "light" };
    // Colours in transition would be neither what was nor what comes.
    let still = json!({"name": "prefers-reduced-motion", "value": "reduce"});
    let media = json!({"features": [{"name": "prefers-color-scheme", "value": value}, still]});
    d.cdp().send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
}

/// A PNG of what the viewport shows.
pub async fn screenshot(d: &WebDriver, path: impl AsRef<Path>) {
    d.screenshot(path.as_ref()).await.unwrap();
}

/// What axe-core holds against the page under WCAG 2.0 to 2.2, levels A and AA: a line for each
/// element at fault, `rule: target: summary`. Needs JavaScript.
pub async fn axe(d: &WebDriver) -> Vec<String> {
    const RUN: &str = r#"
        const done = arguments[0];
        const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        const line = (rule, node) =>
            `${rule.id}: ${node.target.flat().join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`;
        axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }).then(
            (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) => line(rule, node)))),
            (error) => done([`axe: page: ${error}`]),
        );
    "#;
    let path = std::env::var("STEAD_AXE").expect("STEAD_AXE names axe.min.js: use tests/run");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    d.execute(source, []).await.unwrap();
    d.execute_async(RUN, []).await.unwrap().convert().unwrap()
}
