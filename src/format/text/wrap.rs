//! Breaks prose into lines that fit a terminal: English between words,
//! Chinese between characters, but never before a closing sign.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Signs that do not begin a line.
const CLOSING: &str = "，。；：、！？”’）》」』】％%,.;:!?)`";
/// Signs that do not end a line.
const OPENING: &str = "“‘（《「『【(`";

/// The text in lines of at most `width` columns, each after `indent`.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(indent.width()).max(10);
    let mut lines = String::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let full = line.trim_end().width() + piece.trim_end().width() > room;
        let full = full || line.width() + piece.trim_end().width() > room;
        if full && !line.trim().is_empty() {
            push(&mut lines, indent, &line);
            line.clear();
        }
        line.push_str(if line.is_empty() {
            piece.trim_start()
        } else {
            piece
        });
    }
    push(&mut lines, indent, &line);
    lines
}

fn push(lines: &mut String, indent: &str, line: &str) {
    lines.push_str(indent);
    lines.push_str(line.trim_end());
    lines.push('\n');
}

/// The stretches between which a line may be broken.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if before == ' ' {
        return after != ' ';
    }
    let wide = |c: char| c.width() == Some(2);
    (wide(before) || wide(after))
        && after != ' '
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn english_breaks_between_words_and_chinese_between_characters() {
        assert_eq!(
            wrap("one two three four", 12, "  "),
            "  one two\n  three four\n"
        );
        assert_eq!(wrap("一二三四五，六七。", 10, ""), "一二三四\n五，六七。\n");
        assert_eq!(
            wrap("a-very-long-word it is", 10, ""),
            "a-very-long-word\nit is\n"
        );
    }
}
