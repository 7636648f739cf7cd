//! Findings for people at a terminal.

pub mod align;
pub mod fit;
pub mod grid;
pub mod table;

use crate::check::Outcome;
use crate::clean::on_one_line;
use crate::finding::{Code, Finding, Mark, MarkRole, NotChecked, WhyNot};
use crate::format::output::{Output, Setting};
use crate::format::snippet::{Drawing, Marked, visible};
use crate::lang::Lang;
use crate::say;
use crate::say::clash;
use crate::say::counts::findings_line;
use crate::say::errors::read_error;
use crate::say::lint;
use crate::say::notes::notes;
use crate::say::reports;
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::waivers;
use crate::say::words::{title, why_not};
use crate::say::{counts, coverage};

/// Checks named under one reason before the list is cut.
const NAMES_SHOWN: usize = 8;

/// Findings as a compiler shows them, each report with its summary.
pub struct Text(pub Setting);

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
        // A path that is not there has no summary; the message says it all.
        let nothing = unread && outcome.rules.is_empty() && checked.report.tables.is_empty();
        let mut part = String::new();
        if unread && !setting.errors_apart {
            part.extend(checked.errors().map(|error| read_error(error, drawing)));
        }
        // Of thousands of reports, those that agree are told in the matrix.
        if (findings > 0 || !setting.many || setting.coverage) && !(nothing && findings == 0) {
            if setting.many {
                part.push_str(&format!("== {} ==\n", on_one_line(&checked.path())));
            }
            for finding in checked.listed(setting.limit) {
                part.push_str(&self::finding(finding, drawing));
                part.push('\n');
            }
            for finding in &outcome.waived {
                part.push_str(&waivers::waived(finding, drawing));
                part.push('\n');
            }
            part.push_str(&not_checked(outcome, lang));
            part.push_str(&clash::whole::text(outcome, lang));
            part.push_str(&match setting.coverage {
                true => visible(&coverage::list(outcome, setting.width, lang)),
                false => coverage::line(outcome, lang),
            });
            part.push_str(&summary(checked, setting.limit, lang));
            if setting.many {
                part.push('\n');
            }
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
                say!(lang, "\nin all: {all}", "\n总计：{all}")
            }
        }
    }
}

/// A finding, drawn.
pub fn finding(finding: &Finding, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let mut marks = vec![Marked {
        place: &finding.primary().place,
        label: match (&finding.rule, finding.code) {
            (None, _) | (_, Code::UnitClash | Code::MissingFigure) => String::new(),
            _ if finding.primary().figure.is_none() => String::new(),
            _ => label(finding.primary(), lang),
        },
        primary: true,
    }];
    for mark in finding.related() {
        marks.push(Marked {
            place: &mark.place,
            label: related_label(finding, mark, lang),
            primary: false,
        });
    }
    let title = title(finding, lang);
    let notes = notes(finding, lang);
    drawing.draw(
        finding.severity,
        Some(finding.code.name()),
        &title,
        &marks,
        &notes,
    )
}

/// What is said of a cell that takes part in a finding.
pub(crate) fn related_label(finding: &Finding, mark: &Mark, lang: Lang) -> String {
    match (finding.code, mark.role) {
        // What is counted is not added.
        (Code::CountMismatch, MarkRole::Plus) => mark.place.words().to_owned(),
        _ => label(mark, lang),
    }
}

fn label(mark: &Mark, lang: Lang) -> String {
    let print = match mark.place.words() {
        "" => say!(lang, "blank", "空白"),
        print => print.to_owned(),
    };
    match mark.role {
        MarkRole::Reported => say!(lang, "reported", "填报数"),
        MarkRole::Plus => format!("+ {print}"),
        MarkRole::Minus => format!("− {print}"),
        MarkRole::Times => format!("× {print}"),
        MarkRole::Over => format!("÷ {print}"),
        MarkRole::Compared => print,
        MarkRole::First => say!(lang, "first here", "首次出现"),
        MarkRole::Also => say!(lang, "and here", "此处也是"),
    }
}

/// What was not checked, grouped by reason.
pub(crate) fn not_checked(outcome: &Outcome, lang: Lang) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for check in &outcome.not_checked {
        let (reason, name) = reason_and_name(check, lang);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => groups.push((reason, vec![name])),
        }
    }
    let mut text = String::new();
    let comma = say!(lang, ", ", "、");
    for (reason, names) in groups {
        let shown = names
            .iter()
            .take(NAMES_SHOWN)
            .map(String::as_str)
            .collect::<Vec<_>>();
        let more = names.len().saturating_sub(NAMES_SHOWN);
        let list = shown.join(&comma);
        let more = match more {
            0 => String::new(),
            more => say!(lang, " and {more} more", " 等，另有 {more} 项"),
        };
        text.push_str(&say!(
            lang,
            "not checked: {reason}: {list}{more}\n",
            "未核对：{reason}：{list}{more}\n"
        ));
    }
    visible(&text)
}

/// The reason of one check, and the check's name with its row; reasons that
/// are about one figure of one row are gathered under their kind.
pub(crate) fn reason_and_name(check: &NotChecked, lang: Lang) -> (String, String) {
    let rule = &check.rule.name;
    let place = match (&check.row, &check.cell) {
        (Some(row), _) => say!(lang, "{rule} ({row})", "{rule}（{row}）"),
        (None, _) => rule.clone(),
    };
    let name = match &check.why {
        WhyNot::NoReport(_) | WhyNot::NoTable(_) | WhyNot::TooComplex => "",
        _ => check.name.as_str(),
    };
    (why_not(&check.why, name, lang), place)
}

/// The last lines: how many findings are not listed, and what came out.
pub fn summary(checked: &Checked<'_>, limit: usize, lang: Lang) -> String {
    let outcome = checked.outcome;
    let mut text = String::new();
    if let Some(line) = counts::hidden(checked, limit, lang) {
        text.push_str(&format!("{line}\n"));
    }
    let tally = outcome.tally;
    let rules = counts::rules(outcome.rules.len(), lang);
    let checks = counts::checks(tally.checks(), lang);
    let (good, bad, open) = (tally.consistent, tally.inconsistent, tally.not_checked);
    text.push_str(&say!(
        lang,
        "{rules}, {checks}: {good} consistent, {bad} inconsistent, {open} not checked\n",
        "{rules}，{checks}：一致 {good}，不一致 {bad}，未核对 {open}\n"
    ));
    text.push_str(&counts::findings_line(&checked.line(), lang));
    text
}
