//! Characters that would steer a terminal, a page or a spreadsheet, made
//! visible instead of obeyed.

/// Stands in the text for a character that must not be obeyed.
const REPLACEMENT: char = '\u{FFFD}';

/// Whether a character steers what shows it: a control character, a change of
/// direction, or one of the invisible ones that tables are drawn with.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// The text on one line: line breaks and tabs become spaces, everything else
/// that steers a replacement character.
pub fn on_one_line(text: &str) -> String {
    let joined = text.replace("\r\n", " ");
    let plain = |c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if steers(c) => REPLACEMENT,
        c => c,
    };
    joined.chars().map(plain).collect()
}

/// The text with its line breaks, as `\n`.
pub fn with_lines(text: &str) -> String {
    let joined = text.replace("\r\n", "\n");
    let plain = |c| match c {
        '\n' | '\r' => '\n',
        '\t' => ' ',
        c if steers(c) => REPLACEMENT,
        c => c,
    };
    joined.chars().map(plain).collect()
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
    }
}
