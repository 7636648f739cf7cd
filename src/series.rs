//! One section over several periods: the figures of each key side by side,
//! the changes between them, and what a later report printed for them again.

use crate::cell::CellName;
use crate::check::{CheckOptions, check};
use crate::figure::change::{difference, growth};
use crate::figure::{Figure, Range, Reading, read};
use crate::period::Period;
use crate::report::{Options, Report};
use crate::rule::{Config, Severity};
use crate::table::{ColumnKind, Table, TableRow};
use std::path::Path;

/// A report among others of other periods.
#[derive(Debug)]
pub(crate) struct PeriodReport {
    /// Its period.
    pub period: Period,
    /// The report, the rows of its shown sections read.
    pub report: Report,
    /// Its figures that the report after it prints otherwise.
    pub restated: Vec<Restated>,
}

/// A figure that the report of the period after prints otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Restated {
    /// The cell in the earlier report.
    pub cell: CellName,
    /// The later report's period.
    pub period: Period,
    /// What it prints.
    pub print: String,
    /// Where it stands, as `path:line:column`.
    pub address: String,
    /// The rule that says so.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
}

/// One figure column of a section over the periods.
pub(crate) struct Block<'a> {
    /// The column, as the newest report that has it describes it.
    pub column: &'a crate::table::Column,
    /// Its rows.
    pub rows: Vec<SeriesRow<'a>>,
}

/// One key over the periods.
pub(crate) struct SeriesRow<'a> {
    /// The key.
    pub key: &'a str,
    /// The newest report's table that has it, and the row there.
    pub newest: (&'a Table, &'a TableRow),
    /// Its cells, one for each report.
    pub cells: Vec<Option<SeriesCell<'a>>>,
    /// The changes: between neighbours, then from the first to the last where
    /// there are more than two.
    pub changes: Vec<PeriodChange>,
}

/// A figure of one period.
#[derive(Clone, Copy)]
pub(crate) struct SeriesCell<'a> {
    /// Its table.
    pub table: &'a Table,
    /// Its row.
    pub row: &'a TableRow,
    /// Its column.
    pub column: usize,
    /// What the report after prints for it.
    pub restated: Option<&'a Restated>,
}

/// From one period to another.
pub(crate) struct PeriodChange {
    /// The earlier report, by number.
    pub from: usize,
    /// The later one.
    pub to: usize,
    /// What is known of it.
    pub movement: Movement,
}

/// What is known of a change.
pub(crate) enum Movement {
    /// One of the figures is not there, or its key is there twice.
    Unknown,
    /// The units differ: the earlier and the later.
    Unlike(String, String),
    /// Both are figures of one unit.
    Change(Box<FigureChange>),
}

/// A change between two figures.
pub(crate) struct FigureChange {
    /// The earlier figure.
    pub earlier: Figure,
    /// The later one.
    pub later: Figure,
    /// Later less earlier.
    pub difference: Range,
    /// The difference over the earlier; none of rates, and where the earlier
    /// is not surely above zero.
    pub growth: Option<Range>,
}

impl FigureChange {
    /// Whether the figures are rates, whose difference is one of points.
    pub(crate) fn is_rate(&self) -> bool {
        self.later.is_rate()
    }
}

/// The figures of the report before that a report prints otherwise, by the
/// rules made of `restates`.
pub(crate) fn restated(
    (period, later): (&Period, &Path),
    config: &Config,
    options: &Options,
) -> Vec<Restated> {
    let rules = config.rules.iter().filter(|rule| rule.restates);
    let rules: Vec<String> = rules.map(|rule| rule.name.clone()).collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let options = CheckOptions {
        rules,
        keep: usize::MAX,
        read: options.clone(),
        ..CheckOptions::default()
    };
    let mut later = Report::open(later, config, &options.read);
    let outcome = check(&mut later, config, &options);
    let of = |finding: &crate::finding::Finding| {
        let rule = finding.rule.as_ref()?;
        let mark = finding.related().first()?;
        Some(Restated {
            cell: mark.cell.as_ref().filter(|cell| cell.prior)?.name.clone(),
            period: period.clone(),
            print: finding.primary().place.words().to_owned(),
            address: finding.primary().place.address(),
            rule: rule.name.clone(),
            severity: finding.severity,
        })
    };
    outcome.findings.kept.iter().filter_map(of).collect()
}

/// The figure columns of a section over some reports, oldest first; only the
/// named ones where there are names. Columns that restate another are left out
/// unless they are named.
pub(crate) fn blocks<'a>(
    reports: &[&'a PeriodReport],
    config: &'a Config,
    section: &str,
    named: &[String],
) -> Vec<Block<'a>> {
    let table = |one: &&'a PeriodReport| one.report.table(section).map(|at| &one.report.tables[at]);
    let tables: Vec<Option<&Table>> = reports.iter().map(table).collect();
    let mut columns: Vec<&crate::table::Column> = Vec::new();
    for table in tables.iter().rev().flatten() {
        for column in &table.layout.columns {
            let known = columns.iter().any(|known| known.name == column.name);
            let wanted = match named.is_empty() {
                true => column.config.restates.is_none(),
                false => named.contains(&column.name),
            };
            if column.kind == ColumnKind::Figure && wanted && !known {
                columns.push(column);
            }
        }
    }
    let lookup = Lookup {
        reports,
        tables: &tables,
        config,
    };
    let keys = lookup.keys(section);
    columns
        .into_iter()
        .map(|column| Block {
            column,
            rows: keys
                .iter()
                .map(|key| lookup.row(key, &column.name))
                .collect(),
        })
        .collect()
}

struct Lookup<'r, 'a> {
    reports: &'r [&'a PeriodReport],
    /// Each report's table of the section, where it has one.
    tables: &'r [Option<&'a Table>],
    config: &'a Config,
}

/// A key, with the newest table that has it.
struct SeriesKey<'a> {
    key: &'a str,
    newest: (&'a Table, &'a TableRow),
}

impl<'a> Lookup<'_, 'a> {
    /// The keys in the newest report's order, those of older ones after; keys
    /// that restate others are left out.
    fn keys(&self, section: &str) -> Vec<SeriesKey<'a>> {
        let restates = self.config.section(section).map(|known| &known.restates);
        let restates = |key: &str| {
            restates.is_some_and(|restates| restates.iter().any(|(known, _)| known == key))
        };
        let mut seen = std::collections::HashSet::new();
        let mut keys = Vec::new();
        for &table in self.tables.iter().rev().flatten() {
            for row in &table.rows {
                let key = row.key();
                if !key.is_empty() && !restates(key) && seen.insert(key) {
                    let newest = (table, row);
                    keys.push(SeriesKey { key, newest });
                }
            }
        }
        keys
    }

    fn row(&self, key: &SeriesKey<'a>, column: &str) -> SeriesRow<'a> {
        let cells: Vec<Option<SeriesCell<'a>>> = (0..self.tables.len())
            .map(|at| self.cell(at, key.key, column))
            .collect();
        let last = cells.len().saturating_sub(1);
        let mut pairs: Vec<(usize, usize)> = (0..last).map(|at| (at, at + 1)).collect();
        if last > 1 {
            pairs.push((0, last));
        }
        let changes = pairs.into_iter().map(|(from, to)| PeriodChange {
            from,
            to,
            movement: self.movement(&cells[from], &cells[to]),
        });
        SeriesRow {
            key: key.key,
            newest: key.newest,
            changes: changes.collect(),
            cells,
        }
    }

    fn cell(&self, at: usize, key: &str, column: &str) -> Option<SeriesCell<'a>> {
        let table = self.tables[at]?;
        let row = &table.rows[table.row(key)?];
        let column = table.layout.column(column)?;
        let name = CellName::in_row(&table.layout, key, column);
        let report: &'a PeriodReport = self.reports[at];
        Some(SeriesCell {
            table,
            row,
            column,
            restated: report.restated.iter().find(|known| known.cell == name),
        })
    }

    fn movement(
        &self,
        earlier: &Option<SeriesCell<'a>>,
        later: &Option<SeriesCell<'a>>,
    ) -> Movement {
        let figure = |cell: &Option<SeriesCell<'a>>| self.figure(cell.as_ref()?);
        let (Some(earlier), Some(later)) = (figure(earlier), figure(later)) else {
            return Movement::Unknown;
        };
        if let Some((one, other)) = unlike(&earlier, &later) {
            return Movement::Unlike(one, other);
        }
        let changed = FigureChange {
            difference: difference(&earlier.range, &later.range),
            growth: match later.is_rate() {
                true => None,
                false => growth(&earlier.range, &later.range),
            },
            earlier,
            later,
        };
        Movement::Change(Box::new(changed))
    }

    /// The figure of a cell; zero where the section says that a blank is.
    fn figure(&self, cell: &SeriesCell<'a>) -> Option<Figure> {
        let layout = &cell.table.layout;
        cell.table.only_row(cell.row.key())?;
        let reading = cell.row.reading(cell.column)?;
        let zero = match reading {
            Reading::Figure(figure) => return Some(figure.as_ref().clone()),
            empty => layout.says_zero(cell.column, Some(empty)),
        };
        let context = layout.context(cell.row, cell.column, &self.config.units);
        match read("0", &context) {
            Reading::Figure(mut figure) if zero && cell.row.is_complete() => {
                figure.range = Range::exact(figure.nominal.clone());
                Some(*figure)
            }
            _ => None,
        }
    }
}

/// The units of two figures that cannot be subtracted. A figure without a
/// unit fits any but a rate.
fn unlike(one: &Figure, other: &Figure) -> Option<(String, String)> {
    let text = |figure: &Figure| {
        let unit = figure.unit.as_ref();
        unit.map_or(String::new(), |unit| unit.text.clone())
    };
    let same = match (&one.unit, &other.unit) {
        (Some(one), Some(other)) => one.bases == other.bases,
        _ => true,
    };
    (!same || one.is_rate() != other.is_rate()).then(|| (text(one), text(other)))
}

#[cfg(test)]
mod tests {
    use super::{Movement, PeriodReport, blocks};
    use crate::period::Period;
    use crate::report::{Options, Report};
    use crate::rule::Config;

    #[test]
    fn a_report_without_the_section_moves_no_figure_to_another_period() {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config::default();
        let report = |year: &str, table: &str, print: &str| {
            let path = folder.path().join(year);
            std::fs::create_dir(&path).expect("a folder");
            let text = format!("key,value\nall,{print}\n");
            std::fs::write(path.join(table), text).expect("a table");
            PeriodReport {
                period: Period::read(year).expect("a year"),
                report: Report::open(&path, &config, &Options::default()),
                restated: Vec::new(),
            }
        };
        let reports = [
            report("2014", "t.csv", "10"),
            report("2015", "u.csv", "20"),
            report("2016", "t.csv", "30"),
        ];
        let reports: Vec<&PeriodReport> = reports.iter().collect();
        let blocks = blocks(&reports, &config, "t", &[]);
        let row = &blocks[0].rows[0];
        let prints = row
            .cells
            .iter()
            .map(|cell| Some(cell.as_ref()?.row.text(1)));
        assert_eq!(prints.collect::<Vec<_>>(), [Some("10"), None, Some("30")]);
        let known = |(from, to)| {
            let change = row
                .changes
                .iter()
                .find(|one| (one.from, one.to) == (from, to));
            matches!(change.expect("a change").movement, Movement::Change(_))
        };
        assert_eq!([(0, 1), (1, 2), (0, 2)].map(known), [false, false, true]);
    }
}
