//! English and French: complete, the same keys in both, and the right one for the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use stead::db::Moment;
use stead::i18n::{Dates, FILES, Lang, keys};
use stead::identity::Locale;

use crate::on_both;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

/// Everything between double quotes that looks like a key.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('"')
        .skip(1)
        .step_by(2)
        .filter(|s| {
            s.len() > 1
                && s.contains('-')
                && s.starts_with(|c: char| c.is_ascii_lowercase())
                && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let arguments = |source: &str| {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in source.lines() {
            if let Some(next) = keys(line).next() {
                assert!(found.insert(next.to_owned(), BTreeSet::new()).is_none(), "{next} is defined twice");
                key = next.to_owned();
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
        found
    };
    let mut all = BTreeSet::new();
    for (name, en, fr) in FILES {
        assert_eq!(arguments(en), arguments(fr), "{name}.ftl");
        for key in keys(en) {
            assert!(all.insert(key), "{key} is defined in two files");
        }
    }
    let on_disk = files("templates/locales", "ftl").len();
    assert_eq!(on_disk, FILES.len() * 2, "every file is loaded");
}

#[test]
fn every_text_can_be_read() {
    for (name, en, fr) in FILES {
        for (locale, source) in [(Locale::En, en), (Locale::Fr, fr)] {
            for key in keys(source) {
                assert!(Lang::of(locale).has(key), "{locale}/{name}.ftl: {key}");
            }
        }
    }
}

#[test]
fn dates_and_numbers_are_written_as_the_language_does() {
    let at = |text: &str| Moment(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
    let now = at("2026-11-20T12:00:00Z");
    let (en, fr) = (Lang::of(Locale::En), Lang::of(Locale::Fr));
    let (english, french) = (Dates::new(en, "Europe/Paris", now), Dates::new(fr, "Europe/Paris", now));
    // The moment; then short, long and day, in English and in French.
    for (moment, expected) in [
        (
            "2026-11-20T08:44:00Z",
            [
                ["Today, 09:44", "Today, 09:44", "20 November 2026"],
                ["Aujourd’hui, 09:44", "Aujourd’hui, 09:44", "20 novembre 2026"],
            ],
        ),
        (
            "2026-11-19T22:30:00Z",
            [["Yesterday", "Yesterday, 23:30", "19 November 2026"], ["Hier", "Hier, 23:30", "19 novembre 2026"]],
        ),
        (
            "2026-07-31T22:05:00Z",
            [["1 August", "1 August, 00:05", "1 August 2026"], ["1er août", "1er août, 00:05", "1er août 2026"]],
        ),
        (
            "2025-12-31T09:00:00Z",
            [
                ["31 December 2025", "31 December 2025, 10:00", "31 December 2025"],
                ["31 décembre 2025", "31 décembre 2025, 10:00", "31 décembre 2025"],
            ],
        ),
    ] {
        let written = [english, french].map(|d| [d.short(at(moment)), d.long(at(moment)), d.day(at(moment))]);
        assert_eq!(written, expected.map(|texts| texts.map(str::to_owned)), "{moment}");
    }
    for (n, in_english, in_french) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (-1_000, "-1,000", "-1\u{202f}000"),
        (1_234_567, "1,234,567", "1\u{202f}234\u{202f}567"),
    ] {
        assert_eq!((en.number(n), fr.number(n)), (in_english.to_owned(), in_french.to_owned()));
    }
}

#[test]
fn every_key_that_is_used_exists_and_every_key_that_exists_is_used() {
    let known: BTreeSet<&str> = FILES.iter().flat_map(|(_, en, _)| keys(en)).collect();
    let (mut used, mut must) = (BTreeSet::new(), BTreeSet::new());
    let mut text = String::new();
    for path in [files("templates", "html"), files("src", "rs")].concat() {
        let source = std::fs::read_to_string(&path).unwrap();
        for call in ["t(\"", "t1(\"", "t2(\"", "with(\""] {
            for part in source.split(&format!(".{call}")).skip(1) {
                let key: String = part.chars().take_while(|c| *c != '"').collect();
                assert!(known.contains(&*key), "{}: «{key}» has no text", path.display());
            }
        }
        used.extend(quoted(&source));
        text += &source;
    }
    // Keys that are put together from parts, with the parts they can have.
    for cause in stead::identity::EndCause::ALL {
        must.insert(format!("ended-{}", cause.as_str().replace('_', "-")));
    }
    for refusal in stead::policy::Refusal::TO_ASSUME {
        must.insert(refusal.key().to_owned());
    }
    for category in stead::people::model::Category::ALL {
        must.insert(format!("category-{}", category.as_str().replace('_', "-")));
    }
    for view in stead::tickets::model::View::ALL {
        must.insert(format!("view-{view}"));
    }
    for letter in stead::mail::Letter::NAMES {
        must.insert(format!("letter-{}", letter.replace('_', "-")));
    }
    for state in stead::mail::State::ALL {
        must.insert(format!("mail-state-{state}"));
    }
    for held in stead::mail::Held::ALL {
        for prefix in ["mail-held", "person-held"] {
            must.insert(format!("{prefix}-{}", held.as_str().replace('_', "-")));
        }
    }
    for failure in stead::mail::Failure::ALL {
        must.insert(format!("mail-failed-{}", failure.as_str().replace('_', "-")));
    }
    for error in ["400", "401", "403-form", "404", "405", "409", "413", "500", "503"] {
        must.insert(format!("error-{error}-title"));
        must.insert(format!("error-{error}-text"));
    }
    for part in text.split("Entry::new(\"").skip(1).chain(text.split("=> (true, was, \"").skip(1)) {
        let act: String = part.chars().take_while(|c| *c != '"').collect();
        must.insert(format!("act-{}", act.replace(['.', '_'], "-")));
    }
    for act in ["ticket-replied", "ticket-solved", "ticket-answered", "ticket-noted"] {
        must.insert(format!("act-{act}"));
    }
    must.extend(
        used.iter()
            .filter(|k| ["notice-", "fault-", "refusal-", "role-", "who-"].iter().any(|p| k.starts_with(p)))
            .cloned(),
    );
    let missing: Vec<_> = must.iter().filter(|k| !known.contains(&***k)).collect();
    assert!(missing.is_empty(), "no text: {missing:?}");
    let idle: Vec<_> = known.iter().filter(|k| !text.contains(&format!("\"{k}\"")) && !must.contains(**k)).collect();
    assert!(idle.is_empty(), "never used: {idle:?}");
}

#[test]
fn french_is_french() {
    for (name, _, fr) in FILES {
        for line in fr.lines() {
            assert!(
                !line.contains('\'') || line.trim_start().starts_with('#'),
                "{name}: a straight apostrophe in «{line}»"
            );
            for mark in [" ?", " !", " ;", " :", "« ", " »"] {
                assert!(!line.contains(mark), "{name}: a blank that breaks in «{line}»");
            }
        }
    }
}

on_both! {
    async fn the_language_is_the_persons_else_the_browsers_else_the_accounts(app: App) {
        let w = app.world.clone();
        let visitor = app.visitor().tab();
        let lang = |page: &crate::support::Page| page.html().root_element().attr("lang").unwrap().to_owned();
        assert_eq!(lang(&visitor.get("/access/sign-in").await), "en", "the account's");
        assert_eq!(lang(&visitor.get_with("/access/sign-in", &[("accept-language", "fr-CA,fr;q=0.9,en;q=0.8")]).await), "fr");
        assert_eq!(lang(&visitor.get_with("/access/sign-in", &[("accept-language", "de,en;q=0.5,fr;q=0.6")]).await), "fr");
        assert_eq!(lang(&visitor.get_with("/access/sign-in", &[("accept-language", "nonsense;;q=,,")]).await), "en");
        assert_eq!(lang(&visitor.get("/access/sign-in?lang=fr").await), "fr");
        assert_eq!(lang(&visitor.get("/access/sign-in").await), "fr", "the choice is remembered");
        let bob = app.sign_in(w.bob).await;
        assert_eq!(lang(&bob.get_with("/hc/requests", &[("accept-language", "fr")]).await), "fr");
        bob.post("/access/language", &[("language", "en")]).await;
        assert_eq!(lang(&bob.get_with("/hc/requests", &[("accept-language", "fr")]).await), "en", "the person's comes first");
        bob.post("/access/language", &[("language", "fr")]).await;
        assert_eq!(lang(&bob.get("/nowhere").await), "fr", "errors too");
        assert_eq!(bob.post("/access/language", &[("language", "xx")]).await.status, 400);
        app.sql("UPDATE accounts SET locale = 'fr' WHERE id = 1");
        assert_eq!(lang(&app.visitor().tab().get("/access/sign-in").await), "fr");
    }
}
