//! Keys and texts as TOML writes them, for files that people go on editing.

use crate::clean::{commands, steers};
use std::fmt::Write as _;

/// A key: in quotes unless TOML needs none.
pub(crate) fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        false => toml_string(name),
    }
}

/// A text on one line; in single quotes where that saves escapes.
pub(crate) fn toml_string(text: &str) -> String {
    let command = |(at, c): (usize, char)| steers(c) || commands(&text[at..]);
    let literal = !text.contains('\'') && !text.char_indices().any(command);
    if literal && text.contains(['"', '\\']) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for (at, c) in text.char_indices() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if steers(c) || commands(&text[at..]) => {
                let _ = match u32::from(c) {
                    number @ ..=0xFFFF => write!(quoted, "\\u{number:04X}"),
                    number => write!(quoted, "\\U{number:08X}"),
                };
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{toml_key, toml_string};

    #[test]
    fn what_is_written_reads_as_it_was() {
        let names = [
            "",
            "a-b_1",
            "a.b",
            "两 字",
            "it's",
            "say \"x\"",
            "c:\\x",
            "'\"\\'",
        ];
        let steering = [
            "a\tb\r\nc",
            "\u{0}\u{1b}\u{7f}\u{85}\"",
            "\u{feff}",
            "\u{202e}\u{e0001}",
            "##[error]\"",
            "##vso[x]",
        ];
        for text in names.into_iter().chain(steering) {
            let written = format!("{} = {}", toml_key(text), toml_string(text));
            assert!(!written.contains('\n'), "{written}");
            assert!(!written.contains("##"), "{written}");
            let read: toml::Table = written.parse().expect(&written);
            assert_eq!(read.get(text).and_then(toml::Value::as_str), Some(text));
        }
    }
}
