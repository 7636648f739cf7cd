//! What the report's own tables show of what its columns hold: how many places
//! they print, whether with a %, and which figures may be below zero. Where the
//! rows live elsewhere, these files are the sample that says how they are read.

use crate::figure::{Domain, Floor};
use crate::report::{Options, row_reader};
use crate::rule::Config;
use crate::source::SourceError;
use crate::table::{Layout, Shown, Table, TableRow};
use std::collections::BTreeMap;

/// Rows of a long table that are looked at, at most.
const ROWS: usize = 50_000;

/// What a column shows.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnSample {
    /// The most places after the point that a cell prints.
    pub places: u32,
    /// Whether some cell prints a % that the column does not say.
    pub percent: bool,
    /// What its figures may be, whatever they print.
    pub domain: Domain,
    /// The keys of rows in which they may be below zero, though not elsewhere.
    pub below_zero: Vec<String>,
}

/// What the rows of a table show, column by column.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn sample(
    table: &Table,
    config: &Config,
    options: &Options,
) -> Result<Vec<ColumnSample>, SourceError> {
    let width = table.layout.columns.len();
    let mut samples: Vec<Counted> = (0..width).map(|_| Counted::default()).collect();
    let mut see = |row: &TableRow| {
        for column in table.layout.figure_columns() {
            samples[column].see(table, row, column);
        }
    };
    if table.streamed {
        learn(&table.layout, config, options)?;
        let mut rows = row_reader(&table.layout, config, options)?;
        rows.next_row()?;
        for _ in 0..ROWS {
            let Some(row) = rows.next_row()? else { break };
            see(&table.layout.read(&row, &config.units));
        }
    } else {
        table.rows.iter().for_each(&mut see);
    }
    let found = samples.into_iter().enumerate();
    Ok(found
        .map(|(column, counted)| counted.settle(table, column))
        .collect())
}

/// Looks at all rows of a long table for what its figures may be.
fn learn(layout: &Layout, config: &Config, options: &Options) -> Result<(), SourceError> {
    let mut shown = Shown::default();
    let mut rows = row_reader(layout, config, options)?;
    rows.next_row()?;
    while let Some(row) = rows.next_row()? {
        shown.see(&layout.read(&row, &config.units));
    }
    layout.learn_from(shown);
    Ok(())
}

/// What was seen of a column.
#[derive(Default)]
struct Counted {
    sample: ColumnSample,
    /// How many rows there are of each domain, and the keys of some.
    domains: BTreeMap<(bool, Option<Floor>), (usize, Vec<String>)>,
}

impl Counted {
    fn see(&mut self, table: &Table, row: &TableRow, column: usize) {
        if let Some(figure) = row.glance(column) {
            if let Some(value) = figure.value {
                self.sample.places = self.sample.places.max(value.scale());
            }
            let said = table.layout.unit_of(None, column).is_some();
            self.sample.percent |= !said && figure.is_rate();
        }
        let domain = table.layout.domain(row, column);
        let seen = self.domains.entry((domain.whole, domain.floor));
        let (rows, keys) = seen.or_default();
        *rows += 1;
        if !keys.iter().any(|key| key == row.key()) && keys.len() < ROWS.min(1_000) {
            keys.push(row.key().to_owned());
        }
    }

    fn settle(mut self, table: &Table, column: usize) -> ColumnSample {
        let most = self.domains.iter().max_by_key(|(_, (rows, _))| *rows);
        let Some((&(whole, floor), _)) = most else {
            // Without a row, its unit alone tells.
            let unit = table.layout.unit_of(None, column);
            let whole = unit.is_some_and(|unit| unit.counting);
            self.sample.domain = Domain {
                whole,
                floor: whole.then_some(Floor::Counted),
            };
            return self.sample;
        };
        let free = |domain: &(bool, Option<Floor>)| domain.1.is_none();
        // Where some rows may be below zero, those that may are named.
        let bounded = self.domains.iter().filter(|(domain, _)| !free(domain));
        let bounded = bounded.max_by_key(|(_, (rows, _))| *rows);
        self.sample.domain = match bounded {
            Some((&(whole, floor), _)) => Domain { whole, floor },
            None => Domain { whole, floor },
        };
        if self.sample.domain.floor.is_some() {
            let others = self.domains.iter().filter(|(domain, _)| free(domain));
            let keys = others.flat_map(|(_, (_, keys))| keys.iter().cloned());
            self.sample.below_zero = keys.collect();
        }
        self.sample
    }
}
