//! Numbers with an amount beside them that is smaller than every positive
//! number, so that open and closed ends are compared alike.

use crate::figure::Rat;
use num_traits::Zero;

/// A number with an amount beside it that is smaller than every positive
/// number: `at_least > 3` is `3 + 1·ε`. So open and closed ends are compared
/// alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Close {
    /// The number.
    pub number: Rat,
    /// How many ε beside it.
    pub beside: Rat,
}

impl Close {
    /// The number itself.
    pub(crate) fn at(number: Rat) -> Close {
        let beside = Rat::ZERO;
        Close { number, beside }
    }

    /// `self + factor · other`.
    pub(crate) fn plus_times(&self, factor: &Rat, other: &Close) -> Close {
        let beside = match other.beside.is_zero() {
            true => self.beside.clone(),
            false => self.beside.plus_times(factor, &other.beside),
        };
        Close {
            number: self.number.plus_times(factor, &other.number),
            beside,
        }
    }

    /// The difference.
    pub(crate) fn minus(&self, other: &Close) -> Close {
        self.plus_times(&Rat::whole(-1), other)
    }

    /// The quotient by a number that is not zero.
    pub(crate) fn over(&self, divisor: &Rat) -> Close {
        Close {
            number: &self.number / divisor,
            beside: &self.beside / divisor,
        }
    }

    /// Whether it is exactly a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        self.number.is_integer() && self.beside.is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_end_lies_beside_its_number() {
        let at = |number: i64, beside: i64| Close {
            number: Rat::whole(number),
            beside: Rat::whole(beside),
        };
        assert!(at(3, -1) < at(3, 0) && at(3, 0) < at(3, 1) && at(3, 1) < at(4, -1));
        assert!(at(3, 0).is_whole() && !at(3, 1).is_whole());
    }
}
