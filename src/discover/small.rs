//! The figures of a table in machine words, where all are small enough: most
//! pairs of lines have nothing to do with one another, and are told so here.

use super::number::Number;
use super::relation::RelationKind;

/// Figures below this, and what is made of them, fit into words.
const BELOW: i128 = 1 << 28;

/// A figure as words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Small {
    there: bool,
    value: i64,
    half: i64,
    rounding: i64,
}

/// How a relation fares among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fares {
    /// It holds, and need not have.
    Holds,
    /// It does not.
    Fails,
    /// It says nothing there.
    Nothing,
}

/// The figures as words; none where some are too large.
pub(super) fn small(numbers: &[Number], one: i128) -> Option<Vec<Small>> {
    let word = |number: i128| i64::try_from(number).ok().filter(|_| number.abs() < BELOW);
    word(one.checked_mul(100)?)?;
    let small = |number: &Number| {
        Some(Small {
            there: number.there,
            value: word(number.value)?,
            half: word(number.half)?,
            rounding: word(number.rounding)?,
        })
    };
    numbers.iter().map(small).collect()
}

/// How a quotient fares, as [`told`](super::quotients::told) tells it.
#[inline]
pub(super) fn quotient(
    one: i64,
    kind: RelationKind,
    (result, first, second): (&Small, &Small, &Small),
) -> Fares {
    if !result.there || !first.there || !second.there {
        return Fares::Nothing;
    }
    let scale = match kind {
        RelationKind::Percentage | RelationKind::PercentChange => one * 100,
        _ => one,
    };
    let change = matches!(
        kind,
        RelationKind::RelativeChange | RelationKind::PercentChange
    );
    let (over, under) = match change {
        false => (first.value, second),
        true => (second.value - first.value, first),
    };
    if under.value == 0 {
        return Fares::Nothing;
    }
    let off = (result.value * under.value - over * scale).abs();
    let strict = result.rounding * under.value.abs();
    let of_operands = match change {
        false => first.half * scale + result.value.abs() * under.half,
        true => second.half * scale + (result.value + scale).abs() * under.half,
    };
    if off > strict + of_operands {
        return Fares::Fails;
    }
    let trivial = over == 0
        || result.value == 0
        || first.value == second.value
        || first.value == result.value;
    match trivial {
        true => Fares::Nothing,
        false => Fares::Holds,
    }
}

/// Whether a figure is the sum of two, but for rounding.
pub(super) fn is_sum(total: &Small, one: &Small, other: &Small) -> bool {
    (total.value - one.value - other.value).abs() <= total.half + one.half + other.half
}

#[cfg(test)]
mod tests {
    use super::super::judge::Told;
    use super::super::quotients::told;
    use super::*;

    #[test]
    fn words_tell_what_numbers_tell() {
        let number = |value: i128, half: i128, rounding: i128| Number {
            there: true,
            value: value * 2 * half,
            half,
            rounding,
            grain: 2 * half,
            percent: false,
        };
        let figures: Vec<Number> = [-7, 0, 1, 3, 12, 25, 36, 50, 144, 300, 2500, 4321]
            .into_iter()
            .flat_map(|value| {
                [
                    number(value, 1, 1),
                    number(value, 50, 50),
                    number(value, 5, 500),
                ]
            })
            .collect();
        let one = 100;
        let words = small(&figures, one).expect("small figures");
        let mut held = 0;
        for kind in [
            RelationKind::Quotient,
            RelationKind::Percentage,
            RelationKind::RelativeChange,
            RelationKind::PercentChange,
        ] {
            for (r, of_r) in figures.iter().zip(&words) {
                for (a, of_a) in figures.iter().zip(&words) {
                    for (b, of_b) in figures.iter().zip(&words) {
                        let told = match told(one, kind, r, a, b).0 {
                            Told::Holds(_) => Fares::Holds,
                            Told::Fails(_) => Fares::Fails,
                            Told::Trivial | Told::Blank => Fares::Nothing,
                        };
                        held += usize::from(told == Fares::Holds);
                        assert_eq!(quotient(100, kind, (of_r, of_a, of_b)), told);
                    }
                }
            }
        }
        assert!(held > 100);
    }

    #[test]
    fn large_figures_are_no_words() {
        let number = Number {
            there: true,
            value: 1 << 40,
            ..Number::default()
        };
        assert!(small(&[number], 2).is_none());
        assert!(small(&[Number::default()], 1 << 40).is_none());
    }
}
