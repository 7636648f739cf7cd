//! Years that are counted by an era: 令和3年度, 民國110年, พ.ศ. 2564. They are
//! put into those of the common calendar, whatever part of a year follows.

use super::way::Way;
use super::words;

/// A text with its years in the common calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Converted {
    /// The text.
    pub text: String,
    /// Where each of its bytes, and its end, stands in the text as written.
    pub origin: Vec<usize>,
    /// How its years are counted.
    pub way: Way,
    /// Whether the text itself says so: 令和3, not R3.
    pub sure: bool,
    /// Whether its year is a financial one: 令和3年度, ปีงบประมาณ 2564.
    pub financial: bool,
}

/// The eras of Japan: names, the letter, and the year before the first.
const JAPAN: [(&[&str], char, u32); 5] = [
    (&["令和", "㋿"], 'R', 2018),
    (&["平成", "㍻"], 'H', 1988),
    (&["昭和", "㍼"], 'S', 1925),
    (&["大正", "㍽"], 'T', 1911),
    (&["明治", "㍾"], 'M', 1867),
];

/// How years of the Republic of China are called, the longest first.
const MINGUO: [&str; 4] = ["中華民國", "中华民国", "民國", "民国"];
/// The year before the first of the Republic of China.
const BEFORE_MINGUO: u32 = 1911;
/// Years of the Republic of China that stand without its name.
const BARE_MINGUO: std::ops::RangeInclusive<u32> = 60..=150;

/// How far Buddhist years are ahead.
const BUDDHIST: u32 = 543;
/// Years that are Buddhist ones if anything says so.
const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2400..=2600;

/// Thai words of a period, and what they are in English; the longest first.
const THAI: [(&str, &str); 34] = [
    ("ปีงบประมาณ", "FY"),
    ("พุทธศักราช", ""),
    ("ไตรมาสที่", "Q"),
    ("ไตรมาส", "Q"),
    ("มกราคม", "January"),
    ("กุมภาพันธ์", "February"),
    ("มีนาคม", "March"),
    ("เมษายน", "April"),
    ("พฤษภาคม", "May"),
    ("มิถุนายน", "June"),
    ("กรกฎาคม", "July"),
    ("สิงหาคม", "August"),
    ("กันยายน", "September"),
    ("ตุลาคม", "October"),
    ("พฤศจิกายน", "November"),
    ("ธันวาคม", "December"),
    ("พ.ศ.", ""),
    ("ม.ค.", "January"),
    ("ก.พ.", "February"),
    ("มี.ค.", "March"),
    ("เม.ย.", "April"),
    ("พ.ค.", "May"),
    ("มิ.ย.", "June"),
    ("ก.ค.", "July"),
    ("ส.ค.", "August"),
    ("ก.ย.", "September"),
    ("ต.ค.", "October"),
    ("พ.ย.", "November"),
    ("ธ.ค.", "December"),
    ("เดือน", ""),
    ("พ.ศ", ""),
    ("พศ.", ""),
    ("พศ", ""),
    ("ปี", ""),
];

/// A text whose years are counted by an era; none where none are, as far as
/// can be seen.
pub(super) fn converted(text: &str) -> Option<Converted> {
    // Most texts are plain.
    let short = || text.starts_with(|c: char| c.is_ascii_uppercase() || is_digit(c));
    let foreign = text.chars().any(|c| u32::from(c) >= 0x0E00);
    if !foreign && !short() {
        return None;
    }
    let thai = || foreign || text.starts_with("BE ") || text.starts_with("B.E.");
    let of_thailand = || thai().then(|| of_thailand(text)).flatten();
    let of_name = || foreign.then(|| of_name(text)).flatten();
    of_thailand()
        .or_else(of_name)
        .or_else(|| of_letter(text))
        .or_else(|| of_bare_minguo(text))
}

/// The same of a year such as 2564, which may be one of the common calendar.
pub(super) fn as_buddhist(text: &str) -> Option<Converted> {
    // Most texts have no such year.
    if !["24", "25", "2600"].iter().any(|year| text.contains(year)) {
        return None;
    }
    let found = buddhist(Writer::new(text, Way::Buddhist));
    found.filter(|found| found.text != text)
}

/// A text in which some things are written otherwise.
struct Writer<'t> {
    rest: &'t str,
    at: usize,
    /// Where that begins which was left out before the next character.
    left_out: Option<usize>,
    out: Converted,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str, way: Way) -> Writer<'t> {
        Writer {
            rest: text,
            at: 0,
            left_out: None,
            out: Converted {
                text: String::new(),
                origin: Vec::new(),
                way,
                sure: true,
                financial: false,
            },
        }
    }

    /// Writes the next so many bytes otherwise.
    fn put(&mut self, length: usize, instead: &str) {
        let from = self.left_out.take().unwrap_or(self.at);
        self.out.text.push_str(instead);
        self.out.origin.extend(instead.bytes().map(|_| from));
        self.pass(length);
    }

    /// Leaves so many bytes out.
    fn skip(&mut self, length: usize) {
        self.left_out.get_or_insert(self.at);
        self.pass(length);
    }

    fn pass(&mut self, length: usize) {
        self.rest = &self.rest[length..];
        self.at += length;
    }

    /// Writes the next character as it is.
    fn keep(&mut self) {
        if let Some(c) = self.rest.chars().next() {
            let length = c.len_utf8();
            let from = self.left_out.take().unwrap_or(self.at);
            self.out.text.push(c);
            self.out.origin.push(from);
            self.out.origin.extend(self.at + 1..self.at + length);
            self.pass(length);
        }
    }

    fn end(mut self) -> Converted {
        while !self.rest.is_empty() {
            self.keep();
        }
        self.out.origin.push(self.at);
        self.out
    }
}

/// 令和3年度, 平成元年, 民國110年: wherever in a text.
fn of_name(text: &str) -> Option<Converted> {
    let mut writer = Writer::new(text, Way::Japan);
    let mut found = false;
    while !writer.rest.is_empty() {
        match named(writer.rest) {
            Some((year, length, way)) => {
                writer.put(length, &format!("{year:04}"));
                writer.out.financial |= way == Way::Japan && writer.rest.starts_with("年度");
                writer.out.way = way;
                found = true;
            }
            None => writer.keep(),
        }
    }
    found.then(|| writer.end())
}

/// The year that an era's name and a number stand for, and how long they are.
fn named(text: &str) -> Option<(u32, usize, Way)> {
    let japanese = JAPAN.iter().find_map(|(names, _, before)| {
        let name = names.iter().find(|name| text.starts_with(**name))?;
        Some((name.len(), *before, Way::Japan, 2))
    });
    let of_minguo = || {
        let name = MINGUO.iter().find(|name| text.starts_with(**name))?;
        Some((name.len(), BEFORE_MINGUO, Way::Minguo, 3))
    };
    let (name, before, way, digits) = japanese.or_else(of_minguo)?;
    let rest = &text[name..];
    let spaces = rest.len() - rest.trim_start().len();
    let (number, length) = number(&rest[spaces..], digits)?;
    Some((before + number, name + spaces + length, way))
}

/// The number of a year at the start of a text, of so many digits at most, and
/// how long it is.
fn number(text: &str, most: usize) -> Option<(u32, usize)> {
    if let Some(rest) = text.strip_prefix('元') {
        return Some((1, text.len() - rest.len()));
    }
    let digits: String = text.chars().map_while(digit).collect();
    if !digits.is_empty() {
        let length = text
            .chars()
            .take_while(|c| is_digit(*c))
            .map(char::len_utf8);
        let number = digits.parse().ok().filter(|number| *number > 0)?;
        return (digits.len() <= most).then_some((number, length.sum()));
    }
    let end = text.find(['年', '學', '学'])?;
    words::chinese(&text[..end]).map(|number| (number, end))
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// A digit as a plain one: ASCII, full-width and Thai.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => 0x30,
        '０'..='９' => 0xFF10,
        '๐'..='๙' => 0x0E50,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// `R3年度`, and `R3` and `H30.4`, which may be anything else.
fn of_letter(text: &str) -> Option<Converted> {
    let letter = text.chars().next()?;
    let (_, _, before) = JAPAN.iter().find(|(_, known, _)| *known == letter)?;
    let (number, length) = number(&text[1..], 2).filter(|_| !text[1..].starts_with('元'))?;
    let rest = &text[1 + length..];
    let sure = rest.starts_with('年');
    let apart = rest.is_empty() || rest.starts_with(['.', '-', '/', '_', ' ']);
    let likely = match letter {
        'R' => number <= 30,
        'H' => (10..=31).contains(&number),
        'S' => (30..=64).contains(&number),
        _ => false,
    };
    if !(sure || apart && likely) {
        return None;
    }
    let mut writer = Writer::new(text, Way::Japan);
    writer.put(1 + length, &format!("{:04}", before + number));
    writer.out.financial = rest.starts_with("年度");
    writer.out.sure = sure;
    Some(writer.end())
}

/// `110年度`, which may count something else.
fn of_bare_minguo(text: &str) -> Option<Converted> {
    let (number, length) = number(text, 3).filter(|_| text.starts_with(is_digit))?;
    let of_year = text[length..].starts_with(['年', '學', '学']);
    if !of_year || !BARE_MINGUO.contains(&number) {
        return None;
    }
    let mut writer = Writer::new(text, Way::Minguo);
    writer.put(length, &format!("{:04}", BEFORE_MINGUO + number));
    writer.out.sure = false;
    Some(writer.end())
}

/// พ.ศ. 2564, ไตรมาส 1/2564, 31 ธันวาคม ๒๕๖๔; also `B.E. 2564`.
fn of_thailand(text: &str) -> Option<Converted> {
    let mut writer = Writer::new(text, Way::Buddhist);
    let mut found = false;
    let behind = text.strip_prefix("B.E.").or(text.strip_prefix("BE "));
    if let Some(behind) = behind {
        writer.skip(text.len() - behind.trim_start().len());
        found = true;
    }
    while let Some(c) = writer.rest.chars().next() {
        let word = THAI.iter().find(|(word, _)| writer.rest.starts_with(*word));
        match (word, digit(c)) {
            (Some((word, english)), _) => {
                writer.out.financial |= *english == "FY";
                found = true;
                match english.is_empty() {
                    true => writer.skip(word.len() + spaces(&writer.rest[word.len()..])),
                    false => writer.put(word.len(), english),
                }
            }
            (None, Some(digit)) => writer.put(c.len_utf8(), digit.encode_utf8(&mut [0; 4])),
            (None, None) => writer.keep(),
        }
    }
    let read = found.then(|| writer.end())?;
    let (text, origin) = (read.text, read.origin);
    let years = buddhist(Writer::new(&text, Way::Buddhist))?;
    Some(Converted {
        origin: years.origin.iter().map(|at| origin[*at]).collect(),
        financial: read.financial,
        ..years
    })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A text with its Buddhist years in the common calendar; none without any.
fn buddhist(mut writer: Writer) -> Option<Converted> {
    let mut found = false;
    while !writer.rest.is_empty() {
        let length = writer.rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = writer.rest[..length].parse().ok();
        match year.filter(|year| length == 4 && BUDDHIST_YEARS.contains(year)) {
            Some(year) => {
                writer.put(length, &format!("{:04}", year - BUDDHIST));
                found = true;
            }
            None if length > 0 => (0..length).for_each(|_| writer.keep()),
            None => writer.keep(),
        }
    }
    found.then(|| writer.end())
}
