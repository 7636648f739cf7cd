//! A table that adds up others of its own form, figure by figure: the sheet of all
//! offices beside a sheet for each of them (汇总表与分表).

use super::across::{Called, bits, figure};
use super::searched::relation_rule;
use crate::figure::{Figure, Hedge, Range, Rat};
use crate::rule::{Code, Found, Lines, Rule, written_name};
use crate::table::Table;
use num_traits::Zero;
use std::collections::BTreeMap;

/// Tables that are added up, at least.
const FEWEST: usize = 2;
/// What figures that are sums must speak together, in bits.
const ENOUGH: u32 = 24;
/// Figures that are so many times as often sums as they are none are.
const MORE: usize = 3;
/// Figures of tables of one form that are compared, in all.
const FIGURES: usize = 50_000;
/// Sums beside which a single one that is off by rounding is no rounded one.
const EXACT: usize = 8;

/// A figure by its row and its column.
type Place = (usize, usize);

/// The relations between tables of one form, of which one adds up the others, as rules;
/// `first` is the number of the first relation.
pub(super) fn summed(
    (tables, forms): (&[&Table], &Forms),
    covered: &dyn Fn(&str, usize, usize) -> bool,
    first: usize,
) -> (Vec<Rule>, usize) {
    let mut rules = Vec::new();
    let mut number = first;
    for form in &forms.all {
        let Some(sums) = Sums::of(tables, form) else {
            continue;
        };
        let section = tables[sums.own].section();
        let open = sums
            .cells
            .iter()
            .filter(|cell| !covered(section, cell.at.0, cell.at.1));
        let open: Vec<&Cell> = open.collect();
        let found = Found {
            relation: number,
            code: Code::SumMismatch,
            over: Lines::Tables,
            holds: open.iter().filter(|cell| cell.holds).count(),
            tried: open.len(),
            named: false,
            hardly: false,
        };
        let before = rules.len();
        rules.extend(
            open.iter()
                .filter_map(|cell| sums.rule(tables, cell, &found)),
        );
        number += usize::from(rules.len() > before);
    }
    (rules, number - first)
}

/// A column of a table that adds up that of other tables, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SummedColumn {
    /// The section of its table.
    pub section: String,
    /// What it is called.
    pub column: String,
    /// The rule over the rows of its section.
    pub check: String,
    /// How many tables it adds up.
    pub tables: usize,
    /// In how many rows.
    pub rows: usize,
}

/// The columns that add up those of other tables of the same form, in all of their rows
/// that have figures.
pub(crate) fn summed_columns(tables: &[&Table]) -> Vec<SummedColumn> {
    let mut all = Vec::new();
    for form in &Forms::of(tables).all {
        let Some(sums) = Sums::of(tables, form) else {
            continue;
        };
        let table = tables[sums.own];
        for column in table.layout.figure_columns() {
            let own = sums.cells.iter().filter(|cell| cell.at.1 == column);
            let own: Vec<&Cell> = own.collect();
            let whole = own.iter().all(|cell| cell.parts.len() + 1 == form.len());
            if own.is_empty() || !whole {
                continue;
            }
            let name = written_name(&table.layout.columns[column].name);
            let parts = own[0].parts.iter().map(|part| {
                let section = written_name(tables[*part].section());
                let there = written_name(&tables[*part].layout.columns[column].name);
                format!("{section}.{there}")
            });
            let parts: Vec<String> = parts.collect();
            all.push(SummedColumn {
                section: table.section().to_owned(),
                column: table.layout.columns[column].name.clone(),
                check: format!("{name} = {}", parts.join(" + ")),
                tables: parts.len(),
                rows: own.len(),
            });
        }
    }
    all
}

/// The tables of a report by what their rows and columns are called.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// The tables whose lines are called the same, in the same order; more than are
    /// added up at least.
    all: Vec<Vec<usize>>,
    /// Whether there are others that have too many figures.
    pub too_large: bool,
}

impl Forms {
    /// Of some tables.
    pub(crate) fn of(tables: &[&Table]) -> Forms {
        let mut found = Forms::default();
        if tables.len() <= FEWEST {
            return found;
        }
        let mut forms: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (number, table) in tables.iter().enumerate() {
            if let Some(names) = names(table) {
                forms.entry(names).or_default().push(number);
            }
        }
        let forms = forms.into_values();
        for form in forms.filter(|form| form.len() > FEWEST) {
            let table = tables[form[0]];
            let figures = table.rows.len() * table.layout.figure_columns().count();
            match form.len() * figures > FIGURES {
                true => found.too_large = true,
                false => found.all.push(form),
            }
        }
        found
    }
}

/// What the columns and the rows of a table are called; none where too little says what
/// they are.
fn names(table: &Table) -> Option<Vec<&str>> {
    let columns = table.layout.figure_columns();
    let columns = columns.map(|at| table.layout.columns[at].name.trim());
    let rows = table.rows.iter().map(|row| row.key().trim());
    let lone = table.layout.list_column().is_some();
    // The one column of a list may be called by what it is of.
    let columns = columns.filter(|_| !lone);
    let names: Vec<&str> = columns.chain(["\n"]).chain(rows).collect();
    let mut said = names
        .iter()
        .filter(|name| Called::of(name) != Called::NotAtAll);
    (!table.streamed && said.nth(1).is_some()).then_some(names)
}

/// A figure that is the sum of those of other tables, or is not.
struct Cell {
    at: Place,
    holds: bool,
    /// The tables that have a figure there, beside its own.
    parts: Vec<usize>,
    /// Whether it is off by no more than rounding may make of whole numbers.
    hardly_off: bool,
}

/// What all tables of a form come to in each figure, and by how much rounding may be off.
struct InAll(BTreeMap<Place, (Rat, Rat)>);

impl InAll {
    fn of(tables: &[&Table], form: &[usize]) -> InAll {
        let mut all: BTreeMap<Place, (Rat, Rat)> = BTreeMap::new();
        for number in form {
            for (at, figure) in figures(tables[*number]) {
                let (sum, step) = all.entry(at).or_insert_with(|| (Rat::zero(), Rat::zero()));
                *sum += &figure.nominal;
                *step += &figure.step;
            }
        }
        InAll(all)
    }

    /// Whether some figures come to about twice what they are in a table: those that
    /// add up the others do.
    fn is_twice(&self, tables: &[&Table], own: usize) -> bool {
        let twice = figures(tables[own]).filter(|(at, figure)| {
            let Some((sum, step)) = self.0.get(at) else {
                return false;
            };
            let off = (sum - &figure.nominal * Rat::whole(2)).abs();
            !sum.is_zero() && off <= *step
        });
        twice.take(FEWEST).count() == FEWEST
    }
}

/// The figures of a table.
fn figures(table: &Table) -> impl Iterator<Item = (Place, &Figure)> {
    let rows = table.rows.iter().enumerate();
    rows.flat_map(|(at, row)| {
        let columns = table.layout.figure_columns();
        columns.filter_map(move |column| Some(((at, column), row.figure(column)?)))
    })
}

/// A table, and its figures that are held against those of the others.
struct Sums {
    own: usize,
    cells: Vec<Cell>,
}

impl Sums {
    /// Of the one table of a form that adds up the others, by its figures.
    fn of(tables: &[&Table], form: &[usize]) -> Option<Sums> {
        let in_all = InAll::of(tables, form);
        let likely = form.iter().filter(|own| in_all.is_twice(tables, **own));
        let tried = likely.map(|own| Sums::tried(tables, form, *own));
        let mut found = tried.filter(|sums| sums.is_enough(tables));
        // Where two do, most figures are nothing.
        found.next().filter(|_| found.next().is_none())
    }

    /// What comes of taking a table for the sum of the others. Columns and rows none of
    /// whose figures are sums (rates, means) are left out.
    fn tried(tables: &[&Table], form: &[usize], own: usize) -> Sums {
        let table = tables[own];
        let rows = 0..table.rows.len();
        let places = rows.flat_map(|row| table.layout.figure_columns().map(move |at| (row, at)));
        let cells = places.filter_map(|at| cell(tables, form, (own, at)));
        let mut sums = Sums {
            own,
            cells: cells.collect(),
        };
        for side in [|at: Place| at.0, |at: Place| at.1] {
            let mut holds: BTreeMap<usize, bool> = BTreeMap::new();
            for cell in &sums.cells {
                *holds.entry(side(cell.at)).or_default() |= cell.holds;
            }
            sums.cells.retain(|cell| holds[&side(cell.at)]);
        }
        let held = sums.cells.iter().filter(|cell| cell.holds).count();
        let near = sums.cells.iter().filter(|cell| cell.hardly_off).count();
        // Several that are off by so little were rounded.
        if near > 1 || held < EXACT {
            sums.cells.retain(|cell| !cell.hardly_off);
        }
        sums
    }

    fn is_enough(&self, tables: &[&Table]) -> bool {
        let (hold, differ): (Vec<&Cell>, Vec<&Cell>) =
            self.cells.iter().partition(|cell| cell.holds);
        let bits: u32 = hold
            .iter()
            .map(|cell| bits(tables, (self.own, cell.at.0, cell.at.1)))
            .sum();
        bits >= ENOUGH && hold.len() > 1 && hold.len() >= MORE * differ.len()
    }

    fn rule(&self, tables: &[&Table], cell: &Cell, found: &Found) -> Option<Rule> {
        let (row, column) = cell.at;
        let name = |table: &usize| tables[*table].full_name_in_rules(row, column);
        let left = name(&self.own);
        let parts: Vec<String> = cell.parts.iter().map(name).collect();
        let text = format!("{left} = {}", parts.join(" + "));
        let excerpt = tables[self.own].rows.get(row)?.excerpt();
        relation_rule(
            &format!("found-summary:{left}"),
            &text,
            excerpt,
            found.clone(),
        )
    }
}

/// A figure of a table, held against the same one of all others; none where one of them
/// says something that is no number, or where there is nothing to add.
fn cell(tables: &[&Table], form: &[usize], (own, at): (usize, Place)) -> Option<Cell> {
    let (row, column) = at;
    let plain = |table: usize| {
        let found: Option<&Figure> = figure(tables, (table, row, column));
        found.filter(|figure| figure.hedge == Hedge::None)
    };
    let total = plain(own)?;
    let mut parts = Vec::new();
    let mut sum = Range::exact(Rat::zero());
    let mut value = Rat::zero();
    for table in form.iter().copied().filter(|table| *table != own) {
        match plain(table) {
            Some(part) => {
                sum = sum.plus(&part.range);
                value += &part.nominal;
                parts.push(table);
            }
            None if is_blank(tables[table], at) => {}
            None => return None,
        }
    }
    let nothing = total.nominal.is_zero() && value.is_zero();
    if parts.len() < FEWEST || nothing {
        return None;
    }
    let holds = !sum.meet(&total.range).is_empty();
    let off = (&total.nominal - &value).abs();
    let many = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    Some(Cell {
        at,
        holds,
        hardly_off: !holds && off * Rat::whole(2) <= &total.step * Rat::whole(many + 1),
        parts,
    })
}

fn is_blank(table: &Table, (row, column): Place) -> bool {
    let row = table.rows.get(row);
    row.is_some_and(|row| row.text(column).trim().is_empty())
}
