//! Lines figures up on the decimal point: `6.4%`, `11.7万`, `1,234*` and
//! `（5）` stand with their points in one column, and what follows a number
//! hangs to its right.

use crate::format::text::fit::{width, wrap};

/// A text that is no number is wrapped beyond this width.
const LONGEST_WORD: usize = 24;

/// A cell to line up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// The text, nothing in it that steers.
    pub text: String,
    /// Whether it is a number that was read as one.
    pub number: bool,
    /// The footnote signs after it, as `[1][2]`.
    pub signs: String,
}

/// The cells of a column, each padded to the same width on all its lines.
pub(crate) fn align(cells: &[Cell]) -> Vec<String> {
    let room = Room::of(cells);
    cells.iter().map(|cell| room.place(cell)).collect()
}

/// How far a column reaches to either side of the point.
struct Room {
    before: usize,
    after: usize,
    signs: usize,
}

impl Room {
    fn of(cells: &[Cell]) -> Room {
        let mut room = Room {
            before: 0,
            after: 0,
            signs: 0,
        };
        for cell in cells.iter().filter(|cell| cell.number) {
            let (before, after) = at_point(&cell.text);
            room.before = room.before.max(width(before));
            room.after = room.after.max(width(after));
        }
        for cell in cells {
            room.signs = room.signs.max(sign_width(&cell.signs));
            if !cell.number {
                let longest = lines(&cell.text).iter().map(|line| width(line)).max();
                let wanted = longest.unwrap_or(0);
                room.before = room.before.max(wanted.saturating_sub(room.after));
            }
        }
        room
    }

    fn place(&self, cell: &Cell) -> String {
        if cell.number {
            let (before, after) = at_point(&cell.text);
            let lead = " ".repeat(self.before - width(before));
            let tail = " ".repeat(self.after - width(after));
            return format!("{lead}{before}{after}{tail}{}", self.signs(cell, true));
        }
        let lines = lines(&cell.text);
        let placed = lines.iter().enumerate().map(|(at, line)| {
            let text = self.words(line);
            format!("{text}{}", self.signs(cell, at == 0))
        });
        placed.collect::<Vec<_>>().join("\n")
    }

    /// Words end at the point where they fit, else at the column's end.
    fn words(&self, line: &str) -> String {
        let own = width(line);
        let end = if own <= self.before {
            self.before
        } else {
            self.before + self.after
        };
        let lead = " ".repeat(end - own);
        let tail = " ".repeat(self.before + self.after - end);
        format!("{lead}{line}{tail}")
    }

    fn signs(&self, cell: &Cell, here: bool) -> String {
        if self.signs == 0 {
            return String::new();
        }
        let signs = if here { cell.signs.as_str() } else { "" };
        let tail = " ".repeat(self.signs - sign_width(signs));
        let gap = if width(signs) == 0 { "" } else { " " };
        format!("{gap}{signs}{tail}")
    }
}

/// The width of footnote signs with the space before them.
fn sign_width(signs: &str) -> usize {
    match width(signs) {
        0 => 0,
        signs => signs + 1,
    }
}

fn lines(text: &str) -> Vec<String> {
    wrap(text, LONGEST_WORD)
}

/// A number's print, parted where its decimal point is or would be.
fn at_point(print: &str) -> (&str, &str) {
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let chars: Vec<(usize, char)> = print.char_indices().collect();
    let end_of = |from: usize, part: &dyn Fn(char) -> bool| {
        let run = chars[from..].iter().take_while(|(_, c)| part(*c)).count();
        from + run
    };
    let byte = |at: usize| chars.get(at).map_or(print.len(), |(byte, _)| *byte);
    let Some(start) = chars.iter().position(|(_, c)| digits(*c)) else {
        let start = chars.iter().position(|(_, c)| is_numeral(*c));
        let end = start.map_or(chars.len(), |start| end_of(start, &is_numeral));
        return print.split_at(byte(end));
    };
    let mut end = end_of(start, &digits);
    while chars.get(end).is_some_and(|(_, c)| is_separator(*c)) {
        let group = end_of(end + 1, &digits);
        if group - end != 4 {
            break;
        }
        end = group;
    }
    print.split_at(byte(end))
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | '\'' | '’' | ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}'
    )
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(prints: &[&str]) -> Vec<String> {
        let cells: Vec<Cell> = prints
            .iter()
            .map(|print| Cell {
                text: (*print).to_owned(),
                number: true,
                signs: String::new(),
            })
            .collect();
        align(&cells)
    }

    #[test]
    fn numbers_part_at_the_point() {
        for (print, before) in [
            ("6.4%", "6"),
            ("11.7万", "11"),
            ("1,234*", "1,234"),
            ("1,234.5", "1,234"),
            ("12,34", "12"),
            ("１，２３４", "１，２３４"),
            ("６．４％", "６"),
            ("(5)", "(5"),
            ("-0.5", "-0"),
            ("<1", "<1"),
            ("约200", "约200"),
            ("5万多", "5"),
            ("100万次以上", "100"),
            ("十二", "十二"),
            ("三百余", "三百"),
            ("没有", "没有"),
            ("1 234 567", "1 234 567"),
            ("12 件", "12"),
        ] {
            assert_eq!(at_point(print).0, before, "{print}");
        }
    }

    #[test]
    fn points_line_up() {
        let aligned = numbers(&["6.4%", "11.7万", "1,234*", "5", "１２．５％", "约200"]);
        assert_eq!(
            aligned,
            [
                "    6.4%   ",
                "   11.7万  ",
                "1,234*     ",
                "    5      ",
                " １２．５％",
                "约200      ",
            ]
        );
        let widths: Vec<usize> = aligned.iter().map(|text| width(text)).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn words_end_at_the_point_where_they_fit() {
        let cell = |text: &str, number| Cell {
            text: text.to_owned(),
            number,
            signs: String::new(),
        };
        let cells = [
            cell("312.5%", true),
            cell("—", false),
            cell("abcde", false),
            cell("", false),
        ];
        assert_eq!(align(&cells), ["312.5%", "  —   ", " abcde", "      "]);
    }

    #[test]
    fn signs_stand_in_a_column_of_their_own() {
        let cell = |text: &str, signs: &str| Cell {
            text: text.to_owned(),
            number: true,
            signs: signs.to_owned(),
        };
        let cells = [cell("86%", "[1]"), cell("7", ""), cell("9.25", "[1][12]")];
        assert_eq!(
            align(&cells),
            ["86%   [1]    ", " 7           ", " 9.25 [1][12]",]
        );
    }

    #[test]
    fn long_words_wrap_and_numbers_do_not() {
        let number = "1".repeat(40);
        let cells = [
            Cell {
                text: "x".repeat(30),
                ..Cell::default()
            },
            Cell {
                text: number.clone(),
                number: true,
                ..Cell::default()
            },
        ];
        let aligned = align(&cells);
        assert_eq!(aligned[1], number);
        assert_eq!(aligned[0].lines().count(), 2);
    }
}
