//! What is said of a cell that takes part in a finding.

use crate::finding::{Code, Finding, Mark, MarkRole};
use crate::lang::Lang;
use crate::say;

/// What is said of a cell that takes part in a finding.
pub(crate) fn related_label(finding: &Finding, mark: &Mark, lang: Lang) -> String {
    match (finding.code, mark.role) {
        // What is counted is not added.
        (Code::CountMismatch, MarkRole::Plus) => mark.place.words().to_owned(),
        _ => label(mark, lang),
    }
}

/// What is said of a cell: how it enters the arithmetic, and its print.
pub(crate) fn label(mark: &Mark, lang: Lang) -> String {
    let print = match mark.place.words() {
        "" => say!(lang, "blank", "空白"),
        print => print.to_owned(),
    };
    match mark.role {
        MarkRole::Reported => say!(lang, "reported", "填报数"),
        MarkRole::Plus => format!("+ {print}"),
        MarkRole::Minus => format!("− {print}"),
        MarkRole::Times => format!("× {print}"),
        MarkRole::Over => format!("÷ {print}"),
        MarkRole::Compared => print,
        MarkRole::First => say!(lang, "first here", "首次出现"),
        MarkRole::Also => say!(lang, "and here", "此处也是"),
    }
}
