//! SARIF 2.1.0, for code scanning services and editors: findings are results,
//! what could not be read, checked or listed is told by notifications.
//!
//! What could not be checked is no result of kind `open`: services that do
//! not know kinds would show it as a finding.

mod driver;
mod location;
mod notification;
mod result;

use crate::format::identity::Identities;
use crate::format::json::indented;
use crate::format::output::{Output, Setting};
use crate::format::tagged::{About, sorted};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say::counts;
use crate::say::not_checked::more_not_checked;
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::unchecked::NO_RULE_CHECKED;
use crate::say::unchecked_reports::of_report;
use driver::driver;
use location::location_of;
use notification::{ignored_file, not_checked, notification, of_the_whole, unread};
use result::{result, suppression};
use serde_json::{Value, json};

/// Where the schema of this format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One SARIF log with one run.
pub(crate) struct Sarif(pub Setting);

impl Output for Sarif {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let ids = Identities::of(checked, self.0.limit);
        let mut parts = Vec::new();
        let mut add = |about: About, value: &Value, depth| {
            parts.push(about.tag(&indented(value, depth)));
        };
        for error in checked.errors() {
            add(About::Unread, &unread(error, lang), NOTIFICATION_DEPTH);
        }
        for (finding, id) in checked.listed(self.0.limit).iter().zip(&ids.listed) {
            let about = About::finding(finding.severity);
            let result = result(finding, id, checked, lang);
            add(about, &Value::Object(result), RESULT_DEPTH);
        }
        for (waived, id) in checked.outcome.waived.iter().zip(&ids.waived) {
            let mut result = result(&waived.finding, id, checked, lang);
            result.insert("suppressions".to_owned(), json!([suppression(waived)]));
            add(About::Waived, &Value::Object(result), RESULT_DEPTH);
        }
        let report = json!([location_of(&checked.report.path, None)]);
        if let Some(hidden) = counts::hidden(checked, self.0.limit, lang) {
            let told = notification("not-listed", Severity::Warning, &hidden, &report);
            add(About::Hidden, &told, NOTIFICATION_DEPTH);
        }
        for check in &checked.outcome.not_checked {
            let told = not_checked(check, &report, lang);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        for told in of_the_whole(checked, &report, lang) {
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        if let Some(more) = more_not_checked(checked.outcome, lang) {
            let told = notification("not-checked", Severity::Note, &more, &report);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        for name in &checked.report.ignored {
            let told = ignored_file(&checked.report.path.join(name), lang);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        let line = checked.line();
        if let Some(told) = of_report(&line, lang) {
            let level = match line.fails_for_nothing(self.0.allow_unchecked) {
                true => Severity::Error,
                false => Severity::Warning,
            };
            let told = notification(NO_RULE_CHECKED, level, &told, &report);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        parts
    }

    fn gathers(&self) -> bool {
        true
    }

    fn is_finding(&self, part: &str) -> bool {
        About::of(part).0.is_finding()
    }

    fn not_gathered(&self, left_out: u64) -> Option<String> {
        let told = counts::more_of_run(left_out, self.0.lang);
        let told = notification("not-listed", Severity::Warning, &told, &json!([]));
        Some(About::Hidden.tag(&indented(&told, NOTIFICATION_DEPTH)))
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        let is_result = |about: About| about.is_finding() || about == About::Waived;
        // Results stay in the order of reports, files and lines.
        let results = parts.iter().map(|part| About::of(part));
        let results = results.filter(|(about, _)| is_result(*about));
        let results: Vec<&str> = results.map(|(_, text)| text).collect();
        let told = sorted(parts).into_iter();
        let told = told.filter(|(about, _)| !is_result(*about));
        let among = run.ignored.iter().map(|path| ignored_file(path, lang));
        let among: Vec<String> = among
            .map(|told| indented(&told, NOTIFICATION_DEPTH))
            .collect();
        let told = told.map(|(_, text)| text);
        let told: Vec<&str> = told.chain(among.iter().map(String::as_str)).collect();
        let read = run.lines.iter().all(|line| line.unread == 0);
        let successful = read && !run.fails_for_nothing(self.0.allow_unchecked);
        let language = match lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        };
        let (driver, counts) = (driver(lang), indented(&counts(run), 6));
        let (results, told) = (
            list(&results, RESULT_DEPTH),
            list(&told, NOTIFICATION_DEPTH),
        );
        format!(
            r#"{{
  "$schema": "{SCHEMA}",
  "version": "2.1.0",
  "runs": [
    {{
      "tool": {{
        "driver": {driver}
      }},
      "language": "{language}",
      "columnKind": "unicodeCodePoints",
      "invocations": [
        {{
          "executionSuccessful": {successful},
          "toolExecutionNotifications": {told}
        }}
      ],
      "results": {results},
      "properties": {counts}
    }}
  ]
}}
"#
        )
    }
}

/// The columns before a result and before a notification.
const RESULT_DEPTH: usize = 8;
const NOTIFICATION_DEPTH: usize = 12;

/// Written values as a list, each on its lines.
fn list(values: &[&str], depth: usize) -> String {
    if values.is_empty() {
        return "[]".to_owned();
    }
    let line = format!("\n{}", " ".repeat(depth));
    let end = " ".repeat(depth - 2);
    format!("[{line}{}\n{end}]", values.join(&format!(",{line}")))
}

/// The counts of the run.
fn counts(run: &Run) -> Value {
    let tally = run.tally();
    let unread: u64 = run.lines.iter().map(|line: &ReportLine| line.unread).sum();
    json!({
        "reports": run.lines.len(),
        "checks": tally.checks(),
        "consistent": tally.consistent,
        "inconsistent": tally.inconsistent,
        "notChecked": tally.not_checked,
        "errors": run.count(Severity::Error),
        "warnings": run.count(Severity::Warning),
        "notes": run.count(Severity::Note),
        "waived": run.waived(),
        "unread": unread,
    })
}
