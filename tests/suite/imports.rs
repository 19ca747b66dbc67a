//! People from a file: the upload, the check, the import itself, its error file; and lists of people as CSV.

use diesel::connection::SimpleConnection as _;
use stead::db::Conn;
use stead::people::imports::{forget_old, worker};
use stead::state::State;

use crate::on_both;
use crate::support::{App, Database, Page, Tab};

const PLACE: &str = "/admin/people/bulk-actions";

/// Sends the form with a file, as a browser does: its parts in their order, the token first.
async fn send(app: &App, tab: &Tab, token: &str, parts: &[(&str, &str)], file: Option<&[u8]>) -> Page {
    let mut body = vec![];
    let mut part = |head: String, content: &[u8]| {
        body.extend_from_slice(format!("--XyZ\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    if !token.is_empty() {
        part("name=\"form_token\"".into(), token.as_bytes());
    }
    if let Some(file) = file {
        part("name=\"file\"; filename=\"people.csv\"".into(), file);
    }
    for (name, value) in parts {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    body.extend_from_slice(b"--XyZ--\r\n");
    let cookie: Vec<String> = tab.person.jar.lock().unwrap().iter().map(|(n, v)| format!("{n}={v}")).collect();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client
        .post(app.url(&tab.at(PLACE)))
        .header("host", format!("localhost:{}", app.address.port()))
        .header("cookie", cookie.join("; "))
        .header("content-type", "multipart/form-data; boundary=XyZ")
        .header("sec-fetch-site", "same-origin")
        .body(body)
        .send()
        .await
        .unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    Page { status, headers, body: answer.text().await.unwrap(), path: PLACE.into() }
}

/// Uploads a file; answers the path of its import.
async fn upload(app: &App, tab: &Tab, more: &[(&str, &str)], file: &[u8]) -> String {
    let mut parts = more.to_vec();
    if !parts.iter().any(|(n, _)| *n == "mode") {
        parts.push(("mode", "both"));
    }
    let page = send(app, tab, &tab.token().await, &parts, Some(file)).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let path = page.location();
    assert!(path.starts_with(&format!("{PLACE}/")), "{path}");
    path
}

async fn work(app: &App) {
    let state = app.state.clone();
    tokio::task::spawn_blocking(move || worker::work(&state).unwrap()).await.unwrap();
}

/// Uploads, checks, imports; answers the page of the import.
pub(crate) async fn import(app: &App, tab: &Tab, more: &[(&str, &str)], file: &str) -> Page {
    let path = upload(app, tab, more, file.as_bytes()).await;
    work(app).await;
    assert_eq!(tab.post(&format!("{path}/run"), &[]).await.status, 303);
    work(app).await;
    tab.get(&path).await
}

/// Uploads and checks; answers the page of the import.
async fn check(app: &App, tab: &Tab, more: &[(&str, &str)], file: &[u8]) -> Page {
    let path = upload(app, tab, more, file).await;
    work(app).await;
    tab.get(&path).await
}

/// Line, column and words of each fault that a report tells.
fn faults(page: &Page) -> Vec<(String, String, String)> {
    let cells = page.texts("[aria-labelledby='faults'] tbody tr > *");
    cells
        .chunks(3)
        .map(|c| (c[0].clone(), c[1].clone(), c[2].strip_suffix(&c[1]).unwrap_or(&c[2]).trim().to_owned()))
        .collect()
}

fn numbers(app: &App, id: i64) -> (i64, i64, i64, i64) {
    let n = |column: &str| app.number(&format!("SELECT {column} FROM imports WHERE id = {id}"));
    (n("rows_total"), n("created"), n("updated"), n("faulty"))
}

fn last(app: &App) -> i64 {
    app.number("SELECT max(id) FROM imports")
}

on_both! {
    async fn a_file_is_checked_and_then_imported(app: App) {
        let w = app.world.clone();
        app.sql("INSERT INTO organizations (id, account_id, name, folded_name, created_at) VALUES (901, 1, 'Zenith', 'zenith', 1), (902, 1, 'Alpha Works', 'alpha works', 1), (903, 2, 'Foreign', 'foreign', 1)");
        app.sql("INSERT INTO organization_domains (account_id, domain, organization_id) VALUES (1, 'zenith.example', 901)");
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (70, 1, 'plan', 'Plan', 'drop_down', 1, 1), (71, 1, 'since', 'Since', 'date', 2, 1)");
        app.sql("INSERT INTO user_field_options (account_id, field_id, tag, title, position) VALUES (1, 70, 'gold', 'Gold', 1)");
        let ann = app.sign_in(w.ann).await;
        let before = app.number("SELECT count(*) FROM users");
        let file = "\u{feff}name,email,external_id,phone,organization,tags,notes,locale,time_zone,suspended,role,custom_fields.plan,custom_fields.since,skip_verify_email\r\n\
            Ines Moreau,ines@new.example|ines@home.example,E-1,+33 1 23 45,zenith|ALPHA works,vip gold,\"Two\r\nlines, \"\"quoted\"\"\",fr,Europe/Paris,false,end-user,gold,2026-01-31,true\r\n\
            Zed Domain,zed@zenith.example,,,,,,,,true,,,,\r\n\
            ,,,,,,,,,,,,,\r\n\
            Nora Noaddress,,E-3,,,,,,,,,,,\r\n";
        let path = upload(&app, &ann, &[("welcome", "1")], file.as_bytes()).await;
        let page = ann.get(&path).await;
        assert!(page.says("Being checked") && page.header("refresh") == "3", "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM users"), before, "nothing yet");
        work(&app).await;
        let page = ann.get(&path).await;
        assert!(page.says("Nothing has been imported yet") && page.says("Import 3 rows") && page.header("refresh").is_empty(), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM users"), before, "a check writes nobody");
        assert_eq!(ann.post(&format!("{path}/run"), &[]).await.status, 303);
        assert_eq!(ann.post(&format!("{path}/run"), &[]).await.status, 303, "a second press changes nothing");
        work(&app).await;
        let page = ann.get(&path).await;
        assert!(page.says("Done"), "{}", page.body);
        assert_eq!(numbers(&app, last(&app)), (3, 3, 0, 0));
        let ines = app.number("SELECT user_id FROM addresses WHERE folded = 'ines@new.example'");
        let text = |sql: &str| app.text(&sql.replace("{}", &ines.to_string()));
        assert_eq!(text("SELECT name FROM users WHERE id = {}"), "Ines Moreau");
        assert_eq!(text("SELECT email FROM users WHERE id = {}"), "ines@new.example");
        assert_eq!(text("SELECT notes FROM users WHERE id = {}"), "Two\nlines, \"quoted\"");
        assert_eq!(text("SELECT locale || time_zone || external_id FROM users WHERE id = {}"), "frEurope/ParisE-1");
        assert_eq!(text("SELECT organization_id FROM users WHERE id = {}"), "902", "the first by name");
        assert_eq!(app.number(&format!("SELECT count(*) FROM memberships WHERE user_id = {ines}")), 2);
        assert_eq!(app.number(&format!("SELECT count(*) FROM user_tags WHERE user_id = {ines}")), 2);
        assert_eq!(app.number(&format!("SELECT count(*) FROM user_field_values WHERE user_id = {ines} AND value IN ('gold', '2026-01-31')")), 2);
        assert_eq!(app.number(&format!("SELECT count(*) FROM addresses WHERE user_id = {ines} AND kind = 'email' AND verified_at IS NOT NULL")), 2);
        assert_eq!(app.number(&format!("SELECT count(*) FROM addresses WHERE user_id = {ines} AND kind = 'phone' AND verified_at IS NULL")), 1);
        assert_eq!(app.number("SELECT count(*) FROM users WHERE verified_at IS NOT NULL AND name = 'Zed Domain'"), 0);
        assert_eq!(app.number("SELECT organization_id FROM users WHERE name = 'Zed Domain' AND suspended_at IS NOT NULL"), 901);
        // Found at once, by name and by address.
        assert!(ann.get("/agent/people?q=noaddress").await.says("Nora Noaddress"));
        assert!(ann.get("/agent/people?q=ines%40home").await.says("Ines Moreau"));
        // Each person's line names who did it and by which import; the file is gone.
        let lines = app.number(&format!("SELECT count(*) FROM audit_entries e JOIN audit_values v ON v.entry_id = e.id WHERE act = 'person.created' AND effective_user_id = {a} AND root_user_id = {a} AND channel = 'system' AND v.body LIKE '%\"import\":{i},%' AND v.body LIKE '%\"by\":{a},%'", a = w.ann, i = last(&app)));
        assert_eq!(lines, 3);
        for act in ["uploaded", "checked", "started", "rows_taken", "finished"] {
            assert_eq!(app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = 'import.{act}'")), 1, "{act}");
        }
        assert_eq!(app.number("SELECT count(*) FROM import_pieces"), 0);
        // One line of the E-mail log for each who has an address.
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'welcome'"), 2);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'welcome' AND state = 'suppressed' AND reason = 'welcome_off'"), 1, "already verified");
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'welcome' AND state = 'suppressed' AND reason = 'suspended'"), 1);
        assert!(ann.get(PLACE).await.says("people.csv"));
    }

    async fn updates_find_people_and_change_what_a_row_says(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("UPDATE users SET external_id = 'B-1', notes = 'Old notes', details = 'Old details', time_zone = 'Europe/Paris' WHERE id = 109");
        app.sql("INSERT INTO user_tags (account_id, user_id, tag) VALUES (1, 109, 'old')");
        let file = "external_id,email,name,notes,details,tags\nB-1,second@acme.example,Robert Brown,,New details,\n,eve@acme.example,,,,new\n";
        import(&app, &ann, &[("mode", "update")], file).await;
        assert_eq!(numbers(&app, last(&app)), (2, 0, 2, 0));
        assert_eq!(app.text("SELECT name || '/' || notes || '/' || details || '/' || time_zone FROM users WHERE id = 109"), "Robert Brown/Old notes/New details/Europe/Paris");
        assert_eq!(app.text("SELECT folded_name FROM users WHERE id = 109"), "robert brown");
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 109 AND kind = 'email'"), 2, "addresses are added");
        assert_eq!(app.text("SELECT email FROM users WHERE id = 109"), "bob@acme.example");
        assert_eq!(app.text("SELECT tag FROM user_tags WHERE user_id = 109"), "old");
        assert_eq!(app.text("SELECT name FROM users WHERE id = 110"), "Eve Evans", "a name is never emptied");
        assert_eq!(app.text("SELECT tag FROM user_tags WHERE user_id = 110"), "new");
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.imported' AND effective_user_id = 102"), 2);
        // The same with cells that clear, and once more: what is so already has no line.
        for lines in [4, 4] {
            import(&app, &ann, &[("mode", "update"), ("clears", "1")], file).await;
            assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.imported'"), lines - 1, "bob's notes and tags went");
            assert_eq!(app.text("SELECT name || '/' || notes || '/' || details FROM users WHERE id = 109"), "Robert Brown//New details");
            assert_eq!(app.number("SELECT count(*) FROM user_tags WHERE user_id = 109"), 0);
        }
        // Suspension moves the epoch, so that frames and sessions end.
        let epoch = app.number("SELECT epoch FROM users WHERE id = 109");
        import(&app, &ann, &[("mode", "update")], "email,suspended\nbob@acme.example,TRUE\n").await;
        assert_eq!(app.number("SELECT count(*) FROM users WHERE id = 109 AND suspended_at IS NOT NULL AND suspended_by_id = 102"), 1);
        assert!(app.number("SELECT epoch FROM users WHERE id = 109") > epoch);
    }

    async fn addresses_that_an_update_adds_follow_the_rules_of_the_profile(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("UPDATE users SET verified_at = NULL, external_id = 'E-1' WHERE id = 110");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 110");
        app.sql("UPDATE users SET external_id = 'B-1' WHERE id = 109");
        app.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49) INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) SELECT 1, 111, 'phone', '+33' || i, '+33' || i, false, 1 FROM n");
        let full = app.text("SELECT email FROM users WHERE id = 111");
        let file = format!("email,external_id,phone,skip_verify_email\nbob.two@new.example,B-1,,\neve.two@new.example,E-1,,\n{full},,+4911111|+331,\n");
        let page = import(&app, &ann, &[("mode", "update")], &file).await;
        assert_eq!(faults(&page), [("4".to_owned(), "phone".to_owned(), "With what the user has already, these would be more than 50 contacts.".to_owned())]);
        assert_eq!(numbers(&app, last(&app)), (3, 0, 2, 1));
        let verified = |address: &str| app.number(&format!("SELECT count(*) FROM addresses WHERE folded = '{address}' AND verified_at IS NOT NULL"));
        let mails = |letter: &str, user: i64| app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}' AND user_id = {user}"));
        assert_eq!((verified("bob.two@new.example"), mails("verification", 109), mails("address_added", 109)), (1, 0, 1), "whom the team knows");
        assert_eq!((verified("eve.two@new.example"), mails("verification", 110), mails("address_added", 110)), (0, 1, 1), "whom nobody has verified");
        // No mail asks where the row says so; the primary contact is told in any case.
        import(&app, &ann, &[("mode", "update")], "email,external_id,skip_verify_email\neve.three@new.example,E-1,true\n").await;
        assert_eq!((verified("eve.three@new.example"), mails("verification", 110), mails("address_added", 110)), (1, 1, 2));
        // What somebody has already is none more.
        import(&app, &ann, &[("mode", "update")], &format!("email,phone\n{full},+331\n")).await;
        assert_eq!(numbers(&app, last(&app)).3, 0);
    }

    async fn what_somebody_only_says_is_theirs_gives_way_to_a_row(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("UPDATE users SET external_id = 'E-1' WHERE id = 110");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 109, 'email', 'new@x.example', 'new@x.example', FALSE, 1), (1, 109, 'email', 'eve@x.example', 'eve@x.example', FALSE, 1)");
        import(&app, &ann, &[], "name,email,external_id\nNell New,New@x.example,N-1\n,eve@x.example,E-1\n").await;
        assert_eq!(numbers(&app, last(&app)), (2, 1, 1, 0));
        let holder = |value: &str| app.text(&format!("SELECT name FROM users WHERE id = (SELECT user_id FROM addresses WHERE folded = '{value}')"));
        assert_eq!((holder("new@x.example"), holder("eve@x.example")), ("Nell New".to_owned(), "Eve Evans".to_owned()));
        assert_eq!(app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = 'address.gave_way' AND object_id = {}", w.bob)), 2);
    }

    async fn faulty_rows_are_told_by_line_and_column_and_left_out(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("UPDATE users SET external_id = 'B-1' WHERE id = 109");
        app.sql("UPDATE users SET external_id = 'D-1' WHERE id = 112");
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (70, 1, 'plan', 'Plan', 'drop_down', 1, 1), (71, 1, 'since', 'Since', 'date', 2, 1), (72, 1, 'paid', 'Paid', 'checkbox', 3, 1)");
        let long = "x".repeat(201);
        let rows = [
            ("Fine One,fine@new.example,F-1", vec![]),
            (",nameless@new.example", vec![("name", "A new user needs a name.")]),
            (&*format!("{long},long@new.example"), vec![("name", "Use 200 characters at most.")]),
            ("A,not an address", vec![("email", "“not an address” is not an e-mail address.")]),
            ("A,a@b", vec![("email", "“a@b” is not an e-mail address.")]),
            ("A,a@new.example,,twelve", vec![("phone", "“twelve” is not a phone number.")]),
            ("A,b@new.example,,,Nowhere Ltd", vec![("organization", "There is no organization “Nowhere Ltd”. Add it first.")]),
            ("A,c@new.example,,,,fine <b>", vec![("tags", "“<b>” has a sign that tags don’t have.")]),
            ("A,d@new.example,,,,,xx,Mars/Olympus,maybe,admin,silver,31.1.2026,perhaps", vec![
                ("locale", "“xx” is not a language of this account. Use en or fr."), ("time_zone", "“Mars/Olympus” is not a time zone. Write it as Europe/Paris."),
                ("suspended", "true"), ("role", "Only end users are imported, not “admin”. Leave the cell empty or write end-user."),
                ("custom_fields.plan", ""), ("custom_fields.since", ""), ("custom_fields.paid", "true"),
            ]),
            ("A,e@new.example,,,,,,,,,,,,surplus", vec![("–", "The row has more cells than the header’s 13.")]),
            ("A,eve@acme.example,B-1", vec![("external_id", "The row leads to more than one user.")]),
            ("A,bob@acme.example|eve@acme.example", vec![("email", "The row leads to more than one user.")]),
            ("A,tom@acme.example", vec![("email", "The row leads to a team member. Only end users are updated here.")]),
            ("A,f@new.example,D-1", vec![("external_id", "A deleted user has this external ID. Restore or erase that user first.")]),
            ("Fine Again,FINE@new.example", vec![("email", "Line 2 is about the same user.")]),
            ("Fine Two,two@new.example,F-1", vec![("external_id", "Line 2 is about the same user.")]),
            ("Bob by id,,B-1", vec![]),
            ("Bob by address,bob@acme.example", vec![("–", "Line 18 is about the same user.")]),
        ];
        let mut file = "name,email,external_id,phone,organization,tags,locale,time_zone,suspended,role,custom_fields.plan,custom_fields.since,custom_fields.paid\n".to_owned();
        let mut expected = vec![];
        for (at, (row, wrong)) in rows.iter().enumerate() {
            file += &format!("{row}\n");
            expected.extend(wrong.iter().map(|(column, words)| (at + 2, *column, *words)));
        }
        let path = upload(&app, &ann, &[], file.as_bytes()).await;
        work(&app).await;
        let page = ann.get(&path).await;
        let found = faults(&page);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for ((line, column, words), (at, name, part)) in found.iter().zip(&expected) {
            assert_eq!((line, column.as_str()), (&at.to_string(), *name), "{words}");
            assert!(words.contains(part) && words.len() > 5, "{at} {column}: {words}");
        }
        assert_eq!(numbers(&app, last(&app)), (18, 1, 1, 16));
        ann.post(&format!("{path}/run"), &[]).await;
        work(&app).await;
        assert_eq!(numbers(&app, last(&app)), (18, 1, 1, 16));
        assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Bob by id");
        assert_eq!(app.number("SELECT count(*) FROM users WHERE name IN ('A', 'Fine Again', 'Fine Two', 'Bob by address')"), 0);
        // The error file has the rows as they were, with the reasons, and can be put right and imported.
        let page = ann.get(&format!("{path}/errors")).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-disposition"), format!("attachment; filename=\"import-{}-errors.csv\"", last(&app)));
        assert_eq!(page.body.lines().count(), 17);
        assert!(page.body.starts_with("\u{feff}name,email,external_id,") && page.body.lines().next().unwrap().ends_with(",error"));
        assert!(page.body.contains("A,tom@acme.example,,,,,,,,,,,,email: The row leads to a team member."), "{}", page.body);
        let repaired = page.body.replace("A,a@b,", "Repaired,repaired@new.example,");
        import(&app, &ann, &[], &repaired).await;
        assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'Repaired' AND email = 'repaired@new.example'"), 1);
        // In French, too.
        app.sql("UPDATE users SET locale = 'fr' WHERE id = 102");
        let page = ann.get(&path).await;
        assert!(page.says("n’est pas une adresse e-mail.") && page.says("Lignes avec des erreurs"));
    }

    async fn the_mode_says_who_is_created_and_who_is_updated(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let file = b"name,email\nNew,new@x.example\nBob,bob@acme.example\n";
        let page = check(&app, &ann, &[("mode", "create")], file).await;
        assert_eq!(faults(&page), [("3".into(), "email".into(), "The user exists already.".into())]);
        ann.post(&format!("{PLACE}/{}/cancel", last(&app)), &[]).await;
        let page = check(&app, &ann, &[("mode", "update")], file).await;
        assert_eq!(faults(&page), [("2".into(), "email".into(), "There is no such user to update.".into())]);
        assert!(!check(&app, &ann, &[("mode", "both")], file).await.has("#faults"));
        let page = check(&app, &ann, &[("mode", "update")], b"name,email\nKeyless,\n").await;
        assert_eq!(faults(&page), [("2".into(), "–".into(), "The row has neither an external ID nor an e-mail address to find a user by.".into())]);
        assert!(page.says("No row can be imported.") && page.has("button[aria-disabled='true']"));
        ann.post(&format!("{PLACE}/{}/run", last(&app)), &[]).await;
        assert_eq!(app.text(&format!("SELECT state FROM imports WHERE id = {}", last(&app))), "checked", "nothing to take");
        let page = send(&app, &ann, &ann.token().await, &[("mode", "nonsense")], Some(file)).await;
        assert_eq!(page.status, 400);
        assert_eq!(app.number("SELECT count(*) FROM imports WHERE state = 'uploading'"), 0);
    }

    async fn odd_files_are_refused_in_words(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let wide = format!("name,{}\nx\n", vec!["notes"; 250].join(","));
        let unclosed = format!("name,email\nFine,fine@new.example\n\"Never closed,x@new.example\n{}", "Another,y@new.example\n".repeat(9_000));
        let utf16: Vec<u8> = "name,email\nA,a@b.example\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (file, words) in [
            (&b"\xEF\xBB\xBF"[..], "The file is empty."),
            (b"\n\r\n\n", "The file is empty."),
            (b"name,email\n", "The file has a header and no rows."),
            (b"name,email\n,\n,,\n", "The file has a header and no rows."),
            (b"Jane Doe,jane@x.example\n", "“Jane Doe” is not a column that can be imported. The template"),
            (b"name,e-mail\nA,a@b.example\n", "Is it meant to be “email”?"),
            (b"name,orgnization\nA,B\n", "Is it meant to be “organization”?"),
            (b"name,email,emails\nA,,\n", "The column “emails” is there twice."),
            (b"name,email,\nA,,\n", "Column 3 has no name."),
            (b"email\na@b.example\n", "The column “name” is missing."),
            (b"name,notes\nA,b\n", "There is no column to find users by."),
            (b"name,email\nA,a@b.example\nJos\xe9,j@b.example\n", "Line 3 isn’t UTF-8 text."),
            (b"name,email\nA\0B,a@b.example\n", "Line 2 isn’t UTF-8 text."),
            (&utf16, "Line 1 isn’t UTF-8 text."),
            (wide.as_bytes(), "The header has more than 200 columns"),
        ] {
            let page = check(&app, &ann, &[], file).await;
            assert!(page.says("This file can’t be imported") && page.says(words), "{words}: {}", page.texts("main").concat());
            assert_eq!(app.number("SELECT count(*) FROM import_pieces"), 0, "{words}");
        }
        let page = check(&app, &ann, &[], unclosed.as_bytes()).await;
        assert_eq!(faults(&page), [("3".into(), "–".into(), "The row is longer than 128 KB. Is there a quotation mark that isn’t closed?".into())]);
        // Semicolons, old line ends, blank lines, blanks around, a header in capitals, an apostrophe from an export.
        let page = check(&app, &ann, &[], "Name ; E-Mail\n".replace("E-Mail", "EMAIL").as_bytes()).await;
        assert!(page.says("The file has a header and no rows."));
        import(&app, &ann, &[], "\r\rNAME; Email ;Phone\r\r  Mac  User ;mac@new.example;'+44 20 7946\r\"Semi; colon\";semi@new.example;\r").await;
        assert_eq!(numbers(&app, last(&app)), (2, 2, 0, 0));
        assert_eq!(app.text("SELECT name FROM users WHERE email = 'mac@new.example'"), "Mac User");
        assert_eq!(app.text("SELECT name FROM users WHERE email = 'semi@new.example'"), "Semi; colon");
        assert_eq!(app.text("SELECT value FROM addresses WHERE kind = 'phone'"), "+44 20 7946");
        // Script, marks that turn text around, control characters.
        import(&app, &ann, &[], "name,email,notes\n<script>alert(1)</script>\u{202e}evil\u{7},odd@new.example,\u{1}n\n").await;
        assert_eq!(app.text("SELECT name FROM users WHERE email = 'odd@new.example'"), "<script>alert(1)</script>evil");
    }

    async fn what_is_no_upload_is_refused_before_anything_is_kept(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let file = b"name,email\nA,a@new.example\n";
        for (token, status) in [("", 403), ("1.2.3.forged", 403)] {
            assert_eq!(send(&app, &ann, token, &[("mode", "both")], Some(file)).await.status, status, "{token}");
        }
        // A token that comes after the file is no token.
        let token = ann.token().await;
        assert_eq!(send(&app, &ann, "", &[("form_token", &token), ("mode", "both")], Some(file)).await.status, 403);
        // Another person's token.
        let abel = app.sign_in(w.abel).await;
        assert_eq!(send(&app, &ann, &abel.token().await, &[("mode", "both")], Some(file)).await.status, 409);
        // No file, an empty file: the form again.
        for file in [None, Some(&b""[..])] {
            let page = send(&app, &ann, &ann.token().await, &[("mode", "update")], file).await;
            assert_eq!(page.status, 422);
            assert!(page.says("Choose a file that isn’t empty.") && page.has("#mode-update[checked]") && page.has("#file[aria-invalid='true']"), "{}", page.body);
        }
        // A plain form without a file is no upload, an upload is no form of other routes.
        assert_eq!(ann.post(PLACE, &[("mode", "both")]).await.status, 400);
        for user in [w.tom, w.lea, w.bob] {
            let tab = app.sign_in(user).await;
            assert_eq!(send(&app, &tab, &tab.token().await, &[("mode", "both")], Some(file)).await.status, 403, "{user}");
            assert_eq!(tab.get(PLACE).await.status, 403);
        }
        assert_eq!(send(&app, &app.visitor().tab(), "x", &[], Some(file)).await.status, 401);
        // Never in an assumed tab.
        let olga = app.sign_in(w.olga).await;
        let assumed = olga.assume(w.ann).await;
        let page = send(&app, &assumed, &assumed.token().await, &[("mode", "both")], Some(file)).await;
        assert_eq!(page.status, 403);
        assert!(page.has("main h1"), "the page says why");
        let page = assumed.get(PLACE).await;
        assert!(page.status == 200 && !page.has("#file") && page.says("Users can’t be imported while you are Ann Archer."), "{}", page.body);
        assert_eq!((app.number("SELECT count(*) FROM imports"), app.number("SELECT count(*) FROM import_pieces")), (0, 0));
        // A broken form keeps nothing either.
        let client = reqwest::Client::new();
        let cookie: Vec<String> = ann.person.jar.lock().unwrap().iter().map(|(n, v)| format!("{n}={v}")).collect();
        let body = format!("--XyZ\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{}\r\n--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nname,email\n", ann.token().await);
        let answer = client.post(app.url(PLACE)).header("cookie", cookie.join("; ")).header("content-type", "multipart/form-data; boundary=XyZ").body(body).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!((app.number("SELECT count(*) FROM imports"), app.number("SELECT count(*) FROM import_pieces")), (0, 0));
    }

    async fn imports_belong_to_their_account(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let path = upload(&app, &ann, &[], b"name,email\nHal again,hal@globex.example\nA,bad\n").await;
        work(&app).await;
        let gil = app.sign_in_at("globex.localhost", w.gil).await;
        assert_eq!(gil.get(&path).await.status, 404);
        assert_eq!(gil.get(&format!("{path}/errors")).await.status, 404);
        for act in ["run", "cancel"] {
            assert_eq!(gil.post(&format!("{path}/{act}"), &[]).await.status, 404, "{act}");
        }
        assert!(!gil.get(PLACE).await.says("people.csv"));
        for act in ["run", "cancel"] {
            let olga = app.sign_in(w.olga).await;
            let assumed = olga.assume(w.ann).await;
            assert_eq!(assumed.post(&format!("{path}/{act}"), &[]).await.status, 403);
            assert_eq!(assumed.get(&format!("{path}/errors")).await.status, 403);
            assert_eq!(assumed.get(&path).await.status, 200);
            assumed.revert().await;
        }
        ann.post(&format!("{path}/run"), &[]).await;
        work(&app).await;
        assert_eq!(app.number("SELECT count(*) FROM users WHERE email = 'hal@globex.example' AND account_id = 1"), 1, "the other account's person is nobody here");
        assert_eq!(app.text("SELECT name FROM users WHERE id = 152"), "Hal Hart");
    }

    async fn a_large_import_stops_and_goes_on_and_no_row_is_taken_twice(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let filler = "n".repeat(300);
        let mut file = "name,email,notes\n".to_owned();
        for n in 0..2_000 {
            file += &format!("Bulk {n},bulk{n}@many.example,\"{filler}\n{n}\"\n");
        }
        let path = upload(&app, &ann, &[], file.as_bytes()).await;
        assert!(app.number("SELECT count(*) FROM import_pieces") > 2, "in pieces");
        // Another one has to wait.
        let page = send(&app, &ann, &ann.token().await, &[("mode", "both")], Some(b"name,email\nA,a@b.example\n")).await;
        assert!(page.status == 303 && page.location().contains("notice=notice-import-at-work"), "{}", page.body);
        assert!(ann.get(PLACE).await.says("An import is being worked on"));
        // The check dies in the middle, and begins anew once nobody is heard of any more.
        let state = app.state.clone();
        let step = |state: State, steps: usize| tokio::task::spawn_blocking(move || {
            let mut job = worker::Job::take(&state).unwrap()?;
            for _ in 0..steps {
                if !job.step(&state).unwrap() {
                    return None;
                }
            }
            Some(job)
        });
        assert!(step(state.clone(), 1).await.unwrap().is_some());
        assert_eq!(app.number("SELECT rows_done FROM imports"), 1_000);
        assert!(step(state.clone(), 1).await.unwrap().is_none(), "somebody works on it");
        state.clock.forward(61);
        assert!(step(state.clone(), 9).await.unwrap().is_none());
        assert_eq!(numbers(&app, last(&app)), (2_000, 2_000, 0, 0));
        ann.post(&format!("{path}/run"), &[]).await;
        // So does the writing; a worker that was only slow finds that it is not its import any more.
        let mut slow = step(state.clone(), 3).await.unwrap().expect("a job");
        assert_eq!(app.number("SELECT created FROM imports"), 750);
        let page = ann.get(&path).await;
        assert!(page.says("750 of 2,000 rows done.") && page.has("progress"), "{}", page.body);
        state.clock.forward(61);
        let next = step(state.clone(), 1).await.unwrap();
        assert_eq!(app.number("SELECT created FROM imports"), 1_000);
        let late = state.clone();
        let more = tokio::task::spawn_blocking(move || slow.step(&late).unwrap()).await.unwrap();
        assert!(!more, "it stops");
        assert_eq!(app.number("SELECT created FROM imports"), 1_000);
        drop(next);
        state.clock.forward(61);
        work(&app).await;
        assert_eq!(numbers(&app, last(&app)), (2_000, 2_000, 0, 0));
        assert_eq!(app.number("SELECT count(*) FROM users WHERE email LIKE 'bulk%@many.example'"), 2_000);
        assert_eq!(app.number("SELECT count(DISTINCT email) FROM users WHERE email LIKE 'bulk%@many.example'"), 2_000);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'person.created'"), 2_000);
        assert_eq!(app.text("SELECT notes FROM users WHERE name = 'Bulk 1999'"), format!("{filler}\n1999"));
        assert_eq!(app.number("SELECT n FROM people_counts WHERE account_id = 1 AND category = 'end_users'"), 2_003);
    }

    async fn a_cancel_stops_between_batches_and_keeps_what_was_written(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let file: String = (0..600).map(|n| format!("Person {n},p{n}@many.example\n")).collect();
        let file = format!("name,email\n{file}");
        // Before it started, and while it is checked.
        let path = upload(&app, &ann, &[], file.as_bytes()).await;
        assert!(ann.post(&format!("{path}/cancel"), &[]).await.location().contains("notice-import-cancelled"));
        work(&app).await;
        assert_eq!(app.text("SELECT state FROM imports"), "cancelled");
        assert!(ann.post(&format!("{path}/cancel"), &[]).await.location().contains("notice-import-over"));
        assert!(ann.post(&format!("{path}/run"), &[]).await.location().contains("notice-import-not-started"));
        let path = upload(&app, &ann, &[], file.as_bytes()).await;
        work(&app).await;
        ann.post(&format!("{path}/run"), &[]).await;
        let state = app.state.clone();
        let mut job = tokio::task::spawn_blocking(move || {
            let mut job = worker::Job::take(&state).unwrap().unwrap();
            assert!(job.step(&state).unwrap());
            job
        }).await.unwrap();
        ann.post(&format!("{path}/cancel"), &[]).await;
        let state = app.state.clone();
        assert!(!tokio::task::spawn_blocking(move || job.step(&state).unwrap()).await.unwrap());
        assert_eq!(app.number("SELECT count(*) FROM users WHERE email LIKE 'p%@many.example'"), 250);
        let page = ann.get(&path).await;
        assert!(page.says("Cancelled") && page.says("250"), "{}", page.body);
        assert_eq!(app.number("SELECT count(*) FROM import_pieces"), 0);
    }

    async fn an_import_ends_with_the_rights_of_whoever_started_it(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for change in ["UPDATE users SET suspended_at = 1 WHERE id = 102", "UPDATE users SET role = 'agent', suspended_at = NULL WHERE id = 102"] {
            let path = upload(&app, &ann, &[], b"name,email\nToo Late,late@new.example\n").await;
            work(&app).await;
            ann.post(&format!("{path}/run"), &[]).await;
            app.sql(change);
            work(&app).await;
            assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'Too Late'"), 0);
            let page = app.sign_in(w.olga).await.get(&path).await;
            assert!(page.says("Whoever started the import may not import users any more."), "{}", page.body);
            app.sql("UPDATE users SET role = 'administrator', suspended_at = NULL WHERE id = 102");
        }
    }

    async fn what_is_old_is_forgotten(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        import(&app, &ann, &[], "name,email\nA,bad\nFine,fine@new.example\n").await;
        let first = last(&app);
        let waiting = upload(&app, &ann, &[], b"name,email\nB,b@new.example\n").await;
        work(&app).await;
        app.sql("INSERT INTO imports (account_id, user_id, chain, file_name, mode, state, created_at) VALUES (1, 102, '[102]', 'x', 'both', 'uploading', 1)");
        let state = app.state.clone();
        let round = move |state: State| tokio::task::spawn_blocking(move || forget_old(&state).unwrap());
        round(state.clone()).await.unwrap();
        assert_eq!(app.number("SELECT count(*) FROM imports WHERE state = 'uploading'"), 0, "never arrived");
        assert_eq!(app.number(&format!("SELECT count(*) FROM import_faults WHERE import_id = {first} AND line > 0")), 1);
        state.clock.forward(8 * 24 * 3600);
        round(state.clone()).await.unwrap();
        let ann = app.sign_in(w.ann).await;
        assert!(ann.get(&waiting).await.says("Nobody started it within 7 days"));
        assert_eq!(app.number("SELECT count(*) FROM import_pieces"), 0);
        state.clock.forward(23 * 24 * 3600);
        round(state.clone()).await.unwrap();
        assert_eq!(app.number(&format!("SELECT count(*) FROM import_faults WHERE import_id = {first}")), 0);
        assert_eq!(app.number(&format!("SELECT count(*) FROM imports WHERE id = {first}")), 1, "the history stays");
    }

    async fn welcome_mails_follow_the_form_and_the_help_center(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        assert!(ann.get(PLACE).await.has("#welcome[checked]"));
        import(&app, &ann, &[("welcome", "1")], "name,email\nA,a@new.example\n").await;
        import(&app, &ann, &[], "name,email\nB,b@new.example\n").await;
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        import(&app, &ann, &[("welcome", "1")], "name,email\nC,c@new.example\n").await;
        assert!(ann.get(PLACE).await.says("The Help Center isn’t active"));
        app.sql("UPDATE accounts SET help_center_active = TRUE WHERE id = 1");
        // What the account forbids no form allows, and what it forbids after the upload is not sent either.
        let path = upload(&app, &ann, &[("welcome", "1")], b"name,email\nD,d@new.example\n").await;
        work(&app).await;
        app.sql("UPDATE end_user_settings SET welcome_on_creation = FALSE WHERE account_id = 1");
        ann.post(&format!("{path}/run"), &[]).await;
        work(&app).await;
        import(&app, &ann, &[("welcome", "1")], "name,email\nE,e@new.example\n").await;
        let state = |name: &str| app.text(&format!("SELECT state || '/' || reason FROM mails WHERE address = '{name}@new.example'"));
        assert_eq!([state("a"), state("b"), state("c")], ["queued/", "suppressed/welcome_off", "suppressed/help_center_off"]);
        assert_eq!([state("d"), state("e")], ["suppressed/welcome_off", "suppressed/welcome_off"]);
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE cause_user_id = 102"), 5);
        let page = ann.get(PLACE).await;
        assert!(page.has("#welcome[aria-disabled][aria-describedby='welcome-hint']") && !page.has("#welcome[name]"), "{}", page.body);
        assert!(page.says("The account doesn’t send welcome emails to users who are added by the team (Configuration > End users)."));
    }

    async fn whoever_loses_the_right_meanwhile_imports_and_exports_nothing(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let import = upload(&app, &ann, &[], b"name,email\nX,x@new.example\n").await;
        work(&app).await;
        let token = ann.token().await;
        // The role changes after a request was let in, and before it writes: the change holds what every write waits for.
        for what in ["run", "cancel", "export", "upload"] {
            if what == "upload" {
                app.sql("UPDATE imports SET state = 'cancelled'");
            }
            app.sql("UPDATE users SET role = 'administrator' WHERE id = 102");
            let mut other = app.conn();
            let mut run = |sql: &str| match &mut other {
                Conn::Sqlite(c) => c.batch_execute(sql).unwrap(),
                Conn::Postgres(c) => c.batch_execute(sql).unwrap(),
            };
            run(if app.postgres() { "BEGIN; SELECT 1 FROM audit_heads WHERE account_id = 1 FOR NO KEY UPDATE" } else { "BEGIN IMMEDIATE" });
            run("UPDATE users SET role = 'agent' WHERE id = 102");
            let asked = async {
                match what {
                    "export" => ann.post_with_token("/agent/people/export", &token, &[("category", "end_users")]).await,
                    "upload" => send(&app, &ann, &token, &[("mode", "both")], Some(b"name,email\nY,y@new.example\n")).await,
                    _ => ann.post_with_token(&format!("{import}/{what}"), &token, &[]).await,
                }
            };
            let later = async {
                tokio::time::sleep(std::time::Duration::from_millis(700)).await;
                run("COMMIT");
            };
            let (answer, ()) = tokio::join!(asked, later);
            assert_eq!(answer.status, 403, "{what}");
        }
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act IN ('people.exported', 'import.started', 'import.cancelled')"), 0);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'import.uploaded'"), 1);
    }

    async fn the_template_and_the_list_are_csv_without_formulas(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        app.sql("INSERT INTO user_fields (id, account_id, field_key, title, kind, position, created_at) VALUES (70, 1, 'plan', 'Plan', 'text', 1, 1)");
        let page = ann.get(&format!("{PLACE}/template")).await;
        assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
        assert!(page.body.starts_with("\u{feff}name,email,external_id,") && page.body.ends_with(",custom_fields.plan\r\n"), "{}", page.body);
        // A name, a note, an external id, a field that spreadsheets would run.
        for (at, sign) in ["=", "+", "-", "@", "\t", "\r"].iter().enumerate() {
            app.sql(&format!("INSERT INTO users (id, account_id, role, name, folded_name, search_text, external_id, notes, details, created_at, updated_at) VALUES ({}, 1, 'end_user', '{sign}cmd', 'x', 'cmd', '{sign}1+1', '{sign}note, \"x\"', '{sign}d', 1, 1)", 5_000 + at));
            app.sql(&format!("INSERT INTO user_field_values (account_id, user_id, field_id, value) VALUES (1, {}, 70, '{sign}v')", 5_000 + at));
        }
        let page = ann.post("/agent/people/export", &[("category", "end_users"), ("q", "")]).await;
        assert_eq!((page.status.as_u16(), page.header("content-disposition")), (200, "attachment; filename=\"users.csv\"".into()));
        let mut cells = 0;
        for row in read_csv(page.body.trim_start_matches('\u{feff}')) {
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                cells += 1;
            }
        }
        assert_eq!(cells % 18, 0, "every row has every column");
        assert!(page.body.contains("bob@acme.example") && page.body.contains("'=cmd") && !page.body.contains("tom@acme.example"));
        assert!(!page.body.contains("hal@globex.example") && !page.body.contains("Del Gone"));
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act = 'people.exported' AND effective_user_id = 102"), 1);
        let found = ann.post("/agent/people/export", &[("q", "eve")]).await;
        assert!(found.body.contains("eve@acme.example") && !found.body.contains("bob@acme.example"), "{}", found.body);
        // What was exported can be imported again.
        import(&app, &ann, &[("mode", "update")], &page.body.replace("Bob Brown", "Robert Brown")).await;
        assert_eq!(app.text("SELECT name FROM users WHERE id = 109"), "Robert Brown");
        assert_eq!(app.text("SELECT name || external_id FROM users WHERE id = 5000"), "=cmd=1+1");
        // Only administrators, only as themselves.
        for user in [w.tom, w.lea, w.bob] {
            assert_eq!(app.sign_in(user).await.post("/agent/people/export", &[]).await.status, 403);
        }
        assert!(ann.get("/agent/people").await.has("form[action$='/agent/people/export']"));
        assert!(!app.sign_in(w.tom).await.get("/agent/people").await.has("form[action$='/agent/people/export']"));
        let assumed = app.sign_in(w.olga).await.assume(w.ann).await;
        assert_eq!(assumed.post("/agent/people/export", &[]).await.status, 403);
        assert!(!assumed.get("/agent/people").await.has("form[action$='/agent/people/export']"));
    }
}

/// A plain reader of CSV, so that what we write is not read by what wrote it.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) if chars.peek() == Some(&'\n') => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_nodes_exactly_one_takes_an_import() {
    let app = App::start(Database::Postgres);
    let ann = app.sign_in(app.world.ann).await;
    for _ in 0..5 {
        let path = upload(&app, &ann, &[], b"name,email\nA,a@new.example\n").await;
        let mut nodes = vec![];
        for _ in 0..8 {
            let state = app.state.clone();
            nodes.push(tokio::task::spawn_blocking(move || worker::Job::take(&state).unwrap().is_some()));
        }
        let mut taken = 0;
        for node in nodes {
            taken += usize::from(node.await.unwrap());
        }
        assert_eq!(taken, 1);
        ann.post(&format!("{path}/cancel"), &[]).await;
    }
}
