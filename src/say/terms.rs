//! Words that all sentences share: what a severity is called, and plurals.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::quote::one_line;
use crate::table::RowName;

/// What a severity is called.
pub(crate) fn severity_name(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => say!(lang, "error", "错误"),
        Severity::Warning => say!(lang, "warning", "警告"),
        Severity::Note => say!(lang, "note", "提示"),
    }
}

/// A check that holds, and a report without findings.
pub(crate) fn consistent(lang: Lang) -> String {
    say!(lang, "consistent", "一致")
}

/// A check that does not hold.
pub(crate) fn inconsistent(lang: Lang) -> String {
    say!(lang, "inconsistent", "不一致")
}

/// A finding that is accepted.
pub(crate) fn waived(lang: Lang) -> String {
    say!(lang, "waived", "已豁免")
}

/// A check that could not be made.
pub(crate) fn not_checked(lang: Lang) -> String {
    say!(lang, "not checked", "未核对")
}

/// What kept something from being read.
pub(crate) fn not_readable(lang: Lang) -> String {
    say!(lang, "not readable", "无法读取")
}

/// The English plural's ending; empty in Chinese.
pub(crate) fn plural(count: u64, lang: Lang) -> &'static str {
    if lang == Lang::En && count != 1 {
        "s"
    } else {
        ""
    }
}

/// A text with what is said of it in brackets.
pub(crate) fn aside(text: &str, said: &str, lang: Lang) -> String {
    say!(lang, "{text} ({said})", "{text}（{said}）")
}

/// A row by its key, with its line where others may have the key too.
pub(crate) fn row_name(row: &RowName, lang: Lang) -> String {
    let (key, line) = (one_line(&row.key), row.line);
    match (row.alone, key.is_empty()) {
        (true, _) => key,
        (false, true) => say!(lang, "line {line}", "第 {line} 行"),
        (false, false) => say!(lang, "{key}, line {line}", "{key}，第 {line} 行"),
    }
}

/// A text with what it is called before it.
pub(crate) fn labelled(label: &str, text: &str, lang: Lang) -> String {
    say!(lang, "{label}: {text}", "{label}：{text}")
}
