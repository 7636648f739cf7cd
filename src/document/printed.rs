//! A text put together from runs, as documents print it. What cannot be seen is
//! dropped, and what is raised is told apart: the mark of a footnote is no digit
//! of the figure before it, and a power (10², m³) is no mark.

/// How a run is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it stands on the line.
    pub rise: Rise,
}

/// Where a run stands by the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rise {
    /// On it.
    #[default]
    Level,
    /// Above: a mark, a power, the end of an ordinal.
    Raised,
    /// Below.
    Lowered,
    /// Above, and surely the mark of a footnote.
    Mark,
}

/// A text that is put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    text: String,
    /// The stretches that do not stand on the line, in order.
    off_line: Vec<(usize, usize, Rise)>,
    bold: bool,
    plain: bool,
}

/// The digits and signs that can be printed above the line, as they are there.
const RAISED: [(char, char); 14] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('–', '⁻'),
];
/// Letters of footnotes, as they are above the line.
const RAISED_LETTERS: &str = "aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ";
/// What marks footnotes beside numbers and letters.
const SIGNS: &str = "*＊†‡§¶#※△▲★☆";
/// Units of length, whose squares and cubes are units.
const LENGTHS: [&str; 12] = [
    "m", "km", "cm", "dm", "mm", "μm", "µm", "nm", "hm", "ft", "in", "mi",
];

impl Printed {
    /// Whether nothing can be seen of it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold && !self.plain
    }

    /// How long it is, in bytes.
    #[cfg(feature = "html")]
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// How much white space it begins with: a wide space counts for two.
    pub(super) fn lead(&self) -> usize {
        let lead = self.text.chars().take_while(|c| c.is_whitespace());
        lead.map(|c| 1 + usize::from(is_wide(c))).sum()
    }

    /// Adds a run.
    pub(super) fn push(&mut self, run: &str, face: Face) {
        let start = self.text.len();
        self.text.extend(run.chars().filter_map(seen));
        self.close(start, face);
    }

    /// Adds a run of a text in which white space is one space, however long,
    /// and none at the beginning of a line.
    pub(super) fn push_flowing(&mut self, run: &str, face: Face) {
        let start = self.text.len();
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let (gap, end) = match space(first) {
                true => (true, rest.find(|c| !space(c))),
                false => (false, rest.find(space)),
            };
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after;
            if !gap {
                self.text.extend(part.chars().filter_map(seen));
                continue;
            }
            let last = self.text.chars().next_back();
            // A line of the source that was broken between two characters which
            // are written without spaces.
            let wide = |c: Option<char>| c.is_some_and(is_wide);
            let broken = part.contains('\n') && wide(last) && wide(rest.chars().next());
            if !broken && !matches!(last, None | Some(' ' | '\n')) {
                self.text.push(' ');
            }
        }
        self.close(start, face);
    }

    /// Keeps how a run that was added is printed.
    fn close(&mut self, start: usize, face: Face) {
        let end = self.text.len();
        if self.text[start..].trim().is_empty() && face.rise != Rise::Mark {
            return;
        }
        match face.bold {
            true => self.bold = true,
            false => self.plain = true,
        }
        match self.off_line.last_mut() {
            Some((_, last, rise)) if *last == start && *rise == face.rise => *last = end,
            _ if face.rise == Rise::Level => {}
            _ => self.off_line.push((start, end, face.rise)),
        }
    }

    /// Adds another text.
    pub(super) fn append(&mut self, other: Printed) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.off_line.into_iter();
        let moved = moved.map(|(from, to, rise)| (start + from, start + to, rise));
        self.off_line.extend(moved);
        self.bold |= other.bold;
        self.plain |= other.plain;
    }

    /// The text of a cell without the marks of its footnotes, and these.
    pub(super) fn into_cell(self) -> (String, Vec<String>) {
        let mut marks = Vec::new();
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end, rise) in &self.off_line {
            text.push_str(&self.text[from..*start]);
            from = *end;
            let run = &self.text[*start..*end];
            let found = match rise {
                _ if text.trim().is_empty() => None,
                Rise::Raised if is_power(&text, run, &self.text[*end..]) => None,
                Rise::Raised | Rise::Mark => marks_in(run),
                Rise::Level | Rise::Lowered => None,
            };
            match found {
                Some(found) => marks.extend(found),
                None => off_line(&mut text, run, *rise),
            }
        }
        text.push_str(&self.text[from..]);
        let mut text = trimmed(text);
        let last = last_marks(&text);
        if last < text.len() {
            let plain = text[last..].chars().map(lowered);
            marks.push(plain.collect());
            text.truncate(last);
        }
        (text, marks)
    }

    /// The text of a paragraph: what is raised stays so, and what is surely the
    /// mark of a footnote is left out. Its lines end with `\n`.
    pub(super) fn into_text(self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end, rise) in &self.off_line {
            text.push_str(&self.text[from..*start]);
            from = *end;
            let run = &self.text[*start..*end];
            if *rise != Rise::Mark || text.trim().is_empty() {
                off_line(&mut text, run, *rise);
            }
        }
        text.push_str(&self.text[from..]);
        text
    }
}

/// A character as it is printed; none of what cannot be seen.
fn seen(c: char) -> Option<char> {
    match c {
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        '\t' | '\r' => Some(' '),
        '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c => Some(c),
    }
}

/// Whether a character is of a script that is written without spaces, or of its
/// punctuation.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// The text without white space around it.
fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    let lead = text.len() - text.trim_start().len();
    text.drain(..lead);
    text
}

/// Adds a run that does not stand on the line, so that its digits are none of
/// the number before it.
fn off_line(text: &mut String, run: &str, rise: Rise) {
    let behind_digit = text.ends_with(|c: char| c.is_ascii_digit());
    match rise {
        Rise::Raised | Rise::Mark => {
            // Several letters are the end of a word: 1st, 2nd, 3ème.
            let letters = run.chars().filter(|c| c.is_alphabetic()).count();
            let known = |c: char| raised(c).is_some() || !c.is_alphanumeric();
            let all = letters < 2 && run.chars().all(known);
            let shown = |c: char| raised(c).filter(|_| all).unwrap_or(c);
            text.extend(run.chars().map(shown));
        }
        Rise::Lowered if behind_digit => text.extend(run.chars().map(|c| match c {
            '0'..='9' => char::from_u32(0x2080 + u32::from(c) - 0x30).unwrap_or(c),
            c => c,
        })),
        Rise::Lowered | Rise::Level => text.push_str(run),
    }
}

/// A digit, a sign or a letter as it is above the line.
fn raised(c: char) -> Option<char> {
    let found = RAISED.iter().find(|(plain, _)| *plain == c);
    let letter = || {
        let mut letters = RAISED_LETTERS.chars();
        letters.find(|letter| *letter == c)?;
        letters.next().filter(|_| c.is_ascii_lowercase())
    };
    found.map(|(_, raised)| *raised).or_else(letter)
}

/// A digit above the line as it is on it.
fn lowered(c: char) -> char {
    let found = RAISED.iter().find(|(_, raised)| *raised == c);
    found.map_or(c, |(plain, _)| *plain)
}

/// Whether a raised run is a power of what stands before it.
fn is_power(before: &str, run: &str, after: &str) -> bool {
    let run = run.trim();
    let digits = run.trim_start_matches(['-', '−', '–', '+']);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let before = before.trim_end();
    let ten = before.strip_suffix("10").map(str::trim_end);
    let times = |text: &str| text.ends_with(['×', 'x', 'X', '*', '·', '✕', '＊']);
    let goes_on = || after.trim_start().starts_with(char::is_alphabetic);
    if let Some(rest) =
        ten.filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit() || ".,".contains(c)))
    {
        return times(rest) || goes_on() || digits.len() < run.len();
    }
    digits.len() < run.len() || (matches!(digits, "2" | "3") && is_length(before))
}

/// Whether a text ends with a unit of length, or one letter by itself.
fn is_length(text: &str) -> bool {
    let letters = text.chars().rev();
    let letters = letters.take_while(|c| c.is_alphabetic() && !is_wide(*c));
    // No unit is longer than two letters.
    let letters: Vec<char> = letters.take(3).collect();
    let word: String = letters.iter().rev().collect();
    LENGTHS.contains(&word.as_str()) || letters.len() == 1
}

/// The marks of footnotes that a raised run is; none where it is something else.
fn marks_in(run: &str) -> Option<Vec<String>> {
    let parts = run.split([',', '，', '、', ';', '；', ' ', '\u{A0}']);
    let bare = |part: &str| {
        let brackets = |c: char| "()[]（）【】〔〕［］".contains(c);
        part.trim().trim_matches(brackets).to_owned()
    };
    let marks: Vec<String> = parts.map(bare).filter(|part| !part.is_empty()).collect();
    let is_mark = |mark: &String| {
        let number = mark.strip_prefix(['注', '註']).unwrap_or(mark);
        let digits = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        let letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic());
        let roman = number.len() <= 4 && number.bytes().all(|byte| b"ivx".contains(&byte));
        let circled = |c: char| matches!(c, '①'..='⑳' | '❶'..='❿');
        let sign = |c: char| circled(c) || SIGNS.contains(c);
        digits || letter || roman || number.chars().all(sign)
    };
    (!marks.is_empty() && marks.iter().all(is_mark)).then_some(marks)
}

/// Where the marks begin that are written with raised digits at the end of a
/// cell, behind a figure or a word.
fn last_marks(text: &str) -> usize {
    let rest = text.trim_end_matches(|c| lowered(c) != c && !"⁺⁻".contains(c));
    let run: String = text[rest.len()..].chars().map(lowered).collect();
    let signed = rest.ends_with(['⁺', '⁻']);
    match rest.trim().is_empty() || run.is_empty() || signed || is_power(rest, &run, "") {
        true => text.len(),
        false => rest.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(runs: &[(&str, Rise)]) -> Printed {
        let mut printed = Printed::default();
        for (text, rise) in runs {
            printed.push(
                text,
                Face {
                    rise: *rise,
                    bold: false,
                },
            );
        }
        printed
    }

    #[test]
    fn a_raised_digit_behind_a_figure_is_a_mark() {
        use Rise::{Level, Lowered, Mark, Raised};
        for (runs, text, marks) in [
            (&[("86%", Level), ("1", Raised)][..], "86%", &["1"][..]),
            (&[("1,234", Level), ("a,b", Raised)], "1,234", &["a", "b"]),
            (&[("1,234", Level), ("(2)", Raised)], "1,234", &["2"]),
            (
                &[("合计", Level), ("1", Raised), (",2", Raised)],
                "合计",
                &["1", "2"],
            ),
            (
                &[("12", Level), ("3", Mark), (" 人", Level)],
                "12 人",
                &["3"],
            ),
            (
                &[("面积（km", Level), ("2", Raised), ("）", Level)],
                "面积（km²）",
                &[],
            ),
            (&[("1.2×10", Level), ("4", Raised)], "1.2×10⁴", &[]),
            (&[("10", Level), ("4", Raised), ("元", Level)], "10⁴元", &[]),
            (&[("10", Level), ("1", Raised)], "10", &["1"]),
            (
                &[("510", Level), ("2", Raised), (" km", Level)],
                "510 km",
                &["2"],
            ),
            (&[("s", Level), ("-1", Raised)], "s⁻¹", &[]),
            (
                &[("1", Level), ("st", Raised), (" half", Level)],
                "1st half",
                &[],
            ),
            (&[("CO", Level), ("2", Lowered)], "CO2", &[]),
            (&[("12", Level), ("2", Lowered)], "12₂", &[]),
            (
                &[("1", Raised), (" Preliminary.", Level)],
                "¹ Preliminary.",
                &[],
            ),
            (&[("12¹", Level)], "12", &["1"]),
            (&[("12 m²", Level)], "12 m²", &[]),
            (&[("1.2×10⁴", Level)], "1.2×10⁴", &[]),
            (
                &[("注册资本", Level), ("注1", Raised)],
                "注册资本",
                &["注1"],
            ),
        ] {
            let (found, found_marks) = with(runs).into_cell();
            assert_eq!(
                (found.as_str(), &found_marks[..]),
                (
                    text,
                    &marks.iter().map(|m| m.to_string()).collect::<Vec<_>>()[..]
                ),
                "{runs:?}"
            );
        }
    }

    #[test]
    fn in_running_text_what_is_raised_stays_so() {
        use Rise::{Level, Mark, Raised};
        let text = with(&[
            ("about 10", Level),
            ("2", Raised),
            (" or 86%", Level),
            ("1", Mark),
            (".", Level),
        ]);
        assert_eq!(text.into_text(), "about 10² or 86%.");
    }

    #[test]
    fn what_cannot_be_seen_is_dropped_and_white_space_flows() {
        let mut printed = Printed::default();
        let face = Face::default();
        printed.push("1\u{AD}2\u{200B}\u{A0}３\u{FEFF}", face);
        assert_eq!(printed.into_text(), "12\u{A0}３");
        let mut printed = Printed::default();
        printed.push_flowing(" \n 共受理\n  申请 ", face);
        printed.push_flowing("\t 12\n件 ", face);
        assert_eq!(printed.into_text(), "共受理申请 12 件 ");
    }
}
