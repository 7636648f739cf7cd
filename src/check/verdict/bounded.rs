//! Figures that a rule could only hold with below zero, and why they cannot be.

use super::checker::{Checker, Otherwise};
use crate::check::evaluate::{CellKey, Evaluated, Operand, Reason, Suppose};
use crate::figure::{Floor, Range};
use crate::finding::Bounded;
use std::collections::{BTreeMap, HashMap};

impl Checker<'_> {
    /// Why a figure cannot be below zero, whatever is printed of it.
    pub(super) fn floor(&self, operand: &Operand<'_>) -> Option<Floor> {
        let layout = &self.table(operand.cell)?.layout;
        layout.domain(operand.row, operand.cell.column).floor
    }

    /// The figures that are taken to be at least zero where their prints do
    /// not say so, if the rule would hold otherwise.
    pub(super) fn bounded(
        &self,
        evaluated: &Evaluated<'_>,
        otherwise: &Otherwise<'_, '_>,
    ) -> Vec<Bounded> {
        let mut found: BTreeMap<CellKey, Bounded> = BTreeMap::new();
        let mut supposed = HashMap::new();
        for operand in &evaluated.operands {
            let Some((floor, range)) = self.without_floor(evaluated, operand) else {
                continue;
            };
            let layout = self.table(operand.cell).map(|table| &table.layout);
            let printed = operand.figure().and_then(|figure| figure.unit.as_ref());
            let unit = printed.or_else(|| {
                layout.and_then(|layout| layout.unit_of(operand.row.unit(), operand.cell.column))
            });
            supposed.insert(operand.cell, Suppose::Range(range));
            found.entry(operand.cell).or_insert_with(|| Bounded {
                name: self.name_of(operand),
                floor,
                unit: unit.map(|unit| unit.text.clone()),
            });
        }
        let free = !supposed.is_empty() && otherwise.holds(&supposed);
        match free {
            true => found.into_values().collect(),
            false => Vec::new(),
        }
    }

    /// What a figure's print allows by itself, where it is held within less.
    fn without_floor(
        &self,
        evaluated: &Evaluated<'_>,
        operand: &Operand<'_>,
    ) -> Option<(Floor, Range)> {
        let floor = self.floor(operand)?;
        match operand.figure() {
            Some(figure) => {
                let layout = &self.table(operand.cell)?.layout;
                let own = layout.rounding(operand.cell.column);
                let mode = self.rounding.or(self.rule.rounding).unwrap_or(own);
                let range = figure.allowed_under(mode);
                (range != figure.range_under(mode)).then_some((floor, range))
            }
            None => {
                let layout = &self.table(operand.cell)?.layout;
                let whole = layout.domain(operand.row, operand.cell.column).whole;
                let hidden = evaluated.unknown.iter().filter_map(Reason::cell);
                let open = hidden.into_iter().any(|cell| cell == operand.cell);
                open.then(|| (floor, Range::everything(whole)))
            }
        }
    }
}
