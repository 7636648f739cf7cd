//! Which rows of a table sum up others, as their names say and their figures
//! show. A name alone is believed where it can mean nothing else; where it
//! may be that of a part (全市, United Kingdom, All), the figures must show it;
//! so they must in a table that was handed in, whatever the name.

use super::column::ColumnKind;
use super::condensed::Condensed;
use super::layout::Layout;
use super::row::TableRow;
use crate::figure::{Figure, Hedge, Rat, Unit};
use crate::structure::{TotalName, total_name};
use num_traits::Zero;

/// Rows that are looked at beside a possible total to find what it sums up.
const RUN: usize = 60;
/// Columns that must show it where only some rows are summed up.
const COLUMNS: usize = 2;

/// The rows of a table that sum up others, in their order; of a long one, those
/// that are held.
pub(super) fn total_rows(
    layout: &Layout,
    rows: &[TableRow],
    condensed: Option<&Condensed>,
) -> Vec<usize> {
    let names: Vec<Option<TotalName>> = rows.iter().map(|row| name_of(layout, row)).collect();
    let mut found: Vec<bool> = names
        .iter()
        .map(|name| *name == Some(TotalName::Sure) && !layout.untrusted)
        .collect();
    let possible = |found: &[bool]| -> Vec<usize> {
        let open = names
            .iter()
            .enumerate()
            .filter(|(row, name)| name.is_some() && !found[*row]);
        open.map(|(row, _)| row).collect()
    };
    if names.contains(&Some(TotalName::Possible)) || layout.untrusted {
        let columns = Columns::of(layout, rows, condensed);
        // One that is found makes room for one that sums up the others.
        while let Some(row) = possible(&found)
            .into_iter()
            .find(|row| columns.show(*row, &found))
        {
            found[row] = true;
        }
    }
    let rows = found.iter().enumerate().filter(|(_, total)| **total);
    rows.map(|(row, _)| row).collect()
}

/// What the names of a row say: its key, its label, its other texts.
fn name_of(layout: &Layout, row: &TableRow) -> Option<TotalName> {
    let names = layout.columns.iter().enumerate().filter(|(_, column)| {
        matches!(
            column.kind,
            ColumnKind::Key | ColumnKind::Label | ColumnKind::Text
        )
    });
    names
        .filter_map(|(column, _)| total_name(row.text(column)))
        .max()
}

/// What matters of a figure that may be a total or a part of one.
struct Amount {
    nominal: Rat,
    /// How far rounding may have moved it.
    half: Rat,
    hedged: bool,
}

impl Amount {
    fn of(figure: &Figure) -> Amount {
        Amount {
            nominal: figure.nominal.clone(),
            half: half(figure),
            hedged: figure.hedge != Hedge::None,
        }
    }
}

/// The figures of a table, column by column.
struct Columns<'a> {
    /// Of columns that are no rates; of all where there are only rates.
    figures: Vec<(Vec<Option<Amount>>, Rest)>,
    /// Where the rows stand among all of the table, where others are not held.
    places: Option<&'a [u64]>,
}

/// What the figures of a column come to in rows that are not held and are no
/// totals by their names.
#[derive(Clone, Debug)]
struct Rest {
    sum: Rat,
    slack: Rat,
    telling: u64,
}

impl Rest {
    const NONE: Rest = Rest {
        sum: Rat::ZERO,
        slack: Rat::ZERO,
        telling: 0,
    };

    /// All of it, or nothing.
    fn only_if(&self, all: bool) -> Rest {
        match all {
            true => self.clone(),
            false => Rest::NONE,
        }
    }

    fn of(layout: &Layout, column: usize, condensed: Option<&Condensed>) -> Rest {
        let mut rest = Rest::NONE;
        let groups = condensed.map_or(&[][..], |condensed| &condensed.groups);
        let parts = groups.iter().filter(|group| !group.totals);
        for added in parts.filter_map(|group| group.columns[column].as_ref()) {
            rest.sum += added.nominal();
            rest.slack += added.slack(layout.rounding(column));
            rest.telling += added.telling;
        }
        rest
    }
}

impl<'a> Columns<'a> {
    fn of(layout: &Layout, rows: &[TableRow], condensed: Option<&'a Condensed>) -> Columns<'a> {
        let column = |column: usize| {
            let amount = |row: &TableRow| Some(Amount::of(&*row.glance(column)?));
            let amounts: Vec<Option<Amount>> = rows.iter().map(amount).collect();
            (amounts, Rest::of(layout, column, condensed))
        };
        // Of each group of rows that are not held, some are.
        let is_rate = |column: usize| {
            let mut units = rows.iter().filter_map(|row| row.figure_unit(column)?);
            units.any(Unit::is_rate)
        };
        let all: Vec<usize> = layout.figure_columns().collect();
        let amounts: Vec<usize> = all.iter().copied().filter(|at| !is_rate(*at)).collect();
        let taken = if amounts.is_empty() { all } else { amounts };
        Columns {
            figures: taken.into_iter().map(column).collect(),
            places: condensed.map(|condensed| condensed.places.as_slice()),
        }
    }

    /// Whether a row's figures sum up all others, or a run of rows before or
    /// after it.
    fn show(&self, row: usize, totals: &[bool]) -> bool {
        let rows = 0..totals.len();
        let part = |other: &usize| *other != row && !totals[*other];
        let others: Vec<usize> = rows.filter(part).collect();
        if self.sums_up(row, (&others, true), 1) {
            return true;
        }
        let beside = |other: &usize| !totals[*other] && self.is_next(row, *other);
        let before: Vec<usize> = (0..row).rev().take_while(beside).take(RUN).collect();
        let after = row + 1..totals.len();
        let after: Vec<usize> = after.take_while(beside).take(RUN).collect();
        [before, after].iter().any(|run| {
            let whole = run.len() > 2 && run.len() < RUN && self.sums_up(row, (run, false), 1);
            let mut lengths = 2..=run.len();
            whole || lengths.any(|length| self.sums_up(row, (&run[..length], false), COLUMNS))
        })
    }

    /// Whether all rows between two are held.
    fn is_next(&self, row: usize, other: usize) -> bool {
        self.places.is_none_or(|places| {
            let apart = u64::try_from(row.abs_diff(other));
            Ok(places[row].abs_diff(places[other])) == apart
        })
    }

    /// Whether most columns of a row add up rows, of at least so many that
    /// can tell.
    fn sums_up(&self, row: usize, (parts, all): (&[usize], bool), least: usize) -> bool {
        let told: Vec<bool> = self
            .figures
            .iter()
            .filter_map(|(column, rest)| adds_up(column, row, parts, rest.only_if(all)))
            .collect();
        let hits = told.iter().filter(|holds| **holds).count();
        hits >= least && hits * 2 > told.len()
    }
}

/// Whether a column's figure of a row can be the sum of those of others; none
/// where fewer than two of them are not zero, so that it says nothing.
fn adds_up(column: &[Option<Amount>], row: usize, parts: &[usize], rest: Rest) -> Option<bool> {
    let total = column[row].as_ref().filter(|total| !total.hedged)?;
    let Rest {
        mut sum,
        mut slack,
        mut telling,
    } = rest;
    slack += &total.half;
    for part in parts.iter().filter_map(|part| column[*part].as_ref()) {
        sum += &part.nominal;
        slack += &part.half;
        telling += u64::from(!part.nominal.is_zero());
    }
    let apart = &sum - &total.nominal;
    let apart = if apart < Rat::zero() { -apart } else { apart };
    (telling > 1).then(|| apart <= slack)
}

/// How far rounding may have moved a figure; nothing where it is exact.
fn half(figure: &Figure) -> Rat {
    match figure.range.is_point() {
        Some(_) => Rat::zero(),
        None => &figure.step / Rat::from_integer(2.into()),
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{Options, Report};
    use crate::rule::Config;

    /// The keys of the rows that sum up others.
    fn totals(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("t.csv");
        std::fs::write(&file, text).expect("a file");
        let report = Report::open(&file, &Config::default(), &Options::default());
        let table = &report.tables[0];
        let rows = table.totals(None).into_iter();
        rows.map(|row| table.rows[row].key().to_owned()).collect()
    }

    #[test]
    fn a_name_that_may_be_a_parts_needs_its_figures() {
        assert_eq!(totals("key,x\na,1\nb,2\n全市,3\n"), ["全市"]);
        assert!(totals("key,x\na,1\nb,2\n全市,4\n").is_empty());
        assert_eq!(totals("key,x\na,1\nb,2\n合计,4\n"), ["合计"]);
        // Most columns show it, although one is wrong.
        assert_eq!(totals("key,x,y,z\na,1,5,7\nb,2,6,8\nUK,3,11,16\n"), ["UK"]);
        // Rounded parts may add up to another last digit.
        assert_eq!(totals("key,x\na,1.4\nb,2.4\nAll,3.9\n"), ["All"]);
        // One part says nothing.
        assert!(totals("key,x\na,5\nAll,5\n").is_empty());
        // The name of a part, and a row that is a total by chance.
        assert!(totals("key,x\na,1\nb,2\nc,3\nAll other,6\n").is_empty());
    }

    #[test]
    fn totals_of_totals_are_found() {
        let nations = "key,x\nEngland,560\nWales,30\nScotland,54\nGreat Britain,644\nNI,19\nUnited Kingdom,663\n";
        assert_eq!(totals(nations), ["Great Britain", "United Kingdom"]);
        let first = "key,x,y\n全市,10,20\n市本级,1,2\n甲,4,8\n乙,5,10\n";
        assert_eq!(totals(first), ["全市"]);
        let blocks =
            "key,x,y\na,1,2\nb,3,4\nsubtotal,4,6\nc,5,6\nd,7,8\nsubtotal,12,14\nAll,16,20\n";
        assert_eq!(totals(blocks), ["subtotal", "subtotal", "All"]);
    }
}
