//! Words that all sentences share: what a severity is called, and plurals.

use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;

/// What a severity is called.
pub(crate) fn severity_name(severity: Severity, lang: Lang) -> String {
    match severity {
        Severity::Error => say!(lang, "error", "错误"),
        Severity::Warning => say!(lang, "warning", "警告"),
        Severity::Note => say!(lang, "note", "提示"),
    }
}

/// The English plural's ending; empty in Chinese.
pub(crate) fn plural(count: u64, lang: Lang) -> &'static str {
    if lang == Lang::En && count != 1 {
        "s"
    } else {
        ""
    }
}
