//! Whether one slip of the pen in an operand explains that a quotient or a
//! relative change fails: all numbers that one slip makes of it are tried.

use super::bits::log2_tenths;
use super::field::{Field, Printed};
use super::relation::{Miss, Relation, RelationKind};

/// The figures of a quotient in one crossing line.
struct Quotient {
    kind: RelationKind,
    result: Printed,
    operands: [Printed; 2],
    /// How many places are reckoned with.
    places: i32,
}

/// What it speaks for a slip that one in an operand makes a quotient hold, in
/// tenths of bits: the more digits its result has, the less is that chance. None
/// where none does.
pub(super) fn by_one_slip(
    field: &Field,
    relation: &Relation,
    crossing: usize,
    miss: Miss,
) -> Option<i64> {
    if !matches!(
        relation.kind,
        RelationKind::Quotient
            | RelationKind::Percentage
            | RelationKind::RelativeChange
            | RelationKind::PercentChange
    ) {
        return None;
    }
    let figure = |line: usize| field.figure(relation.along.cell(line, crossing));
    let [one, other] = relation.operands.as_slice() else {
        return None;
    };
    let quotient = Quotient {
        kind: relation.kind,
        result: figure(relation.result)?,
        operands: [figure(one.line)?, figure(other.line)?],
        places: miss.places,
    };
    let holds = |at: usize, digits: i128| {
        let mut operands = quotient.operands;
        operands[at].digits = digits;
        quotient.holds(operands) == Some(true)
    };
    let digits = |at: usize| quotient.operands[at].digits;
    let explains = |at: &usize| made_by_one_slip(digits(*at)).any(|made| holds(*at, made));
    let at = [0, 1].into_iter().find(explains)?;
    let size = i64::try_from(quotient.result.digits.unsigned_abs()).ok()?;
    // Either of two figures may have it.
    Some(log2_tenths(size) - ways(digits(at)) - 10)
}

impl Quotient {
    /// Whether the result prints what operands give; none where that cannot be
    /// reckoned.
    fn holds(&self, operands: [Printed; 2]) -> Option<bool> {
        let scaled = |one: Printed| one.digits.checked_mul(self.unit(one)?);
        let (first, second) = (scaled(operands[0])?, scaled(operands[1])?);
        let change = matches!(
            self.kind,
            RelationKind::RelativeChange | RelationKind::PercentChange
        );
        let (over, under) = match change {
            true => (second.checked_sub(first)?, first),
            false => (first, second),
        };
        if under == 0 {
            return None;
        }
        let power = 10_i128.checked_pow(u32::try_from(self.places).ok()?)?;
        let scale = match self.kind.is_in_percent() {
            true => power.checked_mul(100)?,
            false => power,
        };
        let own = scaled(self.result)?.checked_mul(under)?;
        let off = own.checked_sub(over.checked_mul(scale)?)?.checked_mul(2)?;
        let half = self.unit(self.result)?.checked_mul(under)?;
        Some(off.unsigned_abs() <= half.unsigned_abs())
    }

    /// What the last place of a figure counts, in units of the finest.
    fn unit(&self, one: Printed) -> Option<i128> {
        let more = u32::try_from(self.places.checked_sub(one.places)?).ok()?;
        10_i128.checked_pow(more)
    }
}

/// How many numbers one slip makes of one, in tenths of bits: another digit,
/// one more, one less, two changed about, another sign.
pub(super) fn ways(number: i128) -> i64 {
    let digits = i64::try_from(number.unsigned_abs().to_string().len()).unwrap_or(i64::MAX);
    log2_tenths(digits * 9 + (digits + 1) * 10 + digits * 2)
}

/// The numbers that one slip makes of a number: a digit that is another, one too
/// many or too few, two neighbours changed about. Some may be there twice.
pub(super) fn made_by_one_slip(number: i128) -> impl Iterator<Item = i128> {
    let size = i128::try_from(number.unsigned_abs()).unwrap_or(0);
    let sign = number.signum();
    // The powers of ten up to one above the first digit.
    let powers = std::iter::successors(Some(1_i128), |power| power.checked_mul(10));
    let powers = powers.take_while(move |power| *power <= size);
    let made = powers.flat_map(move |power| {
        let (above, digit, below) = (size / power / 10, size / power % 10, size % power);
        let other = (0..10).map(move |other| Some(size - digit * power + other * power));
        let insert = (0..10).map(move |more| {
            let before = (size / power).checked_mul(10)?.checked_add(more)?;
            before.checked_mul(power)?.checked_add(below)
        });
        let next = above % 10;
        let swapped = size - digit * power - next * power * 10 + next * power + digit * power * 10;
        let less = above * power + below;
        let rest = [Some(less), Some(swapped).filter(|_| above > 0)];
        other.chain(insert).chain(rest).flatten()
    });
    made.filter(move |made| *made != size)
        .map(move |made| made * sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_what_is_divided_explains_a_quotient() {
        let figure = |digits: i128, places: i32| Printed::plain(digits, places);
        let quotient = |result: Printed| Quotient {
            kind: RelationKind::Quotient,
            result,
            operands: [figure(670, 0), figure(168, 0)],
            places: 5,
        };
        let six = [figure(600, 0), figure(168, 0)];
        assert_eq!(quotient(figure(357_143, 5)).holds(six), Some(true));
        assert_eq!(quotient(figure(357_144, 5)).holds(six), Some(false));
        let nothing = [figure(600, 0), figure(0, 0)];
        assert_eq!(quotient(figure(357_143, 5)).holds(nothing), None);
    }
}
