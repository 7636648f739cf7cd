//! Text in columns: how wide it is on a terminal, wrapped lines, and widths
//! that fit together.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Terminal columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The width of the widest part of a text that a line may not break inside;
/// of wide characters a few stay together.
pub(crate) fn widest_word(text: &str) -> usize {
    const WIDE_TOGETHER: usize = 6;
    let part = |part: &str| {
        let pieces = pieces(part);
        let widest = pieces.iter().map(|piece| width(piece.trim_end())).max();
        widest.unwrap_or(0).max(width(part).min(WIDE_TOGETHER))
    };
    text.split([' ', '\n']).map(part).max().unwrap_or(0)
}

/// A text in lines of at most this width: broken at spaces, and inside a word
/// where it is too long for a line or written in wide characters.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            let own = width(piece.trim_end());
            if !line.is_empty() && width(&line) + own > room {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            if own <= room {
                line.push_str(piece);
                continue;
            }
            for c in piece.chars() {
                if !line.is_empty() && width(&line) + c.width().unwrap_or(0) > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Parts that a line may break between: words with the space after them, and
/// wide characters with the punctuation that must not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks =
            before.is_some_and(|before| c != ' ' && (before == ' ' || breaks_between(before, c)));
        if breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Whether a line may break between two characters: next to a wide one, but
/// not between a number and its unit, nor before what closes.
fn breaks_between(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let parts = |c: char| wide(c) || c.is_alphabetic();
    let closes = "，。；：、！？）》」』】〕”’％".contains(after);
    let opens = "（《「『【〔“‘".contains(before);
    (wide(before) || wide(after)) && parts(before) && parts(after) && !closes && !opens
}

/// What a column needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// To show everything on one line.
    pub whole: usize,
    /// To be readable at all.
    pub least: usize,
}

/// Widths for columns that share some room: what each needs to be whole, the
/// widest made narrower until all fit. `None` when the least does not fit.
pub(crate) fn share(needs: &[Need], room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = needs
        .iter()
        .map(|need| need.whole.max(need.least))
        .collect();
    while widths.iter().sum::<usize>() > room {
        let can_give = (0..widths.len()).filter(|&at| widths[at] > needs[at].least);
        let widest = can_give.max_by_key(|&at| (widths[at], std::cmp::Reverse(at)))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_words_and_wide_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("市人大交办的建议", 8), ["市人大交", "办的建议"]);
        assert_eq!(wrap("公开，规范", 4), ["公", "开，", "规范"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\nb", 9), ["a", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("GSP认证检查", 6), ["GSP认", "证检查"]);
        assert_eq!(wrap("write `11.7万` so", 11), ["write", "`11.7万` so"]);
    }

    #[test]
    fn the_widest_column_gives_way() {
        let need = |whole, least| Need { whole, least };
        let needs = [need(40, 8), need(20, 8), need(6, 6)];
        assert_eq!(share(&needs, 100), Some(vec![40, 20, 6]));
        assert_eq!(share(&needs, 50), Some(vec![24, 20, 6]));
        assert_eq!(share(&needs, 30), Some(vec![12, 12, 6]));
        assert_eq!(share(&needs, 20), None);
    }
}
