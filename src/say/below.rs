//! What the lines below a headline call figures: by their labels alone where
//! the headline or the table beside it says whose they are, by the label with
//! the rule's name behind where neither does.

use crate::finding::{Finding, Mark};
use crate::lang::Lang;
use crate::place::Place;
use crate::say;
use crate::say::called;
use crate::say::quote::{in_quotes, one_line};
use crate::say::title::title;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Columns of the longest label that stands for a figure below a headline.
const LABEL_SHOWN: usize = 50;

/// The labels of a finding's figures.
pub(crate) struct Below<'a> {
    finding: &'a Finding,
    lang: Lang,
    headline: String,
    /// The figure that each label means; none where it means several.
    meant: BTreeMap<String, Option<&'a Place>>,
}

impl<'a> Below<'a> {
    /// Those of a finding's own figures.
    pub(crate) fn of(finding: &'a Finding, lang: Lang) -> Below<'a> {
        Below::among(finding, finding.marks(), lang)
    }

    /// Those of some figures that the lines of a finding name.
    pub(crate) fn among(
        finding: &'a Finding,
        marks: impl Iterator<Item = &'a Mark>,
        lang: Lang,
    ) -> Below<'a> {
        let mut meant: BTreeMap<String, Option<&Place>> = BTreeMap::new();
        for mark in marks {
            let Some(label) = called::label(mark, finding, lang) else {
                continue;
            };
            let own = meant.entry(label).or_insert(Some(&mark.place));
            *own = own.filter(|place| **place == mark.place);
        }
        Below {
            finding,
            lang,
            headline: title(finding, lang),
            meant,
        }
    }

    /// The label of a figure in its quotes, and whether the reader has met it;
    /// none where it is too long, or that of another figure as well.
    pub(crate) fn label(&self, mark: &Mark) -> Option<(String, bool)> {
        let label = called::label(mark, self.finding, self.lang)?;
        let alone = matches!(self.meant.get(&label), Some(Some(_)));
        if !alone || label.width() > LABEL_SHOWN || label == one_line(&mark.name) {
            return None;
        }
        let drawn = |own: &Mark| own.place == mark.place;
        let drawn = self.finding.marks().any(drawn) && mark.place.excerpt.text.contains(&label);
        let met = drawn || self.headline.contains(&label);
        Some((in_quotes(&label), met))
    }

    /// A figure by its label, or by the name that is given for it.
    pub(crate) fn figure(&self, mark: &Mark, name: &str) -> String {
        match self.label(mark) {
            Some((label, met)) => with_name(&label, name, met, self.lang),
            None => one_line(name),
        }
    }

    /// A figure by what the rule calls it.
    pub(crate) fn named(&self, name: &str) -> String {
        let mut own = self.finding.marks();
        let mark = own.find(|mark| mark.name == name);
        mark.map_or_else(|| one_line(name), |mark| self.figure(mark, name))
    }

    /// A side of a rule, each figure by its label where all have one that the
    /// reader has met.
    pub(crate) fn side(&self, text: &str) -> String {
        let by_label = called::in_labels(text, self.finding, &|mark| {
            let (label, met) = self.label(mark)?;
            met.then_some(label)
        });
        by_label.unwrap_or_else(|| one_line(text))
    }
}

/// A label, with the name of its figure behind where that is news.
pub(crate) fn with_name(label: &str, name: &str, met: bool, lang: Lang) -> String {
    let name = one_line(name);
    match met {
        true => label.to_owned(),
        false if name.contains('`') => say!(lang, "{label} ({name})", "{label}（{name}）"),
        false => say!(lang, "{label} (`{name}`)", "{label}（{name}）"),
    }
}
