//! Sections over several periods: their figures side by side with the change
//! and the growth between the last two. `text` and `markdown` draw them as any
//! table; CSV and JSON hold every pair of periods.

use crate::format::view::build::cell as cell_of;
use crate::format::view::document::{
    CellView, ColumnView, Content, Document, Footnote, Holds, ReportHeading, RowView, TableView,
};
use crate::lang::Lang;
use crate::rule::{Code, Config, SectionConfig, Severity};
use crate::say::changes::{self, change_text, growth_text};
use crate::say::headings;
use crate::say::lists;
use crate::say::terms::{aside, labelled};
use crate::series::{Block, Movement, PeriodChange, PeriodReport, SeriesCell, SeriesRow};

/// Some sections over several periods.
pub(crate) struct PeriodTables<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The sections.
    pub sections: Vec<PeriodSection<'a>>,
    /// Whether the keys are shown too.
    pub keys: bool,
    /// The reader's language.
    pub lang: Lang,
}

/// A section over the periods whose reports have it.
pub(crate) struct PeriodSection<'a> {
    /// Its name.
    pub name: &'a str,
    /// The reports, oldest first.
    pub reports: Vec<&'a PeriodReport>,
    /// Its figure columns.
    pub blocks: Vec<Block<'a>>,
}

impl<'a> PeriodSection<'a> {
    /// What the configuration says of it.
    pub(crate) fn known(&self, config: &'a Config) -> Option<&'a SectionConfig> {
        config.section(self.name)
    }

    /// What to call it.
    pub(crate) fn title(&self, config: &'a Config, lang: Lang) -> String {
        let title = self.known(config).and_then(|known| known.title.say(lang));
        title.unwrap_or(self.name).to_owned()
    }

    /// A period, as plain text.
    pub(crate) fn period(&self, at: usize) -> String {
        self.reports[at].period.plain()
    }

    /// The two periods of a change.
    pub(crate) fn pair(&self, change: &PeriodChange) -> String {
        format!("{}→{}", self.period(change.from), self.period(change.to))
    }

    /// Whether a row sums up others.
    pub(crate) fn is_total(&self, config: &'a Config, key: &str) -> bool {
        let totals = self.known(config).map(|known| known.totals.as_slice());
        totals.is_some_and(|totals| totals.iter().any(|total| total == key))
    }
}

/// The unit of a cell as its print has it.
fn unit_of(cell: &SeriesCell<'_>) -> Option<String> {
    let layout = &cell.table.layout;
    let figure = cell.row.figure(cell.column);
    let own = figure.and_then(|figure| figure.unit.as_ref());
    let unit = own.or_else(|| layout.unit_of(cell.row.unit(), cell.column));
    unit.map(|unit| unit.text.clone())
}

/// The unit of a row: that of its newest cell.
pub(crate) fn row_unit(row: &SeriesRow<'_>) -> Option<String> {
    row.cells.iter().rev().flatten().find_map(unit_of)
}

/// What to call a row.
pub(crate) fn label(row: &SeriesRow<'_>, lang: Lang) -> String {
    let (table, newest) = row.newest;
    table.label(newest, lang).to_owned()
}

/// The print of a cell; with its unit where that is not the row's.
pub(crate) fn print_of(cell: &SeriesCell<'_>, row_unit: Option<&str>) -> (String, Content) {
    let (print, content) = cell_of(cell.table, cell.row, cell.column);
    let own = unit_of(cell);
    match (&content, own) {
        (Content::Figure(_), Some(own)) if row_unit.is_some_and(|unit| unit != own) => {
            let there = print.ends_with(&own);
            let print = if there {
                print
            } else {
                format!("{print}{own}")
            };
            (print, content)
        }
        _ => (print, content),
    }
}

/// What is said of a figure that was printed otherwise later.
pub(crate) fn restated_text(cell: &SeriesCell<'_>, lang: Lang) -> Option<String> {
    let restated = cell.restated?;
    let period = restated.period.plain();
    Some(changes::restated(&period, &restated.print, lang))
}

/// The blocks as tables with the last change, for people.
pub(crate) fn document(shown: &PeriodTables<'_>) -> Document {
    let mut footnotes = Vec::new();
    let mut tables = Vec::new();
    let mut periods: Vec<&crate::period::Period> = Vec::new();
    for section in &shown.sections {
        for report in &section.reports {
            if !periods.iter().any(|known| known.is(&report.period)) {
                periods.push(&report.period);
            }
        }
        for block in &section.blocks {
            tables.push(table(shown, section, block, &mut footnotes));
        }
    }
    periods.sort_by_key(|period| period.order());
    let periods: Vec<String> = periods.iter().map(|period| period.plain()).collect();
    Document {
        report: ReportHeading {
            path: String::new(),
            period: Some(lists::listed(&periods, shown.lang)),
            title: None,
        },
        tables,
        footnotes,
    }
}

fn table(
    shown: &PeriodTables<'_>,
    section: &PeriodSection<'_>,
    block: &Block<'_>,
    footnotes: &mut Vec<Footnote>,
) -> TableView {
    let lang = shown.lang;
    let units: Vec<Option<String>> = block.rows.iter().map(row_unit).collect();
    let shared = match units.split_first() {
        Some((Some(first), rest)) if rest.iter().all(|unit| unit.as_ref() == Some(first)) => {
            Some(first.clone())
        }
        _ => None,
    };
    let by_row = shared.is_none() && units.iter().any(Option::is_some);
    let last = section.reports.len() > 1;
    let mut changes = block.rows.iter().filter_map(last_change);
    let grown = changes.any(|change| growth_text(&change.movement).is_some());
    let mut view = TableView {
        understood: Vec::new(),
        structure: None,
        section: section.name.to_owned(),
        title: String::new(),
        present: true,
        decimal_comma: false,
        columns: columns(shown, section, block, (by_row, last, grown)),
        rows: Vec::new(),
        left_out: 0,
        marks: Vec::new(),
        footnotes: Vec::new(),
    };
    for (row, unit) in block.rows.iter().zip(units) {
        let unit = unit.as_deref();
        let label = label(row, lang);
        let mut cells = Vec::new();
        if shown.keys {
            cells.push(words(row.key));
        }
        cells.push(words(&label));
        if by_row {
            cells.push(words(unit.unwrap_or_default()));
        }
        let figures = row.cells.iter();
        cells
            .extend(figures.map(|cell| period_cell(cell.as_ref(), unit, section, lang, footnotes)));
        if let Some(change) = last_change(row) {
            cells.push(change_cell(change, section, lang, footnotes));
            cells.extend(grown.then(|| growth_cell(change)));
        }
        let marks = cells.iter().flat_map(|cell| cell.marks.clone());
        view.footnotes.extend(marks);
        view.rows.push(RowView {
            key: row.key.to_owned(),
            label,
            line: row.newest.1.first_line(),
            total: section.is_total(shown.config, row.key),
            found: None,
            skipped: 0,
            marks: Vec::new(),
            cells,
        });
    }
    view.title = title(
        shown,
        section,
        block,
        shared.filter(|unit| !says(&view, unit)),
    );
    view
}

/// Whether every figure that is shown says a unit itself.
fn says(view: &TableView, unit: &str) -> bool {
    let cells = view.rows.iter().flat_map(|row| &row.cells);
    let figures = cells.filter(|cell| matches!(cell.content, Content::Figure(_)));
    let mut figures = figures.peekable();
    figures.peek().is_some() && figures.all(|cell| cell.says(unit))
}

/// The change between the last two periods.
fn last_change<'r>(row: &'r SeriesRow<'_>) -> Option<&'r PeriodChange> {
    row.changes.get(row.cells.len().checked_sub(2)?)
}

fn words(text: &str) -> CellView {
    CellView::made(text.to_owned(), Content::Words, Vec::new())
}

/// The section, with the column where it has several, and the unit of all.
fn title(
    shown: &PeriodTables<'_>,
    section: &PeriodSection<'_>,
    block: &Block<'_>,
    unit: Option<String>,
) -> String {
    let lang = shown.lang;
    let mut title = section.title(shown.config, lang);
    if section.blocks.len() > 1 {
        let column = headings::of_column(block.column, lang);
        title = labelled(&title, &column, lang);
    }
    match unit {
        Some(unit) => aside(&title, &unit, lang),
        None => title,
    }
}

fn columns(
    shown: &PeriodTables<'_>,
    section: &PeriodSection<'_>,
    block: &Block<'_>,
    (by_row, change, growth): (bool, bool, bool),
) -> Vec<ColumnView> {
    let lang = shown.lang;
    let layout = block.rows.first().map(|row| &row.newest.0.layout);
    let column = |holds, label: String| ColumnView {
        name: label.clone(),
        holds,
        label,
        unit: None,
        in_cells: false,
        total: false,
        found: None,
        marks: Vec::new(),
    };
    let mut columns = Vec::new();
    if shown.keys {
        columns.push(column(Holds::Keys, headings::of_keys(layout, lang)));
    }
    columns.push(column(Holds::Labels, headings::of_labels(layout, lang)));
    if by_row {
        columns.push(column(Holds::Words, headings::unit(lang)));
    }
    for report in &section.reports {
        columns.push(column(Holds::Figures, report.period.plain()));
    }
    let count = section.reports.len();
    if change {
        let pair = format!(
            "{}→{}",
            section.period(count - 2),
            section.period(count - 1)
        );
        columns.push(column(Holds::Recomputed, headings::change(&pair, lang)));
        if growth {
            columns.push(column(Holds::Recomputed, headings::growth(&pair, lang)));
        }
    }
    columns
}

fn period_cell(
    cell: Option<&SeriesCell<'_>>,
    unit: Option<&str>,
    section: &PeriodSection<'_>,
    lang: Lang,
    footnotes: &mut Vec<Footnote>,
) -> CellView {
    let Some(cell) = cell else {
        return CellView::made(String::new(), Content::Blank, Vec::new());
    };
    let (print, content) = print_of(cell, unit);
    let mut marks = Vec::new();
    if let (Some(text), Some(restated)) = (restated_text(cell, lang), cell.restated) {
        let address = &restated.address;
        footnotes.push(Footnote {
            number: footnotes.len() + 1,
            severity: restated.severity,
            code: Code::RestatedDifferently,
            title: aside(&text, address, lang),
            rule: Some(restated.rule.clone()),
            section: section.name.to_owned(),
        });
        marks.push(footnotes.len());
    }
    CellView::made(print, content, marks)
}

/// Said where there is no change to tell although both figures are there.
const NONE: &str = "–";

fn change_cell(
    change: &PeriodChange,
    section: &PeriodSection<'_>,
    lang: Lang,
    footnotes: &mut Vec<Footnote>,
) -> CellView {
    let mut marks = Vec::new();
    if let Movement::Unlike(..) = change.movement {
        footnotes.push(Footnote {
            number: footnotes.len() + 1,
            severity: Severity::Note,
            code: Code::UnitClash,
            title: unlike_text(change, section, lang),
            rule: None,
            section: section.name.to_owned(),
        });
        marks.push(footnotes.len());
    }
    let print = match &change.movement {
        Movement::Unknown => String::new(),
        known => change_text(known, lang).unwrap_or_else(|| NONE.to_owned()),
    };
    computed(print, marks)
}

/// Why there is no change: the units of two periods are unlike.
pub(crate) fn unlike_text(
    change: &PeriodChange,
    section: &PeriodSection<'_>,
    lang: Lang,
) -> String {
    let (from, to) = (section.period(change.from), section.period(change.to));
    let Movement::Unlike(one, other) = &change.movement else {
        return String::new();
    };
    changes::unlike([(&from, one), (&to, other)], lang)
}

/// Of rates there is no growth; else a dash where it cannot be told.
fn growth_cell(change: &PeriodChange) -> CellView {
    let print = match &change.movement {
        Movement::Unknown => String::new(),
        Movement::Change(changed) if changed.is_rate() => String::new(),
        known => growth_text(known).unwrap_or_else(|| NONE.to_owned()),
    };
    computed(print, Vec::new())
}

fn computed(print: String, marks: Vec<usize>) -> CellView {
    let number = print.contains(|c: char| c.is_ascii_digit());
    let content = match number {
        true => Content::Change,
        false => Content::Words,
    };
    CellView::made(print, content, marks)
}
