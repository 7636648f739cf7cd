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
use crate::say;
use crate::say::not_checked::by_reason;
use crate::say::quote::one_line;
use crate::say::reports::{cells, headings, totals};
use crate::say::run::{Checked, ReportLine, Run, Standing};
use crate::say::terms::plural;
use crate::say::{clash, counts, errors, notes, severity_name, title};
use std::path::Path;

/// GitHub takes comments of 65,536 characters; the last lines need some.
const ROOM: usize = 64_000;
/// Reports with a row of their own.
const ROWS: usize = 60;

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
            let reason = &waived.reason;
            let reason = say!(lang, "waived: {reason}", "已豁免：{reason}");
            let word = say!(lang, "waived", "已豁免");
            let part = folded(&waived.finding, &word, &[reason], lang);
            parts.push(About::Waived.tag(&part));
        }
        let open = by_reason(checked.outcome, lang);
        if !open.is_empty() {
            let report = relative(&checked.report.path);
            let summary = escape(&say!(
                lang,
                "{report}: not checked",
                "{report}：未核对的项目"
            ));
            let part = details(&summary, &open);
            parts.push(About::NotChecked.tag(&part));
        }
        let whole = clash::whole::text(checked.outcome, lang);
        if !whole.is_empty() {
            let report = relative(&checked.report.path);
            let summary = escape(&say!(
                lang,
                "{report}: the report as a whole",
                "{report}：整份报告的核对"
            ));
            parts.push(About::NotChecked.tag(&details(&summary, &whole)));
        }
        parts
    }

    fn gathers(&self) -> bool {
        true
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        let mut text = headline(run, lang);
        let agree = run.reports(Standing::Consistent) == run.lines.len() && run.waived() == 0;
        if run.lines.len() > 1 && !agree {
            text.push_str(&format!("\n{}", table(run, lang)));
        }
        let mut size = length(&text);
        let mut findings = 0;
        let [mut unread, mut waived, mut open] = [0_u64; 3];
        for (about, part) in sorted(parts) {
            let more = length(part) + 1;
            // A short one may still fit where a long one did not.
            if size + more > ROOM {
                match about {
                    About::Unread => unread += 1,
                    About::Waived => waived += 1,
                    About::NotChecked => open += 1,
                    _ => {}
                }
                continue;
            }
            size += more;
            findings += u64::from(about.is_finding());
            text.push('\n');
            text.push_str(part);
        }
        let more = run.findings() - findings;
        let left_out = [
            (
                more,
                say!(lang, "finding{s}", "处发现{s}", s = plural(more, lang)),
            ),
            (
                unread,
                say!(lang, "things that could not be read", "处无法读取的内容"),
            ),
            (waived, say!(lang, "waived findings", "处已豁免的发现")),
            (
                open,
                say!(lang, "lists of what was not checked", "份未核对的清单"),
            ),
        ];
        let left_out = left_out.into_iter().filter(|(count, _)| *count > 0);
        let left_out: Vec<String> = left_out
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if !left_out.is_empty() {
            let list = left_out.join(&say!(lang, ", ", "、"));
            text.push_str(&say!(
                lang,
                "\nNot shown here: {list}.\n",
                "\n此处未列出：{list}。\n"
            ));
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
    let tally = run.tally();
    let found = counts::findings_line(&total, lang);
    let found = escape(found.trim_end());
    let mut text = format!("### reportcheck: {found}\n\n");
    if run.lines.len() > 1 {
        let space = say!(lang, ". ", "。");
        text.push_str(&format!("{}{space}", escape(&totals(run, lang))));
    }
    let checks = counts::checks(tally.checks(), lang);
    let (good, bad, open) = (tally.consistent, tally.inconsistent, tally.not_checked);
    text.push_str(&say!(
        lang,
        "{checks}: {good} consistent, {bad} inconsistent, {open} not checked.",
        "{checks}：一致 {good}，不一致 {bad}，未核对 {open}。"
    ));
    text.push('\n');
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
        text.push_str(&say!(
            lang,
            "\nNot in the table: {good} consistent reports, {others} others.\n",
            "\n表中未列：一致的报告 {good} 份，其他 {others} 份。\n"
        ));
    }
    text
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A finding: one line, and the arithmetic when it is opened.
fn folded(finding: &Finding, word: &str, first: &[String], lang: Lang) -> String {
    let place = &finding.primary().place;
    let address = address(&place.excerpt.path, place.line_column().0);
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
    let word = say!(lang, "not readable", "无法读取");
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
