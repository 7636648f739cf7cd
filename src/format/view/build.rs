//! Makes the tables to show from a report, its findings and what was asked.

use crate::check::Recomputed;
use crate::figure::{Figure, Reading, read};
use crate::finding::Finding;
use crate::format::view::document::{
    CellView, ColumnView, Content, Document, Holds, ReportHeading, RowView, TableView,
};
use crate::format::view::marks::{Located, Numbers, Spot, locate};
use crate::lang::Lang;
use crate::report::Report;
use crate::rule::{Config, SectionConfig};
use crate::say::headings;
use crate::table::{ColumnKind, Table, TableRow};
use std::collections::{BTreeSet, HashMap};

/// Places that a recomputed figure has beyond the printed one's.
const MORE_PLACES: u32 = 2;

/// What there is to show.
pub(crate) struct Shown<'a> {
    /// The report, its rows read.
    pub report: &'a Report,
    /// Its configuration.
    pub config: &'a Config,
    /// Everything that was found in it.
    pub findings: &'a [Finding],
    /// The reader's language.
    pub lang: Lang,
}

/// What is asked to be shown.
pub(crate) struct Asked<'a> {
    /// The sections, in this order.
    pub sections: &'a [String],
    /// Whether the keys are shown too.
    pub keys: bool,
    /// Columns by name: `quote`, `note` and the like are shown beside the
    /// usual ones; any other name limits the table to what is named.
    pub columns: &'a [String],
    /// Rates to show beside the printed ones.
    pub recomputed: &'a [Recomputed],
}

/// The tables of some sections.
pub(crate) fn build(shown: &Shown<'_>, asked: &Asked<'_>) -> Document {
    let mut numbers = Numbers::default();
    let tables = asked
        .sections
        .iter()
        .map(|section| Builder::new(shown, asked, section).table(&mut numbers))
        .collect();
    Document {
        report: ReportHeading::of(shown.report, shown.lang),
        tables,
        footnotes: numbers.footnotes(shown.findings, shown.lang),
    }
}

/// Where a shown column comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// The label of the row, else its key.
    Label,
    /// A column of the table.
    Column(usize),
    /// What rules make of a column's figures: the first such rule of each
    /// cell, the second, and so on.
    Recomputed { column: usize, nth: usize },
}

struct Builder<'a> {
    shown: &'a Shown<'a>,
    asked: &'a Asked<'a>,
    section: &'a str,
    known: Option<&'a SectionConfig>,
    index: Option<usize>,
    table: Option<&'a Table>,
    again: HashMap<(usize, usize), Vec<&'a Recomputed>>,
}

impl<'a> Builder<'a> {
    fn new(shown: &'a Shown<'a>, asked: &'a Asked<'a>, section: &'a str) -> Builder<'a> {
        let index = shown.report.table(section);
        let mut again: HashMap<(usize, usize), Vec<&Recomputed>> = HashMap::new();
        let own = asked
            .recomputed
            .iter()
            .filter(|found| Some(found.table) == index);
        for found in own {
            again
                .entry((found.row, found.column))
                .or_default()
                .push(found);
        }
        Builder {
            shown,
            asked,
            section,
            known: shown.config.section(section),
            index,
            table: index.map(|index| &shown.report.tables[index]),
            again,
        }
    }

    fn table(&self, numbers: &mut Numbers) -> TableView {
        let lang = self.shown.lang;
        let title = self.known.and_then(|known| known.title.say(lang));
        let located = locate(self.shown.findings, self.section);
        let mut view = TableView {
            section: self.section.to_owned(),
            title: title.unwrap_or(self.section).to_owned(),
            present: self.index.is_some(),
            columns: Vec::new(),
            rows: Vec::new(),
            footnotes: Vec::new(),
        };
        if let Some(table) = self.table {
            let sources = self.sources(table);
            let marks = Marked::new(&located, &sources);
            for (at, source) in sources.iter().enumerate() {
                let found = numbers.of(&marks.at(None, at));
                view.columns.push(self.column(table, *source, found));
            }
            for (number, row) in table.rows.iter().enumerate() {
                let marks_of = |at| marks.at(Some(number), at);
                let row = self.row(table, number, row, &sources, numbers, marks_of);
                view.rows.push(row);
            }
        }
        let mut seen: BTreeSet<usize> = numbers.of(&located.loose).into_iter().collect();
        seen.extend(view.columns.iter().flat_map(|column| &column.marks));
        let cells = view.rows.iter().flat_map(|row| &row.cells);
        seen.extend(cells.flat_map(|cell| &cell.marks));
        view.footnotes = seen.into_iter().collect();
        view
    }

    /// The columns to show, in order.
    fn sources(&self, table: &Table) -> Vec<Source> {
        let columns = &table.layout.columns;
        let asked = |index: usize| self.asked.columns.contains(&columns[index].name);
        let limits = (0..columns.len()).any(|index| {
            let kind = columns[index].kind;
            asked(index) && matches!(kind, ColumnKind::Text | ColumnKind::Figure)
        });
        let units_differ = units_differ(table);
        let mut sources = Vec::new();
        if columns.is_empty() {
            return sources;
        }
        let keys = self.asked.keys || asked(0);
        if keys {
            sources.push(Source::Column(0));
        }
        let lang = self.shown.lang;
        let labelled = |row: &TableRow| table.label(row, self.known, lang) != row.key();
        if !keys || table.rows.iter().any(labelled) {
            sources.push(Source::Label);
        }
        for (index, column) in columns.iter().enumerate() {
            let usual = match column.kind {
                ColumnKind::Key | ColumnKind::Label => continue,
                ColumnKind::Text | ColumnKind::Figure => !limits,
                ColumnKind::Unit => !limits && units_differ,
                ColumnKind::Decimals | ColumnKind::Quote | ColumnKind::Note => false,
            };
            if usual || asked(index) {
                sources.push(Source::Column(index));
                for nth in 0..self.recomputed_columns(index) {
                    let column = index;
                    sources.push(Source::Recomputed { column, nth });
                }
            }
        }
        sources
    }

    /// How many rules there are for one cell of a column, at most.
    fn recomputed_columns(&self, column: usize) -> usize {
        let of_column = self.again.iter().filter(|((_, at), _)| *at == column);
        of_column.map(|(_, found)| found.len()).max().unwrap_or(0)
    }

    fn column(&self, table: &Table, source: Source, marks: Vec<usize>) -> ColumnView {
        let lang = self.shown.lang;
        let columns = &table.layout.columns;
        let (name, holds, label, unit) = match source {
            Source::Label => {
                let column = table
                    .layout
                    .of_kind(ColumnKind::Label)
                    .map(|at| &columns[at]);
                let label = column.map_or_else(
                    || headings::item(lang),
                    |column| headings::of_column(column, lang),
                );
                ("label".to_owned(), Holds::Labels, label, None)
            }
            Source::Column(index) => {
                let column = &columns[index];
                let label = match column.kind {
                    ColumnKind::Key if column.config.label.say(lang).is_none() => {
                        headings::key(lang)
                    }
                    _ => headings::of_column(column, lang),
                };
                let (holds, unit) = match column.kind {
                    ColumnKind::Key => (Holds::Keys, None),
                    ColumnKind::Figure => (Holds::Figures, shared_unit(table, index)),
                    _ => (Holds::Words, None),
                };
                (column.name.clone(), holds, label, unit)
            }
            Source::Recomputed { column, .. } => {
                let name = format!("{}.recomputed", columns[column].name);
                let unit = shared_unit(table, column);
                (name, Holds::Recomputed, headings::recomputed(lang), unit)
            }
        };
        ColumnView {
            name,
            holds,
            label,
            unit,
            marks,
        }
    }

    fn row(
        &self,
        table: &Table,
        number: usize,
        row: &TableRow,
        sources: &[Source],
        numbers: &mut Numbers,
        marks: impl Fn(usize) -> Vec<usize>,
    ) -> RowView {
        let label = table.label(row, self.known, self.shown.lang).into_owned();
        let mut cells = Vec::new();
        for (at, source) in sources.iter().enumerate() {
            let (print, content) = match *source {
                Source::Label => (label.clone(), Content::Words),
                Source::Column(index) => cell(table, row, index),
                Source::Recomputed { column, nth } => {
                    self.recomputed(table, row, (number, column), nth)
                }
            };
            cells.push(CellView {
                print,
                content,
                marks: numbers.of(&marks(at)),
            });
        }
        let totals = self.known.map(|known| known.totals.as_slice());
        let total = |totals: &[String]| totals.iter().any(|key| key == row.key());
        RowView {
            key: row.key().to_owned(),
            label,
            line: row.excerpt.first_line,
            total: totals.is_some_and(total),
            cells,
        }
    }

    /// What a rule makes of a cell, in the notation of the printed figure, or
    /// of its neighbours where none is printed.
    fn recomputed(
        &self,
        table: &Table,
        row: &TableRow,
        cell: (usize, usize),
        nth: usize,
    ) -> (String, Content) {
        let Some(found) = self.again.get(&cell).and_then(|found| found.get(nth)) else {
            return (String::new(), Content::Blank);
        };
        let column = found.column;
        let own = row.figure(column);
        let near = || table.rows.iter().find_map(|other| other.figure(column));
        let print = match own.or_else(near) {
            Some(like) => like.reprint_finer(&found.value, MORE_PLACES),
            None => self.bare(table, row, found),
        };
        let rule = self.shown.config.rules[found.rule].name.clone();
        let value = found.value.clone();
        (print, Content::Recomputed { rule, value })
    }

    /// A number in a column that prints no figure at all.
    fn bare(&self, table: &Table, row: &TableRow, found: &Recomputed) -> String {
        let units = &self.shown.config.units;
        let context = table.layout.context(row, found.column, units);
        match read("0", &context) {
            Reading::Figure(zero) => zero.reprint_finer(&found.value, MORE_PLACES),
            _ => String::new(),
        }
    }
}

pub(crate) fn cell(table: &Table, row: &TableRow, index: usize) -> (String, Content) {
    let print = row.text(index).to_owned();
    if table.layout.columns[index].kind != ColumnKind::Figure {
        return (print, Content::Words);
    }
    let content = match row.readings.get(index) {
        None | Some(Reading::Blank) => Content::Blank,
        Some(Reading::NotApplicable) => Content::NotApplicable,
        Some(Reading::Withheld) => Content::Withheld,
        Some(Reading::Unreadable(_)) => Content::Unreadable,
        Some(Reading::Figure(figure)) => Content::Figure(Box::new(figure.clone())),
    };
    (print, content)
}

/// Whether the rows say unlike units.
fn units_differ(table: &Table) -> bool {
    let Some(column) = table.layout.of_kind(ColumnKind::Unit) else {
        return false;
    };
    let mut units = table.rows.iter().map(|row| row.text(column));
    let first = units.next();
    units.any(|unit| Some(unit) != first)
}

/// The unit that all figures of a column have; the configured one where there
/// are none.
fn shared_unit(table: &Table, column: usize) -> Option<String> {
    let mut figures = table.rows.iter().filter_map(|row| row.figure(column));
    let unit_of = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.text.clone());
    let Some(first) = figures.next() else {
        let unit = table.layout.unit_of(None, column);
        return unit.map(|unit| unit.text.clone());
    };
    let unit = unit_of(first)?;
    figures
        .all(|figure| unit_of(figure).as_ref() == Some(&unit))
        .then_some(unit)
}

/// The findings at the shown columns: what stands in a column that is not
/// shown marks the row's label.
struct Marked {
    spots: HashMap<(Option<usize>, usize), Vec<usize>>,
}

impl Marked {
    fn new(located: &Located, sources: &[Source]) -> Marked {
        let label = sources.iter().position(|source| *source == Source::Label);
        let label = label.unwrap_or(0);
        let shown = |(row, column): Spot| {
            let at = column.and_then(|column| {
                let wanted = Source::Column(column);
                sources.iter().position(|source| *source == wanted)
            });
            (row, at.unwrap_or(label))
        };
        let mut spots: HashMap<(Option<usize>, usize), Vec<usize>> = HashMap::new();
        for (spot, findings) in &located.spots {
            spots
                .entry(shown(*spot))
                .or_default()
                .extend_from_slice(findings);
        }
        for findings in spots.values_mut() {
            findings.sort_unstable();
            findings.dedup();
        }
        Marked { spots }
    }

    fn at(&self, row: Option<usize>, column: usize) -> Vec<usize> {
        self.spots.get(&(row, column)).cloned().unwrap_or_default()
    }
}
