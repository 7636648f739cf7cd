//! Reads `reportcheck.toml`. Every mistake is kept with its place and reading
//! goes on, so that one run names them all.

use super::amounts::{decimals, tolerance};
use super::code::Code;
use super::config::{ColumnConfig, Config, DescribedAs, Missing, Rule, SectionConfig, Trust};
use super::parser::parse;
use super::placed_text::PlacedText;
use super::problem::{ConfigError, ConfigProblem};
use super::restated;
use super::severity::Severity;
use super::syntax::Expr;
use super::toml_reader::{TomlEntry, TomlReader};
use super::trust::{read_trusted, read_weight, read_weights};
use super::words::Words;
use crate::figure::{Rounding, Unit};
use crate::place::Excerpt;
use crate::source::Encoding;
use std::collections::BTreeMap;
use std::path::Path;

/// Reads a configuration from its text.
///
/// Returns all that could be read, and every mistake found.
pub fn load(path: &Path, text: &str) -> (Config, Vec<ConfigError>) {
    let mut walk = TomlReader::new(Excerpt::new(path, 1, text));
    let mut config = Config {
        excerpt: Some(walk.excerpt.clone()),
        ..Config::default()
    };
    let root = walk.parse(text);
    let known = [
        "sections", "rules", "rounding", "encoding", "units", "checks",
    ];
    let entries = walk.entries(&root, &known);
    // Units first: sections and columns are read with them.
    for entry in entries.iter().filter(|entry| entry.key == "units") {
        read_units(&mut walk, entry, &mut config);
    }
    for entry in &entries {
        match entry.key.as_str() {
            "sections" => {
                for section in walk.any_entries(entry) {
                    read_section(&mut walk, &section, &mut config);
                }
            }
            "rules" => read_rules(&mut walk, entry, None, &mut config),
            "rounding" => config.rounding = rounding(&mut walk, entry),
            "encoding" => config.encoding = walk.parsed::<Encoding>(entry, &["utf-8", "gb18030"]),
            "checks" => read_checks(&mut walk, entry, &mut config),
            _ => {}
        }
    }
    restated::add_rules(&mut config, &mut walk.errors);
    config
        .rules
        .sort_by_key(|rule| rule.check.offsets.first().copied());
    check_twice(&mut walk, &config.rules);
    walk.errors.sort_by_key(|error| error.place.start);
    (config, walk.errors)
}

/// A rule given on the command line, with the section whose names it uses.
///
/// # Errors
/// What is wrong with the expression.
pub fn rule_from_command_line(
    text: &str,
    number: usize,
    section: Option<&str>,
) -> Result<Rule, Box<ConfigError>> {
    let excerpt = Excerpt::new(Path::new("--check"), 1, text);
    let located = PlacedText::all_of(excerpt);
    let expr =
        parse(text).map_err(|error| Box::new(ConfigError::in_expression(error, &located)))?;
    Ok(Rule {
        name: format!("check-{number}"),
        section: section.map(str::to_owned),
        check: located,
        expr,
        rows: None,
        why: Words::default(),
        severity: Severity::Error,
        remainder: Some(Severity::Warning),
        rounding: None,
        tolerance: None,
        missing: Missing::Skip,
        any_units: false,
        restates: false,
    })
}

fn check_twice(walk: &mut TomlReader, rules: &[Rule]) {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for rule in rules {
        let place = rule.check.whole();
        let line = place.line_column().0;
        if let Some(known) = first.get(rule.name.as_str()) {
            let problem = ConfigProblem::Twice(rule.name.clone(), *known);
            walk.errors.push(ConfigError { problem, place });
        } else {
            first.insert(&rule.name, line);
        }
    }
}

fn read_units(walk: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    for kind in walk.entries(entry, &["counting", "measure"]) {
        for word in walk.strings(&kind) {
            match kind.key.as_str() {
                "counting" => config.units.declare_counting(&word),
                _ => config.units.declare_measure(&word),
            }
        }
    }
}

fn read_checks(walk: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    let names: Vec<&'static str> = Code::built_in().into_iter().map(Code::name).collect();
    for check in walk.entries(entry, &names) {
        let Some(code) = Code::named(&check.key) else {
            continue;
        };
        if let Some(severity) = severity_or(walk, &check, "off") {
            config.checks.insert(code, severity);
        }
    }
}

/// A severity, or the word that turns it off.
fn severity_or(
    walk: &mut TomlReader,
    entry: &TomlEntry,
    off: &'static str,
) -> Option<Option<Severity>> {
    let word = walk.choice(entry, &["error", "warning", "note", off])?;
    Some(Severity::named(&word))
}

pub(super) fn rounding(walk: &mut TomlReader, entry: &TomlEntry) -> Option<Rounding> {
    let names: Vec<&'static str> = Rounding::ALL.iter().map(|mode| mode.name()).collect();
    let word = walk.choice(entry, &names)?;
    Rounding::ALL.into_iter().find(|mode| mode.name() == word)
}

fn unit(walk: &mut TomlReader, entry: &TomlEntry, config: &Config) -> Option<Unit> {
    let text = walk.string(entry)?;
    config.units.read(&text)
}

fn read_section(walk: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    let place = walk.place(&entry.key_span);
    let mut section = SectionConfig {
        name: entry.key.clone(),
        place,
        title: Words::default(),
        totals: Vec::new(),
        columns: Vec::new(),
        labels: BTreeMap::new(),
        described: Vec::new(),
        unit: None,
        rounding: None,
        restates: Vec::new(),
        trust: Trust::default(),
        blank_is_zero: false,
        dash_is_zero: false,
    };
    let known = [
        "title",
        "totals",
        "columns",
        "labels",
        "rules",
        "unit",
        "rounding",
        "restates",
        "blank",
        "not_applicable",
        "trusted",
        "weights",
    ];
    for item in walk.entries(entry, &known) {
        match item.key.as_str() {
            "title" => section.title = walk.words(&item),
            "totals" => {
                for (key, place) in walk.placed_strings(&item) {
                    section.totals.push(key.clone());
                    section.described.push((DescribedAs::Total, key, place));
                }
            }
            "columns" => {
                for column in walk.any_entries(&item) {
                    let place = walk.place(&column.key_span);
                    let described = (DescribedAs::Column, column.key.clone(), place);
                    section.described.push(described);
                    let column = read_column(walk, &column, config);
                    section.columns.push(column);
                }
            }
            "labels" => {
                for label in walk.any_entries(&item) {
                    let words = walk.words(&label);
                    let place = walk.place(&label.key_span);
                    let described = (DescribedAs::Label, label.key.clone(), place);
                    section.described.push(described);
                    section.labels.insert(label.key.clone(), words);
                }
            }
            "rules" => read_rules(walk, &item, Some(&entry.key), config),
            "unit" => section.unit = unit(walk, &item, config),
            "rounding" => section.rounding = rounding(walk, &item),
            "restates" => {
                for key in walk.any_entries(&item) {
                    let of = walk.located(&key);
                    section.restates.extend(of.map(|of| (key.key.clone(), of)));
                }
            }
            "blank" => section.blank_is_zero = is_zero(walk, &item),
            "not_applicable" => section.dash_is_zero = is_zero(walk, &item),
            "trusted" => read_trusted(walk, &item, &mut section),
            "weights" => read_weights(walk, &item, &mut section),
            _ => {}
        }
    }
    config.sections.push(section);
}

/// `"zero"`, or `"missing"` as it is without saying.
fn is_zero(walk: &mut TomlReader, entry: &TomlEntry) -> bool {
    walk.choice(entry, &["zero", "missing"])
        .is_some_and(|word| word == "zero")
}

fn read_column(walk: &mut TomlReader, entry: &TomlEntry, config: &Config) -> ColumnConfig {
    let mut column = ColumnConfig {
        name: entry.key.clone(),
        ..ColumnConfig::default()
    };
    let known = [
        "label", "text", "unit", "share", "whole", "decimals", "rounding", "restates", "trusted",
        "weight",
    ];
    for item in walk.entries(entry, &known) {
        match item.key.as_str() {
            "label" => column.label = walk.words(&item),
            "text" => column.text = walk.boolean(&item).unwrap_or_default(),
            "share" => column.share = walk.boolean(&item).unwrap_or_default(),
            "whole" => column.whole = walk.boolean(&item),
            "unit" => column.unit = unit(walk, &item, config),
            "decimals" => column.decimals = decimals(walk, &item),
            "rounding" => column.rounding = rounding(walk, &item),
            "restates" => column.restates = walk.located(&item),
            "trusted" => column.trusted = walk.boolean(&item).unwrap_or_default(),
            "weight" => column.weight = read_weight(walk, &item),
            _ => {}
        }
    }
    column
}

fn read_rules(
    walk: &mut TomlReader,
    entry: &TomlEntry,
    section: Option<&str>,
    config: &mut Config,
) {
    for item in walk.tables(entry) {
        let mistakes = walk.errors.len();
        let rule = read_rule(walk, &item, section, config);
        // A rule that is only half understood would give half a verdict.
        config
            .rules
            .extend(rule.filter(|_| walk.errors.len() == mistakes));
    }
}

fn read_rule(
    walk: &mut TomlReader,
    entry: &TomlEntry,
    section: Option<&str>,
    config: &Config,
) -> Option<Rule> {
    let known = [
        "name",
        "check",
        "why",
        "severity",
        "remainder",
        "rows",
        "missing",
        "units",
        "rounding",
        "tolerance",
        "section",
    ];
    let items = walk.entries(entry, &known);
    let find = |key: &str| items.iter().find(|item| item.key == key);
    let name = rule_name(walk, find("name"), entry);
    let check = match find("check") {
        Some(item) => expression(walk, item),
        None => {
            walk.error(ConfigProblem::Needs("check"), &entry.key_span);
            None
        }
    };
    let rows = find("rows").map(|item| expression(walk, item));
    let own_section = find("section").and_then(|item| walk.string(item));
    let mut rule = Rule {
        name: name.unwrap_or_default(),
        section: section.map(str::to_owned).or(own_section),
        why: find("why").map(|item| walk.words(item)).unwrap_or_default(),
        severity: Severity::Error,
        remainder: Some(Severity::Warning),
        rounding: find("rounding").and_then(|item| rounding(walk, item)),
        tolerance: find("tolerance").and_then(|item| tolerance(walk, item, config)),
        missing: Missing::Skip,
        any_units: false,
        restates: false,
        rows: rows.flatten(),
        expr: Expr::And(Vec::new()),
        check: PlacedText {
            text: String::new(),
            excerpt: walk.excerpt.clone(),
            offsets: Vec::new(),
        },
    };
    if let Some(item) = find("severity") {
        let word = walk.choice(item, &["error", "warning", "note"])?;
        rule.severity = Severity::named(&word)?;
    }
    if let Some(item) = find("remainder") {
        rule.remainder = severity_or(walk, item, "none")?;
    }
    if let Some(item) = find("missing") {
        rule.missing = match walk.choice(item, &["skip", "zero", "fail"])?.as_str() {
            "zero" => Missing::Zero,
            "fail" => Missing::Fail,
            _ => Missing::Skip,
        };
    }
    if let Some(item) = find("units") {
        rule.any_units = walk.choice(item, &["check", "ignore"])? == "ignore";
    }
    (rule.check, rule.expr) = check?;
    Some(rule)
}

fn rule_name(walk: &mut TomlReader, item: Option<&TomlEntry>, rule: &TomlEntry) -> Option<String> {
    let Some(item) = item else {
        walk.error(ConfigProblem::Needs("name"), &rule.key_span);
        return None;
    };
    let name = walk.string(item);
    if name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        walk.error(ConfigProblem::Empty("name"), &item.value_span);
    }
    name
}

fn expression(walk: &mut TomlReader, entry: &TomlEntry) -> Option<(PlacedText, Expr)> {
    let located = walk.located(entry)?;
    match parse(&located.text) {
        Ok(expr) => Some((located, expr)),
        Err(error) => {
            walk.errors
                .push(ConfigError::in_expression(error, &located));
            None
        }
    }
}
