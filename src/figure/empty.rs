//! Cells without a figure: what prints mean that there is none, and in which
//! of four ways.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a cell without a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EmptyKind {
    /// The figure is not there: nobody reported it, or it is not known.
    NotReported,
    /// There is no such figure.
    NotApplicable,
    /// There is one, but it is not published.
    Withheld,
    /// There is nothing to count: exactly zero.
    Zero,
}

impl EmptyKind {
    /// All of them, by the names that a configuration gives them.
    pub(crate) const ALL: [(&'static str, EmptyKind); 4] = [
        ("not-reported", EmptyKind::NotReported),
        ("not-applicable", EmptyKind::NotApplicable),
        ("withheld", EmptyKind::Withheld),
        ("zero", EmptyKind::Zero),
    ];
}

/// What stands where a figure is not there, in lower case.
const NOT_REPORTED: &[&str] = &[
    ":",
    ".",
    "..",
    "...",
    "....",
    "…",
    "……",
    "···",
    "[x]",
    "(na)",
    "[na]",
    "nan",
    "null",
    "(null)",
    "<na>",
    "n.s.",
    "nd",
    "n.d.",
    "n/d",
    "k.a.",
    "no data",
    "missing",
    "unknown",
    "not available",
    "not reported",
    "not stated",
    "not collected",
    "not recorded",
    "not known",
    "n.r.",
    "n/r",
    "nr",
    "nc",
    "n.c.",
    "tbc",
    "tbd",
    "k. a.",
    "n.v.",
    "n.b.",
    "keine angabe",
    "keine angaben",
    "nicht verfügbar",
    "nicht erhoben",
    "unbekannt",
    "non disponible",
    "non communiqué",
    "no disponible",
    "sin datos",
    "s.d.",
    "s/d",
    "n.d",
    "não disponível",
    "нет данных",
    "н.д.",
    "н/д",
    "자료없음",
    "미상",
    "不詳",
    "不明",
    "未詳",
    "無資料",
    "資料暫缺",
    "资料暂缺",
    "・・・",
    "··",
    ". .",
    ". . .",
    "‥",
    "‡",
    "unavailable",
    "未统计",
    "未填报",
    "未填",
    "未报",
    "未报告",
    "未报送",
    "未上报",
    "未提供",
    "未知",
    "不详",
    "缺",
    "缺失",
    "缺数",
    "缺报",
    "暂无",
    "暂缺",
    "暂无数据",
    "无数据",
    "无资料",
    "数据缺失",
    "尚未统计",
];

/// What stands where there is no such figure, in lower case.
const NOT_APPLICABLE: &[&str] = &[
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "−",
    "/",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "n\\a",
    "#n/a",
    "z",
    "[z]",
    "(x)",
    "not applicable",
    "nicht zutreffend",
    "entfällt",
    "sans objet",
    "s.o.",
    "s/o",
    "no aplica",
    "해당없음",
    "不适用",
    "不適用",
    "不涉及",
    "該当なし",
    "―",
    "ー",
    "†",
];

/// What stands where a figure is not published, in lower case.
const WITHHELD: &[&str] = &[
    "*",
    "**",
    "***",
    "****",
    "*****",
    "c",
    "[c]",
    "(c)",
    "(d)",
    "(s)",
    "s",
    "x",
    "n",
    "[u]",
    "保密",
    "涉密",
    "不公开",
    "未公开",
    "不予公开",
    "未公布",
    "withheld",
    "suppressed",
    "confidential",
    "redacted",
    "not disclosed",
    "not published",
    "n.p.",
    "np",
    "n/p",
    "supp",
    "supp.",
    "ds",
    "geheim",
    "confidentiel",
    "비공개",
    "非公开",
    "非公開",
    "非公表",
    "秘匿",
];

/// A longer text is no such word.
const LONGEST: usize = 20;

/// The words of a kind, in lower case.
pub(crate) fn words(kind: EmptyKind) -> &'static [&'static str] {
    match kind {
        EmptyKind::NotReported => NOT_REPORTED,
        EmptyKind::NotApplicable => NOT_APPLICABLE,
        EmptyKind::Withheld => WITHHELD,
        EmptyKind::Zero => &[],
    }
}

/// What a cell's whole text says, where it says that there is no figure.
pub(super) fn word(text: &[char]) -> Option<EmptyKind> {
    // Nearly every cell begins with a digit; no such word does.
    let digit = text.first().is_some_and(char::is_ascii_digit);
    if digit || text.len() > LONGEST {
        return None;
    }
    static KNOWN: LazyLock<HashMap<&str, EmptyKind>> = LazyLock::new(|| {
        let of = |kind| words(kind).iter().map(move |word| (*word, kind));
        let lists = [
            EmptyKind::NotReported,
            EmptyKind::Withheld,
            EmptyKind::NotApplicable,
        ];
        lists.into_iter().flat_map(of).collect()
    });
    let word: String = text.iter().flat_map(|c| c.to_lowercase()).collect();
    match KNOWN.get(word.as_str()) {
        Some(kind) => Some(*kind),
        None if is_few(&word) => Some(EmptyKind::Withheld),
        None => flagged(&word),
    }
}

/// `n<10`: hidden, since fewer than ten were counted.
fn is_few(word: &str) -> bool {
    let digits = word.strip_prefix('n').and_then(|rest| {
        let rest = rest.trim_start().strip_prefix(['<', '≤'])?;
        Some(rest.trim_start())
    });
    digits.is_some_and(|text| {
        (1..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
    })
}

/// Eurostat's colon with its flags: `: c` is confidential, `:z` does not apply.
fn flagged(word: &str) -> Option<EmptyKind> {
    let flags = word.strip_prefix(':')?.trim_start();
    let letters = flags.chars().all(|c| c.is_ascii_lowercase());
    match letters && (1..=3).contains(&flags.len()) {
        true if flags.contains('c') => Some(EmptyKind::Withheld),
        true if flags.contains('z') => Some(EmptyKind::NotApplicable),
        true => Some(EmptyKind::NotReported),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_begins_with_a_digit() {
        for word in [NOT_REPORTED, NOT_APPLICABLE, WITHHELD].concat() {
            let chars: Vec<char> = word.chars().collect();
            assert!(self::word(&chars).is_some(), "{word}");
        }
    }
}
