//! Parts of lines that stand below each other: how a line is parted, and where
//! the columns of some lines begin and end.

use super::letters::is_wide;
use super::page::Glyph;
use super::text::{Line, union};
use crate::place::PageBox;

/// A part of a line, set off by gaps.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its glyphs, by their number on the page.
    pub glyphs: Vec<usize>,
    /// Where it is printed.
    pub area: PageBox,
}

/// A line and its parts.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What it stands on.
    pub base: i32,
    /// The size of its letters.
    pub size: i32,
    /// Its parts, from left to right.
    pub parts: Vec<Part>,
    /// Whether dots lead the eye through it.
    pub leads: bool,
}

impl Part {
    /// Whether it is a figure without words.
    pub(super) fn is_figure(&self, glyphs: &[Glyph]) -> bool {
        is_figure(&written(glyphs, self))
    }
}

/// A line in parts: at gaps wider than a word's, and at rows of dots.
pub(super) fn row(glyphs: &[Glyph], line: &Line) -> Row {
    let leader = leaders(glyphs, line);
    let mut parts: Vec<Part> = Vec::new();
    let (mut parted, mut blanks) = (true, Vec::<usize>::new());
    for (index, &at) in line.glyphs.iter().enumerate() {
        let glyph = &glyphs[at];
        if leader[index] {
            parted = true;
            continue;
        }
        if glyph.is_blank() {
            blanks.push(at);
            continue;
        }
        let blanks = std::mem::take(&mut blanks);
        let wide = |&&at: &&usize| glyphs[at].text == "\u{3000}";
        let spaced = (1..=2).contains(&blanks.iter().filter(wide).count());
        let before = parts.last_mut().filter(|part| {
            let gap = glyph.area.left - part.area.right;
            let wide = spaced && gap <= line.size * 5 / 2;
            !parted && (wide || gap <= room(glyphs, part, glyph, line.size))
        });
        match before {
            Some(part) => {
                part.area = union(part.area, glyph.area);
                part.glyphs.extend(blanks);
                part.glyphs.push(at);
            }
            None => parts.push(Part {
                glyphs: vec![at],
                area: glyph.area,
            }),
        }
        parted = false;
    }
    Row {
        base: line.base,
        size: line.size,
        parts: put_together(glyphs, parts, line.size),
        leads: leader.contains(&true),
    }
}

/// The widest gap within a part: words stand near each other, and Chinese ones
/// may be spaced by the width of one character.
fn room(glyphs: &[Glyph], part: &Part, next: &Glyph, size: i32) -> i32 {
    let mut last = part.glyphs.iter().rev().map(|&at| &glyphs[at]);
    let last = last.find(|glyph| !glyph.is_blank());
    let wide = |glyph: &Glyph| glyph.text.chars().any(is_wide);
    match last.is_some_and(wide) && wide(next) {
        true => size * 13 / 10,
        false => size * 4 / 5,
    }
}

/// Which glyphs of a line are in a row of dots that leads the eye.
fn leaders(glyphs: &[Glyph], line: &Line) -> Vec<bool> {
    let dot = |at: usize| matches!(glyphs[at].text.as_str(), "." | "·" | "․" | "‥" | "…" | "_");
    let mut leader = vec![false; line.glyphs.len()];
    let mut from = 0;
    while from < leader.len() {
        let run = line.glyphs[from..]
            .iter()
            .take_while(|&&at| dot(at) || glyphs[at].is_blank());
        let run = run.count();
        let dots = line.glyphs[from..from + run]
            .iter()
            .filter(|&&at| dot(at))
            .count();
        if dots >= 4 {
            leader[from..from + run].fill(true);
        }
        from += run.max(1);
    }
    leader
}

/// Puts together what gaps part and what is one: a currency sign and its figure,
/// a sign behind a figure, the two characters of 合　计.
fn put_together(glyphs: &[Glyph], parts: Vec<Part>, size: i32) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        let one = out.last().is_some_and(|before| {
            let gap = part.area.left - before.area.right;
            let (a, b) = (written(glyphs, before), written(glyphs, &part));
            let currency = is_all(&a, is_currency)
                && b.starts_with(|c: char| c.is_ascii_digit() || "(-−–".contains(c));
            let behind =
                is_all(&b, |c| "%)％）".contains(c)) && a.ends_with(|c: char| c.is_ascii_digit());
            let spread = is_single(&a) && is_single(&b)
                || a.chars().count() < 4 && is_all(&a, is_wide) && is_single(&b) && gap <= size * 2;
            currency && gap <= size * 8 || behind && gap <= size * 2 || spread && gap <= size * 4
        });
        match out.last_mut().filter(|_| one) {
            Some(before) => {
                before.area = union(before.area, part.area);
                before.glyphs.extend(part.glyphs);
            }
            None => out.push(part),
        }
    }
    out
}

pub(super) fn written(glyphs: &[Glyph], part: &Part) -> String {
    let solid = part.glyphs.iter().map(|&at| &glyphs[at]);
    let solid = solid.filter(|glyph| !glyph.is_blank());
    solid.map(|glyph| glyph.text.as_str()).collect()
}

fn is_all(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}

fn is_single(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_wide) && letters.next().is_none()
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '¢' | '£' | '¥' | '€' | '₹' | '＄' | '￥')
}

/// By how much two areas lie above each other.
pub(super) fn overlap(a: (i32, i32), b: (i32, i32)) -> i32 {
    a.1.min(b.1) - a.0.max(b.0)
}

pub(super) fn sides(part: &Part) -> (i32, i32) {
    (part.area.left, part.area.right)
}

/// Parts that lie above each other.
struct Stack {
    place: (i32, i32),
    /// The lines that they are of.
    lines: Vec<usize>,
    /// Whether all are above the first figures.
    head: bool,
    /// Whether all are below.
    body: bool,
    /// Whether none is a figure.
    words: bool,
}

/// Where the columns begin and end, from the parts that do not lie over several
/// parts of another line. A title that is set otherwise than the figures below
/// it is of their column, and so are labels that are set in.
pub(super) fn columns(glyphs: &[Glyph], rows: &[Row]) -> Option<Vec<(i32, i32)>> {
    let full: Vec<&Row> = rows.iter().filter(|row| row.parts.len() >= 2).collect();
    let spans = |part: &Part| {
        full.iter().any(|row| {
            let over = |other: &&Part| {
                let common = overlap(sides(part), sides(other));
                common * 5 > (other.area.right - other.area.left).max(1)
            };
            row.parts.iter().filter(over).count() >= 2
        })
    };
    let body = full
        .iter()
        .position(|row| row.parts.iter().any(|part| is_value(glyphs, part)));
    let body = body.unwrap_or(0);
    let all = |(line, row): (usize, &&Row)| -> Vec<(usize, Part)> {
        let parts = row.parts.iter().filter(|part| line < body || !spans(part));
        parts.map(|part| (line, part.clone())).collect()
    };
    let mut single: Vec<(usize, Part)> = full.iter().enumerate().flat_map(all).collect();
    single.sort_unstable_by_key(|(line, part)| (*line < body, sides(part)));
    let mut stacks: Vec<Stack> = Vec::new();
    for (line, part) in single {
        let (from, to) = sides(&part);
        let (head, words) = (line < body, !part.is_figure(glyphs));
        let under = |stack: &Stack| from < stack.place.1 - 50 && to > stack.place.0 + 50;
        let mut below = (0..stacks.len()).filter(|&at| under(&stacks[at]));
        let (found, more) = (below.next(), below.next());
        match found {
            Some(at) if more.is_some() => over_several(&mut stacks, at, (from, to), line),
            Some(at) => {
                let stack = &mut stacks[at];
                if stack.head || !head {
                    stack.place = (stack.place.0.min(from), stack.place.1.max(to));
                }
                stack.lines.push(line);
                stack.head &= head;
                stack.body &= !head;
                stack.words &= words;
            }
            None => stacks.push(Stack {
                place: (from, to),
                lines: vec![line],
                head,
                body: !head,
                words,
            }),
        }
    }
    stacks.sort_unstable_by_key(|stack| stack.place);
    unite(&mut stacks);
    let places: Vec<(i32, i32)> = stacks.iter().map(|stack| stack.place).collect();
    (places.len() >= 2).then_some(places)
}

/// What stands over several columns makes none; but where no line has parts in
/// both, what it stands over is one column.
fn over_several(stacks: &mut Vec<Stack>, at: usize, place: (i32, i32), line: usize) {
    let under = |stack: &Stack| place.0 < stack.place.1 - 50 && place.1 > stack.place.0 + 50;
    let others: Vec<usize> = (at + 1..stacks.len())
        .filter(|&other| under(&stacks[other]))
        .collect();
    let apart = |a: &Stack, b: &Stack| a.lines.iter().all(|line| !b.lines.contains(line));
    if others.len() == 1 && apart(&stacks[at], &stacks[others[0]]) {
        let other = stacks.remove(others[0]);
        join(&mut stacks[at], other);
        stacks[at].lines.push(line);
        stacks[at].body = false;
    }
}

/// Unites stacks beside each other that are one column.
fn unite(stacks: &mut Vec<Stack>) {
    let apart = |a: &Stack, b: &Stack| a.lines.iter().all(|line| !b.lines.contains(line));
    // Labels that are set in from others.
    let labels = |stack: &Stack| stack.words && !stack.head;
    while stacks.len() > 2
        && labels(&stacks[0])
        && labels(&stacks[1])
        && apart(&stacks[0], &stacks[1])
    {
        let next = stacks.remove(1);
        join(&mut stacks[0], next);
    }
    let under = |head: &Stack, other: Option<&Stack>| {
        other.is_some_and(|other| other.body && apart(head, other))
    };
    let heads: Vec<usize> = (0..stacks.len()).filter(|&at| stacks[at].head).collect();
    let right = heads
        .iter()
        .all(|&at| under(&stacks[at], stacks.get(at + 1)));
    let left = heads
        .iter()
        .all(|&at| at > 0 && under(&stacks[at], stacks.get(at - 1)));
    for at in heads.into_iter().rev() {
        if at >= stacks.len() {
            continue;
        }
        let after = under(&stacks[at], stacks.get(at + 1));
        let before = at > 0 && under(&stacks[at], stacks.get(at - 1));
        let gap = |a: usize, b: usize| stacks[b].place.0 - stacks[a].place.1;
        let takes_after =
            after && (right || !before || !left && gap(at, at + 1) <= gap(at - 1, at));
        if takes_after {
            let next = stacks.remove(at + 1);
            join(&mut stacks[at], next);
        } else if before {
            let head = stacks.remove(at);
            join(&mut stacks[at - 1], head);
        }
    }
}

fn join(stack: &mut Stack, other: Stack) {
    stack.place = match (stack.head, other.head) {
        (true, false) => other.place,
        (false, true) => stack.place,
        _ => (
            stack.place.0.min(other.place.0),
            stack.place.1.max(other.place.1),
        ),
    };
    stack.lines.extend(other.lines);
    stack.head &= other.head;
    stack.body &= other.body;
    stack.words &= other.words;
}

/// Whether a part is a figure that is no year.
pub(super) fn is_value(glyphs: &[Glyph], part: &Part) -> bool {
    let text = written(glyphs, part);
    let year = text.len() == 4 && ("1900".."2100").contains(&text.as_str());
    is_figure(&text) && !year
}

/// The first and the last column that a part lies over by half; the one that it
/// stands in where there is none or one.
pub(super) fn reach(part: &Part, columns: &[(i32, i32)]) -> (usize, usize) {
    let over = |column: &(i32, i32)| overlap(sides(part), *column) * 2 > column.1 - column.0;
    let first = columns.iter().position(over);
    let last = columns.iter().rposition(over);
    match first.zip(last) {
        Some((first, last)) if first < last => (first, last),
        _ => {
            let home = home(part, columns);
            (home, home)
        }
    }
}

/// The words of a part that lies over several columns, by the column that each
/// stands in; none where they are one text: the gaps between columns are wider
/// than those between its words.
pub(super) fn pieces(
    glyphs: &[Glyph],
    part: &Part,
    columns: &[(i32, i32)],
    size: i32,
) -> Option<Vec<(usize, Part)>> {
    let mut words: Vec<Part> = Vec::new();
    let solid = part.glyphs.iter().filter(|&&at| !glyphs[at].is_blank());
    for &at in solid {
        let area = glyphs[at].area;
        let near = |word: &&mut Part| area.left - word.area.right <= size / 10;
        match words.last_mut().filter(near) {
            Some(word) => {
                word.area = union(word.area, area);
                word.glyphs.push(at);
            }
            None => words.push(Part {
                glyphs: vec![at],
                area,
            }),
        }
    }
    let gaps: Vec<i32> = words
        .windows(2)
        .map(|pair| pair[1].area.left - pair[0].area.right)
        .collect();
    let mut widths = gaps.clone();
    widths.sort_unstable();
    widths.dedup();
    let parted = |width: &i32| {
        let within = gaps.iter().filter(|gap| *gap < width).max().copied();
        let wide = written(glyphs, part).contains(is_wide);
        let clear = *width > within.unwrap_or(0) + size / 12 && (wide || *width * 100 > size * 42);
        let figures = words.iter().all(|word| word.is_figure(glyphs));
        // As many words as columns, each over its own: `Plan  Actual`.
        let least = if words.len() > 2 { 31 } else { 35 };
        let each = within.is_none() && *width * 100 > size * least;
        (clear || figures || each).then(|| at_gaps(&words, &gaps, *width, columns))?
    };
    let found = widths.iter().find_map(parted);
    found.or_else(|| at_edges(&words, columns, size))
}

/// Words put together but where one ends with the figures of its column, and the
/// next begins behind these: `2022 2023`, `Mar 23 Total` over figures that end
/// alike.
fn at_edges(words: &[Part], columns: &[(i32, i32)], size: i32) -> Option<Vec<(usize, Part)>> {
    let mut out: Vec<(usize, Part)> = Vec::new();
    let mut open: Option<Part> = None;
    for (at, word) in words.iter().enumerate() {
        let part = match open.take() {
            Some(mut part) => {
                part.area = union(part.area, word.area);
                part.glyphs.extend(&word.glyphs);
                part
            }
            None => word.clone(),
        };
        let ends = |column: &(i32, i32)| (word.area.right - column.1).abs() <= size / 4;
        let next = words.get(at + 1);
        let edge = columns.iter().position(ends).filter(|column| {
            next.is_some_and(|next| {
                next.area.left > columns[*column].1 && column + 1 < columns.len()
            })
        });
        match (edge, next) {
            (Some(column), _) => out.push((column, part)),
            (None, None) => {
                let last = out.last()?.0;
                let own = home(&part, columns);
                let over = overlap(sides(&part), columns[own]) > 0;
                out.push((if over { own } else { last + 1 }, part));
            }
            _ => open = Some(part),
        }
    }
    let own = out.windows(2).all(|pair| pair[0].0 < pair[1].0);
    (own && out.len() >= 2).then_some(out)
}

/// Words put together but at gaps of a width, where each stands in a column of
/// its own.
fn at_gaps(
    words: &[Part],
    gaps: &[i32],
    width: i32,
    columns: &[(i32, i32)],
) -> Option<Vec<(usize, Part)>> {
    let mut out: Vec<Part> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let joins = at > 0 && gaps[at - 1] < width;
        match out.last_mut().filter(|_| joins) {
            Some(last) => {
                last.area = union(last.area, word.area);
                last.glyphs.extend(&word.glyphs);
            }
            None => out.push(word.clone()),
        }
    }
    let homes: Vec<usize> = out.iter().map(|part| home(part, columns)).collect();
    let own = homes.windows(2).all(|pair| pair[0] < pair[1]);
    (own && out.len() >= 2).then(|| homes.into_iter().zip(out).collect())
}

/// The column that a word stands in: the one that it lies over most, or the
/// nearest.
fn home(word: &Part, columns: &[(i32, i32)]) -> usize {
    let over = |at: &usize| overlap(sides(word), columns[*at]);
    (0..columns.len()).max_by_key(over).unwrap_or(0)
}

/// Whether a text holds digits and no letters.
pub(super) fn is_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}
