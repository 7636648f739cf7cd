//! A configuration to begin with: sections, columns and units as TOML, and
//! rules that hold, commented out. Prose begins with `# `, what is to be
//! taken as it stands with `#` alone.

use crate::lang::Lang;
use crate::rule::{toml_key, toml_string};
use crate::say;
use crate::source::Encoding;
use crate::suggest::{ColumnPlan, SectionPlan, Starter, SuggestedRule};
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
    out
}

fn head(starter: &Starter, lang: Lang) -> String {
    let mut out = say!(
        lang,
        "# What the reports contain, and which of their figures must agree.\n\
         # Give the sections better titles.\n",
        "# 报告包含哪些内容，哪些数字之间必须相符。\n\
         # 请改好各部分的标题。\n"
    );
    if starter.suggestions() == 0 {
        return out;
    }
    let reports = starter.reports;
    out.push_str(&match (lang, reports) {
        (Lang::En, 1) => "# The rules with # before them hold in this report.\n".to_owned(),
        (Lang::En, _) => {
            format!("# The rules with # before them hold in all {reports} reports.\n")
        }
        (Lang::Zh, 1) => "# 行首有“#”的规则在这份报告中成立。\n".to_owned(),
        (Lang::Zh, _) => format!("# 行首有“#”的规则在这 {reports} 份报告中都成立。\n"),
    });
    out.push_str(&say!(
        lang,
        "# Take the # from those that must hold in every report, and delete the others.\n",
        "# 凡每份报告都必须成立的，请删去行首的“#”；其余的请删除。\n"
    ));
    out
}

fn section(plan: &SectionPlan, lang: Lang) -> String {
    let name = toml_key(&plan.name);
    let mut out = format!("\n[sections.{name}]\n");
    let _ = writeln!(out, "title = {}", toml_string(&title(&plan.name)));
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
    let _ = writeln!(out, "#check = {} # {held}", toml_string(&suggestion.check));
    if suggestion.silent_remainder {
        let remainder = say!(lang, "the parts leave a remainder", "各分项之和小于总数");
        let _ = writeln!(out, "#remainder = \"none\" # {remainder}");
    }
    out
}

/// In how many rows and reports a rule holds.
fn held(suggestion: &SuggestedRule, lang: Lang) -> String {
    let (checks, reports) = (suggestion.checks, suggestion.reports as u64);
    match (lang, checks, reports) {
        (Lang::En, _, 1) if checks == 1 => "holds".to_owned(),
        (Lang::En, _, 1) => format!("holds in {checks} rows"),
        (Lang::En, _, _) if checks == reports => format!("holds in {reports} reports"),
        (Lang::En, _, _) => format!("holds in {checks} rows of {reports} reports"),
        (Lang::Zh, _, 1) if checks == 1 => "成立".to_owned(),
        (Lang::Zh, _, 1) => format!("在 {checks} 行中成立"),
        (Lang::Zh, _, _) if checks == reports => format!("在 {reports} 份报告中成立"),
        (Lang::Zh, _, _) => format!("在 {reports} 份报告的 {checks} 行中成立"),
    }
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
