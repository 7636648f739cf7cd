//! In which units the figures of a table are that was understood in a document:
//! what its header, its caption, its rows and its figures state.

use crate::document::{Grid, GridCell};
use crate::figure::{Context, Reading, Stated, Unit, UnitBook, read};
use crate::structure::{Holds, Said, Understood, UnderstoodRow, names_count};
use crate::table::column::ColumnKind;
use crate::table::layout::Layout;

/// Cells of a column that are looked at for their currency.
const LOOKED_AT: usize = 200;
/// What labels of figures have in them that no multiple holds of.
const PER_SHARE: [&str; 5] = [
    "per share",
    "per common share",
    "per diluted share",
    "per unit",
    "每股",
];

/// What a table states of the units of its figures.
pub(super) struct StatedUnits<'a> {
    grid: &'a Grid,
    understood: &'a Understood,
    caption: Option<Unit>,
}

impl<'a> StatedUnits<'a> {
    /// Of a table in a grid.
    pub(super) fn of(
        grid: &'a Grid,
        understood: &'a Understood,
        units: &UnitBook,
    ) -> StatedUnits<'a> {
        let mut said = StatedUnits {
            grid,
            understood,
            caption: None,
        };
        said.caption = said.unit_of_caption(units);
        said
    }

    /// The cell of a row and a column.
    fn cell(&self, row: usize, column: u32) -> Option<&'a GridCell> {
        self.grid.rows.get(row)?.cell(column)
    }

    /// The cells of a column in the rows with figures.
    fn cells_of(&self, column: u32) -> impl Iterator<Item = &'a GridCell> {
        let rows = self.understood.rows.iter();
        let rows = rows.filter(|row| row.class.is_data());
        rows.filter_map(move |row| self.cell(row.row, column))
    }

    /// The units that header and caption say, where the configuration says none.
    /// That of the caption is not that of a column whose cells are rates, nor a
    /// share that of a column of counts.
    pub(super) fn take(&self, layout: &mut Layout, keys: usize, units: &UnitBook) {
        if layout.unit.is_some() {
            return;
        }
        let columns = layout.columns.iter_mut().skip(keys);
        for (column, understood) in columns.zip(&self.understood.columns) {
            let own = column.config.unit.take();
            let own = own.or_else(|| stated(understood.unit.as_ref(), units));
            let caption = self.caption.clone().filter(|unit| {
                let counts = unit.is_rate() && names_count(&understood.name);
                !counts && !self.has_rates(understood.column)
            });
            column.config.unit = own.or(caption);
        }
    }

    /// The unit of the caption; where it is a mere multiple and figures are
    /// printed with a currency, the multiple of that.
    fn unit_of_caption(&self, units: &UnitBook) -> Option<Unit> {
        let caption = stated(self.understood.unit.as_ref(), units)?;
        if !caption.is_pure() || caption.exp10 <= 0 {
            return Some(caption);
        }
        let context = Context::of_unit(units, None);
        let figures = self.understood.columns.iter();
        let figures = figures.filter(|column| column.holds == Holds::Figures);
        let cells = figures.flat_map(|column| self.cells_of(column.column).take(LOOKED_AT));
        let signed = cells.filter(|cell| cell.text.starts_with(|c: char| !c.is_ascii_digit()));
        let mut own = signed.filter_map(|cell| match read(&cell.text, &context) {
            Reading::Figure(figure) => figure
                .unit
                .filter(|unit| !unit.is_pure() && unit.exp10 == 0),
            _ => None,
        });
        let Some(first) = own.next() else {
            return Some(caption);
        };
        let alike = own.all(|unit| unit.bases == first.bases);
        let text = format!("{} {}", caption.text, first.text);
        Some(match alike {
            true => first.times_ten_to(caption.exp10, text),
            false => caption,
        })
    }

    /// The unit that a row's label states, or all of its figures; where the
    /// caption says a multiple, that of figures per share is without it. None
    /// where a column of the table or the configuration says units.
    pub(super) fn of_row(
        &self,
        row: &UnderstoodRow,
        layout: &Layout,
        units: &UnitBook,
    ) -> Option<Unit> {
        if layout.unit.is_some() || layout.of_kind(ColumnKind::Unit).is_some() {
            return None;
        }
        if let Some(said) = &row.unit {
            return units.stated(said).map(Stated::unit);
        }
        let caption = self.caption.as_ref()?;
        let label = row.key.last().map(|label| label.to_lowercase());
        let label = label.unwrap_or_default();
        if PER_SHARE.iter().any(|word| label.contains(word)) {
            let text = caption.bases.keys().next().cloned().unwrap_or_default();
            return Some(caption.times_ten_to(-caption.exp10, text));
        }
        let figures = self.understood.columns.iter();
        let figures = figures.filter(|column| column.holds == Holds::Figures);
        let cells = figures.filter_map(|column| self.cell(row.row, column.column));
        let mut cells = cells.filter(|cell| cell.text.contains(|c: char| c.is_ascii_digit()));
        let first = cells.next().filter(|cell| is_rate(cell));
        (!caption.is_rate() && first.is_some() && cells.all(is_rate))
            .then(|| units.read("%"))
            .flatten()
    }

    /// Whether most figures of a column say that they are rates.
    fn has_rates(&self, column: u32) -> bool {
        let cells = self.cells_of(column);
        let cells = cells.filter(|cell| cell.text.contains(|c: char| c.is_ascii_digit()));
        let (rates, others): (Vec<&GridCell>, Vec<&GridCell>) =
            cells.partition(|cell| is_rate(cell));
        rates.len() > others.len()
    }
}

/// The unit that something states.
fn stated(said: Option<&Said>, units: &UnitBook) -> Option<Unit> {
    Some(units.stated(&said?.text)?.unit())
}

/// Whether a cell says that its figure is a rate.
fn is_rate(cell: &GridCell) -> bool {
    cell.text.contains(['%', '％', '‰'])
}
