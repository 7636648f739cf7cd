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

/// Why a search was not finished, as a clause.
pub(crate) fn limit(limit: Limit, lang: Lang) -> String {
    match limit {
        Limit::Figures(most) => say!(
            lang,
            "more than {most} figures hang together",
            "相互关联的数超过 {most} 个"
        ),
        Limit::Checks(most) => say!(
            lang,
            "more than {most} checks hang together",
            "相互关联的核对超过 {most} 项"
        ),
        Limit::Failed(most) => say!(
            lang,
            "more than {most} checks fail",
            "不成立的核对超过 {most} 项"
        ),
        Limit::Steps(_) => say!(lang, "there is too much to work out", "需要计算的内容过多"),
        Limit::Cases(_) => say!(
            lang,
            "too many whole numbers would have to be tried",
            "需要逐一尝试的整数过多"
        ),
        Limit::Changes(most) => say!(
            lang,
            "more than {most} figures would have to change at once",
            "需要同时改动的数超过 {most} 个"
        ),
    }
}
