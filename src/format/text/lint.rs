//! What was found in the rules themselves, for people at a terminal.

use crate::clean::{on_one_line, with_lines};
use crate::finding::{Relations, Tally};
use crate::format::output::Setting;
use crate::format::snippet::Drawing;
use crate::format::text::drawn::finding;
use crate::format::text::wrap::wrap;
use crate::rule::Severity;
use crate::say::counts::{self, findings_line};
use crate::say::lint::{Linted, beyond, never_checked};
use crate::say::lists::phrases;
use crate::say::run::{Checked, ReportLine};
use crate::say::terms::labelled;

/// The findings in passing of a run over reports, below a heading.
pub(crate) fn in_passing(checked: &Checked<'_>, setting: &Setting) -> String {
    let lang = setting.lang;
    let mut text = format!("== {} ==\n", on_one_line(&checked.path()));
    if !setting.many {
        text.insert(0, '\n');
    }
    for found in checked.listed(setting.limit) {
        text.push_str(&finding(found, setting.drawing()));
        text.push('\n');
    }
    let rules = counts::rules(checked.config.rules.len(), lang);
    let found = findings_line(&checked.line(), lang);
    text.push_str(&labelled(&rules, &found, lang));
    if setting.many {
        text.push('\n');
    }
    text
}

/// The findings, drawn, and the last lines.
pub(crate) fn text(linted: &Linted, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let mut text = String::new();
    for found in &linted.findings.kept {
        text.push_str(&finding(found, drawing));
        text.push('\n');
    }
    if !linted.beyond.is_empty() {
        let prose = beyond(&linted.beyond, lang);
        text.push_str(&with_lines(&wrap(&prose, drawing.width, "")));
    }
    if !linted.never_settled.is_empty() {
        let prose = never_checked(&linted.never_settled, lang);
        text.push_str(&with_lines(&wrap(&prose, drawing.width, "")));
    }
    let read = [
        counts::rules(linted.rules, lang),
        counts::reports(linted.reports, lang),
    ];
    let line = ReportLine {
        path: linted.file.clone(),
        counts: Severity::ALL.map(|severity| linted.findings.count(severity)),
        waived: 0,
        tally: Tally::default(),
        relations: Relations::default(),
        unread: linted.errors.len() as u64,
        unchecked: None,
        ignored: Vec::new(),
    };
    let found = findings_line(&line, lang);
    text.push_str(&labelled(&phrases(&read, lang), &found, lang));
    text
}
