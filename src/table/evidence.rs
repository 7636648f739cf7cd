//! What all cells of a table show of how its figures are printed: the decimal
//! sign of each column, and what marks mean that a single cell leaves open.

use super::column::{Column, ColumnKind};
use super::text_cells::{PlainReader, TextCells};
use crate::figure::{DecimalSign, Prints, Seen, Signs, TrailingMinus, Triangle, look};
use crate::rule::PrintSettings;
use crate::source::RawRow;
use std::collections::{BTreeMap, BTreeSet};

/// A table of more units than this says nothing by them.
const UNITS: usize = 40;

/// What was seen in a table.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    delimiter: char,
    unit_column: Option<usize>,
    columns: Vec<ColumnEvidence>,
    /// Characters of the header and the labels that tell Japanese from Chinese.
    script: Script,
    reader: PlainReader,
}

/// What was seen in a column.
#[derive(Clone, Debug, Default)]
struct ColumnEvidence {
    figures: bool,
    /// Whether it may hold text, since nobody described it.
    open: bool,
    cells: TextCells,
    /// The signs of its numbers, by the units of their rows.
    signs: BTreeMap<String, SignCount>,
    /// The first number that either sign can be read in.
    either: Option<String>,
    /// Prints that begin or end in a number.
    numbers: u64,
    plus_behind: bool,
    minus_behind: BTreeSet<u128>,
    least: Option<u128>,
    up: bool,
    down: bool,
    margins: u64,
    letters: u64,
    below: bool,
}

/// How often signs were seen.
#[derive(Clone, Debug, Default)]
struct SignCount {
    point: u64,
    comma: u64,
    either_point: u64,
    either_comma: u64,
    /// Of these two, those that end in 0.
    padded: u64,
    /// Whole numbers from 100 to 999.
    hundreds: u64,
    /// Whole numbers above, without a separator.
    ungrouped: u64,
}

impl SignCount {
    fn add(&mut self, other: &SignCount) {
        self.point += other.point;
        self.comma += other.comma;
        self.either_point += other.either_point;
        self.either_comma += other.either_comma;
        self.padded += other.padded;
        self.hundreds += other.hundreds;
        self.ungrouped += other.ungrouped;
    }

    fn see(&mut self, seen: &Seen) {
        match seen.signs {
            Signs::None => {}
            Signs::Bare(3) if seen.size >= Some(100) => self.hundreds += 1,
            Signs::Bare(digits) => self.ungrouped += u64::from(digits > 3),
            Signs::Point => self.point += 1,
            Signs::Comma => self.comma += 1,
            Signs::EitherPoint(zero) => {
                self.either_point += 1;
                self.padded += u64::from(zero);
            }
            Signs::EitherComma(zero) => {
                self.either_comma += 1;
                self.padded += u64::from(zero);
            }
        }
    }
}

/// What the words of a table show of its language.
#[derive(Clone, Copy, Debug, Default)]
struct Script {
    chinese: bool,
    japanese: bool,
}

impl Script {
    fn see(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_ascii()) {
            // Kana, and characters that are written so in Japan only.
            self.japanese |= matches!(c, '\u{3041}'..='\u{30FF}')
                || "円収済歳県総増対差単価実発売変経営権検気枠予払繰".contains(c);
            self.chinese |= ('\u{4E00}'..='\u{9FFF}').contains(&c);
        }
    }

    fn triangle(self) -> Triangle {
        match self.chinese && !self.japanese {
            true => Triangle::Unknown,
            false => Triangle::Minus,
        }
    }
}

/// What was concluded of the decimal signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// By prints that only one sign fits, or by nothing that matters.
    Surely(DecimalSign),
    /// By how likely the other reading is; a finding says so.
    Likely(DecimalSign),
    /// Not at all.
    Unknown,
}

/// How a column's figures are printed, and what of it is not sure.
#[derive(Clone, Debug)]
pub(crate) struct ColumnPrints {
    /// How they are printed.
    pub prints: Prints,
    /// A print that may be read with the other decimal sign, where the one
    /// taken is but likely.
    pub doubtful: Option<String>,
}

impl Evidence {
    /// Nothing seen yet.
    pub(crate) fn new(columns: &[Column], delimiter: char) -> Evidence {
        let mut script = Script::default();
        let kept = columns.iter().map(|column| {
            script.see(&column.name);
            ColumnEvidence {
                figures: column.kind == ColumnKind::Figure,
                open: column.kind == ColumnKind::Figure && !column.described,
                ..ColumnEvidence::default()
            }
        });
        let kept = kept.collect();
        let unit = |column: &Column| column.kind == ColumnKind::Unit;
        Evidence {
            delimiter,
            unit_column: columns.iter().position(unit),
            columns: kept,
            script,
            reader: PlainReader::default(),
        }
    }

    /// Looks at a row.
    pub(crate) fn see(&mut self, row: &RawRow<'_>) {
        let unit = self.unit_column.map(|column| row.text(column));
        let unit = unit.as_deref().map_or("", str::trim);
        for (index, column) in self.columns.iter_mut().enumerate() {
            if column.figures {
                let text = row.text(index);
                column.see(&text, unit);
                if column.open {
                    column.cells.see(&text, &self.reader);
                }
            } else if !self.script.japanese {
                self.script.see(row.slice(index));
            }
        }
    }

    /// Whether prints that only one sign fits were seen, of one sign only.
    pub(crate) fn is_plain(&self) -> bool {
        let total = self.total();
        let text = |column: &ColumnEvidence| column.open && column.cells.text().is_some();
        total.point > 0 && total.comma == 0 && !self.columns.iter().any(text)
    }

    /// A cell that shows that a column holds text, which nobody said.
    pub(super) fn text_by(&self, column: usize) -> Option<&str> {
        let column = self.columns.get(column).filter(|column| column.open);
        column?.cells.text()
    }

    /// Whether nothing stands in a column that nobody described.
    pub(super) fn is_blank(&self, column: usize) -> bool {
        let column = self.columns.get(column).filter(|column| column.open);
        column.is_some_and(|column| column.cells.is_blank())
    }

    fn total(&self) -> SignCount {
        let mut total = SignCount::default();
        for column in &self.columns {
            total.add(&column.total());
        }
        total
    }

    /// How each column's figures are printed.
    pub(crate) fn settle(&self, columns: &[Column], section: &PrintSettings) -> Vec<ColumnPrints> {
        let table = self.table_sign(columns, section);
        let down = self.columns.iter().any(|column| column.down);
        let hidden = self.columns.iter().any(|column| column.below);
        let of_column = |(column, seen): (&Column, &ColumnEvidence)| {
            let said = column.config.prints.over(section);
            let told = match said.decimal {
                Some(sign) => Told::Surely(sign),
                None => seen.sign(table),
            };
            let (decimal, undecided) = match told {
                Told::Surely(sign) | Told::Likely(sign) => (sign, false),
                Told::Unknown => (DecimalSign::Point, true),
            };
            let triangle = if down {
                Triangle::Plus
            } else {
                self.script.triangle()
            };
            ColumnPrints {
                prints: Prints {
                    decimal,
                    undecided,
                    triangle: said.triangle.unwrap_or(triangle),
                    trailing_minus: said.trailing_minus.unwrap_or(seen.trailing_minus()),
                    letters_are_flags: seen.letters < seen.numbers,
                    flags: said.flags.unwrap_or_default(),
                    ranges: said.ranges.unwrap_or(hidden),
                    margins: said
                        .margin
                        .unwrap_or(seen.margins > 0 && seen.margins == seen.numbers),
                },
                doubtful: seen
                    .either
                    .clone()
                    .filter(|_| matches!(told, Told::Likely(_))),
            }
        };
        columns.iter().zip(&self.columns).map(of_column).collect()
    }

    /// The decimal sign of the table, by the columns that say none themselves.
    fn table_sign(&self, columns: &[Column], section: &PrintSettings) -> Told {
        let mut total = SignCount::default();
        let (mut grouped, mut fractions) = (false, false);
        for (column, seen) in columns.iter().zip(&self.columns) {
            if column.config.prints.over(section).decimal.is_some() {
                continue;
            }
            total.add(&seen.total());
            let whole = column.config.whole == Some(true)
                || column
                    .config
                    .unit
                    .as_ref()
                    .is_some_and(|unit| unit.counting);
            grouped |= seen.is_grouped(whole);
            fractions |= seen
                .signs
                .values()
                .any(|of| of.ungrouped > 0 && of.either() > 0);
        }
        match (total.point, total.comma) {
            (0, 0) => self.likely_sign(&total, grouped, fractions),
            (_, 0) => Told::Surely(DecimalSign::Point),
            // A lost digit (`12,34`) among thousands makes no decimal comma.
            (0, 1) if self.delimiter == ',' && total.either_point == 0 => {
                Told::Surely(DecimalSign::Point)
            }
            (0, commas) if self.delimiter == ',' && total.either_comma >= commas => {
                Told::Surely(DecimalSign::Point)
            }
            (0, _) => Told::Surely(DecimalSign::Comma),
            (points, commas) if points >= 4 * commas => Told::Surely(DecimalSign::Point),
            (points, commas) if commas >= 4 * points => Told::Surely(DecimalSign::Comma),
            _ => Told::Unknown,
        }
    }

    /// The sign of a table without a print that only one sign fits, by how its
    /// whole numbers are printed and what separates its cells.
    fn likely_sign(&self, total: &SignCount, grouped: bool, fractions: bool) -> Told {
        use DecimalSign::{Comma, Point};
        if grouped && fractions {
            return Told::Unknown;
        }
        match (
            total.either_point > 0,
            total.either_comma > 0,
            self.delimiter,
        ) {
            (false, false, _) => Told::Surely(Point),
            (true, false, ';') if fractions => Told::Likely(Point),
            (true, false, ';') => Told::Surely(Comma),
            (true, false, _) if grouped && (total.padded > 0 || self.delimiter != ',') => {
                Told::Likely(Comma)
            }
            (true, false, _) => Told::Likely(Point),
            (false, true, ';') if grouped => Told::Likely(Point),
            (false, true, ';') if fractions => Told::Likely(Comma),
            (false, true, ';') => Told::Unknown,
            (false, true, _) => Told::Surely(Point),
            (true, true, ',') => Told::Likely(Point),
            (true, true, _) => Told::Unknown,
        }
    }
}

impl SignCount {
    fn either(&self) -> u64 {
        self.either_point + self.either_comma
    }
}

impl ColumnEvidence {
    fn see(&mut self, cell: &str, unit: &str) {
        if cell.trim().is_empty() {
            return;
        }
        let seen = look(cell);
        self.numbers += u64::from(seen.signs != Signs::None || seen.size.is_some());
        self.plus_behind |= seen.plus_behind;
        self.up |= seen.up;
        self.down |= seen.down;
        self.below |= seen.below;
        self.margins += u64::from(seen.margin);
        self.letters += u64::from(seen.letter);
        match seen.size {
            Some(size) if seen.minus_behind && self.minus_behind.len() < 2 => {
                self.minus_behind.insert(size);
            }
            Some(size) if !seen.minus_behind => {
                self.least = Some(self.least.map_or(size, |least| least.min(size)));
            }
            _ => {}
        }
        let either = matches!(seen.signs, Signs::EitherPoint(_) | Signs::EitherComma(_));
        // No share is a thousand percent and more.
        if either && seen.percent {
            return;
        }
        if either && self.either.is_none() {
            self.either = Some(cell.trim().to_owned());
        }
        if let Some(count) = self.signs.get_mut(unit) {
            count.see(&seen);
        } else if self.signs.len() < UNITS {
            self.signs.entry(unit.to_owned()).or_default().see(&seen);
        }
    }

    fn total(&self) -> SignCount {
        let mut total = SignCount::default();
        self.signs.values().for_each(|count| total.add(count));
        total
    }

    /// Whether its figures of one unit are printed with separated thousands:
    /// hundreds stand without a fraction beside them, or they are whole.
    fn is_grouped(&self, whole: bool) -> bool {
        let beside = |of: &SignCount| of.hundreds > 0 && of.either() > 0;
        (whole && self.total().either() > 0) || self.signs.values().any(beside)
    }

    /// The column's own decimal sign, or that of its table.
    fn sign(&self, table: Told) -> Told {
        let total = self.total();
        match (total.point > 0, total.comma > 0, table) {
            (true, false, Told::Unknown) => Told::Surely(DecimalSign::Point),
            (false, true, Told::Unknown) => Told::Surely(DecimalSign::Comma),
            _ => table,
        }
    }

    fn trailing_minus(&self) -> TrailingMinus {
        let lower = |size: &u128| self.least.is_some_and(|least| least < *size);
        match (self.plus_behind, self.minus_behind.len()) {
            (true, 1) => TrailingMinus::AtMost,
            (false, 2..) => TrailingMinus::Minus,
            (false, 1) if self.minus_behind.iter().any(lower) => TrailingMinus::Minus,
            _ => TrailingMinus::Unknown,
        }
    }
}
