//! How many figures of a report are under a rule: one line, or a list of those
//! that are not.

use crate::check::Outcome;
use crate::finding::Coverage;
use crate::format::wrap::wrap;
use crate::lang::Lang;
use crate::say;
use unicode_width::UnicodeWidthStr;

/// How many of the figures of some sections are under a rule.
fn total(outcome: &Outcome) -> (u64, u64) {
    let add = |(figures, covered), section: &Coverage| {
        (figures + section.figures, covered + section.covered)
    };
    outcome.coverage.iter().fold((0, 0), add)
}

/// Whole percent, rounded down: 100 means all.
pub(crate) fn percent(covered: u64, figures: u64) -> u64 {
    let exact = u128::from(covered) * 100 / u128::from(figures.max(1));
    u64::try_from(exact).unwrap_or(100)
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

/// Section by section, with the names of the figures that are under no rule.
pub(crate) fn list(outcome: &Outcome, width: usize, lang: Lang) -> String {
    let (figures, covered) = total(outcome);
    if figures == 0 {
        return say!(
            lang,
            "there are no figures to be under a rule\n",
            "没有可供核对的数字\n"
        );
    }
    let share = percent(covered, figures);
    let mut text = say!(
        lang,
        "figures under a rule: {covered} of {figures}, {share}%\n",
        "有规则核对的数字：{figures} 个中的 {covered} 个，{share}%\n"
    );
    let sections = || {
        outcome
            .coverage
            .iter()
            .filter(|section| section.figures > 0)
    };
    let wide = sections().map(|section| section.section.width());
    let wide = wide.max().unwrap_or(0);
    for section in sections() {
        let name = &section.section;
        let space = " ".repeat(wide - name.width());
        let (figures, covered) = (section.figures, section.covered);
        let share = percent(covered, figures);
        text.push_str(&say!(
            lang,
            "  {name}{space}  {covered} of {figures}, {share}%\n",
            "  {name}{space}  {figures} 个中的 {covered} 个，{share}%\n"
        ));
        text.push_str(&uncovered(section, width, lang));
    }
    text
}

fn uncovered(section: &Coverage, width: usize, lang: Lang) -> String {
    let others = section.figures - section.covered;
    if others == 0 {
        return String::new();
    }
    let names: Vec<String> = section.uncovered.iter().map(ToString::to_string).collect();
    let more = others - names.len() as u64;
    let names = names.join(&say!(lang, ", ", "、"));
    let more = match (more, names.is_empty()) {
        (0, _) => String::new(),
        (more, true) => say!(lang, "{more}", "{more} 个"),
        (more, false) => say!(lang, " and {more} more", " 等，另有 {more} 个"),
    };
    let prose = say!(
        lang,
        "under no rule: {names}{more}",
        "无规则核对：{names}{more}"
    );
    wrap(&prose, width, "    ")
}
