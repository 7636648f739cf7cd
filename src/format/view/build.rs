//! Makes the tables to show from a report, its findings and what was asked.

use crate::check::Recomputed;
use crate::figure::Reading;
use crate::finding::{Finding, Mark};
use crate::format::view::columns::{ColumnOrigin, Columns};
use crate::format::view::document::{
    CellView, Content, Document, Holds, ReportHeading, RowView, TableView,
};
use crate::format::view::marks::{Located, Numbers};
use crate::format::view::recomputed::RecomputedCells;
use crate::format::view::rows::{self, Rows};
use crate::format::view::structure::StructureView;
use crate::format::view::totals::Totals;
use crate::lang::Lang;
use crate::report::Report;
use crate::rule::Config;
use crate::say::understood;
use crate::table::{ColumnKind, Table, TableRow, total_name};
use std::collections::{BTreeSet, HashMap};

/// A report whose tables are shown.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its configuration.
    pub config: &'a Config,
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
    /// Totals and rates to show beside the printed ones.
    pub recomputed: &'a [Recomputed],
}

/// The tables of some sections, their rows all read, in columns chosen for
/// readers; their findings get numbers in the order in which they are met.
pub(crate) fn build(basis: Basis<'_>, findings: &[Finding], asked: &Asked<'_>) -> Document {
    let mut numbers = Numbers::default();
    let tables = asked.sections.iter();
    let tables = tables.map(|section| chosen(basis, findings, asked, section, &mut numbers));
    Document {
        report: ReportHeading::of(basis.report, basis.lang),
        tables: tables.collect(),
        footnotes: numbers.footnotes(findings, basis.lang),
    }
}

fn chosen(
    basis: Basis<'_>,
    findings: &[Finding],
    asked: &Asked<'_>,
    section: &str,
    numbers: &mut Numbers,
) -> TableView {
    let marks = findings.iter().enumerate();
    let marks = marks.flat_map(|(at, finding)| {
        let told = finding.with_explained().flat_map(Finding::marks);
        told.map(move |mark| (at, mark))
    });
    let located = Located::new(marks, section);
    let mut view = empty(basis, section);
    if let Some(number) = basis.report.table(section) {
        let table = &basis.report.tables[number];
        let known = basis.config.section(section);
        let again = RecomputedCells::new((number, table), basis.config, asked.recomputed);
        let wanted = (asked.keys, asked.columns);
        let builder = Builder {
            table,
            lang: basis.lang,
            columns: Columns::chosen(table, wanted, &again, basis.lang),
            again: Some(again),
            totals: Totals::of(basis.report, table, known),
        };
        builder.fill(&mut view, rows::all(table), &located, numbers);
    }
    let marked = located.findings();
    let loose = findings.iter().enumerate().filter(|(at, finding)| {
        let elsewhere = !marked.contains(at);
        elsewhere && finding.section == section
    });
    let loose: Vec<usize> = loose.map(|(at, _)| at).collect();
    view.footnotes.extend(numbers.of(&loose));
    view.footnotes.sort_unstable();
    view
}

/// All tables of a report as they stand, the long ones cut to the rows in
/// question. The numbers of the findings are those of the list.
pub(crate) fn as_they_stand(basis: Basis<'_>, findings: &[&Finding]) -> Vec<TableView> {
    let mut numbers = Numbers::given(findings.len());
    let marks: Vec<(usize, &Mark)> = findings
        .iter()
        .enumerate()
        .flat_map(|(at, finding)| finding.all_marks().map(move |mark| (at, mark)))
        .collect();
    let tables = basis.report.tables.iter().map(|table| {
        let located = Located::new(marks.iter().copied(), table.section());
        let mut view = empty(basis, table.section());
        let builder = Builder {
            table,
            lang: basis.lang,
            columns: Columns::AsTheyStand,
            again: None,
            totals: Totals::of(basis.report, table, basis.config.section(table.section())),
        };
        let rows = rows::in_question(table, &located.rows, basis.config);
        builder.fill(&mut view, rows, &located, &mut numbers);
        view
    });
    tables.collect()
}

/// A section of which nothing is shown yet.
fn empty(basis: Basis<'_>, section: &str) -> TableView {
    let known = basis.config.section(section);
    let table = basis.report.table(section);
    let own = table.map(|table| &basis.report.tables[table].layout.title);
    let title = known.and_then(|known| known.title.say(basis.lang));
    let title = title.or(own.and_then(|own| own.say(basis.lang)));
    TableView {
        understood: understood::of_table(basis.report, section, basis.lang)
            .into_iter()
            .chain(understood::found_totals(basis.report, section, basis.lang))
            .collect(),
        structure: StructureView::of(basis.report, section),
        section: section.to_owned(),
        title: title.unwrap_or(section).to_owned(),
        present: basis.report.table(section).is_some(),
        decimal_comma: false,
        columns: Vec::new(),
        rows: Vec::new(),
        left_out: 0,
        marks: Vec::new(),
        footnotes: Vec::new(),
    }
}

struct Builder<'a> {
    table: &'a Table,
    lang: Lang,
    columns: Columns,
    again: Option<RecomputedCells<'a>>,
    totals: Totals,
}

impl Builder<'_> {
    fn fill(
        &self,
        view: &mut TableView,
        rows: Rows<'_>,
        located: &Located<'_>,
        numbers: &mut Numbers,
    ) {
        let marks = ShownMarks::new(located, &self.columns);
        let origins = self.columns.origins(self.table.layout.columns.len());
        for (at, origin) in origins.iter().enumerate() {
            let found = numbers.of(&marks.at(None, at));
            let (table, lang) = (self.table, self.lang);
            let mut heading = self.columns.heading(table, *origin, found, lang);
            if let ColumnOrigin::Column(column) = origin {
                heading.found = self.totals.columns.get(column).copied();
                let named = heading.holds == Holds::Figures && total_name(&heading.name).is_some();
                heading.total = heading.found.is_some() || named;
            }
            view.columns.push(heading);
        }
        view.marks = numbers.of(&marks.beyond(None, origins.len()));
        view.decimal_comma = self.table.layout.has_decimal_comma();
        for (skipped, row) in rows.rows {
            let mut shown = self.row(&row, &marks, numbers);
            shown.skipped = skipped;
            view.rows.push(shown);
        }
        view.left_out = rows.left_out;
        for (at, column) in view.columns.iter_mut().enumerate() {
            let Some(unit) = &column.unit else { continue };
            let cells = view.rows.iter().filter_map(|row| row.cells.get(at));
            let mut figures = cells.filter(|cell| cell.is_number()).peekable();
            column.in_cells = figures.peek().is_some() && figures.all(|cell| cell.says(unit));
        }
        let mut seen: BTreeSet<usize> = view.marks.iter().copied().collect();
        seen.extend(view.columns.iter().flat_map(|column| &column.marks));
        for row in &view.rows {
            seen.extend(
                row.marks
                    .iter()
                    .chain(row.cells.iter().flat_map(|cell| &cell.marks)),
            );
        }
        view.footnotes = seen.into_iter().collect();
    }

    fn row(&self, row: &TableRow, marks: &ShownMarks, numbers: &mut Numbers) -> RowView {
        let line = row.first_line();
        let label = self.table.label(row, self.lang).to_owned();
        let origins = self.columns.origins(row.cells());
        let mut cells = Vec::new();
        for (at, origin) in origins.iter().enumerate() {
            let mut shown = self.cell(row, &label, *origin);
            shown.marks = numbers.of(&marks.at(Some(line), at));
            cells.push(shown);
        }
        RowView {
            key: row.key().to_owned(),
            label,
            line,
            total: self.totals.lines.contains(&line),
            found: self.totals.rows.get(&line).copied(),
            skipped: 0,
            marks: numbers.of(&marks.beyond(Some(line), cells.len())),
            cells,
        }
    }

    fn cell(&self, row: &TableRow, label: &str, origin: ColumnOrigin) -> CellView {
        let made = |print, content| CellView::made(print, content, Vec::new());
        match (origin, &self.again) {
            (ColumnOrigin::Column(index), _) => {
                let (print, content) = cell(self.table, row, index);
                let place = row.place(index);
                CellView {
                    span: Some((place.start, place.end)),
                    ..made(print, content)
                }
            }
            (ColumnOrigin::Label, _) => made(label.to_owned(), Content::Words),
            (ColumnOrigin::Recomputed { column, nth }, Some(again)) => {
                let (print, content) = again.cell(row, column, nth);
                made(print, content)
            }
            (ColumnOrigin::Recomputed { .. }, None) => made(String::new(), Content::Blank),
        }
    }
}

/// What is printed in a cell, and what it holds.
pub(crate) fn cell(table: &Table, row: &TableRow, index: usize) -> (String, Content) {
    let print = row.text(index).to_owned();
    let column = table.layout.columns.get(index);
    if column.is_none_or(|column| column.kind != ColumnKind::Figure) {
        return (print, Content::Words);
    }
    let content = match row.reading(index) {
        None | Some(Reading::Blank) => Content::Blank,
        Some(Reading::NotApplicable) => Content::NotApplicable,
        Some(Reading::Withheld) => Content::Withheld,
        Some(Reading::Unreadable(_)) => Content::Unreadable,
        Some(Reading::Figure(figure)) => Content::Figure(figure.clone()),
    };
    (print, content)
}

/// The findings at a shown column; at none where they are about a row as a
/// whole.
type AtColumn = (Option<usize>, Vec<usize>);

/// The findings at the shown columns, by the lines of the rows; none is the
/// header.
struct ShownMarks {
    rows: HashMap<Option<u64>, Vec<AtColumn>>,
}

impl ShownMarks {
    fn new(located: &Located<'_>, columns: &Columns) -> ShownMarks {
        let mut rows: HashMap<Option<u64>, Vec<_>> = HashMap::new();
        for ((line, column), findings) in &located.spots {
            let here = (columns.shown(*column), findings.clone());
            rows.entry(*line).or_default().push(here);
        }
        ShownMarks { rows }
    }

    /// Those in a shown column.
    fn at(&self, line: Option<u64>, column: usize) -> Vec<usize> {
        self.those(line, |at| at == Some(column))
    }

    /// Those about the row as a whole, and in columns that it does not have.
    fn beyond(&self, line: Option<u64>, columns: usize) -> Vec<usize> {
        self.those(line, |at| at.is_none_or(|at| at >= columns))
    }

    fn those(&self, line: Option<u64>, wanted: impl Fn(Option<usize>) -> bool) -> Vec<usize> {
        let Some(row) = self.rows.get(&line) else {
            return Vec::new();
        };
        let here = row.iter().filter(|(at, _)| wanted(*at));
        let mut findings: Vec<usize> = here.flat_map(|(_, found)| found).copied().collect();
        findings.sort_unstable();
        findings.dedup();
        findings
    }
}
