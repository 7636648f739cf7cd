//! What the kinds of findings mean, and what a rule stands on, for a terminal.

use crate::check::BoundName;
use crate::clean::with_lines;
use crate::explain::{Explanation, File, entries};
use crate::format::text::wrap::wrap;
use crate::lang::Lang;
use crate::rule::{Config, Rule};
use crate::say::explain::{heading, how_to_ask, of_group, parts};
use crate::say::rule::{facts, named, names_heading, place};
use crate::say::terms::{aside, labelled};
use unicode_width::UnicodeWidthStr;

/// Lines of prose are not longer than this, however wide the terminal is.
const WIDEST: usize = 80;

/// The page of a kind.
pub(crate) fn page(entry: &Explanation, width: usize, lang: Lang) -> String {
    let page = entry.page(lang);
    let width = width.min(WIDEST);
    let mut text = format!("{}\n", labelled(entry.code.name(), page.title, lang));
    let mut part = |heading: &str, prose: &str, files: &[File]| {
        text.push_str(&format!("\n{heading}\n"));
        if !prose.is_empty() {
            text.push_str(&wrap(prose, width, "  "));
        }
        for file in files {
            text.push_str(&format!("\n  {}\n", file.path));
            for line in file.text.lines() {
                text.push_str(format!("    {line}").trim_end());
                text.push('\n');
            }
        }
    };
    for (heading, prose, files) in parts(entry, lang) {
        part(&heading, &prose, files);
    }
    text
}

/// All kinds, one line each.
pub(crate) fn list(lang: Lang) -> String {
    let wide = entries()
        .map(|entry| entry.code.name().len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for built_in in [false, true] {
        text.push_str(&heading(built_in, lang));
        text.push('\n');
        for entry in of_group(built_in) {
            let title = entry.page(lang).title;
            text.push_str(&format!("  {:wide$}  {title}\n", entry.code));
        }
        text.push('\n');
    }
    text.push_str(&how_to_ask(lang));
    text
}

/// Rows of names and values, the values in one column.
pub(crate) fn aligned(rows: &[(String, String)], indent: &str) -> String {
    let wide = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    rows.iter()
        .map(|(name, value)| {
            let space = " ".repeat(wide - name.width());
            format!("{indent}{name}{space}  {value}\n")
        })
        .collect()
}

/// Explains a rule; `names` are its names in a report, where there is one.
pub(crate) fn rule(
    rule: &Rule,
    config: &Config,
    names: Option<&[BoundName]>,
    width: usize,
    lang: Lang,
) -> String {
    let (name, address) = (named(&rule.name, lang), rule.check.whole().address_in(lang));
    let mut text = format!("{}\n", aside(&name, &address, lang));
    let check = rule.check.text.split_whitespace().collect::<Vec<_>>();
    text.push_str(&format!("\n    {}\n", check.join(" ")));
    if let Some(why) = rule.why.say(lang) {
        text.push('\n');
        text.push_str(&wrap(why, width.min(80), "  "));
    }
    text.push('\n');
    text.push_str(&aligned(&facts(rule, config, names, lang), "  "));
    if let Some(names) = names {
        text.push_str(&format!("\n{}\n", names_heading(lang)));
        let rows: Vec<(String, String)> = names
            .iter()
            .map(|named| (named.name.clone(), place(named, lang)))
            .collect();
        text.push_str(&aligned(&rows, "  "));
    }
    with_lines(&text)
}
