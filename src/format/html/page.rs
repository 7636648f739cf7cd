//! The page around the reports: what browsers are told, the style, and for
//! many reports which came out how.

use crate::format::html::ids;
use crate::format::html::markup::{Element, Html, el, lines, link, style};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::reports::{standing_name, totals};
use crate::say::run::{ReportLine, Run, Standing};

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
pub(super) fn page(title: &str, body: Html, lang: Lang) -> String {
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
    let foot = el("footer").add(el("p").text(&say!(
        lang,
        "{} checked this. A printed figure is taken for what its print allows; figures are inconsistent only when no true values fit the prints.",
        "由 {} 核对。印出的数字代表其所允许的范围；没有任何真实值能同时符合这些数字时，才判为不一致。",
        tool()
    )));
    let body = el("body")
        .add(skip)
        .add(el("main").id("main").add(body))
        .add(foot);
    let head = el("head").add(lines(head));
    let html = el("html").with("lang", code(lang)).add(lines([head, body]));
    format!("<!DOCTYPE html>\n{}\n", Html::from(html).into_string())
}

fn tool() -> String {
    format!("reportcheck {}", env!("CARGO_PKG_VERSION"))
}

/// Whether a report among many is told in full.
pub(super) fn in_full(line: &ReportLine) -> bool {
    line.standing() != Standing::Consistent || line.waived > 0
}

/// What comes before many reports: which came out how.
pub(super) fn matrix(run: &Run, lang: Lang) -> Html {
    let rows = run.lines.iter().map(|line| row(line, lang));
    let headings = [
        say!(lang, "Report", "报告"),
        say!(lang, "Outcome", "结果"),
        say!(lang, "Errors", "错误"),
        say!(lang, "Warnings", "警告"),
        say!(lang, "Notes", "提示"),
        say!(lang, "Waived", "已豁免"),
        say!(lang, "Checks", "核对"),
        say!(lang, "Not checked", "未核对"),
        say!(lang, "Not readable", "无法读取"),
    ];
    let headings = headings.iter().enumerate().map(|(number, heading)| {
        let class = if number > 1 { "figure" } else { "text" };
        el("th").with("scope", "col").class(class).text(heading)
    });
    let table = el("table")
        .class("matrix")
        .add(el("thead").add(el("tr").all(headings)))
        .add(el("tbody").add(lines(rows)));
    let heading = heading(run, lang);
    let head = el("header").class("title").add(el("h1").text(&heading));
    let section = el("section")
        .class("summary")
        .add(el("p").class("verdict").text(&totals(run, lang)))
        .add(el("div").class("scroll").with("tabindex", "0").add(table));
    lines([head, section])
}

/// What a page about many reports is called.
pub(super) fn heading(run: &Run, lang: Lang) -> String {
    let reports = run.lines.len();
    say!(
        lang,
        "Cross-check of {reports} reports",
        "{reports} 份报告的核对结果"
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
    let counts = counts.into_iter().map(|count| {
        let class = if count == 0 { "figure zero" } else { "figure" };
        el("td").class(class).text(&count.to_string())
    });
    el("tr")
        .add(el("th").with("scope", "row").add(name))
        .add(outcome)
        .all(counts)
}
