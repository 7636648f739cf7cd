//! The variables of a system: figures of the report, each with what its print
//! allows and what another print of it could say.

use crate::cell::CellName;
use crate::check::evaluate::CellKey;
use crate::figure::{End, Figure, Floor, Range, Rat};
use crate::place::Place;
use crate::table::{Table, TableRow};

/// A variable: a figure of the report, or one that a rule brings along.
#[derive(Clone, Debug)]
pub(crate) struct Unknown<'a> {
    /// Its cell; none for what no cell holds, such as the slack of a tolerance.
    pub cell: Option<FigureCell<'a>>,
    /// What its print allows; anything where nothing is printed.
    pub range: Range,
    /// What another print could say: a count stays a count.
    pub domain: Range,
    /// Whether it is blank and counts as zero, as if that were printed.
    pub zero: bool,
}

impl Unknown<'_> {
    /// Whether its cell says what it is.
    pub(crate) fn is_printed(&self) -> bool {
        self.zero || self.cell.is_none_or(|cell| cell.is_printed())
    }
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
}

impl<'a> FigureCell<'a> {
    /// The figure, where one is printed.
    pub(crate) fn figure(&self) -> Option<&'a Figure> {
        self.row.figure(self.key.column)
    }

    /// Whether one is printed.
    pub(crate) fn is_printed(&self) -> bool {
        self.row.has_figure(self.key.column)
    }

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

    /// What it may be, whatever is printed: also what its print allows.
    pub(crate) fn possible(&self, range: &Range) -> Range {
        let own = self.table.layout.domain(self.row, self.key.column).range();
        match self.is_printed() {
            true => own.join(range),
            false => own,
        }
    }

    /// Why it cannot be below zero, whatever is printed; none where it can.
    pub(crate) fn floor(&self) -> Option<Floor> {
        self.table.layout.domain(self.row, self.key.column).floor
    }

    /// Its place.
    pub(crate) fn place(&self) -> Place {
        self.row.place(self.key.column)
    }
}

/// What a corrected print could say: what its cell may hold at all, and whole
/// numbers stay whole, numbers without a sign without one. What its own print
/// allows is always among it.
pub(crate) fn domain(cell: &FigureCell<'_>, range: &Range) -> Range {
    let own = cell.table.layout.domain(cell.row, cell.key.column);
    let Some(figure) = cell.figure() else {
        return own.range();
    };
    let config = &cell.table.layout.columns[cell.key.column].config;
    let counts = figure.unit.as_ref().is_none_or(|unit| unit.counting);
    let mut domain = Range {
        whole: range.whole,
        ..own.range()
    };
    // A count that is printed without a fraction is corrected to one without;
    // a rate or an amount that happens to be whole is not.
    let plain = !figure.print.contains(['.', '．']);
    if plain && range.is_point().is_some_and(Rat::is_integer) {
        domain.whole |= counts && config.whole != Some(false);
    }
    if figure.nominal.is_negative() {
        domain.lo = End::Free;
    }
    // What is printed is possible, whatever its column says.
    match domain.contains(&figure.nominal) {
        true => Range {
            whole: domain.whole,
            ..domain.join(range)
        },
        false => Range::everything(range.whole),
    }
}
