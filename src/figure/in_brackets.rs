//! A cell of two figures: a count with its share, `122 (68%)`, or a share with
//! its count, `68% (122)`.

use std::ops::Range;

/// The two figures of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TwoFigures {
    /// The bytes of the first.
    pub first: Range<usize>,
    /// The bytes of the one in brackets.
    pub second: Range<usize>,
    /// Whether the one in brackets is the share.
    pub share_second: bool,
}

/// The two figures of a cell, where it holds such.
pub(crate) fn two_figures(cell: &str) -> Option<TwoFigures> {
    let text = cell.trim_end();
    let close = text.strip_suffix([')', '）'])?;
    let open = close.rfind(['(', '（'])?;
    let first = trimmed(cell, 0, open);
    let inside = open + close[open..].chars().next()?.len_utf8();
    let second = trimmed(cell, inside, close.len());
    let digits = |range: &Range<usize>| {
        let text = &cell[range.clone()];
        text.contains(|c: char| super::plain_char(c).is_ascii_digit())
    };
    let share = |range: &Range<usize>| cell[range.clone()].ends_with(['%', '％', '‰']);
    let (one, two) = (share(&first), share(&second));
    (digits(&first) && digits(&second) && one != two).then_some(TwoFigures {
        first,
        second,
        share_second: two,
    })
}

/// A stretch of a text without the white space around it.
fn trimmed(text: &str, start: usize, end: usize) -> Range<usize> {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    start + lead..(start + part.trim_end().len()).max(start + lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_two_figures() {
        for (cell, parts) in [
            ("122 (68%)", Some(("122", "68%", true))),
            (" 1,220（6.8％） ", Some(("1,220", "6.8％", true))),
            ("68% (122)", Some(("68%", "122", false))),
            ("122( 68.0% )", Some(("122", "68.0%", true))),
            ("-5 (-3%)", Some(("-5", "-3%", true))),
            ("(5.2%)", None),
            ("(5.2)%", None),
            ("122 (68)", None),
            ("5% (3%)", None),
            ("n (5%)", None),
            ("122 (68%", None),
            ("", None),
        ] {
            let found = two_figures(cell);
            let found = found.map(|two| (&cell[two.first], &cell[two.second], two.share_second));
            assert_eq!(found, parts, "{cell}");
        }
    }
}
