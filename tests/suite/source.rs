//! Rules that hold for the source itself.

use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut folders) = (vec![], vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path, text));
            }
        }
    }
    found
}

#[test]
fn only_the_identity_module_opens_a_write() {
    let allowed = [
        "src/identity/",
        "src/db/",
        "src/cli/seed.rs",
        "src/cli/seed/",
        "src/demo/",
        "src/accounts/create.rs",
        // How far a mail has come is no act of anybody's: its line in the E-mail log is its record.
        "src/mail/outbox.rs",
        "src/people/imports/pieces.rs",
        "src/people/erasure/",
        // The realm is founded, and somebody added to it, from the command line.
        "src/operator/staff/mod.rs",
    ];
    for (path, text) in files("src") {
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        assert!(!text.contains("raw_write(") || allowed.iter().any(|a| path.starts_with(a)), "{path} writes past Tx");
    }
}

#[test]
fn only_the_stack_itself_is_written_when_read_only() {
    // A visit that is read-only is left as well.
    let allowed =
        ["src/identity/", "src/web/cx.rs", "src/web/door.rs", "src/people/assumption.rs", "src/security/sign_in.rs"];
    for (path, text) in files("src") {
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        assert!(
            !text.contains("write_on_stack") || allowed.iter().any(|a| path.starts_with(a)),
            "{path} writes when read-only"
        );
    }
}

#[test]
fn addresses_are_built_in_one_place() {
    for (path, text) in files("templates") {
        if path.extension().is_some_and(|e| e == "ftl") {
            continue;
        }
        for attribute in ["href=\"/", "src=\"/", "action=\"/", "formaction=\"/", "data-assume=\"/"] {
            assert!(!text.contains(attribute), "{}: {attribute}…\" loses its scope", path.display());
        }
        for inline in [" style=\"", "<style", " onclick=", " onload=", "javascript:", "|safe"] {
            assert!(!text.contains(inline), "{}: {inline}", path.display());
        }
        for post in text.split("<form").skip(1).filter(|f| f.split('>').next().unwrap().contains("post")) {
            let form = post.split("</form>").next().unwrap();
            assert!(
                form.contains("form_token") || form.contains("token("),
                "{}: a form without its token",
                path.display()
            );
        }
    }
    for (path, text) in files("static") {
        assert!(path.extension().is_none_or(|e| e != "js") || !text.contains("\"/"), "{}", path.display());
    }
}

#[test]
fn drawings_that_are_used_exist() {
    let known = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/icons.rs")).unwrap();
    for (path, text) in files("templates") {
        for part in text.split("icon(\"").skip(1) {
            let name: String = part.chars().take_while(|c| *c != '"').collect();
            assert!(known.contains(&format!("\"{name}\",")) || name == "brand", "{}: «{name}»", path.display());
        }
    }
}

#[test]
fn files_stay_short_and_styles_light() {
    for (path, text) in files("src") {
        assert!(text.lines().count() <= 500, "{} is too long", path.display());
    }
    let styles: usize =
        files("static").iter().filter(|(p, _)| p.extension().is_some_and(|e| e == "css")).map(|(_, t)| t.len()).sum();
    assert!(styles <= 25_000, "{styles} bytes of styles");
}

#[test]
fn roles_are_compared_by_the_policy_only() {
    // Everybody else asks for a right. Where somebody lands, and how a list is put together, is no right.
    let fine = [
        "src/policy/",
        "src/identity/",
        "src/people/",
        "src/search/",
        "src/team/",
        "src/demo/",
        "src/cli/seed",
        "src/accounts/",
        "src/security/overview.rs",
        "src/tickets/model.rs",
        "src/operator/",
    ];
    for (path, text) in files("src") {
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        assert!(!text.contains("Role::") || fine.iter().any(|f| path.starts_with(f)), "{path} looks at a role");
    }
}

#[test]
fn the_console_names_no_owner() {
    // Of the realm itself any administrator is one, and it means nothing.
    for (path, text) in files("src/operator") {
        let words: String = text.split_whitespace().collect();
        assert!(
            !words.contains("owner_id.eq(") || path.ends_with("staff/acts.rs"),
            "{} names an owner",
            path.display()
        );
    }
}

#[test]
fn every_relative_link_and_image_of_the_documents_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = files("docs");
    documents.retain(|(path, _)| path.extension().is_some_and(|e| e == "md"));
    documents.push((root.join("README.md"), std::fs::read_to_string(root.join("README.md")).unwrap()));
    let mut checked = 0;
    for (path, text) in documents {
        let folder = path.parent().unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        for target in targets.filter(|t| !t.contains("://") && !t.starts_with('#')) {
            let file = target.split('#').next().unwrap();
            assert!(folder.join(file).exists(), "{}: {target} does not exist", path.display());
            checked += 1;
        }
    }
    assert!(checked >= 10, "{checked} links");
}

#[test]
fn the_stories_of_the_demo_are_whole() {
    let known = ["{place}", "{thing}", "{amount}", "{code}", "{time}", "{day}", "{month}", "{first}", "{agent}"];
    for (name, text) in [
        ("tidewater", include_str!("../../src/demo/tidewater.txt")),
        ("lumiere", include_str!("../../src/demo/lumiere.txt")),
    ] {
        let unknown = known.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        assert!(!unknown.contains(['{', '}']), "{name}");
        let stories = text.split_once("\n[stories]\n").unwrap().1;
        let mut told = 0;
        for story in stories.split("\n\n").filter(|story| story.contains("# ")) {
            // Every story has a line for each of its ways, and a subject at least.
            let lines = |sign: &str| story.lines().filter(|line| line.trim().starts_with(sign)).count();
            let ways = lines("? ");
            assert!(ways > 0 && lines("# ") >= ways, "{story}");
            for sign in ["> ", "< ", "! ", "- "] {
                assert_eq!(lines(sign), ways, "{sign}: {story}");
            }
            told += 1;
        }
        assert!(told >= 10, "{name}: {told} stories");
    }
}
