//! What the tables of a document are called as sections, and what stands right
//! above each of them: its title, and what its figures are in.

use crate::document::{Block, Document, Grid};
use crate::figure::UnitBook;
use crate::rule::{Config, SectionConfig};
use crate::structure::{Structure, unit_alone};
use std::collections::HashSet;

/// The longest name of a table that is taken for its section's, in characters.
const LONGEST_NAME: usize = 40;

/// The longest line that is taken for a table's title, in characters.
const LONGEST_TITLE: usize = 60;

/// What stands right above a grid.
#[derive(Debug, Default)]
pub(super) struct AboveGrid {
    /// Its title: the heading that it follows, or one short line that is no
    /// sentence.
    pub title: Option<String>,
    /// What its figures are in.
    pub unit: Option<String>,
}

/// The sections that the tables of a document are, in their order.
pub(super) fn sections(
    grids: &[&Grid],
    structures: &[Structure],
    section: &str,
    config: &Config,
) -> Vec<(String, usize, usize)> {
    let tables: Vec<(usize, usize)> = (0..grids.len())
        .flat_map(|grid| (0..structures[grid].tables.len()).map(move |table| (grid, table)))
        .collect();
    let mut taken = Taken::default();
    let sections = tables.iter().enumerate().map(|(number, &(grid, table))| {
        let understood = &structures[grid].tables;
        let alone = understood.len() == 1;
        let called = [&grids[grid].name, &understood[table].title];
        let called = called.into_iter().flatten().map(String::as_str);
        let name = match (described(called, config), tables.len()) {
            (Some(name), _) => name,
            (None, 1) => section.to_owned(),
            _ => name_of(grids[grid], alone).unwrap_or_else(|| format!("table{}", number + 1)),
        };
        (taken.told_apart(name), grid, table)
    });
    sections.collect()
}

/// Names that are taken.
#[derive(Default)]
pub(super) struct Taken {
    names: HashSet<String>,
    /// Whether names that differ in their case only are the same.
    in_any_case: bool,
}

impl Taken {
    /// Names of files, of which no two differ in their case only.
    pub(super) fn of_files() -> Taken {
        Taken {
            names: HashSet::new(),
            in_any_case: true,
        }
    }

    /// A name that no other one has: with a number behind it where it is taken.
    pub(super) fn told_apart(&mut self, name: String) -> String {
        let mut other = name.clone();
        let mut number = 2;
        while !self.take(&other) {
            other = format!("{name}-{number}");
            number += 1;
        }
        other
    }

    fn take(&mut self, name: &str) -> bool {
        self.names.insert(match self.in_any_case {
            true => name.to_lowercase(),
            false => name.to_owned(),
        })
    }
}

/// The section that the configuration describes by one of these names: as its
/// name, or as its title in some language.
fn described<'a>(names: impl Iterator<Item = &'a str>, config: &Config) -> Option<String> {
    let mut names = names.map(str::trim).filter(|name| !name.is_empty());
    names.find_map(|name| {
        let is_it = |section: &&SectionConfig| {
            let title = &section.title;
            let titles = [&title.en, &title.zh].into_iter().flatten();
            section.name == name || titles.into_iter().any(|title| title.trim() == name)
        };
        let found = config.sections.iter().find(is_it);
        found.map(|section| section.name.clone())
    })
}

/// What stands above each grid of a document.
pub(super) fn above_grids(document: &Document, units: &UnitBook) -> Vec<AboveGrid> {
    let (mut heading, mut line, mut unit) = (None, None, None);
    let mut above = Vec::new();
    for block in &document.content.blocks {
        match block {
            Block::Grid(_) => above.push(AboveGrid {
                title: line.take().or(heading.take()),
                unit: unit.take(),
            }),
            Block::Paragraph(paragraph) => {
                let text = paragraph.text.trim();
                if let Some(said) = unit_alone(text, units).filter(|_| paragraph.heading.is_none())
                {
                    unit = Some(said.to_owned());
                    continue;
                }
                // A title and what stands behind it in brackets.
                let (text, said) = match text.rfind(['(', '（']) {
                    Some(open) if text.ends_with([')', '）']) => {
                        match unit_alone(&text[open..], units) {
                            Some(said) => (text[..open].trim(), Some(said.to_owned())),
                            None => (text, None),
                        }
                    }
                    _ => (text, None),
                };
                let short = text.chars().count() <= LONGEST_TITLE;
                let sentence = text.ends_with(['。', '.', '；', ';', '，', ',', '！', '？']);
                let title = (short && !sentence && !text.is_empty()).then(|| text.to_owned());
                unit = said;
                match paragraph.heading {
                    Some(_) => (heading, line) = (title, None),
                    None => line = title,
                }
            }
        }
    }
    above
}

/// What a grid's only table is called as a section: by the name of its sheet,
/// or by a short caption.
fn name_of(grid: &Grid, alone: bool) -> Option<String> {
    let name = grid.name.as_ref().filter(|_| alone)?;
    let name = name.trim();
    let short = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    short.then(|| name.to_owned())
}
