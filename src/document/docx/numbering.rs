//! The numbers that a word processor prints before the items of a list and
//! before headings: they stand nowhere in the text, and are counted here.

use super::super::told::Cause;
use super::super::xml::{Piece, Tag, Xml};
use std::collections::HashMap;
use std::io::BufRead;

/// How many levels a list has.
const LEVELS: usize = 9;
/// How long what is printed for a number may be, in characters.
const LONGEST: usize = 64;

/// How the items of one level of a list are numbered.
#[derive(Clone, Debug)]
struct Level {
    /// What numbers are written in.
    format: String,
    /// What is printed: `%1.%2`.
    text: String,
    /// The first number.
    start: u32,
    /// Whether nothing stands between the number and the text.
    close: bool,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            format: "decimal".to_owned(),
            text: String::new(),
            start: 1,
            close: false,
        }
    }
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// How lists are numbered, by the name of the kind.
    kinds: HashMap<String, Vec<Level>>,
    /// The kind of each list, and what it starts anew with.
    lists: HashMap<String, List>,
    /// How far each kind has counted.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

/// A list.
#[derive(Debug, Default)]
struct List {
    kind: String,
    /// Levels that start with a number of their own, once.
    starts: Vec<(usize, u32)>,
}

impl Numbering {
    /// Reads the part of a document that has them.
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Numbering, Cause> {
        let mut numbering = Numbering::default();
        let mut reading = Reading::default();
        let mut path: Vec<String> = Vec::new();
        loop {
            match xml.next()? {
                Piece::Open(tag) => {
                    let name = tag.name().to_owned();
                    numbering.open(&name, path.last().map(String::as_str), &tag, &mut reading);
                    path.push(name);
                }
                Piece::Close => drop(path.pop()),
                Piece::Text(_) => {}
                Piece::End => return Ok(numbering),
            }
        }
    }

    fn open(&mut self, name: &str, within: Option<&str>, tag: &Tag<'_>, reading: &mut Reading) {
        let value = || tag.get("val").unwrap_or_default().into_owned();
        let level = || tag.number("ilvl").unwrap_or(0).clamp(0, LEVELS as i64 - 1) as usize;
        let kind = self.kinds.entry(reading.kind.clone()).or_default();
        match (within, name) {
            (_, "abstractNum") => {
                reading.kind = tag.get("abstractNumId").unwrap_or_default().into_owned();
            }
            (Some("abstractNum"), "lvl") => {
                reading.level = level();
                let levels = reading.level + 1;
                kind.resize_with(levels.max(kind.len()), Level::default);
            }
            (Some("num"), "abstractNumId") => {
                self.lists.entry(reading.list.clone()).or_default().kind = value();
            }
            (Some("num"), "lvlOverride") => reading.level = level(),
            (Some("lvlOverride"), "startOverride") => {
                let list = self.lists.entry(reading.list.clone()).or_default();
                list.starts.push((reading.level, start(tag)));
            }
            (_, "num") => reading.list = tag.get("numId").unwrap_or_default().into_owned(),
            _ => {
                let level = kind.get_mut(reading.level);
                if let Some(level) = level.filter(|_| within == Some("lvl")) {
                    match name {
                        "numFmt" => level.format = value(),
                        "lvlText" => level.text = value().chars().take(LONGEST).collect(),
                        "start" => level.start = start(tag),
                        "suff" => level.close = value() == "nothing",
                        _ => {}
                    }
                }
            }
        }
    }

    /// The number of the next item of a list, as it is printed; none for
    /// bullets and for what is not numbered.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let list = self.lists.get_mut(list)?;
        let levels = self.kinds.get(&list.kind)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(list.kind.clone()).or_default();
        for (level, start) in list.starts.drain(..) {
            counts[level] = start.checked_sub(1);
        }
        for (upper, count) in levels.iter().zip(counts.iter_mut()).take(level) {
            count.get_or_insert(upper.start);
        }
        let last = counts[level];
        counts[level] = Some(last.map_or(own.start, |last| last.saturating_add(1)));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = own.text.clone();
        for (at, (level, count)) in levels.iter().zip(counts.iter()).enumerate() {
            let number = written(&level.format, count.unwrap_or(level.start));
            text = text.replace(&format!("%{}", at + 1), &number);
        }
        let wide = text.ends_with(super::super::printed::is_wide);
        let gap = if own.close || wide || text.is_empty() {
            ""
        } else {
            " "
        };
        Some(text + gap)
    }
}

/// What is being read.
#[derive(Default)]
struct Reading {
    kind: String,
    list: String,
    level: usize,
}

/// A number to start with.
fn start(tag: &Tag<'_>) -> u32 {
    tag.number("val").unwrap_or(1).clamp(0, 1 << 20) as u32
}

/// A number as a list prints it.
fn written(format: &str, number: u32) -> String {
    match format {
        "lowerLetter" => letter(number, 'a'),
        "upperLetter" => letter(number, 'A'),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let digit = |c: char| char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap_or(c);
            number.to_string().chars().map(digit).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x245F + number)
                .map(String::from)
                .unwrap_or_default()
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese(number),
        _ => number.to_string(),
    }
}

/// `a`, `b` … `z`, `aa`, `bb` …
fn letter(number: u32, first: char) -> String {
    let Some(before) = number.checked_sub(1) else {
        return "0".to_owned();
    };
    let letter = char::from_u32(u32::from(first) + before % 26).unwrap_or(first);
    let times = (before / 26 + 1).min(8) as usize;
    std::iter::repeat_n(letter, times).collect()
}

/// A Roman number.
pub(super) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

/// A Chinese number: 十一, 一百零三.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push_str(DIGITS[0]);
        }
        // 十一, not 一十一.
        if !(value == 10 && digit == 1 && text.is_empty()) {
            text.push_str(DIGITS[digit as usize]);
        }
        text.push_str(unit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_do() {
        for (format, number, text) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 11, "十一"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseCounting", 103, "一百零三"),
            ("chineseCounting", 1010, "一千零一十"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 49, "XLIX"),
            ("decimalEnclosedCircleChinese", 3, "③"),
            ("decimalFullWidth", 10, "１０"),
        ] {
            assert_eq!(written(format, number), text);
        }
    }
}
