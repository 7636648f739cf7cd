//! How many figures of a report are under a rule: one line, or a list of those
//! that are not.

use crate::check::Outcome;
use crate::finding::Coverage;
use crate::lang::Lang;
use crate::say;
use crate::say::lists::listed_in_part;

/// How many of the figures of some sections are under a rule.
pub(crate) fn total(outcome: &Outcome) -> (u64, u64) {
    let add = |(figures, covered), section: &Coverage| {
        (figures + section.figures, covered + section.covered)
    };
    outcome.coverage.iter().fold((0, 0), add)
}

/// Percent to one place, rounded down: `100` means all.
pub(crate) fn percent(covered: u64, figures: u64) -> String {
    let tenths = u128::from(covered) * 1000 / u128::from(figures.max(1));
    match (tenths / 10, tenths % 10) {
        (percent, 0) => percent.to_string(),
        (percent, tenth) => format!("{percent}.{tenth}"),
    }
}

/// One line on all figures; nothing where all are under a rule, or where they
/// were not counted.
pub(crate) fn line(outcome: &Outcome, lang: Lang) -> String {
    match total(outcome) {
        (figures, covered) if covered == figures => String::new(),
        (figures, covered) => say!(
            lang,
            "figures under a rule: {covered} of {figures} (--coverage lists the others)\n",
            "有规则核对的数字：{figures} 个中的 {covered} 个（--coverage 可列出其余）\n"
        ),
    }
}

/// Said where there is nothing that a rule could check.
pub(crate) fn no_figures(lang: Lang) -> String {
    say!(
        lang,
        "there are no figures to be under a rule",
        "没有可供核对的数字"
    )
}

/// How many of all figures are under a rule.
pub(crate) fn all(covered: u64, figures: u64, lang: Lang) -> String {
    let share = share(covered, figures, lang);
    say!(
        lang,
        "figures under a rule: {share}",
        "有规则核对的数字：{share}"
    )
}

/// How many of some figures are under a rule.
pub(crate) fn share(covered: u64, figures: u64, lang: Lang) -> String {
    let share = percent(covered, figures);
    say!(
        lang,
        "{covered} of {figures}, {share}%",
        "{figures} 个中的 {covered} 个，{share}%"
    )
}

/// The figures of a section that are under no rule.
pub(crate) fn uncovered(section: &Coverage, lang: Lang) -> String {
    let names: Vec<String> = section.uncovered.iter().map(ToString::to_string).collect();
    let more = section.figures - section.covered - names.len() as u64;
    let names = match names.is_empty() {
        true => say!(lang, "{more}", "{more} 个"),
        false => listed_in_part(&names, more, "个", lang),
    };
    say!(lang, "under no rule: {names}", "无规则核对：{names}")
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_hundred_percent_is_all_of_it() {
        for (covered, figures, shown) in [
            (36, 42, "85.7"),
            (42, 42, "100"),
            (1, 2, "50"),
            (0, 42, "0"),
            (99_999, 100_000, "99.9"),
            (u64::MAX - 1, u64::MAX, "99.9"),
            (1, 100_000, "0"),
        ] {
            assert_eq!(percent(covered, figures), shown, "{covered} of {figures}");
        }
    }
}
