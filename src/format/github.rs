//! Annotations for a GitHub workflow: a command a finding, which GitHub shows
//! beside the line, and one plain line with the counts.

use crate::clean::{Own, on_one_line, output, with_lines};
use crate::finding::Finding;
use crate::format::output::{Output, Setting};
use crate::format::places::{Stretch, relative};
use crate::format::tagged::{About, sorted};
use crate::lang::Lang;
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::reports::standing_name;
use crate::say::run::{Checked, Run, Standing};
use crate::say::unchecked_reports::of_run;
use crate::say::{counts, errors, notes, reports, title, unchecked};
use std::path::Path;

/// Workflow commands.
pub(crate) struct Github(pub Setting);

impl Output for Github {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let unread = checked
            .errors()
            .map(|error| About::Unread.tag(&unread(error, lang)));
        let findings = checked.listed(self.0.limit).iter();
        let findings = findings
            .map(|finding| About::finding(finding.severity).tag(&annotation(finding, lang)));
        unread.chain(findings).collect()
    }

    fn gathers(&self) -> bool {
        true
    }

    fn is_finding(&self, part: &str) -> bool {
        About::of(part).0.is_finding()
    }

    fn annotates(&self) -> bool {
        true
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        let parts = sorted(parts);
        let listed = parts.iter().filter(|(about, _)| about.is_finding()).count();
        let hidden = run.findings() - listed as u64;
        let mut text: String = parts.iter().map(|(_, line)| format!("{line}\n")).collect();
        let command = match run.fails_for_nothing(self.0.allow_unchecked) {
            true => "error",
            false => "warning",
        };
        for told in of_run(run, lang) {
            let title = [("title", unchecked::not_one(lang))];
            let told = workflow_command(command, &title, &told);
            text.push_str(&format!("{told}\n"));
        }
        if hidden > 0 {
            let total = run.findings();
            text.push_str(&counts::not_listed(hidden, total, lang));
            text.push('\n');
        }
        if run.lines.len() > 1 {
            text.push_str(&format!("{}\n", reports::totals(run, lang)));
        }
        for told in counts::last_lines(run, lang) {
            let told = on_one_line(&told);
            text.push_str(&format!("{}\n", output(&told, Own::default())));
        }
        text
    }
}

fn annotation(finding: &Finding, lang: Lang) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = &finding.primary().place;
    let stretch = Stretch::of(place);
    let mut properties = at(&place.excerpt.path, stretch.line);
    if place.is_in_document() {
        // The line is a row of a table, which no editor goes to.
        properties.truncate(1);
    } else if stretch.end_line == stretch.line {
        // The last character, not the one behind it.
        let last = stretch.end_column.saturating_sub(1).max(stretch.column);
        properties.push(("col", stretch.column.to_string()));
        properties.push(("endColumn", last.to_string()));
    } else {
        properties.push(("endLine", stretch.end_line.to_string()));
    }
    properties.push(("title", finding.code.to_string()));
    let mut lines = vec![title(finding, lang)];
    lines.extend(notes(finding, lang));
    workflow_command(command, &properties, &lines.join("\n"))
}

fn unread(error: &ReadError, lang: Lang) -> String {
    let mut properties = Vec::new();
    if let Some(place) = errors::place(error) {
        properties = at(&place.path, place.line);
        properties.push(("col", place.column.to_string()));
    }
    properties.push(("title", standing_name(Standing::NotReadable, lang)));
    workflow_command("error", &properties, &errors::problem(error, lang))
}

fn at(path: &Path, line: u64) -> Vec<(&'static str, String)> {
    vec![("file", relative(path)), ("line", line.to_string())]
}

/// `::error file=…,line=…::message`, on one line whatever it says.
fn workflow_command(command: &str, properties: &[(&str, String)], message: &str) -> String {
    let data = |text: &str| {
        let text = with_lines(text).replace('%', "%25");
        text.replace('\n', "%0A")
    };
    let property = |(name, value): &(&str, String)| {
        let value = data(value).replace(':', "%3A").replace(',', "%2C");
        format!("{name}={value}")
    };
    let properties: Vec<String> = properties.iter().map(property).collect();
    format!("::{command} {}::{}", properties.join(","), data(message))
}

#[cfg(test)]
mod tests {
    use super::workflow_command;

    #[test]
    fn nothing_ends_a_command_early() {
        let file = [("file", "a,b:c%\n.csv".to_owned())];
        assert_eq!(
            workflow_command("error", &file, "50% :: a,b\r\n::set-env\u{1b}[0m"),
            "::error file=a%2Cb%3Ac%25%0A.csv::50%25 :: a,b%0A::set-env\u{FFFD}[0m"
        );
    }
}
