//! The parts of erasure and of CSV files by themselves: what is found in texts and files, and what a cell may say.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use stead::people::csv::{guarded, plain, put_row};
use stead::people::erasure::needles::{Needles, Place, Reach};
use stead::people::erasure::scan::{CHUNK, folder};
use stead::secrets::Secrets;

#[test]
fn every_form_is_found_wherever_it_stands() {
    let needle = "q7Xw2LkPz9vTn4RbYc8d";
    let place = std::env::temp_dir().join(format!("stead-scan-{}", std::process::id()));
    std::fs::create_dir_all(&place).unwrap();
    let mut expected = vec![];
    for (at, bytes) in [
        needle.as_bytes().to_vec(),
        needle.to_lowercase().into_bytes(),
        needle.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        needle.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        needle.bytes().map(|b| format!("{b:02x}")).collect::<String>().into_bytes(),
        needle.bytes().map(|b| format!("%{b:02X}")).collect::<String>().into_bytes(),
        STANDARD_NO_PAD.encode(needle).into_bytes(),
        STANDARD_NO_PAD.encode(format!("a{needle}b")).into_bytes(),
        URL_SAFE_NO_PAD.encode(format!("ab{needle}")).into_bytes(),
        needle.as_bytes()[4..].to_vec(),
        needle.to_lowercase().as_bytes()[8..].to_vec(),
    ]
    .into_iter()
    .enumerate()
    {
        // Across the border of two pieces.
        let mut content = vec![b'.'; CHUNK - 7];
        content.extend(bytes);
        content.extend(b"....");
        let path = place.join(format!("{at:02}"));
        std::fs::write(&path, content).unwrap();
        expected.push(path);
    }
    let mut files: Vec<PathBuf> = folder(&place, &[needle.to_owned()]).unwrap().into_iter().map(|h| h.file).collect();
    files.dedup();
    assert_eq!(files, expected);
    assert_eq!(folder(&place, &["q7Xw2LkPz9vTn4RbYc8e".chars().rev().collect()]).unwrap(), []);
    std::fs::remove_dir_all(&place).unwrap();
}

fn chloe() -> Needles {
    let mut needles = Needles::new();
    needles.name("Chloé O’Neil", Reach::Notes);
    needles.address("chloe@acme.example", Reach::Everywhere);
    needles.phone("+33 1 23-45 67 89");
    needles.external_id("CRM-77123");
    needles
}

#[test]
fn names_and_addresses_are_found_whole_whatever_their_case_and_accents() {
    let needles = chloe();
    for (text, place, clean) in [
        ("Chloé O’Neil wrote", Place::Note, "# wrote"),
        ("CHLOE O'NEIL, chloe@ACME.example.", Place::Note, "#, #."),
        ("by O’Neil, Chloé", Place::Note, "by #"),
        ("Chloe\u{301}\u{200b} O’Neil", Place::Note, "#"),
        ("<chloe@acme.example>", Place::Note, "<#>"),
        (
            "joann.chloe@acme.example chloe@acme.example.org",
            Place::OwnTicket,
            "joann.chloe@acme.example chloe@acme.example.org",
        ),
        ("Call 0033 or +33123456789 or 33.1.23.45.67.89!", Place::OwnTicket, "Call 0033 or +# or #!"),
        ("order 133123456789", Place::OwnTicket, "order 133123456789"),
        ("id crm-77123", Place::Note, "id #"),
        ("Dear Chloé, thanks", Place::OwnTicket, "Dear #, thanks"),
        ("Dear Chloé, thanks", Place::Note, "Dear Chloé, thanks"),
        ("chloé is a word here", Place::OwnTicket, "chloé is a word here"),
        ("Call +33123456789", Place::Note, "Call +33123456789"),
        ("Chloé O’Neil, chloe@acme.example, CRM-77123", Place::Note, "#, #, #"),
        ("Chloé O’Neil, chloe@acme.example, CRM-77123", Place::File, "Chloé O’Neil, #, #"),
        ("Chloé O’Neil, chloe@acme.example, CRM-77123", Place::Foreign, "Chloé O’Neil, #, CRM-77123"),
        ("McChloé O’Neilson", Place::OwnTicket, "McChloé O’Neilson"),
    ] {
        assert_eq!(
            needles.redact(text, place, "#", &mut |_| false).unwrap_or_else(|| text.to_owned()),
            clean,
            "{text}"
        );
    }
}

#[test]
fn a_namesake_keeps_their_name() {
    let mut chloe_martin = |names: Vec<String>| names.iter().any(|n| n == "chloe martin");
    let text = "Chloé Martin helped Chloé and Mr O’Neil";
    assert_eq!(
        chloe().redact(text, Place::OwnTicket, "#", &mut chloe_martin).unwrap(),
        "Chloé Martin helped # and Mr O’#"
    );
}

#[test]
fn hashes_find_the_same() {
    let secrets = Secrets::derive(&[7; 32]).unwrap();
    let (plain, other) = (chloe(), Secrets::derive(&[8; 32]).unwrap());
    let marks = plain.hashed(&secrets, "salt");
    assert!(!serde_json::to_string(&marks).unwrap().to_lowercase().contains("chlo"));
    let hashed = Needles::of_marks(marks.clone(), &secrets, "salt");
    let forged = Needles::of_marks(marks, &other, "salt");
    for text in
        ["Chloé O’Neil wrote to chloe@acme.example", "+33 123456789", "Chloé", "nobody", "id CRM-77123 and O’Neil"]
    {
        for place in [Place::OwnTicket, Place::Note, Place::File, Place::Foreign] {
            assert_eq!(hashed.find(text, place, &mut |_| false), plain.find(text, place, &mut |_| false), "{text}");
            assert!(forged.find(text, place, &mut |_| false).is_empty(), "{text}");
        }
    }
}

#[test]
fn any_text_can_be_looked_at() {
    let needles = chloe();
    for text in ["", "\u{0}", "é\u{301}\u{301}", "@@@...", "+", "日本語 Chloé O’Neil 日本語", "\u{202e}lieN’O éolhC"]
    {
        let _ = needles.redact(text, Place::OwnTicket, "[…]", &mut |_| true);
    }
    assert!(!Needles::new().possible("x"));
}

#[test]
fn nothing_in_a_cell_is_run_however_it_is_cut() {
    for (cell, written) in [
        ("=1+1", "'=1+1"),
        ("a;=1+1", "\"a;'=1+1\""),
        ("a;;@x", "\"a;;'@x\""),
        ("Line\n+2", "\"Line\n'+2\""),
        ("Line\r\n-2;\tx", "\"Line\r\n'-2;'\tx\""),
        ("Line\r=3", "\"Line\r'=3\""),
        ("a\n\r\nb", "\"a\n\r\nb\""),
        ("\r\nx", "\"'\r\nx\""),
        ("a-b = c @ d; e\nf", "\"a-b = c @ d; e\nf\""),
        ("\"=x\";=\"", "\"\"\"=x\"\";'=\"\"\""),
        ("it's; 'fine'", "\"it's; 'fine'\""),
    ] {
        let mut row = String::new();
        put_row(&mut row, [cell]);
        assert_eq!(row, format!("{written}\r\n"));
        assert_eq!(plain(&guarded(cell)), cell, "imports read it as it was");
    }
}
