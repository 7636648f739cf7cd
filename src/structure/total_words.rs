//! Names of rows that sum up others. Data, and how it is looked up.

use std::borrow::Cow;

/// How surely a name is that of a row that sums up others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TotalName {
    /// It may be one, which its figures must show: 全市, United Kingdom, All.
    Possible,
    /// It says so: Total, 合计, Zwischensumme.
    Sure,
}

/// A row of just this name sums up others.
const SURE: &[&str] = &[
    "sum",
    "sums",
    "grand total",
    "sub total",
    "sub totals",
    "total",
    "totals",
    "average",
    "mean",
    "合计",
    "总计",
    "共计",
    "小计",
    "总数",
    "总和",
    "合计数",
    "平均",
    "平均值",
    "合計",
    "総計",
    "總計",
    "小計",
    "共計",
    "総数",
    "計",
    "합계",
    "총계",
    "소계",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "insgesamt",
    "zusammen",
    "somme",
    "sous total",
    "totale",
    "totali",
    "subtotale",
    "suma",
    "soma",
    "totaal",
    "subtotaal",
    "eindtotaal",
    "razem",
    "ogółem",
    "celkem",
    "összesen",
    "итого",
    "всего",
    "toplam",
    "yhteensä",
    "totalt",
    "summa",
    "i alt",
    "gesamtergebnis",
    "gesamtzahl",
    "summe gesamt",
    "ergebnis",
    "tot",
    "σ",
    "∑",
    "계",
    "총합계",
    "汇总",
    "總和",
    "jumlah",
    "tổng cộng",
    "tổng số",
    "รวม",
    "รวมทั้งหมด",
    "المجموع",
    "الإجمالي",
    "סך הכל",
    "कुल",
    "योग",
    "kopā",
    "iš viso",
    "kokku",
    "σύνολο",
    "ukupno",
    "общо",
    "разом",
    "усього",
    "spolu",
    "skupaj",
    "cyfanswm",
];
/// A row whose name begins so sums up others: Total général, Subtotal A.
const SURE_START: &[&str] = &[
    "total ",
    "totals ",
    "totale ",
    "grand total ",
    "sub total ",
    "sous total ",
];
/// A row whose name ends so sums up others: TOTAL of a group, 支出合计.
const SURE_END: &[&str] = &[
    " total",
    " totals",
    " sub total",
    " insgesamt",
    "合计",
    "总计",
    "共计",
    "小计",
    "合計",
    "小計",
];
/// A row of just this name may sum up others.
const POSSIBLE: &[&str] = &[
    "all",
    "overall",
    "combined",
    "aggregate",
    "both",
    "both sexes",
    "persons",
    "everyone",
    "ensemble",
    "alle",
    "annual",
    "full year",
    "whole year",
    "district wide",
    "全部",
    "全体",
    "总体",
    "全年",
    "전체",
    "全市",
    "全省",
    "全国",
    "全區",
    "national",
    "nation",
    "nationwide",
    "statewide",
    "countrywide",
    "citywide",
    "world",
    "global",
    "worldwide",
    "europe",
    "european union",
    "eu",
    "eu15",
    "eu25",
    "eu27",
    "eu27 2020",
    "eu27 2007",
    "eu28",
    "eu 15",
    "eu 27",
    "eu 28",
    "ea19",
    "ea20",
    "oecd",
    "g20",
    "united kingdom",
    "uk",
    "great britain",
    "england",
    "england and wales",
    "scotland",
    "wales",
    "ireland",
    "united states",
    "united states of america",
    "usa",
    "us",
    "canada",
    "australia",
    "new zealand",
    "germany",
    "deutschland",
    "bundesgebiet",
    "österreich",
    "schweiz",
    "suisse",
    "switzerland",
    "austria",
    "france",
    "france entière",
    "france métropolitaine",
    "italy",
    "italia",
    "spain",
    "españa",
    "portugal",
    "netherlands",
    "nederland",
    "belgium",
    "belgië",
    "belgique",
    "poland",
    "polska",
    "sweden",
    "sverige",
    "norway",
    "norge",
    "denmark",
    "danmark",
    "finland",
    "suomi",
    "india",
    "japan",
    "日本",
    "china",
    "中国",
    "中國",
    "korea",
    "전국",
    "brazil",
    "brasil",
    "mexico",
    "méxico",
];
/// A row whose name begins or ends so may sum up others: All agencies,
/// Agency Overall.
const POSSIBLE_START: &[&str] = &["all ", "overall ", "both "];
const POSSIBLE_END: &[&str] = &[" overall", " combined", " all"];
/// A name that begins so is a part, whatever follows: All other agencies.
const PARTS: &[&str] = &["all other", "all others", "all else"];
/// A row of just this name is what is left, and may come back in each block.
const RESIDUAL: &[&str] = &[
    "other",
    "others",
    "unknown",
    "unspecified",
    "not stated",
    "not known",
    "misc",
    "miscellaneous",
    "of which",
    "none",
    "sonstige",
    "autres",
    "otros",
    "其他",
    "其它",
    "其中",
    "不详",
    "未知",
    "另有",
    "その他",
    "기타",
    "прочие",
];
/// Chinese names of a place as a whole: 全市, 全州, 全校.
const WHOLE: char = '全';
const WHOLE_LENGTH: usize = 4;

/// A sure name that holds one of these sums up some rows, not all.
const SUBTOTAL: &[&str] = &[
    "sub total",
    "小计",
    "小計",
    "소계",
    "zwischensumme",
    "subtotale",
    "sous total",
    "subtotaal",
];

/// Whether a sure name says that only some rows are summed up.
pub(crate) fn is_subtotal(name: &str) -> bool {
    let name = plain(name);
    SUBTOTAL.iter().any(|word| name.contains(word))
}

/// What a name says of its row.
pub(crate) fn total_name(name: &str) -> Option<TotalName> {
    if is_number_like(name.as_bytes()) {
        return None;
    }
    let name = plain(name);
    if name.is_empty() {
        return None;
    }
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let is = |words: &[&str]| words.contains(&&*name);
    if is(SURE) || starts(SURE_START) || ends(SURE_END) {
        return Some(TotalName::Sure);
    }
    let whole = name.starts_with(WHOLE) && name.chars().count() <= WHOLE_LENGTH;
    let possible = is(POSSIBLE) || starts(POSSIBLE_START) || ends(POSSIBLE_END) || whole;
    (possible && !starts(PARTS)).then_some(TotalName::Possible)
}

/// Whether a name is a number or a code with one, longer than any name that has
/// digits in it: most keys of long tables are, and need not be looked up.
fn is_number_like(name: &[u8]) -> bool {
    let (Some(first), Some(last)) = (name.first(), name.last()) else {
        return true;
    };
    let code = name.len() > 5 && last.is_ascii_digit() && !b"bB".contains(first);
    let plain = |byte: &u8| match code {
        true => byte.is_ascii_alphanumeric(),
        false => byte.is_ascii_digit(),
    };
    name.iter().all(plain)
}

/// Whether a name is that of what is left, or of no row in particular.
pub(crate) fn is_residual(name: &str) -> bool {
    RESIDUAL.contains(&&*plain(name))
}

/// Whether two names are one but for spaces and case: 合  计 and 合计.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    a == b || plain(a) == plain(b)
}

/// Whether a name is another with spaces between its Chinese letters.
pub(crate) fn is_spaced_form(printed: &str, name: &str) -> bool {
    has_spaced_forms(name) && unspaced(printed).is_some_and(|letters| letters == name)
}

/// Whether a name may be printed with spaces between its letters: 合  计.
pub(crate) fn has_spaced_forms(name: &str) -> bool {
    name.chars().all(|c| is_wide(c) && !c.is_whitespace())
}

/// A name that is printed with spaces, without them.
pub(crate) fn unspaced(printed: &str) -> Option<String> {
    let spaced = printed.contains(char::is_whitespace);
    spaced.then(|| printed.chars().filter(|c| !c.is_whitespace()).collect())
}

/// A name in lower case, without what numbers it and what stands in brackets
/// after it; underscores and hyphens part words as spaces do, and between
/// Chinese letters a space is none.
fn plain(name: &str) -> Cow<'_, str> {
    let letters = |c: char| c.is_ascii_lowercase() || is_wide(c) && c.is_alphabetic();
    if name.chars().all(letters) && !name.contains("subtotal") {
        return Cow::Borrowed(name);
    }
    let mut lower = name.to_lowercase();
    // Most names are plain already.
    if lower.contains(['_', '-', '\u{3000}', '\u{a0}']) {
        lower = lower.replace(['_', '-', '\u{3000}', '\u{a0}'], " ");
    }
    if lower.contains("subtotal") {
        lower = lower.replace("subtotal", "sub total");
    }
    let text = without_number(lower.trim());
    let first = text
        .split(['（', '(', '[', ',', '，'])
        .next()
        .unwrap_or_default();
    let text = if first.trim().is_empty() { text } else { first };
    let edge = |c: char| c.is_whitespace() || "*：:.。—–=†‡#¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c);
    let mut plain = String::with_capacity(text.len());
    for word in text.trim_matches(edge).split_whitespace() {
        let joins =
            plain.chars().last().is_none_or(is_wide) && word.chars().next().is_some_and(is_wide);
        if !plain.is_empty() && !joins {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    Cow::Owned(plain)
}

/// A name without `1.`, `（七）`, `三、` before it.
pub(crate) fn without_number(name: &str) -> &str {
    let numbers = "0123456789一二三四五六七八九十ivx";
    let inner = name.trim_start_matches(['（', '(']);
    let opened = inner.len() < name.len();
    let rest = inner.trim_start_matches(|c: char| numbers.contains(c));
    if rest.len() == inner.len() {
        return name;
    }
    let closes: &[char] = if opened {
        &['）', ')']
    } else {
        &['、', '.', '．', ')', '）']
    };
    match rest.strip_prefix(closes) {
        Some(rest) if !rest.trim().is_empty() => rest.trim_start(),
        _ => name,
    }
}

/// Whether a letter is one that is written without spaces between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::{TotalName, same_name, total_name};

    #[test]
    fn names_of_totals_are_told_by_how_sure_they_are() {
        for name in [
            "Total",
            "TOTAL:",
            "合计",
            "合  计",
            "总　计",
            "（七）总计",
            "七、总计",
            "小 计",
            "Sub-total",
            "Subtotal",
            "sub_total",
            "Grand total",
            "Summe",
            "Insgesamt",
            "Total général",
            "支出合计",
            "TOTAL Intangible Plant (Enter Total of lines 2 thru 4)",
            "Region North total",
            "*合计*",
            "合计（万元）",
            "合計",
            "Итого",
            "Total, all industries",
            "1. Total",
            "**Total**",
            "Total¹",
            "Tot.",
            "Gesamtergebnis",
            "Kokku",
            "कुल",
            "Σύνολο",
            "계",
        ] {
            assert_eq!(total_name(name), Some(TotalName::Sure), "{name}");
        }
        for name in [
            "Agency Overall",
            "United Kingdom",
            "All",
            "全市",
            "全国",
            "全州",
            "All schools",
            "Overall",
            "Annual",
            "EU27_2020",
            "전체",
        ] {
            assert_eq!(total_name(name), Some(TotalName::Possible), "{name}");
        }
        for name in [
            "",
            "Totalisator",
            "All other agencies",
            "Saints College",
            "全面推进依法行政情况",
            "north",
            "Other",
            "市本级",
            "12",
            "Totalled",
            "会计",
            "统计局",
        ] {
            assert_eq!(total_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_spaced_name_is_the_same_name() {
        assert!(same_name("合  计", "合计"));
        assert!(same_name("Grand Total", "grand total"));
        assert!(!same_name("合计", "总计"));
    }
}
