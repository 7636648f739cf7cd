//! What may not reach a reader raw, in one place: characters that steer what
//! shows them, or that are not there to be seen. They come from the cells and
//! names of reports, where anyone may have written them.
//!
//! - Where people read (text, CSV, HTML, Markdown, JUnit, annotations), U+FFFD
//!   stands for each of them.
//! - Where programs read (all JSON), the text stays as it is, and each of them
//!   is written as an escape: `\u202e`. TOML that we write does the same.
//!
//! What runs jobs (GitHub, Azure, TeamCity) reads commands in what a program
//! prints: a line that begins with `::`, and `##word[` anywhere. All that is
//! printed goes through [`output`] last, so that neither gets through, whatever
//! a cell, a name or an argument holds; it also stops what steers a second time.

use std::borrow::Cow;

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

/// Whether a text begins with a command that a runner of jobs takes from
/// anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`.
pub(crate) fn commands(text: &str) -> bool {
    let word = |text: &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        rest.starts_with('[')
    };
    text.strip_prefix("##").is_some_and(word)
}

/// Which marks of our own an output holds, which must stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    /// Colours: `ESC [ 1;31 m`.
    pub colors: bool,
    /// Annotations: lines that begin with `::error`.
    pub annotations: bool,
}

/// How long a piece of a long output is, in bytes, but for its last line.
const PIECE: usize = 1 << 16;

/// An output piece by piece, each of whole lines, so that what is cleaned of a
/// long one is never held beside it. Put together they are what [`output`] makes
/// of it.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        // A mark that a file begins with is one only there.
        let ends = |at: &usize| !rest[at + 1..].starts_with('\u{FEFF}');
        let from = rest.len().min(PIECE);
        let breaks = rest.as_bytes()[from..].iter().enumerate();
        let mut breaks = breaks.filter(|(_, byte)| **byte == b'\n');
        let at = breaks.by_ref().map(|(at, _)| from + at).find(ends);
        let (piece, after) = rest.split_at(at.map_or(rest.len(), |at| at + 1));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// An output as it may leave the program: no line of it is a command, and what
/// steers in it is ours.
pub(crate) fn output(text: &str, own: Own) -> Cow<'_, str> {
    let harmless =
        |byte: u8| byte == b'\n' || (matches!(byte, b' '..=b'~') && !b":#".contains(&byte));
    if text.bytes().all(harmless) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    // Whether nothing but blanks stands before on the line.
    let mut line_begins = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let color = if own.colors { color_code(rest) } else { 0 };
        let (code, after) = rest.split_at(color.max(c.len_utf8()));
        if color > 0 {
            kept.push_str(code);
            rest = after;
            continue;
        }
        let command = match c {
            '#' => commands(rest),
            // `::: file` is how a second file is drawn; no command is called `:`.
            ':' if after.starts_with(":: ") => false,
            ':' => line_begins && !own.annotations && after.starts_with(':'),
            _ => false,
        };
        let stays = match c {
            '\n' | '\t' => true,
            '\r' => after.starts_with('\n'),
            // The mark that a file of CSV begins with.
            '\u{FEFF}' => kept.is_empty(),
            _ => false,
        };
        kept.push(if stays { c } else { shown(c) });
        line_begins = c == '\n' || (line_begins && (c.is_whitespace() || steers(c)));
        rest = after;
        if command {
            // Both marks are one byte long.
            kept.push(REPLACEMENT);
            rest = &after[1..];
        }
    }
    Cow::Owned(kept)
}

/// How many bytes of a code for colours a text begins with.
fn color_code(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let end = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    match end.starts_with('m') {
        true => text.len() - end.len() + 1,
        false => 0,
    }
}

/// Written JSON with what steers as escapes. Outside of texts JSON has no such
/// character but the line breaks between its parts.
pub(crate) fn escaped_in_json(json: String) -> String {
    let harmless = |(at, c): (usize, char)| match c {
        '\n' => true,
        '#' => !commands(&json[at..]),
        c => !steers(c),
    };
    if json.char_indices().all(harmless) {
        return json;
    }
    let mut text = String::with_capacity(json.len());
    for (at, c) in json.char_indices() {
        if harmless((at, c)) {
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
    fn a_long_output_is_cleaned_piece_by_piece_as_a_whole() {
        let lines = [
            "::error::x\n",
            "a ##[error]b\r\n",
            "\u{FEFF}c\n",
            "1\u{1b}[2J：\n",
        ];
        let long: String = lines.iter().cycle().take(40_000).copied().collect();
        for text in [
            &long,
            &format!("\u{FEFF}{long}no end"),
            &long.replace('\n', " "),
            "",
        ] {
            let own = Own::default();
            let cleaned: String = pieces(text).map(|piece| output(piece, own)).collect();
            assert!(cleaned == output(text, own));
        }
        assert!(pieces(&long).all(|piece| piece.len() < 2 * PIECE));
        assert!(pieces(&long).count() > 5);
    }

    #[test]
    fn no_line_of_an_output_is_a_command() {
        let none = Own::default();
        for (text, safe) in [
            ("::error::x\n", ":\u{FFFD}error::x\n"),
            ("a\n  \u{A0}::error::x", "a\n  \u{A0}:\u{FFFD}error::x"),
            ("a\r::error::x\r\nb\r\n", "a\u{FFFD}::error::x\r\nb\r\n"),
            ("\u{200b}::error", "\u{FFFD}:\u{FFFD}error"),
            ("\u{1b}[31m::error", "\u{FFFD}[31m::error"),
            (
                "a ##[error]x ##vso[task x] ###[b]",
                "a #\u{FFFD}[error]x #\u{FFFD}vso[task x] ##\u{FFFD}[b]",
            ),
            ("## [a](b) ## a: b::c", "## [a](b) ## a: b::c"),
            ("\u{FEFF}a\u{FEFF}", "\u{FEFF}a\u{FFFD}"),
            ("a\tb, 中文", "a\tb, 中文"),
            (" ::: a.csv:1:2", " ::: a.csv:1:2"),
            (":::error::a", ":\u{FFFD}:error::a"),
        ] {
            assert_eq!(output(text, none), safe, "{text:?}");
        }
        let colors = Own {
            colors: true,
            ..none
        };
        assert_eq!(
            output("\u{1b}[1;31ma\u{1b}[0m\u{1b}[2J", colors),
            "\u{1b}[1;31ma\u{1b}[0m\u{FFFD}[2J"
        );
        assert_eq!(
            output("\u{1b}[31m::error", colors),
            "\u{1b}[31m:\u{FFFD}error"
        );
        let annotations = Own {
            annotations: true,
            ..none
        };
        assert_eq!(
            output("::error::##[x]\u{1b}", annotations),
            "::error::#\u{FFFD}[x]\u{FFFD}"
        );
    }

    #[test]
    fn json_stays_what_it_says() {
        let text = "a\u{202E}b\u{E0001}\u{7F}";
        let json = serde_json::to_string_pretty(&[text]).expect("JSON");
        let escaped = escaped_in_json(json.clone());
        assert_eq!(escaped, "[\n  \"a\\u202eb\\udb40\\udc01\\u007f\"\n]");
        let read: Vec<String> = serde_json::from_str(&escaped).expect("JSON");
        assert_eq!(read, [text]);
        let text = "##[error]##vso[x]";
        let escaped = escaped_in_json(format!("[\"{text}\"]"));
        assert_eq!(escaped, "[\"\\u0023#[error]\\u0023#vso[x]\"]");
        let read: Vec<String> = serde_json::from_str(&escaped).expect("JSON");
        assert_eq!(read, [text]);
    }
}
