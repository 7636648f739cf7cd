//! The documents of a report: read, and each table that was understood in them
//! a section by itself.

use super::claimed::section_of_file;
use super::configuration::{find_configuration, load_configuration};
use super::error::ReadError;
use super::listing::Listing;
use super::location::is_packed;
use super::options::Options;
use super::sections::{Taken, above_grids, sections};
use crate::document::{self, Block, Cause, Document, Grid};
use crate::rule::Config;
use crate::source::SourceError;
use crate::structure::{LineClass, Structure, Understood, languages, understand};
use crate::table::{Column, ReadBy, Rounded, Table, Written};
use std::path::{Path, PathBuf};

/// A document of a report, with what was understood of its tables.
#[derive(Debug)]
pub(crate) struct ReadDocument {
    /// The document.
    pub document: Document,
    /// What was understood of its grids, in their order.
    pub structures: Vec<Structure>,
    /// The languages that it is in, by their codes, where they are certain.
    pub languages: Vec<&'static str>,
    /// The sections that its tables are, in their order: of each the number of
    /// its grid, and of the table in that.
    pub sections: Vec<(String, usize, usize)>,
}

impl ReadDocument {
    /// The table that a section is, with its grid.
    pub(crate) fn table(&self, section: &str) -> Option<(&Grid, &Understood)> {
        let (grid, table) = self.found(section)?;
        let understood = self.structures.get(grid)?.tables.get(table)?;
        Some((self.grids().nth(grid)?, understood))
    }

    /// What each line is of the grid that a section's table stands in.
    pub(crate) fn classes(&self, section: &str) -> &[LineClass] {
        let structure = self.found(section);
        let structure = structure.and_then(|(grid, _)| self.structures.get(grid));
        structure.map_or(&[], |structure| &structure.classes)
    }

    /// Calls its sections otherwise, and no two the same, be it in other cases;
    /// whether any is called otherwise now.
    pub(super) fn rename_sections(&mut self, name: &dyn Fn(&str) -> String) -> bool {
        let mut taken = Taken::of_files();
        let mut renamed = false;
        for (section, ..) in &mut self.sections {
            let other = taken.told_apart(name(section));
            renamed |= other != *section;
            *section = other;
        }
        renamed
    }

    fn found(&self, section: &str) -> Option<(usize, usize)> {
        let mut sections = self.sections.iter();
        let found = sections.find(|(name, ..)| name == section);
        found.map(|(_, grid, table)| (*grid, *table))
    }

    /// The grids of the document.
    pub(crate) fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.document
            .content
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Grid(grid) => Some(grid),
                Block::Paragraph(_) => None,
            })
    }
}

/// A file that is no plain table, read as the document that it is; none where
/// it is one, or is to be told as what it is.
pub(super) fn document_instead(
    opened: &Result<Table, ReadError>,
    (file, section): (&Path, &str),
    config: &Config,
    options: &Options,
) -> Option<Result<ReadDocument, ReadError>> {
    let access = || options.reach().access(file);
    let read = match opened {
        Err(ReadError::Source(SourceError::NoTable { kind, .. })) => {
            if !document::is_read(*kind) {
                return None;
            }
            document::open(file, *kind, &access())
        }
        // A text under the name of a document that is none.
        Ok(_) | Err(ReadError::Header(_) | ReadError::Empty { .. }) if is_packed(file) => {
            return Some(Err(Cause::NotAsNamed.of(file).into()));
        }
        // What the configuration says of a table's file is told of that.
        Err(ReadError::Header(error)) if error.slip.is_some() => return None,
        Err(ReadError::Header(_)) if !is_plain(section, config) => return None,
        // What the configuration describes is read as it says.
        Ok(_) if config.section(section).is_some() => return None,
        Ok(table) if table.is_plain() && !is_sentence(file, table) => return None,
        Ok(_) | Err(ReadError::Header(_)) => {
            let encoding = options.encoding.or(config.encoding);
            let document = match document::open_text(file, &access(), encoding) {
                Ok(document) => document,
                // What is wrong with its header is not what keeps it from being read.
                Err(error) if opened.is_err() => {
                    return Some(Err(match error.cause {
                        Cause::Source(error) => error.into(),
                        cause => cause.of(error.path).into(),
                    }));
                }
                Err(_) => return None,
            };
            let read = understood(document, section, config);
            // Prose is told as such, whatever its commas would make of it.
            let prose = read.grids().next().is_none();
            return (prose || !read.sections.is_empty()).then_some(Ok(read));
        }
        Err(_) => return None,
    };
    Some(match read {
        Ok(document) => Ok(understood(document, section, config)),
        Err(error) => Err(error.into()),
    })
}

/// Whether the configuration says nothing of what stands in a section's file.
fn is_plain(section: &str, config: &Config) -> bool {
    let known = config.section(section);
    known.is_none_or(|known| known.input.form.is_plain())
}

/// The longest name of a column that is no sentence, in characters.
const LONGEST_NAME: usize = 60;

/// Whether the first line of a text is a sentence rather than the names of
/// columns, whatever its commas would make of it.
fn is_sentence(file: &Path, table: &Table) -> bool {
    let text = file.extension();
    let text = text.is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let header = &table.layout.header.text;
    let long = |column: &Column| column.name.chars().count() > LONGEST_NAME;
    let ends = header.trim_end().ends_with(['。', '.', '！', '？', '；']);
    let sentence = ends || header.contains('。') || table.layout.columns.iter().any(long);
    text && !table.streamed && (sentence || !table.has_figures())
}

/// Understands the tables of a document; the only one of it is the section.
pub(super) fn understood(document: Document, section: &str, config: &Config) -> ReadDocument {
    let units = &config.units;
    let mut read = ReadDocument {
        languages: languages(texts(&document)),
        document,
        structures: Vec::new(),
        sections: Vec::new(),
    };
    read.structures = read.grids().map(|grid| understand(grid, units)).collect();
    let above = above_grids(&read.document, units);
    for (structure, above) in read.structures.iter_mut().zip(above) {
        let mut title = above.title.as_deref();
        for table in &mut structure.tables {
            table.take_from_above(title.take(), above.unit.as_deref(), units);
        }
    }
    let grids: Vec<&Grid> = read.grids().collect();
    read.sections = sections(&grids, &read.structures, section, config);
    read
}

/// All texts of a document.
fn texts(document: &Document) -> impl Iterator<Item = &str> {
    document.content.blocks.iter().flat_map(|block| {
        let (paragraph, grid) = match block {
            Block::Paragraph(paragraph) => (Some(paragraph.text.as_str()), None),
            Block::Grid(grid) => (grid.name.as_deref(), Some(grid)),
        };
        let rows = grid.into_iter().flat_map(|grid| &grid.rows);
        let cells = rows.flat_map(|row| &row.cells);
        paragraph
            .into_iter()
            .chain(cells.map(|cell| cell.text.as_str()))
    })
}

/// The documents of a folder, where each is a report by itself: nothing else is
/// there, and the configuration does not describe them as sections of one.
pub(super) fn each_a_report(
    folder: &Path,
    listing: &Listing,
    options: &Options,
) -> Option<Vec<PathBuf>> {
    let documents = &listing.documents;
    if documents.len() < 2 || !listing.tables.is_empty() {
        return None;
    }
    let file = find_configuration(folder, options);
    let loaded = file.map(|file| load_configuration(&file, options.reach()));
    let config = loaded.map(|loaded| loaded.config).unwrap_or_default();
    let described = |path: &PathBuf| describes(path, &config);
    (!documents.iter().any(described)).then(|| documents.clone())
}

/// Whether the configuration describes what a file is called by.
pub(super) fn describes(file: &Path, config: &Config) -> bool {
    config.section(&section_of_file(file, config)).is_some()
}

/// How the figures of a document are read.
pub(super) fn read_by<'a>(config: &'a Config, options: &Options, report: Rounded) -> ReadBy<'a> {
    let [base, forced] = options.rounded(config, report);
    ReadBy {
        config,
        base,
        forced,
        decimal: options.decimal,
        untrusted: options.untrusted,
    }
}

/// The tables of a document that was read.
pub(super) fn tables_of(
    read: &ReadDocument,
    config: &Config,
    options: &Options,
    report: Rounded,
) -> (Vec<Table>, Vec<ReadError>) {
    let by = read_by(config, options, report);
    let grids: Vec<&Grid> = read.grids().collect();
    let (mut tables, mut errors) = (Vec::new(), Vec::new());
    for (number, (section, grid, table)) in read.sections.iter().enumerate() {
        let written = Written {
            path: &read.document.path,
            section,
            number: u32::try_from(number + 1).unwrap_or(u32::MAX),
            grid: grids[*grid],
            understood: &read.structures[*grid].tables[*table],
        };
        match written.table(by) {
            Ok(table) => tables.push(table),
            Err(error) => errors.push(error.into()),
        }
    }
    (tables, errors)
}
