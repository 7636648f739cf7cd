//! Figures that are printed as none of the others beside them is, so that a slip is in
//! them: one that alone in its column begins with a zero before other digits (`010`) or
//! has another number of digits behind the point (`49.33`), and one that alone in its
//! table is no multiple of what all others were rounded to.

use crate::figure::Figure;
use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::rule::{Config, Severity};
use crate::table::{Layout, TableRow};
use num_integer::Integer;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// So many other figures of a column must begin otherwise.
const OTHERS: usize = 4;
/// So many figures must be multiples of a number that all were rounded to, and so many
/// must end in a zero behind the point: what people choose is round often enough.
const MULTIPLES: usize = 25;
/// The same of 5, which people choose too.
const FIVES: usize = 60;
const ENDING: usize = 40;
/// Half of them must be so many times that number: points and weights are round.
const LARGE: i128 = 20;
/// What statistical offices round counts to so as to hide small ones.
const STEPS: [i128; 2] = [3, 5];

/// Tells of the figure of each column that alone begins with a zero. Where several do,
/// they are padded, or call things.
pub(super) fn check_zeros(layout: &Layout, rows: &[TableRow], config: &Config, to: &mut Findings) {
    let Some(severity) = config.severity_of(Code::UnreadableFigure) else {
        return;
    };
    for column in layout.figure_columns() {
        let there = rows.iter().enumerate();
        let there = there.filter(|(_, row)| row.figure(column).is_some());
        let (odd, others): (Vec<_>, Vec<_>) =
            there.partition(|(_, row)| begins_with_zero(row.text(column)));
        let [(number, row)] = odd.as_slice() else {
            continue;
        };
        let length = |row: &TableRow| row.text(column).trim().len();
        let alike = others.iter().all(|(_, other)| length(other) == length(row));
        // Postcodes, numbers of staff and times of day are as long as one another.
        if others.len() < OTHERS || alike || is_called_code(&layout.columns[column].name) {
            continue;
        }
        let mark = Mark::cell(layout, (Some(*number), row), column);
        let severity = severity.min(Severity::Warning);
        let detail = Detail::LeadingZero;
        to.push(Finding::new(Code::UnreadableFigure, severity, mark, detail));
    }
}

/// Whether the name of a column says that its numbers call things.
fn is_called_code(name: &str) -> bool {
    const WORDS: [&str; 10] = [
        "code", "zip", "postal", "fips", "phone", "tel", "ext", "time", "id", "no",
    ];
    const PARTS: [&str; 5] = ["号", "代码", "编码", "时间", "电话"];
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.contains(&word)) || PARTS.iter().any(|part| name.contains(part))
}

/// Whether a print begins with a zero that another digit follows.
fn begins_with_zero(print: &str) -> bool {
    let sign = |c: char| c.is_whitespace() || "-+−–($£€¥￥".contains(c);
    let digits = print.trim_start_matches(sign);
    let next = digits
        .strip_prefix('0')
        .and_then(|rest| rest.chars().next());
    next.is_some_and(|next| next.is_ascii_digit())
}

/// Tells of the one figure of a table that is no multiple of what all others are.
pub(super) fn check_multiples(
    layout: &Layout,
    rows: &[TableRow],
    config: &Config,
    to: &mut Findings,
) {
    let Some(severity) = config.severity_of(Code::UnroundedFigure) else {
        return;
    };
    let cells = rows.iter().enumerate().flat_map(|(at, row)| {
        let columns = layout.figure_columns();
        columns.filter_map(move |column| Some(((at, column), Digits::of(row.figure(column)?)?)))
    });
    let cells: Vec<((usize, usize), Digits)> = cells.collect();
    let digits: Vec<Digits> = cells.iter().map(|(_, digits)| *digits).collect();
    let Some((odd, step)) = odd_one(&digits) else {
        return;
    };
    let ((at, column), _) = cells[odd];
    let mark = Mark::cell(layout, (Some(at), &rows[at]), column);
    let severity = severity.min(Severity::Warning);
    let detail = Detail::OddMultiple {
        step: step.to_string(),
        others: digits.len() - 1,
    };
    to.push(Finding::new(Code::UnroundedFigure, severity, mark, detail));
}

/// Tells of the figure of a column that alone has another number of digits behind the
/// point, one more or one less, though its row is printed as its columns are.
pub(super) fn check_places(layout: &Layout, rows: &[TableRow], config: &Config, to: &mut Findings) {
    let Some(severity) = config.severity_of(Code::UnroundedFigure) else {
        return;
    };
    let columns = layout.figure_columns();
    let columns: Vec<(usize, Places)> = columns
        .map(|column| (column, Places::of(rows, column)))
        .collect();
    for (column, places) in &columns {
        let Some((at, usual)) = places.odd else {
            continue;
        };
        // A row of means, or of shares, is printed in its own way.
        let others = columns.iter().filter(|(other, _)| other != column);
        let others = others.filter_map(|(other, places)| {
            let own = rows[at].figure(*other).and_then(places_of)?;
            Some(places.usual == Some(own))
        });
        let others: Vec<bool> = others.collect();
        let edge = at == 0 || at + 1 == rows.len();
        let alone = others.is_empty() && !edge && places.count > MULTIPLES;
        if !alone && (others.is_empty() || others.contains(&false)) {
            continue;
        }
        let mark = Mark::cell(layout, (Some(at), &rows[at]), *column);
        let severity = severity.min(Severity::Warning);
        let detail = Detail::OddPlaces {
            usual,
            others: places.count - 1,
        };
        to.push(Finding::new(Code::UnroundedFigure, severity, mark, detail));
    }
}

/// How many digits the figures of a column have behind the point.
struct Places {
    /// How many figures there are.
    count: usize,
    /// What all have, or all but one.
    usual: Option<u32>,
    /// The row of the only one that has one more or one less, and what the others have.
    odd: Option<(usize, u32)>,
}

impl Places {
    fn of(rows: &[TableRow], column: usize) -> Places {
        let figures = rows.iter().enumerate();
        let figures = figures.filter_map(|(at, row)| Some((at, row.figure(column)?)));
        let figures: Vec<(usize, u32, &Figure)> = figures
            .filter_map(|(at, figure)| Some((at, places_of(figure)?, figure)))
            .collect();
        let mut all: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, places, _) in &figures {
            all.entry(*places).or_default().push(*at);
        }
        let mut by_count: Vec<(u32, Vec<usize>)> = all.into_iter().collect();
        by_count.sort_by_key(|(_, rows)| rows.len());
        let mut found = Places {
            count: figures.len(),
            usual: None,
            odd: None,
        };
        match by_count.as_slice() {
            [(usual, _)] => found.usual = Some(*usual),
            [(places, odd), (usual, others)] if odd.len() == 1 && others.len() >= OTHERS => {
                found.usual = Some(*usual);
                // Zeros are printed, so that each has as many digits as the others.
                let fixed = figures
                    .iter()
                    .any(|(_, own, figure)| own == usual && ends_in_zero(figure));
                let one = *places >= 1 && *usual >= 1 && places.abs_diff(*usual) == 1;
                found.odd = (fixed && one).then(|| (odd[0], *usual));
            }
            _ => {}
        }
        found
    }
}

/// The digits of a figure behind the point, as printed.
fn places_of(figure: &Figure) -> Option<u32> {
    figure.value.map(|value| value.scale())
}

/// Whether the last digit of a figure is a zero that need not be printed.
fn ends_in_zero(figure: &Figure) -> bool {
    figure.value.is_some_and(|value| value.mantissa() % 10 == 0)
}

/// The digits of a figure that is a plain number but zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Digits {
    value: i128,
    /// How many of them stand behind the point.
    places: u32,
}

impl Digits {
    fn of(figure: &Figure) -> Option<Digits> {
        let value = figure.value.filter(|_| !figure.is_rate())?;
        let digits = value.mantissa();
        (digits != 0).then_some(Digits {
            value: digits.abs(),
            places: value.scale(),
        })
    }
}

/// The only one of some figures that is no multiple of what all others are multiples
/// of, where these are many and were rounded to that.
fn odd_one(digits: &[Digits]) -> Option<(usize, Decimal)> {
    let others = digits.len().checked_sub(1)?;
    if others < MULTIPLES {
        return None;
    }
    let places = digits.iter().map(|one| one.places).max()?;
    let scaled = digits.iter().map(|one| {
        let unit = 10_i128.checked_pow(places - one.places)?;
        one.value.checked_mul(unit)
    });
    let scaled: Vec<i128> = scaled.collect::<Option<_>>()?;
    // What those before and behind each have in common.
    let gcds = |values: &mut dyn Iterator<Item = &i128>| -> Vec<i128> {
        let mut common = 0;
        let mut all = vec![0];
        all.extend(values.map(|value| {
            common = common.gcd(value);
            common
        }));
        all
    };
    let before = gcds(&mut scaled.iter());
    let behind = gcds(&mut scaled.iter().rev());
    let without = |at: usize| before[at].gcd(&behind[others - at]);
    let all = *before.last()?;
    let mut odd = (0..scaled.len()).filter(|at| without(*at) > all);
    let (at, None) = (odd.next()?, odd.next()) else {
        return None;
    };
    let step = without(at);
    // Where all others end in a zero behind the point, this one must be printed so far.
    let ends = places > 0 && all == 1 && step == 10 && others >= ENDING;
    let finest = digits.iter().filter(|one| one.places == places).count();
    let fives = step != 5 || others >= FIVES;
    let is_rounding =
        places == 0 && all == 1 && STEPS.contains(&step) && fives || ends && finest > 1;
    let large = scaled.iter().filter(|value| **value >= LARGE * step);
    if !is_rounding || large.count() * 2 < scaled.len() {
        return None;
    }
    let step = Decimal::try_from_i128_with_scale(step, places).ok()?;
    Some((at, step.normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_before_other_digits() {
        for print in ["010", "-033081.00", "00.00", "$ 012"] {
            assert!(begins_with_zero(print), "{print}");
        }
        for print in ["0", "0.5", "0,5", "-0.03", "100", "0%", "0 件", "¥0.10"] {
            assert!(!begins_with_zero(print), "{print}");
        }
    }

    fn multiples(of: i128, places: u32) -> Vec<Digits> {
        let values = (1..=70).map(|at| of * (37 + at * at));
        values.map(|value| Digits { value, places }).collect()
    }

    #[test]
    fn the_only_one_that_is_no_multiple() {
        for (of, places, step) in [(3, 0, "3"), (5, 0, "5"), (10, 2, "0.1")] {
            let mut digits = multiples(of, places);
            assert_eq!(odd_one(&digits), None);
            digits[20].value += 1;
            let (at, found) = odd_one(&digits).expect("one");
            assert_eq!((at, found.to_string().as_str()), (20, step));
            // Two are none: then they are not all rounded.
            digits[30].value += 1;
            assert_eq!(odd_one(&digits), None);
        }
    }

    #[test]
    fn round_numbers_that_people_choose_are_not_rounded() {
        let chosen = |of: i128| {
            let mut digits = multiples(of, 0);
            digits[20].value += 1;
            odd_one(&digits)
        };
        assert_eq!(chosen(100), None);
        assert_eq!(chosen(10), None);
        // Points of few digits.
        let points = (1..=70).map(|at| Digits {
            value: 5 * (at % 20 + 1),
            places: 0,
        });
        let mut points: Vec<Digits> = points.collect();
        points[9].value = 88;
        assert_eq!(odd_one(&points), None);
    }
}
