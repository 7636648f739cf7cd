//! The configuration: sections, their columns and units, and the rules of
//! `reportcheck.toml`. What it holds; `load` reads it.

use super::code::{Code, SeverityFrom};
use super::config_error::ConfigError;
use super::found::Found;
use super::in_force::{InForce, OutOfForce};
use super::input::{ColumnBy, InputSettings};
use super::lists::ListSource;
use super::missing_settings::{Missing, MissingSettings};
use super::nearest::nearest;
use super::placed_text::PlacedText;
use super::print_settings::PrintSettings;
use super::severity::Severity;
use super::stated::Stated;
use super::syntax::Expr;
use super::trees::{OfTree, TreeSource};
use super::words::Words;
use crate::figure::{Decimals, Multiple, Rat, Rounding, Unit, UnitBook};
use crate::period::Way;
use crate::place::{Excerpt, Place};
use crate::source::Encoding;
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

/// What changing a figure costs where nothing is said.
pub(super) const WEIGHT: u32 = 1;

/// A deviation that a regulation allows on top of what the prints do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// So much, in base units (元 where the figures are in 万元).
    Absolute(Rat),
    /// So much of the right-hand side.
    Relative(Rat),
}

/// The columns that a rule is written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EveryColumn {
    /// All figure columns of its section's table but these.
    But(Vec<String>),
    /// These.
    Only(Vec<String>),
}

/// How a rule for several columns stands in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AsWritten {
    /// Its name there.
    pub name: String,
    /// What it checks, there.
    pub check: String,
}

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// Its name, unique in the configuration.
    pub name: String,
    /// How it stands in the configuration, where it was made of a rule for several
    /// columns.
    pub written: Option<Arc<AsWritten>>,
    /// The columns that it is written for, where it holds a `$`.
    pub every: Option<EveryColumn>,
    /// The tree of codes whose sums it is.
    pub tree: Option<OfTree>,
    /// The section whose names it uses without a prefix.
    pub section: Option<String>,
    /// Its expression as written.
    pub check: PlacedText,
    /// Its expression, parsed.
    pub expr: Expr,
    /// From when and until when it is in force.
    pub in_force: InForce,
    /// That it is not in force in the report at hand.
    pub out: Option<OutOfForce>,
    /// Which rows of a grid it is for.
    pub rows: Option<(PlacedText, Expr)>,
    /// Why it must hold.
    pub why: Words,
    /// How much it matters when it does not.
    pub severity: Severity,
    /// How much an unexplained remainder of an `includes` matters; `None`: not at all.
    pub remainder: Option<Severity>,
    /// How its figures were rounded, where it says so.
    pub rounding: Option<Rounding>,
    /// What it allows beyond the prints.
    pub tolerance: Option<Tolerance>,
    /// What to do where a figure is not reported.
    pub missing: Missing,
    /// Whether it says so itself.
    pub missing_said: bool,
    /// Severities above its own, each with what is tolerated below it, in rising
    /// order.
    pub graver: Vec<(Severity, Tolerance)>,
    /// Whether unlike units are added and compared on purpose.
    pub any_units: bool,
    /// Whether it was made of a `restates`: then what it names need not be in
    /// every report.
    pub restates: bool,
    /// What speaks for it, where it was found in the figures and nobody wrote it.
    pub found: Option<Found>,
    /// Where a sentence of the report itself states it, and nobody wrote it.
    pub stated: Option<Arc<Stated>>,
}

impl Rule {
    /// Whether somebody wrote it, and it was neither found nor stated.
    pub(crate) fn is_written(&self) -> bool {
        self.found.is_none() && self.stated.is_none()
    }

    /// How it stands in the configuration, for the rules that are made of it.
    pub(super) fn as_written(&self) -> Arc<AsWritten> {
        self.written.clone().unwrap_or_else(|| {
            Arc::new(AsWritten {
                name: self.name.clone(),
                check: self.check.text.clone(),
            })
        })
    }

    /// Whether it looks into the report one period before.
    pub(crate) fn looks_back(&self) -> bool {
        let mut found = self.expr.grows();
        self.expr.each_name(&mut |path| found |= path.prior);
        found
    }

    /// Whether the expression names a section as the first part of a name.
    pub(crate) fn expr_names_section(&self, section: &str) -> bool {
        let mut found = false;
        self.expr.each_name(&mut |path| {
            let first = path.parts.first();
            found |= path.parts.len() > 1 && first.is_some_and(|(name, _)| name == section);
        });
        found
    }
}

/// A column, as the configuration describes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColumnConfig {
    /// Its name in the tables' headers, or a short one for such a header.
    pub name: String,
    /// The column of the file that it is, where its name does not say it.
    pub by: Option<ColumnBy>,
    /// From when and until when tables have it.
    pub in_force: InForce,
    /// What to call it.
    pub label: Words,
    /// Whether it holds text to select rows by, and no figures.
    pub text: bool,
    /// The unit of its figures.
    pub unit: Option<Unit>,
    /// Whether it is a share of a whole: 0–100 %.
    pub share: bool,
    /// Whether its figures are whole numbers, where the unit does not say.
    pub whole: Option<bool>,
    /// Whether its figures may be below zero, where that is said.
    pub signed: Option<bool>,
    /// Places that are known after the point, or what its figures were rounded to.
    pub decimals: Option<Decimals>,
    /// How its figures were rounded.
    pub rounding: Option<Rounding>,
    /// How its figures are printed.
    pub prints: PrintSettings,
    /// What to call the figures in brackets behind its own: `122 (68%)`.
    pub in_brackets: Option<String>,
    /// The column whose figure of the period before it prints once more.
    pub restates: Option<PlacedText>,
    /// Whether its figures are trusted: never those that are wrong.
    pub trusted: bool,
    /// What is said of its figures that are missing.
    pub missing: MissingSettings,
    /// Whether it must be there, with a plain figure in each row.
    pub required: Option<bool>,
    /// Whether its figures may be hedged where they must be there.
    pub hedges: Option<bool>,
    /// What changing one of its figures costs.
    pub weight: Option<u32>,
}

/// What a configuration describes by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DescribedAs {
    /// A column.
    Column,
    /// The label of a row.
    Label,
    /// A row that sums up others.
    Total,
    /// A row that is trusted, or has a weight.
    Trust,
    /// A row that must be there.
    Required,
}

/// A section, as the configuration describes it.
#[derive(Clone, Debug)]
pub(crate) struct SectionConfig {
    /// Its name: the name of its table's file.
    pub name: String,
    /// Where it is described.
    pub place: Place,
    /// From when and until when reports have it.
    pub in_force: InForce,
    /// Columns that are not in force in the report at hand.
    pub out: Vec<String>,
    /// How its file comes in.
    pub input: InputSettings,
    /// What to call it.
    pub title: Words,
    /// Keys of rows that sum up others.
    pub totals: Vec<String>,
    /// Whether it says that no row sums up others: `totals = []`.
    pub no_totals: bool,
    /// What tells its rows apart.
    pub key: KeySettings,
    /// Its columns; empty: any.
    pub columns: Vec<ColumnConfig>,
    /// Row labels in languages that the table does not give.
    pub labels: BTreeMap<String, Words>,
    /// Where it describes its columns and rows, each by its name.
    pub described: Vec<(DescribedAs, String, Place)>,
    /// The unit of figures that say none.
    pub unit: Option<Unit>,
    /// How its figures were rounded.
    pub rounding: Option<Rounding>,
    /// What they were rounded to multiples of.
    pub rounded_to: Option<Multiple>,
    /// How its figures are printed.
    pub prints: PrintSettings,
    /// Keys of rows that print a row of the period before once more, with the
    /// key that it had there.
    pub restates: Vec<(String, PlacedText)>,
    /// How far its figures are trusted.
    pub trust: Trust,
    /// What is said of its figures that are missing.
    pub missing: MissingSettings,
    /// Whether its figures may be below zero, where that is said.
    pub signed: Option<bool>,
    /// What of it must be there.
    pub required: Required,
    /// Whether its figures may be hedged where they must be there.
    pub hedges: Option<bool>,
}

/// The columns that make up the key of a section's rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeySettings {
    /// Those that `key` names.
    pub columns: Vec<String>,
    /// The column that says which period a row is about.
    pub period: Option<String>,
}

/// What of a section must be there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Required {
    /// Whether its table must be, where that is said.
    pub table: Option<bool>,
    /// Keys of rows that must be, with a plain figure in each column.
    pub rows: Vec<RequiredRow>,
}

/// A row that must be there.
#[derive(Clone, Debug)]
pub(crate) struct RequiredRow {
    /// Its key.
    pub key: String,
    /// From when and until when it must be.
    pub times: InForce,
}

/// Which rows of a section are trusted, and what changing the others costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trust {
    /// Whether all rows are trusted.
    pub all: bool,
    /// Keys of rows that are.
    pub rows: Vec<String>,
    /// What changing a figure of a row costs, by the row's key.
    pub weights: BTreeMap<String, u32>,
}

/// All that a configuration says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// The file's text, for messages; `None` without a file.
    pub excerpt: Option<Excerpt>,
    /// How figures were rounded unless something nearer says otherwise.
    pub rounding: Option<Rounding>,
    /// What they were rounded to multiples of unless something nearer says otherwise.
    pub rounded_to: Option<Multiple>,
    /// How the tables are encoded.
    pub encoding: Option<Encoding>,
    /// How the name of a report's period is to be read where there are two ways.
    pub period: Option<Way>,
    /// The units that are known.
    pub units: UnitBook,
    /// Severities of the built-in checks; `None`: turned off.
    pub checks: BTreeMap<Code, Option<Severity>>,
    /// Times of which it cannot be told whether the report at hand is in them.
    pub unclear_times: Vec<ConfigError>,
    /// Lists of codes, which rules name behind `in`.
    pub lists: Vec<ListSource>,
    /// Trees of codes, whose sums rules are.
    pub trees: Vec<TreeSource>,
    /// The sections, in the file's order.
    pub sections: Sections,
    /// The rules, in the file's order.
    pub rules: Vec<Rule>,
}

/// Sections in the file's order, which are found by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sections {
    all: Vec<SectionConfig>,
    by_name: HashMap<String, usize>,
    some_column_insists: bool,
}

impl Sections {
    /// Adds a section behind the others.
    pub(crate) fn push(&mut self, section: SectionConfig) {
        let mut columns = section.columns.iter();
        self.some_column_insists |=
            columns.any(|column| column.missing.missing == Some(Missing::Fail));
        let at = self.all.len();
        self.by_name.entry(section.name.clone()).or_insert(at);
        self.all.push(section);
    }

    /// Changes each of them.
    pub(super) fn each_mut(&mut self, change: impl FnMut(&mut SectionConfig)) {
        self.all.iter_mut().for_each(change);
    }

    fn named(&self, name: &str) -> Option<&SectionConfig> {
        self.by_name.get(name).map(|&at| &self.all[at])
    }

    /// Whether some column insists on its figures.
    pub(crate) fn some_column_insists(&self) -> bool {
        self.some_column_insists
    }
}

impl Deref for Sections {
    type Target = [SectionConfig];

    fn deref(&self) -> &[SectionConfig] {
        &self.all
    }
}

impl<'s> IntoIterator for &'s Sections {
    type Item = &'s SectionConfig;
    type IntoIter = std::slice::Iter<'s, SectionConfig>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl Config {
    /// How much a built-in check's finding matters; `None`: it is turned off,
    /// or no check that needs no rule makes it.
    pub(crate) fn severity_of(&self, code: Code) -> Option<Severity> {
        match (self.checks.get(&code), code.severity_from()) {
            (Some(severity), _) => *severity,
            (None, SeverityFrom::Checks(severity)) => Some(severity),
            (None, _) => None,
        }
    }

    /// The section of a name.
    pub(crate) fn section(&self, name: &str) -> Option<&SectionConfig> {
        self.sections.named(name)
    }

    /// Whether a file is the table that some list or tree is of.
    pub(crate) fn is_list(&self, file: &Path) -> bool {
        let folder = self
            .excerpt
            .as_ref()
            .and_then(|excerpt| excerpt.path.parent());
        let lists = self.lists.iter().filter_map(|list| list.file.as_ref());
        let trees = self.trees.iter().filter_map(|tree| tree.file.as_ref());
        let mut files = lists.chain(trees);
        // `./nace.csv` is `nace.csv`.
        let here = |path: &Path| path.strip_prefix(".").unwrap_or(path).to_path_buf();
        folder.is_some_and(|folder| files.any(|name| here(&folder.join(&name.text)) == here(file)))
    }

    /// What changing a figure costs in the search for the fewest changes;
    /// `None`: it is trusted, and never changed.
    pub(crate) fn weight_of(&self, section: &str, key: &str, column: &str) -> Option<u32> {
        match self.section(section) {
            Some(section) => section.weight_of(key, column),
            None => Some(WEIGHT),
        }
    }
}

impl ColumnConfig {
    /// The header of a table that is nearest to its own, else to its name.
    pub(crate) fn nearest<'k>(
        &self,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Option<&'k str> {
        let headers = self.by.iter().flat_map(ColumnBy::headers);
        let mut names = headers.chain([&self.name]);
        names.find_map(|name| nearest(name, known.clone()))
    }
}

impl SectionConfig {
    /// The column of a name.
    pub(crate) fn column(&self, name: &str) -> Option<&ColumnConfig> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What changing a figure of this section costs; `None`: it is trusted.
    /// What is said of its row goes before what is said of its column.
    pub(crate) fn weight_of(&self, key: &str, column: &str) -> Option<u32> {
        let of_column = self.column(column);
        let trusted = self.trust.all
            || self.trust.rows.iter().any(|row| row == key)
            || of_column.is_some_and(|column| column.trusted);
        if trusted {
            return None;
        }
        let own = self.trust.weights.get(key).copied();
        let weight = own.or_else(|| of_column.and_then(|column| column.weight));
        Some(weight.unwrap_or(WEIGHT))
    }
}
