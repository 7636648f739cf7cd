//! GitLab's Code Quality report: a list of findings with a place, a severity
//! and a fingerprint. What could not be read is a blocker.

use crate::clean::on_one_line;
use crate::finding::Finding;
use crate::format::identity::{Identities, fingerprint};
use crate::format::json::indented;
use crate::format::output::{Output, Setting};
use crate::format::places::relative;
use crate::format::tagged::{About, sorted};
use crate::lang::Lang;
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::lists::clauses;
use crate::say::run::{Checked, Run};
use crate::say::terms::aside;
use crate::say::unchecked::NO_RULE_CHECKED;
use crate::say::unchecked_reports::of_report;
use crate::say::{counts, errors, ignored, notes, title, waivers};
use serde::Serialize;
use std::path::Path;

/// The check that says how much is not listed.
const NOT_LISTED: &str = "not-listed";

/// A Code Quality report.
pub(crate) struct Gitlab(pub Setting);

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
}

impl Location {
    fn new(path: &Path, line: u64) -> Location {
        Location {
            path: relative(path),
            lines: Lines { begin: line },
        }
    }
}

impl Output for Gitlab {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let ids = Identities::of(checked, self.0.limit);
        let unread = checked
            .errors()
            .map(|error| (About::Unread, unread(error, lang)));
        let findings = checked.listed(self.0.limit).iter().zip(&ids.listed);
        let findings = findings.map(|(finding, id)| {
            let about = About::finding(finding.severity);
            (about, issue(finding, &id.fingerprint, lang))
        });
        let waived = checked.outcome.waived.iter().zip(&ids.waived);
        let waived = waived.map(|(waived, id)| {
            let mut issue = issue(&waived.finding, &id.fingerprint, lang);
            let description = waivers::told(&issue.description, &waived.reason, lang);
            issue.description = on_one_line(&description);
            issue.severity = "info";
            (About::Waived, issue)
        });
        let hidden = counts::hidden(checked, self.0.limit, lang);
        let hidden = hidden.map(|line| {
            (
                About::Hidden,
                of_whole_report(checked, NOT_LISTED, &line, "info"),
            )
        });
        let line = checked.line();
        let unchecked = of_report(&line, lang).map(|told| {
            let severity = match line.fails_for_nothing(self.0.allow_unchecked) {
                true => "blocker",
                false => "info",
            };
            let issue = of_whole_report(checked, NO_RULE_CHECKED, &told, severity);
            (About::NotChecked, issue)
        });
        let ignored = ignored::of_report(checked.report, lang);
        let ignored = ignored.map(|told| {
            let issue = of_whole_report(checked, "ignored-files", &told, "info");
            (About::NotChecked, issue)
        });
        unread
            .chain(findings)
            .chain(waived)
            .chain(hidden)
            .chain(ignored)
            .chain(unchecked)
            .map(|(about, issue)| about.tag(&indented(&issue, 2)))
            .collect()
    }

    fn gathers(&self) -> bool {
        true
    }

    fn is_finding(&self, part: &str) -> bool {
        About::of(part).0.is_finding()
    }

    fn not_gathered(&self, left_out: u64) -> Option<String> {
        let issue = Issue {
            description: counts::more_of_run(left_out, self.0.lang),
            check_name: NOT_LISTED.to_owned(),
            fingerprint: fingerprint(&[NOT_LISTED]),
            severity: "info",
            location: Location::new(Path::new("."), 1),
        };
        Some(About::Hidden.tag(&indented(&issue, 2)))
    }

    fn gather(&self, parts: &[String], _run: &Run) -> String {
        let issues: Vec<&str> = sorted(parts).into_iter().map(|(_, text)| text).collect();
        match issues.is_empty() {
            true => "[]\n".to_owned(),
            false => format!("[\n  {}\n]\n", issues.join(",\n  ")),
        }
    }
}

/// Something about a report as a whole.
fn of_whole_report(checked: &Checked<'_>, name: &str, told: &str, severity: &'static str) -> Issue {
    let location = Location::new(&checked.report.path, 1);
    Issue {
        description: on_one_line(told),
        check_name: name.to_owned(),
        fingerprint: fingerprint(&[name, &location.path]),
        severity,
        location,
    }
}

fn issue(finding: &Finding, fingerprint: &str, lang: Lang) -> Issue {
    let (title, notes) = (title(finding, lang), notes(finding, lang));
    let description = match notes.is_empty() {
        true => title,
        false => aside(&title, &clauses(&notes, lang), lang),
    };
    let place = &finding.primary().place;
    Issue {
        description: on_one_line(&description),
        check_name: finding.code.to_string(),
        fingerprint: fingerprint.to_owned(),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location::new(&place.excerpt.path, place.line_column().0),
    }
}

fn unread(error: &ReadError, lang: Lang) -> Issue {
    let problem = on_one_line(&errors::problem(error, lang));
    let location = match errors::place(error) {
        Some(at) => Location::new(&at.path, at.line),
        // A mistake of the command line stands in no file.
        None => Location::new(Path::new("."), 1),
    };
    Issue {
        fingerprint: fingerprint(&["not-read", &location.path, &problem]),
        description: problem,
        check_name: "not-read".to_owned(),
        severity: "blocker",
        location,
    }
}
