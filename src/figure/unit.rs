//! Units: what a unit text stands for, and the book of words that are known
//! to count things or to measure them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::{Arc, RwLock};

use super::words;

/// A longer text is not taken apart.
const MAX_BYTES: usize = 200;

/// A unit, which all figures of a column share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit(Arc<Meaning>);

/// A unit as written, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The unit as written.
    pub text: String,
    /// Base words and their powers; empty for a pure number (%, ‰, 百分点).
    pub bases: BTreeMap<String, i8>,
    /// The power of ten over the base: 万元 is 4 over 元, % is -2.
    pub exp10: i32,
    /// Counts whole things.
    pub counting: bool,
    /// Every word of it is in the book.
    pub known: bool,
}

impl Deref for Unit {
    type Target = Meaning;

    fn deref(&self) -> &Meaning {
        &self.0
    }
}

impl Unit {
    /// What a text was found to mean.
    pub(super) fn of(meaning: Meaning) -> Unit {
        Unit(Arc::new(meaning))
    }

    /// A measure of one base word, written as it may be.
    pub(super) fn of_measure(text: &str, base: &str) -> Unit {
        Unit(Arc::new(Meaning {
            text: text.to_string(),
            bases: BTreeMap::from([(base.to_string(), 1)]),
            exp10: 0,
            counting: false,
            known: true,
        }))
    }

    /// The same words times a power of ten, written otherwise.
    pub(crate) fn times_ten_to(&self, exp10: i32, text: String) -> Unit {
        Unit(Arc::new(Meaning {
            text,
            exp10: self.exp10 + exp10,
            ..Meaning::clone(self)
        }))
    }

    /// Whether the unit is a mere factor, such as %, 倍 or 万.
    pub(crate) fn is_pure(&self) -> bool {
        self.bases.is_empty()
    }

    /// Whether figures in it are parts of one: %, ‰, 百分点; but 倍 is a plain
    /// number.
    pub(crate) fn is_rate(&self) -> bool {
        self.is_pure() && self.exp10 < 0
    }

    /// Whether it is a hundredth: figures in it are points apart.
    pub(crate) fn is_percent(&self) -> bool {
        self.is_pure() && self.exp10 == -2
    }
}

/// What one word of the book is.
#[derive(Clone, Debug)]
struct UnitWord {
    base: String,
    counting: bool,
}

/// The words that are known as units.
#[derive(Clone, Debug)]
pub(crate) struct UnitBook {
    words: HashMap<String, UnitWord>,
    /// Known words that begin with a multiplier but are one word (千克).
    whole_words: Vec<String>,
    /// Texts that were read before: reports of one kind have the same few.
    before: ReadBefore,
}

/// Unit texts, and what they were found to mean.
#[derive(Debug, Default)]
struct ReadBefore(RwLock<HashMap<String, Unit>>);

/// A book that is copied may be changed, and knows nothing yet.
impl Clone for ReadBefore {
    fn clone(&self) -> ReadBefore {
        ReadBefore::default()
    }
}

impl ReadBefore {
    /// As many short texts are kept; whatever comes later is read anew.
    const MOST: usize = 256;
    const SHORT: usize = 32;

    fn find(&self, text: &str) -> Option<Unit> {
        self.0.read().ok()?.get(text).cloned()
    }

    fn keep(&self, text: &str, unit: &Unit) {
        let Some(mut kept) = self
            .0
            .write()
            .ok()
            .filter(|_| text.len() <= ReadBefore::SHORT)
        else {
            return;
        };
        if kept.len() < ReadBefore::MOST {
            kept.insert(text.to_owned(), unit.clone());
        }
    }
}

impl Default for UnitBook {
    /// The built-in lists.
    fn default() -> UnitBook {
        let mut book = UnitBook {
            words: HashMap::new(),
            whole_words: Vec::new(),
            before: ReadBefore::default(),
        };
        for (list, counting) in [(words::COUNTING, true), (words::MEASURES, false)] {
            for names in words::units(list) {
                let mut base = None;
                for word in names {
                    let base = base.get_or_insert_with(|| word.to_string()).clone();
                    book.insert(word, UnitWord { base, counting });
                }
            }
        }
        for (word, _) in words::PURE
            .iter()
            .filter(|(word, _)| multiplier(word).is_some())
        {
            book.whole_words.push((*word).to_string());
        }
        book
    }
}

impl UnitBook {
    /// Makes a word a unit that counts whole things.
    pub(crate) fn declare_counting(&mut self, word: &str) {
        self.declare(word, true);
    }

    /// Makes a word a unit of measure, whose figures may be fractions.
    pub(crate) fn declare_measure(&mut self, word: &str) {
        self.declare(word, false);
    }

    /// Reads a unit text; nothing when it is blank. Words that are not in the
    /// book make a unit that is not `known`.
    pub(crate) fn read(&self, text: &str) -> Option<Unit> {
        let written = text.trim();
        if written.is_empty() {
            return None;
        }
        let before = self.before.find(written);
        before.or_else(|| {
            let unit = self.read_anew(written);
            self.before.keep(written, &unit);
            Some(unit)
        })
    }

    fn read_anew(&self, written: &str) -> Unit {
        let plain: String = written.chars().map(words::plain_char).collect();
        let plain = plain.trim();
        let mut unit = Meaning {
            text: written.to_string(),
            bases: BTreeMap::new(),
            exp10: 0,
            counting: false,
            known: true,
        };
        // A word with a slash may be declared whole, a stray slash divides
        // nothing, and a long text is prose, whatever it divides.
        let long = plain.len() > MAX_BYTES;
        let slashed = !long && !self.words.contains_key(plain) && plain.contains('/');
        if slashed && plain.split('/').all(|part| !part.trim().is_empty()) {
            for (place, part) in plain.split('/').enumerate() {
                self.factor(&mut unit, part.trim(), if place == 0 { 1 } else { -1 });
            }
            unit.counting = false;
        } else {
            self.factor(&mut unit, plain, 1);
        }
        unit.bases.retain(|_, power| *power != 0);
        Unit(Arc::new(unit))
    }

    /// The length in characters of a known word that stands at the start of
    /// `text` and begins with a multiplier although it is one word (千克).
    pub(crate) fn whole_word_at(&self, text: &[char]) -> Option<usize> {
        let lengths = self.whole_words.iter().filter_map(|word| {
            let length = word.chars().count();
            (text.len() >= length && word.chars().zip(text).all(|(a, b)| a == *b)).then_some(length)
        });
        lengths.max()
    }

    /// The unit text without its leading multiplier (`万元/人` is `元/人`);
    /// nothing when it has none. A mere factor (%) is a multiplier as a whole.
    pub(crate) fn without_multiplier(&self, unit: &Unit) -> Option<String> {
        if unit.is_pure() {
            return (unit.exp10 != 0).then(String::new);
        }
        let plain: String = unit.text.chars().map(words::plain_char).collect();
        let first = plain.split('/').next().unwrap_or_default().trim_end();
        let multiple = self.find(&plain).is_none() && self.split(first).0 != 0;
        multiple
            .then(|| multiplier(&plain).map_or_else(|| plain.clone(), |(_, rest)| rest.to_string()))
    }

    fn declare(&mut self, word: &str, counting: bool) {
        let plain: String = word.trim().chars().map(words::plain_char).collect();
        if !plain.is_empty() {
            let base = self
                .words
                .get(&plain)
                .map_or_else(|| plain.clone(), |old| old.base.clone());
            self.insert(&plain, UnitWord { base, counting });
        }
    }

    fn insert(&mut self, word: &str, meaning: UnitWord) {
        if multiplier(word).is_some() && !self.whole_words.iter().any(|old| old == word) {
            self.whole_words.push(word.to_string());
        }
        self.words.insert(word.to_string(), meaning);
        self.before = ReadBefore::default();
    }

    /// Multiplies `unit` by one word with its multiplier, to the power 1 or -1.
    fn factor(&self, unit: &mut Meaning, text: &str, power: i8) {
        if let Some(exp10) = self.pure(text) {
            unit.exp10 += exp10 * i32::from(power);
            return;
        }
        let (exp10, name) = self.split(text);
        unit.exp10 += exp10 * i32::from(power);
        if name.is_empty() {
            return;
        }
        let word = self.find(name);
        unit.known &= word.is_some();
        unit.counting = word.is_some_and(|word| word.counting);
        let base = word.map_or(name, |word| word.base.as_str());
        let sum = unit.bases.entry(base.to_string()).or_insert(0);
        *sum = sum.saturating_add(power);
    }

    /// The multiplier and the base word of a text.
    fn split<'t>(&self, text: &'t str) -> (i32, &'t str) {
        if self.find(text).is_some() {
            return (0, text);
        }
        match multiplier(text) {
            // An unknown word is more likely whole (十字架) than a multiple,
            // unless it begins with 万 or 亿 or an English multiplier.
            Some((exp10, rest)) if exp10 < 4 && !rest.is_empty() && self.find(rest).is_none() => {
                if text.is_ascii() {
                    (exp10, rest)
                } else {
                    (0, text)
                }
            }
            Some((exp10, rest)) => (exp10, rest),
            None => (0, text),
        }
    }

    fn find(&self, word: &str) -> Option<&UnitWord> {
        // `M` is no metre and `T` no tonne: only longer words may change case.
        let folded = || self.words.get(&word.to_lowercase());
        self.words
            .get(word)
            .or_else(|| if word.len() > 2 { folded() } else { None })
    }

    fn pure(&self, text: &str) -> Option<i32> {
        if self.words.contains_key(text) {
            return None;
        }
        let lower = text.to_lowercase();
        words::PURE
            .iter()
            .find(|(word, _)| *word == lower)
            .map(|(_, exp10)| *exp10)
    }
}

/// A leading multiplier and what follows it: `万元` is 4 and `元`.
fn multiplier(text: &str) -> Option<(i32, &str)> {
    for (word, exp10) in words::MULTIPLIERS {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((*exp10, rest.trim_start()));
        }
    }
    for (word, exp10) in words::ENGLISH_MULTIPLIERS {
        if let Some(start) = text.get(..word.len()) {
            let rest = &text[word.len()..];
            let ends = rest.is_empty() || rest.starts_with(' ');
            if start.eq_ignore_ascii_case(word) && ends {
                return Some((*exp10, rest.trim_start()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `bases`, exponent, counting, known: one line to compare.
    fn line(text: &str) -> String {
        let unit = UnitBook::default().read(text).expect("not blank");
        let bases: Vec<String> = unit
            .bases
            .iter()
            .map(|(base, power)| format!("{base}^{power}"))
            .collect();
        let flag = |on: bool, name: &str| {
            if on {
                format!(" {name}")
            } else {
                String::new()
            }
        };
        format!(
            "{} {}{}{}",
            bases.join("·"),
            unit.exp10,
            flag(unit.counting, "counting"),
            flag(unit.known, "known")
        )
    }

    #[test]
    fn reads_units() {
        for (text, expected) in [
            ("件", "件^1 0 counting known"),
            ("万元", "元^1 4 known"),
            ("亿元", "元^1 8 known"),
            ("千元", "元^1 3 known"),
            ("万人次", "人次^1 4 counting known"),
            ("千万元", "元^1 7 known"),
            ("万亿元", "元^1 12 known"),
            ("十万人", "人^1 5 counting known"),
            ("%", " -2 known"),
            ("％", " -2 known"),
            ("‰", " -3 known"),
            ("Per Cent", " -2 known"),
            ("个百分点", " -2 known"),
            ("百分点", " -2 known"),
            ("percentage points", " -2 known"),
            ("pp", " -2 known"),
            ("千克", "千克^1 0 known"),
            ("公斤", "千克^1 0 known"),
            ("万千克", "千克^1 4 known"),
            ("千米", "千米^1 0 known"),
            ("千瓦", "千瓦^1 0 known"),
            ("千瓦时", "千瓦时^1 0 known"),
            ("万千瓦时", "千瓦时^1 4 known"),
            ("元/人", "人^-1·元^1 0 known"),
            ("万元／人", "人^-1·元^1 4 known"),
            ("元/万人", "人^-1·元^1 -4 known"),
            ("件/月", "件^1·月^-1 0 known"),
            ("元/元", " 0 known"),
            ("items", "items^1 0 counting known"),
            ("Item", "items^1 0 counting known"),
            ("thousand tonnes", "吨^1 3 known"),
            ("Million USD", "USD^1 6 known"),
            ("$", "USD^1 0 known"),
            ("￥", "元^1 0 known"),
            ("万", " 4 known"),
            ("蛐", "蛐^1 0"),
            ("万蛐", "蛐^1 4"),
            ("十字架", "十字架^1 0"),
            ("thousand elves", "elves^1 3"),
            ("thousandfold", "thousandfold^1 0"),
            ("元/", "元/^1 0"),
            ("/", "/^1 0"),
            ("㎡", "平方米^1 0 known"),
            ("公顷", "公顷^1 0 known"),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
        assert_eq!(UnitBook::default().read(" \u{3000}"), None);
        let prose = UnitBook::default()
            .read(&"元/万人".repeat(1000))
            .expect("not blank");
        assert_eq!((prose.exp10, prose.known), (0, false));
    }

    #[test]
    fn declared_words_are_known() {
        let mut book = UnitBook::default();
        book.declare_counting("蛐");
        book.declare_measure("人");
        book.declare_counting("千字文");
        let read = |text| book.read(text).expect("not blank");
        assert!(read("万蛐").counting && read("万蛐").known);
        assert!(!read("人").counting && read("人").known);
        assert_eq!(read("千字文").exp10, 0);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let mut seen = std::collections::HashSet::new();
        let lists = [words::COUNTING, words::MEASURES];
        let words = lists.into_iter().flat_map(words::units).flatten();
        for word in words.chain(words::PURE.iter().map(|(word, _)| *word)) {
            assert!(seen.insert(word), "{word} is listed twice");
            assert!(!word.is_empty());
        }
    }
}
