//! A print taken apart in SQL: what its digits, its % and the words around it
//! allow, as whole numbers of a power of ten. What is not one of these prints
//! is no figure here, and the checks that need it are not made.
//!
//! Each column of figures becomes columns of its own, named after it:
//!
//! ```text
//! k      0 a figure, 1 blank, 2 not applicable, 3 withheld, 4 not read here,
//!        6 blank that says zero
//! lo hi  the ends of what it allows; NULL where there is none
//! lo open, hi open   whether an end itself is not possible
//! w      whether only whole numbers are possible, and more than one
//! pct    whether it prints a %
//! ```

use super::dialect::Dialect;
use super::reasons::Why;
use super::sample::ColumnSample;
use super::text::{FALSE, by_number, either, power};
use crate::figure::{
    Context, Decimals, EmptyKind, Floor, Hedge, Rounding, empty_words, hedge_words,
};

/// Digits before the point of a print that is read.
pub(super) const DIGITS: i32 = 15;
/// Places after the point that are read, where the report's own tables show
/// fewer.
const PLACES: u32 = 2;

/// How a column's prints are read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// The power of ten of its unit.
    exp: i32,
    /// Whether a % is read.
    pub percent: bool,
    /// Whether plain whole prints are exact.
    pub exact: bool,
    /// Whether whole things are counted.
    pub counts: bool,
    /// How far its figures are known, where it is said.
    pub known: Option<Decimals>,
    /// Places that are read.
    places: i32,
    pub rounding: Rounding,
    pub sample: ColumnSampleOf,
    /// Texts that mark a missing figure, and what each says.
    marks: Vec<(String, EmptyKind)>,
    /// Whether a blank, and a mark of what does not apply, says zero.
    pub zero: [bool; 2],
}

/// What of a sample matters for reading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ColumnSampleOf {
    pub whole: bool,
    pub floor: Option<Floor>,
    pub below_zero: Vec<String>,
}

/// What is said of a column beside its context.
pub(super) struct Said {
    /// Marks of missing figures.
    pub marks: Vec<(String, EmptyKind)>,
    /// Whether a blank, and a mark of what does not apply, says zero.
    pub zero: [bool; 2],
    /// How the rule, or the command line, says that figures were rounded.
    pub rounding: Option<Rounding>,
}

impl Reading {
    /// Of a column.
    ///
    /// # Errors
    /// Why its prints cannot be read here.
    pub(super) fn of(
        context: &Context<'_>,
        sample: &ColumnSample,
        said: Said,
    ) -> Result<Reading, Why> {
        if !context.prints.has_plain_digits() {
            return Err(Why::DecimalSign);
        }
        if let Some(Decimals::Multiple(_)) = context.decimals {
            return Err(Why::Multiple);
        }
        let unit = context.unit;
        let exp = unit.map_or(0, |unit| unit.exp10);
        let counting = unit.is_none_or(|unit| unit.counting);
        let percent = match unit {
            None => sample.percent,
            Some(unit) => unit.is_percent(),
        };
        let things = unit.is_some_and(|unit| unit.counting);
        let counted = context.whole.unwrap_or(counting);
        Ok(Reading {
            exp,
            percent,
            exact: exp == 0 && counted && context.decimals.is_none(),
            counts: context.whole.unwrap_or(things) && exp >= 0,
            known: context.decimals,
            places: i32::try_from(sample.places.max(PLACES)).unwrap_or(i32::MAX),
            rounding: said.rounding.unwrap_or(context.rounding),
            sample: ColumnSampleOf {
                whole: sample.domain.whole,
                floor: sample.domain.floor,
                below_zero: sample.below_zero.clone(),
            },
            marks: said.marks,
            zero: said.zero,
        })
    }

    /// The power of ten by which its values are multiplied to be whole.
    pub(super) fn scale(&self) -> i32 {
        let known = match self.known {
            Some(Decimals::Places(places)) => places.max(self.places),
            _ => self.places,
        };
        let of_unit = known + 1 - self.exp;
        match self.percent {
            true => of_unit.max(known + 3),
            false => of_unit.max(0),
        }
    }

    /// The power of ten that its values, multiplied, stay below.
    pub(super) fn size(&self) -> i32 {
        DIGITS + self.exp.max(0) + self.scale() + 1
    }

    /// Whether what it holds tells whether it prints rates or plain numbers.
    pub(super) fn may_be_rate(&self) -> bool {
        self.percent
    }

    /// `10^exp` of its values, multiplied: a whole number, as the scale says.
    pub(super) fn at(&self, exp: i32) -> String {
        power(self.scale() + exp).unwrap_or_else(|| "1".to_owned())
    }
}

/// The columns that a column's prints become, one select after the other.
pub(super) struct Columns<'a> {
    pub(super) dialect: Dialect,
    pub(super) reading: &'a Reading,
    /// The name of the column and what it is called in the query.
    text: String,
    label: &'a str,
    pub(super) key: String,
}

const NUMBER: &str = "[-−]?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})";

impl<'a> Columns<'a> {
    /// Of a column, whose text stands in a column of this name; `key` is the
    /// column of the rows' keys.
    pub(super) fn of(
        dialect: Dialect,
        reading: &'a Reading,
        (text, label): (&str, &'a str),
        key: &str,
    ) -> Columns<'a> {
        Columns {
            dialect,
            reading,
            text: dialect.name_of(text),
            label,
            key: dialect.name_of(key),
        }
    }

    pub(super) fn name(&self, part: &str) -> String {
        self.dialect.name_of(&format!("{} {part}", self.label))
    }

    pub(super) fn named(&self, expression: &str, part: &str) -> String {
        format!("{expression} AS {}", self.name(part))
    }

    /// Which print it is: 0 a plain one, else the hedge.
    pub(super) fn prints(&self) -> Vec<String> {
        let text = &self.text;
        let places = self.reading.places;
        let percent = if self.reading.percent { "%?" } else { "" };
        let number = format!("{NUMBER}(?:[.][0-9]{{1,{places}}})?{percent}");
        let mut cases = Vec::new();
        let marks = self.reading.marks.iter();
        let marks: Vec<String> = marks.map(|(mark, _)| self.dialect.quoted(mark)).collect();
        if !marks.is_empty() {
            cases.push(format!("WHEN {text} IN ({}) THEN NULL", marks.join(", ")));
        }
        cases.push(format!(
            "WHEN {} THEN 0",
            self.dialect.is_like(text, &number)
        ));
        for (at, hedge) in HEDGES.iter().enumerate() {
            let like = self.dialect.is_like(text, &hedged(*hedge, &number));
            cases.push(format!("WHEN {like} THEN {}", at + 1));
        }
        let h = format!("CASE {} END", cases.join("\n         "));
        vec![self.named(&h, "h")]
    }

    /// Its digits with their sign, and what a cell without a figure says.
    pub(super) fn digits(&self) -> Vec<String> {
        let text = &self.text;
        let h = self.name("h");
        let found = self
            .dialect
            .first_like(text, "[-−]?[0-9][0-9,]*(?:[.][0-9]+)?");
        let digits = format!("replace(replace({found}, ',', ''), '−', '-')");
        let digits = format!("CASE WHEN {h} IS NOT NULL THEN {digits} END");
        let percent = match self.reading.percent {
            true => format!("({h} IS NOT NULL AND instr({text}, '%') > 0)"),
            false => FALSE.to_owned(),
        };
        vec![
            self.named(&digits, "d"),
            self.named(&percent, "pct"),
            self.named(&self.kind(), "k"),
        ]
    }

    fn kind(&self) -> String {
        let (text, h) = (&self.text, self.name("h"));
        let code = |kind: EmptyKind| match kind {
            EmptyKind::NotReported => 1,
            EmptyKind::NotApplicable => 2,
            EmptyKind::Withheld => 3,
            EmptyKind::Zero => 0,
        };
        let said = |kind: EmptyKind| match (kind, self.reading.zero) {
            (EmptyKind::NotReported, [true, _]) | (EmptyKind::NotApplicable, [_, true]) => 6,
            _ => code(kind),
        };
        let mut cases = vec![format!("WHEN {h} IS NOT NULL THEN 0")];
        for (mark, kind) in &self.reading.marks {
            let mark = self.dialect.quoted(mark);
            cases.push(format!("WHEN {text} = {mark} THEN {}", said(*kind)));
        }
        let blank = said(EmptyKind::NotReported);
        cases.push(format!("WHEN {text} = '' THEN {blank}"));
        for kind in [
            EmptyKind::NotApplicable,
            EmptyKind::Withheld,
            EmptyKind::NotReported,
        ] {
            let words = empty_words(kind).iter();
            let words: Vec<String> = words.map(|word| self.dialect.quoted(word)).collect();
            let list = words.join(", ");
            cases.push(format!(
                "WHEN lower({text}) IN ({list}) THEN {}",
                said(kind)
            ));
        }
        format!("CASE {} ELSE 4 END", cases.join("\n         "))
    }

    /// Its digits as a whole number, and how many of them are places.
    pub(super) fn numbers(&self) -> Vec<String> {
        let (d, integer) = (self.name("d"), self.dialect.integer());
        let whole = format!("CAST(replace({d}, '.', '') AS {integer})");
        let places =
            format!("CASE WHEN instr({d}, '.') = 0 THEN 0 ELSE length({d}) - instr({d}, '.') END");
        let zeros = format!(
            "CASE WHEN {} > 0 THEN length({d}) - length(trim(TRAILING '0' FROM {d})) ELSE 0 END",
            self.name("h")
        );
        vec![
            self.named(&whole, "m"),
            self.named(&places, "p"),
            self.named(&zeros, "z"),
        ]
    }

    /// Its value, half of one unit of its last place, and half of the unit that
    /// a hedge counts in.
    pub(super) fn values(&self) -> Vec<String> {
        let (m, p, z) = (self.name("m"), self.name("p"), self.name("z"));
        let reading = self.reading;
        let steps = |exp: i32| {
            let steps = (0..=reading.places).map(|places| reading.at(exp - places));
            by_number(&p, steps)
        };
        let halves = |exp: i32| match reading.known {
            Some(Decimals::Places(known)) => half(&reading.at(exp - known)),
            _ => {
                let steps = (0..=reading.places).map(|places| half(&reading.at(exp - places)));
                by_number(&p, steps)
            }
        };
        let units = |exp: i32| {
            let whole = by_number(&z, (0..DIGITS).map(|zeros| half(&reading.at(exp + zeros))));
            let places = (0..=reading.places).map(|places| half(&reading.at(exp - places)));
            let digits = format!("({p} = 0 AND {m} <> 0)");
            either(&digits, &whole, &by_number(&p, places))
        };
        let pct = match reading.percent {
            true => self.name("pct"),
            false => FALSE.to_owned(),
        };
        let of = |of: &dyn Fn(i32) -> String| either(&pct, &of(-2), &of(reading.exp));
        let u = format!("CASE WHEN {} > 0 THEN {} END", self.name("h"), of(&units));
        vec![
            self.named(&format!("{m} * {}", of(&steps)), "v"),
            self.named(&of(&halves), "s"),
            self.named(&u, "u"),
        ]
    }
}

/// The hedges by their numbers in the queries, from 1 on.
const HEDGES: [Hedge; 7] = [
    Hedge::MoreThan,
    Hedge::About,
    Hedge::Nearly,
    Hedge::Below,
    Hedge::AtMost,
    Hedge::Above,
    Hedge::AtLeast,
];

/// The prints of a number with the words of a hedge.
fn hedged(hedge: Hedge, number: &str) -> String {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let letter = |c: char| c.is_ascii_alphabetic();
    let escaped = |word: &str| word.replace('.', "[.]").replace('+', "[+]");
    for (is_before, word) in hedge_words(hedge) {
        match is_before {
            true if word.ends_with(letter) => before.push(format!("{} +", escaped(word))),
            true => before.push(format!("{} *", escaped(word))),
            false if word.starts_with(letter) => after.push(format!(" +{}", escaped(word))),
            false => after.push(format!(" *{}", escaped(word))),
        }
    }
    let mut sides = Vec::new();
    if !before.is_empty() {
        sides.push(format!("(?:{}){number}", before.join("|")));
    }
    if !after.is_empty() {
        sides.push(format!("{number}(?:{})", after.join("|")));
    }
    format!("(?i:{})", sides.join("|"))
}

/// Half of a power of ten.
fn half(power: &str) -> String {
    match power.strip_suffix('0') {
        Some(tenth) => format!("5{}", &tenth[1..]),
        None => "0".to_owned(),
    }
}
