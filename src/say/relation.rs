//! What speaks for a relation that was found in the figures of a table.

use crate::lang::Lang;
use crate::rule::{Found, Lines};
use crate::say;

/// The relation, and how it fares where it was tried.
pub(crate) fn evidence(check: &str, found: &Found, lang: Lang) -> Vec<String> {
    let (holds, tried) = (found.holds, found.tried);
    let lines = match (found.over, tried) {
        (Lines::Rows, 1) => say!(lang, "row", "行"),
        (Lines::Rows, _) => say!(lang, "rows", "行"),
        (Lines::Columns, 1) => say!(lang, "column", "列"),
        (Lines::Columns, _) => say!(lang, "columns", "列"),
        (Lines::Figures, _) => say!(lang, "figures that both tables have", "个两表共有的数"),
        (Lines::Tables, _) => say!(
            lang,
            "figures that it has of other tables",
            "个取自其他表的数"
        ),
    };
    let one = match found.over {
        Lines::Rows => "行",
        Lines::Columns => "列",
        Lines::Figures | Lines::Tables => "个",
    };
    let held = match holds {
        0 if tried < 2 => say!(
            lang,
            "there is no other {lines} to show it",
            "没有其他{lines}可以印证"
        ),
        0 => say!(
            lang,
            "it holds in none of {tried} {lines}",
            "{tried} {lines}中都不成立"
        ),
        _ => say!(
            lang,
            "it holds in {holds} of {tried} {lines}",
            "{tried} {lines}中有 {holds} {one}成立"
        ),
    };
    let named = match (found.named, found.over) {
        (false, _) => String::new(),
        (true, Lines::Rows) => say!(
            lang,
            ", and the name of the column says so",
            "，列名也这样表明"
        ),
        (true, Lines::Columns) => say!(
            lang,
            ", and the name of the row says so",
            "，行名也这样表明"
        ),
        (true, Lines::Figures | Lines::Tables) => {
            say!(lang, ", and their names say so", "，名称也这样表明")
        }
    };
    let by_name = match (found.named, holds, found.over) {
        (true, 0, Lines::Rows) => Some(say!(lang, "column", "列")),
        (true, 0, Lines::Columns) => Some(say!(lang, "row", "行")),
        _ => None,
    };
    let shown = match by_name {
        Some(line) => say!(
            lang,
            "told by the name of the {line} alone: {held}",
            "仅由{line}名看出：{held}"
        ),
        None => say!(
            lang,
            "found in the figures: {held}{named}",
            "由数字本身看出：{held}{named}"
        ),
    };
    vec![say!(lang, "relation: {check}", "勾稽关系：{check}"), shown]
}
