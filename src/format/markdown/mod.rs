//! A comment for a pull request: the counts, a table of the reports, and the
//! findings, worst first, each folded. It stays below what GitHub takes, says
//! how much it leaves out, and nothing that a report holds acts as markup.

pub(crate) mod explain;
pub(crate) mod table;

use crate::clean::{on_one_line, with_lines};
use crate::finding::Finding;
use crate::format::output::{Output, Setting};
use crate::format::places::relative;
use crate::format::tagged::{About, sorted};
use crate::lang::Lang;
use crate::report::ReadError;
use crate::say::not_checked::{self, by_reason};
use crate::say::quote::one_line;
use crate::say::reports::{NotShown, came_out, cells, headings, not_in_table, standing_name};
use crate::say::run::{Checked, ReportLine, Run, Standing};
use crate::say::unchecked_reports::of_some;
use crate::say::{
    by_rule, clash, counts, errors, ignored, notes, severity_name, terms, title, waivers,
};
use std::path::Path;

/// GitHub takes comments of 65,536 characters; the last lines need some.
const ROOM: usize = 64_000;
/// Reports with a row of their own.
const ROWS: usize = 60;
/// Rules with a row of their own.
const RULES: usize = 10;

/// A comment.
pub(crate) struct Markdown(pub Setting);

impl Output for Markdown {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let mut parts = Vec::new();
        for error in checked.errors() {
            parts.push(About::Unread.tag(&unread(error, lang)));
        }
        for finding in checked.listed(self.0.limit) {
            let word = severity_name(finding.severity, lang);
            let about = About::finding(finding.severity);
            parts.push(about.tag(&folded(finding, &word, &[], lang)));
        }
        for waived in &checked.outcome.waived {
            let reason = waivers::because(&waived.reason, lang);
            let word = terms::waived(lang);
            let part = folded(&waived.finding, &word, &[reason], lang);
            parts.push(About::Waived.tag(&part));
        }
        let open = by_reason(checked.outcome, lang);
        if !open.is_empty() {
            let report = relative(&checked.report.path);
            let summary = escape(&not_checked::heading(&report, lang));
            let part = details(&summary, &open);
            parts.push(About::NotChecked.tag(&part));
        }
        let whole = clash::whole::text(checked.outcome, lang);
        if !whole.is_empty() {
            let report = relative(&checked.report.path);
            let summary = escape(&clash::whole::heading(&report, lang));
            parts.push(About::NotChecked.tag(&details(&summary, &whole)));
        }
        parts
    }

    fn gathers(&self) -> bool {
        true
    }

    fn is_finding(&self, part: &str) -> bool {
        About::of(part).0.is_finding()
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        let mut text = headline(run, lang);
        let agree = run.reports(Standing::Consistent) == run.lines.len() && run.waived() == 0;
        if run.lines.len() > 1 && !agree {
            text.push_str(&format!("\n{}", table(run, lang)));
            text.extend(by_rule(run, lang));
        }
        let mut size = length(&text);
        let mut findings = 0;
        let mut left_out = NotShown::default();
        for (about, part) in sorted(parts) {
            let more = length(part) + 1;
            // A short one may still fit where a long one did not.
            if size + more > ROOM {
                match about {
                    About::Unread => left_out.unread += 1,
                    About::Waived => left_out.waived += 1,
                    About::NotChecked => left_out.not_checked += 1,
                    _ => {}
                }
                continue;
            }
            size += more;
            findings += u64::from(about.is_finding());
            text.push('\n');
            text.push_str(part);
        }
        left_out.findings = run.findings() - findings;
        if let Some(line) = left_out.line(lang) {
            text.push_str(&format!("\n{line}\n"));
        }
        text
    }
}

/// As many as an implementation may count for a text, whatever it counts in:
/// characters, or the halves of those beyond the basic plane.
fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// What came out, in a line or two.
fn headline(run: &Run, lang: Lang) -> String {
    let total = ReportLine::total(run);
    let found = counts::findings_line(&total, lang);
    let found = with_code(found.trim_end());
    let mut text = format!("### {}\n\n", terms::labelled("reportcheck", &found, lang));
    text.push_str(&escape(&came_out(run, lang)));
    text.push('\n');
    let ignored = ignored::of_run(run, lang);
    for told in ignored.into_iter().chain(of_some(run, lang)) {
        text.push_str(&format!("\n{}\n", with_code(&told)));
    }
    text
}

/// The reports by their outcome; of many, those that agree are only counted.
fn table(run: &Run, lang: Lang) -> String {
    let all = run.lines.len() <= ROWS;
    let worth = |line: &&ReportLine| all || line.standing() != Standing::Consistent;
    let shown: Vec<&ReportLine> = run.lines.iter().filter(worth).take(ROWS).collect();
    let mut text = row(&headings(lang));
    text.push_str("|:---|---:|---:|---:|---:|---:|---:|:---|\n");
    for line in &shown {
        let name = format!("<code>{}</code>", escape(&relative(&line.path)));
        text.push_str(&row(&cells(name, line, lang)));
    }
    let shown_good = shown
        .iter()
        .filter(|line| line.standing() == Standing::Consistent)
        .count();
    let good = run.reports(Standing::Consistent) - shown_good;
    let others = run.lines.len() - shown.len() - good;
    if good + others > 0 {
        text.push_str(&format!("\n{}\n", not_in_table(good, others, lang)));
    }
    text
}

/// The rules that most reports fail.
fn by_rule(run: &Run, lang: Lang) -> Option<String> {
    let (rules, rest) = run.by_rule.failing(RULES, lang)?;
    let head = row(&by_rule::headings(lang));
    let rows = rules.iter().map(|line| row(&line.cells(escape, lang)));
    let rows: String = rows.collect();
    let rest = match rest.is_empty() {
        true => rest,
        false => format!("\n{rest}\n"),
    };
    Some(format!("\n{head}|:---|:---|---:|---:|---:|\n{rows}{rest}"))
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A finding: one line, and the arithmetic when it is opened.
fn folded(finding: &Finding, word: &str, first: &[String], lang: Lang) -> String {
    let place = &finding.primary().place;
    let address = match place.is_in_document() {
        true => one_line(&place.address_in(lang)),
        false => address(&place.excerpt.path, place.line_column().0),
    };
    let (code, title) = (finding.code, with_code(&title(finding, lang)));
    let summary = format!("<b>{word}</b> {title} — <code>{address}</code> <code>{code}</code>");
    let mut lines = first.to_vec();
    lines.extend(notes(finding, lang));
    if lines.is_empty() {
        lines.push(one_line(place.words()));
    }
    details(&summary, &lines.join("\n"))
}

fn unread(error: &ReadError, lang: Lang) -> String {
    let word = standing_name(Standing::NotReadable, lang);
    let problem = with_code(&errors::problem(error, lang));
    let place = errors::place(error).map_or(String::new(), |at| {
        format!(" — <code>{}</code>", address(&at.path, at.line))
    });
    format!("- <b>{word}</b> {problem}{place}\n")
}

fn address(path: &Path, line: u64) -> String {
    format!("{}:{line}", escape(&relative(path)))
}

/// What opens: a line of HTML, and a text as it is.
fn details(summary: &str, text: &str) -> String {
    let text = with_lines(text);
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let text = text.trim_end();
    format!(
        "<details>\n<summary>{summary}</summary>\n\n{fence}text\n{text}\n{fence}\n\n</details>\n"
    )
}

/// A sentence whose parts in back-quotes are shown as code.
fn with_code(sentence: &str) -> String {
    let pieces: Vec<&str> = sentence.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape(sentence);
    }
    let shown = pieces.iter().enumerate().map(|(number, piece)| {
        let text = escape(piece);
        match number % 2 == 1 && !text.is_empty() {
            true => format!("<code>{text}</code>"),
            false => text,
        }
    });
    shown.collect()
}

/// Text on one line that is no markup in Markdown nor in HTML, and mentions
/// nobody: punctuation that means something as its number, and nothing behind
/// what would make a link.
fn escape(text: &str) -> String {
    let plain = on_one_line(text);
    let mut escaped = String::new();
    let mut letters = plain.chars().peekable();
    while let Some(c) = letters.next() {
        let before_word = letters.peek().is_some_and(|next| !next.is_whitespace());
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '$' | '@' => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            c => escaped.push(c),
        }
        // Mentions, numbers of issues, signs such as :tada:, addresses.
        let links = matches!(c, '@' | '#' | ':') && before_word;
        if links || escaped.ends_with("www.") || escaped.ends_with("GH-") {
            escaped.push_str("&#8203;");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_nor_mentions_anyone() {
        for (text, escaped) in [
            ("a|b", "a&#124;b"),
            ("@user, #12", "&#64;&#8203;user, &#35;&#8203;12"),
            ("</summary>", "&#60;/summary&#62;"),
            ("http://x.org", "http:&#8203;//x.org"),
            ("posts: 312", "posts: 312"),
            ("one\r\ntwo", "one two"),
            ("\u{1b}[0m", "\u{FFFD}&#91;0m"),
        ] {
            assert_eq!(escape(text), escaped, "{text}");
        }
        assert_eq!(with_code("the `a` of <"), "the <code>a</code> of &#60;");
        assert_eq!(with_code("a ` b"), "a &#96; b");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        let text = details("s", "```\n````\n@user");
        assert!(
            text.contains("\n`````text\n```\n````\n@user\n`````\n"),
            "{text}"
        );
    }
}
