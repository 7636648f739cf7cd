//! What is said of waivers, and of findings that are waived.

use crate::finding::{Changed, Detail, Unused, WaiverNote};
use crate::lang::Lang;
use crate::say;
use crate::say::quote::one_line;
use crate::say::terms::{self, aside, labelled, plural};

/// The headline of a finding about a waiver.
pub(crate) fn title(detail: &Detail, lang: Lang) -> String {
    match detail {
        Detail::WaiverUnused(waiver, why) => unused_title(waiver, why, lang),
        Detail::WaiverExpired { last, .. } => {
            say!(
                lang,
                "this waiver ended on {last}",
                "这条豁免已于 {last} 到期"
            )
        }
        Detail::WaiverChanged {
            waiver, changed, ..
        } => changed
            .first()
            .map_or_else(String::new, |first| changed_title(waiver, first, lang)),
        _ => String::new(),
    }
}

fn unused_title(waiver: &WaiverNote, why: &Unused, lang: Lang) -> String {
    let rule = one_line(&waiver.rule);
    let cell = waiver.cell.as_deref().map(one_line);
    match (why, cell) {
        (Unused::NoSuchName(_), _) => say!(
            lang,
            "no rule and no check is called `{rule}`",
            "没有名为“{rule}”的规则或检查"
        ),
        (Unused::Fewer { times, found }, _) => say!(
            lang,
            "this waiver is for {times} findings alike, but there is only {found}",
            "这条豁免针对 {times} 处相同的发现，现在只有 {found} 处"
        ),
        (_, Some(cell)) => say!(
            lang,
            "`{rule}` has no finding at {cell} to waive",
            "“{rule}”在 {cell} 处没有可豁免的发现"
        ),
        (_, None) => say!(
            lang,
            "`{rule}` has no finding to waive",
            "“{rule}”没有可豁免的发现"
        ),
    }
}

fn changed_title(waiver: &WaiverNote, changed: &Changed, lang: Lang) -> String {
    let was = one_line(&changed.was);
    let name = changed.name.as_ref().or(waiver.cell.as_ref());
    let name = name.unwrap_or(&waiver.rule);
    let name = one_line(name);
    match &changed.now {
        Some(now) => {
            let now = one_line(now);
            say!(
                lang,
                "waived was `{was}`, but {name} is `{now}` now",
                "豁免的是“{was}”，而 {name} 现在是“{now}”"
            )
        }
        None => say!(
            lang,
            "waived with {name} `{was}`, which takes no part now",
            "豁免时 {name} 是“{was}”，现在已不参与这项核对"
        ),
    }
}

/// The lines under a finding about a waiver.
pub(crate) fn notes(detail: &Detail, lang: Lang) -> Vec<String> {
    let shown = |shows: &bool| match shows {
        true => again(lang),
        false => gone(lang),
    };
    let (waiver, said) = match detail {
        Detail::WaiverUnused(waiver, why) => (waiver, unused_note(why, lang)),
        Detail::WaiverExpired { waiver, shows, .. } => (waiver, Some(shown(shows))),
        Detail::WaiverChanged { waiver, shows, .. } => (waiver, Some(shown(shows))),
        _ => return Vec::new(),
    };
    let mut notes = vec![about(waiver, lang)];
    if let Detail::WaiverChanged { changed, .. } = detail {
        notes.extend(also_changed(changed, lang));
    }
    notes.extend(said);
    notes
}

/// How many figures have changed beside the one in the headline.
fn also_changed(changed: &[Changed], lang: Lang) -> Option<String> {
    let more = changed.len().saturating_sub(1);
    let s = plural(more as u64, lang);
    (more > 0).then(|| {
        say!(
            lang,
            "{more} other figure{s} of it changed too",
            "另有 {more} 个数字也变了{s}"
        )
    })
}

/// What the waiver is for, and why.
fn about(waiver: &WaiverNote, lang: Lang) -> String {
    let (rule, reason) = (one_line(&waiver.rule), one_line(&waiver.reason));
    say!(
        lang,
        "waiver of {rule}: {reason}",
        "对 {rule} 的豁免，理由：{reason}"
    )
}

fn again(lang: Lang) -> String {
    say!(
        lang,
        "the finding shows again: mend it, or waive it anew",
        "该发现重新列出；请改正，或重新豁免"
    )
}

fn gone(lang: Lang) -> String {
    say!(
        lang,
        "nothing is wrong there any more: take the waiver out",
        "该处已无问题，请删去这条豁免"
    )
}

fn unused_note(why: &Unused, lang: Lang) -> Option<String> {
    Some(match why {
        Unused::NoSuchName(Some(nearest)) => {
            say!(lang, "did you mean `{nearest}`?", "是不是“{nearest}”？")
        }
        Unused::NoSuchName(None) => return None,
        Unused::TurnedOff => say!(
            lang,
            "the check is turned off under [checks]",
            "这项检查已在 [checks] 中关闭"
        ),
        Unused::NoSuchCell => say!(lang, "there is no such cell", "没有这个单元格"),
        Unused::NotChecked => say!(
            lang,
            "the rule is not checked now: a figure is missing",
            "这条规则现在未核对：缺少数字"
        ),
        Unused::Holds => gone(lang),
        Unused::Fewer { found, .. } => {
            say!(lang, "write times = {found}", "请改为 times = {found}")
        }
    })
}

/// That a finding is waived, and why.
pub(crate) fn because(reason: &str, lang: Lang) -> String {
    say!(lang, "waived: {reason}", "已豁免：{reason}")
}

/// A waived finding in a line.
pub(crate) fn told(told: &str, reason: &str, lang: Lang) -> String {
    let word = aside(&terms::waived(lang), reason, lang);
    labelled(&word, told, lang)
}

/// Why a finding is waived.
pub(crate) fn reason(reason: &str, lang: Lang) -> String {
    say!(lang, "reason: {reason}", "理由：{reason}")
}

/// The last day of a waiver.
pub(crate) fn until(day: &str, lang: Lang) -> String {
    say!(lang, "until {day}", "有效至 {day}")
}
