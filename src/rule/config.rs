//! The configuration: sections, their columns and units, and the rules of
//! `reportcheck.toml`. What it holds; `load` reads it.

use super::syntax::{Expr, Function, Span};
use super::trust::Trust;
use crate::figure::{Decimals, Rat, Rounding, Unit, UnitBook};
use crate::lang::Lang;
use crate::place::{Excerpt, Place};
use crate::source::Encoding;
use std::collections::BTreeMap;

/// The checks that need no rule, each with the severity it has unless
/// `[checks]` says otherwise.
pub const BUILT_IN: [(&str, Severity); 24] = [
    ("duplicate-key", Severity::Error),
    ("figure-not-in-quote", Severity::Error),
    ("fractional-count", Severity::Error),
    ("jointly-inconsistent", Severity::Error),
    ("missing-table", Severity::Warning),
    ("names-nothing", Severity::Note),
    ("other-period", Severity::Warning),
    ("quote-not-in-source", Severity::Error),
    ("ragged-row", Severity::Error),
    ("restated-differently", Severity::Warning),
    ("rule-always-fails", Severity::Warning),
    ("rule-checks-nothing", Severity::Note),
    ("rule-never-fails", Severity::Warning),
    ("rule-repeated", Severity::Warning),
    ("rules-contradict", Severity::Warning),
    ("share-out-of-range", Severity::Error),
    ("unit-clash", Severity::Error),
    ("unknown-column", Severity::Warning),
    ("unknown-table", Severity::Warning),
    ("unknown-unit", Severity::Note),
    ("unreadable-figure", Severity::Error),
    ("waiver-changed", Severity::Warning),
    ("waiver-expired", Severity::Warning),
    ("waiver-unused", Severity::Warning),
];

/// Those of them that are about the configuration itself: no check of a single
/// report makes them.
pub const OF_RULES: [&str; 6] = [
    "names-nothing",
    "rule-always-fails",
    "rule-checks-nothing",
    "rule-never-fails",
    "rule-repeated",
    "rules-contradict",
];

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably a mistake.
    Warning,
    /// No true values fit the prints.
    Error,
}

impl Severity {
    /// All of them, least first.
    pub const ALL: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of a name.
    pub fn named(name: &str) -> Option<Severity> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
    }
}

/// A text in the languages it was given in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub en: Option<String>,
    /// In Chinese.
    pub zh: Option<String>,
}

impl Words {
    /// The same text for every reader.
    pub fn same(text: &str) -> Words {
        Words {
            en: Some(text.to_owned()),
            zh: Some(text.to_owned()),
        }
    }

    /// The text in the reader's language, else in the other.
    pub fn say(&self, lang: Lang) -> Option<&str> {
        let (first, second) = match lang {
            Lang::En => (&self.en, &self.zh),
            Lang::Zh => (&self.zh, &self.en),
        };
        first.as_deref().or(second.as_deref())
    }

    /// The text in exactly this language.
    pub fn only(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Zh => self.zh.as_deref(),
        }
    }
}

/// What to do where a rule's figure is not reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The rule is not checked, unless no value at all could make it hold.
    #[default]
    Skip,
    /// It counts as zero.
    Zero,
    /// It is a finding.
    Fail,
}

/// A deviation that a regulation allows on top of what the prints do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// So much, in base units (元 where the figures are in 万元).
    Absolute(Rat),
    /// So much of the right-hand side.
    Relative(Rat),
}

/// Text inside a configuration, with the place of each of its bytes.
#[derive(Clone, Debug)]
pub struct PlacedText {
    /// The text.
    pub text: String,
    /// The configuration it stands in.
    pub excerpt: Excerpt,
    /// For each byte of `text`, and its end, the byte in the configuration.
    pub offsets: Vec<usize>,
}

impl PlacedText {
    /// The place of a span of the text.
    pub fn place(&self, span: Span) -> Place {
        let at = |byte: usize| {
            self.offsets
                .get(byte)
                .or(self.offsets.last())
                .copied()
                .unwrap_or_default()
        };
        self.excerpt
            .place(at(span.start), at(span.end).max(at(span.start) + 1))
    }

    /// The place of all of it.
    pub fn whole(&self) -> Place {
        self.place(Span {
            start: 0,
            end: self.text.len(),
        })
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, unique in the configuration.
    pub name: String,
    /// The section whose names it uses without a prefix.
    pub section: Option<String>,
    /// Its expression as written.
    pub check: PlacedText,
    /// Its expression, parsed.
    pub expr: Expr,
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
    /// Whether unlike units are added and compared on purpose.
    pub any_units: bool,
    /// Whether it was made of a `restates`: then what it names need not be in
    /// every report.
    pub restates: bool,
}

impl Rule {
    /// Whether it looks into the report one period before.
    pub fn looks_back(&self) -> bool {
        let mut found = self.expr.calls(Function::Growth);
        self.expr.each_name(&mut |path| found |= path.prior);
        found
    }

    /// Whether the expression names a section as the first part of a name.
    pub fn expr_names_section(&self, section: &str) -> bool {
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
pub struct ColumnConfig {
    /// Its name in the tables' headers.
    pub name: String,
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
    /// Places that are known after the point.
    pub decimals: Option<Decimals>,
    /// How its figures were rounded.
    pub rounding: Option<Rounding>,
    /// The column whose figure of the period before it prints once more.
    pub restates: Option<PlacedText>,
    /// Whether its figures are trusted: never those that are wrong.
    pub trusted: bool,
    /// What changing one of its figures costs.
    pub weight: Option<u32>,
}

/// What a configuration describes by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DescribedAs {
    /// A column.
    Column,
    /// The label of a row.
    Label,
    /// A row that sums up others.
    Total,
    /// A row that is trusted, or has a weight.
    Trust,
}

/// A section, as the configuration describes it.
#[derive(Clone, Debug)]
pub struct SectionConfig {
    /// Its name: the name of its table's file.
    pub name: String,
    /// Where it is described.
    pub place: Place,
    /// What to call it.
    pub title: Words,
    /// Keys of rows that sum up others.
    pub totals: Vec<String>,
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
    /// Keys of rows that print a row of the period before once more, with the
    /// key that it had there.
    pub restates: Vec<(String, PlacedText)>,
    /// How far its figures are trusted.
    pub trust: Trust,
    /// Whether a blank cell says zero.
    pub blank_is_zero: bool,
    /// Whether a cell marked as not applicable says zero.
    pub dash_is_zero: bool,
}

/// All that a configuration says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file's text, for messages; `None` without a file.
    pub excerpt: Option<Excerpt>,
    /// How figures were rounded unless something nearer says otherwise.
    pub rounding: Option<Rounding>,
    /// How the tables are encoded.
    pub encoding: Option<Encoding>,
    /// The units that are known.
    pub units: UnitBook,
    /// Severities of the built-in checks; `None`: turned off.
    pub checks: BTreeMap<&'static str, Option<Severity>>,
    /// The sections, in the file's order.
    pub sections: Vec<SectionConfig>,
    /// The rules, in the file's order.
    pub rules: Vec<Rule>,
}

impl Config {
    /// How much a built-in check's finding matters; `None`: it is turned off.
    pub fn severity_of(&self, code: &str) -> Option<Severity> {
        match self.checks.get(code) {
            Some(severity) => *severity,
            None => BUILT_IN
                .iter()
                .find(|(name, _)| *name == code)
                .map(|(_, severity)| *severity),
        }
    }

    /// The section of a name.
    pub fn section(&self, name: &str) -> Option<&SectionConfig> {
        self.sections.iter().find(|section| section.name == name)
    }
}

impl SectionConfig {
    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&ColumnConfig> {
        self.columns.iter().find(|column| column.name == name)
    }
}
