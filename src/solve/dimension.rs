//! Units of computed numbers: which may be added and compared.

use crate::figure::{Rat, Unit, UnitBook};
use num_traits::One;
use std::collections::BTreeMap;

/// The unit of a number, scale aside: 万元 and 元 are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dim {
    /// Not known: a plain number in a rule, a figure without a unit.
    Any,
    /// A plain number of a rule beyond 1: no rate, since 100 would be 10000 %.
    Number,
    /// A product of units with their powers; none at all is a rate.
    Of(BTreeMap<String, i8>),
}

impl Dim {
    /// A rate.
    pub(crate) fn pure() -> Dim {
        Dim::Of(BTreeMap::new())
    }

    /// The unit of a number as a rule writes it.
    pub(crate) fn of_literal(value: &Rat, percent: bool) -> Dim {
        match percent {
            true => Dim::pure(),
            false if value.abs() <= Rat::one() => Dim::Any,
            false => Dim::Number,
        }
    }

    /// A figure's unit.
    pub(crate) fn of(unit: Option<&Unit>) -> Dim {
        // Of what `thousands` are is not known.
        let unit = unit.filter(|unit| !(unit.is_pure() && unit.exp10 > 0));
        unit.map_or(Dim::Any, |unit| Dim::Of(unit.bases.clone()))
    }

    /// The unit of a product, or of a quotient.
    pub(crate) fn times(&self, other: &Dim, divides: bool) -> Dim {
        let (Dim::Of(left), Dim::Of(right)) = (self, other) else {
            return Dim::Any;
        };
        let mut bases = left.clone();
        for (base, power) in right {
            let sum = bases.entry(base.clone()).or_default();
            *sum = sum.saturating_add(if divides {
                power.saturating_neg()
            } else {
                *power
            });
        }
        bases.retain(|_, power| *power != 0);
        Dim::Of(bases)
    }

    /// The unit of two numbers that are added or compared; `None` when they
    /// are unlike. Counting words cancel in quotients (件 over 户 is a rate),
    /// since what is counted in a rate need not be named alike.
    pub(crate) fn joined(&self, other: &Dim, units: &UnitBook) -> Option<Dim> {
        let (left, right) = match (self, other) {
            (Dim::Of(left), Dim::Of(right)) => (left, right),
            (Dim::Number, Dim::Of(bases)) | (Dim::Of(bases), Dim::Number) => {
                return (!bases.is_empty()).then(|| Dim::Of(bases.clone()));
            }
            (Dim::Any, other) | (other, _) => return Some(other.clone()),
        };
        if left == right {
            return Some(self.clone());
        }
        let plain = |bases: &BTreeMap<String, i8>| -> BTreeMap<String, i8> {
            let compound = bases.len() > 1 || bases.values().any(|power| *power != 1);
            let counts = |base: &str| units.read(base).is_some_and(|unit| unit.counting);
            let kept = bases.iter().filter(|(base, _)| !(compound && counts(base)));
            kept.map(|(base, power)| (base.clone(), *power)).collect()
        };
        (plain(left) == plain(right)).then(|| self.clone())
    }

    /// The unit as messages write it.
    pub(crate) fn text(&self) -> String {
        match self {
            Dim::Any | Dim::Number => String::new(),
            Dim::Of(bases) if bases.is_empty() => "%".to_owned(),
            Dim::Of(bases) => {
                let (over, under): (Vec<_>, Vec<_>) =
                    bases.iter().partition(|(_, power)| **power > 0);
                let joined = |side: Vec<(&String, &i8)>| {
                    let words = side.iter().map(|(base, power)| powered(base, **power));
                    words.collect::<Vec<String>>().join("·")
                };
                match (joined(over), joined(under)) {
                    (over, under) if under.is_empty() => over,
                    (over, under) if over.is_empty() => format!("1/{under}"),
                    (over, under) => format!("{over}/{under}"),
                }
            }
        }
    }
}

/// A unit to a power, its sign aside: 件, 件².
fn powered(base: &str, power: i8) -> String {
    let small = |digit: char| match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => digit
            .to_digit(10)
            .and_then(|digit| char::from_u32(u32::from('⁰') + digit))
            .unwrap_or(digit),
    };
    match power.unsigned_abs() {
        1 => base.to_owned(),
        power => {
            let power: String = power.to_string().chars().map(small).collect();
            format!("{base}{power}")
        }
    }
}
