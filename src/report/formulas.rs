//! What the author of a workbook wrote in its cells as formulas, as rules over
//! the figures that are printed there. A formula computes with the numbers of
//! cells, a rule with what their prints and units say: what stands between the
//! two is a power of ten.

use super::documents::ReadDocument;
use crate::document::{CellReference, Formula, Grid, GridCell, Operator, RangeReference};
use crate::figure::{Figure, Rat};
use crate::lang::Lang;
use crate::place::{Excerpt, Origin, OriginCell, Spot};
use crate::rule::{Rule, rule_of_author};
use crate::table::Table;
use num_bigint::BigInt;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

/// Formulas of a workbook that become rules; of more the rest is counted.
const RULES: usize = 20_000;
/// How deep names may stand for names.
const NAMES_WITHIN: usize = 4;
/// Cells that one formula may add up.
const ADDENDS: usize = 2_000;

/// The rules that the formulas of a workbook are, and how many of its formulas
/// are none: they do more than arithmetic, or name what holds no figure.
#[derive(Debug, Default)]
pub(super) struct FormulaRules {
    /// The rules.
    pub rules: Vec<Rule>,
    /// Formulas in cells with figures that are no rules.
    pub others: usize,
}

/// The rules of a document's formulas.
pub(super) fn formula_rules(read: &ReadDocument, tables: &[Table]) -> FormulaRules {
    let mut found = FormulaRules::default();
    if !read.grids().any(has_formulas) {
        return found;
    }
    let named = NamedCells::of(tables);
    let names = &read.document.content.names;
    for grid in read.grids() {
        for cell in grid.rows.iter().flat_map(|row| &row.cells) {
            let Some(formula) = &cell.formula else {
                continue;
            };
            let Some(rule) = rule_of(&read.document.path, cell, formula, (&named, names)) else {
                let figure = address(&cell.spot).is_some_and(|at| named.cells.contains_key(&at));
                found.others += usize::from(figure);
                continue;
            };
            match found.rules.len() < RULES {
                true => found.rules.push(rule),
                false => found.others += 1,
            }
        }
    }
    found
}

fn has_formulas(grid: &Grid) -> bool {
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| cell.formula.is_some())
}

/// A cell of a workbook: its sheet, its row and its column, from 1.
type Address = (Arc<str>, u32, u32);

fn address(spot: &Spot) -> Option<Address> {
    match spot {
        Spot::Sheet { sheet, row, column } => Some((sheet.clone(), *row, *column)),
        _ => None,
    }
}

/// The figures of a workbook by their cells, with what rules call them.
struct NamedCells<'a> {
    cells: HashMap<Address, (String, &'a Figure)>,
    /// The columns of each sheet's rows that hold a figure.
    rows: BTreeMap<(Arc<str>, u32), Vec<u32>>,
}

impl<'a> NamedCells<'a> {
    fn of(tables: &'a [Table]) -> NamedCells<'a> {
        let mut named = NamedCells {
            cells: HashMap::new(),
            rows: BTreeMap::new(),
        };
        for table in tables {
            let layout = &table.layout;
            for (at, row) in table.rows.iter().enumerate() {
                for column in layout.figure_columns() {
                    let figure = row.figure(column);
                    let place = row.place(column);
                    let address = place.spot().and_then(address);
                    let (Some(figure), Some(address)) = (figure, address) else {
                        continue;
                    };
                    let name = table.full_name_in_rules(at, column);
                    let row = (address.0.clone(), address.1);
                    named.rows.entry(row).or_default().push(address.2);
                    named.cells.insert(address, (name, figure));
                }
            }
        }
        named
    }

    /// The cells with figures of a rectangle, in their order.
    fn within(&self, sheet: &Arc<str>, range: &RangeReference) -> Vec<Address> {
        let rows = (sheet.clone(), range.first.0)..=(sheet.clone(), range.last.0);
        let columns = range.first.1..=range.last.1;
        let rows = self.rows.range(rows);
        rows.flat_map(|((sheet, row), cells)| {
            let inside = cells.iter().filter(|column| columns.contains(column));
            inside.map(move |column| (sheet.clone(), *row, *column))
        })
        .collect()
    }
}

/// The rule that a cell's formula is.
fn rule_of(
    path: &Path,
    cell: &GridCell,
    formula: &str,
    (named, names): (&NamedCells<'_>, &BTreeMap<String, String>),
) -> Option<Rule> {
    let own = address(&cell.spot)?;
    let (_, figure) = named.cells.get(&own)?;
    let writer = Writer {
        named,
        sheet: &own.0,
        step: shifted(&figure.step, -tens(figure)),
    };
    let formula = resolved(Formula::of(formula)?, names, NAMES_WITHIN)?;
    // What is typed in has no other side to be held to.
    if !names_cells(&formula) {
        return None;
    }
    let text = format!("{} = {}", writer.cell(&own)?, writer.rounded(&formula)?);
    let end = u32::try_from(text.len()).ok()?;
    let origin = Origin {
        table: 0,
        row: String::new(),
        cells: vec![OriginCell {
            span: (0, end),
            spot: cell.spot.clone(),
            column: Arc::from(""),
        }],
    };
    let line = u64::from(own.1);
    let excerpt = Excerpt::new(path, line, &text).from(origin);
    let name = cell.spot.say(Lang::En);
    rule_of_author(&name, excerpt).ok()
}

/// A formula with what its names stand for in their places.
fn resolved(formula: Formula, names: &BTreeMap<String, String>, depth: usize) -> Option<Formula> {
    let all = |parts: Vec<Formula>| {
        let parts = parts.into_iter();
        parts
            .map(|part| resolved(part, names, depth))
            .collect::<Option<Vec<Formula>>>()
    };
    let one = |part: Box<Formula>| resolved(*part, names, depth).map(Box::new);
    Some(match formula {
        Formula::Name(name) => {
            let text = names.get(&name.to_uppercase())?;
            resolved(Formula::of(text)?, names, depth.checked_sub(1)?)?
        }
        Formula::Percent(inner) => Formula::Percent(one(inner)?),
        Formula::Negative(inner) => Formula::Negative(one(inner)?),
        Formula::Binary(left, operator, right) => {
            Formula::Binary(one(left)?, operator, one(right)?)
        }
        Formula::Call(name, parts) => Formula::Call(name, all(parts)?),
        Formula::Several(parts) => Formula::Several(all(parts)?),
        other => other,
    })
}

/// Whether a formula takes something from other cells.
fn names_cells(formula: &Formula) -> bool {
    match formula {
        Formula::Cell(_) | Formula::Range(_) => true,
        Formula::Percent(inner) | Formula::Negative(inner) => names_cells(inner),
        Formula::Binary(left, _, right) => names_cells(left) || names_cells(right),
        Formula::Call(_, parts) | Formula::Several(parts) => parts.iter().any(names_cells),
        _ => false,
    }
}

/// Writes formulas in the words of rules.
struct Writer<'a> {
    named: &'a NamedCells<'a>,
    /// The sheet that a reference without one means.
    sheet: &'a Arc<str>,
    /// One unit in the last printed place of the number in the cell whose
    /// formula it is.
    step: Rat,
}

impl Writer<'_> {
    /// A formula that may be rounded as a whole: no finer than its cell is
    /// printed, so that the print says it.
    fn rounded(&self, formula: &Formula) -> Option<String> {
        let Formula::Call(name, parts) = formula else {
            return self.write(formula, 0);
        };
        match (name.as_str(), parts.as_slice()) {
            ("ROUND", [inner, Formula::Number(places)]) => {
                let places: u32 = places.parse().ok()?;
                let finest = shifted(&Rat::whole(1), -i32::try_from(places).ok()?);
                (self.step >= finest).then(|| self.write(inner, 0))?
            }
            ("IFERROR", [inner, _]) => self.rounded(inner),
            _ => self.write(formula, 0),
        }
    }

    /// `depth`: 0 where a sum may stand as it is, 1 where only a product may,
    /// 2 where only a single thing may.
    fn write(&self, formula: &Formula, depth: u8) -> Option<String> {
        let (text, own) = match formula {
            Formula::Number(number) => (number.clone(), 2),
            Formula::Percent(inner) => (format!("{} / 100", self.write(inner, 2)?), 1),
            Formula::Cell(cell) => return self.cell(&self.at(cell)),
            Formula::Negative(inner) => (format!("0 - {}", self.write(inner, 1)?), 0),
            Formula::Binary(left, operator, right) => {
                let (sign, own) = match operator {
                    Operator::Add => ("+", 0),
                    Operator::Subtract => ("-", 0),
                    Operator::Multiply => ("*", 1),
                    Operator::Divide => ("/", 1),
                    _ => return None,
                };
                let right = self.write(right, own + 1)?;
                (format!("{} {sign} {right}", self.write(left, own)?), own)
            }
            Formula::Call(name, parts) => self.call(name, parts)?,
            _ => return None,
        };
        Some(match own < depth {
            true => format!("({text})"),
            false => text,
        })
    }

    /// A function, and how it binds.
    fn call(&self, name: &str, parts: &[Formula]) -> Option<(String, u8)> {
        match name {
            "SUM" => Some((self.all(parts)?.join(" + "), 0)),
            "AVERAGE" => {
                let all = self.all(parts)?;
                Some((format!("({}) / {}", all.join(" + "), all.len()), 1))
            }
            "MAX" | "MIN" => {
                let all = self.all(parts)?;
                Some((format!("{}({})", name.to_lowercase(), all.join(", ")), 2))
            }
            "ABS" => match parts {
                [inner] => Some((format!("abs({})", self.write(inner, 0)?), 2)),
                _ => None,
            },
            _ => None,
        }
    }

    /// All figures that the parts of a sum name.
    fn all(&self, parts: &[Formula]) -> Option<Vec<String>> {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Formula::Range(range) => {
                    let sheet = self.sheet(&range.sheet);
                    for cell in self.named.within(&sheet, range) {
                        all.push(self.cell(&cell)?);
                    }
                }
                Formula::Several(parts) => all.extend(self.all(parts)?),
                other => all.push(self.write(other, 1)?),
            }
        }
        (!all.is_empty() && all.len() <= ADDENDS).then_some(all)
    }

    fn sheet(&self, named: &Option<String>) -> Arc<str> {
        named.as_deref().map_or(self.sheet.clone(), Arc::from)
    }

    fn at(&self, cell: &CellReference) -> Address {
        (self.sheet(&cell.sheet), cell.row, cell.column)
    }

    /// The number of a cell by the name of its figure.
    fn cell(&self, address: &Address) -> Option<String> {
        let (name, figure) = self.named.cells.get(address)?;
        let tens = tens(figure);
        let zeros = "0".repeat(tens.unsigned_abs() as usize);
        Some(match tens {
            0 => name.clone(),
            1.. => format!("({name} / 1{zeros})"),
            _ => format!("({name} * 1{zeros})"),
        })
    }
}

/// By how many tens what a figure says is more than the number in its cell: a
/// print `86%` is 0.86 in the cell as well, a plain 86 in a column of `%` is not.
fn tens(figure: &Figure) -> i32 {
    let percent = figure.print.contains(['%', '％', '‰']);
    let unit = figure.unit.as_ref().filter(|_| !percent);
    unit.map_or(0, |unit| unit.exp10) + figure.multiplier_exp10
}

/// A number by a power of ten.
fn shifted(number: &Rat, tens: i32) -> Rat {
    let power = Rat::from_integer(BigInt::from(10).pow(tens.unsigned_abs()));
    match tens < 0 {
        true => number / power,
        false => number * power,
    }
}
