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
    let print = or_blank(mark.place.words(), lang);
    let role = role(mark.role, lang);
    match mark.role {
        MarkRole::Reported if mark.place.words().is_empty() => {
            say!(lang, "{role}: {print}", "{role}：{print}")
        }
        MarkRole::Reported | MarkRole::First | MarkRole::Also => role,
        MarkRole::Compared => print,
        MarkRole::Plus | MarkRole::Minus | MarkRole::Times | MarkRole::Over => {
            format!("{role} {print}")
        }
    }
}

/// How a cell enters the arithmetic, in a sign or a word; nothing where it is
/// only compared.
pub(crate) fn role(role: MarkRole, lang: Lang) -> String {
    match role {
        MarkRole::Reported => say!(lang, "reported", "填报数"),
        MarkRole::Plus => "+".to_owned(),
        MarkRole::Minus => "−".to_owned(),
        MarkRole::Times => "×".to_owned(),
        MarkRole::Over => "÷".to_owned(),
        MarkRole::Compared => String::new(),
        MarkRole::First => say!(lang, "first here", "首次出现"),
        MarkRole::Also => say!(lang, "and here", "此处也是"),
    }
}

/// A print as a sentence shows it, also where there is none.
pub(crate) fn or_blank(print: &str, lang: Lang) -> String {
    match print {
        "" => say!(lang, "blank", "空白"),
        print => print.to_owned(),
    }
}
