//! How units are stated in words: 单位：万元, (in thousands), NOK million, %.

use crate::figure::UnitBook;

/// What stands before a unit, in lower case, its colon aside.
const BEFORE: [&str; 12] = [
    "金额单位",
    "货币单位",
    "计量单位",
    "計量單位",
    "数量单位",
    "单位",
    "單位",
    "units",
    "unit",
    "einheit",
    "unité",
    "unidad",
];

/// What a column is called that says what the figures of its rows are in.
const COLUMN: [&str; 14] = [
    "单位",
    "單位",
    "计量单位",
    "計量單位",
    "单位名称",
    "unit",
    "units",
    "unit of measure",
    "unit of measurement",
    "uom",
    "measure",
    "einheit",
    "unité",
    "unidad",
];

/// What a column is called that numbers the rows or codes them: words of its
/// name, in lower case.
const NUMBERS: [&str; 26] = [
    "id", "id#", "#", "no", "no.", "nr", "nr.", "num", "num.", "number", "code", "codes", "key",
    "index", "rank", "ss#s", "编号", "序号", "行次", "代码", "编码", "排名", "学号", "工号",
    "項次", "番号",
];

/// Words for powers of ten, in lower case.
const MULTIPLES: [&str; 24] = [
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "mill",
    "mill.",
    "mio",
    "mio.",
    "mn",
    "bn",
    "mrd",
    "mrd.",
    "tsd",
    "tsd.",
    "millionen",
    "milliarden",
    "tausend",
    "millones",
    "milliers",
    "'000",
    "000s",
];

/// Words that may stand beside a multiple in a unit, in lower case.
const BESIDE: [&str; 24] = [
    "of", "in", "dollars", "dollar", "euros", "euro", "eur", "usd", "nok", "sek", "dkk", "gbp",
    "pounds", "persons", "people", "units", "tons", "tonnes", "us", "u.s.", "current", "constant",
    "canadian", "chained",
];

/// A longer statement is prose.
const LONGEST: usize = 60;

/// The unit that a text states and nothing else: 单位：万元, (in thousands), %.
pub(super) fn unit_alone<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let text = text.trim();
    let inner = without_brackets(text);
    if let Some(said) = behind_word(inner) {
        return Some(said);
    }
    let bracketed = inner.len() < text.len();
    (said_in_words(inner) || bracketed && is_unit(inner, units)).then(|| without_in(inner))
}

/// The unit that a text states beside other words: `Sales (EUR)`,
/// 财政收入（单位：万元）, `Exports. NOK million`, `Change, %`.
pub(super) fn unit_within<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let text = text.trim();
    let bracket = |open: usize| {
        let inner = &text[open..];
        let inner = &inner[inner.chars().next()?.len_utf8()..];
        let end = inner.find([')', '）', ']', '】'])?;
        Some(inner[..end].trim())
    };
    let opens = text.char_indices().rev();
    let opens = opens.filter(|(_, c)| matches!(c, '(' | '（' | '[' | '【'));
    let bracketed = opens.filter_map(|(at, _)| bracket(at)).find_map(|inner| {
        let said = behind_word(inner);
        said.or_else(|| unit_of_phrase(inner, units))
    });
    let parts = || {
        text.split(['.', ',', '，', ';', '；', '。', ':', '：'])
            .rev()
    };
    let said = || parts().find_map(|part| unit_of_phrase(part, units));
    bracketed.or_else(|| behind_word_within(text)).or_else(said)
}

/// Whether a text is the name of a column of units.
pub(super) fn names_units(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    COLUMN.contains(&plain.as_str())
}

/// Whether a text is the name of a column that numbers the rows.
pub(super) fn names_numbers(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    let count = plain.starts_with("number of") || plain.starts_with("no. of");
    let mut words = plain.split_whitespace();
    !count && words.any(|word| NUMBERS.contains(&word))
}

/// Whether a text is a known unit.
pub(super) fn is_unit(text: &str, units: &UnitBook) -> bool {
    let text = text.trim();
    let short = text.len() <= LONGEST && !text.is_empty();
    short && units.read(text).is_some_and(|unit| unit.known)
}

/// Whether a text can be nothing but the unit of a row: `men` calls it.
pub(super) fn is_unit_of_rows(text: &str, units: &UnitBook) -> bool {
    let counts = units.read(text).is_some_and(|unit| unit.counting);
    is_unit(text, units) && !(counts && text.is_ascii())
}

/// The unit that a few words are: `NOK million`, `per cent`, `% public` is none.
fn unit_of_phrase<'t>(phrase: &'t str, units: &UnitBook) -> Option<&'t str> {
    let phrase = without_footnote(phrase.trim());
    // One letter is a name of a column rather than a unit.
    let letter = phrase.chars().count() == 1 && phrase.starts_with(char::is_alphabetic);
    let counts = units.read(phrase).is_some_and(|unit| unit.counting);
    let unit = !letter && !counts && is_unit(phrase, units);
    (unit || said_in_words(phrase)).then(|| without_in(phrase))
}

/// A phrase without a footnote's mark at its end: `thousands 1)`.
fn without_footnote(phrase: &str) -> &str {
    let marks = |c: char| c.is_ascii_digit() || matches!(c, ')' | '*' | ' ' | '¹' | '²' | '³');
    let bare = phrase.trim_end_matches(marks);
    match bare.ends_with(|c: char| c.is_alphabetic() || c == '%') {
        true => bare,
        false => phrase,
    }
}

/// Whether words say a multiple, and nothing but what it is of.
fn said_in_words(text: &str) -> bool {
    let plain = text.to_lowercase();
    if plain.len() > LONGEST {
        return false;
    }
    if matches!(plain.as_str(), "%" | "percent" | "per cent" | "prozent") {
        return true;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let is_multiple = |word: &&str| MULTIPLES.contains(word);
    let sign = |word: &str| word.chars().all(|c| "$€£¥￥".contains(c));
    let code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let number = |word: &str| matches!(word, "1" | "000" | "1,000" | "1000" | "'000");
    let known = |word: &&str| {
        is_multiple(word) || BESIDE.contains(word) || sign(word) || number(word) || code(word)
    };
    words.iter().any(is_multiple) && words.iter().all(known)
}

/// `in thousands` without its first word.
fn without_in(text: &str) -> &str {
    let rest = text
        .get(..3)
        .filter(|word| word.eq_ignore_ascii_case("in "));
    rest.map_or(text, |word| text[word.len()..].trim_start())
}

fn without_brackets(text: &str) -> &str {
    let open = text.strip_prefix(['(', '（', '[', '【']);
    let inner = open.and_then(|text| text.strip_suffix([')', '）', ']', '】']));
    inner.map_or(text, str::trim)
}

/// What follows 单位：at the start of a text.
fn behind_word(text: &str) -> Option<&str> {
    let word = BEFORE.iter().find(|word| starts_with(text, word))?;
    let rest = text[word.len()..].trim_start();
    let said = rest.strip_prefix([':', '：', '／', '/'])?.trim();
    let end = said.find([' ', '\u{3000}', '，', ',', ';', '；', '）', ')']);
    let latin = said.starts_with(|c: char| c.is_ascii());
    let said = match end {
        Some(end) if !latin => &said[..end],
        _ => said,
    };
    (!said.is_empty() && said.len() <= LONGEST).then_some(said)
}

/// The same within a text.
fn behind_word_within(text: &str) -> Option<&str> {
    let chinese = BEFORE.iter().filter(|word| !word.is_ascii());
    let at = chinese.filter_map(|word| text.find(word)).min()?;
    behind_word(&text[at..])
}

fn starts_with(text: &str, word: &str) -> bool {
    let start = text.get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_state_a_unit() {
        let units = UnitBook::default();
        for (text, unit) in [
            ("单位：万元", Some("万元")),
            ("（单位：万元）", Some("万元")),
            ("单位: 件  ", Some("件")),
            ("单位：万元   编制单位：某局", Some("万元")),
            ("(in thousands)", Some("thousands")),
            ("In millions of dollars", Some("millions of dollars")),
            ("Unit: persons", Some("persons")),
            ("%", Some("%")),
            ("（万元）", Some("万元")),
            ("Total", None),
            ("单位名称", None),
            ("(All industries)", None),
        ] {
            assert_eq!(unit_alone(text, &units), unit, "{text}");
        }
    }

    #[test]
    fn units_within_titles_and_headers() {
        let units = UnitBook::default();
        for (text, unit) in [
            ("Sales (EUR)", Some("EUR")),
            ("一般公共预算收入表（单位：亿元）", Some("亿元")),
            (
                "Exports of ICT goods. 2002-2008. NOK million",
                Some("NOK million"),
            ),
            ("Change, %", Some("%")),
            ("Short messages, thousands 1)", Some("thousands")),
            ("占比（%）", Some("%")),
            ("Quiz, m", None),
            ("Men, women and children", None),
            ("Table 1. Persons", None),
        ] {
            assert_eq!(unit_within(text, &units), unit, "{text}");
        }
    }
}
