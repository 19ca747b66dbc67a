//! docs/asvs.md, the list of what the ASVS asks, held against the sources: every number once, every test and file there.

use std::collections::BTreeMap;
use std::path::Path;

const LIST: &str = include_str!("../../docs/asvs.md");

/// The requirements of level 1 that apply.
const FIRST: &str = "\
    1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 5.2.1 5.2.2 \
    5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 \
    8.1.1 8.2.1 8.2.2 8.3.1 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1";

/// Those of level 2.
const SECOND: &str = "\
    1.1.1 1.1.2 1.2.9 1.3.3 1.3.4 1.3.5 1.3.6 1.3.7 1.3.11 1.4.1 1.4.2 1.4.3 1.5.2 2.1.2 2.1.3 2.2.3 2.3.2 2.3.3 2.3.4 2.4.1 3.3.2 \
    3.3.3 3.3.4 3.4.3 3.4.4 3.4.5 3.4.6 3.5.4 3.5.5 3.7.1 3.7.2 4.1.2 4.1.3 4.2.1 5.1.1 5.2.3 5.4.1 5.4.2 6.1.2 6.1.3 6.2.9 6.2.10 \
    6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 7.1.1 7.1.2 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 8.1.2 \
    8.2.3 8.4.1 11.1.1 11.1.2 11.2.1 11.2.2 11.2.3 11.3.3 11.4.2 11.4.3 11.5.1 12.1.2 12.3.1 12.3.2 13.1.1 13.2.1 13.2.2 13.2.3 \
    13.2.4 13.2.5 13.3.1 13.3.2 13.4.2 13.4.3 13.4.4 13.4.5 14.1.1 14.1.2 14.2.2 14.2.3 14.2.4 14.3.2 14.3.3 15.1.2 15.1.3 15.2.2 \
    15.2.3 15.3.2 15.3.3 15.3.4 15.3.5 15.3.6 15.3.7 16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 \
    16.4.2 16.4.3 16.5.1 16.5.2 16.5.3";

type Number = [u16; 3];

struct Row {
    number: Number,
    level: u8,
    meaning: &'static str,
    state: &'static str,
    shown: &'static str,
}

fn number(text: &str) -> Option<Number> {
    let parts: Vec<u16> = text.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

fn applicable() -> BTreeMap<Number, u8> {
    let of = |list: &str, level| list.split_whitespace().map(|n| (number(n).expect(n), level)).collect::<Vec<_>>();
    let all = [of(FIRST, 1), of(SECOND, 2)].concat();
    let known: BTreeMap<_, _> = all.iter().copied().collect();
    assert_eq!(known.len(), all.len(), "a number is in both lists, or twice in one");
    known
}

/// The rows of the chapters' tables, each under the heading of its chapter.
fn rows() -> Vec<Row> {
    let (mut rows, mut chapter) = (vec![], None);
    for line in LIST.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = heading.split(' ').next().unwrap();
            chapter = name.strip_prefix('V').and_then(|n| n.parse::<u16>().ok());
            continue;
        }
        let (Some(chapter), true) = (chapter, line.starts_with('|')) else { continue };
        if line == "| Number | Level | What it means here | State | Shown by |" || line == "|---|---|---|---|---|" {
            continue;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [n, level, meaning, state, shown] = cells[..] else { panic!("{line}") };
        let number = number(n).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(number[0], chapter, "{line} stands in another chapter");
        rows.push(Row { number, level: level.parse().unwrap_or_else(|_| panic!("{line}")), meaning, state, shown });
    }
    rows
}

/// What a text names between backticks.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a test of this name, as the runner lists it without the database, is in the sources.
fn is_test(name: &str) -> bool {
    let (module, function) = name.rsplit_once("::").unwrap();
    let path = format!("tests/suite/{}.rs", module.replace("::", "/"));
    let Ok(text) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else { return false };
    let starts = [format!("fn {function}("), format!("fn {function}_on_")];
    let mut before = "";
    for line in text.lines() {
        if starts.iter().any(|start| line.contains(start)) {
            return before.trim().starts_with("#[") || line.contains("(app: App)");
        }
        before = line;
    }
    false
}

#[test]
fn every_requirement_has_its_line() {
    let (rows, applicable) = (rows(), applicable());
    for two in rows.windows(2) {
        assert!(two[0].number < two[1].number, "{:?} is there twice, or not in order", two[1].number);
    }
    for row in &rows {
        let level = applicable.get(&row.number).copied().unwrap_or(3);
        assert_eq!(row.level, level, "{:?}", row.number);
        assert!(level < 3 || row.state == "met", "{:?}: of level 3 only what is met is listed", row.number);
    }
    for known in applicable.keys() {
        assert!(rows.iter().any(|row| row.number == *known), "{known:?} has no line");
    }
}

#[test]
fn every_line_names_what_shows_it_or_says_what_is_missing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for Row { number, meaning, state, shown, .. } in rows() {
        assert!(meaning.len() >= 15 && !meaning.ends_with('.'), "{number:?}: {meaning}");
        let (evidence, missing) = shown.split_once("Missing: ").unwrap_or((shown, ""));
        let names: Vec<&str> = named(evidence).collect();
        for name in &names {
            let there = if name.contains("::") { is_test(name) } else { root.join(name).is_file() };
            assert!(there, "{number:?}: {name} does not exist");
        }
        let rest: String = evidence.split('`').step_by(2).collect();
        assert!(rest.chars().all(|c| ", .".contains(c)), "{number:?}: «{rest}» beside the names");
        assert_eq!(named(missing).count(), 0, "{number:?}: what is missing names nothing");
        match state {
            "met" => assert!(!names.is_empty() && missing.is_empty(), "{number:?}"),
            "partly" => assert!(!names.is_empty() && missing.len() >= 15, "{number:?}"),
            "open" => assert!(missing.len() >= 15, "{number:?}"),
            other => panic!("{number:?}: «{other}»"),
        }
    }
}

#[test]
fn the_counts_are_true() {
    let rows = rows();
    let count = |state: &str| rows.iter().filter(|row| row.level < 3 && row.state == state).count();
    let third = rows.iter().filter(|row| row.level == 3).count();
    let said = format!(
        "Of the {} requirements of levels 1 and 2 that apply, {} are met, {} partly and {} open. Of level 3, {third} more are met.",
        rows.len() - third,
        count("met"),
        count("partly"),
        count("open"),
    );
    let text = LIST.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&said), "the introduction should say: {said}");
}

/// What rows say of things that aren't there.
#[test]
fn the_source_is_as_the_list_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    // No other program is started, no other origin let in; one file may talk to SQLite itself.
    let (mut folders, mut seen) = (vec![root.join("src")], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let text = text.to_lowercase();
            for never in ["process::command", "command::new(", "access-control-allow", "access_control_allow"] {
                assert!(!text.contains(never), "{}: {never}", path.display());
            }
            let unsafe_code = text.contains("unsafe {") || text.contains("allow(unsafe_code");
            assert!(!unsafe_code || path.ends_with("src/db/sqlite.rs"), "{}: unsafe", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} files");
    // No library that calls other servers, runs expressions, interprets templates or pictures, or unpacks archives.
    let manifest = read("Cargo.toml");
    let used = manifest.split_once("\n[dependencies]\n").unwrap().1.split("\n[").next().unwrap().to_owned();
    let used: Vec<&str> =
        used.lines().filter_map(|line| line.split([' ', '=']).next()).filter(|n| !n.is_empty()).collect();
    assert!(used.contains(&"actix-web") && used.contains(&"diesel"));
    let never = "reqwest hyper ureq curl awc isahc regex fancy-regex handlebars tera minijinja rhai mlua quick-xml roxmltree \
                 serde_yaml pulldown-cmark comrak image zip tar";
    for never in never.split_whitespace() {
        assert!(!used.contains(&never), "{never}");
    }
    // The script adds no HTML, listens to no window, stores nothing and names no other place.
    let script = read("static/app.js");
    let never = "innerHTML outerHTML insertAdjacentHTML document.write eval( Function( postMessage \"message\" localStorage \
                 sessionStorage indexedDB document.cookie fetch( XMLHttpRequest ://";
    for never in never.split_whitespace() {
        assert!(!script.contains(never), "static/app.js: {never}");
    }
    // Every library comes from the one registry, with its checksum.
    let lock = read("Cargo.lock");
    for package in lock.split("[[package]]").skip(1) {
        let ours = package.contains("name = \"stead\"\n");
        let known = package.contains("source = \"registry+https://github.com/rust-lang/crates.io-index\"\n")
            && package.contains("checksum = \"");
        assert!(ours || known, "{package}");
    }
}
