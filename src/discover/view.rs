//! A table seen along its rows or along its columns, its figures at one scale:
//! the same code finds relations of rows and of columns.

use super::field::{Field, FieldCell, Line, Printed};
pub(super) use super::number::Number;
use super::relation::Along;
use super::small::{Small, small};

/// A table seen along its rows or its columns.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// Which are its lines.
    pub along: Along,
    /// How many lines it has.
    pub lines: usize,
    /// How many lines cross these.
    pub crossing: usize,
    /// What one is at its scale.
    pub one: i128,
    /// How many places its scale has.
    pub places: i32,
    /// What its lines are called.
    pub labels: Vec<String>,
    /// Its figures, line by line.
    numbers: Vec<Number>,
    /// The same as words, where all are small.
    words: Option<Vec<Small>>,
    /// What the figures of each line count in.
    grains: Vec<i128>,
}

/// Figures are searched with so many places at most.
const PLACES: i32 = 16;
/// Figures of more places than this are not searched.
const LONG: i32 = 30;
/// With so many digits in all, before the point and behind it, what is divided by one
/// another can still be reckoned with. Fewer places than some are kept in any case.
const DIGITS: u32 = 17;
const KEPT: i32 = 6;

/// With how many places the figures of a table are searched: those that they are printed
/// with, unless a computer printed all that it had of some beside large ones.
fn places_of(figures: impl Iterator<Item = Printed> + Clone) -> i32 {
    let places = figures.clone().map(|one| one.places).max();
    let places = places.unwrap_or(0).clamp(0, PLACES);
    let before = figures.filter_map(|one| {
        let digits = one.digits.unsigned_abs().checked_ilog10()? + 1;
        Some(digits.saturating_sub(u32::try_from(one.places).unwrap_or(0)))
    });
    let left = DIGITS.saturating_sub(before.max().unwrap_or(0));
    places.min(i32::try_from(left).unwrap_or(0).max(KEPT))
}

/// A figure rounded to so many places, where it has more.
fn shortened(figure: Printed, places: i32) -> Option<Printed> {
    let more = figure.places - places;
    if more <= 0 {
        return Some(figure);
    }
    let unit = 10_i128.checked_pow(u32::try_from(more).ok()?)?;
    let half = unit / 2 * figure.digits.signum();
    Some(Printed {
        digits: figure.digits.checked_add(half)? / unit,
        places,
        ..figure
    })
}

impl View {
    /// A table along its rows.
    pub(super) fn of_rows(field: &Field) -> View {
        let (lines, crossing) = (field.rows.len(), field.columns.len());
        let printed = |row: usize, column: usize| match field.cell(row, column) {
            FieldCell::Figure(printed) if (-PLACES..=LONG).contains(&printed.places) => {
                Some(printed)
            }
            _ => None,
        };
        let cells = (0..lines).flat_map(|row| (0..crossing).map(move |column| (row, column)));
        let there = cells
            .clone()
            .filter_map(|(row, column)| printed(row, column));
        let places = places_of(there);
        let power = |exp: i32| 10_i128.checked_pow(u32::try_from(exp).unwrap_or(0));
        let number = |row: usize, column: usize| {
            let printed = shortened(printed(row, column)?, places)?;
            let half = power(places - printed.places)?;
            let unit = half.checked_mul(2)?;
            let value = printed.digits.checked_mul(unit)?;
            // Sums of a whole table and products with a hundred still fit.
            (value.checked_mul(1 << 30).is_some()).then_some(Number {
                there: true,
                value,
                half,
                rounding: half,
                grain: unit,
                percent: printed.percent,
            })
        };
        let numbers = cells.map(|(row, column)| number(row, column).unwrap_or_default());
        let mut view = View {
            along: Along::Rows,
            lines,
            crossing,
            one: 2 * power(places).unwrap_or(1),
            places,
            labels: field.rows.iter().map(Line::said).collect(),
            numbers: numbers.collect(),
            words: None,
            grains: Vec::new(),
        };
        view.find_grains();
        view.ready()
    }

    /// The same table along its columns.
    pub(super) fn turned(&self, field: &Field) -> View {
        let (lines, crossing) = (self.crossing, self.lines);
        let cells = (0..lines).flat_map(|line| (0..crossing).map(move |cross| (line, cross)));
        let numbers = cells.map(|(line, cross)| self.numbers[cross * lines + line]);
        let numbers: Vec<Number> = numbers.collect();
        View {
            along: Along::Columns,
            lines,
            crossing,
            labels: field
                .columns
                .iter()
                .map(|column| column.label.clone())
                .collect(),
            numbers,
            words: None,
            grains: Vec::new(),
            ..*self
        }
        .ready()
    }

    /// The figures of a line.
    pub(super) fn line(&self, line: usize) -> &[Number] {
        &self.numbers[line * self.crossing..(line + 1) * self.crossing]
    }

    /// The figures of a line as words, where those of the table are small.
    pub(super) fn words(&self, line: usize) -> Option<&[Small]> {
        let words = self.words.as_deref()?;
        words.get(line * self.crossing..(line + 1) * self.crossing)
    }

    /// How many figures a line has.
    pub(super) fn count(&self, line: usize) -> usize {
        self.line(line).iter().filter(|number| number.there).count()
    }

    /// What the figures of a line count in, a few finer ones aside.
    pub(super) fn grain(&self, line: usize) -> i128 {
        self.grains.get(line).copied().unwrap_or(0)
    }

    /// The same view, with what is asked for again and again worked out.
    fn ready(mut self) -> View {
        self.words = small(&self.numbers, self.one);
        let grain = |line: usize| {
            let numbers = self.line(line).iter();
            let numbers = numbers.filter(|number| number.there && number.value != 0);
            let mut grains: Vec<i128> = numbers.map(|number| number.grain).collect();
            grains.sort_unstable();
            grains.get(grains.len() / FEW).copied().unwrap_or(0)
        };
        self.grains = (0..self.lines).map(grain).collect();
        self
    }

    /// Finds what the figures of each row and each column really count in, and
    /// takes the coarser of the two for a figure.
    fn find_grains(&mut self) {
        let (height, width) = (self.lines, self.crossing);
        let numbers = &self.numbers;
        let row = |row: usize| Grain::of(numbers[row * width..(row + 1) * width].iter());
        let rows: Vec<Grain> = (0..height).map(row).collect();
        let column = |column: usize| Grain::of(numbers.iter().skip(column).step_by(width.max(1)));
        let columns: Vec<Grain> = (0..width).map(column).collect();
        let one = self.one;
        let all = Grain::of(self.numbers.iter());
        let rounded = if all.count >= ROUNDED && all.five > one {
            all.five
        } else {
            0
        };
        for (at, number) in self.numbers.iter_mut().enumerate() {
            let (row, column) = (rows[at / width], columns[at % width]);
            if number.value != 0 {
                let coarser = row.ten.max(column.ten).min(own_ten(number));
                number.grain = number.grain.max(coarser);
            } else {
                number.grain = number.grain.max(row.ten).max(column.ten);
            }
            number.rounding = number.half.max(rounded / 2).max(number.grain.min(one) / 2);
            number.half = number.half.max(rounded / 2);
        }
    }
}

/// What the figures of a line are multiples of.
#[derive(Clone, Copy, Debug, Default)]
struct Grain {
    /// The largest power of ten, at the scale of the view; 0 where all are zero.
    ten: i128,
    /// The same, or five times as much.
    five: i128,
    /// How many figures say so.
    count: usize,
}

/// So many figures that are all multiples of more than one were rounded so.
const ROUNDED: usize = 60;

/// One in so many figures of a line may be finer than the line is.
const FEW: usize = 5;

/// The largest power of ten that a figure is a multiple of, at its scale.
fn own_ten(number: &Number) -> i128 {
    let mut ten = number.half * 2;
    while let Some(next) = ten.checked_mul(10)
        && number.value % next == 0
    {
        ten = next;
    }
    ten
}

impl Grain {
    fn of<'a>(numbers: impl Iterator<Item = &'a Number> + Clone) -> Grain {
        let there = numbers.filter(|number| number.there && number.value != 0);
        let mut tens: Vec<i128> = there.clone().map(own_ten).collect();
        tens.sort_unstable();
        // A few finer figures, such as means below a column, are others.
        let Some(&ten) = tens.get(tens.len() / FEW) else {
            return Grain::default();
        };
        let all = |unit: i128| there.clone().all(|number| number.value % unit == 0);
        let five = ten.checked_mul(5).filter(|five| all(*five));
        Grain {
            ten,
            five: five.unwrap_or(ten),
            count: there.count(),
        }
    }
}
