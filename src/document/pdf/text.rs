//! Glyphs become lines, and lines become text: spaces where the print has them,
//! small raised marks told from the letters before them, and lines that only
//! the width of a column parted joined again.

use super::letters::{is_wide, lowered, raised};
use super::page::{Glyph, turned};
use crate::place::PageBox;

/// A line of glyphs, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its glyphs, by their number on the page.
    pub glyphs: Vec<usize>,
    /// Where it is printed.
    pub area: PageBox,
    /// What its letters stand on.
    pub base: i32,
    /// The size of its letters.
    pub size: i32,
}

/// A letter of a text, and whether it is a small one above the line.
type Letter = (char, bool);

/// The text of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CellText {
    /// Its text without the marks of footnotes.
    pub text: String,
    /// The marks.
    pub footnotes: Vec<String>,
}

/// The smallest area that holds both.
pub(super) fn union(a: PageBox, b: PageBox) -> PageBox {
    PageBox {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }
}

/// The smallest area that holds some glyphs.
pub(super) fn area_of(glyphs: &[Glyph], these: &[usize]) -> Option<PageBox> {
    these.iter().map(|&at| glyphs[at].area).reduce(union)
}

/// The lines of some glyphs, from top to bottom. Larger letters make the lines,
/// smaller ones join the line that they touch.
pub(super) fn lines(glyphs: &[Glyph], these: &[usize]) -> Vec<Line> {
    let mut order: Vec<usize> = these.to_vec();
    order.retain(|&at| !glyphs[at].text.is_empty());
    order.sort_by_key(|&at| {
        let glyph = &glyphs[at];
        (-glyph.size / 50, glyph.base, glyph.area.left)
    });
    let mut lines: Vec<Line> = Vec::new();
    for at in order {
        let glyph = &glyphs[at];
        let home = lines.iter_mut().filter_map(|line| {
            let away = distance(line, glyph)?;
            Some((away, line))
        });
        match home.min_by_key(|(away, _)| *away) {
            Some((_, line)) => {
                line.glyphs.push(at);
                line.area = union(line.area, glyph.area);
            }
            None if glyph.is_blank() => {}
            None => lines.push(Line {
                glyphs: vec![at],
                area: glyph.area,
                base: glyph.base,
                size: glyph.size,
            }),
        }
    }
    lines.sort_by_key(|line| (line.base, line.area.left));
    for line in &mut lines {
        line.glyphs.sort_by_key(|&at| (glyphs[at].area.left, at));
    }
    lines
}

/// How far a glyph is from standing on a line, where it may belong to it.
fn distance(line: &Line, glyph: &Glyph) -> Option<u32> {
    let up = line.base - glyph.base;
    let away = up.unsigned_abs();
    if away * 100 <= line.size.unsigned_abs() * 30 {
        return Some(away);
    }
    let small = glyph.size * 100 <= line.size * 85;
    let beside = glyph.area.left <= line.area.right + line.size / 2
        && glyph.area.right >= line.area.left - line.size / 2;
    let near = (-line.size * 35..=line.size * 70).contains(&(up * 100));
    (small && beside && near).then_some(away)
}

/// The letters of some glyphs of one line.
pub(super) fn letters(glyphs: &[Glyph], line: &Line, these: &[usize]) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    let space = space_width(glyphs, line, these);
    let mut before: Option<&Glyph> = None;
    let mut blank = false;
    for &at in these {
        let glyph = &glyphs[at];
        if glyph.is_blank() {
            blank |= !glyph.text.is_empty();
            if let Some(wide) = glyph.text.chars().find(|letter| *letter == '\u{3000}') {
                out.push((wide, false));
            }
            continue;
        }
        if let Some(before) = before {
            let gap = glyph.area.left - before.area.right;
            let touches = gap <= line.size / 50;
            if (blank && !touches) || (!blank && gap > inferred(before, glyph, space)) {
                out.push((' ', false));
            }
        }
        let small = glyph.size * 100 <= line.size * 85;
        let up = small && (line.base - glyph.base) * 100 > line.size * 12;
        let down = small && (glyph.base - line.base) * 100 > line.size * 6;
        for letter in glyph.text.chars() {
            out.push(match () {
                () if up => (letter, true),
                () if down => (lowered(letter).unwrap_or(letter), false),
                () => (letter, false),
            });
        }
        before = Some(glyph);
        blank = false;
    }
    tidy(out)
}

/// From which gap on a space stands between two letters of a line: more where
/// all its letters are spaced out.
fn space_width(glyphs: &[Glyph], line: &Line, these: &[usize]) -> i32 {
    let solid: Vec<&Glyph> = these.iter().map(|&at| &glyphs[at]).collect();
    let mut gaps: Vec<i32> = solid
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
        .map(|pair| pair[1].area.left - pair[0].area.right)
        .collect();
    gaps.sort_unstable();
    let usual = match gaps.len() {
        0..=2 => 0,
        count => gaps[count / 2].max(0),
    };
    usual + line.size / 6
}

/// The gap above which a space is printed between two letters, though none is
/// written.
fn inferred(before: &Glyph, after: &Glyph, space: i32) -> i32 {
    let wide = |glyph: &Glyph, last: bool| {
        let letter = match last {
            true => glyph.text.chars().next_back(),
            false => glyph.text.chars().next(),
        };
        letter.is_some_and(is_wide)
    };
    let size = before.size.max(after.size);
    match (wide(before, true), wide(after, false)) {
        (true, true) => size * 4 / 5,
        (false, false) => space,
        _ => size / 2,
    }
}

/// Letters without white space at their ends, and one space for several.
fn tidy(letters: Vec<Letter>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for (letter, up) in letters {
        let after_space = out.last().is_none_or(|(last, _)| last.is_whitespace());
        if letter == ' ' && after_space {
            continue;
        }
        out.push((letter, up));
    }
    while out.last().is_some_and(|(letter, _)| letter.is_whitespace()) {
        out.pop();
    }
    let blank = out.iter().take_while(|(letter, _)| letter.is_whitespace());
    let blank = blank.count();
    out.split_off(blank)
}

/// Letters as running text: digits above the line stay above it.
pub(super) fn plain(letters: &[Letter]) -> String {
    let write = |&(letter, up): &Letter| match up {
        true => raised(letter).unwrap_or(letter),
        false => letter,
    };
    letters.iter().map(write).collect()
}

/// The lines of a text as one: joined without a space next to Chinese
/// characters, with one elsewhere. `known` tells whether a word is one that the
/// document has elsewhere: a hyphen is undone for those only.
pub(super) fn join(mut lines: Vec<Vec<Letter>>, known: &dyn Fn(&str) -> bool) -> Vec<Letter> {
    lines.retain(|line| !line.is_empty());
    let mut out: Vec<Letter> = Vec::new();
    for line in lines {
        let (Some(&(last, _)), Some(&(first, _))) = (out.last(), line.first()) else {
            out.extend(line);
            continue;
        };
        let before_last = out.len().checked_sub(2).map(|at| out[at].0);
        let parted = |is: fn(char) -> bool| last == '-' && before_last.is_some_and(is);
        if parted(char::is_alphanumeric) {
            let word = parted(char::is_alphabetic) && first.is_lowercase();
            if word && known(&rejoined(&out, &line)) {
                out.pop();
            }
        } else if !is_wide(last) && !is_wide(first) {
            out.push((' ', false));
        }
        out.extend(line);
    }
    out
}

/// The word that a hyphen at a line's end parts, without the hyphen.
fn rejoined(before: &[Letter], after: &[Letter]) -> String {
    let letters = |letter: &&Letter| letter.0.is_alphabetic();
    let mut head: Vec<char> = before[..before.len() - 1]
        .iter()
        .rev()
        .take_while(letters)
        .map(|letter| letter.0)
        .collect();
    head.reverse();
    let tail = after.iter().take_while(letters).map(|letter| letter.0);
    head.into_iter().chain(tail).collect()
}

/// The text of a cell whose glyphs are given, on an area as wide as the cell.
pub(super) fn cell(glyphs: &[Glyph], these: &[usize], width: i32) -> CellText {
    let mut texts: Vec<Vec<Letter>> = Vec::new();
    for turn in 0..4 {
        let here: Vec<usize> = these
            .iter()
            .copied()
            .filter(|&at| glyphs[at].turn == turn)
            .collect();
        if here.is_empty() {
            continue;
        }
        match turn {
            0 => texts.push(wrapped(glyphs, &lines(glyphs, &here), width)),
            _ => {
                let stood = stood_up(glyphs, &here, turn);
                let all: Vec<usize> = (0..stood.len()).collect();
                texts.push(wrapped(&stood, &lines(&stood, &all), 0));
            }
        }
    }
    texts.retain(|text| !text.is_empty());
    footnotes(&texts.join(&('\n', false)))
}

/// Glyphs that are turned against the page, turned back.
fn stood_up(glyphs: &[Glyph], these: &[usize], turn: u8) -> Vec<Glyph> {
    let back = (4 - turn) % 4;
    let stand = |&at: &usize| {
        let mut glyph = glyphs[at].clone();
        glyph.area = turned(glyph.area, back, 0, 0);
        glyph.base = glyph.area.bottom;
        glyph
    };
    these.iter().map(stand).collect()
}

/// Lines of a cell as one text. What the width of the cell alone parted is
/// joined; a break that was not needed, or that parts figures, stays.
fn wrapped(glyphs: &[Glyph], lines: &[Line], width: i32) -> Vec<Letter> {
    let texts: Vec<Vec<Letter>> = lines
        .iter()
        .map(|line| letters(glyphs, line, &line.glyphs))
        .collect();
    let stacked = |text: &Vec<Letter>| text.len() == 1 && is_wide(text[0].0);
    if texts.iter().all(stacked) {
        return texts.concat();
    }
    let mut out: Vec<Letter> = Vec::new();
    for (index, text) in texts.into_iter().enumerate() {
        if out.is_empty() {
            out = text;
            continue;
        }
        let needed = was_needed(glyphs, &lines[index - 1], &lines[index], width);
        let figures = is_figure(&out) && is_figure(&text);
        if needed && !figures {
            out = join(vec![out, text], &|_| false);
        } else {
            out.push(('\n', false));
            out.extend(text);
        }
    }
    out
}

/// Whether the next line of a label is one of its own: the line before had room
/// for its first word.
pub(super) fn parts_label(glyphs: &[Glyph], line: &Line, next: &Line, width: i32) -> bool {
    !was_needed(glyphs, line, next, width)
}

/// Whether a line is too long to take the first word of the next.
fn was_needed(glyphs: &[Glyph], line: &Line, next: &Line, width: i32) -> bool {
    let solid: Vec<&Glyph> = next.glyphs.iter().map(|&at| &glyphs[at]).collect();
    let Some(first) = solid.iter().find(|glyph| !glyph.is_blank()) else {
        return true;
    };
    let wide = |glyph: &Glyph| glyph.text.chars().all(is_wide);
    let word = solid
        .windows(2)
        .skip_while(|pair| pair[0].is_blank())
        .take_while(|pair| !pair[1].is_blank() && !wide(pair[0]) && !wide(pair[1]))
        .last();
    let end = word.map_or(first.area.right, |pair| pair[1].area.right);
    let left = width - (line.area.right - line.area.left);
    left < end - first.area.left + line.size * 5 / 4
}

/// Whether a text holds digits and no letters.
fn is_figure(text: &[Letter]) -> bool {
    text.iter().any(|(letter, _)| letter.is_ascii_digit())
        && !text.iter().any(|(letter, _)| letter.is_alphabetic())
}

/// Words behind which a raised digit is their own: m², km³.
const POWERS: [&str; 8] = ["m", "km", "cm", "mm", "dm", "hm", "ft", "s"];

/// Parts the marks of footnotes from a text: raised marks at a word's end. A
/// raised digit of a unit of measure, and one in the middle of a word, stays.
fn footnotes(letters: &[Letter]) -> CellText {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut found = Vec::new();
    let mut rest = letters;
    while let Some(&(letter, up)) = rest.first() {
        let length = match up || raised_digit(letter) {
            true => rest
                .iter()
                .take_while(|(l, up)| *up || raised_digit(*l))
                .count(),
            false => 0,
        };
        if length == 0 {
            out.push((letter, up));
            rest = &rest[1..];
            continue;
        }
        let (mark, after) = rest.split_at(length);
        let text: String = mark.iter().map(|(letter, _)| level(*letter)).collect();
        let ends = !after
            .first()
            .is_some_and(|(letter, _)| letter.is_alphanumeric());
        match ends && !out.is_empty() && is_mark(&text) && !is_power(&out, after) {
            true => found.extend(parts(&text)),
            false => out.extend(mark),
        }
        rest = after;
    }
    CellText {
        text: plain(&tidy(out)),
        footnotes: found,
    }
}

fn parts(mark: &str) -> impl Iterator<Item = String> {
    let parts = mark.split([',', '，', '、', ' ']);
    parts.filter(|part| !part.is_empty()).map(str::to_owned)
}

/// Whether a raised text is a mark: not the ending of an ordinal.
fn is_mark(text: &str) -> bool {
    let letters: String = text
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    !matches!(letters.as_str(), "st" | "nd" | "rd" | "th" | "er" | "TM")
}

/// Whether raised digits are a power: of a unit, or of a figure that more words
/// follow.
fn is_power(before: &[Letter], after: &[Letter]) -> bool {
    let word = before
        .iter()
        .rev()
        .take_while(|(letter, _)| letter.is_alphanumeric());
    let mut word: Vec<char> = word.map(|letter| letter.0).collect();
    word.reverse();
    let word: String = word.into_iter().collect();
    let ten = word == "10" && after.iter().any(|(letter, _)| letter.is_alphanumeric());
    POWERS.contains(&word.as_str()) || ten
}

fn raised_digit(letter: char) -> bool {
    matches!(letter, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// A digit that is written as a raised one, as a plain digit.
fn level(letter: char) -> char {
    let plain = |digit: &char| raised(*digit) == Some(letter);
    ('0'..='9').find(plain).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<Letter> {
        // `^` raises the next letter.
        let mut up = false;
        let mut out = Vec::new();
        for letter in text.chars() {
            match letter {
                '^' => up = true,
                _ => out.push((letter, std::mem::take(&mut up))),
            }
        }
        out
    }

    #[test]
    fn a_raised_mark_is_no_digit_of_the_figure() {
        let cases: [(&str, &str, &[&str]); 8] = [
            ("352.9^1", "352.9", &["1"]),
            ("Overtime^1^,^2", "Overtime", &["1", "2"]),
            ("352.9³", "352.9", &["3"]),
            ("Area, km^2", "Area, km²", &[]),
            ("10^6 kWh", "10⁶ kWh", &[]),
            ("the 5^t^h", "the 5th", &[]),
            ("12^a (net)", "12 (net)", &["a"]),
            ("CO^* emitted", "CO emitted", &["*"]),
        ];
        for (print, text, marks) in cases {
            let found = footnotes(&typed(print));
            assert_eq!(found.text, text, "{print}");
            assert_eq!(found.footnotes, marks, "{print}");
        }
    }

    #[test]
    fn lines_are_joined_as_they_were_parted() {
        let known = |word: &str| word == "services";
        let cases = [
            (["本年新收政府信", "息公开申请"], "本年新收政府信息公开申请"),
            (["令第711", "号"], "令第711号"),
            (["contracted", "services"], "contracted services"),
            (["serv-", "ices"], "services"),
            (["well-", "known"], "well-known"),
            (["2019-", "2023"], "2019-2023"),
        ];
        for ([a, b], joined) in cases {
            let text = join(vec![typed(a), typed(b)], &known);
            assert_eq!(plain(&text), joined);
        }
    }
}
