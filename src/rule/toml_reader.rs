//! Reads a TOML document with the place of everything in it, collecting
//! mistakes instead of stopping at the first.

use super::config_error::{ConfigError, ConfigProblem};
use super::nearest::nearest_of;
use super::placed_text::PlacedText;
use super::words::Words;
use crate::date::Date;
use crate::place::{Excerpt, Place};
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value; numbers stay as they were written.
#[derive(Clone, Debug)]
pub(super) enum TomlValue {
    /// A string.
    Text(String),
    /// An integer or a float, as written.
    Number(String),
    /// A boolean.
    Boolean(bool),
    /// A date or a time, as written.
    Date(String),
    /// An array with the place of each value.
    Array(Vec<(TomlValue, Range<usize>)>),
    /// A table, in the file's order.
    Table(Vec<TomlEntry>),
}

/// A key with its value and where both stand.
#[derive(Clone, Debug)]
pub(super) struct TomlEntry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub value: TomlValue,
    /// Where the value stands.
    pub value_span: Range<usize>,
}

impl TomlValue {
    fn of(value: &DeValue<'_>) -> TomlValue {
        match value {
            DeValue::String(text) => TomlValue::Text(text.to_string()),
            DeValue::Integer(integer) => TomlValue::Number(integer.to_string()),
            DeValue::Float(float) => TomlValue::Number(float.as_str().to_owned()),
            DeValue::Boolean(value) => TomlValue::Boolean(*value),
            DeValue::Datetime(date) => TomlValue::Date(date.to_string()),
            DeValue::Array(array) => TomlValue::Array(
                array
                    .iter()
                    .map(|item| (TomlValue::of(item.get_ref()), item.span()))
                    .collect(),
            ),
            DeValue::Table(table) => TomlValue::Table(entries_of(table)),
        }
    }

    /// What a message calls this kind of value.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            TomlValue::Text(_) => "string",
            TomlValue::Number(_) => "number",
            TomlValue::Boolean(_) => "boolean",
            TomlValue::Date(_) => "date",
            TomlValue::Array(_) => "array",
            TomlValue::Table(_) => "table",
        }
    }
}

fn entries_of(table: &DeTable<'_>) -> Vec<TomlEntry> {
    let mut entries: Vec<TomlEntry> = table
        .iter()
        .map(|(key, value): (&Spanned<_>, &Spanned<_>)| TomlEntry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: TomlValue::of(value.get_ref()),
            value_span: value.span(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

/// A document being read.
pub(super) struct TomlReader {
    /// Its text.
    pub excerpt: Excerpt,
    /// The mistakes so far.
    pub errors: Vec<ConfigError>,
}

impl TomlEntry {
    /// Whether its value is a string.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.value, TomlValue::Text(_))
    }
}

impl TomlReader {
    /// Begins with a document's text.
    pub(super) fn new(excerpt: Excerpt) -> TomlReader {
        TomlReader {
            excerpt,
            errors: Vec::new(),
        }
    }

    /// The document as a table; syntax errors are collected.
    pub(super) fn parse(&mut self, text: &str) -> TomlEntry {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..1);
            self.error(ConfigProblem::Toml(error.message().to_owned()), &span);
        }
        let value = TomlValue::Table(entries_of(table.get_ref()));
        TomlEntry {
            key: String::new(),
            key_span: 0..1,
            value,
            value_span: table.span(),
        }
    }

    /// A place in the document; the end of a line where the span is a line end.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let rest = self.excerpt.text.get(span.start..).unwrap_or_default();
        if rest.starts_with(['\r', '\n']) {
            return self.excerpt.place(span.start, span.start);
        }
        self.excerpt.place(span.start, span.end.max(span.start + 1))
    }

    /// Keeps a mistake.
    pub(super) fn error(&mut self, problem: ConfigProblem, span: &Range<usize>) {
        let place = self.place(span);
        self.errors.push(ConfigError { problem, place });
    }

    /// The entries of a table, in the order they stand in the file; keys that
    /// are not among the known ones are mistakes.
    pub(super) fn entries(&mut self, entry: &TomlEntry, known: &[&'static str]) -> Vec<TomlEntry> {
        let (good, bad): (Vec<TomlEntry>, Vec<TomlEntry>) = self
            .any_entries(entry)
            .into_iter()
            .partition(|entry| known.contains(&entry.key.as_str()));
        for entry in bad {
            let nearest = nearest_of(&entry.key, known);
            let problem = ConfigProblem::Key(entry.key, nearest, known.to_vec());
            self.error(problem, &entry.key_span);
        }
        good
    }

    /// The entries of a table whose keys the user chooses.
    pub(super) fn any_entries(&mut self, entry: &TomlEntry) -> Vec<TomlEntry> {
        match &entry.value {
            TomlValue::Table(entries) => entries.clone(),
            _ => self.wrong("table", entry).unwrap_or_default(),
        }
    }

    /// The tables of an array of tables, each under the array's key.
    pub(super) fn tables(&mut self, entry: &TomlEntry) -> Vec<TomlEntry> {
        let TomlValue::Array(array) = &entry.value else {
            return self.wrong("array of tables", entry).unwrap_or_default();
        };
        array
            .iter()
            .map(|(value, span)| TomlEntry {
                key: entry.key.clone(),
                key_span: span.clone(),
                value: value.clone(),
                value_span: span.clone(),
            })
            .collect()
    }

    /// Keeps the mistake that a value is not of the wanted kind.
    fn wrong<T>(&mut self, wanted: &'static str, entry: &TomlEntry) -> Option<T> {
        self.error(
            ConfigProblem::Type(wanted, entry.value.kind()),
            &entry.value_span,
        );
        None
    }

    /// A string.
    pub(super) fn string(&mut self, entry: &TomlEntry) -> Option<String> {
        match &entry.value {
            TomlValue::Text(text) => Some(text.clone()),
            _ => self.wrong("string", entry),
        }
    }

    /// A boolean.
    pub(super) fn boolean(&mut self, entry: &TomlEntry) -> Option<bool> {
        match entry.value {
            TomlValue::Boolean(value) => Some(value),
            _ => self.wrong("boolean", entry),
        }
    }

    /// A string or a number, as written: numbers never pass through a float.
    pub(super) fn scalar(&mut self, entry: &TomlEntry) -> Option<String> {
        match &entry.value {
            TomlValue::Number(number) | TomlValue::Text(number) => Some(number.clone()),
            _ => self.wrong("number", entry),
        }
    }

    /// A day, as a date of TOML or in quotes.
    pub(super) fn date(&mut self, entry: &TomlEntry) -> Option<Date> {
        let (TomlValue::Date(text) | TomlValue::Text(text)) = &entry.value else {
            return self.wrong("date", entry);
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.error(ConfigProblem::Date(text.clone()), &entry.value_span);
        }
        date
    }

    /// One of some words.
    pub(super) fn choice(&mut self, entry: &TomlEntry, known: &[&'static str]) -> Option<String> {
        let word = self.string(entry)?;
        if known.contains(&word.as_str()) {
            return Some(word);
        }
        let nearest = nearest_of(&word, known);
        self.error(
            ConfigProblem::Value(word, known.to_vec(), nearest),
            &entry.value_span,
        );
        None
    }

    /// A string that some type reads.
    pub(super) fn parsed<T: FromStr>(
        &mut self,
        entry: &TomlEntry,
        examples: &[&'static str],
    ) -> Option<T> {
        let word = self.string(entry)?;
        let parsed = word.parse().ok();
        if parsed.is_none() {
            let problem = ConfigProblem::Value(word, examples.to_vec(), None);
            self.error(problem, &entry.value_span);
        }
        parsed
    }

    /// An array of strings.
    pub(super) fn strings(&mut self, entry: &TomlEntry) -> Vec<String> {
        let words = self.placed_strings(entry);
        words.into_iter().map(|(word, _)| word).collect()
    }

    /// What an array holds, each under the array's key.
    pub(super) fn items(&mut self, entry: &TomlEntry) -> Vec<TomlEntry> {
        let TomlValue::Array(array) = &entry.value else {
            return self.wrong("array", entry).unwrap_or_default();
        };
        let item = |(value, span): &(TomlValue, Range<usize>)| TomlEntry {
            key: entry.key.clone(),
            key_span: span.clone(),
            value: value.clone(),
            value_span: span.clone(),
        };
        array.iter().map(item).collect()
    }

    /// A list of strings, each with its place.
    pub(super) fn placed_strings(&mut self, entry: &TomlEntry) -> Vec<(String, Place)> {
        let TomlValue::Array(array) = &entry.value else {
            return self.wrong("array", entry).unwrap_or_default();
        };
        let mut words = Vec::new();
        for (value, span) in array {
            match value {
                TomlValue::Text(word) => words.push((word.clone(), self.place(span))),
                _ => self.error(ConfigProblem::Type("string", value.kind()), span),
            }
        }
        words
    }

    /// A text: one string for all, or `{ en = …, zh = … }`.
    pub(super) fn words(&mut self, entry: &TomlEntry) -> Words {
        if let TomlValue::Text(text) = &entry.value {
            return Words::same(text);
        }
        let TomlValue::Table(_) = &entry.value else {
            return self.wrong("words", entry).unwrap_or_default();
        };
        let mut words = Words::default();
        for item in self.entries(entry, &["en", "zh"]) {
            let text = self.string(&item);
            if item.key == "en" {
                words.en = text
            } else {
                words.zh = text
            }
        }
        words
    }

    /// A string with the place of each of its bytes.
    pub(super) fn located(&mut self, entry: &TomlEntry) -> Option<PlacedText> {
        let text = self.string(entry)?;
        Some(PlacedText::of_toml(text, &self.excerpt, &entry.value_span))
    }
}
