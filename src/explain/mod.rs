//! What each kind of finding means: what is checked, why it matters, an
//! example and how to mend it, in both languages. The one place that knows;
//! `reportcheck explain` and `docs/findings.md` are printed from it, and a
//! test runs every example.

mod cells;
mod equations;
mod joint;
mod limits;
mod parts;
mod provenance;
mod rates;
mod restated;
mod rules;
mod tables;
mod waivers;

use crate::lang::Lang;
use crate::rule::{Code, Severity, SeverityFrom, nearest};

/// A kind of finding.
#[derive(Debug)]
pub struct Entry {
    /// The code that findings of this kind carry.
    pub code: &'static str,
    /// Its page in English.
    pub en: Page,
    /// Its page in Chinese.
    pub zh: Page,
}

/// What one language says of a kind of finding.
#[derive(Debug)]
pub struct Page {
    /// One line that says it all.
    pub title: &'static str,
    /// What is checked.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A report that has such a finding and no other.
    pub example: &'static [File],
    /// How to mend it.
    pub mend: &'static str,
    /// The files of the example that are other once it is mended; then it has
    /// no finding.
    pub mended: &'static [File],
}

/// A file of an example.
#[derive(Debug)]
pub struct File {
    /// Its path in the example's folder.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

const fn file(path: &'static str, text: &'static str) -> File {
    File { path, text }
}

/// Where the finding of a kind gets its severity from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the rule's `severity`; an error unless it says otherwise.
    Rule,
    /// From the `remainder` of an `includes` rule; a warning unless it says otherwise.
    Remainder,
    /// From `[checks]`; this one unless it says otherwise.
    BuiltIn(Severity),
}

impl Entry {
    /// Its page in the reader's language.
    pub fn page(&self, lang: Lang) -> &Page {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// Where its severity comes from.
    pub fn source(&self) -> Source {
        match Code::named(self.code).map(Code::severity_from) {
            Some(SeverityFrom::Checks(severity)) => Source::BuiltIn(severity),
            Some(SeverityFrom::Remainder) => Source::Remainder,
            Some(SeverityFrom::Rule) | None => Source::Rule,
        }
    }
}

/// Every kind of finding: of rules first, then of the checks that need none.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    [
        equations::ENTRIES,
        rates::ENTRIES,
        parts::ENTRIES,
        limits::ENTRIES,
        joint::ENTRIES,
        cells::ENTRIES,
        tables::ENTRIES,
        provenance::ENTRIES,
        rules::ENTRIES,
        restated::ENTRIES,
        waivers::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// The kind of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

/// The code or other name nearest to a mistyped one.
pub fn nearest_name<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(name, entries().map(|entry| entry.code).chain(others))
}
