//! What the checks and limits of a clash are called, and which set of changes
//! is told as the likeliest.

use crate::finding::{Clash, ClashCheck, Likeliest, Limit, Mending};
use crate::lang::Lang;
use crate::say;
use crate::say::quote::one_line;

/// A check by its rule, and its row where it has one.
pub(crate) fn named(check: &ClashCheck, lang: Lang) -> String {
    let name = one_line(&check.rule.name);
    match check.row.as_deref().map(one_line) {
        Some(row) => say!(lang, "{name} ({row})", "{name}（{row}）"),
        None => name,
    }
}

/// The likeliest set of changes, where one can be told from the others.
pub(crate) fn likeliest(clash: &Clash) -> Option<&Mending> {
    match clash.verdict {
        Likeliest::Only | Likeliest::Slip | Likeliest::Evidence => clash.repairs.first(),
        Likeliest::CannotBeTold | Likeliest::OnlyZero | Likeliest::NoRepair => None,
    }
}

/// A limit of the search.
pub(crate) fn limit(limit: Limit, lang: Lang) -> String {
    match limit {
        Limit::Figures(most) => say!(lang, "{most} connected figures", "{most} 个相互关联的数"),
        Limit::Checks(most) => say!(lang, "{most} connected checks", "{most} 项相互关联的核对"),
        Limit::Failed(most) => say!(lang, "{most} checks that fail", "{most} 项不成立的核对"),
        Limit::Steps(most) => say!(lang, "{most} steps", "{most} 步"),
        Limit::Cases(most) => say!(
            lang,
            "{most} cases of whole numbers",
            "{most} 种整数取值情形"
        ),
        Limit::Changes(most) => say!(
            lang,
            "{most} figures changed at a time",
            "同时改动 {most} 个数"
        ),
    }
}
