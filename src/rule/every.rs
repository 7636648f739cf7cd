//! Rules that are written once for several columns: `$` stands for each of them
//! in turn, and each makes a rule of its own before its names are looked up.

use super::config::{Config, EveryColumn, Rule};
use super::declared_trees::with_sums;
use super::names::{COLUMN, written_name};
use super::parser::parse;
use super::placed_text::PlacedText;
use super::syntax::{Expr, Span};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

impl Expr {
    /// Whether `$` stands in it.
    pub(crate) fn has_column_sign(&self) -> bool {
        let mut found = false;
        self.each_name(&mut |path| found |= path.sign.is_some());
        found
    }

    /// Where `$` stands in it, from left to right.
    fn column_signs(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        self.each_name(&mut |path| {
            let part = path.sign.and_then(|at| path.parts.get(at));
            spans.extend(part.map(|(_, span)| *span));
        });
        spans.sort_by_key(|span| span.start);
        spans
    }
}

/// An expression for one column: its text with the name in place of each `$`, and
/// read anew, so that messages show what was checked.
fn of_column((text, expr): (&PlacedText, &Expr), column: &str) -> (PlacedText, Expr) {
    let name = written_name(column);
    let mut made = PlacedText {
        text: String::new(),
        excerpt: text.excerpt.clone(),
        offsets: Vec::new(),
    };
    let copy = |made: &mut PlacedText, part: Range<usize>| {
        let offsets = text.offsets.get(part.clone());
        made.text.push_str(text.text.get(part).unwrap_or_default());
        made.offsets.extend_from_slice(offsets.unwrap_or_default());
    };
    let mut from = 0;
    for sign in expr.column_signs() {
        copy(&mut made, from..sign.start);
        let at = text.offsets.get(sign.start).copied().unwrap_or_default();
        made.text.push_str(&name);
        made.offsets.extend(std::iter::repeat_n(at, name.len()));
        from = sign.end;
    }
    copy(&mut made, from..text.text.len());
    made.offsets.extend(text.offsets.last());
    // A name stands where one stood, so that it can be read.
    match parse(&made.text) {
        Ok(expr) => (made, expr),
        Err(_) => (text.clone(), expr.clone()),
    }
}

impl Rule {
    /// The rules that it stands for in a table with these figure columns, which
    /// keep its text; none where it is written for no columns, or for none of these.
    pub(crate) fn of_columns<'c>(&self, columns: impl Iterator<Item = &'c str>) -> Vec<Rule> {
        match &self.every {
            None => Vec::new(),
            Some(EveryColumn::Only(only)) => only.iter().map(|name| self.of_column(name)).collect(),
            Some(EveryColumn::But(but)) => columns
                .filter(|name| but.iter().all(|other| other != name))
                .map(|name| self.of_column(name))
                .collect(),
        }
    }

    fn of_column(&self, column: &str) -> Rule {
        let (check, expr) = of_column((&self.check, &self.expr), column);
        let rows = self.rows.as_ref();
        Rule {
            name: self.name.replace(COLUMN, column),
            written: Some(self.as_written()),
            check,
            expr,
            rows: rows.map(|(text, expr)| of_column((text, expr), column)),
            every: None,
            ..self.clone()
        }
    }

    /// Its name in the configuration, where that of a rule for several columns may
    /// hold a `$`.
    pub(crate) fn name_as_written(&self) -> &str {
        let written = self.written.as_ref();
        written.map_or(&self.name, |written| &written.name)
    }

    /// What it checks, in the words of the configuration.
    pub(crate) fn check_as_written(&self) -> &str {
        let written = self.written.as_ref();
        written.map_or(&self.check.text, |written| &written.check)
    }

    /// The same for proofs about rules alone, where no table says which columns
    /// there are: those that are named; else one that stands for all of the same
    /// choice, and for none of another.
    pub(crate) fn of_any_table(&self) -> Cow<'_, [Rule]> {
        match &self.every {
            // Sums of a tree neither hold nor fail by themselves.
            _ if self.is_open() => Cow::Borrowed(&[]),
            None => Cow::Borrowed(std::slice::from_ref(self)),
            Some(EveryColumn::Only(_)) => Cow::Owned(self.of_columns(std::iter::empty())),
            Some(EveryColumn::But(but)) if but.is_empty() => {
                Cow::Borrowed(std::slice::from_ref(self))
            }
            Some(EveryColumn::But(but)) => Cow::Owned(vec![Rule {
                name: self.name.clone(),
                ..self.of_column(&format!("{COLUMN} except {}", but.join(", ")))
            }]),
        }
    }
}

impl Config {
    /// What its rules may be called, each name once: of a rule for several columns
    /// with a `$` in its name that name too.
    pub(crate) fn rule_names(&self) -> Vec<&str> {
        let mut known = HashSet::new();
        let rules = self.rules.iter();
        let names = rules.flat_map(|rule| [rule.name_as_written(), rule.name.as_str()]);
        names.filter(|name| known.insert(*name)).collect()
    }

    /// The same with its rules of trees made one for each sum, and those for several
    /// columns one for each, as the figure columns of sections are; `None` where
    /// there are no such rules. A rule for whose section there is no table stays as
    /// it is, and is not checked.
    pub(crate) fn of_columns(
        &self,
        columns_of: impl Fn(&str) -> Option<Vec<String>>,
    ) -> Option<Config> {
        let plain = |rule: &Rule| rule.every.is_none() && !rule.is_open();
        if self.rules.iter().all(plain) {
            return None;
        }
        let mut rules = Vec::new();
        let is_list = |section: &str| columns_of(section).map(|columns| columns.len() == 1);
        for rule in with_sums(self, &is_list).iter() {
            let columns = rule.section.as_deref().and_then(&columns_of);
            let made = match (&columns, &rule.every) {
                (Some(columns), _) => rule.of_columns(columns.iter().map(String::as_str)),
                (None, Some(EveryColumn::Only(_))) => rule.of_columns(std::iter::empty()),
                (None, _) => Vec::new(),
            };
            match made.is_empty() {
                true => rules.push(rule.clone()),
                false => rules.extend(made),
            }
        }
        Some(Config {
            rules,
            ..self.clone()
        })
    }
}
