//! A file of a thousand people, thirty of them wrong: upload, report, import, history, error file.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::support::app::scratch;

/// Works on imports while it lives, as the served program does.
struct Worker(std::sync::Arc<AtomicBool>, Option<std::thread::JoinHandle<()>>);

impl Worker {
    fn start(app: &App) -> Self {
        let (state, stop) = (app.state.clone(), std::sync::Arc::new(AtomicBool::new(false)));
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                stead::people::imports::worker::work(&state).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
        });
        Self(stop, Some(thread))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        let _ = self.1.take().map(std::thread::JoinHandle::join);
    }
}

/// Follows a link or looks again until the page shows something.
async fn until(d: &WebDriver, css: &str) {
    for _ in 0..200 {
        if exists(d, css).await {
            return;
        }
        d.refresh().await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{css} never came: {}", text(d, "main").await);
}

/// [`super::look`], which needs scripts.
async fn look(d: &WebDriver, name: &str, language: &str, javascript: bool, faults: &mut Vec<String>) {
    if javascript {
        super::look(d, name, language, faults).await;
    }
}

async fn thousand(language: &'static str, javascript: bool, database: Database) {
    let app = App::start(database);
    let driver = Driver::start();
    let d = driver.open(Options { javascript, language }).await;
    let mut faults = vec![];
    let files = scratch();
    let path = files.join("customers.csv");
    let mut file = "\u{feff}name;email;external_id;tags\r\n".to_owned();
    for n in 0..1_000 {
        let email = if n % 34 == 7 { format!("person{n} at many") } else { format!("person{n}@many.example") };
        file += &format!("Person {n};{email};P-{n};imported\r\n");
    }
    std::fs::write(&path, file).unwrap();
    sign_in(&d, &app, "ann@acme.example").await;
    follow(&d, ".nav a[href$='/admin'], .topbar a[href$='/admin']").await;
    follow(&d, ".nav a[href$='/admin/people/bulk-actions']").await;
    look(&d, "bulk-actions-empty", language, javascript, &mut faults).await;
    // Nothing chosen: the browser holds it back, and a browser that does not gets the form again.
    let worker = Worker::start(&app);
    d.find(By::Css("#file")).await.unwrap().send_keys(path.to_str().unwrap()).await.unwrap();
    follow(&d, "main form .primary").await;
    until(&d, "#decide").await;
    assert_eq!(app.number("SELECT count(*) FROM users WHERE email LIKE 'person%'"), 0, "checked only");
    let report = text(&d, "main").await;
    for number in ["970", "30"] {
        assert!(report.contains(number), "{report}");
    }
    assert_eq!(d.find_all(By::Css("[aria-labelledby='faults'] tbody tr")).await.unwrap().len(), 25);
    look(&d, "bulk-actions-checked", language, javascript, &mut faults).await;
    follow(&d, "[rel='next']").await;
    assert_eq!(d.find_all(By::Css("[aria-labelledby='faults'] tbody tr")).await.unwrap().len(), 5);
    follow(&d, "[rel='prev']").await;
    follow(&d, "form[action$='/run'] button").await;
    until(&d, "#result").await;
    until(&d, ".head .tag.ok").await;
    drop(worker);
    assert_eq!(app.number("SELECT count(*) FROM users WHERE email LIKE 'person%@many.example'"), 970);
    look(&d, "bulk-actions-done", language, javascript, &mut faults).await;
    let errors = app.number("SELECT max(id) FROM imports");
    let tab = app.sign_in(app.world.ann).await;
    let csv = tab.get(&format!("/admin/people/bulk-actions/{errors}/errors")).await;
    assert_eq!(csv.body.lines().count(), 31);
    assert!(exists(&d, "a[href$='/errors']").await);
    follow(&d, ".crumbs a[href$='/bulk-actions']").await;
    assert!(text(&d, "tbody").await.contains("customers.csv"));
    look(&d, "bulk-actions-history", language, javascript, &mut faults).await;
    // A file that is none, with its report; and one at work.
    std::fs::write(&path, "nom;courriel\r\nA;b\r\n").unwrap();
    d.find(By::Css("#file")).await.unwrap().send_keys(path.to_str().unwrap()).await.unwrap();
    follow(&d, "main form .primary").await;
    look(&d, "bulk-actions-checking", language, javascript, &mut faults).await;
    let worker = Worker::start(&app);
    until(&d, ".alert.bad").await;
    drop(worker);
    look(&d, "bulk-actions-failed", language, javascript, &mut faults).await;
    let _ = std::fs::remove_dir_all(&files);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    d.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_rows_with_thirty_bad_ones_in_english_without_scripts() {
    thousand("en", false, Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_rows_with_thirty_bad_ones_in_french() {
    thousand("fr", true, Database::Sqlite).await;
}
