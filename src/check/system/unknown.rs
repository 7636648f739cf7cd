//! The variables of a system: figures of the report, each with what its print
//! allows and what another print of it could say.

use crate::cell::CellName;
use crate::check::evaluate::CellKey;
use crate::figure::{End, Figure, Range, Rat};
use crate::place::Place;
use crate::table::{Table, TableRow};
use num_traits::{One, Signed, Zero};

/// A variable: a figure of the report, or one that a rule brings along.
#[derive(Clone, Debug)]
pub(crate) struct Unknown<'a> {
    /// Its cell; none for what no cell holds, such as the slack of a tolerance.
    pub cell: Option<FigureCell<'a>>,
    /// What its print allows; anything where nothing is printed.
    pub range: Range,
    /// What another print could say: a count stays a count.
    pub domain: Range,
}

/// A figure's cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FigureCell<'a> {
    /// Where it is.
    pub key: CellKey,
    /// Its table.
    pub table: &'a Table,
    /// Its row.
    pub row: &'a TableRow,
    /// The figure, where one is printed.
    pub figure: Option<&'a Figure>,
}

impl FigureCell<'_> {
    /// Its name.
    pub(crate) fn name(&self) -> CellName {
        CellName::in_row(&self.table.layout, self.row.key(), self.key.column)
    }

    /// Its name as rules write it, also where it is in the report before.
    pub(crate) fn written(&self) -> String {
        let name = self.name();
        match self.key.prior {
            true => format!("prior.{name}"),
            false => name.to_string(),
        }
    }

    /// Its place.
    pub(crate) fn place(&self) -> Place {
        self.row.place(self.key.column)
    }
}

/// What a corrected print could say: counts stay whole and are not below zero
/// where they are not now, shares stay shares.
pub(crate) fn domain(cell: &FigureCell<'_>, range: &Range) -> Range {
    let layout = &cell.table.layout;
    let config = &layout.columns[cell.key.column].config;
    let unit = layout.unit_of(cell.row.unit.as_ref(), cell.key.column);
    let unit = cell.figure.and_then(|figure| figure.unit.as_ref()).or(unit);
    let nominal = cell.figure.map(|figure| &figure.nominal);
    let counts = unit.is_some_and(|unit| unit.counting) || (unit.is_none() && nominal.is_some());
    let mut domain = Range::everything(range.whole);
    // A count that is printed without a fraction is corrected to one without;
    // a rate or an amount that happens to be whole is not.
    let plain = |figure: &Figure| !figure.print.contains(['.', '．']);
    if range.is_point().is_some_and(Rat::is_integer) && cell.figure.is_some_and(plain) {
        domain.whole |= counts && config.whole != Some(false);
    }
    if config.share {
        domain.lo = End::Closed(Rat::zero());
        domain.hi = End::Closed(Rat::one());
    } else if counts && nominal.is_none_or(|nominal| !nominal.is_negative()) {
        domain.lo = End::Closed(Rat::zero());
    }
    // What is printed is possible, whatever its column says.
    match nominal {
        Some(nominal) if !domain.contains(nominal) => Range::everything(range.whole),
        _ => domain,
    }
}
