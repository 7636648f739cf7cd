//! Names of columns that say units or numbers of rows, and units of rows.

use super::units::is_known;
use crate::figure::UnitBook;

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

/// What a column is called that says which note each row is told more of in.
const NOTES: [&str; 10] = [
    "note",
    "notes",
    "note(s)",
    "note no.",
    "ref",
    "ref.",
    "附注",
    "附註",
    "附注号",
    "注释号",
];

/// What names of shares, rates and growth have in them.
const RATES: [&str; 16] = [
    "%",
    "％",
    "‰",
    "率",
    "比重",
    "占比",
    "比例",
    "增长",
    "增速",
    "增幅",
    "涨幅",
    "同比",
    "环比",
    "增减",
    "比上年",
    "百分比",
];

/// Words of such names, in lower case.
const RATE_WORDS: [&str; 15] = [
    "share",
    "shares",
    "rate",
    "rates",
    "growth",
    "percent",
    "percentage",
    "change",
    "increase",
    "ratio",
    "anteil",
    "quote",
    "veränderung",
    "taux",
    "variation",
];

/// Names of counts, in lower case.
const COUNTS: [&str; 14] = [
    "number", "numbers", "no.", "n", "count", "counts", "anzahl", "nombre", "número", "antal",
    "antall", "数量", "个数", "人数",
];

/// The words of a name, in lower case.
pub(crate) fn plain_words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
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

/// Whether a text is the name of a column that says in which note more is told.
pub(super) fn names_notes(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    NOTES.contains(&plain.as_str())
}

/// Whether a name is that of shares, rates or growth.
pub(super) fn names_rate(text: &str) -> bool {
    let plain = text.to_lowercase();
    let mut words = plain.split(|c: char| !c.is_alphabetic());
    RATES.iter().any(|word| plain.contains(word)) || words.any(|word| RATE_WORDS.contains(&word))
}

/// Whether a name is that of a count: `Number`, 人数.
pub(crate) fn names_count(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    COUNTS.contains(&plain.as_str())
        || plain.starts_with("number of")
        || plain.starts_with("no. of")
}

/// Whether a text can be nothing but the unit of a row: `men` calls it.
pub(super) fn is_unit_of_rows(text: &str, units: &UnitBook) -> bool {
    let counts = units.read(text).is_some_and(|unit| unit.counting);
    is_known(text, units) && !(counts && text.is_ascii())
}
