//! What may not reach a reader raw, in one place: characters that steer what
//! shows them, or that are not there to be seen. They come from the cells and
//! names of reports, where anyone may have written them.
//!
//! - Where people read (text, CSV, HTML, Markdown, JUnit, annotations), U+FFFD
//!   stands for each of them.
//! - Where programs read (all JSON), the text stays as it is, and each of them
//!   is written as an escape: `\u202e`. TOML that we write does the same.

/// Stands in a text for a character that must not be obeyed.
const REPLACEMENT: char = '\u{FFFD}';

/// Whether a character steers what shows it: a control character (escapes
/// begin with one), a change of direction, an invisible one, or a number that
/// is no character. The two joiners (U+200C, U+200D) are none: Persian, Hindi
/// and many more are spelled with them, and so are emoji.
pub(crate) fn steers(c: char) -> bool {
    let no_character = u32::from(c) & 0xFFFE == 0xFFFE;
    c.is_control()
        || no_character
        || matches!(
            c,
            '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// A character as it is shown.
pub(crate) fn shown(c: char) -> char {
    if steers(c) { REPLACEMENT } else { c }
}

/// The text on one line: line breaks and tabs become spaces, everything else
/// that steers a replacement character.
pub(crate) fn on_one_line(text: &str) -> String {
    let joined = text.replace("\r\n", " ");
    let plain = |c| match c {
        '\n' | '\r' | '\t' => ' ',
        c => shown(c),
    };
    joined.chars().map(plain).collect()
}

/// The text with its line breaks, as `\n`.
pub(crate) fn with_lines(text: &str) -> String {
    let joined = text.replace("\r\n", "\n");
    let plain = |c| match c {
        '\n' | '\r' => '\n',
        '\t' => ' ',
        c => shown(c),
    };
    joined.chars().map(plain).collect()
}

/// A row of a file as it is drawn: its line ends and tabs stay, which the
/// drawing takes care of.
pub(crate) fn as_drawn(row: &str) -> String {
    let plain = |c| match c {
        '\n' | '\r' | '\t' => c,
        c => shown(c),
    };
    row.chars().map(plain).collect()
}

/// Written JSON with what steers as escapes. Outside of texts JSON has no such
/// character but the line breaks between its parts.
pub(crate) fn escaped_in_json(json: String) -> String {
    if !json.chars().any(|c| c != '\n' && steers(c)) {
        return json;
    }
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !steers(c) {
            text.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            text.push_str(&format!("\\u{unit:04x}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers() {
        assert_eq!(on_one_line("a\u{1b}[31mb\r\nc\td"), "a\u{FFFD}[31mb c d");
        assert_eq!(with_lines("a\r\nb\rc\u{9b}"), "a\nb\nc\u{FFFD}");
        assert_eq!(on_one_line("1\u{202E}2\u{7}"), "1\u{FFFD}2\u{FFFD}");
        assert_eq!(on_one_line("６.４％，约"), "６.４％，约");
        assert_eq!(on_one_line("می\u{200C}شود"), "می\u{200C}شود");
        assert_eq!(as_drawn("a\tb\u{200B}\n"), "a\tb\u{FFFD}\n");
        assert_eq!(shown('\u{1FFFF}'), '\u{FFFD}');
    }

    #[test]
    fn json_stays_what_it_says() {
        let text = "a\u{202E}b\u{E0001}\u{7F}";
        let json = serde_json::to_string_pretty(&[text]).expect("JSON");
        let escaped = escaped_in_json(json.clone());
        assert_eq!(escaped, "[\n  \"a\\u202eb\\udb40\\udc01\\u007f\"\n]");
        let read: Vec<String> = serde_json::from_str(&escaped).expect("JSON");
        assert_eq!(read, [text]);
    }
}
