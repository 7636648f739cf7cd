//! Evidence in bits, as whole sixteenths of one: logarithms without floats.

/// One bit.
pub(super) const BIT: i64 = 16;

/// The logarithm to base two of a number, in sixteenths; 0 of less than one.
/// Between powers of two it is a straight line, at most a tenth of a bit off.
pub(super) fn log2(number: i128) -> i64 {
    if number < 1 {
        return 0;
    }
    let number = number.unsigned_abs();
    let whole = number.ilog2();
    let rest = match whole {
        0..4 => (number << (4 - whole)) & 15,
        _ => (number >> (whole - 4)) & 15,
    };
    i64::from(whole) * BIT + i64::try_from(rest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_the_true_ones() {
        assert_eq!(log2(0), 0);
        assert_eq!(log2(1), 0);
        assert_eq!(log2(2), BIT);
        assert_eq!(log2(1 << 40), 40 * BIT);
        // log2(12) = 3.585
        assert_eq!(log2(12), 3 * BIT + 8);
        assert!(log2(i128::MAX) > 126 * BIT);
    }
}
