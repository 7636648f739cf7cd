//! A unit as tables state it in words: `in thousands`, `NOK million`,
//! `thousands of USD`, `US$ bn`, `£m`, `(000s)`, `Mio. Euro`, `人民币万元`,
//! `per 1,000 population`, `% of GDP`. Multiples, what they are of, and what
//! stands between them, in any order.

use super::unit::{Meaning, Unit, UnitBook};
use super::words::{self, plain_char};
use std::collections::BTreeMap;

/// A longer statement is prose.
const LONGEST: usize = 80;
/// More words are prose.
const MOST_WORDS: usize = 10;
/// Words that one name of a unit has at most.
const WORDS_OF_NAME: usize = 3;

/// What a statement of a unit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    /// A unit of which every word is known.
    Known(Unit),
    /// A multiple of something that is not known; the multiple alone.
    MultipleOf(Unit, String),
}

impl Stated {
    /// The unit; where the word for it is not known, the multiple alone.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Stated::Known(unit) | Stated::MultipleOf(unit, _) => unit,
        }
    }
}

impl UnitBook {
    /// Reads a unit as a person states it; nothing where it is no such
    /// statement.
    pub(crate) fn stated(&self, text: &str) -> Option<Stated> {
        let written = text.trim();
        let plain = self.read(written)?;
        if plain.known {
            return Some(Stated::Known(plain));
        }
        if written.len() > LONGEST {
            return None;
        }
        let words = words_of(written)?;
        let mut statement = Statement::new(self);
        statement.read(&words)?;
        statement.said(written)
    }

    /// Reads a unit as it was written down by somebody who means one: as a
    /// statement where its words say one, else as the words that they are.
    pub(crate) fn read_stated(&self, text: &str) -> Option<Unit> {
        match self.stated(text) {
            Some(Stated::Known(unit)) => Some(unit),
            _ => self.read(text),
        }
    }
}

/// The power of ten that a word for a multiple is, be it written in noughts.
fn multiple(word: &str) -> Option<i32> {
    let found = words::STATED_MULTIPLES.iter();
    let mut found = found.filter(|(words, _)| words.split(' ').any(|one| one == word));
    found
        .next()
        .map(|(_, exp10)| *exp10)
        .or_else(|| noughts(word))
}

/// `1000`, `000`, `'000s`, `1,000`, `1.000`, `100,000`, `10³`, `10^6`.
fn noughts(word: &str) -> Option<i32> {
    let power = word.strip_prefix("10^").map(str::to_owned).or_else(|| {
        let raised = word.strip_prefix("10")?;
        let plain = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
        let digits: Option<String> = raised
            .chars()
            .map(|c| char::from_digit(u32::try_from(plain(c)?).ok()?, 10))
            .collect();
        digits
    });
    if let Some(power) = power.filter(|power| !power.is_empty()) {
        return power.parse().ok().filter(|power| (1..=15).contains(power));
    }
    let bare = word.trim_start_matches('\'');
    let bare = bare
        .strip_suffix("'s")
        .or(bare.strip_suffix('s'))
        .unwrap_or(bare);
    let bare = bare.trim_end_matches('\'');
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let parted = bare
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\''));
    let groups = bare
        .split([',', '.', '\''])
        .skip(1)
        .all(|group| group.len() == 3);
    let rest = digits.strip_prefix('1').unwrap_or(&digits);
    let all = rest.len() >= 2 && rest.bytes().all(|byte| byte == b'0');
    let exp10 = i32::try_from(rest.len()).ok()?;
    let whole = digits.len() > rest.len() || exp10 % 3 == 0;
    (parted && groups && all && whole && exp10 <= 15).then_some(exp10)
}

/// The words of a statement: signs of money part words too.
fn words_of(text: &str) -> Option<Vec<String>> {
    let plain: String = text.chars().map(plain_char).collect();
    let plain = plain
        .replace(['’', '‘', '′', '`'], "'")
        .replace('\u{A0}', " ");
    let mut found: Vec<String> = Vec::new();
    for word in plain.split_whitespace() {
        // `1 000` is one number.
        let last = found.last_mut();
        match last.filter(|last| word.starts_with("000") && noughts_go_on(last)) {
            Some(last) => last.push_str(word),
            None => found.extend(parted(word).into_iter().filter(|word| !word.is_empty())),
        }
        if found.len() > MOST_WORDS {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

fn noughts_go_on(word: &str) -> bool {
    matches!(word, "1" | "10" | "100" | "1000")
}

/// A word and the multiple that is set to a currency before or behind it:
/// `US$m`, `£000`, `HK$'000`, `T€`, `TEUR`.
fn parted(word: &str) -> Vec<String> {
    let word = word.trim_end_matches([',', ';', ':']);
    let word = word.trim_start_matches('(').trim_end_matches(')');
    let of_french = ["d'", "l'"].iter();
    let word = of_french.fold(word, |word, start| word.strip_prefix(start).unwrap_or(word));
    let signs = words::CURRENCY_SIGNS.iter().map(|(sign, _)| *sign);
    let others = ["RMB", "CNY", "kr", "DKK", "SEK", "NOK", "NT$"].into_iter();
    let mut signs: Vec<&str> = signs.chain(others).collect();
    signs.sort_by_key(|sign| std::cmp::Reverse(sign.len()));
    for sign in signs {
        let behind = word.strip_prefix(sign).map(|rest| (rest, true));
        let before = || word.strip_suffix(sign).map(|rest| (rest, false));
        let Some((rest, first)) = behind.or_else(before).filter(|(rest, _)| !rest.is_empty())
        else {
            continue;
        };
        let rest = rest.trim_matches(['.', '-']);
        let glued = words::GLUED_MULTIPLES
            .iter()
            .find(|(known, _)| *known == rest);
        let known = glued.is_some() || multiple(&rest.to_lowercase()).is_some();
        if known {
            let spelt = glued.map_or(rest, |(_, spelt)| spelt);
            let words = [sign.to_owned(), spelt.to_owned()];
            let mut words = Vec::from(words);
            if !first {
                words.reverse();
            }
            return words;
        }
    }
    vec![word.to_owned()]
}

/// What was read of a statement so far.
struct Statement<'b> {
    book: &'b UnitBook,
    exp10: i32,
    bases: BTreeMap<String, i8>,
    counting: bool,
    /// The sign of the powers of what follows: below zero behind `per`.
    power: i8,
    /// Whether a multiple, a share or a `per` was read.
    multiples: usize,
    shares: bool,
    /// The words of a multiple, and what follows that is in no book.
    unknown: Option<(String, String)>,
}

impl<'b> Statement<'b> {
    fn new(book: &'b UnitBook) -> Statement<'b> {
        Statement {
            book,
            exp10: 0,
            bases: BTreeMap::new(),
            counting: false,
            power: 1,
            multiples: 0,
            shares: false,
            unknown: None,
        }
    }

    /// Reads all words; nothing where they state no unit.
    fn read(&mut self, words: &[String]) -> Option<()> {
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let mut at = 0;
        while at < words.len() {
            if let Some(length) = share_at(&lower[at..]) {
                self.shares = true;
                self.exp10 -= 2;
                at += length;
                // What it is a share of changes no figure.
                if at < words.len() {
                    let of = words::BEHIND_SHARES.contains(&lower[at].as_str());
                    return of.then_some(());
                }
                continue;
            }
            let word = lower[at].as_str();
            if matches!(word, "per" | "pro" | "par" | "je") {
                self.power = -1;
                at += 1;
                continue;
            }
            // `EUR m` is no metre.
            let behind_money = self.bases.len() == 1 && self.exp10 == 0 && self.power > 0;
            let letter = words::GLUED_MULTIPLES.iter().filter(|_| behind_money);
            let mut letter = letter.filter(|(letter, _)| *letter == words[at]);
            let letter = letter.next().and_then(|(_, spelt)| multiple(spelt));
            if let Some(exp10) = letter.or_else(|| multiple(word)) {
                self.exp10 += exp10 * i32::from(self.power);
                self.multiples += 1;
                at += 1;
                continue;
            }
            if let Some(length) = self.name_at(&words[at..]) {
                at += length;
                continue;
            }
            let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
            let of_prices = |word: &String| words::OF_PRICES.contains(&word.as_str());
            let between = words::BETWEEN_WORDS.contains(&word)
                || of_prices(&lower[at])
                || year && lower.iter().any(of_prices);
            if !between {
                let (known, rest) = words.split_at(at);
                self.unknown(known, rest)?;
                return Some(());
            }
            at += 1;
        }
        Some(())
    }

    /// Takes the longest name of a unit that stands here.
    fn name_at(&mut self, words: &[String]) -> Option<usize> {
        for length in (1..=words.len().min(WORDS_OF_NAME)).rev() {
            let name = words[..length].join(" ");
            let Some(unit) = self.unit_of(&name) else {
                continue;
            };
            for (base, power) in &unit.bases {
                let sum = self.bases.entry(base.clone()).or_insert(0);
                *sum = sum.saturating_add(power.saturating_mul(self.power));
            }
            self.exp10 += unit.exp10 * i32::from(self.power);
            self.multiples += usize::from(unit.exp10 > 0);
            self.counting = unit.counting && self.power > 0;
            return Some(length);
        }
        None
    }

    /// The unit of a name, be it with the country that its money is of.
    fn unit_of(&self, name: &str) -> Option<Unit> {
        let lower = name.to_lowercase();
        let also = words::ALSO
            .iter()
            .find(|(names, _)| names.split('|').any(|one| one == lower));
        let name = also.map_or(name, |(_, known)| known);
        let currency = ["人民币", "人民幣"].iter().find_map(|word| {
            let rest = name
                .strip_prefix(word)
                .or_else(|| name.strip_suffix(word))?;
            (!rest.is_empty()).then(|| rest.trim_start_matches([':', '：', ' ']))
        });
        let read = |name: &str| self.book.read(name).filter(|unit| unit.known);
        read(name)
            .or_else(|| read(currency?))
            .or_else(|| read(&lower).filter(|_| lower.len() > 2))
    }

    /// A word that is in no book ends a statement of a multiple: `thousands of
    /// widgets`.
    fn unknown(&mut self, known: &[String], words: &[String]) -> Option<()> {
        let few = words.len() <= WORDS_OF_NAME && self.multiples == 1;
        if !few || !self.bases.is_empty() || self.power < 0 {
            return None;
        }
        let letters = |word: &String| word.chars().all(|c| c.is_alphabetic() || c == '-');
        let says = |word: &&String| !words::BETWEEN_WORDS.contains(&word.to_lowercase().as_str());
        let known: Vec<&str> = known.iter().filter(says).map(String::as_str).collect();
        let unknown = (known.join(" "), words.join(" "));
        words
            .iter()
            .all(letters)
            .then(|| self.unknown = Some(unknown))
    }

    fn said(mut self, written: &str) -> Option<Stated> {
        self.bases.retain(|_, power| *power != 0);
        let says = self.multiples > 0 || self.shares || !self.bases.is_empty();
        let few = self.multiples <= 2 && (!self.shares || self.exp10 <= 0);
        let over = self.bases.values().filter(|power| **power > 0).count();
        // `per head` says what of, and not what.
        let bare = over == 0 && self.power < 0 && self.exp10 == 0;
        if !says || bare || !few || over > 1 || self.exp10.abs() > 18 {
            return None;
        }
        let compound = self.bases.len() > 1 || self.power < 0;
        let text = self.unknown.as_ref().map_or(written, |(known, _)| known);
        let unit = Unit::of(Meaning {
            text: text.to_owned(),
            counting: self.counting && !compound,
            bases: self.bases,
            exp10: self.exp10,
            known: true,
        });
        Some(match self.unknown {
            None => Stated::Known(unit),
            Some((_, word)) => Stated::MultipleOf(unit, word),
        })
    }
}

/// How many words say a hundredth here: `%`, `per cent`, `percentage`.
fn share_at(words: &[String]) -> Option<usize> {
    let one = words.first()?.as_str();
    let two = words.get(1).map(|second| format!("{one} {second}"));
    if two.is_some_and(|two| words::SHARES.contains(&two.as_str())) {
        return Some(2);
    }
    words::SHARES.contains(&one).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bases, exponent and what is not known, in one line.
    fn line(text: &str) -> String {
        let (unit, unknown) = match UnitBook::default().stated(text) {
            None => return "-".to_owned(),
            Some(Stated::Known(unit)) => (unit, String::new()),
            Some(Stated::MultipleOf(unit, word)) => (unit, format!(" ? {word}")),
        };
        let bases: Vec<String> = unit
            .bases
            .iter()
            .map(|(base, power)| match power {
                1 => base.clone(),
                power => format!("{base}^{power}"),
            })
            .collect();
        let counts = if unit.counting { " counting" } else { "" };
        format!("{} {}{counts}{unknown}", bases.join("·"), unit.exp10)
    }

    #[test]
    fn units_as_they_are_stated() {
        for (text, expected) in [
            ("thousands", " 3"),
            ("Thousands", " 3"),
            ("NOK million", "NOK 6"),
            ("thousands of USD", "USD 3"),
            ("US$ bn", "USD 9"),
            ("US$bn", "USD 9"),
            ("$bn", "USD 9"),
            ("£m", "GBP 6"),
            ("£000", "GBP 3"),
            ("EUR k", "EUR 3"),
            ("£ M", "GBP 6"),
            ("£'000", "GBP 3"),
            ("£’000s", "GBP 3"),
            ("$000", "USD 3"),
            ("$000's", "USD 3"),
            ("HK$'000", "HKD 3"),
            ("RMB'000", "元 3"),
            ("000s", " 3"),
            ("'000", " 3"),
            ("'000 tonnes", "吨 3"),
            ("1,000 persons", "people 3 counting"),
            ("1 000 Euro", "EUR 3"),
            ("1.000 Euro", "EUR 3"),
            ("EUR 1,000", "EUR 3"),
            ("1000 ha", "公顷 3"),
            ("T€", "EUR 3"),
            ("TEUR", "EUR 3"),
            ("Mio. Euro", "EUR 6"),
            ("Mill. Euro", "EUR 6"),
            ("€ millions", "EUR 6"),
            ("millions of euro", "EUR 6"),
            ("millions of U.S. dollars", "USD 6"),
            ("dollars in millions", "dollars 6"),
            ("$ in millions", "USD 6"),
            ("USD (millions)", "USD 6"),
            ("Millions (USD)", "USD 6"),
            ("億円", "JPY 8"),
            ("千人", "人 3 counting"),
            ("tys. zł", "PLN 3"),
            ("MW", "兆瓦 0"),
            ("10^3 m3", "立方米 3"),
            ("10³ m³", "立方米 3"),
            ("milliers d'euros", "EUR 3"),
            ("millones de euros", "EUR 6"),
            ("miljoner kronor", "kr 6"),
            ("tusen kroner", "kr 3"),
            ("mill. kr", "kr 6"),
            ("mkr", "kr 6"),
            ("Rs. Crore", "INR 7"),
            ("Rs. in lakhs", "INR 5"),
            ("R$ milhões", "BRL 6"),
            ("тыс. рублей", "RUB 3"),
            ("thousands of persons", "people 3 counting"),
            ("Million tonnes", "吨 6"),
            ("constant 2010 US$", "USD 0"),
            ("current US$ millions", "USD 6"),
            ("per 1,000 population", "people^-1 -3"),
            ("per 100,000 inhabitants", "people^-1 -5"),
            ("per 1000", " -3"),
            ("per thousand", " -3"),
            ("kg per capita", "people^-1·千克 0"),
            ("Thousand barrels per day", "barrels·天^-1 3"),
            ("% of GDP", " -2"),
            ("percent of GDP", " -2"),
            ("percentage of total", " -2"),
            ("Percent change", " -2"),
            ("per cent", " -2"),
            ("人民币万元", "元 4"),
            ("人民币元", "元 0"),
            ("万元人民币", "元 4"),
            ("百万円", "JPY 6"),
            ("新臺幣千元", "TWD 3"),
            ("萬元", "元 4"),
            ("thousands of widgets", " 3 ? widgets"),
            ("widgets", "-"),
            ("Men, women and children", "-"),
            ("Table 1. Persons", "-"),
            ("per share data", "-"),
            ("2010 = 100", "-"),
            ("per year of age of the mother", "-"),
            ("million miles from home today", "-"),
            ("100%", "-"),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }
}
