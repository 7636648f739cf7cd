//! A finding: what does not agree, the cells with how they enter the
//! arithmetic, the arithmetic itself, the rule, and what would mend it.

use crate::finding::{Code, Finding, Mark, MarkRole};
use crate::format::html::markup::{Element, Markup, el, link};
use crate::format::html::report_page::{NumberedFinding, ReportPage};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::clash;
use crate::say::marks::{or_blank, role};
use crate::say::notes::{advice, computed, tolerance};
use crate::say::page as words;
use crate::say::quote::one_line;
use crate::say::terms::{self, labelled, severity_name};
use crate::say::title::title;

/// How a severity shows: its class, and a sign for those who see no colour.
pub(super) fn look(severity: Option<Severity>) -> (&'static str, &'static str) {
    match severity {
        Some(Severity::Error) => ("error", "✗"),
        Some(Severity::Warning) => ("warning", "!"),
        Some(Severity::Note) => ("note", "i"),
        None => ("waived", "○"),
    }
}

/// A severity's sign and name.
pub(super) fn badge(severity: Option<Severity>, lang: Lang) -> Element {
    let (class, sign) = look(severity);
    let name = match severity {
        Some(severity) => severity_name(severity, lang),
        None => terms::waived(lang),
    };
    el("span")
        .class(&format!("badge {class}"))
        .add(el("span").with("aria-hidden", "true").text(sign))
        .text(&format!(" {name}"))
}

/// A finding as the page tells it.
pub(super) fn article(entry: &NumberedFinding<'_>, page: &ReportPage<'_>) -> Element {
    let (finding, lang) = (entry.finding, page.lang);
    let severity = entry.severity();
    let heading = page
        .heading(2)
        .add(
            link(&entry.id)
                .class("number")
                .text(&entry.number.to_string()),
        )
        .text(" ")
        .sentence(&title(finding, lang));
    let head = el("header")
        .add(
            el("p")
                .class("kind")
                .add(badge(severity, lang))
                .text(" ")
                .add(el("code").text(finding.code.name())),
        )
        .add(heading);
    let mut article = el("article")
        .id(&entry.id)
        .class(&format!("finding {}", look(severity).0))
        .add(head)
        .add(cells(finding, page));
    let lines = computed(finding, lang);
    if !lines.is_empty() {
        let lines = lines.iter().map(|line| el("li").text(line));
        article = article.add(el("ul").class("arithmetic").all(lines));
    }
    let proof = clash::proof(finding, lang);
    if !proof.is_empty() {
        let lines = proof.iter().map(|line| el("li").text(line));
        article = article.add(el("ol").class("arithmetic proof").all(lines));
    }
    let suspects = clash::suspects(finding, lang);
    if !suspects.is_empty() {
        let lines = suspects.iter().map(|line| el("li").text(line));
        article = article.add(el("ul").class("suspects").all(lines));
    }
    let facts = facts(entry, page);
    if !facts.is_empty() {
        article = article.add(el("dl").class("facts").add(facts));
    }
    article
}

/// The cells that take part, with how each enters.
fn cells(finding: &Finding, page: &ReportPage<'_>) -> Element {
    let lang = page.lang;
    let own = &finding.primary().place.excerpt.path;
    let several = finding.marks().any(|mark| mark.place.excerpt.path != *own);
    let rows = finding.marks().enumerate().map(|(number, mark)| {
        let role = match number {
            0 if finding.rule.is_none() || mark.figure.is_none() => String::new(),
            // What is counted is not added.
            _ if finding.code == Code::CountMismatch && mark.role == MarkRole::Plus => {
                String::new()
            }
            _ => role(mark.role, lang),
        };
        let place = address(mark, page.lang);
        let cell = match page.anchor(mark) {
            Some(anchor) => {
                let label = page.label_of(anchor);
                let table = &page.sections[anchor.section()].table;
                let label = match several {
                    true => labelled(&table.title, &label, lang),
                    false => label,
                };
                link(page.id_of(anchor)).text(&label)
            }
            None => el("span").text(&mark.name),
        };
        let print = page.print_of(mark);
        let print = match print.is_empty() {
            true => el("td").class("print blank").text(&or_blank(print, lang)),
            false if mark.figure.is_none() => el("td").class("print words").text(print),
            false => el("td").class("print").text(print),
        };
        let name = el("td")
            .add(cell)
            .text(" ")
            .add(el("span").class("place").text(&place));
        el("tr")
            .class(if number == 0 { "own" } else { "other" })
            .add(el("td").class("role").text(&role))
            .add(name)
            .add(print)
    });
    let caption = say!(lang, "The cells in question", "相关单元格");
    el("div").class("scroll").add(
        el("table")
            .class("cells")
            .add(el("caption").class("unseen").text(&caption))
            .add(el("tbody").all(rows)),
    )
}

/// The file's name, the line and the column.
fn address(mark: &Mark, lang: Lang) -> String {
    if let Some(spot) = mark.place.spot().filter(|_| mark.place.is_in_document()) {
        return spot.say(lang);
    }
    let (line, column) = mark.place.line_column();
    let path = &mark.place.excerpt.path;
    let file = path.file_name().unwrap_or(path.as_os_str());
    format!("{}:{line}:{column}", file.to_string_lossy())
}

fn facts(entry: &NumberedFinding<'_>, page: &ReportPage<'_>) -> Markup {
    let (finding, lang) = (entry.finding, page.lang);
    let mut facts = Markup::new();
    let mut fact = |name: String, value: Element| {
        facts.push(el("dt").text(&name));
        facts.push(value);
    };
    if let Some(waived) = entry.waived {
        let reason = words::accepted(waived, lang);
        fact(say!(lang, "Waived", "豁免"), el("dd").text(&reason));
    }
    if let Some(rule) = &finding.rule {
        let value = el("dd")
            .add(el("code").class("check").text(&one_line(&rule.check)))
            .text(" ")
            .add(el("span").class("place").text(&format!(
                "{} · {}",
                rule.name,
                rule.place.address_in(lang)
            )));
        fact(say!(lang, "Rule", "规则"), value);
        if let Some(tolerance) = tolerance(finding, lang) {
            fact(
                say!(lang, "Tolerance", "允许误差"),
                el("dd").text(&tolerance),
            );
        }
        if let Some(why) = rule.why.say(lang) {
            fact(say!(lang, "Why", "理由"), el("dd").text(why));
        }
    }
    for check in clash::together(finding) {
        let value = el("dd").add(el("code").class("check").text(&one_line(&check.rule.check)));
        let place = format!(
            "{} · {}",
            clash::named(check, lang),
            check.rule.place.address_in(lang)
        );
        let value = value.text(" ").add(el("span").class("place").text(&place));
        fact(say!(lang, "Rule", "规则"), value);
    }
    for other in finding.explains.iter() {
        let line = clash::headline(other, lang);
        fact(
            say!(lang, "Also explains", "同一原因"),
            el("dd").sentence(&line),
        );
    }
    if let Some(advice) = advice(finding, lang) {
        fact(say!(lang, "To mend", "建议"), el("dd").sentence(&advice));
    }
    facts
}
