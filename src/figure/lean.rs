//! Plain prints (`1234`, `-5.20`, `12,345`, `86%`) held as their digits, in one word each:
//! what a table of many rows keeps of them. The figure that one is, is made when
//! it is asked for, and is the one that `read` makes (a property test holds the
//! two together).

use super::print_style::{Around, PrintStyle};
use super::prints::DecimalSign;
use super::quick::{Quick, QuickColumn};
use super::{
    Context, Domain, Figure, Floor, Hedge, Range, RangeBasis, Rat, Rounding, Unit, decimal, exact,
    signed,
};

/// The digits of a plain print with their sign, how many of them stand behind
/// the point, and whether it ends in a percent sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeanPrint(i64);

/// Bits below the digits: five for the places, one for the percent sign.
const BELOW: u32 = 6;

impl LeanPrint {
    /// `None` of what does not fit a word.
    fn new(digits: i64, places: u32, percent: bool) -> Option<LeanPrint> {
        let upper = digits.checked_mul(1 << BELOW)?;
        let lower = (places < 32).then(|| i64::from(places) << 1 | i64::from(percent))?;
        Some(LeanPrint(upper | lower))
    }

    fn digits(self) -> i64 {
        self.0 >> BELOW
    }

    /// How many places it has.
    pub(crate) fn places(self) -> u32 {
        u32::try_from(self.0 >> 1 & 31).unwrap_or(0)
    }

    /// Whether it ends in a percent sign.
    pub(crate) fn is_percent(self) -> bool {
        self.0 & 1 > 0
    }

    /// Whether it is below zero.
    pub(crate) fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// What separates the thousands of plain prints.
const GROUPED_BY: char = ',';
/// The longest print without commas that is held as its digits.
const LONGEST: usize = 24;

/// A print whose thousands are grouped (`1,234.5`) without its commas, and how
/// long that is; `None` where they are grouped otherwise, or not at all.
fn without_commas(print: &[u8]) -> Option<([u8; LONGEST], usize)> {
    let unsigned = print.strip_prefix(b"-").unwrap_or(print);
    let is_end = |byte: &u8| !byte.is_ascii_digit() && *byte != GROUPED_BY as u8;
    let end = unsigned.iter().position(is_end);
    let whole = &unsigned[..end.unwrap_or(unsigned.len())];
    let mut groups = whole.split(|byte| *byte == GROUPED_BY as u8);
    let first = groups.next()?;
    let leads = (1..=3).contains(&first.len()) && first[0] != b'0';
    let grouped = leads && whole.len() > first.len() && groups.all(|group| group.len() == 3);
    if !grouped {
        return None;
    }
    let mut digits = [0; LONGEST];
    let mut length = 0;
    for byte in print.iter().filter(|byte| **byte != GROUPED_BY as u8) {
        *digits.get_mut(length)? = *byte;
        length += 1;
    }
    Some((digits, length))
}

/// The plain prints of a column.
#[derive(Clone, Debug)]
pub(crate) struct LeanColumn {
    quick: QuickColumn,
    unit: Option<Unit>,
    percent: Unit,
    decimal: DecimalSign,
    rounding: Rounding,
}

impl LeanColumn {
    /// For the figures of a context; `None` where each must be read in full.
    pub(crate) fn new(context: &Context<'_>) -> Option<LeanColumn> {
        Some(LeanColumn {
            quick: QuickColumn::new(context)?,
            unit: context.unit.cloned(),
            percent: context.units.read("%")?,
            decimal: context.prints.decimal,
            rounding: context.rounding,
        })
    }

    /// Reads a cell; `None` where it must be read in full: it is no plain print,
    /// or what it may be hangs on other cells too.
    pub(crate) fn read(&self, print: &str) -> Option<LeanPrint> {
        let mut quick = Quick::default();
        if !self.quick.read_into(print.as_bytes(), &mut quick) {
            let (digits, length) = without_commas(print.as_bytes())?;
            let digits = digits.get(..length)?;
            if !self.quick.read_into(digits, &mut quick) {
                return None;
            }
        }
        let plain = self.quick.plain(&quick);
        let percent = quick.look.percent;
        let places = u32::try_from(self.exp10(percent) - plain.exp).ok()?;
        // A zero that was rounded may be below zero, or not.
        let open = plain.digits == 0 && !plain.exact;
        let lean = LeanPrint::new(plain.digits, places, percent);
        lean.filter(|_| !open)
    }

    /// The figure that a print is.
    pub(crate) fn figure(&self, lean: LeanPrint, print: &str) -> Figure {
        let (places, unit) = (lean.places(), self.unit(lean.is_percent()).cloned());
        let exp10 = self.exp10(lean.is_percent());
        let mantissa = Rat::whole(lean.digits());
        let step = exact::scaled(1, exp10 - signed(places));
        let nominal = exact::scaled(mantissa.clone(), exp10 - signed(places));
        let counting = unit.as_ref().is_some_and(|unit| unit.counting);
        let whole = counting && exp10 >= 0 && nominal.is_integer();
        let things = unit.as_ref().is_none_or(|unit| unit.counting);
        let exact = places == 0 && exp10 == 0 && things;
        let suffix = if lean.is_percent() { "%" } else { "" };
        let around = Around {
            decimal: self.decimal,
            separator: print.contains(GROUPED_BY).then_some(GROUPED_BY),
            suffix: suffix.to_owned(),
            ..Around::default()
        };
        let mut figure = Figure {
            value: decimal(&mantissa, places),
            range: Range::everything(whole),
            nominal,
            step,
            hedge: Hedge::None,
            multiplier_exp10: 0,
            fractional_count: counting && exp10 >= 0 && !whole,
            domain: Domain { whole, floor: None },
            basis: match exact {
                true => RangeBasis::Exact,
                false => RangeBasis::Rounded,
            },
            style: PrintStyle::new(places, exp10, around),
            mark: None,
            print: print.to_owned(),
            unit,
        };
        let floor = counting.then_some(Floor::Counted);
        figure.keep_within(Domain { whole, floor }, self.rounding);
        figure
    }

    /// Whether a print is that of part of a thing, where things are counted.
    pub(crate) fn counts_in_parts(&self, lean: LeanPrint) -> bool {
        let unit = self.unit(lean.is_percent());
        lean.places() > 0 && unit.is_some_and(|unit| unit.counting)
    }

    /// The unit of a print that has a percent sign, or none.
    pub(crate) fn unit(&self, percent: bool) -> Option<&Unit> {
        match percent {
            true => Some(&self.percent),
            false => self.unit.as_ref(),
        }
    }

    fn exp10(&self, percent: bool) -> i32 {
        match percent {
            true => self.percent.exp10,
            false => self.unit.as_ref().map_or(0, |unit| unit.exp10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LeanColumn;
    use crate::figure::{Context, Reading, Rounding, UnitBook, read};
    use crate::inside::support::often::often;
    use proptest::prelude::*;

    /// Prints of digits, some of which must be read in full.
    fn print() -> impl Strategy<Value = String> {
        prop_oneof![
            "-?[0-9]{1,17}",
            "-?[0-9]{1,9}[.][0-9]{1,9}%?",
            "-?[0-9]{1,4}%?",
            "-?0{1,4}[.]?0{0,3}%?",
            "-?[0-9]{1,4}(,[0-9]{3}){1,4}([.][0-9]{1,4})?%?",
            "-?[0-9]{1,3}(,[0-9]{2,3}){0,3}[.,]?[0-9]{0,3}%?",
            "[-+<约]?[0-9,.]{1,6}[%万]?",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(often(2_000)))]

        /// What is held as digits is the figure that reading it makes.
        #[test]
        fn a_figure_is_the_one_that_reading_makes(
            print in print(),
            unit in prop::sample::select(vec!["", "%", "件", "元", "万元", "‰", "kg", "倍", "万件", "hours"]),
            mode in prop::sample::select(vec![
                Rounding::Nearest, Rounding::Truncate, Rounding::Away, Rounding::Any,
            ]),
        ) {
            let units = UnitBook::default();
            let unit = units.read(unit);
            let context = Context { rounding: mode, ..Context::of_unit(&units, unit.as_ref()) };
            let Some(column) = LeanColumn::new(&context) else {
                return Ok(());
            };
            let Some(lean) = column.read(&print) else {
                return Ok(());
            };
            let figure = Box::new(column.figure(lean, &print));
            prop_assert!(!figure.is_open(), "{:?}", figure);
            prop_assert_eq!(figure.unit.as_ref(), column.unit(lean.is_percent()));
            prop_assert_eq!(figure.nominal.is_negative(), lean.is_negative());
            prop_assert_eq!(figure.value.map(|value| value.scale()), Some(lean.places()));
            prop_assert_eq!(Reading::Figure(figure), read(&print, &context));
        }
    }

    #[test]
    fn the_commonest_prints_are_held_as_digits() {
        let units = UnitBook::default();
        let column = LeanColumn::new(&Context::of_unit(&units, None)).expect("a plain column");
        for print in [
            "0",
            "7",
            "1234",
            "-5.20",
            "86%",
            "43.3%",
            "1234567890.12",
            "1,234",
            "-12,345,678.90",
        ] {
            assert!(column.read(print).is_some(), "{print}");
        }
        for print in [
            "",
            "0.0",
            "0%",
            "1,23",
            "0,234",
            "1,23,456",
            ",234",
            "1.2,345",
            "<5",
            "约3",
            "1e5",
            "12345678901234567",
        ] {
            assert!(column.read(print).is_none(), "{print}");
        }
    }
}
