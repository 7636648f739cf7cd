//! Findings for people at a terminal.

pub(crate) mod align;
pub(crate) mod coverage;
pub(crate) mod drawn;
pub(crate) mod explain;
pub(crate) mod figure;
pub(crate) mod fit;
pub(crate) mod grid;
pub(crate) mod lint;
pub(crate) mod reports;
pub(crate) mod table;
pub(crate) mod wrap;

use crate::clean::{on_one_line, with_lines};
use crate::format::output::{Output, Setting};
use crate::format::text::drawn::{finding, read_error};
use crate::say::counts::{findings_line, summary};
use crate::say::not_checked::by_reason;
use crate::say::reports::in_all;
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::unchecked::Unchecked;
use crate::say::{clash, coverage as under_rules, ignored, understood};

/// A sentence as a line of its own.
pub(crate) fn line(sentence: &str) -> String {
    format!("{}\n", on_one_line(sentence))
}

/// Findings as a compiler shows them, each report with its summary.
pub(crate) struct Text(pub Setting);

impl Output for Text {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let setting = &self.0;
        let (lang, drawing) = (setting.lang, setting.drawing());
        if checked.is_of_rules() {
            return vec![lint::in_passing(checked, setting)];
        }
        let outcome = checked.outcome;
        let findings = outcome.findings.total() + outcome.waived.len() as u64;
        let unread = checked.errors().next().is_some();
        // Of a path that is not there, the message has said all but that.
        let nothing = unread && outcome.rules.is_empty() && checked.report.tables.is_empty();
        let mut part = String::new();
        if unread && !setting.errors_apart {
            part.extend(checked.errors().map(|error| read_error(error, drawing)));
        }
        let open = matches!(checked.unchecked(), Some(Unchecked::NoneMade(..)));
        // Of thousands of reports, those that agree are told in the matrix.
        let told = findings > 0 || open || !setting.many || setting.coverage;
        if told && !(nothing && findings == 0) {
            if setting.many {
                part.push_str(&format!("== {} ==\n", on_one_line(&checked.path())));
            }
            for finding in checked.listed(setting.limit) {
                part.push_str(&self::finding(finding, drawing));
                part.push('\n');
            }
            for finding in &outcome.waived {
                part.push_str(&drawn::waived(finding, drawing));
                part.push('\n');
            }
            part.push_str(&by_reason(outcome, lang));
            part.push_str(&clash::whole::text(outcome, lang));
            part.push_str(&match setting.coverage {
                true => with_lines(&coverage::list(outcome, setting.width, lang)),
                false => under_rules::line(outcome, lang),
            });
            if !setting.many {
                part.extend(ignored::of_report(checked.report, lang).map(|told| line(&told)));
                let told = understood::of_report(checked.report, lang);
                part.extend(told.iter().map(|told| line(told)));
            }
            part.push_str(&summary(checked, setting.limit, lang));
            if setting.many {
                part.push('\n');
            }
        } else if !setting.many {
            part.push_str(&findings_line(&checked.line(), lang));
        }
        match part.is_empty() {
            true => Vec::new(),
            false => vec![part],
        }
    }

    fn tail(&self, run: &Run) -> String {
        match self.0.many {
            true => reports::text(run, self.0.lang),
            false if run.rules.is_empty() => String::new(),
            // What was found in the rules comes last, and is not all.
            false => {
                let lang = self.0.lang;
                let all = findings_line(&ReportLine::total(run), lang);
                format!("\n{}", in_all(&all, lang))
            }
        }
    }
}
