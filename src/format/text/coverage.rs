//! How many figures of each section are under a rule, and which are under none.

use crate::check::Outcome;
use crate::format::text::wrap::wrap;
use crate::lang::Lang;
use crate::say::coverage::{all, no_figures, share, total, uncovered};
use unicode_width::UnicodeWidthStr;

/// Section by section, with the names of the figures that are under no rule.
pub(crate) fn list(outcome: &Outcome, width: usize, lang: Lang) -> String {
    let (figures, covered) = total(outcome);
    if figures == 0 {
        return format!("{}\n", no_figures(lang));
    }
    let mut text = format!("{}\n", all(covered, figures, lang));
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
        let covered = share(section.covered, section.figures, lang);
        text.push_str(&format!("  {name}{space}  {covered}\n"));
        if section.figures > section.covered {
            text.push_str(&wrap(&uncovered(section, lang), width, "    "));
        }
    }
    text
}
