//! A row: its cells with their places, and what its figures' prints allow.

use super::cells::{Cell, Holds, Line};
use super::held::{Asked, Common, Rest};
use super::key_text::written_key;
use crate::figure::{Figure, LeanColumn, LeanPrint, Reading, Unit};
use crate::place::{Excerpt, Origin, Place};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Figures are kept, once made, of so many cells from the top of a table; of
/// those further down they are made anew where they are but looked at.
const KEPT: u64 = 5_000;

/// What a cell holds that is not kept.
static BLANK: Reading = Reading::Blank;
static NOT_APPLICABLE: Reading = Reading::NotApplicable;
static WITHHELD: Reading = Reading::Withheld;

/// A row. A table holds many: what all have in common, and what few have, stands
/// elsewhere, and what its line tells is read from there when it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct TableRow {
    /// Its text in the file and its cells; as many as the row has, whatever the
    /// header says.
    line: Line,
    /// The line of the file where it starts.
    first_line: u64,
    common: Arc<Common>,
    rest: Option<Box<Rest>>,
    asked: OnceLock<Box<Asked>>,
}

impl TableRow {
    pub(super) fn new(line: Line, first_line: u64, common: Arc<Common>, rest: Rest) -> TableRow {
        TableRow {
            line,
            first_line,
            common,
            rest: (!rest.is_nothing()).then(|| Box::new(rest)),
            asked: OnceLock::new(),
        }
    }

    /// Its key.
    pub(crate) fn key(&self) -> &str {
        match &*self.common.key {
            [column] => self.text(*column),
            columns => self.asked().key.get_or_init(|| {
                let texts = columns.iter().map(|column| self.text(*column));
                written_key(texts.map(Cow::Borrowed)).into()
            }),
        }
    }

    /// Takes a key that its first cell does not spell out.
    pub(super) fn call(&mut self, key: &str) {
        let Some(span) = self.line.span(0) else {
            return;
        };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let cells = &mut self.rest.get_or_insert_default().cells;
        let first = cells.entry(0).or_insert(Cell {
            start: place(span.start),
            end: place(span.end),
            part_of: None,
            unquoted: None,
        });
        first.unquoted = Some(key.into());
    }

    /// Takes the places of its cells in a document.
    pub(super) fn stands_at(&mut self, origin: Origin) {
        self.rest.get_or_insert_default().origin = Some(Arc::new(origin));
        self.asked = OnceLock::new();
    }

    /// The same row on another line of its file.
    pub(crate) fn on_line(self, first_line: u64) -> TableRow {
        TableRow {
            first_line,
            asked: OnceLock::new(),
            ..self
        }
    }

    /// The same row with the text around it that messages show, which others
    /// share.
    pub(super) fn shown_in(self, excerpt: Excerpt) -> TableRow {
        let asked = Box::new(Asked {
            excerpt: OnceLock::from(excerpt),
            key: OnceLock::new(),
            figures: OnceLock::new(),
        });
        TableRow {
            asked: OnceLock::from(asked),
            ..self
        }
    }

    /// Lets go of its figures: it holds words.
    pub(super) fn drop_figures(&mut self) {
        self.line = self.line.without_figures();
        if let Some(rest) = &mut self.rest {
            rest.read.clear();
        }
        self.asked = OnceLock::new();
    }

    /// The line of the file where it starts, from 1.
    pub(crate) fn first_line(&self) -> u64 {
        self.first_line
    }

    /// The unit that it says.
    pub(crate) fn unit(&self) -> Option<&Unit> {
        let own = self.rest.as_ref().and_then(|rest| rest.unit.as_ref());
        own.or(self.common.unit.as_ref())
    }

    /// Whether it has as many cells as the header.
    pub(crate) fn is_complete(&self) -> bool {
        !self.rest.as_ref().is_some_and(|rest| rest.incomplete)
    }

    /// How many cells it has.
    pub(crate) fn cells(&self) -> usize {
        self.line.cells()
    }

    /// Its text in the file, as a message shows it.
    pub(crate) fn excerpt(&self) -> &Excerpt {
        self.asked().excerpt.get_or_init(|| {
            let path = self.common.path.clone();
            let mut excerpt = Excerpt::of(path, self.first_line, self.line.text());
            excerpt.origin = self.rest.as_ref().and_then(|rest| rest.origin.clone());
            excerpt
        })
    }

    fn asked(&self) -> &Asked {
        self.asked.get_or_init(Box::default)
    }

    /// A cell that is not just what stands in the line.
    fn other(&self, column: usize) -> Option<&Cell> {
        self.rest.as_ref()?.cells.get(&column)
    }

    /// A cell's text, trimmed; empty where the row ends before it.
    pub(crate) fn text(&self, column: usize) -> &str {
        let unquoted = self.other(column).and_then(|cell| cell.unquoted.as_deref());
        let text = unquoted
            .map(str::trim)
            .or_else(|| self.line.trimmed(column));
        text.unwrap_or_default()
    }

    /// What a column holds.
    pub(crate) fn reading(&self, column: usize) -> Option<&Reading> {
        let (Some(lean), Some(of)) = (self.lean(column), self.lean_column(column)) else {
            return self.read(column);
        };
        let room = || (0..self.width()).map(|_| OnceLock::new()).collect();
        let made = self.asked().figures.get_or_init(room).get(column)?;
        let figure = || Reading::Figure(Box::new(of.figure(lean, self.text(column))));
        Some(made.get_or_init(figure))
    }

    /// What a column holds that is no plain print.
    pub(super) fn read(&self, column: usize) -> Option<&Reading> {
        if column >= self.width() {
            return None;
        }
        match self.line.holds(column) {
            None | Some(Holds::Nothing) => Some(&BLANK),
            Some(Holds::NotApplicable) => Some(&NOT_APPLICABLE),
            Some(Holds::Withheld) => Some(&WITHHELD),
            Some(Holds::Plain | Holds::Percent) => None,
            Some(Holds::Read) => self.rest.as_ref()?.read(column),
        }
    }

    /// A figure that was read in full, to be changed.
    pub(super) fn read_figure(&mut self, column: usize) -> Option<&mut Figure> {
        match self.rest.as_mut()?.read_mut(column)? {
            Reading::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// What a column holds that is no figure.
    pub(crate) fn no_figure(&self, column: usize) -> Option<&Reading> {
        let read = self.read(column);
        read.filter(|read| !matches!(read, Reading::Figure(_)))
    }

    /// The figure in a column, where there is one.
    pub(crate) fn figure(&self, column: usize) -> Option<&Figure> {
        match self.reading(column)? {
            Reading::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The figure in a column, to be looked at: where there are many cells, it is
    /// not kept.
    pub(crate) fn glance(&self, column: usize) -> Option<Cow<'_, Figure>> {
        let cells = self.first_line.saturating_mul(self.width() as u64);
        if cells <= KEPT {
            return self.figure(column).map(Cow::Borrowed);
        }
        let (Some(lean), Some(of)) = (self.lean(column), self.lean_column(column)) else {
            return self.figure(column).map(Cow::Borrowed);
        };
        let made = self.asked.get().and_then(|asked| asked.figures.get());
        match made.and_then(|made| made.get(column)?.get()) {
            Some(Reading::Figure(figure)) => Some(Cow::Borrowed(figure)),
            _ => Some(Cow::Owned(of.figure(lean, self.text(column)))),
        }
    }

    /// Whether there is a figure in a column.
    pub(crate) fn has_figure(&self, column: usize) -> bool {
        self.figure_unit(column).is_some()
    }

    /// The unit of the figure in a column; none where there is no figure.
    pub(crate) fn figure_unit(&self, column: usize) -> Option<Option<&Unit>> {
        match self.line.holds(column)? {
            Holds::Plain => Some(self.lean_column(column)?.unit(false)),
            Holds::Percent => Some(self.lean_column(column)?.unit(true)),
            Holds::Read => match self.rest.as_ref()?.read(column)? {
                Reading::Figure(figure) => Some(figure.unit.as_ref()),
                _ => None,
            },
            Holds::Nothing | Holds::NotApplicable | Holds::Withheld => None,
        }
    }

    /// Whether a column holds a plain print that cannot be wrong by itself: it is
    /// rounded to its last place, and says whole things where they are counted.
    pub(crate) fn is_plain(&self, column: usize) -> bool {
        let (lean, of) = (self.lean(column), self.lean_column(column));
        let whole = |(lean, of): (LeanPrint, &LeanColumn)| !of.counts_in_parts(lean);
        lean.zip(of).is_some_and(whole)
    }

    /// The digits of a column's plain print.
    pub(super) fn lean(&self, column: usize) -> Option<LeanPrint> {
        match self.line.holds(column)? {
            Holds::Plain | Holds::Percent => self.lean_column(column)?.read(self.text(column)),
            _ => None,
        }
    }

    /// How the plain prints of a column are read.
    fn lean_column(&self, column: usize) -> Option<&LeanColumn> {
        self.common.columns.get(column)?.as_ref()
    }

    /// How many columns its table has.
    pub(crate) fn width(&self) -> usize {
        self.common.columns.len()
    }

    /// The bytes of the line that a cell takes, without white space around it.
    fn extent(&self, column: usize) -> Range<usize> {
        let line = self.line.text();
        let Some(span) = self.line.span(column) else {
            return line.len()..line.len();
        };
        let raw = line.get(span.clone()).unwrap_or_default();
        let lead = raw.len() - raw.trim_start().len();
        match lead == raw.len() {
            true => span,
            false => span.start + lead..span.start + raw.trim_end().len(),
        }
    }

    /// The place of a cell, or the row's end where it has none.
    pub(crate) fn place(&self, column: usize) -> Place {
        let extent = self.extent(column);
        self.excerpt().place(extent.start, extent.end)
    }

    /// Whether a cell is all that stands in the line.
    pub(crate) fn is_whole(&self, column: usize) -> bool {
        self.extent(column) == (0..self.line.text().len())
    }

    /// The cell of the file that a column's stands in, and the bytes of the row
    /// that it takes there where it is only a part of it.
    pub(crate) fn field(&self, column: usize) -> (usize, Option<Range<usize>>) {
        let part = || Some(self.other(column)?.part_of? as usize);
        match part() {
            Some(part) => (part, self.line.span(column)),
            None => (column, None),
        }
    }

    /// The place of the whole row.
    pub(crate) fn whole(&self) -> Place {
        let excerpt = self.excerpt();
        excerpt.place(0, excerpt.text.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::Config;
    use crate::source::Source;
    use crate::table::{Evidence, Layout, Rounded, TableRow};
    use std::path::Path;

    fn rows_of(text: &str) -> Vec<TableRow> {
        let config = Config::default();
        let source = Source::from_bytes(Path::new("t.csv"), text.into(), None).expect("a text");
        let mut rows = source.rows();
        let header = rows.next_row().expect("a header").expect("a header");
        let at = Path::new("t.csv");
        let plain = Rounded::default();
        let mut layout = Layout::new(at, "t", &header, &config, plain, plain).expect("a header");
        let evidence = Evidence::new(layout.printed_columns(), ',');
        layout.believe(&evidence, None, &config);
        let mut read = Vec::new();
        while let Some(row) = rows.next_row().expect("a row") {
            read.push(layout.read(&row, &config.units));
        }
        read
    }

    /// The memory of a row in bytes, as long as nothing was asked of it.
    fn bytes(row: &TableRow) -> usize {
        assert!(row.asked.get().is_none() && row.rest.is_none(), "{row:?}");
        size_of::<TableRow>() + row.line.bytes()
    }

    /// Whatever unit it says.
    #[test]
    fn a_row_of_plain_prints_takes_little_more_than_its_line() {
        for (text, times) in [
            ("key,a,b,c\n12345,3,7,12\n", 8),
            ("key,a,b,c\nOffice 12,\"1,234,567\",86.5%,-12\n", 5),
            ("key,value,unit\nreceived,1234,件\nrate,86%,\n", 10),
        ] {
            for row in rows_of(text) {
                let line = row.line.text().len();
                assert!(
                    bytes(&row) <= times * line,
                    "{} of {line}: {row:?}",
                    bytes(&row)
                );
            }
        }
    }

    /// What is read anew when it is asked for is what was read.
    #[test]
    fn what_a_row_holds_is_told_whatever_is_kept_of_it() {
        let rows = rows_of(
            "key,value,unit\na,1234,件\nb,\"1,234\",万元\nc,约3,件\nd,86%,件\ne,-,件\nf,,件\ng,x\n",
        );
        let units = |row: &TableRow| {
            let unit = row
                .figure_unit(1)
                .map(|unit| unit.map(|unit| unit.text.clone()));
            let made = row
                .figure(1)
                .map(|figure| figure.unit.as_ref().map(|unit| unit.text.clone()));
            assert_eq!(unit, made);
            (row.unit().map(|unit| unit.text.clone()), made.flatten())
        };
        let told: Vec<_> = rows.iter().map(units).collect();
        let text = |text: &str| Some(text.to_owned());
        let expected = [
            (text("件"), text("件")),
            (text("万元"), text("万元")),
            (text("件"), text("件")),
            (text("件"), text("%")),
            (text("件"), None),
            (text("件"), None),
            (None, None),
        ];
        assert_eq!(told, expected);
        assert!(
            rows.iter()
                .map(TableRow::is_complete)
                .eq([true, true, true, true, true, true, false])
        );
        let nominal = |at: usize| rows[at].figure(1).map(|figure| figure.nominal.to_string());
        assert_eq!(nominal(0).as_deref(), Some("1234"));
        assert_eq!(nominal(1).as_deref(), Some("12340000"));
    }
}
