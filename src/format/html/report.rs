//! A report's part of the page: how it came out, its findings, the drawing,
//! what was not checked, and its sections.

use crate::finding::NotChecked;
use crate::format::html::drawing::drawing;
use crate::format::html::finding::{article, badge};
use crate::format::html::markup::{Element, Markup, el, lines, link};
use crate::format::html::report_page::ReportPage;
use crate::format::html::section::section;
use crate::format::html::whole::{deduced, left_out};
use crate::format::output::Setting;
use crate::rule::Severity;
use crate::say;
use crate::say::counts;
use crate::say::errors;
use crate::say::ignored;
use crate::say::lists;
use crate::say::not_checked::reason_and_name;
use crate::say::page as words;
use crate::say::terms;
use crate::say::understood;

/// Checks named under one reason before the list is cut.
const CHECKS_NAMED: usize = 200;

/// What a report is called: its own title, else its path.
pub(super) fn title(page: &ReportPage<'_>) -> String {
    let own = page.checked.report.facts.title.say(page.lang);
    own.map_or_else(|| page.checked.path(), str::to_owned)
}

/// The whole part of a report.
pub(super) fn report(page: &ReportPage<'_>, setting: &Setting) -> Markup {
    let parts = [
        Some(head(page)),
        Some(summary(page)),
        unread(page),
        findings(page, setting),
        drawing(page),
        waived(page),
        not_checked(page),
        deduced(page),
        left_out(page),
        coverage(page),
    ];
    let whole = el("article")
        .id(&page.id)
        .class("report")
        .add(lines(parts.into_iter().flatten()))
        .add(sections(page, setting));
    lines([whole])
}

/// What was found in the rules of a configuration.
pub(super) fn rules(page: &ReportPage<'_>, setting: &Setting) -> Markup {
    let path = page.checked.path();
    let title = words::rules_in(&path, page.lang);
    let head = el("header")
        .class("title")
        .add(page.heading(0).text(&title));
    let parts = [Some(head), findings(page, setting)];
    let whole = el("article")
        .id(&page.id)
        .class("report")
        .add(lines(parts.into_iter().flatten()));
    lines([whole])
}

fn head(page: &ReportPage<'_>) -> Element {
    let lang = page.lang;
    let report = page.checked.report;
    let period = report
        .period
        .as_ref()
        .map(|period| period.text().to_owned());
    let publisher = report.facts.publisher.say(lang).map(str::to_owned);
    let facts = [
        (say!(lang, "Publisher", "发布机构"), publisher),
        (say!(lang, "Period", "报告期"), period),
        (say!(lang, "Folder", "文件夹"), Some(page.checked.path())),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| {
        let value = el("dd").text(&value?);
        Some(el("div").add(el("dt").text(&name)).add(value))
    });
    el("header")
        .class("title")
        .add(page.heading(0).text(&title(page)))
        .add(el("dl").class("about").all(facts))
}

/// The outcome in a sentence, the counts, and where to find what.
fn summary(page: &ReportPage<'_>) -> Element {
    let lang = page.lang;
    let line = page.checked.line();
    let rules = page.checked.outcome.rules.len();
    let verdict = words::verdict(&line, lang);
    let sentence = words::outcome(&line, rules, lang);
    let ignored = ignored::of_report(page.checked.report, lang);
    let mut counts = Markup::new();
    for severity in Severity::ALL.into_iter().rev() {
        let count = line.count(severity);
        let class = if count == 0 { "none" } else { "some" };
        counts.push(
            el("li")
                .class(class)
                .add(badge(Some(severity), lang))
                .text(" ")
                .add(el("strong").text(&count.to_string())),
        );
    }
    let unread = [
        (terms::waived(lang), line.waived),
        (terms::not_checked(lang), line.tally.not_checked),
        (terms::not_readable(lang), line.unread),
    ];
    for (name, count) in unread {
        let class = if count == 0 { "none" } else { "some" };
        counts.push(
            el("li")
                .class(class)
                .text(&format!("{name} "))
                .add(el("strong").text(&count.to_string())),
        );
    }
    el("section")
        .class("summary")
        .add(el("p").class("verdict").text(&verdict))
        .add(el("p").text(&sentence))
        .all(ignored.map(|told| el("p").class("aside").text(&told)))
        .all(
            understood::of_report(page.checked.report, lang)
                .iter()
                .map(|told| el("p").class("aside").text(told)),
        )
        .add(el("ul").class("counts").add(counts))
}

fn unread(page: &ReportPage<'_>) -> Option<Element> {
    let lang = page.lang;
    let items: Vec<Element> = page
        .checked
        .errors()
        .map(|error| {
            let item = el("li").sentence(&errors::problem(error, lang));
            match errors::place(error) {
                Some(at) => {
                    let place = format!("{}:{}:{}", at.path.display(), at.line, at.column);
                    item.text(" ").add(el("span").class("place").text(&place))
                }
                None => item,
            }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let heading = words::not_readable(lang);
    Some(
        page.part("unread", &heading)
            .add(el("ul").class("unread").all(items)),
    )
}

fn findings(page: &ReportPage<'_>, setting: &Setting) -> Option<Element> {
    let lang = page.lang;
    let entries: Vec<_> = page
        .entries
        .iter()
        .filter(|entry| entry.waived.is_none())
        .collect();
    let hidden = counts::hidden(&page.checked, setting.limit, lang);
    if entries.is_empty() && hidden.is_none() {
        return None;
    }
    let mut part = page.part("findings", &say!(lang, "Findings", "发现"));
    part = part.add(lines(entries.into_iter().map(|entry| article(entry, page))));
    if let Some(hidden) = hidden {
        let note = words::stopped(&hidden, lang);
        part = part.add(el("p").class("aside").text(&note));
    }
    Some(part)
}

fn waived(page: &ReportPage<'_>) -> Option<Element> {
    let waived: Vec<_> = page
        .entries
        .iter()
        .filter(|entry| entry.waived.is_some())
        .collect();
    if waived.is_empty() {
        return None;
    }
    let part = page.part("waived", &words::waived(page.lang));
    Some(part.add(lines(waived.into_iter().map(|entry| article(entry, page)))))
}

/// What was not checked, by reason.
fn not_checked(page: &ReportPage<'_>) -> Option<Element> {
    let lang = page.lang;
    let outcome = page.checked.outcome;
    let mut groups: Vec<(String, Vec<(String, &NotChecked)>)> = Vec::new();
    for check in &outcome.not_checked {
        let (reason, name) = reason_and_name(check, lang);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, checks)) => checks.push((name, check)),
            None => groups.push((reason, vec![(name, check)])),
        }
    }
    if groups.is_empty() {
        return None;
    }
    let mut list = Markup::new();
    for (reason, checks) in groups {
        list.push(el("dt").text(&reason));
        let mut names = el("dd");
        for (number, (name, check)) in checks.iter().take(CHECKS_NAMED).enumerate() {
            if number > 0 {
                names = names.text(&say!(lang, ", ", "、"));
            }
            let link_to = check.cell.as_ref().and_then(|mark| page.link_to(mark));
            names = names.add(match link_to {
                Some(id) => link(id).text(name),
                None => el("span").text(name),
            });
        }
        let more = checks.len().saturating_sub(CHECKS_NAMED);
        list.push(names.text(&lists::rest(more as u64, "项", lang)));
    }
    let mut part = page
        .part("not-checked", &words::not_checked(lang))
        .add(el("dl").class("reasons").add(list));
    let listed = outcome.not_checked.len() as u64;
    let more = outcome.tally.not_checked.saturating_sub(listed);
    if more > 0 {
        let note = words::checks_not_listed(more, lang);
        part = part.add(el("p").class("aside").text(&note));
    }
    Some(part)
}

/// How many figures of each section are under a rule.
fn coverage(page: &ReportPage<'_>) -> Option<Element> {
    let lang = page.lang;
    let sections = &page.checked.outcome.coverage;
    if sections.iter().all(|section| section.figures == 0) {
        return None;
    }
    let rows = sections
        .iter()
        .filter(|section| section.figures > 0)
        .map(|section| {
            let (covered, figures) = (section.covered, section.figures);
            let percent = covered * 100 / figures.max(1);
            let shown = page
                .sections
                .iter()
                .position(|known| known.table.section == section.section)
                .filter(|&number| page.shows(number))
                .map(|number| &page.sections[number]);
            let name = match shown {
                Some(shown) => link(&shown.id).text(&shown.table.title),
                None => el("span").text(&section.section),
            };
            let bar = el("span").class("bar").with("aria-hidden", "true");
            let bar = bar.add(el("span").with("style", format_args!("width:{percent}%")));
            let count = say!(lang, "{covered} of {figures}", "{covered} / {figures}");
            el("tr")
                .add(el("th").with("scope", "row").add(name))
                .add(el("td").add(bar))
                .add(el("td").class("figure").text(&count))
        });
    let heading = say!(lang, "Figures under a rule", "受规则核对的数字");
    let table = el("table")
        .class("coverage")
        .add(el("tbody").add(lines(rows)));
    Some(
        page.part("coverage", &heading)
            .add(el("div").class("scroll").add(table)),
    )
}

/// The sections' tables; of a report among many, those in question.
fn sections(page: &ReportPage<'_>, setting: &Setting) -> Markup {
    let lang = page.lang;
    let shown: Vec<usize> = (0..page.sections.len())
        .filter(|&number| page.shows(number))
        .collect();
    let mut markup = Markup::new();
    if !setting.many && shown.len() > 1 {
        markup.push(contents(page, &shown));
    }
    markup.push(lines(shown.iter().map(|&number| section(number, page))));
    let rest = page.sections.len() - shown.len();
    if rest > 0 {
        let note = words::sections_left_out(rest, lang);
        markup.push(el("p").class("aside").text(&note));
    }
    markup
}

/// Links to the sections, with how many findings each has.
fn contents(page: &ReportPage<'_>, shown: &[usize]) -> Element {
    let items = shown.iter().map(|&number| {
        let section = &page.sections[number];
        let item = el("li").add(link(&section.id).text(&section.table.title));
        match page.found_in(number) {
            0 => item,
            found => item
                .text(" ")
                .add(el("span").class("count").text(&found.to_string())),
        }
    });
    let heading = say!(page.lang, "Sections", "各部分");
    el("nav")
        .class("sections")
        .with("aria-label", &heading)
        .add(page.heading(1).text(&heading))
        .add(el("ul").add(lines(items)))
}
