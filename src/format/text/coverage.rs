//! How many figures of each section are under a rule, and which are under none.

use crate::check::Outcome;
use crate::finding::Coverage;
use crate::format::text::wrap::wrap;
use crate::lang::Lang;
use crate::say;
use crate::say::coverage::{percent, total};
use unicode_width::UnicodeWidthStr;

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
