//! A configuration to begin with: sections, columns and units as TOML, and
//! rules that hold, commented out. Prose begins with `# `, what is to be
//! taken as it stands with `#` alone.

use crate::lang::Lang;
use crate::rule::{toml_key, toml_string};
use crate::say::starter::{
    breaks, held, of_the_file, of_the_formulas, of_the_rules, of_the_text, remainder,
};
use crate::source::Encoding;
use crate::suggest::{AuthorRule, BrokenRule, ColumnPlan, SectionPlan, Starter, SuggestedRule};
use std::fmt::Write as _;

/// The file's text.
pub(crate) fn starter(starter: &Starter, encoding: Option<Encoding>, lang: Lang) -> String {
    let mut out = head(starter, lang);
    if let Some(Encoding::Named(_)) = encoding {
        let name = encoding.map(|encoding| encoding.to_string().to_lowercase());
        let _ = writeln!(
            out,
            "\nencoding = {}",
            toml_string(&name.unwrap_or_default())
        );
    }
    for plan in &starter.sections {
        out.push_str(&section(plan, lang));
    }
    for (stated, why) in [(false, of_the_formulas(lang)), (true, of_the_text(lang))] {
        let rules = starter.rules.iter().filter(|rule| rule.stated == stated);
        for (number, rule) in rules.enumerate() {
            if number == 0 {
                out.push('\n');
                out.push_str(&prose(&why));
            }
            out.push_str(&of_author(rule));
        }
    }
    out
}

/// A formula computes with numbers, whatever their units.
fn of_author(rule: &AuthorRule) -> String {
    let (name, check) = (toml_string(&rule.name), toml_string(&rule.check));
    let section = rule.section.as_deref().map(toml_string);
    let section = section.map_or(String::new(), |section| format!("section = {section}\n"));
    let severity = if rule.warns {
        "severity = \"warning\"\n"
    } else {
        ""
    };
    format!("\n[[rules]]\nname = {name}\n{section}check = {check}\n{severity}units = \"ignore\"\n")
}

fn head(starter: &Starter, lang: Lang) -> String {
    let mut out = prose(&of_the_file(lang));
    if starter.suggestions() > 0 {
        out.push_str(&prose(&of_the_rules(starter.reports, lang)));
    }
    out
}

/// Lines behind `# `.
fn prose(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

fn section(plan: &SectionPlan, lang: Lang) -> String {
    let name = toml_key(&plan.name);
    let mut out = format!("\n[sections.{name}]\n");
    let title = plan.title.clone().unwrap_or_else(|| title(&plan.name));
    let _ = writeln!(out, "title = {}", toml_string(&title));
    if plan.decimal_comma {
        out.push_str("decimal = \",\"\n");
    }
    if !plan.totals.is_empty() {
        let totals: Vec<String> = plan.totals.iter().map(|key| toml_string(key)).collect();
        let _ = writeln!(out, "totals = [{}]", totals.join(", "));
    }
    // Of the one column of a list that says no unit there is nothing to say.
    let silent = |column: &ColumnPlan| !column.text && column.unit.is_none();
    if plan.columns.len() > 1 || !plan.columns.iter().all(silent) {
        let _ = writeln!(out, "\n[sections.{name}.columns]");
        for column in &plan.columns {
            out.push_str(&described(column));
        }
    }
    for suggestion in &plan.suggestions {
        out.push_str(&rule(&name, suggestion, lang));
    }
    for broken in &plan.broken {
        out.push_str(&broken_rule(&name, broken, lang));
    }
    out
}

fn described(column: &ColumnPlan) -> String {
    let name = toml_key(&column.name);
    match (&column.unit, column.text) {
        (_, true) => format!("{name} = {{ text = true }}\n"),
        (Some(unit), false) => format!("{name} = {{ unit = {} }}\n", toml_string(unit)),
        (None, false) => format!("{name} = {{}}\n"),
    }
}

fn rule(section: &str, suggestion: &SuggestedRule, lang: Lang) -> String {
    let held = held(suggestion, lang);
    let mut out = format!("\n#[[sections.{section}.rules]]\n");
    let _ = writeln!(out, "#name = {}", toml_string(&suggestion.name));
    let _ = writeln!(out, "{} # {held}", commented_check(&suggestion.check));
    if suggestion.silent_remainder {
        let _ = writeln!(out, "#remainder = \"none\" # {}", remainder(lang));
    }
    out
}

/// A relation that a line breaks: prose, since it is no rule to take as it is.
fn broken_rule(section: &str, rule: &BrokenRule, lang: Lang) -> String {
    let mut out = format!("\n{}", prose(&breaks(rule, lang)));
    let _ = writeln!(out, "#[[sections.{section}.rules]]");
    let _ = writeln!(out, "#name = {}", toml_string(&rule.name));
    let _ = writeln!(out, "{}", commented_check(&rule.check));
    out
}

/// An expression behind `#`; one of several lines in as many.
fn commented_check(check: &str) -> String {
    if !check.contains('\n') {
        return format!("#check = {}", toml_string(check));
    }
    let line = |line: &str| {
        let quoted = toml_string(line);
        let inside = quoted
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        format!("#{}", inside.unwrap_or(line))
    };
    let lines: Vec<String> = check.lines().map(line).collect();
    format!("#check = \"\"\"\n{}\"\"\"", lines.join("\n"))
}

/// A title to begin with: the file's name as words.
fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut rest = words.chars();
    match rest.next() {
        Some(first) if first.is_ascii() => first.to_ascii_uppercase().to_string() + rest.as_str(),
        _ => words,
    }
}
