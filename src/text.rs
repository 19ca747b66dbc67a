//! Text as people type it: folded for comparing, cleaned for keeping.

/// Folds for comparing and sorting: lower case, without the commonest accents, single blanks.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => folded.push('a'),
                'ç' | 'ć' | 'č' => folded.push('c'),
                'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => folded.push('e'),
                'ì' | 'í' | 'î' | 'ï' | 'ī' => folded.push('i'),
                'ñ' | 'ń' | 'ň' => folded.push('n'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => folded.push('o'),
                'ś' | 'š' => folded.push('s'),
                'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' => folded.push('u'),
                'ý' | 'ÿ' => folded.push('y'),
                'ź' | 'ż' | 'ž' => folded.push('z'),
                'ł' => folded.push('l'),
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                'ß' => folded.push_str("ss"),
                // Combining accents, and what reorders or hides text.
                '\u{300}'..='\u{36f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}' => {}
                c if c.is_control() => {}
                c => folded.push(c),
            }
        }
    }
    folded
}

/// Folds an address for comparing: lower case, nothing around it. Accents stay: they make another address.
pub fn fold_address(address: &str) -> String {
    address.trim().to_lowercase()
}

/// A word as a shell has to be given it.
pub fn shell_word(word: &str) -> String {
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "@%+=:,./-_".contains(c)) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// One line as it is kept: trimmed, without control characters, runs of blanks as one.
pub fn line(text: &str) -> String {
    // Marks that turn text around would let one name pass for another.
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = text.chars().filter(|c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as they are kept: `\n` line ends, no other control characters but tabs, no blank space around.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect::<String>().trim().to_owned()
}

/// Takes scope segments out of addresses inside a text, so that no stored link points into somebody's frame.
pub fn without_scopes(text: &str) -> String {
    let mut clean = once_without_scopes(text);
    // What is left may have come together to another.
    while let again = once_without_scopes(&clean)
        && again.len() < clean.len()
    {
        clean = again;
    }
    clean
}

fn once_without_scopes(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/~") {
        let (before, tail) = rest.split_at(at);
        let segment = tail.get(2..).unwrap_or_default();
        let end = segment.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(segment.len());
        clean.push_str(before);
        if end == crate::web::SCOPE_LENGTH {
            rest = segment.get(end..).unwrap_or_default();
        } else {
            clean.push_str("/~");
            rest = segment;
        }
    }
    clean.push_str(rest);
    clean
}
