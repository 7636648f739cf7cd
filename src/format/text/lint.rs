//! What was found in the rules themselves, for people at a terminal.

use crate::clean::{on_one_line, with_lines};
use crate::finding::Tally;
use crate::format::output::Setting;
use crate::format::snippet::Drawing;
use crate::format::text::drawn::finding;
use crate::format::text::wrap::wrap;
use crate::rule::Severity;
use crate::say;
use crate::say::counts::{self, findings_line};
use crate::say::lint::Linted;
use crate::say::run::{Checked, ReportLine};
use crate::say::terms::plural;

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
    text.push_str(&say!(lang, "{rules}: {found}", "{rules}：{found}"));
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
    if !linted.never_settled.is_empty() {
        let names = linted.never_settled.join(&say!(lang, ", ", "、"));
        let prose = say!(
            lang,
            "never checked in these reports: {names}",
            "在这些报告中从未核对：{names}"
        );
        text.push_str(&with_lines(&wrap(&prose, drawing.width, "")));
    }
    let (rules, reports) = (linted.rules, linted.reports);
    let rules_part = counts::rules(rules, lang);
    let reports_part = match reports {
        0 => say!(lang, "no reports", "没有报告"),
        _ => say!(
            lang,
            "{reports} report{s}",
            "{reports} 份报告{s}",
            s = plural(reports as u64, lang)
        ),
    };
    let line = ReportLine {
        path: linted.file.clone(),
        counts: Severity::ALL.map(|severity| linted.findings.count(severity)),
        waived: 0,
        tally: Tally::default(),
        unread: linted.errors.len() as u64,
    };
    let found = findings_line(&line, lang);
    text.push_str(&say!(
        lang,
        "{rules_part}, {reports_part}: {found}",
        "{rules_part}，{reports_part}：{found}"
    ));
    text
}
