//! A report's part of the page: how it came out, its findings, the drawing,
//! what was not checked, and its sections.

use crate::finding::NotChecked;
use crate::format::html::drawing::drawing;
use crate::format::html::finding::{article, badge};
use crate::format::html::markup::{Element, Html, el, lines, link};
use crate::format::html::section::section;
use crate::format::html::view::View;
use crate::format::html::whole::{deduced, left_out};
use crate::format::output::Setting;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::counts::findings_line;
use crate::say::errors;
use crate::say::not_checked::reason_and_name;
use crate::say::terms::plural;

/// Checks named under one reason before the list is cut.
const CHECKS_NAMED: usize = 200;

/// What a report is called: its own title, else its path.
pub(super) fn title(view: &View<'_>) -> String {
    let own = view.checked.report.facts.title.say(view.lang);
    own.map_or_else(|| view.checked.path(), str::to_owned)
}

/// The whole part of a report.
pub(super) fn report(view: &View<'_>, setting: &Setting) -> Html {
    let parts = [
        Some(head(view)),
        Some(summary(view)),
        unread(view),
        findings(view, setting),
        drawing(view),
        waived(view),
        not_checked(view),
        deduced(view),
        left_out(view),
        coverage(view),
    ];
    let whole = el("article")
        .id(&view.id)
        .class("report")
        .add(lines(parts.into_iter().flatten()))
        .add(sections(view, setting));
    lines([whole])
}

/// What was found in the rules of a configuration.
pub(super) fn rules(view: &View<'_>, setting: &Setting) -> Html {
    let path = view.checked.path();
    let title = say!(view.lang, "The rules in {path}", "{path} 中的规则");
    let head = el("header")
        .class("title")
        .add(view.heading(0).text(&title));
    let parts = [Some(head), findings(view, setting)];
    let whole = el("article")
        .id(&view.id)
        .class("report")
        .add(lines(parts.into_iter().flatten()));
    lines([whole])
}

fn head(view: &View<'_>) -> Element {
    let lang = view.lang;
    let report = view.checked.report;
    let period = report
        .period
        .as_ref()
        .map(|period| period.text().to_owned());
    let publisher = report.facts.publisher.say(lang).map(str::to_owned);
    let facts = [
        (say!(lang, "Publisher", "发布机构"), publisher),
        (say!(lang, "Period", "报告期"), period),
        (say!(lang, "Folder", "文件夹"), Some(view.checked.path())),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| {
        let value = el("dd").text(&value?);
        Some(el("div").add(el("dt").text(&name)).add(value))
    });
    el("header")
        .class("title")
        .add(view.heading(0).text(&title(view)))
        .add(el("dl").class("about").all(facts))
}

/// The outcome in a sentence, the counts, and where to find what.
fn summary(view: &View<'_>) -> Element {
    let lang = view.lang;
    let line = view.checked.line();
    let found = findings_line(&line, lang);
    let tally = line.tally;
    let (checks, good, bad, open) = (
        tally.checks(),
        tally.consistent,
        tally.inconsistent,
        tally.not_checked,
    );
    let rules = view.checked.outcome.rules.len();
    let verdict = match (line.unread, line.findings()) {
        (1.., _) => say!(
            lang,
            "This report could not be read in full",
            "本报告有内容无法读取"
        ),
        (0, 0) if bad == 0 => say!(lang, "No figure contradicts another", "没有发现数字矛盾"),
        (0, 0) => say!(lang, "All that was found is waived", "所有发现均已豁免"),
        _ => say!(lang, "Some figures do not agree", "有数字对不上"),
    };
    let sentence = say!(
        lang,
        "{found}. {rules} rule{s} made {checks} check{c}: {good} consistent, {bad} inconsistent, {open} not checked.",
        "{found}。{rules} 条规则共核对 {checks} 项：一致 {good}，不一致 {bad}，未核对 {open}。{s}{c}",
        found = found.trim_end(),
        s = plural(rules as u64, lang),
        c = plural(checks, lang)
    );
    let mut counts = Html::new();
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
        (say!(lang, "waived", "已豁免"), line.waived),
        (say!(lang, "not checked", "未核对"), open),
        (say!(lang, "not readable", "无法读取"), line.unread),
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
        .add(el("ul").class("counts").add(counts))
}

fn unread(view: &View<'_>) -> Option<Element> {
    let lang = view.lang;
    let items: Vec<Element> = view
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
    let heading = say!(lang, "Not readable", "无法读取");
    Some(
        view.part("unread", &heading)
            .add(el("ul").class("unread").all(items)),
    )
}

fn findings(view: &View<'_>, setting: &Setting) -> Option<Element> {
    let lang = view.lang;
    let entries: Vec<_> = view
        .entries
        .iter()
        .filter(|entry| entry.waived.is_none())
        .collect();
    let hidden = view.checked.hidden(setting.limit);
    if entries.is_empty() && hidden == 0 {
        return None;
    }
    let mut part = view.part("findings", &say!(lang, "Findings", "发现"));
    part = part.add(lines(entries.into_iter().map(|entry| article(entry, view))));
    if hidden > 0 {
        let total = view.checked.outcome.findings.total();
        let note = say!(
            lang,
            "{hidden} of {total} findings are not listed (--max 0 lists all).",
            "共 {total} 处发现，其中 {hidden} 处未列出（--max 0 可全部列出）。"
        );
        part = part.add(el("p").class("aside").text(&note));
    }
    Some(part)
}

fn waived(view: &View<'_>) -> Option<Element> {
    let waived: Vec<_> = view
        .entries
        .iter()
        .filter(|entry| entry.waived.is_some())
        .collect();
    if waived.is_empty() {
        return None;
    }
    let part = view.part("waived", &say!(view.lang, "Waived", "已豁免"));
    Some(part.add(lines(waived.into_iter().map(|entry| article(entry, view)))))
}

/// What was not checked, by reason.
fn not_checked(view: &View<'_>) -> Option<Element> {
    let lang = view.lang;
    let outcome = view.checked.outcome;
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
    let mut list = Html::new();
    for (reason, checks) in groups {
        list.push(el("dt").text(&reason));
        let mut names = el("dd");
        for (number, (name, check)) in checks.iter().take(CHECKS_NAMED).enumerate() {
            if number > 0 {
                names = names.text(&say!(lang, ", ", "、"));
            }
            let target = check.cell.as_ref().and_then(|mark| view.target(mark));
            names = names.add(match target.and_then(|target| view.link_to(target)) {
                Some(id) => link(id).text(name),
                None => el("span").text(name),
            });
        }
        let more = checks.len().saturating_sub(CHECKS_NAMED);
        if more > 0 {
            names = names.text(&say!(lang, " and {more} more", " 等，另有 {more} 项"));
        }
        list.push(names);
    }
    let mut part = view
        .part("not-checked", &say!(lang, "Not checked", "未核对"))
        .add(el("dl").class("reasons").add(list));
    let listed = outcome.not_checked.len() as u64;
    if let Some(more) = outcome
        .tally
        .not_checked
        .checked_sub(listed)
        .filter(|more| *more > 0)
    {
        let note = say!(
            lang,
            "{more} more are not listed.",
            "另有 {more} 项未列出。"
        );
        part = part.add(el("p").class("aside").text(&note));
    }
    Some(part)
}

/// How many figures of each section are under a rule.
fn coverage(view: &View<'_>) -> Option<Element> {
    let lang = view.lang;
    let sections = &view.checked.outcome.coverage;
    if sections.iter().all(|section| section.figures == 0) {
        return None;
    }
    let rows = sections
        .iter()
        .filter(|section| section.figures > 0)
        .map(|section| {
            let (covered, figures) = (section.covered, section.figures);
            let percent = covered * 100 / figures.max(1);
            let shown = view
                .sections
                .iter()
                .position(|known| known.table.section() == section.section)
                .filter(|&number| view.shows(number))
                .map(|number| &view.sections[number]);
            let name = match shown {
                Some(shown) => link(&shown.id).text(&shown.title),
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
        view.part("coverage", &heading)
            .add(el("div").class("scroll").add(table)),
    )
}

/// The sections' tables; of a report among many, those in question.
fn sections(view: &View<'_>, setting: &Setting) -> Html {
    let lang = view.lang;
    let shown: Vec<usize> = (0..view.sections.len())
        .filter(|&number| view.shows(number))
        .collect();
    let mut html = Html::new();
    if !setting.many && shown.len() > 1 {
        html.push(contents(view, &shown));
    }
    html.push(lines(shown.iter().map(|&number| section(number, view))));
    let rest = view.sections.len() - shown.len();
    if rest > 0 {
        let note = say!(
            lang,
            "{rest} section{s} without findings {are} not shown.",
            "另有 {rest} 个部分没有发现问题，未列出。{s}{are}",
            s = plural(rest as u64, lang),
            are = match (lang, rest) {
                (Lang::Zh, _) => "",
                (Lang::En, 1) => "is",
                (Lang::En, _) => "are",
            }
        );
        html.push(el("p").class("aside").text(&note));
    }
    html
}

/// Links to the sections, with how many findings each has.
fn contents(view: &View<'_>, shown: &[usize]) -> Element {
    let items = shown.iter().map(|&number| {
        let section = &view.sections[number];
        let item = el("li").add(link(&section.id).text(&section.title));
        match view.found_in(number) {
            0 => item,
            found => item
                .text(" ")
                .add(el("span").class("count").text(&found.to_string())),
        }
    });
    let heading = say!(view.lang, "Sections", "各部分");
    el("nav")
        .class("sections")
        .with("aria-label", &heading)
        .add(view.heading(1).text(&heading))
        .add(el("ul").add(lines(items)))
}
