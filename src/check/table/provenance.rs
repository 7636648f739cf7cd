//! Where a figure comes from: whether its quote stands in the source, whether
//! it stands in its quote, and which year a text speaks of.

use crate::figure::{Figure, plain_char};
use crate::report::SourceText;
use std::ops::{Range, RangeInclusive};

/// A source text, ready to be searched: white space dropped, full-width forms
/// folded.
pub(crate) struct SourceIndex {
    /// The source's file.
    pub name: String,
    text: String,
}

impl SourceIndex {
    /// Prepares a source text.
    pub(crate) fn new(source: &SourceText) -> SourceIndex {
        SourceIndex {
            name: source.path.display().to_string(),
            text: folded(&source.text),
        }
    }

    /// Whether a quote stands in it.
    pub(crate) fn holds(&self, quote: &str) -> bool {
        self.text.contains(&folded(quote))
    }
}

/// Without white space, full-width ASCII as ASCII.
fn folded(text: &str) -> String {
    text.chars()
        .map(plain_char)
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Whether a figure stands in its quote as a number of its own, not as some
/// digits of another.
pub(crate) fn stands_in(figure: &Figure, quote: &str) -> bool {
    let print = folded(&figure.print);
    let print = figure.mark.as_ref().map_or(print.as_str(), |mark| {
        print.strip_suffix(folded(mark).as_str()).unwrap_or(&print)
    });
    let quote = Letters::new(quote);
    if quote.hold(print) {
        return true;
    }
    // The unit may stand elsewhere in the quote, or one of them be grouped.
    let of_number = |c: &char| c.is_ascii_digit() || ".%‰百千万亿".contains(*c);
    let number: String = print.chars().filter(of_number).collect();
    !number.is_empty() && quote.without_grouping().hold(&number)
}

/// A text's letters without its white space, each with whether some stood
/// before it: white space inside `5 万多` means nothing, between two numbers
/// it keeps them apart.
struct Letters(Vec<(char, bool)>);

impl Letters {
    fn new(text: &str) -> Letters {
        let mut letters = Vec::new();
        let mut spaced = false;
        for c in text.chars() {
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            letters.extend(
                folded(c.encode_utf8(&mut [0; 4]))
                    .chars()
                    .map(|c| (c, spaced)),
            );
            spaced = false;
        }
        Letters(letters)
    }

    /// The letter at a place, unless white space parts it from the one before.
    fn joined(&self, at: usize) -> Option<char> {
        self.0
            .get(at)
            .filter(|(_, spaced)| !spaced)
            .map(|(c, _)| *c)
    }

    fn digit(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|(c, _)| c.is_ascii_digit())
    }

    fn joined_digit(&self, at: usize) -> bool {
        self.joined(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether three digits and no fourth follow: a group of thousands.
    fn group(&self, at: usize) -> bool {
        (at..at + 3).all(|at| self.joined_digit(at)) && !self.joined_digit(at + 3)
    }

    fn without_grouping(&self) -> Letters {
        let kept = self.0.iter().enumerate().filter(|(at, (c, spaced))| {
            !(*c == ',' && !spaced && *at > 0 && self.digit(at - 1) && self.group(at + 1))
        });
        Letters(kept.map(|(_, letter)| *letter).collect())
    }

    fn hold(&self, print: &str) -> bool {
        let print: Vec<char> = print.chars().collect();
        if print.is_empty() || print.len() > self.0.len() {
            return false;
        }
        (0..=self.0.len() - print.len()).any(|at| {
            let here = &self.0[at..at + print.len()];
            here.iter().map(|(c, _)| c).eq(&print) && self.apart(at, at + print.len())
        })
    }

    /// Whether no digits outside a stretch belong to the number in it.
    fn apart(&self, start: usize, end: usize) -> bool {
        let before = start > 0 && self.digit(start) && self.joined(start).is_some() && {
            let sign = self.0[start - 1].0;
            let after_digit =
                start > 1 && self.digit(start - 2) && self.joined(start - 1).is_some();
            sign.is_ascii_digit()
                || (sign == '.' && after_digit)
                || (sign == ',' && after_digit && self.group(start))
        };
        let after = self.digit(end - 1)
            && match self.joined(end) {
                Some('.') => self.joined_digit(end + 1),
                Some(',') => self.group(end + 1),
                next => next.is_some_and(|c| c.is_ascii_digit()),
            };
        !before && !after
    }
}

/// Words that set a year beside the report's own rather than apart from it.
const BESIDE: [&str; 12] = [
    "比", "较", "同", "与", "和", "自", "从", "至", "到", "than", "since", "from",
];
/// English words that say which year a figure is for.
const FOR: [&str; 8] = ["in", "during", "for", "of", "year", "fy", "as of", "ended"];

/// The first year that a text speaks of and that is not the report's own,
/// with its place. A text that compares with another year, or names the
/// fiscal year of something (`2015 年度预算`), does not speak of it.
pub(crate) fn other_year(text: &str, own: &RangeInclusive<u32>) -> Option<(u32, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let year = text[start..at]
            .parse::<u32>()
            .ok()
            .filter(|year| (1900..2100).contains(year));
        let Some(year) = year.filter(|_| at - start == 4) else {
            continue;
        };
        if !own.contains(&year)
            && let Some(end) = speaks_of(&text[..start], &text[at..])
        {
            return Some((year, start..at + end));
        }
    }
    None
}

/// Whether a year between these texts is what a figure is for; how far the
/// year's own words reach.
fn speaks_of(before: &str, after: &str) -> Option<usize> {
    let before = before.trim_end().to_lowercase();
    if BESIDE.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let rest = after.trim_start();
    let space = after.len() - rest.len();
    if let Some(after_year) = rest.strip_prefix('年') {
        let after_year = after_year.trim_start();
        let other = after_year.starts_with('度')
            || ["至", "到", "以来", "底相比"]
                .iter()
                .any(|word| after_year.starts_with(word));
        return (!other).then_some(space + '年'.len_utf8());
    }
    let word = |word: &&str| {
        before
            .strip_suffix(*word)
            .is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '/'));
    (FOR.iter().any(word) && ends).then_some(0)
}

#[cfg(test)]
mod tests {
    use super::{Letters, other_year};

    #[test]
    fn a_number_stands_apart_from_its_neighbours() {
        let holds = |print: &str, quote: &str| Letters::new(quote).hold(print);
        assert!(holds("120", "In 2024 120 requests came in"));
        assert!(holds("8", "in 2024, 8 interviews"));
        assert!(holds("5万多", "发布信息 5 万多条"));
        assert!(holds("86%", "办结率 86％。"));
        assert!(holds("37", "已办结37件"));
        assert!(!holds("37", "已办结137件"));
        assert!(!holds("37", "3.37"));
        assert!(!holds("234", "1,234 cases"));
        assert!(!holds("1", "1,234 cases"));
        assert!(!holds("3", "3.5 days"));
        assert!(holds("3", "there were 3. Then"));
        assert!(Letters::new("1,234 cases").without_grouping().hold("1234"));
        assert!(Letters::new("3,4 and 5").without_grouping().hold("3"));
    }

    #[test]
    fn a_year_beside_the_own_one_is_no_finding() {
        let year = |text: &str| other_year(text, &(2016..=2016)).map(|(year, _)| year);
        assert_eq!(year("2015 年，全市有机构 10 个"), Some(2015));
        assert_eq!(year("2016年比2015年增长 5%"), None);
        assert_eq!(year("2015 年度预算执行审计"), None);
        assert_eq!(year("received in 2015"), Some(2015));
        assert_eq!(year("more than 2015 cases"), None);
        assert_eq!(year("宁政发〔2014〕113 号"), None);
        assert_eq!(year("共 2015 条"), None);
    }
}
