//! Every page of every role, as oneself and in frames: no link, form, redirect or asset leaves the scope.

use std::collections::{BTreeSet, VecDeque};

use scraper::Selector;

use crate::on_both;
use crate::support::{Page, Tab};

/// Addresses that a page names, each with what names it and whether it says that it leaves.
fn addresses(page: &Page) -> Vec<(String, String, bool)> {
    let html = page.html();
    let mut found = vec![];
    for (css, attribute) in [
        ("[href]", "href"),
        ("[src]", "src"),
        ("[srcset]", "srcset"),
        ("[action]", "action"),
        ("[formaction]", "formaction"),
        ("[data-assume]", "data-assume"),
        ("[poster]", "poster"),
        ("[data]", "data"),
        ("[cite]", "cite"),
        ("[ping]", "ping"),
    ] {
        for element in html.select(&Selector::parse(css).unwrap()) {
            let value = element.attr(attribute).unwrap_or_default().to_owned();
            let rel = element.attr("rel").unwrap_or_default();
            let leaves =
                rel.contains("noreferrer") && rel.contains("noopener") && element.attr("target") == Some("_blank");
            found.push((value, format!("{}[{attribute}]", element.value().name()), leaves));
        }
    }
    assert!(!page.has("meta[http-equiv='refresh']") && !page.has("base"), "{}", page.path);
    assert!(
        !page.has("[style]") && !page.has("style") && !page.has("script:not([src])") && !page.has("[onclick]"),
        "{}",
        page.path
    );
    assert!(page.headers.get("link").is_none());
    found
}

/// One of each kind is enough: ids and cursors count as the same, and of addresses with several parameters the values.
fn kind(path: &str) -> String {
    let numbers = |text: &str| {
        let zeros: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        zeros.replace("00", "0").replace("00", "0")
    };
    match path.split_once('?') {
        Some((plain, query)) if query.contains('&') => {
            let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
            format!("{}?{}", numbers(plain), names.into_iter().collect::<Vec<_>>().join("&"))
        }
        _ => numbers(path),
    }
}

/// Follows every link of a tab, and answers how many pages it saw.
async fn crawl(tab: &Tab, root: i64, user: i64) -> usize {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut queue: VecDeque<String> =
        ["/", "/hc", "/hc/requests/new", "/agent", "/agent/people", "/admin", "/access/password", "/nowhere"]
            .map(str::to_owned)
            .into();
    let mut pages = 0;
    while let Some(path) = queue.pop_front() {
        if !seen.insert(kind(&path)) {
            continue;
        }
        let page = tab.get(&path).await;
        if page.status == 303 {
            let to = page.location();
            let inner =
                to.strip_prefix(&tab.prefix).unwrap_or_else(|| panic!("{path} redirects out of its scope, to {to}"));
            assert!(inner.starts_with('/') && !inner.starts_with("/~"), "{path} redirects to {to}");
            queue.push_back(inner.to_owned());
            continue;
        }
        assert!([200, 403, 404].contains(&page.status.as_u16()), "{path}: {}", page.status);
        assert_eq!(page.header("x-effective-user"), user.to_string(), "{path}");
        assert_eq!(page.has("body > .strip"), root != user, "the banner, {path}");
        pages += 1;
        for (address, by, leaves) in addresses(&page) {
            if address.starts_with('#') || address.starts_with("/static/") || leaves {
                continue;
            }
            assert!(!address.is_empty() && address.starts_with('/'), "{path}: {by} names «{address}»");
            let Some(inner) = address.strip_prefix(&tab.prefix) else {
                panic!("{path}: {by} leaves the scope: {address}")
            };
            assert!(inner.starts_with('/') && !inner.starts_with("/~"), "{path}: {by} leads elsewhere: {address}");
            if by == "a[href]" {
                queue.push_back(inner.to_owned());
            }
        }
    }
    pages
}

on_both! {
    async fn no_address_leaves_its_scope(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        for n in 0..3 {
            bob.submit(&format!("Request {n}")).await;
        }
        let sam = app.sign_in(w.tom).await;
        sam.post("/agent/tickets/1/comments", &[("kind", "note"), ("body", "A note")]).await;
        app.sql("UPDATE tickets SET assignee_id = 106 WHERE number = 2");
        app.sql("UPDATE tickets SET status = 'closed' WHERE number = 3");
        // The pages are the same on both databases: on the second, one of each kind of stack will do.
        let cast = |all: &[i64]| -> Vec<i64> { if app.postgres() { all[..1].to_vec() } else { all.to_vec() } };
        for user in cast(&[w.olga, w.ann, w.tom, w.sam, w.lea, w.cory, w.bob]) {
            let tab = app.sign_in(user).await;
            let pages = crawl(&tab, user, user).await;
            assert!(pages >= 8, "{user} saw {pages} pages");
        }
        // Depth one and two.
        let olga = app.sign_in(w.olga).await;
        for one in cast(&[w.ann, w.tom, w.bob]) {
            let tab = olga.assume(one).await;
            crawl(&tab, w.olga, one).await;
        }
        let ann = olga.assume(w.ann).await;
        for two in cast(&[w.tom, w.bob]) {
            crawl(&ann.assume(two).await, w.olga, two).await;
        }
        crawl(&ann.assume(w.tom).await.assume(w.bob).await, w.olga, w.bob).await;
        // The tabs below, which now show what else is open, as well.
        crawl(&ann, w.olga, w.ann).await;
    }
}
