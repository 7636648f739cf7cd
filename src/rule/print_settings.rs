//! What a section or a column says of how its figures are printed.

use super::toml_reader::{TomlEntry, TomlReader};
use crate::figure::{DecimalSign, TrailingMinus, Triangle};

/// The keys of a section and of a column that say it.
pub(super) const KEYS: [&str; 6] = [
    "decimal",
    "triangle",
    "trailing_minus",
    "flags",
    "ranges",
    "margin",
];

/// What is said of how figures are printed; what is not is told by the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PrintSettings {
    /// The sign before the fraction.
    pub decimal: Option<DecimalSign>,
    /// What `▲5` says.
    pub triangle: Option<Triangle>,
    /// What `120-` says.
    pub trailing_minus: Option<TrailingMinus>,
    /// The flags behind figures that are known.
    pub flags: Option<Vec<String>>,
    /// Whether `0-2` is a range.
    pub ranges: Option<bool>,
    /// Whether `±312` is a margin.
    pub margin: Option<bool>,
}

impl PrintSettings {
    /// Reads one of its keys.
    pub(super) fn read(&mut self, toml: &mut TomlReader, entry: &TomlEntry) {
        match entry.key.as_str() {
            "decimal" => {
                self.decimal = toml
                    .choice(entry, &["point", "comma", ".", ","])
                    .map(|sign| match &*sign {
                        "," | "comma" => DecimalSign::Comma,
                        _ => DecimalSign::Point,
                    });
            }
            "triangle" => {
                let known = &["minus", "plus"];
                self.triangle = toml.choice(entry, known).map(|word| match &*word {
                    "plus" => Triangle::Plus,
                    _ => Triangle::Minus,
                });
            }
            "trailing_minus" => {
                let known = &["negative", "at-most"];
                self.trailing_minus = toml.choice(entry, known).map(|word| match &*word {
                    "at-most" => TrailingMinus::AtMost,
                    _ => TrailingMinus::Minus,
                });
            }
            "flags" => self.flags = Some(toml.strings(entry)),
            "ranges" => self.ranges = toml.boolean(entry),
            "margin" => self.margin = toml.boolean(entry),
            _ => {}
        }
    }

    /// What a column says, or its section where it does not.
    pub(crate) fn over(&self, section: &PrintSettings) -> PrintSettings {
        PrintSettings {
            decimal: self.decimal.or(section.decimal),
            triangle: self.triangle.or(section.triangle),
            trailing_minus: self.trailing_minus.or(section.trailing_minus),
            flags: self.flags.clone().or_else(|| section.flags.clone()),
            ranges: self.ranges.or(section.ranges),
            margin: self.margin.or(section.margin),
        }
    }
}
