//! Reads `reportcheck.toml`. Every mistake is kept with its place and reading
//! goes on, so that one run names them all.

use super::amounts::{decimals, multiple, tolerance};
use super::code::Code;
use super::config::{
    ColumnConfig, Config, DescribedAs, EveryColumn, KeySettings, Required, Rule, SectionConfig,
    Trust,
};
use super::config_error::{ConfigError, ConfigProblem};
use super::declared_lists::{read_lists, unknown_lists};
use super::declared_trees::{of_tree, read_trees, unknown_trees};
use super::found::Found;
use super::in_force::{self, InForce};
use super::input::{self, ColumnBy, InputSettings};
use super::keyed::{read_key, read_period};
use super::kind::likely;

use super::levels::read_severity;
use super::missing_settings::{self, Missing, MissingSettings};
use super::parser::parse;
use super::placed_text::PlacedText;
use super::print_settings::{self, PrintSettings};
use super::required::read_required;
use super::restated;
use super::severity::Severity;
use super::stated::Stated;
use super::syntax::Expr;
use super::toml_reader::{TomlEntry, TomlReader};
use super::trust::{read_trusted, read_weight, read_weights};
use super::words::Words;
use crate::figure::{Decimals, Rounding, Unit};
use crate::period::Way;
use crate::place::Excerpt;
use crate::source::Encoding;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Reads a configuration from its text.
///
/// Returns all that could be read, and every mistake found.
pub(crate) fn load(path: &Path, text: &str) -> (Config, Vec<ConfigError>) {
    let mut toml = TomlReader::new(Excerpt::new(path, 1, text));
    let mut config = Config {
        excerpt: Some(toml.excerpt.clone()),
        ..Config::default()
    };
    let root = toml.parse(text);
    let known = [
        "sections",
        "rules",
        "rounding",
        "rounded_to",
        "encoding",
        "period",
        "units",
        "checks",
        "lists",
        "trees",
    ];
    let entries = toml.entries(&root, &known);
    // Units and the way of periods first: sections and rules are read with them.
    for entry in &entries {
        match entry.key.as_str() {
            "units" => read_units(&mut toml, entry, &mut config),
            "period" => config.period = period_way(&mut toml, entry),
            _ => {}
        }
    }
    for entry in &entries {
        match entry.key.as_str() {
            "sections" => {
                for section in toml.any_entries(entry) {
                    read_section(&mut toml, &section, &mut config);
                }
            }
            "rules" => read_rules(&mut toml, entry, None, &mut config),
            "rounding" => config.rounding = rounding(&mut toml, entry),
            "rounded_to" => config.rounded_to = multiple(&mut toml, entry),
            "encoding" => config.encoding = toml.parsed::<Encoding>(entry, &["utf-8", "gb18030"]),
            "checks" => read_checks(&mut toml, entry, &mut config),
            "lists" => read_lists(&mut toml, entry, &mut config),
            "trees" => read_trees(&mut toml, entry, &mut config),
            _ => {}
        }
    }
    restated::add_rules(&mut config, &mut toml.errors);
    config
        .rules
        .sort_by_key(|rule| rule.check.offsets.first().copied());
    check_twice(&mut toml, &config.rules);
    toml.errors.extend(unknown_lists(&config));
    toml.errors.extend(unknown_trees(&config));
    toml.errors.sort_by_key(|error| error.place.start);
    (config, toml.errors)
}

/// A rule given on the command line, with the section whose names it uses.
///
/// # Errors
/// What is wrong with the expression.
pub(crate) fn rule_from_command_line(
    text: &str,
    number: usize,
    section: Option<&str>,
) -> Result<Rule, Box<ConfigError>> {
    let excerpt = Excerpt::new(Path::new("--check"), 1, text);
    let mut rule = rule_of_excerpt(format!("check-{number}"), excerpt)?;
    rule.section = section.map(str::to_owned);
    Ok(rule)
}

/// A rule that the author of a document wrote in it: it is about the numbers
/// themselves, whatever their units.
///
/// # Errors
/// What is wrong with the expression.
pub(crate) fn rule_of_author(name: &str, excerpt: Excerpt) -> Result<Rule, Box<ConfigError>> {
    let mut rule = rule_of_excerpt(name.to_owned(), excerpt)?;
    rule.any_units = true;
    Ok(rule)
}

/// A rule that was found in the figures: of what code its failure is and what
/// speaks for it is said in `found` (its code as of a rule that was written).
///
/// # Errors
/// What is wrong with the expression.
pub(crate) fn rule_of_relation(
    name: &str,
    excerpt: Excerpt,
    mut found: Found,
) -> Result<Rule, Box<ConfigError>> {
    let mut rule = rule_of_author(name, excerpt)?;
    found.code = likely(found.code);
    rule.severity = Severity::Warning;
    rule.found = Some(found);
    Ok(rule)
}

/// A rule that a sentence of the report states.
///
/// # Errors
/// What is wrong with the expression.
pub(crate) fn rule_of_claim(
    name: &str,
    excerpt: Excerpt,
    stated: Stated,
) -> Result<Rule, Box<ConfigError>> {
    let mut rule = rule_of_author(name, excerpt)?;
    rule.remainder = None;
    rule.stated = Some(Arc::new(stated));
    Ok(rule)
}

/// Limits a rule that was found to the rows for which a condition holds.
///
/// # Errors
/// What is wrong with the condition.
pub(crate) fn limit_rows(rule: &mut Rule, condition: &str) -> Result<(), Box<ConfigError>> {
    let at = &rule.check.excerpt;
    let located = PlacedText::all_of(Excerpt::new(&at.path, at.first_line, condition));
    let expr =
        parse(condition).map_err(|error| Box::new(ConfigError::in_expression(error, &located)))?;
    rule.rows = Some((located, expr));
    Ok(())
}

/// What `columns` says for all of a table's figure columns.
const ALL_COLUMNS: &str = "*";

fn rule_of_excerpt(name: String, excerpt: Excerpt) -> Result<Rule, Box<ConfigError>> {
    let located = PlacedText::all_of(excerpt.clone());
    let expr = parse(&excerpt.text)
        .map_err(|error| Box::new(ConfigError::in_expression(error, &located)))?;
    Ok(Rule {
        name,
        written: None,
        every: expr.has_column_sign().then(|| EveryColumn::But(Vec::new())),
        tree: None,
        section: None,
        check: located,
        expr,
        in_force: InForce::default(),
        out: None,
        rows: None,
        why: Words::default(),
        severity: Severity::Error,
        remainder: Some(Severity::Warning),
        rounding: None,
        tolerance: None,
        missing: Missing::Skip,
        missing_said: false,
        graver: Vec::new(),
        any_units: false,
        restates: false,
        found: None,
        stated: None,
    })
}

fn check_twice(toml: &mut TomlReader, rules: &[Rule]) {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for rule in rules {
        let place = rule.check.whole();
        let line = place.line_column().0;
        if let Some(known) = first.get(rule.name.as_str()) {
            let problem = ConfigProblem::Twice(rule.name.clone(), *known);
            toml.errors.push(ConfigError { problem, place });
        } else {
            first.insert(&rule.name, line);
        }
    }
}

fn read_units(toml: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    for kind in toml.entries(entry, &["counting", "measure"]) {
        for word in toml.strings(&kind) {
            match kind.key.as_str() {
                "counting" => config.units.declare_counting(&word),
                _ => config.units.declare_measure(&word),
            }
        }
    }
}

fn read_checks(toml: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    let names: Vec<&'static str> = Code::built_in().into_iter().map(Code::name).collect();
    for check in toml.entries(entry, &names) {
        let Some(code) = Code::named(&check.key) else {
            continue;
        };
        if let Some(severity) = severity_or(toml, &check, "off") {
            config.checks.insert(code, severity);
        }
    }
}

/// A severity, or the word that turns it off.
fn severity_or(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    off: &'static str,
) -> Option<Option<Severity>> {
    let word = toml.choice(entry, &["error", "warning", "note", off])?;
    Some(Severity::named(&word))
}

pub(super) fn rounding(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Rounding> {
    let names: Vec<&'static str> = Rounding::ALL.iter().map(|mode| mode.name()).collect();
    let word = toml.choice(entry, &names)?;
    Rounding::ALL.into_iter().find(|mode| mode.name() == word)
}

/// The ways of reading the name of a period, as a configuration names them.
const PERIOD_WAYS: [(&str, Way); 7] = [
    ("financial-year", Way::TwoYears),
    ("month", Way::Month),
    ("day-month-year", Way::DayFirst),
    ("month-day-year", Way::MonthFirst),
    ("japanese-era", Way::Japan),
    ("minguo", Way::Minguo),
    ("buddhist", Way::Buddhist),
];

fn period_way(toml: &mut TomlReader, entry: &TomlEntry) -> Option<Way> {
    let word = toml.choice(entry, &PERIOD_WAYS.map(|(name, _)| name))?;
    let known = PERIOD_WAYS.into_iter().find(|(name, _)| *name == word);
    known.map(|(_, way)| way)
}

fn unit(toml: &mut TomlReader, entry: &TomlEntry, config: &Config) -> Option<Unit> {
    let text = toml.string(entry)?;
    config.units.read_stated(&text)
}

fn read_section(toml: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    let place = toml.place(&entry.key_span);
    let mut section = SectionConfig {
        name: entry.key.clone(),
        place,
        in_force: InForce::default(),
        out: Vec::new(),
        input: InputSettings::default(),
        title: Words::default(),
        totals: Vec::new(),
        no_totals: false,
        key: KeySettings::default(),
        columns: Vec::new(),
        labels: BTreeMap::new(),
        described: Vec::new(),
        unit: None,
        rounding: None,
        rounded_to: None,
        prints: PrintSettings::default(),
        restates: Vec::new(),
        trust: Trust::default(),
        missing: MissingSettings::default(),
        signed: None,
        required: Required::default(),
        hedges: None,
    };
    let known = [
        "title",
        "totals",
        "key",
        "period",
        "columns",
        "labels",
        "rules",
        "unit",
        "rounding",
        "rounded_to",
        "restates",
        "signed",
        "required",
        "hedges",
        "trusted",
        "weights",
    ];
    let known = [
        &known[..],
        &print_settings::KEYS,
        &missing_settings::OF_SECTION,
        &in_force::KEYS,
        &input::KEYS,
    ]
    .concat();
    for item in toml.entries(entry, &known) {
        match item.key.as_str() {
            "title" => section.title = toml.words(&item),
            "totals" => {
                for (key, place) in toml.placed_strings(&item) {
                    section.totals.push(key.clone());
                    section.described.push((DescribedAs::Total, key, place));
                }
                section.no_totals = section.totals.is_empty();
            }
            "key" => read_key(toml, &item, &mut section),
            "period" => read_period(toml, &item, &mut section),
            "columns" => {
                for column in toml.any_entries(&item) {
                    let place = toml.place(&column.key_span);
                    let described = (DescribedAs::Column, column.key.clone(), place);
                    section.described.push(described);
                    let column = read_column(toml, &column, config);
                    section.columns.push(column);
                }
            }
            "labels" => {
                for label in toml.any_entries(&item) {
                    let words = toml.words(&label);
                    let place = toml.place(&label.key_span);
                    let described = (DescribedAs::Label, label.key.clone(), place);
                    section.described.push(described);
                    section.labels.insert(label.key.clone(), words);
                }
            }
            "rules" => read_rules(toml, &item, Some(&entry.key), config),
            "unit" => section.unit = unit(toml, &item, config),
            "rounding" => section.rounding = rounding(toml, &item),
            "rounded_to" => section.rounded_to = multiple(toml, &item),
            key if print_settings::KEYS.contains(&key) => section.prints.read(toml, &item),
            "restates" => {
                for key in toml.any_entries(&item) {
                    let of = toml.located(&key);
                    section.restates.extend(of.map(|of| (key.key.clone(), of)));
                }
            }
            key if missing_settings::OF_SECTION.contains(&key) => {
                section.missing.read(toml, &item);
            }
            key if in_force::KEYS.contains(&key) => {
                section.in_force.read(toml, &item, config.period)
            }
            key if input::KEYS.contains(&key) => section.input.read(toml, &item),
            "signed" => section.signed = toml.boolean(&item),
            "required" => read_required(toml, &item, config.period, &mut section),
            "hedges" => section.hedges = toml.boolean(&item),
            "trusted" => read_trusted(toml, &item, &mut section),
            "weights" => read_weights(toml, &item, &mut section),
            _ => {}
        }
    }
    config.sections.push(section);
}

fn read_column(toml: &mut TomlReader, entry: &TomlEntry, config: &Config) -> ColumnConfig {
    let mut column = ColumnConfig {
        name: entry.key.clone(),
        ..ColumnConfig::default()
    };
    let known = [
        "header",
        "in_brackets",
        "label",
        "text",
        "unit",
        "share",
        "whole",
        "signed",
        "decimals",
        "rounded_to",
        "rounding",
        "restates",
        "required",
        "hedges",
        "trusted",
        "weight",
    ];
    let known = [
        &known[..],
        &print_settings::KEYS,
        &missing_settings::OF_COLUMN,
        &in_force::KEYS,
    ]
    .concat();
    for item in toml.entries(entry, &known) {
        match item.key.as_str() {
            "header" => column.by = ColumnBy::read(toml, &item),
            "label" => column.label = toml.words(&item),
            "text" => column.text = toml.boolean(&item).unwrap_or_default(),
            "share" => column.share = toml.boolean(&item).unwrap_or_default(),
            "whole" => column.whole = toml.boolean(&item),
            "signed" => column.signed = toml.boolean(&item),
            "unit" => column.unit = unit(toml, &item, config),
            "decimals" => column.decimals = decimals(toml, &item),
            "rounded_to" => column.decimals = multiple(toml, &item).map(Decimals::Multiple),
            "in_brackets" => column.in_brackets = toml.string(&item),
            "rounding" => column.rounding = rounding(toml, &item),
            key if print_settings::KEYS.contains(&key) => column.prints.read(toml, &item),
            "restates" => column.restates = toml.located(&item),
            "required" => column.required = toml.boolean(&item),
            "hedges" => column.hedges = toml.boolean(&item),
            "trusted" => column.trusted = toml.boolean(&item).unwrap_or_default(),
            "weight" => column.weight = read_weight(toml, &item),
            key if missing_settings::OF_COLUMN.contains(&key) => column.missing.read(toml, &item),
            key if in_force::KEYS.contains(&key) => {
                column.in_force.read(toml, &item, config.period)
            }
            _ => {}
        }
    }
    column
}

fn read_rules(
    toml: &mut TomlReader,
    entry: &TomlEntry,
    section: Option<&str>,
    config: &mut Config,
) {
    for item in toml.tables(entry) {
        let mistakes = toml.errors.len();
        let rule = read_rule(toml, &item, section, config);
        // A rule that is only half understood would give half a verdict.
        config
            .rules
            .extend(rule.filter(|_| toml.errors.len() == mistakes));
    }
}

fn read_rule(
    toml: &mut TomlReader,
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
        "columns",
        "except",
        "from",
        "until",
        "tree",
        "children",
    ];
    let items = toml.entries(entry, &known);
    let find = |key: &str| items.iter().find(|item| item.key == key);
    let name = rule_name(toml, find("name"), entry);
    let tree = find("tree").and_then(|item| of_tree(toml, item, find("children")));
    if let (None, Some(item)) = (find("tree"), find("children")) {
        toml.error(ConfigProblem::Needs("tree"), &item.key_span);
    }
    let check = match (find("check"), find("tree")) {
        (Some(item), Some(_)) => {
            toml.error(ConfigProblem::CheckOfTree, &item.key_span);
            None
        }
        (Some(item), None) => expression(toml, item),
        (None, Some(_)) => tree.as_ref().map(|tree| {
            let text = PlacedText {
                text: format!("tree {}", tree.name.text),
                ..tree.name.clone()
            };
            (text, Expr::And(Vec::new()))
        }),
        (None, None) => {
            toml.error(ConfigProblem::Needs("check"), &entry.key_span);
            None
        }
    };
    let rows = find("rows").map(|item| expression(toml, item));
    let own_section = find("section").and_then(|item| toml.string(item));
    let mut rule = Rule {
        name: name.unwrap_or_default(),
        written: None,
        every: None,
        tree,
        section: section.map(str::to_owned).or(own_section),
        why: find("why").map(|item| toml.words(item)).unwrap_or_default(),
        severity: Severity::Error,
        remainder: Some(Severity::Warning),
        rounding: find("rounding").and_then(|item| rounding(toml, item)),
        tolerance: find("tolerance").and_then(|item| tolerance(toml, item, config)),
        missing: Missing::Skip,
        missing_said: find("missing").is_some(),
        graver: Vec::new(),
        any_units: false,
        restates: false,
        found: None,
        stated: None,
        in_force: InForce::default(),
        out: None,
        rows: rows.flatten(),
        expr: Expr::And(Vec::new()),
        check: PlacedText {
            text: String::new(),
            excerpt: toml.excerpt.clone(),
            offsets: Vec::new(),
        },
    };
    for key in in_force::KEYS {
        if let Some(item) = find(key) {
            rule.in_force.read(toml, item, config.period);
        }
    }
    if let Some(item) = find("severity") {
        read_severity(toml, item, config, &mut rule)?;
    }
    if let Some(item) = find("remainder") {
        rule.remainder = severity_or(toml, item, "none")?;
    }
    if let Some(item) = find("missing") {
        rule.missing = missing_settings::missing(toml, item)?;
    }
    if let Some(item) = find("units") {
        rule.any_units = toml.choice(item, &["check", "ignore"])? == "ignore";
    }
    (rule.check, rule.expr) = check?;
    rule.every = every_column(toml, &rule, find("columns"), find("except"));
    Some(rule)
}

/// The columns that `$` stands for in a rule: those of its section's table where
/// nothing is said.
fn every_column(
    toml: &mut TomlReader,
    rule: &Rule,
    columns: Option<&TomlEntry>,
    except: Option<&TomlEntry>,
) -> Option<EveryColumn> {
    let rows = rule.rows.as_ref();
    let signs = rule.is_open()
        || rule.expr.has_column_sign()
        || rows.is_some_and(|(_, rows)| rows.has_column_sign());
    if let Some(said) = columns.or(except).filter(|_| !signs) {
        toml.error(ConfigProblem::NoColumnSign, &said.key_span);
        return None;
    }
    let but = except.map(|item| column_names(toml, item, "except"));
    let only = columns.and_then(|item| match item.is_text() {
        true => toml.choice(item, &[ALL_COLUMNS]).and(None),
        false => Some(column_names(toml, item, "columns")),
    });
    match (only, but) {
        (Some(_), Some(_)) => {
            let span = except.map_or(0..0, |item| item.key_span.clone());
            toml.error(ConfigProblem::ExceptOfList, &span);
            None
        }
        (Some(only), None) => Some(EveryColumn::Only(only)),
        (None, but) => signs.then(|| EveryColumn::But(but.unwrap_or_default())),
    }
}

/// Names of columns, of which there is at least one, each once.
fn column_names(toml: &mut TomlReader, item: &TomlEntry, key: &'static str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, place) in toml.placed_strings(item) {
        match names.contains(&name) {
            true => toml.errors.push(ConfigError {
                problem: ConfigProblem::ColumnTwice(name),
                place,
            }),
            false => names.push(name),
        }
    }
    if names.is_empty() {
        toml.error(ConfigProblem::Empty(key), &item.value_span);
    }
    names
}

fn rule_name(toml: &mut TomlReader, item: Option<&TomlEntry>, rule: &TomlEntry) -> Option<String> {
    let Some(item) = item else {
        toml.error(ConfigProblem::Needs("name"), &rule.key_span);
        return None;
    };
    let name = toml.string(item);
    if name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        toml.error(ConfigProblem::Empty("name"), &item.value_span);
    }
    name
}

fn expression(toml: &mut TomlReader, entry: &TomlEntry) -> Option<(PlacedText, Expr)> {
    let located = toml.located(entry)?;
    match parse(&located.text) {
        Ok(expr) => Some((located, expr)),
        Err(error) => {
            toml.errors
                .push(ConfigError::in_expression(error, &located));
            None
        }
    }
}
