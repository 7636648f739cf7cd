//! The page around the reports: what browsers are told, the style, and for
//! many reports which came out how.

use crate::format::html::ids;
use crate::format::html::markup::{Element, Markup, el, lines, link, style};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::by_rule::{self, RuleLine};
use crate::say::counts::findings_line;
use crate::say::ignored;
use crate::say::page as words;
use crate::say::reports::{standing_name, totals};
use crate::say::run::{ReportLine, Run, Standing};
use crate::say::unchecked_reports::of_some;
use std::cmp::Reverse;

/// Rules with a row of their own.
const RULES_SHOWN: usize = 100;

/// What the page may do: nothing but be looked at.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The language as browsers name it.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

/// The whole page.
pub(super) fn page(title: &str, body: Markup, lang: Lang) -> String {
    let meta = |name, content: &str| el("meta").with("name", name).with("content", content);
    let head = [
        el("meta").with("charset", "utf-8").into(),
        el("meta")
            .with("http-equiv", "Content-Security-Policy")
            .with("content", POLICY)
            .into(),
        meta("viewport", "width=device-width, initial-scale=1").into(),
        meta("color-scheme", "light dark").into(),
        meta("generator", &tool()).into(),
        el("title").text(title).into(),
        style(),
    ];
    let skip = link("main")
        .class("skip")
        .text(&say!(lang, "To the outcome", "跳到正文"));
    let foot = el("footer").add(el("p").text(&words::foot(&tool(), lang)));
    let body = el("body")
        .add(skip)
        .add(el("main").id("main").add(body))
        .add(foot);
    let head = el("head").add(lines(head));
    let html = el("html").with("lang", code(lang)).add(lines([head, body]));
    format!("<!DOCTYPE html>\n{}\n", Markup::from(html).into_string())
}

fn tool() -> String {
    format!("reportcheck {}", env!("CARGO_PKG_VERSION"))
}

/// Whether a report among many is told in full.
pub(super) fn in_full(line: &ReportLine) -> bool {
    line.standing() != Standing::Consistent || line.waived > 0
}

/// What comes before many reports: which came out how.
pub(super) fn matrix(run: &Run, lang: Lang) -> Markup {
    let mut reports: Vec<&ReportLine> = run.lines.iter().collect();
    reports.sort_by_key(|line| Reverse(gravity(line)));
    let rows = reports.into_iter().map(|line| row(line, lang));
    let headings = words::reports(lang);
    let headings = headings.iter().enumerate().map(|(number, heading)| {
        let class = if number > 1 { "figure" } else { "text" };
        el("th").with("scope", "col").class(class).text(heading)
    });
    let table = el("table")
        .class("matrix")
        .add(el("thead").add(el("tr").all(headings)))
        .add(el("tbody").add(lines(rows)));
    let heading = words::heading(run, lang);
    let head = el("header").class("title").add(el("h1").text(&heading));
    let found = findings_line(&ReportLine::total(run), lang);
    let unchecked = of_some(run, lang);
    let ignored = ignored::of_run(run, lang);
    let section = el("section")
        .class("summary")
        .add(el("p").class("verdict").text(found.trim_end()))
        .add(el("p").text(&totals(run, lang)))
        .all(ignored.map(|told| el("p").class("aside").text(&told)))
        .all(unchecked.iter().map(|told| el("p").sentence(told)))
        .add(el("div").class("scroll").with("tabindex", "0").add(table));
    lines(
        [Some(head), Some(section), by_rule(run, lang)]
            .into_iter()
            .flatten(),
    )
}

/// The rules that most reports fail.
fn by_rule(run: &Run, lang: Lang) -> Option<Element> {
    let (rules, rest) = run.by_rule.failing(RULES_SHOWN, lang)?;
    let headings = by_rule::headings(lang);
    let class = |number: usize| if number > 1 { "figure" } else { "text" };
    let row = |line: &&RuleLine| {
        let cells = line.cells(str::to_owned, lang);
        let cells = cells.iter().zip(&headings).enumerate();
        let cells = cells.map(|(number, (text, heading))| match number {
            0 => el("th").with("scope", "row").text(text),
            _ => el("td")
                .class(class(number))
                .with("data-label", heading)
                .text(text),
        });
        el("tr").all(cells)
    };
    let rows: Vec<Element> = rules.iter().map(row).collect();
    let heads = headings.iter().enumerate().map(|(number, heading)| {
        let head = el("th").with("scope", "col").class(class(number));
        head.text(heading)
    });
    let table = el("table")
        .class("matrix")
        .add(el("thead").add(el("tr").all(heads)))
        .add(el("tbody").add(lines(rows)));
    let section = el("section")
        .class("rules")
        .add(el("h2").text(&by_rule::heading(lang)))
        .add(el("div").class("scroll").with("tabindex", "0").add(table));
    Some(match rest.is_empty() {
        true => section,
        false => section.add(el("p").class("aside").text(&rest)),
    })
}

/// What tells the reports that are read first from the others: what was not
/// read, then errors, warnings and notes.
fn gravity(line: &ReportLine) -> (bool, u64, u64, u64, bool) {
    let standing = line.standing();
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| line.count(severity));
    let unread = standing == Standing::NotReadable;
    (
        unread,
        errors,
        warnings,
        notes,
        standing != Standing::Consistent,
    )
}

fn row(line: &ReportLine, lang: Lang) -> Element {
    let path = line.path.display().to_string();
    let name = match in_full(line) {
        true => link(&ids::report(&path)).text(&path),
        false => el("span").text(&path),
    };
    let standing = line.standing();
    let (class, sign) = match standing {
        Standing::Consistent => ("consistent", "●"),
        Standing::Findings if line.count(Severity::Error) > 0 => ("error", "✗"),
        Standing::Findings => ("warning", "!"),
        Standing::NotReadable => ("error", "✗"),
        Standing::NotChecked => ("warning", "?"),
    };
    let outcome = el("td")
        .add(
            el("span")
                .class(&format!("key {class}"))
                .with("aria-hidden", "true")
                .text(sign),
        )
        .text(&format!(" {}", standing_name(standing, lang)));
    let counts = [
        line.count(Severity::Error),
        line.count(Severity::Warning),
        line.count(Severity::Note),
        line.waived,
        line.tally.checks(),
        line.tally.not_checked,
        line.unread,
    ];
    let headings = words::reports(lang);
    let counts = counts.into_iter().zip(&headings[2..]);
    let counts = counts.map(|(count, heading)| {
        let class = if count == 0 { "figure zero" } else { "figure" };
        let cell = el("td").class(class).with("data-label", heading);
        cell.text(&count.to_string())
    });
    el("tr")
        .add(el("th").with("scope", "row").add(name))
        .add(outcome)
        .all(counts)
}
